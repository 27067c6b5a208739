//! A catalog of any files: it is refused with reasons, or it is whole.
//!
//! A case is a text in which a line `--- PATH` begins a file, as in `tests/catalog/bad`; files below `over/` are a
//! layer of their own.

use std::collections::BTreeMap;

use careerpath::Catalog;
use careerpath::catalog::load::{Inspection, Layer, from_layers, inspect};
use careerpath::diagnostic::{Severity, SourceFile};
use careerpath::graph::cycle_diagnostics;
use careerpath::lint::lint;

use super::assert_shown;

/// The folder of the second layer.
const OVER: &str = "over/";

pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let files = files(text);
    let inspection = inspect(layers(&files));
    assert_shown(&inspection.diagnostics, &inspection.files);
    let has_error = |severity| inspection.diagnostics.iter().any(|found| found.severity == severity);
    assert_eq!(inspection.catalog.is_none(), has_error(Severity::Error));
    let findings = lint(&inspection, "2026-11".parse().expect("a month"));
    assert_shown(&findings, &inspection.files);
    let Inspection { catalog: Some(catalog), .. } = &inspection else { return };
    // The order of the files does not matter, nor does it when they are read again.
    let mut turned = files.clone();
    turned.reverse();
    let again = from_layers(layers(&turned)).expect("the same files are good");
    assert_eq!(in_order(&again), in_order(catalog));
    assert_shown(&cycle_diagnostics(catalog), &inspection.files);
    for (number, role) in catalog.roles.iter().enumerate() {
        assert_eq!(catalog.find_role(&role.id).expect("an id is a name").index(), number);
    }
}

/// Returns all that a catalog holds, in an order of its own where the catalog keeps none.
fn in_order(catalog: &Catalog) -> String {
    let outlooks: BTreeMap<_, _> = catalog.wages.outlook.iter().collect();
    let mut rest = catalog.clone();
    rest.wages.outlook.clear();
    format!("{outlooks:?} {rest:?}")
}

/// Divides a text into files; what stands under a path twice is one file.
fn files(text: &str) -> Vec<SourceFile> {
    let mut files: Vec<SourceFile> = Vec::new();
    let mut at = None;
    for line in text.split_inclusive('\n') {
        if let Some(path) = line.strip_prefix("--- ") {
            let path = path.trim_end();
            at = files.iter().position(|file| file.path == path).or_else(|| {
                files.push(SourceFile { path: path.to_owned(), text: String::new() });
                Some(files.len() - 1)
            });
        } else if let Some(at) = at {
            files[at].text.push_str(line);
        }
    }
    files
}

fn layers(files: &[SourceFile]) -> Vec<Layer> {
    let (over, base): (Vec<_>, Vec<_>) = files.iter().cloned().partition(|file| file.path.starts_with(OVER));
    if over.is_empty() {
        return vec![Layer::from_files(base)];
    }
    let inner =
        over.into_iter().map(|file| SourceFile { path: file.path[OVER.len()..].to_owned(), text: file.text });
    vec![Layer::from_files(base).named("base"), Layer::from_files(inner.collect()).named("over")]
}
