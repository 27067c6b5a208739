//! Contradictions in words: which two things, and where each of them was said.

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::explain::contradiction::Contradiction;
use crate::planner::Query;
use crate::profile::file::OwnLimits;
use crate::render::plan::Asker;
use crate::render::requirement::{id, name};
use crate::render::words::duration;

use super::super::error::Failure;
use super::LimitOptions;

/// Where the limits of a question come from.
pub(super) struct Place<'a> {
    /// What the command line says.
    pub(super) limits: &'a LimitOptions,
    /// What the profile says.
    pub(super) own: &'a OwnLimits,
    /// Whose profile.
    pub(super) asker: &'a Asker,
}

impl Place<'_> {
    /// Names an option, or the key of the profile when that is where the value comes from.
    fn of(&self, option: &str, key: &str, from_profile: bool) -> String {
        match self.asker {
            Asker::Profile { path } if from_profile => format!("`{key}` in `{path}`"),
            _ => format!("`--{option}`"),
        }
    }

    fn avoided(&self, entry: Entry) -> String {
        let own = match entry {
            Entry::Role(role) => self.own.avoid_roles.contains(&role),
            Entry::Credential(credential) => self.own.avoid_credentials.contains(&credential),
        };
        self.of("avoid", "avoid", own)
    }

    fn via(&self, entry: Entry) -> String {
        let own = match entry {
            Entry::Role(role) => self.own.via_roles.contains(&role),
            Entry::Credential(credential) => self.own.via_credentials.contains(&credential),
        };
        self.of("via", "via", own)
    }

    fn hours(&self) -> String {
        self.of("study-hours", "study-hours-per-week", self.limits.study_hours.is_none())
    }

    fn deadline(&self) -> String {
        self.of("max-years", "max-years", self.limits.max_years.is_none())
    }
}

/// Refuses a question that contradicts itself in what was found.
pub(super) fn refuse(
    catalog: &Catalog,
    query: &Query,
    place: &Place<'_>,
    found: &[Contradiction],
) -> Result<(), Failure> {
    let Some(first) = found.first() else { return Ok(()) };
    let messages: Vec<String> = found.iter().map(|found| message(catalog, query, place, found)).collect();
    Err(Failure::usage(messages.join("; ")).hint(hint(catalog, query, place, first)))
}

fn message(catalog: &Catalog, query: &Query, place: &Place<'_>, found: &Contradiction) -> String {
    let target = query.target_entry();
    let bringing = |whole: Entry, part: Entry| {
        if whole == part {
            String::new()
        } else {
            format!(", and whoever holds {} holds that too", name(catalog, whole))
        }
    };
    match found {
        Contradiction::TargetAvoided(avoided) => format!(
            "{} avoids {}{}, and `--to` wants {}",
            place.avoided(*avoided),
            name(catalog, *avoided),
            bringing(target, *avoided),
            name(catalog, target)
        ),
        Contradiction::ViaTarget => {
            format!("{} names the target itself, {}", place.via(target), name(catalog, target))
        }
        Contradiction::ViaAvoided { via, avoided } => format!(
            "{} wants {}, and {} avoids {}{}",
            place.via(*via),
            name(catalog, *via),
            place.avoided(*avoided),
            name(catalog, *avoided),
            bringing(*via, *avoided)
        ),
        Contradiction::ViaRetired(credential) => {
            let via = Entry::Credential(*credential);
            format!("{} wants {}, which is no longer awarded", place.via(via), name(catalog, via))
        }
        Contradiction::NoHours => format!("{} is 0, which leaves no time for any course", place.hours()),
        Contradiction::TooSoon { least } => {
            let deadline = query.limits.deadline.unwrap_or_default();
            let what = match target {
                Entry::Role(_) => "finding the job alone takes",
                Entry::Credential(_) => "the study alone takes",
            };
            let most = duration(deadline);
            format!("{} allows {most}, and {what} {}", place.deadline(), duration(*least))
        }
    }
}

fn hint(catalog: &Catalog, query: &Query, place: &Place<'_>, found: &Contradiction) -> String {
    match found {
        Contradiction::TargetAvoided(avoided) => {
            format!(
                "take {} out of {}, or ask for another target",
                id(catalog, *avoided),
                place.avoided(*avoided)
            )
        }
        Contradiction::ViaTarget => "leave it out: every route ends there".to_owned(),
        Contradiction::ViaAvoided { via, avoided } => format!(
            "take {} out of {}, or {} out of {}",
            id(catalog, *via),
            place.via(*via),
            id(catalog, *avoided),
            place.avoided(*avoided)
        ),
        Contradiction::ViaRetired(credential) => {
            format!("`careerpath show {}` says what became of it", catalog.credential(*credential).id)
        }
        Contradiction::NoHours => {
            "give the hours you have, such as `--study-hours 6`; without a limit any course will do"
                .to_owned()
        }
        Contradiction::TooSoon { .. } => {
            format!("`careerpath prereqs {}` shows what it takes", id(catalog, query.target_entry()))
        }
    }
}
