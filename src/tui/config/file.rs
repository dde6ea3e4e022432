//! The configuration file: read into a configuration, and printed from one.

use std::path::Path;

use super::chosen::Config;
use super::error::ConfigError;
use super::settings;

impl Config {
    /// Reads the text of a configuration file; `file` is what messages call it.
    ///
    /// # Errors
    /// The first thing in it that is not understood.
    pub fn read(text: &str, file: &Path) -> Result<Self, ConfigError> {
        let mut config = Self::default();
        settings::read(&mut config, text).map_err(|(offset, problem)| {
            let line = text
                .as_bytes()
                .iter()
                .take(offset)
                .filter(|&&byte| byte == b'\n');
            ConfigError {
                file: file.to_owned(),
                line: line.count() + 1,
                problem,
            }
        })?;
        Ok(config)
    }

    /// The configuration as a file that says the same, each setting with a comment.
    #[must_use]
    pub fn printed(&self) -> String {
        settings::printed(self)
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
