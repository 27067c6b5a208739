//! The career map: one view, in every form of output.

mod dot;
mod json;
mod layout;
mod mermaid;
mod page;
mod picture;
mod route;
mod table;
mod tree;

use crate::catalog::names::Entry;
use crate::catalog::{Catalog, Level, Role};
use crate::explain::map::leap::{Kind, Leap};
use crate::explain::map::path::{Leg, legs};
use crate::explain::map::{Edge, Map, Position};
use crate::explain::pay::{Pay, of_role};
use crate::ids::RoleId;
use crate::planner::{Query, Solution};
use crate::units::Months;

use super::footnotes::Footnotes;
use super::plan::Asker;
use super::requirement::name;
use super::routes::cost;
use super::text::clean;
use super::words::{self, calendar, capitalized, duration, list};

/// A map with all that is to be said about it.
#[derive(Debug)]
pub(crate) struct View<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The question: who asks, and the rules and limits that hold for everybody on the map.
    pub query: &'a Query,
    /// The longest way on the map.
    pub longest: Months,
    /// The roles and the ways between them.
    pub map: &'a Map,
    /// The role in the middle.
    pub middle: Option<RoleId>,
    /// Who asks.
    pub asker: Option<&'a Asker>,
    /// Where that person stands.
    pub position: Option<&'a Position>,
    /// Where they want to get, and how.
    pub path: Option<Path<'a>>,
    /// What was taken for granted.
    pub assumptions: Vec<String>,
}

/// Where somebody wants to get, and how.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Path<'a> {
    /// The role or credential.
    pub target: Entry,
    /// The plan; `None` where there is none, or none was found.
    pub solution: Option<&'a Solution>,
}

/// What stands in place of a map without roles.
const NOTHING: &str = "No role matches.";

impl<'a> View<'a> {
    fn role(&self, id: RoleId) -> &'a Role {
        self.catalog.role(id)
    }

    /// Returns what the map is of, safe to print.
    fn title(&self) -> String {
        clean(&match self.middle {
            Some(role) => format!("{}: what leads there, and where it leads", self.role(role).title),
            None => format!("Career map: {}", self.catalog.name),
        })
    }

    /// Says what the edges mean.
    fn meaning(&self) -> String {
        format!(
            "Each way is that of somebody who meets what a role asks for, holds what its holders usually hold, and has \
             been in it for {}: one change of job, and at most one credential before it.",
            duration(self.map.months)
        )
    }

    /// Says which edges are shown.
    fn choice(&self) -> &'static str {
        if self.middle.is_some() {
            "Shown are the nearest ways to a higher level, to the role in the middle and from it; `careerpath reach` knows \
             those to its own level too."
        } else {
            "Shown are the nearest way from each role to a higher level, a second one to a role that few others lead to, \
             and the nearest one to a role that none of these reaches; `--format json` has every way."
        }
    }

    /// Says what is nearest.
    const NEAREST: &'static str = "Nearest is what pays no less, then what takes less time, costs less, and asks for \
                                   more of the skills that people have by then.";

    /// Returns the edges that are shown from a role, the nearest first.
    fn next(&self, role: RoleId) -> Vec<&'a Edge> {
        self.ends(|edge| edge.from == role)
    }

    /// Returns the edges that are shown to a role, the nearest first.
    fn before(&self, role: RoleId) -> Vec<&'a Edge> {
        self.ends(|edge| edge.leap.to == role)
    }

    fn ends(&self, wanted: impl Fn(&Edge) -> bool) -> Vec<&'a Edge> {
        let mut edges: Vec<&Edge> = self.map.shown().filter(|edge| wanted(edge)).collect();
        edges.sort_by_cached_key(|edge| crate::explain::map::choice::nearness(self.catalog, edge));
        edges
    }

    /// Returns the parts of the plan that is shown.
    fn legs(&self) -> Vec<Leg> {
        let solution = self.path.and_then(|path| path.solution);
        solution.map(|solution| legs(self.query.person.role, &solution.plan)).unwrap_or_default()
    }

    /// Tells whether a person is in a role.
    fn is_here(&self, role: RoleId) -> bool {
        self.position.is_some_and(|position| position.role == Some(role))
    }

    /// Tells whether a person can apply for a role today.
    fn is_open(&self, role: RoleId) -> bool {
        self.position.is_some_and(|position| position.open.contains(&role))
    }

    /// Returns the place of a role on the path, counted from 1.
    fn place_on_path(&self, role: RoleId) -> Option<usize> {
        self.legs().iter().position(|leg| leg.to == Some(role)).map(|position| position + 1)
    }

    /// Returns the levels that have roles, the lowest first.
    fn levels(&self) -> Vec<Level> {
        let has = |level: &Level| self.map.roles.iter().any(|role| self.role(*role).level == *level);
        Level::ALL.into_iter().filter(has).collect()
    }

    /// Returns the tracks that have roles, in the order of their names.
    fn tracks(&self) -> Vec<&'a str> {
        let mut tracks: Vec<&str> = self.map.roles.iter().map(|id| self.role(*id).track.as_str()).collect();
        tracks.sort_unstable();
        tracks.dedup();
        tracks
    }

    /// Returns what a way takes: `at once`, `with PMP, in 4 months, $555`, `in 1 year`.
    fn takes(&self, leap: &Leap) -> String {
        let ready = duration(leap.ready);
        let Some(study) = &leap.study else {
            return match leap.kind() {
                Kind::AtOnce => "at once".to_owned(),
                _ => format!("in {ready}"),
            };
        };
        let credential = name(self.catalog, Entry::Credential(study.credential));
        let cost = cost(self.catalog, &leap.plan());
        match leap.waiting() {
            Months(0) => format!("with {credential}, in {ready}, {cost}"),
            waiting => format!("with {credential} and {} of waiting, in {ready}, {cost}", duration(waiting)),
        }
    }

    /// Returns a part of the plan in words: `study A and B, then start as C in Feb 2029`.
    fn leg_in_words(&self, leg: &Leg) -> String {
        let names: Vec<String> = leg
            .credentials
            .iter()
            .map(|credential| self.catalog.credential(*credential).name.clone())
            .collect();
        let when = calendar(self.query.start.plus(leg.end));
        let studies = if names.is_empty() { String::new() } else { format!("earn {}", list(&names, "and")) };
        let words = match leg.to.map(|role| &self.role(role).title) {
            Some(title) if studies.is_empty() => format!("start as {title} in {when}"),
            Some(title) => format!("{studies}, and start as {title} in {when}"),
            None => format!("{studies} by {when}"),
        };
        capitalized(&words)
    }

    /// What pictures say in place of what a page has room for.
    const ELSEWHERE: &'static str = "Assumptions and sources: `careerpath map` with the same options.";

    /// Returns the title, the plan in words, part by part, for not every part lies between two roles, and where the rest
    /// stands.
    fn caption(&self) -> Vec<String> {
        let mut lines = vec![self.title()];
        lines.extend(self.path_lines());
        lines.push(Self::ELSEWHERE.to_owned());
        lines
    }

    /// Returns the plan in words, a line for its head and for each part; none where none is asked for.
    fn path_lines(&self) -> Vec<String> {
        if self.path.is_none() {
            return Vec::new();
        }
        let (head, legs) = self.path_in_words();
        let legs = legs.iter().enumerate().map(|(number, leg)| format!("{}. {leg}", number + 1));
        [head].into_iter().chain(legs).collect()
    }

    /// Says how the plan goes that is shown, in a line for each part; what stands in its place where there is none.
    fn path_in_words(&self) -> (String, Vec<String>) {
        let Some(path) = self.path else { return (String::new(), Vec::new()) };
        let target = name(self.catalog, path.target);
        let Some(solution) = path.solution else {
            return (format!("No plan to {target} is marked: none was found"), Vec::new());
        };
        let mark = if solution.at_least < solution.plan.months { "at most " } else { "" };
        let plan = &solution.plan;
        if plan.steps.is_empty() {
            return (format!("You are there already: {target}"), Vec::new());
        }
        let head =
            format!("The plan to {target}: {mark}{}, {}", duration(plan.months), cost(self.catalog, plan));
        (head, self.legs().iter().map(|leg| self.leg_in_words(leg)).collect())
    }
}

/// Returns the word for a track as a head, safe to print: `Clinical informatics`; words of up to three letters are
/// abbreviations.
fn track_head(track: &str) -> String {
    let word = |word: &str| if word.len() <= 3 { word.to_uppercase() } else { word.to_owned() };
    clean(&capitalized(&track.split('-').map(word).collect::<Vec<_>>().join(" ")))
}

/// Returns what a role pays, as briefly as is still true: `$97,550* median 2025`; nothing where it is not known.
fn pay(catalog: &Catalog, role: RoleId) -> String {
    match of_role(catalog, role) {
        Pay::Known(_) => super::listing::roles::pay_in_words(catalog, role),
        Pay::Withheld => format!("pay {}", words::WITHHELD),
        Pay::Unknown => format!("{} of pay", words::NO_FIGURE),
    }
}

/// Returns the same with the mark of its source.
fn pay_with_source(catalog: &Catalog, role: RoleId, footnotes: &mut Footnotes<'_>) -> String {
    let source = match of_role(catalog, role) {
        Pay::Known(figure) => figure.source,
        Pay::Withheld | Pay::Unknown => None,
    };
    format!("{}{}", pay(catalog, role), footnotes.mark(source))
}

/// Says what a kind of way means, for a legend.
fn kind_in_words(kind: Kind) -> &'static str {
    match kind {
        Kind::AtOnce => "can apply at once",
        Kind::Credential => "when the study for one credential ends",
        Kind::Waiting => "after some time in the role",
        Kind::Both => "after the study for one credential and some time besides",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    use crate::catalog::load::from_files;
    use crate::diagnostic::SourceFile;
    use crate::planner::Target;
    use crate::profile::Person;
    use crate::testing::start;

    /// Titles that would be something else than text in each of the forms.
    const HOSTILE: [&str; 6] = [
        "</title></desc></text></style><script>alert(1)</script>",
        "\"]; click role0 href \"javascript:alert(1)\"",
        "\\\"]; evil [label=\"\\N",
        "x' onload='alert(1)' \" onfocus=\"alert(2)",
        "&lt;img src=x onerror=alert(1)&gt; #quot; %%{init: {}}%%",
        "--> end <br/> `**b**` ${1}",
    ];

    /// Returns the view of a map that nobody in particular asked for.
    pub(super) fn of_nobody<'a>(catalog: &'a Catalog, query: &'a Query, map: &'a Map) -> View<'a> {
        View {
            catalog,
            query,
            longest: Months(96),
            map,
            middle: None,
            asker: None,
            position: None,
            path: None,
            assumptions: Vec::new(),
        }
    }

    fn hostile() -> Catalog {
        let mut text = "name = \"<b>test</b>\"\nversion = \"1\"\ncurrency = \"USD\"\n\
            assumptions = { search-months = 3, minimum-stay-months = 12 }\n"
            .to_owned();
        for (number, title) in HOSTILE.iter().enumerate() {
            let level = if number == 0 { "feeder" } else { "mid" };
            let quoted = title.replace('\\', "\\\\").replace('"', "\\\"");
            let _ = write!(
                text,
                "[[role]]\nid = \"r{number}\"\ntitle = \"{quoted}\"\naliases = [\"a{number} {quoted}\"]\n\
                 track = \"{quoted}\"\nlevel = \"{level}\"\nrequires = [\"c\"]\n"
            );
        }
        text.push_str("[[credential]]\nid = \"c\"\nname = \"<i>\\\"c\"\nkind = \"license\"\n");
        from_files(vec![SourceFile { path: "catalog.toml".to_owned(), text }]).expect("a valid catalog")
    }

    #[test]
    fn nothing_in_a_catalog_is_markup() {
        let catalog = hostile();
        let roles: Vec<RoleId> = catalog.role_ids().collect();
        let query = Query::new(&catalog, Person::newcomer(&catalog), Target::Role(roles[0]), start());
        let mut map = Map::new(&catalog, &query, &roles, Months(24));
        map.choose(&catalog);
        let view = View { assumptions: vec![HOSTILE[0].to_owned()], ..of_nobody(&catalog, &query, &map) };
        assert!(map.shown().count() > 0);
        insta::assert_snapshot!("hostile_dot", view.dot());
        insta::assert_snapshot!("hostile_mermaid", view.mermaid());
        for text in [view.svg(), view.html()] {
            let tags = |tag: &str| text.matches(tag).count();
            assert_eq!(tags("<script"), usize::from(text.starts_with("<!DOCTYPE")));
            for tag in ["<img", "<i>", "<b>", "onerror=alert(1)>", "<br/>"] {
                assert_eq!(tags(tag), 0, "{tag}");
            }
            // A quotation mark of a title would end an attribute; all of ours stand between double ones.
            assert_eq!(tags("\" onfocus="), 0);
        }
    }
}
