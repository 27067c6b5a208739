//! Requirements that bite their own tail.

use crate::graph::cycle_diagnostics;
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "cyclic-requirement",
    level: LintLevel::Deny,
    meaning: "Roles or credentials that need each other first.",
    reason: "Each waits for another, so that newcomers, who have none of them, never get to any. Only those go on who are \
             in the circle already, or for whom an exception is made. The whole circle is shown. Give one of them an \
             alternative, or take a requirement out.",
    bad: r#"[[role]]
id = "clerk"
title = "Clerk"
track = "office"
level = "entry"
requires = [{ role = "chief", years = 1 }]

[[role]]
id = "chief"
title = "Chief"
track = "office"
level = "senior"
requires = [{ role = "clerk", years = 1 }]
"#,
    good: r#"[[role]]
id = "clerk"
title = "Clerk"
track = "office"
level = "entry"

[[role]]
id = "chief"
title = "Chief"
track = "office"
level = "senior"
requires = [{ role = "clerk", years = 1 }]
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for cycle in cycle_diagnostics(context.catalog) {
        let finding = findings.report(None, cycle.message, "");
        finding.labels = cycle.labels;
        finding.help = cycle.help;
    }
}
