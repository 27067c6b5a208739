//! What a role or credential asks for.

use super::shared::{assumptions, entry, sources, standard};
use super::words::{Keys, flag, list, nullable, reference};

/// The keys of `prereqs`.
pub(super) fn keys() -> Keys {
    entry()
        .key(
            "standard",
            nullable(standard("The standard shown; null for every requirement with its strength.")),
        )
        .key("met", nullable(flag("Whether the person meets everything; null where nobody is asked about.")))
        .key("requires", list(reference("requirement", "A requirement."), "What is asked for, all of it."))
        .key("skills", nullable(reference("skills", "The skills of the role, measured against the person.")))
        .key("assumptions", assumptions())
        .key("sources", sources())
}
