//! Bytes of every format to its reader, in this process: no panic, no hang.
#![no_main]

use recs_tui::input;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some(format) = input::sniff(bytes) {
        let _ = format.read(bytes, &|| false);
    }
});
