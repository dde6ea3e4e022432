//! Bookmarks, tags and notes as a person makes them: keys in the built program, files on the disk,
//! and whatever goes wrong in between.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use crate::desk::{Desk, leave, wait_until_says, wait_until_there, without_texts};
use crate::terminal::{Key, Terminal};

#[test]
fn what_was_added_is_there_again_and_so_is_the_place() {
    let desk = Desk::new().writes_with("printf 'Ask Geneva.\\nTwice.\\n' > \"$1\"");
    let mut terminal = desk.opens(&[]);
    terminal.keys("jjm");
    terminal.wait_for_text("I.3 bookmarked");
    terminal.keys("t");
    terminal.wait_for_text("tag:");
    terminal.keys("priority hrc");
    terminal.key(Key::Enter);
    terminal.wait_for_text("I.3 tagged #priority, #hrc");
    terminal.keys("e");
    terminal.wait_for_text("Note on I.3 written");
    assert_eq!(leave(terminal), 0);
    assert_eq!(
        desk.saved(),
        "# recs-tui notes 1\n\
         I.3\tbookmark\n\
         I.3\tnote\tAsk Geneva.\\nTwice.\n\
         I.3\ttag\thrc\n\
         I.3\ttag\tpriority\n"
    );
    let mut terminal = desk.opens(&[]);
    let screen = terminal.wait_for_all(&["Yours: ★ bookmarked  #hrc", "3 of 135"]);
    assert!(screen.contains("I.3      ★"), "{}", screen.framed());
    terminal.key(Key::Tab);
    terminal.keys("G");
    terminal.wait_for_all(&["── Yours ──", "Ask Geneva.", "Twice."]);
}

#[test]
fn the_editor_has_every_key_and_then_the_browser_has_them_again() {
    let desk = Desk::new()
        .writes_with("stty sane; printf 'write over <%s>: ' \"$(head -c 4 \"$1\")\"; read line; printf '%s' \"$line\" > \"$1\"");
    let mut terminal = desk.opens(&[]);
    // While a frame comes, a mode is set that keeps it in one piece.
    terminal.settled();
    let (settings, modes) = (terminal.settings(), terminal.modes());
    for round in 1..=5 {
        terminal.keys("e");
        let before = if round > 1 {
            format!("jkq{}", round - 1)
        } else {
            String::new()
        };
        terminal.wait_for_text(&format!("write over <{before}"));
        assert!(!terminal.modes().contains(&1049));
        let words = format!("jkq{round} every single letter of a long sentence, jkqG/?");
        for letter in words.chars() {
            terminal.keys(&letter.to_string());
        }
        terminal.key(Key::Enter);
        terminal.wait_for_text("Note on I.1 ");
        wait_until_says(&desk.file(), &format!("I.1\tnote\t{words}\n"));
        terminal.wait_for_state(&settings, &modes);
    }
    terminal.keys("j");
    terminal.wait_for_text("2 of 135");
    assert_eq!(leave(terminal), 0);
}

#[test]
fn ctrl_c_in_an_editor_is_the_editors() {
    let desk = Desk::new().writes_with("printf ready; read line; printf done > \"$1\"");
    let mut terminal = desk.opens(&[]);
    terminal.keys("e");
    terminal.wait_for_text("ready");
    // What the terminal sends to all programs in it.
    terminal.signal("INT");
    terminal.signal("QUIT");
    terminal.key(Key::Enter);
    terminal.wait_for_text("Note on I.1 written");
    // Here again it means the browser.
    terminal.signal("INT");
    assert_eq!(terminal.wait_exit().exit_code(), 130);
}

#[test]
fn an_editor_that_leaves_the_terminal_in_a_mess_spoils_nothing() {
    let desk = Desk::new().writes_with("stty raw -echo -opost; exit 1");
    let script = "\"$0\"; echo back; read end";
    let mut command = crate::terminal::Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_recs-tui")]);
    crate::terminal::clean(&mut command);
    command.env("EDITOR", &desk.editor);
    let mut terminal = Terminal::run(100, 30, command);
    terminal.wait_for_text("q quit");
    terminal.keys("e");
    terminal.wait_for_text("The note is as it was");
    terminal.keys("q");
    terminal.wait_for_text("back");
    assert!(!terminal.is_raw());
}

#[test]
fn an_editor_that_fails_leaves_the_note_and_says_why() {
    for (editor, words) in [
        ("no-such-editor", "There is no editor no-such-editor here."),
        (
            "exit 3 #",
            "The note is as it was: exit 3 # ended with exit status: 3",
        ),
        ("true", "The note on I.1 is as it was"),
    ] {
        let mut desk = Desk::new();
        desk.editor = editor.to_owned();
        let mut terminal = desk.opens(&[]);
        terminal.keys("e");
        terminal.wait_for_text(words);
        assert_eq!(leave(terminal), 0);
        assert!(!desk.file().exists());
    }
}

#[test]
fn what_an_editor_left_that_failed_or_cannot_be_read_is_not_thrown_away() {
    for (script, told, left) in [
        (
            "echo 'half a thought' > \"$1\"; kill -9 $$",
            "What was written is in ",
            &b"half a thought\n"[..],
        ),
        (
            "printf 'caf\\351' > \"$1\"",
            "is not UTF-8. It is in ",
            b"caf\xe9",
        ),
    ] {
        let desk = Desk::new().writes_with(script);
        let mut terminal = desk.opens(&[]);
        terminal.keys("e");
        let screen = terminal.wait_for_text(told);
        let told_all = screen.rows().join(" ");
        let (_, path) = told_all.split_once(told).unwrap();
        let path = path.split_whitespace().next().unwrap();
        assert_eq!(fs::read(path).unwrap(), left);
        fs::remove_file(path).unwrap();
        assert_eq!(leave(terminal), 0);
    }
}

#[test]
fn two_windows_lose_nothing_of_each_other() {
    let desk = Desk::new();
    let (mut one, mut other) = (desk.opens(&[]), desk.opens(&[]));
    other.keys("G");
    other.wait_for_text("135 of 135");
    for _ in 0..20 {
        one.keys("mj");
        other.keys("mk");
    }
    one.wait_for_text("21 of 135");
    other.wait_for_text("115 of 135");
    assert_eq!((leave(one), leave(other)), (0, 0));
    let saved = desk.saved();
    assert_eq!(saved.matches("\tbookmark\n").count(), 40, "{saved}");
    // A window sees at once what another one wrote.
    let (mut one, mut other) = (desk.opens(&[]), desk.opens(&[]));
    other.keys("g");
    one.keys("gt");
    one.keys("seen\r");
    one.wait_for_text("I.1 tagged #seen");
    other.wait_for_text("#seen");
    other.keys("jtse\t\r");
    other.wait_for_text("I.2 tagged #seen");
}

#[test]
#[cfg(target_os = "linux")]
fn a_place_that_cannot_be_written_is_said_on_the_screen_and_at_the_end() {
    let mut terminal = Terminal::open(100, 30, &[], &[("XDG_DATA_HOME", "/proc/nowhere")]);
    terminal.wait_for_text("q quit");
    terminal.keys("m");
    terminal.wait_for("a failure", |screen| {
        screen.contains("! ") && screen.contains("/proc/nowhere")
    });
    // It is kept on the screen, and tried again.
    terminal.keys("j");
    assert!(terminal.settled().contains(" ★ "));
    terminal.keys("q");
    assert_eq!(terminal.wait_exit().exit_code(), 2);
    let said = terminal.screen().rows().concat();
    let start = said.find("recs-tui-").expect(&said);
    let folder = std::env::temp_dir();
    let name: String = said[start..]
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_.".contains(*c))
        .collect();
    let rescued = folder.join(name.trim_end_matches('.'));
    let words = fs::read_to_string(&rescued).unwrap_or_else(|_| panic!("{rescued:?}: {said}"));
    assert!(words.contains("I.1\tbookmark\n"), "{words}");
    fs::remove_file(rescued).unwrap();
}

#[test]
fn a_foreign_file_is_left_alone_and_said() {
    let desk = Desk::new();
    fs::create_dir_all(desk.file().parent().unwrap()).unwrap();
    fs::write(desk.file(), "Dear diary\n").unwrap();
    let mut terminal = desk.opens(&[]);
    terminal.wait_for_text("is no notes file");
    terminal.keys("jm");
    terminal.wait_for_text("is no notes file");
    assert_eq!(leave(terminal), 0);
    assert_eq!(desk.saved(), "Dear diary\n");

    let named = desk.path("diary.txt");
    fs::write(&named, "Dear diary\n").unwrap();
    let mut terminal = Terminal::open(100, 10, &["--notes", named.to_str().unwrap()], &[]);
    assert_eq!(terminal.wait_exit().exit_code(), 2);
    assert!(terminal.screen().contains("recs-tui: "));
    assert_eq!(fs::read_to_string(&named).unwrap(), "Dear diary\n");
}

#[test]
fn a_terminal_that_goes_away_takes_nothing_with_it() {
    let desk = Desk::new();
    let mut terminal = desk.opens(&[]);
    terminal.keys("jjm");
    terminal.wait_for_text("I.3 bookmarked");
    terminal.hang_up();
    terminal.wait_gone();
    assert_eq!(desk.saved(), "# recs-tui notes 1\nI.3\tbookmark\n");
    // As when a system goes down.
    let mut terminal = desk.opens(&[]);
    terminal.keys("gjjjt");
    terminal.keys("later\r");
    terminal.wait_for_text("I.4 tagged #later");
    terminal.signal("TERM");
    assert_eq!(terminal.wait_exit().exit_code(), 143);
    assert!(desk.saved().contains("I.4\ttag\tlater\n"));
}

/// The editor has saved what was written and still reads keys when the line is cut, and fails then.
#[test]
fn a_note_that_was_saved_in_the_editor_outlives_the_terminal() {
    let mut desk = Desk::new().writes_with(
        "printf 'Ask Geneva before the session.\\n' > \"$1\"; touch \"$0 wrote\"; read never; exit 1",
    );
    let mut terminal = desk.opens(&[]);
    terminal.keys("jje");
    wait_until_there(&desk.path("an editor wrote"));
    terminal.hang_up();
    terminal.wait_gone();

    desk.editor = "true".to_owned();
    let mut terminal = desk.opens(&[]);
    terminal.wait_for_text("A note on I.3 is unfinished: e goes on with it.");
    terminal.keys("e");
    terminal.wait_for_text("Note on I.3 written");
    assert_eq!(leave(terminal), 0);
    assert_eq!(
        desk.saved(),
        "# recs-tui notes 1\nI.3\tnote\tAsk Geneva before the session.\n"
    );
    // What is saved is no draft any more.
    assert_eq!(desk.drafts(), Vec::<String>::new());
    let mut terminal = desk.opens(&[]);
    terminal.settled();
    assert!(!terminal.screen().contains("unfinished"));
}

/// An editor in a window of its own goes on, and the note is saved when it ends.
#[test]
fn an_editor_that_outlives_the_terminal_writes_the_note() {
    let desk = Desk::new().writes_with(
        "trap '' HUP; touch \"$0 runs\"; while [ ! -e \"$0 may end\" ]; do sleep 0.05; done; echo later > \"$1\"",
    );
    let mut terminal = desk.opens(&[]);
    terminal.keys("e");
    wait_until_there(&desk.path("an editor runs"));
    terminal.hang_up();
    fs::write(desk.path("an editor may end"), "").unwrap();
    terminal.wait_gone();
    assert_eq!(desk.saved(), "# recs-tui notes 1\nI.1\tnote\tlater\n");
    assert_eq!(desk.drafts(), Vec::<String>::new());
}

/// Killed with everything around it: what the editor saved by then is in its file.
#[test]
fn a_draft_survives_a_kill_and_keeps_what_others_wrote_meanwhile() {
    let mut desk =
        Desk::new().writes_with("printf 'mine, longer\\n' > \"$1\"; touch \"$0 wrote\"; sleep 1");
    fs::create_dir_all(desk.file().parent().unwrap()).unwrap();
    fs::write(desk.file(), "# recs-tui notes 1\nI.1\tnote\tmine\n").unwrap();
    let mut terminal = desk.opens(&[]);
    terminal.keys("e");
    wait_until_there(&desk.path("an editor wrote"));
    terminal.signal("KILL");
    terminal.wait_gone();
    fs::write(
        desk.file(),
        "# recs-tui notes 1\nI.1\tnote\tmine\\n\\ntheirs\n",
    )
    .unwrap();
    desk.editor = "true".to_owned();
    let mut terminal = desk.opens(&[]);
    terminal.keys("e");
    terminal.wait_for_text("Note on I.1 rewritten");
    assert_eq!(leave(terminal), 0);
    assert_eq!(
        desk.saved(),
        "# recs-tui notes 1\nI.1\tnote\tmine, longer\\n\\ntheirs\n"
    );
}

#[test]
fn two_windows_write_a_note_on_one_provision_at_once() {
    let desk = Desk::new().writes_with("printf ready; read line; printf '%s' \"$line\" > \"$1\"");
    let (mut one, mut other) = (desk.opens(&[]), desk.opens(&[]));
    one.keys("e");
    one.wait_for_text("ready");
    other.keys("e");
    other.wait_for_text("ready");
    for (terminal, words) in [(&mut one, "one"), (&mut other, "other")] {
        terminal.keys(words);
        terminal.key(Key::Enter);
        terminal.wait_for_text("Note on I.1 written");
    }
    assert_eq!((leave(one), leave(other)), (0, 0));
    assert_eq!(
        desk.saved(),
        "# recs-tui notes 1\nI.1\tnote\tone\\n\\nother\n"
    );
    assert_eq!(desk.drafts(), Vec::<String>::new());
}

#[test]
fn a_delegation_shares_a_file_behind_a_link() {
    let desk = Desk::new();
    let (shared, link) = (desk.path("shared.notes"), desk.path("link.notes"));
    fs::write(&shared, "# recs-tui notes 1\nI.2\ttag\tours\n").unwrap();
    std::os::unix::fs::symlink(&shared, &link).unwrap();
    let mut terminal = desk.opens(&["--notes", link.to_str().unwrap()]);
    terminal.keys("jm");
    terminal.wait_for_all(&["I.2 bookmarked", "#ours"]);
    assert_eq!(leave(terminal), 0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(
        without_texts(&fs::read_to_string(&shared).unwrap()),
        "# recs-tui notes 1\nI.2\tbookmark\nI.2\ttag\tours\n"
    );
    assert!(!desk.file().exists());
}

#[test]
fn standard_input_has_notes_only_where_a_file_is_named() {
    let mut command = crate::terminal::Command::new("sh");
    command.args(["-c", "echo '1. Urges States to ratify.' | \"$0\" -"]);
    command.arg(env!("CARGO_BIN_EXE_recs-tui"));
    crate::terminal::clean(&mut command);
    let mut terminal = Terminal::run(100, 20, command);
    terminal.wait_for_text("q quit");
    terminal.keys("m");
    terminal.wait_for_text("recs-tui --notes FILE");
}

/// A kill at any moment: what was on the disk stays, what comes to it comes in the order in which
/// it was done, and the file is whole.
#[test]
fn kills_at_any_moment_lose_no_more_than_what_was_being_written() {
    const DEEDS: usize = 6;
    let runs = crate::effort(25, 200);
    let desk = Desk::new();
    let mut before: Vec<String> = Vec::new();
    // Moments that differ from run to run, and are the same in each run of the test.
    let mut moment = 12_345_u64;
    let mut cut_short = 0;
    for run in 0..runs {
        let mut terminal = desk.opens(&[]);
        let deeds: Vec<String> = (0..DEEDS).map(|deed| format!("r{run:03}x{deed}")).collect();
        for deed in &deeds {
            terminal.keys(&format!("t{deed}\r"));
        }
        moment = moment
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        sleep(Duration::from_micros((moment >> 33) % 12_000));
        terminal.signal("KILL");
        terminal.wait_gone();

        let saved = desk.saved();
        assert!(
            saved.is_empty() || saved.starts_with("# recs-tui notes 1\n") && saved.ends_with('\n')
        );
        let tags: Vec<String> = saved
            .lines()
            .skip(1)
            .map(|line| line.strip_prefix("I.1\ttag\t").expect(line).to_owned())
            .collect();
        assert!(
            tags.starts_with(&before),
            "run {run} lost something:\n{saved}"
        );
        let new = &tags[before.len()..];
        assert!(deeds.starts_with(new), "run {run} left a deed out: {new:?}");
        cut_short += usize::from(new.len() < DEEDS);
        before = tags;
    }
    assert!(
        (runs / 10..=runs).contains(&cut_short),
        "only {cut_short} kills came in time"
    );
    let strays = fs::read_dir(desk.file().parent().unwrap()).unwrap().count();
    // The notes, their lock, and at most what the last killed writer left.
    assert!(strays <= 3, "{strays} files");
}
