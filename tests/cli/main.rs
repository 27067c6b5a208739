//! Whole-output tests of the command line: each runs the program and compares all that it says.

mod bad_input;
mod commands;
mod formats;
mod generate;
mod help;
mod journeys;
mod output;
mod routes;
mod run;
mod salary;
mod saved;
mod schemas;
mod why;
mod widths;
