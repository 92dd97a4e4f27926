//! Any bytes are read as a table in whatever encoding, as they flow by; what its rows say and what
//! they mean by the shorter way is the same.
//!
//! The first byte of an input is how it is read: whether columns are kept, whether a processor is
//! stated, which machine is meant, which encoding a text in UTF-8 is turned into first.

#![no_main]

use libfuzzer_sys::fuzz_target;
use minspec::item::Item;
use minspec::sources::file::Opened;
use minspec::sources::understand::Scope;
use minspec::sources::{Ask, How, Input, Keep, inventory};
use minspec_fuzz::both_ways;
use std::cell::RefCell;
use std::io::Write;
use tempfile::NamedTempFile;

thread_local! {
    static FILE: RefCell<NamedTempFile> = RefCell::new(NamedTempFile::new().expect("a file"));
}

fuzz_target!(|input: &[u8]| {
    let Some((flags, bytes)) = input.split_first() else { return };
    let on = |bit: u8| flags >> bit & 1 == 1;
    let bytes = match std::str::from_utf8(bytes) {
        Ok(text) if on(4) && on(5) => text
            .encode_utf16()
            .flat_map(if on(3) { u16::to_le_bytes } else { u16::to_be_bytes })
            .collect(),
        _ => bytes.to_vec(),
    };
    let mut ask = Ask::default();
    if on(0) {
        ask.keep = Keep::Everything;
    }
    if on(6) {
        ask.map = vec![("memory".to_owned(), "memory".to_owned())];
    }
    let stated = if on(1) { vec![(Item::Cpu, "Pentium 4".to_owned())] } else { Vec::new() };
    let scope = if on(2) { Scope::Effective } else { Scope::Machine };
    FILE.with_borrow_mut(|file| {
        let path = file.path().to_string_lossy().into_owned();
        file.as_file().set_len(0).expect("emptied");
        std::io::Seek::rewind(file).expect("rewound");
        file.write_all(&bytes).expect("written");
        let open = || -> Result<Input, String> {
            inventory::CSV.read("t.csv", Opened::open(&path)?.text()?, &ask)
        };
        match (open(), open()) {
            (Ok(first), Ok(second)) => both_ways(first, second, &How { scope, stated }),
            (Err(one), Err(other)) => assert_eq!(one, other),
            _ => panic!("read once and not twice"),
        }
    });
});
