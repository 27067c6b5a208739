//! A plan as bars on a scale of months, and what it pays along it: what every picture of a plan is drawn from.

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, StudyMode};
use crate::ids::RoleId;
use crate::planner::{Plan, Query, Step};
use crate::units::{Money, Months};

use super::timeline::Timeline;

/// What somebody does during a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Activity {
    /// Staying on in the role held at the start.
    Stay,
    /// Looking for a job, from the application to the day before the first in it.
    Search,
    /// Working in a role of the plan.
    Work,
    /// Studying beside a role, or without one but not full-time.
    StudyPartTime,
    /// Studying instead of working.
    StudyFullTime,
}

/// Something that goes on from `start` until `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Bar {
    /// What is done.
    pub activity: Activity,
    /// The role or credential it is about.
    pub entry: Entry,
    /// The step of the plan by position; `None` for the role held at the start.
    pub step: Option<usize>,
    /// The first month, from now.
    pub start: Months,
    /// The month after the last that is shown, from now.
    pub end: Months,
    /// Whether it goes on beyond what is shown.
    pub goes_on: bool,
}

/// What is paid from `start` until `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stretch {
    /// The role that pays; `None` without a job.
    pub role: Option<RoleId>,
    /// Its pay a year; nothing without a job, `None` where it is not known.
    pub annual: Option<Money>,
    /// The first month, from now.
    pub start: Months,
    /// The month after the last that is shown, from now.
    pub end: Months,
}

/// A plan as bars, a little beyond its end so that what is reached can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Schedule {
    /// The bars: the role held at the start, then those of each step, a job's search before its work.
    pub bars: Vec<Bar>,
    /// What is paid, without gaps, from month 0 until `shown`.
    pub pay: Vec<Stretch>,
    /// The month at which the target is reached, from now.
    pub reached: Months,
    /// The month after the last that is shown, from now.
    pub shown: Months,
}

impl Schedule {
    /// Returns the bars of each lane: what is held at the start, then a step each, a job's search with its work.
    pub fn lanes(&self) -> impl Iterator<Item = &[Bar]> {
        self.bars.chunk_by(|one, other| one.step.is_some() && one.step == other.step)
    }
}

/// Joins neighbours that pay the same.
#[must_use]
pub fn joined(stretches: &[Stretch]) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::new();
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if last.annual == stretch.annual => last.end = stretch.end,
            _ => joined.push(*stretch),
        }
    }
    joined
}

/// The months shown beyond the end of a plan: a tenth of it, but no less than this.
const LEAST_BEYOND: u32 = 3;

/// Lays a plan out in time; pay is what the query counts as pay.
///
/// Linear in the steps of the plan and the roles of its stints.
#[must_use]
pub fn schedule(catalog: &Catalog, query: &Query, plan: &Plan) -> Schedule {
    let reached = plan.months;
    let shown = Months(reached.0.saturating_add(LEAST_BEYOND.max(reached.0 / 10)));
    let timeline = Timeline::of_plan(catalog, &query.person, query.start, plan);
    // The last stint goes on after the plan if it lasts until its end; one before it ends where the target role starts.
    let last = timeline.stints().iter().map(|stint| stint.start).max();
    let until = |start: Months, end: Months| {
        if end >= reached && Some(start) == last { (shown, true) } else { (end, false) }
    };
    let mut bars = Vec::new();
    let mut pay: Vec<Stretch> = Vec::new();
    let annual = |role: RoleId| query.pay.of(role);
    let nothing = |start, end| Stretch { role: None, annual: Some(Money(0)), start, end };
    for stint in timeline.stints() {
        let (end, goes_on) = until(stint.start, stint.end);
        if stint.step.is_none() && end > stint.start {
            let entry = Entry::Role(stint.role);
            bars.push(Bar { activity: Activity::Stay, entry, step: None, start: stint.start, end, goes_on });
        }
        let paid_until = pay.last().map_or(Months(0), |last| last.end);
        if stint.start > paid_until {
            pay.push(nothing(paid_until, stint.start));
        }
        if end > stint.start {
            let annual = annual(stint.role);
            pay.push(Stretch { role: Some(stint.role), annual, start: stint.start, end });
        }
    }
    let paid_until = pay.last().map_or(Months(0), |last| last.end);
    if paid_until < shown {
        pay.push(nothing(paid_until, shown));
    }
    for (position, step) in plan.steps.iter().enumerate() {
        let bar = |activity, start, end, goes_on| {
            let step = Some(position);
            Bar { activity, entry: plan.steps[position].entry(), step, start, end, goes_on }
        };
        match step {
            Step::Study(study) => {
                let activity = match study.study(catalog).mode {
                    StudyMode::FullTime => Activity::StudyFullTime,
                    StudyMode::PartTime => Activity::StudyPartTime,
                };
                bars.push(bar(activity, study.start, study.end, false));
            }
            Step::Job(job) => {
                bars.push(bar(Activity::Search, job.apply, job.start, false));
                let (end, goes_on) = until(job.start, job.end.unwrap_or(reached));
                bars.push(bar(Activity::Work, job.start, end, goes_on));
            }
        }
    }
    Schedule { bars, pay, reached, shown }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::{JobStep, StudyStep, Target};
    use crate::profile::Person;
    use crate::testing::{catalog, credential, role, start};

    #[test]
    fn bars_and_pay_cover_the_plan_and_a_little_more() {
        let study = "study = [{ mode = \"full-time\", months = 10 }]";
        let catalog = catalog(&[("nurse", ""), ("chief", "")], &[("badge", study)]);
        let (nurse, chief) = (role(&catalog, "nurse"), role(&catalog, "chief"));
        let mut person = Person::newcomer(&catalog);
        person.role = Some(nurse);
        let mut query = Query::new(&catalog, person, Target::Role(chief), start());
        query.pay.annual = vec![None; 2];
        query.pay.annual[nurse.index()] = Some(Money(60_000));
        let badge = StudyStep {
            credential: credential(&catalog, "badge"),
            option: 0,
            start: Months(4),
            end: Months(14),
            cost: Money(0),
            role: None,
        };
        let job = JobStep { role: chief, apply: Months(14), start: Months(17), end: None };
        let plan = Plan {
            months: Months(17),
            cost: Money(0),
            job_changes: 1,
            steps: vec![Step::Study(badge), Step::Job(job)],
        };
        let drawn = schedule(&catalog, &query, &plan);
        assert_eq!((drawn.reached, drawn.shown), (Months(17), Months(20)));
        let bars: Vec<_> =
            drawn.bars.iter().map(|bar| (bar.activity, bar.start.0, bar.end.0, bar.goes_on)).collect();
        assert_eq!(
            bars,
            [
                (Activity::Stay, 0, 4, false),
                (Activity::StudyFullTime, 4, 14, false),
                (Activity::Search, 14, 17, false),
                (Activity::Work, 17, 20, true),
            ]
        );
        let pay: Vec<_> =
            drawn.pay.iter().map(|one| (one.role, one.annual, one.start.0, one.end.0)).collect();
        assert_eq!(
            pay,
            [
                (Some(nurse), Some(Money(60_000)), 0, 4),
                (None, Some(Money(0)), 4, 17),
                (Some(chief), None, 17, 20),
            ]
        );
    }

    #[test]
    fn a_job_ends_where_the_target_role_starts() {
        let catalog = catalog(&[("nurse", ""), ("user", ""), ("chief", "")], &[]);
        let mut person = Person::newcomer(&catalog);
        person.role = Some(role(&catalog, "nurse"));
        let chief = role(&catalog, "chief");
        let query = Query::new(&catalog, person, Target::Role(chief), start());
        let job = |id: &str, apply, start, end: Option<u32>| {
            let (apply, start) = (Months(apply), Months(start));
            Step::Job(JobStep { role: role(&catalog, id), apply, start, end: end.map(Months) })
        };
        let steps = vec![job("user", 0, 3, Some(18)), job("chief", 15, 18, None)];
        let drawn =
            schedule(&catalog, &query, &Plan { months: Months(18), cost: Money(0), job_changes: 2, steps });
        let work: Vec<_> = drawn.bars.iter().filter(|bar| bar.activity == Activity::Work).collect();
        assert_eq!((work[0].end, work[0].goes_on), (Months(18), false));
        assert_eq!((work[1].end, work[1].goes_on), (Months(21), true));
        let pay: Vec<_> = drawn.pay.iter().map(|one| (one.start.0, one.end.0)).collect();
        assert_eq!(pay, [(0, 3), (3, 18), (18, 21)]);
    }

    #[test]
    fn whoever_earns_a_credential_stays_where_they_are() {
        let study = "study = [{ mode = \"part-time\", months = 6 }]";
        let catalog = catalog(&[("nurse", "")], &[("badge", study)]);
        let nurse = role(&catalog, "nurse");
        let badge = credential(&catalog, "badge");
        let mut person = Person::newcomer(&catalog);
        person.role = Some(nurse);
        let query = Query::new(&catalog, person, Target::Credential(badge), start());
        let step = StudyStep {
            credential: badge,
            option: 0,
            start: Months(0),
            end: Months(6),
            cost: Money(0),
            role: Some(nurse),
        };
        let plan = Plan { months: Months(6), cost: Money(0), job_changes: 0, steps: vec![Step::Study(step)] };
        let drawn = schedule(&catalog, &query, &plan);
        assert_eq!((drawn.bars[0].end, drawn.bars[0].goes_on), (Months(9), true));
        assert_eq!(drawn.bars[1].end, Months(6));
        assert_eq!(drawn.pay.len(), 1);
    }
}
