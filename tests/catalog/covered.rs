//! What the catalog was asked to cover: names, figures and places of career articles about the field.

use careerpath::catalog::{Catalog, builtin};
use toml::{Table, Value};

/// Titles that have to lead to a role.
const ROLES: [&str; 71] = [
    "health data analyst",
    "health data scientist",
    "health systems analyst",
    "senior systems analyst",
    "health IT specialist",
    "network engineer",
    "database administrator",
    "clinical data interoperability engineer",
    "interoperability engineer",
    "nurse informaticist",
    "pharmacist",
    "pharmacy informaticist",
    "physician informaticist",
    "CMIO",
    "chief medical information officer",
    "chief medical informatics officer",
    "CNIO",
    "chief nursing informatics officer",
    "chief nursing information officer",
    "CHIO",
    "chief health informatics officer",
    "chief health information officer",
    "director of health informatics",
    "informatics director",
    "health informatics project manager",
    "junior project coordinator",
    "health information security analyst",
    "privacy officer",
    "health informatics consultant",
    "health informatics analyst",
    "clinical informatics analyst",
    "clinical data analyst",
    "EHR support specialist",
    "EHR implementation specialist",
    "clinical informatics lead",
    "clinical informatics specialist",
    "nursing informatics manager",
    "health informatics engineer",
    "health IT software engineer",
    "product manager",
    "public health informatics specialist",
    "public health policy analyst",
    "medical records technician",
    "health information technician",
    "information clerk",
    "medical assistant",
    "medical and health services manager",
    "computer and information systems manager",
    "information systems manager",
    "IT consultant",
    "pharmacy informatics coordinator",
    "clinical nurse leader",
    "chief medical officer",
    "professor of health informatics",
    "senior research scientist",
    "researcher",
    "computer systems analyst",
    "medical registrar",
    "cancer registrar",
    "clinical informaticist",
    "nurse",
    "registered nurse",
    "physician",
    "doctor",
    "software engineer",
    "statistician",
    "data analyst",
    "systems analyst",
    "medical coder",
    "health information manager",
    "data engineer",
];

/// Names that have to lead to a credential.
const CREDENTIALS: [&str; 62] = [
    "associate degree",
    "bachelor's degree",
    "bachelor's degree in health informatics",
    "bachelor's degree in health information management",
    "bachelor's degree in computer science",
    "bachelor's degree in information technology",
    "bachelor's degree in nursing",
    "bachelor's degree in public health",
    "graduate certificate",
    "master's degree",
    "master's degree in health informatics",
    "master's degree in health information management",
    "MPH",
    "MPH-informatics",
    "master's degree in data science",
    "MBA",
    "executive degree",
    "doctorate",
    "PhD in health informatics",
    "biomedical informatics PhD",
    "MD",
    "fellowship",
    "clinical informatics fellowship",
    "CAHIMS",
    "CPHIMS",
    "CPDHTS",
    "RHIA",
    "RHIT",
    "CHPS",
    "PMP",
    "Epic",
    "Epic certification",
    "vendor certification",
    "Oracle Health",
    "MEDITECH",
    "CTR",
    "certified tumor registrar",
    "PAHCOM management certificate",
    "AAPC coding certification",
    "CPC",
    "CHISP",
    "ASHIM CHISP",
    "ANCC informatics nursing",
    "informatics nursing certification",
    "statistics certification",
    "machine learning certification",
    "HL7 certification",
    "FHIR certification",
    "RN license",
    "medical license",
    "MD/DO",
    "pharmacist license",
    "CHDA",
    "CCS",
    "CCA",
    "ODS-C",
    "NI-BC",
    "NEA-BC",
    "AHIC",
    "CISSP",
    "FACHE",
    "HCISPP",
];

/// A figure that the articles give: the role as they call it, dollars a year, and the year where they name one.
const PAY: [(&str, i64, Option<i32>); 14] = [
    ("medical assistant", 33_610, None),
    ("information clerk", 34_520, None),
    ("medical records technician", 40_350, None),
    ("clinical informatics specialist", 76_818, None),
    ("clinical nurse leader", 77_958, None),
    ("IT consultant", 78_042, None),
    ("pharmacy informatics coordinator", 79_922, None),
    ("information systems manager", 82_798, None),
    ("professor of health informatics", 86_826, None),
    ("medical and health services manager", 99_730, None),
    ("senior research scientist", 100_371, None),
    ("medical and health services manager", 110_680, Some(2023)),
    ("computer and information systems manager", 142_530, None),
    ("chief medical officer", 293_120, None),
];

/// Average pay by setting: a word of the survey's title, and dollars a year.
const PAY_BY_SETTING: [(&str, i64); 5] = [
    ("general hospitals", 122_460),
    ("laboratories", 121_390),
    ("physicians' offices", 122_460),
    ("pharmaceutical manufacturing", 221_290),
    ("outpatient care", 105_590),
];

const SKILLS: [&str; 20] = [
    "SQL",
    "Python",
    "R",
    "statistics",
    "machine learning",
    "data visualization",
    "Tableau",
    "Power BI",
    "EHR platforms",
    "Epic",
    "Oracle Health",
    "MEDITECH",
    "HL7 v2",
    "FHIR",
    "workflow analysis",
    "project management",
    "HIPAA",
    "GDPR",
    "communication",
    "leadership",
];

const SETTINGS: [&str; 12] = [
    "hospitals",
    "physician offices",
    "laboratories",
    "outpatient care",
    "pharmaceutical manufacturing",
    "insurers",
    "government and public health",
    "research and universities",
    "vendors and start-ups",
    "consulting",
    "health systems",
    "universities",
];

const RESOURCES: [&str; 11] = [
    "AMIA",
    "HIMSS",
    "AHIMA",
    "ANCC",
    "AAPC",
    "ASHIM",
    "AHDI",
    "AHCAP",
    "BAHM",
    "Health Career Web",
    "PAHCOM",
];

fn catalog() -> Catalog {
    builtin::builtin().expect("it is good")
}

/// Fails with the names that lead nowhere.
fn all_known(names: &[&str], what: &str, is_known: impl Fn(&str) -> bool) {
    let unknown: Vec<&&str> = names.iter().filter(|name| !is_known(name)).collect();
    assert!(unknown.is_empty(), "no {what} answers to {unknown:?}");
}

#[test]
fn every_role_is_found_by_its_name() {
    let catalog = catalog();
    all_known(&ROLES, "role", |name| catalog.find_role(name).is_ok());
}

#[test]
fn every_credential_is_found_by_its_name() {
    let catalog = catalog();
    all_known(&CREDENTIALS, "credential", |name| catalog.find_credential(name).is_ok());
}

#[test]
fn every_skill_is_found_by_its_name() {
    let catalog = catalog();
    all_known(&SKILLS, "skill", |name| catalog.find_skill(name).is_ok());
}

#[test]
fn every_setting_is_found_by_its_name() {
    let catalog = catalog();
    all_known(&SETTINGS, "setting", |name| catalog.find_setting(name).is_ok());
}

#[test]
fn every_place_to_turn_to_is_found_by_its_name() {
    let catalog = catalog();
    all_known(&RESOURCES, "place", |name| catalog.find_resource(name).is_ok());
}

#[test]
fn the_pay_of_the_articles_stands_with_the_roles() {
    let catalog = catalog();
    let mut missing = Vec::new();
    for (name, amount, year) in PAY {
        let Ok(role) = catalog.find_role(name) else {
            missing.push(format!("no role answers to {name}"));
            continue;
        };
        let wage = catalog.role(role).wage.as_ref();
        let surveys = wage.iter().flat_map(|wage| &wage.surveys).map(|survey| catalog.survey(*survey));
        let found = surveys.clone().any(|survey| {
            survey.low.0 == amount
                && survey.source.is_some()
                && survey.year.is_some_and(|own| year.is_none_or(|year| own == year))
        });
        if !found {
            missing.push(format!("{name}: ${amount} is not among its figures"));
        }
        // The figures are old: a newer official one has to stand beside them.
        let row = wage.and_then(|wage| catalog.wages.national(wage.soc.as_deref()?));
        if row.is_none_or(|row| row.year.is_none_or(|year| year < 2025)) {
            missing.push(format!("{name}: no official figure of its occupation"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn the_pay_by_setting_of_the_articles_is_there() {
    let catalog = catalog();
    for (setting, amount) in PAY_BY_SETTING {
        let found = catalog.surveys.iter().any(|survey| {
            survey.title.to_lowercase().contains(setting)
                && survey.low.0 == amount
                && survey.source.is_some()
                && survey.year.is_some()
        });
        assert!(found, "no figure of ${amount} for {setting}");
    }
    assert!(catalog.surveys.len() >= 31, "only {} survey figures", catalog.surveys.len());
}

#[test]
fn the_growth_of_today_is_in_the_outlook_table() {
    let outlook = catalog().wages.outlook;
    // Health information technologists and medical registrars; medical records specialists.
    for (soc, percent) in [("29-9021", 15), ("29-2072", 7)] {
        let row = outlook.get(soc).expect("the occupation has an outlook");
        assert_eq!(row.period.as_deref(), Some("2024-34"), "{soc}");
        let growth = row.growth_permille.expect("it is not withheld");
        assert_eq!((growth + 5) / 10, percent, "{soc}");
        assert!(row.source.is_some(), "{soc}");
    }
}

/// Growth that newer projections have replaced still stands somewhere with its period, in one entry or sentence.
#[test]
fn the_growth_of_older_articles_is_told_with_its_period() {
    for (percent, period) in [(28, "2022-32"), (13, "2016-26")] {
        let files = builtin::files();
        let mut documents = files.iter().filter(|file| file.path.strip_suffix(".toml").is_some());
        let found = documents.any(|file| {
            let document: Table = file.text.parse().expect("it is good");
            tells_growth(&Value::Table(document), percent, period)
        });
        assert!(found, "nothing tells of a growth of {percent} percent in {period}");
    }
}

/// Tells whether a text, or a table by its own values, names a percentage and a period.
fn tells_growth(value: &Value, percent: i64, period: &str) -> bool {
    let in_words = [format!("{percent} percent"), format!("{percent} %"), format!("{percent}%")];
    match value {
        Value::String(text) => text.contains(period) && in_words.iter().any(|words| text.contains(words)),
        Value::Array(items) => items.iter().any(|item| tells_growth(item, percent, period)),
        Value::Table(table) => {
            let own = |wanted: &dyn Fn(&Value) -> bool| table.values().any(wanted);
            let has_period = own(&|value| value.as_str() == Some(period));
            let has_percent = own(&|value| value.as_integer() == Some(percent));
            has_period && has_percent || own(&|value| tells_growth(value, percent, period))
        }
        _ => false,
    }
}
