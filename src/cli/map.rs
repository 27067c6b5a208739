//! `map`: which roles lead to which.

use clap::Args;

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::explain::map::around::Around;
use crate::explain::map::path::legs;
use crate::explain::map::{Map, Position};
use crate::ids::RoleId;
use crate::planner::{self, Outcome, Query, Solution, Target};
use crate::profile::exceptions::Personal;
use crate::render::assumptions;
use crate::render::map::{Path, View};
use crate::render::words::{duration, more_memory};
use crate::units::Months;

use super::asker::{Asked, OptionalAskerOptions, required};
use super::complete;
use super::error::Failure;
use super::exceptions::ExceptionOptions;
use super::exit::Exit;
use super::interrupt;
use super::names;
use super::options::Format;
use super::plan;
use super::question::QuestionOptions;
use super::roles::RoleFilter;
use super::ui::Ui;

/// How long everybody on the map has been in their role.
const YEARS: Months = Months(24);

/// The longest way on the map unless somebody says otherwise.
const LONGEST: Months = Months(96);

/// Draw the career map: which roles lead to which, at once, with one credential, or with more time.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath map -o map.html
  careerpath map nurse-informaticist
  careerpath map cnio --from nurse --to cnio -o cnio.html
  careerpath map --track data --format dot

Every way is a plan with one change of job and at most one study before it, and no such plan is faster.")]
pub(super) struct Arguments {
    /// The role in the middle; every role unless said.
    #[arg(value_name = "ROLE", add = complete::roles())]
    role: Option<String>,
    /// How many steps to go from it, each way: 1 to 5.
    #[arg(long, value_name = "STEPS", default_value = "2", requires = "role")]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=5), help_heading = "Which roles")]
    depth: u32,
    #[command(flatten, next_help_heading = "Which roles")]
    filter: RoleFilter,
    #[command(flatten)]
    asker: OptionalAskerOptions,
    /// Where you want to get: the best plan is marked on the map.
    #[arg(long, value_name = "ROLE|CREDENTIAL", help_heading = "Where to", add = complete::entries())]
    to: Option<String>,
    #[command(flatten)]
    question: QuestionOptions,
    #[command(flatten)]
    exceptions: ExceptionOptions,
}

/// A person, with what is theirs on the map.
struct Own {
    asked: Asked,
    query: Query,
    position: Position,
    path: Option<(Entry, Option<Solution>)>,
    exit: Exit,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("map")?;
    let catalog = ui.catalog()?;
    let middle = arguments.role.as_deref().map(|name| names::role(&catalog, name, "`map`")).transpose()?;
    let own = own(arguments, ui, &catalog)?;
    let query = if let Some(own) = &own {
        own.query.clone()
    } else {
        let mut nobody = Asked::nobody(&catalog);
        let query = arguments.question.query(&catalog, &mut nobody, Target::Role(RoleId::from_index(0)))?;
        arguments.question.check_limits(&catalog, &query, &mut nobody)?;
        query
    };
    let longest = query.limits.deadline.unwrap_or(LONGEST);
    let mut common = query.clone();
    common.limits.deadline = Some(longest);
    let on_path = own.iter().flat_map(Own::roles).collect::<Vec<RoleId>>();
    let mut roles = arguments.filter.roles(&catalog)?;
    roles.extend(middle);
    roles.extend(&on_path);
    roles.sort_unstable();
    roles.dedup();
    let mut map = if let Some(middle) = middle {
        let around = Around { middle, depth: arguments.depth, also: &on_path };
        Map::around(&catalog, &common, &roles, YEARS, &around)
    } else {
        let mut map = Map::new(&catalog, &common, &roles, YEARS);
        map.choose(&catalog);
        map
    };
    map.show_also(&own.iter().flat_map(Own::ends).collect::<Vec<_>>());
    for edge in map.shown() {
        let (query, plan) = map.plan(&catalog, &common, edge);
        plan::check(&catalog, &query, &plan)?;
    }
    let mut said = own.as_ref().map(|own| own.asked.assumptions.clone()).unwrap_or_default();
    said.extend(assumptions::of_query(&catalog, &query));
    said.push(format!("No way on the map takes longer than {}.", duration(longest)));
    said.extend(assumptions::of_routes(&catalog));
    let view = View {
        catalog: &catalog,
        query: &query,
        longest,
        map: &map,
        middle,
        asker: own.as_ref().map(|own| &own.asked.asker),
        position: own.as_ref().map(|own| &own.position),
        path: own.as_ref().and_then(Own::path),
        assumptions: said,
    };
    match ui.format() {
        Format::Json => ui.json(&view.json())?,
        Format::Csv => ui.text(&view.rows().csv()?)?,
        Format::Dot => ui.text(&view.dot())?,
        Format::Mermaid => ui.text(&view.mermaid())?,
        Format::Svg => ui.text(&view.svg())?,
        Format::Html => ui.text(&view.html())?,
        _ => ui.page(&view.page())?,
    }
    interrupt::say_if_happened(ui);
    Ok(own.map_or(Exit::Done, |own| own.exit))
}

/// Finds out who asks, where they stand, and how they get to where they want to be.
fn own(arguments: &Arguments, ui: &Ui<'_>, catalog: &Catalog) -> anyhow::Result<Option<Own>> {
    let start = arguments.question.start();
    if arguments.to.is_none() && arguments.question.has_via() {
        return Err(Failure::usage("`--via` is for a plan, and no target is named")
            .hint("name it with `--to`, or leave out `--via`")
            .into());
    }
    let mut asked = arguments.asker.person(ui, catalog, start)?;
    if arguments.to.is_some() || arguments.exceptions.are_given() {
        asked = Some(required(asked)?);
    }
    let Some(mut asked) = asked else { return Ok(None) };
    let target = arguments.to.as_deref().map(|name| catalog.find_entry(name)).transpose();
    let target = target.map_err(Failure::from)?;
    let goal = target.unwrap_or(Entry::Role(RoleId::from_index(0)));
    let mut query = arguments.question.query(catalog, &mut asked, goal.into())?;
    if target.is_none() {
        // A profile is for other questions too.
        query.limits.via_roles.clear();
        query.limits.via_credentials.clear();
    }
    let targets: Vec<Entry> = match target {
        Some(target) => vec![target],
        None => catalog.role_ids().map(Entry::Role).collect(),
    };
    let personal = arguments.exceptions.apply_to_many(catalog.clone(), &mut query, &mut asked, &targets)?;
    match target {
        Some(target) => arguments.question.check(&personal.towards(target), &query, &mut asked)?,
        None => arguments.question.check_limits(personal.common(), &query, &mut asked)?,
    }
    let roles: Vec<RoleId> = catalog.role_ids().collect();
    let position = Position::new(&personal, &query, &roles);
    let (path, exit) = match target {
        None => (None, Exit::Done),
        Some(target) => {
            let (solution, exit) = solve(ui, &personal, &query, target)?;
            (Some((target, solution)), exit)
        }
    };
    Ok(Some(Own { asked, query, position, path, exit }))
}

/// Asks the planner for the plan that is marked, and says what to do where there is none.
fn solve(
    ui: &Ui<'_>,
    personal: &Personal,
    query: &Query,
    target: Entry,
) -> anyhow::Result<(Option<Solution>, Exit)> {
    if query.is_reached() {
        return Ok((Some(Solution::nothing_to_do()), Exit::Done));
    }
    let catalog = personal.towards(target);
    Ok(match planner::plan(&catalog, query) {
        Outcome::Found(solution) => {
            plan::check(&catalog, query, &solution.plan)?;
            (Some(solution), Exit::Done)
        }
        Outcome::Unreachable(_) => {
            ui.say("there is no plan to mark; `careerpath plan` with the same options says why");
            (None, Exit::Findings)
        }
        outcome @ Outcome::Limit { .. } if outcome.is_out_of_memory() => {
            ui.say(&format!("hint: `--memory {}` searches on", more_memory(query.memory_limit)));
            (None, Exit::Limit)
        }
        Outcome::Limit { .. } => {
            ui.say("hint: `--limit STATES` searches longer, `--prove` until it is settled");
            (None, Exit::Limit)
        }
    })
}

impl Own {
    /// Returns the roles that are on the map whatever else is: the person's own, those of the plan and its target.
    fn roles(&self) -> Vec<RoleId> {
        let mut roles: Vec<RoleId> = self.query.person.role.into_iter().collect();
        if let Some((target, solution)) = &self.path {
            roles.extend(match target {
                Entry::Role(role) => Some(*role),
                Entry::Credential(_) => None,
            });
            let plan = solution.iter().flat_map(|solution| legs(self.query.person.role, &solution.plan));
            roles.extend(plan.filter_map(|leg| leg.to));
        }
        roles
    }

    /// Returns the ends of the parts of the plan.
    fn ends(&self) -> Vec<(RoleId, RoleId)> {
        let solution = self.path.as_ref().and_then(|(_, solution)| solution.as_ref());
        let legs = solution.map(|solution| legs(self.query.person.role, &solution.plan)).unwrap_or_default();
        legs.into_iter().filter_map(|leg| Some((leg.from?, leg.to?))).collect()
    }

    fn path(&self) -> Option<Path<'_>> {
        let (target, solution) = self.path.as_ref()?;
        Some(Path { target: *target, solution: solution.as_ref() })
    }
}
