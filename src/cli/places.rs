//! Where the program looks for what belongs to one person.

use std::env;
use std::path::PathBuf;

use etcetera::BaseStrategy as _;

/// The environment variable that names another folder for configuration.
pub(super) const CONFIG_VARIABLE: &str = "CAREERPATH_CONFIG";

/// Returns the folder for configuration, whether or not it is there; `None` where the system names none.
pub(super) fn config_folder() -> Option<PathBuf> {
    match env::var_os(CONFIG_VARIABLE) {
        Some(folder) if !folder.is_empty() => Some(folder.into()),
        _ => Some(etcetera::choose_base_strategy().ok()?.config_dir().join("careerpath")),
    }
}

/// The environment variable that names another folder for data.
pub(super) const DATA_VARIABLE: &str = "CAREERPATH_DATA";

/// Returns the folder of the person's own catalog, whether or not it is there; `None` where the system names none.
pub(super) fn own_catalog() -> Option<PathBuf> {
    let data = match env::var_os(DATA_VARIABLE) {
        Some(folder) if !folder.is_empty() => folder.into(),
        _ => etcetera::choose_base_strategy().ok()?.data_dir().join("careerpath"),
    };
    Some(data.join("catalog"))
}

/// Returns the folder of the person's own catalog if something is there, be it readable or not.
pub(super) fn existing_own_catalog() -> Option<PathBuf> {
    own_catalog().filter(|path| path.symlink_metadata().is_ok())
}

/// Returns the file of the default profile, whether or not it is there.
pub(super) fn default_profile() -> Option<PathBuf> {
    Some(config_folder()?.join("profile.toml"))
}

/// Returns the file of the default profile if something is there, be it readable or not.
pub(super) fn existing_default_profile() -> Option<PathBuf> {
    default_profile().filter(|path| path.symlink_metadata().is_ok())
}
