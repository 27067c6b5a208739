//! Where the answer goes: files, pipes and terminals.

use std::fs;
use std::io::Read as _;
use std::process::Stdio;

use crate::profile::{names, place};
use crate::run::{command, command_in, entry, finish, finish_with_input, run};

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

/// Nobody is refused everywhere: where a folder can be written to anyway, there is nothing to see.
#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to_is_refused_before_any_work() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = place();
    let folder = place.path().join("mine");
    fs::create_dir(&folder).expect("a folder");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("a folder of mine");
    if fs::write(folder.join("trial"), "").is_ok() {
        return;
    }
    let texts: Vec<String> = [
        "roles --catalog missing -o mine/roles.txt",
        "plan --from nurse --to ni --catalog missing --save mine/plan.json",
        "profile new --catalog missing -o mine/me.toml",
        "generate man --folder mine",
    ]
    .into_iter()
    .map(|line| entry(line, &finish(&mut command_in(place.path(), line))))
    .collect();
    for text in texts {
        assert!(
            text.contains("error: cannot write `mine/") && text.contains("hint: choose a file"),
            "{text}"
        );
        assert!(text.ends_with("[exit status: 2]\n") && !text.contains("missing`"), "{text}");
    }
    assert!(names(&folder).is_empty());
}

#[cfg(unix)]
#[test]
fn a_file_that_is_replaced_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = place();
    let at = |file: &str| place.path().join(file);
    fs::write(at("roles.txt"), "old").expect("a file");
    for kept in [0o600, 0o664] {
        fs::set_permissions(at("roles.txt"), fs::Permissions::from_mode(kept)).expect("a file of mine");
        let replaced = finish(&mut command_in(place.path(), "roles --catalog catalog -o roles.txt --force"));
        assert_eq!((replaced.status, replaced.stderr.as_str()), (Some(0), "saved `roles.txt`\n"));
        let written = fs::read_to_string(at("roles.txt")).expect("a file");
        assert_eq!(written, run("roles --catalog catalog").stdout);
        let mode = fs::metadata(at("roles.txt")).expect("a file").permissions().mode() & 0o777;
        assert_eq!(mode, kept);
    }
    assert_eq!(names(place.path()), ["catalog", "roles.txt"]);
}

/// What a link leads to is never written: somebody else may have put the link there.
#[cfg(unix)]
#[test]
fn a_link_is_replaced_when_told_and_never_followed() {
    use std::os::unix::fs::symlink;

    let place = place();
    let at = |file: &str| place.path().join(file);
    fs::create_dir(at("deep")).expect("a folder");
    fs::write(at("deep/mine.txt"), "mine").expect("a file");
    let mut texts = Vec::new();
    for (target, line) in [
        ("deep/mine.txt", "roles --catalog catalog -o link.txt"),
        ("deep/nowhere.txt", "roles --catalog catalog -o link.txt"),
        (
            "deep/mine.txt",
            "plan --catalog catalog --from nurse --to ni --start 2026-11 --quiet --save link.txt",
        ),
        ("deep/nowhere.txt", "profile new --catalog catalog -o link.txt"),
    ] {
        symlink(target, at("link.txt")).expect("a link");
        for line in [line.to_owned(), format!("{line} --force")] {
            let mut output = finish_with_input(&mut command_in(place.path(), &line), b"");
            output.stdout.clear();
            texts.push(entry(&line, &output));
            assert_eq!(at("link.txt").is_symlink(), output.status == Some(2), "{line}");
        }
        fs::remove_file(at("link.txt")).expect("a file");
    }
    assert_eq!(fs::read_to_string(at("deep/mine.txt")).expect("a file"), "mine");
    assert_eq!(names(&at("deep")), ["mine.txt"]);
    assert_eq!(names(place.path()), ["catalog", "deep"]);
    insta::assert_snapshot!(texts.join("\n"));
}

/// Devices, pipes and what the shell hands over take the answer as it is; nothing in them is cut off.
#[cfg(target_os = "linux")]
#[test]
fn what_is_open_already_is_written_to() {
    let place = place();
    let roles = run("roles --catalog catalog").stdout;
    let log = place.path().join("log");
    std::os::unix::fs::symlink("/dev/stdout", place.path().join("out")).expect("a link");
    for path in ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "out"] {
        let line = format!("roles --catalog catalog -o {path} --format table");
        let piped = finish(&mut command_in(place.path(), &line));
        assert_eq!((piped.status, &piped.stdout), (Some(0), &roles), "{path}: {}", piped.stderr);
        fs::write(&log, "before\n").expect("a file");
        let open = fs::File::options().append(true).open(&log).expect("a file");
        let logged = finish(command_in(place.path(), &line).stdout(open));
        assert_eq!(logged.status, Some(0), "{path}: {}", logged.stderr);
        assert_eq!(fs::read_to_string(&log).expect("a file"), format!("before\n{roles}"), "{path}");
    }
    assert_eq!(run("roles --catalog catalog -o /dev/null").status, Some(0));
    let pipe = place.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).expect("a pipe")
    });
    let line = "roles --catalog catalog -o pipe";
    assert_eq!(finish(&mut command_in(place.path(), line)).status, Some(0));
    assert_eq!(reader.join().expect("it is read"), roles);
}

#[test]
fn the_name_of_a_file_says_the_form_unless_an_option_does() {
    let place = place();
    let run = |line: &str| finish(&mut command_in(place.path(), line));
    let plan = "plan --catalog catalog --from nurse --to ni --start 2026-11 --quiet";
    let map = "map --catalog catalog --quiet";
    for (line, file, form) in [
        (plan, "a.txt", "table"),
        (plan, "a.json", "json"),
        (plan, "a.csv", "csv"),
        (plan, "a.md", "markdown"),
        (plan, "b.markdown", "markdown"),
        (plan, "a.svg", "svg"),
        (plan, "a.html", "html"),
        (plan, "b.HTML", "html"),
        (plan, "c.htm", "html"),
        (plan, "a.ics", "ics"),
        (map, "a.dot", "dot"),
        (map, "a.mmd", "mermaid"),
        (map, "a.mermaid", "mermaid"),
        (plan, "plan", "table"),
        (plan, "a.draft", "table"),
        (plan, ".html", "table"),
    ] {
        let by_name = run(&format!("{line} -o {file}"));
        assert_eq!(
            (by_name.status, by_name.stdout.as_str(), by_name.stderr.as_str()),
            (Some(0), "", ""),
            "{file}"
        );
        let written = fs::read_to_string(place.path().join(file)).expect("a file");
        assert_eq!(written, run(&format!("{line} --format {form}")).stdout, "{file}");
    }
    let chosen = run(&format!("{plan} -o c.html --format csv"));
    assert_eq!((chosen.status, chosen.stderr.as_str()), (Some(0), ""));
    let written = fs::read_to_string(place.path().join("c.html")).expect("a file");
    assert_eq!(written, run(&format!("{plan} --format csv")).stdout);
}

#[test]
fn what_is_said_about_a_saved_file() {
    let place = place();
    let mut texts = Vec::new();
    for line in [
        "plan --catalog catalog --from nurse --to ni --start 2026-11 -o plan.html",
        "roles --catalog catalog -o 'all roles.csv'",
        "generate schema plan -o schema.html",
        "roles --catalog catalog -o quiet.csv --quiet",
        "roles --catalog catalog -o roles.ics",
        "roles --catalog catalog -o roles.XLSX",
        "plan --catalog catalog --from nurse --to ni -o plan.pdf",
        "roles --catalog catalog -o roles.html --format ics",
        "profile new --catalog catalog -o me.toml --format html",
    ] {
        texts.push(entry(line, &finish_with_input(&mut command_in(place.path(), line), b"")));
    }
    assert_eq!(names(place.path()), ["all roles.csv", "catalog", "plan.html", "quiet.csv", "schema.html"]);
    insta::assert_snapshot!(texts.join("\n"));
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
