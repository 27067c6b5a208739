//! Files of saved plans, for the commands that read one.

use std::fs::File;
use std::io::{self, Read as _};

use crate::limits::PLAN_BYTES;
use crate::render::plan::Asker;
use crate::saved::{Answer, SavedError, WRITE_ONE, Who};

use super::error::Failure;

/// Reads a saved answer from a file, or from the standard input for `-`.
pub(super) fn read(file: &str) -> Result<Answer, Failure> {
    let cannot = |error: io::Error| Failure::usage(format!("cannot read `{file}`: {error}")).hint(WRITE_ONE);
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to know, also of a device that never ends.
    let most = PLAN_BYTES + 1;
    if file == "-" {
        io::stdin().lock().take(most).read_to_end(&mut bytes).map_err(cannot)?;
    } else {
        File::open(file).map_err(cannot)?.take(most).read_to_end(&mut bytes).map_err(cannot)?;
    }
    if bytes.len() as u64 == most {
        let message = format!("`{file}` is larger than {} MiB, which no plan is", PLAN_BYTES >> 20);
        return Err(Failure::usage(message).hint(WRITE_ONE));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        Failure::usage(format!("`{file}` is not a text file"))
            .hint("a plan is JSON, written by `careerpath plan … --save plan.json`")
    })?;
    Ok(Answer::parse(&text, file)?)
}

impl From<SavedError> for Failure {
    fn from(error: SavedError) -> Self {
        let failure = Self::usage(error.to_string());
        match error.hint() {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

impl From<Who> for Asker {
    fn from(who: Who) -> Self {
        match who {
            Who::Role { id, months } => Self::From { role: id, months },
            Who::Profile { path } => Self::Profile { path },
        }
    }
}
