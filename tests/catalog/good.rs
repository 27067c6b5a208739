//! A catalog with everything that the format has.

use careerpath::catalog::{Catalog, Requirement, load};
use insta::assert_debug_snapshot;

use super::{load_one, path};

fn good() -> Catalog {
    load::from_folder(&path("good")).expect("the catalog is good")
}

#[test]
fn the_header_and_the_domains() {
    let Catalog { name, version, as_of, currency, occupations, assumptions, domains, .. } = good();
    assert_debug_snapshot!((name, version, as_of, currency, occupations, assumptions, domains));
}

#[test]
fn the_roles() {
    assert_debug_snapshot!(good().roles);
}

#[test]
fn the_requirements_as_they_print() {
    let catalog = good();
    let shown: Vec<String> = catalog
        .roles
        .iter()
        .flat_map(|role| &role.requires)
        .map(|node| node.expression(&catalog).to_string())
        .collect();
    assert_debug_snapshot!(shown);
}

#[test]
fn the_credentials() {
    assert_debug_snapshot!(good().credentials);
}

#[test]
fn the_words_and_the_advice() {
    let Catalog { skills, settings, resources, topics, .. } = good();
    assert_debug_snapshot!((skills, settings, resources, topics));
}

#[test]
fn without_a_vocabulary_words_stand_for_themselves() {
    let role = "[[role]]\nid = \"a\"\ntitle = \"A\"\ntrack = \"t\"\nlevel = \"mid\"\n";
    let words = "skills = [\"Tact\", \"Greek\"]\nbuilds = [\"tact\"]\nsettings = [\"Abroad\"]\n";
    let catalog = load_one(&format!("{role}{words}")).expect("it is good");
    let skills: Vec<&str> = catalog.skills.iter().map(|skill| skill.id.as_str()).collect();
    assert_eq!(skills, ["Tact", "Greek"]);
    assert_eq!(catalog.roles[0].builds, [catalog.find_skill("TACT").expect("it is there")]);
    assert_eq!(catalog.setting(catalog.roles[0].settings[0]).name, "Abroad");
}

#[test]
fn the_sources_surveys_and_wages() {
    let Catalog { sources, surveys, wages, .. } = good();
    let mut outlook: Vec<_> = wages.outlook.into_values().collect();
    outlook.sort_by(|left, right| left.soc.cmp(&right.soc));
    let rows: Vec<_> = wages.rows.into_iter().chain(wages.atlas.open().rows()).collect();
    assert_debug_snapshot!((sources, surveys, wages.area, rows, outlook));
}

#[test]
fn the_smallest_catalogs_have_the_default_header() {
    let credential = load_one("[[credential]]\nid = \"a\"\nname = \"A\"\nkind = \"degree\"\n");
    let role = load_one("[[role]]\nid = \"a\"\ntitle = \"A\"\ntrack = \"t\"\nlevel = \"mid\"\n");
    for catalog in [credential, role] {
        let Catalog { name, version, as_of, currency, assumptions, .. } = catalog.expect("it is good");
        assert_eq!([name, version, as_of, currency.code], ["catalog", "0", "", "USD"]);
        assert_eq!((assumptions.search_months.0, assumptions.minimum_stay_months.0), (3, 12));
    }
}

#[test]
fn dense_numbers_follow_the_ids() {
    let catalog = good();
    assert!(catalog.roles.is_sorted_by_key(|role| &role.id));
    assert!(catalog.credentials.is_sorted_by_key(|credential| &credential.id));
    assert!(catalog.domains.is_sorted_by_key(|domain| &domain.id));
    assert!(catalog.sources.is_sorted_by_key(|source| &source.id));
    assert!(catalog.surveys.is_sorted_by_key(|survey| &survey.id));
    let nodes = catalog.roles.iter().flat_map(|role| &role.requires).map(Requirement::children).count();
    assert!(nodes > 0);
}
