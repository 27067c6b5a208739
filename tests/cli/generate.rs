//! Completions, man pages, schemas and the version.

use std::fs;
use std::path::Path;

use crate::run::{Output, command, entry, finish, run, transcript};

/// Asks for completions of the last word, as the script of a shell does.
fn complete_in(shell: &str, words: &[&str]) -> Output {
    let line = ["--", "careerpath"].iter().chain(words).copied().collect::<Vec<_>>();
    let index = words.len().to_string();
    let mut command = command(&line);
    command.env("CAREERPATH_COMPLETE", shell).env("_CLAP_COMPLETE_INDEX", index).env("_CLAP_IFS", "\n");
    finish(command.env("_CLAP_COMPLETE_COMP_TYPE", "9").env("_CLAP_COMPLETE_SPACE", "false"))
}

/// Writes down what is offered for the last word of each line.
fn offers(lines: &[&str]) -> String {
    let offer = |line: &&str| {
        let mut words: Vec<&str> = line.split(' ').collect();
        if let Some(last) = words.last_mut() {
            *last = last.trim_end_matches("<TAB>");
        }
        let output = complete_in("fish", &words);
        assert_eq!((output.status, output.stderr.as_str()), (Some(0), ""), "{line}");
        format!("$ careerpath {line}\n{}", output.stdout)
    };
    lines.iter().map(offer).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_shell_is_offered_names() {
    let words = ["plan", "--to", "cn"];
    let shells = ["bash", "zsh", "fish", "powershell", "elvish"];
    let offered = shells.map(|shell| format!("{shell}:\n{}\n", complete_in(shell, &words).stdout.trim_end()));
    insta::assert_snapshot!(offered.join("\n"));
}

#[test]
fn shells_are_told_how_to_ask() {
    insta::assert_snapshot!(transcript(&[
        "generate completions bash",
        "generate completions zsh",
        "generate completions fish",
        "generate completions powershell",
        "generate completions elvish",
        "generate completions tcsh",
    ]));
    insta::assert_snapshot!(entry("as an unknown shell", &complete_in("tcsh", &["plan", ""])));
}

#[test]
fn arguments_offer_the_names_that_they_take() {
    insta::assert_snapshot!(offers(&[
        "pl<TAB>",
        "plan --from phys<TAB>",
        "plan --avoid cmio,cn<TAB>",
        "plan --via=cn<TAB>",
        "plan --waive msn-n<TAB>",
        "plan --waive msn@cn<TAB>",
        "plan --equivalent msn=msn<TAB>",
        "plan --standard <TAB>",
        "plan --area hous<TAB>",
        "plan --by <TAB>",
        "plan --format <TAB>",
        "roles --format <TAB>",
        "roles --level <TAB>",
        "roles --track d<TAB>",
        "roles --setting h<TAB>",
        "roles --gives n<TAB>",
        "roles --needs sq<TAB>",
        "roles --degree m<TAB>",
        "salary cmio cn<TAB>",
        "salary --state new<TAB>",
        "salary cmio --compare Texas houst<TAB>",
        "compare rhia rhi<TAB>",
        "prereqs cn<TAB>",
        "show fhi<TAB>",
        "sources bls-oews-2<TAB>",
        "guide f<TAB>",
        "resources --kind a<TAB>",
        "credentials --kind f<TAB>",
        "help ge<TAB>",
        "generate schema p<TAB>",
        "generate man pl<TAB>",
    ]));
}

/// Names of a catalog that is not ours, and nothing of it that a terminal or a shell would obey.
#[test]
fn the_catalog_of_the_line_is_asked() {
    insta::assert_snapshot!(offers(&[
        "plan --catalog catalog --to <TAB>",
        "salary --catalog=catalog --area <TAB>",
        "credentials --catalog catalog --issuer <TAB>",
        "plan --catalog nowhere --to <TAB>",
    ]));
}

#[test]
fn a_variable_that_is_empty_asks_for_nothing() {
    let plain = run("roles --catalog catalog");
    for value in ["", "0"] {
        let output = finish(command(&["roles", "--catalog", "catalog"]).env("CAREERPATH_COMPLETE", value));
        assert_eq!((output.status, output.stdout), (Some(0), plain.stdout.clone()));
    }
}

#[test]
fn man_pages() {
    insta::assert_snapshot!(transcript(&[
        "generate man",
        "generate man prereqs",
        "generate man generate completions",
        "generate man pla",
        "generate man plan --force",
    ]));
}

#[test]
fn man_pages_become_files_and_overwrite_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = |name: &str| fs::read_to_string(folder.path().join(name));
    let write = |folder: &Path, more: &str| {
        run(&format!("generate man --quiet --folder {} {more}", folder.display()))
    };
    let first = write(folder.path(), "");
    assert_eq!((first.status, first.stdout.as_str(), first.stderr.as_str()), (Some(0), "", ""));
    assert_eq!(page("careerpath-plan.1").expect("a page"), run("generate man plan").stdout);
    let names = run("generate man").stdout;
    for line in names.lines().filter(|line| line.starts_with("careerpath\\-") && line.ends_with("(1)")) {
        let name = line.replace('\\', "").replace("(1)", ".1");
        assert!(page(&name).is_ok(), "{name} is not written");
    }
    assert!(page("careerpath-generate-man.1").is_ok());

    fs::remove_file(folder.path().join("careerpath-plan.1")).expect("a page");
    fs::write(folder.path().join("careerpath-show.1"), "mine").expect("a file");
    let second = write(folder.path(), "");
    assert_eq!(second.status, Some(2));
    assert!(second.stderr.contains("exists already"), "{}", second.stderr);
    assert_eq!(page("careerpath-show.1").expect("a page"), "mine");
    assert!(page("careerpath-plan.1").is_err(), "all are written, or none");
    assert_eq!(write(folder.path(), "--force").status, Some(0));
    assert_eq!(page("careerpath-show.1").expect("a page"), run("generate man show").stdout);

    let nowhere = write(&folder.path().join("nowhere"), "");
    assert_eq!(nowhere.status, Some(2));
    assert!(nowhere.stderr.contains("there is no folder"), "{}", nowhere.stderr);
    let spaced = run("generate man --folder 'no such folder'");
    let hint =
        "error: there is no folder `no such folder`\n\nhint: make it first: `mkdir -p 'no such folder'`\n";
    assert_eq!((spaced.status, spaced.stderr.as_str()), (Some(2), hint));
}

#[test]
fn schemas() {
    insta::assert_snapshot!(transcript(&[
        "generate schema",
        "generate schema verify",
        "generate schema pan",
        "generate schema --format json",
        "generate",
    ]));
}

#[test]
fn version() {
    let catalog = include_str!("../../data/catalog.toml");
    let value = |key: &str| {
        let line = catalog.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")));
        line.and_then(|rest| rest.strip_suffix('"')).expect("a value").to_owned()
    };
    let program = concat!("careerpath ", env!("CARGO_PKG_VERSION"), "\n");
    let data = format!("catalog: {} {}, as of {}\n", value("name"), value("version"), value("as-of"));
    assert_eq!(run("-V").stdout, program);
    assert_eq!(run("--version").stdout, program.to_owned() + &data);
}
