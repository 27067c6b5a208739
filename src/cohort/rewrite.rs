//! A door for the fuzz target: rows read, and written again with one answer for all.

use crate::catalog::Catalog;
use crate::ids::RoleId;
use crate::planner::Target;
use crate::units::CalendarMonth;

use super::answers::Answer;
use super::people::People;
use super::records::{Records, Refused};
use super::rows::{Layout, Unusable, added};
use super::{Form, Reject};

/// What is added to each row.
pub const ADDED: [&str; 12] = super::rows::ADDED;

/// Rows as they were read and written again.
#[derive(Debug)]
pub struct Rewritten {
    /// The rows with their answer.
    pub rows: Vec<u8>,
    /// Everything that was said of what could not be read, as it is said to people.
    pub said: Vec<String>,
    /// Whether any row can be read.
    pub is_usable: bool,
    /// The bytes that were read.
    pub passed: u64,
}

/// Reads rows and writes them with an answer; `dropped` columns are left out.
///
/// # Panics
/// When the lines of the rows do not ascend, or the bytes in memory cannot be read or written.
#[must_use]
pub fn rewrite(catalog: &Catalog, input: &[u8], as_objects: bool, dropped: &[&str]) -> Rewritten {
    let form = if as_objects { Form::Ndjson } else { Form::Csv { delimiter: b',' } };
    let dropped: Vec<String> = dropped.iter().map(|name| (*name).to_owned()).collect();
    let mut records = Records::new(input, form);
    let mut next = || records.next().expect("bytes in memory");
    let layout = match form {
        Form::Ndjson => Ok(Layout::of_objects(&dropped)),
        Form::Csv { .. } => match next() {
            None => Err(Vec::new()),
            Some(Err(refused)) => Err(vec![in_words(&refused.reject)]),
            Some(Ok(header)) => Layout::of_header(&header, &dropped)
                .map_err(|Unusable { message, hint }| vec![clean(&message), clean(&hint)]),
        },
    };
    let layout = match layout {
        Ok(layout) => layout,
        Err(said) => return Rewritten { rows: Vec::new(), said, is_usable: false, passed: 0 },
    };
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    if !as_objects {
        layout.write_header(&mut writer).expect("bytes in memory");
    }
    let people = People::new(catalog, CalendarMonth::new(2026, 11).expect("a month"));
    let answer = added(catalog, Target::Role(RoleId::from_index(0)), &Answer::Unreachable, "");
    let (mut lines, mut said, mut line) = (Vec::new(), Vec::new(), 0);
    while let Some(reading) = next() {
        let read = reading.and_then(|record| {
            let someone = layout.given(&record, form).and_then(|given| people.read(&given));
            match someone {
                Ok(_) => Ok(record),
                Err(reject) => Err(Box::new(Refused { record, reject })),
            }
        });
        let here = match &read {
            Ok(record) => record.line,
            Err(refused) => refused.record.line,
        };
        assert!(here >= line, "line {here} after {line}");
        line = here;
        match read {
            Ok(record) if as_objects => layout.write_ndjson(&mut lines, &record, &answer, form),
            Ok(record) => layout.write_csv(&mut writer, &record, &answer).expect("bytes in memory"),
            Err(refused) => said.push(in_words(&refused.reject)),
        }
    }
    let rows = if as_objects { lines } else { writer.into_inner().expect("bytes in memory") };
    Rewritten { rows, said, is_usable: true, passed: records.passed() }
}

fn in_words(reject: &Reject) -> String {
    clean(&format!("{}: {} ({})", reject.column, reject.reason, reject.hint))
}

fn clean(text: &str) -> String {
    crate::render::text::clean(text)
}
