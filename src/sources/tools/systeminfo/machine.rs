//! One machine: what the lines of its report say.

use super::lines::{Line, processors};
use super::memory;
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};
use crate::sources::tools::caption::{self, Caption};
use crate::sources::tools::guest;
use crate::sources::tools::hyperv::{Answer, Needs, truth};
use crate::sources::understand::POSSIBLE;

/// How many lines the version of the system stands below the first line of a report, which is the
/// name of the machine.
const VERSION: usize = 2;

/// Where a report begins whose system's version is at a line.
pub(super) fn start(lines: &[Line], at: usize) -> Option<usize> {
    let system = lines.get(at.checked_sub(1)?)?;
    let line = lines.get(at)?;
    let windows =
        ["windows", "microsoft"].iter().any(|name| system.value.to_lowercase().contains(name));
    (windows && major(line.value).is_some()).then_some(at.saturating_sub(VERSION))
}

/// The line of the system's version.
pub(super) fn version(lines: &[Line]) -> Option<usize> {
    (1..lines.len()).find(|at| start(lines, *at).is_some())
}

/// The first number of "10.0.17134 N/A Build 17134".
fn major(text: &str) -> Option<u32> {
    let version = text.split_whitespace().next()?;
    let mut parts = version.split('.');
    let (major, minor, build) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = parts.next().is_none() && is_number(minor) && build.len() >= 4 && is_number(build);
    fits.then(|| major.parse().ok()).flatten()
}

/// Whether a version and the sizes of memory show a report of which no processor is understood.
pub(super) fn is_whole(lines: &[Line]) -> bool {
    version(lines).is_some() && memory::block(lines).is_some()
}

/// The line of processors that are listed behind the memory, and so are another machine's.
pub(super) fn another(lines: &[Line]) -> Option<u64> {
    let behind = memory::block(lines)? + memory::SIZES;
    Some(lines.get(Listed::find(lines, behind)?.start)?.line)
}

/// What a report says of its machine; without a name where it has none.
pub(super) fn read(source: &str, lines: &[Line]) -> Result<Facts, String> {
    let version = version(lines);
    let host = version.and_then(|at| lines.get(at.checked_sub(VERSION)?));
    let host = host.map(|line| line.value).filter(|name| says_something(name));
    let mut facts = Facts::new(host.unwrap_or(""));
    let listed = Listed::find(lines, version.unwrap_or(0));
    if let Some(listed) = &listed {
        let arch = listed.system_type(lines).map(|line| (line.place(), line.value));
        caption::put(&mut facts, source, &listed.captions(lines), arch.as_slice());
        listed.put_count(&mut facts, source, lines, version.and_then(|at| major(lines[at].value)));
    }
    memory::put(&mut facts, source, lines, listed.as_ref().map(|listed| listed.end));
    if facts.iter().next().is_none() {
        let (line, name) = (lines.first().map_or(1, |line| line.line), host.unwrap_or("a machine"));
        return Err(format!(
            "{source}, line {line}: of {name} neither processors nor memory are told; is the report \
             cut off?"
        ));
    }
    put_hypervisor(&mut facts, source, lines, listed.as_ref());
    put_firmware(&mut facts, source, lines, listed.as_ref());
    let needs = needs(source, lines);
    needs.put(&mut facts);
    needs.put_physical(&mut facts);
    Ok(facts)
}

fn says_something(name: &str) -> bool {
    name.contains(char::is_alphanumeric) && !name.eq_ignore_ascii_case("N/A")
}

/// The lines on which the processors are listed.
struct Listed {
    start: usize,
    end: usize,
}

impl Listed {
    fn find(lines: &[Line], from: usize) -> Option<Listed> {
        let has = |line: &Line| all_of(line).next().is_some();
        let start = from + lines.get(from..)?.iter().position(has)?;
        let end = start + lines[start..].iter().take_while(|line| has(line)).count();
        Some(Listed { start, end })
    }

    /// The processors, each with its place.
    fn captions<'t>(&self, lines: &[Line<'t>]) -> Vec<(String, Caption<'t>)> {
        let listed = &lines[self.start..self.end];
        listed.iter().flat_map(|line| all_of(line).map(|found| (line.place(), found.1))).collect()
    }

    /// The line that counts them: the one above, or the one on which all of them stand.
    fn heading(&self, lines: &[Line]) -> usize {
        let own = !lines[self.start].label.starts_with('[') && !lines[self.start].label.is_empty();
        if own || !lines[self.start].alone { self.start } else { self.start.saturating_sub(1) }
    }

    /// The line of the system's type, "x64-based PC", which is above.
    fn system_type<'l, 't>(&self, lines: &'l [Line<'t>]) -> Option<&'l Line<'t>> {
        lines.get(self.heading(lines).checked_sub(1)?)
    }

    /// The lines of maker and model, which are above that, and the one of the firmware below.
    fn makers<'l, 't>(&self, lines: &'l [Line<'t>]) -> impl Iterator<Item = &'l Line<'t>> {
        let heading = self.heading(lines);
        let above = lines.get(heading.saturating_sub(3)..heading.saturating_sub(1));
        let below = lines.get(self.end..self.end + 1);
        above.into_iter().chain(below).flatten()
    }

    /// Puts how many processors there are. Before version 6 each thread may be listed.
    fn put_count(&self, facts: &mut Facts, source: &str, lines: &[Line], major: Option<u32>) {
        let place = lines[self.heading(lines)].place();
        let numbers: Vec<u32> = lines[self.start..self.end]
            .iter()
            .flat_map(|line| all_of(line).map(|(number, _)| number))
            .collect();
        let count = numbers.len();
        let said = said_count(lines[self.heading(lines)].value);
        let in_order = numbers.iter().zip(1..).all(|(number, n)| *number == n);
        let mut unclear = |why| facts.put_unclear(Key::Sockets, source, &place, why);
        match said.filter(|said| u64::try_from(count) != Ok(*said)) {
            Some(said) => unclear(format!("{said} processors are told, and {count} listed")),
            None if !in_order => unclear("the list of processors has gaps".to_owned()),
            None if count > 1 && major.is_none_or(|major| major < 6) => unclear(format!(
                "{count} are listed, which on this version may be processors or their threads"
            )),
            None => facts.put(Key::Sockets, source, &place, count.to_string()),
        }
    }
}

/// The processors of a line, or of a cell.
fn all_of<'t>(line: &Line<'t>) -> impl Iterator<Item = (u32, Caption<'t>)> {
    // The label of a line of its own is its number.
    let number = line.label.strip_prefix('[').and_then(|label| {
        label.trim_end().strip_suffix(']').filter(|digits| digits.len() >= 2)?.parse().ok()
    });
    let alone = number.filter(|_| line.alone);
    let own = alone.and_then(|number| Some((number, Caption::parse(line.value)?)));
    let listed = (own.is_none()).then(|| processors(line.value));
    own.into_iter().chain(listed.into_iter().flatten())
}

/// The one number before the list: "2 Processor(s) Installed."
fn said_count(text: &str) -> Option<u64> {
    let before = text.split('[').next()?;
    let mut numbers = before.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
    let number = numbers.next()?.parse().ok();
    number.filter(|_| numbers.next().is_none())
}

/// A maker or a model of virtual machines, or the note that a hypervisor runs below. That alone is
/// no proof: Windows runs one below itself to guard its own memory.
fn put_hypervisor(facts: &mut Facts, source: &str, lines: &[Line], listed: Option<&Listed>) {
    let mut makers = listed.into_iter().flat_map(|listed| listed.makers(lines));
    if let Some(line) = makers.find(|line| guest::is_guest([line.value])) {
        return facts.put(Key::CpuHypervisor, source, &line.place(), "true");
    }
    // "Hyper-V Requirements: A hypervisor has been detected. Features required for Hyper-V …"
    let told = |line: &&Line| {
        let label = !line.alone || line.label.contains("Hyper-V");
        label && line.value.contains("Hyper-V") && !line.value.contains('[')
    };
    if let Some(line) = lines.iter().rev().find(told) {
        facts.put(Key::CpuHypervisor, source, &line.place(), POSSIBLE);
    }
}

/// Virtual machines of Hyper-V have the interface in the firmware's name; elsewhere a name proves
/// nothing.
fn put_firmware(facts: &mut Facts, source: &str, lines: &[Line], listed: Option<&Listed>) {
    let below = listed.and_then(|listed| lines.get(listed.end));
    if let Some(line) = below.filter(|line| line.value.contains("Hyper-V UEFI Release")) {
        facts.put(Key::Firmware, source, &line.place(), "uefi");
    }
}

/// What Hyper-V would need, where no hypervisor runs: behind its name four answers, in any language
/// in this order. A cell has all of them.
fn needs(source: &str, lines: &[Line]) -> Needs {
    let named = |line: &Line| match line.alone {
        true => line.label.contains("Hyper-V") && line.value.contains(':'),
        false => line.value.matches(':').count() >= 4,
    };
    let Some(at) = lines.iter().rposition(named) else { return Needs::default() };
    let first = &lines[at];
    let texts: Vec<(String, &str)> = match first.alone {
        true => {
            let value = first.value.rsplit(':').next().unwrap_or("");
            let rest = lines[at + 1..].iter().take(3).map(|line| (line.place(), line.value));
            std::iter::once((first.place(), value)).chain(rest).collect()
        }
        false => {
            let parts = first.value.split(',').filter_map(|part| part.rsplit_once(':'));
            parts.map(|(_, answer)| (first.place(), answer)).collect()
        }
    };
    let answers = texts.into_iter().map(|(place, text)| {
        let origin = Origin { source: source.to_owned(), place, raw: text.trim().to_owned() };
        Some(Answer { yes: truth(text)?, origin })
    });
    let answers = answers.collect::<Option<Vec<Answer>>>().and_then(|all| all.try_into().ok());
    let Some(answers) = answers else { return Needs::default() };
    let [monitor, enabled, translation, prevention] = <[Answer; 4]>::map(answers, Some);
    Needs { monitor, enabled, translation, prevention }
}
