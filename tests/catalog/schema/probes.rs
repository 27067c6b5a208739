//! Every value of a file that has every key, replaced by many others: the schema and the reader have to agree.
//!
//! What the schema refuses the reader refuses, for whatever reason, and what the reader refuses for its form the schema
//! refuses.

use std::collections::BTreeSet;

use careerpath::catalog::builtin;
use careerpath::catalog::load::{self, Layer};
use careerpath::diagnostic::{Diagnostic, code};
use careerpath::lint::{RULES, lint};
use careerpath::profile::file::{ProfileError, parse};
use jsonschema::Validator;
use serde_json::Value as Json;
use toml::{Table, Value};

use super::super::{file, path};
use super::{CATALOG_FILE, OF_FORM, PROFILE_FILE, validator};

/// The files that together have every key of a catalog.
const WHOLE: [&str; 6] = [
    "catalog.toml",
    "domains.toml",
    "words.toml",
    "credentials/all.toml",
    "roles/all.toml",
    "wages/surveys.toml",
];

/// Requirements of every kind, with every key, as a part and as an alternative; and what else the files have only once.
const MORE: &str = r#"
[[role]]
id = "every-node"
title = "Every node"
track = "other"
level = "mid"
requires = [
  { all = ["license"], strength = "usual", rare = false, from = "2027-01", until = "2027-12", note = "a", source = "board", approximate = true },
  { any = ["license", { credential = "old", strength = "usual", rare = true, from = "2027-01", until = "2027-12", note = "a", source = "board", approximate = true }] },
  { at-least = 1, of = ["license", "old"] },
  { experience = "clinical", years = 2, after = "license", within = "6y" },
  { experience = "clinical", months = 2 },
  { role = "nurse", months = 2 },
  { credential = "license" },
  { any = [
    { all = ["license"] },
    { any = ["license"] },
    { at-least = 1, of = ["license", "old"] },
    { experience = "clinical", years = 2, after = "license", within = "6y" },
    { role = "nurse", months = 2 },
  ] },
]

[[role]]
id = "remarked"
title = "Remarked"
track = "other"
level = "mid"
notes = [{ text = "a", date = "2024-05", source = "board" }, "b"]

[[role]]
id = "remarked-once"
title = "Remarked once"
track = "other"
level = "mid"
notes = { text = "a", date = "2024", source = "board" }

[[credential]]
id = "remark"
name = "Remark"
kind = "training"
builds = ["leadership"]
study = [{ mode = "part-time", months = 2, cost = { amount = 1, year = 2024, source = "board", basis = "official" } }]
notes = [{ text = "a", date = "2024-05-03", source = "board" }, "b"]

[[credential]]
id = "one-remark"
name = "One remark"
kind = "training"
notes = { text = "a", date = "2024", source = "board" }

[[survey]]
id = "stated"
title = "Stated"
statistic = "mean"
amount = 1
source = "board"
basis = "official"
note = "a"
year = 2025
"#;

/// A profile that has every key.
const PROFILE: &str = r#"
role = "nurse"
credentials = ["bsn", "rn-license"]
history = [{ role = "nurse", years = 6 }, { role = "nurse", months = "18mo" }]
experience = { management = "18mo" }
[limits]
budget = 40000
max-years = 6
study-hours-per-week = 10
keep-working = true
avoid = ["md"]
via = ["cphims"]
standard = "typical"
min-stay-months = 6
search-months = 2
[exceptions]
waive = ["msn"]
equivalent = { do = "md" }
"#;

/// What is put in the place of a value, as TOML.
const PROBES: &[&str] = &[
    "''",
    "' '",
    "'x'",
    "'nurse'",
    "'X Y'",
    "'Ab'",
    "'a--b'",
    "'a_b'",
    "'2024'",
    "'2024-05'",
    "'2024-13'",
    "'2024-05-03'",
    "'2024-04-31'",
    "'2023-02-30'",
    "'20245'",
    "'15-1211'",
    "'15-121'",
    "'6y'",
    "'18 Months'",
    "'101y'",
    "'1200mo'",
    "'1201mo'",
    "'0y'",
    "'6'",
    "'6 weeks'",
    "'2.5'",
    "'active'",
    "'full-time'",
    "'estimate'",
    "'official'",
    "-1",
    "0",
    "1",
    "2",
    "16",
    "100",
    "101",
    "168",
    "169",
    "600",
    "601",
    "1000",
    "1001",
    "1200",
    "1201",
    "1899",
    "1900",
    "2100",
    "2101",
    "10000",
    "10001",
    "1000000000",
    "1000000001",
    "0.1",
    "0.25",
    "1.5",
    "-0.5",
    "true",
    "false",
    "[]",
    "['x']",
    "['x', 'x']",
    "['']",
    "[1]",
    "[[]]",
    "[{}]",
    "{}",
    "{ strange = 1 }",
    "{ x = 'y' }",
];

/// Keys that stand only in a folder that is laid over another.
pub(super) const OF_CHANGES: [&str; 4] = ["extends", "replaces", "without", "removes"];

/// Keys of a profile that hold durations in words: a language of its own, of which the schema knows only that it has units.
const TIMES: [&str; 3] = ["\"experience\", ", "\"history\", ", "\"max-years\""];

/// Changes of the whole catalog: what an entry that extends or replaces another may have.
const CHANGES: &str = r#"
removes = ["credential:one-remark", "remarked-once"]

[[role]]
extends = "chief"
without = ["aliases", "wage"]
aliases = "head"
level = "senior"

[[credential]]
replaces = "old"
name = "Old"
kind = "training"

[[survey]]
extends = "pay-range"
without = "basis"
low = 1
"#;

#[test]
fn the_schema_and_the_loader_agree_on_every_value_of_a_catalog() {
    let refused = |text: &str| refused(vec![Layer::from_files(vec![file("catalog.toml", text)])]);
    agree(&CATALOG_FILE, &Value::Table(whole()), true, &refused);
}

#[test]
fn the_schema_and_the_loader_agree_on_every_value_of_a_change() {
    let below = Layer::from_files(vec![file("catalog.toml", &text(&Value::Table(whole())))]).named("below");
    let refused = |text: &str| {
        let above = Layer::from_files(vec![file("catalog.toml", text)]).named("above");
        let mut mistakes = refused(vec![below.clone(), above]);
        // What the entry below says already, no schema of the file above can know.
        mistakes.retain(|mistake| {
            mistake.code != code::REPEATED_ITEM || mistake.labels[1].path.starts_with("above")
        });
        mistakes
    };
    agree(&CATALOG_FILE, &Value::Table(CHANGES.parse().expect("TOML")), false, &refused);
}

/// Returns the mistakes of a catalog; which rules of the linter there are only the linter knows.
fn refused(layers: Vec<Layer>) -> Vec<Diagnostic> {
    let inspection = load::inspect(layers);
    let found = lint(&inspection, "2026-11".parse().expect("a month"));
    let of_header =
        found.into_iter().filter(|found| [code::UNKNOWN_RULE, code::UNKNOWN_KEY].contains(&found.code));
    inspection.diagnostics.into_iter().chain(of_header).collect()
}

fn whole() -> Table {
    let mut whole = Table::new();
    let good = WHOLE.map(|name| std::fs::read_to_string(path("good").join(name)).expect("a file"));
    for text in good.iter().map(String::as_str).chain([MORE]) {
        for (key, value) in text.parse::<Table>().expect("TOML") {
            match (whole.get_mut(&key), value) {
                (Some(Value::Array(all)), Value::Array(more)) => all.extend(more),
                (_, value) => drop(whole.insert(key, value)),
            }
        }
    }
    let lints = RULES.iter().map(|rule| {
        let numbers = rule.numbers.iter().map(|(name, usual)| ((*name).to_owned(), Value::Integer(*usual)));
        let level = ("level".to_owned(), Value::String("warn".to_owned()));
        (rule.name.to_owned(), Value::Table(numbers.chain([level]).collect()))
    });
    whole.insert("lints".to_owned(), Value::Table(lints.collect()));
    whole
}

#[test]
fn the_schema_and_the_reader_agree_on_every_value_of_a_profile() {
    let catalog = builtin::builtin().expect("a catalog");
    let refused = |text: &str| match parse(&catalog, file("me.toml", text)) {
        Ok(_) => Vec::new(),
        Err(ProfileError::Invalid { diagnostics, .. }) => diagnostics,
        Err(error) => panic!("{error}"),
    };
    agree(&PROFILE_FILE, &Value::Table(PROFILE.parse().expect("TOML")), true, &refused);
}

/// Replaces each value of a file by each probe, leaves out each key, and adds a key to each table.
///
/// * `is_whole`: whether the file has every key of the schema.
fn agree(schema: &Json, whole: &Value, is_whole: bool, refused: &dyn Fn(&str) -> Vec<Diagnostic>) {
    let mut judge = Judge { validator: validator(schema), refused, disagreements: Vec::new() };
    judge.ask("as it is", whole);
    let mistakes = refused(&text(whole));
    assert!(mistakes.is_empty(), "{mistakes:#?}");
    if is_whole {
        missing(schema, schema, &[whole], "", &mut BTreeSet::new());
    }
    let probes: Vec<Value> = PROBES.iter().map(|probe| read(probe)).collect();
    for path in paths(whole) {
        for probe in &probes {
            let mut altered = whole.clone();
            *at(&mut altered, &path) = probe.clone();
            judge.ask(&format!("{path:?} is {probe}"), &altered);
        }
        let mut altered = whole.clone();
        if let Value::Table(table) = at(&mut altered, &path) {
            table.insert("strange".to_owned(), Value::Boolean(true));
            judge.ask(&format!("{path:?} has a key more"), &altered);
        }
        let mut altered = whole.clone();
        let (last, parent) = path.split_last().expect("no path is empty");
        if let Value::Table(table) = at(&mut altered, parent) {
            table.remove(last);
            judge.ask(&format!("{path:?} is left out"), &altered);
        }
    }
    assert!(judge.disagreements.is_empty(), "{}", judge.disagreements.join("\n"));
}

fn text(value: &Value) -> String {
    toml::to_string(value).expect("a table")
}

struct Judge<'j> {
    validator: Validator,
    refused: &'j dyn Fn(&str) -> Vec<Diagnostic>,
    disagreements: Vec<String>,
}

impl Judge<'_> {
    fn ask(&mut self, what: &str, altered: &Value) {
        let mistakes = (self.refused)(&text(altered));
        let altered = json(altered);
        let errors: Vec<String> =
            self.validator.iter_errors(&altered).map(|error| error.to_string()).collect();
        let of_form = |mistake: &&Diagnostic| OF_FORM.contains(&mistake.code) && !is_of_words(mistake, what);
        match (errors.first(), mistakes.iter().find(of_form)) {
            (Some(error), _) if mistakes.is_empty() => {
                self.disagreements.push(format!("{what}: the schema alone refuses it: {error}"));
            }
            (None, Some(mistake)) => {
                let Diagnostic { code, message, .. } = mistake;
                self.disagreements.push(format!("{what}: the reader alone refuses it: {code}: {message}"));
            }
            _ => {}
        }
    }
}

/// Tells whether a mistake is one in the words of a duration in a profile.
fn is_of_words(mistake: &Diagnostic, what: &str) -> bool {
    mistake.code == code::MALFORMED_DURATION
        && what.ends_with('"')
        && TIMES.iter().any(|time| what.contains(time))
}

/// Makes sure that each property of the schema occurs in the values that it describes; each definition is looked at once.
fn missing<'s>(
    root: &'s Json,
    schema: &'s Json,
    values: &[&Value],
    place: &str,
    done: &mut BTreeSet<&'s str>,
) {
    assert!(!values.is_empty(), "nothing tries {place}");
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/definitions/")) {
        if done.insert(name) {
            missing(root, &root["definitions"][name], values, name, done);
        }
        return;
    }
    let keys = schema["properties"].as_object().into_iter().flatten();
    for (key, property) in keys.filter(|(key, _)| !OF_CHANGES.contains(&key.as_str())) {
        let inner: Vec<&Value> = values.iter().filter_map(|value| value.get(key.as_str())).collect();
        missing(root, property, &inner, &format!("{place}/{key}"), done);
    }
    if schema["items"].is_object() {
        let inner: Vec<&Value> = values.iter().filter_map(|value| value.as_array()).flatten().collect();
        missing(root, &schema["items"], &inner, &format!("{place}/[]"), done);
    }
}

/// Returns the paths of all values.
fn paths(whole: &Value) -> BTreeSet<Vec<String>> {
    let mut paths = BTreeSet::new();
    let mut pending = vec![(Vec::new(), whole)];
    while let Some((path, value)) = pending.pop() {
        match value {
            Value::Table(table) => {
                pending.extend(
                    table.iter().map(|(key, value)| ([&path[..], std::slice::from_ref(key)].concat(), value)),
                );
            }
            Value::Array(items) => {
                let step = |(number, item)| ([&path[..], &[usize::to_string(&number)]].concat(), item);
                pending.extend(items.iter().enumerate().map(step));
            }
            _ => {}
        }
        if !path.is_empty() {
            paths.insert(path);
        }
    }
    paths
}

fn at<'v>(value: &'v mut Value, path: &[String]) -> &'v mut Value {
    path.iter().fold(value, |value, step| match value {
        Value::Array(items) => &mut items[step.parse::<usize>().expect("a number")],
        value => value.get_mut(step).expect("it is there"),
    })
}

fn read(probe: &str) -> Value {
    format!("probe = {probe}").parse::<Table>().expect("TOML").remove("probe").expect("a value")
}

/// Returns a value as an editor would check it.
fn json(value: &Value) -> Json {
    match value {
        Value::String(text) => text.as_str().into(),
        Value::Integer(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Boolean(truth) => (*truth).into(),
        Value::Datetime(date) => date.to_string().into(),
        Value::Array(items) => items.iter().map(json).collect(),
        Value::Table(table) => {
            Json::Object(table.iter().map(|(key, value)| (key.clone(), json(value))).collect())
        }
    }
}
