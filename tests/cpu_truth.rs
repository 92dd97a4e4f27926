//! Processor texts, signatures and flags against what was recorded of real machines.
//!
//! The recordings are not part of the project; these tests fail where they are missing.

use minspec::cpu::*;
use std::collections::BTreeMap;

struct Row {
    text: String,
    classes: Candidates,
    truth_from: String,
    signature: Option<Signature>,
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
            }
        })
        .collect()
}

/// How an answer compares with the truth: `right` names nothing but the truth, `broad` names the
/// truth among others, `silent` names nothing, `wrong` excludes the truth.
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

#[test]
#[ignore = "reads recorded texts that are not part of the project"]
fn texts_name_the_class_that_the_silicon_has() {
    // Counts by where the truth comes from, and by grade.
    let mut counts: BTreeMap<(String, &str), u32> = BTreeMap::new();
    for row in rows() {
        let described = describe(&row.text);
        let grade = grade(described.classes, row.classes);
        if grade == "wrong" {
            println!("[{}] is {}: {}", row.text, row.classes, described.why);
        }
        *counts.entry((row.truth_from, grade)).or_default() += 1;
    }
    println!("{counts:#?}");
    // Texts that contradict their silicon are counted above only; a text that names nothing may
    // be answered with nothing.
    let sum = |grade: &str, from: &[&str]| -> f64 {
        from.iter().filter_map(|from| counts.get(&(from.to_string(), grade))).sum::<u32>().into()
    };
    let named = ["signature", "codename"];
    let all: f64 =
        ["right", "broad", "silent", "wrong"].iter().map(|grade| sum(grade, &named)).sum();
    let wrong = sum("wrong", &["signature", "codename", "nothing"]);
    let percent = |count: f64| count * 100.0 / all;
    println!(
        "of {all}: right {:.2} %, broad {:.2} %, silent {:.2} %, wrong {:.2} %",
        percent(sum("right", &named)),
        percent(sum("broad", &named)),
        percent(sum("silent", &named)),
        percent(wrong),
    );
    assert!(all > 7000.0);
    assert!(percent(sum("right", &named)) >= 97.0);
    assert!(percent(wrong) <= 0.2);
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
    let (mut checked, mut unlisted) = (0, 0);
    for row in rows() {
        let Some(signature) = &row.signature else { continue };
        let found = signature.candidates();
        checked += 1;
        if found.is_empty() {
            println!("unlisted: {signature:?} [{}]", row.text);
            unlisted += 1;
            continue;
        }
        let named = !found.intersection(row.classes).is_empty();
        assert!(named, "{signature:?} [{}] is {} not {found}", row.text, row.classes);
    }
    assert!(checked > 3000 && unlisted <= 3, "{checked} {unlisted}");
}

/// A field of `lscpu` output.
fn field(report: &str, name: &str) -> Option<String> {
    report.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == name).then(|| value.trim().to_string())
    })
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
