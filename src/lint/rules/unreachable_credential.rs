//! Credentials that ask what nobody can meet.

use crate::catalog::names::Entry;
use crate::lint::{Context, Findings, LintLevel, Rule};

use super::unreachable_role::report_closed;

pub(super) static RULE: Rule = Rule {
    name: "unreachable-credential",
    level: LintLevel::Deny,
    meaning: "A credential with a study that asks what nobody can meet any more, even with whatever people bring along.",
    reason: "A requirement has run out or contradicts itself, and there is no alternative: nobody begins the study who is \
             not excused (`--waive`). Where the credential itself has ended, write `status = \"retired\"`; otherwise write \
             what is asked now.",
    bad: r#"[[domain]]
id = "informatics"
name = "Informatics"

[[role]]
id = "informaticist"
title = "Informaticist"
track = "informatics"
level = "mid"
gives = ["informatics"]

[[credential]]
id = "board"
name = "Board certification"
kind = "certification"
requires = [{ experience = "informatics", years = 3, until = "2025-12" }]

[[credential.study]]
mode = "part-time"
months = 6
"#,
    good: r#"[[domain]]
id = "informatics"
name = "Informatics"

[[role]]
id = "informaticist"
title = "Informaticist"
track = "informatics"
level = "mid"
gives = ["informatics"]

[[credential]]
id = "board"
name = "Board certification"
kind = "certification"
requires = [{ experience = "informatics", years = 3, until = "2027-12" }]

[[credential.study]]
mode = "part-time"
months = 6
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report_closed(context, findings, |entry| matches!(entry, Entry::Credential(_)));
}
