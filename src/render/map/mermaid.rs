//! The map for Mermaid.

use std::fmt::Write as _;

use crate::explain::map::leap::Kind;
use crate::ids::RoleId;

use super::super::text::clean;
use super::{NOTHING, View, pay, track_head};

impl View<'_> {
    /// Returns the map as a flowchart with a part for each track.
    #[must_use]
    pub(crate) fn mermaid(&self) -> String {
        let mut text = String::from("flowchart LR\n");
        let caption: Vec<String> = self.caption().iter().map(|line| quoted_text(line)).collect();
        let _ = writeln!(text, "  caption[\"{}\"]", caption.join("<br/>"));
        if self.map.roles.is_empty() {
            let _ = writeln!(text, "  nothing[{}]", quoted(NOTHING));
        }
        for (number, track) in self.tracks().into_iter().enumerate() {
            let _ = writeln!(text, "  subgraph track{number}[{}]", quoted(&track_head(track)));
            for &role in self.map.roles.iter().filter(|role| self.role(**role).track == track) {
                let entry = self.role(role);
                let mut lines =
                    vec![entry.title.clone(), format!("{}, {}", entry.level.word(), pay(self.catalog, role))];
                if self.is_here(role) {
                    lines.push("you are here".to_owned());
                } else if self.is_open(role) {
                    lines.push("open to you today".to_owned());
                }
                let lines: Vec<String> = lines.iter().map(|line| quoted_text(line)).collect();
                let _ = writeln!(text, "    {}[\"{}\"]", node(role), lines.join("<br/>"));
            }
            text.push_str("  end\n");
        }
        for edge in self.map.shown() {
            let (from, to) = (node(edge.from), node(edge.leap.to));
            let label = quoted(&self.takes(&edge.leap));
            let line = match edge.leap.kind() {
                Kind::AtOnce => "-->",
                Kind::Credential | Kind::Waiting | Kind::Both => "-.->",
            };
            let _ = writeln!(text, "  {from} {line}|{label}| {to}");
        }
        for (number, leg) in self.legs().iter().enumerate() {
            let (Some(from), Some(to)) = (leg.from, leg.to) else { continue };
            let label = quoted(&format!("{}. {}", number + 1, self.leg_in_words(leg)));
            let _ = writeln!(text, "  {} ==>|{label}| {}", node(from), node(to));
        }
        self.write_marks(&mut text);
        text
    }

    /// Adds how what concerns the person is drawn.
    fn write_marks(&self, text: &mut String) {
        let marked = |wanted: &dyn Fn(RoleId) -> bool| -> Vec<String> {
            self.map.roles.iter().filter(|role| wanted(**role)).map(|role| node(*role)).collect()
        };
        let here = |role| self.is_here(role) || self.middle == Some(role);
        for (class, style, nodes) in [
            ("here", "stroke-width:4px", marked(&here)),
            ("open", "stroke-width:2px", marked(&|role| self.is_open(role) && !here(role))),
        ] {
            if !nodes.is_empty() {
                let _ = writeln!(text, "  classDef {class} {style}\n  class {} {class}", nodes.join(","));
            }
        }
    }
}

/// Returns the name of a node, in which nothing of the catalog stands.
fn node(role: RoleId) -> String {
    format!("role{}", role.0)
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", quoted_text(text))
}

/// Returns a text in which nothing means anything to Mermaid, Markdown or HTML: each such character by its number.
fn quoted_text(text: &str) -> String {
    let mut quoted = String::new();
    for letter in clean(text).chars() {
        let is_plain = letter.is_alphanumeric()
            || matches!(
                letter,
                ' ' | ',' | '.' | ':' | '(' | ')' | '/' | '-' | '+' | '\'' | '?' | '$' | '–' | '’'
            );
        if is_plain {
            quoted.push(letter);
        } else {
            let _ = write!(quoted, "#{};", u32::from(letter));
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_means_nothing() {
        assert_eq!(
            quoted("\"]; click x \"javascript\" `*b*` <i> &amp; #quot;"),
            "\"#34;#93;#59; click x #34;javascript#34; #96;#42;b#42;#96; #60;i#62; #38;amp#59; #35;quot#59;\""
        );
        assert_eq!(quoted("Analyst, health care (R&D) $5 + ?"), "\"Analyst, health care (R#38;D) $5 + ?\"");
    }
}
