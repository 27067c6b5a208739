//! The planner as a library: load the catalog, say who asks, plan, check, read the steps.
//!
//! Run it with `cargo run --example quickstart`.

use std::error::Error;
use std::io::{Write as _, stdout};

use careerpath::catalog::builtin::builtin;
use careerpath::planner::verify::verify;
use careerpath::planner::{Outcome, Query, Step, Target, plan};
use careerpath::profile::assumed::person_in_role;
use careerpath::units::Months;

fn main() -> Result<(), Box<dyn Error>> {
    let catalog = builtin()?;

    // A nurse of four years, as `careerpath plan --from nurse --years 4` would understand it.
    let start = "2026-11".parse()?;
    let nurse = person_in_role(&catalog, catalog.find_role("nurse")?, Months::from_years(4), start);

    let target = Target::Role(catalog.find_role("nurse informaticist")?);
    let mut query = Query::new(&catalog, nurse, target, start);
    query.limits.keep_working = true;

    let Outcome::Found(solution) = plan(&catalog, &query) else {
        return Err("no route within these limits".into());
    };
    // The check shares no code with the search; nothing is left to say about a sound plan.
    assert_eq!(verify(&catalog, &query, &solution.plan), []);

    let mut out = stdout().lock();
    let proof = if solution.optimal { "proved fastest" } else { "best found" };
    writeln!(out, "{} months, ${}, {proof}", solution.plan.months.0, solution.plan.cost.0)?;
    for step in &solution.plan.steps {
        match step {
            Step::Study(study) => {
                let name = &catalog.credential(study.credential).name;
                writeln!(out, "{}  study {name}", start.plus(study.start))?;
            }
            Step::Job(job) => {
                let title = &catalog.role(job.role).title;
                writeln!(out, "{}  start as {title}", start.plus(job.start))?;
            }
        }
    }
    Ok(())
}
