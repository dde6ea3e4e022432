//! Text whose width terminals and programs disagree about: the borders stay straight and nothing
//! overlaps, as an independent emulator draws it.

use crate::folder::Folder;
use crate::terminal::{Key, Screen, Terminal};

/// One of each sort that is known to break tables.
const TEXTS: [&str; 22] = [
    "日本語の文章は幅が広い、広い、広い、広い、広い、広い、広い、広い、広い、広い、広い、広い、広い",
    "한국어 문장과 한글 자모 각각",
    "combining: e\u{301}a\u{308}o\u{302}\u{323} and piled: e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}\u{30d}",
    "family 👨\u{200d}👩\u{200d}👧\u{200d}👦 in a row 👨\u{200d}👩\u{200d}👧\u{200d}👦👨\u{200d}👩\u{200d}👧\u{200d}👦",
    "heart ❤\u{fe0f} on fire ❤\u{fe0f}\u{200d}🔥 and text ❤\u{fe0e}",
    "skin 👍🏽👍🏿👋🏻 alone 🏽",
    "flags 🇺🇳🇨🇭🇰🇷 odd 🇺 end",
    "keys 1\u{fe0f}\u{20e3} 2\u{fe0f}\u{20e3} #\u{fe0f}\u{20e3}",
    "England 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} flag",
    "no\u{a0}break\u{a0}spaces\u{a0}and\u{202f}narrow\u{2007}figure\u{3000}wide",
    "soft\u{ad}hy\u{ad}phens\u{ad} and\u{2011}non\u{2011}breaking\u{2010}hyphens",
    "ambiguous ±×÷§¶°…“”‘’–—→←↑↓■□●○★☆①②③αβγЖд",
    "لا إله والأعمال الإسلامية لا لا لا لا لا لا لا لا لا لا لا لا لا لا لا لا لا لا لا لا",
    "עִבְרִית מְנֻקֶּדֶת עם ניקוד",
    "हिन्दी क्षि त्रि ज्ञा श्री क्\u{200d}ष में",
    "ไทยภาษาที่มีสระและวรรณยุกต์ กำ น้ำ",
    "မြန်မာ ខ្មែរ བོད་ཡིག",
    "می\u{200c}خواهم \u{200f}(103)\u{200f}",
    "\u{301}begins with a mark",
    "private \u{f0b7} and unassigned \u{378}\u{e000} and \u{1f9ff}\u{1faff}",
    "half ｱｲｳ full ＡＢＣ ﷽ basmala 𒐫 long",
    "tabs\tand\u{b}vertical\u{c}form",
];

struct Document {
    _folder: Folder,
    path: String,
}

impl Document {
    /// Each text as session, heading, number and text of a record.
    fn new(name: &str) -> Self {
        let records = TEXTS.iter().enumerate().map(|(at, text)| {
            serde_json::json!({
                "id": format!("{at}{}", text.chars().take(5).collect::<String>()),
                "session": text, "symbol": text, "headings": [text], "text": text, "extra": text,
            })
            .to_string()
        });
        let folder = Folder::new();
        let name = format!("{name}-広い❤\u{fe0f}👨\u{200d}👩لا");
        let path = folder.file(&name, records.collect::<Vec<_>>().join("\n"));
        Self {
            _folder: folder,
            path,
        }
    }
}

/// The columns of the frames' corners, from the row that has them.
fn corners(screen: &Screen, row: u16, corners: &str) -> Vec<u16> {
    let (cols, _) = screen.size();
    let is_corner = |col: &u16| {
        let cell = screen.cell(*col, row).unwrap().contents();
        !cell.is_empty() && corners.contains(cell)
    };
    (0..cols).filter(is_corner).collect()
}

/// Between the frames' corners every row has its borders, each in a cell of its own.
#[track_caller]
fn assert_straight(screen: &Screen, what: &str) {
    let (_, rows) = screen.size();
    let top = (0..rows).find(|row| !corners(screen, *row, "┌┏").is_empty());
    let bottom = (0..rows).rfind(|row| !corners(screen, *row, "└┗").is_empty());
    let (Some(top), Some(bottom)) = (top, bottom) else {
        panic!("no frames in {what}:\n{}", screen.framed());
    };
    let columns = corners(screen, top, "┌┏┐┓");
    assert_eq!(
        columns,
        corners(screen, bottom, "└┗┘┛"),
        "{what}:\n{}",
        screen.framed()
    );
    for row in top + 1..bottom {
        for &col in &columns {
            let cell = screen.cell(col, row).unwrap().contents();
            assert!(
                ["│", "┃"].contains(&cell),
                "{what}: column {col} of row {row} has {cell:?}:\n{}",
                screen.framed()
            );
        }
    }
}

/// What was drawn piece by piece is what is drawn at once.
#[track_caller]
fn assert_whole(terminal: &mut Terminal, what: &str) {
    let pieces = terminal.settled();
    assert_straight(&pieces, what);
    terminal.key(Key::Ctrl('l'));
    let whole = terminal.settled();
    for (piece, row) in pieces.rows().iter().zip(whole.rows()) {
        assert_eq!(*piece, row, "{what}");
    }
}

#[test]
fn borders_stay_straight_whatever_stands_between_them() {
    let document = Document::new("straight");
    let sizes = [(97, 23), (120, 40), (160, 50)];
    for &(cols, rows) in &sizes[..crate::effort(1, 3)] {
        let mut terminal = Terminal::open(cols, rows, &[&document.path], &[]);
        // The footer is drawn last: what stands above it is whole by then.
        terminal.wait_for_all(&["1 of 22", "q quit"]);
        terminal.settled();
        for (at, text) in TEXTS.iter().enumerate() {
            let place = format!("{} of 22", at + 1);
            terminal.wait_for(&place, |screen| screen.contains(&place));
            assert_straight(&terminal.settled(), text);
            if at % 4 == 0 {
                assert_whole(&mut terminal, text);
            }
            terminal.keys("j");
        }
        // The tree, and everything in another order.
        terminal.keys("\t\tO");
        assert_whole(&mut terminal, "the tree");
        terminal.keys("GGkkk");
        assert_whole(&mut terminal, "the tree's end");
        terminal.keys("/عn");
        terminal.key(Key::Backspace);
        assert_whole(&mut terminal, "a filter");
        terminal.key(Key::Esc);
        terminal.keys("/wide");
        terminal.key(Key::Enter);
        terminal.resize(cols - 7, rows + 3);
        assert_whole(&mut terminal, "another size");
    }
}

/// The whole of a text is on the screen, wrapped, with nothing cut at the border.
#[test]
fn no_letter_is_cut_at_the_border() {
    let document = Document::new("whole");
    let mut terminal = Terminal::open(120, 60, &[&document.path], &[]);
    terminal.wait_for_text("1 of 22");
    let place = TEXTS.iter().position(|text| text.starts_with("لا")).unwrap();
    for at in 1..=place {
        terminal.keys("j");
        terminal.wait_for_text(&format!("{} of 22", at + 1));
    }
    let screen = terminal.settled();
    let words = |text: &str| text.matches("لا").count();
    // The list shows a part, the text pane every word of it: heading, text, and the further field.
    let columns = corners(&screen, 0, "┌┏");
    let from = usize::from(*columns.last().unwrap());
    let shown: String = screen
        .rows()
        .iter()
        .map(|row| row.chars().skip(from).collect::<String>())
        .collect();
    assert!(
        words(&shown) >= 2 * words(TEXTS[place]),
        "{}",
        screen.framed()
    );
}
