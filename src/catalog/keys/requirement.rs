//! The keys of a requirement.

use crate::catalog::requirement::Strength;

use super::{LONGEST, Shape, Table, optional};

/// The keys of which a node has exactly one, which says its kind.
pub(crate) const KINDS: [&str; 6] = ["all", "any", "at-least", "experience", "role", "credential"];

/// The keys that belong to some kinds of nodes only, with those kinds.
pub(crate) const BELONGING: [(&str, &[&str]); 5] = [
    ("of", &["at-least"]),
    ("years", &["experience", "role"]),
    ("months", &["experience", "role"]),
    ("after", &["experience"]),
    ("within", &["experience"]),
];

/// A node of a requirement that is written as a table.
pub(crate) static REQUIREMENT: Table = Table {
    what: "requirement",
    about: "What is asked: the id of a credential, or a table with one of `all`, `any`, `at-least`, `experience`, \
            `role` and `credential`.",
    keys: &[
        optional("all", Shape::Requirements, "Asks for everything in the list."),
        optional("any", Shape::Alternatives, "Asks for one thing of the list."),
        optional("at-least", Shape::Whole(1, 1000), "Asks for so many things of the list `of`."),
        optional("of", Shape::Alternatives, "The list of which `at-least` asks for some."),
        optional("experience", Shape::Id, "Asks for time in this domain, in `years` or `months`."),
        optional("role", Shape::Id, "Asks for time in this role, in `years` or `months`."),
        optional("credential", Shape::Id, "Asks for this credential, or one that implies it."),
        optional("years", Shape::Years, "How much time, in years; `1.5` is allowed, as it is whole months."),
        optional("months", Shape::Whole(0, LONGEST as i64), "How much time, in months."),
        optional("after", Shape::Id, "Counts only time while this credential was held."),
        optional(
            "within",
            Shape::Duration,
            "Counts only time within so long before, such as `\"6y\"` or `\"18mo\"`.",
        ),
        optional(
            "strength",
            Shape::Word(|| Strength::ALL.map(Strength::word).to_vec()),
            "How strict it is: required (when nothing is said) without which there is no way, usual where most ask \
             for it, preferred where it helps.",
        ),
        optional("rare", Shape::Flag, "Says of an alternative that it is accepted in few places."),
        optional("from", Shape::Month, "The first month in which this can be met, such as `\"2027-01\"`."),
        optional("until", Shape::Month, "The last month in which this can be met."),
        optional("note", Shape::Text, "What a reader should know about it."),
        optional("source", Shape::Id, "The source that states it."),
        optional("approximate", Shape::Flag, "Says that the source states only a part of it."),
    ],
};
