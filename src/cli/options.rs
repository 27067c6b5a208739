//! Options that every command has.

use std::path::{Path, PathBuf};

use clap::{ArgAction, Args, ValueEnum};

/// Options that every command has.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Options of every command")]
pub(super) struct GlobalOptions {
    #[command(flatten)]
    pub(super) folders: Folders,
    /// The form of the output; unless said, that of the file of `--output`, or else a table.
    #[arg(long, global = true, value_name = "FORMAT")]
    pub(super) format: Option<Format>,
    /// Write the output into a new file; its name (`plan.html`) says in which form, where there are several.
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Use no characters beyond ASCII.
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    /// Overwrite files that are there already.
    #[arg(long, global = true)]
    pub(super) force: bool,
    #[command(flatten)]
    paging: Paging,
    /// When to use colour.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
    /// Say nothing but the answer and errors.
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Print help.
    #[arg(short, long, global = true, action = ArgAction::HelpShort)]
    help: Option<bool>,
}

/// The folders that the catalog is read from.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Options of every command")]
pub(super) struct Folders {
    /// Use the catalog in this folder instead of the shipped one.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(super) catalog: Option<PathBuf>,
    /// Lay the catalog in this folder over the other: it adds, extends, replaces and removes; may be repeated, in order.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(super) with: Vec<PathBuf>,
    /// Leave out your own catalog folder, which is laid over the shipped catalog if it is there.
    #[arg(long, global = true)]
    pub(super) no_own_catalog: bool,
}

/// What becomes of a long answer.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Options of every command")]
struct Paging {
    /// Print a long answer straight to the terminal, and not through a pager.
    #[arg(long, global = true)]
    no_pager: bool,
}

impl GlobalOptions {
    /// Returns the form of the output: the one asked for, that of the file, or else a table.
    pub(super) fn format(&self) -> Format {
        self.stated_format().unwrap_or_default()
    }

    /// Returns the form that is asked for, by word or by the name of the file.
    pub(super) fn stated_format(&self) -> Option<Format> {
        self.format.or_else(|| Format::of_file(self.output.as_deref()?))
    }

    /// Returns the ending of the file's name where it is that of a kind of file that is never written, and no other form is
    /// asked for.
    pub(super) fn foreign_ending(&self) -> Option<String> {
        let path = self.output.as_deref().filter(|_| self.format.is_none())?;
        ending(path).filter(|ending| FOREIGN.contains(&ending.as_str()))
    }

    /// Decides for a stream whether characters beyond ASCII are shown; a terminal that says it has none gets none.
    pub(super) fn unicode(&self, is_terminal: bool) -> bool {
        !self.ascii && !(is_terminal && (is_dumb() || !locale_has_unicode()))
    }

    /// Tells whether a long answer in a terminal goes through a pager.
    pub(super) fn pages(&self) -> bool {
        !self.paging.no_pager && matches!(self.format(), Format::Table | Format::Tree) && !is_dumb()
    }
}

/// The endings of documents and pictures of other kinds: text below such a name would open in no program.
const FOREIGN: [&str; 16] = [
    "pdf", "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "ppt", "pptx", "odp", "png", "jpg", "jpeg",
    "gif", "webp",
];

/// Returns the ending of a file's name in lower case.
fn ending(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_ascii_lowercase())
}

/// Tells whether the terminal says that it can do nothing but print.
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|value| value == "dumb")
}

/// Tells whether the locale can encode more than ASCII; one that nobody set is taken to.
fn locale_has_unicode() -> bool {
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    let mut named = named.filter(|value| !value.is_empty());
    named.next().is_none_or(|locale| {
        let locale = locale.to_ascii_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// The form of the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For reading.
    #[default]
    Table,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// For documents.
    Markdown,
    /// A picture.
    Svg,
    /// A page for a browser, to read, print and share.
    Html,
    /// Entries for a calendar.
    Ics,
    /// A tree of characters.
    Tree,
    /// For Graphviz.
    Dot,
    /// For Mermaid.
    Mermaid,
    /// For services and editors that show findings at their places.
    Sarif,
    /// For programs, an object a line.
    Ndjson,
}

impl Format {
    /// The forms of an answer that is a page.
    const PAGE: &[Self] = &[Self::Table, Self::Json, Self::Markdown, Self::Html];
    /// The forms of an answer that is a list.
    const LIST: &[Self] = &[Self::Table, Self::Json, Self::Csv, Self::Markdown, Self::Html];
    /// The forms of a plan.
    const PLAN: &[Self] =
        &[Self::Table, Self::Json, Self::Csv, Self::Markdown, Self::Svg, Self::Html, Self::Ics];
    /// The forms of the career map.
    const MAP: &[Self] = &[
        Self::Table,
        Self::Tree,
        Self::Json,
        Self::Csv,
        Self::Markdown,
        Self::Dot,
        Self::Mermaid,
        Self::Svg,
        Self::Html,
    ];

    /// The forms that each command has: what its help says, what completes, and what it refuses to lack. A command that
    /// prints text in one form only has none.
    const FORMS: &[(&str, &[Self])] = &[
        ("check", &[Self::Table, Self::Json, Self::Markdown, Self::Html, Self::Sarif]),
        ("check --explain", &[Self::Table, Self::Markdown, Self::Html]),
        ("cohort", &[Self::Csv, Self::Ndjson]),
        ("cohort --summary", Self::PAGE),
        ("compare", Self::LIST),
        ("config", Self::PAGE),
        ("credentials", Self::LIST),
        ("diff", Self::PAGE),
        ("eligible", Self::LIST),
        ("feeders", Self::LIST),
        ("generate", &[]),
        ("guide", Self::LIST),
        ("guide TOPIC", Self::PAGE),
        ("help", &[]),
        ("keystone", Self::LIST),
        ("map", Self::MAP),
        ("new", &[]),
        ("plan", Self::PLAN),
        ("prereqs", Self::PAGE),
        ("profile", Self::PAGE),
        ("profile check", Self::PAGE),
        ("profile new", &[]),
        ("reach", Self::LIST),
        ("resources", Self::LIST),
        ("roles", Self::LIST),
        ("salary", Self::LIST),
        ("show", Self::PAGE),
        ("sources", Self::LIST),
        ("verify", Self::PAGE),
    ];

    /// Tells whether it says nothing to a person in a terminal.
    pub(super) fn is_for_files(self) -> bool {
        matches!(self, Self::Svg | Self::Html | Self::Ics | Self::Sarif)
    }

    /// Returns the forms that a command has; `None` for a command that is not in the table.
    pub(super) fn of(command: &str) -> Option<&'static [Self]> {
        Self::FORMS.iter().find(|(name, _)| *name == command).map(|(_, forms)| *forms)
    }

    /// Returns the form that the name of a file ends in; `None` for an ending that says none.
    pub(super) fn of_file(path: &Path) -> Option<Self> {
        Some(match ending(path)?.as_str() {
            "txt" => Self::Table,
            "json" => Self::Json,
            "csv" => Self::Csv,
            "md" | "markdown" => Self::Markdown,
            "svg" => Self::Svg,
            "html" | "htm" => Self::Html,
            "ics" => Self::Ics,
            "dot" => Self::Dot,
            "mmd" | "mermaid" => Self::Mermaid,
            "sarif" => Self::Sarif,
            "ndjson" | "jsonl" => Self::Ndjson,
            _ => return None,
        })
    }

    /// Returns the form with a word.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::value_variants().iter().copied().find(|format| format.word() == word)
    }

    /// Returns the word used on the command line.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
            Self::Svg => "svg",
            Self::Html => "html",
            Self::Ics => "ics",
            Self::Tree => "tree",
            Self::Dot => "dot",
            Self::Mermaid => "mermaid",
            Self::Sarif => "sarif",
            Self::Ndjson => "ndjson",
        }
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Decides for a stream; `NO_COLOR` counts when it is set to anything but nothing.
    pub(super) fn on(self, is_terminal: bool) -> bool {
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => is_terminal && !forbidden && !is_dumb(),
        }
    }
}
