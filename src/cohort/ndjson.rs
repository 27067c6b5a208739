//! Objects of NDJSON with every value as it is written, so that what is passed through stays as it is.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
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
    /// When the text is no JSON object.
    pub(crate) fn read(text: &'t str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }
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
        for text in ["[]", "1", "{", "{} {}", "{\"a\":}"] {
            assert!(Object::read(text).is_err(), "{text}");
        }
    }
}
