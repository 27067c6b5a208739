//! Durations as people write them: `5y`, `18mo`, `2.5 years`, `1 year and 6 months`, `two and a half years`.

use crate::units::{MONTHS_PER_YEAR, Months};

/// The longest duration anybody may state: nobody has more than a hundred years of experience.
pub const LONGEST: Months = Months(100 * MONTHS_PER_YEAR);

/// A text that is no duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
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
/// Understood are digits and the words of numbers, halves and quarters, a comma for a point, and words such as
/// `about` before and `and` between: `6y`, `18 months`, `1 1/2 years`, `two and a half years`, `a year and 6 months`.
///
/// # Errors
/// When the text is no duration, or an impossible one.
pub fn parse(text: &str, bare_years: bool) -> Result<Months, DurationError> {
    let text = text.trim().to_lowercase();
    if text.starts_with('-') {
        return Err(DurationError::Negative);
    }
    let mut reader = Reader { tokens: tokens(&text)?, position: 0 };
    while reader.skip_words(&["about", "around", "roughly", "approximately", "for"]) {}
    let mut hundredths = 0_u64;
    let mut last_unit = None;
    while let Some(token) = reader.peek() {
        let joined = last_unit.is_some() && matches!(token, Token::Comma | Token::Word("and"));
        if joined {
            reader.position += 1;
        }
        let quantity = reader.quantity()?;
        let unit = match (reader.next(), last_unit) {
            (Some(Token::Word(word)), _) => months_per_unit(word).ok_or(DurationError::Form)?,
            (None, None) if bare_years => u64::from(MONTHS_PER_YEAR),
            (None, None) => return Err(DurationError::Unit),
            // A year and a half.
            (None, Some(unit)) if joined && quantity == HALF => unit,
            _ => return Err(DurationError::Form),
        };
        hundredths = hundredths.saturating_add(quantity.saturating_mul(unit));
        last_unit = Some(unit);
    }
    if last_unit.is_none() {
        return Err(DurationError::Form);
    }
    if !hundredths.is_multiple_of(WHOLE) {
        return Err(DurationError::Fraction);
    }
    let months = hundredths / WHOLE;
    if months > u64::from(LONGEST.0) {
        return Err(DurationError::TooLong);
    }
    Ok(Months(months as u32))
}

/// Quantities are counted in hundredths.
const WHOLE: u64 = 100;
const HALF: u64 = 50;

/// A piece of a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token<'t> {
    /// Digits, perhaps with a point or a comma for it.
    Number(&'t str),
    /// A fraction of one, in hundredths.
    Fraction(u64),
    Word(&'t str),
    Comma,
}

/// Splits a text in lower case into its pieces.
fn tokens(text: &str) -> Result<Vec<Token<'_>>, DurationError> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start_matches('~').trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '0'..='9' => number_length(rest),
            _ if first.is_alphabetic() => {
                rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len())
            }
            _ => first.len_utf8(),
        };
        let (piece, tail) = rest.split_at(length);
        rest = tail;
        match first {
            '0'..='9' if piece.contains('/') => {
                tokens.push(Token::Fraction(fraction(piece).ok_or(DurationError::Form)?));
            }
            '0'..='9' => tokens.push(Token::Number(piece)),
            '½' | '¼' | '¾' => tokens.extend(fraction(piece).map(Token::Fraction)),
            ',' => tokens.push(Token::Comma),
            '&' => tokens.push(Token::Word("and")),
            // `18-month`, but not `2-3 years`; `yrs.`, but not `1.`
            '-' if rest.starts_with(char::is_alphabetic) => {}
            '.' if matches!(tokens.last(), Some(Token::Word(_))) => {}
            _ if first.is_alphabetic() => tokens.push(Token::Word(piece)),
            _ if first.is_whitespace() => {}
            _ => return Err(DurationError::Form),
        }
    }
    Ok(tokens)
}

/// Returns how many bytes of the text are one number; a mark belongs to it only between two digits.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_digit);
    let is_mark = |index: usize| bytes.get(index).is_some_and(|byte| b".,/".contains(byte));
    let mut length = 0;
    while is_digit(length) || (is_mark(length) && is_digit(length + 1)) {
        length += 1;
    }
    length
}

fn fraction(text: &str) -> Option<u64> {
    match text {
        "1/2" | "½" => Some(HALF),
        "1/4" | "¼" => Some(25),
        "3/4" | "¾" => Some(75),
        _ => None,
    }
}

fn months_per_unit(word: &str) -> Option<u64> {
    match word {
        "y" | "yr" | "yrs" | "year" | "years" => Some(u64::from(MONTHS_PER_YEAR)),
        "m" | "mo" | "mos" | "mth" | "mths" | "month" | "months" => Some(1),
        _ => None,
    }
}

struct Reader<'t> {
    tokens: Vec<Token<'t>>,
    position: usize,
}

impl<'t> Reader<'t> {
    fn peek(&self) -> Option<Token<'t>> {
        self.tokens.get(self.position).copied()
    }

    fn next(&mut self) -> Option<Token<'t>> {
        let token = self.peek();
        self.position += 1;
        token
    }

    /// Goes past one of the words, if it is next.
    fn skip_words(&mut self, words: &[&str]) -> bool {
        let skips = matches!(self.peek(), Some(Token::Word(word)) if words.contains(&word));
        self.position += usize::from(skips);
        skips
    }

    /// Reads how many of a unit, in hundredths.
    fn quantity(&mut self) -> Result<u64, DurationError> {
        let token = self.next().ok_or(DurationError::Form)?;
        let whole = match token {
            Token::Fraction(hundredths) => return Ok(self.of_a(hundredths)),
            Token::Word("half") => return Ok(self.of_a(HALF)),
            Token::Word("a" | "an") if self.skip_words(&["half"]) => return Ok(self.of_a(HALF)),
            Token::Word("a" | "an") if self.peek().is_some() => return Ok(WHOLE),
            Token::Word(word) => self.number_word(word).ok_or(DurationError::Form)?.saturating_mul(WHOLE),
            Token::Number(number) => hundredths(number)?,
            Token::Comma => return Err(DurationError::Form),
        };
        match self.tokens.get(self.position..).unwrap_or_default() {
            [Token::Fraction(part), ..] => {
                self.position += 1;
                Ok(whole.saturating_add(*part))
            }
            // Two and a half years.
            [Token::Word("and"), Token::Word("a"), Token::Word("half"), ..] => {
                self.position += 3;
                Ok(whole.saturating_add(HALF))
            }
            _ => Ok(whole),
        }
    }

    /// Goes past what stands between a part and its unit: half `of a` year.
    fn of_a(&mut self, hundredths: u64) -> u64 {
        self.skip_words(&["of"]);
        self.skip_words(&["a", "an"]);
        hundredths
    }

    /// Returns what the word, with the next one where they belong together, counts.
    fn number_word(&mut self, word: &str) -> Option<u64> {
        const ONES: [&str; 20] = [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ];
        const TENS: [&str; 5] = ["twenty", "thirty", "forty", "fifty", "sixty"];
        let position = |words: &[&str], word: &str| words.iter().position(|known| *known == word);
        if let Some(ones) = position(&ONES, word) {
            return Some(ones as u64);
        }
        let tens = 10 * (position(&TENS, word)? + 2);
        let ones = match self.peek() {
            Some(Token::Word(next)) => position(&ONES[..10], next).filter(|ones| *ones > 0),
            _ => None,
        };
        self.position += usize::from(ones.is_some());
        Some((tens + ones.unwrap_or(0)) as u64)
    }
}

/// Reads a decimal number of at most two digits after the point.
fn hundredths(number: &str) -> Result<u64, DurationError> {
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    if fraction.contains(['.', ',']) {
        return Err(DurationError::Form);
    }
    if fraction.len() > 2 {
        return Err(DurationError::Fraction);
    }
    let whole: u64 = whole.parse().map_err(|_| DurationError::TooLong)?;
    let fraction: u64 = format!("{fraction:0<2}").parse().map_err(|_| DurationError::Form)?;
    Ok(whole.saturating_mul(WHOLE).saturating_add(fraction))
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
            ("6 yrs.", 72),
            ("2,5 years", 30),
            ("1 year 6 months", 18),
            ("1 year and 6 months", 18),
            ("2 years, 3 months", 27),
            ("1y6mo", 18),
            ("1 1/2 years", 18),
            ("1½ years", 18),
            ("half", 6),
            ("½ year", 6),
            ("half a year", 6),
            ("a half year", 6),
            ("three", 36),
            ("two and a half", 30),
            ("two and a half years", 30),
            ("a year and a half", 18),
            ("a month", 1),
            ("eighteen months", 18),
            ("twenty-four months", 24),
            ("18-month", 18),
            ("about 6 years", 72),
            ("~6y", 72),
            ("Six Years", 72),
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
            ("2-3 years", DurationError::Form),
            ("2 to 3 years", DurationError::Form),
            ("5y and", DurationError::Form),
            ("and 5y", DurationError::Form),
            ("5y a half", DurationError::Form),
            ("a", DurationError::Form),
            ("1/3 year", DurationError::Form),
            ("6 weeks", DurationError::Form),
            ("since 2019", DurationError::Form),
            ("2019", DurationError::TooLong),
            ("1,000 months", DurationError::Fraction),
            ("1.2.3", DurationError::Form),
            ("y", DurationError::Form),
            (".5y", DurationError::Form),
            ("sixty-ten years", DurationError::Form),
        ] {
            assert_eq!(parse(text, true), Err(error), "{text}");
        }
        assert_eq!(parse("5", false), Err(DurationError::Unit));
    }
}
