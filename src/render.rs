//! From finished values to text.

pub mod diagnostic;
