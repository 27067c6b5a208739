//! Career routes in health informatics: found, proved optimal, priced and explained.

pub mod catalog;
pub mod cli;
pub mod diagnostic;
pub mod explain;
pub mod graph;
pub mod ids;
pub mod planner;
pub mod profile;
pub mod render;
#[cfg(test)]
mod testing;
pub mod units;
