//! Names of two entries that a person could take for one.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::catalog::outline::Step;
use crate::lint::naming::{Named, credentials, roles};
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "similar-titles",
    level: LintLevel::Warn,
    meaning: "Two roles, or two credentials, with names that differ only in the order of their words, in a plural, a \
              hyphen, an abbreviation or a letter of a long word.",
    reason: "Who types one of the names may mean the other, and is answered about the wrong one. Where both are the same \
             work, make one role of them with aliases; where they are not, say in the name what is different, or drop \
             it.",
    bad: r#"[[role]]
id = "director"
title = "Director of informatics"
track = "leadership"
level = "senior"

[[role]]
id = "head"
title = "Head of informatics"
aliases = ["Informatics director"]
track = "leadership"
level = "senior"
"#,
    good: r#"[[role]]
id = "director"
title = "Director of informatics"
aliases = ["Informatics director"]
track = "leadership"
level = "senior"

[[role]]
id = "head"
title = "Head of informatics"
track = "leadership"
level = "senior"
"#,
    numbers: &[],
    check,
};

/// What people write short in titles.
const SHORT: [(&str, &[&str]); 15] = [
    ("asst", &["assistant"]),
    ("bi", &["business", "intelligence"]),
    ("dept", &["department"]),
    ("dir", &["director"]),
    ("ehr", &["electronic", "health", "record"]),
    ("emr", &["electronic", "medical", "record"]),
    ("it", &["information", "technology"]),
    ("jr", &["junior"]),
    ("mgr", &["manager"]),
    ("np", &["nurse", "practitioner"]),
    ("qa", &["quality", "assurance"]),
    ("rn", &["registered", "nurse"]),
    ("sr", &["senior"]),
    ("ux", &["user", "experience"]),
    ("vp", &["vice", "president"]),
];

/// Words that say nothing by themselves.
const SMALL: [&str; 7] = ["a", "an", "and", "for", "in", "of", "the"];

/// Words between which order says something: from RN to BSN is not from BSN to RN.
const ORDERED: [&str; 2] = ["to", "with"];

/// How long a word must be for one letter to be a slip.
const LONG: usize = 8;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    compare(&roles(context).collect::<Vec<_>>(), context, findings);
    compare(&credentials(context).collect::<Vec<_>>(), context, findings);
}

/// A name as a list of words, and whose it is.
struct Name<'a> {
    owner: usize,
    text: &'a str,
    steps: Vec<Step>,
    words: Vec<String>,
}

fn compare(entries: &[Named<'_>], context: &Context<'_>, findings: &mut Findings<'_>) {
    let mut names = Vec::new();
    let mut alike = Alike::default();
    for (owner, entry) in entries.iter().enumerate() {
        for (text, steps) in entry.names() {
            let words = words(text);
            alike.add(&words);
            names.push(Name { owner, text, steps, words });
        }
    }
    // Of several names alike each is compared with the first, so that the work grows with their number.
    let mut in_any_order: FxHashMap<Vec<usize>, usize> = FxHashMap::default();
    let mut without_gaps: FxHashMap<String, usize> = FxHashMap::default();
    let mut reported = FxHashSet::default();
    for (number, name) in names.iter().enumerate().filter(|(_, name)| !name.words.is_empty()) {
        let mut classes: Vec<usize> = name.words.iter().map(|word| alike.class(word)).collect();
        if !name.words.iter().any(|word| ORDERED.contains(&word.as_str())) {
            classes.sort_unstable();
        }
        let first = [
            *in_any_order.entry(classes).or_insert(number),
            *without_gaps.entry(name.words.concat()).or_insert(number),
        ];
        for other in first.map(|number| &names[number]) {
            if other.owner != name.owner && reported.insert((other.owner, name.owner)) {
                report(entries, (other, name), context, findings);
            }
        }
    }
}

fn report(
    entries: &[Named<'_>],
    (first, second): (&Name<'_>, &Name<'_>),
    context: &Context<'_>,
    findings: &mut Findings<'_>,
) {
    let place = |name: &Name<'_>| entries[name.owner].place(context, &name.steps);
    let whose = |name: &Name<'_>| format!("of {} `{}`", entries[name.owner].what, entries[name.owner].id);
    let (many, one, other) = (entries[second.owner].many, second.text, first.text);
    let message = format!("names of two {many} are easily taken for each other: `{one}` and `{other}`");
    let finding = findings.report(place(second), message, whose(second));
    finding.labels.extend(place(first).map(|place| place.label(whose(first))));
    finding.help = Some("drop one of the two names, or say in it what is different".to_owned());
}

/// Returns the words of a name: small letters, singular, in full, and without those that say nothing.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut words = Vec::new();
    for word in lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if let Ok(position) = SHORT.binary_search_by_key(&word, |(short, _)| short) {
            words.extend(SHORT[position].1.iter().map(|word| (*word).to_owned()));
        } else if !SMALL.contains(&word) {
            words.push(singular(word).to_owned());
        }
    }
    words
}

/// Returns a word without the letter of its plural. What is no plural loses it too, and so do all that are written so.
fn singular(word: &str) -> &str {
    let is_plural =
        word.len() > 3 && !word.ends_with("ss") && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if is_plural { word.strip_suffix('s').unwrap_or(word) } else { word }
}

/// Words in classes of those that differ in one letter.
#[derive(Debug, Default)]
struct Alike {
    classes: FxHashMap<String, usize>,
    /// Long words, each with one letter less, and the first word that gives it.
    shortened: FxHashMap<String, String>,
}

impl Alike {
    fn add(&mut self, words: &[String]) {
        for word in words {
            if !self.classes.contains_key(word) {
                let class = self.near(word).unwrap_or(self.classes.len());
                self.classes.insert(word.clone(), class);
            }
        }
    }

    /// Returns the class of an earlier word that differs in one letter. Two such words have themselves or one letter
    /// less in common.
    fn near(&mut self, word: &str) -> Option<usize> {
        if word.chars().count() < LONG || word.chars().any(char::is_numeric) {
            return None;
        }
        let mut class = None;
        let letters =
            word.char_indices().map(|(at, letter)| [&word[..at], &word[at + letter.len_utf8()..]].concat());
        for shortened in std::iter::once(word.to_owned()).chain(letters) {
            match self.shortened.get(&shortened) {
                Some(other) if class.is_none() && strsim::osa_distance(other, word) <= 1 => {
                    class = self.classes.get(other).copied();
                }
                Some(_) => {}
                None => {
                    self.shortened.insert(shortened, word.to_owned());
                }
            }
        }
        class
    }

    fn class(&self, word: &str) -> usize {
        self.classes[word]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_sorted() {
        assert!(SHORT.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn names_are_taken_to_words() {
        assert_eq!(
            words("Sr. Director of IT-Systems"),
            ["senior", "director", "information", "technology", "system"]
        );
        assert_eq!(words("Class 2 nurses"), ["class", "2", "nurse"]);
    }

    #[test]
    fn long_words_are_alike_when_one_letter_is_different() {
        let is_alike = |one: &str, other: &str| {
            let mut alike = Alike::default();
            alike.add(&[one.to_owned(), other.to_owned()]);
            alike.class(one) == alike.class(other)
        };
        for (one, other) in
            [("counsellor", "counselor"), ("oncology", "ontology"), ("informatics", "informatcis")]
        {
            assert!(is_alike(one, other) && is_alike(other, one), "{one} {other}");
        }
        for (one, other) in [("nurse", "nurst"), ("physician", "physicist"), ("specialty2", "specialty3")] {
            assert!(!is_alike(one, other) && !is_alike(other, one), "{one} {other}");
        }
    }
}
