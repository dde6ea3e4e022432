//! The lexicon: the grammatical words of English that operative language is read by, by class.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Classes of a word, as bits; a word can be of several.
pub(super) type Classes = u16;

/// Any mark of punctuation.
pub(super) const MARK: Classes = 1;
/// A mark that ends a sentence here.
pub(super) const STOP: Classes = 1 << 1;
/// An adverb, or what does as one.
pub(super) const ADVERB: Classes = 1 << 2;
/// A finite auxiliary.
pub(super) const FINITE: Classes = 1 << 3;
/// Opens a relative or another subordinate clause.
pub(super) const RELATIVE: Classes = 1 << 4;
/// Opens an adverbial before the subject of a clause.
pub(super) const OPENER: Classes = 1 << 5;
/// Begins a noun phrase.
pub(super) const DETERMINER: Classes = 1 << 6;
/// May stand before the name of an addressee without making it another.
pub(super) const BEFORE_NAME: Classes = 1 << 7;
/// Cannot continue a name: it belongs to another part of the sentence.
pub(super) const AFTER_NAME: Classes = 1 << 8;
/// A past participle.
pub(super) const PARTICIPLE: Classes = 1 << 9;
/// Ends in -ing.
pub(super) const GERUND: Classes = 1 << 10;
/// Names a body, or those who speak for one.
pub(super) const SPEAKER: Classes = 1 << 11;
/// The same, in the plural.
pub(super) const SPEAKERS: Classes = 1 << 12;
/// Says that something has to be.
pub(super) const ESSENTIAL: Classes = 1 << 13;

/// Members of the classes, parted by blanks.
const MEMBERS: &[(Classes, &str)] = &[
    (
        ADVERB,
        "also further again therefore thus hereby herein thereby once then now not furthermore \
         moreover always both neither either instead still however nevertheless accordingly more \
         all",
    ),
    (
        FINITE,
        "is are was were has have had can may might cannot do does did will would should must \
         shall could",
    ),
    (
        RELATIVE,
        "which who whose whom where whereby how what whether if when why unless because that",
    ),
    (
        OPENER,
        "in on at to with for from by under within through without given based as if when while \
         where although though since pursuant following after before during upon towards toward \
         despite notwithstanding because having among against of regarding concerning and first \
         second third finally likewise similarly",
    ),
    (
        DETERMINER,
        "the a an all any each every both those these this its their our such other they it we no \
         some many",
    ),
    (
        BEFORE_NAME,
        "the a all any each every both those these its their other relevant concerned interested \
         competent appropriate various member two three four five most many respective existing \
         different responsible individual affected receiving host national",
    ),
    (
        AFTER_NAME,
        "the a an its their this these those such no what how to of in on at by for from with \
         within without through under between among against towards toward upon into as that \
         which who whose whom where when while and or but nor not also both can could may might \
         must shall should will would is are was were be been has have had do does bear bears \
         need needs alike worldwide throughout after before if so because since via per including \
         inter than about regarding themselves itself there more further then therefore thus \
         during",
    ),
    (
        PARTICIPLE,
        "taken undertaken made given set held led done drawn shown seen written put built borne \
         chosen sought brought kept paid met run found begun born driven known sent spent \
         understood",
    ),
    (
        SPEAKER,
        "group committee subcommittee council assembly commission conference rapporteur expert \
         board panel forum meeting commissioner mechanism workshop seminar chairperson chair \
         president office court summit",
    ),
    (
        SPEAKER | SPEAKERS,
        "we experts participants delegations representatives members parties rapporteurs",
    ),
    (
        ESSENTIAL,
        "essential necessary crucial vital imperative indispensable",
    ),
];

static LEXICON: LazyLock<HashMap<&'static str, Classes>> = LazyLock::new(|| {
    let mut lexicon = HashMap::new();
    for (class, words) in MEMBERS {
        for word in words.split_ascii_whitespace() {
            *lexicon.entry(word).or_default() |= class;
        }
    }
    lexicon
});

/// The classes of a folded word.
pub(super) fn classes(word: &str) -> Classes {
    let mut classes = LEXICON.get(word).copied().unwrap_or(0);
    if word.len() > 4 && word.ends_with("ly") {
        classes |= ADVERB;
    } else if word.len() > 3 && word.ends_with("ed") {
        classes |= PARTICIPLE;
    } else if word.ends_with("ing") {
        classes |= GERUND;
    }
    classes
}
