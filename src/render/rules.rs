//! The rules of the linter, and the codes of mistakes, explained.

use crate::diagnostic::CODES;
use crate::lint::{LintLevel, RULES, Rule, rule};

use super::page::{Page, Style};
use super::table::{Align, Table, WHOLE};

/// Returns the codes of mistakes that are no rules, each with what it means.
pub(crate) fn codes() -> impl Iterator<Item = (&'static str, &'static str)> {
    let codes = CODES.iter().map(|(code, meaning)| (*code, meaning.trim()));
    codes.filter(|(code, _)| rule(code).is_none())
}

/// Returns the list of all rules, and of the codes of mistakes.
#[must_use]
pub(crate) fn list() -> Page {
    let mut page = Page::new();
    page.heading("Rules");
    let mut rules = Table::new()
        .column("Rule", Align::Left, WHOLE)
        .column("Level", Align::Left, WHOLE)
        .column("What it finds", Align::Left, 30);
    for rule in RULES {
        rules.row(vec![rule.name.to_owned(), rule.level.word().to_owned(), rule.meaning.to_owned()]);
    }
    page.table(&rules);
    page.gap();
    page.paragraph(
        Style::Plain,
        "A rule judges a catalog that can be used. A catalog sets its level in `catalog.toml`, under `[lints]`.",
    );
    page.heading("Mistakes");
    let mut mistakes = Table::new().column("Code", Align::Left, WHOLE).column("What it is", Align::Left, 30);
    for (code, meaning) in codes() {
        mistakes.row(vec![code.to_owned(), meaning.to_owned()]);
    }
    page.table(&mistakes);
    page.gap();
    page.paragraph(Style::Plain, "A catalog with a mistake cannot be used. It is always an error.");
    page
}

/// Returns everything that there is to say about the rules and the codes, to be read from end to end.
#[must_use]
pub(crate) fn document() -> Page {
    let mut page = Page::new();
    page.title("What `careerpath check` finds");
    page.append(list());
    for rule in RULES {
        page.heading(rule.name);
        explain(rule, &mut page);
    }
    page
}

/// Returns what there is to say about a rule or a code; `None` when there is none of that name.
#[must_use]
pub(crate) fn one(name: &str) -> Option<Page> {
    if let Some(rule) = rule(name) {
        return Some(of_rule(rule));
    }
    let (code, meaning) = codes().find(|(code, _)| *code == name)?;
    let mut page = Page::new();
    page.title(code);
    page.paragraph(Style::Plain, meaning);
    page.gap();
    page.paragraph(Style::Quiet, "It is an error: a catalog with such a mistake cannot be used.");
    Some(page)
}

fn of_rule(rule: &Rule) -> Page {
    let mut page = Page::new();
    page.title(rule.name);
    explain(rule, &mut page);
    page
}

/// Adds what a rule finds, why, and how it is set.
fn explain(rule: &Rule, page: &mut Page) {
    page.paragraph(Style::Plain, rule.meaning);
    page.paragraph(Style::Plain, rule.reason);
    page.gap();
    page.paragraph(Style::Plain, "This breaks it:");
    page.code(rule.bad);
    page.gap();
    page.paragraph(Style::Plain, "This does not:");
    page.code(rule.good);
    page.gap();
    let level = match rule.level {
        LintLevel::Allow => "It says nothing",
        LintLevel::Warn => "It is a warning",
        LintLevel::Deny => "It is an error",
    };
    page.paragraph(Style::Quiet, &format!("{level} unless `catalog.toml` sets another level:"));
    page.code(&setting(rule));
}

/// Returns how a catalog sets a rule.
fn setting(rule: &Rule) -> String {
    let level = if rule.level == LintLevel::Allow { LintLevel::Warn } else { LintLevel::Allow };
    let numbers: Vec<String> =
        rule.numbers.iter().map(|(name, usual)| format!(", {name} = {usual}")).collect();
    let numbers = numbers.concat();
    if numbers.is_empty() {
        format!("[lints]\n{} = \"{}\"\n", rule.name, level.word())
    } else {
        format!("[lints]\n{} = {{ level = \"{}\"{numbers} }}\n", rule.name, rule.level.word())
    }
}
