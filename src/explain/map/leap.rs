//! The quickest way from where somebody is straight to a role: one job change, and at most one study before it.
//!
//! Computed in closed form. Somebody who stays in a role meets a requirement in a month in which something begins to
//! hold: a number of months is reached, a credential is held, a dated rule opens. There are few such months, so only
//! they are looked at.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, CredentialStatus, Requirement, RequirementKind, Study, StudyMode};
use crate::ids::{CredentialId, RoleId};
use crate::planner::{JobStep, Plan, Query, Step, StudyStep};
use crate::units::{Money, Months};

use super::super::progress::meets;
use super::super::timeline::Timeline;

/// The end of staying on in a role: later than anything is looked at.
const FAR: Months = Months(1 << 24);

/// What somebody does until they can apply for a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// Nothing: the requirements are met.
    AtOnce,
    /// The study for one credential, begun at once; whatever else is missing comes while it lasts.
    Credential,
    /// Staying in the role until months are reached or a dated rule opens.
    Waiting,
    /// The study for one credential, and staying in the role before it or after it.
    Both,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::AtOnce, Self::Credential, Self::Waiting, Self::Both];

    /// Returns the word used in output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::AtOnce => "at-once",
            Self::Credential => "credential",
            Self::Waiting => "waiting",
            Self::Both => "credential-and-waiting",
        }
    }
}

/// The quickest way straight to a role, the cheapest of those as quick, and of these the one that teaches most of what the
/// role does.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Leap {
    /// The role.
    pub to: RoleId,
    /// What is studied for before the application.
    pub study: Option<StudyStep>,
    /// The month from which the requirements are met, in which somebody applies.
    pub ready: Months,
    /// The first month in the role.
    pub months: Months,
}

impl Leap {
    /// Returns what is done until then.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match &self.study {
            None if self.ready == Months(0) => Kind::AtOnce,
            None => Kind::Waiting,
            Some(study) if study.start == Months(0) && study.end == self.ready => Kind::Credential,
            Some(_) => Kind::Both,
        }
    }

    /// Returns what it costs.
    #[must_use]
    pub fn cost(&self) -> Money {
        self.study.as_ref().map_or(Money(0), |study| study.cost)
    }

    /// Returns the months that are waited for while nothing is studied.
    #[must_use]
    pub fn waiting(&self) -> Months {
        let studied = self.study.as_ref().map_or(0, |study| study.end.0 - study.start.0);
        Months(self.ready.0 - studied)
    }

    /// Returns it as a plan, which can be verified.
    #[must_use]
    pub fn plan(&self) -> Plan {
        let job = JobStep { role: self.to, apply: self.ready, start: self.months, end: None };
        let study = self.study.clone().map(Step::Study);
        Plan {
            months: self.months,
            cost: self.cost(),
            job_changes: 1,
            steps: study.into_iter().chain([Step::Job(job)]).collect(),
        }
    }
}

/// What roles and credentials ask for at one standard, and which credentials help with what roles ask for.
#[derive(Clone, Debug)]
pub struct Demands<'c> {
    catalog: &'c Catalog,
    roles: Vec<Vec<Requirement>>,
    credentials: Vec<Vec<Requirement>>,
    /// By role, the credentials that can still be earned and that it asks for, or that imply one that it asks for.
    helpful: Vec<Vec<CredentialId>>,
}

impl<'c> Demands<'c> {
    /// Reads the demands at the standard of a question; what the question avoids helps nobody.
    #[must_use]
    pub fn new(catalog: &'c Catalog, query: &Query) -> Self {
        let at = |nodes: &[Requirement]| at_standard(nodes, query.standard);
        let roles: Vec<Vec<Requirement>> = catalog.roles.iter().map(|role| at(&role.requires)).collect();
        let offered = |id: &CredentialId| {
            let credential = catalog.credential(*id);
            let avoided = |avoided| credential.closure.contains(avoided);
            credential.status == CredentialStatus::Active
                && !query.limits.avoid_credentials.iter().any(avoided)
        };
        let offered: Vec<CredentialId> = catalog.credential_ids().filter(offered).collect();
        let helpful = |requires: &Vec<Requirement>| {
            let asked = credentials_asked(requires);
            let helps = |id: &&CredentialId| {
                catalog.credential(**id).closure.iter().any(|implied| asked.contains(implied))
            };
            offered.iter().filter(helps).copied().collect()
        };
        Self {
            catalog,
            helpful: roles.iter().map(helpful).collect(),
            roles,
            credentials: catalog.credentials.iter().map(|credential| at(&credential.requires)).collect(),
        }
    }

    /// Returns the quickest ways from the person of a question straight to each of the roles, in their order, without
    /// those that its limits rule out. Its target and what is to be passed on the way do not matter.
    #[must_use]
    pub fn leaps(&self, query: &Query, to: &[RoleId]) -> Vec<Leap> {
        let person = Leaper::new(self, query, to);
        to.iter().filter_map(|role| person.leap(*role)).collect()
    }
}

/// Tells whether the person of a question can apply for a role at once: whether their way to it is [`Kind::AtOnce`].
#[must_use]
pub fn is_open(catalog: &Catalog, query: &Query, to: RoleId) -> bool {
    let Query { person, limits, .. } = query;
    let now = Timeline::now(catalog, person, query.start);
    let requires = at_standard(&catalog.role(to).requires, query.standard);
    person.role != Some(to)
        && !limits.avoid_roles.contains(&to)
        && limits.deadline.is_none_or(|deadline| query.search_months(catalog, to) <= deadline)
        && requires.iter().all(|node| meets(now.at(Months(0)), node))
}

/// Returns the credentials that requirements name.
fn credentials_asked(requires: &[Requirement]) -> Vec<CredentialId> {
    let mut asked = Vec::new();
    for node in requires {
        node.walk(&mut |node| match &node.kind {
            RequirementKind::Credential(credential)
            | RequirementKind::Experience { after: Some(credential), .. } => asked.push(*credential),
            _ => {}
        });
    }
    asked
}

/// A way of study, as the person can take it.
struct Course<'a> {
    study: &'a Study,
    step: StudyStep,
    /// The person who begins it as soon as possible.
    timeline: Timeline<'a>,
}

/// Somebody about to leap.
struct Leaper<'a> {
    demands: &'a Demands<'a>,
    query: &'a Query,
    staying: Timeline<'a>,
    /// By credential that helps to one of the roles, the ways to study for it that the person can take.
    courses: BTreeMap<CredentialId, Vec<Course<'a>>>,
    /// What one of them brings.
    granted: BTreeSet<CredentialId>,
}

impl<'a> Leaper<'a> {
    fn new(demands: &'a Demands<'a>, query: &'a Query, to: &[RoleId]) -> Self {
        let staying = timeline(demands.catalog, query, None);
        let mut leaper = Self { demands, query, staying, courses: BTreeMap::new(), granted: BTreeSet::new() };
        let helpful: BTreeSet<CredentialId> =
            to.iter().flat_map(|role| &demands.helpful[role.index()]).copied().collect();
        leaper.courses = helpful.into_iter().map(|id| (id, leaper.courses_of(id))).collect();
        let offered = leaper.courses.iter().filter(|(_, courses)| !courses.is_empty());
        let implied = offered.flat_map(|(id, _)| &demands.catalog.credential(*id).closure);
        leaper.granted = implied.copied().collect();
        leaper
    }

    /// Returns the ways to study for a credential, each begun as soon as possible.
    fn courses_of(&self, credential: CredentialId) -> Vec<Course<'a>> {
        let Query { person, limits, .. } = self.query;
        let entry = self.demands.catalog.credential(credential);
        if entry.study.is_empty() || person.holds(credential) {
            return Vec::new();
        }
        let requires = &self.demands.credentials[credential.index()];
        let Some(start) = first_met(&self.staying, requires, Months(0)) else { return Vec::new() };
        let fits = |study: &&'a Study| {
            let is_here =
                study.while_in.is_empty() || person.role.is_some_and(|role| study.while_in.contains(&role));
            is_here && limits.allows(study) && limits.budget.is_none_or(|budget| study.price() <= budget)
        };
        let course = |(option, study): (usize, &'a Study)| {
            let step = StudyStep {
                credential,
                option,
                start,
                end: Months(start.0 + study.months.0),
                cost: study.price(),
                role: person.role.filter(|_| study.mode == StudyMode::PartTime),
            };
            Course { study, timeline: timeline(self.demands.catalog, self.query, Some(&step)), step }
        };
        entry.study.iter().enumerate().filter(|(_, study)| fits(study)).map(course).collect()
    }

    /// Returns the quickest way to a role, the cheapest of those as quick: without study where it helps nothing, then with
    /// the study that teaches most of the skills of the role, then the first by ids.
    fn leap(&self, to: RoleId) -> Option<Leap> {
        let Query { person, limits, .. } = self.query;
        if person.role == Some(to) || limits.avoid_roles.contains(&to) {
            return None;
        }
        let requires = &self.demands.roles[to.index()];
        let last = limits.deadline.map_or(FAR, |deadline| deadline.min(FAR));
        if !requires.iter().all(|node| self.may_meet(node, last)) {
            return None;
        }
        let skills = &self.demands.catalog.role(to).skills;
        // The first of equals: credentials in the order of their ids.
        let mut best =
            first_met(&self.staying, requires, Months(0)).map(|ready| ((ready, Money(0), 0), None));
        for course in self.demands.helpful[to.index()].iter().flat_map(|id| &self.courses[id]) {
            let taught = &self.demands.catalog.credential(course.step.credential).builds;
            let untaught = 1 + skills.iter().filter(|skill| !taught.contains(skill)).count();
            let rank = |ready: Months| (ready, course.step.cost, untaught);
            // Whatever else is missing, nobody is ready before the study is over.
            let is_better = |ready: Months| best.as_ref().is_none_or(|(known, _)| rank(ready) < *known);
            if !is_better(course.step.end) || course.step.end > last {
                continue;
            }
            let way = match course.study.mode {
                StudyMode::PartTime => first_met(&course.timeline, requires, course.step.end)
                    .map(|ready| (ready, course.step.clone())),
                StudyMode::FullTime => self.after_leaving(course, requires),
            };
            if let Some((ready, step)) = way.filter(|(ready, _)| is_better(*ready)) {
                best = Some((rank(ready), Some(step)));
            }
        }
        let ((ready, ..), study) = best?;
        let months = Months(ready.0 + self.query.search_months(self.demands.catalog, to).0);
        let in_time = limits.deadline.is_none_or(|deadline| months <= deadline);
        in_time.then_some(Leap { to, study, ready, months })
    }

    /// Tells whether a requirement may be met by `last`, as if every study were done at once and no date stood against it:
    /// most roles are far from most others, and that is soon told.
    fn may_meet(&self, node: &Requirement, last: Months) -> bool {
        let then = self.staying.at(last);
        let may_hold =
            |credential: &CredentialId| then.holds(*credential) || self.granted.contains(credential);
        match &node.kind {
            RequirementKind::Credential(credential) => may_hold(credential),
            RequirementKind::All(nodes) => nodes.iter().all(|node| self.may_meet(node, last)),
            RequirementKind::Any(nodes) => nodes.iter().any(|node| self.may_meet(node, last)),
            RequirementKind::AtLeast { count, of } => {
                of.iter().filter(|node| self.may_meet(node, last)).count() >= *count as usize
            }
            RequirementKind::Experience { domain, months, .. } => {
                // Experience while holding something is no more than experience.
                then.months_in_domain(*domain, None) >= *months
            }
            RequirementKind::Tenure { role, months } => then.months_in_role(*role) >= *months,
        }
    }

    /// Returns when the requirements are met first by somebody who gives up their role for a full-time study, and that
    /// study: begun in the first month that leaves enough months of experience.
    fn after_leaving(&self, course: &Course<'_>, requires: &[Requirement]) -> Option<(Months, StudyStep)> {
        let own = &self.demands.credentials[course.step.credential.index()];
        let mut starts = turning_points(&self.staying, own, course.step.start);
        starts.extend(turning_points(&self.staying, requires, course.step.start));
        starts.sort_unstable();
        starts.dedup();
        let mut best: Option<(Months, StudyStep)> = None;
        for start in starts {
            let end = Months(start.0.saturating_add(course.study.months.0));
            if best.as_ref().is_some_and(|(ready, _)| *ready <= end) {
                break;
            }
            if !own.iter().all(|node| meets(self.staying.at(start), node)) {
                continue;
            }
            let step = StudyStep { start, end, ..course.step.clone() };
            let left = timeline(self.demands.catalog, self.query, Some(&step));
            let Some(ready) = first_met(&left, requires, end) else { continue };
            if best.as_ref().is_none_or(|(known, _)| ready < *known) {
                best = Some((ready, step));
            }
        }
        best
    }
}

/// Returns the timeline of somebody who stays in their role for good, but for one study.
fn timeline<'a>(catalog: &'a Catalog, query: &'a Query, study: Option<&StudyStep>) -> Timeline<'a> {
    let steps = study.cloned().map(Step::Study).into_iter().collect();
    let plan = Plan { months: FAR, cost: Money(0), job_changes: 0, steps };
    Timeline::of_plan(catalog, &query.person, query.start, &plan)
}

/// Returns the first month from `from` on in which all requirements are met.
fn first_met(timeline: &Timeline<'_>, requires: &[Requirement], from: Months) -> Option<Months> {
    let met = |at: &Months| requires.iter().all(|node| meets(timeline.at(*at), node));
    if met(&from) {
        return Some(from);
    }
    turning_points(timeline, requires, from).into_iter().find(met)
}

/// Returns, in order, `from` and every later month in which a part of the requirements may begin to be met.
fn turning_points(timeline: &Timeline<'_>, requires: &[Requirement], from: Months) -> Vec<Months> {
    let mut points = vec![from];
    let today = timeline.at(Months(0)).calendar();
    for node in requires {
        node.walk(&mut |node| {
            let opens = node.from.map(|opens| Months(u32::try_from(opens.since(today)).unwrap_or(0)));
            points.extend(opens.into_iter().chain(reached(timeline, node)));
        });
    }
    points.retain(|point| (from..FAR).contains(point));
    points.sort_unstable();
    points.dedup();
    points
}

/// Returns the month from which somebody who never leaves their role meets what a leaf asks for, dates aside.
fn reached(timeline: &Timeline<'_>, leaf: &Requirement) -> Option<Months> {
    let after = |from: Months, need: Months, have: Months| {
        Months(from.0.saturating_add(need.0.saturating_sub(have.0)))
    };
    match &leaf.kind {
        RequirementKind::Credential(credential) => Some(timeline.held_from(*credential)?.0),
        RequirementKind::Tenure { role, months } => {
            Some(after(Months(0), *months, timeline.at(Months(0)).months_in_role(*role)))
        }
        RequirementKind::Experience { domain, months, after: credential, .. } => {
            let from = match credential {
                None => Months(0),
                Some(credential) => timeline.held_from(*credential)?.0,
            };
            let have = timeline.at(from).months_in_domain(*domain, *credential);
            Some(after(from, *months, have))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::{Outcome, Target, plan, verify};
    use crate::profile::assumed::person_in_role;
    use crate::testing::{catalog, role, start};

    /// Returns the months and the cost of the best plan with one job change and at most one study, as the planner finds
    /// it: with each credential in turn the only one that can be studied for.
    fn best(catalog: &Catalog, query: &Query, to: RoleId) -> Option<(Months, Money)> {
        let mut query = Query { target: Target::Role(to), state_limit: None, ..query.clone() };
        query.limits.job_changes = Some(1);
        let asked = |catalog: &Catalog| match plan(catalog, &query) {
            Outcome::Found(solution) => {
                assert!(solution.optimal);
                Some((solution.plan.months, solution.plan.cost))
            }
            Outcome::Unreachable(_) => None,
            Outcome::Limit { .. } => panic!("there is no limit"),
        };
        let with = |only: CredentialId| {
            let mut catalog = catalog.clone();
            for id in catalog.credential_ids().filter(|id| *id != only) {
                catalog.credentials[id.index()].study.clear();
            }
            asked(&catalog)
        };
        // A study of something that nothing asks for helps no more than none.
        let studied = catalog.credential_ids().filter(|id| !catalog.credential(*id).study.is_empty());
        let found: Vec<Option<(Months, Money)>> = studied.map(with).collect();
        if found.is_empty() { asked(catalog) } else { found.into_iter().flatten().min() }
    }

    fn compare(catalog: &Catalog, query: &Query, roles: &[RoleId]) -> Vec<Kind> {
        let leaps = Demands::new(catalog, query).leaps(query, roles);
        for &to in roles.iter().filter(|to| query.person.role != Some(**to)) {
            let leap = leaps.iter().find(|leap| leap.to == to);
            let found = leap.map(|leap| (leap.months, leap.cost()));
            let ids = [query.person.role, Some(to)].map(|role| role.map(|role| &catalog.role(role).id));
            assert_eq!(found, best(catalog, query, to), "{ids:?}: {leap:?}");
            if let Some(leap) = leap {
                let mut query = Query { target: Target::Role(to), ..query.clone() };
                query.limits.job_changes = Some(1);
                assert_eq!(verify::verify(catalog, &query, &leap.plan()), [], "{ids:?}");
            }
        }
        for &to in roles {
            let at_once = leaps.iter().any(|leap| leap.to == to && leap.kind() == Kind::AtOnce);
            assert_eq!(is_open(catalog, query, to), at_once, "{:?}", catalog.role(to).id);
        }
        leaps.iter().map(Leap::kind).collect()
    }

    /// A catalog with every kind of leap: study tied to a role, study that is left for, rules with dates, experience
    /// while holding a credential.
    #[test]
    fn no_plan_with_one_job_change_and_one_study_is_better() {
        let part = "study = [{ mode = \"part-time\", months = 4, hours-per-week = 6, cost = { amount = 300, basis = \"estimate\" } }]";
        let both = "study = [{ mode = \"full-time\", months = 9 }, { mode = \"part-time\", months = 15 }]";
        let degree = format!(
            "implies = [\"base\"]\nrequires = [{{ experience = \"clinical\", months = 27 }}]\n{both}"
        );
        let tied = "study = [{ mode = \"part-time\", months = 2, while = [\"aide\"] }]";
        let late = format!("requires = [{{ role = \"nurse\", months = 30 }}]\n{part}");
        let credentials = [
            ("base", part),
            ("degree", degree.as_str()),
            ("badge", part),
            ("tied", tied),
            ("late", late.as_str()),
            ("old", "status = \"retired\"\nstudy = [{ mode = \"part-time\", months = 1 }]"),
        ];
        let gives = |domain: &str, requires: &str| format!("gives = [\"{domain}\"]\nrequires = [{requires}]");
        let nursing = |months: u32| format!("{{ experience = \"nursing\", months = {months} }}");
        let roles = [
            ("nurse", gives("nursing", "")),
            ("aide", gives("clinical", "")),
            ("open", gives("informatics", &nursing(20))),
            ("later", gives("informatics", &nursing(32))),
            ("badged", gives("informatics", "\"badge\"")),
            ("either", gives("informatics", &format!("{{ any = [\"badge\", {}] }}", nursing(27)))),
            ("learned", gives("informatics", &format!("\"degree\", {}", nursing(30)))),
            ("vendor", gives("informatics", "\"tied\"")),
            ("two", gives("informatics", "\"badge\", \"tied\"")),
            (
                "practised",
                gives("informatics", "{ experience = \"clinical\", months = 7, after = \"base\" }"),
            ),
            ("tenured", gives("informatics", "\"late\", { role = \"nurse\", months = 31 }")),
            (
                "dated",
                gives(
                    "informatics",
                    "{ any = [{ credential = \"base\", until = \"2027-02\" }, { credential = \"badge\", from = \"2027-06\" }] }",
                ),
            ),
            (
                "some",
                gives(
                    "informatics",
                    &format!("{{ at-least = 2, of = [\"badge\", \"degree\", {}] }}", nursing(36)),
                ),
            ),
            ("gone", gives("informatics", "\"old\"")),
        ];
        let roles: Vec<(&str, &str)> = roles.iter().map(|(id, text)| (*id, text.as_str())).collect();
        let catalog = catalog(&roles, &credentials);
        let all: Vec<RoleId> = catalog.role_ids().collect();
        let mut kinds = Vec::new();
        for limits in 0..4 {
            for from in ["nurse", "aide", "badged"] {
                let person = person_in_role(&catalog, role(&catalog, from), Months(24), start());
                let mut query = Query::new(&catalog, person, Target::Role(all[0]), start());
                query.limits.keep_working = limits == 1;
                query.limits.deadline = (limits == 2).then_some(Months(12));
                query.limits.budget = (limits == 3).then_some(Money(299));
                kinds.extend(compare(&catalog, &query, &all));
            }
        }
        assert!(Kind::ALL.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
    }

    /// A kind says what is done, and not why: a date that is waited for is no experience, and experience may be gained
    /// while one studies.
    #[test]
    fn a_kind_is_what_is_done() {
        let study = |months: u32| format!("study = [{{ mode = \"part-time\", months = {months} }}]");
        let (short, long) = (study(1), study(6));
        let catalog = catalog(
            &[
                ("nurse", "gives = [\"nursing\"]"),
                ("dated", "requires = [{ any = [{ credential = \"short\", from = \"2028-01\" }] }]"),
                ("both", "requires = [\"long\", { experience = \"nursing\", months = 30 }]"),
                ("opened", "requires = [{ experience = \"nursing\", months = 1, from = \"2027-10\" }]"),
                ("free", ""),
            ],
            &[("short", &short), ("long", &long)],
        );
        let all: Vec<RoleId> = catalog.role_ids().collect();
        let person = person_in_role(&catalog, role(&catalog, "nurse"), Months(24), start());
        let query = Query::new(&catalog, person, Target::Role(all[0]), start());
        let leaps = Demands::new(&catalog, &query).leaps(&query, &all);
        let said: Vec<String> = leaps
            .iter()
            .map(|leap| format!("{}: {}, {}", catalog.role(leap.to).id, leap.kind().word(), leap.ready.0))
            .collect();
        assert_eq!(
            said,
            [
                "both: credential, 6",
                "dated: credential-and-waiting, 14",
                "free: at-once, 0",
                "opened: waiting, 11"
            ]
        );
    }

    #[test]
    fn of_studies_as_quick_and_as_cheap_the_fitting_one_is_taken() {
        let degree = |more: &str| {
            format!("implies = [\"base\"]\n{more}\nstudy = [{{ mode = \"full-time\", months = 9 }}]")
        };
        let (plain, fitting) = (degree(""), degree("builds = [\"sql\"]"));
        let catalog = catalog(
            &[
                ("nurse", ""),
                ("analyst", "requires = [\"base\"]\nskills = [\"sql\"]"),
                ("clerk", "requires = [\"base\"]"),
            ],
            &[("base", ""), ("biology", &plain), ("informatics", &fitting)],
        );
        let person = person_in_role(&catalog, role(&catalog, "nurse"), Months(24), start());
        let query = Query::new(&catalog, person, Target::Role(role(&catalog, "analyst")), start());
        let studied = |id: &str| {
            let leaps = Demands::new(&catalog, &query).leaps(&query, &[role(&catalog, id)]);
            leaps[0].study.as_ref().map(|study| catalog.credential(study.credential).id.as_str())
        };
        assert_eq!([studied("analyst"), studied("clerk")], [Some("informatics"), Some("biology")]);
    }

    /// A few people of the shipped catalog, to every role.
    #[test]
    #[cfg(catalog_is_frozen)]
    fn the_shipped_catalog_agrees_with_the_planner() {
        let catalog = crate::catalog::builtin::builtin().expect("the shipped catalog");
        let all: Vec<RoleId> = catalog.role_ids().collect();
        for (number, from) in ["nurse", "medical-coder", "health-data-analyst"].into_iter().enumerate() {
            let person = person_in_role(&catalog, role(&catalog, from), Months(24), start());
            let mut query = Query::new(&catalog, person, Target::Role(all[0]), start());
            query.limits.deadline = Some(Months(96));
            let some: Vec<RoleId> = all.iter().copied().skip(number * 3).step_by(9).collect();
            compare(&catalog, &query, &some);
        }
    }
}
