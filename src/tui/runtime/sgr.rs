//! SGR sequences: the shortest one from one style of symbols to another (ECMA-48).

use std::io::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Ends every attribute and colour.
pub(super) const RESET: &[u8] = b"\x1b[m";

/// How symbols look. As on the terminal, the default is without any attribute.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    colour: Color,
    ground: Color,
    modifier: Modifier,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            colour: Color::Reset,
            ground: Color::Reset,
            modifier: Modifier::empty(),
        }
    }
}

/// What sets an attribute, and what ends it. Bold and dim are ended together.
const ATTRIBUTES: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Look {
    pub(super) fn of(cell: &Cell) -> Self {
        Self {
            colour: cell.fg,
            ground: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// The shortest sequence that leads to another style (SGR in ECMA-48): either what differs, or
    /// all of it after a reset.
    pub(super) fn to(self, next: Self) -> Vec<u8> {
        if next == Self::default() {
            return RESET.to_vec();
        }
        let mut changes = Parameters::default();
        let mut ended = Modifier::empty();
        for (attribute, _, end) in ATTRIBUTES {
            if (self.modifier - next.modifier).contains(attribute) {
                let together = ATTRIBUTES.iter().filter(|(_, _, other)| *other == end);
                together.for_each(|(attribute, _, _)| ended |= *attribute);
                changes.push(&[end]);
            }
        }
        changes.set(self.with(ended), next);
        let mut anew = Parameters::default();
        anew.push(&[0]);
        anew.set(Self::default(), next);
        let shorter = if changes.0.len() <= anew.0.len() {
            changes
        } else {
            anew
        };
        shorter.sequence()
    }

    /// This without some attributes.
    fn with(self, ended: Modifier) -> Self {
        Self {
            modifier: self.modifier - ended,
            ..self
        }
    }
}

/// The parameters of a sequence, each with a semicolon behind it.
#[derive(Default)]
struct Parameters(Vec<u8>);

impl Parameters {
    /// Adds the attributes and colours of `next` that `from` has not.
    fn set(&mut self, from: Look, next: Look) {
        let mut begun = next.modifier - from.modifier;
        let both = Modifier::BOLD | Modifier::DIM;
        // Terminals that know one of these at a time take the last: always the same one.
        if next.modifier.contains(both) && begun.intersects(both) {
            begun |= both;
        }
        for (attribute, begin, _) in ATTRIBUTES {
            if begun.contains(attribute) {
                self.push(&[begin]);
            }
        }
        if next.colour != from.colour {
            self.colour(next.colour, 30);
        }
        if next.ground != from.ground {
            self.colour(next.ground, 40);
        }
    }

    /// Adds a colour; `base` is the number of black, which tells text from ground.
    fn colour(&mut self, colour: Color, base: u8) {
        match colour {
            Color::Reset => self.push(&[base + 9]),
            Color::Black => self.push(&[base]),
            Color::Red => self.push(&[base + 1]),
            Color::Green => self.push(&[base + 2]),
            Color::Yellow => self.push(&[base + 3]),
            Color::Blue => self.push(&[base + 4]),
            Color::Magenta => self.push(&[base + 5]),
            Color::Cyan => self.push(&[base + 6]),
            Color::Gray => self.push(&[base + 7]),
            Color::DarkGray => self.push(&[base + 60]),
            Color::LightRed => self.push(&[base + 61]),
            Color::LightGreen => self.push(&[base + 62]),
            Color::LightYellow => self.push(&[base + 63]),
            Color::LightBlue => self.push(&[base + 64]),
            Color::LightMagenta => self.push(&[base + 65]),
            Color::LightCyan => self.push(&[base + 66]),
            Color::White => self.push(&[base + 67]),
            Color::Indexed(number) => self.push(&[base + 8, 5, number]),
            Color::Rgb(red, green, blue) => self.push(&[base + 8, 2, red, green, blue]),
        }
    }

    fn push(&mut self, numbers: &[u8]) {
        for number in numbers {
            // Nothing fails that is written to memory.
            let _ = write!(self.0, "{number};");
        }
    }

    fn sequence(mut self) -> Vec<u8> {
        self.0.pop();
        [b"\x1b[", self.0.as_slice(), b"m"].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_bold_and_dim_exclude_each_other_it_is_always_the_same_that_stays() {
        let at = |modifier| Look {
            modifier,
            ..Look::default()
        };
        let both = at(Modifier::BOLD | Modifier::DIM);
        for from in [Modifier::BOLD, Modifier::DIM, Modifier::empty()] {
            let sequence = String::from_utf8(at(from).to(both)).unwrap();
            assert_eq!(sequence, "\x1b[1;2m");
        }
    }
}
