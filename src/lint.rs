//! The linter: what a catalog may say and probably does not mean.
//!
//! A mistake that keeps a catalog from being read is found while reading it; a rule looks at one that was read. Each
//! rule is a file of `rules` with its name, its reason and an example. How strictly a rule is taken is said in
//! `catalog.toml`, under `[lints]`; without that it is as the rule itself says. What a layer says holds for its own files
//! and for those below it: nobody who lays a folder over a catalog is held to the strictness of that catalog.

mod arrivals;
mod dates;
mod figures;
mod implied;
mod level;
mod naming;
mod requirements;
mod rules;

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::catalog::load::Inspection;
use crate::catalog::outline::{FilePlace, Outline};
use crate::catalog::{Catalog, Provenance};
use crate::diagnostic::{Diagnostic, Severity, SourceFile};
use crate::graph::RequirementGraph;
use crate::units::CalendarMonth;

pub use crate::catalog::lints::LintLevel;
pub use rules::RULES;

use arrivals::Arrivals;
use level::Levels;
use requirements::Site;

/// A rule of the linter.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// Its name in kebab-case, which is the code of what it finds.
    pub name: &'static str,
    /// How strictly it is taken unless a catalog says otherwise.
    pub level: LintLevel,
    /// What it finds, in a sentence.
    pub meaning: &'static str,
    /// Why that matters, and what to do about it.
    pub reason: &'static str,
    /// A catalog that breaks it, as one file of entries.
    pub bad: &'static str,
    /// The same catalog, mended.
    pub good: &'static str,
    /// Numbers that a catalog may set beside the level, with what they are unless set.
    pub numbers: &'static [(&'static str, i64)],
    check: fn(&Context<'_>, &mut Findings<'_>),
}

/// What a rule looks at.
#[derive(Debug)]
struct Context<'a> {
    catalog: &'a Catalog,
    outline: &'a Outline,
    files: &'a [SourceFile],
    /// The number of each file, by its path.
    numbers: &'a FxHashMap<&'a str, usize>,
    graph: RequirementGraph,
    provenance: Provenance,
    /// Every requirement, parents before what is in them.
    sites: Vec<Site<'a>>,
    arrivals: OnceCell<Arrivals>,
    /// The month in which the catalog is judged.
    now: CalendarMonth,
}

impl<'a> Context<'a> {
    /// Returns the file of a place.
    fn file(&self, place: &FilePlace) -> Option<&'a SourceFile> {
        self.numbers.get(place.path.as_str()).map(|number| &self.files[*number])
    }

    /// Returns the text at a place.
    fn text(&self, place: &FilePlace) -> &'a str {
        self.file(place).and_then(|file| file.text.get(place.span.clone())).unwrap_or_default()
    }

    /// Returns when anybody can have anything at the earliest.
    fn arrivals(&self) -> &Arrivals {
        self.arrivals.get_or_init(|| Arrivals::new(self.catalog, &self.sites, self.now))
    }
}

/// How many places a finding shows at most.
const PLACES: usize = 5;

/// What a rule has found.
struct Findings<'a> {
    rule: &'static Rule,
    levels: &'a Levels,
    found: Vec<Diagnostic>,
}

impl Findings<'_> {
    /// Reports a finding at a place, and returns it so that help and further places can be added.
    fn report(
        &mut self,
        place: Option<FilePlace>,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> &mut Diagnostic {
        let mut diagnostic = Diagnostic::warning(self.rule.name, message);
        diagnostic.labels.extend(place.map(|place| place.label(label)));
        self.found.push(diagnostic);
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// Reports a finding at several places, of which it shows as many as a reader takes in at a glance.
    fn report_all(
        &mut self,
        places: impl IntoIterator<Item = FilePlace>,
        message: impl Into<String>,
        label: &str,
        further: &str,
    ) -> &mut Diagnostic {
        let mut places = places.into_iter();
        let finding = self.report(places.next(), message, label);
        finding.labels.extend(places.take(PLACES - 1).map(|place| place.label(further)));
        finding
    }

    /// Tells whether another rule is looked at too.
    fn is_on(&self, rule: &Rule) -> bool {
        self.levels.is_on(rule)
    }

    /// Returns a number that a catalog may set beside the level of the rule.
    fn number(&self, name: &str) -> i64 {
        self.levels.number(self.rule, name)
    }
}

/// Returns everything that the rules find in a catalog that was read, in the order of the files; mistakes in
/// `[lints]` itself come first. Of files that hold mistakes nothing is found.
///
/// * `now`: the month in which dates of the catalog are judged.
#[must_use]
pub fn lint(inspection: &Inspection, now: CalendarMonth) -> Vec<Diagnostic> {
    let Some(catalog) = &inspection.catalog else { return Vec::new() };
    let paths = inspection.files.iter().map(|file| file.path.as_str());
    let numbers: FxHashMap<&str, usize> = paths.zip(0..).collect();
    let layer = |path: &str| {
        numbers.get(path).and_then(|number| inspection.layers.get(*number)).copied().unwrap_or(0)
    };
    let layers = inspection.layers.iter().max().map_or(1, |last| last + 1);
    let (levels, mut found) = Levels::read(&inspection.lints, layers, layer);
    let context = Context {
        catalog,
        outline: &inspection.outline,
        files: &inspection.files,
        numbers: &numbers,
        graph: RequirementGraph::new(catalog),
        provenance: Provenance::of(catalog),
        sites: requirements::collect(catalog),
        arrivals: OnceCell::new(),
        now,
    };
    for rule in RULES {
        if !levels.is_on(rule) {
            continue;
        }
        let mut findings = Findings { rule, levels: &levels, found: Vec::new() };
        (rule.check)(&context, &mut findings);
        for mut finding in findings.found {
            // What has no place is said of the whole, as every layer sees it.
            let of_layer = finding.labels.first().map_or(0, |label| layer(&label.path));
            finding.severity = match levels.of(rule, of_layer) {
                LintLevel::Allow => continue,
                LintLevel::Warn => Severity::Warning,
                LintLevel::Deny => Severity::Error,
            };
            found.push(finding);
        }
    }
    let position = |diagnostic: &Diagnostic| {
        let label = diagnostic.labels.first()?;
        Some((*numbers.get(label.path.as_str())?, label.span.start))
    };
    found.sort_by_cached_key(|diagnostic| position(diagnostic).unwrap_or((usize::MAX, 0)));
    found
}

/// Returns the rule of a name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}
