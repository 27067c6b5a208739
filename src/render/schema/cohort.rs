//! Answers about many people.

use super::shared::{assumptions, sources};
use super::words::{Keys, count, empty, id, ids, list, money, months, nullable, reference, text};

fn question() -> Keys {
    Keys::new()
        .key("query", reference("query", "Under which rules and limits; nobody in particular asked."))
        .key("people", count("How many people have an answer."))
        .key("rejected", count("How many rows could not be read."))
}

/// The keys of people who are counted together.
fn group() -> Keys {
    Keys::new()
        .key("people", count("How many people."))
        .key("found", count("How many of them have a way within the limits."))
        .key("unreachable", count("How many have none; proved."))
        .key("not_settled", count("How many are not settled within the states allowed."))
        .key("there_already", count("How many are there already."))
        .key(
            "ready_in_1_year",
            nullable(count("How many are there within a year; null where less time is asked for.")),
        )
        .key("ready_in_3_years", nullable(count("The same within three years.")))
        .key("ready_in_5_years", nullable(count("The same within five years.")))
        .key("median_months", nullable(months("Half of those with a way are there within")))
        .key("median_cost", nullable(money("Half of those with a way pay that much or less for study")))
        .key("unknown_prices", count("How many plans have a study of unknown price."))
        .key("maybe_sooner", count("How many plans may not be the fastest."))
        .key("first_step", nullable(id("What plans most often begin with.")))
        .key("first_step_people", nullable(count("How many do.")))
}

fn role() -> Keys {
    Keys::new()
        .key("id", nullable(id("The id of the role; null for people without one.")))
        .key("title", nullable(text("The title.")))
        .and(group())
}

fn credential() -> Keys {
    Keys::new().key("id", id("The id of the credential.")).key("name", text("The name."))
}

/// The keys of `cohort --summary`.
pub(super) fn summary() -> Keys {
    let counted =
        |key, what, about| Keys::new().key(key, what).key("people", count("How many people.")).object(about);
    let studied = credential()
        .key("people", count("How many plans it is part of."))
        .key("first", count("How many of them it is the first credential of."))
        .key("cost", money("What it costs all of them, as far as prices are known"))
        .key("unknown_prices", count("For how many the price is not known."))
        .key("cost_sources", ids("The sources of what it costs."));
    let sponsored = credential()
        .key("people", count("In how many plans it is when it costs nothing."))
        .key("cost", money("What it costs whoever pays for it"))
        .key("cost_of_helped", money("The same for those who have a way or are there sooner with it"))
        .key("gained", count("How many people have a way with it, and none without."))
        .key("sooner", count("How many are there sooner with it."))
        .key("months_saved", count("By how many months all together."));
    let target = Keys::new()
        .key("to", reference("entry", "Where people are to get."))
        .and(group())
        .key(
            "by_months",
            list(counted("months", months("The months that it takes"), "People by time."), "People by time."),
        )
        .key(
            "by_cost",
            list(counted("cost", money("What study costs"), "People by cost."), "People by cost."),
        )
        .key("roles", list(role().object("People of one role."), "People by their role."))
        .key("credentials", list(studied.object("A credential."), "What is studied for."))
        .key(
            "sponsorships",
            list(sponsored.object("A credential."), "What it would change if one were paid for."),
        );
    question()
        .key("sampled", count("Of how many people sponsorships are counted."))
        .key("targets", list(target.object("The answers about one target."), "Each target."))
        .key("assumptions", assumptions())
        .key("sources", sources())
}

fn list_about(more: Keys) -> Keys {
    Keys::new()
        .key("to", reference("entry", "Where people are to get."))
        .and(question())
        .and(more)
        .key("assumptions", assumptions())
}

/// The keys of `feeders --people`.
pub(super) fn feeders() -> Keys {
    list_about(Keys::new())
        .key("roles", list(role().object("People of one role."), "People by their role."))
        .key("sources", empty("No row names a source."))
}

/// The keys of `keystone --people`.
pub(super) fn keystone() -> Keys {
    let lost = credential()
        .key("people", count("How many plans it is part of."))
        .key("needed_by", count("How many people have no way without it."))
        .key("later", count("How many are there later without it."))
        .key("months_later", count("By how many months all together."));
    list_about(
        Keys::new()
            .key("sampled", count("Of how many people this is counted."))
            .key("with_a_way", count("How many of them have a way."))
            .key("count", count("How many credentials are in their plans, those not shown included.")),
    )
    .key("credentials", list(lost.object("A credential."), "The credentials."))
    .key("sources", empty("No row names a source."))
}
