//! The terminal as commands see it: data goes out, talk goes beside it.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use serde_json::Value;

use crate::catalog::{Catalog, builtin, load};
use crate::render::listing::Listing;
use crate::render::page::{Page, Terminal};
use crate::render::{json, text};

use super::error::Failure;
use super::options::{Format, GlobalOptions};
use super::output::{Output, is_same_file};

/// The width of output that does not go to a terminal.
const PIPE_WIDTH: usize = 100;
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=1000;

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
    pub(super) fn require_format(&self, command: &str) -> anyhow::Result<()> {
        let known = Format::of(command).unwrap_or_default();
        if known.contains(&self.format()) || (known.is_empty() && self.format() == Format::Table) {
            return Ok(());
        }
        if known.is_empty() {
            let message = format!("`{command}` prints text in one form only");
            return Err(Failure::usage(message).hint("leave out `--format`").into());
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
