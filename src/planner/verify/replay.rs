//! The replay of a plan, month by month.

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, CredentialStatus, Study, StudyMode};
use crate::ids::{CredentialId, RoleId};
use crate::planner::{JobStep, Plan, Query, StudyStep, Target};
use crate::units::{Money, Months};

use super::standing::{Standing, Stint};
use super::{Known, LONGEST_REPLAY, Violation};

/// A search for a job.
struct Search {
    role: RoleId,
    start: u32,
}

/// A study in progress.
struct Running<'a> {
    credential: CredentialId,
    study: &'a Study,
    end: u32,
}

/// A person on the way through a plan, and what has been found wrong with it.
pub(super) struct Replay<'a> {
    catalog: &'a Catalog,
    query: &'a Query,
    plan: &'a Plan,
    month: u32,
    role: Option<RoleId>,
    /// The first month of the current stint; `None` without a role, and in the starting role, whose stint
    /// counts as having lasted.
    stint_start: Option<u32>,
    held_since: Vec<Option<u32>>,
    stints: Vec<Stint>,
    search: Option<Search>,
    study: Option<Running<'a>>,
    job_changes: u32,
    reached: Option<u32>,
    violations: Vec<Violation>,
}

impl<'a> Replay<'a> {
    /// Puts the person at month 0.
    pub(super) fn new(catalog: &'a Catalog, query: &'a Query, plan: &'a Plan) -> Self {
        let person = &query.person;
        Self {
            catalog,
            query,
            plan,
            month: 0,
            role: person.role,
            stint_start: None,
            held_since: catalog.credential_ids().map(|id| person.holds(id).then_some(0)).collect(),
            stints: person.role.map(|role| Stint { role, from: 0, to: None }).into_iter().collect(),
            search: None,
            study: None,
            job_changes: 0,
            reached: None,
            violations: Vec::new(),
        }
    }

    /// Records a broken rule.
    pub(super) fn broken(&mut self, month: u32, message: String) {
        self.violations.push(Violation { month, message });
    }

    /// Replays the steps, which are in order of their months, and returns everything found.
    pub(super) fn run(mut self, steps: &[Known<'a>]) -> Vec<Violation> {
        let last = self.plan.months.0.min(LONGEST_REPLAY);
        if last < self.plan.months.0 {
            self.broken(last, format!("the plan is longer than {LONGEST_REPLAY} months"));
        }
        let mut next = steps.iter().peekable();
        for month in 0..=last {
            self.month = month;
            self.complete();
            if self.reached.is_none() && self.at_target() {
                self.reached = Some(month);
                if !self.has_passed() {
                    self.broken(
                        month,
                        "the target is reached before what is to be passed on the way".to_owned(),
                    );
                }
            }
            while let Some(step) = next.next_if(|step| begins(step) <= month) {
                self.decide(*step);
            }
        }
        for step in next {
            self.broken(begins(step), format!("{} begins after the plan is over", self.name(step)));
        }
        self.check_ends(steps);
        self.check_totals(steps);
        self.violations.sort_by_key(|violation| violation.month);
        self.violations
    }

    /// Lets the study and the search that end now take effect.
    fn complete(&mut self) {
        if let Some(study) = self.study.take_if(|study| study.end <= self.month) {
            for implied in &self.catalog.credential(study.credential).closure {
                self.held_since[implied.index()].get_or_insert(self.month);
            }
        }
        if let Some(search) = self.search.take_if(|search| search.start <= self.month) {
            self.leave();
            self.role = Some(search.role);
            self.stint_start = Some(self.month);
            self.stints.push(Stint { role: search.role, from: self.month, to: None });
            self.job_changes += 1;
        }
    }

    /// Ends the current stint, if any.
    fn leave(&mut self) {
        if self.role.take().is_some()
            && let Some(stint) = self.stints.last_mut()
        {
            stint.to = Some(self.month);
        }
        self.stint_start = None;
    }

    /// Tells whether everything is reached. What is to be passed on the way to the only target has to be passed before.
    fn at_target(&self) -> bool {
        let worked = |role: RoleId| self.stints.iter().any(|stint| stint.role == role);
        let targets = [self.query.target].into_iter().chain(self.query.also.iter().copied());
        let mut reached = targets.map(|target| match target {
            Target::Role(role) => worked(role),
            Target::Credential(credential) => self.held_since[credential.index()].is_some(),
        });
        reached.all(|reached| reached) && (self.has_passed() || self.query.target_comes_last())
    }

    /// Tells whether everything is passed that is to be passed on the way.
    fn has_passed(&self) -> bool {
        let limits = &self.query.limits;
        let before = |role: RoleId| self.query.person.months_in_role(role) > Months(0);
        let worked = |role: RoleId| self.stints.iter().any(|stint| stint.role == role);
        limits.via_roles.iter().all(|role| before(*role) || worked(*role))
            && limits.via_credentials.iter().all(|held| self.held_since[held.index()].is_some())
    }

    /// Checks a decision against the rules and carries it out.
    fn decide(&mut self, step: Known<'a>) {
        if begins(&step) >= self.plan.months.0 {
            self.broken(self.month, format!("{} begins when the plan is over", self.name(&step)));
        }
        match step {
            Known::Job(step) => self.apply(step),
            Known::Study(step, study) => self.start_study(step, study),
        }
    }

    fn apply(&mut self, step: &JobStep) {
        let role = self.catalog.role(step.role);
        let name = format!("applying for `{}`", role.id);
        let search_months = self.query.search_months(self.catalog, step.role).0;
        let start = step.apply.0.saturating_add(search_months);
        let mut broken = Vec::new();
        if self.role == Some(step.role) {
            broken.push("it is the current role".to_owned());
        }
        if self.search.is_some() {
            broken.push("a job search is running".to_owned());
        }
        if let Some(running) = &self.study {
            if running.study.mode == StudyMode::FullTime {
                broken.push("a full-time study is running".to_owned());
            } else if running.end > start && !may_be_in(running.study, step.role) {
                let credential = &self.catalog.credential(running.credential).id;
                broken.push(format!(
                    "the study for `{credential}` is tied to other roles and not over by then"
                ));
            }
        }
        broken.extend(self.short_stint());
        broken.extend(self.shortfall(self.catalog.requirements(Entry::Role(step.role))));
        if self.query.limits.avoid_roles.contains(&step.role) {
            broken.push("the role is to be avoided".to_owned());
        }
        if step.start.0 != start {
            broken.push(format!("the search is over in month {start}"));
        }
        if start > self.plan.months.0 {
            broken.push("the search is not over when the plan ends".to_owned());
        }
        self.report(&name, broken);
        // A running search cannot be cancelled, so a second one changes nothing.
        self.search.get_or_insert(Search { role: step.role, start });
    }

    fn start_study(&mut self, step: &StudyStep, study: &'a Study) {
        let credential = self.catalog.credential(step.credential);
        let name = format!("studying for `{}`", credential.id);
        let end = step.start.0.saturating_add(study.months.0);
        let full_time = study.mode == StudyMode::FullTime;
        let mut broken = Vec::new();
        if self.held_since[step.credential.index()].is_some() {
            broken.push("it is already held".to_owned());
        }
        if credential.status == CredentialStatus::Retired {
            broken.push("it is no longer awarded".to_owned());
        }
        if self.study.is_some() {
            broken.push("another study is running".to_owned());
        }
        broken.extend(self.shortfall(self.catalog.requirements(Entry::Credential(step.credential))));
        if full_time {
            if self.search.is_some() {
                broken.push("full-time study excludes a running job search".to_owned());
            }
            broken.extend(self.short_stint());
        }
        broken.extend(self.broken_tie(study, end));
        broken.extend(self.broken_limits(step.credential, study));
        if step.end.0 != end {
            broken.push(format!("it is over in month {end}"));
        }
        if end > self.plan.months.0 {
            broken.push("it is not over when the plan ends".to_owned());
        }
        if step.cost != price(study) {
            broken.push(format!("it costs {}, not {}", price(study).0, step.cost.0));
        }
        if step.role != if full_time { None } else { self.role } {
            broken.push("the step does not name the role held beside it".to_owned());
        }
        self.report(&name, broken);
        if self.study.is_none() {
            self.study = Some(Running { credential: step.credential, study, end });
            if full_time {
                self.leave();
            }
        }
    }

    /// Says how a study that starts now breaks its tie to roles.
    fn broken_tie(&self, study: &Study, end: u32) -> Option<String> {
        if study.while_in.is_empty() {
            return None;
        }
        if !self.role.is_some_and(|role| may_be_in(study, role)) {
            return Some("it is tied to roles, none of which is the current one".to_owned());
        }
        let search = self.search.as_ref()?;
        (end > search.start && !may_be_in(study, search.role))
            .then(|| "it is tied to roles and not over when the next job starts".to_owned())
    }

    /// Says which of the person's limits a study breaks.
    fn broken_limits(&self, credential: CredentialId, study: &Study) -> Vec<String> {
        let limits = &self.query.limits;
        let full_time = study.mode == StudyMode::FullTime;
        let mut broken = Vec::new();
        if full_time && limits.keep_working {
            broken.push("full-time study is not wanted".to_owned());
        }
        if let Some(most) = limits.study_hours
            && (full_time || study.hours_per_week.is_some_and(|hours| hours > most))
        {
            broken.push(format!("it takes more than {most} hours a week"));
        }
        let gained = &self.catalog.credential(credential).closure;
        if limits.avoid_credentials.iter().any(|avoided| gained.contains(avoided)) {
            broken.push("it is, or implies, a credential to be avoided".to_owned());
        }
        broken
    }

    /// Says so when the current stint has not lasted the minimum stay.
    fn short_stint(&self) -> Option<String> {
        let lasted = self.month - self.stint_start?;
        let stay = self.query.minimum_stay.0;
        (lasted < stay).then(|| format!("the current job has lasted {lasted} of at least {stay} months"))
    }

    /// Says which requirement of a list is not met now.
    fn shortfall(&self, requirements: &[crate::catalog::Requirement]) -> Option<String> {
        let standing = Standing {
            catalog: self.catalog,
            query: self.query,
            month: self.month,
            held_since: &self.held_since,
            stints: &self.stints,
        };
        Some(standing.shortfall(standing.unmet(requirements)?))
    }

    fn report(&mut self, name: &str, broken: Vec<String>) {
        for reason in broken {
            self.broken(self.month, format!("{name}: {reason}"));
        }
    }

    /// Checks that every job step ends when its stint did.
    fn check_ends(&mut self, steps: &[Known<'a>]) {
        for step in steps {
            let Known::Job(step) = step else { continue };
            let stint =
                self.stints.iter().find(|stint| stint.from == step.start.0 && stint.role == step.role);
            // A job without a stint has been reported as never started.
            if let Some(end) = stint.map(|stint| stint.to)
                && step.end.map(|end| end.0) != end
            {
                let role = &self.catalog.role(step.role).id;
                let message = match end {
                    Some(end) => format!("the job as `{role}` is left in month {end}"),
                    None => format!("the job as `{role}` is not left before the plan ends"),
                };
                self.broken(step.start.0, message);
            }
        }
    }

    /// Checks the target, the totals and the limits on them.
    fn check_totals(&mut self, steps: &[Known<'a>]) {
        let plan = self.plan;
        let months = plan.months.0;
        match self.reached {
            None => self.broken(months, "the target is not reached".to_owned()),
            Some(month) if month < months => {
                self.broken(
                    month,
                    format!("the target is reached, but the plan goes on until month {months}"),
                );
            }
            Some(_) => {}
        }
        let cost = steps.iter().fold(Money(0), |sum, step| match step {
            Known::Study(_, study) => Money(sum.0.saturating_add(price(study).0)),
            Known::Job(_) => sum,
        });
        if plan.cost != cost {
            self.broken(months, format!("the studies cost {}, not {}", cost.0, plan.cost.0));
        }
        if plan.job_changes != self.job_changes {
            let message = format!("roles started: {}, not {}", self.job_changes, plan.job_changes);
            self.broken(months, message);
        }
        let limits = &self.query.limits;
        if let Some(budget) = limits.budget.filter(|budget| cost > *budget) {
            self.broken(months, format!("the studies cost {}, the budget is {}", cost.0, budget.0));
        }
        if let Some(most) = limits.job_changes.filter(|most| self.job_changes > *most) {
            self.broken(months, format!("roles started: {}, at most {most} are wanted", self.job_changes));
        }
        if let Some(Months(deadline)) = limits.deadline.filter(|deadline| months > deadline.0) {
            self.broken(months, format!("the plan takes {months} months, at most {deadline} are wanted"));
        }
    }

    fn name(&self, step: &Known<'_>) -> String {
        match step {
            Known::Study(step, _) => {
                format!("studying for `{}`", self.catalog.credential(step.credential).id)
            }
            Known::Job(step) => format!("applying for `{}`", self.catalog.role(step.role).id),
        }
    }
}

/// Returns the month of a step's first action.
fn begins(step: &Known<'_>) -> u32 {
    match step {
        Known::Study(step, _) => step.start.0,
        Known::Job(step) => step.apply.0,
    }
}

/// Tells whether a study can go on in a role.
fn may_be_in(study: &Study, role: RoleId) -> bool {
    study.while_in.is_empty() || study.while_in.contains(&role)
}

/// Returns what a study costs; an unknown price counts as nothing.
fn price(study: &Study) -> Money {
    study.cost.as_ref().map_or(Money(0), |figure| figure.amount)
}
