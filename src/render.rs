//! From finished values to text: tables, trees, JSON, documents, pictures and snippets of files.
//!
//! Nothing here computes a fact, reads a file, or knows the terminal: width and colour are arguments.

pub mod arrivals;
pub mod assumptions;
pub mod cells;
pub mod changes;
pub mod chart;
pub mod curve;
pub mod diagnostic;
pub mod footnotes;
pub mod html;
pub mod json;
pub mod listing;
pub mod map;
pub mod markdown;
pub mod months;
pub mod page;
pub mod picture;
pub mod plan;
pub mod prereqs;
pub mod profile;
pub mod provenance;
pub mod requirement;
pub mod routes;
pub mod rules;
pub mod sarif;
pub mod scatter;
pub mod schema;
pub mod setup;
pub mod show;
pub mod skills;
mod spreadsheet;
mod svg;
pub mod table;
pub mod text;
pub mod timeline;
pub mod tree;
pub mod welcome;
pub mod words;
