//! JSON Schemas: of every JSON document that the program writes, for programs that read it, and of the files that
//! people write (`file`), for editors.
//!
//! Those of documents are written down apart from the code that writes the documents, and tests hold the two together: real output of
//! every command against its schema, and every property of a schema against real output. A document gets its schema
//! with one function that returns its keys and one line in `ALL`.

mod check;
mod cohort;
mod compare;
mod eligible;
mod file;
mod lists;
mod map;
mod plan;
mod prereqs;
mod profile;
mod routes;
mod row;
mod salary;
mod saved;
mod setup;
mod shared;
mod show;
mod words;

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use file::{FILES, FileSchema};
use words::Keys;

/// The schema of a document.
#[derive(Debug)]
pub(crate) struct Schema {
    /// The name, which is also that of the file and the middle of the key `schema`.
    pub name: &'static str,
    /// What the document holds.
    pub about: &'static str,
    body: Body,
    /// Whether the catalog may be missing.
    is_without_catalog: bool,
}

/// The keys, those of documents after `schema` and `catalog`.
#[derive(Debug)]
enum Body {
    /// Always the same keys.
    Keys(fn() -> Keys),
    /// The keys of one of several kinds, each with what it is.
    Kinds(fn() -> Vec<(Keys, &'static str)>),
    /// These keys alone, in an object that may have others: a row of many.
    Row(fn() -> Keys),
}

const fn schema(name: &'static str, about: &'static str, keys: fn() -> Keys) -> Schema {
    Schema { name, about, body: Body::Keys(keys), is_without_catalog: false }
}

/// The schemas, in the order of their names.
pub(crate) const ALL: &[Schema] = &[
    Schema {
        is_without_catalog: true,
        ..schema("check", "The mistakes of a catalog, and how much of it is sourced.", check::keys)
    },
    schema("cohort", "What the answers to many people come to.", cohort::summary),
    schema("cohort-feeders", "The roles that people get to a target from.", cohort::feeders),
    schema("cohort-keystone", "The credentials that move most people to a target.", cohort::keystone),
    Schema {
        name: "cohort-row",
        about: "A row of a cohort: what it held, and what was added to it for one target.",
        body: Body::Row(row::keys),
        is_without_catalog: true,
    },
    schema("compare", "Roles and credentials side by side.", compare::keys),
    schema("config", "Where the program finds what it uses.", setup::keys),
    schema("credentials", "A list of credentials.", lists::credentials),
    schema("diff", "What changed between two saved plans.", saved::diff),
    schema(
        "eligible",
        "The credentials that can be started on today or after one more step.",
        eligible::keys,
    ),
    schema("feeders", "The roles from which people can get to a target.", routes::feeders),
    schema("guide", "The questions that have an answer.", lists::guide),
    schema("keystone", "The credentials that open most roles.", routes::keystone),
    schema("map", "Which roles lead to which.", map::keys),
    schema("plan", "The best route to a role or credential, or why there is none.", plan::keys),
    schema("prereqs", "What a role or credential asks for.", prereqs::keys),
    schema("profile", "How a profile is understood, and what it comes to.", profile::keys),
    schema("reach", "The roles within somebody's reach.", routes::reach),
    schema("resources", "Organizations, job boards and other places to turn to.", lists::resources),
    schema("roles", "A list of roles.", lists::roles),
    schema("salary", "What roles pay.", salary::keys),
    Schema {
        name: "show",
        about: "One entry of the catalog with everything known about it.",
        body: Body::Kinds(show::kinds),
        is_without_catalog: false,
    },
    schema("sources", "The bibliography, with who uses each source.", lists::sources),
    schema("verify", "An independent check of saved plans.", saved::verify),
];

/// Returns the names of all schemas, each with what it describes: the documents, then the files.
pub fn list() -> impl Iterator<Item = (&'static str, &'static str)> {
    let documents = ALL.iter().map(|schema| (schema.name, schema.about));
    documents.chain(FILES.iter().map(|schema| (schema.name, schema.about)))
}

/// Returns the schema of this name as JSON; `None` where there is none.
#[must_use]
pub fn text(name: &str) -> Option<String> {
    find(name).map(|schema| super::json::text(&schema))
}

/// Returns the schema with a name.
#[must_use]
pub(crate) fn find(name: &str) -> Option<Value> {
    let document = ALL.iter().find(|schema| schema.name == name).map(Schema::json);
    document.or_else(|| FILES.iter().find(|schema| schema.name == name).map(FileSchema::json))
}

impl Schema {
    /// Returns the schema itself, with the shared definitions that it uses.
    #[must_use]
    pub(crate) fn json(&self) -> Value {
        let Self { name, about, .. } = self;
        let head = || {
            let catalog = words::reference("catalog", "The catalog that the document was made from.");
            Keys::new()
                .key(
                    "schema",
                    words::exactly(&format!("careerpath.{name}/1"), "The kind and version of the document."),
                )
                .key("catalog", if self.is_without_catalog { words::nullable(catalog) } else { catalog })
        };
        let body = match self.body {
            Body::Keys(keys) => head().and(keys()).object(about),
            Body::Row(keys) => keys().open_object(about),
            Body::Kinds(kinds) => {
                words::either(kinds().into_iter().map(|(keys, about)| head().and(keys).object(about)), about)
            }
        };
        let mut schema = Map::new();
        schema.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
        schema.insert("$id".to_owned(), format!("urn:careerpath:schema:{name}:1").into());
        schema.insert("title".to_owned(), format!("careerpath {name}").into());
        if let Value::Object(body) = body {
            schema.extend(body);
        }
        let mut schema = Value::Object(schema);
        let definitions = used(&schema);
        schema["$defs"] = json!(definitions);
        schema
    }
}

/// Returns the shared definitions that a schema refers to, directly or by way of others.
fn used(schema: &Value) -> Map<String, Value> {
    let definitions = shared::definitions();
    let mut names = BTreeSet::new();
    let mut pending = vec![schema];
    while let Some(value) = pending.pop() {
        match value {
            Value::Object(object) => {
                pending.extend(object.values());
                let reference = object.get("$ref").and_then(Value::as_str);
                let name = reference.and_then(|path| path.strip_prefix("#/$defs/")).unwrap_or_default();
                if let Some((name, definition)) = definitions.iter().find(|(known, _)| *known == name)
                    && names.insert(*name)
                {
                    pending.push(definition);
                }
            }
            Value::Array(items) => pending.extend(items),
            _ => {}
        }
    }
    let is_used = |(name, _): &&(&str, Value)| names.contains(name);
    definitions.iter().filter(is_used).map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_stand_in_order_and_refer_to_what_there_is() {
        assert!(ALL.is_sorted_by(|left, right| left.name < right.name));
        for schema in ALL {
            let json = schema.json();
            let text = json.to_string();
            for reference in text.split("#/$defs/").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(
                    json["$defs"].get(reference).is_some(),
                    "{}: no definition of `{reference}`",
                    schema.name
                );
            }
        }
    }

    #[test]
    fn every_definition_is_used() {
        let all: Vec<Value> = ALL.iter().map(Schema::json).collect();
        for (name, _) in shared::definitions() {
            assert!(all.iter().any(|schema| schema["$defs"].get(name).is_some()), "nothing uses `{name}`");
        }
    }

    #[test]
    fn every_property_is_described() {
        let mut pending: Vec<Value> = ALL.iter().map(Schema::json).collect();
        while let Some(value) = pending.pop() {
            if let Some(properties) = value.get("properties").and_then(Value::as_object) {
                for (key, property) in properties {
                    assert!(property.get("description").is_some(), "`{key}` is not described: {property}");
                }
            }
            match value {
                Value::Object(object) => pending.extend(object.into_iter().map(|(_, value)| value)),
                Value::Array(items) => pending.extend(items),
                _ => {}
            }
        }
    }
}
