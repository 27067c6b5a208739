//! Sources that nobody can look up.

use crate::catalog::outline::Anchor;
use crate::ids::SourceId;
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "untraceable-source",
    level: LintLevel::Warn,
    meaning: "A source with neither a `publisher` nor a `url`.",
    reason: "A title alone cannot be looked up, so that nobody can check what the source says. Add the publisher, even \
             if it is one's own house, or the address.",
    bad: r#"[[source]]
id = "handbook"
title = "Handbook"

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
publisher = "Human resources of our hospital"

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
    for (number, source) in context.catalog.sources.iter().enumerate() {
        if source.publisher.is_none() && source.url.is_none() {
            let place = context.outline.name(Anchor::Source(SourceId::from_index(number)));
            let message = format!("a source that nobody can look up: `{}`", source.id);
            findings.report(place, message, "neither `publisher` nor `url`").help =
                Some("add `publisher = \"…\"` or `url = \"https://…\"`".to_owned());
        }
    }
}
