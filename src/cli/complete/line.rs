//! The line of which a word is to be completed.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::catalog::Catalog;

use super::super::layers::Layers;
use super::super::options::Folders;

/// Returns the catalog of the line: that of `--catalog FOLDER`, or the shipped one, with what is laid over it. Where
/// the folders hold no valid catalog there is none, since names of another one would be wrong.
pub(super) fn catalog() -> Option<Catalog> {
    let words: Vec<OsString> = std::env::args_os().skip_while(|word| word != "--").skip(1).collect();
    Layers::new(&options(&words), None).load().ok()
}

/// Returns what a line says of the folders that the catalog is read from.
fn options(words: &[OsString]) -> Folders {
    Folders {
        catalog: folders(words, "--catalog").pop().map(at_home),
        with: folders(words, "--with").into_iter().map(at_home).collect(),
        no_own_catalog: words.iter().any(|word| word == "--no-own-catalog"),
    }
}

/// Finds the folders of an option among words as a shell passes them: with their quotes, and with the equals sign as a
/// word of its own in some shells.
fn folders(words: &[OsString], option: &str) -> Vec<String> {
    let mut words = words.iter().filter_map(|word| word.to_str());
    let mut found = Vec::new();
    while let Some(word) = words.next() {
        let folder = match word.strip_prefix(option) {
            Some("") => {
                let next = words.next().and_then(|word| if word == "=" { words.next() } else { Some(word) });
                let Some(folder) = next else { break };
                folder
            }
            Some(rest) => match rest.strip_prefix('=') {
                Some(folder) => folder,
                None => continue,
            },
            None => continue,
        };
        let bare = folder.trim_matches(['"', '\'']).replace("\\ ", " ");
        found.extend(Some(bare).filter(|bare| !bare.is_empty()));
    }
    found
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
        let found =
            |line: &[&str]| folders(&line.iter().map(OsString::from).collect::<Vec<_>>(), "--catalog").pop();
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
