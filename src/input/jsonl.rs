//! Records to a [`Document`]: JSON lines, the format in which other collections come in.
//!
//! A [`Reader`] is given one record at a time and holds nothing but the compilation that grows,
//! so that a collection of a million records can be read with progress, from any source, without
//! ever being in memory as text. Every field of a record but `text` may be missing.

mod around;

use compact_str::CompactString;

use crate::model::{Document, Lines, Number, Provision, Status, Unread, citation};

use super::encoding::decode_line;
use super::given::{annotations, found_annotations, role_named, status_after, status_named};
use super::incoming::Incoming;
use crate::model::ids::Ids;
use crate::model::index_table::{Table, index};
use crate::model::remarks::Remarks;

/// A compilation that grows by a record at a time.
///
/// ```
/// let mut reader = recs_tui::input::jsonl::Reader::default();
/// reader.push(br#"{"session": 4, "number": 12, "text": "Ratify the Convention."}"#, 1);
/// reader.push(b"not a record", 2);
/// let compilation = reader.finish();
/// assert_eq!(compilation.provisions[0].id, "4.12");
/// assert_eq!(&*compilation.unread[0].text, "not a record");
/// ```
#[derive(Debug, Default)]
pub struct Reader {
    out: Document,
    ids: Ids,
    sessions: Table,
    headings: Table,
    chapeaux: Table,
    remarks: Remarks,
    unread: Option<Bad>,
    /// Records without a number so far.
    unnumbered: u32,
    /// Positions of records that name another citation than ours, under a session without a title.
    cited_otherwise: Vec<u32>,
}

/// Lines that are no records, for one and the same reason.
#[derive(Debug)]
struct Bad {
    first: u32,
    last: u32,
    text: String,
    why: String,
}

impl Reader {
    /// Takes one record: `line` without its line end, and `number`, its line counted from 1.
    /// A blank line is passed over; one that is no record is kept in
    /// [`Document::unread`] with the reason.
    pub fn push(&mut self, line: &[u8], number: u32) {
        let line = match line.strip_prefix(b"\xEF\xBB\xBF") {
            Some(rest) => {
                let told = || "read as UTF-8, as its byte order mark says".to_owned();
                self.remarks.add(number, told);
                rest
            }
            None => line,
        };
        let line = line.trim_ascii();
        if line.is_empty() {
            return;
        }
        match serde_json::from_slice::<Incoming<'_>>(line) {
            Ok(record) => self.take(record, number),
            Err(error) => {
                if let Ok(text) = std::str::from_utf8(line) {
                    return self.refuse(text, number, why_not(text, &error));
                }
                let (text, assumed) = decode_line(line);
                match serde_json::from_str::<Incoming<'_>>(&text) {
                    Ok(record) => {
                        self.remarks.add(number, || assumed.into_owned());
                        self.take(record, number);
                    }
                    Err(_) => self.refuse(&text, number, why_not(&text, &error)),
                }
            }
        }
    }

    /// How many records were understood so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.out.provisions.len()
    }

    /// Whether no record was understood so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.out.provisions.is_empty()
    }

    /// The compilation of all records that were pushed.
    #[must_use]
    pub fn finish(mut self) -> Document {
        self.keep_bad();
        self.drop_own_citations();
        self.out.provisions.shrink_to_fit();
        self.out.remarks = self.remarks.into_list();
        self.out
    }

    /// Keeps `text` on line `number` (and more after it) as not understood.
    pub(super) fn refuse(&mut self, text: &str, number: u32, why: String) {
        match &mut self.unread {
            Some(bad) if bad.why == why && bad.last.checked_add(1) == Some(number) => {
                bad.last = number;
                bad.text.push('\n');
                bad.text.push_str(text);
            }
            _ => {
                self.keep_bad();
                self.unread = Some(Bad {
                    first: number,
                    last: number,
                    text: text.to_owned(),
                    why,
                });
            }
        }
    }

    fn keep_bad(&mut self) {
        if let Some(bad) = self.unread.take() {
            self.out.unread.push(Unread {
                lines: Lines::between(bad.first, bad.last),
                text: bad.text.into(),
                why: bad.why.into(),
            });
        }
    }

    fn take(&mut self, record: Incoming<'_>, line: u32) {
        let Incoming {
            id,
            session,
            symbol,
            number,
            citation: given_citation,
            headings,
            role: given_role,
            status: given_status,
            text,
            annotations: given_annotations,
            chapeaux,
            lines,
            mut extra,
        } = record;
        let session = self.session(session.unwrap_or_default(), symbol);
        let heading = self.heading(session, headings);
        let chapeau = self.chapeau(session, &chapeaux, line);
        let number = Number::new(number.as_deref().unwrap_or_default());
        let wanted = id.unwrap_or_else(|| self.derived_id(session, &number));
        let (id, changed) = self.ids.unique(wanted, &self.out.provisions);
        if changed {
            self.remarks.add(line, || {
                format!("an earlier record has this id; here it is {id}")
            });
        }
        let before = text.len();
        let from_start = text.trim_start();
        let shift = before - from_start.len();
        let text: Box<str> = from_start.trim_end().into();
        let role = given_role.as_deref().map(|role| (role, role_named(role)));
        let status = given_status
            .as_deref()
            .map(|status| (status, status_named(status)));
        let annotations = match given_annotations {
            Some(given) => annotations(&mut self.remarks, given, &text, shift, line),
            None => found_annotations(&text, status.and_then(|(_, status)| status)),
        };
        let derived_status = || {
            let told = annotations.iter().map(|it| status_after(it.kind));
            // Text that is there is neither deleted nor omitted, whatever a note says.
            let told = told.filter(|status| status.has_text() != text.is_empty());
            let silent = if text.is_empty() {
                Status::Omitted
            } else {
                Status::Adopted
            };
            told.max().unwrap_or(silent)
        };
        let lines = lines.or((!text.is_empty()).then(|| Lines::on(line)));
        // Words of another collection are kept beside ours, under a name that is not ours.
        let mut keep = |field: &str, given: &str| {
            let extra = extra.get_or_insert_default();
            // A record of ours that was read before says already what was given first.
            let field = format!("{field}_given");
            extra.entry(field).or_insert_with(|| given.into());
        };
        if let Some((given, None)) = role {
            keep("role", given);
        }
        if let Some((given, None)) = status {
            keep("status", given);
        }
        self.out.provisions.push(Provision {
            id,
            session,
            heading,
            number,
            role: role.and_then(|(_, role)| role).unwrap_or_default(),
            status: status
                .and_then(|(_, status)| status)
                .unwrap_or_else(derived_status),
            chapeau,
            annotations,
            lines,
            text,
            extra: None,
        });
        if let Some(given) = given_citation
            && !self.is_cited_as(session, &given)
        {
            keep("citation", &given);
            if self.out.parts[session as usize].title.is_empty() {
                self.cited_otherwise
                    .push(index(self.out.provisions.len() - 1));
            }
        }
        if let Some(provision) = self.out.provisions.last_mut() {
            provision.extra = extra;
        }
    }

    /// Whether the last record is cited as `given`. A session without a symbol is cited by its
    /// title, which records have no field for: what stands before the paragraph is taken for it,
    /// unless the session is nameless and may be many documents at once.
    fn is_cited_as(&mut self, session: u32, given: &str) -> bool {
        let derived = citation(&self.out, &[self.out.provisions.len() - 1]);
        if derived == given {
            return true;
        }
        let session = &mut self.out.parts[session as usize];
        let title = given
            .strip_suffix(derived.as_str())
            .and_then(|before| before.strip_suffix(", "));
        let untitled = session.symbol.is_none() && session.title.is_empty();
        match title {
            Some(title) if untitled && !session.label.is_empty() && !derived.is_empty() => {
                session.title = title.into();
                true
            }
            _ => false,
        }
    }

    /// Where a later record has told the title of a session, an earlier citation can be ours after
    /// all, and need not be kept beside it.
    fn drop_own_citations(&mut self) {
        for at in std::mem::take(&mut self.cited_otherwise) {
            let provision = &self.out.provisions[at as usize];
            if self.out.session(provision).title.is_empty() {
                continue;
            }
            let ours = citation(&self.out, &[at as usize]);
            let extra = &mut self.out.provisions[at as usize].extra;
            if let Some(fields) = extra
                && fields.get("citation_given").and_then(|it| it.as_str()) == Some(&*ours)
            {
                fields.remove("citation_given");
                if fields.is_empty() {
                    *extra = None;
                }
            }
        }
    }

    /// `IV.103.d` for `103 (d)` in session IV; a running number for none.
    fn derived_id(&mut self, session: u32, number: &Number) -> CompactString {
        let mut id = self.out.parts[session as usize].label.clone();
        let mut add = |part: &str| {
            if !id.is_empty() {
                id.push('.');
            }
            // An id is one word, to be typed and piped.
            id.extend(
                part.chars()
                    .map(|c| if c.is_whitespace() { '-' } else { c }),
            );
        };
        if number.as_str().is_empty() {
            self.unnumbered += 1;
            add(&self.unnumbered.to_string());
        } else {
            number.parts().for_each(add);
        }
        id
    }
}

/// Why a line is no record, less the position in it, so that like errors come together.
fn why_not(line: &str, error: &serde_json::Error) -> String {
    let told = |error: &serde_json::Error| {
        let whole = error.to_string();
        let end = whole.rfind(" at line ").unwrap_or(whole.len());
        whole[..end].to_owned()
    };
    match serde_json::from_str::<serde::de::IgnoredAny>(line) {
        Ok(_) => format!("not a record: {}", told(error)),
        Err(error) => format!("not JSON: {}", told(&error)),
    }
}
