//! Searching in many languages and scripts: what is typed, and what must be found first and marked.

use recs_tui::model::{Document, Part, Path, Provision};
use recs_tui::search::{Index, UserNotes};

use crate::asked::answer;

/// A document of these texts, numbered from 1.
fn document(texts: &[&str]) -> Document {
    let provision = |(at, text): (usize, &&str)| Provision {
        id: format!("I.{}", at + 1).into(),
        path: Path::parse(&(at + 1).to_string()),
        text: (*text).into(),
        ..Provision::default()
    };
    Document {
        parts: vec![Part::default()],
        provisions: texts.iter().enumerate().map(provision).collect(),
        ..Document::default()
    }
}

/// What is typed, the numbers of the texts that must be found (the best first, the others in any
/// order), and what must be marked in the best.
type Case<'c> = (&'c str, &'c [u32], &'c [&'c str]);

/// All that does not hold.
fn faults(texts: &[&str], cases: &[Case<'_>]) -> Vec<String> {
    let document = document(texts);
    let index = Index::build(&document);
    let mut faults = Vec::new();
    for (typed, wanted, marked) in cases {
        let answer = answer(&document, &index, typed, &UserNotes::default());
        let found: Vec<u32> = answer.hits.iter().map(|hit| hit.position + 1).collect();
        let mut sorted = (found.clone(), wanted.to_vec());
        sorted.0.sort_unstable();
        sorted.1.sort_unstable();
        if sorted.0 != sorted.1 || found.first() != wanted.first() {
            faults.push(format!("{typed}: found {found:?}, wanted {wanted:?}"));
            continue;
        }
        let Some(first) = wanted.first() else {
            continue;
        };
        let text = texts[*first as usize - 1];
        let marks = answer.highlights(text).into_iter();
        let marks: Vec<&str> = marks.map(|range| &text[range]).collect();
        if marks != *marked {
            faults.push(format!("{typed}: marked {marks:?}, wanted {marked:?}"));
        }
    }
    faults
}

fn holds(texts: &[&str], cases: &[Case<'_>]) {
    let faults = faults(texts, cases);
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn chinese() {
    let texts = [
        "各国应采取有效措施消除种族歧视，并保护移民的人权。",
        "请秘书长向大会提交一份报告，说明受教育权的落实情况。",
        "缔约国反对\n一切形式的暴力，促进和平与发展（2006年）。",
        "男女平等是可持续发展的基础；政府间组织应与民间社会合作。",
    ];
    holds(
        &texts,
        &[
            ("种族歧视", &[1], &["种族歧视"]),
            ("人权", &[1], &["人权"]),
            ("移民", &[1], &["移民"]),
            ("\"种族歧视\"", &[1], &["种族歧视"]),
            ("报告", &[2], &["报告"]),
            ("教育", &[2], &["教育"]),
            ("反对*", &[3], &["反对"]),
            ("反对一切形式", &[3], &["反对\n一切形式"]),
            ("和平", &[3], &["和平"]),
            ("平等", &[4], &["平等"]),
            ("发展 和平", &[3], &["和平", "发展"]),
            ("什么是种族歧视？", &[1], &["种族歧视"]),
            ("移民人权", &[1], &["移民", "人权"]),
            ("２００６年", &[3], &["2006年"]),
            ("歧视种族", &[1], &["种族", "歧视"]),
            ("\"歧视种族\"", &[], &[]),
            ("各", &[1], &["各"]),
            ("社会 -暴力", &[4], &["社会"]),
            ("报告 | 平等", &[2, 4], &["报告"]),
        ],
    );
}

#[test]
fn japanese_and_thai() {
    holds(
        &[
            "すべての国は、人種差別を撤廃するための措置をとるべきである。",
            "児童の権利に関する条約を批准すること。ガイドラインを定める。",
            "移住労働者とその家族の権利を保護する。",
        ],
        &[
            ("人種差別", &[1], &["人種差別"]),
            ("差別", &[1], &["差別"]),
            ("権利", &[3, 2], &["権利"]),
            ("児童の権利", &[2], &["児童の権利"]),
            ("ｶﾞｲﾄﾞﾗｲﾝ", &[2], &["ガイドライン"]),
            ("労働者", &[3], &["労働者"]),
            ("カイト", &[], &[]),
        ],
    );
    holds(
        &[
            "รัฐควรขจัดการเลือกปฏิบัติทางเชื้อชาติ และคุ้มครองสิทธิมนุษยชน",
            "เด็กทุกคนมีสิทธิได้รับการศึกษา",
            "ให้ความสำคัญกับที่ดินของชนพื้นเมือง ๑๒ แห่ง",
        ],
        &[
            ("การเลือกปฏิบัติ", &[1], &["การเลือกปฏิบัติ"]),
            ("สิทธิมนุษยชน", &[1], &["สิทธิมนุษยชน"]),
            ("สิทธิ", &[2, 1], &["สิทธิ"]),
            ("การศึกษา", &[2], &["การศึกษา"]),
            ("ที่ดิน", &[3], &["ที่ดิน"]),
            ("12", &[3], &["๑๒"]),
        ],
    );
}

#[test]
fn what_stands_in_the_text_is_found_as_people_type_it() {
    let texts = [
        "Member States¹ should report in 2006³ on their efforts.",
        "About 1,000,000 refugees, in the U.N. system and the U.S.A.",
        "Almost 1\u{a0}000\u{a0}000 people; 1000000 in all.",
        "racial discrimi-\nnation and hatred; soft\u{ad}ware",
        "the word is discrimination",
    ];
    holds(
        &texts,
        &[
            ("\"Member States should\"", &[1], &["Member States¹ should"]),
            ("2006", &[1], &["2006"]),
            ("1000000", &[3, 2], &["1\u{a0}000\u{a0}000", "1000000"]),
            ("1,000,000", &[3, 2], &["1\u{a0}000\u{a0}000", "1000000"]),
            ("1 000 000", &[3, 2], &["1\u{a0}000\u{a0}000", "1000000"]),
            ("UN", &[2], &["U.N"]),
            ("U.N.", &[2], &["U.N"]),
            ("USA", &[2], &["U.S.A"]),
            ("u.s.a.", &[2], &["U.S.A"]),
            (
                "\"racial discrimination\"",
                &[4],
                &["racial discrimi-\nnation"],
            ),
            ("discrimination", &[4, 5], &["discrimi-\nnation"]),
            ("software", &[4], &["soft\u{ad}ware"]),
        ],
    );
}

#[test]
fn english() {
    let texts = [
        "States should ratify the Convention and enforce the law.",
        "Illiteracy among migrant workers remains high.",
        "The chairperson reported on the organisation of the seminar.",
        "Poverty has grown; the naïve view is that aid ends it.",
    ];
    holds(
        &texts,
        &[
            ("ratification", &[1], &["ratify"]),
            ("enforcement", &[1], &["enforce"]),
            ("illiterate", &[2], &["Illiteracy"]),
            ("migration", &[2], &["migrant"]),
            ("migrants", &[2], &["migrant"]),
            ("chairman", &[3], &["chairperson"]),
            ("chairwoman", &[3], &["chairperson"]),
            ("organization", &[3], &["organisation"]),
            ("impoverished", &[4], &["Poverty"]),
            ("naive", &[4], &["naïve"]),
            ("migrnat workers", &[2], &["migrant", "workers"]),
            ("what about the workers", &[2], &["workers"]),
            ("iliterate ", &[2], &["Illiteracy"]),
        ],
    );
}

#[test]
fn french() {
    let texts = [
        "Les États doivent ratifier la Convention et protéger les droits des travailleurs migrants.",
        "L’égalité entre les hommes et les femmes est un principe de l’éducation nationale.",
        "Il faut lutter contre la pauvreté et la discrimination raciale dans les écoles.",
        "Les mécanismes nationaux de prévention sont encouragés à coopérer avec la société civile.",
    ];
    holds(
        &texts,
        &[
            ("droit", &[1], &["droits"]),
            ("travailleur migrant", &[1], &["travailleurs", "migrants"]),
            ("etats", &[1], &["États"]),
            ("égalité", &[2], &["égalité"]),
            ("l'egalite", &[2], &["L’égalité"]),
            ("EDUCATION", &[2], &["éducation"]),
            ("école", &[3], &["écoles"]),
            ("pauvrete", &[3], &["pauvreté"]),
            (
                "discriminations raciales",
                &[3],
                &["discrimination", "raciale"],
            ),
            ("discrimnation", &[3], &["discrimination"]),
            ("mécanisme national", &[4], &["mécanismes", "nationaux"]),
            ("\"société civile\"", &[4], &["société civile"]),
            (
                "comment lutter contre la pauvreté",
                &[3],
                &["lutter", "pauvreté"],
            ),
        ],
    );
}

#[test]
fn spanish() {
    let texts = [
        "Los Estados deben eliminar todas las formas de discriminación contra las mujeres y las niñas.",
        "Se recomienda que los países ratifiquen la Convención y garanticen los derechos de los migrantes.",
        "La educación es una obligación de la sociedad según las leyes nacionales.",
        "El Comité examinó las comunicaciones sobre la pobreza en las zonas rurales.",
    ];
    holds(
        &texts,
        &[
            ("discriminaciones", &[1], &["discriminación"]),
            ("discriminacion", &[1], &["discriminación"]),
            ("mujer", &[1], &["mujeres"]),
            ("niña", &[1], &["niñas"]),
            ("pais", &[2], &["países"]),
            ("convencion", &[2], &["Convención"]),
            ("derecho del migrante", &[2], &["derechos", "migrantes"]),
            ("EDUCACIÓN", &[3], &["educación"]),
            ("ley nacional", &[3], &["leyes", "nacionales"]),
            ("comunicación", &[4], &["comunicaciones"]),
            ("zona rural", &[4], &["zonas", "rurales"]),
            ("discrminación", &[1], &["discriminación"]),
            ("\"los países\"", &[2], &["los países"]),
            ("qué es la educación", &[3], &["educación"]),
        ],
    );
}

#[test]
fn russian() {
    let texts = [
        "Государства должны ликвидировать расовую дискриминацию во всех её формах.",
        "Следует обеспечить права мигрантов и доступ к образованию на всём протяжении жизни.",
        "Комитет рекомендует Организации Объединённых Наций изучить доклады о пытках.",
        "Каждый ребёнок имеет право на имя; мой дом.",
    ];
    holds(
        &texts,
        &[
            ("дискриминация", &[1], &["дискриминацию"]),
            ("дискриминацыю", &[1], &["дискриминацию"]),
            ("дискримнация", &[1], &["дискриминацию"]),
            ("государство", &[1], &["Государства"]),
            ("расовая дискриминация", &[1], &["расовую", "дискриминацию"]),
            ("образование", &[2], &["образованию"]),
            ("мигранты", &[2], &["мигрантов"]),
            ("ребенок", &[4], &["ребёнок"]),
            ("РЕБЁНОК", &[4], &["ребёнок"]),
            ("доклад", &[3], &["доклады"]),
            ("пытки", &[3], &["пытках"]),
            ("\"Объединенных Наций\"", &[3], &["Объединённых Наций"]),
            ("что такое дискриминация", &[1], &["дискриминацию"]),
            ("рекоменд*", &[3], &["рекомендует"]),
        ],
    );
}

#[test]
fn arabic() {
    let texts = [
        "ينبغي للدول أن تقضي على التمييز العنصري",
        "مكافحـــة العنصرية في التعليم والثقافة",
        "الفقرة ١٠٣ من إعلان حقوق الإنسان",
        "حماية العمال المهاجرين وأفراد أسرهم بالمساواة",
        "قَرَّرَت اللجنة تقديم تقرير إلى الجمعية العامة",
    ];
    holds(
        &texts,
        &[
            ("تمييز", &[1], &["التمييز"]),
            ("التمييز العنصري", &[1], &["التمييز", "العنصري"]),
            ("مكافحة", &[2], &["مكافحـــة"]),
            ("ثقافة", &[2], &["والثقافة"]),
            ("الثقافه", &[2], &["والثقافة"]),
            ("103", &[3], &["١٠٣"]),
            ("اعلان", &[3], &["إعلان"]),
            ("انسان", &[3], &["الإنسان"]),
            ("المساواة", &[4], &["بالمساواة"]),
            ("مساواة", &[4], &["بالمساواة"]),
            ("مهاجر", &[4], &["المهاجرين"]),
            ("قررت", &[5], &["قَرَّرَت"]),
            ("لجنة", &[5], &["اللجنة"]),
            ("التميز العنصري", &[1], &["التمييز", "العنصري"]),
            ("\"الجمعية العامة\"", &[5], &["الجمعية العامة"]),
        ],
    );
}

#[test]
fn further_alphabets() {
    holds(
        &[
            "दिन में काम",
            "दीन लोगों की सहायता",
            "दान का महत्व",
            "मानव अधिकारों की रक्षा; धारा १२",
        ],
        &[
            ("दान", &[3], &["दान"]),
            ("दिन", &[1], &["दिन"]),
            ("अधिकार", &[4], &["अधिकारों"]),
            ("\"मानव अधिकारों\"", &[4], &["मानव अधिकारों"]),
            ("12", &[4], &["१२"]),
            ("सहायता", &[2], &["सहायता"]),
        ],
    );
    holds(
        &[
            "Η προστασία των προσφύγων είναι υποχρέωση.",
            "Οι μετανάστες έχουν δικαιώματα.",
            "Το δικαίωμα στην εκπαίδευση.",
        ],
        &[
            ("προσφύγν", &[1], &["προσφύγων"]),
            ("ΠΡΟΣΤΑΣΙΑ", &[1], &["προστασία"]),
            ("πρόσφυγες", &[1], &["προσφύγων"]),
            ("δικαιωμα", &[3, 2], &["δικαίωμα"]),
            ("εκπαιδευση", &[3], &["εκπαίδευση"]),
        ],
    );
    holds(
        &[
            "Die Länder schützen die Flüchtlinge.",
            "Das Recht auf Bildung ist für alle da.",
            "Die Staaten sollen Maßnahmen gegen den Rassismus ergreifen.",
        ],
        &[
            ("Flüchtling", &[1], &["Flüchtlinge"]),
            ("fluechtlinge", &[1], &["Flüchtlinge"]),
            ("Land", &[1], &["Länder"]),
            ("MASSNAHMEN", &[3], &["Maßnahmen"]),
            ("Maßnahme", &[3], &["Maßnahmen"]),
            ("Rasismus", &[3], &["Rassismus"]),
        ],
    );
    holds(
        &[
            "As nações devem combater a discriminação racial.",
            "O direito à educação das crianças não é opcional.",
            "Os países lusófonos ratificaram as convenções.",
        ],
        &[
            ("nação", &[1], &["nações"]),
            ("discriminacao", &[1], &["discriminação"]),
            ("direitos", &[2], &["direito"]),
            ("criança", &[2], &["crianças"]),
            ("convenção", &[3], &["convenções"]),
        ],
    );
    holds(
        &["Захист пам’яті", "Інше"],
        &[
            ("памʼяті", &[1], &["пам’яті"]),
            ("памяті", &[1], &["пам’яті"]),
        ],
    );
}

/// Typing any run of a text's letters, in any script, finds the text and marks what folds alike.
#[test]
fn any_run_of_signs_is_found_and_marked_as_it_stands() {
    let texts = [
        "各国应采取有效措施消除种族歧视",
        "人種差別を撤廃するガイドラインを定める",
        "รัฐควรขจัดการเลือกปฏิบัติ",
    ];
    let document = document(&texts);
    let index = Index::build(&document);
    for (at, text) in (0..).zip(texts) {
        // Thai marks stand on the letter before and do not begin a run.
        let starts: Vec<usize> = text
            .char_indices()
            .filter(
                |(_, c)| !matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'),
            )
            .map(|(start, _)| start)
            .chain([text.len()])
            .collect();
        for (from, start) in starts.iter().enumerate() {
            for end in &starts[from + 1..] {
                let run = &text[*start..*end];
                let answer = answer(
                    &document,
                    &index,
                    &format!("\"{run}\""),
                    &UserNotes::default(),
                );
                assert!(answer.hits.positions().contains(at), "{run}");
                let marks = answer.highlights(text);
                assert!(
                    marks.iter().any(|mark| mark.contains(start)),
                    "{run}: {marks:?}"
                );
                let marked: String = marks.into_iter().map(|mark| &text[mark]).collect();
                assert!(
                    marked.contains(run) || run.contains(&marked),
                    "{run}: {marked}"
                );
            }
        }
    }
}
