//! Filters by a word of the catalog.

use crate::catalog::CredentialKind;
use crate::diagnostic::{did_you_mean, similar};
use crate::render::words::list;

use super::error::Failure;

/// Finds the kind of credential that is meant; `None` when none is asked for.
pub(super) fn credential_kind(asked: Option<&str>) -> Result<Option<&'static str>, Failure> {
    one_of("kind", asked, || CredentialKind::ALL.iter().map(|kind| kind.word()))
}

/// Finds the word meant among the words there are, whatever its letter case; `None` when none is asked for.
pub(super) fn one_of<'w, Words: Iterator<Item = &'w str>>(
    kind: &str,
    asked: Option<&str>,
    words: impl Fn() -> Words,
) -> Result<Option<&'w str>, Failure> {
    let Some(asked) = asked else { return Ok(None) };
    let wanted = asked.trim();
    if let Some(found) = words().find(|word| word.eq_ignore_ascii_case(wanted)) {
        return Ok(Some(found));
    }
    let mut known: Vec<&str> = words().collect();
    known.sort_unstable();
    known.dedup();
    let near = did_you_mean(&similar(wanted, known.iter().copied()));
    let quoted: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
    let hint = near.unwrap_or_else(|| {
        if quoted.is_empty() {
            format!("the catalog has no {kind}")
        } else {
            format!("there is {}", list(&quoted, "and"))
        }
    });
    Err(Failure::usage(format!("unknown {kind}: `{asked}`")).hint(hint))
}
