//! Several plans beside one another: the trade-off between time and cost, and alternatives to the best plan.

use crate::explain::common::Shared;
use crate::planner::{Objective, Plan};
use crate::units::{Money, Months};

use super::super::page::{Drawing, Page, Style};
use super::super::requirement::name;
use super::super::scatter::Scatter;
use super::super::table::{Align, Table};
use super::super::words::{brief_duration, calendar, count, duration, list, money};
use super::{Answer, Compared, Shown};

/// Prints the trade-off between time and cost as a table and a chart.
pub(super) fn trade_offs(answer: &Answer<'_>, front: Compared, page: &mut Page) {
    let complete = front.complete;
    let weighs_pay = front.step > Months(0);
    let plans = &answer.plans;
    let currency = &answer.catalog.currency;
    if let [only] = &plans[..]
        && !weighs_pay
    {
        let both =
            if complete { "Proved: no" } else { "No other plan was found that is slower and cheaper; no" };
        page.paragraph(
            Style::Plain,
            &format!(
                "{both} plan costs less than {}, however long it takes.",
                money(only.solution.plan.cost, currency)
            ),
        );
        return;
    }
    page.heading(&format!("Time against money: {}", count(plans.len() as u64, "plan", "plans")));
    let claim = if weighs_pay {
        format!(
            "The best found for time, cost and net pay, thinned: for pay a plan was sought for deadlines {} apart, so \
             plans in between may be missing.",
            duration(front.step)
        )
    } else if complete {
        "Proved: every other plan is beaten by one of these in both time and cost, or equals it.".to_owned()
    } else {
        "The best found: the search stopped at its limit before all of them were proved.".to_owned()
    };
    page.paragraph(Style::Plain, &claim);
    page.gap();
    let mut table = Table::new()
        .column("", Align::Right, 2)
        .column("Takes", Align::Left, 8)
        .column("Study", Align::Right, 8)
        .column("Changes", Align::Right, 7);
    if weighs_pay {
        table = table.column("Net pay", Align::Right, 10);
    }
    table = table.column("How", Align::Left, 24);
    for (number, shown) in plans.iter().enumerate() {
        let plan = &shown.solution.plan;
        let mut cells = vec![
            (number + 1).to_string(),
            brief_duration(plan.months),
            money(plan.cost, currency),
            plan.job_changes.to_string(),
        ];
        if weighs_pay {
            cells.push(shown.ledger.as_ref().map(|ledger| money(ledger.net, currency)).unwrap_or_default());
        }
        cells.push(way(answer, plan));
        table.row(cells);
    }
    page.table(&table);
    page.gap();
    let mut scatter = Scatter::new(currency);
    for shown in plans {
        scatter.point(shown.solution.plan.months, shown.solution.plan.cost);
    }
    page.drawing(Drawing::Scatter(scatter));
    if weighs_pay {
        return;
    }
    let (first, last) = (&plans[0].solution.plan, &plans[plans.len() - 1].solution.plan);
    let saved = Money(first.cost.0 - last.cost.0);
    let longer = Months(last.months.0 - first.months.0);
    page.gap();
    page.paragraph(
        Style::Plain,
        &format!(
            "From 1 to {}: {} less, {} longer. `--budget` with the cost of a line shows its plan in full.",
            plans.len(),
            money(saved, currency),
            duration(longer)
        ),
    );
}

/// Prints the alternatives to the first plan, each with what it does without and what that costs.
pub(super) fn alternatives(answer: &Answer<'_>, page: &mut Page) {
    let [best, others @ ..] = &answer.plans[..] else { return };
    page.heading("Other ways");
    if others.is_empty() {
        let needed =
            "No other plan was found: every other way lacks something that this target cannot do without.";
        page.paragraph(Style::Plain, needed);
    }
    for other in others {
        let proved = if other.solution.optimal { "" } else { " (the best found, not proved)" };
        let without: Vec<String> =
            other.without.iter().map(|entry| name(answer.catalog, *entry).to_owned()).collect();
        let text = format!(
            "Without {}: {}, {}. {}{proved}",
            list(&without, "and"),
            brief_duration(other.solution.plan.months),
            money(other.solution.plan.cost, &answer.catalog.currency),
            difference(answer, best, other),
        );
        page.hanging(Style::Plain, "- ", &text);
        page.hanging(Style::Quiet, "  ", &way(answer, &other.solution.plan));
    }
}

/// Says what the targets have in common, and from when on they part.
pub(super) fn shared(answer: &Answer<'_>, shared: &Shared, plan: &Plan, page: &mut Page) {
    let catalog = answer.catalog;
    page.heading("What the targets have in common");
    let names: Vec<String> = plan.steps.iter().map(|step| name(catalog, step.entry()).to_owned()).collect();
    let text = match plan.steps.get(shared.first) {
        _ if plan.steps.is_empty() => "Nothing is left to do.".to_owned(),
        None => "Every step serves all of them.".to_owned(),
        Some(_) if shared.first == 0 => {
            "The first step does not serve all of them: they part at once.".to_owned()
        }
        Some(next) => {
            let until = calendar(answer.query.start.plus(next.begins()));
            format!(
                "{} {} all of them: nobody has to choose before {until}.",
                list(&names[..shared.first], "and"),
                if shared.first == 1 { "serves" } else { "serve" }
            )
        }
    };
    page.paragraph(Style::Plain, &text);
    for (number, target) in answer.targets.iter().enumerate() {
        let only = |step: &usize| {
            let serves = &shared.serves[*step];
            serves[number] && serves.iter().filter(|serves| **serves).count() == 1
        };
        let own: Vec<String> = (0..plan.steps.len()).filter(only).map(|step| names[step].clone()).collect();
        if !own.is_empty() {
            let target = name(catalog, target.entry());
            page.hanging(Style::Plain, "- ", &format!("For {target} alone: {}.", list(&own, "and")));
        }
    }
}

/// Says how a plan differs from another one in time, cost, job changes and net pay.
fn difference(answer: &Answer<'_>, best: &Shown, other: &Shown) -> String {
    let (one, two) = (&best.solution.plan, &other.solution.plan);
    let currency = &answer.catalog.currency;
    let mut parts = Vec::new();
    let months = i64::from(two.months.0) - i64::from(one.months.0);
    let apart = brief_duration(Months(months.unsigned_abs() as u32));
    match months {
        0 => parts.push("as fast".to_owned()),
        1.. => parts.push(format!("{apart} later")),
        _ => parts.push(format!("{apart} sooner")),
    }
    let cost = two.cost.0 - one.cost.0;
    match cost {
        0 => {}
        1.. => parts.push(format!("{} dearer", money(Money(cost), currency))),
        _ => parts.push(format!("{} cheaper", money(Money(-cost), currency))),
    }
    let changes = i64::from(two.job_changes) - i64::from(one.job_changes);
    match changes {
        0 => {}
        1.. => parts.push(count(changes.unsigned_abs(), "job change more", "job changes more")),
        _ => parts.push(count(changes.unsigned_abs(), "job change fewer", "job changes fewer")),
    }
    if answer.query.objective == Objective::Pay
        && let (Some(one), Some(two)) = (&best.ledger, &other.ledger)
    {
        let less = one.net.0 - two.net.0;
        let word = if less < 0 { "more" } else { "less" };
        parts.push(format!("{} {word} net pay", money(Money(less.abs()), currency)));
    }
    super::super::words::capitalized(&parts.join(", ")) + "."
}

/// Returns the steps of a plan in a line.
fn way(answer: &Answer<'_>, plan: &Plan) -> String {
    let names: Vec<&str> = plan.steps.iter().map(|step| name(answer.catalog, step.entry())).collect();
    if names.is_empty() { "nothing to do".to_owned() } else { names.join(" → ") }
}
