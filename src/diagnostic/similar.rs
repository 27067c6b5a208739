//! "Did you mean": close names by Jaro similarity.

use crate::limits::NAME_BYTES;

/// How alike two texts must be for one to be offered for the other.
const CLOSE: f64 = 0.7;

/// How many texts are offered at most.
const OFFERED: usize = 3;

/// Returns at most three of the candidates that are close to `wanted`, the closest first, equally close
/// ones in alphabetical order. Nothing is close to what is longer than any name.
pub(crate) fn similar<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    // The comparison takes the square of the length.
    if wanted.len() > NAME_BYTES {
        return Vec::new();
    }
    let wanted = wanted.to_lowercase();
    let mut scored: Vec<(f64, &str)> = candidates
        .into_iter()
        .map(|candidate| (strsim::jaro(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(score, _)| *score > CLOSE)
        .collect();
    scored.sort_by(|(left_score, left), (right_score, right)| {
        right_score.total_cmp(left_score).then_with(|| left.cmp(right))
    });
    scored.dedup_by(|(_, left), (_, right)| left == right);
    scored.truncate(OFFERED);
    scored.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Returns the question to put to somebody who wrote one name for another, such as
/// ``did you mean `a`, `b` or `c`?``; `None` without suggestions.
pub(crate) fn did_you_mean<Name: AsRef<str>>(suggestions: &[Name]) -> Option<String> {
    let quoted: Vec<String> = suggestions.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    let (last, others) = quoted.split_last()?;
    Some(if others.is_empty() {
        format!("did you mean {last}?")
    } else {
        format!("did you mean {} or {last}?", others.join(", "))
    })
}
