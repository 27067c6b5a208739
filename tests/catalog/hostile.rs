//! Files that nobody would write: they are refused or read, and never more than that.

use std::fs;

use careerpath::catalog::load::{self, CatalogError, Layer};
use careerpath::diagnostic::SourceFile;
use careerpath::render::diagnostic::render;
use proptest::prelude::*;

use super::{file, load_one, path};

/// Loads the files and shows what is wrong; that it ends without a panic is the test.
fn survive(files: Vec<SourceFile>) {
    if let Err(CatalogError::Invalid { diagnostics, files }) = load::from_files(files) {
        assert!(!diagnostics.is_empty(), "a refusal has a reason");
        for label in diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
            let file = files.iter().find(|file| file.path == label.path).expect("the file is there");
            assert!(file.text.get(label.span.clone()).is_some(), "{label:?} is not in the text");
        }
        assert!(render(&diagnostics, &files, true).ends_with('\n'));
    }
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    let deep = 100_000;
    for text in [
        "[".repeat(deep),
        format!("x = {}", "[".repeat(deep)),
        format!("x = {}", "{a=".repeat(deep)),
        format!("x = {}1{}", "[".repeat(deep), "]".repeat(deep)),
        format!("[{}a]", "a.".repeat(deep)),
        format!("{}a = 1", "a.".repeat(deep)),
        format!("[[role]]\nrequires = {}", "[{ all = ".repeat(deep)),
    ] {
        assert!(load_one(&text).is_err());
        survive(vec![file("wages/x.csv", &text)]);
    }
    let deepest = (0..32).fold("\"a\"".to_owned(), |inner, _| format!("{{ all = [{inner}] }}"));
    let credential = "[[credential]]\nid = \"a\"\nname = \"A\"\nkind = \"degree\"\n";
    let said = load_one(&format!("{credential}requires = [{deepest}]\n")).expect_err("it is too deep");
    assert!(said.starts_with("error[nested-too-deeply]: "), "{said}");
    let deep = deepest.replacen("{ all = [", "", 1).replacen("] }", "", 1);
    assert!(load_one(&format!("{credential}requires = [{deep}]\n")).is_ok(), "one less is not");
}

#[test]
fn odd_texts_are_refused() {
    for text in ["\0\0\0", "\u{feff}", "\r\n\r\n", "=", "\"", "'''", "#", "\u{202e}[[role]]", "a = 1\u{7f}"] {
        assert!(load_one(text).is_err(), "{text:?}");
        survive(vec![file("wages/x.csv", text), file("catalog.toml", text)]);
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_read() {
    let text = fs::read_to_string(path("good/roles/all.toml")).expect("it is there");
    let rest = Layer::from_folder(&path("good")).expect("it can be read").files().to_vec();
    let windows = rest.into_iter().map(|file| SourceFile {
        text: format!("\u{feff}{}", file.text.replace('\n', "\r\n")),
        path: file.path,
    });
    let windows = load::from_files(windows.collect()).expect("it is good");
    assert!(text.contains(&windows.roles[0].id));
    assert_eq!((windows.wages.rows.len(), windows.wages.atlas.open().rows().count()), (2, 2));
}

/// The files of the good catalog with a few bytes put in, taken out or doubled.
fn damaged() -> impl Strategy<Value = Vec<SourceFile>> {
    let files = Layer::from_folder(&path("good")).expect("it can be read").files().to_vec();
    let damage =
        (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0_usize..40, 0_usize..4, ".{0,6}");
    prop::collection::vec(damage, 1..6).prop_map(move |damages| {
        let mut files = files.clone();
        for (which, place, length, kind, text) in damages {
            let file = which.index(files.len());
            let mut characters: Vec<char> = files[file].text.chars().collect();
            if characters.is_empty() {
                continue;
            }
            let start = place.index(characters.len());
            let end = (start + length).min(characters.len());
            match kind {
                0 => drop(characters.drain(start..end)),
                1 => drop(characters.splice(start..start, text.chars())),
                2 => characters.extend_from_within(start..end),
                _ => characters.truncate(start),
            }
            files[file].text = characters.into_iter().collect();
        }
        files
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_makes_a_panic(toml in "(?s).{0,200}", csv in "(?s).{0,200}") {
        survive(vec![file("x.toml", &toml), file("wages/x.csv", &csv)]);
    }

    #[test]
    fn no_damage_makes_a_panic(files in damaged()) {
        survive(files);
    }
}
