//! How much of a catalog is read: the sizes of its files, alone and together.

use crate::diagnostic::{Diagnostic, SourceFile, code};
use crate::limits::{CATALOG_BYTES, CATALOG_FILE_BYTES, CATALOG_FILES, CATALOG_TABLES, CATALOG_VALUES};

use super::super::raw::Form;

/// What is too large.
#[derive(Default)]
pub(super) struct Excess {
    /// The numbers of the files that are not read, in order.
    pub(super) unread: Vec<usize>,
    /// Why.
    pub(super) mistakes: Vec<Diagnostic>,
}

impl Excess {
    fn report(&mut self, message: String, help: String) {
        self.mistakes.push(Diagnostic::error(code::TOO_LARGE, message).with_help(help));
    }
}

/// Finds the files of a catalog that are too large, or too many; with each file come its layer and its form.
pub(super) fn excess(files: &[SourceFile], forms: &[(usize, Form)]) -> Excess {
    let mut excess = Excess::default();
    let (mut bytes, mut values, mut tables) = (0_u64, 0_usize, 0_usize);
    let (mut full, mut crowded) = (false, false);
    for (number, (file, (_, form))) in files.iter().zip(forms).enumerate() {
        let size = file.text.len() as u64;
        bytes += size;
        if number == CATALOG_FILES {
            excess.report(
                format!("the catalog has {} files, and at most {CATALOG_FILES} are read", files.len()),
                "join files: one may hold any number of entries".to_owned(),
            );
        }
        if number >= CATALOG_FILES || full || crowded {
            excess.unread.push(number);
            continue;
        }
        if size > CATALOG_FILE_BYTES {
            excess.report(
                format!("`{}` is larger than {} MiB", file.path, CATALOG_FILE_BYTES >> 20),
                "divide the file into several".to_owned(),
            );
            excess.unread.push(number);
            continue;
        }
        if bytes > CATALOG_BYTES {
            full = true;
            excess.unread.push(number);
            excess.report(too_large(), beyond(&file.path));
            continue;
        }
        if *form != Form::Table {
            values += separators(&file.text);
            tables += openings(&file.text);
        }
        let too_many = [(values, CATALOG_VALUES, "values"), (tables, CATALOG_TABLES, "tables")];
        if let Some((_, most, what)) = too_many.into_iter().find(|(found, most, _)| found > most) {
            crowded = true;
            excess.unread.push(number);
            excess
                .report(format!("the files of the catalog hold more than {most} {what}"), beyond(&file.path));
        }
    }
    excess
}

/// Returns what is wrong with a catalog of too many bytes.
pub(super) fn too_large() -> String {
    format!("the files of the catalog are larger than {} MiB", CATALOG_BYTES >> 20)
}

/// Returns what to do about the file that is one too many.
pub(super) fn beyond(path: &str) -> String {
    format!("`{path}` is beyond the limit; is this the right folder?")
}

/// Counts the signs of which every value, and every mistake of syntax, needs one of its own.
fn separators(text: &str) -> usize {
    text.bytes().filter(|byte| matches!(byte, b',' | b'=' | b'[' | b'{' | b'\n')).count()
}

/// Counts the signs of which every table needs one of its own.
fn openings(text: &str) -> usize {
    let headers = text.lines().filter(|line| line.trim_start().starts_with('[')).count();
    headers + text.bytes().filter(|byte| matches!(byte, b'{' | b'.')).count()
}
