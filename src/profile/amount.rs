//! Amounts of money as people write them: `40000`, `$40,000`, `40k`.

use crate::units::Money;

/// The highest amount that is believed.
pub const LARGEST: Money = Money(1_000_000_000);

/// A text that is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AmountError {
    /// The text has another form.
    #[error("expected a whole amount such as `40000`, `$40,000` or `40k`")]
    Form,
    /// A comma that separates no groups of three digits, and might stand for a point.
    #[error("a comma stands before three digits, as in `40,000`; write two and a half thousand as `2500`")]
    Comma,
    /// The amount is negative.
    #[error("an amount cannot be negative")]
    Negative,
    /// The amount is higher than [`LARGEST`].
    #[error("expected at most 1,000,000,000")]
    TooLarge,
}

/// Reads an amount.
///
/// # Errors
/// When the text is no amount, or an impossible one.
pub fn parse(text: &str) -> Result<Money, AmountError> {
    let text = text.trim();
    if text.starts_with('-') {
        return Err(AmountError::Negative);
    }
    let plain = text.trim_start_matches('$').replace('_', "");
    let (grouped, factor) = match plain.strip_suffix(['k', 'K']) {
        Some(thousands) => (thousands, 1000),
        None => (plain.as_str(), 1),
    };
    let number = grouped.replace(',', "");
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        return Err(AmountError::Form);
    }
    if !has_groups_of_three(grouped) {
        return Err(AmountError::Comma);
    }
    let amount = number.parse::<i64>().ok().and_then(|amount| amount.checked_mul(factor));
    amount.map(Money).filter(|amount| *amount <= LARGEST).ok_or(AmountError::TooLarge)
}

/// Tells whether every comma is followed by three digits, and the first one follows at most as many.
fn has_groups_of_three(number: &str) -> bool {
    let mut groups = number.split(',');
    let first = groups.next().unwrap_or_default().len();
    let mut groups = groups.peekable();
    groups.peek().is_none() || (1..=3).contains(&first) && groups.all(|group| group.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_written() {
        for (text, amount) in [
            ("40000", 40_000),
            ("$40,000", 40_000),
            ("40_000", 40_000),
            ("1,250,000", 1_250_000),
            ("1,250k", 1_250_000),
            ("40k", 40_000),
            ("0", 0),
        ] {
            assert_eq!(parse(text), Ok(Money(amount)), "{text}");
        }
        for text in ["2,5k", "2,5", "2,50", "40000,000", "40,00,000", ",500", "500,", "1,,000"] {
            assert_eq!(parse(text), Err(AmountError::Comma), "{text}");
        }
        for (text, error) in [
            ("", AmountError::Form),
            ("many", AmountError::Form),
            ("1.5", AmountError::Form),
            (",", AmountError::Form),
            ("$", AmountError::Form),
            ("k", AmountError::Form),
            ("-5", AmountError::Negative),
            ("9999999999999999999999", AmountError::TooLarge),
            ("2000000000", AmountError::TooLarge),
        ] {
            assert_eq!(parse(text), Err(error), "{text}");
        }
    }
}
