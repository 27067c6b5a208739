//! Files in, a valid catalog or every mistake out.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, SourceFile};

use super::Catalog;

/// Why a catalog could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum CatalogError {
    /// A file or folder could not be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The files hold mistakes; all of them are listed.
    #[error("the catalog has {} mistakes", diagnostics.len())]
    Invalid {
        /// Every mistake, in the order of the files.
        diagnostics: Vec<Diagnostic>,
        /// The files, for showing the lines.
        files: Vec<SourceFile>,
    },
}

/// Reads the catalog in `folder`.
///
/// # Errors
/// When the folder cannot be read, or its files hold mistakes.
pub fn from_folder(folder: &Path) -> Result<Catalog, CatalogError> {
    let _ = folder;
    unimplemented!()
}

/// Reads a catalog from texts.
///
/// # Errors
/// When the texts hold mistakes.
pub fn from_files(files: Vec<SourceFile>) -> Result<Catalog, CatalogError> {
    let _ = files;
    unimplemented!()
}
