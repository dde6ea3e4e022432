//! The order of ids: as a reader counts, not as letters sort.

use std::cmp::Ordering;

use crate::model::from_roman;

/// Numbers by their value (`I.6` before `I.10`), sessions and the levels below a letter by their
/// numeral (`V` before `IX`, `p.iv` before `p.ix`), letters as letters (`103.h`, `103.i`,
/// `103.v`); a chapeau before what stands under it. Different ids are never equal.
pub(super) fn natural(one: &str, other: &str) -> Ordering {
    let (mut ones, mut others) = (one.split('.'), other.split('.'));
    for level in 0.. {
        let order = match (ones.next(), others.next()) {
            (Some(one), Some(other)) => part(level, one, other),
            (None, None) => break,
            (one, other) => one.is_some().cmp(&other.is_some()),
        };
        if order.is_ne() {
            return order;
        }
    }
    one.cmp(other)
}

/// Session, paragraph, letter, numeral, and whatever else.
fn part(level: usize, one: &str, other: &str) -> Ordering {
    // At the levels of letters `i` and `v` are letters; at those of numerals all that is no
    // numeral comes after, so that the order is one whatever a collection puts there.
    let numeral = |part| match level {
        1 | 2 => None,
        _ => from_roman(part),
    };
    match (numeral(one), numeral(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => runs(one, other),
    }
}

/// Run by run of digits and of anything else, the digits by their value.
fn runs(mut one: &str, mut other: &str) -> Ordering {
    while !one.is_empty() && !other.is_empty() {
        let (left, right);
        (left, one) = run(one);
        (right, other) = run(other);
        let order = match (value(left), value(right)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => left.cmp(right),
        };
        if order.is_ne() {
            return order;
        }
    }
    one.len().cmp(&other.len())
}

fn run(text: &str) -> (&str, &str) {
    let digits = text.starts_with(|c: char| c.is_ascii_digit());
    let end = text.find(|c: char| c.is_ascii_digit() != digits);
    text.split_at(end.unwrap_or(text.len()))
}

/// The value of digits, however many: how long without leading zeros, then which.
fn value(run: &str) -> Option<(usize, &str)> {
    let digits = run.starts_with(|c: char| c.is_ascii_digit());
    let bare = run.trim_start_matches('0');
    digits.then_some((bare.len(), bare))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_stand_as_a_reader_counts() {
        let right = [
            "I.6",
            "I.10",
            "II.1",
            "IV.103",
            "IV.103.d",
            "IV.103.h",
            "IV.103.i",
            "IV.103.v",
            "IV.109.p",
            "IV.109.p.i",
            "IV.109.p.iv",
            "IV.109.p.v",
            "IV.109.p.ix",
            "IV.109.q",
            "V.80",
            "V.80~2",
            "IX.1",
            "2",
            "2.9",
            "2.10",
            "133.45",
            "133.100",
            "A-2",
            "A-10",
        ];
        let mut sorted = right;
        sorted.sort_by(|one, other| other.cmp(one));
        sorted.sort_by(|one, other| natural(one, other));
        assert_eq!(sorted, right);
    }

    #[test]
    fn numbers_of_any_length_have_an_order() {
        let long = "9".repeat(60);
        let longer = format!("1{}", "0".repeat(60));
        assert_eq!(natural(&long, &longer), Ordering::Less);
        assert_eq!(natural("I.06", "I.6"), Ordering::Less);
    }

    proptest! {
        #[test]
        fn the_order_is_one(ids in prop::collection::vec("[IVXiv.0-2a~é]{0,7}", 3)) {
            let [a, b, c] = [&ids[0], &ids[1], &ids[2]];
            prop_assert_eq!(natural(a, b), natural(b, a).reverse());
            prop_assert_eq!(natural(a, b).is_eq(), a == b);
            if natural(a, b).is_lt() && natural(b, c).is_lt() {
                prop_assert!(natural(a, c).is_lt());
            }
        }
    }
}
