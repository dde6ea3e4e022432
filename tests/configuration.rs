//! What a person can choose: a configuration file, themes, keys, plain drawing; and what comes with a
//! program of this kind: completions, a manual page, a list of commands.

use std::fs;
use std::process::Command as Process;

use crate::terminal::{Key, Terminal};

const PROGRAM: &str = env!("CARGO_BIN_EXE_recs-tui");

/// What the program prints, on both ways, and its status.
fn printed(args: &[&str], envs: &[(&str, &str)]) -> (String, String, Option<i32>) {
    let mut command = Process::new(PROGRAM);
    command.args(args).env_clear().env("HOME", "/nonexistent");
    command.envs(envs.iter().copied());
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code(),
    )
}

/// The browser with a configuration file of this text.
fn configured(text: &str, args: &[&str], envs: &[(&str, &str)]) -> Terminal {
    let folder = tempfile::tempdir().unwrap().keep();
    let file = folder.join("config.toml");
    fs::write(&file, text).unwrap();
    let mut all = vec!["--config", file.to_str().unwrap()];
    all.extend(args);
    let mut terminal = Terminal::open(120, 40, &all, envs);
    terminal.wait_for_text("Provisions");
    terminal.settled();
    terminal
}

#[test]
fn keys_of_ones_own_work_and_are_told() {
    // As in emacs; what had these keys has them no more.
    let text = "[keys.panes]\ndown = ['Ctrl-n', 'Down']\nup = ['Ctrl-p', 'Up']\nquit = ['Ctrl-x']\n\
                edit-filter = ['Ctrl-s']\nhelp = ['F1']\ncancel = ['Ctrl-g', 'Esc']\n";
    let mut terminal = configured(text, &[], &[]);
    let screen = terminal.screen();
    assert!(
        screen.contains("Ctrl-s filter") && screen.contains("Ctrl-x quit"),
        "{}",
        screen.framed()
    );
    terminal.key(Key::Ctrl('n'));
    terminal.key(Key::Ctrl('n'));
    terminal.key(Key::Ctrl('p'));
    terminal.wait_for_text(" 2 of 135 ");
    terminal.keys("q");
    terminal.wait_for_text("q does nothing here");
    terminal.keys("\x1bOP");
    terminal.wait_for_all(&["┏ Help", "Ctrl-n ↓"]);
    // What lies over the panes takes their keys as well.
    terminal.key(Key::Ctrl('n'));
    terminal.wait_for("the second line", |screen| !screen.contains("Everywhere"));
    terminal.key(Key::Ctrl('g'));
    terminal.wait_for("no help", |screen| !screen.contains("┏ Help"));
    for (open, shown) in [(":", "┏ Commands"), ("Y", "┏ Copy as"), ("t", "tag: ")] {
        terminal.keys(open);
        terminal.wait_for_text(shown);
        terminal.key(Key::Ctrl('g'));
        terminal.wait_for("it to close", |screen| !screen.contains(shown));
    }
    terminal.wait_for_text(" 2 of 135 ");
    terminal.key(Key::Ctrl('x'));
    assert!(terminal.wait_exit().success());
}

#[test]
fn a_slip_in_the_file_is_told_by_line_before_anything_is_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("c.toml");
    let name = file.to_str().unwrap();
    fs::write(&file, "theme = \"dark\"\n[keys.panes]\nqiut = \"x\"\n").unwrap();
    let told = format!("recs-tui: {name}, line 3: there is no command qiut. Did you mean quit?\n");
    for (args, envs) in [
        (vec!["--config", name], vec![]),
        (vec!["config"], vec![("RECS_TUI_CONFIG", name)]),
        (vec!["list", "--config", name], vec![]),
    ] {
        assert_eq!(
            printed(&args, &envs),
            (String::new(), told.clone(), Some(2)),
            "{args:?}"
        );
    }
    let (_, err, status) = printed(&["config", "--config", "/no/such/file"], &[]);
    assert!(err.contains("/no/such/file"), "{err}");
    assert_eq!(status, Some(2));
}

#[test]
fn the_configuration_in_force_is_printed_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("recs-tui");
    fs::create_dir(&place).unwrap();
    fs::write(
        place.join("config.toml"),
        "theme = 'light'\nlist-lines = 3\n",
    )
    .unwrap();
    let xdg = [("XDG_CONFIG_HOME", folder.path().to_str().unwrap())];
    let (first, err, status) = printed(&["config"], &xdg);
    assert_eq!((err.as_str(), status), ("", Some(0)));
    assert!(
        first.contains("theme = \"light\"") && first.contains("list-lines = 3"),
        "{first}"
    );
    assert!(first.contains("[keys.panes]") && first.contains("quit = [\"q\", \"Ctrl-c\"]"));
    fs::write(place.join("config.toml"), &first).unwrap();
    assert_eq!(printed(&["config"], &xdg).0, first);
    // What is said on the line goes before it.
    assert!(
        printed(&["--theme", "dark", "config"], &xdg)
            .0
            .contains("theme = \"dark\"")
    );
}

#[test]
fn plain_drawing_is_ascii_and_chosen_where_the_locale_says_so() {
    let ascii = |terminal: &Terminal| {
        let raw = terminal.seen().raw().to_vec();
        raw.iter().all(u8::is_ascii)
    };
    let wait = |mut terminal: Terminal| {
        terminal.wait_for_all(&["+ Provisions", "/ filter"]);
        terminal.keys("jjj");
        terminal.settled();
        terminal
    };
    assert!(ascii(&wait(Terminal::open(
        120,
        40,
        &[],
        &[("LC_ALL", "C")]
    ))));
    assert!(ascii(&wait(Terminal::open(
        120,
        40,
        &[],
        &[("LANG", "POSIX")]
    ))));
    for (args, envs) in [(&["--plain"][..], &[][..]), (&[], &[("TERM", "vt100")])] {
        let terminal = wait(Terminal::open(120, 40, args, envs));
        let screen = terminal.screen_text();
        assert!(
            !screen.contains(['─', '│', '┃', '…', '•', '▾', '“', '’']),
            "{screen}"
        );
    }
}

#[test]
fn the_list_tells_provisions_apart() {
    for size in [(120, 40), (80, 24), (50, 15)] {
        let mut terminal = Terminal::open(size.0, size.1, &[], &[]);
        terminal.wait_for_text("/ filter");
        terminal.settled();
        terminal.keys("L");
        let screen = terminal.settled();
        assert!(screen.contains("I.2 "), "{}", screen.framed());
    }
    // At 120 columns with at least 60 characters of its own text, as it comes.
    let mut terminal = Terminal::open(120, 40, &[], &[]);
    terminal.wait_for_text("/ filter");
    let screen = terminal.settled();
    let (left, top) = screen.find("I.4 ").unwrap();
    let rows = screen.rows();
    let own: String = (top..top + 2)
        .flat_map(|row| {
            let cells: Vec<char> = rows[usize::from(row)].chars().collect();
            let end = cells
                .iter()
                .skip(usize::from(left))
                .position(|&c| c == '┃')
                .unwrap();
            cells[usize::from(left)..usize::from(left) + end].to_vec()
        })
        .collect();
    let own: String = own
        .replace("I.4", "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(own.chars().count() >= 60, "{own:?}");
}

#[test]
fn the_cursor_follows_the_selection() {
    let mut terminal = Terminal::open(120, 40, &[], &[]);
    terminal.wait_for_text("/ filter");
    for row in 1..6 {
        let screen = terminal.settled();
        // Each provision has two lines, and the pane begins at column 30.
        assert_eq!(screen.cursor_place(), (32, 2 * row - 1));
        assert_eq!(screen.find(&format!("┃ I.{row} ")), Some((30, 2 * row - 1)));
        assert_eq!(screen.cursor(), None, "it is not shown");
        terminal.keys("j");
    }
    // In the text it stands at its beginning, in the tree at the selected row.
    terminal.keys("g\r");
    let screen = terminal.settled();
    assert_eq!(
        Some(screen.cursor_place()),
        screen.find("E/CN.4/2003/20, para. 1")
    );
    terminal.keys("hhj");
    let screen = terminal.settled();
    assert_eq!(screen.cursor_place(), (3, 2));
    // Shown on request.
    let mut terminal = configured("cursor = true", &[], &[]);
    let screen = terminal.settled();
    assert_eq!(screen.cursor(), Some((32, 1)));
}

#[test]
fn a_command_is_found_by_its_name_and_what_it_does() {
    let mut terminal = Terminal::open(120, 40, &[], &[]);
    terminal.wait_for_text("/ filter");
    terminal.keys(":bookm");
    terminal.wait_for_all(&["┏ Commands", "bookmark  m", "2 commands"]);
    terminal.key(Key::Enter);
    terminal.wait_for_text("✓ I.1 bookmarked");
    // By its help; by Ctrl-p; and one that cannot be done says why.
    terminal.key(Key::Ctrl('p'));
    terminal.keys("hit of the");
    terminal.wait_for_all(&["next-hit", "not now: Nothing is filtered."]);
    terminal.key(Key::Enter);
    terminal.wait_for_text("next-hit cannot be done now. Nothing is filtered.");
    terminal.keys(":xyzzy");
    terminal.wait_for_text("no such command");
    terminal.key(Key::Esc);
    terminal.keys(":quit");
    terminal.wait_for_text("1 command");
    terminal.key(Key::Enter);
    assert!(terminal.wait_exit().success());
}

#[test]
fn the_help_is_searched_as_the_palette_is() {
    let mut terminal = Terminal::open(120, 40, &[], &[]);
    terminal.wait_for_text("/ filter");
    terminal.keys("?");
    terminal.wait_for_all(&["┏ Help", "/ search"]);
    // By help, in every context; what no row has goes with its title.
    terminal.keys("/bookm");
    let screen = terminal.wait_for_all(&["bookmark the marked provisions", "is:bookmarked"]);
    assert!(
        !screen.contains("next row or line") && !screen.contains("In the copy menu"),
        "{}",
        screen.framed()
    );
    // By the name that a configuration file has, and by the key.
    terminal.key(Key::Ctrl('u'));
    terminal.keys("half page");
    terminal.wait_for_all(&["half a pane down (half-page-down)", "2 rows"]);
    terminal.key(Key::Ctrl('u'));
    terminal.keys("ctrl-z");
    terminal.wait_for_all(&["back to the shell", "1 row"]);
    terminal.key(Key::Ctrl('u'));
    terminal.keys("xyzzy");
    terminal.wait_for_text("nothing of the help has these words");
    // What was found stays, and is left with the keys of the help.
    terminal.key(Key::Ctrl('u'));
    terminal.keys("undo\r");
    terminal.wait_for_all(&["┏ Help: /undo", "undo: marks, bookmarks"]);
    terminal.keys("/");
    terminal.key(Key::Esc);
    terminal.wait_for_all(&["┏ Help ━", "next row or line"]);
    terminal.keys("q");
    terminal.wait_for("the help to close", |screen| !screen.contains("┏ Help"));
}

#[test]
fn the_text_alone_can_be_selected_by_the_terminal() {
    let mut terminal = Terminal::open(120, 40, &[], &[]);
    terminal.wait_for_text("/ filter");
    terminal.settled();
    terminal.keys("v");
    let screen = terminal.wait_for_text("The text alone");
    assert!(
        !screen.contains("┃") && !screen.contains("│"),
        "{}",
        screen.framed()
    );
    assert!(screen.contains("E/CN.4/2003/20, para. 1"));
    assert!(!terminal.modes().contains(&1000));
    terminal.keys("v");
    terminal.wait_for_text("┏ Provisions");
    terminal.settled();
    assert!(terminal.modes().contains(&1000));
}

#[test]
fn without_an_alternate_screen_no_picture_is_left_under_the_prompt() {
    let script = format!("{PROGRAM}; echo after; read x");
    let mut terminal = Terminal::script(100, 30, &script);
    terminal.wait_for_text("/ filter");
    terminal.settled();
    terminal.keys("q");
    terminal.wait_for_text("after");
    // What a terminal shows that does not know the alternate screen.
    let raw = String::from_utf8_lossy(terminal.seen().raw())
        .replace("\x1b[?1049h", "")
        .replace("\x1b[?1049l", "");
    let mut plain = vt100::Parser::new(30.try_into().unwrap(), 100.try_into().unwrap(), 0);
    plain.process(raw.as_bytes());
    let shown = plain.screen().contents();
    assert_eq!(shown.trim(), "after");
}

#[test]
fn symbols_are_links_where_that_is_chosen() {
    let link = "\x1b]8;;https://docs.un.org/E/CN.4/2003/20\x1b\\";
    let raw = |terminal: &Terminal| String::from_utf8_lossy(terminal.seen().raw()).into_owned();
    let terminal = configured("links = \"auto\"", &[], &[]);
    assert!(raw(&terminal).contains(link), "{}", raw(&terminal));
    // What stands there looks as it does without them.
    let plain = Terminal::open(120, 40, &[], &[]).wait_for_text("/ filter");
    assert!(plain.contains("E/CN.4/2003/20, para. 1"));
    assert_eq!(
        terminal.screen().find("E/CN.4/2003/20, para. 1"),
        plain.find("E/CN.4/2003/20, para. 1")
    );
    let tmux = [
        ("TMUX", "x"),
        ("TERM_PROGRAM", "tmux"),
        ("TERM_PROGRAM_VERSION", "3.3a"),
    ];
    for (text, envs) in [
        ("", &[][..]),
        ("links = \"auto\"", &tmux),
        ("links = false", &[]),
    ] {
        assert!(
            !raw(&configured(text, &[], envs)).contains("\x1b]8;"),
            "{text}"
        );
    }
    assert!(raw(&configured("links = true", &[], &tmux)).contains(link));
}

#[test]
fn no_other_text_of_a_document_becomes_a_link() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    let text = "1. Recalls A/RES/60/251, https://x.test/A/RES/1/1, HIV/AIDS and file:///etc/passwd.\n\n\
                2. \u{1b}]8;;https://x.test\u{1b}\\here\u{1b}]8;;\u{1b}\\ and A/RES/60/1\u{7}\u{1b}\\.\n";
    fs::write(&file, text).unwrap();
    let mut terminal = configured("links = true", &[file.to_str().unwrap()], &[]);
    terminal.keys("j");
    terminal.settled();
    let raw = String::from_utf8_lossy(terminal.seen().raw()).into_owned();
    let addresses: std::collections::BTreeSet<&str> = raw
        .split("\x1b]8;;")
        .skip(1)
        .filter_map(|rest| rest.split("\x1b\\").next())
        .collect();
    let expected = [
        "",
        "https://docs.un.org/A/RES/60/1",
        "https://docs.un.org/A/RES/60/251",
    ];
    assert_eq!(addresses.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_log_for_a_report_has_keys_and_times_and_no_text() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.log");
    let name = file.to_str().unwrap();
    let mut terminal = Terminal::open(100, 30, &["--log", name], &[("TERM_PROGRAM", "WezTerm")]);
    terminal.wait_for_text("/ filter");
    terminal.key(Key::Down);
    terminal.send(b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\");
    terminal.keys("/malaria");
    terminal.wait_for_text("of 135");
    terminal.paste(" secret words");
    terminal.wait_for_text("secret");
    terminal.resize(90, 30);
    terminal.key(Key::Ctrl('c'));
    terminal.settled();
    terminal.keys("q");
    assert!(terminal.wait_exit().success());
    let log = fs::read_to_string(&file).unwrap();
    for told in [
        "It holds all that was typed",
        env!("CARGO_PKG_VERSION"),
        "rustc",
        "TERM_PROGRAM=WezTerm",
        "100x30",
        "mouse true",
        "first frame",
        r#"read "\x1b[B": Down"#,
        "rgb:1e1e/1e1e/2e2e",
        "paste, 13 letters",
        "size 90x30",
        " bytes, made in ",
        "ended: Left",
    ] {
        assert!(log.contains(told), "{told} is not in\n{log}");
    }
    for never in ["secret", "Working Group", "Durban"] {
        assert!(!log.contains(never), "{never} is in\n{log}");
    }
    // Nothing else is written over, and only the browser has one.
    fs::write(&file, "A report.").unwrap();
    let (_, err, status) = printed(&["--log", name], &[]);
    assert!(
        err.contains("it holds something else") && err.contains(name),
        "{err}"
    );
    assert_eq!(status, Some(2));
    assert_eq!(fs::read_to_string(&file).unwrap(), "A report.");
    assert_eq!(printed(&["--log", name, "list"], &[]).2, Some(2));
}

#[test]
fn shells_complete_and_there_is_a_manual_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (out, err, status) = printed(&["completions", shell], &[]);
        assert!(out.contains("recs-tui"), "{shell}: {out}{err}");
        assert_eq!(status, Some(0));
    }
    assert_eq!(printed(&["completions", "tcsh"], &[]).2, Some(2));
    let (page, _, status) = printed(&["man"], &[]);
    assert!(
        page.contains(".TH") && page.contains("\\-\\-theme") && page.contains("COMMAND SEARCH"),
        "{page}"
    );
    assert_eq!(status, Some(0));
    let (version, ..) = printed(&["--version"], &[]);
    assert!(
        version.contains(env!("CARGO_PKG_VERSION")) && version.contains("rustc"),
        "{version}"
    );
    // As bash asks: ids of the document, formats.
    let complete = |words: &[&str]| {
        let last = (words.len() - 1).to_string();
        let envs = [
            ("COMPLETE", "bash"),
            ("_CLAP_COMPLETE_INDEX", last.as_str()),
            ("_CLAP_COMPLETE_COMP_TYPE", "9"),
            ("_CLAP_IFS", "\n"),
        ];
        let args: Vec<&str> = ["--"].into_iter().chain(words.iter().copied()).collect();
        printed(&args, &envs).0
    };
    let ids = complete(&["recs-tui", "show", "IV.103."]);
    assert!(ids.contains("IV.103.d") && !ids.contains("III.1"), "{ids}");
    let formats = complete(&["recs-tui", "list", "--format", "m"]);
    assert!(formats.contains("markdown"), "{formats}");
}
