//! A plan as entries of a calendar: when to apply and to enrol, when something is in hand, has to be renewed or runs
//! out, and the goal.
//!
//! All entries last the first day of their month. Equal plans have equal entries: their identifiers are made of months
//! and ids, so that a plan that is read in again replaces its entries rather than doubling them.

use icalendar::{Calendar, Component as _, Event, Property};

use crate::explain::why::Reason;
use crate::planner::{JobStep, Plan, Step, StudyStep};
use crate::units::{CalendarMonth, Months};

use super::super::footnotes::Footnotes;
use super::super::requirement::{id, name};
use super::super::text::clean;
use super::super::words::{capitalized, count};
use super::afterwards::{cycle, recency_of};
use super::view::{heading, mode_in_words, title, why};
use super::{Answer, Shown};

/// The last year that a calendar can name.
const LAST_YEAR: i32 = 9999;

/// Something to enter.
struct Entry {
    /// The month, from now.
    month: Months,
    /// What kind of entry it is, and about what: its identifier within the month.
    key: String,
    /// What it says in a line.
    summary: String,
    /// What more there is to say.
    lines: Vec<String>,
}

/// Returns the first plan as a calendar; `None` where there is nothing to enter.
#[must_use]
pub(crate) fn calendar(answer: &Answer<'_>) -> Option<String> {
    let shown = answer.plans.first()?;
    let mut entries: Vec<Entry> = Vec::new();
    let plan = &shown.solution.plan;
    for (step, reasons) in plan.steps.iter().zip(&shown.reasons.steps) {
        match step {
            Step::Study(study) => entries.extend(study_entries(answer, plan, step, study, reasons)),
            Step::Job(job) => entries.extend(job_entries(answer, step, job, reasons)),
        }
    }
    entries.extend(renewals(answer, shown));
    entries.extend(run_outs(answer, shown));
    if !entries.is_empty() {
        entries.insert(0, whole(answer, shown));
    }
    entries.sort_by_key(|entry| entry.month);
    let start = answer.query.start;
    entries.retain(|entry| start.plus(entry.month).year() <= LAST_YEAR);
    if entries.is_empty() {
        return None;
    }
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//careerpath//careerpath//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property((key, value));
    }
    calendar.append_property(("X-WR-CALNAME", clean(&title(answer)).as_str()));
    let mut known: Vec<String> = Vec::new();
    for entry in &entries {
        let month = start.plus(entry.month);
        let same = known.iter().filter(|key| **key == entry.key).count();
        known.push(entry.key.clone());
        let again = if same == 0 { String::new() } else { format!("-{}", same + 1) };
        calendar.push(event(entry, month, &format!("{}{again}", entry.key), start));
    }
    Some(calendar.to_string())
}

fn event(entry: &Entry, month: CalendarMonth, key: &str, stamp: CalendarMonth) -> Event {
    let day = |day: u32| format!("{:04}{:02}{day:02}", month.year(), month.month());
    let date = |key: &str, value: String| Property::new(key, value).add_parameter("VALUE", "DATE").done();
    let lines: Vec<String> = entry.lines.iter().map(|line| clean(line)).collect();
    let mut event = Event::new();
    event
        .uid(&format!("{month}-{key}@careerpath"))
        .summary(&clean(&entry.summary))
        .description(&lines.join("\n"))
        .append_property(date("DTSTART", day(1)))
        .append_property(date("DTEND", day(2)))
        .add_property("DTSTAMP", format!("{:04}{:02}01T000000Z", stamp.year(), stamp.month()))
        .add_property("TRANSP", "TRANSPARENT");
    event.done()
}

/// Returns the entry of the month in which the plan begins: what it takes, what is proved, and what was taken for granted.
fn whole(answer: &Answer<'_>, shown: &Shown) -> Entry {
    let (summary, verdict) = heading(answer, shown);
    let mut lines = vec![summary, verdict, "Assumptions:".to_owned()];
    lines.extend(answer.assumptions.iter().map(|assumption| format!("- {assumption}")));
    Entry {
        month: Months(0),
        key: "plan".to_owned(),
        summary: format!("Plan: {}", title(answer)),
        lines: closed(answer, lines, &Footnotes::new(answer.catalog)),
    }
}

/// Adds what stands below every entry: the sources, and what a plan is worth.
fn closed(answer: &Answer<'_>, mut lines: Vec<String>, footnotes: &Footnotes<'_>) -> Vec<String> {
    let sources = footnotes.lines();
    if !sources.is_empty() {
        lines.push("Sources:".to_owned());
        lines.extend(sources);
    }
    if footnotes.has_estimate() {
        lines.push("~ marks an estimate of ours.".to_owned());
    }
    let catalog = answer.catalog;
    lines.push(format!("A plan, no promise. Catalog: {} {}.", catalog.name, catalog.version));
    lines
}

fn study_entries(
    answer: &Answer<'_>,
    plan: &Plan,
    step: &Step,
    study: &StudyStep,
    reasons: &[Reason],
) -> [Entry; 2] {
    let catalog = answer.catalog;
    let (id, name) = (id(catalog, step.entry()), name(catalog, step.entry()));
    let entry = |month, key: &str, head: &str, more: Vec<String>, footnotes: Footnotes<'_>| Entry {
        month,
        key: format!("{key}-{id}"),
        summary: format!("{head}: {name}"),
        lines: closed(answer, more, &footnotes),
    };
    let mut footnotes = Footnotes::new(catalog);
    let option = study.study(catalog);
    let mut lines = vec![capitalized(&mode_in_words(answer, plan, study))];
    lines.push(match &option.cost {
        Some(figure) => format!("Cost: {}", footnotes.figure(figure)),
        None => "Cost: unknown".to_owned(),
    });
    lines.extend(reasons_in_lines(answer, step, reasons, &mut footnotes));
    let begins = entry(study.start, "study", "Begin to study", lines, footnotes);
    let mut footnotes = Footnotes::new(catalog);
    let lines = reasons_in_lines(answer, step, reasons, &mut footnotes);
    let head = if is_goal(reasons) { "Goal, in hand" } else { "In hand" };
    [begins, entry(study.end, "held", head, lines, footnotes)]
}

fn job_entries(answer: &Answer<'_>, step: &Step, job: &JobStep, reasons: &[Reason]) -> [Entry; 2] {
    let catalog = answer.catalog;
    let (id, title) = (id(catalog, step.entry()), name(catalog, step.entry()));
    let mut footnotes = Footnotes::new(catalog);
    let lines = reasons_in_lines(answer, step, reasons, &mut footnotes);
    let lines = closed(answer, lines, &footnotes);
    let searched = count(u64::from(job.start.0.saturating_sub(job.apply.0)), "month", "months");
    let head = if is_goal(reasons) { "Goal, first day" } else { "First day" };
    let mut apply = vec![format!("Finding this job is taken to last {searched}.")];
    apply.extend(lines.iter().cloned());
    [
        Entry {
            month: job.apply,
            key: format!("apply-{id}"),
            summary: format!("Apply: {title}"),
            lines: apply,
        },
        Entry { month: job.start, key: format!("job-{id}"), summary: format!("{head}: {title}"), lines },
    ]
}

fn is_goal(reasons: &[Reason]) -> bool {
    reasons.iter().any(|reason| matches!(reason, Reason::Goal))
}

fn reasons_in_lines(
    answer: &Answer<'_>,
    step: &Step,
    reasons: &[Reason],
    footnotes: &mut Footnotes<'_>,
) -> Vec<String> {
    why(answer, step, reasons, footnotes).iter().map(|reason| capitalized(reason)).collect()
}

/// Returns the first renewal of each credential that the plan brings; of one held before nobody said since when.
fn renewals(answer: &Answer<'_>, shown: &Shown) -> Vec<Entry> {
    let catalog = answer.catalog;
    let studies = shown.solution.plan.steps.iter().filter_map(|step| match step {
        Step::Study(study) => Some(study),
        Step::Job(_) => None,
    });
    let entry = |study: &StudyStep| {
        let upkeep = shown.upkeep.renewals.iter().find(|one| one.credential == study.credential)?;
        let years = upkeep.renewal.years.filter(|years| *years > 0)?;
        let credential = catalog.credential(study.credential);
        let mut footnotes = Footnotes::new(catalog);
        let mut lines = vec![format!(
            "To be renewed {}{}, counted from the month in which it is earned.",
            cycle(years),
            footnotes.mark(upkeep.renewal.source)
        )];
        let fee = upkeep.renewal.cost.as_ref();
        lines.extend(fee.map(|fee| format!("Fee: {}", footnotes.figure(fee))));
        let hours = upkeep.renewal.hours;
        lines.extend(hours.map(|hours| format!("Education: {}", count(u64::from(hours), "hour", "hours"))));
        Some(Entry {
            month: Months(study.end.0.saturating_add(Months::from_years(years).0)),
            key: format!("renew-{}", credential.id),
            summary: format!("Renew by now: {}", credential.name),
            lines: closed(answer, lines, &footnotes),
        })
    };
    studies.filter_map(entry).collect()
}

/// Returns when experience that a step relies on would no longer be recent enough.
fn run_outs(answer: &Answer<'_>, shown: &Shown) -> Vec<Entry> {
    let catalog = answer.catalog;
    let rules = shown.recency.iter().filter_map(|rule| Some((rule, rule.runs_out?)));
    rules
        .map(|(rule, month)| {
            let mut footnotes = Footnotes::new(catalog);
            let line = recency_of(answer, rule, &mut footnotes);
            Entry {
                month,
                key: format!("runs-out-{}", id(catalog, rule.of)),
                summary: format!("If put off, experience runs out: {}", name(catalog, rule.of)),
                lines: closed(answer, vec![line], &footnotes),
            }
        })
        .collect()
}
