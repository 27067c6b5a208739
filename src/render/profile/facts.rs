//! What a profile says, as a list of facts.

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::ids::{CredentialId, RoleId};
use crate::profile::file::{OwnLimits, Profile};

use super::super::page::Page;
use super::super::requirement::name;
use super::super::words::{count, duration, list, money};

/// Adds what a profile says: work, credentials, experience, limits and exceptions.
pub(crate) fn print(catalog: &Catalog, profile: &Profile, page: &mut Page) {
    let title = |role: RoleId| catalog.role(role).title.as_str();
    let role = profile.person.role;
    page.fact("Work today", role.map_or("none", title));
    let history = profile.history.iter();
    let history: Vec<String> =
        history.map(|(role, months)| format!("{} as {}", duration(*months), title(*role))).collect();
    page.fact("Time in jobs", &or_none(&history));
    let held = profile.credentials.iter().map(|credential| held(catalog, *credential));
    page.fact("You hold", &or_none(&held.collect::<Vec<_>>()));
    let experience = profile.experience.iter();
    let experience: Vec<String> = experience
        .map(|(domain, months)| format!("{} in {}", duration(*months), catalog.domain(*domain).name))
        .collect();
    if !experience.is_empty() {
        page.fact("Other experience", &list(&experience, "and"));
    }
    page.fact("Limits", &or_none(&limits(catalog, &profile.limits)));
    let exceptions = exceptions(catalog, profile);
    if !exceptions.is_empty() {
        page.fact("Exceptions", &list(&exceptions, "and"));
    }
}

fn or_none(parts: &[String]) -> String {
    if parts.is_empty() { "none".to_owned() } else { list(parts, "and") }
}

/// Names a credential with what it implies.
fn held(catalog: &Catalog, id: CredentialId) -> String {
    let credential = catalog.credential(id);
    let implied = credential.closure.iter().filter(|implied| **implied != id);
    let implied: Vec<String> = implied.map(|implied| catalog.credential(*implied).name.clone()).collect();
    if implied.is_empty() {
        return credential.name.clone();
    }
    format!("{} (and so {})", credential.name, list(&implied, "and"))
}

/// Says each limit that is stated.
#[must_use]
pub(crate) fn limits(catalog: &Catalog, limits: &OwnLimits) -> Vec<String> {
    let names = |entries: &mut dyn Iterator<Item = Entry>| {
        list(&entries.map(|entry| name(catalog, entry).to_owned()).collect::<Vec<_>>(), "and")
    };
    let roles = |ids: &[RoleId]| ids.iter().copied().map(Entry::Role).collect::<Vec<_>>();
    let credentials = |ids: &[CredentialId]| ids.iter().copied().map(Entry::Credential).collect::<Vec<_>>();
    let mut said = Vec::new();
    said.extend(
        limits.budget.map(|budget| format!("at most {} for study", money(budget, &catalog.currency))),
    );
    said.extend(
        limits
            .study_hours
            .map(|hours| format!("at most {} of study a week", count(hours.into(), "hour", "hours"))),
    );
    said.extend(limits.keep_working.filter(|keep| *keep).map(|_| "no full-time study".to_owned()));
    said.extend(limits.longest.map(|longest| format!("at most {} until you are there", duration(longest))));
    let avoided = [roles(&limits.avoid_roles), credentials(&limits.avoid_credentials)].concat();
    if !avoided.is_empty() {
        said.push(format!("never {}", names(&mut avoided.into_iter())));
    }
    let via = [roles(&limits.via_roles), credentials(&limits.via_credentials)].concat();
    if !via.is_empty() {
        said.push(format!("by way of {}", names(&mut via.into_iter())));
    }
    said.extend(limits.standard.map(|standard| format!("the {} standard", standard.word())));
    said.extend(limits.minimum_stay.map(|stay| format!("{} in a job before leaving it", duration(stay))));
    said.extend(limits.search_months.map(|months| format!("{} to find a job", duration(months))));
    said
}

fn exceptions(catalog: &Catalog, profile: &Profile) -> Vec<String> {
    let equivalents = profile.exceptions.equivalents.iter().map(|equivalent| {
        let [credential, counts_as] =
            [equivalent.credential, equivalent.counts_as].map(|id| &catalog.credential(id).name);
        format!("{credential} counts as {counts_as}")
    });
    let waived = profile.exceptions.waive.iter().map(|waived| format!("excused from `{waived}`"));
    equivalents.chain(waived).collect()
}
