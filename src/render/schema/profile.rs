//! How a profile is understood, and what it comes to.

use serde_json::Value;

use super::shared::{assumptions, standard};
use super::words::{Keys, count, flag, id, ids, list, money, months, nullable, one_of, text, texts};

/// The keys of `profile`.
pub(super) fn keys() -> Keys {
    let credential = Keys::new()
        .key("id", id("The id of the credential."))
        .key("implies", ids("What it implies, so that it need not be listed."));
    let experience = Keys::new()
        .key("domain", id("The domain of experience."))
        .key("months", months("How much of it is stated"));
    let missing = Keys::new()
        .key("id", id("The domain of experience."))
        .key("roles_asking", count("How many roles ask for it."));
    let codes =
        ["no-time-in-role", "no-time", "lacking-credential", "retired-credential", "unasked-experience"];
    let warning = Keys::new()
        .key("code", one_of(codes, "What sort of doubt it is."))
        .key("message", text("What looks forgotten or of no use."));
    Keys::new()
        .key("path", text("The path of the profile."))
        .key("default", flag("Whether it is the default profile."))
        .key("role", nullable(id("The work of today; null for none.")))
        .key("credentials", list(credential.object("A credential."), "What is held, as listed."))
        .key("history", list(tenure("Time in a job."), "Time in jobs, as listed."))
        .key("experience", list(experience.object("Experience."), "Experience on top of the jobs."))
        .key("limits", limits())
        .key("exceptions", exceptions())
        .key("standard", standard("The standard by which the profile is measured."))
        .key("domains", list(domain(), "All experience, the most first."))
        .key(
            "missing_domains",
            list(missing.object("A domain."), "Domains without experience that roles ask for."),
        )
        .key("tenures", list(tenure("Time in a role."), "All time in each role, the longest first."))
        .key("open_roles", ids("The roles of which the profile meets everything today."))
        .key("warnings", list(warning.object("A doubt."), "What looks forgotten or of no use."))
        .key("assumptions", assumptions())
}

fn tenure(about: &str) -> Value {
    Keys::new().key("role", id("The role.")).key("months", months("How long")).object(about)
}

fn limits() -> Value {
    Keys::new()
        .key("budget", nullable(money("The most that all study may cost")))
        .key("max_months", nullable(months("The most time until the target")))
        .key("keep_working", nullable(flag("Whether full-time study is ruled out.")))
        .key("study_hours_per_week", nullable(count("The most hours of part-time study a week.")))
        .key("avoid_roles", ids("Roles never to work in."))
        .key("avoid_credentials", ids("Credentials never to study for."))
        .key("via_roles", ids("Roles to work in on the way."))
        .key("via_credentials", ids("Credentials to hold on the way."))
        .key("standard", nullable(standard("How much of what employers ask must be met.")))
        .key("minimum_stay_months", nullable(months("The least time in a job before leaving it")))
        .key("search_months", nullable(months("The time of looking for a job, for roles that do not say")))
        .object("What the profile limits; null where it says nothing.")
}

fn exceptions() -> Value {
    let equivalent = Keys::new()
        .key("id", id("The credential that is held."))
        .key("counts_as", id("The credential that it counts as."));
    Keys::new()
        .key("waive", texts("What the person is excused from, as the profile says it."))
        .key("equivalent", list(equivalent.object("A pair."), "Credentials that count as others."))
        .object("What holds for this person only.")
}

fn domain() -> Value {
    let origin = Keys::new()
        .key("role", nullable(id("The role in which it was gained; null where it is stated.")))
        .key("stated", nullable(id("The domain in which it is stated; null where a job gave it.")))
        .key("months", months("How much of it"));
    Keys::new()
        .key("id", id("The domain of experience."))
        .key("months", months("How much of it there is"))
        .key("from", list(origin.object("A part of it."), "Where it comes from."))
        .key("roles_asking", count("How many roles ask for it."))
        .key("roles_enough_for", count("For how many of these it is enough."))
        .key("next_months", nullable(months("The least that is asked for beyond it")))
        .key("next_roles", nullable(count("How many roles ask for just that.")))
        .object("Experience in a domain.")
}
