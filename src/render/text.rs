//! Text that is safe to print, and wrapped to a width.
//!
//! Catalogs and profiles come from anywhere; nothing in them may move the cursor, change the title of a
//! terminal, or reverse the reading order of a line.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Tells whether a character could do something to a terminal or a reader other than appear: it commands (C0, C1 and
/// DEL), ends a line, turns the direction of reading, or takes no room so that two texts look the same.
#[must_use]
pub(crate) fn is_unsafe(letter: char) -> bool {
    letter.is_control()
        || is_joiner(letter)
        || matches!(letter, '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}')
        || matches!(letter, '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
        || matches!(letter, '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Tells whether a character joins its neighbours or keeps them apart, as some scripts and symbols need it.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200C}' | '\u{200D}')
}

/// Returns the text on one line, with every unsafe character replaced by a visible mark. A joiner stays behind a letter
/// of a script that may need it.
#[must_use]
pub(crate) fn clean(text: &str) -> String {
    let mut last = ' ';
    text.chars()
        .map(|letter| {
            let before = std::mem::replace(&mut last, letter);
            match letter {
                '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
                _ if is_joiner(letter) && !before.is_ascii() && !is_unsafe(before) => letter,
                _ if is_unsafe(letter) => char::REPLACEMENT_CHARACTER,
                _ => letter,
            }
        })
        .collect()
}

/// Returns at most so many bytes of a text, with a mark where something is left out.
#[must_use]
pub(crate) fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most {
        return text.into();
    }
    let end = (0..=most).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    format!("{}…", &text[..end]).into()
}

/// Returns the text in ASCII, each character replaced by one that looks like it, in as many columns.
#[must_use]
pub(crate) fn ascii(text: &str) -> String {
    text.chars()
        .flat_map(|letter| {
            let like = match letter {
                letter if letter.is_ascii() => letter,
                '→' | '▶' | '►' => '>',
                '←' => '<',
                '–' | '—' | '─' | '━' | '−' | '‑' => '-',
                '│' | '├' | '┤' | '┆' | '╎' | '║' | '╷' | '╵' => '|',
                '└' | '╰' => '`',
                '┌' | '╭' | '┐' | '╮' | '┬' | '·' | '…' => '.',
                '┘' | '╯' | '┴' | '‘' | '’' => '\'',
                '┼' | '✓' => '+',
                '┃' => '!',
                '✗' | '×' => 'x',
                '█' | '■' => '#',
                '▓' => '%',
                '▒' => '=',
                '░' => ':',
                '•' | '●' | '◆' => '*',
                '“' | '”' | '„' => '"',
                '\u{a0}' => ' ',
                _ => '?',
            };
            std::iter::repeat_n(like, letter.width().unwrap_or(0))
        })
        .collect()
}

/// Returns a path as one word of a shell's command line, between quotation marks where it needs them. It is no option,
/// and nothing in it acts on a terminal.
#[must_use]
pub(crate) fn shell_path(path: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+=:,@%".contains(letter);
    let here = if path.starts_with('-') { "./" } else { "" };
    if !path.is_empty() && path.chars().all(is_plain) {
        return format!("{here}{path}");
    }
    if !path.chars().any(is_unsafe) {
        return format!("'{here}{}'", path.replace('\'', "'\\''"));
    }
    let escaped = path.chars().map(|letter| match letter {
        '\'' | '\\' => format!("\\{letter}"),
        _ if is_unsafe(letter) => format!("\\U{:08x}", u32::from(letter)),
        _ => letter.to_string(),
    });
    format!("$'{here}{}'", escaped.collect::<String>())
}

/// Returns how many columns the text takes.
#[must_use]
pub(crate) fn columns(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Breaks the text between words into lines of at most `width` columns; a longer word is cut.
#[must_use]
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        let gap = usize::from(!line.is_empty());
        if !line.is_empty() && columns(&line) + gap + columns(word) > width {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        let mut rest = word;
        while columns(rest) > width {
            let (head, tail) = cut(rest, width);
            lines.push(head.to_owned());
            rest = tail;
        }
        line.push_str(rest);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Splits a word after as many characters as fit, but at least one.
fn cut(word: &str, width: usize) -> (&str, &str) {
    let mut used = 0;
    for (position, letter) in word.char_indices() {
        used += letter.width().unwrap_or(0);
        if used > width && position > 0 {
            return word.split_at(position);
        }
    }
    (word, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_disarmed() {
        assert_eq!(clean("a\u{1b}[31mred\u{7}\u{9b}2J"), "a\u{fffd}[31mred\u{fffd}\u{fffd}2J");
        assert_eq!(clean("two\nlines"), "two lines");
        assert_eq!(clean("\u{202e}desrever"), "\u{fffd}desrever");
        assert_eq!(clean("one\u{2028}two\u{2029}"), "one two ");
        assert_eq!(
            clean("\u{1b}]8;;https://example.org\u{1b}\\"),
            "\u{fffd}]8;;https://example.org\u{fffd}\\"
        );
        for hidden in
            ["\u{200b}", "\u{feff}", "\u{2060}", "\u{ad}", "\u{200d}", "\u{61c}", "\u{e0041}", "\u{7f}"]
        {
            assert_eq!(clean(&format!("ni{hidden}-bc")), "ni\u{fffd}-bc", "{}", hidden.escape_unicode());
        }
        for plain in ["Zürich – 日本", "می\u{200c}خواهم", "👩\u{200d}⚕️"] {
            assert_eq!(clean(plain), plain);
        }
    }

    #[test]
    fn a_text_is_cut_between_characters() {
        assert_eq!(shortened("日本", 6), "日本");
        assert_eq!(shortened("日本", 5), "日…");
        assert_eq!(shortened("日本", 2), "…");
    }

    #[test]
    fn a_shell_reads_a_path_as_it_is() {
        assert_eq!(shell_path("/home/me/profile.toml"), "/home/me/profile.toml");
        assert_eq!(shell_path("my profile.toml"), "'my profile.toml'");
        assert_eq!(shell_path("it's $(me)"), "'it'\\''s $(me)'");
        assert_eq!(shell_path(""), "''");
        assert_eq!(shell_path("-x"), "./-x");
        assert_eq!(shell_path("- x"), "'./- x'");
        assert_eq!(shell_path("it's\u{1b}[31m\n"), "$'it\\'s\\U0000001b[31m\\U0000000a'");
    }

    #[test]
    fn ascii_takes_as_many_columns() {
        for text in ["├─ ✓ any of – “two”", "Zürich → 日本", "▒▒┃▒▒ e\u{301}", "plain"]
        {
            let like = ascii(text);
            assert!(like.is_ascii(), "{like}");
            assert_eq!(columns(&like), columns(text), "{like}");
        }
        assert_eq!(ascii("├─ ✓ a → b"), "|- + a > b");
    }

    #[test]
    fn lines_never_exceed_the_width() {
        let text = "Chief Medical Informatics Officer at a Krankenhausinformationssystem 日本語日本語";
        for width in 1..60 {
            for line in wrap(text, width) {
                assert!(columns(&line) <= width.max(2), "`{line}` is wider than {width}");
            }
        }
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap("a b", 10), ["a b"]);
    }
}
