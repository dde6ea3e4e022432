//! Answers: the one way from a query to its hits.

use std::ops::Range;
use std::sync::Arc;

use super::cancel::{Cancel, Cancelled};
use super::cited_target::Wanted;
use super::compile::{compile, statuses};
use super::compiled::CompiledQuery;
use super::correction::Correction;
use super::eval::SegmentMatches;
use super::expand::Expander;
use super::facets::PositionSet;
use super::fields::{Scope, place};
use super::highlight::highlights;
use super::index_data::IndexData;
use super::occurrences::Patterns;
use super::parallel::in_parallel;
use super::parser::{ClauseTerm, Condition, Query, TypedAddress};
use super::partial::{Candidates, OFFERED, PartialHit, SegmentFound, may_have_some};
use super::postings::united;
use super::rereading::{Instead, Rereading, rereadings};
use super::scoring::{TopHits, read_best};
use super::typed_words::folded_words;
use super::user_notes::UserNotes;
use crate::language::references::Extractor;
use crate::model::{AddressRun, Document};

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Everything found.
    pub hits: Hits,
    /// What has only some of the words, best first: to be shown behind the hits, never to be counted
    /// as found. Looked for only where the hits are few.
    pub partial: Vec<PartialHit>,
    /// How words were read that do not stand in the document as typed.
    pub corrections: Vec<Correction>,
    /// Function words that were not demanded, as typed.
    pub optional: Vec<String>,
    /// What of the query was read otherwise than as it stands, or leaves nothing.
    pub rereadings: Vec<Rereading>,
    patterns: Arc<Patterns>,
}

/// A provision that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Index into [`Document::provisions`].
    pub position: u32,
    /// Larger is better; comparable within one answer only.
    pub score: f32,
}

/// Provisions that were found: all of them as a set, the best of them ranked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    ranked: Vec<Hit>,
    all: PositionSet,
}

impl Hits {
    fn new(ranked: Vec<Hit>, mut all: PositionSet) -> Self {
        all.extend(ranked.iter().map(|hit| hit.position));
        Self { ranked, all }
    }

    /// Hits at these positions, ranked by nothing.
    #[must_use]
    pub fn unranked(all: PositionSet) -> Self {
        Self::new(Vec::new(), all)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        usize::try_from(self.all.len()).unwrap_or(usize::MAX)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The best one.
    #[must_use]
    pub fn best(&self) -> Option<Hit> {
        self.iter().next()
    }

    /// Those that were ranked, best first: all of them, but of very many the first thousand.
    #[must_use]
    pub fn ranked(&self) -> &[Hit] {
        &self.ranked
    }

    /// All of them as a set: in the document's order, and to be counted.
    #[must_use]
    pub fn positions(&self) -> &PositionSet {
        &self.all
    }

    /// All of them, the ranked ones best first, the others after them in the document's order.
    pub fn iter(&self) -> impl Iterator<Item = Hit> {
        let score = self.ranked.last().map_or(0.0, |hit| hit.score);
        let ranked: PositionSet = self.ranked.iter().map(|hit| hit.position).collect();
        let others = if ranked.len() == self.all.len() {
            PositionSet::new()
        } else {
            &self.all - ranked
        };
        let others = others.into_iter();
        let ranked = self.ranked.iter().copied();
        ranked.chain(others.map(move |position| Hit { position, score }))
    }
}

impl Answer {
    /// What the partial hit at this position does not have; `None` where there is no such partial
    /// hit.
    #[must_use]
    pub fn missing(&self, position: u32) -> Option<&[String]> {
        let mut partial = self.partial.iter();
        let hit = partial.find(|hit| hit.position == position);
        hit.map(|hit| hit.missing.as_slice())
    }

    /// What of `text` is to be marked, as ranges of bytes: sorted, disjoint, not empty, on
    /// character boundaries. `text` may be anything that is shown of a hit: its text, a heading,
    /// a citation.
    #[must_use]
    pub fn highlights(&self, text: &str) -> Vec<Range<usize>> {
        highlights(&self.patterns, text)
    }
}

/// What an exact address scores above everything found by words, and what stands under it.
const NAMED: f32 = 200.0;
const UNDER: f32 = 100.0;

/// So many provisions of a status are placed first.
const OF_STATUS: usize = 10_000;

/// So many provisions are read at most for their references, and as many that may refer to a run which a
/// number is in. What they mean by short forms is told by those before them; where that makes more,
/// each is read by itself.
const READ_FOR_REFERENCES: usize = 400;

/// Answers a query. An empty one finds nothing; whoever shows the document then shows all of it.
///
/// # Errors
/// [`Cancelled`] once `cancel` is set.
pub(super) fn answer(
    index: &IndexData,
    document: &Document,
    query: &Query,
    notes: &UserNotes,
    cancel: &Cancel,
) -> Result<Answer, Cancelled> {
    if query.is_empty() || index.count == 0 {
        return Ok(Answer::default());
    }
    let expander = Expander::new(&index.terms);
    let scope = Scope {
        index,
        document,
        notes,
        expander: &expander,
        cancel,
    };
    let mut answer = Search {
        query,
        scope: &scope,
    }
    .as_it_stands()?;
    if answer.hits.is_empty() {
        let languages = index.terms.languages();
        for (other, rereadings) in rereadings(query, document, languages) {
            let search = Search {
                query: &other,
                scope: &scope,
            };
            let mut read = search.as_it_stands()?;
            if !read.hits.is_empty() {
                read.rereadings.splice(0..0, rereadings);
                answer = read;
                break;
            }
            if answer.partial.is_empty() {
                answer = Search {
                    query,
                    scope: &scope,
                }
                .at_places(answer);
            }
            if answer.partial.is_empty() && !read.partial.is_empty() {
                read.rereadings.splice(0..0, rereadings);
                answer = read;
            }
        }
    }
    answer
        .corrections
        .splice(0..0, query.corrections.iter().cloned());
    Ok(answer)
}

/// An answer without hits: how the query was read.
impl From<CompiledQuery> for Answer {
    fn from(query: CompiledQuery) -> Self {
        let optional = query.function_words.into_iter().map(|word| word.shown);
        Self {
            corrections: query.corrections,
            rereadings: query.rereadings,
            optional: optional.collect(),
            patterns: Arc::new(query.patterns),
            ..Self::default()
        }
    }
}

/// A query and what it is asked of.
struct Search<'a> {
    query: &'a Query,
    scope: &'a Scope<'a>,
}

impl Search<'_> {
    /// What it finds as it stands.
    fn as_it_stands(&self) -> Result<Answer, Cancelled> {
        let (query, notes) = (self.query, self.scope.notes);
        let (doubtful, certain) = match &query.address {
            Some(address) if address.doubtful => (Some(address), None),
            address => (None, address.as_ref()),
        };
        if let Some(address) = certain
            && let Some(answer) = self.at(address)?
        {
            return Ok(answer);
        }
        if let Some(answer) = self.cited() {
            return Ok(answer);
        }
        let compiled = compile(query, self.scope)?;
        let (mut hits, partial) = self.hits(&compiled)?;
        if query.clauses.len() > 1 {
            // What has the status that was named comes first.
            let named = statuses(query, self.scope);
            (hits.ranked).sort_by_key(|hit| !named.contains(hit.position));
        }
        if let Some(first) = self.named_otherwise()? {
            let mut answer = Answer::from(compiled);
            // The numbers are those of what the texts refer to.
            (answer.rereadings).retain(|rereading| rereading.instead != Instead::Words);
            let placed: PositionSet = first.iter().map(|hit| hit.position).collect();
            let others = hits.ranked.into_iter();
            let others = others.filter(|hit| !placed.contains(hit.position));
            answer.hits = Hits::new(first.into_iter().chain(others).collect(), hits.all);
            answer.partial = partial;
            (answer.partial).retain(|hit| !placed.contains(hit.position));
            return Ok(answer);
        }
        if let Some(address) = doubtful
            && (hits.is_empty() || !notes.is_empty() && self.document_has_nothing()?)
            && let Some(mut answer) = self.at(address)?
        {
            // A place comes before what the reader wrote.
            let placed = answer.hits.iter();
            let beside = hits
                .iter()
                .filter(|hit| !answer.hits.all.contains(hit.position));
            answer.hits = Hits::new(placed.chain(beside).collect(), PositionSet::new());
            return Ok(answer);
        }
        let mut answer = Answer {
            hits,
            partial,
            ..compiled.into()
        };
        if let Some(address) = certain.filter(|address| address.marked) {
            answer.rereadings.push(Rereading {
                typed: address.shown.clone(),
                instead: Instead::Words,
            });
        }
        Ok(answer)
    }

    /// What stands at the addresses among other words, for an answer that has nothing of these: as
    /// partial hits that lack the words.
    fn at_places(&self, mut answer: Answer) -> Answer {
        let Scope {
            index, document, ..
        } = *self.scope;
        let (mut positions, mut missing) = (Vec::new(), Vec::new());
        for clause in &self.query.clauses {
            match clause.terms.as_slice() {
                [
                    ClauseTerm {
                        negated: false,
                        condition: Condition::Place(places, ..),
                    },
                ] => {
                    let found = place::at(index, document, places).unwrap_or_default();
                    positions.extend(found.iter().take(OFFERED));
                }
                [
                    ClauseTerm {
                        negated: false,
                        condition: Condition::Word(_),
                    },
                ] => missing.push(clause.shown()),
                // What is filtered by otherwise is no matter of words.
                _ => return answer,
            }
        }
        if missing.is_empty() {
            return answer;
        }
        let first = with_text_first(document, &positions, NAMED);
        answer.partial = (first.into_iter())
            .map(|hit| PartialHit {
                position: hit.position,
                score: hit.score,
                missing: missing.clone(),
            })
            .collect();
        answer
    }

    /// What is cited by the title of the document or of a part: `Charter of the United Nations, Art. 2
    /// (1)`. Nothing where a title or an address is not there.
    fn cited(&self) -> Option<Answer> {
        let Scope {
            index, document, ..
        } = *self.scope;
        let mut named = Vec::new();
        for cited in &self.query.cited {
            let is_title = |title: &str| folded_words(title) == cited.words;
            let whole =
                is_title(document.source()) || document.title.as_deref().is_some_and(is_title);
            let mut parts = PositionSet::new();
            for (members, part) in index.parts.iter().zip(&document.parts) {
                if whole || is_title(&part.title) || is_title(&document.source_of(part)) {
                    parts |= members;
                }
            }
            let before = named.len();
            for run in &cited.places {
                let (some, under) = place::addressed(index, document, run);
                let found = if some.is_empty() { under } else { some };
                named.extend(found.into_iter().filter(|at| parts.contains(*at)));
            }
            if named.len() == before {
                return None;
            }
        }
        let first = with_text_first(document, &named, NAMED);
        (!first.is_empty()).then(|| Answer {
            hits: Hits::new(first, PositionSet::new()),
            ..Answer::default()
        })
    }

    /// Whether the document itself has nothing of what the query asks for.
    fn document_has_nothing(&self) -> Result<bool, Cancelled> {
        let scope = Scope {
            notes: &UserNotes::default(),
            ..*self.scope
        };
        let compiled = compile(self.query, &scope)?;
        Ok(self.positions(&compiled)?.is_empty())
    }

    /// What the query names other than by its words and its address: provisions that refer to what it
    /// is a reference to, or those of a status. `None` where there is none.
    fn named_otherwise(&self) -> Result<Option<Vec<Hit>>, Cancelled> {
        let Scope {
            index,
            document,
            cancel,
            ..
        } = *self.scope;
        let mut named = Vec::new();
        if let Some(status) = self.query.status {
            let members = index.statuses.members(|name| name == status.as_str());
            named.extend(members.iter().take(OF_STATUS));
        }
        let mut touched = Vec::new();
        for wanted in self.wanted() {
            let mut extractor = index.extractor(document);
            let exact = self.candidates(&wanted.numbers())?;
            // `paragraphs 140 to 147` has no 144.
            let mut around = match wanted.may_be_within() {
                true => self.candidates(wanted.nouns())?,
                false => PositionSet::new(),
            };
            around -= &exact;
            let cost = Extractor::cost(exact.iter()) + Extractor::cost(around.iter());
            let alone = cost > READ_FOR_REFERENCES;
            let first = exact.iter().take(READ_FOR_REFERENCES);
            let then = around.iter().take(READ_FOR_REFERENCES);
            for position in first.chain(then) {
                cancel.check()?;
                let references = match alone {
                    true => extractor.alone(position as usize),
                    false => extractor.references(position as usize),
                };
                let targets = || references.iter().map(|reference| &reference.target);
                if targets().any(|target| wanted.is(target)) {
                    named.push(position);
                } else if targets().any(|target| wanted.touches(target)) {
                    touched.push(position);
                }
            }
        }
        named.append(&mut touched);
        let mut seen = PositionSet::new();
        named.retain(|&at| seen.insert(at));
        let hits = with_text_first(document, &named, NAMED);
        Ok((!hits.is_empty()).then_some(hits))
    }

    /// The references that the query asks for: as written, or any paragraph or article of a number that
    /// the document itself does not have.
    fn wanted(&self) -> Vec<Wanted> {
        let targets = self.query.targets.iter().cloned().map(Wanted::Target);
        let places = self
            .query
            .address
            .iter()
            .filter(|address| address.marked && !address.doubtful);
        let bare = places
            .flat_map(|address| &address.places)
            .filter_map(Wanted::bare);
        targets.chain(bare).collect()
    }

    /// Provisions that have some words.
    fn candidates(&self, words: &str) -> Result<PositionSet, Cancelled> {
        self.positions(&compile(&Query::parse(words), self.scope)?)
    }

    /// What stands at an address; where that leaves the part open, also what mentions it. `None`
    /// where there is no such place.
    fn at(&self, address: &TypedAddress) -> Result<Option<Answer>, Cancelled> {
        let Scope {
            index, document, ..
        } = *self.scope;
        let places = &address.places;
        if places.iter().any(|run| run.first.path.is_empty()) {
            let Some(positions) = place::at(index, document, places) else {
                return Ok(None);
            };
            return Ok(Some(Answer {
                hits: self.hits(&CompiledQuery::of_filter(positions))?.0,
                ..Answer::default()
            }));
        }
        let (mut named, mut under) = (Vec::new(), Vec::new());
        let mut seen = PositionSet::new();
        for run in places {
            let (some, below) = place::addressed(index, document, run);
            named.extend(some.into_iter().filter(|&at| seen.insert(at)));
            under.extend(below);
        }
        under.retain(|&at| seen.insert(at));
        if named.is_empty() && under.is_empty() {
            return Ok(None);
        }
        let mut first = with_text_first(document, &named, NAMED);
        first.extend(with_text_first(document, &under, UNDER));
        let open = |run: &AddressRun| run.first.part.is_none() && run.first.symbol.is_none();
        if places.len() > 1 || !places.iter().all(open) {
            return Ok(Some(Answer {
                hits: Hits::new(first, PositionSet::new()),
                ..Answer::default()
            }));
        }
        let compiled = compile(self.query, self.scope)?;
        let (others, _) = self.hits(&compiled)?;
        let placed: PositionSet = first.iter().map(|hit| hit.position).collect();
        let after = others.ranked.into_iter();
        first.extend(after.filter(|hit| !placed.contains(hit.position)));
        Ok(Some(Answer {
            hits: Hits::new(first, others.all),
            ..compiled.into()
        }))
    }

    /// What a query finds, not ranked.
    fn positions(&self, query: &CompiledQuery) -> Result<PositionSet, Cancelled> {
        let Scope {
            index,
            document,
            cancel,
            ..
        } = *self.scope;
        let found = in_parallel(
            index.segments.len(),
            Vec::new,
            |found: &mut Vec<_>, which| {
                let matches = SegmentMatches::new(query, index, document, which, cancel);
                found.push((which, matches.found()?));
                Ok(())
            },
        )?;
        let mut found: Vec<_> = found.into_iter().flatten().collect();
        found.sort_unstable_by_key(|(which, _)| *which);
        Ok(united(found.iter().map(|(_, bits)| bits)))
    }

    /// Full hits, and where these are few, partial ones.
    fn hits(&self, query: &CompiledQuery) -> Result<(Hits, Vec<PartialHit>), Cancelled> {
        let Scope {
            index,
            document,
            cancel,
            ..
        } = *self.scope;
        let partial = may_have_some(query);
        let start = || (TopHits::default(), Vec::<SegmentFound<'_>>::new());
        let states = in_parallel(index.segments.len(), start, |(top, found), which| {
            let matches = SegmentMatches::new(query, index, document, which, cancel);
            let bits = matches.found()?;
            top.offer(query, index, &matches, &bits);
            let few = partial && bits.len() < OFFERED;
            found.push(SegmentFound {
                which,
                full: bits,
                matches: few.then_some(matches),
            });
            Ok(())
        })?;
        let mut found = Vec::with_capacity(index.segments.len());
        let mut top = TopHits::default();
        for (some_top, some_found) in states {
            found.extend(some_found);
            top = top.join(some_top);
        }
        found.sort_unstable_by_key(|found| found.which);
        let mut ranked = top.ranked();
        read_best(query, index, document, &mut ranked, cancel)?;
        let ranked = ranked.into_iter();
        let hits = Hits {
            ranked: ranked
                .map(|(score, position)| Hit { position, score })
                .collect(),
            all: united(found.iter().map(|found| &found.full)),
        };
        let wanted = OFFERED.saturating_sub(hits.len());
        if !partial || wanted == 0 {
            return Ok((hits, Vec::new()));
        }
        let start = || Candidates::new(query);
        let candidates = in_parallel(found.len(), start, |candidates, which| {
            match &found[which].matches {
                Some(matches) => candidates.offer(query, index, matches, &found[which].full),
                None => Ok(()),
            }
        })?;
        let candidates = candidates.into_iter().reduce(Candidates::join);
        let partial = candidates.map_or(Ok(Vec::new()), |candidates| {
            candidates.ranked(query, index, document, &found, wanted, cancel)
        })?;
        Ok((hits, partial))
    }
}

/// Provisions named by an address: those that are gone come last.
fn with_text_first(document: &Document, positions: &[u32], score: f32) -> Vec<Hit> {
    let has_text = |&at: &u32| document.provisions[at as usize].has_text();
    let (with, without): (Vec<u32>, Vec<u32>) = positions.iter().copied().partition(has_text);
    let hit = |score| move |position| Hit { position, score };
    let with = with.into_iter().map(hit(score));
    with.chain(without.into_iter().map(hit(score - 1.0)))
        .collect()
}
