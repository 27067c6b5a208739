//! What an answer means.

use crate::catalog::names::{Entry, UnknownName};
use crate::ids::{CredentialId, RoleId};
use crate::units::Months;

use super::super::amount::{self, AmountError};
use super::super::duration::{self, DurationError};
use super::{Interview, Question, Standing};

/// The hours of a week.
const HOURS_IN_A_WEEK: u32 = 168;

/// An answer that means nothing here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misunderstood {
    /// Nothing has the name.
    #[error(transparent)]
    Name(#[from] UnknownName),
    /// It is no time.
    #[error(transparent)]
    Time(#[from] DurationError),
    /// It is no amount.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// A time of nothing.
    #[error("expected at least 1 month")]
    NoTime,
    /// It is no number of hours.
    #[error("expected whole hours a week from 1 to {HOURS_IN_A_WEEK}")]
    Hours,
    /// It is neither yes nor no.
    #[error("expected `yes` or `no`")]
    Truth,
}

/// Tells whether somebody says that there is nothing to say.
fn is_none(text: &str) -> bool {
    ["none", "nothing", "no", "-"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

impl Interview<'_> {
    /// Takes the answer to the question that is asked, and goes on to the next.
    ///
    /// An empty answer leaves what stands; `none` takes it away. A list is separated by commas.
    ///
    /// # Errors
    /// When the answer means nothing here; then nothing has changed.
    pub fn answer(&mut self, text: &str) -> Result<(), Misunderstood> {
        let Some(question) = self.question else { return Ok(()) };
        let text = text.trim();
        let next = if text.is_empty() {
            self.skip(question)
        } else if is_none(text) && question != Question::KeepWorking {
            self.take_away(question);
            self.after(question)
        } else {
            self.understand(question, text)?
        };
        self.profile.settle(self.catalog);
        self.question = next;
        Ok(())
    }

    /// Leaves what stands; what is proposed is thereby said.
    fn skip(&mut self, question: Question) -> Option<Question> {
        if let (Question::Credentials, Standing::Proposed(proposed)) = (question, self.standing()) {
            self.profile.credentials = proposed;
        }
        self.credentials_said |= question == Question::Credentials;
        self.after(question)
    }

    /// Takes away what stands.
    fn take_away(&mut self, question: Question) {
        let profile = &mut self.profile;
        let limits = &mut profile.limits;
        match question {
            Question::Role => profile.person.role = None,
            Question::Tenure(role) => profile.history.retain(|(known, _)| *known != role),
            Question::Earlier => {
                let current = profile.person.role;
                profile.history.retain(|(role, _)| Some(*role) == current);
            }
            Question::Credentials => {
                profile.credentials = Vec::new();
                self.credentials_said = true;
            }
            Question::Domain => profile.experience = Vec::new(),
            Question::Budget => limits.budget = None,
            Question::StudyHours => limits.study_hours = None,
            Question::Longest => limits.longest = None,
            Question::Avoid => {
                (limits.avoid_roles, limits.avoid_credentials) = (Vec::new(), Vec::new());
            }
            Question::EarlierTime(_) | Question::DomainTime(_) | Question::KeepWorking => {}
        }
    }

    /// Takes what is said, and returns the next question.
    fn understand(&mut self, question: Question, text: &str) -> Result<Option<Question>, Misunderstood> {
        let catalog = self.catalog;
        match question {
            Question::Role => self.profile.person.role = Some(catalog.find_role(text)?),
            Question::Tenure(role) => {
                let months = duration::parse(text, true)?;
                self.profile.history.retain(|(known, _)| *known != role);
                self.profile.history.insert(0, (role, months));
            }
            Question::Earlier => return Ok(Some(Question::EarlierTime(catalog.find_role(text)?))),
            Question::EarlierTime(role) => self.profile.history.push((role, some_time(text)?)),
            Question::Credentials => {
                self.profile.credentials = self.credentials(text)?;
                self.credentials_said = true;
            }
            Question::Domain => return Ok(Some(Question::DomainTime(catalog.find_domain(text)?))),
            Question::DomainTime(domain) => {
                let months = some_time(text)?;
                let experience = &mut self.profile.experience;
                experience.retain(|(known, _)| *known != domain);
                let position = experience.partition_point(|(known, _)| *known < domain);
                experience.insert(position, (domain, months));
            }
            Question::Budget => self.profile.limits.budget = Some(amount::parse(text)?),
            Question::StudyHours => self.profile.limits.study_hours = Some(hours(text)?),
            Question::KeepWorking => self.profile.limits.keep_working = Some(truth(text)?),
            Question::Longest => self.profile.limits.longest = Some(some_time(text)?),
            Question::Avoid => {
                let (roles, credentials) = self.entries(text)?;
                self.profile.limits.avoid_roles = roles;
                self.profile.limits.avoid_credentials = credentials;
            }
        }
        Ok(self.after(question))
    }

    /// Reads a list of credentials, each of them once.
    fn credentials(&self, text: &str) -> Result<Vec<CredentialId>, Misunderstood> {
        let mut credentials = Vec::new();
        for name in names(text) {
            let credential = self.catalog.find_credential(name)?;
            if !credentials.contains(&credential) {
                credentials.push(credential);
            }
        }
        Ok(credentials)
    }

    /// Reads a list of roles and credentials, each of them once.
    fn entries(&self, text: &str) -> Result<(Vec<RoleId>, Vec<CredentialId>), Misunderstood> {
        let (mut roles, mut credentials) = (Vec::new(), Vec::new());
        for name in names(text) {
            match self.catalog.find_entry(name)? {
                Entry::Role(role) if !roles.contains(&role) => roles.push(role),
                Entry::Credential(credential) if !credentials.contains(&credential) => {
                    credentials.push(credential);
                }
                Entry::Role(_) | Entry::Credential(_) => {}
            }
        }
        Ok((roles, credentials))
    }
}

/// Splits a list at its commas.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// Reads a time of at least a month.
fn some_time(text: &str) -> Result<Months, Misunderstood> {
    match duration::parse(text, true)? {
        Months(0) => Err(Misunderstood::NoTime),
        months => Ok(months),
    }
}

/// Reads hours a week: `10`, `10h`, `10 hours`, `10 hours a week`.
fn hours(text: &str) -> Result<u32, Misunderstood> {
    let text = text.to_lowercase();
    let digits = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let units = ["", "h", "hrs", "hour", "hours", "hours a week", "hours per week"];
    let number = number.parse().ok().filter(|hours| (1..=HOURS_IN_A_WEEK).contains(hours));
    number.filter(|_| units.contains(&unit.trim())).ok_or(Misunderstood::Hours)
}

/// Reads yes or no.
///
/// # Errors
/// When it is neither.
pub fn truth(text: &str) -> Result<bool, Misunderstood> {
    match text.trim().to_lowercase().as_str() {
        "y" | "yes" | "true" => Ok(true),
        "n" | "no" | "none" | "false" => Ok(false),
        _ => Err(Misunderstood::Truth),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::profile::file::Profile;
    use crate::profile::write;
    use crate::testing::{catalog, credential, role, start};

    fn world() -> Catalog {
        catalog(
            &[
                (
                    "nurse",
                    "aliases = [\"RN\"]\ngives = [\"nursing\"]\nrequires = [\"license\"]\ntypical = [\"bsn\"]",
                ),
                ("aide", "gives = [\"clinical\"]"),
            ],
            &[("license", "requires = [\"school\"]"), ("school", ""), ("bsn", "implies = [\"school\"]")],
        )
    }

    /// Answers one question after the other, and returns what is known in the end.
    fn answered(interview: &mut Interview<'_>, answers: &[&str]) -> Profile {
        for answer in answers {
            assert!(interview.question().is_some(), "nothing is asked that `{answer}` could answer");
            interview.answer(answer).unwrap_or_else(|error| panic!("{answer}: {error}"));
        }
        interview.profile().clone()
    }

    const ALL: [&str; 14] = [
        "rn",
        "6y",
        "aide",
        "18 months",
        "",
        "",
        "informatics",
        "1 year 6 months",
        "",
        "20k",
        "10 hours",
        "y",
        "6",
        "aide, bsn, aide",
    ];

    #[test]
    fn a_person_is_asked_about_once_and_understood() {
        let catalog = world();
        let mut interview = Interview::new(&catalog, start());
        let profile = answered(&mut interview, &ALL);
        assert_eq!(interview.question(), None);
        let text = write::text(&catalog, &profile);
        let keys: Vec<&str> =
            text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        let expected = [
            "role = \"nurse\"",
            "credentials = [\"license\", \"bsn\"]",
            "history = [",
            "  { role = \"nurse\", years = 6 },",
            "  { role = \"aide\", months = 18 },",
            "]",
            "experience = { informatics = \"18mo\" }",
            "[limits]",
            "budget = 20000",
            "study-hours-per-week = 10",
            "keep-working = true",
            "max-years = 6",
            "avoid = [\"aide\", \"bsn\"]",
            "[exceptions]",
        ];
        assert_eq!(keys, expected);
    }

    #[test]
    fn every_question_can_be_skipped() {
        let catalog = world();
        let mut interview = Interview::new(&catalog, start());
        let mut asked = 0;
        while interview.question().is_some() {
            interview.answer(" ").expect("an answer");
            asked += 1;
        }
        assert_eq!(asked, 9, "few questions");
        assert_eq!(*interview.profile(), Profile::nobody(&catalog));
    }

    #[test]
    fn what_holders_usually_have_is_proposed_and_can_be_refused() {
        let catalog = world();
        let mut interview = Interview::new(&catalog, start());
        answered(&mut interview, &["nurse", "", ""]);
        let [license, bsn] = ["license", "bsn"].map(|id| credential(&catalog, id));
        assert_eq!(interview.question(), Some(Question::Credentials));
        assert_eq!(interview.standing(), Standing::Proposed(vec![license, bsn]), "the school is implied");
        let mut refusing = interview.clone();
        assert_eq!(answered(&mut refusing, &["none"]).credentials, []);
        let mut naming = interview.clone();
        assert_eq!(answered(&mut naming, &["BSN,, bsn"]).credentials, [bsn]);
        let profile = answered(&mut interview, &[""]);
        assert_eq!(profile.credentials, [license, bsn]);
        assert!(profile.person.holds(credential(&catalog, "school")));
    }

    #[test]
    fn a_wrong_answer_changes_nothing() {
        let catalog = world();
        let mut interview = Interview::new(&catalog, start());
        let wrong: [(&[&str], &str, &str); 9] = [
            (&[], "nruse", "unknown role: `nruse`"),
            (&["nurse"], "long", "expected a duration such as `5y`, `18mo` or `2y 6mo`"),
            (&["6y", "aide"], "0", "expected at least 1 month"),
            (&["1y", ""], "bsn, x", "unknown credential: `x`"),
            (&[""], "cooking", "unknown domain: `cooking`"),
            (&[""], "much", "expected a whole amount such as `40000`, `$40,000` or `40k`"),
            (&[""], "200", "expected whole hours a week from 1 to 168"),
            (&["8"], "maybe", "expected `yes` or `no`"),
            (&["no", "3"], "x", "unknown role or credential: `x`"),
        ];
        for (answers, text, message) in wrong {
            let before = answered(&mut interview, answers);
            let question = interview.question();
            let error = interview.answer(text).expect_err(text);
            assert_eq!(error.to_string(), message);
            assert_eq!((interview.question(), interview.profile()), (question, &before));
        }
    }

    /// Whatever is answered, and whatever is refused in between, the file says the same as the person did.
    #[test]
    fn what_is_answered_is_what_the_file_says() {
        let catalog = world();
        let texts = [
            "",
            "none",
            "nurse",
            "RN",
            "aide",
            "bsn, license",
            "school",
            "nursing",
            "informatics",
            "6y",
            "18 months",
            "0",
            "20k",
            "10",
            "yes",
            "no",
            "aide, bsn",
            "nonsense",
            "-",
            "2.5",
        ];
        let answers = proptest::collection::vec(proptest::sample::select(texts.to_vec()), 0..60);
        proptest::proptest!(|(answers in answers)| {
            let mut interview = Interview::new(&catalog, start());
            for answer in answers {
                let before = interview.profile().clone();
                if interview.answer(answer).is_err() {
                    proptest::prop_assert_eq!(interview.profile(), &before);
                }
            }
            let text = write::text(&catalog, interview.profile());
            let file = crate::diagnostic::SourceFile { path: "me.toml".to_owned(), text };
            let read = crate::profile::file::parse(&catalog, file).expect("a valid profile");
            proptest::prop_assert_eq!(&read, interview.profile());
        });
    }

    #[test]
    fn what_was_said_stands_and_can_be_said_anew() {
        let catalog = world();
        let mut interview = Interview::new(&catalog, start());
        let profile = answered(&mut interview, &ALL);
        let mut same = Interview::resume(&catalog, start(), profile.clone());
        while same.question().is_some() {
            assert!(same.standing() != Standing::Nothing, "{:?}", same.question());
            same.answer("").expect("an answer");
        }
        assert_eq!(*same.profile(), profile);
        let mut other = Interview::resume(&catalog, start(), profile);
        let answers = ["aide", "2y", "none", "none", "none", "none", "none", "no", "none", "none"];
        let other = answered(&mut other, &answers);
        let mut expected = Profile::nobody(&catalog);
        expected.person.role = Some(role(&catalog, "aide"));
        expected.history = vec![(role(&catalog, "aide"), Months(24))];
        expected.limits.keep_working = Some(false);
        expected.settle(&catalog);
        assert_eq!(other, expected);
    }
}
