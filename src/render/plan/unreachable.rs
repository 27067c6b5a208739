//! No route, in words.

use crate::catalog::Catalog;
use crate::explain::obstacle::Cause;
use crate::planner::{Limits, Query};

use super::super::footnotes::Footnotes;
use super::super::page::{Page, Style};
use super::super::requirement::{name, sentence};
use super::super::words::{calendar, count, duration, list, money};
use super::Answer;

/// The most causes that are printed; what follows from the first ones rarely says more.
const MOST: usize = 8;

/// Prints why there is no route: what the target asks for in vain, and what is at the root of it.
pub fn print(answer: &Answer<'_>, page: &mut Page, footnotes: &mut Footnotes<'_>) {
    let standard = answer.query.standard.word();
    let limits = &answer.query.limits;
    let limited =
        !limits_in_words(limits, "").is_empty() || !limits.avoided().is_empty() || !limits.via().is_empty();
    let within = if limited { " within your limits" } else { "" };
    page.paragraph(Style::Missing, &format!("There is no route at the {standard} standard{within}."));
    let target = answer.query.target_entry();
    let own: Vec<&Cause> = answer
        .causes
        .iter()
        .filter(|cause| matches!(cause, Cause::Unmet { of, .. } if *of == target))
        .collect();
    if !own.is_empty() {
        page.heading(&format!("Out of reach, of what {} asks for", name(answer.catalog, target)));
        for cause in own {
            let Cause::Unmet { requirement, .. } = cause else { continue };
            let text = sentence(answer.catalog, requirement) + &footnotes.requirement_marks(requirement);
            page.hanging(Style::Plain, "- ", &text);
        }
    }
    let mut because: Vec<&Cause> = answer.causes.iter().filter(|cause| cause.is_root()).collect();
    // Where the target itself takes too long, what its helpers take does not matter any more.
    let is_own = |cause: &Cause| matches!(cause, Cause::TooLong { of, .. } if *of == target);
    if because.iter().any(|cause| is_own(cause)) {
        because.retain(|cause| is_own(cause) || !matches!(cause, Cause::TooLong { .. }));
    }
    if because.is_empty() {
        because = answer.causes.iter().filter(|cause| !matches!(cause, Cause::Unmet { .. })).collect();
    }
    if because.is_empty() {
        return;
    }
    page.heading("Because");
    for cause in because.iter().take(MOST) {
        page.hanging(Style::Plain, "- ", &marked(answer, cause, footnotes));
    }
    if because.len() > MOST {
        let more = count((because.len() - MOST) as u64, "more", "more");
        page.paragraph(Style::Quiet, &format!("… and {more}; `--format json` has the whole chain."));
    }
}

fn marked(answer: &Answer<'_>, cause: &Cause, footnotes: &mut Footnotes<'_>) -> String {
    let mut text = sentence_of(answer.catalog, answer.query, cause);
    if let Cause::Unmet { requirement, .. } | Cause::OutOfDates { requirement, .. } = cause {
        text += &footnotes.requirement_marks(requirement);
    }
    text
}

/// Returns a cause as a sentence without a full stop.
#[must_use]
pub fn sentence_of(catalog: &Catalog, query: &Query, cause: &Cause) -> String {
    let credential = |id: &crate::ids::CredentialId| catalog.credential(*id).name.as_str();
    match cause {
        Cause::Unmet { of, requirement } => {
            let asks = format!("{} asks for {}", name(catalog, *of), sentence(catalog, requirement));
            format!("{asks}, which is out of reach here")
        }
        Cause::Avoided(entry) => format!("you avoid {}", name(catalog, *entry)),
        Cause::Retired(id) => format!("{} is no longer awarded", credential(id)),
        Cause::NotOffered(id) => format!("the catalog knows no way to earn {}", credential(id)),
        Cause::OnlyFullTime(id) => {
            format!("{} is only offered full-time, and you keep working", credential(id))
        }
        Cause::TooManyHours { credential: id, least } => match least {
            Some(hours) => format!("{} takes at least {hours} hours a week", credential(id)),
            None => format!("{} is only offered full-time, and your hours are limited", credential(id)),
        },
        Cause::TooDear { credential: id, price } => {
            format!("{} alone costs {}", credential(id), money(*price, &catalog.currency))
        }
        Cause::TiedTo { credential: id, roles } => {
            let titles: Vec<String> = roles.iter().map(|role| catalog.role(*role).title.clone()).collect();
            format!("{} is only earned while working as {}", credential(id), list(&titles, "or"))
        }
        Cause::NoExperience(domain) => {
            format!("no role within reach gives experience in {}", catalog.domain(*domain).name)
        }
        Cause::OutOfDates { of, requirement } => {
            let dates = match (requirement.from, requirement.until) {
                (_, Some(until)) if until < query.start => format!("ended in {}", calendar(until)),
                (Some(from), _) => format!("begins only in {}", calendar(from)),
                _ => "is closed".to_owned(),
            };
            format!("this way into {} {dates}: {}", name(catalog, *of), sentence(catalog, requirement))
        }
        Cause::TooLong { of, requirement, missing } => {
            let asks = format!("{} asks for {}", name(catalog, *of), sentence(catalog, requirement));
            let left = query.limits.deadline.map(duration).unwrap_or_default();
            format!("{asks}: {} to go, and you give it {left}", duration(*missing))
        }
        Cause::Together => {
            let target = name(catalog, query.target_entry());
            let limits = limits_in_words(&query.limits, &catalog.currency);
            if limits.is_empty() {
                format!("each requirement of {target} can be met, but not all of them in one life")
            } else {
                format!(
                    "each requirement of {target} can be met by itself, but not all of them together with {}",
                    list(&limits, "and")
                )
            }
        }
    }
}

/// Returns the limits that are in force, each as a noun phrase.
#[must_use]
pub fn limits_in_words(limits: &Limits, currency: &str) -> Vec<String> {
    let mut words = Vec::new();
    words.extend(limits.budget.map(|budget| format!("a budget of {}", money(budget, currency))));
    words.extend(limits.deadline.map(|deadline| format!("at most {}", duration(deadline))));
    if limits.keep_working {
        words.push("no full-time study".to_owned());
    }
    words.extend(
        limits
            .study_hours
            .map(|hours| format!("at most {} of study a week", count(u64::from(hours), "hour", "hours"))),
    );
    words
}
