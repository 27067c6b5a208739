//! What people give to `cohort`, however it is written: no row is lost, and what is said of it is true, clean and short.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::hostile::acts;
use crate::run::{Output, command, command_in, entry, finish, folder, run_with_input, words};

const LINE: &str = "cohort - --catalog catalog --to specialist --start 2026-11";

/// Returns what is said of each of some inputs.
fn answers(line: &str, inputs: &[&[u8]]) -> String {
    let said = inputs.iter().map(|input| {
        let text = String::from_utf8_lossy(input);
        format!("<<< {text:?}\n{}", entry(line, &run_with_input(line, input)))
    });
    said.collect::<Vec<_>>().join("\n")
}

/// Returns the command for the people of a file in a place of its own.
fn line_in_place(people: &str, more: &str) -> String {
    let catalog = folder().join("catalog");
    format!("cohort {people} --catalog {} --to specialist --start 2026-11 {more}", catalog.display())
}

/// Runs it, and writes it down with what it left behind.
fn run_in(place: &Path, people: &str, more: &str) -> String {
    let output = finish(&mut command_in(place, &line_in_place(people, more)));
    let mut names: Vec<String> = fs::read_dir(place)
        .expect("a folder")
        .map(|entry| entry.expect("a name").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    format!("{}=> {}\n\n", entry(&format!("cohort {people} {more}"), &output), names.join(", "))
}

#[test]
fn encodings() {
    let inputs: [&[u8]; 11] = [
        b"\xef\xbb\xbfid,role\n1,nurse\n",
        b"\xef\xbb\xbf{\"role\":\"nurse\"}\n",
        b"\xef\xbb\xbf",
        b"\xff\xfer\0o\0l\0e\0\n\0",
        b"\xfe\xff\0r\0o\0l\0e\0\n",
        b"r\0o\0l\0e\0\n\0n\0u\0",
        b"\0r\0o\0l\0e\0\n\0n\0u",
        b"id,role\nJos\xe9,nurse\n2,nurse\n",
        b"n\xe9,role\n2,nurse\n",
        b"id,role\n\x93x\x94,nurse\n2,nurse\n",
        b"{\"role\":\"nurse\",\"name\":\"Jos\xe9\"}\n{\"role\":\"nurse\"}\n",
    ];
    insta::assert_snapshot!(answers(LINE, &inputs));
}

#[test]
fn quotation_marks() {
    let inputs: [&[u8]; 4] = [
        b"id,role,note\r\n1,nurse,\"two\r\nlines\"\r\n\"2\",\"nurse\",\"a \"\"b\"\" c\"\r\n3,nurse,5\" pipe\r\n",
        b"id,role,note\n1,nurse,\"open\n2,nurse,ok\n3,\"nurse\",\"x\"\n4,nurse,\"open",
        b"id,role,note\n1,nurse,\"a\" b\n2,nurse,\"\"\n",
        b"\"id\",\"ro\nle\",role\n1,2,nurse\n",
    ];
    insta::assert_snapshot!(answers(LINE, &inputs));
}

#[test]
fn shapes_of_tables() {
    let inputs: [&[u8]; 15] = [
        b"\n\r\n\n",
        b"   \n  \n",
        b"role",
        b"id,role\n1,nurse",
        b"id;role;note\n1;nurse;\"a;b\"\n2;nurse;a,b\n",
        b"id\trole\n1\tnurse\n",
        b"id,role\r1,nurse\r2,nures\r",
        b" id , role \n 1 , nurse \n",
        b"id,role\n1,nurse,x\n2\n3,nurse\n",
        b"id,id,role\n1,2,nurse\n",
        b"role,,\nnurse,a,b\n",
        b"id,role\n7,nurse\n7,nurse\n",
        b"id,role\n\0,nurse\n1,nu\0rse\n",
        b"sep=;\nrole;id\nnurse;1\n",
        b"a,b,c,d,e,f,g,h,i,j,k,l\n1,2,3,4,5,6,7,8,9,10,11,12\n",
    ];
    insta::assert_snapshot!(answers(LINE, &inputs).replace('\0', "<NUL>"));
}

/// A pipe gives what comes, and not a line at a time.
#[test]
fn a_first_line_in_parts() {
    for (parts, expected) in [
        (["\u{feff}i", "d;ro", "le\n1;nurse\n"], "id;role;target;"),
        (["\n ", "\n{", "\"role\":\"nurse\"}"], "{\"role\":\"nurse\",\"target\""),
    ] {
        let mut run =
            command(&words(LINE)).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
        let mut input = run.stdin.take().expect("a pipe");
        for part in parts {
            input.write_all(part.as_bytes()).expect("a reader");
            std::thread::sleep(Duration::from_millis(100));
        }
        drop(input);
        let output = run.wait_with_output().expect("it ends");
        let text = String::from_utf8_lossy(&output.stdout);
        assert!(text.starts_with(expected), "{text}");
    }
}

/// Of two members with one name most readers keep one.
#[test]
fn equal_names_become_different_members() {
    let inputs: [&[u8]; 2] = [b"x,x.1,x,role,x\n1,2,3,nurse,4\n", b"role,,\nnurse,a,b\n"];
    insta::assert_snapshot!(answers(&format!("{LINE} --format ndjson"), &inputs));
}

#[test]
fn values_of_objects() {
    let inputs: [&[u8]; 6] = [
        b"[{\"role\":\"nurse\"}]\n",
        b"{\"role\":\"nurse\"}\n[1]\n\"Ann\"\n1\nnull\n{\"role\":\n\"nurse\"}\n{role:1}\n{\"role\":\"nurse\"} x\n\0\n",
        b"{\"role\":1}\n{\"role\":true}\n{\"role\":[\"nurse\"]}\n{\"role\":{\"a\":1}}\n{\"role\":null}\n{}\n{\"role\":\"\\ud800\"}\n",
        b"{\"role\":\"nurse\",\"years\":1e400}\n{\"role\":\"nurse\",\"years\":99999999999999999999}\n{\"role\":\"nurse\",\"years\":-1}\n\
          {\"role\":\"nurse\",\"months\":1.5}\n{\"role\":\"nurse\",\"years\":null,\"x\":1e999}\n{\"role\":\"nurse\",\"budget\":0.1}\n",
        b"{\"role\":\"nurse\",\"role\":\"nurse\"}\n{\"role\":\"nurse\",\"Role\":\"nurse\"}\n{\"role\":\"nurse\",\"x\":1,\"x\":2}\n",
        b"{\"role\":\"nurse\",\"credentials\":[\"ni\",null],\"x\":{\"a\":{\"b\":[1]}}}\n{\"role\":\"nurse\",\"credentials\":[[\"ni\"]]}\n\
          {\"role\":\"nurse\",\"history\":{\"nurse\":\"3y\"}}\n{\"role\":\"nurse\",\"history\":[{\"role\":\"nurse\"}]}\n",
    ];
    insta::assert_snapshot!(answers(LINE, &inputs).replace('\0', "<NUL>"));
}

/// What is nested without end is passed through, and not followed.
#[test]
fn deep_objects() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let input = format!(
        "{{\"role\":\"nurse\",\"x\":{}}}\n{{\"role\":{}}}\n{{\"role\":\"nurse\"}}\n",
        nested(100_000),
        nested(100_000)
    );
    let output = run_with_input(LINE, input.as_bytes());
    let deep = format!("\"x\":{}", nested(100_000));
    assert_eq!(output.stdout.matches(&deep).count(), 1);
    let shown = Output { stdout: output.stdout.replace(&deep, "\"x\":[…]"), ..output };
    insta::assert_snapshot!(entry(LINE, &shown));
}

#[test]
fn columns_that_are_dropped() {
    let csv = b"id,role,outcome\n1,nurse,x\n";
    let objects = b"{\"id\":1,\"role\":\"nurse\",\"outcome\":\"x\"}\n";
    let mut text = String::new();
    for input in [csv.as_slice(), objects] {
        for drop in
            ["", "--drop outcome", "--drop outcome --drop role --drop id", "--drop outcome --drop nix"]
        {
            text += &answers(&format!("{LINE} {drop}"), &[input]);
        }
    }
    insta::assert_snapshot!(text);
}

/// A file with as many columns as may be is read, and not every one of them is spoken of.
#[test]
fn many_columns() {
    let header =
        |name: &str| (1..1_000).fold("role".to_owned(), |header, number| format!("{header},{name}{number}"));
    let row = format!("nurse{}", ",1".repeat(999));
    let output = run_with_input(LINE, format!("{}\n{row}\n", header("credential-")).as_bytes());
    assert_eq!(output.stdout.lines().map(|line| line.split(',').count()).collect::<Vec<_>>(), [1_012, 1_012]);
    assert_eq!(output.stderr.lines().count(), 13, "{}", output.stderr);
    let nobody = header("x").replacen("role", "rank", 1);
    insta::assert_snapshot!(entry(LINE, &run_with_input(LINE, format!("{nobody}\n{row}\n").as_bytes())));
}

/// Whatever a row holds.
#[test]
fn what_is_said_is_clean_and_short() {
    let long = "nurse ".repeat(1_700);
    let nasty = "\u{1b}]0;title\u{7}\u{9b}2J\u{202e}abc\u{200b}\u{feff}\u{e0041}";
    let names = [nasty.to_owned(), "x".repeat(900), long, nasty.repeat(30)];
    let columns = [
        "role",
        "credentials",
        "history",
        "experience",
        "budget",
        "keep-working",
        "study-hours",
        "avoid",
        "years",
    ];
    let mut said = 0;
    for column in columns {
        let mut rows = if column == "role" { "role,unit\n".to_owned() } else { format!("unit,{column}\n") };
        let mut objects = String::new();
        for name in &names {
            let _ = writeln!(
                rows,
                "{}",
                if column == "role" { format!("{name},1") } else { format!("1,{name}") }
            );
            let _ = writeln!(objects, "{}", serde_json::json!({ column: name }));
        }
        for input in [rows, objects] {
            let output = run_with_input(LINE, input.as_bytes());
            assert_eq!(output.status, Some(1), "{column}: {}", output.stderr);
            for line in output.stderr.lines() {
                assert!(!line.contains(acts) && line.len() < 400, "{column}: {}", line.escape_debug());
                said += 1;
            }
        }
    }
    // Of each table it is said what is read of it, and once that no time is.
    assert_eq!(said, columns.len() * (2 * (names.len() + 2) + 1) + 1);
    for header in
        [format!("{nasty},{nasty}\n"), format!("{},{}\n", "role ".repeat(9_000), "x".repeat(90_000))]
    {
        let output = run_with_input(LINE, header.as_bytes());
        let is_short = output.stderr.lines().all(|line| line.len() < 600 && !line.contains(acts));
        assert!(output.status == Some(2) && is_short, "{}", output.stderr);
    }
}

/// Two marks of what is no text, in a row of their own each: the rows beside them are answered.
#[test]
fn rejects_hold_what_was_given() {
    let place = tempfile::tempdir().expect("a folder");
    let people = b"id,role,years\n=1+1,nures,\n2,nurse,1\n3,\"nurse,1\n4,nurse,many\nJos\xe9,nurse,1\n6,nurse,1,,\n7,nurse,1\n";
    fs::write(place.path().join("people.csv"), people).expect("a file");
    let mut text = run_in(place.path(), "people.csv", "-o out.csv --rejects rejects.csv --drop id");
    for name in ["out.csv", "rejects.csv"] {
        text += &fs::read_to_string(place.path().join(name)).expect("text");
    }
    insta::assert_snapshot!(text);
}

/// A line without end costs neither memory nor the next row.
#[test]
fn a_line_of_a_hundred_megabytes() {
    let place = tempfile::tempdir().expect("a folder");
    for (name, before, after) in [
        ("people.csv", "id,role\n1,nurse\n2,\"", "\n3,nurse\n"),
        ("people.ndjson", "{\"role\":\"nurse\"}\n{\"role\":\"", "\"}\n{\"role\":\"nurse\"}\n"),
    ] {
        let path = place.path().join(name);
        let mut file = fs::File::create(&path).expect("a file");
        file.write_all(before.as_bytes()).expect("room");
        for _ in 0..100 {
            file.write_all(&vec![b'x'; 1 << 20]).expect("room");
        }
        file.write_all(after.as_bytes()).expect("room");
        let rejects = format!("rejects-{name}.csv");
        let output =
            finish(&mut command_in(place.path(), &line_in_place(name, &format!("--rejects {rejects}"))));
        assert_eq!(
            (output.status, output.stdout.matches(",specialist,").count()),
            (Some(1), usize::from(name == "people.csv") * 2)
        );
        assert!(output.stderr.contains("2 people: "), "{}", output.stderr);
        let kept = fs::read_to_string(place.path().join(rejects)).expect("text");
        assert!(kept.len() < 300 << 10 && kept.contains(",longer than 256 KiB,"), "{}", &kept[..200]);
        fs::remove_file(path).expect("a file");
    }
}

#[test]
fn places() {
    let place = tempfile::tempdir().expect("a folder");
    let people = "id,role\n1,nurse\n2,nures\n";
    fs::write(place.path().join("people.csv"), people).expect("a file");
    fs::create_dir(place.path().join("folder")).expect("a folder");
    let more = [
        "-o people.csv",
        "-o folder/../people.csv",
        "--rejects people.csv",
        "-o out.csv --rejects out.csv",
        "-o out.csv --rejects folder/../out.csv --force",
        "-o folder",
        "-o out.csv --rejects folder",
        "-o no/out.csv",
        "-o out.csv --rejects no/rejects.csv",
        "-o people.csv --force",
        "--rejects folder/../people.csv --force",
        "--rejects rejects.csv",
        "--rejects rejects.csv --force",
        "-o out.csv --resume",
    ];
    let mut text: String = more.iter().map(|more| run_in(place.path(), "people.csv", more)).collect();
    #[cfg(unix)]
    for name in ["out.csv", "rejects.csv"] {
        use std::os::unix::fs::PermissionsExt as _;
        let found = fs::metadata(place.path().join(name)).expect("a file");
        assert_eq!(found.permissions().mode() & 0o777, 0o600, "{name} is for its owner alone");
    }
    fs::remove_file(place.path().join("out.csv")).expect("a file");
    fs::write(place.path().join(".out.csv.part"), "mine").expect("a file");
    fs::write(place.path().join(".out.csv.resume"), "mine").expect("a file");
    text += &run_in(place.path(), "people.csv", "-o out.csv");
    text += &run_in(place.path(), "people.csv", "-o out.csv --resume");
    assert_eq!(fs::read_to_string(place.path().join(".out.csv.part")).expect("a file"), "mine");
    text += &run_in(place.path(), "folder", "");
    text += &run_in(place.path(), "missing.csv", "");
    insta::assert_snapshot!(text);
    assert_eq!(fs::read_to_string(place.path().join("people.csv")).expect("a file"), people);
}

#[cfg(target_os = "linux")]
#[test]
fn full_disks() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("people.csv"), "id,role\n1,nurse\n2,nures\n").expect("a file");
    let mut text = String::new();
    for more in ["-o /dev/full", "-o out.csv --rejects /dev/full", "--rejects /dev/full"] {
        text += &run_in(place.path(), "people.csv", more);
    }
    let device = fs::File::options().write(true).open("/dev/full").expect("a device");
    let output = finish(command_in(place.path(), &line_in_place("people.csv", "")).stdout(device));
    text += &entry("cohort people.csv > /dev/full", &output);
    insta::assert_snapshot!(text);
}

/// What is on disk while a run goes on says nothing of anybody but the rows themselves, and is for their owner alone.
#[cfg(unix)]
#[test]
fn what_a_run_leaves_names_nobody() {
    use std::os::unix::fs::PermissionsExt as _;

    let place = tempfile::tempdir().expect("a folder");
    let line = line_in_place("-", "-o out.csv --rejects rejects.csv");
    let mut run = command_in(place.path(), &line)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut people = "id,role\n".to_owned();
    for number in 0..1_500 {
        let _ = writeln!(people, "Zebulon{number},{}", if number % 9 == 0 { "nures" } else { "nurse" });
    }
    let mut input = run.stdin.take().expect("a pipe");
    input.write_all(people.as_bytes()).expect("a reader");
    let mark = place.path().join(".out.csv.resume");
    let began = Instant::now();
    while !fs::read_to_string(&mark).is_ok_and(|text| text.contains("\"records\":1024,")) {
        assert!(began.elapsed() < Duration::from_secs(120), "it gets nowhere");
        std::thread::sleep(Duration::from_millis(5));
    }
    run.kill().expect("it can be killed");
    let output = run.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    let of_columns =
        |line: &str| line.starts_with("read: ") || line.starts_with("warning: no column says how long");
    assert!(said.lines().all(of_columns), "nobody is spoken of: {said}");
    drop(input);
    let text = fs::read_to_string(&mark).expect("a file");
    let written: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let keys: Vec<&str> = written.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys, ["schema", "question", "records", "seen", "rows", "rejects", "counts", "is_over"]);
    assert!(!text.contains("Zebulon") && !text.contains("nur"), "{text}");
    let mut found = Vec::new();
    for entry in fs::read_dir(place.path()).expect("a folder") {
        let entry = entry.expect("a name");
        let mode = entry.metadata().expect("a file").permissions().mode() & 0o777;
        found.push(format!("{} {mode:o}", entry.file_name().to_string_lossy()));
    }
    found.sort();
    assert_eq!(found, [".out.csv.part 600", ".out.csv.resume 600", ".rejects.csv.part 600"]);
}

/// A column of the name itself is read, and another that may mean the same is somebody's own.
#[test]
fn the_name_itself_wins() {
    let mut text = entry(LINE, &run_with_input(LINE, b"title,role,Job\nMs,nurse,x\n"));
    let objects = b"{\"title\":\"Ms\",\"role\":\"nurse\"}\n{\"role\":\"nurse\",\"title\":\"Ms\"}\n{\"job\":\"a\",\"title\":\"b\"}\n";
    text += &entry(LINE, &run_with_input(LINE, objects));
    insta::assert_snapshot!(text);
}

/// A credential of which the catalog knows nothing leads nowhere, and may be left out.
#[test]
fn what_is_not_known_may_be_left_out() {
    let people = b"role,credentials\nnurse,ni; CCRN; BLS\nnurse,CCRN\nnures,ni\n";
    let mut text = entry(LINE, &run_with_input(LINE, people));
    for line in [
        format!("{LINE} --ignore-unknown"),
        "feeders --people - --catalog catalog --to specialist --start 2026-11 --ignore-unknown --format csv"
            .to_owned(),
    ] {
        text += &entry(&line, &run_with_input(&line, people));
    }
    insta::assert_snapshot!(text);
}

/// Whoever reads a pipe that has a name gets all, and then the end.
#[cfg(unix)]
#[test]
fn a_pipe_with_a_name_gets_all_rows() {
    let place = tempfile::tempdir().expect("a folder");
    let pipe = place.path().join("pipe.csv");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
    assert!(made.success());
    let people = format!("role,id\n{}", "nurse,1\n".repeat(3_000));
    fs::write(place.path().join("people.csv"), people).expect("a file");
    let reader = std::thread::spawn(move || fs::read_to_string(pipe).expect("text"));
    let output = finish(&mut command_in(place.path(), &line_in_place("people.csv", "-o pipe.csv")));
    assert_eq!(output.status, Some(0), "{}", output.stderr);
    assert_eq!(reader.join().expect("a reader").lines().count(), 3_001);
}
