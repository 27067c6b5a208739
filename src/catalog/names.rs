//! Finding entries by id, title or alias.
//!
//! A name is matched whole: a part of one is never enough, since the wrong entry would be found silently.
//! Letter case does not matter, and spaces, hyphens and underscores are alike.

use crate::ids::{CredentialId, ResourceId, RoleId, SettingId, SkillId, TopicId};

use super::{Catalog, Credential, Role};

/// How alike a name and a wrong one must be for it to be offered.
const CLOSE: f64 = 0.7;

/// How many names are offered at most.
const OFFERED: usize = 3;

/// A role or a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Entry {
    /// A role.
    Role(RoleId),
    /// A credential.
    Credential(CredentialId),
}

/// A name that no entry has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {kind}: `{name}`")]
pub struct UnknownName {
    /// What was looked for: `role`, `credential`, `role or credential`.
    pub kind: &'static str,
    /// The name given.
    pub name: String,
    /// At most three ids whose id, title or alias is close, the closest first.
    pub suggestions: Vec<String>,
}

/// How strongly an entry answers to a name, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Id,
    Title,
    Alias,
}

/// The names of an entry.
struct Names<'c> {
    id: &'c str,
    title: &'c str,
    aliases: &'c [String],
}

impl<'c> Names<'c> {
    fn of_role(role: &'c Role) -> Self {
        Self { id: &role.id, title: &role.title, aliases: &role.aliases }
    }

    fn of_credential(credential: &'c Credential) -> Self {
        Self { id: &credential.id, title: &credential.name, aliases: &credential.aliases }
    }

    /// Returns how strongly the entry answers to a folded name.
    fn rank(&self, name: &str) -> Option<Rank> {
        let is = |candidate: &str| folded(candidate).eq(name.chars());
        if is(self.id) {
            Some(Rank::Id)
        } else if is(self.title) {
            Some(Rank::Title)
        } else {
            self.aliases.iter().any(|alias| is(alias)).then_some(Rank::Alias)
        }
    }

    /// Returns how close the closest name of the entry is to a folded name, from 0 to 1.
    fn closeness(&self, name: &str) -> f64 {
        let all = [self.id, self.title].into_iter().chain(self.aliases.iter().map(String::as_str));
        all.map(|candidate| {
            let candidate: String = folded(candidate).collect();
            strsim::jaro(name, &candidate)
        })
        .fold(0.0, f64::max)
    }
}

/// Returns the characters of a name in lower case, with every run of spaces, hyphens and underscores as one
/// hyphen, and none at the ends.
pub(super) fn folded(name: &str) -> impl Iterator<Item = char> + '_ {
    let is_gap = |character: char| character.is_whitespace() || matches!(character, '-' | '_');
    let mut gap = false;
    name.trim_matches(is_gap).chars().flat_map(char::to_lowercase).filter_map(move |character| {
        let was_gap = std::mem::replace(&mut gap, is_gap(character));
        match (is_gap(character), was_gap) {
            (true, true) => None,
            (true, false) => Some('-'),
            (false, _) => Some(character),
        }
    })
}

impl Catalog {
    /// Finds a role by id, title or alias, case-insensitively.
    ///
    /// # Errors
    /// When no role has the name.
    pub fn find_role(&self, name: &str) -> Result<RoleId, UnknownName> {
        let wanted: String = folded(name).collect();
        let found = self.role_with_id(&wanted).map(|id| (Rank::Id, id));
        found
            .or_else(|| strongest(self.role_names(), &wanted))
            .map(|(_, id)| id)
            .ok_or_else(|| unknown("role", name, suggest(&wanted, self.role_names().map(|(_, names)| names))))
    }

    /// Finds a credential by id, name or alias, case-insensitively.
    ///
    /// # Errors
    /// When no credential has the name.
    pub fn find_credential(&self, name: &str) -> Result<CredentialId, UnknownName> {
        let wanted: String = folded(name).collect();
        let found = self.credential_with_id(&wanted).map(|id| (Rank::Id, id));
        found.or_else(|| strongest(self.credential_names(), &wanted)).map(|(_, id)| id).ok_or_else(|| {
            unknown("credential", name, suggest(&wanted, self.credential_names().map(|(_, names)| names)))
        })
    }

    /// Finds a role or, failing that, a credential; ids win over titles, titles over aliases.
    ///
    /// # Errors
    /// When nothing has the name.
    pub fn find_entry(&self, name: &str) -> Result<Entry, UnknownName> {
        let wanted: String = folded(name).collect();
        if let Some(role) = self.role_with_id(&wanted) {
            return Ok(Entry::Role(role));
        }
        if let Some(credential) = self.credential_with_id(&wanted) {
            return Ok(Entry::Credential(credential));
        }
        let role = strongest(self.role_names(), &wanted);
        let credential = strongest(self.credential_names(), &wanted);
        match (role, credential) {
            (Some((role_rank, _)), Some((rank, id))) if rank < role_rank => Ok(Entry::Credential(id)),
            (Some((_, id)), _) => Ok(Entry::Role(id)),
            (None, Some((_, id))) => Ok(Entry::Credential(id)),
            (None, None) => {
                let roles = self.role_names().map(|(_, names)| names);
                let all = roles.chain(self.credential_names().map(|(_, names)| names));
                Err(unknown("role or credential", name, suggest(&wanted, all)))
            }
        }
    }

    /// Returns the role with a folded name as its id: entries stand in the order of their ids, and an id is
    /// its own folded form.
    fn role_with_id(&self, wanted: &str) -> Option<RoleId> {
        let position = self.roles.binary_search_by(|role| role.id.as_str().cmp(wanted)).ok()?;
        Some(RoleId::from_index(position))
    }

    /// Returns the credential with a folded name as its id.
    fn credential_with_id(&self, wanted: &str) -> Option<CredentialId> {
        let is = |credential: &Credential| credential.id.as_str().cmp(wanted);
        Some(CredentialId::from_index(self.credentials.binary_search_by(is).ok()?))
    }

    /// Finds a skill by id, name or alias, case-insensitively.
    ///
    /// # Errors
    /// When no skill has the name.
    pub fn find_skill(&self, name: &str) -> Result<SkillId, UnknownName> {
        let names = self.skills.iter().map(|skill| Names {
            id: &skill.id,
            title: &skill.name,
            aliases: &skill.aliases,
        });
        find("skill", name, (0..).map(SkillId).zip(names))
    }

    /// Finds a setting by id, name or alias, case-insensitively.
    ///
    /// # Errors
    /// When no setting has the name.
    pub fn find_setting(&self, name: &str) -> Result<SettingId, UnknownName> {
        let names = self.settings.iter().map(|setting| Names {
            id: &setting.id,
            title: &setting.name,
            aliases: &setting.aliases,
        });
        find("setting", name, (0..).map(SettingId).zip(names))
    }

    /// Finds a place to turn to by id, name or alias, case-insensitively.
    ///
    /// # Errors
    /// When no place has the name.
    pub fn find_resource(&self, name: &str) -> Result<ResourceId, UnknownName> {
        let names = self.resources.iter().map(|resource| Names {
            id: &resource.id,
            title: &resource.name,
            aliases: &resource.aliases,
        });
        find("resource", name, (0..).map(ResourceId).zip(names))
    }

    /// Finds a question by id, its words or an alias, case-insensitively.
    ///
    /// # Errors
    /// When no question has the name.
    pub fn find_topic(&self, name: &str) -> Result<TopicId, UnknownName> {
        let names = self.topics.iter().map(|topic| Names {
            id: &topic.id,
            title: &topic.question,
            aliases: &topic.aliases,
        });
        find("topic", name, (0..).map(TopicId).zip(names))
    }

    fn role_names(&self) -> impl Iterator<Item = (RoleId, Names<'_>)> {
        self.role_ids().zip(self.roles.iter().map(Names::of_role))
    }

    fn credential_names(&self) -> impl Iterator<Item = (CredentialId, Names<'_>)> {
        self.credential_ids().zip(self.credentials.iter().map(Names::of_credential))
    }
}

/// Finds the entry with a name among entries of one kind.
fn find<'c, Id>(
    kind: &'static str,
    name: &str,
    entries: impl Iterator<Item = (Id, Names<'c>)> + Clone,
) -> Result<Id, UnknownName> {
    let wanted: String = folded(name).collect();
    strongest(entries.clone(), &wanted)
        .map(|(_, id)| id)
        .ok_or_else(|| unknown(kind, name, suggest(&wanted, entries.map(|(_, names)| names))))
}

/// Returns the entry that answers most strongly to a folded name, with its rank; the first among equals.
fn strongest<'c, Id>(entries: impl Iterator<Item = (Id, Names<'c>)>, name: &str) -> Option<(Rank, Id)> {
    let mut best: Option<(Rank, Id)> = None;
    for (id, names) in entries {
        if let Some(rank) = names.rank(name)
            && best.as_ref().is_none_or(|(best, _)| rank < *best)
        {
            best = Some((rank, id));
        }
    }
    best
}

fn unknown(kind: &'static str, name: &str, suggestions: Vec<String>) -> UnknownName {
    UnknownName { kind, name: name.to_owned(), suggestions }
}

/// Returns the ids of the entries whose names are closest to a folded name.
fn suggest<'c>(name: &str, entries: impl Iterator<Item = Names<'c>>) -> Vec<String> {
    let mut scored: Vec<(f64, &str)> = entries
        .map(|names| (names.closeness(name), names.id))
        .filter(|(closeness, _)| *closeness > CLOSE)
        .collect();
    scored.sort_by(|(left, left_id), (right, right_id)| {
        right.total_cmp(left).then_with(|| left_id.cmp(right_id))
    });
    scored.into_iter().take(OFFERED).map(|(_, id)| id.to_owned()).collect()
}
