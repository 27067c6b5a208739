//! The schemas of files that people write, against the readers of those files, from both sides.
//!
//! What loads is valid, and what is refused for its form is invalid at the same place. A schema cannot know more than the
//! form, so each code of a mistake stands in a list that says whether it is of form.

#[path = "schema/bad.rs"]
mod bad;
#[path = "schema/good.rs"]
mod good;
#[path = "schema/probes.rs"]
mod probes;
#[path = "schema/tree.rs"]
mod tree;

use std::sync::LazyLock;

use careerpath::diagnostic::code;
use jsonschema::Validator;
use serde_json::Value;

/// Codes of mistakes in the form of a file.
const OF_FORM: &[&str] = &[
    code::EMPTY_TEXT,
    code::MALFORMED_DATE,
    code::MALFORMED_DURATION,
    code::MALFORMED_ID,
    code::MALFORMED_REQUIREMENT,
    code::MISPLACED_RARE,
    code::MISSING_KEY,
    code::MISSING_SOURCE,
    code::OUT_OF_RANGE,
    code::REPEATED_ITEM,
    code::TIED_FULL_TIME,
    code::UNKNOWN_KEY,
    code::UNKNOWN_WORD,
    code::WRONG_TYPE,
];

/// Codes of mistakes that no schema of a file can know of: they are about several places, other files, tables of wages,
/// what the catalog says of its codes and its currency, or text that is no TOML.
const BEYOND_FORM: &[&str] = &[
    code::CYCLIC_IMPLIES,
    code::CYCLIC_PART_OF,
    code::CYCLIC_REQUIREMENT,
    code::DUPLICATE_ID,
    code::DUPLICATE_NAME,
    code::DUPLICATE_ROW,
    code::EMPTY_CATALOG,
    code::MALFORMED_CELL,
    code::MALFORMED_OCCUPATION,
    code::MALFORMED_SYMBOL,
    code::MISPLACED_HEADER,
    code::MISSING_COLUMN,
    code::MIXED_CURRENCIES,
    code::NESTED_TOO_DEEPLY,
    code::NOTHING_BELOW,
    code::NOT_TEXT,
    code::OUTSIDE_LINK,
    code::REVERSED_DATES,
    code::REVERSED_RANGE,
    code::SPECIAL_FILE,
    code::SYNTAX,
    code::TOO_LARGE,
    code::UNKNOWN_AREA,
    code::UNKNOWN_COLUMN,
    code::UNKNOWN_CREDENTIAL,
    code::UNKNOWN_DOMAIN,
    code::UNKNOWN_INDUSTRY,
    code::UNKNOWN_RESOURCE,
    code::UNKNOWN_ROLE,
    code::UNKNOWN_RULE,
    code::UNKNOWN_SETTING,
    code::UNKNOWN_SKILL,
    code::UNREAD_FILE,
    code::UNKNOWN_SOURCE,
    code::UNKNOWN_SURVEY,
    code::UNKNOWN_TOPIC,
];

/// Codes of mistakes of which some show in the form and others do not.
const IN_PART: &[&str] = &[code::CONFLICTING_CHANGE, code::UNSATISFIABLE_NODE];

static CATALOG_FILE: LazyLock<Value> = LazyLock::new(|| published("catalog-file"));
static PROFILE_FILE: LazyLock<Value> = LazyLock::new(|| published("profile-file"));

/// Returns a schema as it is published; a test of the command line compares that with what the program prints.
fn published(name: &str) -> Value {
    let text = std::fs::read_to_string(format!("schemas/{name}.json")).expect("a schema");
    serde_json::from_str(&text).expect("JSON")
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft7::new(schema).expect("a schema of draft 7")
}

#[test]
fn the_schemas_are_schemas() {
    for schema in [&*CATALOG_FILE, &*PROFILE_FILE] {
        jsonschema::draft7::meta::validate(schema).expect("it is a schema");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    }
}
