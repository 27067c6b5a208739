//! Files in, a valid catalog or every mistake out.
//!
//! # The files
//!
//! A catalog is a folder. Every `.toml` file in it is read, at any depth and whatever its name; so is every
//! `.csv` file below `wages/`. A TOML file holds any number of these tables, in any order; keys in brackets
//! may be left out, and a key that is not listed is a mistake.
//!
//! | table | keys |
//! |---|---|
//! | `[[role]]` | `id`, `title`, `track`, `level` = feeder, entry, mid, senior or executive, \[`aliases`, `family`, `summary`, `skills`, `builds`, `interests`, `settings`, `gives`, `typical`, `search-months`, `requires`, `wage` = { \[`soc`, `fit` = good, fair or poor, `surveys`\] }, `sources`, `notes`\] |
//! | `[[credential]]` | `id`, `name`, `kind` = degree, license, certification, certificate, training or fellowship, \[`aliases`, `issuer`, `summary`, `url`, `implies`, `builds`, `requires`, `status` = active or retired, `renewal` = { \[`years`, `hours`, `cost`, `note`, `source`\] }, `study`, `sources`, `notes`\] |
//! | `[[credential.study]]` | `mode` = part-time or full-time, `months`, \[`hours-per-week`, `cost`, `while`, `exam` = { \[`pass-rate`, `year`, `source`\] }, `note`\] |
//! | `[[domain]]` | `id`, `name`, \[`summary`, `part-of`\] |
//! | `[[source]]` | `id`, `title`, \[`publisher`, `url`, `year`, `kind` = official, survey, postings or secondary\] |
//! | `[[skill]]` | `id`, `name`, \[`aliases`, `kind`, `summary`\] |
//! | `[[setting]]` | `id`, `name`, \[`aliases`, `industries`\] |
//! | `[[resource]]` | `id`, `name`, `kind`, \[`aliases`, `summary`, `url`, `sources`\] |
//! | `[[topic]]` | `id`, `question`, \[`aliases`, `answer`, `roles`, `credentials`, `resources`, `commands`, `related`, `sources`\] |
//! | `[[survey]]` | `id`, `title`, `statistic`, `amount` or `low` and `high`, \[`year`, `source`, `basis`, `note`\] |
//!
//! A `cost` is `{ amount = 395, year = 2024, source = "ancc", basis = "official" }`: all but the amount may be
//! left out, and a `basis` other than estimate needs a source. Without a basis, a figure is an estimate when
//! it has no source, and secondary when it has one (a survey's when it stands in a `[[survey]]`).
//!
//! A catalog that defines skills may use no others in `skills` and `builds`, by id, name or alias; one that defines
//! none may use any words. So it is with settings. A note is a text, or `{ text = "…", date = "2024-05-03",
//! source = "ancc" }` with all but the text left out at will.
//!
//! `catalog.toml` at the top may also hold
//!
//! | key | says | unless said |
//! |---|---|---|
//! | `name`, `version`, `as-of` | what the catalog is called, and the day at which its facts were judged | `catalog`, `0`, no day |
//! | `currency` | `"GBP"`, or `{ code = "GBP", symbol = "£" }`: amounts are written `£1,234` with a symbol and `1,234 GBP` without | `USD`, which has its `$` |
//! | `area` | the area that the catalog is about: tables that name none are of it, and its rows stand for an occupation | the first area of kind nation, the one called United States, or the only one there is |
//! | `[occupations]` | `name` = the classification, `pattern` = how a code is written, or a list of ways: `9` is a digit, `A` a letter from A to Z, everything else itself | `pattern = "99-9999"` |
//! | `[assumptions]` | `search-months`, `minimum-stay-months` | 3, 12 |
//!
//! A symbol has at most eight characters, none of them a digit, a blank or a sign of a number.
//!
//! # Layers
//!
//! A catalog may be laid over another ([`from_layers`]). An entry of a later layer then has an `id` of its own, or
//! `extends = "cnio"` (lists grow, other keys are replaced; `without = ["requires"]` leaves keys out first), or
//! `replaces = "cnio"`. `removes = ["cnio", "source:himss"]` in its `catalog.toml` takes entries out, and a table of
//! wages with `# replaces = true` stands in for the same rows below. What clashes without saying so is a mistake.
//!
//! What names a removed entry in a list, as an alternative or as a preference goes without it; what it implied or was
//! part of stands in its place in `implies`, `typical`, `part-of` and `gives`. What asks for it is a mistake, and so is
//! another entry of its id in the same layer or a later one.
//!
//! # Requirements
//!
//! A list of requirements asks for all of them. Each is one of
//!
//! | node | asks for |
//! |---|---|
//! | `"msn"` or `{ credential = "msn" }` | holding the credential |
//! | `{ all = […] }` | everything in the list |
//! | `{ any = […] }` | one thing in the list |
//! | `{ at-least = 2, of = […] }` | two things in the list |
//! | `{ experience = "nursing", years = 5 }` | time in the domain, in `years` or `months`; with `after = "rn-license"` only while holding that, with `within = "6y"` only lately |
//! | `{ role = "nurse", years = 2 }` | time in the role |
//!
//! Every table may also have `strength` = required, usual or preferred, `note`, `source`, `approximate = true` where
//! the source states only a part of it, `from` and `until` (months such as `"2027-01"`); a table in the list of an `any` or `of` also `rare = true`.
//!
//! # Tables of wages and outlooks
//!
//! A CSV file begins with comments that hold for all rows, such as `# source = "bls-oews"`, `# year = 2025`,
//! `# basis = "official"`, `# area = "United States"`, `# setting = "Hospitals"` or `# period = "2024-34"`; other
//! comments say what they like. Then comes a row with the names of the columns, which tell what the table holds.
//!
//! | table | columns |
//! |---|---|
//! | wages | `soc`, \[`title`, `area` or `area-code`, `setting` or `industry-code`, `employment`, `p10`, `p25`, `median`, `p75`, `p90`, `note`\] |
//! | outlooks | `soc`, at least one of `growth-percent`, `openings`, `entry-education` and `related-experience`, \[`title`\] |
//! | areas | `area-code`, `name`, \[`kind` = nation, state, metro, nonmetro or other, `abbreviation`\]; of several nations the one that counts keeps the kind |
//! | industries | `industry-code`, `name` |
//!
//! A row of wages without a setting is of all settings together. A blank cell is a figure that is withheld, and
//! a `note` may say why; what has no column or no row at all is not known. Areas and settings may be named in the rows as they
//! are. The lists of areas and industries save repeating long names: a table then names them by their codes, and
//! people may ask for an area or setting by its code too, and for a state by its abbreviation. An occupation may
//! have its title in one table only.
//!
//! ```
//! use careerpath::catalog::load::from_files;
//! use careerpath::diagnostic::SourceFile;
//!
//! let text = "[[role]]\nid = \"nurse\"\ntitle = \"Nurse\"\ntrack = \"clinical\"\nlevel = \"feeder\"";
//! let file = SourceFile { path: "roles.toml".to_owned(), text: text.to_owned() };
//! let catalog = from_files(vec![file])?;
//! assert_eq!(catalog.roles[0].title, "Nurse");
//! # Ok::<(), careerpath::catalog::load::CatalogError>(())
//! ```

mod bounds;
mod folder;

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Label, Severity, SourceFile, code};

use super::Catalog;
use super::lints::LintSetting;
use super::outline::Outline;
use super::raw::overlay::lay;
use super::raw::{self, Document, Form, Mistakes};
use super::validate::{self, Assembled};

/// Why a catalog could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogError {
    /// A file or folder could not be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The files hold mistakes; all of them are listed.
    #[error("the catalog has {}", mistakes(diagnostics))]
    Invalid {
        /// Every mistake, in the order of the files.
        diagnostics: Vec<Diagnostic>,
        /// The files, for showing the lines.
        files: Vec<SourceFile>,
    },
}

/// Reads the catalog in `folder`: every `.toml` file at any depth, and every `.csv` file below `wages`.
///
/// Names that begin with a dot are passed over. Links are followed as long as they stay in the folder, and
/// each file is read once. A link that leads elsewhere, what is no regular file, such as a pipe, and what seems to be
/// meant as a part of the catalog, such as a table outside of `wages`, are passed over with a warning: see [`Places::warnings`](super::Places::warnings).
///
/// # Errors
/// When the folder cannot be read, or its files hold mistakes.
pub fn from_folder(folder: &Path) -> Result<Catalog, CatalogError> {
    from_layers(vec![Layer::from_folder(folder)?])
}

/// Reads a catalog from texts.
///
/// A path that ends in `.csv` names a table of wages or outlooks, `catalog.toml` the file with the header,
/// and every other path a file of entries. The order of the files does not matter.
///
/// # Errors
/// When the texts hold mistakes.
pub fn from_files(files: Vec<SourceFile>) -> Result<Catalog, CatalogError> {
    from_layers(vec![Layer::from_files(files)])
}

/// What a folder holds.
#[derive(Clone, Debug, Default)]
struct Contents {
    files: Vec<SourceFile>,
    /// The path of each file that is not all text, and where its text ends.
    garbled: Vec<(String, usize)>,
    /// What is wrong with the folder as a whole.
    mistakes: Vec<Diagnostic>,
    /// What is passed over in it.
    warnings: Vec<PassedOver>,
}

/// A file or folder that is passed over.
#[derive(Clone, Debug)]
struct PassedOver {
    code: &'static str,
    /// Its path in the folder.
    path: String,
    why: String,
    help: String,
}

impl PassedOver {
    /// Says so in a layer of a name.
    fn warning(self, name: &str) -> Diagnostic {
        let path = shown(name, &self.path).into_owned();
        let message = format!("`{path}` is passed over: {}", self.why);
        let label = Label { path, span: 0..0, text: String::new() };
        Diagnostic::warning(self.code, message).with_label(label).with_help(self.help)
    }
}

/// Files that belong together: a catalog, or what is laid over the layers before it.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// What the paths of its files are shown below; empty where they are shown as they are.
    name: String,
    contents: Contents,
}

impl Layer {
    /// Makes a layer of texts, as [`from_files`] takes them.
    #[must_use]
    pub fn from_files(files: Vec<SourceFile>) -> Self {
        Self { name: String::new(), contents: Contents { files, ..Contents::default() } }
    }

    /// Reads the files of a folder, as [`from_folder`] does, without looking into them.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn from_folder(folder: &Path) -> Result<Self, CatalogError> {
        Ok(Self { name: String::new(), contents: folder::read(folder)? })
    }

    /// Returns the layer with a name, below which the paths of its files are shown.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        Self { name: name.trim_end_matches(['/', '\\']).to_owned(), ..self }
    }

    /// Returns the layer with the texts that its files have among others, by the paths under which they are shown.
    #[must_use]
    pub fn with_texts(mut self, files: &[SourceFile]) -> Self {
        let texts: HashMap<&str, &String> =
            files.iter().map(|file| (file.path.as_str(), &file.text)).collect();
        for file in &mut self.contents.files {
            if let Some(text) = texts.get(shown(&self.name, &file.path).as_ref()) {
                file.text.clone_from(text);
            }
        }
        self
    }

    /// Returns the files, with their paths in the folder.
    #[must_use]
    pub fn files(&self) -> &[SourceFile] {
        &self.contents.files
    }

    /// Returns the files with the paths under which they are shown.
    #[must_use]
    pub fn shown_files(&self) -> Vec<SourceFile> {
        let shown = |file: &SourceFile| SourceFile {
            path: shown(&self.name, &file.path).into_owned(),
            text: file.text.clone(),
        };
        self.contents.files.iter().map(shown).collect()
    }
}

/// Returns the path under which a file of a layer is shown.
fn shown<'p>(name: &str, path: &'p str) -> Cow<'p, str> {
    if name.is_empty() { path.into() } else { format!("{name}/{path}").into() }
}

/// Reads a catalog from layers: a whole catalog, and folders that add to it, change it or take from it, in order.
///
/// # Errors
/// When the files hold mistakes, or two layers define the same without saying which is meant.
pub fn from_layers(layers: Vec<Layer>) -> Result<Catalog, CatalogError> {
    let Inspection { catalog, diagnostics, files, .. } = look(layers, false);
    catalog.ok_or(CatalogError::Invalid { diagnostics, files })
}

/// Everything that can be said about the files of a catalog without knowing what it is for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Inspection {
    /// The catalog; `None` where there are mistakes.
    pub catalog: Option<Catalog>,
    /// Every mistake, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// The files of all layers, for showing the lines.
    pub files: Vec<SourceFile>,
    /// The number of the layer that each file is of, the lowest layer being 0.
    pub layers: Vec<usize>,
    /// Where everything in the catalog stands; empty where there are mistakes.
    pub outline: Outline,
    /// What the catalog says of the rules that judge it, the earlier layers first.
    pub lints: Vec<LintSetting>,
}

/// Reads a catalog as [`from_layers`] does, and keeps where everything in it stands.
#[must_use]
pub fn inspect(layers: Vec<Layer>) -> Inspection {
    look(layers, true)
}

fn look(layers: Vec<Layer>, wants_outline: bool) -> Inspection {
    let mut files = Vec::new();
    let mut forms = Vec::new();
    let mut garbled = Vec::new();
    let mut of_folders = Vec::new();
    let mut warnings = Vec::new();
    let mut names = Vec::new();
    for (number, Layer { name, contents }) in layers.into_iter().enumerate() {
        let Contents { files: mut of_layer, garbled: of_garbled, mistakes, warnings: of_warnings } = contents;
        let of_garbled: HashMap<String, usize> = of_garbled.into_iter().collect();
        of_layer.sort_by(|left, right| left.path.cmp(&right.path));
        for SourceFile { path, text } in of_layer {
            forms.push((number, raw::form_of(&path)));
            garbled.push(of_garbled.get(&path).copied());
            files.push(SourceFile { path: shown(&name, &path).into_owned(), text });
        }
        of_folders.extend(mistakes);
        warnings.extend(of_warnings.into_iter().map(|passed_over| passed_over.warning(&name)));
        names.push(name);
    }
    let excess = bounds::excess(&files, &forms);
    let of_files = forms.iter().map(|(layer, _)| *layer).collect();
    let (mut catalog, diagnostics, outline, lints) = {
        let mut mistakes = Mistakes::new(&files);
        let texts: Vec<_> =
            files.iter().zip(&forms).map(|(file, (_, form))| raw::toml_part(&file.text, *form)).collect();
        let mut documents = Vec::with_capacity(files.len());
        for (number, (layer, form)) in forms.into_iter().enumerate() {
            match garbled[number] {
                _ if excess.unread.binary_search(&number).is_ok() => mistakes.leave_unread(number),
                Some(end) => mistakes.report_garbled(number, end),
                None => documents.push(raw::parse(number, layer, form, &texts[number], &mut mistakes)),
            }
        }
        for diagnostic in of_folders.into_iter().chain(excess.mistakes) {
            mistakes.report_everywhere(diagnostic);
        }
        if names.len() > 1 && !mistakes.any_broken() {
            warnings.extend(empty_layers(&names, &documents));
        }
        let (documents, removed) = lay(documents, &mut mistakes);
        let Assembled { catalog, mistakes, entries, lints } =
            validate::assemble(&files, &documents, &removed, &names, mistakes);
        let outline = if wants_outline && mistakes.is_empty() {
            Outline::new(&files, &documents, &entries, &mistakes)
        } else {
            Outline::default()
        };
        (catalog, mistakes.into_sorted(), outline, lints)
    };
    let is_error = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
    let catalog = (!diagnostics.iter().any(is_error)).then(|| {
        catalog.places.warnings.clone_from(&warnings);
        catalog
    });
    // What is passed over may be what is missed.
    let diagnostics = warnings.into_iter().chain(diagnostics).collect();
    Inspection { catalog, diagnostics, files, layers: of_files, outline, lints }
}

/// Returns a warning of each layer that holds nothing.
fn empty_layers(names: &[String], documents: &[Document<'_>]) -> Vec<Diagnostic> {
    let is_empty = |layer: usize| {
        let mut of_layer = documents.iter().filter(|document| document.layer == layer);
        of_layer.all(|document| document.form != Form::Table && document.table.is_empty())
    };
    let warning = |(_, name): (usize, &String)| {
        let message = format!("there is nothing to lay over in `{name}`");
        let help =
            "is this the right folder? Entries stand in `.toml` files, tables in `.csv` files below `wages/`";
        Diagnostic::warning(code::EMPTY_CATALOG, message).with_help(help.to_owned())
    };
    names.iter().enumerate().skip(1).filter(|(layer, _)| is_empty(*layer)).map(warning).collect()
}

/// Says how many mistakes there are, warnings aside.
fn mistakes(diagnostics: &[Diagnostic]) -> String {
    let is_mistake = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    let number = diagnostics.iter().filter(is_mistake).count();
    format!("{number} mistake{}", if number == 1 { "" } else { "s" })
}

/// The folder of the tables.
const WAGES: &str = "wages/";

/// Tells whether a file of the folder is part of the catalog, by its path below it.
pub(super) fn is_catalog_file(shown: &str) -> bool {
    let extension = shown.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("toml")
        || (extension.eq_ignore_ascii_case("csv") && shown.starts_with(WAGES))
}
