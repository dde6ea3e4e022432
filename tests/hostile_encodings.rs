//! Documents as offices and other machines save them: every encoding is read, and `check` says
//! what was assumed and on which lines something had to be replaced.

use crate::folder::Folder;
use crate::program::recs_tui;
use crate::terminal::Terminal;

/// Signs that each of the encodings has a way of its own for.
const TEXT: &str = "Conclusions and recommendations\n\n\
    1. The Working Group urges États – “all of them” – to pay €5, as § 7 says;\n\
    2. It invites the Comité à Genève to follow.\n";

const FIRST: &str = "The Working Group urges États – “all of them” – to pay €5, as § 7 says;";
const SECOND: &str = "It invites the Comité à Genève to follow.";

/// The same text in Windows-1252, by hand: the table of Unicode's site.
fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        '€' => 0x80,
        '–' => 0x96,
        '“' => 0x93,
        '”' => 0x94,
        other => u8::try_from(u32::from(other)).unwrap(),
    };
    text.chars().map(byte).collect()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

struct Document {
    _folder: Folder,
    path: String,
}

impl Document {
    fn new(name: &str, content: &[u8]) -> Self {
        let folder = Folder::new();
        let path = folder.file(name, content);
        Self {
            _folder: folder,
            path,
        }
    }

    fn said(&self, command: &[&str]) -> String {
        let output = recs_tui().args(command).arg(&self.path).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The texts of its provisions.
    fn texts(&self) -> Vec<String> {
        let records = self.said(&["list", "--format", "jsonl", "-f"]);
        let text = |line: &str| {
            let record: serde_json::Value = serde_json::from_str(line).unwrap();
            record["text"].as_str().unwrap().to_owned()
        };
        records.lines().map(text).collect()
    }

    /// What `check` says was assumed: the line, and the words.
    fn assumed(&self) -> Vec<String> {
        let table = self.said(&["check"]);
        // Of every plain text it is said what plain text lacks.
        let of_every = ["plain text carries no italics", "headings are not marked"];
        let rows = table.lines().filter(|line| {
            line.contains("  assumed  ") && !of_every.iter().any(|words| line.contains(words))
        });
        let words = |row: &str| row.split_whitespace().collect::<Vec<_>>().join(" ");
        rows.map(|row| words(row).replacen(" assumed ", " ", 1))
            .collect()
    }
}

#[test]
fn text_in_every_encoding_is_read_and_the_assumption_said() {
    let marked = |mark: &[u8], text: Vec<u8>| [mark, &text].concat();
    let little = utf16(TEXT, u16::to_le_bytes);
    let big = utf16(TEXT, u16::to_be_bytes);
    let cases: [(&str, Vec<u8>, &str); 8] = [
        ("utf-8", TEXT.into(), ""),
        (
            "marked",
            marked(b"\xef\xbb\xbf", TEXT.into()),
            "1 read as UTF-8, as its byte order mark",
        ),
        (
            "le-marked",
            marked(b"\xff\xfe", little.clone()),
            "1 read as UTF-16 (little-endian), as",
        ),
        (
            "be-marked",
            marked(b"\xfe\xff", big.clone()),
            "1 read as UTF-16 (big-endian), as its",
        ),
        ("le", little, "1 read as UTF-16 (little-endian), since"),
        ("be", big, "1 read as UTF-16 (big-endian), since"),
        (
            "1252",
            windows_1252(TEXT),
            "1 read as Windows-1252, since it is no UTF-8; save it as UTF-8 if letters with accents are wrong",
        ),
        (
            "1252-crlf",
            windows_1252(&TEXT.replace('\n', "\r\n")),
            "1 read as Windows-1252, since it is no UTF-8; save it as UTF-8 if letters with accents are wrong; lines end in CR LF",
        ),
    ];
    for (name, content, assumed) in cases {
        let document = Document::new(name, &content);
        assert_eq!(document.texts(), [FIRST, SECOND], "{name}");
        let said = document.assumed();
        if assumed.is_empty() {
            assert_eq!(said, Vec::<String>::new(), "{name}");
        } else {
            assert_eq!(said.len(), 1, "{name}: {said:?}");
            assert!(said[0].starts_with(assumed), "{name}: {said:?}");
        }
        let mut terminal = Terminal::open(140, 20, &[&document.path], &[]);
        terminal.wait_for_all(&["1 of 2", "urges États – “all of them” –"]);
        terminal.keys("q");
        assert!(terminal.wait_exit().success());
    }
}

#[test]
fn lines_may_end_in_any_way() {
    for (end, said) in [("\r\n", "CR LF"), ("\r", "CR alone")] {
        let document = Document::new("ends", TEXT.replace('\n', end).as_bytes());
        assert_eq!(document.texts(), [FIRST, SECOND]);
        let assumed = document.assumed();
        assert_eq!(assumed.len(), 1, "{assumed:?}");
        assert!(assumed[0].contains(said), "{assumed:?}");
    }
    let mixed = TEXT.replacen('\n', "\r\n", 1).replacen(";\n", ";\r", 1);
    let document = Document::new("mixed", mixed.as_bytes());
    assert_eq!(document.texts(), [FIRST, SECOND]);
    assert!(document.assumed()[0].contains("now in LF, now in CR LF"));
}

#[test]
fn controls_and_broken_bytes_are_told_by_line() {
    let content = b"1. A page ends.\n\x0c2. Here \0 and there.\n3. Broken \xff text,\n\
        \xc3\xa9 and \xc3\xa9 and \xc3\xa9 and \xf0\x9f.\n4. An \x1b[31m end.\n";
    let document = Document::new("controls", content);
    let texts = document.texts();
    assert_eq!(texts.len(), 4, "{texts:?}");
    assert_eq!(texts[1], "Here \0 and there.");
    assert_eq!(
        texts[2],
        "Broken \u{fffd} text,\né and é and é and \u{fffd}."
    );
    let assumed = document.assumed();
    for words in [
        "3 lines 3, 4: bytes that are no UTF-8 text were replaced by U+FFFD; save",
        "2 line 2: form feeds, as between pages",
        "2 line 2: NUL characters, shown as ␀",
        "5 line 5: control characters, shown as marks",
    ] {
        assert!(
            assumed.iter().any(|said| said.starts_with(words)),
            "{words}: {assumed:?}"
        );
    }
    let listed = document.said(&["list", "-f"]);
    assert!(listed.contains("Here ␀ and there.") && listed.contains("An ␛[31m end."));
}

#[test]
fn each_record_is_read_for_itself() {
    let lines: [&[u8]; 5] = [
        b"\xef\xbb\xbf{\"text\": \"Plain.\"}\r",
        "{\"text\": \"Été, in UTF-8.\"}".as_bytes(),
        b"{\"text\": \"L\x92\xc9t\xe9, in Windows-1252.\"}",
        b"{\"text\": \"Broken \xff here.\"}",
        b"{\"text\": cut \x93short\x94",
    ];
    let document = Document::new("records", &lines.join(&b'\n'));
    let expected = [
        "Plain.",
        "Été, in UTF-8.",
        "L’Été, in Windows-1252.",
        "Broken \u{fffd} here.",
    ];
    assert_eq!(document.texts(), expected);
    let assumed = document.assumed();
    for words in [
        "1 read as UTF-8, as its byte",
        "3 read as Windows-1252",
        "4 bytes that are no",
    ] {
        assert!(
            assumed.iter().any(|said| said.starts_with(words)),
            "{words}: {assumed:?}"
        );
    }
    let table = document.said(&["check"]);
    assert!(table.contains("      5  NOT UNDERSTOOD "), "{table}");
    // The same in another encoding.
    let records = "{\"text\": \"Été\"}\n{\"text\": \"Hiver\"}\n";
    let document = Document::new("records-16", &utf16(records, u16::to_le_bytes));
    assert_eq!(document.texts(), ["Été", "Hiver"]);
}

/// What the documents in `tests/data/encodings` say, which Python has encoded.
const SCRIPTS: [(&str, &str, [&str; 2]); 12] = {
    const RUSSIAN: [&str; 2] = [
        "Рабочая группа настоятельно призывает государства принять меры для борьбы с расизмом;",
        "Она предлагает Верховному комиссару представить доклад.",
    ];
    [
        ("russian-cp1251", "windows-1251", RUSSIAN),
        ("russian-koi8_r", "KOI8-U", RUSSIAN),
        ("russian-iso8859_5", "ISO-8859-5", RUSSIAN),
        ("russian-cp866", "IBM866", RUSSIAN),
        (
            "arabic-cp1256",
            "windows-1256",
            [
                "يحث الفريق العامل الدول على اتخاذ تدابير لمكافحة العنصرية؛",
                "ويدعو المفوضة السامية إلى تقديم تقرير.",
            ],
        ),
        (
            "arabic-iso8859_6",
            "ISO-8859-6",
            [
                "يحث الفريق العامل الدول على اتخاذ تدابير لمكافحة العنصرية؛",
                "ويدعو المفوضة السامية إلى تقديم تقرير.",
            ],
        ),
        (
            "chinese-gb18030",
            "GBK",
            [
                "工作组敦促各国采取措施打击种族主义；",
                "工作组请高级专员提交一份报告。",
            ],
        ),
        (
            "chinese-traditional-big5",
            "Big5",
            [
                "工作組敦促各國採取措施打擊種族主義；",
                "工作組請高級專員提交一份報告。",
            ],
        ),
        (
            "greek-cp1253",
            "windows-1253",
            [
                "Η Ομάδα Εργασίας καλεί τα κράτη να λάβουν μέτρα κατά του ρατσισμού;",
                "Καλεί την Ύπατη Αρμοστή να υποβάλει έκθεση.",
            ],
        ),
        (
            "french-cp1252",
            "Windows-1252",
            [
                "Le Groupe de travail prie instamment les États d’agir contre le racisme – « dès à \
                 présent » ;",
                "Il invite la Haut-Commissaire à présenter un rapport à l’Assemblée générale.",
            ],
        ),
        (
            "spanish-cp1252",
            "Windows-1252",
            [
                "El Grupo de Trabajo insta a los Estados a que adopten medidas contra el racismo \
                 en la región;",
                "Invita a la Alta Comisionada a que presente un informe este año.",
            ],
        ),
        (
            "english-cp1252",
            "Windows-1252",
            [
                "The Working Group’s report “urges” States – all of them – to act;",
                "It invites the High Commissioner to report under § 7.",
            ],
        ),
    ]
};

#[test]
fn the_languages_of_the_united_nations_are_read_as_they_were_written_before_unicode() {
    for (name, encoding, texts) in SCRIPTS {
        let path = format!(
            "{}/tests/data/encodings/{name}.txt",
            env!("CARGO_MANIFEST_DIR")
        );
        let document = Document::new(name, &std::fs::read(path).unwrap());
        assert_eq!(document.texts(), texts, "{name}");
        let assumed = document.assumed();
        assert_eq!(assumed.len(), 1, "{name}: {assumed:?}");
        let start = format!("1 read as {encoding}, since it is no UTF-8");
        assert!(assumed[0].starts_with(&start), "{name}: {assumed:?}");
        // As records, one line at a time.
        let content = std::fs::read(&document.path).unwrap();
        let lines = content
            .split(|byte| *byte == b'\n')
            .skip(2)
            .filter(|line| !line.is_empty());
        let records: Vec<Vec<u8>> = lines
            .map(|line| [&b"{\"text\": \""[..], &line[3..], b"\"}"].concat())
            .collect();
        let document = Document::new(&format!("{name}.jsonl"), &records.join(&b'\n'));
        assert_eq!(document.texts(), texts, "{name}");
    }
}

#[test]
fn a_document_of_another_script_may_be_cut_in_the_middle_of_a_character() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/data/encodings/chinese-gb18030.txt"
    );
    let content = std::fs::read(path).unwrap();
    // The last full stop has two bytes, and a line feed behind it.
    let document = Document::new("cut-script", &content[..content.len() - 2]);
    let assumed = document.assumed();
    assert_eq!(assumed.len(), 2, "{assumed:?}");
    assert!(
        assumed[1].starts_with("4 line 4: bytes that are no GBK text were replaced by U+FFFD"),
        "{assumed:?}"
    );
}
