//! A profile of any text, for the shipped catalog: it is refused with reasons, or reads back as what was read.

use careerpath::diagnostic::SourceFile;
use careerpath::profile::file::{ProfileError, parse};
use careerpath::profile::write;

use super::{SHIPPED, assert_shown};

pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let file = |text: &str| SourceFile { path: "me.toml".to_owned(), text: text.to_owned() };
    let profile = match parse(&SHIPPED, file(text)) {
        Ok(profile) => profile,
        Err(ProfileError::Invalid { diagnostics, file }) => {
            assert!(!diagnostics.is_empty(), "a refusal has a reason");
            assert_shown(&diagnostics, &[file]);
            return;
        }
        Err(_) => return,
    };
    let written = write::text(&SHIPPED, &profile);
    let again = parse(&SHIPPED, file(&written)).expect("what is written is good");
    assert_eq!(again, profile);
}
