//! Requirement expressions: from TOML values to [`Requirement`] nodes.

use toml::de::{DeArray, DeValue};

use crate::catalog::requirement::{Requirement, RequirementKind, Strength};
use crate::diagnostic::code;
use crate::ids::{CredentialId, DomainId, RoleId, SourceId};
use crate::limits::{ID_BYTES, REQUIREMENT_DEPTH, REQUIREMENT_NODES};
use crate::units::{CalendarMonth, MONTHS_PER_YEAR, Months};

use super::super::keys::{BELONGING, KINDS, REQUIREMENT};
use super::super::raw::Value;
use super::super::raw::reader::Reader;
use super::duration;
use super::index::Kind;

/// Where a node stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// In a list of which everything is asked.
    Part,
    /// In a list of which some are asked.
    Alternative,
}

impl<'a> Reader<'_, 'a> {
    /// Reads the list of requirements under a key.
    pub(super) fn requirements(&mut self, key: &str) -> Vec<Requirement> {
        let Some(items) = self.list(key) else { return Vec::new() };
        self.reading.nodes = 0;
        let nodes = self.nodes(items, Standing::Part, 1);
        let found = self.reading.nodes;
        if found > REQUIREMENT_NODES {
            let span = self.key_span(key);
            self.too_large(span, &format!("`{key}`"), found, REQUIREMENT_NODES, "requirements");
            return Vec::new();
        }
        nodes
    }

    fn nodes(&mut self, items: &'a DeArray<'a>, standing: Standing, depth: usize) -> Vec<Requirement> {
        items.iter().filter_map(|item| self.node(item, standing, depth)).collect()
    }

    fn node(&mut self, value: &'a Value<'a>, standing: Standing, depth: usize) -> Option<Requirement> {
        self.reading.nodes += 1;
        if depth > REQUIREMENT_DEPTH {
            let message = format!("requirements are nested more than {REQUIREMENT_DEPTH} deep");
            self.report(code::NESTED_TOO_DEEPLY, value.span(), message, "too deep here").help =
                Some("write the same with fewer lists inside each other".to_owned());
            return None;
        }
        match value.get_ref() {
            DeValue::String(_) => {
                let id = self.text_of("a requirement", value, ID_BYTES)?;
                let credential = CredentialId(self.resolve(&id, Kind::Credential)?);
                Some(Requirement::new(RequirementKind::Credential(credential)))
            }
            DeValue::Table(_) => {
                self.table_of("a requirement", value, &REQUIREMENT)?.table_node(standing, depth)
            }
            _ => {
                self.wrong_type("a requirement", value, "the id of a credential or a table");
                None
            }
        }
    }

    /// Reads the node that this table is.
    fn table_node(&mut self, standing: Standing, depth: usize) -> Option<Requirement> {
        // Everything beside the kind first, so that its mistakes show even when the kind is broken.
        let strength = self.word("strength", &Strength::ALL, Strength::word).unwrap_or_default();
        let rare = self.flag("rare");
        if rare && standing == Standing::Part {
            let span = self.key_span("rare");
            self.report(
                code::MISPLACED_RARE,
                span,
                "`rare` on something that is no alternative",
                "not here",
            )
            .help = Some("put `rare` on a node inside the list of an `any` or `at-least`".to_owned());
        }
        let (from, until) = self.period();
        let note = self.string("note");
        let source = self.reference("source", Kind::Source).map(SourceId);
        let approximate = self.flag("approximate");
        let kind = self.kind(depth)?;
        Some(Requirement { kind, strength, rare, from, until, note, source, approximate })
    }

    fn kind(&mut self, depth: usize) -> Option<RequirementKind> {
        let present: Vec<&str> = KINDS.into_iter().filter(|key| self.has(key)).collect();
        let [kind] = present[..] else {
            self.report_kinds(&present);
            return None;
        };
        self.report_strays(kind);
        match kind {
            "all" => self
                .list("all")
                .map(|items| self.nodes(items, Standing::Part, depth + 1))
                .map(RequirementKind::All),
            "any" => {
                let items = self.list("any")?;
                if items.is_empty() {
                    let span = self.value("any").map_or(0..0, toml::Spanned::span);
                    self.report(
                        code::UNSATISFIABLE_NODE,
                        span,
                        "`any` of nothing can never be met",
                        "an empty list",
                    )
                    .help = Some("name an alternative, or take the node out".to_owned());
                }
                Some(RequirementKind::Any(self.nodes(items, Standing::Alternative, depth + 1)))
            }
            "at-least" => self.at_least(depth),
            "experience" => {
                let domain = self.reference("experience", Kind::Domain);
                let months = self.threshold();
                let after = self.reference("after", Kind::Credential).map(CredentialId);
                let within = self.within();
                Some(RequirementKind::Experience {
                    domain: DomainId(domain?),
                    months: months?,
                    after,
                    within,
                })
            }
            "role" => {
                let role = self.reference("role", Kind::Role);
                let months = self.threshold();
                Some(RequirementKind::Tenure { role: RoleId(role?), months: months? })
            }
            _ => {
                let credential = self.reference("credential", Kind::Credential)?;
                Some(RequirementKind::Credential(CredentialId(credential)))
            }
        }
    }

    /// Reports a table that is no node, or several at once.
    fn report_kinds(&mut self, present: &[&str]) {
        let span = self.span.clone();
        let list = KINDS.map(|key| format!("`{key}`")).join(", ");
        match present {
            [] => {
                let message = "a requirement must say what it asks";
                self.report(code::MALFORMED_REQUIREMENT, span, message, "this asks for nothing").help =
                    Some(format!("give it one of {list}"));
            }
            [first, second, ..] => {
                let message = format!("a requirement asks for one thing, not for `{first}` and `{second}`");
                self.report(code::MALFORMED_REQUIREMENT, span, message, "two requirements in one").help =
                    Some("put each in braces of its own".to_owned());
            }
            [_] => {}
        }
    }

    /// Reports keys that mean nothing beside the kind of the node.
    fn report_strays(&mut self, kind: &str) {
        for (key, kinds) in BELONGING {
            if self.has(key) && !kinds.contains(&kind) {
                let span = self.key_span(key);
                let message = format!("`{key}` means nothing beside `{kind}`");
                let owners = kinds.iter().map(|owner| format!("`{owner}`")).collect::<Vec<_>>().join(" or ");
                self.report(code::MALFORMED_REQUIREMENT, span, message, format!("belongs to {owners}"));
            }
        }
    }

    fn at_least(&mut self, depth: usize) -> Option<RequirementKind> {
        let count = self.count("at-least");
        if !self.has("of") {
            self.missing("of", "[…]");
        }
        let items = self.list("of")?;
        let of = self.nodes(items, Standing::Alternative, depth + 1);
        let count = count?;
        if count as usize > items.len() {
            let span = self.value("at-least").map_or(0..0, toml::Spanned::span);
            let message = format!("`at-least = {count}` of {} can never be met", items.len());
            self.report(code::UNSATISFIABLE_NODE, span, message, "more than there are").help =
                Some(format!("ask for at most {}, or name more alternatives", items.len()));
        }
        Some(RequirementKind::AtLeast { count, of })
    }

    /// Reads how much time is asked for, in `years` or `months`.
    fn threshold(&mut self) -> Option<Months> {
        match (self.value("years"), self.has("months")) {
            (Some(_), true) => {
                let span = self.key_span("months");
                self.report(
                    code::MALFORMED_REQUIREMENT,
                    span,
                    "both `years` and `months` are given",
                    "say it once",
                );
                None
            }
            (Some(years), false) => self.years(years),
            (None, true) => self.count("months").map(Months),
            (None, false) => {
                self.missing("years", "1");
                None
            }
        }
    }

    fn years(&mut self, value: &'a Value<'a>) -> Option<Months> {
        let digits = match value.get_ref() {
            DeValue::Integer(_) => return self.count("years").map(Months::from_years),
            DeValue::Float(digits) => digits,
            other => {
                let years = other.as_str().and_then(|text| {
                    let months = duration::parse(text).filter(|months| months.0 % MONTHS_PER_YEAR == 0);
                    months.map(|months| months.0 / MONTHS_PER_YEAR).or_else(|| text.trim().parse().ok())
                });
                let number = years.map(|years| ("write the number alone", years.to_string()));
                self.wrong_value("`years`", value, "a number, such as 2 or 1.5", number);
                return None;
            }
        };
        let months = duration::months_of_years(digits.as_str());
        if months.is_none() {
            let message = format!("`years` is not a whole number of months: {}", digits.as_str());
            self.report(code::MALFORMED_DURATION, value.span(), message, "no whole number of months").help =
                Some("write it as `months`".to_owned());
        }
        months
    }

    fn within(&mut self) -> Option<Months> {
        let text = self.text("within")?;
        let months = duration::parse(text.value);
        if months.is_none() {
            let message = format!("malformed duration: `{}`", text.value);
            self.report(code::MALFORMED_DURATION, text.span, message, "not a duration").help =
                Some("write years or months, such as `\"6y\"` or `\"18mo\"`".to_owned());
        }
        months
    }

    /// Reads the months between which the node can be met.
    fn period(&mut self) -> (Option<CalendarMonth>, Option<CalendarMonth>) {
        let from = self.calendar_month("from");
        let until = self.calendar_month("until");
        if let (Some(first), Some(last)) = (from, until)
            && first > last
        {
            let span = self.value("until").map_or(0..0, toml::Spanned::span);
            let message = format!("the period from {first} until {last} ends before it starts");
            self.report(code::REVERSED_DATES, span, message, "before the start").help =
                Some("exchange `from` and `until`".to_owned());
        }
        (from, until)
    }

    fn calendar_month(&mut self, key: &str) -> Option<CalendarMonth> {
        let text = self.text(key)?;
        let month = text.value.parse().ok();
        if month.is_none() {
            let message = format!("malformed month: `{}`", text.value);
            self.report(code::MALFORMED_DATE, text.span, message, "not a month").help =
                Some("write year and month, such as `\"2027-01\"`".to_owned());
        }
        month
    }
}
