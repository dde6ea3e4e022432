//! Whether the parts of a compilation that came from outside fit together.
//!
//! Everything above this room follows indices and slices texts without asking; so a file that
//! somebody edited, or made to do harm, is turned away here.

use crate::model::{Annotation, Chapeau, Document, Provision};

/// How many headings stand above one another at most, and how many chapeaux: enough for any
/// document, and few enough to be walked for each provision.
const DEEPEST: u32 = 64;

/// Says what does not fit, as a person would say it.
pub(super) fn validate(compilation: &Document) -> Result<(), String> {
    let Document {
        parts: sessions,
        headings,
        provisions,
        passages: matter,
        ..
    } = compilation;
    let session = |at: Option<u32>| within(at, sessions.len(), "session");
    let heading = |at: Option<u32>| within(at, headings.len(), "heading");

    let mut depths: Vec<u32> = Vec::with_capacity(headings.len());
    for (at, it) in headings.iter().enumerate() {
        let depth = session(it.session)
            .and_then(|()| deeper(it.parent, &depths, "heading"))
            .map_err(|why| format!("heading {at} (`{}`) {why}", it.title))?;
        depths.push(depth);
    }
    for (at, it) in matter.iter().enumerate() {
        session(it.session)
            .and_then(|()| heading(it.heading))
            .map_err(|why| format!("unnumbered text {at} {why}"))?;
    }
    let mut depths: Vec<u32> = Vec::with_capacity(provisions.len());
    for (at, it) in provisions.iter().enumerate() {
        let above = match it.chapeau {
            Some(Chapeau::Provision(above)) => Some(above),
            Some(Chapeau::Passage(_)) | None => None,
        };
        let beside = match it.chapeau {
            Some(Chapeau::Passage(beside)) => Some(beside),
            Some(Chapeau::Provision(_)) | None => None,
        };
        let depth = session(Some(it.session))
            .and_then(|()| heading(it.heading))
            .and_then(|()| within(beside, matter.len(), "piece of unnumbered text"))
            .and_then(|()| spans(it, matter.len()))
            .and_then(|()| deeper(above, &depths, "chapeau"))
            .map_err(|why| format!("provision {at} ({}) {why}", it.id))?;
        depths.push(depth);
    }
    Ok(())
}

fn within(at: Option<u32>, count: usize, what: &str) -> Result<(), String> {
    match at {
        Some(at) if at as usize >= count => {
            Err(format!("names {what} {at}, and there are {count}"))
        }
        _ => Ok(()),
    }
}

/// The depth of what stands below `above`, which must stand before it.
fn deeper(above: Option<u32>, depths: &[u32], what: &str) -> Result<u32, String> {
    let Some(above) = above else {
        return Ok(1);
    };
    match depths.get(above as usize) {
        None => Err(format!(
            "names {what} {above}, which does not stand before it"
        )),
        Some(&(DEEPEST..)) => Err(format!(
            "stands deeper than any document goes ({DEEPEST} levels)"
        )),
        Some(depth) => Ok(depth + 1),
    }
}

fn spans(provision: &Provision, matter: usize) -> Result<(), String> {
    let fits = |annotation: &Annotation| {
        let outside = annotation
            .span
            .is_some_and(|span| provision.text.get(span.range()).is_none());
        if outside {
            return Err("has an annotation that stands outside of its text".to_owned());
        }
        within(annotation.rests_on, matter, "footnote")
    };
    provision.annotations.iter().try_for_each(fits)
}
