//! The person meant by `--from ROLE`.

use crate::catalog::Catalog;
use crate::ids::RoleId;
use crate::units::{CalendarMonth, Months};

use super::Person;

/// Returns someone who has just what `role` requires and its typical credentials, plus `months` in it.
#[must_use]
pub fn person_in_role(catalog: &Catalog, role: RoleId, months: Months, now: CalendarMonth) -> Person {
    let _ = (catalog, role, months, now);
    unimplemented!()
}
