//! A generated corpus of recommendations: any number of them, the same ones each time.
//!
//! They are made to be as hard for a search as real ones: runs of words out of the embedded
//! compilation, so that words keep their company; between them words whose frequency falls with
//! their rank as it does in any language, out of 60,000; names, numbers, symbols, slips of the
//! pen. 460 bytes each on average. Each stands under a heading for a country and, below that, one
//! for a theme, as in an export of a human rights database: 5,304 distinct headings with words in
//! common, and neighbours in the document hardly ever share one.

use languages::{LANGUAGES, Material};
use recs_tui::model::{
    Annotation, AnnotationKind, Basis, Document, Heading, Part, PartKind, Path, Provision, to_roman,
};

mod languages;

/// Distinct words to draw from, beside those of the compilation.
const WORDS: usize = 58_000;

/// Provisions in a session.
const SESSION: usize = 20_000;

/// Words of the field that the compilation happens not to have.
const FIELD: &str = "torture detention prisoners trafficking slavery genocide disarmament asylum \
    statelessness minorities indigenous pension penalty moratorium abolition ratified protocol \
    optional reservations sanitation housing marriage adoption juvenile defenders impunity \
    reparations disappearances executions journalists expression assembly climate vaccination \
    nuclear weapons maternal mortality disability inclusive birth registration landmines judiciary \
    magistrates extradition anticorruption rapporteurs invitation standing visits treaty bodies";

/// Countries at the upper level of headings. Their names share words with one another.
const COUNTRIES: usize = 156;

/// What the names of countries are made of, beside a made-up name.
const FORMS: [&str; 9] = [
    "",
    "",
    "",
    "Republic of",
    "Democratic Republic of",
    "Kingdom of",
    "United Republic of",
    "Islands of",
    "State of",
];

/// Themes at the lower level. They share words with one another and with the texts.
const THEMES: [&str; 33] = [
    "Scope of international obligations",
    "Cooperation with treaty bodies",
    "Cooperation with special procedures and the Human Rights Council",
    "Constitutional and legislative framework",
    "National human rights institution",
    "National plans of action for human rights",
    "Human rights education and training",
    "Equality and non-discrimination",
    "Racial discrimination, racism and xenophobia",
    "Right to life, liberty and security of person",
    "Prohibition of torture and ill-treatment",
    "Conditions of detention",
    "Prohibition of slavery and trafficking in persons",
    "Administration of justice and fair trial",
    "Impunity and accountability",
    "Freedom of expression and the media",
    "Freedom of assembly and association",
    "Freedom of thought, conscience and religion",
    "Right to work and to just conditions of work",
    "Right to an adequate standard of living",
    "Poverty and the right to development",
    "Right to health",
    "Right to education",
    "Cultural rights",
    "Rights of women and gender equality",
    "Violence against women",
    "Rights of the child",
    "Rights of persons with disabilities",
    "Rights of minorities and indigenous peoples",
    "Migrants, refugees and asylum seekers",
    "Human rights defenders",
    "Business and human rights",
    "Right to a clean environment and climate change",
];

/// A small generator of random numbers with a long period (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Less than `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// From 0 to 1.
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// The words that texts are made of.
struct Stock {
    /// The compilation's texts, word by word.
    runs: Vec<Vec<String>>,
    rare: Vec<String>,
    /// Sums of the rare words' frequencies.
    sums: Vec<f64>,
    /// Whether blanks stand between words.
    spaced: bool,
}

impl Stock {
    fn new(random: &mut Random) -> Self {
        let compilation = recs_tui::library::embedded();
        let runs: Vec<Vec<String>> = compilation
            .provisions
            .iter()
            .map(|provision| {
                provision
                    .text
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect()
            })
            .filter(|run: &Vec<String>| run.len() > 8)
            .collect();
        let rare = FIELD.split_whitespace().map(str::to_owned).collect();
        Self::of(runs, rare, true, || made_up(random))
    }

    /// The words of a further language.
    fn in_language(material: &Material, random: &mut Random) -> Self {
        let pieces = |pieces: &'static str| -> Vec<&str> { pieces.split(' ').collect() };
        let word = [
            pieces(material.starts),
            pieces(material.middles),
            pieces(material.joints),
            pieces(material.middles),
            pieces(material.ends),
        ];
        let runs = material.sentences.lines();
        let runs = runs.map(|sentence| match material.spaced {
            true => sentence.split(' ').map(str::to_owned).collect(),
            false => sentence.chars().map(String::from).collect(),
        });
        // A word of signs has two.
        let length = if material.spaced { word.len() } else { 2 };
        Self::of(runs.collect(), Vec::new(), material.spaced, || {
            let from = random.below(word.len() - length + 1);
            let pieces = word[from..from + length].iter();
            pieces.map(|some| some[random.below(some.len())]).collect()
        })
    }

    /// Runs of words, and further words up to so many.
    fn of(
        runs: Vec<Vec<String>>,
        mut rare: Vec<String>,
        spaced: bool,
        mut made_up: impl FnMut() -> String,
    ) -> Self {
        let mut seen: std::collections::HashSet<String> = rare.iter().cloned().collect();
        // Of few pieces there may be fewer words.
        let mut tries = 0;
        while rare.len() < WORDS && tries < 4 * WORDS {
            let word = made_up();
            tries += 1;
            if seen.insert(word.clone()) {
                rare.push(word);
            }
        }
        let mut sum = 0.0;
        let sums = (0..rare.len())
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 8.0);
                sum
            })
            .collect();
        Self {
            runs,
            rare,
            sums,
            spaced,
        }
    }

    fn rare(&self, random: &mut Random) -> &str {
        let total = self.sums[self.sums.len() - 1];
        let at = random.unit() * total;
        &self.rare[self
            .sums
            .partition_point(|&sum| sum < at)
            .min(self.rare.len() - 1)]
    }

    fn text(&self, random: &mut Random) -> String {
        // Few short, few long, most between: the mean of two.
        let length = (120 + random.below(640) + random.below(640)) * 57 / 100;
        let mut text = String::with_capacity(length + 40);
        while text.len() < length {
            let run = &self.runs[random.below(self.runs.len())];
            let start = if text.is_empty() {
                0
            } else {
                random.below(run.len() - 4)
            };
            let count = 3 + random.below(7);
            for word in run[start..].iter().take(count) {
                self.push(&mut text, word, random);
            }
            for _ in 0..random.below(6) {
                match random.below(60) {
                    0 => text.push_str(&format!(
                        " resolution {}/{}",
                        40 + random.below(40),
                        1 + random.below(300)
                    )),
                    1 => text.push_str(&format!(
                        " (A/HRC/{}/{})",
                        1 + random.below(60),
                        1 + random.below(120)
                    )),
                    2 => text.push_str(&format!(" paragraph {}", 1 + random.below(200))),
                    _ => self.push(&mut text, self.rare(random), random),
                }
            }
        }
        if random.below(3) == 0 {
            text.push_str(&symbol(random));
        }
        text.push(';');
        text
    }

    fn push(&self, text: &mut String, word: &str, random: &mut Random) {
        match self.spaced {
            true => push(text, word, random),
            false => text.push_str(word),
        }
    }
}

/// A symbol as texts mention it: `, contained in document E/CN.4/2004/20`.
fn symbol(random: &mut Random) -> String {
    let number = 1 + random.below(140);
    match random.below(6) {
        0..=2 => format!(
            ", contained in document E/CN.4/{}/{number}",
            1990 + random.below(17)
        ),
        3 => format!(
            ", in accordance with resolution A/RES/{}/{number}",
            50 + random.below(25)
        ),
        4 => format!(
            " (CERD/C/{}/CO/{number})",
            ["KEN", "BRA", "NOR", "IND"][random.below(4)]
        ),
        _ => format!(", see A/CONF.189/{}", 1 + random.below(12)),
    }
}

/// Appends a word, one in four hundred with a slip.
fn push(text: &mut String, word: &str, random: &mut Random) {
    if !text.is_empty() {
        text.push(' ');
    }
    if random.below(400) == 0 && word.len() > 5 && word.is_ascii() {
        let at = 1 + random.below(word.len() - 3);
        text.push_str(&word[..at]);
        match random.below(3) {
            0 => {}
            1 => {
                text.push_str(&word[at + 1..at + 2]);
                text.push_str(&word[at..at + 1]);
                text.push_str(&word[at + 2..]);
                return;
            }
            _ => text.push_str(&word[at..at + 1]),
        }
        text.push_str(&word[at + usize::from(random.below(2) == 0)..]);
    } else {
        text.push_str(word);
    }
}

/// A word that could be one, or a name.
fn made_up(random: &mut Random) -> String {
    const STARTS: [&str; 24] = [
        "b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "pr", "tr", "st",
        "con", "re", "in", "de", "ex", "dis", "com",
    ];
    const MIDDLES: [&str; 16] = [
        "a", "e", "i", "o", "u", "al", "er", "in", "at", "or", "ul", "ess", "an", "io", "ent", "ar",
    ];
    const JOINTS: [&str; 12] = ["n", "t", "r", "l", "s", "m", "c", "d", "v", "p", "g", "st"];
    const ENDS: [&str; 14] = [
        "ation", "ity", "ing", "ed", "s", "al", "ment", "ive", "ance", "er", "ies", "ism", "", "ia",
    ];
    let mut pick = |from: &[&'static str]| from[random.below(from.len())];
    let mut word = String::from(pick(&STARTS));
    word.push_str(pick(&MIDDLES));
    word.push_str(pick(&JOINTS));
    word.push_str(pick(&MIDDLES));
    if word.len() < 8 {
        word.push_str(pick(&JOINTS));
    }
    word.push_str(pick(&ENDS));
    if random.below(12) == 0 {
        word[..1].make_ascii_uppercase();
    }
    word
}

/// A document of `count` provisions in English.
pub fn document(count: usize) -> Document {
    let mut random = Random::new(7);
    let stock = Stock::new(&mut random);
    document_of(count, &[stock], random)
}

/// A document of `count` provisions, a sixth each in English, French, Spanish, Russian, Arabic and
/// Chinese.
pub fn mixed_document(count: usize) -> Document {
    let mut random = Random::new(7);
    let mut stocks = vec![Stock::new(&mut random)];
    for material in &LANGUAGES {
        stocks.push(Stock::in_language(material, &mut random));
    }
    document_of(count, &stocks, random)
}

/// Provisions from each stock in turn, a session at a time.
fn document_of(count: usize, stocks: &[Stock], mut random: Random) -> Document {
    let sessions = (0..=count / SESSION).map(|at| Part {
        kind: PartKind::Session,
        label: to_roman(at as u32 + 1).into(),
        ordinal: Some(at as u32 + 1),
        title: format!("Part {}", at + 1).into(),
        symbol: Some(
            if at % 3 == 0 {
                format!("E/CN.4/{}/{}", 1990 + at, 10 + at % 7)
            } else {
                format!("A/HRC/{}/{}", at + 1, 10 + at % 7)
            }
            .into(),
        ),
        ..Part::default()
    });
    let below = THEMES.len() + 1;
    let headings = (0..COUNTRIES * below).map(|at| {
        let title = match at % below {
            0 => {
                let mut name = made_up(&mut random);
                name[..1].make_ascii_uppercase();
                let form = FORMS[at / below % FORMS.len()];
                format!("{form} {name}").trim_start().to_owned()
            }
            theme => THEMES[theme - 1].to_owned(),
        };
        Heading {
            part: None,
            parent: (at % below > 0).then(|| (at - at % below) as u32),
            title: title.into(),
            lines: None,
            basis: Basis::Marked,
        }
    });
    let headings = headings.collect();
    let mut provisions = Vec::with_capacity(count);
    for at in 0..count {
        let session = at / SESSION;
        let gone = random.below(500) == 0;
        let country = random.below(COUNTRIES);
        let theme = random.below(THEMES.len());
        let number = at % SESSION + 1;
        provisions.push(Provision {
            id: format!("{}.{number}", to_roman(session as u32 + 1)).into(),
            part: session as u32,
            heading: Some((country * below + 1 + theme) as u32),
            path: Path::parse(&number.to_string()),
            text: if gone {
                "".into()
            } else {
                let stock = &stocks[session % stocks.len()];
                stock.text(&mut random).into()
            },
            annotations: gone
                .then(|| Annotation::inferred(AnnotationKind::Deletion))
                .into_iter()
                .collect(),
            ..Provision::default()
        });
    }
    Document {
        parts: sessions.collect(),
        headings,
        provisions,
        ..Document::default()
    }
}
