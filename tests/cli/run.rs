//! Runs the program as a user would and writes down everything it says.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a run of the program left behind.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) status: Option<i32>,
}

/// Returns the folder with the catalog and profiles of the tests, in which every command runs.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli")
}

/// Returns the program with an environment that is the same everywhere.
pub(crate) fn command<Argument: AsRef<std::ffi::OsStr>>(arguments: &[Argument]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_careerpath"));
    command.current_dir(folder()).args(arguments);
    // Nobody's own profile.
    command
        .env("CAREERPATH_CONFIG", folder().join("no-config"))
        .env("CAREERPATH_DATA", folder().join("no-data"));
    for variable in ["PAGER", "CAREERPATH_PAGER", "LC_ALL", "LC_CTYPE", "LANG"] {
        command.env_remove(variable);
    }
    command.env_remove("COLUMNS").env_remove("TERM").env("NO_COLOR", "1").stdin(Stdio::null());
    command
}

/// Runs a command line whose words are separated by spaces.
pub(crate) fn run(line: &str) -> Output {
    finish(&mut command(&words(line)))
}

/// Returns the program in another folder, with its configuration in `config` there.
pub(crate) fn command_in(folder: &Path, line: &str) -> Command {
    let mut command = command(&words(line));
    command.current_dir(folder).env("CAREERPATH_CONFIG", "config").env("CAREERPATH_DATA", "own");
    command
}

/// Runs a command line with a text on its standard input.
pub(crate) fn run_with_input(line: &str, input: &[u8]) -> Output {
    run_in_with_input(&folder(), line, input)
}

/// Does the same in another folder.
pub(crate) fn run_in_with_input(folder: &Path, line: &str, input: &[u8]) -> Output {
    finish_with_input(command(&words(line)).current_dir(folder), input)
}

/// Runs a prepared command with a text on its standard input.
pub(crate) fn finish_with_input(command: &mut Command, input: &[u8]) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A program that refuses its input early closes the pipe, which is no failure of the test.
    let _ = stdin.write_all(input);
    drop(stdin);
    output(child.wait_with_output().expect("the program ends"))
}

/// Runs a prepared command.
pub(crate) fn finish(command: &mut Command) -> Output {
    output(command.output().expect("the program starts"))
}

/// Splits a line into words; `'…'` holds one word together.
pub(crate) fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (position, part) in line.split('\'').enumerate() {
        if position % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn output(output: std::process::Output) -> Output {
    Output {
        stdout: String::from_utf8(output.stdout).expect("UTF-8"),
        stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        status: output.status.code(),
    }
}

/// Writes down commands with all that they say, as in a terminal.
pub(crate) fn transcript(lines: &[&str]) -> String {
    lines.iter().map(|line| entry(line, &run(line))).collect::<Vec<_>>().join("\n")
}

/// Writes down one command with all that it said.
pub(crate) fn entry(line: &str, output: &Output) -> String {
    let mut text = format!("$ careerpath {line}\n{}", without_counts(&output.stdout));
    if !output.stderr.is_empty() {
        text = format!("{text}-- stderr --\n{}", output.stderr);
    }
    match output.status {
        Some(0) => text,
        Some(status) => format!("{text}[exit status: {status}]\n"),
        None => format!("{text}[killed]\n"),
    }
}

/// Blanks the counts of a search, which change whenever the search gets better.
fn without_counts(text: &str) -> String {
    let blank = |line: &str| {
        let counts = ["\"states_", "\"relevant_", "\"effort\"", "\"memory_bytes\""];
        let counts = counts.iter().any(|key| line.contains(key));
        match line.split_once(": ") {
            Some((key, rest)) if counts => {
                let comma = if rest.ends_with(',') { "," } else { "" };
                format!("{key}: 0{comma}")
            }
            _ => line.to_owned(),
        }
    };
    let mut lines: Vec<String> = text.lines().map(blank).collect();
    if let Some(found) = lines.iter().position(|line| line == "How it was found") {
        let end =
            lines[found..].iter().position(String::is_empty).map_or(lines.len(), |length| found + length);
        lines.splice(found + 1..end, ["…".to_owned()]);
    }
    for line in &mut lines {
        if line.ends_with(" states examined.") || line == "1 state examined." {
            "… states examined.".clone_into(line);
        }
    }
    let end = if text.is_empty() { "" } else { "\n" };
    lines.join("\n") + end
}
