//! Resolutions: the line with which a body begins to speak, preambular and operative paragraphs, and
//! the line that says when a text was adopted.

/// The longest opening, in bytes.
const LONGEST: usize = 120;

/// Words that stay small in the name of a body, or of those who conclude a treaty.
const MINOR: [&str; 20] = [
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
];

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
    let others = [
        "Генеральная Ассамблея",
        "Совет Безопасности",
        "Совет по правам человека",
        "Экономический и Социальный Совет",
        "大会",
        "安全理事会",
        "人权理事会",
        "经济及社会理事会",
        "إن الجمعية العامة",
        "إن مجلس الأمن",
        "إن مجلس حقوق الإنسان",
    ];
    if others.contains(&name) {
        return true;
    }
    let mut words = name.split_whitespace();
    let article = words.next().unwrap_or_default();
    let elided = article.starts_with("L’") || article.starts_with("L'");
    let begins = matches!(article, "The" | "Le" | "La" | "El" | "Les" | "THE") || elided;
    let mut count = usize::from(elided);
    begins
        && words.all(|word| {
            count += 1;
            let is_name = word.starts_with(char::is_uppercase);
            is_name || MINOR.contains(&word) || (elided && count == 2) || article == "Le"
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
/// `Resolution 14/2`.
pub(super) fn resolution(line: &str) -> Option<(&str, &str)> {
    if line.len() > 300 {
        return None;
    }
    let bare = ["Resolution ", "RESOLUTION ", "Decision ", "DECISION "]
        .iter()
        .find_map(|word| line.strip_prefix(word))
        .unwrap_or(line);
    let end = bare.find(char::is_whitespace).unwrap_or(bare.len());
    let (number, rest) = bare.split_at(end);
    let number = number.trim_end_matches('.');
    let (session, own) = number.rsplit_once('/')?;
    let digits = |word: &str| {
        (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let session = session
        .strip_prefix("S-")
        .or_else(|| session.strip_prefix("ES-"))
        .unwrap_or(session);
    (digits(session) && digits(own)).then_some((number, rest.trim_start()))
}

/// Whether an unnumbered paragraph after an opening decides something, instead of recalling it:
/// `Decides to …`, `Also requests …`, but `Deciding`, `Deeply concerned`.
pub(super) fn is_operative(text: &str) -> bool {
    const LEADING: [&str; 8] = [
        "also",
        "further",
        "once",
        "again",
        "hereby",
        "therefore",
        "moreover",
        "solemnly",
    ];
    let mut words = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty());
    let verb = words
        .by_ref()
        .take(4)
        .find(|word| !LEADING.contains(&&*word.to_lowercase()) && !word.ends_with("ly"));
    !is_participle(text)
        && verb.is_some_and(|verb| {
            let lower = verb.to_lowercase();
            lower.len() > 3
                && lower.bytes().all(|byte| byte.is_ascii_lowercase())
                && lower.ends_with('s')
                && !lower.ends_with("ss")
                && !matches!(&*lower, "whereas" | "this" | "its" | "his" | "bearings")
        })
}

/// Whether a text begins as preambular paragraphs do in English: `Recalling`, `Deeply concerned`.
pub(super) fn is_participle(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || c == ',');
    let first = words.next().unwrap_or_default();
    let adverb = first.ends_with("ly") || matches!(first, "Also" | "Further" | "Once");
    let word = match adverb {
        true => words.next().unwrap_or_default().to_lowercase(),
        false => first.to_lowercase(),
    };
    word.ends_with("ing")
        || [
            "concerned",
            "convinced",
            "guided",
            "alarmed",
            "disturbed",
            "determined",
            "encouraged",
            "inspired",
            "dismayed",
            "outraged",
            "appalled",
            "resolved",
            "aware",
            "mindful",
            "conscious",
            "cognizant",
            "desirous",
            "whereas",
        ]
        .contains(&&*word)
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

/// Whether `line` tells when and how a text was adopted: `26th plenary meeting`, `Adopted …`.
pub(super) fn is_adoption(line: &str) -> bool {
    let attests = [
        "in faith whereof",
        "in witness whereof",
        "en foi de quoi",
        "en fe de lo cual",
        "done at ",
    ];
    let begins = |words: &&str| {
        let beginning = line.get(..words.len());
        beginning.is_some_and(|beginning| beginning.eq_ignore_ascii_case(words))
    };
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
    fn operative_and_preambular() {
        for text in [
            "Decides to remain seized",
            "Also requests the",
            "Strongly condemns all",
        ] {
            assert!(is_operative(text), "{text}");
        }
        for text in [
            "Deeply concerned at",
            "Recalling its",
            "Whereas recognition",
            "Guided by",
        ] {
            assert!(!is_operative(text), "{text}");
        }
        assert_eq!(resolution("14/2"), Some(("14/2", "")));
        assert_eq!(resolution("73/6. Lakes"), Some(("73/6", "Lakes")));
        assert_eq!(resolution("Resolution 242 (1967)"), None);
        assert!(is_adoption("26th plenary meeting"));
        assert!(!is_adoption("The 26th meeting was held."));
    }
}
