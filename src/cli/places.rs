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

/// Returns the file of the default profile, whether or not it is there.
pub(super) fn default_profile() -> Option<PathBuf> {
    Some(config_folder()?.join("profile.toml"))
}

/// Returns the file of the default profile if something is there, be it readable or not.
pub(super) fn existing_default_profile() -> Option<PathBuf> {
    default_profile().filter(|path| path.symlink_metadata().is_ok())
}
