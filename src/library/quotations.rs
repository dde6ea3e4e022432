//! Documents of quotations: each text with its citation below, as this program exports them for word
//! processors, browsers and Markdown; read as records, so that every number, heading and status is there
//! again.
//!
//! ```text
//! Fourth Session, Geneva, 16 - 27 January 2006, E/CN.4/2006/18       a heading
//! Seminar › Racism and health                                        a heading below it
//! 103 (d). Calls upon States to act;                                 a text with its number
//! (E/CN.4/2006/18, para. 103 (d))                                    its citation
//! ```

use crate::input::jsonl::Reader;
use crate::input::table::Record;
use crate::model::{
    Account, Block, BlockKind, Blocks, Destination, Document, Path, Places, Provision, Unit,
    ordinal, pinpoint, to_roman, word_count,
};

/// What stands between the titles of headings that are within one another.
const WITHIN: &str = " › ";

/// Remarks in the place of a text are not longer than this, in bytes.
const LONGEST_REMARK: usize = 60;

/// The document of these quotations; `None` where the blocks are anything else.
pub(super) fn document(blocks: &Blocks, places: Places) -> Option<Document> {
    let read = Quotations::of(&blocks.blocks)?;
    let mut reader = Reader::default();
    for record in read.records {
        reader.push_record(record);
    }
    let mut document = reader.finish();
    document.account = read.account;
    document.places = places;
    document.language = blocks.metadata.language.as_deref().map(Into::into);
    Some(document)
}

#[derive(Default)]
struct Quotations {
    records: Vec<Record>,
    account: Account,
}

impl Quotations {
    /// The quotations that all of `blocks` are.
    fn of(blocks: &[Block]) -> Option<Self> {
        let mut read = Self::default();
        let mut session: Option<String> = None;
        let mut headings: Vec<String> = Vec::new();
        let mut shown = blocks.iter().filter(|block| !is_blank(block)).peekable();
        while let Some(block) = shown.next() {
            let text = block.text();
            let words = word_count(&text);
            match block.kind {
                BlockKind::Title => {
                    read.account.count(Destination::Cover, words);
                    continue;
                }
                BlockKind::Heading(1) => {
                    read.account.count(Destination::Heading, words);
                    session = session_label(&text);
                    headings.clear();
                    continue;
                }
                BlockKind::Heading(_) => {
                    read.account.count(Destination::Heading, words);
                    headings = text.split(WITHIN).map(|it| it.trim().to_owned()).collect();
                    continue;
                }
                _ => {}
            }
            let text = match &block.label {
                Some(label) => format!("{label} {text}"),
                None => text,
            };
            let cited = shown.next()?;
            let citation = cited.text();
            let (number, row, rest) = numbered(&text, &citation)?;
            read.account
                .count(Destination::Provision, word_count(&text));
            read.account
                .count(Destination::Address, word_count(&citation));
            let mut fields = serde_json::Map::new();
            let mut put = |name: &str, value: serde_json::Value| {
                fields.insert(name.to_owned(), value);
            };
            if let Some(session) = &session {
                put("session", session.as_str().into());
            }
            if let Some(symbol) = symbol(&citation, &row) {
                put("symbol", symbol.into());
            }
            put("number", number.into());
            put("headings", headings.clone().into());
            put("unit", serde_json::to_value(row.unit).unwrap_or_default());
            let (status, rest) = status(rest, &citation);
            put("status", status.into());
            put("text", rest.into());
            read.records.push(Record {
                line: block.place.paragraph.max(block.place.line).max(1),
                fields,
            });
        }
        (!read.records.is_empty()).then_some(read)
    }
}

fn is_blank(block: &Block) -> bool {
    block.label.is_none() && block.text().trim().is_empty()
}

/// The number in front of a text, what it addresses, and the rest, where the citation below is of
/// that number.
fn numbered<'t>(text: &'t str, citation: &str) -> Option<(String, Provision, &'t str)> {
    let ends = text.match_indices(". ").map(|(at, _)| at);
    // `Art. 2 (1). Everyone` has a full stop in its number.
    ends.take(4).find_map(|at| {
        let (number, rest) = (text[..at].trim(), text[at + 2..].trim());
        let row = addressed(number);
        let pinpoint = pinpoint(&row);
        let cited = !pinpoint.is_empty() && citation.contains(&format!(", {pinpoint}"));
        cited.then(|| (number.to_owned(), row, rest))
    })
}

/// What a printed number addresses.
fn addressed(number: &str) -> Provision {
    let prefixes = [
        ("Art. ", Unit::Article),
        ("PP", Unit::Preambular),
        ("OP", Unit::Operative),
    ];
    let told = prefixes
        .into_iter()
        .find_map(|(prefix, unit)| Some((unit, number.strip_prefix(prefix)?)));
    let (unit, bare) = told.unwrap_or((Unit::Paragraph, number));
    Provision {
        unit,
        path: Path::parse(bare),
        ..Provision::default()
    }
}

/// The symbol that a citation begins with.
fn symbol(citation: &str, row: &Provision) -> Option<String> {
    let source = citation.split(&format!(", {}", pinpoint(row))).next()?;
    let source = source.trim_start_matches(['(', '—', ' ']).trim();
    let is_symbol = source.contains('/') && !source.contains(char::is_whitespace);
    is_symbol.then(|| source.to_owned())
}

/// The label of the session that a heading announces: `IV` of `Fourth Session, Geneva`.
fn session_label(heading: &str) -> Option<String> {
    let mut words = heading.split([' ', ',']);
    let value = words.next().and_then(ordinal)?;
    let is_session = words.next()?.eq_ignore_ascii_case("session");
    is_session.then(|| to_roman(value).to_string())
}

/// The status of a provision, and its text: a remark stands for one that is gone, and a note below the
/// citation tells of what editors inserted.
fn status<'t>(text: &'t str, citation: &str) -> (&'static str, &'t str) {
    let remark = text.trim_start_matches('(').trim_end_matches(')');
    let is = |begins: &str| remark.starts_with(begins) && text.len() < LONGEST_REMARK;
    if remark == "deleted" || is("deleted; inferred from") {
        ("deleted", "")
    } else if is("omitted, as a footnote says") || is("without text in the document") {
        ("omitted", "")
    } else if citation.contains("was inserted by later editors") {
        ("updated", text)
    } else {
        ("adopted", text)
    }
}
