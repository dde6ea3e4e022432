//! Pages: laid-out lines, and where in them something can be pointed at.

use std::ops::Range;

use ratatui::style::Style;
use ratatui::text::Line;

use super::wrap::Styled;

/// As much as is laid out on one page, in lines: a text about texts can be endless too.
const MOST: usize = 20_000;

/// Lines of a text, and where in them something can be pointed at.
#[derive(Debug, Default)]
pub struct Page {
    /// Columns that lines take at most.
    width: u16,
    /// The lines, from the top.
    pub lines: Vec<Line<'static>>,
    /// Lines of each target, by its number, and the style of what is pointed at.
    targets: Vec<(usize, Range<usize>, Style)>,
}

impl Page {
    /// An empty page of this width, in columns.
    #[must_use]
    pub fn new(width: u16) -> Self {
        Self {
            width,
            ..Self::default()
        }
    }

    /// Whether nothing more is put there.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.lines.len() >= MOST
    }

    /// Adds a text, each line led by so many blanks.
    pub fn put(&mut self, styled: &Styled, indent: u16) {
        if !self.is_full() {
            self.lines.extend(styled.wrap(self.width, indent));
        }
    }

    /// Adds a text of one style.
    pub fn say(&mut self, text: &str, style: Style) {
        if !self.is_full() {
            self.put(&Styled::new(text, style), 0);
        }
    }

    /// Adds a text that can be pointed at as the target of this number; what of it has `style` then
    /// looks selected.
    pub fn put_target(&mut self, number: usize, style: Style, styled: &Styled) {
        let from = self.lines.len();
        self.put(styled, 0);
        self.targets.push((number, from..self.lines.len(), style));
    }

    /// Adds an empty line.
    pub fn gap(&mut self) {
        self.lines.push(Line::default());
    }

    /// Says that there is more, where the page is full.
    pub fn end(&mut self, style: Style) {
        if self.is_full() {
            self.gap();
            let rest = "More than the screen takes; recs-tui check lists it all.";
            self.lines
                .extend(Styled::new(rest, style).wrap(self.width, 0));
        }
    }

    /// The lines of a target.
    #[must_use]
    pub fn lines_of(&self, target: usize) -> Option<Range<usize>> {
        let target = self.targets.iter().find(|(number, ..)| *number == target);
        target.map(|(_, lines, _)| lines.clone())
    }

    /// The lines of a window of `height` from `top` on; the target that is pointed at is drawn in
    /// the style `selected`.
    #[must_use]
    pub fn window(
        &self,
        top: usize,
        height: usize,
        pointed: Option<usize>,
        selected: Style,
    ) -> Vec<Line<'static>> {
        let target = pointed.and_then(|at| self.targets.iter().find(|(it, ..)| *it == at));
        let lines = self.lines.iter().enumerate().skip(top).take(height);
        let drawn = lines.map(|(at, line)| {
            let mut line = line.clone();
            if let Some((_, lines, style)) = target
                && lines.contains(&at)
            {
                let spans = line.spans.iter_mut().filter(|span| span.style == *style);
                spans.for_each(|span| span.style = selected);
            }
            line
        });
        drawn.collect()
    }
}
