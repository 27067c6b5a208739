//! Amounts of money as people write them: `40000`, `$40,000`, `40k`.

use crate::units::Money;

/// The highest amount that is believed.
pub const LARGEST: Money = Money(1_000_000_000);

/// A text that is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// The text has another form.
    #[error("expected a whole amount such as `40000`, `$40,000` or `40k`")]
    Form,
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
    let plain = text.trim_start_matches('$').replace([',', '_'], "");
    let (number, factor) = match plain.strip_suffix(['k', 'K']) {
        Some(thousands) => (thousands, 1000),
        None => (plain.as_str(), 1),
    };
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        return Err(AmountError::Form);
    }
    let amount = number.parse::<i64>().ok().and_then(|amount| amount.checked_mul(factor));
    amount.map(Money).filter(|amount| *amount <= LARGEST).ok_or(AmountError::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_written() {
        for (text, amount) in [("40000", 40_000), ("$40,000", 40_000), ("40k", 40_000), ("0", 0)] {
            assert_eq!(parse(text), Ok(Money(amount)), "{text}");
        }
        for (text, error) in [
            ("", AmountError::Form),
            ("many", AmountError::Form),
            ("1.5", AmountError::Form),
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
