//! What an answer takes for granted, in sentences.

use std::collections::BTreeSet;

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::explain::money::Percentile;
use crate::graph::Subject;
use crate::ids::CredentialId;
use crate::planner::{Outcome, Query};
use crate::profile::assumed::Assumed;
use crate::profile::exceptions::{Exceptions, Waiver};
use crate::profile::file::Profile;
use crate::units::Months;

use super::plan::PayBasis;
use super::plan::unreachable::limits_in_words;
use super::requirement::{name, subject};
use super::words::{self, calendar, duration, list};

/// How many roles and credentials a sentence names.
const MOST_NAMED: usize = 3;

/// Says who somebody is of whom only the role is known.
#[must_use]
pub(crate) fn of_assumed(catalog: &Catalog, assumed: &Assumed) -> Vec<String> {
    let title = &catalog.role(assumed.role).title;
    let role = match assumed.months {
        Months(0) => format!("Your role is {title}, just started."),
        months => format!("Your role is {title}, with {} in it.", duration(months)),
    };
    let mut held = names(catalog, &assumed.credentials);
    let experience = assumed.experience.iter();
    held.extend(
        experience
            .map(|(domain, months)| format!("{} in {}", duration(*months), catalog.domain(*domain).name)),
    );
    let tenures = assumed.tenures.iter();
    held.extend(
        tenures.map(|(role, months)| format!("{} as {}", duration(*months), catalog.role(*role).title)),
    );
    let mut sentences = vec![role];
    if !held.is_empty() {
        sentences.push(format!(
            "Taken for granted, since the role asks for it or its holders usually have it: {}. A `--profile` can \
             say it exactly.",
            list(&held, "and")
        ));
    }
    sentences
}

/// Says what a profile file was understood to say; the default one says that it is that.
#[must_use]
pub(crate) fn of_profile(catalog: &Catalog, path: &str, is_default: bool, profile: &Profile) -> String {
    let whose = if is_default { "your default profile " } else { "" };
    let mut facts = Vec::new();
    if let Some(role) = profile.person.role {
        facts.push(format!("now {}", catalog.role(role).title));
    }
    let history = profile.history.iter();
    facts.extend(
        history.map(|(role, months)| format!("{} as {}", duration(*months), catalog.role(*role).title)),
    );
    let experience = profile.experience.iter();
    facts.extend(
        experience.map(|(domain, months)| {
            format!("{} more in {}", duration(*months), catalog.domain(*domain).name)
        }),
    );
    facts.extend(names(catalog, &profile.credentials));
    if facts.is_empty() {
        return format!("You are as {whose}`{path}` says: no job, no experience and no credential yet.");
    }
    let only = if profile.credentials.is_empty() {
        " It names no credential, so none is taken for granted, not even what the job asks for."
    } else {
        ""
    };
    format!("You are as {whose}`{path}` says: {}.{only}", list(&facts, "and"))
}

/// Says what holds for somebody only; `who_is` names them with the verb, such as `you are`.
#[must_use]
pub(crate) fn of_exceptions(catalog: &Catalog, exceptions: &Exceptions, who_is: &str) -> Vec<String> {
    let equivalents = exceptions.equivalents.iter().map(|equivalent| {
        let [credential, counts_as] =
            [equivalent.credential, equivalent.counts_as].map(|id| &catalog.credential(id).name);
        format!("As you say, {credential} counts as {counts_as} and all that comes with it.")
    });
    let waived = exceptions.waived.iter().map(|waiver| {
        excused(who_is, &subject(catalog, waiver.what), &format!("{} asks for", name(catalog, waiver.at)))
    });
    equivalents.chain(waived).collect()
}

/// Says what somebody is excused from by each target that asks for it.
#[must_use]
pub(crate) fn of_waived(catalog: &Catalog, waived: &[Waiver]) -> Vec<String> {
    let subjects: BTreeSet<Subject> = waived.iter().map(|waiver| waiver.what).collect();
    let sentence = |what: Subject| {
        let at: Vec<String> = waived
            .iter()
            .filter(|waiver| waiver.what == what)
            .map(|waiver| name(catalog, waiver.at).to_owned())
            .collect();
        let who = match at.as_slice() {
            [only] => format!("{only} asks for"),
            few if few.len() <= MOST_NAMED => format!("{} ask for", list(few, "and")),
            many => format!(
                "{} of the roles and credentials here ask for, each where it is the target",
                many.len()
            ),
        };
        excused("you are", &subject(catalog, what), &who)
    };
    subjects.into_iter().map(sentence).collect()
}

fn excused(who_is: &str, what: &str, who_asks: &str) -> String {
    let settle = "whether an employer agrees is for you to settle";
    format!("As you say, {who_is} excused from {what}, which {who_asks}; {settle}.")
}

/// Names credentials, without those that another of the list implies.
fn names(catalog: &Catalog, credentials: &[CredentialId]) -> Vec<String> {
    let implied = |credential: &CredentialId| {
        credentials
            .iter()
            .any(|other| other != credential && catalog.credential(*other).closure.contains(credential))
    };
    let needed = credentials.iter().filter(|credential| !implied(credential));
    needed.map(|credential| catalog.credential(*credential).name.clone()).collect()
}

/// Says what was to be passed on the way and has been passed already.
#[must_use]
pub(crate) fn of_passed(catalog: &Catalog, via: Entry) -> String {
    let name = name(catalog, via);
    match via {
        Entry::Role(_) => format!("You want to go by way of {name}, where you have been already."),
        Entry::Credential(_) => format!("You want to go by way of {name}, which you hold already."),
    }
}

/// Says under which rules a plan was sought.
#[must_use]
pub(crate) fn of_query(catalog: &Catalog, query: &Query) -> Vec<String> {
    of_rules(catalog, query, "Your limits")
}

/// Says the same where many people are asked about.
#[must_use]
pub(crate) fn of_query_to_many(catalog: &Catalog, query: &Query) -> Vec<String> {
    of_rules(catalog, query, "Limits of all, beside their own")
}

fn of_rules(catalog: &Catalog, query: &Query, whose_limits: &str) -> Vec<String> {
    let mut sentences = vec![format!(
        "Month by month from {}, at the {} standard: {}.",
        calendar(query.start),
        query.standard.word(),
        words::standard(query.standard)
    )];
    let stay = match query.minimum_stay {
        Months(0) => "no minimum stay in a job".to_owned(),
        stay => format!("at least {} in a job before leaving it", duration(stay)),
    };
    sentences.push(format!(
        "Finding a job takes {} unless the job is known to take another time; {stay}.",
        duration(query.search_months)
    ));
    let mut limits = limits_in_words(&query.limits, &catalog.currency);
    let avoided: Vec<String> =
        query.limits.avoided().into_iter().map(|entry| name(catalog, entry).to_owned()).collect();
    if !avoided.is_empty() {
        limits.push(format!("avoiding {}", list(&avoided, "and")));
    }
    let via = query.limits.via();
    if !via.is_empty() {
        let names: Vec<String> = via.into_iter().map(|entry| name(catalog, entry).to_owned()).collect();
        limits.push(format!("by way of {}", list(&names, "and")));
    }
    if !limits.is_empty() {
        sentences.push(format!("{whose_limits}: {}.", list(&limits, "and")));
    }
    sentences
}

/// Says what counts as pay, in a place or in the nation as a whole.
#[must_use]
pub(crate) fn of_pay(catalog: &Catalog, basis: &PayBasis, in_nation: bool, horizon: Months) -> String {
    let statistic = match basis.percentile {
        Percentile::Median => "median".to_owned(),
        other => format!("{}th percentile", &other.word()[1..]),
    };
    let elsewhere = if in_nation { "" } else { ", or the nation's where that has none" };
    let place = if in_nation { words::area(&basis.area) } else { basis.area.clone() };
    let counted = if catalog.wages.rows.is_empty() && in_nation {
        "what is stated of each role's own pay, of a scale or range its low end".to_owned()
    } else {
        format!(
            "the {statistic} of each role's occupation in {place}{elsewhere}, or a survey's figure where no \
             occupation fits the role"
        )
    };
    format!(
        "Net pay over {} counts {counted}; no raises, taxes, aid or benefits, and nothing without a job.",
        duration(horizon)
    )
}

/// Says what the figures and rules of an answer do and do not tell.
#[must_use]
pub(crate) fn of_outcome(catalog: &Catalog, outcome: &Outcome) -> Vec<String> {
    let Outcome::Found(solution) = outcome else { return Vec::new() };
    if solution.plan.steps.is_empty() {
        return Vec::new();
    }
    of_figures(catalog)
}

/// Says what prices and pay do and do not tell.
#[must_use]
pub(crate) fn of_figures(catalog: &Catalog) -> Vec<String> {
    let pay = if catalog.wages.rows.is_empty() {
        "Pay is what is stated of each role itself, such as the scale that it is on: not an offer."
    } else {
        "Pay is what an occupation or a survey reports, of the whole nation unless a place is named: not an offer, \
         and no measure of seniority."
    };
    vec![
        "Costs are list prices of tuition and fees, without living costs, aid or an employer's help. Every examination is passed and every \
         application succeeds at the first attempt. `~` marks an estimate of ours; where a source \
         stands beside it, that states a part."
            .to_owned(),
        pay.to_owned(),
    ]
}

/// Says what the rows of a list of many plans do and do not tell.
#[must_use]
pub(crate) fn of_routes(catalog: &Catalog) -> Vec<String> {
    let mut sentences = of_figures(catalog);
    sentences.push("Rules about recent experience are not checked here: `careerpath plan` does.".to_owned());
    sentences
}
