//! Journeys through the shipped catalog, whole: one a test, so that a change of the data that changes somebody's
//! route is seen and read.

use crate::run::{command, finish, transcript};

/// Asks for a route from the same month, so that the answer does not change with the calendar.
fn journey(question: &str) -> String {
    transcript(&[&format!("plan {question} --start 2026-11")])
}

macro_rules! journeys {
    ($($name:ident: $question:literal;)+) => {
        $(#[test]
        fn $name() {
            insta::assert_snapshot!(journey($question));
        })+
    };
}

journeys! {
    from_the_bedside_to_nursing_informatics: "--from nurse --to nurse-informaticist";
    from_the_bedside_to_the_executive_floor: "--from nurse --years 6 --to cnio";
    from_practice_to_chief_of_informatics: "--from physician --years 5 --to cmio";
    from_the_registration_desk_to_the_records_department: "--from information-clerk --years 2 --to him-manager";
    from_the_coding_desk_to_clinical_documentation: "--from medical-coder --years 3 --to cdi-specialist";
    from_business_data_to_health_data_science: "--from data-analyst --years 2 --to health-data-scientist";
    from_the_help_desk_to_the_record: "--from it-support-specialist --years 2 --to ehr-analyst";
    from_software_to_interoperability: "--from software-engineer --years 3 --to interoperability-engineer";
    from_networks_to_health_security: "--from network-engineer --years 4 --to security-analyst";
    from_privacy_work_to_privacy_officer: "--from privacy-analyst --years 2 --to privacy-officer";
    from_coordination_to_project_management: "--from junior-project-coordinator --to health-it-project-manager";
    from_statistics_to_biostatistics: "--from statistician --years 1 --to biostatistician";
    from_the_clinic_to_health_data: "--from medical-assistant --years 3 --to health-data-analyst";
    from_the_pharmacy_to_pharmacy_informatics: "--from pharmacist --years 2 --to pharmacy-informaticist";
    from_the_bedside_to_public_health_informatics: "--from nurse --years 3 --to public-health-informatician";
}

/// Short and loose names that career guides use, which no entry has as its title.
#[test]
fn loose_names_are_understood() {
    for (name, id) in [
        ("bachelor's", "bachelors"),
        ("master's", "masters"),
        ("computer science", "bs-computer-science"),
        ("data science", "ms-data-science"),
        ("CS with health focus", "ms-data-science"),
        ("public health + IT", "bs-public-health"),
        ("administration", "mha"),
        ("analytics", "data-analysis"),
        ("PAHCOM management certificates", "cmm"),
        ("HIPAA/GDPR", "hipaa"),
        ("AAPC", "aapc"),
        ("ASHIM", "ashim"),
        ("AHDI", "ahdi"),
        ("PAHCOM", "pahcom"),
        ("AMIA", "amia"),
        ("certified tumor registrar", "ods-c"),
        ("Power BI", "visualization"),
        ("Oracle Health", "oracle-health"),
    ] {
        let output = finish(&mut command(&["show", name, "--format", "json"]));
        let shown: serde_json::Value = serde_json::from_str(&output.stdout).expect(name);
        assert_eq!(shown["id"], id, "{name}");
    }
}
