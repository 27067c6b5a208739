//! Long answers in a terminal go through a pager, all others do not.

use std::fs;
use std::process::Command;

use rexpect::process::WaitStatus;
use rexpect::session::spawn_command;

use crate::run::{command, finish, folder};

const ROLES: &[&str] = &["roles", "--catalog", "catalog"];

/// The lines of a terminal in which the answer has no room, and of one in which it has.
const LOW: usize = 5;
const HIGH: usize = 200;

/// A pager that marks what went through it.
const MARKER: (&str, &str) = ("CAREERPATH_PAGER", "sed s/^/paged:/");

/// Runs the program in a terminal of so many lines that knows ASCII alone; returns what it showed, and its exit code.
pub(crate) fn in_terminal(
    lines: usize,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> (String, Option<i32>) {
    let mut terminal = Command::new("sh");
    terminal.args(["-c", &format!("stty rows {lines} cols 80 && exec \"$@\""), "sh"]);
    terminal.arg(env!("CARGO_BIN_EXE_careerpath")).args(arguments).current_dir(folder());
    for name in ["COLUMNS", "PAGER", "CAREERPATH_PAGER", "LC_CTYPE", "LANG"] {
        terminal.env_remove(name);
    }
    terminal.env("NO_COLOR", "1").env("TERM", "xterm").env("LC_ALL", "C");
    terminal.envs(environment.iter().copied());
    let mut session = spawn_command(terminal, Some(30_000)).expect("a terminal");
    let shown = session.exp_eof().expect("the program ends").replace("\r\n", "\n");
    let status = session.process().wait().expect("an exit code");
    let code = if let WaitStatus::Exited(_, code) = status { Some(code) } else { None };
    (shown, code)
}

/// Returns what a command answers in a pipe, as wide as the terminal of the tests.
fn in_pipe(arguments: &[&str]) -> String {
    let mut command = command(arguments);
    command.arg("--ascii").env("COLUMNS", "80").env(MARKER.0, MARKER.1).env("TERM", "xterm");
    finish(&mut command).stdout
}

fn marked(text: &str) -> String {
    text.split_inclusive('\n').flat_map(|line| ["paged:", line]).collect()
}

#[test]
fn a_long_answer_goes_through_the_pager_and_a_short_one_does_not() {
    let answer = in_pipe(ROLES);
    assert!(!answer.contains("paged:"), "a pipe has no pager");
    assert_eq!(in_terminal(LOW, ROLES, &[MARKER]), (marked(&answer), Some(0)));
    assert_eq!(in_terminal(HIGH, ROLES, &[MARKER]), (answer.clone(), Some(0)));
    // The prompt after the answer takes a line too.
    let lines = answer.lines().count();
    assert_eq!(in_terminal(lines, ROLES, &[MARKER]).0, marked(&answer));
    assert_eq!(in_terminal(lines + 1, ROLES, &[MARKER]).0, answer);
}

#[test]
fn the_common_pager_counts_where_there_is_no_other() {
    let answer = in_pipe(ROLES);
    let common = ("PAGER", MARKER.1);
    assert_eq!(in_terminal(LOW, ROLES, &[common]).0, marked(&answer));
    assert_eq!(in_terminal(LOW, ROLES, &[common, ("CAREERPATH_PAGER", "cat")]).0, answer);
}

#[test]
fn there_is_no_pager_where_none_is_wanted_or_to_be_had() {
    let answer = in_pipe(ROLES);
    for pager in ["", "cat", "no-such-pager --at-all"] {
        let shown = in_terminal(LOW, ROLES, &[("CAREERPATH_PAGER", pager)]);
        assert_eq!(shown, (answer.clone(), Some(0)), "`{pager}`");
    }
    let straight = [ROLES, &["--no-pager"]].concat();
    assert_eq!(in_terminal(LOW, &straight, &[MARKER]).0, answer);
    assert_eq!(in_terminal(LOW, ROLES, &[MARKER, ("TERM", "dumb")]).0, answer);
    let data = ["credentials", "--format", "csv", "--catalog", "catalog"];
    assert_eq!(in_terminal(LOW, &data, &[MARKER]).0, in_pipe(&data));
}

#[test]
fn a_pager_that_fails_swallows_no_answer() {
    let answer = in_pipe(ROLES);
    for pager in ["false", "sed --no-such-option"] {
        let (shown, code) = in_terminal(LOW, ROLES, &[("PAGER", pager)]);
        assert!(shown.ends_with(&answer), "`{pager}`: {shown}");
        assert_eq!(code, Some(0));
    }
    assert_eq!(in_terminal(LOW, ROLES, &[("PAGER", "false")]), (answer, Some(0)));
    // Left by a signal, of its own or of a program that it has started.
    for pager in ["leave-by-signal", "leave-by-code"] {
        let folder = tempfile::tempdir().expect("a folder");
        let script = folder.path().join(pager);
        let end = if pager == "leave-by-signal" { "kill -9 $$" } else { "exit 130" };
        fs::write(&script, format!("read line; echo left; {end}\n")).expect("a script");
        let named = format!("sh {}", script.display());
        assert_eq!(in_terminal(LOW, ROLES, &[("PAGER", &named)]), ("left\n".to_owned(), Some(0)), "{pager}");
    }
}

#[test]
fn leaving_the_pager_early_is_no_error_and_the_exit_code_stays() {
    let answer = in_pipe(ROLES);
    let first = answer.lines().next().expect("a line");
    let early = in_terminal(LOW, ROLES, &[("CAREERPATH_PAGER", "head -n 1")]);
    assert_eq!(early, (format!("{first}\n"), Some(0)));
    let no_route = [
        "plan",
        "--quiet",
        "--from",
        "nurse",
        "--to",
        "chief",
        "--max-years",
        "1",
        "--start",
        "2026-11",
        "--catalog",
        "catalog",
    ];
    let answer = in_pipe(&no_route);
    assert_eq!(in_terminal(LOW, &no_route, &[MARKER]), (marked(&answer), Some(1)));
}
