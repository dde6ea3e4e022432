//! Many who write the same notes, and who are held up, fail, or end in the midst of it.

use std::fs::{self, File};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::notes::{bookmark, in_folder, names, note, words};
use proptest::prelude::*;
use recs_tui::notes::{Change, Notebook, NotesError, NotesFile, Rescued, Saver};

fn told(file: NotesFile) -> (Saver, Receiver<Result<Notebook, NotesError>>) {
    let (tell, told) = channel();
    let saver = Saver::start(file, move |said| {
        let _ = tell.send(said);
    });
    (saver, told)
}

const LONG: Duration = Duration::from_secs(20);

#[test]
fn a_saver_saves_in_the_order_given() {
    let (_folder, path) = in_folder("a.notes");
    let (saver, _) = told(NotesFile::own(&path));
    let mut before = None;
    for number in 0..50 {
        let after = format!("draft {number}");
        saver.save(note("I.6", before.as_deref(), Some(&after)));
        before = Some(after);
    }
    saver.close(LONG).unwrap();
    let page = NotesFile::own(&path).read().unwrap();
    assert_eq!(words(&page.notebook, "I.6"), Some("draft 49"));
}

#[test]
fn what_could_not_be_saved_is_saved_with_the_next() {
    let (folder, path) = in_folder("later/a.notes");
    let (saver, told) = told(NotesFile::named(&path));
    saver.save(note("I.6", None, Some("first")));
    assert!(told.recv_timeout(LONG).unwrap().is_err());
    assert_eq!(saver.pending(), 1);
    fs::create_dir(folder.path().join("later")).unwrap();
    saver.save(bookmark("I.7"));
    let notebook = told.recv_timeout(LONG).unwrap().unwrap();
    assert_eq!(words(&notebook, "I.6"), Some("first"));
    assert!(notebook.entry("I.7").is_some());
    assert_eq!(saver.pending(), 0);
    saver.close(LONG).unwrap();
}

#[test]
fn what_could_not_be_saved_is_tried_again_at_the_end() {
    let (folder, path) = in_folder("later/a.notes");
    let (saver, told) = told(NotesFile::named(&path));
    saver.save(note("I.6", None, Some("first")));
    assert!(told.recv_timeout(LONG).unwrap().is_err());
    fs::create_dir(folder.path().join("later")).unwrap();
    saver.close(LONG).unwrap();
    let page = NotesFile::named(&path).read().unwrap();
    assert_eq!(words(&page.notebook, "I.6"), Some("first"));
}

#[test]
fn what_cannot_be_saved_at_all_is_in_a_file_that_the_message_names() {
    let (folder, path) = in_folder("nowhere/a.notes");
    let (saver, _) = told(NotesFile::named(&path));
    saver.save(note("I.6", Some("old"), Some("new\nwords")));
    saver.save(Change::Bookmark {
        id: "I.7".into(),
        on: false,
    });
    let unsaved = saver.close(LONG).unwrap_err();
    let Rescued::File(rescue) = &unsaved.rescued else {
        panic!("{unsaved}")
    };
    let said = unsaved.to_string();
    for part in [
        "Make the folder first",
        &rescue.display().to_string(),
        &path.display().to_string(),
    ] {
        assert!(said.contains(part), "{said}");
    }
    let text = fs::read_to_string(rescue).unwrap();
    assert_eq!(
        text,
        "# recs-tui notes 1\nI.6\tnote\tnew\\nwords\n# taken away: I.7\tbookmark\n"
    );
    // The remedy that the message names works.
    fs::create_dir(folder.path().join("nowhere")).unwrap();
    NotesFile::named(&path).change(&[bookmark("I.8")]).unwrap();
    let there = fs::read_to_string(&path).unwrap();
    fs::write(&path, there + &text).unwrap();
    let page = NotesFile::named(&path).read().unwrap();
    assert_eq!(words(&page.notebook, "I.6"), Some("new\nwords"));
    assert!(page.notebook.entry("I.8").is_some());
    assert_eq!(page.remarks, Vec::<String>::new());
    fs::remove_file(rescue).unwrap();
}

#[test]
fn a_saver_that_is_dropped_saves_as_well() {
    let (_folder, path) = in_folder("a.notes");
    let (saver, _) = told(NotesFile::own(&path));
    for number in 0..20 {
        saver.save(bookmark(&format!("I.{number}")));
    }
    drop(saver);
    let page = NotesFile::own(&path).read().unwrap();
    assert_eq!(page.notebook.entries().count(), 20);
}

#[test]
fn no_key_waits_for_a_file_that_somebody_else_holds() {
    let (folder, path) = in_folder("a.notes");
    let holder = File::create(folder.path().join(".a.notes.lock")).unwrap();
    holder.lock().unwrap();
    let (saver, told) = told(NotesFile::own(&path));
    let start = Instant::now();
    saver.save(bookmark("I.6"));
    // The file is waited for two seconds.
    assert!(start.elapsed() < Duration::from_secs(2));
    let said = told.recv_timeout(LONG).unwrap().unwrap_err().to_string();
    assert!(
        start.elapsed() >= Duration::from_secs(2),
        "it waits a moment before it gives up"
    );
    assert!(
        said.contains("another recs-tui") && said.contains(".a.notes.lock"),
        "{said}"
    );
    drop(holder);
    saver.close(LONG).unwrap();
    assert_eq!(
        NotesFile::own(&path)
            .read()
            .unwrap()
            .notebook
            .entries()
            .count(),
        1
    );
}

#[test]
fn an_end_that_may_not_wait_still_loses_nothing() {
    let (folder, path) = in_folder("a.notes");
    let holder = File::create(folder.path().join(".a.notes.lock")).unwrap();
    holder.lock().unwrap();
    let (saver, _) = told(NotesFile::own(&path));
    saver.save(note("I.6", None, Some("in a hurry")));
    let start = Instant::now();
    let unsaved = saver.close(Duration::from_millis(50)).unwrap_err();
    assert!(start.elapsed() < Duration::from_millis(1_500));
    let Rescued::File(rescue) = &unsaved.rescued else {
        panic!("{unsaved}")
    };
    let page = NotesFile::named(rescue).read().unwrap();
    assert_eq!(words(&page.notebook, "I.6"), Some("in a hurry"));
    fs::remove_file(rescue).unwrap();
}

#[test]
fn many_threads_lose_nothing() {
    let (folder, path) = in_folder("a.notes");
    let savers: Vec<Saver> = (0..4).map(|_| told(NotesFile::own(&path)).0).collect();
    thread::scope(|scope| {
        for (who, saver) in savers.into_iter().enumerate() {
            scope.spawn(move || {
                for number in 0..25 {
                    saver.save(bookmark(&format!("{who}.{number}")));
                    saver.save(note("I.6", None, Some(&format!("words {who} {number}"))));
                }
                saver.close(LONG).unwrap();
            });
        }
    });
    let notebook = NotesFile::own(&path).read().unwrap().notebook;
    assert_eq!(notebook.entries().count(), 101);
    let joined = words(&notebook, "I.6").unwrap();
    assert_eq!(joined.split("\n\n").count(), 100);
    assert_eq!(names(folder.path()), ["a.notes"]);
}

/// What one of two writers does: to which provision, and whether it is a note.
type Deed = (bool, u8, u8);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Neither looks at what the other does: each goes on from what it wrote itself.
    #[test]
    fn two_writers_who_do_not_see_each_other_end_with_everything(
        deeds in prop::collection::vec(any::<Deed>(), 0..16)
    ) {
        let (_folder, path) = in_folder("a.notes");
        let files = [NotesFile::own(&path), NotesFile::own(&path)];
        let mut seen = [Notebook::default(), Notebook::default()];
        let mut written = Vec::new();
        for (number, (who, id, kind)) in deeds.into_iter().enumerate() {
            let (who, id) = (usize::from(who), format!("I.{}", id % 3));
            let change = match kind % 3 {
                0 => bookmark(&id),
                1 => Change::Tag { id: id.as_str().into(), tag: format!("t{number}").into(), on: true },
                _ => {
                    let before = words(&seen[who], &id).map(str::to_owned);
                    let line = format!("line {number}.");
                    let after = match &before {
                        Some(before) => format!("{before}\n{line}"),
                        None => line,
                    };
                    note(&id, before.as_deref(), Some(&after))
                }
            };
            seen[who].apply(&change);
            files[who].change(std::slice::from_ref(&change)).unwrap();
            written.push((id, number, kind % 3));
        }
        let notebook = files[0].read().unwrap().notebook;
        for (id, number, kind) in written {
            let entry = notebook.entry(&id).unwrap();
            match kind {
                0 => prop_assert!(entry.bookmarked),
                1 => {
                    let tag = format!("t{number}");
                    prop_assert!(entry.tags.contains(tag.as_str()));
                }
                _ => {
                    let line = format!("line {number}.");
                    let times = entry.note.as_deref().unwrap().matches(&line).count();
                    prop_assert_eq!(times, 1, "{:?}", entry.note);
                }
            }
        }
    }
}
