//! `check --fix` and `check --explain`, and the findings of `check` for services.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::run::{Output, command_in, entry, finish, run, transcript};

/// A catalog in which some mistakes can be mended for sure and others cannot, with remarks and blanks all over.
const ROLES: &str = "\
# The roles of the ward.
[role]
id    = \"nurse\"\t# an id
title = \"Nurse\"   # a title
track = \"clinical\"
level = \"feeder\"
aliases = [ # every title
  \"RN\",   # the first
  \"RN\",   # the second
  \"RN\"
]
notes = [ { text = \"a rule\", date = 2024-05-03 } ]
requires = \"license\" # one
interests = [\"people\", \"data\", \"people\", 'people' ,\"order\"]\r
family = \"a family\"

[[credential]]
id = \"license\"
name = 5
kind = \"license\"
";

const MENDED: &str = "\
# The roles of the ward.
[[role]]
id    = \"nurse\"\t# an id
title = \"Nurse\"   # a title
track = \"clinical\"
level = \"feeder\"
aliases = [ # every title
  \"RN\",   # the first
     # the second
]
notes = [ { text = \"a rule\", date = \"2024-05-03\" } ]
requires = [\"license\"] # one
interests = [\"people\", \"data\", \"order\"]\r
family = \"a family\"

[[credential]]
id = \"license\"
name = \"5\"
kind = \"license\"
";

/// A finding that nobody but a person can mend.
const HEADER: &str = "name = \"ward\"\nversion = 1.0\n\n[[source]]\nid = \"unused\"\ntitle = \"Unused\"\n";

fn ward() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    file("ward/roles/all.toml", ROLES);
    file("ward/catalog.toml", HEADER);
    file("ward/notes.txt", "aliases = [\"RN\", \"RN\"]");
    folder
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("a file")
}

fn in_folder(folder: &Path, line: &str) -> Output {
    finish(&mut command_in(folder, line))
}

#[test]
fn what_is_sure_is_mended_and_all_around_it_stays() {
    let folder = ward();
    let lines =
        ["check ward --fix --dry-run", "check ward --fix", "check ward --fix", "check ward --fix --dry-run"];
    let said: Vec<String> = lines
        .iter()
        .map(|line| {
            let before = read(folder.path(), "ward/roles/all.toml");
            let output = in_folder(folder.path(), line);
            if line.ends_with("--dry-run") {
                assert_eq!(read(folder.path(), "ward/roles/all.toml"), before, "nothing is written");
            }
            entry(line, &output)
        })
        .collect();
    insta::assert_snapshot!(said.join("\n"));
    assert_eq!(read(folder.path(), "ward/roles/all.toml"), MENDED);
    assert_eq!(read(folder.path(), "ward/catalog.toml"), HEADER.replace("1.0", "\"1.0\""));
    assert_eq!(read(folder.path(), "ward/notes.txt"), "aliases = [\"RN\", \"RN\"]");
    assert_eq!(fs::read_dir(folder.path().join("ward/roles")).expect("a folder").count(), 1);
}

/// Aliases side by side that say nothing new all go, with their commas and nothing else.
#[test]
fn neighbours_in_a_list_all_go() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ward/roles.toml");
    fs::create_dir(folder.path().join("ward")).expect("a folder");
    let role = |list: &str| {
        format!("[[role]]\nid = \"nurse\"\ntitle = \"Nurse\"\ntrack = \"t\"\nlevel = \"entry\"\n{list}\n")
    };
    let mut said = Vec::new();
    for (list, left) in [
        ("aliases = [\"nurse\", \"NURSE\"]", "aliases = []"),
        ("aliases = [\"RN\", \"nurse\", \"NURSE\"]", "aliases = [\"RN\"]"),
        ("aliases = [\"nurse\" , \"NURSE\" , \"RN\"]", "aliases = [\"RN\"]"),
        ("aliases = [\"nurse\", \"NURSE\", ]", "aliases = []"),
        ("aliases = [\n  \"RN\",\n  \"nurse\",\n  \"NURSE\",\n]", "aliases = [\n  \"RN\",\n]"),
        ("aliases = [\n  \"RN\",\n  \"nurse\",\n  \"NURSE\"\n]", "aliases = [\n  \"RN\"\n]"),
        (
            "aliases = [\n  \"nurse\", # one\n  \"NURSE\", # two\n  \"RN\"\n]",
            "aliases = [\n   # one\n   # two\n  \"RN\"\n]",
        ),
        (
            "aliases = [\n  # one\n  \"nurse\", \"NURSE\",\n  # two\n  \"RN\",\n]",
            "aliases = [\n  # one\n  # two\n  \"RN\",\n]",
        ),
    ] {
        fs::write(&path, role(list)).expect("a file");
        let output = in_folder(folder.path(), "check ward --fix --month 2020-01 --format json");
        assert_eq!(read(folder.path(), "ward/roles.toml"), role(left), "{list}: {}", output.stderr);
        let report: Value = serde_json::from_str(&output.stdout).expect("JSON");
        said.push(list.to_owned());
        for mended in report["mended"].as_array().expect("a list") {
            said.push(format!("  {}:{} {}", mended["line"], mended["column"], mended["message"]));
        }
    }
    insta::assert_snapshot!(said.join("\n"));
}

#[test]
fn only_folders_that_are_named_are_mended() {
    let folder = ward();
    let over = "[[role]]\nextends = \"nurse\"\naliases = [\"Ward nurse\", \"Ward nurse\"]\n";
    fs::create_dir(folder.path().join("over")).expect("a folder");
    fs::write(folder.path().join("over/roles.toml"), over).expect("a file");
    let output = in_folder(folder.path(), "check --with over --fix --month 2020-01 --format json");
    let report: Value = serde_json::from_str(&output.stdout).expect("JSON");
    assert_eq!(report["mended"][0]["file"], "over/roles.toml", "{}", output.stderr);
    assert_eq!(report["mended"].as_array().map(Vec::len), Some(1));
    assert_eq!(read(folder.path(), "over/roles.toml"), over.replace(", \"Ward nurse\"", ""));
    insta::assert_snapshot!(transcript(&[
        "check --fix",
        "check --dry-run",
        "check catalog --fix --dry-run --format json",
        "check no-such-folder --fix",
        "check --explain unused-source --fix",
    ]));
}

/// A person's own catalog is named to be mended, and in which words is said.
#[test]
fn ones_own_catalog_is_mended_when_it_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = "my own/catalog";
    fs::create_dir_all(folder.path().join(own)).expect("a folder");
    let role = |aliases: &str| {
        format!(
            "[[role]]\nid = \"tea-maker\"\ntitle = \"Tea maker\"\ntrack = \"clinical\"\nlevel = \"entry\"\n{aliases}\n"
        )
    };
    let broken = role("aliases = [\"Brewer\", \"Brewer\"]");
    fs::write(folder.path().join(own).join("tea.toml"), &broken).expect("a file");
    let said = |line: &str| {
        let output = finish(command_in(folder.path(), line).env("CAREERPATH_DATA", "my own"));
        (output.stderr, read(folder.path(), "my own/catalog/tea.toml") != broken)
    };
    let (refused, is_changed) = said("check --fix");
    assert!(!is_changed);
    insta::assert_snapshot!(refused);
    let (refused, is_changed) = said("check --with 'my own/catalog' --fix");
    assert!(!is_changed);
    insta::assert_snapshot!(refused);
    let (talk, is_changed) = said("check --no-own-catalog --with 'my own/catalog' --fix");
    assert_eq!((talk.as_str(), is_changed), ("", true));
    assert_eq!(read(folder.path(), "my own/catalog/tea.toml"), role("aliases = [\"Brewer\"]"));
}

/// Two folders laid over each other, in each of which an alias says the title again; in the lower one only since the upper
/// one changes that title.
fn ladder() -> (TempDir, [&'static str; 2]) {
    let texts = [
        "[[role]]\nid = \"porter\"\ntitle = \"Porter\"\ntrack = \"clinical\"\nlevel = \"entry\"\n\
         aliases = [\"Runner\", \"Bearer\"]\n",
        "[[role]]\nextends = \"porter\"\ntitle = \"Runner\"\naliases = [\"runner\", \"Carrier\"]\n",
    ];
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in ["low", "low/.the top"].into_iter().zip(texts) {
        fs::create_dir(folder.path().join(path)).expect("a folder");
        fs::write(folder.path().join(path).join("roles.toml"), text).expect("a file");
    }
    (folder, texts)
}

#[test]
fn what_lies_below_stays_as_it_is() {
    let (folder, [low, top]) = ladder();
    let mut said = Vec::new();
    for line in [
        "check low --with 'low/.the top' --fix --dry-run --month 2020-01",
        "check low --with 'low/.the top' --fix --month 2020-01",
        "check low --fix --month 2020-01",
    ] {
        said.push(entry(line, &in_folder(folder.path(), line)));
        assert_eq!(read(folder.path(), "low/roles.toml"), low);
    }
    insta::assert_snapshot!(said.join("\n"));
    assert_eq!(read(folder.path(), "low/.the top/roles.toml"), top.replace("\"runner\", ", ""));

    // Of several folders laid over the shipped catalog only the last one is mended.
    let (folder, [low, top]) = ladder();
    let output = in_folder(folder.path(), "check --with low --with 'low/.the top' --fix --month 2020-01");
    assert_eq!(read(folder.path(), "low/roles.toml"), low, "{}", output.stdout);
    assert_eq!(read(folder.path(), "low/.the top/roles.toml"), top.replace("\"runner\", ", ""));
}

/// A file that is read as one of a lower folder too belongs to that one.
#[test]
fn a_file_of_two_folders_stays_as_it_is() {
    let folder = ward();
    let line = "check ward/roles --with ward --fix --month 2020-01";
    let output = in_folder(folder.path(), line);
    assert_eq!(read(folder.path(), "ward/roles/all.toml"), ROLES, "{}", output.stdout);
    assert_eq!(read(folder.path(), "ward/catalog.toml"), HEADER.replace("1.0", "\"1.0\""));
}

/// Alternatives that have run out.
fn dated(alternatives: &str) -> String {
    format!(
        "[[credential]]\nid = \"old\"\nname = \"Old\"\nkind = \"license\"\n\n\
         [[credential]]\nid = \"new\"\nname = \"New\"\nkind = \"license\"\n\n\
         [[role]]\nid = \"nurse\"\ntitle = \"Nurse\"\ntrack = \"t\"\nlevel = \"entry\"\n\
         requires = [{{ any = [{alternatives}] }}]\n"
    )
}

#[test]
fn what_has_a_remark_is_left_to_a_person() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("ward")).expect("a folder");
    let kept = "{ credential = \"old\", until = \"2019-05\", note = \"who applied in time\" }, \
                { all = [{ credential = \"old\", note = \"of the county\" }], until = \"2019-06\" }, \"new\"";
    let before = format!("{{ credential = \"old\", until = \"2019-04\" }}, {kept}");
    fs::write(folder.path().join("ward/roles.toml"), dated(&before)).expect("a file");
    let output = in_folder(folder.path(), "check ward --fix --month 2020-01 --format json");
    assert_eq!(read(folder.path(), "ward/roles.toml"), dated(kept), "{}", output.stderr);
    let report: Value = serde_json::from_str(&output.stdout).expect("JSON");
    let left = report["diagnostics"].as_array().into_iter().flatten();
    let left: Vec<_> = left.map(|one| (one["code"].as_str(), one["hint"].as_str())).collect();
    assert_eq!(left, [(Some("passed-date"), Some("take the alternative out")); 2]);
}

#[test]
fn what_is_in_force_today_is_not_taken_out() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("ward")).expect("a folder");
    let text = dated("{ credential = \"old\", until = \"2190-01\" }, \"new\"");
    fs::write(folder.path().join("ward/roles.toml"), &text).expect("a file");
    let lines = [
        "check ward --fix --month 2200-12",
        "check ward --fix --dry-run --month 2200-12",
        "check ward --month 2200-12",
    ];
    let said = lines.map(|line| entry(line, &in_folder(folder.path(), line)));
    assert_eq!(read(folder.path(), "ward/roles.toml"), text);
    insta::assert_snapshot!(said.join("\n"));
}

/// Returns a text after the changes of a diff of one file, of which every line must be as it says.
fn changed(before: &str, diff: &[&str]) -> String {
    let (mut old, mut place, mut after) = (before.lines(), 1, String::new());
    let mut push = |line: &str| after.extend([line, "\n"]);
    for line in diff {
        if let Some(start) = line.strip_prefix("@@ -") {
            let start: usize = start.split([',', ' ']).next().expect("a line").parse().expect("a number");
            for _ in place..start {
                push(old.next().expect("a line"));
            }
            place = place.max(start);
        } else if let Some(added) = line.strip_prefix('+') {
            push(added);
        } else {
            let (sign, text) = line.split_at(1);
            assert_eq!(old.next(), Some(text), "{sign}");
            place += 1;
            if sign == " " {
                push(text);
            }
        }
    }
    old.for_each(push);
    after
}

#[test]
fn the_changes_that_are_shown_are_those_that_are_made() {
    let folder = ward();
    // What ends a line is not shown.
    let roles = ROLES.replace('\r', "") + &"\n# far apart".repeat(9) + "\ninterests = [\"a\", \"a\"]\n";
    fs::write(folder.path().join("ward/roles/all.toml"), &roles).expect("a file");
    let shown = in_folder(folder.path(), "check ward --fix --dry-run --month 2020-01").stdout;
    in_folder(folder.path(), "check ward --fix --month 2020-01");
    let parts: Vec<&str> = shown.split("--- a/").skip(1).collect();
    assert_eq!(parts.len(), 2, "{shown}");
    for (part, (path, before)) in parts.iter().zip([("catalog.toml", HEADER), ("roles/all.toml", &*roles)]) {
        let lines: Vec<&str> = part.lines().collect();
        assert_eq!(lines[..2], [path, &format!("+++ b/{path}")]);
        assert_eq!(changed(before, &lines[2..]), read(folder.path(), &format!("ward/{path}")));
    }
}

#[test]
fn the_output_is_no_file_of_the_catalog() {
    let folder = ward();
    let output = in_folder(folder.path(), "check ward --fix --force -o ward/roles/all.toml");
    assert_eq!((output.status, read(folder.path(), "ward/roles/all.toml").as_str()), (Some(2), ROLES));
    assert_eq!(read(folder.path(), "ward/catalog.toml"), HEADER, "nothing is written by halves");
    let hint = "hint: name another file after `--output`\n";
    assert!(output.stderr.ends_with(hint), "{}", output.stderr);
}

#[cfg(unix)]
#[test]
fn what_is_read_only_stays_as_it_is() {
    let folder = ward();
    let path = folder.path().join("ward/roles/all.toml");
    let mut permissions = fs::metadata(&path).expect("a file").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("a file");
    let output = in_folder(folder.path(), "check ward --fix");
    assert_eq!((output.status, read(folder.path(), "ward/roles/all.toml").as_str()), (Some(2), ROLES));
    assert_eq!(read(folder.path(), "ward/catalog.toml"), HEADER, "nothing is written by halves");
    assert_eq!(
        output.stderr,
        "error: `ward/roles/all.toml` is to be changed, and is read-only\n\n\
         hint: let it be written, or mend it by hand\n"
    );
}

#[cfg(unix)]
#[test]
fn what_a_link_leads_to_is_another_matter() {
    let folder = ward();
    fs::rename(folder.path().join("ward/roles"), folder.path().join("ward/.hidden")).expect("a folder");
    std::os::unix::fs::symlink(".hidden", folder.path().join("ward/roles")).expect("a link");
    let output = in_folder(folder.path(), "check ward --fix --format json");
    let report: Value = serde_json::from_str(&output.stdout).expect("JSON");
    let files: Vec<&Value> =
        report["mended"].as_array().into_iter().flatten().map(|one| &one["file"]).collect();
    assert_eq!(files, ["catalog.toml"]);
    assert_eq!(read(folder.path(), "ward/.hidden/all.toml"), ROLES);
}

#[test]
fn findings_for_services() {
    let folder = ward();
    let saved = in_folder(folder.path(), "check ward --quiet -o ward.sarif");
    assert_eq!((saved.status, saved.stdout.as_str(), saved.stderr.as_str()), (Some(1), "", ""));
    let printed = in_folder(folder.path(), "check ward --format sarif");
    assert_eq!(read(folder.path(), "ward.sarif"), printed.stdout);
    let mut document: Value = serde_json::from_str(&printed.stdout).expect("JSON");
    let rules = document["runs"][0]["tool"]["driver"]["rules"].take();
    let rules = rules.as_array().expect("rules");
    // The numbers of rules change with every new one.
    for result in document["runs"][0]["results"].as_array_mut().expect("results") {
        let number = result["ruleIndex"].take().as_u64().and_then(|number| usize::try_from(number).ok());
        assert_eq!(number.map(|number| &rules[number]["id"]), Some(&result["ruleId"]));
    }
    for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
            let text = rule[key]["text"].as_str().unwrap_or_default();
            assert!(text.ends_with('.'), "{key} of {}", rule["id"]);
        }
    }
    let version = &mut document["runs"][0]["tool"]["driver"]["semanticVersion"];
    assert_eq!(*version, env!("CARGO_PKG_VERSION"));
    *version = "VERSION".into();
    insta::assert_snapshot!(serde_json::to_string_pretty(&document).expect("JSON"));
}

#[test]
fn rules_are_explained() {
    let list = run("check --explain").stdout;
    let names = list.lines().filter_map(|line| line.split(' ').next());
    assert_eq!(names.filter(|name| ["old-source", "unknown-key"].contains(name)).count(), 2, "{list}");
    insta::assert_snapshot!(transcript(&[
        "check --explain old-source",
        "check --explain unused-source --format markdown",
        "check --explain cyclic-implies",
        "check --explain old-sorce",
        "check --explain old-source --format json",
    ]));
}

#[test]
fn the_published_rules_are_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    let printed = run("check --explain --format markdown").stdout;
    let kept = fs::read_to_string(path).expect("a file");
    assert!(
        kept == printed,
        "docs/rules.md is not what the program prints: careerpath check --explain --force -o docs/rules.md"
    );
}

/// An alternative that plans do not need lets in whoever is excused from it by name: it is not taken out.
#[test]
fn exceptions_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("ward")).expect("a folder");
    let catalog = |requires: &str| {
        format!(
            "[[domain]]\nid = \"care\"\nname = \"Care\"\n\n\
             [[credential]]\nid = \"bachelors\"\nname = \"Bachelor's\"\nkind = \"degree\"\n\n\
             [[credential]]\nid = \"masters\"\nname = \"Master's\"\nkind = \"degree\"\nimplies = [\"bachelors\"]\n\n\
             [[role]]\nid = \"nurse\"\ntitle = \"Nurse\"\ntrack = \"t\"\nlevel = \"feeder\"\ngives = [\"care\"]\n\n\
             [[role]]\nid = \"head\"\ntitle = \"Head\"\ntrack = \"t\"\nlevel = \"executive\"\nrequires = [{requires}]\n"
        )
    };
    let before = "{ any = [\"bachelors\", \"masters\"] }, { any = [{ experience = \"care\", years = 3 }, \
                  { experience = \"care\", years = 5 }] }";
    let after = before.replace(", { experience = \"care\", years = 5 }", "");
    fs::write(folder.path().join("ward/roles.toml"), catalog(before)).expect("a file");
    let mended = in_folder(folder.path(), "check ward --fix --month 2026-11");
    assert_eq!(read(folder.path(), "ward/roles.toml"), catalog(&after), "{}", mended.stderr);
    let plan = in_folder(
        folder.path(),
        "plan --catalog ward --from nurse --to head --waive masters --start 2026-11",
    );
    assert_eq!(plan.status, Some(0), "{}", plan.stderr);
}
