//! How a profile is understood: what it says, what that comes to, and what looks forgotten.

use serde_json::{Value, json};

use crate::catalog::{Catalog, Standard};
use crate::explain::worth::{DomainWorth, Doubt, Origin, Worth};
use crate::ids::{CredentialId, RoleId};
use crate::profile::file::{OwnLimits, Profile};

use super::super::json::document;
use super::super::page::{Page, Style};
use super::super::requirement::sentence;
use super::super::table::{Align, Table};
use super::super::words::{brief_duration, count, ids, list};
use super::facts;

/// The most names in a sentence.
const MOST_NAMED: usize = 6;

/// A profile with what it comes to.
#[derive(Debug)]
pub(crate) struct Check<'a> {
    /// The path of the file.
    pub path: &'a str,
    /// Whether it is the default profile.
    pub is_default: bool,
    /// What it says.
    pub profile: &'a Profile,
    /// The standard it is measured by.
    pub standard: Standard,
    /// What it comes to.
    pub worth: &'a Worth,
    /// What is to be said about exceptions.
    pub assumptions: &'a [String],
}

impl Check<'_> {
    /// Returns the page for a reader.
    #[must_use]
    pub(crate) fn page(&self, catalog: &Catalog) -> Page {
        let mut page = Page::new();
        let what = if self.is_default { "Your default profile" } else { "Profile" };
        page.title(&format!("{what} {}", self.path));
        facts::print(catalog, self.profile, &mut page);
        page.heading("Worth a look");
        if self.worth.doubts.is_empty() {
            page.paragraph(Style::Good, "Nothing looks forgotten.");
        }
        for doubt in &self.worth.doubts {
            page.hanging(Style::Missing, "- ", &message(catalog, doubt));
        }
        self.print_experience(catalog, &mut page);
        page.heading("What it is enough for");
        page.paragraph(Style::Plain, &self.open(catalog));
        page.bullets(self.assumptions);
        page
    }

    fn print_experience(&self, catalog: &Catalog, page: &mut Page) {
        page.heading("Experience");
        let mut table = Table::new()
            .column("In", Align::Left, 14)
            .column("Months", Align::Right, 6)
            .column("From", Align::Left, 20)
            .column("Enough for", Align::Left, 12)
            .column("Next", Align::Left, 12);
        for domain in &self.worth.domains {
            let next = domain.next.map(|(months, roles)| {
                format!("{} for {}", brief_duration(months), count(roles as u64, "role", "roles"))
            });
            table.row(vec![
                catalog.domain(domain.domain).name.clone(),
                domain.months.0.to_string(),
                origins(catalog, domain).join(" + "),
                match domain.asked {
                    0 => "no role asks".to_owned(),
                    asked => format!("{} of {}", domain.enough, count(asked as u64, "role", "roles")),
                },
                next.unwrap_or_default(),
            ]);
        }
        if self.worth.domains.is_empty() {
            page.paragraph(Style::Plain, "None yet.");
        } else {
            page.table(&table);
        }
        let missing = self.worth.missing.iter().map(|(domain, roles)| {
            format!("{} ({})", catalog.domain(*domain).name, count(*roles as u64, "role asks", "roles ask"))
        });
        let missing: Vec<String> = missing.collect();
        if !missing.is_empty() {
            page.gap();
            page.fact("None in", &shortened(&missing));
        }
    }

    fn open(&self, catalog: &Catalog) -> String {
        let standard = self.standard.word();
        let titles: Vec<String> =
            self.worth.open.iter().map(|role| catalog.role(*role).title.clone()).collect();
        let others = catalog.roles.len() - usize::from(self.profile.person.role.is_some());
        let many = count(others as u64, "other role", "other roles");
        if titles.is_empty() {
            return format!("You meet everything that the {standard} standard asks for in none of {many}.");
        }
        format!(
            "You meet everything that the {standard} standard asks for in {} of {many}: {}.",
            titles.len(),
            shortened(&titles)
        )
    }

    /// Returns the same for programs.
    #[must_use]
    pub(crate) fn json(&self, catalog: &Catalog) -> Value {
        let Profile { person, credentials, history, experience, limits, exceptions } = self.profile;
        let credential_id = |id: CredentialId| &catalog.credential(id).id;
        let role_id = |id: RoleId| &catalog.role(id).id;
        let credential = |&id: &CredentialId| {
            let implied = catalog.credential(id).closure.iter().filter(|implied| **implied != id);
            json!({ "id": credential_id(id), "implies": implied.map(|id| credential_id(*id)).collect::<Vec<_>>() })
        };
        let domain = |worth: &DomainWorth| {
            let origins = worth.origins.iter().map(|(origin, months)| {
                let (role, domain) = match *origin {
                    Origin::Job(role) => (Some(role_id(role)), None),
                    Origin::Stated(domain) => (None, Some(&catalog.domain(domain).id)),
                };
                json!({ "role": role, "stated": domain, "months": months.0 })
            });
            json!({
                "id": catalog.domain(worth.domain).id,
                "months": worth.months.0,
                "from": origins.collect::<Vec<_>>(),
                "roles_asking": worth.asked,
                "roles_enough_for": worth.enough,
                "next_months": worth.next.map(|(months, _)| months.0),
                "next_roles": worth.next.map(|(_, roles)| roles),
            })
        };
        let doubt = |doubt: &Doubt| json!({ "code": code(doubt), "message": message(catalog, doubt) });
        let equivalents = exceptions.equivalents.iter().map(|equivalent| {
            json!({
                "id": credential_id(equivalent.credential),
                "counts_as": credential_id(equivalent.counts_as),
            })
        });
        let body = json!({
            "path": self.path,
            "default": self.is_default,
            "role": person.role.map(role_id),
            "credentials": credentials.iter().map(credential).collect::<Vec<_>>(),
            "history": history.iter().map(|(role, months)| json!({ "role": role_id(*role), "months": months.0 })).collect::<Vec<_>>(),
            "experience": experience.iter().map(|(domain, months)| json!({ "domain": catalog.domain(*domain).id, "months": months.0 })).collect::<Vec<_>>(),
            "limits": limits_json(catalog, limits),
            "exceptions": { "waive": exceptions.waive, "equivalent": equivalents.collect::<Vec<_>>() },
            "standard": self.standard.word(),
            "domains": self.worth.domains.iter().map(domain).collect::<Vec<_>>(),
            "missing_domains": self.worth.missing.iter().map(|(domain, roles)| json!({ "id": catalog.domain(*domain).id, "roles_asking": roles })).collect::<Vec<_>>(),
            "tenures": self.worth.tenures.iter().map(|(role, months)| json!({ "role": role_id(*role), "months": months.0 })).collect::<Vec<_>>(),
            "open_roles": ids(&self.worth.open, |role| role_id(*role)),
            "warnings": self.worth.doubts.iter().map(doubt).collect::<Vec<_>>(),
            "assumptions": self.assumptions,
        });
        document(catalog, "profile", body)
    }
}

fn limits_json(catalog: &Catalog, limits: &OwnLimits) -> Value {
    let roles = |ids: &[RoleId]| ids.iter().map(|id| catalog.role(*id).id.clone()).collect::<Vec<_>>();
    let credentials =
        |ids: &[CredentialId]| ids.iter().map(|id| catalog.credential(*id).id.clone()).collect::<Vec<_>>();
    json!({
        "budget": limits.budget.map(|budget| budget.0),
        "max_months": limits.longest.map(|months| months.0),
        "keep_working": limits.keep_working,
        "study_hours_per_week": limits.study_hours,
        "avoid_roles": roles(&limits.avoid_roles),
        "avoid_credentials": credentials(&limits.avoid_credentials),
        "via_roles": roles(&limits.via_roles),
        "via_credentials": credentials(&limits.via_credentials),
        "standard": limits.standard.map(Standard::word),
        "minimum_stay_months": limits.minimum_stay.map(|months| months.0),
        "search_months": limits.search_months.map(|months| months.0),
    })
}

/// Names the first of many.
fn shortened(names: &[String]) -> String {
    match names.len().checked_sub(MOST_NAMED) {
        None | Some(0 | 1) => list(names, "and"),
        Some(more) => format!("{} and {more} more", names[..MOST_NAMED].join(", ")),
    }
}

fn origins(catalog: &Catalog, worth: &DomainWorth) -> Vec<String> {
    let origin = |(origin, months): &(Origin, crate::units::Months)| {
        let months = brief_duration(*months);
        match *origin {
            Origin::Job(role) => format!("{months} as {}", catalog.role(role).title),
            Origin::Stated(domain) if domain == worth.domain => format!("{months} stated"),
            Origin::Stated(domain) => format!("{months} stated in {}", catalog.domain(domain).name),
        }
    };
    worth.origins.iter().map(origin).collect()
}

fn code(doubt: &Doubt) -> &'static str {
    match doubt {
        Doubt::NoTimeToday(_) => "no-time-in-role",
        Doubt::NoTime(_) => "no-time",
        Doubt::Lacking { .. } => "lacking-credential",
        Doubt::Retired(_) => "retired-credential",
        Doubt::Unasked(_) => "unasked-experience",
    }
}

fn message(catalog: &Catalog, doubt: &Doubt) -> String {
    let title = |role: RoleId| &catalog.role(role).title;
    match doubt {
        Doubt::NoTimeToday(role) => format!(
            "You work as {} and `history` has no time in it, so none counts: add `{{ role = \"{}\", years = N }}`.",
            title(*role),
            catalog.role(*role).id
        ),
        Doubt::NoTime(role) => {
            format!("`history` has no time for {}, so it counts for nothing.", title(*role))
        }
        Doubt::Lacking { role, requirement } => format!(
            "{} asks for {}, which `credentials` do not bring: add what you hold.",
            title(*role),
            sentence(catalog, requirement)
        ),
        Doubt::Retired(credential) => format!(
            "{} is no longer awarded; it counts for those who hold it.",
            catalog.credential(*credential).name
        ),
        Doubt::Unasked(domain) => {
            format!("No role and no credential asks for experience in {}.", catalog.domain(*domain).name)
        }
    }
}
