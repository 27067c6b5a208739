//! `roles`: the list of roles.

use clap::Args;

use crate::catalog::{Catalog, CredentialKind, Level, Role, Standard};
use crate::graph::{Degree, RequirementGraph};
use crate::ids::RoleId;
use crate::render::listing;

use super::complete;
use super::error::Failure;
use super::exit::Exit;
use super::filters;
use super::ui::Ui;

/// List the roles.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath roles --level entry
  careerpath roles --level entry --interest data
  careerpath roles --no-license --degree bachelors
  careerpath roles --needs sql --track leadership --format csv")]
pub(super) struct Arguments {
    #[command(flatten)]
    filter: RoleFilter,
    /// Only roles of this family of near substitutes.
    #[arg(long, value_name = "FAMILY", add = complete::families())]
    family: Option<String>,
    /// Only roles found in this setting, such as `hospitals`.
    #[arg(long, value_name = "SETTING", add = complete::settings())]
    setting: Option<String>,
    /// Only roles that give experience in this domain.
    #[arg(long, value_name = "DOMAIN", add = complete::domains())]
    gives: Option<String>,
    /// Only roles that need this skill.
    #[arg(long, value_name = "SKILL", add = complete::skills())]
    needs: Option<String>,
}

/// Filters that `roles` and `salary` have in common.
#[derive(Debug, Args)]
pub(super) struct RoleFilter {
    /// Only roles of this track, such as `leadership`.
    #[arg(long, value_name = "TRACK", add = complete::tracks())]
    track: Option<String>,
    /// Only roles of this level: feeder, entry, mid, senior or executive.
    #[arg(long, value_name = "LEVEL", add = complete::levels())]
    level: Option<String>,
    /// Only roles that this degree opens, and no lower one: none, associate, bachelors, masters, doctorate.
    #[arg(long, value_name = "DEGREE", add = complete::degrees())]
    degree: Option<String>,
    /// Only roles that can be reached without a clinical license.
    #[arg(long)]
    no_license: bool,
    /// Only roles where somebody with this interest would begin: data, systems or clinical-workflow.
    #[arg(long, value_name = "INTEREST", add = complete::interests())]
    interest: Option<String>,
}

impl RoleFilter {
    /// Returns the roles that match, in the order of the catalog.
    pub(super) fn roles(&self, catalog: &Catalog) -> anyhow::Result<Vec<RoleId>> {
        let tracks = || catalog.roles.iter().map(|role| role.track.as_str());
        let track = filters::one_of("track", self.track.as_deref(), tracks)?;
        let levels = || Level::ALL.iter().map(|level| level.word());
        let level = filters::one_of("level", self.level.as_deref(), levels)?;
        let interests = || catalog.roles.iter().flat_map(|role| role.interests.iter().map(String::as_str));
        let interest = filters::one_of("interest", self.interest.as_deref(), interests)?;
        let matches = |role: &Role| {
            track.is_none_or(|track| role.track == track)
                && level.is_none_or(|level| role.level.word() == level)
                && interest.is_none_or(|interest| role.interests.iter().any(|own| own == interest))
        };
        let mut roles: Vec<RoleId> = catalog.role_ids().filter(|id| matches(catalog.role(*id))).collect();
        if self.degree.is_none() && !self.no_license {
            return Ok(roles);
        }
        let graph = RequirementGraph::new(catalog);
        if let Some(name) = &self.degree {
            let degree = degree(catalog, name)?;
            let lowest = graph.lowest_degrees(catalog, Standard::Typical);
            roles.retain(|role| lowest[role.index()] == Some(degree));
        }
        if self.no_license {
            let open = graph.open_without_license(catalog, Standard::Typical);
            roles.retain(|role| open.contains(role));
        }
        Ok(roles)
    }
}

/// Finds a rung of the ladder of degrees by its word, or by any degree that stands on it.
fn degree(catalog: &Catalog, name: &str) -> anyhow::Result<Degree> {
    if let Ok(credential) = catalog.find_credential(name)
        && catalog.credential(credential).kind == CredentialKind::Degree
    {
        return Ok(Degree::of(catalog, credential));
    }
    let words = || Degree::ALL.iter().map(|degree| degree.word());
    let word = filters::one_of("degree", Some(name), words)?;
    let found = Degree::ALL.into_iter().find(|degree| Some(degree.word()) == word);
    Ok(found.ok_or_else(|| Failure::usage(format!("unknown degree: `{name}`")))?)
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("roles")?;
    let catalog = ui.catalog()?;
    let mut roles = arguments.filter.roles(&catalog)?;
    let families = || catalog.roles.iter().filter_map(|role| role.family.as_deref());
    if let Some(family) = filters::one_of("family", arguments.family.as_deref(), families)? {
        roles.retain(|id| catalog.role(*id).family.as_deref() == Some(family));
    }
    if let Some(name) = &arguments.setting {
        let setting = catalog.find_setting(name).map_err(Failure::from)?;
        roles.retain(|id| catalog.role(*id).settings.contains(&setting));
    }
    if let Some(name) = &arguments.needs {
        let skill = catalog.find_skill(name).map_err(Failure::from)?;
        roles.retain(|id| catalog.role(*id).skills.contains(&skill));
    }
    if let Some(name) = &arguments.gives {
        let domain = catalog.find_domain(name).map_err(Failure::from)?;
        roles.retain(|id| catalog.domains_given_by(*id).contains(&domain));
    }
    ui.listing(&catalog, &listing::roles::listing(&catalog, &roles))?;
    Ok(Exit::Done)
}
