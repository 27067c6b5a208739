//! How far a run has come, beside the file it writes: what `--resume` goes on from.

use std::fmt::Debug;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cli::error::Failure;
use crate::cli::output::{beside, replace_personal};
use crate::cohort::records::Record;

use super::Counts;

const SCHEMA: &str = "careerpath.cohort-run/1";

/// How far a run has come: counts, lengths, and two numbers that stand for the question and for the rows that were read.
///
/// It names nobody. Such a number tells apart what was changed by accident or by hand; it is no cryptographic hash: whoever
/// has it, and all rows but one, may try which row it was. So the file is for its owner alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    schema: String,
    /// Stands for the question: other options or another catalog have another one.
    question: String,
    /// Records that were read below the header.
    pub(super) records: u64,
    /// Stands for their text.
    seen: u64,
    /// The length of the answer so far.
    pub(super) rows: u64,
    /// The length of the rejects so far.
    pub(super) rejects: u64,
    pub(super) counts: Counts,
    /// Whether all is written, and the files only lack their names.
    pub(super) is_over: bool,
}

/// Where checkpoints are kept.
#[derive(Debug)]
pub(super) struct Place(PathBuf);

impl Checkpoint {
    /// Begins a run; everything in `question` is part of it.
    pub(super) fn begin(question: &dyn Debug) -> Self {
        let mut hasher = DefaultHasher::new();
        format!("{} {question:?}", env!("CARGO_PKG_VERSION")).hash(&mut hasher);
        Self {
            schema: SCHEMA.to_owned(),
            question: format!("{:016x}", hasher.finish()),
            records: 0,
            seen: 0,
            rows: 0,
            rejects: 0,
            counts: Counts::default(),
            is_over: false,
        }
    }

    /// Counts a record.
    pub(super) fn see(&mut self, record: &Record) {
        let mut hasher = DefaultHasher::new();
        (self.seen, record.line, &record.text).hash(&mut hasher);
        self.seen = hasher.finish();
        self.records += 1;
    }

    /// Tells whether this is the same question.
    pub(super) fn asks_as(&self, other: &Self) -> bool {
        self.question == other.question
    }

    /// Tells whether the same records were seen.
    pub(super) fn saw_as(&self, other: &Self) -> bool {
        (self.records, self.seen) == (other.records, other.seen)
    }
}

impl Place {
    /// Returns the place that belongs to an answer.
    pub(super) fn of(answer: &Path) -> Self {
        Self(beside(answer, ".resume"))
    }

    /// Reads the checkpoint; `None` where there is none.
    pub(super) fn read(&self) -> Result<Option<Checkpoint>, Failure> {
        let text = match fs::read_to_string(&self.0) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(self.cannot("read", &error)),
        };
        match serde_json::from_str::<Checkpoint>(&text) {
            Ok(checkpoint) if checkpoint.schema == SCHEMA => Ok(Some(checkpoint)),
            _ => Err(Failure::usage(format!("`{}` does not say how far the run has come", self.0.display()))
                .hint("add `--force` in place of `--resume` to begin anew")),
        }
    }

    /// Writes the checkpoint: whole, or not at all.
    pub(super) fn write(&self, checkpoint: &Checkpoint) -> Result<(), Failure> {
        let text = serde_json::to_string(checkpoint).map_err(|error| Failure::bug(error.to_string()))?;
        replace_personal(&self.0, text.as_bytes()).map_err(|error| self.cannot("write", &error))
    }

    /// Takes the checkpoint away, since the run is over or begins anew.
    pub(super) fn clear(&self) {
        let _ = fs::remove_file(&self.0);
    }

    fn cannot(&self, what: &str, error: &std::io::Error) -> Failure {
        Failure::usage(format!("cannot {what} `{}`: {error}", self.0.display()))
    }
}
