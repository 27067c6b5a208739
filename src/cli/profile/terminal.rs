//! Questions in a terminal, with matches offered while somebody types.

use std::cmp::Reverse;
use std::fmt;

use inquire::ui::RenderConfig;
use inquire::{Confirm, InquireError, Select, Text};

use crate::catalog::names::{Entry, Fit};
use crate::catalog::{Catalog, CredentialStatus};
use crate::ids::{CredentialId, DomainId};
use crate::profile::interview::{Interview, Question, Standing};
use crate::render::profile::question::{Wording, wording};
use crate::render::requirement::{id, name};
use crate::render::text::wrap;

use super::super::error::Failure;
use super::super::ui::Ui;
use super::prompter::{BrokenOff, Prompter};

/// The most choices shown at a time.
const MOST_SHOWN: usize = 7;

/// The lines that a question takes beside its choices, in a narrow terminal.
const LINES_BESIDE: usize = 7;

/// The columns of the mark before a choice, and one to spare.
const CHOICE_MARGIN: usize = 3;

/// How to use a list of choices.
const TO_CHOOSE: &str = "Type to find, arrows to move, Enter to choose.";

/// What is offered where nothing fits what has been typed; choosing it asks again.
const NOTHING_FITS: &str = "- nothing fits: try other words -";

/// How well something has to fit as a whole to come before what fits a word of what has been typed.
const WHOLE: i64 = 20;

/// The columns of the mark before a question, and of the brackets round its help.
const MARGIN: usize = 2;

/// Asks in a terminal that can move its cursor.
#[derive(Debug)]
pub(super) struct Terminal<'u, 'a> {
    ui: &'u Ui<'a>,
    page_size: usize,
}

/// Something to choose.
#[derive(Clone, Debug)]
struct Choice {
    label: String,
    /// The answer that it stands for.
    answer: String,
    subject: Option<ChoiceSubject>,
}

#[derive(Clone, Copy, Debug)]
enum ChoiceSubject {
    Entry(Entry),
    Domain(DomainId),
    /// Nothing that fits: the question is put again.
    Nothing,
}

impl fmt::Display for Choice {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.label)
    }
}

impl Choice {
    /// Tells how well the choice fits what has been typed; what is no entry of the catalog is offered as long as
    /// nothing has been.
    fn score(&self, catalog: &Catalog, typed: &str) -> Option<i64> {
        let is_typed = !typed.trim().is_empty();
        let fit = |typed: &str| match self.subject? {
            ChoiceSubject::Entry(entry) => catalog.fit(entry, typed),
            ChoiceSubject::Domain(domain) => catalog.fit_domain(domain, typed),
            ChoiceSubject::Nothing => None,
        };
        if matches!(self.subject, Some(ChoiceSubject::Nothing)) {
            return is_typed.then_some(0);
        }
        if !is_typed {
            return Some(0);
        }
        // Of `floor nurse`, `nurse` is known.
        let of_words = || typed.split_whitespace().filter_map(|word| rank(fit(word)?)).max();
        match fit(typed) {
            None => of_words(),
            Some(Fit::Close) => of_words().or(Some(1)),
            Some(fit) => rank(fit).map(|rank| WHOLE + rank),
        }
    }
}

/// Returns how well something fits; `None` for what is only close.
fn rank(fit: Fit) -> Option<i64> {
    match fit {
        Fit::Close => None,
        Fit::Within => Some(2),
        Fit::BeginsWord => Some(3),
        Fit::Begins => Some(4),
        Fit::BeginsId => Some(5),
        Fit::Whole => Some(6),
    }
}

impl<'u, 'a> Terminal<'u, 'a> {
    /// Makes a prompter for a terminal of so many lines.
    pub(super) fn new(ui: &'u Ui<'a>, lines: usize) -> Self {
        Self { ui, page_size: lines.saturating_sub(LINES_BESIDE).clamp(1, MOST_SHOWN) }
    }

    /// Breaks a text between words, where the prompt itself would break it anywhere.
    fn lines(&self, text: &str) -> String {
        wrap(&self.ui.fit(text), self.ui.talk_terminal().width.saturating_sub(MARGIN)).join("\n")
    }

    /// Returns a text that takes one line in a list of choices.
    fn label(&self, text: &str) -> String {
        let width = self.ui.talk_terminal().width.saturating_sub(CHOICE_MARGIN);
        let mut lines = wrap(&self.ui.fit(text), width).into_iter();
        let first = lines.next().unwrap_or_default();
        if lines.next().is_some() { format!("{first}{}", self.ui.fit("…")) } else { first }
    }

    fn config(&self) -> RenderConfig<'static> {
        if self.ui.talk_terminal().color { RenderConfig::default_colored() } else { RenderConfig::empty() }
    }

    /// Makes a choice of an entry of the catalog.
    fn entry(&self, catalog: &Catalog, entry: Entry) -> Choice {
        let id = id(catalog, entry);
        let label = self.label(&format!("{} ({id})", name(catalog, entry)));
        Choice { label, answer: id.to_owned(), subject: Some(ChoiceSubject::Entry(entry)) }
    }

    fn domain(&self, catalog: &Catalog, domain: DomainId) -> Choice {
        let entry = catalog.domain(domain);
        let label = self.label(&format!("{} ({})", entry.name, entry.id));
        Choice { label, answer: entry.id.clone(), subject: Some(ChoiceSubject::Domain(domain)) }
    }

    fn other(&self, label: &str, answer: &str) -> Choice {
        Choice { label: self.label(label), answer: answer.to_owned(), subject: None }
    }

    fn choose(
        &self,
        catalog: &Catalog,
        prompt: &str,
        help: &str,
        choices: Vec<Choice>,
    ) -> Result<String, BrokenOff> {
        let (prompt, help) = (self.lines(prompt), self.lines(&format!("{help} {TO_CHOOSE}")));
        let label = self.label(NOTHING_FITS);
        let nothing = Choice { label, answer: String::new(), subject: Some(ChoiceSubject::Nothing) };
        let choices: Vec<Choice> = choices.into_iter().chain([nothing]).collect();
        loop {
            let chosen = Select::new(&prompt, choices.clone())
                .with_help_message(&help)
                .with_page_size(self.page_size)
                .with_scorer(&|typed, choice: &Choice, _, _| choice.score(catalog, typed))
                .with_sorter(&|scored| scored.sort_by_key(|(index, score)| (Reverse(*score), *index)))
                .with_render_config(self.config())
                .prompt()?;
            if !matches!(chosen.subject, Some(ChoiceSubject::Nothing)) {
                return Ok(chosen.answer);
            }
        }
    }

    fn type_in(&self, wording: &Wording) -> Result<String, BrokenOff> {
        let prompt = self.lines(&wording.prompt);
        let help = self.lines(&format!("{} Enter: {}.", wording.help, wording.skip));
        Ok(Text::new(&prompt).with_help_message(&help).with_render_config(self.config()).prompt()?)
    }

    fn decide(&self, prompt: &str, help: &str, default: bool) -> Result<bool, BrokenOff> {
        let (prompt, help) = (self.lines(prompt), self.lines(help));
        let confirm = Confirm::new(&prompt).with_help_message(&help).with_default(default);
        Ok(confirm.with_render_config(self.config()).prompt()?)
    }

    /// Lets somebody choose one of a list, or what an empty answer means.
    fn one_of(
        &self,
        catalog: &Catalog,
        wording: &Wording,
        standing: &Standing,
        entries: Vec<Choice>,
    ) -> Result<String, BrokenOff> {
        let mut choices = vec![self.other(&format!("- {} -", wording.skip), "")];
        if *standing != Standing::Nothing {
            choices.push(self.other("- none of it -", "none"));
        }
        choices.extend(entries);
        self.choose(catalog, &wording.prompt, &wording.help, choices)
    }

    /// Lets somebody choose from a list until there is no more; returns what was chosen, separated by commas.
    fn several_of(
        &self,
        catalog: &Catalog,
        wording: &Wording,
        mut chosen: Vec<Choice>,
        entries: &[Choice],
    ) -> Result<String, BrokenOff> {
        loop {
            let answers: Vec<&str> = chosen.iter().map(|choice| choice.answer.as_str()).collect();
            let (done, prompt) = if chosen.is_empty() {
                ("- nothing -", wording.prompt.as_str())
            } else {
                ("- nothing more -", "What else?")
            };
            let mut choices = vec![self.other(done, "")];
            choices
                .extend(entries.iter().filter(|choice| !answers.contains(&choice.answer.as_str())).cloned());
            let answer = self.choose(catalog, prompt, &wording.help, choices)?;
            match entries.iter().find(|choice| choice.answer == answer) {
                Some(choice) => chosen.push(choice.clone()),
                None if chosen.is_empty() => return Ok("none".to_owned()),
                None => return Ok(answers.join(", ")),
            }
        }
    }

    /// Asks whether what is proposed, or was said before, holds, and for what is held beside it.
    fn credentials(
        &self,
        catalog: &Catalog,
        wording: &Wording,
        standing: &Standing,
    ) -> Result<String, BrokenOff> {
        let listed: &[CredentialId] = match standing {
            Standing::Proposed(credentials) | Standing::Credentials(credentials) => credentials,
            _ => &[],
        };
        let entry = |credential: &CredentialId| Entry::Credential(*credential);
        let names: Vec<String> =
            listed.iter().map(|credential| name(catalog, entry(credential)).to_owned()).collect();
        // Names have commas of their own.
        let ask = |names: &[String]| {
            let what = if let [only] = names { only } else { &format!("all of these: {}", names.join("; ")) };
            self.decide(&format!("Do you hold {what}?"), &wording.help, true)
        };
        let all = listed.is_empty() || ask(&names)?;
        let mut chosen = Vec::new();
        for (credential, name) in listed.iter().zip(&names) {
            if all || (names.len() > 1 && ask(std::slice::from_ref(name))?) {
                chosen.push(self.entry(catalog, entry(credential)));
            }
        }
        let ids = catalog.credential_ids();
        let entries: Vec<Choice> = ids.map(|id| self.entry(catalog, Entry::Credential(id))).collect();
        let help = "What a degree implies need not be said.".to_owned();
        self.several_of(catalog, &Wording { help, ..wording.clone() }, chosen, &entries)
    }
}

impl Prompter for Terminal<'_, '_> {
    fn ask(&mut self, catalog: &Catalog, interview: &Interview<'_>) -> Result<String, BrokenOff> {
        let (Some(question), Some(wording)) = (interview.question(), wording(catalog, interview)) else {
            return Ok(String::new());
        };
        let standing = interview.standing();
        let roles = || catalog.role_ids().map(|role| self.entry(catalog, Entry::Role(role)));
        match question {
            Question::Role | Question::Earlier => {
                self.one_of(catalog, &wording, &standing, roles().collect())
            }
            Question::Domain => {
                let domains = catalog.domain_ids().map(|domain| self.domain(catalog, domain));
                self.one_of(catalog, &wording, &standing, domains.collect())
            }
            Question::Credentials => self.credentials(catalog, &wording, &standing),
            Question::Avoid => {
                let is_offered =
                    |id: &CredentialId| catalog.credential(*id).status == CredentialStatus::Active;
                let credentials = catalog.credential_ids().filter(is_offered).map(Entry::Credential);
                let credentials = credentials.map(|entry| self.entry(catalog, entry));
                let entries: Vec<Choice> = roles().chain(credentials).collect();
                let avoided: Vec<Choice> = match standing {
                    Standing::Entries(roles, credentials) => {
                        let credentials = credentials.into_iter().map(Entry::Credential);
                        let all = roles.into_iter().map(Entry::Role).chain(credentials);
                        all.map(|entry| self.entry(catalog, entry)).collect()
                    }
                    _ => Vec::new(),
                };
                if !avoided.is_empty()
                    && !self.decide(&format!("Still not {}?", wording.skip), &wording.help, true)?
                {
                    return self.several_of(catalog, &wording, Vec::new(), &entries);
                }
                self.several_of(catalog, &wording, avoided, &entries)
            }
            Question::KeepWorking => {
                let keeps = self.decide(&wording.prompt, &wording.help, standing == Standing::Truth(true))?;
                Ok(if keeps { "yes" } else { "no" }.to_owned())
            }
            Question::Tenure(_)
            | Question::EarlierTime(_)
            | Question::DomainTime(_)
            | Question::Budget
            | Question::StudyHours
            | Question::Longest => self.type_in(&wording),
        }
    }

    fn confirm(&mut self, prompt: &str, help: &str) -> Result<bool, BrokenOff> {
        self.decide(prompt, help, true)
    }

    fn refuse(&mut self, wrong: Failure) -> Result<(), Failure> {
        self.ui.complain(&wrong);
        Ok(())
    }
}

impl From<InquireError> for BrokenOff {
    fn from(error: InquireError) -> Self {
        match error {
            InquireError::OperationCanceled | InquireError::OperationInterrupted => Self::ByHand,
            InquireError::IO(error) => Self::Failed(error),
            other => Self::Failed(std::io::Error::other(other.to_string())),
        }
    }
}
