//! Why a plan is as it is, what somebody still lacks, and why there is no plan: values, not words.

pub mod common;
pub mod money;
pub mod obstacle;
pub mod pay;
pub mod progress;
pub mod skills;
pub mod timeline;
pub mod wages;
pub mod why;
