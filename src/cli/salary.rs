//! `salary`: wage tables.

use std::cmp::Reverse;

use clap::{Args, ValueEnum};

use crate::catalog::{Catalog, WageFit, WageRow};
use crate::explain::pay::occupation;
use crate::ids::RoleId;
use crate::render::listing;

use super::exit::Exit;
use super::names;
use super::roles::RoleFilter;
use super::ui::Ui;

/// Show what roles pay: percentiles, employment, and survey figures where no occupation fits.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath salary
  careerpath salary cmio cnio
  careerpath salary --track data --sort median --format csv")]
pub(super) struct Arguments {
    /// Roles by id, title or another name; all roles unless said.
    #[arg(value_name = "ROLE")]
    roles: Vec<String>,
    #[command(flatten)]
    filter: RoleFilter,
    /// The order of the rows; amounts and employment are highest first.
    #[arg(long, value_name = "COLUMN")]
    sort: Option<Sort>,
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
    /// By 90th percentile.
    P90,
    /// By level, the lowest first.
    Level,
    /// By people employed.
    Employment,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    let catalog = ui.catalog()?;
    let mut roles = arguments.filter.roles(&catalog)?;
    if !arguments.roles.is_empty() {
        let matching = roles;
        roles = Vec::new();
        for name in &arguments.roles {
            let role = names::role(&catalog, name, "`salary`")?;
            if matching.contains(&role) && !roles.contains(&role) {
                roles.push(role);
            }
        }
    }
    if let Some(sort) = arguments.sort {
        order(&catalog, &mut roles, sort);
    }
    ui.listing(&catalog, &listing::salary::listing(&catalog, &roles, !arguments.roles.is_empty()))?;
    Ok(Exit::Done)
}

/// Sorts roles; those without the figure come last, and equal ones keep their order.
fn order(catalog: &Catalog, roles: &mut [RoleId], sort: Sort) {
    let row = |role: &RoleId| {
        let role = catalog.role(*role);
        let describes = role.wage.as_ref().is_some_and(|wage| wage.fit != WageFit::Poor);
        occupation(catalog, role).filter(|_| describes)
    };
    let percentile =
        |role: &RoleId, index: usize| Reverse(row(role).and_then(|row: &WageRow| row.percentiles[index]));
    match sort {
        Sort::Title => roles.sort_by_key(|role| catalog.role(*role).title.to_lowercase()),
        Sort::Level => roles.sort_by_key(|role| catalog.role(*role).level),
        Sort::P10 => roles.sort_by_key(|role| percentile(role, 0)),
        Sort::Median => roles.sort_by_key(|role| percentile(role, 2)),
        Sort::P90 => roles.sort_by_key(|role| percentile(role, 4)),
        Sort::Employment => roles.sort_by_key(|role| Reverse(row(role).and_then(|row| row.employment))),
    }
}
