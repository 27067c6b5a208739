//! The draft: what was answered so far, kept beside the profile in the making until that is saved.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::catalog::Catalog;
use crate::profile::file::{Profile, ProfileError, read};

use super::super::error::Failure;
use super::super::output::Output;

/// A file that is written after each answer, so that nothing is lost however the questions end.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    path: PathBuf,
    /// Whether the file holds the answers of this run, or those that it goes on from.
    is_kept: Arc<AtomicBool>,
}

impl Draft {
    /// Makes the draft of a profile: `profile.draft.toml` beside `profile.toml`.
    pub(super) fn beside(target: &Path) -> Self {
        Self { path: target.with_extension("draft.toml"), is_kept: Arc::default() }
    }

    /// Returns its place.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Tells whether something is there already.
    pub(super) fn exists(&self) -> bool {
        self.path.symlink_metadata().is_ok()
    }

    /// Reads what an earlier run has left.
    pub(super) fn read(&self, catalog: &Catalog) -> Result<Profile, ProfileError> {
        read(catalog, &self.path)
    }

    /// Lets the answers of this run replace what an earlier one has left.
    pub(super) fn take_over(&self) {
        self.is_kept.store(true, Ordering::Relaxed);
    }

    /// Tells whether there is something to go on from.
    pub(super) fn is_kept(&self) -> bool {
        self.is_kept.load(Ordering::Relaxed)
    }

    /// Writes the answers so far, whole or not at all; never over something that is not of this run.
    pub(super) fn keep(&self, text: &str) -> Result<(), Failure> {
        Output::prepare(&self.path, self.is_kept())?.write(text)?;
        self.is_kept.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Removes the file once the profile holds all that is in it.
    pub(super) fn remove(&self) {
        if self.is_kept() {
            // A draft that stays does no harm: the next run offers it.
            let _ = fs::remove_file(&self.path);
        }
    }

    /// Says where the answers are, for somebody who has broken off.
    pub(super) fn farewell(&self, command: &str) -> String {
        if !self.is_kept() {
            return "no profile is saved".to_owned();
        }
        let path = self.path.display();
        format!(
            "no profile is saved; your answers so far are in `{path}`, and `{command}` in a terminal goes on from them"
        )
    }
}
