//! What the facts of a machine mean: one reading of each item that they speak of.

mod board;
mod clock;
mod processor;
mod room;

use super::facts::{Fact, Facts, Key};
use crate::item::{Item, Share};
use crate::machine::{Machine, Part};
use crate::quantity::{Known, Quantity, Span};
use crate::reading::{Origin, Reading};
use crate::units::{self, Bytes, Dialect, Hertz, Writer};
use crate::word::HYPERVISOR;
use std::sync::Arc;

/// What a source says of [`Key::CpuHypervisor`] where a hypervisor runs, be it below the machine
/// or as a part of it.
pub const POSSIBLE: &str = "possible";

/// Which machine is meant where a process is confined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// The machine itself.
    #[default]
    Machine,
    /// What this process may use of it.
    Effective,
}

/// Understands the facts of a machine.
pub fn machine(facts: &Facts, scope: Scope) -> Machine {
    let mut machine = Machine::new(facts.name.clone());
    machine.keep(facts.kept.clone());
    machine.lack(facts.gaps);
    for share in Share::ALL {
        machine.set_part(share, Arc::new(part(facts, scope, share)));
    }
    machine
}

/// Understands what some facts say of one share of a machine.
pub fn part(facts: &Facts, scope: Scope, share: Share) -> Part {
    let mut part = Part::new();
    match share {
        Share::Processor => {
            processor::understand(facts, scope, &mut part);
            board::understand(facts, &mut part);
        }
        Share::Memory => {
            put(&mut part, Item::Memory, room::memory(facts, scope));
            put(&mut part, Item::MemoryVisible, room::visible(facts, scope));
            let page_file = facts.get(Key::PageFile);
            let page_file = page_file.map(|fact| read(fact, |t| room(t, Dialect::Memory)));
            put(&mut part, Item::PageFile, page_file);
        }
        Share::Disk => {
            room::disks(facts, &mut part);
            room::volumes(facts, &mut part);
        }
    }
    part
}

fn put(part: &mut Part, item: Item, reading: Option<Reading>) {
    if let Some(reading) = reading {
        part.put(item, reading);
    }
}

fn noted(known: Result<Known, String>, origin: &Origin, note: Option<String>) -> Reading {
    Reading { known, origin: origin.clone(), note }
}

/// The reading of a fact, with what is to be said of how it was taken before anything else.
fn told(fact: &Fact, known: Result<Known, String>, note: Option<String>) -> Reading {
    noted(known, &fact.origin, both(fact.note.clone(), note))
}

/// Two notes as one.
fn both(first: Option<String>, second: Option<String>) -> Option<String> {
    match (first, second) {
        (Some(first), Some(second)) => Some(format!("{first}; {second}")),
        (first, second) => first.or(second),
    }
}

fn read(fact: &Fact, parse: impl Fn(&str) -> Result<Span, String>) -> Reading {
    told(fact, value(fact).and_then(parse).map(Known::Span), None)
}

/// Whether a text is one of those that say nothing.
pub(super) fn says_nothing(text: &str) -> bool {
    const NOTHING: &[&str] = &[
        "",
        "-",
        "--",
        "-1",
        "?",
        "n/a",
        "na",
        "none",
        "null",
        "<null>",
        "unknown",
        "not specified",
        "not available",
        "not applicable",
        "undefined",
        "(none)",
        "system serial number",
        "system product name",
        "o.e.m.",
        "oem",
        "default string",
        "to be filled by o.e.m.",
        "to be filled by o.e.m",
    ];
    // Nothing of these begins with a digit, as most readings do.
    !text.starts_with(|c: char| c.is_ascii_digit())
        && NOTHING.iter().any(|nothing| text.eq_ignore_ascii_case(nothing))
}

/// The text of a fact, unless it is one of those that say nothing.
fn value(fact: &Fact) -> Result<&str, String> {
    let text = fact.text.as_ref().map_err(String::clone)?.trim();
    match says_nothing(text) {
        true => Err(format!("\"{text}\" says nothing")),
        false => Ok(text),
    }
}

/// The understood text of a key, where there is one; what it cannot mean is left to its own item.
fn good(facts: &Facts, key: Key) -> Option<&str> {
    value(facts.get(key)?).ok()
}

/// The fact of a key that says something. One that says nothing is as if it were not there,
/// wherever something else speaks.
fn said(facts: &Facts, key: Key) -> Option<&Fact> {
    facts.get(key).filter(|fact| value(fact).is_ok_and(|text| can_be_zero(key) || !is_zero(text)))
}

fn can_be_zero(key: Key) -> bool {
    matches!(key, Key::PageFile | Key::DiskFree | Key::CpuFamily | Key::CpuModel | Key::CpuStepping)
}

/// "0 KB", "0.0 GHz": firmware that does not know writes that.
fn is_zero(text: &str) -> bool {
    let rest = text.trim_start_matches(['0', '.', ',']);
    text.starts_with('0') && !rest.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a source says that the machine is, or may be, a virtual one.
fn hypervisor(facts: &Facts) -> bool {
    // A word that is not understood must not permit a fail.
    let told = good(facts, Key::CpuHypervisor);
    told.is_some_and(|told| !is_hypervisor(told, "physical")) || has_guest_flag(facts)
}

/// Whether a source says that the machine is a virtual one without a doubt.
pub(super) fn is_guest(facts: &Facts) -> bool {
    let told = good(facts, Key::CpuHypervisor);
    told.is_some_and(|told| is_hypervisor(told, "virtual")) || has_guest_flag(facts)
}

/// Whether a text is a word of the item `hypervisor`, in any spelling.
fn is_hypervisor(text: &str, word: &str) -> bool {
    HYPERVISOR.parse(text).is_ok_and(|words| words.iter().eq([word]))
}

fn has_guest_flag(facts: &Facts) -> bool {
    let flags = good(facts, Key::CpuFlags).unwrap_or("");
    flags.split_whitespace().any(|flag| flag == "hypervisor")
}

/// No machine has more processors, cores or threads, more memory or disk, or a higher clock, by
/// far: what is more was misread, or does not fit its field.
const MOST: u64 = 1 << 20;
const MOST_BYTES: u64 = 1 << 56;
const MOST_HERTZ: Hertz = Hertz(1_000_000_000_000);

/// A size that can be nothing, such as free space. Also "7 GB to 8 GB", and "4 GB or more".
fn room(text: &str, dialect: Dialect) -> Result<Span, String> {
    if let Some(least) = text.strip_suffix(" or more") {
        return single(least, dialect).map(|span| Span::at_least(span.low()));
    }
    // "up to 8 GB" is a size as people write them.
    if let Some((from, to)) = text.split_once(" to ").filter(|(from, _)| *from != "up") {
        let (from, to) = (single(from, dialect)?, single(to, dialect)?);
        let span = to.high().and_then(|to| Span::new(from.low(), to));
        return span.ok_or_else(|| format!("\"{text}\" cannot be"));
    }
    single(text, dialect)
}

fn single(text: &str, dialect: Dialect) -> Result<Span, String> {
    let (low, high) = units::size(text, dialect, Writer::Anyone)?;
    if low.0 > MOST_BYTES {
        return Err(format!("\"{text}\" cannot be"));
    }
    let span = Span::new(Quantity::Size(low), Quantity::Size(high));
    span.ok_or_else(|| format!("\"{text}\" cannot be"))
}

/// A size of something that is there.
fn size(text: &str, dialect: Dialect) -> Result<Span, String> {
    let span = room(text, dialect)?;
    match span.high().is_none_or(|high| high > Quantity::Size(Bytes(0))) {
        true => Ok(span),
        false => Err(format!("\"{text}\" cannot be")),
    }
}

fn clock(text: &str) -> Result<Hertz, String> {
    let rate = units::clock(text, Writer::Anyone)?;
    let can_be = Hertz(0) < rate && rate <= MOST_HERTZ;
    can_be.then_some(rate).ok_or_else(|| format!("\"{text}\" cannot be"))
}

/// A count, or `at least 8`.
fn count(text: &str) -> Result<Span, String> {
    let least = text.trim().strip_prefix("at least ");
    let count = units::count(least.unwrap_or(text))?;
    let span = if least.is_some() { Span::at_least } else { Span::exact };
    let known = (1..=MOST).contains(&count).then(|| span(Quantity::Count(count)));
    known.ok_or_else(|| format!("\"{text}\" cannot be"))
}
