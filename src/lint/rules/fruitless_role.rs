//! Work that counts for nothing.

use rustc_hash::FxHashSet;

use crate::catalog::outline::Anchor;
use crate::catalog::{Level, RequirementKind};
use crate::ids::RoleId;
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "fruitless-role",
    level: LintLevel::Warn,
    meaning: "A role of the middle of a ladder that gives experience in no domain, and that no requirement and no study \
              names, in a catalog that has domains.",
    reason: "Years in it lead nowhere, and a plan goes by way of it only for its pay, or when told to. Say under `gives` in \
             which domains its months count. Feeders, from which people come, and executive roles, at which they end, are \
             left alone.",
    bad: r#"[[domain]]
id = "nursing"
name = "Nursing"

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
gives = ["nursing"]

[[role]]
id = "charge-nurse"
title = "Charge nurse"
track = "clinical"
level = "mid"
requires = [{ experience = "nursing", years = 2 }]
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

[[role]]
id = "charge-nurse"
title = "Charge nurse"
track = "clinical"
level = "mid"
gives = ["nursing"]
requires = [{ experience = "nursing", years = 2 }]
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let catalog = context.catalog;
    if catalog.domains.is_empty() {
        return;
    }
    let named = named(context);
    for (id, role) in catalog.role_ids().zip(&catalog.roles) {
        let is_between = !matches!(role.level, Level::Feeder | Level::Executive);
        if is_between && role.gives.is_empty() && !named.contains(&id) {
            let place = context.outline.name(Anchor::Role(id));
            let message = format!("years in a role count for nothing: `{}`", role.id);
            findings.report(place, message, "gives no experience, and nothing asks for it").help =
                Some("say in which domains its months count: `gives = [\"…\"]`".to_owned());
        }
    }
}

/// Returns the roles that a requirement or a study names.
fn named(context: &Context<'_>) -> FxHashSet<RoleId> {
    let studies = context.catalog.credentials.iter().flat_map(|credential| &credential.study);
    let mut named: FxHashSet<RoleId> = studies.flat_map(|study| &study.while_in).copied().collect();
    named.extend(context.sites.iter().filter_map(|site| match site.node.kind {
        RequirementKind::Tenure { role, .. } => Some(role),
        _ => None,
    }));
    named
}
