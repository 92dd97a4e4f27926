//! Any text is read as any report, without a panic, into what makes sense, whatever ends its lines.
//!
//! The first byte of an input is the format, 0 for the one that recognises the text; so a report
//! with a zero byte before it is a good seed.
//!
//! ```text
//! for file in tests/reports/*/*.*; do
//!     (printf '\0'; cat "$file") > /tmp/seeds/"$(echo "$file" | tr / -)"
//! done
//! cargo fuzz run --sanitizer none reports /tmp/found /tmp/seeds -- -max_len=16384
//! ```

#![no_main]

use libfuzzer_sys::fuzz_target;
use minspec_fuzz::{chosen, give, reports, text};

fuzz_target!(|input: &[u8]| {
    let (format, input) = chosen(&reports(), input);
    give(format, &text(input));
});
