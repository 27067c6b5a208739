//! Sources that nothing cites.

use crate::catalog::outline::Anchor;
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "unused-source",
    level: LintLevel::Warn,
    meaning: "A source that nothing in the catalog cites.",
    reason: "A bibliography is read as what the catalog rests on. Cite the source where it states something, or take \
             it out.",
    bad: r#"[[source]]
id = "handbook"
title = "Handbook"

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
"#,
    good: r#"[[source]]
id = "handbook"
title = "Handbook"

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
sources = ["handbook"]
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for id in context.provenance.unused() {
        let place = context.outline.name(Anchor::Source(id));
        let message = format!("a source that nothing cites: `{}`", context.catalog.source(id).id);
        findings.report(place, message, "not cited").help =
            Some("cite it where it states something, or take it out".to_owned());
    }
}
