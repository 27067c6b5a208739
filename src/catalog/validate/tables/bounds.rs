//! How much of a table is read: its columns, its cells, and the rows of all tables together.

use csv::StringRecord;

use crate::diagnostic::code;
use crate::limits::{PROSE_BYTES, TABLE_COLUMNS, TABLE_ROWS};

use super::Table;

impl Table<'_, '_> {
    /// Tells whether the table has more columns than are read, and reports it.
    pub(super) fn is_too_wide(&mut self) -> bool {
        let columns = self.columns.len();
        if columns <= TABLE_COLUMNS {
            return false;
        }
        let message = format!("the table has {columns} columns, and at most {TABLE_COLUMNS} are read");
        self.report(code::TOO_LARGE, usize::MAX, message, "too much here").help =
            Some("keep the columns that mean something".to_owned());
        true
    }

    /// Counts a row. Tells whether there are more than are read, and reports the first of them.
    pub(super) fn is_one_too_many(&mut self) -> bool {
        *self.rows += 1;
        if *self.rows == TABLE_ROWS + 1 {
            let message = format!("the tables have more than the {TABLE_ROWS} rows that are read");
            self.report(code::TOO_LARGE, usize::MAX, message, "one too many").help =
                Some("keep the rows of occupations that roles refer to".to_owned());
        }
        *self.rows > TABLE_ROWS
    }

    /// Tells whether a cell holds more than is read, and reports it.
    pub(super) fn is_overfull(&mut self, record: &StringRecord) -> bool {
        let Some(cell) = record.iter().position(|cell| cell.len() > PROSE_BYTES) else { return false };
        let message =
            format!("the cell has {} bytes, and at most {PROSE_BYTES} are read", record[cell].len());
        self.report(code::TOO_LARGE, cell, message, "too much here").help =
            Some("make it shorter".to_owned());
        true
    }
}
