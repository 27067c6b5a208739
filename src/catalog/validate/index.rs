//! The ids of all entries: what can be named, and the dense number of each.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashMap;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{code, did_you_mean};
use crate::limits::ENTRIES;

use super::super::names::folded;
use super::super::raw::overlay::{EXTENDS, REPLACES, Removed};
use super::super::raw::reader::Subject;
use super::super::raw::{Document, Form, Mistakes, Value, type_word};

/// The kinds of entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::catalog) enum Kind {
    Source,
    Domain,
    Survey,
    Role,
    Credential,
    Skill,
    Setting,
    Resource,
    Topic,
}

impl Kind {
    pub(in crate::catalog) const ALL: [Self; 9] = [
        Self::Source,
        Self::Domain,
        Self::Survey,
        Self::Role,
        Self::Credential,
        Self::Skill,
        Self::Setting,
        Self::Resource,
        Self::Topic,
    ];

    /// Returns the word for such an entry, which is also the name of its tables.
    pub(in crate::catalog) fn word(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Domain => "domain",
            Self::Survey => "survey",
            Self::Role => "role",
            Self::Credential => "credential",
            Self::Skill => "skill",
            Self::Setting => "setting",
            Self::Resource => "resource",
            Self::Topic => "topic",
        }
    }

    /// Tells whether a key of a file is the word for entries of some kind.
    pub(in crate::catalog) fn is_word(key: &str) -> bool {
        Self::ALL.iter().any(|kind| kind.word() == key)
    }

    pub(in crate::catalog) fn unknown_code(self) -> &'static str {
        match self {
            Self::Source => code::UNKNOWN_SOURCE,
            Self::Domain => code::UNKNOWN_DOMAIN,
            Self::Survey => code::UNKNOWN_SURVEY,
            Self::Role => code::UNKNOWN_ROLE,
            Self::Credential => code::UNKNOWN_CREDENTIAL,
            Self::Skill => code::UNKNOWN_SKILL,
            Self::Setting => code::UNKNOWN_SETTING,
            Self::Resource => code::UNKNOWN_RESOURCE,
            Self::Topic => code::UNKNOWN_TOPIC,
        }
    }
}

/// A table that describes an entry.
#[derive(Clone, Debug)]
pub(in crate::catalog) struct Entry<'a> {
    pub(in crate::catalog) kind: Kind,
    pub(in crate::catalog) file: usize,
    /// The layer that defines it.
    pub(in crate::catalog) layer: usize,
    pub(in crate::catalog) table: &'a DeTable<'a>,
    /// The place of the table.
    pub(in crate::catalog) span: Range<usize>,
    /// The id and its place; `None` when it has none.
    pub(in crate::catalog) id: Option<(&'a str, Range<usize>)>,
}

impl<'a> Entry<'a> {
    /// Returns what the entry is, for messages.
    pub(in crate::catalog) fn subject(&self) -> Subject<'a> {
        Subject { what: self.kind.word(), id: self.id.as_ref().map(|(id, _)| *id) }
    }

    /// Returns the place of the id; of the table when there is none.
    pub(in crate::catalog) fn place(&self) -> Range<usize> {
        self.id.as_ref().map_or_else(|| self.span.clone(), |(_, span)| span.clone())
    }
}

/// Every entry of the files.
#[derive(Debug, Default)]
pub(in crate::catalog) struct Entries<'a> {
    /// Per kind the entries that count, in the order of their ids: the position is the dense number.
    pub(in crate::catalog) kept: [Vec<Entry<'a>>; Kind::ALL.len()],
    /// Entries without an id, and second ones with the same id: read for their mistakes only.
    pub(in crate::catalog) spare: Vec<Entry<'a>>,
}

impl<'a> Entries<'a> {
    /// Collects the entries of all documents, and reports ids that are missing, malformed or taken.
    pub(in crate::catalog) fn collect(documents: &'a [Document<'a>], mistakes: &mut Mistakes<'_>) -> Self {
        let mut entries = Self::default();
        for document in documents.iter().filter(|document| document.form != Form::Table) {
            for kind in Kind::ALL {
                if let Some(value) = document.table.get(kind.word()) {
                    collect_tables(kind, document, value, &mut entries, mistakes);
                }
            }
        }
        for kind in Kind::ALL {
            entries.settle(kind, mistakes);
        }
        entries.report_shared_ids(mistakes);
        entries
    }

    /// Returns the entries of a kind that count.
    pub(in crate::catalog) fn of(&self, kind: Kind) -> &[Entry<'a>] {
        &self.kept[kind as usize]
    }

    /// Puts the entries of a kind in order, and sets those aside that have no id or a taken one.
    fn settle(&mut self, kind: Kind, mistakes: &mut Mistakes<'_>) {
        let mut kept: Vec<Entry<'a>> = Vec::new();
        let found = std::mem::take(&mut self.kept[kind as usize]);
        let (mut named, nameless): (Vec<_>, Vec<_>) = found.into_iter().partition(|entry| entry.id.is_some());
        self.spare.extend(nameless);
        // Of two entries with the same id the first in the files counts. An entry of several files stands where its
        // id does, in the first of them.
        named.sort_by_cached_key(|entry| {
            (entry.id.as_ref().map(|(id, _)| *id), mistakes.on_line(entry.file, &entry.place()).start)
        });
        for entry in named {
            let Some((id, span)) = &entry.id else { continue };
            match kept.last().filter(|last| last.id.as_ref().is_some_and(|(other, _)| other == id)) {
                Some(first) => {
                    let help = if first.layer == entry.layer {
                        "make one entry of the two, or rename one".to_owned()
                    } else {
                        format!(
                            "write `{REPLACES} = \"{id}\"` for `id` to put this one in its place, `{EXTENDS} = \"{id}\"` to add to it, or rename this one"
                        )
                    };
                    let first = mistakes.label(first.file, first.place(), "first defined here");
                    let message = format!("duplicate id of a {}: `{id}`", kind.word());
                    let mistake = mistakes.report(
                        code::DUPLICATE_ID,
                        entry.file,
                        span.clone(),
                        message,
                        "defined again here",
                    );
                    mistake.labels.push(first);
                    mistake.help = Some(help);
                    self.spare.push(entry);
                }
                None => kept.push(entry),
            }
        }
        self.kept[kind as usize] = kept;
    }

    /// Reports ids that are both a role's and a credential's: `plan --to` could not tell them apart.
    fn report_shared_ids(&self, mistakes: &mut Mistakes<'_>) {
        let roles = self.of(Kind::Role);
        for credential in self.of(Kind::Credential) {
            let Some((id, span)) = &credential.id else { continue };
            let found = roles.binary_search_by_key(id, |role| role.id.as_ref().map_or("", |(id, _)| id));
            let Ok(position) = found else { continue };
            let role = &roles[position];
            let label = mistakes.label(role.file, role.place(), "the role is defined here");
            let mistake = mistakes.report(
                code::DUPLICATE_ID,
                credential.file,
                span.clone(),
                format!("duplicate id of a role and a credential: `{id}`"),
                "this credential has the id of a role",
            );
            mistake.labels.push(label);
            mistake.help = Some("rename one of the two".to_owned());
        }
    }
}

fn collect_tables<'a>(
    kind: Kind,
    document: &Document<'a>,
    value: &'a Value<'a>,
    entries: &mut Entries<'a>,
    mistakes: &mut Mistakes<'_>,
) {
    let (file, layer) = (document.file, document.layer);
    let word = kind.word();
    let help = format!("begin each {word} with `[[{word}]]`");
    let wrong_type = |value: &Value<'_>, mistakes: &mut Mistakes<'_>| {
        let label = format!("this is {}", type_word(value.get_ref()));
        let message = format!("`{word}` must be a list of tables");
        let is_single = mistakes.written(file, &value.span()) == format!("[{word}]");
        let edit = is_single.then(|| mistakes.edit(file, &value.span(), format!("[[{word}]]")));
        let mistake = mistakes.report(code::WRONG_TYPE, file, value.span(), message, label);
        mistake.help = Some(help.clone());
        mistake.edits.extend(edit);
    };
    let DeValue::Array(items) = value.get_ref() else {
        wrong_type(value, mistakes);
        return;
    };
    for item in items {
        match item.get_ref() {
            DeValue::Table(_) if entries.kept[kind as usize].len() == ENTRIES => {
                let message = format!("there are more {word}s than the {ENTRIES} that are read");
                mistakes.report(code::TOO_LARGE, file, item.span(), message, "one too many").help =
                    Some("divide the catalog into several".to_owned());
                return;
            }
            DeValue::Table(table) => {
                let id = match table.get("id").map(|id| (id.get_ref(), id.span())) {
                    Some((DeValue::String(id), span)) if !id.trim().is_empty() => Some((&**id, span)),
                    _ => None,
                };
                entries.kept[kind as usize].push(Entry { kind, file, layer, table, span: item.span(), id });
            }
            _ => wrong_type(item, mistakes),
        }
    }
}

/// The dense number of every id.
pub(in crate::catalog) struct Index<'a> {
    numbers: [FxHashMap<&'a str, u32>; Kind::ALL.len()],
    removed: &'a [Removed],
    /// The tables of the entries, for what else they are called.
    tables: [Vec<(&'a str, &'a DeTable<'a>)>; Kind::ALL.len()],
    /// The id of each entry by its kind and its other names, once somebody asks.
    names: OnceCell<FxHashMap<(usize, String), &'a str>>,
}

/// The keys under which entries have other names than their ids.
const NAMES: [&str; 4] = ["title", "name", "question", "aliases"];

impl<'a> Index<'a> {
    pub(in crate::catalog) fn new(entries: &Entries<'a>, removed: &'a [Removed]) -> Self {
        let numbers = Kind::ALL.map(|kind| {
            let ids = entries.of(kind).iter().filter_map(|entry| entry.id.as_ref());
            ids.zip(0..).map(|((id, _), number)| (*id, number)).collect()
        });
        let tables = Kind::ALL.map(|kind| {
            let entries = entries.of(kind).iter();
            entries.filter_map(|entry| Some((entry.id.as_ref()?.0, entry.table))).collect()
        });
        Self { numbers, removed, tables, names: OnceCell::new() }
    }

    /// Returns the id of the entry of a kind that is called so by its title or an alias; a title may have
    /// another in brackets at its end.
    fn called(&self, kind: Kind, name: &str) -> Option<&'a str> {
        let names = self.names.get_or_init(|| {
            let mut names = FxHashMap::default();
            for (kind, tables) in self.tables.iter().enumerate() {
                for (id, table) in tables {
                    for text in NAMES.iter().filter_map(|key| table.get(*key)).flat_map(texts) {
                        let (short, rest) = text.split_once(" (").unwrap_or((text, ""));
                        for text in [text, short, rest.trim_end_matches(')')] {
                            names.entry((kind, folded(text).collect())).or_insert(*id);
                        }
                    }
                }
            }
            names
        });
        names.get(&(kind as usize, folded(name).collect())).copied()
    }

    /// Returns the dense number of the entry with this id.
    pub(in crate::catalog) fn find(&self, kind: Kind, id: &str) -> Option<u32> {
        self.numbers[kind as usize].get(id).copied()
    }

    /// Returns what to say to somebody who wrote an id that no entry of the kind has.
    pub(in crate::catalog) fn help(
        &self,
        kind: Kind,
        id: &str,
        mistakes: &mut Mistakes<'_>,
    ) -> Option<String> {
        if mistakes.is_full() {
            return None;
        }
        if let Some(removed) = self.removed.iter().find(|removed| removed.is(kind, id)) {
            return Some(removed.help());
        }
        let other = Kind::ALL.into_iter().find(|other| self.find(*other, id).is_some());
        match (kind, other) {
            (Kind::Credential, Some(Kind::Role)) => {
                Some(format!("`{id}` is a role; for time in it write `{{ role = \"{id}\", years = 1 }}`"))
            }
            (Kind::Credential, Some(Kind::Domain)) => Some(format!(
                "`{id}` is a domain; for experience in it write `{{ experience = \"{id}\", years = 1 }}`"
            )),
            (_, Some(other)) => Some(format!("`{id}` is a {}", other.word())),
            (_, None) => {
                if let Some(called) = self.called(kind, id) {
                    return did_you_mean(&[called]);
                }
                let ids = self.numbers[kind as usize].keys().copied();
                let add = how_to_add(kind, id);
                // What a fact cites is more often forgotten than misspelt.
                match did_you_mean(&mistakes.similar(id, ids)) {
                    Some(question) if kind == Kind::Source => Some(format!("{question} if not, {add}")),
                    question => question.or(Some(add)),
                }
            }
        }
    }
}

/// Returns the texts of a value that is one or a list of them.
fn texts<'v>(value: &'v Value<'_>) -> impl Iterator<Item = &'v str> {
    let items = match value.get_ref() {
        DeValue::Array(items) => &items[..],
        _ => std::slice::from_ref(value),
    };
    items.iter().filter_map(|item| item.get_ref().as_str())
}

/// Returns how to add an entry that a text names.
fn how_to_add(kind: Kind, text: &str) -> String {
    let word = kind.word();
    match to_kebab_case(text) {
        Some(id) if id == text => format!("add `[[{word}]]` with `id = \"{id}\"`, or correct the id"),
        Some(id) if matches!(kind, Kind::Skill | Kind::Setting) => {
            format!("add `[[{word}]]` with `id = \"{id}\"` and this as its `name`, or correct the name")
        }
        Some(id) => format!("add `[[{word}]]` with `id = \"{id}\"` and write that id here, or correct it"),
        None => "correct the id".to_owned(),
    }
}

/// Tells whether a text is an id: lower-case letters and digits in words joined by single hyphens.
pub(in crate::catalog) fn is_kebab_case(id: &str) -> bool {
    let word = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    id.split('-').all(word)
}

/// Returns the id nearest to a text, for a hint; `None` when nothing is left of it.
pub(in crate::catalog) fn to_kebab_case(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    (!words.is_empty()).then(|| words.join("-"))
}
