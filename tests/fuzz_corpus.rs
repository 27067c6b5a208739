//! Every case of the fuzz targets' corpora, through the same properties, on any toolchain.

#[path = "../fuzz/properties/mod.rs"]
mod properties;

use std::fs;
use std::path::{Path, PathBuf};

/// How many cases a corpus may hold, and how many bytes: it is for the test, not for the fuzzer.
const MOST_CASES: usize = 30;
const MOST_BYTES: usize = 100_000;

fn cases(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let names = fs::read_dir(folder).expect("a corpus").map(|entry| entry.expect("it can be listed").path());
    names.map(|path| (path.clone(), fs::read(path).expect("a case"))).collect()
}

fn check(target: &str, property: fn(&[u8])) {
    let cases = cases(target);
    let bytes: usize = cases.iter().map(|(_, bytes)| bytes.len()).sum();
    assert!(!cases.is_empty() && cases.len() <= MOST_CASES, "{target} has {} cases", cases.len());
    assert!(bytes <= MOST_BYTES, "{target} has {bytes} bytes");
    let fails = |(_, bytes): &(PathBuf, Vec<u8>)| std::panic::catch_unwind(|| property(bytes)).is_err();
    let failed: Vec<PathBuf> = cases.into_iter().filter(fails).map(|(path, _)| path).collect();
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn catalogs() {
    check("catalog", properties::catalog::check);
}

#[test]
fn profiles() {
    check("profile", properties::profile::check);
}

#[test]
fn requirements() {
    check("requirement", properties::requirement::check);
}

#[test]
fn saved_plans() {
    check("plan_json", properties::plan_json::check);
}

#[test]
fn plans() {
    check("plan", properties::plan::check);
}

#[test]
fn rows_of_people() {
    check("rows", properties::rows::check);
}
