//! Any bytes are opened as a workbook, without a panic; what its rows say and what they mean by the
//! shorter way is the same.
//!
//! An archive is unpacked, one of its parts is mutated, and it is packed again: else none but the
//! checksums of archives were tried. So the files of `tests/workbooks` are good seeds as they are.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use minspec::sources::{Ask, How, Keep, Read, inventory};
use minspec_fuzz::both_ways;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A part is unpacked up to this.
const MOST: usize = 64 << 10;

fuzz_target!(|input: &[u8]| {
    let Read::Workbook(read) = inventory::WORKBOOK.read else { panic!("no format of workbooks") };
    let ask = Ask::from(Keep::Everything);
    match (read("w", input.to_vec(), None, &ask), read("w", input.to_vec(), None, &ask)) {
        (Ok(first), Ok(second)) => both_ways(first, second, &How::default()),
        (Err(one), Err(other)) => assert_eq!(one, other),
        _ => panic!("read once and not twice"),
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    match repacked(&data[..size], seed).filter(|packed| packed.len() <= max_size) {
        Some(packed) if seed % 16 > 0 => {
            data[..packed.len()].copy_from_slice(&packed);
            packed.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});

/// An archive with one part of it mutated.
fn repacked(bytes: &[u8], seed: u32) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = (seed / 16) as usize % archive.len().max(1);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for n in 0..archive.len() {
        let part = archive.by_index(n).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut content = Vec::new();
        // What is damaged is packed as far as it can be read.
        let _ = part.take(MOST as u64).read_to_end(&mut content);
        if n == chosen {
            let length = content.len();
            content.resize(length + length / 2 + 64, 0);
            let most = content.len();
            let mutated = fuzzer_mutate(&mut content, length, most);
            content.truncate(mutated);
        }
        writer.start_file(name, options).ok()?;
        writer.write_all(&content).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
