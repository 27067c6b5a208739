//! Figures that have grown old.

use crate::lint::figures::dated;
use crate::lint::rules::old_source::names_year;
use crate::lint::{Context, Findings, LintLevel, Rule};
use crate::units::count;

pub(super) static RULE: Rule = Rule {
    name: "old-figure",
    level: LintLevel::Warn,
    meaning: "A price, pass rate, pay figure or table of wages that is older than a number of years: 10, unless `years` \
              says otherwise.",
    reason: "Prices and pay rise, and a plan adds old ones up with new ones. Look for a newer figure. Where the old one \
             is the best there is, name its year in the `note` beside it, so that readers are told and the rule is \
             content.",
    bad: r#"[[credential]]
id = "coder"
name = "Certified coder"
kind = "certification"

[[credential.study]]
mode = "part-time"
months = 6
cost = { amount = 300, year = 2011 }
"#,
    good: r#"[[credential]]
id = "coder"
name = "Certified coder"
kind = "certification"

[[credential.study]]
mode = "part-time"
months = 6
cost = { amount = 300, year = 2011 }
note = "The price of 2011."
"#,
    numbers: &[("years", 10)],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let years = i32::try_from(findings.number("years")).unwrap_or(i32::MAX);
    for figure in dated(context) {
        let (year, age) = (figure.year, context.now.year() - figure.year);
        if age <= years || names_year(figure.note, year) {
            continue;
        }
        let message = format!("{} of {year}, {} ago: {}", figure.what, in_years(age), figure.holder);
        let help = if figure.may_have_note {
            format!("{}, or name the year in the `note` beside it", figure.renewed)
        } else {
            figure.renewed.to_owned()
        };
        findings.report(figure.place, message, format!("more than {} ago", in_years(years))).help =
            Some(help);
    }
}

/// Says a number of years.
pub(super) fn in_years(years: i32) -> String {
    count(u64::from(years.unsigned_abs()), "year", "years")
}
