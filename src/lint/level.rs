//! How strictly each rule is taken in one catalog.

use rustc_hash::FxHashMap;

use crate::catalog::lints::{LintLevel, LintSetting};
use crate::diagnostic::{Diagnostic, code, did_you_mean, similar};

use super::{RULES, Rule, rule};

/// The levels and numbers that a catalog sets.
#[derive(Debug, Default)]
pub(super) struct Levels {
    levels: FxHashMap<&'static str, LintLevel>,
    numbers: FxHashMap<(&'static str, &'static str), i64>,
}

impl Levels {
    /// Reads what the layers of a catalog set, the later over the earlier, and reports rules that are none.
    pub(super) fn read(settings: &[LintSetting]) -> (Self, Vec<Diagnostic>) {
        let (mut levels, mut found) = (Self::default(), Vec::new());
        for setting in settings {
            let Some(rule) = rule(&setting.rule) else {
                found.push(unknown_rule(setting));
                continue;
            };
            if let Some(level) = setting.level {
                levels.levels.insert(rule.name, level);
            }
            for (name, number, place) in &setting.numbers {
                match rule.numbers.iter().find(|(known, _)| known == name) {
                    Some((known, _)) => {
                        levels.numbers.insert((rule.name, *known), *number);
                    }
                    None => {
                        let message = format!("the rule `{}` has no such key: `{name}`", rule.name);
                        let known: Vec<&str> = std::iter::once("level")
                            .chain(rule.numbers.iter().map(|(known, _)| *known))
                            .collect();
                        let help = did_you_mean(&similar(name, known.iter().copied()))
                            .unwrap_or_else(|| format!("its keys are {}", known.join(", ")));
                        let label = place.clone().label("no such key");
                        found.push(
                            Diagnostic::error(code::UNKNOWN_KEY, message).with_label(label).with_help(help),
                        );
                    }
                }
            }
        }
        (levels, found)
    }

    /// Returns how strictly a rule is taken.
    pub(super) fn of(&self, rule: &Rule) -> LintLevel {
        self.levels.get(rule.name).copied().unwrap_or(rule.level)
    }

    /// Returns a number of a rule.
    ///
    /// # Panics
    /// If the rule has no number of that name.
    pub(super) fn number(&self, rule: &Rule, name: &str) -> i64 {
        let (known, usual) =
            rule.numbers.iter().find(|(known, _)| *known == name).expect("a number of the rule");
        self.numbers.get(&(rule.name, known)).copied().unwrap_or(*usual)
    }
}

fn unknown_rule(setting: &LintSetting) -> Diagnostic {
    let message = format!("unknown rule: `{}`", setting.rule);
    let help = did_you_mean(&similar(&setting.rule, RULES.iter().map(|rule| rule.name)))
        .unwrap_or_else(|| "`careerpath check --explain` lists the rules".to_owned());
    Diagnostic::error(code::UNKNOWN_RULE, message)
        .with_label(setting.place.clone().label("no rule has this name"))
        .with_help(help)
}
