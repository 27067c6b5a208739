//! Generated catalogs of growing size: loading, the graph, a first plan, a plan to the usual limit, memory.
//!
//! Each question has a process of its own, so that its memory is its own and a search that takes too long
//! can be given up.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use careerpath::catalog::Catalog;
use careerpath::catalog::load::from_folder;
use careerpath::graph::RequirementGraph;
use careerpath::planner::DEFAULT_STATE_LIMIT;
use careerpath::planner::verify::verify;
use careerpath::planner::{Outcome, Query, Target, plan};
use careerpath::profile::assumed::person_in_role;
use careerpath::units::Months;

use crate::generator::{Shape, generate, role_id};
use crate::report::milliseconds;
use crate::start;

/// The argument that makes this program measure one catalog.
pub(crate) const MEASURE: &str = "measure-generated";

const SIZES: [usize; 3] = [100, 1_000, 10_000];

const SEED: u64 = 1;

/// The states of a first plan: about those of one beam.
const FIRST: u64 = 1_500;

/// When a question is given up.
const PATIENCE: Duration = Duration::from_secs(5);

/// The questions: rung and field to start from, rung and field to reach, as parts of all fields.
fn questions(shape: Shape) -> Vec<(String, String)> {
    let far = shape.fields() / 2;
    [(1, 0, 2, 0), (1, 0, 7, 0), (2, 0, 4, 1), (4, 1, 9, 1), (3, 0, 8, far), (0, 2, 6, far + 1)]
        .map(|(from, field, to, target)| (role_id(from, field), role_id(to, target)))
        .to_vec()
}

/// Prints this part of the report.
pub(crate) fn report() {
    println!("\n# Generated catalogs: a question is given up after {} s\n", PATIENCE.as_secs());
    let mut known: Vec<BTreeMap<String, f64>> = Vec::new();
    for roles in SIZES {
        println!("{roles} roles:");
        let mut of_size = BTreeMap::new();
        for question in 0..questions(Shape::realistic(roles, SEED)).len() {
            let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
            command.args([MEASURE, &roles.to_string(), &question.to_string()]).stderr(Stdio::inherit());
            let output = command.output().expect("this program runs");
            let text = String::from_utf8_lossy(&output.stdout);
            // What every process measures is printed once.
            let new = |line: &&str| measured(line).is_none_or(|(name, _)| !of_size.contains_key(&name));
            let lines: Vec<&str> = text.lines().filter(new).collect();
            for line in &lines {
                println!("{line}");
            }
            if !output.status.success() {
                println!("  {question}: given up ({})", output.status);
            }
            of_size.extend(lines.into_iter().filter_map(measured));
        }
        known.push(of_size);
    }
    print_growth(&known);
}

fn print_growth(known: &[BTreeMap<String, f64>]) {
    println!("\ngrowth from size to size, x:");
    for (name, first) in &known[0] {
        let mut before = Some(*first);
        let growth = known[1..].iter().map(|size| {
            let now = size.get(name).copied();
            let ratio =
                now.zip(before).map_or("-".to_owned(), |(now, before)| format!("{:.1}", now / before));
            before = now;
            ratio
        });
        println!("  {name:<34} {}", growth.collect::<Vec<_>>().join("   "));
    }
}

/// Reads a line of the measurements: its name, and the number that follows.
fn measured(line: &str) -> Option<(String, f64)> {
    let (name, rest) = line.strip_prefix("  ")?.split_once(": ")?;
    Some((name.to_owned(), rest.split(' ').next()?.parse().ok()?))
}

/// Measures one question to one catalog and prints what is found, line by line.
pub(crate) fn measure(roles: usize, question: usize) {
    let shape = Shape::realistic(roles, SEED);
    let folder = tempfile::tempdir().expect("a folder");
    let catalog = load(shape, folder.path());
    // Before the searches: one that is given up would leave the files behind.
    folder.close().expect("the folder goes");
    std::thread::spawn(|| {
        std::thread::sleep(PATIENCE);
        std::process::exit(3);
    });
    let began = Instant::now();
    let graph = RequirementGraph::new(&catalog);
    println!("  graph, ms: {:.2}", milliseconds(began.elapsed()));
    drop(graph);
    print_memory("loaded");
    let (from, to) = &questions(shape)[question];
    for (name, limit) in [("first plan", FIRST), ("default limit", DEFAULT_STATE_LIMIT)] {
        let name = format!("{question}, {name}");
        let optimal = ask(&catalog, from, to, &name, limit);
        print_memory(&name);
        if optimal {
            break;
        }
    }
}

fn load(shape: Shape, folder: &Path) -> Catalog {
    let mut bytes = 0;
    for (path, text) in generate(shape) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder is made");
        bytes += text.len();
        fs::write(path, text).expect("a file is written");
    }
    let began = Instant::now();
    let catalog = from_folder(folder).expect("generated catalogs are valid");
    println!("  load, ms: {:.1} of {} KiB", milliseconds(began.elapsed()), bytes >> 10);
    catalog
}

/// Asks for a plan; returns whether it is proved optimal, in which case a higher limit changes nothing.
fn ask(catalog: &Catalog, from: &str, to: &str, name: &str, limit: u64) -> bool {
    let find = |id: &str| catalog.find_role(id).expect("generated roles have these ids");
    let person = person_in_role(catalog, find(from), Months(12), start());
    let mut query = Query::new(catalog, person, Target::Role(find(to)), start());
    query.state_limit = Some(limit);
    let began = Instant::now();
    let outcome = plan(catalog, &query);
    let took = began.elapsed();
    let (known, statistics) = match &outcome {
        Outcome::Found(solution) => {
            assert_eq!(verify(catalog, &query, &solution.plan), [], "every plan is sound");
            let known = match (solution.optimal, solution.plan.months, solution.at_least) {
                (true, months, _) => format!("{} months, optimal", months.0),
                (false, months, least) => format!("{} months, at least {}", months.0, least.0),
            };
            (known, solution.statistics)
        }
        Outcome::Unreachable(statistics) => ("unreachable".to_owned(), *statistics),
        Outcome::Limit { at_least, statistics } => (format!("no plan, at least {}", at_least.0), *statistics),
    };
    println!(
        "  {name}, ms: {:.1} with {} states, {} roles, {} credentials, {from} -> {to}: {known}",
        milliseconds(took),
        statistics.states_expanded,
        statistics.relevant_roles,
        statistics.relevant_credentials
    );
    matches!(outcome, Outcome::Found(solution) if solution.optimal)
}

/// Prints the most memory this process has used so far, where the system tells.
fn print_memory(when: &str) {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    if let Some(kibibytes) = peak.and_then(|text| text.trim().strip_suffix(" kB")?.parse::<u32>().ok()) {
        println!("  {when}, peak MiB: {:.1}", f64::from(kibibytes) / 1024.0);
    }
}
