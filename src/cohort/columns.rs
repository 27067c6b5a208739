//! The columns that say something of a person.

use crate::diagnostic::similar;

/// A column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    /// The work of today.
    Role,
    /// How long in it, in years.
    Years,
    /// How long in it, in months.
    Months,
    /// What is held.
    Credentials,
    /// Time in jobs.
    History,
    /// Experience on top of the jobs.
    Experience,
    /// The most that study may cost.
    Budget,
    /// The most years until the target.
    MaxYears,
    /// Whether full-time study is ruled out.
    KeepWorking,
    /// The most hours of study a week.
    StudyHours,
    /// What never to work in or study for.
    Avoid,
}

/// A column: its name, an example, and what it says.
struct Known {
    column: Column,
    name: &'static str,
    /// Other names that it goes by in the files of others.
    also: &'static [&'static str],
    about: &'static str,
}

const KNOWN: [Known; 11] = [
    Known {
        column: Column::Role,
        name: "role",
        also: &["job", "job-title", "position", "title"],
        about: "The work of today, by id, title or another name; empty for none.",
    },
    Known {
        column: Column::Years,
        name: "years",
        also: &["years-in-role", "time-in-role"],
        about: "How long in that role: `5`, `2.5`, `5y` or `18mo`.",
    },
    Known {
        column: Column::Months,
        name: "months",
        also: &["months-in-role"],
        about: "The same in months; one of the two.",
    },
    Known {
        column: Column::Credentials,
        name: "credentials",
        also: &["credential", "certification", "certifications", "license", "licenses", "degree", "degrees"],
        about: "What is held, by id, name or alias, with semicolons between.",
    },
    Known {
        column: Column::History,
        name: "history",
        also: &[],
        about: "Time in all jobs, that of today included: `nurse: 6y; charge-nurse: 18mo`. Nothing is taken for granted then.",
    },
    Known {
        column: Column::Experience,
        name: "experience",
        also: &[],
        about: "Experience on top of the jobs, by domain: `management: 18mo`.",
    },
    Known { column: Column::Budget, name: "budget", also: &[], about: "The most that all study may cost." },
    Known {
        column: Column::MaxYears,
        name: "max-years",
        also: &[],
        about: "The most years until the target.",
    },
    Known {
        column: Column::KeepWorking,
        name: "keep-working",
        also: &[],
        about: "`yes` for no full-time study.",
    },
    Known {
        column: Column::StudyHours,
        name: "study-hours",
        also: &["study-hours-per-week"],
        about: "The most hours of study a week.",
    },
    Known {
        column: Column::Avoid,
        name: "avoid",
        also: &[],
        about: "Roles and credentials never to be taken, with semicolons between.",
    },
];

impl Column {
    /// Returns the column that a header or key names, whatever its case and however its words are joined.
    pub(crate) fn named(header: &str) -> Option<Self> {
        let name = folded(header);
        let known = KNOWN.iter().find(|known| known.name == name || known.also.contains(&name.as_str()));
        known.map(|known| known.column)
    }

    /// Tells whether a header or key is the name itself, and not another name for it.
    pub(crate) fn is_named_by(self, header: &str) -> bool {
        folded(header) == self.name()
    }

    /// Returns the name.
    pub(crate) fn name(self) -> &'static str {
        self.known().name
    }

    /// Tells whether it holds several items.
    pub(crate) fn is_list(self) -> bool {
        matches!(self, Self::Credentials | Self::History | Self::Experience | Self::Avoid)
    }

    /// Tells whether its items are names with times.
    pub(crate) fn is_timed(self) -> bool {
        matches!(self, Self::History | Self::Experience)
    }

    fn known(self) -> &'static Known {
        &KNOWN[self as usize]
    }
}

/// Returns the name and the meaning of each column, with the other names that it may have.
pub(crate) fn all() -> impl Iterator<Item = (&'static str, String)> {
    KNOWN.iter().map(|known| {
        let also =
            if known.also.is_empty() { String::new() } else { format!(" Also: {}.", known.also.join(", ")) };
        (known.name, format!("{}{also}", known.about))
    })
}

/// Returns the names of columns that are near to a header; none to a single letter or two, which may stand for anything.
pub(crate) fn near(header: &str) -> Vec<String> {
    if header.chars().count() < 3 {
        return Vec::new();
    }
    similar(&folded(header), KNOWN.iter().map(|known| known.name)).into_iter().map(str::to_owned).collect()
}

fn folded(header: &str) -> String {
    crate::catalog::names::folded(header).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_is_known_by_its_names() {
        for known in &KNOWN {
            assert_eq!(KNOWN[known.column as usize].column, known.column);
            for name in known.also.iter().chain([&known.name]) {
                assert_eq!(Column::named(name), Some(known.column), "{name}");
                assert_eq!(
                    Column::named(&name.to_uppercase().replace('-', "_")),
                    Some(known.column),
                    "{name}"
                );
            }
        }
        assert_eq!(Column::named("id"), None);
        assert_eq!(Column::named(" Job Title "), Some(Column::Role));
        assert_eq!(near("credntials"), ["credentials"]);
        assert_eq!((near("rol"), near("ro")), (vec!["role".to_owned()], Vec::new()));
    }
}
