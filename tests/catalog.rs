//! Catalog files in, a catalog or every mistake out.

#[path = "catalog/bad.rs"]
mod bad;
#[path = "catalog/builtin.rs"]
mod builtin;
#[path = "catalog/cases.rs"]
mod cases;
#[path = "catalog/covered.rs"]
mod covered;
#[path = "catalog/expression.rs"]
mod expression;
#[path = "catalog/facts.rs"]
mod facts;
#[path = "catalog/folder.rs"]
mod folder;
#[path = "catalog/good.rs"]
mod good;
#[path = "catalog/graph.rs"]
mod graph;
#[path = "catalog/hostile.rs"]
mod hostile;
#[path = "catalog/names.rs"]
mod names;
#[path = "catalog/overlay.rs"]
mod overlay;
#[path = "catalog/rules.rs"]
mod rules;
#[path = "catalog/schema.rs"]
mod schema;
#[path = "catalog/wages.rs"]
mod wages;

use std::path::PathBuf;

use careerpath::catalog::Catalog;
use careerpath::catalog::load::{self, CatalogError, Layer};
use careerpath::diagnostic::{Diagnostic, SourceFile};
use careerpath::graph::cycle_diagnostics;
use careerpath::render::diagnostic::render;

/// Returns a path below the folder of these tests.
fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/catalog").join(name)
}

fn file(path: &str, text: &str) -> SourceFile {
    SourceFile { path: path.to_owned(), text: text.to_owned() }
}

/// Loads a catalog of one file; what is wrong with it becomes the text that a person would see.
fn load_one(text: &str) -> Result<Catalog, String> {
    load_all(&[file("entries.toml", text)])
}

/// Loads a catalog of texts. A path such as `+ladder/roles.toml` is one of a layer called `ladder`.
fn load_all(files: &[SourceFile]) -> Result<Catalog, String> {
    match load::from_layers(layers(files)) {
        Ok(catalog) => {
            let cycles = cycle_diagnostics(&catalog);
            if cycles.is_empty() { Ok(catalog) } else { Err(in_full(&cycles, files)) }
        }
        Err(CatalogError::Invalid { diagnostics, files }) => Err(in_full(&diagnostics, &files)),
        Err(error) => Err(error.to_string()),
    }
}

fn layers(files: &[SourceFile]) -> Vec<Layer> {
    let mut layers: Vec<(&str, Vec<SourceFile>)> = vec![("below", Vec::new())];
    for file in files {
        let (name, path) = file
            .path
            .strip_prefix('+')
            .and_then(|path| path.split_once('/'))
            .unwrap_or(("below", &file.path));
        let position = layers.iter().position(|(other, _)| *other == name).unwrap_or_else(|| {
            layers.push((name, Vec::new()));
            layers.len() - 1
        });
        layers[position].1.push(SourceFile { path: path.to_owned(), text: file.text.clone() });
    }
    if let [(_, only)] = &mut layers[..] {
        return vec![Layer::from_files(std::mem::take(only))];
    }
    layers.into_iter().map(|(name, files)| Layer::from_files(files).named(name)).collect()
}

/// Renders one mistake at a time, since many of one code are not all shown together.
fn in_full(mistakes: &[Diagnostic], files: &[SourceFile]) -> String {
    let texts = mistakes.iter().map(|mistake| render(std::slice::from_ref(mistake), files, false));
    texts.collect::<Vec<_>>().join("\n")
}
