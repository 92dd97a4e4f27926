//! Any evidence of a processor is placed without a panic, and what is said of it makes sense.
//!
//! An input is up to five parts with the byte `0xff`, which no UTF-8 text has, between: the text,
//! the vendor, numbers (family, model, stepping, clock in hertz), the flags, the machine's name.
//!
//! ```text
//! cargo install cargo-fuzz
//! cargo fuzz run --sanitizer none processor -- -dict=fuzz/processor.dict
//! ```

#![no_main]

use libfuzzer_sys::fuzz_target;
use minspec::cpu::{
    Arch, Candidates, Described, Evidence, Flags, Identified, IsaLevel, Signature, describe,
    identify,
};
use minspec::units::Hertz;

fuzz_target!(|input: &[u8]| {
    let mut parts = input.split(|byte| *byte == 0xff).map(String::from_utf8_lossy);
    let mut part = || parts.next().unwrap_or_default();
    let (text, vendor, numbers, flags, machine) = (part(), part(), part(), part(), part());
    let mut numbers = numbers.split_whitespace().map(|number| number.parse::<u64>().ok());
    let mut number = || numbers.next().flatten();
    let mut small = || number().and_then(|number| u32::try_from(number).ok());
    let (family, model, stepping) = (small(), small(), small());
    let clock = number().filter(|clock| *clock > 0).map(|clock| (Hertz(clock), Hertz(clock)));

    let described = describe(&text);
    assert_eq!(describe(&text), described, "the same text twice");
    check_described(&described);

    let parsed = Signature::parse(&text);
    let stated = family.zip(model).map(|(family, model)| Signature {
        vendor: vendor.into_owned(),
        family,
        model,
        stepping,
    });
    let flags = Flags::parse(&flags);
    if let Some((low, high)) = IsaLevel::from_flags(&flags) {
        assert!(high.is_none_or(|high| low <= high), "levels {low} to {high:?}");
    }
    let (arch, long_mode) = match Arch::from_machine(&machine) {
        Some((arch, is_64_bit)) => (Some(arch), is_64_bit),
        None => (None, false),
    };

    let signature = stated.or(parsed);
    let text_alone = Evidence { text: Some(&text), clock, ..Evidence::default() };
    let with_signature = Evidence { signature: signature.as_ref(), ..text_alone };
    let with_arch = Evidence { arch, ..with_signature };
    let with_mode = Evidence { long_mode, ..with_arch };
    let with_flags = Evidence { flags: Some(&flags), ..with_mode };
    let mut less: Option<Identified> = None;
    for evidence in [text_alone, with_signature, with_arch, with_mode, with_flags] {
        let more = identify(&evidence);
        assert_eq!(more.described.as_ref(), Some(&described));
        check_identified(&more);
        if let Some(less) = less {
            check_more(&less, &more);
        }
        less = Some(more);
    }
});

fn check_described(described: &Described) {
    assert!(!described.why.is_empty(), "{described:?}");
    assert!(!described.conflict || described.classes.is_empty(), "{described:?}");
    if let Some((low, high)) = described.clock {
        assert!(Hertz(0) < low && low <= high, "{described:?}");
    }
}

fn check_identified(found: &Identified) {
    for classes in [found.classes, found.certain] {
        assert_eq!(classes.intersection(Candidates::all()), classes, "{found:?}");
    }
    if let Some((low, high)) = found.isa {
        assert!(high.is_none_or(|high| low <= high), "{found:?}");
    }
    assert!(found.virtual_machine || found.certain == found.classes, "{found:?}");
}

/// More evidence excludes classes and adds none, unless it contradicts; and it settles nothing
/// that is contradictory already.
fn check_more(less: &Identified, more: &Identified) {
    assert!(less.conflict.is_none() || more.conflict.is_some(), "{less:?}\n{more:?}");
    if more.conflict.is_none() && !less.classes.is_empty() {
        assert_eq!(more.classes.intersection(less.classes), more.classes, "{less:?}\n{more:?}");
        assert!(!more.classes.is_empty(), "{less:?}\n{more:?}");
    }
}
