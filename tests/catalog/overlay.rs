//! Layers laid over each other.

use careerpath::catalog::builtin;
use careerpath::catalog::load::{Layer, from_layers, inspect};
use careerpath::catalog::outline::{Anchor, Step};
use careerpath::catalog::wages::WageRow;
use careerpath::catalog::{Catalog, CredentialKind};
use careerpath::diagnostic::SourceFile;
use careerpath::ids::{CredentialId, DomainId, SkillId};

use super::{file, load_all};

const BELOW: &str = r#"
[[role]]
id = "nurse"
title = "Nurse"
aliases = ["RN"]
track = "clinical"
level = "feeder"
typical = ["bsn", "ni-bc"]
requires = ["rn", { any = ["ni-bc", "bsn", { role = "clerk", years = 1 }] }]

[[role]]
id = "clerk"
title = "Clerk"
track = "clinical"
level = "feeder"

[[role]]
id = "chief"
title = "Chief"
track = "clinical"
level = "executive"

[[credential]]
id = "rn"
name = "RN license"
kind = "license"

[[credential]]
id = "bsn"
name = "BSN"
kind = "degree"

[[credential]]
id = "ni-bc"
name = "NI-BC"
kind = "certification"
study = [{ mode = "part-time", months = 4, while = ["clerk", "nurse"] }]
"#;

fn laid(over: &[(&str, &str)]) -> Catalog {
    let mut files = vec![
        file("catalog.toml", "name = \"Below\"\nversion = \"1\"\nas-of = \"2026-02-01\""),
        file("entries.toml", BELOW),
    ];
    files.extend(over.iter().map(|(path, text)| file(path, text)));
    load_all(&files).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

#[test]
fn an_extension_adds_to_lists_and_replaces_the_rest() {
    let catalog = laid(&[(
        "+ladder/a.toml",
        "[[role]]\nextends = \"nurse\"\ntitle = \"Staff nurse\"\naliases = [\"floor nurse\"]\nrequires = [\"bsn\"]\nwithout = [\"typical\"]",
    )]);
    let nurse = catalog.role(catalog.find_role("nurse").expect("it is there"));
    assert_eq!(nurse.title, "Staff nurse");
    assert_eq!(nurse.aliases, ["RN", "floor nurse"]);
    assert_eq!(nurse.requires.len(), 3);
    assert_eq!(nurse.typical, []);
    assert_eq!(nurse.track, "clinical");
    assert_eq!((catalog.name.as_str(), catalog.version.as_str()), ("Below + ladder", "1"));
}

#[test]
fn layers_count_in_their_order() {
    let catalog = laid(&[
        ("+one/a.toml", "[[role]]\nextends = \"nurse\"\naliases = [\"one\"]"),
        ("+two/catalog.toml", "name = \"Second\"\nversion = \"2\"\nas-of = \"2026-01-01\""),
        (
            "+two/a.toml",
            "[[role]]\nextends = \"nurse\"\naliases = [\"two\"]\n[[role]]\nid = \"three\"\ntitle = \"Three\"\ntrack = \"x\"\nlevel = \"mid\"",
        ),
        ("+three/catalog.toml", "as-of = 2026-03-01"),
        (
            "+three/a.toml",
            "[[role]]\nreplaces = \"three\"\ntitle = \"Third\"\ntrack = \"x\"\nlevel = \"mid\"",
        ),
    ]);
    let nurse = catalog.role(catalog.find_role("nurse").expect("it is there"));
    assert_eq!(nurse.aliases, ["RN", "one", "two"]);
    let third = catalog.role(catalog.find_role("three").expect("it is there"));
    assert_eq!(third.title, "Third");
    assert_eq!(
        (catalog.name.as_str(), catalog.as_of.as_str()),
        ("Below + one + Second + three", "2026-01-01")
    );
}

#[test]
fn what_a_layer_leaves_out_a_later_one_gives_anew() {
    let catalog = laid(&[
        ("+one/a.toml", "[[role]]\nextends = \"nurse\"\nwithout = [\"title\"]"),
        ("+two/a.toml", "[[role]]\nextends = \"nurse\"\ntitle = \"Floor nurse\""),
        ("+three/a.toml", "[[role]]\nextends = \"nurse\"\naliases = [\"three\"]"),
    ]);
    let nurse = catalog.role(catalog.find_role("nurse").expect("it is there"));
    assert_eq!((nurse.title.as_str(), nurse.aliases.len()), ("Floor nurse", 2));
}

#[test]
fn a_replacement_keeps_nothing_but_the_id() {
    let catalog = laid(&[(
        "+ladder/a.toml",
        "[[credential]]\nreplaces = \"ni-bc\"\nname = \"Ours\"\nkind = \"training\"",
    )]);
    let ours = catalog.credential(catalog.find_credential("ni-bc").expect("it is there"));
    assert_eq!((ours.name.as_str(), ours.kind), ("Ours", CredentialKind::Training));
    assert_eq!(ours.study, []);
}

#[test]
fn what_is_removed_is_named_no_more_where_something_else_is_left() {
    let catalog = laid(&[("+ladder/catalog.toml", "removes = [\"ni-bc\", \"role:clerk\"]")]);
    let nurse = catalog.role(catalog.find_role("nurse").expect("it is there"));
    assert_eq!(nurse.typical.len(), 1);
    assert_eq!(nurse.requires[1].children().len(), 1);
    assert!(catalog.find_role("clerk").is_err());
}

/// Returns what a role asks for when `gone` is removed, or what is said of it.
fn without_gone(requires: &str) -> Result<String, String> {
    let credential =
        |id: &str| format!("[[credential]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"training\"\n");
    let role = format!(
        "[[role]]\nid = \"chief\"\ntitle = \"Chief\"\ntrack = \"x\"\nlevel = \"mid\"\nrequires = [{requires}]\n"
    );
    let below = ["gone", "a", "b", "c"].map(credential).concat() + &role;
    let above = file("+over/catalog.toml", "removes = [\"gone\"]");
    let catalog = load_all(&[file("entries.toml", &below), above])?;
    let chief = catalog.role(catalog.find_role("chief").expect("it is there"));
    Ok(chief.requires.iter().map(|node| node.expression(&catalog).to_string()).collect::<Vec<_>>().join(", "))
}

#[test]
fn alternatives_that_need_what_is_removed_go_at_any_depth() {
    for (requires, left) in [
        (r#"{ any = ["gone", "a"] }"#, r#"{ any = ["a"] }"#),
        (r#"{ any = [{ all = ["gone", "a"] }, "b"] }"#, r#"{ any = ["b"] }"#),
        (r#"{ any = [{ all = ["a", { any = ["gone", { all = ["gone"] }] }] }, "c"] }"#, r#"{ any = ["c"] }"#),
        (r#"{ all = ["a", { any = [{ all = ["gone"] }, "c"] }] }"#, r#"{ all = ["a", { any = ["c"] }] }"#),
        (r#"{ at-least = 2, of = ["a", "gone", "b"] }"#, r#"{ at-least = 2, of = ["a", "b"] }"#),
        (r#"{ any = [{ at-least = 2, of = ["a", "gone"] }, "b"] }"#, r#"{ any = ["b"] }"#),
        (
            r#"{ any = ["gone", "a", { credential = "b", rare = true }] }"#,
            r#"{ any = ["a", { credential = "b", rare = true }] }"#,
        ),
        (r#"{ credential = "gone", strength = "preferred" }"#, ""),
        (r#"{ all = ["gone", "a"], strength = "preferred" }"#, r#"{ all = ["a"], strength = "preferred" }"#),
        (r#""a", { any = ["gone", { all = ["gone", "b"] }], strength = "preferred" }"#, r#""a""#),
    ] {
        assert_eq!(without_gone(requires).as_deref(), Ok(left), "{requires}");
    }
}

#[test]
fn nothing_asks_for_less_because_of_what_is_removed() {
    for requires in [
        r#""gone""#,
        r#"{ any = ["gone"] }"#,
        r#"{ all = ["a", "gone"] }"#,
        r#"{ at-least = 2, of = ["a", "gone"] }"#,
        // Under the usual standard a rare alternative does not count, and a choice of none is not asked.
        r#"{ any = ["gone", { credential = "a", rare = true }] }"#,
        r#"{ any = ["gone", { any = [{ credential = "a", rare = true }] }] }"#,
        r#"{ any = ["gone", { credential = "a", strength = "preferred" }] }"#,
        r#"{ at-least = 2, of = ["gone", "a", { credential = "b", rare = true }] }"#,
        r#"{ all = [{ credential = "gone", strength = "preferred" }] }"#,
    ] {
        let said = without_gone(requires).expect_err(requires);
        assert!(said.contains("`over/catalog.toml` removes this credential"), "{requires}: {said}");
    }
}

const WORDS: &str = r#"
[[skill]]
id = "sql"
name = "SQL language"
aliases = ["Structured Query"]

[[skill]]
id = "python"
name = "Python"

[[setting]]
id = "hospitals"
name = "Hospitals"

[[setting]]
id = "clinics"
name = "Clinics"

[[role]]
id = "analyst"
title = "Analyst"
track = "data"
level = "entry"
skills = ["SQL language", "python"]
builds = ["structured-query"]
settings = ["hospitals", "CLINICS"]
"#;

#[test]
fn a_removed_word_is_taken_out_by_all_its_names() {
    let with = |over: &str| {
        let over = file("+over/catalog.toml", over);
        let catalog = load_all(&[file("entries.toml", WORDS), over]).unwrap_or_else(|said| panic!("{said}"));
        let role = catalog.roles[0].clone();
        let named = |ids: &[SkillId]| {
            ids.iter().map(|id| catalog.skill(*id).id.clone()).collect::<Vec<_>>().join(" ")
        };
        (named(&role.skills), named(&role.builds), role.settings.len())
    };
    let gone = with("removes = [\"sql\", \"clinics\"]");
    assert_eq!(gone, ("python".to_owned(), String::new(), 1));
    // What something else answers to is about that from now on.
    let moved = "removes = [\"sql\"]\n[[skill]]\nid = \"queries\"\nname = \"SQL language\"\n\
        [[skill]]\nextends = \"python\"\naliases = [\"structured query\"]";
    assert_eq!(with(moved), ("queries python".to_owned(), "python".to_owned(), 2));
}

const CHAINS: &str = r#"
[[domain]]
id = "work"
name = "Work"

[[domain]]
id = "care"
name = "Care"
part-of = "work"

[[domain]]
id = "nursing"
name = "Nursing"
part-of = ["care"]

[[credential]]
id = "school"
name = "School"
kind = "degree"

[[credential]]
id = "bachelors"
name = "Bachelor's"
kind = "degree"
implies = "school"

[[credential]]
id = "masters"
name = "Master's"
kind = "degree"
implies = ["bachelors"]

[[credential]]
id = "doctorate"
name = "Doctorate"
kind = "degree"
implies = ["masters", "bachelors"]

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "entry"
gives = ["care", "nursing"]
typical = "masters"
"#;

#[test]
fn what_a_removed_entry_led_to_stands_in_its_place() {
    let with = |removes: &str| {
        let over = file("+over/catalog.toml", &format!("removes = [{removes}]"));
        load_all(&[file("entries.toml", CHAINS), over]).unwrap_or_else(|said| panic!("{said}"))
    };
    let implied = |catalog: &Catalog, ids: &[CredentialId]| {
        ids.iter().map(|id| catalog.credential(*id).id.clone()).collect::<Vec<_>>().join(" ")
    };
    let doctorate = |catalog: &Catalog| {
        implied(
            catalog,
            &catalog.credential(catalog.find_credential("doctorate").expect("it is there")).implies,
        )
    };
    let catalog = with("\"masters\", \"care\"");
    let nurse = &catalog.roles[0];
    assert_eq!(
        (doctorate(&catalog).as_str(), implied(&catalog, &nurse.typical).as_str()),
        ("bachelors", "bachelors")
    );
    let domains =
        |ids: &[DomainId]| ids.iter().map(|id| catalog.domain(*id).id.clone()).collect::<Vec<_>>().join(" ");
    assert_eq!(domains(&nurse.gives), "work nursing");
    let nursing = catalog.find_domain("nursing").expect("it is there");
    assert_eq!(domains(&catalog.domain(nursing).part_of), "work");
    let catalog = with("\"bachelors\", \"masters\"");
    assert_eq!(doctorate(&catalog), "school");
    let catalog = with("\"school\", \"bachelors\", \"masters\"");
    assert_eq!((doctorate(&catalog).as_str(), catalog.roles[0].typical.len()), ("", 0));
}

#[test]
fn nothing_comes_to_lead_to_itself() {
    let circle = CHAINS.replace("implies = \"school\"", "implies = [\"masters\", \"school\"]");
    let over = file("+over/catalog.toml", "removes = [\"masters\"]");
    let catalog = load_all(&[file("entries.toml", &circle), over]).unwrap_or_else(|said| panic!("{said}"));
    let bachelors = catalog.credential(catalog.find_credential("bachelors").expect("it is there"));
    assert_eq!(bachelors.implies.len(), 1);
}

#[test]
fn a_doctorate_is_worth_a_masters_where_the_rung_between_is_removed() {
    let over = Layer::from_files(vec![file("catalog.toml", "removes = [\"doctorate\"]")]).named("ours");
    let catalog = from_layers(vec![Layer::from_files(builtin::files()), over]).expect("it is good");
    let masters = catalog.find_credential("masters").expect("it is there");
    let phd = catalog.credential(catalog.find_credential("phd").expect("it is there"));
    assert!(phd.closure.contains(&masters));
}

#[test]
fn what_stands_in_the_place_of_what_is_removed_is_bounded() {
    use std::fmt::Write;
    let ids: Vec<String> = (0..1_000).map(|number| format!("c{number}")).collect();
    let mut below =
        format!("[[credential]]\nid = \"all\"\nname = \"All\"\nkind = \"degree\"\nimplies = {ids:?}\n");
    for id in &ids {
        write!(below, "[[credential]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"degree\"\n").expect("a text");
    }
    for number in 0..1_001 {
        write!(
            below,
            "[[credential]]\nid = \"d{number}\"\nname = \"D{number}\"\nkind = \"degree\"\nimplies = \"all\"\n"
        )
        .expect("a text");
    }
    let over = file("+over/catalog.toml", "removes = [\"all\"]");
    let said = load_all(&[file("entries.toml", &below), over]).expect_err("it is too much");
    assert!(said.contains("error[too-large]: what is removed led to more than 1000000 others"), "{said}");
}

#[test]
fn one_text_without_brackets_is_a_list_of_one() {
    let over = [
        file("+one/a.toml", "[[role]]\nextends = \"nurse\"\naliases = \"RN\"\ntypical = \"school\""),
        file("+two/a.toml", "[[role]]\nextends = \"nurse\"\naliases = \"floor nurse\"\nsources = \"book\""),
        file("+two/b.toml", "[[source]]\nid = \"book\"\ntitle = \"Book\""),
        file("+three/catalog.toml", "removes = [\"book\"]"),
    ];
    let files: Vec<SourceFile> = [file("entries.toml", CHAINS)].into_iter().chain(over).collect();
    let catalog = load_all(&files).unwrap_or_else(|said| panic!("{said}"));
    let nurse = &catalog.roles[0];
    assert_eq!(nurse.aliases, ["RN", "floor nurse"]);
    assert_eq!((nurse.typical.len(), nurse.sources.len()), (2, 0));
}

#[test]
fn rows_of_wages_are_replaced_where_a_table_says_so() {
    let table = |heading: &str, median: u32| {
        format!("{heading}# area = \"United States\"\nsoc,title,median\n29-1141,Nurses,{median}\n")
    };
    let catalog = laid(&[
        ("wages/w.csv", &table("", 90_000)),
        ("+ladder/wages/w.csv", &table("# replaces = true\n", 95_000)),
    ]);
    let medians: Vec<_> =
        catalog.wages.rows.iter().map(|row| row.percentiles[2].map(|money| money.0)).collect();
    assert_eq!(medians, [Some(95_000)]);
}

#[test]
fn a_table_without_an_area_is_of_that_of_its_layer() {
    let table = "soc,title,median\n29-1141,Nurses,";
    let catalog = laid(&[
        ("+one/catalog.toml", "area = \"England\""),
        ("+one/wages/w.csv", &format!("{table}40000\n")),
        ("+two/wages/w.csv", &format!("# replaces = true\n{table}41000\n")),
        ("+three/catalog.toml", "area = \"Yorkshire\""),
        ("+three/wages/w.csv", &format!("{table}30000\n")),
    ]);
    let atlas = catalog.wages.atlas.open();
    let rows: Vec<WageRow> = catalog.wages.rows.iter().cloned().chain(atlas.rows()).collect();
    let said: Vec<_> =
        rows.iter().map(|row| (row.area.as_str(), row.percentiles[2].map(|money| money.0))).collect();
    assert_eq!(catalog.wages.area, "Yorkshire");
    assert_eq!(said, [("Yorkshire", Some(30_000)), ("England", Some(41_000))]);
}

#[test]
fn a_mistake_in_an_extended_entry_is_shown_in_its_own_file() {
    let above = "[[role]]\nextends = \"nurse\"\nrequires = [\"bsn\", \"nope\"]\n";
    let said =
        load_all(&[file("entries.toml", BELOW), file("+ladder/deep/a.toml", above)]).expect_err("it is bad");
    assert_eq!(
        said,
        "error[unknown-credential]: unknown credential: `nope`\n --> ladder/deep/a.toml:3:20\n  |\n3 | requires = [\"bsn\", \"nope\"]\n  |                    ^^^^^^ no credential has this id\n  |\n  = hint: add `[[credential]]` with `id = \"nope\"`, or correct the id\n"
    );
}

#[test]
fn the_outline_knows_the_file_of_every_part() {
    let above = "[[role]]\nextends = \"nurse\"\nrequires = [\"bsn\"]\n";
    let files = |path: &str, text: &str| vec![SourceFile { path: path.to_owned(), text: text.to_owned() }];
    let layers = vec![
        Layer::from_files(files("entries.toml", BELOW)).named("below"),
        Layer::from_files(files("a.toml", above)).named("ladder/"),
    ];
    let inspection = inspect(layers);
    let catalog = inspection.catalog.expect("it is good");
    let nurse = Anchor::Role(catalog.find_role("nurse").expect("it is there"));
    let at = |steps: &[Step]| {
        let place = inspection.outline.place(nurse, steps).expect("it is there");
        let file = inspection.files.iter().find(|file| file.path == place.path).expect("it is there");
        (place.path, file.text[place.span].to_owned())
    };
    let requires = Step::Key("requires");
    assert_eq!(at(&[Step::Key("id")]), ("below/entries.toml".to_owned(), "\"nurse\"".to_owned()));
    assert_eq!(at(&[requires, Step::Item(0)]), ("below/entries.toml".to_owned(), "\"rn\"".to_owned()));
    assert_eq!(at(&[requires, Step::Item(1), Step::Key("any"), Step::Item(1)]).1, "\"bsn\"");
    assert_eq!(at(&[requires, Step::Item(2)]), ("ladder/a.toml".to_owned(), "\"bsn\"".to_owned()));
    let key = inspection.outline.key(nurse, &[], "aliases").expect("it is there");
    assert_eq!(&BELOW[key.span], "aliases");
}

#[test]
fn the_shipped_catalog_under_an_empty_layer_is_itself() {
    let over = Layer::from_files(vec![file("catalog.toml", "name = \"Ours\"")]).named("ours");
    let catalog = from_layers(vec![Layer::from_files(builtin::files()), over]).expect("it is good");
    let shipped = builtin::builtin().expect("it is good");
    let entries = |catalog: &Catalog| format!("{:#?}{:#?}", catalog.roles, catalog.credentials);
    assert_eq!(entries(&catalog), entries(&shipped));
    assert!(catalog.wages.atlas == shipped.wages.atlas);
    assert_eq!(catalog.name, format!("{} + Ours", shipped.name));
}
