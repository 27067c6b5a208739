//! Wage tables.

use super::shared::{basis, fit, outlook, source_id};
use super::words::{Keys, count, list, money, nullable, one_of, reference, text, year};

/// The keys of `salary`.
pub(super) fn keys() -> Keys {
    let row = Keys::new()
        .maybe("group", nullable(text("The word of the group that the row stands in, with `--by`; null for none.")))
        .key("role", text("The id of the role."))
        .key("title", text("The title of the role."))
        .key("soc", nullable(text("The code of the occupation, as the catalog's wage tables have it.")))
        .key("area", text("The nation, state or area."))
        .key("area_code", nullable(text("The code of the area in the wage tables.")))
        .key("setting", nullable(text("The industry; null for all together.")))
        .key("industry", nullable(text("The code of the industry.")))
        .key("fit", nullable(fit()))
        .and(percentiles())
        .key("employment", nullable(count("People employed in the occupation.")))
        .key("year", nullable(year("The year of the figures.")))
        .key("basis", nullable(basis("How the figures are known.")))
        .key("source", source_id("The source of the figures."))
        .key("occupation", nullable(text("The title of the occupation.")))
        .key(
            "figures",
            nullable(one_of(
                ["published", "withheld", "none"],
                "What there is of an occupation that describes the role: figures, figures that are withheld, or none.",
            )),
        )
        .key("note", nullable(text("A remark on the figures.")));
    let outlook = outlook("outlook_period", "outlook_year", "outlook_source").optional();
    let row = row
        .and(outlook)
        .key("context", nullable(context()))
        .key("surveys", list(reference("survey", "A survey figure."), "Survey figures about the role."));
    Keys::new().key("rows", list(row.object("What a role pays in a place and setting."), "The rows."))
}

fn percentiles() -> Keys {
    let nth =
        |nth: &str| nullable(money(&format!("The {nth} of annual pay; null where withheld or not known")));
    Keys::new()
        .key("p10", nth("10th percentile"))
        .key("p25", nth("25th percentile"))
        .key("median", nth("median"))
        .key("p75", nth("75th percentile"))
        .key("p90", nth("90th percentile"))
}

fn context() -> serde_json::Value {
    Keys::new()
        .key("soc", text("The code of the occupation."))
        .key("occupation", text("The title of the occupation."))
        .key("area", text("The nation, state or area."))
        .key("setting", nullable(text("The industry; null for all together.")))
        .and(percentiles())
        .key("employment", nullable(count("People employed in the occupation.")))
        .key("year", nullable(year("The year of the figures.")))
        .key("basis", basis("How the figures are known."))
        .key("source", source_id("The source of the figures."))
        .object("An occupation that does not describe the role, for comparison only.")
}
