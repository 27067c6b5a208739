//! Facts of which nobody knows where they come from.

use rustc_hash::FxHashMap;

use crate::catalog::names::Entry;
use crate::catalog::outline::{Anchor, FilePlace, Step};
use crate::catalog::{Basis, Credential, Exam, Figure, RequirementKind};
use crate::ids::SurveyId;
use crate::lint::requirements::Site;
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "unsourced-fact",
    level: LintLevel::Allow,
    meaning: "A role, credential or survey with facts that name no source and of which no note says how they are known: \
              more of them than `facts`, which is 0 unless said.",
    reason: "What names no source is shown as an estimate. That is true, and for rules of one's own house it is all \
             there is to say; so nothing is found unless `[lints]` asks for it. Where others are to trust a catalog, an \
             estimate should be meant: name the `source` on the requirement or on a list around it, say in its `note` \
             how it is known, or write `basis = \"estimate\"` in a figure.",
    bad: r#"[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"

[[role]]
id = "chief"
title = "Chief nurse"
track = "clinical"
level = "senior"
requires = [{ role = "nurse", years = 5 }]
"#,
    good: r#"[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"

[[role]]
id = "chief"
title = "Chief nurse"
track = "clinical"
level = "senior"
requires = [{ role = "nurse", years = 5, note = "Our estimate, from the last three who were hired." }]
"#,
    numbers: &[("facts", 0)],
    check,
};

/// A fact without a source, and what to type there.
struct Unsourced {
    place: Option<FilePlace>,
    help: String,
}

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let catalog = context.catalog;
    let mut facts: FxHashMap<Entry, Vec<Unsourced>> = FxHashMap::default();
    for site in context.sites.iter().filter(|site| is_silent(site)) {
        facts.entry(site.entry).or_default().push(requirement(site, context));
    }
    for (id, role) in catalog.role_ids().zip(&catalog.roles) {
        let of_role = facts.remove(&Entry::Role(id)).unwrap_or_default();
        report(&format!("role `{}`", role.id), of_role, findings);
    }
    for (id, credential) in catalog.credential_ids().zip(&catalog.credentials) {
        let mut of_credential = facts.remove(&Entry::Credential(id)).unwrap_or_default();
        of_credential.extend(figures(Anchor::Credential(id), credential, context));
        report(&format!("credential `{}`", credential.id), of_credential, findings);
    }
    for (number, survey) in catalog.surveys.iter().enumerate() {
        let itself = Anchor::Survey(SurveyId::from_index(number));
        if survey.source.is_none() && survey.note.is_none() && !says_basis(context, itself, &[]) {
            let place = context.outline.name(itself);
            let fact = Unsourced { place, help: for_figure() };
            report(&format!("survey `{}`", survey.id), vec![fact], findings);
        }
    }
}

fn report(holder: &str, facts: Vec<Unsourced>, findings: &mut Findings<'_>) {
    let allowed = usize::try_from(findings.number("facts")).unwrap_or(usize::MAX);
    let Some(first) = facts.first().filter(|_| facts.len() > allowed) else { return };
    let help = first.help.clone();
    let message = match facts.len() {
        1 => format!("a fact without a source or a note: {holder}"),
        number => format!("{number} facts without a source or a note: {holder}"),
    };
    let places = facts.into_iter().filter_map(|fact| fact.place);
    findings.report_all(places, message, "how is this known?", "and this?").help = Some(help);
}

/// Tells whether nothing on a leaf or around it says how it is known.
fn is_silent(site: &Site<'_>) -> bool {
    let mut nodes = site.around.iter().copied().chain([site.node]);
    site.node.is_leaf() && nodes.all(|node| node.source.is_none() && node.note.is_none())
}

fn requirement(site: &Site<'_>, context: &Context<'_>) -> Unsourced {
    let place = site.place(context);
    let is_bare = place.as_ref().is_some_and(|place| !context.text(place).starts_with('{'));
    let what = match site.node.kind {
        RequirementKind::Credential(id) if is_bare => {
            format!("write `{{ credential = \"{}\", source = \"…\" }}`", context.catalog.credential(id).id)
        }
        _ => "add `source = \"…\"` there or on a list around it".to_owned(),
    };
    Unsourced { place, help: format!("{what}, or a `note` that says how it is known") }
}

fn figures(itself: Anchor, credential: &Credential, context: &Context<'_>) -> Vec<Unsourced> {
    let mut unsourced = Vec::new();
    let mut add = |steps: &[Step], help: String| {
        unsourced.push(Unsourced { place: context.outline.place(itself, steps), help });
    };
    let is_silent = |figure: &Figure, note: Option<&String>, steps: &[Step]| {
        let is_open = figure.source.is_none() && figure.basis == Basis::Estimate && note.is_none();
        is_open && !says_basis(context, itself, steps)
    };
    for (number, study) in credential.study.iter().enumerate() {
        let of_study = [Step::Key("study"), Step::Item(number)];
        let steps = [of_study[0], of_study[1], Step::Key("cost")];
        if study.cost.as_ref().is_some_and(|cost| is_silent(cost, study.note.as_ref(), &steps)) {
            add(&steps, for_figure());
        }
        let is_open = |exam: &Exam| exam.pass_rate.is_some() && exam.source.is_none();
        if study.exam.as_ref().is_some_and(is_open) && study.note.is_none() {
            let steps = [of_study[0], of_study[1], Step::Key("exam"), Step::Key("pass-rate")];
            add(
                &steps,
                "add `source = \"…\"`, or a `note` in the study that says how it is known".to_owned(),
            );
        }
    }
    if let Some(renewal) = &credential.renewal {
        let states = renewal.years.is_some() || renewal.hours.is_some();
        if states && renewal.source.is_none() && renewal.note.is_none() {
            let help = "add `source = \"…\"`, or a `note` that says how it is known".to_owned();
            add(&[Step::Key("renewal")], help);
        }
        let steps = [Step::Key("renewal"), Step::Key("cost")];
        if renewal.cost.as_ref().is_some_and(|cost| is_silent(cost, renewal.note.as_ref(), &steps)) {
            add(&steps, for_figure());
        }
    }
    unsourced
}

fn for_figure() -> String {
    "add `source = \"…\"`, or `basis = \"estimate\"` where it is one".to_owned()
}

/// Tells whether a figure says itself how it is known.
fn says_basis(context: &Context<'_>, anchor: Anchor, steps: &[Step]) -> bool {
    context.outline.key(anchor, steps, "basis").is_some()
}
