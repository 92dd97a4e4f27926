//! What the facts say of memory and disks.

use super::{Scope, board, both, good, is_guest, noted, put, read, room, said, size, told, value};
use crate::item::Item;
use crate::machine::{Mount, Part, SYSTEM};
use crate::quantity::{Known, Quantity, Span};
use crate::reading::Reading;
use crate::sources::facts::{Fact, Facts, Key};
use crate::sources::memory;
use crate::units::{Bytes, Dialect};

/// Installed memory, or what this process may use of it.
pub(super) fn memory(facts: &Facts, scope: Scope) -> Option<Reading> {
    let visible = facts.get(Key::MemoryVisible);
    let installed = facts.get(Key::MemoryInstalled).filter(|_| visible.is_none());
    let mut reading = match said(facts, Key::MemoryInstalled).or(installed) {
        Some(installed) => stated(installed, visible),
        None => inferred(visible?, is_guest(facts)),
    };
    let limit = facts.get(Key::MemoryLimit).map(|fact| (fact, value(fact).and_then(bytes)));
    match (limit, scope) {
        (Some((limit, Ok(span))), Scope::Effective) if below(&span, &reading) => {
            let note = Some("what this process may use".to_owned());
            reading = noted(Ok(Known::Span(span)), &limit.origin, note);
        }
        (Some((_, Ok(span))), Scope::Machine) => {
            let before = reading.note.map(|note| format!("{note}; ")).unwrap_or_default();
            let limit = span.show(Item::Memory.kind());
            reading.note = Some(format!("{before}this process may use {limit}"));
        }
        _ => {}
    }
    Some(reading)
}

/// Whether a limit leaves less than there is.
fn below(limit: &Span, reading: &Reading) -> bool {
    span(reading).is_none_or(|all| limit.low() < all.low())
}

fn bytes(text: &str) -> Result<Span, String> {
    size(text, Dialect::Memory)
}

/// What is said to be installed; less than what is visible is a contradiction.
fn stated(installed: &Fact, visible: Option<&Fact>) -> Reading {
    let mut reading = read(installed, bytes);
    let seen =
        visible.and_then(|fact| Some((value(fact).ok()?, value(fact).and_then(bytes).ok()?)));
    if let (Some((text, seen)), Some(span)) = (seen, span(&reading)) {
        if span.high().is_some_and(|high| high < seen.low()) {
            let installed = span.show(Item::Memory.kind());
            reading.known = Err(format!("{installed} installed, but {text} visible"));
        } else {
            reading.note = both(reading.note, Some(format!("{text} visible")));
        }
    }
    reading
}

/// What can be installed where so much is visible.
fn inferred(visible: &Fact, guest: bool) -> Reading {
    let of = |seen: Quantity| match seen {
        Quantity::Size(seen) => memory::installed(seen, guest),
        other => Span::exact(other),
    };
    let known = value(visible).and_then(bytes).map(|seen| {
        let least = of(seen.low());
        let most = seen.high().and_then(|high| of(high).high());
        let span = most.and_then(|most| Span::new(least.low(), most));
        Known::Span(span.unwrap_or(Span::at_least(least.low())))
    });
    let note = value(visible).map(|text| format!("inferred from {text} visible"));
    let note = note.ok().filter(|_| known.is_ok());
    told(visible, known, note)
}

/// Disk space. Where a source asks for so much disk without saying free or in all, a machine as
/// offered has its capacity, and a running one something between what is free and the size.
pub(super) fn disks(facts: &Facts, part: &mut Part) {
    let of = |key, read_as: fn(&str, Dialect) -> Result<Span, String>| {
        said(facts, key).map(|fact| read(fact, |text| read_as(text, Dialect::Disk)))
    };
    let offered = of(Key::DiskOffered, size);
    let in_all = of(Key::DiskSize, size).or_else(|| offered.clone());
    let (disk, free) = match (of(Key::DiskFree, room), offered) {
        (None, Some(offered)) => {
            let note = Some("as offered, with nothing on it".to_owned());
            let note = both(offered.note.clone(), note);
            (Some(offered.clone()), Some(Reading { note, ..offered }))
        }
        (free, _) => {
            let free = free.or_else(|| in_all.as_ref().map(unsaid));
            (free.as_ref().map(|free| between(free, in_all.as_ref())), free)
        }
    };
    let keys = [Key::DiskOffered, Key::DiskSize, Key::DiskFree];
    let empty = keys.iter().filter_map(|key| facts.get(*key)).find(|fact| value(fact).is_err());
    let empty = empty.map(|fact| read(fact, |text| size(text, Dialect::Disk)));
    let ends = free.as_ref().and_then(span).zip(in_all.as_ref().and_then(span));
    let too_much = ends.is_some_and(|(free, all)| all.high().is_some_and(|all| all < free.low()));
    for (item, reading) in [(Item::Disk, disk), (Item::DiskFree, free), (Item::DiskSize, in_all)] {
        let reading = reading.or_else(|| empty.clone()).map(|reading| match too_much {
            true => noted(Err("more is free than there is".to_owned()), &reading.origin, None),
            false => reading,
        });
        put(part, item, reading);
    }
    put(part, Item::FileSystem, board::word(facts, Key::FileSystem, Item::FileSystem));
}

/// Free space of which only the size of the disk is known: from nothing to all of it.
fn unsaid(in_all: &Reading) -> Reading {
    let none = Quantity::Size(Bytes(0));
    match span(in_all).and_then(|all| all.high()).and_then(|all| Span::new(none, all)) {
        Some(span) => {
            let note = Some("how much is free is not known".to_owned());
            noted(Ok(Known::Span(span)), &in_all.origin, note)
        }
        None => in_all.clone(),
    }
}

/// From what is free to all there is.
fn between(free: &Reading, in_all: Option<&Reading>) -> Reading {
    let Some(least) = span(free) else { return free.clone() };
    let all = in_all.and_then(span).and_then(|all| all.high());
    let known = all.and_then(|all| Span::new(least.low(), all));
    let known = known.unwrap_or(Span::at_least(least.low()));
    let note = free.note.clone().unwrap_or_else(|| "free, and in all".to_owned());
    noted(Ok(Known::Span(known)), &free.origin, Some(note))
}

/// The memory that the operating system sees, or will: no more than is installed, and no less than
/// graphics and firmware leave of it.
pub(super) fn visible(facts: &Facts, scope: Scope) -> Option<Reading> {
    let mut reading = match said(facts, Key::MemoryVisible) {
        Some(fact) => read(fact, bytes),
        None => {
            let fact = said(facts, Key::MemoryInstalled)?;
            let known = value(fact).and_then(bytes).map(|all| {
                let low = match all.low() {
                    Quantity::Size(fitted) => memory::visible(fitted, is_guest(facts)).low(),
                    other => other,
                };
                let high = all.high().and_then(|high| Span::new(low, high));
                Known::Span(high.unwrap_or(Span::at_least(low)))
            });
            told(fact, known, Some("less what firmware and graphics take of it".to_owned()))
        }
    };
    if let (Scope::Effective, Some(limit)) = (scope, facts.get(Key::MemoryLimit))
        && let Ok(span) = value(limit).and_then(bytes)
        && below(&span, &reading)
    {
        let note = Some("what this process may use".to_owned());
        reading = noted(Ok(Known::Span(span)), &limit.origin, note);
    }
    Some(reading)
}

/// The volumes. The only one that is known of a machine as offered can be divided as one likes, and
/// one that nobody names holds the system.
pub(super) fn volumes(facts: &Facts, part: &mut Part) {
    let is_usual =
        |path: &str| path == "/" || path.trim_end_matches('\\').eq_ignore_ascii_case("c:");
    let target = good(facts, Key::DiskVolume);
    let path = match (said(facts, Key::DiskOffered), target) {
        (Some(_), None) => None,
        (_, Some(path)) => Some(path.to_owned().into()),
        (None, None) => Some(SYSTEM.into()),
    };
    part.mounted(Mount { path, system: target.is_none_or(is_usual) });
    let told = facts.volumes.iter().any(|volume| volume.system.is_some());
    for volume in &facts.volumes {
        let mut own = Facts::new("");
        volume.iter().for_each(|(key, fact)| own.insert(key, fact.clone()));
        let mut inner = Part::new();
        disks(&own, &mut inner);
        let named = volume.path == SYSTEM;
        let system = volume.system.unwrap_or(named || is_usual(&volume.path) && !told);
        part.add_volume(Mount { path: Some(volume.path.clone().into()), system }, inner);
    }
    // What nobody says of the target volume is what is said of the one that is there.
    let items = [Item::Disk, Item::DiskFree, Item::DiskSize, Item::FileSystem];
    let wanted = target.unwrap_or(SYSTEM);
    if items.iter().all(|item| part.get(*item).is_none())
        && let Some(mount) = part.mount(wanted).cloned()
        && let Some(own) = part.volume(wanted).cloned()
    {
        part.mounted(mount);
        items.iter().for_each(|item| put(part, *item, own.get(*item).cloned()));
    }
}

fn span(reading: &Reading) -> Option<Span> {
    match &reading.known {
        Ok(Known::Span(span)) => Some(*span),
        _ => None,
    }
}
