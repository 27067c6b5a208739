//! Aliases that say nothing new.

use rustc_hash::FxHashMap;

use crate::catalog::names::folded;
use crate::catalog::outline::Step;
use crate::diagnostic::Edit;
use crate::lint::naming::all;
use crate::lint::{Context, Findings, LintLevel, Rule};

pub(super) static RULE: Rule = Rule {
    name: "redundant-alias",
    level: LintLevel::Warn,
    meaning: "An alias that is the title of its entry, or another of its aliases, written in another way.",
    reason: "Names are found however they are written: letter case does not matter, and spaces, hyphens and underscores \
             are alike. Such an alias finds nothing more, and readers see it twice. An alias that spells the id as \
             people write it is shown to them, and is no finding.",
    bad: r#"[[role]]
id = "analyst"
title = "Health data analyst"
aliases = ["health-data analyst", "data analyst"]
track = "data"
level = "entry"
"#,
    good: r#"[[role]]
id = "analyst"
title = "Health data analyst"
aliases = ["data analyst"]
track = "data"
level = "entry"
"#,
    numbers: &[],
    check,
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for entry in all(context).filter(|entry| !entry.aliases.is_empty()) {
        let mut seen = FxHashMap::default();
        seen.insert(folded(entry.title).collect::<String>(), (vec![Step::Key(entry.key)], "the title"));
        for (number, alias) in entry.aliases.iter().enumerate() {
            let steps = vec![Step::Key("aliases"), Step::Item(number)];
            let key: String = folded(alias).collect();
            let first = match seen.get(&key) {
                Some((steps, what)) => Some((steps.clone(), *what)),
                None => (alias == entry.id).then(|| (vec![Step::Key("id")], "the id")),
            };
            let Some((first, what)) = first else {
                seen.insert(key, (steps, "an alias"));
                continue;
            };
            let place = entry.place(context, &steps);
            let is_list = entry
                .place(context, &[Step::Key("aliases")])
                .is_some_and(|place| context.text(&place).starts_with('['));
            let file = place.as_ref().filter(|_| is_list).and_then(|place| context.file(place));
            let edit = place.as_ref().zip(file).map(|(place, file)| Edit::removing_item(file, &place.span));
            let message = format!("an alias says nothing new in {} `{}`: `{alias}`", entry.what, entry.id);
            let finding = findings.report(place, message, format!("the same as {what}"));
            finding.labels.extend(entry.place(context, &first).map(|place| place.label(what)));
            finding.help = Some("take the alias out".to_owned());
            finding.edits.extend(edit);
        }
    }
}
