//! Finding entries by id, title or alias.
//!
//! A name is matched whole: a part of one is never enough, since the wrong entry would be found silently.
//! Letter case does not matter, and spaces, hyphens and underscores are alike.

use crate::ids::{CredentialId, DomainId, ResourceId, RoleId, SettingId, SkillId, TopicId};
use crate::limits::NAME_BYTES;

use super::{Catalog, Credential, Domain, Resource, Role, Setting, Skill, Topic};

/// How alike a name and a wrong one must be for it to be offered.
const CLOSE: f64 = 0.7;

/// How alike a name and an unfinished one must be; higher, as there is a list to choose from all along.
const CLOSE_TO_BEGUN: f64 = 0.8;

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

impl Entry {
    /// Returns the id in the files.
    ///
    /// # Panics
    /// If the entry belongs to another catalog; so does the method below.
    #[must_use]
    pub fn id(self, catalog: &Catalog) -> &str {
        match self {
            Self::Role(role) => &catalog.role(role).id,
            Self::Credential(credential) => &catalog.credential(credential).id,
        }
    }

    /// Returns the title of a role, the name of a credential.
    #[must_use]
    pub fn name(self, catalog: &Catalog) -> &str {
        match self {
            Self::Role(role) => &catalog.role(role).title,
            Self::Credential(credential) => &catalog.credential(credential).name,
        }
    }
}

/// A name that no entry has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown {kind}: `{name}`")]
#[non_exhaustive]
pub struct UnknownName {
    /// What was looked for: `role`, `credential`, `role or credential`.
    pub kind: &'static str,
    /// The name given.
    pub name: String,
    /// At most three ids whose id, title or alias has the name in it or is close, the closest first.
    pub suggestions: Vec<String>,
}

/// How well an entry fits a name that somebody has begun to write, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// One of its names is written almost so.
    Close,
    /// One of its names has it somewhere.
    Within,
    /// A word of one of its names begins so.
    BeginsWord,
    /// One of its names begins so.
    Begins,
    /// Its id begins so.
    BeginsId,
    /// It is one of its names.
    Whole,
}

/// How strongly an entry answers to a name, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Id,
    Title,
    Alias,
}

/// Something that people name.
pub(super) trait Named {
    /// Returns everything it answers to.
    fn names(&self) -> Names<'_>;
}

macro_rules! named {
    ($($type:ty: $title:ident;)+) => {
        $(impl Named for $type {
            fn names(&self) -> Names<'_> {
                Names { id: &self.id, title: &self.$title, aliases: &self.aliases }
            }
        })+
    };
}

named! {
    Role: title;
    Credential: name;
    Skill: name;
    Setting: name;
    Resource: name;
    Topic: question;
}

impl Named for Domain {
    fn names(&self) -> Names<'_> {
        Names { id: &self.id, title: &self.name, aliases: &[] }
    }
}

/// The names of an entry.
pub(super) struct Names<'c> {
    id: &'c str,
    title: &'c str,
    aliases: &'c [String],
}

impl<'c> Names<'c> {
    fn of(entry: &'c impl Named) -> Self {
        entry.names()
    }

    /// Returns every name: the id, the title, the aliases.
    pub(super) fn all(&self) -> impl Iterator<Item = &'c str> + use<'c> {
        [self.id, self.title].into_iter().chain(self.aliases.iter().map(String::as_str))
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

    /// Returns how well the entry fits a folded name that somebody has begun to write; `None` for not at all.
    fn fit(&self, begun: &str) -> Option<Fit> {
        let names = self.all().map(|name| folded(name).collect::<String>());
        let fit = |(position, name): (usize, String)| {
            let begins_word = || name.match_indices(begun).any(|(at, _)| name[..at].ends_with('-'));
            Some(match position {
                _ if name == begun => Fit::Whole,
                0 if name.starts_with(begun) => Fit::BeginsId,
                _ if name.starts_with(begun) => Fit::Begins,
                _ if begins_word() => Fit::BeginsWord,
                _ if name.contains(begun) => Fit::Within,
                _ => return None,
            })
        };
        let best = names.enumerate().filter_map(fit).max();
        best.or_else(|| (self.closeness(begun) > CLOSE_TO_BEGUN).then_some(Fit::Close))
    }

    /// Tells whether one of its names has a folded name in it, as whole words that stand together.
    fn has_words(&self, name: &str) -> bool {
        !name.is_empty()
            && self.all().any(|candidate| {
                let candidate: String = folded(candidate).collect();
                candidate.match_indices(name).any(|(at, found)| {
                    let (before, behind) = (&candidate[..at], &candidate[at + found.len()..]);
                    (before.is_empty() || before.ends_with('-'))
                        && (behind.is_empty() || behind.starts_with('-'))
                })
            })
    }

    /// Returns how close the closest name of the entry is to a folded name, from 0 to 1.
    fn closeness(&self, name: &str) -> f64 {
        self.all()
            .map(|candidate| {
                let candidate: String = folded(candidate).collect();
                strsim::jaro(name, &candidate)
            })
            .fold(0.0, f64::max)
    }
}

/// Returns the characters of a name in lower case, with every run of spaces, hyphens and underscores as one
/// hyphen, and none at the ends.
pub(crate) fn folded(name: &str) -> impl Iterator<Item = char> + '_ {
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
    /// Tells whether an entry has a name among its own ones, as whole words that stand together.
    #[cfg(feature = "cli")]
    pub(crate) fn has_words(&self, id: &str, name: &str) -> bool {
        let name: String = folded(name).collect();
        let role = self.role_with_id(id).map(|role| Names::of(self.role(role)));
        let credential = self.credential_with_id(id).map(|id| Names::of(self.credential(id)));
        role.or(credential).is_some_and(|names| names.has_words(&name))
    }

    /// Finds a role by id, title or alias, case-insensitively.
    ///
    /// # Errors
    /// When no role has the name.
    pub fn find_role(&self, name: &str) -> Result<RoleId, UnknownName> {
        let id = self.role_with_id(&folded(name).collect::<String>());
        id.map_or_else(|| find("role", name, &self.roles).map(RoleId::from_index), Ok)
    }

    /// Finds a credential by id, name or alias, case-insensitively.
    ///
    /// # Errors
    /// When no credential has the name.
    pub fn find_credential(&self, name: &str) -> Result<CredentialId, UnknownName> {
        let id = self.credential_with_id(&folded(name).collect::<String>());
        id.map_or_else(|| find("credential", name, &self.credentials).map(CredentialId::from_index), Ok)
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

    /// Finds a domain of experience by id or name, case-insensitively.
    ///
    /// # Errors
    /// When no domain has the name.
    pub fn find_domain(&self, name: &str) -> Result<DomainId, UnknownName> {
        find("domain", name, &self.domains).map(DomainId::from_index)
    }

    /// Finds a skill by id, name or alias, case-insensitively.
    ///
    /// # Errors
    /// When no skill has the name.
    pub fn find_skill(&self, name: &str) -> Result<SkillId, UnknownName> {
        find("skill", name, &self.skills).map(SkillId::from_index)
    }

    /// Finds a setting by id, name or alias, case-insensitively.
    ///
    /// # Errors
    /// When no setting has the name.
    pub fn find_setting(&self, name: &str) -> Result<SettingId, UnknownName> {
        find("setting", name, &self.settings).map(SettingId::from_index)
    }

    /// Finds a place to turn to by id, name or alias, case-insensitively.
    ///
    /// # Errors
    /// When no place has the name.
    pub fn find_resource(&self, name: &str) -> Result<ResourceId, UnknownName> {
        find("resource", name, &self.resources).map(ResourceId::from_index)
    }

    /// Finds a question by id, its words or an alias, case-insensitively.
    ///
    /// # Errors
    /// When no question has the name.
    pub fn find_topic(&self, name: &str) -> Result<TopicId, UnknownName> {
        find("topic", name, &self.topics).map(TopicId::from_index)
    }

    /// Tells how well an entry fits a name that somebody has begun to write.
    #[must_use]
    pub fn fit(&self, entry: Entry, begun: &str) -> Option<Fit> {
        let begun: String = folded(begun).collect();
        match entry {
            Entry::Role(role) => Names::of(self.role(role)).fit(&begun),
            Entry::Credential(credential) => Names::of(self.credential(credential)).fit(&begun),
        }
    }

    /// Tells how well a domain fits a name that somebody has begun to write.
    #[must_use]
    pub fn fit_domain(&self, domain: DomainId, begun: &str) -> Option<Fit> {
        Names::of(self.domain(domain)).fit(&folded(begun).collect::<String>())
    }

    fn role_names(&self) -> impl Iterator<Item = (RoleId, Names<'_>)> {
        self.role_ids().zip(self.roles.iter().map(Names::of))
    }

    fn credential_names(&self) -> impl Iterator<Item = (CredentialId, Names<'_>)> {
        self.credential_ids().zip(self.credentials.iter().map(Names::of))
    }
}

/// Finds the position of the entry with a name among entries of one kind.
fn find(kind: &'static str, name: &str, entries: &[impl Named]) -> Result<usize, UnknownName> {
    let wanted: String = folded(name).collect();
    strongest(entries.iter().map(Names::of).enumerate(), &wanted)
        .map(|(_, position)| position)
        .ok_or_else(|| unknown(kind, name, suggest(&wanted, entries.iter().map(Names::of))))
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
    // The comparison takes the square of the length.
    if name.len() > NAME_BYTES {
        return Vec::new();
    }
    let mut scored: Vec<(bool, f64, &str)> = entries
        .map(|names| (names.has_words(name), names.closeness(name), names.id))
        .filter(|(has_words, closeness, _)| *has_words || *closeness > CLOSE)
        .collect();
    scored.sort_by(|(left_words, left, left_id), (right_words, right, right_id)| {
        (right_words.cmp(left_words)).then(right.total_cmp(left)).then_with(|| left_id.cmp(right_id))
    });
    scored.into_iter().take(OFFERED).map(|(.., id)| id.to_owned()).collect()
}
