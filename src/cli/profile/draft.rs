//! The draft: what was answered so far, kept beside the profile in the making until that is saved.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::catalog::Catalog;
use crate::limits::PROFILE_BYTES;
use crate::profile::file::{Profile, ProfileError, read};

use super::super::error::Failure;
use super::super::output::Output;

/// A file that is written after each answer, so that nothing is lost however the questions end.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    path: PathBuf,
    state: Arc<Mutex<State>>,
}

/// What this run has to do with the file.
#[derive(Debug, Default)]
struct State {
    /// The text that it may replace: what it has written, or was told to replace or to go on from. Any other text is
    /// somebody else's.
    own: Option<String>,
    /// Whether that text holds the answers of this run, or those that it goes on from.
    holds_answers: bool,
}

impl Draft {
    /// Makes the draft of a profile: `profile.toml.draft.toml` beside `profile.toml`.
    pub(super) fn beside(target: &Path) -> Self {
        let mut path = OsString::from(target);
        path.push(".draft.toml");
        Self { path: path.into(), state: Arc::default() }
    }

    /// Returns its place.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Tells whether something is there.
    pub(super) fn exists(&self) -> bool {
        self.path.symlink_metadata().is_ok()
    }

    /// Reads what an earlier run has left.
    pub(super) fn read(&self, catalog: &Catalog) -> Result<Profile, ProfileError> {
        read(catalog, &self.path)
    }

    /// Lets the answers of this run replace what an earlier one has left, and which it goes on from or not.
    pub(super) fn take_over(&self, goes_on: bool) {
        *self.state() = State { own: self.text(), holds_answers: goes_on };
    }

    /// Tells whether the file holds the answers of this run.
    pub(super) fn is_kept(&self) -> bool {
        let state = self.state();
        state.holds_answers && self.is_own(&state)
    }

    /// Writes the answers so far, whole or not at all; never over something that is not of this run.
    pub(super) fn keep(&self, text: &str) -> Result<(), Failure> {
        let mut state = self.state();
        let replaces = self.exists();
        if replaces && !self.is_own(&state) {
            return Err(Failure::usage(format!("`{}` is not of this run", self.path.display())));
        }
        Output::prepare_personal(&self.path, replaces)?.write(text)?;
        *state = State { own: Some(text.to_owned()), holds_answers: true };
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

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn text(&self) -> Option<String> {
        // What somebody else has put there may be a pipe, or without end.
        let found = fs::metadata(&self.path).ok()?;
        (found.is_file() && found.len() <= PROFILE_BYTES).then(|| fs::read_to_string(&self.path).ok())?
    }

    fn is_own(&self, state: &State) -> bool {
        state.own.is_some() && self.text() == state.own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the drafts of two runs that make the same profile, and where both are.
    fn two() -> (tempfile::TempDir, Draft, Draft) {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("me.toml");
        let drafts = [Draft::beside(&target), Draft::beside(&target)];
        let [one, other] = drafts;
        (folder, one, other)
    }

    #[test]
    fn every_file_has_a_draft_of_its_own() {
        assert_eq!(Draft::beside(Path::new("a/me.toml")).path(), Path::new("a/me.toml.draft.toml"));
        assert_eq!(Draft::beside(Path::new("a/me")).path(), Path::new("a/me.draft.toml"));
    }

    #[test]
    fn what_another_run_has_written_is_neither_replaced_nor_removed() {
        let (_folder, one, other) = two();
        one.keep("one").expect("it is kept");
        other.keep("other").expect_err("it is of another run");
        assert_eq!([one.is_kept(), other.is_kept()], [true, false]);
        other.remove();
        assert_eq!(one.text().as_deref(), Some("one"));
        other.take_over(true);
        other.keep("other").expect("it goes on from it");
        assert_eq!([one.is_kept(), other.is_kept()], [false, true]);
        one.keep("one more").expect_err("it is of another run by now");
        one.remove();
        assert_eq!(other.text().as_deref(), Some("other"));
        other.remove();
        assert!(!one.exists());
        one.keep("one more").expect("the place is free");
        assert!(one.is_kept());
    }

    #[test]
    fn what_may_be_replaced_holds_no_answers_of_this_run() {
        let (_folder, earlier, draft) = two();
        earlier.keep("earlier").expect("it is kept");
        draft.take_over(false);
        assert_eq!(draft.farewell("again"), "no profile is saved");
        draft.remove();
        assert_eq!(draft.text().as_deref(), Some("earlier"), "nobody has written anything else yet");
        draft.keep("new").expect("it may be replaced");
        assert_ne!(draft.farewell("again"), "no profile is saved");
    }
}
