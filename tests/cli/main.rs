//! Whole-output tests of the command line: each runs the program and compares all that it says.

mod bad_input;
mod commands;
mod embedded;
mod formats;
mod generate;
mod help;
mod journeys;
mod map;
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
