//! Why a plan is as it is, what somebody still lacks, and why there is no plan: values, not words.

pub mod chain;
pub mod changes;
pub mod common;
pub mod contradiction;
pub mod detour;
pub mod eligible;
pub mod keystone;
pub mod levers;
pub mod money;
pub mod nearest;
pub mod obstacle;
pub mod pay;
pub mod progress;
pub mod recency;
pub mod relax;
pub mod routes;
pub mod schedule;
pub mod shifted;
pub mod skills;
pub mod slack;
pub mod timeline;
pub mod unreachable;
pub mod unused;
pub mod upkeep;
pub mod wages;
pub mod why;
