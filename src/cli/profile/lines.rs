//! Questions and answers line by line: for scripts, and for terminals that can do nothing but print.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _};

use crate::catalog::Catalog;
use crate::profile::interview::{Interview, truth};
use crate::render::page::{Page, Style};
use crate::render::profile::question::wording;

use super::super::error::Failure;
use super::super::ui::{Ui, prompt as prompt_for_line};
use super::prompter::{BrokenOff, Prompter};

/// The longest line that is an answer, in bytes.
const LONGEST: u64 = 4096;

/// Asks on the standard error, and reads the standard input.
#[derive(Debug)]
pub(super) struct Lines<'u, 'a> {
    ui: &'u Ui<'a>,
    /// Whether somebody types the answers, and sees them as they do.
    is_typed: bool,
    /// How many lines have been read.
    read: usize,
}

impl<'u, 'a> Lines<'u, 'a> {
    /// Makes a prompter for the standard input.
    pub(super) fn new(ui: &'u Ui<'a>) -> Self {
        Self { ui, is_typed: io::stdin().is_terminal(), read: 0 }
    }

    /// Asks, and reads a line.
    fn line(&mut self, prompt: &str, help: &str) -> Result<String, BrokenOff> {
        let mut page = Page::new();
        page.paragraph(Style::Heading, prompt);
        page.hanging(Style::Quiet, "  ", help);
        self.say(&page);
        if self.is_typed {
            prompt_for_line("> ");
        }
        let mut bytes = Vec::new();
        let mut input = io::stdin().lock().take(LONGEST);
        input.read_until(b'\n', &mut bytes).map_err(BrokenOff::Failed)?;
        if bytes.is_empty() {
            return Err(BrokenOff::EndOfInput);
        }
        self.read += 1;
        if bytes.len() as u64 == LONGEST && !bytes.ends_with(b"\n") {
            let message = format!("line {} is longer than any answer", self.read);
            return Err(BrokenOff::Refused(Failure::usage(message)));
        }
        let text = String::from_utf8_lossy(&bytes).trim().to_owned();
        if !self.is_typed {
            // Whoever reads the questions of a script sees its answers too.
            let mut page = Page::new();
            page.hanging(Style::Plain, "> ", &text);
            self.say(&page);
        }
        Ok(text)
    }

    /// Shows something; a script may want nothing shown.
    fn say(&self, page: &Page) {
        if self.is_typed { self.ui.show(page) } else { self.ui.talk(page) }
    }
}

impl Prompter for Lines<'_, '_> {
    fn ask(&mut self, catalog: &Catalog, interview: &Interview<'_>) -> Result<String, BrokenOff> {
        let Some(wording) = wording(catalog, interview) else { return Ok(String::new()) };
        self.line(&wording.prompt, &format!("{} An empty line: {}.", wording.help, wording.skip))
    }

    fn confirm(&mut self, prompt: &str, help: &str) -> Result<bool, BrokenOff> {
        loop {
            let text = self.line(prompt, &format!("{help} An empty line: yes."))?;
            if text.is_empty() {
                return Ok(true);
            }
            match truth(&text) {
                Ok(answer) => return Ok(answer),
                Err(error) => {
                    self.refuse(Failure::usage(error.to_string())).map_err(BrokenOff::Refused)?;
                }
            }
        }
    }

    fn refuse(&mut self, wrong: Failure) -> Result<(), Failure> {
        if !self.is_typed {
            return Err(wrong.in_file(&format!("line {}", self.read)));
        }
        self.ui.complain(&wrong);
        Ok(())
    }
}
