//! The terminal as commands see it: data goes out, talk goes beside it.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use serde_json::Value;

use crate::catalog::Catalog;
use crate::render::listing::Listing;
use crate::render::page::{Page, Terminal};
use crate::render::words::capitalized;
use crate::render::{json, text};

use super::error::{self, Failure};
use super::layers::Layers;
use super::options::{Format, GlobalOptions};
use super::output::{Output, is_same_file};
use super::pager;

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
    format: Format,
    terminal: Terminal,
    /// The lines of the terminal, beyond which an answer goes through a pager; `None` where none does.
    page_height: Option<usize>,
    /// Whether the answer goes to a terminal.
    to_terminal: bool,
    /// The first word of the command that runs, once it is known.
    command: String,
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
        let page_height = if to_terminal && options.pages() { height() } else { None };
        let format = options.format();
        Ok(Self { options, output, format, terminal, page_height, to_terminal, command: String::new() })
    }

    /// Makes sure that a file beside the answer can be written, before any work is done for it.
    pub(super) fn prepare_file(&self, path: &Path) -> Result<Output, Failure> {
        if self.options.output.as_deref().is_some_and(|output| is_same_file(output, path)) {
            let message = format!("`{}` is the file of `--output` too", path.display());
            return Err(Failure::usage(message).hint("name two files, or leave one of them out"));
        }
        Output::prepare(path, self.options.force)
    }

    /// Makes sure that a file can be replaced that is not the one of `--output`.
    pub(super) fn prepare_change(&self, path: &Path) -> Result<Output, Failure> {
        if self.options.output.as_deref().is_some_and(|output| is_same_file(output, path)) {
            let message = format!("`{}` is to be changed, and is the file of `--output` too", path.display());
            return Err(Failure::usage(message).hint("name another file after `--output`"));
        }
        // Whoever may write in its folder could replace it all the same, and was asked not to.
        if path.metadata().is_ok_and(|found| found.permissions().readonly()) {
            let message = format!("`{}` is to be changed, and is read-only", path.display());
            return Err(Failure::usage(message).hint("let it be written, or mend it by hand"));
        }
        Output::prepare(path, true)
    }

    /// Returns the form of the answer that somebody asked for, by word or by the name of the file.
    pub(super) fn stated_format(&self) -> Option<Format> {
        self.options.stated_format()
    }

    /// Returns the form of the output.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// Returns what shows the answer.
    pub(super) fn terminal(&self) -> Terminal {
        self.terminal
    }

    /// Returns which catalog is meant: the one in `base`, that of `--catalog`, or the shipped one, with what is laid
    /// over it.
    pub(super) fn layers(&self, base: Option<&Path>) -> Layers {
        Layers::new(&self.options.folders, base)
    }

    /// Loads the catalog, and says so where a folder is used that nobody named.
    pub(super) fn catalog(&self) -> anyhow::Result<Catalog> {
        let layers = self.layers(None);
        self.say_own(&layers);
        let catalog = layers.load()?;
        for warning in catalog.places.warnings() {
            self.say(&format!("warning: {}", warning.message));
        }
        Ok(catalog)
    }

    /// Says that the person's own catalog folder is used.
    pub(super) fn say_own(&self, layers: &Layers) {
        if let Some(folder) = &layers.own {
            self.say(&format!("using your own catalog `{}`", folder.display()));
        }
    }

    /// Refuses a form that a command has not.
    pub(super) fn require_format(&mut self, command: &str) -> anyhow::Result<()> {
        command.split(' ').next().unwrap_or_default().clone_into(&mut self.command);
        let known = Format::of(command).unwrap_or_default();
        if known.is_empty() && self.options.format.is_none() {
            // The same text whatever the file is called.
            self.format = Format::Table;
        }
        let foreign = self.options.foreign_ending().filter(|_| !known.is_empty());
        if self.options.stated_format().is_none() && !known.is_empty() && !known.contains(&Format::Table) {
            self.format = known[0];
        }
        let is_known = known.contains(&self.format()) || (known.is_empty() && self.format() == Format::Table);
        if is_known && foreign.is_none() {
            return Ok(());
        }
        if known.is_empty() {
            let message = format!("`{command}` prints text in one form only");
            return Err(Failure::usage(message).hint("leave out `--format`").into());
        }
        let words: Vec<String> = known.iter().map(|format| format!("`{}`", format.word())).collect();
        let asked = match &self.options.output {
            Some(path) if self.options.format.is_none() => {
                format!(", which the name `{}` asks for", path.display())
            }
            _ => String::new(),
        };
        let form = foreign.as_deref().unwrap_or(self.format().word());
        let failure = Failure::usage(format!("`{command}` has no {form} output{asked}"));
        let hint = format!("use `--format` with {}", crate::render::words::list(&words, "or"));
        let printed = form == "pdf" && known.contains(&Format::Html);
        let print = if printed { "; a browser prints a page of `html` as PDF" } else { "" };
        Err(failure.hint(format!("{hint}{print}")).into())
    }

    /// Refuses a chart in a form that shows none.
    pub(super) fn require_chart(&self) -> Result<(), Failure> {
        match self.format() {
            Format::Json | Format::Csv => {
                let failure = Failure::usage(format!("a chart is no {}", self.format().word()));
                Err(failure.hint("leave out `--chart`, or use `--format table` or `markdown`"))
            }
            _ => Ok(()),
        }
    }

    /// Writes a page as the answer, in the form asked for.
    pub(super) fn page(&mut self, page: &Page) -> anyhow::Result<()> {
        let text = match self.format() {
            Format::Markdown => page.markdown(),
            Format::Html => page.html(&capitalized(&self.command)),
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
        // The last line is for the prompt.
        let is_long = self.page_height.is_some_and(|height| text.lines().count() >= height);
        if is_long && pager::show(text) {
            return Ok(());
        }
        self.output.write(text)?;
        if let Some(path) = self.output.path() {
            let how = if self.format() == Format::Html { ": open it in a browser" } else { "" };
            self.say(&format!("saved `{}`{how}", path.display()));
        }
        if self.to_terminal && self.format().is_for_files() {
            let word = self.format().word();
            self.say(&format!("hint: add `-o {}.{word}` to save it in a file", self.command));
        }
        Ok(())
    }

    /// Returns the file of `--output`, which can be written, to a command that writes it in its own time.
    pub(super) fn take_output(&mut self) -> Option<&'a Path> {
        self.output = Output::Standard;
        self.options.output.as_deref()
    }

    /// Returns the file of `--output`.
    pub(super) fn output(&self) -> Option<&'a Path> {
        self.options.output.as_deref()
    }

    /// Tells whether files may be replaced.
    pub(super) fn is_forced(&self) -> bool {
        self.options.force
    }

    /// Tells whether somebody watches what is said beside the answer.
    pub(super) fn talks(&self) -> bool {
        !self.options.quiet && io::stderr().is_terminal()
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

/// Returns the lines of the terminal.
fn height() -> Option<usize> {
    terminal_size::terminal_size().map(|(_, height)| usize::from(height.0))
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

/// Returns the columns of what is written to; a pipe has a fixed width.
fn width(to_terminal: bool) -> usize {
    columns(to_terminal).unwrap_or(PIPE_WIDTH).clamp(*WIDTHS.start(), *WIDTHS.end())
}

/// Returns the columns that `COLUMNS` states, or else those of the terminal.
pub(super) fn columns(to_terminal: bool) -> Option<usize> {
    let stated = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let seen = || {
        let (width, _) = terminal_size::terminal_size().filter(|_| to_terminal)?;
        Some(usize::from(width.0))
    };
    stated.filter(|columns| *columns > 0).or_else(seen)
}
