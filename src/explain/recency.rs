//! Whether the experience that a plan relies on is recent enough where that is asked for.
//!
//! This stands outside the search and its proof: it looks at the finished plan. What somebody did before month 0
//! bears no dates. The months in the current role are taken to be the latest ones; of all others nothing is
//! guessed, and a rule that depends on them is neither kept nor broken.

use crate::catalog::names::Entry;
use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, Requirement, RequirementKind};
use crate::ids::{CredentialId, DomainId};
use crate::planner::{Plan, Query, Step};
use crate::units::Months;

use super::progress::meets;
use super::timeline::Timeline;
use super::why::Above;

/// Whether a rule about recent experience is kept, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Recent {
    /// Enough months lie in the window.
    Met,
    /// It depends on when the person gained experience of which only the amount is known.
    Unknown,
    /// Too few months lie in the window, whenever the others were gained.
    NotMet,
}

impl Recent {
    /// Returns the word used in output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Unknown => "unknown",
            Self::NotMet => "not-met",
        }
    }
}

/// A rule about recent experience that a step of a plan relies on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecentExperience {
    /// The step.
    pub step: usize,
    /// Whose rule it is.
    pub of: Entry,
    /// The rule, with the source that states it or what it is part of.
    pub requirement: Requirement,
    /// The months asked for.
    pub need: Months,
    /// How far back they may lie.
    pub within: Months,
    /// The month of the decision, from now.
    pub decided: Months,
    /// The months that lie in the window for certain.
    pub certain: Months,
    /// How many of these were gained in the current role before the plan: the latest months of its past.
    pub latest: Months,
    /// The months that may lie in it, of experience without dates.
    pub undated: Months,
    /// Whether the rule is kept.
    pub recent: Recent,
    /// The first month, from now, in which too few months would lie in the window, if nothing were gained after the
    /// plan; `None` for a rule that is not kept for certain.
    pub runs_out: Option<Months>,
}

/// Checks every rule about recent experience that a step of the plan relies on, in the order of the steps.
///
/// Where something else is accepted in its place and the plan has that, the rule is not relied on.
#[must_use]
pub fn recency(catalog: &Catalog, query: &Query, plan: &Plan) -> Vec<RecentExperience> {
    let timeline = Timeline::of_plan(catalog, &query.person, query.start, plan);
    let mut found = Vec::new();
    for (position, step) in plan.steps.iter().enumerate() {
        let of = match step {
            Step::Study(study) => Entry::Credential(study.credential),
            Step::Job(job) => Entry::Role(job.role),
        };
        let judge =
            Judge { catalog, query, plan, timeline: &timeline, step: position, of, at: step.begins() };
        for node in at_standard(catalog.requirements(of), query.standard) {
            let (_, rules) = judge.judge(&node, Above::default()).unwrap_or((Recent::Met, Vec::new()));
            found.extend(rules);
        }
    }
    found
}

/// The requirements of one step at the moment of its decision.
struct Judge<'a> {
    catalog: &'a Catalog,
    query: &'a Query,
    plan: &'a Plan,
    timeline: &'a Timeline<'a>,
    step: usize,
    of: Entry,
    at: Months,
}

type Judgment = (Recent, Vec<RecentExperience>);

impl Judge<'_> {
    /// Returns how well a node is met and the rules that this relies on; `None` if it is not met even without dates.
    fn judge(&self, node: &Requirement, above: Above) -> Option<Judgment> {
        if !meets(self.timeline.at(self.at), node) {
            return None;
        }
        let above = above.and(node);
        let judged = |nodes: &[Requirement]| -> Vec<Judgment> {
            nodes.iter().filter_map(|part| self.judge(part, above)).collect()
        };
        Some(match &node.kind {
            RequirementKind::All(nodes) => together(judged(nodes), usize::MAX),
            RequirementKind::Any(nodes) => together(judged(nodes), 1),
            RequirementKind::AtLeast { count, of } => together(judged(of), *count as usize),
            RequirementKind::Experience { domain, months, after, within: Some(within) } => {
                let rule = self.rule(above.sourced(node), *domain, *after, *months, *within);
                (rule.recent, vec![rule])
            }
            _ => (Recent::Met, Vec::new()),
        })
    }

    fn rule(
        &self,
        requirement: Requirement,
        domain: DomainId,
        after: Option<CredentialId>,
        need: Months,
        within: Months,
    ) -> RecentExperience {
        let window = Window { judge: self, domain, after, within };
        let Counted { certain, latest, undated } = window.months(self.at);
        let recent = if certain >= need {
            Recent::Met
        } else if certain.0 + undated.0 >= need.0 {
            Recent::Unknown
        } else {
            Recent::NotMet
        };
        let last = self.plan.months.0.saturating_add(within.0);
        let mut later = (self.at.0..=last).map(Months);
        let runs_out = if recent == Recent::Met && need > Months(0) {
            later.find(|month| window.months(*month).certain < need)
        } else {
            None
        };
        RecentExperience {
            step: self.step,
            of: self.of,
            requirement,
            need,
            within,
            decided: self.at,
            certain,
            latest,
            undated,
            recent,
            runs_out,
        }
    }
}

/// Months that lie in a window or may do so.
#[derive(Default)]
struct Counted {
    certain: Months,
    latest: Months,
    undated: Months,
}

/// The months in a domain that still count.
struct Window<'a> {
    judge: &'a Judge<'a>,
    domain: DomainId,
    after: Option<CredentialId>,
    within: Months,
}

impl Window<'_> {
    /// Counts the months that lie in the window before `month`, and those that may.
    fn months(&self, month: Months) -> Counted {
        let Judge { catalog, query, timeline, .. } = self.judge;
        let person = &query.person;
        let counted_from = match self.after.map(|credential| timeline.held_from(credential)) {
            None => Months(0),
            Some(Some((from, _))) => from,
            Some(None) => return Counted::default(),
        };
        let first = Months(month.0.saturating_sub(self.within.0)).max(counted_from);
        let gained = timeline.gained_in_domain(self.domain, first, month);
        if self.after.is_some_and(|credential| !person.holds(credential)) {
            return Counted { certain: Months(gained), ..Counted::default() };
        }
        // The window reaches this far into the past. Months in the current role are the latest; whether the person was
        // in it without a break is not known, so anything else may be as late.
        let past = self.within.0.saturating_sub(month.0);
        let tenure = person.role.map_or(0, |role| person.months_in_role(role).0);
        let counts = person.role.is_some_and(|role| catalog.domains_given_by(role).contains(&self.domain));
        let before = person.months_in_domain(self.domain).0;
        let in_role = if counts { tenure.min(before) } else { 0 };
        let elsewhere = before - in_role;
        let latest = in_role.min(past);
        Counted {
            certain: Months(gained + latest),
            latest: Months(latest),
            undated: Months(elsewhere.min(past - latest)),
        }
    }
}

/// Joins the best `count` judgments: as good as the worst of them.
fn together(mut judgments: Vec<Judgment>, count: usize) -> Judgment {
    // A stable sort: the order of the catalog decides among equals.
    judgments.sort_by_key(|(recent, rules)| (*recent, rules.len()));
    judgments.truncate(count);
    let worst = judgments.iter().map(|(recent, _)| *recent).max().unwrap_or(Recent::Met);
    (worst, judgments.into_iter().flat_map(|(_, rules)| rules).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::{JobStep, Target};
    use crate::profile::Person;
    use crate::testing::{catalog, credential, role, start};
    use crate::units::Money;

    /// Returns the one rule of a plan in which a nurse of `tenure` months, with `elsewhere` months more in
    /// informatics, becomes analyst in month 3 and chief in month 3 + `stay`.
    fn chief(asks: &str, tenure: u32, elsewhere: u32, stay: u32) -> Vec<RecentExperience> {
        let chief = format!("requires = [{asks}]");
        let roles = [
            ("nurse", "gives = [\"nursing\"]"),
            ("analyst", "gives = [\"informatics\"]"),
            ("chief", chief.as_str()),
        ];
        let catalog = catalog(&roles, &[("badge", "")]);
        let nurse = role(&catalog, "nurse");
        let informatics = catalog.domains.iter().position(|domain| domain.id == "informatics").expect("it");
        let mut person = Person::newcomer(&catalog);
        person.role = Some(nurse);
        person.add_credential(&catalog, credential(&catalog, "badge"));
        person.add_history(&catalog, nurse, Months(tenure));
        person.add_experience(&catalog, DomainId::from_index(informatics), Months(elsewhere));
        let job = |id: &str, start: u32, end: Option<u32>| {
            Step::Job(JobStep {
                role: role(&catalog, id),
                apply: Months(start - 3),
                start: Months(start),
                end: end.map(Months),
            })
        };
        let steps = vec![job("analyst", 3, Some(3 + stay)), job("chief", 3 + stay, None)];
        let plan = Plan { months: Months(3 + stay), cost: Money(0), job_changes: 2, steps };
        let query = Query::new(&catalog, person, Target::Role(role(&catalog, "chief")), start());
        recency(&catalog, &query, &plan)
    }

    fn verdict(asks: &str, tenure: u32, elsewhere: u32, stay: u32) -> (Recent, u32, u32) {
        let found = chief(asks, tenure, elsewhere, stay);
        assert_eq!(found.len(), 1);
        (found[0].recent, found[0].certain.0, found[0].undated.0)
    }

    #[test]
    fn months_of_the_plan_have_their_dates() {
        let asks = "{ experience = \"informatics\", months = 12, within = \"2y\" }";
        // Applied for in month 15: 12 months as analyst.
        assert_eq!(verdict(asks, 0, 0, 15), (Recent::Met, 12, 0));
        let found = chief(asks, 0, 0, 15);
        // The job ends in month 18, so the first of its last twelve months, month 6, leaves the window after month 30.
        assert_eq!(found[0].runs_out, Some(Months(31)));
    }

    #[test]
    fn the_current_job_is_the_latest_past() {
        let asks = "{ experience = \"nursing\", months = 12, within = \"3y\" }";
        // Applied for in month 24, nurse until month 3: the window reaches 12 months back.
        assert_eq!(verdict(asks, 24, 0, 24), (Recent::Met, 15, 0));
        assert_eq!(verdict(asks, 9, 0, 24), (Recent::Met, 12, 0));
        assert_eq!(
            verdict("{ experience = \"nursing\", months = 12, within = \"2y\" }", 24, 0, 24).0,
            Recent::NotMet
        );
    }

    #[test]
    fn of_other_experience_nothing_is_guessed() {
        let asks = "{ experience = \"informatics\", months = 24, within = \"3y\" }";
        // Applied for in month 12 with 9 months as analyst: the window reaches 24 months back.
        assert_eq!(verdict(asks, 0, 20, 12), (Recent::Unknown, 9, 20));
        assert_eq!(verdict(asks, 36, 20, 12), (Recent::Unknown, 9, 20), "perhaps between two times as nurse");
        let narrow = "{ experience = \"informatics\", months = 24, within = \"2y\" }";
        assert_eq!(verdict(narrow, 0, 90, 12), (Recent::NotMet, 9, 12), "the window has no room for more");
    }

    #[test]
    fn what_is_not_relied_on_is_not_judged() {
        let other = "{ any = [{ experience = \"nursing\", months = 12, within = \"1y\" }, \"badge\"] }";
        assert_eq!(chief(other, 24, 0, 24), []);
        let longer = "{ any = [{ experience = \"nursing\", months = 12, within = \"1y\" }, \
                      { experience = \"nursing\", months = 12, within = \"10y\" }] }";
        assert_eq!(verdict(longer, 24, 0, 24).0, Recent::Met);
    }
}
