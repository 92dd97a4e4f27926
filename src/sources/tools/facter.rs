//! Puppet's facter: its facts as JSON, as its own text, and as `puppet facts` wraps them; both the
//! facts in groups and the flat ones of its first releases.

mod flat;

use super::guest::is_guest;
use super::json::{has_key, head, put_with_unit};
use super::steps::with_board;
use super::volumes::{Volumes, file_system};
use crate::cpu::Arch;
use crate::item::Item;
use crate::machine::Gap;
use crate::sources::facts::{Facts, Key, Volume};
use crate::sources::{Entry, Format, Read, stem};
use flat::Flat;

/// The format.
pub const FORMAT: Format = Format {
    id: "facter",
    name: "Puppet facts (facter)",
    gaps: with_board![Gap {
        items: &[Item::Features],
        step: "run `lscpu` there, which lists the processor's flags",
    },],
    detect,
    read: Read::Report(read),
};

fn detect(text: &str) -> bool {
    let line = |line: &str| {
        let starts = ["facterversion => ", "processors => {", "processor0 => "];
        starts.iter().any(|start| line.starts_with(start))
    };
    if crate::sources::head(text).lines().any(line) {
        return true;
    }
    let Some(head) = head(text) else { return false };
    let has = |keys: &[&str]| keys.iter().all(|key| has_key(head, key));
    let grouped = has(&["facterversion"]) || has(&["processors", "physicalcount", "models"]);
    (grouped || has(&["physicalprocessorcount", "processor0"])) && !head.contains("\"ansible_")
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    let mut entries = Vec::new();
    for found in flat::all(text) {
        entries.push(match found {
            Ok(flat) => match machine(source, &flat) {
                Some(facts) => Entry::Machine(facts),
                None => Entry::Note(format!(
                    "{source}, line {}: facts that tell no hardware",
                    flat.line
                )),
            },
            Err(line) => Entry::Bad(format!(
                "{source}, line {line}: the JSON that begins here is damaged or cut off; expected \
                 the facts of a host"
            )),
        });
    }
    let machine = |entry: &Entry| matches!(entry, Entry::Machine(_));
    match (entries.iter().any(machine), entries.first()) {
        (true, _) => Ok(entries),
        (false, Some(Entry::Bad(why))) => Err(why.clone()),
        (false, _) => Err(format!(
            "{source}: no facts of hardware; expected what `facter --json` prints, with processors \
             and memory"
        )),
    }
}

fn machine(source: &str, flat: &Flat) -> Option<Facts> {
    let mut facts = Facts::new("");
    let mut host = Host { source, flat, facts: &mut facts };
    host.processor();
    host.memory();
    host.disk();
    facts.iter().next()?;
    let names = ["networking.hostname", "hostname", "networking.fqdn", "fqdn", "clientcert"];
    let own = names.iter().find_map(|path| flat.text(path)).map(str::to_owned);
    facts.name = own.or_else(|| flat.name.clone()).unwrap_or_else(|| stem(source).to_owned());
    Some(facts)
}

fn is_arch(name: &str) -> bool {
    Arch::from_machine(name).is_some()
}

/// A host as it is being read.
struct Host<'h> {
    source: &'h str,
    flat: &'h Flat,
    facts: &'h mut Facts,
}

impl Host<'_> {
    fn place(&self, path: &str) -> String {
        format!("line {}, {path}", self.flat.line)
    }

    /// Puts the first fact that is there.
    fn put(&mut self, key: Key, paths: &[&str]) {
        if let Some((path, text)) =
            paths.iter().find_map(|path| Some((path, self.flat.text(path)?)))
        {
            self.facts.put(key, self.source, &self.place(path), text);
        }
    }

    /// Puts the first number that is there, with its unit.
    fn put_bytes(&mut self, key: Key, path: &str) -> bool {
        let bytes = self.flat.whole(path);
        if let Some(bytes) = bytes {
            let place = self.place(path);
            put_with_unit(self.facts, key, self.source, &place, (bytes, "B"));
        }
        bytes.is_some()
    }

    fn processor(&mut self) {
        self.put(Key::CpuText, &["processors.models[0]", "processor0"]);
        let paths = ["os.hardware", "processors.isa", "hardwaremodel", "architecture"];
        let known = |path: &&&str| self.flat.text(path).is_some_and(is_arch);
        if let Some(path) = paths.iter().find(known) {
            self.put(Key::Arch, &[path]);
        }
        let guest = self.flat.text("is_virtual").is_some_and(|text| text == "true");
        let names = ["dmi.manufacturer", "dmi.product.name", "manufacturer", "productname"];
        let named = is_guest(names.iter().filter_map(|path| self.flat.text(path)));
        if guest || named {
            let place = self.place(if guest { "is_virtual" } else { "dmi.product.name" });
            self.facts.put(Key::CpuHypervisor, self.source, &place, "true");
        } else if self.flat.text("is_virtual") == Some("false") {
            self.put(Key::CpuHypervisor, &["is_virtual"]);
        }
        let threads = self.flat.whole("processors.count").filter(|count| *count > 0);
        self.put(Key::Threads, &["processors.count", "processorcount"]);
        let counted = ["processors.physicalcount", "physicalprocessorcount"];
        let sockets = counted.iter().find_map(|path| self.flat.whole(path));
        // Where the system tells no sockets it is 0.
        let Some(sockets) = sockets.filter(|sockets| *sockets > 0) else { return };
        self.put(Key::Sockets, &counted);
        let each = ["processors.cores", "processors.threads"].map(|path| self.flat.whole(path));
        let [Some(cores), Some(two)] = each else { return };
        // Cores are those of a socket, threads those of a core; all three give the count.
        let total = cores.checked_mul(sockets);
        if let Some(total) = total.filter(|total| total.checked_mul(two) == threads) {
            let place = self.place("processors.cores");
            self.facts.put(Key::Cores, self.source, &place, total.to_string());
        }
    }

    fn memory(&mut self) {
        // macOS says what is fitted.
        let mac = self.flat.text("kernel") == Some("Darwin");
        let key = if mac { Key::MemoryInstalled } else { Key::MemoryVisible };
        let sizes = [
            (key, "memory.system.total_bytes", ["memorysize_mb", "memorytotal"]),
            (Key::PageFile, "memory.swap.total_bytes", ["swapsize_mb", "swapsize"]),
        ];
        for (key, exact, flat) in sizes {
            if self.put_bytes(key, exact) {
                continue;
            }
            let Some((path, text)) =
                flat.iter().find_map(|path| Some((path, self.flat.text(path)?)))
            else {
                continue;
            };
            // "7821.46" of MiB; "7.64 GB" has its unit, which is one of 1024.
            let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            let read_as = if plain { format!("{text} MiB") } else { text.to_owned() };
            let origin = crate::reading::Origin {
                source: self.source.to_owned(),
                place: self.place(path),
                raw: text.to_owned(),
            };
            self.facts.put_read_as(key, origin, read_as);
        }
    }

    fn volumes(&mut self) {
        let mut volumes = Volumes::default();
        for path in self.flat.mount_points() {
            let mut volume = Volume::new(path);
            volume.system = Some(path == "/");
            for (key, fact) in [
                (Key::DiskSize, "size_bytes"),
                (Key::DiskFree, "available_bytes"),
                (Key::FileSystem, "filesystem"),
            ] {
                let fact = format!("mountpoints.{path}.{fact}");
                let Some(text) = self.flat.text(&fact) else { continue };
                let text = match key {
                    Key::FileSystem => file_system(text).to_owned(),
                    _ => format!("{text} B"),
                };
                volume.put(key, self.source, &self.place(&fact), text);
            }
            volumes.add(volume);
        }
        volumes.put(self.facts);
    }

    fn disk(&mut self) {
        self.volumes();
        let sized =
            |path: &&&str| self.flat.whole(&format!("mountpoints.{path}.size_bytes")) > Some(0);
        if let Some(path) = ["/", "/System/Volumes/Data"].iter().find(sized) {
            let place = self.place(&format!("mountpoints.{path}"));
            self.facts.put(Key::DiskVolume, self.source, &place, *path);
            self.put_bytes(Key::DiskSize, &format!("mountpoints.{path}.size_bytes"));
            self.put_bytes(Key::DiskFree, &format!("mountpoints.{path}.available_bytes"));
            let fact = format!("mountpoints.{path}.filesystem");
            if let Some(name) = self.flat.text(&fact) {
                let place = self.place(&fact);
                self.facts.put(Key::FileSystem, self.source, &place, file_system(name));
            }
            return;
        }
        let disks: Vec<(&str, u64)> = self.flat.disks().collect();
        if let Some((first, _)) = disks.first() {
            let place = self.place(first);
            let sizes: Vec<String> = disks.iter().map(|(_, bytes)| format!("{bytes} B")).collect();
            // How much of a disk is free is not known, and it is no machine as offered.
            self.facts.put(Key::DiskSize, self.source, &place, sizes.join(" + "));
        }
    }
}
