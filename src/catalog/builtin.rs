//! The shipped catalog, embedded in the program.

use include_dir::{Dir, DirEntry, include_dir};

use crate::diagnostic::SourceFile;

use super::Catalog;
use super::load::{self, CatalogError};

static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data");

/// Returns the shipped catalog.
///
/// # Errors
/// Never for a released program: a test loads it.
pub fn builtin() -> Result<Catalog, CatalogError> {
    load::from_files(files())
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
