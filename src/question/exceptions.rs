//! What holds for one person only, from names to what it means for a question.
//!
//! A waiver is `NAME`, which the target asks for, or `NAME@ENTRY`, which `ENTRY` asks for. One name may stand for a
//! role, a credential and a domain; then that is meant which is asked for. What would change nothing is refused, since
//! somebody expects something of it.

use crate::catalog::Catalog;
use crate::catalog::names::{Entry, UnknownName};
use crate::explain::contradiction::{IdleWaiver, asked_by, idle_waiver};
use crate::graph::Subject;
use crate::planner::Query;
use crate::profile::exceptions::{Equivalent, Exceptions, Waiver};
use crate::profile::file::OwnExceptions;

/// Why an exception cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExceptionError {
    /// No role or credential has the name after the `@`.
    #[error(transparent)]
    UnknownEntry(#[from] UnknownName),
    /// Nothing that can be asked for has the name.
    #[error("{unknown}")]
    UnknownSubject {
        /// The name.
        unknown: UnknownName,
        /// What would have to ask for it; `None` where that is one of several targets.
        at: Option<Entry>,
    },
    /// A credential counts as the other for everybody.
    #[error("`{credential}` counts as `{counts_as}` for everybody, so there is nothing to make equivalent")]
    CountsAnyway {
        /// The two credentials.
        equivalent: Equivalent,
        /// The id of the first.
        credential: String,
        /// The id of the second.
        counts_as: String,
    },
    /// A waiver changes nothing where it is made.
    #[error("`{at}` {}", match idle {
        IdleWaiver::NotAsked => format!("does not ask for `{what}`, so it cannot be waived"),
        IdleWaiver::Met => format!("asks for `{what}`, which is met already"),
    })]
    Idle {
        /// The waiver.
        waiver: Waiver,
        /// Why it changes nothing.
        idle: IdleWaiver,
        /// The id of what is waived.
        what: String,
        /// The id of the role or credential that would ask for it.
        at: String,
    },
    /// None of several targets asks for what is waived.
    #[error("nothing asks for `{id}`, so it cannot be waived")]
    Nowhere {
        /// What is waived.
        what: Subject,
        /// Its id.
        id: String,
    },
}

/// Finds the exceptions of a person who asks for one target, and adds to the person what their credentials count as.
///
/// The question is then to be asked of the catalog with the exceptions [applied](Exceptions::apply).
///
/// # Errors
/// When nothing has a name that is given, or an exception changes nothing.
pub fn resolve(
    catalog: &Catalog,
    query: &mut Query,
    own: &OwnExceptions,
) -> Result<Exceptions, ExceptionError> {
    let mut exceptions = equivalents(catalog, own)?;
    if exceptions.is_empty() && own.waive.is_empty() {
        return Ok(exceptions);
    }
    let counted = exceptions.apply(catalog);
    query.person.close_credentials(&counted);
    for text in &own.waive {
        let (what, at) = parts(&counted, text)?;
        waive(&counted, query, &mut exceptions, what, at.unwrap_or_else(|| query.target_entry()))?;
    }
    Ok(exceptions)
}

/// Does the same for many questions that have all but the target in common. What is waived without `@` is waived of
/// each target that asks for it, and only where that is the target: these waivers stand beside the exceptions, as
/// [`Personal`](crate::profile::exceptions::Personal) takes them.
///
/// Waivers of the person's own are for other targets too, so one that counts nowhere is passed over; `meant` are for
/// these targets, and each has to count.
///
/// # Errors
/// When nothing has a name that is given, or an exception changes nothing.
pub fn resolve_for_many(
    catalog: &Catalog,
    query: &mut Query,
    own: &OwnExceptions,
    meant: &[String],
    targets: &[Entry],
) -> Result<(Exceptions, Vec<Waiver>), ExceptionError> {
    let mut exceptions = equivalents(catalog, own)?;
    let mut of_targets: Vec<Waiver> = Vec::new();
    if exceptions.is_empty() && own.waive.is_empty() && meant.is_empty() {
        return Ok((exceptions, of_targets));
    }
    let counted = exceptions.apply(catalog);
    query.person.close_credentials(&counted);
    let standing = own.waive.iter().map(|text| (text, false));
    for (text, has_to_count) in standing.chain(meant.iter().map(|text| (text, true))) {
        let (what, at) = parts(&counted, text)?;
        if let Some(at) = at {
            waive(&counted, query, &mut exceptions, what, at)?;
            continue;
        }
        let meanings = meanings(&counted, what);
        let first = *meanings.first().ok_or_else(|| unknown(&counted, what, None))?;
        let found = waivers(&counted, query, &meanings, targets);
        if found.is_empty() && has_to_count {
            return Err(ExceptionError::Nowhere { what: first, id: first.id(catalog).to_owned() });
        }
        for waiver in found {
            if !of_targets.contains(&waiver) {
                of_targets.push(waiver);
            }
        }
    }
    Ok((exceptions, of_targets))
}

/// Returns the exceptions that are equivalents, each once.
fn equivalents(catalog: &Catalog, own: &OwnExceptions) -> Result<Exceptions, ExceptionError> {
    let mut exceptions = Exceptions::default();
    for &equivalent in &own.equivalents {
        let Equivalent { credential, counts_as } = equivalent;
        if catalog.credential(credential).closure.contains(&counts_as) {
            let [credential, counts_as] =
                [credential, counts_as].map(|credential| catalog.credential(credential).id.clone());
            return Err(ExceptionError::CountsAnyway { equivalent, credential, counts_as });
        }
        if !exceptions.equivalents.contains(&equivalent) {
            exceptions.equivalents.push(equivalent);
        }
    }
    Ok(exceptions)
}

/// Reads `NAME` or `NAME@ENTRY`.
fn parts<'t>(catalog: &Catalog, text: &'t str) -> Result<(&'t str, Option<Entry>), UnknownName> {
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
) -> Result<(), ExceptionError> {
    let meanings = meanings(catalog, what);
    let asked = asked_by(catalog, query, at);
    // One name may stand for a role and a domain; then what is asked for is meant.
    let meant = meanings.iter().find(|subject| asked.contains(subject)).or(meanings.first());
    let &what = meant.ok_or_else(|| unknown(catalog, what, Some(at)))?;
    let waiver = Waiver { what, at };
    if let Some(idle) = idle_waiver(catalog, query, &waiver) {
        let (what, at) = (what.id(catalog).to_owned(), at.id(catalog).to_owned());
        return Err(ExceptionError::Idle { waiver, idle, what, at });
    }
    if !exceptions.waived.contains(&waiver) {
        exceptions.waived.push(waiver);
    }
    Ok(())
}

/// Returns what is waived of each target; nothing of those that do not ask for it, or of which it is met.
fn waivers(catalog: &Catalog, query: &Query, meanings: &[Subject], targets: &[Entry]) -> Vec<Waiver> {
    let of_target = |&at: &Entry| {
        let asked = asked_by(catalog, query, at);
        let &what = meanings.iter().find(|subject| asked.contains(subject))?;
        let waiver = Waiver { what, at };
        idle_waiver(catalog, query, &waiver).is_none().then_some(waiver)
    };
    targets.iter().filter_map(of_target).collect()
}

fn unknown(catalog: &Catalog, name: &str, at: Option<Entry>) -> ExceptionError {
    let entries = catalog.find_entry(name).err();
    let domains = catalog.find_domain(name).err();
    let suggestions = entries.into_iter().chain(domains).flat_map(|unknown| unknown.suggestions).collect();
    let kind = "role, credential or domain of experience";
    ExceptionError::UnknownSubject { unknown: UnknownName { kind, name: name.to_owned(), suggestions }, at }
}

/// Returns everything that a name may stand for; `nursing experience` is the domain of nursing.
fn meanings(catalog: &Catalog, name: &str) -> Vec<Subject> {
    let mut meanings: Vec<Subject> = Vec::new();
    meanings.extend(catalog.find_entry(name).ok().map(Subject::from));
    let domain = ["experience", "Experience"].iter().find_map(|word| name.trim().strip_suffix(word));
    for name in [Some(name), domain].into_iter().flatten() {
        meanings.extend(catalog.find_domain(name).ok().map(Subject::Domain));
    }
    meanings
}
