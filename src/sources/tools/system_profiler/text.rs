//! The text of the macOS system profiler: sections with a heading, lines of a label and a value.

use super::{Mac, labels, storage};
use crate::sources::facts::{Facts, Key};
use std::collections::HashSet;

/// A line that says something.
#[derive(Clone, Copy)]
pub(super) struct Line<'t> {
    /// Its number, from 1.
    pub(super) number: usize,
    pub(super) label: &'t str,
    /// Empty in a heading.
    pub(super) value: &'t str,
}

impl<'t> Line<'t> {
    pub(super) fn is_heading(&self) -> bool {
        self.value.is_empty()
    }

    /// Where it stands, for people.
    pub(super) fn place(&self) -> String {
        format!("line {}, \"{}\"", self.number, self.label)
    }
}

/// The lines with a label, wherever they were copied to: a quotation, a list, a comment.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.lines().enumerate().filter_map(|(n, line)| {
        let line = line.trim_start_matches([' ', '\t', '>', '*', '-', '#', '/', '\u{a0}']);
        let (label, value) = line.split_once([':', '\u{ff1a}'])?;
        let (label, value) = (label.trim(), value.trim());
        (!label.is_empty()).then_some(Line { number: n + 1, label, value })
    })
}

/// Whether a text begins as the account of everything does, in which the applications of a Mac stand
/// above its hardware, further down than anyone looks to recognise a text.
pub(super) fn is_whole(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.next() == Some("Accessibility:") && lines.next() == Some("Accessibility Information:")
}

/// Whether a text is one: the name of a Mac's model above its identifier, or a volume.
pub(super) fn detect(head: &str) -> bool {
    let mut before: Option<Line> = None;
    let mut storage = false;
    for line in lines(head) {
        let named = before.is_some_and(|before| labels::is_model(before.value));
        let english = ["Model Identifier", "Machine Model"].contains(&line.label);
        if labels::is_identifier(line.value) && (named || english) {
            return true;
        }
        storage |= line.is_heading() && line.label == "Storage";
        if storage && line.value == "/" && line.label == "Mount Point" {
            return true;
        }
        before = Some(line);
    }
    false
}

/// The Macs of a text.
pub(super) fn read(source: &str, text: &str) -> Vec<Facts> {
    let lines: Vec<Line> = lines(text).collect();
    parts(&lines).into_iter().filter_map(|part| mac(source, part)).collect()
}

/// The lines of each Mac: a new report begins where the first heading of the one before comes
/// again, with what stood below it, or another model.
fn parts<'l, 't>(lines: &'l [Line<'t>]) -> Vec<&'l [Line<'t>]> {
    let mut parts = Vec::new();
    let (mut from, mut first, mut model) = (0, None, false);
    for (n, line) in lines.iter().enumerate() {
        let identifier = labels::is_identifier(line.value);
        let heading = line.is_heading().then(|| (line.label, lines.get(n + 1).map(|l| l.label)));
        if model && (identifier || heading.is_some() && first == heading) {
            parts.push(&lines[from..n]);
            (from, first, model) = (n, None, false);
        }
        first = first.or(heading);
        model |= identifier;
    }
    parts.push(&lines[from..]);
    parts
}

fn mac(source: &str, lines: &[Line]) -> Option<Facts> {
    let mut mac = Mac::new(source);
    let model = lines.iter().position(|line| labels::is_identifier(line.value));
    if let Some(model) = model {
        hardware(&mut mac, lines, model);
    }
    storage::read(&mut mac, lines);
    mac.facts.iter().next()?;
    const NAMES: &[&str] =
        &["Computer Name", "Computername", "Nom de l’ordinateur", "Имя компьютера", "电脑名称"];
    let name = lines.iter().find(|line| NAMES.contains(&line.label) && !line.value.is_empty());
    if let Some(name) = name {
        mac.facts.name = name.value.to_owned();
    }
    Some(mac.facts)
}

/// The lines around the model's identifier, from heading to heading.
fn hardware(mac: &mut Mac, lines: &[Line], model: usize) {
    let after = lines[model..].iter().take(40).take_while(|line| !line.is_heading()).count();
    // The name stands before the identifier.
    let block = &lines[model.saturating_sub(1)..model + after];
    mac.model(&lines[model].place(), lines[model].value);
    let is_own = |line: &&Line| !labels::is_model(line.value);
    let lower = |line: &Line| line.label.to_lowercase();
    if let Some(line) = block.iter().filter(is_own).find(|line| labels::is_processor(line.value)) {
        mac.processor(&line.place(), line.value);
    }
    // The bus has a clock too, further down.
    if let Some(line) = block.iter().find(|line| labels::is_clock(line.value)) {
        mac.clock(&line.place(), line.value);
    }
    memory(mac, block);
    let number = |counts: fn(&str) -> bool| {
        let mut own = block.iter().filter(|line| counts(&lower(line)));
        own.find_map(|line| Some((line.place(), labels::leading(line.value)?)))
    };
    let (processors, cores) = (number(labels::counts_processors), number(labels::counts_cores));
    let two = block.iter().any(|line| labels::is_threading(&lower(line), line.value));
    let threads = cores.as_ref().and_then(|(_, cores)| cores.checked_mul(2)).filter(|_| two);
    mac.counts([processors, cores], threads);
}

fn memory(mac: &mut Mac, block: &[Line]) {
    let sized = block.iter().filter_map(|line| Some((line, labels::memory(line.value)?)));
    let own: Vec<(&Line, String)> =
        sized.filter(|(line, _)| !labels::is_cache(&line.label.to_lowercase())).collect();
    let told = own.iter().find(|(line, _)| labels::is_memory(&line.label.to_lowercase()));
    let different: HashSet<&String> = own.iter().map(|(_, size)| size).collect();
    let Some((line, size)) = told.or(own.first()) else { return };
    if told.is_none() && different.len() > 1 {
        let why = "several sizes stand there, and none is said to be the memory";
        return mac.facts.put_unclear(Key::MemoryInstalled, &mac.source, &line.place(), why);
    }
    mac.put_read_as(Key::MemoryInstalled, &line.place(), line.value, size.clone());
}

#[cfg(test)]
mod tests {
    use super::detect;

    #[test]
    fn a_mac_of_which_another_tool_tells_is_not_told_here() {
        for text in [
            "Base Board Information\n\tManufacturer: Apple Inc.\n\tProduct Name: \
             Mac-00112233AABBCCDD\n\tVersion: MacBookPro9,1\n",
            "System Information\n\tManufacturer: Apple Inc.\n\tProduct Name: iMac14,4\n\t\
             Version: 1.0\n",
            "System Manufacturer:       VMware, Inc.\nSystem Model:              VMware7,1\n",
            "System Manufacturer: Apple Inc.\nSystem Model: MacBookPro15,1\nProcessor(s): 1\n",
        ] {
            assert!(!detect(text), "{text}");
        }
        assert!(detect("Modellname: Mac mini\nModell-Identifizierung: Macmini7,1\n"));
    }
}
