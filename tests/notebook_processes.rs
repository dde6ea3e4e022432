//! Processes that save notes at once, that are killed while they save, and whose disk is full.
//!
//! Each is this very program again: a process of its own, which only does what the environment
//! says.

use std::env;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use crate::notes::{bookmark, in_folder, names, note, words};
use recs_tui::notes::{Change, NotesFile, ReadingPosition, Saver};
use tempfile::tempdir;

const PART: &str = "RECS_TEST_PART";
const FILE: &str = "RECS_TEST_FILE";
const NAME: &str = "RECS_TEST_NAME";
const LONG: Duration = Duration::from_secs(60);

/// A process that plays `part` on the notes at `path`, started by way of `shell` where one is given:
/// a script that does what has to be done first and ends with `exec "$@"`.
fn playing(part: &str, path: &Path, name: &str, shell: Option<(&str, &str)>) -> Command {
    let program = env::current_exe().unwrap();
    let mut command = match shell {
        None => Command::new(&program),
        Some((shell, script)) => {
            let mut words = shell.split(' ');
            let mut command = Command::new(words.next().unwrap());
            command.args(words).arg(script).arg("sh").arg(&program);
            command
        }
    };
    command
        .args([
            "--exact",
            "notebook_processes::a_part_that_is_played",
            "--ignored",
            "--nocapture",
        ])
        .args(["--test-threads", "1"])
        // What cannot be saved goes into the temporary folder of a test, not into a reader's own.
        .env("XDG_DATA_HOME", "/proc/nowhere")
        .env(PART, part)
        .env(FILE, path)
        .env(NAME, name)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

#[test]
#[ignore = "a process that the other tests start"]
fn a_part_that_is_played() {
    let Ok(part) = env::var(PART) else { return };
    let path = PathBuf::from(env::var_os(FILE).unwrap());
    let name = env::var(NAME).unwrap();
    match part.as_str() {
        "one after the other" => one_after_the_other(&path, &name),
        "all at once" => all_at_once(&path, &name),
        "too much" => too_much(&path),
        "hold" => hold(&path),
        "place" => place(&path, &name),
        _ => panic!("no such part: {part}"),
    }
}

/// Writes notes, each when the one before is saved, and says which are, until it is killed.
fn one_after_the_other(path: &Path, name: &str) {
    let (tell, told) = channel();
    let saver = Saver::start(NotesFile::own(path), move |said| {
        let _ = tell.send(said);
    });
    println!("\nbegun");
    for number in 0.. {
        saver.save(note(
            &format!("{name}.{number}"),
            None,
            Some("a note that took a while"),
        ));
        told.recv_timeout(LONG).unwrap().unwrap();
        println!("saved {number}");
    }
}

/// Writes as fast as it can: bookmarks, tags and notes, some on the same provision as all others.
fn all_at_once(path: &Path, name: &str) {
    let saver = Saver::start(NotesFile::own(path), |_| {});
    let direct = NotesFile::own(path);
    for number in 0..20 {
        saver.save(bookmark(&format!("{name}.{number}")));
        saver.save(note("I.6", None, Some(&format!("words {name} {number}"))));
        // Where another has the lock for too long, it is tried again, as a saver does.
        let tag = Change::Tag {
            id: "I.7".into(),
            tag: format!("{name}-{number}").into(),
            on: true,
        };
        while direct.change(std::slice::from_ref(&tag)).is_err() {}
    }
    saver.close(LONG).unwrap();
}

/// A note that fits on the disk, one that does not, and one that would.
fn too_much(path: &Path) {
    let (tell, told) = channel();
    let saver = Saver::start(NotesFile::named(path), move |said| {
        let _ = tell.send(said);
    });
    let long = format!("begin {}end", "word ".repeat(40_000));
    for text in ["a short one", &long, "the last one"] {
        saver.save(note(&format!("I.{}", text.len()), None, Some(text)));
        match told.recv_timeout(LONG).unwrap() {
            Ok(notebook) => println!("\nsaved: {}", notebook.entries().count()),
            Err(failure) => println!("\nfailed: {failure}"),
        }
    }
    match saver.close(LONG) {
        Ok(()) => println!("all saved"),
        Err(unsaved) => println!("unsaved: {unsaved}"),
    }
}

/// Takes the lock and keeps it.
fn hold(path: &Path) {
    let file = File::create(path).unwrap();
    file.lock().unwrap();
    println!("\nheld");
    thread::sleep(LONG);
}

/// Saves places until it is killed.
fn place(path: &Path, name: &str) {
    println!("\nbegun");
    for number in 0.. {
        let selected = format!("{name}.{number}").into();
        let place = ReadingPosition {
            selected,
            ..ReadingPosition::default()
        };
        place.save(path).unwrap();
    }
}

/// Waits for a line that the process says.
fn wait_for(child: &mut Child, line: &str) -> impl BufRead + use<> {
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let mut heard = String::new();
    while said.read_line(&mut heard).unwrap() > 0 {
        if heard.ends_with(&format!("{line}\n")) {
            return said;
        }
    }
    panic!("it ended and said only: {heard}");
}

/// Numbers without an order, the same in each run; the moments that they pick are not.
fn chances() -> impl Iterator<Item = u64> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    })
}

/// How long three saves take on this disk, in microseconds; at most a twenty-fifth of a second.
fn three_saves() -> u64 {
    let (_folder, path) = in_folder("a.notes");
    let start = Instant::now();
    for number in 0..30 {
        let id = format!("I.{number}");
        NotesFile::own(&path).change(&[bookmark(&id)]).unwrap();
    }
    let micros = u64::try_from(start.elapsed().as_micros()).unwrap() / 10;
    micros.clamp(1_000, 40_000)
}

/// Processes, one after the other, are killed while they save; the long form is two hundred.
#[test]
fn a_kill_at_any_moment_loses_at_most_the_note_that_is_being_written() {
    let (folder, path) = in_folder("a.notes");
    let mut certain: Vec<String> = Vec::new();
    let mut cut_short = 0;
    let mut span = three_saves();
    let rounds = crate::effort(40, 200);
    for (round, chance) in chances().take(rounds).enumerate() {
        let name = format!("{round}");
        let mut child = playing("one after the other", &path, &name, None)
            .spawn()
            .unwrap();
        let mut said = wait_for(&mut child, "begun");
        thread::sleep(Duration::from_micros(chance % span));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut heard = String::new();
        said.read_to_string(&mut heard).unwrap();
        let whole = heard.rsplit_once('\n').map_or("", |(whole, _)| whole);
        let saved = whole.lines().filter_map(|line| line.strip_prefix("saved "));
        let before = certain.len();
        certain.extend(saved.map(|number| format!("{name}.{number}")));
        if certain.len() == before {
            // The machine is busier than it was when the three saves were timed.
            span = (2 * span).min(400_000);
        }

        // As it was left, with nobody there to mend it.
        let page = NotesFile::own(&path).read().unwrap();
        assert_eq!(page.remarks, Vec::<String>::new());
        let lost = certain
            .iter()
            .find(|id| words(&page.notebook, id).is_none());
        assert_eq!(lost, None, "in round {round}");
        let all = page.notebook.entries().count();
        assert!(all <= certain.len() + 1, "in round {round}");
        if all > certain.len() {
            // Saved, and killed before that could be said.
            certain.push(format!("{name}.{}", certain.len() - before));
        }
        let left = names(folder.path());
        cut_short += usize::from(left.iter().any(|name| name.ends_with(".tmp")));
        assert!(
            left.len() <= 3,
            "the notes, a lock, what was being written: {left:?}"
        );
    }
    assert!(
        certain.len() > rounds / 4,
        "they saved something: {}",
        certain.len()
    );
    let some = crate::effort(0, 1);
    assert!(
        cut_short >= some,
        "some were killed in the midst of writing"
    );
    NotesFile::own(&path).change(&[bookmark("I.6")]).unwrap();
    assert_eq!(names(folder.path()), ["a.notes"]);
}

#[test]
fn a_kill_while_a_place_is_saved_leaves_a_place() {
    let (folder, path) = in_folder("a.place");
    let span = three_saves();
    let mut seen = false;
    for (round, chance) in chances().take(crate::effort(15, 40)).enumerate() {
        let mut child = playing("place", &path, &format!("{round}"), None)
            .spawn()
            .unwrap();
        let _said = wait_for(&mut child, "begun");
        thread::sleep(Duration::from_micros(chance % span));
        child.kill().unwrap();
        child.wait().unwrap();
        // Either none was ever saved, or there is one.
        let place = ReadingPosition::read(&path);
        assert_eq!(place.is_some(), path.exists(), "in round {round}");
        assert!(place.is_some() || !seen, "in round {round}");
        seen |= place.is_some();
        assert!(names(folder.path()).len() <= 3);
    }
    assert!(seen, "some were saved");
}

#[test]
fn many_processes_lose_nothing() {
    let (folder, path) = in_folder("data/a.notes");
    let children: Vec<Child> = ["A", "B", "C", "D"]
        .iter()
        .map(|name| playing("all at once", &path, name, None).spawn().unwrap())
        .collect();
    for child in children {
        let out = child.wait_with_output().unwrap();
        assert!(out.status.success(), "{out:?}");
    }
    let notebook = NotesFile::own(&path).read().unwrap().notebook;
    for name in ["A", "B", "C", "D"] {
        for number in 0..20 {
            assert!(
                notebook
                    .entry(&format!("{name}.{number}"))
                    .unwrap()
                    .bookmarked
            );
            let joined = words(&notebook, "I.6").unwrap();
            let its = format!("words {name} {number}");
            assert_eq!(
                joined.split("\n\n").filter(|words| **words == its).count(),
                1
            );
            let tags = &notebook.entry("I.7").unwrap().tags;
            assert!(tags.contains(format!("{name}-{number}").as_str()));
        }
    }
    assert_eq!(names(&folder.path().join("data")), ["a.notes"]);
}

#[test]
fn a_killed_process_holds_nobody_up() {
    let (folder, path) = in_folder("a.notes");
    let lock = folder.path().join(".a.notes.lock");
    let mut child = playing("hold", &lock, "", None).spawn().unwrap();
    let _said = wait_for(&mut child, "held");
    let file = NotesFile::own(&path);
    assert!(file.change(&[bookmark("I.6")]).is_err());
    child.kill().unwrap();
    child.wait().unwrap();
    file.change(&[bookmark("I.6")]).unwrap();
}

/// What a process says that writes too much, and what it has saved.
fn said_of_too_much(path: &Path, shell: (&str, &str), rescue: &Path) -> String {
    let mut command = playing("too much", path, "", Some(shell));
    let out = command.env("TMPDIR", rescue).output().unwrap();
    assert!(out.status.success(), "{out:?}");
    let said = String::from_utf8(out.stdout).unwrap();
    assert!(said.contains("\nsaved: 1\n"), "{said}");
    said
}

#[test]
fn where_files_may_not_grow_what_was_noted_is_in_the_message() {
    let (folder, path) = in_folder("a.notes");
    // The limit holds for the rescue as well.
    let limited = ("sh -c", "trap '' XFSZ; ulimit -f 64; exec \"$@\"");
    let said = said_of_too_much(&path, limited, folder.path());
    let failed = format!(
        "failed: Not saved to {}: files may not be that large",
        path.display()
    );
    assert_eq!(said.matches(&failed).count(), 2, "{said}");
    let (_, unsaved) = said.split_once("\nunsaved: ").unwrap();
    for part in [
        "\tnote\tbegin word word ",
        "word end\n",
        "\tnote\tthe last one\n",
    ] {
        assert!(unsaved.contains(part), "{said}");
    }
    let page = NotesFile::named(&path).read().unwrap();
    assert_eq!(words(&page.notebook, "I.11"), Some("a short one"));
    assert_eq!(names(folder.path()), ["a.notes"]);
}

/// Whether this system lets a test have a small disk of its own.
fn disks_can_be_made() -> bool {
    let probe = Command::new("unshare")
        .args(["-rm", "sh", "-c", "mount -t tmpfs -o size=64k none /mnt"])
        .stderr(Stdio::null())
        .status();
    let can = probe.is_ok_and(|status| status.success());
    if !can {
        eprintln!("no disk can be made here: left out");
    }
    can
}

#[test]
fn on_a_full_disk_the_old_notes_stay_and_the_new_ones_are_rescued() {
    if !disks_can_be_made() {
        return;
    }
    let (folder, rescue) = (tempdir().unwrap(), tempdir().unwrap());
    let path = folder.path().join("a.notes");
    let script = format!(
        "mount -t tmpfs -o size=64k none {0} && \"$@\" && cat {0}/a.notes && ls -A {0}",
        folder.path().display()
    );
    let said = said_of_too_much(&path, ("unshare -rm sh -c", &script), rescue.path());
    let failed = format!("failed: Not saved to {}: the disk is full", path.display());
    assert_eq!(said.matches(&failed).count(), 2, "{said}");
    assert!(
        said.ends_with("# recs-tui notes 1\nI.11\tnote\ta short one\na.notes\n"),
        "{said}"
    );
    let [file] = &names(rescue.path())[..] else {
        panic!("{said}")
    };
    let file = rescue.path().join(file);
    assert!(said.contains(&*file.to_string_lossy()), "{said}");
    let page = NotesFile::named(&file).read().unwrap();
    assert_eq!(page.notebook.entries().count(), 2);
    assert!(fs::read_to_string(&file).unwrap().contains("word end\n"));
}

#[test]
fn in_a_folder_that_can_only_be_read_nothing_is_changed_and_all_is_rescued() {
    if !disks_can_be_made() {
        return;
    }
    let (folder, rescue) = (tempdir().unwrap(), tempdir().unwrap());
    let path = folder.path().join("a.notes");
    let script = format!(
        "mount -t tmpfs none {0} && printf '# recs-tui notes 1\\nV.80\\tbookmark\\n' > {0}/a.notes \
         && mount -o remount,ro {0} && \"$@\" && ls -A {0}",
        folder.path().display()
    );
    let mut command = playing("too much", &path, "", Some(("unshare -rm sh -c", &script)));
    let out = command.env("TMPDIR", rescue.path()).output().unwrap();
    let said = String::from_utf8(out.stdout).unwrap();
    let failed = format!(
        "failed: Not saved to {}: this disk can only be read",
        path.display()
    );
    assert_eq!(
        said.matches(&failed).count(),
        3,
        "{said} {:?}",
        String::from_utf8(out.stderr)
    );
    assert!(said.ends_with("\na.notes\n"), "{said}");
    let [file] = &names(rescue.path())[..] else {
        panic!("{said}")
    };
    let page = NotesFile::named(rescue.path().join(file)).read().unwrap();
    assert_eq!(page.notebook.entries().count(), 3);
}
