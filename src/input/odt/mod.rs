//! OpenDocument texts (`.odt`, and `.fodt` in one XML file): to blocks.
//!
//! - `styles`: what paragraphs and spans inherit, and how lists are numbered.
//! - `lists`: the number of each item.
//! - `body`: elements to blocks.

mod body;
mod lists;
mod styles;
#[cfg(test)]
mod tests;

use self::body::Story;
use self::styles::Styles;
use super::error::InputError;
use super::package::{self, Package, is_zip};
use super::xml::{self, Parser, Token};
use crate::model::{Blocks, Metadata};

const TYPE: &str = "application/vnd.oasis.opendocument.text";

/// Whether the bytes are an OpenDocument text, as a package or as one XML file.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    package::kind(bytes).is_some_and(|kind| kind.starts_with(TYPE)) || sniff_flat(bytes)
}

/// Whether the bytes are an OpenDocument text as one XML file.
#[must_use]
pub fn sniff_flat(bytes: &[u8]) -> bool {
    let head = xml::decode(&bytes[..bytes.len().min(8192)]);
    head.trim_start_matches('\u{FEFF}').starts_with('<')
        && head.contains(":document")
        && head.contains(TYPE)
}

/// Reads an OpenDocument text.
///
/// # Errors
/// Where the bytes are no such text, damaged, encrypted, or larger than is read.
pub fn read(bytes: &[u8]) -> Result<Blocks, InputError> {
    if !sniff(bytes) {
        return Err(InputError::NotThisFormat {
            format: "an OpenDocument text (.odt)".to_owned(),
        });
    }
    if !is_zip(bytes) {
        let text = xml::decode(bytes);
        return document(&text, &text, &text);
    }
    let mut package = Package::open(bytes)?;
    if let Some(manifest) = package.part("META-INF/manifest.xml")?
        && xml::decode(&manifest).contains("encryption-data")
    {
        return Err(InputError::Encrypted);
    }
    let mut part = |name: &str| -> Result<String, InputError> {
        let bytes = package.part(name)?.unwrap_or_default();
        Ok(xml::decode(&bytes).into_owned())
    };
    document(
        &part("content.xml")?,
        &part("styles.xml")?,
        &part("meta.xml")?,
    )
}

/// Reads the texts of the parts, which are one in a file that is no package.
fn document(content: &str, styles_part: &str, meta: &str) -> Result<Blocks, InputError> {
    let mut styles = Styles::default();
    styles.read(styles_part, "styles.xml")?;
    if !std::ptr::eq(content, styles_part) {
        styles.read(content, "content.xml")?;
    }
    styles.resolve();
    let headers = body::read(styles_part, "styles.xml", &styles, Story::Header)?;
    let mut blocks = body::read(content, "content.xml", &styles, Story::Body)?;
    let footers = body::read(styles_part, "styles.xml", &styles, Story::Footer)?;
    let mut all = headers.blocks;
    all.append(&mut blocks.blocks);
    all.extend(footers.blocks);
    Ok(Blocks {
        blocks: all,
        metadata: metadata(meta).unwrap_or_default(),
        remarks: blocks.remarks,
    })
}

/// What `meta.xml` says of the document.
fn metadata(text: &str) -> Result<Metadata, InputError> {
    let mut metadata = Metadata::default();
    let mut parser = Parser::new(text, "meta.xml");
    let mut inside = false;
    while let Some(token) = parser.token()? {
        let Token::Open(tag) = token else { continue };
        let name = match tag.name() {
            "meta" => {
                inside = true;
                continue;
            }
            "body" => break,
            "user-defined" => tag.attribute("name").unwrap_or_default(),
            name => name.to_owned(),
        };
        let field = match name.as_str() {
            "title" if inside => &mut metadata.title,
            "language" if inside => &mut metadata.language,
            "Symbol1" => &mut metadata.symbol,
            "Session1" => &mut metadata.session,
            _ => continue,
        };
        let value = parser.text()?.replace("_x000d_", " ");
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            field.get_or_insert(value);
        }
    }
    Ok(metadata)
}
