//! Jump: where the reader was at one time, to come back there.

use super::filter::Filter;
use super::grouping::GroupBy;
use super::layout::Pane;
use super::link_targets::Pointed;
use super::outline::Node;

/// A place in the jump list, with all that following a reference changes.
#[derive(Clone, Debug)]
pub struct Jump {
    /// By what the left pane grouped the provisions.
    pub by: GroupBy,
    /// What was selected there.
    pub node: Node,
    /// The provision that was read.
    pub position: Option<u32>,
    /// What was filtered by.
    pub filter: Filter,
    /// The pane that keys went to.
    pub focus: Pane,
    /// The first line of the text on the screen.
    pub detail_top: usize,
    /// What was pointed at.
    pub pointed: Option<Pointed>,
}
