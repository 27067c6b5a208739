//! The career map.

use serde_json::Value;

use super::shared::{assumptions, level, mode, route, sources};
use super::words::{
    Keys, count, flag, id, ids, list, moment, money, months, nullable, one_of, reference, text, texts,
};

/// The keys of `map`.
pub(super) fn keys() -> Keys {
    let position = Keys::new()
        .key("role", nullable(id("The role that the person works in.")))
        .key("open", ids("The roles that the person can apply for today."));
    let plan = route().object("The best plan; null where there is none, or none was found within the limit.");
    let path = Keys::new()
        .key("to", reference("entry", "Where the person wants to get."))
        .key("plan", nullable(plan));
    Keys::new()
        .key("query", reference("query", "Who asked, under which rules and limits."))
        .key("from_months", months("How long everybody has been in the role they come from"))
        .key("longest_months", months("The longest way on the map"))
        .key("middle", nullable(id("The role in the middle; null for none.")))
        .key("assumptions", assumptions())
        .key("roles", list(role(), "The roles on the map, in the order of ids."))
        .key("edges", list(edge(), "Every way between them, by the role it comes from."))
        .key("position", nullable(position.object("Where the person stands; null for nobody.")))
        .key("path", nullable(path.object("The plan that is marked; null where no target was named.")))
        .key("sources", sources())
}

fn role() -> Value {
    Keys::new()
        .key("id", id("The id of the role."))
        .key("title", text("The title."))
        .key("aliases", texts("Other common titles."))
        .key("track", text("The track, such as leadership."))
        .key("level", level())
        .key("pay", nullable(reference("pay", "What it pays a year.")))
        .object("A role.")
}

fn edge() -> Value {
    let kinds = ["at-once", "credential", "waiting", "credential-and-waiting"];
    Keys::new()
        .key("from", id("The role it comes from."))
        .key("to", id("The role it leads to."))
        .key("kind", one_of(kinds, "What it takes before the application."))
        .key("ready_months", moment("When the application is made"))
        .key("months", moment("The first day in the role"))
        .key("credential", nullable(id("The credential studied for; null for none.")))
        .key("mode", nullable(mode()))
        .key("study_start", nullable(moment("The first month of the study")))
        .key("study_end", nullable(moment("The month after its last")))
        .key("cost", money("What the study costs, as far as the price is known"))
        .key("cost_estimated", flag("Whether that is an estimate."))
        .key("unknown_prices", count("How many studies have no known price."))
        .key("shown", flag("Whether a picture of the map shows it."))
        .object("A way with one change of job and at most one study.")
}
