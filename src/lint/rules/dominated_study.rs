//! Ways of study that no plan takes.

use crate::catalog::outline::{Anchor, Step};
use crate::catalog::{Study, StudyMode};
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "dominated-study",
    level: LintLevel::Warn,
    meaning: "A way of study that can never be the cheapest or the fastest, because another one for the same credential \
              is no longer, no dearer and leaves no less freedom.",
    reason: "No plan ever takes it. Usually a number is wrong, or something that sets it apart is not said, such as the \
             roles it is tied to. Take it out, or say in its `note` why readers should see it; with a note, or an \
             examination of its own, it is left alone. A cost that is unknown is compared with none, and an estimate only \
             with an equal amount.",
    bad: r#"[[credential]]
id = "certificate"
name = "Certificate"
kind = "certificate"

[[credential.study]]
mode = "part-time"
months = 6
cost = { amount = 900, basis = "official", source = "school" }

[[credential.study]]
mode = "full-time"
months = 9
cost = { amount = 1200, basis = "official", source = "school" }

[[source]]
id = "school"
title = "A school"
"#,
    good: r#"[[credential]]
id = "certificate"
name = "Certificate"
kind = "certificate"

[[credential.study]]
mode = "part-time"
months = 6
cost = { amount = 900, basis = "official", source = "school" }

[[credential.study]]
mode = "full-time"
months = 4
cost = { amount = 1200, basis = "official", source = "school" }

[[source]]
id = "school"
title = "A school"
"#,
    numbers: &[],
    check,
};

/// Of longer lists of ways only the first ones are compared.
const MOST_COMPARED: usize = 40;

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for id in context.catalog.credential_ids() {
        let ways = &context.catalog.credential(id).study;
        let ways = &ways[..ways.len().min(MOST_COMPARED)];
        let mut is_idle = vec![false; ways.len()];
        for (number, way) in ways.iter().enumerate() {
            let replaces = |rival: &usize| {
                *rival != number
                    && !is_idle[*rival]
                    && stands_for(&ways[*rival], way)
                    && (*rival < number || !stands_for(way, &ways[*rival]))
            };
            let has_word = way.note.is_some() || way.exam.is_some();
            let Some(rival) = (0..ways.len()).find(replaces).filter(|_| !has_word) else { continue };
            is_idle[number] = true;
            let place = |number: usize| {
                let steps = [Step::Key("study"), Step::Item(number), Step::Key("months")];
                context.outline.place(Anchor::Credential(id), &steps)
            };
            let message =
                format!("a way of study that no plan takes: for `{}`", context.catalog.credential(id).id);
            let finding = findings.report(place(number), message, "no shorter, cheaper or freer");
            finding.labels.extend(place(rival).map(|place| place.label("than this way")));
            finding.help = Some("take it out, or say in a `note` what it is good for".to_owned());
        }
    }
}

/// Tells whether whoever can take one way can take the other one instead, and is done no later for no more money.
fn stands_for(one: &Study, other: &Study) -> bool {
    let is_free = one.while_in.is_empty();
    let is_no_stricter = match (one.mode, other.mode) {
        // Part-time study leaves the job; a tie would take it where full-time study is free.
        (StudyMode::PartTime, StudyMode::FullTime) => is_free,
        (StudyMode::FullTime, StudyMode::PartTime) => false,
        _ => {
            is_free
                || (!other.while_in.is_empty()
                    && other.while_in.iter().all(|role| one.while_in.contains(role)))
        }
    };
    let fits_the_week = match (one.mode, other.mode) {
        (StudyMode::PartTime, StudyMode::PartTime) => {
            one.hours_per_week.is_none()
                || other.hours_per_week.is_some_and(|hours| one.hours_per_week <= Some(hours))
        }
        _ => true,
    };
    is_no_stricter && fits_the_week && one.months <= other.months && is_no_dearer(one, other)
}

/// Tells whether one way is known to cost no more than the other.
fn is_no_dearer(one: &Study, other: &Study) -> bool {
    use crate::catalog::Basis::Estimate;
    match (&one.cost, &other.cost) {
        (Some(one), Some(other)) => {
            one.amount == other.amount
                || (one.amount < other.amount && one.basis != Estimate && other.basis != Estimate)
        }
        _ => false,
    }
}
