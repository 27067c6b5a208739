//! What may be written in files: every table with its keys, each with what it means and what it may hold.
//!
//! This is the one home of the keys. The loader refuses a key that does not stand here, and takes the ranges of numbers
//! from here; the schemas that editors complete and check by are made of it. What a value means beyond its form (that
//! a name is known, that no circle closes) is not said here.

mod entries;
mod requirement;

pub(crate) use super::raw::overlay::{EXTENDS, REPLACES, WITHOUT};
pub(crate) use entries::{
    ASSUMPTIONS, CHANGE, CREDENTIAL, CURRENCY, DOMAIN, EXAM, FIGURE, FILE, HEADER, HEADING, LINT, LINTS,
    NOTE, OCCUPATIONS, RENEWAL, RESOURCE, ROLE, SETTING, SKILL, SOURCE, STUDY, SURVEY, TOPIC, WAGE,
};
pub(crate) use requirement::{BELONGING, KINDS, REQUIREMENT};

/// The longest duration that makes sense, in months: a hundred years.
pub(crate) const LONGEST: u32 = 1200;

/// The highest amount of money that makes sense.
pub(crate) const DEAREST: i64 = 1_000_000_000;

/// The most hours of a week.
pub(crate) const HOURS_A_WEEK: i64 = 168;

/// The largest number that a rule of the linter may be given.
pub(crate) const LARGEST_NUMBER: i64 = 1_000_000;

/// A table of a file.
#[derive(Debug)]
pub(crate) struct Table {
    /// The word for such a table, such as `role`.
    pub(crate) what: &'static str,
    /// What it describes, in a sentence.
    pub(crate) about: &'static str,
    /// Its keys, in the order in which they are usually written.
    pub(crate) keys: &'static [Key],
}

impl Table {
    /// Returns the names of the keys.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.keys.iter().map(|key| key.name)
    }

    /// Returns the key of a name.
    pub(crate) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// A key of a table.
#[derive(Debug)]
pub(crate) struct Key {
    /// The key as it is written.
    pub(crate) name: &'static str,
    /// What it means, in a sentence or two.
    pub(crate) about: &'static str,
    /// What it may hold.
    pub(crate) shape: Shape,
    /// Whether a table without it is a mistake.
    pub(crate) is_needed: bool,
}

/// What a key may hold.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// A text that is not blank.
    Text,
    /// Texts that are not blank, each once; one alone may stand without its brackets.
    Texts,
    /// A list of texts that are not blank, always in brackets.
    List,
    /// An id: lower-case words joined by hyphens.
    Id,
    /// Ids, each once; one alone may stand without its brackets.
    Ids,
    /// Ids, each perhaps after the word for its kind and a colon, always in brackets.
    Entries,
    /// One of several words.
    Word(fn() -> Vec<&'static str>),
    /// `true` or `false`.
    Flag,
    /// A whole number from the first to the second.
    Whole(i64, i64),
    /// A number of years, whole or not, that comes to whole months.
    Years,
    /// A day of the calendar, as a date or a text.
    Day,
    /// A year, a month or a day of the calendar, as a text.
    Date,
    /// A month of the calendar, as a text.
    Month,
    /// A number with its unit, such as `6y`.
    Duration,
    /// An amount of time in a person's own words, or a number where it says which unit that counts.
    Time {
        /// The unit of a bare number; `None` where one would not say what it counts.
        bare: Option<Unit>,
    },
    /// A table.
    Table(&'static Table),
    /// A list of tables.
    Tables(&'static Table),
    /// A text, or a table that says more.
    TextOr(&'static Table),
    /// Remarks: texts or tables, of which one alone may stand without its brackets.
    Remarks(&'static Table),
    /// A table of which the keys are names.
    Names(&'static Shape),
    /// How strictly the rules of the linter are taken, and their numbers: the linter knows which there are.
    Lints,
    /// A list of requirements, of which everything is asked.
    Requirements,
    /// A list of requirements, of which some are asked.
    Alternatives,
}

/// What a bare number counts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Unit {
    Years,
    Months,
}

/// A year that makes sense in a file.
pub(crate) const YEAR: Shape = Shape::Whole(1900, 2100);

/// Makes a key without which its table is a mistake.
pub(crate) const fn needed(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, about, shape, is_needed: true }
}

/// Makes a key that may be left out.
pub(crate) const fn optional(name: &'static str, shape: Shape, about: &'static str) -> Key {
    Key { name, about, shape, is_needed: false }
}
