//! A saved plan of any text, for the shipped catalog: it is refused with a reason, or can be checked and compared.

use careerpath::explain::changes::Changes;
use careerpath::planner::verify::verify;
use careerpath::saved::{Answer, SavedError};

use super::SHIPPED;

pub(crate) fn check(data: &[u8]) {
    let Ok(json) = std::str::from_utf8(data) else { return };
    let Some(answer) = reason(Answer::parse(json, "plan.json")) else { return };
    if let Some(edition) = reason(answer.edition()) {
        let changes = Changes::between(&edition, &edition);
        assert!(changes.is_nothing(), "nothing changes between a plan and itself");
    }
    let Some(saved) = reason(answer.saved(&SHIPPED, "plan.json")) else { return };
    for plan in &saved.plans {
        let violations = verify(&saved.catalog, &saved.query, plan);
        assert!(violations.is_sorted_by_key(|violation| violation.month));
        // Sound or not, the same is found again.
        assert_eq!(verify(&saved.catalog, &saved.query, plan), violations);
    }
}

fn reason<T>(result: Result<T, SavedError>) -> Option<T> {
    result.inspect_err(|error| assert!(!error.to_string().is_empty(), "a refusal has a reason")).ok()
}
