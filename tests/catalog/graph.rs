//! The requirement graph of small catalogs.

use careerpath::catalog::names::Entry;
use careerpath::catalog::{Catalog, Standard};
use careerpath::graph::{Degree, RequirementGraph, Subject};

use super::{load_one, path};

/// Makes a catalog of lines such as `role nurse: gives = ["nursing"]`.
fn catalog(lines: &[&str]) -> Catalog {
    let entry = |line: &&str| {
        let (entry, keys) = line.split_once(':').unwrap_or((line, ""));
        let (kind, id) = entry.split_once(' ').expect("a line begins with kind and id");
        let needed = match kind {
            "role" => format!("title = \"{id}\"\ntrack = \"t\"\nlevel = \"entry\""),
            "credential" => format!("name = \"{id}\"\nkind = \"degree\""),
            "license" => format!("name = \"{id}\"\nkind = \"license\""),
            _ => format!("name = \"{id}\""),
        };
        let kind = if kind == "license" { "credential" } else { kind };
        format!("[[{kind}]]\nid = \"{id}\"\n{needed}\n{}\n", keys.replace(';', "\n"))
    };
    let text = lines.iter().map(entry).collect::<Vec<String>>().concat();
    match careerpath::catalog::load::from_files(vec![super::file("x.toml", &text)]) {
        Ok(catalog) => catalog,
        Err(error) => panic!("{error}: {:?}", load_one(&text).err()),
    }
}

fn id(catalog: &Catalog, subject: impl Into<Subject>) -> String {
    match subject.into() {
        Subject::Role(role) => catalog.role(role).id.clone(),
        Subject::Credential(credential) => catalog.credential(credential).id.clone(),
        Subject::Domain(domain) => catalog.domain(domain).id.clone(),
    }
}

fn cycles(lines: &[&str], standard: Standard) -> Vec<String> {
    let catalog = catalog(lines);
    let found = RequirementGraph::new(&catalog).requirement_cycles(&catalog, standard);
    found.iter().map(|cycle| cycle.path(&catalog)).collect()
}

fn unreachable(lines: &[&str]) -> Vec<String> {
    let catalog = catalog(lines);
    let found = RequirementGraph::new(&catalog).unreachable(&catalog, Standard::Minimum);
    found.into_iter().map(|entry| id(&catalog, entry)).collect()
}

fn relevant(lines: &[&str], target: &str) -> Vec<String> {
    let catalog = catalog(lines);
    let target = catalog.find_entry(target).expect("the target is there");
    let found = RequirementGraph::new(&catalog).relevant_to(&catalog, target);
    let roles = found.roles.into_iter().map(Subject::Role);
    let credentials = found.credentials.into_iter().map(Subject::Credential);
    let domains = found.domains.into_iter().map(Subject::Domain);
    roles.chain(credentials).chain(domains).map(|subject| id(&catalog, subject)).collect()
}

const STUDY: &str = "study = [{ mode = 'part-time', months = 1 }]";

#[test]
fn circles_are_named_whole() {
    let lines = [
        "role a: requires = ['b']",
        &format!("credential b: requires = [{{ experience = 'c', years = 1 }}]; {STUDY}"),
        "domain c",
        "domain part: part-of = 'c'",
        "role d: gives = ['part']; requires = [{ role = 'a', years = 1 }]",
        "role bystander: requires = [{ role = 'a', years = 1 }]",
    ];
    assert_eq!(
        cycles(&lines, Standard::Minimum),
        ["a -> b -> experience in c -> experience in part -> d -> a"]
    );
    assert_eq!(cycles(&["role a: requires = [{ role = 'a', months = 1 }]"], Standard::Minimum), ["a -> a"]);
}

#[test]
fn two_knots_are_two_circles() {
    let lines = [
        "role a: requires = [{ role = 'b', years = 1 }]",
        "role b: requires = [{ role = 'a', years = 1 }]",
        "role c: requires = [{ role = 'd', years = 1 }, { role = 'a', years = 1 }]",
        "role d: requires = [{ role = 'c', years = 1 }]",
    ];
    assert_eq!(cycles(&lines, Standard::Minimum), ["a -> b -> a", "c -> d -> c"]);
}

#[test]
fn a_way_round_makes_a_circle_harmless() {
    for around in [
        "{ any = [{ role = 'a', years = 1 }, 'open'] }",
        "{ at-least = 1, of = [{ role = 'a', years = 1 }, 'open'] }",
        "{ role = 'a', months = 0 }",
        "{ role = 'a', years = 1, strength = 'usual' }",
        "{ any = [{ role = 'a', years = 1 }, { credential = 'open', rare = true }] }",
        "{ any = ['retired', { role = 'a', years = 1 }] }",
        "{ experience = 'outside', years = 1 }",
        "'wider'",
    ] {
        let lines = [
            &format!("role a: requires = [{around}]"),
            &format!("credential open: {STUDY}"),
            "credential retired: status = 'retired'; requires = [{ role = 'a', years = 1 }]",
            "domain outside",
            &format!("credential wider: requires = [{{ role = 'a', years = 1 }}]; {STUDY}"),
            &format!("credential narrower: implies = ['wider']; {STUDY}"),
        ];
        assert_eq!(cycles(&lines, Standard::Minimum), Vec::<String>::new(), "{around}");
    }
}

#[test]
fn stricter_standards_have_more_circles() {
    let lines = [
        "role a: requires = [{ role = 'b', years = 1, strength = 'usual' }]",
        "role b: requires = [{ any = [{ role = 'a', years = 1 }, { all = [], rare = true }] }]",
    ];
    assert_eq!(cycles(&lines, Standard::Minimum), Vec::<String>::new());
    assert_eq!(cycles(&lines, Standard::Typical), ["a -> b -> a"]);
}

#[test]
fn a_study_tied_to_a_role_that_needs_it_is_a_circle() {
    let tied = "study = [{ mode = 'part-time', months = 1, while = ['a'] }]";
    let needed = "role a: requires = ['b']";
    assert_eq!(cycles(&[needed, &format!("credential b: {tied}")], Standard::Minimum), ["a -> b -> a"]);
    let free = "credential b: study = [{ mode = 'part-time', months = 1, while = ['a'] }, \
                { mode = 'full-time', months = 1 }]";
    assert_eq!(cycles(&[needed, free], Standard::Minimum), Vec::<String>::new());
}

#[test]
fn what_nobody_can_reach_is_found() {
    let lines = [
        "role open",
        "role shut: requires = ['retired']",
        "role after-shut: requires = [{ role = 'shut', years = 1 }]",
        "role needs-experience: requires = [{ experience = 'given', years = 1 }]",
        "role needs-more: requires = [{ experience = 'not-given', years = 1 }]",
        "role giver: gives = ['narrow']",
        "role with-after: requires = [{ experience = 'given', years = 1, after = 'retired' }]",
        "role two-of: requires = [{ at-least = 2, of = ['open-credential', 'retired', 'implied'] }]",
        "credential retired: status = 'retired'; study = [{ mode = 'part-time', months = 1 }]",
        "credential no-study",
        "credential implied",
        &format!("credential open-credential: implies = ['implied']; {STUDY}"),
        "credential tied: study = [{ mode = 'part-time', months = 1, while = ['shut', 'open'] }]",
        "credential tied-shut: study = [{ mode = 'part-time', months = 1, while = ['shut'] }]",
        "domain given",
        "domain narrow: part-of = 'given'",
        "domain not-given: part-of = 'given'",
    ];
    assert_eq!(
        unreachable(&lines),
        ["after-shut", "needs-more", "shut", "with-after", "no-study", "retired", "tied-shut"]
    );
}

#[test]
fn what_helps_is_relevant_and_nothing_else() {
    let lines = [
        "role target: requires = ['masters', { experience = 'informatics', years = 1, after = 'license' }]",
        "role giver: gives = ['nursing-informatics']; requires = ['bootcamp']",
        "role elsewhere: gives = ['software']; requires = ['masters']",
        "role tied",
        "role before-retired",
        "credential masters: requires = ['bachelors']",
        "credential bachelors",
        "credential doctorate: implies = ['masters']; study = [{ mode = 'part-time', months = 1, while = ['tied'] }]",
        "credential license",
        "credential bootcamp",
        "credential fellowship: requires = ['masters']",
        "credential old: implies = ['bachelors']; status = 'retired'; requires = [{ role = 'before-retired', years = 1 }]",
        "domain informatics",
        "domain nursing-informatics: part-of = 'informatics'",
        "domain software",
    ];
    assert_eq!(
        relevant(&lines, "target"),
        [
            "giver",
            "target",
            "tied",
            "bachelors",
            "bootcamp",
            "doctorate",
            "license",
            "masters",
            "old",
            "informatics",
            "nursing-informatics"
        ]
    );
    assert_eq!(relevant(&lines, "bootcamp"), ["bootcamp"]);
}

#[test]
fn neighbours_are_what_is_asked_for_and_who_asks() {
    let catalog = careerpath::catalog::load::from_folder(&path("good")).expect("the catalog is good");
    let graph = RequirementGraph::new(&catalog);
    let names =
        |entries: Vec<Entry>| entries.into_iter().map(|entry| id(&catalog, entry)).collect::<Vec<_>>();
    let entry = |name| catalog.find_entry(name).expect("it is there");
    let asked: Vec<String> = graph.requires(entry("cnio")).into_iter().map(|ask| id(&catalog, ask)).collect();
    assert_eq!(
        asked,
        ["nurse", "board-exam", "doctorate", "license", "masters", "old", "clinical", "informatics"]
    );
    assert_eq!(names(graph.required_by(entry("license").into())), ["chief", "nurse"]);
    assert_eq!(names(graph.required_by(entry("cnio").into())), Vec::<String>::new());
    let links: Vec<String> = graph
        .links(entry("boards").into())
        .into_iter()
        .map(|(link, end)| format!("{link:?} {}", id(&catalog, end)))
        .collect();
    assert_eq!(
        links,
        [
            "StudiedIn chief",
            "StudiedIn nurse",
            "Requires { strength: Required, alternative: false } nursing-informatics"
        ]
    );
}

#[test]
fn the_lowest_degree_counts_every_way_in() {
    let lines = [
        &format!("credential associate: {STUDY}"),
        &format!("credential bachelors: implies = ['associate'];requires = ['associate'];{STUDY}"),
        &format!("credential bsn: implies = ['bachelors'];requires = ['associate'];{STUDY}"),
        "credential masters: implies = ['bachelors']",
        &format!("credential msn: implies = ['masters'];requires = ['bsn'];{STUDY}"),
        &format!("license rn-license: requires = [{{ any = ['associate', 'bsn'] }}];{STUDY}"),
        "domain care:",
        "role clerk:",
        "role nurse: gives = ['care'];requires = ['rn-license']",
        "role analyst: requires = [{ any = ['bachelors', { all = ['associate', { experience = 'care', months = 9 }] }] }]",
        "role lead: requires = [{ role = 'analyst', months = 9 }, { any = ['masters'], strength = 'usual' }]",
        "role teacher: requires = ['msn', { experience = 'care', months = 9 }]",
    ];
    let catalog = catalog(&lines);
    let graph = RequirementGraph::new(&catalog);
    let lowest = |standard| -> Vec<(String, Option<Degree>)> {
        let degrees = graph.lowest_degrees(&catalog, standard);
        catalog.roles.iter().map(|role| role.id.clone()).zip(degrees).collect()
    };
    let expected = |lead| {
        let rows = [
            ("analyst", Degree::Associate),
            ("clerk", Degree::None),
            ("lead", lead),
            ("nurse", Degree::Associate),
            ("teacher", Degree::Masters),
        ];
        rows.map(|(id, degree)| (id.to_owned(), Some(degree)))
    };
    assert_eq!(lowest(Standard::Typical), expected(Degree::Masters));
    assert_eq!(lowest(Standard::Minimum), expected(Degree::Associate));
    let open = graph.open_without_license(&catalog, Standard::Typical);
    let open: Vec<String> = open.into_iter().map(|role| catalog.role(role).id.clone()).collect();
    assert_eq!(open, ["analyst", "clerk", "lead"], "a bachelor's opens them without a nurse's years of care");
}
