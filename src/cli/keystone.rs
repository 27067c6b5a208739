//! `keystone`: which credential opens most.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, CredentialStatus};
use crate::cohort::lists;
use crate::explain::keystone::{Order, keystones, sort};
use crate::ids::{CredentialId, RoleId};
use crate::planner::Target;
use crate::render::assumptions;
use crate::render::listing::keystone::{Found, answer};
use crate::render::listing::reach::Question;
use crate::units::Months;

use super::asker::{AskerOptions, required};
use super::complete;
use super::error::Failure;
use super::exceptions::ExceptionOptions;
use super::exit::Exit;
use super::filters;
use super::people;
use super::people::overview::gather;
use super::people::{Common, PeopleOptions};
use super::question::QuestionOptions;
use super::routes;
use super::ui::Ui;
use super::values;

/// The time within which credentials are looked for unless somebody says otherwise.
const WITHIN: Months = Months(36);

/// The order of the credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// Most roles opened first.
    Roles,
    /// The best paid role first.
    Pay,
    /// Most roles opened for each month first.
    PerMonth,
    /// Most roles opened for each dollar first.
    PerDollar,
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Roles => Self::Roles,
            Sort::Pay => Self::Pay,
            Sort::PerMonth => Self::PerMonth,
            Sort::PerDollar => Self::PerDollar,
        }
    }
}

/// List the credentials that open most roles from where you are, for the time and money they take.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath keystone --from nurse --years 3
  careerpath keystone --from nurse --years 3 --sort per-dollar --keep-working
  careerpath keystone --from medical-assistant --kind certification --within 1y --budget 2k
  careerpath keystone --people people.csv --to nurse-informaticist

A role is opened when its requirements are met in the month in which you hold the credential, and would not be met \
in that month without it, all else on the way there being the same. With `--people` the credentials are listed that \
move most of them to the target: how many have no way without it, and how many are there later.")]
pub(super) struct Arguments {
    #[command(flatten)]
    asker: AskerOptions,
    /// The people of an organization, in a file as `careerpath cohort` reads it, in place of one person.
    #[arg(long, value_name = "FILE", requires = "to", help_heading = "Many people")]
    #[arg(conflicts_with_all = ["from", "profile", "years", "sort"])]
    people: Option<PathBuf>,
    /// Where they are to get: a role, or a credential.
    #[arg(long, value_name = "ROLE|CREDENTIAL", help_heading = "Many people")]
    #[arg(add = complete::entries())]
    to: Option<String>,
    /// The most time until you hold the credential: `3`, `2.5` or `18mo`; 3 years unless said. With `--people` the most time until
    /// they are at the target; 8 years unless said.
    #[arg(long, value_name = "YEARS", value_parser = values::positive_years, allow_negative_numbers = true)]
    #[arg(help_heading = "Which credentials")]
    within: Option<Months>,
    /// Only credentials of this kind: degree, license, certification, certificate, training or fellowship.
    #[arg(long, value_name = "KIND", help_heading = "Which credentials")]
    #[arg(add = complete::credential_kinds())]
    kind: Option<String>,
    /// The order of the credentials.
    #[arg(long, value_name = "COLUMN", default_value = "roles", help_heading = "Which credentials")]
    sort: Sort,
    /// How many credentials to show.
    #[arg(long, value_name = "NUMBER", default_value = "20", allow_negative_numbers = true)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..), help_heading = "Which credentials")]
    top: u32,
    #[command(flatten)]
    reading: PeopleOptions,
    #[command(flatten)]
    question: QuestionOptions,
    #[command(flatten)]
    exceptions: ExceptionOptions,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("keystone")?;
    let catalog = ui.catalog()?;
    if let (Some(path), Some(to)) = (&arguments.people, &arguments.to) {
        return of_people(arguments, (path, to), catalog, ui);
    }
    if arguments.to.is_some() {
        let failure =
            Failure::usage("`--to` is where the people of `--people` are to get, and none are named");
        return Err(failure.hint("`careerpath plan` finds the way of one person").into());
    }
    let mut asked = required(arguments.asker.person(ui, &catalog, arguments.question.start())?)?;
    let kind = filters::credential_kind(arguments.kind.as_deref())?;
    let anywhere = Target::Role(RoleId::from_index(0));
    let mut query = arguments.question.query(&catalog, &mut asked, anywhere)?;
    let roles = catalog.role_ids().map(Entry::Role);
    let targets: Vec<Entry> = roles.chain(catalog.credential_ids().map(Entry::Credential)).collect();
    let personal = arguments.exceptions.apply_to_many(catalog, &mut query, &mut asked, &targets)?;
    let catalog = personal.common();
    arguments.question.check_limits(catalog, &query, &mut asked)?;
    routes::one_of_many(&mut query, &arguments.question, arguments.within, Some(WITHIN));
    let is_wanted = |id: &CredentialId| {
        let credential = catalog.credential(*id);
        credential.status == CredentialStatus::Active
            && !query.person.holds(*id)
            && kind.is_none_or(|kind| credential.kind.word() == kind)
    };
    let wanted: Vec<Target> = catalog.credential_ids().filter(is_wanted).map(Target::Credential).collect();
    let mut sought = routes::to_each(ui, &personal, &query, &wanted, &arguments.question)?;
    let mut found = keystones(&personal, std::mem::take(&mut sought.found));
    sort(&mut found, arguments.sort.into());
    let mut said = asked.assumptions;
    said.extend(assumptions::of_query(catalog, &query));
    said.extend(assumptions::of_routes(catalog));
    let question = Question { asker: &asked.asker, query: &query, assumptions: said };
    let exit = routes::exit(ui, sought.left, ("credential was", "credentials were"));
    let found = Found::new(&found, arguments.top as usize, &sought);
    routes::write(ui, catalog, &answer(catalog, &question, &found))?;
    Ok(exit)
}

/// Lists the credentials that move the people in a file to a target.
fn of_people(
    arguments: &Arguments,
    (path, to): (&Path, &str),
    catalog: Catalog,
    ui: &mut Ui<'_>,
) -> anyhow::Result<Exit> {
    let target = Target::from(catalog.find_entry(to).map_err(Failure::from)?);
    let kind = filters::credential_kind(arguments.kind.as_deref())?;
    let Common { catalog, query, assumptions } =
        Common::new(catalog, target, arguments.within, &arguments.question, &arguments.exceptions)?;
    let Some((overview, rejected)) = gather(ui, path, &catalog, &query, &arguments.reading)? else {
        return Ok(Exit::Interrupted);
    };
    let mut losses = overview.what_if(0).losses().map_err(|error| Failure::bug(error.to_string()))?;
    if query.is_interrupted() {
        ui.say("interrupted");
        return Ok(Exit::Interrupted);
    }
    losses.retain(|loss| kind.is_none_or(|kind| catalog.credential(loss.credential).kind.word() == kind));
    let question = lists::Question { catalog: &catalog, query: &query, rejected, assumptions };
    let most = (losses.as_slice(), arguments.top as usize);
    routes::write(ui, &catalog, &lists::keystone(&question, overview.summary(), most, overview.sample()))?;
    Ok(people::exit(rejected))
}
