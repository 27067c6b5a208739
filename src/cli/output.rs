//! Where the answer goes: the standard output, or a file that appears whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use super::error::Failure;

/// Tells whether two paths lead to the same file, whether or not it is there yet.
pub(super) fn is_same_file(left: &Path, right: &Path) -> bool {
    let place = |path: &Path| {
        fs::canonicalize(path).ok().or_else(|| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
            Some(folder.join(path.file_name()?))
        })
    };
    left == right || place(left).is_some_and(|left| place(right) == Some(left))
}

/// Where the answer goes.
#[derive(Debug)]
pub(super) enum Output {
    /// The standard output.
    Standard,
    /// A new file, or one that may be replaced.
    File(NewFile),
    /// Something that is no regular file, such as a device, written as it is.
    Device(PathBuf, Option<File>),
}

/// A file in the making: it has another name until it is complete.
#[derive(Debug)]
pub(super) struct NewFile {
    /// The file as it was named: a link is replaced, and never followed.
    target: PathBuf,
    unfinished: PathBuf,
    file: File,
    force: bool,
    /// Whether what there is of it stays when the program ends before it is complete.
    is_kept: bool,
}

/// How a file in the making is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Making {
    /// By a name of this process alone; it is gone when the process ends.
    Own,
    /// By a name that a later run finds again, which begins anew.
    New,
    /// By that name, to go on where an earlier run was cut off.
    Resumed,
}

/// Who may read a file that was not there before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Readers {
    /// Whoever may read the other files that are made here.
    Usual,
    /// Its owner alone, where the system can say so.
    Owner,
}

impl Output {
    /// Makes sure that the file can be written, before any work is done for it.
    pub(super) fn prepare(path: &Path, force: bool) -> Result<Self, Failure> {
        Self::prepare_for(path, force, Readers::Usual, Making::Own)
    }

    /// Does the same for a file that says who somebody is.
    pub(super) fn prepare_personal(path: &Path, force: bool) -> Result<Self, Failure> {
        Self::prepare_for(path, force, Readers::Owner, Making::Own)
    }

    /// Does the same for a file about many people, whose making a later run may go on with: `resume` tells whether this one
    /// does, where there is anything to go on with.
    pub(super) fn prepare_resumable(path: &Path, force: bool, resume: bool) -> Result<Self, Failure> {
        let is_there = !matches!(fs::symlink_metadata(unfinished(path)), Err(error) if error.kind() == ErrorKind::NotFound);
        if is_there && !resume && !force {
            return Err(Failure::usage(format!("an earlier run for `{}` was cut off", path.display()))
                .hint("add `--resume` to go on where it ended, or `--force` to begin anew"));
        }
        let making = if is_there && resume { Making::Resumed } else { Making::New };
        Self::prepare_for(path, force, Readers::Owner, making)
    }

    fn prepare_for(path: &Path, force: bool, readers: Readers, making: Making) -> Result<Self, Failure> {
        let link = fs::read_link(path).ok();
        // A link to a file is a file of its own to us: neither is it followed, nor are the permissions of that file.
        let found = fs::metadata(path).ok();
        match &found {
            Some(found) if found.is_dir() => {
                return Err(Failure::usage(format!("`{}` is a folder", path.display()))
                    .hint(format!("name a file in it: `{}`", path.join("plan.txt").display())));
            }
            // Nothing is lost in a device, and nothing is replaced of what this program was handed open.
            Some(found) if !found.is_file() || is_descriptor(path) => {
                return Ok(Self::Device(path.to_owned(), None));
            }
            Some(_) | None => {}
        }
        match &link {
            Some(link) if !force => return Err(is_link(path, link)),
            None if found.is_some() && !force => return Err(exists(path)),
            Some(_) | None => {}
        }
        let cannot = |error: &io::Error| {
            Failure::usage(format!("cannot write `{}`: {error}", path.display()))
                .hint("choose a file in a folder that exists and that you may write to")
        };
        if path.file_name().is_none() {
            return Err(Failure::usage(format!("`{}` is no file name", path.display())));
        }
        let unfinished = match making {
            Making::Own => beside(path, &format!(".{}.part", std::process::id())),
            Making::New | Making::Resumed => unfinished(path),
        };
        let replaced = found.as_ref().filter(|_| link.is_none());
        let file = match making {
            Making::Resumed => reopen(&unfinished),
            Making::New => {
                // A link is taken away, and not what it leads to.
                let _ = fs::remove_file(&unfinished);
                create(&unfinished, replaced, readers)
            }
            Making::Own => create(&unfinished, replaced, readers),
        };
        let file = file.map_err(|error| cannot(&error))?;
        let is_kept = making == Making::Resumed;
        Ok(Self::File(NewFile { target: path.to_owned(), unfinished, file, force, is_kept }))
    }

    /// Returns the file that is written, as it was named; `None` for what is no file.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Standard | Self::Device(..) => None,
            Self::File(file) => Some(&file.target),
        }
    }

    /// Writes the whole answer.
    pub(super) fn write(&mut self, text: &str) -> Result<(), Failure> {
        match self {
            Self::Standard => match write_standard(text) {
                Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
                Err(error) => Err(Failure::usage(format!("cannot write the output: {error}"))),
                Ok(()) => Ok(()),
            },
            Self::File(file) => file.finish(text),
            Self::Device(path, _) => write_device(path, text)
                .map_err(|error| Failure::usage(format!("cannot write `{}`: {error}", path.display()))),
        }
    }
}

/// Returns a path beside another: its name after a full stop, and an ending.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(ending);
    path.with_file_name(name)
}

/// Writes a file of ours for its owner alone in the place of what there is: whole, or not at all, and through no link.
pub(super) fn replace_personal(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let new = beside(path, ".new");
    let _ = fs::remove_file(&new);
    let written = create(&new, None, Readers::Owner).and_then(|mut file| file.write_all(bytes));
    written.and_then(|()| fs::rename(&new, path)).inspect_err(|_| {
        let _ = fs::remove_file(&new);
    })
}

/// Tells whether a file that could be resumed has its name: what it was made under is gone, or is the same file, and goes now.
pub(super) fn has_its_name(path: &Path) -> bool {
    let making = unfinished(path);
    let Ok(found) = fs::symlink_metadata(path) else { return false };
    match fs::symlink_metadata(&making) {
        Err(error) => error.kind() == ErrorKind::NotFound,
        Ok(made) if found.is_file() && is_one_file(&found, &made) => {
            let _ = fs::remove_file(making);
            true
        }
        Ok(_) => false,
    }
}

/// Tells whether two names are of one file.
#[cfg(unix)]
fn is_one_file(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Tells whether two names are of one file, where the system can say so.
#[cfg(not(unix))]
fn is_one_file(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    false
}

/// Returns where a file that may be resumed is in the making.
fn unfinished(path: &Path) -> PathBuf {
    beside(path, ".part")
}

/// Opens what an earlier run left; a link is not followed.
fn reopen(path: &Path) -> io::Result<File> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(io::Error::other("what an earlier run left is no file"));
    }
    OpenOptions::new().write(true).open(path)
}

/// Whether anybody still reads the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// As far as is known.
    There,
    /// The other end of the pipe is closed.
    Gone,
}

impl Output {
    /// Writes a part of an answer that is too long to be held; [`Output::end`] comes last.
    pub(super) fn add(&mut self, bytes: &[u8]) -> Result<Reader, Failure> {
        let written = match self {
            Self::Standard => {
                let mut out = io::stdout().lock();
                out.write_all(bytes).and_then(|()| out.flush())
            }
            Self::File(file) => file.file.write_all(bytes),
            // A pipe with a name ends for its reader when it is closed.
            Self::Device(path, open) => open_device(path, open).and_then(|mut file| file.write_all(bytes)),
        };
        match written {
            Ok(()) => Ok(Reader::There),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Reader::Gone),
            Err(error) => {
                let name = match self {
                    Self::Standard => "the output".to_owned(),
                    Self::File(NewFile { target: path, .. }) | Self::Device(path, _) => {
                        format!("`{}`", path.display())
                    }
                };
                Err(Failure::usage(format!("cannot write {name}: {error}")))
            }
        }
    }

    /// Cuts a file in the making to a length, and goes on from there; from now on it stays when the program ends early.
    /// `None` where it is shorter than that.
    pub(super) fn cut(&mut self, bytes: u64) -> Result<Option<()>, Failure> {
        let Self::File(file) = self else { return Ok(None) };
        let cannot =
            |error: io::Error| Failure::usage(format!("cannot write `{}`: {error}", file.target.display()));
        if file.file.metadata().map_err(cannot)?.len() < bytes {
            return Ok(None);
        }
        file.file.set_len(bytes).and_then(|()| file.file.seek(SeekFrom::Start(bytes))).map_err(cannot)?;
        file.is_kept = true;
        Ok(Some(()))
    }

    /// Gives the file its name, now that all of the answer is in it.
    pub(super) fn end(&mut self) -> Result<(), Failure> {
        match self {
            Self::Standard | Self::Device(..) => Ok(()),
            Self::File(file) => file.finish(""),
        }
    }
}

fn write_standard(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Writes to what is there already; what is handed to this program open may be a file with something in it.
fn write_device(path: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().append(true).open(path)?.write_all(text.as_bytes())
}

/// Opens what is there already, once.
fn open_device<'f>(path: &Path, open: &'f mut Option<File>) -> io::Result<&'f File> {
    if open.is_none() {
        *open = Some(OpenOptions::new().append(true).open(path)?);
    }
    open.as_ref().ok_or_else(|| io::Error::other("it is not open"))
}

/// Tells whether a path names what this program was handed open, such as `/dev/stdout`, be it by way of links.
fn is_descriptor(path: &Path) -> bool {
    let mut path = path.to_owned();
    // More links than any system follows.
    for _ in 0..40 {
        let folder = path.parent().and_then(|folder| fs::canonicalize(folder).ok()).unwrap_or_default();
        let is_of_process = folder.starts_with("/proc") && folder.ends_with("fd");
        if is_of_process || folder == Path::new("/dev/fd") {
            return true;
        }
        match fs::read_link(&path) {
            Ok(target) => path = folder.join(target),
            Err(_) => return false,
        }
    }
    false
}

/// Makes a new file. Whoever may read and write the one that it replaces may do so with it.
#[cfg(unix)]
fn create(path: &Path, replaced: Option<&fs::Metadata>, readers: Readers) -> io::Result<File> {
    use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};

    let is_common = replaced.is_none() && readers == Readers::Usual;
    let mode = if is_common { 0o666 } else { 0o600 };
    let file = OpenOptions::new().write(true).create_new(true).mode(mode).open(path)?;
    if let Some(replaced) = replaced {
        let mode = replaced.permissions().mode() & 0o777;
        if let Err(error) = file.set_permissions(fs::Permissions::from_mode(mode)) {
            let _ = fs::remove_file(path);
            return Err(error);
        }
    }
    Ok(file)
}

/// Makes a new file.
#[cfg(not(unix))]
fn create(path: &Path, _: Option<&fs::Metadata>, _: Readers) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

fn exists(path: &Path) -> Failure {
    Failure::usage(format!("`{}` exists already", path.display()))
        .hint("add `--force` to overwrite it, or choose another name")
}

fn is_link(path: &Path, target: &Path) -> Failure {
    let (path, target) = (path.display(), target.display());
    Failure::usage(format!("`{path}` is a link to `{target}`"))
        .hint("name that file itself, or add `--force` to put a file in the place of the link")
}

impl NewFile {
    fn finish(&mut self, text: &str) -> Result<(), Failure> {
        let done = self.file.write_all(text.as_bytes()).and_then(|()| self.file.sync_all());
        match done.and_then(|()| self.publish()) {
            Ok(()) => {
                // It has its name; what it was made under goes at once, as a later run would go on with it.
                self.is_kept = false;
                let _ = fs::remove_file(&self.unfinished);
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(exists(&self.target)),
            Err(error) => Err(Failure::usage(format!("cannot write `{}`: {error}", self.target.display()))),
        }
    }

    /// Gives the complete file its name; without `force` only if nobody else has taken it meanwhile.
    fn publish(&self) -> io::Result<()> {
        #[cfg(unix)]
        if !is_one_file(&self.file.metadata()?, &fs::symlink_metadata(&self.unfinished)?) {
            return Err(io::Error::other("another run has taken its place"));
        }
        if self.force {
            return fs::rename(&self.unfinished, &self.target);
        }
        match fs::hard_link(&self.unfinished, &self.target) {
            // Some file systems know no hard links.
            Err(error) if error.kind() != ErrorKind::AlreadyExists => take(&self.unfinished, &self.target),
            result => result,
        }
    }
}

/// Gives a file a name that it takes first, so that it replaces nothing but the empty file that is made for this.
fn take(unfinished: &Path, target: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(target)?;
    fs::rename(unfinished, target).inspect_err(|_| {
        let _ = fs::remove_file(target);
    })
}

impl Drop for NewFile {
    fn drop(&mut self) {
        // Gone already when it was renamed.
        if !self.is_kept {
            let _ = fs::remove_file(&self.unfinished);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_only_while_it_is_free() {
        let folder = tempfile::tempdir().expect("a folder");
        let [unfinished, target] = ["unfinished", "target"].map(|name| folder.path().join(name));
        fs::write(&unfinished, "new").expect("a file");
        fs::write(&target, "old").expect("a file");
        let refused = take(&unfinished, &target).expect_err("it is there");
        assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&target).expect("a file"), "old");
        fs::remove_file(&target).expect("a file");
        take(&unfinished, &target).expect("it is free");
        assert_eq!(fs::read_to_string(&target).expect("a file"), "new");
        assert!(!unfinished.exists());
        take(&unfinished, &folder.path().join("other")).expect_err("there is nothing to name");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    /// What stands in the way of a file of ours is taken away, and never written through.
    #[cfg(unix)]
    #[test]
    fn a_mark_is_for_its_owner_and_follows_no_link() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().expect("a folder");
        let [mark, other] = ["mark", "other"].map(|name| folder.path().join(name));
        fs::write(&other, "other").expect("a file");
        for link in [&mark, &beside(&mark, ".new")] {
            std::os::unix::fs::symlink(&other, link).expect("a link");
        }
        for text in ["one", "two"] {
            replace_personal(&mark, text.as_bytes()).expect("it is written");
            assert_eq!(fs::read_to_string(&mark).expect("a file"), text);
        }
        let found = mark.symlink_metadata().expect("a file");
        assert!(found.is_file() && found.permissions().mode() & 0o777 == 0o600, "{found:?}");
        assert_eq!(fs::read_to_string(&other).expect("a file"), "other");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
        replace_personal(&folder.path().join("no/mark"), b"").expect_err("there is no such folder");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_takes_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let [unfinished, target] = ["unfinished", "target"].map(|name| folder.path().join(name));
        fs::write(&unfinished, "new").expect("a file");
        std::os::unix::fs::symlink("nowhere", &target).expect("a link");
        let refused = take(&unfinished, &target).expect_err("it is there");
        assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
        assert!(target.symlink_metadata().expect("a link").is_symlink());
    }
}
