//! `eligible`: which credentials can be started on today, and which are one step away.

use clap::Args;

use crate::catalog::names::Entry;
use crate::explain::eligible::eligible;
use crate::ids::RoleId;
use crate::planner::Target;
use crate::render::assumptions;
use crate::render::listing::eligible::answer;
use crate::render::listing::reach::Question;

use super::asker::{AskerOptions, required};
use super::complete;
use super::exceptions::ExceptionOptions;
use super::exit::Exit;
use super::filters;
use super::interrupt;
use super::question::QuestionOptions;
use super::routes;
use super::ui::Ui;

/// List the credentials you can start on today, and those one step away: what is missing, and when you would have it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath eligible --from nurse --years 3
  careerpath eligible --from information-clerk --kind certification --budget 1k
  careerpath eligible --profile me.toml --study-hours 8 --format csv

One step away: one requirement is missing, or only months that come by staying in your role.")]
pub(super) struct Arguments {
    #[command(flatten)]
    asker: AskerOptions,
    /// Only credentials of this kind: degree, license, certification, certificate, training or fellowship.
    #[arg(long, value_name = "KIND", help_heading = "Which credentials")]
    #[arg(add = complete::credential_kinds())]
    kind: Option<String>,
    #[command(flatten)]
    question: QuestionOptions,
    #[command(flatten)]
    exceptions: ExceptionOptions,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("eligible")?;
    let catalog = ui.catalog()?;
    let mut asked = required(arguments.asker.person(ui, &catalog, arguments.question.start())?)?;
    let kind = filters::credential_kind(arguments.kind.as_deref())?;
    let anywhere = Target::Role(RoleId::from_index(0));
    let mut query = arguments.question.query(&catalog, &mut asked, anywhere)?;
    let targets: Vec<Entry> = catalog.credential_ids().map(Entry::Credential).collect();
    let personal = arguments.exceptions.apply_to_many(catalog, &mut query, &mut asked, &targets)?;
    let catalog = personal.targets();
    arguments.question.check_limits(catalog, &query, &mut asked)?;
    routes::one_of_many(&mut query, &arguments.question, None, None);
    let is_of_kind = |id| kind.is_none_or(|kind| catalog.credential(id).kind.word() == kind);
    let (found, left) = eligible(&personal, &query, is_of_kind, routes::most(&arguments.question));
    for (query, plan) in found.iter().filter_map(|eligible| eligible.plan(&query)) {
        super::plan::check(&personal.towards(query.target_entry()), &query, plan)?;
    }
    interrupt::say_if_happened(ui);
    let mut said = asked.assumptions;
    said.extend(assumptions::of_query(catalog, &query));
    said.extend(assumptions::of_routes(catalog));
    let question = Question { asker: &asked.asker, query: &query, assumptions: said };
    routes::write(ui, catalog, &answer(catalog, &question, &found))?;
    Ok(routes::exit(ui, left, ("credential was", "credentials were")))
}
