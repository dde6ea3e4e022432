//! Structure: what stands below what in a document that was read into blocks.
//!
//! Most formats carry little structure, so it is inferred, in stages each of which passes over the
//! document once: the lines of the blocks (`lines`), segments of lines (`scan`), then what stands
//! below what (`builder`). What a format does tell goes before any inference. Nothing here knows
//! any particular document; a table of one document's titles would read that document and no other.

mod articles;
mod builder;
mod clause_words;
mod conventions;
mod cover;
mod cover_data;
mod dates;
mod footnotes;
mod furniture;
mod line_joins;
mod lines;
mod lookahead;
mod markers;
mod matrix;
mod numbering;
mod omissions;
mod outline;
mod resolutions;
mod review;
mod scan;
mod segment;
mod sentence;
mod session_title;
mod statement;
mod symbols;
#[cfg(test)]
mod text_blocks;
mod title_lines;

use self::lines::Source;
use crate::model::{Block, BlockKind, Blocks, Document, Place, Places, Remark};

/// The document that a format gave as blocks, with what it says of the document as a whole; its
/// places are counted in `places`. Never fails, as [`document`].
#[must_use]
pub fn of_blocks(blocks: Blocks, places: Places) -> Document {
    let Blocks {
        mut blocks,
        metadata,
        remarks,
    } = blocks;
    for block in &mut blocks {
        block.place = counted_in(places, block.place);
    }
    let given = |text: Option<String>| -> Option<Box<str>> {
        let text = text?;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then(|| text.into())
    };
    let titles = blocks.iter().filter(|it| it.kind == BlockKind::Title);
    let titles: Vec<String> = titles.map(Block::text).collect();
    let title = given(Some(titles.join(" ")));
    let mut document = document(blocks);
    document.places = places;
    document.symbol = given(metadata.symbol).or(document.symbol);
    document.title = title
        .or_else(|| given(metadata.title))
        .or_else(|| document.title.take());
    document.body = given(metadata.body).or(document.body.take());
    document.date = given(metadata.date).or(document.date.take());
    document.language = metadata.language.map(Into::into);
    let remarks = remarks.into_iter().map(|(place, text)| {
        let place = counted_in(places, place);
        let numbers = [place.line, place.paragraph, place.page];
        Remark {
            line: numbers.into_iter().find(|it| *it > 0).unwrap_or(1),
            text: text.into(),
        }
    });
    document.remarks.splice(0..0, remarks);
    document
}

/// A place without what is not counted in `places`. The page stays, as furniture is found by it.
fn counted_in(places: Places, place: Place) -> Place {
    match places {
        Places::Pages => Place {
            line: 0,
            paragraph: 0,
            ..place
        },
        Places::Paragraphs | Places::Elements => Place { line: 0, ..place },
        Places::Lines | Places::Rows => place,
    }
}

/// The document that `blocks` make up, in reading order. Never fails: what found no place is in
/// [`Document::unread`].
#[must_use]
pub fn document(blocks: impl IntoIterator<Item = Block>) -> Document {
    let mut source = Source::of(blocks);
    let taken = furniture::take_out(&mut source);
    source.join_numbers();
    source.part_at_inline_numbers();
    let segments = scan::segments(&source, &taken.furniture);
    let title = cover::title(&source, &taken.furniture);
    let symbol = cover::symbol(&source, &taken.furniture);
    let mut document = builder::document(&source, &segments, taken);
    document.symbol = symbol.map(Into::into);
    document.title = title.map(Into::into);
    document.body = cover_data::body(&source).map(Into::into);
    document.date = cover_data::date(&source).map(Into::into);
    review::tell(&mut document);
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A format that tells how text is set is never said to be a plain text.
    #[test]
    fn that_italics_cannot_be_told_is_said_of_plain_text_only() {
        let lines =
            || text_blocks::text_blocks("RECOMMENDATIONS\n\n1. Plant trees.\n\n2. Dig wells.");
        let says = |blocks| {
            let remarks = document(blocks).remarks;
            remarks.iter().any(|it| it.text.contains("italics"))
        };
        assert!(says(lines()), "plain text");
        let on_pages = lines().into_iter().map(|block| Block {
            place: Place {
                page: 1,
                ..Place::default()
            },
            ..block
        });
        assert!(!says(on_pages.collect()), "a page with fonts");
        let paragraphs = lines().into_iter().map(|block| Block {
            kind: BlockKind::Paragraph,
            ..block
        });
        assert!(!says(paragraphs.collect()), "paragraphs with styles");
    }
}
