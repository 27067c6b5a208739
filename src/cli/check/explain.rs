//! `check --explain`: what a rule looks for, why, and an example.

use crate::diagnostic::{did_you_mean, similar};
use crate::render::rules;

use super::super::error::Failure;
use super::super::exit::Exit;
use super::super::options::Format;
use super::super::ui::Ui;

/// Explains a rule, or lists all.
pub(super) fn run(name: &str, ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    ui.require_format("check --explain")?;
    let name = name.trim();
    if name.is_empty() {
        // In a terminal one looks for a name; a document is read from end to end.
        let page = if ui.format() == Format::Table { rules::list() } else { rules::document() };
        ui.page(&page)?;
        return Ok(Exit::Done);
    }
    match rules::one(name) {
        Some(page) => ui.page(&page)?,
        None => return Err(unknown(name).into()),
    }
    Ok(Exit::Done)
}

fn unknown(name: &str) -> Failure {
    let known = crate::lint::RULES.iter().map(|rule| rule.name).chain(rules::codes().map(|(code, _)| code));
    let near = did_you_mean(&similar(name, known));
    let lists = "`careerpath check --explain` lists them";
    let hint = near.map_or_else(|| lists.to_owned(), |question| format!("{question} {lists}"));
    Failure::usage(format!("unknown rule: `{name}`")).hint(hint)
}
