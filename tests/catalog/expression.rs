//! Requirements as text: what is printed is read as the same requirement.

use careerpath::catalog::{Catalog, Requirement, RequirementKind, Strength};
use careerpath::ids::{CredentialId, DomainId, RoleId, SourceId};
use careerpath::units::{CalendarMonth, Months};
use proptest::prelude::*;

use super::load_one;

/// Two roles, credentials, domains and sources for requirements to name, and a role that asks for them.
fn with_requirements(list: &str) -> Result<Catalog, String> {
    let words = ["a", "b"].map(|name| {
        format!(
            "[[role]]\nid = \"role-{name}\"\ntitle = \"Role {name}\"\ntrack = \"t\"\nlevel = \"entry\"\n\
             [[credential]]\nid = \"credential-{name}\"\nname = \"Credential {name}\"\nkind = \"degree\"\n\
             [[domain]]\nid = \"domain-{name}\"\nname = \"Domain {name}\"\n\
             [[source]]\nid = \"source-{name}\"\ntitle = \"Source {name}\"\n"
        )
    });
    let target = "[[role]]\nid = \"target\"\ntitle = \"Target\"\ntrack = \"t\"\nlevel = \"entry\"";
    let text = format!("{}{target}\nrequires = [{list}]\n", words.concat());
    load_one(&text)
}

fn shown(list: &str) -> Vec<String> {
    let catalog = with_requirements(list).expect("the catalog is good");
    let target = catalog.find_role("target").expect("it is there");
    catalog.role(target).requires.iter().map(|node| node.expression(&catalog).to_string()).collect()
}

#[test]
fn every_kind_of_node_prints_as_toml() {
    let cases = [
        ("\"credential-a\"", "\"credential-a\""),
        ("{ credential = \"credential-a\" }", "\"credential-a\""),
        (
            "{ credential = \"credential-a\", strength = \"usual\" }",
            "{ credential = \"credential-a\", strength = \"usual\" }",
        ),
        ("{ strength = \"required\", all = [] }", "{ all = [] }"),
        (
            "{ any = [\"credential-a\", { role = \"role-a\", years = 1, rare = true }] }",
            "{ any = [\"credential-a\", { role = \"role-a\", years = 1, rare = true }] }",
        ),
        (
            "{ of = [\"credential-a\", \"credential-b\"], at-least = 1 }",
            "{ at-least = 1, of = [\"credential-a\", \"credential-b\"] }",
        ),
        (
            "{ experience = \"domain-a\", months = 24, within = \"6 years\", after = \"credential-b\" }",
            "{ experience = \"domain-a\", years = 2, after = \"credential-b\", within = \"72mo\" }",
        ),
        ("{ experience = \"domain-a\", years = 1.5 }", "{ experience = \"domain-a\", months = 18 }"),
        ("{ experience = \"domain-a\", years = 0 }", "{ experience = \"domain-a\", months = 0 }"),
        (
            "{ role = \"role-b\", months = 7, from = \"2026-01\", until = \"2026-12\", source = \"source-b\" }",
            "{ role = \"role-b\", months = 7, from = \"2026-01\", until = \"2026-12\", source = \"source-b\" }",
        ),
        ("{ all = [], note = 'say \"no\" \\ yes' }", "{ all = [], note = \"say \\\"no\\\" \\\\ yes\" }"),
    ];
    for (written, printed) in cases {
        assert_eq!(shown(written), [printed], "{written}");
    }
}

fn leaf() -> impl Strategy<Value = RequirementKind> {
    let id = 0_u32..2;
    prop_oneof![
        id.clone().prop_map(|id| RequirementKind::Credential(CredentialId(id))),
        (id.clone(), 0_u32..=1200, prop::option::of(id.clone()), prop::option::of(1_u32..=1200)).prop_map(
            |(domain, months, after, within)| RequirementKind::Experience {
                domain: DomainId(domain),
                months: Months(months),
                after: after.map(CredentialId),
                within: within.map(Months),
            }
        ),
        (id, 0_u32..=1200).prop_map(|(role, months)| RequirementKind::Tenure {
            role: RoleId(role),
            months: Months(months)
        }),
    ]
}

/// Puts remarks on a kind of node.
fn with_remarks(
    kind: impl Strategy<Value = RequirementKind> + 'static,
) -> impl Strategy<Value = Requirement> {
    let month = (2020_i32..2030, 1_u32..=12).prop_map(|(year, month)| CalendarMonth::new(year, month));
    let remarks = (
        prop::sample::select(&Strength::ALL[..]),
        month.clone(),
        month,
        any::<(bool, bool)>(),
        prop::option::of(any::<String>().prop_filter("a note is not blank", |note| !note.trim().is_empty())),
        prop::option::of((0_u32..2).prop_map(SourceId)),
    );
    (kind, prop::option::weighted(0.5, remarks)).prop_map(|(kind, remarks)| {
        let plain = Requirement::new(kind);
        let Some((strength, first, second, (has_from, has_until), note, source)) = remarks else {
            return plain;
        };
        let from = first.min(second).filter(|_| has_from);
        let until = first.max(second).filter(|_| has_until);
        let approximate = source.is_some() && has_from;
        Requirement { strength, from, until, note, source, approximate, ..plain }
    })
}

fn requirement() -> impl Strategy<Value = Requirement> {
    with_remarks(leaf()).prop_recursive(4, 24, 4, |inner| {
        let nodes = prop::collection::vec(inner.clone(), 0..4);
        let alternatives = prop::collection::vec((inner, any::<bool>()), 1..4).prop_map(|nodes| {
            nodes.into_iter().map(|(node, rare)| Requirement { rare, ..node }).collect::<Vec<_>>()
        });
        let plain = |nodes: Vec<Requirement>| {
            nodes.into_iter().map(|node| Requirement { rare: false, ..node }).collect::<Vec<_>>()
        };
        let kind = prop_oneof![
            nodes.prop_map(move |nodes| RequirementKind::All(plain(nodes))),
            alternatives.clone().prop_map(RequirementKind::Any),
            (alternatives, any::<prop::sample::Index>()).prop_map(|(of, count)| RequirementKind::AtLeast {
                count: u32::try_from(count.index(of.len())).expect("it is small") + 1,
                of,
            }),
        ];
        with_remarks(kind)
    })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_as_the_same(requirement in requirement()) {
        let words = with_requirements("").expect("the catalog is good");
        let printed = requirement.expression(&words).to_string();
        // A requirement that bites its own tail is a mistake of the catalog and no matter of printing, so
        // the asking role is another one than those that are asked for.
        let catalog = with_requirements(&printed).map_err(TestCaseError::fail)?;
        let target = catalog.find_role("target").expect("it is there");
        prop_assert_eq!(&catalog.role(target).requires, &vec![requirement]);
    }
}
