//! Durations as people write them: `6y`, `18mo`, `6 years`, and fractions of a year.

use crate::catalog::keys::LONGEST;
use crate::units::Months;

/// Reads a duration such as `6y`, `18mo`, `18m`, `6 years`; `None` unless it is 1 to 1200 months.
pub(super) fn parse(text: &str) -> Option<Months> {
    let text = text.trim();
    let unit = text.find(|character: char| !character.is_ascii_digit())?;
    let number: u32 = text[..unit].parse().ok()?;
    let months = match text[unit..].trim().to_ascii_lowercase().as_str() {
        "y" | "yr" | "yrs" | "year" | "years" => number.checked_mul(12)?,
        "m" | "mo" | "mos" | "month" | "months" => number,
        _ => return None,
    };
    (1..=LONGEST).contains(&months).then_some(Months(months))
}

/// Reads a decimal number of years such as `1.5`; `None` unless it is a whole number of months in range.
pub(super) fn months_of_years(digits: &str) -> Option<Months> {
    let (years, fraction) = digits.split_once('.')?;
    if fraction.len() > 6 {
        return None;
    }
    let years: u32 = years.parse().ok()?;
    let parts: u32 = fraction.parse::<u32>().ok()? * 12;
    let whole = 10_u32.pow(fraction.len() as u32);
    let months = years.checked_mul(12)?.checked_add(parts / whole)?;
    (parts.is_multiple_of(whole) && months <= LONGEST).then_some(Months(months))
}
