//! Writes invented employees of a hospital, for trying `careerpath cohort`.
//!
//! Run it with `cargo run --example generate_cohort -- PEOPLE DISTINCT SEED > people.csv`: so many rows, made of so many
//! people who differ from each other but for their id and unit. Equal numbers give equal rows. Nobody in them is real.

#[path = "cohort/generator.rs"]
mod generator;

use std::env::args;
use std::error::Error;
use std::io::{BufWriter, stdout};

const USAGE: &str = "usage: generate_cohort PEOPLE DISTINCT SEED";

fn main() -> Result<(), Box<dyn Error>> {
    let numbers: Vec<u64> =
        args().skip(1).map(|text| text.parse()).collect::<Result<_, _>>().map_err(|_| USAGE)?;
    let [people, distinct, seed] = numbers.as_slice() else { return Err(USAGE.into()) };
    generator::write(&mut BufWriter::new(stdout().lock()), *people, *distinct, *seed)
}
