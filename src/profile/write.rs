//! A profile as a file: TOML with comments that say what each key means, read back as the same profile.
//!
//! Only ids are written, never titles: a text of a catalog could end a comment and begin a key.

use std::fmt::Write as _;

use crate::catalog::Catalog;
use crate::units::{MONTHS_PER_YEAR, Months};

use super::file::{OwnExceptions, OwnLimits, Profile};

/// The columns that a list may take before it is written with one entry a line.
const WIDTH: usize = 100;

const HEAD: &str = "\
# Who you are, for careerpath. `careerpath profile check FILE` says how this file is understood.
#
# Names are ids or titles: `careerpath roles` and `careerpath credentials` list them. A line that begins with `#`
# counts for nothing; take the mark away and the key behind it counts.
";

/// Returns the profile as the text of a file.
#[must_use]
pub fn text(catalog: &Catalog, profile: &Profile) -> String {
    let mut file = Writer { text: HEAD.to_owned() };
    let credential = |id| quoted(&catalog.credential(id).id);
    let role = |id| quoted(&catalog.role(id).id);
    let credentials: Vec<String> = profile.credentials.iter().copied().map(credential).collect();
    let history: Vec<String> = profile
        .history
        .iter()
        .map(|&(id, months)| {
            let (unit, number) = match whole_years(months) {
                Some(years) => ("years", years),
                None => ("months", months.0),
            };
            format!("{{ role = {}, {unit} = {number} }}", role(id))
        })
        .collect();
    let experience: Vec<String> = profile
        .experience
        .iter()
        .map(|&(domain, months)| format!("{} = {}", catalog.domain(domain).id, quoted(&duration(months))))
        .collect();
    file.key(
        "The work you do now. Leave it out if you have none.",
        "role",
        profile.person.role.map(role),
        "\"nurse\"",
    );
    file.key(
        "Degrees, licenses, certifications and the like that you hold. What they imply need not be said.",
        "credentials",
        (!credentials.is_empty()).then(|| list(&credentials, "credentials".len())),
        "[\"bsn\", \"rn-license\"]",
    );
    file.key(
        "Time in jobs, the one of today included. It counts for the role and for the experience it gives.",
        "history",
        (!history.is_empty()).then(|| list(&history, 0)),
        "[{ role = \"nurse\", years = 6 }, { role = \"medical-assistant\", months = 18 }]",
    );
    file.key(
        "Experience that these jobs do not show, by domain: `6y`, `18mo` or `1y 6mo`. It counts on top of theirs.",
        "experience",
        (!experience.is_empty()).then(|| format!("{{ {} }}", experience.join(", "))),
        "{ management = \"18mo\" }",
    );
    file.limits(catalog, &profile.limits);
    file.exceptions(catalog, &profile.exceptions);
    file.text
}

struct Writer {
    text: String,
}

impl Writer {
    /// Writes what a key means, and the key with its value; without one, an example that counts for nothing.
    fn key(&mut self, meaning: &str, key: &str, value: Option<String>, example: &str) {
        let line = match value {
            Some(value) => format!("{key} = {value}"),
            None => format!("# {key} = {example}"),
        };
        let _ = write!(self.text, "\n# {meaning}\n{line}\n");
    }

    fn limits(&mut self, catalog: &Catalog, limits: &OwnLimits) {
        self.text.push_str(
            "\n# What you can and want to do. What the command line says wins over it.\n[limits]\n",
        );
        let amount = |amount: crate::units::Money| amount.0.to_string();
        let months = |months: Months| months.0.to_string();
        let entries = |roles: &[_], credentials: &[_], key: &str| {
            let roles = roles.iter().map(|id| quoted(&catalog.role(*id).id));
            let credentials = credentials.iter().map(|id| quoted(&catalog.credential(*id).id));
            let entries: Vec<String> = roles.chain(credentials).collect();
            (!entries.is_empty()).then(|| list(&entries, key.len()))
        };
        self.key(
            &format!("The most that all study may cost, in {}.", currency(catalog)),
            "budget",
            limits.budget.map(amount),
            "20000",
        );
        self.key(
            "The most hours of study a week; only part-time study of at most this many is planned.",
            "study-hours-per-week",
            limits.study_hours.map(|hours| hours.to_string()),
            "10",
        );
        self.key(
            "Whether you keep a job all the time: no full-time study.",
            "keep-working",
            limits.keep_working.map(|keep| keep.to_string()),
            "true",
        );
        self.key("The most years until you are there.", "max-years", limits.longest.map(years), "6");
        self.key(
            "Roles never to work in and credentials never to study for.",
            "avoid",
            entries(&limits.avoid_roles, &limits.avoid_credentials, "avoid"),
            "[\"nurse-manager\", \"md\"]",
        );
        self.key(
            "Roles to work in and credentials to earn on the way.",
            "via",
            entries(&limits.via_roles, &limits.via_credentials, "via"),
            "[\"ni-bc\"]",
        );
        self.key(
            "How much of what employers ask must be met: minimum, typical or competitive.",
            "standard",
            limits.standard.map(|standard| quoted(standard.word())),
            "\"typical\"",
        );
        self.key(
            "Months to stay in a job before leaving it.",
            "min-stay-months",
            limits.minimum_stay.map(months),
            "24",
        );
        self.key(
            "Months from an application to the first day, for roles that do not say.",
            "search-months",
            limits.search_months.map(months),
            "6",
        );
    }

    fn exceptions(&mut self, catalog: &Catalog, exceptions: &OwnExceptions) {
        self.text.push_str("\n# What holds for you and not for everybody.\n[exceptions]\n");
        let waive: Vec<String> = exceptions.waive.iter().map(|text| quoted(text)).collect();
        let id = |id| &catalog.credential(id).id;
        let equivalents: Vec<String> = exceptions
            .equivalents
            .iter()
            .map(|equivalent| format!("{} = {}", id(equivalent.credential), quoted(id(equivalent.counts_as))))
            .collect();
        self.key(
            "What you are excused from, `NAME` or `NAME@WHERE` it is asked for.",
            "waive",
            (!waive.is_empty()).then(|| list(&waive, "waive".len())),
            "[\"msn@cnio\"]",
        );
        self.key(
            "A credential you hold, and the one it counts as, such as a degree from abroad.",
            "equivalent",
            (!equivalents.is_empty()).then(|| format!("{{ {} }}", equivalents.join(", "))),
            "{ doctorate = \"md\" }",
        );
    }
}

/// Returns the code of the currency, as far as it can do no harm in a comment.
fn currency(catalog: &Catalog) -> String {
    catalog.currency.chars().filter(char::is_ascii_graphic).collect()
}

/// Writes a list on one line, or with one entry a line where that is too long.
fn list(entries: &[String], lead: usize) -> String {
    let line = format!("[{}]", entries.join(", "));
    if lead > 0 && lead + line.len() <= WIDTH {
        return line;
    }
    format!("[\n  {},\n]", entries.join(",\n  "))
}

fn whole_years(months: Months) -> Option<u32> {
    (months.0 > 0 && months.0.is_multiple_of(MONTHS_PER_YEAR)).then_some(months.0 / MONTHS_PER_YEAR)
}

/// Writes years as a number where they are whole, and as a text with its unit otherwise.
fn years(months: Months) -> String {
    whole_years(months).map_or_else(|| quoted(&duration(months)), |years| years.to_string())
}

fn duration(months: Months) -> String {
    whole_years(months).map_or_else(|| format!("{}mo", months.0), |years| format!("{years}y"))
}

/// Writes a text between quotation marks, whatever it holds.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
#[cfg(catalog_is_frozen)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::catalog::Standard;
    use crate::catalog::builtin::builtin;
    use crate::diagnostic::SourceFile;
    use crate::ids::{CredentialId, DomainId, RoleId};
    use crate::profile::exceptions::Equivalent;
    use crate::profile::file::parse;
    use crate::units::Money;

    fn read(catalog: &Catalog, text: String) -> Profile {
        let file = SourceFile { path: "me.toml".to_owned(), text };
        parse(catalog, file).unwrap_or_else(|error| panic!("{error:?}"))
    }

    /// Removes what is listed twice under one key.
    fn once<Key: Ord, Value>(pairs: Vec<(Key, Value)>) -> Vec<(Key, Value)> {
        pairs.into_iter().collect::<std::collections::BTreeMap<_, _>>().into_iter().collect()
    }

    fn any_profile(catalog: &Catalog) -> impl Strategy<Value = Profile> + use<> {
        let role = || (0..catalog.roles.len()).prop_map(RoleId::from_index);
        let credential = || (0..catalog.credentials.len()).prop_map(CredentialId::from_index);
        let domain = (0..catalog.domains.len()).prop_map(DomainId::from_index);
        let months = || (0_u32..=1200).prop_map(Months);
        let few = 0..12_usize;
        let said = (
            proptest::option::of(role()),
            proptest::collection::vec(credential(), few.clone()),
            proptest::collection::vec((role(), months()), few.clone()),
            proptest::collection::vec((domain, months()), few.clone()),
        );
        let limits = (
            proptest::option::of((0_i64..=1_000_000_000).prop_map(Money)),
            proptest::option::of(months()),
            proptest::option::of(any::<bool>()),
            proptest::option::of(0_u32..=168),
            proptest::option::of(proptest::sample::select(Standard::ALL.to_vec())),
            proptest::option::of((0_u32..=600).prop_map(Months)),
            proptest::option::of((1_u32..=600).prop_map(Months)),
        );
        let names = (
            proptest::collection::vec(role(), few.clone()),
            proptest::collection::vec(credential(), few.clone()),
            proptest::collection::vec(role(), few.clone()),
            proptest::collection::vec(credential(), few.clone()),
        );
        let exceptions = (
            proptest::collection::vec(any::<String>(), few.clone()),
            proptest::collection::vec((credential(), credential()), few),
        );
        let newcomer = Profile::nobody(catalog);
        let catalog = catalog.clone();
        (said, limits, names, exceptions).prop_map(move |(said, limits, names, exceptions)| {
            let mut profile = newcomer.clone();
            profile.person.role = said.0;
            (profile.credentials, profile.history, profile.experience) = (said.1, said.2, once(said.3));
            profile.limits = OwnLimits {
                budget: limits.0,
                longest: limits.1,
                keep_working: limits.2,
                study_hours: limits.3,
                standard: limits.4,
                minimum_stay: limits.5,
                search_months: limits.6,
                avoid_roles: names.0,
                avoid_credentials: names.1,
                via_roles: names.2,
                via_credentials: names.3,
            };
            let equivalents = once(exceptions.1).into_iter();
            profile.exceptions = OwnExceptions {
                waive: exceptions.0,
                equivalents: equivalents
                    .map(|(credential, counts_as)| Equivalent { credential, counts_as })
                    .collect(),
            };
            profile.settle(&catalog);
            profile
        })
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let catalog = builtin().expect("a catalog");
        proptest!(|(profile in any_profile(&catalog))| {
            prop_assert_eq!(read(&catalog, text(&catalog, &profile)), profile);
        });
    }

    #[test]
    fn every_key_is_there_and_every_example_is_good() {
        let catalog = builtin().expect("a catalog");
        let empty = text(&catalog, &Profile::nobody(&catalog));
        assert_eq!(read(&catalog, empty.clone()), Profile::nobody(&catalog));
        let is_example = |line: &&str| line.starts_with("# ") && line.contains(" = ");
        let used: Vec<&str> = empty
            .lines()
            .map(|line| Some(line).filter(is_example).map_or(line, |line| &line["# ".len()..]))
            .collect();
        let profile = read(&catalog, used.join("\n"));
        assert!(profile.person.role.is_some() && profile.history.len() == 2);
        let OwnLimits {
            budget,
            longest,
            keep_working,
            study_hours,
            avoid_roles,
            avoid_credentials,
            via_roles,
            via_credentials,
            standard,
            minimum_stay,
            search_months,
        } = profile.limits;
        assert!(budget.is_some() && longest.is_some() && keep_working.is_some() && study_hours.is_some());
        assert!(standard.is_some() && minimum_stay.is_some() && search_months.is_some());
        assert!(!avoid_roles.is_empty() && !avoid_credentials.is_empty());
        assert!(via_roles.is_empty() && !via_credentials.is_empty());
        assert!(!profile.exceptions.waive.is_empty() && !profile.exceptions.equivalents.is_empty());
    }
}
