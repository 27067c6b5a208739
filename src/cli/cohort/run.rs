//! Where the answer of a cohort and its rejects go, and how far they have come.

use std::path::{Path, PathBuf};

use crate::cli::error::Failure;
use crate::cli::output::{Output, Reader, beside, has_its_name, is_same_file};
use crate::cli::people::{Input, named, record};
use crate::cli::ui::Ui;
use crate::cohort::Reject;
use crate::cohort::records::{Reading, Record};
use crate::render::words::count;

use super::RowOptions;
use super::checkpoint::{Checkpoint, Place};
use super::sheet::csv_writer;

/// The header of the rejects.
const REJECTS_HEADER: &str = "line,column,reason,hint,row\n";

/// What messages call the file that is read.
const PEOPLE: &str = "PEOPLE";

/// How many rows of an earlier run are passed at a time.
const AT_A_TIME: usize = 1_024;

/// Where the answer and the rejects go, and how far they have come.
pub(super) struct Run {
    /// `None` where nobody wants the rows.
    rows: Option<Output>,
    rejects: Option<Output>,
    /// Where it is kept how far the run has come; `None` where it cannot go on later.
    place: Option<Place>,
    pub(super) done: Checkpoint,
    /// What an earlier run has done.
    earlier: Option<Checkpoint>,
    path: Option<PathBuf>,
}

impl Run {
    /// Makes sure that everything can be written, before any work is done for it.
    pub(super) fn prepare(
        options: &RowOptions,
        input: &Input<'_>,
        ui: &Ui<'_>,
        begun: Checkpoint,
    ) -> anyhow::Result<Self> {
        apart(&[
            (PEOPLE, Some(input.path)),
            ("--output", ui.output()),
            ("--rows", options.rows.as_deref()),
            ("--rejects", options.rejects.as_deref()),
        ])?;
        let path = if options.summary { options.rows.as_deref() } else { ui.output() };
        let path: Option<PathBuf> = path.map(Path::to_owned);
        let Some(file) = path.as_deref() else {
            if options.resume {
                let message = "a run can go on only where its rows are in a file";
                let option = if options.summary { "--rows" } else { "--output" };
                return Err(Failure::usage(message).hint(format!("add `{option} FILE`")).into());
            }
            let rejects = options.rejects.as_deref();
            let rejects = rejects.map(|path| Output::prepare_personal(path, ui.is_forced())).transpose()?;
            let rows = (!options.summary).then_some(Output::Standard);
            return Ok(Self { rows, rejects, place: None, done: begun, earlier: None, path });
        };
        let place = Place::of(file);
        let earlier = if options.resume { place.read()? } else { None };
        if options.resume && earlier.is_none() && file.is_file() && !ui.is_forced() {
            let message = format!("`{}` is there already, and no run for it was cut off", file.display());
            return Err(Failure::usage(message).hint("leave it as it is, or name another file").into());
        }
        if options.resume && earlier.is_none() {
            ui.say("nothing to resume: this run begins with the first row");
        }
        if earlier.as_ref().is_some_and(|earlier| !earlier.asks_as(&begun)) {
            let message = format!("the run for `{}` that was cut off asked something else", file.display());
            let hint =
                "use its options and its catalog, or add `--force` in place of `--resume` to begin anew";
            return Err(Failure::usage(message).hint(hint).into());
        }
        let resumable = |path: &Path| Output::prepare_resumable(path, ui.is_forced(), options.resume);
        let is_named = earlier.as_ref().is_some_and(|earlier| earlier.is_over);
        if earlier.as_ref().is_some_and(|earlier| is_complete(file, earlier)) {
            ui.say("nothing to resume: all rows are written");
            return Ok(Self { rows: None, rejects: None, place: Some(place), done: begun, earlier, path });
        }
        let rows = resumable(file)?;
        let rejects = match options.rejects.as_deref() {
            // It had its name already when the run was cut off.
            Some(path) if is_named && has_its_name(path) => None,
            Some(path) => Some(resumable(path)?),
            None => None,
        };
        let place = rows.path().is_some().then_some(place);
        Ok(Self { rows: Some(rows), rejects, place, done: begun, earlier, path })
    }

    /// Passes what an earlier run has done, and cuts its files to that.
    ///
    /// * `pass`: what is done with the rows that have an answer already, some at a time.
    pub(super) fn go_on(
        &mut self,
        input: &mut Input<'_>,
        mut pass: impl FnMut(&Input<'_>, Vec<Reading>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let Some(earlier) = self.earlier.take() else {
            if let Some(rejects) = &mut self.rejects {
                if self.place.is_some() {
                    rejects.cut(0)?;
                }
                rejects.add(REJECTS_HEADER.as_bytes())?;
                self.done.rejects = REJECTS_HEADER.len() as u64;
            }
            if self.place.is_some() {
                if let Some(rows) = &mut self.rows {
                    rows.cut(0)?;
                }
                self.mark()?;
            }
            return Ok(());
        };
        let mut some = Vec::new();
        while self.done.records < earlier.records {
            let Some(reading) = input.next()? else { break };
            self.done.see(record(&reading));
            some.push(reading);
            if some.len() == AT_A_TIME || self.done.records == earlier.records {
                pass(input, std::mem::take(&mut some))?;
            }
        }
        if !self.done.saw_as(&earlier) {
            let message =
                format!("{} begins with other rows than when the run was cut off", named(input.path));
            return Err(Failure::usage(message).hint("add `--force` in place of `--resume` to begin anew"));
        }
        let cut = |output: &mut Option<Output>, length: u64| match output {
            Some(output) => output.cut(length).map(|cut| cut.is_some()),
            None => Ok(true),
        };
        if !cut(&mut self.rows, earlier.rows)? || !cut(&mut self.rejects, earlier.rejects)? {
            let message = "a file of the run that was cut off is shorter than it was";
            return Err(Failure::usage(message).hint("add `--force` in place of `--resume` to begin anew"));
        }
        self.done = earlier;
        Ok(())
    }

    /// Tells whether anybody wants the rows.
    pub(super) fn has_rows(&self) -> bool {
        self.rows.is_some()
    }

    /// Gives the rejects their name, since nobody reads the answer any more.
    pub(super) fn nobody_reads(&mut self) -> Result<(), Failure> {
        self.rejects.as_mut().map_or(Ok(()), Output::end)
    }

    /// Adds rows of the answer.
    pub(super) fn add_rows(&mut self, rows: &[u8]) -> Result<Reader, Failure> {
        self.done.rows += rows.len() as u64;
        self.rows.as_mut().map_or(Ok(Reader::There), |output| output.add(rows))
    }

    /// Tells whether rows that cannot be read have a file.
    pub(super) fn keeps_rejects(&self) -> bool {
        self.rejects.is_some()
    }

    /// Adds a row that cannot be read.
    pub(super) fn add_reject(&mut self, record: &Record, reject: &Reject) -> anyhow::Result<()> {
        if let Some(rejects) = &mut self.rejects {
            let row = reject_row(record, reject)?;
            self.done.rejects += row.len() as u64;
            rejects.add(&row)?;
        }
        Ok(())
    }

    /// Keeps how far the run has come.
    pub(super) fn mark(&mut self) -> Result<(), Failure> {
        self.place.as_ref().map_or(Ok(()), |place| place.write(&self.done))
    }

    /// Gives the files their names; the checkpoint stays until [`Run::tidy_up`].
    pub(super) fn end(&mut self) -> Result<(), Failure> {
        self.done.is_over = true;
        self.mark()?;
        if let Some(rejects) = &mut self.rejects {
            rejects.end()?;
        }
        if let Some(rows) = &mut self.rows {
            rows.end()?;
        }
        Ok(())
    }

    /// Takes the checkpoint away, now that all is written.
    pub(super) fn tidy_up(&self) {
        if let Some(place) = &self.place {
            place.clear();
        }
    }

    /// Says that the run was broken off, and how it goes on.
    pub(super) fn broken_off(&self) -> String {
        match &self.path {
            Some(path) => format!(
                "interrupted: {} done; the same command with `--resume` goes on with `{}`",
                count(self.done.counts.people + self.done.counts.rejected, "row is", "rows are"),
                path.display()
            ),
            None => "interrupted".to_owned(),
        }
    }
}

/// Refuses one file in two places: none of them would hold what it is named for, or what somebody gave would be gone.
fn apart(files: &[(&str, Option<&Path>)]) -> Result<(), Failure> {
    let named = files.iter().filter_map(|(option, path)| Some((*option, (*path)?)));
    // A device takes anything from anybody.
    let named: Vec<(&str, &Path)> = named.filter(|(_, path)| path.is_file() || !path.exists()).collect();
    for (place, (option, path)) in named.iter().enumerate() {
        if let Some((other, _)) = named[..place].iter().find(|(_, other)| is_same_file(other, path)) {
            return Err(Failure::usage(format!("`{}` is `{other}` and `{option}` too", path.display()))
                .hint("name another file for one of them"));
        }
    }
    for (option, path) in named.iter().filter(|(option, _)| *option != PEOPLE) {
        let makings = [".part", ".resume"].map(|ending| beside(path, ending));
        let is_made_there = |path: &Path| makings.iter().any(|making| is_same_file(path, making));
        if let Some((other, _)) = named.iter().find(|(_, other)| is_made_there(other)) {
            return Err(Failure::usage(format!(
                "`{other}` is where the file of `{option}` is in the making"
            ))
            .hint("give it another name"));
        }
    }
    Ok(())
}

/// Tells whether the rows have their name already: a run was cut off between that and its end.
fn is_complete(file: &Path, earlier: &Checkpoint) -> bool {
    let is_written =
        || file.symlink_metadata().is_ok_and(|found| found.is_file() && found.len() == earlier.rows);
    earlier.is_over && is_written() && has_its_name(file)
}

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
