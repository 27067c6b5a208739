//! `cohort`: many people at once, row by row.

mod checkpoint;
mod progress;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::catalog::Catalog;
use crate::cohort::answers::{Answer, Answers};
use crate::cohort::people::{People, Someone};
use crate::cohort::records::{Reading, Record, Records, Refused};
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
use super::output::{Output, Reader};
use super::question::QuestionOptions;
use super::routes;
use super::ui::Ui;
use super::values;
use checkpoint::{Checkpoint, Place};
use progress::Progress;

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
  careerpath cohort --template | careerpath cohort - --to nurse-informaticist --drop budget

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
    /// Go on where a run with the same options was cut off (with `-o`).
    #[arg(long, help_heading = "Rows", requires = "output")]
    resume: bool,
    /// Leave a column out of the answer; may be repeated.
    #[arg(long, value_name = "COLUMN", help_heading = "Rows")]
    drop: Vec<String>,
    /// Print an example of what is read, and nothing else.
    #[arg(long, help_heading = "Rows", conflicts_with_all = ["people", "to", "within", "rejects", "resume", "drop"])]
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
        for (name, about) in crate::cohort::columns::all() {
            ui.say(&format!("{name}: {about}"));
        }
        ui.say("All other columns pass through as they are.");
        return Ok(Exit::Done);
    };
    let mut somebody = Asked::nobody(&catalog);
    let mut query = arguments.question.query(&catalog, &mut somebody, *first)?;
    let (catalog, _) = arguments.exceptions.apply(catalog, &mut query, &mut somebody)?;
    arguments.question.check_limits(&catalog, &query, &mut somebody)?;
    routes::one_of_many(&mut query, &arguments.question, arguments.within, Some(WITHIN));
    let (input, form) = open(path)?;
    let mut records = Records::new(input, form);
    let layout = layout(&mut records, form, &arguments.drop, path)?;
    for (name, near) in layout.as_ref().map(Layout::slips).unwrap_or_default() {
        ui.say(&format!("warning: nothing is read of the column `{name}`: is `{near}` meant?"));
    }
    let Some(layout) = layout else {
        let message = format!("{} is empty", named(path));
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
    // What an answer depends on, of the catalog too.
    let Catalog { name, version, roles, credentials, domains, .. } = &catalog;
    let known = (name, version, roles, credentials, domains);
    let begun = Checkpoint::begin(&(known, &query, cohort.answers.targets(), form, into, &arguments.drop));
    let mut run = Run::prepare(arguments, ui, begun)?;
    run.go_on(&mut records, path)?;
    if run.done.rows == 0 && run.add_rows(&cohort.header()?)? == Reader::Gone {
        return Ok(Exit::Done);
    }
    cohort.counts = run.done.counts;
    let progress = Progress::begin(ui, path);
    let earlier = run.done.records;
    while !run.done.is_over {
        let some = read_some(&mut records, path)?;
        if some.is_empty() {
            break;
        }
        for record in &some {
            run.done.see(record.as_ref().unwrap_or_else(|refused| &refused.record));
        }
        let (rows, refused) = cohort.answer(some)?;
        if query.is_interrupted() {
            progress.end();
            ui.say(&run.broken_off());
            return Ok(Exit::Interrupted);
        }
        for Refused { record, reject } in &refused {
            if run.rejects.is_none() && cohort.counts.named < NAMED {
                cohort.counts.named += 1;
                progress.aside(|| ui.say(&reject_in_words(record, reject)));
            }
            run.add_reject(record, reject)?;
        }
        if run.add_rows(&rows)? == Reader::Gone {
            return Ok(Exit::Done);
        }
        run.done.counts = cohort.counts;
        run.mark()?;
        progress.is_at(records.passed(), run.done.records - earlier);
    }
    progress.end();
    run.end()?;
    say_end(ui, &cohort.counts, arguments);
    Ok(if cohort.counts.rejected > 0 { Exit::Findings } else { Exit::Done })
}

/// Where the answer and the rejects go, and how far they have come.
struct Run<'a> {
    rows: Output,
    rejects: Option<Output>,
    /// Where it is kept how far the run has come; `None` where it cannot go on later.
    place: Option<Place>,
    done: Checkpoint,
    /// What an earlier run has done.
    earlier: Option<Checkpoint>,
    path: Option<&'a Path>,
}

impl<'a> Run<'a> {
    /// Makes sure that everything can be written, before any work is done for it.
    fn prepare(arguments: &Arguments, ui: &mut Ui<'a>, begun: Checkpoint) -> anyhow::Result<Self> {
        let path = ui.take_output();
        let Some(file) = path else {
            let rejects = arguments.rejects.as_deref().map(|path| ui.prepare_file(path)).transpose()?;
            return Ok(Self {
                rows: Output::Standard,
                rejects,
                place: None,
                done: begun,
                earlier: None,
                path,
            });
        };
        let place = Place::of(file);
        let earlier = if arguments.resume { place.read()? } else { None };
        if arguments.resume && earlier.is_none() {
            ui.say("nothing to resume: this run begins with the first row");
        }
        if earlier.as_ref().is_some_and(|earlier| !earlier.asks_as(&begun)) {
            let message = format!("the run for `{}` that was cut off asked something else", file.display());
            let hint =
                "use its options and its catalog, or add `--force` in place of `--resume` to begin anew";
            return Err(Failure::usage(message).hint(hint).into());
        }
        let rows = Output::prepare_resumable(file, ui.is_forced(), arguments.resume)?;
        let is_named = earlier.as_ref().is_some_and(|earlier| earlier.is_over);
        let rejects = match arguments.rejects.as_deref() {
            // It had its name already when the run was cut off.
            Some(path) if is_named && path.exists() => None,
            Some(path) => Some(ui.prepare_resumable(path, arguments.resume)?),
            None => None,
        };
        let place = rows.path().is_some().then_some(place);
        Ok(Self { rows, rejects, place, done: begun, earlier, path })
    }

    /// Passes what an earlier run has done, and cuts its files to that.
    fn go_on<R: Read>(&mut self, records: &mut Records<R>, path: &Path) -> Result<(), Failure> {
        let Some(earlier) = self.earlier.take() else {
            if let Some(rejects) = &mut self.rejects {
                if self.place.is_some() {
                    rejects.cut(0)?;
                }
                rejects.add(REJECTS_HEADER.as_bytes())?;
                self.done.rejects = REJECTS_HEADER.len() as u64;
            }
            if self.place.is_some() {
                self.rows.cut(0)?;
                self.mark()?;
            }
            return Ok(());
        };
        while self.done.records < earlier.records {
            match records.next().map_err(|error| unreadable(path, &error))? {
                Some(reading) => self.done.see(reading.as_ref().unwrap_or_else(|refused| &refused.record)),
                None => break,
            }
        }
        if !self.done.saw_as(&earlier) {
            let message = format!("{} begins with other rows than when the run was cut off", named(path));
            return Err(Failure::usage(message).hint("add `--force` in place of `--resume` to begin anew"));
        }
        let cut = self.rows.cut(earlier.rows)?.is_some();
        let rejects_cut = self.rejects.as_mut().map(|rejects| rejects.cut(earlier.rejects)).transpose()?;
        if !cut || rejects_cut.is_some_and(|cut| cut.is_none()) {
            let message = "a file of the run that was cut off is shorter than it was";
            return Err(Failure::usage(message).hint("add `--force` in place of `--resume` to begin anew"));
        }
        self.done = earlier;
        Ok(())
    }

    fn add_rows(&mut self, rows: &[u8]) -> Result<Reader, Failure> {
        self.done.rows += rows.len() as u64;
        self.rows.add(rows)
    }

    fn add_reject(&mut self, record: &Record, reject: &Reject) -> anyhow::Result<()> {
        if let Some(rejects) = &mut self.rejects {
            let row = reject_row(record, reject)?;
            self.done.rejects += row.len() as u64;
            rejects.add(&row)?;
        }
        Ok(())
    }

    /// Keeps how far the run has come.
    fn mark(&mut self) -> Result<(), Failure> {
        self.place.as_ref().map_or(Ok(()), |place| place.write(&self.done))
    }

    /// Gives the files their names.
    fn end(&mut self) -> Result<(), Failure> {
        self.done.is_over = true;
        self.mark()?;
        if let Some(rejects) = &mut self.rejects {
            rejects.end()?;
        }
        self.rows.end()?;
        if let Some(place) = &self.place {
            place.clear();
        }
        Ok(())
    }

    fn broken_off(&self) -> String {
        match self.path {
            Some(path) => format!(
                "interrupted: {} done; the same command with `--resume` goes on with `{}`",
                count(self.done.counts.people + self.done.counts.rejected, "row is", "rows are"),
                path.display()
            ),
            None => "interrupted".to_owned(),
        }
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

impl Cohort<'_> {
    fn header(&self) -> anyhow::Result<Vec<u8>> {
        let Form::Csv { delimiter } = self.into else { return Ok(Vec::new()) };
        let mut out = csv_writer(delimiter);
        self.layout.write_header(&mut out)?;
        Ok(out.into_inner()?)
    }

    /// Answers rows: those of the answer, and what was refused.
    fn answer(&mut self, some: Vec<Reading>) -> anyhow::Result<(Vec<u8>, Vec<Refused>)> {
        let read: Vec<Result<(Record, Someone), Box<Refused>>> = some
            .into_par_iter()
            .map(|record| {
                let record = record?;
                let someone =
                    self.layout.given(&record, self.form).and_then(|given| self.people.read(&given));
                match someone {
                    Ok(someone) => Ok((record, someone)),
                    Err(reject) => Err(Box::new(Refused { record, reject })),
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
                Err(reject) => refused.push(*reject),
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

/// Reads some rows; none at the end.
fn read_some<R: Read>(records: &mut Records<R>, path: &Path) -> Result<Vec<Reading>, Failure> {
    let mut some = Vec::new();
    let mut bytes = 0;
    while some.len() < ROWS && bytes < BYTES {
        let Some(reading) = records.next().map_err(|error| unreadable(path, &error))? else { break };
        bytes += reading.as_ref().unwrap_or_else(|refused| &refused.record).text.len();
        some.push(reading);
    }
    Ok(some)
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
        let message = format!("{} is UTF-16", named(path));
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
fn named(path: &Path) -> String {
    if path == Path::new("-") { "the standard input".to_owned() } else { format!("`{}`", path.display()) }
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::usage(format!("cannot read {}: {error}", named(path)))
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
