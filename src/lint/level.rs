//! How strictly each rule is taken in one catalog.

use rustc_hash::FxHashMap;

use crate::catalog::lints::{LintLevel, LintSetting};
use crate::catalog::outline::FilePlace;
use crate::diagnostic::{Diagnostic, code, did_you_mean, similar};

use super::{RULES, Rule, rule};

/// The levels and numbers that a catalog sets.
#[derive(Debug)]
pub(super) struct Levels {
    /// What each layer says, the lowest first; nothing for one that says nothing.
    layers: Vec<FxHashMap<&'static str, LintLevel>>,
    numbers: FxHashMap<(&'static str, &'static str), i64>,
}

impl Levels {
    /// Reads what the layers of a catalog set, the later over the earlier, and reports rules that are none.
    ///
    /// * `number`: how many layers there are.
    /// * `layer`: tells the number of the layer of a path, the lowest being 0.
    pub(super) fn read(
        settings: &[LintSetting],
        number: usize,
        layer: impl Fn(&str) -> usize,
    ) -> (Self, Vec<Diagnostic>) {
        let mut levels = Self { layers: vec![FxHashMap::default(); number], numbers: FxHashMap::default() };
        let mut found = Vec::new();
        for setting in settings {
            let Some(rule) = rule(&setting.rule) else {
                found.push(unknown_rule(setting));
                continue;
            };
            // What a layer says of a rule it says of all of it: numbers of the layers below are those of their files' makers.
            levels.numbers.retain(|(named, _), _| *named != rule.name);
            if let Some(level) = setting.level {
                levels.layers[layer(&setting.place.path)].insert(rule.name, level);
            }
            for (name, number, place) in &setting.numbers {
                let number_of = rule.numbers.iter().find(|(known, _)| known == name);
                if let Some((known, _)) = number_of {
                    levels.numbers.insert((rule.name, *known), *number);
                } else {
                    found.push(unknown_number(rule, name, place));
                }
            }
        }
        (levels, found)
    }

    /// Returns how strictly a rule is taken in the files of a layer: as the uppermost layer says that is not below.
    pub(super) fn of(&self, rule: &Rule, layer: usize) -> LintLevel {
        let mut above = self.layers.iter().skip(layer).rev();
        above.find_map(|levels| levels.get(rule.name)).copied().unwrap_or(rule.level)
    }

    /// Tells whether a rule is to be asked in any layer.
    pub(super) fn is_on(&self, rule: &Rule) -> bool {
        (0..self.layers.len()).any(|layer| self.of(rule, layer) != LintLevel::Allow)
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

fn unknown_number(rule: &Rule, name: &str, place: &FilePlace) -> Diagnostic {
    let message = format!("the rule `{}` has no such key: `{name}`", rule.name);
    let known: Vec<&str> =
        std::iter::once("level").chain(rule.numbers.iter().map(|(known, _)| *known)).collect();
    let help = did_you_mean(&similar(name, known.iter().copied()))
        .unwrap_or_else(|| format!("its keys are {}", known.join(", ")));
    Diagnostic::error(code::UNKNOWN_KEY, message)
        .with_label(place.clone().label("no such key"))
        .with_help(help)
}
