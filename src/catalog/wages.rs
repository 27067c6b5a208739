//! Wage and outlook tables, and survey figures about pay.

pub(super) mod atlas;
mod places;

use std::collections::HashMap;

use crate::ids::SourceId;
use crate::units::Money;

use super::figure::Basis;

pub use atlas::{Atlas, Known, OpenAtlas};
pub use places::{Area, AreaKind, Industry, UnknownPlace};

/// The name of the whole where a catalog names no area, or several of which none stands for all.
pub const EVERYWHERE: &str = "all areas";

/// All wage and outlook rows of a catalog.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WageTables {
    /// The area whose figures stand for an occupation unless somebody asks for another.
    pub area: String,
    /// The code of that area; `None` when the catalog gives it none.
    pub area_code: Option<String>,
    /// The rows of the whole nation, all settings together, in the order of the files.
    pub rows: Vec<WageRow>,
    /// The rows of single areas and settings: many, and seldom needed.
    pub atlas: Atlas,
    /// Outlook by occupation code.
    pub outlook: HashMap<String, Outlook>,
}

impl Default for WageTables {
    /// Returns tables without rows, of no area in particular.
    fn default() -> Self {
        Self {
            area: EVERYWHERE.to_owned(),
            area_code: None,
            rows: Vec::new(),
            atlas: Atlas::default(),
            outlook: HashMap::new(),
        }
    }
}

impl WageTables {
    /// Returns the row for an occupation over the whole nation, all settings together.
    #[must_use]
    pub fn national(&self, soc: &str) -> Option<&WageRow> {
        self.rows.iter().find(|row| row.soc == soc)
    }
}

/// The place of the median among the percentiles.
const MEDIAN: usize = 2;

/// Annual pay in one occupation, area and setting. A figure that is `None` is withheld where its table has a column for
/// it, and not known where it has none: see [`WageRow::columns`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WageRow {
    /// The occupation code, such as `15-1211`.
    pub soc: String,
    /// The occupation's title.
    pub title: String,
    /// The area's name, such as `United States`.
    pub area: String,
    /// The area's code, such as `06` or `0026420`; `None` when the catalog gives it none.
    pub area_code: Option<String>,
    /// The setting's name; `None` for all settings.
    pub setting: Option<String>,
    /// The code of the setting's industry, such as `622000`.
    pub industry_code: Option<String>,
    /// People employed.
    pub employment: Option<u64>,
    /// 10th, 25th, 50th, 75th and 90th percentile of annual pay.
    pub percentiles: [Option<Money>; 5],
    /// The figures that its table has columns for.
    pub columns: WageColumns,
    /// The year of the figures.
    pub year: Option<i32>,
    /// How they are known.
    pub basis: Basis,
    /// Where they are stated.
    pub source: Option<SourceId>,
    /// What else is to be known of them, such as why they are withheld.
    pub note: Option<String>,
}

impl WageRow {
    /// Returns the median.
    #[must_use]
    pub fn median(&self) -> Option<Money> {
        self.percentiles[MEDIAN]
    }

    /// Tells whether the median is known to its source and not released.
    #[must_use]
    pub fn is_median_withheld(&self) -> bool {
        self.median().is_none() && self.columns.has_percentile(MEDIAN)
    }
}

/// The figures that a table of wages has columns for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WageColumns {
    /// A bit for each percentile, the lowest first, and one for the employment.
    pub(super) bits: u32,
}

impl WageColumns {
    /// The bit of the employment.
    const EMPLOYMENT: u32 = 1 << 5;

    /// Makes the columns of a table: the percentiles that it has, by their place, and whether it has the employment.
    pub(super) fn new(percentiles: impl IntoIterator<Item = usize>, employment: bool) -> Self {
        let bits = percentiles.into_iter().fold(0, |bits, percentile| bits | 1 << percentile);
        Self { bits: if employment { bits | Self::EMPLOYMENT } else { bits } }
    }

    /// Tells whether there is a column for a percentile, by its place in [`WageRow::percentiles`].
    #[must_use]
    pub fn has_percentile(self, percentile: usize) -> bool {
        percentile < 5 && self.bits & (1 << percentile) != 0
    }

    /// Tells whether there is a column for the people employed.
    #[must_use]
    pub fn has_employment(self) -> bool {
        self.bits & Self::EMPLOYMENT != 0
    }
}

/// What is expected of an occupation.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Outlook {
    /// The occupation code.
    pub soc: String,
    /// Growth over the period, in tenths of a percent.
    pub growth_permille: Option<i32>,
    /// Openings a year, with replacement.
    pub openings: Option<u64>,
    /// The education typical at entry.
    pub entry_education: Option<String>,
    /// The experience in a related occupation that is typical at entry.
    pub related_experience: Option<String>,
    /// The period, such as `2024-34`.
    pub period: Option<String>,
    /// The year of publication.
    pub year: Option<i32>,
    /// Where it is stated.
    pub source: Option<SourceId>,
}

/// A survey figure about the pay of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Survey {
    /// The id in the files.
    pub id: String,
    /// What was asked of whom.
    pub title: String,
    /// What the figure is: `mean`, `median`, `range` and the like.
    pub statistic: String,
    /// The figure, or the low end of a range.
    pub low: Money,
    /// The high end of a range; the same as `low` for one figure.
    pub high: Money,
    /// The year the figure was true; `None` when its source does not say.
    pub year: Option<i32>,
    /// Where it is stated.
    pub source: Option<SourceId>,
    /// How it is known.
    pub basis: Basis,
    /// Population and bias.
    pub note: Option<String>,
}
