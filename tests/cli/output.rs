//! Where the answer goes: files, pipes and terminals.

use std::fs;
use std::io::Read as _;
use std::process::Stdio;

use crate::run::{command, finish, run};

#[test]
fn a_file_is_written_whole_and_never_overwritten_unasked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("roles.txt");
    let write = |more: &[&str]| {
        let mut command = command(&["roles", "--catalog", "catalog", "--output"]);
        finish(command.arg(&path).args(more))
    };
    let first = write(&[]);
    assert_eq!((first.status, first.stdout.as_str()), (Some(0), ""));
    assert_eq!(fs::read_to_string(&path).expect("a file"), run("roles --catalog catalog").stdout);

    fs::write(&path, "mine").expect("a file");
    let second = write(&[]);
    assert_eq!(second.status, Some(2));
    assert!(
        second.stderr.contains("exists already") && second.stderr.contains("--force"),
        "{}",
        second.stderr
    );
    assert_eq!(fs::read_to_string(&path).expect("a file"), "mine");

    assert_eq!(write(&["--force"]).status, Some(0));
    assert_ne!(fs::read_to_string(&path).expect("a file"), "mine");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left lying about");
}

#[test]
fn an_impossible_file_is_refused_before_any_work() {
    let folder = tempfile::tempdir().expect("a folder");
    for path in [folder.path().join("no/such/file"), folder.path().to_owned()] {
        // The catalog is missing too, but the path is looked at first.
        let output = finish(command(&["roles", "--catalog", "missing", "--output"]).arg(&path));
        assert_eq!(output.status, Some(2));
        assert!(output.stderr.contains("hint: "), "{}", output.stderr);
        assert!(!output.stderr.contains("catalog"), "{}", output.stderr);
    }
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn a_failure_leaves_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("plan.txt");
    let output = finish(command(&["show", "xyzzy", "--catalog", "catalog", "-o"]).arg(&path));
    assert_eq!(output.status, Some(2));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let plan = vec!["plan", "--from", "nurse", "--years", "4", "--to", "chief", "--catalog", "catalog"];
    let reach = vec!["reach", "--from", "nurse", "--chart", "--catalog", "catalog"];
    for line in [vec!["roles", "--catalog", "catalog"], vec!["--help"], vec!["show", "xyzzy"], plan, reach] {
        let mut child =
            command(&line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
        drop(child.stdout.take());
        let mut stderr = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut stderr).expect("text");
        let status = child.wait().expect("the program ends").code();
        assert!(matches!(status, Some(0 | 2)), "{line:?} ended with {status:?}");
        assert!(!stderr.contains("panicked") && !stderr.contains("bug"), "{stderr}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_in_words() {
    let refused = finish(&mut command(&["roles", "--catalog", "catalog", "--output", "/dev/full"]));
    assert_eq!(refused.status, Some(2), "a device exists already");
    let full = finish(&mut command(&["roles", "--catalog", "catalog", "--output", "/dev/full", "--force"]));
    assert_eq!(full.status, Some(2));
    assert!(full.stderr.starts_with("error: cannot write `/dev/full`: "), "{}", full.stderr);
    let device = std::fs::File::options().write(true).open("/dev/full").expect("a device");
    let redirected = finish(command(&["roles", "--catalog", "catalog"]).stdout(device));
    assert_eq!(redirected.status, Some(2));
    assert!(redirected.stderr.starts_with("error: cannot write the output: "), "{}", redirected.stderr);
}

#[test]
fn colour_is_asked_for_or_absent() {
    let line = ["show", "chief", "--catalog", "catalog"];
    let plain = finish(&mut command(&line)).stdout;
    let forbidden = finish(command(&line).env_remove("NO_COLOR").args(["--color", "never"])).stdout;
    let coloured = finish(command(&line).args(["--color", "always"])).stdout;
    assert!(!plain.contains('\u{1b}') && plain == forbidden);
    assert!(coloured.contains("\u{1b}[1m"));
    assert_eq!(without_colour(&coloured), plain, "colour only adds colour");
}

#[test]
fn drawings_say_the_same_without_colour() {
    let asked = ["--from", "nurse", "--years", "4", "--start", "2026-11", "--catalog", "catalog"];
    for line in [vec!["plan", "--to", "chief"], vec!["reach", "--within", "8y", "--chart"]] {
        let line = [line, asked.to_vec()].concat();
        let plain = finish(&mut command(&line)).stdout;
        let coloured = finish(command(&line).args(["--color", "always"])).stdout;
        assert!(!plain.contains('\u{1b}') && coloured.contains("\u{1b}[1m"));
        assert_eq!(without_colour(&coloured), plain);
        let ascii = finish(command(&line).arg("--ascii")).stdout;
        assert!(ascii.is_ascii(), "{ascii}");
    }
}

/// Returns a text without the sequences of colours.
fn without_colour(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').expect("the end of a colour").1)
}

#[test]
fn nothing_in_a_catalog_reaches_the_terminal_as_a_command() {
    for line in [
        "show trickster",
        "roles",
        "salary",
        "roles --format csv",
        "roles --format json",
        "show trickster --format json",
    ] {
        let output = run(&format!("{line} --catalog catalog"));
        assert_eq!(output.status, Some(0), "{}", output.stderr);
        for forbidden in ['\u{1b}', '\u{7}', '\u{202e}'] {
            assert!(!output.stdout.contains(forbidden), "{line} prints {forbidden:?}");
        }
    }
}
