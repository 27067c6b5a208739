//! Many people at once: how many of them are answered in a second, and in how much memory.
//!
//! `CAREERPATH_BENCH_PEOPLE` says how many people the largest input has; a million unless said.

use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::people;

const TARGET: &str = "nurse-informaticist";

/// How many people are asked of whom no two are alike.
const DISTINCT: u64 = 20_000;

/// How many people are asked in a process each.
const ALONE: usize = 40;

/// How often it is looked how much memory a process has taken.
const LOOK: Duration = Duration::from_millis(5);

/// A run of the program.
struct Run {
    took: Duration,
    /// The most memory in MiB; not a number where the system does not tell.
    peak: f64,
}

/// Prints this part of the report.
pub(crate) fn report() {
    let most = std::env::var("CAREERPATH_BENCH_PEOPLE").ok().and_then(|text| text.parse().ok());
    let most: u64 = most.unwrap_or(1_000_000).max(DISTINCT);
    println!("\n# Cohorts: first verified plans to {TARGET}\n");
    let folder = tempfile::tempdir().expect("a folder");
    let [few, distinct, many] = [1_000, DISTINCT, most].map(|people| input(folder.path(), people));
    // Once unmeasured, so that the program and the rows are in memory.
    cohort(&few, None);
    let small = cohort(&few, None);
    let (all, one) = (cohort(&distinct, None), cohort(&distinct, Some("1")));
    let (whole, whole_one) = (cohort(&many, None), cohort(&many, Some("1")));
    let alone = alone(&distinct);
    let rate = |people: u64, run: &Run| as_float(people) / run.took.as_secs_f64();
    println!("{DISTINCT} people, no two alike:       {:>8.0} a second", rate(DISTINCT, &all));
    println!("{most} people, {DISTINCT} different: {:>8.0} a second", rate(most, &whole));
    let ratio = |other: &Run, run: &Run| other.took.div_duration_f64(run.took);
    println!(
        "all threads against one:            {:>6.2} x no two alike, {:.2} x many alike",
        ratio(&one, &all),
        ratio(&whole_one, &whole)
    );
    let each = all.took.div_f64(as_float(DISTINCT));
    println!("against one process a person:       {:>6.1} x", alone.div_duration_f64(each));
    println!(
        "peak memory:                        {:>6.1} MiB at 1,000 rows, {:.1} MiB at {most}, {:.2} x",
        small.peak,
        whole.peak,
        whole.peak / small.peak
    );
}

fn as_float(people: u64) -> f64 {
    f64::from(u32::try_from(people).unwrap_or(u32::MAX))
}

/// Writes so many people.
fn input(folder: &Path, number: u64) -> std::path::PathBuf {
    let path = folder.join(format!("{number}.csv"));
    let mut out = BufWriter::new(File::create(&path).expect("a file"));
    people::write(&mut out, number, number.min(DISTINCT), 1).expect("people");
    path
}

/// Returns the command that answers people.
fn command(threads: Option<&str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_careerpath"));
    command.args(["cohort", "-", "--to", TARGET, "--start", "2026-11", "--quiet", "--no-own-catalog"]);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    if let Some(threads) = threads {
        command.env("RAYON_NUM_THREADS", threads);
    }
    command
}

fn cohort(people: &Path, threads: Option<&str>) -> Run {
    let began = Instant::now();
    let mut child =
        command(threads).stdin(File::open(people).expect("a file")).spawn().expect("the program runs");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = f64::NAN;
    let ended = loop {
        if let Some(ended) = child.try_wait().expect("a child") {
            break ended;
        }
        // What a process that has just ended took is told no more.
        peak = crate::report::peak(&fs::read_to_string(&status).unwrap_or_default()).max(peak);
        sleep(LOOK);
    };
    assert!(ended.success(), "{ended}");
    Run { took: began.elapsed(), peak }
}

/// Returns how long one person takes in a process of their own, at the mean.
fn alone(people: &Path) -> Duration {
    let text = fs::read_to_string(people).expect("a file");
    let (header, rows) = text.split_once('\n').expect("a header");
    let began = Instant::now();
    for row in rows.lines().step_by(rows.lines().count() / ALONE) {
        let mut child = command(None).stdin(Stdio::piped()).spawn().expect("the program runs");
        let mut input = child.stdin.take().expect("its input");
        write!(input, "{header}\n{row}\n").expect("it reads");
        drop(input);
        assert!(child.wait().expect("it ends").success());
    }
    began.elapsed().div_f64(as_float(ALONE as u64))
}
