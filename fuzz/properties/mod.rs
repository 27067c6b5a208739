//! What holds for every file, however hostile. The fuzz targets and `tests/fuzz_corpus.rs` share these functions: each
//! takes the bytes of one case, and panics where a property does not hold.

pub(crate) mod catalog;
pub(crate) mod plan;
pub(crate) mod plan_json;
pub(crate) mod profile;
pub(crate) mod requirement;
pub(crate) mod rows;

use std::sync::LazyLock;

use careerpath::Catalog;
use careerpath::catalog::builtin::builtin;
use careerpath::diagnostic::{Diagnostic, SourceFile};
use careerpath::render::diagnostic::render;

/// The shipped catalog.
pub(crate) static SHIPPED: LazyLock<Catalog> =
    LazyLock::new(|| builtin().expect("the shipped catalog is good"));

/// Every label of a diagnostic lies in its file, between characters; shown, nothing in it acts on a terminal.
pub(crate) fn assert_shown(diagnostics: &[Diagnostic], files: &[SourceFile]) {
    for label in diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
        let file = files.iter().find(|file| file.path == label.path).expect("the file of a label is there");
        assert!(file.text.get(label.span.clone()).is_some(), "{label:?} is not in the text");
    }
    let text = render(diagnostics, files, false);
    assert_eq!(text.is_empty(), diagnostics.is_empty());
    assert_inert(&text);
}

/// Nothing in a text acts on a terminal.
pub(crate) fn assert_inert(text: &str) {
    let acts = |letter: char| {
        (letter.is_control() && letter != '\n')
            || matches!(
                letter,
                '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}'
            )
            || matches!(letter, '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{E0000}'..='\u{E007F}')
    };
    assert!(!text.contains(acts), "{}", text.escape_debug());
}
