//! The answer of `plan`.

mod explanation;
mod query;
mod unreachable;

use serde_json::Value;

use super::shared::{assumptions, basis, cost_origin, mode, source_id, sources, strength};
use super::words::{
    Keys, balance, calendar, count, difference, either, exactly, flag, id, ids, list, moment, money, months,
    nullable, one_of, reference, text, year,
};

/// The keys of `plan`.
pub(super) fn keys() -> Keys {
    let trade_offs =
        Keys::new().key("complete", flag("Whether it is proved that no other plan is missing.")).key(
            "pay_deadlines_apart_months",
            nullable(months(
                "How far apart the times are that were tried for the best pay; null without pay",
            )),
        );
    let nearest = list(unreachable::near(), "Related roles that are reached sooner; null for none.");
    Keys::new()
        .key("query", query::query())
        .key("assumptions", assumptions())
        .key("outcome", one_of(["found", "unreachable", "limit"], "How the search ended."))
        .key(
            "plans",
            list(
                plan(),
                "The plan; with trade-offs the front, the fastest first; with alternatives the best first.",
            ),
        )
        .key("trade_offs", nullable(trade_offs.object("What is known of the front; null unless asked for.")))
        .key("search", search())
        .key("unreachable", nullable(unreachable::unreachable()))
        .key("nearest", nullable(nearest))
        .key("sources", sources())
}

fn plan() -> Value {
    let objective = ["time", "cost", "pay", "changes"];
    Keys::new()
        .key("months", months("How long the plan takes"))
        .key("cost", money("What all its studies cost"))
        .key("job_changes", count("How many jobs are started."))
        .key(
            "net_pay",
            nullable(balance("Pay over the horizon minus what studies cost; null where a pay is not known")),
        )
        .key("objective", one_of(objective, "What makes a plan the best one."))
        .key("optimal", flag("Whether it is proved that no plan is better."))
        .key("at_least_months", months("The proved least time of any plan"))
        .key("bound", bound())
        .key("serves", nullable(serves()))
        .key("without", ids("The roles and credentials that this alternative was to do without."))
        .key("pay", nullable(ledger()))
        .key(
            "steps",
            list(either([study(), job()], "A step."), "The steps, in the order in which they begin."),
        )
        .key("skills", nullable(reference("skills", "The skills that the target needs.")))
        .key("recency", list(recency(), "Requirements of recent experience, judged on this plan."))
        .key("upkeep", upkeep())
        .key("unused", unused())
        .key("explanation", nullable(explanation::explanation()))
        .key("why_not", list(detour(), "What going by way of something expected would mean."))
        .object("A plan.")
}

fn bound() -> Value {
    let least = ["months", "cost", "job_changes"];
    let at_least = Keys::new()
        .key("of", one_of(least, "What is bounded, under its key in the plan."))
        .key("at_least", count("The proved least of any plan."));
    let at_most = Keys::new()
        .key("of", exactly("net_pay", "What is bounded."))
        .key("at_most", balance("The proved most of any plan"));
    either(
        [at_least.object("A least."), at_most.object("A most.")],
        "What is proved in the measure asked for.",
    )
}

fn serves() -> Value {
    let step = list(flag("Whether it serves the target."), "A step: whether it serves each of the targets.");
    let steps = list(step, "For each step, which of the targets it serves, in their order.");
    Keys::new()
        .key("targets", ids("The targets."))
        .key("steps", steps)
        .key("common_first_steps", count("How many steps at the beginning serve all targets."))
        .object("What the targets have in common; null for one target.")
}

fn ledger() -> Value {
    let valley = Keys::new()
        .key("month", moment("When that is"))
        .key("amount", balance("How far the plan is behind"))
        .object("Where the plan is furthest behind staying; null where it never is.");
    Keys::new()
        .key("horizon_months", months("The time over which pay is counted"))
        .key("net", balance("Pay minus what studies cost"))
        .key("staying", nullable(money("What today's job would pay over the same time")))
        .key("break_even_month", nullable(moment("From when on the plan is ahead of staying for good")))
        .key("deepest_valley", nullable(valley))
        .key("unknown", ids("Roles of the plan whose pay is not known, which counts as nothing."))
        .object("What the plan brings in; null where it ends after the horizon.")
}

fn study() -> Value {
    Keys::new()
        .key("kind", exactly("study", "What the step is."))
        .key("id", id("The credential studied for."))
        .key("mode", mode())
        .key("option", count("Which of the credential's ways of study it is, from 0."))
        .key("start", moment("The first month"))
        .key("end", moment("The month after the last"))
        .key("cost", money("What it costs"))
        .and(cost_origin())
        .key("role", nullable(id("The role at its start; null for none.")))
        .key("why", why())
        .object("A study.")
}

fn job() -> Value {
    Keys::new()
        .key("kind", exactly("job", "What the step is."))
        .key("id", id("The role."))
        .key("apply", moment("When the application is made"))
        .key("start", moment("The first month in the job"))
        .key("end", nullable(moment("The month after the last; null for the last job")))
        .key("pay", nullable(reference("pay", "What it pays a year.")))
        .key("why", why())
        .object("A job.")
}

fn why() -> Value {
    let reason = Keys::new()
        .key("requirement", text("What is met, in words."))
        .key("for", id("The role or credential that asks for it."))
        .key("strength", nullable(strength()))
        .key("source", source_id("The source of the requirement."))
        .key("approximate", flag("Whether it is an estimate, of which the source states a part."));
    list(reason.object("A reason."), "The requirements that the step meets.")
}

fn recency() -> Value {
    Keys::new()
        .key("step", count("The step that asks for it, from 0."))
        .key("for", id("The role or credential that asks for it."))
        .key("requirement", text("The requirement in words."))
        .key("within_months", months("How recent the experience must be"))
        .key("need_months", months("How much of it is asked for"))
        .key("decided", moment("When it must hold"))
        .key("certain_months", months("How much of it is certainly recent enough"))
        .key(
            "current_role_months",
            months("How much of that comes from the role of today, counted as the latest"),
        )
        .key("undated_months", months("How much past experience has no dates"))
        .key("verdict", one_of(["met", "unknown", "not-met"], "Whether it is met."))
        .key("runs_out", nullable(calendar("The month in which it would run out if nothing more is gained")))
        .key("source", source_id("The source of the requirement."))
        .object("A requirement of recent experience.")
}

fn upkeep() -> Value {
    let renewal = Keys::new()
        .key("id", id("The credential."))
        .key("yearly", nullable(money("What keeping it costs a year")))
        .key("years", nullable(count("The years between renewals.")))
        .key("hours", nullable(count("Hours of continuing education for a renewal.")))
        .key("cost", nullable(money("What a renewal costs")))
        .key("cost_year", nullable(year("The year of the price.")))
        .key("cost_basis", nullable(basis("How the price is known.")))
        .key("cost_source", source_id("The source of the price."))
        .key("source", source_id("The source of the rule."));
    Keys::new()
        .key("yearly", nullable(money("What keeping all credentials costs a year, as far as it is known")))
        .key(
            "renewals",
            list(renewal.object("A renewal."), "The credentials held at the end that need renewing."),
        )
        .object("What it costs to keep what is held at the end.")
}

fn unused() -> Value {
    let experience = Keys::new()
        .key("domain", id("The domain of experience."))
        .key("months", months("How much of it nothing asks for"));
    let job = Keys::new()
        .key("step", nullable(count("The job, by its step from 0; null for the job of today.")))
        .key("role", id("The role."))
        .key("months", months("How much of it nothing asks for"))
        .key("of_months", months("How long it lasts"));
    Keys::new()
        .key("experience", list(experience.object("Experience."), "Past experience that nothing asks for."))
        .key("jobs", list(job.object("A job."), "Months in jobs in which the plan only waits."))
        .object("What the plan makes no use of.")
}

fn detour() -> Value {
    let outcomes = ["on-the-way", "found", "unreachable", "limit"];
    let step = Keys::new()
        .key("kind", one_of(["study", "job"], "What the step is."))
        .key("id", id("The credential or role."))
        .key("start", moment("The first month"))
        .key("end", nullable(moment("The month after the last; null for the last job")))
        .object("A step.");
    Keys::new()
        .key("id", id("The role or credential that was expected."))
        .key(
            "outcome",
            one_of(outcomes, "Whether it is on the way anyway, or a plan by way of it was found."),
        )
        .key("step", nullable(count("The step in which it is on the way, from 0.")))
        .key("months", nullable(months("How long the best plan by way of it takes")))
        .key("cost", nullable(money("What that costs")))
        .key("job_changes", nullable(count("How many jobs are started in it.")))
        .key("months_more", nullable(difference("How much longer that takes, in months.")))
        .key("cost_more", nullable(balance("How much dearer that is")))
        .key("optimal", nullable(flag("Whether it is proved that no plan by way of it is better.")))
        .key("at_least_months", nullable(months("The proved least time of any plan by way of it")))
        .key("steps", nullable(list(step, "The steps of that plan.")))
        .key("because", list(text("A reason in words."), "Why there is no plan by way of it."))
        .object("What going by way of something would mean.")
}

fn search() -> Value {
    Keys::new()
        .key("states_expanded", count("States examined."))
        .key("states_generated", count("States made."))
        .key("states_dominated", count("States left aside because another one is at least as good."))
        .key("relevant_roles", count("Roles that can matter."))
        .key("relevant_credentials", count("Credentials that can matter."))
        .key("at_least_months", nullable(months("The proved least time of any plan, where none was found")))
        .key(
            "effort",
            count("What counts against the limit of states: where each is much work, it counts as several."),
        )
        .key("memory_bytes", count("The most bytes that the states of one search took."))
        .key(
            "stopped",
            nullable(one_of(
                ["states", "memory", "interrupt"],
                "The limit at which the search stopped before it closed; null where it closed.",
            )),
        )
        .key("interrupted", flag("Whether somebody stopped the search."))
        .object("How the search went.")
}
