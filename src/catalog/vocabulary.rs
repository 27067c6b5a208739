//! The words of a catalog: skills that roles need and studies teach, and settings where roles are found.

use std::collections::HashMap;

use crate::limits::ENTRIES;

use super::names::{Named, folded};

/// A skill.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Skill {
    /// The id in the files.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// Other names, and products that stand for it.
    pub aliases: Vec<String>,
    /// The group it is listed in, such as `data`.
    pub kind: Option<String>,
    /// What it is.
    pub summary: Option<String>,
}

/// A setting in which roles are found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Setting {
    /// The id in the files.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Codes of the industries of the wage tables that cover it.
    pub industries: Vec<String>,
}

/// An entry of a vocabulary.
pub(super) trait Term: Named {
    /// Makes an entry of a word that stands for itself.
    fn of_word(word: &str) -> Self;
}

impl Term for Skill {
    fn of_word(word: &str) -> Self {
        Self { id: word.to_owned(), name: word.to_owned(), aliases: Vec::new(), kind: None, summary: None }
    }
}

impl Term for Setting {
    fn of_word(word: &str) -> Self {
        Self { id: word.to_owned(), name: word.to_owned(), aliases: Vec::new(), industries: Vec::new() }
    }
}

/// A vocabulary while a catalog is read.
///
/// A catalog that defines no words of a kind may use any: each then stands for itself.
#[derive(Debug)]
pub(super) struct Vocabulary<T> {
    terms: Vec<T>,
    numbers: HashMap<String, u32>,
    is_open: bool,
    /// Whether there were more words than are read; what then stands for them is any word.
    is_full: bool,
}

impl<T: Term> Vocabulary<T> {
    /// Makes the vocabulary of the words that are defined, in the order of their dense numbers.
    pub(super) fn new(terms: Vec<T>) -> Self {
        let mut numbers = HashMap::new();
        for (term, number) in terms.iter().zip(0..) {
            for name in term.names().all() {
                numbers.entry(folded(name).collect()).or_insert(number);
            }
        }
        Self { is_open: terms.is_empty(), is_full: false, terms, numbers }
    }

    /// Returns the dense number of a word; `None` when it is not one of those defined.
    pub(super) fn find(&mut self, word: &str) -> Option<u32> {
        let key: String = folded(word).collect();
        if let Some(number) = self.numbers.get(&key) {
            return Some(*number);
        }
        if !self.is_open {
            return None;
        }
        if self.terms.len() == ENTRIES {
            self.is_full = true;
            return Some(0);
        }
        let number = u32::try_from(self.terms.len()).ok()?;
        self.terms.push(T::of_word(word));
        self.numbers.insert(key, number);
        Some(number)
    }

    /// Tells whether there were more words than are read.
    pub(super) fn is_full(&self) -> bool {
        self.is_full
    }

    /// Returns the words.
    pub(super) fn into_terms(self) -> Vec<T> {
        self.terms
    }
}
