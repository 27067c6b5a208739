//! Plain Dijkstra, month by month, on small generated catalogs: the same answers, and how much slower.
//!
//! The search is that of the `pathfinding` crate; the model here is the plainest one, without a bound,
//! relevance or dominance. Counters stop at the largest number that a rule compares them with, without
//! which there would be no end of states. It knows what generated catalogs use, so no dates.

use std::cell::Cell;
use std::ops::Add;
use std::time::Instant;

use careerpath::catalog::load::from_files;
use careerpath::catalog::requirement::at_standard;
use careerpath::catalog::{Catalog, Requirement, RequirementKind, Study, StudyMode};
use careerpath::diagnostic::SourceFile;
use careerpath::ids::{CredentialId, DomainId, RoleId};
use careerpath::planner::{Outcome, Query, Target, plan};
use careerpath::profile::assumed::person_in_role;
use careerpath::units::Months;
use pathfinding::num_traits::Zero;

use crate::generator::{RUNGS, Shape, generate, role_id};
use crate::report::{milliseconds, percentiles, share};
use crate::start;

/// How many catalogs are tried.
const CATALOGS: u64 = 12;

/// States after which Dijkstra is given up.
const MOST_STATES: u64 = 400_000;

/// Prints this part of the report.
pub(crate) fn report() {
    println!(
        "\n# Plain Dijkstra against the planner, on the same questions (6 to 8 roles, 3 months a year)\n"
    );
    let mut ratios = Vec::new();
    for seed in 0..CATALOGS {
        let roles = 6 + usize::try_from(seed % 3).expect("small");
        // One long ladder, or two short ones.
        let ladder = if seed % 2 == 0 { RUNGS.len() } else { roles.div_ceil(2) };
        let shape = Shape { roles, ladder, year: 3, seed };
        let last = (roles - 1) % ladder;
        ratios.extend(compare(shape, &role_id(0, 0), &role_id(last, shape.fields() - 1)));
    }
    let finished = share(ratios.len(), usize::try_from(CATALOGS).expect("small"));
    println!("\nDijkstra finished: {finished}; its time over the planner's, x: {}", percentiles(ratios));
}

/// Asks both; returns Dijkstra's time over the planner's when both finished.
fn compare(shape: Shape, from: &str, to: &str) -> Option<f64> {
    let files = generate(shape).into_iter().map(|(path, text)| SourceFile { path, text }).collect();
    let catalog = from_files(files).expect("generated catalogs are valid");
    let find = |id: &str| catalog.find_role(id).expect("generated roles have these ids");
    let person = person_in_role(&catalog, find(from), Months(0), start());
    let query = Query::new(&catalog, person, Target::Role(find(to)), start());

    let began = Instant::now();
    let outcome = plan(&catalog, &query);
    let planner = began.elapsed();
    let Outcome::Found(solution) = outcome else { panic!("{from} -> {to} has a plan") };

    let model = Model::new(&catalog, &query);
    let expanded = Cell::new(0);
    let began = Instant::now();
    let found = model.dijkstra(&expanded);
    let plain = began.elapsed();

    let ratio = plain.div_duration_f64(planner);
    let (roles, seed, states) = (shape.roles, shape.seed, expanded.get());
    print!("{roles} roles, seed {seed:>2}, {from} -> {to}: ");
    print!("{:.2} ms against {:.2} ms, ", milliseconds(plain), milliseconds(planner));
    print!("{states} states against {}", solution.statistics.states_expanded);
    let Some(worth) = found else {
        println!(", given up: more than {ratio:.0} x");
        return None;
    };
    println!(", {} months: {ratio:.0} x", worth.months);
    if solution.optimal {
        let of_plan = (solution.plan.months.0, solution.plan.cost.0, solution.plan.job_changes);
        assert_eq!((worth.months, worth.cost, worth.job_changes), of_plan, "both are optimal");
    } else {
        assert!((solution.at_least.0..=solution.plan.months.0).contains(&worth.months), "the bounds hold");
    }
    Some(ratio)
}

/// What a way costs; fewer months first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Worth {
    months: u32,
    cost: i64,
    job_changes: u32,
}

impl Add for Worth {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            months: self.months + other.months,
            cost: self.cost + other.cost,
            job_changes: self.job_changes + other.job_changes,
        }
    }
}

impl Zero for Worth {
    fn zero() -> Self {
        Self { months: 0, cost: 0, job_changes: 0 }
    }

    fn is_zero(&self) -> bool {
        *self == Self::zero()
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct State {
    role: Option<usize>,
    /// Months in the current stint, at most the minimum stay.
    stint: u32,
    /// One bit for each credential.
    held: u64,
    /// Months on each counter.
    counters: Vec<u32>,
    /// The role applied for, and the months left.
    search: Option<(usize, u32)>,
    /// The study by position in the list of all, and the months left.
    study: Option<(usize, u32)>,
}

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    /// Months in a domain, or those while holding a credential.
    Domain(usize, Option<usize>),
    /// Months in a role.
    Role(usize),
}

enum Rule {
    Held(usize),
    /// This many of the rules.
    Of(usize, Vec<Rule>),
    /// This many months on a counter.
    Count(usize, u32),
}

impl Rule {
    fn is_met(&self, state: &State) -> bool {
        match self {
            Self::Held(credential) => state.held & 1 << credential != 0,
            Self::Of(count, rules) => rules.iter().filter(|rule| rule.is_met(state)).count() >= *count,
            Self::Count(counter, months) => state.counters[*counter] >= *months,
        }
    }
}

struct Model<'a> {
    catalog: &'a Catalog,
    query: &'a Query,
    counted: Vec<Counted>,
    /// The largest number that each counter is compared with.
    largest: Vec<u32>,
    roles: Vec<Rule>,
    credentials: Vec<Rule>,
    studies: Vec<(usize, &'a Study)>,
}

impl<'a> Model<'a> {
    fn new(catalog: &'a Catalog, query: &'a Query) -> Self {
        let studies = catalog.credentials.iter().enumerate();
        let studies = studies.flat_map(|(index, entry)| entry.study.iter().map(move |study| (index, study)));
        let mut model = Self {
            catalog,
            query,
            counted: Vec::new(),
            largest: Vec::new(),
            roles: Vec::new(),
            credentials: Vec::new(),
            studies: studies.collect(),
        };
        assert!(catalog.credentials.len() <= 64, "one bit for each credential");
        assert!(model.studies.iter().all(|(_, study)| study.while_in.is_empty()), "no tied studies");
        model.roles = catalog.roles.iter().map(|role| model.all(&role.requires)).collect();
        model.credentials = catalog.credentials.iter().map(|entry| model.all(&entry.requires)).collect();
        model
    }

    fn all(&mut self, requirements: &[Requirement]) -> Rule {
        let nodes = at_standard(requirements, self.query.standard);
        self.of(nodes.len(), &nodes)
    }

    fn of(&mut self, count: usize, nodes: &[Requirement]) -> Rule {
        Rule::Of(count, nodes.iter().map(|node| self.rule(node)).collect())
    }

    fn rule(&mut self, node: &Requirement) -> Rule {
        match &node.kind {
            RequirementKind::Credential(credential) => Rule::Held(credential.index()),
            RequirementKind::All(nodes) => self.of(nodes.len(), nodes),
            RequirementKind::Any(nodes) => self.of(1, nodes),
            RequirementKind::AtLeast { count, of } => self.of(*count as usize, of),
            RequirementKind::Experience { domain, months, after, .. } => {
                self.count(Counted::Domain(domain.index(), after.map(CredentialId::index)), *months)
            }
            RequirementKind::Tenure { role, months } => self.count(Counted::Role(role.index()), *months),
        }
    }

    fn count(&mut self, counted: Counted, months: Months) -> Rule {
        let position = self.counted.iter().position(|known| *known == counted).unwrap_or_else(|| {
            self.counted.push(counted);
            self.largest.push(0);
            self.counted.len() - 1
        });
        self.largest[position] = self.largest[position].max(months.0);
        Rule::Count(position, months.0)
    }

    /// Returns the worth of the best plan; `None` when it is given up.
    fn dijkstra(&self, expanded: &Cell<u64>) -> Option<Worth> {
        let Target::Role(target) = self.query.target else { panic!("the questions are about roles") };
        let after = |state: &State| {
            expanded.set(expanded.get() + 1);
            if expanded.get() > MOST_STATES { Vec::new() } else { self.month_later(state) }
        };
        let reached = |state: &State| state.role == Some(target.index());
        let found = pathfinding::directed::dijkstra::dijkstra(&self.first(), after, reached);
        found.filter(|_| expanded.get() <= MOST_STATES).map(|(_, worth)| worth)
    }

    fn first(&self) -> State {
        let person = &self.query.person;
        let held = person.credentials().fold(0, |held, credential| held | 1 << credential.index());
        let months = |(counted, largest): (&Counted, &u32)| {
            let months = match *counted {
                Counted::Domain(_, Some(after)) if held & 1 << after == 0 => 0,
                Counted::Domain(domain, _) => person.months_in_domain(DomainId::from_index(domain)).0,
                Counted::Role(role) => person.months_in_role(RoleId::from_index(role)).0,
            };
            months.min(*largest)
        };
        State {
            role: person.role.map(RoleId::index),
            stint: self.query.minimum_stay.0,
            held,
            counters: self.counted.iter().zip(&self.largest).map(months).collect(),
            search: None,
            study: None,
        }
    }

    /// Returns every state a month later, with what the month is worth.
    fn month_later(&self, state: &State) -> Vec<(State, Worth)> {
        let may_leave = state.role.is_none() || state.stint >= self.query.minimum_stay.0;
        let full_time = |study: usize| self.studies[study].1.mode == StudyMode::FullTime;
        let mut searches = vec![None];
        if state.search.is_none() && may_leave && !state.study.is_some_and(|(study, _)| full_time(study)) {
            let open = (0..self.roles.len())
                .filter(|role| Some(*role) != state.role && self.roles[*role].is_met(state));
            searches.extend(open.map(Some));
        }
        let mut studies = vec![None];
        if state.study.is_none() {
            let open = (0..self.studies.len()).filter(|study| {
                let credential = self.studies[*study].0;
                state.held & 1 << credential == 0
                    && (!full_time(*study) || may_leave && state.search.is_none())
                    && self.credentials[credential].is_met(state)
            });
            studies.extend(open.map(Some));
        }
        let mut later = Vec::new();
        for &search in &searches {
            for &study in &studies {
                if search.is_none() || !study.is_some_and(full_time) {
                    later.push(self.decide(state.clone(), search, study));
                }
            }
        }
        later
    }

    /// Decides, and lets a month pass.
    fn decide(&self, mut state: State, search: Option<usize>, study: Option<usize>) -> (State, Worth) {
        let mut worth = Worth { months: 1, cost: 0, job_changes: 0 };
        if let Some(role) = search {
            let id = RoleId::from_index(role);
            state.search = Some((role, self.query.search_months(self.catalog, id).0));
        }
        if let Some(study) = study {
            let option = self.studies[study].1;
            state.study = Some((study, option.months.0));
            worth.cost = option.cost.as_ref().map_or(0, |figure| figure.amount.0);
            if option.mode == StudyMode::FullTime {
                state.role = None;
                state.stint = 0;
            }
        }
        if let Some(role) = state.role {
            state.stint = (state.stint + 1).min(self.query.minimum_stay.0);
            self.count_month(role, &mut state);
        }
        state.study = state.study.map(|(study, left)| (study, left - 1));
        if let Some((study, 0)) = state.study.take_if(|(_, left)| *left == 0) {
            let credential = &self.catalog.credentials[self.studies[study].0];
            state.held =
                credential.closure.iter().fold(state.held, |held, implied| held | 1 << implied.index());
        }
        state.search = state.search.map(|(role, left)| (role, left - 1));
        if let Some((role, 0)) = state.search.take_if(|(_, left)| *left == 0) {
            state.role = Some(role);
            state.stint = 0;
            worth.job_changes = 1;
        }
        (state, worth)
    }

    fn count_month(&self, role: usize, state: &mut State) {
        let domains = self.catalog.domains_given_by(RoleId::from_index(role));
        for ((counted, largest), months) in self.counted.iter().zip(&self.largest).zip(&mut state.counters) {
            let counts = match *counted {
                Counted::Role(counted) => counted == role,
                Counted::Domain(domain, after) => {
                    domains.iter().any(|given| given.index() == domain)
                        && after.is_none_or(|after| state.held & 1 << after != 0)
                }
            };
            if counts {
                *months = (*months + 1).min(*largest);
            }
        }
    }
}
