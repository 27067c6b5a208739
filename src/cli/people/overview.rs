//! What the answers come to, gathered while they are given.

use std::path::Path;

use crate::catalog::Catalog;
use crate::cli::error::Failure;
use crate::cli::options::Format;
use crate::cli::ui::Ui;
use crate::cohort::report::{Part, Report};
use crate::cohort::sample::Sample;
use crate::cohort::summary::Summary;
use crate::cohort::what_if::WhatIf;
use crate::planner::{Query, Target};
use crate::question::UnsoundPlan;

use super::{Answering, Input, NAMED, PeopleOptions, Progress, Row, reject_in_words, say_rejected};

/// What the answers come to.
pub(in crate::cli) struct Overview<'c> {
    catalog: &'c Catalog,
    query: &'c Query,
    targets: Vec<Target>,
    summaries: Vec<Summary>,
    sample: Sample,
}

impl<'c> Overview<'c> {
    /// Begins with nobody.
    ///
    /// * `targets`: one or more.
    pub(in crate::cli) fn new(catalog: &'c Catalog, query: &'c Query, targets: &[Target]) -> Self {
        let summaries = targets.iter().map(|_| Summary::default()).collect();
        Self { catalog, query, targets: targets.to_vec(), summaries, sample: Sample::default() }
    }

    /// Adds answers.
    pub(in crate::cli) fn add(&mut self, rows: &[Row]) {
        for (someone, answers) in rows.iter().filter_map(|row| row.said.as_ref().ok()) {
            self.sample.offer(someone, answers);
            for (summary, answer) in self.summaries.iter_mut().zip(answers) {
                summary.add(self.catalog, someone, answer);
            }
        }
    }

    /// Returns the answers about the first target, counted.
    pub(in crate::cli) fn summary(&self) -> &Summary {
        &self.summaries[0]
    }

    /// Returns those who can be asked again.
    pub(in crate::cli) fn sample(&self) -> &Sample {
        &self.sample
    }

    /// Returns what can be asked again about a target.
    pub(in crate::cli) fn what_if(&self, place: usize) -> WhatIf<'_> {
        let target = (place, self.targets[place]);
        WhatIf { catalog: self.catalog, common: self.query, target, sample: &self.sample }
    }

    /// Writes the report, in the form asked for; tells whether it was made before somebody broke it off.
    pub(in crate::cli) fn write(
        self,
        ui: &mut Ui<'_>,
        rejected: u64,
        assumptions: Vec<String>,
    ) -> anyhow::Result<bool> {
        let part = |(place, target): (usize, &Target)| -> Result<Part, UnsoundPlan> {
            let sponsorships = self.what_if(place).sponsorships()?;
            Ok(Part { target: *target, summary: self.summaries[place].clone(), sponsorships })
        };
        let parts: Result<Vec<Part>, UnsoundPlan> = self.targets.iter().enumerate().map(part).collect();
        let parts = parts.map_err(|error| Failure::bug(error.to_string()))?;
        if self.query.is_interrupted() {
            return Ok(false);
        }
        let report = Report {
            catalog: self.catalog,
            query: self.query,
            people: self.summary().all.people,
            rejected,
            sampled: self.sample.size() as u64,
            parts,
            assumptions,
        };
        match ui.format() {
            Format::Json => ui.json(&report.json())?,
            _ => ui.page(&report.page())?,
        }
        Ok(true)
    }
}

/// Reads and answers all people of a file, for the lists about them; returns what the answers come to, and how many rows could not
/// be read. `None` where somebody broke it off.
pub(in crate::cli) fn gather<'c>(
    ui: &Ui<'_>,
    path: &Path,
    catalog: &'c Catalog,
    query: &'c Query,
    options: &PeopleOptions,
) -> Result<Option<(Overview<'c>, u64)>, Failure> {
    let mut input = Input::open(ui, path, &[])?;
    let targets = [query.target];
    let mut answering = Answering::new(catalog, query, targets.to_vec(), options);
    let mut overview = Overview::new(catalog, query, &targets);
    let progress = Progress::begin(ui, path);
    let (mut rows, mut rejected) = (0, 0);
    loop {
        let some = input.some()?;
        if some.is_empty() {
            break;
        }
        let answered = answering.answer(&input, some)?;
        if query.is_interrupted() {
            progress.end();
            ui.say("interrupted");
            return Ok(None);
        }
        for row in &answered {
            let Row { record, said: Err(reject) } = row else { continue };
            if rejected < NAMED {
                progress.aside(|| ui.say(&reject_in_words(record, reject)));
            }
            rejected += 1;
        }
        overview.add(&answered);
        rows += answered.len() as u64;
        progress.is_at(input.passed(), rows);
    }
    progress.end();
    answering.say_left_out(ui);
    say_rejected(
        ui,
        rejected,
        "`careerpath cohort` with `--rejects FILE` keeps them, each with its line and reason",
    );
    Ok(Some((overview, rejected)))
}
