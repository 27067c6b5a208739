//! What holds a plan up, what could come later, and what would help most, in words and as JSON.

use serde_json::{Value, json};

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Requirement, RequirementKind};
use crate::explain::chain::{Activity, Link, Rule};
use crate::explain::levers::{Certainty, Change, Lever};
use crate::explain::shown::Explanation;
use crate::explain::slack::MetSince;
use crate::explain::why::Reason;
use crate::ids::{CredentialId, RoleId};
use crate::planner::{Plan, Step};
use crate::units::{MONTHS_PER_YEAR, Months};

use super::super::footnotes::Footnotes;
use super::super::page::Page;
use super::super::requirement::{id, name, sentence};
use super::super::table::{Align, Table};
use super::super::words::{
    brief_duration, calendar, calendar_span, capitalized, count, difference, duration, list,
};
use super::reasons::{sentences, what_and_how_much};
use super::{Answer, Shown};

/// The most changes that are printed; what helps less is in the JSON.
const MOST: usize = 6;

/// The least time between a requirement being met and being asked for that is worth a line.
const LONG_BEFORE: u32 = MONTHS_PER_YEAR;

/// The most alternatives of one requirement that are named.
const MOST_ALTERNATIVES: usize = 2;

/// Prints the explanation of a plan; nothing for a plan without one.
pub(crate) fn print(answer: &Answer<'_>, shown: &Shown, page: &mut Page, footnotes: &mut Footnotes<'_>) {
    let Some(explanation) = shown.explanation.as_ref().filter(|explanation| !explanation.chain.is_empty())
    else {
        return;
    };
    let plan = &shown.solution.plan;
    page.heading(&format!("What makes it take {}", duration(plan.months)));
    page.table(&links(answer, &explanation.chain, footnotes));
    page.heading("What could come later without delay");
    page.bullets(&loose(answer, plan, explanation));
    page.heading("What would help most");
    page.bullets(&helping(answer, shown, explanation, footnotes));
}

fn links(answer: &Answer<'_>, chain: &[Link], footnotes: &mut Footnotes<'_>) -> Table {
    let mut table = Table::new()
        .column("When", Align::Left, 19)
        .column("What goes on, and why it has to", Align::Left, 40)
        .column("How long", Align::Left, 8);
    for link in chain {
        let mut what = match link.rule {
            Rule::Nothing => "Room to spare".to_owned(),
            _ => activity(answer.catalog, &link.activity),
        };
        for reason in rule(answer, link, footnotes) {
            what.push_str("\n- ");
            what.push_str(&reason);
        }
        let when = calendar_span(answer.query.start, link.from, link.until);
        table.row(vec![when, what, brief_duration(link.months())]);
    }
    table
}

fn activity(catalog: &Catalog, activity: &Activity) -> String {
    match activity {
        Activity::Search(role) => format!("Finding the job: {}", catalog.role(*role).title),
        Activity::Study(credential) => format!("Studying: {}", catalog.credential(*credential).name),
        Activity::Work(roles) => {
            let titles: Vec<&str> = roles.iter().map(|role| catalog.role(*role).title.as_str()).collect();
            format!("Working: {}", titles.join(", then "))
        }
        Activity::Wait => "Waiting".to_owned(),
    }
}

/// Returns why a link has to last, in sentences; none for what goes without saying.
fn rule(answer: &Answer<'_>, link: &Link, footnotes: &mut Footnotes<'_>) -> Vec<String> {
    let Answer { catalog, query, .. } = answer;
    let credential = |id: &CredentialId| catalog.credential(*id).name.as_str();
    match (&link.rule, &link.activity) {
        // Looking for a job is its own reason; what the job is for follows in the next line.
        (Rule::Asked { .. } | Rule::MinimumStay { .. } | Rule::Goal, Activity::Search(_)) => Vec::new(),
        (Rule::Goal, _) => vec!["the goal".to_owned()],
        (Rule::Asked { requirement, strength, of, had }, activity) => {
            let own = match activity {
                Activity::Study(credential) => Some(Entry::Credential(*credential)),
                _ => None,
            };
            let reason = Reason::Meets { requirement: requirement.clone(), strength: *strength, of: *of };
            let mut said = sentences(catalog, own, &[reason], footnotes);
            if *had > Months(0) {
                said.push(format!("{} of that was there before", duration(*had)));
            }
            if *activity == Activity::Wait {
                let opens = requirement.from.map(calendar).unwrap_or_default();
                said.push(format!("this way opens only in {opens}"));
            }
            said
        }
        (Rule::MinimumStay { next }, _) => {
            let stay = duration(query.minimum_stay);
            vec![format!("at least {stay} in a job before leaving it, here for {}", name(catalog, *next))]
        }
        (Rule::OneStudy { next }, _) => {
            vec![format!("one study at a time, and {} comes next", credential(next))]
        }
        (Rule::OneSearch { next }, _) => {
            vec![format!("one job search at a time, and {} comes next", catalog.role(*next).title)]
        }
        (Rule::FullTime(study), Activity::Study(_)) => {
            vec![format!("no job search beside full-time study: {}", credential(study))]
        }
        (Rule::FullTime(study), _) => {
            vec![format!("to be over before full-time study: {}", credential(study))]
        }
        (Rule::Tied(study), Activity::Study(_)) => {
            vec![format!("{} is earned in this job only, which cannot be left before", credential(study))]
        }
        (Rule::Tied(study), _) => vec![format!("{} is earned in this job only", credential(study))],
        (Rule::Unfinished, _) => vec!["it has to be over at the end".to_owned()],
        (Rule::Nothing, _) => {
            vec!["nothing holds up what follows: it could come sooner".to_owned()]
        }
    }
}

fn step_name(catalog: &Catalog, step: &Step) -> String {
    match step {
        Step::Study(study) => format!("Study: {}", catalog.credential(study.credential).name),
        Step::Job(job) => format!("Work: {}", catalog.role(job.role).title),
    }
}

/// Says which steps could come later and which requirements wait for the others.
fn loose(answer: &Answer<'_>, plan: &Plan, explanation: &Explanation) -> Vec<String> {
    let Answer { catalog, query, .. } = answer;
    let steps = plan.steps.iter().zip(&explanation.slack);
    let later = steps.filter(|(_, months)| **months > Months(0));
    let mut lines: Vec<String> = later
        .map(|(step, months)| {
            format!("{} could begin up to {} later", step_name(catalog, step), duration(*months))
        })
        .collect();
    let rest = if lines.is_empty() { "No step" } else { "No other step" };
    lines.push(format!("{rest} can come later by itself"));
    let target = name(catalog, query.target_entry());
    let asked = |since: &MetSince| since.asked.0 - since.since.0;
    let early = explanation.met_since.iter().filter(|since| asked(since) >= LONG_BEFORE);
    let early = early.filter(|since| !asks_more_elsewhere(&explanation.met_since, since));
    let (start, way): (Vec<&MetSince>, Vec<&MetSince>) = early.partition(|since| since.since == Months(0));
    let met = |since: &&MetSince| brief(catalog, &since.requirement);
    if !start.is_empty() {
        let what: Vec<String> = start.iter().map(met).collect();
        lines.push(format!("Of what {target} asks for, met from the start: {}", what.join("; ")));
    }
    for since in way {
        lines.push(format!(
            "Met since {}, {} before {target} asks for it: {}",
            calendar(query.start.plus(since.since)),
            duration(Months(asked(since))),
            met(&since)
        ));
    }
    lines
}

/// Tells whether more of the same is asked for by another requirement of the list.
fn asks_more_elsewhere(list: &[MetSince], one: &MetSince) -> bool {
    let Some((what, months)) = what_and_how_much(&one.requirement) else { return false };
    let mut others = list.iter().filter_map(|other| what_and_how_much(&other.requirement));
    others.any(|(other, more)| other == what && more > months)
}

/// Returns a requirement in one line, with the first of many alternatives only.
fn brief(catalog: &Catalog, requirement: &Requirement) -> String {
    match &requirement.kind {
        RequirementKind::Any(nodes) if nodes.len() > MOST_ALTERNATIVES + 1 => {
            let named = nodes.iter().take(MOST_ALTERNATIVES).map(|node| sentence(catalog, node));
            let others = (nodes.len() - MOST_ALTERNATIVES) as u64;
            let mut named: Vec<String> = named.collect();
            named.push(format!("one of {others} more"));
            list(&named, "or")
        }
        _ => sentence(catalog, requirement),
    }
}

fn helping(
    answer: &Answer<'_>,
    shown: &Shown,
    explanation: &Explanation,
    footnotes: &mut Footnotes<'_>,
) -> Vec<String> {
    let helps: Vec<&Lever> = explanation.levers.iter().filter(|lever| lever.helps()).collect();
    let mut lines: Vec<String> =
        helps.iter().take(MOST).map(|lever| capitalized(&helped(answer, lever, footnotes))).collect();
    if helps.is_empty() {
        lines.push(
            "Nothing by itself: with any one requirement waived or any one credential granted, no shorter or \
             cheaper plan was found"
                .to_owned(),
        );
    }
    if helps.len() > MOST {
        let more = count((helps.len() - MOST) as u64, "more helps", "more help");
        lines.push(format!("… and {more} less; `--format json` has them all"));
    }
    if shown.solution.at_least < shown.solution.plan.months {
        lines.push(
            "The plan itself is not proved to be the shortest: the months are those between the best plans found"
                .to_owned(),
        );
    }
    lines
}

/// Says what a change would save: `without …: 2 years sooner and $5,000 less`.
fn helped(answer: &Answer<'_>, lever: &Lever, footnotes: &mut Footnotes<'_>) -> String {
    let catalog = answer.catalog;
    let change = match &lever.change {
        Change::Waived { of, requirement } => {
            let what = brief(catalog, requirement) + &footnotes.requirement_marks(requirement);
            format!("if {} did not ask for {what}", name(catalog, *of))
        }
        Change::Granted(credential) => {
            format!("already holding {}", catalog.credential(*credential).name)
        }
    };
    let least = if lever.certainty == Certainty::AtLeast { "at least " } else { "" };
    let saved = difference(-lever.months, -lever.cost.0, &catalog.currency);
    format!("{change}: {least}{}", list(&saved, "and"))
}

/// Returns the explanation as JSON; null for a plan without one.
#[must_use]
pub(crate) fn json(answer: &Answer<'_>, shown: &Shown) -> Value {
    let Some(explanation) = &shown.explanation else { return Value::Null };
    let catalog = answer.catalog;
    let steps = shown.solution.plan.steps.iter().enumerate().zip(&explanation.slack);
    let slack: Vec<Value> = steps
        .map(|((position, step), months)| {
            json!({ "step": position, "id": step_id(catalog, step), "months": months.0 })
        })
        .collect();
    let met_since: Vec<Value> = explanation
        .met_since
        .iter()
        .map(|since| {
            json!({
                "requirement": sentence(catalog, &since.requirement),
                "since": since.since.0,
                "asked": since.asked.0,
                "source": since.requirement.source.map(|source| &catalog.source(source).id),
            })
        })
        .collect();
    json!({
        "chain": explanation.chain.iter().map(|link| link_json(catalog, link)).collect::<Vec<_>>(),
        "slack": slack,
        "met_since": met_since,
        "levers": explanation.levers.iter().map(|lever| lever_json(catalog, lever)).collect::<Vec<_>>(),
    })
}

/// Returns the id of what a step brings.
#[must_use]
pub(crate) fn step_id<'c>(catalog: &'c Catalog, step: &Step) -> &'c str {
    match step {
        Step::Study(study) => &catalog.credential(study.credential).id,
        Step::Job(job) => &catalog.role(job.role).id,
    }
}

fn link_json(catalog: &Catalog, link: &Link) -> Value {
    let role_id = |role: &RoleId| catalog.role(*role).id.clone();
    let (activity, ids) = match &link.activity {
        Activity::Search(id) => ("search", vec![role_id(id)]),
        Activity::Study(credential) => ("study", vec![catalog.credential(*credential).id.clone()]),
        Activity::Work(roles) => ("work", roles.iter().map(role_id).collect()),
        Activity::Wait => ("wait", Vec::new()),
    };
    let credential = |id: CredentialId| catalog.credential(id).id.as_str();
    let (waits_for, of) = match &link.rule {
        Rule::Goal => ("goal", None),
        Rule::Asked { of, .. } => ("requirement", Some(id(catalog, *of))),
        Rule::MinimumStay { next } => ("minimum-stay", Some(id(catalog, *next))),
        Rule::OneStudy { next } => ("one-study-at-a-time", Some(credential(*next))),
        Rule::OneSearch { next } => ("one-search-at-a-time", Some(catalog.role(*next).id.as_str())),
        Rule::FullTime(study) => ("full-time-study", Some(credential(*study))),
        Rule::Tied(study) => ("tied-study", Some(credential(*study))),
        Rule::Unfinished => ("unfinished", None),
        Rule::Nothing => ("nothing", None),
    };
    let (requirement, strength, had) = match &link.rule {
        Rule::Asked { requirement, strength, had, .. } => (Some(requirement), Some(strength), Some(had)),
        _ => (None, None, None),
    };
    json!({
        "from": link.from.0,
        "until": link.until.0,
        "months": link.months().0,
        "activity": activity,
        "ids": ids,
        "rule": waits_for,
        "for": of,
        "requirement": requirement.map(|requirement| sentence(catalog, requirement)),
        "strength": strength.map(|strength| strength.word()),
        "had_months": had.map(|had| had.0),
        "source": requirement.and_then(|node| node.source).map(|source| &catalog.source(source).id),
    })
}

fn lever_json(catalog: &Catalog, lever: &Lever) -> Value {
    let (change, of, requirement) = match &lever.change {
        Change::Waived { of, requirement } => ("waived", id(catalog, *of), Some(requirement)),
        Change::Granted(credential) => ("granted", catalog.credential(*credential).id.as_str(), None),
    };
    let certainty = match lever.certainty {
        Certainty::Exact => "exact",
        Certainty::AtLeast => "at-least",
        Certainty::Unproved => "unproved",
    };
    json!({
        "change": change,
        "id": of,
        "requirement": requirement.map(|requirement| sentence(catalog, requirement)),
        "source": requirement.and_then(|node| node.source).map(|source| &catalog.source(source).id),
        "months_saved": lever.months,
        "cost_saved": lever.cost.0,
        "certainty": certainty,
        "months": lever.plan.months.0,
        "cost": lever.plan.cost.0,
        "steps": lever.plan.steps.iter().map(|step| step_id(catalog, step)).collect::<Vec<_>>(),
    })
}
