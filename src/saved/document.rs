//! The keys of a saved answer that are read; there may be others.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::planner::DEFAULT_MEMORY_LIMIT;

use super::Pay;

/// What tells a saved answer from other JSON.
#[derive(Debug, Deserialize)]
pub(super) struct Head {
    #[serde(default)]
    pub(super) schema: Value,
}

/// A saved answer, of the right schema and with the keys that it must have; its ids are not looked up yet.
#[derive(Debug, Deserialize)]
pub(super) struct AnswerDocument {
    pub(super) catalog: IdentityDocument,
    pub(super) query: QueryDocument,
    pub(super) outcome: Option<String>,
    pub(super) plans: Vec<PlanDocument>,
}

#[derive(Debug, Deserialize)]
pub(super) struct IdentityDocument {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) currency: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct QueryDocument {
    pub(super) from: Option<String>,
    pub(super) from_months: Option<u32>,
    pub(super) profile: Option<String>,
    pub(super) objective: Option<String>,
    pub(super) pay: Option<Pay>,
    pub(super) state_limit: Option<u64>,
    pub(super) memory_limit: Option<u64>,
    pub(super) to: TargetDocument,
    #[serde(default)]
    pub(super) also: Vec<TargetDocument>,
    pub(super) standard: String,
    pub(super) start: String,
    pub(super) search_months: u32,
    pub(super) minimum_stay_months: u32,
    pub(super) limits: LimitsDocument,
    #[serde(default)]
    pub(super) waive: Vec<WaiverDocument>,
    #[serde(default)]
    pub(super) equivalent: Vec<EquivalentDocument>,
    pub(super) start_state: StateDocument,
}

impl QueryDocument {
    /// Returns the limit of memory; plans saved by earlier versions had none.
    pub(super) fn memory_limit(&self) -> u64 {
        self.memory_limit.unwrap_or(DEFAULT_MEMORY_LIMIT)
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct TargetDocument {
    pub(super) kind: String,
    pub(super) id: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct WaiverDocument {
    pub(super) kind: String,
    pub(super) id: String,
    #[serde(rename = "for")]
    pub(super) at: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct EquivalentDocument {
    pub(super) id: String,
    pub(super) counts_as: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct LimitsDocument {
    pub(super) budget: Option<i64>,
    pub(super) max_months: Option<u32>,
    pub(super) keep_working: bool,
    pub(super) study_hours_per_week: Option<u32>,
    pub(super) avoid_roles: Vec<String>,
    pub(super) avoid_credentials: Vec<String>,
    #[serde(default)]
    pub(super) via_roles: Vec<String>,
    #[serde(default)]
    pub(super) via_credentials: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct StateDocument {
    pub(super) role: Option<String>,
    pub(super) credentials: Vec<String>,
    pub(super) experience_months: BTreeMap<String, u32>,
    pub(super) role_months: BTreeMap<String, u32>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PlanDocument {
    pub(super) months: u32,
    pub(super) cost: i64,
    pub(super) job_changes: u32,
    pub(super) net_pay: Option<i64>,
    pub(super) optimal: Option<bool>,
    pub(super) at_least_months: Option<u32>,
    pub(super) steps: Vec<StepDocument>,
}

/// A step of either kind; which keys it needs depends on the kind.
#[derive(Debug, Deserialize)]
pub(super) struct StepDocument {
    pub(super) kind: String,
    pub(super) id: String,
    pub(super) mode: Option<String>,
    pub(super) option: Option<usize>,
    pub(super) apply: Option<u32>,
    pub(super) start: u32,
    pub(super) end: Option<u32>,
    pub(super) cost: Option<i64>,
    pub(super) role: Option<String>,
}
