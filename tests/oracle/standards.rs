//! The library's reading of the standards against a second one, on the requirements of random catalogs.

use careerpath::catalog::requirement::at_standard;
use careerpath::catalog::{Requirement, RequirementKind, Standard};
use proptest::prelude::*;

use crate::run;
use crate::spec::{render, specs};

/// Tells whether a list is met when the leaves that `leaf` accepts are, and the standard drops what it drops.
fn met(nodes: &[Requirement], standard: Standard, leaf: &impl Fn(&Requirement) -> bool) -> bool {
    nodes.iter().all(|node| verdict(node, standard, leaf) != Some(false))
}

/// Tells whether a node is met; `None` when it is dropped.
fn verdict(node: &Requirement, standard: Standard, leaf: &impl Fn(&Requirement) -> bool) -> Option<bool> {
    if !standard.keeps(node.strength, node.rare) {
        return None;
    }
    let verdicts = node.children().iter().filter_map(|child| verdict(child, standard, leaf));
    let (met, not_met): (Vec<bool>, Vec<bool>) = verdicts.partition(|met| *met);
    match &node.kind {
        RequirementKind::All(_) => Some(not_met.is_empty()),
        RequirementKind::Any(_) if met.is_empty() && not_met.is_empty() => None,
        RequirementKind::Any(_) => Some(!met.is_empty()),
        RequirementKind::AtLeast { count, .. } => Some(met.len() >= *count as usize || not_met.is_empty()),
        _ => Some(leaf(node)),
    }
}

#[test]
fn what_a_standard_drops_is_what_a_plan_need_not_meet() {
    run(31, 2, &(specs(), any::<u64>()), |(spec, luck)| {
        let catalog = render(&spec).catalog;
        // Which leaves are met is drawn by their text, so that equal leaves are met alike.
        let leaf = |node: &Requirement| {
            let text = format!("{:?}", node.kind);
            text.bytes().fold(luck, |hash, byte| hash.rotate_left(5) ^ u64::from(byte)) % 3 != 0
        };
        let lists = catalog.roles.iter().map(|role| &role.requires);
        for list in lists.chain(catalog.credentials.iter().map(|credential| &credential.requires)) {
            for standard in Standard::ALL {
                let kept = at_standard(list, standard);
                let expected = met(list, standard, &leaf);
                prop_assert_eq!(kept_met(&kept, &leaf), expected, "{:?} at {:?}", list, standard);
            }
        }
        Ok(())
    });
}

/// Tells whether a list that is already cut down is met.
fn kept_met(nodes: &[Requirement], leaf: &impl Fn(&Requirement) -> bool) -> bool {
    nodes.iter().all(|node| kept_node_met(node, leaf))
}

fn kept_node_met(node: &Requirement, leaf: &impl Fn(&Requirement) -> bool) -> bool {
    let count = node.children().iter().filter(|child| kept_node_met(child, leaf)).count();
    match &node.kind {
        RequirementKind::All(nodes) => count == nodes.len(),
        RequirementKind::Any(_) => count > 0,
        RequirementKind::AtLeast { count: wanted, .. } => count >= *wanted as usize,
        _ => leaf(node),
    }
}
