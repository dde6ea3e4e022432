//! A format of the copy menu, as a command names it: by its name in the table of export formats.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::export::{ExportFormat, FormatInfo, format_named, menu_formats};

/// A format to copy in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyFormat(pub &'static dyn ExportFormat);

impl CopyFormat {
    /// Every format of the menu, in its order.
    pub fn all() -> impl Iterator<Item = Self> {
        menu_formats().map(Self)
    }

    /// Its row of the table.
    #[must_use]
    pub fn info(self) -> FormatInfo {
        self.0.info()
    }
}

impl Serialize for CopyFormat {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.info().name)
    }
}

impl<'de> Deserialize<'de> for CopyFormat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        let format = format_named(&name).map(Self);
        format.ok_or_else(|| D::Error::custom(format!("there is no format {name}")))
    }
}
