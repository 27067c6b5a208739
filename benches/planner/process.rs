//! Whole processes: how long commands take, as ratios against `--version` in the same run.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use careerpath::catalog::builtin::builtin;

use crate::report::{median, milliseconds, percentiles, share};
use crate::shipped;

/// How often each command runs.
const ROUNDS: usize = 20;

/// How many pairs of roles are planned.
const PAIRS: usize = 24;

/// How often each of them is planned.
const RUNS_OF_A_PAIR: usize = 3;

/// A plan that takes longer is run once.
const LONG: Duration = Duration::from_millis(500);

const VERSION: &[&str] = &["--version"];

const COMMANDS: [&[&str]; 8] = [
    VERSION,
    &["show", "cnio"],
    &["prereqs", "cmio"],
    &["prereqs", "cmio", "--from", "nurse", "--start", "2026-11"],
    &["salary"],
    &["salary", "cmio", "cnio"],
    &["roles"],
    &["plan", "--from", "nurse", "--to", "nurse-informaticist", "--start", "2026-11"],
];

/// Prints this part of the report.
pub(crate) fn report() {
    println!("\n# Whole processes, as ratios against `careerpath --version`\n");
    // Once unmeasured, so that the program is in memory.
    run(VERSION);
    report_commands();
    report_pairs();
}

fn report_commands() {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); COMMANDS.len()];
    for _ in 0..ROUNDS {
        for (command, times) in COMMANDS.iter().zip(&mut times) {
            times.push(run(command));
        }
    }
    let medians: Vec<Duration> = times.into_iter().map(median).collect();
    for (command, &took) in COMMANDS.iter().zip(&medians) {
        let ratio = took.div_duration_f64(medians[0]);
        println!("{ratio:>6.2} x {:>8.2} ms  {}", milliseconds(took), command.join(" "));
    }
}

fn report_pairs() {
    let catalog = builtin().expect("the shipped catalog is valid");
    let pairs: Vec<_> = shipped::pairs(&catalog).into_iter().take(PAIRS).collect();
    let mut ratios = Vec::new();
    let mut versions = Vec::new();
    let mut times = Vec::new();
    for &(from, to) in &pairs {
        let (from, to) = (catalog.role(from).id.as_str(), catalog.role(to).id.as_str());
        let command = ["plan", "--from", from, "--to", to, "--start", "2026-11"];
        let mut of_pair = Vec::new();
        while of_pair.len() < RUNS_OF_A_PAIR && of_pair.first().is_none_or(|first| *first < LONG) {
            versions.push(run(VERSION));
            of_pair.push(run(&command));
        }
        times.push(median(of_pair));
    }
    let version = median(versions);
    ratios.extend(times.iter().map(|time| time.div_duration_f64(version)));
    println!("\n`plan` over {} pairs to its end, x: {}", pairs.len(), percentiles(ratios.clone()));
    for most in [3, 15, 20, 50, 100] {
        let within = ratios.iter().filter(|ratio| **ratio <= f64::from(most)).count();
        println!("within {most:>3} x: {}", share(within, ratios.len()));
    }
}

fn run(arguments: &[&str]) -> Duration {
    let mut command = Command::new(env!("CARGO_BIN_EXE_careerpath"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let began = Instant::now();
    let status = command.status().expect("the program runs");
    let took = began.elapsed();
    // 0, a plan; 1, no route; 3, the limit: the program did its work.
    assert!(matches!(status.code(), Some(0 | 1 | 3)), "{arguments:?} ended with {status}");
    took
}
