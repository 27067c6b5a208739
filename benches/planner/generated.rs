//! Generated catalogs of growing size: how each phase grows, how good the answers are, and what they take.
//!
//! Each size has a process of its own, so that its memory is its own. The questions of a size are pairs of roles from a
//! fixed shuffle; whatever is drawn is asked.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use careerpath::catalog::Catalog;
use careerpath::catalog::load::from_folder;
use careerpath::ids::RoleId;
use careerpath::planner::DEFAULT_STATE_LIMIT;
use careerpath::planner::verify::verify;
use careerpath::planner::{Outcome, Query, Target, plan};
use careerpath::profile::assumed::person_in_role;
use careerpath::units::Months;

use crate::generator::{Shape, generate, mixed};
use crate::report::{self, milliseconds, percentile, share};
use crate::start;

/// The argument that makes this program measure one catalog.
pub(crate) const MEASURE: &str = "measure-generated";

const SIZES: [usize; 5] = [100, 300, 1_000, 3_000, 10_000];

const SEED: u64 = 1;

/// How many pairs of roles are asked for in each catalog.
const PAIRS: u64 = 40;

/// The states of a first plan: about those of one beam.
const FIRST: u64 = 1_500;

/// How often each thing but the questions is measured; the least counts, as other work can only add to it.
const ROUNDS: usize = 5;

/// What is measured of each size, in the order in which it is printed.
const PHASES: [&str; 12] = [
    "--version, ms",
    "load, ms",
    "check, ms",
    "prereqs, ms",
    "plan, ms",
    "reach, ms",
    "keystone, ms",
    "first plan, p50 ms",
    "first plan, worst ms",
    "usual limit, p50 ms",
    "usual limit, worst ms",
    "peak, MiB",
];

/// Prints this part of the report.
pub(crate) fn report() {
    println!("\n# Generated catalogs: {PAIRS} pairs of roles in each\n");
    let mut known: Vec<Vec<f64>> = Vec::new();
    for roles in SIZES {
        let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
        command.args([MEASURE, &roles.to_string()]).stderr(Stdio::inherit());
        let output = command.output().expect("this program runs");
        assert!(output.status.success(), "{roles} roles: {}", output.status);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let (numbers, words): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|line| line.parse::<f64>().is_ok());
        println!("{roles:>6} roles: {}", words.join("; "));
        known.push(numbers.into_iter().filter_map(|number| number.parse().ok()).collect());
    }
    println!("\n{:<24}{}   exponent", "", SIZES.map(|roles| format!("{roles:>10}")).concat());
    for (phase, name) in PHASES.iter().enumerate() {
        let values: Vec<f64> = known.iter().map(|size| size[phase]).collect();
        let cells: Vec<String> = values.iter().map(|value| format!("{value:>10.1}")).collect();
        let cells = cells.concat();
        println!("{name:<24}{cells}   {:>8.2}", exponent(&values));
    }
    println!("\nas ratios to the quickest `careerpath --version`:");
    let version = known.iter().map(|size| size[0]).fold(f64::INFINITY, f64::min);
    for (phase, name) in PHASES.iter().enumerate().take(PHASES.len() - 1).skip(1) {
        let cells: Vec<String> =
            known.iter().map(|size| format!("{:>10.1}", size[phase] / version)).collect();
        println!("{name:<24}{}", cells.concat());
    }
    println!("\nas ratios to the smallest:");
    for (phase, name) in PHASES.iter().enumerate() {
        let first = known[0][phase];
        let cells: Vec<String> = known.iter().map(|size| format!("{:>10.1}", size[phase] / first)).collect();
        let cells = cells.concat();
        println!("{name:<24}{cells}");
    }
}

/// Returns the exponent of growth: the slope of a line through the logarithms, by least squares.
fn exponent(values: &[f64]) -> f64 {
    let points = || {
        let sizes = SIZES.map(|roles| f64::from(u32::try_from(roles).expect("a small number")).ln());
        sizes.into_iter().zip(values.iter().map(|value| value.ln()))
    };
    let count = f64::from(u32::try_from(values.len()).expect("a few"));
    let (sum_x, sum_y) = points().fold((0.0, 0.0), |(sum_x, sum_y), (x, y)| (sum_x + x, sum_y + y));
    let (mean_x, mean_y) = (sum_x / count, sum_y / count);
    let (above, below) = points().fold((0.0, 0.0), |(above, below), (x, y)| {
        (above + (x - mean_x) * (y - mean_y), below + (x - mean_x) * (x - mean_x))
    });
    above / below
}

/// Measures one catalog and prints first the numbers of the phases, then what the answers are.
pub(crate) fn measure(roles: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    write(Shape::realistic(roles, SEED), folder.path());
    let clocked = |work: &dyn Fn()| {
        let times = (0..ROUNDS).map(|_| {
            let began = Instant::now();
            work();
            began.elapsed()
        });
        milliseconds(times.min().unwrap_or_default())
    };
    let load = || from_folder(folder.path()).expect("generated catalogs are valid");
    let catalog = folder.path().to_string_lossy().into_owned();
    let process = |words: &str| {
        let asked = words.replace("CATALOG", &catalog);
        clocked(&|| run(&asked.split(' ').collect::<Vec<_>>()))
    };
    println!("{}", process("--version"));
    println!("{}", clocked(&|| drop(load())));
    println!("{}", process("check CATALOG"));
    println!("{}", process("prereqs manager-1 --catalog CATALOG"));
    println!("{}", process("plan --from technician-0 --to manager-1 --catalog CATALOG"));
    println!("{}", process("reach --from technician-0 --catalog CATALOG"));
    println!("{}", process("keystone --from technician-0 --catalog CATALOG"));
    let catalog = load();
    let pairs = pairs(&catalog);
    let mut settled = 0;
    let (mut found, mut proved, mut nowhere) = (0, 0, 0);
    for limit in [FIRST, DEFAULT_STATE_LIMIT] {
        let mut times = Vec::new();
        for &(from, to) in &pairs {
            let (outcome, took) = ask(&catalog, from, to, limit);
            times.push(milliseconds(took));
            if limit == DEFAULT_STATE_LIMIT {
                found += usize::from(matches!(outcome, Outcome::Found(_)));
                proved += usize::from(matches!(&outcome, Outcome::Found(solution) if solution.optimal));
                nowhere += usize::from(matches!(outcome, Outcome::Unreachable(_)));
            } else {
                settled += usize::from(!matches!(outcome, Outcome::Limit { .. }));
            }
        }
        times.sort_by(f64::total_cmp);
        println!("{}\n{}", percentile(&times, 50), percentile(&times, 100));
    }
    println!("{}", peak());
    println!("a plan, or proof of none, after {FIRST} states {}", share(settled, pairs.len()));
    println!("at the usual limit a plan {}", share(found, pairs.len()));
    println!("proved best {}", share(proved, found));
    println!("proved that there is none {}", share(nowhere, pairs.len()));
}

fn write(shape: Shape, folder: &Path) {
    for (path, text) in generate(shape) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder is made");
        fs::write(path, text).expect("a file is written");
    }
}

/// Runs the program, as a process.
fn run(arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_careerpath"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let status = command.status().expect("the program runs");
    // 1, findings or no route; 3, a limit: the program did its work.
    assert!(matches!(status.code(), Some(0 | 1 | 3)), "{arguments:?} ended with {status}");
}

fn pairs(catalog: &Catalog) -> Vec<(RoleId, RoleId)> {
    let drawn = |number: u64| {
        let roles = catalog.roles.len() as u64;
        RoleId::from_index(usize::try_from(mixed(number) % roles).expect("an index"))
    };
    let pairs = (1..).map(|number| (drawn(2 * number), drawn(2 * number + 1)));
    pairs.filter(|(from, to)| from != to).take(usize::try_from(PAIRS).expect("a few")).collect()
}

/// Asks for a plan; returns the answer and how long it took.
fn ask(catalog: &Catalog, from: RoleId, to: RoleId, limit: u64) -> (Outcome, Duration) {
    let began = Instant::now();
    let person = person_in_role(catalog, from, Months(12), start());
    let mut query = Query::new(catalog, person, Target::Role(to), start());
    query.state_limit = Some(limit);
    let outcome = plan(catalog, &query);
    let took = began.elapsed();
    if let Outcome::Found(solution) = &outcome {
        assert_eq!(verify(catalog, &query, &solution.plan), [], "every plan is sound");
    }
    (outcome, took)
}

/// Returns the most memory in MiB that this process has used so far; not a number where the system does not tell.
fn peak() -> f64 {
    report::peak(&fs::read_to_string("/proc/self/status").unwrap_or_default())
}
