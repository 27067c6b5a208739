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
//! `catalog.toml` at the top may also hold `name`, `version`, `as-of`, `currency`, and under `[assumptions]`
//! `search-months` (3 unless said) and `minimum-stay-months` (12 unless said).
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
//! | areas | `area-code`, `name`, \[`kind` = nation, state, metro, nonmetro or other, `abbreviation`\] |
//! | industries | `industry-code`, `name` |
//!
//! A row of wages without a setting is of all settings together. A blank cell is a figure that is withheld, and
//! a `note` may say why; what has no row at all is not known. Areas and settings may be named in the rows as they
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

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Severity, SourceFile};

use super::raw::{self, Mistakes};
use super::{Catalog, validate};

/// Why a catalog could not be loaded.
#[derive(Debug, thiserror::Error)]
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
/// each file is read once. A link that leads elsewhere and what is no regular file, such as a pipe, are passed over with
/// a warning: see [`Places::warnings`](super::Places::warnings).
///
/// # Errors
/// When the folder cannot be read, or its files hold mistakes.
pub fn from_folder(folder: &Path) -> Result<Catalog, CatalogError> {
    from_folder_with_files(folder).map(|(catalog, _)| catalog)
}

/// Does the same, and returns the files too, in the order of their paths.
///
/// # Errors
/// When the folder cannot be read, or its files hold mistakes.
pub fn from_folder_with_files(folder: &Path) -> Result<(Catalog, Vec<SourceFile>), CatalogError> {
    assemble(folder::read(folder)?)
}

/// Reads a catalog from texts.
///
/// A path that ends in `.csv` names a table of wages or outlooks, `catalog.toml` the file with the header,
/// and every other path a file of entries. The order of the files does not matter.
///
/// # Errors
/// When the texts hold mistakes.
pub fn from_files(files: Vec<SourceFile>) -> Result<Catalog, CatalogError> {
    assemble(Contents { files, ..Contents::default() }).map(|(catalog, _)| catalog)
}

/// Reads the files of a catalog folder without looking into them, in the order of their paths. What is no
/// text in them is replaced by `\u{fffd}`.
///
/// # Errors
/// When the folder cannot be read.
pub fn read_folder(folder: &Path) -> Result<Vec<SourceFile>, CatalogError> {
    folder::read(folder).map(|contents| contents.files)
}

/// What a folder holds.
#[derive(Default)]
struct Contents {
    files: Vec<SourceFile>,
    /// The path of each file that is not all text, and where its text ends.
    garbled: Vec<(String, usize)>,
    /// What is wrong with the folder as a whole.
    mistakes: Vec<Diagnostic>,
    /// What is passed over in it.
    warnings: Vec<Diagnostic>,
}

fn assemble(contents: Contents) -> Result<(Catalog, Vec<SourceFile>), CatalogError> {
    let Contents { mut files, garbled, mistakes: of_folder, warnings } = contents;
    files.sort_by(|left, right| left.path.cmp(&right.path));
    let garbled: HashMap<String, usize> = garbled.into_iter().collect();
    let excess = bounds::excess(&files);
    let (mut catalog, diagnostics) = {
        let mut mistakes = Mistakes::new(&files);
        let texts: Vec<_> = files.iter().map(raw::toml_part).collect();
        let mut documents = Vec::with_capacity(files.len());
        for (number, file) in files.iter().enumerate() {
            match garbled.get(&file.path) {
                _ if excess.unread.binary_search(&number).is_ok() => mistakes.leave_unread(number),
                Some(end) => mistakes.report_garbled(number, *end),
                None => documents.push(raw::parse(number, &texts[number], &mut mistakes)),
            }
        }
        for diagnostic in of_folder.into_iter().chain(excess.mistakes) {
            mistakes.report_everywhere(diagnostic);
        }
        let (catalog, mistakes) = validate::assemble(&files, &documents, mistakes);
        (catalog, mistakes.into_sorted())
    };
    if diagnostics.is_empty() {
        catalog.places.warnings = warnings;
        return Ok((catalog, files));
    }
    // What is passed over may be what is missed.
    let diagnostics = warnings.into_iter().chain(diagnostics).collect();
    Err(CatalogError::Invalid { diagnostics, files })
}

/// Says how many mistakes there are, warnings aside.
fn mistakes(diagnostics: &[Diagnostic]) -> String {
    let is_mistake = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    let number = diagnostics.iter().filter(is_mistake).count();
    format!("{number} mistake{}", if number == 1 { "" } else { "s" })
}

/// Tells whether a file of the folder is part of the catalog, by its path below it.
pub(super) fn is_catalog_file(shown: &str) -> bool {
    let extension = shown.rsplit_once('.').map_or("", |(_, extension)| extension);
    extension.eq_ignore_ascii_case("toml")
        || (extension.eq_ignore_ascii_case("csv") && shown.starts_with("wages/"))
}
