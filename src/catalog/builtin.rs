//! The shipped catalog, embedded in the program.
//!
//! The build reads the files of `data/` once; what the program reads at its start are the bytes made of
//! them. The files themselves are embedded too: for laying others over them, and for saying what is wrong
//! with them, in which case there are no bytes.

use include_dir::{Dir, DirEntry, include_dir};

use crate::diagnostic::SourceFile;

use super::load::{self, CatalogError};
use super::wages::Atlas;
use super::{Catalog, frozen};

static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data");

static CATALOG: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));

static ATLAS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/atlas.bin"));

/// Returns the shipped catalog. The wages of single areas and settings stay bytes until they are looked up.
///
/// # Errors
/// Never for a released program: a test loads it.
pub fn builtin() -> Result<Catalog, CatalogError> {
    let thawed = || {
        let mut catalog = frozen::thaw(CATALOG)?;
        catalog.wages.atlas = Atlas::of_bytes(ATLAS);
        Some(catalog)
    };
    thawed().map_or_else(|| load::from_files(files()), Ok)
}

/// Returns the files of the shipped catalog, in the order of their paths.
#[must_use]
pub fn files() -> Vec<SourceFile> {
    let mut files = Vec::new();
    let mut pending = vec![&DATA];
    while let Some(folder) = pending.pop() {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(inner) => pending.push(inner),
                DirEntry::File(file) => {
                    let path = file.path().to_string_lossy().replace('\\', "/");
                    if let Some(text) = file.contents_utf8().filter(|_| load::is_catalog_file(&path)) {
                        files.push(SourceFile { path, text: text.to_owned() });
                    }
                }
            }
        }
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}
