//! Output fits the terminal, however narrow it is.

use unicode_width::UnicodeWidthStr;

use crate::run::{command, entry, finish};

const LINES: [&[&str]; 24] = [
    &["plan", "--from", "nurse", "--years", "4", "--to", "chief", "--start", "2026-11"],
    &["prereqs", "chief", "--from", "nurse", "--deep", "--start", "2026-11"],
    &["salary"],
    &["roles"],
    &["credentials"],
    &["show", "chief"],
    &["show", "handbook"],
    &["sources"],
    &["check", "--summary"],
    &["salary", "--compare", "US", "California", "north coast", "Houston", "--outlook"],
    &["salary", "--compare", "US", "California", "north coast", "Houston", "--chart"],
    &["salary", "analyst", "--by", "setting", "--chart"],
    &["reach", "--from", "nurse", "--years", "4", "--within", "8y", "--start", "2026-11"],
    &["reach", "--from", "nurse", "--years", "4", "--within", "8y", "--start", "2026-11", "--chart"],
    &["plan", "--from", "nurse", "--years", "4", "--to", "chief", "--start", "2026-11", "--trade-offs"],
    &["plan", "--from", "nurse", "--to", "ni", "--area", "Houston", "--start", "2026-11"],
    &["feeders", "--to", "chief", "--start", "2026-11"],
    &["compare", "chief", "analyst", "--from", "nurse", "--start", "2026-11"],
    &["compare", "ni", "analyst", "masters", "nurse", "old-badge"],
    &["eligible", "--from", "nurse", "--start", "2026-11"],
    &["keystone", "--from", "nurse", "--start", "2026-11"],
    &["map", "chief", "--from", "nurse", "--years", "4", "--to", "chief", "--start", "2026-11"],
    &["profile", "check", "profiles/nurse.toml"],
    &["config"],
];

#[test]
fn no_line_is_wider_than_the_terminal() {
    for line in LINES {
        for width in [20, 33, 40, 60, 80, 120, 200] {
            let mut command = command(line);
            let output = finish(command.args(["--catalog", "catalog"]).env("COLUMNS", width.to_string()));
            assert_eq!(output.status, Some(0), "{}", output.stderr);
            // An address cut in two leads nowhere, so it alone may be longer.
            for line in output.stdout.lines().filter(|line| !line.contains("://")) {
                assert!(line.width() <= width, "{} columns at {width}: {line}", line.width());
            }
            let ascii = finish(command.arg("--ascii")).stdout;
            assert!(ascii.is_ascii(), "{ascii}");
            let widths = |text: &str| text.lines().map(UnicodeWidthStr::width).collect::<Vec<_>>();
            assert_eq!(widths(&ascii), widths(&output.stdout), "ASCII takes as many columns");
        }
    }
}

#[test]
fn narrow_terminals_show_blocks() {
    let texts: Vec<String> = [40, 60]
        .iter()
        .map(|width| {
            let mut command = command(LINES[0]);
            let output = finish(command.args(["--catalog", "catalog"]).env("COLUMNS", width.to_string()));
            entry(&format!("plan … ({width} columns)"), &output)
        })
        .collect();
    insta::assert_snapshot!(texts.join("\n"));
}

#[test]
fn a_nonsensical_width_is_ignored() {
    for columns in ["", "0", "-5", "many", "99999999999999999999"] {
        let mut command = command(LINES[3]);
        let output = finish(command.args(["--catalog", "catalog"]).env("COLUMNS", columns));
        assert_eq!(output.status, Some(0));
    }
}
