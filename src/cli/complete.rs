//! What arguments offer when somebody presses the tabulator key.
//!
//! A shell asks the program itself: it runs it with the words of the line and with a variable of the environment set to
//! its own name. So the names of the catalog complete too, those of `--catalog FOLDER` where the line has one. An
//! argument takes part with one attribute: `#[arg(add = complete::roles())]`.

pub(super) mod engine;
mod line;

use std::collections::BTreeMap;

use clap::Command;
use clap_complete::engine::ArgValueCompleter;

use crate::catalog::{AreaKind, Catalog, CredentialKind, CredentialStatus, Level, SourceKind, Standard};
use crate::graph::Degree;
use crate::lint::RULES;
use crate::render::rules::codes;
use crate::render::schema;

use super::command::command;
use engine::{of_catalog, of_parts, of_words};

/// A name with what it stands for.
type Name = (String, String);

/// Offers roles.
pub(super) fn roles() -> ArgValueCompleter {
    of_catalog(all_roles)
}

/// Offers roles and credentials.
pub(super) fn entries() -> ArgValueCompleter {
    of_catalog(all_entries)
}

/// Offers everything that `show` shows.
pub(super) fn everything() -> ArgValueCompleter {
    of_catalog(|catalog| {
        [all_entries, all_domains, all_skills, all_settings, all_resources, all_topics, all_sources]
            .into_iter()
            .flat_map(|list| list(catalog))
            .collect()
    })
}

/// Offers what can be waived and, after `@`, of which role or credential.
pub(super) fn waivers() -> ArgValueCompleter {
    let waived = |catalog: &Catalog| [all_entries(catalog), all_domains(catalog)].concat();
    of_parts('@', waived, all_entries)
}

/// Offers a credential and, after `=`, the one it counts as.
pub(super) fn equivalents() -> ArgValueCompleter {
    of_parts('=', all_credentials, all_credentials)
}

/// Offers domains of experience.
pub(super) fn domains() -> ArgValueCompleter {
    of_catalog(all_domains)
}

/// Offers skills.
pub(super) fn skills() -> ArgValueCompleter {
    of_catalog(all_skills)
}

/// Offers settings.
pub(super) fn settings() -> ArgValueCompleter {
    of_catalog(all_settings)
}

/// Offers sources.
pub(super) fn sources() -> ArgValueCompleter {
    of_catalog(all_sources)
}

/// Offers questions that have an answer.
pub(super) fn topics() -> ArgValueCompleter {
    of_catalog(all_topics)
}

/// Offers tracks.
pub(super) fn tracks() -> ArgValueCompleter {
    of_catalog(|catalog| plain(catalog.roles.iter().map(|role| &role.track)))
}

/// Offers families of near substitutes.
pub(super) fn families() -> ArgValueCompleter {
    of_catalog(|catalog| plain(catalog.roles.iter().filter_map(|role| role.family.as_ref())))
}

/// Offers interests.
pub(super) fn interests() -> ArgValueCompleter {
    of_catalog(|catalog| plain(catalog.roles.iter().flat_map(|role| &role.interests)))
}

/// Offers issuers of credentials.
pub(super) fn issuers() -> ArgValueCompleter {
    of_catalog(|catalog| {
        plain(catalog.credentials.iter().filter_map(|credential| credential.issuer.as_ref()))
    })
}

/// Offers kinds of places to turn to.
pub(super) fn resource_kinds() -> ArgValueCompleter {
    of_catalog(|catalog| plain(catalog.resources.iter().map(|resource| &resource.kind)))
}

/// Offers states and territories.
pub(super) fn states() -> ArgValueCompleter {
    of_catalog(|catalog| places(catalog, &[AreaKind::State, AreaKind::Other]))
}

/// Offers metropolitan and nonmetropolitan areas.
pub(super) fn areas() -> ArgValueCompleter {
    of_catalog(|catalog| places(catalog, &[AreaKind::Metro, AreaKind::Nonmetro, AreaKind::Other]))
}

/// Offers the nation, states and areas.
pub(super) fn all_places() -> ArgValueCompleter {
    of_catalog(|catalog| places(catalog, &AreaKind::ALL))
}

/// Offers levels.
pub(super) fn levels() -> ArgValueCompleter {
    of_words(|| plain(Level::ALL.map(Level::word)))
}

/// Offers the rungs of the ladder of degrees.
pub(super) fn degrees() -> ArgValueCompleter {
    of_words(|| plain(Degree::ALL.map(Degree::word)))
}

/// Offers standards.
pub(super) fn standards() -> ArgValueCompleter {
    of_words(|| plain(Standard::ALL.map(Standard::word)))
}

/// Offers kinds of credentials.
pub(super) fn credential_kinds() -> ArgValueCompleter {
    of_words(|| plain(CredentialKind::ALL.map(CredentialKind::word)))
}

/// Offers statuses of credentials.
pub(super) fn statuses() -> ArgValueCompleter {
    of_words(|| plain(CredentialStatus::ALL.map(CredentialStatus::word)))
}

/// Offers kinds of sources.
pub(super) fn source_kinds() -> ArgValueCompleter {
    of_words(|| plain(SourceKind::ALL.map(SourceKind::word)))
}

/// Offers schemas.
pub(super) fn schemas() -> ArgValueCompleter {
    of_words(|| schema::list().map(|(name, about)| (name.to_owned(), about.to_owned())).collect())
}

/// Offers the rules of the linter and the codes of mistakes.
pub(super) fn rules() -> ArgValueCompleter {
    of_words(|| {
        let rules = RULES.iter().map(|rule| (rule.name, rule.meaning));
        rules.chain(codes()).map(|(name, about)| (name.to_owned(), about.to_owned())).collect()
    })
}

/// Offers commands.
pub(super) fn commands() -> ArgValueCompleter {
    of_words(|| {
        let about = |command: &Command| command.get_about().map(ToString::to_string).unwrap_or_default();
        let all = command();
        all.get_subcommands().map(|command| (command.get_name().to_owned(), about(command))).collect()
    })
}

/// Returns words that need no explanation.
fn plain<Word: AsRef<str>>(words: impl IntoIterator<Item = Word>) -> Vec<Name> {
    words.into_iter().map(|word| (word.as_ref().to_owned(), String::new())).collect()
}

fn all_entries(catalog: &Catalog) -> Vec<Name> {
    [all_roles(catalog), all_credentials(catalog)].concat()
}

macro_rules! listed {
    ($($name:ident: $field:ident, $title:ident;)+) => {
        $(fn $name(catalog: &Catalog) -> Vec<Name> {
            catalog.$field.iter().map(|entry| (entry.id.clone(), entry.$title.clone())).collect()
        })+
    };
}

listed! {
    all_roles: roles, title;
    all_credentials: credentials, name;
    all_domains: domains, name;
    all_skills: skills, name;
    all_settings: settings, name;
    all_resources: resources, name;
    all_topics: topics, question;
    all_sources: sources, title;
}

/// Returns areas by their names as one word, or by their codes where several have the name.
fn places(catalog: &Catalog, kinds: &[AreaKind]) -> Vec<Name> {
    let atlas = catalog.wages.atlas.open();
    let areas: Vec<_> = atlas.areas().iter().filter(|area| kinds.contains(&area.kind)).collect();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for area in &areas {
        *times.entry(one_word(&area.name).to_lowercase()).or_default() += 1;
    }
    let word = |name: &str| Some(one_word(name)).filter(|word| times[&word.to_lowercase()] == 1);
    let named = areas.iter().filter_map(|area| {
        let word = word(&area.name).or_else(|| area.code.clone())?;
        Some((word, area.name.clone()))
    });
    named.collect()
}

/// Joins the words of a name: `New-York-Newark-Jersey-City-NY-NJ`.
fn one_word(name: &str) -> String {
    let parts = name.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}
