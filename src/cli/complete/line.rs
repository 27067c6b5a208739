//! The line of which a word is to be completed.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::catalog::{Catalog, builtin, load};

/// Returns the catalog of the line: that of `--catalog FOLDER`, or the shipped one. Where the folder holds no valid
/// catalog there is none, since names of another one would be wrong.
pub(super) fn catalog() -> Option<Catalog> {
    let words = std::env::args_os().skip_while(|word| word != "--").skip(1);
    match folder(words) {
        Some(folder) => load::from_folder(&at_home(folder)).ok(),
        None => builtin::builtin().ok(),
    }
}

/// Finds the folder of `--catalog` among words as a shell passes them: with their quotes, and with the equals sign as a
/// word of its own in some shells.
fn folder(words: impl Iterator<Item = OsString>) -> Option<String> {
    let mut words = words.filter_map(|word| word.into_string().ok());
    while let Some(word) = words.next() {
        let folder = match word.strip_prefix("--catalog") {
            Some("") => match words.next()? {
                sign if sign == "=" => words.next()?,
                folder => folder,
            },
            Some(rest) => match rest.strip_prefix('=') {
                Some(folder) => folder.to_owned(),
                None => continue,
            },
            None => continue,
        };
        let bare = folder.trim_matches(['"', '\'']).replace("\\ ", " ");
        return (!bare.is_empty()).then_some(bare);
    }
    None
}

/// Returns the path that a shell would make of a path that begins at home.
fn at_home(folder: String) -> PathBuf {
    match (folder.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(folder),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_found_however_the_line_is_split() {
        let found = |line: &[&str]| folder(line.iter().map(OsString::from));
        for line in [
            &["careerpath", "plan", "--catalog", "a b", "--to", ""][..],
            &["careerpath", "--catalog=a b", "plan"],
            &["careerpath", "--catalog", "=", "a b", "plan"],
            &["careerpath", "--catalog", "\"a b\"", "plan"],
            &["careerpath", "--catalog", "a\\ b", "plan"],
        ] {
            assert_eq!(found(line).as_deref(), Some("a b"), "{line:?}");
        }
        for line in [&["careerpath", "plan", "--catalogue", "a"][..], &["careerpath", "--catalog"], &[]] {
            assert_eq!(found(line), None, "{line:?}");
        }
    }
}
