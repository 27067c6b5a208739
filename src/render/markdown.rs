//! Pages as Markdown (GitHub's dialect), with every text escaped: nothing in a catalog becomes a link, a picture or
//! HTML by itself.

use super::page::{Block, Line, Style};
use super::tree::Branch;

/// The columns of drawings in a document.
const WIDTH: usize = 100;

/// Returns a text in which nothing but code between backticks means something to Markdown.
#[must_use]
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let fences = fences(text);
    let mut passed = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((position, letter)) = letters.next() {
        let is_code = passed % 2 == 1;
        let next = letters.peek().map(|(_, letter)| *letter);
        match letter {
            '`' if fences.get(passed) == Some(&position) => passed += 1,
            '`' | '\\' | '*' | '_' | '#' | '~' | '@' if !is_code => escaped.push('\\'),
            // What looks like an address would be a link.
            ':' if !is_code && next == Some('/') => escaped.push('\\'),
            '.' if !is_code && ends_with_www(&escaped) => escaped.push('\\'),
            // A bracket alone, such as that of a source's number, is no link.
            ']' if !is_code && matches!(next, Some('(' | '[' | ':')) => escaped.push('\\'),
            _ => {}
        }
        match letter {
            '<' if !is_code => escaped.push_str("&lt;"),
            '&' if !is_code => escaped.push_str("&amp;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Returns where code begins and ends: at backticks that stand alone, two and two. A run of several would begin code of
/// another kind, and an odd one would turn all that follows into code.
fn fences(text: &str) -> Vec<usize> {
    let is_tick = |at: Option<usize>| at.is_some_and(|at| text.as_bytes().get(at) == Some(&b'`'));
    let ticks = text.match_indices('`').map(|(at, _)| at);
    let mut alone: Vec<usize> =
        ticks.filter(|at| !is_tick(at.checked_sub(1)) && !is_tick(Some(at + 1))).collect();
    alone.truncate(alone.len() / 2 * 2);
    alone
}

fn ends_with_www(text: &str) -> bool {
    text.len() >= 3 && text.as_bytes()[text.len() - 3..].eq_ignore_ascii_case(b"www")
}

/// Returns blocks as a document.
#[must_use]
pub(crate) fn document(blocks: &[Block]) -> String {
    let mut writer = Writer::default();
    writer.blocks(blocks);
    writer.text
}

/// Returns a text that begins with a number so that it is no item of a list: `1\\. …`.
fn numbered(text: String) -> String {
    let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    if text[digits..].starts_with(['.', ')']) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    text
}

#[derive(Default)]
struct Writer {
    text: String,
    /// Whether the last line belongs to a list.
    in_list: bool,
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.part(&format!("# {}", escape(text))),
            Block::Heading(text) => self.part(&format!("## {}", escape(text))),
            Block::Text { mark, text, .. } if mark.trim().is_empty() && !mark.is_empty() && self.in_list => {
                self.more(text);
            }
            Block::Text { style, mark, text } if mark.trim().is_empty() => self.paragraph(*style, text),
            Block::Text { mark, text, .. } if mark.trim() == "-" => self.item(&escape(text)),
            Block::Text { mark, text, .. } => self.item(&escape(&format!("{mark}{text}"))),
            Block::Fact { name, text } => self.item(&format!("**{}:** {}", escape(name), escape(text))),
            Block::Verbatim { text, .. } if text.contains("://") => self.address(text),
            Block::Verbatim { text, .. } => self.fenced(std::slice::from_ref(text)),
            Block::Table(table) => self.part(table.markdown().trim_end()),
            Block::Tree(branches) => self.tree(branches, 0),
            Block::Drawing(drawing) => {
                let lines: Vec<String> = drawing.lines(WIDTH).iter().map(Line::text).collect();
                if !lines.is_empty() {
                    self.fenced(&lines);
                }
            }
            Block::Gap => self.in_list = false,
            Block::Either { wide, .. } => self.blocks(wide),
        }
    }

    /// Adds something with an empty line before it.
    fn part(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.text.push('\n');
        self.in_list = false;
    }

    fn paragraph(&mut self, style: Style, text: &str) {
        let text = escape(text);
        // A paragraph that begins like a list, a heading or a rule would be one.
        let text = match text.chars().next() {
            Some('-' | '+' | '>' | '=' | '|') => format!("\\{text}"),
            Some('0'..='9') => numbered(text),
            _ => text,
        };
        self.part(&if style == Style::Heading { format!("**{text}**") } else { text });
    }

    fn item(&mut self, text: &str) {
        if !self.in_list && !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str("- ");
        self.text.push_str(text);
        self.text.push('\n');
        self.in_list = true;
    }

    /// Adds a line to the item above it.
    fn more(&mut self, text: &str) {
        if self.text.ends_with('\n') {
            self.text.pop();
        }
        // The backslash breaks the line, which would go on otherwise.
        self.text.push_str("\\\n  ");
        self.text.push_str(&escape(text));
        self.text.push('\n');
    }

    /// Adds an address to the item above it, or as a paragraph.
    fn address(&mut self, address: &str) {
        // What is no plain address is text, so that nothing can end the link early.
        let is_plain = address.chars().all(|letter| letter.is_ascii_graphic() && !"<>`\\\"".contains(letter));
        let text = if is_plain { format!("<{address}>") } else { escape(address) };
        if self.in_list {
            self.text.push_str("  ");
            self.text.push_str(&text);
            self.text.push('\n');
        } else {
            self.part(&text);
        }
    }

    fn fenced(&mut self, lines: &[String]) {
        let runs = lines.iter().flat_map(|line| line.split(|letter| letter != '`')).map(str::len);
        let fence = "`".repeat(runs.max().unwrap_or(0).max(2) + 1);
        let body: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
        self.part(&format!("{fence}text\n{}\n{fence}", body.join("\n")));
    }

    fn tree(&mut self, branches: &[Branch], depth: usize) {
        for branch in branches {
            if depth > 0 {
                self.text.push_str(&"  ".repeat(depth));
                self.in_list = true;
            }
            self.item(&escape(&format!("{}{}", branch.mark, branch.text)));
            self.tree(&branch.children, depth + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::page::Page;
    use super::*;

    #[test]
    fn nothing_in_a_text_means_anything() {
        assert_eq!(
            escape("a*b_c [x](http://y) <b> # `code_*` & ~ www.x a@b"),
            "a\\*b\\_c [x\\](http\\://y) &lt;b> \\# `code_*` &amp; \\~ www\\.x a\\@b"
        );
        assert_eq!(escape("```<img src=x>` ``a`` `b*`"), "\\`\\`\\`&lt;img src=x>` ``a`` `b\\*\\`");
        assert_eq!(numbered("2. b".to_owned()) + &numbered("3 c".to_owned()), "2\\. b3 c");
        assert_eq!(escape("an odd ` tick * here"), "an odd \\` tick \\* here");
    }

    #[test]
    fn blocks_become_markdown() {
        let mut page = Page::new();
        page.title("Nurse → Chief");
        page.paragraph(Style::Heading, "2 years");
        page.paragraph(Style::Plain, "- not a list");
        page.heading("Facts");
        page.fact("Level", "mid");
        page.hanging(Style::Quiet, "[1] ", "A source");
        page.verbatim(Style::Quiet, "    ", "https://example.org/a_b");
        page.verbatim(Style::Plain, "  ", "careerpath plan");
        page.hanging(Style::Plain, "- ", "one");
        page.hanging(Style::Quiet, "  ", "more_of it");
        let leaf = |text: &str| Branch { text: text.into(), ..Branch::default() };
        page.tree(&[Branch { children: vec![leaf("b")], ..leaf("a") }]);
        assert_eq!(
            page.markdown(),
            "# Nurse → Chief\n\n**2 years**\n\n\\- not a list\n\n## Facts\n\n- **Level:** mid\n- [1] A source\n  \
             <https://example.org/a_b>\n\n```text\ncareerpath plan\n```\n\n- one\\\n  more\\_of it\n- a\n  - b\n"
        );
    }
}
