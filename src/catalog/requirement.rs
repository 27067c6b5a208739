//! Requirement expressions: what a role or a credential asks of a person.

use crate::ids::{CredentialId, DomainId, RoleId, SourceId};
use crate::units::{CalendarMonth, Months};

/// How strictly the world asks for something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strength {
    /// Nobody gets in without it.
    #[default]
    Required,
    /// Most employers ask for it.
    Usual,
    /// It helps against other applicants.
    Preferred,
}

impl Strength {
    /// Every strength, the strictest first.
    pub const ALL: [Self; 3] = [Self::Required, Self::Usual, Self::Preferred];

    /// Returns the word used in files and output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Usual => "usual",
            Self::Preferred => "preferred",
        }
    }
}

/// How much of what is asked a plan has to meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standard {
    /// Required nodes only; rare alternatives count.
    Minimum,
    /// Required and usual nodes; no rare alternative.
    #[default]
    Typical,
    /// Required, usual and preferred nodes; no rare alternative.
    Competitive,
}

impl Standard {
    /// Every standard, the lowest first.
    pub const ALL: [Self; 3] = [Self::Minimum, Self::Typical, Self::Competitive];

    /// Returns the word used on the command line and in output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Minimum => "minimum",
            Self::Typical => "typical",
            Self::Competitive => "competitive",
        }
    }

    /// Tells whether a node with this strength and rarity is in force under the standard.
    #[must_use]
    pub fn keeps(self, strength: Strength, rare: bool) -> bool {
        let strong = match self {
            Self::Minimum => strength == Strength::Required,
            Self::Typical => strength <= Strength::Usual,
            Self::Competitive => true,
        };
        strong && (!rare || self == Self::Minimum)
    }
}

/// One node of a requirement expression, with everything the catalog says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// What is asked.
    pub kind: RequirementKind,
    /// How strictly it is asked.
    pub strength: Strength,
    /// Whether this alternative is accepted in few places only.
    pub rare: bool,
    /// The first month in which this node can be met; `None` for always.
    pub from: Option<CalendarMonth>,
    /// The last month in which this node can be met; `None` for no end.
    pub until: Option<CalendarMonth>,
    /// A remark for the reader.
    pub note: Option<String>,
    /// Where the rule is stated; `None` for an editorial estimate.
    pub source: Option<SourceId>,
    /// Whether the source states a part of it only, such as the kind of experience but not the years.
    pub approximate: bool,
}

/// What a requirement node asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RequirementKind {
    /// Holding a credential, or one that implies it.
    Credential(CredentialId),
    /// Meeting every node of the list.
    All(Vec<Requirement>),
    /// Meeting one node of the list.
    Any(Vec<Requirement>),
    /// Meeting `count` nodes of the list.
    AtLeast {
        /// How many nodes have to be met.
        count: u32,
        /// The nodes.
        of: Vec<Requirement>,
    },
    /// Months of experience in a domain.
    Experience {
        /// The domain; months in the domains that are part of it count too.
        domain: DomainId,
        /// The months asked for.
        months: Months,
        /// Only months gained while holding this credential count.
        after: Option<CredentialId>,
        /// How recent the months have to be; checked on the finished plan, not searched.
        within: Option<Months>,
    },
    /// Months in one role.
    Tenure {
        /// The role.
        role: RoleId,
        /// The months asked for.
        months: Months,
    },
}

impl Requirement {
    /// Makes a required node without remarks.
    #[must_use]
    pub fn new(kind: RequirementKind) -> Self {
        Self {
            kind,
            strength: Strength::Required,
            rare: false,
            from: None,
            until: None,
            note: None,
            source: None,
            approximate: false,
        }
    }

    /// Returns the nodes directly below this one.
    #[must_use]
    pub fn children(&self) -> &[Requirement] {
        match &self.kind {
            RequirementKind::All(nodes)
            | RequirementKind::Any(nodes)
            | RequirementKind::AtLeast { of: nodes, .. } => nodes,
            _ => &[],
        }
    }

    /// Tells whether the node asks for something by itself, and is no list of nodes.
    #[must_use]
    pub fn is_leaf(&self) -> bool {
        !matches!(
            self.kind,
            RequirementKind::All(_) | RequirementKind::Any(_) | RequirementKind::AtLeast { .. }
        )
    }

    /// Tells whether the node can be met in `month`.
    #[must_use]
    pub fn exists_in(&self, month: CalendarMonth) -> bool {
        self.from.is_none_or(|from| from <= month) && self.until.is_none_or(|until| month <= until)
    }

    /// Calls `visit` for this node and every node below it, parents first.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Requirement)) {
        let mut pending = vec![self];
        while let Some(node) = pending.pop() {
            visit(node);
            pending.extend(node.children().iter().rev());
        }
    }
}

/// Returns the requirements that are in force under `standard`: nodes it drops are gone, an `any` left
/// empty by that is gone too, and an `at-least` asks for at most as many nodes as are left.
#[must_use]
pub fn at_standard(requirements: &[Requirement], standard: Standard) -> Vec<Requirement> {
    requirements.iter().filter_map(|node| node_at_standard(node, standard)).collect()
}

fn node_at_standard(node: &Requirement, standard: Standard) -> Option<Requirement> {
    if !standard.keeps(node.strength, node.rare) {
        return None;
    }
    let kind = match &node.kind {
        RequirementKind::All(nodes) => RequirementKind::All(at_standard(nodes, standard)),
        RequirementKind::Any(nodes) => {
            let kept = at_standard(nodes, standard);
            if kept.is_empty() {
                return None;
            }
            RequirementKind::Any(kept)
        }
        RequirementKind::AtLeast { count, of } => {
            let kept = at_standard(of, standard);
            RequirementKind::AtLeast { count: (*count).min(kept.len() as u32), of: kept }
        }
        kind => kind.clone(),
    };
    Some(Requirement { kind, ..node.clone() })
}
