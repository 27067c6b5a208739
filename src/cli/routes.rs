//! Many questions to the planner in one command.

use crate::catalog::Catalog;
use crate::explain::routes::Routes;
use crate::ids::RoleId;
use crate::planner::{Query, Target};
use crate::profile::assumed::person_in_role;
use crate::profile::exceptions::Personal;
use crate::render::listing::answer::Answer;
use crate::render::words::count;
use crate::units::Months;

use super::exit::Exit;
use super::interrupt;
use super::options::Format;
use super::plan;
use super::question::QuestionOptions;
use super::ui::Ui;

/// The time within which people are to be at a target unless somebody says otherwise.
pub(super) const WITHIN: Months = Months(96);

/// The states that the search for one of many answers may examine, unless the person says otherwise.
const STATES_EACH: u64 = 500;

/// The states that the searches for all answers together may examine, unless the person says what each may.
const STATES_IN_ALL: u64 = 100_000;

/// Makes a question one of many: a small search, and plans that end within the shorter of the time asked for and the
/// person's own limit; where neither is said, within `otherwise`.
pub(super) fn one_of_many(
    query: &mut Query,
    asked: &QuestionOptions,
    within: Option<Months>,
    otherwise: Option<Months>,
) {
    if !asked.has_limit() {
        query.state_limit = Some(STATES_EACH);
    }
    query.memory_limit = query.memory_limit_side_by_side();
    let stated = [within, query.limits.deadline].into_iter().flatten().min();
    query.limits.deadline = stated.or(otherwise);
}

/// Returns what may be spent on all answers together: nothing is said of it where somebody says what each may take.
pub(super) fn most(asked: &QuestionOptions) -> Option<u64> {
    (!asked.has_limit()).then_some(STATES_IN_ALL)
}

/// Answers the questions and has every plan checked.
pub(super) fn seek(ui: &Ui<'_>, personal: &Personal, queries: Vec<Query>) -> anyhow::Result<Routes> {
    checked(ui, personal, Routes::seek(personal, queries))
}

/// Answers the question of one person for each target and has every plan checked.
pub(super) fn to_each(
    ui: &Ui<'_>,
    personal: &Personal,
    query: &Query,
    targets: &[Target],
    asked: &QuestionOptions,
) -> anyhow::Result<Routes> {
    checked(ui, personal, Routes::to_each(personal, query, targets, most(asked)))
}

/// Answers the question of everybody who has been in one of the roles for so long and has every plan checked.
pub(super) fn from_each(
    ui: &Ui<'_>,
    personal: &Personal,
    query: &Query,
    roles: &[RoleId],
    months: Months,
    asked: &QuestionOptions,
) -> anyhow::Result<Routes> {
    let catalog = personal.common();
    let person = |role| person_in_role(catalog, role, months, query.start);
    checked(ui, personal, Routes::from_each(catalog, query, roles, person, most(asked)))
}

/// Says what was left out for what all answers together may take; returns how the program ends.
pub(super) fn exit(ui: &Ui<'_>, left: usize, what: (&str, &str)) -> Exit {
    if left == 0 {
        return Exit::Done;
    }
    let left = count(left as u64, what.0, what.1);
    ui.say(&format!("the limit of the whole answer was reached: {left} not looked at"));
    ui.say("hint: ask for fewer, or give each its own limit with `--limit STATES`: then all are looked at");
    Exit::Limit
}

fn checked(ui: &Ui<'_>, personal: &Personal, routes: Routes) -> anyhow::Result<Routes> {
    for route in &routes.found {
        plan::check(&personal.towards(route.query.target_entry()), &route.query, &route.solution.plan)?;
    }
    interrupt::say_if_happened(ui);
    Ok(routes)
}

/// Writes an answer in the form asked for.
pub(super) fn write(ui: &mut Ui<'_>, catalog: &Catalog, answer: &Answer<'_>) -> anyhow::Result<()> {
    match ui.format() {
        Format::Json => ui.json(&answer.json(catalog)),
        Format::Csv => ui.listing(catalog, &answer.listing),
        _ => ui.page(&answer.page()),
    }
}
