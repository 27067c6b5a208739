//! The map as a tree: tracks, levels, roles, and what each leads to.

use std::fmt::Write as _;

use crate::catalog::Level;
use crate::explain::map::Edge;
use crate::explain::map::leap::Kind;
use crate::ids::RoleId;

use super::super::footnotes::Footnotes;
use super::super::listing::roles::PAY;
use super::super::page::{Page, Style};
use super::super::tree::Branch;
use super::super::words::{capitalized, count};
use super::{NOTHING, View, pay_with_source, track_head};

impl View<'_> {
    /// Returns the map for a reader.
    #[must_use]
    pub(crate) fn page(&self) -> Page {
        let mut page = Page::new();
        page.title(&self.title());
        if self.map.roles.is_empty() {
            page.paragraph(Style::Plain, NOTHING);
            return page;
        }
        let (roles, ways) = (self.map.roles.len() as u64, self.map.shown().count() as u64);
        page.paragraph(
            Style::Plain,
            &format!(
                "{}, {} shown of {}.",
                count(roles, "role", "roles"),
                count(ways, "way", "ways"),
                count(self.map.edges.len() as u64, "way", "ways")
            ),
        );
        self.print_path(&mut page);
        let mut footnotes = Footnotes::new(self.catalog);
        for track in self.tracks() {
            page.heading(&track_head(track));
            page.tree(&self.track(track, &mut footnotes));
        }
        page.gap();
        page.paragraph(Style::Quiet, &self.meaning());
        page.paragraph(Style::Quiet, &format!("{} {}", self.choice(), Self::NEAREST));
        page.paragraph(
            Style::Quiet,
            &format!("The time is that until somebody may apply; finding the job comes after it. {PAY}"),
        );
        if !self.assumptions.is_empty() {
            page.heading("Assumptions");
            page.bullets(&self.assumptions);
        }
        footnotes.print(&mut page);
        page
    }

    /// Adds what there is to say about the person and their plan.
    pub(super) fn print_path(&self, page: &mut Page) {
        if let Some(position) = self.position {
            let here = position.role.map_or_else(
                || "You are in no role".to_owned(),
                |role| format!("You are here: {}", self.role(role).title),
            );
            let open = position.open.iter().filter(|role| self.map.roles.contains(role)).count();
            let open = match open {
                0 => "none of these roles is open to you today".to_owned(),
                open => count(
                    open as u64,
                    "of these roles is open to you today",
                    "of these roles are open to you today",
                ),
            };
            page.paragraph(Style::Plain, &format!("{here}; {open}."));
        }
        if self.path.is_some() {
            let (head, legs) = self.path_in_words();
            page.heading(&head);
            for (number, leg) in legs.iter().enumerate() {
                page.hanging(Style::Plain, &format!("{}. ", number + 1), leg);
            }
        }
    }

    fn track(&self, track: &str, footnotes: &mut Footnotes<'_>) -> Vec<Branch> {
        let of = |level: Level| -> Vec<RoleId> {
            let is_there = |id: &&RoleId| {
                let role = self.role(**id);
                role.track == track && role.level == level
            };
            self.map.roles.iter().filter(is_there).copied().collect()
        };
        let levels = Level::ALL.into_iter().map(|level| (level, of(level)));
        levels
            .filter(|(_, roles)| !roles.is_empty())
            .map(|(level, roles)| Branch {
                style: Style::Quiet,
                mark: String::new(),
                text: capitalized(level.word()),
                children: roles.into_iter().map(|role| self.branch(role, footnotes)).collect(),
            })
            .collect()
    }

    fn branch(&self, id: RoleId, footnotes: &mut Footnotes<'_>) -> Branch {
        let mut mark = String::new();
        if self.middle == Some(id) {
            mark.push_str("◆ ");
        }
        if let Some(place) = self.place_on_path(id) {
            let _ = write!(mark, "{place}. ");
        }
        let pay = pay_with_source(self.catalog, id, footnotes);
        let mut text = format!("{}, {pay}", self.role(id).title);
        if self.is_here(id) {
            mark.push_str("● ");
            text.push_str(", you are here");
        } else if self.is_open(id) {
            mark.push_str("✓ ");
            text.push_str(", open to you today");
        }
        let children = self.next(id).into_iter().map(|edge| self.leaf(edge)).collect();
        Branch { style: Style::Good, mark, text, children }
    }

    fn leaf(&self, edge: &Edge) -> Branch {
        let text = format!("{}: {}", self.role(edge.leap.to).title, self.takes(&edge.leap));
        let style = match edge.leap.kind() {
            Kind::AtOnce => Style::Good,
            Kind::Credential => Style::Plain,
            Kind::Waiting | Kind::Both => Style::Missing,
        };
        Branch { style, mark: "→ ".to_owned(), text, children: Vec::new() }
    }
}
