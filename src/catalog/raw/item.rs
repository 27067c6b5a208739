//! An item of a list as it is written, with what belongs to it: its comma, and the line if it has one to itself.

use std::ops::Range;

/// Blanks that do not end a line.
const BLANKS: [char; 2] = [' ', '\t'];

/// Returns what to take out of a text so that the item at a place is gone from its list. All comments stay.
pub(super) fn extent(text: &str, item: &Range<usize>) -> Range<usize> {
    let line = text[..item.start].rfind('\n').map_or(0, |end| end + 1);
    let begins_line = text[line..item.start].trim_matches(BLANKS).is_empty();
    let comma = past_blanks(text, item.end);
    let has_comma = text[comma..].starts_with(',');
    let end = if has_comma { comma + 1 } else { item.end };
    let next = past_blanks(text, end);
    let break_length = line_break(&text[next..]);
    match (begins_line, break_length) {
        // Alone on its line.
        (true, Some(length)) => line..next + length,
        // The last of its line: the one before it keeps its comma.
        (false, Some(_)) => text[..item.start].trim_end_matches(BLANKS).len()..end,
        // The last of the list: the comma before it goes.
        (_, None) if !has_comma => match text[..item.start].trim_end_matches(BLANKS).strip_suffix(',') {
            Some(before) if text[next..].starts_with(']') => before.len()..end,
            _ => item.clone(),
        },
        (_, None) if text[next..].starts_with('#') => item.start..end,
        (_, None) => item.start..next,
    }
}

/// Returns where the next character that is no blank stands.
fn past_blanks(text: &str, start: usize) -> usize {
    text.len() - text[start..].trim_start_matches(BLANKS).len()
}

/// Returns how long the end of a line is that a text begins with.
fn line_break(text: &str) -> Option<usize> {
    ["\r\n", "\n"].into_iter().find(|end| text.starts_with(end)).map(str::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_gone_and_comments_stay() {
        // `@` stands for the item.
        for (with, without) in [
            ("[\"a\", @]", "[\"a\"]"),
            ("[\"a\",@]", "[\"a\"]"),
            ("[\"a\", @, \"b\"]", "[\"a\", \"b\"]"),
            ("[\"a\", @ , \"b\"]", "[\"a\", \"b\"]"),
            ("[\"a\", @,]", "[\"a\", ]"),
            ("[\"a\", @, # why\n]", "[\"a\",  # why\n]"),
            ("[\n  \"a\", # one\n  @, # two\n  \"b\",\n]", "[\n  \"a\", # one\n   # two\n  \"b\",\n]"),
            ("[\n  \"a\", # one\n  @,\n  \"b\",\n]", "[\n  \"a\", # one\n  \"b\",\n]"),
            ("[\n  \"a\",\n  @\n]", "[\n  \"a\",\n]"),
            ("[\r\n  \"a\",\r\n\t@, \r\n]", "[\r\n  \"a\",\r\n]"),
            ("[\n  \"a\", @,\n  \"b\",\n]", "[\n  \"a\",\n  \"b\",\n]"),
            ("[@]", "[]"),
        ] {
            let text = with.replace('@', "\"x\"");
            let start = with.find('@').expect("an item");
            let mut left = text.clone();
            left.replace_range(extent(&text, &(start..start + 3)), "");
            assert_eq!(left, without, "{with}");
        }
    }
}
