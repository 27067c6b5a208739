//! The ways to a catalog, by the name of what is at hand.

use std::path::Path;

use crate::diagnostic::SourceFile;

use super::Catalog;
use super::load::{self, CatalogError};
use super::raw::HEADER_FILE;

impl Catalog {
    /// Reads a catalog from one text in TOML, which holds the header and every entry.
    ///
    /// [`load`](mod@load) documents the format. In mistakes the text has the path `catalog.toml`.
    ///
    /// # Errors
    /// When the text holds mistakes; all of them are in the error.
    ///
    /// ```
    /// use careerpath::catalog::Catalog;
    /// use careerpath::catalog::load::CatalogError;
    ///
    /// let text = "[[role]]\nid = \"nurse\"\ntitle = \"Nurse\"\ntrack = \"clinical\"\nlevel = \"feeder\"";
    /// let catalog = Catalog::from_text(text)?;
    /// assert_eq!(catalog.role(catalog.find_role("Nurse")?).id, "nurse");
    ///
    /// let wrong = text.replace("feeder", "feedre");
    /// let Err(CatalogError::Invalid { diagnostics, .. }) = Catalog::from_text(&wrong) else { panic!() };
    /// let [mistake] = diagnostics.as_slice() else { panic!("one mistake") };
    /// assert_eq!(mistake.code, "unknown-word");
    /// assert_eq!(&wrong[mistake.labels[0].span.clone()], "\"feedre\"");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_text(text: &str) -> Result<Self, CatalogError> {
        Self::from_texts([(HEADER_FILE, text)])
    }

    /// Reads a catalog from texts with their paths, in any order: `catalog.toml` is the file with the header, what
    /// ends in `.csv` a table of wages or outlooks, and everything else a file of entries.
    ///
    /// # Errors
    /// When the texts hold mistakes; all of them are in the error.
    pub fn from_texts<Path: Into<String>, Text: Into<String>>(
        texts: impl IntoIterator<Item = (Path, Text)>,
    ) -> Result<Self, CatalogError> {
        let file = |(path, text): (Path, Text)| SourceFile { path: path.into(), text: text.into() };
        load::from_files(texts.into_iter().map(file).collect())
    }

    /// Reads the catalog in a folder. [`load::from_layers`] lays several over each other.
    ///
    /// Files are read by [`load`](mod@load) and by [`profile::file::read`], and nowhere else in the library.
    ///
    /// # Errors
    /// When the folder cannot be read, or its files hold mistakes.
    ///
    /// [`profile::file::read`]: ../profile/file/fn.read.html
    pub fn from_folder(folder: impl AsRef<Path>) -> Result<Self, CatalogError> {
        load::from_folder(folder.as_ref())
    }

    /// Returns the shipped catalog, of health informatics.
    ///
    /// # Errors
    /// Never for a released version: a test loads it.
    #[cfg(catalog_is_frozen)]
    pub fn builtin() -> Result<Self, CatalogError> {
        super::builtin::builtin()
    }
}
