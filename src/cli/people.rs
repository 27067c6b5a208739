//! People in a file, for every command that asks about many: opened, read and answered, some rows at a time.

pub(super) mod overview;
mod progress;

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use clap::Args;
use rayon::prelude::*;

use crate::catalog::Catalog;
use crate::cohort::answers::{Answer, Answers};
use crate::cohort::columns::{self, Column};
use crate::cohort::ndjson::Object;
use crate::cohort::people::{People, Someone};
use crate::cohort::records::{Reading, Record, Records, Refused};
use crate::cohort::report::PEOPLE;
use crate::cohort::rows::{Layout, Unusable};
use crate::cohort::{Form, Reject, shown};
use crate::limits::ROW_BYTES;
use crate::planner::{Query, Target};
use crate::render::assumptions;
use crate::render::words::count;
use crate::units::Months;

use super::asker::Asked;
use super::error::Failure;
use super::exceptions::ExceptionOptions;
use super::exit::Exit;
use super::question::QuestionOptions;
use super::routes;
use super::ui::Ui;
pub(super) use progress::Progress;

/// How many rows are answered at a time, and how many bytes of them at the most.
const ROWS: usize = 1_024;
const BYTES: usize = 8 << 20;

/// How many rejected rows are named where no file is given for them.
pub(super) const NAMED: u64 = 5;

/// How people are read.
#[derive(Debug, Args)]
pub(super) struct PeopleOptions {
    /// Leave out credentials that the catalog does not know, in place of rejecting the row (of people in a file).
    #[arg(long, help_heading = "Rows")]
    pub(super) ignore_unknown: bool,
}

/// Rows that are read.
pub(super) struct Input<'a> {
    /// Where they are.
    pub(super) path: &'a Path,
    /// In which form.
    pub(super) form: Form,
    /// What stands where in them.
    pub(super) layout: Layout,
    records: Records<Box<dyn Read>>,
}

/// A row with what is said to it.
pub(super) struct Row {
    /// What stands in it.
    pub(super) record: Record,
    /// Whom it says something of with the answers, by target; or why it does not.
    pub(super) said: Result<(Someone, Vec<Arc<Answer>>), Reject>,
}

impl<'a> Input<'a> {
    /// Opens the people, finds out in which form they are, and reads the header. Says which columns may be slips.
    ///
    /// * `dropped`: the columns that are left out of the answer.
    pub(super) fn open(ui: &Ui<'_>, path: &'a Path, dropped: &[String]) -> Result<Self, Failure> {
        let (begins, input) = open(path)?;
        let form = form_of(&begins);
        if form == Form::Ndjson {
            say_of_first(ui, &begins, dropped);
        }
        let input: Box<dyn Read> = Box::new(Cursor::new(begins).chain(input));
        let mut records = Records::new(input, form);
        let Some(layout) = layout(&mut records, form, dropped, path)? else {
            let message = format!("{} is empty", named(path));
            return Err(Failure::usage(message).hint("`careerpath cohort --template` prints an example"));
        };
        if !layout.is_of_objects() {
            ui.say(&layout.reading());
        }
        if layout.lacks_time() {
            ui.say("warning: no column says how long people have been in their role: everybody counts as just started");
        }
        for (name, near) in layout.slips() {
            ui.say(&format!("warning: nothing is read of the column `{name}`: is `{near}` meant?"));
        }
        Ok(Self { path, form, layout, records })
    }

    /// Reads some rows; none at the end.
    pub(super) fn some(&mut self) -> Result<Vec<Reading>, Failure> {
        let mut some = Vec::new();
        let mut bytes = 0;
        while some.len() < ROWS && bytes < BYTES {
            let Some(reading) = self.next()? else { break };
            bytes += record(&reading).text.len();
            some.push(reading);
        }
        Ok(some)
    }

    /// Reads one row.
    pub(super) fn next(&mut self) -> Result<Option<Reading>, Failure> {
        self.records.next().map_err(|error| unreadable(self.path, &error))
    }

    /// Returns how many bytes were read as rows.
    pub(super) fn passed(&self) -> u64 {
        self.records.passed()
    }
}

/// Returns the record of a row, whether or not it could be read.
pub(super) fn record(reading: &Reading) -> &Record {
    reading.as_ref().unwrap_or_else(|refused| &refused.record)
}

/// What is asked of all people alike.
pub(super) struct Common {
    /// The catalog, with what holds for all of them.
    pub(super) catalog: Catalog,
    /// The question, whoever the person is.
    pub(super) query: Query,
    /// What is taken for granted.
    pub(super) assumptions: Vec<String>,
}

impl Common {
    /// Reads it off the command line; each person gets a small search.
    pub(super) fn new(
        catalog: Catalog,
        target: Target,
        within: Option<Months>,
        question: &QuestionOptions,
        exceptions: &ExceptionOptions,
    ) -> anyhow::Result<Self> {
        let mut somebody = Asked::nobody(&catalog);
        let mut query = question.query(&catalog, &mut somebody, target)?;
        let (catalog, exceptions) = exceptions.apply(catalog, &mut query, &mut somebody)?;
        question.check_limits(&catalog, &query, &mut somebody)?;
        routes::one_of_many(&mut query, question, within, Some(routes::WITHIN));
        let mut assumptions = vec![PEOPLE.to_owned()];
        assumptions.append(&mut somebody.assumptions);
        assumptions.extend(assumptions::of_exceptions(&catalog, &exceptions, "each of them is"));
        assumptions.extend(assumptions::of_query_to_many(&catalog, &query));
        assumptions.extend(assumptions::of_routes(&catalog));
        Ok(Self { catalog, query, assumptions })
    }
}

/// A question to people in rows.
pub(super) struct Answering<'c> {
    people: People<'c>,
    answers: Answers<'c>,
}

impl<'c> Answering<'c> {
    /// Begins to answer what `query` has in common for all.
    pub(super) fn new(
        catalog: &'c Catalog,
        query: &Query,
        targets: Vec<Target>,
        options: &PeopleOptions,
    ) -> Self {
        Self {
            people: People::new(catalog, query.start).leaving_out(options.ignore_unknown),
            answers: Answers::new(catalog, query.clone(), targets),
        }
    }

    /// Answers rows, in their order, on every core.
    pub(super) fn answer(&mut self, input: &Input<'_>, some: Vec<Reading>) -> Result<Vec<Row>, Failure> {
        let (layout, form) = (&input.layout, input.form);
        let read: Vec<(Record, Result<Someone, Reject>)> = some
            .into_par_iter()
            .map(|reading| match reading {
                Ok(record) => {
                    let given = layout.given(&record, form);
                    let someone = given.and_then(|given| self.people.read(&given));
                    (record, someone)
                }
                Err(refused) => {
                    let Refused { record, reject } = *refused;
                    (record, Err(reject))
                }
            })
            .collect();
        let (mut people, mut rows) = (Vec::new(), Vec::new());
        for (record, someone) in read {
            rows.push((record, someone.map(|someone| people.push(someone))));
        }
        let answers = self.answers.of(&people).map_err(|error| Failure::bug(error.to_string()))?;
        let mut answered = people.into_iter().zip(answers);
        let mut next = || answered.next().ok_or_else(|| Failure::bug("somebody has no answer"));
        let row = |(record, said): (Record, Result<(), Reject>)| {
            let said = match said {
                Ok(()) => Ok(next()?),
                Err(reject) => Err(reject),
            };
            Ok(Row { record, said })
        };
        rows.into_iter().map(row).collect()
    }
}

impl Answering<'_> {
    /// Says how many credentials were left out.
    pub(super) fn say_left_out(&self, ui: &Ui<'_>) {
        let left = self.people.left_out();
        if left > 0 {
            let credentials = count(left, "credential was", "credentials were");
            ui.say(&format!("{credentials} left out, as the catalog does not know them"));
        }
    }
}

/// Returns how the program ends when so many rows could not be read.
pub(super) fn exit(rejected: u64) -> Exit {
    if rejected > 0 { Exit::Findings } else { Exit::Done }
}

/// Says why a row has no answer.
pub(super) fn reject_in_words(record: &Record, reject: &Reject) -> String {
    let mark = if reject.column.is_empty() { ":" } else { "," };
    format!("line {}{mark} {}", record.line, reject.words())
}

/// Says that rows were not read, and where they are.
pub(super) fn say_rejected(ui: &Ui<'_>, rejected: u64, place: &str) {
    if rejected > 0 {
        ui.say(&format!("{} not read: {place}", count(rejected, "row was", "rows were")));
    }
}

/// Opens the people, and reads their first line, which a pipe may give in parts.
fn open(path: &Path) -> Result<(Vec<u8>, Box<dyn Read>), Failure> {
    let mut input: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).map_err(|error| unreadable(path, &error))?)
    };
    let mut begins = Vec::new();
    let mut block = vec![0; 64 << 10];
    while begins.len() < ROW_BYTES && first_line(&begins).is_none() {
        match input.read(&mut block) {
            Ok(0) => break,
            Ok(read) => begins.extend_from_slice(&block[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(path, &error)),
        }
    }
    if begins.starts_with(&[0xFF, 0xFE]) || begins.starts_with(&[0xFE, 0xFF]) {
        let message = format!("{} is UTF-16", named(path));
        return Err(Failure::usage(message).hint("save it as UTF-8: in a spreadsheet, as `CSV UTF-8`"));
    }
    if begins.starts_with(&[0xEF, 0xBB, 0xBF]) {
        begins.drain(..3);
    }
    Ok((begins, input))
}

/// Returns the first line that is not blank; `None` where its end is not there.
fn first_line(begins: &[u8]) -> Option<&[u8]> {
    let start = begins.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let length = begins[start..].iter().position(|byte| *byte == b'\n')?;
    Some(&begins[start..start + length])
}

/// Says what the first object has not that is to be dropped: more likely a slip than a name that others have.
fn say_of_first(ui: &Ui<'_>, begins: &[u8], dropped: &[String]) {
    let first = std::str::from_utf8(first_line(begins).unwrap_or(begins)).unwrap_or_default();
    let Ok(Object { members }) = Object::read(first) else { return };
    for name in dropped.iter().filter(|name| !members.iter().any(|(known, _)| known == *name)) {
        ui.say(&format!("warning: the first row has no `{name}` to drop: write it as the rows do"));
    }
    let is_read = |name: &str| Column::named(name).is_some();
    for (name, _) in members.iter().filter(|(name, _)| !is_read(name)) {
        if let Some(near) = columns::near(name).into_iter().next() {
            ui.say(&format!("warning: nothing is read of `{}`: is `{near}` meant?", shown(name)));
        }
    }
}

/// Tells the form of what begins like this.
fn form_of(seen: &[u8]) -> Form {
    let mut rest = seen.iter().skip_while(|byte| byte.is_ascii_whitespace());
    if rest.next() == Some(&b'{') {
        return Form::Ndjson;
    }
    let line: Vec<u8> =
        seen.iter().copied().skip_while(u8::is_ascii_whitespace).take_while(|byte| *byte != b'\n').collect();
    let often = |delimiter: u8| line.split(|byte| *byte == delimiter).count();
    let delimiter =
        [b'\t', b';'].into_iter().find(|delimiter| often(*delimiter) > often(b',')).unwrap_or(b',');
    Form::Csv { delimiter }
}

/// Returns the layout of the rows; `None` where there is nothing at all.
fn layout<R: Read>(
    records: &mut Records<R>,
    form: Form,
    drop: &[String],
    path: &Path,
) -> Result<Option<Layout>, Failure> {
    if form == Form::Ndjson {
        return Ok(Some(Layout::of_objects(drop)));
    }
    let refuse = |message: String, hint: &str| Failure::usage(message).hint(hint);
    match records.next().map_err(|error| unreadable(path, &error))? {
        None => Ok(None),
        Some(Ok(header)) => Layout::of_header(&header, drop)
            .map(Some)
            .map_err(|Unusable { message, hint }| refuse(format!("{}: {message}", named(path)), &hint)),
        Some(Err(refused)) => {
            let Reject { reason, hint, .. } = &refused.reject;
            Err(refuse(format!("the header of {}: {reason}", named(path)), hint))
        }
    }
}

/// Returns the name of the input for messages.
pub(super) fn named(path: &Path) -> String {
    if path == Path::new("-") { "the standard input".to_owned() } else { format!("`{}`", path.display()) }
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::usage(format!("cannot read {}: {error}", named(path)))
}
