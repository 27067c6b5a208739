//! `check`: the mistakes of a catalog.

use std::collections::HashMap;
use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use crate::catalog::Catalog;
use crate::catalog::load::Inspection;
use crate::diagnostic::{Cursor, Diagnostic, Label, Severity, SourceFile};
use crate::lint::lint;
use crate::render::diagnostic::{is_shortened, render};
use crate::render::page::{Page, Style};
use crate::render::provenance;
use crate::render::words::{count, list};
use crate::units::CalendarMonth;

use super::exit::Exit;
use super::layers::SHIPPED;
use super::options::Format;
use super::ui::Ui;
use super::values;

/// Check a catalog: every mistake with its file, its line and a hint.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  careerpath check
  careerpath check --summary
  careerpath check my-catalog/")]
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
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("check")?;
    let layers = ui.layers(arguments.folder.as_deref());
    ui.say_own(&layers);
    let inspection = layers.inspect()?;
    let found = lint(&inspection, arguments.month.unwrap_or_else(values::current_month));
    let Inspection { catalog, mut diagnostics, files, .. } = inspection;
    // What is laid over the shipped catalog answers for itself alone.
    let is_ours = |label: &Label| layers.is_bare() || layers.base.is_some() || !is_shipped(&label.path);
    diagnostics.extend(
        found.into_iter().filter(|finding| finding.labels.is_empty() || finding.labels.iter().any(is_ours)),
    );
    if ui.format() == Format::Json {
        ui.json(&report(catalog.as_ref(), &diagnostics, &files, arguments.summary))?;
    } else {
        let is_table = ui.format() == Format::Table;
        let mut page = verdict(catalog.as_ref(), &diagnostics);
        if is_table && is_shortened(&diagnostics) {
            page.paragraph(Style::Plain, "`--format json` lists every one.");
        }
        if !is_table {
            let mut places = Places::new(&files);
            page.bullets(&diagnostics.iter().map(|one| in_a_line(one, &mut places)).collect::<Vec<_>>());
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
    Ok(if diagnostics.is_empty() { Exit::Done } else { Exit::Findings })
}

/// Tells whether a path is one of the shipped catalog below other folders.
fn is_shipped(path: &str) -> bool {
    path.strip_prefix(SHIPPED).is_some_and(|rest| rest.starts_with('/'))
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
    let at = places.of(diagnostic).map(|(path, line, column)| format!("{path}:{line}:{column}: "));
    let hint = diagnostic.help.as_ref().map(|hint| format!(" ({hint})"));
    format!("{}{}{}", at.unwrap_or_default(), diagnostic.message, hint.unwrap_or_default())
}

fn report(
    catalog: Option<&Catalog>,
    diagnostics: &[Diagnostic],
    files: &[SourceFile],
    summary: bool,
) -> Value {
    let mut places = Places::new(files);
    let entry = |diagnostic: &Diagnostic| {
        let place = places.of(diagnostic);
        json!({
            "severity": match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            "code": diagnostic.code,
            "message": diagnostic.message,
            "file": place.map(|(path, _, _)| path),
            "line": place.map(|(_, line, _)| line),
            "column": place.map(|(_, _, column)| column),
            "hint": diagnostic.help,
        })
    };
    json!({
        "schema": "careerpath.check/1",
        "catalog": catalog.map(crate::render::json::identity),
        "diagnostics": diagnostics.iter().map(entry).collect::<Vec<_>>(),
        "roles": catalog.map(|catalog| catalog.roles.len()),
        "credentials": catalog.map(|catalog| catalog.credentials.len()),
        "domains": catalog.map(|catalog| catalog.domains.len()),
        "sources": catalog.map(|catalog| catalog.sources.len()),
        "summary": catalog.filter(|_| summary).map(provenance::json),
    })
}

/// Finds the lines and columns of diagnostics.
struct Places<'f> {
    files: HashMap<&'f str, Cursor<'f>>,
}

impl<'f> Places<'f> {
    fn new(files: &'f [SourceFile]) -> Self {
        Self { files: files.iter().map(|file| (file.path.as_str(), Cursor::new(&file.text))).collect() }
    }

    /// Returns the file, line and column of a diagnostic, counted from 1.
    fn of<'d>(&mut self, diagnostic: &'d Diagnostic) -> Option<(&'d str, usize, usize)> {
        let label = diagnostic.labels.first()?;
        let (line, column) = self.files.get_mut(label.path.as_str())?.at(label.span.start);
        Some((&label.path, line, column))
    }
}
