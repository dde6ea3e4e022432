//! What a provision refers to, and who refers to the same, in words. All of it is this program's
//! reading of the text, and says so.

use std::io::{self, Write};

use super::{View, one_line, visible};
use crate::model::{Compilation, Span};
use crate::references::{Destination, Links, Reference, Target, describe};

/// So many provisions are named where others cite the same; the rest is counted.
const NAMED: usize = 10;

/// Writes both paragraphs for the provision at `position`; nothing where it refers to nothing.
/// What only an editor's insertion refers to is left out of the text as adopted.
///
/// # Errors
/// Whatever `out` fails with.
pub(super) fn write_references(
    out: &mut dyn Write,
    compilation: &Compilation,
    links: &Links,
    position: usize,
    view: View,
) -> io::Result<()> {
    let provision = &compilation.provisions[position];
    let inserted = |span: Span| {
        let mut updates = provision.updates();
        updates
            .any(|(update, _)| update.start <= span.range().start && span.range().end <= update.end)
    };
    let mut shown: Vec<&Reference> = Vec::new();
    for reference in links.references(position) {
        let listed = shown.iter().any(|other| other.target == reference.target);
        let left_out = view == View::Adopted && inserted(reference.span);
        if !listed && !left_out {
            shown.push(reference);
        }
    }
    if shown.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nReferences (inferred)")?;
    for reference in &shown {
        let words = &provision.text[reference.span.range()];
        let meaning = meaning(compilation, &reference.target, words);
        let target = reference.target.to_string();
        writeln!(out, "  {}: {}", visible(&target), one_line(&meaning))?;
    }
    let with = shown.iter().filter_map(|reference| {
        let others = others(compilation, links, position, &reference.target)?;
        Some((reference.target.to_string(), others))
    });
    for (count, (target, others)) in with.enumerate() {
        if count == 0 {
            writeln!(out, "\nCited with (inferred)")?;
        }
        writeln!(out, "  {}: {}", visible(&target), visible(&others))?;
    }
    Ok(())
}

/// What a target is: from the document where it is in there, from the table where it is known,
/// and otherwise the text's own words for it.
fn meaning(compilation: &Compilation, target: &Target, words: &str) -> String {
    let known = describe(target);
    match Links::destination(compilation, target) {
        Some(Destination::Session(at)) => {
            let session = &compilation.sessions[at];
            let about = [Some(&*session.title), session.symbol.as_deref()];
            let about = about
                .into_iter()
                .flatten()
                .filter(|piece| !piece.is_empty());
            let about = about.collect::<Vec<_>>().join(", ");
            format!("{about} (in this document)")
        }
        Some(Destination::Provision(at)) => {
            format!("{} (in this document)", compilation.provisions[at].id)
        }
        None if known.is_empty() => format!("“{words}”"),
        None => known,
    }
}

/// The others that cite the same; `None` where there are none.
fn others(
    compilation: &Compilation,
    links: &Links,
    position: usize,
    target: &Target,
) -> Option<String> {
    let mut citing = links.citing(target);
    citing.retain(|&other| other != position);
    let named = citing
        .iter()
        .take(NAMED)
        .map(|&at| &*compilation.provisions[at].id);
    let named = named.collect::<Vec<_>>().join(", ");
    match citing.len() {
        0 => None,
        count if count > NAMED => Some(format!("{named} and {} more", count - NAMED)),
        _ => Some(named),
    }
}
