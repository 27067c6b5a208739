//! What is asked today by sources that have grown old.

use std::collections::BTreeMap;

use crate::catalog::outline::{Anchor, FilePlace, Step};
use crate::ids::SourceId;
use crate::lint::{Context, Findings, LintLevel, Rule};

use super::old_figure::in_years;

pub(super) static RULE: Rule = Rule {
    name: "old-source",
    level: LintLevel::Warn,
    meaning: "A requirement or a rule of renewal whose source is older than a number of years: 15, unless `years` says \
              otherwise.",
    reason: "Rules change, and what was asked then may not be asked now. Cite a newer source. Where the old one is the \
             best there is, name its year in the `note` of what it is cited for, so that readers are told and the rule \
             is content. What is told of the past, in `notes`, is never too old.",
    bad: r#"[[source]]
id = "handbook"
title = "Handbook"
year = 1998

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"

[[role]]
id = "chief"
title = "Chief nurse"
track = "clinical"
level = "senior"
requires = [{ role = "nurse", years = 5, source = "handbook" }]
"#,
    good: r#"[[source]]
id = "handbook"
title = "Handbook"
year = 1998

[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"

[[role]]
id = "chief"
title = "Chief nurse"
track = "clinical"
level = "senior"
requires = [{ role = "nurse", years = 5, source = "handbook", note = "As the handbook of 1998 has it." }]
"#,
    numbers: &[("years", 15)],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let years = i32::try_from(findings.number("years")).unwrap_or(i32::MAX);
    let first = context.now.year().saturating_sub(years);
    for (id, places) in cited(context, first) {
        let source = context.catalog.source(id);
        let Some(year) = source.year else { continue };
        let age = in_years(context.now.year() - year);
        let message = match places.len() {
            1 => format!("a rule rests on a source that is {age} old: `{}`", source.id),
            number => format!("{number} rules rest on a source that is {age} old: `{}`", source.id),
        };
        let finding = findings.report_all(places, message, "cited for what is asked today", "here too");
        let itself = context.outline.place(Anchor::Source(id), &[Step::Key("year")]);
        finding.labels.extend(itself.map(|place| place.label(format!("more than {} ago", in_years(years)))));
        finding.help = Some(format!(
            "cite a newer one, or name the year in the `note` there: `note = \"As of {year}.\"`"
        ));
    }
}

/// Returns the places where sources from before a year are cited for rules, where no note says the year.
fn cited(context: &Context<'_>, first: i32) -> BTreeMap<SourceId, Vec<FilePlace>> {
    let mut cited: BTreeMap<SourceId, Vec<FilePlace>> = BTreeMap::new();
    let old = context.provenance.used_from_before(context.catalog, first);
    if old.is_empty() {
        return cited;
    }
    let mut add = |source: Option<SourceId>, note: Option<&str>, place: &dyn Fn() -> Option<FilePlace>| {
        let Some(source) = source.filter(|source| old.contains(source)) else { return };
        let is_said = context.catalog.source(source).year.is_some_and(|year| names_year(note, year));
        if !is_said {
            cited.entry(source).or_default().extend(place());
        }
    };
    for site in &context.sites {
        add(site.node.source, site.node.note.as_deref(), &|| site.place_of(context, "source"));
    }
    for (id, credential) in context.catalog.credential_ids().zip(&context.catalog.credentials) {
        let Some(renewal) = &credential.renewal else { continue };
        if renewal.years.is_some() || renewal.hours.is_some() {
            let steps = [Step::Key("renewal"), Step::Key("source")];
            let place = || context.outline.place(Anchor::Credential(id), &steps);
            add(renewal.source, renewal.note.as_deref(), &place);
        }
    }
    cited
}

/// Tells whether a remark names a year.
pub(super) fn names_year(note: Option<&str>, year: i32) -> bool {
    note.is_some_and(|note| note.contains(&year.to_string()))
}
