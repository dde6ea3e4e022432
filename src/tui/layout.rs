//! Where the panes stand, for any size of the terminal.
//!
//! Three panes from 100 columns on; then two, the focused one among them; below 60 columns, or
//! zoomed, one with a line above it that says where the reader is. Update and view both ask
//! here, so that a click always lands on what is seen.

use ratatui::layout::{Margin, Position, Rect};

use super::{App, Pane};

/// The parts of the screen; those that are not shown are empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// One line that says where the reader is, when the tree is not seen.
    pub breadcrumb: Rect,
    /// The session tree, border included.
    pub tree: Rect,
    /// The list, border included.
    pub list: Rect,
    /// The text, border included.
    pub detail: Rect,
    /// The last line.
    pub footer: Rect,
    /// Whether panes have borders.
    pub bordered: bool,
}

/// Fewer columns or rows than this show nothing.
const LEAST: (u16, u16) = (4, 2);
const THREE_PANES: u16 = 100;
const TWO_PANES: u16 = 60;
/// No pane is dragged narrower than this.
const NARROWEST: u16 = 12;

impl Screen {
    /// The screen of `app` in its present size.
    #[must_use]
    pub fn of(app: &App) -> Self {
        let (width, height) = app.size;
        if width < LEAST.0 || height < LEAST.1 {
            return Self::default();
        }
        let mut screen = Self {
            footer: Rect::new(0, height - 1, width, 1),
            bordered: width >= 30 && height >= 8,
            ..Self::default()
        };
        let body = Rect::new(0, 0, width, height - 1);
        let panes = shown(app);
        match panes {
            [only] => {
                let above = u16::from(body.height > 2);
                screen.breadcrumb = Rect {
                    height: above,
                    ..body
                };
                let rest = Rect {
                    y: body.y + above,
                    height: body.height - above,
                    ..body
                };
                *screen.pane_mut(*only) = rest;
            }
            [left, right] => {
                let share = match left {
                    Pane::Tree => app.shares.pair_with_tree,
                    _ => app.shares.pair_with_text,
                };
                let (one, two) = split(body, columns(body.width, share));
                *screen.pane_mut(*left) = one;
                *screen.pane_mut(*right) = two;
                if *left == Pane::List && body.height > 10 {
                    screen.breadcrumb = Rect { height: 1, ..body };
                    for pane in [*left, *right] {
                        let rect = screen.pane_mut(pane);
                        rect.y += 1;
                        rect.height -= 1;
                    }
                }
            }
            _ => {
                // The two others keep their least width, however far the tree is dragged.
                let tree = columns(body.width, app.shares.tree).min(body.width - 2 * NARROWEST);
                let (tree, rest) = split(body, tree);
                let list_share = app.shares.list.min(1000 - app.shares.tree);
                let list = u32::from(body.width) * u32::from(list_share) / 1000;
                let list = u16::try_from(list).unwrap_or(NARROWEST);
                let (list, detail) = split(rest, clamp(rest.width, list));
                (screen.tree, screen.list, screen.detail) = (tree, list, detail);
            }
        }
        screen
    }

    /// A pane with its border; empty where it is not shown.
    #[must_use]
    pub fn pane(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Tree => self.tree,
            Pane::List => self.list,
            Pane::Detail => self.detail,
        }
    }

    fn pane_mut(&mut self, pane: Pane) -> &mut Rect {
        match pane {
            Pane::Tree => &mut self.tree,
            Pane::List => &mut self.list,
            Pane::Detail => &mut self.detail,
        }
    }

    /// The inside of a pane, where its rows are.
    #[must_use]
    pub fn inside(&self, pane: Pane) -> Rect {
        let whole = self.pane(pane);
        match pane {
            _ if !self.bordered => whole,
            // Running text wants a little air beside the border.
            Pane::Detail => whole.inner(Margin::new(2, 1)),
            Pane::Tree | Pane::List => whole.inner(Margin::new(1, 1)),
        }
    }

    /// The pane at a column and row.
    #[must_use]
    pub fn pane_at(&self, column: u16, row: u16) -> Option<Pane> {
        let here = Position::new(column, row);
        Pane::ALL
            .into_iter()
            .find(|&pane| self.pane(pane).contains(here))
    }

    /// The pane whose right border is at a column and row, if it can be dragged.
    #[must_use]
    pub fn border_at(&self, column: u16, row: u16) -> Option<Pane> {
        let here = |pane: Pane| {
            let (rect, last) = (self.pane(pane), self.footer.right());
            let touches = column + 1 == rect.right() || column == rect.right();
            !rect.is_empty()
                && rect.right() < last
                && touches
                && (rect.top()..rect.bottom()).contains(&row)
        };
        [Pane::Tree, Pane::List]
            .into_iter()
            .find(|&pane| here(pane))
    }
}

/// The panes that are shown, from left to right.
#[must_use]
pub fn shown(app: &App) -> &'static [Pane] {
    let (width, _) = app.size;
    match (app.zoomed, width, app.focus) {
        (false, THREE_PANES.., _) => &[Pane::Tree, Pane::List, Pane::Detail],
        (false, TWO_PANES.., Pane::Tree) => &[Pane::Tree, Pane::List],
        (false, TWO_PANES.., _) => &[Pane::List, Pane::Detail],
        (_, _, Pane::Tree) => &[Pane::Tree],
        (_, _, Pane::List) => &[Pane::List],
        (_, _, Pane::Detail) => &[Pane::Detail],
    }
}

/// How the width is shared out, in thousandths of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shares {
    /// The tree, among three panes.
    pub tree: u16,
    /// The list, among three panes.
    pub list: u16,
    /// The tree, beside the list alone.
    pub pair_with_tree: u16,
    /// The list, beside the text alone.
    pub pair_with_text: u16,
}

impl Default for Shares {
    fn default() -> Self {
        Self {
            tree: 300,
            list: 320,
            pair_with_tree: 480,
            pair_with_text: 420,
        }
    }
}

impl Shares {
    /// Puts the right border of `pane` at `column`, in a terminal `width` columns wide where
    /// `panes` are shown.
    pub fn put_border(&mut self, pane: Pane, column: u16, width: u16, panes: &[Pane]) {
        let per_mille = |columns: u16| {
            // To the nearest, here and in `columns`, so that a border lands where it was put.
            let width = u32::from(width.max(1));
            let share = (u32::from(columns) * 1000 + width / 2) / width;
            u16::try_from(share).unwrap_or(1000).min(900)
        };
        let column = column.saturating_add(1);
        match (panes, pane) {
            ([_, _, _], Pane::Tree) => {
                let list_end = self.tree + self.list;
                self.tree = per_mille(column).max(per_mille(NARROWEST));
                self.list = list_end.saturating_sub(self.tree).max(per_mille(NARROWEST));
            }
            ([_, _, _], _) => {
                self.list = per_mille(column)
                    .saturating_sub(self.tree)
                    .max(per_mille(NARROWEST));
            }
            ([Pane::Tree, _], _) => self.pair_with_tree = per_mille(column),
            ([_, _], _) => self.pair_with_text = per_mille(column),
            _ => {}
        }
    }
}

fn columns(width: u16, share: u16) -> u16 {
    let columns = (u32::from(width) * u32::from(share) + 500) / 1000;
    clamp(width, u16::try_from(columns).unwrap_or(width))
}

fn clamp(width: u16, columns: u16) -> u16 {
    columns
        .max(NARROWEST)
        .min(width.saturating_sub(NARROWEST))
        .max(1)
}

fn split(body: Rect, left: u16) -> (Rect, Rect) {
    let left = left.min(body.width);
    let one = Rect {
        width: left,
        ..body
    };
    let two = Rect {
        x: body.x + left,
        width: body.width - left,
        ..body
    };
    (one, two)
}
