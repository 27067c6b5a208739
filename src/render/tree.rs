//! Trees drawn with lines.

use super::page::{Line, Style};
use super::text::{clean, wrap};

/// A node of a drawn tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Branch {
    /// How its mark is meant.
    pub style: Style,
    /// What stands before its text, such as `✓ `.
    pub mark: String,
    /// What stands beside it.
    pub text: String,
    /// What stands below it.
    pub children: Vec<Branch>,
}

/// Columns left for text however deep the tree is.
const LEAST_TEXT: usize = 12;

/// Returns a tree whose texts are safe to print.
#[must_use]
pub(crate) fn cleaned(branches: &[Branch]) -> Vec<Branch> {
    let safe = |branch: &Branch| Branch {
        style: branch.style,
        mark: clean(&branch.mark),
        text: clean(&branch.text),
        children: cleaned(&branch.children),
    };
    branches.iter().map(safe).collect()
}

/// Returns the lines of a tree whose texts are [`cleaned`], wrapped to `width`.
#[must_use]
pub(crate) fn lines(branches: &[Branch], width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    draw(branches, "", width, &mut lines);
    lines
}

fn draw(branches: &[Branch], lead: &str, width: usize, lines: &mut Vec<Line>) {
    for (position, branch) in branches.iter().enumerate() {
        let last = position + 1 == branches.len();
        let first_lead = format!("{lead}{}", if last { "└─ " } else { "├─ " });
        let inner = format!("{lead}{}", if last { "   " } else { "│  " });
        let room = width.saturating_sub(first_lead.chars().count()).max(LEAST_TEXT.min(width));
        let text = format!("{}{}", branch.mark, branch.text);
        for (row, piece) in wrap(&text, room).into_iter().enumerate() {
            let lead = fitted(if row == 0 { &first_lead } else { &inner }, width - room);
            let mut line = Line::of(Style::Quiet, lead);
            let text = match piece.strip_prefix(branch.mark.trim_end()).filter(|_| row == 0) {
                Some(text) => {
                    line.push(branch.style, branch.mark.trim_end());
                    text.to_owned()
                }
                None => piece,
            };
            line.push(Style::Plain, text);
            lines.push(line);
        }
        draw(&branch.children, &inner, width, lines);
    }
}

/// Returns the last columns of a lead that is too long for its room.
fn fitted(lead: &str, room: usize) -> String {
    let length = lead.chars().count();
    lead.chars().skip(length.saturating_sub(room)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::text::columns;
    use super::*;

    fn leaf(text: &str) -> Branch {
        Branch { text: text.into(), ..Branch::default() }
    }

    #[test]
    fn a_tree_is_drawn_with_lines() {
        let tree = [
            Branch { text: "any of".into(), children: vec![leaf("a"), leaf("b")], ..Branch::default() },
            leaf("c"),
        ];
        let drawn: Vec<String> = lines(&tree, 40).into_iter().map(|line| line.text()).collect();
        assert_eq!(drawn, ["├─ any of", "│  ├─ a", "│  └─ b", "└─ c"]);
    }

    #[test]
    fn deep_trees_stay_within_the_width() {
        let mut tree = leaf("a requirement with quite a few words in it");
        for _ in 0..20 {
            tree = Branch { text: "all of these things".into(), children: vec![tree], ..Branch::default() };
        }
        for width in 12..80 {
            for line in lines(std::slice::from_ref(&tree), width) {
                let line = line.text();
                assert!(columns(&line) <= width, "`{line}` at {width}");
            }
        }
    }
}
