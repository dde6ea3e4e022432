//! The table of operative verbs (`assets/actions.tsv`) and their forms in a sentence.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::tokens::Tokens;

/// What an action is to the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ActionKind {
    /// The body's own decision.
    Settles,
    /// Takes whom it asks as its object.
    Asks,
    /// Takes what is to be done as its object.
    Proposes,
    /// A word of obligation, found by its grammar.
    Obliges,
    /// Stresses something, and so may ask for it.
    Stresses,
    /// A mere statement.
    States,
}

/// In which form a verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VerbForm {
    /// `urges`
    Third,
    /// `urge`
    Base,
    /// `urged`; the participle too
    Past,
}

/// Place of an action in the table: the lower, the stronger.
pub(crate) type ActionId = u8;

/// A verb of the table in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verb {
    pub(crate) action: ActionId,
    pub(crate) kind: ActionKind,
    pub(crate) form: VerbForm,
    /// How many words it has.
    pub(crate) len: usize,
}

struct Variant {
    /// Its words after the first.
    rest: Vec<&'static str>,
    verb: Verb,
}

struct Table {
    names: Vec<&'static str>,
    /// By first word; the longest first.
    forms: HashMap<&'static str, Vec<Variant>>,
    imperatives: HashSet<&'static str>,
}

/// The action that a bare imperative at the beginning of a text is.
pub(crate) const IMPERATIVE: &str = "imperative";

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        names: Vec::new(),
        forms: HashMap::new(),
        imperatives: HashSet::new(),
    };
    let lines = include_str!("../../assets/actions.tsv").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(name), Some(kind)) = (cells.next(), cells.next()) else {
            continue;
        };
        let kind = match kind {
            "settles" => ActionKind::Settles,
            "asks" => ActionKind::Asks,
            "proposes" => ActionKind::Proposes,
            "obliges" => ActionKind::Obliges,
            "stresses" => ActionKind::Stresses,
            _ => ActionKind::States,
        };
        let action = table.names.len() as ActionId;
        table.names.push(name);
        let forms = [VerbForm::Third, VerbForm::Base, VerbForm::Past];
        for (form, cell) in forms.into_iter().zip(cells) {
            for variant in cell.split('|').filter(|variant| *variant != "-") {
                let mut words = variant.split(' ');
                let Some(first) = words.next() else { continue };
                let rest: Vec<&str> = words.collect();
                if form == VerbForm::Base {
                    table.imperatives.insert(first);
                }
                if name != IMPERATIVE {
                    let len = 1 + rest.len();
                    let verb = Verb {
                        action,
                        kind,
                        form,
                        len,
                    };
                    let variants = table.forms.entry(first).or_default();
                    variants.push(Variant { rest, verb });
                }
            }
        }
    }
    for variants in table.forms.values_mut() {
        variants.sort_by_key(|variant| std::cmp::Reverse(variant.rest.len()));
    }
    table
});

/// Every action by its name, from the strongest to a mere statement.
pub fn actions() -> impl Iterator<Item = &'static str> {
    TABLE.names.iter().copied()
}

/// The name of an action.
pub(crate) fn action_name(action: ActionId) -> &'static str {
    TABLE.names.get(usize::from(action)).copied().unwrap_or("")
}

/// The action with this name.
pub(crate) fn action_id(name: &str) -> Option<ActionId> {
    let at = TABLE.names.iter().position(|known| *known == name)?;
    ActionId::try_from(at).ok()
}

/// The verb of the table that begins with `first`, if `word` gives the words after it, counted
/// from 1.
pub(crate) fn verb<'a>(first: &str, word: impl Fn(usize) -> &'a str) -> Option<Verb> {
    let variants = TABLE.forms.get(first)?;
    let stands = |variant: &&Variant| (1..).zip(&variant.rest).all(|(at, part)| word(at) == *part);
    variants.iter().find(stands).map(|variant| variant.verb)
}

/// The verb of the table that begins at a token.
pub(crate) fn verb_at(tokens: &Tokens<'_>, at: usize) -> Option<Verb> {
    verb(tokens.word(at), |nth| tokens.word(at + nth))
}

/// Whether the word may open a recommendation as an imperative.
pub(crate) fn is_imperative(word: &str) -> bool {
    TABLE.imperatives.contains(word)
}
