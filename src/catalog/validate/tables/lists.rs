//! The lists of areas and industries that wage tables name by code.

use csv::StringRecord;
use rustc_hash::FxHashMap;

use crate::catalog::wages::atlas::AtlasBuilder;
use crate::catalog::wages::{Area, AreaKind, EVERYWHERE, Industry};
use crate::diagnostic::{code, did_you_mean, similar};

use super::Table;

/// The nation of a catalog that does not say which one it is about.
const UNITED_STATES: &str = "United States";

/// Areas and industries by number: those of the lists, then those that rows name without a list.
#[derive(Default)]
pub(super) struct Lists {
    areas: Vec<Area>,
    area_codes: FxHashMap<String, usize>,
    area_names: FxHashMap<String, usize>,
    industries: Vec<Industry>,
    industry_codes: FxHashMap<String, usize>,
    industry_names: FxHashMap<String, usize>,
}

impl Lists {
    pub(super) fn areas(&self) -> &[Area] {
        &self.areas
    }

    pub(super) fn industries(&self) -> &[Industry] {
        &self.industries
    }

    pub(super) fn area_with_code(&self, code: &str) -> Option<usize> {
        self.area_codes.get(code).copied()
    }

    pub(super) fn industry_with_code(&self, code: &str) -> Option<usize> {
        self.industry_codes.get(code).copied()
    }

    /// Returns the area of a name, of which there is one from now on.
    pub(super) fn area_with_name(&mut self, name: &str) -> usize {
        if let Some(area) = self.area_names.get(name) {
            return *area;
        }
        self.add_area(named(name.to_owned()))
    }

    /// Returns the industry of a name, of which there is one from now on.
    pub(super) fn industry_with_name(&mut self, name: &str) -> usize {
        if let Some(industry) = self.industry_names.get(name) {
            return *industry;
        }
        self.add_industry(Industry { code: None, name: name.to_owned() })
    }

    fn add_area(&mut self, area: Area) -> usize {
        let number = self.areas.len();
        if let Some(code) = &area.code {
            self.area_codes.entry(code.clone()).or_insert(number);
        }
        self.area_names.entry(area.name.clone()).or_insert(number);
        self.areas.push(area);
        number
    }

    fn add_industry(&mut self, industry: Industry) -> usize {
        let number = self.industries.len();
        if let Some(code) = &industry.code {
            self.industry_codes.entry(code.clone()).or_insert(number);
        }
        self.industry_names.entry(industry.name.clone()).or_insert(number);
        self.industries.push(industry);
        number
    }

    /// Returns an atlas with these lists and without rows, and the number of the area that stands for the whole:
    /// the only one of its areas that is a nation.
    ///
    /// It is the area that the catalog names; without that the first nation, then the United States, then the
    /// only area there is, and in the end an area of no name.
    pub(super) fn into_atlas(mut self, wanted: Option<&str>) -> (AtlasBuilder, usize) {
        let whole = match wanted {
            Some(name) => self.area_with_name(name),
            None => self.usual().unwrap_or_else(|| self.area_with_name(EVERYWHERE)),
        };
        for (number, area) in self.areas.iter_mut().enumerate() {
            if number == whole {
                area.kind = AreaKind::Nation;
            } else if area.kind == AreaKind::Nation {
                area.kind = AreaKind::Other;
            }
        }
        (AtlasBuilder::new(self.areas, self.industries), whole)
    }

    /// Returns the area that stands for the whole where the catalog names none.
    fn usual(&self) -> Option<usize> {
        let nation = self.areas.iter().position(|area| area.kind == AreaKind::Nation);
        let only = (self.areas.len() == 1).then_some(0);
        nation.or_else(|| self.area_names.get(UNITED_STATES).copied()).or(only)
    }
}

/// Returns an area of which nothing is said but its name.
fn named(name: String) -> Area {
    let abbreviation = (name == UNITED_STATES).then(|| "US".to_owned());
    Area { code: None, name, kind: AreaKind::Other, abbreviation }
}

impl Table<'_, '_> {
    /// Reads a row of a list of areas.
    pub(super) fn area(&mut self, record: &StringRecord) {
        let Some((code, name)) = self.listed(record, "area-code") else { return };
        let word = self.cell(record, "kind");
        let area = named(name);
        let kind =
            word.map_or(Some(area.kind), |word| AreaKind::ALL.into_iter().find(|kind| kind.word() == word));
        if let (Some(word), None) = (word, kind) {
            let words = AreaKind::ALL.map(AreaKind::word);
            let help = did_you_mean(&similar(word, words))
                .unwrap_or_else(|| format!("write one of {}", words.join(", ")));
            let message = format!("unknown kind of area: `{word}`");
            let column = self.column("kind").unwrap_or(usize::MAX);
            self.report(code::UNKNOWN_WORD, column, message, "no such kind").help = Some(help);
        }
        if self.lists.area_with_code(&code).is_some() {
            self.report_listed("area", &code);
            return;
        }
        let abbreviation = self.cell(record, "abbreviation").map(str::to_owned).or(area.abbreviation);
        let kind = kind.unwrap_or(area.kind);
        self.lists.add_area(Area { code: Some(code), name: area.name, kind, abbreviation });
    }

    /// Reads a row of a list of industries.
    pub(super) fn industry(&mut self, record: &StringRecord) {
        let Some((code, name)) = self.listed(record, "industry-code") else { return };
        if self.lists.industry_with_code(&code).is_some() {
            self.report_listed("industry", &code);
            return;
        }
        self.lists.add_industry(Industry { code: Some(code), name });
    }

    /// Returns the code and the name of a row of a list.
    fn listed(&mut self, record: &StringRecord, code: &str) -> Option<(String, String)> {
        // A missing column has been reported.
        let cells = self.column(code)?;
        match (self.cell(record, code), self.cell(record, "name")) {
            (Some(code), Some(name)) => Some((code.to_owned(), name.to_owned())),
            (found, _) => {
                let (column, what) =
                    if found.is_none() { (cells, "code") } else { (self.column("name")?, "name") };
                let message = format!("the row has no {what}");
                self.report(code::MALFORMED_CELL, column, message, "nothing here").help =
                    Some(format!("add the {what}, or take the row out"));
                None
            }
        }
    }

    fn report_listed(&mut self, kind: &str, code: &str) {
        let message = format!("the list names an {kind} twice: `{code}`");
        let column = self.column(&format!("{kind}-code")).unwrap_or(usize::MAX);
        self.report(code::DUPLICATE_ROW, column, message, "named before").help =
            Some("take one of the two rows out".to_owned());
    }
}
