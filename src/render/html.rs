//! Pages for a browser: one document that needs nothing else, neither the network nor a script.
//!
//! Every text is escaped by construction. The document forbids itself to load anything, follows the reader's choice
//! of light and dark, and prints.

mod blocks;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::page::Block;
use super::svg;

/// What every page looks like.
const STYLE: &str = include_str!("html/style.css");

/// The language that the program speaks.
const LANGUAGE: &str = "en";

/// Returns a page of blocks as a document; `name` is its title where it has none of its own.
#[must_use]
pub(crate) fn document(blocks: &[Block], name: &str) -> String {
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(text) => Some(text.as_str()),
        _ => None,
    });
    let body = html! {
        @if title.is_none() { h1 { (name) } }
        (blocks::body(blocks))
    };
    shell(title.unwrap_or(name), &body, None)
}

/// Returns the elements of a part of a page.
pub(super) fn elements(blocks: &[Block]) -> Markup {
    blocks::body(blocks)
}

/// Returns a document around a body; a script is the page's own text, never anything from a catalog.
pub(super) fn shell(title: &str, body: &Markup, script: Option<&'static str>) -> String {
    let scripts = if script.is_some() { "; script-src 'unsafe-inline'" } else { "" };
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'{scripts}; base-uri 'none'; form-action 'none'"
    );
    let document = html! {
        (DOCTYPE)
        html lang=(LANGUAGE) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content="careerpath";
                title { (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(svg::STYLE)) }
            }
            body {
                a.skip href="#content" { "Skip to the content" }
                main #content tabindex="-1" { (body) }
                @if let Some(script) = script {
                    script { (PreEscaped(script)) }
                }
            }
        }
    };
    document.into_string() + "\n"
}

/// Returns a text whose code between backticks is code, and of which nothing else means anything.
pub(super) fn inline(text: &str) -> Markup {
    // An odd backtick is one; it opens nothing.
    let pairs = text.matches('`').count() / 2;
    let mut parts = text.splitn(pairs * 2 + 1, '`');
    let mut is_code = false;
    html! {
        @while let Some(part) = parts.next() {
            @if is_code { code { (part) } } @else { (part) }
            @let () = is_code = !is_code;
        }
    }
}

/// Returns an address as a link, if it is one that leads to a page; otherwise as code.
pub(super) fn address(text: &str) -> Markup {
    let is_link = ["https://", "http://"].iter().any(|scheme| {
        text.strip_prefix(scheme).is_some_and(|rest| {
            !rest.is_empty()
                && rest.chars().all(|letter| letter.is_ascii_graphic() && !"\"'<>`\\".contains(letter))
        })
    });
    html! {
        @if is_link { a href=(text) rel="noreferrer" { (text) } } @else { code { (text) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(inline("a `b` <i> ` &").into_string(), "a <code>b</code> &lt;i&gt; ` &amp;");
        assert_eq!(inline("`x`").into_string(), "<code>x</code>");
        assert_eq!(inline("").into_string(), "");
    }

    #[test]
    fn only_pages_are_links() {
        let link = |text| address(text).into_string();
        assert_eq!(
            link("https://example.org/?a=1&b"),
            "<a href=\"https://example.org/?a=1&amp;b\" rel=\"noreferrer\">https://example.org/?a=1&amp;b</a>"
        );
        for text in ["javascript:alert(1)", "https://", "https://a b", "data:text/html,x", "https://x\"y"] {
            assert!(link(text).starts_with("<code>"), "{text}");
        }
    }

    #[test]
    fn a_script_is_allowed_only_where_there_is_one() {
        let body = html! { p { "x" } };
        assert!(!shell("T", &body, None).contains("script"));
        assert!(shell("T", &body, Some("1;")).contains("script-src 'unsafe-inline'"));
    }
}
