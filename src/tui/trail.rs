//! The way back: where the reader was each time before a reference was followed.

use std::sync::Arc;

use super::app::{App, Filter, Pane};
use super::cut::{Cut, Groups};
use super::outline::Node;
use super::things::Pointed;

/// So many places are remembered; nobody goes back further.
const LONGEST: usize = 100;

/// A place where the reader was, with all that following a reference changes.
#[derive(Clone, Debug)]
pub struct Place {
    /// What the left pane was grouped by, and into what.
    pub(super) cut: (Cut, Option<Arc<Groups>>),
    /// What was selected there.
    pub(super) node: Node,
    /// The provision that was read.
    pub(super) position: Option<u32>,
    /// What was filtered by.
    pub(super) filter: Filter,
    /// The pane that keys went to.
    pub(super) focus: Pane,
    /// The first line of the text on the screen.
    pub(super) detail_top: usize,
    /// What was pointed at.
    pub(super) pointed: Option<Pointed>,
}

/// Places, the latest last.
#[derive(Clone, Debug, Default)]
pub struct Trail(Vec<Place>);

impl Trail {
    /// Remembers where the reader is.
    pub(super) fn remember(app: &mut App) {
        let place = Place {
            cut: (app.cut, app.groups.clone()),
            node: app.outline.selected,
            position: app.selected_position(),
            filter: app.filter.clone(),
            focus: app.focus,
            detail_top: app.detail_top,
            pointed: app.pointed,
        };
        let Self(places) = &mut app.trail;
        if places.len() == LONGEST {
            places.remove(0);
        }
        places.push(place);
    }

    /// The latest place, which is forgotten.
    pub(super) fn pop(&mut self) -> Option<Place> {
        self.0.pop()
    }

    /// Whether there is no way back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
