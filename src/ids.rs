//! Dense identifiers: positions in the catalog's lists, one type for each kind of entry.
//!
//! The text ids of the files (`"nurse"`) become these numbers when a catalog is loaded, so that the
//! planner can index arrays with them. A dense id is only meaningful together with its catalog.

macro_rules! dense_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $name {
            /// Makes the id of the entry at `index`.
            #[must_use]
            pub fn from_index(index: usize) -> Self {
                Self(index as u32)
            }

            /// Returns the position in the catalog's list.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

dense_id! {
    /// A role: a kind of work somebody is hired for.
    RoleId
}
dense_id! {
    /// A credential: a degree, license, certification, certificate, training or fellowship.
    CredentialId
}
dense_id! {
    /// A domain in which months of experience are counted.
    DomainId
}
dense_id! {
    /// An entry of the bibliography.
    SourceId
}
dense_id! {
    /// A survey figure about the pay of a role.
    SurveyId
}
dense_id! {
    /// A skill of the vocabulary.
    SkillId
}
dense_id! {
    /// A setting of the vocabulary.
    SettingId
}
dense_id! {
    /// An organization, a job board or another place to turn to.
    ResourceId
}
dense_id! {
    /// A question with its answer.
    TopicId
}
dense_id! {
    /// An area that wages are known for.
    AreaId
}
dense_id! {
    /// An industry that wages are known for.
    IndustryId
}
