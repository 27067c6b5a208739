//! Profiles in words: the questions that make one, and what one says.

pub mod check;
pub mod facts;
pub mod next;
pub mod question;
