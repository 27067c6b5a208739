//! `--waive` and `--equivalent`: what holds for one person only.

use clap::Args;

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::diagnostic::did_you_mean;
use crate::explain::contradiction::{IdleWaiver, asked_by};
use crate::graph::Subject;
use crate::planner::Query;
use crate::profile::exceptions::{Equivalent, Exceptions, Personal, Waiver};
use crate::profile::file::OwnExceptions;
use crate::question::exceptions::{ExceptionError, resolve, resolve_for_many};
use crate::render::assumptions;
use crate::render::requirement::{id, name, subject, subject_id};
use crate::render::words::list;

use super::asker::Asked;
use super::complete;
use super::error::Failure;

/// The most things that a hint names.
const MOST_NAMED: usize = 20;

/// What holds for this person only.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Exceptions")]
pub(super) struct ExceptionOptions {
    /// What you are excused from: a credential, a role or a domain of experience, of the target or of what stands
    /// after `@`; repeat it or separate by commas.
    #[arg(long, value_name = "NAME[@ENTRY]", value_delimiter = ',', add = complete::waivers())]
    waive: Vec<String>,
    /// A credential that counts as another for you, such as a degree from abroad; repeat it or separate by commas.
    #[arg(long, value_name = "CREDENTIAL=CREDENTIAL", value_delimiter = ',', add = complete::equivalents())]
    equivalent: Vec<String>,
}

impl ExceptionOptions {
    /// Tells whether somebody made an exception.
    pub(super) fn are_given(&self) -> bool {
        given(&self.waive).chain(given(&self.equivalent)).next().is_some()
    }

    /// Joins the exceptions of the profile with those of the command line, and makes the question one about the
    /// catalog as it is for this person. Returns that catalog, with what was changed and is to be said.
    pub(super) fn apply(
        &self,
        catalog: Catalog,
        query: &mut Query,
        asked: &mut Asked,
    ) -> anyhow::Result<(Catalog, Exceptions)> {
        let mut own = self.joined(&catalog, asked)?;
        own.waive.extend(given(&self.waive).map(str::to_owned));
        let resolved = resolve(&catalog, query, &own);
        let exceptions = resolved.map_err(|error| refused(&catalog, query, &[], error))?;
        let catalog = if exceptions.is_empty() { catalog } else { exceptions.apply(&catalog) };
        Ok((catalog, exceptions))
    }

    /// Does the same for many questions that have all but the target in common. What is waived without `@` is waived
    /// of each target that asks for it, and only where that is the target.
    pub(super) fn apply_to_many(
        &self,
        catalog: Catalog,
        query: &mut Query,
        asked: &mut Asked,
        targets: &[Entry],
    ) -> anyhow::Result<Personal> {
        let own = self.joined(&catalog, asked)?;
        let typed: Vec<String> = given(&self.waive).map(str::to_owned).collect();
        let resolved = resolve_for_many(&catalog, query, &own, &typed, targets);
        let (exceptions, of_targets) = resolved.map_err(|error| refused(&catalog, query, targets, error))?;
        asked.assumptions.extend(assumptions::of_exceptions(&catalog, &exceptions, "you are"));
        asked.assumptions.extend(assumptions::of_waived(&catalog, &of_targets));
        Ok(Personal::new(catalog, &exceptions, of_targets))
    }

    /// Joins the exceptions of the profile with the equivalents of the command line.
    fn joined(&self, catalog: &Catalog, asked: &Asked) -> Result<OwnExceptions, Failure> {
        let mut own = asked.exceptions.clone();
        for text in given(&self.equivalent) {
            let (left, right) = text.split_once('=').ok_or_else(|| {
                Failure::usage(format!("`--equivalent {text}` names no second credential"))
                    .hint("write it as `--equivalent MINE=THEIRS`: whoever holds the first counts as holding the second")
            })?;
            let credential = catalog.find_credential(left)?;
            let counts_as = catalog.find_credential(right)?;
            own.equivalents.push(Equivalent { credential, counts_as });
        }
        Ok(own)
    }
}

/// Returns what is named; empty names are none.
fn given(texts: &[String]) -> impl Iterator<Item = &str> {
    texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// Says why an exception is refused, and what could be typed instead; `targets` are those of many questions.
fn refused(catalog: &Catalog, query: &Query, targets: &[Entry], error: ExceptionError) -> Failure {
    match error {
        ExceptionError::UnknownEntry(unknown) => unknown.into(),
        ExceptionError::UnknownSubject { unknown, at } => {
            let hint = at.map_or_else(
                || "`careerpath prereqs NAME` shows what a role or credential asks for".to_owned(),
                |at| named(catalog, query, at),
            );
            let near = did_you_mean(&unknown.suggestions).map(|question| format!("{question} "));
            Failure::usage(unknown.to_string()).hint(format!("{}{hint}", near.unwrap_or_default()))
        }
        ExceptionError::CountsAnyway { equivalent, .. } => counts_anyway(catalog, equivalent),
        ExceptionError::Idle { waiver, idle, .. } => idle_waiver(catalog, query, &waiver, idle),
        ExceptionError::Nowhere { what, .. } => nowhere(catalog, query, what, targets),
    }
}

/// Says that a credential counts as another for everybody.
fn counts_anyway(catalog: &Catalog, equivalent: Equivalent) -> Failure {
    let Equivalent { credential, counts_as } = equivalent;
    let [left, right] = [credential, counts_as].map(|id| name(catalog, Entry::Credential(id)));
    let what = if credential == counts_as {
        format!("{left} is itself")
    } else {
        format!("{left} counts as {right} for everybody")
    };
    Failure::usage(format!("{what}, so there is nothing to make equivalent")).hint(format!(
        "leave it out; `careerpath show {}` says what it counts as",
        catalog.credential(credential).id
    ))
}

/// Says that what is to be waived stands in the way of nothing.
fn nowhere(catalog: &Catalog, query: &Query, what: Subject, targets: &[Entry]) -> Failure {
    let subject = subject(catalog, what);
    if let &[only] = targets {
        let who = name(catalog, only);
        let message = format!("{who} does not ask you for {subject}, so it cannot be waived");
        return Failure::usage(message).hint(named(catalog, query, only));
    }
    Failure::usage(format!("nothing here asks you for {subject}, so it cannot be waived"))
        .hint("`--waive NAME@ENTRY` waives what a role or credential on the way asks for")
}

/// Says why a waiver is refused, and what could be waived.
fn idle_waiver(catalog: &Catalog, query: &Query, waiver: &Waiver, idle: IdleWaiver) -> Failure {
    let what = subject(catalog, waiver.what);
    let who = name(catalog, waiver.at);
    let message = match idle {
        IdleWaiver::NotAsked => {
            format!(
                "{who} does not ask for {what} at the {} standard, so it cannot be waived",
                query.standard.word()
            )
        }
        IdleWaiver::Met => {
            format!("{who} asks for {what}, and you have that already, so there is nothing to waive")
        }
    };
    Failure::usage(message).hint(named(catalog, query, waiver.at))
}

/// Names what an entry asks for.
fn named(catalog: &Catalog, query: &Query, at: Entry) -> String {
    let asked = asked_by(catalog, query, at);
    let all = format!("`careerpath prereqs {}`", id(catalog, at));
    if asked.is_empty() {
        return format!("{} asks for nothing: {all}", name(catalog, at));
    }
    let mut names: Vec<String> =
        asked.iter().take(MOST_NAMED).map(|subject| format!("`{}`", subject_id(catalog, *subject))).collect();
    if asked.len() > MOST_NAMED {
        names.push("more".to_owned());
    }
    format!("{} asks for {}; {all} shows how", name(catalog, at), list(&names, "and"))
}
