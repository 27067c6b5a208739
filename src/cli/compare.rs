//! `compare`: roles and credentials side by side.

use clap::Args;

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::explain::timeline::Timeline;
use crate::planner::Query;
use crate::render::assumptions;
use crate::render::listing::compare::Comparison;
use crate::render::requirement::{id, name};
use crate::units::Months;

use super::asker::{Asked, OptionalAskerOptions};
use super::complete;
use super::error::Failure;
use super::exceptions::ExceptionOptions;
use super::exit::Exit;
use super::options::Format;
use super::question::QuestionOptions;
use super::routes;
use super::ui::Ui;

/// How many entries can be compared.
const MOST: usize = 5;

/// Set roles and credentials side by side: requirements, time and cost from where you are, pay, outlook, skills.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath compare rhit rhia
  careerpath compare cmio cnio chio --from nurse --years 5
  careerpath compare nurse-informaticist clinical-informatics-specialist --format markdown
  careerpath compare cphims ms-health-informatics --from nurse")]
pub(super) struct Arguments {
    /// Two to five roles or credentials, by id, title or another name.
    #[arg(value_name = "ROLE|CREDENTIAL", required = true, add = complete::entries())]
    names: Vec<String>,
    #[command(flatten)]
    asker: OptionalAskerOptions,
    #[command(flatten)]
    question: QuestionOptions,
    #[command(flatten)]
    exceptions: ExceptionOptions,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("compare")?;
    let catalog = ui.catalog()?;
    let entries = entries(&catalog, &arguments.names)?;
    let start = arguments.question.start();
    let asked = arguments.asker.person(ui, &catalog, start)?;
    let is_asked = asked.is_some();
    let mut asked = asked.unwrap_or_else(|| Asked::nobody(&catalog));
    let mut query = arguments.question.query(&catalog, &mut asked, entries[0].into())?;
    let personal = arguments.exceptions.apply_to_many(catalog, &mut query, &mut asked, &entries)?;
    // Each entry is shown as it is for the person where it is the target.
    let catalog = personal.targets();
    arguments.question.check_limits(catalog, &query, &mut asked)?;
    let mut said = std::mem::take(&mut asked.assumptions);
    let sought = if is_asked {
        said.extend(assumptions::of_query(catalog, &query));
        said.extend(assumptions::of_routes(catalog));
        let to = |entry: &Entry| Query { target: (*entry).into(), ..query.clone() };
        Some(routes::seek(ui, &personal, entries.iter().map(to).collect())?)
    } else {
        None
    };
    let now = Timeline::now(catalog, &query.person, start);
    let comparison = Comparison {
        entries: &entries,
        standard: query.standard,
        moment: is_asked.then(|| now.at(Months(0))),
        routes: sought.as_ref(),
        assumptions: said,
    };
    match ui.format() {
        Format::Json => ui.json(&comparison.json(catalog))?,
        Format::Csv => ui.listing(catalog, &comparison.listing(catalog))?,
        _ => ui.page(&comparison.page(catalog))?,
    }
    Ok(Exit::Done)
}

/// Finds what is to be compared, each of it once.
fn entries(catalog: &Catalog, names: &[String]) -> Result<Vec<Entry>, Failure> {
    let mut entries = Vec::new();
    for given in names {
        let entry = catalog.find_entry(given).map_err(Failure::from)?;
        if entries.contains(&entry) {
            let title = name(catalog, entry);
            return Err(Failure::usage(format!("`{given}` is {title}, which is named before"))
                .hint("name each role or credential once"));
        }
        entries.push(entry);
    }
    match entries.as_slice() {
        [only] => {
            let only = id(catalog, *only);
            Err(Failure::usage("there is nothing to compare it with: only one role or credential is named")
                .hint(format!("name another one beside `{only}`, or use `careerpath show {only}`")))
        }
        many if many.len() > MOST => {
            Err(Failure::usage(format!("{} are too many to stand side by side", many.len()))
                .hint(format!("name {MOST} at most; `careerpath roles` and `careerpath salary` list many")))
        }
        _ => Ok(entries),
    }
}
