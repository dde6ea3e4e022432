//! The picture in the README: the running program's screen, drawn.
//!
//! ```sh
//! UPDATE_EXPECT=1 cargo test --test tests picture   # draws assets/screen.svg anew
//! ```
//!
//! Without the variable the test says whether the picture still shows the program. Nothing is in
//! it but what a terminal emulator showed: each cell's text and colours, on a palette of sixteen
//! colours as terminals have them.

use crate::terminal::Terminal;
use expect_test::expect_file;

#[test]
fn the_picture_shows_the_program() {
    let mut terminal = Terminal::open(120, 32, &[], &[]);
    terminal.wait_for_text("/ filter");
    // A paragraph that an editor updated, found by what it speaks of: the filter, its matches,
    // the update set off in the text, and what is said about it.
    terminal.keys("/eminent experts");
    terminal.wait_for_all(&["/eminent experts", " of 135", "┌ I.7 "]);
    let screen = terminal.settled();
    expect_file!["../assets/screen.svg"].assert_eq(&crate::svg::draw(&screen));
}
