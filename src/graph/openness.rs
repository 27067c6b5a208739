//! What a degree, or the lack of a license, leaves open: reachability with some credentials shut out.

use crate::catalog::requirement::Standard;
use crate::catalog::{Catalog, CredentialKind};
use crate::ids::{CredentialId, RoleId};

use super::attain::Outset;
use super::{RequirementGraph, Subject};

/// A rung of the ladder of degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Degree {
    /// School at most.
    None,
    /// Two years of college.
    Associate,
    /// Four years of college.
    Bachelors,
    /// A master's.
    Masters,
    /// A doctorate of any kind: medicine, nursing practice, pharmacy, research.
    Doctorate,
}

impl Degree {
    /// Every rung, the lowest first.
    pub const ALL: [Self; 5] = [Self::None, Self::Associate, Self::Bachelors, Self::Masters, Self::Doctorate];

    /// Returns the word used in output; for a rung that is a credential, its id.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Associate => "associate",
            Self::Bachelors => "bachelors",
            Self::Masters => "masters",
            Self::Doctorate => "doctorate",
        }
    }

    /// Returns the rung that holding a credential stands for: the highest that it implies.
    #[must_use]
    pub fn of(catalog: &Catalog, credential: CredentialId) -> Self {
        let closure = &catalog.credential(credential).closure;
        let implies = |rung: &Self| {
            let rung = rung.word();
            closure.iter().any(|implied| catalog.credential(*implied).id == rung)
        };
        Self::ALL.into_iter().rev().find(implies).unwrap_or(Self::None)
    }
}

impl RequirementGraph {
    /// Returns for every role, by its id, the lowest degree with which somebody who starts with nothing can
    /// ever get there; `None` for roles that cannot be reached at all.
    ///
    /// Every way counts, also years of experience in place of a degree. Time and money are left aside, and
    /// what nothing in the catalog leads to is taken for brought along.
    #[must_use]
    pub fn lowest_degrees(&self, catalog: &Catalog, standard: Standard) -> Vec<Option<Degree>> {
        let mut lowest = vec![None; catalog.roles.len()];
        let rungs: Vec<Degree> =
            catalog.credential_ids().map(|credential| Degree::of(catalog, credential)).collect();
        for degree in Degree::ALL {
            let open =
                self.roles_open_with(catalog, standard, |credential| rungs[credential.index()] <= degree);
            for role in open {
                lowest[role.index()].get_or_insert(degree);
            }
        }
        lowest
    }

    /// Returns the roles, in order, that can be reached without any license.
    #[must_use]
    pub fn open_without_license(&self, catalog: &Catalog, standard: Standard) -> Vec<RoleId> {
        self.roles_open_with(catalog, standard, |credential| {
            catalog.credential(credential).kind != CredentialKind::License
        })
    }

    fn roles_open_with(
        &self,
        catalog: &Catalog,
        standard: Standard,
        allowed: impl Fn(CredentialId) -> bool,
    ) -> Vec<RoleId> {
        let attained = self.attain(catalog, standard, Outset::WhateverHasNoWay, &allowed);
        let is_open = |role: &RoleId| attained.reached[self.node(Subject::Role(*role)).index()];
        catalog.role_ids().filter(is_open).collect()
    }
}
