//! What a key may hold, as a schema.

use serde_json::{Map, Value, json};

use crate::catalog::keys::{
    CHANGE, EXTENDS, Key, LARGEST_NUMBER, LINT, LONGEST, REPLACES, Shape, Table, Unit, WITHOUT,
};
use crate::catalog::lints::LintLevel;
use crate::lint::RULES;
use crate::units::MONTHS_PER_YEAR;

use super::{requirement, rules};

/// An id.
pub(super) const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// Anything that is not blank.
const TEXT: &str = "\\S";
/// An id, perhaps after the word for its kind.
const ENTRY: &str = "^([a-z]+:)?[a-z0-9]+(-[a-z0-9]+)*$";
const MONTH: &str = "^[0-9]{4}-(0[1-9]|1[0-2])$";
const DAY: &str = "^[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|\
                   02-(0[1-9]|[12][0-9]))$";
/// A day, or the year or month alone.
const DATE: &str = "^[0-9]{4}(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|\
                    02(-(0[1-9]|[12][0-9]))?))?$";
/// A number with a unit, of at most a hundred years; both cases are spelled out, since no flag means the same to every
/// reader of patterns.
const DURATION: &str = "^\\s*0*(([1-9][0-9]?|100)\\s*[Yy]([Rr][Ss]?|[Ee][Aa][Rr][Ss]?)?|\
                        ([1-9][0-9]{0,2}|1[01][0-9]{2}|1200)\\s*[Mm]([Oo][Ss]?|[Oo][Nn][Tt][Hh][Ss]?)?)\\s*$";
/// Words that may be a duration: something before a unit.
const TIME: &str = "[0-9A-Za-z½¼¾].*[YyMm]";
/// The same, or a number alone.
const BARE_TIME: &str = "^\\s*[0-9]+(\\.[0-9]*)?\\s*$|[0-9A-Za-z½¼¾].*[YyMm]";

/// Returns the properties of a table's keys.
pub(super) fn properties<'k>(keys: impl IntoIterator<Item = &'k Key>) -> Map<String, Value> {
    keys.into_iter().map(|key| (key.name.to_owned(), described(&key.shape, key.about))).collect()
}

/// Returns the schema of a table with what holds between its keys.
fn table(table: &Table) -> Map<String, Value> {
    let mut schema = with_keys(table.keys);
    schema.extend(needs(table, None));
    schema.extend(rules::of(table));
    schema
}

/// Returns the schema of an entry: a table with an id, or with the keys of one that changes an entry below. What
/// extends another lacks what that one has.
fn entry(table: &Table) -> Map<String, Value> {
    let mut schema = with_keys(table.keys.iter().chain(CHANGE.keys));
    let mut whole = needs(table, None);
    if let Some(id) = table.keys.iter().find(|key| key.is_needed) {
        whole = object(json!({
            "if": { "required": [REPLACES] },
            "then": needs(table, Some(id.name)),
            "else": whole,
            "not": { "required": [WITHOUT] },
        }));
    }
    whole.extend(rules::of(table));
    schema.extend(object(json!({
        "if": { "required": [EXTENDS] },
        "then": { "not": { "required": [REPLACES] } },
        "else": whole,
    })));
    schema
}

fn with_keys<'k>(keys: impl IntoIterator<Item = &'k Key>) -> Map<String, Value> {
    object(json!({ "type": "object", "properties": properties(keys), "additionalProperties": false }))
}

/// Returns that a table has the keys that it needs, all but one.
fn needs(table: &Table, but: Option<&str>) -> Map<String, Value> {
    let needed = table.keys.iter().filter(|key| key.is_needed && Some(key.name) != but);
    let needed: Vec<&str> = needed.map(|key| key.name).collect();
    if needed.is_empty() { Map::new() } else { object(json!({ "required": needed })) }
}

/// Returns the schema of a value with what its key means.
fn described(shape: &Shape, about: &str) -> Value {
    let mut schema = Map::new();
    schema.insert("description".to_owned(), about.into());
    schema.extend(of(shape));
    Value::Object(schema)
}

/// Returns the schema of a value.
fn of(shape: &Shape) -> Map<String, Value> {
    match shape {
        Shape::Table(inner) => table(inner),
        Shape::Tables(inner) => list(inner),
        Shape::Remarks(inner) => remarks(inner),
        Shape::TextOr(inner) => text_or(inner),
        shape => object(plain(shape)),
    }
}

fn plain(shape: &Shape) -> Value {
    match shape {
        Shape::Texts => one_or_more(TEXT),
        Shape::List => json!({ "type": "array", "items": text(TEXT) }),
        Shape::Id => text(ID),
        Shape::Ids => one_or_more(ID),
        Shape::Entries => json!({ "type": "array", "items": text(ENTRY) }),
        Shape::Word(words) => json!({ "type": "string", "enum": words() }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Shape::Years => number(Unit::Years),
        Shape::Day => text(DAY),
        Shape::Date => text(DATE),
        Shape::Month => text(MONTH),
        Shape::Duration => text(DURATION),
        Shape::Time { bare: None } => text(TIME),
        Shape::Time { bare: Some(unit) } => {
            let mut either = number(*unit);
            either["type"] = json!(["number", "string"]);
            either["pattern"] = BARE_TIME.into();
            either
        }
        Shape::Names(inner) => json!({ "type": "object", "additionalProperties": of(inner) }),
        Shape::Lints => lints(),
        Shape::Requirements => requirement::list(requirement::PART),
        Shape::Alternatives => requirement::list(requirement::ALTERNATIVE),
        Shape::Text | Shape::Table(_) | Shape::Tables(_) | Shape::Remarks(_) | Shape::TextOr(_) => text(TEXT),
    }
}

fn text(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

/// A number that comes to whole months: of the fractions of a year that can be written down, only quarters do.
fn number(unit: Unit) -> Value {
    match unit {
        Unit::Years => {
            json!({ "type": "number", "minimum": 0, "maximum": LONGEST / MONTHS_PER_YEAR, "multipleOf": 0.25 })
        }
        Unit::Months => json!({ "type": "number", "minimum": 0, "maximum": LONGEST, "multipleOf": 1 }),
    }
}

/// A text, or a list of texts of which each stands there once.
fn one_or_more(pattern: &str) -> Value {
    json!({ "type": ["string", "array"], "pattern": pattern, "items": text(pattern), "uniqueItems": true })
}

fn list(inner: &Table) -> Map<String, Value> {
    let mut items = Map::new();
    items.insert("description".to_owned(), inner.about.into());
    // An entry is what others can name.
    let is_entry = inner.keys.first().is_some_and(|key| matches!(key.shape, Shape::Id) && key.is_needed);
    items.extend(if is_entry { entry(inner) } else { table(inner) });
    object(json!({ "type": "array", "items": items }))
}

/// A text, a table, or a list of these.
fn remarks(inner: &Table) -> Map<String, Value> {
    let one = text_or(inner);
    let mut all = one.clone();
    all.insert("type".to_owned(), json!(["string", "object", "array"]));
    all.insert("items".to_owned(), Value::Object(one));
    all
}

/// Returns the schema of a text or a table.
fn text_or(inner: &Table) -> Map<String, Value> {
    let mut either = table(inner);
    either.insert("type".to_owned(), json!(["string", "object"]));
    either.insert("pattern".to_owned(), TEXT.into());
    either
}

/// Returns what may be said of each rule of the linter: a level, or a table of a level and numbers.
fn lints() -> Value {
    // Words, as only a text has a pattern, and all that may stand here would have to be in an enumeration.
    let levels = format!("^({})$", LintLevel::ALL.map(LintLevel::word).join("|"));
    let rules = RULES.iter().map(|rule| {
        let mut keys = properties(LINT.keys);
        for (name, usual) in rule.numbers {
            let about = format!("A number of this rule; {usual} when nothing is said.");
            let number = Shape::Whole(0, LARGEST_NUMBER);
            keys.insert((*name).to_owned(), described(&number, &about));
        }
        let about = format!("{} Its level is {} when nothing is said.", rule.meaning, rule.level.word());
        let schema = json!({
            "description": about,
            "type": ["string", "object"],
            "pattern": levels,
            "properties": keys,
            "additionalProperties": false,
        });
        (rule.name.to_owned(), schema)
    });
    json!({ "type": "object", "properties": rules.collect::<Map<_, _>>(), "additionalProperties": false })
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(object) => object,
        _ => Map::new(),
    }
}
