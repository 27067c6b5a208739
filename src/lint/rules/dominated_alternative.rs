//! Alternatives that add nothing to a choice.

use rustc_hash::FxHashMap;

use crate::catalog::outline::Step;
use crate::catalog::{Catalog, Requirement, RequirementKind, Standard};
use crate::diagnostic::Edit;
use crate::ids::CredentialId;
use crate::lint::implied::implies;
use crate::lint::requirements::{Counting, is_in_force};
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "dominated-alternative",
    level: LintLevel::Warn,
    meaning: "An alternative that, exceptions aside, can never be the cheapest or the fastest, because whoever meets it \
              meets another one of the same choice too.",
    reason: "The other one asks for no more and is met no later, so that only those need it who are excused from it by \
             name (`--waive`). Often something else was meant, or the other one became wider. Take it out, or say in its \
             `note` or `source` why readers should see it; with either it is left alone. So is another credential, domain \
             or role where the whole choice has a note or a source that may name it, and the alternative that `--from` \
             takes. `--fix` takes it out where the other one asks for the same thing, so that no exception is lost.",
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
id = "nurse-informaticist"
title = "Nurse informaticist"
track = "informatics"
level = "entry"
requires = [{ any = [{ experience = "nursing", years = 3 }, { experience = "nursing", years = 5 }] }]
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
id = "nurse-informaticist"
title = "Nurse informaticist"
track = "informatics"
level = "entry"
requires = [{ any = [{ experience = "nursing", years = 3 }] }]
"#,
    numbers: &[],
    check,
};

/// In longer lists only credentials are compared, as each other two would take too long.
const MOST_COMPARED: usize = 40;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for site in &context.sites {
        let RequirementKind::Any(nodes) = &site.node.kind else { continue };
        let is_explained = site.node.note.is_some() || site.node.source.is_some();
        let mut asked = site.around.iter().chain([&site.node]);
        let is_certain = asked.all(|node| is_in_force(node, Standard::Minimum));
        let is_meant = |idle: usize, better: usize| {
            is_explained && !asks_for_the_same(&nodes[idle], &nodes[better])
                || is_certain && is_assumed(nodes, idle)
        };
        for (idle, better) in dominated(context.catalog, nodes) {
            if is_meant(idle, better) {
                continue;
            }
            let place = |number: usize| {
                let mut steps = site.steps.clone();
                steps.extend([Step::Key("any"), Step::Item(number)]);
                context.outline.place(site.entry, &steps)
            };
            let message = match (&nodes[idle].kind, &nodes[better].kind) {
                (RequirementKind::Credential(one), RequirementKind::Credential(other)) if one != other => {
                    let [one, other] = [one, other].map(|id| &context.catalog.credential(*id).id);
                    format!("an alternative beside one that asks for no more: `{one}` counts as `{other}`")
                }
                _ if is_copy(&nodes[idle], &nodes[better]) => {
                    "an alternative that stands there twice".to_owned()
                }
                _ => "an alternative beside one that asks for no more".to_owned(),
            };
            let idle_place = place(idle);
            let is_safe = is_excused_alike(&nodes[idle], &nodes[better]);
            let edit = idle_place.as_ref().filter(|_| is_safe).and_then(|place| {
                let file = context.file(place)?;
                Some(Edit::removing_item(file, &place.span))
            });
            let finding = findings.report(idle_place, message, "whoever meets this");
            finding.labels.extend(place(better).map(|place| place.label("meets this too")));
            finding.help = Some("take it out, or say in a `note` why it is named".to_owned());
            finding.edits.extend(edit);
        }
    }
}

/// Tells whether both ask for one credential, for experience in one domain, or for time in one role, in whatever words and
/// however much; what is made of other requirements counts as the same.
fn asks_for_the_same(one: &Requirement, other: &Requirement) -> bool {
    use RequirementKind::{Credential, Experience, Tenure};
    match (&one.kind, &other.kind) {
        (Credential(one), Credential(other)) => one == other,
        (Experience { domain: one, .. }, Experience { domain: other, .. }) => one == other,
        (Tenure { role: one, .. }, Tenure { role: other, .. }) => one == other,
        _ => !one.is_leaf() || !other.is_leaf(),
    }
}

/// Tells whether an alternative says the same as another one in every way that counts; this one has no remarks.
fn is_copy(idle: &Requirement, better: &Requirement) -> bool {
    *idle == Requirement { note: None, source: None, ..better.clone() }
}

/// Tells whether everybody who is excused from something that the first asks for is excused in the same way from what the
/// second does.
fn is_excused_alike(one: &Requirement, other: &Requirement) -> bool {
    use RequirementKind::{Experience, Tenure};
    match (&one.kind, &other.kind) {
        (Experience { domain: one, after, .. }, Experience { domain: other, after: same, .. }) => {
            one == other && after == same
        }
        (Tenure { role: one, .. }, Tenure { role: other, .. }) => one == other,
        (one, other) => one == other,
    }
}

/// Tells whether somebody who works in the role may be taken to have this alternative: it is the first that counts for
/// certain at the least that is asked.
fn is_assumed(nodes: &[Requirement], number: usize) -> bool {
    let is_certain = |node: &Requirement| node.from.is_none() && node.until.is_none() && !node.rare;
    let mut before = Counting::At(Standard::Minimum).of_all(&nodes[..number]);
    is_in_force(&nodes[number], Standard::Minimum) && !before.any(|(_, node)| is_certain(node))
}

/// Returns the alternatives of a choice that add nothing, each with one that is left.
fn dominated(catalog: &Catalog, nodes: &[Requirement]) -> Vec<(usize, usize)> {
    let mut plain: FxHashMap<CredentialId, usize> = FxHashMap::default();
    for (number, node) in nodes.iter().enumerate() {
        if let RequirementKind::Credential(credential) = node.kind {
            plain.entry(credential).or_insert(number);
        }
    }
    let rivals = |number: usize| -> Vec<usize> {
        match nodes[number].kind {
            _ if nodes.len() <= MOST_COMPARED => (0..nodes.len()).collect(),
            RequirementKind::Credential(credential) => {
                let closure = &catalog.credential(credential).closure;
                closure.iter().filter_map(|counts_as| plain.get(counts_as).copied()).collect()
            }
            _ => Vec::new(),
        }
    };
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut is_idle = vec![false; nodes.len()];
    for (number, node) in nodes.iter().enumerate() {
        if node.note.is_some() || node.source.is_some() {
            continue;
        }
        // Of two that mean the same the later one is too much; what is too much itself is no reason.
        let replaces = |rival: &usize| {
            *rival != number
                && !is_idle[*rival]
                && stands_for(catalog, &nodes[*rival], node)
                && (*rival < number || !stands_for(catalog, node, &nodes[*rival]))
        };
        if let Some(rival) = rivals(number).into_iter().find(replaces) {
            is_idle[number] = true;
            found.push((number, rival));
        }
    }
    found
}

/// Tells whether an alternative is met whenever the other one is, under each standard that knows the other.
fn stands_for(catalog: &Catalog, one: &Requirement, other: &Requirement) -> bool {
    Standard::ALL.into_iter().all(|standard| {
        !is_in_force(other, standard)
            || (is_in_force(one, standard) && implies(catalog, other, one, standard))
    })
}
