//! The small vocabulary in which schemas are written: each word returns what a value may be, with what it means.

use serde_json::{Map, Value, json};

/// The keys of an object, in order.
#[derive(Debug, Default)]
pub(super) struct Keys {
    properties: Map<String, Value>,
    required: Vec<String>,
}

impl Keys {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds a key that is always there.
    pub(super) fn key(mut self, name: &str, shape: Value) -> Self {
        self.required.push(name.to_owned());
        self.properties.insert(name.to_owned(), shape);
        self
    }

    /// Adds a key that is there only when it has something to say.
    pub(super) fn maybe(mut self, name: &str, shape: Value) -> Self {
        self.properties.insert(name.to_owned(), shape);
        self
    }

    /// Makes all keys such that they may be missing.
    pub(super) fn optional(mut self) -> Self {
        self.required.clear();
        self
    }

    /// Leaves out a key.
    pub(super) fn without(mut self, name: &str) -> Self {
        self.properties.shift_remove(name);
        self.required.retain(|required| required != name);
        self
    }

    /// Adds other keys.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.properties.extend(other.properties);
        self.required.extend(other.required);
        self
    }

    /// Returns the object that has these keys and any others.
    pub(super) fn open_object(self, about: &str) -> Value {
        let mut object = self.object(about);
        object["additionalProperties"] = true.into();
        object
    }

    /// Returns the object that has these keys and no other.
    pub(super) fn object(self, about: &str) -> Value {
        json!({
            "description": about,
            "type": "object",
            "properties": self.properties,
            "required": self.required,
            "additionalProperties": false,
        })
    }
}

fn of_type(name: &str, about: &str) -> Value {
    json!({ "description": about, "type": name })
}

/// A text for people.
pub(super) fn text(about: &str) -> Value {
    of_type("string", about)
}

/// A truth.
pub(super) fn flag(about: &str) -> Value {
    of_type("boolean", about)
}

/// A whole number from 0.
pub(super) fn count(about: &str) -> Value {
    json!({ "description": about, "type": "integer", "minimum": 0 })
}

/// A whole number of either sign.
pub(super) fn difference(about: &str) -> Value {
    of_type("integer", about)
}

/// A number that may have decimals.
pub(super) fn number(about: &str) -> Value {
    of_type("number", about)
}

/// Months, whole.
pub(super) fn months(about: &str) -> Value {
    count(&format!("{about}, in months."))
}

/// A moment of a plan.
pub(super) fn moment(about: &str) -> Value {
    count(&format!("{about}, in months from the start (0 is the start)."))
}

/// An amount, whole.
pub(super) fn money(about: &str) -> Value {
    count(&format!("{about}, in whole units of the catalog's currency."))
}

/// An amount that may be negative.
pub(super) fn balance(about: &str) -> Value {
    difference(&format!("{about}, in whole units of the catalog's currency."))
}

/// A year of the calendar.
pub(super) fn year(about: &str) -> Value {
    of_type("integer", about)
}

/// A month of the calendar.
pub(super) fn calendar(about: &str) -> Value {
    pattern("^[0-9]{4}-(0[1-9]|1[0-2])$", &format!("{about}, as YYYY-MM."))
}

/// A text of a certain form.
pub(super) fn pattern(pattern: &str, about: &str) -> Value {
    json!({ "description": about, "type": "string", "pattern": pattern })
}

/// The id of an entry of the catalog.
pub(super) fn id(about: &str) -> Value {
    pattern("^[a-z0-9]+(-[a-z0-9]+)*$", about)
}

/// One of several words.
pub(super) fn one_of<Word: Into<Value>>(words: impl IntoIterator<Item = Word>, about: &str) -> Value {
    let words: Vec<Value> = words.into_iter().map(Into::into).collect();
    json!({ "description": about, "type": "string", "enum": words })
}

/// One word.
pub(super) fn exactly(word: &str, about: &str) -> Value {
    json!({ "description": about, "type": "string", "const": word })
}

/// A list.
pub(super) fn list(items: Value, about: &str) -> Value {
    let mut list = of_type("array", about);
    list["items"] = items;
    list
}

/// A list that has nothing in it.
pub(super) fn empty(about: &str) -> Value {
    json!({ "description": about, "type": "array", "maxItems": 0 })
}

/// A list of ids.
pub(super) fn ids(about: &str) -> Value {
    list(id("An id of the catalog."), about)
}

/// A word of a vocabulary.
pub(super) fn term(about: &str) -> Value {
    text(&format!("{about} In a catalog that defines none, the word itself."))
}

/// A list of words of a vocabulary.
pub(super) fn terms(about: &str) -> Value {
    list(term("The id of the word."), about)
}

/// A list of texts.
pub(super) fn texts(about: &str) -> Value {
    list(text("A text for people."), about)
}

/// An object with keys that are not known beforehand.
pub(super) fn table(values: Value, about: &str) -> Value {
    let mut table = of_type("object", about);
    table["additionalProperties"] = values;
    table
}

/// A shared definition.
pub(super) fn reference(name: &str, about: &str) -> Value {
    json!({ "description": about, "$ref": format!("#/$defs/{name}") })
}

/// A value of one of several types.
pub(super) fn any_of_types<const COUNT: usize>(types: [&str; COUNT], about: &str) -> Value {
    json!({ "description": about, "type": types.as_slice() })
}

/// One of several shapes.
pub(super) fn either(shapes: impl IntoIterator<Item = Value>, about: &str) -> Value {
    json!({ "description": about, "oneOf": shapes.into_iter().collect::<Vec<_>>() })
}

/// What may be null.
pub(super) fn nullable(mut shape: Value) -> Value {
    let Value::Object(object) = &mut shape else { return shape };
    if let Some(values) = object.get_mut("enum").and_then(Value::as_array_mut) {
        values.push(Value::Null);
    }
    if let Some(shapes) = object.get_mut("oneOf").and_then(Value::as_array_mut) {
        shapes.push(json!({ "type": "null" }));
    } else if let Some(kinds) = object.get_mut("type") {
        *kinds = match kinds.take() {
            Value::Array(kinds) => kinds.into_iter().chain([json!("null")]).collect(),
            kind => json!([kind, "null"]),
        };
    } else if let Some(path) = object.shift_remove("$ref") {
        object.insert("oneOf".to_owned(), json!([{ "$ref": path }, { "type": "null" }]));
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_there_is_may_be_null() {
        for shape in [
            text("a"),
            one_of(["b"], "a"),
            reference("c", "a"),
            either([text("b"), flag("c")], "a"),
            list(text("b"), "a"),
            any_of_types(["boolean", "integer"], "a"),
            Keys::new().object("a"),
        ] {
            let mut with_definition = nullable(shape.clone());
            with_definition["$defs"] = json!({ "c": { "type": "string" } });
            let null = |schema: &Value| jsonschema::is_valid(schema, &Value::Null);
            assert!(null(&with_definition), "{shape}");
            assert_eq!(with_definition["description"], "a");
        }
    }
}
