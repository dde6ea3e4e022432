//! Messages of a child process: what a reader made of a file, as lines of JSON, a piece at a time.
//!
//! So neither side holds all of it as text, and what has come is counted as it comes: a child that
//! writes without end, or no JSON, is found out at once.

use std::borrow::Cow;
use std::io::{self, BufRead, Read, Write};

use serde::{Deserialize, Serialize};

use crate::input::error::InputError;
use crate::input::table::Record;
use crate::model::{Account, Block, Blocks, Metadata, Place, Places};

/// Most bytes that are taken from a child.
const ANSWER: u64 = 512 << 20;
/// Most paragraphs that are taken from a child.
const PARAGRAPHS: usize = 1_000_000;
/// Most rows that are taken from a child; a sheet has 1,048,576 at most.
const ROWS: usize = 4 << 20;
/// How many paragraphs or records a message holds.
const BATCH: usize = 64;

/// What a reader gives.
#[derive(Debug, PartialEq)]
pub enum Raw {
    /// A document whose structure is still to be inferred.
    Blocks(Blocks),
    /// Records in their order, and the account of the cells that they came from.
    Records(Vec<Record>, Account),
    /// A file within the file, to be read in its place.
    Inner(Vec<u8>),
}

/// What comes back from a child.
#[derive(Debug, PartialEq)]
pub struct Answer {
    /// What the reader gave.
    pub raw: Raw,
    /// What places in it are counted in.
    pub places: Places,
}

/// One line of what a child writes.
#[derive(Serialize, Deserialize)]
enum Message<'a> {
    Blocks(Cow<'a, [Block]>),
    Metadata(Cow<'a, Metadata>),
    Remarks(Cow<'a, [(Place, String)]>),
    Records(Cow<'a, [Record]>),
    /// So many bytes come behind the line.
    Inner(u64),
    Error(Cow<'a, InputError>),
    /// The last of a document, and what its places count.
    EndOfBlocks(Places),
    /// The last of a table.
    EndOfRecords(Cow<'a, Account>, Places),
}

/// Writes all that a reader gave.
pub(super) fn write(out: &mut impl Write, result: &Result<Answer, InputError>) -> io::Result<()> {
    let mut send = |message: Message<'_>| -> io::Result<()> {
        serde_json::to_writer(&mut *out, &message)?;
        out.write_all(b"\n")
    };
    let answer = match result {
        Ok(answer) => answer,
        Err(error) => return send(Message::Error(Cow::Borrowed(error))),
    };
    match &answer.raw {
        Raw::Blocks(blocks) => {
            send(Message::Metadata(Cow::Borrowed(&blocks.metadata)))?;
            send(Message::Remarks(Cow::Borrowed(&blocks.remarks)))?;
            for batch in blocks.blocks.chunks(BATCH) {
                send(Message::Blocks(Cow::Borrowed(batch)))?;
            }
            send(Message::EndOfBlocks(answer.places))
        }
        Raw::Records(records, account) => {
            for batch in records.chunks(BATCH) {
                send(Message::Records(Cow::Borrowed(batch)))?;
            }
            send(Message::EndOfRecords(Cow::Borrowed(account), answer.places))
        }
        Raw::Inner(bytes) => {
            send(Message::Inner(bytes.len() as u64))?;
            out.write_all(bytes)
        }
    }
}

/// Why a child gave no answer.
#[derive(Debug)]
pub(super) enum Broken {
    /// It stopped in the middle.
    CutOff,
    /// It wrote what is no answer.
    Garbage,
    /// It gave a whole answer: this.
    Told(InputError),
}

/// Reads all that a child writes. Records go to `take` as they come, and are not in the answer.
pub(super) fn read(from: impl BufRead, take: &mut dyn FnMut(Record)) -> Result<Answer, Broken> {
    let mut from = from.take(ANSWER);
    let mut blocks = Blocks::default();
    let mut records = 0;
    let mut line = Vec::new();
    let too_large = |what: &str, limit: u64| {
        Broken::Told(InputError::TooLarge {
            what: what.to_owned(),
            limit,
        })
    };
    loop {
        line.clear();
        from.read_until(b'\n', &mut line)
            .map_err(|_| Broken::CutOff)?;
        if line.pop() != Some(b'\n') {
            return Err(match from.limit() {
                0 => too_large("text of the file in bytes", ANSWER),
                _ => Broken::CutOff,
            });
        }
        let message = serde_json::from_slice(&line).map_err(|_| Broken::Garbage)?;
        let (raw, places) = match message {
            Message::Blocks(more) => {
                blocks.blocks.extend(more.into_owned());
                if blocks.blocks.len() > PARAGRAPHS {
                    return Err(too_large("number of paragraphs", PARAGRAPHS as u64));
                }
                continue;
            }
            Message::Records(more) => {
                records += more.len();
                if records > ROWS {
                    return Err(too_large("number of rows", ROWS as u64));
                }
                more.into_owned().into_iter().for_each(&mut *take);
                continue;
            }
            Message::Metadata(told) => {
                blocks.metadata = told.into_owned();
                continue;
            }
            Message::Remarks(told) => {
                blocks.remarks = told.into_owned();
                continue;
            }
            Message::Error(error) => return Err(Broken::Told(error.into_owned())),
            Message::Inner(length) => {
                let mut bytes = Vec::new();
                let read = from.take(length).read_to_end(&mut bytes);
                if read.is_err() || bytes.len() as u64 != length {
                    return Err(Broken::CutOff);
                }
                (Raw::Inner(bytes), Places::default())
            }
            Message::EndOfBlocks(places) => (Raw::Blocks(blocks), places),
            Message::EndOfRecords(account, places) => {
                (Raw::Records(Vec::new(), account.into_owned()), places)
            }
        };
        return Ok(Answer { raw, places });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockKind, Run, Style, Unit};

    fn read_back(result: &Result<Answer, InputError>) -> Result<Answer, InputError> {
        let mut written = Vec::new();
        write(&mut written, result).unwrap();
        let mut came = Vec::new();
        match read(&*written, &mut |record| came.push(record)) {
            Ok(mut answer) => {
                if let Raw::Records(records, _) = &mut answer.raw {
                    *records = came;
                }
                Ok(answer)
            }
            Err(Broken::Told(error)) => Err(error),
            Err(broken) => panic!("{broken:?}"),
        }
    }

    #[test]
    fn what_a_child_writes_is_what_its_parent_reads() {
        let block = Block {
            kind: BlockKind::Provision {
                unit: Unit::Article,
                path: vec!["2".to_owned(), "1".to_owned()],
            },
            label: Some("1.".to_owned()),
            runs: vec![Run {
                text: "Everyone\n".to_owned(),
                style: Style {
                    italic: true,
                    ..Style::default()
                },
            }],
            note_marks: vec![(3, "*".to_owned())],
            ..Block::default()
        };
        let blocks = Blocks {
            blocks: vec![block; BATCH + 1],
            remarks: vec![(
                Place {
                    page: 2,
                    ..Place::default()
                },
                "A remark.".to_owned(),
            )],
            metadata: Metadata {
                title: Some("Lakes".to_owned()),
                ..Metadata::default()
            },
        };
        let record = Record {
            line: 3,
            fields: [("z".to_owned(), 1.into()), ("a".to_owned(), "é".into())]
                .into_iter()
                .collect(),
        };
        for raw in [
            Raw::Blocks(blocks),
            Raw::Records(vec![record; BATCH + 1], Account::of_cells()),
            Raw::Inner(vec![0, b'\n', 255]),
        ] {
            // The places of a file within the file are its own.
            let places = match raw {
                Raw::Inner(_) => Places::default(),
                _ => Places::Pages,
            };
            let result = Ok(Answer { raw, places });
            assert_eq!(read_back(&result), result);
        }
        let result = Err(InputError::Encrypted);
        assert_eq!(read_back(&result), result);
    }

    #[test]
    fn half_an_answer_and_garbage_are_none() {
        let mut whole = Vec::new();
        let answer = Answer {
            raw: Raw::Inner(vec![7; 100]),
            places: Places::default(),
        };
        write(&mut whole, &Ok(answer)).unwrap();
        for end in 0..whole.len() {
            let read = read(&whole[..end], &mut |_| {});
            assert!(matches!(read, Err(Broken::CutOff)), "{end}");
        }
        for garbage in ["\n", "{}\n", "hello\n", "{\"Blocks\":[1]}\n", "null\n"] {
            let read = read(garbage.as_bytes(), &mut |_| {});
            assert!(matches!(read, Err(Broken::Garbage)), "{garbage}");
        }
    }
}
