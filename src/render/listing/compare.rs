//! Roles and credentials side by side.

use serde_json::{Value, json};

use crate::catalog::names::Entry;
use crate::catalog::requirement::at_standard;
use crate::catalog::{Catalog, CredentialStatus, Outlook, Requirement, RequirementKind, Standard, Study};
use crate::explain::pay::{Pay, of_role};
use crate::explain::progress::progress;
use crate::explain::routes::Routes;
use crate::explain::skills::{shared, skills_of};
use crate::explain::timeline::Moment;
use crate::explain::wages::national;
use crate::ids::{RoleId, SkillId};
use crate::planner::Step;

use super::super::footnotes::Footnotes;
use super::super::json::{document, pay};
use super::super::page::{Page, Style};
use super::super::requirement::{ESTIMATE, id, json as node_json, name, sentence, with_progress};
use super::super::routes::{cost, is_unproved, kind_of, route_json, step};
use super::super::show::{asked_by, nodes, upkeep};
use super::super::table::{Align, Table};
use super::super::words::{self, brief_duration, calendar, capitalized, count, duration, list};
use super::Listing;
use super::roles::{PAY, pay_in_words};
use super::sources::named_in;

/// The narrowest readable column of the names of facts, and of an entry.
const LABEL: usize = 13;
const COLUMN: usize = 19;
/// Blank columns between two columns.
const GAP: usize = 2;

/// How many alternatives of a choice, and how many roles that ask for a credential, are named.
const MOST: usize = 4;

/// What is compared, for whom.
#[derive(Debug)]
pub(crate) struct Comparison<'a> {
    /// What is compared.
    pub entries: &'a [Entry],
    /// The standard of the requirements.
    pub standard: Standard,
    /// Who is measured against them, and when.
    pub moment: Option<Moment<'a>>,
    /// The ways to all of them; `None` without a person.
    pub routes: Option<&'a Routes>,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
}

/// A fact with what it is for each entry.
type Fact = (&'static str, Vec<String>);

impl Comparison<'_> {
    /// Returns the comparison for a reader: columns where there is room, and otherwise one entry below the other.
    #[must_use]
    pub(crate) fn page(&self, catalog: &Catalog) -> Page {
        let mut page = Page::new();
        let listing = self.listing(catalog);
        page.title(&self.title(catalog));
        page.gap();
        let (mut beside, mut below) = (Page::new(), Page::new());
        listing.print_tables(&mut beside);
        self.stack(catalog, &self.facts(catalog, &mut Footnotes::new(catalog)), &mut below);
        page.either(LABEL + self.entries.len() * (COLUMN + GAP), beside, below);
        page.gap();
        if let Some(common) = self.in_common(catalog) {
            page.paragraph(Style::Plain, &common);
            page.gap();
        }
        for remark in &listing.remarks {
            page.paragraph(Style::Quiet, remark);
        }
        if !self.assumptions.is_empty() {
            page.heading("Assumptions");
            page.bullets(&self.assumptions);
        }
        listing.footnotes.print(&mut page);
        page
    }

    /// Returns the comparison as a list of entries.
    #[must_use]
    pub(crate) fn listing<'c>(&self, catalog: &'c Catalog) -> Listing<'c> {
        let mut footnotes = Footnotes::new(catalog);
        let facts = self.facts(catalog, &mut footnotes);
        let mut table = Table::new().spaced().column("", Align::Left, LABEL);
        for entry in self.entries {
            table = table.column(name(catalog, *entry), Align::Left, COLUMN);
        }
        for (label, cells) in facts {
            table.row([label.to_owned()].into_iter().chain(cells).collect());
        }
        // For a person the assumptions say the rest.
        let remarks = match self.routes {
            Some(_) => vec![format!("`careerpath show NAME` tells more. {PAY}")],
            None => vec![
                format!(
                    "Asked for at the {} standard: {}. `careerpath show NAME` tells more. {PAY} {ESTIMATE}",
                    self.standard.word(),
                    words::standard(self.standard)
                ),
                "With `--from ROLE` or `--profile FILE` it also says what you meet, and how long each takes you."
                    .to_owned(),
            ],
        };
        Listing {
            noun: "entries",
            schema: "compare",
            tables: vec![(None, table)],
            rows: self.entries.iter().map(|entry| self.entry_json(catalog, *entry)).collect(),
            remarks,
            footnotes,
        }
    }

    /// Returns the comparison as JSON.
    #[must_use]
    pub(crate) fn json(&self, catalog: &Catalog) -> Value {
        let rows: Value = self.entries.iter().map(|entry| self.entry_json(catalog, *entry)).collect();
        let sources = named_in(catalog, &rows);
        let body = json!({
            "standard": self.standard.word(),
            "assumptions": self.assumptions,
            "shared_skills": words::ids(&shared(catalog, self.entries), |id| &catalog.skill(*id).id),
            "entries": rows,
            "sources": sources,
        });
        document(catalog, "compare", body)
    }

    fn title(&self, catalog: &Catalog) -> String {
        let names: Vec<String> = self.entries.iter().map(|entry| name(catalog, *entry).to_owned()).collect();
        format!("{} compared", list(&names, "and"))
    }

    fn stack(&self, catalog: &Catalog, facts: &[Fact], page: &mut Page) {
        for (index, entry) in self.entries.iter().enumerate() {
            page.heading(name(catalog, *entry));
            for (label, cells) in facts.iter().filter(|(_, cells)| !cells[index].is_empty()) {
                let mut lines = cells[index].lines();
                let is_list = cells[index].contains('\n');
                if !is_list {
                    page.fact(label, lines.next().unwrap_or_default());
                    continue;
                }
                page.paragraph(Style::Plain, &format!("{label}:"));
                for line in lines {
                    page.hanging(Style::Plain, "  ", line);
                }
            }
        }
    }

    fn in_common(&self, catalog: &Catalog) -> Option<String> {
        let common = shared(catalog, self.entries);
        (!common.is_empty())
            .then(|| format!("Skills of all of them: {}.", list(&skills(catalog, &common), "and")))
    }

    /// Returns every fact that is known of at least one entry.
    fn facts(&self, catalog: &Catalog, footnotes: &mut Footnotes<'_>) -> Vec<Fact> {
        type Tell<'t> = (&'static str, &'t dyn Fn(Entry, &mut Footnotes<'_>) -> String);
        let common = shared(catalog, self.entries);
        let own = |entry: Entry, _: &mut Footnotes<'_>| {
            list(&skills(catalog, &own(catalog, entry, &common)), "and")
        };
        let tell: [Tell<'_>; 11] = [
            ("What it is", &|entry, _| what(catalog, entry)),
            ("About", &|entry, footnotes| about(catalog, entry, footnotes)),
            ("Asks for", &|entry, footnotes| self.asks(catalog, entry, footnotes)),
            ("From here", &|entry, _| self.way_there(catalog, entry)),
            ("To earn it", &|entry, footnotes| ways(catalog, entry, footnotes)),
            ("Upkeep", &|entry, footnotes| renewal(catalog, entry, footnotes)),
            ("Asked for by", &|entry, _| askers(catalog, entry)),
            ("Pays a year", &|entry, footnotes| pays(catalog, entry, footnotes)),
            ("Outlook", &|entry, footnotes| expected(catalog, entry, footnotes)),
            ("Gives time in", &|entry, _| experience(catalog, entry)),
            ("Other skills", &own),
        ];
        let facts = tell.into_iter().map(|(label, tell)| {
            (label, self.entries.iter().map(|entry| tell(*entry, footnotes)).collect::<Vec<_>>())
        });
        facts.filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())).collect()
    }

    fn requires(&self, catalog: &Catalog, entry: Entry) -> Vec<Requirement> {
        at_standard(requires(catalog, entry), self.standard)
    }

    fn asks(&self, catalog: &Catalog, entry: Entry, footnotes: &mut Footnotes<'_>) -> String {
        let line = |node: &Requirement| {
            let marks = footnotes.requirement_marks(node);
            let Some(moment) = self.moment else { return format!("- {}{marks}", brief(catalog, node)) };
            let progress = progress(moment, node);
            let mark = if progress.met { "✓" } else { "✗" };
            format!("{mark} {}{marks}", with_progress(brief(catalog, node), progress))
        };
        let lines: Vec<String> = self.requires(catalog, entry).iter().map(line).collect();
        if lines.is_empty() { "nothing".to_owned() } else { lines.join("\n") }
    }

    fn way_there(&self, catalog: &Catalog, entry: Entry) -> String {
        let Some(routes) = self.routes else { return String::new() };
        if let Some(route) = routes.found.iter().find(|route| route.query.target_entry() == entry) {
            let plan = &route.solution.plan;
            if plan.steps.is_empty() {
                return "you are there".to_owned();
            }
            let at_most = if is_unproved(&route.solution) { "at most " } else { "" };
            let mut lines = vec![
                format!(
                    "{at_most}{}, {}",
                    brief_duration(plan.months),
                    calendar(route.query.start.plus(plan.months))
                ),
                format!("{} for study", cost(catalog, plan)),
                count(u64::from(plan.job_changes), "job change", "job changes"),
            ];
            let before = plan.steps.iter().map(Step::entry).filter(|step| *step != entry);
            lines.extend(before.map(|entry| format!("- {}", step(catalog, entry))));
            return lines.join("\n");
        }
        match routes.open.iter().find(|open| open.query.target_entry() == entry) {
            Some(open) => format!("not settled: at least {}", duration(open.at_least)),
            None => "no route".to_owned(),
        }
    }

    fn route_json(&self, catalog: &Catalog, entry: Entry) -> Value {
        let Some(routes) = self.routes else { return Value::Null };
        if let Some(route) = routes.found.iter().find(|route| route.query.target_entry() == entry) {
            let mut keys = route_json(catalog, route);
            keys.shift_insert(0, "outcome".to_owned(), "found".into());
            return keys.into();
        }
        match routes.open.iter().find(|open| open.query.target_entry() == entry) {
            Some(open) => json!({ "outcome": "limit", "at_least_months": open.at_least.0 }),
            None => json!({ "outcome": "unreachable" }),
        }
    }

    fn entry_json(&self, catalog: &Catalog, entry: Entry) -> Value {
        let requires = self.requires(catalog, entry);
        let requires: Vec<Value> =
            nodes(&requires, self.moment).iter().map(|node| node_json(catalog, node)).collect();
        let common = shared(catalog, self.entries);
        let skill_ids = |skills: &[SkillId]| json!(words::ids(skills, |id| &catalog.skill(*id).id));
        let (role, credential) = match entry {
            Entry::Role(id) => (Some((id, catalog.role(id))), None),
            Entry::Credential(id) => (None, Some(catalog.credential(id))),
        };
        let (roles, credentials) = asked_by(catalog, entry);
        let ways: Vec<Value> = credential
            .iter()
            .flat_map(|credential| &credential.study)
            .map(|study| way_json(catalog, study))
            .collect();
        json!({
            "kind": credential.map_or(kind_of(entry), |credential| credential.kind.word()),
            "id": id(catalog, entry),
            "title": name(catalog, entry),
            "summary": role.map_or_else(|| credential.and_then(|entry| entry.summary.as_ref()), |(_, role)| role.summary.as_ref()),
            "level": role.map(|(_, role)| role.level.word()),
            "track": role.map(|(_, role)| &role.track),
            "issuer": credential.and_then(|credential| credential.issuer.as_ref()),
            "status": credential.map(|credential| credential.status.word()),
            "requires": requires,
            "route": self.route_json(catalog, entry),
            "pay": role.map_or(Value::Null, |(id, _)| pay(catalog, id)),
            "outlook": role.and_then(|(id, _)| outlook(catalog, id)).map(|outlook| outlook_json(catalog, &outlook)),
            "study": ways,
            "renewal_years": credential.and_then(|credential| credential.renewal.as_ref()?.years),
            "renewal_hours": credential.and_then(|credential| credential.renewal.as_ref()?.hours),
            "renewal_cost": credential.and_then(|credential| Some(credential.renewal.as_ref()?.cost.as_ref()?.amount.0)),
            "asked_by_roles": roles,
            "asked_by_credentials": credentials,
            "gives": role.map(|(_, role)| words::ids(&role.gives, |id| &catalog.domain(*id).id)),
            "skills": skill_ids(skills_of(catalog, entry)),
            "own_skills": skill_ids(&own(catalog, entry, &common)),
        })
    }
}

fn requires(catalog: &Catalog, entry: Entry) -> &[Requirement] {
    match entry {
        Entry::Role(role) => &catalog.role(role).requires,
        Entry::Credential(credential) => &catalog.credential(credential).requires,
    }
}

/// Returns the skills of an entry that are not common to all.
fn own(catalog: &Catalog, entry: Entry, common: &[SkillId]) -> Vec<SkillId> {
    skills_of(catalog, entry).iter().copied().filter(|skill| !common.contains(skill)).collect()
}

fn skills(catalog: &Catalog, ids: &[SkillId]) -> Vec<String> {
    ids.iter().map(|id| catalog.skill(*id).name.clone()).collect()
}

fn what(catalog: &Catalog, entry: Entry) -> String {
    match entry {
        Entry::Role(role) => {
            let role = catalog.role(role);
            format!("{} role, {}", capitalized(role.level.word()), role.track)
        }
        Entry::Credential(credential) => {
            let credential = catalog.credential(credential);
            let mut parts = vec![capitalized(credential.kind.word())];
            parts.extend(credential.issuer.clone());
            if credential.status == CredentialStatus::Retired {
                parts.push("retired".to_owned());
            }
            parts.join(", ")
        }
    }
}

fn about(catalog: &Catalog, entry: Entry, footnotes: &mut Footnotes<'_>) -> String {
    let (summary, sources) = match entry {
        Entry::Role(role) => (&catalog.role(role).summary, &catalog.role(role).sources),
        Entry::Credential(id) => (&catalog.credential(id).summary, &catalog.credential(id).sources),
    };
    let text = |summary: &String| format!("{summary}{}", footnotes.marks(sources));
    summary.as_ref().map(text).unwrap_or_default()
}

/// Returns a requirement in one line, a long choice by its first alternatives.
fn brief(catalog: &Catalog, node: &Requirement) -> String {
    match &node.kind {
        RequirementKind::Any(nodes) if nodes.len() > MOST => {
            let mut named: Vec<String> =
                nodes.iter().take(MOST - 1).map(|node| sentence(catalog, node)).collect();
            named.push(count((nodes.len() + 1 - MOST) as u64, "other", "others"));
            list(&named, "or")
        }
        _ => sentence(catalog, node),
    }
}

/// Says how a credential is earned: every way, with its price and the share that passes.
fn ways(catalog: &Catalog, entry: Entry, footnotes: &mut Footnotes<'_>) -> String {
    let Entry::Credential(credential) = entry else { return String::new() };
    let study = &catalog.credential(credential).study;
    let line = |study: &Study| {
        let mut parts = vec![study.mode.word().to_owned(), duration(study.months)];
        parts.extend(
            study.hours_per_week.map(|hours| format!("{} a week", count(u64::from(hours), "hour", "hours"))),
        );
        parts.push(match &study.cost {
            Some(cost) => footnotes.figure(cost),
            None => "price unknown".to_owned(),
        });
        if let Some((exam, rate)) = study.exam.as_ref().and_then(|exam| Some((exam, exam.pass_rate?))) {
            let year = exam.year.map(|year| format!(" in {year}")).unwrap_or_default();
            parts.push(format!("{rate} % passed{year}{}", footnotes.rule_mark(exam.source)));
        }
        format!("- {}", parts.join(", "))
    };
    let lines: Vec<String> = study.iter().map(line).collect();
    if lines.is_empty() { "no way of its own".to_owned() } else { lines.join("\n") }
}

fn renewal(catalog: &Catalog, entry: Entry, footnotes: &mut Footnotes<'_>) -> String {
    let Entry::Credential(credential) = entry else { return String::new() };
    match &catalog.credential(credential).renewal {
        Some(renewal) => upkeep(renewal, footnotes),
        None => "none known".to_owned(),
    }
}

/// Names the roles whose requirements name a credential.
fn askers(catalog: &Catalog, entry: Entry) -> String {
    let Entry::Credential(_) = entry else { return String::new() };
    let (mut roles, _) = asked_by(catalog, entry);
    if roles.is_empty() {
        return "no role".to_owned();
    }
    if roles.len() > MOST {
        let more = roles.len() - MOST;
        roles.truncate(MOST);
        roles.push(count(more as u64, "other", "others"));
    }
    list(&roles, "and")
}

fn pays(catalog: &Catalog, entry: Entry, footnotes: &mut Footnotes<'_>) -> String {
    let Entry::Role(role) = entry else { return String::new() };
    let source = match of_role(catalog, role) {
        Pay::Known(figure) => figure.source,
        Pay::Withheld | Pay::Unknown => None,
    };
    format!("{}{}", pay_in_words(catalog, role), footnotes.mark(source))
}

/// Returns the outlook of a role's occupation where that describes the role.
fn outlook(catalog: &Catalog, role: RoleId) -> Option<Outlook> {
    national(catalog, &[role]).first()?.outlook(catalog).cloned()
}

fn expected(catalog: &Catalog, entry: Entry, footnotes: &mut Footnotes<'_>) -> String {
    let Entry::Role(role) = entry else { return String::new() };
    match outlook(catalog, role) {
        // Several roles share an occupation, whose openings are not those of each.
        Some(outlook) => {
            let occupation =
                catalog.wages.national(&outlook.soc).map_or("occupation", |row| row.title.as_str());
            let words = words::outlook(&outlook);
            format!("all {occupation} ({}): {words}{}", outlook.soc, footnotes.mark(outlook.source))
        }
        None => "no figure for this role".to_owned(),
    }
}

fn experience(catalog: &Catalog, entry: Entry) -> String {
    let Entry::Role(role) = entry else { return String::new() };
    let domains = catalog.role(role).gives.iter().map(|domain| catalog.domain(*domain).name.clone());
    list(&domains.collect::<Vec<_>>(), "and")
}

fn way_json(catalog: &Catalog, study: &Study) -> Value {
    let cost = study.cost.as_ref();
    let exam = study.exam.as_ref();
    let source = |id: Option<crate::ids::SourceId>| id.map(|id| &catalog.source(id).id);
    json!({
        "mode": study.mode.word(),
        "months": study.months.0,
        "hours_per_week": study.hours_per_week,
        "cost": cost.map(|cost| cost.amount.0),
        "cost_year": cost.and_then(|cost| cost.year),
        "cost_basis": cost.map(|cost| cost.basis.word()),
        "cost_source": source(cost.and_then(|cost| cost.source)),
        "pass_rate": exam.and_then(|exam| exam.pass_rate),
        "pass_year": exam.and_then(|exam| exam.year),
        "source": source(exam.and_then(|exam| exam.source)),
    })
}

fn outlook_json(catalog: &Catalog, outlook: &Outlook) -> Value {
    json!({
        "growth_percent": outlook.growth_permille.map(|tenths| f64::from(tenths) / 10.0),
        "openings": outlook.openings,
        "entry_education": outlook.entry_education,
        "related_experience": outlook.related_experience,
        "period": outlook.period,
        "year": outlook.year,
        "source": outlook.source.map(|source| &catalog.source(source).id),
    })
}
