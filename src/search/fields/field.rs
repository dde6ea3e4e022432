//! What a field of the query language is: its names, its help, how its value is parsed and evaluated.

use std::sync::Arc;

use crate::model::Document;
use crate::search::cancel::{Cancel, Cancelled};
use crate::search::correction::Correction;
use crate::search::expand::Expander;
use crate::search::facets::PositionSet;
use crate::search::index_data::IndexData;
use crate::search::typed_words::{Ending, TypedText};
use crate::search::user_notes::UserNotes;

/// A field: what stands before a colon in a query.
pub(in crate::search) trait Field: Sync {
    /// What it is called; the first is its name, the others are understood too.
    fn names(&self) -> &'static [&'static str];

    /// Examples of its use, each with what it means.
    fn help(&self) -> &'static [(&'static str, &'static str)];

    /// Understands a value; `None` where it means nothing. `ending` says whether the value is all
    /// there.
    fn parse(&self, value: &TypedText, ending: Ending) -> Option<Filter>;
}

/// A parsed value: finds the provisions that have it.
#[derive(Clone)]
pub(in crate::search) struct Filter(Arc<Evaluate>);

type Evaluate = dyn Fn(&Scope<'_>) -> Result<Selection, Cancelled> + Send + Sync;

impl Filter {
    pub(in crate::search) fn new(
        evaluate: impl Fn(&Scope<'_>) -> Result<Selection, Cancelled> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(evaluate))
    }

    /// Finds the provisions.
    pub(in crate::search) fn select(&self, scope: &Scope<'_>) -> Result<Selection, Cancelled> {
        (self.0)(scope)
    }
}

/// What a filter is evaluated against.
#[derive(Clone, Copy)]
pub(in crate::search) struct Scope<'a> {
    pub(in crate::search) index: &'a IndexData,
    pub(in crate::search) document: &'a Document,
    pub(in crate::search) notes: &'a UserNotes,
    pub(in crate::search) expander: &'a Expander<'a>,
    pub(in crate::search) cancel: &'a Cancel,
}

/// What a filter finds.
#[derive(Debug, Default)]
pub(in crate::search) struct Selection {
    pub(in crate::search) positions: PositionSet,
    /// How values were read that nothing is called as typed.
    pub(in crate::search) corrections: Vec<Correction>,
}

impl From<PositionSet> for Selection {
    fn from(positions: PositionSet) -> Self {
        Self {
            positions,
            corrections: Vec::new(),
        }
    }
}
