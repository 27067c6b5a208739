//! Everything in a catalog that people name, with its names.

use crate::catalog::outline::{Anchor, FilePlace, Step};
use crate::ids::{ResourceId, SettingId, SkillId, TopicId};

use super::Context;

/// An entry with the names it answers to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    pub(super) anchor: Anchor,
    /// The word for such entries, such as `role`.
    pub(super) what: &'static str,
    /// The word for several of them.
    pub(super) many: &'static str,
    pub(super) id: &'a str,
    /// The key of its title.
    pub(super) key: &'static str,
    pub(super) title: &'a str,
    pub(super) aliases: &'a [String],
}

impl<'a> Named<'a> {
    /// Returns its id, its title and its aliases, each with the steps to it.
    pub(super) fn names(&self) -> impl Iterator<Item = (&'a str, Vec<Step>)> + use<'a> {
        let aliases = self.aliases.iter().enumerate();
        let aliases =
            aliases.map(|(number, alias)| (alias.as_str(), vec![Step::Key("aliases"), Step::Item(number)]));
        let own = [(self.id, vec![Step::Key("id")]), (self.title, vec![Step::Key(self.key)])];
        own.into_iter().chain(aliases)
    }

    /// Returns the place of one of its names.
    pub(super) fn place(&self, context: &Context<'_>, steps: &[Step]) -> Option<FilePlace> {
        context.outline.place(self.anchor, steps)
    }
}

/// Returns the roles.
pub(super) fn roles<'a>(context: &Context<'a>) -> impl Iterator<Item = Named<'a>> + use<'a> {
    let catalog = context.catalog;
    catalog.role_ids().zip(&catalog.roles).map(|(id, role)| Named {
        anchor: Anchor::Role(id),
        what: "role",
        many: "roles",
        id: &role.id,
        key: "title",
        title: &role.title,
        aliases: &role.aliases,
    })
}

/// Returns the credentials.
pub(super) fn credentials<'a>(context: &Context<'a>) -> impl Iterator<Item = Named<'a>> + use<'a> {
    let catalog = context.catalog;
    catalog.credential_ids().zip(&catalog.credentials).map(|(id, credential)| Named {
        anchor: Anchor::Credential(id),
        what: "credential",
        many: "credentials",
        id: &credential.id,
        key: "name",
        title: &credential.name,
        aliases: &credential.aliases,
    })
}

/// Returns every entry that may have aliases.
pub(super) fn all<'a>(context: &Context<'a>) -> impl Iterator<Item = Named<'a>> + use<'a> {
    let catalog = context.catalog;
    let skills = catalog.skills.iter().enumerate().map(|(number, skill)| Named {
        anchor: Anchor::Skill(SkillId::from_index(number)),
        what: "skill",
        many: "skills",
        id: &skill.id,
        key: "name",
        title: &skill.name,
        aliases: &skill.aliases,
    });
    let settings = catalog.settings.iter().enumerate().map(|(number, setting)| Named {
        anchor: Anchor::Setting(SettingId::from_index(number)),
        what: "setting",
        many: "settings",
        id: &setting.id,
        key: "name",
        title: &setting.name,
        aliases: &setting.aliases,
    });
    let resources = catalog.resources.iter().enumerate().map(|(number, resource)| Named {
        anchor: Anchor::Resource(ResourceId::from_index(number)),
        what: "resource",
        many: "resources",
        id: &resource.id,
        key: "name",
        title: &resource.name,
        aliases: &resource.aliases,
    });
    let topics = catalog.topics.iter().enumerate().map(|(number, topic)| Named {
        anchor: Anchor::Topic(TopicId::from_index(number)),
        what: "topic",
        many: "topics",
        id: &topic.id,
        key: "question",
        title: &topic.question,
        aliases: &topic.aliases,
    });
    roles(context).chain(credentials(context)).chain(skills).chain(settings).chain(resources).chain(topics)
}
