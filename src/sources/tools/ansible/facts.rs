//! What the facts of Ansible mean, without their prefix.

use super::super::guest::is_guest;
use super::super::json::{count_of, put_with_unit, text, text_of, whole};
use super::Table;
use super::disk;
use crate::cpu::Arch;
use crate::sources::facts::{Facts, Key};
use serde_json::Value;

/// The facts of a host.
pub(super) fn of(source: &str, name: Option<&str>, at: &str, table: &Table) -> Facts {
    let keys = ["hostname", "nodename", "fqdn"].iter();
    let own = keys.filter_map(|key| text_of(table, key)).find(|name| name != "unknown");
    let stem = || crate::sources::stem(source).to_owned();
    let mut facts = Facts::new(name.map(str::to_owned).or(own).unwrap_or_else(stem));
    let mut host = Host { source, at, table, facts: &mut facts };
    host.processor();
    host.memory();
    disk::read(&mut host);
    facts
}

/// A host as it is being read.
pub(super) struct Host<'h> {
    pub(super) source: &'h str,
    pub(super) at: &'h str,
    pub(super) table: &'h Table,
    pub(super) facts: &'h mut Facts,
}

impl Host<'_> {
    pub(super) fn put(&mut self, key: Key, place: &str, text: &str) {
        let place = format!("{}, ansible_{place}", self.at);
        self.facts.put(key, self.source, &place, text);
    }

    pub(super) fn put_with_unit(&mut self, key: Key, place: &str, number: u64, unit: &str) {
        let place = format!("{}, ansible_{place}", self.at);
        put_with_unit(self.facts, key, self.source, &place, (number, unit));
    }

    fn count(&self, key: &str) -> Option<u64> {
        count_of(self.table, key)
    }

    pub(super) fn is(&self, key: &str, value: &str) -> bool {
        text_of(self.table, key).is_some_and(|text| text == value)
    }

    pub(super) fn is_windows(&self) -> bool {
        self.is("os_family", "Windows") || self.is("system", "Win32NT")
    }

    fn is_mac(&self) -> bool {
        self.is("system", "Darwin") || self.is("os_family", "Darwin")
    }

    fn processor(&mut self) {
        let found = Processors::of(self.table.get("processor"));
        if let Some(name) = &found.name {
            self.put(Key::CpuText, "processor", name);
        }
        if let Some(vendor) = &found.vendor {
            self.put(Key::CpuVendor, "processor", vendor);
        }
        self.arch(&found);
        let names = ["system_vendor", "product_name", "virtualization_type"];
        let names: Vec<String> = names.iter().filter_map(|key| text_of(self.table, key)).collect();
        let role = text_of(self.table, "virtualization_role");
        let guest = match role.as_deref() {
            Some("guest") => true,
            // The type of a host is what its guests are run by.
            Some("host") => is_guest(names.iter().take(2).map(String::as_str)),
            _ => is_guest(names.iter().map(String::as_str)),
        };
        if guest {
            let place = if role.is_some() { "virtualization_role" } else { "product_name" };
            self.put(Key::CpuHypervisor, place, "true");
        }
        self.counts(&found);
    }

    /// The architecture. Windows says "64-bit", in its language.
    fn arch(&mut self, found: &Processors) {
        let name = ["architecture2", "architecture", "machine"].iter().find_map(|key| {
            let name = text_of(self.table, key)?;
            Some((*key, name.to_lowercase()))
        });
        let Some((key, name)) = name else { return };
        let x86 = found.vendor.is_some();
        let known = match name.as_str() {
            name if Arch::from_machine(name).is_some() => name,
            _ if !self.is_windows() => return,
            name if name.contains("arm") => "aarch64",
            name if name.contains("64") && x86 => "x86_64",
            name if name.contains("32") && x86 => "x86",
            _ => return,
        };
        let known = known.to_owned();
        self.put(Key::Arch, key, &known);
    }

    /// The counts, as far as each kind of system is known to count right.
    fn counts(&mut self, found: &Processors) {
        let (sockets, cores) = (self.count("processor_count"), self.count("processor_cores"));
        let (each, all) = (self.count("processor_threads_per_core"), self.count("processor_vcpus"));
        if self.is_mac() {
            // Here the cores are those of the machine; threads are counted right on Apple's own.
            if let Some(cores) = cores {
                self.put(Key::Cores, "processor_cores", &cores.to_string());
                if found.name.as_deref().is_some_and(|name| name.starts_with("Apple")) {
                    self.put(Key::Threads, "processor_cores", &cores.to_string());
                }
            }
            return;
        }
        if let Some(all) = all {
            self.put(Key::Threads, "processor_vcpus", &all.to_string());
        }
        // Where the kernel names no sockets, and on other architectures, every logical processor
        // is called a socket.
        let product = |a: Option<u64>, b: Option<u64>| a?.checked_mul(b?);
        let total = product(sockets, cores);
        if found.vendor.is_some() && total.is_some() && product(total, each) == all {
            let (Some(sockets), Some(total)) = (sockets, total) else { return };
            self.put(Key::Sockets, "processor_count", &sockets.to_string());
            self.put(Key::Cores, "processor_cores", &total.to_string());
        }
    }

    fn memory(&mut self) {
        let real = |key: &str| {
            let memory = self.table.get("memory_mb")?.get(key)?;
            memory.get("total").and_then(whole)
        };
        let seen = self.count("memtotal_mb").or_else(|| real("real").filter(|mb| *mb > 0));
        if let Some(megabytes) = seen {
            // macOS says what is fitted.
            let key = if self.is_mac() { Key::MemoryInstalled } else { Key::MemoryVisible };
            self.put_with_unit(key, "memtotal_mb", megabytes, "MiB");
        }
        let of = |key: &str| self.table.get(key).and_then(whole);
        let swap = match self.is_windows() {
            // Windows has a file for it, and counts no swap space.
            true => of("pagefiletotal_mb").map(|megabytes| ("pagefiletotal_mb", megabytes)),
            false => of("swaptotal_mb")
                .or_else(|| real("swap"))
                .map(|megabytes| ("swaptotal_mb", megabytes)),
        };
        if let Some((place, megabytes)) = swap {
            self.put_with_unit(Key::PageFile, place, megabytes, "MiB");
        }
    }
}

/// What `ansible_processor` lists: of each processor its number, its vendor and its name, as far
/// as the system tells them; on some systems one text.
#[derive(Default)]
struct Processors {
    vendor: Option<String>,
    name: Option<String>,
}

impl Processors {
    fn of(value: Option<&Value>) -> Processors {
        let texts: Vec<String> = match value {
            Some(Value::Array(list)) => list.iter().filter_map(text).collect(),
            Some(value) => text(value).into_iter().collect(),
            None => Vec::new(),
        };
        const VENDORS: &[&str] = &[
            "GenuineIntel",
            "AuthenticAMD",
            "HygonGenuine",
            "CentaurHauls",
            "CyrixInstead",
            "GenuineTMx86",
            "Geode by NSC",
            "  Shanghai  ",
            "VIA VIA VIA ",
        ];
        let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let mut found = Processors::default();
        for text in texts {
            let vendor = VENDORS.iter().find(|vendor| vendor.trim() == text);
            match vendor {
                Some(vendor) => found.vendor = found.vendor.or(Some((*vendor).to_owned())),
                // A machine may have two kinds of cores, so each is told once.
                None if number(&text) => {}
                None => found.add(text),
            }
        }
        found
    }

    fn add(&mut self, text: String) {
        match &mut self.name {
            None => self.name = Some(text),
            Some(name) if name.split(" or ").any(|known| known == text) => {}
            // Beyond a few kinds it is no list of processors.
            Some(name) if name.len() < 200 => *name = format!("{name} or {text}"),
            Some(_) => {}
        }
    }
}
