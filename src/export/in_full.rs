//! One provision in full, for reading: with its chapeaux, what editors did, what it refers to, and
//! what its reader added.

use std::io::{self, Write};

use super::form::NOTHING;
use super::own::{WHOSE, in_words};
use super::referring::write_references;
use super::{Account, View, accounts, breadcrumb, derived_words, one_line, status_words, visible};
use crate::language::operative::Derived;
use crate::language::references::Links;
use crate::model::{Document, citation};
use crate::notes::Notebook;

/// Prints the provision at `at`.
pub(super) fn in_full(
    out: &mut dyn Write,
    compilation: &Document,
    notebook: &Notebook,
    links: &Links,
    at: usize,
    view: View,
) -> io::Result<()> {
    let provision = &compilation.provisions[at];
    writeln!(out, "{}", one_line(&citation(compilation, &[at])))?;
    let breadcrumb = breadcrumb(compilation, provision);
    if !breadcrumb.is_empty() {
        writeln!(out, "{}", one_line(&breadcrumb))?;
    }
    writeln!(out, "Status: {}", status_words(provision))?;
    if provision.has_text() {
        writeln!(
            out,
            "Derived: {}",
            derived_words(&Derived::of(compilation, at))
        )?;
    }
    if view != View::Annotated {
        writeln!(out, "View: {}", view.name())?;
    }
    // The changes alone are asked for in the editors' view, and a chapeau is none.
    let chapeaux = compilation.chapeaux(provision);
    for (id, chapeau) in chapeaux.into_iter().filter(|_| view != View::Editors) {
        let whose = id.map_or_else(|| "unnumbered".to_owned(), |id| one_line(id).into_owned());
        writeln!(out, "\nChapeau ({whose}):\n{}", visible(chapeau))?;
    }
    if provision.has_text() {
        let text = view.text(provision);
        let nothing = view == View::Editors && text.is_empty();
        let text = if nothing {
            format!("({NOTHING})").into()
        } else {
            text
        };
        writeln!(out, "\n{}", visible(&text))?;
    }
    // Who asks for the text as adopted does not want the updates further down either.
    let shown = |account: &Account| view != View::Adopted || !account.in_text;
    for account in accounts(compilation, at).into_iter().filter(shown) {
        let voice = if account.inferred { " (inferred)" } else { "" };
        writeln!(out, "\n{}{voice}", account.title)?;
        if !account.quoted.is_empty() {
            writeln!(out, "  {}", one_line(&account.quoted))?;
        }
        writeln!(out, "  {}", one_line(&account.meaning))?;
    }
    write_references(out, compilation, links, at, view)?;
    if let Some(entry) = notebook.entry(&provision.id) {
        writeln!(out, "\n{WHOSE}: {}", visible(&in_words(entry)))?;
    }
    for (name, value) in provision.extra.iter().flat_map(|extra| extra.iter()) {
        let value = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        writeln!(out, "\n{}: {}", one_line(name), visible(&value))?;
    }
    Ok(())
}
