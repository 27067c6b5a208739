//! Time, money and calendar months, as whole numbers with their units.

use std::fmt;
use std::str::FromStr;

/// Months in a year.
pub const MONTHS_PER_YEAR: u32 = 12;

/// A duration, or a time from now, in whole months.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Months(pub u32);

impl Months {
    /// Makes a duration of whole years.
    #[must_use]
    pub fn from_years(years: u32) -> Self {
        Self(years.saturating_mul(MONTHS_PER_YEAR))
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
