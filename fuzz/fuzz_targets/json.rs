//! Any text is read as any format in JSON, without a panic, into what makes sense, however it is
//! set out. The first byte of an input is the format, as in `reports`.

#![no_main]

use libfuzzer_sys::fuzz_target;
use minspec_fuzz::{chosen, formats, give, read, text};
use serde_json::Value;

const IDS: &[&str] = &[
    "powershell",
    "osquery",
    "ansible",
    "facter",
    "lshw",
    "lscpu",
    "system_profiler",
    "hardwarereadiness",
    "json",
];

fuzz_target!(|input: &[u8]| {
    let formats = formats(IDS);
    let (format, input) = chosen(&formats, input);
    let text = text(input);
    give(format, &text);
    if let Ok(value) = serde_json::from_str::<Value>(&text) {
        let wide = format!("{value:#}\n");
        for format in formats {
            let found = read(format, &format!("{value}\n"));
            assert_eq!(found, read(format, &wide), "{}: {value}", format.id);
        }
    }
});
