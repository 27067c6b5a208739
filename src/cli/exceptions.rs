//! `--waive` and `--equivalent`: what holds for one person only.

use clap::Args;

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::diagnostic::did_you_mean;
use crate::explain::contradiction::{IdleWaiver, asked_by, idle_waiver};
use crate::graph::Subject;
use crate::planner::Query;
use crate::profile::exceptions::{Equivalent, Exceptions, Personal, Waiver};
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
        let mut exceptions = self.equivalents(&catalog, asked)?;
        if exceptions.is_empty() && asked.exceptions.waive.is_empty() && self.waive.is_empty() {
            return Ok((catalog, exceptions));
        }
        let counted = exceptions.apply(&catalog);
        query.person.close_credentials(&counted);
        for text in asked.exceptions.waive.iter().map(String::as_str).chain(given(&self.waive)) {
            let (what, at) = parts(&counted, text)?;
            let at = at.unwrap_or_else(|| query.target_entry());
            waive(&counted, query, &mut exceptions, what, at)?;
        }
        Ok((exceptions.apply(&catalog), exceptions))
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
        let mut exceptions = self.equivalents(&catalog, asked)?;
        if exceptions.is_empty() && asked.exceptions.waive.is_empty() && self.waive.is_empty() {
            return Ok(catalog.into());
        }
        let counted = exceptions.apply(&catalog);
        query.person.close_credentials(&counted);
        let mut own: Vec<Waiver> = Vec::new();
        let of_profile = asked.exceptions.waive.iter().map(|text| (text.as_str(), false));
        for (text, is_typed) in of_profile.chain(given(&self.waive).map(|text| (text, true))) {
            let (what, at) = parts(&counted, text)?;
            if let Some(at) = at {
                waive(&counted, query, &mut exceptions, what, at)?;
                continue;
            }
            let found = waivers(&counted, query, what, targets)?;
            // A profile is for other targets too.
            if found.is_empty() && is_typed {
                return Err(nowhere(&counted, query, what, targets).into());
            }
            for waiver in found {
                if !own.contains(&waiver) {
                    own.push(waiver);
                }
            }
        }
        asked.assumptions.extend(assumptions::of_exceptions(&catalog, &exceptions, "you are"));
        asked.assumptions.extend(assumptions::of_waived(&catalog, &own));
        Ok(Personal::new(catalog, &exceptions, own))
    }

    /// Joins the equivalents of the profile with those of the command line.
    fn equivalents(&self, catalog: &Catalog, asked: &Asked) -> anyhow::Result<Exceptions> {
        let mut exceptions = Exceptions::default();
        for &equivalent in &asked.exceptions.equivalents {
            add(catalog, &mut exceptions, equivalent)?;
        }
        for text in given(&self.equivalent) {
            let (left, right) = text.split_once('=').ok_or_else(|| {
                Failure::usage(format!("`--equivalent {text}` names no second credential"))
                    .hint("write it as `--equivalent MINE=THEIRS`: whoever holds the first counts as holding the second")
            })?;
            let credential = catalog.find_credential(left).map_err(Failure::from)?;
            let counts_as = catalog.find_credential(right).map_err(Failure::from)?;
            add(catalog, &mut exceptions, Equivalent { credential, counts_as })?;
        }
        Ok(exceptions)
    }
}

/// Returns what is named; empty names are none.
fn given(texts: &[String]) -> impl Iterator<Item = &str> {
    texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// Adds an equivalent, unless it says what holds for everybody.
fn add(catalog: &Catalog, exceptions: &mut Exceptions, equivalent: Equivalent) -> Result<(), Failure> {
    let Equivalent { credential, counts_as } = equivalent;
    if catalog.credential(credential).closure.contains(&counts_as) {
        let [left, right] = [credential, counts_as].map(|id| name(catalog, Entry::Credential(id)));
        let what = if credential == counts_as {
            format!("{left} is itself")
        } else {
            format!("{left} counts as {right} for everybody")
        };
        return Err(Failure::usage(format!("{what}, so there is nothing to make equivalent")).hint(format!(
            "leave it out; `careerpath show {}` says what it counts as",
            catalog.credential(credential).id
        )));
    }
    if !exceptions.equivalents.contains(&equivalent) {
        exceptions.equivalents.push(equivalent);
    }
    Ok(())
}

/// Reads `NAME` or `NAME@ENTRY`.
fn parts<'t>(catalog: &Catalog, text: &'t str) -> Result<(&'t str, Option<Entry>), Failure> {
    Ok(match text.rsplit_once('@') {
        Some((what, at)) => (what, Some(catalog.find_entry(at)?)),
        None => (text, None),
    })
}

/// Adds what is waived, or says why it cannot be.
fn waive(
    catalog: &Catalog,
    query: &Query,
    exceptions: &mut Exceptions,
    what: &str,
    at: Entry,
) -> Result<(), Failure> {
    let meanings = meanings(catalog, what);
    let asked = asked_by(catalog, query, at);
    // One name may stand for a role and a domain; then what is asked for is meant.
    let meant = meanings.iter().find(|subject| asked.contains(subject)).or(meanings.first());
    let &meant = meant.ok_or_else(|| unknown(catalog, what, &named(catalog, query, at)))?;
    let waiver = Waiver { what: meant, at };
    if let Some(idle) = idle_waiver(catalog, query, &waiver) {
        return Err(refused(catalog, query, &waiver, idle));
    }
    if !exceptions.waived.contains(&waiver) {
        exceptions.waived.push(waiver);
    }
    Ok(())
}

/// Returns what is waived of each target; nothing of those that do not ask for it, or of which it is met.
fn waivers(catalog: &Catalog, query: &Query, what: &str, targets: &[Entry]) -> Result<Vec<Waiver>, Failure> {
    let meanings = meanings(catalog, what);
    if meanings.is_empty() {
        return Err(unknown(
            catalog,
            what,
            "`careerpath prereqs NAME` shows what a role or credential asks for",
        ));
    }
    let of_target = |&at: &Entry| {
        let asked = asked_by(catalog, query, at);
        let &what = meanings.iter().find(|subject| asked.contains(subject))?;
        let waiver = Waiver { what, at };
        idle_waiver(catalog, query, &waiver).is_none().then_some(waiver)
    };
    Ok(targets.iter().filter_map(of_target).collect())
}

/// Says that what is to be waived stands in the way of nothing.
fn nowhere(catalog: &Catalog, query: &Query, what: &str, targets: &[Entry]) -> Failure {
    let subject = meanings(catalog, what).first().map(|meant| subject(catalog, *meant)).unwrap_or_default();
    if let &[only] = targets {
        let who = name(catalog, only);
        let message = format!("{who} does not ask you for {subject}, so it cannot be waived");
        return Failure::usage(message).hint(named(catalog, query, only));
    }
    Failure::usage(format!("nothing here asks you for {subject}, so it cannot be waived"))
        .hint("`--waive NAME@ENTRY` waives what a role or credential on the way asks for")
}

fn unknown(catalog: &Catalog, what: &str, hint: &str) -> Failure {
    let entries = catalog.find_entry(what).err();
    let domains = catalog.find_domain(what).err();
    let suggestions: Vec<String> =
        entries.into_iter().chain(domains).flat_map(|unknown| unknown.suggestions).collect();
    let near = did_you_mean(&suggestions).map(|question| format!("{question} ")).unwrap_or_default();
    let message = format!("unknown role, credential or domain of experience: `{what}`");
    Failure::usage(message).hint(format!("{near}{hint}"))
}

/// Returns everything that a name may stand for; `nursing experience` is the domain of nursing.
fn meanings(catalog: &Catalog, what: &str) -> Vec<Subject> {
    let mut meanings: Vec<Subject> = Vec::new();
    meanings.extend(catalog.find_entry(what).ok().map(Subject::from));
    let domain = ["experience", "Experience"].iter().find_map(|word| what.trim().strip_suffix(word));
    for name in [Some(what), domain].into_iter().flatten() {
        meanings.extend(catalog.find_domain(name).ok().map(Subject::Domain));
    }
    meanings
}

/// Says why a waiver is refused, and what could be waived.
fn refused(catalog: &Catalog, query: &Query, waiver: &Waiver, idle: IdleWaiver) -> Failure {
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
