//! Domains that nothing knows.

use rustc_hash::FxHashSet;

use crate::catalog::RequirementKind;
use crate::catalog::outline::Anchor;
use crate::ids::DomainId;
use crate::lint::{Context, Findings, LintLevel, Rule};

use super::experience_nobody_gives::domains_given;

pub(super) static RULE: Rule = Rule {
    name: "unused-domain",
    level: LintLevel::Warn,
    meaning: "A domain in which no role gives experience and for which nothing asks.",
    reason: "No plan gains it or needs it; at most a profile states it, where it is part of a domain that is asked for. \
             Either roles that give it do not say so yet, or it is left from something that was taken out.",
    bad: r#"[[domain]]
id = "nursing"
name = "Nursing"

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
"#,
    good: r#"[[domain]]
id = "nursing"
name = "Nursing"

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
gives = ["nursing"]
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let given = domains_given(context.catalog);
    let asked: FxHashSet<DomainId> = context
        .sites
        .iter()
        .filter_map(|site| match site.node.kind {
            RequirementKind::Experience { domain, .. } => Some(domain),
            _ => None,
        })
        .collect();
    for id in context.catalog.domain_ids().filter(|id| !given.contains(id) && !asked.contains(id)) {
        let name = &context.catalog.domain(id).id;
        let message = format!("a domain that nothing gives or asks for: `{name}`");
        let help = format!("write `gives = [\"{name}\"]` in the roles in which it is gained, or take it out");
        findings.report(context.outline.name(Anchor::Domain(id)), message, "not used").help = Some(help);
    }
}
