//! Ways of study in roles that ask for what they lead to.

use crate::catalog::names::Entry;
use crate::catalog::outline::{Anchor, Step};
use crate::catalog::{Catalog, Requirement, RequirementKind};
use crate::ids::{CredentialId, RoleId};
use crate::lint::requirements::Counting;
use crate::lint::{Context, Findings, LintLevel, Rule};
use crate::units::Months;

pub(super) static RULE: Rule = Rule {
    name: "unusable-study",
    level: LintLevel::Warn,
    meaning: "A way of study that is tied to roles which all ask for the very credential.",
    reason: "Whoever gets into one of these roles holds the credential by then. Only those can take this way who are in \
             the role without it, from a time before it was asked for or by an exception. Tie it to a role that people have \
             before, or let the role be had without the credential.",
    bad: r#"[[credential]]
id = "board"
name = "Board certification"
kind = "certification"

[[credential.study]]
mode = "part-time"
months = 24
while = ["specialist"]

[[credential.study]]
mode = "part-time"
months = 36

[[role]]
id = "specialist"
title = "Specialist"
track = "clinical"
level = "mid"
requires = ["board"]

[[role]]
id = "resident"
title = "Resident"
track = "clinical"
level = "entry"
"#,
    good: r#"[[credential]]
id = "board"
name = "Board certification"
kind = "certification"

[[credential.study]]
mode = "part-time"
months = 24
while = ["resident"]

[[credential.study]]
mode = "part-time"
months = 36

[[role]]
id = "specialist"
title = "Specialist"
track = "clinical"
level = "mid"
requires = ["board"]

[[role]]
id = "resident"
title = "Resident"
track = "clinical"
level = "entry"
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let catalog = context.catalog;
    for id in context.catalog.credential_ids() {
        for (number, study) in catalog.credential(id).study.iter().enumerate() {
            let needs_it = |role: &RoleId| {
                let requires = &catalog.role(*role).requires;
                Counting::Least.of_all(requires).any(|(_, node)| needs(catalog, node, id))
            };
            // Where there is no other way either, that is a circle, which says it all.
            let is_circle = context.arrivals().of(Entry::Credential(id)).is_none();
            if study.while_in.is_empty() || is_circle || !study.while_in.iter().all(needs_it) {
                continue;
            }
            let steps = [Step::Key("study"), Step::Item(number), Step::Key("while")];
            let place = context.outline.place(Anchor::Credential(id), &steps);
            let message = format!(
                "a way of study in roles that ask for what it leads to: `{}`",
                catalog.credential(id).id
            );
            findings.report(place, message, "each of these asks for the credential").help = Some(
                "name a role here that people have before, or let one of these be had without it".to_owned(),
            );
        }
    }
}

/// Tells whether a requirement cannot be met, even at the least that is asked, without holding a credential.
fn needs(catalog: &Catalog, node: &Requirement, wanted: CredentialId) -> bool {
    match &node.kind {
        RequirementKind::Credential(credential) => catalog.credential(*credential).closure.contains(&wanted),
        RequirementKind::Experience { months, after: Some(credential), .. } => {
            *months > Months(0) && catalog.credential(*credential).closure.contains(&wanted)
        }
        RequirementKind::Experience { .. } | RequirementKind::Tenure { .. } => false,
        _ => {
            let parts = Counting::Least.parts(node);
            let without = parts.filter(|(_, part)| !needs(catalog, part, wanted)).count();
            without < Counting::Least.needed(node)
        }
    }
}
