//! Finding entries by what people call them.

use careerpath::catalog::Catalog;
use careerpath::catalog::names::Entry;

use super::load_one;

fn catalog() -> Catalog {
    load_one(
        r#"
[[role]]
id = "cnio"
title = "Chief Nursing Informatics Officer"
aliases = ["Nursing CIO", "ACHIP"]
track = "leadership"
level = "executive"

[[role]]
id = "cmio"
title = "Chief Medical Information Officer"
track = "leadership"
level = "executive"

[[role]]
id = "data-analyst"
title = "Health data analyst"
aliases = ["BSN"]
track = "data"
level = "entry"

[[credential]]
id = "achip"
name = "Board certification"
kind = "certification"

[[credential]]
id = "bsn"
name = "Bachelor of Science in Nursing"
aliases = ["Health Data Analyst"]
kind = "degree"
"#,
    )
    .expect("the catalog is good")
}

/// Returns the id found, or what is suggested.
fn entry(name: &str) -> Result<String, Vec<String>> {
    let catalog = catalog();
    match catalog.find_entry(name) {
        Ok(Entry::Role(role)) => Ok(format!("role {}", catalog.role(role).id)),
        Ok(Entry::Credential(credential)) => Ok(format!("credential {}", catalog.credential(credential).id)),
        Err(unknown) => Err(unknown.suggestions),
    }
}

#[test]
fn names_match_by_id_title_and_alias_however_they_are_written() {
    for name in [
        "cnio",
        "CNIO",
        "  cnio\n",
        "Chief Nursing Informatics Officer",
        "chief_nursing--informatics OFFICER",
        "nursing cio",
        "nursing-cio",
    ] {
        assert_eq!(entry(name), Ok("role cnio".to_owned()), "{name}");
    }
}

#[test]
fn ids_win_over_titles_and_titles_over_aliases() {
    assert_eq!(entry("achip"), Ok("credential achip".to_owned()));
    assert_eq!(entry("bsn"), Ok("credential bsn".to_owned()));
    assert_eq!(entry("health data analyst"), Ok("role data-analyst".to_owned()));
    let catalog = catalog();
    assert_eq!(
        catalog.find_role("bsn").map(|role| catalog.role(role).id.clone()),
        Ok("data-analyst".to_owned())
    );
}

#[test]
fn a_part_of_a_name_is_not_enough() {
    for name in ["", " ", "-", "cni", "chief", "Chief Nursing Informatics Officer II"] {
        assert!(entry(name).is_err(), "{name}");
    }
}

#[test]
fn close_ids_titles_and_aliases_are_suggested_by_id() {
    assert_eq!(entry("cnoi"), Err(vec!["cnio".to_owned(), "cmio".to_owned()]));
    assert_eq!(
        entry("chief nursing informatic oficer").map_err(|ids| ids[0].clone()),
        Err("cnio".to_owned())
    );
    assert_eq!(entry("bachelor of sience in nursing").map_err(|ids| ids[0].clone()), Err("bsn".to_owned()));
    assert_eq!(entry("xyzzy"), Err(Vec::new()));
    let unknown = catalog().find_role("xyzzy").expect_err("there is no such role");
    assert_eq!(unknown.to_string(), "unknown role: `xyzzy`");
    let unknown = catalog().find_entry("xyzzy").expect_err("there is no such entry");
    assert_eq!(unknown.to_string(), "unknown role or credential: `xyzzy`");
}

#[test]
fn the_id_is_offered_for_what_an_entry_is_called() {
    let text = r#"
[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
requires = ["RN", "Bachelor of Science in Nursing", "license of nurses", { role = "Chief Nurse", years = 1 }]

[[role]]
id = "cno"
title = "Chief nurse"
track = "leadership"
level = "executive"

[[credential]]
id = "rna"
name = "Another thing"
kind = "certificate"

[[credential]]
id = "rn-license"
name = "Registered Nurse license (RN)"
aliases = ["license of nurses"]
kind = "license"

[[credential]]
id = "bsn"
name = "Bachelor of Science in Nursing (BSN)"
kind = "degree"
"#;
    insta::assert_snapshot!(super::load_one(text).expect_err("no id is named"));
}

#[test]
fn hints_propose_ids_that_can_be_ids() {
    for (name, hint) in [
        ("bachelor", "add `[[credential]]` with `id = \"bachelor\"`, or correct the id"),
        (
            "Bachelor of Science",
            "add `[[credential]]` with `id = \"bachelor-of-science\"` and write that id here, or correct it",
        ),
        ("???", "correct the id"),
    ] {
        let role = "[[role]]\nid = \"a\"\ntitle = \"A\"\ntrack = \"t\"\nlevel = \"mid\"";
        let said = load_one(&format!("{role}\nrequires = [\"{name}\"]\n")).expect_err("there is none");
        assert!(said.ends_with(&format!("= hint: {hint}\n")), "{said}");
    }
}
