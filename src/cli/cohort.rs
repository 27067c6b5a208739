//! `cohort`: many people at once, row by row.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;
use serde_json::{Map, Value};

use crate::catalog::Catalog;
use crate::cohort::answers::{Answer, Answers};
use crate::cohort::people::{People, Someone};
use crate::cohort::records::{Record, Records};
use crate::cohort::rows::{Layout, Unusable, added};
use crate::cohort::{Form, Reject};
use crate::planner::{Query, Target};
use crate::render::plan::unreachable::limits_in_words;
use crate::render::words::{count, list};
use crate::units::Months;

use super::asker::Asked;
use super::complete;
use super::error::Failure;
use super::exceptions::ExceptionOptions;
use super::exit::Exit;
use super::options::Format;
use super::output::Reader;
use super::question::QuestionOptions;
use super::routes;
use super::ui::Ui;
use super::values;

/// The time within which people are to be there unless somebody says otherwise.
const WITHIN: Months = Months(96);

/// How many rows are answered at a time, and how many bytes of them at the most.
const ROWS: usize = 1_024;
const BYTES: usize = 8 << 20;

/// How many rejected rows are named where no file is given for them.
const NAMED: u64 = 5;

/// Answer for many people at once: a row in, a row out.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath cohort --template -o people.csv
  careerpath cohort people.csv --to cnio --within 3y -o answers.csv --rejects rejects.csv
  careerpath cohort people.ndjson --to cnio --to nursing-informatics-manager --format ndjson
  careerpath cohort - --to nurse-informaticist --keep-working --drop name

Columns that are read: role, years or months, credentials, history, experience, budget, max-years, keep-working, \
study-hours, avoid; all others pass through as they are. Each person gets a small search of 500 states; \
`--limit STATES` and `--prove` search longer. A row that cannot be read goes to the file of `--rejects`, and the exit \
code is 1 then.")]
pub(super) struct Arguments {
    /// The people: a file of CSV with a header, or of NDJSON with an object a line; `-` for the standard input.
    #[arg(value_name = "PEOPLE", required_unless_present = "template")]
    people: Option<PathBuf>,
    /// Where people are to get: a role, or a credential; may be repeated for a row each.
    #[arg(long, value_name = "ROLE|CREDENTIAL", help_heading = "Where to", add = complete::entries())]
    #[arg(required_unless_present = "template")]
    to: Vec<String>,
    /// The most time until they are there: `3`, `2.5` or `18mo`; 8 years unless said.
    #[arg(long, value_name = "YEARS", value_parser = values::positive_years, allow_negative_numbers = true)]
    #[arg(help_heading = "Where to")]
    within: Option<Months>,
    /// Write the rows that cannot be read into a new file, with line, column and reason.
    #[arg(long, value_name = "FILE", help_heading = "Rows")]
    rejects: Option<PathBuf>,
    /// Leave a column out of the answer; may be repeated.
    #[arg(long, value_name = "COLUMN", help_heading = "Rows")]
    drop: Vec<String>,
    /// Print an example of what is read, and nothing else.
    #[arg(long, help_heading = "Rows", conflicts_with_all = ["people", "to", "within", "rejects", "drop"])]
    template: bool,
    #[command(flatten)]
    question: QuestionOptions,
    #[command(flatten)]
    exceptions: ExceptionOptions,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("cohort")?;
    let catalog = ui.catalog()?;
    let mut targets: Vec<Target> = Vec::new();
    for name in &arguments.to {
        let target = catalog.find_entry(name).map_err(Failure::from)?.into();
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    let (Some(path), Some(first)) = (&arguments.people, targets.first()) else {
        let template = crate::cohort::template::text(&catalog, ui.format() == Format::Ndjson)?;
        ui.text(&template)?;
        return Ok(Exit::Done);
    };
    let mut somebody = Asked::nobody(&catalog);
    let mut query = arguments.question.query(&catalog, &mut somebody, *first)?;
    let (catalog, _) = arguments.exceptions.apply(catalog, &mut query, &mut somebody)?;
    arguments.question.check_limits(&catalog, &query, &mut somebody)?;
    routes::one_of_many(&mut query, &arguments.question, arguments.within, Some(WITHIN));
    let mut rejects = arguments.rejects.as_deref().map(|path| ui.prepare_file(path)).transpose()?;
    let (input, form) = open(path)?;
    let mut records = Records::new(input, form);
    let layout = layout(&mut records, form, &arguments.drop, path)?;
    for (name, near) in layout.as_ref().map(Layout::slips).unwrap_or_default() {
        ui.say(&format!("warning: nothing is read of the column `{name}`: is `{near}` meant?"));
    }
    let Some(layout) = layout else {
        let message = format!("`{}` is empty", path.display());
        return Err(Failure::usage(message).hint("`careerpath cohort --template` prints an example").into());
    };
    let into = match (ui.has_stated_format(), ui.format(), form) {
        (true, Format::Csv, Form::Ndjson) => {
            let message = "objects may have different names, and rows of CSV have one header";
            return Err(Failure::usage(message)
                .hint("leave out `--format csv`, or give the people as CSV")
                .into());
        }
        (true, Format::Ndjson, _) | (false, _, Form::Ndjson) => Form::Ndjson,
        (_, _, form) => form,
    };
    let mut cohort = Cohort {
        people: People::new(&catalog, query.start),
        answers: Answers::new(&catalog, query.clone(), targets),
        catalog: &catalog,
        query: &query,
        layout,
        form,
        into,
        counts: Counts::default(),
    };
    if let Some(rejects) = &mut rejects {
        rejects.add(REJECTS_HEADER.as_bytes())?;
    }
    if ui.stream().add(&cohort.header()?)? == Reader::Gone {
        return Ok(Exit::Done);
    }
    loop {
        let some = cohort.read(&mut records, path)?;
        if some.is_empty() {
            break;
        }
        let (rows, refused) = cohort.answer(some)?;
        if query.is_interrupted() {
            ui.say("interrupted: nothing was kept");
            return Ok(Exit::Interrupted);
        }
        for (record, reject) in &refused {
            match &mut rejects {
                Some(file) => {
                    file.add(&reject_row(record, reject)?)?;
                }
                None if cohort.counts.named < NAMED => {
                    cohort.counts.named += 1;
                    ui.say(&reject_in_words(record, reject));
                }
                None => {}
            }
        }
        if ui.stream().add(&rows)? == Reader::Gone {
            return Ok(Exit::Done);
        }
    }
    if let Some(rejects) = &mut rejects {
        rejects.end()?;
    }
    ui.stream().end()?;
    say_end(ui, &cohort.counts, arguments);
    Ok(if cohort.counts.rejected > 0 { Exit::Findings } else { Exit::Done })
}

/// What was done.
#[derive(Debug, Default)]
struct Counts {
    people: u64,
    rejected: u64,
    /// Rejected rows that were named.
    named: u64,
    found: u64,
    unreachable: u64,
    open: u64,
}

/// A cohort being answered.
struct Cohort<'c> {
    catalog: &'c Catalog,
    query: &'c Query,
    people: People<'c>,
    answers: Answers<'c>,
    layout: Layout,
    /// The form of what is read.
    form: Form,
    /// The form of what is written.
    into: Form,
    counts: Counts,
}

type Refused = Vec<(Record, Reject)>;

impl Cohort<'_> {
    fn header(&self) -> anyhow::Result<Vec<u8>> {
        let Form::Csv { delimiter } = self.into else { return Ok(Vec::new()) };
        let mut out = csv_writer(delimiter);
        self.layout.write_header(&mut out)?;
        Ok(out.into_inner()?)
    }

    /// Reads some rows; none at the end.
    fn read<R: Read>(
        &self,
        records: &mut Records<R>,
        path: &Path,
    ) -> Result<Vec<Result<Record, (Record, Reject)>>, Failure> {
        let mut some = Vec::new();
        let mut bytes = 0;
        while some.len() < ROWS && bytes < BYTES {
            let Some(record) = records.next().map_err(|error| unreadable(path, &error))? else { break };
            let (Ok(read) | Err((read, _))) = &record;
            bytes += read.text.len();
            some.push(record);
        }
        Ok(some)
    }

    /// Answers rows: those of the answer, and what was refused.
    fn answer(&mut self, some: Vec<Result<Record, (Record, Reject)>>) -> anyhow::Result<(Vec<u8>, Refused)> {
        let read: Vec<Result<(Record, Someone), (Record, Reject)>> = some
            .into_par_iter()
            .map(|record| {
                let record = record?;
                let someone =
                    self.layout.given(&record, self.form).and_then(|given| self.people.read(&given));
                match someone {
                    Ok(someone) => Ok((record, someone)),
                    Err(reject) => Err((record, reject)),
                }
            })
            .collect();
        let (mut kept, mut people, mut refused) = (Vec::new(), Vec::new(), Vec::new());
        for row in read {
            match row {
                Ok((record, someone)) => {
                    kept.push(record);
                    people.push(someone);
                }
                Err(reject) => refused.push(reject),
            }
        }
        self.counts.people += people.len() as u64;
        self.counts.rejected += refused.len() as u64;
        let answers = self.answers.of(&people).map_err(|error| Failure::bug(error.to_string()))?;
        let mut writer = csv_writer(match self.into {
            Form::Csv { delimiter } => delimiter,
            Form::Ndjson => b',',
        });
        let mut lines = Vec::new();
        for ((record, someone), answers) in kept.iter().zip(&people).zip(&answers) {
            for (target, answer) in self.answers.targets().iter().zip(answers) {
                self.counts.count(answer);
                let limits = match &**answer {
                    Answer::Unreachable => self.limits_in_words(someone),
                    _ => String::new(),
                };
                let added: Map<String, Value> = added(self.catalog, *target, answer, &limits);
                match self.into {
                    Form::Csv { .. } => self.layout.write_csv(&mut writer, record, &added)?,
                    Form::Ndjson => self.layout.write_ndjson(&mut lines, record, &added, self.form),
                }
            }
        }
        let rows = if self.into == Form::Ndjson { lines } else { writer.into_inner()? };
        Ok((rows, refused))
    }

    /// Says which limits hold for somebody.
    fn limits_in_words(&self, someone: &Someone) -> String {
        let mut query = self.query.clone();
        crate::cohort::answers::narrow(&mut query, &someone.limits);
        list(&limits_in_words(&query.limits, &self.catalog.currency), "and")
    }
}

impl Counts {
    fn count(&mut self, answer: &Answer) {
        match answer {
            Answer::Found(_) => self.found += 1,
            Answer::Unreachable | Answer::Contradiction => self.unreachable += 1,
            Answer::Open { .. } => self.open += 1,
        }
    }
}

fn csv_writer(delimiter: u8) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new())
}

/// Opens the people, and finds out in which form they are.
fn open(path: &Path) -> Result<(Box<dyn Read>, Form), Failure> {
    let raw: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(File::open(path).map_err(|error| unreadable(path, &error))?)
    };
    let mut input = BufReader::with_capacity(64 << 10, raw);
    let seen = input.fill_buf().map_err(|error| unreadable(path, &error))?;
    if seen.starts_with(&[0xFF, 0xFE]) || seen.starts_with(&[0xFE, 0xFF]) {
        let message = format!("`{}` is UTF-16", path.display());
        return Err(Failure::usage(message).hint("save it as UTF-8: in a spreadsheet, as `CSV UTF-8`"));
    }
    let mark = if seen.starts_with(&[0xEF, 0xBB, 0xBF]) { 3 } else { 0 };
    let form = form_of(&seen[mark..]);
    input.consume(mark);
    Ok((Box::new(input), form))
}

/// Tells the form of what begins like this.
fn form_of(seen: &[u8]) -> Form {
    let mut rest = seen.iter().skip_while(|byte| byte.is_ascii_whitespace());
    if rest.next() == Some(&b'{') {
        return Form::Ndjson;
    }
    let line: Vec<u8> =
        seen.iter().copied().skip_while(u8::is_ascii_whitespace).take_while(|byte| *byte != b'\n').collect();
    let often = |delimiter: u8| line.iter().filter(|byte| **byte == delimiter).count();
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
            .map_err(|Unusable { message, hint }| refuse(format!("`{}`: {message}", path.display()), &hint)),
        Some(Err((_, reject))) => {
            Err(refuse(format!("the header of `{}`: {}", path.display(), reject.reason), &reject.hint))
        }
    }
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::usage(format!("cannot read `{}`: {error}", path.display()))
}

const REJECTS_HEADER: &str = "line,column,reason,hint,row\n";

fn reject_row(record: &Record, reject: &Reject) -> anyhow::Result<Vec<u8>> {
    let mut writer = csv_writer(b',');
    writer.write_record([
        &record.line.to_string(),
        reject.column.as_ref(),
        &reject.reason,
        &reject.hint,
        &record.text,
    ])?;
    Ok(writer.into_inner()?)
}

fn reject_in_words(record: &Record, reject: &Reject) -> String {
    let column = if reject.column.is_empty() { String::new() } else { format!(", {}", reject.column) };
    let hint = if reject.hint.is_empty() { String::new() } else { format!(" ({})", reject.hint) };
    format!("line {}{column}: {}{hint}", record.line, reject.reason)
}

/// Says what was done.
fn say_end(ui: &Ui<'_>, counts: &Counts, arguments: &Arguments) {
    let mut parts = vec![format!("{} with a route", count(counts.found, "answer", "answers"))];
    parts.push(format!("{} without", counts.unreachable));
    if counts.open > 0 {
        parts.push(format!("{} not settled", counts.open));
    }
    ui.say(&format!("{}: {}", count(counts.people, "person", "people"), parts.join(", ")));
    if counts.rejected > 0 {
        let rows = count(counts.rejected, "row was", "rows were");
        let place = match &arguments.rejects {
            Some(path) => format!("see `{}`", path.display()),
            None => "`--rejects FILE` keeps them, each with its line and reason".to_owned(),
        };
        ui.say(&format!("{rows} not read: {place}"));
    }
}
