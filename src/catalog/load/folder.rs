//! The files of a catalog folder: which are read, and how much of them.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, SourceFile, code};

use super::{CatalogError, Contents, is_catalog_file};

/// The largest catalog that is read, in bytes of all files together.
const LARGEST: u64 = 64 << 20;

/// Reads the files of a folder, in the order of their paths.
pub(super) fn read(folder: &Path) -> Result<Contents, CatalogError> {
    let mut walk = Walk { root: canonical(folder)?, seen: HashSet::new(), found: Vec::new() };
    walk.folder(folder, "")?;
    walk.found.sort();
    let mut contents = Contents::default();
    let mut room = LARGEST;
    for (shown, path) in walk.found {
        let file = File::open(&path).map_err(|source| unreadable(&path, source))?;
        let mut bytes = Vec::new();
        // One byte more than there is room for tells a file that is too large from one that fits.
        file.take(room + 1).read_to_end(&mut bytes).map_err(|source| unreadable(&path, source))?;
        let Some(left) = room.checked_sub(bytes.len() as u64) else {
            let message = format!("the files of the catalog are larger than {} MiB", LARGEST >> 20);
            let help = format!("`{shown}` is beyond the limit; is this the right folder?");
            contents.mistakes.push(Diagnostic::error(code::TOO_LARGE, message).with_help(help));
            break;
        };
        room = left;
        let text = String::from_utf8(bytes).unwrap_or_else(|error| {
            contents.garbled.push((shown.clone(), error.utf8_error().valid_up_to()));
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        });
        contents.files.push(SourceFile { path: shown, text });
    }
    Ok(contents)
}

fn canonical(path: &Path) -> Result<PathBuf, CatalogError> {
    path.canonicalize().map_err(|source| unreadable(path, source))
}

fn unreadable(path: &Path, source: io::Error) -> CatalogError {
    CatalogError::Read { path: path.to_owned(), source }
}

/// A walk through a folder.
struct Walk {
    /// The folder itself, with all links resolved.
    root: PathBuf,
    /// Folders and files that have been seen, with all links resolved: links may lead in a circle.
    seen: HashSet<PathBuf>,
    /// The path to show and the path to read of each file.
    found: Vec<(String, PathBuf)>,
}

impl Walk {
    fn folder(&mut self, folder: &Path, shown: &str) -> Result<(), CatalogError> {
        if !self.seen.insert(canonical(folder)?) {
            return Ok(());
        }
        let entries = fs::read_dir(folder).map_err(|source| unreadable(folder, source))?;
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry.map_err(|source| unreadable(folder, source))?;
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
        // Folders may be listed in any order; of two links to one file the first by name counts.
        names.sort();
        for name in names.iter().filter(|name| !name.starts_with('.')) {
            self.entry(&folder.join(name), &join(shown, name))?;
        }
        Ok(())
    }

    fn entry(&mut self, path: &Path, shown: &str) -> Result<(), CatalogError> {
        if path.is_dir() {
            return if self.is_inside(path)? { self.folder(path, shown) } else { Ok(()) };
        }
        if is_catalog_file(shown) && self.is_inside(path)? && self.seen.insert(canonical(path)?) {
            self.found.push((shown.to_owned(), path.to_owned()));
        }
        Ok(())
    }

    fn is_inside(&self, path: &Path) -> Result<bool, CatalogError> {
        Ok(canonical(path)?.starts_with(&self.root))
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
