//! Changes of files that mend a mistake.

use std::ops::Range;

use super::SourceFile;

/// A change of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit {
    /// The path of the file, as in [`SourceFile::path`].
    pub path: String,
    /// The bytes to take out; empty where something is only put in.
    pub span: Range<usize>,
    /// What to put in their place.
    pub replacement: String,
}

impl Edit {
    /// Makes the change that takes an item out of a list: with the comma after it, or else the one before it, and with
    /// its line where it has one of its own. Remarks stay.
    ///
    /// * `span`: the bytes of the item in the text of `file`.
    pub(crate) fn removing_item(file: &SourceFile, span: &Range<usize>) -> Self {
        let text = &file.text;
        let (before, after) = (&text[..span.start], &text[span.end..]);
        let (mut start, mut end) = (span.start, span.end);
        if let Some(rest) = after.trim_start_matches(BLANKS).strip_prefix(',') {
            end = text.len() - rest.len();
            let line = before.rfind('\n').map_or(0, |position| position + 1);
            let next = rest.trim_start_matches([' ', '\t', '\r']);
            if text[line..start].trim().is_empty() && next.starts_with('\n') {
                start = line;
                end = text.len() - next.len() + 1;
            } else if next.starts_with('\n') {
                start = before.trim_end_matches([' ', '\t']).len();
            } else if !next.starts_with('#') {
                end = text.len() - next.len();
            }
        } else if let Some(rest) = before.trim_end_matches(BLANKS).strip_suffix(',')
            && !after.trim_start_matches([' ', '\t']).starts_with('#')
        {
            start = rest.len();
        } else {
            // Alone on its line, behind a remark: the line goes, and the comma before the remark stays.
            let line = before.rfind('\n').map_or(0, |position| position + 1);
            let next = after.trim_start_matches([' ', '\t', '\r']);
            if text[line..start].trim().is_empty() && next.starts_with('\n') {
                start = line;
                end = text.len() - next.len() + 1;
            }
        }
        Self { path: file.path.clone(), span: start..end, replacement: String::new() }
    }

    /// Makes the change that takes whole lines out; `None` where anything but remarks stands on them beside the bytes.
    ///
    /// * `span`: bytes in the text of `file`.
    pub(crate) fn removing_lines(file: &SourceFile, span: &Range<usize>) -> Option<Self> {
        let text = &file.text;
        let start = text[..span.start].rfind('\n').map_or(0, |position| position + 1);
        let end = text[span.end..].find('\n').map_or(text.len(), |length| span.end + length + 1);
        let after = text[span.end..end].trim();
        let is_alone =
            text[start..span.start].trim().is_empty() && (after.is_empty() || after.starts_with('#'));
        is_alone.then(|| Self { path: file.path.clone(), span: start..end, replacement: String::new() })
    }
}

const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_go_when_nothing_else_stands_on_them() {
        for (text, left) in [
            ("a = 1\nX\nb = 2\n", Some("a = 1\nb = 2\n")),
            ("a = 1\n  X # why\n", Some("a = 1\n")),
            ("X", Some("")),
            ("t = { X }", None),
            ("t = { a = 1, X }\n", None),
        ] {
            let file = SourceFile { path: "a.toml".to_owned(), text: text.to_owned() };
            let at = text.find('X').expect("something to take out");
            let changed = Edit::removing_lines(&file, &(at..at + 1)).map(|edit| {
                let mut changed = text.to_owned();
                changed.replace_range(edit.span, &edit.replacement);
                changed
            });
            assert_eq!(changed.as_deref(), left, "{text}");
        }
    }

    #[test]
    fn an_item_goes_with_its_comma() {
        for (text, left) in [
            ("a = [X, 2]", "a = [2]"),
            ("a = [1, X]", "a = [1]"),
            ("a = [X]", "a = []"),
            ("a = [1, X , 3]", "a = [1, 3]"),
            ("a = [\n  1,\n  X,\n  3,\n]", "a = [\n  1,\n  3,\n]"),
            ("a = [\n  1,\n  X\n]", "a = [\n  1\n]"),
            ("a = [\n  X, # why\n  3,\n]", "a = [\n   # why\n  3,\n]"),
            ("a = [\n  1, # one\n  X, # two\n  3,\n]", "a = [\n  1, # one\n   # two\n  3,\n]"),
            ("a = [\n  1, # one\n  X,\n  3,\n]", "a = [\n  1, # one\n  3,\n]"),
            ("a = [\n  1, # one\n  X\n]", "a = [\n  1, # one\n]"),
            ("a = [\n  1,\n  X # why\n]", "a = [\n  1,\n   # why\n]"),
            ("a = [\n  1, X,\n  3,\n]", "a = [\n  1,\n  3,\n]"),
            ("a = [\r\n  1,\r\n  X, \r\n]", "a = [\r\n  1,\r\n]"),
            ("a = [1, X,]", "a = [1, ]"),
        ] {
            let file = SourceFile { path: "a.toml".to_owned(), text: text.to_owned() };
            let at = text.find('X').expect("an item");
            let edit = Edit::removing_item(&file, &(at..at + 1));
            let mut changed = text.to_owned();
            changed.replace_range(edit.span, &edit.replacement);
            assert_eq!(changed, left, "{text}");
        }
    }
}
