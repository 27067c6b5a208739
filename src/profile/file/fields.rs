//! The fields of a profile, read one by one so that one mistake does not hide the next.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::catalog::keys::{HOURS_A_WEEK, Table};
use crate::catalog::names::{Entry, UnknownName};
use crate::catalog::{Catalog, Standard};
use crate::diagnostic::{Diagnostic, Label, SourceFile, code, did_you_mean, similar, syntax};
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::limits::{EXCEPTIONS, NAME_BYTES, PROFILE_ITEMS, PROFILE_MISTAKES};
use crate::units::{Money, Months};

use super::super::amount;
use super::super::duration::{self, DurationError};
use super::super::exceptions::Equivalent;
use super::keys;
use super::{OwnExceptions, OwnLimits, Profile};

type Key<'i> = Spanned<DeString<'i>>;
type Value<'i> = Spanned<DeValue<'i>>;

/// Reads the whole profile.
pub(super) fn profile(catalog: &Catalog, file: &SourceFile) -> Result<Profile, Vec<Diagnostic>> {
    let mut reader = Reader { catalog, path: &file.path, diagnostics: Vec::new() };
    let (document, errors) = DeTable::parse_recoverable(&file.text);
    if let Some(slip) = syntax::refusal(&file.text, &errors, |table| table == "history") {
        let mut mistake = Diagnostic::error(code::SYNTAX, "not valid TOML")
            .with_label(reader.label(slip.span, &slip.label))
            .with_help(slip.help);
        mistake.labels.extend(slip.noticed.map(|span| reader.label(span, "noticed here")));
        reader.diagnostics.push(mistake);
    }
    // What a broken line leaves behind would only be misread.
    let profile = if errors.is_empty() { Some(reader.profile(document.get_ref())) } else { None };
    let is_full = reader.is_full();
    let mut diagnostics = reader.diagnostics;
    diagnostics.sort_by_key(|diagnostic| diagnostic.labels.first().map(|label| label.span.start));
    if is_full {
        let message = format!("there may be more mistakes than the {PROFILE_MISTAKES} that are listed");
        let help = "mend the others first".to_owned();
        diagnostics.push(Diagnostic::error(code::TOO_LARGE, message).with_help(help));
    }
    profile.filter(|_| diagnostics.is_empty()).ok_or(diagnostics)
}

struct Reader<'a> {
    catalog: &'a Catalog,
    path: &'a str,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn report(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        message: &str,
        label: &str,
        help: Option<String>,
    ) {
        if self.is_full() {
            return;
        }
        let label = self.label(span, label);
        self.diagnostics.push(Diagnostic::error(code, message).with_label(label).with_help(help));
    }

    fn label(&self, span: Range<usize>, text: &str) -> Label {
        Label { path: self.path.to_owned(), span, text: text.to_owned() }
    }

    /// Tells whether so many mistakes have been found that no more are looked for.
    fn is_full(&self) -> bool {
        self.diagnostics.len() >= PROFILE_MISTAKES
    }

    /// Tells whether a list or table has more items than are read, and reports it.
    fn is_too_long(&mut self, span: Range<usize>, items: usize, most: usize) -> bool {
        if items > most {
            let message = format!("{items} items, and at most {most} are read");
            let help = Some("keep those that matter for the plan".to_owned());
            self.report(code::TOO_LARGE, span, &message, "too much here", help);
        }
        items > most
    }

    fn profile(&mut self, table: &DeTable<'_>) -> Profile {
        self.known_keys(table, &keys::PROFILE);
        let mut profile = Profile::nobody(self.catalog);
        profile.person.role = get(table, "role").and_then(|value| self.role(value));
        for value in self.list(table, "credentials") {
            if let Some(text) = self.text(value, "the id or name of a credential") {
                match self.catalog.find_credential(text) {
                    Ok(credential) => profile.credentials.push(credential),
                    Err(unknown) => {
                        self.unknown_name(code::UNKNOWN_CREDENTIAL, value, &unknown, "credentials");
                    }
                }
            }
        }
        let history = self.list(table, "history").iter();
        profile.history = history.filter_map(|value| self.history_entry(value)).collect();
        profile.experience = self.experience(table);
        profile.limits = self.limits(table);
        profile.exceptions = self.exceptions(table);
        profile.settle(self.catalog);
        profile
    }

    fn history_entry(&mut self, value: &Value<'_>) -> Option<(RoleId, Months)> {
        let table = self.table(value, "an entry such as { role = \"nurse\", years = 6 }")?;
        self.known_keys(table, &keys::HISTORY);
        let role = if let Some(role) = get(table, "role") {
            self.role(role)
        } else {
            self.report(code::MISSING_KEY, value.span(), "a history entry needs a `role`", "", None);
            None
        };
        let months = match (get(table, "years"), get(table, "months")) {
            (Some(years), None) => self.duration(years, true, "years"),
            (None, Some(months)) => self.duration(months, true, "months"),
            (Some(_), Some(months)) => {
                let help = Some("keep one of the two".to_owned());
                self.report(
                    code::MALFORMED_DURATION,
                    months.span(),
                    "give `years` or `months`, not both",
                    "",
                    help,
                );
                None
            }
            (None, None) => {
                let help = Some("add `years = 2` or `months = 18`".to_owned());
                self.report(code::MISSING_KEY, value.span(), "a history entry needs a duration", "", help);
                None
            }
        };
        Some((role?, months?))
    }

    fn experience(&mut self, table: &DeTable<'_>) -> Vec<(DomainId, Months)> {
        let Some(value) = get(table, "experience") else { return Vec::new() };
        let Some(table) = self.table(value, "a table such as { management = \"18mo\" }") else {
            return Vec::new();
        };
        let mut experience = Vec::new();
        if self.is_too_long(value.span(), table.len(), PROFILE_ITEMS) {
            return experience;
        }
        for (key, value) in table {
            let domain = self.domain(key);
            let months = self.duration(value, false, "");
            if let Some(domain) = domain
                && experience.iter().any(|(known, _)| *known == domain)
            {
                self.named_twice(key, &self.catalog.domain(domain).id);
            }
            experience.extend(domain.zip(months));
        }
        experience.sort_unstable_by_key(|(domain, _)| *domain);
        experience
    }

    fn limits(&mut self, table: &DeTable<'_>) -> OwnLimits {
        let mut limits = OwnLimits::default();
        let Some(value) = get(table, "limits") else { return limits };
        let Some(table) = self.table(value, "a table such as { budget = 40000 }") else { return limits };
        self.known_keys(table, &keys::LIMITS);
        limits.budget = get(table, "budget")
            .and_then(|value| self.number(value, amount::LARGEST.0, "a whole amount of money"))
            .map(Money);
        limits.study_hours = get(table, "study-hours-per-week")
            .and_then(|value| self.number(value, HOURS_A_WEEK, "whole hours a week"))
            .and_then(|hours| u32::try_from(hours).ok());
        limits.longest = get(table, "max-years").and_then(|value| self.duration(value, true, "years"));
        limits.keep_working = get(table, "keep-working").and_then(|value| {
            let answer = value.get_ref().as_bool();
            if answer.is_none() {
                self.wrong_type(value, "`true` or `false`");
            }
            answer
        });
        (limits.avoid_roles, limits.avoid_credentials) = self.entries(table, "avoid");
        (limits.via_roles, limits.via_credentials) = self.entries(table, "via");
        limits.standard = get(table, "standard").and_then(|value| self.standard(value));
        limits.minimum_stay = get(table, "min-stay-months").and_then(|value| self.months(value, 0));
        limits.search_months = get(table, "search-months").and_then(|value| self.months(value, 1));
        limits
    }

    /// Reads a list of roles and credentials.
    fn entries(&mut self, table: &DeTable<'_>, key: &str) -> (Vec<RoleId>, Vec<CredentialId>) {
        let (mut roles, mut credentials) = (Vec::new(), Vec::new());
        for value in self.list(table, key) {
            let Some(text) = self.text(value, "the id or name of a role or credential") else { continue };
            match self.catalog.find_entry(text) {
                Ok(Entry::Role(role)) => roles.push(role),
                Ok(Entry::Credential(credential)) => credentials.push(credential),
                Err(unknown) => self.unknown_name(code::UNKNOWN_ROLE, value, &unknown, "roles"),
            }
        }
        (roles, credentials)
    }

    fn standard(&mut self, value: &Value<'_>) -> Option<Standard> {
        let expected = "`minimum`, `typical` or `competitive`";
        let text = self.text(value, expected)?;
        let found = Standard::ALL.into_iter().find(|standard| standard.word() == text);
        if found.is_none() {
            let message = format!("unknown standard: `{text}`");
            let help = Some(format!("expected {expected}"));
            self.report(code::OUT_OF_RANGE, value.span(), &message, "", help);
        }
        found
    }

    /// Reads whole months, at least `least`.
    fn months(&mut self, value: &Value<'_>, least: u32) -> Option<Months> {
        let number = self.number(value, keys::LONGEST_MONTHS, "whole months")?;
        let months = Months(u32::try_from(number).ok()?);
        if months.0 < least {
            self.report(code::OUT_OF_RANGE, value.span(), "expected at least 1 month", "", None);
            return None;
        }
        Some(months)
    }

    fn exceptions(&mut self, table: &DeTable<'_>) -> OwnExceptions {
        let mut exceptions = OwnExceptions::default();
        let Some(value) = get(table, "exceptions") else { return exceptions };
        let Some(table) = self.table(value, "a table such as { waive = [\"msn\"] }") else {
            return exceptions;
        };
        self.known_keys(table, &keys::EXCEPTIONS);
        for value in self.list(table, "waive") {
            let Some(name) = self.text(value, "the name of a requirement") else { continue };
            if name.trim().is_empty() {
                let help = Some("name a requirement, or take the blank text out".to_owned());
                self.report(code::EMPTY_TEXT, value.span(), "the name of a requirement is blank", "", help);
            } else {
                exceptions.waive.push(name.to_owned());
            }
        }
        let Some(value) = get(table, "equivalent") else { return exceptions };
        let Some(table) = self.table(value, "a table such as { \"foreign-md\" = \"md\" }") else {
            return exceptions;
        };
        if self.is_too_long(value.span(), table.len(), EXCEPTIONS) {
            return exceptions;
        }
        for (key, value) in table {
            if self.is_full() {
                break;
            }
            let credential = self.catalog.find_credential(key.get_ref());
            if let Err(unknown) = &credential {
                let help = did_you_mean(&unknown.suggestions);
                self.report(code::UNKNOWN_CREDENTIAL, key.span(), &unknown.to_string(), "", help);
            }
            if let Ok(credential) = credential
                && exceptions.equivalents.iter().any(|equivalent| equivalent.credential == credential)
            {
                self.named_twice(key, &self.catalog.credential(credential).id);
            }
            let Some(text) = self.text(value, "the id or name of a credential") else { continue };
            match self.catalog.find_credential(text) {
                Ok(counts_as) => exceptions
                    .equivalents
                    .extend(credential.ok().map(|credential| Equivalent { credential, counts_as })),
                Err(unknown) => self.unknown_name(code::UNKNOWN_CREDENTIAL, value, &unknown, "credentials"),
            }
        }
        exceptions.equivalents.sort_unstable_by_key(|equivalent| equivalent.credential);
        exceptions
    }

    /// Reports that a table names one thing twice, where one of the two would have to be believed.
    fn named_twice(&mut self, key: &Key<'_>, id: &str) {
        let message = format!("the table names `{id}` twice");
        let help = Some("keep one of the two".to_owned());
        self.report(code::REPEATED_ITEM, key.span(), &message, "", help);
    }

    fn role(&mut self, value: &Value<'_>) -> Option<RoleId> {
        let text = self.text(value, "the id or title of a role")?;
        let found = self.catalog.find_role(text);
        found.map_err(|unknown| self.unknown_name(code::UNKNOWN_ROLE, value, &unknown, "roles")).ok()
    }

    fn domain(&mut self, key: &Key<'_>) -> Option<DomainId> {
        if self.is_full() {
            return None;
        }
        let found = self.catalog.find_domain(key.get_ref());
        if let Err(unknown) = &found {
            let ids: Vec<&str> = self.catalog.domains.iter().map(|domain| domain.id.as_str()).collect();
            let help = did_you_mean(&unknown.suggestions).unwrap_or_else(|| expected_one_of(&ids));
            self.report(code::UNKNOWN_DOMAIN, key.span(), &unknown.to_string(), "no such domain", Some(help));
        }
        found.ok()
    }

    /// Reads a duration: a text with its unit, or a number where `bare_unit` says what it counts.
    fn duration(&mut self, value: &Value<'_>, numbers: bool, bare_unit: &str) -> Option<Months> {
        let text = match value.get_ref() {
            DeValue::String(text) => text.to_string(),
            DeValue::Integer(number) if number.radix() == 10 => format!("{}{bare_unit}", number.as_str()),
            DeValue::Float(number) => format!("{}{bare_unit}", number.as_str()),
            _ => {
                self.wrong_type(value, "a duration such as \"2y\" or \"18mo\"");
                return None;
            }
        };
        let bare_text = numbers && value.get_ref().is_str();
        let text = if bare_text && text.trim().parse::<f64>().is_ok() { text + bare_unit } else { text };
        match duration::parse(&text, false) {
            Ok(months) => Some(months),
            Err(error) => {
                let help = (error != DurationError::Negative)
                    .then(|| "write it as \"2y\", \"18mo\" or \"2y 6mo\"".to_owned());
                self.report(code::MALFORMED_DURATION, value.span(), &error.to_string(), "", help);
                None
            }
        }
    }

    fn number(&mut self, value: &Value<'_>, most: i64, expected: &str) -> Option<i64> {
        let Some(number) = value.get_ref().as_integer() else {
            self.wrong_type(value, expected);
            return None;
        };
        match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) if (0..=most).contains(&number) => Some(number),
            _ => {
                let message = format!("expected {expected} from 0 to {most}");
                self.report(code::OUT_OF_RANGE, value.span(), &message, "", None);
                None
            }
        }
    }

    fn text<'v>(&mut self, value: &'v Value<'_>, expected: &str) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        let Some(text) = text else {
            self.wrong_type(value, expected);
            return None;
        };
        if text.len() > NAME_BYTES {
            let message = format!("{} bytes, and at most {NAME_BYTES} are read", text.len());
            self.report(code::TOO_LARGE, value.span(), &message, "too much here", None);
            return None;
        }
        // Looking for the right name takes time, of which many wrong ones must not take too much.
        (!self.is_full()).then_some(text)
    }

    fn table<'v, 'i>(&mut self, value: &'v Value<'i>, expected: &str) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(value, expected);
        }
        table
    }

    /// Returns the values of a list; nothing for a missing key.
    fn list<'v, 'i>(&mut self, table: &'v DeTable<'i>, key: &str) -> &'v [Value<'i>] {
        let Some(value) = get(table, key) else { return &[] };
        let list = value.get_ref().as_array();
        if list.is_none() {
            self.wrong_type(value, "a list in square brackets");
        }
        let list = list.map_or(&[][..], |list| list);
        let most = if key == "waive" { EXCEPTIONS } else { PROFILE_ITEMS };
        if self.is_full() || self.is_too_long(value.span(), list.len(), most) { &[] } else { list }
    }

    fn wrong_type(&mut self, value: &Value<'_>, expected: &str) {
        let found = value.get_ref().type_str();
        let message = format!("expected {expected}, found {}", article(found));
        self.report(code::WRONG_TYPE, value.span(), &message, "", None);
    }

    fn known_keys(&mut self, table: &DeTable<'_>, form: &Table) {
        for key in table.keys().filter(|key| form.key(key.get_ref()).is_none()) {
            let help = meant_or_all(key.get_ref(), &form.names().collect::<Vec<_>>());
            let message = format!("unknown key: `{}`", key.get_ref());
            self.report(code::UNKNOWN_KEY, key.span(), &message, "not a key of this table", Some(help));
        }
    }

    fn unknown_name(&mut self, code: &'static str, value: &Value<'_>, unknown: &UnknownName, list: &str) {
        let help =
            did_you_mean(&unknown.suggestions).unwrap_or_else(|| format!("`careerpath {list}` lists them"));
        let label = format!("no such {}", unknown.kind);
        self.report(code, value.span(), &unknown.to_string(), &label, Some(help));
    }
}

fn get<'v, 'i>(table: &'v DeTable<'i>, key: &str) -> Option<&'v Value<'i>> {
    table.iter().find(|(known, _)| known.get_ref() == key).map(|(_, value)| value)
}

fn article(kind: &str) -> String {
    let vowel = kind.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {kind}", if vowel { "an" } else { "a" })
}

/// Returns the question after the closest of the names, or all names when none is close.
fn meant_or_all(text: &str, names: &[&str]) -> String {
    did_you_mean(&similar(text, names.iter().copied())).unwrap_or_else(|| expected_one_of(names))
}

fn expected_one_of(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    format!("expected one of {}", quoted.join(", "))
}
