//! Raw files, as serde reads them.
