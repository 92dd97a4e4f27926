//! The processors: a list in Windows NT 4.0, labels in 3.5 and 3.51, and the variables of the
//! environment in all of them.

use super::Line;
use crate::sources::facts::{Facts, Key};
use crate::sources::tools::caption::{self, Caption};

/// What stands before the number of a processor in Windows NT 3.5.
const STEPPING: &str = "Stepping of Processor ";

/// Whether a processor is listed as Windows NT 4.0 does.
pub(super) fn are_listed(lines: &[Line]) -> bool {
    lines.iter().any(|line| numbered(line).is_some_and(|found| found.is_certain()))
}

/// Whether there are the labels of Windows NT 3.5.
pub(super) fn are_labelled(lines: &[Line]) -> bool {
    let stepping = |line: &Line| line.text.starts_with(STEPPING);
    labelled(lines, "CPU Type").is_some()
        && (labelled(lines, "Number of CPUs").is_some() || lines.iter().any(stepping))
}

pub(super) fn put(facts: &mut Facts, source: &str, lines: &[Line]) {
    let mut all = listed(lines);
    if all.is_empty() {
        all = lines.iter().filter_map(stepping).collect();
    }
    let list = all.len();
    let variable = |name| variable(lines, name);
    if let (true, Some((line, text))) = (all.is_empty(), variable("PROCESSOR_IDENTIFIER")) {
        all.extend(Caption::parse(text).map(|caption| (line.place(), caption)));
    }
    let kernel = lines.iter().find_map(kernel);
    let named = variable("PROCESSOR_ARCHITECTURE").or(kernel);
    let kind = labelled(lines, "CPU Type");
    // "Intel x86" of Windows NT 3.51 tells no more than that.
    let is_x86 = |text: &str| text.to_ascii_lowercase().ends_with("x86");
    let arch = named.or(kind.filter(|(_, text)| is_x86(text)).map(|(line, _)| (line, "x86")));
    if let (true, Some((line, text))) = (all.is_empty(), kind.filter(|(_, text)| !is_x86(text))) {
        all.push((line.place(), Caption::any(text)));
    }
    let arch = arch.map(|(line, text)| (line.place(), text));
    caption::put(facts, source, &all, arch.as_slice());
    if let (true, Some((place, text))) = (all.is_empty(), arch) {
        facts.put(Key::Arch, source, &place, text);
    }
    let number = |(line, text): (Line, &str)| Some((line.place(), text.parse::<usize>().ok()?));
    let counted = [
        all.first().filter(|_| list > 0).map(|(place, _)| (place.clone(), list)),
        labelled(lines, "Number of CPUs").and_then(number),
        variable("NUMBER_OF_PROCESSORS").and_then(number),
    ];
    put_count(facts, source, counted.into_iter().flatten().filter(|(_, count)| *count > 0));
}

/// Puts how many processors the system uses, unless two places disagree.
fn put_count(facts: &mut Facts, source: &str, mut counted: impl Iterator<Item = (String, usize)>) {
    let Some((place, count)) = counted.next() else { return };
    match counted.find(|(_, other)| *other != count) {
        None => facts.put(Key::Threads, source, &place, count.to_string()),
        Some((other_place, other)) => {
            let why = format!("{place} says {count}, {other_place} says {other}");
            facts.put_unclear(Key::Threads, source, &place, why);
        }
    }
}

/// `0: x86 Family 6 Model 1 Stepping 9 GenuineIntel ~199 Mhz`.
fn numbered<'t>(line: &Line<'t>) -> Option<Caption<'t>> {
    let (number, text) = line.pair(':')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && number.len() <= 2).then(|| Caption::parse(text))?
}

/// The list, by its heading or, in other languages, by the form of its lines. Below the heading a
/// processor may be called anything: `0: Digital Alpha 21164`.
fn listed<'t>(lines: &[Line<'t>]) -> Vec<(String, Caption<'t>)> {
    let heading =
        lines.iter().position(|line| line.text.to_ascii_lowercase().starts_with("processor list"));
    let any = |line: &Line<'t>| {
        let (number, text) = line.pair(':')?;
        let is_number = number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
        (is_number && !number.is_empty() && !text.is_empty()).then(|| Caption::any(text))
    };
    match heading {
        Some(at) => {
            let below = lines[at + 1..].iter();
            below.map_while(|line| Some((line.place(), any(line)?))).collect()
        }
        None => {
            let certain = |line: &Line<'t>| numbered(line).filter(Caption::is_certain);
            let start = lines.iter().position(|line| certain(line).is_some());
            let listed = lines[start.unwrap_or(lines.len())..].iter();
            listed.map_while(|line| Some((line.place(), certain(line)?))).collect()
        }
    }
}

/// `Stepping of Processor 0: x86 Family 5 Model 2 Stepping 4`.
fn stepping<'t>(line: &Line<'t>) -> Option<(String, Caption<'t>)> {
    let (_, text) = line.pair(':').filter(|(label, _)| label.starts_with(STEPPING.trim_end()))?;
    Some((line.place(), Caption::parse(text)?))
}

/// The architecture in `Version 4.0 (Build 1381: Service Pack 3) x86 Uniprocessor Free`.
fn kernel<'t>(line: &Line<'t>) -> Option<(Line<'t>, &'t str)> {
    let mut words = line.text.split_whitespace().peekable();
    words.next().filter(|first| *first == "Version")?;
    while let Some(word) = words.next() {
        if words.peek().is_some_and(|next| matches!(*next, "Uniprocessor" | "Multiprocessor")) {
            return Some((*line, word));
        }
    }
    None
}

fn labelled<'t>(lines: &[Line<'t>], label: &str) -> Option<(Line<'t>, &'t str)> {
    of(lines, ':', label)
}

fn variable<'t>(lines: &[Line<'t>], name: &str) -> Option<(Line<'t>, &'t str)> {
    of(lines, '=', name)
}

fn of<'t>(lines: &[Line<'t>], mark: char, name: &str) -> Option<(Line<'t>, &'t str)> {
    lines.iter().find_map(|line| {
        let (label, value) = line.pair(mark)?;
        (label.eq_ignore_ascii_case(name) && !value.is_empty()).then_some((*line, value))
    })
}
