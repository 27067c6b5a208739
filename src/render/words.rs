//! Words for numbers: plurals, lists, money, durations and dates, the same in every output.

use crate::catalog::{Basis, Currency, Figure, Outlook, Standard};
use crate::explain::pay::PayFigure;
use crate::units::{CalendarMonth, MONTHS_PER_YEAR, Money, Months};

pub(crate) use crate::units::{count, digits};

const MONTH_NAMES: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// What stands in place of a figure that nobody states, or that is withheld where that makes no difference.
pub(crate) const NO_FIGURE: &str = "no figure";

/// What stands in place of a figure that is known to its source and not released.
pub(crate) const WITHHELD: &str = "withheld";

/// Joins items as a person would: `a`, `a and b`, `a, b and c`.
#[must_use]
pub(crate) fn list(items: &[String], conjunction: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} {conjunction} {last}", most.join(", ")),
    }
}

/// Returns the names of things, one each.
#[must_use]
pub(crate) fn ids<'t, T>(things: &[T], name: impl Fn(&T) -> &'t String) -> Vec<&'t str> {
    things.iter().map(|thing| name(thing).as_str()).collect()
}

/// Writes an amount: `$1,234` where the currency has a symbol, `1,234 EUR` where it has none.
#[must_use]
pub(crate) fn money(amount: Money, currency: &Currency) -> String {
    let sign = if amount.0 < 0 { "-" } else { "" };
    in_currency(sign, &digits(amount.0.unsigned_abs()), currency)
}

/// Puts a sign, a number and a currency together. A symbol that ends in a letter stands apart: `kr 500`.
#[must_use]
pub(crate) fn in_currency(sign: &str, number: &str, currency: &Currency) -> String {
    match &currency.symbol {
        Some(symbol) if symbol.ends_with(char::is_alphabetic) => format!("{sign}{symbol} {number}"),
        Some(symbol) => format!("{sign}{symbol}{number}"),
        None => format!("{sign}{number} {}", currency.code),
    }
}

/// Writes an amount, with `~` before an estimate.
#[must_use]
pub(crate) fn approximate(amount: Money, basis: Basis, currency: &Currency) -> String {
    let mark = if basis == Basis::Estimate { "~" } else { "" };
    format!("{mark}{}", money(amount, currency))
}

/// Writes a change in tenths of a percent: `+5.2 %`.
#[must_use]
pub(crate) fn growth(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "+" };
    let tenths = tenths.unsigned_abs();
    format!("{sign}{}.{} %", tenths / 10, tenths % 10)
}

/// Writes what is expected of an occupation: growth, openings, education and experience at entry.
#[must_use]
pub(crate) fn outlook(outlook: &Outlook) -> String {
    let mut parts = Vec::new();
    if let Some(change) = outlook.growth_permille {
        let period = outlook.period.as_deref().unwrap_or("the period");
        parts.push(format!("employment {} in {period}", growth(change)));
    }
    parts.extend(outlook.openings.map(|openings| format!("{} openings a year", digits(openings))));
    parts.extend(outlook.entry_education.as_ref().map(|education| format!("entry education {education}")));
    let experience = outlook.related_experience.as_deref().filter(|text| *text != "None");
    parts.extend(experience.map(|experience| format!("related experience {}", experience.to_lowercase())));
    parts.join(", ")
}

/// Writes a figure of pay: `$97,550`, or `$200,000–$250,000` for a range.
#[must_use]
pub(crate) fn pay(figure: &PayFigure, currency: &Currency) -> String {
    let amount = approximate(figure.amount, figure.basis, currency);
    if figure.high == figure.amount {
        return amount;
    }
    format!("{amount}–{}", money(figure.high, currency))
}

/// Returns the year of a figure, or `undated` where its source bears none; nothing for an estimate without one.
#[must_use]
pub(crate) fn year(figure: &Figure) -> Option<String> {
    let undated = figure.source.map(|_| "undated".to_owned());
    figure.year.map(|year| year.to_string()).or(undated)
}

/// Writes a duration briefly: `2y 3mo`.
#[must_use]
pub(crate) fn brief_duration(months: Months) -> String {
    match (months.0 / MONTHS_PER_YEAR, months.0 % MONTHS_PER_YEAR) {
        (0, rest) => format!("{rest}mo"),
        (years, 0) => format!("{years}y"),
        (years, rest) => format!("{years}y {rest}mo"),
    }
}

/// Writes a duration in full words: `2 years 3 months`.
#[must_use]
pub(crate) fn duration(months: Months) -> String {
    months.to_string()
}

/// Writes how one plan differs from another: `3 months later`, `$500 more`; nothing for what is equal.
#[must_use]
pub(crate) fn difference(months: i64, amount: i64, currency: &Currency) -> Vec<String> {
    let mut differs = Vec::new();
    let time = duration(Months(u32::try_from(months.unsigned_abs()).unwrap_or(u32::MAX)));
    match months {
        0 => {}
        1.. => differs.push(format!("{time} later")),
        _ => differs.push(format!("{time} sooner")),
    }
    let sum = money(Money(amount.saturating_abs()), currency);
    match amount {
        0 => {}
        1.. => differs.push(format!("{sum} more")),
        _ => differs.push(format!("{sum} less")),
    }
    differs
}

/// Returns the short name of a month: `Feb`.
#[must_use]
pub(crate) fn month_name(month: CalendarMonth) -> &'static str {
    MONTH_NAMES[(month.month() - 1) as usize]
}

/// Writes a month of the calendar: `Feb 2027`.
#[must_use]
pub(crate) fn calendar(month: CalendarMonth) -> String {
    format!("{} {}", month_name(month), month.year())
}

/// Writes the time from `first` to the month before `end`: `Feb 2027 – Jan 2029`, or one month alone.
#[must_use]
pub(crate) fn calendar_span(start: CalendarMonth, first: Months, end: Months) -> String {
    let last = Months(end.0.saturating_sub(1).max(first.0));
    if last == first {
        return calendar(start.plus(first));
    }
    format!("{} – {}", calendar(start.plus(first)), calendar(start.plus(last)))
}

/// Returns the name of an area as a sentence has it: `the United States`, `England`.
#[must_use]
pub(crate) fn area(name: &str) -> String {
    if name.starts_with("United ") { format!("the {name}") } else { name.to_owned() }
}

/// Says what a standard asks for.
#[must_use]
pub(crate) fn standard(standard: Standard) -> &'static str {
    match standard {
        Standard::Minimum => "only what nobody gets in without, rare openings included",
        Standard::Typical => "what is required and what most employers ask for",
        Standard::Competitive => "what is required, usual and preferred",
    }
}

/// Returns the text with its first letter in upper case.
#[must_use]
pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Returns an amount of memory in the largest unit that says it exactly: `512 MiB`.
#[must_use]
pub(crate) fn memory(bytes: u64) -> String {
    match unit_of_memory(bytes) {
        (number, "") => count(number, "byte", "bytes"),
        (number, unit) => format!("{} {unit}iB", digits(number)),
    }
}

/// Returns four times as much memory as it is typed on the command line: `4G`; at least `1M`.
#[must_use]
pub(crate) fn more_memory(bytes: u64) -> String {
    let (number, unit) = unit_of_memory(bytes.saturating_mul(4).max(1 << 20));
    format!("{number}{unit}")
}

fn unit_of_memory(bytes: u64) -> (u64, &'static str) {
    let exact = [(30, "G"), (20, "M"), (10, "K")]
        .into_iter()
        .find(|(shift, _)| bytes > 0 && bytes.is_multiple_of(1 << shift));
    exact.map_or((bytes, ""), |(shift, unit)| (bytes >> shift, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_their_currency() {
        let currency = |code: &str, symbol: Option<&str>| Currency {
            code: code.to_owned(),
            symbol: symbol.map(str::to_owned),
        };
        assert_eq!(money(Money(312_000), &Currency::of_code("USD")), "$312,000");
        assert_eq!(money(Money(-5), &currency("GBP", Some("£"))), "-£5");
        assert_eq!(money(Money(-500), &currency("SEK", Some("kr"))), "-kr 500");
        assert_eq!(money(Money(1_500), &Currency::of_code("EUR")), "1,500 EUR");
        assert_eq!(money(Money(1_500), &currency("USD", None)), "1,500 USD");
        assert_eq!([growth(232), growth(-37), growth(0)], ["+23.2 %", "-3.7 %", "+0.0 %"]);
    }

    #[test]
    fn durations_drop_what_is_zero() {
        assert_eq!(brief_duration(Months(0)), "0mo");
        assert_eq!(brief_duration(Months(24)), "2y");
        assert_eq!(brief_duration(Months(27)), "2y 3mo");
    }

    #[test]
    fn differences_have_a_direction_and_no_zero() {
        let dollars = Currency::of_code("USD");
        assert_eq!(difference(-14, 500, &dollars), ["1 year 2 months sooner", "$500 more"]);
        assert_eq!(difference(1, -2_000, &dollars), ["1 month later", "$2,000 less"]);
        assert_eq!(difference(0, 0, &dollars), Vec::<String>::new());
    }

    #[test]
    fn a_span_ends_in_its_last_month() {
        let start = CalendarMonth::new(2026, 11).expect("a month");
        assert_eq!(calendar_span(start, Months(3), Months(27)), "Feb 2027 – Jan 2029");
        assert_eq!(calendar_span(start, Months(0), Months(1)), "Nov 2026");
        assert_eq!(calendar_span(start, Months(2), Months(2)), "Jan 2027");
    }

    #[test]
    fn memory_is_said_in_the_largest_exact_unit() {
        assert_eq!([1, 1 << 10, 1536 << 10, 1 << 30].map(memory), ["1 byte", "1 KiB", "1,536 KiB", "1 GiB"]);
        assert_eq!([1, 400 << 10, 1 << 30].map(more_memory), ["1M", "1600K", "4G"]);
    }

    #[test]
    fn lists_read_aloud() {
        let items = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(list(&items(&[]), "and"), "");
        assert_eq!(list(&items(&["a"]), "and"), "a");
        assert_eq!(list(&items(&["a", "b", "c"]), "or"), "a, b or c");
    }
}
