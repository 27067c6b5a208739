//! `verify`: an independent check of a saved plan.

use clap::Args;
use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::planner::Plan;
use crate::planner::verify::{Violation, verify};
use crate::render::json::document;
use crate::render::page::{Page, Style};
use crate::render::words::{calendar, count, duration};
use crate::saved::Saved;
use crate::units::Months;

use super::error::Failure;
use super::exit::Exit;
use super::options::Format;
use super::saved;
use super::ui::Ui;

/// Check a saved plan against the catalog, step by step, without the search that found it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath plan --from nurse --to cnio --save plan.json
  careerpath verify plan.json
  careerpath plan --from nurse --to cnio --format json | careerpath verify -")]
pub(super) struct Arguments {
    /// A file written by `plan --save` or `plan --format json`; `-` reads the standard input.
    #[arg(value_name = "PLAN.json")]
    file: String,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("verify")?;
    let catalog = ui.catalog()?;
    let saved = saved::read(&arguments.file)?.saved(&catalog, &arguments.file).map_err(Failure::from)?;
    if let Some(other) = &saved.other_catalog {
        ui.say(&format!(
            "warning: the plan was made with the catalog {other}, and is checked against another one"
        ));
    }
    let violations: Vec<Vec<Violation>> =
        saved.plans.iter().map(|plan| verify(&saved.catalog, &saved.query, plan)).collect();
    match ui.format() {
        Format::Json => ui.json(&report(&catalog, &saved, &violations))?,
        _ => ui.page(&page(&saved, &violations))?,
    }
    let sound = violations.iter().all(Vec::is_empty);
    Ok(if sound { Exit::Done } else { Exit::Findings })
}

fn page(saved: &Saved, violations: &[Vec<Violation>]) -> Page {
    let mut page = Page::new();
    for (plan, violations) in saved.plans.iter().zip(violations) {
        let steps = count(plan.steps.len() as u64, "step", "steps");
        let name = format!("{}, {steps}", duration(plan.months));
        if violations.is_empty() {
            page.paragraph(Style::Good, &format!("Sound: {name}. Every rule holds in every month."));
            continue;
        }
        let broken = count(violations.len() as u64, "rule is broken", "rules are broken");
        page.paragraph(Style::Missing, &format!("Not sound: {name}. {broken}:"));
        for violation in violations {
            let month = calendar(saved.query.start.plus(Months(violation.month)));
            page.hanging(Style::Plain, "- ", &format!("{violation} ({month})"));
        }
    }
    page
}

fn report(catalog: &Catalog, saved: &Saved, violations: &[Vec<Violation>]) -> Value {
    let plan = |(plan, violations): (&Plan, &Vec<Violation>)| {
        let entry = |violation: &Violation| json!({ "month": violation.month, "message": violation.message });
        json!({
            "months": plan.months.0,
            "cost": plan.cost.0,
            "job_changes": plan.job_changes,
            "sound": violations.is_empty(),
            "violations": violations.iter().map(entry).collect::<Vec<_>>(),
        })
    };
    let plans: Vec<Value> = saved.plans.iter().zip(violations).map(plan).collect();
    document(catalog, "verify", json!({ "sound": violations.iter().all(Vec::is_empty), "plans": plans }))
}
