//! Names that two entries of a kind share: a person who types one could mean either.

use rustc_hash::{FxHashMap, FxHashSet};
use toml::de::DeValue;

use crate::catalog::names::folded;
use crate::diagnostic::code;

use super::super::raw::Mistakes;
use super::super::raw::reader::Text;
use super::index::{Entries, Entry, Kind};

/// The kinds of entries that people name; sources and surveys are cited by their ids alone.
const NAMED: [Kind; 7] =
    [Kind::Domain, Kind::Role, Kind::Credential, Kind::Skill, Kind::Setting, Kind::Resource, Kind::Topic];

/// Reports every name that belongs to two entries of a kind that people name.
pub(super) fn check(entries: &Entries<'_>, mistakes: &mut Mistakes<'_>) {
    for kind in NAMED {
        // Two entries that share several names are one mistake.
        let mut reported = FxHashSet::default();
        let mut owners: FxHashMap<String, (usize, Text<'_>)> = FxHashMap::default();
        for (number, entry) in entries.of(kind).iter().enumerate() {
            for name in names(entry) {
                let key: String = folded(name.value).collect();
                let Some((owner, first)) = owners.get(&key) else {
                    owners.insert(key, (number, name));
                    continue;
                };
                if *owner != number && reported.insert((*owner, number)) {
                    let other = &entries.of(kind)[*owner];
                    report(kind, entry, &name, other, first, mistakes);
                }
            }
        }
    }
}

fn report(
    kind: Kind,
    entry: &Entry<'_>,
    name: &Text<'_>,
    other: &Entry<'_>,
    first: &Text<'_>,
    mistakes: &mut Mistakes<'_>,
) {
    let label = mistakes.label(other.file, first.span.clone(), format!("a name of {}", other.subject()));
    let message = format!("two {}s answer to the same name: `{}`", kind.word(), name.value);
    let here = format!("a name of {} too", entry.subject());
    let mistake = mistakes.report(code::DUPLICATE_NAME, entry.file, name.span.clone(), message, here);
    mistake.labels.push(label);
    mistake.help = Some("drop the name from one of the two, or make one entry of both".to_owned());
}

/// Returns every name of an entry: its id, its title, name or question, its aliases.
fn names<'a>(entry: &Entry<'a>) -> Vec<Text<'a>> {
    let mut names = Vec::new();
    for key in ["id", "title", "name", "question", "aliases"] {
        let Some(value) = entry.table.get(key) else { continue };
        let items = match value.get_ref() {
            DeValue::Array(items) => &items[..],
            _ => std::slice::from_ref(value),
        };
        for item in items {
            if let DeValue::String(text) = item.get_ref()
                && !text.trim().is_empty()
            {
                names.push(Text { value: text, span: item.span() });
            }
        }
    }
    names
}
