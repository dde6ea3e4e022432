//! Resolutions: the line with which a body begins to speak, preambular and operative paragraphs, and
//! the line that says when a text was adopted.

/// The longest opening, in bytes.
const LONGEST: usize = 120;

/// Words that stay small in the name of a body, or of those who conclude a treaty.
const MINOR: [&str; 30] = [
    "of",
    "the",
    "and",
    "for",
    "on",
    "to",
    "in",
    "present",
    "this",
    "des",
    "de",
    "du",
    "et",
    "au",
    "présent",
    "présente",
    "los",
    "las",
    "y",
    "en",
    "against",
    "with",
    "at",
    "by",
    "contra",
    "para",
    "sobre",
    "del",
    "a",
    "contre",
];

/// Words for bodies, each first in its name, in languages that write the rest of it in small letters.
const BODIES: [&str; 22] = [
    "Commission",
    "Conférence",
    "Conseil",
    "Comité",
    "Assemblée",
    "Sous-Commission",
    "Réunion",
    "Comisión",
    "Conferencia",
    "Subcomisión",
    "Генеральная",
    "Совет",
    "Комиссия",
    "Комитет",
    "Конференция",
    "Экономический",
    "Подкомиссия",
    "الجمعية",
    "مجلس",
    "المجلس",
    "لجنة",
    "اللجنة",
];

/// How names of bodies end in Chinese.
const HAN_BODIES: [&str; 5] = ["大会", "理事会", "委员会", "会议", "小组"];

/// Whether `name` is that of a body in a script or language without capitals in it.
fn is_body(name: &str) -> bool {
    let count = name.chars().count();
    let name = name.strip_prefix("إن ").unwrap_or(name);
    let first = name.split_whitespace().next().unwrap_or_default();
    let marked = |c: char| matches!(c, ',' | '，' | '、' | '،' | ':' | '：');
    let han = HAN_BODIES.iter().any(|end| name.ends_with(end));
    count <= 80
        && !name.contains(marked)
        && !name.contains(char::is_numeric)
        && ((han && count <= 24) || (!first.is_ascii() && BODIES.contains(&first)))
}

/// Whether `line` is the opening of a resolution: `The General Assembly,` and its like.
pub(super) fn is_opening(line: &str) -> bool {
    let Some(name) = line.strip_suffix([',', '،', '，']) else {
        return false;
    };
    if name.len() > LONGEST {
        return false;
    }
    if ["We, the ", "Nous, ", "Nosotros, "]
        .iter()
        .any(|words| name.starts_with(words))
    {
        return true;
    }
    if is_body(name) {
        return true;
    }
    let mut words = name.split_whitespace();
    let article = words.next().unwrap_or_default();
    let elided = article.starts_with("L’") || article.starts_with("L'");
    let begins = matches!(article, "The" | "Le" | "La" | "El" | "Les" | "THE") || elided;
    let mut count = usize::from(elided);
    let second = name.split_whitespace().nth(1).unwrap_or_default();
    let small = article == "Le" || BODIES.contains(&second);
    begins
        && words.all(|word| {
            count += 1;
            let is_name = word.starts_with(char::is_uppercase);
            is_name || MINOR.contains(&word) || (elided && count == 2) || small
        })
        && (1..=12).contains(&count)
        && name
            .split_whitespace()
            .nth(1)
            .is_none_or(|word| word.starts_with(char::is_uppercase) || elided)
}

/// Whether a line of a preamble leads over to what is adopted: `Now, therefore,`, `Therefore`.
pub(super) fn leads_over(line: &str) -> bool {
    let lower = line
        .trim_end_matches([',', ':', '，', '：', '،'])
        .to_lowercase();
    let known = [
        "now, therefore",
        "now therefore",
        "therefore",
        "ahora, por tanto",
        "ahora pues",
        "por tanto",
        "por lo tanto",
        "en conséquence",
        "par conséquent",
        "поэтому",
        "исходя из этого",
        "因此，现在",
        "因此现在",
        "因此",
        "وعليه",
        "لذلك",
    ];
    known.contains(&&*lower)
}

/// Whether a line of a declaration is the name of the body that proclaims it, with a comma or without.
pub(super) fn is_opening_of_declaration(line: &str) -> bool {
    let name = line.trim_end_matches([',', '،', '，']);
    let arabic = name
        .strip_prefix('ف')
        .is_some_and(|name| is_opening(&format!("{name},")));
    leads_over(line) || arabic || is_opening(&format!("{name},"))
}

/// Whether `line` is the title of a resolution that has a number of its own year: `Resolution 242
/// (1967)`, `1 (1946) Resolution of 25 January 1946`.
pub(super) fn is_resolution_title(line: &str) -> bool {
    if line.len() > 120 || line.ends_with(['.', ';', ',', ':']) {
        return false;
    }
    let words = [
        "resolution",
        "résolution",
        "resolución",
        "резолюция",
        "decision",
        "décision",
    ];
    let lower = line.to_lowercase();
    let year = |text: &str| {
        let inside = text.split(['(', ')']).nth(1);
        inside.is_some_and(|it| it.len() == 4 && it.bytes().all(|byte| byte.is_ascii_digit()))
    };
    words.iter().any(|word| match lower.strip_prefix(word) {
        Some(rest) => {
            let rest = rest.trim_start();
            rest.starts_with(|c: char| c.is_ascii_digit()) && (year(rest) || rest.contains('/'))
        }
        None => {
            lower.starts_with(|c: char| c.is_ascii_digit()) && year(&lower) && lower.contains(word)
        }
    })
}

/// The number and the rest of a line that announces a resolution: `14/2`, `73/6. Title`,
/// `Resolution 14/2`, `A/RES/73/6`, `Resolution 757 (1992)`.
pub(super) fn resolution(line: &str) -> Option<(&str, &str)> {
    if line.len() > 300 {
        return None;
    }
    let named = WORDS.iter().find_map(|word| line.strip_prefix(word));
    let bare = named.unwrap_or(line).trim_start();
    if named.is_some()
        && let Some(found) = of_year(bare)
    {
        return Some(found);
    }
    let bare = ["A/RES/", "A/HRC/RES/", "A/HRC/DEC/", "E/RES/"]
        .iter()
        .find_map(|organ| bare.strip_prefix(organ))
        .unwrap_or(bare);
    let end = bare.find(char::is_whitespace).unwrap_or(bare.len());
    let (number, rest) = bare.split_at(end);
    let number = number.trim_end_matches(['.', ',', ':']);
    let (session, own) = number.rsplit_once('/')?;
    let digits = |word: &str| {
        (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let session = ["S-", "ES-", "EM-"]
        .iter()
        .find_map(|special| session.strip_prefix(special))
        .unwrap_or(session);
    let title =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—'));
    (digits(session) && digits(own)).then_some((number, title))
}

/// Words that stand before the number of a resolution or decision.
const WORDS: [&str; 13] = [
    "Resolution",
    "RESOLUTION",
    "Decision",
    "DECISION",
    "Résolution",
    "RÉSOLUTION",
    "Décision",
    "Resolución",
    "Decisión",
    "Резолюция",
    "РЕЗОЛЮЦИЯ",
    "Решение",
    "القرار",
];

/// A number with its year: `757 (1992)`, and what stands after it.
fn of_year(bare: &str) -> Option<(&str, &str)> {
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let inside = bare.get(digits..)?.trim_start().strip_prefix('(')?;
    let year = inside.get(..4)?;
    let rest = inside.get(4..)?.strip_prefix(')')?;
    let is_year = year.bytes().all(|byte| byte.is_ascii_digit());
    let number = &bare[..bare.len() - rest.len()];
    let after = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    // `Resolution 757 (1992) says that` is a sentence.
    let title = after.is_empty() || after.starts_with(char::is_uppercase);
    ((1..=4).contains(&digits) && is_year && title).then_some((number, after))
}

/// Whether `line` names the meeting at which a text was adopted, in the languages that write it with
/// other words than English: `74e séance plénière`, `第74次全体会议`.
fn is_meeting_line(line: &str) -> bool {
    let named = [
        "séance plénière",
        "séance",
        "sesión plenaria",
        "sesión",
        "пленарное заседание",
        "заседание",
        "次全体会议",
        "次会议",
        "الجلسة العامة",
        "الجلسة",
    ];
    let bare = line.trim_end_matches([',', '،', '，']);
    let digits = || line.chars().filter(|c| c.is_numeric()).count();
    (bare.starts_with(char::is_numeric) || bare.starts_with('第') || bare.starts_with("الجلسة"))
        && line.chars().count() < 40
        && (1..=5).contains(&digits())
        && named
            .iter()
            .any(|words| bare.ends_with(words) || (bare.starts_with(words)))
}

/// Whether a line in brackets says how a text was adopted: `Aprobada sin votación.`
fn is_vote(bare: &str) -> bool {
    let known = [
        "Adoptée ",
        "Adopté ",
        "Aprobada ",
        "Aprobado ",
        "Принята ",
        "Принято ",
        "اعتمد",
        "اتخذ ",
        "未经表决",
        "经记录表决",
    ];
    bare.chars().count() < 120 && known.iter().any(|words| bare.starts_with(words))
}

/// Whether `line` tells when and how a text was adopted: `26th plenary meeting`, `Adopted …`.
pub(super) fn is_adoption(line: &str) -> bool {
    // A paragraph may be broken: the meeting, then the date.
    let line = match line.split_once('\n') {
        Some((first, _)) if line.len() < 200 => first.trim_end(),
        _ => line,
    };
    let attests = [
        "in faith whereof",
        "in witness whereof",
        "en foi de quoi",
        "en fe de lo cual",
        "en testimonio de lo cual",
        "done at ",
        "fait à ",
        "hecha en ",
        "hecho en ",
    ];
    let begins = |words: &&str| {
        let beginning = line.get(..words.len());
        beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(words))
    };
    let others = [
        "В удостоверение чего",
        "Совершено в ",
        "ومصداقا ",
        "وإثباتا ",
        "وإشهادا ",
    ];
    if line.len() < 600 && others.iter().any(|words| line.starts_with(words)) {
        return true;
    }
    if line.len() < 400 && attests.iter().any(begins) {
        return true;
    }
    if ["为此", "以昭信守"]
        .iter()
        .any(|words| line.starts_with(words))
        && line.contains("签字")
    {
        return true;
    }
    let bare = line.trim_start_matches(['[', '(']);
    let meeting = || {
        let mut words = bare.split_whitespace();
        let ordinal = words.next().is_some_and(|word| {
            let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            digits.len() < word.len()
                && !digits.is_empty()
                && digits.bytes().all(|b| b.is_ascii_digit())
        });
        // At most one word between: `26th plenary meeting`.
        let (next, last) = (words.next(), words.next());
        let last = last.or(next).filter(|_| ordinal && words.next().is_none());
        last.is_some_and(|word| word.starts_with("meeting"))
    };
    line.len() < 200
        && (is_meeting_line(line)
            || is_vote(bare)
            || (bare.len() < line.len() && bare.starts_with("See chap"))
            || bare.starts_with("Adopted ") && bare.len() < line.len().max(60)
            || bare.starts_with("Adopted at the ")
            || bare.starts_with("Adopted unanimously")
            || bare.starts_with("Adopted by ")
            || meeting())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings() {
        for line in [
            "The General Assembly,",
            "The Human Rights Council,",
            "The Council,",
            "L’Assemblée générale,",
            "Le Conseil de sécurité,",
            "La Asamblea General,",
            "大会，",
            "人权理事会，",
            "The Committee against Drought,",
            "La Commission de la condition des lacs,",
            "Комиссия по положению озер,",
            "إن لجنة البحيرات،",
        ] {
            assert!(is_opening(line), "{line}");
        }
        for line in [
            "The Act on lakes,",
            "The General Assembly decides,",
            "Recalling,",
            "The,",
        ] {
            assert!(!is_opening(line), "{line}");
        }
    }

    #[test]
    fn numbers_and_adoptions() {
        assert_eq!(resolution("14/2"), Some(("14/2", "")));
        assert_eq!(resolution("73/6. Lakes"), Some(("73/6", "Lakes")));
        assert_eq!(
            resolution("Resolution 242 (1967)"),
            Some(("242 (1967)", ""))
        );
        assert_eq!(resolution("Resolution 242 (1967) says so"), None);
        assert_eq!(resolution("A/RES/73/6 - Lakes"), Some(("73/6", "Lakes")));
        assert!(is_adoption("26th plenary meeting"));
        assert!(!is_adoption("The 26th meeting was held."));
    }
}
