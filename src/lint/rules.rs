//! One file a rule.

mod counted_twice;
mod cyclic_requirement;
mod dominated_alternative;
mod dominated_study;
mod experience_nobody_gives;
mod old_source;
mod passed_date;
mod retired_requirement;
mod unattainable_threshold;
mod unreachable_credential;
mod unreachable_role;
mod unsatisfiable_requirement;
mod unusable_study;
mod unused_domain;
mod unused_source;

use super::Rule;

/// Every rule, in the order of their names.
pub const RULES: &[&Rule] = &[
    &counted_twice::RULE,
    &cyclic_requirement::RULE,
    &dominated_alternative::RULE,
    &dominated_study::RULE,
    &experience_nobody_gives::RULE,
    &old_source::RULE,
    &passed_date::RULE,
    &retired_requirement::RULE,
    &unattainable_threshold::RULE,
    &unreachable_credential::RULE,
    &unreachable_role::RULE,
    &unsatisfiable_requirement::RULE,
    &unusable_study::RULE,
    &unused_domain::RULE,
    &unused_source::RULE,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::load::{Layer, inspect};
    use crate::diagnostic::SourceFile;
    use crate::lint::{LintLevel, lint};
    use crate::units::CalendarMonth;

    fn found(rule: &Rule, text: &str) -> Vec<&'static str> {
        // The rule at hand alone, whatever its usual level.
        let others = RULES.iter().filter(|other| other.name != rule.name);
        let levels: String = others.map(|other| format!("{} = \"allow\"\n", other.name)).collect();
        let header = format!("[lints]\n{} = \"warn\"\n{levels}", rule.name);
        let files = [("catalog.toml", header.as_str()), ("entries.toml", text)];
        let files = files.map(|(path, text)| SourceFile { path: path.to_owned(), text: text.to_owned() });
        let inspection = inspect(vec![Layer::from_files(files.to_vec())]);
        assert_eq!(inspection.diagnostics, [], "{}", rule.name);
        let now: CalendarMonth = "2026-11".parse().expect("a month");
        lint(&inspection, now).into_iter().map(|diagnostic| diagnostic.code).collect()
    }

    #[test]
    fn examples_show_what_a_rule_finds_and_how_it_is_mended() {
        for rule in RULES {
            assert_eq!(found(rule, rule.bad), [rule.name], "the bad example of {}", rule.name);
            assert_eq!(found(rule, rule.good), [""; 0], "the good example of {}", rule.name);
        }
    }

    #[test]
    fn rules_are_sorted_and_explained() {
        assert!(RULES.windows(2).all(|pair| pair[0].name < pair[1].name));
        for rule in RULES {
            assert!(rule.meaning.ends_with('.') && rule.reason.ends_with('.'), "{}", rule.name);
            assert_ne!(rule.level, LintLevel::Allow, "{} would be of no use", rule.name);
        }
    }
}
