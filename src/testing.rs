//! Small catalogs for tests.

#[path = "../benches/planner/generator.rs"]
mod generator;

use crate::catalog::{Catalog, load};
use crate::diagnostic::SourceFile;
use crate::ids::{CredentialId, RoleId};
use crate::units::CalendarMonth;

const HEADER: &str = r#"
name = "test"
version = "1"
currency = "USD"
assumptions = { search-months = 3, minimum-stay-months = 12 }
domain = [
  { id = "clinical", name = "Clinical practice" },
  { id = "nursing", name = "Nursing practice", part-of = "clinical" },
  { id = "informatics", name = "Health informatics" },
]
"#;

/// Makes a catalog from roles, as `(id, rest of the table)`, and credentials in the same form.
///
/// # Panics
/// When the catalog has mistakes.
pub(crate) fn catalog(roles: &[(&str, &str)], credentials: &[(&str, &str)]) -> Catalog {
    let mut text = HEADER.to_owned();
    for (id, rest) in roles {
        text = format!(
            "{text}\n[[role]]\nid = \"{id}\"\ntitle = \"{id}\"\ntrack = \"t\"\nlevel = \"mid\"\n{rest}\n"
        );
    }
    for (id, rest) in credentials {
        text = format!(
            "{text}\n[[credential]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"certificate\"\n{rest}\n"
        );
    }
    load::from_files(vec![SourceFile { path: "catalog.toml".to_owned(), text }]).expect("a valid catalog")
}

/// Makes a catalog of so many roles, as the benches do.
///
/// # Panics
/// When it has mistakes.
pub(crate) fn generated(roles: usize) -> Catalog {
    let files = generator::generate(generator::Shape::realistic(roles, 1));
    let files = files.into_iter().map(|(path, text)| SourceFile { path, text });
    load::from_files(files.collect()).expect("a valid catalog")
}

/// Returns the role with this id.
pub(crate) fn role(catalog: &Catalog, id: &str) -> RoleId {
    catalog.find_role(id).expect("a role")
}

/// Returns the credential with this id.
pub(crate) fn credential(catalog: &Catalog, id: &str) -> CredentialId {
    catalog.find_credential(id).expect("a credential")
}

/// Returns the month in which the tests begin.
pub(crate) fn start() -> CalendarMonth {
    CalendarMonth::new(2026, 11).expect("a month")
}
