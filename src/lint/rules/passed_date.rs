//! Dated rules whose date has passed.

use crate::catalog::names::Entry;
use crate::catalog::{Requirement, RequirementKind, Standard};
use crate::diagnostic::Edit;
use crate::lint::dates;
use crate::lint::requirements::{Counting, Site, is_in_force};
use crate::lint::{Context, Findings, LintLevel, Rule};

use super::unreachable_role::{is_shut, obstacle_of};
use super::{unreachable_credential, unreachable_role};

pub(super) static RULE: Rule = Rule {
    name: "passed-date",
    level: LintLevel::Warn,
    meaning: "A dated rule whose last month has passed, so that it can never hold again.",
    reason: "What is dated is written before its time, and nobody is reminded when that time comes. An alternative that \
             has run out can go, and with it the exceptions from it; what is asked in any case and has run out is met by \
             nobody, and needs what came after it.",
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
    for site in &context.sites {
        let Some(until) = site.node.until.filter(|until| *until < context.now) else { continue };
        if is_told(context, site, findings) {
            continue;
        }
        let message = format!("the last month of a rule has passed: {until}");
        let place = site.place_of(context, "until");
        let can_go = can_go(context, site);
        let whole = site.place(context).filter(|_| can_go && !has_remark(site.node));
        let file = whole.as_ref().and_then(|whole| context.file(whole));
        let edit = whole.as_ref().zip(file).map(|(whole, file)| Edit::removing_item(file, &whole.span));
        let help = if can_go {
            "take the alternative out"
        } else {
            "write what is asked since then, or take the requirement out"
        };
        let finding = findings.report(place, message, "can never hold again");
        finding.help = Some(help.to_owned());
        finding.edits.extend(edit);
    }
}

/// Tells whether another rule shows that this keeps everybody out.
fn is_told(context: &Context<'_>, site: &Site<'_>, findings: &Findings<'_>) -> bool {
    let rule = match site.entry {
        Entry::Role(_) => &unreachable_role::RULE,
        Entry::Credential(_) => &unreachable_credential::RULE,
    };
    let asked = context.catalog.requirements(site.entry);
    findings.is_on(rule)
        && is_shut(context, site.entry)
        && !dates::months_of_all(asked, Counting::Least).is_empty()
        && site.steps.starts_with(&obstacle_of(context, site.entry))
}

/// Tells whether an alternative that has run out can go without changing what the others ask: under each standard that
/// counts it, another one that is still open counts too.
fn can_go(context: &Context<'_>, site: &Site<'_>) -> bool {
    let Some(RequirementKind::Any(nodes)) = site.around.last().map(|node| &node.kind) else { return false };
    let counts = |standard: &Standard| site.around.iter().all(|node| is_in_force(node, *standard));
    Standard::ALL.into_iter().filter(counts).all(|standard| {
        let counting = Counting::At(standard);
        let is_open = |node: &Requirement| dates::any_from(&dates::months(node, counting), context.now);
        !is_in_force(site.node, standard) || counting.of_all(nodes).any(|(_, node)| is_open(node))
    })
}

/// Tells whether there is a note or a source in a requirement, which somebody is to read before it goes.
fn has_remark(node: &Requirement) -> bool {
    let mut found = false;
    node.walk(&mut |node| found |= node.note.is_some() || node.source.is_some());
    found
}
