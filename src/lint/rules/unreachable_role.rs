//! Roles that nobody can get into.

use std::collections::VecDeque;

use rustc_hash::FxHashSet;

use crate::catalog::names::Entry;
use crate::catalog::outline::Step;
use crate::catalog::{Catalog, Requirement, Strength};
use crate::graph::{Link, Subject};
use crate::lint::dates;
use crate::lint::requirements::{Counting, is_choice, list_key};
use crate::lint::{Context, Findings, LintLevel, Rule};

use super::unsatisfiable_requirement;

pub(super) static RULE: Rule = Rule {
    name: "unreachable-role",
    level: LintLevel::Deny,
    meaning: "A role that asks what nobody can meet any more, even at the least that is asked and with whatever people \
              bring along.",
    reason: "A requirement has run out or contradicts itself, and there is no alternative. The role is left to those who \
             are in it already or are excused (`--waive`), and so is what newcomers get to only by way of it. The role where \
             it begins is shown, with what waits for it; roles in a circle are shown by `cyclic-requirement`.",
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
requires = [{ credential = "old-exam", until = "2025-12" }]

[[role]]
id = "auditor"
title = "Auditor"
track = "him"
level = "mid"
requires = [{ role = "coder", years = 2 }]
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
requires = [{ any = [{ credential = "old-exam", until = "2025-12" }, "new-exam"] }]

[[role]]
id = "auditor"
title = "Auditor"
track = "him"
level = "mid"
requires = [{ role = "coder", years = 2 }]
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    report_closed(context, findings, |entry| matches!(entry, Entry::Role(_)));
}

/// Reports the wanted entries whose own requirements keep everybody out, unless these contradict themselves and another
/// rule says so.
pub(super) fn report_closed(
    context: &Context<'_>,
    findings: &mut Findings<'_>,
    wanted: impl Fn(Entry) -> bool,
) {
    for &entry in context.arrivals().closed() {
        let requires = context.catalog.requirements(entry);
        let months = dates::months_of_all(requires, Counting::Least);
        let is_told = months.is_empty() && findings.is_on(&unsatisfiable_requirement::RULE);
        if !wanted(entry) || is_told || !is_shut(context, entry) {
            continue;
        }
        let since = dates::last_month(&months).map_or_else(String::new, |month| format!(" after {month}"));
        let (steps, label) = obstacle(context, requires);
        let place = context.outline.place(entry, &steps);
        let finding = findings.report(place, format!("{}{since}", refusal(context.catalog, entry)), label);
        let name = context.outline.name(entry);
        finding.labels.extend(name.map(|place| place.label("closed to newcomers")));
        let waiting = waiting(context, entry).unwrap_or_default();
        finding.help = Some(format!("write what is asked instead, or an alternative{waiting}"));
    }
}

/// Tells whether nobody can reach an entry because of its own requirements.
pub(super) fn is_shut(context: &Context<'_>, entry: Entry) -> bool {
    context.arrivals().is_closed(entry) && context.arrivals().of(entry).is_none()
}

/// Says that an entry is closed. Whoever is there already, or is excused, need not meet what it asks.
pub(super) fn refusal(catalog: &Catalog, entry: Entry) -> String {
    format!("nobody can meet what `{}` asks", entry.id(catalog))
}

/// Names those on the way to which newcomers wait for an entry that nobody can reach, to be put after a sentence; `None`
/// when there are none.
pub(super) fn waiting(context: &Context<'_>, entry: Entry) -> Option<String> {
    let waiting = waiting_for(context, entry);
    let named = waiting.iter().take(NAMED).map(|entry| format!("`{}`", entry.id(context.catalog)));
    let named: Vec<String> = named.collect();
    let more = if waiting.len() > NAMED { " and more" } else { "" };
    (!waiting.is_empty()).then(|| format!("; newcomers wait for it on the way to {}{more}", named.join(", ")))
}

/// At most so many of those that wait are named.
const NAMED: usize = 5;

/// Returns the steps to the requirement that keeps everybody out of an entry.
pub(super) fn obstacle_of(context: &Context<'_>, entry: Entry) -> Vec<Step> {
    obstacle(context, context.catalog.requirements(entry)).0
}

/// Returns the steps to the innermost requirement that keeps everybody out, and what is wrong with it.
fn obstacle(context: &Context<'_>, requires: &[Requirement]) -> (Vec<Step>, String) {
    let mut steps = vec![Step::Key("requires")];
    let mut nodes = requires;
    let mut of: Option<&Requirement> = None;
    loop {
        let is_dead =
            |node: &Requirement| !dates::any_from(&dates::months(node, Counting::Least), context.now);
        let of_choice = of.is_some_and(is_choice);
        let counts = |node: &Requirement| Counting::Least.counts(node, of_choice);
        let numbered = nodes.iter().enumerate();
        let mut dead = numbered.filter(|(_, node)| counts(node) && is_dead(node));
        let (first, second) = (dead.next(), dead.next());
        let (Some((number, node)), true) = (first, !of_choice || second.is_none()) else { break };
        let has_own_dates = node.until.is_some_and(|until| until < context.now);
        steps.push(Step::Item(number));
        of = Some(node);
        let Some(key) = list_key(node).filter(|_| !has_own_dates) else { break };
        steps.push(Step::Key(key));
        nodes = node.children();
    }
    let label = match of {
        Some(node) if node.until.is_some_and(|until| until < context.now) => {
            format!("could be met {}", dates::in_words(&dates::months(node, Counting::Least)))
        }
        Some(node) if node.is_leaf() => "can never be met".to_owned(),
        _ => "of these not enough can be met any more".to_owned(),
    };
    (steps, label)
}

/// Returns the entries that cannot be reached and wait for a closed one, the nearest first; no more than one beyond those
/// that are [`NAMED`].
fn waiting_for(context: &Context<'_>, closed: Entry) -> Vec<Entry> {
    let start = Subject::from(closed);
    let is_missed = |subject: Subject| match subject {
        Subject::Role(role) => context.arrivals().of(Entry::Role(role)).is_none(),
        Subject::Credential(credential) => context.arrivals().of(Entry::Credential(credential)).is_none(),
        Subject::Domain(domain) => context.arrivals().of_domain(domain).is_none(),
    };
    let mut seen = FxHashSet::from_iter([start]);
    let mut queue = VecDeque::from([start]);
    let mut waiting = Vec::new();
    while let Some(subject) = queue.pop_front().filter(|_| waiting.len() <= NAMED) {
        let asking = context.graph.links_to(subject).into_iter().filter(|(link, _)| match link {
            Link::Requires { strength, .. } => *strength == Strength::Required,
            Link::StudiedIn => true,
            _ => false,
        });
        let given = context
            .graph
            .links(subject)
            .into_iter()
            .filter(|(link, _)| matches!(link, Link::Gives | Link::Implies | Link::PartOf));
        for (_, next) in asking.chain(given) {
            if is_missed(next) && seen.insert(next) {
                queue.push_back(next);
                match next {
                    Subject::Role(role) => waiting.push(Entry::Role(role)),
                    Subject::Credential(credential) => waiting.push(Entry::Credential(credential)),
                    Subject::Domain(_) => {}
                }
            }
        }
    }
    waiting
}
