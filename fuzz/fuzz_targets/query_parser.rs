#![no_main]

#[path = "../../tests/properties/mod.rs"]
mod properties;

libfuzzer_sys::fuzz_target!(
    |bytes: &[u8]| properties::attack::<properties::query_parser::Typed>(bytes)
);
