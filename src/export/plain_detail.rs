//! Plain detail: one provision in full as plain text, with its chapeaux, what editors did, what it
//! refers to, and what its reader added.

use std::io::{self, Write};

use super::explanation::{Explanation, breadcrumb, derived_words, explanations, status_words};
use super::quoted::NOTHING_INSERTED;
use super::reference_text::write_references;
use super::user_notes::{USER_NOTES, in_words};
use super::{View, one_line, visible};
use crate::language::operative::Derived;
use crate::language::references::Links;
use crate::model::{Document, citation, field_in_words};
use crate::notes::Notebook;

/// Prints the provision at `at`.
pub(super) fn plain_detail(
    out: &mut dyn Write,
    document: &Document,
    notebook: &Notebook,
    links: &Links,
    at: usize,
    view: View,
) -> io::Result<()> {
    let provision = &document.provisions[at];
    writeln!(out, "{}", one_line(&citation(document, &[at])))?;
    let breadcrumb = breadcrumb(document, provision);
    if !breadcrumb.is_empty() {
        writeln!(out, "{}", one_line(&breadcrumb))?;
    }
    writeln!(out, "Status: {}", status_words(provision))?;
    if provision.has_text() {
        writeln!(
            out,
            "Derived: {}",
            derived_words(&Derived::of(document, at))
        )?;
    }
    if view != View::Annotated {
        writeln!(out, "View: {}", view.name())?;
    }
    // The changes alone are asked for in the editors' view, and a chapeau is none.
    let chapeaux = document.chapeaux(provision);
    for (id, chapeau) in chapeaux.into_iter().filter(|_| view != View::Editors) {
        let whose = id.map_or_else(|| "unnumbered".to_owned(), |id| one_line(id).into_owned());
        writeln!(out, "\nChapeau ({whose}):\n{}", visible(chapeau))?;
    }
    if provision.has_text() {
        let text = view.text(provision);
        let nothing = view == View::Editors && text.is_empty();
        let text = if nothing {
            format!("({NOTHING_INSERTED})").into()
        } else {
            text
        };
        writeln!(out, "\n{}", visible(&text))?;
    }
    // Who asks for the text as adopted does not want the updates further down either.
    let shown = |it: &Explanation| view != View::Adopted || !it.in_text;
    for explanation in explanations(document, at).into_iter().filter(shown) {
        let voice = if explanation.inferred {
            " (inferred)"
        } else {
            ""
        };
        writeln!(out, "\n{}{voice}", explanation.title)?;
        if !explanation.quoted.is_empty() {
            writeln!(out, "  {}", one_line(&explanation.quoted))?;
        }
        writeln!(out, "  {}", one_line(&explanation.meaning))?;
    }
    write_references(out, document, links, at, view)?;
    if let Some(entry) = notebook.entry(&provision.id) {
        writeln!(out, "\n{USER_NOTES}: {}", visible(&in_words(entry)))?;
    }
    for (name, value) in provision.extra_fields() {
        writeln!(
            out,
            "\n{}: {}",
            one_line(&name),
            visible(&field_in_words(&value))
        )?;
    }
    Ok(())
}
