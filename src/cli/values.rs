//! Values as people type them.

use crate::catalog::Standard;
use crate::profile::{amount, duration};
use crate::units::{CalendarMonth, Money, Months};

const HOURS_IN_A_WEEK: u32 = 168;

/// Reads a duration in which a bare number means years.
pub(super) fn years(text: &str) -> Result<Months, String> {
    duration::parse(text, true).map_err(|error| error.to_string())
}

/// Reads a duration of at least one month in which a bare number means years.
pub(super) fn positive_years(text: &str) -> Result<Months, String> {
    let months = years(text)?;
    if months.0 == 0 { Err("expected at least 1 month".to_owned()) } else { Ok(months) }
}

/// Reads a number of months: `6`, `6mo`, `1y`.
pub(super) fn months(text: &str) -> Result<Months, String> {
    let bare = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = if bare { format!("{text}mo") } else { text.to_owned() };
    duration::parse(&text, false).map_err(|error| error.to_string())
}

/// Reads a number of months that is at least one.
pub(super) fn positive_months(text: &str) -> Result<Months, String> {
    let months = months(text)?;
    if months.0 == 0 { Err("expected at least 1 month".to_owned()) } else { Ok(months) }
}

/// Reads an amount: `40000`, `40,000`, `40k`.
pub(super) fn money(text: &str) -> Result<Money, String> {
    amount::parse(text).map_err(|error| error.to_string())
}

/// Reads a number of states.
pub(super) fn states(text: &str) -> Result<u64, String> {
    let number = text.parse().ok().filter(|states| *states > 0);
    number.ok_or_else(|| "expected a number of states from 1".to_owned())
}

/// Reads an amount of memory in bytes: `1000000`, `512M`, `2G`, `2GiB`.
pub(super) fn memory(text: &str) -> Result<u64, String> {
    let expected = || "expected an amount of memory from 1 byte, such as `512M` or `2G`".to_owned();
    let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let shift = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        "t" | "tb" | "tib" => 40,
        _ => return Err(expected()),
    };
    let bytes = number.parse().ok().and_then(|number: u64| number.checked_mul(1 << shift));
    bytes.filter(|bytes| *bytes > 0).ok_or_else(expected)
}

/// Reads hours a week.
pub(super) fn hours(text: &str) -> Result<u32, String> {
    let number = text.parse().ok().filter(|hours| *hours <= HOURS_IN_A_WEEK);
    number.ok_or_else(|| format!("expected whole hours a week from 0 to {HOURS_IN_A_WEEK}"))
}

/// Reads a standard.
pub(super) fn standard(text: &str) -> Result<Standard, String> {
    Standard::ALL
        .into_iter()
        .find(|standard| standard.word() == text)
        .ok_or_else(|| "expected `minimum`, `typical` or `competitive`".to_owned())
}

/// Reads a month of the calendar within reach of a lifetime.
pub(super) fn calendar_month(text: &str) -> Result<CalendarMonth, String> {
    let month: CalendarMonth = text.parse().map_err(|error| format!("{error}"))?;
    if (1900..=2200).contains(&month.year()) {
        Ok(month)
    } else {
        Err("expected a year from 1900 to 2200".to_owned())
    }
}

/// Returns the current month.
pub(super) fn current_month() -> CalendarMonth {
    let today = jiff::Zoned::now().date();
    CalendarMonth::new(i32::from(today.year()), today.month().unsigned_abs().into())
        .expect("the clock shows a month of our calendar")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_may_be_bare() {
        assert_eq!(months("6"), Ok(Months(6)));
        assert_eq!(months("1y"), Ok(Months(12)));
        assert!(months("-6").is_err());
        assert!(positive_months("0").is_err());
    }

    #[test]
    fn memory_has_units_of_1024() {
        assert_eq!(memory("1000"), Ok(1000));
        assert_eq!(memory("512M"), Ok(512 << 20));
        assert_eq!((memory("2g"), memory("2 GiB")), (Ok(2 << 30), Ok(2 << 30)));
        for text in ["", "0", "-1", "M", "1.5G", "1P", "99999999999T"] {
            assert!(memory(text).is_err(), "{text}");
        }
    }

    #[test]
    fn impossible_dates_are_refused() {
        for text in ["2026-13", "2026-00", "1066-10", "soon", "2026-1"] {
            assert!(calendar_month(text).is_err(), "{text}");
        }
    }
}
