//! Processor texts, signatures and flags against what was recorded of real machines.
//!
//! The recordings are not part of the project; these tests fail where they are missing.

use crate::support::field;
use minspec::cpu::*;
use std::collections::BTreeMap;

struct Row {
    text: String,
    classes: Candidates,
    truth_from: String,
    signature: Option<Signature>,
    /// The instruction-set level by the flags that were recorded with it.
    isa: Option<IsaLevel>,
    /// The first of the collections that hold the text.
    origin: String,
}

fn rows() -> Vec<Row> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/cpu/truth.csv");
    let mut reader = csv::Reader::from_path(path).expect("the recorded truth is missing");
    reader
        .records()
        .map(|record| {
            let record = record.expect("a row");
            let number = |n: usize| record[n].parse::<u32>().ok();
            let classes = record[1]
                .split('|')
                .map(|id| CpuClass::from_id(id).unwrap_or_else(|| panic!("no class {id}")))
                .collect();
            let signature = number(3).zip(number(4)).map(|(family, model)| Signature {
                vendor: record[6].to_string(),
                family,
                model,
                stepping: number(5),
            });
            Row {
                text: record[0].to_string(),
                classes,
                truth_from: record[2].to_string(),
                signature,
                isa: IsaLevel::from_id(&record[7]),
                origin: record[8].split(';').next().unwrap_or("").to_string(),
            }
        })
        .collect()
}

/// How an answer compares with the truth: `right` names nothing but the truth, `broad` names the
/// truth among others, `silent` names nothing, `wrong` names nothing that is true.
fn grade(answer: Candidates, truth: Candidates) -> &'static str {
    if answer.is_empty() {
        "silent"
    } else if answer.intersection(truth).is_empty() {
        "wrong"
    } else if answer.union(truth) == truth {
        "right"
    } else {
        "broad"
    }
}

/// The texts that are answered with no true class, each with the reason.
const WRONG: &[(&str, &str)] = &[
    // The record is wrong.
    ("ARMv7 Processor rev 0 (v7l) Qualcomm Technologies, Inc MSM8916", K10),
    ("HP PA-7100 80 MHz", K7),
    ("HP PA-7100 90 MHz", K7),
    ("HP PA-7100 100 MHz", K7),
    ("HP PA-7100 125 MHz", K7),
    ("HP PA-7200 100 MHz", K7),
    ("HP PA-7200 120 MHz", K7),
    ("MIPS R4600 R4600PC 100 MHz", K7),
    ("MIPS R4600 R4600PC 133 MHz", K7),
    ("MIPS R4600 R4600SC 133 MHz", K7),
    ("Sun UltraSPARC 167 MHz", K7),
    ("Sun UltraSPARC 200 MHz", K7),
    ("Sun UltraSPARC 248 MHz", K7),
    ("Sun UltraSPARC 296 MHz", K7),
    ("Atom C3338", "recorded as Silvermont; Intel lists it under Denverton, which is Goldmont"),
    ("Tillamook", BOARD),
    // The name was given to other silicon too, as far as its maker says.
    ("Intel Pentium 200 MHz", "a Pentium MMX whose name lacks the word that its maker gave it"),
];
const BOARD: &str = "a board's word for an AMD K6; it is Intel's for the mobile Pentium MMX";
const K10: &str = "recorded as K10, by the LG K10, a telephone with an ARM processor";
const K7: &str = "recorded as an AMD K7; the text itself names a RISC processor";

/// The texts of which the record itself says that they contradict their silicon.
const TRAPS: &[&str] = &[
    "Cyrix Cx6x86L 110 (PR133+)",
    "Cyrix Cx6x86L 133 (PR166+)",
    "Cyrix Cx6x86L 150 (PR200+)",
    "Geode GX-MMX",
    "Pentium 4",
    "Pentium II",
];

#[test]
#[ignore = "reads recorded texts that are not part of the project"]
fn texts_name_the_class_that_the_silicon_has() {
    const GRADES: [&str; 4] = ["right", "broad", "silent", "wrong"];
    // Counts by where the truth comes from and where the text does, and by grade.
    let mut counts: BTreeMap<(String, String), BTreeMap<&str, u32>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for row in rows() {
        let described = describe(&row.text);
        let grade = grade(described.classes, row.classes);
        if grade == "wrong" {
            println!("[{}] is {}: {}", row.text, row.classes, described.why);
            wrong.push((row.text, row.truth_from == "trap"));
        }
        let of = counts.entry((row.truth_from, row.origin)).or_default();
        *of.entry(grade).or_default() += 1;
    }
    println!("{:10} {:32} {}", "truth from", "origin", GRADES.map(|g| format!("{g:>7}")).concat());
    for ((truth_from, origin), grades) in &counts {
        let counts = GRADES.map(|grade| format!("{:>7}", grades.get(grade).unwrap_or(&0)));
        println!("{truth_from:10} {origin:32} {}", counts.concat());
    }
    // Texts that say nothing and texts that contradict their silicon are counted apart.
    let sum = |grade: &str, from: &[&str]| -> f64 {
        let of = counts.iter().filter(|((truth_from, _), _)| from.contains(&truth_from.as_str()));
        of.filter_map(|(_, grades)| grades.get(grade)).sum::<u32>().into()
    };
    let named = ["signature", "codename"];
    let all: f64 = GRADES.iter().map(|grade| sum(grade, &named)).sum();
    let percent = |grade| sum(grade, &named) * 100.0 / all;
    for grade in GRADES {
        println!("{grade:7} {:6.2} % of {all} that name something", percent(grade));
    }
    assert!(all > 7000.0);
    assert!(percent("right") >= 98.0 && percent("wrong") <= 0.3);
    for (text, trap) in &wrong {
        let listed = match trap {
            true => TRAPS.contains(&text.as_str()),
            false => WRONG.iter().any(|(known, _)| known == text),
        };
        assert!(listed, "wrong, and no reason is given: [{text}]");
    }
    assert_eq!(wrong.len(), WRONG.len() + TRAPS.len(), "a reason is given for what is not wrong");
}

/// Texts that contradict the signature that was recorded with them, each with the reason.
const CONTRADICTIONS: &[(&str, &str)] = &[
    ("AMD-K6", "a K6-III by its signature; its board knows no other name"),
    ("Geode GX-MMX", "a Quark by its signature"),
    ("Intel(R) Xeon(R) CPU E7520 @ 1.87GHz", "a guest whose host masks family and model"),
    ("Pentium 4", "a Pentium M by its signature, named by its board"),
    ("Pentium II", "a Pentium III by its signature, named by its board"),
    ("Tillamook", BOARD),
];

fn contradiction_is_listed(text: &str) -> bool {
    CONTRADICTIONS.iter().any(|(known, _)| *known == text)
}

#[test]
#[ignore = "reads recorded texts that are not part of the project"]
fn texts_and_signatures_do_not_contradict_each_other() {
    let mut checked = 0;
    for row in rows() {
        let Some(signature) = &row.signature else { continue };
        let described = describe(&row.text);
        // A text that contradicts itself contradicts no other evidence.
        if described.classes.is_empty() {
            continue;
        }
        checked += 1;
        // The clock is left out: recorders overclock.
        if described.classes.intersection(signature.candidates()).is_empty() {
            println!("[{}] {} but {signature:?}", row.text, described.why);
            assert!(contradiction_is_listed(&row.text), "[{}] is not listed", row.text);
        }
    }
    assert!(checked > 3000, "{checked}");
}

#[test]
#[ignore = "reads recorded texts that are not part of the project"]
fn recorded_clocks_lie_in_the_spans_of_their_classes() {
    let (mut checked, mut outside) = (0, 0);
    for row in rows() {
        let mut classes = row.classes.iter();
        let (Some(class), None) = (classes.next(), classes.next()) else { continue };
        let (Some((low, high)), Some((clock, _))) = (class.clocks(), describe(&row.text).clock)
        else {
            continue;
        };
        checked += 1;
        if clock.0 * 103 < low.0 * 100 || clock.0 * 100 > high.0 * 103 {
            println!("[{}] is {class}, sold from {low} to {high}", row.text);
            outside += 1;
        }
    }
    // A dozen RISC machines are recorded with an AMD class.
    assert!(checked > 2000 && outside <= 20, "{outside} of {checked}");
}

#[test]
#[ignore = "reads recorded signatures that are not part of the project"]
fn signatures_name_the_class_that_was_recorded() {
    let mut checked = 0;
    for row in rows() {
        let Some(signature) = &row.signature else { continue };
        let found = signature.candidates();
        checked += 1;
        let named = !found.intersection(row.classes).is_empty();
        assert!(named, "{signature:?} [{}] is {} not {found}", row.text, row.classes);
    }
    assert!(checked > 3000, "{checked}");
}

#[test]
#[ignore = "reads recorded texts that are not part of the project"]
fn levels_guessed_from_names_hold_those_recorded() {
    let (mut checked, mut outside) = (0, 0);
    for row in rows() {
        let described = describe(&row.text);
        let guess = {
            IsaLevel::of_classes(described.classes, described.pentium_or_celeron, described.told)
        };
        // A guest's flags are its hypervisor's, a trap is another processor, and of one dump whose
        // vendor has a flipped bit the other bits are no better.
        let damaged = row.signature.is_some_and(|signature| signature.vendor == "GenuineIotel");
        let (Some(recorded), Some((low, high)), false) =
            (row.isa, guess, described.virtual_machine || row.truth_from == "trap" || damaged)
        else {
            continue;
        };
        checked += 1;
        if recorded < low || high.is_some_and(|high| recorded > high) {
            println!("[{}] is {recorded}, guessed {low} to {high:?}", row.text);
            outside += 1;
        }
    }
    println!("{outside} of {checked} outside of the guess");
    assert!(checked > 2000 && outside == 0, "{outside} of {checked}");
}

#[test]
#[ignore = "reads recorded reports that are not part of the project"]
fn recorded_machines_do_not_contradict_themselves() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora/lscpu");
    let mut machines = 0;
    for set in ["linuxhw", "bsdhw"] {
        let files = std::fs::read_dir(format!("{root}/{set}")).expect("the reports are missing");
        for file in files {
            let path = file.expect("a file").path();
            let report = std::fs::read(&path).expect("a readable file");
            let report = String::from_utf8_lossy(&report);
            let number = |name: &str| field(&report, name)?.parse::<u32>().ok();
            let vendor = field(&report, "Vendor ID").or_else(|| field(&report, "Vendor"));
            let signature = number("CPU family").zip(number("Model")).map(|(family, model)| {
                let (vendor, stepping) = (vendor.unwrap_or_default(), number("Stepping"));
                Signature { vendor, family, model, stepping }
            });
            let text = field(&report, "Model name");
            let flags = field(&report, "Flags").map(|flags| Flags::parse(&flags));
            let machine = field(&report, "Architecture").and_then(|name| Arch::from_machine(&name));
            let found = identify(&Evidence {
                text: text.as_deref(),
                signature: signature.as_ref(),
                flags: flags.as_ref(),
                arch: machine.map(|(arch, _)| arch),
                long_mode: machine.is_some_and(|(_, is_64_bit)| is_64_bit),
                hypervisor: field(&report, "Hypervisor vendor").is_some(),
                clock: None,
            });
            assert_eq!(found.conflict, None, "{path:?} {text:?} {signature:?}");
            if let Some(flags) = &flags
                && set == "linuxhw"
                && machine.is_some_and(|(arch, _)| arch == Arch::X86)
            {
                assert!(flags.complete(), "{path:?} {flags}");
            }
            assert!(!found.classes.is_empty(), "{path:?}");
            if signature.is_some() && machine.is_some_and(|(arch, _)| arch == Arch::X86) {
                assert!(found.classes.len() <= 3, "{path:?} {}", found.classes);
            }
            machines += 1;
        }
    }
    assert!(machines > 200, "{machines}");
}

#[test]
#[ignore = "reads recorded reports that are not part of the project"]
fn levels_from_flags_are_those_recorded() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora/lscpu");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .from_path(format!("{root}/linuxhw.tsv"))
        .expect("the reports are missing");
    let mut levels = 0;
    for record in reader.records() {
        let record = record.expect("a row");
        // The recording calls ARM flags "i486".
        if Arch::from_machine(&record[7]).is_none_or(|(arch, _)| arch != Arch::X86) {
            continue;
        }
        let Some(recorded) = IsaLevel::from_id(&record[8]) else { continue };
        let report = std::fs::read(format!("{root}/linuxhw/{}", &record[0])).expect("a report");
        let Some(flags) = field(&String::from_utf8_lossy(&report), "Flags") else { continue };
        let level = IsaLevel::from_flags(&Flags::parse(&flags));
        assert_eq!(level, Some((recorded, Some(recorded))), "{}", &record[0]);
        levels += 1;
    }
    assert!(levels > 100, "{levels}");
}

/// The processors of a `dmidecode` report: signature and version of each that is fitted.
fn processors(report: &str) -> Vec<(Signature, String)> {
    let sections = report.split("Processor Information").skip(1);
    let own = sections.map(|section| section.split("\n\n").next().unwrap_or(""));
    own.filter_map(|section| {
        let id = field(section, "ID")?;
        // The bytes of the register, whatever the tool made of them.
        let mut signature = Signature::parse(&id)?;
        signature.vendor = field(section, "Manufacturer")?;
        Some((signature, field(section, "Version")?))
    })
    .collect()
}

#[test]
#[ignore = "reads recorded reports that are not part of the project"]
fn firmware_gives_the_class_that_its_signature_says() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpora/dmidecode");
    let (mut checked, mut named) = (0, 0);
    for set in ["linuxhw", "bsdhw"] {
        let files = std::fs::read_dir(format!("{root}/{set}")).expect("the reports are missing");
        for file in files {
            let path = file.expect("a file").path();
            let report =
                String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).into_owned();
            for (signature, version) in processors(&report) {
                let by_signature = signature.candidates();
                if by_signature.is_empty() {
                    println!("{path:?}: {signature:?} [{version}]");
                    continue;
                }
                checked += 1;
                let evidence = Evidence {
                    text: Some(&version),
                    signature: Some(&signature),
                    ..Evidence::default()
                };
                let found = identify(&evidence);
                if let Some(conflict) = found.conflict {
                    println!("{path:?}: {conflict}");
                    assert!(contradiction_is_listed(version.trim()), "{version} is not listed");
                    continue;
                }
                let within = found.classes.union(by_signature) == by_signature;
                assert!(within && !found.classes.is_empty(), "{path:?} {}", found.classes);
                named += u32::from(!describe(&version).classes.is_empty());
            }
        }
    }
    println!("{checked} processors, {named} of them named by their version");
    assert!(checked > 300, "{checked}");
}
