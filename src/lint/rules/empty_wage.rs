//! Wages that say nothing.

use crate::catalog::outline::{Anchor, Step};
use crate::diagnostic::Edit;
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "empty-wage",
    level: LintLevel::Warn,
    meaning: "A role with a `wage` that names neither an occupation code nor a survey.",
    reason: "It says how well a figure fits and gives none. Name the `soc` code or the `surveys`, or leave `wage` out: \
             pay that is not known is shown as not known.",
    bad: r#"[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
wage = { fit = "fair" }
"#,
    good: r#"[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
wage = { soc = "29-1141", fit = "fair" }
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (id, role) in context.catalog.role_ids().zip(&context.catalog.roles) {
        let is_empty = role.wage.as_ref().is_some_and(|wage| wage.soc.is_none() && wage.surveys.is_empty());
        if !is_empty {
            continue;
        }
        let place = context.outline.key(Anchor::Role(id), &[], "wage");
        let value = context.outline.place(Anchor::Role(id), &[Step::Key("wage")]);
        // Only a table on the line of its key goes with it.
        let edit = place.as_ref().zip(value).and_then(|(key, value)| {
            let file = context.file(key).filter(|file| file.path == value.path)?;
            let is_inline = context.text(&value).starts_with('{') && key.span.start < value.span.start;
            is_inline.then(|| Edit::removing_lines(file, &(key.span.start..value.span.end)))?
        });
        let message = format!("a wage without a figure: role `{}`", role.id);
        let finding = findings.report(place, message, "neither `soc` nor `surveys`");
        finding.help = Some("name `soc = \"…\"` or `surveys = [\"…\"]`, or leave `wage` out".to_owned());
        finding.edits.extend(edit);
    }
}
