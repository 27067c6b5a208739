//! What makes a plan take as long as it does: the chain of what had to end before the next could begin.
//!
//! The chain is found from the end. If everything from some month on took place one month earlier, some rule would
//! be broken; what the rule waits for, and was going on just before that month, is the link that ends there. Then
//! the same is asked of the month in which that began, until month 0. So the months of the links add up to the
//! months of the plan.

use crate::catalog::names::Entry;
use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, Requirement, RequirementKind, Strength};
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::planner::{JobStep, Plan, Query, Step, StudyStep};
use crate::units::Months;

use super::progress::meets;
use super::shifted::{is_full_time, shifted};
use super::timeline::{Stint, Timeline};
use super::why::{Above, last_goal_step};

/// A stretch of the plan with what makes it last.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Link {
    /// The first month, from now.
    pub from: Months,
    /// The month after the last, from now.
    pub until: Months,
    /// What goes on.
    pub activity: Activity,
    /// The rule for whose sake it goes on.
    pub rule: Rule,
}

impl Link {
    /// Returns how long the link lasts.
    #[must_use]
    pub fn months(&self) -> Months {
        Months(self.until.0.saturating_sub(self.from.0))
    }
}

/// What goes on during a link.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Activity {
    /// Looking for a job.
    Search(RoleId),
    /// Studying.
    Study(CredentialId),
    /// Working, in these roles one after the other.
    Work(Vec<RoleId>),
    /// Waiting for the calendar, or for nothing.
    Wait,
}

/// What would be broken if all that follows came a month earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// The link leads straight to the target.
    Goal,
    /// A requirement would not be met yet.
    Asked {
        /// The requirement, with the source that states it or what it is part of.
        requirement: Requirement,
        /// How strictly it is asked: the weakest strength on the way to it.
        strength: Strength,
        /// Whose requirement it is.
        of: Entry,
        /// The months of it that were there when the link began; nothing where no months are asked for.
        had: Months,
    },
    /// A job would be left too soon, for this role or for full-time study.
    MinimumStay {
        /// What comes next.
        next: Entry,
    },
    /// Two studies would run at once.
    OneStudy {
        /// The second.
        next: CredentialId,
    },
    /// Two searches would run at once.
    OneSearch {
        /// The second.
        next: RoleId,
    },
    /// A search and a full-time study would run at once.
    FullTime(CredentialId),
    /// A study would be done outside the jobs that it is tied to.
    Tied(CredentialId),
    /// Something begun would not be over at the end of the plan.
    Unfinished,
    /// Nothing: the rest of the plan could come a month earlier. Never so in a plan proved to be the shortest.
    Nothing,
}

impl Rule {
    /// Returns which rule is said where several hold equally long: the lowest.
    fn rank(&self) -> u8 {
        match self {
            Self::Goal => 0,
            Self::Asked { .. } => 1,
            Self::Tied(_) => 2,
            Self::OneStudy { .. } => 3,
            Self::FullTime(_) | Self::OneSearch { .. } => 4,
            Self::MinimumStay { .. } => 5,
            Self::Unfinished => 6,
            Self::Nothing => 7,
        }
    }
}

/// Finds what makes a plan last, in order of time.
///
/// Of several things that hold up the same month the one that began first is taken. At most as many rounds as the
/// plan has months, each linear in its steps and their requirements.
#[must_use]
pub fn chain(catalog: &Catalog, query: &Query, plan: &Plan) -> Vec<Link> {
    let Some(goal) = last_goal_step(catalog, query, plan) else { return Vec::new() };
    let until = plan.months;
    let mut links = vec![match &plan.steps[goal] {
        Step::Job(job) => {
            Link { from: job.apply, until, activity: Activity::Search(job.role), rule: Rule::Goal }
        }
        Step::Study(study) => {
            Link { from: study.start, until, activity: Activity::Study(study.credential), rule: Rule::Goal }
        }
    }];
    let timeline = Timeline::of_plan(catalog, &query.person, query.start, plan);
    let mut cursor = links[0].from;
    while cursor > Months(0) {
        let link = Delay::new(catalog, query, plan, &timeline, cursor).link();
        cursor = link.from;
        match links.last_mut().filter(|last| last.rule == Rule::Nothing && link.rule == Rule::Nothing) {
            Some(last) => last.from = link.from,
            None => links.push(link),
        }
    }
    links.reverse();
    links
}

/// The question why all that begins at `cursor` or later does not come a month earlier.
struct Delay<'a> {
    catalog: &'a Catalog,
    query: &'a Query,
    plan: &'a Plan,
    timeline: &'a Timeline<'a>,
    /// The plan in which it does.
    earlier: Plan,
    cursor: Months,
    links: Vec<Link>,
}

impl<'a> Delay<'a> {
    fn new(
        catalog: &'a Catalog,
        query: &'a Query,
        plan: &'a Plan,
        timeline: &'a Timeline<'a>,
        cursor: Months,
    ) -> Self {
        let earlier = shifted(catalog, query, plan, |step| -i32::from(plan.steps[step].begins() >= cursor));
        Self { catalog, query, plan, timeline, earlier, cursor, links: Vec::new() }
    }

    /// Returns the link that ends at the cursor.
    fn link(mut self) -> Link {
        let (plan, cursor) = (self.plan, self.cursor);
        let earlier = self.earlier.clone();
        let moved = Timeline::of_plan(self.catalog, &self.query.person, self.query.start, &earlier);
        for step in plan.steps.iter().filter(|step| step.begins() >= cursor) {
            let of = match step {
                Step::Job(job) => {
                    self.check_job(job);
                    Entry::Role(job.role)
                }
                Step::Study(study) => {
                    self.check_study(study, &moved);
                    Entry::Credential(study.credential)
                }
            };
            for node in at_standard(self.catalog.requirements(of), self.query.standard) {
                self.check_node(&node, Above::default(), of, step.begins(), &moved);
            }
        }
        self.check_end();
        let nothing = self.nothing();
        // A stable order: the first found among equals.
        self.links.into_iter().min_by_key(|link| (link.from, link.rule.rank())).unwrap_or(nothing)
    }

    /// Returns the link for a month that nothing holds up: back to what happened last before it.
    fn nothing(&self) -> Link {
        let moments = self.plan.steps.iter().flat_map(|step| match step {
            Step::Study(study) => [study.start, study.end],
            Step::Job(job) => [job.apply, job.start],
        });
        let from = moments.filter(|moment| *moment < self.cursor).max().unwrap_or_default();
        Link { from, until: self.cursor, activity: Activity::Wait, rule: Rule::Nothing }
    }

    /// Records that something held up the cursor; nothing for what had not begun by then.
    fn hold(&mut self, from: Months, activity: Activity, rule: Rule) {
        if from < self.cursor {
            self.links.push(Link { from, until: self.cursor, activity, rule });
        }
    }

    fn hold_by_study(&mut self, study: &StudyStep, rule: Rule) {
        self.hold(study.start, Activity::Study(study.credential), rule);
    }

    fn hold_by_search(&mut self, job: &JobStep, rule: Rule) {
        self.hold(job.apply, Activity::Search(job.role), rule);
    }

    /// Records that a stint held up the cursor, or the search for it if it had not begun.
    fn hold_by_stint(&mut self, stint: Stint, rule: Rule) {
        if stint.start < self.cursor {
            self.hold(stint.start, Activity::Work(vec![stint.role]), rule);
        } else if let Some(Step::Job(job)) = stint.step.map(|step| &self.plan.steps[step]) {
            self.hold_by_search(job, rule);
        }
    }

    /// Returns the studies that began before the cursor.
    fn begun_studies(&self) -> impl Iterator<Item = &'a StudyStep> + use<'a> {
        let cursor = self.cursor;
        self.plan.steps.iter().filter_map(move |step| match step {
            Step::Study(study) if study.start < cursor => Some(study),
            _ => None,
        })
    }

    /// Returns the jobs that were applied for before the cursor.
    fn begun_searches(&self) -> impl Iterator<Item = &'a JobStep> + use<'a> {
        let cursor = self.cursor;
        self.plan.steps.iter().filter_map(move |step| match step {
            Step::Job(job) if job.apply < cursor => Some(job),
            _ => None,
        })
    }

    fn check_job(&mut self, job: &JobStep) {
        let apply = Months(job.apply.0 - 1);
        let start = Months(job.start.0 - 1);
        for search in self.begun_searches().filter(|search| search.start > apply) {
            self.hold_by_search(search, Rule::OneSearch { next: job.role });
        }
        for study in self.begun_studies() {
            if is_full_time(self.catalog, study) && study.end > apply {
                self.hold_by_study(study, Rule::FullTime(study.credential));
            }
            let tied_to = &study.study(self.catalog).while_in;
            if !tied_to.is_empty() && !tied_to.contains(&job.role) && study.end > start {
                self.hold_by_study(study, Rule::Tied(study.credential));
            }
        }
        self.check_stay(apply, Entry::Role(job.role));
    }

    fn check_study(&mut self, step: &StudyStep, moved: &Timeline<'_>) {
        let start = Months(step.start.0 - 1);
        for study in self.begun_studies().filter(|study| study.end > start) {
            self.hold_by_study(study, Rule::OneStudy { next: step.credential });
        }
        if is_full_time(self.catalog, step) {
            for search in self.begun_searches().filter(|search| search.start > start) {
                self.hold_by_search(search, Rule::FullTime(step.credential));
            }
            self.check_stay(start, Entry::Credential(step.credential));
        }
        let tied_to = &step.study(self.catalog).while_in;
        let in_role = |stint: &Stint| stint.start <= start && start < stint.end;
        let role = moved.stints().iter().find(|stint| in_role(stint)).map(|stint| stint.role);
        if !tied_to.is_empty() && !role.is_some_and(|role| tied_to.contains(&role)) {
            let opening = self.begun_searches().filter(|search| search.start == step.start);
            for search in opening {
                self.hold_by_search(search, Rule::Tied(step.credential));
            }
        }
    }

    /// Checks that a job begun by way of an earlier search has lasted the minimum stay when it is left at `month`.
    fn check_stay(&mut self, month: Months, next: Entry) {
        let job = self.begun_searches().filter(|job| job.start <= month).last();
        let Some(job) = job.filter(|job| month.0 - job.start.0 < self.query.minimum_stay.0) else { return };
        let timeline = self.timeline;
        let stints = timeline.stints().iter();
        let is_it = |stint: &&Stint| stint.start == job.start && stint.role == job.role;
        if let Some(stint) = stints.filter(is_it).find(|stint| stint.end > month) {
            self.hold_by_stint(*stint, Rule::MinimumStay { next });
        }
    }

    fn check_end(&mut self) {
        let end = Months(self.plan.months.0 - 1);
        for study in self.begun_studies().filter(|study| study.end > end) {
            self.hold_by_study(study, Rule::Unfinished);
        }
        for search in self.begun_searches().filter(|search| search.start > end) {
            self.hold_by_search(search, Rule::Unfinished);
        }
    }

    /// Records what a node waits for that is met at `at`, and would not be a month earlier.
    fn check_node(&mut self, node: &Requirement, above: Above, of: Entry, at: Months, moved: &Timeline<'_>) {
        let before = moved.at(Months(at.0 - 1));
        if !meets(self.timeline.at(at), node) || meets(before, node) {
            return;
        }
        let above = above.and(node);
        let asked = |had| Rule::Asked { requirement: above.sourced(node), strength: above.strength, of, had };
        if !node.exists_in(before.calendar()) {
            return self.hold(Months(0), Activity::Wait, asked(Months(0)));
        }
        for part in node.children() {
            self.check_node(part, above, of, at, moved);
        }
        match &node.kind {
            RequirementKind::Credential(credential) => {
                if let Some(study) = self.bringing(*credential) {
                    self.hold_by_study(study, asked(Months(0)));
                }
            }
            RequirementKind::Experience { domain, after, .. } => {
                self.check_experience(*domain, *after, &asked);
            }
            RequirementKind::Tenure { role, .. } => {
                let timeline = self.timeline;
                let stints: Vec<Stint> =
                    timeline.stints().iter().filter(|stint| stint.role == *role).copied().collect();
                self.hold_by_run(&stints, Months(0), &|from| asked(timeline.at(from).months_in_role(*role)));
            }
            RequirementKind::All(_) | RequirementKind::Any(_) | RequirementKind::AtLeast { .. } => {}
        }
    }

    fn check_experience(
        &mut self,
        domain: DomainId,
        after: Option<CredentialId>,
        asked: &impl Fn(Months) -> Rule,
    ) {
        let timeline = self.timeline;
        let held = after.and_then(|credential| timeline.held_from(credential));
        let counted_from = held.map_or(Months(0), |(from, _)| from);
        if counted_from >= self.cursor
            && let Some(study) = after.and_then(|credential| self.bringing(credential))
        {
            return self.hold_by_study(study, asked(Months(0)));
        }
        let stints: Vec<Stint> = timeline.stints_giving(domain).copied().collect();
        let had = |from: Months| timeline.at(from).months_in_domain(domain, after);
        self.hold_by_run(&stints, counted_from, &|from| asked(had(from)));
    }

    /// Records that counting months held up the cursor: the stints without a gap up to it, or else the search for
    /// the first stint after it.
    fn hold_by_run(&mut self, stints: &[Stint], counted_from: Months, rule: &impl Fn(Months) -> Rule) {
        let cursor = self.cursor;
        let mut from = cursor;
        let mut roles = Vec::new();
        for stint in stints.iter().rev().filter(|stint| stint.start < stint.end) {
            if stint.start < from && from <= stint.end {
                from = stint.start.max(counted_from);
                roles.push(stint.role);
            }
            if from <= counted_from {
                break;
            }
        }
        roles.reverse();
        roles.dedup();
        if from < cursor {
            return self.hold(from, Activity::Work(roles), rule(from));
        }
        if let Some(stint) = stints.iter().find(|stint| stint.start >= cursor) {
            self.hold_by_stint(*stint, rule(cursor));
        }
    }

    /// Returns the study by which a credential comes to be held.
    fn bringing(&self, credential: CredentialId) -> Option<&'a StudyStep> {
        let (_, step) = self.timeline.held_from(credential)?;
        match &self.plan.steps[step?] {
            Step::Study(study) => Some(study),
            Step::Job(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::verify::verify;
    use crate::planner::{Outcome, Target, plan};
    use crate::profile::Person;
    use crate::testing::{catalog, role, start};

    /// Plans for the chief of a small world, proves that the chain covers every month once, and tells it in short.
    fn told(roles: &[(&str, &str)], credentials: &[(&str, &str)]) -> Vec<String> {
        let catalog = catalog(roles, credentials);
        let mut person = Person::newcomer(&catalog);
        person.role = Some(role(&catalog, "nurse"));
        let query = Query::new(&catalog, person, Target::Role(role(&catalog, "chief")), start());
        let Outcome::Found(solution) = plan(&catalog, &query) else { panic!("no plan") };
        assert!(solution.optimal);
        let links = chain(&catalog, &query, &solution.plan);
        assert_covers(&links, &solution.plan);
        assert!(links.iter().all(|link| link.rule != Rule::Nothing), "{links:?}");
        links.iter().map(|link| short(&catalog, link)).collect()
    }

    fn assert_covers(links: &[Link], plan: &Plan) {
        let mut cursor = Months(0);
        for link in links {
            assert_eq!(link.from, cursor, "{links:?}");
            assert!(link.until > link.from, "{links:?}");
            cursor = link.until;
        }
        assert_eq!(cursor, plan.months, "{links:?}");
        let sum: u32 = links.iter().map(|link| link.months().0).sum();
        assert_eq!(sum, plan.months.0);
    }

    fn short(catalog: &Catalog, link: &Link) -> String {
        let activity = match &link.activity {
            Activity::Search(role) => format!("search {}", catalog.role(*role).id),
            Activity::Study(credential) => format!("study {}", catalog.credential(*credential).id),
            Activity::Work(roles) => {
                let ids: Vec<&str> = roles.iter().map(|role| catalog.role(*role).id.as_str()).collect();
                format!("work {}", ids.join("+"))
            }
            Activity::Wait => "wait".to_owned(),
        };
        let rule = match &link.rule {
            Rule::Asked { had, .. } if had.0 > 0 => format!("asked, had {}", had.0),
            Rule::Asked { .. } => "asked".to_owned(),
            Rule::MinimumStay { .. } => "stay".to_owned(),
            other => {
                let name = format!("{other:?}");
                name.split([' ', '(', '{']).next().unwrap_or_default().to_lowercase()
            }
        };
        format!("{} {activity} ({rule})", link.months().0)
    }

    const NURSE: (&str, &str) = ("nurse", "gives = [\"nursing\"]");

    #[test]
    fn a_search_a_study_and_experience_follow_each_other() {
        let found = told(
            &[
                NURSE,
                ("analyst", "gives = [\"informatics\"]\nrequires = [\"badge\"]"),
                ("chief", "requires = [{ experience = \"informatics\", months = 20 }]"),
            ],
            &[("badge", "study = [{ mode = \"part-time\", months = 5 }]")],
        );
        assert_eq!(
            found,
            [
                "5 study badge (asked)",
                "3 search analyst (asked)",
                "20 work analyst (asked)",
                "3 search chief (goal)"
            ]
        );
    }

    #[test]
    fn months_in_one_job_after_the_other_are_one_link() {
        let found = told(
            &[
                NURSE,
                ("aide", "gives = [\"nursing\"]"),
                (
                    "chief",
                    "requires = [{ experience = \"nursing\", months = 40 }, { role = \"aide\", months = 12 }]",
                ),
            ],
            &[],
        );
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0], "40 work nurse+aide (asked)");
    }

    #[test]
    fn the_minimum_stay_and_full_time_study_hold_up() {
        let found = told(
            &[
                NURSE,
                ("first", "gives = [\"informatics\"]"),
                ("chief", "requires = [{ role = \"first\", months = 1 }, \"degree\"]"),
            ],
            &[(
                "degree",
                "study = [{ mode = \"full-time\", months = 24 }]\nrequires = [{ role = \"first\", months = 1 }]",
            )],
        );
        assert_eq!(
            found,
            [
                "3 search first (stay)",
                "12 work first (stay)",
                "24 study degree (asked)",
                "3 search chief (goal)"
            ]
        );
    }

    #[test]
    fn one_study_at_a_time_holds_up() {
        let found = told(
            &[NURSE, ("chief", "requires = [\"a\", \"b\"]")],
            &[
                ("a", "study = [{ mode = \"part-time\", months = 5 }]"),
                ("b", "study = [{ mode = \"part-time\", months = 7 }]"),
            ],
        );
        assert_eq!(found.len(), 3);
        assert!(found[0].ends_with("(onestudy)"), "{found:?}");
        assert!(found[1].ends_with("(asked)"), "{found:?}");
    }

    #[test]
    fn a_study_tied_to_a_job_holds_up_the_next() {
        let found = told(
            &[NURSE, ("host", ""), ("chief", "requires = [\"vendor\"]")],
            &[("vendor", "study = [{ mode = \"part-time\", months = 14, while = [\"host\"] }]")],
        );
        assert_eq!(found, ["3 search host (tied)", "14 study vendor (asked)", "3 search chief (goal)"]);
    }

    #[test]
    fn a_date_holds_up_everything_before_it() {
        let found = told(
            &[NURSE, ("chief", "requires = [{ experience = \"nursing\", months = 2, from = \"2028-01\" }]")],
            &[],
        );
        assert_eq!(found, ["14 wait (asked)", "3 search chief (goal)"]);
    }

    /// A plan with a pause in it is longer than it need be, and the chain says where.
    #[test]
    fn a_pause_is_held_up_by_nothing() {
        let catalog = catalog(&[NURSE, ("chief", "")], &[]);
        let mut person = Person::newcomer(&catalog);
        person.role = Some(role(&catalog, "nurse"));
        let chief = role(&catalog, "chief");
        let query = Query::new(&catalog, person, Target::Role(chief), start());
        let job = JobStep { role: chief, apply: Months(6), start: Months(9), end: None };
        let plan = Plan {
            months: Months(9),
            cost: crate::units::Money(0),
            job_changes: 1,
            steps: vec![Step::Job(job)],
        };
        assert_eq!(verify(&catalog, &query, &plan), []);
        let links = chain(&catalog, &query, &plan);
        assert_covers(&links, &plan);
        assert_eq!(links[0].rule, Rule::Nothing);
    }
}
