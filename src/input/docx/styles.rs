//! Style sheet of a Word document: what paragraphs and characters inherit.
//!
//! Italics and bold are *toggles*: a character style inside a paragraph style that sets them both
//! takes them away again, while what a run says itself always holds.

use std::collections::HashMap;

use crate::input::error::InputError;
use crate::input::xml::{Parser, Tag, Token};

/// What is said of characters, by a run or a style. `None` leaves it to what is inherited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct RunProperties {
    pub italic: Option<bool>,
    pub bold: Option<bool>,
    /// Italics of scripts that Word calls complex: Arabic, Hebrew, Thai.
    pub italic_complex: Option<bool>,
    pub bold_complex: Option<bool>,
    pub struck: Option<bool>,
    pub double_struck: Option<bool>,
    pub hidden: Option<bool>,
    /// Set in a complex script, or from right to left.
    pub complex: Option<bool>,
    pub superscript: Option<bool>,
}

/// What is said of a paragraph, by itself or a style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct ParagraphProperties {
    /// Level of a heading, 0 to 8; 9 is body text.
    pub outline: Option<u8>,
    /// Number of the list; 0 is no list.
    pub list: Option<u32>,
    pub level: Option<u8>,
    /// Indentation of all lines, and of the first beside that, in twentieths of a point.
    pub left: Option<i32>,
    pub first: Option<i32>,
}

/// `w:rPr` of a run or of the mark of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct RunMarkup {
    pub properties: RunProperties,
    pub style: Option<String>,
    pub language: Option<String>,
    pub language_complex: Option<String>,
    /// On the mark of a paragraph: a later hand inserted, or deleted, the end of the paragraph.
    pub deleted: bool,
}

/// `w:pPr` of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct ParagraphMarkup {
    pub properties: ParagraphProperties,
    pub style: Option<String>,
    /// The end of the paragraph was deleted: it goes on in the next one.
    pub mark_deleted: bool,
    /// A section ends with the paragraph: the references to its headers and footers.
    pub section: Option<Section>,
}

/// Headers and footers of a section, by their relationship ids, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Section {
    pub headers: Vec<String>,
    pub footers: Vec<String>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    run: RunProperties,
    paragraph: ParagraphProperties,
}

/// All styles by their ids, with what they inherit.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    default_paragraph: Option<String>,
    defaults: RunProperties,
    /// Language of text that names none.
    pub language: Option<String>,
}

/// A value that is on unless it says otherwise, as `w:b` and `w:b w:val="1"`.
pub(super) fn is_on(tag: &Tag<'_>) -> bool {
    !matches!(
        tag.attribute("val").as_deref(),
        Some("0" | "false" | "off" | "none")
    )
}

impl RunProperties {
    /// Takes what `self` leaves open from `parent`.
    fn inherit(&mut self, parent: &Self) {
        self.italic = self.italic.or(parent.italic);
        self.bold = self.bold.or(parent.bold);
        self.italic_complex = self.italic_complex.or(parent.italic_complex);
        self.bold_complex = self.bold_complex.or(parent.bold_complex);
        self.struck = self.struck.or(parent.struck);
        self.double_struck = self.double_struck.or(parent.double_struck);
        self.hidden = self.hidden.or(parent.hidden);
        self.complex = self.complex.or(parent.complex);
        self.superscript = self.superscript.or(parent.superscript);
    }
}

impl ParagraphProperties {
    fn inherit(&mut self, parent: &Self) {
        self.outline = self.outline.or(parent.outline);
        if self.list.is_none() {
            self.list = parent.list;
            self.level = self.level.or(parent.level);
        }
        self.left = self.left.or(parent.left);
        self.first = self.first.or(parent.first);
    }
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(text: &str) -> Result<Self, InputError> {
        let mut styles = Self::default();
        let mut parser = Parser::new(text, "styles.xml");
        while let Some(token) = parser.token()? {
            let Token::Open(tag) = token else { continue };
            match tag.name() {
                "style" => {
                    let id = tag.attribute("styleId").unwrap_or_default();
                    let kind = tag.attribute("type").unwrap_or_default();
                    let is_default = tag.attribute("default").is_some_and(|value| value != "0");
                    if is_default && kind == "paragraph" {
                        styles.default_paragraph = Some(id.clone());
                    }
                    let style = style(&mut parser)?;
                    styles.styles.entry(id).or_insert(style);
                }
                "docDefaults" => {}
                "rPr" => {
                    let markup = run_markup(&mut parser)?;
                    styles.defaults = markup.properties;
                    styles.language = markup.language;
                }
                _ => {}
            }
        }
        styles.resolve();
        Ok(styles)
    }

    /// Lets each style inherit once, ancestors first. A style that is based on itself, by whatever
    /// detour, has no ancestor there.
    fn resolve(&mut self) {
        let ids: Vec<String> = self.styles.keys().cloned().collect();
        for id in ids {
            let mut chain = Vec::new();
            let mut next = Some(id);
            // `based_on` is taken away on the way up, so no style is visited twice in all.
            while let Some(id) = next {
                next = self
                    .styles
                    .get_mut(&id)
                    .and_then(|style| style.based_on.take());
                chain.push(id);
            }
            while let Some(parent) = chain.pop() {
                let Some(child) = chain.last() else { break };
                let Some(parent) = self.styles.get(&parent) else {
                    continue;
                };
                let (run, paragraph) = (parent.run, parent.paragraph);
                if let Some(child) = self.styles.get_mut(child) {
                    child.run.inherit(&run);
                    child.paragraph.inherit(&paragraph);
                }
            }
        }
    }

    /// What paragraphs of this style inherit; of the default style where they name none.
    pub(super) fn paragraph(&self, id: Option<&str>) -> ParagraphProperties {
        self.paragraph_style(id)
            .map_or_else(ParagraphProperties::default, |style| style.paragraph)
    }

    fn paragraph_style(&self, id: Option<&str>) -> Option<&Style> {
        let id = id.or(self.default_paragraph.as_deref())?;
        self.styles.get(id)
    }

    /// Name of a style: of one that is built in, its name (`heading 1`), which is the same in every
    /// language of Word, while its id is not; of a style that somebody made, its id (`H1`), which
    /// is simpler than its name (`_ H_1`).
    pub(super) fn name<'a>(&'a self, id: Option<&'a str>) -> Option<&'a str> {
        match self.paragraph_style(id) {
            Some(style) if is_built_in(&style.name) => Some(&style.name),
            Some(_) => id.or(self.default_paragraph.as_deref()),
            None => id,
        }
    }

    /// How a run looks: in a paragraph of style `paragraph`, with a character style, and with what
    /// it says itself.
    pub(super) fn look(&self, paragraph: Option<&str>, run: &RunMarkup) -> Look {
        let of_paragraph = self
            .paragraph_style(paragraph)
            .map_or_else(RunProperties::default, |style| style.run);
        let of_character = run.style.as_deref().and_then(|id| self.styles.get(id));
        let of_character = of_character.map_or_else(RunProperties::default, |style| style.run);
        let own = run.properties;
        let toggle = |property: fn(&RunProperties) -> Option<bool>| {
            property(&own).unwrap_or_else(|| {
                let set = |of: &RunProperties| property(of).unwrap_or(false);
                set(&self.defaults) || (set(&of_paragraph) != set(&of_character))
            })
        };
        let nearest = |property: fn(&RunProperties) -> Option<bool>| {
            property(&own)
                .or(property(&of_character))
                .or(property(&of_paragraph))
                .or(property(&self.defaults))
                .unwrap_or(false)
        };
        let complex = nearest(|of| of.complex);
        let either = |plain: fn(&RunProperties) -> Option<bool>, other| {
            if complex {
                toggle(other)
            } else {
                toggle(plain)
            }
        };
        Look {
            style: crate::model::Style {
                italic: either(|of| of.italic, |of| of.italic_complex),
                bold: either(|of| of.bold, |of| of.bold_complex),
                struck: toggle(|of| of.struck) || nearest(|of| of.double_struck),
                superscript: nearest(|of| of.superscript),
                ..crate::model::Style::default()
            },
            hidden: toggle(|of| of.hidden),
            complex,
        }
    }
}

/// Whether Word brings a style of this name along, of those that say what a paragraph is.
fn is_built_in(name: &str) -> bool {
    let name = name.to_lowercase();
    let begins = [
        "heading ",
        "toc ",
        "list",
        "body text",
        "index ",
        "annotation ",
    ];
    let whole = [
        "normal",
        "title",
        "subtitle",
        "header",
        "footer",
        "footnote text",
        "endnote text",
        "caption",
        "quote",
        "intense quote",
        "toc heading",
        "block text",
        "no spacing",
        "signature",
        "date",
    ];
    whole.contains(&name.as_str()) || begins.iter().any(|begin| name.starts_with(begin))
}

/// How a run looks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    pub style: crate::model::Style,
    pub hidden: bool,
    pub complex: bool,
}

/// Rest of `w:style`.
fn style(parser: &mut Parser<'_>) -> Result<Style, InputError> {
    let mut style = Style::default();
    let outside = parser.depth() - 1;
    while parser.depth() > outside {
        let Some(token) = parser.token()? else { break };
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "name" => style.name = tag.attribute("val").unwrap_or_default(),
            "basedOn" => style.based_on = tag.attribute("val"),
            "rPr" => style.run = run_markup(parser)?.properties,
            "pPr" => style.paragraph = paragraph_markup(parser)?.properties,
            // What a table style says of the first row and the like.
            "tblStylePr" => parser.skip()?,
            _ => {}
        }
    }
    Ok(style)
}

/// Rest of `w:rPr`.
pub(super) fn run_markup(parser: &mut Parser<'_>) -> Result<RunMarkup, InputError> {
    let mut markup = RunMarkup::default();
    let outside = parser.depth() - 1;
    while parser.depth() > outside {
        let Some(token) = parser.token()? else { break };
        let Token::Open(tag) = token else { continue };
        let properties = &mut markup.properties;
        match tag.name() {
            "i" => properties.italic = Some(is_on(&tag)),
            "iCs" => properties.italic_complex = Some(is_on(&tag)),
            "b" => properties.bold = Some(is_on(&tag)),
            "bCs" => properties.bold_complex = Some(is_on(&tag)),
            "strike" => properties.struck = Some(is_on(&tag)),
            "dstrike" => properties.double_struck = Some(is_on(&tag)),
            "vanish" => properties.hidden = Some(is_on(&tag)),
            "rtl" | "cs" => {
                properties.complex = Some(properties.complex == Some(true) || is_on(&tag));
            }
            "vertAlign" => {
                let value = tag.attribute("val");
                properties.superscript = Some(value.as_deref() == Some("superscript"));
            }
            "rStyle" => markup.style = tag.attribute("val"),
            "lang" => {
                markup.language = tag.attribute("val");
                markup.language_complex = tag.attribute("bidi");
            }
            "del" | "moveFrom" => markup.deleted = true,
            "rPrChange" => parser.skip()?,
            _ => {}
        }
    }
    Ok(markup)
}

/// Rest of `w:pPr`.
pub(super) fn paragraph_markup(parser: &mut Parser<'_>) -> Result<ParagraphMarkup, InputError> {
    let mut markup = ParagraphMarkup::default();
    let outside = parser.depth() - 1;
    while parser.depth() > outside {
        let Some(token) = parser.token()? else { break };
        let Token::Open(tag) = token else { continue };
        let value = || tag.attribute("val");
        let level = || value().and_then(|value| value.parse::<u8>().ok());
        let properties = &mut markup.properties;
        match tag.name() {
            "pStyle" => markup.style = value(),
            "outlineLvl" => properties.outline = level(),
            "numId" => properties.list = value().and_then(|value| value.parse().ok()),
            "ilvl" => properties.level = level(),
            "ind" => indent(properties, &tag),
            "rPr" => markup.mark_deleted = run_markup(parser)?.deleted,
            "sectPr" => markup.section = Some(section(parser)?),
            "pPrChange" | "numberingChange" => parser.skip()?,
            _ => {}
        }
    }
    Ok(markup)
}

/// `w:ind`.
fn indent(properties: &mut ParagraphProperties, tag: &Tag<'_>) {
    let twips = |name: &str| {
        tag.attribute(name)
            .and_then(|value| value.parse::<i32>().ok())
    };
    properties.left = twips("left").or_else(|| twips("start")).or(properties.left);
    let hanging = twips("hanging").map(|hanging| hanging.saturating_neg());
    properties.first = hanging.or_else(|| twips("firstLine")).or(properties.first);
}

/// Rest of `w:sectPr`.
pub(super) fn section(parser: &mut Parser<'_>) -> Result<Section, InputError> {
    let mut section = Section::default();
    let outside = parser.depth() - 1;
    while parser.depth() > outside {
        let Some(token) = parser.token()? else { break };
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "headerReference" => section.headers.extend(tag.attribute("id")),
            "footerReference" => section.footers.extend(tag.attribute("id")),
            "sectPrChange" => parser.skip()?,
            _ => {}
        }
    }
    Ok(section)
}
