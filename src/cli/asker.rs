//! Who is asking: `--from ROLE` or `--profile FILE`, for every command that needs a person.

use std::path::PathBuf;

use clap::Args;

use crate::catalog::Catalog;
use crate::profile::Person;
use crate::profile::assumed::assume;
use crate::profile::file::{OwnExceptions, OwnLimits, read};
use crate::render::assumptions;
use crate::render::plan;
use crate::units::{CalendarMonth, Months};

use super::complete;
use super::error::Failure;
use super::names;
use super::values;

/// Who is asking.
#[derive(Debug, Args)]
#[command(next_help_heading = "Who you are")]
pub(super) struct AskerOptions {
    /// The role you are in: you hold what it asks for.
    #[arg(long, value_name = "ROLE", conflicts_with = "profile", add = complete::roles())]
    from: Option<String>,
    /// How long you have been in it: `5`, `2.5`, `5y` or `18mo` (with --from).
    #[arg(long, value_name = "YEARS", requires = "from", allow_negative_numbers = true)]
    #[arg(value_parser = values::years)]
    years: Option<Months>,
    /// A file that says exactly who you are; see examples/profiles/.
    #[arg(long, value_name = "FILE")]
    profile: Option<PathBuf>,
}

/// A person with all that is to be said about them.
#[derive(Debug)]
pub(super) struct Asked {
    /// The person.
    pub(super) person: Person,
    /// Who that is, for output.
    pub(super) asker: plan::Asker,
    /// Limits of the profile file.
    pub(super) limits: OwnLimits,
    /// Exceptions of the profile file.
    pub(super) exceptions: OwnExceptions,
    /// What was taken for granted.
    pub(super) assumptions: Vec<String>,
}

impl Asked {
    /// Returns somebody of whom nothing is known, for questions that do not ask who is asking.
    pub(super) fn nobody(catalog: &Catalog) -> Self {
        Self {
            person: Person::newcomer(catalog),
            asker: plan::Asker::Profile { path: String::new() },
            limits: OwnLimits::default(),
            exceptions: OwnExceptions::default(),
            assumptions: Vec::new(),
        }
    }
}

impl AskerOptions {
    /// Returns the person; `None` when nobody is named.
    pub(super) fn person(&self, catalog: &Catalog, now: CalendarMonth) -> anyhow::Result<Option<Asked>> {
        if let Some(name) = &self.from {
            let role = names::role(catalog, name, "`--from`")?;
            let months = self.years.unwrap_or_default();
            let assumed = assume(catalog, role, months, now);
            let role = catalog.role(role).id.clone();
            return Ok(Some(Asked {
                assumptions: assumptions::of_assumed(catalog, &assumed),
                asker: plan::Asker::From { role, months: months.0 },
                limits: OwnLimits::default(),
                exceptions: OwnExceptions::default(),
                person: assumed.person,
            }));
        }
        let Some(path) = &self.profile else { return Ok(None) };
        let profile = read(catalog, path).map_err(Failure::from)?;
        let path = path.display().to_string();
        Ok(Some(Asked {
            assumptions: vec![assumptions::of_profile(catalog, &path, &profile)],
            asker: plan::Asker::Profile { path },
            limits: profile.limits,
            exceptions: profile.exceptions,
            person: profile.person,
        }))
    }

    /// Returns the person, or says how to name one.
    pub(super) fn required_person(&self, catalog: &Catalog, now: CalendarMonth) -> anyhow::Result<Asked> {
        let missing = || {
            Failure::usage("who is asking? give `--from ROLE` or `--profile FILE`")
                .hint("for instance `careerpath plan --from nurse --years 4 --to cnio`")
        };
        Ok(self.person(catalog, now)?.ok_or_else(missing)?)
    }
}
