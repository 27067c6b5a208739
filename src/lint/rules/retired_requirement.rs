//! Retired credentials that are still asked for.

use rustc_hash::FxHashSet;

use crate::catalog::names::Entry;
use crate::catalog::outline::Step;
use crate::catalog::{Catalog, CredentialStatus, Requirement, RequirementKind, Standard};
use crate::ids::CredentialId;
use crate::lint::requirements::{Counting, asking, list_key};
use crate::lint::{Context, Findings, LintLevel, Rule};
use crate::units::Months;

pub(super) static RULE: Rule = Rule {
    name: "retired-requirement",
    level: LintLevel::Warn,
    meaning: "A retired credential that is still asked for where nothing else will do: no alternative, and no \
              credential that implies it and is still awarded.",
    reason: "Only those who hold it meet what is asked, and nobody else can come to hold it. Name what took its place as \
             an alternative. A retired credential may stay among alternatives, for its holders.",
    bad: r#"[[credential]]
id = "old-exam"
name = "Old examination"
kind = "certification"
status = "retired"

[[credential]]
id = "new-exam"
name = "New examination"
kind = "certification"

[[role]]
id = "coder"
title = "Coder"
track = "him"
level = "entry"
requires = ["old-exam"]
"#,
    good: r#"[[credential]]
id = "old-exam"
name = "Old examination"
kind = "certification"
status = "retired"

[[credential]]
id = "new-exam"
name = "New examination"
kind = "certification"

[[role]]
id = "coder"
title = "Coder"
track = "him"
level = "entry"
requires = [{ any = ["new-exam", "old-exam"] }]
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let awarded = context.catalog.still_awarded();
    if !awarded.contains(&false) {
        return;
    }
    let search = Search { awarded };
    for (entry, requires) in asking(context.catalog) {
        if is_retired(context.catalog, entry) {
            continue;
        }
        let mut told = FxHashSet::default();
        // What is asked by the strictest is said without a standard.
        for standard in Standard::ALL.into_iter().rev() {
            let counting = Counting::At(standard);
            for (number, node) in counting.of_all(requires) {
                let steps = vec![Step::Key("requires"), Step::Item(number)];
                for lost in search.lost(node, &steps, counting) {
                    if told.insert(lost.steps.clone()) {
                        report(context, entry, &lost, standard, findings);
                    }
                }
            }
        }
    }
}

fn report(context: &Context<'_>, entry: Entry, lost: &Lost, standard: Standard, findings: &mut Findings<'_>) {
    let names: Vec<String> =
        lost.retired.iter().map(|id| format!("`{}`", context.catalog.credential(*id).id)).collect();
    let place = context.outline.place(entry, &lost.steps);
    let mut message = format!("a retired credential is still asked for: {}", names.join(", "));
    if standard != Standard::Competitive {
        message = format!("{message}, at the standard `{}`", standard.word());
    }
    findings.report(place, message, lost.label).help =
        Some("write `{ any = […] }` with what took its place, or take it out".to_owned());
}

fn is_retired(catalog: &Catalog, entry: Entry) -> bool {
    match entry {
        Entry::Role(_) => false,
        Entry::Credential(credential) => catalog.credential(credential).status == CredentialStatus::Retired,
    }
}

/// A requirement that only holders of retired credentials meet.
struct Lost {
    steps: Vec<Step>,
    retired: Vec<CredentialId>,
    label: &'static str,
}

/// A search for what is lost, which knows the credentials that are [still awarded](Catalog::still_awarded).
struct Search {
    awarded: Vec<bool>,
}

impl Search {
    /// Returns what keeps a requirement from being met without retired credentials; nothing where it can be.
    fn lost(&self, node: &Requirement, steps: &[Step], counting: Counting) -> Vec<Lost> {
        let lost = |credential: CredentialId| Lost {
            steps: steps.to_vec(),
            retired: vec![credential],
            label: "no longer awarded, and nothing else will do",
        };
        match &node.kind {
            RequirementKind::Credential(credential) if !self.awarded[credential.index()] => {
                vec![lost(*credential)]
            }
            RequirementKind::Experience { months, after: Some(credential), .. }
                if *months > Months(0) && !self.awarded[credential.index()] =>
            {
                vec![lost(*credential)]
            }
            _ if node.is_leaf() => Vec::new(),
            kind => {
                let parts = counting.parts(node);
                let total = parts.clone().count();
                let found: Vec<Vec<Lost>> = parts
                    .map(|(number, part)| {
                        let steps = steps.iter().copied().chain(list_key(node).map(Step::Key));
                        let steps: Vec<Step> = steps.chain([Step::Item(number)]).collect();
                        self.lost(part, &steps, counting)
                    })
                    .filter(|lost| !lost.is_empty())
                    .collect();
                if total - found.len() >= counting.needed(node) {
                    return Vec::new();
                }
                let found: Vec<Lost> = found.into_iter().flatten().collect();
                if matches!(kind, RequirementKind::All(_)) || found.len() == 1 {
                    return found;
                }
                // Of a choice none is to blame more than the others.
                let mut retired: Vec<CredentialId> =
                    found.into_iter().flat_map(|lost| lost.retired).collect();
                retired.sort_unstable();
                retired.dedup();
                let label = match kind {
                    RequirementKind::AtLeast { .. } => "too few of these are still awarded",
                    _ => "none of these is awarded any more",
                };
                vec![Lost { steps: steps.to_vec(), retired, label }]
            }
        }
    }
}
