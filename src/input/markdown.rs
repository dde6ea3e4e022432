//! Markdown: headings, paragraphs, lists with the numbers that are printed, tables, footnotes.
//!
//! A text counts as Markdown where it has a heading or several runs of emphasis as Markdown writes
//! them; plain text has neither. Line breaks in paragraphs stay, as lists of provisions are often
//! written a line each.

use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd,
};

use super::encoding;
use super::error::InputError;
use super::html;
use crate::model::{Block, BlockKind, Blocks, Metadata, Place, Run, Style};

/// Most blocks that are read.
const BLOCK_LIMIT: usize = 1_000_000;
/// How much of a text is looked at to tell whether it is Markdown.
const SAMPLE: usize = 256 << 10;

/// Whether the bytes are a text with Markdown's headings or emphasis.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SAMPLE)];
    if head.contains(&0) || head.starts_with(b"{") || head.starts_with(b"[{") {
        return false;
    }
    let text = String::from_utf8_lossy(head);
    let mut strong = 0;
    let mut before_blank = true;
    for line in text.trim_start_matches('\u{FEFF}').lines() {
        let signs = line.bytes().take_while(|byte| *byte == b'#').count();
        let rest = &line[signs..];
        if (1..=6).contains(&signs) && before_blank && is_heading_text(rest) {
            return true;
        }
        let bare = line.trim_start_matches([' ', '-', '>', '*']);
        let marked = line.len() > bare.len() && line.trim_start_matches([' ', '-', '>']) != bare;
        if marked && bare.contains("**") && line.trim_start().contains("**") {
            strong += 1;
        }
        before_blank = matches!(line.trim(), "" | "---");
    }
    strong >= 2
}

/// `# ` is followed by words; a code or a number sign in front of a number is no heading.
fn is_heading_text(rest: &str) -> bool {
    rest.starts_with([' ', '\t']) && rest.chars().any(char::is_alphabetic)
}

/// Reads a text in Markdown.
///
/// # Errors
/// Where the bytes are none, or have more blocks than are read.
pub fn read(bytes: &[u8]) -> Result<Blocks, InputError> {
    if !sniff(bytes) {
        return Err(InputError::NotThisFormat {
            format: "a text in Markdown".to_owned(),
        });
    }
    let text = encoding::decode(bytes).text;
    let text = encoding::with_line_feeds(&text);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::new(&text);
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        reader.event(event, range.start)?;
        if reader.blocks.len() > BLOCK_LIMIT {
            return Err(InputError::TooLarge {
                what: "number of paragraphs".to_owned(),
                limit: BLOCK_LIMIT as u64,
            });
        }
    }
    Ok(reader.finish())
}

/// A list that is open.
#[derive(Debug)]
struct List {
    is_ordered: bool,
    /// Number of the last item.
    last: Option<u64>,
}

struct Reader<'a> {
    text: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
    blocks: Vec<Block>,
    runs: Vec<Run>,
    note_marks: Vec<(u32, String)>,
    length: usize,
    start: Option<usize>,
    label: Option<String>,
    is_bullet: bool,
    heading: Option<u8>,
    lists: Vec<List>,
    quotes: u32,
    emphasis: u32,
    strong: u32,
    struck: u32,
    inserted: u32,
    deleted: u32,
    superscript: u32,
    images: u32,
    html: Option<String>,
    notes: Vec<String>,
    front_matter: bool,
    /// Whether the lines are indented like code.
    is_indented: bool,
    tables: u32,
    cell: Option<(u32, u32)>,
    metadata: Metadata,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            text,
            lines: std::iter::once(0)
                .chain(breaks.map(|(at, _)| at + 1))
                .collect(),
            blocks: Vec::new(),
            runs: Vec::new(),
            note_marks: Vec::new(),
            length: 0,
            start: None,
            label: None,
            is_bullet: false,
            heading: None,
            lists: Vec::new(),
            quotes: 0,
            emphasis: 0,
            strong: 0,
            struck: 0,
            inserted: 0,
            deleted: 0,
            superscript: 0,
            images: 0,
            html: None,
            notes: Vec::new(),
            front_matter: false,
            is_indented: false,
            tables: 0,
            cell: None,
            metadata: Metadata::default(),
        }
    }

    fn event(&mut self, event: Event<'_>, at: usize) -> Result<(), InputError> {
        match event {
            Event::Start(tag) => self.begin(tag, at),
            Event::End(tag) => self.end(tag)?,
            Event::Text(text) if self.is_indented => {
                for line in text.lines() {
                    self.push(line.trim_start(), at);
                    self.flush();
                }
            }
            Event::Text(text) | Event::Code(text) => match &mut self.html {
                Some(html) => html.push_str(&text),
                None => self.push(&text, at),
            },
            Event::InlineHtml(tag) => self.inline_html(&tag, at),
            Event::Html(html) => match &mut self.html {
                Some(all) => all.push_str(&html),
                None => self.inline_html(&html, at),
            },
            Event::FootnoteReference(mark) => {
                let at = u32::try_from(self.length).unwrap_or(u32::MAX);
                self.note_marks.push((at, mark.into_string()));
            }
            Event::SoftBreak | Event::HardBreak => self.push("\n", at),
            Event::Rule => self.flush(),
            Event::TaskListMarker(done) => self.push(if done { "☒ " } else { "☐ " }, at),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&text, at),
        }
        Ok(())
    }

    fn begin(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Emphasis => self.emphasis += 1,
            Tag::Strong => self.strong += 1,
            Tag::Strikethrough => self.struck += 1,
            Tag::Superscript => self.superscript += 1,
            Tag::Image { .. } => self.images += 1,
            Tag::Link { .. } | Tag::Subscript => {}
            block => {
                self.flush();
                self.begin_block(block, at);
            }
        }
    }

    fn begin_block(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Heading { level, .. } => self.heading = Some(level_of(level)),
            Tag::BlockQuote(_) => self.quotes += 1,
            // Deeper subparagraphs are indented so far that they are taken for code.
            Tag::CodeBlock(kind) => self.is_indented = kind == CodeBlockKind::Indented,
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::List(start) => {
                self.label = None;
                self.is_bullet = false;
                self.lists.push(List {
                    is_ordered: start.is_some(),
                    last: None,
                });
            }
            Tag::Item => self.item(at),
            Tag::FootnoteDefinition(mark) => {
                self.label = Some(mark.to_string());
                self.notes.push(mark.into_string());
            }
            Tag::Table(_) => self.cell = Some((0, 0)),
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle) => self.front_matter = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), InputError> {
        match tag {
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Superscript => self.superscript = self.superscript.saturating_sub(1),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Link | TagEnd::Subscript => {}
            TagEnd::HtmlBlock => self.html_block()?,
            block => {
                self.flush();
                self.end_block(block);
            }
        }
        Ok(())
    }

    fn end_block(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::CodeBlock => self.is_indented = false,
            TagEnd::List(_) => {
                self.lists.pop();
                self.label = None;
                self.is_bullet = false;
            }
            TagEnd::Item => {
                self.label = None;
                self.is_bullet = false;
            }
            TagEnd::FootnoteDefinition => {
                self.notes.pop();
                self.label = None;
            }
            TagEnd::Table => {
                self.tables = self.tables.saturating_add(1);
                self.cell = None;
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.cell = self.cell.map(|(row, _)| (row.saturating_add(1), 0));
            }
            TagEnd::TableCell => {
                self.cell = self
                    .cell
                    .map(|(row, column)| (row, column.saturating_add(1)));
            }
            TagEnd::MetadataBlock(_) => self.front_matter = false,
            _ => {}
        }
    }

    /// An item: its number as it is written. Where all items are written with the same number, as
    /// many people do, they are counted, as every program that shows them does.
    fn item(&mut self, at: usize) {
        self.label = None;
        let Some(list) = self.lists.last_mut() else {
            return;
        };
        self.is_bullet = !list.is_ordered;
        if !list.is_ordered {
            return;
        }
        let rest = self.text.get(at..).unwrap_or_default().trim_start();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let written = rest[..digits].parse::<u64>().unwrap_or(0);
        let number = match list.last {
            Some(last) if written <= last => last.saturating_add(1),
            _ => written,
        };
        list.last = Some(number);
        let end = rest[digits..].chars().next().filter(|sign| *sign == ')');
        self.label = Some(format!("{number}{}", end.unwrap_or('.')));
    }

    /// HTML in a line: what changes the style of the text.
    fn inline_html(&mut self, tag: &str, at: usize) {
        let name = tag.trim_start_matches(['<', '/']);
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let count = match name[..length].to_ascii_lowercase().as_str() {
            "br" => return self.push("\n", at),
            "i" | "em" | "cite" => &mut self.emphasis,
            "b" | "strong" => &mut self.strong,
            "s" | "strike" => &mut self.struck,
            "ins" => &mut self.inserted,
            "del" => &mut self.deleted,
            "sup" => &mut self.superscript,
            _ => return,
        };
        if tag.starts_with("</") {
            *count = count.saturating_sub(1);
        } else if !tag.ends_with("/>") {
            *count = count.saturating_add(1);
        }
    }

    fn html_block(&mut self) -> Result<(), InputError> {
        let html = self.html.take().unwrap_or_default();
        let place = self.place();
        let mut page = html::fragment(&html)?;
        for block in &mut page.blocks {
            block.place = place;
            if let BlockKind::Cell { table, .. } = &mut block.kind {
                *table = table.saturating_add(self.tables);
            }
        }
        let tables = page.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Cell { table, .. } => Some(table.saturating_add(1)),
            _ => None,
        });
        self.tables = tables.max().unwrap_or(self.tables);
        self.blocks.append(&mut page.blocks);
        self.start = None;
        Ok(())
    }

    fn push(&mut self, text: &str, at: usize) {
        if text.is_empty() || self.images > 0 {
            return;
        }
        self.start.get_or_insert(at);
        let style = Style {
            italic: self.emphasis > 0,
            bold: self.strong > 0,
            struck: self.struck > 0,
            inserted: self.inserted > 0,
            deleted: self.deleted > 0,
            superscript: self.superscript > 0,
        };
        if !style.deleted {
            self.length += text.len();
        }
        match self.runs.last_mut() {
            Some(run) if run.style == style => run.text.push_str(text),
            _ => self.runs.push(Run {
                text: text.to_owned(),
                style,
            }),
        }
    }

    fn place(&self) -> Place {
        let at = self.start.unwrap_or(0);
        let line = self.lines.partition_point(|start| *start <= at);
        Place {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            ..Place::default()
        }
    }

    /// Ends the block that is being read.
    fn flush(&mut self) {
        let mut runs = std::mem::take(&mut self.runs);
        let note_marks = std::mem::take(&mut self.note_marks);
        let place = self.place();
        self.length = 0;
        self.start = None;
        if let Some(last) = runs.last_mut() {
            // A block of code ends with its line.
            let length = last.text.trim_end_matches('\n').len();
            let end = last.text.len() - length;
            if note_marks.is_empty() || end == 0 {
                last.text.truncate(length);
            }
        }
        if runs.iter().all(|run| run.text.trim().is_empty()) && note_marks.is_empty() {
            return;
        }
        if self.front_matter {
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            front_matter(&text, &mut self.metadata);
        }
        let kind = if self.front_matter {
            BlockKind::Apart
        } else if !self.notes.is_empty() {
            BlockKind::Note
        } else if let Some((row, column)) = self.cell {
            BlockKind::Cell {
                table: self.tables,
                row,
                column,
            }
        } else if let Some(level) = self.heading {
            BlockKind::Heading(level)
        } else if self.is_bullet {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        };
        let depth = u32::try_from(self.lists.len()).unwrap_or(u32::MAX);
        let indented = self.quotes.saturating_add(depth);
        self.blocks.push(Block {
            kind,
            label: self.label.take(),
            runs,
            note_marks,
            place,
            list_level: u8::try_from(depth.saturating_sub(1)).unwrap_or(u8::MAX),
            indent: (indented > 0).then(|| indented.saturating_mul(400)),
            ..Block::default()
        });
    }

    fn finish(mut self) -> Blocks {
        self.flush();
        let mut headings = self
            .blocks
            .iter_mut()
            .filter(|block| matches!(block.kind, BlockKind::Heading(_)));
        let first = headings
            .next()
            .filter(|first| first.kind == BlockKind::Heading(1));
        // One heading of the first level, before all others, is the title of the document.
        if let Some(first) = first
            && headings.all(|other| other.kind != BlockKind::Heading(1))
        {
            first.kind = BlockKind::Title;
            let title = first.text();
            self.metadata.title.get_or_insert(title);
        }
        Blocks {
            blocks: self.blocks,
            metadata: self.metadata,
            remarks: Vec::new(),
        }
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// What a head of `name: value` lines says of the document.
fn front_matter(text: &str, metadata: &mut Metadata) {
    for line in text.lines() {
        let Some((name, value)) = line.split_once(':') else {
            continue;
        };
        let value = value.trim().trim_matches(['"', '\'']);
        let field = match name.trim().to_lowercase().as_str() {
            "title" => &mut metadata.title,
            "symbol" => &mut metadata.symbol,
            "body" => &mut metadata.body,
            "session" => &mut metadata.session,
            "date" => &mut metadata.date,
            "lang" | "language" => &mut metadata.language,
            _ => continue,
        };
        if !value.is_empty() {
            field.get_or_insert_with(|| value.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::damage::survives;

    fn blocks(text: &str) -> Vec<Block> {
        read(text.as_bytes()).unwrap().blocks
    }

    fn seen(blocks: &[Block]) -> Vec<String> {
        let line = |block: &Block| match &block.label {
            Some(label) => format!("{label} {}", block.text()),
            None => block.text(),
        };
        blocks.iter().map(line).collect()
    }

    #[test]
    fn markdown_is_told_from_plain_text() {
        for text in [
            "# Ponds",
            "Text\n\n### 1. Ponds\n1. Dig",
            "**1.** Dig\n\n**2.** Fill\n",
            "- **1.** Dig\n- **2.** Fill",
        ] {
            assert!(sniff(text.as_bytes()), "{text}");
        }
        for text in [
            "1. Dig ponds.\n2. Fill them.",
            "# 5\n",
            "#tag",
            "text\n# goes on",
            "* Note **",
            "{\"text\": \"# x\"}",
            "",
        ] {
            assert!(!sniff(text.as_bytes()), "{text}");
        }
    }

    #[test]
    fn headings_and_numbered_lists_keep_what_is_printed() {
        let text = "# On ponds\n\n## I. Fish\n\n1. Count trout\n2. Count carp\n   - in spring\n\n     and autumn\n\n## II. Frogs\n\n\
            3. Count frogs\n\n140.1 Dig (Norland);\n140.2 Fill (Sudland);\n\n1) a\n1) b\n\n2\\. *Invites* States\n";
        let read = read(text.as_bytes()).unwrap();
        assert_eq!(
            seen(&read.blocks),
            [
                "On ponds",
                "I. Fish",
                "1. Count trout",
                "2. Count carp",
                "in spring",
                "and autumn",
                "II. Frogs",
                "3. Count frogs",
                "140.1 Dig (Norland);\n140.2 Fill (Sudland);",
                "1) a",
                "2) b",
                "2. Invites States"
            ]
        );
        assert_eq!(read.blocks[0].kind, BlockKind::Title);
        assert_eq!(read.blocks[1].kind, BlockKind::Heading(2));
        assert_eq!(read.blocks[4].kind, BlockKind::ListItem);
        assert_eq!(read.blocks[4].list_level, 1);
        assert_eq!(read.blocks[7].place.line, 13);
        assert!(read.blocks[11].runs[1].style.italic);
        assert_eq!(read.metadata.title.as_deref(), Some("On ponds"));
    }

    #[test]
    fn emphasis_entities_and_html_are_what_they_mean() {
        let text = "# A\n\n**1.** *Requests* ~~ponds~~ R&amp;D &eacute; `x*y`<br>10<sup>th</sup> <ins>new</ins> \
            [link](http://a.b) ![picture](p.png)\n\n> quoted\n\n---\n\n<p>in <i>HTML</i></p>\n";
        let blocks = blocks(text);
        assert_eq!(
            seen(&blocks),
            [
                "A",
                "1. Requests ponds R&D é x*y\n10th new link ",
                "quoted",
                "in HTML"
            ]
        );
        let styles: Vec<_> = blocks[1].runs.iter().map(|run| run.style).collect();
        assert!(styles[0].bold && styles[2].italic && styles[4].struck);
        assert_eq!(blocks[2].indent, Some(400));
    }

    #[test]
    fn tables_notes_and_front_matter_have_their_places() {
        let text = "---\ntitle: \"On ponds\"\nlang: fr\n---\n# Ponds[^1]\n\n| Year | Fish |\n|---|---|\n| 2031 | many |\n\n[^1]: Blue ones.\n\n    And deep.\n";
        let read = read(text.as_bytes()).unwrap();
        assert_eq!(
            seen(&read.blocks),
            [
                "title: \"On ponds\"\nlang: fr",
                "Ponds",
                "Year",
                "Fish",
                "2031",
                "many",
                "1 Blue ones.",
                "And deep."
            ]
        );
        assert_eq!(read.blocks[0].kind, BlockKind::Apart);
        assert_eq!(read.blocks[1].note_marks, [(5, "1".to_owned())]);
        let last = BlockKind::Cell {
            table: 0,
            row: 1,
            column: 1,
        };
        assert_eq!(read.blocks[5].kind, last);
        assert_eq!(read.blocks[7].kind, BlockKind::Note);
        assert_eq!(read.metadata.title.as_deref(), Some("On ponds"));
        assert_eq!(read.metadata.language.as_deref(), Some("fr"));
    }

    #[test]
    fn what_is_made_to_do_harm_is_read() {
        for text in [
            ">".repeat(50_000),
            "* ".repeat(20_000),
            "[".repeat(100_000),
            "**a_".repeat(50_000),
            "<".repeat(100_000),
            "`a".repeat(50_000),
            "| a ".repeat(20_000),
            "[^1]".repeat(50_000),
        ] {
            read(format!("# A\n\n{text}").as_bytes()).unwrap();
        }
    }

    #[test]
    fn damage_is_survived() {
        let text = "---\ntitle: x\n---\n# É[^1]\n\n1. a\n   - **b** _c_\n\n> | d | e |\n> |---|---|\n> | f | g |\n\n<p>h\n\n[^1]: i\n    j\n\n```\nk\n```\n";
        survives(text.as_bytes(), read);
    }
}
