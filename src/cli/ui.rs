//! The terminal as commands see it: data goes out, talk goes beside it.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use serde_json::Value;

use crate::catalog::{Catalog, builtin, load};
use crate::render::listing::Listing;
use crate::render::page::{Page, Terminal};
use crate::render::{json, text};

use super::error::{self, Failure};
use super::options::{Format, GlobalOptions};
use super::output::{Output, is_same_file};

/// The width of output that does not go to a terminal.
const PIPE_WIDTH: usize = 100;
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=1000;

/// The lines of a terminal that does not say how many it has.
const UNKNOWN_LINES: usize = 24;

/// The terminal, the options of every command, and where the answer goes.
#[derive(Debug)]
pub(super) struct Ui<'a> {
    options: &'a GlobalOptions,
    output: Output,
    terminal: Terminal,
}

impl<'a> Ui<'a> {
    /// Looks at the terminal and makes sure that the output can be written.
    pub(super) fn new(options: &'a GlobalOptions) -> Result<Self, anyhow::Error> {
        let output = match &options.output {
            Some(path) => Output::prepare(path, options.force)?,
            None => Output::Standard,
        };
        let to_terminal = options.output.is_none() && io::stdout().is_terminal();
        let terminal = Terminal {
            width: width(to_terminal),
            color: options.color.on(to_terminal),
            unicode: options.unicode(to_terminal),
        };
        Ok(Self { options, output, terminal })
    }

    /// Makes sure that a file beside the answer can be written, before any work is done for it.
    pub(super) fn prepare_file(&self, path: &Path) -> Result<Output, Failure> {
        if self.options.output.as_deref().is_some_and(|output| is_same_file(output, path)) {
            let message = format!("`{}` is the file of `--output` too", path.display());
            return Err(Failure::usage(message).hint("name two files, or leave one of them out"));
        }
        Output::prepare(path, self.options.force)
    }

    /// Returns the form of the output.
    pub(super) fn format(&self) -> Format {
        self.options.format
    }

    /// Returns what shows the answer.
    pub(super) fn terminal(&self) -> Terminal {
        self.terminal
    }

    /// Returns the folder of `--catalog`.
    pub(super) fn catalog_folder(&self) -> Option<&'a Path> {
        self.options.catalog.as_deref()
    }

    /// Loads the catalog: the folder of `--catalog`, or the shipped one.
    pub(super) fn catalog(&self) -> anyhow::Result<Catalog> {
        let catalog = match &self.options.catalog {
            Some(folder) => load::from_folder(folder),
            None => builtin::builtin(),
        };
        Ok(catalog.map_err(Failure::from)?)
    }

    /// Refuses a form that a command has not.
    pub(super) fn require_format(&self, command: &str, known: &[Format]) -> anyhow::Result<()> {
        if known.contains(&self.format()) {
            return Ok(());
        }
        let words: Vec<String> = known.iter().map(|format| format!("`{}`", format.word())).collect();
        Err(Failure::usage(format!("`{command}` has no {} output", self.format().word()))
            .hint(format!("use `--format` with {}", crate::render::words::list(&words, "or")))
            .into())
    }

    /// Writes a page as the answer, in the form asked for.
    pub(super) fn page(&mut self, page: &Page) -> anyhow::Result<()> {
        let text = match self.format() {
            Format::Markdown => page.markdown(),
            _ => page.finish(self.terminal),
        };
        self.text(&text)
    }

    /// Writes JSON as the answer.
    pub(super) fn json(&mut self, value: &Value) -> anyhow::Result<()> {
        self.text(&json::text(value))
    }

    /// Writes a list as the answer, in the form asked for.
    pub(super) fn listing(&mut self, catalog: &Catalog, listing: &Listing<'_>) -> anyhow::Result<()> {
        match self.format() {
            Format::Json => self.json(&listing.json(catalog)),
            Format::Csv => self.text(&listing.csv()?),
            _ => self.page(&listing.page()),
        }
    }

    /// Writes text as the answer.
    pub(super) fn text(&mut self, text: &str) -> anyhow::Result<()> {
        Ok(self.output.write(text)?)
    }

    /// Returns the file of `--output`, which can be written, to a command that writes it in its own time.
    pub(super) fn take_output(&mut self) -> Option<&'a Path> {
        self.output = Output::Standard;
        self.options.output.as_deref()
    }

    /// Tells whether files may be replaced.
    pub(super) fn is_forced(&self) -> bool {
        self.options.force
    }

    /// Returns what shows what is said beside the answer.
    pub(super) fn talk_terminal(&self) -> Terminal {
        let is_terminal = io::stderr().is_terminal();
        Terminal {
            width: width(is_terminal),
            color: self.options.color.on(is_terminal),
            unicode: self.options.unicode(is_terminal),
        }
    }

    /// Returns a text as the terminal beside the answer can show it.
    pub(super) fn fit(&self, text: &str) -> String {
        let text = text::clean(text);
        if self.talk_terminal().unicode { text } else { text::ascii(&text) }
    }

    /// Says something beside the answer, whatever `--quiet` says: a question, or why it ended.
    pub(super) fn show(&self, page: &Page) {
        let _ = io::stderr().lock().write_all(page.finish(self.talk_terminal()).as_bytes());
    }

    /// Says something beside the answer, unless `--quiet`.
    pub(super) fn talk(&self, page: &Page) {
        if !self.options.quiet {
            self.show(page);
        }
    }

    /// Says what is wrong with something that can be said anew.
    pub(super) fn complain(&self, failure: &Failure) {
        let text = error::text(failure, self.talk_terminal().color);
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }

    /// Says something beside the answer, unless `--quiet`.
    pub(super) fn say(&self, message: &str) {
        if !self.options.quiet {
            // Nobody to talk to is no reason to fail.
            let message = text::clean(message);
            let unicode = self.options.unicode(io::stderr().is_terminal());
            let _ = writeln!(io::stderr(), "{}", if unicode { message } else { text::ascii(&message) });
        }
    }
}

/// Returns how many lines the terminal beside the answer has; `None` where there is none.
pub(super) fn talk_lines() -> Option<usize> {
    if !io::stderr().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(_, height)| usize::from(height.0)).or(Some(UNKNOWN_LINES))
}

/// Shows the end of a question, after which somebody types.
pub(super) fn prompt(text: &str) {
    let mut out = io::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Returns the columns of the terminal; `COLUMNS` wins, and a pipe has a fixed width.
fn width(to_terminal: bool) -> usize {
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let seen = || {
        let (width, _) = terminal_size::terminal_size().filter(|_| to_terminal)?;
        Some(usize::from(width.0))
    };
    let width = stated.filter(|columns| *columns > 0).or_else(seen).unwrap_or(PIPE_WIDTH);
    width.clamp(*WIDTHS.start(), *WIDTHS.end())
}
