//! `careerpath` alone: the first screen.

use crate::catalog::Catalog;
use crate::profile::file::read;
use crate::render::profile::next::commands;
use crate::render::welcome::{Visitor, page};

use super::exit::Exit;
use super::places;
use super::ui::Ui;
use super::values;

/// Shows the first screen.
pub(super) fn run(ui: &mut Ui<'_>) -> anyhow::Result<Exit> {
    let visitor = visitor(&ui.catalog()?);
    ui.page(&page(&visitor))?;
    Ok(Exit::Done)
}

/// Tells whose screen it is.
fn visitor(catalog: &Catalog) -> Visitor {
    let Some(file) = places::existing_default_profile() else { return Visitor::Stranger };
    let path = file.display().to_string();
    match read(catalog, &file) {
        Ok(profile) => Visitor::Known {
            path,
            title: profile.person.role.map(|role| catalog.role(role).title.clone()),
            commands: commands(catalog, &profile, values::current_month(), None),
        },
        Err(_) => Visitor::Unreadable { path },
    }
}
