//! Clauses of resolutions: the words with which preambular paragraphs (`Recalling`, `Rappelant`) and
//! operative ones (`Decides`, `Décide`) begin, in the official languages of the United Nations.

/// Adverbs that stand before the verb of an operative paragraph.
const BEFORE_VERBS: [&str; 35] = [
    "also",
    "further",
    "once",
    "again",
    "hereby",
    "therefore",
    "moreover",
    "se",
    "s’en",
    "également",
    "vivement",
    "fermement",
    "también",
    "además",
    "asimismo",
    "enérgicamente",
    "encarecidamente",
    "solemnemente",
    "также",
    "вновь",
    "далее",
    "настоятельно",
    "решительно",
    "торжественно",
    "самым",
    "со",
    "с",
    "удовлетворением",
    "признательностью",
    "обеспокоенностью",
    "интересом",
    "сожалением",
    "глубоким",
    "y",
    "et",
];

/// Verbs of operative paragraphs in French and Spanish, in the present.
const ROMANCE_VERBS: [&str; 90] = [
    "décide",
    "prie",
    "demande",
    "invite",
    "félicite",
    "prend",
    "exhorte",
    "engage",
    "réaffirme",
    "condamne",
    "encourage",
    "recommande",
    "souligne",
    "fait",
    "adopte",
    "approuve",
    "proclame",
    "remercie",
    "exprime",
    "déclare",
    "note",
    "constate",
    "rappelle",
    "réitère",
    "salue",
    "accueille",
    "appelle",
    "charge",
    "autorise",
    "proroge",
    "exige",
    "déplore",
    "affirme",
    "confirme",
    "insiste",
    "considère",
    "reconnaît",
    "entend",
    "convient",
    "renouvelle",
    "estime",
    "préconise",
    "crée",
    "nomme",
    "ordonne",
    "decide",
    "pide",
    "solicita",
    "insta",
    "exhorta",
    "invita",
    "acoge",
    "toma",
    "reafirma",
    "condena",
    "alienta",
    "recomienda",
    "aprueba",
    "proclama",
    "expresa",
    "subraya",
    "hace",
    "adopta",
    "observa",
    "reitera",
    "pone",
    "recuerda",
    "reconoce",
    "señala",
    "encomia",
    "felicita",
    "agradece",
    "afirma",
    "declara",
    "destaca",
    "deplora",
    "autoriza",
    "prorroga",
    "considera",
    "confirma",
    "encarga",
    "conviene",
    "resuelve",
    "designa",
    "establece",
    "elige",
    "renueva",
    "apoya",
    "lamenta",
    "respalda",
];

/// How operative paragraphs begin in scripts without capitals.
const OTHER_OPERATIVES: [&str; 46] = [
    "决定",
    "请",
    "吁请",
    "敦促",
    "邀请",
    "促请",
    "谴责",
    "赞扬",
    "通过",
    "核准",
    "建议",
    "授权",
    "要求",
    "呼吁",
    "鼓励",
    "又决定",
    "还决定",
    "又请",
    "还请",
    "赞同",
    "تقرر",
    "يقرر",
    "تطلب",
    "يطلب",
    "تدعو",
    "يدعو",
    "تحث",
    "يحث",
    "ترحب",
    "يرحب",
    "تشجع",
    "يشجع",
    "تؤكد",
    "يؤكد",
    "تدين",
    "يدين",
    "تهيب",
    "يهيب",
    "توصي",
    "يوصي",
    "تحيط",
    "يحيط",
    "تعتمد",
    "يعتمد",
    "وتقرر",
    "وتطلب",
];

/// How preambular paragraphs begin in scripts without capitals.
const OTHER_PREAMBLES: [&str; 19] = [
    "回顾",
    "重申",
    "注意到",
    "铭记",
    "认识到",
    "深信",
    "深为",
    "关切",
    "强调",
    "考虑到",
    "意识到",
    "遵循",
    "遵照",
    "审议了",
    "严重关切",
    "إذ ",
    "وإذ ",
    "اذ ",
    "واذ ",
];

/// Words other than participles in `-ing`, `-ant` and `-ndo` with which preambular paragraphs begin.
const STATES_OF_MIND: [&str; 64] = [
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
    "moved",
    "deeply",
    "gravely",
    "consciente",
    "conscient",
    "convaincue",
    "convaincu",
    "guidée",
    "guidé",
    "préoccupée",
    "préoccupé",
    "inquiète",
    "inquiet",
    "alarmée",
    "alarmé",
    "résolue",
    "résolu",
    "animée",
    "animé",
    "soucieuse",
    "soucieux",
    "troublée",
    "encouragée",
    "inspirée",
    "profondément",
    "gravement",
    "convencida",
    "convencido",
    "preocupada",
    "preocupado",
    "guiada",
    "guiado",
    "alarmada",
    "alarmado",
    "inspirada",
    "profundamente",
    "gravemente",
    "decidida",
    "resuelta",
    "deseosa",
    "убежденная",
    "убежденный",
    "обеспокоенная",
    "обеспокоенный",
    "исполненная",
    "преисполненная",
];

/// Whether an unnumbered paragraph after an opening decides something, instead of recalling it:
/// `Decides to …`, `Also requests …`, but `Deciding`, `Deeply concerned`.
pub(super) fn is_operative(text: &str) -> bool {
    if OTHER_OPERATIVES.iter().any(|words| text.starts_with(words)) {
        return true;
    }
    let mut words = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty());
    let verb = words.by_ref().take(4).map(str::to_lowercase).find(|word| {
        !BEFORE_VERBS.contains(&word.as_str()) && !word.ends_with("ly") && !word.ends_with("mente")
    });
    !is_participle(text)
        && verb.is_some_and(|verb| {
            let english = verb.len() > 3
                && verb.bytes().all(|byte| byte.is_ascii_lowercase())
                && verb.ends_with('s')
                && !verb.ends_with("ss")
                && !matches!(&*verb, "whereas" | "this" | "its" | "his" | "bearings");
            let russian = verb.len() > 8 && (verb.ends_with("ет") || verb.ends_with("ит"));
            english || russian || ROMANCE_VERBS.contains(&verb.as_str())
        })
}

/// Whether a text begins as preambular paragraphs do: `Recalling`, `Deeply concerned`, `Rappelant`,
/// `Recordando`, `ссылаясь`, `回顾`.
pub(super) fn is_participle(text: &str) -> bool {
    if OTHER_PREAMBLES.iter().any(|words| text.starts_with(words)) {
        return true;
    }
    let mut words = text.split(|c: char| c.is_whitespace() || c == ',');
    let first = words.next().unwrap_or_default().to_lowercase();
    let adverb = ["ly", "mente", "ment"]
        .iter()
        .any(|end| first.ends_with(end))
        || matches!(
            &*first,
            "also" | "further" | "once" | "se" | "также" | "вновь" | "глубоко" | "с" | "далее"
        );
    let word = match adverb {
        true => words.next().unwrap_or_default().to_lowercase(),
        false => first,
    };
    let russian = word
        .chars()
        .next()
        .is_some_and(|c| ('а'..='я').contains(&c))
        && word.len() > 8
        && (["сь", "ая", "яя", "мая", "вая", "тая", "чая"]
            .iter()
            .any(|end| word.ends_with(end))
            || word.ends_with("чи")
            || word.ends_with("рев"));
    word.ends_with("ing")
        || (word.len() > 4 && (word.ends_with("ant") || word.ends_with("ndo")))
        || russian
        || STATES_OF_MIND.contains(&word.as_str())
}

/// Whether a text tells of a decision in one sentence, as decisions of a session do: `At its 55th
/// meeting, on 23 April 2041, the Commission, without a vote, decided …`.
pub(super) fn tells_of_meeting(text: &str) -> bool {
    let end = text
        .char_indices()
        .nth(160)
        .map_or(text.len(), |(at, _)| at);
    let lower = text[..end].to_lowercase();
    let among = |before: &str, after: &[&str]| {
        lower.find(before).is_some_and(|at| {
            let rest = &lower[at + before.len()..];
            let mut words = rest.split_whitespace();
            words
                .next()
                .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
                && words
                    .take(3)
                    .any(|word| after.iter().any(|known| word.starts_with(known)))
        })
    };
    among("at its ", &["meeting"])
        || among("à sa ", &["séance"])
        || among("à ses ", &["séance"])
        || among("en su ", &["sesión"])
        || among("на своем ", &["заседани"])
        || among("на своём ", &["заседани"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operative_and_preambular() {
        for text in [
            "Decides to remain seized",
            "Also requests the",
            "Strongly condemns all",
            "Décide de rester saisi",
            "Se félicite du rapport",
            "Toma nota del informe",
            "Exhorta a los Estados",
            "постановляет продолжать",
            "настоятельно призывает государства",
            "决定继续处理此案",
            "تقرر أن تبقي المسألة قيد نظرها",
        ] {
            assert!(is_operative(text), "{text}");
            assert!(!is_participle(text), "{text}");
        }
        for text in [
            "Deeply concerned at",
            "Recalling its",
            "Whereas recognition",
            "Guided by",
            "Rappelant sa résolution",
            "Profondément préoccupée par",
            "Recordando su resolución",
            "ссылаясь на свою резолюцию",
            "подтверждая свои решения",
            "глубоко обеспокоенная",
            "回顾其决议",
            "وإذ تضع في اعتبارها",
        ] {
            assert!(is_participle(text), "{text}");
            assert!(!is_operative(text), "{text}");
        }
    }

    #[test]
    fn decisions_of_a_session() {
        for text in [
            "At its 55th meeting, on 23 April 2041, the Commission decided",
            "The Commission, at its 55th plenary meeting, took note",
            "À sa 55e séance, le 23 avril 2041, la Commission a décidé",
            "En su 55ª sesión, la Comisión decidió",
        ] {
            assert!(tells_of_meeting(text), "{text}");
        }
        assert!(!tells_of_meeting(
            "At its next session, the Board will meet."
        ));
    }
}
