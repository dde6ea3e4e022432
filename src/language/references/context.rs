//! What a reader has in mind: what was named last.

use super::Target;
use super::table::entries;

/// How many provisions later a short form may still mean what was named in full. A reader does
/// not look further back, and a provision's references can be told without reading the whole
/// document.
pub(super) const REACH: usize = 64;

/// What was named in full, within a session.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    /// For each entry of the table: at which provision, and as the how-many-th name.
    last: Vec<Option<(usize, usize)>>,
    names: usize,
}

impl Named {
    /// An entry was named in full; so were those that are parts of it.
    pub(super) fn name(&mut self, entry: usize, position: usize) {
        self.last.resize(entries().len(), None);
        self.names += 1;
        let target = entries()[entry].target;
        for (at, other) in entries().iter().enumerate() {
            if at == entry || other.within == target {
                self.last[at] = Some((position, self.names));
            }
        }
    }

    /// Which of the entries was named last, and not too long ago.
    pub(super) fn meant(&self, among: &[usize], position: usize) -> Option<usize> {
        let named = among.iter().filter_map(|&entry| {
            let (at, order) = (*self.last.get(entry)?)?;
            (position.saturating_sub(at) <= REACH).then_some((order, entry))
        });
        named.max().map(|(_, entry)| entry)
    }

    pub(super) fn forget(&mut self) {
        self.last.clear();
    }
}

/// Whose `its` and whose sessions are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Owner {
    /// The body that speaks.
    #[default]
    Speaker,
    /// Another body.
    Other,
}

/// What was named in the text that is being read.
#[derive(Debug, Default)]
pub(super) struct InText {
    /// The instrument, resolution or document that bare paragraphs and articles belong to.
    pub(super) holder: Option<Target>,
    /// The resolution or decision that was named last, and whether it is a decision.
    pub(super) adopted: Option<(Target, bool)>,
    /// The body that adopts resolutions and was named last.
    pub(super) organ: Option<usize>,
    /// The body that was named last.
    pub(super) owner: Owner,
}
