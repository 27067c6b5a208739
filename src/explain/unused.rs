//! What somebody brings, or does on the way, that counts towards nothing the route asks for.

use crate::catalog::names::Entry;
use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, RequirementKind};
use crate::ids::{CredentialId, DomainId, RoleId};
use crate::planner::{Plan, Query, Step};
use crate::profile::Person;
use crate::units::Months;

use super::progress::meets;
use super::timeline::{Stint, Timeline};

/// What a plan makes no use of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unused {
    /// Experience from before the plan in domains that no requirement on the route counts, in the order of the
    /// catalog; of a domain and what it is part of, the narrower one.
    pub past: Vec<(DomainId, Months)>,
    /// Jobs of the plan, the starting role among them, with the months that are idle.
    pub stints: Vec<(Stint, Months)>,
}

/// Finds what a plan makes no use of.
///
/// Experience counts as used by every requirement of a step that it helps to meet, though another alternative may
/// have done as well. A month in a job is idle when it adds to nothing that is still missing, and neither a study nor
/// a search goes on.
///
/// Linear in the months of the plan, times the requirements of its steps.
#[must_use]
pub fn unused(catalog: &Catalog, query: &Query, plan: &Plan) -> Unused {
    let person = &query.person;
    let timeline = Timeline::of_plan(catalog, person, query.start, plan);
    let needs = needs(catalog, query, plan, &timeline);
    let given = |role| catalog.domains_given_by(role);
    let counts = |need: &Need, domain: DomainId| match need.what {
        Counted::Domain(wanted) => catalog.domain(domain).ancestors.contains(&wanted),
        Counted::Role(role) => person.months_in_role(role) > Months(0) && given(role).contains(&domain),
    };
    let has = |domain| person.months_in_domain(domain) > Months(0);
    let is_narrowest = |domain: DomainId| {
        let mut others = catalog.domain_ids().filter(|other| *other != domain && has(*other));
        !others.any(|other| catalog.domain(other).ancestors.contains(&domain))
    };
    let past = catalog
        .domain_ids()
        .filter(|domain| has(*domain) && is_narrowest(*domain))
        .filter(|domain| !needs.iter().any(|need| need.counts_past(person) && counts(need, *domain)))
        .map(|domain| (domain, person.months_in_domain(domain)));
    let idle = |stint: &Stint| {
        let helps = |need: &Need| match need.what {
            Counted::Domain(domain) => given(stint.role).contains(&domain),
            Counted::Role(role) => stint.role == role,
        };
        let needs: Vec<&Need> = needs.iter().filter(|need| helps(need)).collect();
        let in_use = |month: &u32| {
            let inside = |from: Months, until: Months| from.0 <= *month && *month < until.0;
            needs.iter().any(|need| inside(need.from, need.until))
                || under_way(plan).any(|(from, until)| inside(from, until))
        };
        Months((stint.start.0..stint.end.0).filter(|month| !in_use(month)).count() as u32)
    };
    let stints = timeline.stints().iter().map(|stint| (*stint, idle(stint)));
    Unused { past: past.collect(), stints: stints.filter(|(_, months)| *months > Months(0)).collect() }
}

/// What months are counted in.
enum Counted {
    Domain(DomainId),
    Role(RoleId),
}

/// A requirement of months that a step meets, with the time in which months added to it.
struct Need {
    what: Counted,
    after: Option<CredentialId>,
    from: Months,
    until: Months,
}

impl Need {
    /// Tells whether months from before the plan count.
    fn counts_past(&self, person: &Person) -> bool {
        self.after.is_none_or(|credential| person.holds(credential))
    }
}

fn needs(catalog: &Catalog, query: &Query, plan: &Plan, timeline: &Timeline<'_>) -> Vec<Need> {
    let mut needs = Vec::new();
    for step in &plan.steps {
        let of = match step {
            Step::Study(study) => Entry::Credential(study.credential),
            Step::Job(job) => Entry::Role(job.role),
        };
        let moment = timeline.at(step.begins());
        for node in at_standard(catalog.requirements(of), query.standard) {
            node.walk(&mut |leaf| {
                if !meets(moment, leaf) {
                    return;
                }
                let (what, after) = match leaf.kind {
                    RequirementKind::Experience { domain, after, .. } => (Counted::Domain(domain), after),
                    RequirementKind::Tenure { role, .. } => (Counted::Role(role), None),
                    _ => return,
                };
                let held = after.and_then(|credential| timeline.held_from(credential));
                let from = held.map_or(Months(0), |(from, _)| from);
                let until = (0..step.begins().0).map(Months).find(|month| meets(timeline.at(*month), leaf));
                needs.push(Need { what, after, from, until: until.unwrap_or(step.begins()) });
            });
        }
    }
    needs
}

/// Returns when studies and searches go on.
fn under_way(plan: &Plan) -> impl Iterator<Item = (Months, Months)> {
    plan.steps.iter().map(|step| match step {
        Step::Job(job) => (job.apply, job.start),
        Step::Study(study) => (study.start, study.end),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::{Outcome, Target, plan};
    use crate::testing::{catalog, role, start};

    type Named = Vec<(String, u32)>;

    /// Returns what the best plan of a nurse of 30 months for the chief of a small world makes no use of.
    fn idle(chief: &str) -> (Named, Named) {
        let chief = format!("requires = [{chief}]");
        let catalog = catalog(
            &[
                ("nurse", "gives = [\"nursing\"]"),
                ("analyst", "gives = [\"informatics\"]"),
                ("chief", chief.as_str()),
            ],
            &[("badge", "study = [{ mode = \"part-time\", months = 8 }]")],
        );
        let mut person = Person::newcomer(&catalog);
        person.role = Some(role(&catalog, "nurse"));
        person.add_history(&catalog, role(&catalog, "nurse"), Months(30));
        let query = Query::new(&catalog, person, Target::Role(role(&catalog, "chief")), start());
        let Outcome::Found(solution) = plan(&catalog, &query) else { panic!("no plan") };
        let Unused { past, stints } = unused(&catalog, &query, &solution.plan);
        let past = past.iter().map(|(domain, months)| (catalog.domain(*domain).id.clone(), months.0));
        let stints = stints.iter().map(|(stint, months)| (catalog.role(stint.role).id.clone(), months.0));
        (past.collect(), stints.collect())
    }

    #[test]
    fn practice_that_nothing_asks_for_is_named_once() {
        let nursing = ("nursing".to_owned(), 30);
        // Nursing is part of clinical practice; the narrower domain is named.
        assert_eq!(idle("{ experience = \"informatics\", months = 12 }"), (vec![nursing.clone()], vec![]));
        assert_eq!(idle("{ experience = \"clinical\", months = 12 }"), (vec![], vec![]));
        assert_eq!(idle("{ role = \"nurse\", months = 12 }"), (vec![], vec![]));
        assert_eq!(idle("\"badge\""), (vec![nursing], vec![]), "the study takes its time");
    }

    #[test]
    fn months_count_until_enough_is_reached() {
        // A year has to be stayed, of which a month counts and three are for the next search.
        let asks = "{ role = \"analyst\", months = 1 }, { role = \"nurse\", months = 1 }";
        assert_eq!(idle(asks), (vec![], vec![("analyst".to_owned(), 11)]));
    }
}
