//! The keys of a profile, in the form of [`crate::catalog::keys`]: the reader refuses others, and editors complete
//! these.

use crate::catalog::Standard;
use crate::catalog::keys::{HOURS_A_WEEK, Shape, Table, Unit, needed, optional};

use super::super::amount;

/// The most months of a search or a stay that are believed.
pub(crate) const LONGEST_MONTHS: i64 = 600;

/// A number of years, or a text with its unit.
const YEARS: Shape = Shape::Time { bare: Some(Unit::Years) };

/// A profile.
pub(crate) static PROFILE: Table = Table {
    what: "profile",
    about: "Who somebody is, for plans that begin with them. Names are ids, titles or other names of the catalog.",
    keys: &[
        optional("role", Shape::Text, "The work of today. Leave it out if there is none."),
        optional("credentials", Shape::List, "What is held. What a degree implies need not be said."),
        optional(
            "history",
            Shape::Tables(&HISTORY),
            "Time in jobs, the one of today included. It counts for the role and for the experience that the role gives.",
        ),
        optional(
            "experience",
            Shape::Names(&Shape::Time { bare: None }),
            "Experience on top of the jobs, by domain and with its unit, such as `{ management = \"18mo\" }`.",
        ),
        optional("limits", Shape::Table(&LIMITS), "What the person is not willing or able to do."),
        optional("exceptions", Shape::Table(&EXCEPTIONS), "What holds for this person only."),
    ],
};

/// Time in a job.
pub(crate) static HISTORY: Table = Table {
    what: "history entry",
    about: "Time in a job, in `years` or `months`.",
    keys: &[
        needed("role", Shape::Text, "The role, by id, title or another name."),
        optional(
            "years",
            YEARS,
            "How long, in years, such as `6` or `2.5`; or with its unit, such as `\"2y 6mo\"`.",
        ),
        optional(
            "months",
            Shape::Time { bare: Some(Unit::Months) },
            "How long, in months; or with its unit, such as `\"18mo\"`.",
        ),
    ],
};

/// Limits of a person.
pub(crate) static LIMITS: Table = Table {
    what: "table of limits",
    about: "What the person is not willing or able to do. An option of the command line comes before it.",
    keys: &[
        optional(
            "budget",
            Shape::Whole(0, amount::LARGEST.0),
            "The most that all study may cost, in whole units of the catalog's currency.",
        ),
        optional(
            "max-years",
            YEARS,
            "The most time until the target, in years; or with its unit, such as `\"18mo\"`.",
        ),
        optional(
            "study-hours-per-week",
            Shape::Whole(0, HOURS_A_WEEK),
            "Only part-time study of at most so many hours a week.",
        ),
        optional("keep-working", Shape::Flag, "`true` rules out all full-time study."),
        optional("avoid", Shape::List, "Roles never to work in and credentials never to study for."),
        optional("via", Shape::List, "Roles to work in and credentials to earn on the way."),
        optional(
            "standard",
            Shape::Word(|| Standard::ALL.map(Standard::word).to_vec()),
            "How much of what employers ask must be met: minimum (what is required), typical (and what is usual), \
             competitive (and what is preferred).",
        ),
        optional(
            "min-stay-months",
            Shape::Whole(0, LONGEST_MONTHS),
            "Months to stay in a job before leaving it.",
        ),
        optional(
            "search-months",
            Shape::Whole(1, LONGEST_MONTHS),
            "Months from looking for a job to its first day, for roles that do not say.",
        ),
    ],
};

/// Exceptions for a person.
pub(crate) static EXCEPTIONS: Table = Table {
    what: "table of exceptions",
    about: "What holds for this person only.",
    keys: &[
        optional(
            "waive",
            Shape::List,
            "Requirements that the person is excused from: a name, or `NAME@ENTRY` for one role or credential alone.",
        ),
        optional(
            "equivalent",
            Shape::Names(&Shape::Text),
            "Credentials that count as others, such as `{ \"foreign-md\" = \"md\" }`.",
        ),
    ],
};
