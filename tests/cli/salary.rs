//! Wages by place and setting, grouped, sorted and drawn.

use serde_json::Value;

use crate::run::{run, transcript};

#[test]
fn places() {
    insta::assert_snapshot!(transcript(&[
        "salary --catalog catalog --state California",
        "salary --catalog catalog chief analyst --state ca --format json",
        "salary --catalog catalog nurse --area 18140",
        "salary --catalog catalog --area 'north coast'",
        "salary --catalog catalog nurse analyst --state GU",
        "salary --catalog catalog nurse specialist chief --compare US Ohio Guam Houston --sort median",
        "salary --catalog catalog analyst --compare CA OH US --format csv",
    ]));
}

#[test]
fn settings() {
    insta::assert_snapshot!(transcript(&[
        "salary --catalog catalog --setting hospitals",
        "salary --catalog catalog nurse --setting 621100",
        "salary --catalog catalog nurse analyst --setting 'software publishers'",
        "salary --catalog catalog analyst --by setting --sort p75",
        "salary --catalog catalog --by setting --format markdown",
    ]));
}

#[test]
fn groups_and_orders() {
    insta::assert_snapshot!(transcript(&[
        "salary --catalog catalog --by track",
        "salary --catalog catalog --by level --sort p25 --format csv",
        "salary --catalog catalog --by degree --format json",
        "salary --catalog catalog nurse analyst --by role --compare US CA",
        "salary --catalog catalog --sort growth --outlook",
        "salary --catalog catalog --sort openings --outlook --format csv",
    ]));
}

#[test]
fn charts() {
    insta::assert_snapshot!(transcript(&[
        "salary --catalog catalog --chart",
        "salary --catalog catalog nurse --compare US CA Guam Houston 'north coast' --chart",
        "salary --catalog catalog --by track --chart --format markdown",
        "salary --catalog catalog specialist --chart",
    ]));
}

#[test]
fn bad_input() {
    insta::assert_snapshot!(transcript(&[
        "salary --catalog catalog --state Califronia",
        "salary --catalog catalog --state Houston",
        "salary --catalog catalog --state 99",
        "salary --catalog catalog --state ''",
        "salary --catalog catalog --area Huston",
        "salary --catalog catalog --area Columbus",
        "salary --catalog catalog --area Ohio",
        "salary --catalog catalog --area US",
        "salary --catalog catalog --area Atlantis",
        "salary --catalog catalog --compare US Atlantis",
        "salary --catalog catalog --compare",
        "salary --catalog catalog --setting hopsitals",
        "salary --catalog catalog --setting vendors",
        "salary --catalog catalog --setting nowhere",
        "salary --catalog catalog nurse --state CA --setting hospitals",
        "salary --catalog catalog nurse --state CA --by setting",
        "salary --catalog catalog nurse --state CA --area Columbus",
        "salary --catalog catalog nurse --chart --format csv",
        "salary --catalog catalog nurse --by colour",
        "salary --catalog catalog nurse --sort pay",
    ]));
}

/// No figure of an occupation that does not describe a role may stand in the columns of the role.
#[test]
fn poor_fits_have_no_figures_of_their_own() {
    for rest in ["", "--state CA", "--setting hospitals", "--by setting", "--compare US CA OH"] {
        let output = run(&format!("salary --catalog catalog chief {rest} --outlook --format json"));
        let document: Value = serde_json::from_str(&output.stdout).expect("JSON");
        let rows = document["rows"].as_array().expect("a list");
        assert!(!rows.is_empty());
        for row in rows {
            let own =
                ["p10", "p25", "median", "p75", "p90", "employment", "figures", "growth_percent", "openings"];
            assert!(own.iter().all(|key| row[key].is_null()), "{rest}: {row}");
        }
        assert!(rows.iter().any(|row| !row["context"]["median"].is_null()), "{rest}");
        let table = run(&format!("salary --catalog catalog chief {rest}")).stdout;
        assert!(table.contains("Not this role's pay"), "{rest}: {table}");
    }
}
