//! Writes a generated catalog, for trying the program on catalogs larger than the shipped one.
//!
//! Run it with `cargo run --example generate_catalog -- ROLES SEED FOLDER`, and then, say,
//! `careerpath plan --catalog FOLDER --from technician-0 --to manager-1`. The folder is made if need be;
//! one that holds anything is left alone. Equal numbers give equal files.

#[path = "../benches/planner/generator.rs"]
mod generator;

use std::env::args;
use std::error::Error;
use std::fs::{create_dir_all, read_dir, write};
use std::io::{Write as _, stdout};
use std::path::Path;

const USAGE: &str = "usage: generate_catalog ROLES SEED FOLDER";

/// The most roles: more than the largest catalog that can be read.
const MOST_ROLES: usize = 100_000;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = args().skip(1).collect();
    let [roles, seed, folder] = arguments.as_slice() else { return Err(USAGE.into()) };
    let roles: usize = roles.parse().map_err(|_| format!("`{roles}` is no number of roles; {USAGE}"))?;
    let seed: u64 = seed.parse().map_err(|_| format!("`{seed}` is no seed; {USAGE}"))?;
    if !(1..=MOST_ROLES).contains(&roles) {
        return Err(format!("a catalog has 1 to {MOST_ROLES} roles, not {roles}").into());
    }
    let folder = Path::new(folder);
    create_dir_all(folder)?;
    if read_dir(folder)?.next().is_some() {
        return Err(format!("the folder `{}` is not empty", folder.display()).into());
    }
    let shape = generator::Shape::realistic(roles, seed);
    let files = generator::generate(shape);
    for (path, text) in &files {
        let path = folder.join(path);
        create_dir_all(path.parent().unwrap_or(folder))?;
        write(path, text)?;
    }
    let (count, fields) = (files.len(), shape.fields());
    writeln!(stdout().lock(), "{roles} roles of {fields} fields in {count} files in {}", folder.display())?;
    Ok(())
}
