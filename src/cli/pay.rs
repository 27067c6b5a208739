//! What counts as pay: over which time, at which percentile, where.

use clap::{Args, ValueEnum};

use crate::catalog::{AreaKind, Catalog};
use crate::explain::money::{DEFAULT_HORIZON, Percentile, annual};
use crate::explain::wages::nation;
use crate::planner::PayTerms;
use crate::render::assumptions;
use crate::render::plan::PayBasis;
use crate::saved::{Pay, unusable};
use crate::units::{Money, Months};

use super::complete;
use super::error::Failure;
use super::salary::find_area;
use super::values;

/// What counts as pay.
#[derive(Debug, Args)]
#[command(next_help_heading = "Pay")]
pub(super) struct PayOptions {
    /// The years over which pay is counted: `10`, `7.5`, `30mo`; 10 unless said.
    #[arg(long, value_name = "YEARS", value_parser = values::positive_years, allow_negative_numbers = true)]
    horizon: Option<Months>,
    /// Which pay of an occupation counts: p10, p25, median, p75 or p90.
    #[arg(long, value_name = "PERCENTILE", default_value = "median")]
    percentile: PercentileWord,
    /// Where you work: a state, or an area by a town in it; the whole nation unless said.
    #[arg(long, value_name = "PLACE", add = complete::all_places())]
    area: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PercentileWord {
    /// A tenth earns less.
    P10,
    /// A quarter earns less.
    P25,
    /// Half earn less.
    Median,
    /// Three quarters earn less.
    P75,
    /// Nine tenths earn less.
    P90,
}

impl From<PercentileWord> for Percentile {
    fn from(word: PercentileWord) -> Self {
        match word {
            PercentileWord::P10 => Self::P10,
            PercentileWord::P25 => Self::P25,
            PercentileWord::Median => Self::Median,
            PercentileWord::P75 => Self::P75,
            PercentileWord::P90 => Self::P90,
        }
    }
}

/// What counts as pay, with the words for it.
#[derive(Debug)]
pub(super) struct Counted {
    /// The figures.
    pub(super) terms: PayTerms,
    /// What they are.
    pub(super) basis: PayBasis,
    /// What they assume, in a sentence.
    pub(super) assumption: String,
}

impl PayOptions {
    /// Looks up what every role pays.
    pub(super) fn terms(&self, catalog: &Catalog) -> Result<Counted, Failure> {
        let horizon = self.horizon.unwrap_or(DEFAULT_HORIZON);
        Counted::new(catalog, self.percentile.into(), self.area.as_deref(), horizon)
    }
}

impl Counted {
    /// Looks up what every role pays; in the whole nation where no area is named.
    fn new(
        catalog: &Catalog,
        percentile: Percentile,
        area: Option<&str>,
        horizon: Months,
    ) -> Result<Self, Failure> {
        let (annual, place): (Vec<Option<Money>>, String) = match area {
            None => (annual(catalog, percentile, None), nation(catalog).0.to_owned()),
            Some(name) => {
                let atlas = catalog.wages.atlas.open();
                let area = find_area(&atlas, name, "place", &AreaKind::ALL)?;
                (annual(catalog, percentile, Some((&atlas, area))), atlas.area(area).name.clone())
            }
        };
        let basis = PayBasis { percentile, area: place };
        Ok(Self {
            assumption: assumptions::of_pay(catalog, &basis, area.is_none(), horizon),
            terms: PayTerms { annual, horizon },
            basis,
        })
    }

    /// Looks up what every role pays on the terms of a saved question.
    pub(super) fn again(catalog: &Catalog, saved: Option<&Pay>) -> Result<Self, Failure> {
        let Some(saved) = saved else {
            return Self::new(catalog, Percentile::Median, None, DEFAULT_HORIZON);
        };
        let percentile = Percentile::ALL.into_iter().find(|percentile| percentile.word() == saved.percentile);
        let percentile = percentile.ok_or_else(|| {
            unusable("query.pay.percentile", &saved.percentile, "`p10`, `p25`, `median`, `p75` or `p90`")
        })?;
        let area = Some(saved.area.as_str()).filter(|area| *area != nation(catalog).0);
        Self::new(catalog, percentile, area, Months(saved.horizon_months))
    }
}
