//! Word documents (`.docx`): a zip package of XML parts, to blocks.
//!
//! What a reader of the document sees comes through: paragraphs with their styles and outline
//! levels, automatic numbers as they are printed, italics and strikes wherever they are set,
//! tracked changes with their text as if accepted, notes and comments at their places, tables by
//! cells, headers and footers apart. Macros, links and parts outside the file are left alone.
//!
//! - `styles`: what paragraphs and characters inherit.
//! - `numbering`: the number of each paragraph.
//! - `field`: what of a field is text.
//! - `paragraph`: a paragraph while it is read.
//! - `body`: elements to blocks.

mod body;
mod field;
mod numbering;
mod paragraph;
mod styles;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use self::body::{Notes, Shared, Story};
use self::numbering::Numbering;
use self::styles::Styles;
use super::error::InputError;
use super::numerals::NumberFormat;
use super::package::{Package, is_zip};
use super::xml::{self, Parser, Token};
use crate::model::{Block, Blocks, Metadata};

const FORMAT: &str = "a Word document (.docx)";

/// Whether the bytes are a zip package with a Word document in it.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    is_zip(bytes) && Package::open(bytes).is_ok_and(|mut package| main_part(&mut package).is_some())
}

/// Reads a Word document.
///
/// # Errors
/// Where the bytes are no such document, damaged, encrypted, or larger than is read.
pub fn read(bytes: &[u8]) -> Result<Blocks, InputError> {
    if !is_zip(bytes) {
        return Err(not_this());
    }
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package).ok_or_else(not_this)?;
    let parts = Relationships::of(&mut package, &main)?;

    let mut shared = Shared::default();
    if let Some(text) = parts.text(&mut package, "styles")? {
        shared.styles = Styles::read(&text)?;
    }
    if let Some(text) = parts.text(&mut package, "numbering")? {
        shared.numbering = Numbering::read(&text)?;
    }
    shared.footnotes.start = 1;
    shared.endnotes.start = 1;
    shared.endnotes.format = NumberFormat::LowerRoman;
    if let Some(text) = parts.text(&mut package, "settings")? {
        settings(&text, &mut shared)?;
    }
    if let Some(text) = parts.text(&mut package, "footnotes")? {
        shared.footnotes.blocks = body::read_notes(&mut shared, &text, "footnotes.xml")?;
    }
    if let Some(text) = parts.text(&mut package, "endnotes")? {
        shared.endnotes.blocks = body::read_notes(&mut shared, &text, "endnotes.xml")?;
    }
    if let Some(text) = parts.text(&mut package, "comments")? {
        shared.comments.blocks = body::read_notes(&mut shared, &text, "comments.xml")?;
    }

    let bytes = package.part(&main)?.ok_or_else(not_this)?;
    let text = xml::decode(&bytes);
    let blocks = body::read(&mut shared, Parser::new(&text, &main), Story::Body)?;

    let sections = std::mem::take(&mut shared.sections);
    let mut pages = |of: fn(&styles::Section) -> &Vec<String>, story: Story| {
        let ids = sections.iter().flat_map(of);
        repeated(&mut package, &parts, &mut shared, ids, &story)
    };
    let headers = pages(|section| &section.headers, Story::Header)?;
    let footers = pages(|section| &section.footers, Story::Footer)?;

    let mut metadata = metadata(&mut package, &shared);
    if let Some(symbol) = &metadata.symbol
        && let Some(whole) = printed_symbol(symbol, &headers)
    {
        metadata.symbol = Some(whole);
    }
    Ok(Blocks {
        blocks: [headers, blocks, footers].concat(),
        metadata,
        remarks: shared.remarks,
    })
}

fn not_this() -> InputError {
    InputError::NotThisFormat {
        format: FORMAT.to_owned(),
    }
}

/// Name of the part with the text: the target of the package's relationship to its document, where
/// that is one of Word's.
fn main_part(package: &mut Package<'_>) -> Option<String> {
    let usual = "word/document.xml";
    if package.has(usual) {
        return Some(usual.to_owned());
    }
    let types = package.part("[Content_Types].xml").ok()??;
    if !xml::decode(&types).contains("wordprocessingml") {
        return None;
    }
    let parts = Relationships::of(package, "").ok()?;
    let main = parts.by_type.get("officeDocument")?.clone();
    package.has(&main).then_some(main)
}

/// Parts that a part refers to, inside the package.
#[derive(Debug, Default)]
struct Relationships {
    /// By the last word of their type: `styles`.
    by_type: HashMap<String, String>,
    by_id: HashMap<String, String>,
}

impl Relationships {
    /// Those of a part; of the package where `part` is empty.
    fn of(package: &mut Package<'_>, part: &str) -> Result<Self, InputError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = format!("{folder}/_rels/{name}.rels");
        let Some(bytes) = package.part(path.trim_start_matches('/'))? else {
            return Ok(Self::default());
        };
        let text = xml::decode(&bytes);
        let mut parser = Parser::new(&text, "relationships");
        let mut relationships = Self::default();
        while let Some(token) = parser.token()? {
            let Token::Open(tag) = token else { continue };
            if tag.name() != "Relationship" || tag.attribute("TargetMode").is_some_and(external) {
                continue;
            }
            let of = |name: &str| tag.attribute(name).unwrap_or_default();
            let target = resolve(folder, &of("Target"));
            let kind = of("Type").rsplit('/').next().unwrap_or_default().to_owned();
            relationships.by_id.insert(of("Id"), target.clone());
            relationships.by_type.entry(kind).or_insert(target);
        }
        Ok(relationships)
    }

    /// Text of the part of a type.
    fn text(&self, package: &mut Package<'_>, kind: &str) -> Result<Option<String>, InputError> {
        let usual = format!("word/{kind}.xml");
        let name = self.by_type.get(kind).unwrap_or(&usual);
        let bytes = package.part(name)?;
        Ok(bytes.map(|bytes| match xml::decode(&bytes) {
            Cow::Borrowed(text) => text.to_owned(),
            Cow::Owned(text) => text,
        }))
    }
}

fn external(mode: String) -> bool {
    mode.eq_ignore_ascii_case("external")
}

/// A target against the folder of the part that refers to it.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in target.split('/') {
        match name {
            ".." => {
                path.pop();
            }
            "." | "" => {}
            name => path.push(name),
        }
    }
    path.join("/")
}

/// How notes are numbered.
fn settings(text: &str, shared: &mut Shared) -> Result<(), InputError> {
    let mut parser = Parser::new(text, "settings.xml");
    while let Some(token) = parser.token()? {
        let Token::Open(tag) = token else { continue };
        let notes = match tag.name() {
            "footnotePr" => &mut shared.footnotes,
            "endnotePr" => &mut shared.endnotes,
            _ => continue,
        };
        note_settings(&mut parser, notes)?;
    }
    Ok(())
}

fn note_settings(parser: &mut Parser<'_>, notes: &mut Notes) -> Result<(), InputError> {
    let outside = parser.depth() - 1;
    while parser.depth() > outside {
        let Some(token) = parser.token()? else { break };
        let Token::Open(tag) = token else { continue };
        let value = tag.attribute("val").unwrap_or_default();
        match tag.name() {
            "numFmt" => notes.format = numbering::format(&value),
            "numStart" => notes.start = value.parse().unwrap_or(1),
            "numRestart" => notes.by_section = value == "eachSect",
            _ => {}
        }
    }
    Ok(())
}

/// Headers or footers, each part once.
fn repeated<'a>(
    package: &mut Package<'_>,
    parts: &Relationships,
    shared: &mut Shared,
    ids: impl Iterator<Item = &'a String>,
    story: &Story,
) -> Result<Vec<Block>, InputError> {
    let mut seen = HashSet::new();
    let mut blocks = Vec::new();
    for id in ids {
        let Some(name) = parts.by_id.get(id).filter(|name| seen.insert(*name)) else {
            continue;
        };
        let Some(bytes) = package.part(name)? else {
            continue;
        };
        let text = xml::decode(&bytes);
        blocks.append(&mut body::read(
            shared,
            Parser::new(&text, name),
            story.clone(),
        )?);
    }
    Ok(blocks)
}

/// What the file says of the document: its own properties, and those that the documents of the
/// United Nations carry (`Symbol1`, `Session1`). Damage here costs nothing but the properties.
fn metadata(package: &mut Package<'_>, shared: &Shared) -> Metadata {
    let main = Relationships::of(package, "").unwrap_or_default();
    let mut part = |kind: &str, usual: &str| {
        let name = main.by_type.get(kind).map_or(usual, String::as_str);
        let bytes = package.part(name).ok().flatten();
        properties(&xml::decode(&bytes.unwrap_or_default()))
    };
    let core = part("core-properties", "docProps/core.xml");
    let custom = part("custom-properties", "docProps/custom.xml");
    let of = |map: &HashMap<String, String>, name: &str| map.get(name).cloned();
    let spoken = shared.languages.iter();
    let spoken = spoken.max_by_key(|(language, letters)| (**letters, language.as_str()));
    Metadata {
        title: of(&core, "title").or_else(|| of(&custom, "Title1")),
        symbol: of(&custom, "Symbol1"),
        body: None,
        session: of(&custom, "Session1"),
        date: None,
        language: of(&core, "language").or_else(|| spoken.map(|(language, _)| language.clone())),
    }
}

/// The symbol as the pages print it, where that goes on after what the property says: the property
/// `A/81/6` of a document whose pages say `A/81/6/Part A*`.
fn printed_symbol(symbol: &str, headers: &[Block]) -> Option<String> {
    headers.iter().find_map(|header| {
        let text = header.text();
        let printed = text.trim().trim_end_matches('*');
        let more = printed.strip_prefix(symbol)?;
        (more.starts_with('/') && more.len() <= 20).then(|| printed.to_owned())
    })
}

/// Properties of a part by name, blank ones left out: `<dc:title>…` or
/// `<property name="Symbol1"><vt:lpwstr>…`.
fn properties(text: &str) -> HashMap<String, String> {
    let mut properties = HashMap::new();
    let mut parser = Parser::new(text, "properties");
    while let Ok(Some(token)) = parser.token() {
        let Token::Open(tag) = token else { continue };
        let name = match tag.name() {
            "coreProperties" | "Properties" => continue,
            "property" => tag.attribute("name").unwrap_or_default(),
            name => name.to_owned(),
        };
        let value = parser.text().unwrap_or_default();
        let value = value.replace("_x000d_", " ");
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            properties.entry(name).or_insert(value);
        }
    }
    properties
}
