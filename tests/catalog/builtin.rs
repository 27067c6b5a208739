//! The shipped catalog.

use careerpath::catalog::builtin;
use careerpath::catalog::places::Places;
use careerpath::catalog::{Catalog, WageTables, load};
use careerpath::graph::cycle_diagnostics;

use super::path;

/// Returns everything in a catalog but its wage rows, whose order may differ, and its outlook, which has none.
fn shown(mut catalog: Catalog) -> String {
    let mut outlook: Vec<_> = catalog.wages.outlook.values().cloned().collect();
    outlook.sort_by(|left, right| left.soc.cmp(&right.soc));
    (catalog.wages, catalog.places) = (WageTables::default(), Places::default());
    format!("{catalog:#?}{outlook:#?}")
}

#[test]
fn the_embedded_bytes_are_the_embedded_files_and_these_are_the_folder() {
    let embedded = builtin::builtin().expect("it is good");
    let files = load::from_files(builtin::files()).expect("it is good");
    let folder = load::from_folder(&path("../../data")).expect("it is good");
    assert_eq!(embedded.wages.rows, files.wages.rows);
    assert!(embedded.wages.atlas == files.wages.atlas);
    assert_eq!(files.wages.rows, folder.wages.rows);
    assert!(files.wages.atlas == folder.wages.atlas);
    let files = shown(files);
    assert_eq!(shown(embedded), files);
    assert_eq!(shown(folder), files);
}

#[test]
fn the_shipped_catalog_has_no_circles() {
    let catalog = load::from_files(builtin::files()).expect("it is good");
    assert_eq!(cycle_diagnostics(&catalog), []);
}
