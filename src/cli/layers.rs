//! Which catalog is meant: the shipped one or another, and the folders laid over it.

use std::path::{Path, PathBuf};

use crate::catalog::load::{self, CatalogError, Inspection, Layer};
use crate::catalog::{Catalog, builtin};
use crate::diagnostic::{Diagnostic, code};

use super::error::Failure;
use super::options::Folders;
use super::places;

/// What the paths of the shipped files are shown below, where other files may be meant too.
pub(super) const SHIPPED: &str = "shipped";

/// How many entries a folder lacks at least before it is compared with the shipped catalog.
const SEVERAL: usize = 3;

/// Tells whether a mistake is that of naming what is not there.
fn is_lacking(diagnostic: &Diagnostic) -> bool {
    let codes = [
        code::UNKNOWN_CREDENTIAL,
        code::UNKNOWN_DOMAIN,
        code::UNKNOWN_ROLE,
        code::UNKNOWN_SKILL,
        code::UNKNOWN_SETTING,
        code::UNKNOWN_SOURCE,
        code::UNKNOWN_SURVEY,
    ];
    codes.contains(&diagnostic.code)
}

/// The folders that a catalog is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layers {
    /// The whole catalog at the bottom; `None` for the shipped one.
    pub(super) base: Option<PathBuf>,
    /// The folder of the person's own, laid over the shipped catalog.
    pub(super) own: Option<PathBuf>,
    /// The folders laid over it, in order.
    pub(super) over: Vec<PathBuf>,
}

impl Layers {
    /// Returns what the options ask for, and the person's own folder where the shipped catalog is used.
    pub(super) fn new(folders: &Folders, base: Option<&Path>) -> Self {
        let base = base.or(folders.catalog.as_deref()).map(Path::to_owned);
        let looks = base.is_none() && !folders.no_own_catalog;
        let own = places::existing_own_catalog().filter(|_| looks);
        Self { base, own, over: folders.with.clone() }
    }

    /// Tells whether there is nothing but the catalog at the bottom.
    pub(super) fn is_bare(&self) -> bool {
        self.own.is_none() && self.over.is_empty()
    }

    /// Loads the catalog.
    pub(super) fn load(&self) -> Result<Catalog, Failure> {
        self.refuse_repeated()?;
        let loaded = match &self.base {
            None if self.is_bare() => builtin::builtin(),
            Some(folder) if self.is_bare() => load::from_folder(folder),
            _ => self.read().and_then(load::from_layers),
        };
        loaded.map_err(|mut error| {
            if let CatalogError::Invalid { diagnostics, .. } = &mut error {
                let misjudged = self.misjudged(diagnostics);
                diagnostics.splice(0..0, misjudged);
            }
            self.failure(error)
        })
    }

    /// Loads the catalog with everything that can be said about its files.
    pub(super) fn inspect(&self) -> Result<Inspection, Failure> {
        let mut inspection = self.layers().map(load::inspect)?;
        let misjudged = self.misjudged(&inspection.diagnostics);
        inspection.diagnostics.splice(0..0, misjudged);
        Ok(inspection)
    }

    /// Says of a folder that is judged as a whole catalog that it is meant to be laid over another, if it is: it changes
    /// what only another can have, or most of what it lacks is in the shipped one.
    fn misjudged(&self, diagnostics: &[Diagnostic]) -> Option<Diagnostic> {
        let folder = self.base.as_deref().filter(|_| self.is_bare())?;
        let lacking = |diagnostics: &[Diagnostic]| diagnostics.iter().filter(|one| is_lacking(one)).count();
        if !diagnostics.iter().any(|one| one.code == code::NOTHING_BELOW) {
            let lacks = lacking(diagnostics);
            if lacks < SEVERAL {
                return None;
            }
            let shipped = Layer::from_files(builtin::files()).named(SHIPPED);
            let laid = load::inspect(vec![shipped, Layer::from_folder(folder).ok()?.named("over")]);
            if lacking(&laid.diagnostics) * 2 > lacks {
                return None;
            }
        }
        let folder = folder.display();
        let message =
            format!("`{folder}` is meant to be laid over another catalog, and is judged as a whole one");
        let help = format!(
            "`careerpath check --with {folder}` judges it as it is meant; change nothing before that"
        );
        Some(Diagnostic::warning(code::NOTHING_BELOW, message).with_help(help))
    }

    /// Reads the files of all folders, without looking into them.
    pub(super) fn layers(&self) -> Result<Vec<Layer>, Failure> {
        self.refuse_repeated()?;
        self.read().map_err(|error| self.failure(error))
    }

    /// Tells whether a folder was named, so that its files may be changed.
    pub(super) fn are_named(&self) -> bool {
        self.base.is_some() || !self.over.is_empty()
    }

    /// Returns the folder of a file and its path in it, by the path under which it is shown; `None` for a file of no
    /// folder that was named.
    pub(super) fn place<'l>(&'l self, shown: &'l str) -> Option<(&'l Path, &'l str)> {
        if self.is_bare() {
            return Some((self.base.as_deref()?, shown));
        }
        let below = |folder: &'l PathBuf| {
            let name = folder.display().to_string();
            let path = shown.strip_prefix(name.trim_end_matches(['/', '\\']))?.strip_prefix('/')?;
            Some((folder.as_path(), path))
        };
        // A folder may lie in another: the one with the longest name is meant.
        self.base.iter().chain(&self.over).filter_map(below).min_by_key(|(_, path)| path.len())
    }

    /// Refuses a folder that is named twice: it would clash with itself in everything that it says.
    fn refuse_repeated(&self) -> Result<(), Failure> {
        let mut seen: Vec<PathBuf> = Vec::new();
        for folder in self.base.iter().chain(&self.own).chain(&self.over) {
            let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
            if seen.contains(&real) {
                let message = format!("`{}` is laid over itself", folder.display());
                return Err(Failure::usage(message).hint("name each folder once"));
            }
            seen.push(real);
        }
        Ok(())
    }

    fn read(&self) -> Result<Vec<Layer>, CatalogError> {
        let base = match &self.base {
            Some(folder) => Layer::from_folder(folder)?,
            None => Layer::from_files(builtin::files()),
        };
        if self.is_bare() {
            return Ok(vec![base]);
        }
        let name = self.base.as_deref().map_or(SHIPPED.to_owned(), |folder| folder.display().to_string());
        let mut layers = vec![base.named(&name)];
        for folder in self.own.iter().chain(&self.over) {
            layers.push(Layer::from_folder(folder)?.named(&folder.display().to_string()));
        }
        Ok(layers)
    }

    fn failure(&self, error: CatalogError) -> Failure {
        let failure = Failure::from(error);
        match &self.own {
            Some(folder) => failure.hint(format!(
                "`{}` is your own catalog, laid over the shipped one: mend it, or leave it out with `--no-own-catalog`",
                folder.display()
            )),
            None => failure,
        }
    }
}
