//! Entries in the words of the catalog's files.

use serde_json::{Map, Value, json};

use crate::catalog::{
    Catalog, Credential, Domain, Exam, Figure, Note, Renewal, Requirement, RequirementKind, Role, Strength,
    Study, WageFit,
};
use crate::explain::pay::{occupation, surveys};
use crate::ids::{CredentialId, RoleId, SourceId};

use super::super::listing::salary::survey_json;
use super::super::words;

/// Collects the keys that an entry has; what is absent in the file is absent here.
pub(super) struct Keys(pub(super) Map<String, Value>);

impl Keys {
    pub(super) fn new() -> Self {
        Self(Map::new())
    }

    pub(super) fn set(mut self, key: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let absent = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !absent {
            self.0.insert(key.to_owned(), value);
        }
        self
    }
}

/// Returns a role as the catalog has it.
pub(super) fn role(catalog: &Catalog, role: &Role) -> Map<String, Value> {
    let gives: Vec<&str> = role.gives.iter().map(|domain| catalog.domain(*domain).id.as_str()).collect();
    Keys::new()
        .set("id", role.id.as_str())
        .set("title", role.title.as_str())
        .set("aliases", json!(role.aliases))
        .set("track", role.track.as_str())
        .set("level", role.level.word())
        .set("family", json!(role.family))
        .set("summary", json!(role.summary))
        .set("skills", words::ids(&role.skills, |id| &catalog.skill(*id).id))
        .set("builds", words::ids(&role.builds, |id| &catalog.skill(*id).id))
        .set("interests", json!(role.interests))
        .set("settings", words::ids(&role.settings, |id| &catalog.setting(*id).id))
        .set("gives", json!(gives))
        .set("typical", credential_ids(catalog, &role.typical))
        .set("search-months", json!(role.search_months.map(|months| months.0)))
        .set("requires", requirements(catalog, &role.requires))
        .set("wage", wage(catalog, role))
        .set("notes", notes(catalog, &role.notes))
        .0
}

/// Returns remarks as the file has them: a text, or a table where there is more.
fn notes(catalog: &Catalog, notes: &[Note]) -> Vec<Value> {
    let one = |note: &Note| {
        if note.date.is_none() && note.source.is_none() {
            return note.text.as_str().into();
        }
        let keys = Keys::new()
            .set("text", note.text.as_str())
            .set("date", json!(note.date))
            .set("source", source_id(catalog, note.source));
        keys.0.into()
    };
    notes.iter().map(one).collect()
}

fn wage(catalog: &Catalog, role: &Role) -> Value {
    let Some(reference) = &role.wage else { return Value::Null };
    let figures: Vec<Value> = surveys(catalog, role).map(|survey| survey_json(catalog, survey)).collect();
    let mut keys =
        Keys::new().set("soc", json!(reference.soc)).set("fit", reference.fit.word()).set("surveys", figures);
    // The wage of an occupation that does not describe the role stands in `salary` as context only.
    if let Some(row) = occupation(catalog, role).filter(|_| reference.fit != WageFit::Poor) {
        keys = keys.set("median", json!(row.median().map(|median| median.0))).set("year", json!(row.year));
    }
    if let Some(outlook) = reference.soc.as_ref().and_then(|soc| catalog.wages.outlook.get(soc)) {
        keys = keys.set(
            "outlook",
            json!({
                "growth-permille": outlook.growth_permille,
                "openings": outlook.openings,
                "entry-education": outlook.entry_education,
                "related-experience": outlook.related_experience,
                "period": outlook.period,
                "year": outlook.year,
                "source": source_id(catalog, outlook.source),
            }),
        );
    }
    keys.0.into()
}

/// Returns a credential as the catalog has it.
pub(super) fn credential(catalog: &Catalog, credential: &Credential) -> Map<String, Value> {
    let options: Vec<Value> = credential.study.iter().map(|option| study(catalog, option)).collect();
    let upkeep = credential.renewal.as_ref().map_or(Value::Null, |upkeep| renewal(catalog, upkeep));
    Keys::new()
        .set("id", credential.id.as_str())
        .set("name", credential.name.as_str())
        .set("aliases", json!(credential.aliases))
        .set("issuer", json!(credential.issuer))
        .set("summary", json!(credential.summary))
        .set("url", json!(credential.url))
        .set("implies", credential_ids(catalog, &credential.implies))
        .set("builds", words::ids(&credential.builds, |id| &catalog.skill(*id).id))
        .set("requires", requirements(catalog, &credential.requires))
        .set("renewal", upkeep)
        .set("study", options)
        .set("notes", notes(catalog, &credential.notes))
        .0
}

/// Returns a domain as the catalog has it.
pub(super) fn domain(catalog: &Catalog, domain: &Domain) -> Map<String, Value> {
    let part_of: Vec<&str> = domain.part_of.iter().map(|id| catalog.domain(*id).id.as_str()).collect();
    Keys::new()
        .set("id", domain.id.as_str())
        .set("name", domain.name.as_str())
        .set("summary", json!(domain.summary))
        .set("part-of", json!(part_of))
        .0
}

fn study(catalog: &Catalog, study: &Study) -> Value {
    let tied_to: Vec<&str> = study.while_in.iter().map(|role| role_id(catalog, *role)).collect();
    let keys = Keys::new()
        .set("mode", study.mode.word())
        .set("months", study.months.0)
        .set("hours-per-week", json!(study.hours_per_week))
        .set("cost", study.cost.as_ref().map_or(Value::Null, |cost| figure(catalog, cost)))
        .set("while", json!(tied_to))
        .set("exam", study.exam.as_ref().map_or(Value::Null, |exam| examination(catalog, exam)))
        .set("note", json!(study.note));
    keys.0.into()
}

fn examination(catalog: &Catalog, exam: &Exam) -> Value {
    let keys = Keys::new()
        .set("pass-rate", json!(exam.pass_rate))
        .set("year", json!(exam.year))
        .set("source", source_id(catalog, exam.source));
    keys.0.into()
}

fn renewal(catalog: &Catalog, renewal: &Renewal) -> Value {
    let keys = Keys::new()
        .set("years", json!(renewal.years))
        .set("hours", json!(renewal.hours))
        .set("cost", renewal.cost.as_ref().map_or(Value::Null, |cost| figure(catalog, cost)))
        .set("note", json!(renewal.note))
        .set("source", source_id(catalog, renewal.source));
    keys.0.into()
}

fn figure(catalog: &Catalog, figure: &Figure) -> Value {
    let keys = Keys::new()
        .set("amount", figure.amount.0)
        .set("year", json!(figure.year))
        .set("source", source_id(catalog, figure.source))
        .set("basis", figure.basis.word());
    keys.0.into()
}

fn requirements(catalog: &Catalog, requirements: &[Requirement]) -> Vec<Value> {
    requirements.iter().map(|node| requirement(catalog, node)).collect()
}

/// Returns a node in its shortest form: a bare id where the file could have one.
fn requirement(catalog: &Catalog, node: &Requirement) -> Value {
    let keys = match &node.kind {
        RequirementKind::Credential(credential) => {
            let id = catalog.credential(*credential).id.as_str();
            if *node == Requirement::new(node.kind.clone()) {
                return id.into();
            }
            Keys::new().set("credential", id)
        }
        RequirementKind::All(nodes) => Keys::new().set("all", requirements(catalog, nodes)),
        RequirementKind::Any(nodes) => Keys::new().set("any", requirements(catalog, nodes)),
        RequirementKind::AtLeast { count, of } => {
            Keys::new().set("at-least", *count).set("of", requirements(catalog, of))
        }
        RequirementKind::Experience { domain, months, after, within } => Keys::new()
            .set("experience", catalog.domain(*domain).id.as_str())
            .set("months", months.0)
            .set("after", json!(after.map(|credential| &catalog.credential(credential).id)))
            .set("within", json!(within.map(|within| format!("{}mo", within.0)))),
        RequirementKind::Tenure { role, months } => {
            Keys::new().set("role", role_id(catalog, *role)).set("months", months.0)
        }
    };
    let strength = Some(node.strength).filter(|strength| *strength != Strength::Required);
    let keys = keys
        .set("strength", json!(strength.map(Strength::word)))
        .set("rare", json!(node.rare.then_some(true)))
        .set("from", json!(node.from.map(|month| month.to_string())))
        .set("until", json!(node.until.map(|month| month.to_string())))
        .set("note", json!(node.note))
        .set("source", source_id(catalog, node.source))
        .set("approximate", json!(node.approximate.then_some(true)));
    keys.0.into()
}

fn credential_ids(catalog: &Catalog, ids: &[CredentialId]) -> Vec<Value> {
    ids.iter().map(|id| catalog.credential(*id).id.as_str().into()).collect()
}

fn role_id(catalog: &Catalog, role: RoleId) -> &str {
    &catalog.role(role).id
}

pub(super) fn source_id(catalog: &Catalog, source: Option<SourceId>) -> Value {
    json!(source.map(|source| &catalog.source(source).id))
}

/// Returns every source that a role cites.
pub(super) fn sources_of_role(catalog: &Catalog, role: &Role) -> Vec<SourceId> {
    let mut used = role.sources.clone();
    used.extend(cited(&role.requires));
    used.extend(surveys(catalog, role).filter_map(|survey| survey.source));
    used.extend(occupation(catalog, role).and_then(|row| row.source));
    let soc = role.wage.as_ref().and_then(|wage| wage.soc.as_ref());
    used.extend(soc.and_then(|soc| catalog.wages.outlook.get(soc)).and_then(|outlook| outlook.source));
    used.extend(role.notes.iter().filter_map(|note| note.source));
    used
}

/// Returns every source that a credential cites.
pub(super) fn sources_of_credential(credential: &Credential) -> Vec<SourceId> {
    let mut used = credential.sources.clone();
    used.extend(cited(&credential.requires));
    for study in &credential.study {
        used.extend(study.cost.as_ref().and_then(|cost| cost.source));
        used.extend(study.exam.as_ref().and_then(|exam| exam.source));
    }
    if let Some(renewal) = &credential.renewal {
        used.extend(renewal.source);
        used.extend(renewal.cost.as_ref().and_then(|cost| cost.source));
    }
    used.extend(credential.notes.iter().filter_map(|note| note.source));
    used
}

fn cited(requirements: &[Requirement]) -> Vec<SourceId> {
    let mut used = Vec::new();
    for requirement in requirements {
        requirement.walk(&mut |node| used.extend(node.source));
    }
    used
}
