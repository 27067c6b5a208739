//! The rows of the answer as bytes.

use rayon::prelude::*;
use serde_json::{Map, Value};

use crate::catalog::Catalog;
use crate::cli::error::Failure;
use crate::cli::options::Format;
use crate::cli::people::{Input, Row};
use crate::cli::ui::Ui;
use crate::cohort::Form;
use crate::cohort::answers::{Answer, narrow};
use crate::cohort::people::Someone;
use crate::cohort::rows::{Layout, added, rejected};
use crate::planner::{Query, Target};
use crate::render::plan::unreachable::limits_in_words;
use crate::render::words::list;

use super::RowOptions;

/// How many rows one core makes at a time.
const AT_A_TIME: usize = 64;

/// Writes rows.
pub(super) struct Sheet<'c> {
    catalog: &'c Catalog,
    query: &'c Query,
    targets: &'c [Target],
    /// The form of what is written.
    pub(super) into: Form,
}

/// Returns the form of the rows: the one asked for, by word or by the name of the file, or else that of the people.
pub(super) fn form(ui: &Ui<'_>, rows: &RowOptions, people: Form) -> Result<Form, Failure> {
    let stated = match &rows.rows {
        _ if !rows.summary => ui.stated_format(),
        path => path.as_deref().and_then(Format::of_file),
    };
    match (stated, people) {
        (Some(Format::Csv), Form::Ndjson) => {
            let message = "objects may have different names, and rows of CSV have one header";
            Err(Failure::usage(message).hint("write them as NDJSON, or give the people as CSV"))
        }
        (Some(Format::Ndjson), _) => Ok(Form::Ndjson),
        (Some(Format::Csv) | None, form) => Ok(form),
        (Some(other), _) => Err(Failure::usage(format!("rows have no {} output", other.word()))
            .hint("name a file that ends in `.csv` or `.ndjson`")),
    }
}

/// Returns a writer of cells.
pub(super) fn csv_writer(delimiter: u8) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new())
}

impl<'c> Sheet<'c> {
    /// Makes rows of a form.
    pub(super) fn new(catalog: &'c Catalog, query: &'c Query, targets: &'c [Target], into: Form) -> Self {
        Self { catalog, query, targets, into }
    }

    /// Returns what stands above the rows.
    pub(super) fn header(&self, layout: &Layout) -> anyhow::Result<Vec<u8>> {
        let Form::Csv { delimiter } = self.into else { return Ok(Vec::new()) };
        let mut out = csv_writer(delimiter);
        layout.write_header(&mut out)?;
        Ok(out.into_inner()?)
    }

    /// Returns rows, one for each target, made on every core.
    pub(super) fn rows(
        &self,
        input: &Input<'_>,
        rows: &[Row],
        keep_rejects: bool,
    ) -> anyhow::Result<Vec<u8>> {
        let (layout, from) = (&input.layout, input.form);
        let some = |rows: &[Row]| self.some_rows(layout, from, rows, keep_rejects);
        let parts: anyhow::Result<Vec<Vec<u8>>> = rows.par_chunks(AT_A_TIME).map(some).collect();
        Ok(parts?.concat())
    }

    fn some_rows(
        &self,
        layout: &Layout,
        from: Form,
        rows: &[Row],
        keep_rejects: bool,
    ) -> anyhow::Result<Vec<u8>> {
        let mut writer = csv_writer(match self.into {
            Form::Csv { delimiter } => delimiter,
            Form::Ndjson => b',',
        });
        let mut lines = Vec::new();
        for Row { record, said } in rows {
            for (place, target) in self.targets.iter().enumerate() {
                let added = match said {
                    Ok((someone, answers)) => self.added(*target, someone, &answers[place]),
                    Err(reject) if keep_rejects => rejected(self.catalog, *target, reject),
                    Err(_) => continue,
                };
                match self.into {
                    Form::Csv { .. } => layout.write_csv(&mut writer, record, &added)?,
                    Form::Ndjson => layout.write_ndjson(&mut lines, record, &added, from),
                }
            }
        }
        Ok(if self.into == Form::Ndjson { lines } else { writer.into_inner()? })
    }

    fn added(&self, target: Target, someone: &Someone, answer: &Answer) -> Map<String, Value> {
        let limits = match answer {
            Answer::Unreachable => self.limits_in_words(someone),
            _ => String::new(),
        };
        added(self.catalog, target, answer, &limits)
    }

    /// Says which limits hold for somebody.
    fn limits_in_words(&self, someone: &Someone) -> String {
        let mut query = self.query.clone();
        narrow(&mut query, &someone.limits);
        list(&limits_in_words(&query.limits, &self.catalog.currency), "and")
    }
}
