//! Between the shell and what arguments offer.

use std::ffi::OsStr;
use std::io::{self, Write as _};

use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{CompleteEnv, EnvCompleter, Shells};

use crate::catalog::Catalog;
use crate::render::text::clean;

use super::super::command::command;
use super::super::exit::Exit;
use super::{Name, line};

/// The variable of the environment that asks for completions and names the shell.
const VARIABLE: &str = "CAREERPATH_COMPLETE";

/// The name under which the program is called.
const PROGRAM: &str = "careerpath";

/// Tells whether a shell asks for completions.
pub(in crate::cli) fn is_asked() -> bool {
    std::env::var_os(VARIABLE).is_some_and(|shell| !shell.is_empty() && shell != "0")
}

/// Answers a shell.
pub(in crate::cli) fn answer() -> Exit {
    let here = std::env::current_dir().ok();
    let engine = CompleteEnv::with_factory(command).var(VARIABLE).bin(PROGRAM).completer(PROGRAM);
    match engine.try_complete(std::env::args_os(), here.as_deref()) {
        Ok(_) => Exit::Done,
        Err(error) => {
            let error = error.to_string();
            let what = error.trim_start_matches("error: ").trim_end();
            let _ = writeln!(io::stderr(), "error: no completions: {}", clean(what));
            Exit::Usage
        }
    }
}

/// Returns what a shell reads to have completions.
pub(in crate::cli) fn registration(shell: &str) -> io::Result<String> {
    let shells = Shells::builtins();
    let known = shells.completer(shell);
    let shell: &dyn EnvCompleter = known.ok_or_else(|| io::Error::other("a shell that is not known"))?;
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut script)?;
    let script = String::from_utf8(script).map_err(io::Error::other)?;
    Ok(format!("{}\n", script.trim()))
}

/// Offers names of the catalog that begin with what is typed.
pub(super) fn of_catalog(list: fn(&Catalog) -> Vec<Name>) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        let catalog = line::catalog();
        let names = catalog.as_ref().map(list).unwrap_or_default();
        typed.to_str().map(|typed| beginning(typed, names)).unwrap_or_default()
    })
}

/// Offers names of the catalog for each part of a text that a mark divides in two.
pub(super) fn of_parts(
    mark: char,
    first: fn(&Catalog) -> Vec<Name>,
    second: fn(&Catalog) -> Vec<Name>,
) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        let (Some(catalog), Some(typed)) = (line::catalog(), typed.to_str()) else { return Vec::new() };
        match typed.rsplit_once(mark) {
            None => beginning(typed, first(&catalog)),
            Some((before, typed)) => beginning(typed, second(&catalog))
                .into_iter()
                .map(|candidate| candidate.add_prefix(format!("{before}{mark}")))
                .collect(),
        }
    })
}

/// Offers words that are always the same.
pub(super) fn of_words(words: impl Fn() -> Vec<Name> + Send + Sync + 'static) -> ArgValueCompleter {
    ArgValueCompleter::new(move |typed: &OsStr| {
        typed.to_str().map(|typed| beginning(typed, words())).unwrap_or_default()
    })
}

/// Keeps the names that begin with what is typed, each once, in the order of the alphabet.
fn beginning(typed: &str, mut names: Vec<Name>) -> Vec<CompletionCandidate> {
    let typed = typed.to_lowercase();
    names.retain(|(name, _)| is_one_word(name) && name.to_lowercase().starts_with(&typed));
    names.sort();
    names.dedup_by(|(name, _), (before, _)| name == before);
    let candidate = |(name, help): Name| {
        let help = (!help.is_empty() && help != name).then(|| clean(&help).into());
        CompletionCandidate::new(name).help(help)
    };
    names.into_iter().map(candidate).collect()
}

/// Tells whether every shell takes a text for one word and for nothing else: what a catalog says is put on the line of
/// somebody's shell.
fn is_one_word(text: &str) -> bool {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    !text.is_empty() && !text.starts_with('-') && text.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(typed: &str, names: &[(&str, &str)]) -> Vec<String> {
        let names = names.iter().map(|(name, help)| ((*name).to_owned(), (*help).to_owned())).collect();
        let text = |candidate: CompletionCandidate| {
            let help = candidate.get_help().map(|help| format!(": {help}")).unwrap_or_default();
            format!("{}{help}", candidate.get_value().to_string_lossy())
        };
        beginning(typed, names).into_iter().map(text).collect()
    }

    #[test]
    fn names_begin_with_what_is_typed() {
        let names = [("cnio", "Chief\nof all"), ("nurse", "Nurse"), ("cmio", "cmio"), ("cnio", "again")];
        assert_eq!(offered("C", &names), ["cmio", "cnio: Chief of all"]);
        assert_eq!(offered("", &names), ["cmio", "cnio: Chief of all", "nurse: Nurse"]);
        assert_eq!(offered("x", &names), [""; 0]);
    }

    #[test]
    fn nothing_is_put_on_the_line_that_a_shell_would_obey() {
        let names =
            ["$(rm)", "a b", "a;b", "-rf", "`a`", "", "a'b", "a|b", "a\u{1b}b"].map(|name| (name, ""));
        assert_eq!(offered("", &names), [""; 0]);
    }
}
