//! Names of two entries that a person could take for one.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::catalog::Note;
use crate::catalog::outline::{Anchor, Step};
use crate::lint::naming::{Named, credentials, roles};
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "similar-titles",
    level: LintLevel::Warn,
    meaning: "Two roles, or two credentials, with names that differ only in the order of their words, in hyphens and other \
              marks (but `#` and `+`), in small words such as `of`, in the `s` of a plural, in British or American \
              spelling, or in an abbreviation such as `RN`.",
    reason: "Who types one of the names may mean the other, and is answered about the wrong one. Where both are the same \
             work, make one role of them with aliases; where they are not, say in the name what is different, or drop \
             it. Where both names have to stay, say in the `notes` of one entry how it differs from the other, by the \
             title of the other: then readers are told, and the rule is content.",
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

/// Parts of words as they are spelled in Britain, and in America.
const SPELLINGS: [(&str, &str); 28] = [
    ("aemia", "emia"),
    ("aesth", "esth"),
    ("analyse", "analyze"),
    ("behaviour", "behavior"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("colour", "color"),
    ("counsell", "counsel"),
    ("defence", "defense"),
    ("enrolment", "enrollment"),
    ("fibre", "fiber"),
    ("foet", "fet"),
    ("gynaec", "gynec"),
    ("haem", "hem"),
    ("isation", "ization"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("ising", "izing"),
    ("labell", "label"),
    ("labour", "labor"),
    ("licence", "license"),
    ("modell", "model"),
    ("oesoph", "esoph"),
    ("paed", "ped"),
    ("practise", "practice"),
    ("programme", "program"),
    ("theatre", "theater"),
    ("tumour", "tumor"),
];

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
    for (owner, entry) in entries.iter().enumerate() {
        for (text, steps) in entry.names() {
            names.push(Name { owner, text, steps, words: words(text) });
        }
    }
    // Of several names alike each is compared with the first, so that the work grows with their number.
    let mut in_any_order: FxHashMap<Vec<&str>, usize> = FxHashMap::default();
    let mut without_gaps: FxHashMap<String, usize> = FxHashMap::default();
    let mut reported = FxHashSet::default();
    for (number, name) in names.iter().enumerate().filter(|(_, name)| !name.words.is_empty()) {
        let mut words: Vec<&str> = name.words.iter().map(String::as_str).collect();
        if !words.iter().any(|word| ORDERED.contains(word)) {
            words.sort_unstable();
        }
        let first = [
            *in_any_order.entry(words).or_insert(number),
            *without_gaps.entry(name.words.concat()).or_insert(number),
        ];
        for other in first.map(|number| &names[number]) {
            let pair = (other.owner, name.owner);
            if pair.0 != pair.1 && reported.insert(pair) && !are_told_apart(entries, pair, context) {
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
    finding.help =
        Some("drop one of the two names, say in it what is different, or explain it in a note".to_owned());
}

/// Tells whether a note of one entry names the other by its title.
fn are_told_apart(entries: &[Named<'_>], (one, other): (usize, usize), context: &Context<'_>) -> bool {
    let names = |of: &Named<'_>, other: &Named<'_>| {
        notes(of.anchor, context).iter().any(|note| note.text.contains(other.title))
    };
    names(&entries[one], &entries[other]) || names(&entries[other], &entries[one])
}

fn notes<'a>(anchor: Anchor, context: &Context<'a>) -> &'a [Note] {
    match anchor {
        Anchor::Role(role) => &context.catalog.role(role).notes,
        Anchor::Credential(credential) => &context.catalog.credential(credential).notes,
        _ => &[],
    }
}

/// Returns the words of a name: small letters, singular, in full, in one spelling, and without those that say nothing.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut words = Vec::new();
    let is_mark = |character: char| !character.is_alphanumeric() && !matches!(character, '#' | '+');
    for word in lower.split(is_mark).filter(|word| !word.is_empty()) {
        if let Ok(position) = SHORT.binary_search_by_key(&word, |(short, _)| short) {
            words.extend(SHORT[position].1.iter().map(|word| (*word).to_owned()));
        } else if !SMALL.contains(&word) {
            words.push(american(singular(word)));
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

/// Returns a word as it is spelled in America.
fn american(word: &str) -> String {
    SPELLINGS.iter().fold(word.to_owned(), |word, (british, american)| {
        if word.contains(british) { word.replace(british, american) } else { word }
    })
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
    fn spellings_of_one_word_are_one() {
        for (british, american) in [
            ("Paediatric haematologists", "pediatric hematologist"),
            ("Counselling centre", "counseling center"),
            ("Anaesthetist", "Anesthetist"),
            ("Organisation programme", "organization program"),
            ("Tumour registrar", "Tumor registrar"),
        ] {
            assert_eq!(words(british), words(american));
        }
    }

    #[test]
    fn what_is_another_word_stays_one() {
        for (one, other) in [
            ("C developer", "C# developer"),
            ("C# developer", "C++ developer"),
            ("Orthoptist", "Orthotist"),
            ("Oncology", "Ontology"),
            ("Physician", "Physicist"),
            ("Filing clerk", "Filling clerk"),
            ("Specialist 2", "Specialist 3"),
        ] {
            assert_ne!(words(one), words(other));
        }
    }
}
