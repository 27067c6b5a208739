//! No route, in words: why, what would open one, and what else can be had.

use serde_json::{Value, json};

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Requirement};
use crate::explain::obstacle::{Cause, Derivation, Premise, Reason};
use crate::explain::relax::{Dated, Lifted, MOST_SETS, OwnLimit, Relaxation, Relaxations};
use crate::explain::unreachable::NoRoute;
use crate::ids::CredentialId;
use crate::planner::{Limits, Query, Solution};

use super::super::footnotes::Footnotes;
use super::super::page::{Page, Style};
use super::super::requirement::{id, name, sentence};
use super::super::words::{calendar, capitalized, count, duration, list, money};
use super::view::cost_of_study;
use super::{Answer, nearest};

/// The most lines of causes that are printed; what follows from the first ones rarely says more.
const MOST: usize = 8;

/// The most things that one line names.
const MOST_NAMED: usize = 5;

/// Prints why there is no route, what would open one, and what else can be had.
pub(crate) fn print(answer: &Answer<'_>, no_route: &NoRoute, page: &mut Page, footnotes: &mut Footnotes<'_>) {
    let standard = answer.query.standard.word();
    let within = if OwnLimit::all(&answer.query.limits).is_empty() { "" } else { " within your limits" };
    page.paragraph(Style::Missing, &format!("There is no route at the {standard} standard{within}."));
    why(answer, &no_route.derivation, page, footnotes);
    ways_out(answer, no_route, page);
    nearest::print(answer, &no_route.nearest, "Near it, and within reach", page);
    let relaxed = no_route.relaxations.sets.iter();
    let relaxed = relaxed.flat_map(|set| set.mildest.iter().chain([&set.fastest]));
    let standard = no_route.lower_standard.iter().map(|(_, solution)| solution);
    let dated = no_route.dated.iter().map(|dated| &dated.solution);
    let near = no_route.nearest.iter().map(|near| &near.solution);
    explain_mark(relaxed.chain(standard).chain(dated).chain(near), page);
}

fn why(answer: &Answer<'_>, derivation: &Derivation, page: &mut Page, footnotes: &mut Footnotes<'_>) {
    let causes = derivation.causes();
    let target = derivation.facts.first().map_or(answer.query.target_entry(), |fact| fact.entry);
    let own: Vec<&Cause> = causes
        .iter()
        .copied()
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
    let mut because: Vec<&Cause> = causes.iter().copied().filter(|cause| cause.is_root()).collect();
    // Where the target itself takes too long, what its helpers take does not matter any more.
    let is_own = |cause: &Cause| matches!(cause, Cause::TooLong { of, .. } if *of == target);
    if because.iter().any(|cause| is_own(cause)) {
        because.retain(|cause| is_own(cause) || !matches!(cause, Cause::TooLong { .. }));
    }
    if because.is_empty() {
        // Things that wait for each other.
        let is_said = |cause: &Cause| matches!(cause, Cause::Unmet { of, .. } if *of == target);
        because = causes.into_iter().filter(|cause| !is_said(cause)).collect();
    }
    let lines = gathered(answer, &because, footnotes);
    if lines.is_empty() {
        return;
    }
    page.heading("Because");
    for line in lines.iter().take(MOST) {
        page.hanging(Style::Plain, "- ", line);
    }
    if lines.len() > MOST {
        let more = count((lines.len() - MOST) as u64, "more", "more");
        page.paragraph(Style::Quiet, &format!("… and {more}; `--format json` has the whole chain."));
    }
}

/// Says causes in lines; those of one kind that differ in what they are about share a line.
fn gathered(answer: &Answer<'_>, causes: &[&Cause], footnotes: &mut Footnotes<'_>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut said: Vec<&str> = Vec::new();
    for cause in causes {
        let alike: Vec<&Cause> =
            causes.iter().copied().filter(|other| other.word() == cause.word()).collect();
        match together(answer, &alike) {
            Some(line) if alike.len() > 1 => {
                if !said.contains(&cause.word()) {
                    said.push(cause.word());
                    lines.push(line);
                }
            }
            _ => {
                let mut text = sentence_of(answer.catalog, answer.query, cause);
                if let Cause::Unmet { requirement, .. } | Cause::OutOfDates { requirement, .. } = cause {
                    text += &footnotes.requirement_marks(requirement);
                }
                lines.push(text);
            }
        }
    }
    lines
}

/// Says several causes of one kind in one line; `None` for kinds that need a line each.
fn together(answer: &Answer<'_>, causes: &[&Cause]) -> Option<String> {
    let Answer { catalog, query, .. } = answer;
    let currency = &catalog.currency;
    let credential_name = |id: &CredentialId| catalog.credential(*id).name.clone();
    let mut causes = causes.to_vec();
    // What no number of hours would help comes first.
    causes.sort_by_key(|cause| matches!(cause, Cause::TooManyHours { least: Some(_), .. }));
    let names: Vec<String> = causes
        .iter()
        .map(|cause| match cause {
            Cause::Avoided(entry) => name(catalog, *entry).to_owned(),
            Cause::Retired(id) | Cause::NotOffered(id) | Cause::OnlyFullTime(id) => credential_name(id),
            Cause::TooManyHours { credential, least } => match least {
                Some(hours) => format!("{} ({hours})", credential_name(credential)),
                None => format!("{} (full-time)", credential_name(credential)),
            },
            Cause::TooDear { credential, price } => {
                format!("{} ({})", credential_name(credential), money(*price, currency))
            }
            Cause::TooLong { of, requirement, .. } => {
                format!("{} ({})", name(catalog, *of), sentence(catalog, requirement))
            }
            _ => String::new(),
        })
        .collect();
    let names = shortened(&names);
    Some(match causes.first()? {
        Cause::Avoided(_) => format!("you avoid {names}"),
        Cause::Retired(_) => format!("{names} are no longer awarded"),
        Cause::NotOffered(_) => format!("the catalog knows no way to earn {names}"),
        Cause::OnlyFullTime(_) => format!("{names} are only offered full-time, and you keep working"),
        Cause::TooManyHours { .. } => {
            let hours = query.limits.study_hours.unwrap_or_default();
            format!("you have {}, and these take more a week: {names}", hours_a_week(hours))
        }
        Cause::TooDear { .. } => {
            let budget = query.limits.budget.unwrap_or_default();
            format!("each of these alone costs more than {}: {names}", money(budget, currency))
        }
        Cause::TooLong { of, .. } if *of != query.target_entry() => {
            let deadline = query.limits.deadline.unwrap_or_default();
            format!("{} is too short for what these ask for: {names}", duration(deadline))
        }
        _ => return None,
    })
}

/// Joins names, and counts those beyond a few.
fn shortened(names: &[String]) -> String {
    if names.len() <= MOST_NAMED + 1 {
        return list(names, "and");
    }
    let more = format!("{} more", names.len() - MOST_NAMED);
    let shown: Vec<String> = names[..MOST_NAMED].iter().cloned().chain([more]).collect();
    list(&shown, "and")
}

fn ways_out(answer: &Answer<'_>, no_route: &NoRoute, page: &mut Page) {
    let NoRoute { relaxations, lower_standard, dated, .. } = no_route;
    let mut ways: Vec<String> = relaxations.sets.iter().map(|set| way(answer, set)).collect();
    if let Some((standard, solution)) = lower_standard {
        let what = format!("meet only the {} standard", standard.word());
        ways.push(format!("{what}: {}", route(answer, solution)));
    }
    if !ways.is_empty() {
        page.heading(if ways.len() == 1 {
            "What would open a route"
        } else {
            "Each of these would open a route"
        });
        for way in &ways {
            page.hanging(Style::Plain, "- ", &format!("{}.", capitalized(way)));
        }
    }
    if let Some(dated) = dated {
        page.heading("Dates that close the way");
        for (of, rule) in &dated.rules {
            page.hanging(Style::Plain, "- ", &capitalized(&dated_rule(answer, *of, rule)));
        }
        let without = format!("Without these dates: {}.", route(answer, &dated.solution));
        page.paragraph(Style::Plain, &without);
    }
    if let Some(text) = remark(answer, relaxations) {
        page.gap();
        page.paragraph(Style::Quiet, &text);
    }
}

fn dated_rule(answer: &Answer<'_>, of: Entry, rule: &Requirement) -> String {
    let dates = match (rule.from, rule.until) {
        (Some(from), Some(until)) => format!("holds from {} until {}", calendar(from), calendar(until)),
        (Some(from), None) => format!("holds from {}", calendar(from)),
        (None, Some(until)) => format!("ends in {}", calendar(until)),
        (None, None) => "holds at all times".to_owned(),
    };
    format!("this way into {} {dates}: {}", name(answer.catalog, of), sentence(answer.catalog, rule))
}

/// Says what is left to say about the limits that could be given up.
fn remark(answer: &Answer<'_>, relaxations: &Relaxations) -> Option<String> {
    if OwnLimit::all(&answer.query.limits).is_empty() {
        return None;
    }
    if relaxations.hopeless {
        let standard = answer.query.standard.word();
        return Some(format!("Without your limits there is no route at the {standard} standard either."));
    }
    if relaxations.complete {
        return None;
    }
    Some(if relaxations.sets.len() >= MOST_SETS {
        format!("Only the first {MOST_SETS} ways of giving up limits are shown.")
    } else if relaxations.sets.is_empty() {
        "Which of your limits to give up was not settled within the search; `--limit STATES` searches longer."
            .to_owned()
    } else {
        "There may be other ways: not every set of limits was settled within the search; `--limit STATES` \
         searches longer."
            .to_owned()
    })
}

/// Says what to give up, and the route that this opens.
fn way(answer: &Answer<'_>, relaxation: &Relaxation) -> String {
    let Relaxation { lifted, fastest, mildest } = relaxation;
    let shown = mildest.as_ref().unwrap_or(fastest);
    let what: Vec<String> = lifted.iter().map(|lifted| lift(answer, lifted, shown)).collect();
    let mut text = list(&what, "and");
    // What the limits say already need not be said again.
    let says =
        |is: fn(&OwnLimit) -> bool| lifted.iter().filter_map(|lifted| lifted.enough).any(|one| is(&one));
    let mut facts = Vec::new();
    if !says(|limit| matches!(limit, OwnLimit::Deadline(_))) {
        facts.push(marked_duration(shown));
    }
    if !says(|limit| matches!(limit, OwnLimit::Budget(_))) {
        facts.push(cost_of_study(answer.catalog, &shown.plan));
    }
    if !facts.is_empty() {
        text = format!("{text}: {}", facts.join(", "));
    }
    if mildest.is_some() {
        let limit = if lifted.len() == 1 { "with no such limit" } else { "with no such limits" };
        text = format!("{text}; {limit}, {}", route(answer, fastest));
    }
    text
}

/// Says what to do about one limit.
fn lift(answer: &Answer<'_>, lifted: &Lifted, shown: &Solution) -> String {
    let catalog = answer.catalog;
    let at_least = if lifted.is_least { "at least " } else { "" };
    match (lifted.limit, lifted.enough) {
        (OwnLimit::Budget(now), Some(OwnLimit::Budget(enough))) => {
            let currency = &catalog.currency;
            format!("spend {at_least}{} instead of {}", money(enough, currency), money(now, currency))
        }
        (OwnLimit::Deadline(now), Some(OwnLimit::Deadline(_))) => {
            format!("give it {at_least}{} instead of {}", marked_duration(shown), duration(now))
        }
        (OwnLimit::StudyHours(now), Some(OwnLimit::StudyHours(enough))) => {
            format!("study {at_least}{} instead of {now}", hours_a_week(enough))
        }
        (OwnLimit::StudyHours(now), _) => format!("study full-time instead of {}", hours_a_week(now)),
        (OwnLimit::JobChanges(now), Some(OwnLimit::JobChanges(enough))) => {
            format!("change jobs {} instead of {now}", count(u64::from(enough), "time", "times"))
        }
        (OwnLimit::KeepWorking, _) => "study full-time for a while, without a job".to_owned(),
        (OwnLimit::Avoid(entry), _) => format!("no longer avoid {}", name(catalog, entry)),
        (OwnLimit::Via(entry), _) => format!("do not insist on {}", name(catalog, entry)),
        (OwnLimit::Budget(_), _) => "spend more".to_owned(),
        (OwnLimit::Deadline(_), _) => "give it more time".to_owned(),
        (OwnLimit::JobChanges(_), _) => "change jobs more often".to_owned(),
    }
}

fn hours_a_week(hours: u32) -> String {
    format!("{} a week", count(u64::from(hours), "hour", "hours"))
}

/// Says how long a route takes and what it costs; `*` marks one that may not be the fastest.
pub(super) fn route(answer: &Answer<'_>, solution: &Solution) -> String {
    format!("{}, {}", marked_duration(solution), cost_of_study(answer.catalog, &solution.plan))
}

fn marked_duration(solution: &Solution) -> String {
    let mark = if is_fastest(solution) { "" } else { "*" };
    format!("{}{mark}", duration(solution.plan.months))
}

fn is_fastest(solution: &Solution) -> bool {
    solution.at_least == solution.plan.months
}

/// Explains the mark of [`route`] where one of the routes bears it.
pub(super) fn explain_mark<'s>(mut routes: impl Iterator<Item = &'s Solution>, page: &mut Page) {
    if routes.any(|solution| !is_fastest(solution)) {
        page.gap();
        page.paragraph(Style::Quiet, "* The best found in a short search; a faster one is not ruled out.");
    }
}

/// Returns a cause as a sentence without a full stop.
#[must_use]
pub(crate) fn sentence_of(catalog: &Catalog, query: &Query, cause: &Cause) -> String {
    let credential = |id: &CredentialId| catalog.credential(*id).name.as_str();
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
        Cause::NoRoleGives(domain) => {
            format!("no role of the catalog gives experience in {}", catalog.domain(*domain).name)
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
pub(crate) fn limits_in_words(limits: &Limits, currency: &str) -> Vec<String> {
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

/// Returns everything about a missing route as JSON.
#[must_use]
pub(crate) fn json(answer: &Answer<'_>, no_route: &NoRoute) -> Value {
    let NoRoute { derivation, relaxations, lower_standard, dated, nearest: near } = no_route;
    let catalog = answer.catalog;
    let because: Vec<String> =
        derivation.causes().into_iter().map(|cause| sentence_of(catalog, answer.query, cause)).collect();
    let standard = lower_standard
        .as_ref()
        .map(|(standard, solution)| with_route(json!({ "standard": standard.word() }), solution));
    json!({
        "because": because,
        "derivation": derivation_json(answer, derivation),
        "relax": relaxations.sets.iter().map(|set| relaxation_json(catalog, set)).collect::<Vec<_>>(),
        "relax_complete": relaxations.complete,
        "reachable_without_limits": !relaxations.hopeless,
        "lower_standard": standard,
        "dated": dated.as_ref().map(|dated| dated_json(answer, dated)),
        "nearest": nearest::json(answer, near),
    })
}

fn derivation_json(answer: &Answer<'_>, derivation: &Derivation) -> Value {
    let entry = |place: usize| id(answer.catalog, derivation.facts[place].entry);
    let premise = |premise: &Premise| match premise {
        Premise::Fact(place) => json!({ "kind": "out-of-reach", "id": entry(*place) }),
        Premise::Cause(cause) => cause_json(answer, cause),
    };
    let reason = |reason: &Reason| {
        let mut value = cause_json(answer, &reason.cause);
        value["because"] = reason.from.iter().map(premise).collect();
        value
    };
    let facts = derivation.facts.iter().enumerate().map(|(place, fact)| {
        json!({
            "id": entry(place),
            "kind": match fact.entry { Entry::Role(_) => "role", Entry::Credential(_) => "credential" },
            "because": fact.because.iter().map(reason).collect::<Vec<_>>(),
            "brought_by": fact.brought_by.iter().map(|place| entry(*place)).collect::<Vec<_>>(),
        })
    });
    facts.collect()
}

fn cause_json(answer: &Answer<'_>, cause: &Cause) -> Value {
    let catalog = answer.catalog;
    let source = match cause {
        Cause::Unmet { requirement, .. }
        | Cause::OutOfDates { requirement, .. }
        | Cause::TooLong { requirement, .. } => requirement.source,
        _ => None,
    };
    let text = match cause {
        Cause::Unmet { requirement, .. } => sentence(catalog, requirement),
        _ => sentence_of(catalog, answer.query, cause),
    };
    json!({
        "kind": cause.word(),
        "text": text,
        "source": source.map(|source| &catalog.source(source).id),
    })
}

fn relaxation_json(catalog: &Catalog, relaxation: &Relaxation) -> Value {
    let lifted = |lifted: &Lifted| {
        let (kind, now) = limit_json(catalog, lifted.limit);
        let enough = lifted.enough.map_or(Value::Null, |enough| limit_json(catalog, enough).1);
        json!({ "kind": kind, "now": now, "enough": enough, "least": lifted.is_least })
    };
    let limits: Vec<Value> = relaxation.lifted.iter().map(lifted).collect();
    let mildest = relaxation.mildest.as_ref().map(|mildest| with_route(json!({}), mildest));
    with_route(json!({ "limits": limits, "with_enough": mildest }), &relaxation.fastest)
}

fn limit_json(catalog: &Catalog, limit: OwnLimit) -> (&'static str, Value) {
    match limit {
        OwnLimit::Budget(amount) => ("budget", amount.0.into()),
        OwnLimit::Deadline(months) => ("max-months", months.0.into()),
        OwnLimit::KeepWorking => ("keep-working", true.into()),
        OwnLimit::StudyHours(hours) => ("study-hours-per-week", hours.into()),
        OwnLimit::JobChanges(changes) => ("job-changes", changes.into()),
        OwnLimit::Avoid(entry) => ("avoid", id(catalog, entry).into()),
        OwnLimit::Via(entry) => ("via", id(catalog, entry).into()),
    }
}

fn dated_json(answer: &Answer<'_>, dated: &Dated) -> Value {
    let rule = |(of, rule): &(Entry, Requirement)| {
        json!({
            "for": id(answer.catalog, *of),
            "requirement": sentence(answer.catalog, rule),
            "from": rule.from.map(|month| month.to_string()),
            "until": rule.until.map(|month| month.to_string()),
        })
    };
    let rules: Vec<Value> = dated.rules.iter().map(rule).collect();
    with_route(json!({ "rules": rules }), &dated.solution)
}

/// Adds the measures of a route to an object.
pub(super) fn with_route(mut object: Value, solution: &Solution) -> Value {
    let plan = &solution.plan;
    object["months"] = plan.months.0.into();
    object["cost"] = plan.cost.0.into();
    object["job_changes"] = plan.job_changes.into();
    object["optimal"] = solution.optimal.into();
    object["at_least_months"] = solution.at_least.0.into();
    object
}
