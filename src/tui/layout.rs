//! The layout: where the panes stand, for any size of the terminal.
//!
//! Three panes from 100 columns on; then two, the focused one among them; below 60 columns, or
//! zoomed, one with a line above it that says where the reader is. Update and view both ask
//! here, so that a click always lands on what is seen.

use ratatui::layout::{Constraint, Layout as Split, Margin, Position, Rect};

/// One of the three panes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pane {
    /// Sessions and headings.
    Tree,
    /// Provisions.
    List,
    /// The selected provision.
    Detail,
}

impl Pane {
    /// From left to right.
    pub const ALL: [Self; 3] = [Self::Tree, Self::List, Self::Detail];
}

/// What the layout follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The pane that keys go to.
    pub focus: Pane,
    /// Whether it has the screen to itself.
    pub zoomed: bool,
    /// Whether it stands there without a frame.
    pub bare: bool,
    /// How wide the panes are.
    pub shares: Shares,
    /// Lines that a provision has in the list.
    pub list_lines: ListLines,
}

/// Lines that a provision has in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ListLines {
    /// Two, where one is too short to tell provisions apart and there is room for a few.
    #[default]
    Auto,
    /// One.
    One,
    /// Two.
    Two,
    /// Three.
    Three,
}

impl ListLines {
    /// Every choice, by its name in a file.
    pub const ALL: [(&'static str, Self); 4] = [
        ("auto", Self::Auto),
        ("1", Self::One),
        ("2", Self::Two),
        ("3", Self::Three),
    ];

    /// Lines of each provision in a list of this size.
    #[must_use]
    pub fn in_list(self, list: Rect) -> u16 {
        // Number, mark and status take some of the first line.
        let is_short = list.width < 60 + 15;
        match self {
            Self::Auto if is_short && list.height >= 16 => 2,
            Self::Auto | Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
        }
    }

    /// The choice that follows on one that shows so many lines.
    #[must_use]
    pub fn after(lines: u16) -> Self {
        match lines {
            1 => Self::Two,
            2 => Self::Three,
            _ => Self::One,
        }
    }
}

/// The parts of the screen; those that are not shown are empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// All of it; empty where the terminal is too small for anything.
    pub whole: Rect,
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

impl Arrangement {
    /// The panes that are shown, from left to right.
    #[must_use]
    pub fn shown(&self) -> &'static [Pane] {
        let (width, _) = self.size;
        match (self.zoomed || self.bare, width, self.focus) {
            (false, THREE_PANES.., _) => &[Pane::Tree, Pane::List, Pane::Detail],
            (false, TWO_PANES.., Pane::Tree) => &[Pane::Tree, Pane::List],
            (false, TWO_PANES.., _) => &[Pane::List, Pane::Detail],
            (_, _, Pane::Tree) => &[Pane::Tree],
            (_, _, Pane::List) => &[Pane::List],
            (_, _, Pane::Detail) => &[Pane::Detail],
        }
    }

    /// Where everything stands.
    #[must_use]
    pub fn layout(&self) -> Layout {
        use Constraint::{Fill, Length};
        let (width, height) = self.size;
        if width < LEAST.0 || height < LEAST.1 {
            return Layout::default();
        }
        let whole = Rect::new(0, 0, width, height);
        let [body, footer] = Split::vertical([Fill(1), Length(1)]).areas(whole);
        let mut layout = Layout {
            whole,
            footer,
            bordered: width >= 30 && height >= 8 && !self.bare,
            ..Layout::default()
        };
        let panes = self.shown();
        // The line above the panes takes the tree's place, where there is room for it.
        let above = match panes {
            [_] => body.height > 2 && !self.bare,
            [Pane::List, _] => body.height > 10,
            _ => false,
        };
        let [breadcrumb, body] = Split::vertical([Length(u16::from(above)), Fill(1)]).areas(body);
        layout.breadcrumb = breadcrumb;
        let columns: Vec<Constraint> = match panes {
            [_] => vec![Fill(1)],
            [Pane::Tree, _] => vec![Length(columns(width, self.shares.pair_with_tree)), Fill(1)],
            [_, _] => vec![Length(columns(width, self.shares.pair_with_text)), Fill(1)],
            _ => {
                let (tree, list) = self.shares.of_three(width);
                vec![Length(tree), Length(list), Fill(1)]
            }
        };
        let areas = Split::horizontal(columns).split(body);
        for (pane, area) in panes.iter().zip(areas.iter()) {
            match pane {
                Pane::Tree => layout.tree = *area,
                Pane::List => layout.list = *area,
                Pane::Detail => layout.detail = *area,
            }
        }
        layout
    }
}

impl Layout {
    /// A pane with its border; empty where it is not shown.
    #[must_use]
    pub fn pane(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Tree => self.tree,
            Pane::List => self.list,
            Pane::Detail => self.detail,
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

    /// A popup of at most this size in the middle of an area.
    #[must_use]
    pub fn centred(area: Rect, width: u16, height: u16) -> Rect {
        area.centered(
            Constraint::Length(width.min(area.width)),
            Constraint::Length(height.min(area.height)),
        )
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
            tree: 250,
            list: 400,
            pair_with_tree: 480,
            pair_with_text: 420,
        }
    }
}

impl Shares {
    /// Columns of tree and list among three panes.
    fn of_three(&self, width: u16) -> (u16, u16) {
        // The two others keep their least width, however far the tree is dragged.
        let tree = columns(width, self.tree).min(width.saturating_sub(2 * NARROWEST));
        let list_share = self.list.min(1000u16.saturating_sub(self.tree));
        let list = u32::from(width) * u32::from(list_share) / 1000;
        let list = u16::try_from(list).unwrap_or(NARROWEST);
        (tree, clamp(width - tree, list))
    }

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

/// A share of the width, in columns.
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
