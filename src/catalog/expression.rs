//! Requirement expressions as text: the TOML that would be read as the same requirement.

use std::fmt::{self, Display, Write};

use crate::units::{MONTHS_PER_YEAR, Months};

use super::Catalog;
use super::requirement::{Requirement, RequirementKind, Strength};

/// A requirement with the catalog that names its parts; prints as TOML, such as
/// `{ experience = "nursing", years = 5, strength = "usual" }`.
///
/// A node without remarks that asks for a credential prints as its id alone. What is printed can be put
/// into the `requires` list of a catalog file and is read as the same requirement.
#[derive(Clone, Copy, Debug)]
pub struct Expression<'a> {
    requirement: &'a Requirement,
    catalog: &'a Catalog,
}

impl Requirement {
    /// Returns the requirement in the words of its catalog.
    #[must_use]
    pub fn expression<'a>(&'a self, catalog: &'a Catalog) -> Expression<'a> {
        Expression { requirement: self, catalog }
    }

    /// Tells whether the node says nothing beside what it asks.
    fn is_plain(&self) -> bool {
        *self == Self::new(self.kind.clone())
    }
}

impl Display for Expression<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { requirement, catalog } = *self;
        if let RequirementKind::Credential(credential) = requirement.kind
            && requirement.is_plain()
        {
            return write!(formatter, "\"{}\"", catalog.credential(credential).id);
        }
        formatter.write_str("{ ")?;
        self.kind(formatter)?;
        if requirement.strength != Strength::Required {
            write!(formatter, ", strength = \"{}\"", requirement.strength.word())?;
        }
        if requirement.rare {
            formatter.write_str(", rare = true")?;
        }
        if let Some(month) = requirement.from {
            write!(formatter, ", from = \"{month}\"")?;
        }
        if let Some(month) = requirement.until {
            write!(formatter, ", until = \"{month}\"")?;
        }
        if let Some(note) = &requirement.note {
            formatter.write_str(", note = ")?;
            write_text(formatter, note)?;
        }
        if let Some(source) = requirement.source {
            write!(formatter, ", source = \"{}\"", catalog.source(source).id)?;
        }
        if requirement.approximate {
            formatter.write_str(", approximate = true")?;
        }
        formatter.write_str(" }")
    }
}

impl Expression<'_> {
    fn kind(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.requirement.kind {
            RequirementKind::Credential(credential) => {
                write!(formatter, "credential = \"{}\"", self.catalog.credential(*credential).id)
            }
            RequirementKind::All(nodes) => self.list(formatter, "all", nodes),
            RequirementKind::Any(nodes) => self.list(formatter, "any", nodes),
            RequirementKind::AtLeast { count, of } => {
                write!(formatter, "at-least = {count}, ")?;
                self.list(formatter, "of", of)
            }
            RequirementKind::Experience { domain, months, after, within } => {
                write!(formatter, "experience = \"{}\", ", self.catalog.domain(*domain).id)?;
                write_threshold(formatter, *months)?;
                if let Some(credential) = after {
                    write!(formatter, ", after = \"{}\"", self.catalog.credential(*credential).id)?;
                }
                match within {
                    Some(months) => write!(formatter, ", within = \"{}mo\"", months.0),
                    None => Ok(()),
                }
            }
            RequirementKind::Tenure { role, months } => {
                write!(formatter, "role = \"{}\", ", self.catalog.role(*role).id)?;
                write_threshold(formatter, *months)
            }
        }
    }

    fn list(&self, formatter: &mut fmt::Formatter<'_>, key: &str, nodes: &[Requirement]) -> fmt::Result {
        write!(formatter, "{key} = [")?;
        for (position, node) in nodes.iter().enumerate() {
            let gap = if position == 0 { "" } else { ", " };
            write!(formatter, "{gap}{}", node.expression(self.catalog))?;
        }
        formatter.write_char(']')
    }
}

fn write_threshold(formatter: &mut fmt::Formatter<'_>, months: Months) -> fmt::Result {
    if months.0 > 0 && months.0.is_multiple_of(MONTHS_PER_YEAR) {
        write!(formatter, "years = {}", months.0 / MONTHS_PER_YEAR)
    } else {
        write!(formatter, "months = {}", months.0)
    }
}

/// Writes a text as a TOML basic string.
fn write_text(formatter: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    formatter.write_char('"')?;
    for character in text.chars() {
        match character {
            '"' | '\\' => write!(formatter, "\\{character}")?,
            control if control.is_control() => write!(formatter, "\\u{:04X}", u32::from(control))?,
            other => formatter.write_char(other)?,
        }
    }
    formatter.write_char('"')
}
