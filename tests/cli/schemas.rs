//! Real JSON of every command against its published schema, and every schema against real JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::hostile::chain;
use crate::run::{command_in, finish, folder as here, run, run_with_input};

/// Commands of which the JSON is looked at; `FOLDER` holds the plans of [`SAVED`].
const LINES: &[&str] = &[
    "check catalog",
    "check catalog --summary",
    "check ../catalog/good --summary",
    "check bad",
    "check --summary",
    "check FOLDER/mendable --fix",
    "cohort profiles/people.csv --catalog catalog --to specialist --to ni --start 2026-11 --summary",
    "cohort ../../examples/cohort/people.csv --to nurse-informaticist --within 3 --start 2026-11 --summary",
    "cohort profiles/people.csv --catalog catalog --to specialist --start 2026-11 --summary --limit 2",
    "feeders --people profiles/people.csv --catalog catalog --to specialist --start 2026-11",
    "keystone --people profiles/people.csv --catalog catalog --to specialist --start 2026-11",
    "compare --catalog catalog chief specialist",
    "compare --catalog catalog chief specialist ni vendor --from nurse --years 4 --start 2026-11",
    "compare --catalog catalog chief deputy old-badge --from nurse --start 2026-11 --max-years 4 --limit 2",
    "compare --catalog whole helper leader",
    "compare --catalog whole all-forms closed",
    "compare rhit rhia nurse cphims --from nurse --start 2026-11 --limit 50",
    "config --catalog catalog",
    "config --catalog catalog --with ladder",
    "config --quiet",
    "credentials --catalog catalog",
    "credentials",
    "eligible --catalog catalog --from nurse --years 4 --start 2026-11",
    "eligible --from nurse --years 3 --start 2026-11 --limit 50",
    "eligible --from nurse --years 3 --start 2026-11 --limit 1 --budget 2k",
    "feeders --catalog catalog --to chief --start 2026-11",
    "feeders --catalog catalog --to chief --start 2026-11 --limit 2",
    "guide --catalog catalog",
    "guide --catalog catalog begin",
    "guide",
    "keystone --catalog catalog --from nurse --years 4 --start 2026-11",
    "keystone --catalog catalog --from nurse --start 2026-11 --within 8 --budget 50k --study-hours 20",
    "keystone --from nurse --start 2026-11 --kind certification --limit 20",
    "reach --catalog catalog --profile profiles/nurse.toml --start 2026-11 --via ni,analyst --avoid deputy,masters",
    "keystone --catalog catalog --from nurse --years 4 --start 2026-11 --limit 1",
    "map --catalog catalog --start 2026-11",
    "map --catalog whole --start 2026-11",
    "map --catalog catalog chief --from nurse --start 2026-11",
    "map --catalog catalog --from nurse --years 4 --to chief --start 2026-11",
    "map --catalog catalog --from nurse --to deputy --start 2026-11",
    "map --catalog catalog --profile profiles/nurse.toml --to ni --start 2026-11",
    "map --track data --start 2026-11",
    "map nurse-informaticist --depth 1 --from nurse --to nurse-informaticist --start 2026-11",
    "plan --catalog catalog --from nurse --years 4 --to chief --start 2026-11",
    "plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --explain",
    "plan --catalog catalog --from nurse --to deputy --start 2026-11",
    "plan --catalog catalog --from nurse --to chief --start 2026-11 --limit 1",
    "plan --catalog catalog --from nurse --to RN --start 2026-11",
    "plan --catalog catalog --from nurse --to ni --to analyst --start 2026-11 --via rn-license,nurse",
    "plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --trade-offs",
    "plan --catalog catalog --from nurse --years 4 --to chief --start 2026-11 --trade-offs --by pay --horizon 8",
    "plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --alternatives 2",
    "plan --catalog catalog --from nurse --years 4 --to chief --start 2026-11 --by pay --area ohio",
    "plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --by cost",
    "plan --catalog catalog --from nurse --years 4 --to specialist --start 2026-11 --by changes",
    "plan --catalog catalog --profile profiles/excused.toml --to chief --start 2026-11 --explain --why-not masters,vendor,deputy",
    "plan --catalog catalog --profile profiles/nurse.toml --to specialist --start 2026-11 --explain --why-not deputy",
    "plan --catalog catalog --from nurse --to chief --start 2026-11 --avoid masters",
    "plan --catalog catalog --from nurse --to chief --start 2026-11 --keep-working --budget 10k",
    "plan --catalog catalog --from nurse --to specialist --start 2026-11 --max-years 18mo",
    "plan --catalog catalog --from nurse --to specialist --start 2026-11 --standard competitive --avoid ni",
    "plan --catalog catalog --from nurse --to old-badge --start 2026-11 --study-hours 5 --via analyst",
    "plan --catalog catalog --from nurse --years 4 --to chief --start 2026-11 --equivalent rn-license=ni --waive masters",
    "plan --catalog catalog --from trickster --to chief --start 2026-11 --avoid bachelors --keep-working",
    "plan --catalog catalog --from nurse --to specialist --start 2026-11 --max-years 1 --budget 100 --study-hours 3",
    "plan --catalog whole --from beginner --to leader --start 2026-11",
    "plan --catalog whole --from beginner --to latecomer --start 2026-11",
    "plan --catalog whole --from beginner --to closed --start 2026-11",
    "plan --catalog whole --from beginner --to medal --start 2026-11 --budget 100",
    "plan --from nurse --to nurse-informaticist --start 2026-11 --explain --why-not ms-health-informatics,nurse-super-user --limit 100",
    "plan --from nurse --to nurse-informaticist --max-years 1.5 --budget 5k --start 2026-11",
    "plan --from nurse --to cphims --start 2026-11",
    "prereqs --catalog catalog chief --start 2026-11",
    "prereqs --catalog catalog specialist --deep --from nurse --start 2026-11",
    "prereqs --catalog catalog high-school",
    "prereqs --catalog FOLDER/chain c0 --deep",
    "prereqs cmio --deep --start 2026-11",
    "prereqs cmio --from physician --years 3 --standard typical --start 2026-11",
    "profile check --catalog catalog profiles/nurse.toml",
    "profile check --catalog catalog profiles/excused.toml",
    "profile check ../../examples/profiles/nurse.toml",
    "profile check ../../examples/profiles/physician.toml",
    "reach --catalog catalog --from nurse --years 4 --start 2026-11",
    "reach --catalog catalog --from nurse --start 2026-11 --limit 2",
    "resources --catalog catalog",
    "resources",
    "roles --catalog catalog",
    "roles",
    "salary --catalog catalog --by level --outlook",
    "salary --catalog catalog chief specialist --state ohio",
    "salary --catalog catalog --by setting",
    "salary --catalog catalog nurse --state guam",
    "salary --outlook",
    "salary cmio nurse --compare US Texas Houston",
    "salary nurse-informaticist --by setting",
    "show --catalog catalog chief",
    "show --catalog catalog specialist",
    "show --catalog catalog ni",
    "show --catalog catalog old-badge",
    "show --catalog catalog 'nursing practice'",
    "show --catalog catalog sql",
    "show --catalog catalog vendors",
    "show --catalog catalog society",
    "show --catalog catalog begin",
    "show --catalog catalog handbook",
    "show --catalog whole all-forms",
    "show --catalog whole listening",
    "show --catalog whole helper",
    "show --catalog whole 'Big houses'",
    "roles --catalog whole",
    "show --catalog ../catalog/good chief",
    "show --catalog ../catalog/good masters",
    "show --catalog ../catalog/good board-exam",
    "show hospitals",
    "show bls-oews-2025",
    "show cmio",
    "show cnio",
    "show nurse-informaticist",
    "show cphims",
    "show ni-bc",
    "show clinical-informatics-fellowship",
    "show nursing",
    "show epic",
    "show first-role",
    "sources --catalog catalog",
    "sources --catalog catalog HANDBOOK",
    "sources",
    "verify --catalog catalog FOLDER/plan.json",
    "verify --catalog catalog FOLDER/unsound.json",
    "diff --catalog catalog FOLDER/plan.json",
    "diff --catalog catalog FOLDER/plan.json FOLDER/limited.json",
    "diff --catalog catalog FOLDER/plan.json FOLDER/altered.json",
    "diff --catalog catalog FOLDER/plan.json FOLDER/none.json",
    "diff --catalog catalog FOLDER/plan.json FOLDER/hostile.json",
    "diff --catalog catalog FOLDER/paid.json FOLDER/paid-later.json",
];

/// Commands that answer with a document a line, about the people of [`PEOPLE`].
const ROWS: &[&str] = &[
    "cohort - --catalog catalog --to specialist --to ni --start 2026-11",
    "cohort - --catalog catalog --to chief --start 2026-11 --limit 1 --keep-working",
    "cohort - --catalog catalog --to chief --start 2026-11 --keep-rejects",
];

const PEOPLE: &str = "\
id,role,years,credentials,budget,note
1,nurse,4,ni,,
2,analyst,,,100,
3,specialist,1,,,there already
4,nures,,,,
";

/// Commands that run in `FOLDER`, where there is a default profile.
const AT_HOME: &[&str] = &["config", "profile check"];

/// A default profile that says everything, a part of it of no use.
const OWN: &str = "\
role = \"nurse\"
credentials = [\"bsn\", \"old-badge\"]
history = [{ role = \"analyst\", years = 2 }]
experience = { management = \"6mo\" }

[limits]
budget = 9000
max-years = 5
keep-working = true
study-hours-per-week = 10
avoid = [\"deputy\", \"vendor\"]
via = [\"analyst\", \"ni\"]
standard = \"competitive\"
min-stay-months = 6
search-months = 2

[exceptions]
waive = [\"masters\"]
equivalent = { ni = \"bsn\" }
";

/// Schemas of files that people write; `tests/catalog/schema` tries these.
const OF_FILES: &[&str] = &["catalog-file", "profile-file"];

/// Plans that are saved, by the names of their files.
const SAVED: &[(&str, &str)] = &[
    ("plan", "--years 4 --to specialist"),
    (
        "limited",
        "--years 5 --to specialist --avoid ni --budget 50k --standard competitive --waive masters@ni",
    ),
    ("none", "--to deputy"),
    ("paid", "--years 4 --to chief"),
    ("paid-later", "--years 4 --to chief --keep-working --min-stay 30"),
];

/// A document with the command that printed it.
struct Printed {
    line: String,
    schema: String,
    document: Value,
}

static PRINTED: LazyLock<Vec<Printed>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder");
    save_plans(folder.path());
    fs::create_dir(folder.path().join("config")).expect("a folder");
    fs::write(folder.path().join("config/profile.toml"), OWN).expect("a file");
    let at_home = |line: &str| {
        let catalog = here().join("catalog");
        let line = format!("{line} --catalog '{}' --format json", catalog.display());
        finish(&mut command_in(folder.path(), &line))
    };
    let print = |line: &&str| {
        let is_at_home = AT_HOME.contains(line);
        let line = line.replace("FOLDER", &folder.path().display().to_string());
        let output = if is_at_home { at_home(&line) } else { run(&format!("{line} --format json")) };
        let document: Value = serde_json::from_str(&output.stdout)
            .unwrap_or_else(|error| panic!("{line}: {error}: {}", output.stderr));
        let name = document["schema"].as_str().and_then(|name| name.strip_prefix("careerpath."));
        let schema =
            name.and_then(|name| name.strip_suffix("/1")).unwrap_or_else(|| panic!("{line}: no schema"));
        Printed { schema: schema.to_owned(), line, document }
    };
    let rows = |line: &&str| -> Vec<Printed> {
        let line = format!("{line} --format ndjson");
        let output = run_with_input(&line, PEOPLE.as_bytes());
        let row = |text: &str| Printed {
            line: line.clone(),
            schema: "cohort-row".to_owned(),
            document: serde_json::from_str(text).unwrap_or_else(|error| panic!("{line}: {error}: {text}")),
        };
        output.stdout.lines().map(row).collect()
    };
    LINES.iter().chain(AT_HOME).map(print).chain(ROWS.iter().flat_map(rows)).collect()
});

static SCHEMAS: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
    let schema = |name: String| {
        let text = run(&format!("generate schema {name}")).stdout;
        (name, serde_json::from_str(&text).expect("JSON"))
    };
    names().into_iter().filter(|name| !OF_FILES.contains(&name.as_str())).map(schema).collect()
});

/// Returns the names of the schemas, as the program lists them.
fn names() -> Vec<String> {
    let list = run("generate schema").stdout;
    list.lines().skip(1).filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

fn save_plans(folder: &Path) {
    chain(&folder.join("chain"), 30);
    fs::create_dir(folder.join("mendable")).expect("a folder");
    let mendable = "[[credential]]\nid = \"x\"\nname = 5\nkind = \"degree\"\n";
    fs::write(folder.join("mendable/all.toml"), mendable).expect("a file");

    let file = |name: &str| folder.join(format!("{name}.json"));
    for (name, options) in SAVED {
        let path = file(name);
        let question = format!("plan --catalog catalog --from nurse --start 2026-11 {options}");
        run(&format!("{question} --quiet --save {}", path.display()));
        assert!(path.exists(), "{question}");
    }
    let saved = fs::read_to_string(file("plan")).expect("a plan");
    let altered = |name: &str, change: &dyn Fn(&mut Value)| {
        let mut document: Value = serde_json::from_str(&saved).expect("JSON");
        change(&mut document);
        fs::write(file(name), document.to_string()).expect("a file");
    };
    altered("unsound", &|document| document["query"]["start_state"]["credentials"] = json!([]));
    altered("hostile", &|document| {
        document["plans"][0]["months"] = u32::MAX.into();
        document["plans"][0]["cost"] = i64::MIN.into();
        document["plans"][0]["steps"][0]["start"] = u32::MAX.into();
        document["plans"][0]["steps"][0]["id"] = "\u{1b}[31m ".into();
    });
    altered("altered", &|document| {
        let steps = document["plans"][0]["steps"].as_array_mut().expect("steps");
        let study = steps.iter_mut().find(|step| step["kind"] == "study").expect("a study");
        study["mode"] = "full-time".into();
        study["cost"] = 1.into();
    });
}

#[test]
fn what_is_printed_has_its_schema() {
    let mut mistakes = Vec::new();
    for Printed { line, schema, document } in PRINTED.iter() {
        let validator = jsonschema::draft202012::new(&SCHEMAS[schema]).expect("a schema");
        let errors = validator.iter_errors(document).take(3);
        mistakes.extend(errors.map(|error| format!("{line}: {}: {error}", error.instance_path())));
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}

/// A key that no document has, or has but empty, is not tested by any.
#[test]
fn every_property_and_every_shape_occurs() {
    for (name, schema) in SCHEMAS.iter() {
        let mut all = BTreeSet::new();
        places(schema, "", &mut all);
        let mut seen = BTreeSet::new();
        // What is shared is the same wherever it occurs.
        for printed in PRINTED.iter() {
            let mut walk = Walk::of(&SCHEMAS[&printed.schema]);
            walk.visit(&SCHEMAS[&printed.schema], &printed.document, "", "", &mut |place| {
                if (place.path.starts_with('$') || printed.schema == *name) && !place.value.is_null() {
                    seen.insert(place.path.to_owned());
                }
            });
        }
        let unseen: Vec<&String> = all.difference(&seen).collect();
        assert!(unseen.is_empty(), "{name}: nothing printed has {unseen:#?}");
    }
}

/// A schema that lets everything pass would prove nothing.
#[test]
fn what_is_not_printed_is_refused() {
    for (name, schema) in SCHEMAS.iter() {
        let validator = jsonschema::draft202012::new(schema).expect("a schema");
        let mut tried = BTreeSet::new();
        for Printed { line, document, .. } in PRINTED.iter().filter(|printed| printed.schema == *name) {
            let mut wrong: Vec<(String, Value)> = Vec::new();
            Walk::of(schema).visit(schema, document, "", "", &mut |place| {
                if place.value.is_null() || !tried.insert(place.path.to_owned()) {
                    return;
                }
                let altered = |what: String, change: &dyn Fn(&mut Value)| {
                    let mut copy = document.clone();
                    change(copy.pointer_mut(place.pointer).expect("the value is there"));
                    (format!("{}: {what}", place.pointer), copy)
                };
                wrong.push(altered("another type".to_owned(), &|value| *value = json!({ "strange": [1.5] })));
                if place.value.is_object() && place.schema["additionalProperties"] != true {
                    wrong.push(altered("a key more".to_owned(), &|value| value["strange"] = json!([1.5])));
                }
                for key in place.schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str)
                {
                    wrong.push(altered(format!("without `{key}`"), &|value| {
                        value.as_object_mut().expect("an object").remove(key);
                    }));
                }
            });
            for (what, document) in wrong {
                assert!(!validator.is_valid(&document), "{line}: valid for {name} although {what}");
            }
        }
        assert!(tried.len() > 5, "{name}: {tried:?}");
    }
}

#[test]
fn the_published_schemas_are_fresh() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let files = fs::read_dir(&folder).expect("the folder `schemas`");
    let names_of_files = files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned());
    let found: BTreeSet<String> = names_of_files.collect();
    let expected: BTreeSet<String> = names().iter().map(|name| format!("{name}.json")).collect();
    assert_eq!(found, expected);
    for name in names() {
        let printed = run(&format!("generate schema {name}")).stdout;
        let kept = fs::read_to_string(folder.join(format!("{name}.json"))).expect("a schema");
        let write = format!("careerpath generate schema {name} --force -o schemas/{name}.json");
        assert!(printed == kept, "schemas/{name}.json is not what the program prints: {write}");
    }
}

/// A value of a document with the part of the schema that describes it.
struct Place<'v> {
    /// Where the part stands in the schema, or in the definition that it belongs to; alternatives have numbers.
    path: &'v str,
    schema: &'v Value,
    value: &'v Value,
    /// Where the value stands in the document.
    pointer: &'v str,
}

/// A walk through a document and its schema at once.
struct Walk<'s> {
    root: &'s Value,
    alternatives: BTreeMap<String, Validator>,
}

impl<'s> Walk<'s> {
    fn of(root: &'s Value) -> Self {
        Self { root, alternatives: BTreeMap::new() }
    }

    /// Shows every value of a document, with each part of the schema that describes it.
    fn visit(
        &mut self,
        schema: &'s Value,
        value: &Value,
        path: &str,
        pointer: &str,
        show: &mut dyn FnMut(&Place<'_>),
    ) {
        show(&Place { path, schema, value, pointer });
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.strip_prefix("#/").expect("a definition");
            let definition = &self.root[&name[..5]][&name[6..]];
            self.visit(definition, value, name, pointer, show);
        }
        for (number, shape) in schema["oneOf"].as_array().into_iter().flatten().enumerate() {
            let path = format!("{path}#{number}");
            if self.fits(&path, shape, value) {
                self.visit(shape, value, &path, pointer, show);
            }
        }
        for (key, inner) in value.as_object().into_iter().flatten() {
            let pointer = format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
            if let Some(schema) = schema["properties"].get(key) {
                self.visit(schema, inner, &format!("{path}/{key}"), &pointer, show);
            } else if schema["additionalProperties"].is_object() {
                self.visit(&schema["additionalProperties"], inner, &format!("{path}/*"), &pointer, show);
            }
        }
        if schema["items"].is_object() {
            for (number, item) in value.as_array().into_iter().flatten().enumerate() {
                let pointer = format!("{pointer}/{number}");
                self.visit(&schema["items"], item, &format!("{path}/[]"), &pointer, show);
            }
        }
    }

    fn fits(&mut self, path: &str, shape: &Value, value: &Value) -> bool {
        let validator = self.alternatives.entry(path.to_owned()).or_insert_with(|| {
            let mut shape = shape.clone();
            shape["$defs"] = self.root["$defs"].clone();
            jsonschema::draft202012::new(&shape).expect("a schema")
        });
        validator.is_valid(value)
    }
}

/// Collects the paths of all parts of a schema that can describe something that is not null.
fn places(schema: &Value, path: &str, all: &mut BTreeSet<String>) {
    if schema["type"] == "null" {
        return;
    }
    all.insert(path.to_owned());
    for (name, definition) in schema["$defs"].as_object().into_iter().flatten() {
        places(definition, &format!("$defs/{name}"), all);
    }
    for (number, shape) in schema["oneOf"].as_array().into_iter().flatten().enumerate() {
        places(shape, &format!("{path}#{number}"), all);
    }
    for (key, property) in schema["properties"].as_object().into_iter().flatten() {
        places(property, &format!("{path}/{key}"), all);
    }
    for (key, step) in [("additionalProperties", "*"), ("items", "[]")] {
        if schema[key].is_object() {
            places(&schema[key], &format!("{path}/{step}"), all);
        }
    }
}
