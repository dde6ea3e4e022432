//! Resolutions and decisions, by organ and number or by symbol, and other documents by symbol.

use compact_str::{CompactString, format_compact};

use super::context::Owner;
use super::names::{Named, named};
use super::reading::Reading;
use super::symbols::{session_number, symbol};
use super::table::{Entry, entries};
use super::{Kind, Target};

/// Nouns for what an organ adopts.
pub(super) const NOUNS: [&str; 2] = ["resolution", "decision"];

impl Reading<'_> {
    /// `resolution 60/251`, `its decision 3/103`, `this Decision`, and symbols.
    pub(super) fn adopted(&mut self, at: usize) -> Option<usize> {
        if let Some((written, end)) = symbol(&self.words, at) {
            let (kind, target) = by_symbol(written);
            return Some(self.whole(kind, target, at, end));
        }
        let decision = self.noun(at)?;
        if let Some((number, end)) = session_number(&self.words, at + 1) {
            let of = self.words.is(end, &["of"]);
            let behind = match named(&self.words, self.skip_article(end + 1)).filter(|_| of) {
                Some(Named::Full { entry, end }) => Some((entry, end)),
                _ => None,
            };
            // `Security Council resolution` and the speaker's own are not those of an organ that
            // was named before.
            let foreign =
                at > 1 && self.words.is_capitalized(at - 1) && self.words.get(at - 2) != ".";
            let own =
                at > 0 && self.words.is(at - 1, &["its"]) && self.here.owner == Owner::Speaker;
            let (organ, end) = match (behind, self.here.organ) {
                (Some(behind), _) => behind,
                (None, Some(organ)) if !(of || foreign || own) => (organ, end),
                _ => return Some(end),
            };
            return Some(
                self.resolutions(organ, decision, &[(number, at, end)])
                    .unwrap_or(end),
            );
        }
        let capital = self.words.is_capitalized(at);
        let pointed = at > 0 && self.words.is(at - 1, &["this", "the", "that", "said"]);
        let (target, adopted) = self.here.adopted.clone().filter(|_| capital && pointed)?;
        if decision != adopted {
            return None;
        }
        Some(self.whole(adopted_kind(adopted), target, at, at + 1))
    }

    /// Whether the word is a noun for one resolution (`false`) or decision (`true`).
    fn noun(&self, at: usize) -> Option<bool> {
        let decision = self.words.is(at, &["decision"]);
        (decision || self.words.is(at, &["resolution"])).then_some(decision)
    }

    /// Adds resolutions or decisions of an organ: number, first word, one past the last.
    fn resolutions(
        &mut self,
        organ: usize,
        decisions: bool,
        list: &[(CompactString, usize, usize)],
    ) -> Option<usize> {
        let organ: &Entry = &entries()[organ];
        let mut stop = None;
        for (number, at, end) in list.iter().filter(|_| !organ.resolutions.is_empty()) {
            let target = Target::Whole(match decisions {
                true => format_compact!("{} Dec. {number}", organ.target),
                false => format_compact!("{}{number}", organ.resolutions),
            });
            self.here.adopted = Some((target.clone(), decisions));
            stop = Some(self.whole(adopted_kind(decisions), target, *at, *end));
        }
        stop
    }

    /// The resolutions that an organ's name is followed by.
    pub(super) fn organs_resolutions(
        &mut self,
        organ: usize,
        at: usize,
        end: usize,
    ) -> Option<usize> {
        let several = self.words.is(end, &["resolutions", "decisions"]);
        let decisions = match several {
            true => self.words.is(end, &["decisions"]),
            false => self.noun(end)?,
        };
        let mut list = Vec::new();
        let (mut start, mut next) = (at, end + 1);
        while let Some((number, stop)) = session_number(&self.words, next) {
            list.push((number, start, stop));
            let comma = self.words.get(stop) == ",";
            start = stop + usize::from(comma);
            start += usize::from(self.words.is(start, &["and", "or"]));
            next = start;
            if !several || next == stop {
                break;
            }
        }
        self.resolutions(organ, decisions, &list)
    }
}

fn adopted_kind(decision: bool) -> Kind {
    if decision {
        Kind::Decision
    } else {
        Kind::Resolution
    }
}

/// What a symbol stands for: `A/RES/60/251` is a resolution, `A/HRC/DEC/3/103` a decision.
fn by_symbol(written: CompactString) -> (Kind, Target) {
    if written.contains("/RES/") {
        return (Kind::Resolution, Target::Whole(written));
    }
    if !written.contains("/DEC/") {
        return (Kind::Document, Target::Whole(written));
    }
    let same = entries().iter().find_map(|organ| {
        let prefix = organ.resolutions.replace("/RES/", "/DEC/");
        let number = written
            .strip_prefix(&*prefix)
            .filter(|_| !prefix.is_empty())?;
        Some(format_compact!("{} Dec. {number}", organ.target))
    });
    (Kind::Decision, Target::Whole(same.unwrap_or(written)))
}
