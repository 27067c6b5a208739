//! Time, money and calendar months, as whole numbers with their units, and how numbers are written.

use std::fmt;
use std::str::FromStr;

/// Months in a year.
pub const MONTHS_PER_YEAR: u32 = 12;

/// A duration, or a time from now, in whole months.
///
/// ```
/// use careerpath::units::Months;
/// assert_eq!(Months(27).to_string(), "2 years 3 months");
/// assert_eq!(Months(1).to_string(), "1 month");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Months(pub u32);

impl Months {
    /// Makes a duration of whole years.
    #[must_use]
    pub fn from_years(years: u32) -> Self {
        Self(years.saturating_mul(MONTHS_PER_YEAR))
    }
}

impl fmt::Display for Months {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (years, months) = (self.0 / MONTHS_PER_YEAR, self.0 % MONTHS_PER_YEAR);
        let in_years = count(u64::from(years), "year", "years");
        let in_months = count(u64::from(months), "month", "months");
        match (years, months) {
            (0, _) => formatter.write_str(&in_months),
            (_, 0) => formatter.write_str(&in_years),
            _ => write!(formatter, "{in_years} {in_months}"),
        }
    }
}

/// An amount in whole units of the catalog's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Money(pub i64);

/// A month of the calendar, written `YYYY-MM`.
///
/// ```
/// use careerpath::units::{CalendarMonth, Months};
/// let start: CalendarMonth = "2026-11".parse().unwrap();
/// assert_eq!(start.plus(Months(3)).to_string(), "2027-02");
/// assert!("2026-13".parse::<CalendarMonth>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CalendarMonth(i32);

/// A text that is no calendar month.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a month such as 2026-11")]
pub struct CalendarMonthError;

impl CalendarMonth {
    /// Makes the month `month` (1 to 12) of `year`; `None` outside years 1 to 9999 or months 1 to 12.
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Self> {
        let month = i32::try_from(month).ok()?;
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then(|| Self(year * 12 + month - 1))
    }

    /// Returns the year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// Returns the month of the year, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.rem_euclid(12).unsigned_abs() + 1
    }

    /// Returns the month that is `months` later.
    #[must_use]
    pub fn plus(self, months: Months) -> Self {
        Self(self.0.saturating_add_unsigned(months.0))
    }

    /// Returns the signed number of months from `earlier` to this month.
    #[must_use]
    pub fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }
}

impl fmt::Display for CalendarMonth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year(), self.month())
    }
}

impl FromStr for CalendarMonth {
    type Err = CalendarMonthError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, month) = text.split_once('-').ok_or(CalendarMonthError)?;
        let digits = |part: &str, length: usize| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(year, 4) || !digits(month, 2) {
            return Err(CalendarMonthError);
        }
        let year = year.parse().map_err(|_| CalendarMonthError)?;
        let month = month.parse().map_err(|_| CalendarMonthError)?;
        Self::new(year, month).ok_or(CalendarMonthError)
    }
}

/// Returns `1 month` or `3 months`.
#[must_use]
pub(crate) fn count(number: u64, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{} {many}", digits(number)) }
}

/// Writes a number with commas between groups of three digits.
#[must_use]
pub(crate) fn digits(number: u64) -> String {
    let plain = number.to_string();
    let mut grouped = String::new();
    for (position, digit) in plain.chars().enumerate() {
        if position > 0 && (plain.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_counted() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(digits), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(count(1, "job change", "job changes"), "1 job change");
        assert_eq!(count(0, "job change", "job changes"), "0 job changes");
    }

    #[test]
    fn durations_drop_what_is_zero() {
        let texts = [0, 1, 11, 12, 13, 120, 27].map(|months| Months(months).to_string());
        let expected =
            ["0 months", "1 month", "11 months", "1 year", "1 year 1 month", "10 years", "2 years 3 months"];
        assert_eq!(texts, expected);
    }
}
