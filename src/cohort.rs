//! Many people at once: rows in, answers, rows out.
//!
//! A row says of one person what a profile would; its other columns are nobody's business and pass through as they are. People of
//! whom the same matters to a target are answered once (`answers`). Nothing here sees a file, a terminal or the clock:
//! bytes come from a [`Read`](std::io::Read) and go out as bytes.

pub(crate) mod answers;
pub(crate) mod columns;
pub(crate) mod lists;
pub(crate) mod ndjson;
pub(crate) mod people;
pub(crate) mod records;
pub(crate) mod report;
#[doc(hidden)]
pub mod rewrite;
pub(crate) mod rows;
pub(crate) mod sample;
pub(crate) mod summary;
pub(crate) mod template;
pub(crate) mod what_if;

use std::borrow::Cow;

use crate::render::text::{clean, shortened};

/// How many bytes of a text of a row are repeated in a message.
const SHOWN: usize = 80;

/// The form of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Cells below a header, with what separates them.
    Csv {
        /// A comma, a semicolon or a tab.
        delimiter: u8,
    },
    /// One JSON object a line.
    Ndjson,
}

/// Why a row has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reject {
    /// The column that is to be mended; empty where it is the row as a whole.
    pub(crate) column: Cow<'static, str>,
    /// What is wrong.
    pub(crate) reason: String,
    /// What to do about it; empty where nothing is known.
    pub(crate) hint: String,
}

impl Reject {
    /// Says what is wrong with a row as a whole.
    pub(crate) fn row(reason: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { column: Cow::Borrowed(""), reason: reason.into(), hint: hint.into() }
    }

    /// Says what is wrong with what, and what to do about it.
    pub(crate) fn words(&self) -> String {
        let column = if self.column.is_empty() { String::new() } else { format!("{}: ", self.column) };
        let hint = if self.hint.is_empty() { String::new() } else { format!(" ({})", self.hint) };
        format!("{column}{}{hint}", self.reason)
    }
}

/// Returns a text of a row as a message may repeat it: nothing in it acts, and it is short.
pub(crate) fn shown(text: &str) -> String {
    shortened(&clean(shortened(text, SHOWN).as_ref()), 2 * SHOWN).into_owned()
}
