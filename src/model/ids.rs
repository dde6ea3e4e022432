//! Ids that are unique in their document.

use std::collections::HashMap;
use std::fmt::Write as _;

use compact_str::CompactString;

use super::index_table::Table;
use super::{Path, Provision, Unit};

/// The id of a provision in the part with this label: `IV.103.d`, `art.2.1`, `14/2.pp.3`.
pub(crate) fn id(part: &str, unit: Unit, path: &Path) -> CompactString {
    let mut id = CompactString::default();
    let mut add = |piece: &str| {
        if !id.is_empty() {
            id.push('.');
        }
        // An id is one word, to be typed and piped.
        let blank = |c: char| if c.is_whitespace() { '-' } else { c };
        id.extend(piece.chars().map(blank));
    };
    if !part.is_empty() {
        add(part);
    }
    match unit {
        Unit::Paragraph => {}
        Unit::Article => add("art"),
        Unit::Preambular => add("pp"),
        Unit::Operative => add("op"),
    }
    path.levels().for_each(add);
    id
}

/// The ids of the provisions read so far.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    table: Table,
    /// For ids that came again: the number to try next.
    again: HashMap<CompactString, u32>,
}

impl Ids {
    /// `id` itself where none of `provisions` has it, else `id~2`, `id~3` and so on, and whether
    /// it was changed. It is taken for the next that is pushed to `provisions`, which must come
    /// before the next call.
    pub(crate) fn unique(
        &mut self,
        id: CompactString,
        provisions: &[Provision],
    ) -> (CompactString, bool) {
        let mut candidate = id.clone();
        let changed = self.position(&id, provisions).is_some();
        if changed {
            let mut number = self.again.get(&id).copied().unwrap_or(2);
            loop {
                candidate.truncate(id.len());
                // Writing to a string in memory cannot fail.
                let _ = write!(candidate, "~{number}");
                number += 1;
                if self.position(&candidate, provisions).is_none() {
                    break;
                }
            }
            self.again.insert(id, number);
        }
        let key_of = |at: usize| provisions.get(at).map_or("", |it| it.id.as_str());
        self.table.add(candidate.as_str(), provisions.len(), key_of);
        (candidate, changed)
    }

    /// Position of the provision with this id.
    pub(crate) fn position(&self, id: &str, provisions: &[Provision]) -> Option<u32> {
        self.table.find(id, |at| {
            provisions
                .get(at)
                .is_some_and(|provision| provision.id == id)
        })
    }
}
