//! Who is asking: `--from ROLE`, `--profile FILE` or the default profile, for every command that needs a person.

use std::path::PathBuf;

use clap::Args;

use crate::catalog::Catalog;
use crate::profile::Person;
use crate::profile::assumed::assume;
use crate::profile::file::{OwnExceptions, OwnLimits, Profile, read};
use crate::render::assumptions;
use crate::render::plan;
use crate::units::{CalendarMonth, Months};

use super::complete;
use super::error::Failure;
use super::names;
use super::places;
use super::ui::Ui;
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
    /// A file that says exactly who you are; your default profile, if there is one, unless said.
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

    /// Returns the person of a profile file, with what is to be said about that.
    pub(super) fn of_profile(path: String, assumption: String, profile: Profile) -> Self {
        Self {
            assumptions: vec![assumption],
            asker: plan::Asker::Profile { path },
            limits: profile.limits,
            exceptions: profile.exceptions,
            person: profile.person,
        }
    }
}

/// Who is asking, where nobody need be.
#[derive(Debug, Args)]
#[command(next_help_heading = "Who you are")]
pub(super) struct OptionalAskerOptions {
    #[command(flatten)]
    asker: AskerOptions,
    /// Answer for nobody in particular, although there is a default profile.
    #[arg(long, conflicts_with_all = ["from", "profile"])]
    nobody: bool,
}

/// Returns the person of a question that is somebody's own, or says how to name one.
pub(super) fn required(asked: Option<Asked>) -> Result<Asked, Failure> {
    asked.ok_or_else(|| {
        Failure::usage("who is asking? give `--from ROLE` or `--profile FILE`").hint(
            "for instance `careerpath plan --from nurse --years 4 --to cnio`; `careerpath profile new` asks who you \
             are, once for all",
        )
    })
}

impl OptionalAskerOptions {
    /// Returns the person; `None` when nobody is asked about.
    pub(super) fn person(
        &self,
        ui: &Ui<'_>,
        catalog: &Catalog,
        now: CalendarMonth,
    ) -> anyhow::Result<Option<Asked>> {
        if self.nobody {
            return Ok(None);
        }
        self.asker.find(ui, catalog, now, ", or leave it out with `--nobody`")
    }
}

impl AskerOptions {
    /// Returns the person; `None` when nobody is named and there is no default profile.
    pub(super) fn person(
        &self,
        ui: &Ui<'_>,
        catalog: &Catalog,
        now: CalendarMonth,
    ) -> anyhow::Result<Option<Asked>> {
        self.find(ui, catalog, now, "")
    }

    /// Returns the person: the one named, or else that of the default profile; `None` when there is neither.
    /// `way_out` is what else somebody can do about a default profile that is of no use.
    fn find(
        &self,
        ui: &Ui<'_>,
        catalog: &Catalog,
        now: CalendarMonth,
        way_out: &str,
    ) -> anyhow::Result<Option<Asked>> {
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
        if let Some(path) = &self.profile {
            let profile = read(catalog, path).map_err(Failure::from)?;
            let path = path.display().to_string();
            let assumption = assumptions::of_profile(catalog, &path, false, &profile);
            return Ok(Some(Asked::of_profile(path, assumption, profile)));
        }
        let Some(path) = places::existing_default_profile() else { return Ok(None) };
        let profile = read(catalog, &path).map_err(|error| {
            Failure::from(error).hint(format!(
                "this is your default profile, read since neither `--from` nor `--profile` says who is asking: mend it{way_out}"
            ))
        })?;
        let path = path.display().to_string();
        ui.say(&format!("using your default profile `{path}`"));
        let assumption = assumptions::of_profile(catalog, &path, true, &profile);
        Ok(Some(Asked::of_profile(path, assumption, profile)))
    }
}
