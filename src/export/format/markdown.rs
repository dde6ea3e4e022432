//! Markdown: block quotations, what an editor inserted in emphasis.
//!
//! What is written reads back as the same letters, with the elements that are meant here and no
//! other: by CommonMark, and by the extensions of GitHub and of pandoc. Signs that can begin an element
//! anywhere are escaped wherever they stand; those that do so at the beginning of a line only there.

use std::io::{self, Write};

use super::export_format::{Export, ExportFormat, FormatInfo, Purpose};
use crate::export::quoted::{Piece, pieced_blocks, view_note};
use crate::export::titles::Titles;
use crate::export::user_notes::{UNPLACED, paragraphs};
use crate::export::{one_line, visible};
use crate::model::citation;

pub(super) struct Markdown;

impl ExportFormat for Markdown {
    fn info(&self) -> FormatInfo {
        FormatInfo {
            name: "markdown",
            label: "Markdown quotation",
            keys: &["m"],
            has_views: true,
            ..FormatInfo::default()
        }
    }

    fn write(&self, out: &mut dyn Write, export: &Export<'_>) -> io::Result<()> {
        let positions = export.positions();
        if export.purpose == Purpose::Copy {
            return quotation(out, export, &positions);
        }
        let mut titles = Titles::default();
        for (count, at) in positions.iter().enumerate() {
            if count > 0 {
                writeln!(out)?;
            }
            let provision = &export.document.provisions[*at];
            if export.purpose == Purpose::List {
                let (part, headings) = titles.above(export.document, provision);
                for (sign, title) in [("#", part), ("##", headings)] {
                    if let Some(title) = title {
                        writeln!(out, "{sign} {}\n", escape(&one_line(&visible(&title))))?;
                    }
                }
            }
            quotation(out, export, &[*at])?;
            writeln!(out)?;
        }
        for (count, note) in export.unplaced_notes().iter().enumerate() {
            if count == 0 {
                writeln!(out, "\n# {UNPLACED}")?;
            }
            writeln!(out, "\n{}", one_paragraph(note))?;
        }
        Ok(())
    }
}

/// One quotation of all these provisions, without the end of its last line.
fn quotation(out: &mut dyn Write, export: &Export<'_>, positions: &[usize]) -> io::Result<()> {
    let blocks = pieced_blocks(export.document, positions, export.view);
    for (count, block) in blocks.iter().enumerate() {
        if count > 0 {
            writeln!(out, ">")?;
        }
        let mut number = match positions {
            [at] if export.purpose == Purpose::List => {
                export.document.provisions[*at].number().to_string()
            }
            _ => String::new(),
        };
        if !number.is_empty() {
            number = format!("**{}.** ", escape(&visible(&number)));
        }
        for line in marked_up(block).lines() {
            writeln!(out, "> {}{line}", std::mem::take(&mut number))?;
        }
    }
    let cited = citation(export.document, positions);
    write!(
        out,
        ">\n> — {}",
        escape(&visible(&cited).replace('\n', " "))
    )?;
    if let Some(note) = view_note(export.document, positions, export.view) {
        write!(out, "  \n> {}", escape(note))?;
    }
    for paragraph in paragraphs(export.document, export.notebook, positions) {
        write!(out, "\n\n{}", one_paragraph(&paragraph))?;
    }
    Ok(())
}

/// Words of the reader's as one paragraph.
fn one_paragraph(words: &str) -> String {
    escape(&visible(words).replace('\n', " "))
}

/// A block as Markdown, what editors inserted emphasized.
fn marked_up(pieces: &[Piece<'_>]) -> String {
    let mut marked = String::new();
    let mut before = '\n';
    let mut pieces = pieces
        .iter()
        .filter(|piece| !piece.text.is_empty())
        .peekable();
    while let Some(piece) = pieces.next() {
        let mut text = visible(&piece.text).into_owned();
        // Two emphases side by side would be read as a strong one.
        while let Some(next) = pieces.next_if(|next| next.inserted == piece.inserted) {
            text.push_str(&visible(&next.text));
        }
        let after = pieces.peek().and_then(|next| next.text.chars().next());
        if piece.inserted {
            emphasize(&text, before, after.unwrap_or('\n'), &mut marked);
        } else {
            marked.push_str(&escape(&text));
        }
        before = text.chars().next_back().unwrap_or(before);
    }
    let lines: Vec<String> = marked
        .split('\n')
        .map(|line| escaped_beginning(line.trim()))
        .collect();
    lines.join("\n")
}

/// Adds an insertion, a line at a time, since an emphasis does not reach over paragraphs. Where an
/// asterisk beside the editors' brackets would be taken for itself, as in mid-word, they stay outside.
fn emphasize(text: &str, before: char, after: char, marked: &mut String) {
    let mut lines = text.split('\n').peekable();
    let mut first = true;
    while let Some(line) = lines.next() {
        let edges = (
            if first { before } else { '\n' },
            if lines.peek().is_some() { '\n' } else { after },
        );
        let split = |is_outside: fn(char) -> bool| {
            let inner = line.trim_start_matches(is_outside);
            let core = inner.trim_end_matches(is_outside);
            (
                &line[..line.len() - inner.len()],
                core,
                &inner[core.len()..],
            )
        };
        let emphasized = |(opening, core, closing): (&str, &str, &str)| {
            let left = opening.chars().next_back().unwrap_or(edges.0);
            flanks(left, core, closing.chars().next().unwrap_or(edges.1))
        };
        let whole = split(char::is_whitespace);
        let parts = match emphasized(whole) {
            true => whole,
            false => split(|c| matches!(c, '[' | ']') || c.is_whitespace()),
        };
        let (opening, core, closing) = parts;
        marked.push_str(&escape(opening));
        if !core.is_empty() {
            let (begins, ends) = match emphasized(parts) {
                true => ("*", "*"),
                false => ("<em>", "</em>"),
            };
            marked.push_str(begins);
            marked.push_str(&escape(core));
            marked.push_str(ends);
        }
        marked.push_str(&escape(closing));
        if lines.peek().is_some() {
            marked.push('\n');
        }
        first = false;
    }
}

/// Whether asterisks around `core` open and close an emphasis between these two characters.
fn flanks(left: char, core: &str, right: char) -> bool {
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let outside = |c: char| c.is_whitespace() || is_sign(c);
    let (first, last) = (core.chars().next(), core.chars().next_back());
    let fits = |inner: Option<char>, outer| inner.is_some_and(|it| !is_sign(it)) || outside(outer);
    fits(first, left) && fits(last, right)
}

/// Puts a backslash before what Markdown would take for markup wherever it stands.
fn escape(text: &str) -> String {
    let mut literal = String::with_capacity(text.len());
    let mut before = '\n';
    for (at, character) in text.char_indices() {
        let rest = &text[at + character.len_utf8()..];
        let is_run = || before == character || rest.starts_with(character);
        let is_markup = match character {
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '<' | '>' | '#' | '|' | '~' | '^' | '$'
            | '@' => true,
            // The name or number of a character.
            '&' => rest.starts_with(|next: char| next.is_alphanumeric() || next == '#'),
            // An address, which GitHub would make a link, or a name in colons, which it would make a
            // picture.
            ':' => rest.starts_with("//") || begins_short_code(rest),
            '.' => is_run() || ends_with_www(&text[..at]),
            // What pandoc would make dashes or a mark of.
            '-' | '=' => is_run(),
            // A backslash and a parenthesis are mathematics to some.
            '(' | ')' => before == '\\',
            _ => false,
        };
        if is_markup {
            literal.push('\\');
        }
        literal.push(character);
        before = character;
    }
    literal
}

/// Whether this begins like `smile:`.
fn begins_short_code(text: &str) -> bool {
    /// No name of a picture has as many letters.
    const LONGEST: usize = 48;
    let name = text.bytes().take(LONGEST);
    let name = name.take_while(|it| it.is_ascii_alphanumeric() || b"_+-".contains(it));
    let length = name.count();
    length > 0 && text.as_bytes().get(length) == Some(&b':')
}

fn ends_with_www(text: &str) -> bool {
    let last = text.len().checked_sub(3).and_then(|at| text.get(at..));
    last.is_some_and(|last| last.eq_ignore_ascii_case("www"))
}

/// A line whose beginning begins no list, no heading, no rule, no table and no definition.
fn escaped_beginning(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let (head, rest) = match rest.chars().next() {
        Some('.' | ')') if digits > 0 => (&line[..digits], rest),
        Some('-' | '+' | '=' | ':' | '%') if digits == 0 => ("", rest),
        // `(1)`, `a.` and `a)` begin a list for pandoc.
        Some('(') if digits == 0 => ("", rest),
        Some(letter) if digits == 0 && letter.is_ascii_alphabetic() => {
            let roman = line.bytes().take_while(u8::is_ascii_alphabetic).count();
            match line[roman..].chars().next() {
                Some('.' | ')') if roman <= 5 => (&line[..roman], &line[roman..]),
                _ => return line.to_owned(),
            }
        }
        _ => return line.to_owned(),
    };
    format!("{head}\\{rest}")
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::*;

    fn piece(text: &str, inserted: bool) -> Piece<'_> {
        Piece {
            text: text.into(),
            inserted,
        }
    }

    /// The letters that a reader of CommonMark sees, those in emphasis in braces, and the elements.
    fn read(markdown: &str, options: Options) -> (String, Vec<String>) {
        let (mut letters, mut elements) = (String::new(), Vec::new());
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(text) => letters.push_str(&text),
                Event::SoftBreak => letters.push('\n'),
                Event::Start(Tag::Paragraph) if !letters.is_empty() => letters.push_str("\n\n"),
                Event::Start(Tag::Paragraph) | Event::End(_) => {}
                other => elements.push(format!("{other:?}")),
            }
        }
        (letters, elements)
    }

    /// Texts with whatever begins an element somewhere.
    const TEXTS: [&str; 41] = [
        "Adopt the plan\n---",
        "Adopt the plan\n===",
        "- one\n+ two\n* three",
        "1. first\n2) second\n999999999. third",
        "(1) first\n(a) second\na. third\niv) fourth",
        "~~struck~~ and ~sub~ and ^sup^ and $x$",
        "&nbsp; &copy; &lt; &#65; R&D and a & b",
        "<b>markup</b> <!-- hidden --> <https://example.org>",
        "https://example.org www.example.org a@example.org",
        "*a* _b_ **c** __d__ `code`",
        "[link](https://example.org) ![image](x) [ref][1]\n\n[1]: https://example.org",
        "# heading\n## heading #\n####### none",
        "> quoted\n>> twice",
        "    indented by four",
        "one\n\n    indented by four",
        "\tindented by a tab",
        "```\nfence\n```\n~~~\nfence\n~~~",
        "a | b\n--|--\nc | d",
        "a\n:-:\nb",
        "***\n---\n___\n* * *\n- - -",
        "a\\\nb\\",
        "two blanks  \nat the end",
        "+41 22 917 9000",
        "= 5",
        "-5 degrees",
        "[^1] and [^1]: a note",
        "term\n: definition",
        "- [ ] task",
        "% title\n% author",
        "2006. A year at the beginning",
        "!important ![x]",
        "---\ntitle: x\n---",
        "“a” -- 'b' ... (c) (tm)",
        "-- two --- three ---- four",
        "- - -\n.. ..\n... more",
        ":smile: and :+1: and 10:30:15",
        "{.class} [span]{.x} {{template}} {% tag %}",
        "==marked== and = and ==",
        "\\(x\\) and \\[y\\] and \\begin{z}",
        "www.example.org WWW.example.org Zwww.",
        "[x]: https://example.org\n\n[x]",
    ];

    fn words(text: &str) -> Vec<&str> {
        text.split_whitespace().collect()
    }

    #[test]
    fn any_text_reads_back_as_its_letters_and_no_element() {
        for options in [
            Options::empty(),
            Options::ENABLE_GFM
                | Options::ENABLE_TABLES
                | Options::ENABLE_STRIKETHROUGH
                | Options::ENABLE_FOOTNOTES
                | Options::ENABLE_TASKLISTS
                | Options::ENABLE_DEFINITION_LIST
                | Options::ENABLE_MATH
                | Options::ENABLE_SUPERSCRIPT,
        ] {
            for text in TEXTS {
                let markdown = marked_up(&[piece(text, false)]);
                let (letters, elements) = read(&markdown, options);
                assert_eq!(words(&letters), words(text), "{markdown}");
                assert_eq!(elements, Vec::<String>::new(), "{markdown}");
            }
        }
    }

    #[test]
    fn what_editors_inserted_is_emphasized_and_nothing_else() {
        for (before, inserted, after) in [
            ("Act ", "[promptly]", "."),
            ("Act", "[promptly]", "now"),
            ("Act ", "[ promptly, ]", " now"),
            ("Act ", "promptly", " now"),
            ("un", "able", "d"),
            ("un", "(able)", "d"),
            ("", "[1. All]", ""),
            ("Act ", "[one\n\ntwo]", "."),
            ("Act ", "*", "x"),
        ] {
            let pieces = [
                piece(before, false),
                piece(inserted, true),
                piece(after, false),
            ];
            let markdown = marked_up(&pieces);
            let (letters, elements) = read(&markdown, Options::empty());
            let whole = format!("{before}{inserted}{after}");
            assert_eq!(words(&letters), words(&whole), "{markdown}");
            let emphasis = |it: &String| {
                it.contains("Emphasis") || it.contains("<em>") || it.contains("</em>")
            };
            assert!(
                !elements.is_empty() && elements.iter().all(emphasis),
                "{markdown}: {elements:?}"
            );
        }
        // Two that stand side by side are one.
        let markdown = marked_up(&[piece("a", true), piece("b", true)]);
        assert_eq!(markdown, "*ab*");
    }
}
