//! CSV tables with a heading of comments such as `# source = "bls-oews"`.

use std::ops::Range;

/// Returns the heading of a table as TOML in which every byte keeps its place: `# key = value` lines
/// without their `#`, and spaces for other comments.
pub(super) fn heading(text: &str) -> String {
    let mut heading = String::new();
    for line in text.split_inclusive('\n') {
        let content = line.trim_start_matches('\u{feff}').trim();
        if let Some(comment) = content.strip_prefix('#') {
            let hash = line.len() - line.trim_start_matches(['\u{feff}', ' ', '\t']).len();
            if is_setting(comment) {
                heading.extend(std::iter::repeat_n(' ', hash + 1));
                heading.push_str(&line[hash + 1..]);
                continue;
            }
        } else if !content.is_empty() {
            break;
        }
        heading.extend(line.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
    }
    heading
}

/// Tells whether a comment is `key = …`.
fn is_setting(comment: &str) -> bool {
    comment.split_once('=').is_some_and(|(key, _)| {
        let key = key.trim();
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
    })
}

/// Returns the place of the record that starts at `start` or after the comments there.
pub(in crate::catalog) fn record_span(text: &str, start: usize) -> Range<usize> {
    let mut position = start.min(text.len());
    for line in text[position..].split_inclusive('\n') {
        let content = line.trim_start_matches('\u{feff}').trim();
        if !content.is_empty() && !content.starts_with('#') {
            let lead = line.len() - line.trim_start_matches(['\u{feff}', ' ', '\t']).len();
            return position + lead..position + line.trim_end().len();
        }
        position += line.len();
    }
    position..position
}

/// Returns the place of a cell of the record that starts at `start`; of the record when it is shorter.
pub(in crate::catalog) fn cell_span(text: &str, start: usize, column: usize) -> Range<usize> {
    let record = record_span(text, start);
    let (mut cell, mut cell_start, mut quoted) = (0, record.start, false);
    for (offset, byte) in text[record.start..].bytes().enumerate() {
        let position = record.start + offset;
        match byte {
            b'"' => quoted = !quoted,
            b',' | b'\n' | b'\r' if !quoted => {
                if cell == column {
                    return cell_start..position;
                }
                if byte != b',' {
                    return record;
                }
                cell += 1;
                cell_start = position + 1;
            }
            _ => {}
        }
    }
    if cell == column { cell_start..text.len() } else { record }
}
