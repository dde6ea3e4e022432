//! Notes: giving one its mark, which its text can begin with, too.
//!
//! Shared by the formats with footnotes, whose producers print the mark once, twice or not at all.

use crate::model::Block;

/// Makes `mark` the label of a note, and takes it from the beginning of its text.
pub(super) fn label(note: &mut Block, mark: &str) {
    note.label = Some(mark.to_owned());
    let Some(first) = note.runs.first_mut().filter(|run| !run.style.deleted) else {
        return;
    };
    let mut text = first.text.trim_start();
    for _ in 0..2 {
        let rest = text.strip_prefix(mark).filter(|rest| {
            // `1` is no mark of `1986`.
            !mark.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric)
        });
        text = rest.unwrap_or(text).trim_start();
    }
    let gone = first.text.len() - text.len();
    first.text.drain(..gone);
    for (at, _) in &mut note.note_marks {
        *at = at.saturating_sub(u32::try_from(gone).unwrap_or(u32::MAX));
    }
    note.runs.retain(|run| !run.text.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Run;

    #[test]
    fn a_mark_is_taken_from_the_text_and_a_year_is_not() {
        for (mark, text, rest) in [
            ("1", " 1 See the map.", "See the map."),
            ("*", "** Late.", "Late."),
            ("1", "1986 was dry.", "1986 was dry."),
            ("i", "in vain", "in vain"),
            ("2", "See 2.", "See 2."),
        ] {
            let mut note = Block {
                runs: vec![Run {
                    text: text.to_owned(),
                    ..Run::default()
                }],
                ..Block::default()
            };
            label(&mut note, mark);
            assert_eq!(
                (note.label.as_deref(), note.text().as_str()),
                (Some(mark), rest)
            );
        }
    }
}
