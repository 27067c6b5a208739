//! A plan as a person reads it: calendar months, names, prices, pay and reasons.

use crate::catalog::names::Entry;
use crate::catalog::{Basis, Catalog, Study, StudyMode, WageFit};
use crate::explain::money::Ledger;
use crate::explain::pay::{Pay, of_role};
use crate::explain::timeline::Timeline;
use crate::explain::why::{Reason, Reasons};
use crate::ids::RoleId;
use crate::planner::{Bound, JobStep, Objective, Plan, Solution, Step, Stop, StudyStep, Target};
use crate::units::{Money, Months};

use super::super::footnotes::Footnotes;
use super::super::requirement::name;
use super::super::words::{
    self, approximate, brief_duration, calendar, calendar_span, count, duration, memory, money, more_memory,
};
use super::reasons::sentences;
use super::{Answer, Asker, Shown};

/// A plan ready to be printed.
#[derive(Clone, Debug)]
pub(crate) struct PlanView {
    /// Where from and where to.
    pub title: String,
    /// How long, how dear, how many changes.
    pub summary: String,
    /// What is proved about it.
    pub verdict: String,
    /// The steps in order, with the role held at the start as a row of its own.
    pub rows: Vec<Row>,
    /// Sums over the plan.
    pub totals: Vec<String>,
    /// How the answer was found.
    pub proof: String,
}

/// One row of the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    /// The months of the calendar.
    pub when: String,
    /// What to do.
    pub what: String,
    /// Further lines about it.
    pub details: Vec<String>,
    /// How long it takes.
    pub duration: String,
    /// What it costs.
    pub cost: String,
    /// What it pays.
    pub pay: String,
}

/// Makes the view of a plan.
#[must_use]
pub(crate) fn view(answer: &Answer<'_>, shown: &Shown, footnotes: &mut Footnotes<'_>) -> PlanView {
    let solution = &shown.solution;
    let mut builder = Builder {
        answer,
        plan: &solution.plan,
        reasons: &shown.reasons,
        ledger: shown.ledger.as_ref(),
        footnotes,
    };
    let rows = builder.rows();
    PlanView {
        title: title(answer),
        summary: summary(answer, &solution.plan),
        verdict: verdict(answer, solution),
        rows,
        totals: builder.totals(),
        proof: proof(answer, solution),
    }
}

/// Returns how long, how dear and how many changes a plan is, and what is proved about it.
pub(super) fn heading(answer: &Answer<'_>, shown: &Shown) -> (String, String) {
    let solution = &shown.solution;
    (summary(answer, &solution.plan), verdict(answer, solution))
}

fn summary(answer: &Answer<'_>, plan: &Plan) -> String {
    if plan.steps.is_empty() {
        return "You are there already.".to_owned();
    }
    let mut parts = vec![
        duration(plan.months),
        cost_of_study(answer.catalog, plan),
        count(u64::from(plan.job_changes), "job change", "job changes"),
    ];
    let unpaid = unpaid_months(answer, plan);
    // Whoever has a job has to know that the plan gives it up.
    if unpaid > Months(0) && answer.query.person.role.is_some() {
        parts.push(format!("{} without a job", duration(unpaid)));
    }
    format!("{}.", parts.join(", "))
}

/// Returns the months of the plan in which no role is held.
fn unpaid_months(answer: &Answer<'_>, plan: &Plan) -> Months {
    let timeline = Timeline::of_plan(answer.catalog, &answer.query.person, answer.query.start, plan);
    let paid: u32 = timeline.stints().iter().map(|stint| stint.end.0.saturating_sub(stint.start.0)).sum();
    Months(plan.months.0.saturating_sub(paid))
}

/// Returns `Registered Nurse → Chief Medical Informatics Officer`.
#[must_use]
pub(crate) fn title(answer: &Answer<'_>) -> String {
    let catalog = answer.catalog;
    let from = match (&answer.asker, answer.query.person.role) {
        (_, Some(role)) => catalog.role(role).title.clone(),
        (Asker::Profile { path }, None) => format!("Profile {path}"),
        (Asker::From { role, .. }, None) => role.clone(),
    };
    let targets: Vec<String> =
        answer.targets.iter().map(|target| name(catalog, target.entry()).to_owned()).collect();
    format!("{from} → {}", words::list(&targets, "and"))
}

/// Says what is proved about a plan: by the objective, then in time.
fn verdict(answer: &Answer<'_>, solution: &Solution) -> String {
    let currency = &answer.catalog.currency;
    let plan = &solution.plan;
    if solution.optimal {
        return match answer.query.objective {
            Objective::Time => "Proved: no plan is faster.",
            Objective::Cost => "Proved: no plan costs less, and none that costs as little is faster.",
            Objective::Changes => {
                "Proved: no plan changes jobs less often, and none with as few changes is faster."
            }
            Objective::Pay => "Proved: no plan brings in more.",
        }
        .to_owned();
    }
    let further = match solution.statistics.stopped {
        Some(Stop::Memory) => format!("`--memory {}` searches on.", more_memory(answer.query.memory_limit)),
        _ => "Add `--prove` to search on.".to_owned(),
    };
    match solution.bound {
        Bound::Months(least) if least == plan.months => {
            "Proved: no plan is faster; a cheaper one of the same length is not ruled out.".to_owned()
        }
        Bound::Months(least) => format!(
            "The best plan found, not proved to be the fastest: no plan takes less than {}. {further}",
            duration(least)
        ),
        Bound::Cost(least) if least == plan.cost => {
            "Proved: no plan costs less; a faster one that costs as little is not ruled out.".to_owned()
        }
        Bound::Cost(least) => format!(
            "The best plan found, not proved to be the cheapest: no plan costs less than {}. {further}",
            money(least, currency)
        ),
        Bound::Changes(least) if least == plan.job_changes => {
            "Proved: no plan changes jobs less often; a faster one with as few changes is not ruled out."
                .to_owned()
        }
        Bound::Changes(least) => format!(
            "The best plan found, not proved: no plan has fewer than {}. {further}",
            count(u64::from(least), "job change", "job changes")
        ),
        Bound::NetPay(most) => format!(
            "The best plan found, not proved to bring in the most: no plan brings in more than {}. {further}",
            money(most, currency)
        ),
    }
}

fn proof(answer: &Answer<'_>, solution: &Solution) -> String {
    let statistics = &solution.statistics;
    let searched = format!(
        "{}, {} and {} that can matter to this target",
        count(statistics.states_expanded, "state examined", "states examined"),
        count(u64::from(statistics.relevant_roles), "role", "roles"),
        count(u64::from(statistics.relevant_credentials), "credential", "credentials"),
    );
    let claim = if solution.optimal {
        let among = "Among all plans in whole months that meet every requirement on the day it is asked for,";
        let best = match answer.query.objective {
            Objective::Time => {
                "none takes fewer months; of those as fast none costs less, and of these none changes jobs less often."
            }
            Objective::Cost => {
                "none costs less; of those as cheap none takes fewer months, and of these none changes jobs less often."
            }
            Objective::Changes => {
                "none changes jobs less often; of those with as few changes none takes fewer months, and of these none \
                 costs less."
            }
            Objective::Pay => {
                "none that gets there within the horizon brings in more; of those that bring in as much none takes \
                 fewer months."
            }
        };
        format!("{among} {best}")
    } else {
        let stopped = match statistics.stopped {
            _ if answer.query.is_interrupted() => "was interrupted".to_owned(),
            Some(Stop::Memory) => {
                format!("stopped at its limit of memory, {},", memory(answer.query.memory_limit))
            }
            _ => "stopped at its limit".to_owned(),
        };
        let why = match statistics.stopped {
            Some(Stop::Memory) => {
                format!(" `--memory {}` searches on.", more_memory(answer.query.memory_limit))
            }
            Some(Stop::States) if statistics.effort > statistics.states_expanded => {
                " So much can matter to this target that each state counts as several.".to_owned()
            }
            _ => String::new(),
        };
        format!("The search {stopped} before every better plan was ruled out.{why}")
    };
    let catalog = answer.catalog;
    format!("{claim} Catalog: {} {}; {searched}.", catalog.name, catalog.version)
}

/// Says what all study of a plan costs: `~$22,338 for study`.
pub(super) fn cost_of_study(catalog: &Catalog, plan: &Plan) -> String {
    let studies = || {
        plan.steps.iter().filter_map(|step| match step {
            Step::Study(step) => Some(step.study(catalog)),
            Step::Job(_) => None,
        })
    };
    let is_estimate = |study: &Study| study.cost.as_ref().is_some_and(|cost| cost.basis == Basis::Estimate);
    let estimate = if studies().any(is_estimate) { "~" } else { "" };
    let unknown = studies().filter(|study| study.cost.is_none()).count();
    let mut text = format!("{estimate}{} for study", money(plan.cost, &catalog.currency));
    if unknown > 0 {
        text = format!(
            "{text} and {}",
            count(unknown as u64, "course of unknown price", "courses of unknown price")
        );
    }
    text
}

/// Says why a step is there.
pub(super) fn why(
    answer: &Answer<'_>,
    step: &Step,
    reasons: &[Reason],
    footnotes: &mut Footnotes<'_>,
) -> Vec<String> {
    let reasons = sentences(answer.catalog, Some(step.entry()), reasons, footnotes);
    if !reasons.is_empty() {
        return reasons;
    }
    // By pay, a job may be worth taking for nothing but its pay.
    let for_pay = answer.query.objective == Objective::Pay && matches!(step, Step::Job(_));
    vec![if for_pay { "for its pay" } else { "meets nothing: please report this plan" }.to_owned()]
}

/// Says how a study of a plan goes on: `part-time beside Nurse, then Nurse manager, 12 hours a week`.
pub(super) fn mode_in_words(answer: &Answer<'_>, plan: &Plan, step: &StudyStep) -> String {
    let study = step.study(answer.catalog);
    let later = plan.steps.iter().filter_map(|other| match other {
        Step::Job(job) if (step.start.0 + 1..step.end.0).contains(&job.start.0) => Some(job.role),
        _ => None,
    });
    let roles: Vec<&str> =
        step.role.into_iter().chain(later).map(|role| answer.catalog.role(role).title.as_str()).collect();
    let beside = match study.mode {
        StudyMode::FullTime => "full-time".to_owned(),
        StudyMode::PartTime if roles.is_empty() => "part-time".to_owned(),
        StudyMode::PartTime => format!("part-time beside {}", roles.join(", then ")),
    };
    match study.hours_per_week {
        Some(hours) => format!("{beside}, {} a week", count(u64::from(hours), "hour", "hours")),
        None => beside,
    }
}

struct Builder<'a, 'n, 'c> {
    answer: &'a Answer<'a>,
    plan: &'a Plan,
    reasons: &'a Reasons,
    ledger: Option<&'a Ledger>,
    footnotes: &'n mut Footnotes<'c>,
}

impl<'a> Builder<'a, '_, '_> {
    fn catalog(&self) -> &'a Catalog {
        self.answer.catalog
    }

    fn rows(&mut self) -> Vec<Row> {
        let answer = self.answer;
        let timeline = Timeline::of_plan(answer.catalog, &answer.query.person, answer.query.start, self.plan);
        let mut rows = Vec::new();
        let first = timeline.stints().first().filter(|stint| stint.step.is_none() && stint.end > Months(0));
        if let Some(stint) = first {
            rows.push(self.starting_role(stint.role, stint.end));
        }
        for (step, reasons) in self.plan.steps.iter().zip(&self.reasons.steps) {
            let mut row = match step {
                Step::Study(study) => self.study(study),
                Step::Job(job) => self.job(job),
            };
            row.details.extend(why(answer, step, reasons, self.footnotes));
            rows.push(row);
        }
        rows
    }

    fn starting_role(&mut self, role: RoleId, end: Months) -> Row {
        let reasons = &self.reasons.starting_role;
        Row {
            when: self.span(Months(0), end),
            what: format!("Stay on as {}", self.catalog().role(role).title),
            details: sentences(self.catalog(), Some(Entry::Role(role)), reasons, self.footnotes),
            duration: brief_duration(end),
            cost: String::new(),
            pay: self.pay(role),
        }
    }

    fn study(&mut self, step: &StudyStep) -> Row {
        let study = step.study(self.answer.catalog);
        let mut details = vec![mode_in_words(self.answer, self.plan, step)];
        details.extend(self.exam(study));
        Row {
            when: self.span(step.start, step.end),
            what: format!("Study: {}", self.catalog().credential(step.credential).name),
            details,
            duration: brief_duration(Months(step.end.0.saturating_sub(step.start.0))),
            cost: self.cost(study, step.cost),
            pay: if study.mode == StudyMode::FullTime { "no pay".to_owned() } else { String::new() },
        }
    }

    fn exam(&mut self, study: &Study) -> Option<String> {
        let exam = study.exam.as_ref()?;
        let rate = exam.pass_rate?;
        let year = exam.year.map(|year| format!(" in {year}")).unwrap_or_default();
        Some(format!("{rate} % passed the examination{year}{}", self.footnotes.rule_mark(exam.source)))
    }

    fn job(&mut self, step: &JobStep) -> Row {
        let start = self.answer.query.start;
        let searched = Months(step.start.0.saturating_sub(step.apply.0));
        let (when, duration) = match step.end {
            Some(end) => {
                (self.span(step.start, end), brief_duration(Months(end.0.saturating_sub(step.start.0))))
            }
            None => (format!("from {}", calendar(start.plus(step.start))), String::new()),
        };
        Row {
            when,
            what: format!("Work: {}", self.catalog().role(step.role).title),
            details: vec![format!(
                "apply in {}, {} of searching",
                calendar(start.plus(step.apply)),
                words::duration(searched)
            )],
            duration,
            cost: String::new(),
            pay: self.pay(step.role),
        }
    }

    fn span(&self, from: Months, until: Months) -> String {
        calendar_span(self.answer.query.start, from, until)
    }

    fn cost(&mut self, study: &Study, paid: Money) -> String {
        match &study.cost {
            None => "unknown".to_owned(),
            Some(figure) => {
                let amount = approximate(paid, figure.basis, &self.catalog().currency);
                let year = words::year(figure).unwrap_or_default();
                let about = format!("{year}{}", self.footnotes.mark(figure.source));
                if about.is_empty() { amount } else { format!("{amount}\n{}", about.trim_start()) }
            }
        }
    }

    fn pay(&mut self, role: RoleId) -> String {
        let currency = &self.answer.catalog.currency;
        let figure = of_role(self.answer.catalog, role);
        let counted = self.answer.query.pay.of(role);
        if let Some(counted) = counted.filter(|_| !self.answer.counts_usual_pay())
            && !matches!(&figure, Pay::Known(figure) if figure.amount == counted)
        {
            let is_fair = matches!(&figure, Pay::Known(figure) if figure.fit == WageFit::Fair);
            return format!("{}\nas counted{}", money(counted, currency), if is_fair { "*" } else { "" });
        }
        match figure {
            Pay::Withheld => words::WITHHELD.to_owned(),
            Pay::Unknown => words::NO_FIGURE.to_owned(),
            Pay::Known(figure) => {
                let mut text = words::pay(&figure, currency);
                let year = figure.year.map(|year| format!(" {year}")).unwrap_or_default();
                text = format!("{text}\n{}{year}{}", figure.statistic, self.footnotes.mark(figure.source));
                if figure.fit == WageFit::Fair {
                    text.push('*');
                }
                text
            }
        }
    }

    fn totals(&self) -> Vec<String> {
        if self.plan.steps.is_empty() {
            return Vec::new();
        }
        let answer = self.answer;
        let reached = calendar(answer.query.start.plus(self.plan.months));
        let verb = match answer.query.target {
            _ if answer.targets.len() > 1 => "everything reached",
            Target::Role(_) => "first day in the job",
            Target::Credential(_) => "in hand",
        };
        let mut totals = vec![format!(
            "{}: {reached}, {} from {}",
            words::capitalized(verb),
            duration(self.plan.months),
            calendar(answer.query.start)
        )];
        totals.push(format!(
            "{}, each course paid when it starts",
            words::capitalized(&cost_of_study(self.catalog(), self.plan))
        ));
        let unpaid = unpaid_months(answer, self.plan);
        if unpaid > Months(0) {
            let other = match answer.query.person.role {
                Some(_) => "; `--keep-working` finds the best plan that never gives up work",
                None => "",
            };
            totals.push(format!("Without a job: {}{other}", duration(unpaid)));
        }
        totals.extend(self.ledger.map(|ledger| self.net_pay(ledger)));
        totals.extend(self.ledger.and_then(|ledger| self.months_there(ledger)));
        totals
    }

    /// Says by pay how little of the time that is counted is spent in the target, where that is little because a job on the
    /// way pays more.
    fn months_there(&self, ledger: &Ledger) -> Option<String> {
        let query = &self.answer.query;
        let there = Months(ledger.horizon.0.saturating_sub(self.plan.months.0));
        let is_little = there.0 * 2 < ledger.horizon.0;
        let Target::Role(target) = query.target else { return None };
        let jobs = self.plan.steps.iter().filter_map(|step| match step {
            Step::Job(job) => Some(job.role),
            Step::Study(_) => None,
        });
        let pays_more =
            query.person.role.into_iter().chain(jobs).any(|role| query.pay.of(role) > query.pay.of(target));
        (query.objective == Objective::Pay && is_little && pays_more).then(|| {
            format!(
                "Only {} of the {} counted are spent there: jobs on the way pay more. `--max-years` brings it forward",
                duration(there),
                duration(ledger.horizon)
            )
        })
    }

    /// Says what the plan brings in, against staying in today's job.
    fn net_pay(&self, ledger: &Ledger) -> String {
        let catalog = self.catalog();
        let start = self.answer.query.start;
        let amount = |amount: Money| money(amount, &catalog.currency);
        let text = format!("Net pay over {}: {}", duration(ledger.horizon), amount(ledger.net));
        if !ledger.unknown.is_empty() {
            let titles: Vec<String> =
                ledger.unknown.iter().map(|role| catalog.role(*role).title.clone()).collect();
            let unknown = words::list(&titles, "and");
            return format!("{text}, not counting the pay of {unknown}, which is not known");
        }
        let Some(staying) = ledger.staying else { return text };
        let more = ledger.net.0 - staying.0;
        let compared = match more {
            0 => "as much as staying in today's job".to_owned(),
            1.. => format!("{} more than staying in today's job", amount(Money(more))),
            _ => format!("{} less than staying in today's job", amount(Money(-more))),
        };
        let Some((month, behind)) = ledger.valley else { return format!("{text}, {compared}") };
        let when = calendar(start.plus(month));
        let even = match ledger.break_even {
            Some(even) => format!("ahead for good from {}", calendar(start.plus(even))),
            None => "and never ahead for good in that time".to_owned(),
        };
        format!("{text}, {compared}; furthest behind in {when}, by {}, {even}", amount(Money(-behind.0)))
    }
}
