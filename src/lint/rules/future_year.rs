//! Years that have not come yet.

use crate::catalog::outline::{Anchor, Step};
use crate::ids::SourceId;
use crate::lint::figures::dated;
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "future-year",
    level: LintLevel::Warn,
    meaning: "A source or a figure with a year that lies more than a number of years ahead: 1, unless `years` says \
              otherwise.",
    reason: "Next year's prices are announced before it begins; what lies further ahead is mistyped.",
    bad: r#"[[credential]]
id = "coder"
name = "Certified coder"
kind = "certification"

[[credential.study]]
mode = "part-time"
months = 6
cost = { amount = 300, year = 2052 }
"#,
    good: r#"[[credential]]
id = "coder"
name = "Certified coder"
kind = "certification"

[[credential.study]]
mode = "part-time"
months = 6
cost = { amount = 300, year = 2025 }
"#,
    numbers: &[("years", 1)],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let years = i32::try_from(findings.number("years")).unwrap_or(i32::MAX);
    let last = context.now.year().saturating_add(years);
    let mut report = |year: i32, holder: &str, place| {
        let message = format!("the year has not come yet: {year}, of {holder}");
        findings.report(place, message, format!("after {last}")).help =
            Some("write the year in which it was true or published".to_owned());
    };
    for (number, source) in context.catalog.sources.iter().enumerate() {
        if let Some(year) = source.year.filter(|year| *year > last) {
            let anchor = Anchor::Source(SourceId::from_index(number));
            let place = context.outline.place(anchor, &[Step::Key("year")]);
            report(year, &format!("source `{}`", source.id), place);
        }
    }
    // A figure without a year of its own has that of its source, which is reported there.
    for figure in dated(context).into_iter().filter(|figure| figure.year > last) {
        if figure.place.as_ref().is_none_or(|place| context.text(place).parse() == Ok(figure.year)) {
            report(figure.year, &figure.holder, figure.place);
        }
    }
}
