//! The command line: the only place that sees the terminal, the environment, the clock and exit codes.

mod asker;
mod check;
mod cohort;
mod command;
mod compare;
mod complete;
mod config;
mod credentials;
mod diff;
mod eligible;
mod error;
mod exceptions;
mod exit;
mod feeders;
mod filters;
mod generate;
mod guide;
mod help;
mod interrupt;
mod keystone;
mod layers;
mod map;
mod names;
mod new;
mod options;
mod output;
mod pager;
mod pay;
mod people;
mod places;
mod plan;
mod prereqs;
mod profile;
mod question;
mod reach;
mod resources;
mod roles;
mod routes;
mod salary;
mod saved;
mod show;
mod sources;
mod ui;
mod values;
mod verify;
mod welcome;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use exit::Exit;
use options::GlobalOptions;
use ui::Ui;

/// Finds the best route from where you are to a role in health informatics, and says what is proved about it.
#[derive(Debug, Parser)]
#[command(name = "careerpath", version, long_version = VERSION, after_help = EXAMPLES)]
#[command(subcommand_required = true, disable_help_flag = true)]
#[command(disable_help_subcommand = true)]
struct Arguments {
    #[command(flatten)]
    global: GlobalOptions,
    #[command(subcommand)]
    command: Command,
}

/// The version of the program and, in a second line, that of the shipped catalog.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\n", env!("CAREERPATH_CATALOG"));

const EXAMPLES: &str = "\
Examples:
  careerpath plan --from nurse --years 4 --to cnio
  careerpath prereqs cmio --from nurse
  careerpath salary --track leadership
  careerpath roles --level entry --interest data
  careerpath profile new
  careerpath guide

`careerpath help COMMAND` shows the options and examples of a command. Figures and rules carry their source \
and year; nothing leaves your machine.

Exit codes: 0 done; 1 no route, or findings; 2 wrong usage or bad input; 3 the search limit was reached with \
no plan in hand; 70 a bug of ours; 130 broken off by hand.";

#[derive(Debug, Subcommand)]
enum Command {
    Plan(plan::Arguments),
    Reach(reach::Arguments),
    Feeders(feeders::Arguments),
    Cohort(cohort::Arguments),
    Compare(compare::Arguments),
    Eligible(eligible::Arguments),
    Keystone(keystone::Arguments),
    Map(map::Arguments),
    Prereqs(prereqs::Arguments),
    Salary(salary::Arguments),
    Roles(roles::Arguments),
    Credentials(credentials::Arguments),
    Sources(sources::Arguments),
    Show(show::Arguments),
    Guide(guide::Arguments),
    Resources(resources::Arguments),
    Verify(verify::Arguments),
    Diff(diff::Arguments),
    Check(check::Arguments),
    New(new::Arguments),
    Profile(profile::Arguments),
    Config(config::Arguments),
    Generate(generate::Arguments),
    Help(help::Arguments),
}

impl Command {
    /// Tells whether it writes files beside the answer.
    fn writes_files(&self) -> bool {
        match self {
            Self::Plan(plan) => plan.saves(),
            Self::Profile(profile) => profile.saves(),
            Self::Cohort(cohort) => cohort.writes_files(),
            Self::Generate(generate) => generate.writes_files(),
            _ => false,
        }
    }
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    error::report_panics();
    if complete::engine::is_asked() {
        return std::panic::catch_unwind(complete::engine::answer).unwrap_or(Exit::Bug).into();
    }
    let outcome = std::panic::catch_unwind(|| run(std::env::args_os()));
    outcome.unwrap_or(Exit::Bug).into()
}

/// Reads the command line. It is made in full only when there is something to say about it: help, or a mistake.
fn parse(words: &[OsString]) -> Result<Arguments, clap::Error> {
    let read = |command: clap::Command| Arguments::from_arg_matches(&command.try_get_matches_from(words)?);
    read(Arguments::command()).or_else(|error| match error.kind() {
        ErrorKind::DisplayVersion => Err(error),
        _ => read(command::in_groups()),
    })
}

fn run(words: impl IntoIterator<Item = OsString>) -> Exit {
    let words: Vec<OsString> = words.into_iter().collect();
    if words.len() <= 1 {
        let options = GlobalOptions::default();
        let result = Ui::new(&options).and_then(|mut ui| welcome::run(&mut ui));
        return result.unwrap_or_else(|failure| error::report(&failure, &options));
    }
    let arguments = match parse(&words) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version end here too; a reader who has gone away is no error.
            let _ = error::print_usage(&error, &words);
            return if error.use_stderr() { Exit::Usage } else { Exit::Done };
        }
    };
    if arguments.global.force && arguments.global.output.is_none() && !arguments.command.writes_files() {
        return error::report(&error::idle_force().into(), &arguments.global);
    }
    let mut ui = match Ui::new(&arguments.global) {
        Ok(ui) => ui,
        Err(failure) => return error::report(&failure, &arguments.global),
    };
    let result = match &arguments.command {
        Command::Plan(command) => plan::run(command, &mut ui),
        Command::Reach(command) => reach::run(command, &mut ui),
        Command::Feeders(command) => feeders::run(command, &mut ui),
        Command::Compare(command) => compare::run(command, &mut ui),
        Command::Eligible(command) => eligible::run(command, &mut ui),
        Command::Cohort(command) => cohort::run(command, &mut ui),
        Command::Keystone(command) => keystone::run(command, &mut ui),
        Command::Map(command) => map::run(command, &mut ui),
        Command::Prereqs(command) => prereqs::run(command, &mut ui),
        Command::Salary(command) => salary::run(command, &mut ui),
        Command::Roles(command) => roles::run(command, &mut ui),
        Command::Credentials(command) => credentials::run(command, &mut ui),
        Command::Sources(command) => sources::run(command, &mut ui),
        Command::Show(command) => show::run(command, &mut ui),
        Command::Guide(command) => guide::run(command, &mut ui),
        Command::Resources(command) => resources::run(command, &mut ui),
        Command::Verify(command) => verify::run(command, &mut ui),
        Command::Diff(command) => diff::run(command, &mut ui),
        Command::Check(command) => check::run(command, &mut ui),
        Command::New(command) => new::run(command, &mut ui),
        Command::Profile(command) => profile::run(command, &mut ui),
        Command::Config(command) => config::run(command, &mut ui),
        Command::Generate(command) => generate::run(command, &mut ui),
        Command::Help(command) => help::run(command, &mut ui),
    };
    result.unwrap_or_else(|failure| error::report(&failure, &arguments.global))
}
