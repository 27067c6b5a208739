//! JSON Schemas of the files that people write, for editors that complete and check while typing.
//!
//! They are made of the tables of keys that the readers of those files go by. They say the form alone: whether a name
//! is known, a circle closes or two entries clash only the program can tell. In draft 7, which the editors of TOML know
//! best, and so that a message is about one key: what several kinds of values share is one schema with several types,
//! and not a choice of schemas.

mod requirement;
mod rules;
mod value;

use serde_json::{Map, Value, json};

use crate::catalog::keys::{FILE, HEADER};
use crate::profile::file::keys::PROFILE;

/// The schema of a file that people write.
#[derive(Debug)]
pub(super) struct FileSchema {
    /// The name, which is also that of the file.
    pub(super) name: &'static str,
    /// What the file holds.
    pub(super) about: &'static str,
    properties: fn() -> Map<String, Value>,
}

/// The schemas, in the order of their names.
pub(super) const FILES: &[FileSchema] = &[
    FileSchema {
        name: "catalog-file",
        about: "A file of a catalog, for editors of TOML.",
        properties: || value::properties(FILE.keys.iter().chain(HEADER.keys)),
    },
    FileSchema {
        name: "profile-file",
        about: "A profile, for editors of TOML.",
        properties: || value::properties(PROFILE.keys),
    },
];

impl FileSchema {
    /// Returns the schema itself. It has no `$id`: it is what lies at the place that names it.
    pub(super) fn json(&self) -> Value {
        let mut schema = json!({
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": format!("careerpath {}", self.name),
            "description": self.about,
            "type": "object",
            "properties": (self.properties)(),
            "additionalProperties": false,
        });
        if schema.to_string().contains(requirement::PART) {
            schema["definitions"] = requirement::definitions();
        }
        schema
    }
}
