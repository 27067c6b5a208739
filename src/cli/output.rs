//! Where the answer goes: the standard output, or a file that appears whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
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
    Device(PathBuf),
}

/// A file in the making: it has another name until it is complete.
#[derive(Debug)]
pub(super) struct NewFile {
    target: PathBuf,
    unfinished: PathBuf,
    file: File,
    force: bool,
}

impl Output {
    /// Makes sure that the file can be written, before any work is done for it.
    pub(super) fn prepare(path: &Path, force: bool) -> Result<Self, Failure> {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => {
                return Err(Failure::usage(format!("`{}` is a folder", path.display()))
                    .hint(format!("name a file in it: `{}`", path.join("plan.txt").display())));
            }
            Ok(_) if !force => return Err(exists(path)),
            Ok(found) if !found.is_file() => return Ok(Self::Device(path.to_owned())),
            // A link that leads nowhere is a file all the same.
            Err(_) if !force && path.symlink_metadata().is_ok() => return Err(exists(path)),
            Ok(_) | Err(_) => {}
        }
        let cannot = |error: &io::Error| {
            Failure::usage(format!("cannot write `{}`: {error}", path.display()))
                .hint("choose a file in a folder that exists and that you may write to")
        };
        let Some(name) = path.file_name() else {
            return Err(Failure::usage(format!("`{}` is no file name", path.display())));
        };
        let mut unfinished_name = std::ffi::OsString::from(".");
        unfinished_name.push(name);
        unfinished_name.push(format!(".{}.part", std::process::id()));
        let unfinished = path.with_file_name(unfinished_name);
        let file = OpenOptions::new().write(true).create_new(true).open(&unfinished);
        let file = file.map_err(|error| cannot(&error))?;
        Ok(Self::File(NewFile { target: path.to_owned(), unfinished, file, force }))
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
            Self::Device(path) => fs::write(&*path, text)
                .map_err(|error| Failure::usage(format!("cannot write `{}`: {error}", path.display()))),
        }
    }
}

fn write_standard(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

fn exists(path: &Path) -> Failure {
    Failure::usage(format!("`{}` exists already", path.display()))
        .hint("add `--force` to overwrite it, or choose another name")
}

impl NewFile {
    fn finish(&mut self, text: &str) -> Result<(), Failure> {
        let done = self.file.write_all(text.as_bytes()).and_then(|()| self.file.sync_all());
        match done.and_then(|()| self.publish()) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(exists(&self.target)),
            Err(error) => Err(Failure::usage(format!("cannot write `{}`: {error}", self.target.display()))),
        }
    }

    /// Gives the complete file its name; without `force` only if nobody else has taken it meanwhile.
    fn publish(&self) -> io::Result<()> {
        if self.force {
            return fs::rename(&self.unfinished, &self.target);
        }
        match fs::hard_link(&self.unfinished, &self.target) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => {
                // Some file systems know no hard links.
                if self.target.exists() {
                    Err(ErrorKind::AlreadyExists.into())
                } else {
                    fs::rename(&self.unfinished, &self.target)
                }
            }
            result => result,
        }
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        // Gone already when it was renamed.
        let _ = fs::remove_file(&self.unfinished);
    }
}
