//! The slips that keep a file from being TOML, in words for somebody who writes one by hand.
//!
//! The parser says where it could not go on, which may be a page below what was forgotten. Here the text is read for the
//! commonest slips alone, and only once the parser has refused it: what is found is never a verdict of its own.

use std::ops::Range;

use super::clip;

/// Why a text is not TOML.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    /// Where it is.
    pub(crate) span: Range<usize>,
    /// What is wrong there.
    pub(crate) label: String,
    /// Where it was noticed, if that is elsewhere.
    pub(crate) noticed: Option<Range<usize>>,
    /// What to do about it, where that is known.
    pub(crate) help: Option<String>,
}

/// The bytes of a line that are looked at for a value.
const LONGEST: usize = 200;

/// Words of TOML that are values without quotes.
const BARE: [&str; 4] = ["true", "false", "inf", "nan"];

/// The quotes that word processors write.
const CURLY: [char; 5] = ['“', '”', '„', '‘', '’'];

/// Returns why a text was refused: a common slip where there is one, or what the parser says; `None` where there are no
/// errors. One slip often makes errors in every line below it, which are gone with it: the first says enough.
///
/// `is_list` tells which tables there may be several of.
pub(crate) fn refusal(text: &str, errors: &[toml::de::Error], is_list: fn(&str) -> bool) -> Option<Slip> {
    let place = |error: &toml::de::Error| visible(text, &error.span().unwrap_or(0..0));
    let error = errors.iter().min_by_key(|error| place(error).start)?;
    let span = place(error);
    let line_end = text[span.start..].find('\n').map_or(text.len(), |length| span.start + length);
    let slip = first(text, is_list).filter(|slip| slip.span.start <= line_end);
    Some(slip.unwrap_or_else(|| Slip { span, label: tidy(error.message()), noticed: None, help: None }))
}

/// Makes one line of an error message of the parser.
fn tidy(message: &str) -> String {
    message.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Cuts a span to the text, and to its first line.
fn visible(text: &str, span: &Range<usize>) -> Range<usize> {
    let Range { start, end } = clip(text, span);
    start..text[start..end].find('\n').map_or(end, |length| start + length)
}

/// Returns the first slip in a text.
fn first(text: &str, is_list: fn(&str) -> bool) -> Option<Slip> {
    let mut scan = Scan { text, is_list, at: 0, open: Vec::new(), last: '\n' };
    loop {
        match scan.step() {
            Ok(true) => {}
            Ok(false) => return None,
            Err(slip) => return Some(slip),
        }
    }
}

/// A text being read.
struct Scan<'t> {
    text: &'t str,
    is_list: fn(&str) -> bool,
    at: usize,
    /// The brackets that are open, with their places.
    open: Vec<(char, usize)>,
    /// The last character that is neither blank nor of a comment; a line end where a line has none yet.
    last: char,
}

type Step = Result<bool, Slip>;

impl Scan<'_> {
    /// Reads on by one thing; `false` at the end, or where nothing more can be said.
    fn step(&mut self) -> Step {
        let rest = &self.text[self.at..];
        let Some(next) = rest.chars().next() else {
            return match self.open.last() {
                Some(&open) => Err(unclosed(open, None)),
                None => Ok(false),
            };
        };
        if self.is_line_start()
            && let Some(read) = self.line()?
        {
            self.at += read;
            return Ok(true);
        }
        match next {
            '#' => {
                self.at += line_of(rest).len();
                return Ok(true);
            }
            '"' | '\'' => return self.quoted(next),
            '[' | '{' => self.open.push((next, self.at)),
            ']' | '}' => {
                let Some((open, at)) = self.open.pop() else { return Ok(false) };
                if (open == '[') != (next == ']') {
                    return Err(unclosed((open, at), Some(self.at..self.at + 1)));
                }
            }
            '=' => self.value(self.at + 1)?,
            _ if CURLY.contains(&next) => {
                return Err(Slip {
                    span: self.at..self.at + next.len_utf8(),
                    label: "this is no quotation mark of TOML".to_owned(),
                    noticed: None,
                    help: Some("write straight quotation marks: `\"`".to_owned()),
                });
            }
            _ => {}
        }
        if next == '\n' || !next.is_whitespace() {
            self.last = if next == '\n' && !self.open.is_empty() { self.last } else { next };
        }
        self.at += next.len_utf8();
        Ok(true)
    }

    /// Tells whether nothing stands before the place in its line.
    fn is_line_start(&self) -> bool {
        self.at == 0 || self.text[..self.at].ends_with('\n')
    }

    /// Looks at a whole line: a heading, or a key where a list is still open. Returns the bytes that were read.
    fn line(&mut self) -> Result<Option<usize>, Slip> {
        let whole = line_of(&self.text[self.at..]);
        let start = self.at + (whole.len() - whole.trim_start().len());
        let line = whole.split('#').next().unwrap_or_default().trim();
        let span = start..start + line.len();
        let heading = heading(line);
        if let Some(&open) = self.open.last() {
            let is_key = is_key(line.split('=').next().filter(|key| key.len() < line.len()));
            let goes_on = open.0 == '{' && matches!(self.last, ',' | '{');
            if heading.is_some() || (is_key && !goes_on) {
                return Err(unclosed(open, Some(span)));
            }
            return Ok(None);
        }
        let Some((name, brackets)) = heading else { return Ok(None) };
        let is_list = (self.is_list)(name);
        let wrong = |label: &str, help: String| Slip {
            span: span.clone(),
            label: label.to_owned(),
            noticed: None,
            help: Some(help),
        };
        match brackets {
            [1, 1] if is_list && self.is_named_again(name) => {
                Err(wrong("this is one table, and there are more", format!("begin each with `[[{name}]]`")))
            }
            [1, 1] | [2, 2] => {
                self.last = ']';
                Ok(Some(whole.len()))
            }
            _ if is_list => Err(wrong("the brackets do not match", format!("write `[[{name}]]`"))),
            _ => Err(wrong("the brackets do not match", format!("write `[{name}]`"))),
        }
    }

    /// Tells whether several headings have a name.
    fn is_named_again(&self, name: &str) -> bool {
        let lines = self.text.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
        lines.filter(|line| heading(line).is_some_and(|(other, _)| other == name)).count() > 1
    }

    /// Reads a text in quotes.
    fn quoted(&mut self, quote: char) -> Step {
        let (start, rest) = (self.at, &self.text[self.at..]);
        let long: String = std::iter::repeat_n(quote, 3).collect();
        let mut end = None;
        if let Some(inner) = rest.strip_prefix(&long) {
            end = inner.find(&long).map(|length| length + 2 * long.len());
        } else {
            let mut is_escaped = false;
            for (at, character) in line_of(rest).char_indices().skip(1) {
                if character == quote && !is_escaped {
                    end = Some(at + 1);
                    break;
                }
                is_escaped = character == '\\' && quote == '"' && !is_escaped;
            }
        }
        if let Some(length) = end {
            // Quotes that belong to a long text may stand before its end.
            let more = self.text[start + length..].chars().take_while(|more| *more == quote).count();
            self.at = start + length + if rest.starts_with(&long) { more } else { 0 };
            self.last = quote;
            return Ok(true);
        }
        let is_long = rest.starts_with(&long);
        let line = line_of(rest);
        let help = if is_long {
            format!("end it with `{long}`")
        } else if line.contains(CURLY) {
            format!("end it with a straight quotation mark: `{quote}`")
        } else {
            format!("end it with `{quote}` in the same line")
        };
        let span = start..start + if is_long { long.len() } else { line.trim_end().len() };
        Err(Slip { span, label: "this text has no end".to_owned(), noticed: None, help: Some(help) })
    }

    /// Looks at the value that stands at a place.
    fn value(&self, place: usize) -> Result<(), Slip> {
        // A line may hold all values of a file: no more of it is looked at than a value of this kind takes.
        let line = line_of(&self.text[place..clip(self.text, &(place..place + LONGEST)).end]);
        let start = place + (line.len() - line.trim_start().len());
        let line = line.trim();
        let wrong = |length: usize, label: &str, help: String| {
            let span = start..start + length;
            Err(Slip { span, label: label.to_owned(), noticed: None, help: Some(help) })
        };
        if let Some((length, digits)) = amount(line) {
            return wrong(length, "a number is digits alone", format!("write `{digits}`"));
        }
        let end = line.find([',', ']', '}', '#', '"', '=']).unwrap_or(line.len());
        let word = line[..end].trim_end();
        let digits = word.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
        let is_word = digits.trim_start().starts_with(char::is_alphabetic)
            && (digits.len() == word.len() || digits.trim().chars().all(char::is_alphabetic));
        let is_number = ["0x", "0o", "0b"].iter().any(|begin| word.starts_with(begin));
        if !is_word || is_number || BARE.contains(&word) {
            return Ok(());
        }
        let help = match word.to_ascii_lowercase().as_str() {
            "yes" | "on" | "true" => "write `true`".to_owned(),
            "no" | "off" | "false" => "write `false`".to_owned(),
            _ => format!("put a text in quotation marks: `\"{word}\"`"),
        };
        wrong(word.len(), "this is no value of TOML", help)
    }
}

/// Returns a line without its end.
fn line_of(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

/// Returns the name in a heading such as `[[role]]`, and how many brackets stand before and behind it.
fn heading(line: &str) -> Option<(&str, [usize; 2])> {
    let name = line.trim_matches(['[', ']']);
    let before = line.len() - line.trim_start_matches('[').len();
    let behind = line.len() - line.trim_end_matches(']').len();
    let is_heading = before > 0 && before <= 2 && behind <= 2 && !BARE.contains(&name);
    (is_heading && name.starts_with(|letter: char| letter.is_ascii_alphabetic()) && is_key(Some(name)))
        .then_some((name, [before, behind]))
}

/// Tells whether a text is a key without quotes.
fn is_key(text: Option<&str>) -> bool {
    let is_sign = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    text.is_some_and(|text| !text.trim().is_empty() && text.trim().chars().all(is_sign))
}

/// Returns the length and the digits of an amount such as `1,450` or `$450`; `None` for what is a number of TOML.
fn amount(line: &str) -> Option<(usize, String)> {
    let number = line.trim_start_matches(['$', '£', '€']);
    let length =
        number.find(|letter: char| !letter.is_ascii_digit() && letter != ',').unwrap_or(number.len());
    let written = number[..length].trim_end_matches(',');
    let mut groups = written.split(',');
    let first = groups.next().filter(|first| !first.is_empty())?;
    let rest: Vec<&str> = groups.collect();
    let is_grouped = !rest.is_empty() && first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    if !is_grouped && (number.len() == line.len() || !rest.is_empty()) {
        return None;
    }
    Some((line.len() - number.len() + written.len(), written.replace(',', "")))
}

/// Makes the slip of a bracket that is open.
fn unclosed((open, at): (char, usize), noticed: Option<Range<usize>>) -> Slip {
    let (what, close) = if open == '[' { ("list", ']') } else { ("table", '}') };
    Slip {
        span: at..at + 1,
        label: format!("this {what} has no end"),
        noticed,
        help: Some(format!("end it with `{close}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_list(name: &str) -> bool {
        matches!(name, "role" | "credential" | "source" | "credential.study")
    }

    /// Returns what is found in a text: where, and what to do.
    fn found(text: &str) -> Option<(&str, String)> {
        first(text, is_list).map(|slip| (&text[slip.span], slip.help.expect("what to do")))
    }

    #[test]
    fn nothing_is_found_in_what_is_toml() {
        let good = "# “not” here\n[lints]\nx = \"allow\"\n[[role]]\nid = \"a # b\" # [c\ntitle = '''\n[x]\n'a' ''''\n\
                    requires = [\n  [true],\n  [\n    1,450\n  ],\n  { any = [\"a\"], b = { c = 1.5e3, d = 0x1f, e = 0xff } },\n]\n\
                    date = 2026-11-26T01:02:03Z\nflag = false\nn = nan\n[[role]]\nwage = { soc = \"1\",\n  fit = \"good\" }\n\
                    s = \"a \\\" b\"\n[a.b]\n\"c d\" = [1,450]\n";
        assert_eq!(toml::de::DeTable::parse_recoverable(good).1, []);
        assert_eq!(first(good, is_list), None);
    }

    #[test]
    fn a_list_without_its_end_is_named_where_it_begins() {
        let text = "[[role]]\nskills = [\"a\",\n  \"b\"\ngives = [\"c\"]\n";
        let slip = first(text, is_list).expect("a slip");
        assert_eq!((slip.span, slip.noticed), (18..19, Some(30..43)));
        for text in ["a = [1\n", "a = [1\n[[role]]\n", "a = [{ b = 1 }\n[lints]\n", "a = { b = [1 }\n"] {
            assert_eq!(found(text), Some(("[", "end it with `]`".to_owned())), "{text}");
        }
        for text in ["a = { b = 1\nc = 2\n", "a = { b = 1\n[[role]]\n", "a = [{ b = 1 ]\n"] {
            assert_eq!(found(text), Some(("{", "end it with `}`".to_owned())), "{text}");
        }
    }

    #[test]
    fn texts_and_quotes() {
        let end = |text| found(text).map(|(at, help)| (at.to_owned(), help));
        let is = |at: &str, help: &str| Some((at.to_owned(), help.to_owned()));
        assert_eq!(end("a = \"Nurse\nb = 1\n"), is("\"Nurse", "end it with `\"` in the same line"));
        assert_eq!(end("a = \"Nurse”\n"), is("\"Nurse”", "end it with a straight quotation mark: `\"`"));
        assert_eq!(end("a = \"\"\"Nurse\n"), is("\"\"\"", "end it with `\"\"\"`"));
        assert_eq!(end("a = “Nurse”\n"), is("“", "write straight quotation marks: `\"`"));
    }

    #[test]
    fn values_and_headings() {
        for (text, at, help) in [
            ("a = { amount = 1,450 }\n", "1,450", "write `1450`"),
            ("low = 1,097,000 # dollars\n", "1,097,000", "write `1097000`"),
            ("a = { amount = $450, year = 2026 }\n", "$450", "write `450`"),
            ("a = yes\n", "yes", "write `true`"),
            ("a = { rare = False }\n", "False", "write `false`"),
            ("source = my-ladder\n", "my-ladder", "put a text in quotation marks: `\"my-ladder\"`"),
            ("a = Staff nurse, b\n", "Staff nurse", "put a text in quotation marks: `\"Staff nurse\"`"),
            ("within = 6y\n", "6y", "put a text in quotation marks: `\"6y\"`"),
            ("[role]\na = 1\n[role]\n", "[role]", "begin each with `[[role]]`"),
            ("[[role]]\na = 1\n  [role] # two\n", "[role]", "begin each with `[[role]]`"),
            ("[[role]\n", "[[role]", "write `[[role]]`"),
            ("[lints\n", "[lints", "write `[lints]`"),
        ] {
            assert_eq!(found(text), Some((at, help.to_owned())), "{text}");
        }
        assert_eq!(found("[role]\na = 1\n"), None);
    }
}
