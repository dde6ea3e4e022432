//! `symbol:` the symbol of the document that a provision stands in.

use super::field::{Field, Filter};
use super::place::in_parts;
use crate::model::Part;
use crate::search::typed_words::{Ending, TypedText};

pub(super) struct Symbol;

impl Field for Symbol {
    fn names(&self) -> &'static [&'static str] {
        &["symbol"]
    }

    fn help(&self) -> &'static [(&'static str, &'static str)] {
        &[("symbol:2006/18", "in the report with this symbol")]
    }

    fn parse(&self, value: &TypedText, _: Ending) -> Option<Filter> {
        let typed = value.text.trim().to_lowercase();
        (!typed.is_empty()).then(|| {
            Filter::new(move |scope| {
                let wanted = |part: &Part| {
                    let symbol = part.symbol.as_deref();
                    symbol.is_some_and(|symbol| symbol.to_lowercase().contains(&typed))
                };
                Ok(in_parts(scope.index, scope.document, wanted).into())
            })
        })
    }
}
