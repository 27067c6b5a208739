//! Requirements that contradict themselves.

use rustc_hash::FxHashSet;

use crate::catalog::names::Entry;
use crate::catalog::outline::Step;
use crate::catalog::{Requirement, RequirementKind, Standard};
use crate::lint::dates::{self, Span};
use crate::lint::requirements::{Counting, asking, is_choice, list_key};
use crate::lint::{Context, Findings, LintLevel, Rule};

use super::unreachable_role::{is_shut, refusal, waiting};

pub(super) static RULE: Rule = Rule {
    name: "unsatisfiable-requirement",
    level: LintLevel::Deny,
    meaning: "A requirement that can never hold, whatever somebody does: parts that no month has in common, or more \
              experience than has room in the time within which it has to lie.",
    reason: "Whoever wrote it meant something else. What is asked all at once has to hold in one month, the month of the \
             application or of the beginning of the study; of rules that follow each other make alternatives of an `any`.",
    bad: r#"[[credential]]
id = "old-exam"
name = "Old examination"
kind = "certification"

[[credential]]
id = "new-exam"
name = "New examination"
kind = "certification"

[[role]]
id = "coder"
title = "Coder"
track = "him"
level = "entry"
requires = [
  { credential = "old-exam", until = "2027-12" },
  { credential = "new-exam", from = "2028-01" },
]
"#,
    good: r#"[[credential]]
id = "old-exam"
name = "Old examination"
kind = "certification"

[[credential]]
id = "new-exam"
name = "New examination"
kind = "certification"

[[role]]
id = "coder"
title = "Coder"
track = "him"
level = "entry"
requires = [
  { any = [
    { credential = "old-exam", until = "2027-12" },
    { credential = "new-exam", from = "2028-01" },
  ] },
]
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for (entry, requires) in asking(context.catalog) {
        if !requires.iter().any(dates::holds_dates) {
            continue;
        }
        let known = findings.found.len();
        let mut told = FxHashSet::default();
        for standard in Standard::ALL {
            let mut examination = Examination { context, entry, standard, told: &mut told, findings };
            examination.list(None, requires, &[Step::Key("requires")]);
        }
        if is_shut(context, entry)
            && let Some(finding) = findings.found.get_mut(known)
        {
            let help = finding.help.take().unwrap_or_default();
            let refusal = refusal(context.catalog, entry);
            let waiting = waiting(context, entry).unwrap_or_default();
            finding.help = Some(format!("{help}; until then {refusal}{waiting}"));
        }
    }
}

/// A look at the requirements of an entry under one standard.
struct Examination<'e, 'c, 'a, 'f> {
    context: &'c Context<'a>,
    entry: Entry,
    standard: Standard,
    /// What has been reported, so that it is not under another standard again.
    told: &'e mut FxHashSet<Vec<Step>>,
    findings: &'e mut Findings<'f>,
}

impl Examination<'_, '_, '_, '_> {
    /// Returns the months in which a requirement can hold, and reports what in it can hold in none.
    fn node(&mut self, node: &Requirement, steps: &[Step]) -> Vec<Span> {
        if dates::is_too_recent(node) {
            self.report_too_recent(node, steps);
            return Vec::new();
        }
        if let Some(key) = list_key(node) {
            let list: Vec<Step> = steps.iter().copied().chain([Step::Key(key)]).collect();
            let inner = self.list(Some(node), node.children(), &list);
            let months = dates::within_its_own(node, &inner);
            if months.is_empty() && !inner.is_empty() && self.told.insert(steps.to_vec()) {
                let place = self.context.outline.place(self.entry, steps);
                let message = "a requirement whose dates leave out all the months in which it can hold";
                let label = format!("what is in it can hold {}", dates::in_words(&inner));
                self.findings.report(place, message, label).help =
                    Some("change its `from` or `until`, or those in it".to_owned());
            }
            return months;
        }
        dates::months(node, Counting::At(self.standard))
    }

    /// Returns the months in which enough of a list can hold: as much as the requirement that it belongs to asks, or all.
    fn list(&mut self, of: Option<&Requirement>, nodes: &[Requirement], steps: &[Step]) -> Vec<Span> {
        let counting = Counting::At(self.standard);
        let items: Vec<(usize, &Requirement)> = counting.of_all(nodes).collect();
        let months: Vec<Vec<Span>> = items
            .iter()
            .map(|(number, node)| {
                let steps: Vec<Step> = steps.iter().copied().chain([Step::Item(*number)]).collect();
                self.node(node, &steps)
            })
            .collect();
        let needed = of.map_or(items.len(), |node| counting.needed(node));
        let common = dates::common(&months, needed);
        let possible = months.iter().filter(|months| !months.is_empty()).count();
        if common.is_empty() && possible >= needed && self.told.insert(steps.to_vec()) {
            let numbers: Vec<usize> = items.iter().map(|(number, _)| *number).collect();
            self.report_apart(&numbers, &months, of.is_some_and(is_choice), steps);
        }
        common
    }

    fn report_too_recent(&mut self, node: &Requirement, steps: &[Step]) {
        let RequirementKind::Experience { months, within: Some(within), .. } = node.kind else { return };
        if !self.told.insert(steps.to_vec()) {
            return;
        }
        let within_steps: Vec<Step> = steps.iter().copied().chain([Step::Key("within")]).collect();
        let place = self.context.outline.place(self.entry, &within_steps);
        let message = format!("experience of {months} has no room within {within}");
        let label = "shorter than the experience that is asked for";
        self.findings.report(place, message, label).help =
            Some(format!("write at least `within = \"{}mo\"`, or ask for less", months.0));
    }

    fn report_apart(&mut self, numbers: &[usize], months: &[Vec<Span>], is_choice: bool, steps: &[Step]) {
        let place = |number: usize| {
            let steps: Vec<Step> = steps.iter().copied().chain([Step::Item(number)]).collect();
            self.context.outline.place(self.entry, &steps)
        };
        let mut message = "requirements that no month has in common".to_owned();
        if self.standard != Standard::Minimum {
            message = format!("{message}, at the standard `{}`", self.standard.word());
        }
        let help = "make alternatives of an `any` of them, or change the dates";
        let pair = (!is_choice).then(|| apart(months)).flatten();
        let finding = if let Some((one, other)) = pair {
            let said = |of: usize| format!("holds {}", dates::in_words(&months[of]));
            let second = place(numbers[other]).map(|place| place.label(said(other)));
            let finding = self.findings.report(place(numbers[one]), message, said(one));
            finding.labels.extend(second);
            finding
        } else {
            let list = self.context.outline.place(self.entry, steps);
            self.findings.report(list, message, "in no month do enough of these hold")
        };
        finding.help = Some(help.to_owned());
    }
}

/// Returns two requirements that no month has in common: the one that ends first and the one that begins last, if these
/// are apart.
fn apart(months: &[Vec<Span>]) -> Option<(usize, usize)> {
    let first = (0..months.len()).min_by_key(|&number| dates::end(&months[number]))?;
    let last = (0..months.len()).max_by_key(|&number| dates::beginning(&months[number]))?;
    dates::common(&[months[first].clone(), months[last].clone()], 2).is_empty().then_some((first, last))
}
