#![no_main]

#[path = "../../tests/fixtures/mod.rs"]
mod fixtures;
#[path = "../../tests/opened/mod.rs"]
mod opened;
#[path = "../../tests/properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(
    |bytes: &[u8]| properties::attack::<properties::highlights::Highlights>(bytes)
);
