//! The query compiler: which typed words belong together, and what each may mean in one document.

use super::cancel::Cancelled;
use super::compiled::{CompiledQuery, FunctionWord, Node, Term, Word};
use super::concepts::{Concepts, Member};
use super::correction::Correction;
use super::expand::{Expansion, Level, Tolerance};
use super::facets::PositionSet;
use super::fields::{Scope, place};
use super::match_level::MatchLevel;
use super::occurrences::{Pattern, Patterns};
use super::parser::{Clause, ClauseTerm, Condition, Query};
use super::phrase_trie::{Id, Recogniser};
use super::rereading::{Instead, Rereading};
use super::sign_runs::pieces;
use super::typed_words::{Ending, TypedWord, shown_item};
use crate::language::function_words::{is_function_word, is_light_word};
use crate::language::tokenizer::Joint;
use crate::model::{AddressRun, Status};

/// What the meaning of several words is worth beside the words.
const CONCEPT: f32 = 1.5;

/// What a light word is worth beside one that is none.
const LIGHT: f32 = 0.4;

/// Compiles a query for the document of `scope`.
///
/// # Errors
/// [`Cancelled`] where a filter was cancelled.
pub(super) fn compile(query: &Query, scope: &Scope<'_>) -> Result<CompiledQuery, Cancelled> {
    let beside = query.clauses.len() > 1;
    let mut compiler = Compiler {
        scope,
        terms: Vec::new(),
        words: Vec::new(),
        function_words: Vec::new(),
        patterns: Patterns::default(),
        corrections: Vec::new(),
        places: 0,
        within_concept: false,
        statuses: if beside {
            statuses(query, scope)
        } else {
            PositionSet::new()
        },
        rereadings: Vec::new(),
        weighs_light: false,
    };
    compiler.weighs_light = compiler.has_weight(&query.clauses);
    let (words, filters) = compiler.clauses(&query.clauses)?;
    let filter = Node::All(filters);
    Ok(CompiledQuery {
        terms: compiler.terms,
        root: Node::All([words, vec![filter.clone()]].concat()),
        filter,
        words: compiler.words,
        function_words: compiler.function_words,
        patterns: compiler.patterns,
        corrections: compiler.corrections,
        rereadings: compiler.rereadings,
    })
}

/// The provisions of the statuses that are named among other words: `updated health`.
pub(super) fn statuses(query: &Query, scope: &Scope<'_>) -> PositionSet {
    let words = query
        .clauses
        .iter()
        .filter_map(|clause| match clause.terms.as_slice() {
            [
                ClauseTerm {
                    negated: false,
                    condition: Condition::Word(words),
                },
            ] => Some(words),
            _ => None,
        });
    let mut members = PositionSet::new();
    for status in words.filter_map(|words| named_status(words)) {
        members |= scope.index.statuses.members(|name| name == status.as_str());
    }
    members
}

/// The status that a word names, unless that is the usual one.
fn named_status(words: &[TypedWord]) -> Option<Status> {
    let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
    let name = folded.join("-");
    let changed = Status::ALL
        .into_iter()
        .filter(|status| *status != Status::Adopted);
    changed.into_iter().find(|status| status.as_str() == name)
}

/// Nouns that every provision is called by.
const PROVISION_NOUNS: [&str; 12] = [
    "recommendation",
    "recommendations",
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "provision",
    "provisions",
    "item",
    "items",
    "text",
    "texts",
];

/// Whether a word says no more than the status beside it.
fn is_provision_noun(words: &[TypedWord]) -> bool {
    matches!(words, [word] if PROVISION_NOUNS.contains(&&*word.folded))
}

struct Compiler<'s> {
    scope: &'s Scope<'s>,
    terms: Vec<Term>,
    words: Vec<Word>,
    function_words: Vec<FunctionWord>,
    patterns: Patterns,
    corrections: Vec<Correction>,
    /// How many words there are so far.
    places: u32,
    /// Whether these words together mean something that other words say too.
    within_concept: bool,
    /// The provisions of a status that is named among other words; they have its name.
    statuses: PositionSet,
    rereadings: Vec<Rereading>,
    /// Whether light words weigh less: there is a word that is none.
    weighs_light: bool,
}

impl Compiler<'_> {
    /// Whether any word is neither a function word nor a light word.
    fn has_weight(&self, clauses: &[Clause]) -> bool {
        let terms = clauses.iter().flat_map(|clause| &clause.terms);
        terms
            .filter(|term| !term.negated)
            .any(|term| match &term.condition {
                Condition::Word(words) => {
                    !self.is_function_word(words) && !self.is_light_word(words)
                }
                Condition::Phrase(_) => true,
                _ => false,
            })
    }

    fn is_light_word(&self, item: &[TypedWord]) -> bool {
        let languages = self.scope.index.terms.languages();
        matches!(item, [word] if !word.capitals && is_light_word(&word.folded, languages))
    }

    /// The whole query; all clauses must hold. Those that ask for words, and the others.
    fn clauses(&mut self, clauses: &[Clause]) -> Result<(Vec<Node>, Vec<Node>), Cancelled> {
        let (mut nodes, mut filters) = (Vec::new(), Vec::new());
        // Words in a run, which may together be more than each alone.
        let mut run: Vec<&[TypedWord]> = Vec::new();
        for clause in clauses {
            if let [term] = clause.terms.as_slice()
                && !term.negated
            {
                match &term.condition {
                    Condition::Word(words) => {
                        run.push(words);
                        continue;
                    }
                    Condition::Place(address, words, _) if self.place(address).is_none() => {
                        self.rereadings.push(Rereading {
                            typed: clause.shown(),
                            instead: Instead::Words,
                        });
                        run.extend(words.iter().map(Vec::as_slice));
                        continue;
                    }
                    _ => {}
                }
            }
            self.run(&std::mem::take(&mut run), &mut nodes);
            let mut alternatives = Vec::new();
            for term in &clause.terms {
                alternatives.push(self.condition(&term.condition, term.negated)?);
            }
            let node = match alternatives.len() {
                1 => alternatives.remove(0),
                _ => Node::Best(alternatives),
            };
            let nothing = matches!(&node, Node::Filter(positions) if positions.is_empty());
            let is_field = |term: &ClauseTerm| matches!(term.condition, Condition::Field(_));
            if nothing && clause.terms.iter().all(is_field) {
                // Nothing has it: full hits there are none, and partial ones lack it.
                let shown = clause.shown();
                self.rereadings.push(Rereading {
                    typed: shown.clone(),
                    instead: Instead::Missing,
                });
                self.words.push(Word {
                    shown,
                    node: node.clone(),
                });
                nodes.push(node);
            } else if clause.terms.iter().all(is_filter) {
                filters.push(node);
            } else {
                self.words.push(Word {
                    shown: clause.shown(),
                    node: node.clone(),
                });
                nodes.push(node);
            }
        }
        self.run(&run, &mut nodes);
        Ok((nodes, filters))
    }

    fn place(&self, address: &[AddressRun]) -> Option<PositionSet> {
        place::at(self.scope.index, self.scope.document, address)
    }

    fn condition(&mut self, condition: &Condition, negated: bool) -> Result<Node, Cancelled> {
        let node = match condition {
            Condition::Word(words) if negated => {
                let words: Vec<TypedWord> = words.iter().cloned().map(settled).collect();
                self.phrase(&words, Tolerance::Forms, false)
            }
            Condition::Word(words) => self.item(words),
            Condition::Phrase(words) => self.phrase(words, Tolerance::Literal, !negated),
            Condition::Place(address, words, _) => match self.place(address) {
                Some(positions) => Node::Filter(positions),
                None => Node::All(words.iter().map(|words| self.item(words)).collect()),
            },
            Condition::Parts(parts, _) => {
                let mut positions = PositionSet::new();
                for &part in parts {
                    positions |= self
                        .scope
                        .index
                        .parts
                        .get(part as usize)
                        .cloned()
                        .unwrap_or_default();
                }
                Node::Filter(positions)
            }
            Condition::Field(value) => {
                let selection = value.filter.select(self.scope)?;
                self.corrections.extend(selection.corrections);
                Node::Filter(selection.positions)
            }
        };
        Ok(if negated {
            Node::Not(Box::new(node))
        } else {
            node
        })
    }

    /// Plain words that follow one another.
    fn run(&mut self, items: &[&[TypedWord]], nodes: &mut Vec<Node>) {
        let insist = items.iter().all(|item| self.is_function_word(item));
        let long = self.concepts(items);
        let mut at = 0;
        while at < items.len() {
            if let Some((_, end, ids)) = long.iter().find(|(start, ..)| *start == at) {
                let items = &items[at..*end];
                let synonyms = self.synonyms(ids, items);
                let known = |id: &Id| {
                    let concepts = Concepts::get();
                    let acronym = concepts.expansion(*id).map(|_| concepts.term(*id));
                    acronym
                        .and_then(|name| self.scope.index.terms.find(name))
                        .is_some()
                };
                self.within_concept = synonyms.is_some() || ids.iter().any(known);
                let first = self.terms.len();
                let before = self.words.len();
                let mut words = Vec::new();
                self.words(items, insist, &mut words);
                self.within_concept = false;
                let mut others: Vec<Node> = self.acronym(ids, items, first).into_iter().collect();
                others.extend(synonyms);
                // Who has another name of the whole has each of its words.
                for word in &mut self.words[before..] {
                    let own = std::mem::replace(&mut word.node, Node::All(Vec::new()));
                    word.node = Node::Best([vec![own], others.clone()].concat());
                }
                nodes.push(Node::Best([vec![Node::All(words)], others].concat()));
                at = *end;
            } else {
                let starts = long.iter().map(|(start, ..)| *start);
                let next = starts.filter(|&start| start > at).min();
                let end = next.unwrap_or(items.len());
                self.words(&items[at..end], insist, nodes);
                at = end;
            }
        }
    }

    /// Words that are no acronym's long form. Function words only count where there is nothing
    /// else.
    fn words(&mut self, items: &[&[TypedWord]], insist: bool, nodes: &mut Vec<Node>) {
        let mut at = 0;
        while at < items.len() {
            if self.is_function_word(items[at]) && !insist {
                self.function_word(&items[at][0]);
                at += 1;
                continue;
            }
            if let Some((end, whole)) = self.grouped_number(items, at) {
                let apart = items[at..end].iter().map(|item| self.item(item));
                let apart = apart.collect();
                let together = self.term(&whole, Tolerance::Forms, None);
                let node = Node::Best(vec![Node::All(apart), Node::Term(together)]);
                self.words.push(Word {
                    shown: shown(&items[at..end]),
                    node: node.clone(),
                });
                nodes.push(node);
                at = end;
                continue;
            }
            if let Some([[one], [other]]) = items.get(at..at + 2)
                && let Some(joined) = self.joined(one, other)
            {
                // `policy making`, where the document writes `policymaking`.
                let apart = [self.item(items[at]), self.item(items[at + 1])];
                let together = Node::Term(self.term(&joined, Tolerance::Forms, None));
                for (typed, node) in [one, other].into_iter().zip(&apart) {
                    self.words.push(Word {
                        shown: typed.shown.clone(),
                        node: Node::Best(vec![node.clone(), together.clone()]),
                    });
                }
                nodes.push(Node::Best(vec![Node::All(apart.to_vec()), together]));
                at += 2;
                continue;
            }
            let mut node = self.item(items[at]);
            let named = named_status(items[at]).is_some() || is_provision_noun(items[at]);
            if named && !self.statuses.is_empty() {
                node = Node::Best(vec![node, Node::Filter(self.statuses.clone())]);
            }
            self.partial_words(items[at], &node);
            nodes.push(node);
            at += 1;
        }
    }

    /// The words of which a partial hit may lack some: the item, or the pieces of a run of signs.
    fn partial_words(&mut self, item: &[TypedWord], node: &Node) {
        if let [typed] = item
            && typed.signs
            && let Node::Best(nodes) = node
            && let [whole, Node::All(each)] = nodes.as_slice()
        {
            let terms = &self.scope.index.terms;
            let pieces = pieces(&typed.folded, terms, terms.languages());
            let pieces = pieces.into_iter().zip(each);
            self.words.extend(pieces.map(|(shown, piece)| Word {
                shown,
                node: Node::Best(vec![piece.clone(), whole.clone()]),
            }));
            return;
        }
        self.words.push(Word {
            shown: shown_item(item),
            node: node.clone(),
        });
    }

    /// A word that no text needs to have.
    fn function_word(&mut self, typed: &TypedWord) {
        let mut expansion = Expansion::default();
        (expansion.pattern.words).push((typed.folded.clone(), MatchLevel::Exact));
        let term = self.add(expansion, PositionSet::new(), Some(self.places), false);
        self.places += 1;
        self.function_words.push(FunctionWord {
            shown: typed.shown.clone(),
            term,
        });
    }

    /// One thing written without blanks: a word, or several with hyphens or slashes in between.
    fn item(&mut self, words: &[TypedWord]) -> Node {
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
            return Node::Sum(groups.map(|group| self.hyphenated(group)).collect());
        }
        // `1,000,000` and `U.N.`
        let one = |joint: Joint| words.iter().skip(1).all(|word| word.joint == joint);
        let number = one(Joint::Thousands);
        let initials = one(Joint::Point);
        if !number && !initials && (slash || apart || !names) {
            return self.phrase(words, Tolerance::Forms, true);
        }
        self.hyphenated(words)
    }

    /// Words joined by hyphens: as one, or one after the other.
    fn hyphenated(&mut self, words: &[TypedWord]) -> Node {
        let [.., last] = words else {
            return Node::All(Vec::new());
        };
        if words.len() == 1 {
            return self.word(last);
        }
        let shown: Vec<&str> = words.iter().map(|word| word.shown.as_str()).collect();
        let whole = TypedWord {
            folded: words.iter().map(|word| word.folded.as_str()).collect(),
            shown: shown.join("-"),
            capitals: last.joint == Joint::Point
                && (shown.iter()).all(|it| it.starts_with(char::is_uppercase)),
            ..last.clone()
        };
        let together = self.term(&whole, self.tolerance(), Some(self.places));
        let apart = self.phrase(words, Tolerance::Forms, true);
        Node::Best(vec![Node::Term(together), apart])
    }

    fn word(&mut self, typed: &TypedWord) -> Node {
        if typed.signs {
            return self.signs(typed);
        }
        // A note takes nothing from the text: who writes `govt` beside one provision still finds
        // the others by `government`.
        let notes = self.notes(typed);
        let expander = self.scope.expander;
        let expansion = expander.expand(typed, self.tolerance());
        self.tell(typed, &expansion);
        let wanting = expansion.is_rare();
        let parts = wanting.then(|| expander.parts(&typed.folded)).flatten();
        let place = self.places;
        self.places += 1;
        let term = self.add(expansion, notes, Some(place), true);
        if self.weighs_light && self.is_light_word(std::slice::from_ref(typed)) {
            for weight in &mut self.terms[term].weights {
                *weight *= LIGHT;
            }
        }
        let term = Node::Term(term);
        let Some((one, other)) = parts else {
            return term;
        };
        // `website`, where the document writes `web site`.
        let part = |folded: &str| TypedWord {
            folded: folded.to_owned(),
            ending: Ending::Whole,
            ..typed.clone()
        };
        let apart = self.phrase(&[part(one), part(other)], Tolerance::Forms, true);
        Node::Best(vec![term, apart])
    }

    /// A run of signs: as it stands, or failing that what it falls into, as in `什么是种族歧视`.
    fn signs(&mut self, typed: &TypedWord) -> Node {
        let terms = &self.scope.index.terms;
        let pieces = pieces(&typed.folded, terms, terms.languages());
        let place = self.places;
        self.places += 1;
        let whole = self.term(typed, Tolerance::Any, Some(place));
        if pieces.is_empty() {
            return Node::Term(whole);
        }
        let first = self.terms.len();
        let last = pieces.len() - 1;
        let piece = |(at, folded): (usize, String)| TypedWord {
            shown: folded.clone(),
            folded,
            ending: if at == last {
                typed.ending
            } else {
                Ending::Whole
            },
            ..typed.clone()
        };
        let pieces: Vec<TypedWord> = pieces.into_iter().enumerate().map(piece).collect();
        let nodes = pieces.iter().map(|piece| {
            let place = self.places;
            self.places += 1;
            Node::Term(self.term(piece, Tolerance::Any, Some(place)))
        });
        let apart = Node::All(nodes.collect());
        self.outweigh(whole, first);
        Node::Best(vec![Node::Term(whole), apart])
    }

    /// Makes a term worth more than those from `first` on together: they may stand anywhere.
    fn outweigh(&mut self, term: usize, first: usize) {
        let words = (self.terms[first..].iter()).filter(|term| term.place.is_some());
        let worth: f32 = words.filter_map(|term| term.weights.first()).sum();
        for weight in &mut self.terms[term].weights {
            *weight = weight.max(CONCEPT * worth);
        }
    }

    /// How freely plain words may be read.
    fn tolerance(&self) -> Tolerance {
        match self.within_concept {
            true => Tolerance::Spelling,
            false => Tolerance::Any,
        }
    }

    /// Words that must follow one another.
    fn phrase(&mut self, words: &[TypedWord], tolerance: Tolerance, shown: bool) -> Node {
        let mut terms = Vec::new();
        for typed in words {
            let expansion = self.scope.expander.expand(typed, tolerance);
            terms.push(self.add(expansion, PositionSet::new(), None, false));
            self.places += 1;
        }
        if shown {
            self.patterns.phrases.push(terms.clone());
        }
        Node::Phrase(terms)
    }

    /// The groups of a number from `at` on (`1 000 000`), where the document has the number: where
    /// they end, and the number.
    fn grouped_number(&self, items: &[&[TypedWord]], at: usize) -> Option<(usize, TypedWord)> {
        let digits = |item: &&[TypedWord]| match item {
            [word] if word.folded.bytes().all(|b| b.is_ascii_digit()) => word.folded.len(),
            _ => 0,
        };
        if !(1..=3).contains(&digits(&items[at])) {
            return None;
        }
        let groups = items[at + 1..].iter().take_while(|item| digits(item) == 3);
        let end = at + 1 + groups.count();
        let last = items[at..end].last().and_then(|item| item.last())?;
        let words = items[at..end].iter().flat_map(|item| item.iter());
        let folded: String = words.map(|word| word.folded.as_str()).collect();
        let known = end > at + 1 && self.scope.index.terms.find(&folded).is_some();
        known.then(|| {
            let whole = TypedWord {
                folded,
                ..last.clone()
            };
            (end, whole)
        })
    }

    /// Whether it carries too little meaning to be insisted on beside others. `WHO` is no `who`.
    fn is_function_word(&self, item: &[TypedWord]) -> bool {
        let languages = self.scope.index.terms.languages();
        matches!(item, [word] if !word.capitals && is_function_word(&word.folded, languages))
    }

    /// The two written as one, where the document has that.
    fn joined(&self, one: &TypedWord, other: &TypedWord) -> Option<TypedWord> {
        let folded = [one.folded.as_str(), &other.folded].concat();
        let named = !folded.as_bytes()[0].is_ascii_digit()
            && !self.is_function_word(std::slice::from_ref(other));
        (named && self.scope.index.terms.find(&folded).is_some()).then(|| TypedWord {
            folded,
            ..other.clone()
        })
    }

    fn term(&mut self, typed: &TypedWord, tolerance: Tolerance, place: Option<u32>) -> usize {
        let expansion = self.scope.expander.expand(typed, tolerance);
        self.add(expansion, self.notes(typed), place, true)
    }

    fn notes(&self, typed: &TypedWord) -> PositionSet {
        (self.scope.notes).having(typed, &self.scope.expander.families)
    }

    fn add(
        &mut self,
        expansion: Expansion,
        notes: PositionSet,
        place: Option<u32>,
        shown: bool,
    ) -> usize {
        let index = self.scope.index;
        let total = index.count as f32;
        let mut rarity = f32::MAX;
        let mut weight = |level: &Level| {
            let having = (level.count as f32).min(total);
            // A rare word that is only near must not beat a common one that was typed.
            rarity = rarity.min((1.0 + (total - having + 0.5) / (having + 0.5)).ln());
            level.match_level.factor() * rarity
        };
        self.terms.push(Term {
            weights: expansion.levels.iter().map(&mut weight).collect(),
            headings: expansion.headings(index),
            levels: expansion.levels,
            run: expansion.run,
            notes,
            place,
        });
        let mut pattern = expansion.pattern;
        pattern.words.sort_unstable();
        self.patterns.terms.push(Pattern { shown, ..pattern });
        self.terms.len() - 1
    }

    /// Notes how a word was read that does not stand there as typed.
    fn tell(&mut self, typed: &TypedWord, expansion: &Expansion) {
        let Some(first) = expansion.levels.first().map(|level| level.match_level) else {
            return;
        };
        let mut told = Vec::new();
        // Where more may follow, the beginning of a word is what was typed.
        let begins = first == MatchLevel::Prefix && typed.ending != Ending::Whole;
        if first != MatchLevel::Exact && !begins {
            told.push(first);
        }
        let mut levels = expansion.levels.iter().map(|level| level.match_level);
        if first != MatchLevel::Synonym && levels.any(|level| level == MatchLevel::Synonym) {
            told.push(MatchLevel::Synonym);
        }
        for level in told {
            let acronym = expansion.pattern.concepts.first();
            let acronym = acronym.filter(|_| level == MatchLevel::Acronym);
            let matched = match acronym.and_then(|(id, _)| Concepts::get().expansion(*id)) {
                Some(long) => long.to_owned(),
                None => (expansion.words_at(level, &self.scope.index.terms)).join(", "),
            };
            self.corrections.push(Correction {
                typed: typed.shown.clone(),
                matched,
                level,
            });
        }
    }

    /// Long forms of acronyms and phrases of the thesaurus among `items`: from, to, which. The longest
    /// first met win.
    fn concepts(&self, items: &[&[TypedWord]]) -> Vec<(usize, usize, Vec<Id>)> {
        let concepts = Concepts::get();
        let mut recogniser = Recogniser::default();
        let mut owners = Vec::new();
        let mut found = Vec::new();
        for (item, words) in items.iter().enumerate() {
            for (part, typed) in words.iter().enumerate() {
                let at = owners.len() as u32;
                owners.push((item, part + 1 == words.len(), part == 0));
                let code = concepts.code(typed.folded.as_bytes(), &self.scope.expander.families);
                recogniser.step(&concepts.trie, code, at, &(0..0), |long| {
                    let (first, _, begins) = owners[long.at as usize];
                    let (last, ends, _) = owners[(long.at + long.span - 1) as usize];
                    if begins && ends && long.span > 1 {
                        found.push((first, last + 1, long.id));
                    }
                });
            }
        }
        found.sort_by_key(|&(from, to, id)| (from, std::cmp::Reverse(to), id));
        let mut longest: Vec<(usize, usize, Vec<Id>)> = Vec::new();
        for (from, to, id) in found {
            match longest.last_mut() {
                Some((start, end, ids)) if (*start, *end) == (from, to) => ids.push(id),
                Some((_, end, _)) if from < *end => {}
                _ => longest.push((from, to, vec![id])),
            }
        }
        longest
    }

    /// A term for the acronym whose long form was typed, where the document has it. It is worth more
    /// than its words, whose terms are those from `first` on: they may stand anywhere.
    fn acronym(&mut self, ids: &[Id], items: &[&[TypedWord]], first: usize) -> Option<Node> {
        let concepts = Concepts::get();
        let mut acronyms = ids.iter().filter(|id| concepts.expansion(**id).is_some());
        let mut expansion = Expansion::default();
        let id = acronyms.find(|id| {
            self.scope.expander.add_acronym(**id, &mut expansion);
            !expansion.levels.is_empty()
        })?;
        self.corrections.push(Correction {
            typed: shown(items),
            matched: concepts.term(*id).to_owned(),
            level: MatchLevel::Acronym,
        });
        let term = self.add(expansion, PositionSet::new(), None, true);
        self.outweigh(term, first);
        Some(Node::Term(term))
    }

    /// A term for what means the same as a phrase that was typed, where the document has any of it.
    fn synonyms(&mut self, ids: &[Id], items: &[&[TypedWord]]) -> Option<Node> {
        let members = ids.iter().flat_map(|id| Concepts::get().synonyms_of(*id));
        let members: Vec<&Member> = members.collect();
        let mut expansion = Expansion::default();
        self.scope.expander.add_synonyms(&members, &mut expansion);
        if expansion.levels.is_empty() {
            return None;
        }
        let matched = expansion.words_at(MatchLevel::Synonym, &self.scope.index.terms);
        self.corrections.push(Correction {
            typed: shown(items),
            matched: matched.join(", "),
            level: MatchLevel::Synonym,
        });
        Some(Node::Term(self.add(
            expansion,
            PositionSet::new(),
            None,
            true,
        )))
    }
}

/// Items as they were typed.
fn shown(items: &[&[TypedWord]]) -> String {
    let items: Vec<String> = items.iter().map(|item| shown_item(item)).collect();
    items.join(" ")
}

/// What of a query is no question of words: fields, places, and what is to be left out.
fn is_filter(term: &ClauseTerm) -> bool {
    term.negated
        || matches!(
            term.condition,
            Condition::Field(_) | Condition::Place(..) | Condition::Parts(..)
        )
}

/// The word with nothing more to come.
fn settled(typed: TypedWord) -> TypedWord {
    let ending = match typed.ending {
        Ending::Open => Ending::Whole,
        ending => ending,
    };
    TypedWord { ending, ..typed }
}
