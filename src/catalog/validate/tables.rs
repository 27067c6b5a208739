//! Wage and outlook tables, and the lists of their areas and industries: from CSV records to rows.

mod bounds;
mod lists;

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord, Trim};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::catalog::figure::Basis;
use crate::catalog::wages::{Outlook, WageColumns, WageRow, WageTables};
use crate::diagnostic::{Diagnostic, SourceFile, code, did_you_mean, similar};
use crate::ids::SourceId;
use crate::units::Money;

use super::super::keys::{HEADING, REPLACES};
use super::super::raw::reader::{Reader, Reading, Subject};
use super::super::raw::table::{cell_span, record_span};
use super::super::raw::{Document, Form};
use super::entries::standing;
use lists::Lists;

const WAGE_COLUMNS: [&str; 13] = [
    "soc",
    "title",
    "area",
    "area-code",
    "setting",
    "industry-code",
    "employment",
    "p10",
    "p25",
    "median",
    "p75",
    "p90",
    "note",
];

/// The columns that a wage table usually has.
const COMMON_COLUMNS: &str = "soc,title,area,setting,employment,p10,p25,median,p75,p90";

/// The columns of percentiles, the lowest first.
const PERCENTILES: [&str; 5] = ["p10", "p25", "median", "p75", "p90"];

const OUTLOOK_COLUMNS: [&str; 6] =
    ["soc", "title", "growth-percent", "openings", "entry-education", "related-experience"];

/// The columns that make a table one of outlooks.
const OUTLOOK_MARKS: [&str; 4] = ["growth-percent", "openings", "entry-education", "related-experience"];

const AREA_COLUMNS: [&str; 4] = ["area-code", "name", "kind", "abbreviation"];

const INDUSTRY_COLUMNS: [&str; 2] = ["industry-code", "name"];

/// The column that makes a table a list of areas or industries.
const LIST_MARK: &str = "name";

/// What a table holds, by its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Wages,
    Outlooks,
    Areas,
    Industries,
}

impl Holds {
    fn of(columns: &[String]) -> Self {
        let has = |marks: &[&str]| columns.iter().any(|column| marks.contains(&column.as_str()));
        if has(&OUTLOOK_MARKS) {
            Self::Outlooks
        } else if !has(&[LIST_MARK]) {
            Self::Wages
        } else if has(&["industry-code"]) {
            Self::Industries
        } else {
            Self::Areas
        }
    }

    fn is_list(self) -> bool {
        matches!(self, Self::Areas | Self::Industries)
    }

    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Wages => &WAGE_COLUMNS,
            Self::Outlooks => &OUTLOOK_COLUMNS,
            Self::Areas => &AREA_COLUMNS,
            Self::Industries => &INDUSTRY_COLUMNS,
        }
    }

    /// Returns the columns that must be there, each with what to do when it is not.
    fn needed(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Wages | Self::Outlooks => &[("soc", "every row needs an occupation code")],
            Self::Areas => &[("area-code", "every area needs the code that the wage tables call it by")],
            Self::Industries => &[],
        }
    }
}

/// What the comments at the top of a table say of all its rows.
#[derive(Default)]
struct Heading {
    source: Option<SourceId>,
    basis: Option<Basis>,
    year: Option<i32>,
    area: Option<String>,
    setting: Option<String>,
    period: Option<String>,
    /// Whether its rows stand in the place of those of earlier layers.
    replaces: bool,
}

/// A wage row that was read, and where it stands.
struct Found {
    row: WageRow,
    /// The numbers of its area and its industry in the lists.
    key: (usize, Option<usize>),
    file: usize,
    start: usize,
    layer: usize,
    /// Whether it stands in the place of a row of an earlier layer.
    replaces: bool,
}

/// Reads every table; `areas` are those that the layers are about.
pub(super) fn read<'a>(
    reading: &mut Reading<'a>,
    files: &'a [SourceFile],
    documents: &'a [Document<'a>],
    areas: &[Option<String>],
) -> WageTables {
    let mut tables = WageTables::default();
    let mut lists = Lists::default();
    let mut found = Vec::new();
    let mut rows = 0;
    let mut outlooks = FxHashMap::default();
    let mut replacing = FxHashSet::default();
    // The lists come first: rows of any file may name their areas and industries by code.
    for wants_lists in [true, false] {
        for document in documents.iter().filter(|document| document.form == Form::Table) {
            let mut table = Table {
                reading,
                file: document.file,
                layer: document.layer,
                text: &files[document.file].text,
                area: areas[document.layer].as_deref(),
                heading: Heading::default(),
                columns: Vec::new(),
                start: 0,
                lists: &mut lists,
                found: &mut found,
                rows: &mut rows,
                outlooks: &mut outlooks,
                replacing: &mut replacing,
            };
            table.read(document, wants_lists, &mut tables);
        }
    }
    let is_replaced = replaced(reading, files, &found, &mut replacing);
    for document in documents.iter().filter(|document| !replacing.contains(&document.file)) {
        report_replaces_nothing(reading, document, &found);
    }
    let kept = found.into_iter().zip(is_replaced).filter(|(_, is_replaced)| !is_replaced);
    let found: Vec<Found> = kept.map(|(row, _)| row).collect();
    let (mut atlas, whole) = lists.into_atlas(areas.last().and_then(Option::as_deref));
    let of = &atlas.areas[whole];
    tables.area.clone_from(&of.name);
    tables.area_code.clone_from(&of.code);
    for Found { row, .. } in &found {
        atlas.title(&row.soc, &row.title);
    }
    for Found { row, key: (area, industry), .. } in found {
        if area == whole && industry.is_none() {
            tables.rows.push(row);
        } else {
            atlas.add(row, area, industry);
        }
    }
    tables.atlas = atlas.finish();
    tables
}

/// Returns each occupation that the rows of a table are of, with the first place of its code.
pub(in crate::catalog) fn occupations(text: &str) -> Vec<(String, Range<usize>)> {
    let mut reader = reader(text);
    let mut record = StringRecord::new();
    let (mut column, mut seen, mut found) = (None, FxHashSet::default(), Vec::new());
    while let Ok(true) = reader.read_record(&mut record) {
        let Some(column) = column else {
            column = record.iter().position(|name| name == "soc");
            if column.is_none() {
                break;
            }
            continue;
        };
        let Some(soc) = record.get(column).filter(|soc| !seen.contains(*soc)) else { continue };
        seen.insert(soc.to_owned());
        let start = record.position().map_or(0, |position| position.byte() as usize);
        found.push((soc.to_owned(), cell_span(text, start, column)));
    }
    found
}

/// Returns a reader of the rows of a table, the names of its columns first.
fn reader(text: &str) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .comment(Some(b'#'))
        .trim(Trim::All)
        .from_reader(text.as_bytes())
}

fn heading<'a>(reading: &mut Reading<'a>, document: &'a Document<'a>) -> Heading {
    let subject = Subject { what: "table heading", id: None };
    let mut reader = Reader::new(reading, document.file, subject, &HEADING, &document.table, 0..0);
    let (source, basis) = standing(&mut reader, Basis::Official);
    Heading {
        source,
        basis: Some(basis),
        year: reader.year("year"),
        area: reader.string("area"),
        setting: reader.string("setting"),
        period: reader.string("period"),
        replaces: reader.flag(REPLACES),
    }
}

/// A table being read.
struct Table<'r, 'a> {
    reading: &'r mut Reading<'a>,
    file: usize,
    layer: usize,
    text: &'a str,
    /// The area that its layer, or one before it, names for tables that name none.
    area: Option<&'r str>,
    heading: Heading,
    /// The names of the columns.
    columns: Vec<String>,
    /// Where the record at hand starts.
    start: usize,
    /// The areas and industries so far.
    lists: &'r mut Lists,
    /// The wage rows so far.
    found: &'r mut Vec<Found>,
    /// The rows of all tables so far.
    rows: &'r mut usize,
    /// The layer that states the outlook of each occupation.
    outlooks: &'r mut FxHashMap<String, usize>,
    /// The files of which a row stands in the place of another.
    replacing: &'r mut FxHashSet<usize>,
}

impl<'a> Table<'_, 'a> {
    /// Reads the table if it is a list, or if it is none, whichever is wanted.
    fn read(&mut self, document: &'a Document<'a>, wants_lists: bool, tables: &mut WageTables) {
        let mut reader = reader(self.text);
        let mut record = StringRecord::new();
        let mut holds = None;
        while let Ok(true) = reader.read_record(&mut record) {
            self.start = record.position().map_or(0, |position| position.byte() as usize);
            match holds {
                None => {
                    self.columns = record.iter().map(str::to_owned).collect();
                    let found = Holds::of(&self.columns);
                    if found.is_list() != wants_lists {
                        return;
                    }
                    if self.is_too_wide() || self.is_separated_otherwise() {
                        return;
                    }
                    self.heading = heading(self.reading, document);
                    if self.column("area").is_none() && self.column("area-code").is_none() {
                        let of_catalog = self.area.map(str::to_owned);
                        self.heading.area = self.heading.area.take().or(of_catalog);
                    }
                    self.check_columns(found);
                    holds = Some(found);
                }
                Some(_) if self.is_one_too_many() => return,
                Some(_) if self.is_overfull(&record) => {}
                Some(_) if record.len() != self.columns.len() => self.report_length(&record),
                Some(Holds::Outlooks) => self.outlook(&record, tables),
                Some(Holds::Wages) => self.wage(&record),
                Some(Holds::Areas) => self.area(&record),
                Some(Holds::Industries) => self.industry(&record),
            }
        }
        if holds.is_none() && !wants_lists {
            // The comments at the top may hold mistakes of their own.
            heading(self.reading, document);
            self.start = 0;
            let span = record_span(self.text, 0);
            self.reading
                .mistakes
                .report(code::MISSING_COLUMN, self.file, span, "the table has no columns", "nothing here")
                .help = Some(format!("begin with a row such as `{COMMON_COLUMNS}`"));
        }
    }

    /// Tells whether the names of the columns are separated by something else than commas, and reports it.
    fn is_separated_otherwise(&mut self) -> bool {
        let [only] = &self.columns[..] else { return false };
        let Some(what) =
            [(';', "semicolons"), ('\t', "tabs")].into_iter().find(|(sign, _)| only.contains(*sign))
        else {
            return false;
        };
        let message = format!("the cells are separated by {}", what.1);
        self.report(code::UNKNOWN_COLUMN, 0, message, "this is read as one column").help = Some(
            "separate the cells by commas; a spreadsheet saves such a file as CSV with commas".to_owned(),
        );
        true
    }

    /// Reports columns that are unknown, repeated or missing.
    fn check_columns(&mut self, holds: Holds) {
        let known = holds.columns();
        for (position, name) in self.columns.clone().iter().enumerate() {
            if !known.contains(&name.as_str()) {
                let help = did_you_mean(&similar(name, known.iter().copied()))
                    .unwrap_or_else(|| format!("the columns are {}", known.join(", ")));
                let message = format!("unknown column: `{name}`");
                self.report(code::UNKNOWN_COLUMN, position, message, "no such column").help = Some(help);
            } else if self.columns[..position].contains(name) {
                let message = format!("repeated column: `{name}`");
                self.report(code::REPEATED_ITEM, position, message, "named again").help =
                    Some("take one of the two out".to_owned());
            }
        }
        for (needed, help) in holds.needed() {
            if self.column(needed).is_none() {
                self.report_missing(needed, help);
            }
        }
        let has_area = self.heading.area.is_some()
            || self.column("area").is_some()
            || self.column("area-code").is_some();
        if holds == Holds::Wages && !has_area {
            self.report_missing("area", "add the column, or a line `# area = \"United States\"` at the top");
        }
    }

    fn report_missing(&mut self, name: &str, help: &str) {
        let message = format!("missing column: `{name}`");
        self.report(code::MISSING_COLUMN, usize::MAX, message, "not among these columns").help =
            Some(help.to_owned());
    }

    fn report_length(&mut self, record: &StringRecord) {
        let (cells, columns) = (record.len(), self.columns.len());
        let message = format!("the row has {cells} cells where the table has {columns} columns");
        self.report(code::MALFORMED_CELL, usize::MAX, message, "this row").help =
            Some("leave a cell blank for a figure that is withheld; write numbers without commas, as `84200`, and put \
                 quotes round a name with commas"
                .to_owned());
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// Returns the figures that there are columns for.
    fn figures(&self) -> WageColumns {
        let percentiles = (0..PERCENTILES.len()).filter(|at| self.column(PERCENTILES[*at]).is_some());
        WageColumns::new(percentiles, self.column("employment").is_some())
    }

    /// Reports a mistake in a cell of the record at hand; in the record when it has no such cell.
    fn report(&mut self, code: &'static str, cell: usize, message: String, label: &str) -> &mut Diagnostic {
        let span = cell_span(self.text, self.start, cell);
        self.reading.mistakes.report(code, self.file, span, message, label)
    }

    /// Returns the text of a cell; `None` when it is blank or there is no such column.
    fn cell<'c>(&self, record: &'c StringRecord, name: &str) -> Option<&'c str> {
        record.get(self.column(name)?).filter(|text| !text.is_empty())
    }

    /// Reads a cell that holds a count or an amount.
    fn number(&mut self, record: &StringRecord, name: &str) -> Option<u64> {
        let text = self.cell(record, name)?;
        let number = text.parse().ok().filter(|number| *number <= 1_000_000_000_000);
        if number.is_none() {
            self.malformed(name, text, "not a whole number");
        }
        number
    }

    fn malformed(&mut self, name: &str, text: &str, label: &str) {
        let message = format!("malformed cell in column `{name}`: `{text}`");
        let column = self.column(name).unwrap_or(usize::MAX);
        let is_fraction = text.split_once('.').is_some_and(|(whole, part)| {
            let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            is_digits(whole) && is_digits(part)
        });
        let help = if is_fraction && PERCENTILES.contains(&name) {
            "pay is per year, in whole amounts: write digits without separators"
        } else {
            "write digits without separators, and leave a withheld figure blank"
        };
        self.report(code::MALFORMED_CELL, column, message, label).help = Some(help.to_owned());
    }

    fn occupation(&mut self, record: &StringRecord) -> Option<String> {
        let column = self.column("soc")?;
        let soc = self.cell(record, "soc").unwrap_or_default();
        if self.reading.occupations.has(soc) {
            return Some(soc.to_owned());
        }
        let message = format!("malformed occupation code: `{soc}`");
        let help = self.reading.occupations.help();
        self.report(code::MALFORMED_OCCUPATION, column, message, "not an occupation code").help = Some(help);
        None
    }

    fn wage(&mut self, record: &StringRecord) {
        let soc = self.occupation(record);
        let percentiles = PERCENTILES
            .map(|name| self.number(record, name).and_then(|number| i64::try_from(number).ok()).map(Money));
        let employment = self.number(record, "employment");
        let known: Vec<Money> = percentiles.iter().flatten().copied().collect();
        if !known.is_sorted() {
            let message = "a lower percentile is above a higher one".to_owned();
            self.report(code::REVERSED_RANGE, usize::MAX, message, "p10 to p90 must not fall").help =
                Some("check the order of the columns".to_owned());
        }
        let (area, industry) = (self.area_of(record), self.industry_of(record));
        let (Some(soc), Some(area), Ok(industry)) = (soc, area, industry) else { return };
        if !known.is_sorted() {
            return;
        }
        let of = &self.lists.areas()[area];
        let (area_name, area_code) = (of.name.clone(), of.code.clone());
        let of = industry.map(|industry| &self.lists.industries()[industry]);
        let (setting, industry_code) = (of.map(|of| of.name.clone()), of.and_then(|of| of.code.clone()));
        let row = WageRow {
            soc,
            title: self.cell(record, "title").unwrap_or_default().to_owned(),
            area: area_name,
            area_code,
            setting,
            industry_code,
            employment,
            percentiles,
            columns: self.figures(),
            year: self.heading.year,
            basis: self.heading.basis.unwrap_or(Basis::Official),
            source: self.heading.source,
            note: self.cell(record, "note").map(str::to_owned),
        };
        let (file, start, layer, replaces) = (self.file, self.start, self.layer, self.heading.replaces);
        self.found.push(Found { row, key: (area, industry), file, start, layer, replaces });
    }

    /// Returns the number of the area of a row: by its code, by its name, or as the heading says.
    fn area_of(&mut self, record: &StringRecord) -> Option<usize> {
        if let Some(code) = self.cell(record, "area-code") {
            let found = self.lists.area_with_code(code);
            if found.is_none() {
                let known = self.lists.areas().iter().filter_map(|area| area.code.as_deref());
                let help = unlisted("areas", &self.reading.mistakes.similar(code, known));
                self.report_unlisted(code::UNKNOWN_AREA, "area-code", code, help);
            }
            return found;
        }
        let name = self.cell(record, "area").map(str::to_owned).or_else(|| self.heading.area.clone());
        if name.is_none() && (self.column("area").is_some() || self.column("area-code").is_some()) {
            let message = "the row has no area".to_owned();
            self.report(code::MALFORMED_CELL, usize::MAX, message, "this row").help =
                Some("name the area, such as `United States`".to_owned());
        }
        Some(self.lists.area_with_name(&name?))
    }

    /// Returns the number of the industry of a row, none for all together, or an error after reporting it.
    fn industry_of(&mut self, record: &StringRecord) -> Result<Option<usize>, ()> {
        if let Some(code) = self.cell(record, "industry-code") {
            let found = self.lists.industry_with_code(code);
            if found.is_none() {
                let known = self.lists.industries().iter().filter_map(|industry| industry.code.as_deref());
                let help = unlisted("industries", &self.reading.mistakes.similar(code, known));
                self.report_unlisted(code::UNKNOWN_INDUSTRY, "industry-code", code, help);
                return Err(());
            }
            return Ok(found);
        }
        let name = self.cell(record, "setting").map(str::to_owned).or_else(|| self.heading.setting.clone());
        Ok(name.map(|name| self.lists.industry_with_name(&name)))
    }

    fn report_unlisted(&mut self, code: &'static str, column: &str, text: &str, help: String) {
        let kind = column.trim_end_matches("-code");
        let message = format!("unknown {kind}: `{text}`");
        let cell = self.column(column).unwrap_or(usize::MAX);
        self.report(code, cell, message, "not in the list").help = Some(help);
    }

    fn outlook(&mut self, record: &StringRecord, tables: &mut WageTables) {
        let soc = self.occupation(record);
        let growth = self.cell(record, "growth-percent").map(|text| (text, tenths(text)));
        if let Some((text, None)) = growth {
            self.malformed("growth-percent", text, "not a percentage with at most one decimal");
        }
        let openings = self.number(record, "openings");
        let Some(soc) = soc else { return };
        let outlook = Outlook {
            soc: soc.clone(),
            growth_permille: growth.and_then(|(_, tenths)| tenths),
            openings,
            entry_education: self.cell(record, "entry-education").map(str::to_owned),
            related_experience: self.cell(record, "related-experience").map(str::to_owned),
            period: self.heading.period.clone(),
            year: self.heading.year,
            source: self.heading.source,
        };
        tables.outlook.insert(soc.clone(), outlook);
        let stated_in = self.outlooks.insert(soc.clone(), self.layer);
        if self.heading.replaces && stated_in.is_some_and(|below| below != self.layer) {
            self.replacing.insert(self.file);
        }
        if let Some(below) = stated_in.filter(|below| !self.heading.replaces || *below == self.layer) {
            let column = self.column("soc").unwrap_or(usize::MAX);
            let message = format!("the outlook of an occupation stands twice: `{soc}`");
            self.report(code::DUPLICATE_ROW, column, message, "stated before").help =
                Some(repeated_help(below != self.layer).to_owned());
        }
    }
}

/// Returns what to do about a row that stands twice.
fn repeated_help(over_another_layer: bool) -> &'static str {
    if over_another_layer {
        "write `# replaces = true` at the top of this table to have its rows count, or take one of the two rows out"
    } else {
        "take one of the two rows out"
    }
}

/// Reads a percentage with at most one decimal into tenths of a percent.
fn tenths(text: &str) -> Option<i32> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, tenth) = digits.split_once('.').unwrap_or((digits, "0"));
    if tenth.len() != 1
        || whole.is_empty()
        || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    {
        return None;
    }
    let tenths = whole.parse::<i32>().ok()?.checked_mul(10)?.checked_add(tenth.parse().ok()?)?;
    (tenths <= 100_000).then_some(if digits.len() == text.len() { tenths } else { -tenths })
}

/// Returns what to do about a code that is in no list.
fn unlisted(list: &str, near: &[&str]) -> String {
    let columns = if list == "areas" { AREA_COLUMNS.join(",") } else { INDUSTRY_COLUMNS.join(",") };
    did_you_mean(near)
        .unwrap_or_else(|| format!("add it to the list of {list}, a table with the columns `{columns}`"))
}

/// Tells of each row whether a later layer replaces it, and reports cells that are stated twice.
///
/// * `replacing`: is told the files of which a row replaces another.
fn replaced(
    reading: &mut Reading<'_>,
    files: &[SourceFile],
    found: &[Found],
    replacing: &mut FxHashSet<usize>,
) -> Vec<bool> {
    let mut seen = FxHashMap::default();
    let mut is_replaced = vec![false; found.len()];
    for (number, Found { row, key, file, start, layer, replaces }) in found.iter().enumerate() {
        let Some(other) = seen.insert((&row.soc, key), number) else { continue };
        let Found { file: other_file, start: other_start, layer: other_layer, .. } = found[other];
        if *replaces && other_layer != *layer {
            is_replaced[other] = true;
            replacing.insert(*file);
            continue;
        }
        let setting = row.setting.as_deref().map(|setting| format!(", {setting}")).unwrap_or_default();
        let message = format!("a wage stands twice: {} in {}{setting}", row.soc, row.area);
        let first = record_span(&files[other_file].text, other_start);
        let first = reading.mistakes.label(other_file, first, "first stated here");
        let span = record_span(&files[*file].text, *start);
        let mistake = reading.mistakes.report(code::DUPLICATE_ROW, *file, span, message, "stated again");
        mistake.labels.push(first);
        mistake.help = Some(repeated_help(other_layer != *layer).to_owned());
    }
    is_replaced
}

/// Reports a table that is to stand in for rows below of which there is none.
fn report_replaces_nothing(reading: &mut Reading<'_>, document: &Document<'_>, found: &[Found]) {
    if document.form != Form::Table {
        return;
    }
    let Some((key, value)) = document.table.get_key_value(REPLACES) else { return };
    if value.get_ref().as_bool() != Some(true) {
        return;
    }
    let below = |row: &Found| {
        let is_same = |other: &&Found| other.layer < row.layer && other.row.soc == row.row.soc;
        found.iter().find(is_same).map(|other| &other.row)
    };
    let of_table = found.iter().filter(|row| row.file == document.file);
    let help = match of_table.clone().find_map(below) {
        Some(WageRow { soc, area, setting, .. }) => {
            let setting = setting.as_deref().map(|setting| format!(", {setting}")).unwrap_or_default();
            format!("name the area and setting that the row below has: {soc} is of {area}{setting} there")
        }
        None => "take the line out: no folder below has a row like these".to_owned(),
    };
    let message = "the table replaces no row of an earlier folder";
    let label = "its rows are added to the others";
    reading.mistakes.report(code::NOTHING_BELOW, document.file, key.span(), message, label).help = Some(help);
}
