//! `system_profiler`: the account that macOS and Mac OS X give of a Mac, as text or as JSON.
//!
//! The tool itself writes English labels with numbers as the user writes them; the window of the
//! same name writes both in the user's language, and people copy from it. So a text is read by
//! what its values look like, and by labels only where values do not tell.

mod json;
mod labels;
mod storage;
mod text;

use super::json::{Values, has_key, head};
use super::steps::HYPERVISOR;
use super::volumes::file_system;
use crate::item::Item;
use crate::machine::Gap;
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};
use crate::sources::{Entry, Format, Read, stem};

/// The format.
pub const FORMAT: Format = Format {
    id: "system_profiler",
    name: "system_profiler of macOS",
    gaps: &[
        Gap {
            items: &[Item::Features],
            step: "run `sysctl machdep.cpu` there, which lists what the processor can, and state \
                   it: --set features=\"sse4_2 avx2\"",
        },
        Gap {
            items: &[Item::PageFile],
            step: "run `sysctl vm.swapusage` there and state it: --set page_file=2GB",
        },
        Gap {
            items: &[Item::MemoryVisible],
            step: "run `sysctl hw.memsize_usable` there and state it: --set memory_visible=8GB",
        },
        Gap {
            items: &[Item::FileSystem],
            step: "run `system_profiler SPStorageDataType` there, which names it",
        },
        Gap {
            items: &[Item::Firmware, Item::SecureBoot, Item::Tpm, Item::Virtualization],
            step: "no Mac has a TPM; state what else is known: --set tpm=none --set firmware=uefi",
        },
        HYPERVISOR,
    ],
    detect,
    read: Read::Report(read),
};

/// The parts of the JSON that are read.
const SECTIONS: &[&str] = &["SPHardwareDataType", "SPStorageDataType"];

fn detect(text: &str) -> bool {
    let head = crate::sources::head(text);
    is_json(text) || text::is_whole(head) || text::detect(head)
}

fn is_json(text: &str) -> bool {
    let Some(head) = head(text) else { return false };
    // Of everything, the applications stand above the hardware.
    let first = head.trim_start_matches(['{', ' ', '\r', '\n', '\t']).strip_prefix('"');
    let first = first.and_then(|rest| rest.split_once('"')).map_or("", |(key, _)| key);
    first.starts_with("SP") && first.ends_with("DataType")
        || SECTIONS.iter().any(|key| has_key(head, key))
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    let mut entries = Vec::new();
    if is_json(text) {
        for found in Values::of(text) {
            match found {
                Ok(found) => entries.extend(json::read(source, found.line, &found.value)),
                Err(line) => entries.push(Entry::Bad(format!(
                    "{source}, line {line}: the JSON that begins here is damaged or cut off; \
                     expected what `system_profiler -json` prints"
                ))),
            }
        }
    } else {
        entries.extend(text::read(source, text).into_iter().map(Entry::Machine));
    }
    let machine = |entry: &Entry| matches!(entry, Entry::Machine(_));
    match (entries.iter().any(machine), entries.first()) {
        (true, _) => Ok(entries),
        (false, Some(Entry::Bad(why))) => Err(why.clone()),
        (false, _) => Err(format!(
            "{source}: no hardware and no volume; expected what `system_profiler \
             SPHardwareDataType SPStorageDataType` prints"
        )),
    }
}

/// A Mac, before its name is known.
struct Mac {
    facts: Facts,
    source: String,
}

impl Mac {
    fn new(source: &str) -> Mac {
        Mac { facts: Facts::new(stem(source)), source: source.to_owned() }
    }

    fn put(&mut self, key: Key, place: &str, text: &str) {
        self.facts.put(key, &self.source, place, text);
    }

    /// Puts what a text is read as.
    fn put_read_as(&mut self, key: Key, place: &str, raw: &str, text: String) {
        let (source, place, raw) = (self.source.clone(), place.to_owned(), raw.to_owned());
        self.facts.put_read_as(key, Origin { source, place, raw }, text);
    }

    /// The file system, by any of the names that Apple gives it.
    fn file_system(&mut self, place: &str, name: &str) {
        let hfs = ["HFS", "Mac OS Extended"].iter().any(|word| name.contains(word));
        let known = if hfs { "hfs+" } else { file_system(name) };
        self.put_read_as(Key::FileSystem, place, name, known.to_owned());
    }

    /// The processor by the name that Apple gives it: "Quad-Core Intel Core i7".
    fn processor(&mut self, place: &str, name: &str) {
        self.put(Key::CpuText, place, name);
        let arch = [("Apple", "aarch64"), ("Intel", "x86"), ("PowerPC", "ppc")];
        if let Some((_, arch)) = arch.iter().find(|(maker, _)| name.contains(maker)) {
            self.put(Key::Arch, place, arch);
        }
        if name.contains("Virtual") {
            self.put(Key::CpuHypervisor, place, "true");
        }
    }

    /// The model's identifier, which tells a virtual machine.
    fn model(&mut self, place: &str, identifier: &str) {
        if super::guest::is_guest([identifier]) {
            self.put(Key::CpuHypervisor, place, "true");
        }
    }

    /// The clock of the processor, which Apple states as it is rated; a comma is a decimal sign.
    fn clock(&mut self, place: &str, text: &str) {
        self.put_read_as(Key::ClockRated, place, text, labels::clock(text));
    }

    /// How many processors and cores there are. An old Mac counts cores as processors.
    fn counts(&mut self, [processors, cores]: [Option<(String, u64)>; 2], threads: Option<u64>) {
        let power = self.has(Key::Arch, "ppc");
        match (&processors, &cores, power) {
            (Some((place, n)), None, true) => {
                self.put(Key::Cores, place, &n.to_string());
                self.put(Key::Threads, place, &n.to_string());
                if *n == 1 {
                    self.put(Key::Sockets, place, "1");
                }
            }
            _ => {
                if let Some((place, n)) = &processors {
                    self.put(Key::Sockets, place, &n.to_string());
                }
                if let Some((place, n)) = &cores {
                    self.put(Key::Cores, place, &n.to_string());
                }
            }
        }
        // Apple's own processors run one thread a core.
        let apple = self.has(Key::Arch, "aarch64");
        let one = cores.as_ref().map(|(_, cores)| *cores).filter(|_| apple);
        if let (Some(threads), Some((place, _))) = (one.or(threads), &cores) {
            self.put(Key::Threads, place, &threads.to_string());
        }
        if apple
            && processors.is_none()
            && let Some((place, _)) = &cores
        {
            self.put(Key::Sockets, place, "1");
        }
    }

    fn has(&self, key: Key, text: &str) -> bool {
        self.facts.get(key).is_some_and(|fact| fact.text.as_deref() == Ok(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mac_with_many_applications_is_recognised() {
        let app = "    Example:\n\n      Version: 1.0\n      Kind: Intel\n\n".repeat(3000);
        let above = format!(
            "Accessibility:\n\n    Accessibility Information:\n\n      Display: Off\n\nApplications:\n\n{app}"
        );
        let hardware = "Hardware:\n\n    Hardware Overview:\n\n      Model Name: Mac mini\n      \
                        Model Identifier: Macmini6,2\n      Memory: 16 GB\n\n\
                        Frameworks:\n\n    Accessibility:\n\n      Version: 1.0\n";
        let text = above + hardware;
        assert!(detect(crate::sources::head(&text)));
        let entries = read("mac.txt", &text).expect("a machine");
        let [Entry::Machine(facts)] = &entries[..] else { panic!("expected one machine") };
        assert!(facts.get(Key::MemoryInstalled).is_some());

        let app = r#"{"_name": "Example", "version": "1.0"},"#.repeat(3000);
        let json = format!(
            r#"{{"SPApplicationsDataType": [{app} {{}}], "SPHardwareDataType": [{{"physical_memory": "16 GB"}}]}}"#
        );
        assert!(detect(crate::sources::head(&json)));
        assert!(!detect(r#"{"SPEED": 4}"#));
    }
}
