//! Any text is read as any format in XML, without a panic, into what makes sense, whatever ends its
//! lines. The first byte of an input is the format, as in `reports`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use minspec_fuzz::{chosen, formats, give, text};

fuzz_target!(|input: &[u8]| {
    let (format, input) = chosen(&formats(&["nfo", "dxdiag"]), input);
    let text = text(input);
    // What is no XML is for another target.
    if text.trim_start().starts_with('<') {
        give(format, &text);
    }
});
