//! A catalog as bytes: what the build makes of the shipped files, so that the program need not parse them.
//!
//! The bytes are no file format: they are written and read by the same version of the program, in the order
//! of the fields below. Reading them takes a small part of the time that parsing takes.

use std::collections::HashMap;

use crate::ids::{
    CredentialId, DomainId, ResourceId, RoleId, SettingId, SkillId, SourceId, SurveyId, TopicId,
};
use crate::units::{CalendarMonth, Money, Months};

use super::credential::{Credential, CredentialKind, CredentialStatus, Exam, Renewal, Study, StudyMode};
use super::currency::Currency;
use super::figure::{Basis, Figure, Note, Source, SourceKind};
use super::guidance::{Resource, Topic};
use super::occupations::Occupations;
use super::places::Places;
use super::requirement::{Requirement, RequirementKind, Strength};
use super::role::{Level, Role, WageFit, WageReference};
use super::vocabulary::{Setting, Skill};
use super::wages::atlas::Standing;
use super::wages::{Area, AreaKind, Atlas, Industry, Outlook, Survey, WageColumns, WageRow, WageTables};
use super::{Assumptions, Catalog, Domain};

/// A catalog as bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FrozenCatalog {
    /// Everything but the places of entries and the wages of single areas and settings.
    pub(crate) catalog: Vec<u8>,
    /// The wages of single areas and settings: the bytes of [`WageTables::atlas`].
    pub(crate) atlas: Vec<u8>,
}

/// Returns the catalog as bytes.
#[must_use]
pub(crate) fn freeze(catalog: &Catalog) -> FrozenCatalog {
    let mut bytes = Vec::new();
    catalog.write(&mut bytes);
    FrozenCatalog { catalog: bytes, atlas: catalog.wages.atlas.bytes().to_vec() }
}

/// Reads [`FrozenCatalog::catalog`]; `None` when the bytes are something else.
pub(crate) fn thaw(bytes: &[u8]) -> Option<Catalog> {
    let mut rest = bytes;
    let catalog = Catalog::read(&mut rest)?;
    rest.is_empty().then_some(catalog)
}

/// A value that can be written as bytes and read again.
pub(super) trait Frozen: Sized {
    fn write(&self, bytes: &mut Vec<u8>);
    fn read(bytes: &mut &[u8]) -> Option<Self>;
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
impl Frozen for u64 {
    fn write(&self, bytes: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            bytes.push((rest & 0x7f) as u8 | 0x80);
            rest >>= 7;
        }
        bytes.push(rest as u8);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let mut value = 0;
        for shift in (0..Self::BITS).step_by(7) {
            let (&byte, rest) = bytes.split_first()?;
            *bytes = rest;
            value |= Self::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

impl Frozen for u32 {
    fn write(&self, bytes: &mut Vec<u8>) {
        u64::from(*self).write(bytes);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        u64::read(bytes)?.try_into().ok()
    }
}

impl Frozen for i64 {
    fn write(&self, bytes: &mut Vec<u8>) {
        // The sign in the lowest bit keeps small negative numbers short.
        ((self << 1) ^ (self >> 63)).cast_unsigned().write(bytes);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let value = u64::read(bytes)?;
        Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
    }
}

impl Frozen for i32 {
    fn write(&self, bytes: &mut Vec<u8>) {
        i64::from(*self).write(bytes);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        i64::read(bytes)?.try_into().ok()
    }
}

impl Frozen for bool {
    fn write(&self, bytes: &mut Vec<u8>) {
        bytes.push(u8::from(*self));
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        Some(byte != 0)
    }
}

impl Frozen for String {
    fn write(&self, bytes: &mut Vec<u8>) {
        (self.len() as u64).write(bytes);
        bytes.extend_from_slice(self.as_bytes());
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let length = usize::try_from(u64::read(bytes)?).ok()?;
        let (text, rest) = bytes.split_at_checked(length)?;
        *bytes = rest;
        str::from_utf8(text).ok().map(str::to_owned)
    }
}

impl<T: Frozen> Frozen for Option<T> {
    fn write(&self, bytes: &mut Vec<u8>) {
        self.is_some().write(bytes);
        if let Some(value) = self {
            value.write(bytes);
        }
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        if bool::read(bytes)? { T::read(bytes).map(Some) } else { Some(None) }
    }
}

impl<T: Frozen> Frozen for Vec<T> {
    fn write(&self, bytes: &mut Vec<u8>) {
        (self.len() as u64).write(bytes);
        for item in self {
            item.write(bytes);
        }
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let length = usize::try_from(u64::read(bytes)?).ok()?;
        // Every item takes a byte at least: a longer list is damage, and must not ask for that much memory.
        if length > bytes.len() {
            return None;
        }
        let mut items = Self::with_capacity(length);
        for _ in 0..length {
            items.push(T::read(bytes)?);
        }
        Some(items)
    }
}

impl<T: Frozen + Copy + Default, const N: usize> Frozen for [T; N] {
    fn write(&self, bytes: &mut Vec<u8>) {
        for item in self {
            item.write(bytes);
        }
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let mut items = [T::default(); N];
        for item in &mut items {
            *item = T::read(bytes)?;
        }
        Some(items)
    }
}

/// Types around one number.
macro_rules! frozen_numbers {
    ($($type:ident),+) => {
        $(impl Frozen for $type {
            fn write(&self, bytes: &mut Vec<u8>) {
                self.0.write(bytes);
            }

            fn read(bytes: &mut &[u8]) -> Option<Self> {
                Frozen::read(bytes).map($type)
            }
        })+
    };
}

frozen_numbers!(RoleId, CredentialId, DomainId, SourceId, SurveyId, SkillId, SettingId, ResourceId, TopicId);
frozen_numbers!(Months, Money);

/// Words out of a fixed list, as their positions in it.
macro_rules! frozen_words {
    ($($type:ty),+) => {
        $(impl Frozen for $type {
            fn write(&self, bytes: &mut Vec<u8>) {
                let position = Self::ALL.iter().position(|word| word == self);
                bytes.push(position.map_or(u8::MAX, |position| position as u8));
            }

            fn read(bytes: &mut &[u8]) -> Option<Self> {
                let (&position, rest) = bytes.split_first()?;
                *bytes = rest;
                Self::ALL.get(usize::from(position)).copied()
            }
        })+
    };
}

frozen_words!(
    Basis,
    SourceKind,
    Strength,
    Level,
    WageFit,
    CredentialKind,
    CredentialStatus,
    StudyMode,
    AreaKind
);

/// Structures, field by field.
macro_rules! frozen_fields {
    ($($type:ident { $($field:ident),+ $(,)? })+) => {
        $(impl Frozen for $type {
            fn write(&self, bytes: &mut Vec<u8>) {
                $(self.$field.write(bytes);)+
            }

            fn read(bytes: &mut &[u8]) -> Option<Self> {
                $(let $field = Frozen::read(bytes)?;)+
                Some(Self { $($field),+ })
            }
        })+
    };
}

frozen_fields! {
    Currency { code, symbol }
    Occupations { name, patterns }
    Assumptions { search_months, minimum_stay_months }
    Domain { id, name, summary, part_of, ancestors }
    Source { id, title, publisher, url, year, kind }
    Figure { amount, year, source, basis }
    Note { text, date, source }
    Skill { id, name, aliases, kind, summary }
    Setting { id, name, aliases, industries }
    Resource { id, name, aliases, kind, summary, url, sources }
    Topic { id, question, aliases, answer, roles, credentials, resources, commands, related, sources }
    Requirement { kind, strength, rare, from, until, note, source, approximate }
    Role {
        id, title, aliases, track, level, family, summary, skills, builds, interests, settings, gives, typical, search_months,
        requires, wage, sources, notes,
    }
    WageReference { soc, fit, surveys }
    Credential {
        id, name, aliases, kind, issuer, summary, url, implies, closure, builds, requires, status, renewal, study,
        sources, notes,
    }
    Study { mode, months, hours_per_week, cost, while_in, exam, note }
    Exam { pass_rate, year, source }
    Renewal { years, hours, cost, note, source }
    Survey { id, title, statistic, low, high, year, source, basis, note }
    WageRow {
        soc, title, area, area_code, setting, industry_code, employment, percentiles, columns, year, basis, source,
        note,
    }
    WageColumns { bits }
    Outlook { soc, growth_permille, openings, entry_education, related_experience, period, year, source }
    WageTables { area, area_code, rows, atlas, outlook }
    Area { code, name, kind, abbreviation }
    Industry { code, name }
    Standing { year, basis, source, columns, title, note }
    Catalog {
        name, version, as_of, currency, occupations, assumptions, domains, roles, credentials, sources, surveys,
        skills, settings, resources, topics, wages,
        places,
    }
}

/// Nobody points at the lines of bytes: the places are left out.
impl Frozen for Places {
    fn write(&self, _bytes: &mut Vec<u8>) {}

    fn read(_bytes: &mut &[u8]) -> Option<Self> {
        Some(Self::default())
    }
}

/// The atlas is bytes already, and stays apart.
impl Frozen for Atlas {
    fn write(&self, _bytes: &mut Vec<u8>) {}

    fn read(_bytes: &mut &[u8]) -> Option<Self> {
        Some(Self::default())
    }
}

impl Frozen for HashMap<String, Outlook> {
    fn write(&self, bytes: &mut Vec<u8>) {
        let mut outlooks: Vec<&Outlook> = self.values().collect();
        outlooks.sort_by(|left, right| left.soc.cmp(&right.soc));
        (outlooks.len() as u64).write(bytes);
        for outlook in outlooks {
            outlook.write(bytes);
        }
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let outlooks = Vec::<Outlook>::read(bytes)?;
        Some(outlooks.into_iter().map(|outlook| (outlook.soc.clone(), outlook)).collect())
    }
}

impl Frozen for CalendarMonth {
    fn write(&self, bytes: &mut Vec<u8>) {
        self.year().write(bytes);
        self.month().write(bytes);
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        Self::new(i32::read(bytes)?, u32::read(bytes)?)
    }
}

impl Frozen for RequirementKind {
    fn write(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Credential(credential) => {
                bytes.push(0);
                credential.write(bytes);
            }
            Self::All(nodes) => {
                bytes.push(1);
                nodes.write(bytes);
            }
            Self::Any(nodes) => {
                bytes.push(2);
                nodes.write(bytes);
            }
            Self::AtLeast { count, of } => {
                bytes.push(3);
                count.write(bytes);
                of.write(bytes);
            }
            Self::Experience { domain, months, after, within } => {
                bytes.push(4);
                domain.write(bytes);
                months.write(bytes);
                after.write(bytes);
                within.write(bytes);
            }
            Self::Tenure { role, months } => {
                bytes.push(5);
                role.write(bytes);
                months.write(bytes);
            }
        }
    }

    fn read(bytes: &mut &[u8]) -> Option<Self> {
        let (&kind, rest) = bytes.split_first()?;
        *bytes = rest;
        Some(match kind {
            0 => Self::Credential(Frozen::read(bytes)?),
            1 => Self::All(Frozen::read(bytes)?),
            2 => Self::Any(Frozen::read(bytes)?),
            3 => Self::AtLeast { count: Frozen::read(bytes)?, of: Frozen::read(bytes)? },
            4 => Self::Experience {
                domain: Frozen::read(bytes)?,
                months: Frozen::read(bytes)?,
                after: Frozen::read(bytes)?,
                within: Frozen::read(bytes)?,
            },
            5 => Self::Tenure { role: Frozen::read(bytes)?, months: Frozen::read(bytes)? },
            _ => return None,
        })
    }
}
