//! No command holds the browser for long, whatever the document: the short form of
//! `benches/keys.rs`, on documents a hundredth as large, in processor time, without optimization.

use std::time::Duration;

use crate::every_command::{Hostile, time_all};
use crate::processor_time;

/// A hundredth of a hostile document in a build that is not optimized may take twice as long as the
/// whole in one that is.
const BOUND: Duration = Duration::from_millis(100);

#[test]
fn no_command_holds_the_browser_on_any_document() {
    let mut slow = Vec::new();
    // In the short form each document meets a third of the situations, the next one another third.
    let step = crate::effort(3, 1);
    for (number, hostile) in Hostile::all(crate::effort(100, 20)).enumerate() {
        let part = (number % step, step);
        let all = time_all(&hostile, false, part, &|work| processor_time::of(work));
        let bound = BOUND * crate::effort(1, 3);
        let over = all.into_iter().filter(|timed| timed.took > bound);
        slow.extend(over.map(|timed| {
            let (took, what, situation) = (timed.took, timed.what, timed.situation);
            format!("{}: {took:?} {what}, {situation}", hostile.name)
        }));
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
