//! Where the program finds what it uses.

use super::words::{Keys, flag, list, nullable, text};

/// The keys of `config`.
pub(super) fn keys() -> Keys {
    let variable = Keys::new()
        .key("name", text("The name of the variable."))
        .key("value", nullable(text("What it says; null where it is not set.")))
        .key("meaning", text("What it does, for people."));
    Keys::new()
        .key("folder", nullable(text("The folder for configuration; null where the system names none.")))
        .key("profile", nullable(text("The path of the default profile, whether it is there or not.")))
        .key("profile_exists", flag("Whether the default profile is there."))
        .key("catalog_folder", nullable(text("The folder of the catalog; null for the shipped one.")))
        .key(
            "own_catalog",
            nullable(text("The folder of the person's own catalog, whether it is there or not.")),
        )
        .key("own_catalog_used", flag("Whether it is laid over the shipped catalog."))
        .key("laid_over", list(text("A folder."), "The folders laid over the catalog, in order."))
        .key("catalog_as_of", nullable(text("The date at which its facts were judged, as YYYY-MM-DD.")))
        .key("variables", list(variable.object("A variable."), "The environment variables that count."))
}
