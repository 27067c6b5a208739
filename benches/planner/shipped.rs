//! The shipped catalog: how many pairs of roles are solved and proved, and how fast, in this process.

use std::time::{Duration, Instant};

use careerpath::catalog::Catalog;
use careerpath::catalog::builtin::builtin;
use careerpath::ids::RoleId;
use careerpath::planner::verify::verify;
use careerpath::planner::{Outcome, Query, Target, plan};
use careerpath::profile::assumed::person_in_role;
use careerpath::units::Months;

use crate::generator::mixed;
use crate::report::{milliseconds, percentiles, share};
use crate::start;

/// One pair of roles is asked for in this many, unless the environment says otherwise.
const ONE_IN: usize = 60;

/// How many of the slowest pairs are named.
const SLOWEST: usize = 10;

/// The answer for one pair.
struct Answer {
    from: RoleId,
    to: RoleId,
    took: Duration,
    outcome: Outcome,
}

/// Returns a fixed sample of the pairs of two roles.
pub(crate) fn pairs(catalog: &Catalog) -> Vec<(RoleId, RoleId)> {
    let mut pairs: Vec<(RoleId, RoleId)> = catalog
        .role_ids()
        .flat_map(|from| catalog.role_ids().map(move |to| (from, to)))
        .filter(|(from, to)| from != to)
        .collect();
    let one_in = match std::env::var("CAREERPATH_BENCH_PAIRS") {
        Ok(text) if text == "all" => 1,
        Ok(text) => text.parse().ok().filter(|number| *number > 0).expect("`all` or a number from 1"),
        Err(_) => ONE_IN,
    };
    let wanted = pairs.len().div_ceil(one_in);
    // A fixed shuffle: a plain step would meet the same targets again and again.
    pairs.sort_by_cached_key(|(from, to)| mixed(u64::from(from.0) << 32 | u64::from(to.0)));
    pairs.truncate(wanted);
    pairs
}

/// Prints this part of the report.
pub(crate) fn report() {
    let catalog = builtin().expect("the shipped catalog is valid");
    let pairs = pairs(&catalog);
    println!("\n# Shipped catalog, in process: {} pairs of {} roles\n", pairs.len(), catalog.roles.len());
    let answers: Vec<Answer> = pairs.into_iter().map(|(from, to)| answer(&catalog, from, to)).collect();
    print_shares(&answers);
    print_times(&answers);
    print_slowest(&catalog, &answers);
}

fn answer(catalog: &Catalog, from: RoleId, to: RoleId) -> Answer {
    let person = person_in_role(catalog, from, Months(0), start());
    let query = Query::new(catalog, person, Target::Role(to), start());
    let began = Instant::now();
    let outcome = plan(catalog, &query);
    let took = began.elapsed();
    if let Outcome::Found(solution) = &outcome {
        assert_eq!(verify(catalog, &query, &solution.plan), [], "every plan is sound");
    }
    Answer { from, to, took, outcome }
}

impl Answer {
    fn is_found(&self) -> bool {
        matches!(self.outcome, Outcome::Found(_))
    }

    fn is_fastest(&self) -> bool {
        matches!(&self.outcome, Outcome::Found(solution) if solution.at_least == solution.plan.months)
    }

    fn is_optimal(&self) -> bool {
        matches!(&self.outcome, Outcome::Found(solution) if solution.optimal)
    }

    fn is_unreachable(&self) -> bool {
        matches!(self.outcome, Outcome::Unreachable(_))
    }

    fn states(&self) -> u64 {
        match &self.outcome {
            Outcome::Found(solution) => solution.statistics.states_expanded,
            Outcome::Unreachable(statistics) | Outcome::Limit { statistics, .. } => {
                statistics.states_expanded
            }
        }
    }
}

fn print_shares(answers: &[Answer]) {
    let print = |what: &str, is: fn(&Answer) -> bool| {
        let part = answers.iter().filter(|answer| is(answer)).count();
        println!("{what:<38} {}", share(part, answers.len()));
    };
    print("a plan found", Answer::is_found);
    print("proved fastest", Answer::is_fastest);
    print("proved optimal, ties by cost included", Answer::is_optimal);
    print("proved unreachable", Answer::is_unreachable);
    print("settled: optimal or unreachable", |answer| answer.is_optimal() || answer.is_unreachable());
    print("nothing known at the limit", |answer| matches!(answer.outcome, Outcome::Limit { .. }));
}

fn print_times(answers: &[Answer]) {
    let times = |is: fn(&Answer) -> bool| {
        let kept = answers.iter().filter(|answer| is(answer));
        percentiles(kept.map(|answer| milliseconds(answer.took)).collect())
    };
    println!("\nms, all            {}", times(|_| true));
    println!("ms, proved fastest {}", times(Answer::is_fastest));
    println!("ms, proved optimal {}", times(Answer::is_optimal));
    let states = answers.iter().map(|answer| f64::from(u32::try_from(answer.states()).unwrap_or(u32::MAX)));
    println!("states expanded    {}", percentiles(states.collect()));
}

fn print_slowest(catalog: &Catalog, answers: &[Answer]) {
    let mut slowest: Vec<&Answer> = answers.iter().collect();
    slowest.sort_by_key(|answer| std::cmp::Reverse(answer.took));
    println!("\nthe slowest:");
    for answer in slowest.into_iter().take(SLOWEST) {
        let (from, to) = (&catalog.role(answer.from).id, &catalog.role(answer.to).id);
        let known = match &answer.outcome {
            Outcome::Found(solution) if solution.optimal => format!("{} months", solution.plan.months.0),
            Outcome::Found(solution) => {
                format!("{} months, at least {}, unproved", solution.plan.months.0, solution.at_least.0)
            }
            Outcome::Unreachable(_) => "unreachable".to_owned(),
            Outcome::Limit { at_least, .. } => format!("no plan, at least {}", at_least.0),
        };
        let (took, states) = (milliseconds(answer.took), answer.states());
        println!("{took:>10.1} ms {states:>8} states  {from} -> {to}: {known}");
    }
}
