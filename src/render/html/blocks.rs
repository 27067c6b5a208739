//! The blocks of a page as elements of a document.

use maud::{Markup, html};

use super::super::page::{Block, Drawing, Line, Style};
use super::super::picture::{bars, front};
use super::super::svg::Picture;
use super::super::table::{Align, Table};
use super::super::text::columns;
use super::super::tree::Branch;
use super::{address, inline};

/// The columns of a chart that is made of characters, on a wide screen.
const WIDE: usize = 100;

/// The same on a narrow one.
const NARROW: usize = 44;

/// Returns the elements of a page: what stands before the first section, then the sections.
pub(super) fn body(blocks: &[Block]) -> Markup {
    let mut parts: Vec<&[Block]> = Vec::new();
    let mut rest = blocks;
    while !rest.is_empty() {
        let next = rest.iter().skip(1).position(|block| matches!(block, Block::Heading(_)));
        let (part, others) = rest.split_at(next.map_or(rest.len(), |position| position + 1));
        parts.push(part);
        rest = others;
    }
    html! {
        @for part in parts {
            @if matches!(part.first(), Some(Block::Heading(_))) {
                section { (elements(part)) }
            } @else {
                header { (elements(part)) }
            }
        }
    }
}

/// What a run of blocks is together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Run {
    /// Items behind dashes.
    Items,
    /// Items behind numbers in brackets.
    Numbered,
    /// Named facts.
    Facts,
    /// A block by itself.
    Alone,
}

/// Returns what a block begins or goes on with; `None` for one that adds to the item before it.
fn run_of(block: &Block) -> Option<Run> {
    match block {
        Block::Text { mark, .. } | Block::Verbatim { mark, .. } => match mark.trim() {
            "" if mark.is_empty() => Some(Run::Alone),
            "" => None,
            "-" => Some(Run::Items),
            _ => Some(Run::Numbered),
        },
        Block::Fact { .. } => Some(Run::Facts),
        _ => Some(Run::Alone),
    }
}

fn elements(blocks: &[Block]) -> Markup {
    let mut groups: Vec<(Run, Vec<Vec<&Block>>)> = Vec::new();
    for block in blocks {
        if matches!(block, Block::Gap) {
            continue;
        }
        match (run_of(block), groups.last_mut()) {
            (None, Some((run, items))) if *run != Run::Alone => {
                if let Some(item) = items.last_mut() {
                    item.push(block);
                }
            }
            (Some(run), Some((known, items))) if run == *known && run != Run::Alone => {
                items.push(vec![block]);
            }
            (run, _) => groups.push((run.unwrap_or(Run::Alone), vec![vec![block]])),
        }
    }
    html! {
        @for (run, items) in &groups {
            @match run {
                Run::Items => ul { @for item in items { li { (texts(item)) } } },
                Run::Numbered => ul.numbered { @for item in items { (numbered(item)) } },
                Run::Facts => dl { @for item in items { (fact(item)) } },
                Run::Alone => @for block in items.iter().flatten() { (alone(block)) },
            }
        }
    }
}

fn alone(block: &Block) -> Markup {
    html! {
        @match block {
            Block::Title(text) => h1 { (inline(text)) },
            Block::Heading(text) => h2 { (inline(text)) },
            Block::Text { style, text, .. } => p class=[class(*style)] { (inline(text)) },
            Block::Verbatim { text, .. } if text.contains("://") => p.address { (address(text)) },
            Block::Verbatim { text, .. } => pre { code { (text) } },
            Block::Fact { .. } => (fact(&[block])),
            Block::Code(lines) => pre { code { (lines.join("\n")) } },
            Block::Table(table) => (self::table(table)),
            Block::Tree(branches) => (tree(branches)),
            Block::Drawing(drawing) => (self::drawing(drawing)),
            Block::Gap => {},
            Block::Either { wide, .. } => (elements(wide)),
        }
    }
}

fn class(style: Style) -> Option<&'static str> {
    match style {
        Style::Plain | Style::Job | Style::Search | Style::Study | Style::Money | Style::Goal => None,
        Style::Heading => Some("lead"),
        Style::Quiet => Some("quiet"),
        Style::Good => Some("good"),
        Style::Missing => Some("missing"),
    }
}

/// Returns the texts of an item, each after the first on a line of its own.
fn texts(item: &[&Block]) -> Markup {
    html! {
        @for (position, block) in item.iter().enumerate() {
            @if position > 0 { br; }
            @match block {
                Block::Text { style, text, .. } | Block::Verbatim { style, text, .. } if *style == Style::Plain => {
                    (said(block, text))
                },
                Block::Text { style, text, .. } | Block::Verbatim { style, text, .. } => {
                    span class=[class(*style)] { (said(block, text)) }
                },
                _ => {},
            }
        }
    }
}

fn said(block: &Block, text: &str) -> Markup {
    if matches!(block, Block::Verbatim { .. }) { address(text) } else { inline(text) }
}

/// Returns an item whose mark, such as `[3]`, is kept: texts refer to it.
fn numbered(item: &[&Block]) -> Markup {
    let mark = match item.first() {
        Some(Block::Text { mark, .. } | Block::Verbatim { mark, .. }) => mark.trim(),
        _ => "",
    };
    html! { li { span.mark { (mark) } div { (texts(item)) } } }
}

fn fact(item: &[&Block]) -> Markup {
    let Some((Block::Fact { name, text }, more)) = item.split_first() else { return html! {} };
    let is_address = text.starts_with("https://") || text.starts_with("http://");
    html! {
        div {
            dt { (inline(name)) }
            dd {
                @if is_address { (address(text)) } @else { (inline(text)) }
                @if !more.is_empty() { br; (texts(more)) }
            }
        }
    }
}

/// Returns a table; where the page is narrow its cells stand below one another, each with the head of its column.
fn table(table: &Table) -> Markup {
    let columns: Vec<(&str, Option<&str>)> =
        table.heads().map(|(head, _)| head).zip(classes(table)).collect();
    html! {
        div.scroll { table role="table" {
            thead role="rowgroup" {
                tr role="row" {
                    @for (head, class) in &columns {
                        th role="columnheader" scope="col" class=[class] { (inline(head)) }
                    }
                }
            }
            tbody role="rowgroup" {
                @for row in table.rows() {
                    tr role="row" {
                        @for (position, (text, (head, class))) in row.iter().zip(&columns).enumerate() {
                            @if position == 0 {
                                th role="rowheader" scope="row" data-head=(head) class=[class] { (cell(text)) }
                            } @else {
                                td role="cell" data-head=(head) class=[class] { (cell(text)) }
                            }
                        }
                    }
                }
            }
        } }
    }
}

/// The letters up to which a line of a table is not broken.
const SHORT: usize = 22;

/// The letters up to which all columns together may keep their lines whole, so that a page holds them.
const SHORT_TOGETHER: usize = 76;

/// Returns how each column is laid out: numbers to the right, and short lines whole where there are few enough.
fn classes(table: &Table) -> Vec<Option<&'static str>> {
    let widest = |position: usize| {
        let lines = table.rows().iter().flat_map(|row| row[position].lines());
        lines.map(columns).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..table.heads().count()).map(widest).collect();
    let together: usize = widths.iter().filter(|width| **width <= SHORT).sum();
    let is_short = |width: usize| width <= SHORT && together <= SHORT_TOGETHER;
    let class = |(align, width): (Align, usize)| match align {
        Align::Right => Some("number"),
        Align::Left => is_short(width).then_some("short"),
    };
    table.heads().map(|(_, align)| align).zip(widths).map(class).collect()
}

/// Returns the lines of a cell; those behind dashes are a list.
fn cell(text: &str) -> Markup {
    let (items, lines): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with("- "));
    html! {
        div {
            @for (position, line) in lines.iter().enumerate() {
                @if position > 0 { br; }
                (inline(line))
            }
            @if !items.is_empty() {
                ul { @for item in &items { li { (inline(item.trim_start_matches("- "))) } } }
            }
        }
    }
}

fn tree(branches: &[Branch]) -> Markup {
    html! {
        ul.tree {
            @for branch in branches {
                li {
                    span class=[class(branch.style)] { (inline(&branch.text)) }
                    @if !branch.children.is_empty() { (tree(&branch.children)) }
                }
            }
        }
    }
}

fn drawing(drawing: &Drawing) -> Markup {
    match drawing {
        Drawing::Plan(plan) => figure(&plan.pictures(), None),
        Drawing::Money(money) => figure(&money.pictures(), Some(&money.caption())),
        Drawing::Scatter(scatter) => html! {
            @if let Some(pictures) = front::pictures(scatter.points(), scatter.currency()) {
                (figure(&pictures, None))
            }
        },
        Drawing::Bars(chart) => figure(&bars::pictures(chart), Some(chart.title())),
        Drawing::Chart(chart) => characters(drawing, &chart.words()),
        Drawing::Arrivals(arrivals) => characters(drawing, &arrivals.words()),
    }
}

/// Returns a picture for a wide and for a narrow screen, of which one is shown.
fn figure([wide, narrow]: &[Picture; 2], caption: Option<&str>) -> Markup {
    html! {
        figure {
            @if let Some(caption) = caption { figcaption { (caption) } }
            div.wide { (wide.inline()) }
            div.narrow { (narrow.inline()) }
        }
    }
}

/// Returns a chart that is made of characters, for a wide and for a narrow screen; its words for those who cannot see it.
fn characters(drawing: &Drawing, words: &str) -> Markup {
    let lines = |width| drawing.lines(width).iter().map(Line::text).collect::<Vec<_>>().join("\n");
    html! {
        figure role="img" aria-label=(words) {
            pre.wide { (lines(WIDE)) }
            pre.narrow { (lines(NARROW)) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::page::Page;
    use super::*;

    fn leaf(text: &str) -> Branch {
        Branch { text: text.into(), ..Branch::default() }
    }

    #[test]
    fn blocks_become_elements() {
        let mut page = Page::new();
        page.title("Nurse → <Chief>");
        page.paragraph(Style::Heading, "2 years");
        page.hanging(Style::Plain, "- ", "one");
        page.hanging(Style::Quiet, "  ", "more of one");
        page.hanging(Style::Plain, "- ", "two `code`");
        page.heading("Facts");
        page.fact("Level", "mid");
        page.fact("Page", "https://example.org/");
        page.tree(&[Branch { children: vec![leaf("b")], ..leaf("a") }]);
        let mut table = Table::new().column("What", Align::Left, 1).column("Cost", Align::Right, 1);
        table.row(vec!["Study\n- for <x>".into(), "$5".into()]);
        page.table(&table);
        page.heading("Sources");
        page.hanging(Style::Quiet, "[1] ", "A source");
        page.verbatim(Style::Quiet, "    ", "https://example.org/a_b");
        page.verbatim(Style::Plain, "", "careerpath plan");
        let text = body(page.blocks()).into_string();
        insta::assert_snapshot!(text.replace("><", ">\n<"));
    }
}
