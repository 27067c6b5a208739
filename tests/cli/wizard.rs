//! `profile new` in a real terminal: keys go in, and what is drawn comes back.

use std::fs;
use std::path::Path;
use std::process::Command;

use rexpect::process::WaitStatus;
use rexpect::session::{PtySession, spawn_command};

use crate::profile::place;
use crate::run::command_in;

/// Longer than anything takes; a test that waits this long has failed.
const PATIENCE: u64 = 30_000;

const ENTER: &str = "\r";
const ESCAPE: &str = "\u{1b}";

/// A program in a terminal.
struct Session(PtySession);

impl Session {
    /// Starts a command line in a terminal of a size.
    fn start(place: &Path, columns: u32, terminal: &str, line: &str) -> Self {
        let program = command_in(place, line);
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(format!("stty cols {columns} rows 30; exec \"$0\" \"$@\""));
        shell.arg(program.get_program()).args(program.get_args()).current_dir(place);
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => shell.env(name, value),
                None => shell.env_remove(name),
            };
        }
        shell.env("TERM", terminal).env("LC_ALL", "C.UTF-8");
        Self(spawn_command(shell, Some(PATIENCE)).expect("a terminal"))
    }

    /// Waits until something is shown; returns what was shown before it.
    fn see(&mut self, text: &str) -> String {
        self.0.exp_string(text).unwrap_or_else(|error| panic!("`{text}` is not shown: {error}"))
    }

    fn press(&mut self, keys: &str) {
        self.0.send(keys).and_then(|_| self.0.flush()).expect("a key");
    }

    /// Waits for a question and answers it.
    fn answer(&mut self, question: &str, keys: &str) {
        self.see(question);
        self.press(keys);
    }

    /// Waits for the end; returns what was shown last, and the exit code.
    fn end(mut self) -> (String, i32) {
        let last = self.0.exp_eof().expect("an end");
        match self.0.process().wait().expect("an end") {
            WaitStatus::Exited(_, code) => (last, code),
            other => panic!("ended by {other:?}"),
        }
    }
}

const NEW: &str = "profile new --catalog catalog";

/// Answers the questions after the first two with Enter, up to the last screen.
fn skip_the_rest(session: &mut Session) {
    session.answer("What did you work as before?", ENTER);
    skip_credentials_and_the_rest(session);
}

fn skip_credentials_and_the_rest(session: &mut Session) {
    session.answer("all of these: Registered Nurse license; Bachelor of Science in", ENTER);
    session.answer("What else?", ENTER);
    session.answer("What experience do you have", ENTER);
    session.answer("What is the most that all your studies may cost?", ENTER);
    session.answer("How many hours a week", ENTER);
    session.answer("Do you have to keep a job", ENTER);
    session.answer("How many years may it take", ENTER);
    session.answer("What do you not want to do?", ENTER);
}

fn read(place: &Path, file: &str) -> String {
    fs::read_to_string(place.join(file)).expect("a file")
}

/// Returns the keys of a profile, without comments.
fn keys(place: &Path, file: &str) -> Vec<String> {
    let is_key = |line: &&str| !line.starts_with('#') && !line.is_empty();
    read(place, file).lines().filter(is_key).map(str::to_owned).collect()
}

const NURSE: [&str; 8] = [
    "role = \"nurse\"",
    "credentials = [\"rn-license\", \"bsn\"]",
    "history = [",
    "  { role = \"nurse\", years = 6 },",
    "]",
    "[limits]",
    "keep-working = false",
    "[exceptions]",
];

#[test]
fn typed_offered_chosen_saved_and_read_back() {
    let place = place();
    let mut session = Session::start(place.path(), 80, "xterm", NEW);
    session.answer("What is your work today?", "regis");
    session.answer("> Registered nurse (nurse)", ENTER);
    session.answer("How long have you worked as Registered nurse?", "soon\r");
    session.see("expected a duration such as `5y`, `18mo` or `2y 6mo`");
    session.answer("How long have you worked as Registered nurse?", "six years\r");
    skip_the_rest(&mut session);
    session.see("What was understood");
    session.answer("Save this as config/profile.toml?", ENTER);
    session.see("Saved.");
    let (last, code) = session.end();
    assert_eq!(code, 0, "{last}");
    assert!(last.contains("careerpath reach\r\n"), "{last}");
    assert_eq!(keys(place.path(), "config/profile.toml"), NURSE);
    assert_eq!(fs::read_dir(place.path().join("config")).expect("a folder").count(), 1, "no draft is left");
}

#[test]
fn broken_off_and_gone_on_with() {
    let place = place();
    let mut session = Session::start(place.path(), 80, "xterm", NEW);
    session.answer("What is your work today?", "nurse\r");
    session.answer("How long have you worked as Registered nurse?", "6y\r");
    session.see("What did you work as before?");
    session.0.send_control('c').expect("a key");
    let (last, code) = session.end();
    assert_eq!(code, 130);
    let words = last.split_whitespace().collect::<Vec<_>>().join(" ");
    let expected = "broken off: no profile is saved; your answers so far are in `config/profile.toml.draft.toml`, and \
                    `careerpath profile new` in a terminal goes on from them";
    assert!(words.ends_with(expected), "{words}");
    let draft = read(place.path(), "config/profile.toml.draft.toml");
    assert_eq!(keys(place.path(), "config/profile.toml.draft.toml")[0], NURSE[0]);
    assert!(!place.path().join("config/profile.toml").exists());

    let mut session = Session::start(place.path(), 80, "xterm", NEW);
    session.answer("Go on from the draft config/profile.toml.draft.toml?", ESCAPE);
    assert_eq!(session.end().1, 130);
    assert_eq!(read(place.path(), "config/profile.toml.draft.toml"), draft, "it stays as it was");

    let mut session = Session::start(place.path(), 80, "xterm", NEW);
    session.answer("Go on from the draft config/profile.toml.draft.toml?", ENTER);
    session.answer("What is your work today?", ENTER);
    session.answer("Enter: 6\r\nyears.", ENTER);
    skip_the_rest(&mut session);
    session.answer("Save this as config/profile.toml?", ENTER);
    assert_eq!(session.end().1, 0);
    assert_eq!(keys(place.path(), "config/profile.toml"), NURSE);
    assert!(!place.path().join("config/profile.toml.draft.toml").exists());
}

#[test]
fn two_runs_with_one_draft_lose_no_answer() {
    let place = place();
    let line = format!("{NEW} -o me.toml");
    let mut first = Session::start(place.path(), 80, "xterm", &line);
    first.answer("What is your work today?", "nurse\r");
    first.answer("How long have you worked as Registered nurse?", "6y\r");
    first.see("What did you work as before?");
    let mut second = Session::start(place.path(), 80, "xterm", &line);
    second.answer("Go on from the draft me.toml.draft.toml?", ENTER);
    second.answer("What is your work today?", ENTER);
    second.see("Enter: 6\r\nyears.");
    first.press(ENTER);
    skip_credentials_and_the_rest(&mut first);
    first.answer("Save this as me.toml?", ENTER);
    assert_eq!(first.end().1, 0);
    assert!(!place.path().join("me.toml.draft.toml").exists());
    second.press(ENTER);
    skip_the_rest(&mut second);
    second.answer("Save this as me.toml?", ENTER);
    let (last, code) = second.end();
    assert_eq!(code, 2, "{last}");
    let words = last.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.ends_with("hint: your answers are in `me.toml.draft.toml`"), "{words}");
    assert_eq!(keys(place.path(), "me.toml"), NURSE);
    assert_eq!(keys(place.path(), "me.toml.draft.toml"), NURSE);
}

#[test]
fn a_lost_terminal_loses_no_answer() {
    let place = place();
    let mut session = Session::start(place.path(), 80, "xterm", NEW);
    session.answer("What is your work today?", "nurse\r");
    session.answer("How long have you worked as Registered nurse?", "6y\r");
    session.see("What did you work as before?");
    drop(session);
    let kept = keys(place.path(), "config/profile.toml.draft.toml");
    assert_eq!(kept, [NURSE[0], NURSE[2], NURSE[3], NURSE[4], NURSE[5], NURSE[7]]);
}

#[test]
fn a_profile_that_is_there_is_left_alone() {
    let place = place();
    fs::write(place.path().join("me.toml"), "mine").expect("a file");
    let session = Session::start(place.path(), 80, "xterm", &format!("{NEW} -o me.toml"));
    let (last, code) = session.end();
    assert_eq!(code, 2);
    assert!(last.starts_with("error: `me.toml` exists already"), "{last}");
    assert_eq!(read(place.path(), "me.toml"), "mine");
}

/// A terminal that is too narrow for a list, or can do nothing but print, asks line by line.
#[test]
fn poor_terminals_ask_line_by_line() {
    for (columns, terminal) in [(20, "xterm"), (80, "dumb")] {
        let place = place();
        let mut session = Session::start(place.path(), columns, terminal, &format!("{NEW} -o me.toml"));
        session.answer("> ", "nruse\n");
        session.see("did you mean `nurse`");
        session.answer("> ", "nurse\n");
        session.answer("> ", "6y\n");
        for _ in 0..5 {
            session.answer("> ", "\n");
        }
        session.answer("> ", "no\n");
        for _ in 0..3 {
            session.answer("> ", "\n");
        }
        let (last, code) = session.end();
        assert_eq!(code, 0, "{last}");
        assert!(!last.contains('\u{1b}'), "{last}");
        assert_eq!(keys(place.path(), "me.toml"), NURSE);
    }
}

/// Nothing that a catalog says moves the cursor.
#[test]
fn names_of_a_catalog_are_only_shown() {
    let place = place();
    let mut session = Session::start(place.path(), 80, "xterm", NEW);
    let mut shown = session.see("What is your work today?");
    session.press("trick");
    shown += &session.see("> Trick");
    session.press(ENTER);
    shown += &session.see("How long have you worked as Trick");
    shown += &session.see("Enter: no");
    session.press(ESCAPE);
    let (last, code) = session.end();
    shown += &last;
    assert_eq!(code, 130);
    assert!(shown.contains("[31mster (trickster)") && !shown.contains("\u{1b}[31m"), "{shown:?}");
}
