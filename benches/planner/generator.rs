//! Catalogs of any size, made from a seed: ladders of roles in many fields, with degrees that fields
//! share, certifications of their own, and ways across from one field to another.
//!
//! Equal shapes give equal bytes. Nothing here knows the library: the result is text, as a person would
//! write it.

use std::fmt::Write as _;

/// What catalog to make.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// How many roles.
    pub(crate) roles: usize,
    /// How many roles the ladder of a field has, at most; the last field may have fewer.
    pub(crate) ladder: usize,
    /// Months in a year of experience or study: fewer than 12 for catalogs that plain searches can solve.
    pub(crate) year: u32,
    /// Where the random numbers begin.
    pub(crate) seed: u64,
}

impl Shape {
    /// Makes the shape of a realistic catalog.
    pub(crate) fn realistic(roles: usize, seed: u64) -> Self {
        Self { roles, ladder: RUNGS.len(), year: 12, seed }
    }

    /// Returns how many fields the roles fall into.
    pub(crate) fn fields(&self) -> usize {
        self.roles.div_ceil(self.ladder)
    }

    /// Returns how many roles a field has.
    fn rungs(&self, field: usize) -> usize {
        self.ladder.min(self.roles - field * self.ladder)
    }
}

/// The rungs of a ladder, with the level of each.
pub(crate) const RUNGS: [(&str, &str); 10] = [
    ("assistant", "feeder"),
    ("technician", "entry"),
    ("analyst", "mid"),
    ("specialist", "mid"),
    ("senior-analyst", "senior"),
    ("consultant", "senior"),
    ("lead", "senior"),
    ("manager", "senior"),
    ("director", "executive"),
    ("chief", "executive"),
];

/// Fields whose domains are part of one.
const FIELDS_OF_A_SECTOR: usize = 8;

/// Fields that share their degrees.
const FIELDS_OF_A_SUBJECT: usize = 4;

/// Returns the id of the role on a rung of a field.
pub(crate) fn role_id(rung: usize, field: usize) -> String {
    format!("{}-{field}", RUNGS[rung].0)
}

/// Makes the files of a catalog: the path of each below the folder, and its text.
pub(crate) fn generate(shape: Shape) -> Vec<(String, String)> {
    let mut maker = Maker { shape, random: shape.seed };
    let mut files = vec![
        ("catalog.toml".to_owned(), maker.header()),
        ("domains.toml".to_owned(), maker.domains()),
        ("credentials/shared.toml".to_owned(), maker.shared_credentials()),
    ];
    let fields: Vec<usize> = (0..shape.fields()).collect();
    for (sector, fields) in fields.chunks(FIELDS_OF_A_SECTOR).enumerate() {
        let mut roles = String::new();
        let mut credentials = String::new();
        for &field in fields {
            if field % FIELDS_OF_A_SUBJECT == 0 {
                credentials += &maker.degrees(field / FIELDS_OF_A_SUBJECT);
            }
            credentials += &maker.certifications(field);
            for rung in 0..shape.rungs(field) {
                roles += &maker.role(rung, field);
            }
        }
        files.push((format!("credentials/sector-{sector}.toml"), credentials));
        files.push((format!("roles/sector-{sector}.toml"), roles));
    }
    files
}

/// Appends formatted text; writing to a string cannot fail.
macro_rules! put {
    ($text:expr, $($format:tt)+) => { writeln!($text, $($format)+).expect("a string") };
}

/// Mixes a number so that close ones end far apart: the last step of `SplitMix64`.
pub(crate) fn mixed(number: u64) -> u64 {
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

struct Maker {
    shape: Shape,
    random: u64,
}

impl Maker {
    /// Returns the next random number below `end` (`SplitMix64`).
    fn below(&mut self, end: usize) -> usize {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        usize::try_from(mixed(self.random) % (end as u64)).expect("below `end`")
    }

    /// Returns the months of this many half years, half a year more or less.
    fn months(&mut self, half_years: u32) -> u32 {
        let half = (half_years + [0, 0, 1, 1, 2][self.below(5)]).saturating_sub(1).max(1);
        (half * self.shape.year / 2).max(1)
    }

    /// Returns a price of about `amount`.
    fn price(&mut self, amount: usize) -> usize {
        amount * (80 + self.below(41)) / 100
    }

    /// Returns another field: mostly one near by.
    fn other(&mut self, field: usize) -> usize {
        let fields = self.shape.fields();
        let distance = if self.below(4) == 0 { self.below(fields) } else { 1 + self.below(3) };
        (field + distance) % fields
    }

    fn header(&self) -> String {
        let Shape { roles, year, seed, .. } = self.shape;
        let (search, stay) = ((year / 4).max(1), year);
        format!(
            "name = \"Generated, {roles} roles, seed {seed}\"\nversion = \"1\"\n\n\
             [assumptions]\nsearch-months = {search}\nminimum-stay-months = {stay}\n"
        )
    }

    fn domains(&self) -> String {
        let mut text = String::new();
        for (id, name) in [("management", "Management"), ("project", "Project work")] {
            put!(text, "[[domain]]\nid = \"{id}\"\nname = \"{name}\"\n");
        }
        for sector in 0..self.shape.fields().div_ceil(FIELDS_OF_A_SECTOR) {
            put!(text, "[[domain]]\nid = \"sector-{sector}\"\nname = \"Sector {sector}\"\n");
        }
        for field in 0..self.shape.fields() {
            let sector = field / FIELDS_OF_A_SECTOR;
            put!(text, "[[domain]]\nid = \"field-{field}\"\nname = \"Field {field}\"");
            put!(text, "part-of = \"sector-{sector}\"\n");
        }
        text
    }

    fn shared_credentials(&mut self) -> String {
        let mut text = String::new();
        let degrees = ["high-school", "associate", "bachelors", "masters"];
        for (position, id) in degrees.iter().enumerate() {
            put!(text, "[[credential]]\nid = \"{id}\"\nname = \"Any {id} degree\"\nkind = \"degree\"");
            if let Some(lower) = position.checked_sub(1) {
                put!(text, "implies = [\"{}\"]", degrees[lower]);
            }
            put!(text, "");
        }
        put!(text, "[[credential]]\nid = \"mba\"\nname = \"Business administration\"\nkind = \"degree\"");
        put!(text, "implies = [\"masters\"]\nrequires = [\"bachelors\"]");
        self.study(&mut text, "part-time", 5, 60_000);
        self.study(&mut text, "full-time", 4, 90_000);
        put!(text, "\n[[credential]]\nid = \"project-manager\"\nname = \"Project manager\"");
        put!(text, "kind = \"certification\"");
        let months = self.months(4);
        put!(text, "requires = [{{ experience = \"project\", months = {months} }}]");
        self.study(&mut text, "part-time", 1, 600);
        put!(text, "");
        text
    }

    fn study(&mut self, text: &mut String, mode: &str, half_years: u32, amount: usize) {
        let months = (half_years * self.shape.year / 2).max(1);
        let amount = self.price(amount);
        put!(text, "[[credential.study]]\nmode = \"{mode}\"\nmonths = {months}");
        put!(text, "cost = {{ amount = {amount} }}");
        if mode == "part-time" {
            put!(text, "hours-per-week = {}", 6 + self.below(10));
        }
    }

    fn degrees(&mut self, subject: usize) -> String {
        let mut text = String::new();
        let degrees = [
            ("as", "associate", "high-school", 4, 12_000),
            ("bs", "bachelors", "high-school", 8, 45_000),
            ("ms", "masters", "bachelors", 4, 32_000),
        ];
        for (id, implied, required, half_years, price) in degrees {
            put!(
                text,
                "[[credential]]\nid = \"{id}-{subject}\"\nname = \"{implied} degree, subject {subject}\""
            );
            put!(text, "kind = \"degree\"\nimplies = [\"{implied}\"]\nrequires = [\"{required}\"]");
            self.study(&mut text, "full-time", half_years, price);
            self.study(&mut text, "part-time", half_years + half_years / 2, price);
            put!(text, "");
        }
        put!(
            text,
            "[[credential]]\nid = \"bridge-{subject}\"\nname = \"Degree completion, subject {subject}\""
        );
        put!(text, "kind = \"degree\"\nimplies = [\"bs-{subject}\"]\nrequires = [\"as-{subject}\"]");
        self.study(&mut text, "part-time", 4, 18_000);
        put!(text, "");
        text
    }

    fn certifications(&mut self, field: usize) -> String {
        let subject = field / FIELDS_OF_A_SUBJECT;
        let mut text = String::new();
        if has_license(field) {
            put!(text, "[[credential]]\nid = \"license-{field}\"\nname = \"License of field {field}\"");
            put!(text, "kind = \"license\"\nrequires = [{{ any = [\"as-{subject}\", \"bs-{subject}\"] }}]");
            self.study(&mut text, "part-time", 1, 500);
            put!(text, "");
        }
        put!(text, "[[credential]]\nid = \"basic-{field}\"\nname = \"Basics of field {field}\"");
        put!(text, "kind = \"certificate\"\nrequires = [\"high-school\"]");
        self.study(&mut text, "part-time", 1, 400);
        put!(
            text,
            "\n[[credential]]\nid = \"professional-{field}\"\nname = \"Professional in field {field}\""
        );
        put!(text, "kind = \"certification\"\nrequires = [{{ any = [");
        let after = if has_license(field) { format!(", after = \"license-{field}\"") } else { String::new() };
        let (long, short) = (self.months(6), self.months(3));
        put!(text, "  {{ experience = \"field-{field}\", months = {long}{after} }},");
        put!(
            text,
            "  {{ all = [\"bs-{subject}\", {{ experience = \"field-{field}\", months = {short}{after} }}] }},"
        );
        put!(text, "] }}]");
        self.study(&mut text, "part-time", 1, 700);
        put!(text, "\n[[credential]]\nid = \"leader-{field}\"\nname = \"Leader in field {field}\"");
        put!(text, "kind = \"certification\"");
        let months = self.months(3);
        put!(text, "requires = [\"bachelors\", {{ experience = \"management\", months = {months} }}]");
        self.study(&mut text, "part-time", 1, 1500);
        put!(text, "");
        text
    }

    fn role(&mut self, rung: usize, field: usize) -> String {
        let (name, level) = RUNGS[rung];
        let id = role_id(rung, field);
        let mut text = String::new();
        put!(text, "[[role]]\nid = \"{id}\"\ntitle = \"{name} in field {field}\"");
        put!(text, "aliases = [\"field {field} {name}\"]\ntrack = \"field-{field}\"\nlevel = \"{level}\"");
        put!(text, "summary = \"Does the work of a {name} where field {field} is practised.\"");
        put!(text, "skills = [\"skill {}\", \"skill {}\"]", field % 50, 50 + rung);
        let gives = match rung {
            5 => ", \"project\"",
            6 => ", \"project\", \"management\"",
            7.. => ", \"management\"",
            _ => "",
        };
        put!(text, "gives = [\"field-{field}\"{gives}]");
        if rung >= 8 {
            put!(text, "search-months = {}", (self.shape.year / 2).max(1));
        }
        put!(text, "requires = [");
        self.requirements(&mut text, rung, field);
        put!(text, "]\n");
        text
    }

    fn requirements(&mut self, text: &mut String, rung: usize, field: usize) {
        let subject = field / FIELDS_OF_A_SUBJECT;
        let sector = field / FIELDS_OF_A_SECTOR;
        if has_license(field) && (1..=4).contains(&rung) {
            put!(text, "  \"license-{field}\",");
        }
        match rung {
            0 => put!(text, "  \"high-school\","),
            1 => {
                let months = self.months(2);
                put!(text, "  {{ any = [\"as-{subject}\", \"basic-{field}\",");
                put!(text, "    {{ role = \"{}\", months = {months} }}] }},", role_id(0, field));
            }
            2 => {
                let months = self.months(4);
                put!(text, "  {{ any = [\"bs-{subject}\",");
                put!(
                    text,
                    "    {{ all = [\"associate\", {{ experience = \"field-{field}\", months = {months} }}] }},"
                );
                self.across(text, field, 6);
                put!(text, "  ] }},");
            }
            3 => {
                put!(text, "  \"bachelors\",");
                put!(text, "  {{ any = [\"professional-{field}\",");
                self.across(text, field, 5);
                put!(text, "  ], strength = \"usual\" }},");
                put!(text, "  {{ any = [\"ms-{subject}\", \"leader-{field}\"], strength = \"preferred\" }},");
            }
            4 => {
                let months = self.months(6);
                put!(text, "  {{ any = [{{ experience = \"field-{field}\", months = {months} }},");
                self.across(text, field, 9);
                put!(text, "  ] }},");
            }
            5 => {
                let months = self.months(8);
                put!(text, "  \"bachelors\", {{ experience = \"sector-{sector}\", months = {months} }},");
                put!(
                    text,
                    "  {{ any = [\"professional-{field}\", \"project-manager\", \"ms-{subject}\"] }},"
                );
            }
            6 => {
                let (senior, special) = (self.months(3), self.months(5));
                put!(text, "  {{ any = [{{ role = \"{}\", months = {senior} }},", role_id(4, field));
                put!(text, "    {{ role = \"{}\", months = {special} }}] }},", role_id(3, field));
            }
            7 => {
                let (here, managing) = (self.months(8), self.months(3));
                put!(text, "  \"bachelors\", {{ experience = \"sector-{sector}\", months = {here} }},");
                put!(
                    text,
                    "  {{ any = [{{ experience = \"management\", months = {managing} }}, \"mba\"] }},"
                );
            }
            8 => {
                let (here, managing) = (self.months(12), self.months(7));
                put!(text, "  {{ experience = \"management\", months = {managing} }},");
                put!(text, "  {{ experience = \"sector-{sector}\", months = {here} }},");
                put!(text, "  {{ any = [\"masters\", \"leader-{field}\"], strength = \"usual\" }},");
            }
            _ => {
                let (here, managing) = (self.months(18), self.months(13));
                put!(text, "  \"masters\", {{ experience = \"management\", months = {managing} }},");
                put!(text, "  {{ experience = \"sector-{sector}\", months = {here} }},");
                put!(text, "  {{ at-least = 2, of = [\"leader-{field}\", \"professional-{field}\",");
                put!(text, "    \"project-manager\", \"mba\"] }},");
            }
        }
    }

    /// Writes a way in from another field, where there is one.
    fn across(&mut self, text: &mut String, field: usize, half_years: u32) {
        let other = self.other(field);
        let months = self.months(half_years);
        if other == field {
            return;
        }
        let mix = self.below(3);
        let from = role_id(2, other);
        match mix {
            0 => put!(text, "    {{ experience = \"field-{other}\", months = {months} }},"),
            1 if self.shape.rungs(other) > 2 => {
                put!(
                    text,
                    "    {{ all = [\"basic-{field}\", {{ role = \"{from}\", months = {months} }}] }},"
                );
            }
            _ => put!(
                text,
                "    {{ all = [\"basic-{field}\", {{ experience = \"field-{other}\", months = {months} }}] }},"
            ),
        }
    }
}

/// Tells whether the work in a field needs a license: in one of four.
fn has_license(field: usize) -> bool {
    field % 4 == 1
}
