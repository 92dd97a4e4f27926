//! Real reports of Windows' own tools, kept beside the project and not in it: how many are
//! recognised, and how many of the figures in them are read as they are.

use minspec::item::Item;
use minspec::machine::Machine;
use minspec::quantity::{Known, Quantity};
use minspec::sources::understand::{self, Scope};
use minspec::sources::{self, FORMATS};
use std::fs;
use std::path::{Path, PathBuf};

fn corpora() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a folder above");
    root.join("shared/corpora")
}

/// What one report must give.
struct Want {
    path: &'static str,
    format: &'static str,
    /// The class of the processor, as its maker lists the model in the report.
    class: &'static str,
    /// What stands before the figure of memory in the report, and the bytes of its unit.
    memory: (&'static str, f64),
    /// The same of the size of the drive of Windows, where it is there.
    size: Option<(&'static str, f64)>,
    /// The same of what is free.
    free: Option<(&'static str, f64)>,
}

const GIB: f64 = (1u64 << 30) as f64;
const MIB: f64 = (1u64 << 20) as f64;
/// What DxDiag calls GB: a drive of 250,059,350,016 bytes is 238.5 of them.
const THOUSAND_MIB: f64 = 1000.0 * MIB;

const WANTED: &[Want] = &[
    Want {
        path: "msinfo32/aws-g2.2xlarge_msinfo32.txt",
        format: "msinfo32",
        class: "sandybridge",
        memory: ("Installed Physical Memory (RAM)", GIB),
        size: Some(("\nSize\t29.66 GB (", 1.0)),
        free: Some(("\nFree Space\t8.37 GB (", 1.0)),
    },
    Want {
        path: "msinfo32/aws-g2.2xlarge_msinfo32_first60k.nfo",
        format: "nfo",
        class: "sandybridge",
        memory: ("Installed Physical Memory (RAM)]]></Item>", GIB),
        size: None,
        free: None,
    },
    Want {
        path: "excerpts/msinfo32_vista_pasted_tabs-lost.txt",
        format: "msinfo32",
        class: "k8",
        memory: ("Installed Physical Memory (RAM)", GIB),
        size: None,
        free: None,
    },
    Want {
        path: "excerpts/msinfo32_win10_english-ui_turkish-numbers.txt",
        format: "msinfo32",
        class: "ivybridge",
        memory: ("Installed Physical Memory (RAM)", GIB),
        size: None,
        free: None,
    },
    Want {
        path: "dxdiag/SaganGromov_DxDiag.txt",
        format: "dxdiag",
        class: "raptorlake",
        memory: (" Memory:", MIB),
        size: Some(("Total Space:", THOUSAND_MIB)),
        free: Some(("Free Space:", THOUSAND_MIB)),
    },
    Want {
        path: "excerpts/dxdiag_vista_en.txt",
        format: "dxdiag",
        class: "core2",
        memory: (" Memory:", MIB),
        size: None,
        free: None,
    },
    Want {
        path: "excerpts/hardwarereadiness_win11_output.json",
        format: "hardwarereadiness",
        class: "meteorlake",
        memory: ("System_Memory=", GIB),
        size: Some(("OSDiskSize=", GIB)),
        free: None,
    },
];

/// The first number after some words of a text, whatever stands between.
fn figure(text: &str, before: &str) -> f64 {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before:?}"));
    let start = rest.find(|c: char| c.is_ascii_digit()).expect("a digit");
    let rest = &rest[start..];
    let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).expect("an end");
    let digits = &rest[..end];
    // Bytes have several signs between thousands, all other figures a decimal sign.
    let plain = match digits.matches(',').count() {
        0 | 1 => digits.replace(',', "."),
        _ => digits.replace(',', ""),
    };
    plain.parse().expect("a number")
}

fn raw(path: &Path) -> String {
    let bytes = fs::read(path).expect("a report of the corpus");
    match bytes.starts_with(&[0xFF, 0xFE]) {
        true => {
            let units =
                bytes[2..].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            String::from_utf16_lossy(&units.collect::<Vec<u16>>())
        }
        false => String::from_utf8_lossy(&bytes).into_owned(),
    }
}

/// Whether the span of an item lies within 2 % around a figure, and holds it within 1 %.
fn near(machine: &Machine, item: Item, want: f64) -> bool {
    let Some(Known::Span(span)) = machine.known(item) else { return false };
    let number = |end: Quantity| end.number().expect("a number") as f64;
    let (low, high) = (number(span.low()), span.high().map_or(f64::INFINITY, number));
    low <= want * 1.01 && high >= want * 0.99 && low >= want * 0.98
}

#[test]
#[ignore = "needs the reports that are kept beside the project"]
fn reports_of_windows_tools_are_read() {
    let mut counts = [(0, 0); 4];
    let mut wrong = Vec::new();
    let mut count = |n: usize, right: bool, what: String| {
        counts[n].1 += 1;
        counts[n].0 += usize::from(right);
        if !right {
            wrong.push(what);
        }
    };
    for want in WANTED {
        let path = corpora().join(want.path);
        let text = raw(&path);
        let seen = sources::file::text(&path.to_string_lossy()).unwrap_or_else(|_| text.clone());
        let format = FORMATS.iter().find(|format| (format.detect)(&seen)).expect("a format");
        count(0, format.id == want.format, format!("{}: as {}", want.path, format.id));
        let all = format.all(want.path, &seen).expect("a machine");
        let machine = understand::machine(&all.machines[0], Scope::Machine);
        for (item, reading) in machine.readings() {
            println!("  {item}: {:?} {:?}", reading.known, reading.note);
        }
        for note in &all.notes {
            println!("  {note}");
        }
        let class = match machine.known(Item::Cpu) {
            Some(Known::Processor(found)) => {
                found.likely.iter().map(|class| class.id()).collect::<Vec<_>>().join(" ")
            }
            _ => String::new(),
        };
        let right = class.split(' ').any(|one| one == want.class);
        count(1, right, format!("{}: {class}", want.path));
        for (n, item, figure_of) in [
            (2, Item::Memory, Some(want.memory)),
            (3, Item::DiskSize, want.size),
            (3, Item::DiskFree, want.free),
        ] {
            if let Some((before, unit)) = figure_of {
                let expected = figure(&text, before) * unit;
                let right = near(&machine, item, expected);
                count(n, right, format!("{}: {item}, {expected}", want.path));
            }
        }
    }
    for (what, (right, of)) in ["recognised", "processor", "memory", "disk"].iter().zip(counts) {
        println!("{what}: {right} of {of}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
