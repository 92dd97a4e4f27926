//! `uname -a`: one line with the machine's name and architecture.

use super::super::lines;
use crate::cpu::Arch;
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};

/// Adds what a `uname -a` in a text says.
pub(super) fn read(text: &str, source: &str, facts: &mut Facts) {
    for (n, line) in lines::whole_or_one(text).lines().enumerate() {
        let line = line.trim();
        let Some(rest) = line.strip_prefix("Linux ") else { continue };
        // Kernels say when they were built, which nothing else on such a line does.
        if !rest.contains(" #") {
            continue;
        }
        let words: Vec<&str> = rest.split_whitespace().collect();
        if let Some(host) = words.first() {
            facts.name = (*host).to_owned();
        }
        let named = words.iter().rev().find(|word| Arch::from_machine(word).is_some());
        if let Some(arch) = named {
            let place = format!("line {}", n.saturating_add(1));
            let origin = Origin { source: source.into(), place, raw: line.to_owned() };
            facts.put_read_as(Key::Arch, origin, (*arch).to_owned());
        }
        return;
    }
}
