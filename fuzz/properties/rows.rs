//! Rows of people, as CSV or, where they begin with a brace, as NDJSON: each is answered or refused with a reason, none is
//! lost, and what passes through is still there when the answers are read as rows.

use careerpath::cohort::rewrite::{ADDED, Rewritten, rewrite};

use super::{SHIPPED, assert_inert};

/// What a message about a row may take, a line of a catalog's names in it.
const MOST_SAID: usize = 1_000;

/// Beyond these a row may be larger than is read when the answer is added to it.
const MOST_BYTES: usize = 100_000;
const MOST_COMMAS: usize = 900;

pub(crate) fn check(data: &[u8]) {
    let as_objects = data.starts_with(b"{");
    let read = rewrite(&SHIPPED, data, as_objects, &[]);
    for said in &read.said {
        assert!(said.len() < MOST_SAID, "{said}");
        assert_inert(said);
    }
    if read.is_usable {
        assert_eq!(read.passed, data.len() as u64, "all bytes are read");
    }
    let commas = data.split(|byte| *byte == b',').count();
    if data.len() < MOST_BYTES && commas < MOST_COMMAS && read.is_usable {
        let Rewritten { rows, said, .. } = rewrite(&SHIPPED, &read.rows, as_objects, &ADDED);
        assert_eq!(said, [""; 0], "an answer is a row");
        assert_eq!(String::from_utf8_lossy(&rows), String::from_utf8_lossy(&read.rows));
    }
}
