//! Durations as people write them: `5y`, `18mo`, `2.5 years`, `1y 6mo`.

use crate::units::{MONTHS_PER_YEAR, Months};

/// The longest duration anybody may state: nobody has more than a hundred years of experience.
pub const LONGEST: Months = Months(100 * MONTHS_PER_YEAR);

/// A text that is no duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DurationError {
    /// The text has another form.
    #[error("expected a duration such as `5y`, `18mo` or `2y 6mo`")]
    Form,
    /// The text names no whole number of months.
    #[error("expected a whole number of months")]
    Fraction,
    /// The duration is negative.
    #[error("a duration cannot be negative")]
    Negative,
    /// The duration is longer than [`LONGEST`].
    #[error("expected at most 100 years")]
    TooLong,
    /// A number without a unit, where it could mean years or months.
    #[error("say years or months, such as `2y` or `18mo`")]
    Unit,
}

/// Reads a duration; a number without a unit is years when `bare_years`, and an error otherwise.
///
/// # Errors
/// When the text is no duration, or an impossible one.
pub fn parse(text: &str, bare_years: bool) -> Result<Months, DurationError> {
    let text = text.trim().to_ascii_lowercase();
    if text.starts_with('-') {
        return Err(DurationError::Negative);
    }
    let mut rest = text.as_str();
    let mut hundredths = 0_u64;
    let mut parts = 0;
    while !rest.is_empty() {
        let number_end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.');
        let (number, tail) = rest.split_at(number_end.unwrap_or(rest.len()));
        let tail = tail.trim_start();
        let unit_end = tail.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(unit_end);
        let months_per_unit = match unit {
            "y" | "yr" | "yrs" | "year" | "years" => u64::from(MONTHS_PER_YEAR),
            "m" | "mo" | "mos" | "month" | "months" => 1,
            "" if bare_years && parts == 0 && tail.is_empty() => u64::from(MONTHS_PER_YEAR),
            "" if parts == 0 && tail.is_empty() && !number.is_empty() => return Err(DurationError::Unit),
            _ => return Err(DurationError::Form),
        };
        let part = months_in_hundredths(number, months_per_unit)?;
        hundredths = hundredths.saturating_add(part);
        parts += 1;
        rest = tail.trim_start();
    }
    if parts == 0 {
        return Err(DurationError::Form);
    }
    if !hundredths.is_multiple_of(100) {
        return Err(DurationError::Fraction);
    }
    let months = hundredths / 100;
    if months > u64::from(LONGEST.0) {
        return Err(DurationError::TooLong);
    }
    Ok(Months(months as u32))
}

/// Multiplies a decimal number of at most two digits after the point, in hundredths of a month.
fn months_in_hundredths(number: &str, months_per_unit: u64) -> Result<u64, DurationError> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || fraction.contains('.') || number.ends_with('.') {
        return Err(DurationError::Form);
    }
    if fraction.len() > 2 {
        return Err(DurationError::Fraction);
    }
    let whole: u64 = whole.parse().map_err(|_| DurationError::TooLong)?;
    let fraction: u64 = format!("{fraction:0<2}").parse().map_err(|_| DurationError::Form)?;
    Ok(whole.saturating_mul(100).saturating_add(fraction).saturating_mul(months_per_unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_understood() {
        for (text, months) in [
            ("5", 60),
            ("2.5", 30),
            ("0", 0),
            ("5y", 60),
            ("18mo", 18),
            ("18 months", 18),
            ("1 year", 12),
            ("2y 6mo", 30),
            ("2Y6MO", 30),
            ("0.25y", 3),
        ] {
            assert_eq!(parse(text, true), Ok(Months(months)), "{text}");
        }
    }

    #[test]
    fn nonsense_is_refused_with_its_reason() {
        for (text, error) in [
            ("", DurationError::Form),
            ("soon", DurationError::Form),
            ("5 5", DurationError::Form),
            ("5y 3", DurationError::Form),
            ("1.", DurationError::Form),
            ("-3", DurationError::Negative),
            ("-3y", DurationError::Negative),
            ("101y", DurationError::TooLong),
            ("99999999999999999999", DurationError::TooLong),
            ("0.3y", DurationError::Fraction),
            ("1.123y", DurationError::Fraction),
            ("2.5mo", DurationError::Fraction),
            ("NaN", DurationError::Form),
            ("1e3", DurationError::Form),
        ] {
            assert_eq!(parse(text, true), Err(error), "{text}");
        }
        assert_eq!(parse("5", false), Err(DurationError::Unit));
    }
}
