//! The catalog as a whole: its name, version, date, currency and assumptions.

use toml::Spanned;
use toml::de::DeValue;

use crate::catalog::Assumptions;
use crate::diagnostic::{code, did_you_mean};
use crate::units::Months;

use super::super::raw::reader::{Reader, Reading, Subject};
use super::super::raw::{Document, Form, HEADER_FILE, Mistakes};
use super::duration::LONGEST;
use super::index::Kind;

/// The keys of the catalog as a whole.
const HEADER_KEYS: [&str; 5] = ["name", "version", "as-of", "currency", "assumptions"];

const ASSUMPTION_KEYS: [&str; 2] = ["search-months", "minimum-stay-months"];

/// What is said of the catalog as a whole.
pub(super) struct Header {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) as_of: String,
    pub(super) currency: String,
    pub(super) assumptions: Assumptions,
}

impl Default for Header {
    fn default() -> Self {
        Self {
            name: "catalog".to_owned(),
            version: "0".to_owned(),
            as_of: String::new(),
            currency: "USD".to_owned(),
            assumptions: Assumptions { search_months: Months(3), minimum_stay_months: Months(12) },
        }
    }
}

/// Reports top-level keys that mean nothing in their file.
pub(super) fn check_keys(documents: &[Document<'_>], mistakes: &mut Mistakes<'_>) {
    for document in documents.iter().filter(|document| document.form != Form::Table) {
        for key in document.table.keys() {
            let name: &str = key.get_ref();
            let is_header = HEADER_KEYS.contains(&name);
            let is_entry = Kind::ALL.iter().any(|kind| kind.word() == name);
            if is_entry || (is_header && document.form == Form::Header) {
                continue;
            }
            if is_header {
                let message = format!("`{name}` belongs in `{HEADER_FILE}` at the top of the folder");
                mistakes
                    .report(code::MISPLACED_HEADER, document.file, key.span(), message, "not in this file")
                    .help = Some(format!("move it to `{HEADER_FILE}`"));
            } else {
                unknown_key(document, name, key, mistakes);
            }
        }
    }
}

fn unknown_key<T>(document: &Document<'_>, name: &str, key: &Spanned<T>, mistakes: &mut Mistakes<'_>) {
    let entries = Kind::ALL.map(|kind| format!("[[{}]]", kind.word()));
    let known = Kind::ALL.iter().map(|kind| kind.word());
    let known: Vec<&str> = match document.form {
        Form::Header => HEADER_KEYS.into_iter().chain(known).collect(),
        Form::Entries | Form::Table => known.collect(),
    };
    let near = mistakes.similar(name, known.into_iter());
    let help = did_you_mean(&near).unwrap_or_else(|| format!("a file holds {}", entries.join(", ")));
    let message = format!("unknown key: `{name}`");
    mistakes.report(code::UNKNOWN_KEY, document.file, key.span(), message, "no such key").help = Some(help);
}

/// Reads the header; what is not given has its default.
pub(super) fn read<'a>(reading: &mut Reading<'a>, documents: &'a [Document<'a>]) -> Header {
    let default = Header::default();
    let Some(document) = documents.iter().find(|document| document.form == Form::Header) else {
        return default;
    };
    // Unknown keys have been reported already, together with those of the other files.
    let subject = Subject { what: "catalog", id: None };
    let known: Vec<&str> = document.table.keys().map(|key| &**key.get_ref()).collect();
    let mut reader = Reader::new(reading, document.file, subject, &document.table, 0..0, &known);
    Header {
        name: reader.string("name").unwrap_or(default.name),
        version: reader.string("version").unwrap_or(default.version),
        as_of: as_of(&mut reader).unwrap_or(default.as_of),
        currency: reader.string("currency").unwrap_or(default.currency),
        assumptions: assumptions(&mut reader, default.assumptions),
    }
}

fn assumptions(reader: &mut Reader<'_, '_>, default: Assumptions) -> Assumptions {
    let Some(mut reader) = reader.table("assumptions", "list of assumptions", &ASSUMPTION_KEYS) else {
        return default;
    };
    let search = reader.count("search-months", 1..=LONGEST).map(Months);
    let stay = reader.count("minimum-stay-months", 0..=LONGEST).map(Months);
    Assumptions {
        search_months: search.unwrap_or(default.search_months),
        minimum_stay_months: stay.unwrap_or(default.minimum_stay_months),
    }
}

/// Reads the date of the catalog, as a TOML date or a text.
fn as_of(reader: &mut Reader<'_, '_>) -> Option<String> {
    let value = reader.value("as-of")?;
    let (text, valid) = match value.get_ref() {
        DeValue::String(text) => (text.clone().into_owned(), is_date(text)),
        DeValue::Datetime(date) => {
            let plain = date.date.is_some() && date.time.is_none() && date.offset.is_none();
            (date.to_string(), plain)
        }
        _ => {
            reader.wrong_type("`as-of`", value, "a date");
            return None;
        }
    };
    if !valid {
        let message = format!("malformed date: `{text}`");
        reader.report(code::MALFORMED_DATE, value.span(), message, "not a date").help =
            Some("write year, month and day, such as `2026-01-31`".to_owned());
    }
    valid.then_some(text)
}

/// Tells whether a text is a day of the calendar, `YYYY-MM-DD`.
pub(super) fn is_date(text: &str) -> bool {
    let Some((month, day)) = text.rsplit_once('-') else { return false };
    let Ok(month) = month.parse::<crate::units::CalendarMonth>() else { return false };
    let leap = month.year() % 4 == 0 && (month.year() % 100 != 0 || month.year() % 400 == 0);
    let days = match month.month() {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 31,
    };
    day.len() == 2 && day.parse::<u32>().is_ok_and(|day| (1..=days).contains(&day))
}
