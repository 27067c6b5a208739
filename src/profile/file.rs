//! Profile files.
