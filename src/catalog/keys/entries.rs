//! The keys of entries, of the tables inside them, and of files.

use crate::catalog::credential::{CredentialKind, CredentialStatus, StudyMode};
use crate::catalog::figure::{Basis, SourceKind};
use crate::catalog::lints::LintLevel;
use crate::catalog::raw::overlay::{EXTENDS, REMOVES, REPLACES, WITHOUT};
use crate::catalog::role::{Level, WageFit};

use super::{DEAREST, HOURS_A_WEEK, LONGEST, Shape, Table, YEAR, needed, optional};

const MONTHS: Shape = Shape::Whole(1, LONGEST as i64);
const MONEY: Shape = Shape::Whole(0, DEAREST);
const BASIS: Shape = Shape::Word(|| Basis::ALL.map(Basis::word).to_vec());

/// What a basis means, in few words.
const ABOUT_BASIS: &str = "How it is known: official (the issuer, an agency, the law), survey, postings (read from \
                           advertisements), secondary (anyone else who writes about it), estimate (without a source).";
const ABOUT_ID: &str = "What other entries and people call it: lower-case words joined by hyphens. Once published it \
                        never changes.";
const ABOUT_NOTES: &str = "Remarks, each a text or a table with its date and source.";

/// The keys that only the file `catalog.toml` at the top of the folder may have, beside those of [`FILE`].
pub(crate) static HEADER: Table = Table {
    what: "catalog",
    about: "The catalog as a whole.",
    keys: &[
        optional("name", Shape::Text, "The name of the catalog. Only in `catalog.toml`."),
        optional(
            "version",
            Shape::Text,
            "The version of its data, such as `\"1.0\"`. Only in `catalog.toml`.",
        ),
        optional(
            "as-of",
            Shape::Day,
            "The day at which its facts were judged, such as `2026-01-31`. Only in `catalog.toml`.",
        ),
        optional(
            "currency",
            Shape::TextOr(&CURRENCY),
            "The currency of every amount: its code, such as `\"USD\"`, which it is when nothing is said, or its code and \
             symbol. Only in `catalog.toml`.",
        ),
        optional(
            "area",
            Shape::Text,
            "The area that wages are of unless a table or somebody who asks says otherwise. Only in `catalog.toml`.",
        ),
        optional(
            "occupations",
            Shape::Table(&OCCUPATIONS),
            "How the occupations of the wage tables are coded. Only in `catalog.toml`.",
        ),
        optional(
            "assumptions",
            Shape::Table(&ASSUMPTIONS),
            "What plans take for granted unless somebody says otherwise. Only in `catalog.toml`.",
        ),
        optional(
            "lints",
            Shape::Lints,
            "How strictly the rules of `careerpath check` are taken: a level, or a table of a level and numbers. Only in \
             `catalog.toml`.",
        ),
        optional(
            REMOVES,
            Shape::Entries,
            "Entries of the folders below this one to take out, by id; `\"role:ID\"` where two kinds have that id. Only \
             in `catalog.toml`.",
        ),
    ],
};

/// A currency with its symbol.
pub(crate) static CURRENCY: Table = Table {
    what: "currency",
    about: "The currency of every amount.",
    keys: &[
        needed("code", Shape::Text, "Its code, such as `\"GBP\"`."),
        optional(
            "symbol",
            Shape::Text,
            "What stands before an amount, such as `\"£\"`; the code stands after it otherwise.",
        ),
    ],
};

/// How occupations are coded.
pub(crate) static OCCUPATIONS: Table = Table {
    what: "list of occupations",
    about: "How the occupations of the wage tables are coded.",
    keys: &[
        optional("name", Shape::Text, "The name of the classification, such as `\"SOC 2020\"`."),
        optional(
            "pattern",
            Shape::Texts,
            "How a code is written, 9 for a digit and A for a letter; `\"99-9999\"` when nothing is said.",
        ),
    ],
};

/// What a catalog says of the rules of the linter. Which rules there are only the linter knows.
pub(crate) static LINTS: Table = Table {
    what: "table of rules",
    about: "How strictly the rules of the linter are taken, by their names.",
    keys: &[],
};

/// What a catalog says of one rule. Which numbers a rule has only the linter knows.
pub(crate) static LINT: Table = Table {
    what: "rule",
    about: "How strictly a rule of the linter is taken.",
    keys: &[optional(
        "level",
        Shape::Word(|| LintLevel::ALL.map(LintLevel::word).to_vec()),
        "How strictly it is taken: allow (nothing is said), warn, deny (an error).",
    )],
};

/// The keys that every entry may have in a folder that is laid over another.
pub(crate) static CHANGE: Table = Table {
    what: "change",
    about: "A change of an entry of a folder below this one.",
    keys: &[
        optional(
            EXTENDS,
            Shape::Id,
            "The entry of a folder below that this one adds to, instead of `id`: lists grow, everything else is replaced.",
        ),
        optional(
            REPLACES,
            Shape::Id,
            "The entry of a folder below that this one stands in the place of, instead of `id`.",
        ),
        optional(WITHOUT, Shape::Texts, "Keys of the extended entry to leave out before its own are added."),
    ],
};

/// What plans take for granted.
pub(crate) static ASSUMPTIONS: Table = Table {
    what: "list of assumptions",
    about: "What plans take for granted unless somebody says otherwise.",
    keys: &[
        optional(
            "search-months",
            MONTHS,
            "Months from looking for a job to its first day; 3 when nothing is said.",
        ),
        optional(
            "minimum-stay-months",
            Shape::Whole(0, LONGEST as i64),
            "Months to stay in a job before leaving it; 12 when nothing is said.",
        ),
    ],
};

/// The keys of every file.
pub(crate) static FILE: Table = Table {
    what: "file",
    about: "A file of a catalog: tables of any kind, in any order.",
    keys: &[
        optional("source", Shape::Tables(&SOURCE), "Entries of the bibliography."),
        optional("domain", Shape::Tables(&DOMAIN), "Kinds of experience."),
        optional("survey", Shape::Tables(&SURVEY), "Figures of pay that surveys and articles state."),
        optional("role", Shape::Tables(&ROLE), "Kinds of work that somebody is hired for."),
        optional("credential", Shape::Tables(&CREDENTIAL), "Degrees, licenses, certifications and the like."),
        optional("skill", Shape::Tables(&SKILL), "The vocabulary of skills."),
        optional("setting", Shape::Tables(&SETTING), "The vocabulary of places of work."),
        optional(
            "resource",
            Shape::Tables(&RESOURCE),
            "Associations, job boards and other places to turn to.",
        ),
        optional("topic", Shape::Tables(&TOPIC), "Questions that people ask, with their answers."),
    ],
};

/// A source.
pub(crate) static SOURCE: Table = Table {
    what: "source",
    about: "A page or book that facts and figures rest on.",
    keys: &[
        needed("id", Shape::Id, ABOUT_ID),
        needed("title", Shape::Text, "Its title."),
        optional("publisher", Shape::Text, "Who publishes it."),
        optional("url", Shape::Text, "Its address."),
        optional("year", YEAR, "The year of what it states; leave it out of an undated page."),
        optional(
            "kind",
            Shape::Word(|| SourceKind::ALL.map(SourceKind::word).to_vec()),
            "What it is: official (the issuer, an agency, the law), survey, postings (advertisements), secondary \
             (anyone else who writes about it).",
        ),
    ],
};

/// A domain.
pub(crate) static DOMAIN: Table = Table {
    what: "domain",
    about: "A kind of experience, in which months are counted.",
    keys: &[
        needed("id", Shape::Id, ABOUT_ID),
        needed("name", Shape::Text, "The name under which it is shown."),
        optional("summary", Shape::Text, "What counts as experience in it."),
        optional("part-of", Shape::Ids, "Wider domains, in which each month counts as well."),
    ],
};

/// A survey figure.
pub(crate) static SURVEY: Table = Table {
    what: "survey",
    about: "A figure of pay that a survey or an article states: one `amount`, or a range from `low` to `high`.",
    keys: &[
        needed("id", Shape::Id, ABOUT_ID),
        needed("title", Shape::Text, "What was asked, and of whom."),
        needed("statistic", Shape::Text, "What the figure is, such as `\"median\"` or `\"range\"`."),
        optional("amount", MONEY, "The pay a year, in whole units of the catalog's currency."),
        optional("low", MONEY, "The low end of a range of pay a year."),
        optional("high", MONEY, "The high end of a range of pay a year."),
        optional("year", YEAR, "The year of the figure."),
        optional("source", Shape::Id, "The source that states it."),
        optional("basis", BASIS, ABOUT_BASIS),
        optional("note", Shape::Text, "What a reader should know about it, such as who answered."),
    ],
};

/// A role.
pub(crate) static ROLE: Table = Table {
    what: "role",
    about: "A kind of work that somebody is hired for. The same work under other titles is one role with aliases.",
    keys: &[
        needed("id", Shape::Id, ABOUT_ID),
        needed("title", Shape::Text, "The title under which it is shown."),
        optional("aliases", Shape::Texts, "Every other title that a person would type, such as `\"RN\"`."),
        needed("track", Shape::Text, "The lane of the career map in which it stands: a word of your own."),
        needed(
            "level",
            Shape::Word(|| Level::ALL.map(Level::word).to_vec()),
            "How far up it is: feeder for work outside the field that people come from, then entry, mid, senior and \
             executive.",
        ),
        optional(
            "family",
            Shape::Text,
            "A word that near substitutes share: one is offered when another is out of reach.",
        ),
        optional("summary", Shape::Text, "What the work is, in a sentence."),
        optional(
            "skills",
            Shape::Texts,
            "What the work needs: words of the vocabulary by id, name or alias.",
        ),
        optional("builds", Shape::Texts, "Skills gained on the job beyond those that it needs."),
        optional("interests", Shape::Texts, "What draws a beginner to it: words of your own."),
        optional(
            "settings",
            Shape::Texts,
            "Where people do it: words of the vocabulary by id, name or alias.",
        ),
        optional("gives", Shape::Ids, "Domains in which each month in the role counts one month."),
        optional(
            "typical",
            Shape::Ids,
            "Credentials that holders usually have beyond what the role requires.",
        ),
        optional(
            "search-months",
            MONTHS,
            "Months from looking for this job to its first day, where that is known.",
        ),
        optional("requires", Shape::Requirements, "What is asked of somebody who starts: all of the list."),
        optional("wage", Shape::Table(&WAGE), "Where its pay is stated."),
        optional(
            "sources",
            Shape::Ids,
            "Sources that describe the work. Requirements have sources of their own.",
        ),
        optional("notes", Shape::Remarks(&NOTE), ABOUT_NOTES),
    ],
};

/// Where the pay of a role is stated.
pub(crate) static WAGE: Table = Table {
    what: "wage reference",
    about: "Where the pay of a role is stated.",
    keys: &[
        optional("soc", Shape::Text, "The occupation code of the wage tables, such as `\"15-1211\"`."),
        optional(
            "fit",
            Shape::Word(|| WageFit::ALL.map(WageFit::word).to_vec()),
            "How well the occupation describes the role: good, fair where it is wider, poor where its pay is never \
             shown as the role's.",
        ),
        optional("surveys", Shape::Ids, "Survey figures of the role's pay."),
    ],
};

/// A credential.
pub(crate) static CREDENTIAL: Table = Table {
    what: "credential",
    about: "A degree, license, certification, certificate, training or fellowship.",
    keys: &[
        needed("id", Shape::Id, ABOUT_ID),
        needed("name", Shape::Text, "The name under which it is shown."),
        optional("aliases", Shape::Texts, "Every other name that a person would type."),
        needed("kind", Shape::Word(|| CredentialKind::ALL.map(CredentialKind::word).to_vec()), "What it is."),
        optional("issuer", Shape::Text, "Who awards it."),
        optional("summary", Shape::Text, "What it is good for, in a sentence."),
        optional("url", Shape::Text, "The address of its issuer's page about it."),
        optional(
            "implies",
            Shape::Ids,
            "Credentials that somebody who holds this one counts as holding too.",
        ),
        optional(
            "builds",
            Shape::Texts,
            "Skills that it teaches: words of the vocabulary by id, name or alias.",
        ),
        optional("requires", Shape::Requirements, "What is asked before the study begins: all of the list."),
        optional(
            "status",
            Shape::Word(|| CredentialStatus::ALL.map(CredentialStatus::word).to_vec()),
            "Whether it is still awarded: active (when nothing is said), or retired, kept for those who hold it.",
        ),
        optional("renewal", Shape::Table(&RENEWAL), "What keeps it valid."),
        optional(
            "study",
            Shape::Tables(&STUDY),
            "The ways to earn it. Without one it can be held but not planned.",
        ),
        optional(
            "sources",
            Shape::Ids,
            "Sources that describe it. Requirements and costs have sources of their own.",
        ),
        optional("notes", Shape::Remarks(&NOTE), ABOUT_NOTES),
    ],
};

/// A way to earn a credential.
pub(crate) static STUDY: Table = Table {
    what: "study",
    about: "A way to earn a credential.",
    keys: &[
        needed(
            "mode",
            Shape::Word(|| StudyMode::ALL.map(StudyMode::word).to_vec()),
            "Part-time beside a job, or full-time instead of one.",
        ),
        needed("months", MONTHS, "How long it takes, in months."),
        optional("hours-per-week", Shape::Whole(1, HOURS_A_WEEK), "How many hours a week it takes."),
        optional("cost", Shape::Table(&FIGURE), "What all of it costs."),
        optional(
            "while",
            Shape::Ids,
            "The only roles in which it can be done, such as a residency. Not with full-time.",
        ),
        optional("exam", Shape::Table(&EXAM), "The examination at its end."),
        optional("note", Shape::Text, "What a reader should know about it."),
    ],
};

/// An examination.
pub(crate) static EXAM: Table = Table {
    what: "exam",
    about: "An examination.",
    keys: &[
        optional("pass-rate", Shape::Whole(0, 100), "How many of a hundred pass at the first try."),
        optional("year", YEAR, "The year of that rate."),
        optional("source", Shape::Id, "The source that states it."),
    ],
};

/// What keeps a credential valid.
pub(crate) static RENEWAL: Table = Table {
    what: "renewal",
    about: "What keeps a credential valid.",
    keys: &[
        optional("years", Shape::Whole(1, 100), "How many years it is valid."),
        optional("hours", Shape::Whole(0, 10_000), "Hours of continuing education in that time."),
        optional("cost", Shape::Table(&FIGURE), "What a renewal costs."),
        optional("note", Shape::Text, "What a reader should know about it."),
        optional("source", Shape::Id, "The source that states it."),
    ],
};

/// A figure.
pub(crate) static FIGURE: Table = Table {
    what: "figure",
    about: "An amount of money with its year and source.",
    keys: &[
        needed("amount", MONEY, "The amount, in whole units of the catalog's currency."),
        optional("year", YEAR, "The year in which it held."),
        optional("source", Shape::Id, "The source that states it. Without one it is an estimate."),
        optional("basis", BASIS, ABOUT_BASIS),
    ],
};

/// A remark.
pub(crate) static NOTE: Table = Table {
    what: "note",
    about: "A remark with its date and source.",
    keys: &[
        needed("text", Shape::Text, "The remark."),
        optional(
            "date",
            Shape::Date,
            "When it came to hold: a year, a month or a day, such as `\"2024-05-03\"`.",
        ),
        optional("source", Shape::Id, "The source that states it."),
    ],
};

/// A skill.
pub(crate) static SKILL: Table = Table {
    what: "skill",
    about: "A word of the vocabulary of skills. A catalog that defines skills uses no others.",
    keys: &[
        needed("id", Shape::Id, ABOUT_ID),
        needed("name", Shape::Text, "The name under which it is shown."),
        optional("aliases", Shape::Texts, "Every other name that a person would type."),
        optional(
            "kind",
            Shape::Text,
            "The group under which skills of its kind are shown: a word of your own.",
        ),
        optional("summary", Shape::Text, "What it is, in a sentence."),
    ],
};

/// A setting.
pub(crate) static SETTING: Table = Table {
    what: "setting",
    about: "A word of the vocabulary of places of work. A catalog that defines settings uses no others.",
    keys: &[
        needed("id", Shape::Id, ABOUT_ID),
        needed("name", Shape::Text, "The name under which it is shown."),
        optional("aliases", Shape::Texts, "Every other name that a person would type."),
        optional("industries", Shape::Texts, "Codes of the industries of the wage tables that cover it."),
    ],
};

/// A place to turn to.
pub(crate) static RESOURCE: Table = Table {
    what: "resource",
    about: "An association, a job board or another place to turn to.",
    keys: &[
        needed("id", Shape::Id, ABOUT_ID),
        needed("name", Shape::Text, "The name under which it is shown."),
        optional("aliases", Shape::Texts, "Every other name that a person would type."),
        needed(
            "kind",
            Shape::Text,
            "What sort of place it is, such as `\"association\"`: a word of your own.",
        ),
        optional("summary", Shape::Text, "What it is good for, in a sentence."),
        optional("url", Shape::Text, "Its address."),
        optional("sources", Shape::Ids, "Sources that describe it."),
    ],
};

/// A topic.
pub(crate) static TOPIC: Table = Table {
    what: "topic",
    about: "A question that people ask, with its answer.",
    keys: &[
        needed("id", Shape::Id, ABOUT_ID),
        needed("question", Shape::Text, "The question as a person would ask it."),
        optional("aliases", Shape::Texts, "Other words for it."),
        optional("answer", Shape::Texts, "The answer, a text for each paragraph."),
        optional("roles", Shape::Ids, "Roles worth a look."),
        optional("credentials", Shape::Ids, "Credentials worth a look."),
        optional("resources", Shape::Ids, "Places to turn to."),
        optional("commands", Shape::Texts, "Commands that say more."),
        optional("related", Shape::Ids, "Topics close to this one."),
        optional("sources", Shape::Ids, "Sources that the answer rests on."),
    ],
};

/// What the comments at the top of a wage table say of all its rows.
pub(crate) static HEADING: Table = Table {
    what: "table heading",
    about: "What holds for every row of a table of wages or outlooks.",
    keys: &[
        optional("source", Shape::Id, "The source that states the figures."),
        optional("year", YEAR, "The year of the figures."),
        optional("basis", BASIS, ABOUT_BASIS),
        optional("area", Shape::Text, "The area of every row that names none."),
        optional("setting", Shape::Text, "The setting of every row that names none."),
        optional("period", Shape::Text, "The period of projections, such as `\"2024-34\"`."),
        optional(
            REPLACES,
            Shape::Flag,
            "Whether the rows stand in the place of the same rows of folders below.",
        ),
    ],
};
