//! Occupation codes that no table has.

use rustc_hash::FxHashSet;

use crate::catalog::outline::{Anchor, Step};
use crate::diagnostic::{did_you_mean, similar};
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "absent-occupation",
    level: LintLevel::Warn,
    meaning: "A role whose occupation code has no row in any table of wages or outlooks. A catalog without tables is one \
              finding.",
    reason: "The role is shown without the pay of its occupation, as if nobody knew it. Correct the code, add its rows to the tables under \
             `wages/`, or leave the code out.",
    bad: r#"[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
wage = { soc = "29-1141", fit = "good" }
"#,
    good: r#"[[role]]
id = "nurse"
title = "Nurse"
track = "clinical"
level = "feeder"
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let (catalog, wages) = (context.catalog, &context.catalog.wages);
    let mut known: FxHashSet<&str> = wages.rows.iter().map(|row| row.soc.as_str()).collect();
    known.extend(wages.outlook.keys().map(String::as_str));
    let with_code =
        catalog.role_ids().filter_map(|id| Some((id, catalog.role(id).wage.as_ref()?.soc.as_deref()?)));
    let mut absent: Vec<_> = with_code.filter(|(_, soc)| !known.contains(soc)).collect();
    if absent.is_empty() {
        return;
    }
    // The rows of single areas and settings are many, and seldom hold a code that the nation has not.
    let elsewhere: FxHashSet<String> = wages.atlas.open().rows().map(|row| row.soc).collect();
    absent.retain(|(_, soc)| !elsewhere.contains(*soc));
    known.extend(elsewhere.iter().map(String::as_str));
    let place = |id| context.outline.place(Anchor::Role(id), &[Step::Key("wage"), Step::Key("soc")]);
    if known.is_empty() {
        let message = match absent.len() {
            1 => "a role names an occupation, and there is no table of wages".to_owned(),
            number => format!("{number} roles name an occupation, and there is no table of wages"),
        };
        let places = absent.into_iter().filter_map(|(id, _)| place(id));
        findings.report_all(places, message, "shown without its pay", "so is this").help =
            Some("add a table such as `wages/national.csv`, or leave `soc` out".to_owned());
        return;
    }
    for (id, soc) in absent {
        let place = place(id);
        let message = format!("no table has the occupation of role `{}`: `{soc}`", catalog.role(id).id);
        findings.report(place, message, "no row has this code").help =
            did_you_mean(&similar(soc, known.iter().copied()))
                .or_else(|| Some("add its rows to the tables under `wages/`".to_owned()));
    }
}
