//! Reader of RTF: what each control word does to the text.

use std::collections::HashMap;

use encoding_rs::Encoding;

use super::code_pages::{by_charset, by_page};
use super::story::{ParagraphProperties, Story};
use super::tokenizer::{Token, Tokenizer};
use crate::input::error::InputError;
use crate::input::note;
use crate::input::numerals::NumberFormat;
use crate::model::{Block, BlockKind, Blocks, Metadata, Place, Style};

/// Deepest nesting of groups that is read.
const DEPTH_LIMIT: usize = 4096;
/// Most paragraphs that are read.
const PARAGRAPH_LIMIT: u32 = 1_000_000;

/// Where text goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Destination {
    /// Into the innermost story.
    #[default]
    Text,
    /// Nowhere.
    Skipped,
    /// Nowhere, and nothing in it is text.
    Data,
    Fonts,
    Styles,
    /// What is printed beside a paragraph of a list.
    Label,
    Title,
    PropertyName,
    PropertyValue,
    Author,
}

/// What a group changes, and its end restores.
#[derive(Clone, Debug)]
struct State {
    destination: Destination,
    style: Style,
    hidden: bool,
    encoding: Option<&'static Encoding>,
    symbols: bool,
    /// How many characters stand for one in Unicode, after it.
    replaced: u32,
    paragraph: ParagraphProperties,
    font: i32,
    /// The group began a story.
    story: bool,
}

#[derive(Debug, Default)]
struct Font {
    encoding: Option<&'static Encoding>,
    symbols: bool,
}

struct Reader {
    state: State,
    stack: Vec<State>,
    stories: Vec<Story>,
    headers: Vec<Block>,
    footers: Vec<Block>,
    /// Bytes of text in the code page, which may be half a character.
    bytes: Vec<u8>,
    /// Half of a character of two.
    surrogate: Option<u32>,
    /// Characters still to be passed over after one in Unicode.
    pass: u32,
    page: &'static Encoding,
    fonts: HashMap<i32, Font>,
    styles: HashMap<i32, (String, Option<u8>)>,
    style_number: i32,
    /// Text of a destination that is no story.
    gathered: String,
    label: String,
    optional: bool,
    automatic_mark: bool,
    footnotes: u32,
    endnotes: u32,
    counted: u32,
    author: String,
    property: String,
    metadata: Metadata,
    remarks: Vec<(Place, String)>,
}

/// Reads a text.
pub(super) fn read(bytes: &[u8]) -> Result<Blocks, InputError> {
    let mut reader = Reader::new();
    for token in Tokenizer::new(bytes) {
        reader.token(token)?;
    }
    if !reader.stack.is_empty() {
        let said = "The file ends before its groups do: something is missing at its end.";
        reader.remarks.push((Place::default(), said.to_owned()));
    }
    while !reader.stack.is_empty() {
        reader.close();
    }
    reader.decode();
    reader.end_paragraph()?;
    let body = reader.stories.pop().unwrap_or_default();
    let mut blocks = reader.headers;
    blocks.extend(body.blocks);
    blocks.append(&mut reader.footers);
    Ok(Blocks {
        blocks,
        metadata: reader.metadata,
        remarks: reader.remarks,
    })
}

impl Reader {
    fn new() -> Self {
        Self {
            state: State {
                destination: Destination::Text,
                style: Style::default(),
                hidden: false,
                encoding: None,
                symbols: false,
                replaced: 1,
                paragraph: ParagraphProperties::default(),
                font: 0,
                story: false,
            },
            stack: Vec::new(),
            stories: vec![Story::new(BlockKind::Paragraph)],
            headers: Vec::new(),
            footers: Vec::new(),
            bytes: Vec::new(),
            surrogate: None,
            pass: 0,
            page: encoding_rs::WINDOWS_1252,
            fonts: HashMap::new(),
            styles: HashMap::new(),
            style_number: 0,
            gathered: String::new(),
            label: String::new(),
            optional: false,
            automatic_mark: false,
            footnotes: 0,
            endnotes: 0,
            counted: 0,
            author: String::new(),
            property: String::new(),
            metadata: Metadata::default(),
            remarks: Vec::new(),
        }
    }

    fn token(&mut self, token: Token<'_>) -> Result<(), InputError> {
        if !matches!(token, Token::Byte(_) | Token::Text(_)) {
            self.decode();
        }
        match token {
            Token::Open => {
                self.pass = 0;
                if self.stack.len() >= DEPTH_LIMIT {
                    return Err(InputError::TooLarge {
                        what: "depth of groups".to_owned(),
                        limit: DEPTH_LIMIT as u64,
                    });
                }
                self.stack.push(self.state.clone());
                self.state.story = false;
                self.optional = false;
            }
            Token::Close => {
                self.pass = 0;
                self.close();
            }
            Token::Optional => self.optional = true,
            Token::Word(word, number) => {
                let optional = std::mem::take(&mut self.optional);
                if self.pass > 0 && word != "u" {
                    self.pass -= 1;
                    return Ok(());
                }
                return self.word(word, number, optional);
            }
            Token::Byte(byte) => {
                if self.pass > 0 {
                    self.pass -= 1;
                } else {
                    self.bytes.push(byte);
                }
            }
            Token::Text(text) => {
                let skip = (self.pass as usize).min(text.len());
                self.pass -= u32::try_from(skip).unwrap_or(self.pass);
                self.bytes.extend_from_slice(&text[skip..]);
            }
            Token::Sign(sign) => {
                if self.pass > 0 {
                    self.pass -= 1;
                } else {
                    self.text(sign.encode_utf8(&mut [0; 4]));
                }
            }
        }
        Ok(())
    }

    /// Turns the bytes so far into text.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding = self.state.encoding.unwrap_or(self.page);
        let text = encoding.decode_without_bom_handling(&bytes).0;
        if self.state.symbols {
            // The signs of symbol fonts that texts use are bullets.
            let text: String = text
                .chars()
                .map(|sign| {
                    if matches!(sign, '·' | '§' | 'Ø') {
                        '•'
                    } else {
                        sign
                    }
                })
                .collect();
            self.text(&text);
        } else {
            self.text(&text);
        }
    }

    fn text(&mut self, text: &str) {
        match self.state.destination {
            Destination::Text => {
                if !self.state.hidden
                    && let Some(story) = self.stories.last_mut()
                {
                    story.push(text, self.state.style);
                }
            }
            Destination::Skipped | Destination::Data => {}
            Destination::Label => self.label.push_str(text),
            Destination::Styles if text.contains(';') => {
                // The name of a style ends its entry.
                let (name, _) = text.split_once(';').unwrap_or((text, ""));
                self.gathered.push_str(name);
                let name = std::mem::take(&mut self.gathered).trim().to_owned();
                let outline = self.state.paragraph.outline;
                self.styles.insert(self.style_number, (name, outline));
            }
            _ => self.gathered.push_str(text),
        }
    }

    /// A character in Unicode, or half of one.
    fn unicode(&mut self, number: i32) {
        self.pass = self.state.replaced;
        // Numbers above 32,767 are written as negative ones.
        let code = u32::try_from(number.rem_euclid(0x10000)).unwrap_or(0xFFFD);
        let code = if number > 0xFFFF {
            u32::try_from(number).unwrap_or(0xFFFD)
        } else {
            code
        };
        let character = match (self.surrogate.take(), code) {
            (_, 0xD800..=0xDBFF) => {
                self.surrogate = Some(code);
                return;
            }
            (Some(high), 0xDC00..=0xDFFF) => {
                char::from_u32(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
            }
            // Signs of symbol fonts.
            (_, 0xF0B7 | 0xF0A7 | 0xF0D8) => Some('•'),
            (_, code) => char::from_u32(code),
        };
        let character = character.unwrap_or(char::REPLACEMENT_CHARACTER);
        self.text(character.encode_utf8(&mut [0; 4]));
    }

    fn word(&mut self, word: &str, number: Option<i32>, optional: bool) -> Result<(), InputError> {
        if self.state.destination == Destination::Data {
            return Ok(());
        }
        if self.destination(word, optional) {
            return Ok(());
        }
        let on = number != Some(0);
        let value = number.unwrap_or(0);
        let is_styles = self.state.destination == Destination::Styles;
        match word {
            "par" | "sect" => self.end_paragraph()?,
            "cell" | "nestcell" => {
                self.state.paragraph.in_table = true;
                self.end_paragraph()?;
                if let Some(story) = self.stories.last_mut() {
                    story.end_cell();
                }
            }
            "row" | "nestrow" => {
                if let Some(story) = self.stories.last_mut() {
                    story.end_row();
                }
            }
            "line" | "softline" => self.text("\n"),
            "tab" => self.text("\t"),
            "emdash" => self.text("—"),
            "endash" => self.text("–"),
            "emspace" | "enspace" | "qmspace" => self.text(" "),
            "bullet" => self.text("•"),
            "lquote" => self.text("‘"),
            "rquote" => self.text("’"),
            "ldblquote" => self.text("“"),
            "rdblquote" => self.text("”"),
            "u" => self.unicode(value),
            "uc" => self.state.replaced = u32::try_from(value).unwrap_or(1),
            "plain" => {
                let Style {
                    inserted, deleted, ..
                } = self.state.style;
                self.state.style = Style {
                    inserted,
                    deleted,
                    ..Style::default()
                };
                self.state.hidden = false;
            }
            "pard" => {
                // A paragraph of a table stays in it until the table is said to have ended.
                self.state.paragraph = ParagraphProperties::default();
            }
            "i" => self.state.style.italic = on,
            "b" => self.state.style.bold = on,
            "strike" | "striked" => self.state.style.struck = on,
            "super" => self.state.style.superscript = on,
            "nosupersub" | "sub" => self.state.style.superscript = false,
            "v" => self.state.hidden = on,
            "revised" => self.state.style.inserted = on,
            "deleted" => self.state.style.deleted = on,
            "f" if self.state.destination == Destination::Fonts => self.state.font = value,
            "f" => {
                let font = self.fonts.get(&value);
                self.state.encoding = font.and_then(|font| font.encoding);
                self.state.symbols = font.is_some_and(|font| font.symbols);
            }
            "fcharset" => {
                let font = self.fonts.entry(self.state.font).or_default();
                font.encoding = by_charset(value);
                font.symbols = value == 2;
            }
            "cpg" => self.fonts.entry(self.state.font).or_default().encoding = Some(by_page(value)),
            "ansicpg" => self.page = by_page(value),
            "mac" => self.page = encoding_rs::MACINTOSH,
            "s" | "cs" | "ds" | "ts" if is_styles => {
                // Only styles of paragraphs are asked for.
                self.style_number = if word == "s" { value } else { -1 };
            }
            "s" => {
                let style = self.styles.get(&value);
                let paragraph = &mut self.state.paragraph;
                paragraph.style_name = style.map(|(name, _)| name.clone());
                paragraph.outline = style.and_then(|(_, outline)| *outline);
            }
            "outlinelevel" => self.state.paragraph.outline = u8::try_from(value).ok(),
            "li" | "lin" => self.state.paragraph.left = value,
            "fi" => self.state.paragraph.first = value,
            "ilvl" => self.state.paragraph.level = u8::try_from(value).unwrap_or(0),
            "intbl" => self.state.paragraph.in_table = true,
            "chftn" => self.automatic_mark = true,
            "ftnalt" => {
                if let Some(story) = self.stories.last_mut() {
                    story.at_end = true;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Where a group's text goes, if `word` says so. An optional destination that is not known is
    /// passed over.
    fn destination(&mut self, word: &str, optional: bool) -> bool {
        let kind = match word {
            "footnote" => Some(BlockKind::Note),
            "annotation" => {
                let who = std::mem::take(&mut self.author);
                Some(BlockKind::Comment(who))
            }
            "header" | "headerl" | "headerr" | "headerf" => Some(BlockKind::PageHeader),
            "footer" | "footerl" | "footerr" | "footerf" => Some(BlockKind::PageFooter),
            "shptxt" | "dptxbxtext" => Some(BlockKind::Paragraph),
            _ => None,
        };
        if let Some(kind) = kind {
            self.begin_story(kind);
            return true;
        }
        let destination = match word {
            "fonttbl" => Destination::Fonts,
            "stylesheet" => Destination::Styles,
            "listtext" | "pntext" => {
                self.label.clear();
                Destination::Label
            }
            "title" if self.state.destination == Destination::Skipped => Destination::Title,
            "propname" => Destination::PropertyName,
            "staticval" => Destination::PropertyValue,
            "atnauthor" => Destination::Author,
            "pict" | "objdata" | "datafield" | "themedata" | "colorschememapping"
            | "latentstyles" | "datastore" | "fontemb" | "blipuid" | "objclass" | "pgdsctbl" => {
                Destination::Data
            }
            "colortbl" | "info" | "fldinst" | "nonshppict" | "listtable" | "listoverridetable"
            | "revtbl" | "rsidtbl" | "generator" | "bkmkstart" | "bkmkend" | "atnid"
            | "atndate" | "atnref" | "atrfstart" | "atrfend" | "xe" | "tc" | "userprops"
            | "shpinst" | "ftnsep" | "ftnsepc" | "ftncn" | "aftnsep" | "aftnsepc" | "aftncn"
            | "docvar" | "mmathPr" | "pnseclvl" | "upr" => Destination::Skipped,
            // The copy in Unicode of what was passed over before it.
            "ud" => Destination::Text,
            "shprslt" | "pn" | "objattph" | "shppict" => Destination::Skipped,
            _ if optional => Destination::Skipped,
            _ => return false,
        };
        self.state.destination = destination;
        if !matches!(destination, Destination::Label) {
            self.gathered.clear();
        }
        true
    }

    fn begin_story(&mut self, kind: BlockKind) {
        let mut story = Story::new(kind);
        story.tables = self.stories.last().map_or(0, |outer| outer.tables);
        if story.kind == BlockKind::Note && !std::mem::take(&mut self.automatic_mark) {
            story.mark = self.stories.last_mut().and_then(Story::take_mark);
        }
        self.stories.push(story);
        self.state.story = true;
        self.state.destination = Destination::Text;
        self.state.style = Style {
            superscript: false,
            ..self.state.style
        };
        self.state.paragraph = ParagraphProperties::default();
    }

    /// A group ends.
    fn close(&mut self) {
        match self.state.destination {
            Destination::Title => {
                let title = std::mem::take(&mut self.gathered).trim().to_owned();
                if !title.is_empty() {
                    self.metadata.title = Some(title);
                }
            }
            Destination::PropertyName => self.property = std::mem::take(&mut self.gathered),
            Destination::PropertyValue => {
                let value = std::mem::take(&mut self.gathered).trim().to_owned();
                match self.property.as_str() {
                    _ if value.is_empty() => {}
                    "Symbol1" => self.metadata.symbol = Some(value),
                    "Session1" => self.metadata.session = Some(value),
                    _ => {}
                }
            }
            Destination::Author => self.author = std::mem::take(&mut self.gathered),
            _ => {}
        }
        let ended = std::mem::replace(
            &mut self.state,
            match self.stack.pop() {
                Some(state) => state,
                None => return,
            },
        );
        if ended.destination == Destination::Label && self.state.destination == Destination::Text {
            let label = std::mem::take(&mut self.label).trim().to_owned();
            if let Some(story) = self.stories.last_mut() {
                story.label = Some(label).filter(|label| !label.is_empty());
            }
        }
        if ended.story {
            self.end_story(&ended.paragraph);
        }
    }

    fn end_story(&mut self, properties: &ParagraphProperties) {
        let Some(mut story) = self.stories.pop() else {
            return;
        };
        let place = Place {
            paragraph: self.counted.saturating_add(1),
            ..Place::default()
        };
        let mark = match story.kind {
            BlockKind::Note => Some(story.mark.clone().unwrap_or_else(|| {
                let (count, format) = if story.at_end {
                    (&mut self.endnotes, NumberFormat::LowerRoman)
                } else {
                    (&mut self.footnotes, NumberFormat::Decimal)
                };
                *count = count.saturating_add(1);
                format.write(*count)
            })),
            _ => None,
        };
        // A note that a text has only one paragraph for ends without saying so.
        story.end_paragraph(properties, place.paragraph);
        self.automatic_mark = false;
        let mut blocks = std::mem::take(&mut story.blocks);
        if let (Some(mark), Some(first)) = (&mark, blocks.first_mut()) {
            note::label(first, mark);
        }
        for block in &mut blocks {
            block.place = match block.kind {
                BlockKind::PageHeader | BlockKind::PageFooter => Place::default(),
                _ => place,
            };
        }
        match story.kind {
            BlockKind::PageHeader => self.headers.append(&mut blocks),
            BlockKind::PageFooter => self.footers.append(&mut blocks),
            _ => {
                if let Some(outer) = self.stories.last_mut() {
                    outer.tables = story.tables;
                    outer.note(mark, blocks);
                }
            }
        }
    }

    fn end_paragraph(&mut self) -> Result<(), InputError> {
        if self.state.destination != Destination::Text {
            return Ok(());
        }
        self.counted += 1;
        if self.counted > PARAGRAPH_LIMIT {
            return Err(InputError::TooLarge {
                what: "number of paragraphs".to_owned(),
                limit: PARAGRAPH_LIMIT.into(),
            });
        }
        if let Some(story) = self.stories.last_mut() {
            story.end_paragraph(&self.state.paragraph, self.counted);
        }
        Ok(())
    }
}
