//! Wrong usage and bad input: what is wrong, where, what to type next, and never a panic.

use std::fs;

use crate::run::{Output, command, entry, finish, run, transcript};

#[test]
fn unknown_names() {
    insta::assert_snapshot!(transcript(&[
        "plan --catalog catalog --from nruse --to chief",
        "plan --catalog catalog --from nurse --to cheif",
        "plan --catalog catalog --from bsn --to chief",
        "plan --catalog catalog --from nurse --to chief --avoid maters",
        "prereqs --catalog catalog xyzzy",
        "salary --catalog catalog bsn",
        "roles --catalog catalog --track informatic",
        "roles --catalog catalog --level boss",
        "roles --catalog catalog --gives nursin",
        "credentials --catalog catalog --issuer Nobodyy",
        "roles --catalog catalog --degree bachelor",
        "roles --catalog catalog --interest dta",
        "roles --catalog catalog --needs workflow-analysi",
        "roles --catalog catalog --setting hospitl",
        "guide --catalog catalog begn",
        "resources --catalog catalog --kind job-bord",
        "show --catalog catalog societ",
        "show --catalog catalog handbok",
        "sources --catalog catalog handbok",
    ]));
}

#[test]
fn usage() {
    insta::assert_snapshot!(transcript(&[
        "plan --catalog catalog --to chief",
        "plan --catalog catalog --from nurse",
        "plan --catalog catalog --from nurse --profile profiles/nurse.toml --to chief",
        "plan --catalog catalog --years 3 --to chief",
        "plan --catalog catalog --from nurse --to chief --fast",
        "plan --catalog catalog --from nurse --to chief --limit 5 --prove",
        "plan --catalog catalog --from nurse --to chief --format dot",
        "plann",
        "roles --catalog catalog --format yaml",
        "roles --catalog catalog --force",
        "sources --catalog catalog handbook --unused",
    ]));
}

#[test]
fn numbers_and_dates() {
    let plan = |rest: &str| format!("plan --catalog catalog --from nurse --to chief {rest}");
    let lines: Vec<String> = [
        "--years -3",
        "--years 1000",
        "--years soon",
        "--years 0.123",
        "--budget -5",
        "--budget lots",
        "--budget 99999999999999999999",
        "--max-years -1",
        "--study-hours 200",
        "--study-hours -1",
        "--start 2026-13",
        "--start 0001-01",
        "--start tomorrow",
        "--search-months 0",
        "--min-stay -1",
        "--limit 0",
        "--standard best",
    ]
    .iter()
    .map(|rest| plan(rest))
    .collect();
    insta::assert_snapshot!(transcript(&lines.iter().map(String::as_str).collect::<Vec<_>>()));
}

#[test]
fn contradictions() {
    let plan = |rest: &str| format!("plan --catalog catalog --start 2026-11 {rest}");
    let lines: Vec<String> = [
        "--from nurse --to chief --avoid chief",
        "--from trickster --to bsn --avoid bachelors",
        "--from nurse --to chief --via chief",
        "--from nurse --to chief --via chief --avoid chief",
        "--from trickster --to chief --via bsn --avoid bachelors",
        "--from nurse --to chief --via old-badge",
        "--from nurse --to chief --study-hours 0",
        "--from nurse --to chief --max-years 0",
        "--from nurse --to chief --max-years 3mo",
        "--from nurse --to ni --max-years 1mo",
        "--profile profiles/nurse.toml --to chief --via deputy",
        "--profile profiles/contrary.toml --to chief",
        "--profile profiles/contrary.toml --to chief --study-hours 0 --max-years 1mo",
    ]
    .iter()
    .map(|rest| plan(rest))
    .collect();
    insta::assert_snapshot!(transcript(&lines.iter().map(String::as_str).collect::<Vec<_>>()));
}

#[test]
fn exceptions() {
    let plan = |rest: &str| format!("plan --catalog catalog --start 2026-11 --from nurse --to chief {rest}");
    let lines: Vec<String> = [
        "--waive ni",
        "--waive clinical",
        "--waive bachelors@masters",
        "--waive masterz",
        "--waive masters@nobody",
        "--waive 'informatics experience@nurse'",
        "--waive bsn@high-school",
        "--equivalent ni",
        "--equivalent ni=ni",
        "--equivalent bsn=bachelors",
        "--equivalent nii=masters",
        "--equivalent ni=mastres",
    ]
    .iter()
    .map(|rest| plan(rest))
    .collect();
    insta::assert_snapshot!(transcript(&lines.iter().map(String::as_str).collect::<Vec<_>>()));
}

#[test]
fn profiles() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("a file");
    write("binary.toml", b"\x7fELF\0\0\xff\xfe");
    write("huge.toml", &vec![b'#'; 2 << 20]);
    write("broken.toml", b"role = \"nurse\ncredentials = [\n[limits\n");
    write("nul.toml", b"role = \"nurse\"\0");
    write("empty.toml", b"");
    let mut text = transcript(&[
        "plan --catalog catalog --profile profiles/mistakes.toml --to chief --start 2026-11",
        "plan --catalog catalog --profile profiles/missing.toml --to chief --start 2026-11",
        "plan --catalog catalog --profile catalog --to chief --start 2026-11",
    ]);
    for name in ["binary.toml", "huge.toml", "broken.toml", "nul.toml", "empty.toml"] {
        let path = folder.path().join(name);
        let arguments = ["plan", "--catalog", "catalog", "--start", "2026-11", "--to", "chief", "--profile"];
        let mut command = command(&arguments);
        let output = finish(command.arg(path));
        let shown = entry(&format!("plan --profile {name} …"), &output);
        text = format!("{text}\n{}", shown.replace(&*folder.path().to_string_lossy(), "FOLDER"));
    }
    insta::assert_snapshot!(text);
}

#[test]
fn catalogs() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    let in_folder =
        |arguments: &[&str]| -> Output { finish(command(arguments).arg("--catalog").arg(folder.path())) };
    let mut texts = vec![
        entry("roles --catalog missing", &run("roles --catalog missing")),
        entry("check missing", &run("check missing")),
        entry("roles (empty folder)", &in_folder(&["roles"])),
    ];
    write(
        "catalog.toml",
        "name = \"x\"\nversion = \"1\"\ncurrency = \"USD\"\n[assumptions]\nsearch-months = 0\n",
    );
    write(
        "roles.toml",
        "[[role]]\nid = \"a\"\ntitle = \"A\"\ntrack = \"t\"\nlevel = \"entry\"\nrequires = [\"b\"]\n",
    );
    texts.push(entry("roles (broken catalog)", &in_folder(&["roles"])));
    texts.push(entry("check (broken catalog)", &in_folder(&["check"])));
    let text = texts.join("\n").replace(&*folder.path().to_string_lossy(), "FOLDER");
    insta::assert_snapshot!(text);
}

#[test]
fn cycles() {
    let folder = tempfile::tempdir().expect("a folder");
    let catalog = "name = \"x\"\nversion = \"1\"\ncurrency = \"USD\"\n\
                   [assumptions]\nsearch-months = 3\nminimum-stay-months = 12\n\
                   [[role]]\nid = \"a\"\ntitle = \"A\"\ntrack = \"t\"\nlevel = \"entry\"\n\
                   requires = [{ role = \"b\", years = 1 }]\n\
                   [[role]]\nid = \"b\"\ntitle = \"B\"\ntrack = \"t\"\nlevel = \"entry\"\n\
                   requires = [{ role = \"a\", years = 1 }]\n";
    fs::write(folder.path().join("catalog.toml"), catalog).expect("a file");
    let output = finish(command(&["check"]).arg(folder.path()));
    insta::assert_snapshot!(entry("check", &output));
}
