//! Several words that together are more than each alone: the long form of an acronym.

use super::super::Reading;
use super::super::acronyms::{Acronyms, Id, Recogniser};
use super::super::plan::Node;
use super::super::query::Typed;
use super::super::resolve::Resolved;
use super::super::tier::Tier;
use super::Planner;

/// What the meaning of several words is worth beside the words.
const CONCEPT: f32 = 1.5;

impl Planner<'_> {
    /// Long forms of acronyms among `items`: from, to, which. The longest first met win.
    pub(super) fn long_forms(&self, items: &[&[Typed]]) -> Vec<(usize, usize, Id)> {
        let acronyms = Acronyms::get();
        let mut recogniser = Recogniser::default();
        let mut owners = Vec::new();
        let mut found = Vec::new();
        for (item, words) in items.iter().enumerate() {
            for (part, typed) in words.iter().enumerate() {
                let at = owners.len() as u32;
                owners.push((item, part + 1 == words.len(), part == 0));
                let code = acronyms.code(typed.folded.as_bytes(), &self.resolver.families);
                recogniser.step(code, at, &(0..0), |long| {
                    let (first, _, begins) = owners[long.at as usize];
                    let (last, ends, _) = owners[(long.at + long.span - 1) as usize];
                    let known = self.index.vocabulary.find(acronyms.name(long.id)).is_some();
                    if begins && ends && known && long.span > 1 {
                        found.push((first, last + 1, long.id));
                    }
                });
            }
        }
        found.sort_by_key(|&(from, to, id)| (from, std::cmp::Reverse(to), id));
        let mut end = 0;
        found.retain(|&(from, to, _)| {
            let apart = from >= end;
            if apart {
                end = to;
            }
            apart
        });
        found
    }

    /// A leaf for an acronym whose long form was typed. It is worth more than its words, whose
    /// leaves are those from `first` on: they may stand anywhere.
    pub(super) fn concept(&mut self, id: Id, items: &[&[Typed]], first: usize) -> Node {
        let mut resolved = Resolved::default();
        self.resolver.add_acronym(id, &mut resolved);
        let typed: Vec<&str> = items
            .iter()
            .flat_map(|item| item.iter().map(|word| word.shown.as_str()))
            .collect();
        self.readings.push(Reading {
            typed: typed.join(" "),
            matched: Acronyms::get().name(id).to_owned(),
            tier: Tier::Acronym,
        });
        let words = self.leaves[first..]
            .iter()
            .filter(|leaf| leaf.place.is_some());
        let worth: f32 = words.filter_map(|leaf| leaf.weights.first()).sum();
        let leaf = self.add(resolved, Vec::new(), None, true);
        for weight in &mut self.leaves[leaf].weights {
            *weight = weight.max(CONCEPT * worth);
        }
        Node::Leaf(leaf)
    }
}
