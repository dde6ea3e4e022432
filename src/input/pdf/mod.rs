//! PDF reader: the text of each page as lines in reading order, with what their setting tells.
//!
//! A PDF holds pieces of text at places on a page, and neither words nor paragraphs. This file is
//! the only one that knows the library that finds the pieces; `lines` makes lines of them and
//! puts them in order, `rtl` turns right-to-left text from the order of drawing into that of
//! reading. What belongs to a page and not to the text is told by the producer's tags where there
//! are any; the rest is left to the structure stage, which sees page and line of everything.

mod lines;
mod rtl;

use pdfboss_core::{Document, Error};
use pdfboss_text::extract_spans_reporting_cached;
use pdfboss_text::{Artifact, ArtifactKind, FontCache, ReadingOrder, TextSpan};

use self::lines::{Layer, Line, Piece, halves};
use super::error::InputError;
use crate::model::{Block, BlockKind, Blocks, Metadata, Place, Run, Style};

/// Most pages that are read; what comes after is told in a remark.
const PAGE_LIMIT: usize = 20_000;
/// Most bytes of text that are kept.
const TEXT_LIMIT: usize = 64 << 20;
/// Share of the page's height that counts as its upper or lower margin.
const MARGIN: f32 = 0.12;
/// Text of at most this share of the usual size is the text of a footnote, where a mark begins it.
const NOTE_SIZE: f32 = 0.96;

/// Whether `bytes` are a PDF. Readers allow for junk before the header, so a kilobyte is looked
/// through.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    let beginning = &bytes[..bytes.len().min(1024)];
    beginning.windows(5).any(|window| window == b"%PDF-")
}

/// Reads the text of a PDF, line by line.
///
/// # Errors
/// Where the file is encrypted with a password, is damaged beyond repair, or holds no text, as a
/// scan does.
pub fn read(bytes: &[u8]) -> Result<Blocks, InputError> {
    let document = Document::load(bytes.to_vec()).map_err(|error| match error {
        Error::Encrypted => InputError::Encrypted,
        error => InputError::damaged("cross-reference table", error),
    })?;
    let mut out = Blocks {
        metadata: metadata(&document),
        ..Blocks::default()
    };
    let fonts = FontCache::default();
    let count = document.page_count();
    let (mut pages, mut letters, mut silent) = (Vec::<Page>::new(), 0, Vec::new());
    for at in 0..count.min(PAGE_LIMIT) {
        let spans = document.page(at).and_then(|page| {
            let order = ReadingOrder::Content;
            let (spans, _) = extract_spans_reporting_cached(&document, &page, &fonts, order)?;
            Ok((spans, page.media_box, page.rotate))
        });
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let (spans, sheet, rotate) = match spans {
            Ok(read) => read,
            Err(error) => {
                let why = InputError::damaged("page", error).to_string();
                out.remarks.push((on_page(number), why));
                continue;
            }
        };
        let (low, high) = match rotate.rem_euclid(360) {
            90 => (-sheet.x1, -sheet.x0),
            180 => (-sheet.y1, -sheet.y0),
            270 => (sheet.x0, sheet.x1),
            _ => (sheet.y0, sheet.y1),
        };
        let read = lines::lines(pieces(&spans, rotate, low, high));
        let length: usize = read.iter().map(Line::length).sum();
        if length == 0 {
            silent.push(number);
        }
        letters += length;
        pages.push(Page {
            number,
            lines: read,
            low,
            high,
        });
        if letters > TEXT_LIMIT {
            break;
        }
    }
    if letters == 0 {
        return Err(InputError::NoText {
            why: "its pages are pictures, as those of a scan; run it through OCR first, for \
                  example `ocrmypdf scan.pdf text.pdf`"
                .to_owned(),
        });
    }
    if pages.len() < count {
        let read = pages.last().map_or(0, |page| page.number);
        let remark = format!("of {count} pages the first {read} were read; the rest is too much");
        out.remarks.push((on_page(read), remark));
    }
    if let [first, rest @ ..] = &*silent {
        let more = match rest.len() {
            0 => String::new(),
            more => format!(", nor do {more} pages after it"),
        };
        let remark = format!("this page holds no text{more}; it is blank or a picture");
        out.remarks.push((on_page(*first), remark));
    }
    repeated_in_margins(&mut pages);
    write(&pages, &mut out.blocks);
    Ok(out)
}

/// The lines of a page, and how far its sheet reaches.
struct Page {
    number: u32,
    lines: Vec<Line>,
    low: f32,
    high: f32,
}

impl Page {
    /// The margin in which a line stands, with its text and its height in a form that is equal for
    /// what repeats from page to page: numbers as one sign.
    fn in_margin(&self, line: &Line) -> Option<(Layer, u32, String)> {
        let margin = (self.high - self.low).abs() * MARGIN;
        let (layer, distance) = if line.y > self.high - margin {
            (Layer::Header, self.high - line.y)
        } else if line.y < self.low + margin {
            (Layer::Footer, line.y - self.low)
        } else {
            return None;
        };
        let text: String = line.text.iter().map(|part| part.text.as_str()).collect();
        let mut key = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                c if c.is_numeric() && key.ends_with('#') => {}
                c if c.is_numeric() => key.push('#'),
                c => key.push(c),
            }
        }
        // A page has no full stop behind its number; a paragraph has.
        (key.trim() != "#.").then(|| (layer, halves(distance), key))
    }

    /// Which line is the first of the footnotes: one that begins with a mark, or goes on with a note
    /// of the page before below a rule, and from which on everything is set smaller than the text is, but for what stands in the margin.
    fn notes_begin(&self, usual: f32) -> usize {
        let small = |line: &Line| {
            line.layer != Layer::Text
                || line.size <= usual * NOTE_SIZE
                || self
                    .in_margin(line)
                    .is_some_and(|(layer, ..)| layer == Layer::Footer)
        };
        let lines = &self.lines;
        let large = lines.iter().rposition(|line| !small(line));
        let tail = large.map_or(0, |at| at + 1);
        // A rule may be tagged as furniture, and so stand elsewhere in the order.
        let lowest = large.map_or(f32::MAX, |at| lines[at].y);
        let rules = lines
            .iter()
            .filter(|line| line.is_rule() && line.y < lowest);
        let rule = rules.map(|line| line.y).reduce(f32::max);
        let begins = |at: &usize| {
            let line = &lines[*at];
            let after_rule = !line.is_rule() && rule.is_some_and(|rule| line.y < rule);
            line.layer == Layer::Text
                && line.size <= usual * NOTE_SIZE
                && (line.begins_with_mark() || after_rule)
        };
        (tail..lines.len()).find(begins).unwrap_or(lines.len())
    }
}

/// Finds headers and footers that nobody tagged: lines in a margin that stand at one height on
/// several pages and differ in numbers alone.
fn repeated_in_margins(pages: &mut [Page]) {
    let mut seen = std::collections::HashMap::new();
    for page in pages.iter() {
        let lines = page.lines.iter().filter(|line| line.layer == Layer::Text);
        for key in lines.filter_map(|line| page.in_margin(line)) {
            *seen.entry(key).or_insert(0_usize) += 1;
        }
    }
    let enough = (pages.len() / 5).max(2);
    for page in pages.iter_mut() {
        for at in 0..page.lines.len() {
            let line = &page.lines[at];
            if line.layer == Layer::Text
                && let Some(key) = page.in_margin(line)
                && seen.get(&key).is_some_and(|count| *count >= enough)
            {
                page.lines[at].layer = key.0;
            }
        }
    }
}

fn on_page(page: u32) -> Place {
    Place {
        page,
        ..Place::default()
    }
}

/// What the file says of itself. Its title is left out where a program made it up from the name of
/// a file.
fn metadata(document: &Document) -> Metadata {
    let title = document
        .metadata()
        .title
        .map(|title| title.trim().to_owned());
    let made_up = |title: &str| {
        let lower = title.to_lowercase();
        let endings = [".doc", ".docx", ".pdf", ".rtf", ".wpd", ".indd", ".odt"];
        title.is_empty()
            || lower.starts_with("microsoft word")
            || lower.starts_with("untitled")
            || endings.iter().any(|ending| lower.ends_with(ending))
    };
    Metadata {
        title: title.filter(|title| !made_up(title)),
        ..Metadata::default()
    }
}

/// The spans of a page as pieces of text on an upright sheet that reaches from `low` to `high`.
fn pieces(spans: &[TextSpan], rotate: i32, low: f32, high: f32) -> Vec<Piece> {
    let rotate = rotate.rem_euclid(360);
    // Text that is drawn invisibly lies over a picture of itself.
    let seen = |span: &&TextSpan| !span.invisible && !span.text.trim().is_empty();
    let only_invisible = !spans.iter().any(|span| seen(&span));
    let mut pieces = Vec::with_capacity(spans.len());
    for span in spans {
        if span.invisible && !only_invisible {
            continue;
        }
        // As it stands on the sheet when it is held so that its text is upright.
        let upright = |x: f32, y: f32| match rotate {
            90 => (y, -x),
            180 => (-x, -y),
            270 => (-y, x),
            _ => (x, y),
        };
        let (x, y) = upright(span.x, span.y);
        let (end, _) = upright(span.end_x, span.end_y);
        if !(x.is_finite() && y.is_finite() && end.is_finite() && span.size.is_finite()) {
            continue;
        }
        let (text, clusters) = clean(span);
        if text.is_empty() {
            continue;
        }
        let aside = span.rotate.rem_euclid(360) != rotate;
        pieces.push(Piece {
            text,
            clusters,
            x,
            end: end.max(x),
            y,
            size: span.size.abs().max(0.1),
            style: Style {
                bold: span.bold,
                italic: span.italic,
                struck: span.strikethrough,
                ..Style::default()
            },
            layer: layer(span.artifact.as_ref(), y, low, high),
            aside,
        });
    }
    pieces
}

/// What the tags of the producer say that a piece of text at height `y` belongs to.
fn layer(artifact: Option<&Artifact>, y: f32, low: f32, high: f32) -> Layer {
    let Some(artifact) = artifact else {
        return Layer::Text;
    };
    let margin = (high - low).abs() * MARGIN;
    match artifact.subtype.as_deref() {
        Some("Header") => Layer::Header,
        Some("Footer") => Layer::Footer,
        _ if y > high - margin => Layer::Header,
        _ if y < low + margin => Layer::Footer,
        _ if artifact.kind == ArtifactKind::Pagination => {
            if y > low + (high - low) / 2.0 {
                Layer::Header
            } else {
                Layer::Footer
            }
        }
        // A tag that only says "not the author's" is put on text by some producers.
        _ => Layer::Text,
    }
}

/// The text of a span without ligatures, barcodes and other private signs; and, where it is to be
/// turned round, the length in bytes and the place of each sign.
fn clean(span: &TextSpan) -> (String, Vec<(usize, f32)>) {
    let font = span.font_name.to_ascii_lowercase();
    let barcode = ["c39", "code39", "barcode", "3of9", "code128"];
    if barcode.iter().any(|name| font.contains(name)) {
        return (String::new(), Vec::new());
    }
    let mut text = String::with_capacity(span.text.len());
    let right_to_left = rtl::is_rtl(&span.text);
    let (mut clusters, mut before): (Vec<(usize, f32)>, Option<f32>) = (Vec::new(), None);
    for (at, c) in span.text.chars().enumerate() {
        let start = text.len();
        match c {
            'ﬀ' => text.push_str("ff"),
            'ﬁ' => text.push_str("fi"),
            'ﬂ' => text.push_str("fl"),
            'ﬃ' => text.push_str("ffi"),
            'ﬄ' => text.push_str("ffl"),
            'ﬅ' | 'ﬆ' => text.push_str("st"),
            // Bullets of the symbol fonts.
            '\u{f0b7}' | '\u{f0a7}' | '\u{f076}' | '\u{f0d8}' | '\u{f0fc}' => text.push('•'),
            '\u{f02d}' => text.push('-'),
            '\u{fffd}' if span.text.trim().chars().count() == 1 => text.push('•'),
            '\u{e000}'..='\u{f8ff}' => {}
            '\u{200b}' | '\u{feff}' => {}
            '\t' | '\n' | '\r' | '\u{a0}' => text.push(' '),
            c if c.is_control() => {}
            c if right_to_left => rtl::push_plain(c, &mut text),
            c => text.push(c),
        }
        if right_to_left {
            let length = text.len() - start;
            let here = span.glyph_x.get(at).copied();
            match clusters.last_mut() {
                // Characters that were drawn as one sign.
                Some((last, _)) if span.logical || (here.is_some() && here == before) => {
                    *last += length;
                }
                _ if length > 0 => clusters.push((length, here.unwrap_or(span.x))),
                _ => {}
            }
            before = here;
        }
    }
    (text, clusters)
}

/// Turns lines into blocks.
fn write(pages: &[Page], blocks: &mut Vec<Block>) {
    let usual = usual_size(pages);
    let mut last_note = None;
    for sheet in pages {
        let (page, notes) = (sheet.number, sheet.notes_begin(usual));
        let mut number = 0;
        for (at, line) in sheet.lines.iter().enumerate() {
            number += 1 + u32::from(line.apart);
            let place = Place {
                page,
                line: number,
                ..Place::default()
            };
            let (kind, note) = match line.layer {
                Layer::Header => (BlockKind::PageHeader, false),
                Layer::Footer => (BlockKind::PageFooter, false),
                Layer::Text if at >= notes => (BlockKind::Note, true),
                Layer::Text => (BlockKind::Line, false),
            };
            if line.apart && kind == BlockKind::Line && at > 0 {
                // As a blank line stands in a text.
                blocks.push(Block {
                    kind: BlockKind::Line,
                    place: Place {
                        line: number - 1,
                        ..place
                    },
                    ..Block::default()
                });
            }
            let mut block = block(line, kind, place, usual);
            if note {
                let mark = take_mark(&mut block);
                // A line without a mark goes on with the note above it, on the page before too.
                if let (None, Some(above)) = (&mark, last_note) {
                    append(&mut blocks[above], block);
                    continue;
                }
                block.label = mark;
                trim_start(&mut block);
                last_note = Some(blocks.len());
            }
            blocks.push(block);
        }
    }
}

/// Takes the mark off that a note begins with.
fn take_mark(note: &mut Block) -> Option<String> {
    if let Some((0, _)) = note.note_marks.first() {
        return Some(note.note_marks.remove(0).1);
    }
    let first = note.runs.first_mut()?;
    let rest = first.text.trim_start_matches(['*', '†', '‡']);
    let signs = first.text.len() - rest.len();
    let mark = first.text[..signs].to_owned();
    first.text.drain(..signs);
    let shift = u32::try_from(signs).unwrap_or_default();
    let marks = note.note_marks.iter_mut();
    marks.for_each(|(at, _)| *at = at.saturating_sub(shift));
    (signs > 0).then_some(mark)
}

/// Takes the white space off that a block begins with.
fn trim_start(block: &mut Block) {
    if let Some(first) = block.runs.first_mut() {
        let white = first.text.len() - first.text.trim_start().len();
        first.text.drain(..white);
        let shift = u32::try_from(white).unwrap_or_default();
        let marks = block.note_marks.iter_mut();
        marks.for_each(|(at, _)| *at = at.saturating_sub(shift));
    }
}

/// Adds a further line to a note.
fn append(note: &mut Block, line: Block) {
    let shift = u32::try_from(note.text().len() + 1).unwrap_or(u32::MAX);
    if let Some(last) = note.runs.last_mut() {
        last.text.push('\n');
    }
    note.runs.extend(line.runs);
    let marks = line.note_marks.into_iter();
    note.note_marks
        .extend(marks.map(|(at, mark)| (at.saturating_add(shift), mark)));
}

/// The size in which most of the document is set.
fn usual_size(pages: &[Page]) -> f32 {
    let mut sizes = std::collections::BTreeMap::new();
    for line in pages.iter().flat_map(|page| &page.lines) {
        if line.layer == Layer::Text {
            *sizes.entry(halves(line.size)).or_insert(0) += line.length();
        }
    }
    let most = sizes.into_iter().max_by_key(|(_, length)| *length);
    most.map_or(10.0, |(size, _)| size as f32 / 2.0)
}

fn block(line: &Line, kind: BlockKind, place: Place, usual: f32) -> Block {
    let mut block = Block {
        kind,
        place,
        indent: indent(line.x, usual),
        ..Block::default()
    };
    let mut length = 0;
    for piece in &line.text {
        if piece.mark {
            let at = u32::try_from(length).unwrap_or(u32::MAX);
            block.note_marks.push((at, piece.text.clone()));
            continue;
        }
        length += piece.text.len();
        match block.runs.last_mut() {
            Some(run) if run.style == piece.style => run.text.push_str(&piece.text),
            _ => block.runs.push(Run {
                text: piece.text.clone(),
                style: piece.style,
            }),
        }
    }
    block
}

/// The distance from the edge of the sheet in hundredths of half the usual size, which is about
/// the width of a letter.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn indent(x: f32, usual: f32) -> Option<u32> {
    Some((x / (usual / 2.0) * 100.0).clamp(0.0, 1e6) as u32)
}

#[cfg(test)]
mod tests;
