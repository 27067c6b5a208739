//! From raw files to a valid catalog, collecting every mistake.
