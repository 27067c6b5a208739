//! `generate completions`: what a shell reads to complete options and the names of the catalog.

use clap::{Args, ValueEnum};

use super::super::complete::engine;
use super::super::error::Failure;
use super::super::exit::Exit;
use super::super::ui::Ui;

/// Print what your shell reads to complete commands, options and the names of roles and credentials.
#[derive(Debug, Args)]
#[command(after_help = "\
Put it where your shell reads it at its start; it asks the program itself, so it stays up to date:
  bash        echo 'source <(careerpath generate completions bash)' >> ~/.bashrc
  zsh         echo 'source <(careerpath generate completions zsh)' >> ~/.zshrc        (below compinit)
  fish        echo 'careerpath generate completions fish | source' >> ~/.config/fish/config.fish
  powershell  echo 'careerpath generate completions powershell | Out-String | Invoke-Expression' >> $PROFILE
  elvish      echo 'eval (careerpath generate completions elvish | slurp)' >> ~/.config/elvish/rc.elv

Examples:
  careerpath generate completions bash
  careerpath generate completions fish")]
pub(super) struct Arguments {
    /// The shell.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shell {
    /// The Bourne Again Shell.
    Bash,
    /// The Z shell.
    Zsh,
    /// The friendly interactive shell.
    Fish,
    /// The shell of Windows, also found elsewhere.
    Powershell,
    /// Elvish.
    Elvish,
}

impl Shell {
    fn word(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::Powershell => "powershell",
            Self::Elvish => "elvish",
        }
    }
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    let script =
        engine::registration(arguments.shell.word()).map_err(|error| Failure::bug(error.to_string()))?;
    ui.text(&script)?;
    Ok(Exit::Done)
}
