//! `cohort`: rows in, rows out, and none lost.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::run::{Output, command_in, entry, finish, folder, run_with_input};

const TO_SPECIALIST: &str = "cohort - --catalog catalog --to specialist --start 2026-11";

fn answer(line: &str, input: &[u8]) -> String {
    entry(line, &run_with_input(line, input))
}

/// Returns what was said for each of some inputs.
fn answers(line: &str, inputs: &[&[u8]]) -> String {
    let said = inputs.iter().map(|input| {
        let shown: String = String::from_utf8_lossy(input).chars().take(200).collect();
        format!("<<< {shown:?}\n{}", answer(line, input))
    });
    said.collect::<Vec<_>>().join("\n")
}

const PEOPLE: &str = "\
id,Name,Role,years,credentials,budget,keep working,note
1,\"Ann, A.\",nurse,4,,,,\"=1+1\"
2,Bob,Staff nurse,0.5,ni; masters,,yes,
3,Cyd,analyst,,,100,no,  kept as it is
4,Dee,,,high-school,,,
5,Eve,specialist,1,,,,
";

#[test]
fn the_example_is_what_its_generator_writes() {
    let mut written = Vec::new();
    crate::generator::write(&mut written, 500, 400, 7).expect("people");
    assert_eq!(
        String::from_utf8(written).expect("text"),
        include_str!("../../examples/cohort/people.csv").replace('\r', "")
    );
}

#[test]
fn a_row_in_a_row_out() {
    let mut text = answer(TO_SPECIALIST, PEOPLE.as_bytes());
    let line = format!("{TO_SPECIALIST} --to ni --format ndjson --drop Name --within 2y --keep-working");
    text += &answer(&line, PEOPLE.as_bytes());
    insta::assert_snapshot!(text);
}

#[test]
fn objects_stay_as_they_are_written() {
    let people = concat!(
        "{\"id\": 12345678901234567890123, \"role\":\"nurse\",\"years\": 2.50, \"x\": [1,  {\"y\":null}]}\n\n",
        "{\"role\":\"nurse\",\"history\":[{\"role\":\"nurse\",\"years\":3}],\"credentials\":[\"ni\"],\"experience\":{\"management\":\"18mo\"},\"keep_working\":true}\n",
        "{\"role\":\"nurse\",\"role\":\"analyst\"}\n{\"role\":{\"id\":1}}\n[1]\n{\"outcome\":1}\n",
    );
    insta::assert_snapshot!(answer(TO_SPECIALIST, people.as_bytes()));
}

#[test]
fn an_example_is_read_again() {
    for form in ["csv", "ndjson"] {
        let example = crate::run::run(&format!("cohort --template --format {form} --catalog catalog"));
        assert_eq!(example.status, Some(0));
        let read = run_with_input(TO_SPECIALIST, example.stdout.as_bytes());
        assert_eq!(read.status, Some(0), "{}\n{}", example.stdout, read.stderr);
        let header = usize::from(form == "csv");
        assert_eq!(read.stdout.lines().count(), header + 3);
    }
    insta::assert_snapshot!(crate::run::transcript(&["cohort --template --catalog catalog"]));
}

#[test]
fn bad_rows() {
    let long = format!("role\n{}\nnurse\n", "x".repeat(1 << 20));
    let inputs: [&[u8]; 16] = [
        b"",
        b"\n\n",
        b"role\n",
        b"name,unit\nAnn,1\n",
        b"role,job title\nnurse,analyst\n",
        b"role,outcome\nnurse,1\n",
        b"role,crednetials\nnurse,ni\n",
        b"\xef\xbb\xbfrole;years\r\nnurse;2,5\r\n",
        b"\xff\xfer\0o\0",
        b"role,id\n\"nurse,1\nnurse,2\nnurse,3,4\nnurse,\xff\n\nnurse,5",
        b"role,years\nnures,1\nnurse,-1\nnurse,many\n,3\n",
        b"role,years,months\nnurse,1,12\n",
        b"role,history\nnurse,nurse 3y\nnurse,nures: 3y\nnurse,nurse: 3\n",
        b"role,budget,keep-working,study-hours,max-years\nnurse,lots,,,\nnurse,,maybe,,\nnurse,,,0,\nnurse,,,,0\n",
        b"id,role\n7,nurse\n7,nurse\n",
        long.as_bytes(),
    ];
    insta::assert_snapshot!(answers(TO_SPECIALIST, &inputs));
}

#[test]
fn usage() {
    let lines = [
        "cohort",
        "cohort people.csv",
        "cohort missing.csv --catalog catalog --to specialist",
        "cohort . --catalog catalog --to specialist",
        "cohort - --catalog catalog --to nobody",
        "cohort - --catalog catalog --to specialist --resume",
        "cohort - --catalog catalog --to specialist --format json",
    ];
    let mut text = crate::run::transcript(&lines);
    text += &answer(&format!("{TO_SPECIALIST} --drop unit"), b"role\nnurse\n");
    text += &answer(&format!("{TO_SPECIALIST} --format csv"), b"{\"role\":\"nurse\"}\n");
    insta::assert_snapshot!(text);
}

/// Returns many people, some of them in rows that cannot be read.
fn many() -> String {
    let roles = ["nurse", "analyst", "deputy", "", "nures"];
    let mut text = String::from("id,role,months,budget\n");
    for number in 0..6_000 {
        let role = roles[number % roles.len()];
        let months = if role.is_empty() { String::new() } else { (number % 97).to_string() };
        let budget = if number % 3 == 0 { (number * 7 % 9_000).to_string() } else { String::new() };
        let _ = writeln!(text, "{number},{role},{months},{budget}");
    }
    text
}

fn cohort(place: &Path, more: &str) -> String {
    let catalog = folder().join("catalog");
    let folder = place.display();
    format!(
        "cohort {folder}/people.csv --catalog {} --to specialist --start 2026-11 -o {folder}/out.csv --rejects \
         {folder}/rejects.csv {more}",
        catalog.display()
    )
}

fn said(place: &Path, more: &str) -> Output {
    finish(&mut command_in(place, &cohort(place, more)))
}

/// Lets a run go on for a while and kills it; tells whether it had ended by then.
fn cut_off(place: &Path, more: &str, after: Duration) -> bool {
    let mut run: Child =
        command_in(place, &cohort(place, more)).stderr(Stdio::null()).spawn().expect("the program starts");
    std::thread::sleep(after);
    let is_over = run.try_wait().expect("a child").is_some();
    run.kill().expect("it can be killed");
    run.wait().expect("it ends");
    is_over
}

/// However often a run is killed, no row is lost and none is there twice.
#[test]
fn a_run_that_is_cut_off_goes_on() {
    let [whole, place] = [(); 2].map(|()| tempfile::tempdir().expect("a folder"));
    for place in [&whole, &place] {
        fs::write(place.path().join("people.csv"), many()).expect("a file");
    }
    assert_eq!(said(whole.path(), "").status, Some(1));
    let mut resumed = 0;
    let is_there = |name: &str| place.path().join(name).exists();
    for number in 1..200 {
        if cut_off(place.path(), "--resume", Duration::from_millis(20 + 13 * number)) || is_there("out.csv") {
            break;
        }
        resumed += u32::from(is_there(".out.csv.resume"));
    }
    assert!(resumed > 0, "none was cut off between two rows");
    if !is_there("out.csv") || is_there(".out.csv.resume") {
        assert_eq!(said(place.path(), "--resume").status, Some(1));
    }
    for name in ["out.csv", "rejects.csv"] {
        let [one, other] =
            [&whole, &place].map(|place| fs::read_to_string(place.path().join(name)).expect("a file"));
        assert_eq!(one, other, "{name}");
    }
    assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 3, "nothing else is left");
}

/// Returns the checkpoint of a run that was cut off between two rows.
fn mark_of_cut_off(place: &Path) -> String {
    let mut after = Duration::from_millis(40);
    loop {
        assert!(!cut_off(place, "--force", after), "it takes longer than that");
        let mark = fs::read_to_string(place.join(".out.csv.resume")).unwrap_or_default();
        if mark.contains("\"records\"") && !mark.contains("\"records\":0,") {
            return mark;
        }
        after += Duration::from_millis(10);
    }
}

/// A run that was cut off when its rows had their name is over.
#[test]
fn a_run_that_is_all_but_tidied_up_is_over() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("people.csv"), many()).expect("a file");
    let mark = mark_of_cut_off(place.path());
    assert_eq!(said(place.path(), "--resume").status, Some(1));
    let answer = fs::read(place.path().join("out.csv")).expect("a file");
    let mut mark: serde_json::Value = serde_json::from_str(&mark).expect("JSON");
    mark["is_over"] = true.into();
    mark["rows"] = answer.len().into();
    fs::write(place.path().join(".out.csv.resume"), mark.to_string()).expect("a file");
    fs::hard_link(place.path().join("out.csv"), place.path().join(".out.csv.part")).expect("another name");
    let output = said(place.path(), "--resume");
    assert_eq!(output.status, Some(1), "{}", output.stderr);
    assert!(output.stderr.contains("all rows are written"), "{}", output.stderr);
    assert_eq!(fs::read(place.path().join("out.csv")).expect("a file"), answer);
    assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 3, "nothing else is left");
    // Another file of that name is nobody's to replace, be it as long as the answer.
    fs::write(place.path().join(".out.csv.resume"), mark.to_string()).expect("a file");
    fs::write(place.path().join(".out.csv.part"), &answer).expect("a file");
    let mine = "x".repeat(answer.len());
    fs::write(place.path().join("out.csv"), &mine).expect("a file");
    assert_eq!(said(place.path(), "--resume").status, Some(2));
    assert_eq!(fs::read_to_string(place.path().join("out.csv")).expect("a file"), mine);
    assert_eq!(fs::read(place.path().join(".out.csv.part")).expect("a file"), answer);
}

/// What was cut off is neither lost by a run that begins anew unasked, nor mixed with another question's answers.
#[test]
fn a_run_goes_on_with_the_same_question_and_rows_only() {
    let place = tempfile::tempdir().expect("a folder");
    let people = place.path().join("people.csv");
    fs::write(&people, many()).expect("a file");
    mark_of_cut_off(place.path());
    let refused = |more: &str, what: &str| {
        let output = said(place.path(), more);
        assert_eq!(output.status, Some(2), "{more}: {}", output.stderr);
        assert!(output.stderr.contains(what), "{more}: {}", output.stderr);
    };
    refused("", "add `--resume`");
    refused("--resume --keep-working", "asked something else");
    fs::write(&people, many().replacen("0,nurse", "00,nurse", 1)).expect("a file");
    refused("--resume", "begins with other rows");
    fs::write(&people, many()).expect("a file");
    let output = said(place.path(), "--resume");
    assert_eq!(output.status, Some(1), "{}", output.stderr);
}

#[cfg(unix)]
#[test]
fn whoever_stops_reading_is_no_mistake() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("people.csv"), many()).expect("a file");
    let line = format!(
        "cohort people.csv --catalog {} --to specialist --start 2026-11",
        folder().join("catalog").display()
    );
    let mut run = command_in(place.path(), &line)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(run.stdout.take());
    let output = run.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("people.csv"), many()).expect("a file");
    let catalog = folder().join("catalog");
    let line = format!(
        "cohort people.csv --catalog {} --to specialist --start 2026-11 -o /dev/full",
        catalog.display()
    );
    let output = finish(&mut command_in(place.path(), &line));
    assert_eq!(output.status, Some(2));
    assert!(output.stderr.contains("cannot write"), "{}", output.stderr);
}

/// In a terminal it is shown how far the run is, at which rate and how long it still takes; and then that is gone.
#[cfg(unix)]
#[test]
fn how_far_it_is_is_shown_to_who_waits() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("people.csv"), many()).expect("a file");
    let mut program = command_in(place.path(), &cohort(place.path(), "--ascii"));
    program.env("TERM", "xterm");
    let mut shown = rexpect::session::spawn_command(program, Some(60_000)).expect("a terminal");
    shown.exp_regex("[0-9]+ %  [0-9]+ rows, [0-9]+ a second").expect("how far it is");
    shown.exp_string("left").expect("how long it takes");
    let last = shown.exp_eof().expect("an end");
    assert!(last.contains("rows were not read"), "{last}");
    let after = last.rsplit("left").next().unwrap_or_default();
    assert!(after.starts_with("\r\u{1b}[2K4,800 people"), "it is gone: {after:?}");
    assert!(last.is_ascii(), "{last}");
}
