//! Runs the commands of README.md as they stand there, and compares what they say with what it shows.
//!
//! In a ```` ```console ```` block, a line that begins with `$ ` is a command and the lines after it are
//! what it says. A line of three dots stands for any lines, even none. `$ echo $?` shows the exit code of
//! the command before it; without that, the code is 0. A command with nothing below it is run all the same.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// The columns for which the README shows output.
const COLUMNS: &str = "100";

/// A command of the README and what it is said to do.
#[derive(Debug, PartialEq, Eq)]
struct Example {
    /// The line in which it stands, counted from 1.
    line: usize,
    command: String,
    shown: Vec<String>,
    exit: i32,
}

#[test]
fn every_command_does_what_the_readme_says() {
    let examples = examples(&readme());
    assert!(examples.len() >= 10, "only {} commands were found in README.md", examples.len());
    assert!(examples.iter().any(|example| example.shown.len() > 10), "no command shows its output");
    let failures: Vec<String> = examples.iter().filter_map(|example| failure(example).err()).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn no_command_stands_where_it_is_not_run() {
    let readme = readme();
    let run: Vec<usize> = examples(&readme).iter().map(|example| example.line).collect();
    let mut fenced = false;
    for (number, line) in (1..).zip(readme.lines()) {
        if line.starts_with("```") {
            fenced = !fenced;
        }
        let command = line.trim_start().trim_start_matches("$ ");
        if fenced && command.starts_with("careerpath ") {
            assert!(run.contains(&number), "README.md:{number}: a command that no test runs: {line}");
        }
    }
}

#[test]
fn every_command_line_has_its_section() {
    let examples = examples(&readme());
    let help = finish(Command::new(env!("CARGO_BIN_EXE_careerpath")).arg("--help"), &[]);
    let listed = help.output.split("\nOptions:\n").next().expect("a list of commands");
    let commands = listed.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let mut counted = 0;
    for command in commands.filter_map(|line| line.split_whitespace().next()) {
        counted += 1;
        let used = format!("careerpath {command} ");
        let shown = examples.iter().any(|example| example.command.contains(&used));
        assert!(shown, "README.md has no example of `careerpath {command}`");
    }
    assert!(counted >= 9, "only {counted} commands were found in the help");
}

#[test]
fn a_difference_is_found() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(agrees(&lines("a\nb"), &lines("a\nb")));
    assert!(agrees(&lines("a\n...\nd"), &lines("a\nb\nc\nd")));
    assert!(agrees(&lines("...\nb\n..."), &lines("a\nb")));
    assert!(!agrees(&lines("a"), &lines("a\nb")));
    assert!(!agrees(&lines("a\nc"), &lines("a\nb")));
    assert!(!agrees(&lines("a\n...\nd\n...\nd"), &lines("a\nd")));
    assert!(!agrees(&lines("a\n...\nc"), &lines("a\nb\nc\nd")));

    let text = "```console\n$ careerpath show cmio\nsomething else\n$ echo $?\n0\n```\n";
    let [example] = examples(text).try_into().expect("one command");
    assert_eq!((example.line, example.exit), (2, 0));
    assert!(failure(&example).is_err(), "a wrong output is found");
    let wrong_exit = Example { shown: Vec::new(), exit: 1, ..example };
    assert!(failure(&wrong_exit).is_err(), "a wrong exit code is found");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    fs::read_to_string(root().join("README.md")).expect("README.md")
}

/// Returns the commands of all `console` blocks.
fn examples(readme: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    let mut inside = false;
    let mut in_block = 0;
    let mut lines = (1..).zip(readme.lines());
    while let Some((line, text)) = lines.next() {
        if text.starts_with("```") {
            inside = !inside && text == "```console";
            in_block = 0;
        } else if !inside {
        } else if text == "$ echo $?" {
            let (_, code) = lines.next().expect("an exit code");
            let last = examples.last_mut().expect("a command before its exit code");
            last.exit = code.parse().unwrap_or_else(|_| panic!("README.md:{line}: no exit code: {code}"));
        } else if let Some(command) = text.strip_prefix("$ ") {
            in_block += 1;
            examples.push(Example { line, command: command.to_owned(), shown: Vec::new(), exit: 0 });
        } else {
            assert!(in_block > 0, "README.md:{line}: output without a command");
            examples.last_mut().expect("a command").shown.push(text.to_owned());
        }
    }
    for example in &mut examples {
        // An empty line between two commands of a block is for the reader's eyes.
        while example.shown.last().is_some_and(String::is_empty) {
            example.shown.pop();
        }
    }
    examples
}

/// Runs a command and says how it differs from what is shown.
fn failure(example: &Example) -> Result<(), String> {
    let ran = run(&example.command);
    let at = format!("README.md:{}: {}", example.line, example.command);
    if ran.exit != Some(example.exit) {
        return Err(format!("{at}\nexit code {:?}, not {}\n{}", ran.exit, example.exit, ran.output));
    }
    let said: Vec<String> = ran.output.lines().map(str::to_owned).collect();
    if example.shown.is_empty() || agrees(&example.shown, &said) {
        return Ok(());
    }
    Err(format!("{at}\n-- shown\n{}\n-- said\n{}", example.shown.join("\n"), said.join("\n")))
}

/// Tells whether the lines shown are those said, where `...` stands for any lines.
fn agrees(shown: &[String], said: &[String]) -> bool {
    match shown.split_first() {
        None => said.is_empty(),
        Some((dots, rest)) if dots == "..." => (0..=said.len()).any(|skipped| agrees(rest, &said[skipped..])),
        Some((line, rest)) => said.first() == Some(line) && agrees(rest, &said[1..]),
    }
}

struct Ran {
    output: String,
    stdout: Vec<u8>,
    exit: Option<i32>,
}

/// Runs a line of commands joined by `|` in a folder that looks like the repository; returns what a
/// terminal would show, and the exit code of the last command.
fn run(line: &str) -> Ran {
    let folder = tempfile::tempdir().expect("a folder");
    for part in ["data", "examples"] {
        copy(&root().join(part), &folder.path().join(part));
    }
    let mut talk = String::new();
    let mut input = Vec::new();
    let mut last = None;
    for command in line.split(" | ") {
        let words = words(command);
        let (program, arguments) = words.split_first().expect("a command");
        assert_eq!(program, "careerpath", "README.md runs a command that the test does not know: {line}");
        if let Some(ran) = last.take() {
            let Ran { stdout, output, .. } = ran;
            talk.push_str(&output[stdout.len()..]);
            input = stdout;
        }
        let mut command = Command::new(env!("CARGO_BIN_EXE_careerpath"));
        last = Some(finish(command.args(arguments).current_dir(folder.path()), &input));
    }
    let mut ran = last.expect("a command");
    ran.output.insert_str(0, &talk);
    ran
}

/// Runs a prepared command to its end; its output is what it answers, then what it says beside.
fn finish(command: &mut Command, input: &[u8]) -> Ran {
    command.env("NO_COLOR", "1").env("COLUMNS", COLUMNS).env_remove("TERM");
    command.env("CAREERPATH_CONFIG", "config").env("CAREERPATH_DATA", "own");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A program that reads no input may have closed it.
    let _ = stdin.write_all(input);
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let text = String::from_utf8([output.stdout.as_slice(), &output.stderr].concat()).expect("UTF-8");
    Ran { output: text, stdout: output.stdout, exit: output.status.code() }
}

/// Splits a command into words; `"…"` holds one word together.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (position, part) in command.split('"').enumerate() {
        if position % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

/// Copies a folder, so that no command of the README can change the repository.
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
