//! The three panes, a file each: what it draws, the commands it takes, the hints it gives.

mod about;
mod border;
mod detail;
mod list;
mod tree;

use super::app::App;
use super::component::Component;
use super::layout::Pane;

pub(super) use detail::settle;

/// The component of a pane. Panes have no state of their own.
pub(super) fn component(pane: Pane) -> Box<dyn Component<App>> {
    match pane {
        Pane::Tree => Box::new(tree::TreePane),
        Pane::List => Box::new(list::ListPane),
        Pane::Detail => Box::new(detail::DetailPane),
    }
}
