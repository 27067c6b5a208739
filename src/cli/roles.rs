//! `roles`: the list of roles.

use clap::Args;

use crate::catalog::{Catalog, Level, Role};
use crate::ids::{DomainId, RoleId};
use crate::render::listing;

use super::error::Failure;
use super::exit::Exit;
use super::filters;
use super::ui::Ui;

/// List the roles.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath roles --level entry
  careerpath roles --track leadership --format csv
  careerpath roles --gives informatics")]
pub(super) struct Arguments {
    #[command(flatten)]
    filter: RoleFilter,
    /// Only roles of this family of near substitutes.
    #[arg(long, value_name = "FAMILY")]
    family: Option<String>,
    /// Only roles found in this setting, such as `hospitals`.
    #[arg(long, value_name = "SETTING")]
    setting: Option<String>,
    /// Only roles that give experience in this domain.
    #[arg(long, value_name = "DOMAIN")]
    gives: Option<String>,
}

/// Filters that `roles` and `salary` have in common.
#[derive(Debug, Args)]
pub(super) struct RoleFilter {
    /// Only roles of this track, such as `leadership`.
    #[arg(long, value_name = "TRACK")]
    track: Option<String>,
    /// Only roles of this level: feeder, entry, mid, senior or executive.
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,
}

impl RoleFilter {
    /// Returns the roles that match, in the order of the catalog.
    pub(super) fn roles(&self, catalog: &Catalog) -> anyhow::Result<Vec<RoleId>> {
        let tracks = || catalog.roles.iter().map(|role| role.track.as_str());
        let track = filters::one_of("track", self.track.as_deref(), tracks)?;
        let levels = || Level::ALL.iter().map(|level| level.word());
        let level = filters::one_of("level", self.level.as_deref(), levels)?;
        let matches = |role: &Role| {
            track.is_none_or(|track| role.track == track)
                && level.is_none_or(|level| role.level.word() == level)
        };
        Ok(catalog.role_ids().filter(|id| matches(catalog.role(*id))).collect())
    }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    let catalog = ui.catalog()?;
    let mut roles = arguments.filter.roles(&catalog)?;
    let families = || catalog.roles.iter().filter_map(|role| role.family.as_deref());
    if let Some(family) = filters::one_of("family", arguments.family.as_deref(), families)? {
        roles.retain(|id| catalog.role(*id).family.as_deref() == Some(family));
    }
    let settings = || catalog.roles.iter().flat_map(|role| role.settings.iter().map(String::as_str));
    if let Some(setting) = filters::one_of("setting", arguments.setting.as_deref(), settings)? {
        roles.retain(|id| catalog.role(*id).settings.iter().any(|known| known.eq_ignore_ascii_case(setting)));
    }
    if let Some(name) = &arguments.gives {
        let domain = domain(&catalog, name)?;
        roles.retain(|id| catalog.domains_given_by(*id).contains(&domain));
    }
    ui.listing(&catalog, &listing::roles::listing(&catalog, &roles))?;
    Ok(Exit::Done)
}

fn domain(catalog: &Catalog, name: &str) -> anyhow::Result<DomainId> {
    let by_name = catalog.domains.iter().find(|domain| domain.name.eq_ignore_ascii_case(name));
    let name = by_name.map_or(name, |domain| &domain.id);
    let ids = || catalog.domains.iter().map(|domain| domain.id.as_str());
    let id = filters::one_of("domain", Some(name), ids)?;
    let found = catalog.domains.iter().position(|domain| Some(domain.id.as_str()) == id);
    Ok(found.map(DomainId::from_index).ok_or_else(|| Failure::usage(format!("unknown domain: `{name}`")))?)
}
