//! Experience that no role gives.

use rustc_hash::FxHashSet;

use crate::catalog::{Catalog, RequirementKind};
use crate::ids::{CredentialId, DomainId};
use crate::lint::{Context, Findings, LintLevel, Rule};
use crate::units::Months;

pub(super) static RULE: Rule = Rule {
    name: "experience-nobody-gives",
    level: LintLevel::Warn,
    meaning: "A requirement for experience that no role gives, or that counts only after a credential that nobody can \
              earn.",
    reason: "No plan gains it: only those meet this who bring the experience along. Add the domain to the `gives` of \
             the roles in which it is gained, or ask for one that roles give.",
    bad: r#"[[domain]]
id = "nursing"
name = "Nursing"

[[domain]]
id = "clinical"
name = "Clinical practice"

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
gives = ["nursing"]

[[role]]
id = "manager"
title = "Manager"
track = "clinical"
level = "senior"
requires = [{ experience = "clinical", years = 5 }]
"#,
    good: r#"[[domain]]
id = "nursing"
name = "Nursing"
part-of = ["clinical"]

[[domain]]
id = "clinical"
name = "Clinical practice"

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
gives = ["nursing"]

[[role]]
id = "manager"
title = "Manager"
track = "clinical"
level = "senior"
requires = [{ experience = "clinical", years = 5 }]
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let catalog = context.catalog;
    let given = domains_given(catalog);
    let had = credentials_with_a_way(catalog);
    for site in &context.sites {
        let RequirementKind::Experience { domain, months, after, .. } = &site.node.kind else { continue };
        if *months == Months(0) {
            continue;
        }
        if !given.contains(domain) {
            let id = &catalog.domain(*domain).id;
            let place = site.place_of(context, "experience");
            let message = format!("experience that no role gives: `{id}`");
            let label = "no role gives this or a part of it";
            let help = format!(
                "write `gives = [\"{id}\"]` in the roles in which it is gained, or ask for another domain"
            );
            findings.report(place, message, label).help = Some(help);
        }
        if let Some(after) = after.filter(|after| !had.contains(after)) {
            let id = &catalog.credential(after).id;
            let place = site.place_of(context, "after");
            let message = format!("experience that counts only after what nobody can earn: `{id}`");
            findings
                .report(place, message, "there is no study for it, nor for anything that implies it")
                .help = Some("add a `[[credential.study]]` to it, or name another credential".to_owned());
        }
    }
}

/// Returns the domains in which roles give experience, with all that these are part of.
pub(super) fn domains_given(catalog: &Catalog) -> FxHashSet<DomainId> {
    let given: FxHashSet<DomainId> =
        catalog.roles.iter().flat_map(|role| role.gives.iter().copied()).collect();
    given.into_iter().flat_map(|domain| catalog.domain(domain).ancestors.iter().copied()).collect()
}

/// Returns the credentials for which there is a study, with all that these imply; of retired ones as well, for which
/// there was one.
fn credentials_with_a_way(catalog: &Catalog) -> FxHashSet<CredentialId> {
    use crate::catalog::CredentialStatus::Retired;
    let with_study = catalog
        .credentials
        .iter()
        .filter(|credential| credential.status == Retired || !credential.study.is_empty());
    with_study.flat_map(|credential| credential.closure.iter().copied()).collect()
}
