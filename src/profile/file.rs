//! Profile files: who somebody is, in TOML, with every mistake reported in one run.

mod fields;
pub(crate) mod keys;

use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::catalog::{Catalog, Standard};
use crate::diagnostic::{Diagnostic, SourceFile};
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::limits::PROFILE_BYTES;
use crate::units::{Money, Months};

use super::Person;
use super::exceptions::Equivalent;

/// What a profile file says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Profile {
    /// The person.
    pub person: Person,
    /// Credentials as listed, without what they imply.
    pub credentials: Vec<CredentialId>,
    /// Time in roles, as listed.
    pub history: Vec<(RoleId, Months)>,
    /// Experience on top of the history, each domain once, in order of id.
    pub experience: Vec<(DomainId, Months)>,
    /// The person's own limits.
    pub limits: OwnLimits,
    /// What holds for this person only.
    pub exceptions: OwnExceptions,
}

impl Profile {
    /// Makes the profile of somebody who says nothing.
    #[must_use]
    pub fn nobody(catalog: &Catalog) -> Self {
        Self {
            person: Person::newcomer(catalog),
            credentials: Vec::new(),
            history: Vec::new(),
            experience: Vec::new(),
            limits: OwnLimits::default(),
            exceptions: OwnExceptions::default(),
        }
    }

    /// Makes the person anew from what is listed; only the role is taken from the person as it was.
    pub fn settle(&mut self, catalog: &Catalog) {
        let mut person = Person { role: self.person.role, ..Person::newcomer(catalog) };
        for &credential in &self.credentials {
            person.add_credential(catalog, credential);
        }
        for &(role, months) in &self.history {
            person.add_history(catalog, role, months);
        }
        for &(domain, months) in &self.experience {
            person.add_experience(catalog, domain, months);
        }
        self.person = person;
    }
}

/// Limits that a person states about themselves; `None` where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct OwnLimits {
    /// The most that all study may cost.
    pub budget: Option<Money>,
    /// The most months a plan may take.
    pub longest: Option<Months>,
    /// Nothing full-time.
    pub keep_working: Option<bool>,
    /// The most hours of study a week.
    pub study_hours: Option<u32>,
    /// Roles never to start in.
    pub avoid_roles: Vec<RoleId>,
    /// Credentials never to study for.
    pub avoid_credentials: Vec<CredentialId>,
    /// Roles to work in on the way.
    pub via_roles: Vec<RoleId>,
    /// Credentials to earn on the way.
    pub via_credentials: Vec<CredentialId>,
    /// How much of what employers ask must be met.
    pub standard: Option<Standard>,
    /// Months to stay in a job before leaving it.
    pub minimum_stay: Option<Months>,
    /// Months from an application to the first day, for roles that do not say; at least 1.
    pub search_months: Option<Months>,
}

/// What a profile says holds for this person only. Names of requirements are kept as written, since what they mean
/// depends on who asks for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnExceptions {
    /// Requirements the person is excused from, as `NAME` or `NAME@ENTRY`.
    pub waive: Vec<String>,
    /// Credentials that count as others.
    pub equivalents: Vec<Equivalent>,
}

/// Why a profile could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProfileError {
    /// The file could not be read.
    #[error("cannot read the profile `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is larger than [`PROFILE_BYTES`].
    #[error("the profile `{}` is larger than {} MiB", path.display(), PROFILE_BYTES >> 20)]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
    /// The file is not UTF-8 text.
    #[error("the profile `{}` is not a text file", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
    },
    /// The file holds mistakes; all of them are listed.
    #[error("the profile has mistakes")]
    Invalid {
        /// Every mistake, in the order of the file.
        diagnostics: Vec<Diagnostic>,
        /// The file, for showing the lines.
        file: SourceFile,
    },
}

/// Reads a profile file.
///
/// # Errors
/// When the file cannot be read, is no text, or holds mistakes.
pub fn read(catalog: &Catalog, path: &Path) -> Result<Profile, ProfileError> {
    let failed = |source| ProfileError::Read { path: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to know, also of a device that never ends.
    file.take(PROFILE_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > PROFILE_BYTES {
        return Err(ProfileError::TooLarge { path: path.to_owned() });
    }
    let text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'));
    let text = text.ok_or_else(|| ProfileError::NotText { path: path.to_owned() })?;
    parse(catalog, SourceFile { path: path.display().to_string(), text })
}

/// Reads a profile from a text.
///
/// # Errors
/// When the text holds mistakes, or is too large.
pub fn parse(catalog: &Catalog, file: SourceFile) -> Result<Profile, ProfileError> {
    if file.text.len() as u64 > PROFILE_BYTES {
        return Err(ProfileError::TooLarge { path: file.path.into() });
    }
    match fields::profile(catalog, &file) {
        Ok(profile) => Ok(profile),
        Err(diagnostics) => Err(ProfileError::Invalid { diagnostics, file }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{catalog, credential, role};

    fn world() -> Catalog {
        let nurse = "aliases = [\"RN\"]\ngives = [\"nursing\"]";
        catalog(&[("nurse", nurse)], &[("wide", ""), ("narrow", "implies = [\"wide\"]"), ("md", "")])
    }

    fn read_text(catalog: &Catalog, text: &str) -> Result<Profile, Vec<String>> {
        let file = SourceFile { path: "me.toml".to_owned(), text: text.to_owned() };
        parse(catalog, file).map_err(|error| match error {
            ProfileError::Invalid { diagnostics, .. } => {
                diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect()
            }
            other => vec![other.to_string()],
        })
    }

    #[test]
    fn a_profile_means_what_it_says() {
        let catalog = world();
        let profile = read_text(
            &catalog,
            "role = \"rn\"\ncredentials = [\"NARROW\"]\n\
             history = [{ role = \"nurse\", years = 2.5 }, { role = \"nurse\", months = 6 }]\n\
             experience = { clinical = \"1y 6mo\" }\n\
             [limits]\nbudget = 40_000\nmax-years = 6\nstudy-hours-per-week = 10\nkeep-working = true\navoid = [\"md\"]\n",
        )
        .expect("a valid profile");
        let person = &profile.person;
        assert_eq!(person.role, Some(role(&catalog, "nurse")));
        assert!(person.holds(credential(&catalog, "wide")), "what is implied is held");
        let months: Vec<u32> = catalog.domain_ids().map(|domain| person.months_in_domain(domain).0).collect();
        assert_eq!(months, [36 + 18, 0, 36], "clinical, informatics, nursing");
        let limits = &profile.limits;
        assert_eq!((limits.budget, limits.longest), (Some(Money(40_000)), Some(Months(72))));
        assert_eq!((limits.study_hours, limits.keep_working), (Some(10), Some(true)));
        assert_eq!(limits.avoid_credentials, [credential(&catalog, "md")]);
    }

    #[test]
    fn nothing_is_needed() {
        let catalog = world();
        let profile = read_text(&catalog, "").expect("a valid profile");
        assert_eq!(profile.person, Person::newcomer(&catalog));
        assert_eq!(profile.limits, OwnLimits::default());
    }

    #[test]
    fn every_mistake_is_reported_in_one_run() {
        let messages =
            read_text(&world(), "role = 7\nhistory = { a = 1 }\ncredentials = [\"x\", \"md\"]\nrol = 1\n");
        assert_eq!(
            messages.expect_err("mistakes"),
            [
                "expected the id or title of a role, found an integer",
                "expected a list in square brackets, found a table",
                "unknown credential: `x`",
                "unknown key: `rol`",
            ]
        );
    }

    #[test]
    fn a_table_names_each_thing_once() {
        let messages = read_text(
            &world(),
            "experience = { nursing = \"1y\", \"Nursing practice\" = \"2y\", clinical = \"1y\" }\n\
             [exceptions]\nequivalent = { md = \"wide\", MD = \"narrow\" }\n",
        );
        assert_eq!(
            messages.expect_err("mistakes"),
            ["the table names `nursing` twice", "the table names `md` twice"]
        );
    }

    #[test]
    fn experience_needs_its_unit() {
        let messages = read_text(&world(), "experience = { nursing = 3, clinical = \"3\" }");
        let expected = "say years or months, such as `2y` or `18mo`";
        assert_eq!(messages.expect_err("mistakes"), [expected, expected]);
    }

    #[test]
    fn limits_and_exceptions_may_stand_in_a_profile() {
        let catalog = world();
        let profile = read_text(
            &catalog,
            "[limits]\nvia = [\"nurse\", \"md\"]\nstandard = \"minimum\"\nmin-stay-months = 0\nsearch-months = 2\n\
             [exceptions]\nwaive = [\"nursing@nurse\"]\nequivalent = { \"narrow\" = \"md\" }\n",
        )
        .expect("a valid profile");
        let limits = &profile.limits;
        let md = credential(&catalog, "md");
        assert_eq!(
            (&limits.via_roles[..], &limits.via_credentials[..]),
            (&[role(&catalog, "nurse")][..], &[md][..])
        );
        assert_eq!(limits.standard, Some(Standard::Minimum));
        assert_eq!((limits.minimum_stay, limits.search_months), (Some(Months(0)), Some(Months(2))));
        let equivalent = Equivalent { credential: credential(&catalog, "narrow"), counts_as: md };
        assert_eq!(profile.exceptions.equivalents, [equivalent]);
        assert_eq!(profile.exceptions.waive, ["nursing@nurse"]);
        let mistakes = read_text(
            &catalog,
            "[limits]\nstandard = \"lax\"\nsearch-months = 0\nvia = [\"x\"]\n\
             [exceptions]\nwaive = \"md\"\nequivalent = { \"x\" = \"y\" }\nother = 1\n",
        );
        assert_eq!(
            mistakes.expect_err("mistakes"),
            [
                "unknown standard: `lax`",
                "expected at least 1 month",
                "unknown role or credential: `x`",
                "expected a list in square brackets, found a string",
                "unknown credential: `x`",
                "unknown credential: `y`",
                "unknown key: `other`",
            ]
        );
    }
}
