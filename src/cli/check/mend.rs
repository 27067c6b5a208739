//! `check --fix`: mends in the files what is sure, after proving that nothing gets worse.

use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::catalog::load::{self, Layer};
use crate::diagnostic::SourceFile;
use crate::diagnostic::fix::{Judgement, Mended, mend};
use crate::lint::lint;
use crate::render::text::clean;
use crate::units::CalendarMonth;

use super::super::error::Failure;
use super::super::layers::Layers;
use super::super::output::Output;

/// A file that is to be changed.
#[derive(Debug)]
pub(super) struct Changed {
    /// The path under which it is shown.
    shown: String,
    disk: PathBuf,
    before: String,
    after: String,
}

/// Mends the files in memory. Returns what was done, and which files that changes.
///
/// * `now`: the month in which dates of the catalog are judged.
pub(super) fn in_memory(layers: &Layers, now: CalendarMonth) -> Result<(Mended, Vec<Changed>), Failure> {
    if !layers.are_named() {
        return Err(Failure::usage("the shipped catalog is part of the program and cannot be changed")
            .hint("name the folder of a catalog: `careerpath check FOLDER --fix`"));
    }
    let read = layers.layers()?;
    let files: Vec<SourceFile> = read.iter().flat_map(Layer::shown_files).collect();
    let disk = |shown: &str| layers.place(shown).and_then(|(folder, path)| own_file(folder, path));
    let judge = |files: &[SourceFile]| {
        let changed = read.iter().cloned().map(|layer| layer.with_texts(files));
        let inspection = load::inspect(changed.collect());
        let found = lint(&inspection, now);
        let is_usable = inspection.catalog.is_some();
        Judgement { is_usable, found: inspection.diagnostics.into_iter().chain(found).collect() }
    };
    let mended = mend(&files, &|shown| disk(shown).is_some(), &judge);
    let changed = files.into_iter().zip(&mended.files).filter(|(before, after)| before.text != after.text);
    let changed = changed.filter_map(|(before, after)| {
        let disk = disk(&before.path)?;
        Some(Changed { shown: before.path, disk, before: before.text, after: after.text.clone() })
    });
    let changed = changed.collect();
    Ok((mended, changed))
}

/// Returns the path of a file in a folder; `None` when a link leads to it, as what it leads to may be another's.
fn own_file(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut place = folder.to_owned();
    for step in path.split('/') {
        place.push(step);
        if place.symlink_metadata().ok()?.is_symlink() {
            return None;
        }
    }
    place.is_file().then_some(place)
}

/// Returns the changes as a unified diff, to be read: what would act on a terminal is a mark.
pub(super) fn diff(changed: &[Changed]) -> String {
    let of_file = |Changed { shown, before, after, .. }: &Changed| {
        let diff = TextDiff::from_lines(before.as_str(), after);
        diff.unified_diff().header(&format!("a/{shown}"), &format!("b/{shown}")).to_string()
    };
    let diff: String = changed.iter().map(of_file).collect();
    let shown = |line: &str| line.split('\t').map(clean).collect::<Vec<_>>().join("\t") + "\n";
    diff.lines().map(shown).collect()
}

/// Writes the files, each whole; one that somebody else has changed since it was read is left alone, and so are the
/// others then.
///
/// * `prepare`: makes sure that a file can be replaced.
pub(super) fn write(
    changed: &[Changed],
    prepare: &dyn Fn(&Path) -> Result<Output, Failure>,
) -> Result<(), Failure> {
    let mut outputs = Vec::new();
    for file in changed {
        outputs.push(prepare(&file.disk)?);
    }
    for file in changed {
        file.is_as_it_was()?;
    }
    let mut written: Vec<&str> = Vec::new();
    for (file, mut output) in changed.iter().zip(outputs) {
        let done = file.is_as_it_was().and_then(|()| output.write(&file.after));
        if let Err(failure) = done {
            return Err(match &written[..] {
                [] => failure,
                written => failure.hint(format!("written already: {}", written.join(", "))),
            });
        }
        written.push(&file.shown);
    }
    Ok(())
}

impl Changed {
    fn is_as_it_was(&self) -> Result<(), Failure> {
        match fs::read(&self.disk) {
            Ok(now) if now == self.before.as_bytes() => Ok(()),
            Ok(_) => Err(Failure::usage(format!(
                "`{}` was changed meanwhile by somebody else",
                self.disk.display()
            ))
            .hint("run the command again")),
            Err(error) => {
                Err(Failure::usage(format!("cannot read `{}` again: {error}", self.disk.display())))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_others_have_changed_are_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let changed = |name: &str, before: &str| Changed {
            shown: name.to_owned(),
            disk: folder.path().join(name),
            before: before.to_owned(),
            after: "after".to_owned(),
        };
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("a file");
        fs::write(folder.path().join("a"), "before").expect("a file");
        fs::write(folder.path().join("b"), "somebody else's").expect("a file");
        let both = [changed("a", "before"), changed("b", "before")];
        let prepare = |path: &Path| Output::prepare(path, true);
        let refused = write(&both, &prepare).expect_err("one was changed").to_string();
        assert!(refused.ends_with("was changed meanwhile by somebody else"), "{refused}");
        assert_eq!((read("a"), read("b")), ("before".to_owned(), "somebody else's".to_owned()));
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2, "nothing is left behind");
        write(&both[..1], &prepare).expect("it is as it was");
        assert_eq!(read("a"), "after");
        fs::remove_file(folder.path().join("b")).expect("a file");
        write(&both[1..], &prepare).expect_err("it is gone");
        assert!(!folder.path().join("b").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_behind_a_link_is_not_the_folders_own() {
        use std::os::unix::fs::symlink;

        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path();
        fs::create_dir(place.join("real")).expect("a folder");
        fs::write(place.join("real/a.toml"), "").expect("a file");
        symlink("real", place.join("linked")).expect("a link");
        symlink("real/a.toml", place.join("b.toml")).expect("a link");
        assert_eq!(own_file(place, "real/a.toml"), Some(place.join("real/a.toml")));
        for path in ["linked/a.toml", "b.toml", "real", "missing.toml"] {
            assert_eq!(own_file(place, path), None, "{path}");
        }
        // Whoever names a link means what it leads to.
        assert_eq!(own_file(&place.join("linked"), "a.toml"), Some(place.join("linked/a.toml")));
    }
}
