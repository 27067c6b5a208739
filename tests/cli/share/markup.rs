//! Reads pages and pictures strictly, as nothing of ours writes them: every tag is closed in order, every attribute is
//! quoted, every `<` and `&` of a text is escaped.

use crate::hostile::acts;

/// An element.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
}

/// The elements of a document in order, and its texts.
#[derive(Debug, Default)]
pub(crate) struct Document {
    nodes: Vec<Node>,
    text: String,
}

impl Document {
    /// Reads a document; fails the test where it is not well-formed.
    pub(crate) fn read(text: &str) -> Self {
        let mut document = Self::default();
        let mut open: Vec<String> = Vec::new();
        let mut rest = text.strip_prefix("<!DOCTYPE html>").unwrap_or(text);
        while let Some((before, after)) = rest.split_once('<') {
            document.said(before, &open);
            let (tag, after) = after.split_once('>').expect("a tag ends");
            rest = after;
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop().as_deref(), Some(name), "closed out of order");
                continue;
            }
            let node = Node::read(tag);
            if node.name == "script" {
                // A script is text up to its end, whatever stands in it.
                let (_, after) = rest.split_once("</script>").expect("a script ends");
                rest = after;
            } else if !matches!(node.name.as_str(), "meta" | "br" | "input") {
                open.push(node.name.clone());
            }
            document.nodes.push(node);
        }
        document.said(rest, &open);
        assert!(open.is_empty(), "{open:?} is left open");
        document
    }

    fn said(&mut self, text: &str, open: &[String]) {
        if open.last().is_some_and(|name| name == "style") {
            return;
        }
        assert!(!text.contains('>'), "a bare > in `{text}`");
        assert_plain(text);
        self.text.push_str(&unescaped(text));
        self.text.push('\n');
    }

    /// Returns the elements in the order in which they begin.
    pub(crate) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Returns all that is to be read.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

impl Node {
    fn read(tag: &str) -> Self {
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = Vec::new();
        while !rest.is_empty() {
            let bare = rest.split(' ').next().filter(|word| matches!(*word, "hidden" | "checked"));
            if let Some(name) = bare {
                attributes.push((name.to_owned(), String::new()));
                rest = rest[name.len()..].trim_start();
                continue;
            }
            let (name, after) = rest.split_once("=\"").expect("an attribute is quoted");
            let (value, after) = after.split_once('"').expect("a quote ends");
            assert_plain(value);
            attributes.push((name.to_owned(), unescaped(value)));
            rest = after.strip_prefix(' ').unwrap_or(after);
        }
        assert!(name.chars().all(|letter| letter.is_ascii_alphanumeric()), "`{name}` is no element");
        Self { name: name.to_owned(), attributes }
    }
}

/// Fails the test where a text holds what would do something instead of being read.
fn assert_plain(text: &str) {
    assert!(!text.contains(acts), "`{}`", text.escape_debug());
}

/// Returns the text that is meant; fails the test at a bare `&`.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut meant = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(';').expect("a bare &");
        meant.push_str(match name {
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "amp" => "&",
            _ => panic!("&{name}; is none of ours"),
        });
        meant.push_str(rest);
    }
    meant
}
