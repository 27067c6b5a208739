//! Areas and industries, and finding them by what people call them.
//!
//! Names are compared word by word, whatever the letter case and whatever stands between the words. A part of a
//! name is enough when only one area or industry has it; which of several is meant is for the person to say.

use crate::ids::{AreaId, IndustryId};

use super::OpenAtlas;

/// How alike a name and a wrong one must be for it to be offered.
const CLOSE: f64 = 0.8;

/// How many names are offered at most for a wrong one.
const OFFERED: usize = 3;

/// An area that wages are known for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Area {
    /// The code of the statistical office, such as `06` for California or `0026420` for Houston.
    pub code: Option<String>,
    /// The name.
    pub name: String,
    /// What kind of area it is.
    pub kind: AreaKind,
    /// The postal abbreviation of a state; `US` for the United States.
    pub abbreviation: Option<String>,
}

/// What kind of area one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum AreaKind {
    /// The whole nation.
    Nation,
    /// A state or a territory.
    State,
    /// A town and what surrounds it.
    Metro,
    /// A part of a state outside of these.
    Nonmetro,
    /// The catalog does not say.
    Other,
}

impl AreaKind {
    /// Every kind, the widest first.
    pub const ALL: [Self; 5] = [Self::Nation, Self::State, Self::Metro, Self::Nonmetro, Self::Other];

    /// Returns the word used in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Nation => "nation",
            Self::State => "state",
            Self::Metro => "metro",
            Self::Nonmetro => "nonmetro",
            Self::Other => "other",
        }
    }
}

/// An industry that wages are known for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Industry {
    /// The code of the statistical office, such as `622000`.
    pub code: Option<String>,
    /// The name.
    pub name: String,
}

/// A name that no area or industry has, or that several have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnknownPlace {
    /// Nothing has the name; at most three names are close, the closest first.
    Unknown(Vec<String>),
    /// Several answer to it: these are their names, or their codes where the names are the same.
    Ambiguous(Vec<String>),
}

/// A thing with a name, and with short names that are as good.
struct Named<'n, Id> {
    id: Id,
    name: &'n str,
    short: [Option<&'n str>; 2],
}

impl OpenAtlas<'_> {
    /// Finds an area of one of these kinds by code, postal abbreviation, name, or a part of its name.
    ///
    /// # Errors
    /// When no such area has the name, or several have it.
    pub fn find_area(&self, name: &str, kinds: &[AreaKind]) -> Result<AreaId, UnknownPlace> {
        let areas = self.areas().iter().enumerate().filter(|(_, area)| kinds.contains(&area.kind));
        let named = areas.map(|(index, area)| Named {
            id: AreaId::from_index(index),
            name: &area.name,
            short: [area.code.as_deref(), area.abbreviation.as_deref()],
        });
        let found = find(name, &named.collect::<Vec<_>>())?;
        if let [(id, _)] = found[..] {
            return Ok(id);
        }
        // Areas of one name are told apart by their codes.
        let choice = |(id, name): &(AreaId, &str)| {
            let is_shared = found.iter().filter(|(_, other)| other == name).count() > 1;
            let code = self.area(*id).code.clone().filter(|_| is_shared);
            code.unwrap_or_else(|| (*name).to_owned())
        };
        Err(UnknownPlace::Ambiguous(found.iter().map(choice).collect()))
    }

    /// Finds industries by code, name, or a part of the name: several only when they have the same name.
    ///
    /// # Errors
    /// When no industry has the name, or several of different names have it.
    pub fn find_industries(&self, name: &str) -> Result<Vec<IndustryId>, UnknownPlace> {
        let named = self.industries().iter().enumerate().map(|(index, industry)| Named {
            id: IndustryId::from_index(index),
            name: &industry.name,
            short: [industry.code.as_deref(), None],
        });
        let found = find(name, &named.collect::<Vec<_>>())?;
        if found.iter().any(|(_, name)| *name != found[0].1) {
            let mut choices: Vec<String> = found.iter().map(|(_, name)| (*name).to_owned()).collect();
            choices.dedup();
            return Err(UnknownPlace::Ambiguous(choices));
        }
        Ok(found.into_iter().map(|(id, _)| id).collect())
    }
}

/// Finds what answers most strongly to a name: by a short name, by its whole name, by whole words of it, or by
/// the beginning of a word in it. Never nothing.
fn find<'n, Id: Copy>(wanted: &str, all: &[Named<'n, Id>]) -> Result<Vec<(Id, &'n str)>, UnknownPlace> {
    let (short, long) = (wanted.trim(), words(wanted));
    let found = |fits: &dyn Fn(&Named<'n, Id>) -> bool| -> Option<Vec<(Id, &'n str)>> {
        let found: Vec<_> =
            all.iter().filter(|named| fits(named)).map(|named| (named.id, named.name)).collect();
        (!found.is_empty()).then_some(found)
    };
    // Zeros before a code are often lost in spreadsheets.
    let code = short.trim_start_matches('0');
    let is_shortened = |own: &str| !code.is_empty() && own.trim_start_matches('0') == code;
    let nothing = || UnknownPlace::Unknown(suggest(wanted, all.iter().map(|named| named.name)));
    if long.is_empty() {
        return Err(nothing());
    }
    found(&|named| named.short.iter().flatten().any(|own| own.eq_ignore_ascii_case(short)))
        .or_else(|| found(&|named| named.short.iter().flatten().any(|own| is_shortened(own))))
        .or_else(|| found(&|named| words(named.name) == long))
        .or_else(|| found(&|named| has(&words(named.name), &long, |own, end| own == end)))
        .or_else(|| found(&|named| has(&words(named.name), &long, |own, end| own.starts_with(end))))
        .ok_or_else(nothing)
}

/// Returns the words of a name in lower case.
fn words(name: &str) -> Vec<String> {
    let parts = name.split(|letter: char| !letter.is_alphanumeric());
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase).collect()
}

/// Tells whether words stand in a name one after the other; the last of them is compared in its own way.
fn has(name: &[String], wanted: &[String], is_end: impl Fn(&str, &str) -> bool) -> bool {
    let Some((end, before)) = wanted.split_last() else { return false };
    name.windows(wanted.len()).any(|part| part[..before.len()] == *before && is_end(&part[before.len()], end))
}

/// Returns the names of which the whole or a place in it is close to a name, the closest first.
fn suggest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let wanted = wanted.trim().to_lowercase();
    let closeness = |name: &str| {
        let name = name.to_lowercase();
        let parts = name.split(['-', ',', '/']).map(str::trim).chain([name.as_str()]);
        parts.map(|part| strsim::jaro(&wanted, part)).fold(0.0, f64::max)
    };
    let mut scored: Vec<(f64, &str)> =
        names.map(|name| (closeness(name), name)).filter(|(score, _)| *score > CLOSE).collect();
    scored.sort_by(|(left_score, left), (right_score, right)| {
        right_score.total_cmp(left_score).then_with(|| left.cmp(right))
    });
    scored.dedup_by(|(_, left), (_, right)| left == right);
    scored.into_iter().take(OFFERED).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::wages::atlas::AtlasBuilder;

    fn atlas() -> crate::catalog::wages::Atlas {
        let mut builder = AtlasBuilder::default();
        for (code, name, kind, abbreviation) in [
            ("0000000", "United States", AreaKind::Nation, Some("US")),
            ("06", "California", AreaKind::State, Some("CA")),
            ("36", "New York", AreaKind::State, Some("NY")),
            ("0035620", "New York-Newark-Jersey City, NY-NJ", AreaKind::Metro, None),
            ("0018020", "Columbus, IN", AreaKind::Metro, None),
            ("0018140", "Columbus, OH", AreaKind::Metro, None),
            ("0026420", "Houston-Pasadena-The Woodlands, TX", AreaKind::Metro, None),
            ("0600006", "North Coast Region of California nonmetropolitan area", AreaKind::Nonmetro, None),
        ] {
            builder.areas.push(Area {
                code: Some(code.to_owned()),
                name: name.to_owned(),
                kind,
                abbreviation: abbreviation.map(str::to_owned),
            });
        }
        for (code, name) in [
            ("518000", "Computing Providers"),
            ("518200", "Computing Providers"),
            ("622000", "Hospitals"),
            ("622100", "General Hospitals"),
        ] {
            builder.industries.push(Industry { code: Some(code.to_owned()), name: name.to_owned() });
        }
        builder.finish()
    }

    fn area(name: &str, kinds: &[AreaKind]) -> Result<String, UnknownPlace> {
        let atlas = atlas();
        let open = atlas.open();
        open.find_area(name, kinds).map(|id| open.area(id).name.clone())
    }

    const SMALL: [AreaKind; 2] = [AreaKind::Metro, AreaKind::Nonmetro];

    #[test]
    fn a_state_has_a_name_an_abbreviation_and_a_code() {
        for name in ["California", "california ", "CA", "ca", "06", "6"] {
            assert_eq!(area(name, &[AreaKind::State]).as_deref(), Ok("California"), "{name}");
        }
        assert_eq!(area("New York", &AreaKind::ALL).as_deref(), Ok("New York"));
        assert_eq!(area("US", &AreaKind::ALL).as_deref(), Ok("United States"));
        let suggestions = vec!["California".to_owned()];
        assert_eq!(area("Califronia", &[AreaKind::State]), Err(UnknownPlace::Unknown(suggestions)));
    }

    #[test]
    fn a_unique_part_of_a_name_is_enough() {
        let houston = "Houston-Pasadena-The Woodlands, TX";
        for name in [houston, "houston", "the woodlands", "Pasadena The Wood", "0026420", "26420"] {
            assert_eq!(area(name, &SMALL).as_deref(), Ok(houston), "{name}");
        }
        assert_eq!(area("columbus oh", &SMALL).as_deref(), Ok("Columbus, OH"));
        assert_eq!(
            area("north coast", &SMALL).as_deref(),
            Ok("North Coast Region of California nonmetropolitan area")
        );
        let both = vec!["Columbus, IN".to_owned(), "Columbus, OH".to_owned()];
        assert_eq!(area("Columbus", &SMALL), Err(UnknownPlace::Ambiguous(both)));
    }

    #[test]
    fn what_is_nowhere_is_unknown() {
        let unknown =
            |names: &[&str]| Err(UnknownPlace::Unknown(names.iter().map(ToString::to_string).collect()));
        assert_eq!(area("Huston", &SMALL), unknown(&["Houston-Pasadena-The Woodlands, TX"]));
        assert_eq!(area("ouston", &SMALL), unknown(&["Houston-Pasadena-The Woodlands, TX"]));
        for name in ["", " ", "-", "0", "Atlantis"] {
            assert_eq!(area(name, &SMALL), unknown(&[]), "`{name}`");
        }
    }

    #[test]
    fn industries_of_one_name_are_one_to_people() {
        let atlas = atlas();
        let open = atlas.open();
        let codes = |name| {
            let found = open.find_industries(name)?;
            Ok::<_, UnknownPlace>(found.iter().map(|id| open.industry(*id).code.clone()).collect::<Vec<_>>())
        };
        let are = |codes: &[&str]| Ok(codes.iter().map(|code| Some((*code).to_owned())).collect());
        assert_eq!(codes("Hospitals"), are(&["622000"]));
        assert_eq!(codes("general"), are(&["622100"]));
        assert_eq!(codes("518200"), are(&["518200"]));
        assert_eq!(codes("computing"), are(&["518000", "518200"]));
        let both = vec!["Hospitals".to_owned(), "General Hospitals".to_owned()];
        assert_eq!(codes("hosp"), Err(UnknownPlace::Ambiguous(both)));
    }
}
