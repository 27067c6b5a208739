//! The code of every mistake that the catalog and the graph can report, with its meaning.

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $code:literal; )+) => {
        /// The codes by name.
        pub mod code {
            $( $(#[doc = $doc])+ pub const $name: &str = $code; )+
        }

        /// Every code with what it means, in alphabetical order.
        pub const CODES: &[(&str, &str)] = &[ $( ($code, concat!($($doc),+)) ),+ ];
    };
}

codes! {
    /// An entry is laid over another in two ways at once, under another id, or where one is removed.
    CONFLICTING_CHANGE = "conflicting-change";
    /// Credentials imply each other in a circle.
    CYCLIC_IMPLIES = "cyclic-implies";
    /// Domains are part of each other in a circle.
    CYCLIC_PART_OF = "cyclic-part-of";
    /// Roles or credentials need each other first, so that newcomers never get to them.
    CYCLIC_REQUIREMENT = "cyclic-requirement";
    /// Two entries have the same id.
    DUPLICATE_ID = "duplicate-id";
    /// Two entries of a kind answer to the same name, so that a person could not tell which is meant.
    DUPLICATE_NAME = "duplicate-name";
    /// A wage table states the same cell twice.
    DUPLICATE_ROW = "duplicate-row";
    /// There is neither a role nor a credential, or nothing in a folder that is laid over another.
    EMPTY_CATALOG = "empty-catalog";
    /// A text is blank.
    EMPTY_TEXT = "empty-text";
    /// A cell of a table is not what its column holds.
    MALFORMED_CELL = "malformed-cell";
    /// A date or month does not exist or is written in another way.
    MALFORMED_DATE = "malformed-date";
    /// A duration is not a whole number of months, or is written in another way.
    MALFORMED_DURATION = "malformed-duration";
    /// An id is not in kebab-case.
    MALFORMED_ID = "malformed-id";
    /// An occupation code is not written as the catalog says that codes are: unless it does, such as `15-1211`.
    MALFORMED_OCCUPATION = "malformed-occupation";
    /// A requirement is none of the nodes there are, or several at once.
    MALFORMED_REQUIREMENT = "malformed-requirement";
    /// A symbol of a currency would be taken for a part of the amount.
    MALFORMED_SYMBOL = "malformed-symbol";
    /// A key of the catalog as a whole stands outside `catalog.toml`.
    MISPLACED_HEADER = "misplaced-header";
    /// `rare` stands on a node that is no alternative.
    MISPLACED_RARE = "misplaced-rare";
    /// A column that a table needs is not there.
    MISSING_COLUMN = "missing-column";
    /// A key that an entry needs is not there.
    MISSING_KEY = "missing-key";
    /// A figure that is no estimate does not say where it is stated.
    MISSING_SOURCE = "missing-source";
    /// A catalog is laid over one with another currency.
    MIXED_CURRENCIES = "mixed-currencies";
    /// Requirements are nested more deeply than anybody can read.
    NESTED_TOO_DEEPLY = "nested-too-deeply";
    /// A file is not UTF-8 text.
    NOT_TEXT = "not-text";
    /// Something is extended, replaced or removed that no earlier folder has.
    NOTHING_BELOW = "nothing-below";
    /// A number is outside what makes sense.
    OUT_OF_RANGE = "out-of-range";
    /// A link in the folder of a catalog leads out of it, and is passed over.
    OUTSIDE_LINK = "outside-link";
    /// A list names the same thing twice.
    REPEATED_ITEM = "repeated-item";
    /// The end of a period comes before its start.
    REVERSED_DATES = "reversed-dates";
    /// The low end of a range is above its high end.
    REVERSED_RANGE = "reversed-range";
    /// A file of a catalog is a pipe, a device or the like, and is passed over.
    SPECIAL_FILE = "special-file";
    /// A file cannot be read as TOML or CSV.
    SYNTAX = "syntax";
    /// A full-time study, which takes the place of a role, is tied to roles.
    TIED_FULL_TIME = "tied-full-time";
    /// A file, a list, a text or something else is larger than is read.
    TOO_LARGE = "too-large";
    /// A wage table names the code of an area that is not in the list of areas.
    UNKNOWN_AREA = "unknown-area";
    /// A table has a column that means nothing here.
    UNKNOWN_COLUMN = "unknown-column";
    /// A credential is named that is not in the catalog.
    UNKNOWN_CREDENTIAL = "unknown-credential";
    /// A domain is named that is not in the catalog.
    UNKNOWN_DOMAIN = "unknown-domain";
    /// A wage table names the code of an industry that is not in the list of industries.
    UNKNOWN_INDUSTRY = "unknown-industry";
    /// A key means nothing here.
    UNKNOWN_KEY = "unknown-key";
    /// A place to turn to is named that is not in the catalog.
    UNKNOWN_RESOURCE = "unknown-resource";
    /// A role is named that is not in the catalog.
    UNKNOWN_ROLE = "unknown-role";
    /// A level is set for a rule that the linter has not.
    UNKNOWN_RULE = "unknown-rule";
    /// A setting is named that is not in the vocabulary.
    UNKNOWN_SETTING = "unknown-setting";
    /// A skill is named that is not in the vocabulary.
    UNKNOWN_SKILL = "unknown-skill";
    /// A source is named that is not in the bibliography.
    UNKNOWN_SOURCE = "unknown-source";
    /// A survey figure is named that is not in the catalog.
    UNKNOWN_SURVEY = "unknown-survey";
    /// A question is named that is not in the catalog.
    UNKNOWN_TOPIC = "unknown-topic";
    /// A word is none of those allowed here.
    UNKNOWN_WORD = "unknown-word";
    /// A file in the folder of a catalog seems to be meant as a part of it and is none.
    UNREAD_FILE = "unread-file";
    /// A requirement node can never be met, whatever a person holds.
    UNSATISFIABLE_NODE = "unsatisfiable-node";
    /// A value is of another type than its key holds.
    WRONG_TYPE = "wrong-type";
}
