//! What a role pays, as far as the catalog knows, without passing one thing off as another.

use crate::catalog::{Basis, Catalog, Role, Survey, WageFit, WageRow};
use crate::ids::{RoleId, SourceId};
use crate::units::Money;

/// What is known about the pay of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Pay {
    /// One figure a year.
    Known(PayFigure),
    /// The source knows the figure and does not release it.
    Withheld,
    /// The catalog holds no figure.
    Unknown,
}

/// One figure of annual pay.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PayFigure {
    /// The amount, or the low end of a range.
    pub amount: Money,
    /// The high end of a range; the same as `amount` for one figure.
    pub high: Money,
    /// The year it was true.
    pub year: Option<i32>,
    /// Where it is stated.
    pub source: Option<SourceId>,
    /// How it is known.
    pub basis: Basis,
    /// What it is: `median`, `mean`, `range` and the like.
    pub statistic: String,
    /// How well the figure describes the role; `Good` for a survey of the role itself.
    pub fit: WageFit,
}

/// Returns the wage row of a role's occupation, whatever its fit.
#[must_use]
pub fn occupation<'a>(catalog: &'a Catalog, role: &Role) -> Option<&'a WageRow> {
    catalog.wages.national(role.wage.as_ref()?.soc.as_deref()?)
}

/// Returns the survey figures about a role, in the order of the catalog.
pub fn surveys<'a>(catalog: &'a Catalog, role: &Role) -> impl Iterator<Item = &'a Survey> {
    role.wage
        .iter()
        .flat_map(|wage| &wage.surveys)
        .map(|survey| catalog.survey(*survey))
        .collect::<Vec<_>>()
        .into_iter()
}

/// Returns the figure that stands for the pay of a role.
///
/// That is the median of its occupation where the occupation describes the role, and the first survey figure
/// otherwise. The median of an occupation with a poor fit is never the pay of the role.
#[must_use]
pub fn of_role(catalog: &Catalog, role: RoleId) -> Pay {
    let role = catalog.role(role);
    let Some(wage) = &role.wage else { return Pay::Unknown };
    let row = occupation(catalog, role).filter(|_| wage.fit != WageFit::Poor);
    if let Some((row, median)) = row.and_then(|row| row.median().map(|median| (row, median))) {
        return Pay::Known(PayFigure {
            amount: median,
            high: median,
            year: row.year,
            source: row.source,
            basis: row.basis,
            statistic: "median".to_owned(),
            fit: wage.fit,
        });
    }
    match surveys(catalog, role).next() {
        Some(survey) => Pay::Known(PayFigure {
            amount: survey.low,
            high: survey.high,
            year: survey.year,
            source: survey.source,
            basis: survey.basis,
            statistic: survey.statistic.clone(),
            fit: wage.fit,
        }),
        None if row.is_some_and(WageRow::is_median_withheld) => Pay::Withheld,
        None => Pay::Unknown,
    }
}
