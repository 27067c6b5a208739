//! The command line as a value: what is parsed, shown as help, completed and written down as man pages.

use clap::builder::{PossibleValuesParser, StyledStr, TypedValueParser as _};
use clap::{Arg, Command, CommandFactory as _, ValueEnum as _};

use crate::render::text::wrap;

use super::Arguments;
use super::options::Format;
use super::ui::columns;

/// The commands in the order of the general help, each under the heading of its group.
const GROUPS: &[(&str, &[&str])] = &[
    ("Find your way", &["plan", "reach", "compare", "eligible", "keystone", "feeders", "map", "cohort"]),
    (
        "Look things up",
        &["prereqs", "salary", "roles", "credentials", "sources", "show", "guide", "resources"],
    ),
    ("Keep and check", &["verify", "diff", "check"]),
    ("Set up", &["profile", "new", "config", "generate", "help"]),
];

/// The columns of help where the terminal has as many.
const WIDTH: usize = 100;

/// The column in which it is said what a command does.
const INDENT: usize = 15;

/// Returns the command line; each command offers the forms of output that it has. Every command takes what it takes
/// without this too.
pub(super) fn command() -> Command {
    let mut command = Arguments::command().term_width(width());
    let format = command.get_arguments().find(|argument| argument.get_id() == "format").cloned();
    if let Some(format) = format {
        command = command.mut_subcommands(|command| {
            let forms = Format::of(command.get_name()).unwrap_or_default();
            let format = with_forms(format.clone(), forms);
            command.arg(format)
        });
    }
    command
}

/// Returns the same with the commands of the general help in groups.
pub(super) fn in_groups() -> Command {
    let command = command();
    let template = template(&command);
    command.help_template(template)
}

/// Lets an argument take every form, so that a command can say itself which it has, and show those alone.
fn with_forms(format: Arg, forms: &'static [Format]) -> Arg {
    let values = Format::value_variants().iter().filter_map(|format| {
        let value = format.to_possible_value()?;
        Some(value.hide(!forms.contains(format)))
    });
    let parser = PossibleValuesParser::new(values).try_map(|word| Format::from_word(&word).ok_or("no form"));
    format.value_parser(parser).hide(forms.is_empty())
}

/// Returns the columns of help.
fn width() -> usize {
    columns(true).unwrap_or(WIDTH).min(WIDTH)
}

/// Returns the layout of the general help.
fn template(command: &Command) -> StyledStr {
    use std::fmt::Write as _;

    let style = command.get_styles().get_header();
    let width = width();
    let mut text = String::from("{about-with-newline}\n{usage-heading} {usage}\n");
    for (heading, names) in GROUPS {
        let _ = write!(text, "\n{style}{heading}:{style:#}\n");
        for name in *names {
            let about = command.find_subcommand(name).and_then(Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            for (number, line) in wrap(&about, width.saturating_sub(INDENT).max(1)).iter().enumerate() {
                let label = if number == 0 { *name } else { "" };
                let _ = writeln!(text, "  {label:<margin$}{line}", margin = INDENT - 2);
            }
        }
    }
    let _ = write!(text, "\n{style}Options:{style:#}\n{{options}}{{after-help}}");
    StyledStr::from(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        in_groups().debug_assert();
    }

    #[test]
    fn every_command_has_its_place_in_the_help_and_its_forms() {
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| *names).copied().collect();
        grouped.sort_unstable();
        let command = command();
        let mut all: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        all.sort_unstable();
        assert_eq!(grouped, all);
        for name in all {
            assert!(Format::of(name).is_some(), "`{name}` is not in the table of forms");
            assert!(name.len() < INDENT - 3, "`{name}` leaves no gap");
        }
    }
}
