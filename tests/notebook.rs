//! The file that notes are kept in, and whatever can stand in its place or in its way.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::notes::{bookmark, in_folder, names, note, words};
use recs_tui::notes::{NotesFile, NotesPage, ReadingPosition};
use tempfile::tempdir;

#[test]
fn nothing_is_made_before_something_is_saved() {
    let (folder, path) = in_folder("data/recs-tui/a.notes");
    let file = NotesFile::own(&path);
    assert_eq!(file.read(), Ok(NotesPage::default()));
    assert_eq!(names(folder.path()), Vec::<String>::new());
    file.change(&[bookmark("I.6")]).unwrap();
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "# recs-tui notes 1\nI.6\tbookmark\n"
    );
    assert_eq!(names(path.parent().unwrap()), ["a.notes"]);
}

#[test]
fn a_change_is_made_to_what_the_file_holds_now() {
    let (_folder, path) = in_folder("ours.notes");
    let (mine, theirs) = (NotesFile::named(&path), NotesFile::named(&path));
    mine.change(&[note("I.6", None, Some("mine"))]).unwrap();
    theirs.change(&[bookmark("I.10")]).unwrap();
    let notebook = mine.change(&[note("I.7", None, Some("more"))]).unwrap();
    assert!(notebook.entry("I.10").unwrap().bookmarked);
    assert_eq!(words(&notebook, "I.6"), Some("mine"));
    assert_eq!(mine.read().unwrap().notebook, notebook);
}

#[test]
fn a_file_that_says_the_same_already_is_not_written() {
    let (_folder, path) = in_folder("ours.notes");
    let file = NotesFile::named(&path);
    file.change(&[bookmark("I.6")]).unwrap();
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    File::options()
        .write(true)
        .open(&path)
        .unwrap()
        .set_modified(old)
        .unwrap();
    file.change(&[bookmark("I.6")]).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), old);
}

#[test]
fn a_clock_that_was_set_back_changes_nothing() {
    let (folder, path) = in_folder("a.notes");
    let (file, there) = (NotesFile::own(&path), folder.path().join("a.place"));
    let place = |id: &str| ReadingPosition {
        selected: id.into(),
        ..ReadingPosition::default()
    };
    file.change(&[bookmark("I.6")]).unwrap();
    place("I.6").save(&there).unwrap();
    for path in [&path, &there] {
        let future = SystemTime::now() + Duration::from_secs(3_000_000_000);
        File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_modified(future)
            .unwrap();
    }
    let notebook = file.change(&[bookmark("I.7")]).unwrap();
    assert_eq!(notebook.entries().count(), 2);
    assert_eq!(file.read().unwrap().notebook, notebook);
    place("I.7").save(&there).unwrap();
    assert_eq!(ReadingPosition::read(&there), Some(place("I.7")));
}

/// What can stand where notes should be, and a word of what is said of it.
fn strangers(folder: &Path) -> Vec<(PathBuf, &'static str)> {
    let path = |name: &str| folder.join(name);
    fs::write(path("report"), "E/CN.4/2006/18, para. 103\n").unwrap();
    fs::write(path("latin"), b"Geneva, le 3 f\xE9vrier\n").unwrap();
    fs::write(path("zeros"), [0; 512]).unwrap();
    fs::create_dir(path("folder")).unwrap();
    File::create(path("large"))
        .unwrap()
        .set_len(65 << 20)
        .unwrap();
    let mut strangers = vec![
        (path("report"), "no notes file"),
        (path("latin"), "no notes file"),
        (path("zeros"), "no notes file"),
        (path("folder"), "a folder"),
        (path("large"), "too large"),
    ];
    if cfg!(unix) {
        let made = std::process::Command::new("mkfifo")
            .arg(path("pipe"))
            .status();
        assert!(made.unwrap().success());
        strangers.push((path("pipe"), "a device or a pipe"));
        for device in ["zero", "full", "null"] {
            std::os::unix::fs::symlink(format!("/dev/{device}"), path(device)).unwrap();
            strangers.push((path(device), "a device or a pipe"));
        }
    }
    strangers
}

#[test]
fn a_stranger_that_comes_while_the_browser_is_open_is_not_overwritten() {
    let (folder, path) = in_folder("a.notes");
    let file = NotesFile::own(&path);
    file.change(&[bookmark("I.6")]).unwrap();
    fs::write(&path, "not yours\n").unwrap();
    let said = file.change(&[bookmark("I.7")]).unwrap_err().to_string();
    assert!(said.contains("no notes file"), "{said}");
    assert_eq!(names(folder.path()), ["a.notes"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "not yours\n");
}

#[test]
fn a_stranger_is_left_as_it_is_and_said_whosever_file_it_is() {
    let folder = tempdir().unwrap();
    for (path, what) in strangers(folder.path()) {
        let before = fs::symlink_metadata(&path).unwrap();
        let there = names(folder.path());
        let (own, named) = (NotesFile::own(&path), NotesFile::named(&path));
        for error in [
            own.read().unwrap_err(),
            own.change(&[bookmark("I.6")]).unwrap_err(),
            named.read().unwrap_err(),
            named.change(&[bookmark("I.6")]).unwrap_err(),
        ] {
            let said = error.to_string();
            assert!(said.starts_with(&*path.to_string_lossy()), "{said}");
            assert!(said.contains(what) && said.contains("--notes"), "{said}");
            assert!(!said.contains('\n'), "{said}");
        }
        let after = fs::symlink_metadata(&path).unwrap();
        assert_eq!(after.modified().unwrap(), before.modified().unwrap());
        assert_eq!(names(folder.path()), there);
    }
}

#[test]
fn a_file_of_a_later_version_is_left_as_it_is_whosever_it_is() {
    let (folder, path) = in_folder("a.notes");
    fs::write(&path, "# recs-tui notes 7\nI.6\tbookmark\n").unwrap();
    for file in [NotesFile::own(&path), NotesFile::named(&path)] {
        let said = file.change(&[bookmark("I.7")]).unwrap_err().to_string();
        assert!(
            said.contains("newer recs-tui") && said.contains("update"),
            "{said}"
        );
        assert_eq!(file.read().unwrap_err().to_string(), said);
    }
    assert_eq!(names(folder.path()), ["a.notes"]);
    assert_eq!(
        fs::read_to_string(&path).unwrap(),
        "# recs-tui notes 7\nI.6\tbookmark\n"
    );
}

#[test]
fn broken_bytes_cost_no_good_line_and_are_kept() {
    let (folder, path) = in_folder("a.notes");
    fs::write(
        &path,
        b"# recs-tui notes 1\nI.6\tbookmark\nI.7\tnote\t\xFF\xFE\nI.8\tbookmark\n",
    )
    .unwrap();
    let file = NotesFile::own(&path);
    let page = file.read().unwrap();
    assert_eq!(page.notebook.entries().count(), 2);
    let [remark] = &page.remarks[..] else {
        panic!("{:?}", page.remarks)
    };
    assert!(
        remark.starts_with(&format!("{}, line 3: not UTF-8", path.display())),
        "{remark}"
    );
    file.change(&[bookmark("I.7")]).unwrap();
    assert_eq!(
        fs::read(&path).unwrap(),
        b"# recs-tui notes 1\nI.6\tbookmark\nI.7\tnote\t\xFF\xFE\nI.7\tbookmark\nI.8\tbookmark\n"
    );
    assert_eq!(names(folder.path()), ["a.notes"]);
}

#[test]
fn a_path_that_cannot_be_is_said_with_the_remedy() {
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("file"), "").unwrap();
    for (file, what) in [
        (
            NotesFile::named(path("nowhere/a.notes")),
            "Make the folder first",
        ),
        (
            NotesFile::named(path("file/a.notes")),
            "is a file, not a folder",
        ),
        (
            NotesFile::own(path("file/a.notes")),
            "is a file, not a folder",
        ),
        (
            NotesFile::own(path("file/recs-tui/a.notes")),
            "is a file, not a folder",
        ),
    ] {
        let said = file.change(&[bookmark("I.6")]).unwrap_err().to_string();
        let begins = format!("Not saved to {}: ", file.path().display());
        assert!(said.starts_with(&begins) && said.contains(what), "{said}");
    }
    assert_eq!(names(folder.path()), ["file"]);
}

#[test]
fn a_control_character_in_a_name_is_not_in_the_message() {
    let (_folder, path) = in_folder("a\u{1b}[31m\nb");
    fs::create_dir(&path).unwrap();
    let said = NotesFile::named(&path).read().unwrap_err().to_string();
    assert!(!said.contains(char::is_control), "{said:?}");
}

#[test]
fn a_name_as_long_as_a_disk_takes_is_saved() {
    let (folder, path) = in_folder(&"n".repeat(255));
    NotesFile::named(&path).change(&[bookmark("I.6")]).unwrap();
    assert_eq!(names(folder.path()).len(), 1);
}

#[cfg(unix)]
mod links_and_rights {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn a_symbolic_link_stays_and_what_it_points_at_is_saved() {
        let folder = tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir(path("team")).unwrap();
        fs::create_dir(path("links")).unwrap();
        symlink("../links/second", path("links/first")).unwrap();
        symlink("../team/ours.notes", path("links/second")).unwrap();
        // What it points at is made where it is not there yet, and replaced where it is.
        for (count, id) in ["I.6", "I.7"].into_iter().enumerate() {
            let notebook = NotesFile::named(path("links/first"))
                .change(&[bookmark(id)])
                .unwrap();
            assert_eq!(notebook.entries().count(), count + 1);
            let direct = NotesFile::named(path("team/ours.notes")).read().unwrap();
            assert_eq!(direct.notebook, notebook);
        }
        assert_eq!(names(&path("team")), ["ours.notes"]);
        assert_eq!(names(&path("links")), ["first", "second"]);
        for link in ["links/first", "links/second"] {
            assert!(path(link).is_symlink());
        }
    }

    #[test]
    fn links_that_lead_in_a_circle_are_said() {
        let (folder, path) = in_folder("a.notes");
        symlink("b.notes", &path).unwrap();
        symlink("a.notes", folder.path().join("b.notes")).unwrap();
        for file in [NotesFile::own(&path), NotesFile::named(&path)] {
            assert!(file.read().is_err());
            let said = file.change(&[bookmark("I.6")]).unwrap_err().to_string();
            assert!(said.contains("symbolic links"), "{said}");
        }
        assert_eq!(names(folder.path()), ["a.notes", "b.notes"]);
    }

    #[test]
    fn a_link_to_a_stranger_and_the_stranger_stay() {
        let (folder, path) = in_folder("a.notes");
        let report = folder.path().join("report.txt");
        fs::write(&report, "a report").unwrap();
        symlink(&report, &path).unwrap();
        assert!(NotesFile::own(&path).change(&[bookmark("I.6")]).is_err());
        assert_eq!(fs::read_to_string(&report).unwrap(), "a report");
        assert!(path.is_symlink());
    }

    #[test]
    fn who_may_read_the_notes_stays_as_it_is() {
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let folder = tempdir().unwrap();
        let (own, named) = (folder.path().join("data/own"), folder.path().join("named"));
        NotesFile::own(&own).change(&[bookmark("I.6")]).unwrap();
        assert_eq!(mode(&own), 0o600, "what one notes is one's own");
        assert_eq!(mode(own.parent().unwrap()), 0o700);
        NotesFile::named(&named).change(&[bookmark("I.6")]).unwrap();
        let usual = folder.path().join("usual");
        fs::write(&usual, "").unwrap();
        assert_eq!(
            mode(&named),
            mode(&usual),
            "a shared file is like any other"
        );
        fs::set_permissions(&named, fs::Permissions::from_mode(0o664)).unwrap();
        NotesFile::named(&named).change(&[bookmark("I.7")]).unwrap();
        assert_eq!(mode(&named), 0o664);
    }
}
