//! Wages for programs.

use serde_json::{Map, Value, json};

use crate::catalog::{Catalog, Outlook, Survey, WageFit, WageRow};
use crate::explain::pay::surveys;
use crate::explain::wages::{GroupKey, RoleWage};

/// Returns a row as JSON.
pub(super) fn row(catalog: &Catalog, wage: &RoleWage, group: Option<&GroupKey>, outlook: bool) -> Value {
    let role = catalog.role(wage.role);
    let fit = role.wage.as_ref().map(|wage| wage.fit);
    let soc = role.wage.as_ref().and_then(|wage| wage.soc.as_ref());
    let row = wage.describing(catalog);
    let context = wage.occupation.as_ref().filter(|_| row.is_none());
    let mut keys = Map::new();
    if let Some(group) = group {
        keys.insert("group".to_owned(), json!(group.word(catalog)));
    }
    let mut set = |key: &str, value: Value| keys.insert(key.to_owned(), value);
    set("role", json!(role.id));
    set("title", json!(role.title));
    set("soc", json!(soc));
    set("area", json!(wage.area));
    set("area_code", json!(wage.area_code));
    set("setting", json!(wage.setting));
    set("industry", json!(wage.industry_code));
    set("fit", json!(fit.map(WageFit::word)));
    for (index, key) in ["p10", "p25", "median", "p75", "p90"].into_iter().enumerate() {
        set(key, percentile(row, index));
    }
    set("employment", json!(row.and_then(|row| row.employment)));
    set("year", json!(row.and_then(|row| row.year)));
    set("basis", json!(row.map(|row| row.basis.word())));
    set("source", json!(row.and_then(|row| source(catalog, row))));
    set("occupation", json!(row.map(|row| &row.title)));
    set("figures", json!(figures(fit, row)));
    set("note", json!(row.and_then(|row| row.note.as_ref())));
    if outlook {
        for (key, value) in outlook_keys(catalog, wage.outlook(catalog)) {
            set(key, value);
        }
    }
    set("context", context.map_or(Value::Null, |row| context_json(catalog, row)));
    set("surveys", surveys(catalog, role).map(|survey| survey_json(catalog, survey)).collect());
    keys.into()
}

/// Says what there is of an occupation that describes the role: figures, figures that are withheld, or none.
fn figures(fit: Option<WageFit>, row: Option<&WageRow>) -> Option<&'static str> {
    fit.filter(|fit| *fit != WageFit::Poor)?;
    Some(match row {
        Some(row) if row.percentiles.iter().any(Option::is_some) => "published",
        Some(row) if (0..row.percentiles.len()).any(|at| row.columns.has_percentile(at)) => "withheld",
        _ => "none",
    })
}

fn percentile(row: Option<&WageRow>, index: usize) -> Value {
    json!(row.and_then(|row| row.percentiles[index]).map(|amount| amount.0))
}

fn source<'c>(catalog: &'c Catalog, row: &WageRow) -> Option<&'c String> {
    row.source.map(|source| &catalog.source(source).id)
}

fn context_json(catalog: &Catalog, row: &WageRow) -> Value {
    json!({
        "soc": row.soc,
        "occupation": row.title,
        "area": row.area,
        "setting": row.setting,
        "p10": percentile(Some(row), 0),
        "p25": percentile(Some(row), 1),
        "median": percentile(Some(row), 2),
        "p75": percentile(Some(row), 3),
        "p90": percentile(Some(row), 4),
        "employment": row.employment,
        "year": row.year,
        "basis": row.basis.word(),
        "source": source(catalog, row),
    })
}

fn outlook_keys(catalog: &Catalog, outlook: Option<&Outlook>) -> [(&'static str, Value); 7] {
    let growth = outlook.and_then(|outlook| outlook.growth_permille).map(|tenths| f64::from(tenths) / 10.0);
    let source = outlook.and_then(|outlook| outlook.source).map(|source| &catalog.source(source).id);
    [
        ("growth_percent", json!(growth)),
        ("openings", json!(outlook.and_then(|outlook| outlook.openings))),
        ("entry_education", json!(outlook.and_then(|outlook| outlook.entry_education.as_ref()))),
        ("related_experience", json!(outlook.and_then(|outlook| outlook.related_experience.as_ref()))),
        ("outlook_period", json!(outlook.and_then(|outlook| outlook.period.as_ref()))),
        ("outlook_year", json!(outlook.and_then(|outlook| outlook.year))),
        ("outlook_source", json!(source)),
    ]
}

/// Returns a survey figure as JSON.
#[must_use]
pub(crate) fn survey_json(catalog: &Catalog, survey: &Survey) -> Value {
    json!({
        "id": survey.id,
        "title": survey.title,
        "statistic": survey.statistic,
        "low": survey.low.0,
        "high": survey.high.0,
        "year": survey.year,
        "basis": survey.basis.word(),
        "source": survey.source.map(|source| &catalog.source(source).id),
        "note": survey.note,
    })
}
