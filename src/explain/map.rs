//! The career map.
pub mod leap;
