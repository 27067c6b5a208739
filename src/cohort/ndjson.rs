//! Objects of NDJSON with every value as it is written, so that what is passed through stays as it is.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

/// The members of an object, in their order.
#[derive(Debug)]
pub(crate) struct Object<'t> {
    /// Names with values.
    pub(crate) members: Vec<(Cow<'t, str>, &'t RawValue)>,
}

impl<'t> Object<'t> {
    /// Reads one.
    ///
    /// # Errors
    /// When the text is no JSON object: what it is instead, with none of its words.
    pub(crate) fn read(text: &'t str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error: serde_json::Error| match error.classify() {
            Category::Data => "another value than a JSON object".to_owned(),
            _ => format!("no JSON object: {}, at byte {}", what(&error), error.column()),
        })
    }
}

/// Returns what is wrong with a text that is no JSON, without the place: that is known better.
pub(crate) fn what(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

impl<'t> Deserialize<'t> for Object<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'t> Visitor<'t> for Members {
            type Value = Object<'t>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Object<'t>, A::Error> {
                let mut members = Vec::new();
                while let Some(Name(name)) = map.next_key()? {
                    members.push((name, map.next_value()?));
                }
                Ok(Object { members })
            }
        }

        deserializer.deserialize_map(Members)
    }
}

/// A name that is borrowed where it holds no escapes.
struct Name<'t>(Cow<'t, str>);

impl<'t> Deserialize<'t> for Name<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl<'t> Visitor<'t> for Text {
            type Value = Name<'t>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, text: &'t str) -> Result<Name<'t>, E> {
                Ok(Name(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Name<'t>, E> {
                Ok(Name(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stay_as_they_are_written() {
        let text = "{\"a\": 1.10, \"b\\u0020c\": [1,  2], \"a\": 12345678901234567890123}";
        let object = Object::read(text).expect("an object");
        let members: Vec<(&str, &str)> =
            object.members.iter().map(|(name, value)| (name.as_ref(), value.get())).collect();
        assert_eq!(members, [("a", "1.10"), ("b c", "[1,  2]"), ("a", "12345678901234567890123")]);
        let said = |text| Object::read(text).expect_err("no object");
        assert_eq!(said("[\"Ann\"]"), "another value than a JSON object");
        assert_eq!(said("\"Ann\""), "another value than a JSON object");
        assert_eq!(said("{} {}"), "no JSON object: trailing characters, at byte 4");
        assert_eq!(said("{\"a\":}"), "no JSON object: expected value, at byte 6");
        assert_eq!(said("{"), "no JSON object: EOF while parsing an object, at byte 1");
    }
}
