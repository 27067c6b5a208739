//! An example of rows: people as a workplace has them, in roles of the catalog from which others are reached.

use std::cmp::Reverse;

use serde_json::{Map, Value, json};

use crate::catalog::{Catalog, CredentialKind, CredentialStatus, Requirement, RequirementKind, Role};
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::units::Months;

/// How many people it shows.
const PEOPLE: usize = 3;

/// Returns a few rows in which each column is used.
pub(crate) fn text(catalog: &Catalog, as_objects: bool) -> csv::Result<String> {
    let rows = rows(catalog);
    if as_objects {
        let lines: Vec<String> = rows.into_iter().map(|row| Value::Object(row).to_string()).collect();
        return Ok(lines.join("\n") + "\n");
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    if let Some(first) = rows.first() {
        writer.write_record(first.keys())?;
    }
    for row in &rows {
        writer.write_record(row.values().map(cell))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn rows(catalog: &Catalog) -> Vec<Map<String, Value>> {
    let people = people(catalog);
    let role = |number: usize| people.get(number).map(|role| catalog.role(*role).id.as_str());
    let asked = |number: usize| people.get(number).map(|role| asked(catalog.role(*role))).unwrap_or_default();
    let wanted = wanted(catalog);
    // Who has a role has what it asks for; what stands in a row is on top of that.
    let second = people.get(1).map(|role| credentials(&catalog.role(*role).requires)).unwrap_or_default();
    let is_had = |id: &CredentialId| second.iter().any(|had| catalog.credential(*had).closure.contains(id));
    let on_top: Vec<CredentialId> = wanted.iter().copied().filter(|id| !is_had(id)).take(2).collect();
    let avoided = longest(catalog, wanted.iter().copied().filter(|id| !on_top.contains(id)));
    let ids =
        |ids: &[CredentialId]| ids.iter().map(|id| catalog.credential(*id).id.as_str()).collect::<Vec<_>>();
    let experience: Vec<String> = most_asked(catalog)
        .map(|domain| format!("{}: 18mo", catalog.domain(domain).id))
        .into_iter()
        .collect();
    let history: Vec<String> = [(role(2), "2y"), (role(0), "4.5y")]
        .into_iter()
        .filter_map(|(role, time)| Some(format!("{}: {time}", role?)))
        .collect();
    let no_list: [&str; 0] = [];
    let rows = [
        json!({
            "id": "1001", "role": role(0), "years": role(0).map(|_| 3.5), "months": null, "credentials": no_list,
            "history": no_list, "experience": no_list, "budget": 10_000, "max-years": null, "keep-working": "yes",
            "study-hours": null, "avoid": no_list, "unit": "Day shift",
        }),
        json!({
            "id": "1002", "role": role(1), "years": null, "months": role(1).map(|_| 30), "credentials": ids(&on_top),
            "history": no_list, "experience": experience, "budget": null, "max-years": 5, "keep-working": "",
            "study-hours": 10, "avoid": ids(&avoided), "unit": "Day shift",
        }),
        json!({
            "id": "1003", "role": role(2), "years": null, "months": null, "credentials": ids(&asked(2)),
            "history": history, "experience": no_list, "budget": null, "max-years": null, "keep-working": "",
            "study-hours": null, "avoid": no_list, "unit": "Night shift",
        }),
    ];
    rows.into_iter().filter_map(|row| if let Value::Object(row) = row { Some(row) } else { None }).collect()
}

/// Returns the roles of the people: low ones to begin with from which most others are reached, with experience of different
/// kinds where there are such.
fn people(catalog: &Catalog) -> Vec<RoleId> {
    let mut roles: Vec<RoleId> = catalog.role_ids().collect();
    roles.sort_by_cached_key(|id| {
        let fed = catalog.role_ids().filter(|other| feeds(catalog, *id, *other)).count();
        (fed == 0, catalog.role(*id).level, asks_experience(catalog.role(*id)), Reverse(fed), *id)
    });
    let mut people: Vec<RoleId> = Vec::new();
    let lowest = roles.first().map(|id| catalog.role(*id).level);
    for differs in [true, false] {
        for id in &roles {
            let gives = |id: &RoleId| &catalog.role(*id).gives;
            let is_other = Some(catalog.role(*id).level) == lowest
                && people.iter().all(|known| gives(known) != gives(id));
            if people.len() < PEOPLE && !people.contains(id) && (is_other || !differs) {
                people.push(*id);
            }
        }
    }
    let few = people.clone();
    people.extend(few.into_iter().cycle().take(PEOPLE - people.len()));
    people
}

/// Tells whether time in a role is of use for a higher one.
fn feeds(catalog: &Catalog, role: RoleId, other: RoleId) -> bool {
    let (role_id, role, other) = (role, catalog.role(role), catalog.role(other));
    if other.level <= role.level {
        return false;
    }
    let counts = |asked: DomainId| {
        role.gives.iter().any(|given| *given == asked || catalog.domain(*given).ancestors.contains(&asked))
    };
    let is_of_use = |node: &Requirement| match node.kind {
        RequirementKind::Experience { domain, .. } => counts(domain),
        RequirementKind::Tenure { role, .. } => role == role_id,
        _ => false,
    };
    nodes(&other.requires).into_iter().any(is_of_use)
}

/// Tells whether nobody begins with a role.
fn asks_experience(role: &Role) -> bool {
    let is_time = |node: &Requirement| {
        matches!(node.kind, RequirementKind::Experience { .. } | RequirementKind::Tenure { .. })
    };
    nodes(&role.requires).into_iter().any(is_time)
}

/// Returns every credential that is asked for, alternatives too.
fn credentials(requires: &[Requirement]) -> Vec<CredentialId> {
    let credential = |node: &Requirement| match node.kind {
        RequirementKind::Credential(id) => Some(id),
        _ => None,
    };
    nodes(requires).into_iter().filter_map(credential).collect()
}

fn nodes(requires: &[Requirement]) -> Vec<&Requirement> {
    let mut nodes = Vec::new();
    for requirement in requires {
        requirement.walk(&mut |node| nodes.push(node));
    }
    nodes
}

/// Returns the credentials that a role asks for; of alternatives the first.
fn asked(role: &Role) -> Vec<CredentialId> {
    let credential = |node: &Requirement| match node.kind {
        RequirementKind::Credential(id) => Some(id),
        _ => None,
    };
    let one = |node: &Requirement| match &node.kind {
        RequirementKind::Any(nodes) => nodes.first().and_then(credential),
        _ => credential(node),
    };
    role.requires.iter().filter_map(one).collect()
}

/// Returns the credentials that can be studied for, those that most roles ask for first; no licence, as few people have
/// two.
fn wanted(catalog: &Catalog) -> Vec<CredentialId> {
    let mut counted = vec![0_usize; catalog.credentials.len()];
    for id in catalog.roles.iter().flat_map(|role| credentials(&role.requires)) {
        counted[id.index()] += 1;
    }
    let can_be_had = |id: &CredentialId| {
        let credential = catalog.credential(*id);
        let is_licence = credential.kind == CredentialKind::License;
        credential.status == CredentialStatus::Active && !is_licence && !credential.study.is_empty()
    };
    let mut wanted: Vec<CredentialId> = catalog.credential_ids().filter(can_be_had).collect();
    wanted.sort_by_key(|id| (Reverse(counted[id.index()]), *id));
    wanted
}

/// Returns the credential that takes longest.
fn longest(catalog: &Catalog, ids: impl Iterator<Item = CredentialId>) -> Vec<CredentialId> {
    let months = |id: &CredentialId| {
        catalog.credential(*id).study.iter().map(|study| study.months).min().unwrap_or(Months(0))
    };
    ids.max_by_key(|id| (months(id), Reverse(*id))).into_iter().collect()
}

/// Returns the domain in which experience is asked for most often, or else the first.
fn most_asked(catalog: &Catalog) -> Option<DomainId> {
    let mut counted = vec![0_usize; catalog.domains.len()];
    for node in catalog.roles.iter().flat_map(|role| nodes(&role.requires)) {
        if let RequirementKind::Experience { domain, .. } = node.kind {
            counted[domain.index()] += 1;
        }
    }
    catalog.domain_ids().max_by_key(|id| (counted[id.index()], Reverse(*id)))
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::load::from_files;
    use crate::cohort::Form;
    use crate::cohort::columns::{Column, all};
    use crate::cohort::people::People;
    use crate::cohort::records::Records;
    use crate::cohort::rows::Layout;
    use crate::diagnostic::SourceFile;
    use crate::testing::{catalog, generated, start};

    /// Reads the example as CSV and as objects; returns which columns say something.
    fn columns_in_use(catalog: &Catalog) -> Vec<Column> {
        let mut used = Vec::new();
        for form in [Form::Csv { delimiter: b',' }, Form::Ndjson] {
            let text = text(catalog, form == Form::Ndjson).expect("rows");
            let mut records = Records::new(text.as_bytes(), form);
            let layout = match form {
                Form::Csv { .. } => {
                    let header = records.next().expect("bytes").expect("a header").expect("a record");
                    Layout::of_header(&header, &[]).expect("columns of people")
                }
                Form::Ndjson => Layout::of_objects(&[]),
            };
            assert_eq!(layout.slips(), []);
            let people = People::new(catalog, start());
            let mut rows = 0;
            while let Some(record) = records.next().expect("bytes") {
                let record = record.expect("a record");
                let given = layout.given(&record, form).expect("columns");
                people.read(&given).unwrap_or_else(|reject| panic!("{reject:?} in {}", record.text));
                let says =
                    |items: &[std::borrow::Cow<'_, str>]| items.iter().any(|item| !item.trim().is_empty());
                used.extend(given.iter().filter(|(_, items)| says(items)).map(|(column, _)| *column));
                rows += 1;
            }
            assert_eq!(rows, PEOPLE);
        }
        used.sort_unstable();
        used.dedup();
        used
    }

    #[test]
    fn whatever_the_catalog_its_example_is_read() {
        let nobody = catalog(&[], &[("license", "")]);
        assert!(!columns_in_use(&nobody).contains(&Column::Role));
        columns_in_use(&catalog(&[("only", "")], &[]));
        assert_eq!(columns_in_use(&generated(60)).len(), all().count());
    }

    #[test]
    fn people_stand_where_others_are_reached_from() {
        let role = |id: &str, level: &str, rest: &str| {
            format!("[[role]]\nid = \"{id}\"\ntitle = \"{id}\"\ntrack = \"t\"\nlevel = \"{level}\"\n{rest}\n")
        };
        let text = [
            "domain = [{ id = \"care\", name = \"Care\" }, { id = \"ward\", name = \"Ward\", part-of = \"care\" }]\n",
            &role("above", "senior", "requires = [{ experience = \"care\", years = 2 }]"),
            &role("aside", "entry", ""),
            &role("nurse", "entry", "gives = [\"ward\"]"),
        ];
        let file = SourceFile { path: "catalog.toml".to_owned(), text: text.concat() };
        let catalog = from_files(vec![file]).expect("a catalog");
        let ids: Vec<&str> = people(&catalog).into_iter().map(|id| catalog.role(id).id.as_str()).collect();
        assert_eq!(ids, ["nurse", "aside", "above"]);
    }
}
