//! The mistakes of a catalog, and how much of it is sourced.

use serde_json::Value;

use crate::catalog::{Basis, SourceKind};

use super::shared::{credential_kind, source_id};
use super::words::{Keys, count, id, ids, list, nullable, one_of, text, year};

/// The keys of `check`.
pub(super) fn keys() -> Keys {
    let diagnostic = || {
        Keys::new()
            .key("severity", one_of(["error", "warning"], "How bad it is."))
            .key("code", id("What sort of mistake it is."))
            .key("message", text("What is wrong."))
            .key("file", nullable(text("The path of the file in the catalog.")))
            .key("line", nullable(count("The line, from 1.")))
            .key("column", nullable(count("The column in characters, from 1.")))
            .key("hint", nullable(text("What to write instead.")))
    };
    let entries =
        |what: &str| nullable(count(&format!("How many {what} the catalog has; null with mistakes.")));
    Keys::new()
        .key(
            "diagnostics",
            list(diagnostic().object("A mistake."), "The mistakes; none for a sound catalog."),
        )
        .key(
            "mended",
            list(
                diagnostic().object("A mistake that was."),
                "What `--fix` has mended, at the places of before.",
            ),
        )
        .key("roles", entries("roles"))
        .key("credentials", entries("credentials"))
        .key("domains", entries("domains of experience"))
        .key("sources", entries("sources"))
        .key("summary", nullable(summary()))
}

fn summary() -> Value {
    let parts = [
        ("requirements_of_roles", "Requirements of roles."),
        ("requirements_of_credentials", "Requirements of credentials."),
        ("all_requirements", "All requirements."),
        ("study_costs", "Prices of study."),
        ("renewal_costs", "Prices of renewals."),
        ("renewal_rules", "Rules of renewals."),
        ("pass_rates", "Pass rates of examinations."),
        ("survey_figures", "Survey figures."),
        ("all_figures", "All figures outside tables."),
        ("wage_cells", "Cells of the wage tables."),
        ("outlook_cells", "Cells of the outlook tables."),
    ];
    let parts = parts.into_iter().fold(Keys::new(), |keys, (key, about)| keys.key(key, tally(about)));
    let track = Keys::new()
        .key("track", text("The track."))
        .key("roles", count("How many roles it has."))
        .key("requirements", tally("What they ask for."));
    let kind = Keys::new()
        .key("kind", credential_kind())
        .key("credentials", count("How many credentials are of this kind."))
        .key("requirements", tally("What they ask for."))
        .key("figures", tally("Their figures."));
    Keys::new()
        .key("counted", text("What is counted, in words."))
        .key("as_of", text("The date at which the facts were judged, as YYYY-MM-DD."))
        .key(
            "requirements_sourced_in_part",
            count("Requirements that are estimates of which a source states a part."),
        )
        .key("facts", tally("All requirements and figures outside tables."))
        .key("parts", parts.object("Each sort of fact."))
        .key("tracks", list(track.object("A track."), "The requirements of roles, by track."))
        .key("kinds", list(kind.object("A kind of credential."), "The facts of credentials, by kind."))
        .key("sources", bibliography())
        .key("oldest", nullable(oldest()))
        .object("How much of the catalog is sourced; null unless asked for.")
}

fn bibliography() -> Value {
    let by_kind = SourceKind::ALL
        .iter()
        .fold(Keys::new(), |keys, kind| keys.key(kind.word(), count("How many sources are of this kind.")));
    Keys::new()
        .key("by_kind", by_kind.object("The sources by kind."))
        .key("without_kind", count("How many sources state no kind."))
        .key("unused", ids("Sources that nothing names."))
        .key("old_before", nullable(year("The year before which a source is old.")))
        .key("old", ids("Old sources that something names."))
        .object("The bibliography.")
}

fn oldest() -> Value {
    Keys::new()
        .key("year", nullable(year("The year of the fact.")))
        .key("what", text("What the fact is."))
        .key("kind", text("What holds it, such as role or credential."))
        .key("id", nullable(id("The id of what holds it.")))
        .key("source", source_id("Its source."))
        .object("The oldest fact.")
}

fn tally(about: &str) -> Value {
    let by_basis = Basis::ALL
        .iter()
        .fold(Keys::new(), |keys, basis| keys.key(basis.word(), count("How many facts have this basis.")));
    Keys::new()
        .key("sourced", count("How many have a source."))
        .key("total", count("How many there are."))
        .key("percent", nullable(count("How many of a hundred have a source; null for none at all.")))
        .key("by_basis", by_basis.object("How many there are by basis."))
        .object(about)
}
