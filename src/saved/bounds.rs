//! How much of a saved answer is read, and which numbers of months are believed.

use crate::limits::{
    EXCEPTIONS, NAME_BYTES, PLAN_BYTES, PLAN_ITEMS, PLAN_MONTHS, PLAN_STEPS, PLANS, QUESTION_MONTHS,
};

use super::document::{AnswerDocument, QueryDocument};
use super::{SavedError, WRITE_ONE, unusable};

/// Refuses a text that is too large.
pub(super) fn check_bytes(bytes: u64, file: &str) -> Result<(), SavedError> {
    if bytes <= PLAN_BYTES {
        return Ok(());
    }
    let message = format!("`{file}` is larger than {} MiB, which no plan is", PLAN_BYTES >> 20);
    Err(SavedError::new(message).with_hint(WRITE_ONE))
}

/// Refuses what is too large or too long in an answer.
pub(super) fn check(document: &AnswerDocument) -> Result<(), SavedError> {
    at_most("plans", document.plans.len(), PLANS)?;
    for plan in &document.plans {
        at_most("plans.steps", plan.steps.len(), PLAN_STEPS)?;
    }
    check_query(&document.query)
}

fn check_query(query: &QueryDocument) -> Result<(), SavedError> {
    let (limits, state) = (&query.limits, &query.start_state);
    for (key, found) in [
        ("query.also", query.also.len()),
        ("query.limits.avoid_roles", limits.avoid_roles.len()),
        ("query.limits.avoid_credentials", limits.avoid_credentials.len()),
        ("query.limits.via_roles", limits.via_roles.len()),
        ("query.limits.via_credentials", limits.via_credentials.len()),
        ("query.start_state.credentials", state.credentials.len()),
        ("query.start_state.experience_months", state.experience_months.len()),
        ("query.start_state.role_months", state.role_months.len()),
    ] {
        at_most(key, found, PLAN_ITEMS)?;
    }
    at_most("query.waive", query.waive.len(), EXCEPTIONS)?;
    at_most("query.equivalent", query.equivalent.len(), EXCEPTIONS)?;
    for (key, months) in [
        ("query.search_months", Some(query.search_months)),
        ("query.minimum_stay_months", Some(query.minimum_stay_months)),
        ("query.limits.max_months", limits.max_months),
        ("query.pay.horizon_months", query.pay.as_ref().map(|pay| pay.horizon_months)),
    ] {
        believable(key, months.unwrap_or_default(), QUESTION_MONTHS)?;
    }
    for (key, months) in
        [("experience_months", &state.experience_months), ("role_months", &state.role_months)]
    {
        for months in months.values() {
            believable(&format!("query.start_state.{key}"), *months, PLAN_MONTHS)?;
        }
    }
    for (key, text) in
        [("query.pay.area", query.pay.as_ref().map(|pay| &pay.area)), ("query.from", query.from.as_ref())]
    {
        at_most_bytes(key, text.map_or(0, String::len))?;
    }
    Ok(())
}

fn at_most(key: &str, found: usize, most: usize) -> Result<(), SavedError> {
    if found <= most {
        return Ok(());
    }
    Err(unusable(key, &format!("{found} items"), &format!("at most {most}")))
}

fn at_most_bytes(key: &str, found: usize) -> Result<(), SavedError> {
    if found <= NAME_BYTES {
        return Ok(());
    }
    Err(unusable(key, &format!("{found} bytes"), &format!("at most {NAME_BYTES}")))
}

fn believable(key: &str, months: u32, most: u32) -> Result<(), SavedError> {
    if months <= most {
        return Ok(());
    }
    Err(unusable(key, &months.to_string(), &format!("at most {most} months")))
}
