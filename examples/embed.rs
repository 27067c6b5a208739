//! The planner in a program of your own: a catalog from a text, a question, a checked plan, what is to be said of it.
//!
//! Run it with `cargo run --example embed`.

use std::error::Error;
use std::io::{Write as _, stdout};

use careerpath::catalog::Catalog;
use careerpath::planner::Outcome;
use careerpath::question::Question;
use careerpath::render::Terminal;
use careerpath::render::plan::Answer;
use careerpath::units::{Money, Months};

const BAKERY: &str = include_str!("bakery.toml");

/// Answers a baker of three years who wants to be head baker, for at most $3,000.
pub(crate) fn answer() -> Result<String, Box<dyn Error>> {
    let catalog = Catalog::from_text(BAKERY)?;
    let baker = Question::from_role(&catalog, "baker", Months::from_years(3), "2026-11".parse()?)?;
    let case = baker.budget(Money(3_000)).keep_working().to("head baker")?;
    let outcome = case.plan()?;
    let mut answer = Answer::new(&case, &outcome);
    if let Outcome::Found(solution) = &outcome {
        answer.plans = vec![case.explain(solution)];
    }
    Ok(answer.text(Terminal { width: 100, color: false, unicode: true }))
}

fn main() -> Result<(), Box<dyn Error>> {
    write!(stdout().lock(), "{}", answer()?)?;
    Ok(())
}
