//! `check --fix`: mends in the files what is sure, after proving that nothing gets worse.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::catalog::load::{self, Layer};
use crate::diagnostic::SourceFile;
use crate::diagnostic::fix::{Judgement, Mended, mend};
use crate::lint::lint;
use crate::render::text::{clean, shell_path};
use crate::render::words::list;
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

/// What is mended in memory.
#[derive(Debug)]
pub(super) struct Mends {
    pub(super) mended: Mended,
    pub(super) changed: Vec<Changed>,
    /// What to say of each folder further down that holds something to mend.
    pub(super) below: Vec<String>,
}

/// Mends the files of the uppermost folder in memory. Those further down stay as they are: what is laid over them may be
/// all that is wrong with them, and they mean the same without it.
///
/// * `now`: the month in which dates of the catalog are judged.
pub(super) fn in_memory(layers: &Layers, now: CalendarMonth) -> Result<Mends, Failure> {
    let Some(top) = layers.top() else { return Err(not_named(layers)) };
    let read = layers.layers()?;
    let files: Vec<SourceFile> = read.iter().flat_map(Layer::shown_files).collect();
    let own = own_files(top, layers, &read);
    let judge = |files: &[SourceFile]| {
        let changed = read.iter().cloned().map(|layer| layer.with_texts(files));
        let inspection = load::inspect(changed.collect());
        let found = lint(&inspection, now);
        let is_usable = inspection.catalog.is_some();
        Judgement { is_usable, found: inspection.diagnostics.into_iter().chain(found).collect() }
    };
    let mended = mend(&files, &|shown| own.contains_key(shown), &judge);
    let below = below(layers, &read, &mended.left);
    let changed = files.into_iter().zip(&mended.files).filter(|(before, after)| before.text != after.text);
    let changed = changed.filter_map(|(before, after)| {
        let disk = own.get(&before.path)?.clone();
        Some(Changed { shown: before.path, disk, before: before.text, after: after.text.clone() })
    });
    let changed = changed.collect();
    Ok(Mends { mended, changed, below })
}

/// Refuses to change a folder that nobody has named.
fn not_named(layers: &Layers) -> Failure {
    match &layers.own {
        Some(own) => Failure::usage("`--fix` changes a folder that is named, and none is").hint(format!(
            "to mend your own catalog: `careerpath check --no-own-catalog --with {} --fix`",
            shell_path(&own.display().to_string())
        )),
        None => Failure::usage("the shipped catalog is part of the program and cannot be changed")
            .hint("name the folder of a catalog: `careerpath check FOLDER --fix`"),
    }
}

/// Returns where the files of the uppermost folder are, by the paths under which they are shown, apart from those that a
/// folder further down holds too.
fn own_files(top: &Path, layers: &Layers, read: &[Layer]) -> HashMap<String, PathBuf> {
    let Some((uppermost, below)) = read.split_last() else { return HashMap::new() };
    let mut others: HashSet<PathBuf> = HashSet::new();
    for (layer, folder) in below.iter().zip(layers.folders()) {
        let Some(folder) = folder else { continue };
        others.extend(layer.files().iter().filter_map(|file| folder.join(&file.path).canonicalize().ok()));
    }
    let place = |path: &str| {
        let place = own_file(top, path)?;
        let resolved = place.canonicalize().ok()?;
        (!others.contains(&resolved)).then_some(place)
    };
    let shown = uppermost.shown_files().into_iter().zip(uppermost.files());
    shown.filter_map(|(shown, file)| Some((shown.path, place(&file.path)?))).collect()
}

/// Says of each folder below the uppermost one in which something is left that could be mended how that is done.
fn below(layers: &Layers, read: &[Layer], left: &Judgement) -> Vec<String> {
    let mendable: HashSet<&str> =
        left.found.iter().flat_map(|mistake| &mistake.edits).map(|edit| edit.path.as_str()).collect();
    let folders: Vec<Option<&Path>> = layers.folders().collect();
    let mut remarks = Vec::new();
    for (number, layer) in read.iter().enumerate().take(read.len().saturating_sub(1)) {
        let is_named = |folder: &&Path| layers.own.as_deref() != Some(*folder);
        let Some(folder) = folders[number].filter(is_named) else { continue };
        if layer.shown_files().iter().any(|file| mendable.contains(file.path.as_str())) {
            let above = folders[number + 1..].iter().flatten();
            let above = above.map(|folder| format!("`--with {}`", shell_path(&folder.display().to_string())));
            remarks.push(format!(
                "`{}` lies below and is left as it is: what is wrong in it alone is mended without {}",
                folder.display(),
                list(&above.collect::<Vec<_>>(), "and")
            ));
        }
    }
    remarks
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
