//! Reads the shipped catalog and writes it as bytes for the program to embed.
//!
//! The catalog is read by the very modules of the library. When `data/` holds a mistake the build warns and
//! embeds no bytes: the program then reads the files itself, and reports the mistake in full. Without the feature
//! `builtin` nothing is read, and `catalog_is_frozen` is not set.
#![allow(dead_code, unreachable_pub, unused_imports, reason = "the library's modules are used in part")]
#![allow(unexpected_cfgs, reason = "`catalog_is_frozen` is set for the library only")]

mod catalog;
mod diagnostic;
mod ids;
mod limits;
mod units;

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

use catalog::Catalog;
use catalog::frozen::freeze;
use catalog::load::{self, CatalogError};

fn main() -> Result<(), Box<dyn Error>> {
    let mut cargo = io::stdout();
    writeln!(cargo, "cargo::rerun-if-changed=data")?;
    // Embedded in the program too, by a macro that cannot say so.
    writeln!(cargo, "cargo::rerun-if-changed=src/cli/new/catalog")?;
    writeln!(cargo, "cargo::rustc-check-cfg=cfg(catalog_is_frozen)")?;
    if env::var_os("CARGO_FEATURE_BUILTIN").is_none() {
        return Ok(());
    }
    writeln!(cargo, "cargo::rustc-cfg=catalog_is_frozen")?;
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or("cargo names no folder")?);
    let catalog = read(&folder.join("data"), &mut cargo)?;
    writeln!(cargo, "cargo::rustc-env=CAREERPATH_CATALOG={}", identity(catalog.as_ref()))?;
    let frozen = catalog.as_ref().map(freeze).unwrap_or_default();
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo names no output folder")?);
    fs::write(out.join("catalog.bin"), frozen.catalog)?;
    fs::write(out.join("atlas.bin"), frozen.atlas)?;
    Ok(())
}

/// Returns the catalog in a folder; none, and a warning, when it has mistakes.
fn read(folder: &Path, cargo: &mut impl Write) -> Result<Option<Catalog>, Box<dyn Error>> {
    match load::from_folder(folder) {
        Ok(catalog) => Ok(Some(catalog)),
        Err(CatalogError::Invalid { diagnostics, .. }) => {
            for diagnostic in diagnostics {
                let path = diagnostic.labels.first().map_or("", |label| &label.path);
                writeln!(cargo, "cargo::warning=data/{path}: {}", diagnostic.message)?;
            }
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Returns what `--version` says of the catalog, in one line.
fn identity(catalog: Option<&Catalog>) -> String {
    let Some(catalog) = catalog else { return "catalog with mistakes: see `careerpath check`".to_owned() };
    let Catalog { name, version, as_of, .. } = catalog;
    let date = if as_of.is_empty() { String::new() } else { format!(", as of {as_of}") };
    format!("catalog: {name} {version}{date}").split_whitespace().collect::<Vec<_>>().join(" ")
}
