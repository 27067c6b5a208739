//! Wage tables: percentiles where an occupation describes the role, survey figures where none does.

mod json;

use std::collections::{BTreeSet, HashSet};

use crate::catalog::{Basis, Catalog, Outlook, Role, Survey, WageFit, WageRow};
use crate::explain::pay::surveys;
use crate::explain::wages::{GroupKey, RoleWage, nation, national};
use crate::ids::RoleId;
use crate::units::Money;

use super::super::chart::{Chart, LEGEND};
use super::super::footnotes::Footnotes;
use super::super::page::{Drawing, Page};
use super::super::table::{Align, Table, WHOLE};
use super::super::words::{NO_FIGURE, WITHHELD, approximate, capitalized, digits, growth, money};
use super::Listing;

pub(crate) use json::survey_json;

/// What stands where the tables hold no figure at all.
const NONE: &str = "–";

/// What is wanted beside the percentiles.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Wanted {
    /// The roles were asked for by name; then all their survey figures are shown, not only those of roles that
    /// no occupation describes.
    pub named: bool,
    /// The outlook of each occupation.
    pub outlook: bool,
    /// Boxes in place of the numbers.
    pub chart: bool,
}

/// Wage tables, and charts if they are wanted.
#[derive(Debug)]
pub(crate) struct Salary<'a> {
    /// The tables, and the rows for programs.
    pub listing: Listing<'a>,
    charts: Vec<(Option<String>, Chart)>,
}

impl Salary<'_> {
    /// Returns the tables and charts for a reader.
    #[must_use]
    pub(crate) fn page(&self) -> Page {
        let mut page = Page::new();
        for (heading, chart) in &self.charts {
            match heading {
                Some(heading) => page.heading(heading),
                None => page.gap(),
            }
            page.drawing(Drawing::Chart(chart.clone()));
        }
        self.listing.print(&mut page);
        page
    }
}

/// Makes the wage tables of these groups, in this order; a group without a key has no heading of its own.
#[must_use]
pub(crate) fn listing<'a>(
    catalog: &'a Catalog,
    groups: &[(Option<GroupKey>, Vec<RoleWage>)],
    wanted: Wanted,
) -> Salary<'a> {
    let mut footnotes = Footnotes::new(catalog);
    let mut writer = Writer::new(catalog, &mut footnotes, wanted, groups.iter().flat_map(|(_, wages)| wages));
    for (key, wages) in groups {
        writer.group(key.as_ref(), wages);
    }
    let Answer { tables, charts, remarks } = writer.finish();
    let rows = groups.iter().flat_map(|(key, wages)| {
        wages.iter().map(|wage| json::row(catalog, wage, key.as_ref(), wanted.outlook))
    });
    Salary {
        listing: Listing { noun: "rows", schema: "salary", tables, rows: rows.collect(), remarks, footnotes },
        charts,
    }
}

/// Makes the tables of roles over the nation, and says what is to be said about them.
pub(crate) fn tables(
    catalog: &Catalog,
    roles: &[RoleId],
    named: bool,
    footnotes: &mut Footnotes<'_>,
) -> (Vec<(Option<String>, Table)>, Vec<String>) {
    let wages = national(catalog, roles);
    let mut writer = Writer::new(catalog, footnotes, Wanted { named, ..Wanted::default() }, &wages);
    writer.group(None, &wages);
    let Answer { tables, remarks, .. } = writer.finish();
    (tables, remarks)
}

/// What a writer has made.
struct Answer {
    tables: Vec<(Option<String>, Table)>,
    charts: Vec<(Option<String>, Chart)>,
    remarks: Vec<String>,
}

struct Writer<'a, 'n, 'c> {
    catalog: &'a Catalog,
    footnotes: &'n mut Footnotes<'c>,
    wanted: Wanted,
    span: Span,
    answer: Answer,
    /// Survey figures of rows without a group.
    figures: Table,
    /// The occupations shown, each by code, title and source.
    occupations: Vec<String>,
    /// Notes on single figures.
    notes: Vec<String>,
    /// The roles of which survey figures or the lack of any figure have been shown.
    figured: HashSet<RoleId>,
    outlooks: Vec<(RoleId, Outlook)>,
    /// What there is to explain below.
    shown: BTreeSet<Shown>,
}

/// What has been shown that is explained below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shown {
    /// An occupation that is not quite the role.
    Fair,
    /// An occupation without figures there.
    NoRow,
    /// A figure of which a table has no column.
    NoColumn,
    /// A figure of a survey.
    Survey,
    /// A figure that is stated otherwise, such as that of a scale.
    Stated,
}

/// Where the rows are of.
struct Span {
    /// Whether they are of several areas.
    areas: bool,
    /// Whether they are of several settings.
    settings: bool,
    /// Their place and setting, if all have the same and it is not the whole nation.
    one: Option<String>,
}

impl Span {
    fn of<'w>(catalog: &Catalog, wages: impl IntoIterator<Item = &'w RoleWage>) -> Self {
        let mut wages = wages.into_iter();
        let first = wages.next();
        let (mut areas, mut settings) = (false, false);
        for (wage, first) in wages.filter_map(|wage| Some((wage, first?))) {
            areas |= wage.area != first.area;
            settings |= wage.setting != first.setting || wage.industry_code != first.industry_code;
        }
        let one = first.filter(|first| !areas && !settings && !first.is_overall(catalog)).map(place);
        Self { areas, settings, one }
    }

    fn is_nation(&self) -> bool {
        !self.areas && !self.settings && self.one.is_none()
    }

    fn words(&self, catalog: &Catalog) -> String {
        match (&self.one, self.areas, self.settings) {
            (Some(one), ..) => format!(", {one}"),
            (None, true, _) => " in each place".to_owned(),
            (None, false, true) => " in each setting".to_owned(),
            (None, false, false) => format!(", {}", nation(catalog).0),
        }
    }
}

/// The columns of a table of percentiles, and its rows.
struct Percentiles {
    table: Table,
    chart: Chart,
    role: bool,
    area: bool,
    setting: bool,
}

impl<'a, 'n, 'c> Writer<'a, 'n, 'c> {
    fn new<'w>(
        catalog: &'a Catalog,
        footnotes: &'n mut Footnotes<'c>,
        wanted: Wanted,
        wages: impl IntoIterator<Item = &'w RoleWage>,
    ) -> Self {
        Self {
            catalog,
            footnotes,
            wanted,
            span: Span::of(catalog, wages),
            answer: Answer { tables: Vec::new(), charts: Vec::new(), remarks: Vec::new() },
            figures: figures(),
            occupations: Vec::new(),
            notes: Vec::new(),
            figured: HashSet::new(),
            outlooks: Vec::new(),
            shown: BTreeSet::new(),
        }
    }

    fn group(&mut self, key: Option<&GroupKey>, wages: &[RoleWage]) {
        let is_of_setting = matches!(key, Some(GroupKey::Setting(..)));
        let is_of_role = matches!(key, None | Some(GroupKey::Role(..)));
        let one_role = is_of_role
            && (self.span.areas || self.span.settings)
            && wages.iter().all(|wage| wage.role == wages[0].role);
        let mut percentiles = self.percentiles(!one_role, self.span.settings && !is_of_setting);
        let mut figures = key.map_or_else(|| std::mem::take(&mut self.figures), |_| figures());
        for wage in wages {
            self.role(wage, &mut percentiles, &mut figures);
        }
        let heading = key.map(|key| self.heading(key)).or_else(|| {
            let role = one_role.then(|| self.catalog.role(wages[0].role).title.clone());
            let parts: Vec<String> = role.into_iter().chain(self.span.one.clone()).collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        });
        if percentiles.chart.is_empty() {
            self.answer.tables.push((heading.clone(), percentiles.table));
        } else {
            self.answer.charts.push((heading.clone(), percentiles.chart));
        }
        match key.and(heading) {
            Some(heading) => {
                let heading = format!("{heading}: {}", self.figures_heading());
                self.answer.tables.push((Some(heading), figures));
            }
            None => self.figures = figures,
        }
    }

    /// Returns the heading of figures about the roles themselves.
    fn figures_heading(&self) -> &'static str {
        if self.catalog.wages.rows.is_empty() {
            "pay of each role"
        } else {
            "figures from surveys and reports"
        }
    }

    fn heading(&self, key: &GroupKey) -> String {
        match key {
            GroupKey::Role(_, role) => self.catalog.role(*role).title.clone(),
            GroupKey::Setting(_, setting) => {
                setting.clone().unwrap_or_else(|| "No figures by setting".to_owned())
            }
            GroupKey::Degree(_, degree) => match degree.map(crate::graph::Degree::word) {
                Some("none") => "No degree".to_owned(),
                Some("associate") => "Associate degree".to_owned(),
                Some("bachelors") => "Bachelor's degree".to_owned(),
                Some("masters") => "Master's degree".to_owned(),
                Some(_) => "Doctorate".to_owned(),
                None => "Open to nobody".to_owned(),
            },
            GroupKey::Level(_) | GroupKey::Track(_) => {
                capitalized(key.word(self.catalog).unwrap_or_default())
            }
        }
    }

    /// Makes an empty table of percentiles; what is the same in all rows has no column.
    fn percentiles(&self, role: bool, setting: bool) -> Percentiles {
        let area = self.span.areas;
        let least = if area || setting { 12 } else { 20 };
        let mut table = Table::new();
        if role {
            table = table.column("Role", Align::Left, least);
        }
        if area {
            table = table.column("Area", Align::Left, 12);
        }
        if setting {
            table = table.column("Setting", Align::Left, 12);
        }
        if role {
            table = table.column("Occupation", Align::Left, WHOLE);
        }
        // The median stays, and percentiles go in pairs.
        let columns = [("p10", 2), ("p25", 3), ("Median", 0), ("p75", 3), ("p90", 2), ("Employed", 1)];
        for (header, rank) in columns {
            table = table.column(header, Align::Right, 8);
            if rank > 0 {
                table = table.spare(rank);
            }
        }
        Percentiles { table, chart: Chart::new(&self.catalog.currency), role, area, setting }
    }

    fn role(&mut self, wage: &RoleWage, percentiles: &mut Percentiles, figures: &mut Table) {
        let role = self.catalog.role(wage.role);
        let fit = role.wage.as_ref().map(|wage| wage.fit);
        let describing = wage.describing(self.catalog);
        // Where even the nation has no row, the role has no figure, and there is nothing to look for elsewhere.
        let soc = role.wage.as_ref().and_then(|wage| wage.soc.as_deref());
        let is_gap = describing.is_none()
            && fit != Some(WageFit::Poor)
            && soc.is_some_and(|soc| self.catalog.wages.national(soc).is_some());
        if describing.is_some() || is_gap {
            self.occupation(role, wage, describing, percentiles);
        }
        if let Some(outlook) = wage.outlook(self.catalog)
            && !self.outlooks.iter().any(|(known, _)| *known == wage.role)
        {
            self.outlooks.push((wage.role, outlook.clone()));
        }
        if !self.figured.insert(wage.role) {
            return;
        }
        let shown = is_gap || describing.is_some_and(|row| row.median().is_some());
        let mut title = role.title.clone();
        let all = self.wanted.named || !shown;
        for survey in surveys(self.catalog, role).filter(|_| all) {
            self.survey(std::mem::take(&mut title), survey, figures);
        }
        if describing.is_some() || is_gap {
            return;
        }
        let is_stated = |row: &&WageRow| row.median().is_some() || row.is_median_withheld();
        if let Some(row) = wage.occupation.as_ref().filter(is_stated) {
            let context = self.context(wage, row);
            figures.row(vec![title, String::new(), String::new(), context]);
        } else if !title.is_empty() {
            figures.row(vec![title, NO_FIGURE.to_owned(), String::new(), String::new()]);
        }
    }

    /// Adds the row of an occupation that describes the role, or one that says that there is none.
    fn occupation(
        &mut self,
        role: &Role,
        wage: &RoleWage,
        row: Option<&WageRow>,
        percentiles: &mut Percentiles,
    ) {
        let is_fair = role.wage.as_ref().is_some_and(|wage| wage.fit == WageFit::Fair);
        if is_fair {
            self.shown.insert(Shown::Fair);
        }
        let soc = role.wage.as_ref().and_then(|wage| wage.soc.as_deref()).unwrap_or_default();
        let mark = if is_fair { " *" } else { "" };
        let mut names = Vec::new();
        if percentiles.role {
            names.push(role.title.clone());
        }
        if percentiles.area {
            names.push(wage.area.clone());
        }
        if percentiles.setting {
            names.push(wage.setting.clone().unwrap_or_else(|| "all settings".to_owned()));
        }
        if row.is_none() {
            self.shown.insert(Shown::NoRow);
        }
        if self.wanted.chart {
            let instead = row.map_or_else(|| NONE.to_owned(), |row| self.median(row));
            let amounts = row.map_or([None; 5], |row| row.percentiles);
            let label = if names.is_empty() { role.title.clone() } else { names.join(", ") };
            percentiles.chart.bar(&format!("{label}{mark}"), amounts, &instead);
        } else {
            let mut cells = names;
            if percentiles.role {
                cells.push(format!("{soc}{mark}"));
            }
            if let Some(row) = row {
                for (place, amount) in row.percentiles.into_iter().enumerate() {
                    let has_column = row.columns.has_percentile(place);
                    let amount = amount.map(|amount| self.amount(amount, row.basis));
                    cells.push(self.figure(amount, has_column));
                }
                cells.push(self.figure(row.employment.map(digits), row.columns.has_employment()));
            } else {
                cells.extend(std::iter::repeat_n(NONE.to_owned(), 6));
            }
            percentiles.table.row(cells);
        }
        let Some(row) = row else { return };
        let mark = if percentiles.role { "" } else { mark };
        let name = format!("{} {}", row.soc, row.title);
        let occupation = format!("{}{mark}{}", name.trim_end(), self.footnotes.mark(row.source));
        if !self.occupations.contains(&occupation) {
            self.occupations.push(occupation);
        }
        if let Some(note) = &row.note {
            let title = if row.title.is_empty() { &row.soc } else { &row.title };
            let note = format!("{title}, {}: {note}.", place(wage));
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
    }

    fn amount(&self, amount: Money, basis: Basis) -> String {
        approximate(amount, basis, &self.catalog.currency)
    }

    fn median(&mut self, row: &WageRow) -> String {
        let median = row.median().map(|amount| self.amount(amount, row.basis));
        self.figure(median, row.is_median_withheld())
    }

    /// Returns a figure, or why there is none.
    fn figure(&mut self, figure: Option<String>, has_column: bool) -> String {
        figure.unwrap_or_else(|| {
            if !has_column {
                self.shown.insert(Shown::NoColumn);
            }
            if has_column { WITHHELD } else { NONE }.to_owned()
        })
    }

    fn survey(&mut self, title: String, survey: &Survey, figures: &mut Table) {
        self.shown.insert(if survey.basis == Basis::Survey { Shown::Survey } else { Shown::Stated });
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
        figures.row(vec![title, figure, year, whom]);
    }

    /// Says what the occupation as a whole earns, so that nobody takes it for the pay of the role.
    fn context(&mut self, wage: &RoleWage, row: &WageRow) -> String {
        let year = row.year.map(|year| format!(" in {year}")).unwrap_or_default();
        let place = if wage.is_overall(self.catalog) { String::new() } else { format!(" ({})", place(wage)) };
        format!(
            "Not this role's pay: all {} ({}){place} had a median of {}{year}{}",
            if row.title.is_empty() { "people in the occupation" } else { &row.title },
            row.soc,
            self.median(row),
            self.footnotes.mark(row.source)
        )
    }

    fn outlook(&mut self) -> Table {
        let mut table = Table::new()
            .column("Role", Align::Left, 20)
            .column("Occupation", Align::Left, 8)
            .column("Growth", Align::Right, 8)
            .column("Openings a year", Align::Right, 8)
            .column("Entry education", Align::Left, 12)
            .column("Related experience", Align::Left, 12);
        for (role, outlook) in &self.outlooks {
            let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "not stated".to_owned());
            table.row(vec![
                self.catalog.role(*role).title.clone(),
                outlook.soc.clone(),
                text(&outlook.growth_permille.map(growth)),
                text(&outlook.openings.map(digits)),
                text(&outlook.entry_education),
                text(&outlook.related_experience),
            ]);
        }
        table
    }

    fn finish(mut self) -> Answer {
        Chart::align(self.answer.charts.iter_mut().map(|(_, chart)| chart));
        let heading = capitalized(self.figures_heading());
        self.answer.tables.push((Some(heading), std::mem::take(&mut self.figures)));
        let mut remarks = Vec::new();
        if !self.answer.charts.is_empty() {
            remarks.push(format!("{LEGEND}."));
        }
        if !self.occupations.is_empty() {
            let name =
                self.catalog.occupations.name.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
            remarks.push(format!("Occupations{name}: {}.", self.occupations.join("; ")));
            remarks.push(format!(
                "Annual pay of everybody in the occupation{}: p25 is not a beginner's pay and p90 is not a \
                 senior's.{}",
                self.span.words(self.catalog),
                if self.shown.contains(&Shown::Fair) {
                    " * The occupation is not quite the role: it holds other work too."
                } else {
                    ""
                }
            ));
        }
        if self.span.settings && !self.occupations.is_empty() {
            remarks
                .push("Some industries are parts of others: their people must not be added up.".to_owned());
        }
        if self.shown.contains(&Shown::NoRow) {
            remarks.push(format!("{NONE} The tables hold no figure for that occupation there."));
        }
        if self.shown.contains(&Shown::NoColumn) {
            remarks.push(format!("{NONE} The table of that occupation has no such column."));
        }
        remarks.append(&mut self.notes);
        let surveyed = self.shown.contains(&Shown::Survey);
        if surveyed {
            let place = if self.span.is_nation() { "" } else { "of the nation, " };
            remarks.push(format!(
                "Survey figures are {place}of their year and not adjusted to today's money; who answered is often not \
                 typical."
            ));
        }
        if self.shown.contains(&Shown::Stated) {
            let figures =
                if surveyed { "Other figures without percentiles" } else { "Figures without percentiles" };
            remarks.push(format!("{figures} are what their source states, of its year."));
        }
        if self.wanted.outlook && !self.outlooks.is_empty() {
            let table = self.outlook();
            let periods: Vec<&str> =
                self.outlooks.iter().filter_map(|(_, outlook)| outlook.period.as_deref()).collect();
            let period = periods.first().filter(|first| periods.iter().all(|period| period == *first));
            let heading = period.map_or_else(|| "Outlook".to_owned(), |period| format!("Outlook {period}"));
            let mut sources: Vec<_> =
                self.outlooks.iter().filter_map(|(_, outlook)| outlook.source).collect();
            sources.sort_unstable();
            sources.dedup();
            let marks = self.footnotes.marks(&sources);
            self.answer.tables.push((Some(heading), table));
            remarks.push(format!(
                "The outlook is that of the whole occupation in the nation; its openings include those that people \
                 leave behind{marks}."
            ));
        }
        self.answer.remarks = remarks;
        self.answer
    }
}

/// Returns an empty table of survey figures.
fn figures() -> Table {
    Table::new()
        .column("Role", Align::Left, 18)
        .column("Figure", Align::Left, 10)
        .column("Year", Align::Left, 4)
        .column("Of whom", Align::Left, 26)
}

/// Returns the setting and the area of a wage in words.
fn place(wage: &RoleWage) -> String {
    let setting = wage.setting.as_ref().map(|setting| format!("{setting}, ")).unwrap_or_default();
    format!("{setting}{}", wage.area)
}
