#![no_main]

#[path = "../../tests/fixtures/mod.rs"]
mod fixtures;
#[path = "../../tests/opened/mod.rs"]
mod opened;
#[path = "../../tests/properties/mod.rs"]
mod properties;

use properties::format_readers::{Damaged, AkomaNtoso};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| properties::attack::<Damaged<AkomaNtoso>>(bytes));
