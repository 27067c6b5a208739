//! Reads one table key by key, reporting every key that is unknown, missing or of the wrong type.

use std::ops::{Range, RangeInclusive};

use toml::de::{DeArray, DeTable, DeValue};

use rustc_hash::FxHashMap;

use crate::diagnostic::{code, did_you_mean, similar};
use crate::limits::{ID_BYTES, LIST_ITEMS, NAME_BYTES, PROSE_BYTES};
use crate::units::MONTHS_PER_YEAR;

use super::super::keys::{FIGURE, HEADER, LONGEST, Shape, Table};
use super::super::occupations::Occupations;
use super::super::outline::FilePlace;
use super::super::validate::index::{Index, Kind};
use super::super::vocabulary::{Setting, Skill, Term, Vocabulary};
use super::{ALL_FILES, HEADER_FILE, Mistakes, Value, type_word};

/// What a value of the wrong type may have to be.
const LIST: &str = "a list";

const QUOTES: &str = "put it in quotes";
const BRACKETS: &str = "put it in brackets";
const DOUBLE_BRACKETS: &str = "begin each with";
const NO_QUOTES: &str = "leave the quotes out";
const AS_TABLE: &str = "write it as a table";

/// What a number may have to be.
const WHOLE: &str = "a whole number";

/// What reading needs beside the table: the ids that can be named, and where mistakes go.
pub(in crate::catalog) struct Reading<'a> {
    pub(in crate::catalog) index: Index<'a>,
    pub(in crate::catalog) mistakes: Mistakes<'a>,
    pub(in crate::catalog) skills: Vocabulary<Skill>,
    pub(in crate::catalog) settings: Vocabulary<Setting>,
    /// The nodes of the requirements that are being read, so far.
    pub(in crate::catalog) nodes: usize,
    pub(in crate::catalog) occupations: Occupations,
}

/// A text with its place.
#[derive(Clone, Debug)]
pub(in crate::catalog) struct Text<'a> {
    pub(in crate::catalog) value: &'a str,
    pub(in crate::catalog) span: Range<usize>,
}

/// What a table is, for messages.
#[derive(Clone, Copy, Debug)]
pub(in crate::catalog) struct Subject<'a> {
    /// The word for such tables, such as `role`.
    pub(in crate::catalog) what: &'static str,
    /// The id of the table's entry, if it has one.
    pub(in crate::catalog) id: Option<&'a str>,
}

impl std::fmt::Display for Subject<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.id {
            Some(id) => write!(formatter, "{} `{id}`", self.what),
            None => write!(formatter, "{}", self.what),
        }
    }
}

/// A table being read.
pub(in crate::catalog) struct Reader<'r, 'a> {
    pub(in crate::catalog) reading: &'r mut Reading<'a>,
    pub(in crate::catalog) file: usize,
    subject: Subject<'a>,
    /// The keys that there are.
    form: &'static Table,
    table: &'a DeTable<'a>,
    /// Where the table is, for keys that it lacks.
    pub(in crate::catalog) span: Range<usize>,
}

impl<'r, 'a> Reader<'r, 'a> {
    /// Starts to read a table, and reports the keys that it should not have.
    pub(in crate::catalog) fn new(
        reading: &'r mut Reading<'a>,
        file: usize,
        subject: Subject<'a>,
        form: &'static Table,
        table: &'a DeTable<'a>,
        span: Range<usize>,
    ) -> Self {
        let mut reader = Self::unchecked(reading, file, subject, form, table, span);
        for key in table.keys() {
            let name: &str = key.get_ref();
            if form.key(name).is_none() {
                reader.unknown_key(name, key.span());
            }
        }
        reader
    }

    /// Starts to read a table of which the keys have been looked at already.
    pub(in crate::catalog) fn unchecked(
        reading: &'r mut Reading<'a>,
        file: usize,
        subject: Subject<'a>,
        form: &'static Table,
        table: &'a DeTable<'a>,
        span: Range<usize>,
    ) -> Self {
        Self { reading, file, subject, form, table, span }
    }

    fn unknown_key(&mut self, name: &str, span: Range<usize>) {
        let what = self.subject.what;
        let message = format!("unknown key in a {what}: `{name}`");
        let keys: Vec<&str> = self.form.names().collect();
        let near = self.reading.mistakes.similar(name, keys.iter().copied());
        let help = match HEADER.key(name) {
            Some(_) => format!("if it is said of the whole catalog, {}", move_up(name)),
            None => {
                did_you_mean(&near).unwrap_or_else(|| format!("the keys of a {what} are {}", keys.join(", ")))
            }
        };
        self.report(code::UNKNOWN_KEY, span, message, "no such key").help = Some(help);
    }

    /// Reports a mistake in the file of the table.
    pub(in crate::catalog) fn report(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> &mut crate::diagnostic::Diagnostic {
        self.reading.mistakes.report(code, self.file, span, message, label)
    }

    /// Returns a place in the file of the table.
    pub(in crate::catalog) fn place(&self, span: Range<usize>) -> FilePlace {
        let label = self.reading.mistakes.label(self.file, span, "");
        FilePlace { path: label.path, span: label.span }
    }

    /// Returns the value of a key.
    pub(in crate::catalog) fn value(&self, key: &str) -> Option<&'a Value<'a>> {
        self.table.get(key)
    }

    /// Tells whether the key is there.
    pub(in crate::catalog) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Returns the place of a key itself; of the table when it has no such key.
    pub(in crate::catalog) fn key_span(&self, key: &str) -> Range<usize> {
        self.table.get_key_value(key).map_or_else(|| self.span.clone(), |(key, _)| key.span())
    }

    /// Reports that a key is not there.
    pub(in crate::catalog) fn missing(&mut self, key: &str, example: &str) {
        let message = format!("missing key in {}: `{key}`", self.subject);
        let left_out =
            self.subject.id.and_then(|id| self.reading.mistakes.where_left_out(self.subject.what, id, key));
        if let Some(place) = left_out {
            let mistakes = &mut self.reading.mistakes;
            let mistake = mistakes.report(code::MISSING_KEY, ALL_FILES, place, message, "left out here");
            mistake.help = Some(format!("add `{key} = {example}` beside it, or keep the one below"));
            return;
        }
        let label = format!("this {} has no `{key}`", self.subject.what);
        let span = self.value("id").map_or_else(|| self.span.clone(), toml::Spanned::span);
        self.report(code::MISSING_KEY, span, message, label).help = Some(format!("add `{key} = {example}`"));
    }

    /// Reports a value of another type than its key holds.
    pub(in crate::catalog) fn wrong_type(&mut self, what: &str, value: &Value<'_>, expected: &str) {
        self.wrong_value(what, value, expected, self.better(value, expected));
    }

    /// Reports a value of another type than its key holds, with what was meant for sure after what to do.
    pub(in crate::catalog) fn wrong_value(
        &mut self,
        what: &str,
        value: &Value<'_>,
        expected: &str,
        better: Option<(&'static str, String)>,
    ) {
        let message = format!("{what} must be {expected}");
        let label = format!("this is {}", type_word(value.get_ref()));
        let mistakes = &self.reading.mistakes;
        let edit = better.as_ref().map(|(_, text)| mistakes.edit(self.file, &value.span(), text.clone()));
        let mistake = self.report(code::WRONG_TYPE, value.span(), message, label);
        mistake.help = better.map(|(what, text)| format!("{what}: `{text}`"));
        mistake.edits.extend(edit);
    }

    /// Returns what somebody who wrote a value of another type meant for sure, after what to do.
    fn better(&self, value: &Value<'_>, expected: &str) -> Option<(&'static str, String)> {
        let written = self.reading.mistakes.written(self.file, &value.span());
        let is_plain = match value.get_ref() {
            DeValue::Integer(number) => number.as_str() == written,
            DeValue::Float(number) => number.as_str() == written,
            DeValue::Datetime(date) => date.to_string() == written,
            DeValue::Table(_) if expected == LIST && written.starts_with('[') => {
                return Some((DOUBLE_BRACKETS, format!("[{written}]")));
            }
            DeValue::String(text) if expected == WHOLE => {
                let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
                return is_number.then(|| (NO_QUOTES, text.clone().into_owned()));
            }
            DeValue::String(_) | DeValue::Table(_) if expected == LIST => {
                return written.starts_with(['"', '\'', '{']).then(|| (BRACKETS, format!("[{written}]")));
            }
            _ => false,
        };
        (is_plain && expected.starts_with("a text")).then(|| (QUOTES, format!("\"{written}\"")))
    }

    /// Reports that there is more of something than is read.
    pub(in crate::catalog) fn too_large(
        &mut self,
        span: Range<usize>,
        what: &str,
        found: usize,
        most: usize,
        unit: &str,
    ) {
        let message = format!("{what} has {found} {unit}, and at most {most} are read");
        self.report(code::TOO_LARGE, span, message, "too much here").help =
            Some("make it shorter, or divide it".to_owned());
    }

    /// Reads a text of at most `most` bytes that a value must be.
    pub(in crate::catalog) fn text_of(
        &mut self,
        what: &str,
        value: &'a Value<'a>,
        most: usize,
    ) -> Option<Text<'a>> {
        let DeValue::String(text) = value.get_ref() else {
            self.wrong_type(what, value, "a text");
            return None;
        };
        if text.trim().is_empty() {
            self.report(
                code::EMPTY_TEXT,
                value.span(),
                format!("{what} is blank"),
                "there is nothing here",
            )
            .help = Some("write something, or leave the key out".to_owned());
            return None;
        }
        if text.len() > most {
            self.too_large(value.span(), what, text.len(), most, "bytes");
            return None;
        }
        Some(Text { value: text, span: value.span() })
    }

    /// Reads an optional text.
    pub(in crate::catalog) fn text(&mut self, key: &str) -> Option<Text<'a>> {
        let value = self.value(key)?;
        self.text_of(&format!("`{key}`"), value, longest(key))
    }

    /// Reads an optional text into a string of its own.
    pub(in crate::catalog) fn string(&mut self, key: &str) -> Option<String> {
        self.text(key).map(|text| text.value.to_owned())
    }

    /// Reads a text that must be there; empty after a mistake.
    pub(in crate::catalog) fn required_string(&mut self, key: &str) -> String {
        if !self.has(key) {
            self.missing(key, "\"…\"");
        }
        self.string(key).unwrap_or_default()
    }

    /// Reads an optional list.
    pub(in crate::catalog) fn list(&mut self, key: &str) -> Option<&'a DeArray<'a>> {
        let value = self.value(key)?;
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type(&format!("`{key}`"), value, LIST);
            return None;
        };
        if items.len() > LIST_ITEMS {
            self.too_large(value.span(), &format!("`{key}`"), items.len(), LIST_ITEMS, "items");
            return None;
        }
        Some(items)
    }

    /// Reads a list of texts, each once; a single text counts as a list of one.
    pub(in crate::catalog) fn texts(&mut self, key: &str) -> Vec<Text<'a>> {
        let Some(value) = self.value(key) else { return Vec::new() };
        let mut texts: Vec<Text<'a>> = Vec::new();
        let items = match value.get_ref() {
            DeValue::String(_) => std::slice::from_ref(value),
            DeValue::Array(items) => &items[..],
            _ => {
                self.wrong_type(&format!("`{key}`"), value, "a list of texts");
                return texts;
            }
        };
        if items.len() > LIST_ITEMS {
            self.too_large(value.span(), &format!("`{key}`"), items.len(), LIST_ITEMS, "items");
            return texts;
        }
        let what = format!("each item of `{key}`");
        let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
        for item in items {
            let Some(text) = self.text_of(&what, item, longest(key)) else { continue };
            if let Some(&first) = seen.get(text.value) {
                self.repeated(key, &text, &texts[first]);
                continue;
            }
            seen.insert(text.value, texts.len());
            texts.push(text);
        }
        texts
    }

    fn repeated(&mut self, key: &str, text: &Text<'a>, first: &Text<'a>) {
        let first = self.reading.mistakes.label(self.file, first.span.clone(), "first named here");
        let message = format!("repeated item in `{key}`: `{}`", text.value);
        let removal = self.reading.mistakes.removal(self.file, &text.span);
        let mistake = self.report(code::REPEATED_ITEM, text.span.clone(), message, "named again");
        mistake.labels.push(first);
        mistake.edits.push(removal);
    }

    /// Reads a list of texts into strings of their own.
    pub(in crate::catalog) fn strings(&mut self, key: &str) -> Vec<String> {
        self.texts(key).into_iter().map(|text| text.value.to_owned()).collect()
    }

    /// Returns the range of the numbers that a key may hold.
    fn range(&self, key: &str) -> RangeInclusive<i64> {
        match self.form.key(key).map(|key| key.shape) {
            Some(Shape::Whole(least, most)) => least..=most,
            Some(Shape::Years) => 0..=i64::from(LONGEST / MONTHS_PER_YEAR),
            _ => i64::MIN..=i64::MAX,
        }
    }

    /// Reads an optional whole number.
    pub(in crate::catalog) fn whole(&mut self, key: &str) -> Option<i64> {
        let range = self.range(key);
        self.whole_within(key, range)
    }

    /// Reads an optional whole number of a key that is not known beforehand.
    pub(in crate::catalog) fn whole_within(&mut self, key: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let value = self.value(key)?;
        let DeValue::Integer(digits) = value.get_ref() else {
            self.wrong_type(&format!("`{key}`"), value, WHOLE);
            return None;
        };
        let number = i64::from_str_radix(digits.as_str(), digits.radix()).ok();
        if let Some(number) = number.filter(|number| range.contains(number)) {
            return Some(number);
        }
        self.out_of_range(key, &digits.to_string(), &range, value.span());
        None
    }

    fn out_of_range(&mut self, key: &str, digits: &str, range: &RangeInclusive<i64>, span: Range<usize>) {
        let message = format!("`{key}` is out of range: {digits}");
        let label = format!("must be from {} to {}", range.start(), range.end());
        self.report(code::OUT_OF_RANGE, span, message, label);
    }

    /// Reads an optional whole number that is nought or above.
    pub(in crate::catalog) fn count(&mut self, key: &str) -> Option<u32> {
        self.whole(key).and_then(|number| u32::try_from(number).ok())
    }

    /// Reads an optional year of the calendar.
    pub(in crate::catalog) fn year(&mut self, key: &str) -> Option<i32> {
        self.whole(key).and_then(|year| i32::try_from(year).ok())
    }

    /// Reads `true` or `false`; `false` when it is not there.
    pub(in crate::catalog) fn flag(&mut self, key: &str) -> bool {
        let Some(value) = self.value(key) else { return false };
        if let DeValue::Boolean(flag) = value.get_ref() {
            return *flag;
        }
        self.wrong_type(&format!("`{key}`"), value, "true or false");
        false
    }

    /// Reads an optional word out of a fixed list.
    pub(in crate::catalog) fn word<T: Copy>(
        &mut self,
        key: &str,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Option<T> {
        let text = self.text(key)?;
        if let Some(found) = all.iter().copied().find(|&candidate| word(candidate) == text.value) {
            return Some(found);
        }
        let words: Vec<&str> = all.iter().map(|&candidate| word(candidate)).collect();
        let message = format!("unknown {key}: `{}`", text.value);
        let help = did_you_mean(&similar(text.value, words.iter().copied()));
        let label = format!("must be one of {}", words.join(", "));
        self.report(code::UNKNOWN_WORD, text.span, message, label).help = help;
        None
    }

    /// Reads a word that must be there.
    pub(in crate::catalog) fn required_word<T: Copy>(
        &mut self,
        key: &str,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Option<T> {
        if !self.has(key) {
            let words: Vec<String> =
                all.iter().map(|&candidate| format!("\"{}\"", word(candidate))).collect();
            self.missing(key, &words.join(" | "));
        }
        self.word(key, all, word)
    }

    /// Starts to read an optional table inside this one.
    pub(in crate::catalog) fn table(&mut self, key: &str, form: &'static Table) -> Option<Reader<'_, 'a>> {
        let value = self.value(key)?;
        self.table_of(&format!("`{key}`"), value, form)
    }

    /// Starts to read a value that must be a table.
    pub(in crate::catalog) fn table_of(
        &mut self,
        place: &str,
        value: &'a Value<'a>,
        form: &'static Table,
    ) -> Option<Reader<'_, 'a>> {
        let DeValue::Table(table) = value.get_ref() else {
            // An amount of which nothing else is said.
            let better = match value.get_ref() {
                DeValue::Integer(digits) if form.what == FIGURE.what => {
                    Some((AS_TABLE, format!("{{ amount = {digits} }}")))
                }
                _ => self.better(value, "a table"),
            };
            self.wrong_value(place, value, "a table", better);
            return None;
        };
        let subject = Subject { what: form.what, id: None };
        Some(Reader::new(self.reading, self.file, subject, form, table, value.span()))
    }

    /// Starts to read a value that must be a table, of which the keys are not known beforehand.
    pub(in crate::catalog) fn open_table(
        &mut self,
        place: &str,
        value: &'a Value<'a>,
        form: &'static Table,
    ) -> Option<Reader<'_, 'a>> {
        let DeValue::Table(table) = value.get_ref() else {
            self.wrong_type(place, value, "a table");
            return None;
        };
        let subject = Subject { what: form.what, id: None };
        Some(Reader::unchecked(self.reading, self.file, subject, form, table, value.span()))
    }

    /// Reads an optional name of an entry.
    pub(in crate::catalog) fn reference(&mut self, key: &str, kind: Kind) -> Option<u32> {
        let text = self.text(key)?;
        self.resolve(&text, kind)
    }

    /// Reads a list of names of entries.
    pub(in crate::catalog) fn references(&mut self, key: &str, kind: Kind) -> Vec<u32> {
        let texts = self.texts(key);
        texts.iter().filter_map(|text| self.resolve(text, kind)).collect()
    }

    /// Reads a list of words of a vocabulary, each once by whatever name.
    pub(in crate::catalog) fn terms<T: Term>(
        &mut self,
        key: &str,
        kind: Kind,
        vocabulary: for<'v> fn(&'v mut Reading<'a>) -> &'v mut Vocabulary<T>,
    ) -> Vec<u32> {
        let texts = self.texts(key);
        let mut found: Vec<u32> = Vec::with_capacity(texts.len());
        let mut seen: FxHashMap<u32, &Text<'a>> = FxHashMap::default();
        for text in &texts {
            // What is no word of the vocabulary is reported like any other unknown id.
            let number = vocabulary(self.reading).find(text.value).or_else(|| self.resolve(text, kind));
            let Some(number) = number else { continue };
            if let Some(first) = seen.get(&number) {
                self.repeated(key, text, first);
                continue;
            }
            seen.insert(number, text);
            found.push(number);
        }
        found
    }

    /// Finds the entry with an id.
    pub(in crate::catalog) fn resolve(&mut self, text: &Text<'a>, kind: Kind) -> Option<u32> {
        let found = self.reading.index.find(kind, text.value);
        if found.is_none() && !self.reading.mistakes.may_be_lost(text.value) {
            let help = self.reading.index.help(kind, text.value, &mut self.reading.mistakes);
            let message = format!("unknown {}: `{}`", kind.word(), text.value);
            let label = format!("no {} has this id", kind.word());
            self.report(kind.unknown_code(), text.span.clone(), message, label).help = help;
        }
        found
    }
}

/// Returns what to do about a key of the whole catalog that stands below a heading, and so belongs to that.
pub(in crate::catalog) fn move_up(key: &str) -> String {
    format!("move `{key}` to the top of `{HEADER_FILE}`, above every `[heading]`")
}

/// Returns how many bytes the text under a key may have.
fn longest(key: &str) -> usize {
    match key {
        "id" => ID_BYTES,
        "summary" | "note" | "notes" | "text" | "answer" => PROSE_BYTES,
        _ => NAME_BYTES,
    }
}
