//! Requirements that take longer than a working life.

use crate::catalog::names::Entry;
use crate::catalog::outline::{Anchor, FilePlace, Step};
use crate::catalog::{Catalog, Requirement, RequirementKind};
use crate::lint::requirements::Site;
use crate::lint::{Context, Findings, LintLevel, Rule};
use crate::units::Months;

pub(super) static RULE: Rule = Rule {
    name: "unattainable-threshold",
    level: LintLevel::Warn,
    meaning: "A requirement for more experience than a working life holds, by itself or with all that has to come \
              before, or a study that long: more than 40 years, unless `years` says otherwise, or more than 120 months of \
              study, unless `study-months` does.",
    reason: "Usually months were written as years, or the steps of a ladder add up to more than anybody has. Of all ways \
             to get there from nothing the shortest counts, with studies and jobs side by side, so that no newcomer is \
             faster.",
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
id = "manager"
title = "Manager"
track = "clinical"
level = "senior"
requires = [{ experience = "nursing", years = 60 }]
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
id = "manager"
title = "Manager"
track = "clinical"
level = "senior"
requires = [{ experience = "nursing", months = 60 }]
"#,
    numbers: &[("years", 40), ("study-months", 120)],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let limit = Months::from_years(u32::try_from(findings.number("years")).unwrap_or(0));
    let longest_study = Months(u32::try_from(findings.number("study-months")).unwrap_or(0));
    let catalog = context.catalog;
    for site in &context.sites {
        if months_asked(site.node) > limit {
            let message = format!("more time than a working life: {}", months_asked(site.node));
            findings.report(threshold(context, site), message, format!("more than {limit}")).help =
                Some("write `months` if months were meant, or ask for less".to_owned());
        }
    }
    for id in catalog.credential_ids() {
        for (number, study) in catalog.credential(id).study.iter().enumerate() {
            if study.months > longest_study {
                let steps = [Step::Key("study"), Step::Item(number), Step::Key("months")];
                let place = context.outline.place(Anchor::Credential(id), &steps);
                let message = format!("a study of {}", study.months);
                findings.report(place, message, format!("more than {longest_study}")).help =
                    Some("write how long the study itself takes, without what it asks for".to_owned());
            }
        }
    }
    let roles = catalog.role_ids().map(Entry::Role);
    for entry in roles.chain(catalog.credential_ids().map(Entry::Credential)) {
        report_way(context, entry, limit, findings);
    }
}

/// Reports an entry whose requirements take longer than the limit even on the shortest way, where what it waits for last
/// does not take that long itself.
fn report_way(context: &Context<'_>, entry: Entry, limit: Months, findings: &mut Findings<'_>) {
    let met = context.arrivals().met(entry).map(Months).filter(|met| *met > limit);
    let decided_by = context.arrivals().decided_by(entry).map(|position| &context.sites[position]);
    let (Some(met), Some(site)) = (met, decided_by) else { return };
    let asked = months_asked(site.node);
    let before = Months(met.0.saturating_sub(asked.0));
    // A credential may come sooner with another one that counts as it.
    let comes_sooner = context.arrivals().of(entry).is_some_and(|month| month < met.0);
    if asked > limit || before > limit || comes_sooner {
        return;
    }
    let (kind, id) = name(context.catalog, entry);
    let message = format!("the {kind} `{id}` takes a newcomer {met} on the shortest way");
    let label = format!("{asked} here, after {before} before");
    findings.report(threshold(context, site), message, label).help =
        Some("look at the steps before it, and ask for less, or for another way".to_owned());
}

/// Returns the months that a requirement asks for by itself.
fn months_asked(node: &Requirement) -> Months {
    match node.kind {
        RequirementKind::Experience { months, .. } | RequirementKind::Tenure { months, .. } => months,
        _ => Months(0),
    }
}

/// Returns the place of the number of a requirement, or of all of it where it has none.
fn threshold(context: &Context<'_>, site: &Site<'_>) -> Option<FilePlace> {
    let whole = site.place(context);
    let number = ["years", "months"].into_iter().map(|key| site.place_of(context, key));
    number.into_iter().find(|place| *place != whole).unwrap_or(whole)
}

fn name(catalog: &Catalog, entry: Entry) -> (&'static str, &str) {
    match entry {
        Entry::Role(role) => ("role", &catalog.role(role).id),
        Entry::Credential(credential) => ("credential", &catalog.credential(credential).id),
    }
}
