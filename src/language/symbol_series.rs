//! Series of document symbols: which body issues the documents whose symbols begin so.

/// How symbols begin, and the body whose documents they are; the longest that fits counts. These are
/// the series of the United Nations' own register of symbols, and no inference from a text.
const SERIES: &[(&str, &str)] = &[
    ("A/", "General Assembly"),
    ("A/C.3/", "General Assembly, Third Committee"),
    ("A/HRC/", "Human Rights Council"),
    ("CAT/", "Committee against Torture"),
    ("CCPR/", "Human Rights Committee"),
    (
        "CEDAW/",
        "Committee on the Elimination of Discrimination against Women",
    ),
    (
        "CERD/",
        "Committee on the Elimination of Racial Discrimination",
    ),
    ("CMW/", "Committee on Migrant Workers"),
    ("CRC/", "Committee on the Rights of the Child"),
    (
        "CRPD/",
        "Committee on the Rights of Persons with Disabilities",
    ),
    ("E/", "Economic and Social Council"),
    (
        "E/C.12/",
        "Committee on Economic, Social and Cultural Rights",
    ),
    ("E/CN.4/", "Commission on Human Rights"),
    ("E/CN.6/", "Commission on the Status of Women"),
    ("S/", "Security Council"),
    ("ST/", "Secretariat"),
    ("T/", "Trusteeship Council"),
];

/// The body in whose series a document symbol stands; nothing for what is no symbol of the United
/// Nations.
///
/// ```
/// use recs_tui::language::issuing_body;
/// assert_eq!(issuing_body("A/HRC/43/15"), Some("Human Rights Council"));
/// assert_eq!(issuing_body("A/RES/73/6"), Some("General Assembly"));
/// assert_eq!(issuing_body("Report 7"), None);
/// ```
#[must_use]
pub fn issuing_body(symbol: &str) -> Option<&'static str> {
    let fitting = SERIES.iter().filter(|(start, _)| symbol.starts_with(start));
    let longest = fitting.max_by_key(|(start, _)| start.len());
    longest.map(|(_, body)| *body)
}
