//! Every limit on what is read: with them, time and memory are bounded whatever a file holds.
//!
//! Catalogs, profiles and saved plans are untrusted. Each limit is far above what a person needs (a catalog of ten
//! thousand roles, and the shipped one, take at most a quarter of any) and what goes beyond it is refused with what
//! was found, the limit and what to do. What a value may mean (the longest duration, the dearest study) is no limit
//! of this kind, and stands with what reads it.

macro_rules! limits {
    ($( $(#[doc = $doc:literal])+ $name:ident: $type:ty = $value:expr; )+) => {
        $( $(#[doc = $doc])+ pub const $name: $type = $value; )+

        /// Every limit: its name, its number, and what it bounds.
        pub const ALL: &[(&str, u64, &str)] = &[ $( (stringify!($name), $value as u64, concat!($($doc),+)) ),+ ];
    };
}

limits! {
    /// Bytes of all files of a catalog together.
    CATALOG_BYTES: u64 = 64 << 20;
    /// Bytes of one file of a catalog.
    CATALOG_FILE_BYTES: u64 = 16 << 20;
    /// Files of a catalog.
    CATALOG_FILES: usize = 50_000;
    /// Names in the folders of a catalog, whatever they name.
    FOLDER_NAMES: usize = 200_000;
    /// Folders inside each other in a catalog.
    FOLDER_DEPTH: usize = 32;
    /// Signs that separate the values of a catalog's TOML (commas, equals signs, brackets, line ends): each value needs
    /// one.
    CATALOG_VALUES: usize = 4_000_000;
    /// Signs that begin the tables of a catalog's TOML (braces, dots, lines that begin with a bracket): each table takes a
    /// kilobyte and more of memory.
    CATALOG_TABLES: usize = 400_000;
    /// Entries of one kind in a catalog, such as roles, and words of one vocabulary.
    ENTRIES: usize = 50_000;
    /// Bytes of an id.
    ID_BYTES: usize = 200;
    /// Bytes of a title, a name, an alias or any other text that is no prose.
    NAME_BYTES: usize = 1_000;
    /// Bytes of a summary, a note, an answer or any other prose, and of a cell of a table.
    PROSE_BYTES: usize = 10_000;
    /// Items of a list in a catalog.
    LIST_ITEMS: usize = 1_000;
    /// Lists of requirements inside each other.
    REQUIREMENT_DEPTH: usize = 32;
    /// Nodes of all that one role or credential asks for.
    REQUIREMENT_NODES: usize = 2_000;
    /// Ways to study for one credential.
    STUDY_MODES: usize = 64;
    /// What all credentials together imply, directly or not; likewise what all domains are part of.
    IMPLIED: usize = 1_000_000;
    /// Rows of all tables of a catalog together.
    TABLE_ROWS: usize = 250_000;
    /// Columns of a table.
    TABLE_COLUMNS: usize = 64;
    /// Mistakes of a catalog that are listed.
    CATALOG_MISTAKES: usize = 10_000;
    /// Pairs of letters of the comparisons behind "did you mean", for all mistakes of a catalog together.
    COMPARED: u64 = 200_000_000;
    /// Bytes of a profile.
    PROFILE_BYTES: u64 = 1 << 20;
    /// Items of a list or table in a profile.
    PROFILE_ITEMS: usize = 250;
    /// Mistakes of a profile that are listed.
    PROFILE_MISTAKES: usize = 100;
    /// Exceptions of one person: what is waived, and what counts as something else.
    EXCEPTIONS: usize = 100;
    /// Bytes of a saved plan.
    PLAN_BYTES: u64 = 16 << 20;
    /// Plans of a saved answer.
    PLANS: usize = 1_000;
    /// Steps of a saved plan.
    PLAN_STEPS: usize = 1_000;
    /// Ids of a list or table in a saved plan.
    PLAN_ITEMS: usize = 10_000;
    /// Months that the question of a saved plan may name, such as those of a job search.
    QUESTION_MONTHS: u32 = 1_200;
    /// Months of experience at the start of a saved plan.
    PLAN_MONTHS: u32 = 1_000_000;
    /// Bytes of one row of a cohort, its line end among them.
    ROW_BYTES: usize = 256 << 10;
    /// Cells of one row of a cohort, and names in one object.
    ROW_CELLS: usize = 1_000;
    /// Items of a list in one row of a cohort.
    ROW_ITEMS: usize = 250;
    /// States that are examined for the question of a saved plan when it is asked again.
    PLAN_STATES: u64 = 1_000_000;
}
