//! How questions reach a person and answers come back, whether by keys or by lines.

use std::io;

use crate::catalog::Catalog;
use crate::profile::interview::Interview;

use super::super::error::Failure;

/// Why no answer came.
#[derive(Debug)]
pub(super) enum BrokenOff {
    /// Somebody stopped it.
    ByHand,
    /// There was no more input.
    EndOfInput,
    /// An answer means nothing, and nobody is there who could answer anew.
    Refused(Failure),
    /// The terminal or the input failed.
    Failed(io::Error),
}

impl From<Failure> for BrokenOff {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure)
    }
}

/// Somebody who can be asked.
pub(super) trait Prompter {
    /// Asks the question of the interview and returns the answer as the interview understands it.
    fn ask(&mut self, catalog: &Catalog, interview: &Interview<'_>) -> Result<String, BrokenOff>;

    /// Asks a question with the answers yes, which an empty answer means, and no.
    fn confirm(&mut self, prompt: &str, help: &str) -> Result<bool, BrokenOff>;

    /// Says what is wrong with an answer, so that the question can be asked again; gives it back as a failure where
    /// nobody is there who could answer anew.
    fn refuse(&mut self, wrong: Failure) -> Result<(), Failure>;
}
