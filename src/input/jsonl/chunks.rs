//! Parallel parsing: the records of a source, parsed in chunks on all processors and handed over in
//! their order.
//!
//! How a record is parsed depends on nothing but its bytes; its id, its headings and its part depend
//! on all before it. So threads parse, and whoever reads takes what they have parsed. Only so many
//! chunks are on their way at a time that each thread has one to go on with: memory stays bounded.

use std::collections::VecDeque;
use std::io::{self, BufRead};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};

use crate::input::json_record::JsonRecord;
use crate::input::json_stream::{Piece, Pieces};

/// A chunk has so many bytes, and what its last record has beyond.
pub(super) const CHUNK: usize = 256 << 10;

/// So many bytes are taken record by record: the first ones are wanted at once, however slowly the
/// source gives them.
pub(super) const ONE_BY_ONE: u64 = 1 << 20;

/// A record of a source.
pub struct ParsedRecord<'c> {
    /// As it stands there.
    pub bytes: &'c [u8],
    /// The line that it begins on, counted from 1.
    pub line: u32,
    /// How many bytes of the source were read when its chunk was complete.
    pub seen: u64,
    /// Where it is one in the names of this program.
    pub(super) own: Option<JsonRecord<'static>>,
}

/// Records that follow one another, not yet parsed.
#[derive(Default)]
struct Chunk {
    bytes: Vec<u8>,
    /// Where each ends in `bytes`, and its line.
    ends: Vec<(usize, u32)>,
    seen: u64,
}

/// A chunk to be parsed, and where it is waited for.
type Job = (Chunk, SyncSender<Parsed>);
type Parsed = (Chunk, Vec<Option<JsonRecord<'static>>>);

/// Hands the lines of `source` to `take`, parsed, until that says no.
///
/// # Errors
/// Whatever `source` fails with, once what came before has been taken.
pub fn each_line(
    mut source: impl BufRead,
    take: impl FnMut(ParsedRecord<'_>) -> bool,
) -> io::Result<()> {
    let (mut line, mut seen) = (0, 0);
    let fill = |chunk: &mut Chunk, most: usize| {
        while chunk.bytes.len() < most {
            let length = source.read_until(b'\n', &mut chunk.bytes)?;
            if length == 0 {
                break;
            }
            line += 1;
            seen += length as u64;
            chunk.ends.push((chunk.bytes.len(), line));
        }
        chunk.seen = seen;
        Ok(())
    };
    each_record(fill, take)
}

/// The same for the values of a list, or of a sequence.
///
/// # Errors
/// Whatever `source` fails with, once what came before has been taken.
pub fn each_value(
    source: impl BufRead,
    take: impl FnMut(ParsedRecord<'_>) -> bool,
) -> io::Result<()> {
    let mut pieces = Pieces::new(source);
    let mut piece = Piece::default();
    let fill = |chunk: &mut Chunk, most: usize| {
        while chunk.bytes.len() < most && pieces.next_into(&mut piece)? {
            chunk.bytes.extend_from_slice(&piece.bytes);
            chunk.ends.push((chunk.bytes.len(), piece.line));
        }
        chunk.seen = pieces.seen();
        Ok(())
    };
    each_record(fill, take)
}

/// `fill` puts the next records into an empty chunk, up to so many bytes; none at the end.
fn each_record(
    mut fill: impl FnMut(&mut Chunk, usize) -> io::Result<()>,
    mut take: impl FnMut(ParsedRecord<'_>) -> bool,
) -> io::Result<()> {
    let mut chunk = Chunk::default();
    while chunk.seen < ONE_BY_ONE {
        chunk.bytes.clear();
        chunk.ends.clear();
        fill(&mut chunk, 1)?;
        if chunk.ends.is_empty() || !chunk.hand_over(chunk.parsed(), &mut take) {
            return Ok(());
        }
    }
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let (jobs, waiting) = channel::<Job>();
    let waiting = Mutex::new(waiting);
    std::thread::scope(|scope| {
        for _ in 0..processors {
            scope.spawn(|| parse(&waiting));
        }
        // Dropped at the end, whereupon the threads end.
        let jobs = jobs;
        let mut on_their_way: VecDeque<Receiver<Parsed>> = VecDeque::new();
        let mut next = Chunk::default();
        let mut filled = fill(&mut next, CHUNK);
        loop {
            while filled.is_ok() && !next.ends.is_empty() && on_their_way.len() < 2 * processors {
                let (reply, parsed) = sync_channel(1);
                if jobs.send((std::mem::take(&mut next), reply)).is_err() {
                    return Err(stopped());
                }
                on_their_way.push_back(parsed);
                filled = fill(&mut next, CHUNK);
            }
            let Some(parsed) = on_their_way.pop_front() else {
                // What stands before a failure is there.
                next.hand_over(next.parsed(), &mut take);
                return filled;
            };
            let (chunk, records) = parsed.recv().map_err(|_| stopped())?;
            if !chunk.hand_over(records, &mut take) {
                return Ok(());
            }
        }
    })
}

/// Parses what is waiting for it, until nothing more comes.
fn parse(waiting: &Mutex<Receiver<Job>>) {
    loop {
        let waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let job = waiting.recv();
        drop(waiting);
        let Ok((chunk, reply)) = job else {
            return;
        };
        let records = chunk.parsed();
        // Whoever waited may have had enough.
        let _ = reply.send((chunk, records));
    }
}

/// Only a panic stops a thread; it goes on in whoever started it.
fn stopped() -> io::Error {
    io::Error::other("a thread that parses records has stopped")
}

impl Chunk {
    /// Its records, as they stand in the source.
    fn records(&self) -> impl Iterator<Item = (&[u8], u32)> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(end, _)| *end));
        let records = starts.zip(&self.ends);
        records.map(|(start, &(end, line))| (&self.bytes[start..end], line))
    }

    fn parsed(&self) -> Vec<Option<JsonRecord<'static>>> {
        self.records().map(|(bytes, _)| own_record(bytes)).collect()
    }

    /// Hands its records to `take`; `false` where that wants no more.
    fn hand_over(
        &self,
        records: Vec<Option<JsonRecord<'static>>>,
        take: &mut impl FnMut(ParsedRecord<'_>) -> bool,
    ) -> bool {
        let mut records = self.records().zip(records);
        records.all(|((bytes, line), own)| {
            take(ParsedRecord {
                bytes,
                line,
                seen: self.seen,
                own,
            })
        })
    }
}

/// The record in the names of this program that these bytes plainly are. Anything else needs a
/// closer look, and what came before it.
fn own_record(bytes: &[u8]) -> Option<JsonRecord<'static>> {
    let bytes = bytes.trim_ascii();
    let record = serde_json::from_slice::<JsonRecord<'_>>(bytes).ok()?;
    (!record.is_foreign()).then(|| record.exactly(bytes).into_owned())
}
