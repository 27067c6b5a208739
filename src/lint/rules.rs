//! One file a rule.

mod absent_occupation;
mod counted_twice;
mod cyclic_requirement;
mod dominated_alternative;
mod dominated_study;
mod empty_wage;
mod estimate_share;
mod experience_nobody_gives;
mod fruitless_role;
mod future_year;
mod old_figure;
mod old_source;
mod passed_date;
mod redundant_alias;
mod retired_requirement;
mod similar_titles;
mod stray_space;
mod unattainable_threshold;
mod unreachable_credential;
mod unreachable_role;
mod unsatisfiable_requirement;
mod unsourced_fact;
mod untraceable_source;
mod unusable_study;
mod unused_domain;
mod unused_entry;
mod unused_source;

use super::Rule;

/// Every rule, in the order of their names.
pub const RULES: &[&Rule] = &[
    &absent_occupation::RULE,
    &counted_twice::RULE,
    &cyclic_requirement::RULE,
    &dominated_alternative::RULE,
    &dominated_study::RULE,
    &empty_wage::RULE,
    &estimate_share::RULE,
    &experience_nobody_gives::RULE,
    &fruitless_role::RULE,
    &future_year::RULE,
    &old_figure::RULE,
    &old_source::RULE,
    &passed_date::RULE,
    &redundant_alias::RULE,
    &retired_requirement::RULE,
    &similar_titles::RULE,
    &stray_space::RULE,
    &unattainable_threshold::RULE,
    &unreachable_credential::RULE,
    &unreachable_role::RULE,
    &unsatisfiable_requirement::RULE,
    &unsourced_fact::RULE,
    &untraceable_source::RULE,
    &unusable_study::RULE,
    &unused_domain::RULE,
    &unused_entry::RULE,
    &unused_source::RULE,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::load::{Layer, inspect};
    use crate::diagnostic::{Diagnostic, Edit, SourceFile};
    use crate::lint::{LintLevel, lint};
    use crate::units::CalendarMonth;

    fn found(rule: &Rule, text: &str) -> Vec<Diagnostic> {
        // The rule at hand alone, whatever its usual level.
        let others = RULES.iter().filter(|other| other.name != rule.name);
        let levels: Vec<String> = others.map(|other| format!("{} = \"allow\"", other.name)).collect();
        let header = format!("[lints]\n{} = \"warn\"\n{}", rule.name, levels.join("\n"));
        let files = [("catalog.toml", header.as_str()), ("entries.toml", text)];
        let files = files.map(|(path, text)| SourceFile { path: path.to_owned(), text: text.to_owned() });
        let inspection = inspect(vec![Layer::from_files(files.to_vec())]);
        assert_eq!(inspection.diagnostics, [], "{}", rule.name);
        let now: CalendarMonth = "2026-11".parse().expect("a month");
        lint(&inspection, now)
    }

    fn codes(found: &[Diagnostic]) -> Vec<&'static str> {
        found.iter().map(|diagnostic| diagnostic.code).collect()
    }

    #[test]
    fn examples_show_what_a_rule_finds_and_how_it_is_mended() {
        for rule in RULES {
            assert_eq!(codes(&found(rule, rule.bad)), [rule.name], "the bad example of {}", rule.name);
            assert_eq!(codes(&found(rule, rule.good)), [""; 0], "the good example of {}", rule.name);
        }
    }

    #[test]
    fn edits_mend_what_was_found() {
        let mut mending = Vec::new();
        for rule in RULES {
            let edits = found(rule, rule.bad).into_iter().flat_map(|diagnostic| diagnostic.edits);
            for Edit { path, span, replacement } in edits {
                assert_eq!(path, "entries.toml");
                let mut text = rule.bad.to_owned();
                text.replace_range(span, &replacement);
                assert_eq!(codes(&found(rule, &text)), [""; 0], "{text}");
                mending.push(rule.name);
            }
        }
        assert_eq!(mending, ["empty-wage", "passed-date", "redundant-alias", "stray-space"]);
    }

    #[test]
    fn rules_are_sorted_and_explained() {
        assert!(RULES.windows(2).all(|pair| pair[0].name < pair[1].name));
        for rule in RULES {
            assert!(rule.meaning.ends_with('.') && rule.reason.ends_with('.'), "{}", rule.name);
            // What is never said unless somebody asks for it has to say so.
            let is_asked_for = rule.level == LintLevel::Allow;
            assert_eq!(is_asked_for, rule.reason.contains("unless `[lints]` asks"), "{}", rule.name);
        }
    }
}
