//! Runs the program for a page.

use std::path::Path;
use std::process::Command;

/// Returns what a command line, whose words are separated by spaces, writes on the standard output.
pub(crate) fn page(line: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let mut command = Command::new(env!("CARGO_BIN_EXE_careerpath"));
    command.current_dir(folder).args(line.split_whitespace()).args(["--format", "html", "--quiet"]);
    // Nobody's own profile and settings play a part.
    command
        .env("CAREERPATH_CONFIG", "profiles/none")
        .env("CAREERPATH_DATA", "profiles/none")
        .env_remove("COLUMNS");
    let output = command.output().expect("the program starts");
    let talk = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)), "{line}: {:?}\n{talk}", output.status);
    String::from_utf8(output.stdout).expect("UTF-8")
}
