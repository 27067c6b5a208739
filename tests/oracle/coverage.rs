//! The generator under test: every rule of the model occurs often, and where it decides the answer.
//!
//! A rule decides a case when the case is reachable and the answer changes once the rule is taken out of
//! it. The cases counted here are always the same ones.

use careerpath::planner::{JobStep, Plan, Step, StudyStep};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::BOUNDS;
use crate::reference::{Answer, solve, solve_front};
use crate::spec::{Asks, Case, Spec, StudySpec, render, specs, wishes};

/// How many cases are looked at, at least and at most.
const SAMPLE: u32 = 300;
const CASES: u32 = 2_000;

/// How many cases each rule has to decide.
const ENOUGH: u32 = 6;

/// Takes one rule out of a case.
type Removal = fn(&mut Spec);

const RULES: &[(&str, Removal)] = &[
    ("any", |spec| {
        spec.change_nodes(&mut |node| {
            if let Asks::Any(of) = &mut node.asks {
                node.asks = Asks::All(std::mem::take(of));
            }
        });
    }),
    ("all inside another node", |spec| {
        spec.change_nodes(&mut |node| {
            if let Asks::All(of) = &mut node.asks {
                of.clear();
            }
        });
    }),
    ("at-least", |spec| {
        spec.change_nodes(&mut |node| {
            if let Asks::AtLeast(count, _) = &mut node.asks {
                *count = u8::MAX;
            }
        });
    }),
    ("credential", |spec| no_node(spec, |asks| matches!(asks, Asks::Credential(_)))),
    ("experience", |spec| no_node(spec, |asks| matches!(asks, Asks::Experience { .. }))),
    ("tenure", |spec| no_node(spec, |asks| matches!(asks, Asks::Tenure { .. }))),
    ("after", |spec| {
        spec.change_nodes(&mut |node| {
            if let Asks::Experience { after, .. } = &mut node.asks {
                *after = None;
            }
        });
    }),
    ("usual", |spec| {
        spec.change_nodes(&mut |node| {
            if node.strength == 1 {
                node.strength = 0;
            }
        });
    }),
    ("preferred", |spec| spec.change_nodes(&mut |node| node.strength = node.strength.min(1))),
    ("rare", |spec| spec.change_nodes(&mut |node| node.rare = false)),
    ("the minimum standard", |spec| other_standard(spec, 0)),
    ("the typical standard", |spec| other_standard(spec, 1)),
    ("the competitive standard", |spec| other_standard(spec, 2)),
    ("from", |spec| spec.change_nodes(&mut |node| node.from = None)),
    ("until", |spec| spec.change_nodes(&mut |node| node.until = None)),
    ("full-time study", |spec| keep_studies(spec, |study| !study.full_time)),
    ("part-time study", |spec| keep_studies(spec, |study| study.full_time)),
    ("several ways to study", |spec| {
        spec.credentials.iter_mut().for_each(|credential| credential.studies.truncate(1));
    }),
    ("a credential in both modes", |spec| {
        for credential in &mut spec.credentials {
            let full_time = credential.studies.iter().filter(|study| study.full_time).count();
            if full_time > 0 && full_time < credential.studies.len() {
                credential.studies.retain(|study| !study.full_time);
            }
        }
    }),
    ("tied study", |spec| spec.change_studies(|study| study.tied.clear())),
    ("price", |spec| spec.change_studies(|study| study.cost = None)),
    ("implies", |spec| spec.credentials.iter_mut().for_each(|credential| credential.implies.clear())),
    ("part-of", |spec| spec.domains.iter_mut().for_each(|domain| domain.part_of.clear())),
    ("retired", |spec| spec.credentials.iter_mut().for_each(|credential| credential.retired = false)),
    ("a role's own search", |spec| spec.roles.iter_mut().for_each(|role| role.search = None)),
    ("the length of a search", |spec| spec.query.search = 1),
    ("minimum stay", |spec| spec.query.stay = 0),
    ("budget", |spec| spec.query.budget = None),
    ("deadline", |spec| spec.query.deadline = None),
    ("keep working", |spec| spec.query.keep_working = false),
    ("study hours", |spec| spec.query.hours = None),
    ("avoided roles", |spec| spec.query.avoid_roles.clear()),
    ("avoided credentials", |spec| spec.query.avoid_credentials.clear()),
    ("a role at the start", |spec| spec.person.role = None),
    ("credentials at the start", |spec| spec.person.credentials.clear()),
    ("history", |spec| spec.person.history.clear()),
    ("experience beside the history", |spec| spec.person.experience.clear()),
    ("the first role's requirements", |spec| spec.roles[0].requires.clear()),
    ("any entry, not only earlier ones", |spec| {
        spec.change_nodes(&mut |node| match &mut node.asks {
            Asks::Credential(pick) | Asks::Tenure { role: pick, .. } => pick.wild = false,
            Asks::Experience { domain, after, .. } => {
                domain.wild = false;
                if let Some(after) = after {
                    after.wild = false;
                }
            }
            _ => {}
        });
    }),
];

/// What is asked beyond the fastest plan.
const WISHES: &[(&str, Removal)] = &[
    ("the lowest cost", |spec| by_time(spec, 1)),
    ("the highest pay", |spec| by_time(spec, 2)),
    ("the fewest job changes", |spec| by_time(spec, 3)),
    ("what roles pay", |spec| spec.query.wish.pay.clear()),
    ("roles that pay nothing", |spec| {
        spec.query.wish.pay.iter_mut().for_each(|pay| *pay = Some(pay.unwrap_or(12)));
    }),
    ("how long pay is counted", |spec| spec.query.wish.horizon = 40),
    ("a further target", |spec| spec.query.wish.also.clear()),
    ("roles on the way", |spec| spec.query.wish.via_roles.clear()),
    ("credentials on the way", |spec| spec.query.wish.via_credentials.clear()),
    ("the most job changes", |spec| spec.query.wish.job_changes = None),
    ("a budget, not by time", |spec| {
        if spec.query.wish.objective > 0 {
            spec.query.budget = None;
        }
    }),
    ("a budget, by pay", |spec| {
        if spec.query.wish.objective == 2 {
            spec.query.budget = None;
        }
    }),
    ("a deadline, not by time", |spec| {
        if spec.query.wish.objective > 0 {
            spec.query.deadline = None;
        }
    }),
    ("a deadline, by pay", |spec| {
        if spec.query.wish.objective == 2 {
            spec.query.deadline = None;
        }
    }),
    ("the most job changes, not by time", |spec| {
        if spec.query.wish.objective > 0 {
            spec.query.wish.job_changes = None;
        }
    }),
    ("the most job changes, by pay", |spec| {
        if spec.query.wish.objective == 2 {
            spec.query.wish.job_changes = None;
        }
    }),
];

/// Rules that take something away: they decide cases which have no plan because of them.
const BARRIERS: &[&str] = &[
    "retired",
    "avoided roles",
    "avoided credentials",
    "deadline",
    "keep working",
    "budget",
    "how long pay is counted",
    "a further target",
    "roles on the way",
    "credentials on the way",
    "the most job changes",
];

fn no_node(spec: &mut Spec, is: fn(&Asks) -> bool) {
    spec.change_nodes(&mut |node| {
        if is(&node.asks) {
            node.asks = Asks::All(Vec::new());
        }
    });
}

fn other_standard(spec: &mut Spec, standard: u8) {
    if spec.query.standard == standard {
        spec.query.standard = if standard == 1 { 2 } else { 1 };
    }
}

fn by_time(spec: &mut Spec, objective: u8) {
    if spec.query.wish.objective == objective {
        spec.query.wish.objective = 0;
    }
}

fn keep_studies(spec: &mut Spec, keep: fn(&StudySpec) -> bool) {
    spec.credentials.iter_mut().for_each(|credential| credential.studies.retain(keep));
}

/// Returns what a plan is worth; `None` for none.
fn worth(answer: &Answer) -> Option<(u32, i64, u32)> {
    match answer {
        Answer::Reached(plan) => Some((plan.months.0, plan.cost.0, plan.job_changes)),
        _ => None,
    }
}

fn solve_spec(spec: &Spec) -> Answer {
    let Case { catalog, query } = render(spec);
    solve(&catalog, &query, BOUNDS)
}

/// Tells whether a plan does something.
type Deed = fn(&Plan) -> bool;

/// What plans do that a search can get wrong.
const DEEDS: &[(&str, Deed)] = &[
    ("three jobs", |plan| plan.job_changes >= 3),
    ("three studies", |plan| studies(plan) >= 3),
    ("study across a job change", |plan| {
        pairs(plan).iter().any(|(study, job)| study.start < job.start && job.start < study.end)
    }),
    ("study and search decided together", |plan| {
        pairs(plan).iter().any(|(study, job)| study.start == job.apply)
    }),
    ("a job left for full-time study", |plan| {
        pairs(plan).iter().any(|(study, job)| job.end == Some(study.start) && study.role.is_none())
    }),
    ("more than a year", |plan| plan.months.0 > 12),
    ("nothing", |plan| plan.months.0 == 0),
];

fn studies(plan: &Plan) -> usize {
    plan.steps.iter().filter(|step| matches!(step, Step::Study(_))).count()
}

/// Returns every study with every job.
fn pairs(plan: &Plan) -> Vec<(&StudyStep, &JobStep)> {
    let mut pairs = Vec::new();
    for step in &plan.steps {
        let Step::Study(study) = step else { continue };
        pairs.extend(plan.steps.iter().filter_map(|other| match other {
            Step::Job(job) => Some((study, job)),
            Step::Study(_) => None,
        }));
    }
    pairs
}

/// Counts, one for each name.
fn none_yet<T>(names: &[(&'static str, T)]) -> Vec<(&'static str, u32)> {
    names.iter().map(|(name, _)| (*name, 0)).collect()
}

#[test]
fn cases_cover_every_rule() {
    cover(&specs(), RULES, DEEDS, 65);
}

#[test]
fn cases_cover_every_wish() {
    cover(&wishes(), WISHES, &[], 50);
}

/// Checks that the cases drawn are decided often enough by each rule, that their plans do each deed, and that
/// more than `within_reach` percent of the targets can be reached.
fn cover(
    strategy: &impl Strategy<Value = Spec>,
    rules: &[(&'static str, Removal)],
    deeds: &[(&'static str, Deed)],
    within_reach: u32,
) {
    let mut runner = TestRunner::deterministic();
    let (mut decided, mut done) = (none_yet(rules), none_yet(deeds));
    let (mut cases, mut reached, mut planned, mut not_known) = (0, 0, 0, 0);
    let enough = |counts: &[(_, u32)]| counts.iter().all(|(_, count)| *count >= ENOUGH);
    while cases < SAMPLE || (cases < CASES && !(enough(&decided) && enough(&done))) {
        cases += 1;
        let spec = strategy.new_tree(&mut runner).expect("a case").current();
        let answer = solve_spec(&spec);
        not_known += u32::from(matches!(answer, Answer::TooLarge | Answer::Unsettled));
        if let Answer::Reached(plan) = &answer {
            reached += 1;
            // More than an application on the first day.
            planned += u32::from(plan.steps.iter().any(|step| step.begins().0 > 0));
            for ((_, did), (_, count)) in deeds.iter().zip(&mut done) {
                *count += u32::from(did(plan));
            }
        }
        for ((name, remove), (_, count)) in rules.iter().zip(&mut decided) {
            let counts = matches!(answer, Answer::Reached(_))
                || (BARRIERS.contains(name) && answer == Answer::Unreachable);
            let mut without = spec.clone();
            remove(&mut without);
            if *count < ENOUGH && counts && without != spec {
                *count += u32::from(worth(&answer) != worth(&solve_spec(&without)));
            }
        }
    }
    let rare: Vec<_> = decided.iter().chain(&done).filter(|(_, count)| *count < ENOUGH).collect();
    assert!(rare.is_empty(), "of {cases} cases too few are decided by, or have: {rare:?}");
    assert!(reached * 100 > cases * within_reach, "{reached} of {cases} targets are within reach");
    assert!(
        planned * 100 > cases * (within_reach - 10),
        "{planned} of {cases} cases need more than one decision"
    );
    assert!(not_known * 100 < cases * 5, "{not_known} of {cases} cases are too large");
}

#[test]
fn cases_have_fronts() {
    let strategy = wishes();
    let mut runner = TestRunner::deterministic();
    let mut sizes = [0; 4];
    for _ in 0..SAMPLE {
        let Case { catalog, query } = render(&strategy.new_tree(&mut runner).expect("a case").current());
        if let Some(front) = solve_front(&catalog, &query, BOUNDS) {
            sizes[front.len().min(3)] += 1;
        }
    }
    let known: u32 = sizes.iter().sum();
    assert!(known * 100 > SAMPLE * 95, "of {SAMPLE} fronts {known} are known");
    assert!(
        sizes[2] * 100 > SAMPLE * 10 && sizes[3] >= ENOUGH,
        "fronts of 0, 1, 2 and more points: {sizes:?}"
    );
}
