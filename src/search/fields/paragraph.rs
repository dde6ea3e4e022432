//! `para:` numbers of paragraphs, with what stands under them.

use super::field::{Field, Filter};
use super::place::{addressed, numbered};
use crate::model::Address;
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
                        Numbers::Under(address) => {
                            let (named, under) = addressed(index, document, address);
                            positions.extend(named.into_iter().chain(under));
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
    Under(Address),
}

/// `103`, `103(d)`, `86-94`, `86-`.
fn numbers(typed: &str) -> Option<Numbers> {
    if let Some((first, last)) = typed.split_once(['-', '\u{2010}', '\u{2011}', '\u{2013}']) {
        let first = first.trim().parse().ok()?;
        // Half typed: from there on.
        let last = match last.trim() {
            "" => u32::MAX,
            last => last.parse().ok()?,
        };
        return Some(Numbers::Run(first, last));
    }
    Address::parse(typed)
        .filter(|address| !address.path.is_empty())
        .map(Numbers::Under)
}
