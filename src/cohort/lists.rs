//! Lists about the people of a cohort: the roles that they come from, and the credentials that move most of them.

use serde_json::{Map, Value, json};

use crate::catalog::Catalog;
use crate::ids::RoleId;
use crate::planner::Query;
use crate::render::footnotes::Footnotes;
use crate::render::listing::Listing;
use crate::render::listing::answer::Answer;
use crate::render::requirement::name;
use crate::render::routes::{entry_json, query_json};
use crate::render::words::{count, digits};

use super::report::{groups, losses, milestones, within};
use super::sample::Sample;
use super::summary::{Group, Summary};
use super::what_if::Loss;

/// What was asked about people, and what is to be said around the list.
#[derive(Debug)]
pub(crate) struct Question<'a> {
    /// Where the entries are.
    pub(crate) catalog: &'a Catalog,
    /// What all questions have in common; its target is the one that the list is about.
    pub(crate) query: &'a Query,
    /// How many rows could not be read.
    pub(crate) rejected: u64,
    /// What was taken for granted.
    pub(crate) assumptions: Vec<String>,
}

/// Makes the list of the roles that people come from.
pub(crate) fn feeders<'a>(
    question: &Question<'a>,
    summary: &Summary,
    groups: &[(Option<RoleId>, &Group)],
) -> Answer<'a> {
    let Question { catalog, query, .. } = *question;
    let sum = |count: fn(&Group) -> u64| groups.iter().map(|(_, group)| count(group)).sum();
    let (found, people, open): (u64, u64, u64) =
        (sum(Group::found), sum(|group| group.people), sum(|group| group.open));
    let feeds = |(role, group): &&(Option<RoleId>, &Group)| role.is_some() && group.found() > 0;
    let from = groups.iter().filter(feeds).count() as u64;
    question.answer(
        &format!(
            "{} of {} can get there{}, from {}",
            digits(found),
            count(people, "person", "people"),
            within(question.query),
            count(from, "role", "roles"),
        ),
        Listing {
            noun: "roles",
            schema: "cohort-feeders",
            tables: vec![(None, groups::table(catalog, groups, &milestones(query)))],
            rows: groups::rows_of(catalog, groups, query),
            remarks: [groups::HALF.to_owned()].into_iter().chain(not_settled(open)).collect(),
            footnotes: Footnotes::new(catalog),
        },
        "Nobody here has such a role.",
        summary.all.people,
        &Map::new(),
    )
}

/// Makes the list of the credentials that move people.
pub(crate) fn keystone<'a>(
    question: &Question<'a>,
    summary: &Summary,
    (losses, most): (&[Loss], usize),
    sample: &Sample,
) -> Answer<'a> {
    let catalog = question.catalog;
    let found = sample_found(sample);
    let shown = losses.get(..most).unwrap_or(losses);
    let mut remarks = vec![losses::MEANING.to_owned()];
    remarks.extend(not_settled(summary.all.open));
    if shown.len() < losses.len() {
        let more = count((losses.len() - shown.len()) as u64, "credential is", "credentials are");
        remarks.push(format!("{more} not shown; `--top NUMBER` shows more."));
    }
    if !sample.is_everybody() {
        remarks.push(format!(
            "The figures are of {} drawn from {} at random.",
            count(sample.size() as u64, "person", "people"),
            digits(summary.all.people)
        ));
    }
    let mut keys = Map::new();
    keys.insert("sampled".to_owned(), sample.size().into());
    keys.insert("with_a_way".to_owned(), found.into());
    keys.insert("count".to_owned(), losses.len().into());
    question.answer(
        &format!(
            "{} in the plans of {}{}",
            count(losses.len() as u64, "credential", "credentials"),
            count(found, "person", "people"),
            within(question.query)
        ),
        Listing {
            noun: "credentials",
            schema: "cohort-keystone",
            tables: vec![(None, losses::table(catalog, shown, found))],
            rows: losses::rows(catalog, shown),
            remarks,
            footnotes: Footnotes::new(catalog),
        },
        "Nobody here would study for anything on the way.",
        summary.all.people,
        &keys,
    )
}

/// Says of how many it is not known whether they have a way.
fn not_settled(people: u64) -> Option<String> {
    (people > 0).then(|| {
        let people = count(people, "person is", "people are");
        format!("{people} not settled and may have a way; `--limit STATES` searches longer.")
    })
}

/// Returns how many of a sample have a way to its first target.
fn sample_found(sample: &Sample) -> u64 {
    let has_way = |answer: &super::answers::Answer| matches!(answer, super::answers::Answer::Found(_));
    sample
        .chosen()
        .map(|chosen| u64::from(chosen.answers.first().is_some_and(|answer| has_way(answer))))
        .sum()
}

impl<'a> Question<'a> {
    fn answer(
        &self,
        title: &str,
        listing: Listing<'a>,
        nothing: &str,
        people: u64,
        more: &Map<String, Value>,
    ) -> Answer<'a> {
        let target = self.query.target_entry();
        let mut keys = Map::new();
        keys.insert("to".to_owned(), entry_json(self.catalog, target));
        keys.insert("query".to_owned(), query_json(self.catalog, None, self.query));
        keys.insert("people".to_owned(), people.into());
        keys.insert("rejected".to_owned(), self.rejected.into());
        keys.extend(more.clone());
        keys.insert("assumptions".to_owned(), json!(self.assumptions));
        Answer {
            title: format!("{}: {title}", name(self.catalog, target)),
            lead: Vec::new(),
            listing,
            drawing: None,
            nothing: nothing.to_owned(),
            sections: vec![("Assumptions", self.assumptions.clone())],
            keys,
        }
    }
}
