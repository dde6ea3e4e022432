//! Making a query ready: which of its words belong together, and what each may mean.

mod concepts;

use super::Reading;
use super::acronyms::Acronyms;
use super::filters::{self, Filter};
use super::index::Index;
use super::margin::Margin;
use super::patterns::{Pattern, Patterns};
use super::plan::{Leaf, Node};
use super::query::{Clause, Condition, Ending, Typed};
use super::resolve::{Freedom, Level, Resolved, Resolver};
use super::tier::Tier;
use crate::language::tokenizer::Joint;
use crate::model::Document;

/// Words that carry too little meaning to be insisted on beside others.
const FUNCTION_WORDS: [&str; 38] = [
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "has", "have", "in",
    "into", "is", "it", "its", "of", "on", "or", "our", "such", "that", "the", "their", "them",
    "these", "they", "this", "those", "to", "was", "were", "which", "who", "with", "within",
];

/// What is made on the way.
pub(super) struct Planner<'i> {
    index: &'i Index,
    compilation: &'i Document,
    margin: &'i Margin,
    resolver: Resolver<'i>,
    pub(super) leaves: Vec<Leaf>,
    pub(super) patterns: Patterns,
    pub(super) readings: Vec<Reading>,
    places: u32,
}

impl<'i> Planner<'i> {
    pub(super) fn new(index: &'i Index, compilation: &'i Document, margin: &'i Margin) -> Self {
        Self {
            index,
            compilation,
            margin,
            resolver: Resolver::new(&index.vocabulary),
            leaves: Vec::new(),
            patterns: Patterns::default(),
            readings: Vec::new(),
            places: 0,
        }
    }

    /// The whole query; all clauses must hold.
    pub(super) fn clauses(&mut self, clauses: &[Clause]) -> Node {
        let mut nodes = Vec::new();
        // Words in a run, which may together be more than each alone.
        let mut run: Vec<&[Typed]> = Vec::new();
        for clause in clauses {
            if let [term] = clause.terms.as_slice()
                && let Condition::Word(words) = &term.condition
                && !term.negated
            {
                run.push(words);
                continue;
            }
            self.run(&std::mem::take(&mut run), &mut nodes);
            let alternatives = clause
                .terms
                .iter()
                .map(|term| self.term(&term.condition, term.negated));
            let mut alternatives: Vec<Node> = alternatives.collect();
            nodes.push(match alternatives.len() {
                1 => alternatives.remove(0),
                _ => Node::Any(alternatives),
            });
        }
        self.run(&run, &mut nodes);
        Node::All(nodes)
    }

    fn term(&mut self, condition: &Condition, negated: bool) -> Node {
        let node = match condition {
            Condition::Word(words) if negated => {
                let words: Vec<Typed> = words.iter().cloned().map(settled).collect();
                self.row(&words, Freedom::Close, false)
            }
            Condition::Word(words) => self.item(words),
            Condition::Phrase(words) => self.row(words, Freedom::Literal, !negated),
            Condition::Place(address, words) => {
                match filters::place(self.index, self.compilation, &address.locator) {
                    Some(filter) => Node::Filter(filter),
                    None => {
                        let mut nodes = Vec::new();
                        self.run(
                            &words.iter().map(Vec::as_slice).collect::<Vec<_>>(),
                            &mut nodes,
                        );
                        Node::All(nodes)
                    }
                }
            }
            Condition::Heading(words) => {
                let headings = words.iter().map(|typed| {
                    let resolved = self.resolver.resolve(typed, Freedom::Loose);
                    self.headings(&resolved.levels)
                });
                Node::Filter(Filter::Headings(filters::common(headings)))
            }
            Condition::Own(words) => {
                let having = words.iter().map(|typed| self.beside(typed));
                Node::Filter(Filter::Positions(filters::common(having)))
            }
            other => {
                self.readings.extend(filters::readings(other));
                Node::Filter(filters::of(
                    self.index,
                    self.compilation,
                    self.margin,
                    other,
                ))
            }
        };
        if negated {
            Node::Not(Box::new(node))
        } else {
            node
        }
    }

    /// Plain words that follow one another.
    fn run(&mut self, items: &[&[Typed]], nodes: &mut Vec<Node>) {
        let insist = items.iter().all(|item| slight(item));
        let long = self.long_forms(items);
        let mut at = 0;
        while at < items.len() {
            if let Some(&(_, end, id)) = long.iter().find(|(start, ..)| *start == at) {
                let first = self.leaves.len();
                let mut words = Vec::new();
                self.words(&items[at..end], insist, &mut words);
                let concept = self.concept(id, &items[at..end], first);
                nodes.push(Node::Any(vec![concept, Node::All(words)]));
                at = end;
            } else {
                let next = long
                    .iter()
                    .map(|&(start, ..)| start)
                    .find(|&start| start > at);
                let end = next.unwrap_or(items.len());
                self.words(&items[at..end], insist, nodes);
                at = end;
            }
        }
    }

    /// Words that are no acronym's long form. Those of little meaning only count where there is
    /// nothing else.
    fn words(&mut self, items: &[&[Typed]], insist: bool, nodes: &mut Vec<Node>) {
        let mut at = 0;
        while at < items.len() {
            if slight(items[at]) && !insist {
                self.places += 1;
                at += 1;
                continue;
            }
            if let Some([[one], [other]]) = items.get(at..at + 2)
                && let Some(joined) = self.joined(one, other)
            {
                // `policy making`, where the document writes `policymaking`.
                let apart = vec![self.item(items[at]), self.item(items[at + 1])];
                let together = self.leaf(&joined, Freedom::Close, None);
                nodes.push(Node::Any(vec![Node::All(apart), Node::Leaf(together)]));
                at += 2;
                continue;
            }
            nodes.push(self.item(items[at]));
            at += 1;
        }
    }

    /// One thing written without blanks: a word, or several with hyphens or slashes in between.
    fn item(&mut self, words: &[Typed]) -> Node {
        if let [word] = words {
            return self.word(word);
        }
        let slash = words.iter().any(|word| word.joint == Joint::Slash);
        let apart = words.iter().skip(1).any(|word| word.joint == Joint::Apart);
        let names = words
            .iter()
            .all(|word| !word.folded.as_bytes()[0].is_ascii_digit());
        if slash && names && !apart {
            // `HIV/AIDS`, `Commission/Council`: the one or the other, better both.
            let groups = words.chunk_by(|_, next| next.joint != Joint::Slash);
            return Node::Some(groups.map(|group| self.item_of(group)).collect());
        }
        if slash || apart || !names {
            return self.row(words, Freedom::Close, true);
        }
        self.item_of(words)
    }

    /// Words joined by hyphens: as one, or in a row.
    fn item_of(&mut self, words: &[Typed]) -> Node {
        let [.., last] = words else {
            return Node::All(Vec::new());
        };
        if words.len() == 1 {
            return self.word(last);
        }
        let whole = Typed {
            folded: words.iter().map(|word| word.folded.as_str()).collect(),
            shown: words
                .iter()
                .map(|word| word.shown.as_str())
                .collect::<Vec<_>>()
                .join("-"),
            ..last.clone()
        };
        let place = self.places;
        let together = self.leaf(&whole, Freedom::Loose, Some(place));
        Node::Any(vec![
            Node::Leaf(together),
            self.row(words, Freedom::Close, true),
        ])
    }

    fn word(&mut self, typed: &Typed) -> Node {
        // A note takes nothing from the text: who writes `govt` beside one provision still finds
        // the others by `government`.
        let beside = self.beside(typed);
        let resolved = self.resolver.resolve(typed, Freedom::Loose);
        self.tell(typed, &resolved);
        let parts = self
            .resolver
            .wanting(&resolved)
            .then(|| self.resolver.parts(&typed.folded))
            .flatten();
        let place = self.places;
        self.places += 1;
        let leaf = Node::Leaf(self.add(resolved, beside, Some(place), true));
        let Some((one, other)) = parts else {
            return leaf;
        };
        // `website`, where the document writes `web site`.
        let part = |folded: &str| Typed {
            folded: folded.to_owned(),
            ending: Ending::Whole,
            ..typed.clone()
        };
        let row = self.row(&[part(one), part(other)], Freedom::Close, true);
        Node::Any(vec![leaf, row])
    }

    /// Words that must follow one another.
    fn row(&mut self, words: &[Typed], freedom: Freedom, shown: bool) -> Node {
        let mut leaves = Vec::new();
        for typed in words {
            let resolved = self.resolver.resolve(typed, freedom);
            leaves.push(self.add(resolved, Vec::new(), None, false));
            self.places += 1;
        }
        if shown {
            self.patterns.chains.push(leaves.clone());
        }
        Node::Row(leaves)
    }

    /// The two written as one, where the document has that.
    fn joined(&self, one: &Typed, other: &Typed) -> Option<Typed> {
        let folded = [one.folded.as_str(), &other.folded].concat();
        let named = !folded.as_bytes()[0].is_ascii_digit() && !slight(std::slice::from_ref(other));
        (named && self.index.vocabulary.find(&folded).is_some()).then(|| Typed {
            folded,
            ..other.clone()
        })
    }

    fn leaf(&mut self, typed: &Typed, freedom: Freedom, place: Option<u32>) -> usize {
        let resolved = self.resolver.resolve(typed, freedom);
        self.add(resolved, self.beside(typed), place, true)
    }

    fn beside(&self, typed: &Typed) -> Vec<u32> {
        self.margin.having(typed, &self.resolver.families)
    }

    fn add(
        &mut self,
        resolved: Resolved,
        beside: Vec<u32>,
        place: Option<u32>,
        shown: bool,
    ) -> usize {
        let total = self.index.count as f32;
        let mut rarity = f32::MAX;
        let mut weight = |level: &Level| {
            let having = (level.count as f32).min(total);
            // A rare word that is only near must not beat a common one that was typed.
            rarity = rarity.min((1.0 + (total - having + 0.5) / (having + 0.5)).ln());
            level.tier.factor() * rarity
        };
        let weights = resolved.levels.iter().map(&mut weight).collect();
        self.leaves.push(Leaf {
            weights,
            headings: self.headings(&resolved.levels),
            levels: resolved.levels,
            beside,
            place,
        });
        self.patterns.leaves.push(Pattern {
            shown,
            ..resolved.pattern
        });
        self.leaves.len() - 1
    }

    /// Headings that have one of the words, ascending.
    fn headings(&self, levels: &[Level]) -> Vec<u32> {
        let all = &self.index.heading_words;
        let mut found: Vec<u32> = levels
            .iter()
            .flat_map(|level| &level.words)
            .flat_map(|words| {
                let from = all.partition_point(|&(word, _)| word < words.start);
                all[from..]
                    .iter()
                    .take_while(|&&(word, _)| word < words.end)
            })
            .map(|&(_, heading)| heading)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Notes how a word was read that does not stand there as typed.
    fn tell(&mut self, typed: &Typed, resolved: &Resolved) {
        let vocabulary = &self.index.vocabulary;
        let Some((tier, words)) = resolved.nearest(vocabulary) else {
            return;
        };
        let matched = match (tier, resolved.pattern.acronyms.first()) {
            (Tier::Exact | Tier::Prefix, _) => return,
            (Tier::Acronym, Some(&id)) => Acronyms::get().expansion(id).to_owned(),
            _ => words.join(", "),
        };
        self.readings.push(Reading {
            typed: typed.shown.clone(),
            matched,
            tier,
        });
    }
}

fn slight(item: &[Typed]) -> bool {
    matches!(item, [word] if FUNCTION_WORDS.contains(&word.folded.as_str()) && !word.capitals)
}

/// The word with nothing more to come.
fn settled(typed: Typed) -> Typed {
    let ending = match typed.ending {
        Ending::Open => Ending::Whole,
        ending => ending,
    };
    Typed { ending, ..typed }
}
