//! `para:` numbers of paragraphs, with what stands under them.

use super::field::{Field, Filter};
use super::place::{addressed, numbered};
use crate::model::AddressRun;
use crate::search::facets::PositionSet;
use crate::search::typed_words::{Ending, TypedText};

pub(super) struct Paragraph;

impl Field for Paragraph {
    fn names(&self) -> &'static [&'static str] {
        &["para", "paras", "paragraph"]
    }

    fn help(&self) -> &'static [(&'static str, &'static str)] {
        &[("para:103", "paragraph 103 and all under it; para:86-94")]
    }

    fn parse(&self, value: &TypedText, _: Ending) -> Option<Filter> {
        let wanted: Vec<Numbers> = value.list().filter_map(numbers).collect();
        (!wanted.is_empty()).then(|| {
            Filter::new(move |scope| {
                let (index, document) = (scope.index, scope.document);
                let mut positions = PositionSet::new();
                for some in &wanted {
                    match some {
                        Numbers::Run(first, last) => {
                            positions.extend(numbered(index, *first, *last));
                        }
                        Numbers::Under(runs) => {
                            for run in runs {
                                let (named, under) = addressed(index, document, run);
                                positions.extend(named.into_iter().chain(under));
                            }
                        }
                    }
                }
                Ok(positions.into())
            })
        })
    }
}

/// Paragraphs with what stands under them.
enum Numbers {
    /// First and last number.
    Run(u32, u32),
    Under(Vec<AddressRun>),
}

/// The many dashes that stand in runs of numbers.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// `103`, `103(d)`, `86-94`, `86-`.
fn numbers(typed: &str) -> Option<Numbers> {
    if let Some(first) = typed.trim_end().strip_suffix(is_dash) {
        // Half typed: from there on.
        return Some(Numbers::Run(first.trim().parse().ok()?, u32::MAX));
    }
    let runs = AddressRun::parse_list(typed)?;
    let numbered = runs.iter().all(|run| !run.first.path.is_empty());
    numbered.then_some(Numbers::Under(runs))
}
