//! Which number comes after which: successors, gaps, restarts, levels.
//!
//! A label says little by itself: `(i)` is a letter after `(h)` and a roman numeral after
//! `(p) ... on:`, and `1.` may begin a list inside paragraph 81. What decides is succession.

use compact_str::{CompactString, format_compact};

use crate::model::{from_roman, to_roman};

/// The widest gap that is taken for deleted numbers; beyond it a run begins afresh.
const WIDEST_GAP: u32 = 50;

/// How many runs of numbers stand inside one another at most, and how many levels of
/// subparagraphs.
const DEEPEST: usize = 4;

/// The letters that other scripts number subparagraphs by, in their order.
const ALPHABETS: [&str; 4] = [
    "а б в г д е ж з и к л м н о п р с т у ф х ц ч ш щ э ю я",
    "أ ب ج د ه و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ",
    "子 丑 寅 卯 辰 巳 午 未 申 酉 戌 亥",
    "甲 乙 丙 丁 戊 己 庚 辛 壬 癸",
];

/// How a level counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `a` to `z`, then `aa`.
    Letter,
    /// `i`, `ii`, `iii`.
    Roman,
    /// `1`, `2`, `3`.
    Digit,
}

impl Kind {
    fn value(self, label: &str) -> Option<u32> {
        match (self, label.as_bytes()) {
            (Self::Roman, _) => from_roman(label),
            (Self::Digit, _) => label.parse().ok(),
            (Self::Letter, [one]) if one.is_ascii_lowercase() => Some(u32::from(one - b'a') + 1),
            (Self::Letter, [one, other]) if one == other && one.is_ascii_lowercase() => {
                Some(u32::from(one - b'a') + 27)
            }
            (Self::Letter, _) => ALPHABETS
                .iter()
                .find_map(|letters| letters.split(' ').position(|letter| letter == label))
                .and_then(|at| u32::try_from(at + 1).ok()),
        }
    }

    fn label(self, value: u32) -> CompactString {
        let letter = |at: u32| u8::try_from(at).map_or('?', |at| char::from(b'a' + at % 26));
        match (self, value.saturating_sub(1)) {
            (Self::Roman, _) => to_roman(value).to_lowercase().into(),
            (Self::Digit, _) => format_compact!("{value}"),
            (Self::Letter, at @ 0..=25) => format_compact!("{}", letter(at)),
            (Self::Letter, at) => format_compact!("{0}{0}", letter(at - 26)),
        }
    }
}

/// What a marker turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The first of its session, or of its level.
    First,
    /// The next in its run.
    Next,
    /// A later one in its run; these labels are missing before it.
    Gap(Vec<CompactString>),
    /// The first of a run that the provision before it introduces.
    Introduced,
    /// Lower than the one before, or far higher: a run that begins afresh.
    Restart,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    last: u32,
    introduced_by: Option<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Level {
    kind: Kind,
    last: u32,
}

/// The numbering of one session as far as it was read.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    runs: Vec<Run>,
    levels: Vec<Level>,
    /// The last number of a run that was left for one that begins with 1: it may go on.
    left: Option<u32>,
}

impl Numbering {
    /// Places paragraph `value`. `introduced_by` is the provision right before it, where that
    /// ends like a chapeau; `allowance` is how many missing numbers may still be concluded.
    pub(super) fn number(
        &mut self,
        value: u32,
        introduced_by: Option<u32>,
        allowance: u32,
    ) -> Step {
        self.levels.clear();
        let Some(run) = self.runs.last().copied() else {
            self.begin(value, None);
            return Step::First;
        };
        if let Some(at) = self
            .runs
            .iter()
            .rposition(|run| run.last.checked_add(1) == Some(value))
        {
            self.runs.truncate(at + 1);
            self.runs[at].last = value;
            return Step::Next;
        }
        if self
            .left
            .is_some_and(|left| left.checked_add(1) == Some(value))
        {
            self.runs.clear();
            self.begin(value, None);
            self.left = None;
            return Step::Next;
        }
        if value == 1 && introduced_by.is_some() && self.runs.len() < DEEPEST {
            self.begin(value, introduced_by);
            return Step::Introduced;
        }
        let missing = value.saturating_sub(run.last).saturating_sub(1);
        if (1..=WIDEST_GAP.min(allowance)).contains(&missing) {
            if let Some(run) = self.runs.last_mut() {
                run.last = value;
            }
            let labels = (run.last + 1..value).map(|value| format_compact!("{value}"));
            return Step::Gap(labels.collect());
        }
        self.left = (self.runs.first())
            .map(|run| run.last)
            .filter(|_| value == 1);
        self.runs.clear();
        self.begin(value, None);
        Step::Restart
    }

    /// Leaves the subparagraphs for a paragraph that is numbered within another, such as `133.45`;
    /// what comes after it is not counted.
    pub(super) fn decimal(&mut self) {
        self.levels.clear();
    }

    fn begin(&mut self, value: u32, introduced_by: Option<u32>) {
        self.runs.push(Run {
            last: value,
            introduced_by,
        });
    }

    /// The provision that introduces the run that is being read.
    pub(super) fn introduced_by(&self) -> Option<u32> {
        self.runs.last()?.introduced_by
    }

    /// How many levels of subparagraphs are open.
    pub(super) fn depth(&self) -> usize {
        self.levels.len()
    }

    /// Places subparagraph `label`, whose level is then the innermost. `introduced` tells whether
    /// the text before it ends like a chapeau, `next` is the label of the subparagraph after it.
    pub(super) fn sub(
        &mut self,
        label: &str,
        next: Option<&str>,
        introduced: bool,
        allowance: u32,
    ) -> Step {
        let continued_by_next = |kind: Kind| {
            let after = next.and_then(|next| kind.value(next));
            kind.value(label)
                .is_some_and(|value| after == Some(value.saturating_add(1)))
        };
        let successor =
            |level: &Level| level.kind.value(label) == Some(level.last.saturating_add(1));

        // What could continue a level may begin one: (h) ... on: (i), (ii).
        let begins = self.begins(label);
        let innermost = self.levels.iter().rposition(successor);
        if let Some(at) = innermost {
            let own = self.levels[at].kind;
            if let Some(kind) = begins
                && kind != own
                && introduced
                && continued_by_next(kind)
                && self.levels.len() < DEEPEST
            {
                return self.open(kind, 1);
            }
            // (u) (i)-(iv) (v) (w): what comes next tells which level goes on.
            let outer = self.levels[..at].iter().rposition(successor);
            let at = match outer {
                Some(outer)
                    if !continued_by_next(own) && continued_by_next(self.levels[outer].kind) =>
                {
                    outer
                }
                _ => at,
            };
            self.levels.truncate(at + 1);
            self.levels[at].last += 1;
            return Step::Next;
        }
        if let Some(kind) = begins {
            let fresh = self.levels.iter().all(|level| level.kind != kind);
            if (fresh || introduced) && self.levels.len() < DEEPEST {
                return self.open(kind, 1);
            }
        }
        self.gap(label, allowance)
            .unwrap_or_else(|| self.restart(label))
    }

    /// The kind of level that `label` is the first of.
    fn begins(&self, label: &str) -> Option<Kind> {
        match label {
            "a" | "а" | "أ" | "子" | "甲" => Some(Kind::Letter),
            "i" => Some(Kind::Roman),
            "1" => Some(Kind::Digit),
            _ => None,
        }
    }

    fn open(&mut self, kind: Kind, value: u32) -> Step {
        self.levels.push(Level { kind, last: value });
        Step::First
    }

    /// The level that `label` leaves the smallest gap in, innermost first.
    fn gap(&mut self, label: &str, allowance: u32) -> Option<Step> {
        let missing = |level: &Level| {
            let ahead = level.kind.value(label)?.checked_sub(level.last)?;
            (2..=WIDEST_GAP.min(allowance).saturating_add(1))
                .contains(&ahead)
                .then_some(ahead)
        };
        let levels = self.levels.iter().enumerate().rev();
        let (ahead, at) = levels
            .filter_map(|(at, level)| Some((missing(level)?, at)))
            .min_by_key(|(ahead, _)| *ahead)?;
        self.levels.truncate(at + 1);
        let level = &mut self.levels[at];
        let labels = (level.last + 1..level.last + ahead).map(|value| level.kind.label(value));
        let labels = labels.collect();
        level.last += ahead;
        Some(Step::Gap(labels))
    }

    fn restart(&mut self, label: &str) -> Step {
        let reads = |kind: Kind| kind.value(label).is_some();
        let same = self.levels.iter().rposition(|level| reads(level.kind));
        // A lone letter is a letter, whatever numeral it may be.
        let kind = match same {
            Some(at) => self.levels[at].kind,
            None if Kind::Letter.value(label).is_some() => Kind::Letter,
            None if Kind::Digit.value(label).is_some() => Kind::Digit,
            None => Kind::Roman,
        };
        let value = kind.value(label).unwrap_or(1);
        let first = self.levels.is_empty();
        if let Some(at) = same {
            self.levels.truncate(at);
        } else {
            self.levels.truncate(DEEPEST - 1);
        }
        self.open(kind, value);
        if first && value == 1 {
            Step::First
        } else {
            Step::Restart
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads labels in turn; `:` after a label means that its text ends with a colon. Gives the
    /// depth of each, with what is missing before it and `!` for a restart.
    fn subs(labels: &str) -> String {
        let labels: Vec<&str> = labels.split(' ').collect();
        let mut numbering = Numbering::default();
        let mut told = Vec::new();
        for (at, label) in labels.iter().enumerate() {
            let introduced = at
                .checked_sub(1)
                .is_some_and(|at| labels[at].ends_with(':'));
            let next = labels.get(at + 1).map(|next| next.trim_end_matches(':'));
            let step = numbering.sub(label.trim_end_matches(':'), next, introduced, 99);
            let depth = numbering.depth();
            told.push(match step {
                Step::Gap(missing) => format!("{depth}[{}]", missing.join(" ")),
                Step::Restart => format!("{depth}!"),
                _ => depth.to_string(),
            });
        }
        told.join(" ")
    }

    #[test]
    fn an_i_is_a_letter_or_a_numeral() {
        assert_eq!(subs("a b c d e f g h i j"), "1 1 1 1 1 1 1 1 1 1");
        assert_eq!(subs("a b: i ii iii iv v c"), "1 1 2 2 2 2 2 1");
        assert_eq!(subs("a b c d e f g h: i ii i"), "1 1 1 1 1 1 1 1 2 2 1");
        assert_eq!(subs("i ii iii"), "1 1 1");
        assert_eq!(subs("a: i ii b: i"), "1 2 2 1 2");
    }

    #[test]
    fn what_comes_next_tells_which_level_goes_on() {
        let to_u = "a b c d e f g h i j k l m n o p q r s t u:";
        let ones = "1 ".repeat(21);
        assert_eq!(
            subs(&format!("{to_u} i ii iii iv v w")),
            format!("{ones}2 2 2 2 1 1")
        );
        assert_eq!(
            subs(&format!("{to_u} i ii iii iv v vi v")),
            format!("{ones}2 2 2 2 2 2 1")
        );
    }

    #[test]
    fn gaps_restarts_and_doubled_letters() {
        assert_eq!(subs("a b e"), "1 1 1[c d]");
        assert_eq!(subs("a: i iv b"), "1 2 2[ii iii] 1");
        assert_eq!(subs("a b a"), "1 1 1!");
        assert_eq!(subs("c d"), "1! 1");
        assert_eq!(subs("y z aa bb cc"), "1! 1 1 1 1");
        assert_eq!(
            subs("a x z"),
            "1 1[b c d e f g h i j k l m n o p q r s t u v w] 1[y]"
        );
    }

    #[test]
    fn numbers() {
        let mut numbering = Numbering::default();
        assert_eq!(numbering.number(81, None, 99), Step::First);
        assert_eq!(numbering.number(1, Some(0), 99), Step::Introduced);
        assert_eq!(numbering.introduced_by(), Some(0));
        assert_eq!(numbering.number(2, None, 99), Step::Next);
        assert_eq!(
            numbering.number(82, None, 99),
            Step::Next,
            "back in the outer run"
        );
        assert_eq!(numbering.introduced_by(), None);
        assert_eq!(
            numbering.number(85, None, 99),
            Step::Gap(vec!["83".into(), "84".into()])
        );
        assert_eq!(
            numbering.number(136, None, 99),
            Step::Gap((86..136).map(|n| format_compact!("{n}")).collect())
        );
        assert_eq!(numbering.number(188, None, 99), Step::Restart);
        assert_eq!(
            numbering.number(190, None, 0),
            Step::Restart,
            "nothing left to conclude"
        );
        assert_eq!(numbering.number(3, None, 99), Step::Restart);
        assert_eq!(numbering.number(3, None, 99), Step::Restart);
        assert_eq!(numbering.number(999_999_999, None, 99), Step::Restart);
    }

    #[test]
    fn a_run_goes_on_after_a_list_that_nothing_introduced() {
        let mut numbering = Numbering::default();
        for value in [4, 5] {
            numbering.number(value, None, 99);
        }
        assert_eq!(numbering.number(1, None, 99), Step::Restart);
        assert_eq!(numbering.number(2, None, 99), Step::Next);
        assert_eq!(numbering.number(6, None, 99), Step::Next);
    }
}
