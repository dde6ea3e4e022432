//! `session:` the session that a provision was adopted in.

use super::field::{Field, Filter};
use super::place::{in_parts, names_part};
use crate::model::{AddressRun, Document, Part, from_roman};
use crate::search::typed_words::{Ending, TypedText, folded_words};

pub(super) struct Session;

impl Field for Session {
    fn names(&self) -> &'static [&'static str] {
        &["session", "sessions", "part"]
    }

    fn help(&self) -> &'static [(&'static str, &'static str)] {
        &[("session:4", "in the fourth session")]
    }

    fn parse(&self, value: &TypedText, _: Ending) -> Option<Filter> {
        let labels: Vec<String> = value.list().map(str::to_lowercase).collect();
        (!labels.is_empty()).then(|| {
            Filter::new(move |scope| {
                let document = scope.document;
                let wanted =
                    |part: &Part| labels.iter().any(|label| is_session(document, part, label));
                Ok(in_parts(scope.index, scope.document, wanted).into())
            })
        })
    }
}

/// Whether a part is called `label` (small letters): by its own label, or by its number in any
/// writing.
fn is_session(document: &Document, part: &Part, label: &str) -> bool {
    if part.label.to_lowercase() == label {
        return true;
    }
    let written = [format!("session {label}"), format!("{label} session")];
    let runs = (written.iter()).filter_map(|written| AddressRun::parse_list(written));
    let numbered = || label.parse().ok().or_else(|| from_roman(label));
    // `session:"January 2003"`
    let words = folded_words(label);
    let title = || {
        let venue = part.venue.as_deref().unwrap_or_default();
        folded_words(&format!("{} {venue} {}", part.title, part.dates()))
    };
    let named = |words: &[String]| {
        let title = title();
        words.iter().all(|word| title.contains(word))
    };
    let is_year = label.len() == 4 && label.bytes().all(|byte| byte.is_ascii_digit());
    if (words.len() > 1 || is_year) && named(&words) {
        return true;
    }
    part.ordinal.is_some() && part.ordinal == numbered()
        || (runs.flatten()).any(|run| run.first.path.is_empty() && names_part(document, &run, part))
}
