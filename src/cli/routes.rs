//! Many questions to the planner in one command.

use crate::catalog::Catalog;
use crate::explain::routes::Routes;
use crate::planner::Query;
use crate::profile::exceptions::Personal;
use crate::render::listing::answer::Answer;
use crate::units::Months;

use super::interrupt;
use super::options::Format;
use super::plan;
use super::question::QuestionOptions;
use super::ui::Ui;

/// The states that the search for one of many answers may examine, unless the person says otherwise.
const STATES_EACH: u64 = 500;

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

/// Answers the questions and has every plan checked.
pub(super) fn seek(ui: &Ui<'_>, personal: &Personal, queries: Vec<Query>) -> anyhow::Result<Routes> {
    let routes = Routes::seek(personal, queries);
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
