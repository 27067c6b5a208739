//! `diff`: what changed between two saved plans, or between one and the answer that its question has today.

use std::path::Path;

use clap::Args;

use crate::catalog::Catalog;
use crate::explain::changes::{Changes, Edition};
use crate::explain::shown::Shown;
use crate::limits::PLAN_STATES;
use crate::planner::{self, DEFAULT_MEMORY_LIMIT, Outcome, Query, Solution, Target};
use crate::render::changes::Comparison;
use crate::render::json::text;
use crate::render::plan::{self as view, json};
use crate::render::words::digits;
use crate::saved::{Answer, Question};

use super::error::Failure;
use super::exit::Exit;
use super::interrupt;
use super::options::Format;
use super::output::is_same_file;
use super::pay::Counted;
use super::plan;
use super::saved;
use super::ui::Ui;

/// Say what changed between two saved plans or, with one, what has changed since: its question is asked again.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath plan --from nurse --years 4 --to cnio --save before.json
  careerpath diff before.json after.json
  careerpath diff before.json
  careerpath diff before.json --catalog my-catalog --format json

Asked again, the question is that of the file: the same person, month, limits and rules, with the catalog of today.

Exit codes: 0 the same question and the same answer, even from another version of the catalog; 1 something changed; \
2 wrong usage or bad input.")]
pub(super) struct Arguments {
    /// A file written by `plan --save` or `plan --format json`; `-` reads the standard input.
    #[arg(value_name = "OLD.json")]
    old: String,
    /// A later one; without it, the question of OLD is asked again.
    #[arg(value_name = "NEW.json", conflicts_with = "again")]
    new: Option<String>,
    /// Ask the question of OLD again, of the catalog at hand.
    #[arg(long)]
    again: bool,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("diff")?;
    if let Some(new) = &arguments.new
        && is_same_file(Path::new(&arguments.old), Path::new(new))
    {
        let message = format!("`{}` and `{new}` are the same file", arguments.old);
        let hint = match arguments.old.as_str() {
            "-" => "the standard input can be only one of the two plans".to_owned(),
            old => format!("`careerpath diff {old}` asks its question again and tells what changed since"),
        };
        return Err(Failure::usage(message).hint(hint).into());
    }
    let catalog = ui.catalog()?;
    let answer = saved::read(&arguments.old)?;
    let edition = |answer: &Answer, file: &str| -> Result<Edition, Failure> {
        answer.edition().map_err(|error| Failure::from(error).in_file(file))
    };
    let old = edition(&answer, &arguments.old)?;
    let new = match &arguments.new {
        Some(file) => edition(&saved::read(file)?, file)?,
        None => again(ui, &catalog, &answer)?,
    };
    let changes = Changes::between(&old, &new);
    let again = arguments.new.is_none();
    let comparison = Comparison { catalog: &catalog, old: &old, new: &new, changes: &changes, again };
    match ui.format() {
        Format::Json => ui.json(&comparison.json())?,
        _ => ui.page(&comparison.page())?,
    }
    Ok(if changes.is_nothing() { Exit::Done } else { Exit::Findings })
}

/// Asks a saved question of the catalog at hand. The answer is written down and read back as a saved one is, so that
/// both sides are what a file would hold.
fn again(ui: &Ui<'_>, catalog: &Catalog, answer: &Answer) -> anyhow::Result<Edition> {
    let Question { query, catalog, exceptions, who, pay } =
        answer.question(catalog).map_err(Failure::from)?;
    let counted = Counted::again(&catalog, pay.as_ref())?;
    let query = Query { pay: counted.terms, interrupt: Some(interrupt::flag()), ..query };
    let outcome = if query.is_reached() {
        Outcome::Found(Solution::nothing_to_do())
    } else {
        planner::plan(&catalog, &bounded(ui, &query))
    };
    plan::within_horizon(&catalog, &query, &outcome)?;
    let plans = match &outcome {
        Outcome::Found(solution) => {
            plan::check(&catalog, &query, &solution.plan)?;
            vec![Shown::new(&catalog, &query, solution.clone())]
        }
        Outcome::Unreachable(_) | Outcome::Limit { .. } => Vec::new(),
    };
    interrupt::say_if_happened(ui);
    let targets: Vec<Target> = [query.target].into_iter().chain(query.also.iter().copied()).collect();
    let answer = view::Answer {
        catalog: &catalog,
        query: &query,
        exceptions: &exceptions,
        asker: who.into(),
        assumptions: Vec::new(),
        outcome: &outcome,
        pay_basis: counted.basis,
        plans,
        front: None,
        targets,
        alternatives: false,
        no_route: None,
        sooner: Vec::new(),
    };
    let written = Answer::parse(&text(&json::json(&answer)), "the new answer").map_err(Failure::from)?;
    Ok(written.edition().map_err(Failure::from)?)
}

/// Returns the question with an end to its search, and says where that is not the one of the file.
fn bounded(ui: &Ui<'_>, query: &Query) -> Query {
    let (states, memory_limit) = bounds(query.state_limit, query.memory_limit);
    if memory_limit < query.memory_limit {
        ui.say("the search for the new answer takes no more memory than usual, whatever the file says");
    }
    if query.state_limit != Some(states) {
        ui.say(&format!(
            "the search for the new answer stops after {} states, whatever the file says",
            digits(states)
        ));
    }
    Query { state_limit: Some(states), memory_limit, ..query.clone() }
}

/// Returns the limits of states and of memory that a file may set: it must not make the program search for ever.
fn bounds(states: Option<u64>, memory: u64) -> (u64, u64) {
    (states.map_or(PLAN_STATES, |states| states.min(PLAN_STATES)), memory.min(DEFAULT_MEMORY_LIMIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_ends_whatever_a_file_says() {
        for (states, memory) in [
            (None, u64::MAX),
            (Some(u64::MAX), DEFAULT_MEMORY_LIMIT + 1),
            (Some(PLAN_STATES + 1), DEFAULT_MEMORY_LIMIT),
        ] {
            assert_eq!(bounds(states, memory), (PLAN_STATES, DEFAULT_MEMORY_LIMIT));
        }
        assert_eq!(bounds(Some(PLAN_STATES), 1), (PLAN_STATES, 1));
        assert_eq!(bounds(Some(0), 0), (0, 0));
    }
}
