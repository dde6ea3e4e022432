//! Provisions as HTML: a quotation each, what an editor inserted in `ins`.

use std::fmt::Write;

use super::form::{NOTHING, gone, note};
use super::own::paragraphs;
use super::{View, visible};
use crate::model::{Document, Provision, citation};
use crate::notes::Notebook;

/// What stands before the fragment in a file of its own, so that a browser knows its letters.
pub(super) const PROLOGUE: &str =
    "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>United Nations recommendations</title>\n";

/// A fragment: one `blockquote` a provision, its citation in `cite`. What an editor inserted is
/// `<ins>`, which browsers underline; the brackets stay. Which view it is stands below, and what the
/// reader added in an `aside`.
///
/// # Panics
/// Where the document lacks one of the positions.
#[must_use]
pub fn html(
    compilation: &Document,
    notebook: &Notebook,
    positions: &[usize],
    view: View,
) -> String {
    let mut page = String::new();
    for &at in positions {
        let provision = &compilation.provisions[at];
        let id = escape(&provision.id);
        let status = provision.status().as_str();
        let text = marked_up(provision, view).replace('\n', "<br>\n");
        let cited = escape(&citation(compilation, &[at]));
        // Writing into a String cannot fail.
        let _ = write!(
            page,
            "<blockquote id=\"{id}\" class=\"{status}\">\n<p>{text}</p>\n<footer><cite>{cited}</cite>"
        );
        if let Some(note) = note(compilation, &[at], view) {
            let _ = write!(page, "<br>\n{}", escape(note));
        }
        page.push_str("</footer>\n</blockquote>\n");
        for own in paragraphs(compilation, notebook, &[at]) {
            let own = escape(&own).replace('\n', "<br>\n");
            let _ = write!(page, "<aside class=\"own\">\n<p>{own}</p>\n</aside>\n");
        }
    }
    page
}

fn marked_up(provision: &Provision, view: View) -> String {
    if !provision.has_text() {
        return format!("<em>{}</em>", gone(provision));
    }
    if view != View::Annotated {
        return match escape(&view.text(provision)) {
            nothing if nothing.is_empty() => format!("<em>{NOTHING}</em>"),
            text => text,
        };
    }
    let text = &*provision.text;
    let mut marked = String::with_capacity(text.len() + 32);
    let mut done = 0;
    for (range, update) in provision
        .updates()
        .filter(|(range, _)| range.start < text.len())
    {
        if range.start < done {
            continue;
        }
        let _ = write!(
            marked,
            "{}<ins>{}</ins>",
            escape(&text[done..range.start]),
            escape(update)
        );
        done = range.end;
    }
    marked.push_str(&escape(&text[done..]));
    marked
}

/// Text that means nothing to a browser but itself.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in visible(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editors_words_are_ins_and_markup_is_text() {
        let compilation = crate::input::embedded();
        let position = compilation
            .position("II.81.18")
            .expect("an id of the document");
        let page = html(
            &compilation,
            &Notebook::default(),
            &[position],
            View::Annotated,
        );
        assert!(page.contains(
            "with the panel <ins>[The High level panel has completed its work]</ins>.</p>"
        ));
        assert!(page.contains("<cite>E/CN.4/2004/20, para. 81 (18)</cite>"));
        assert_eq!(escape("<b a='1'>&"), "&lt;b a=&#39;1&#39;&gt;&amp;");
    }
}
