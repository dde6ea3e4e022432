//! Natural order of ids: numbers by their value (`I.6` before `I.10`), all else by letters.

use std::cmp::Ordering;

/// Compares two ids run by run, of digits and of anything else. Different ids are never equal.
pub(super) fn natural(one: &str, other: &str) -> Ordering {
    let (mut one_left, mut other_left) = (one, other);
    while !one_left.is_empty() && !other_left.is_empty() {
        let (left, right);
        (left, one_left) = run(one_left);
        (right, other_left) = run(other_left);
        let order = match (value(left), value(right)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => left.cmp(right),
        };
        if order.is_ne() {
            return order;
        }
    }
    let order = one_left.len().cmp(&other_left.len());
    order.then_with(|| one.cmp(other))
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
            "2",
            "2.9",
            "2.10",
            "133.45",
            "133.100",
            "A-2",
            "A-10",
            "I.6",
            "I.10",
            "II.81",
            "II.81.2",
            "II.81.10",
            "IV.103",
            "IV.103.d",
            "IV.103.h",
            "IV.109.p",
            "IV.109.p.i",
            "IV.109.p.iv",
            "IV.109.q",
            "V.80",
            "V.80~2",
        ];
        let mut sorted = right;
        sorted.reverse();
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
