//! The numbers of the planner, as a report: nothing is asserted about time.
//!
//! `cargo bench --bench planner` prints all of it, `cargo bench --bench planner -- shipped` one part; the
//! parts are `shipped`, `process`, `generated`, `dijkstra` and `cohort`. `CAREERPATH_BENCH_PAIRS` says which pairs of
//! roles of the shipped catalog are asked for: `all`, or a number n for one in n.

#![expect(clippy::print_stdout, reason = "a bench prints its report")]

mod cohort;
mod dijkstra;
mod generated;
mod generator;
mod process;
mod report;
mod shipped;

/// Invented employees of a hospital.
#[path = "../../examples/cohort/generator.rs"]
mod people;

use careerpath::units::CalendarMonth;

/// A part of the report: its name, and what prints it.
type Part = (&'static str, fn());

const PARTS: [Part; 5] = [
    ("shipped", shipped::report),
    ("process", process::report),
    ("generated", generated::report),
    ("dijkstra", dijkstra::report),
    ("cohort", cohort::report),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, roles] = arguments.as_slice()
        && mode == generated::MEASURE
    {
        generated::measure(roles.parse().expect("a number"));
        return;
    }
    if !arguments.iter().any(|argument| argument == "--bench") {
        println!("benches run with `cargo bench`");
        return;
    }
    let asked: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    for (name, report) in PARTS {
        if asked.is_empty() || asked.iter().any(|asked| *asked == name) {
            report();
        }
    }
}

/// Returns the month in which every plan of the benches starts.
fn start() -> CalendarMonth {
    CalendarMonth::new(2026, 11).expect("a month")
}
