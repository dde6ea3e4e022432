//! Account of a reading: how many words or cells a source has, and where each of them went.
//!
//! The total is counted before anything is made of the source, the shares where something is; so
//! that they are the same says that nothing was lost on the way.

use serde::{Deserialize, Serialize};

/// What is counted in an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccountUnit {
    /// Words of a text.
    #[default]
    Words,
    /// Cells of a table, fields of a record.
    Cells,
}

impl AccountUnit {
    /// The word for several of them.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Cells => "cells",
        }
    }
}

/// Where words or cells of a source went: each is in exactly one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Destination {
    /// Provisions, with their numbers.
    Provision,
    /// Fields that stand beside a provision: the position of a State, further columns.
    Field,
    /// Numbers, symbols and whatever else of a record says which provision it is.
    Address,
    /// Headings, titles of parts.
    Heading,
    /// Footnotes, comments, annotations of records.
    Note,
    /// Introductions, annexes, tables, texts that introduce provisions.
    OtherText,
    /// Covers, tables of contents, what a page puts around its text.
    Cover,
    /// Heads and feet of pages.
    Furniture,
    /// Adoption, votes, signatures.
    Adoption,
    /// Words that a later hand deleted.
    Deletion,
    /// Numbers of empty paragraphs.
    Empty,
    /// Names of columns.
    ColumnName,
    /// What this program derives from the text anew.
    Derived,
    /// What found no place.
    Unread,
}

impl Destination {
    /// Every destination, in the order in which an account lists them.
    pub const ALL: [Self; 14] = [
        Self::Provision,
        Self::Field,
        Self::Address,
        Self::Heading,
        Self::Note,
        Self::OtherText,
        Self::Cover,
        Self::Furniture,
        Self::Adoption,
        Self::Deletion,
        Self::Empty,
        Self::ColumnName,
        Self::Derived,
        Self::Unread,
    ];

    /// As it is written in records: `other-text`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Provision => "provision",
            Self::Field => "field",
            Self::Address => "address",
            Self::Heading => "heading",
            Self::Note => "note",
            Self::OtherText => "other-text",
            Self::Cover => "cover",
            Self::Furniture => "furniture",
            Self::Adoption => "adoption",
            Self::Deletion => "deletion",
            Self::Empty => "empty",
            Self::ColumnName => "column-name",
            Self::Derived => "derived",
            Self::Unread => "unread",
        }
    }

    /// What it is, for people.
    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Self::Provision => "provisions",
            Self::Field => "fields beside provisions",
            Self::Address => "numbers, symbols and other marks of provisions",
            Self::Heading => "headings and titles of parts",
            Self::Note => "notes",
            Self::OtherText => "other text: introduction, annexes, tables",
            Self::Cover => "cover, contents, what stands around the text",
            Self::Furniture => "heads and feet of pages",
            Self::Adoption => "adoption, votes, signatures",
            Self::Deletion => "deleted by a later hand",
            Self::Empty => "numbers of empty paragraphs",
            Self::ColumnName => "names of columns",
            Self::Derived => "derived anew from the text",
            Self::Unread => "not understood",
        }
    }

    /// Whether it was left out of the text on purpose.
    #[must_use]
    pub fn is_left_out(self) -> bool {
        matches!(
            self,
            Self::Cover
                | Self::Furniture
                | Self::Adoption
                | Self::Deletion
                | Self::Empty
                | Self::ColumnName
                | Self::Derived
        )
    }
}

/// Where the words or cells of a source went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// What is counted.
    pub unit: AccountUnit,
    /// How many the source has.
    pub total: u64,
    /// How many records it has, where it is made of such.
    pub records: u64,
    shares: [u64; Destination::ALL.len()],
}

impl Account {
    /// An account of cells.
    #[must_use]
    pub fn of_cells() -> Self {
        Self {
            unit: AccountUnit::Cells,
            ..Self::default()
        }
    }

    /// Puts `count` more to a destination.
    pub fn add(&mut self, destination: Destination, count: u64) {
        self.shares[destination as usize] += count;
    }

    /// Adds another account of the same source.
    pub fn merge(&mut self, other: &Self) {
        self.total += other.total;
        self.records += other.records;
        for (share, more) in self.shares.iter_mut().zip(other.shares) {
            *share += more;
        }
    }

    /// Puts `count` more words or cells, which were not counted yet, to a destination.
    pub fn count(&mut self, destination: Destination, count: u64) {
        self.total += count;
        self.add(destination, count);
    }

    /// How many went there.
    #[must_use]
    pub fn share(&self, destination: Destination) -> u64 {
        self.shares[destination as usize]
    }

    /// How many went anywhere; the same as the total where nothing was lost or taken twice.
    #[must_use]
    pub fn placed(&self) -> u64 {
        self.shares.iter().sum()
    }

    /// Each share with its hundredths of a percent of the total. What rounding leaves goes to those
    /// that lost most by it, so that the shares of a full account are 100 % together.
    #[must_use]
    pub fn shares(&self) -> Vec<(Destination, u64, u32)> {
        const WHOLE: u128 = 10_000;
        let all = u128::from(self.total.max(1));
        let mut shares: Vec<(Destination, u64, u128, u128)> = Destination::ALL
            .into_iter()
            .map(|destination| {
                let count = self.share(destination);
                let exact = u128::from(count) * WHOLE;
                (destination, count, exact / all, exact % all)
            })
            .collect();
        let placed = u128::from(self.placed()) * WHOLE / all;
        let given: u128 = shares.iter().map(|(.., hundredths, _)| hundredths).sum();
        let mut by_loss: Vec<usize> = (0..shares.len()).collect();
        by_loss.sort_by_key(|at| std::cmp::Reverse(shares[*at].3));
        let left = usize::try_from(placed.saturating_sub(given)).unwrap_or_default();
        for at in by_loss.into_iter().take(left) {
            shares[at].2 += 1;
        }
        let told = |(destination, count, hundredths, _)| {
            let hundredths = u32::try_from(hundredths).unwrap_or(u32::MAX);
            (destination, count, hundredths)
        };
        shares.into_iter().map(told).collect()
    }
}

/// How many words a text has: what stands between blanks; of scripts that set none, each character.
///
/// Every word of a document is counted twice, so letters of ASCII are looked at eight at a time.
#[must_use]
pub fn word_count(text: &str) -> u64 {
    #[derive(Clone, Copy, PartialEq)]
    enum Before {
        Blank,
        Word,
        Ideograph,
    }
    let mut count = 0;
    let mut before = Before::Blank;
    let mut rest = text;
    loop {
        if before != Before::Ideograph {
            let (eights, _) = rest.as_bytes().as_chunks::<8>();
            let mut ascii = 0;
            for eight in eights {
                let Some(blanks) = blanks(*eight) else {
                    break;
                };
                // A word begins where no blank is and one is before.
                let above = u64::from(before == Before::Blank) << 7;
                let begins = !blanks & ((blanks << 8) | above) & HIGH;
                count += (begins >> 7).wrapping_mul(EACH) >> 56;
                before = match blanks >> 63 {
                    0 => Before::Word,
                    _ => Before::Blank,
                };
                ascii += eight.len();
            }
            rest = &rest[ascii..];
        }
        let mut characters = rest.chars();
        while rest.len() - characters.as_str().len() < 8 {
            let Some(c) = characters.next() else {
                return count;
            };
            // A comma behind an ideograph is no word.
            let begins = match before {
                Before::Blank => true,
                Before::Word => false,
                Before::Ideograph => c.is_alphanumeric(),
            };
            if c.is_whitespace() {
                before = Before::Blank;
            } else if is_ideograph(c) {
                count += 1;
                before = Before::Ideograph;
            } else if begins {
                count += 1;
                before = Before::Word;
            }
        }
        rest = characters.as_str();
    }
}

/// A one in each of eight bytes.
const EACH: u64 = 0x0101_0101_0101_0101;
/// The high bit of each of eight bytes.
const HIGH: u64 = 0x80 * EACH;

/// The high bit of each byte that is a blank, the first byte lowest; `None` where one is not ASCII.
fn blanks(eight: [u8; 8]) -> Option<u64> {
    let bytes = u64::from_le_bytes(eight);
    if bytes & HIGH != 0 {
        return None;
    }
    // No byte is above 0x7f, so no sum carries into the next byte.
    let at_least = |least: u64| bytes + (0x80 - least) * EACH;
    let no_space = (bytes ^ (u64::from(b' ') * EACH)) + 0x7f * EACH;
    let controls = at_least(u64::from(b'\t')) & !at_least(u64::from(b'\r') + 1);
    Some((!no_space | controls) & HIGH)
}

/// Whether `c` is of a script that sets no blanks between words.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_script_are_counted() {
        for (text, words) in [
            ("", 0),
            (" \t\n", 0),
            ("1. Ratify it.", 3),
            ("促请各国，保护湖泊。", 8),
            ("第12条 abc", 4),
            ("一, 二", 2),
            ("no\u{a0}break – dash", 4),
            ("été1\u{2003}“ok”", 2),
            ("حماية البحيرات", 2),
        ] {
            assert_eq!(word_count(text), words, "{text:?}");
        }
    }

    #[test]
    fn eight_letters_at_a_time_are_counted_like_one_after_another() {
        let words = |text: &str| text.split_whitespace().count() as u64;
        for byte in 0..0x80_u8 {
            for at in 0..9 {
                let mut text = "ab cde\tf ghi jk".to_owned();
                text.insert(at, char::from(byte));
                assert_eq!(word_count(&text), words(&text), "{text:?}");
                text.insert(at + 4, '\u{a0}');
                assert_eq!(word_count(&text), words(&text), "{text:?}");
            }
        }
    }

    #[test]
    fn shares_of_a_full_account_are_a_hundred_percent() {
        let mut account = Account {
            total: 3,
            ..Account::default()
        };
        account.add(Destination::Provision, 1);
        account.add(Destination::Heading, 1);
        account.add(Destination::Unread, 1);
        let sum: u32 = account.shares().iter().map(|(.., part)| part).sum();
        assert_eq!((sum, account.placed()), (10_000, 3));
        assert!(Account::default().shares().iter().all(|it| it.2 == 0));
    }
}
