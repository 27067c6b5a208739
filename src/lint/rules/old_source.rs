//! Sources that have grown old.

use crate::catalog::outline::{Anchor, Step};
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "old-source",
    level: LintLevel::Warn,
    meaning: "A cited source that is older than a number of years: 15, unless `years` says otherwise.",
    reason: "Fees, rules and pay change. Look whether the source has been renewed, and cite the newer one; where the old \
             one is the best there is, say so in a note and raise `years`.",
    bad: r#"[[source]]
id = "handbook"
title = "Handbook"
year = 1998

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
sources = ["handbook"]
"#,
    good: r#"[[source]]
id = "handbook"
title = "Handbook"
year = 2025

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
sources = ["handbook"]
"#,
    numbers: &[("years", 15)],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let years = i32::try_from(findings.number("years")).unwrap_or(i32::MAX);
    let first = context.now.year().saturating_sub(years);
    for id in context.provenance.used_from_before(context.catalog, first) {
        let source = context.catalog.source(id);
        let Some(year) = source.year else { continue };
        let place = context.outline.place(Anchor::Source(id), &[Step::Key("year")]);
        let age = context.now.year() - year;
        let message = format!("a source that is {age} years old: `{}`", source.id);
        findings.report(place, message, format!("more than {years} years ago")).help =
            Some("cite a newer one, or say in a note why this one still holds".to_owned());
    }
}
