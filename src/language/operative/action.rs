//! The table of actions, and their forms in a sentence.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words::Word;

/// What an action is to the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
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
pub(super) enum Form {
    /// `urges`
    Third,
    /// `urge`
    Base,
    /// `urged`; the participle too
    Past,
}

/// A verb in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verb {
    /// Its name in the table.
    pub action: &'static str,
    pub kind: Kind,
    pub form: Form,
    /// How many words it has.
    pub len: usize,
}

#[derive(Clone, Copy)]
struct Action {
    name: &'static str,
    kind: Kind,
}

struct Variant {
    /// Its words after the first.
    rest: Vec<&'static str>,
    /// Index into [`Table::actions`].
    action: usize,
    form: Form,
}

struct Table {
    actions: Vec<Action>,
    ranks: HashMap<&'static str, usize>,
    /// By first word; the longest first.
    forms: HashMap<&'static str, Vec<Variant>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        actions: Vec::new(),
        ranks: HashMap::new(),
        forms: HashMap::new(),
    };
    let lines = include_str!("../../../assets/actions.tsv").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(name), Some(kind)) = (cells.next(), cells.next()) else {
            continue;
        };
        let kind = match kind {
            "settles" => Kind::Settles,
            "asks" => Kind::Asks,
            "proposes" => Kind::Proposes,
            "obliges" => Kind::Obliges,
            "stresses" => Kind::Stresses,
            _ => Kind::States,
        };
        let nth = table.actions.len();
        table.ranks.insert(name, nth);
        table.actions.push(Action { name, kind });
        for (form, cell) in [Form::Third, Form::Base, Form::Past].into_iter().zip(cells) {
            for variant in cell.split('|').filter(|variant| *variant != "-") {
                let mut parts = variant.split(' ');
                if let Some(first) = parts.next() {
                    table.forms.entry(first).or_default().push(Variant {
                        rest: parts.collect(),
                        action: nth,
                        form,
                    });
                }
            }
        }
    }
    for forms in table.forms.values_mut() {
        forms.sort_by_key(|variant| std::cmp::Reverse(variant.rest.len()));
    }
    table
});

/// Every action, from the strongest to a mere statement.
pub fn actions() -> impl Iterator<Item = &'static str> {
    TABLE.actions.iter().map(|action| action.name)
}

/// The place of an action among all; the last for a name that is none.
pub(super) fn rank(name: &str) -> usize {
    TABLE.ranks.get(name).copied().unwrap_or(usize::MAX)
}

/// The verb of the table that begins at a word.
pub(super) fn verb(words: &[Word], at: usize) -> Option<Verb> {
    let forms = TABLE.forms.get(&*words.get(at)?.folded)?;
    let after = &words[at + 1..];
    forms.iter().find_map(|variant| {
        let mut pairs = variant.rest.iter().zip(after);
        let same =
            variant.rest.len() <= after.len() && pairs.all(|(part, word)| *part == word.folded);
        let Action { name, kind } = TABLE.actions[variant.action];
        same.then_some(Verb {
            action: name,
            kind,
            form: variant.form,
            len: 1 + variant.rest.len(),
        })
    })
}
