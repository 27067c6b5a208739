//! Where the program finds what it uses: paths, environment variables and the catalog.

use serde_json::{Value, json};

use crate::catalog::Catalog;

use super::json::document;
use super::page::{Page, Style};

/// Where the program finds what it uses.
#[derive(Clone, Debug)]
pub(crate) struct Setup {
    /// The folder for configuration; `None` where the system names none.
    pub folder: Option<String>,
    /// The default profile, and whether it is there.
    pub profile: Option<(String, bool)>,
    /// The folder of the catalog; `None` for the shipped one.
    pub catalog_folder: Option<String>,
    /// The folder of the person's own catalog, and whether it is used; `None` where the system names none.
    pub own_catalog: Option<(String, bool)>,
    /// The folders laid over the catalog, in order.
    pub laid_over: Vec<String>,
    /// Environment variables that count.
    pub variables: Vec<Variable>,
}

/// An environment variable.
#[derive(Clone, Debug)]
pub(crate) struct Variable {
    /// Its name.
    pub name: &'static str,
    /// What it says now, if it is set.
    pub value: Option<String>,
    /// What it does.
    pub meaning: &'static str,
}

impl Setup {
    /// Returns the page for a reader; the catalog is `None` where it holds mistakes.
    #[must_use]
    pub(crate) fn page(&self, catalog: Option<&Catalog>) -> Page {
        let mut page = Page::new();
        page.title("What careerpath uses");
        let none = "none: this system names no folder for configuration";
        page.fact("Folder for configuration", self.folder.as_deref().unwrap_or(none));
        let profile = self.profile.as_ref().map(|(path, exists)| {
            let state = if *exists { "used where nobody else is named" } else { "not there" };
            format!("{path} ({state})")
        });
        page.fact("Default profile", profile.as_deref().unwrap_or("none"));
        page.fact("Catalog", &self.catalog(catalog));
        let own = self.own_catalog.as_ref().map(|(path, used)| {
            let state = if *used { "laid over the shipped catalog" } else { "not used" };
            format!("{path} ({state})")
        });
        page.fact("Own catalog", own.as_deref().unwrap_or("none"));
        for folder in &self.laid_over {
            page.fact("Laid over it", folder);
        }
        page.heading("Environment variables");
        for Variable { name, value, meaning } in &self.variables {
            let value = match value.as_deref() {
                None => "not set".to_owned(),
                Some(value) => format!("`{value}`"),
            };
            page.fact(name, &format!("{value}. {meaning}"));
        }
        if self.profile.as_ref().is_some_and(|(_, exists)| !exists) {
            page.gap();
            page.paragraph(Style::Plain, "`careerpath profile new` makes the default profile.");
        }
        page
    }

    /// Tells which catalog is used.
    fn catalog(&self, catalog: Option<&Catalog>) -> String {
        let place = self.catalog_folder.as_deref().unwrap_or("inside the program");
        let Some(catalog) = catalog else {
            return format!("with mistakes: `careerpath check` shows them ({place})");
        };
        let as_of =
            if catalog.as_of.is_empty() { String::new() } else { format!(", as of {}", catalog.as_of) };
        let is_bare = self.laid_over.is_empty() && !self.own_catalog.as_ref().is_some_and(|(_, used)| *used);
        let over = if is_bare { "" } else { ", with what is laid over it" };
        format!("{} {}{as_of} ({place}{over})", catalog.name, catalog.version)
    }

    /// Returns the same for programs.
    #[must_use]
    pub(crate) fn json(&self, catalog: &Catalog) -> Value {
        let variables = self.variables.iter().map(
            |variable| json!({ "name": variable.name, "value": variable.value, "meaning": variable.meaning }),
        );
        let body = json!({
            "folder": self.folder,
            "profile": self.profile.as_ref().map(|(path, _)| path),
            "profile_exists": self.profile.as_ref().is_some_and(|(_, exists)| *exists),
            "catalog_folder": self.catalog_folder,
            "own_catalog": self.own_catalog.as_ref().map(|(path, _)| path),
            "own_catalog_used": self.own_catalog.as_ref().is_some_and(|(_, used)| *used),
            "laid_over": self.laid_over,
            "catalog_as_of": Some(&catalog.as_of).filter(|date| !date.is_empty()),
            "variables": variables.collect::<Vec<_>>(),
        });
        document(catalog, "config", body)
    }
}
