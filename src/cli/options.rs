//! Options that every command has.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

/// Options that every command has.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(super) struct GlobalOptions {
    /// Use the catalog in this folder instead of the shipped one.
    #[arg(long, global = true, value_name = "FOLDER")]
    pub(super) catalog: Option<PathBuf>,
    /// The form of the output; csv and markdown are for lists and salary tables.
    #[arg(long, global = true, value_name = "FORMAT", default_value = "table")]
    pub(super) format: Format,
    /// Write the output into a new file.
    #[arg(short, long, global = true, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Overwrite the file of `--output` or `--save`.
    #[arg(long, global = true)]
    pub(super) force: bool,
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

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For reading.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
    /// For documents.
    Markdown,
}

impl Format {
    /// Returns the word used on the command line.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Markdown => "markdown",
        }
    }
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
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
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => is_terminal && !forbidden && !dumb,
        }
    }
}
