//! Any text is read as a `/proc/cpuinfo`, as a spec file and as an inventory, and understood, without
//! a panic; and what was read of a machine, written as a spec file, reads back to the same.
//!
//! ```text
//! cargo install cargo-fuzz
//! cargo fuzz run --sanitizer none machine -- -dict=fuzz/processor.dict
//! ```

#![no_main]

use libfuzzer_sys::fuzz_target;
use minspec::item::Item;
use minspec::quantity::Known;
use minspec::sources::facts::Facts;
use minspec::sources::understand::{self, Scope};
use minspec::sources::{self, cpuinfo, spec};

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let mut facts = Facts::new("m");
    cpuinfo::read(&text, "cpuinfo", &mut facts);
    check(&facts);
    for format in sources::FORMATS {
        if let Ok(read) = format.all("m", &text) {
            read.machines.iter().for_each(check);
        }
    }
});

fn check(facts: &Facts) {
    let written = spec::write(facts);
    let again = match spec::TOML.all("m", &written) {
        Ok(read) => read.machines,
        Err(why) => panic!("{why}\n{written}"),
    };
    let [again] = again.as_slice() else { panic!("{} machines\n{written}", again.len()) };
    for scope in [Scope::Machine, Scope::Effective] {
        assert_eq!(known(facts, scope), known(again, scope), "{written}");
    }
}

/// What is known of a machine, or that it is not; why that is quotes what stood in the report.
fn known(facts: &Facts, scope: Scope) -> Vec<(Item, Option<Known>)> {
    let machine = understand::machine(facts, scope);
    machine.readings().map(|(item, reading)| (item, reading.known.clone().ok())).collect()
}
