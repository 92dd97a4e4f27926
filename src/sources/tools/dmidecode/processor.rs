//! The processors by the firmware's records. Its word for the family is noise and not read.

use super::super::guest;
use super::record::{Dump, Field, Record};
use crate::cpu::Signature;
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};
use crate::sources::number::sum as total;
use crate::units::{self, Hertz, Writer};
use std::collections::BTreeSet;

/// Adds what the records of the processors that are in use say.
pub(super) fn put(dump: &Dump, source: &str, facts: &mut Facts) {
    let central = |record: &&Record| {
        let kind = record.value(&["Type", "Processor Type"]).unwrap_or("Central Processor");
        matches!(kind, "Central Processor" | "Unknown" | "Other" | "<OUT OF SPEC>" | "")
    };
    let all: Vec<&Record> = dump.of(4).filter(central).collect();
    let mut fitted: Vec<&Record> = all.iter().copied().filter(|r| is_fitted(r)).collect();
    if fitted.is_empty() {
        // Some firmware calls the only socket empty; something runs the machine.
        fitted = all.into_iter().filter(|r| r.value(VERSION).is_some_and(says)).collect();
    }
    let enabled: Vec<&Record> = fitted.iter().copied().filter(|r| !is_disabled(r)).collect();
    let used = if enabled.is_empty() { fitted } else { enabled };
    if used.is_empty() {
        return;
    }
    name(&used, source, facts);
    signature(&used, source, facts);
    clocks(&used, source, facts);
    counts(&used, source, facts);
    // It is a capability, and not whether the firmware has enabled it.
    let able = used[0].line_with("Enhanced Virtualization");
    if let Some(able) = able.filter(|_| facts.get(Key::CpuHypervisor).is_none()) {
        let (place, raw) = (format!("line {}", able.line), able.value.to_owned());
        let origin = Origin { source: source.into(), place, raw };
        facts.put_read_as(Key::Virtualization, origin, "present or enabled".to_owned());
    }
    let maker = used.iter().find_map(|record| record.field(MAKER));
    if let Some(maker) = maker.filter(|maker| guest::is_guest([maker.value])) {
        let origin = origin(source, &maker);
        facts.put_read_as(Key::CpuHypervisor, origin, "true".to_owned());
    }
}

const MAKER: &[&str] = &["Manufacturer", "Processor Manufacturer"];
const VERSION: &[&str] = &["Version", "Processor Version"];
const SOCKET: &[&str] = &["Socket Designation"];

fn origin(source: &str, field: &Field) -> Origin {
    let place = format!("line {}, \"{}\"", field.line, field.name);
    Origin { source: source.into(), place, raw: field.value.to_owned() }
}

fn is_fitted(record: &Record) -> bool {
    match record.value(&["Status"]) {
        Some(status) => !status.starts_with("Unpopulated"),
        // Old dumps have no status; an empty socket has no name.
        None => record.value(VERSION).is_some_and(|version| version.contains(|c| c != '0')),
    }
}

fn is_disabled(record: &Record) -> bool {
    record.value(&["Status"]).is_some_and(|status| status.contains("Disabled"))
}

/// Whether firmware wrote something into a field.
fn says(text: &str) -> bool {
    const NOTHING: &[&str] = &[
        "not specified",
        "not installed",
        "unknown",
        "none",
        "null",
        "n/a",
        "fill by oem",
        "not provided",
    ];
    let lower = text.to_ascii_lowercase();
    let filled = text.contains(|c: char| c.is_ascii_alphanumeric() && c != '0');
    filled && !NOTHING.contains(&lower.as_str()) && !lower.starts_with("to be filled")
}

/// The name; where sockets hold different processors, each.
fn name(used: &[&Record], source: &str, facts: &mut Facts) {
    let mut names: Vec<Field> = Vec::new();
    for field in used.iter().filter_map(|record| record.field(VERSION)) {
        let new = !names.iter().any(|met| met.value == field.value);
        if new && says(field.value) && names.len() < 8 {
            names.push(field);
        }
    }
    if let Some(first) = names.first() {
        let all: Vec<&str> = names.iter().map(|field| field.value).collect();
        facts.put_read_as(Key::CpuText, origin(source, first), all.join(" or "));
    }
}

/// The signature out of the bytes of CPUID; the line in words is decimal in some versions and
/// hexadecimal in others. Where sockets differ there is none.
fn signature(used: &[&Record], source: &str, facts: &mut Facts) {
    let mut found: Option<(Field, Signature, &str)> = None;
    for record in used {
        let Some(field) = record.field(&["ID", "Processor ID"]) else { continue };
        let told = record.value(&["Signature"]).is_some_and(|words| words.contains("Family "));
        let Some(signature) = of_bytes(field.value, told) else { continue };
        let maker = record.value(MAKER).filter(|maker| says(maker)).unwrap_or_default();
        match &found {
            Some((_, first, _)) if *first != signature => return,
            Some(_) => {}
            None => found = Some((field, signature, maker)),
        }
    }
    let Some((field, signature, maker)) = found else { return };
    let mut put = |key, text: String| facts.put_read_as(key, origin(source, &field), text);
    put(Key::CpuFamily, signature.family.to_string());
    put(Key::CpuModel, signature.model.to_string());
    if let Some(stepping) = signature.stepping {
        put(Key::CpuStepping, stepping.to_string());
    }
    if !maker.is_empty() && !guest::is_guest([maker]) {
        let maker_field = used.iter().find_map(|record| record.field(MAKER));
        if let Some(field) = maker_field {
            facts.put_read_as(Key::CpuVendor, origin(source, &field), maker.to_owned());
        }
    }
}

/// CPUID's two registers, lowest byte first. Other architectures write other things there: what is
/// not [told](signature) to be x86, and has no floating-point unit of one, is left alone.
fn of_bytes(text: &str, told: bool) -> Option<Signature> {
    let features = text.split_whitespace().nth(4);
    let features = features.and_then(|byte| u8::from_str_radix(byte, 16).ok());
    let has_fpu = features.is_some_and(|byte| byte & 1 == 1);
    Signature::from_bytes(text).filter(|_| told || has_fpu)
}

/// What the board takes at most, and what the processor ran at.
fn clocks(used: &[&Record], source: &str, facts: &mut Facts) {
    for (key, name) in [(Key::ClockMax, "Max Speed"), (Key::ClockSeen, "Current Speed")] {
        let rates = used.iter().filter_map(|record| {
            let field = record.field(&[name])?;
            let rate = units::clock(field.value, Writer::Anyone).ok()?;
            (rate > Hertz(0)).then_some((rate, field))
        });
        if let Some((_, field)) = rates.max_by_key(|(rate, _)| *rate) {
            facts.put_read_as(key, origin(source, &field), field.value.to_owned());
        }
    }
}

fn counts(used: &[&Record], source: &str, facts: &mut Facts) {
    let number = |record: &Record, name| record.value(&[name])?.parse::<u64>().ok();
    let sum = |name| total(used.iter().map(|record| number(record, name)));
    let (cores, enabled, threads) = (sum("Core Count"), sum("Core Enabled"), sum("Thread Count"));
    let place = format!("line {}", used[0].line);
    let origin = |raw: String| Origin { source: source.into(), place: place.clone(), raw };
    // Before cores were counted some firmware wrote a record for each core or thread.
    let names: BTreeSet<&str> = used.iter().map(|record| socket(record)).collect();
    let any_cores = used.iter().any(|record| record.field(&["Core Count"]).is_some());
    if any_cores || names.len() == used.len() {
        let raw = format!("{} records of processors", used.len());
        facts.put_read_as(Key::Sockets, origin(raw), used.len().to_string());
    } else {
        let socket = used[0].value(SOCKET).unwrap_or_default();
        let why = format!(
            "{} records for \"{socket}\", which may be processors or the cores of one",
            used.len()
        );
        facts.put_unclear(Key::Sockets, source, &place, why);
    }
    let put_cores = |facts: &mut Facts, cores: u64| {
        let raw = format!("Core Count: {cores}");
        facts.put_read_as(Key::Cores, origin(raw), cores.to_string());
    };
    match (cores, enabled, threads) {
        (Some(cores), Some(enabled), Some(threads))
            if cores == enabled && cores > 0 && threads >= cores =>
        {
            put_cores(facts, cores);
            let raw = format!("Thread Count: {threads}");
            facts.put_read_as(Key::Threads, origin(raw), threads.to_string());
        }
        (Some(cores), Some(enabled), _) if cores != enabled => {
            let why = format!("{cores} cores, of which {enabled} enabled, by the firmware");
            facts.put_unclear(Key::Cores, source, &place, why);
        }
        (Some(cores), Some(_), None) if cores > 0 => put_cores(facts, cores),
        _ => {}
    }
}

/// The socket's name, without a number in parentheses behind it.
fn socket<'t>(record: &Record<'t>) -> &'t str {
    let socket = record.value(SOCKET).unwrap_or_default();
    socket.split('(').next().unwrap_or_default().trim()
}
