//! Builder of blocks from the tags and text of a page.

use std::collections::HashMap;

use super::elements::{Element, format, style};
use super::pending::{Pending, letters};
use super::tokenizer::Tag;
use crate::input::note;
use crate::input::numerals::NumberFormat;
use crate::input::xml::unescaped;
use crate::model::{Block, BlockKind, Blocks, Metadata, Place, Run, Style};

/// Most elements that are open at once; deeper ones are read as if they were not there.
const DEPTH_LIMIT: usize = 400;
/// Letters that make the head of a page more than a name and links.
const HEADER_TEXT: usize = 60;
/// Letters that make a `main` element the text of its page.
const MAIN_TEXT: usize = 200;
/// Longest mark of a note, in characters.
const LONGEST_MARK: usize = 6;
/// A preformatted text of so many line ends has its structure in its lines.
const LINES_OF_TEXT: usize = 6;

/// An open element.
#[derive(Debug, Default)]
struct Open {
    name: String,
    element: Element,
    style: Style,
    language: Option<String>,
    /// Notes stand in it.
    notes: bool,
    /// The mark of the note that it is, and whether a paragraph of it has the mark by now.
    mark: Option<String>,
    labelled: bool,
    has_id: bool,
    /// Number of blocks before it.
    first: usize,
    /// Of a list: how, and from where on, it is numbered.
    list: Option<List>,
    /// Of a reference: the text of the block before it.
    before: usize,
}

#[derive(Clone, Copy, Debug)]
struct List {
    format: NumberFormat,
    next: i64,
    step: i64,
}

/// A block, with what is decided later.
#[derive(Debug)]
struct Made {
    block: Block,
    in_main: bool,
    /// What it is if its table is no table, and nothing is around the text.
    plain: BlockKind,
    apart: bool,
    /// All of it is references.
    is_link: bool,
}

#[derive(Debug, Default)]
struct OpenTable {
    table: u32,
    row: u32,
    next_row: u32,
    column: u32,
    next_column: u32,
    columns: u32,
    has_headings: bool,
    first: usize,
}

/// How many open elements of a sort there are.
#[derive(Debug, Default)]
struct Depth {
    italic: u32,
    bold: u32,
    struck: u32,
    inserted: u32,
    deleted: u32,
    superscript: u32,
    apart: u32,
    dropped: u32,
    main: u32,
    notes: u32,
    lists: u32,
    quotations: u32,
    preformatted: u32,
    links: u32,
}

/// Builds blocks.
#[derive(Debug, Default)]
pub(super) struct Builder {
    stack: Vec<Open>,
    /// Open elements by name, so that an end tag without a beginning costs nothing.
    names: HashMap<String, u32>,
    depth: Depth,
    pending: Pending,
    made: Vec<Made>,
    tables: Vec<OpenTable>,
    table_count: u32,
    label: Option<String>,
    /// Targets of references to notes, with the marks.
    references: HashMap<String, String>,
    metadata: Metadata,
    page_title: Option<String>,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Number of blocks so far.
    pub(super) fn len(&self) -> usize {
        self.made.len()
    }

    /// An element begins.
    pub(super) fn open(&mut self, tag: &Tag) {
        let element = Element::of(tag);
        match element {
            Element::Void => {
                if tag.name == "meta" {
                    self.meta(tag);
                }
                return;
            }
            Element::Break => return self.line_break(),
            Element::Rule => return self.flush(),
            _ => {}
        }
        if element.is_block() {
            self.end_implied(&element);
            self.flush();
        }
        if matches!(tag.name.as_str(), "html" | "body") && self.metadata.language.is_none() {
            let language = tag.attribute("lang").or_else(|| tag.attribute("xml:lang"));
            self.metadata.language = language.map(str::to_owned);
        }
        if self.stack.len() >= DEPTH_LIMIT {
            return;
        }
        let mut open = Open {
            name: tag.name.clone(),
            style: style(tag),
            language: language(tag),
            first: self.made.len(),
            before: self.pending.length,
            has_id: tag.attribute("id").is_some(),
            ..Open::default()
        };
        self.note_of(tag, &element, &mut open);
        match &element {
            Element::Ordered => {
                let reversed = tag.attribute("reversed").is_some();
                let start = tag.attribute("start").and_then(|start| start.parse().ok());
                open.list = Some(List {
                    format: format(tag),
                    next: start.unwrap_or(1),
                    step: if reversed { -1 } else { 1 },
                });
                self.label = None;
            }
            Element::Unordered => self.label = None,
            Element::Item => self.item(tag),
            Element::Table => {
                self.tables.push(OpenTable {
                    table: self.table_count,
                    first: self.made.len(),
                    ..OpenTable::default()
                });
                self.table_count = self.table_count.saturating_add(1);
            }
            Element::Row => {
                if let Some(table) = self.tables.last_mut() {
                    table.row = table.next_row;
                    table.next_row = table.row.saturating_add(1);
                    table.next_column = 0;
                }
            }
            Element::Cell => {
                let span = tag.attribute("colspan").and_then(|span| span.parse().ok());
                if let Some(table) = self.tables.last_mut() {
                    table.column = table.next_column;
                    table.next_column = table.column.saturating_add(span.unwrap_or(1).max(1));
                    table.columns = table.columns.max(table.next_column);
                }
            }
            Element::Heading(_) => {
                if let Some(table) = self.tables.last_mut() {
                    table.has_headings = true;
                }
            }
            _ => {}
        }
        open.element = element;
        self.count(&open, true);
        *self.names.entry(open.name.clone()).or_default() += 1;
        self.stack.push(open);
        if tag.name == "q" {
            self.text("“");
        }
    }

    /// An element ends: the innermost of its name, with all that is open in it.
    pub(super) fn close(&mut self, name: &str) {
        if self.names.get(name).is_none_or(|open| *open == 0) {
            // A paragraph that ends without having begun still ends what stands before it.
            if name == "p" {
                self.flush();
            } else if name == "br" {
                self.line_break();
            }
            return;
        }
        // An inline end tag ends no block, and nothing but a part of a table ends a cell.
        let is_of_table = matches!(
            name,
            "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "body" | "html"
        );
        let mut crosses_block = false;
        let found = self.stack.iter().rev().find_map(|open| {
            if open.name == name {
                return Some(open.element.is_block() || !crosses_block);
            }
            crosses_block |= open.element.is_block();
            (open.element == Element::Cell && !is_of_table).then_some(false)
        });
        if found != Some(true) {
            return;
        }
        if name == "q" {
            self.text("”");
        }
        while let Some(open) = self.stack.last() {
            let found = open.name == name;
            self.pop();
            if found {
                break;
            }
        }
    }

    fn pop(&mut self) {
        let is_block = self
            .stack
            .last()
            .is_some_and(|open| open.element.is_block());
        if is_block {
            self.flush();
        }
        let Some(open) = self.stack.pop() else { return };
        if let Some(count) = self.names.get_mut(&open.name) {
            *count = count.saturating_sub(1);
        }
        self.count(&open, false);
        match &open.element {
            Element::Link(target) => self.reference(target, &open),
            Element::Item => self.label = None,
            Element::Table => self.end_table(),
            Element::Header => self.end_header(&open),
            _ => {}
        }
    }

    /// Ends what a block element that begins here ends without a tag.
    fn end_implied(&mut self, element: &Element) {
        let (ended, up_to): (&[&str], &[&str]) = match element {
            Element::Item => (&["li"], &["ol", "ul", "menu", "table"]),
            Element::Row => (&["tr"], &["table"]),
            Element::Cell => (&["td", "th"], &["tr", "table"]),
            Element::Heading(_) => (
                &["p", "h1", "h2", "h3", "h4", "h5", "h6"],
                &["table", "td", "th", "li", "div"],
            ),
            _ => (&["p"], &["table", "td", "th", "li", "div"]),
        };
        // `dt` and `dd` are plain blocks; one in the other changes nothing that is shown.
        if ended
            .iter()
            .all(|name| self.names.get(*name).is_none_or(|open| *open == 0))
        {
            return;
        }
        let inner = self.stack.iter().rev();
        let inner = inner.take_while(|open| !up_to.contains(&open.name.as_str()));
        let found = inner
            .enumerate()
            .filter(|(_, open)| ended.contains(&open.name.as_str()))
            .last();
        if let Some((depth, _)) = found {
            for _ in 0..=depth {
                self.pop();
            }
        }
    }

    /// Counts an element in or out of what is open.
    fn count(&mut self, open: &Open, opened: bool) {
        let depth = &mut self.depth;
        let Style {
            italic,
            bold,
            struck,
            inserted,
            deleted,
            superscript,
        } = open.style;
        let element = &open.element;
        for (count, counts) in [
            (&mut depth.italic, italic),
            (&mut depth.bold, bold),
            (&mut depth.struck, struck),
            (&mut depth.inserted, inserted),
            (&mut depth.deleted, deleted),
            (&mut depth.superscript, superscript),
            (&mut depth.apart, *element == Element::Apart),
            (&mut depth.dropped, *element == Element::Dropped),
            (&mut depth.main, *element == Element::Main),
            (&mut depth.notes, open.notes),
            (
                &mut depth.lists,
                matches!(element, Element::Ordered | Element::Unordered),
            ),
            (&mut depth.quotations, *element == Element::Quotation),
            (&mut depth.preformatted, *element == Element::Preformatted),
            (&mut depth.links, matches!(element, Element::Link(_))),
        ] {
            if counts && opened {
                *count += 1;
            } else if counts {
                *count = count.saturating_sub(1);
            }
        }
    }

    /// An item of the innermost list: its number.
    fn item(&mut self, tag: &Tag) {
        let list = self.stack.iter_mut().rev();
        let list = list
            .take_while(|open| !matches!(open.element, Element::Table | Element::Unordered))
            .find_map(|open| open.list.as_mut());
        let Some(list) = list else {
            self.label = None;
            return;
        };
        if let Some(value) = tag.attribute("value").and_then(|value| value.parse().ok()) {
            list.next = value;
        }
        let number = list.next;
        list.next = number.saturating_add(list.step);
        let label =
            u32::try_from(number).map_or_else(|_| number.to_string(), |n| list.format.write(n));
        self.label = (!label.is_empty()).then(|| format!("{label}."));
    }

    /// What makes an element a note, or a place of notes.
    fn note_of(&mut self, tag: &Tag, element: &Element, open: &mut Open) {
        let names = [tag.attribute("id"), tag.attribute("name")];
        let mark = names
            .into_iter()
            .flatten()
            .find_map(|name| self.references.get(name))
            .cloned();
        let is_note = |word: &String| {
            matches!(
                word.as_str(),
                "footnotes" | "endnotes" | "doc-endnotes" | "doc-footnote" | "doc-endnote"
            )
        };
        open.notes = element.is_block()
            && (mark.is_some()
                || tag.words("role").iter().any(is_note)
                || tag.words("class").iter().any(is_note));
        if element.is_block() {
            open.mark = mark;
        } else if mark.is_some() && self.pending.length == 0 {
            self.pending.note = mark;
        }
    }

    /// A reference ends: whether it is the mark of a note.
    fn reference(&mut self, target: &str, open: &Open) {
        let Some(name) = target.strip_prefix('#') else {
            return;
        };
        // Where blocks stand in it, it is no mark.
        if open.first != self.made.len() {
            return;
        }
        let shown = self.pending.text_from(open.before).trim().to_owned();
        let superscript = self.pending.ends_superscript();
        if matches!(shown.as_str(), "↩" | "↩︎" | "↑" | "^" | "⏎") {
            self.pending.cut(open.before);
            return;
        }
        let mark = shown.trim_matches(['[', ']', '(', ')']);
        let is_mark = !mark.is_empty()
            && mark.chars().count() <= LONGEST_MARK
            && (mark.chars().all(char::is_numeric)
                || mark.chars().all(|sign| "*†‡§¶".contains(sign))
                || mark.chars().all(|sign| "ivxlc".contains(sign))
                || mark.chars().count() == 1);
        if !is_mark {
            return;
        }
        let bracketed = shown.starts_with('[');
        let lower = name.to_lowercase();
        let named = [
            "fn",
            "_ftn",
            "_edn",
            "note",
            "foot",
            "endnote",
            "cite_note",
            "sdfootnote",
            "sdendnote",
        ]
        .iter()
        .any(|begin| lower.starts_with(begin));
        if let Some(note) = &self.pending.note {
            // In a note, it leads back to the text.
            if *note == mark {
                self.pending.cut(open.before);
            }
        } else if (superscript || bracketed || named) && self.depth.notes == 0 {
            self.pending.cut(open.before);
            self.pending.mark(mark);
            self.references
                .entry(name.to_owned())
                .or_insert_with(|| mark.to_owned());
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let content = tag.attribute("content").map(str::trim).unwrap_or_default();
        let name = tag
            .attribute("name")
            .or_else(|| tag.attribute("http-equiv"));
        if content.is_empty() {
            return;
        }
        let field = match name.map(str::to_lowercase).as_deref() {
            Some("dc.title" | "dcterms.title") => &mut self.metadata.title,
            Some("dc.language" | "content-language") => &mut self.metadata.language,
            Some("dc.date" | "dcterms.issued") => &mut self.metadata.date,
            _ => return,
        };
        field.get_or_insert_with(|| content.to_owned());
    }

    fn line_break(&mut self) {
        if self.depth.dropped > 0 {
            return;
        }
        // Two in a row are how a paragraph is ended without one.
        self.pending.breaks = self.pending.breaks.saturating_add(1);
        if self.pending.breaks == 2 && self.depth.preformatted == 0 {
            self.flush();
        } else if self.pending.length > 0 {
            self.append("\n");
        }
    }

    /// Content of an element without markup.
    pub(super) fn raw(&mut self, name: &str, text: &str) {
        if name == "title" && self.page_title.is_none() {
            let title = unescaped(text);
            let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            self.page_title = Some(title).filter(|title| !title.is_empty());
        }
    }

    /// Text, its white space as it stands.
    pub(super) fn text(&mut self, text: &str) {
        if self.depth.dropped > 0 {
            return;
        }
        if self.depth.preformatted > 0 {
            self.append(text);
            return;
        }
        let mut collapsed = String::with_capacity(text.len());
        let mut blank = self.pending.ends_blank();
        for sign in text.chars() {
            if sign.is_ascii_whitespace() {
                if !blank {
                    collapsed.push(' ');
                }
                blank = true;
            } else {
                collapsed.push(sign);
                blank = false;
            }
        }
        if !collapsed.trim().is_empty() {
            self.pending.breaks = 0;
        }
        self.append(&collapsed);
    }

    /// Adds text in the style of this place.
    fn append(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let depth = &self.depth;
        let style = Style {
            italic: depth.italic > 0,
            bold: depth.bold > 0,
            struck: depth.struck > 0,
            inserted: depth.inserted > 0,
            deleted: depth.deleted > 0,
            superscript: depth.superscript > 0,
        };
        self.pending.push(text, style, depth.links > 0);
    }

    /// Ends the block that is being read.
    fn flush(&mut self) {
        let mut pending = std::mem::take(&mut self.pending);
        if !pending.end() {
            return;
        }
        let is_link = pending.is_link();
        let Pending {
            runs,
            note_marks,
            note,
            ..
        } = pending;
        if note.is_some() {
            self.note_goes_on();
        }
        let mut label = self.label.take();
        let is_note = note.is_some() || self.depth.notes > 0;
        if let Some(open) = self.stack.iter_mut().rfind(|open| open.mark.is_some()) {
            // The mark is the label of the first paragraph of a note.
            label = open.mark.clone().filter(|_| !open.labelled);
            open.labelled = true;
        }
        let label = note.or(label);
        let plain = self.kind(is_note, label.is_some());
        let apart = self.depth.apart > 0 && !is_note;
        let language = self.stack.iter().rev();
        let language = language.filter_map(|open| open.language.as_ref()).next();
        let language = language.filter(|found| Some(*found) != self.metadata.language.as_ref());
        let indented = self.depth.quotations + self.depth.lists;
        let mut block = Block {
            kind: match self.tables.last() {
                _ if apart => BlockKind::Apart,
                Some(table) if is_text(&plain) => BlockKind::Cell {
                    table: table.table,
                    row: table.row,
                    column: table.column,
                },
                _ => plain.clone(),
            },
            label,
            note_marks,
            place: Place {
                paragraph: u32::try_from(self.made.len() + 1).unwrap_or(u32::MAX),
                ..Place::default()
            },
            list_level: u8::try_from(self.depth.lists.saturating_sub(1)).unwrap_or(u8::MAX),
            indent: (indented > 0).then_some(indented * 400),
            language: language.cloned(),
            style_name: None,
            runs,
        };
        if is_note && let Some(mark) = block.label.take() {
            note::label(&mut block, &mark);
        }
        let is_preformatted = self
            .stack
            .iter()
            .any(|open| open.element == Element::Preformatted);
        if is_preformatted
            && block.kind == BlockKind::Paragraph
            && block.text().matches('\n').count() >= LINES_OF_TEXT
        {
            return self.make_lines(block, is_link);
        }
        self.made.push(Made {
            block,
            in_main: self.depth.main > 0,
            plain,
            apart,
            is_link,
        });
    }

    /// Makes a block of each line of a preformatted text, which has its structure in its lines.
    fn make_lines(&mut self, block: Block, is_link: bool) {
        let mut label = block.label;
        let mut marks = block.note_marks.into_iter().peekable();
        let mut from = 0;
        for runs in lines_of(block.runs) {
            let kept = runs.iter().filter(|run| !run.style.deleted);
            let until = from + kept.map(|run| run.text.len()).sum::<usize>();
            let mut note_marks = Vec::new();
            while let Some((at, mark)) = marks.next_if(|(at, _)| *at as usize <= until) {
                let at = (at as usize).saturating_sub(from);
                note_marks.push((u32::try_from(at).unwrap_or(u32::MAX), mark));
            }
            from = until + 1;
            let block = Block {
                kind: BlockKind::Line,
                label: label.take(),
                runs,
                note_marks,
                place: Place {
                    paragraph: u32::try_from(self.made.len() + 1).unwrap_or(u32::MAX),
                    ..Place::default()
                },
                language: block.language.clone(),
                ..Block::default()
            };
            self.made.push(Made {
                block,
                in_main: self.depth.main > 0,
                plain: BlockKind::Line,
                apart: false,
                is_link,
            });
        }
    }

    /// What a block is, tables and what is around the text aside.
    fn kind(&self, is_note: bool, is_labelled: bool) -> BlockKind {
        if is_note {
            return BlockKind::Note;
        }
        for open in self.stack.iter().rev() {
            match open.element {
                Element::PageHeader => return BlockKind::PageHeader,
                Element::PageFooter => return BlockKind::PageFooter,
                Element::Heading(level) => return BlockKind::Heading(level),
                Element::Unordered if !is_labelled => return BlockKind::ListItem,
                Element::Ordered | Element::Unordered | Element::Cell => break,
                _ => {}
            }
        }
        BlockKind::Paragraph
    }

    /// The block that ends is a note by a name in it: so are those beside it in its element.
    fn note_goes_on(&mut self) {
        let around = self.stack.iter_mut().rfind(|open| open.name == "div");
        if let Some(around) = around.filter(|around| around.has_id && !around.notes) {
            around.notes = true;
            self.depth.notes += 1;
        }
    }

    /// A table ends. One of a single column, or with headings in it, only lays out a page.
    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else {
            return;
        };
        if table.columns > 1 && !table.has_headings {
            return;
        }
        if let Some(outer) = self.tables.last_mut() {
            outer.has_headings |= table.has_headings;
        }
        for made in self.made.iter_mut().skip(table.first) {
            let BlockKind::Cell { table: of, .. } = made.block.kind else {
                continue;
            };
            if of == table.table {
                made.block.kind = made.plain.clone();
            }
        }
    }

    /// The head of a page ends: without a paragraph of some length, it is the page's, not the
    /// text's.
    fn end_header(&mut self, open: &Open) {
        let inner = self.made.get_mut(open.first..).unwrap_or_default();
        let has_text = inner.iter().any(|made| {
            !made.is_link
                && made.block.kind == BlockKind::Paragraph
                && letters(&made.block.text()) >= HEADER_TEXT
        });
        let is_head_of_text = self
            .stack
            .iter()
            .any(|open| matches!(open.name.as_str(), "article" | "main" | "section"));
        if !has_text && !is_head_of_text {
            for made in inner.iter_mut().filter(|made| is_text(&made.plain)) {
                made.block.kind = BlockKind::Apart;
            }
        }
    }

    /// Where nearly nothing is left of a page by what is named as around its text, the names mean
    /// something else there.
    fn keep_something(&mut self) {
        let count = |apart: bool| -> usize {
            let of = self.made.iter().filter(|made| made.apart == apart);
            of.map(|made| letters(&made.block.text())).sum()
        };
        if count(false) * 10 < count(true) {
            for made in self.made.iter_mut().filter(|made| made.apart) {
                made.block.kind = made.plain.clone();
            }
        }
    }

    /// All blocks, and what the page says of itself.
    pub(super) fn finish(mut self) -> Blocks {
        while !self.stack.is_empty() {
            self.pop();
        }
        self.flush();
        let in_main = self.made.iter().filter(|made| made.in_main);
        let in_main: usize = in_main.map(|made| letters(&made.block.text())).sum();
        for made in &mut self.made {
            let around = in_main >= MAIN_TEXT && !made.in_main;
            let menu = made.is_link && made.block.kind == BlockKind::ListItem;
            if is_text(&made.plain) && (around || menu) {
                made.block.kind = BlockKind::Apart;
            }
        }
        self.keep_something();
        let mut blocks: Vec<Block> = self.made.into_iter().map(|made| made.block).collect();

        // One heading of the first level, before all others, is the title of the document.
        let mut headings = blocks
            .iter_mut()
            .filter(|block| matches!(block.kind, BlockKind::Heading(_)));
        let first = headings
            .next()
            .filter(|first| first.kind == BlockKind::Heading(1));
        if let Some(first) = first
            && headings.all(|other| other.kind != BlockKind::Heading(1))
        {
            first.kind = BlockKind::Title;
            self.metadata.title = Some(first.text().replace('\n', " "));
        }
        self.metadata.title = self.metadata.title.take().or(self.page_title);
        Blocks {
            blocks,
            metadata: self.metadata,
            remarks: Vec::new(),
        }
    }
}

/// Whether a block is of the text, as far as its own element says.
fn is_text(kind: &BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Heading(_) | BlockKind::ListItem | BlockKind::Paragraph
    )
}

fn language(tag: &Tag) -> Option<String> {
    let language = tag
        .attribute("lang")
        .or_else(|| tag.attribute("xml:lang"))?;
    Some(language.trim().to_owned()).filter(|language| !language.is_empty())
}

/// Runs by the lines of their text.
fn lines_of(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut lines = vec![Vec::new()];
    for run in runs {
        if run.style.deleted {
            if let Some(line) = lines.last_mut() {
                line.push(run);
            }
            continue;
        }
        for (at, text) in run.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
                line.push(Run {
                    text: text.to_owned(),
                    style: run.style,
                });
            }
        }
    }
    lines
}
