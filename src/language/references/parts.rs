//! Numbered parts: paragraphs and articles, before or behind what they are parts of.

use super::numbers::{Numbers, numbers};
use super::reading::{Reading, Tail};
use super::table::{Entry, entries};
use super::{Kind, Target, Unit};

/// Nouns that parts begin with.
pub(super) const NOUNS: [&str; 8] = [
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "article",
    "articles",
    "art",
    "arts",
];

impl Reading<'_> {
    /// `paragraph 66 of the Durban Programme of Action`, `paragraphs 140 to 147`, `article 4`.
    pub(super) fn parts(&mut self, at: usize) -> Option<usize> {
        let (unit, list) = self.listed(at)?;
        let end = list.last()?.end;
        if self.words.is(end, &["of"]) {
            let whole = self.skip_article(end + 1);
            let found = self.found.len();
            let stop = self
                .thing(whole, Tail::Alone)
                .or_else(|| self.adopted(whole));
            if let (Some(stop), true) = (stop, self.found.len() == found + 1) {
                let holder = self.found[found].target.clone();
                if list
                    .iter()
                    .any(|numbers| part(&holder, unit, numbers).is_some())
                {
                    self.found.pop();
                    self.add_parts(at, unit, &list, &holder, stop);
                }
                return Some(stop);
            }
            // What cannot be read behind `of` is what bare numbers further on are parts of, too.
            self.here.holder = None;
            return Some(stop.unwrap_or(end));
        }
        if self.words.is(end, &["above", "below"]) {
            return Some(end);
        }
        let holder = self.here.holder.clone()?;
        self.add_parts(at, unit, &list, &holder, end);
        Some(end)
    }

    /// The noun and the numbers behind it.
    fn listed(&self, at: usize) -> Option<(Unit, Vec<Numbers>)> {
        let words = &self.words;
        let dotted = words.get(at + 1) == ".";
        let (unit, several) = if words.is(at, &["paragraph", "para"]) {
            (Unit::Paragraph, false)
        } else if words.is(at, &["paragraphs", "paras"]) {
            (Unit::Paragraph, true)
        } else if words.is(at, &["article"]) || (dotted && words.is(at, &["art"])) {
            (Unit::Article, false)
        } else if words.is(at, &["articles"]) || (dotted && words.is(at, &["arts"])) {
            (Unit::Article, true)
        } else {
            return None;
        };
        // Those of a preamble are counted by themselves.
        if at > 0 && words.is(at - 1, &["preambular"]) {
            return None;
        }
        let first = if words.get(at + 1) == "." {
            at + 2
        } else {
            at + 1
        };
        let list = numbers(words, first, several);
        (!list.is_empty()).then_some((unit, list))
    }

    /// Adds the listed parts of `holder`: the first with the noun at `at`, the last up to `stop`.
    fn add_parts(&mut self, at: usize, unit: Unit, list: &[Numbers], holder: &Target, stop: usize) {
        let last = list.len() - 1;
        for (count, numbers) in list.iter().enumerate() {
            let start = if count == 0 { at } else { numbers.at };
            let end = if count == last { stop } else { numbers.end };
            if let Some((kind, target)) = part(holder, unit, numbers) {
                self.add(kind, target, start, end);
            }
        }
        self.here.holder = Some(holder.clone());
    }

    /// Adds something whole, or the parts of it that follow directly: `..., paragraph 191 (b)`.
    pub(super) fn whole(&mut self, kind: Kind, target: Target, at: usize, end: usize) -> usize {
        self.here.holder = Some(target.clone());
        let noun = end + usize::from(self.words.get(end) == ",");
        if let Some((unit, list)) = self.listed(noun)
            && let Some(stop) = list.last().map(|numbers| numbers.end)
            && !self.words.is(stop, &["of"])
            && list
                .iter()
                .all(|numbers| part(&target, unit, numbers).is_some())
        {
            self.add_parts(at, unit, &list, &target, stop);
            return stop;
        }
        self.add(kind, target, at, end);
        end
    }
}

/// Numbered parts of something, where it can have them: treaties have articles, bodies nothing.
fn part(holder: &Target, unit: Unit, numbers: &Numbers) -> Option<(Kind, Target)> {
    let whole = holder.whole()?;
    let instrument = super::entry(whole);
    let (of, kind) = match (instrument, unit) {
        (None, Unit::Paragraph) if whole.contains(" Dec. ") => (whole, Kind::Decision),
        (None, Unit::Paragraph) if whole.contains("/RES/") => (whole, Kind::Resolution),
        (None, Unit::Paragraph) => (whole, Kind::Document),
        (Some(entry), Unit::Article) if entry.kind == Kind::Treaty => (whole, Kind::Article),
        (Some(entry), Unit::Paragraph) => match entry.kind {
            Kind::Declaration | Kind::Programme => (holding(entry, numbers)?, Kind::Paragraph),
            _ => return None,
        },
        _ => return None,
    };
    let of = of.into();
    let (from, to) = (numbers.from.clone(), numbers.to.clone());
    Some((kind, Target::Part { of, unit, from, to }))
}

/// Where several instruments count their paragraphs separately and are named as one, the one
/// that alone has such a number; both together where both have it; none where neither has.
fn holding(entry: &'static Entry, numbers: &Numbers) -> Option<&'static str> {
    let last = numbers.to.paragraph()?;
    let parts = || entries().iter().filter(|part| part.within == entry.target);
    if parts().next().is_none() {
        let there = entry.paragraphs.is_none_or(|count| last <= count);
        return there.then_some(entry.target);
    }
    let mut holding = parts().filter(|part| part.paragraphs.is_none_or(|count| last <= count));
    let first = holding.next()?;
    Some(if holding.next().is_none() {
        first.target
    } else {
        entry.target
    })
}
