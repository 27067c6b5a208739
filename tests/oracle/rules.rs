//! What the linter claims of a catalog holds for the plans: what adds nothing can go, and what cannot be reached is not.

use std::cell::Cell;
use std::fmt::Write;

use careerpath::catalog::load::{Inspection, Layer, inspect};
use careerpath::catalog::names::Entry;
use careerpath::catalog::{Catalog, CredentialStatus, Requirement, StudyMode};
use careerpath::diagnostic::{Diagnostic, SourceFile};
use careerpath::graph::RequirementGraph;
use careerpath::lint::{RULES, lint};
use careerpath::planner::{Limits, Objective, Query};
use careerpath::profile::Person;
use careerpath::profile::exceptions::{Exceptions, Waiver};
use careerpath::units::Months;
use proptest::prelude::*;

use crate::laws::best;
use crate::run;
use crate::spec::{Asks, Case, NodeSpec, Spec, render, specs};

/// A catalog as a file, with one study a line.
fn written(catalog: &Catalog) -> String {
    let mut text = "[[source]]\nid = \"source\"\ntitle = \"Source\"\n".to_owned();
    let requires = |nodes: &[Requirement]| {
        let nodes: Vec<String> = nodes.iter().map(|node| node.expression(catalog).to_string()).collect();
        format!("requires = [{}]\n", nodes.join(", "))
    };
    let list = |ids: &[&str]| ids.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
    for domain in &catalog.domains {
        let part_of: Vec<&str> = domain.part_of.iter().map(|id| catalog.domain(*id).id.as_str()).collect();
        let _ = write!(
            text,
            "[[domain]]\nid = \"{0}\"\nname = \"{0}\"\npart-of = [{1}]\n",
            domain.id,
            list(&part_of)
        );
    }
    for role in &catalog.roles {
        let _ = write!(
            text,
            "[[role]]\nid = \"{0}\"\ntitle = \"{0}\"\ntrack = \"t\"\nlevel = \"mid\"\n",
            role.id
        );
        let gives: Vec<&str> = role.gives.iter().map(|id| catalog.domain(*id).id.as_str()).collect();
        let _ = write!(text, "gives = [{}]\n{}", list(&gives), requires(&role.requires));
        if let Some(months) = role.search_months {
            let _ = writeln!(text, "search-months = {}", months.0);
        }
    }
    for credential in &catalog.credentials {
        let _ = write!(
            text,
            "[[credential]]\nid = \"{0}\"\nname = \"{0}\"\nkind = \"certificate\"\n",
            credential.id
        );
        let mut implies: Vec<&str> =
            credential.implies.iter().map(|id| catalog.credential(*id).id.as_str()).collect();
        implies.sort_unstable();
        implies.dedup();
        let _ = write!(text, "implies = [{}]\n{}", list(&implies), requires(&credential.requires));
        if credential.status == CredentialStatus::Retired {
            text.push_str("status = \"retired\"\n");
        }
        text.push_str("study = [\n");
        for study in &credential.study {
            let mode = if study.mode == StudyMode::FullTime { "full-time" } else { "part-time" };
            let _ = write!(text, "  {{ mode = \"{mode}\", months = {}", study.months.0);
            if let Some(hours) = study.hours_per_week {
                let _ = write!(text, ", hours-per-week = {hours}");
            }
            if let Some(cost) = &study.cost {
                let amount = cost.amount.0;
                let _ = write!(text, ", cost = {{ amount = {amount}, source = \"source\" }}");
            }
            let roles: Vec<&str> = study.while_in.iter().map(|id| catalog.role(*id).id.as_str()).collect();
            if !roles.is_empty() {
                let _ = write!(text, ", while = [{}]", list(&roles));
            }
            text.push_str(" },\n");
        }
        text.push_str("]\n");
    }
    text
}

/// Reads a catalog of one file, with the rules at hand on and the others off.
fn read(text: &str, rules: &[&str], numbers: &str) -> Inspection {
    let mut header = "[lints]\n".to_owned();
    for rule in RULES {
        let level = if rules.contains(&rule.name) { "warn" } else { "allow" };
        let _ = writeln!(
            header,
            "{} = {{ level = \"{level}\"{} }}",
            rule.name,
            if level == "warn" { numbers } else { "" }
        );
    }
    let file = |path: &str, text: String| SourceFile { path: path.to_owned(), text };
    inspect(vec![Layer::from_files(vec![
        file("catalog.toml", header),
        file("entries.toml", text.to_owned()),
    ])])
}

/// A case whose catalog was written to a file and read again.
struct Read {
    case: Case,
    text: String,
    catalog: Catalog,
    found: Vec<Diagnostic>,
}

/// Writes the catalog of a case and reads it again; `None` where it cannot be written, such as a choice of nothing.
fn read_case(spec: &Spec, rules: &[&str], numbers: &str) -> Option<Read> {
    let case = render(spec);
    let text = written(&case.catalog);
    let inspection = read(&text, rules, numbers);
    let found = lint(&inspection, case.query.start);
    let catalog = inspection.catalog?;
    let ids = |catalog: &Catalog| {
        let of_roles = catalog.roles.iter().map(|role| role.id.clone());
        of_roles.chain(catalog.credentials.iter().map(|credential| credential.id.clone())).collect::<Vec<_>>()
    };
    (ids(&catalog) == ids(&case.catalog)).then_some(Read { case, text, catalog, found })
}

/// Changes a spec so that more of it adds nothing: each first requirement gets an alternative that asks for a little more
/// or for something near, and each first study gets a rival.
fn with_rivals(mut spec: Spec, number: u8) -> Spec {
    let roles = spec.roles.iter_mut().map(|role| &mut role.requires);
    let lists = roles.chain(spec.credentials.iter_mut().map(|credential| &mut credential.requires));
    for (position, list) in lists.enumerate() {
        let Some(first) = list.first_mut() else { continue };
        let plain = NodeSpec { strength: 0, rare: false, from: None, until: None, ..first.clone() };
        let mut other = if (number >> (position % 8)) & 1 == 0 { first.clone() } else { plain.clone() };
        match &mut other.asks {
            Asks::Experience { months, .. } | Asks::Tenure { months, .. } => *months += number % 3,
            Asks::Credential(pick) => pick.number = pick.number.wrapping_add(number % 4),
            _ => other = NodeSpec { asks: Asks::All(vec![other.clone()]), ..plain.clone() },
        }
        let both =
            if number.is_multiple_of(2) { vec![first.clone(), other] } else { vec![other, first.clone()] };
        *first = NodeSpec { asks: Asks::Any(both), ..plain };
    }
    for credential in &mut spec.credentials {
        if let Some(first) = credential.studies.first().cloned() {
            let mut rival = first;
            rival.months += number % 2;
            rival.cost = rival.cost.map(|cost| cost + number % 3);
            if number.is_multiple_of(5) {
                rival.tied.clear();
            }
            credential.studies.push(rival);
        }
    }
    spec
}

/// Months and cost of the best plan, by each of both.
fn worth(catalog: &Catalog, query: &Query) -> Result<[(u32, i64); 2], TestCaseError> {
    let by = |objective| {
        let mut query = query.clone();
        query.objective = objective;
        let (months, cost, _) = best(catalog, &query)?;
        Ok::<_, TestCaseError>((months, cost))
    };
    Ok([by(Objective::Time)?, by(Objective::Cost)?])
}

/// Returns the text without what a finding is about: the line of a study, or an item of a choice.
fn without(text: &str, finding: &Diagnostic) -> String {
    let span = finding.labels[0].span.clone();
    let (mut start, mut end) = (span.start, span.end);
    if finding.code == "dominated-alternative" {
        if text[end..].starts_with(", ") {
            end += 2;
        } else {
            start -= if text[..start].ends_with(", ") { 2 } else { 0 };
        }
    } else {
        start = text[..start].rfind('\n').map_or(0, |position| position + 1);
        end += text[end..].find('\n').map_or(0, |position| position + 1);
    }
    format!("{}{}", &text[..start], &text[end..])
}

/// Excuses somebody from one thing of those that each role and credential asks for.
fn excused(catalog: &Catalog, number: u8) -> Exceptions {
    let graph = RequirementGraph::new(catalog);
    let roles = catalog.role_ids().map(Entry::Role);
    let waived = roles.chain(catalog.credential_ids().map(Entry::Credential)).filter_map(|at| {
        let asked = graph.requires(at);
        let what = *asked.get(usize::from(number) % asked.len().max(1))?;
        Some(Waiver { what, at })
    });
    Exceptions { waived: waived.collect(), ..Exceptions::default() }
}

#[test]
fn what_is_dominated_changes_no_best_plan() {
    let (taken_out, mended) = (Cell::new(0), Cell::new(0));
    let rules = ["dominated-alternative", "dominated-study"];
    run(41, 6, &(specs(), any::<u8>()), |(spec, number)| {
        let read_one = read_case(&with_rivals(spec, number), &rules, "");
        prop_assume!(read_one.is_some());
        let Some(Read { case, mut text, mut catalog, mut found }) = read_one else { return Ok(()) };
        let before = worth(&catalog, &case.query)?;
        let exceptions = excused(&catalog, number);
        while let Some(finding) = found.first() {
            text = without(&text, finding);
            // What is mended without asking is lost to nobody, not even to those who are excused.
            let is_mended = !finding.edits.is_empty();
            let inspection = read(&text, &rules, "");
            found = lint(&inspection, case.query.start);
            let Some(less) = inspection.catalog else {
                return Err(TestCaseError::fail(format!("{:?}\n{text}", inspection.diagnostics)));
            };
            prop_assert_eq!(worth(&less, &case.query)?, before, "{}", text);
            if is_mended {
                let of = |catalog: &Catalog| worth(&exceptions.apply(catalog), &case.query);
                prop_assert_eq!(of(&less)?, of(&catalog)?, "{}", text);
                mended.set(mended.get() + 1);
            }
            taken_out.set(taken_out.get() + 1);
            catalog = less;
        }
        Ok(())
    });
    assert!(taken_out.get() > 0, "nothing was ever dominated");
    assert!(mended.get() > 0, "nothing was ever mended");
}

/// Takes out how recent experience has to be: the linter knows, and it stands outside of plans.
fn forget_how_recent(spec: &mut Spec) {
    spec.change_nodes(&mut |node| {
        if let Asks::Experience { within, .. } = &mut node.asks {
            *within = false;
        }
    });
}

/// Returns the question how somebody with nothing gets to an entry.
fn from_nothing(catalog: &Catalog, entry: Entry, query: &Query) -> Query {
    let mut query = query.clone();
    query.person = Person::newcomer(catalog);
    query.target = entry.into();
    query.also = Vec::new();
    query.limits = Limits::default();
    query.search_months = Months(1);
    query.minimum_stay = Months(0);
    query
}

/// Returns the entries that a text names in backticks.
fn named(catalog: &Catalog, text: &str) -> Vec<Entry> {
    text.split('`').skip(1).step_by(2).filter_map(|id| catalog.find_entry(id).ok()).collect()
}

#[test]
fn what_takes_too_long_takes_no_less() {
    let checked = Cell::new(0);
    run(42, 6, &specs(), |mut spec| {
        forget_how_recent(&mut spec);
        let read_one = read_case(&spec, &["unattainable-threshold"], ", years = 1");
        prop_assume!(read_one.is_some());
        let Some(Read { case, catalog, found, .. }) = read_one else { return Ok(()) };
        for entry in found.iter().flat_map(|finding| named(&catalog, &finding.message)) {
            let (months, _, _) = best(&catalog, &from_nothing(&catalog, entry, &case.query))?;
            prop_assert!(months > 12, "{:?} takes {} months", entry, months);
            checked.set(checked.get() + 1);
        }
        Ok(())
    });
    assert!(checked.get() > 0, "nothing ever took too long");
}

#[test]
fn nobody_gets_where_nobody_can() {
    let checked = Cell::new(0);
    let rules = ["unreachable-credential", "unreachable-role", "unsatisfiable-requirement"];
    run(43, 6, &(specs(), any::<u8>(), -3..=3_i8), |(mut spec, number, month)| {
        forget_how_recent(&mut spec);
        // A rule that has run out, or two that follow each other.
        let all = spec.roles.len();
        let requires = &mut spec.roles[usize::from(number) % all].requires;
        if let Some(mut first) = requires.first().cloned() {
            first.strength = 0;
            first.rare = false;
            let dated = |from, until| NodeSpec { from, until, ..first.clone() };
            if month < 0 {
                requires[0] = dated(None, Some(month));
            } else {
                requires.push(dated(None, Some(month)));
                requires.push(dated(Some(month + 1), None));
            }
        }
        let read_one = read_case(&spec, &rules, "");
        prop_assume!(read_one.is_some());
        let Some(Read { case, catalog, found, .. }) = read_one else { return Ok(()) };
        for finding in &found {
            for entry in named(&catalog, &finding.message) {
                let mut query = case.query.clone();
                query.target = entry.into();
                query.also = Vec::new();
                prop_assert!(query.is_reached() || best(&catalog, &query)?.0 == u32::MAX, "{:?}", finding);
                checked.set(checked.get() + 1);
            }
            // Whoever has been where nobody gets any more may go on from there.
            for entry in finding.help.iter().flat_map(|help| named(&catalog, help)) {
                let months = best(&catalog, &from_nothing(&catalog, entry, &case.query))?.0;
                prop_assert_eq!(months, u32::MAX, "{:?}", finding);
                checked.set(checked.get() + 1);
            }
        }
        Ok(())
    });
    assert!(checked.get() > 0, "everything could be reached");
}
