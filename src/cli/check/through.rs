//! What is wrong in folders that are laid over the shipped catalog, or through them.

use rustc_hash::FxHashMap;

use crate::catalog::builtin;
use crate::catalog::load::{self, Inspection, Layer};
use crate::diagnostic::{Diagnostic, Label};
use crate::lint::lint;
use crate::units::CalendarMonth;

use super::super::layers::{Layers, SHIPPED};

/// The rules that find what does no harm: something that a folder leaves without use in the files below, which nobody can
/// take out there.
const IDLE: [&str; 5] =
    ["dominated-alternative", "dominated-study", "unused-domain", "unused-entry", "unused-source"];

/// Leaves out what is found in the shipped files whatever is laid over them, and what does no harm there.
///
/// * `found`: what the rules have found in the inspection.
pub(super) fn narrowed(
    mut found: Vec<Diagnostic>,
    inspection: &Inspection,
    layers: &Layers,
    now: CalendarMonth,
) -> Vec<Diagnostic> {
    let answers_for_itself = layers.is_bare() || layers.base.is_some();
    if answers_for_itself {
        return found;
    }
    found.retain(|finding| !is_in_shipped(finding) || !IDLE.contains(&finding.code));
    if !found.iter().any(is_in_shipped) {
        return found;
    }
    let mut shipped = load::inspect(vec![Layer::from_files(builtin::files()).named(SHIPPED)]);
    // Both are judged alike: what the folders ask of the rules is no fault of theirs in files that are not.
    shipped.lints.clone_from(&inspection.lints);
    let without = lint(&shipped, now);
    let mut known: FxHashMap<_, usize> = FxHashMap::default();
    for place in without.iter().filter_map(place) {
        *known.entry(place).or_default() += 1;
    }
    found.retain(|finding| {
        let known = place(finding).filter(|_| is_in_shipped(finding)).and_then(|place| known.get_mut(&place));
        let Some(left) = known.filter(|left| **left > 0) else { return true };
        *left -= 1;
        false
    });
    found
}

/// Tells whether nothing but the shipped catalog is shown by a finding.
fn is_in_shipped(finding: &Diagnostic) -> bool {
    let is_shipped =
        |label: &Label| label.path.strip_prefix(SHIPPED).is_some_and(|rest| rest.starts_with('/'));
    !finding.labels.is_empty() && finding.labels.iter().all(is_shipped)
}

/// Returns what makes a finding the same: the rule and the place, in whatever words.
fn place(finding: &Diagnostic) -> Option<(&'static str, String, usize)> {
    let label = finding.labels.first()?;
    Some((finding.code, label.path.clone(), label.span.start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::rule;

    #[test]
    fn what_does_no_harm_is_found_by_rules() {
        assert!(IDLE.iter().all(|name| rule(name).is_some()));
    }
}
