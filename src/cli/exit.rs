//! Exit codes.

use std::process::ExitCode;

/// How a shell reports a program that Ctrl-C ended.
pub(super) const INTERRUPTED: u8 = 130;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done as asked.
    Done,
    /// There is no route, or something was found that is wrong or not the same.
    Findings,
    /// Wrong usage or bad input.
    Usage,
    /// The search limit was reached with no plan in hand, and none ruled out; or the limit of memory, with or without one.
    Limit,
    /// Somebody broke it off: Ctrl-C, Esc, or a no.
    Interrupted,
    /// A bug of ours.
    Bug,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Limit => 3,
            Exit::Bug => 70,
            Exit::Interrupted => INTERRUPTED,
        })
    }
}
