//! The questions of an interview in words.

use crate::catalog::Catalog;
use crate::ids::{CredentialId, RoleId};
use crate::profile::interview::{Interview, Question, Standing};
use crate::units::{Money, Months};

use super::super::words::{brief_duration, duration, list, money};

/// A question in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wording {
    /// The question.
    pub prompt: String,
    /// One sentence of help.
    pub help: String,
    /// What an empty answer means.
    pub skip: String,
}

/// Returns the question that is asked, in words; `None` when everything has been.
#[must_use]
pub(crate) fn wording(catalog: &Catalog, interview: &Interview<'_>) -> Option<Wording> {
    let question = interview.question()?;
    let title = |role: RoleId| &catalog.role(role).title;
    let is_first = interview.standing() == Standing::Nothing;
    let (prompt, help) = match question {
        Question::Role => {
            ("What is your work today?".to_owned(), "A title, such as `nurse` or `data analyst`.".to_owned())
        }
        Question::Tenure(role) => (
            format!("How long have you worked as {}?", title(role)),
            "Such as `6y`, `18 months` or `2.5`; `0` if you have just begun.".to_owned(),
        ),
        Question::Earlier if is_first => (
            "What did you work as before?".to_owned(),
            "One job at a time, each that may count for something.".to_owned(),
        ),
        Question::Earlier => {
            ("What else did you work as before?".to_owned(), so_far(catalog, &interview.standing()))
        }
        Question::EarlierTime(role) => (
            format!("How long did you work as {}?", title(role)),
            "Such as `6y`, `18 months` or `2.5`.".to_owned(),
        ),
        Question::Credentials => (
            "Which degrees, licenses and certifications do you hold?".to_owned(),
            credentials_help(catalog, interview),
        ),
        Question::Domain if is_first => (
            "What experience do you have that these jobs do not show?".to_owned(),
            "A kind of work done beside them, such as `management` or `data`; one at a time.".to_owned(),
        ),
        Question::Domain => (
            "What other experience do these jobs not show?".to_owned(),
            so_far(catalog, &interview.standing()),
        ),
        Question::DomainTime(domain) => (
            format!("How much experience in {}?", catalog.domain(domain).name),
            "Half of your time for 2 years is `1y`.".to_owned(),
        ),
        Question::Budget => (
            "What is the most that all your studies may cost?".to_owned(),
            format!("In {}, such as `20000` or `20k`.", catalog.currency),
        ),
        Question::StudyHours => (
            "How many hours a week can you study at most?".to_owned(),
            "Only part-time study that takes no more is planned.".to_owned(),
        ),
        Question::KeepWorking => (
            "Do you have to keep a job all the time?".to_owned(),
            "`yes` rules out full-time study.".to_owned(),
        ),
        Question::Longest => (
            "How many years may it take at most until you are there?".to_owned(),
            "Such as `6`, `2.5` or `18 months`.".to_owned(),
        ),
        Question::Avoid => (
            "What do you not want to do?".to_owned(),
            "Roles and credentials to stay away from, such as `nurse-manager` or `md`.".to_owned(),
        ),
    };
    Some(Wording { prompt, help, skip: skip(catalog, question, &interview.standing()) })
}

fn credentials_help(catalog: &Catalog, interview: &Interview<'_>) -> String {
    let profile = interview.profile();
    let history = profile.history.iter().map(|(role, _)| *role);
    let mut titles: Vec<String> = Vec::new();
    for role in profile.person.role.into_iter().chain(history) {
        let title = &catalog.role(role).title;
        if !titles.contains(title) {
            titles.push(title.clone());
        }
    }
    match interview.standing() {
        Standing::Proposed(_) => {
            format!("Whoever works as {} usually holds what is proposed.", list(&titles, "or"))
        }
        _ => "What a degree implies need not be said.".to_owned(),
    }
}

/// Says what has been named of a list that is asked for one by one.
fn so_far(catalog: &Catalog, standing: &Standing) -> String {
    let entry = |name: &str, months: Months| format!("{name} ({})", brief_duration(months));
    let named: Vec<String> = match standing {
        Standing::History(history) => {
            history.iter().map(|(role, months)| entry(&catalog.role(*role).title, *months)).collect()
        }
        Standing::Experience(experience) => {
            experience.iter().map(|(domain, months)| entry(&catalog.domain(*domain).name, *months)).collect()
        }
        _ => Vec::new(),
    };
    format!("So far: {}.", list(&named, "and"))
}

/// Says what stands when nothing is typed.
fn skip(catalog: &Catalog, question: Question, standing: &Standing) -> String {
    match standing {
        Standing::Nothing => match question {
            Question::Role => "no job",
            Question::Tenure(_) | Question::EarlierTime(_) | Question::DomainTime(_) => "no time counts",
            Question::Earlier | Question::Domain | Question::Avoid => "nothing",
            Question::Credentials => "none",
            Question::KeepWorking => "no",
            Question::Budget | Question::StudyHours | Question::Longest => "no limit",
        }
        .to_owned(),
        Standing::Role(role) => catalog.role(*role).title.clone(),
        Standing::Time(months) => duration(*months),
        Standing::History(_) | Standing::Experience(_) => "nothing more".to_owned(),
        Standing::Credentials(credentials) | Standing::Proposed(credentials) => {
            list(&credential_names(catalog, credentials), "and")
        }
        Standing::Number(number) => match question {
            Question::Budget => money(Money(*number), &catalog.currency),
            _ => number.to_string(),
        },
        Standing::Truth(truth) => if *truth { "yes" } else { "no" }.to_owned(),
        Standing::Entries(roles, credentials) => {
            let roles = roles.iter().map(|role| catalog.role(*role).title.clone());
            list(&roles.chain(credential_names(catalog, credentials)).collect::<Vec<_>>(), "and")
        }
    }
}

fn credential_names(catalog: &Catalog, credentials: &[CredentialId]) -> Vec<String> {
    credentials.iter().map(|credential| catalog.credential(*credential).name.clone()).collect()
}
