//! Function words (stop words) by language: question words, auxiliaries, articles, pronouns,
//! prepositions and conjunctions. A query never demands them of a text; they only order hits.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::tokenizer::folded;

/// The languages with a table, by their tag (BCP 47), each with its words as they are written.
const FUNCTION_WORDS: [(&str, &str); 6] = [
    (
        "en",
        "a an the this that these those such same own each every everyone everybody everything any \
         anyone anybody all both either neither one some someone other others another \
         i me my we us our ours you your yours he him his she her hers it its they them their theirs \
         who whom whose which what when where why how whether \
         am is are was were be been being do does did doing done has have had having \
         shall should will would can could may might must ought \
         of to in on at by for from with within without into onto upon about above across after \
         against along among amongst around as before behind below beneath beside besides between \
         beyond despite during except inside like near outside over per since through throughout \
         till toward towards under until via \
         and or nor but if than then so because though although while also not no there here",
    ),
    (
        "fr",
        "le la les l un une des du de d au aux ce cet cette ces c mon ma mes ton ta tes son sa ses \
         notre nos votre vos leur leurs tout toute tous toutes chaque même mêmes autre autres aucun \
         aucune je tu il elle on nous vous ils elles se s me m te lui y en qui que qu quoi dont où \
         quel quelle quels quelles lequel laquelle lesquels comment pourquoi quand combien est sont \
         être été était étaient sera seront soit soient a ont avoir avait avaient aura auront ait \
         aient doit doivent devrait devraient peut peuvent pourrait pourraient faut \
         à dans par pour sur sous avec sans entre vers chez contre depuis pendant durant avant après \
         selon malgré parmi dès jusque lors et ou ni mais donc or car si comme puis afin ainsi aussi \
         ne n pas plus moins très",
    ),
    (
        "es",
        "el la los las lo un una unos unas al del este esta estos estas ese esa esos esas aquel \
         aquella aquellos aquellas mi mis tu tus su sus nuestro nuestra nuestros nuestras todo toda \
         todos todas cada mismo misma mismos mismas otro otra otros otras yo él ella ellos ellas \
         nosotros ustedes usted se me te le les nos que qué quien quién quienes quiénes cual cuál \
         cuales cuáles cuyo cuya cuyos cuyas como cómo cuando cuándo donde dónde porque por qué \
         cuánto cuántos cuántas es son ser sea sean era eran será serán fue fueron sido está están \
         estar ha han haber hay había haya hayan he debe deben deber debería deberían puede pueden \
         poder podría podrían a de en con sin sobre entre hacia hasta desde contra según ante bajo \
         durante mediante tras para y e o u ni pero sino si no más menos muy también así",
    ),
    (
        "ru",
        "и а но или либо да ни не же ли бы что чтобы если когда где куда откуда почему зачем как \
         сколько кто кого кому кем чей чья чьё чьи какой какая какое какие каких каким который \
         которая которое которые которых которым я мы вы ты он она оно они его её их им ему ей нас \
         нам вас вам себя свой своя своё свои своих это этот эта эти этого этой этих тот та то те \
         того той тех весь вся всё все всех всем каждый каждая каждое другой другие других сам \
         самый быть есть был была было были будет будут является являются должен должна должно \
         должны может могут можно нужно следует в во на с со к ко о об обо от ото до из изо за по \
         под при про для без между над перед через у около после среди против ради также тоже уже",
    ),
    (
        "ar",
        "في من إلى على عن مع بين حتى منذ خلال ضد بدون دون عند عندما لدى لدي حول تحت فوق قبل بعد ضمن \
         عبر نحو أو ثم لكن بل إن أن إذا لو ما ماذا متى أين كيف لماذا هل كم أي أية هذا هذه ذلك تلك \
         هؤلاء أولئك الذي التي الذين اللاتي هو هي هم هن نحن أنا أنت كان كانت كانوا يكون تكون ليس \
         ليست لا لم لن قد سوف يجب ينبغي يمكن كل جميع بعض غير نفس كما أيضا حيث",
    ),
    (
        "zh",
        "的 了 和 与 及 以及 或 或者 而 且 但 但是 在 对 对于 于 关于 由 从 到 向 把 被 将 为 为了 以 用 \
         之 其 此 这 这些 那 那些 各 每 谁 什么 哪 哪些 哪里 如何 怎样 怎么 为何 为什么 何时 多少 几 是 有 \
         会 能 能够 可以 可 应 应当 应该 必须 不 没有 也 都 所 所有 我们 他 他们 她 它 吗 呢 如果",
    ),
];

/// The words of each language as the tokenizer folds them.
static FOLDED: LazyLock<HashMap<&str, HashSet<String>>> = LazyLock::new(|| {
    let languages = FUNCTION_WORDS.iter();
    languages
        .map(|&(language, words)| (language, folded(words).into_iter().collect()))
        .collect()
});

/// Whether a folded word is a function word of a language. `language` is a tag (BCP 47) such as
/// `en` or `fr-CA`, of which the first part counts; a language without a table has none.
#[must_use]
pub(crate) fn is_function_word(folded: &str, language: &str) -> bool {
    let primary = language.split(['-', '_']).next().unwrap_or_default();
    (FOLDED.get(primary)).is_some_and(|words| words.contains(folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own() {
        for (word, language) in [
            ("the", "en"),
            ("how", "en-GB"),
            ("should", "en"),
            ("dans", "fr"),
            ("etre", "fr-CA"),
            ("que", "es"),
            ("для", "ru"),
            ("من", "ar"),
            ("如何", "zh"),
        ] {
            assert!(is_function_word(word, language), "{word} {language}");
        }
        for (word, language) in [
            ("racism", "en"),
            ("dans", "en"),
            ("the", "fr"),
            ("droits", "fr"),
            ("derechos", "es"),
            ("права", "ru"),
            ("人权", "zh"),
            ("the", "xx"),
        ] {
            assert!(!is_function_word(word, language), "{word} {language}");
        }
    }
}
