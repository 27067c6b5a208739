//! Profiles in words: the questions that make one, and what one says.

pub(crate) mod check;
pub(crate) mod facts;
pub(crate) mod next;
pub(crate) mod question;
