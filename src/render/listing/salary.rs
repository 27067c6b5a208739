//! Wage tables: percentiles where an occupation describes the role, survey figures where none does.

use serde_json::{Value, json};

use crate::catalog::{Catalog, Role, Survey, WageFit, WageRow};
use crate::explain::pay::{occupation, surveys};
use crate::catalog::wages::NATION;
use crate::ids::RoleId;
use crate::units::Money;

use super::super::footnotes::Footnotes;
use super::super::table::{Align, Table};
use super::super::words::{approximate, digits, money};
use super::Listing;

/// Makes the wage table of these roles, in this order.
///
/// `named` says that the roles were asked for by name; then all their survey figures are shown, not only
/// those of roles that no occupation describes.
#[must_use]
pub fn listing<'a>(catalog: &'a Catalog, roles: &[RoleId], named: bool) -> Listing<'a> {
    let mut footnotes = Footnotes::new(catalog);
    let (tables, remarks) = tables(catalog, roles, named, &mut footnotes);
    Listing {
        noun: "rows",
        schema: "salary",
        tables,
        rows: roles.iter().map(|role| row_json(catalog, catalog.role(*role))).collect(),
        remarks,
        footnotes,
    }
}

/// Tables with their headings, and what is to be said about them.
type Tables = (Vec<(Option<String>, Table)>, Vec<String>);

/// Makes the tables of [`listing`] alone.
pub fn tables(catalog: &Catalog, roles: &[RoleId], named: bool, footnotes: &mut Footnotes<'_>) -> Tables {
    let mut salary = Salary {
        catalog,
        footnotes,
        percentiles: Table::new()
            .column("Role", Align::Left, 20)
            .column("Occupation", Align::Left, 8)
            .column("p10", Align::Right, 8)
            .column("p25", Align::Right, 8)
            .column("Median", Align::Right, 8)
            .column("p75", Align::Right, 8)
            .column("p90", Align::Right, 8)
            .column("Employed", Align::Right, 8),
        figures: Table::new()
            .column("Role", Align::Left, 18)
            .column("Figure", Align::Left, 10)
            .column("Year", Align::Left, 4)
            .column("Of whom", Align::Left, 26),
        occupations: Vec::new(),
        surveyed: false,
    };
    for &id in roles {
        salary.role(catalog.role(id), named);
    }
    salary.finish()
}

struct Salary<'a, 'n, 'c> {
    catalog: &'a Catalog,
    footnotes: &'n mut Footnotes<'c>,
    percentiles: Table,
    figures: Table,
    /// The occupations shown, each by code, title and source.
    occupations: Vec<String>,
    /// Whether a survey figure is shown.
    surveyed: bool,
}

impl Salary<'_, '_, '_> {
    fn role(&mut self, role: &Role, named: bool) {
        let fit = role.wage.as_ref().map(|wage| wage.fit);
        let row = occupation(self.catalog, role);
        let describes = row.filter(|_| fit != Some(WageFit::Poor));
        let mut shown = false;
        if let Some(row) = describes {
            self.occupation(role, row, fit);
            shown = row.median().is_some();
        }
        let mut title = role.title.clone();
        for survey in surveys(self.catalog, role).filter(|_| named || !shown) {
            self.survey(std::mem::take(&mut title), survey);
        }
        if describes.is_none() {
            if let Some(row) = row {
                let context = self.context(row);
                self.figures.row(vec![title, String::new(), String::new(), context]);
            } else if !title.is_empty() {
                self.figures.row(vec![title, "no figure".to_owned(), String::new(), String::new()]);
            }
        }
    }

    fn occupation(&mut self, role: &Role, row: &WageRow, fit: Option<WageFit>) {
        let mark = if fit == Some(WageFit::Fair) { " *" } else { "" };
        let mut cells = vec![role.title.clone(), format!("{}{mark}", row.soc)];
        cells.extend(row.percentiles.iter().map(|amount| self.amount(*amount)));
        cells.push(row.employment.map_or_else(|| "withheld".to_owned(), digits));
        self.percentiles.row(cells);
        let occupation = format!("{} {}{}", row.soc, row.title, self.footnotes.mark(row.source));
        if !self.occupations.contains(&occupation) {
            self.occupations.push(occupation);
        }
    }

    fn amount(&self, amount: Option<Money>) -> String {
        amount.map_or_else(|| "withheld".to_owned(), |amount| money(amount, &self.catalog.currency))
    }

    fn survey(&mut self, title: String, survey: &Survey) {
        self.surveyed = true;
        let currency = &self.catalog.currency;
        let mut figure = approximate(survey.low, survey.basis, currency);
        if survey.high != survey.low {
            figure = format!("{figure}–{}", money(survey.high, currency));
        }
        let mut whom =
            format!("{}: {}{}", survey.statistic, survey.title, self.footnotes.mark(survey.source));
        if let Some(note) = &survey.note {
            whom = format!("{whom}. {note}");
        }
        let year = survey.year.map_or_else(|| "no year".to_owned(), |year| year.to_string());
        self.figures.row(vec![title, figure, year, whom]);
    }

    /// Says what the occupation as a whole earns, so that nobody takes it for the pay of the role.
    fn context(&mut self, row: &WageRow) -> String {
        let year = row.year.map(|year| format!(" in {year}")).unwrap_or_default();
        format!(
            "Not this role's pay: all {} ({}) had a median of {}{year}{}",
            row.title,
            row.soc,
            self.amount(row.median()),
            self.footnotes.mark(row.source)
        )
    }

    fn finish(self) -> Tables {
        let mut remarks = Vec::new();
        if !self.percentiles.is_empty() {
            remarks.push(format!("Occupations: {}.", self.occupations.join("; ")));
            remarks.push(
                "Annual pay of everybody in the occupation, United States: p25 is not a beginner's pay and p90 \
                 is not a senior's. * The occupation is wider than the role."
                    .to_owned(),
            );
        }
        if self.surveyed {
            remarks.push(
                "Survey figures are of their year and not adjusted to today's money; who answered is often \
                 not typical."
                    .to_owned(),
            );
        }
        let heading = "Figures from surveys and reports".to_owned();
        (vec![(None, self.percentiles), (Some(heading), self.figures)], remarks)
    }
}

fn row_json(catalog: &Catalog, role: &Role) -> Value {
    let fit = role.wage.as_ref().map(|wage| wage.fit);
    let all = occupation(catalog, role);
    let row = all.filter(|_| fit != Some(WageFit::Poor));
    let context = all.filter(|_| row.is_none());
    let percentile = |row: Option<&WageRow>, index: usize| {
        row.and_then(|row| row.percentiles[index]).map(|amount| amount.0)
    };
    let source = |row: &WageRow| row.source.map(|source| &catalog.source(source).id);
    json!({
        "role": role.id,
        "title": role.title,
        "soc": role.wage.as_ref().and_then(|wage| wage.soc.as_ref()),
        "area": row.map_or(NATION, |row| &row.area),
        "setting": row.and_then(|row| row.setting.as_ref()),
        "fit": fit.map(WageFit::word),
        "p10": percentile(row, 0),
        "p25": percentile(row, 1),
        "median": percentile(row, 2),
        "p75": percentile(row, 3),
        "p90": percentile(row, 4),
        "employment": row.and_then(|row| row.employment),
        "year": row.and_then(|row| row.year),
        "basis": row.map(|row| row.basis.word()),
        "source": row.and_then(source),
        "occupation": row.map(|row| &row.title),
        "context": context.map(|row| json!({
            "soc": row.soc,
            "occupation": row.title,
            "area": row.area,
            "p10": percentile(Some(row), 0),
            "p25": percentile(Some(row), 1),
            "median": percentile(Some(row), 2),
            "p75": percentile(Some(row), 3),
            "p90": percentile(Some(row), 4),
            "employment": row.employment,
            "year": row.year,
            "basis": row.basis.word(),
            "source": source(row),
        })),
        "surveys": surveys(catalog, role).map(|survey| survey_json(catalog, survey)).collect::<Vec<_>>(),
    })
}

/// Returns a survey figure as JSON.
#[must_use]
pub fn survey_json(catalog: &Catalog, survey: &Survey) -> Value {
    json!({
        "id": survey.id,
        "title": survey.title,
        "statistic": survey.statistic,
        "low": survey.low.0,
        "high": survey.high.0,
        "year": survey.year,
        "basis": survey.basis.word(),
        "source": survey.source.map(|source| &catalog.source(source).id),
        "note": survey.note,
    })
}
