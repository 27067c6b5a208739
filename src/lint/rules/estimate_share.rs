//! How much of a catalog is its editors' own estimate.

use crate::catalog::Basis;
use crate::catalog::outline::{Anchor, Step};
use crate::catalog::provenance::Subject;
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "estimate-share",
    level: LintLevel::Warn,
    meaning: "A catalog that names sources, and in which more than `percent` (50) of the facts of one kind are estimates. \
              Kinds with fewer than `facts` (30) are not judged, nor is a catalog without any `[[source]]`.",
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
  { any = ["one", "two", { role = "nurse", years = 1 }] },
  { any = ["one", "two", { role = "nurse", years = 2 }] },
  { any = ["one", "two", { role = "nurse", years = 3 }] },
  { any = ["one", "two", { role = "nurse", years = 4 }] },
  { any = ["one", "two", { role = "nurse", years = 5 }] },
  { any = ["one", "two", { role = "nurse", years = 6 }] },
  { any = ["one", "two", { role = "nurse", years = 7 }] },
  { any = ["one", "two", { role = "nurse", years = 8 }] },
  { any = ["one", "two", { role = "nurse", years = 9 }] },
  { any = ["one", "two", { role = "nurse", years = 10 }] },
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
  { any = ["one", "two", { role = "nurse", years = 1 }], source = "handbook" },
  { any = ["one", "two", { role = "nurse", years = 2 }], source = "handbook" },
  { any = ["one", "two", { role = "nurse", years = 3 }], source = "handbook" },
  { any = ["one", "two", { role = "nurse", years = 4 }], source = "handbook" },
  { any = ["one", "two", { role = "nurse", years = 5 }], source = "handbook" },
  { any = ["one", "two", { role = "nurse", years = 6 }] },
  { any = ["one", "two", { role = "nurse", years = 7 }] },
  { any = ["one", "two", { role = "nurse", years = 8 }] },
  { any = ["one", "two", { role = "nurse", years = 9 }] },
  { any = ["one", "two", { role = "nurse", years = 10 }] },
]
"#,
    numbers: &[("percent", 50), ("facts", 30)],
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

const HELP: &str = "name sources for more of them: `careerpath check --summary` shows where they are lacking; or, where most \
                    of it is meant to be an estimate, raise `percent` under `[lints]` in `catalog.toml`";

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
        findings.report(place, message, "in this catalog").help = Some(HELP.to_owned());
    }
}
