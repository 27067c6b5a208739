//! The files of a catalog folder: which are read, and how much of them.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, SourceFile, code};
use crate::limits::{CATALOG_BYTES, CATALOG_FILE_BYTES, CATALOG_FILES, FOLDER_DEPTH, FOLDER_NAMES};

use super::bounds::{beyond, too_large};
use super::{CatalogError, Contents, PassedOver, WAGES, is_catalog_file};

/// Reads the files of a folder, in the order of their paths.
pub(super) fn read(folder: &Path) -> Result<Contents, CatalogError> {
    let mut walk = Walk::new(canonical(folder)?, FOLDER_NAMES);
    walk.folder(folder, "", 0)?;
    walk.found.sort();
    let mut contents = Contents { mistakes: walk.mistakes, warnings: walk.warnings, ..Contents::default() };
    let mut room = CATALOG_BYTES;
    // One file more than is read says that there are too many.
    for (shown, path) in walk.found.into_iter().take(CATALOG_FILES + 1) {
        let file = File::open(&path).map_err(|source| unreadable(&path, source))?;
        let mut bytes = Vec::new();
        // One byte more than there is room for tells a file that is too large from one that fits.
        let most = room.min(CATALOG_FILE_BYTES) + 1;
        file.take(most).read_to_end(&mut bytes).map_err(|source| unreadable(&path, source))?;
        let Some(left) = room.checked_sub(bytes.len() as u64) else {
            contents.mistakes.push(Diagnostic::error(code::TOO_LARGE, too_large()).with_help(beyond(&shown)));
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
    /// How many more names are looked at.
    names: usize,
    /// What is too much.
    mistakes: Vec<Diagnostic>,
    /// What is passed over.
    warnings: Vec<PassedOver>,
}

impl Walk {
    /// Begins a walk below a folder that looks at so many names.
    fn new(root: PathBuf, names: usize) -> Self {
        Self {
            root,
            seen: HashSet::new(),
            found: Vec::new(),
            names,
            mistakes: Vec::new(),
            warnings: Vec::new(),
        }
    }

    fn folder(&mut self, folder: &Path, shown: &str, depth: usize) -> Result<(), CatalogError> {
        if !self.seen.insert(canonical(folder)?) {
            return Ok(());
        }
        if depth > FOLDER_DEPTH {
            self.too_much(format!("folders are nested more than {FOLDER_DEPTH} deep: `{shown}`"));
            return Ok(());
        }
        let entries = fs::read_dir(folder).map_err(|source| unreadable(folder, source))?;
        let mut listed = Vec::new();
        for entry in entries {
            let Some(left) = self.names.checked_sub(1) else {
                if self.mistakes.is_empty() {
                    self.too_much(format!("the folder holds more than {FOLDER_NAMES} files and folders"));
                }
                return Ok(());
            };
            self.names = left;
            let name: OsString = entry.map_err(|source| unreadable(folder, source))?.file_name();
            listed.push((name.to_string_lossy().into_owned(), name));
        }
        // Folders may be listed in any order; of two links to one file the first by name counts.
        listed.sort();
        for (name, exact) in listed.iter().filter(|(name, _)| !name.starts_with('.')) {
            self.entry(&folder.join(exact), &join(shown, name), depth)?;
        }
        Ok(())
    }

    fn entry(&mut self, path: &Path, shown: &str, depth: usize) -> Result<(), CatalogError> {
        let is_folder = path.is_dir();
        if !is_folder && !is_catalog_file(shown) {
            if let Some((why, help)) = meant(shown) {
                self.pass_over(code::UNREAD_FILE, shown, why, help);
            }
            return Ok(());
        }
        if !canonical(path)?.starts_with(&self.root) {
            let help = "copy what it leads to into the folder, or take the link out";
            self.pass_over(code::OUTSIDE_LINK, shown, "it leads out of the folder", help.to_owned());
            return Ok(());
        }
        if is_folder {
            return self.folder(path, shown, depth + 1);
        }
        // Reading a pipe or a device might never end.
        if !path.is_file() {
            let help = "put a file in its place, or take it out";
            self.pass_over(code::SPECIAL_FILE, shown, "it is no regular file", help.to_owned());
            return Ok(());
        }
        if self.seen.insert(canonical(path)?) {
            self.found.push((shown.to_owned(), path.to_owned()));
        }
        Ok(())
    }

    fn too_much(&mut self, message: String) {
        let help = "is this the right folder?".to_owned();
        self.mistakes.push(Diagnostic::error(code::TOO_LARGE, message).with_help(help));
    }

    fn pass_over(&mut self, code: &'static str, shown: &str, why: &str, help: String) {
        self.warnings.push(PassedOver { code, path: shown.to_owned(), why: why.to_owned(), help });
    }
}

/// The schemas that editors read, which may lie beside what they check.
const SCHEMAS: [&str; 2] = ["catalog-file.json", "profile-file.json"];

/// Tells why a file that somebody seems to have meant as a part of the catalog is none, and what to do; `None` for
/// any other file.
fn meant(shown: &str) -> Option<(&'static str, String)> {
    let name = shown.rsplit('/').next().unwrap_or(shown);
    let lower = name.to_ascii_lowercase();
    let (_, extension) = lower.rsplit_once('.')?;
    let bare = |extension: &str| &name[..name.len() - extension.len() - 1];
    match extension {
        "csv" => Some((
            "a table is read below `wages/` alone",
            format!("move it to `{WAGES}{name}`, or out of the folder"),
        )),
        "txt" if lower.ends_with(".toml.txt") || lower.ends_with(".csv.txt") => {
            Some(("its name ends in `.txt`", format!("rename it to `{}`", bare(extension))))
        }
        "xlsx" | "xls" | "ods" | "numbers" | "tsv" => {
            let table = format!("{WAGES}{}.csv", bare(extension));
            Some(("it is no CSV", format!("save it as `{table}`, or move it out of the folder")))
        }
        "json" if SCHEMAS.contains(&name) => None,
        "json" | "yaml" | "yml" => Some((
            "entries are read from TOML",
            format!("write `{}.toml` instead, or move it out of the folder", bare(extension)),
        )),
        _ => None,
    }
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Walks a folder with four names in it.
    fn walk(room: usize) -> Walk {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("a")).expect("a folder");
        for name in ["a/x.toml", "a/y", "b.toml"] {
            fs::write(folder.path().join(name), "").expect("a file");
        }
        let mut walk = Walk::new(canonical(folder.path()).expect("a folder"), room);
        walk.folder(folder.path(), "", 0).expect("it can be read");
        walk
    }

    #[test]
    fn so_many_names_are_looked_at_and_no_more() {
        let fits = walk(4);
        assert_eq!((fits.found.len(), fits.mistakes.len()), (2, 0));
        let full = walk(3);
        assert_eq!(full.mistakes.len(), 1);
        let message = format!("the folder holds more than {FOLDER_NAMES} files and folders");
        assert_eq!((full.mistakes[0].code, &full.mistakes[0].message), (code::TOO_LARGE, &message));
    }
}
