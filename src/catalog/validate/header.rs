//! The catalog as a whole: its name, version, date, currency, area, occupation codes and assumptions.

use toml::Spanned;
use toml::de::DeValue;

use crate::catalog::lints::{LintLevel, LintSetting};
use crate::catalog::{Assumptions, Currency, Occupations};
use crate::diagnostic::{code, did_you_mean};
use crate::units::Months;

use super::super::keys::{ASSUMPTIONS, HEADER, LARGEST_NUMBER, LINT, LINTS, OCCUPATIONS};
use super::super::raw::reader::{Reader, Reading, Subject, move_up};
use super::super::raw::{Document, Form, HEADER_FILE, Mistakes};
use super::currency;
use super::index::Kind;

/// What is said of the catalog as a whole.
pub(super) struct Header {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) as_of: String,
    pub(super) currency: Currency,
    /// Per layer the area that its wages are of unless a table says otherwise, as it or the last before it says.
    pub(super) areas: Vec<Option<String>>,
    pub(super) occupations: Occupations,
    pub(super) assumptions: Assumptions,
    pub(super) lints: Vec<LintSetting>,
}

impl Default for Header {
    fn default() -> Self {
        Self {
            name: "catalog".to_owned(),
            version: "0".to_owned(),
            as_of: String::new(),
            currency: Currency::default(),
            areas: Vec::new(),
            occupations: Occupations::default(),
            assumptions: Assumptions { search_months: Months(3), minimum_stay_months: Months(12) },
            lints: Vec::new(),
        }
    }
}

/// Reports top-level keys that mean nothing in their file.
pub(super) fn check_keys(documents: &[Document<'_>], mistakes: &mut Mistakes<'_>) {
    for document in documents.iter().filter(|document| document.form != Form::Table) {
        for key in document.table.keys() {
            let name: &str = key.get_ref();
            let is_header = HEADER.key(name).is_some();
            if Kind::is_word(name) || (is_header && document.form == Form::Header) {
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
        Form::Header => HEADER.names().chain(known).collect(),
        Form::Entries | Form::Table => known.collect(),
    };
    let near = mistakes.similar(name, known.into_iter());
    let help = did_you_mean(&near).unwrap_or_else(|| format!("a file holds {}", entries.join(", ")));
    let message = format!("unknown key: `{name}`");
    mistakes.report(code::UNKNOWN_KEY, document.file, key.span(), message, "no such key").help = Some(help);
}

/// Reads the headers of all layers; what none gives has its default. Names and versions of layers are joined, as
/// the catalog is all of them together, and so are ways to write occupation codes; it is as old as the oldest of them; the
/// rest is what the last one says.
pub(super) fn read<'a>(
    reading: &mut Reading<'a>,
    documents: &'a [Document<'a>],
    layers: &[String],
) -> Header {
    let mut header = Header { areas: vec![None; layers.len()], ..Header::default() };
    // A folder that gives itself no name is known by its path.
    let mut names: Vec<Option<String>> = layers.iter().cloned().map(Some).collect();
    if let Some(bottom) = names.first_mut() {
        *bottom = None;
    }
    let mut versions = Vec::new();
    let mut stated = None;
    let mut coded = Occupations { name: None, patterns: Vec::new() };
    for document in documents.iter().filter(|document| document.form == Form::Header) {
        // Unknown keys have been reported already, together with those of the other files.
        let subject = Subject { what: "catalog", id: None };
        let mut reader = Reader::unchecked(reading, document.file, subject, &HEADER, &document.table, 0..0);
        names[document.layer] = reader.string("name").or(names[document.layer].take());
        versions.extend(reader.string("version"));
        let dates = as_of(&mut reader).into_iter().chain(Some(header.as_of).filter(|date| !date.is_empty()));
        header.as_of = dates.min().unwrap_or_default();
        header.assumptions = assumptions(&mut reader, header.assumptions);
        header.lints.extend(lints(&mut reader));
        if let Some(area) = reader.string("area") {
            header.areas[document.layer..].fill(Some(area));
        }
        occupations(&mut reader, document.layer, &mut coded);
        currency::read(&mut reader, document.layer, &mut header.currency, &mut stated);
    }
    if !coded.patterns.is_empty() {
        header.occupations.patterns = coded.patterns;
    }
    header.occupations.name = coded.name;
    if names.iter().any(Option::is_some) {
        header.name = names.into_iter().flatten().collect::<Vec<_>>().join(" + ");
    }
    if !versions.is_empty() {
        header.version = versions.join(" + ");
    }
    header
}

/// Adds how a layer says that occupations are coded.
fn occupations(reader: &mut Reader<'_, '_>, layer: usize, known: &mut Occupations) {
    let Some(mut reader) = reader.table("occupations", &OCCUPATIONS) else {
        return;
    };
    known.name = reader.string("name").or(known.name.take());
    let patterns = reader.strings("pattern");
    // The catalog at the bottom writes its codes in the usual way where it says nothing.
    if layer > 0 && known.patterns.is_empty() && !patterns.is_empty() {
        known.patterns = Occupations::default().patterns;
    }
    for pattern in patterns {
        if !known.patterns.contains(&pattern) {
            known.patterns.push(pattern);
        }
    }
}

fn assumptions(reader: &mut Reader<'_, '_>, default: Assumptions) -> Assumptions {
    let Some(mut reader) = reader.table("assumptions", &ASSUMPTIONS) else {
        return default;
    };
    let search = reader.count("search-months").map(Months);
    let stay = reader.count("minimum-stay-months").map(Months);
    Assumptions {
        search_months: search.unwrap_or(default.search_months),
        minimum_stay_months: stay.unwrap_or(default.minimum_stay_months),
    }
}

/// Reads what is said of the rules of the linter: a level, or a table of a level and numbers.
fn lints(reader: &mut Reader<'_, '_>) -> Vec<LintSetting> {
    let Some(lints) = reader.value("lints") else { return Vec::new() };
    let DeValue::Table(rules) = lints.get_ref() else {
        reader.wrong_type("`lints`", lints, "a table");
        return Vec::new();
    };
    let mut settings = Vec::new();
    for (key, value) in rules {
        let name: &str = key.get_ref();
        if HEADER.key(name).is_some() {
            let message = format!("`{name}` stands below `[lints]`, and is taken for a rule");
            reader.report(code::MISPLACED_HEADER, key.span(), message, "no rule has this name").help =
                Some(move_up(name));
            continue;
        }
        let mut setting = LintSetting {
            rule: name.to_owned(),
            place: reader.place(key.span()),
            level: None,
            numbers: Vec::new(),
        };
        if let DeValue::Table(inner) = value.get_ref() {
            let keys: Vec<&str> = inner.keys().map(|key| &**key.get_ref()).collect();
            let Some(mut inner) = reader.open_table("a rule", value, &LINT) else { continue };
            setting.level = inner.word("level", &LintLevel::ALL, LintLevel::word);
            for key in keys.into_iter().filter(|key| *key != "level") {
                let place = inner.key_span(key);
                let place = inner.place(place);
                let number = inner.whole_within(key, 0..=LARGEST_NUMBER);
                setting.numbers.extend(number.map(|number| (key.to_owned(), number, place)));
            }
        } else if let Some(mut table) = reader.open_table("`lints`", lints, &LINTS) {
            setting.level = table.word(name, &LintLevel::ALL, LintLevel::word);
        }
        settings.push(setting);
    }
    settings
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
