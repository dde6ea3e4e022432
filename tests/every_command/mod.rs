//! Every command of the browser on documents that make commands slow, each timed to the drawn frame.
//!
//! The commands come from the table that keys, footer and help come from, so a new one is measured
//! without a word here. `benches/keys.rs` holds the long form to a frame's budget; the tests hold a
//! short form to a multiple of it.
#![allow(dead_code, missing_docs, unreachable_pub)]
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use recs_tui::library::{OpenDocument, Source};
use recs_tui::model::{Document, Heading};
use recs_tui::search::Cancel;
use recs_tui::tui::{
    App, BrowsedDocument, Command, Context, Effect, Event, Job, Task, update, view,
};

/// A document that makes commands slow.
pub struct Hostile {
    pub name: &'static str,
    pub browsed: Arc<BrowsedDocument>,
    /// Bytes of all its texts and headings.
    pub bytes: usize,
}

impl Hostile {
    /// Every hostile document; `part` divides their sizes.
    pub fn all(part: usize) -> impl Iterator<Item = Self> {
        type Make = fn(usize) -> Document;
        let makers: [(&'static str, Make); 6] = [
            ("a megabyte with 20,000 commas", commas),
            ("20,000 references", references),
            ("200,000 occurrences of two words", occurrences),
            ("a heading of 20,000 words above 20,000 others", heading),
            ("100,000 headings", headings),
            ("eight megabytes of footnotes", footnotes),
        ];
        makers.into_iter().map(move |(name, make)| {
            let document = make(part);
            let texts = document.provisions.iter().map(|it| it.text.len());
            let titles = document.headings.iter().map(|it| it.title.len());
            let passages = document.passages.iter().map(|it| it.text.len());
            Self {
                name,
                bytes: texts.chain(titles).chain(passages).sum(),
                browsed: Arc::new(OpenDocument::new(name, document).into()),
            }
        })
    }
}

/// Reads a document as the browser does.
fn read(text: &str) -> Document {
    let path = tempfile::NamedTempFile::new().unwrap().into_temp_path();
    std::fs::write(&path, text).unwrap();
    let source = Source::File(path.to_path_buf());
    source.open().unwrap().read(&()).unwrap()
}

/// One sentence, with an update behind its last comma.
fn commas(part: usize) -> Document {
    let mut text = "The Group urges States".to_owned();
    for at in 0..20_000 / part {
        write!(text, ", to act at once on matter {at} of the long agenda").unwrap();
    }
    let start = text.len() + 1;
    text.push_str(" [and to report].");
    let update = serde_json::json!({
        "kind": "update", "text": "[and to report]", "start": start, "end": text.len() - 1,
    });
    let neighbour = serde_json::json!({ "id": "2", "text": "It invites them." });
    let record = serde_json::json!({ "id": "1", "text": text, "annotations": [update] });
    read(&format!("{record}\n{neighbour}\n"))
}

fn references(part: usize) -> Document {
    let mut text = "1. Recalling ".to_owned();
    for at in 0..20_000 / part {
        write!(text, "paragraph {} of resolution 56/{at}, ", at % 100 + 1).unwrap();
    }
    read(&format!("{text}it urges.\n\n2. It invites States.\n"))
}

fn occurrences(part: usize) -> Document {
    let words = "racism and internet, ".repeat(200_000 / part);
    read(&format!("1. {words}it urges.\n\n2. It invites States.\n"))
}

fn heading(part: usize) -> Document {
    let count = 20_000 / part;
    let mut records = String::new();
    for at in 0..count {
        writeln!(
            records,
            r#"{{"text":"It urges.","headings":["Heading {at}"]}}"#
        )
        .unwrap();
    }
    let mut document = read(&records);
    let title: Vec<String> = (0..count).map(|at| format!("word{at}")).collect();
    for heading in &mut document.headings {
        heading.parent = Some(heading.parent.map_or(0, |parent| parent + 1));
    }
    let above = Heading {
        part: document.headings[0].part,
        parent: None,
        title: title.join(" ").into(),
        lines: None,
        basis: recs_tui::model::Basis::Marked,
    };
    document.headings.insert(0, above);
    for provision in &mut document.provisions {
        provision.heading = provision.heading.map(|heading| heading + 1);
    }
    document
}

fn headings(part: usize) -> Document {
    let mut text = String::new();
    for at in 1..=100_000 / part {
        write!(text, "Heading Number {at}\n\n{at}. It urges.\n\n").unwrap();
    }
    read(&text)
}

fn footnotes(part: usize) -> Document {
    let mut text = String::new();
    let mut session = 1;
    while text.len() < (8 << 20) / part {
        write!(text, "Session {session} (A/{session})\n\n").unwrap();
        for note in 1..=9 {
            write!(text, "{note}. It urges States to act. [{note}]\n\n").unwrap();
        }
        for note in 1..=9 {
            write!(
                text,
                "[{note}] Paragraphs {note}1-{note}9 were omitted.\n\n"
            )
            .unwrap();
        }
        session += 1;
    }
    read(&text)
}

/// How long one command took, and where.
pub struct Timed {
    pub situation: &'static str,
    pub what: String,
    pub took: Duration,
}

/// How a reader comes to where a command is given.
const SITUATIONS: &[(&str, &[Step])] = {
    use Command as C;
    use Step::{Do, Type};
    &[
        ("in the list", &[]),
        ("in the tree", &[Do(C::PreviousPane)]),
        ("in the text", &[Do(C::NextPane)]),
        (
            "in the text as adopted",
            &[Do(C::NextPane), Do(C::SwitchView)],
        ),
        (
            "in the editors' view",
            &[Do(C::NextPane), Do(C::SwitchView), Do(C::SwitchView)],
        ),
        (
            "at the text's end",
            &[Do(C::NextPane), Do(C::NextReference), Do(C::Bottom)],
        ),
        ("in the zoomed text", &[Do(C::NextPane), Do(C::Zoom)]),
        (
            "under a filter",
            &[
                Do(C::EditFilter),
                Type("racism internet"),
                Do(C::KeepFilter),
            ],
        ),
        (
            "under a filter, in the text",
            &[
                Do(C::EditFilter),
                Type("urges states"),
                Do(C::KeepFilter),
                Do(C::NextPane),
            ],
        ),
        (
            "under a phrase",
            &[
                Do(C::EditFilter),
                Type("\"racism and internet\""),
                Do(C::KeepFilter),
            ],
        ),
        (
            "by addressee",
            &[Do(C::GroupByAddressee), Do(C::PreviousPane)],
        ),
        (
            "by reference",
            &[Do(C::GroupByReference), Do(C::PreviousPane)],
        ),
        ("by status", &[Do(C::GroupByStatus), Do(C::PreviousPane)]),
        ("while typing a filter", &[Do(C::EditFilter), Type("urges")]),
        (
            "while typing a heading",
            &[Do(C::EditFilter), Type("heading:word7 urg")],
        ),
        ("while typing tags", &[Do(C::Tag), Type("later")]),
        ("in the copy menu", &[Do(C::ChooseFormat)]),
        ("in the help", &[Do(C::Help)]),
    ]
};

#[derive(Clone, Copy)]
enum Step {
    Do(Command),
    Type(&'static str),
}

/// The browser as the event loop drives it, but for what other programs do.
struct Browser {
    app: App,
    screen: Terminal<TestBackend>,
    index: Event,
    links: Event,
}

impl Browser {
    fn open(browsed: &Arc<BrowsedDocument>, index: &Event, links: &Event) -> Self {
        let mut browser = Self {
            app: App::new(Arc::clone(browsed), (120, 40)),
            screen: Terminal::new(TestBackend::new(120, 40)).unwrap(),
            index: index.clone(),
            links: links.clone(),
        };
        for event in [browser.index.clone(), browser.links.clone()] {
            browser.settle(event);
        }
        browser
    }

    /// Everything that follows from an event, jobs included.
    fn settle(&mut self, event: Event) {
        let mut next = vec![event];
        while let Some(event) = next.pop() {
            let effects = update(&mut self.app, event);
            next.extend(effects.into_iter().flat_map(answers));
        }
        self.draw();
    }

    fn draw(&mut self) {
        let app = &self.app;
        self.screen.draw(|frame| view(app, frame)).unwrap();
    }

    /// What holds the event loop up: the update and the frame. Gives the time
    /// and the jobs that were started.
    fn time(&mut self, event: Event, clock: Clock) -> (Duration, Vec<Effect>) {
        clock(&mut || {
            let effects = update(&mut self.app, event.clone());
            self.draw();
            effects
        })
    }
}

/// What jobs answer; they run elsewhere and hold nobody up.
fn answers(effect: Effect) -> Vec<Event> {
    let Effect::Start(job) = effect else {
        return Vec::new();
    };
    run(job)
}

fn run(job: Job) -> Vec<Event> {
    let answers = std::cell::RefCell::new(Vec::new());
    job.run(&Cancel::default(), &|answer| {
        answers.borrow_mut().push(Event::Answer(answer));
        true
    });
    answers.into_inner()
}

/// Measures one piece of work.
pub type Clock<'c> = &'c dyn Fn(&mut dyn FnMut() -> Vec<Effect>) -> (Duration, Vec<Effect>);

/// Times every command of the table in every situation where it is bound, and the answers of the
/// jobs that it starts; of the situations every `step`-th from the `first` on. Each command meets the situation as it was where `anew`; else the commands
/// follow one another for as long as their keys are bound, which takes less time.
pub fn time_all(
    hostile: &Hostile,
    anew: bool,
    (first, step): (usize, usize),
    clock: Clock,
) -> Vec<Timed> {
    let job = |task| Job {
        document: Arc::clone(&hostile.browsed),
        task,
    };
    let last = |task| run(job(task)).pop().unwrap();
    let (index, links) = (last(Task::Index), last(Task::Links));
    let mut all = Vec::new();
    for (situation, steps) in SITUATIONS.iter().skip(first).step_by(step) {
        let arrive = || {
            let mut browser = Browser::open(&hostile.browsed, &index, &links);
            for step in *steps {
                match step {
                    Step::Do(command) => browser.settle((*command).into()),
                    Step::Type(text) => browser.settle(Event::Paste((*text).to_owned())),
                }
            }
            browser
        };
        let mut record = |what: String, took| {
            all.push(Timed {
                situation,
                what,
                took,
            });
        };
        let mut browser = arrive();
        let contexts = contexts_of(&browser.app);
        let bindings = contexts.iter().flat_map(|context| {
            browser
                .app
                .keymap
                .bindings(*context)
                .map(|binding| binding.command)
        });
        for command in bindings.collect::<Vec<_>>() {
            if anew || contexts_of(&browser.app) != contexts {
                browser = arrive();
            }
            let (took, effects) = browser.time(command.into(), clock);
            record(format!("{command:?}"), took);
            for answer in effects.into_iter().flat_map(answers) {
                let (took, _) = browser.time(answer, clock);
                record(format!("answer to {command:?}"), took);
            }
        }
        if contexts.contains(&Context::Typing) {
            let mut browser = arrive();
            for letter in ["s", " ", "a"] {
                let (took, effects) = browser.time(Event::Paste(letter.to_owned()), clock);
                record(format!("typing {letter:?}"), took);
                for answer in effects.into_iter().flat_map(answers) {
                    let (took, _) = browser.time(answer, clock);
                    record(format!("answer to typing {letter:?}"), took);
                }
            }
        }
        let mut browser = arrive();
        for (cols, rows) in [(80, 24), (200, 60)] {
            browser.screen = Terminal::new(TestBackend::new(cols, rows)).unwrap();
            let (took, _) = browser.time(Event::Resize(cols, rows), clock);
            record(format!("resize to {cols} × {rows}"), took);
        }
    }
    all
}

/// Where keys are bound now.
fn contexts_of(app: &App) -> Vec<Context> {
    match app.popups.last() {
        Some(popup) => popup.contexts().to_vec(),
        None if app.focus() == recs_tui::tui::Pane::Tree => vec![Context::Tree, Context::Panes],
        None => vec![Context::Panes],
    }
}
