//! The places and settings that somebody asks about, by the names they use.

use clap::Args;

use crate::catalog::wages::{OpenAtlas, UnknownPlace};
use crate::catalog::{AreaKind, Catalog};
use crate::diagnostic::did_you_mean;
use crate::explain::wages::Settings;
use crate::ids::{AreaId, IndustryId};
use crate::render::words::{digits, list};

use super::super::complete;
use super::super::error::Failure;

/// How many areas or industries are named at most when a name fits several.
const NAMED: usize = 8;

/// How many settings are offered at most for one that there is not.
const OFFERED: usize = 3;

const STATES: [AreaKind; 2] = [AreaKind::State, AreaKind::Other];
const TOWNS: [AreaKind; 3] = [AreaKind::Metro, AreaKind::Nonmetro, AreaKind::Other];

/// Where, and in which settings.
#[derive(Debug, Args)]
pub(super) struct PlaceOptions {
    /// In a state, territory or other part of the nation: its name, its abbreviation such as `CA`, or its code.
    #[arg(long, value_name = "STATE", conflicts_with_all = ["area", "compare"], add = complete::states())]
    state: Option<String>,
    /// In a metropolitan or nonmetropolitan area: its name, its code, or a part of the name such as `Houston`.
    #[arg(long, value_name = "AREA", conflicts_with = "compare", add = complete::areas())]
    area: Option<String>,
    /// In several places side by side: states, areas and `US`.
    #[arg(long, value_name = "AREA", num_args = 1.., add = complete::all_places())]
    compare: Vec<String>,
    /// In a setting such as `hospitals`, or in an industry by its code or name.
    #[arg(long, value_name = "SETTING", add = complete::settings())]
    setting: Option<String>,
}

impl PlaceOptions {
    /// Tells whether the whole nation and all its settings are asked about.
    pub(super) fn is_nation(&self) -> bool {
        self.state.is_none() && self.area.is_none() && self.compare.is_empty() && self.setting.is_none()
    }

    /// Tells whether a setting is named.
    pub(super) fn names_setting(&self) -> bool {
        self.setting.is_some()
    }

    /// Returns the areas asked about, each once; the nation unless others are named.
    pub(super) fn areas(&self, atlas: &OpenAtlas<'_>) -> Result<Vec<AreaId>, Failure> {
        if let Some(name) = &self.state {
            return Ok(vec![find_area(atlas, name, "state", &STATES)?]);
        }
        if let Some(name) = &self.area {
            return Ok(vec![find_area(atlas, name, "area", &TOWNS)?]);
        }
        let mut areas = Vec::new();
        for name in &self.compare {
            let found = find_area(atlas, name, "place", &AreaKind::ALL)?;
            if !areas.contains(&found) {
                areas.push(found);
            }
        }
        if areas.is_empty() {
            let nation = atlas.areas().iter().position(|area| area.kind == AreaKind::Nation);
            areas.extend(nation.map(AreaId::from_index));
        }
        Ok(areas)
    }

    /// Returns the settings asked about.
    pub(super) fn settings(&self, catalog: &Catalog, atlas: &OpenAtlas<'_>) -> Result<Settings, Failure> {
        let Some(name) = &self.setting else { return Ok(Settings::Together) };
        let setting = catalog.find_setting(name).ok().map(|id| catalog.setting(id));
        let industries: Vec<IndustryId> = setting
            .iter()
            .flat_map(|setting| &setting.industries)
            .filter_map(|code| {
                let is = |known: &Option<String>| known.as_ref() == Some(code);
                atlas.industries().iter().position(|industry| is(&industry.code))
            })
            .map(IndustryId::from_index)
            .collect();
        if !industries.is_empty() {
            return Ok(Settings::Chosen(industries));
        }
        match atlas.find_industries(name) {
            Ok(industries) => Ok(Settings::Chosen(industries)),
            Err(_) if setting.is_some() => Err(Failure::usage(format!(
                "there are no wages for the setting `{name}` alone"
            ))
            .hint("leave out `--setting`, or choose another one; `--by setting` shows which there are")),
            Err(UnknownPlace::Unknown(near)) => {
                let ids = catalog.find_setting(name).err().map(|unknown| unknown.suggestions);
                let mut near: Vec<String> = ids.into_iter().flatten().chain(near).collect();
                near.dedup_by(|name, id| name.eq_ignore_ascii_case(id));
                near.truncate(OFFERED);
                let lists = "`careerpath salary ROLE --by setting` shows the industries there are";
                let hint =
                    did_you_mean(&near).map_or_else(|| lists.to_owned(), |question| question + " " + lists);
                Err(Failure::usage(format!("unknown setting: `{name}`")).hint(hint))
            }
            Err(UnknownPlace::Ambiguous(names)) => Err(ambiguous(name, "industries", &names)),
        }
    }
}

/// Finds an area, or says what could be meant.
pub(in crate::cli) fn find_area(
    atlas: &OpenAtlas<'_>,
    name: &str,
    word: &str,
    kinds: &[AreaKind],
) -> Result<AreaId, Failure> {
    let near = match atlas.find_area(name, kinds) {
        Ok(found) => return Ok(found),
        Err(UnknownPlace::Ambiguous(names)) => return Err(ambiguous(name, "areas", &names)),
        Err(UnknownPlace::Unknown(near)) => near,
    };
    let failure = Failure::usage(format!("unknown {word}: `{name}`"));
    if atlas.areas().iter().all(|area| area.kind == AreaKind::Nation) {
        return Err(failure.hint("the catalog has wages for the nation only"));
    }
    Err(match atlas.find_area(name, &AreaKind::ALL).map(|found| atlas.area(found)) {
        Ok(found) if found.kind == AreaKind::State => failure.hint(format!("try `--state '{}'`", found.name)),
        Ok(found) if found.kind == AreaKind::Nation => {
            failure.hint("figures are those of the whole nation unless a place is named")
        }
        Ok(found) => failure.hint(format!("try `--area '{}'`", found.name)),
        Err(UnknownPlace::Ambiguous(names)) => failure.hint(choices(&names)),
        Err(UnknownPlace::Unknown(_)) => failure.hint(did_you_mean(&near).unwrap_or_else(|| {
            "name a state by its name or abbreviation, or an area by a town in it".to_owned()
        })),
    })
}

fn ambiguous(name: &str, things: &str, names: &[String]) -> Failure {
    Failure::usage(format!("`{name}` fits {} {things}", digits(names.len() as u64))).hint(choices(names))
}

/// Asks which of several names is meant.
fn choices(names: &[String]) -> String {
    let mut shown: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    if names.len() > NAMED {
        shown.push(format!("one of {} more", names.len() - NAMED));
    }
    format!("did you mean {}?", list(&shown, "or"))
}

/// Refuses a question about places and settings at once where the tables tell them apart.
pub(super) fn require_both(
    atlas: &OpenAtlas<'_>,
    places: &[AreaId],
    settings: &Settings,
) -> Result<(), Failure> {
    if *settings == Settings::Together || places.iter().any(|place| atlas.has_industries(*place)) {
        return Ok(());
    }
    if places.iter().all(|place| atlas.area(*place).kind == AreaKind::Nation) {
        return Err(Failure::usage("the catalog has no wages by setting")
            .hint("leave out `--setting` or `--by setting`"));
    }
    let names: Vec<String> = places.iter().map(|place| atlas.area(*place).name.clone()).collect();
    let names = list(&names, "and");
    Err(Failure::usage(format!("the catalog has no wages by place and setting together: {names}"))
        .hint("settings are known for the whole nation: leave out the place, or the setting"))
}
