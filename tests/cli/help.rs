//! The help of every command: there, the same by every way, and with examples that work.

use std::fs;
use std::path::Path;

use crate::pager::in_terminal;
use crate::run::{
    Output, command, command_in, finish, finish_with_input, run, run_in_with_input, transcript, words,
};

/// Returns every command with all that it consists of, such as `generate man`.
fn commands() -> Vec<String> {
    let of = |parent: &str| -> Vec<String> {
        let mut command = command(&["--", "careerpath"]);
        command.args(words(parent)).arg("").env("CAREERPATH_COMPLETE", "fish");
        let offered = finish(&mut command).stdout;
        let names = offered.lines().filter(|line| !line.starts_with('-'));
        names.filter_map(|line| line.split('\t').next()).map(str::to_owned).collect()
    };
    let mut commands = of("");
    commands.extend(of("generate").into_iter().map(|name| format!("generate {name}")));
    commands
}

/// Returns the command lines below `Examples:`.
fn examples(help: &str) -> Vec<String> {
    let below = help.split_once("\nExamples:\n").map_or("", |(_, below)| below);
    let lines = below.lines().take_while(|line| line.starts_with("  "));
    lines.map(|line| line.trim().to_owned()).collect()
}

#[test]
fn general_help() {
    insta::assert_snapshot!(transcript(&["help", "help help", "help plna", "help generate plan"]));
}

#[test]
fn help_is_the_same_by_every_way() {
    assert_eq!(run("help").stdout, run("--help").stdout);
    let commands = commands();
    assert!(commands.len() > 20, "{commands:?}");
    for command in commands {
        let help = run(&format!("help {command}"));
        assert_eq!((help.status, help.stderr.as_str()), (Some(0), ""), "{command}");
        assert_eq!(help.stdout, run(&format!("{command} --help")).stdout, "{command}");
        assert_eq!(help.stdout, run(&format!("{command} -h")).stdout, "{command}");
    }
}

/// An example that does not work is worse than none. Searches are cut short: what is looked for is wrong usage.
#[test]
fn the_stated_columns_win_over_those_of_the_terminal() {
    for line in [&["--help"][..], &["plan", "--help"]] {
        let stated = finish(command(line).env("COLUMNS", "50")).stdout;
        assert_ne!(stated, finish(&mut command(line)).stdout);
        assert_eq!(in_terminal(200, line, &[("COLUMNS", "50")]), (stated, Some(0)));
    }
}

#[test]
fn every_command_has_examples_that_work() {
    let place = tempfile::tempdir().expect("a folder");
    prepare(place.path());
    for command in std::iter::once(String::new()).chain(commands()) {
        let examples = examples(&run(&format!("help {command}")).stdout);
        assert!(examples.len() > 1, "`careerpath help {command}` has no examples");
        let own = format!("careerpath {command}");
        assert!(examples.iter().any(|example| example.contains(&own)), "{command}: {examples:?}");
        for example in examples {
            let output = run_example(place.path(), &example);
            let text = format!("{}{}", output.stdout, output.stderr);
            assert!(matches!(output.status, Some(0 | 1 | 3)), "{example}: {:?}\n{text}", output.status);
        }
    }
}

/// Makes the files of which examples speak.
fn prepare(place: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(root.join("examples/profiles/nurse.toml"), place.join("me.toml")).expect("a profile");
    fs::create_dir_all(place.join(".local/share/man/man1")).expect("a folder");
    copy(&root.join("data"), &place.join("my-catalog"));
    for form in ["csv", "ndjson"] {
        run_in_with_input(place, &format!("cohort --template --quiet -o people.{form}"), b"");
    }
    let save = "plan --from nurse --to nurse-informaticist --start 2026-11 --quiet --save";
    for name in ["plan.json", "before.json", "after.json"] {
        run_in_with_input(place, &format!("{save} {name}"), b"");
    }
}

/// Runs the commands of a line one after the other, each with the output of the one before it.
fn run_example(place: &Path, example: &str) -> Output {
    let mut input = Vec::new();
    let mut last = None;
    for part in example.split(" | ") {
        let line = part.strip_prefix("careerpath").expect("a command of ours").replace('"', "'");
        let name = line.split_whitespace().next().unwrap_or_default();
        let limit = match name {
            "plan" => " --limit 200",
            "reach" | "feeders" | "eligible" | "keystone" | "compare" => " --limit 20",
            "cohort" if !part.contains("--template") => " --limit 20",
            _ => "",
        };
        let overwrites = if ["--save", "profile new", "people.csv -o", "-o people.csv"]
            .iter()
            .any(|file| line.contains(file))
        {
            " --force"
        } else {
            ""
        };
        let line = line.replace('~', &place.display().to_string()) + limit + overwrites;
        if part.contains("profile new") {
            // Whoever asks for nothing but the end skips every question.
            input = "\n".repeat(40).into_bytes();
        }
        let output = finish_with_input(&mut command_in(place, &line), &input);
        input = output.stdout.clone().into_bytes();
        last = Some(output);
    }
    last.expect("a command")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}
