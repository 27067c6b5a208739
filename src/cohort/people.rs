//! From the cells of a row to a person.

use std::borrow::Cow;
use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::FxHashMap;

use crate::catalog::Catalog;
use crate::catalog::names::{Entry, UnknownName};
use crate::diagnostic::did_you_mean;
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::limits::{ID_BYTES, NAME_BYTES, ROW_ITEMS};
use crate::profile::Person;
use crate::profile::assumed::person_in_role;
use crate::profile::file::OwnLimits;
use crate::profile::{amount, duration};
use crate::units::{CalendarMonth, Months};

use super::columns::Column;
use super::{Reject, shown};

/// What a row says in one column: the items of a list, or one text.
pub(crate) type Given<'t> = (Column, Vec<Cow<'t, str>>);

/// Somebody in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Someone {
    /// Who they are.
    pub(crate) person: Person,
    /// Their own limits.
    pub(crate) limits: OwnLimits,
}

/// How many names are remembered of each kind, those that mean nothing too; none that is longer than an id.
const REMEMBERED: usize = 50_000;

/// Reads people; what a name means is looked up once.
pub(crate) struct People<'c> {
    catalog: &'c Catalog,
    now: CalendarMonth,
    roles: Memory<String, Result<RoleId, Reject>>,
    credentials: Memory<String, Result<CredentialId, Reject>>,
    domains: Memory<String, Result<DomainId, Reject>>,
    /// Who has just begun in a role.
    beginners: Memory<RoleId, Arc<Person>>,
    /// Whether credentials that the catalog does not know are left out, and how many were.
    leaves_out: bool,
    left_out: AtomicU64,
}

impl<'c> People<'c> {
    /// Begins to read people as they are in a month.
    pub(crate) fn new(catalog: &'c Catalog, now: CalendarMonth) -> Self {
        Self {
            catalog,
            now,
            roles: Memory::default(),
            credentials: Memory::default(),
            domains: Memory::default(),
            beginners: Memory::default(),
            leaves_out: false,
            left_out: AtomicU64::new(0),
        }
    }

    /// Leaves out credentials that the catalog does not know, in place of refusing whoever holds one.
    pub(crate) fn leaving_out(self, leaves_out: bool) -> Self {
        Self { leaves_out, ..self }
    }

    /// Returns how many credentials were left out.
    pub(crate) fn left_out(&self) -> u64 {
        self.left_out.load(Ordering::Relaxed)
    }

    /// Reads one.
    ///
    /// With time in jobs (`history`) nothing is taken for granted. Without it somebody in a role has what `--from ROLE`
    /// takes for granted, and the credentials and experience that are listed on top of it.
    ///
    /// # Errors
    /// When a cell means nothing.
    pub(crate) fn read(&self, given: &[Given<'_>]) -> Result<Someone, Reject> {
        for (column, items) in given {
            let is_long = |item: &Cow<'_, str>| item.len() > NAME_BYTES;
            if items.len() > ROW_ITEMS || items.iter().any(is_long) {
                return Err(reject(
                    *column,
                    format!("more than {ROW_ITEMS} items, or one of more than {NAME_BYTES} bytes"),
                    "",
                ));
            }
        }
        let items = |wanted: Column| {
            let found = given.iter().find(|(column, _)| *column == wanted);
            found
                .into_iter()
                .flat_map(|(_, items)| items)
                .map(|item| item.trim())
                .filter(|item| !item.is_empty())
        };
        let one = |wanted: Column| items(wanted).next();
        let months = match (one(Column::Years), one(Column::Months)) {
            (Some(_), Some(_)) => {
                return Err(reject(
                    Column::Months,
                    "both years and months are given",
                    "leave one of them empty",
                ));
            }
            (Some(years), None) => Some((Column::Years, years_in_role(years)?)),
            (None, Some(months)) => Some((Column::Months, bare_months(months)?)),
            (None, None) => None,
        };
        let role = one(Column::Role).map(|name| self.role(Column::Role, name)).transpose()?;
        let has_history = one(Column::History).is_some();
        let mut person = match (role, months) {
            (None, Some((column, _))) => return Err(reject(column, "time in no role", "name the `role`")),
            (Some(_), Some((column, _))) if has_history => {
                return Err(reject(
                    column,
                    "time in the role, and a history too",
                    "put all time into `history`",
                ));
            }
            (Some(role), months) if !has_history => {
                let make = || Arc::new(person_in_role(self.catalog, role, Months(0), self.now));
                let mut person = self.beginners.get(&role, make).as_ref().clone();
                person.add_history(self.catalog, role, months.map_or(Months(0), |(_, months)| months));
                person
            }
            (role, _) => {
                let mut person = Person::newcomer(self.catalog);
                person.role = role;
                person
            }
        };
        for item in items(Column::History) {
            let (name, months) = timed(Column::History, item)?;
            person.add_history(self.catalog, self.role(Column::History, name)?, months);
        }
        for name in items(Column::Credentials) {
            let find = || {
                self.catalog.find_credential(name).map_err(|unknown| of_name(Column::Credentials, &unknown))
            };
            match meaning(&self.credentials, name, find) {
                Ok(credential) => person.add_credential(self.catalog, credential),
                Err(_) if self.leaves_out => {
                    self.left_out.fetch_add(1, Ordering::Relaxed);
                }
                Err(reject) => return Err(reject),
            }
        }
        for item in items(Column::Experience) {
            let (name, months) = timed(Column::Experience, item)?;
            let find =
                || self.catalog.find_domain(name).map_err(|unknown| of_name(Column::Experience, &unknown));
            person.add_experience(self.catalog, meaning(&self.domains, name, find)?, months);
        }
        let limits = self.limits(items)?;
        Ok(Someone { person, limits })
    }

    fn limits<'g, Items: Iterator<Item = &'g str>>(
        &self,
        items: impl Fn(Column) -> Items,
    ) -> Result<OwnLimits, Reject> {
        let one = |wanted: Column| items(wanted).next();
        let mut limits = OwnLimits::default();
        if let Some(text) = one(Column::Budget) {
            limits.budget = Some(
                amount::parse(whole_amount(text)).map_err(|error| of_value(Column::Budget, text, &error))?,
            );
        }
        if let Some(text) = one(Column::MaxYears) {
            let months = time(Column::MaxYears, text, true)?;
            if months == Months(0) {
                return Err(reject(
                    Column::MaxYears,
                    "0 years leave no time for anything",
                    "leave it empty for no limit",
                ));
            }
            limits.longest = Some(months);
        }
        if let Some(text) = one(Column::KeepWorking) {
            limits.keep_working = Some(truth(Column::KeepWorking, text)?);
        }
        if let Some(text) = one(Column::StudyHours) {
            let hours = text.parse().ok().filter(|hours| (1..=168).contains(hours));
            limits.study_hours = Some(hours.ok_or_else(|| {
                reject(
                    Column::StudyHours,
                    format!("`{}`: expected whole hours a week, 1 to 168", shown(text)),
                    "",
                )
            })?);
        }
        for name in items(Column::Avoid) {
            match self.catalog.find_entry(name).map_err(|unknown| of_name(Column::Avoid, &unknown))? {
                Entry::Role(role) => limits.avoid_roles.push(role),
                Entry::Credential(credential) => limits.avoid_credentials.push(credential),
            }
        }
        limits.avoid_roles.sort_unstable();
        limits.avoid_roles.dedup();
        limits.avoid_credentials.sort_unstable();
        limits.avoid_credentials.dedup();
        Ok(limits)
    }

    fn role(&self, column: Column, name: &str) -> Result<RoleId, Reject> {
        let find = || self.catalog.find_role(name).map_err(|unknown| of_name(column, &unknown));
        let found = meaning(&self.roles, name, find);
        found.map_err(|reject| Reject { column: Cow::Borrowed(column.name()), ..reject })
    }
}

/// Splits `nurse: 6y` into a name and a time.
fn timed(column: Column, item: &str) -> Result<(&str, Months), Reject> {
    let Some((name, text)) = item.rsplit_once(':') else {
        let hint = "write `NAME: TIME`, such as `nurse: 6y`, with semicolons between";
        return Err(reject(column, format!("`{}` says no time", shown(item)), hint));
    };
    Ok((name.trim(), time(column, text.trim(), column == Column::History)?))
}

fn time(column: Column, text: &str, bare_years: bool) -> Result<Months, Reject> {
    duration::parse(text, bare_years).map_err(|error| of_value(column, text, &error))
}

/// Reads how long somebody has been in a role; of years with decimals the whole months count.
fn years_in_role(text: &str) -> Result<Months, Reject> {
    time(Column::Years, text, true).or_else(|reject| whole_months(text).ok_or(reject))
}

/// Returns the whole months in years with decimals, such as `3.7`.
fn whole_months(text: &str) -> Option<Months> {
    let (years, decimals) = text.split_once(['.', ','])?;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(years) || !is_number(decimals) {
        return None;
    }
    let decimals = decimals.get(..4).unwrap_or(decimals);
    let parts = 10_u32.pow(u32::try_from(decimals.len()).ok()?);
    let more = decimals.parse::<u32>().ok()? * 12 / parts;
    // As long as anybody may say in whole years.
    let whole = duration::parse(years, true).ok()?;
    Some(Months(whole.0 + more))
}

/// Reads months that may stand without their unit.
fn bare_months(text: &str) -> Result<Months, Reject> {
    let text = text.strip_suffix(".0").unwrap_or(text);
    let is_bare = text.bytes().all(|byte| byte.is_ascii_digit());
    if is_bare {
        time(Column::Months, &format!("{text}mo"), false)
    } else {
        time(Column::Months, text, false)
    }
}

/// Returns an amount without decimals that say nothing.
fn whole_amount(text: &str) -> &str {
    text.strip_suffix(".00").or_else(|| text.strip_suffix(".0")).unwrap_or(text)
}

fn truth(column: Column, text: &str) -> Result<bool, Reject> {
    match text.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" => Ok(true),
        "no" | "n" | "false" | "0" => Ok(false),
        _ => Err(reject(column, format!("`{}` is neither yes nor no", shown(text)), "write `yes` or `no`")),
    }
}

fn reject(column: Column, reason: impl Into<String>, hint: &str) -> Reject {
    Reject { column: Cow::Borrowed(column.name()), reason: reason.into(), hint: hint.to_owned() }
}

fn of_name(column: Column, unknown: &UnknownName) -> Reject {
    let hint = did_you_mean(&unknown.suggestions);
    let lists = match column {
        Column::Credentials => "`careerpath credentials` lists what there is",
        Column::Role | Column::History => "`careerpath roles` lists what there is",
        _ => "",
    };
    reject(
        column,
        format!("unknown {}: `{}`", unknown.kind, shown(&unknown.name)),
        &hint.unwrap_or_else(|| lists.to_owned()),
    )
}

fn of_value(column: Column, text: &str, error: &dyn std::fmt::Display) -> Reject {
    reject(column, format!("`{}`: {error}", shown(text)), "")
}

/// What was found out already, shared by all threads.
struct Memory<Key, Value>(RwLock<FxHashMap<Key, Value>>);

impl<Key, Value> Default for Memory<Key, Value> {
    fn default() -> Self {
        Self(RwLock::default())
    }
}

impl<Key: Hash + Eq, Value: Clone> Memory<Key, Value> {
    /// Returns a value, found out once.
    fn get<Name>(&self, key: &Name, find: impl FnOnce() -> Value) -> Value
    where
        Key: std::borrow::Borrow<Name>,
        Name: Hash + Eq + ToOwned<Owned = Key> + ?Sized,
    {
        if let Some(known) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(key) {
            return known.clone();
        }
        let value = find();
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() < REMEMBERED {
            known.insert(key.to_owned(), value.clone());
        }
        value
    }
}

/// Returns what a name means; one that is longer than any id is looked up each time.
fn meaning<Value: Clone>(memory: &Memory<String, Value>, name: &str, find: impl FnOnce() -> Value) -> Value {
    if name.len() > ID_BYTES { find() } else { memory.get(name, find) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{catalog, credential, role, start};
    use crate::units::Money;

    fn world() -> Catalog {
        let nurse = "aliases = [\"RN\"]\nrequires = [\"license\"]\ngives = [\"nursing\"]";
        catalog(&[("nurse", nurse), ("analyst", "")], &[("license", ""), ("badge", "")])
    }

    fn read(catalog: &Catalog, given: &[(Column, &str)]) -> Result<Someone, String> {
        let given: Vec<Given<'_>> = given
            .iter()
            .map(|(column, text)| (*column, text.split(';').map(Cow::Borrowed).collect()))
            .collect();
        People::new(catalog, start())
            .read(&given)
            .map_err(|reject| format!("{}: {} ({})", reject.column, reject.reason, reject.hint))
    }

    #[test]
    fn without_a_history_somebody_has_what_the_role_asks_for() {
        let catalog = world();
        let [nurse, license, badge] =
            [role(&catalog, "nurse").0, credential(&catalog, "license").0, credential(&catalog, "badge").0];
        let someone = read(
            &catalog,
            &[(Column::Role, " rn "), (Column::Years, "2.59"), (Column::Credentials, "badge; ")],
        )
        .expect("a person");
        let person = &someone.person;
        assert_eq!(person.role, Some(RoleId(nurse)));
        // Of 31.08 months the whole ones.
        assert_eq!(person.months_in_role(RoleId(nurse)), Months(31));
        assert!(person.holds(CredentialId(license)) && person.holds(CredentialId(badge)));
        assert_eq!(someone.limits, OwnLimits::default());
        let exact = read(&catalog, &[(Column::Role, "nurse"), (Column::History, "nurse: 3; analyst: 18mo")])
            .expect("a person");
        assert!(!exact.person.holds(CredentialId(license)));
        assert_eq!(exact.person.months_in_role(role(&catalog, "analyst")), Months(18));
        assert_eq!(read(&catalog, &[]).expect("a person").person, Person::newcomer(&catalog));
    }

    #[test]
    fn limits_are_the_persons_own() {
        let catalog = world();
        let limits = read(
            &catalog,
            &[
                (Column::Budget, "5k"),
                (Column::MaxYears, "3"),
                (Column::KeepWorking, "Yes"),
                (Column::StudyHours, "10"),
                (Column::Avoid, "badge; analyst"),
            ],
        )
        .expect("a person")
        .limits;
        assert_eq!((limits.budget, limits.longest), (Some(Money(5_000)), Some(Months(36))));
        assert_eq!((limits.keep_working, limits.study_hours), (Some(true), Some(10)));
        assert_eq!(limits.avoid_roles, [role(&catalog, "analyst")]);
        assert_eq!(limits.avoid_credentials, [credential(&catalog, "badge")]);
    }

    #[test]
    fn what_means_nothing_is_named() {
        let catalog = world();
        let said = |given: &[(Column, &str)]| read(&catalog, given).expect_err("a mistake");
        assert_eq!(said(&[(Column::Role, "nures")]), "role: unknown role: `nures` (did you mean `nurse`?)");
        assert_eq!(said(&[(Column::Years, "2")]), "years: time in no role (name the `role`)");
        assert_eq!(
            said(&[(Column::History, "nurse 3y")]),
            "history: `nurse 3y` says no time (write `NAME: TIME`, such as `nurse: 6y`, with semicolons between)"
        );
        assert_eq!(
            said(&[(Column::Role, "nurse"), (Column::Years, "-1")]),
            "years: `-1`: a duration cannot be negative ()"
        );
        assert_eq!(
            said(&[(Column::KeepWorking, "maybe")]),
            "keep-working: `maybe` is neither yes nor no (write `yes` or `no`)"
        );
        assert_eq!(
            said(&[(Column::Credentials, "bagde")]),
            "credentials: unknown credential: `bagde` (did you mean `badge`?)"
        );
    }
}
