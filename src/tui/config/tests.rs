//! Configuration files as people write them, and what is said of their slips.

use std::path::Path;

use super::super::chosen::Config;
use crate::tui::command::{Command, Context};
use crate::tui::theme::ThemeName;

fn read(text: &str) -> Result<Config, String> {
    Config::read(text, Path::new("config.toml")).map_err(|error| error.to_string())
}

#[test]
fn what_is_printed_is_read_back_as_the_same() {
    let text = "theme = 'dark'\nlist-lines = 1\nmouse = false\nplain = true\ncursor = true\n\
                editor = 'nano'\nclipboard = 'osc52'\ndocument = '/tmp/a \"b\".txt'\n\
                [panes]\ntree = 20\n[colours]\nmatched = 'bold black on #ffd700'\n\
                [keys.panes]\ndown = ['Ctrl-n', 'Down']\nquit = 'x'\n";
    let config = read(text).unwrap();
    let again = read(&config.printed()).unwrap();
    assert_eq!(again.printed(), config.printed());
    assert!(again.no_mouse && again.cursor);
    assert_eq!(again.theme, ThemeName::Dark);
    assert_eq!(again.shares.tree, 200);
    let bound = again.keymap.key_of(Command::Down, Context::Panes);
    assert_eq!(bound, Some("Ctrl-n"));
    let default = Config::default();
    assert_eq!(
        read(&default.printed()).unwrap().printed(),
        default.printed()
    );
}

#[test]
fn a_key_goes_from_the_command_that_had_it() {
    let config = read("[keys.panes]\nquit = 'j'\n").unwrap();
    let keys = |command| {
        let mut bindings = config.keymap.bindings(Context::Panes);
        let binding = bindings.find(|binding| binding.command == command).unwrap();
        binding.keys.join(" ")
    };
    assert_eq!(keys(Command::Quit), "j");
    assert_eq!(keys(Command::Down), "Down");
}

#[test]
fn slips_are_told_by_line_with_a_guess() {
    for (text, told) in [
        (
            "theme = 'drak'",
            "line 1: there is no theme drak. Did you mean dark?",
        ),
        (
            "\nthem = 'dark'",
            "line 2: there is no setting them. Did you mean theme?",
        ),
        ("mouse = 'no'", "line 1: mouse takes true or false."),
        (
            "list-lines = 7",
            "line 1: list-lines takes one of auto, 1, 2, 3.",
        ),
        (
            "[panes]\ntree = 200",
            "line 2: tree takes a number from 10 to 80.",
        ),
        (
            "[colours]\n\nmatched = 'blod red'",
            "line 3: there is no colour or attribute blod. Did you mean bold?",
        ),
        (
            "[colours]\nmatchd = 'red'",
            "line 2: there is no setting matchd. Did you mean matched?",
        ),
        (
            "[keys.panes]\ndown = 'j'\nqiut = 'x'",
            "line 3: there is no command qiut. Did you mean quit?",
        ),
        (
            "[keys.pane]\ndown = 'j'",
            "line 1: there is no place for keys pane. Did you mean panes?",
        ),
        (
            "[keys.panes]\ndown = 'n'\nup = 'n'",
            "line 3: n is bound to down and to up. Give one of them another key.",
        ),
        (
            "[keys.panes]\ndown = 'Contrl-n'",
            "line 2: there is no key Contrl-n.",
        ),
        ("[keys.filter]\ndown = 'n'", "line 2: n is text there."),
        ("theme = 'dark'\ntheme = 'light'", "line 2: duplicate key."),
        ("theme = dark", "line 1: "),
    ] {
        let error = read(text).unwrap_err();
        assert!(
            error.starts_with(&format!("config.toml, {told}")),
            "{error}"
        );
    }
}
