//! A small catalog and a question of any kind: a plan that is found is sound, and no more is claimed than is true.
//!
//! The bytes of a case are the choices from which the catalog is made, as a text that can be read when a case fails.

use std::fmt::Write as _;

use arbitrary::{Arbitrary, Unstructured};
use careerpath::catalog::Standard;
use careerpath::catalog::load::from_files;
use careerpath::diagnostic::SourceFile;
use careerpath::planner::verify::verify;
use careerpath::planner::{Bound, Objective, PayTerms, plan};
use careerpath::profile::Person;
use careerpath::units::{Money, Months};
use careerpath::{Catalog, Outcome, Query, Target};

const DOMAINS: u8 = 3;
const MOST_CREDENTIALS: usize = 5;
const MOST_ROLES: usize = 4;
/// How many requirements stand in a list, and how deep lists are nested.
const MOST_NODES: usize = 3;
const DEEPEST: usize = 3;
/// A search of a case takes some milliseconds.
const STATES: u64 = 200;

#[derive(Arbitrary, Debug)]
struct World {
    credentials: Vec<CredentialChoice>,
    roles: Vec<RoleChoice>,
    asked: Asked,
}

#[derive(Arbitrary, Debug)]
struct CredentialChoice {
    study: Vec<StudyChoice>,
    implies: Option<u8>,
    is_retired: bool,
    requires: Vec<Node>,
}

#[derive(Arbitrary, Debug)]
struct StudyChoice {
    is_full_time: bool,
    months: u8,
    hours: u8,
    cost: u8,
    tied: Option<u8>,
}

#[derive(Arbitrary, Debug)]
struct RoleChoice {
    gives: Option<u8>,
    search: u8,
    requires: Vec<Node>,
}

#[derive(Arbitrary, Debug)]
struct Node {
    kind: Kind,
    strength: u8,
    is_rare: bool,
    from: Option<u8>,
    until: Option<u8>,
}

#[derive(Arbitrary, Debug)]
enum Kind {
    Credential(u8),
    Experience { domain: u8, months: u8, after: Option<u8> },
    Tenure { role: u8, months: u8 },
    All(Vec<Node>),
    Any(Vec<Node>),
    AtLeast(u8, Vec<Node>),
}

#[derive(Arbitrary, Debug)]
struct Asked {
    target: u8,
    is_credential: bool,
    also: Option<u8>,
    role: Option<u8>,
    held: Option<u8>,
    experience: u8,
    objective: u8,
    standard: u8,
    search: u8,
    stay: u8,
    budget: Option<u8>,
    deadline: Option<u8>,
    hours: Option<u8>,
    keep_working: bool,
    avoid: Option<u8>,
    via: Option<u8>,
    pay: [u8; MOST_ROLES],
}

pub(crate) fn check(data: &[u8]) {
    let Ok(world) = World::arbitrary(&mut Unstructured::new(data)) else { return };
    let text = world.text();
    let file = SourceFile { path: "x.toml".to_owned(), text: text.clone() };
    let Ok(catalog) = from_files(vec![file]) else { return };
    let Some(query) = world.asked.query(&catalog) else { return };
    if query.is_reached() {
        return;
    }
    let outcome = plan(&catalog, &query);
    assert_eq!(plan(&catalog, &query), outcome, "equal questions have equal answers:\n{text}");
    let Outcome::Found(solution) = &outcome else { return };
    let violations = verify(&catalog, &query, &solution.plan);
    assert!(violations.is_empty(), "{violations:#?}\n{solution:#?}\n{:#?}\n{text}", world.asked);
    assert!(solution.at_least <= solution.plan.months, "{solution:#?}\n{:#?}\n{text}", world.asked);
    let found = match solution.bound {
        Bound::Months(months) => (months <= solution.plan.months, months == solution.plan.months),
        Bound::Cost(cost) => (cost <= solution.plan.cost, cost == solution.plan.cost),
        Bound::Changes(changes) => {
            (changes <= solution.plan.job_changes, changes == solution.plan.job_changes)
        }
        _ => (true, true),
    };
    assert!(found.0, "the bound is no bound: {solution:#?}\n{:#?}\n{text}", world.asked);
    assert!(found.1 || !solution.optimal, "not proved: {solution:#?}\n{:#?}\n{text}", world.asked);
}

impl World {
    fn credentials(&self) -> usize {
        self.credentials.len().clamp(1, MOST_CREDENTIALS)
    }

    fn roles(&self) -> usize {
        self.roles.len().clamp(1, MOST_ROLES)
    }

    /// Returns the catalog as a file.
    fn text(&self) -> String {
        let mut text = String::new();
        for number in 0..DOMAINS {
            let part = if number > 0 { "part-of = [\"d0\"]\n" } else { "" };
            let _ = write!(text, "[[domain]]\nid = \"d{number}\"\nname = \"D{number}\"\n{part}");
        }
        for number in 0..self.credentials() {
            let _ =
                write!(text, "[[credential]]\nid = \"c{number}\"\nname = \"C{number}\"\nkind = \"degree\"\n");
            if let Some(choice) = self.credentials.get(number) {
                self.credential(number, choice, &mut text);
            }
        }
        for number in 0..self.roles() {
            let _ = write!(
                text,
                "[[role]]\nid = \"r{number}\"\ntitle = \"R{number}\"\ntrack = \"t\"\nlevel = \"mid\"\n"
            );
            if let Some(choice) = self.roles.get(number) {
                if let Some(domain) = choice.gives {
                    let _ = writeln!(text, "gives = [\"d{}\"]", domain % DOMAINS);
                }
                let _ = writeln!(text, "search-months = {}", choice.search % 8 + 1);
                let _ = writeln!(text, "requires = {}", self.nodes(&choice.requires, 0, false));
            }
        }
        text
    }

    fn credential(&self, number: usize, choice: &CredentialChoice, text: &mut String) {
        // Towards higher numbers only: no circle.
        if let Some(implied) = choice
            .implies
            .map(usize::from)
            .filter(|implied| (number + 1..self.credentials()).contains(implied))
        {
            let _ = writeln!(text, "implies = [\"c{implied}\"]");
        }
        if choice.is_retired {
            text.push_str("status = \"retired\"\n");
        }
        let _ = writeln!(text, "requires = {}", self.nodes(&choice.requires, 0, false));
        for study in choice.study.iter().take(2) {
            let mode = if study.is_full_time { "full-time" } else { "part-time" };
            let _ =
                writeln!(text, "[[credential.study]]\nmode = \"{mode}\"\nmonths = {}", study.months % 12 + 1);
            let _ = writeln!(
                text,
                "hours-per-week = {}\ncost = {{ amount = {} }}",
                study.hours % 20 + 1,
                study.cost
            );
            if let Some(role) = study.tied.filter(|_| !study.is_full_time) {
                let _ = writeln!(text, "while = [\"r{}\"]", usize::from(role) % self.roles());
            }
        }
    }

    fn nodes(&self, nodes: &[Node], depth: usize, are_alternatives: bool) -> String {
        let nodes = nodes.iter().take(MOST_NODES).map(|node| self.node(node, depth, are_alternatives));
        format!("[{}]", nodes.collect::<Vec<_>>().join(", "))
    }

    fn node(&self, node: &Node, depth: usize, is_alternative: bool) -> String {
        let credential = |number: u8| format!("\"c{}\"", usize::from(number) % self.credentials());
        let mut text = match &node.kind {
            Kind::Credential(number) => format!("credential = {}", credential(*number)),
            Kind::Experience { domain, months, after } => {
                let after =
                    after.map(|number| format!(", after = {}", credential(number))).unwrap_or_default();
                format!("experience = \"d{}\", months = {}{after}", domain % DOMAINS, months % 36)
            }
            Kind::Tenure { role, months } => {
                format!("role = \"r{}\", months = {}", usize::from(*role) % self.roles(), months % 36)
            }
            _ if depth >= DEEPEST => format!("credential = {}", credential(0)),
            Kind::All(nodes) => format!("all = {}", self.nodes(nodes, depth + 1, false)),
            Kind::Any(nodes) => format!("any = {}", self.nodes(nodes, depth + 1, true)),
            Kind::AtLeast(count, nodes) => {
                let most = nodes.len().clamp(1, MOST_NODES);
                let count = usize::from(*count) % most + 1;
                format!("at-least = {count}, of = {}", self.nodes(nodes, depth + 1, true))
            }
        };
        text += ["", ", strength = \"usual\"", ", strength = \"preferred\""][usize::from(node.strength % 3)];
        if is_alternative && node.is_rare {
            text += ", rare = true";
        }
        for (key, month) in [("from", node.from), ("until", node.until)] {
            if let Some(month) = month {
                let _ = write!(text, ", {key} = \"{}-{:02}\"", 2026 + i32::from(month % 5), month % 12 + 1);
            }
        }
        format!("{{ {text} }}")
    }
}

impl Asked {
    fn query(&self, catalog: &Catalog) -> Option<Query> {
        let role = |number: u8| catalog.role_ids().nth(usize::from(number) % catalog.roles.len());
        let credential =
            |number: u8| catalog.credential_ids().nth(usize::from(number) % catalog.credentials.len());
        let mut person = Person::newcomer(catalog);
        person.role = self.role.and_then(role);
        if let Some(held) = self.held.and_then(credential) {
            person.add_credential(catalog, held);
        }
        if let Some(current) = person.role {
            person.add_history(catalog, current, Months(u32::from(self.experience % 48)));
        }
        let target = if self.is_credential {
            Target::Credential(credential(self.target)?)
        } else {
            Target::Role(role(self.target)?)
        };
        let mut query = Query::new(catalog, person, target, "2026-11".parse().ok()?);
        query.also.extend(self.also.and_then(role).map(Target::Role).filter(|also| *also != target));
        query.objective = Objective::ALL[usize::from(self.objective) % Objective::ALL.len()];
        query.standard = Standard::ALL[usize::from(self.standard) % Standard::ALL.len()];
        query.search_months = Months(u32::from(self.search % 6) + 1);
        query.minimum_stay = Months(u32::from(self.stay % 18));
        query.state_limit = Some(STATES);
        query.limits.budget = self.budget.map(|budget| Money(i64::from(budget) * 4));
        query.limits.deadline = self.deadline.map(|months| Months(u32::from(months)));
        query.limits.study_hours = self.hours.map(|hours| u32::from(hours % 24));
        query.limits.keep_working = self.keep_working;
        query.limits.avoid_credentials.extend(self.avoid.and_then(credential));
        query.limits.via_roles.extend(self.via.and_then(role));
        let annual = self.pay.iter().map(|pay| Some(Money(i64::from(*pay) * 1_000)));
        query.pay = PayTerms { annual: annual.take(catalog.roles.len()).collect(), horizon: Months(120) };
        Some(query)
    }
}
