//! The currency of a catalog's amounts.

/// A currency: its code, and the symbol that is written before an amount.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Currency {
    /// The code, such as `GBP`.
    pub code: String,
    /// The symbol, such as `£`; without one the code stands after an amount.
    pub symbol: Option<String>,
}

impl Currency {
    /// Returns the currency of which nothing is known but its code: the dollar of the United States has its `$`.
    #[must_use]
    pub fn of_code(code: &str) -> Self {
        let symbol = (code == "USD").then(|| "$".to_owned());
        Self { code: code.to_owned(), symbol }
    }
}

impl Default for Currency {
    /// Returns the currency of a catalog that names none.
    fn default() -> Self {
        Self::of_code("USD")
    }
}

/// Tells whether a symbol can stand before an amount without being taken for a part of the number.
pub(super) fn is_symbol(text: &str) -> bool {
    let is_of_number = |letter: char| {
        letter.is_numeric() || letter.is_whitespace() || letter.is_control() || "+-−~.,".contains(letter)
    };
    (1..=8).contains(&text.chars().count()) && !text.contains(is_of_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_is_no_part_of_a_number() {
        for symbol in ["£", "$", "€", "kr", "R$", "zł", "CHF"] {
            assert!(is_symbol(symbol), "{symbol}");
        }
        for symbol in ["", " ", "£ ", "1", "-", "~$", "a.b", "\u{1b}[0m", "kilometers"] {
            assert!(!is_symbol(symbol), "{symbol:?}");
        }
    }
}
