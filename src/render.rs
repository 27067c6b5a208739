//! From finished values to text: tables, trees, JSON, documents, pictures and snippets of files.
//!
//! Nothing here computes a fact, reads a file, or knows the terminal: width and colour are arguments.

pub(crate) mod arrivals;
pub(crate) mod assumptions;
pub(crate) mod bars;
pub(crate) mod cells;
pub(crate) mod changes;
pub(crate) mod chart;
pub(crate) mod curve;
pub mod diagnostic;
pub(crate) mod footnotes;
pub(crate) mod html;
pub(crate) mod json;
pub(crate) mod listing;
pub(crate) mod map;
pub(crate) mod markdown;
pub(crate) mod months;
pub(crate) mod page;
pub(crate) mod picture;
pub mod plan;
pub(crate) mod prereqs;
pub(crate) mod profile;
pub(crate) mod provenance;
pub(crate) mod requirement;
pub(crate) mod routes;
pub(crate) mod rules;
pub(crate) mod sarif;
pub(crate) mod scatter;
pub mod schema;
pub(crate) mod setup;
pub(crate) mod show;
pub(crate) mod skills;
mod spreadsheet;
mod svg;
pub(crate) mod table;
pub(crate) mod text;
pub(crate) mod timeline;
pub(crate) mod tree;
pub(crate) mod welcome;
pub(crate) mod words;

pub use page::Terminal;
