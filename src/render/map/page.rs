//! The map as a page for a browser: the picture, a table that says the same in words, and a script that helps to find
//! the way about. Without the script the page can do without nothing but the search.

use maud::{Markup, html};

use crate::catalog::requirement::at_standard;
use crate::explain::map::Edge;
use crate::ids::RoleId;

use super::super::footnotes::Footnotes;
use super::super::html::{elements, inline, shell};
use super::super::listing::roles::PAY;
use super::super::page::{Page, Style};
use super::super::requirement::sentence;
use super::super::words::{capitalized, count};
use super::{NOTHING, View, pay_with_source, track_head};

/// What the page looks like, beyond what every page does.
pub(super) const STYLE: &str = include_str!("page.css");

/// What the page does.
const SCRIPT: &str = include_str!("map.js");

impl View<'_> {
    /// Returns the map as a document.
    #[must_use]
    pub(crate) fn html(&self) -> String {
        let title = self.title();
        let mut footnotes = Footnotes::new(self.catalog);
        let body = html! {
            header {
                h1 { (inline(&title)) }
                @if self.map.roles.is_empty() { p { (NOTHING) } } @else { (self.lead()) }
            }
            @if !self.map.roles.is_empty() {
                (self.tools())
                div.drawn role="region" aria-label="The map" tabindex="0" {
                    (self.picture(true).interactive())
                }
                aside #details hidden tabindex="-1" aria-labelledby="details-title" {}
                (self.table_of_roles(&mut footnotes))
                (elements(self.remarks(&footnotes).blocks()))
            }
        };
        shell(&title, &body, Some(SCRIPT))
    }

    fn lead(&self) -> Markup {
        let mut page = Page::new();
        let (roles, ways) = (self.map.roles.len() as u64, self.map.shown().count() as u64);
        page.paragraph(
            Style::Plain,
            &format!("{}, {}. {}", count(roles, "role", "roles"), count(ways, "way", "ways"), self.meaning()),
        );
        self.print_path(&mut page);
        elements(page.blocks())
    }

    /// Returns what only works with the script, which shows it.
    fn tools(&self) -> Markup {
        html! {
            form #tools role="search" hidden {
                label for="find" { "Find a role" }
                input #find type="search" autocomplete="off" spellcheck="false"
                    placeholder="Title, such as nurse or analyst" aria-describedby="found";
                p #found role="status" aria-live="polite" {}
                fieldset {
                    legend { "Tracks" }
                    @for track in self.tracks() {
                        label { input type="checkbox" name="track" value=(clean(track)) checked; " " (track_head(track)) }
                    }
                }
            }
        }
    }

    fn table_of_roles(&self, footnotes: &mut Footnotes<'_>) -> Markup {
        html! {
            section #roles {
                h2 { "Every role and way in words" }
                table role="table" {
                    thead role="rowgroup" {
                        tr role="row" {
                            @for head in ["Role", "Pay a year", "Asks for", "What leads here", "Where it leads"] {
                                th role="columnheader" scope="col" { (head) }
                            }
                        }
                    }
                    tbody role="rowgroup" {
                        @for track in self.tracks() {
                            @for role in self.in_track(track) { (self.row(role, footnotes)) }
                        }
                    }
                }
            }
        }
    }

    /// Returns the roles of a track, the lowest level first.
    fn in_track(&self, track: &str) -> Vec<RoleId> {
        let mut roles: Vec<RoleId> =
            self.map.roles.iter().copied().filter(|role| self.role(*role).track == track).collect();
        roles.sort_by_key(|role| self.role(*role).level);
        roles
    }

    fn row(&self, id: RoleId, footnotes: &mut Footnotes<'_>) -> Markup {
        let role = self.role(id);
        let requires: Vec<String> = at_standard(&role.requires, self.query.standard)
            .iter()
            .map(|node| sentence(self.catalog, node))
            .collect();
        let mut notes = Vec::new();
        if self.is_here(id) {
            notes.push("You are here.".to_owned());
        } else if self.is_open(id) {
            notes.push("Open to you today.".to_owned());
        }
        notes.extend(self.place_on_path(id).map(|place| format!("Step {place} of your plan.")));
        html! {
            tr role="row" id={ "role-" (role.id) } tabindex="-1" {
                th role="rowheader" scope="row" data-head="Role" {
                    div {
                        span.title { (clean(&role.title)) }
                        br; span.quiet { (track_head(&role.track)) ", " (role.level.word()) }
                        @for note in &notes { br; span.note { (note) } }
                    }
                }
                (cell("Pay a year", &html! { (clean(&pay_with_source(self.catalog, id, footnotes))) }))
                (cell("Asks for", &html! {
                    @match requires.as_slice() {
                        [] => "nothing that the catalog knows",
                        [only] => (clean(&capitalized(only))),
                        several => ul { @for one in several { li { (clean(&capitalized(one))) } } },
                    }
                }))
                (cell("What leads here", &self.ways_in_words(&self.before(id), |edge| edge.from)))
                (cell("Where it leads", &self.ways_in_words(&self.next(id), |edge| edge.leap.to)))
            }
        }
    }

    fn ways_in_words(&self, edges: &[&Edge], other: impl Fn(&Edge) -> RoleId) -> Markup {
        html! {
            @if edges.is_empty() { "–" }
            @else {
                ul {
                    @for edge in edges {
                        @let role = self.role(other(edge));
                        li { a href={ "#role-" (role.id) } { (clean(&role.title)) } ": " (clean(&self.takes(&edge.leap))) }
                    }
                }
            }
        }
    }

    /// Returns what is said below the table.
    fn remarks(&self, footnotes: &Footnotes<'_>) -> Page {
        let mut page = Page::new();
        page.heading("How to read this");
        page.paragraph(Style::Plain, &format!("{} {}", self.choice(), Self::NEAREST));
        page.paragraph(
            Style::Plain,
            &format!("The time is that until somebody may apply; finding the job comes after it. {PAY}"),
        );
        let standard = self.query.standard.word();
        page.paragraph(
            Style::Plain,
            &format!("What a role asks for is given at the {standard} standard; `careerpath show ID` has the sources of that, and of \
                 what a credential costs."),
        );
        if !self.assumptions.is_empty() {
            page.heading("Assumptions");
            page.bullets(&self.assumptions);
        }
        footnotes.print(&mut page);
        page
    }
}

fn clean(text: &str) -> String {
    super::super::text::clean(text)
}

fn cell(head: &str, inside: &Markup) -> Markup {
    html! { td role="cell" data-head=(head) { div { (inside) } } }
}
