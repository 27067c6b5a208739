//! What stands behind a catalog: which of its facts name a source, and who names which source how often.
//!
//! # What counts
//!
//! - A *requirement* is a leaf of a requirement expression: a credential, months of experience or months in a
//!   role, of whatever strength. It is sourced when it, or a list around it, names a source. The sources of
//!   the role or credential as a whole do not count for it. Where it says that the source states a part only,
//!   such as the kind of experience but not the years, it is sourced and counted as approximate besides.
//! - A *figure* is the price of a study, the price of a renewal, the rule of a renewal (its years and hours
//!   together), the pass rate of an examination, or a survey figure about pay. It is an estimate when its
//!   basis says so, or when it names no source and cannot say.
//! - Cells of wage and outlook tables are counted by themselves, since there are many and they are all alike;
//!   a cell that is withheld is none.
//!
//! The sources of notes, of places to turn to and of answers are uses of a source; what they say in words is not
//! counted as a fact. The lengths of studies and of job searches are values to plan with: the files have no source
//! for them, and they are not counted. A requirement has the basis of its source's kind; a source of no kind is
//! secondary.

use std::collections::BTreeMap;

use crate::ids::{CredentialId, ResourceId, RoleId, SourceId, SurveyId, TopicId};

use super::figure::{Basis, Figure, Note, SourceKind};
use super::requirement::Requirement;
use super::{Catalog, Credential};

/// Who states a fact or names a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Holder {
    /// A role.
    Role(RoleId),
    /// A credential.
    Credential(CredentialId),
    /// A survey figure.
    Survey(SurveyId),
    /// A place to turn to.
    Resource(ResourceId),
    /// A question with its answer.
    Topic(TopicId),
    /// A row of the wage tables.
    Wages,
    /// A row of the outlook tables.
    Outlook,
}

/// What sort of fact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    /// A leaf of a requirement.
    Requirement,
    /// The price of a study.
    StudyCost,
    /// The price of a renewal.
    RenewalCost,
    /// The years and hours of a renewal.
    RenewalRule,
    /// The pass rate of an examination.
    PassRate,
    /// A survey figure about pay.
    Survey,
    /// The cells of a row of wages.
    Wage,
    /// The cells of a row of outlook.
    Outlook,
}

impl Subject {
    /// Every sort that counts as a figure.
    pub const FIGURES: [Self; 5] =
        [Self::StudyCost, Self::RenewalCost, Self::RenewalRule, Self::PassRate, Self::Survey];

    /// Tells whether it counts as a figure.
    #[must_use]
    pub fn is_figure(self) -> bool {
        Self::FIGURES.contains(&self)
    }
}

/// Something that the catalog states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fact {
    /// Who states it.
    pub holder: Holder,
    /// What sort of fact it is.
    pub subject: Subject,
    /// Where it is stated.
    pub source: Option<SourceId>,
    /// How it is known.
    pub basis: Basis,
    /// The year it was true: its own, or that of its source.
    pub year: Option<i32>,
    /// How many it stands for: the cells of a row, and 1 for all else.
    pub number: u32,
}

/// How many facts there are, by their basis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally([u32; Basis::ALL.len()]);

impl Tally {
    fn add(&mut self, fact: &Fact) {
        self.0[fact.basis as usize] += fact.number;
    }

    /// Returns the sums of both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(std::array::from_fn(|basis| self.0[basis] + other.0[basis]))
    }

    /// Returns how many have this basis.
    #[must_use]
    pub fn with(self, basis: Basis) -> u32 {
        self.0[basis as usize]
    }

    /// Returns how many there are.
    #[must_use]
    pub fn total(self) -> u32 {
        self.0.iter().sum()
    }

    /// Returns how many are no estimates.
    #[must_use]
    pub fn sourced(self) -> u32 {
        self.total() - self.with(Basis::Estimate)
    }

    /// Returns the share of those that are no estimates in whole percent, never rounded up; `None` for no facts.
    #[must_use]
    pub fn percent(self) -> Option<u32> {
        (u64::from(self.sourced()) * 100).checked_div(u64::from(self.total())).map(|share| share as u32)
    }
}

/// Every fact of a catalog, and every place where it names a source.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    facts: Vec<Fact>,
    /// How often a holder names a source.
    uses: BTreeMap<SourceId, BTreeMap<Holder, u32>>,
    /// How many sources there are.
    sources: usize,
    /// Sourced requirements of which the source states a part only.
    approximate: u32,
}

impl Provenance {
    /// Collects the facts of a catalog.
    #[must_use]
    pub fn of(catalog: &Catalog) -> Self {
        let own = Self { sources: catalog.sources.len(), ..Self::default() };
        let mut collector = Collector { catalog, provenance: own };
        for id in catalog.role_ids() {
            let role = catalog.role(id);
            collector.entry(Holder::Role(id), &role.sources, &role.notes, &role.requires);
        }
        for id in catalog.credential_ids() {
            let credential = catalog.credential(id);
            let holder = Holder::Credential(id);
            collector.entry(holder, &credential.sources, &credential.notes, &credential.requires);
            collector.figures_of(holder, credential);
        }
        for (index, resource) in catalog.resources.iter().enumerate() {
            collector.entry(Holder::Resource(ResourceId::from_index(index)), &resource.sources, &[], &[]);
        }
        for (index, topic) in catalog.topics.iter().enumerate() {
            collector.entry(Holder::Topic(TopicId::from_index(index)), &topic.sources, &[], &[]);
        }
        collector.tables();
        collector.provenance
    }

    /// Returns every fact: of roles, of credentials, of surveys, of wages and of the outlook.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// Counts the facts for which `keep` holds.
    #[must_use]
    pub fn tally(&self, keep: impl Fn(&Fact) -> bool) -> Tally {
        let mut tally = Tally::default();
        for fact in self.facts.iter().filter(|fact| keep(fact)) {
            tally.add(fact);
        }
        tally
    }

    /// Counts the requirements.
    #[must_use]
    pub fn requirements(&self) -> Tally {
        self.tally(|fact| fact.subject == Subject::Requirement)
    }

    /// Returns how many of the sourced requirements have a source that states a part of them only.
    #[must_use]
    pub fn approximate_requirements(&self) -> u32 {
        self.approximate
    }

    /// Counts the figures.
    #[must_use]
    pub fn figures(&self) -> Tally {
        self.tally(|fact| fact.subject.is_figure())
    }

    /// Returns who names a source and how often; for tables, the number of rows.
    pub fn users(&self, source: SourceId) -> impl Iterator<Item = (Holder, u32)> {
        self.uses.get(&source).into_iter().flatten().map(|(holder, times)| (*holder, *times))
    }

    /// Returns how often a source is named.
    #[must_use]
    pub fn times_used(&self, source: SourceId) -> u32 {
        self.users(source).map(|(_, times)| times).sum()
    }

    /// Returns the sources that nothing names.
    #[must_use]
    pub fn unused(&self) -> Vec<SourceId> {
        (0..self.sources).map(SourceId::from_index).filter(|id| !self.uses.contains_key(id)).collect()
    }

    /// Returns the sources in use that speak of a year before `year`.
    #[must_use]
    pub fn used_from_before(&self, catalog: &Catalog, year: i32) -> Vec<SourceId> {
        let is_old = |id: &SourceId| catalog.source(*id).year.is_some_and(|own| own < year);
        self.uses.keys().copied().filter(is_old).collect()
    }

    /// Returns the fact of the earliest year, the first among equals; estimates and withheld cells are none.
    #[must_use]
    pub fn oldest(&self) -> Option<&Fact> {
        let is_dated = |fact: &&Fact| fact.basis != Basis::Estimate && fact.year.is_some() && fact.number > 0;
        self.facts.iter().filter(is_dated).min_by_key(|fact| fact.year)
    }
}

struct Collector<'a> {
    catalog: &'a Catalog,
    provenance: Provenance,
}

impl Collector<'_> {
    fn cite(&mut self, holder: Holder, source: Option<SourceId>) {
        self.cite_often(holder, source, 1);
    }

    fn cite_often(&mut self, holder: Holder, source: Option<SourceId>, times: u32) {
        if let Some(source) = source {
            *self.provenance.uses.entry(source).or_default().entry(holder).or_default() += times;
        }
    }

    /// Adds one fact whose basis and year are those of its source.
    fn stated(&mut self, holder: Holder, subject: Subject, source: Option<SourceId>, year: Option<i32>) {
        let stated_by = source.map(|source| self.catalog.source(source));
        let basis = stated_by.map_or(Basis::Estimate, |source| match source.kind {
            Some(SourceKind::Official) => Basis::Official,
            Some(SourceKind::Survey) => Basis::Survey,
            Some(SourceKind::Postings) => Basis::Postings,
            Some(SourceKind::Secondary) | None => Basis::Secondary,
        });
        let year = year.or(stated_by.and_then(|source| source.year));
        self.provenance.facts.push(Fact { holder, subject, source, basis, year, number: 1 });
    }

    fn figure(&mut self, holder: Holder, subject: Subject, figure: &Figure) {
        let Figure { source, basis, year, .. } = *figure;
        self.cite(holder, source);
        let year = year.or_else(|| self.catalog.source(source?).year);
        self.provenance.facts.push(Fact { holder, subject, source, basis, year, number: 1 });
    }

    fn entry(&mut self, holder: Holder, sources: &[SourceId], notes: &[Note], requires: &[Requirement]) {
        for source in sources {
            self.cite(holder, Some(*source));
        }
        for note in notes {
            self.cite(holder, note.source);
        }
        for requirement in requires {
            requirement.walk(&mut |node| self.cite(holder, node.source));
        }
        for Backing { source, approximate } in backings(requires) {
            self.provenance.approximate += u32::from(source.is_some() && approximate);
            self.stated(holder, Subject::Requirement, source, None);
        }
    }

    fn figures_of(&mut self, holder: Holder, credential: &Credential) {
        for study in &credential.study {
            if let Some(cost) = &study.cost {
                self.figure(holder, Subject::StudyCost, cost);
            }
            if let Some(exam) = &study.exam {
                self.cite(holder, exam.source);
                if exam.pass_rate.is_some() {
                    self.stated(holder, Subject::PassRate, exam.source, exam.year);
                }
            }
        }
        if let Some(renewal) = &credential.renewal {
            self.cite(holder, renewal.source);
            if renewal.years.is_some() || renewal.hours.is_some() {
                self.stated(holder, Subject::RenewalRule, renewal.source, None);
            }
            if let Some(cost) = &renewal.cost {
                self.figure(holder, Subject::RenewalCost, cost);
            }
        }
    }

    fn tables(&mut self) {
        let catalog = self.catalog;
        for (index, survey) in catalog.surveys.iter().enumerate() {
            let figure =
                Figure { amount: survey.low, year: survey.year, source: survey.source, basis: survey.basis };
            self.figure(Holder::Survey(SurveyId::from_index(index)), Subject::Survey, &figure);
        }
        for row in &catalog.wages.rows {
            self.cite(Holder::Wages, row.source);
            let cells = row.percentiles.iter().flatten().count() + usize::from(row.employment.is_some());
            self.provenance.facts.push(Fact {
                holder: Holder::Wages,
                subject: Subject::Wage,
                source: row.source,
                basis: row.basis,
                year: row.year,
                number: cells as u32,
            });
        }
        for known in catalog.wages.atlas.open().known() {
            self.cite_often(Holder::Wages, known.source, known.rows);
            self.provenance.facts.push(Fact {
                holder: Holder::Wages,
                subject: Subject::Wage,
                source: known.source,
                basis: known.basis,
                year: known.year,
                number: known.cells,
            });
        }
        let mut outlook: Vec<_> = catalog.wages.outlook.values().collect();
        outlook.sort_by(|left, right| left.soc.cmp(&right.soc));
        for row in outlook {
            self.cite(Holder::Outlook, row.source);
            self.stated(Holder::Outlook, Subject::Outlook, row.source, row.year);
            let cells = [
                row.growth_permille.is_some(),
                row.openings.is_some(),
                row.entry_education.is_some(),
                row.related_experience.is_some(),
            ];
            if let Some(fact) = self.provenance.facts.last_mut() {
                fact.number = cells.into_iter().map(u32::from).sum();
            }
        }
    }
}

/// What stands behind a leaf of a requirement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Backing {
    /// Its nearest source: its own, or that of the closest list around it that has one.
    pub source: Option<SourceId>,
    /// Whether it or a list around it says that the source states a part only.
    pub approximate: bool,
}

/// Returns what stands behind every leaf, in order.
#[must_use]
pub fn backings(requires: &[Requirement]) -> Vec<Backing> {
    let mut backings = Vec::new();
    let mut pending: Vec<(&Requirement, Backing)> =
        requires.iter().rev().map(|node| (node, Backing::default())).collect();
    while let Some((node, above)) = pending.pop() {
        let backing = Backing {
            source: node.source.or(above.source),
            approximate: above.approximate || node.approximate,
        };
        if node.is_leaf() {
            backings.push(backing);
        }
        pending.extend(node.children().iter().rev().map(|child| (child, backing)));
    }
    backings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::load::from_files;
    use crate::diagnostic::SourceFile;

    const TEXT: &str = r#"
as-of = "2026-11-01"
domain = [{ id = "d", name = "D" }]
source = [
  { id = "law", title = "Law", year = 2010, kind = "official" },
  { id = "talk", title = "Talk", year = 2024 },
  { id = "nobody", title = "Nobody's" },
]
survey = [{ id = "s", title = "S", statistic = "mean", amount = 1, year = 2022, source = "talk", basis = "survey" }]

[[role]]
id = "r"
title = "R"
track = "t"
level = "mid"
sources = ["law"]
notes = [{ text = "Heard.", source = "talk" }]
requires = [
  "c",
  { any = ["c", { all = [{ experience = "d", years = 1, source = "talk" }, "c"] }], source = "law" },
  { role = "q", years = 1 },
]

[[role]]
id = "q"
title = "Q"
track = "t"
level = "mid"

[[topic]]
id = "why"
question = "Why?"
sources = ["talk"]

[[credential]]
id = "c"
name = "C"
kind = "certification"
renewal = { years = 3, source = "law", cost = { amount = 5 } }
study = [
  { mode = "part-time", months = 1, cost = { amount = 5, year = 2025, source = "talk", basis = "official" }, exam = { pass-rate = 60 } },
  { mode = "part-time", months = 2 },
]
"#;

    fn provenance() -> (Catalog, Provenance) {
        let file = SourceFile { path: "catalog.toml".to_owned(), text: TEXT.to_owned() };
        let catalog = from_files(vec![file]).expect("a valid catalog");
        let provenance = Provenance::of(&catalog);
        (catalog, provenance)
    }

    #[test]
    fn a_leaf_has_the_source_of_the_list_around_it() {
        let (_, provenance) = provenance();
        let tally = provenance.requirements();
        assert_eq!((tally.total(), tally.sourced(), tally.percent()), (5, 3, Some(60)));
        assert_eq!((tally.with(Basis::Official), tally.with(Basis::Secondary)), (2, 1));
    }

    #[test]
    fn figures_are_counted_by_basis() {
        let (_, provenance) = provenance();
        let of = |subject| {
            let tally = provenance.tally(|fact| fact.subject == subject);
            (tally.sourced(), tally.total())
        };
        assert_eq!(Subject::FIGURES.map(of), [(1, 1), (0, 1), (1, 1), (0, 1), (1, 1)]);
        assert_eq!((provenance.figures().sourced(), provenance.figures().total()), (3, 5));
        assert_eq!(provenance.tally(|fact| fact.subject == Subject::Wage).percent(), None);
    }

    #[test]
    fn a_source_is_used_as_often_as_it_is_named() {
        let (catalog, provenance) = provenance();
        let times: Vec<_> = catalog
            .sources
            .iter()
            .enumerate()
            .map(|(index, source)| (source.id.as_str(), provenance.times_used(SourceId::from_index(index))))
            .collect();
        assert_eq!(times, [("law", 3), ("nobody", 0), ("talk", 5)]);
        let ids =
            |ids: Vec<SourceId>| ids.into_iter().map(|id| catalog.source(id).id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(provenance.unused()), ["nobody"]);
        assert_eq!(ids(provenance.used_from_before(&catalog, 2021)), ["law"]);
        let oldest = provenance.oldest().expect("a dated fact");
        assert_eq!((oldest.year, oldest.subject), (Some(2010), Subject::Requirement));
    }
}
