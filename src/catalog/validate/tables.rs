//! Wage and outlook tables: from CSV records to rows.

use csv::{ReaderBuilder, StringRecord, Trim};
use rustc_hash::FxHashMap;

use crate::catalog::figure::Basis;
use crate::catalog::wages::{Outlook, WageRow, WageTables};
use crate::diagnostic::{Diagnostic, SourceFile, code, did_you_mean, similar};
use crate::ids::SourceId;
use crate::units::Money;

use super::super::raw::reader::{Reader, Reading, Subject};
use super::super::raw::table::{cell_span, record_span};
use super::super::raw::{Document, Form};
use super::entries::{is_occupation, standing};

const HEADING_KEYS: [&str; 6] = ["source", "year", "basis", "area", "setting", "period"];

const WAGE_COLUMNS: [&str; 10] =
    ["soc", "title", "area", "setting", "employment", "p10", "p25", "median", "p75", "p90"];

/// The columns of percentiles, the lowest first.
const PERCENTILES: [&str; 5] = ["p10", "p25", "median", "p75", "p90"];

const OUTLOOK_COLUMNS: [&str; 5] = ["soc", "title", "growth-percent", "openings", "entry-education"];

/// The columns that make a table one of outlooks.
const OUTLOOK_MARKS: [&str; 3] = ["growth-percent", "openings", "entry-education"];

/// What the comments at the top of a table say of all its rows.
struct Heading {
    source: Option<SourceId>,
    basis: Basis,
    year: Option<i32>,
    area: Option<String>,
    setting: Option<String>,
    period: Option<String>,
}

/// Reads every table.
pub(super) fn read<'a>(
    reading: &mut Reading<'a>,
    files: &'a [SourceFile],
    documents: &'a [Document<'a>],
) -> WageTables {
    let mut tables = WageTables::default();
    let mut places = Vec::new();
    for document in documents.iter().filter(|document| document.form == Form::Table) {
        let heading = heading(reading, document);
        let text = &files[document.file].text;
        let mut table = Table {
            reading,
            file: document.file,
            text,
            heading,
            columns: Vec::new(),
            start: 0,
            places: &mut places,
        };
        table.read(&mut tables);
    }
    report_repeated(reading, files, &tables.rows, &places);
    tables
}

fn heading<'a>(reading: &mut Reading<'a>, document: &'a Document<'a>) -> Heading {
    let subject = Subject { what: "table heading", id: None };
    let mut reader = Reader::new(reading, document.file, subject, &document.table, 0..0, &HEADING_KEYS);
    let (source, basis) = standing(&mut reader, Basis::Official);
    Heading {
        source,
        basis,
        year: reader.year("year"),
        area: reader.string("area"),
        setting: reader.string("setting"),
        period: reader.string("period"),
    }
}

/// A table being read.
struct Table<'r, 'a> {
    reading: &'r mut Reading<'a>,
    file: usize,
    text: &'a str,
    heading: Heading,
    /// The names of the columns.
    columns: Vec<String>,
    /// Where the record at hand starts.
    start: usize,
    /// The file and the start of each wage row so far.
    places: &'r mut Vec<(usize, usize)>,
}

impl Table<'_, '_> {
    fn read(&mut self, tables: &mut WageTables) {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .comment(Some(b'#'))
            .trim(Trim::All)
            .from_reader(self.text.as_bytes());
        let mut record = StringRecord::new();
        let mut is_outlook = None;
        while let Ok(true) = reader.read_record(&mut record) {
            self.start = record.position().map_or(0, |position| position.byte() as usize);
            match is_outlook {
                None => is_outlook = Some(self.columns(&record)),
                Some(_) if record.len() != self.columns.len() => self.report_length(&record),
                Some(true) => self.outlook(&record, tables),
                Some(false) => self.wage(&record, tables),
            }
        }
        if is_outlook.is_none() {
            self.start = 0;
            let span = record_span(self.text, 0);
            self.reading
                .mistakes
                .report(code::MISSING_COLUMN, self.file, span, "the table has no columns", "nothing here")
                .help = Some(format!("begin with a row such as `{}`", WAGE_COLUMNS.join(",")));
        }
    }

    /// Reads the names of the columns; tells whether the table is one of outlooks.
    fn columns(&mut self, record: &StringRecord) -> bool {
        self.columns = record.iter().map(str::to_owned).collect();
        let is_outlook = self.columns.iter().any(|column| OUTLOOK_MARKS.contains(&column.as_str()));
        let known: &[&str] = if is_outlook { &OUTLOOK_COLUMNS } else { &WAGE_COLUMNS };
        for (position, name) in record.iter().enumerate() {
            if !known.contains(&name) {
                let help = did_you_mean(&similar(name, known.iter().copied()))
                    .unwrap_or_else(|| format!("the columns are {}", known.join(", ")));
                let message = format!("unknown column: `{name}`");
                self.report(code::UNKNOWN_COLUMN, position, message, "no such column").help = Some(help);
            } else if record.iter().take(position).any(|earlier| earlier == name) {
                let message = format!("repeated column: `{name}`");
                self.report(code::REPEATED_ITEM, position, message, "named again").help =
                    Some("take one of the two out".to_owned());
            }
        }
        let needs_area = !is_outlook && self.heading.area.is_none();
        for needed in ["soc", "area"] {
            if self.column(needed).is_none() && (needed == "soc" || needs_area) {
                let message = format!("missing column: `{needed}`");
                let help = match needed {
                    "soc" => "every row needs an occupation code",
                    _ => "add the column, or a line `# area = \"United States\"` at the top",
                };
                self.report(code::MISSING_COLUMN, usize::MAX, message, "not among these columns").help =
                    Some(help.to_owned());
            }
        }
        is_outlook
    }

    fn report_length(&mut self, record: &StringRecord) {
        let (cells, columns) = (record.len(), self.columns.len());
        let message = format!("the row has {cells} cells where the table has {columns} columns");
        self.report(code::MALFORMED_CELL, usize::MAX, message, "this row").help =
            Some("leave a cell blank for a figure that is withheld; put quotes round commas".to_owned());
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
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
        self.report(code::MALFORMED_CELL, column, message, label).help =
            Some("write digits without separators, and leave a withheld figure blank".to_owned());
    }

    fn occupation(&mut self, record: &StringRecord) -> Option<String> {
        let column = self.column("soc")?;
        let soc = self.cell(record, "soc").unwrap_or_default();
        if is_occupation(soc) {
            return Some(soc.to_owned());
        }
        let message = format!("malformed occupation code: `{soc}`");
        self.report(code::MALFORMED_OCCUPATION, column, message, "not an occupation code").help =
            Some("write two digits, a hyphen and four digits, such as `15-1211`".to_owned());
        None
    }

    fn wage(&mut self, record: &StringRecord, tables: &mut WageTables) {
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
        let area = self.cell(record, "area").map(str::to_owned).or_else(|| self.heading.area.clone());
        if area.is_none() && self.column("area").is_some() {
            let message = "the row has no area".to_owned();
            self.report(code::MALFORMED_CELL, usize::MAX, message, "this row").help =
                Some("name the area, such as `United States`".to_owned());
        }
        let (Some(soc), Some(area)) = (soc, area) else { return };
        self.places.push((self.file, self.start));
        tables.rows.push(WageRow {
            soc,
            title: self.cell(record, "title").unwrap_or_default().to_owned(),
            area,
            setting: self.cell(record, "setting").map(str::to_owned).or_else(|| self.heading.setting.clone()),
            employment,
            percentiles,
            year: self.heading.year,
            basis: self.heading.basis,
            source: self.heading.source,
        });
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
            period: self.heading.period.clone(),
            year: self.heading.year,
            source: self.heading.source,
        };
        if tables.outlook.insert(soc.clone(), outlook).is_some() {
            let column = self.column("soc").unwrap_or(usize::MAX);
            let message = format!("the outlook of an occupation stands twice: `{soc}`");
            self.report(code::DUPLICATE_ROW, column, message, "stated before").help =
                Some("take one of the two rows out".to_owned());
        }
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

/// Reports cells of the wage tables that are stated twice.
fn report_repeated(
    reading: &mut Reading<'_>,
    files: &[SourceFile],
    rows: &[WageRow],
    places: &[(usize, usize)],
) {
    let mut seen = FxHashMap::default();
    for (row, &(file, start)) in rows.iter().zip(places) {
        let Some((other_file, other_start)) = seen.insert((&row.soc, &row.area, &row.setting), (file, start))
        else {
            continue;
        };
        let setting = row.setting.as_deref().map(|setting| format!(", {setting}")).unwrap_or_default();
        let message = format!("a wage stands twice: {} in {}{setting}", row.soc, row.area);
        let first = record_span(&files[other_file].text, other_start);
        let first = reading.mistakes.label(other_file, first, "first stated here");
        let span = record_span(&files[file].text, start);
        let mistake = reading.mistakes.report(code::DUPLICATE_ROW, file, span, message, "stated again");
        mistake.labels.push(first);
        mistake.help = Some("take one of the two rows out".to_owned());
    }
}
