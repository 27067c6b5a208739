//! Numbered sources at the foot of a page.

use crate::catalog::{Basis, Catalog, Figure, Requirement, Source};
use crate::ids::SourceId;

use super::page::{Page, Style};

/// The sources used so far, numbered in the order of their first use.
#[derive(Debug)]
pub(crate) struct Footnotes<'a> {
    catalog: &'a Catalog,
    used: Vec<SourceId>,
    estimated: bool,
}

impl<'a> Footnotes<'a> {
    /// Makes an empty list.
    #[must_use]
    pub(crate) fn new(catalog: &'a Catalog) -> Self {
        Self { catalog, used: Vec::new(), estimated: false }
    }

    /// Returns the mark of a source, ` [1]`; nothing for no source.
    pub(crate) fn mark(&mut self, source: Option<SourceId>) -> String {
        let Some(source) = source else { return String::new() };
        let number = self.used.iter().position(|used| *used == source).unwrap_or_else(|| {
            self.used.push(source);
            self.used.len() - 1
        });
        format!(" [{}]", number + 1)
    }

    /// Returns the mark of the source of a rule, or ` ~` for a rule that no source states.
    pub(crate) fn rule_mark(&mut self, source: Option<SourceId>) -> String {
        if source.is_some() {
            return self.mark(source);
        }
        self.estimated = true;
        " ~".to_owned()
    }

    /// Returns the mark of a requirement by its source: ` [1]`, ` ~ [1]` where the source states a part of it only,
    /// and ` ~` for one that no source states.
    pub(crate) fn requirement_mark(&mut self, source: Option<SourceId>, approximate: bool) -> String {
        let mark = self.rule_mark(source);
        if source.is_none() || !approximate {
            return mark;
        }
        self.estimated = true;
        format!(" ~{mark}")
    }

    /// Returns the marks of every source of a requirement and of what is below it, or ` ~` when there is none.
    pub(crate) fn requirement_marks(&mut self, requirement: &Requirement) -> String {
        let mut sources: Vec<SourceId> = Vec::new();
        requirement.walk(&mut |node| sources.extend(node.source.filter(|source| !sources.contains(source))));
        if sources.is_empty() { self.rule_mark(None) } else { self.marks(&sources) }
    }

    /// Tells whether something was marked with `~`.
    #[must_use]
    pub(crate) fn has_estimate(&self) -> bool {
        self.estimated
    }

    /// Returns the marks of several sources.
    pub(crate) fn marks(&mut self, sources: &[SourceId]) -> String {
        sources.iter().map(|source| self.mark(Some(*source))).collect()
    }

    /// Returns an amount with what is known about it: `~$395`, `$395 (2024) [2]`.
    pub(crate) fn figure(&mut self, figure: &Figure) -> String {
        self.estimated |= figure.basis == Basis::Estimate;
        let amount = super::words::approximate(figure.amount, figure.basis, &self.catalog.currency);
        let year = super::words::year(figure).map(|year| format!(" ({year})")).unwrap_or_default();
        format!("{amount}{year}{}", self.mark(figure.source))
    }

    /// Returns each source used, with its number, in a line.
    #[must_use]
    pub(crate) fn lines(&self) -> Vec<String> {
        let cited = |source: &SourceId| cite(self.catalog.source(*source)).join(", ");
        self.used
            .iter()
            .enumerate()
            .map(|(index, source)| format!("[{}] {}", index + 1, cited(source)))
            .collect()
    }

    /// Adds the numbered sources to a page; nothing when none was used.
    pub(crate) fn print(&self, page: &mut Page) {
        if self.used.is_empty() {
            return;
        }
        page.heading("Sources");
        for (index, source) in self.used.iter().enumerate() {
            let mut mark = format!("[{}] ", index + 1);
            for line in cite(self.catalog.source(*source)) {
                if line.contains("://") {
                    // An address cut in two leads nowhere, so it may stand out to the right.
                    page.verbatim(Style::Quiet, &mark, &line);
                } else {
                    page.hanging(Style::Quiet, &mark, &line);
                }
                mark = " ".repeat(mark.len());
            }
        }
    }
}

/// Returns a source in lines: title, publisher, year and kind, then its address.
#[must_use]
pub(crate) fn cite(source: &Source) -> Vec<String> {
    let mut parts = vec![source.title.clone()];
    parts.extend(source.publisher.clone());
    parts.extend(source.year.map(|year| year.to_string()));
    parts.extend(source.kind.map(|kind| kind.word().to_owned()));
    let mut lines = vec![parts.join(", ")];
    lines.extend(source.url.clone());
    lines
}
