//! What to try with a profile: commands to paste.

use crate::catalog::Catalog;
use crate::explain::onward::onward;
use crate::profile::file::Profile;
use crate::units::CalendarMonth;

use super::super::page::{Page, Style};
use super::super::text::shell_path;

/// Returns commands that answer something for the person; `file` is where the profile is, unless it is the default
/// one.
#[must_use]
pub(crate) fn commands(
    catalog: &Catalog,
    profile: &Profile,
    now: CalendarMonth,
    file: Option<&str>,
) -> Vec<String> {
    let who = file.map(|file| format!(" --profile {}", shell_path(file))).unwrap_or_default();
    let mut commands = vec![format!("careerpath reach{who}")];
    let role = onward(catalog, profile, now);
    commands
        .extend(role.map(|role| format!("careerpath plan --to {}{who} -o plan.html", catalog.role(role).id)));
    commands.push(format!("careerpath eligible{who}"));
    let file = file.map(|file| format!(" {}", shell_path(file))).unwrap_or_default();
    commands.push(format!("careerpath profile check{file}"));
    commands
}

/// Returns the page that follows a saved profile.
#[must_use]
pub(crate) fn page(catalog: &Catalog, profile: &Profile, now: CalendarMonth, file: Option<&str>) -> Page {
    let mut page = Page::new();
    page.paragraph(Style::Good, "Saved.");
    page.heading("What to try next");
    for command in commands(catalog, profile, now, file) {
        page.verbatim(Style::Plain, "  ", &command);
    }
    page
}
