//! Rows as they come in and go out: what each says of a person, and the answer beside what else stands in it.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use crate::catalog::Catalog;
use crate::catalog::names::Entry;
use crate::ids::CredentialId;
use crate::limits::ROW_CELLS;
use crate::planner::Target;
use crate::render::words::list;

use super::answers::{Answer, Found};
use super::columns::Column;
use super::ndjson::{self, Object};
use super::people::Given;
use super::records::Record;
use super::{Form, Reject, shown};

/// What is added to each row, in order.
pub(crate) const ADDED: [&str; 12] = [
    "target",
    "outcome",
    "plan_months",
    "plan_cost",
    "unpriced_studies",
    "job_changes",
    "first_step",
    "next_credential",
    "studies",
    "proved",
    "at_least_months",
    "reason",
];

/// How many of the columns that are not read are named.
const OTHERS: usize = 12;

/// What separates the items of a list in a cell.
const SEPARATOR: char = ';';

/// How many columns are named in a message.
const NAMED: usize = 10;

/// Which columns there are, and which of them go out again.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    /// The header of CSV as it is written; empty for NDJSON.
    header: Vec<String>,
    /// The same as names in an object, where no two are equal.
    members: Vec<String>,
    /// The columns that are read, by their place in the header.
    read: Vec<(usize, Column)>,
    /// The columns that are left out of the answer.
    dropped: Vec<String>,
}

/// Why no row of an input can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unusable {
    /// What is wrong.
    pub(crate) message: String,
    /// What to do about it.
    pub(crate) hint: String,
}

impl Layout {
    /// Returns the layout of CSV below a header.
    ///
    /// # Errors
    /// When the header says nothing of people, or a column twice.
    pub(crate) fn of_header(header: &Record, dropped: &[String]) -> Result<Self, Unusable> {
        let header: Vec<String> = header.cells().map(str::to_owned).collect();
        let mut read: Vec<(usize, Column)> = Vec::new();
        for (place, name) in header.iter().enumerate() {
            let Some(column) = Column::named(name) else { continue };
            if let Some(earlier) = read.iter().position(|(_, known)| *known == column) {
                let first = &header[read[earlier].0];
                // A column of the name itself is the one that is meant, and another that may mean it is somebody's own.
                match (column.is_named_by(first), column.is_named_by(name)) {
                    (true, false) => continue,
                    (false, true) => {
                        read[earlier] = (place, column);
                        continue;
                    }
                    _ => {}
                }
                let [first, second] = [first, name].map(|name| shown(name.trim()));
                return Err(Unusable {
                    message: format!("the columns `{first}` and `{second}` both mean `{}`", column.name()),
                    hint: "rename one of them".to_owned(),
                });
            }
            read.push((place, column));
        }
        if read.is_empty() {
            return Err(of_nobody(&header));
        }
        let layout = Self { members: members(&header), header, read, dropped: dropped.to_vec() };
        let kept: Vec<&str> = layout.kept().map(|place| layout.header[place].trim()).collect();
        if let Some(name) = kept.iter().find(|name| ADDED.contains(*name)) {
            return Err(Unusable {
                message: format!("the answer adds a column `{name}`, and there is one already"),
                hint: format!("rename it, or leave it out with `--drop {name}`"),
            });
        }
        let is_there = |name: &String| layout.header.iter().any(|known| known.trim() == name);
        if let Some(unknown) = dropped.iter().find(|name| !is_there(name)) {
            return Err(Unusable {
                message: format!("there is no column `{}` to drop", shown(unknown)),
                hint: format!("write it as the header does; there {}", names(&layout.header)),
            });
        }
        Ok(layout)
    }

    /// Returns the layout of NDJSON.
    pub(crate) fn of_objects(dropped: &[String]) -> Self {
        Self { header: Vec::new(), members: Vec::new(), read: Vec::new(), dropped: dropped.to_vec() }
    }

    /// Returns the first columns that nothing is read of, and that are near to one that is: more likely slips than columns of
    /// somebody's own.
    pub(crate) fn slips(&self) -> Vec<(&str, String)> {
        let is_read = |place: usize| self.read.iter().any(|(known, _)| *known == place);
        let others = self.header.iter().enumerate().filter(|(place, _)| !is_read(*place));
        others
            .filter_map(|(_, name)| Some((name.trim(), super::columns::near(name).into_iter().next()?)))
            .take(NAMED)
            .collect()
    }

    /// Tells whether the rows are objects, of which each has names of its own.
    pub(crate) fn is_of_objects(&self) -> bool {
        self.header.is_empty()
    }

    /// Says which columns are read, and as what; and which are not.
    pub(crate) fn reading(&self) -> String {
        let name = |place: usize| shown(self.header[place].trim());
        let read = self.read.iter().map(|(place, column)| {
            let name = name(*place);
            if column.is_named_by(&name) {
                format!("`{name}`")
            } else {
                format!("`{name}` as {}", column.name())
            }
        });
        let mut others: Vec<String> = (0..self.header.len())
            .filter(|place| !self.read.iter().any(|(known, _)| known == place))
            .map(|place| format!("`{}`", name(place)))
            .collect();
        let more = others.len().saturating_sub(OTHERS);
        if more > 0 {
            others.truncate(OTHERS);
            others.push(format!("{more} more"));
        }
        let others =
            if others.is_empty() { String::new() } else { format!("; not read: {}", list(&others, "and")) };
        format!("read: {}{others}", list(&read.collect::<Vec<_>>(), "and"))
    }

    /// Tells whether nothing says how long people have worked.
    pub(crate) fn lacks_time(&self) -> bool {
        let has = |wanted: Column| self.read.iter().any(|(_, column)| *column == wanted);
        has(Column::Role) && ![Column::Years, Column::Months, Column::History].into_iter().any(has)
    }

    fn kept(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.header.len()).filter(|place| !self.drops(self.header[*place].trim()))
    }

    fn drops(&self, name: &str) -> bool {
        self.dropped.iter().any(|dropped| dropped == name)
    }

    /// Returns what a record says of a person.
    ///
    /// # Errors
    /// When it is no object, or one of its values has no use.
    pub(crate) fn given<'t>(&self, record: &'t Record, form: Form) -> Result<Vec<Given<'t>>, Reject> {
        match form {
            Form::Csv { .. } => {
                let given = |(place, column): &(usize, Column)| {
                    let cell = record.cell(*place);
                    let items = if column.is_list() {
                        cell.split(SEPARATOR).map(Cow::Borrowed).collect()
                    } else {
                        vec![Cow::Borrowed(cell)]
                    };
                    (*column, items)
                };
                Ok(self.read.iter().map(given).collect())
            }
            Form::Ndjson => self.given_in_object(&record.text),
        }
    }

    /// Returns what an object says of a person.
    fn given_in_object<'t>(&self, text: &'t str) -> Result<Vec<Given<'t>>, Reject> {
        let object = Object::read(text).map_err(|reason| {
            Reject::row(reason, "write one object a line, such as {\"role\": \"nurse\"}")
        })?;
        if object.members.len() > ROW_CELLS {
            return Err(Reject::row(format!("more than {ROW_CELLS} names"), ""));
        }
        let mut given: Vec<Given<'_>> = Vec::new();
        let mut named: Vec<String> = Vec::new();
        for (name, value) in &object.members {
            if ADDED.contains(&name.as_ref()) && !self.drops(name) {
                let hint = format!("rename it, or leave it out with `--drop {name}`");
                return Err(of_member(name, "the answer adds this, and it is there already", &hint));
            }
            let Some(column) = Column::named(name) else { continue };
            let earlier = given.iter().position(|(known, _)| *known == column);
            if let Some(earlier) = earlier {
                match (column.is_named_by(&named[earlier]), column.is_named_by(name)) {
                    (true, false) => continue,
                    (false, true) => {
                        given.remove(earlier);
                        named.remove(earlier);
                    }
                    _ => return Err(of_member(name, "given twice", "leave one of them out")),
                }
            }
            let value: Value = serde_json::from_str(value.get())
                .map_err(|error| of_member(name, &format!("unreadable: {}", ndjson::what(&error)), ""))?;
            let hint = "`careerpath cohort --template --format ndjson` shows one of each";
            let items = items(column, &value)
                .ok_or_else(|| of_member(name, "a value that means nothing here", hint))?;
            given.push((column, items));
            named.push(name.as_ref().to_owned());
        }
        if given.is_empty() {
            let hint = "name the `role` in it, and more as `careerpath cohort --template --format ndjson` does; what stands in an object within \
                        it is not read";
            return Err(Reject::row("nothing in it says anything of a person", hint));
        }
        Ok(given)
    }

    /// Writes the header of CSV.
    pub(crate) fn write_header(&self, out: &mut csv::Writer<Vec<u8>>) -> csv::Result<()> {
        let kept = self.kept().map(|place| self.header[place].as_str());
        out.write_record(kept.chain(ADDED))
    }

    /// Writes an answer beside its row, as CSV.
    pub(crate) fn write_csv(
        &self,
        out: &mut csv::Writer<Vec<u8>>,
        record: &Record,
        added: &Map<String, Value>,
    ) -> csv::Result<()> {
        for place in self.kept() {
            out.write_field(record.cell(place))?;
        }
        for name in ADDED {
            out.write_field(&*cell(&added[name]))?;
        }
        out.write_record(None::<&[u8]>)
    }

    /// Writes an answer beside its row, as a line of NDJSON.
    pub(crate) fn write_ndjson(
        &self,
        out: &mut Vec<u8>,
        record: &Record,
        added: &Map<String, Value>,
        form: Form,
    ) {
        out.push(b'{');
        match form {
            Form::Csv { .. } => {
                for place in self.kept() {
                    member(out, &self.members[place], &Value::from(record.cell(place)).to_string());
                }
            }
            Form::Ndjson => {
                if let Ok(object) = Object::read(&record.text) {
                    for (name, value) in &object.members {
                        // Of a row that is rejected since it has one of these names already.
                        let is_added = ADDED.contains(&name.as_ref());
                        if !is_added && !self.drops(name) {
                            member(out, name, value.get());
                        }
                    }
                }
            }
        }
        for name in ADDED {
            member(out, name, &added[name].to_string());
        }
        out.pop();
        out.extend_from_slice(b"}\n");
    }
}

/// Says why a header is of no use.
fn of_nobody(header: &[String]) -> Unusable {
    let begins = |sign| header.first().is_some_and(|name| name.trim_start().starts_with(sign));
    let (message, hint) = if header.iter().any(|name| name.contains('\0')) {
        (
            "the header has zero bytes in it, as UTF-16 has",
            "save it as UTF-8: in a spreadsheet, as `CSV UTF-8`",
        )
    } else if begins('[') {
        ("it begins as a JSON list does", "write one object a line, such as {\"role\": \"nurse\"}")
    } else {
        let hint = format!(
            "name one of them `role`, and others as `careerpath cohort --template` does; there {}",
            names(header)
        );
        return Unusable { message: "no column says anything of a person".to_owned(), hint };
    };
    Unusable { message: message.to_owned(), hint: hint.to_owned() }
}

/// Says which columns there are.
fn names(header: &[String]) -> String {
    let mut named: Vec<String> =
        header.iter().take(NAMED).map(|name| format!("`{}`", shown(name.trim()))).collect();
    let more = header.len() - named.len();
    if more > 0 {
        named.push(format!("{more} more"));
    }
    format!("{} {}", if header.len() == 1 { "is" } else { "are" }, list(&named, "and"))
}

/// Returns the names of columns as those of members: of equal ones the second is `NAME.1`, and so on.
fn members(header: &[String]) -> Vec<String> {
    let mut members: Vec<String> = Vec::new();
    for name in header {
        let numbered = (1..).map(|number| format!("{name}.{number}"));
        let is_free = |member: &String| !members.contains(member);
        let is_new = |member: &String| is_free(member) && !header.contains(member);
        let member =
            if is_free(name) { name.clone() } else { numbered.into_iter().find(is_new).unwrap_or_default() };
        members.push(member);
    }
    members
}

fn member(out: &mut Vec<u8>, name: &str, value: &str) {
    out.extend_from_slice(Value::from(name).to_string().as_bytes());
    out.push(b':');
    out.extend_from_slice(value.as_bytes());
    out.push(b',');
}

fn of_member(name: &str, reason: &str, hint: &str) -> Reject {
    Reject { column: Cow::Owned(name.to_owned()), reason: reason.to_owned(), hint: hint.to_owned() }
}

/// Returns the items of a value, as a cell would have them.
fn items(column: Column, value: &Value) -> Option<Vec<Cow<'static, str>>> {
    let text = |value: &Value| match value {
        Value::Bool(_) if column != Column::KeepWorking => None,
        Value::String(text) => Some(Cow::Owned(text.clone())),
        Value::Number(number) => {
            let text = number.to_string();
            Some(Cow::Owned(text.strip_suffix(".0").map_or(text.clone(), str::to_owned)))
        }
        Value::Bool(is) => Some(Cow::Borrowed(if *is { "yes" } else { "no" })),
        Value::Null => Some(Cow::Borrowed("")),
        Value::Array(_) | Value::Object(_) => None,
    };
    match value {
        Value::String(cell) if column.is_list() => {
            Some(cell.split(SEPARATOR).map(|item| Cow::Owned(item.to_owned())).collect())
        }
        Value::Array(values) if column.is_list() => values
            .iter()
            .map(|value| match value {
                Value::Object(entry) => timed(entry).map(Cow::Owned),
                other => text(other),
            })
            .collect(),
        Value::Object(times) if column.is_timed() => {
            times.iter().map(|(name, value)| Some(Cow::Owned(format!("{name}: {}", text(value)?)))).collect()
        }
        other => Some(vec![text(other)?]),
    }
}

/// Returns `{"role": "nurse", "years": 6}` as an item of a cell.
fn timed(entry: &Map<String, Value>) -> Option<String> {
    let role = entry.get("role")?.as_str()?;
    let time = |name: &str, unit: &str| match entry.get(name)? {
        Value::Number(number) => Some(format!("{role}: {number}{unit}")),
        Value::String(text) => Some(format!("{role}: {text}")),
        _ => None,
    };
    time("years", "y").or_else(|| time("months", "mo"))
}

/// Returns an answer as what is added to a row.
///
/// * `limits`: the limits that hold, in words; empty without any.
pub(crate) fn added(catalog: &Catalog, target: Target, answer: &Answer, limits: &str) -> Map<String, Value> {
    let target = target.entry().id(catalog);
    let mut members = json!({
        "target": target, "outcome": "unreachable", "plan_months": null, "plan_cost": null, "unpriced_studies": null,
        "job_changes": null, "first_step": null, "next_credential": null, "studies": null, "proved": true,
        "at_least_months": null, "reason": null,
    });
    match answer {
        Answer::Found(found) => of_found(catalog, &mut members, found),
        Answer::Unreachable if limits.is_empty() => members["reason"] = json!("no route"),
        Answer::Unreachable => members["reason"] = json!(format!("no route with {limits}")),
        Answer::Open { at_least } => {
            members["outcome"] = json!("limit");
            members["proved"] = json!(false);
            members["at_least_months"] = json!(at_least.0);
            members["reason"] = json!("not settled within the states allowed");
        }
        Answer::Contradiction => members["reason"] = json!("the limits rule the target out"),
    }
    match members {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// Returns what is added to a row that cannot be read.
pub(crate) fn rejected(catalog: &Catalog, target: Target, reject: &Reject) -> Map<String, Value> {
    let mut members: Map<String, Value> =
        ADDED.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
    members.insert("target".to_owned(), target.entry().id(catalog).into());
    members.insert("outcome".to_owned(), "rejected".into());
    members.insert("reason".to_owned(), reject.words().into());
    members
}

fn of_found(catalog: &Catalog, members: &mut Value, found: &Found) {
    let credential = |id: CredentialId| catalog.credential(id).id.clone();
    let studies: Vec<String> = found.studies.iter().map(|study| credential(study.credential)).collect();
    members["outcome"] = json!("found");
    members["plan_months"] = json!(found.months.0);
    members["plan_cost"] = json!(found.cost.0);
    members["unpriced_studies"] = json!(found.unpriced);
    members["job_changes"] = json!(found.job_changes);
    members["first_step"] = json!(found.first.map(|first| match first.entry {
        Entry::Credential(id) => format!("study {}", credential(id)),
        Entry::Role(id) => format!("apply {}", catalog.role(id).id),
    }));
    members["next_credential"] = json!(studies.first());
    members["studies"] = json!(studies);
    members["proved"] = json!(found.proved);
    members["at_least_months"] = json!(found.at_least.0);
    if found.first.is_none() {
        members["reason"] = json!("there already");
    }
}

/// Returns a value as a cell.
fn cell(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        Value::Bool(is) => Cow::Borrowed(if *is { "yes" } else { "no" }),
        Value::Array(items) => Cow::Owned(
            items.iter().map(|item| item.as_str().unwrap_or_default()).collect::<Vec<_>>().join("; "),
        ),
        other => Cow::Owned(other.to_string()),
    }
}
