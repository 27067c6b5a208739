//! Raw files: trees of TOML values with their places, before anything is known of what they mean.
//!
//! Nothing here decides whether a catalog is valid. Of a file that is not TOML the first slip is reported; what it
//! seems to define is known all the same, so that the slip makes no mistakes in other files.

pub(crate) mod overlay;
pub(super) mod reader;
pub(super) mod table;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use rustc_hash::FxHashMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::validate::index::Kind;
use crate::diagnostic::{Diagnostic, Edit, Label, SourceFile, code, similar, syntax};
use crate::limits::{CATALOG_MISTAKES, COMPARED, NAME_BYTES};

/// A value with its place.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// The file of the catalog as a whole.
pub(super) const HEADER_FILE: &str = "catalog.toml";

/// The number of the file of an entry that several files make together. Its places are on the number line of
/// all files, one after another.
pub(super) const ALL_FILES: usize = usize::MAX;

/// The mistakes found so far.
pub(super) struct Mistakes<'a> {
    files: &'a [SourceFile],
    /// Where each file starts on the number line of all files.
    starts: Vec<usize>,
    found: Vec<(usize, Diagnostic)>,
    /// The files that are not valid TOML. What is left of their trees is read so that their ids are known,
    /// but what it says of other mistakes cannot be trusted.
    broken: BTreeSet<usize>,
    /// The keys that a layer left out of an entry, by the word for its kind, its id and the key; the places are on the
    /// number line of all files.
    left_out: FxHashMap<(&'static str, String, String), Range<usize>>,
    /// What the broken files seem to define, once somebody asks.
    lost: OnceCell<HashSet<&'a str>>,
    /// Where mistakes go that are too many to be listed, and their number.
    spare: Diagnostic,
    more: usize,
    /// The pairs of letters that may still be compared for suggestions.
    room: u64,
}

impl<'a> Mistakes<'a> {
    pub(super) fn new(files: &'a [SourceFile]) -> Self {
        let starts = files.iter().scan(0, |end, file| {
            let start = *end;
            *end += file.text.len() + 1;
            Some(start)
        });
        let starts = starts.collect();
        Self {
            files,
            starts,
            found: Vec::new(),
            broken: BTreeSet::new(),
            left_out: FxHashMap::default(),
            lost: OnceCell::new(),
            spare: Diagnostic::error(code::TOO_LARGE, ""),
            more: 0,
            room: COMPARED,
        }
    }

    /// Reports a mistake at a place, and returns it so that help and further places can be added.
    pub(super) fn report(
        &mut self,
        code: &'static str,
        file: usize,
        span: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> &mut Diagnostic {
        let label = self.label(file, span.clone(), label);
        let (file, _) = self.locate(file, span);
        self.add(file, Diagnostic::error(code, message).with_label(label))
    }

    fn add(&mut self, file: usize, diagnostic: Diagnostic) -> &mut Diagnostic {
        if self.is_full() {
            self.more += 1;
            self.spare = diagnostic;
            return &mut self.spare;
        }
        self.found.push((file, diagnostic));
        let last = self.found.len() - 1;
        &mut self.found[last].1
    }

    /// Returns the texts that are close to a wrong one; none once so many mistakes have been made that looking for
    /// more would take too long.
    pub(super) fn similar<'t>(
        &mut self,
        wanted: &str,
        candidates: impl Iterator<Item = &'t str>,
    ) -> Vec<&'t str> {
        if self.room == 0 || self.is_full() {
            return Vec::new();
        }
        // Texts of no letters are looked at too.
        let mut letters: u64 = 0;
        let counted = candidates.inspect(|candidate| letters += candidate.len() as u64 + 1);
        let candidates: Vec<&str> = counted.filter(|candidate| candidate.len() <= NAME_BYTES).collect();
        self.room = self.room.saturating_sub(letters.saturating_mul(wanted.len() as u64 + 1));
        if self.room == 0 { Vec::new() } else { similar(wanted, candidates) }
    }

    /// Tells whether so many mistakes have been found that no more are listed.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= CATALOG_MISTAKES
    }

    /// Makes a label for a place.
    pub(super) fn label(&self, file: usize, span: Range<usize>, text: impl Into<String>) -> Label {
        let (file, span) = self.locate(file, span);
        Label { path: self.files[file].path.clone(), span, text: text.into() }
    }

    /// Returns what stands at a place.
    pub(super) fn written(&self, file: usize, span: &Range<usize>) -> &'a str {
        let (file, span) = self.locate(file, span.clone());
        self.files[file].text.get(span).unwrap_or_default()
    }

    /// Makes an edit that puts something else at a place.
    pub(super) fn edit(&self, file: usize, span: &Range<usize>, replacement: String) -> Edit {
        let (file, span) = self.locate(file, span.clone());
        Edit { path: self.files[file].path.clone(), span, replacement }
    }

    /// Makes an edit that takes an item out of its list.
    pub(super) fn removal(&self, file: usize, item: &Range<usize>) -> Edit {
        let (file, item) = self.locate(file, item.clone());
        Edit::removing_item(&self.files[file], &item)
    }

    /// Returns the file of a place, and the place in it.
    pub(super) fn locate(&self, file: usize, span: Range<usize>) -> (usize, Range<usize>) {
        if file != ALL_FILES {
            return (file, span);
        }
        let file = self.starts.partition_point(|start| *start <= span.start).saturating_sub(1);
        let start = self.starts[file];
        (file, span.start - start..span.end.saturating_sub(start))
    }

    /// Returns a place of a file as one on the number line of all files.
    pub(super) fn on_line(&self, file: usize, span: &Range<usize>) -> Range<usize> {
        let start = if file == ALL_FILES { 0 } else { self.starts[file] };
        span.start + start..span.end + start
    }

    /// Reports a mistake without a place.
    pub(super) fn report_everywhere(&mut self, diagnostic: Diagnostic) {
        self.add(usize::MAX, diagnostic);
    }

    /// Leaves a file unread, for a reason that is reported elsewhere.
    pub(super) fn leave_unread(&mut self, file: usize) {
        self.broken.insert(file);
    }

    /// Reports a file that is no text from a byte on.
    pub(super) fn report_garbled(&mut self, file: usize, end: usize) {
        let message = format!("not UTF-8 text: `{}`", self.files[file].path);
        self.broken.insert(file);
        let span = end..end + char::REPLACEMENT_CHARACTER.len_utf8();
        self.report(code::NOT_TEXT, file, span, message, "not UTF-8 from here on").help =
            Some("save the file as UTF-8, or move it out of the folder".to_owned());
    }

    /// Remembers that a layer left a key out of an entry, at a place on the number line of all files.
    fn leave_out(&mut self, word: &'static str, id: &str, key: &str, place: Range<usize>) {
        self.left_out.insert((word, id.to_owned(), key.to_owned()), place);
    }

    /// Returns where a layer left a key out of an entry, on the number line of all files.
    pub(super) fn where_left_out(&self, word: &'static str, id: &str, key: &str) -> Option<Range<usize>> {
        self.left_out.get(&(word, id.to_owned(), key.to_owned())).cloned()
    }

    /// Tells whether a file that cannot be read to its end seems to hold an entry with this id. No more files are
    /// found to be broken once somebody asks.
    pub(super) fn may_be_lost(&self, id: &str) -> bool {
        let lost = self.lost.get_or_init(|| {
            let texts = self.broken.iter().map(|&file| self.files[file].text.as_str());
            let lines = texts.flat_map(str::lines).filter(|line| line.trim_start().starts_with("id"));
            lines.flat_map(|line| line.split('"')).collect()
        });
        lost.contains(id)
    }

    /// Tells whether a file cannot be read to its end.
    pub(super) fn any_broken(&self) -> bool {
        !self.broken.is_empty()
    }

    /// Tells whether nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Returns all mistakes in the order of the files, and of the text in each file.
    pub(super) fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.found.retain(|(file, diagnostic)| is_of_file(diagnostic) || !self.broken.contains(file));
        self.found.sort_by_key(|(file, diagnostic)| {
            (*file, diagnostic.labels.first().map_or(0, |label| label.span.start))
        });
        let mut all: Vec<Diagnostic> = self.found.into_iter().map(|(_, diagnostic)| diagnostic).collect();
        if self.more > 0 {
            let message = format!(
                "the catalog has {} mistakes more than the {CATALOG_MISTAKES} that are listed",
                self.more
            );
            all.push(
                Diagnostic::error(code::TOO_LARGE, message).with_help("mend the others first".to_owned()),
            );
        }
        all
    }
}

/// Tells whether a mistake is one of a file as such, and not of what it says.
fn is_of_file(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.code, code::SYNTAX | code::NOT_TEXT)
}

/// One file as a tree.
pub(super) struct Document<'a> {
    pub(super) file: usize,
    /// The number of the layer that the file belongs to.
    pub(super) layer: usize,
    pub(super) form: Form,
    pub(super) table: DeTable<'a>,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The catalog's header, and perhaps entries.
    Header,
    /// Entries.
    Entries,
    /// A table of wages or outlooks, of which the leading comments are the tree.
    Table,
}

/// Tells what a file holds by its path in the folder.
pub(super) fn form_of(path: &str) -> Form {
    let extension = path.rsplit('.').next().unwrap_or_default();
    if path == HEADER_FILE {
        Form::Header
    } else if extension.eq_ignore_ascii_case("csv") {
        Form::Table
    } else {
        Form::Entries
    }
}

/// Returns the part of a file that is TOML, with every byte at its place.
pub(super) fn toml_part(text: &str, form: Form) -> Cow<'_, str> {
    match form {
        Form::Table => Cow::Owned(table::heading(text)),
        Form::Header | Form::Entries => Cow::Borrowed(text),
    }
}

/// Reads the TOML of one file of a layer; what cannot be understood is reported and left out.
pub(super) fn parse<'a>(
    file: usize,
    layer: usize,
    form: Form,
    text: &'a str,
    mistakes: &mut Mistakes<'_>,
) -> Document<'a> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if let Some(slip) = syntax::refusal(text, &errors, is_list) {
        mistakes.broken.insert(file);
        let noticed = slip.noticed.map(|span| mistakes.label(file, span, "noticed here"));
        let mistake = mistakes.report(code::SYNTAX, file, slip.span, "not valid TOML", slip.label);
        mistake.labels.extend(noticed);
        mistake.help = slip.help;
    }
    Document { file, layer, form, table: table.into_inner() }
}

/// Tells whether a catalog may have several tables of a name.
fn is_list(name: &str) -> bool {
    Kind::ALL.iter().any(|kind| kind.word() == name) || name == "credential.study"
}

/// Returns the word for the type of a value.
pub(super) fn type_word(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn every_text_that_is_looked_at_counts_and_none_is_once_there_is_no_room() {
        for (wanted, least) in [("", 1), ("chief", 6)] {
            let looked_at = Cell::new(0_u64);
            let texts = || ["", "nurse"].into_iter().inspect(|_| looked_at.set(looked_at.get() + 1));
            let mut mistakes = Mistakes::new(&[]);
            mistakes.room = 70 * least;
            for _ in 0..1_000 {
                mistakes.similar(wanted, texts());
            }
            // Each time seven letters and ends are compared with each one wanted.
            assert_eq!(looked_at.get(), 2 * 10, "{wanted:?}");
        }
    }
}
