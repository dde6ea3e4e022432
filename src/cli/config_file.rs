//! The configuration file of a command: the one that is named, or the one in the platform's folder.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use etcetera::{BaseStrategy, choose_base_strategy};

use super::error::CommandError;
use crate::tui::Config;

/// Names a file instead of the one in the platform's folder.
const VARIABLE: &str = "RECS_TUI_CONFIG";

/// Reads it; what nobody has written is as the program comes.
///
/// # Errors
/// A file that is named and cannot be read, and one that is not understood.
pub(super) fn read(named: Option<&Path>) -> Result<Config, CommandError> {
    let variable = env::var_os(VARIABLE).filter(|value| !value.is_empty());
    let named = named
        .map(Path::to_owned)
        .or_else(|| variable.map(PathBuf::from));
    let Some(path) = named.clone().or_else(usual) else {
        return Ok(Config::default());
    };
    match fs::read_to_string(&path) {
        Ok(text) => Ok(Config::read(&text, &path)?),
        // Only what is named has to be there.
        Err(_) if named.is_none() && !is_seen(&path) => Ok(Config::default()),
        Err(error) => Err(CommandError::NoConfig { path, error }),
    }
}

/// Whether this user can see that there is such a file. In the folder of another user (`sudo -u`,
/// with the home folder of who called it) nobody has written a configuration for this one.
fn is_seen(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// `$XDG_CONFIG_HOME/recs-tui/config.toml`, `~/.config` or `%APPDATA%`.
fn usual() -> Option<PathBuf> {
    let folder = choose_base_strategy().ok()?.config_dir();
    folder
        .is_absolute()
        .then(|| folder.join("recs-tui").join("config.toml"))
}
