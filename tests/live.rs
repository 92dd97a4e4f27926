//! Live readings, as far as they do not depend on what machine this is.

use minspec::item::Item;
use minspec::machine::SYSTEM;
use minspec::sources::facts::Facts;
use minspec::sources::live::{Target, smbios, this_machine};
use minspec::sources::spec;
use minspec::sources::understand::{self, Scope};
use minspec::units::Bytes;

/// An SMBIOS 3 entry point for a table of a length.
fn entry_point(length: usize) -> Vec<u8> {
    let mut bytes = b"_SM3_\0\x18\x03\x02\0\x01\0".to_vec();
    bytes.extend((length as u32).to_le_bytes());
    bytes.extend(0x1000u64.to_le_bytes());
    let sum = bytes.iter().fold(0u8, |sum, byte| sum.wrapping_add(*byte));
    bytes[5] = sum.wrapping_neg();
    bytes
}

/// A memory device: its size field, its extended size in MiB, its type.
fn device(size: u16, extended: u32, kind: u8) -> Vec<u8> {
    let mut bytes = vec![0; 0x28];
    bytes[0] = 17;
    bytes[1] = 0x28;
    bytes[0x0C..0x0E].copy_from_slice(&size.to_le_bytes());
    bytes[0x12] = kind;
    bytes[0x1C..0x20].copy_from_slice(&extended.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

const DDR4: u8 = 0x1A;
const FLASH: u8 = 0x09;

#[track_caller]
fn installed(devices: &[Vec<u8>], expected: Option<Bytes>) {
    let mut table = devices.concat();
    table.extend([127, 4, 0xFF, 0xFF, 0, 0]); // end of table
    assert_eq!(smbios::installed_memory(&entry_point(table.len()), &table), expected);
}

#[test]
fn smbios_modules_are_summed_where_all_are_known() {
    const GIB: u64 = 1 << 30;
    let module = device(8192, 0, DDR4);
    installed(&[module.clone(), device(0, 0, DDR4), module.clone()], Some(Bytes(16 * GIB)));
    installed(&[device(0x7FFF, 65536, DDR4)], Some(Bytes(64 * GIB)));
    installed(&[device(0x8000 | 512, 0, DDR4)], Some(Bytes(512 << 10)));
    installed(&[module.clone(), device(16, 0, FLASH)], Some(Bytes(8 * GIB)));
    installed(&[module.clone(), device(0xFFFF, 0, DDR4)], None);
    installed(&[device(0, 0, DDR4)], None);
    installed(&[], None);
    assert_eq!(smbios::installed_memory(b"no table", &module), None);
    assert_eq!(smbios::installed_memory(&entry_point(20), &module[..20]), None, "cut off");
}

#[test]
fn this_machine_written_as_a_spec_file_reads_back_equal() {
    let facts = this_machine(&Target::System).expect("a target");
    let input = spec::TOML.all("scan.toml", &spec::write(&facts)).expect("a spec file");
    assert_eq!(input.notes, Vec::<String>::new());
    let read = &input.machines[0];
    let paths = |facts: &Facts| {
        let volumes = facts.volumes.iter().map(|volume| (volume.path.clone(), volume.system));
        volumes.collect::<Vec<_>>()
    };
    assert_eq!(paths(&facts), paths(read));
    for scope in [Scope::Machine, Scope::Effective] {
        let known = |facts: &Facts| {
            let machine = understand::machine(facts, scope);
            let volumes = facts.volumes.iter().map(|volume| Some(volume.path.as_str()));
            let places: Vec<_> = volumes.chain([None, Some(SYSTEM)]).collect();
            let all = places.into_iter().flat_map(|place| {
                let of =
                    |item: &Item| Some((place.is_some(), *item, machine.of_volume(*item, place)?));
                Item::ALL.iter().filter_map(of).collect::<Vec<_>>()
            });
            // A reason is not written: what could not be had is as if nobody had spoken of it.
            let all = all.filter(|(_, _, reading)| reading.known.is_ok());
            all.map(|(of, item, reading)| (of, item, reading.known.clone())).collect::<Vec<_>>()
        };
        assert_eq!(known(&facts), known(read));
    }
}

#[test]
fn a_target_that_is_not_there_is_an_error() {
    for target in [Target::Volume("/no/such/path".into()), Target::Device("/no/such/disk".into())] {
        let error = this_machine(&target).expect_err("nothing is there");
        assert!(error.contains("/no/such/"), "{error}");
    }
}
