//! A page of blocks that mean something; every form of output lays them out in its own way.
//!
//! A command says once what its answer is made of. In a terminal a page is lines of text, the one place where colour
//! is added and where characters beyond ASCII are replaced; in a document it is Markdown or HTML.

use super::arrivals::Arrivals;
use super::bars::Bars;
use super::chart::Chart;
use super::html;
use super::markdown;
use super::picture::money::MoneyPicture;
use super::picture::plan::PlanPicture;
use super::scatter::Scatter;
use super::table::Table;
use super::text::{ascii, clean, columns, wrap};
use super::timeline;
use super::tree::{self, Branch};

/// What a piece of a line means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Style {
    /// Nothing special.
    #[default]
    Plain,
    /// The head of a page, a section or a table.
    Heading,
    /// Something that is there for reference.
    Quiet,
    /// Something that is in order.
    Good,
    /// Something that is missing.
    Missing,
    /// A job.
    Job,
    /// Looking for a job.
    Search,
    /// Study.
    Study,
    /// Pay or cost.
    Money,
    /// What is to be reached.
    Goal,
}

impl Style {
    fn escape(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Heading | Self::Goal => "\u{1b}[1m",
            Self::Quiet => "\u{1b}[2m",
            Self::Good => "\u{1b}[32m",
            Self::Missing => "\u{1b}[33m",
            Self::Job => "\u{1b}[36m",
            Self::Search => "\u{1b}[96m",
            Self::Study => "\u{1b}[35m",
            Self::Money => "\u{1b}[94m",
        }
    }
}

/// A piece of a line with its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// How it is meant.
    pub style: Style,
    /// What it says.
    pub text: String,
}

/// A line of a terminal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line(pub Vec<Span>);

impl Line {
    /// Makes a line that means one thing.
    #[must_use]
    pub(crate) fn of(style: Style, text: impl Into<String>) -> Self {
        Self(vec![Span { style, text: text.into() }])
    }

    /// Adds a piece.
    pub(crate) fn push(&mut self, style: Style, text: impl Into<String>) {
        self.0.push(Span { style, text: text.into() });
    }

    /// Returns the line without its meanings.
    #[must_use]
    pub(crate) fn text(&self) -> String {
        self.0.iter().map(|span| span.text.as_str()).collect()
    }
}

/// What can show a page to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// The columns.
    pub width: usize,
    /// Whether escape sequences for colour are understood and wanted.
    pub color: bool,
    /// Whether characters beyond ASCII are understood and wanted.
    pub unicode: bool,
}

/// A picture drawn with characters in a terminal.
#[derive(Clone, Debug)]
pub(crate) enum Drawing {
    /// Percentiles as boxes.
    Chart(Chart),
    /// When things are reached.
    Arrivals(Arrivals),
    /// Counts as bars.
    Bars(Bars),
    /// Plans as points over time and cost.
    Scatter(Scatter),
    /// A plan on a scale of months.
    Plan(Box<PlanPicture>),
    /// What a plan brings in over time; documents alone have it.
    Money(Box<MoneyPicture>),
}

impl Drawing {
    /// Returns the lines of the picture at most `width` columns wide.
    #[must_use]
    pub(crate) fn lines(&self, width: usize) -> Vec<Line> {
        match self {
            Self::Chart(chart) => chart.lines(width),
            Self::Arrivals(arrivals) => arrivals.lines(width),
            Self::Bars(bars) => bars.lines(width),
            Self::Scatter(scatter) => scatter.lines(width),
            Self::Plan(plan) => timeline::lines(plan, width),
            Self::Money(_) => Vec::new(),
        }
    }
}

/// A part of a page.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    /// What the page is about.
    Title(String),
    /// The head of a section.
    Heading(String),
    /// Text; behind a mark such as `- ` when it is an item of a list.
    Text {
        /// How it is meant.
        style: Style,
        /// What stands before its first line.
        mark: String,
        /// What it says.
        text: String,
    },
    /// A named fact.
    Fact {
        /// What is told.
        name: String,
        /// What it is.
        text: String,
    },
    /// An address or a command, which is copied and therefore never broken into lines.
    Verbatim {
        /// How it is meant.
        style: Style,
        /// What stands before it.
        mark: String,
        /// What is copied.
        text: String,
    },
    /// Lines of a file, which are copied as they stand.
    Code(Vec<String>),
    /// A table.
    Table(Table),
    /// A tree.
    Tree(Vec<Branch>),
    /// A picture.
    Drawing(Drawing),
    /// Room between two parts.
    Gap,
    /// The same in two ways: the first where there is room for it.
    Either {
        /// The columns that the first way needs.
        least: usize,
        /// The way for a wide page.
        wide: Vec<Block>,
        /// The way for a narrow one.
        narrow: Vec<Block>,
    },
}

/// Blocks for a reader.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    blocks: Vec<Block>,
}

impl Page {
    /// Makes an empty page.
    #[must_use]
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Returns the parts of the page.
    #[must_use]
    pub(crate) fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Says what the page is about.
    pub(crate) fn title(&mut self, text: &str) {
        self.blocks.push(Block::Title(clean(text)));
    }

    /// Adds room, unless there is none to separate.
    pub(crate) fn gap(&mut self) {
        self.blocks.push(Block::Gap);
    }

    /// Adds the head of a section.
    pub(crate) fn heading(&mut self, text: &str) {
        self.blocks.push(Block::Heading(clean(text)));
    }

    /// Adds text.
    pub(crate) fn paragraph(&mut self, style: Style, text: &str) {
        self.hanging(style, "", text);
    }

    /// Adds text behind a mark; later lines stand under the first.
    pub(crate) fn hanging(&mut self, style: Style, mark: &str, text: &str) {
        self.blocks.push(Block::Text { style, mark: mark.to_owned(), text: clean(text) });
    }

    /// Adds a named fact.
    pub(crate) fn fact(&mut self, name: &str, text: &str) {
        self.blocks.push(Block::Fact { name: clean(name), text: clean(text) });
    }

    /// Adds a bulleted list.
    pub(crate) fn bullets<'a>(&mut self, items: impl IntoIterator<Item = &'a String>) {
        for item in items {
            self.hanging(Style::Plain, "- ", item);
        }
    }

    /// Adds an address or a command, which may stand out to the right rather than be cut in two.
    pub(crate) fn verbatim(&mut self, style: Style, mark: &str, text: &str) {
        self.blocks.push(Block::Verbatim { style, mark: mark.to_owned(), text: clean(text) });
    }

    /// Adds lines of a file.
    pub(crate) fn code(&mut self, text: &str) {
        self.blocks.push(Block::Code(text.lines().map(clean).collect()));
    }

    /// Adds all blocks of another page.
    pub(crate) fn append(&mut self, other: Self) {
        self.blocks.extend(other.blocks);
    }

    /// Adds a table.
    pub(crate) fn table(&mut self, table: &Table) {
        self.blocks.push(Block::Table(table.clone()));
    }

    /// Adds a tree.
    pub(crate) fn tree(&mut self, branches: &[Branch]) {
        self.blocks.push(Block::Tree(tree::cleaned(branches)));
    }

    /// Adds a picture.
    pub(crate) fn drawing(&mut self, drawing: Drawing) {
        self.blocks.push(Block::Drawing(drawing));
    }

    /// Adds `wide` where there are `least` columns, and `narrow` where there are fewer.
    pub(crate) fn either(&mut self, least: usize, wide: Self, narrow: Self) {
        self.blocks.push(Block::Either { least, wide: wide.blocks, narrow: narrow.blocks });
    }

    /// Returns the page as text for a terminal.
    #[must_use]
    pub(crate) fn finish(&self, terminal: Terminal) -> String {
        let mut lines = Lines { width: terminal.width.max(1), lines: Vec::new() };
        lines.blocks(&self.blocks);
        let mut text = String::new();
        for line in lines.lines {
            text.push_str(&painted(&line, terminal));
            text.push('\n');
        }
        text
    }

    /// Returns the page in Markdown.
    #[must_use]
    pub(crate) fn markdown(&self) -> String {
        markdown::document(&self.blocks)
    }

    /// Returns the page as a document for a browser; `name` is its title where it has none of its own.
    #[must_use]
    pub(crate) fn html(&self, name: &str) -> String {
        html::document(&self.blocks, name)
    }
}

/// Returns a line with its colours, if these are wanted, and without blanks at its end.
fn painted(line: &Line, terminal: Terminal) -> String {
    let mut painted = String::new();
    let last = line.0.iter().rposition(|span| !span.text.trim_end().is_empty());
    for (position, span) in line.0.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
        let is_last = Some(position) == last;
        let text = if is_last { span.text.trim_end() } else { span.text.as_str() };
        let text = if terminal.unicode { text.to_owned() } else { ascii(text) };
        if terminal.color && span.style != Style::Plain && !text.is_empty() {
            painted.push_str(span.style.escape());
            painted.push_str(&text);
            painted.push_str("\u{1b}[0m");
        } else {
            painted.push_str(&text);
        }
    }
    painted
}

/// Lines in the making.
struct Lines {
    width: usize,
    lines: Vec<Line>,
}

impl Lines {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.hanging(Style::Heading, "", text),
            Block::Heading(text) => {
                self.gap();
                self.hanging(Style::Heading, "", text);
            }
            Block::Text { style, mark, text } => self.hanging(*style, mark, text),
            Block::Fact { name, text } => self.fact(name, text),
            Block::Verbatim { style, mark, text } => self.line(*style, format!("{mark}{text}")),
            Block::Code(code) => {
                for line in code {
                    self.line(Style::Plain, format!("    {line}"));
                }
            }
            Block::Table(table) => self.lines.extend(table.lines(self.width)),
            Block::Tree(branches) => self.lines.extend(tree::lines(branches, self.width)),
            Block::Drawing(drawing) => self.lines.extend(drawing.lines(self.width)),
            Block::Gap => self.gap(),
            Block::Either { least, wide, narrow } => {
                self.blocks(if *least <= self.width { wide } else { narrow });
            }
        }
    }

    fn line(&mut self, style: Style, text: String) {
        self.lines.push(Line::of(style, text));
    }

    /// Adds an empty line, unless there is none before it to part from, or one already.
    fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.text().trim_end().is_empty()) {
            self.lines.push(Line::default());
        }
    }

    fn hanging(&mut self, style: Style, mark: &str, text: &str) {
        let indent = columns(mark);
        for (position, line) in wrap(text, self.width.saturating_sub(indent)).into_iter().enumerate() {
            let lead = if position == 0 { mark.to_owned() } else { " ".repeat(indent) };
            self.line(style, format!("{lead}{line}"));
        }
    }

    /// Adds a fact with its later lines a little indented.
    fn fact(&mut self, name: &str, text: &str) {
        let indent = 2;
        let text = format!("{name}: {text}");
        for (position, line) in wrap(&text, self.width.saturating_sub(indent)).into_iter().enumerate() {
            let lead = " ".repeat(if position == 0 { 0 } else { indent });
            self.line(Style::Plain, format!("{lead}{line}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Currency;

    const PLAIN: Terminal = Terminal { width: 40, color: false, unicode: true };

    #[test]
    fn colour_and_unicode_are_a_matter_of_the_terminal() {
        let mut page = Page::new();
        page.gap();
        page.title("Nurse → Chief");
        page.drawing(Drawing::Scatter(Scatter::new(&Currency::of_code("USD"))));
        page.gap();
        page.gap();
        page.hanging(Style::Good, "- ", "✓ met – \u{1b}[31mas asked");
        assert_eq!(page.finish(PLAIN), "Nurse → Chief\n\n- ✓ met – \u{fffd}[31mas asked\n");
        let color = Terminal { color: true, ..PLAIN };
        assert_eq!(
            page.finish(color),
            "\u{1b}[1mNurse → Chief\u{1b}[0m\n\n\u{1b}[32m- ✓ met – \u{fffd}[31mas asked\u{1b}[0m\n"
        );
        let ascii = Terminal { unicode: false, ..PLAIN };
        assert_eq!(page.finish(ascii), "Nurse > Chief\n\n- + met - ?[31mas asked\n");
    }

    #[test]
    fn the_width_decides_between_two_ways() {
        let (mut wide, mut narrow, mut page) = (Page::new(), Page::new(), Page::new());
        wide.paragraph(Style::Plain, "side by side");
        narrow.paragraph(Style::Plain, "one below the other");
        page.either(40, wide, narrow);
        assert_eq!(page.finish(PLAIN), "side by side\n");
        assert_eq!(page.finish(Terminal { width: 39, ..PLAIN }), "one below the other\n");
    }
}
