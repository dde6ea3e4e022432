//! Antecedents: what was named before, so that a short form or a bare number can mean it.

use std::sync::LazyLock;

use super::target::Target;
use crate::language::entities::{EntityId, entities};

/// How many provisions later a short form may still mean what was named in full. A reader does
/// not look further back, and a provision's references can be told without reading the whole
/// document.
pub(super) const REACH: usize = 64;

/// For each entity, those that are parts of it.
static PARTS: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
    let within = |key: &str| {
        let all = entities().iter().enumerate();
        let parts = all.filter(|(_, other)| !key.is_empty() && other.within == key);
        parts.map(|(at, _)| at).collect()
    };
    entities().iter().map(|entity| within(entity.key)).collect()
});

/// The entities that are parts of this one.
pub(super) fn parts_of(entity: EntityId) -> &'static [usize] {
    &PARTS[usize::from(entity)]
}

/// What was named in full, within a part of the document.
#[derive(Clone, Debug, Default)]
pub(super) struct Antecedents {
    /// For each entity: at which provision, and as the how-many-th name.
    last: Vec<Option<(usize, usize)>>,
    names: usize,
}

impl Antecedents {
    /// An entity was named in full; so were those that are parts of it.
    pub(super) fn name(&mut self, entity: EntityId, position: usize) {
        self.last.resize(entities().len(), None);
        self.names += 1;
        let named = Some((position, self.names));
        self.last[usize::from(entity)] = named;
        for &part in parts_of(entity) {
            self.last[part] = named;
        }
    }

    /// Which of the entities was named last, and not too long ago.
    pub(super) fn meant(&self, among: &[EntityId], position: usize) -> Option<EntityId> {
        let named = among.iter().filter_map(|&entity| {
            let (at, order) = (*self.last.get(usize::from(entity))?)?;
            (position.saturating_sub(at) <= REACH).then_some((order, entity))
        });
        named.max().map(|(_, entity)| entity)
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
    pub(super) organ: Option<EntityId>,
    /// The body that was named last.
    pub(super) owner: Owner,
}
