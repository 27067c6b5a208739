//! The map for Graphviz.

use std::fmt::Write as _;

use crate::explain::map::leap::Kind;
use crate::ids::RoleId;

use super::super::text::clean;
use super::super::words::capitalized;
use super::{NOTHING, View, pay, track_head};

impl View<'_> {
    /// Returns the map in the language of Graphviz: a cluster for each track, a rank for each level.
    #[must_use]
    pub(crate) fn dot(&self) -> String {
        let mut text = String::from("digraph careers {\n");
        let head = quoted(&self.caption().join("\n"));
        let _ = writeln!(text, "  graph [rankdir=LR, newrank=true, fontname=\"sans-serif\", label={head}];");
        text.push_str("  node [shape=box, style=rounded, fontname=\"sans-serif\", fontsize=10];\n");
        text.push_str("  edge [fontname=\"sans-serif\", fontsize=8];\n");
        if self.map.roles.is_empty() {
            let _ = writeln!(text, "  nothing [shape=plaintext, label={}];", quoted(NOTHING));
        }
        for (number, track) in self.tracks().into_iter().enumerate() {
            let _ =
                writeln!(text, "  subgraph cluster_{number} {{\n    label={};", quoted(&track_head(track)));
            for role in self.map.roles.iter().filter(|role| self.role(**role).track == track) {
                let _ = writeln!(text, "    {} [{}];", node(*role), self.attributes(*role));
            }
            text.push_str("  }\n");
        }
        self.write_levels(&mut text);
        for edge in self.map.shown() {
            let style = match edge.leap.kind() {
                Kind::AtOnce => "solid",
                Kind::Credential => "dashed",
                Kind::Waiting => "dotted",
                Kind::Both => "\"dashed,bold\"",
            };
            let label = quoted(&self.takes(&edge.leap));
            let (from, to) = (node(edge.from), node(edge.leap.to));
            let _ = writeln!(text, "  {from} -> {to} [style={style}, label={label}];");
        }
        for (number, leg) in self.legs().iter().enumerate() {
            let (Some(from), Some(to)) = (leg.from, leg.to) else { continue };
            let label = quoted(&format!("{}. {}", number + 1, self.leg_in_words(leg)));
            let _ = writeln!(
                text,
                "  {} -> {} [penwidth=3, color=\"#b4451f\", constraint=false, label={label}];",
                node(from),
                node(to)
            );
        }
        text.push_str("}\n");
        text
    }

    fn attributes(&self, role: RoleId) -> String {
        let mut label = format!("{}\n{}", clean(&self.role(role).title), pay(self.catalog, role));
        let mut more = String::new();
        if self.is_here(role) {
            label.push_str("\nyou are here");
            more.push_str(", penwidth=3");
        } else if self.is_open(role) {
            label.push_str("\nopen to you today");
            more.push_str(", penwidth=2");
        }
        if self.middle == Some(role) {
            more.push_str(", style=\"rounded,bold\"");
        }
        format!("label={}{more}", quoted(&label))
    }

    /// Puts the roles of a level below its name, and the names in their order.
    fn write_levels(&self, text: &mut String) {
        let levels = self.levels();
        for level in &levels {
            let head = format!("level_{}", level.word());
            let _ = write!(text, "  {head} [shape=plaintext, label={}];", quoted(&capitalized(level.word())));
            let _ = write!(text, "  {{ rank=same; {head};");
            for role in self.map.roles.iter().filter(|role| self.role(**role).level == *level) {
                let _ = write!(text, " {};", node(*role));
            }
            text.push_str(" }\n");
        }
        let heads: Vec<String> = levels.iter().map(|level| format!("level_{}", level.word())).collect();
        if heads.len() > 1 {
            let _ = writeln!(text, "  {} [style=invis];", heads.join(" -> "));
        }
    }
}

/// Returns the name of a node, in which nothing of the catalog stands.
fn node(role: RoleId) -> String {
    format!("role_{}", role.0)
}

/// Returns a text as a string of the language; a line end breaks it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            // A backslash begins an escape such as \N, which stands for the name of a node.
            '"' | '\\' => quoted.extend(['\\', letter]),
            // An ampersand begins an entity.
            '&' => quoted.push_str("&amp;"),
            '\n' => quoted.push_str("\\n"),
            letter => quoted.push_str(&clean(&letter.to_string())),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_within_its_quotes() {
        assert_eq!(quoted("a \"b\" \\N"), "\"a \\\"b\\\" \\\\N\"");
        assert_eq!(quoted("one\ntwo\u{7} &lt;"), "\"one\\ntwo\u{fffd} &amp;lt;\"");
        assert_eq!(quoted("\\\"; evil [label=x]"), "\"\\\\\\\"; evil [label=x]\"");
    }
}
