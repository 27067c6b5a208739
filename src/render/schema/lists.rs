//! Lists of the catalog's entries.

use crate::catalog::CredentialStatus;
use crate::graph::Degree;

use super::shared::{cost, credential_kind, level, mode, resource, source, uses};
use super::words::{Keys, id, ids, list, months, nullable, one_of, reference, terms, text, texts};

/// The keys of `roles`.
pub(super) fn roles() -> Keys {
    let role = Keys::new()
        .key("id", id("The id of the role."))
        .key("title", text("The title."))
        .key("aliases", texts("Other titles."))
        .key("track", text("The track, such as leadership."))
        .key("level", level())
        .key("family", nullable(text("The family of near substitutes.")))
        .key("settings", terms("Settings where it is found."))
        .key("skills", terms("Skills that it needs."))
        .key("interests", texts("Interests with which somebody would begin in it."))
        .key(
            "lowest_degree",
            nullable(one_of(
                Degree::ALL.map(Degree::word),
                "The lowest degree that opens it at the typical standard.",
            )),
        )
        .key("pay", nullable(reference("pay", "What it pays a year.")))
        .key("gives", ids("Domains in which each month in it counts as experience."))
        .key("summary", nullable(text("What it is.")));
    Keys::new().key("roles", list(role.object("A role."), "The roles."))
}

/// The keys of `credentials`.
pub(super) fn credentials() -> Keys {
    let credential = Keys::new()
        .key("id", id("The id of the credential."))
        .key("name", text("The name."))
        .key("aliases", texts("Other names."))
        .key("kind", credential_kind())
        .key(
            "status",
            one_of(CredentialStatus::ALL.map(CredentialStatus::word), "Whether it can still be earned."),
        )
        .key("issuer", nullable(text("Who grants it.")))
        .key("modes", list(mode(), "The modes of each way of study."))
        .key("least_months", nullable(months("How long its quickest way of study takes")))
        .and(cost())
        .key("summary", nullable(text("What it is.")));
    Keys::new().key("credentials", list(credential.object("A credential."), "The credentials."))
}

/// The keys of `sources`.
pub(super) fn sources() -> Keys {
    let source = source().and(uses()).object("A source with who uses it.");
    Keys::new().key("sources", list(source, "The sources."))
}

/// The keys of `guide`.
pub(super) fn guide() -> Keys {
    Keys::new().key("topics", list(reference("topic", "A question."), "The questions."))
}

/// The keys of `resources`.
pub(super) fn resources() -> Keys {
    let resource = resource("kind").key("sources", ids("Sources of what is said of it."));
    Keys::new().key("resources", list(resource.object("A place to turn to."), "The places."))
}
