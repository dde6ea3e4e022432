//! What stands around a record: its session, its headings, what introduces it. Each is made the
//! first time that a record names it.

use std::borrow::Cow;

use compact_str::CompactString;

use super::Reader;
use crate::input::incoming::IncomingChapeau;
use crate::model::index_table::index;
use crate::model::{Chapeau, Heading, Lines, Part, Passage, PassageKind, Role, from_roman};

/// How deep headings nest at most; the titles of more are joined to one.
const DEEPEST: usize = 32;

impl Reader {
    /// The session with this label and symbol.
    pub(super) fn session(&mut self, label: CompactString, symbol: Option<Cow<'_, str>>) -> u32 {
        let symbol = symbol
            .as_deref()
            .map(str::trim)
            .filter(|symbol| !symbol.is_empty());
        let sessions = &mut self.out.parts;
        let key = (label.as_str(), symbol);
        let key_of = |session: &Part| -> (CompactString, Option<Box<str>>) {
            (session.label.clone(), session.symbol.clone())
        };
        let same = |at: usize| {
            let session: &Part = &sessions[at];
            (session.label.as_str(), session.symbol.as_deref()) == key
        };
        if let Some(at) = self.sessions.find(&key, same) {
            return at;
        }
        self.sessions
            .add(&key, sessions.len(), |at| key_of(&sessions[at]));
        sessions.push(Part {
            ordinal: ordinal(&label),
            symbol: symbol.map(Into::into),
            label,
            ..Part::default()
        });
        index(sessions.len() - 1)
    }

    /// The innermost of these headings.
    pub(super) fn heading(&mut self, session: u32, mut titles: Vec<Cow<'_, str>>) -> Option<u32> {
        if titles.len() > DEEPEST {
            let joined = titles.split_off(DEEPEST - 1).join(" › ");
            titles.push(Cow::Owned(joined));
        }
        let headings = &mut self.out.headings;
        let mut parent = None;
        for title in &titles {
            let title = title.trim();
            let key = (session, parent, title);
            let same = |at: usize| {
                let heading: &Heading = &headings[at];
                heading.session == Some(session)
                    && heading.parent == parent
                    && &*heading.title == title
            };
            let found = self.headings.find(&key, same);
            parent = Some(found.unwrap_or_else(|| {
                self.headings.add(&key, headings.len(), |at| {
                    let heading = &headings[at];
                    let session = heading.session.unwrap_or_default();
                    (session, heading.parent, heading.title.clone())
                });
                headings.push(Heading {
                    session: Some(session),
                    parent,
                    title: title.into(),
                    lines: None,
                });
                index(headings.len() - 1)
            }));
        }
        parent
    }

    /// What introduces a record: an earlier record, or text of its own.
    pub(super) fn chapeau(
        &mut self,
        session: u32,
        chapeaux: &[IncomingChapeau<'_>],
        line: u32,
    ) -> Option<Chapeau> {
        let innermost = chapeaux.last()?;
        let earlier = innermost.id.as_deref();
        if let Some(at) = earlier.and_then(|id| self.ids.position(id, &self.out.provisions)) {
            self.out.provisions[at as usize].role = Role::Chapeau;
            return Some(Chapeau::Provision(at));
        }
        let texts: Vec<&str> = chapeaux.iter().map(|chapeau| chapeau.text.trim()).collect();
        let text = texts.join("\n");
        if text.is_empty() {
            return None;
        }
        let matter = &mut self.out.passages;
        let key = (Some(session), text.as_str());
        let same = |at: usize| {
            let matter: &Passage = &matter[at];
            (matter.session, &*matter.text) == key
        };
        if let Some(at) = self.chapeaux.find(&key, same) {
            return Some(Chapeau::Passage(at));
        }
        self.chapeaux.add(&key, matter.len(), |at| {
            (matter[at].session, matter[at].text.clone())
        });
        matter.push(Passage {
            kind: PassageKind::Chapeau,
            session: Some(session),
            heading: None,
            mark: None,
            text: text.into(),
            lines: Lines::on(line),
        });
        Some(Chapeau::Passage(index(matter.len() - 1)))
    }
}

/// The position of a session that is called by a small roman or arabic numeral.
fn ordinal(label: &str) -> Option<u32> {
    let value = label.parse().ok().or_else(|| from_roman(label))?;
    (1..=50).contains(&value).then_some(value)
}
