//! `check`: the mistakes of a catalog.

mod explain;
mod mend;
mod report;
mod through;

use std::path::PathBuf;

use clap::Args;

use crate::catalog::Catalog;
use crate::catalog::load::Inspection;
use crate::diagnostic::fix::Mending;
use crate::diagnostic::{Diagnostic, Places, Severity};
use crate::lint::lint;
use crate::render::diagnostic::{is_shortened, render};
use crate::render::page::{Page, Style};
use crate::render::provenance;
use crate::render::words::{count, list};
use crate::units::CalendarMonth;

use super::complete;
use super::error::Failure;
use super::exit::Exit;
use super::layers::Layers;
use super::options::Format;
use super::ui::Ui;
use super::values;

/// Check a catalog: every mistake with its file, its line and a hint.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath check
  careerpath check --summary
  careerpath check my-catalog/
  careerpath check my-catalog/ --fix --dry-run
  careerpath check --explain unused-source
  careerpath check my-catalog/ -o findings.sarif")]
pub(super) struct Arguments {
    /// The folder of the catalog; the shipped one, or that of --catalog, unless said.
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
    /// The month in which dates are judged, such as 2027-01; this month unless said.
    #[arg(long, value_name = "MONTH", value_parser = values::calendar_month)]
    month: Option<CalendarMonth>,
    /// Show how much of the catalog is sourced, by what, and how old it is.
    #[arg(long)]
    summary: bool,
    /// Say what a rule looks for and why, with an example; without a name, list the rules.
    #[arg(
        long,
        value_name = "RULE",
        num_args = 0..=1,
        default_missing_value = "",
        conflicts_with_all = ["folder", "month", "summary", "fix", "dry_run"],
        add = complete::rules()
    )]
    explain: Option<String>,
    /// Mend in the files of the folder, or of the last `--with`, what is sure, where that makes nothing worse.
    #[arg(long)]
    fix: bool,
    /// Show what `--fix` would change, and change nothing.
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    if let Some(name) = &arguments.explain {
        return explain::run(name, ui);
    }
    ui.require_format("check")?;
    let now = arguments.month.unwrap_or_else(values::current_month);
    if arguments.fix && now > values::current_month() {
        let message = format!("`--fix` takes out what has passed, and {now} is still to come");
        let hint = "leave out `--month`; without `--fix`, it shows what will be found then";
        return Err(Failure::usage(message).hint(hint).into());
    }
    let layers = ui.layers(arguments.folder.as_deref());
    ui.say_own(&layers);
    let mended = if arguments.fix { mend_files(arguments, &layers, now, ui)? } else { Some(Vec::new()) };
    let Some(mended) = mended else { return Ok(Exit::Done) };
    let inspection = layers.inspect()?;
    let found = through::narrowed(lint(&inspection, now), &inspection, &layers, now);
    let Inspection { catalog, mut diagnostics, files, .. } = inspection;
    if catalog.is_none() {
        say_below(&layers, diagnostics.len(), ui)?;
    }
    diagnostics.extend(found);
    match ui.format() {
        Format::Json => {
            ui.json(&report::json(catalog.as_ref(), &diagnostics, &mended, &files, arguments.summary))?;
        }
        Format::Sarif => {
            let below = layers.base.as_deref().filter(|folder| layers.is_bare() && folder.is_relative());
            let below = below.map(|folder| folder.display().to_string()).unwrap_or_default();
            ui.json(&report::sarif(&diagnostics, &files, &below))?;
        }
        format => {
            let is_table = format == Format::Table;
            let mut page = report::mended(&mended, "mended");
            if !mended.is_empty() {
                page.gap();
            }
            page.append(verdict(catalog.as_ref(), &diagnostics));
            if is_table && is_shortened(&diagnostics) {
                page.paragraph(Style::Plain, "`--format json` lists every one.");
            }
            if !is_table {
                let mut places = Places::new(&files);
                let lines = diagnostics.iter().map(|one| in_a_line(one, &mut places));
                page.bullets(&lines.collect::<Vec<_>>());
            }
            if let Some(catalog) = catalog.as_ref().filter(|_| arguments.summary) {
                provenance::print(catalog, &mut page);
            }
            if is_table {
                let mistakes = render(&diagnostics, &files, ui.terminal().color);
                let gap = if mistakes.is_empty() { "" } else { "\n" };
                ui.text(&format!("{mistakes}{gap}{}", page.finish(ui.terminal())))?;
            } else {
                ui.page(&page)?;
            }
        }
    }
    Ok(if diagnostics.is_empty() { Exit::Done } else { Exit::Findings })
}

/// Mends the files and returns what was mended; `None` when only the changes were to be shown, which has been done.
fn mend_files(
    arguments: &Arguments,
    layers: &Layers,
    now: CalendarMonth,
    ui: &mut Ui<'_>,
) -> anyhow::Result<Option<Vec<Mending>>> {
    let mend::Mends { mended, changed, below } = mend::in_memory(layers, now)?;
    if !arguments.dry_run {
        mend::write(&changed, &|path| ui.prepare_change(path))?;
        say_all(&below, ui);
        return Ok(Some(mended.done));
    }
    if ui.format() != Format::Table {
        let failure =
            Failure::usage(format!("`--dry-run` shows changes, and has no {} output", ui.format().word()));
        return Err(failure.hint("leave out `--format`, or leave out `--dry-run`").into());
    }
    ui.talk(&report::mended(&mended.done, "would mend"));
    if changed.is_empty() {
        ui.say("nothing would be changed");
    } else {
        ui.text(&mend::diff(&changed))?;
    }
    say_all(&below, ui);
    Ok(None)
}

fn say_all(remarks: &[String], ui: &Ui<'_>) {
    for remark in remarks {
        ui.say(remark);
    }
}

/// Says that the person's own catalog lies below, where that makes mistakes of what is laid over it.
///
/// * `number`: how many mistakes there are with it.
fn say_below(layers: &Layers, number: usize, ui: &Ui<'_>) -> Result<(), Failure> {
    if let (Some(own), Some(others)) = (&layers.own, layers.without_own())
        && others.inspect()?.diagnostics.len() < number
    {
        let own = own.display();
        ui.say(&format!(
            "your own catalog `{own}` is laid below: there are fewer mistakes with `--no-own-catalog`"
        ));
    }
    Ok(())
}

fn verdict(catalog: Option<&Catalog>, diagnostics: &[Diagnostic]) -> Page {
    let mut page = Page::new();
    let mut found = Vec::new();
    for (severity, one, many) in
        [(Severity::Error, "error", "errors"), (Severity::Warning, "warning", "warnings")]
    {
        let number = diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        if number > 0 {
            found.push(count(number as u64, one, many));
        }
    }
    if found.is_empty() {
        page.paragraph(Style::Good, "No mistakes.");
    } else {
        page.paragraph(Style::Missing, &format!("{}.", list(&found, "and")));
    }
    if let Some(catalog) = catalog {
        let parts = [
            count(catalog.roles.len() as u64, "role", "roles"),
            count(catalog.credentials.len() as u64, "credential", "credentials"),
            count(catalog.domains.len() as u64, "domain", "domains"),
            count(catalog.sources.len() as u64, "source", "sources"),
        ];
        let text = format!("{} {}: {}.", catalog.name, catalog.version, list(&parts, "and"));
        page.paragraph(Style::Plain, &text);
    }
    page
}

/// Returns a mistake with its place, without the lines of the file.
fn in_a_line(diagnostic: &Diagnostic, places: &mut Places<'_>) -> String {
    let at = places.of(diagnostic).map(|(path, place)| format!("{path}:{}:{}: ", place.line, place.column));
    let hint = diagnostic.help.as_ref().map(|hint| format!(" ({hint})"));
    format!("{}{}{}", at.unwrap_or_default(), diagnostic.message, hint.unwrap_or_default())
}
