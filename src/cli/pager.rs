//! A pager for answers that are longer than the terminal is high.
//!
//! `CAREERPATH_PAGER`, else `PAGER`, else `less -FRX`. Its words are separated by blanks, and no shell reads them.
//! Nothing, or `cat`, stands for no pager.

use std::ffi::OsString;
use std::io::Write as _;
use std::process::{Child, Command, Stdio};

use super::interrupt;

/// Where a pager is named; the first that is set counts.
const VARIABLES: [&str; 2] = ["CAREERPATH_PAGER", "PAGER"];

/// The pager where nobody names one: it leaves at once what fits, keeps colours, and does not clear the screen.
const USUAL: &str = "less -FRX";

/// Above this an exit code says that a signal has ended a program: somebody has left it.
const SIGNAL: i32 = 128;

/// Shows a text in the pager and waits until it is left; `false` if there is none, it cannot be started, or it says that
/// it has failed.
///
/// Whoever leaves the pager early has seen enough: that is no error.
pub(super) fn show(text: &str) -> bool {
    let Some(mut child) = words(VARIABLES.map(std::env::var_os)).and_then(|words| start(&words)) else {
        return false;
    };
    // Ctrl-C is for the pager, which would otherwise be left alone with the terminal.
    interrupt::ignore();
    if let Some(mut input) = child.stdin.take() {
        let _ = input.write_all(text.as_bytes());
    }
    child.wait().is_ok_and(|status| status.code().is_none_or(|code| code == 0 || code > SIGNAL))
}

/// Returns the words of the pager; `None` for none.
fn words(named: [Option<OsString>; 2]) -> Option<Vec<String>> {
    let named = named.into_iter().flatten().next();
    let named = named.map_or_else(|| USUAL.to_owned(), |named| named.to_string_lossy().into_owned());
    let words: Vec<String> = named.split_whitespace().map(str::to_owned).collect();
    if words.is_empty() || words == ["cat"] { None } else { Some(words) }
}

fn start(words: &[String]) -> Option<Child> {
    let (program, arguments) = words.split_first()?;
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        // A plain `less` would show the codes of colours in place of the colours.
        command.env("LESS", "FRX");
    }
    command.spawn().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_is_set_names_the_pager() {
        let pager = |own: Option<&str>, common: Option<&str>| {
            words([own.map(OsString::from), common.map(OsString::from)]).map(|words| words.join("|"))
        };
        assert_eq!(pager(None, None).as_deref(), Some("less|-FRX"));
        assert_eq!(pager(None, Some("most")).as_deref(), Some("most"));
        assert_eq!(pager(Some(" bat  --plain "), Some("most")).as_deref(), Some("bat|--plain"));
        assert_eq!([pager(Some(""), Some("most")), pager(None, Some("cat"))], [None, None]);
        assert_eq!(pager(None, Some("cat -n")).as_deref(), Some("cat|-n"));
    }
}
