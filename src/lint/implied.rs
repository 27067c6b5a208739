//! Which requirements are met whenever others are.

use std::cell::Cell;

use crate::catalog::{Catalog, Requirement, RequirementKind, Standard};
use crate::units::{CalendarMonth, Months};

use super::requirements::Counting;

/// Comparisons after which two requirements count as unlike: nobody writes any that take a tenth of it.
const MOST_COMPARISONS: u32 = 10_000;

/// Tells whether, under a standard, `weak` is met in every month in which `strong` is. May miss cases, never claims one
/// too many: it knows that credentials imply others, that domains are part of others, and that whoever works in a role
/// gets the experience it gives.
///
/// Both have to be in force under the standard, or else they mean nothing.
pub(super) fn implies(
    catalog: &Catalog,
    strong: &Requirement,
    weak: &Requirement,
    standard: Standard,
) -> bool {
    let counting = Counting::At(standard);
    let comparison = Comparison { catalog, counting, left: Cell::new(MOST_COMPARISONS) };
    comparison.implies(strong, weak, (None, None))
}

/// Months of the calendar, both inclusive.
type Period = (Option<CalendarMonth>, Option<CalendarMonth>);

struct Comparison<'a> {
    catalog: &'a Catalog,
    counting: Counting,
    left: Cell<u32>,
}

impl Comparison<'_> {
    /// Tells whether `weak` is met whenever `strong` is, in the months of a period and of `strong` itself.
    fn implies(&self, strong: &Requirement, weak: &Requirement, period: Period) -> bool {
        if self.left.get() == 0 {
            return false;
        }
        self.left.set(self.left.get() - 1);
        let period = (strong.from.max(period.0), earlier(strong.until, period.1));
        let is_open = weak.from.is_none_or(|from| period.0.is_some_and(|first| from <= first))
            && weak.until.is_none_or(|until| period.1.is_some_and(|last| last <= until));
        is_open && (self.gives_enough(strong, weak, period) || self.parts_imply(strong, weak, period))
    }

    /// Tells whether `strong`, as a whole, meets enough of what `weak` is made of.
    fn gives_enough(&self, strong: &Requirement, weak: &Requirement, period: Period) -> bool {
        if weak.is_leaf() {
            return strong.is_leaf() && self.leaf_implies(&strong.kind, &weak.kind);
        }
        let needed = self.counting.needed(weak);
        let met = self
            .counting
            .parts(weak)
            .filter(|(_, part)| self.implies(strong, part, period))
            .take(needed)
            .count();
        met == needed
    }

    /// Tells whether however `strong` is met, something that is met in it implies `weak`.
    fn parts_imply(&self, strong: &Requirement, weak: &Requirement, period: Period) -> bool {
        if strong.is_leaf() {
            return asks_nothing(weak);
        }
        let parts = self.counting.parts(strong);
        let without = parts.filter(|(_, part)| !self.implies(part, weak, period)).count();
        // Whoever leaves out only parts that say nothing about the other still meets less than is asked.
        without < self.counting.needed(strong)
    }

    fn leaf_implies(&self, strong: &RequirementKind, weak: &RequirementKind) -> bool {
        use RequirementKind::{Credential, Experience, Tenure};
        let counts_as = |held, wanted| self.catalog.credential(held).closure.contains(&wanted);
        match (strong, weak) {
            (Credential(held), Credential(wanted)) => counts_as(*held, *wanted),
            (Experience { months, after: Some(held), .. }, Credential(wanted)) => {
                *months > Months(0) && counts_as(*held, *wanted)
            }
            (
                Experience { domain, months, after, within },
                Experience { domain: wider, months: fewer, after: sooner, within: longer },
            ) => {
                months >= fewer
                    && self.catalog.domain(*domain).ancestors.contains(wider)
                    && sooner.is_none_or(|sooner| after.is_some_and(|after| counts_as(after, sooner)))
                    && longer.is_none_or(|longer| within.is_some_and(|within| within <= longer))
            }
            (Tenure { role, months }, Experience { domain, months: fewer, after: None, within: None }) => {
                let given = &self.catalog.role(*role).gives;
                let counts = |given| self.catalog.domain(given).ancestors.contains(domain);
                months >= fewer && given.iter().copied().any(counts)
            }
            (Tenure { role, months }, Tenure { role: same, months: fewer }) => {
                role == same && months >= fewer
            }
            _ => false,
        }
    }
}

/// Tells whether a requirement is met by everybody, apart from its dates.
fn asks_nothing(node: &Requirement) -> bool {
    match node.kind {
        RequirementKind::Experience { months, .. } | RequirementKind::Tenure { months, .. } => {
            months == Months(0)
        }
        _ => false,
    }
}

fn earlier(one: Option<CalendarMonth>, other: Option<CalendarMonth>) -> Option<CalendarMonth> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    /// Tells whether of two requirements, written as in a file, the first implies the second.
    fn implied(strong: &str, weak: &str, standard: Standard) -> bool {
        let asks = format!("requires = [{{ any = [{strong}, {weak}] }}]");
        let roles = [("asking", asks.as_str()), ("nurse", "gives = ['nursing']")];
        let credentials = [("bsn", "implies = ['bachelors']"), ("bachelors", ""), ("license", "")];
        let catalog = testing::catalog(&roles, &credentials);
        let choice = &catalog.role(testing::role(&catalog, "asking")).requires[0];
        implies(&catalog, &choice.children()[0], &choice.children()[1], standard)
    }

    #[test]
    fn asking_for_more_implies_asking_for_less() {
        for (strong, weak) in [
            ("'bsn'", "'bachelors'"),
            ("{ experience = 'nursing', years = 5 }", "{ experience = 'clinical', years = 3 }"),
            (
                "{ experience = 'nursing', years = 5, within = '6y' }",
                "{ experience = 'nursing', years = 5, within = '9y' }",
            ),
            ("{ experience = 'nursing', years = 5, after = 'bsn' }", "'bachelors'"),
            (
                "{ experience = 'nursing', years = 5, after = 'bsn' }",
                "{ experience = 'nursing', years = 5, after = 'bachelors' }",
            ),
            ("{ role = 'nurse', years = 5 }", "{ experience = 'clinical', years = 5 }"),
            ("{ all = ['bsn', 'license'] }", "'bachelors'"),
            ("{ all = ['license', 'bsn'] }", "{ all = ['bachelors', 'license'] }"),
            ("{ any = ['bsn', { all = ['license', 'bachelors'] }] }", "'bachelors'"),
            ("{ at-least = 2, of = ['bsn', 'license', 'bachelors'] }", "{ any = ['bachelors'] }"),
            ("'bsn'", "{ at-least = 2, of = ['bsn', 'license', 'bachelors'] }"),
            ("{ credential = 'bsn', until = '2026-12' }", "{ credential = 'bachelors', until = '2027-12' }"),
            ("{ all = ['bsn'], from = '2027-02' }", "{ all = ['bsn'], from = '2027-01' }"),
            ("'license'", "{ role = 'nurse', months = 0 }"),
        ] {
            assert!(implied(strong, weak, Standard::Minimum), "{strong} {weak}");
            assert!(!implied(weak, strong, Standard::Minimum), "{weak} {strong}");
        }
    }

    #[test]
    fn what_is_not_sure_is_not_claimed() {
        for (strong, weak) in [
            ("'bsn'", "'license'"),
            ("{ experience = 'clinical', years = 5 }", "{ experience = 'nursing', years = 3 }"),
            ("{ experience = 'nursing', years = 5 }", "{ experience = 'nursing', years = 5, within = '9y' }"),
            ("{ experience = 'nursing', months = 0, after = 'bsn' }", "'bsn'"),
            ("{ experience = 'nursing', years = 1 }", "{ role = 'nurse', years = 1 }"),
            ("{ role = 'nurse', years = 5 }", "{ experience = 'nursing', years = 5, after = 'license' }"),
            ("{ at-least = 1, of = ['bsn', 'license'] }", "'bachelors'"),
            ("{ credential = 'bsn', until = '2027-12' }", "{ credential = 'bsn', until = '2026-12' }"),
            ("{ all = [] }", "'bsn'"),
        ] {
            assert!(!implied(strong, weak, Standard::Minimum), "{strong} {weak}");
        }
    }

    #[test]
    fn what_a_standard_drops_is_not_counted_on() {
        let strong = "{ all = [{ credential = 'bsn', strength = 'usual' }, 'license'] }";
        assert!(!implied(strong, "'bachelors'", Standard::Minimum));
        assert!(implied(strong, "'bachelors'", Standard::Typical));
        let weak = "{ any = ['license', { credential = 'bsn', rare = true }] }";
        assert!(implied("'bsn'", weak, Standard::Minimum));
        assert!(!implied("'bsn'", weak, Standard::Typical));
    }
}
