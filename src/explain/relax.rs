//! What would open a route where there is none: which of the person's own limits, which standard, which dates.

use rayon::prelude::*;

use crate::catalog::names::Entry;
use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, Requirement, RequirementKind, Standard, StudyMode};
use crate::planner::{DEFAULT_STATE_LIMIT, Limits, Objective, Outcome, Plan, Query, Solution, Step, plan};
use crate::units::{Money, Months};

use super::obstacle::rules_out;

/// A search beside the one asked for may expand one part in this many of its states.
const SHARE: u64 = 5;

/// States to expand before it is taken for possible that there is a route without any limit.
const STATES_FOR_HOPE: u64 = 200;

/// The most sets of limits that are given back.
pub const MOST_SETS: usize = 6;

/// The most sets of limits that are searched.
const MOST_SEARCHED: usize = 16;

/// The most sets of limits that are looked at.
const MOST_EXAMINED: usize = 2_000;

/// The most searches for the smallest budget that would do.
const MOST_BUDGETS: usize = 8;

/// One of the person's own limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OwnLimit {
    /// The most that all study may cost.
    Budget(Money),
    /// The most months until the target.
    Deadline(Months),
    /// No full-time study.
    KeepWorking,
    /// The most hours of study a week, and no full-time study.
    StudyHours(u32),
    /// The most roles that may be started.
    JobChanges(u32),
    /// Something never to start in or study for.
    Avoid(Entry),
    /// Something to have done on the way.
    Via(Entry),
}

impl OwnLimit {
    /// Returns every limit that is in force, one for each thing avoided or passed.
    #[must_use]
    pub fn all(limits: &Limits) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        all.extend(limits.budget.map(Self::Budget));
        all.extend(limits.deadline.map(Self::Deadline));
        all.extend(limits.keep_working.then_some(Self::KeepWorking));
        all.extend(limits.study_hours.map(Self::StudyHours));
        all.extend(limits.job_changes.map(Self::JobChanges));
        all.extend(limits.avoided().into_iter().map(Self::Avoid));
        all.extend(limits.via().into_iter().map(Self::Via));
        all
    }

    /// Takes the limit out of a person's limits.
    fn lift(self, limits: &mut Limits) {
        match self {
            Self::Budget(_) => limits.budget = None,
            Self::Deadline(_) => limits.deadline = None,
            Self::KeepWorking => limits.keep_working = false,
            Self::StudyHours(_) => limits.study_hours = None,
            Self::JobChanges(_) => limits.job_changes = None,
            Self::Avoid(Entry::Role(role)) => limits.avoid_roles.retain(|other| *other != role),
            Self::Avoid(Entry::Credential(id)) => limits.avoid_credentials.retain(|other| *other != id),
            Self::Via(Entry::Role(role)) => limits.via_roles.retain(|other| *other != role),
            Self::Via(Entry::Credential(id)) => limits.via_credentials.retain(|other| *other != id),
        }
    }

    /// Returns the limit of the same kind under which a plan just fits; `None` where no such limit leaves room for
    /// it.
    fn just_enough(self, catalog: &Catalog, plan: &Plan) -> Option<Self> {
        match self {
            Self::Budget(_) => Some(Self::Budget(plan.cost)),
            Self::Deadline(_) => Some(Self::Deadline(plan.months)),
            Self::JobChanges(_) => Some(Self::JobChanges(plan.job_changes)),
            Self::StudyHours(now) => {
                let studies = plan.steps.iter().filter_map(|step| match step {
                    Step::Study(step) => Some(step.study(catalog)),
                    Step::Job(_) => None,
                });
                studies.into_iter().try_fold(Self::StudyHours(now), |most, study| match most {
                    Self::StudyHours(most) if study.mode == StudyMode::PartTime => {
                        Some(Self::StudyHours(most.max(study.hours_per_week.unwrap_or(0))))
                    }
                    _ => None,
                })
            }
            Self::KeepWorking | Self::Avoid(_) | Self::Via(_) => None,
        }
    }
}

/// A limit that is given up, with one of the same kind that would do in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lifted {
    /// The limit as it stands.
    pub limit: OwnLimit,
    /// A milder limit of the same kind that leaves a route, together with the others of the set; `None` where there
    /// is none.
    pub enough: Option<OwnLimit>,
    /// Whether it is proved that nothing between the two would do, whatever becomes of the others.
    pub is_least: bool,
}

/// A smallest set of limits without which there is a route.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Relaxation {
    /// The limits to give up, all of them together.
    pub lifted: Vec<Lifted>,
    /// The fastest route found without them.
    pub fastest: Solution,
    /// The route under the milder limits, where that is another one than the fastest.
    pub mildest: Option<Solution>,
}

/// What giving up limits of one's own does.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Relaxations {
    /// The smallest sets that open a route, small ones first, in the order of [`OwnLimit::all`].
    pub sets: Vec<Relaxation>,
    /// Whether there is certainly no route even without any limit.
    pub hopeless: bool,
    /// Whether these are all such sets, and certainly the smallest: nothing was cut, nothing left undecided.
    pub complete: bool,
}

/// What one set of limits comes to.
enum Tried {
    Opens(Box<Relaxation>),
    Closed,
    Undecided,
}

/// Finds every smallest set of the person's own limits without which there is a route.
///
/// At most [`MOST_SETS`] are given. Each is a search of its own; sets of one size are searched at the same time,
/// and the answer does not depend on which of them ends first.
#[must_use]
pub fn relaxations(catalog: &Catalog, query: &Query) -> Relaxations {
    let limits = OwnLimit::all(&query.limits);
    let everything: Vec<usize> = (0..limits.len()).collect();
    let mut free = without(query, &limits, &everything);
    free.state_limit = free.state_limit.map(|limit| limit.min(STATES_FOR_HOPE));
    let mut found = Relaxations { sets: Vec::new(), hopeless: false, complete: true };
    // Of a single limit the search below asks the same.
    let is_closed = || limits.len() > 1 && matches!(plan(catalog, &free), Outcome::Unreachable(_));
    if limits.is_empty() || rules_out(catalog, &free) || is_closed() {
        found.hopeless = true;
        return found;
    }
    let mut opening: Vec<Vec<usize>> = Vec::new();
    let (mut examined, mut searched) = (0, 0);
    for size in 1..=limits.len() {
        let mut sets = Vec::new();
        for set in Combinations::new(limits.len(), size) {
            if opening.iter().any(|smaller| smaller.iter().all(|limit| set.contains(limit))) {
                continue;
            }
            if examined == MOST_EXAMINED || searched == MOST_SEARCHED {
                found.complete = false;
                break;
            }
            examined += 1;
            if !rules_out(catalog, &without(query, &limits, &set)) {
                searched += 1;
                sets.push(set);
            }
        }
        let tried: Vec<Tried> = sets.par_iter().map(|set| open(catalog, query, &limits, set)).collect();
        for (set, tried) in sets.into_iter().zip(tried) {
            match tried {
                Tried::Opens(relaxation) => {
                    opening.push(set);
                    found.sets.push(*relaxation);
                }
                Tried::Closed => {}
                Tried::Undecided => found.complete = false,
            }
        }
        if found.sets.len() > MOST_SETS {
            found.complete = false;
        }
        if found.sets.len() >= MOST_SETS || query.is_interrupted() {
            break;
        }
    }
    found.sets.truncate(MOST_SETS);
    found.hopeless = found.sets.is_empty() && found.complete;
    found
}

/// Returns the question with a part of the states to expand.
pub(super) fn smaller(query: &Query) -> Query {
    let limit = query.state_limit.unwrap_or(DEFAULT_STATE_LIMIT).div_ceil(SHARE);
    let memory_limit = query.memory_limit_side_by_side();
    Query { state_limit: Some(limit), memory_limit, objective: Objective::Time, ..query.clone() }
}

/// Returns the question without some of its limits, to be searched a little.
fn without(query: &Query, limits: &[OwnLimit], set: &[usize]) -> Query {
    let mut free = smaller(query);
    for &limit in set {
        limits[limit].lift(&mut free.limits);
    }
    free
}

/// Looks for a route without a set of limits, and for how far each has to be moved.
fn open(catalog: &Catalog, query: &Query, limits: &[OwnLimit], set: &[usize]) -> Tried {
    let free = without(query, limits, set);
    let fastest = match plan(catalog, &free) {
        Outcome::Found(solution) => solution,
        Outcome::Unreachable(_) => return Tried::Closed,
        Outcome::Limit { .. } => return Tried::Undecided,
    };
    let in_set = |is: fn(&OwnLimit) -> bool| set.iter().map(|&limit| limits[limit]).find(is);
    // The route under milder limits, and the kind of limit that is then proved to be as low as can be.
    let mut mildest = fastest.clone();
    let mut least = None;
    if let Some(budget) = in_set(|limit| matches!(limit, OwnLimit::Budget(_))) {
        let (solution, is_least) = cheapest(catalog, &free, &fastest);
        mildest = solution;
        least = is_least.then_some(budget);
    } else if let [only] = set {
        match limits[*only] {
            hours @ OwnLimit::StudyHours(now) => {
                let (solution, is_least) = fewest_hours(catalog, &free, now);
                mildest = solution.unwrap_or(mildest);
                least = is_least.then_some(hours);
            }
            deadline @ OwnLimit::Deadline(_) => {
                least = (fastest.at_least == fastest.plan.months).then_some(deadline);
            }
            _ => {}
        }
    }
    let lift = |limit: OwnLimit| Lifted {
        limit,
        enough: limit.just_enough(catalog, &mildest.plan),
        is_least: least == Some(limit),
    };
    let lifted = set.iter().map(|&limit| lift(limits[limit])).collect();
    // Neither may be proved, and the milder limits may have led the search to the better plan.
    let fastest = if mildest.plan.months <= fastest.plan.months { mildest.clone() } else { fastest };
    let mildest = Some(mildest).filter(|mildest| mildest.plan != fastest.plan);
    Tried::Opens(Box::new(Relaxation { lifted, fastest, mildest }))
}

/// Finds a cheapest route, and tells whether it is proved to be one: each search asks for a cheaper one than the
/// last.
fn cheapest(catalog: &Catalog, free: &Query, fastest: &Solution) -> (Solution, bool) {
    let mut best = fastest.clone();
    let mut cheaper = smaller(free);
    for _ in 0..MOST_BUDGETS {
        if best.plan.cost == Money(0) {
            return (best, true);
        }
        cheaper.limits.budget = Some(Money(best.plan.cost.0 - 1));
        match plan(catalog, &cheaper) {
            Outcome::Found(solution) => best = solution,
            Outcome::Unreachable(_) => return (best, true),
            Outcome::Limit { .. } => break,
        }
    }
    (best, false)
}

/// Finds the route with the fewest hours of study a week, and tells whether this is proved; no route where only
/// full-time study leaves one.
fn fewest_hours(catalog: &Catalog, free: &Query, now: u32) -> (Option<Solution>, bool) {
    let studies = catalog.credentials.iter().flat_map(|credential| &credential.study);
    let part_time = studies.filter(|study| study.mode == StudyMode::PartTime);
    let mut hours: Vec<u32> =
        part_time.filter_map(|study| study.hours_per_week).filter(|hours| *hours > now).collect();
    hours.sort_unstable();
    hours.dedup();
    let mut best = None;
    let mut is_least = true;
    let mut limited = free.clone();
    // More hours never close a route, so the boundary can be halved; what is undecided counts as closed.
    let (mut low, mut high) = (0, hours.len());
    while low < high {
        let middle =
            if best.is_none() && high == hours.len() { high - 1 } else { usize::midpoint(low, high) };
        limited.limits.study_hours = Some(hours[middle]);
        match plan(catalog, &limited) {
            Outcome::Found(solution) => {
                best = Some(solution);
                high = middle;
            }
            outcome => {
                is_least &= matches!(outcome, Outcome::Unreachable(_));
                low = middle + 1;
            }
        }
    }
    (best, is_least)
}

/// Finds the highest standard below the one asked for at which there is a route.
#[must_use]
pub fn lower_standard(catalog: &Catalog, query: &Query) -> Option<(Standard, Solution)> {
    let lower = Standard::ALL.into_iter().rev().filter(|standard| *standard < query.standard);
    lower.into_iter().find_map(|standard| {
        let query = Query { standard, ..smaller(query) };
        Some((standard, found(catalog, &query)?))
    })
}

/// Rules with dates without which there would be a route.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dated {
    /// The rules, each with the role or credential whose it is.
    pub rules: Vec<(Entry, Requirement)>,
    /// The route that there would be if they held at all times.
    pub solution: Solution,
}

/// Finds the rules whose dates, and nothing else, stand in the way.
#[must_use]
pub fn dated(catalog: &Catalog, query: &Query) -> Option<Dated> {
    let rules = |entry: Entry| {
        let mut rules = Vec::new();
        for node in at_standard(catalog.requirements(entry), query.standard) {
            node.walk(&mut |node| {
                let opens = node.from.is_some_and(|from| query.start < from);
                if opens || node.until.is_some() {
                    rules.push((entry, node.clone()));
                }
            });
        }
        rules
    };
    let credentials = catalog.credential_ids().map(Entry::Credential);
    if catalog.role_ids().map(Entry::Role).chain(credentials).all(|entry| rules(entry).is_empty()) {
        return None;
    }
    let timeless = timeless(catalog);
    let solution = found(&timeless, &smaller(query))?;
    let passed = solution.plan.steps.iter().map(|step| match step {
        Step::Study(step) => Entry::Credential(step.credential),
        Step::Job(step) => Entry::Role(step.role),
    });
    let rules: Vec<_> = passed.flat_map(rules).collect();
    (!rules.is_empty()).then_some(Dated { rules, solution })
}

/// Returns the catalog with rules that hold at all times.
fn timeless(catalog: &Catalog) -> Catalog {
    fn lift(node: &mut Requirement) {
        (node.from, node.until) = (None, None);
        match &mut node.kind {
            RequirementKind::All(nodes)
            | RequirementKind::Any(nodes)
            | RequirementKind::AtLeast { of: nodes, .. } => nodes.iter_mut().for_each(lift),
            _ => {}
        }
    }
    let mut timeless = catalog.clone();
    timeless.roles.iter_mut().flat_map(|role| &mut role.requires).for_each(lift);
    timeless.credentials.iter_mut().flat_map(|credential| &mut credential.requires).for_each(lift);
    timeless
}

/// Returns the plan of a question that is certainly worth a search.
pub(super) fn found(catalog: &Catalog, query: &Query) -> Option<Solution> {
    if rules_out(catalog, query) {
        return None;
    }
    match plan(catalog, query) {
        Outcome::Found(solution) => Some(solution),
        _ => None,
    }
}

/// The sets of a size from the first numbers, in lexical order.
struct Combinations {
    numbers: usize,
    next: Option<Vec<usize>>,
}

impl Combinations {
    fn new(numbers: usize, size: usize) -> Self {
        Self { numbers, next: (size <= numbers).then(|| (0..size).collect()) }
    }
}

impl Iterator for Combinations {
    type Item = Vec<usize>;

    fn next(&mut self) -> Option<Vec<usize>> {
        let current = self.next.take()?;
        let size = current.len();
        // The last place that can still move up; all after it follow closely.
        let place = (0..size).rev().find(|&place| current[place] + size < self.numbers + place);
        self.next = place.map(|place| {
            let mut next = current.clone();
            for (step, number) in next[place..].iter_mut().enumerate() {
                *number = current[place] + 1 + step;
            }
            next
        });
        Some(current)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::RoleId;
    use crate::planner::Target;
    use crate::profile::Person;
    use crate::testing::{catalog, credential, role, start};

    /// Two ways to the badge: full-time and cheap, or part-time, longer and dear.
    fn world() -> Catalog {
        let study = "study = [\
            { mode = \"full-time\", months = 6, cost = { amount = 900, basis = \"estimate\" } },\
            { mode = \"part-time\", months = 12, hours-per-week = 10, cost = { amount = 2000, basis = \"estimate\" } },\
            { mode = \"part-time\", months = 24, hours-per-week = 6, cost = { amount = 2500, basis = \"estimate\" } }]";
        let chief = "requires = [{ credential = \"badge\" }, { experience = \"nursing\", months = 24, strength = \"usual\" }]";
        let roles = [("nurse", "gives = [\"nursing\"]"), ("chief", chief)];
        catalog(&roles, &[("badge", study)])
    }

    fn ask(catalog: &Catalog, limits: Limits) -> Query {
        let mut person = Person::newcomer(catalog);
        person.role = Some(role(catalog, "nurse"));
        let mut query = Query::new(catalog, person, Target::Role(role(catalog, "chief")), start());
        query.limits = limits;
        query
    }

    fn lifted(catalog: &Catalog, limits: Limits) -> Vec<Vec<(OwnLimit, Option<OwnLimit>, bool)>> {
        let found = relaxations(catalog, &ask(catalog, limits));
        assert!(found.complete && !found.hopeless);
        let set = |set: &Relaxation| {
            set.lifted.iter().map(|lifted| (lifted.limit, lifted.enough, lifted.is_least)).collect()
        };
        found.sets.iter().map(set).collect()
    }

    #[test]
    fn one_limit_is_moved_just_as_far_as_it_must_be() {
        let catalog = world();
        let budget = OwnLimit::Budget(Money(100));
        let limits = Limits { budget: Some(Money(100)), ..Limits::default() };
        assert_eq!(lifted(&catalog, limits), [[(budget, Some(OwnLimit::Budget(Money(900))), true)]]);
        let limits = Limits { study_hours: Some(5), ..Limits::default() };
        let hours = OwnLimit::StudyHours(5);
        assert_eq!(lifted(&catalog, limits), [[(hours, Some(OwnLimit::StudyHours(6)), true)]]);
        let limits = Limits { deadline: Some(Months(20)), ..Limits::default() };
        let deadline = OwnLimit::Deadline(Months(20));
        assert_eq!(lifted(&catalog, limits), [[(deadline, Some(OwnLimit::Deadline(Months(27))), true)]]);
    }

    #[test]
    fn each_smallest_set_is_found_and_no_larger_one() {
        let catalog = world();
        let limits = Limits { budget: Some(Money(1000)), keep_working: true, ..Limits::default() };
        let found = lifted(&catalog, limits);
        // Either more money for evenings, or days of study for less.
        assert_eq!(found.len(), 2);
        assert_eq!(found[0][0].0, OwnLimit::Budget(Money(1000)));
        assert_eq!(found[0][0].1, Some(OwnLimit::Budget(Money(2000))));
        assert_eq!(found[1][0].0, OwnLimit::KeepWorking);
        let limits = Limits {
            budget: Some(Money(100)),
            keep_working: true,
            deadline: Some(Months(20)),
            ..Limits::default()
        };
        let sets: Vec<usize> = lifted(&catalog, limits).iter().map(Vec::len).collect();
        assert_eq!(sets, [2], "money and time; days of study cost too much all the same");
    }

    /// Every smallest set of limits, found by trying all sets.
    fn by_trying_all(catalog: &Catalog, query: &Query) -> Vec<Vec<OwnLimit>> {
        let limits = OwnLimit::all(&query.limits);
        let mut smallest: Vec<Vec<OwnLimit>> = Vec::new();
        for size in 1..=limits.len() {
            for set in Combinations::new(limits.len(), size) {
                let lifted: Vec<OwnLimit> = set.iter().map(|&limit| limits[limit]).collect();
                let is_larger = smallest.iter().any(|small| small.iter().all(|limit| lifted.contains(limit)));
                let opens = matches!(plan(catalog, &without(query, &limits, &set)), Outcome::Found(_));
                if opens && !is_larger {
                    smallest.push(lifted);
                }
            }
        }
        smallest
    }

    #[test]
    fn the_sets_are_those_that_trying_all_sets_finds() {
        let catalog = world();
        let badge = credential(&catalog, "badge");
        let mut closed = 0;
        for budget in [None, Some(100), Some(1_000), Some(2_200)] {
            for study_hours in [None, Some(5), Some(8)] {
                for deadline in [None, Some(10), Some(26), Some(28)] {
                    for (keep_working, avoid) in [(false, false), (true, false), (false, true), (true, true)]
                    {
                        let limits = Limits {
                            budget: budget.map(Money),
                            deadline: deadline.map(Months),
                            keep_working,
                            study_hours,
                            avoid_credentials: if avoid { vec![badge] } else { Vec::new() },
                            ..Limits::default()
                        };
                        let query = ask(&catalog, limits);
                        if !matches!(plan(&catalog, &query), Outcome::Unreachable(_)) {
                            continue;
                        }
                        closed += 1;
                        let found = relaxations(&catalog, &query);
                        assert!(found.complete && !found.hopeless);
                        let sets: Vec<Vec<OwnLimit>> = found
                            .sets
                            .iter()
                            .map(|set| set.lifted.iter().map(|lifted| lifted.limit).collect())
                            .collect();
                        assert_eq!(sets, by_trying_all(&catalog, &query), "{:?}", query.limits);
                    }
                }
            }
        }
        assert!(closed > 100, "{closed} closed questions are too few");
    }

    #[test]
    fn avoided_things_are_given_up_one_by_one() {
        let catalog = world();
        let badge = credential(&catalog, "badge");
        let chief: RoleId = role(&catalog, "chief");
        let limits = Limits { avoid_credentials: vec![badge], ..Limits::default() };
        assert_eq!(lifted(&catalog, limits), [[(OwnLimit::Avoid(Entry::Credential(badge)), None, false)]]);
        let limits = Limits { avoid_credentials: vec![badge], avoid_roles: vec![chief], ..Limits::default() };
        assert_eq!(lifted(&catalog, limits)[0].len(), 2);
    }

    #[test]
    fn where_no_limit_is_in_the_way_none_is_named() {
        let catalog = catalog(
            &[("nurse", ""), ("chief", "requires = [{ experience = \"informatics\", years = 1 }]")],
            &[],
        );
        let limits = Limits { budget: Some(Money(1)), ..Limits::default() };
        let found = relaxations(&catalog, &ask(&catalog, limits));
        assert!(found.hopeless && found.sets.is_empty());
    }

    #[test]
    fn a_lower_standard_and_other_dates_are_tried() {
        let chief = "requires = [{ experience = \"informatics\", years = 1, strength = \"usual\" }]";
        let strict = catalog(&[("nurse", ""), ("chief", chief)], &[]);
        let (standard, solution) =
            lower_standard(&strict, &ask(&strict, Limits::default())).expect("a lower standard");
        assert_eq!((standard, solution.plan.months), (Standard::Minimum, Months(3)));
        // Two years of nursing are asked for, and the rule ends after one.
        let rule = "requires = [{ experience = \"nursing\", years = 2, until = \"2027-10\" }]";
        let closing = catalog(&[("nurse", "gives = [\"nursing\"]"), ("chief", rule)], &[]);
        let query = ask(&closing, Limits::default());
        let dated = dated(&closing, &query).expect("a rule with dates");
        assert_eq!(dated.rules.len(), 1);
        assert_eq!(dated.solution.plan.months, Months(27));
        assert!(matches!(plan(&closing, &query), Outcome::Unreachable(_)));
    }

    #[test]
    fn sets_are_counted_in_order() {
        let sets: Vec<Vec<usize>> = Combinations::new(4, 2).collect();
        assert_eq!(sets, [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]);
        assert_eq!(Combinations::new(3, 3).count(), 1);
        assert_eq!(Combinations::new(2, 3).count(), 0);
    }
}
