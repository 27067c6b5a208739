//! From raw files to a valid catalog, collecting every mistake.
//!
//! First the ids of all files are collected and put in order; then each entry is read once, straight into
//! its final form, with every name in it resolved. What is broken is reported and filled with a stand-in,
//! so that one mistake does not bring forth others; a catalog is only handed out when there is none.

mod clashes;
mod closure;
mod currency;
mod duration;
mod entries;
mod header;
pub(super) mod index;
mod requirement;
pub(super) mod tables;

use crate::diagnostic::{Diagnostic, SourceFile, code};
use crate::ids::{CredentialId, DomainId};
use crate::limits::ENTRIES;

use super::Catalog;
use super::lints::LintSetting;
use super::occupations::Occupations;
use super::places::{Place, Places};
use super::raw::overlay::Removed;
use super::raw::reader::Reading;
use super::raw::{Document, Mistakes};
use super::vocabulary::Vocabulary;
use index::{Entries, Entry, Index, Kind};

/// A catalog with what else was read.
pub(super) struct Assembled<'a> {
    pub(super) catalog: Catalog,
    pub(super) mistakes: Mistakes<'a>,
    pub(super) entries: Entries<'a>,
    pub(super) lints: Vec<LintSetting>,
}

/// Makes a catalog of the documents of layers with these names; mistakes go to `mistakes`, and if there are any the catalog is only
/// good for finding more of them.
pub(super) fn assemble<'a>(
    files: &'a [SourceFile],
    documents: &'a [Document<'a>],
    removed: &'a [Removed],
    layers: &[String],
    mut mistakes: Mistakes<'a>,
) -> Assembled<'a> {
    header::check_keys(documents, &mut mistakes);
    let entries = Entries::collect(documents, &mut mistakes);
    let is_empty = entries.of(Kind::Role).is_empty() && entries.of(Kind::Credential).is_empty();
    if is_empty && entries.spare.is_empty() && !mistakes.any_broken() {
        mistakes.report_everywhere(empty(files));
    }
    let mut reading = Reading {
        index: Index::new(&entries, removed),
        mistakes,
        skills: Vocabulary::new(Vec::new()),
        settings: Vocabulary::new(Vec::new()),
        nodes: 0,
        occupations: Occupations::default(),
    };
    reading.skills = Vocabulary::new(read(&mut reading, entries.of(Kind::Skill), entries::skill));
    reading.settings = Vocabulary::new(read(&mut reading, entries.of(Kind::Setting), entries::setting));
    let header = header::read(&mut reading, documents, layers);
    reading.occupations.clone_from(&header.occupations);
    let mut catalog = Catalog {
        name: header.name,
        version: header.version,
        as_of: header.as_of,
        currency: header.currency,
        occupations: header.occupations,
        assumptions: header.assumptions,
        sources: read(&mut reading, entries.of(Kind::Source), entries::source),
        domains: read(&mut reading, entries.of(Kind::Domain), entries::domain),
        surveys: read(&mut reading, entries.of(Kind::Survey), entries::survey),
        roles: read(&mut reading, entries.of(Kind::Role), entries::role),
        credentials: read(&mut reading, entries.of(Kind::Credential), entries::credential),
        resources: read(&mut reading, entries.of(Kind::Resource), entries::resource),
        topics: read(&mut reading, entries.of(Kind::Topic), entries::topic),
        skills: Vec::new(),
        settings: Vec::new(),
        wages: tables::read(&mut reading, files, documents, &header.areas),
        places: Places::default(),
    };
    read_spare(&mut reading, &entries.spare);
    for (is_full, words) in [(reading.skills.is_full(), "skills"), (reading.settings.is_full(), "settings")] {
        if is_full {
            let message = format!("the catalog uses more than the {ENTRIES} different {words} that are read");
            let help = "divide the catalog into several".to_owned();
            reading.mistakes.report_everywhere(Diagnostic::error(code::TOO_LARGE, message).with_help(help));
        }
    }
    catalog.skills = reading.skills.into_terms();
    catalog.settings = reading.settings.into_terms();
    let mut mistakes = reading.mistakes;
    catalog.places = places(files, &entries, &mistakes);
    clashes::check(&entries, &mut mistakes);
    close(&mut catalog, &entries, &mut mistakes);
    Assembled { catalog, mistakes, entries, lints: header.lints }
}

fn empty(files: &[SourceFile]) -> Diagnostic {
    let message = if files.is_empty() { "there are no catalog files" } else { "the catalog is empty" };
    Diagnostic::error(code::EMPTY_CATALOG, message)
        .with_help("a catalog needs at least one `[[role]]` or `[[credential]]` in a `.toml` file".to_owned())
}

fn read<'a, T>(
    reading: &mut Reading<'a>,
    entries: &[Entry<'a>],
    one: fn(&mut Reading<'a>, &Entry<'a>) -> T,
) -> Vec<T> {
    entries.iter().map(|entry| one(reading, entry)).collect()
}

/// Reads the entries that do not count, for the mistakes in them.
fn read_spare<'a>(reading: &mut Reading<'a>, spare: &[Entry<'a>]) {
    for entry in spare {
        match entry.kind {
            Kind::Source => drop(entries::source(reading, entry)),
            Kind::Domain => drop(entries::domain(reading, entry)),
            Kind::Survey => drop(entries::survey(reading, entry)),
            Kind::Role => drop(entries::role(reading, entry)),
            Kind::Credential => drop(entries::credential(reading, entry)),
            Kind::Skill => drop(entries::skill(reading, entry)),
            Kind::Setting => drop(entries::setting(reading, entry)),
            Kind::Resource => drop(entries::resource(reading, entry)),
            Kind::Topic => drop(entries::topic(reading, entry)),
        }
    }
}

fn places(files: &[SourceFile], entries: &Entries<'_>, mistakes: &Mistakes<'_>) -> Places {
    let places = |kind| {
        let place = |entry: &Entry<'_>| {
            let (file, span) = mistakes.locate(entry.file, entry.place());
            Place { file, span }
        };
        entries.of(kind).iter().map(place).collect()
    };
    Places {
        paths: files.iter().map(|file| file.path.clone()).collect(),
        roles: places(Kind::Role),
        credentials: places(Kind::Credential),
        warnings: Vec::new(),
    }
}

/// Fills in what follows from `part-of` and `implies`.
fn close(catalog: &mut Catalog, entries: &Entries<'_>, mistakes: &mut Mistakes<'_>) {
    let steps: Vec<Vec<usize>> = catalog
        .domains
        .iter()
        .map(|domain| domain.part_of.iter().map(|wider| wider.index()).collect())
        .collect();
    let closures = closure::close(&steps, Kind::Domain, entries.of(Kind::Domain), mistakes);
    for (domain, closure) in catalog.domains.iter_mut().zip(closures) {
        domain.ancestors = closure.into_iter().map(DomainId::from_index).collect();
    }
    let steps: Vec<Vec<usize>> = catalog
        .credentials
        .iter()
        .map(|credential| credential.implies.iter().map(|implied| implied.index()).collect())
        .collect();
    let closures = closure::close(&steps, Kind::Credential, entries.of(Kind::Credential), mistakes);
    for (credential, closure) in catalog.credentials.iter_mut().zip(closures) {
        credential.closure = closure.into_iter().map(CredentialId::from_index).collect();
    }
}
