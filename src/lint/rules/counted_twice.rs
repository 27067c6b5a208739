//! One thing that counts as two.

use crate::catalog::outline::Step;
use crate::catalog::{Catalog, Requirement, RequirementKind, Standard};
use crate::lint::implied::implies;
use crate::lint::requirements::Counting;
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "counted-twice",
    level: LintLevel::Warn,
    meaning: "A requirement for several things of a list in which one thing counts as two of them.",
    reason: "`at-least = 2` is met by two items of the list, and a master's that implies a bachelor's meets both by \
             itself: less is asked than it looks. Put items that come together into one `any`, or leave the one that \
             comes along out.",
    bad: r#"[[credential]]
id = "bachelors"
name = "Bachelor's degree"
kind = "degree"

[[credential]]
id = "masters"
name = "Master's degree"
kind = "degree"
implies = ["bachelors"]

[[credential]]
id = "certificate"
name = "Certificate"
kind = "certificate"

[[role]]
id = "analyst"
title = "Analyst"
track = "data"
level = "entry"
requires = [{ at-least = 2, of = ["bachelors", "masters", "certificate"] }]
"#,
    good: r#"[[credential]]
id = "bachelors"
name = "Bachelor's degree"
kind = "degree"

[[credential]]
id = "masters"
name = "Master's degree"
kind = "degree"
implies = ["bachelors"]

[[credential]]
id = "certificate"
name = "Certificate"
kind = "certificate"

[[role]]
id = "analyst"
title = "Analyst"
track = "data"
level = "entry"
requires = ["bachelors", "certificate"]
"#,
    numbers: &[],
    check,
};

/// In longer lists nothing is compared, as each two would take too long.
const MOST_COMPARED: usize = 40;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for site in &context.sites {
        let RequirementKind::AtLeast { count, of } = &site.node.kind else { continue };
        if *count < 2 || of.len() > MOST_COMPARED || site.node.note.is_some() {
            continue;
        }
        let Some((one, other)) = counted_together(context.catalog, of) else { continue };
        let place = |number: usize| {
            let mut steps = site.steps.clone();
            steps.extend([Step::Key("of"), Step::Item(number)]);
            context.outline.place(site.entry, &steps)
        };
        let message = format!("one thing counts as two of the {count} that are asked for");
        let finding = findings.report(place(one), message, "whoever has this");
        finding.labels.extend(place(other).map(|place| place.label("has this too")));
        finding.help =
            Some("join the two in one `any`, take one out, or say in a `note` that this is meant".to_owned());
    }
}

/// Returns two items of a list of which the first brings the second along.
fn counted_together(catalog: &Catalog, of: &[Requirement]) -> Option<(usize, usize)> {
    // What counts under any standard counts under the strictest or, where it is rare, under the mildest.
    [Standard::Competitive, Standard::Minimum].into_iter().find_map(|standard| {
        let items = Counting::At(standard).of_all(of);
        items.clone().find_map(|(one, strong)| {
            let other =
                items.clone().find(|(other, weak)| *other != one && implies(catalog, strong, weak, standard));
            other.map(|(other, _)| (one, other))
        })
    })
}
