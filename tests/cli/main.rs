//! Whole-output tests of the command line: each runs the program and compares all that it says.

mod bad_input;
mod catalogs;
mod cohort;
mod cohort_input;
mod cohort_summary;
mod commands;
mod embedded;
mod formats;
mod generate;
#[path = "../../examples/cohort/generator.rs"]
mod generator;
mod help;
mod hostile;
mod journeys;
mod map;
mod memory;
mod mend;
mod output;
mod overlay;
#[cfg(unix)]
mod pager;
mod profile;
mod routes;
mod run;
mod salary;
mod saved;
mod schemas;
mod share;
mod why;
mod widths;
#[cfg(unix)]
mod wizard;
