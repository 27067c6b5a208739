//! How much of a catalog is its editors' own estimate.

use crate::catalog::Basis;
use crate::catalog::outline::{Anchor, Step};
use crate::catalog::provenance::Subject;
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "estimate-share",
    level: LintLevel::Warn,
    meaning: "A catalog that names sources, and in which more than `percent` (50) of the facts of one kind are estimates. \
              Kinds with fewer than `facts` (10) are not judged, nor is a catalog without any `[[source]]`.",
    reason: "A bibliography makes readers trust all of a catalog. Where most of a kind of facts is guessed, they are \
             misled: name sources for more of them, or leave out what nobody knows.",
    bad: r#"[[source]]
id = "handbook"
title = "Handbook"

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
sources = ["handbook"]

[[credential]]
id = "one"
name = "One"
kind = "certificate"

[[credential]]
id = "two"
name = "Two"
kind = "certificate"

[[role]]
id = "chief"
title = "Chief nurse"
track = "clinical"
level = "senior"
requires = [
  { any = ["one", { role = "nurse", years = 1 }] },
  { any = ["two", { role = "nurse", years = 2 }] },
  { any = ["one", { role = "nurse", years = 3 }], strength = "usual" },
  { any = ["two", { role = "nurse", years = 4 }], strength = "usual" },
  { any = ["one", { role = "nurse", years = 5 }], strength = "preferred" },
]
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

[[credential]]
id = "one"
name = "One"
kind = "certificate"

[[credential]]
id = "two"
name = "Two"
kind = "certificate"

[[role]]
id = "chief"
title = "Chief nurse"
track = "clinical"
level = "senior"
requires = [
  { any = ["one", { role = "nurse", years = 1 }], source = "handbook" },
  { any = ["two", { role = "nurse", years = 2 }], source = "handbook" },
  { any = ["one", { role = "nurse", years = 3 }], strength = "usual", source = "handbook" },
  { any = ["two", { role = "nurse", years = 4 }], strength = "usual" },
  { any = ["one", { role = "nurse", years = 5 }], strength = "preferred" },
]
"#,
    numbers: &[("percent", 50), ("facts", 10)],
    check,
};

/// The kinds of facts with their words. Wages and outlooks are all from one table each.
const KINDS: [(Subject, &str); 6] = [
    (Subject::Requirement, "requirements"),
    (Subject::StudyCost, "prices of studies"),
    (Subject::RenewalCost, "prices of renewals"),
    (Subject::RenewalRule, "rules of renewals"),
    (Subject::PassRate, "pass rates"),
    (Subject::Survey, "surveys"),
];

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    if context.catalog.sources.is_empty() {
        return;
    }
    let (percent, least) = (findings.number("percent"), findings.number("facts"));
    for (kind, words) in KINDS {
        let tally = context.provenance.tally(|fact| fact.subject == kind);
        let (estimates, total) = (i64::from(tally.with(Basis::Estimate)), i64::from(tally.total()));
        if total < least || estimates * 100 <= percent * total {
            continue;
        }
        let message = format!("{estimates} of {total} {words} are estimates, which is more than {percent} %");
        let place = context.outline.place(Anchor::Header, &[Step::Key("name")]);
        findings.report(place, message, "in this catalog").help =
            Some("`careerpath check --summary` shows where; name sources for more of them".to_owned());
    }
}
