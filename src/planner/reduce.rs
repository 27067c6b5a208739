//! Cutting a source down to what plans shorter than a bound can use.

use std::collections::BTreeMap;

use crate::catalog::Catalog;
use crate::ids::{CredentialId, RoleId};

use super::INFINITE;
use super::earliest::{Depth, Evaluator};
use super::formula::{Counted, Formula, FormulaBuilder, Literal};
use super::landmarks::landmarks;
use super::problem::Problem;
use super::query::{Objective, Query, Target};
use super::relevance::Relevance;
use super::source::{Source, SourceRole};
use super::state::Draft;

/// Sweeps that bring the earliest months to rest, or near it.
const SWEEPS: usize = 8;

/// Comparing every two roles is quadratic; beyond this many it is left out.
const MOST_ROLES_COMPARED: usize = 300;

/// A source, indexed, with the earliest months from month 0.
#[derive(Clone, Debug)]
pub(super) struct Reduced {
    pub(super) source: Source,
    pub(super) problem: Problem,
    pub(super) earliest: Vec<i32>,
}

impl Reduced {
    /// Returns the month before which the target cannot be reached.
    pub(super) fn least(&self) -> i32 {
        target_month(&self.problem, &self.earliest)
    }
}

/// Returns a source indexed as it is; `None` when the target cannot be reached in fewer than `bound` months.
pub(super) fn index(catalog: &Catalog, query: &Query, source: Source, bound: i32) -> Option<Reduced> {
    let problem = Problem::index(catalog, query, &source);
    let draft = Draft::start(&problem, Vec::new());
    let earliest = Evaluator::new(&problem).settle(&draft.view());
    (target_month(&problem, &earliest) < bound).then_some(Reduced { source, problem, earliest })
}

/// Cuts a source down, round by round, to what plans of fewer than `bound` months can use; `None` when there are
/// no such plans. A study is of use only where it and everything else that has to be paid for stay within `budget`.
pub(super) fn cut(
    catalog: &Catalog,
    query: &Query,
    whole: &Reduced,
    bound: i32,
    budget: Option<i64>,
    depth: Depth,
) -> Option<Reduced> {
    // A large problem is copied only where nothing of it is cut.
    let mut smaller: Option<Reduced> = None;
    let mut relevance = Relevance::default();
    loop {
        let reduced = smaller.as_ref().unwrap_or(whole);
        if reduced.least() >= bound {
            return None;
        }
        let problem = &reduced.problem;
        relevance.resize(problem);
        let draft = Draft::start(problem, Vec::new());
        let view = draft.view();
        let mut evaluator = Evaluator::new(problem);
        let mut earliest = reduced.earliest.clone();
        evaluator.deep = depth;
        if evaluator.raise(&view, &mut earliest, SWEEPS) >= bound {
            return None;
        }
        let _ = relevance.compute(problem, &mut evaluator, &view, &mut earliest, bound);
        let before = size(&reduced.source);
        let marks = landmarks(problem, &relevance, &view, bound);
        let affordable = |program: usize| {
            let others = marks.iter().filter(|landmark| !landmark.programs.contains(&(program as u32)));
            let least: i64 = others.map(|landmark| landmark.cost).sum();
            budget.is_none_or(|budget| problem.programs[program].cost + least <= budget)
        };
        let source = keep_relevant(&reduced.source, problem, &relevance, bound, affordable);
        if size(&source) == before {
            return Some(Reduced { earliest, ..smaller.unwrap_or_else(|| whole.clone()) });
        }
        smaller = Some(index(catalog, query, source, bound)?);
    }
}

/// Returns what plans of fewer than `bound` months can use.
pub(super) fn usable(reduced: &Reduced, bound: i32) -> Source {
    let problem = &reduced.problem;
    let draft = Draft::start(problem, Vec::new());
    let view = draft.view();
    let mut evaluator = Evaluator::new(problem);
    evaluator.prepare(&view, &reduced.earliest);
    let mut earliest = reduced.earliest.clone();
    let mut relevance = Relevance::new(problem);
    let _ = relevance.compute(problem, &mut evaluator, &view, &mut earliest, bound);
    kept(&reduced.source, problem, &relevance, bound)
}

/// Returns what of a source matters to plans of fewer than `bound` months.
pub(super) fn kept(source: &Source, problem: &Problem, relevance: &Relevance, bound: i32) -> Source {
    keep_relevant(source, problem, relevance, bound, |_| true)
}

/// Cuts a source down to what can still be had before `bound`, where every role may be worth taking for its pay.
pub(super) fn in_time(catalog: &Catalog, query: &Query, reduced: &Reduced, bound: i32) -> Option<Reduced> {
    cut(catalog, query, reduced, bound, query.limits.budget.map(|budget| budget.0), Depth::None)
}

/// Drops roles and studies that another one replaces, where every role may be worth taking for its pay.
pub(super) fn without_replaceable(
    catalog: &Catalog,
    query: &Query,
    builder: &FormulaBuilder<'_>,
    reduced: Reduced,
    bound: i32,
) -> Option<Reduced> {
    let mut source = reduced.source;
    drop_dominated_roles(query, builder, &mut source);
    drop_dominated_programs(catalog, query, builder, &mut source, true);
    index(catalog, query, source, bound)
}

/// Drops roles and studies that another one replaces, then cuts again. Without a `budget` costs do not matter, and
/// a dearer study may stand in for a cheaper one.
pub(super) fn without_dominated(
    catalog: &Catalog,
    query: &Query,
    builder: &FormulaBuilder<'_>,
    reduced: Reduced,
    bound: i32,
    budget: Option<i64>,
) -> Option<Reduced> {
    let mut reduced = reduced;
    while reduced.source.roles.len() <= MOST_ROLES_COMPARED {
        let mut source = reduced.source.clone();
        drop_dominated_roles(query, builder, &mut source);
        drop_dominated_programs(catalog, query, builder, &mut source, budget.is_some());
        if source.roles.len() == reduced.source.roles.len()
            && source.programs.len() == reduced.source.programs.len()
        {
            break;
        }
        reduced = cut(catalog, query, &index(catalog, query, source, bound)?, bound, budget, Depth::Target)?;
    }
    cut(catalog, query, &reduced, bound, budget, Depth::All)
}

fn target_month(problem: &Problem, earliest: &[i32]) -> i32 {
    let draft = Draft::start(problem, Vec::new());
    Evaluator::new(problem).target(&draft.view(), earliest)
}

fn size(source: &Source) -> (usize, usize, usize) {
    let alternatives = |formula: &Formula| formula.alternatives.len();
    let literals = |formula: &Formula| -> usize {
        formula
            .alternatives
            .iter()
            .flat_map(|alternative| &alternative.literals)
            .map(|literal| match literal {
                Literal::Holding { of, .. } => of.len(),
                _ => 1,
            })
            .sum()
    };
    let formulas = || {
        let roles = source.roles.iter().map(|role| &role.formula);
        roles.chain(source.programs.iter().map(|program| &program.formula))
    };
    (
        source.roles.len() + source.programs.len(),
        formulas().map(alternatives).sum(),
        formulas().map(literals).sum(),
    )
}

fn keep_relevant(
    source: &Source,
    problem: &Problem,
    relevance: &Relevance,
    bound: i32,
    affordable: impl Fn(usize) -> bool,
) -> Source {
    let trimmed = |formula: &Formula, index: u32, apply: bool| Formula {
        alternatives: formula
            .alternatives
            .iter()
            .enumerate()
            .filter(|(position, _)| relevance.alternative_matters(problem, index, *position, bound, apply))
            .map(|(_, alternative)| alternative.clone())
            .collect(),
    };
    let roles = source
        .roles
        .iter()
        .filter_map(|role| {
            let index = problem.roles.binary_search_by_key(&role.id, |data| data.id).ok()?;
            let formula = problem.roles[index].formula?;
            relevance
                .role_matters(index)
                .then(|| SourceRole { formula: trimmed(&role.formula, formula, true), ..role.clone() })
        })
        .collect();
    let programs = source
        .programs
        .iter()
        .enumerate()
        .filter(|(index, _)| relevance.program_matters(*index) && affordable(*index))
        .map(|(index, program)| super::source::SourceProgram {
            formula: trimmed(&program.formula, problem.programs[index].formula, false),
            ..program.clone()
        })
        .collect();
    Source { roles, programs }
}

/// Drops roles for which another one does as well: asked for no more, found no slower, giving no less.
fn drop_dominated_roles(query: &Query, builder: &FormulaBuilder<'_>, source: &mut Source) {
    let mut counted: Vec<Counted> = Vec::new();
    for role in &source.roles {
        collect_counters(&role.formula, &mut counted);
    }
    for program in &source.programs {
        collect_counters(&program.formula, &mut counted);
    }
    let gains: Vec<Vec<bool>> = source
        .roles
        .iter()
        .map(|role| {
            counted
                .iter()
                .map(|counted| match counted {
                    Counted::Experience(domain) | Counted::After(domain, _) => role.domains.contains(domain),
                    Counted::Tenure(of) => *of == role.id,
                })
                .collect()
        })
        .collect();
    let ties: Vec<Vec<usize>> = source
        .roles
        .iter()
        .map(|role| {
            let programs = source.programs.iter().enumerate();
            programs.filter(|(_, program)| program.tied.contains(&role.id)).map(|(index, _)| index).collect()
        })
        .collect();
    let goals = query.goals();
    let is_target = |id: RoleId| goals.contains(&Target::Role(id));
    let does_as_well = |one: usize, other: usize| {
        // A shorter search starts later for the same first day, when a dated rule may have ended.
        let as_quick = source.roles[one].delay == source.roles[other].delay
            || (source.roles[one].delay < source.roles[other].delay
                && source.roles[one].formula.alternatives.iter().all(|one| one.closes == INFINITE));
        as_quick
            && query.counted_pay(source.roles[one].id) >= query.counted_pay(source.roles[other].id)
            && gains[one].iter().zip(&gains[other]).all(|(one, other)| *one || !other)
            && ties[other].iter().all(|program| ties[one].contains(program))
            && builder.formula_implies(&source.roles[other].formula, &source.roles[one].formula)
    };
    let mut dropped = vec![false; source.roles.len()];
    for other in 0..source.roles.len() {
        if is_target(source.roles[other].id) {
            continue;
        }
        dropped[other] = (0..source.roles.len()).any(|one| {
            one != other
                && !dropped[one]
                && !is_target(source.roles[one].id)
                && does_as_well(one, other)
                && (one < other || !does_as_well(other, one))
        });
    }
    let mut position = 0;
    source.roles.retain(|_| {
        position += 1;
        !dropped[position - 1]
    });
}

fn collect_counters(formula: &Formula, counted: &mut Vec<Counted>) {
    for literal in formula.alternatives.iter().flat_map(|alternative| &alternative.literals) {
        match literal {
            Literal::Counter { counted: one, .. } if !counted.contains(one) => counted.push(*one),
            Literal::Nested { of, .. } => of.iter().for_each(|formula| collect_counters(formula, counted)),
            _ => {}
        }
    }
}

/// What a formula asks of credentials: one of a set, or more of it.
struct Asked<'a> {
    count: usize,
    of: &'a [CredentialId],
}

/// Drops study options for which another one does as well: open no later, no longer, no dearer where costs
/// matter, and good for everything the dropped one is good for.
fn drop_dominated_programs(
    catalog: &Catalog,
    query: &Query,
    builder: &FormulaBuilder<'_>,
    source: &mut Source,
    costs_matter: bool,
) {
    let mut asked: Vec<Asked<'_>> = Vec::new();
    let mut gates: Vec<CredentialId> = Vec::new();
    for role in &source.roles {
        collect_asked(&role.formula, &mut asked, &mut gates);
    }
    for program in &source.programs {
        collect_asked(&program.formula, &mut asked, &mut gates);
    }
    gates.extend(query.goals().into_iter().filter_map(|goal| match goal {
        Target::Credential(credential) => Some(credential),
        Target::Role(_) => None,
    }));
    let grants = |program: usize, credential: &CredentialId| {
        catalog.credential(source.programs[program].credential).closure.contains(credential)
    };
    let mut asking: BTreeMap<CredentialId, Vec<usize>> = BTreeMap::new();
    for (index, asked) in asked.iter().enumerate() {
        for credential in asked.of {
            asking.entry(*credential).or_default().push(index);
        }
    }
    // For each program, the demands it serves, in order; those for more than one of a set are compared one by one.
    let served: Vec<Vec<usize>> = source
        .programs
        .iter()
        .map(|program| {
            let implied = &catalog.credential(program.credential).closure;
            let mut served: Vec<usize> =
                implied.iter().filter_map(|one| asking.get(one)).flatten().copied().collect();
            served.sort_unstable();
            served.dedup();
            served
        })
        .collect();
    let serves_no_less = |one: usize, other: usize| {
        gates.iter().all(|gate| grants(one, gate) || !grants(other, gate))
            && served[other].iter().all(|index| {
                let asked = &asked[*index];
                if asked.count == 1 {
                    served[one].binary_search(index).is_ok()
                } else {
                    asked.of.iter().all(|credential| grants(one, credential) || !grants(other, credential))
                }
            })
    };
    let goals = query.goals();
    let has_end = query.objective == Objective::Pay || query.target_comes_last();
    let ends = |program: usize| {
        has_end && goals.iter().any(|goal| matches!(goal, Target::Credential(goal) if grants(program, goal)))
    };
    let does_as_well = |one: usize, other: usize| {
        let (winner, loser) = (&source.programs[one], &source.programs[other]);
        // Where pay is what counts, a study that ends the plan opens nothing on the way.
        ends(one) == ends(other)
            && winner.full_time == loser.full_time
            && winner.months <= loser.months
            && (!costs_matter || winner.cost <= loser.cost)
            && (winner.tied.is_empty() || winner.tied == loser.tied)
            && serves_no_less(one, other)
            && builder.formula_implies(&loser.formula, &winner.formula)
    };
    let mut dropped = vec![false; source.programs.len()];
    for other in 0..source.programs.len() {
        dropped[other] = (0..source.programs.len()).any(|one| {
            one != other
                && !dropped[one]
                && does_as_well(one, other)
                && (one < other || !does_as_well(other, one))
        });
    }
    let mut position = 0;
    source.programs.retain(|_| {
        position += 1;
        !dropped[position - 1]
    });
}

fn collect_asked<'a>(formula: &'a Formula, asked: &mut Vec<Asked<'a>>, gates: &mut Vec<CredentialId>) {
    for literal in formula.alternatives.iter().flat_map(|alternative| &alternative.literals) {
        match literal {
            Literal::Holding { count, of } => {
                if !asked.iter().any(|asked| asked.count == *count && asked.of == of) {
                    asked.push(Asked { count: *count, of });
                }
            }
            Literal::Counter { counted: Counted::After(_, credential), .. } => gates.push(*credential),
            Literal::Counter { .. } => {}
            Literal::Nested { of, .. } => {
                for formula in of {
                    collect_asked(formula, asked, gates);
                }
            }
        }
    }
}
