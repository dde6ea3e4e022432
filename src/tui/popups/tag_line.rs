//! The tag line: typing tags for the chosen provisions.

use compact_str::CompactString;
use ratatui::Frame;
use tui_input::Input;

use super::super::app::App;
use super::super::command::{Command, Context};
use super::super::component::{Component, Outcome};
use super::super::event::{Effect, Mouse};
use super::super::user_notes::{all_have, change, chosen_ids, named};
use super::typed_line::{TypedLine, edit, insert};
use crate::notes::Change;

/// Letters of a line of tags at most.
const LONGEST: usize = 200;

/// The line, with what is typed.
#[derive(Debug, Default)]
pub(super) struct TagLine {
    input: Input,
}

impl TagLine {
    /// An empty line, where something can be tagged.
    pub(super) fn open(app: &mut App) -> Option<Self> {
        chosen_ids(app).map(|_| Self::default())
    }

    /// Completes the tag being typed to the next known one that begins so.
    fn complete(&mut self, app: &App) {
        let typed = self.input.value();
        let last = typed.rsplit(is_between).next().unwrap_or_default();
        let start = typed.len() - last.len();
        let begun = last.trim_start_matches('#').to_lowercase();
        let known = app.notebook.tags();
        let fits = |tag: &&&str| {
            let folded = tag.to_lowercase();
            folded.starts_with(&begun) && folded != begun
        };
        if let Some(tag) = known.keys().find(fits) {
            self.input = Input::new(format!("{}{tag}", &typed[..start]));
        }
    }
}

impl Component<App> for TagLine {
    fn contexts(&self) -> &'static [Context] {
        &[Context::Tags, Context::Typing]
    }

    fn command(&mut self, app: &mut App, command: Command) -> Outcome {
        match command {
            Command::KeepTags => Outcome::Closed(tag(app, self.input.value())),
            Command::CompleteTag => {
                self.complete(app);
                Outcome::done()
            }
            Command::Cancel => Outcome::closed(),
            // What the tags are for stays selected.
            _ if command.motion().is_some() => Outcome::done(),
            _ if edit(&mut self.input, command) => Outcome::done(),
            _ => Outcome::Ignored,
        }
    }

    fn takes_text(&self) -> bool {
        true
    }

    fn text(&mut self, _app: &mut App, text: &str) -> Outcome {
        insert(&mut self.input, text, LONGEST);
        Outcome::done()
    }

    fn mouse(&mut self, _app: &mut App, _mouse: Mouse) -> Outcome {
        Outcome::Ignored
    }

    fn draw(&self, app: &App, frame: &mut Frame<'_>) {
        // The tags that there are, so that nobody invents a second spelling.
        let known: Vec<String> = (app.notebook.tags().into_keys())
            .map(|tag| format!("#{tag}"))
            .collect();
        let told = if known.is_empty() {
            "a word or several".to_owned()
        } else {
            known.join(" ")
        };
        let line = TypedLine {
            context: Context::Tags,
            prompt: "tag: ",
            input: &self.input,
            told: &told,
        };
        line.draw(app, frame);
    }
}

/// Tags what is chosen with what was typed; a tag that all of it has already is taken off.
fn tag(app: &mut App, typed: &str) -> Vec<Effect> {
    let Some(ids) = chosen_ids(app) else {
        return Vec::new();
    };
    let mut changes = Vec::new();
    let mut told = Vec::new();
    for tag in tags_in(typed) {
        let on = !all_have(app, &ids, |entry| entry.tags.contains(&tag));
        told.push(format!("{}#{tag}", if on { "" } else { "no longer " }));
        let tagged = |id: &CompactString| Change::Tag {
            id: id.clone(),
            tag: tag.clone(),
            on,
        };
        changes.extend(ids.iter().map(tagged));
    }
    if changes.is_empty() {
        return Vec::new();
    }
    change(
        app,
        changes,
        format!("{} tagged {}", named(&ids), told.join(", ")),
    )
}

/// Tags are apart by white space or commas.
fn is_between(letter: char) -> bool {
    letter.is_whitespace() || letter == ','
}

/// The tags in a line, each once; `#` before one is none of it.
fn tags_in(line: &str) -> Vec<CompactString> {
    let mut tags: Vec<CompactString> = Vec::new();
    for word in line.split(is_between) {
        let tag = word.trim_start_matches('#');
        if !tag.is_empty() && !tags.iter().any(|known| known == tag) {
            tags.push(tag.into());
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_several_tags() {
        let tags = tags_in(" #priority, geneva  #priority,,hrc-62");
        assert_eq!(tags, ["priority", "geneva", "hrc-62"]);
        assert!(tags_in(" , # ").is_empty());
    }
}
