//! `salary`: wage tables.

mod places;

use clap::{Args, ValueEnum};

use crate::catalog::Catalog;
use crate::explain::wages::{self, GroupKey, Grouping, Order, RoleWage, Settings};
use crate::ids::RoleId;
use crate::render::listing::salary::{Wanted, listing};

use super::complete;
use super::exit::Exit;
use super::names;
use super::options::Format;
use super::roles::RoleFilter;
use super::ui::Ui;
use places::PlaceOptions;
pub(in crate::cli) use places::find_area;

/// Show what roles pay: percentiles, employment, and survey figures where no occupation fits.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath salary
  careerpath salary cmio cnio
  careerpath salary --track data --sort median --format csv
  careerpath salary nurse-informaticist --state CA
  careerpath salary nurse --compare US Texas Houston --chart
  careerpath salary nurse-informaticist --by setting --sort median
  careerpath salary --level entry --setting hospitals --outlook")]
pub(super) struct Arguments {
    /// Roles by id, title or another name; all roles unless said.
    #[arg(value_name = "ROLE", add = complete::roles())]
    roles: Vec<String>,
    #[command(flatten)]
    filter: RoleFilter,
    #[command(flatten)]
    places: PlaceOptions,
    /// Group the rows, each group under its heading.
    #[arg(long, value_name = "GROUP")]
    by: Option<By>,
    /// The order of the rows; amounts, employment and outlook are highest first.
    #[arg(long, value_name = "COLUMN")]
    sort: Option<Sort>,
    /// Add the outlook: growth, openings a year, entry education, related experience.
    #[arg(long)]
    outlook: bool,
    /// Draw the percentiles as boxes on a common scale.
    #[arg(long)]
    chart: bool,
}

/// What rows are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum By {
    /// By role.
    Role,
    /// By level, the lowest first.
    Level,
    /// By the lowest degree that opens the role.
    Degree,
    /// By industry: every industry with figures.
    Setting,
    /// By track.
    Track,
}

/// The order of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// By title.
    Title,
    /// By median.
    Median,
    /// By 10th percentile.
    P10,
    /// By 25th percentile.
    P25,
    /// By 75th percentile.
    P75,
    /// By 90th percentile.
    P90,
    /// By level, the lowest first.
    Level,
    /// By people employed.
    Employment,
    /// By growth of the occupation.
    Growth,
    /// By openings a year in the occupation.
    Openings,
}

impl From<By> for Grouping {
    fn from(by: By) -> Self {
        match by {
            By::Role => Self::Role,
            By::Level => Self::Level,
            By::Degree => Self::Degree,
            By::Setting => Self::Setting,
            By::Track => Self::Track,
        }
    }
}

impl From<Sort> for Order {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Title => Self::Title,
            Sort::P10 => Self::Percentile(0),
            Sort::P25 => Self::Percentile(1),
            Sort::Median => Self::Percentile(2),
            Sort::P75 => Self::Percentile(3),
            Sort::P90 => Self::Percentile(4),
            Sort::Level => Self::Level,
            Sort::Employment => Self::Employment,
            Sort::Growth => Self::Growth,
            Sort::Openings => Self::Openings,
        }
    }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("salary")?;
    if arguments.chart {
        ui.require_chart()?;
    }
    let catalog = ui.catalog()?;
    let roles = roles(arguments, &catalog)?;
    let mut wages = wages_of(arguments, &catalog, &roles)?;
    if let Some(sort) = arguments.sort {
        wages::sort(&catalog, &mut wages, sort.into());
    }
    let wanted =
        Wanted { named: !arguments.roles.is_empty(), outlook: arguments.outlook, chart: arguments.chart };
    let salary = listing(&catalog, &groups(arguments, &catalog, &roles, wages), wanted);
    match ui.format() {
        Format::Json | Format::Csv => ui.listing(&catalog, &salary.listing)?,
        _ => ui.page(&salary.page())?,
    }
    Ok(Exit::Done)
}

/// Returns the roles asked for, those named in the order in which they are.
fn roles(arguments: &Arguments, catalog: &Catalog) -> anyhow::Result<Vec<RoleId>> {
    let matching = arguments.filter.roles(catalog)?;
    if arguments.roles.is_empty() {
        return Ok(matching);
    }
    let mut roles = Vec::new();
    for name in &arguments.roles {
        let role = names::role(catalog, name, "`salary`")?;
        if matching.contains(&role) && !roles.contains(&role) {
            roles.push(role);
        }
    }
    Ok(roles)
}

/// Returns the wages of the roles; those of the nation alone need no look into the atlas.
fn wages_of(arguments: &Arguments, catalog: &Catalog, roles: &[RoleId]) -> anyhow::Result<Vec<RoleWage>> {
    let each = arguments.by == Some(By::Setting) && !arguments.places.names_setting();
    if arguments.places.is_nation() && !each {
        return Ok(wages::national(catalog, roles));
    }
    let atlas = catalog.wages.atlas.open();
    let places = arguments.places.areas(&atlas)?;
    let settings = if each { Settings::Each } else { arguments.places.settings(catalog, &atlas)? };
    places::require_both(&atlas, &places, &settings)?;
    Ok(wages::in_places(catalog, &atlas, roles, &places, &settings))
}

/// Puts the rows under the headings asked for.
///
/// One role by setting is one table: a heading over each single row would tell nobody more. Several rows of each
/// role are a table for each role, unless they are sorted or drawn all together.
fn groups(
    arguments: &Arguments,
    catalog: &Catalog,
    roles: &[RoleId],
    wages: Vec<RoleWage>,
) -> Vec<(Option<GroupKey>, Vec<RoleWage>)> {
    let by = arguments.by.filter(|by| *by != By::Setting || roles.len() > 1);
    let is_together = arguments.sort.is_some() || arguments.chart || wages.len() == roles.len();
    match by {
        None if is_together => vec![(None, wages)],
        None => {
            wages.chunk_by(|wage, next| wage.role == next.role).map(|wages| (None, wages.to_vec())).collect()
        }
        Some(by) => wages::groups(catalog, wages, by.into())
            .into_iter()
            .map(|(key, wages)| (Some(key), wages))
            .collect(),
    }
}
