//! How far somebody is with a requirement.

use crate::catalog::{Requirement, RequirementKind};
use crate::units::Months;

use super::timeline::Moment;

/// How far somebody is with one requirement node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Whether it is met.
    pub met: bool,
    /// The months they have, for a node that asks for months.
    pub have: Option<Months>,
    /// The months it asks for, for such a node.
    pub need: Option<Months>,
}

/// Tells how far somebody is with a requirement at a moment.
#[must_use]
pub fn progress(moment: Moment<'_>, node: &Requirement) -> Progress {
    let (have, need) = match &node.kind {
        RequirementKind::Experience { domain, months, after, .. } => {
            (Some(moment.months_in_domain(*domain, *after)), Some(*months))
        }
        RequirementKind::Tenure { role, months } => (Some(moment.months_in_role(*role)), Some(*months)),
        _ => (None, None),
    };
    Progress { met: meets(moment, node), have, need }
}

/// Tells whether somebody meets a requirement at a moment.
///
/// `within` is not looked at: recency is checked on the finished plan, outside the model.
#[must_use]
pub fn meets(moment: Moment<'_>, node: &Requirement) -> bool {
    node.exists_in(moment.calendar())
        && match &node.kind {
            RequirementKind::Credential(credential) => moment.holds(*credential),
            RequirementKind::All(nodes) => nodes.iter().all(|node| meets(moment, node)),
            RequirementKind::Any(nodes) => nodes.iter().any(|node| meets(moment, node)),
            RequirementKind::AtLeast { count, of } => {
                of.iter().filter(|node| meets(moment, node)).count() >= *count as usize
            }
            RequirementKind::Experience { domain, months, after, .. } => {
                // A credential that is not held has seen no month; zero months ask for nothing else.
                moment.months_in_domain(*domain, *after) >= *months
            }
            RequirementKind::Tenure { role, months } => moment.months_in_role(*role) >= *months,
        }
}
