//! What changed between two answers, in words and as JSON.

use serde_json::{Value, json};

use crate::catalog::{Catalog, Currency};
use crate::explain::changes::{
    Aspect, Changes, Edition, Ending, Identity, Outline, OutlineStep, StepChange, Term,
};
use crate::units::{Money, Months};

use super::json::document;
use super::page::{Page, Style};
use super::requirement::name;
use super::table::{Align, Table};
use super::words::{
    calendar, calendar_span, capitalized, count, difference, digits, duration, list, memory, money,
};

/// Two answers with what changed between them.
#[derive(Debug)]
pub(crate) struct Comparison<'a> {
    /// The catalog at hand, for names.
    pub catalog: &'a Catalog,
    /// The older answer.
    pub old: &'a Edition,
    /// The newer answer.
    pub new: &'a Edition,
    /// What changed.
    pub changes: &'a Changes,
    /// Whether the newer answer is the older question asked again.
    pub again: bool,
}

impl Comparison<'_> {
    /// Returns the comparison for a reader.
    #[must_use]
    pub(crate) fn page(&self) -> Page {
        let mut page = Page::new();
        page.title(&self.title());
        let style = if self.changes.is_nothing() { Style::Good } else { Style::Heading };
        page.paragraph(style, &self.verdict());
        page.gap();
        page.table(&self.sums());
        if !self.changes.question.is_empty() {
            page.heading("The question");
            page.bullets(&self.question());
        }
        if !self.changes.steps.is_empty() {
            page.heading("The steps");
            page.bullets(&self.changes.steps.iter().map(|change| self.step(change)).collect::<Vec<_>>());
        }
        page.gap();
        for remark in self.remarks() {
            page.paragraph(Style::Quiet, &remark);
        }
        page
    }

    /// Returns the comparison as JSON.
    #[must_use]
    pub(crate) fn json(&self) -> Value {
        let Changes { question, later, steps, unchanged, same_answer } = self.changes;
        let part = |(aspect, old, new): &(Aspect, Term, Term)| json!({ "aspect": aspect.word(), "id": aspect.id(), "old": term_json(old), "new": term_json(new) });
        let plans = self.old.plan.as_ref().zip(self.new.plan.as_ref());
        let plan = plans.map(|(old, new)| {
            json!({
                "later_months": later,
                "months": i64::from(new.months.0) - i64::from(old.months.0),
                "cost": new.cost.0.saturating_sub(old.cost.0),
                "job_changes": i64::from(new.job_changes) - i64::from(old.job_changes),
                "net_pay": old.net_pay.zip(new.net_pay).map(|(old, new)| new.0.saturating_sub(old.0)),
            })
        });
        let body = json!({
            "again": self.again,
            "same": self.changes.is_nothing(),
            "same_answer": same_answer,
            "old": edition_json(self.old),
            "new": edition_json(self.new),
            "question": question.iter().map(part).collect::<Vec<_>>(),
            "plan": plan,
            "steps": steps.iter().map(|change| self.step_json(change)).collect::<Vec<_>>(),
            "unchanged_steps": unchanged,
        });
        document(self.catalog, "diff", body)
    }

    fn title(&self) -> String {
        let said = |aspect: &Aspect| match self.new.question.get(aspect) {
            Some(Term::Names(ids)) => Some(list(&self.names(ids), "and")),
            _ => None,
        };
        let target = said(&Aspect::To).unwrap_or_default();
        match said(&Aspect::Role) {
            Some(role) => format!("{role} → {target}: what changed"),
            None => format!("{target}: what changed"),
        }
    }

    /// Says in a sentence whether anything changed, and what matters most of it.
    fn verdict(&self) -> String {
        let Changes { question, later, steps, same_answer, .. } = self.changes;
        let what = if self.new.plan.is_some() { "plan" } else { "answer" };
        if self.changes.is_nothing() {
            return match (self.again, self.has_other_catalog()) {
                (_, true) => format!("The catalog is another one, and the {what} is the same."),
                (true, false) => format!("Nothing: asked again, the question has the same {what}."),
                (false, false) => format!("Nothing: the same question and the same {what}."),
            };
        }
        if *same_answer {
            return format!("The question is another one, and the {what} is the same.");
        }
        let ended = |ending: Ending| match ending {
            Ending::Found => "there is a plan",
            Ending::Unreachable => "there is no route",
            Ending::Limit => "the search ended before it found a plan or ruled one out",
        };
        let (Some(old), Some(new)) = (&self.old.plan, &self.new.plan) else {
            let before = ended(self.old.ending).replacen("there is", "there was", 1);
            return format!("{}; now {}.", capitalized(&before), ended(self.new.ending));
        };
        let dearer = new.cost.0.saturating_sub(old.cost.0);
        let mut said: Vec<String> = Vec::new();
        let later = later.unwrap_or_default();
        said.extend(
            difference(later, 0, self.currency(self.new))
                .pop()
                .map(|later| format!("reaches the target {later}")),
        );
        said.extend(self.dearer(dearer).map(|dearer| format!("costs {dearer}")));
        if !said.is_empty() {
            return format!("The new plan {}.", list(&said, "and"));
        }
        let by = match (steps.is_empty(), question.is_empty()) {
            (false, _) => "by other steps",
            (true, false) => "though the question is another one",
            (true, true) => "and differs in what it brings in or in what is proved about it",
        };
        format!("The new plan reaches the target in the same month at the same cost, {by}.")
    }

    fn has_net_pay(&self) -> bool {
        [self.old, self.new]
            .iter()
            .any(|edition| edition.plan.as_ref().is_some_and(|plan| plan.net_pay.is_some()))
    }

    fn has_other_catalog(&self) -> bool {
        self.old.catalog != self.new.catalog
    }

    /// Returns the currency of an answer: with the symbol of the catalog at hand, if that counts in the same.
    fn currency<'c>(&'c self, edition: &'c Edition) -> &'c Currency {
        let (own, at_hand) = (&edition.catalog.currency, &self.catalog.currency);
        if own.code == at_hand.code { at_hand } else { own }
    }

    /// Returns how much dearer something is; nothing where it costs the same, or in another currency.
    fn dearer(&self, amount: i64) -> Option<String> {
        let currency = self.currency(self.new);
        difference(0, amount, currency).pop().filter(|_| currency.code == self.old.catalog.currency.code)
    }

    fn sums(&self) -> Table {
        let mut table = Table::new()
            .column("", Align::Left, 11)
            .column("Old", Align::Left, 14)
            .column("New", Align::Left, 14)
            .column("Change", Align::Left, 14);
        let [old, new] = [self.old, self.new];
        let mut row = |label: &str, of: &dyn Fn(&Edition) -> Option<String>, change: Option<String>| {
            // More is not known of catalogs.
            let unchanged = if label == "Catalog" { "the same version" } else { "the same" };
            let [before, after] = [of(old), of(new)];
            if before.is_none() && after.is_none() {
                return;
            }
            let same = if before == after { unchanged } else { "" };
            let cell = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
            let change = change.unwrap_or_else(|| same.to_owned());
            table.row(vec![label.to_owned(), cell(before), cell(after), change]);
        };
        let plans = old.plan.as_ref().zip(new.plan.as_ref());
        let by =
            |of: &dyn Fn(&Outline, &Outline) -> Option<String>| plans.and_then(|(old, new)| of(old, new));
        row("Catalog", &|edition| Some(catalog_in_words(&edition.catalog)), None);
        if old.ending != new.ending || plans.is_none() {
            row("Answer", &|edition| Some(ending_in_words(edition.ending).to_owned()), None);
        }
        let of_plan = |of: fn(&Edition, &Outline) -> String| {
            move |edition: &Edition| edition.plan.as_ref().map(|plan| of(edition, plan))
        };
        let later = self.changes.later.unwrap_or_default();
        row(
            "Reached in",
            &of_plan(|edition, plan| calendar(edition.start.plus(plan.months))),
            difference(later, 0, self.currency(self.new)).pop(),
        );
        row(
            "Takes",
            &of_plan(|_, plan| duration(plan.months)),
            by(&|old, new| longer(i64::from(new.months.0) - i64::from(old.months.0))),
        );
        row(
            "Costs",
            &|edition| Some(money(edition.plan.as_ref()?.cost, self.currency(edition))),
            by(&|old, new| self.dearer(new.cost.0.saturating_sub(old.cost.0))),
        );
        row(
            "Job changes",
            &of_plan(|_, plan| plan.job_changes.to_string()),
            by(&|old, new| match i64::from(new.job_changes) - i64::from(old.job_changes) {
                0 => None,
                more @ 1.. => Some(format!("{more} more")),
                fewer => Some(format!("{} fewer", fewer.unsigned_abs())),
            }),
        );
        row(
            "Net pay",
            &|edition| Some(money(edition.plan.as_ref()?.net_pay?, self.currency(edition))),
            by(&|old, new| self.dearer(new.net_pay?.0.saturating_sub(old.net_pay?.0))),
        );
        row("Proof", &of_plan(|_, plan| proof_in_words(plan)), None);
        table
    }

    fn question(&self) -> Vec<String> {
        let part = |(aspect, old, new): &(Aspect, Term, Term)| {
            let label = self.label(aspect);
            if let (Term::Nothing | Term::Names(_), Term::Nothing | Term::Names(_)) = (old, new)
                && !matches!(aspect, Aspect::To | Aspect::Role)
            {
                return format!("{label}: {}.", list(&self.gained_and_lost(old, new), "and"));
            }
            format!("{label}: {} → {}.", self.term(aspect, old), self.term(aspect, new))
        };
        self.changes.question.iter().map(part).collect()
    }

    /// Says what a list of names has gained and lost.
    fn gained_and_lost(&self, old: &Term, new: &Term) -> Vec<String> {
        let ids = |term: &Term| match term {
            Term::Names(ids) => ids.clone(),
            _ => Vec::new(),
        };
        let (old, new) = (ids(old), ids(new));
        let only = |these: &[String], those: &[String]| -> Vec<String> {
            these.iter().filter(|id| !those.contains(id)).cloned().collect()
        };
        let mut said = Vec::new();
        for (verb, ids) in [("now", only(&new, &old)), ("no longer", only(&old, &new))] {
            said.extend((!ids.is_empty()).then(|| format!("{verb} {}", list(&self.names(&ids), "and"))));
        }
        said
    }

    fn label(&self, aspect: &Aspect) -> String {
        match aspect {
            Aspect::To => "Where to".to_owned(),
            Aspect::Role => "Role at the start".to_owned(),
            Aspect::Credentials => "Credentials at the start".to_owned(),
            Aspect::Experience(id) => format!("Experience at the start in {}", self.domain(id)),
            Aspect::Tenure(id) => format!("Time at the start as {}", self.name(id)),
            Aspect::Start => "Begins in".to_owned(),
            Aspect::Standard => "Standard".to_owned(),
            Aspect::Objective => "The best plan by".to_owned(),
            Aspect::Budget => "Budget".to_owned(),
            Aspect::MaxMonths => "Longest time".to_owned(),
            Aspect::KeepWorking => "No full-time study".to_owned(),
            Aspect::StudyHours => "Most hours of study a week".to_owned(),
            Aspect::Avoid => "Avoided".to_owned(),
            Aspect::Via => "By way of".to_owned(),
            Aspect::Waive => "Excused from".to_owned(),
            Aspect::Equivalent => "What counts as something else".to_owned(),
            Aspect::SearchMonths => "Time to find a job".to_owned(),
            Aspect::MinimumStay => "Least stay in a job".to_owned(),
            Aspect::Horizon => "Pay is counted over".to_owned(),
            Aspect::Percentile => "Pay counted".to_owned(),
            Aspect::Area => "Place of pay".to_owned(),
            Aspect::StateLimit => "Most states examined".to_owned(),
            Aspect::MemoryLimit => "Most memory of a search".to_owned(),
        }
    }

    fn term(&self, aspect: &Aspect, term: &Term) -> String {
        match (term, aspect) {
            (Term::Nothing, Aspect::KeepWorking) => "no".to_owned(),
            (Term::Nothing, Aspect::StateLimit) => "no limit".to_owned(),
            (Term::Nothing, _) => "none".to_owned(),
            (Term::Yes, _) => "yes".to_owned(),
            (Term::Months(months), _) => duration(*months),
            (Term::Number(number), Aspect::MemoryLimit) => memory(*number),
            (Term::Number(number), _) => digits(*number),
            (Term::Amount(amount), _) => money(*amount, self.currency(self.new)),
            (Term::Word(word), Aspect::Start) => word.parse().map_or_else(|_| word.clone(), calendar),
            (Term::Word(word), _) => word.clone(),
            (Term::Names(ids), _) => list(&self.names(ids), "and"),
        }
    }

    fn step(&self, change: &StepChange) -> String {
        match change {
            StepChange::Added(step) => format!("New: {}.", self.step_in_full(step, self.new)),
            StepChange::Removed(step) => format!("Gone: {}.", self.step_in_full(step, self.old)),
            StepChange::Altered { old, new, later, longer: by, search_longer, dearer } => {
                let mut said = difference(*later, 0, self.currency(self.new));
                said.extend(longer(*by).map(|longer| format!("takes {longer}")));
                said.extend(longer(*search_longer).map(|longer| format!("the search for it takes {longer}")));
                said.extend(self.dearer(*dearer).map(|dearer| format!("costs {dearer}")));
                if let (Some(before), Some(mode)) = (&old.mode, &new.mode)
                    && before != mode
                {
                    said.push(format!("{mode} instead of {before}"));
                }
                format!("{}: {}.", self.step_name(new), said.join(", "))
            }
        }
    }

    fn step_name(&self, step: &OutlineStep) -> String {
        let verb = if step.is_study { "Study" } else { "Work" };
        format!("{verb}: {}", self.name(&step.id))
    }

    fn step_in_full(&self, step: &OutlineStep, edition: &Edition) -> String {
        let when = match step.end {
            Some(end) => calendar_span(edition.start, step.start, end),
            None => format!("from {}", calendar(edition.start.plus(step.start))),
        };
        let mut parts = vec![self.step_name(step), when];
        parts.extend(step.mode.clone());
        parts.extend(step.cost.map(|cost| money(cost, self.currency(edition))));
        parts.join(", ")
    }

    fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        if self.changes.unchanged > 0 && !self.changes.steps.is_empty() {
            let steps = count(self.changes.unchanged as u64, "step is", "steps are");
            remarks.push(format!("{steps} the same in both plans."));
        }
        if self.again {
            remarks.push(
                "The question is asked as it was saved: for the same person, from the same month.".to_owned(),
            );
        }
        if let (true, Some(Term::Months(horizon))) =
            (self.has_net_pay(), self.new.question.get(&Aspect::Horizon))
        {
            let over = duration(*horizon);
            remarks.push(format!("Net pay is counted over {over}, minus what studies cost."));
        }
        if self.old.others + self.new.others > 0 {
            remarks.push("Only the first plan of each answer is compared.".to_owned());
        }
        if self.old.plan.is_some() || self.new.plan.is_some() {
            remarks.push(
                "`careerpath verify` checks a saved plan against the catalog; costs are those of the plans, \
                 estimates among them."
                    .to_owned(),
            );
        }
        remarks
    }

    /// Returns the name of a role or credential, or its id where the catalog has it no more.
    fn name(&self, id: &str) -> String {
        self.catalog
            .find_entry(id)
            .map_or_else(|_| id.to_owned(), |entry| name(self.catalog, entry).to_owned())
    }

    fn domain(&self, id: &str) -> String {
        let domain = self.catalog.find_domain(id);
        domain.map_or_else(|_| id.to_owned(), |domain| self.catalog.domain(domain).name.clone())
    }

    /// Returns names; of exceptions, both sides.
    fn names(&self, ids: &[String]) -> Vec<String> {
        let named = |id: &String| {
            if let Some((what, at)) = id.split_once('@') {
                let what =
                    self.catalog.find_entry(what).map_or_else(|_| self.domain(what), |_| self.name(what));
                return format!("{what} for {}", self.name(at));
            }
            if let Some((one, other)) = id.split_once('=') {
                return format!("{} as {}", self.name(one), self.name(other));
            }
            self.name(id)
        };
        ids.iter().map(named).collect()
    }

    fn step_json(&self, change: &StepChange) -> Value {
        let (word, step, edition) = match change {
            StepChange::Added(step) => ("added", step, self.new),
            StepChange::Removed(step) => ("removed", step, self.old),
            StepChange::Altered { new, .. } => ("altered", new, self.new),
        };
        let mut value = json!({
            "change": word,
            "kind": if step.is_study { "study" } else { "job" },
            "id": step.id,
            "title": self.name(&step.id),
            "month": edition.start.plus(step.start).to_string(),
        });
        if let StepChange::Altered { old, new, later, longer, search_longer, dearer } = change {
            value["later_months"] = (*later).into();
            value["longer_months"] = (*longer).into();
            value["search_longer_months"] = (*search_longer).into();
            value["dearer"] = (*dearer).into();
            value["old_mode"] = json!(old.mode);
            value["new_mode"] = json!(new.mode);
        }
        value
    }
}

fn longer(months: i64) -> Option<String> {
    let time = duration(Months(u32::try_from(months.unsigned_abs()).unwrap_or(u32::MAX)));
    match months {
        0 => None,
        1.. => Some(format!("{time} longer")),
        _ => Some(format!("{time} less")),
    }
}

fn catalog_in_words(catalog: &Identity) -> String {
    format!("{} {}", catalog.name, catalog.version)
}

fn ending_in_words(ending: Ending) -> &'static str {
    match ending {
        Ending::Found => "a plan",
        Ending::Unreachable => "no route",
        Ending::Limit => "not settled",
    }
}

fn proof_in_words(plan: &Outline) -> String {
    if plan.optimal {
        "proved the best".to_owned()
    } else if plan.at_least == plan.months {
        "proved the fastest".to_owned()
    } else {
        format!("not proved; at least {}", duration(plan.at_least))
    }
}

fn edition_json(edition: &Edition) -> Value {
    let Identity { name, version, currency } = &edition.catalog;
    let plan = edition.plan.as_ref();
    json!({
        "catalog": { "name": name, "version": version, "currency": currency.code },
        "outcome": match edition.ending {
            Ending::Found => "found",
            Ending::Unreachable => "unreachable",
            Ending::Limit => "limit",
        },
        "months": plan.map(|plan| plan.months.0),
        "month": plan.map(|plan| edition.start.plus(plan.months).to_string()),
        "cost": plan.map(|plan| plan.cost.0),
        "job_changes": plan.map(|plan| plan.job_changes),
        "net_pay": plan.and_then(|plan| plan.net_pay).map(|Money(pay)| pay),
        "optimal": plan.map(|plan| plan.optimal),
        "at_least_months": plan.map(|plan| plan.at_least.0),
        "steps": plan.map(|plan| plan.steps.len()),
        "further_plans": edition.others,
    })
}

fn term_json(term: &Term) -> Value {
    match term {
        Term::Nothing => Value::Null,
        Term::Yes => true.into(),
        Term::Months(months) => months.0.into(),
        Term::Number(number) => (*number).into(),
        Term::Amount(amount) => amount.0.into(),
        Term::Word(word) => word.clone().into(),
        Term::Names(ids) => ids.clone().into(),
    }
}
