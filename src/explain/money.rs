//! What a plan brings in and costs, month by month, against staying in today's job.

use crate::catalog::wages::OpenAtlas;
use crate::catalog::{Catalog, WageFit};
use crate::ids::{AreaId, RoleId};
use crate::planner::{PayTerms, Plan, Query, Step};
use crate::units::{Money, Months};

use super::pay::{occupation, surveys};

/// The part of a year that a month is.
const MONTHS_PER_YEAR: i64 = 12;

/// A percentile of annual pay that the wage tables know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Percentile {
    /// A tenth earns less.
    P10,
    /// A quarter earns less.
    P25,
    /// Half earn less.
    #[default]
    Median,
    /// Three quarters earn less.
    P75,
    /// Nine tenths earn less.
    P90,
}

impl Percentile {
    /// Every percentile, the lowest first.
    pub const ALL: [Self; 5] = [Self::P10, Self::P25, Self::Median, Self::P75, Self::P90];

    /// Returns the word used on the command line and in output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::P10 => "p10",
            Self::P25 => "p25",
            Self::Median => "median",
            Self::P75 => "p75",
            Self::P90 => "p90",
        }
    }
}

/// Returns what each role pays a year, by role id; `None` where the catalog has no figure.
///
/// That is the percentile of the role's occupation in the area, or of the nation where the area has no figure, if the
/// occupation describes the role; otherwise the first survey figure about the role, whatever the percentile, and of a
/// range its low end.
#[must_use]
pub fn annual(
    catalog: &Catalog,
    percentile: Percentile,
    area: Option<(&OpenAtlas<'_>, AreaId)>,
) -> Vec<Option<Money>> {
    let position = percentile as usize;
    let of_role = |role: RoleId| {
        let role = catalog.role(role);
        let wage = role.wage.as_ref()?;
        let describes = wage.fit != WageFit::Poor;
        let there = || {
            let (atlas, area) = area?;
            atlas.row(wage.soc.as_deref()?, area, None)?.percentiles[position]
        };
        let nation = || occupation(catalog, role)?.percentiles[position];
        let of_occupation = if describes { there().or_else(nation) } else { None };
        of_occupation.or_else(|| surveys(catalog, role).next().map(|survey| survey.low))
    };
    catalog.role_ids().map(of_role).collect()
}

/// The months over which pay is counted unless somebody says otherwise.
pub const DEFAULT_HORIZON: Months = Months(120);

/// Returns what counts as pay unless somebody says otherwise: the national median of each role, over ten years.
#[must_use]
pub fn usual_pay(catalog: &Catalog) -> PayTerms {
    PayTerms { annual: annual(catalog, Percentile::Median, None), horizon: DEFAULT_HORIZON }
}

/// What a plan brings in over the horizon of its query.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ledger {
    /// The months counted, from now.
    pub horizon: Months,
    /// Pay minus what studies cost.
    pub net: Money,
    /// What today's job would pay over the same months; `None` without a job, or where its pay is not known.
    pub staying: Option<Money>,
    /// The month from which on the plan is ahead of staying for good; 0 when it never falls behind, `None` when it is
    /// still behind at the end.
    pub break_even: Option<Months>,
    /// The month at which the plan is furthest behind staying, and by how much; `None` when it never is.
    pub valley: Option<(Months, Money)>,
    /// Roles of the plan whose pay is not known, which counts as nothing.
    pub unknown: Vec<RoleId>,
}

/// Adds up a plan; `None` for one that takes longer than the horizon, or has no horizon.
///
/// Linear in the months of the horizon times the steps.
#[must_use]
pub fn ledger(query: &Query, plan: &Plan) -> Option<Ledger> {
    course(query, plan).map(|course| course.ledger())
}

/// A month of a plan in money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Flow {
    /// What studies cost that start with it.
    due: Money,
    /// The role held.
    role: Option<RoleId>,
    /// What that pays a year; `None` without a role or where it is not known.
    annual: Option<Money>,
}

/// A plan in money, month by month over the horizon of its query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    months: Vec<Flow>,
    /// What today's job pays a year.
    staying: Option<Money>,
}

/// Follows a plan month by month; `None` for one that takes longer than the horizon, or has no horizon.
///
/// Linear in the months of the horizon times the steps.
#[must_use]
pub fn course(query: &Query, plan: &Plan) -> Option<Course> {
    let horizon = query.pay.horizon;
    if plan.months > horizon || horizon == Months(0) {
        return None;
    }
    let annual = |role: RoleId| query.pay.of(role);
    let mut held = query.person.role;
    let mut months = Vec::new();
    for month in 0..horizon.0 {
        let mut due = 0;
        for step in &plan.steps {
            match step {
                Step::Job(job) if job.start.0 == month => held = Some(job.role),
                Step::Study(study) if study.start.0 == month => {
                    due += study.cost.0;
                    if study.role.is_none() {
                        held = None;
                    }
                }
                _ => {}
            }
        }
        months.push(Flow { due: Money(due), role: held, annual: held.and_then(annual) });
    }
    Some(Course { months, staying: query.person.role.and_then(annual) })
}

/// Returns whole units of twelfths, which are kept so that nothing is rounded on the way.
fn whole(twelfths: i64) -> Money {
    Money(twelfths.div_euclid(MONTHS_PER_YEAR))
}

impl Course {
    /// Returns what has come in by the start of each month and by the end of the last, what is due then paid: more
    /// than staying in today's job would have brought, where its pay is known.
    #[must_use]
    pub fn ahead(&self) -> Vec<Money> {
        let staying = self.staying.map_or(0, |pay| pay.0);
        let mut ahead = 0;
        let mut sums = Vec::with_capacity(self.months.len() + 1);
        for month in &self.months {
            ahead -= month.due.0 * MONTHS_PER_YEAR;
            sums.push(whole(ahead));
            ahead += month.annual.map_or(0, |pay| pay.0) - staying;
        }
        sums.push(whole(ahead));
        sums
    }

    /// Adds it up.
    #[must_use]
    pub fn ledger(&self) -> Ledger {
        let mut unknown: Vec<RoleId> = Vec::new();
        let (mut net, mut ahead) = (0, 0);
        let mut lowest = (0, 0);
        let mut behind_until = 0;
        for (month, flow) in (0..).zip(&self.months) {
            net -= flow.due.0 * MONTHS_PER_YEAR;
            ahead -= flow.due.0 * MONTHS_PER_YEAR;
            if ahead < lowest.1 {
                lowest = (month, ahead);
            }
            if let Some(role) = flow.role.filter(|role| flow.annual.is_none() && !unknown.contains(role)) {
                unknown.push(role);
            }
            let pay = flow.annual.map_or(0, |pay| pay.0);
            net += pay;
            ahead += pay - self.staying.map_or(0, |pay| pay.0);
            if ahead < lowest.1 {
                lowest = (month + 1, ahead);
            }
            if ahead < 0 {
                behind_until = month + 1;
            }
        }
        let horizon = Months(self.months.len() as u32);
        let compares = self.staying.is_some();
        Ledger {
            horizon,
            net: whole(net),
            staying: self.staying.map(|pay| whole(pay.0 * i64::from(horizon.0))),
            break_even: (compares && ahead >= 0)
                .then(|| Months(if behind_until == 0 { 0 } else { behind_until + 1 })),
            valley: (compares && lowest.1 < 0).then(|| (Months(lowest.0), whole(lowest.1))),
            unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::{JobStep, StudyStep, Target};
    use crate::profile::Person;
    use crate::testing::{catalog, credential, role, start};

    #[test]
    fn a_plan_is_compared_with_staying() {
        let study = "study = [{ mode = \"full-time\", months = 12 }]";
        let catalog = catalog(&[("nurse", ""), ("chief", "requires = [\"badge\"]")], &[("badge", study)]);
        let (nurse, chief) = (role(&catalog, "nurse"), role(&catalog, "chief"));
        let mut person = Person::newcomer(&catalog);
        person.role = Some(nurse);
        let mut query = Query::new(&catalog, person, Target::Role(chief), start());
        query.pay.horizon = Months(60);
        query.pay.annual = vec![None; 2];
        query.pay.annual[nurse.index()] = Some(Money(60_000));
        query.pay.annual[chief.index()] = Some(Money(120_000));
        let study = StudyStep {
            credential: credential(&catalog, "badge"),
            option: 0,
            start: Months(0),
            end: Months(12),
            cost: Money(6_000),
            role: None,
        };
        let job = JobStep { role: chief, apply: Months(12), start: Months(15), end: None };
        let mut plan = Plan {
            months: Months(15),
            cost: Money(6_000),
            job_changes: 1,
            steps: vec![Step::Study(study), Step::Job(job)],
        };
        let counted = ledger(&query, &plan).expect("within the horizon");
        // 45 months at 10,000 a month; staying is 60 months at 5,000.
        assert_eq!((counted.net, counted.staying), (Money(444_000), Some(Money(300_000))));
        // Behind by 15 months of pay and the fee; 5,000 a month more makes up for it in 16.2 months.
        assert_eq!(counted.valley, Some((Months(15), Money(-81_000))));
        assert_eq!(counted.break_even, Some(Months(32)));
        assert_eq!(counted.unknown, []);
        let ahead = course(&query, &plan).expect("within the horizon").ahead();
        assert_eq!((ahead.len(), ahead[0], ahead[15]), (61, Money(-6_000), Money(-81_000)));
        assert_eq!((ahead[31], ahead[32]), (Money(-1_000), Money(4_000)));
        assert_eq!(ahead[60].0, counted.net.0 - 300_000);
        query.pay.annual[chief.index()] = None;
        let counted = ledger(&query, &plan).expect("within the horizon");
        assert_eq!((counted.unknown, counted.break_even), (vec![chief], None));
        plan.months = Months(61);
        assert_eq!(ledger(&query, &plan), None);
    }
}
