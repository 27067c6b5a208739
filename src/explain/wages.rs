//! The wages of roles in places and settings: which rows there are, in which order, in which groups.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::catalog::wages::{NATION, OpenAtlas};
use crate::catalog::{AreaKind, Catalog, Level, Outlook, Role, Standard, WageFit, WageRow};
use crate::graph::{Degree, RequirementGraph};
use crate::ids::{AreaId, IndustryId, RoleId};

/// Which settings are asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Settings {
    /// All of them together.
    #[default]
    Together,
    /// Each of these industries in which a role's occupation has figures.
    Chosen(Vec<IndustryId>),
    /// Each industry in which a role's occupation has figures.
    Each,
}

/// The wages of a role in a place and a setting.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RoleWage {
    /// The role.
    pub role: RoleId,
    /// The name of the area.
    pub area: String,
    /// The code of the area.
    pub area_code: Option<String>,
    /// The name of the setting's industry; `None` for all settings together.
    pub setting: Option<String>,
    /// The code of the setting's industry.
    pub industry_code: Option<String>,
    /// The row of the role's occupation there, however well it describes the role.
    pub occupation: Option<WageRow>,
}

impl RoleWage {
    /// Returns the row if it tells the pay of the role, and not only that of an occupation which is too wide.
    #[must_use]
    pub fn describing(&self, catalog: &Catalog) -> Option<&WageRow> {
        self.occupation.as_ref().filter(|_| is_described(catalog.role(self.role)))
    }

    /// Returns the outlook of the role's occupation if that describes the role.
    #[must_use]
    pub fn outlook<'c>(&self, catalog: &'c Catalog) -> Option<&'c Outlook> {
        let role = catalog.role(self.role);
        let soc = role.wage.as_ref()?.soc.as_deref()?;
        catalog.wages.outlook.get(soc).filter(|_| is_described(role))
    }

    /// Tells whether the row is of the whole nation and all settings.
    #[must_use]
    pub fn is_overall(&self, catalog: &Catalog) -> bool {
        self.setting.is_none() && self.area == nation(catalog).0
    }
}

fn is_described(role: &Role) -> bool {
    role.wage.as_ref().is_some_and(|wage| wage.fit != WageFit::Poor)
}

/// Returns the name and the code of the nation, without opening the atlas.
#[must_use]
pub fn nation(catalog: &Catalog) -> (&str, Option<&String>) {
    let row = catalog.wages.rows.first();
    row.map_or((NATION, None), |row| (&row.area, row.area_code.as_ref()))
}

/// Returns the wages of roles over the nation.
#[must_use]
pub fn national(catalog: &Catalog, roles: &[RoleId]) -> Vec<RoleWage> {
    let (area, area_code) = nation(catalog);
    let wage = |role: &RoleId| RoleWage {
        role: *role,
        area: area.to_owned(),
        area_code: area_code.cloned(),
        setting: None,
        industry_code: None,
        occupation: super::pay::occupation(catalog, catalog.role(*role)).cloned(),
    };
    roles.iter().map(wage).collect()
}

/// Returns the wages of roles in places, role by role, each in all places.
///
/// A role has a row in every place, and at least one for the settings asked about, so that what is not known
/// can be said.
#[must_use]
pub fn in_places(
    catalog: &Catalog,
    atlas: &OpenAtlas<'_>,
    roles: &[RoleId],
    places: &[AreaId],
    settings: &Settings,
) -> Vec<RoleWage> {
    let mut wages = Vec::new();
    for &role in roles {
        let soc = catalog.role(role).wage.as_ref().and_then(|wage| wage.soc.as_deref());
        for &place in places {
            let known = soc.map(|soc| atlas.industries_of(soc, place)).unwrap_or_default();
            let mut industries: Vec<Option<IndustryId>> = match settings {
                Settings::Together => vec![None],
                Settings::Each => known.into_iter().map(Some).collect(),
                Settings::Chosen(chosen) => {
                    chosen.iter().copied().filter(|industry| known.contains(industry)).map(Some).collect()
                }
            };
            if industries.is_empty() {
                industries.push(match settings {
                    Settings::Chosen(chosen) => chosen.first().copied(),
                    Settings::Together | Settings::Each => None,
                });
            }
            wages.extend(industries.into_iter().map(|industry| {
                let nowhere = industry.is_none() && *settings == Settings::Each;
                let soc = soc.filter(|_| !nowhere);
                one(catalog, atlas, (role, soc), place, industry)
            }));
        }
    }
    wages
}

fn one(
    catalog: &Catalog,
    atlas: &OpenAtlas<'_>,
    (role, soc): (RoleId, Option<&str>),
    place: AreaId,
    industry: Option<IndustryId>,
) -> RoleWage {
    let area = atlas.area(place);
    let setting = industry.map(|industry| atlas.industry(industry));
    let is_overall = area.kind == AreaKind::Nation && industry.is_none();
    RoleWage {
        role,
        area: area.name.clone(),
        area_code: area.code.clone(),
        setting: setting.map(|setting| setting.name.clone()),
        industry_code: setting.and_then(|setting| setting.code.clone()),
        occupation: soc.and_then(|soc| {
            if is_overall { catalog.wages.national(soc).cloned() } else { atlas.row(soc, place, industry) }
        }),
    }
}

/// The order of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// By the title of the role.
    Title,
    /// By the level of the role, the lowest first.
    Level,
    /// By a percentile, from 0 for the lowest of the five to 4; the highest pay first.
    Percentile(usize),
    /// By people employed, the most first.
    Employment,
    /// By the growth of the occupation, the strongest first.
    Growth,
    /// By openings a year in the occupation, the most first.
    Openings,
}

/// Sorts rows; those without the figure come last, and equal ones keep their order.
///
/// # Panics
/// If [`Order::Percentile`] has a number above 4.
pub fn sort(catalog: &Catalog, wages: &mut [RoleWage], order: Order) {
    let role = |wage: &RoleWage| catalog.role(wage.role);
    let outlook = |wage: &RoleWage| wage.outlook(catalog);
    match order {
        Order::Title => wages.sort_by_cached_key(|wage| role(wage).title.to_lowercase()),
        Order::Level => wages.sort_by_key(|wage| role(wage).level),
        Order::Percentile(index) => {
            wages
                .sort_by_key(|wage| Reverse(wage.describing(catalog).and_then(|row| row.percentiles[index])));
        }
        Order::Employment => {
            wages.sort_by_key(|wage| Reverse(wage.describing(catalog).and_then(|row| row.employment)));
        }
        Order::Growth => {
            wages.sort_by_key(|wage| Reverse(outlook(wage).and_then(|outlook| outlook.growth_permille)));
        }
        Order::Openings => {
            wages.sort_by_key(|wage| Reverse(outlook(wage).and_then(|outlook| outlook.openings)));
        }
    }
}

/// What rows are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// By role, in the order of titles.
    Role,
    /// By level.
    Level,
    /// By the lowest degree that opens the role.
    Degree,
    /// By the industry of the setting, in the order of codes.
    Setting,
    /// By track.
    Track,
}

/// What the rows of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum GroupKey {
    /// The title of a role, in lower case for the order, and the role.
    Role(String, RoleId),
    /// A level.
    Level(Level),
    /// Whether nobody can reach the role, and if somebody can, the lowest degree.
    Degree(bool, Option<Degree>),
    /// The code and the name of an industry; `None` for all settings together.
    Setting(Option<String>, Option<String>),
    /// A track.
    Track(String),
}

impl GroupKey {
    /// Returns the word for programs; `None` for what has none.
    #[must_use]
    pub fn word<'k>(&'k self, catalog: &'k Catalog) -> Option<&'k str> {
        match self {
            Self::Role(_, role) => Some(&catalog.role(*role).id),
            Self::Level(level) => Some(level.word()),
            Self::Degree(_, degree) => degree.map(Degree::word),
            Self::Setting(_, name) => name.as_deref(),
            Self::Track(track) => Some(track),
        }
    }
}

/// Puts rows into groups; in each they keep their order.
#[must_use]
pub fn groups(catalog: &Catalog, wages: Vec<RoleWage>, grouping: Grouping) -> Vec<(GroupKey, Vec<RoleWage>)> {
    let degrees = if grouping == Grouping::Degree {
        RequirementGraph::new(catalog).lowest_degrees(catalog, Standard::Typical)
    } else {
        Vec::new()
    };
    let mut groups: BTreeMap<GroupKey, Vec<RoleWage>> = BTreeMap::new();
    for wage in wages {
        let role = catalog.role(wage.role);
        let key = match grouping {
            Grouping::Role => GroupKey::Role(role.title.to_lowercase(), wage.role),
            Grouping::Level => GroupKey::Level(role.level),
            Grouping::Degree => {
                let degree = degrees[wage.role.index()];
                GroupKey::Degree(degree.is_none(), degree)
            }
            Grouping::Setting => GroupKey::Setting(wage.industry_code.clone(), wage.setting.clone()),
            Grouping::Track => GroupKey::Track(role.track.clone()),
        };
        groups.entry(key).or_default().push(wage);
    }
    groups.into_iter().collect()
}
