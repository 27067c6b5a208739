//! The first screen: what this is, and commands to paste. It fits a terminal of 80 columns and 24 lines.

use super::page::{Page, Style};

/// Examples for people of several kinds; each command is worth running.
pub(crate) const EXAMPLES: [(&str, &str); 6] = [
    ("A nurse", "careerpath plan --from nurse --years 3 --to nurse-informaticist"),
    (
        "An analyst: where to go, and what it pays",
        "careerpath reach --from data-analyst --years 2 --sort pay",
    ),
    ("An engineer", "careerpath plan --from software-engineer --to interoperability-engineer"),
    ("A physician: the plan as a page", "careerpath plan --from physician --years 5 --to cmio -o cmio.html"),
    (
        "A coder: which certification opens most doors",
        "careerpath keystone --from medical-coder --kind certification",
    ),
    ("A counsellor: two credentials side by side", "careerpath compare rhit rhia --from medical-coder"),
];

/// Whose screen it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Visitor {
    /// Somebody without a profile.
    Stranger,
    /// Somebody with a default profile.
    Known {
        /// Where it is.
        path: String,
        /// The title of their role, if they have one.
        title: Option<String>,
        /// Commands that answer something for them.
        commands: Vec<String>,
    },
    /// Somebody whose default profile cannot be used.
    Unreadable {
        /// Where it is.
        path: String,
    },
}

/// Returns the first screen.
#[must_use]
pub(crate) fn page(visitor: &Visitor) -> Page {
    let mut page = Page::new();
    let what = "careerpath finds the best route from your job to one in health informatics.";
    let command = |page: &mut Page, command: &str| page.verbatim(Style::Plain, "  ", command);
    match visitor {
        Visitor::Known { path, title, commands } => {
            let work = title.as_deref().unwrap_or("none");
            page.title(&format!("Your work today: {work}, as {path} says."));
            page.paragraph(Style::Plain, what);
            page.heading("Try for yourself");
            for own in commands {
                command(&mut page, own);
            }
            page.heading("Or for somebody else");
            for (_, other) in &EXAMPLES[..2] {
                command(&mut page, other);
            }
        }
        Visitor::Stranger | Visitor::Unreadable { .. } => {
            if let Visitor::Unreadable { path } = visitor {
                page.paragraph(
                    Style::Missing,
                    &format!("Your profile {path} cannot be used: see `careerpath profile check`."),
                );
            }
            page.title(what);
            page.heading("Try one of these");
            for (who, example) in EXAMPLES {
                page.paragraph(Style::Quiet, who);
                command(&mut page, example);
            }
        }
    }
    page.heading("Then");
    let mut rest = vec![
        ("careerpath guide", "questions that people ask, answered"),
        ("careerpath --help", "every command"),
    ];
    if *visitor == Visitor::Stranger {
        rest.insert(0, ("careerpath profile new", "a few questions, so that answers are about you"));
    }
    for (name, meaning) in rest {
        command(&mut page, &format!("{name:<24}{meaning}"));
    }
    page
}
