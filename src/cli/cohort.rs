//! `cohort`: many people at once, row by row, and what the answers come to.

mod checkpoint;
mod run;
mod sheet;

use std::path::PathBuf;

use clap::Args;
use serde::{Deserialize, Serialize};

use crate::catalog::Catalog;
use crate::cohort::answers::Answer;
use crate::planner::Target;
use crate::render::words::count;
use crate::units::Months;

use super::complete;
use super::error::Failure;
use super::exceptions::ExceptionOptions;
use super::exit::Exit;
use super::options::Format;
use super::output::Reader;
use super::people;
use super::people::overview::Overview;
use super::people::{
    Answering, Common, Input, NAMED, PeopleOptions, Progress, Row, record, reject_in_words, say_rejected,
};
use super::question::QuestionOptions;
use super::ui::Ui;
use super::values;
use checkpoint::Checkpoint;
use run::Run;
use sheet::Sheet;

/// Answer for many people at once: a row in, a row out.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath cohort --template -o people.csv
  careerpath cohort people.csv --to cnio --within 3y -o answers.csv --rejects rejects.csv
  careerpath cohort people.csv --to cnio --summary -o report.html
  careerpath cohort people.ndjson --to cnio --to nursing-informatics-manager --format ndjson
  careerpath cohort --template | careerpath cohort - --to nurse-informaticist --drop budget

Columns that are read: role, years or months, credentials, history, experience, budget, max-years, keep-working, \
study-hours, avoid; all others pass through as they are. Each person gets a small search of 500 states; \
`--limit STATES` and `--prove` search longer. A row that cannot be read goes to the file of `--rejects`, and the exit \
code is 1 then. Limits on the command line hold for everybody, beside each person's own.")]
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
    #[command(flatten)]
    rows: RowOptions,
    /// Print an example of what is read, and nothing else.
    #[arg(long, help_heading = "Rows", conflicts_with_all = ["people", "to", "within", "summary", "rejects", "keep_rejects", "resume", "drop"])]
    template: bool,
    #[command(flatten)]
    reading: PeopleOptions,
    #[command(flatten)]
    question: QuestionOptions,
    #[command(flatten)]
    exceptions: ExceptionOptions,
}

/// What becomes of the rows.
#[derive(Debug, Args)]
#[command(next_help_heading = "Rows")]
struct RowOptions {
    /// Print what the answers come to, in place of the rows.
    #[arg(long)]
    summary: bool,
    /// Write the rows into a new file, beside the summary.
    #[arg(long, value_name = "FILE", requires = "summary")]
    rows: Option<PathBuf>,
    /// Write the rows that cannot be read into a new file, with line, column and reason.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Keep the rows that cannot be read in the answer too: their outcome is `rejected`, and their reason why.
    #[arg(long)]
    keep_rejects: bool,
    /// Go on where a run with the same options was cut off (with `-o`, or `--rows`).
    #[arg(long)]
    resume: bool,
    /// Leave a column out of the answer; may be repeated.
    #[arg(long, value_name = "COLUMN")]
    drop: Vec<String>,
}

impl Arguments {
    /// Tells whether the rows are the answer, which is written while they come.
    pub(super) fn streams(&self) -> bool {
        !self.rows.summary && !self.template
    }

    /// Tells whether the command writes files beside the answer.
    pub(super) fn writes_files(&self) -> bool {
        self.rows.rows.is_some() || self.rows.rejects.is_some()
    }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    let rows = &arguments.rows;
    ui.require_format(if rows.summary { "cohort --summary" } else { "cohort" })?;
    let catalog = ui.catalog()?;
    let targets = targets(&catalog, &arguments.to)?;
    let (Some(path), Some(first)) = (&arguments.people, targets.first()) else {
        return template(ui, &catalog);
    };
    let Common { catalog, query, assumptions } =
        Common::new(catalog, *first, arguments.within, &arguments.question, &arguments.exceptions)?;
    let mut input = Input::open(ui, path, &rows.drop)?;
    let sheet = Sheet::new(&catalog, &query, &targets, sheet::form(ui, rows, input.form)?);
    let mut answering = Answering::new(&catalog, &query, targets.clone(), &arguments.reading);
    // What an answer depends on, of the catalog too.
    let Catalog { name, version, roles, credentials, domains, .. } = &catalog;
    let known = (name, version, roles, credentials, domains);
    let asked = (
        known,
        &query,
        &targets,
        input.form,
        sheet.into,
        &rows.drop,
        rows.keep_rejects,
        rows.rejects.is_some(),
        arguments.reading.ignore_unknown,
    );
    let mut run = Run::prepare(rows, &input, ui, Checkpoint::begin(&asked))?;
    let mut overview = rows.summary.then(|| Overview::new(&catalog, &query, &targets));
    run.go_on(&mut input, |input, some| {
        if let Some(overview) = &mut overview {
            overview.add(&answering.answer(input, some)?);
        }
        Ok(())
    })?;
    if run.done.rows == 0 && run.add_rows(&sheet.header(&input.layout)?)? == Reader::Gone {
        return Ok(Exit::Done);
    }
    let progress = Progress::begin(ui, path);
    let earlier = run.done.records;
    while !run.done.is_over {
        let some = input.some()?;
        if some.is_empty() {
            break;
        }
        for reading in &some {
            run.done.see(record(reading));
        }
        let answered = answering.answer(&input, some)?;
        if query.is_interrupted() {
            progress.end();
            ui.say(&run.broken_off());
            return Ok(Exit::Interrupted);
        }
        for row in &answered {
            let Row { record, said: Err(reject) } = row else { continue };
            if !run.keeps_rejects() && run.done.counts.named < NAMED {
                run.done.counts.named += 1;
                progress.aside(|| ui.say(&reject_in_words(record, reject)));
            }
            run.add_reject(record, reject)?;
        }
        run.done.counts.add(&answered);
        if let Some(overview) = &mut overview {
            overview.add(&answered);
        }
        if run.has_rows() {
            let text = sheet.rows(&input, &answered, rows.keep_rejects)?;
            if run.add_rows(&text)? == Reader::Gone {
                run.nobody_reads()?;
                return Ok(Exit::Done);
            }
        }
        run.mark()?;
        progress.is_at(input.passed(), run.done.records - earlier);
    }
    progress.end();
    run.end()?;
    let counts = run.done.counts;
    if let Some(overview) = overview {
        if !overview.write(ui, counts.rejected, assumptions)? {
            ui.say(&run.broken_off());
            return Ok(Exit::Interrupted);
        }
        if rows.rows.is_none() {
            ui.say("hint: `--rows FILE` writes a row a person too: it says who they are");
        }
    }
    run.tidy_up();
    answering.say_left_out(ui);
    say_end(ui, &counts, rows);
    Ok(people::exit(counts.rejected))
}

fn targets(catalog: &Catalog, names: &[String]) -> Result<Vec<Target>, Failure> {
    let mut targets: Vec<Target> = Vec::new();
    for name in names {
        let target = catalog.find_entry(name).map_err(Failure::from)?.into();
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
    Ok(targets)
}

/// Prints an example of what is read, and what each column means beside it.
fn template(ui: &mut Ui<'_>, catalog: &Catalog) -> anyhow::Result<Exit> {
    let template = crate::cohort::template::text(catalog, ui.format() == Format::Ndjson)?;
    ui.text(&template)?;
    for (name, about) in crate::cohort::columns::all() {
        ui.say(&format!("{name}: {about}"));
    }
    ui.say("All other columns pass through as they are.");
    Ok(Exit::Done)
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

impl Counts {
    fn add(&mut self, rows: &[Row]) {
        for row in rows {
            let Ok((_, answers)) = &row.said else {
                self.rejected += 1;
                continue;
            };
            self.people += 1;
            for answer in answers {
                match **answer {
                    Answer::Found(_) => self.found += 1,
                    Answer::Unreachable | Answer::Contradiction => self.unreachable += 1,
                    Answer::Open { .. } => self.open += 1,
                }
            }
        }
    }
}

/// Says what was done.
fn say_end(ui: &Ui<'_>, counts: &Counts, rows: &RowOptions) {
    let mut parts = vec![format!("{} with a route", count(counts.found, "answer", "answers"))];
    parts.push(format!("{} without", counts.unreachable));
    if counts.open > 0 {
        parts.push(format!("{} not settled", counts.open));
    }
    ui.say(&format!("{}: {}", count(counts.people, "person", "people"), parts.join(", ")));
    let place = match &rows.rejects {
        Some(path) => format!("see `{}`", path.display()),
        None => "`--rejects FILE` keeps them, each with its line and reason".to_owned(),
    };
    say_rejected(ui, counts.rejected, &place);
}
