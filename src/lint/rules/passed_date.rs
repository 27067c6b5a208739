//! Dated rules whose date has passed.

use crate::catalog::RequirementKind;
use crate::diagnostic::Edit;
use crate::lint::requirements::sites;
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "passed-date",
    level: LintLevel::Warn,
    meaning: "A dated rule whose last month has passed, so that it can never hold again.",
    reason: "What is dated is written before its time, and nobody is reminded when that time comes. An alternative that \
             has run out can go; a requirement that has run out keeps everybody out, and needs what came after it.",
    bad: r#"[[credential]]
id = "old-exam"
name = "Old examination"
kind = "certification"

[[credential]]
id = "new-exam"
name = "New examination"
kind = "certification"

[[role]]
id = "coder"
title = "Coder"
track = "him"
level = "entry"
requires = [{ any = [{ credential = "old-exam", until = "2025-12" }, "new-exam"] }]
"#,
    good: r#"[[credential]]
id = "old-exam"
name = "Old examination"
kind = "certification"

[[credential]]
id = "new-exam"
name = "New examination"
kind = "certification"

[[role]]
id = "coder"
title = "Coder"
track = "him"
level = "entry"
requires = [{ any = ["new-exam"] }]
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for site in sites(context) {
        let Some(until) = site.node.until.filter(|until| *until < context.now) else { continue };
        let message = format!("the last month of a rule has passed: {until}");
        let place = site.place_of(context, "until");
        // Of several alternatives one that has run out can go without changing what the others ask.
        let choice = site.around.last().map(|node| &node.kind);
        let whole = site.place(context).filter(|_| match choice {
            Some(RequirementKind::Any(nodes)) => nodes.len() > 1,
            _ => false,
        });
        let file = whole.as_ref().and_then(|whole| context.files.iter().find(|file| file.path == whole.path));
        let edit = whole.as_ref().zip(file).map(|(whole, file)| Edit::removing_item(file, &whole.span));
        let help = if edit.is_some() {
            "take the alternative out"
        } else {
            "write what is asked since then, or take the requirement out"
        };
        let finding = findings.report(place, message, "can never hold again");
        finding.help = Some(help.to_owned());
        finding.edits.extend(edit);
    }
}
