//! Requirements of any text: they are refused with reasons, or print as text that reads as the same.

use std::fmt::Write as _;

use careerpath::Catalog;
use careerpath::catalog::Standard;
use careerpath::catalog::load::{CatalogError, from_files};
use careerpath::catalog::requirement::{Requirement, at_standard};
use careerpath::diagnostic::SourceFile;

use super::assert_shown;

const WORLD: &str = "\
[[domain]]\nid = \"care\"\nname = \"Care\"\n\
[[source]]\nid = \"book\"\ntitle = \"Book\"\n\
[[credential]]\nid = \"a\"\nname = \"A\"\nkind = \"degree\"\n\
[[credential]]\nid = \"b\"\nname = \"B\"\nkind = \"degree\"\n\
[[role]]\nid = \"nurse\"\ntitle = \"Nurse\"\ntrack = \"t\"\nlevel = \"entry\"\n\
[[role]]\nid = \"chief\"\ntitle = \"Chief\"\ntrack = \"t\"\nlevel = \"entry\"\nrequires = [";

pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let Some(catalog) = load(text) else { return };
    let requires = requires(&catalog);
    let mut printed = String::new();
    for node in requires {
        let _ = write!(printed, "{}, ", node.expression(&catalog));
    }
    let again = load(&printed).expect("what is printed is good");
    assert_eq!(self::requires(&again), requires, "{printed}");
    for standard in Standard::ALL {
        let reduced = at_standard(requires, standard);
        assert_eq!(at_standard(&reduced, standard), reduced, "nothing more is dropped the second time");
    }
}

fn load(text: &str) -> Option<Catalog> {
    let file = SourceFile { path: "x.toml".to_owned(), text: format!("{WORLD}{text}]\n") };
    match from_files(vec![file]) {
        Ok(catalog) => Some(catalog),
        Err(CatalogError::Invalid { diagnostics, files }) => {
            assert!(!diagnostics.is_empty(), "a refusal has a reason");
            assert_shown(&diagnostics, &files);
            None
        }
        Err(_) => None,
    }
}

fn requires(catalog: &Catalog) -> &[Requirement] {
    let chief = catalog.find_role("chief").expect("it is there");
    &catalog.role(chief).requires
}
