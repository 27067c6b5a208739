//! From finished values to text: tables, trees, JSON and snippets of files.
//!
//! Nothing here computes a fact, reads a file, or knows the terminal: width and colour are arguments.

pub mod assumptions;
pub mod changes;
pub mod chart;
pub mod diagnostic;
pub mod footnotes;
pub mod json;
pub mod listing;
pub mod markdown;
pub mod page;
pub mod plan;
pub mod prereqs;
pub mod provenance;
pub mod requirement;
pub mod routes;
pub mod scatter;
pub mod schema;
pub mod show;
pub mod skills;
pub mod table;
pub mod text;
pub mod tree;
pub mod words;
