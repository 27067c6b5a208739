//! How specs are drawn.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;

use super::{
    Asks, CredentialSpec, DomainSpec, NodeSpec, PersonSpec, Pick, QuerySpec, RoleSpec, Spec, StudySpec,
    TargetSpec, WishSpec,
};

/// What a family of cases has more or less of; the chances are between 0 and 1.
#[derive(Clone, Copy)]
struct Flavor {
    roles: usize,
    credentials: usize,
    domains: usize,
    /// Of a requirement to ask for months rather than a credential.
    experience: f64,
    full_time: f64,
    /// Of study to have a price.
    priced: f64,
    tied: f64,
    dated: f64,
    /// Of a requirement not to be strictly required, and to be rare.
    graded: f64,
    /// Of each of the person's limits.
    limited: f64,
}

const GENERAL: Flavor = Flavor {
    roles: 5,
    credentials: 4,
    domains: 3,
    experience: 0.5,
    full_time: 0.4,
    priced: 0.7,
    tied: 0.15,
    dated: 0.03,
    graded: 0.2,
    limited: 0.05,
};

/// Roles that give different domains, and targets that ask for several.
const EXPERIENCE: Flavor =
    Flavor { roles: 6, credentials: 2, domains: 4, experience: 0.85, full_time: 0.2, ..GENERAL };

/// Credentials that can be earned in several ways, most of them instead of work.
const STUDY: Flavor =
    Flavor { roles: 4, credentials: 5, domains: 2, experience: 0.35, full_time: 0.6, tied: 0.35, ..GENERAL };

/// Rules that come and go, and people who do not accept everything.
const LIMITS: Flavor = Flavor { dated: 0.08, graded: 0.35, limited: 0.2, tied: 0.3, ..GENERAL };

/// Credentials that can be earned faster for more money.
const PRICES: Flavor = Flavor { credentials: 5, experience: 0.25, priced: 0.95, full_time: 0.5, ..GENERAL };

/// Draws specs of every flavor.
pub(crate) fn specs() -> impl Strategy<Value = Spec> {
    prop_oneof![
        3 => spec(GENERAL),
        2 => spec(EXPERIENCE),
        2 => spec(STUDY),
        3 => spec(LIMITS),
    ]
}

/// Draws specs of every flavor that ask for any objective, and for something on the way.
pub(crate) fn wishes() -> impl Strategy<Value = Spec> {
    let limits = (weighted(0.25, 0..=8_u8), weighted(0.12, 8..=30_u8));
    (prop_oneof![2 => specs(), 1 => spec(PRICES)], wish(), limits).prop_map(
        |(mut spec, wish, (budget, deadline))| {
            spec.query.wish = wish;
            spec.query.budget = spec.query.budget.or(budget);
            spec.query.deadline = spec.query.deadline.or(deadline);
            spec
        },
    )
}

/// Draws specs with more entries than the reference can look at.
pub(crate) fn large_specs() -> impl Strategy<Value = Spec> {
    spec(Flavor { roles: 14, credentials: 10, domains: 6, ..GENERAL })
}

/// Boxed, since a whole spec in the making is too large for the stack of a test.
fn spec(flavor: Flavor) -> BoxedStrategy<Spec> {
    let roles = prop_oneof![1 => Just(2), 7 => 3..=flavor.roles].prop_flat_map(move |count| {
        let middle = vec(role(flavor, 1..=2), count - 2);
        (entry_role(flavor), middle, last_role(flavor)).prop_map(|(first, middle, last)| {
            let mut roles = vec![first];
            roles.extend(middle);
            roles.push(last);
            roles
        })
    });
    let domains = vec(vec(any::<u8>(), 0..=1).prop_map(|part_of| DomainSpec { part_of }), 1..=flavor.domains);
    let credentials = vec(credential(flavor), 1..=flavor.credentials);
    (domains, credentials, roles, person(), query(flavor))
        .prop_map(|(domains, credentials, roles, person, query)| Spec {
            domains,
            credentials,
            roles,
            person,
            query,
        })
        .boxed()
}

/// The first role is mostly open to everybody.
fn entry_role(flavor: Flavor) -> impl Strategy<Value = RoleSpec> {
    (role(flavor, 1..=2), prop::bool::weighted(0.35)).prop_map(|(mut role, closed)| {
        if !closed {
            role.requires.clear();
        }
        if role.gives.is_empty() {
            role.gives.push(0);
        }
        role
    })
}

/// The last role, mostly the target, asks for two things at least.
fn last_role(flavor: Flavor) -> impl Strategy<Value = RoleSpec> {
    let plain =
        leaf(flavor).prop_map(|asks| NodeSpec { asks, strength: 0, rare: false, from: None, until: None });
    (role(flavor, 0..=2), vec(plain, 2..=3)).prop_map(|(mut role, plain)| {
        role.requires.extend(plain);
        role
    })
}

fn role(flavor: Flavor, requires: std::ops::RangeInclusive<usize>) -> impl Strategy<Value = RoleSpec> {
    (
        prop_oneof![1 => vec(any::<u8>(), 0..=0), 12 => vec(any::<u8>(), 1..=2)],
        weighted(0.3, 1..=4_u8),
        vec(node(flavor), requires),
    )
        .prop_map(|(gives, search, requires)| RoleSpec { gives, search, requires })
}

fn credential(flavor: Flavor) -> impl Strategy<Value = CredentialSpec> {
    (
        prop_oneof![3 => Just(Vec::new()), 1 => vec(any::<u8>(), 1..=2)],
        prop::bool::weighted(0.02),
        prop_oneof![1 => Just(Vec::new()), 2 => vec(node(flavor), 1..=2)],
        prop_oneof![1 => Just(Vec::new()), 50 => vec(study(flavor), 1..=3)],
    )
        .prop_map(|(implies, retired, requires, studies)| CredentialSpec {
            implies,
            retired,
            requires,
            studies,
        })
}

fn study(flavor: Flavor) -> impl Strategy<Value = StudySpec> {
    let tied = prop::bool::weighted(flavor.tied)
        .prop_flat_map(|tied| vec(any::<u8>(), if tied { 1..=2 } else { 0..=0 }));
    (
        prop::bool::weighted(flavor.full_time),
        1..=9_u8,
        weighted(0.6, 1..=4_u8),
        weighted(flavor.priced, 0..=6_u8),
        tied,
    )
        .prop_map(|(full_time, months, hours, cost, tied)| StudySpec {
            full_time,
            // Giving up the job is worth it only when it is faster.
            months: if full_time { months.div_ceil(2) } else { months },
            hours,
            cost,
            tied,
        })
}

fn choice() -> impl Strategy<Value = Pick> {
    (any::<u8>(), prop::bool::weighted(0.03)).prop_map(|(number, wild)| Pick { number, wild })
}

fn leaf(flavor: Flavor) -> BoxedStrategy<Asks> {
    prop::bool::weighted(flavor.experience)
        .prop_flat_map(|experience| {
            if experience {
                prop_oneof![
                    6 => (choice(), 2..=12_u8, weighted(0.25, choice()), prop::bool::weighted(0.1)).prop_map(
                        |(domain, months, after, within)| Asks::Experience { domain, months, after, within }
                    ),
                    2 => (choice(), 1..=9_u8).prop_map(|(role, months)| Asks::Tenure { role, months }),
                ]
                .boxed()
            } else {
                choice().prop_map(Asks::Credential).boxed()
            }
        })
        .boxed()
}

fn node(flavor: Flavor) -> impl Strategy<Value = NodeSpec> {
    let dressed = move |asks: BoxedStrategy<Asks>| {
        let strength = prop::bool::weighted(flavor.graded)
            .prop_flat_map(|graded| if graded { 1..=2_u8 } else { 0..=0_u8 });
        let rare = prop::bool::weighted(flavor.graded / 3.0);
        let from = weighted(flavor.dated, -3..=16_i8);
        let until = weighted(flavor.dated, prop_oneof![1 => -2..=2_i8, 9 => 3..=20_i8]);
        (asks, strength, rare, from, until).prop_map(|(asks, strength, rare, from, until)| NodeSpec {
            asks,
            strength,
            rare,
            from,
            until,
        })
    };
    dressed(leaf(flavor)).prop_recursive(2, 6, 3, move |inner| {
        let asks = prop_oneof![
            2 => vec(inner.clone(), 0..=2).prop_map(Asks::All),
            5 => vec(inner.clone(), 1..=3).prop_map(Asks::Any),
            3 => (1..=2_u8, vec(inner, 2..=3)).prop_map(|(count, of)| Asks::AtLeast(count, of)),
        ];
        dressed(asks.boxed())
    })
}

fn person() -> impl Strategy<Value = PersonSpec> {
    (
        prop_oneof![13 => Just(Some(0)), 5 => Just(None), 2 => any::<u8>().prop_map(Some)],
        prop_oneof![3 => Just(Vec::new()), 1 => vec(any::<u8>(), 1..=2)],
        prop_oneof![2 => Just(Vec::new()), 1 => vec((any::<u8>(), 1..=6_u8), 1..=2)],
        prop_oneof![3 => Just(Vec::new()), 1 => vec((any::<u8>(), 1..=6_u8), 1..=1)],
    )
        .prop_map(|(role, credentials, history, experience)| PersonSpec {
            role,
            credentials,
            history,
            experience,
        })
}

fn query(flavor: Flavor) -> impl Strategy<Value = QuerySpec> {
    let limited = flavor.limited;
    let avoided = |chance| {
        prop::bool::weighted(chance)
            .prop_flat_map(|avoids| vec(any::<u8>(), if avoids { 1..=1 } else { 0..=0 }))
    };
    let limits = (
        weighted(limited, 1..=8_u8),
        weighted(limited, 6..=30_u8),
        prop::bool::weighted(limited),
        weighted(limited, 2..=4_u8),
        avoided(limited),
        avoided(limited / 2.0),
    );
    let target = prop_oneof![
        20 => Just(TargetSpec::Role(0)),
        4 => Just(TargetSpec::Credential(0)),
        1 => any::<u8>().prop_map(TargetSpec::Role),
        1 => any::<u8>().prop_map(TargetSpec::Credential),
    ];
    (target, prop_oneof![1 => Just(0_u8), 4 => 1..=2_u8], 1..=4_u8, 0..=5_u8, limits).prop_map(
        |(target, standard, search, stay, limits)| {
            let (budget, deadline, keep_working, hours, avoid_roles, avoid_credentials) = limits;
            QuerySpec {
                target,
                standard,
                search,
                stay,
                budget,
                deadline,
                keep_working,
                hours,
                avoid_roles,
                avoid_credentials,
                wish: WishSpec::default(),
            }
        },
    )
}

fn wish() -> BoxedStrategy<WishSpec> {
    let via = |chance| {
        prop::bool::weighted(chance)
            .prop_flat_map(|wanted| vec(any::<u8>(), if wanted { 1..=1 } else { 0..=0 }))
    };
    let also = prop_oneof![
        1 => any::<u8>().prop_map(TargetSpec::Role),
        1 => any::<u8>().prop_map(TargetSpec::Credential),
    ];
    (
        prop_oneof![1 => Just(0_u8), 2 => Just(1), 4 => Just(2), 4 => Just(3)],
        vec(weighted(0.85, 0..=12_u8), 6),
        prop_oneof![1 => 4..=12_u8, 3 => 12..=36_u8],
        weighted(0.1, also),
        via(0.1),
        via(0.1),
        weighted(0.35, prop_oneof![1 => Just(0_u8), 9 => 1..=3_u8]),
    )
        .prop_map(|(objective, pay, horizon, also, via_roles, via_credentials, job_changes)| WishSpec {
            objective,
            pay,
            horizon,
            also: also.into_iter().collect(),
            via_roles,
            via_credentials,
            job_changes,
        })
        .boxed()
}
