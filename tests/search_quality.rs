//! How good the search is, measured on judged queries over the embedded compilation.
//!
//! Judgments are made by reading: grade 2 for a provision that answers the query, 1 for one that
//! is also about it. The floors guard against getting worse; they prove nothing about queries
//! that nobody has judged.

use std::collections::HashMap;

use recs_tui::model::Document;
use recs_tui::search::{Answer, Index, UserNotes};
use serde::Deserialize;

#[derive(Deserialize)]
struct Judged {
    query: String,
    relevant: Vec<Graded>,
    kind: String,
}

#[derive(Deserialize)]
struct Graded {
    id: String,
    grade: u8,
}

fn judged(file: &str) -> Vec<Judged> {
    file.lines()
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_str(line).expect("a judged query a line"))
        .collect()
}

struct Searched {
    compilation: Document,
    index: Index,
}

impl Searched {
    fn embedded() -> Self {
        let compilation = recs_tui::library::embedded();
        let index = Index::build(&compilation);
        Self { compilation, index }
    }

    /// Full hits.
    fn ids(&self, query: &str) -> Vec<&str> {
        let answer = self.answer(query);
        let id = |position: u32| &*self.compilation.provisions[position as usize].id;
        answer.hits.iter().map(|hit| id(hit.position)).collect()
    }

    /// Full hits, and behind them partial ones.
    fn offered(&self, query: &str) -> Vec<&str> {
        let answer = self.answer(query);
        let id = |position: u32| &*self.compilation.provisions[position as usize].id;
        let partial = answer.partial.iter().map(|hit| id(hit.position));
        let hits = answer.hits.iter().map(|hit| id(hit.position));
        hits.chain(partial).collect()
    }

    fn answer(&self, query: &str) -> Answer {
        crate::asked::answer(&self.compilation, &self.index, query, &UserNotes::default())
    }
}

/// Reciprocal rank of the first relevant hit among ten, gain beside the ideal order's, and
/// whether the first hit is relevant.
struct Measure {
    reciprocal: f64,
    gain: f64,
    first: f64,
}

fn measure(judged: &Judged, ids: &[&str]) -> Measure {
    let grades: HashMap<&str, u8> = judged
        .relevant
        .iter()
        .map(|graded| (&*graded.id, graded.grade))
        .collect();
    let grade = |id: &&str| grades.get(id).copied().unwrap_or(0);
    let place = ids.iter().take(10).position(|id| grade(id) > 0);
    let discounted = |grades: &mut dyn Iterator<Item = u8>| -> f64 {
        grades
            .take(10)
            .enumerate()
            .map(|(at, grade)| f64::from(2_u32.pow(grade.into()) - 1) / (at as f64 + 2.0).log2())
            .sum()
    };
    let mut ideal: Vec<u8> = grades.values().copied().collect();
    ideal.sort_unstable_by_key(|&grade| std::cmp::Reverse(grade));
    Measure {
        reciprocal: place.map_or(0.0, |at| 1.0 / (at as f64 + 1.0)),
        gain: discounted(&mut ids.iter().map(grade)) / discounted(&mut ideal.into_iter()),
        first: f64::from(place == Some(0)),
    }
}

/// Means over all queries; prints what falls short.
fn means(queries: &[Judged]) -> (f64, f64, f64) {
    let searched = Searched::embedded();
    let (mut reciprocal, mut gain, mut first) = (0.0, 0.0, 0.0);
    for judged in queries {
        let ids = searched.offered(&judged.query);
        let measure = measure(judged, &ids);
        if measure.gain < 0.98 {
            let wanted: Vec<String> = judged
                .relevant
                .iter()
                .map(|graded| format!("{}:{}", graded.id, graded.grade))
                .collect();
            println!(
                "{:.2} {:.3} {} “{}” found {} {:?}, judged {wanted:?}",
                measure.reciprocal,
                measure.gain,
                judged.kind,
                judged.query,
                ids.len(),
                &ids[..ids.len().min(10)],
            );
        }
        reciprocal += measure.reciprocal;
        gain += measure.gain;
        first += measure.first;
    }
    let count = queries.len() as f64;
    println!(
        "{count} queries: MRR@10 {:.4}, nDCG@10 {:.4}, first hit {:.4}",
        reciprocal / count,
        gain / count,
        first / count
    );
    (reciprocal / count, gain / count, first / count)
}

#[test]
fn judged_queries_find_what_they_should() {
    let (reciprocal, gain, first) = means(&judged(include_str!("data/queries.jsonl")));
    assert!(reciprocal >= 0.99, "MRR@10 {reciprocal}");
    assert!(gain >= 0.97, "nDCG@10 {gain}");
    assert!(first >= 0.98, "first hit {first}");
}

/// Queries that came from asking what delegates, organizations and researchers look for, judged
/// by the texts; some ask in words that the document does not use, and no search of words can
/// find these.
#[test]
fn further_queries_find_what_they_should() {
    let all = judged(include_str!("data/queries_own.jsonl"));
    let (absent, present): (Vec<Judged>, Vec<Judged>) = all
        .into_iter()
        .partition(|judged| judged.relevant.is_empty());
    let (reciprocal, gain, first) = means(&present);
    assert!(reciprocal >= 0.95, "MRR@10 {reciprocal}");
    assert!(gain >= 0.93, "nDCG@10 {gain}");
    assert!(first >= 0.95, "first hit {first}");
    let searched = Searched::embedded();
    let wrong: Vec<&str> = absent
        .iter()
        .map(|judged| judged.query.as_str())
        .filter(|query| !searched.ids(query).is_empty())
        .collect();
    println!(
        "{} queries for what is not there; found all the same: {wrong:?}",
        absent.len()
    );
    assert!(wrong.len() * 20 <= absent.len(), "{wrong:?}");
}

/// Questions, and queries with a word that the answer does not have.
#[test]
fn what_has_most_of_the_words_is_offered_first() {
    let all = judged(include_str!("data/queries_partial.jsonl"));
    let (absent, present): (Vec<Judged>, Vec<Judged>) = all
        .into_iter()
        .partition(|judged| judged.relevant.is_empty());
    let (reciprocal, gain, first) = means(&present);
    assert!(reciprocal >= 0.95, "MRR@10 {reciprocal}");
    assert!(gain >= 0.92, "nDCG@10 {gain}");
    assert!(first >= 0.93, "first hit {first}");
    let searched = Searched::embedded();
    for judged in absent {
        assert_eq!(searched.ids(&judged.query), [""; 0], "{}", judged.query);
    }
}

/// While a query is typed, hardly any state of it leaves the list empty.
#[test]
fn hardly_any_beginning_of_a_query_offers_nothing() {
    let searched = Searched::embedded();
    let (mut states, mut empty) = (0, Vec::new());
    for judged in judged(include_str!("data/queries_partial.jsonl")) {
        let typed = &judged.query;
        if judged.relevant.is_empty() {
            continue;
        }
        for (end, _) in typed.char_indices().skip(2).chain([(typed.len(), ' ')]) {
            states += 1;
            if searched.offered(&typed[..end]).is_empty() {
                empty.push(typed[..end].to_owned());
            }
        }
    }
    assert!(
        empty.len() * 100 <= states * 12,
        "{} of {states}: {empty:?}",
        empty.len()
    );
}

#[test]
fn what_is_not_there_is_not_found() {
    let searched = Searched::embedded();
    let queries = judged(include_str!("data/queries_none.jsonl"));
    let mut wrong = Vec::new();
    for judged in &queries {
        let ids = searched.ids(&judged.query);
        if !ids.is_empty() {
            wrong.push(format!("{}: {ids:?}", judged.query));
        }
    }
    assert!(wrong.len() * 10 <= queries.len(), "{wrong:?}");
}

#[test]
fn a_symbol_finds_the_whole_session() {
    let searched = Searched::embedded();
    let ids = searched.ids("E/CN.4/2006/18");
    let session: Vec<&str> = searched
        .compilation
        .provisions
        .iter()
        .map(|provision| &*provision.id)
        .filter(|id| id.starts_with("IV."))
        .collect();
    assert_eq!(ids, session);
}
