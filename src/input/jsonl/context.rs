//! What stands around a record: its session, its headings, what introduces it. Each is made the
//! first time that a record names it.

use std::borrow::Cow;

use compact_str::CompactString;

use super::Reader;
use crate::input::json_record::RecordChapeau;
use crate::model::index_table::index;
use crate::model::{
    Basis, Chapeau, Heading, Lines, Part, PartKind, Passage, PassageKind, Role, from_roman,
};

/// How deep headings nest at most; the titles of more are joined to one.
const DEEPEST: usize = 32;

impl Reader {
    /// The part with this label, symbol and title; a title that is not known matches any.
    pub(super) fn part(
        &mut self,
        kind: PartKind,
        label: CompactString,
        symbol: Option<Cow<'_, str>>,
        title: Option<&str>,
    ) -> u32 {
        let symbol = symbol
            .as_deref()
            .map(str::trim)
            .filter(|symbol| !symbol.is_empty());
        let parts = &mut self.out.parts;
        let key = (kind, label.as_str(), symbol);
        let title = title.unwrap_or_default();
        let same = |at: usize| {
            let part: &Part = &parts[at];
            (part.kind, part.label.as_str(), part.symbol.as_deref()) == key
                && (title.is_empty() || part.title.is_empty() || &*part.title == title)
        };
        if let Some(at) = self.parts.find(&key, same) {
            // A session is one, and told by its label; the nameless part may be many documents.
            let part = &mut parts[at as usize];
            if part.title.is_empty() && !title.is_empty() {
                if label.is_empty() {
                    return self.new_part(kind, label, symbol, title);
                }
                part.title = title.into();
            }
            return at;
        }
        self.new_part(kind, label, symbol, title)
    }

    fn new_part(
        &mut self,
        kind: PartKind,
        label: CompactString,
        symbol: Option<&str>,
        title: &str,
    ) -> u32 {
        let parts = &mut self.out.parts;
        let key = (kind, label.as_str(), symbol);
        self.parts.add(&key, parts.len(), |at| {
            let part = &parts[at];
            (part.kind, part.label.clone(), part.symbol.clone())
        });
        parts.push(Part {
            kind,
            ordinal: ordinal(&label).filter(|_| kind == PartKind::Session),
            symbol: symbol.map(Into::into),
            title: title.into(),
            label,
            ..Part::default()
        });
        index(parts.len() - 1)
    }

    /// The innermost of these headings.
    pub(super) fn heading(&mut self, part: u32, mut titles: Vec<Cow<'_, str>>) -> Option<u32> {
        if titles.len() > DEEPEST {
            let joined = titles.split_off(DEEPEST - 1).join(" › ");
            titles.push(Cow::Owned(joined));
        }
        let headings = &mut self.out.headings;
        let mut parent = None;
        for title in &titles {
            let title = title.trim();
            let key = (part, parent, title);
            let same = |at: usize| {
                let heading: &Heading = &headings[at];
                heading.part == Some(part) && heading.parent == parent && &*heading.title == title
            };
            let found = self.headings.find(&key, same);
            parent = Some(found.unwrap_or_else(|| {
                self.headings.add(&key, headings.len(), |at| {
                    let heading = &headings[at];
                    let part = heading.part.unwrap_or_default();
                    (part, heading.parent, heading.title.clone())
                });
                headings.push(Heading {
                    part: Some(part),
                    parent,
                    title: title.into(),
                    lines: None,
                    basis: Basis::Marked,
                });
                index(headings.len() - 1)
            }));
        }
        parent
    }

    /// What introduces a record: an earlier record, or text of its own.
    pub(super) fn chapeau(
        &mut self,
        part: u32,
        chapeaux: &[RecordChapeau<'_>],
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
        let key = (Some(part), text.as_str());
        let same = |at: usize| {
            let matter: &Passage = &matter[at];
            (matter.part, &*matter.text) == key
        };
        if let Some(at) = self.chapeaux.find(&key, same) {
            return Some(Chapeau::Passage(at));
        }
        self.chapeaux.add(&key, matter.len(), |at| {
            (matter[at].part, matter[at].text.clone())
        });
        matter.push(Passage {
            kind: PassageKind::Chapeau,
            part: Some(part),
            heading: None,
            mark: None,
            text: text.into(),
            lines: Lines::on(line),
            basis: Basis::Marked,
        });
        Some(Chapeau::Passage(index(matter.len() - 1)))
    }
}

/// The position of a session that is called by a small roman or arabic numeral.
fn ordinal(label: &str) -> Option<u32> {
    let value = label.parse().ok().or_else(|| from_roman(label))?;
    (1..=50).contains(&value).then_some(value)
}
