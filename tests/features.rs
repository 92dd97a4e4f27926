//! What follows from a class for its flags, against recorded flags.

use crate::support::field;
use minspec::cpu::{Arch, Evidence, Flags, Signature, features, identify};

#[test]
#[ignore = "reads recorded reports that are not part of the project"]
fn recorded_flags_are_what_classes_say() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora/lscpu/linuxhw");
    let (mut told, mut wrong) = (0, 0);
    for file in std::fs::read_dir(root).expect("the reports are missing") {
        let report = std::fs::read(file.expect("a file").path()).expect("a readable file");
        let report = String::from_utf8_lossy(&report);
        let Some(read) = field(&report, "Flags").map(|flags| Flags::parse(&flags)) else {
            continue;
        };
        let number = |name: &str| field(&report, name)?.parse::<u32>().ok();
        let text = field(&report, "Model name");
        let vendor = field(&report, "Vendor ID").unwrap_or_default();
        let signature = number("CPU family").zip(number("Model")).map(|(family, model)| {
            Signature { vendor, family, model, stepping: number("Stepping") }
        });
        let arch = field(&report, "Architecture").and_then(|name| Arch::from_machine(&name));
        if read.contains("hypervisor") || arch.is_none_or(|(arch, _)| arch != Arch::X86) {
            continue;
        }
        for evidence in [
            Evidence { text: text.as_deref(), ..Evidence::default() },
            Evidence { signature: signature.as_ref(), ..Evidence::default() },
        ] {
            let Some(said) = features(&identify(&evidence), None) else { continue };
            let there = said.iter().map(|flag| (flag, true));
            for (flag, there) in there.chain(said.absent().map(|flag| (flag, false))) {
                // Not told by the list, or told by no list of Linux.
                let Some(has) = read.has(flag) else { continue };
                told += 1;
                if has != there {
                    println!("{flag}: {there} by {text:?} {signature:?}");
                    wrong += 1;
                }
            }
        }
    }
    println!("{wrong} of {told} differ");
    assert!(told > 1000);
}
