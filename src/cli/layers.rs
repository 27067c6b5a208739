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
    /// The command or option after which it was named.
    base_of: &'static str,
    /// The folder of the person's own, laid over the shipped catalog.
    pub(super) own: Option<PathBuf>,
    /// The folders laid over it, in order.
    pub(super) over: Vec<PathBuf>,
}

impl Layers {
    /// Returns what the options ask for, and the person's own folder where the shipped catalog is used.
    ///
    /// * `base`: the folder that `check` was given.
    pub(super) fn new(folders: &Folders, base: Option<&Path>) -> Self {
        let base_of = if base.is_some() { "check" } else { "--catalog" };
        let base = base.or(folders.catalog.as_deref()).map(Path::to_owned);
        let looks = base.is_none() && !folders.no_own_catalog;
        let own = places::existing_own_catalog().filter(|_| looks);
        Self { base, base_of, own, over: folders.with.clone() }
    }

    /// Tells whether there is nothing but the catalog at the bottom.
    pub(super) fn is_bare(&self) -> bool {
        self.own.is_none() && self.over.is_empty()
    }

    /// Loads the catalog.
    pub(super) fn load(&self) -> Result<Catalog, Failure> {
        self.refuse_repeated()?;
        let loaded = if self.base.is_none() && self.is_bare() {
            builtin::builtin()
        } else {
            load::from_layers(self.read()?)
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
        self.read()
    }

    /// Returns the folder of each layer, the lowest first; `None` for the shipped catalog.
    pub(super) fn folders(&self) -> impl Iterator<Item = Option<&Path>> {
        let above = self.own.iter().chain(&self.over).map(|folder| Some(folder.as_path()));
        std::iter::once(self.base.as_deref()).chain(above)
    }

    /// Returns the uppermost folder that was named; `None` where none was.
    pub(super) fn top(&self) -> Option<&Path> {
        self.over.last().or(self.base.as_ref()).map(PathBuf::as_path)
    }

    /// Returns the same folders without the person's own; `None` where that is none of them, or is all that there is.
    pub(super) fn without_own(&self) -> Option<Self> {
        let has_others = self.own.is_some() && !self.over.is_empty();
        has_others.then(|| Self { own: None, ..self.clone() })
    }

    /// Refuses a folder that is named twice: it would clash with itself in everything that it says.
    fn refuse_repeated(&self) -> Result<(), Failure> {
        let mut seen: Vec<PathBuf> = Vec::new();
        for folder in self.base.iter().chain(&self.own).chain(&self.over) {
            let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
            if seen.contains(&real) {
                let message = format!("`{}` is laid over itself", folder.display());
                let is_own =
                    self.own.as_ref().is_some_and(|own| own.canonicalize().is_ok_and(|own| own == real));
                return Err(Failure::usage(message).hint(if is_own {
                    "it is your own catalog, which is laid over the shipped one unasked: leave it out after `--with`, or add \
                     `--no-own-catalog`"
                } else {
                    "name each folder once"
                }));
            }
            seen.push(real);
        }
        Ok(())
    }

    fn read(&self) -> Result<Vec<Layer>, Failure> {
        let base = match &self.base {
            Some(folder) => read(folder, self.base_of)?,
            None => Layer::from_files(builtin::files()),
        };
        if self.is_bare() {
            return Ok(vec![base]);
        }
        let name = self.base.as_deref().map_or(SHIPPED.to_owned(), |folder| folder.display().to_string());
        let mut layers = vec![base.named(&name)];
        if let Some(folder) = &self.own {
            let own = Layer::from_folder(folder).map_err(|error| self.failure(error))?;
            layers.push(own.named(&folder.display().to_string()));
        }
        for folder in &self.over {
            layers.push(read(folder, "--with")?.named(&folder.display().to_string()));
        }
        Ok(layers)
    }

    fn failure(&self, error: CatalogError) -> Failure {
        let failure = Failure::from(error);
        match &self.own {
            Some(folder) if !self.over.is_empty() => failure.hint(format!(
                "your own catalog `{}` is laid below what `--with` names: `--no-own-catalog` leaves it out",
                folder.display()
            )),
            Some(folder) => failure.hint(format!(
                "`{}` is your own catalog, laid over the shipped one: mend it, or leave it out with `--no-own-catalog`",
                folder.display()
            )),
            None => failure,
        }
    }
}

/// Reads a folder that was named after a command or an option.
fn read(folder: &Path, named_after: &str) -> Result<Layer, Failure> {
    Layer::from_folder(folder).map_err(|error| {
        Failure::from(error).hint(format!(
            "`{named_after}` takes a folder with `.toml` files, such as catalog.toml and those below roles/"
        ))
    })
}
