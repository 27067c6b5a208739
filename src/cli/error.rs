//! Errors as people see them: what is wrong, where, and what to type next.

use std::any::Any;
use std::ffi::OsString;
use std::fmt;
use std::io::{self, IsTerminal as _, Write as _};

use crate::catalog::load::CatalogError;
use crate::catalog::names::UnknownName;
use crate::diagnostic::{Diagnostic, SourceFile, did_you_mean};
use crate::profile::file::ProfileError;
use crate::render;
use crate::render::text::{clean, is_unsafe, shortened};
use crate::render::words::count;

use super::exit::Exit;
use super::options::GlobalOptions;

/// How many bytes of a message are shown; what a file or an argument holds may be of any length.
const LONGEST: usize = 4_000;

/// A failure with its next step and its exit code.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    hint: Option<String>,
    /// Mistakes in files, shown with their lines instead of the message alone.
    mistakes: Option<(Vec<Diagnostic>, Vec<SourceFile>)>,
    exit: Exit,
}

impl Failure {
    /// Makes a failure of wrong usage or bad input.
    pub(super) fn usage(message: impl Into<String>) -> Self {
        Self { message: message.into(), hint: None, mistakes: None, exit: Exit::Usage }
    }

    /// Makes a failure that is our fault.
    pub(super) fn bug(message: impl Into<String>) -> Self {
        Self { exit: Exit::Bug, ..Self::usage(message) }.hint(REPORT)
    }

    /// Adds what to do next.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says in which file it is.
    pub(super) fn in_file(mut self, file: &str) -> Self {
        self.message = format!("{file}: {}", self.message);
        self
    }

    fn mistakes(mut self, diagnostics: Vec<Diagnostic>, files: Vec<SourceFile>) -> Self {
        self.mistakes = Some((diagnostics, files));
        self
    }
}

const REPORT: &str = "this is a bug of careerpath: please report it with the command you typed";

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl From<UnknownName> for Failure {
    fn from(unknown: UnknownName) -> Self {
        let lists = match unknown.kind {
            "role" => "`careerpath roles` lists all roles",
            "credential" => "`careerpath credentials` lists all credentials",
            "topic" => "`careerpath guide` lists the questions",
            "resource" => "`careerpath resources` lists the places to turn to",
            "domain" | "skill" | "setting" => "`careerpath show ROLE` names those of a role",
            _ => "`careerpath roles` and `careerpath credentials` list what there is",
        };
        let hint = match did_you_mean(&unknown.suggestions) {
            Some(question) => format!("{question} {lists}"),
            None => lists.to_owned(),
        };
        Self::usage(unknown.to_string()).hint(hint)
    }
}

impl From<CatalogError> for Failure {
    fn from(error: CatalogError) -> Self {
        let message = error.to_string();
        match error {
            CatalogError::Read { source, .. } => Self::usage(format!("{message}: {source}")),
            CatalogError::Invalid { diagnostics, files } => {
                let failure = Self::usage(message);
                let failure = if render::diagnostic::is_shortened(&diagnostics) {
                    failure.hint("`careerpath check FOLDER --format json` lists every mistake")
                } else {
                    failure
                };
                failure.mistakes(diagnostics, files)
            }
        }
    }
}

impl From<ProfileError> for Failure {
    fn from(error: ProfileError) -> Self {
        let message = error.to_string();
        let form = "a profile is a small TOML file: see examples/profiles/, or use `--from ROLE`";
        match error {
            ProfileError::Read { source, .. } => Self::usage(format!("{message}: {source}")).hint(form),
            ProfileError::Invalid { diagnostics, file } => {
                let mistakes = count(diagnostics.len() as u64, "mistake", "mistakes");
                Self::usage(format!("the profile has {mistakes}")).mistakes(diagnostics, vec![file])
            }
            ProfileError::TooLarge { .. } | ProfileError::NotText { .. } => Self::usage(message).hint(form),
        }
    }
}

/// Returns the failure of `--force` with nothing to overwrite.
pub(super) fn idle_force() -> Failure {
    Failure::usage("`--force` overwrites a file, and none is named")
        .hint("name it with `--output FILE`, `plan --save FILE`, `cohort --rows FILE` or `generate man --folder FOLDER`")
}

/// Prints what the command line's own reader says. It repeats words as they are; where one of them could act on the
/// terminal, all is printed without colours and without what acts.
pub(super) fn print_usage(error: &clap::Error, words: &[OsString]) -> io::Result<()> {
    let acts = |word: &OsString| word.to_str().is_none_or(|word| word.contains(is_unsafe));
    if !error.use_stderr() || !words.iter().any(acts) {
        return error.print();
    }
    let plain = error.render().to_string();
    let lines: Vec<String> = plain.lines().map(|line| clean(&shortened(line, LONGEST)) + "\n").collect();
    io::stderr().lock().write_all(lines.concat().as_bytes())
}

/// Prints a failure and returns how to end.
pub(super) fn report(error: &anyhow::Error, options: &GlobalOptions) -> Exit {
    let color = options.color.on(io::stderr().is_terminal());
    let failure = error.downcast_ref::<Failure>();
    let text = match failure {
        Some(failure) => text(failure, color),
        None => headed("error", &format!("{error:#}"), color),
    };
    let _ = io::stderr().lock().write_all(text.as_bytes());
    failure.map_or(Exit::Usage, |failure| failure.exit)
}

/// Returns a failure as people see it.
pub(super) fn text(failure: &Failure, color: bool) -> String {
    let mut full = String::new();
    if let Some((diagnostics, files)) = &failure.mistakes {
        full += &render::diagnostic::render(diagnostics, files, color);
        full.push('\n');
        full += &headed("error", &failure.message, color);
    } else {
        full += &headed("error", &failure.message, color);
    }
    if let Some(hint) = &failure.hint {
        full.push('\n');
        full += &headed("hint", hint, color);
    }
    full
}

fn headed(head: &str, message: &str, color: bool) -> String {
    let message = clean(&shortened(message, LONGEST));
    match (color, head) {
        (false, _) => format!("{head}: {message}\n"),
        (true, "error") => format!("\u{1b}[1;31m{head}\u{1b}[0m: {message}\n"),
        (true, _) => format!("\u{1b}[1;36m{head}\u{1b}[0m: {message}\n"),
    }
}

/// Returns what a panic says, which is a text of one of two types.
fn payload_text(payload: &dyn Any) -> &str {
    let owned = || payload.downcast_ref::<String>().map(String::as_str);
    payload.downcast_ref::<&str>().copied().or_else(owned).unwrap_or("no message")
}

/// Makes a panic end with a request to report it instead of a page of internals.
pub(super) fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!(" ({}:{})", place.file(), place.line()));
        let what = payload_text(panic.payload());
        let message = format!("careerpath broke down: {what}{}", place.unwrap_or_default());
        let text = headed("error", &message, false) + "\n" + &headed("hint", REPORT, false);
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }));
}
