//! Lists and runs of addresses, as citations name them: `E/CN.4/2006/18, paras. 103 (d) and 109 (p)
//! (iv)-(vi)`, `140-147`, `V.91-93`, `preambular paras. 1 and 2, operative para. 1`.
//!
//! A symbol, a session and a unit hold for what follows them; a letter in brackets stands for the last
//! level of the number before it.

use std::borrow::Cow;

use super::address::{Address, plain, session_label};
use super::address_words::{AddressWord, address_word, any_ordinal};
use super::{Document, Part, Path, Provision, from_roman};

/// One address, or the run from one to another on the same level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressRun {
    /// The first, or the only one.
    pub first: Address,
    /// Where the run ends: the last levels, in small letters, as many as the first has; empty for one
    /// address.
    pub last: Vec<String>,
    /// The last session, for a run of sessions.
    pub last_part: Option<u32>,
}

impl AddressRun {
    /// Reads one address, a list or a run; `None` where any piece of it is no address.
    #[must_use]
    pub fn parse_list(typed: &str) -> Option<Vec<Self>> {
        let typed = plain(typed);
        let typed = without_tail(&typed);
        let typed = source_first(&typed);
        let several = has_several_ids(&typed);
        if let Some(address) = Address::parse(&typed).filter(|_| !several) {
            return Some(vec![address.into()]);
        }
        let mut runs: Vec<Self> = Vec::new();
        let pieces = sessions_apart(pieces(&typed));
        for piece in &pieces {
            let before = runs.last().map(|run| &run.first);
            let run = one(piece, before).or_else(|| run(piece, before))?;
            match runs.last() {
                // What a symbol or a session was named for comes behind it.
                Some(last) if last.first.path.is_empty() && last.last_part.is_none() => {
                    let belongs =
                        run.first.symbol == last.first.symbol && !run.first.path.is_empty();
                    if belongs {
                        runs.pop();
                    }
                }
                _ => {}
            }
            runs.push(run);
        }
        (!runs.is_empty()).then_some(runs)
    }

    /// Positions of all provisions that were named, list by list item, each item's in document order: by
    /// exact id, else loosely, else by the innermost levels where only one provision has them (`II.1`
    /// for `II.81.1`). Several where an address leaves the part open.
    #[must_use]
    pub fn find(document: &Document, typed: &str) -> Vec<usize> {
        let exact =
            |(_, provision): &(usize, &Provision)| provision.id.eq_ignore_ascii_case(typed.trim());
        if let Some((at, _)) = document.provisions.iter().enumerate().find(exact) {
            return vec![at];
        }
        let mut positions = Vec::new();
        for run in Self::parse_list(typed).unwrap_or_default() {
            if run.first.path.is_empty() {
                return Vec::new();
            }
            let all = |named: &dyn Fn(&Provision) -> bool| -> Vec<usize> {
                let provisions = document.provisions.iter().enumerate();
                let found = provisions.filter(|(_, provision)| named(provision));
                found.map(|(at, _)| at).collect()
            };
            let mut found = all(&|provision| run.names(document, provision));
            if found.is_empty() && run.last.is_empty() {
                found = all(&|provision| run.first.names_tail(document, provision));
                if found.len() > 1 {
                    found.clear();
                }
            }
            if found.is_empty() {
                return Vec::new();
            }
            found.retain(|at| !positions.contains(at));
            positions.append(&mut found);
        }
        positions
    }

    /// Whether a run without numbers names `part`.
    #[must_use]
    pub fn is_part(&self, document: &Document, part: &Part) -> bool {
        match self.last_part {
            None => self.first.is_in_part(document, part),
            Some(last) => {
                let first = self.first.part.as_deref().and_then(from_roman);
                let own = part.ordinal.or_else(|| from_roman(&part.label));
                matches!((first, own), (Some(first), Some(own)) if (first..=last).contains(&own))
            }
        }
    }

    /// The numbers that it begins with: the first and the last.
    #[must_use]
    pub fn numbers(&self) -> (u32, u32) {
        let number = |path: &[String]| path.first().and_then(|level| value(0, level)).unwrap_or(0);
        let first = number(&self.first.path);
        match self.last.len() {
            0 => (first, first),
            _ => (first, number(&self.last).max(first)),
        }
    }

    /// Whether `provision` is named, and by no level below the last.
    #[must_use]
    pub fn names(&self, document: &Document, provision: &Provision) -> bool {
        self.has(document, provision, true)
    }

    /// Whether `provision` is named, or stands below one that is.
    #[must_use]
    pub fn covers(&self, document: &Document, provision: &Provision) -> bool {
        self.has(document, provision, false)
    }

    fn has(&self, document: &Document, provision: &Provision, exactly: bool) -> bool {
        let depth = self.first.path.len();
        if self.last.is_empty() {
            return match exactly {
                true => self.first.names(document, provision),
                false => self.first.covers(document, provision),
            };
        }
        let numbers = std::iter::once(&provision.path).chain(&provision.also);
        self.first.is_within(document, provision)
            && numbers
                .filter(|path| !exactly || path.depth() == depth)
                .any(|path| self.spans(path))
    }

    /// Whether a number lies between the first and the last.
    fn spans(&self, path: &Path) -> bool {
        let depth = self.first.path.len();
        let levels: Vec<String> = path.levels().take(depth).map(str::to_lowercase).collect();
        if levels.len() < depth || levels[..depth - 1] != self.first.path[..depth - 1] {
            return false;
        }
        let value = |levels: &[String]| value(depth - 1, &levels[depth - 1]);
        match (value(&self.first.path), value(&levels), value(&self.last)) {
            (Some(first), Some(own), Some(last)) => (first..=last).contains(&own),
            _ => false,
        }
    }
}

impl From<Address> for AddressRun {
    fn from(first: Address) -> Self {
        Self {
            first,
            ..Self::default()
        }
    }
}

/// Words that lead from a number to what it is in, or to the whole: `para. 21 of the report of the
/// third session`, `see paragraph 21`.
const LEADING: &str = "of in on from at under un u.n see cf also the its document doc report \
    du de des la le les dans voir rapport del en el los las véase informe \
    см доклад доклада в из انظر من في تقرير";

fn is_leading(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_lowercase();
    LEADING.split_whitespace().any(|leading| leading == word)
}

/// An address with what it is in before the numbers, as citations have it: `third session, para. 21`
/// for `para. 21 of the third session`; less the words that lead there.
fn source_first(typed: &str) -> Cow<'_, str> {
    let words: Vec<&str> = typed.split_whitespace().collect();
    let Some(at) = words.iter().rposition(|word| is_leading(word)) else {
        return Cow::Borrowed(typed);
    };
    let source = words[at + 1..].join(" ");
    let source = source.trim_end_matches(['.', ')', ']', ';']);
    let mut before = &words[..at];
    while let [rest @ .., last] = before
        && is_leading(last)
    {
        before = rest;
    }
    let leads = before.is_empty();
    let named = Address::parse(&before.join(" ")).is_some_and(|it| it.path.is_empty());
    if named {
        // `E/CN.4/2006/18 at para. 103`
        return format!("{}, {source}", before.join(" ")).into();
    }
    match Address::parse(source) {
        Some(address) if !leads && address.path.is_empty() => {
            format!("{source}, {}", before.join(" ")).into()
        }
        // `see paragraph 21`, `the report of the third session, para. 21`; `in 2006` is none.
        _ if leads && is_marked(&words[at + 1..]) => words[at + 1..].join(" ").into(),
        _ => Cow::Borrowed(typed),
    }
}

/// What was typed without what says that more follows (`paras. 91 ff.`), and without the year behind a
/// symbol or a session.
fn without_tail(typed: &str) -> String {
    let tail = |word: &&str| {
        let word = word.trim_end_matches(['.', ',', ';']).to_lowercase();
        matches!(&*word, "ff" | "seq" | "seqq" | "sqq" | "passim")
    };
    let mut words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
    if words.len() > 1 && words.last().is_some_and(tail) {
        words.pop();
        if words.len() > 1 && words.last() == Some(&"et") {
            words.pop();
        }
    }
    let mut before = "";
    words.retain(|word| {
        let year = word.trim_end_matches([',', ';']).strip_prefix('(');
        let year = year.and_then(|year| year.strip_suffix(')'));
        let is_year = year.is_some_and(|year| {
            year.len() == 4
                && (year.starts_with("19") || year.starts_with("20"))
                && year.bytes().all(|byte| byte.is_ascii_digit())
        });
        let counted = before.contains('/') || !before.starts_with(|c: char| c.is_ascii_digit());
        let kept = !(is_year && counted && !before.is_empty());
        before = *word;
        kept
    });
    words.join(" ")
}

/// `IV.103.d`: an id with its part, which begins an address of its own.
fn is_id(word: &str) -> bool {
    let part = word.split_once('.');
    part.is_some_and(|(part, number)| {
        from_roman(part).is_some() && number.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether an id is followed by another one, or behind a comma by a number: `V.91, IV.103.d`, `V.91, 92`.
fn has_several_ids(typed: &str) -> bool {
    let words: Vec<&str> = typed.split(' ').collect();
    let counts = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let mut pairs = words.windows(2);
    words.iter().filter(|word| is_id(word)).count() > 1
        || pairs.any(|pair| is_id(pair[0]) && pair[0].ends_with(',') && counts(pair[1]))
}

/// Whether what follows is said to be an address.
fn is_marked(words: &[&str]) -> bool {
    let marks = |word: &&str| {
        let word = word.trim_matches(|c: char| c == '.' || c == ',' || c.is_ascii_digit());
        word.contains('/') || address_word(word).is_some()
    };
    words.iter().any(marks)
}

/// The pieces of a list of sessions, each with the noun that stands once: `sessions 3 and 4`, `third
/// and fourth sessions`.
fn sessions_apart(mut pieces: Vec<String>) -> Vec<String> {
    let is_noun = |word: &str| address_word(word) == Some(AddressWord::Session);
    let ends = |piece: &str, last: bool| {
        let mut words = piece.split(' ');
        let word = if last {
            words.next_back()
        } else {
            words.next()
        };
        word.is_some_and(|word| is_noun(word) && word.ends_with(['s', 'S', 'й', 'ت']))
    };
    let alone = |piece: &str| !piece.contains(' ');
    let [first, rest @ ..] = pieces.as_mut_slice() else {
        return pieces;
    };
    if ends(first, false) {
        for piece in rest.iter_mut().filter(|piece| alone(piece)) {
            piece.insert_str(0, "session ");
        }
    } else if pieces.last().is_some_and(|last| ends(last, true)) {
        let before = pieces.len() - 1;
        for piece in &mut pieces[..before] {
            if any_ordinal(piece).is_some() {
                piece.push_str(" session");
            }
        }
    }
    pieces
}

/// What stands between the commas, semicolons and conjunctions.
fn pieces(typed: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut words = typed.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let conjunction = matches!(
            &*word.to_lowercase(),
            "and" | "&" | "et" | "y" | "и" | "و" | "和" | "及"
        );
        if conjunction {
            pieces.push(String::new());
            continue;
        }
        // `91 a 93`, and not `103 a`.
        let counts = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
        let spanish = word == "a" && words.peek().is_some_and(counts);
        if spanish
            || matches!(
                &*word.to_lowercase(),
                "to" | "through" | "à" | "al" | "по" | "إلى" | "至"
            )
        {
            if let Some(piece) = pieces.last_mut() {
                piece.push('-');
            }
            continue;
        }
        if is_id(word)
            && let Some(piece) = pieces.last()
            && !piece.is_empty()
            && piece.split(' ').any(is_id)
        {
            pieces.push(String::new());
        }
        let separators: &[char] = if is_grouped(word) { &[] } else { &[',', ';'] };
        for (at, part) in word.split(separators).enumerate() {
            if at > 0 {
                pieces.push(String::new());
            }
            if let Some(piece) = pieces.last_mut()
                && !part.is_empty()
            {
                if !piece.is_empty() && !piece.ends_with('-') {
                    piece.push(' ');
                }
                piece.push_str(part);
            }
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Whether it is one number with separators: `1,000,000`.
fn is_grouped(word: &str) -> bool {
    let mut groups = word.split(',');
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let begins = groups.next().is_some_and(digits);
    let rest: Vec<&str> = groups.collect();
    begins && !rest.is_empty() && rest.iter().all(|group| digits(group) && group.len() == 3)
}

/// One address, with what holds on from `before`.
fn one(piece: &str, before: Option<&Address>) -> Option<AddressRun> {
    if piece.starts_with('(') {
        let levels = bracketed(piece)?;
        let before = before?;
        let above = before.path.len().checked_sub(levels.len())?;
        let mut address = before.clone();
        address.path.truncate(above);
        if address.path.is_empty() {
            return None;
        }
        address.path.extend(levels);
        return Some(address.into());
    }
    let mut address = Address::parse(piece)?;
    if let Some(before) = before
        && address.symbol.is_none()
        && !address.path.is_empty()
    {
        address.symbol.clone_from(&before.symbol);
        if address.part.is_none() {
            address.part.clone_from(&before.part);
        }
        address.unit = address.unit.or(before.unit);
    }
    Some(address.into())
}

/// A run: the first address, a hyphen, and how the last one differs from it.
fn run(piece: &str, before: Option<&Address>) -> Option<AddressRun> {
    piece.match_indices('-').find_map(|(at, _)| {
        let (from, to) = (piece[..at].trim(), piece[at + 1..].trim());
        let first = one(from, before)?.first;
        if first.path.is_empty() {
            let to = to.strip_prefix("session ").unwrap_or(to);
            let last = from_roman(&session_label(&to.to_lowercase())?)?;
            let numeral = first.part.as_deref().and_then(from_roman)?;
            return (first.symbol.is_none() && numeral < last).then(|| AddressRun {
                first,
                last: Vec::new(),
                last_part: Some(last),
            });
        }
        let levels = match to.starts_with('(') {
            true => bracketed(to)?,
            false => Address::parse(to)
                .filter(|it| it.symbol.is_none() && (it.part.is_none() || it.part == first.part))
                .map(|it| it.path)
                .or_else(|| Some(vec![to.to_lowercase()]))?,
        };
        let above = first.path.len().checked_sub(levels.len())?;
        let last: Vec<String> = first.path[..above].iter().cloned().chain(levels).collect();
        let depth = last.len() - 1;
        let ascends = value(depth, &first.path[depth])? < value(depth, &last[depth])?;
        let beside = first.path[..depth] == last[..depth];
        (ascends && beside).then_some(AddressRun {
            first,
            last,
            last_part: None,
        })
    })
}

/// The levels of `(p) (iv)`.
fn bracketed(text: &str) -> Option<Vec<String>> {
    let path = Path::parse(text);
    let inner = text.starts_with('(') && text.ends_with(')');
    let levels: Vec<String> = path.levels().map(str::to_lowercase).collect();
    (inner && !levels.is_empty() && levels.iter().all(|level| !level.contains(' ')))
        .then_some(levels)
}

/// How a level counts among those beside it; letters on the second level, numerals below.
fn value(depth: usize, level: &str) -> Option<u32> {
    if level.bytes().all(|byte| byte.is_ascii_digit()) {
        return level.parse().ok();
    }
    let letter = || {
        let mut letters = level.chars();
        match (letters.next(), letters.next()) {
            (Some(only), None) if only.is_ascii_lowercase() => Some(u32::from(only) - 96),
            _ => None,
        }
    };
    match depth {
        0 => None,
        1 => letter().or_else(|| from_roman(level)),
        _ => from_roman(level).or_else(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Symbol, part, unit, path and last of each.
    fn parsed(typed: &str) -> Option<String> {
        let runs = AddressRun::parse_list(typed)?;
        let one = |run: &AddressRun| {
            let first = &run.first;
            let mut told = Vec::new();
            told.extend(first.symbol.clone());
            told.extend(first.part.clone());
            told.extend(first.unit.map(|unit| format!("{unit:?}").to_lowercase()));
            told.extend((!first.path.is_empty()).then(|| first.path.join(".")));
            told.extend((!run.last.is_empty()).then(|| format!("to {}", run.last.join("."))));
            told.extend(run.last_part.map(|last| format!("to {last}")));
            told.join(" ")
        };
        Some(runs.iter().map(one).collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn as_citations_name_them() {
        for (typed, expected) in [
            (
                "E/CN.4/2006/18, paras. 103 (d) and 109 (p) (iv)",
                "E/CN.4/2006/18 103.d, E/CN.4/2006/18 109.p.iv",
            ),
            (
                "paras. 103 (d) and 109 (p) (iv)-(vi)",
                "103.d, 109.p.iv to 109.p.vi",
            ),
            ("paras. 103 (a) and (b) and 110", "103.a, 103.b, 110"),
            ("paras. 102, 110 and 112", "102, 110, 112"),
            ("§§ 91-93", "91 to 93"),
            ("§§ 91–93", "91 to 93"),
            ("140-147", "140 to 147"),
            ("para 86\u{a0}—\u{a0}94", "86 to 94"),
            ("paragraphs 86 to 94", "86 to 94"),
            ("V.91-93", "V 91 to 93"),
            ("session 5 paras 91-93", "V 91 to 93"),
            ("paras. 121.1-121.3 and 122.9", "121.1 to 121.3, 122.9"),
            ("121.1-3", "121.1 to 121.3"),
            ("103 (a)-(d)", "103.a to 103.d"),
            ("paras. 81 (1)-(3) and (18)", "81.1 to 81.3, 81.18"),
            ("session II-V", "II to 5"),
            ("I and II", "I, II"),
            (
                "A/RES/73/6, preambular paras. 1 and 2, operative para. 1",
                "A/RES/73/6 preambular 1, A/RES/73/6 preambular 2, A/RES/73/6 operative 1",
            ),
            ("Arts. 2 (1) and 4", "article 2.1, article 4"),
            (
                "E/CN.4/2006/18, para. 102; A/HRC/6/10, paras. 80 and 81",
                "E/CN.4/2006/18 102, A/HRC/6/10 80, A/HRC/6/10 81",
            ),
            ("１０３（ｄ）", "103.d"),
            ("الفقرات ٩١-٩٣", "91 to 93"),
            ("第91至93段", "91 to 93"),
            ("párrs. 91 a 93", "91 to 93"),
            ("пп. 91–93", "91 to 93"),
            ("#91-93", "91 to 93"),
            // What it is in behind the number, and words that lead there.
            ("para. 103 (d) of E/CN.4/2006/18", "E/CN.4/2006/18 103.d"),
            (
                "paragraphs 102 and 103 of document E/CN.4/2006/18",
                "E/CN.4/2006/18 102, E/CN.4/2006/18 103",
            ),
            ("paragraph 21 of the third session", "III 21"),
            ("para 21 of the report of the third session", "III 21"),
            ("report of the third session, para. 21", "III 21"),
            ("see para. 103 (d)", "103.d"),
            ("under article 4", "article 4"),
            ("sessions 3 and 4", "III, IV"),
            ("E/CN.4/2006/18 at para. 103(d)", "E/CN.4/2006/18 103.d"),
            (
                "UN Doc. E/CN.4/2006/18, para. 103 (d)",
                "E/CN.4/2006/18 103.d",
            ),
            (
                "E/CN.4/2006/18 (2006), para. 103 (d)",
                "E/CN.4/2006/18 103.d",
            ),
            ("A/HRC/6/10, paras. 91 ff.", "A/HRC/6/10 91"),
            ("A/HRC/6/10, para. 91 et seq.", "A/HRC/6/10 91"),
            ("report on its third session, para. 21", "III 21"),
            ("Session III (2004)", "III"),
            ("V.91, IV.103.d", "V 91, IV 103.d"),
            ("V.91; IV.103.d and I.2", "V 91, IV 103.d, I 2"),
            ("V.91 IV.103.d", "V 91, IV 103.d"),
            ("V.91, 92", "V 91, V 92"),
            ("paragraph 103, subparagraph (d)", "103.d"),
            ("sessions III-V", "III to 5"),
            ("sessions 3-5", "III to 5"),
            ("third and fourth sessions", "III, IV"),
        ] {
            assert_eq!(parsed(typed).as_deref(), Some(expected), "{typed}");
        }
    }

    #[test]
    fn sentences_and_wrong_runs_are_none() {
        for typed in [
            "racism and malaria",
            "91-",
            "93-91",
            "follow-up",
            "paras and letters",
            "2 States and 3 others",
            "post-2015",
            "1,000,000",
            "1 000 000",
            "in 2006",
            "of i",
            "report of the Committee",
            "",
        ] {
            assert_eq!(parsed(typed), None, "{typed}");
        }
    }
}
