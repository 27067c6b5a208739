//! Where the entries of a catalog were defined, so that later rooms can point at the files.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Label};

use super::names::Entry;

/// Where roles and credentials were defined, and what was passed over; empty for a catalog that does not come from
/// files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    pub(super) paths: Vec<String>,
    pub(super) roles: Vec<Place>,
    pub(super) credentials: Vec<Place>,
    pub(super) warnings: Vec<Diagnostic>,
}

/// The id of an entry in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) file: usize,
    pub(super) span: Range<usize>,
}

impl Places {
    /// Returns what was passed over in the folder of the catalog, and why.
    #[must_use]
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// Returns a label at the id of the entry; `None` when its place is not known.
    #[must_use]
    pub fn label(&self, entry: Entry, text: impl Into<String>) -> Option<Label> {
        let place = match entry {
            Entry::Role(role) => self.roles.get(role.index()),
            Entry::Credential(credential) => self.credentials.get(credential.index()),
        }?;
        Some(Label { path: self.paths.get(place.file)?.clone(), span: place.span.clone(), text: text.into() })
    }
}
