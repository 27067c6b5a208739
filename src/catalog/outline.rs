//! Where everything in a catalog stands in its files, for those who judge it part by part.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Label, SourceFile};
use crate::ids::{
    CredentialId, DomainId, ResourceId, RoleId, SettingId, SkillId, SourceId, SurveyId, TopicId,
};

use super::names::Entry;
use super::raw::{Document, Form, Mistakes, Value};
use super::validate::index::{Entries, Kind};
use super::validate::tables::occupations;

/// A table of a catalog that has places of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Anchor {
    /// What `catalog.toml` says of the catalog as a whole.
    Header,
    /// A role.
    Role(RoleId),
    /// A credential.
    Credential(CredentialId),
    /// A domain.
    Domain(DomainId),
    /// A source.
    Source(SourceId),
    /// A survey figure.
    Survey(SurveyId),
    /// A skill.
    Skill(SkillId),
    /// A setting.
    Setting(SettingId),
    /// A place to turn to.
    Resource(ResourceId),
    /// A question with its answer.
    Topic(TopicId),
    /// What the leading remarks of a table of wages or outlooks say of it; the tables are counted from 0.
    Table(usize),
}

impl From<Entry> for Anchor {
    fn from(entry: Entry) -> Self {
        match entry {
            Entry::Role(role) => Self::Role(role),
            Entry::Credential(credential) => Self::Credential(credential),
        }
    }
}

impl Anchor {
    fn of_entry(self) -> Option<(Kind, usize)> {
        Some(match self {
            Self::Header | Self::Table(_) => return None,
            Self::Role(id) => (Kind::Role, id.index()),
            Self::Credential(id) => (Kind::Credential, id.index()),
            Self::Domain(id) => (Kind::Domain, id.index()),
            Self::Source(id) => (Kind::Source, id.index()),
            Self::Survey(id) => (Kind::Survey, id.index()),
            Self::Skill(id) => (Kind::Skill, id.index()),
            Self::Setting(id) => (Kind::Setting, id.index()),
            Self::Resource(id) => (Kind::Resource, id.index()),
            Self::Topic(id) => (Kind::Topic, id.index()),
        })
    }
}

/// A step into a table or a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The value of a key.
    Key(&'static str),
    /// An item of a list, counted from 0.
    Item(usize),
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FilePlace {
    /// The path of the file, as in [`SourceFile::path`].
    pub path: String,
    /// The bytes there.
    pub span: Range<usize>,
}

impl FilePlace {
    /// Returns a label at the place.
    #[must_use]
    pub fn label(self, text: impl Into<String>) -> Label {
        Label { path: self.path, span: self.span, text: text.into() }
    }
}

/// Where everything in a catalog stands; empty for a catalog that does not come from files.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    paths: Vec<String>,
    /// The header of each layer that has one, the first layer first.
    headers: Vec<Node>,
    /// What is said of each table of wages or outlooks, in the order of the files.
    tables: Vec<Node>,
    entries: [Vec<Node>; Kind::ALL.len()],
    /// The occupations of each of these tables, each with the first place of its code.
    occupations: Vec<Vec<(String, Range<usize>)>>,
}

/// A value with its places.
#[derive(Clone, Debug)]
struct Node {
    file: usize,
    span: Range<usize>,
    inner: Inner,
}

#[derive(Clone, Debug)]
enum Inner {
    Plain,
    List(Vec<Node>),
    /// The keys, each with its own place.
    Table(Vec<(String, Range<usize>, Node)>),
}

impl Outline {
    pub(super) fn new(
        files: &[SourceFile],
        documents: &[Document<'_>],
        entries: &Entries<'_>,
        mistakes: &Mistakes<'_>,
    ) -> Self {
        let of_form = |form| documents.iter().filter(move |document| document.form == form);
        let node = |document: &Document<'_>| table_node(document.file, &(0..0), &document.table, mistakes);
        let headers = of_form(Form::Header).map(|document| without_entries(node(document))).collect();
        let tables = of_form(Form::Table).map(node).collect();
        let entries = Kind::ALL.map(|kind| {
            let nodes = entries
                .of(kind)
                .iter()
                .map(|entry| table_node(entry.file, &entry.span, entry.table, mistakes));
            nodes.collect()
        });
        let of_tables = documents.iter().filter(|document| document.form == Form::Table);
        let occupations = of_tables.map(|table| occupations(&files[table.file].text)).collect();
        let paths = files.iter().map(|file| file.path.clone()).collect();
        Self { paths, headers, tables, entries, occupations }
    }

    /// Returns the occupations of each table, in the order of the files, each with the first place of its code.
    pub(crate) fn occupations(&self) -> impl Iterator<Item = Vec<(&str, FilePlace)>> {
        self.tables.iter().zip(&self.occupations).map(|(table, occupations)| {
            let place = |span: &Range<usize>| self.at(table.file, span.clone());
            occupations.iter().map(|(soc, span)| (soc.as_str(), place(span))).collect()
        })
    }

    /// Returns the place of the value that steps lead to, or of the last thing on the way that is there; `None` for
    /// an entry that stands in no file. A single value counts as a list of one.
    ///
    /// Of the headers of several layers the last that has the first key counts.
    #[must_use]
    pub fn place(&self, anchor: impl Into<Anchor>, steps: &[Step]) -> Option<FilePlace> {
        let mut node = self.start(anchor.into(), steps)?;
        for step in steps {
            let next = match (step, &node.inner) {
                (Step::Key(key), Inner::Table(keys)) => {
                    keys.iter().find(|(name, ..)| name == key).map(|(.., node)| node)
                }
                (Step::Item(number), Inner::List(items)) => items.get(*number),
                _ => None,
            };
            let Some(next) = next else { break };
            node = next;
        }
        Some(self.at(node.file, node.span.clone()))
    }

    /// Returns the place of a key itself, in the table that steps lead to; `None` when it is not there.
    #[must_use]
    pub fn key(&self, anchor: impl Into<Anchor>, steps: &[Step], key: &'static str) -> Option<FilePlace> {
        let itself = [Step::Key(key)];
        let mut node = self.start(anchor.into(), if steps.is_empty() { &itself } else { steps })?;
        for step in steps {
            node = match (step, &node.inner) {
                (Step::Key(key), Inner::Table(keys)) => {
                    keys.iter().find(|(name, ..)| name == key).map(|(.., node)| node)?
                }
                (Step::Item(number), Inner::List(items)) => items.get(*number)?,
                _ => return None,
            };
        }
        let Inner::Table(keys) = &node.inner else { return None };
        let (_, span, value) = keys.iter().find(|(name, ..)| name == key)?;
        Some(self.at(value.file, span.clone()))
    }

    /// Returns the place of what names an entry: its id.
    #[must_use]
    pub fn name(&self, anchor: impl Into<Anchor>) -> Option<FilePlace> {
        self.place(anchor, &[Step::Key("id")])
    }

    /// Returns the anchors of the tables of wages and outlooks, in the order of the files.
    pub(crate) fn tables(&self) -> impl Iterator<Item = Anchor> + use<> {
        (0..self.tables.len()).map(Anchor::Table)
    }

    /// Calls `visit` for every single value of the entries and headers, at whatever depth: texts, numbers, dates and
    /// flags. It is told the number of the file, counted from 0, and the bytes there.
    pub(crate) fn each_value(&self, visit: &mut impl FnMut(usize, &Range<usize>)) {
        let mut pending: Vec<&Node> = self.headers.iter().chain(self.entries.iter().flatten()).collect();
        while let Some(node) = pending.pop() {
            match &node.inner {
                Inner::Plain => visit(node.file, &node.span),
                Inner::List(items) => pending.extend(items),
                Inner::Table(keys) => pending.extend(keys.iter().map(|(.., node)| node)),
            }
        }
    }

    fn start(&self, anchor: Anchor, steps: &[Step]) -> Option<&Node> {
        if let Anchor::Table(number) = anchor {
            return self.tables.get(number);
        }
        let Some((kind, number)) = anchor.of_entry() else {
            let has_key = |node: &&Node| match (steps.first(), &node.inner) {
                (Some(Step::Key(key)), Inner::Table(keys)) => keys.iter().any(|(name, ..)| name == key),
                _ => false,
            };
            return self.headers.iter().rev().find(has_key).or(self.headers.first());
        };
        self.entries[kind as usize].get(number)
    }

    fn at(&self, file: usize, span: Range<usize>) -> FilePlace {
        FilePlace { path: self.paths.get(file).cloned().unwrap_or_default(), span }
    }
}

/// Leaves out of the node of a header the entries that stand in the same file: they have nodes of their own.
fn without_entries(mut header: Node) -> Node {
    if let Inner::Table(keys) = &mut header.inner {
        keys.retain(|(key, ..)| !Kind::is_word(key));
    }
    header
}

fn table_node(file: usize, span: &Range<usize>, table: &DeTable<'_>, mistakes: &Mistakes<'_>) -> Node {
    let keys = table.iter().map(|(key, value)| {
        let (_, span) = mistakes.locate(file, key.span());
        (key.get_ref().to_string(), span, node(file, value, mistakes))
    });
    let inner = Inner::Table(keys.collect());
    let (file, span) = mistakes.locate(file, span.clone());
    Node { file, span, inner }
}

fn node(file: usize, value: &Value<'_>, mistakes: &Mistakes<'_>) -> Node {
    match value.get_ref() {
        DeValue::Table(table) => table_node(file, &value.span(), table, mistakes),
        DeValue::Array(items) => {
            let inner = Inner::List(items.iter().map(|item| node(file, item, mistakes)).collect());
            let (file, span) = mistakes.locate(file, value.span());
            Node { file, span, inner }
        }
        _ => {
            let (file, span) = mistakes.locate(file, value.span());
            Node { file, span, inner: Inner::Plain }
        }
    }
}
