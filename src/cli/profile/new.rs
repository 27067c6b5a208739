//! `profile new`: questions, answers, a file.

use std::fs;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::catalog::Catalog;
use crate::profile::file::Profile;
use crate::profile::interview::{Interview, Misunderstood};
use crate::profile::write;
use crate::render::page::{Page, Style};
use crate::render::profile::{facts, next};
use crate::render::text::shell_path;

use super::super::error::Failure;
use super::super::exit::Exit;
use super::super::interrupt;
use super::super::options::is_dumb;
use super::super::output::Output;
use super::super::places;
use super::super::ui::{Ui, talk_lines};
use super::super::values;
use super::draft::Draft;
use super::lines::Lines;
use super::prompter::{BrokenOff, Prompter};
use super::terminal::Terminal;

/// The smallest terminal in which matches can be offered while somebody types.
const LEAST_COLUMNS: usize = 40;
const LEAST_LINES: usize = 12;

/// Answer a few questions in plain words; the answers become your profile, which other commands then use.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath profile new
  careerpath profile new -o me.toml
  printf 'nurse\\n6y\\n\\n\\n\\n\\n\\n\\n\\n\\n\\n' | careerpath profile new -o me.toml

Enter skips a question. Without `-o FILE` it becomes your default profile (`careerpath config` says where); one that \
is there is only replaced with `--force`. What was \
answered is kept in a draft beside it until it is saved: after Ctrl-C, Esc or a lost terminal `profile new` offers to \
go on from there. Without a terminal each line of the standard input answers a question: a list is separated by \
commas, an empty line skips, `none` takes away what is proposed.

Exit codes: 0 saved; 2 wrong usage, a wrong answer in a script, or an end of its input; 130 broken off by hand.")]
pub(super) struct Arguments {}

/// Runs the command.
pub(super) fn run(_: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("profile new")?;
    let (target, is_default) = target(ui)?;
    let catalog = ui.catalog()?;
    let (shown, ui) = (target.display().to_string(), &*ui);
    let named = if is_default { String::new() } else { format!(" -o {}", shell_path(&shown)) };
    let command = format!("careerpath profile new{named}");
    let draft = Draft::beside(&target);
    let is_scripted = !io::stdin().is_terminal();
    if draft.exists() && is_scripted {
        let message = format!("`{}` is there already: the draft of an earlier run", draft.path().display());
        let hint = format!("`{command}` in a terminal goes on from it; move or remove it to begin anew");
        return Err(Failure::usage(message).hint(hint).into());
    }
    let (own, again) = (draft.clone(), command.clone());
    interrupt::at_once(move || format!("broken off: {}", own.farewell(&again)));
    let mut prompter = prompter(ui, is_scripted);
    match converse(ui, &catalog, &target, &draft, prompter.as_mut(), is_scripted) {
        Ok(profile) => {
            save(ui, &catalog, &target, &draft, &profile)?;
            let file = (!is_default).then_some(shown.as_str());
            ui.talk(&next::page(&catalog, &profile, values::current_month(), file));
            Ok(Exit::Done)
        }
        Err(reason) => ended(ui, reason, &draft.farewell(&command), draft.is_kept()),
    }
}

/// Returns who asks: a prompt that offers matches, or line by line where there is no terminal that could show them.
fn prompter<'u>(ui: &'u Ui<'_>, is_scripted: bool) -> Box<dyn Prompter + 'u> {
    match talk_lines() {
        Some(lines)
            if !is_scripted
                && !is_dumb()
                && ui.talk_terminal().width >= LEAST_COLUMNS
                && lines >= LEAST_LINES =>
        {
            Box::new(Terminal::new(ui, lines))
        }
        _ => Box::new(Lines::new(ui)),
    }
}

/// Says why there is no profile, and where the answers are.
fn ended(ui: &Ui<'_>, reason: BrokenOff, farewell: &str, is_kept: bool) -> anyhow::Result<Exit> {
    Err(match reason {
        BrokenOff::ByHand => {
            let mut page = Page::new();
            page.paragraph(Style::Plain, &format!("broken off: {farewell}"));
            ui.show(&page);
            return Ok(Exit::Interrupted);
        }
        BrokenOff::Refused(failure) => {
            if is_kept {
                ui.say(farewell);
            }
            failure.into()
        }
        BrokenOff::EndOfInput => {
            Failure::usage(format!("the input ended before the last question; {farewell}"))
                .hint("`careerpath profile new --help` says how a script answers")
                .into()
        }
        BrokenOff::Failed(error) => {
            Failure::usage(format!("the terminal failed: {error}; {farewell}")).into()
        }
    })
}

/// Returns the file to write and whether it is the default profile; makes sure that it can be written, and makes the
/// folder for it where that is ours.
fn target(ui: &mut Ui<'_>) -> anyhow::Result<(PathBuf, bool)> {
    if let Some(path) = ui.take_output() {
        return Ok((path.to_owned(), false));
    }
    let path = places::default_profile().ok_or_else(|| {
        Failure::usage("this system names no folder for configuration")
            .hint("name a file with `-o FILE`, or a folder with the environment variable `CAREERPATH_CONFIG`")
    })?;
    if path.symlink_metadata().is_ok() && !ui.is_forced() {
        return Err(Failure::usage(format!("you have a profile already: `{}`", path.display()))
            .hint("`careerpath profile check` says how it is understood; edit it, add `--force` to replace it, or \
                   name another file with `-o FILE`")
            .into());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| {
            Failure::usage(format!("cannot make the folder `{}`: {error}", folder.display()))
                .hint("name a file with `-o FILE`, or another folder with the environment variable `CAREERPATH_CONFIG`")
        })?;
    }
    Output::prepare_personal(&path, ui.is_forced())?;
    Ok((path, true))
}

/// Asks until everything is known and agreed to.
fn converse(
    ui: &Ui<'_>,
    catalog: &Catalog,
    target: &Path,
    draft: &Draft,
    prompter: &mut dyn Prompter,
    is_scripted: bool,
) -> Result<Profile, BrokenOff> {
    let mut page = Page::new();
    page.title("Your profile, in a few questions");
    page.paragraph(Style::Quiet, "Enter skips a question; Ctrl-C stops, and keeps what you have answered.");
    page.gap();
    ui.talk(&page);
    let mut interview = begin(catalog, draft, prompter, is_scripted)?;
    let mut warned = false;
    loop {
        while interview.question().is_some() {
            let before = interview.profile().clone();
            let answer = prompter.ask(catalog, &interview)?;
            if let Err(wrong) = interview.answer(&answer) {
                prompter.refuse(failure(wrong))?;
            } else if *interview.profile() != before
                && let Err(failure) = draft.keep(&write::text(catalog, interview.profile()))
                && !std::mem::replace(&mut warned, true)
            {
                ui.say(&format!("your answers cannot be kept in a draft: {failure}"));
            }
        }
        let mut page = Page::new();
        page.heading("What was understood");
        facts::print(catalog, interview.profile(), &mut page);
        page.gap();
        ui.talk(&page);
        let prompt = format!("Save this as {}?", target.display());
        if prompter.confirm(&prompt, "It is a text file that you can edit.")? {
            return Ok(interview.profile().clone());
        }
        if is_scripted
            || !prompter.confirm("Go through the questions again?", "What you have said stands.")?
        {
            return Err(BrokenOff::ByHand);
        }
        interview = Interview::resume(catalog, values::current_month(), interview.profile().clone());
    }
}

/// Begins anew, or goes on from the draft of an earlier run.
fn begin<'c>(
    catalog: &'c Catalog,
    draft: &Draft,
    prompter: &mut dyn Prompter,
    is_scripted: bool,
) -> Result<Interview<'c>, BrokenOff> {
    let now = values::current_month();
    if !draft.exists() {
        return Ok(Interview::new(catalog, now));
    }
    if is_scripted {
        // Made by another run since this one has looked; it is left alone.
        return Ok(Interview::new(catalog, now));
    }
    // A draft that cannot be read may be somebody's work; it is for them to mend or to remove.
    let known = draft.read(catalog).map_err(Failure::from)?;
    let prompt = format!("Go on from the draft {}?", draft.path().display());
    let goes_on = prompter.confirm(&prompt, "It holds the answers of a run that was broken off.")?;
    if !goes_on && !prompter.confirm("Begin anew and replace the draft?", "`no` leaves it as it is.")? {
        return Err(BrokenOff::ByHand);
    }
    draft.take_over(goes_on);
    Ok(if goes_on { Interview::resume(catalog, now, known) } else { Interview::new(catalog, now) })
}

fn failure(wrong: Misunderstood) -> Failure {
    match wrong {
        Misunderstood::Name(unknown) => unknown.into(),
        other => Failure::usage(other.to_string()),
    }
}

/// Writes the profile, whole or not at all; then the draft is of no more use.
fn save(
    ui: &Ui<'_>,
    catalog: &Catalog,
    target: &Path,
    draft: &Draft,
    profile: &Profile,
) -> Result<(), Failure> {
    let text = write::text(catalog, profile);
    let written = Output::prepare_personal(target, ui.is_forced()).and_then(|mut output| output.write(&text));
    if let Err(failure) = written {
        // Another run with the same draft may have removed it meanwhile.
        return Err(match draft.keep(&text) {
            Ok(()) => failure.hint(format!("your answers are in `{}`", draft.path().display())),
            Err(_) => failure,
        });
    }
    draft.remove();
    Ok(())
}
