//! Facts: what a source says of a machine, as texts, before anything is made of them.
//!
//! The table of keys is also the shape of a spec file: `memory.visible` is the key `visible` in
//! the table `memory`, and `memory = "128 MB"` is short for `memory.installed`.

use crate::item::{Item, Share};
use crate::machine::Gap;
use crate::reading::Origin;
use std::collections::BTreeMap;

/// The source of what the user states on the command line.
pub const STATED: &str = "--set";

/// How a fact is written in a spec file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text.
    Text,
    /// A whole number.
    Number,
    /// True or false.
    Truth,
    /// Words, as one text or an array.
    Words,
}

macro_rules! keys {
    ($($name:ident $path:literal $shape:ident, $doc:literal;)*) => {
        /// The key of a fact.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Key { $(#[doc = $doc] $name,)* }

        impl Key {
            /// Every key, in the order of a spec file.
            pub const ALL: &[Key] = &[$(Key::$name,)*];

            /// The path in a spec file.
            pub fn path(self) -> &'static str {
                match self { $(Key::$name => $path,)* }
            }

            /// How it is written there.
            pub fn shape(self) -> Shape {
                match self { $(Key::$name => Shape::$shape,)* }
            }

            /// What it is, in one sentence.
            pub fn doc(self) -> &'static str {
                match self { $(Key::$name => $doc,)* }
            }
        }
    };
}

keys! {
    Arch            "arch"             Text,   "The processor architecture, or what `uname -m` calls it.";
    Isa             "isa"              Text,   "The instruction-set level of an x86 processor, such as x86-64-v2.";
    Cores           "cores"            Number, "Physical processor cores, all sockets together.";
    Threads         "threads"          Number, "Logical processors, all sockets together.";
    Sockets         "sockets"          Number, "Physical processors.";
    PageFile        "page_file"        Text,   "The size of the paging file or swap space.";
    CpuText         "cpu.text"         Text,   "The processor's name: a brand string, or as a person wrote it.";
    Generation      "generation"       Text,   "The marketing generation of the processor, such as intel-core-8.";
    CpuVendor       "cpu.vendor"       Text,   "The CPUID vendor, such as GenuineIntel.";
    CpuFamily       "cpu.family"       Number, "The CPUID family, extended part added.";
    CpuModel        "cpu.model"        Number, "The CPUID model, extended part added.";
    CpuStepping     "cpu.stepping"     Number, "The CPUID stepping.";
    CpuFlags        "cpu.flags"        Words,  "The instruction-set flags, by their Linux names.";
    CpuHypervisor   "cpu.hypervisor"   Truth,  "Whether the machine is a virtual machine.";
    CpuLimit        "cpu.limit"        Number, "The logical processors that this process may use.";
    ClockRated      "clock.rated"      Text,   "The rated clock, as its maker or seller states it.";
    ClockBase       "clock.base"       Text,   "The base clock that the system reports.";
    ClockMax        "clock.max"        Text,   "The highest clock that is reported: turbo, or what the board takes.";
    ClockSeen       "clock.seen"       Text,   "The clock at the moment of reading.";
    MemoryInstalled "memory.installed" Text,   "The memory that is fitted, nominal.";
    MemoryVisible   "memory.visible"   Text,   "The memory that the operating system sees.";
    MemoryLimit     "memory.limit"     Text,   "The memory that this process may use.";
    DiskOffered     "disk.offered"     Text,   "The capacity of a machine's disk as offered.";
    DiskSize        "disk.size"        Text,   "The size of the target volume.";
    DiskFree        "disk.free"        Text,   "The free space on the target volume.";
    DiskVolume      "disk.volume"      Text,   "The target volume.";
    FileSystem      "disk.file_system" Text,   "The file system of the target volume.";
    Firmware        "firmware"         Text,   "The firmware's interface: uefi or bios.";
    SecureBoot      "secure_boot"      Text,   "Secure Boot: no, capable or enabled.";
    Tpm             "tpm"              Text,   "The version of the trusted platform module: none, 1.2 or 2.0.";
    Virtualization  "virtualization"   Text,   "Hardware virtualization: no, present or enabled.";
}

impl Key {
    /// The fact that a table's name stands for when it has a plain value: `memory = "128 MB"`.
    pub fn of_bare(table: &str) -> Option<Key> {
        match table {
            "cpu" => Some(Key::CpuText),
            "clock" => Some(Key::ClockRated),
            "memory" => Some(Key::MemoryInstalled),
            "disk" => Some(Key::DiskOffered),
            path => Key::from_path(path),
        }
    }

    /// The key of a path.
    pub fn from_path(path: &str) -> Option<Key> {
        Key::ALL.iter().copied().find(|key| key.path() == path)
    }

    /// What it is about.
    pub fn share(self) -> Share {
        match self {
            Key::PageFile | Key::MemoryInstalled | Key::MemoryVisible | Key::MemoryLimit => {
                Share::Memory
            }
            Key::DiskOffered
            | Key::DiskSize
            | Key::DiskFree
            | Key::DiskVolume
            | Key::FileSystem => Share::Disk,
            _ => Share::Processor,
        }
    }

    /// The fact that overrides an item's reading.
    pub fn of_item(item: Item) -> Key {
        match item {
            Item::Arch => Key::Arch,
            Item::Isa => Key::Isa,
            Item::Cpu => Key::CpuText,
            Item::Clock => Key::ClockRated,
            Item::Cores => Key::Cores,
            Item::Threads => Key::Threads,
            Item::Sockets => Key::Sockets,
            Item::Features => Key::CpuFlags,
            Item::Memory => Key::MemoryInstalled,
            Item::Disk => Key::DiskOffered,
            Item::DiskFree => Key::DiskFree,
            Item::DiskSize => Key::DiskSize,
            Item::PageFile => Key::PageFile,
            Item::Generation => Key::Generation,
            Item::MemoryVisible => Key::MemoryVisible,
            Item::Firmware => Key::Firmware,
            Item::SecureBoot => Key::SecureBoot,
            Item::Tpm => Key::Tpm,
            Item::Virtualization => Key::Virtualization,
            Item::Hypervisor => Key::CpuHypervisor,
            Item::FileSystem => Key::FileSystem,
            // The first of its numbers; `--set` takes none.
            Item::Signature => Key::CpuFamily,
        }
    }
}

/// A text that a source holds, or why it could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The text.
    pub text: Result<String, String>,
    /// Where it stood.
    pub origin: Origin,
    /// How it was taken, where that is more than reading it: in another unit than stood there.
    pub note: Option<String>,
}

impl Fact {
    /// A text as it stood at a place.
    pub(super) fn stood(source: &str, place: &str, text: String) -> Fact {
        let origin = Origin { source: source.into(), place: place.into(), raw: text.clone() };
        Fact { text: Ok(text), origin, note: None }
    }
}

/// What a source says of one machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The machine's name.
    pub name: String,
    /// The cells of the columns that go along, as they stand.
    pub kept: Vec<String>,
    /// What a source of this kind never holds.
    pub gaps: &'static [Gap],
    /// What it says of further volumes, beside the target.
    pub volumes: Vec<Volume>,
    facts: BTreeMap<Key, Fact>,
}

/// What a source says of one volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volume {
    /// Where it is mounted: `/var`, `D:`.
    pub path: String,
    /// Whether it holds the operating system; `None`: the source does not say.
    pub system: Option<bool>,
    facts: BTreeMap<Key, Fact>,
}

impl Volume {
    /// The keys that a volume can have.
    pub const KEYS: [Key; 3] = [Key::DiskSize, Key::DiskFree, Key::FileSystem];

    /// A volume of which nothing is said yet.
    pub fn new(path: impl Into<String>) -> Volume {
        Volume { path: path.into(), system: None, facts: BTreeMap::new() }
    }

    /// Adds a fact; of keys that are about no volume, nothing.
    pub fn insert(&mut self, key: Key, fact: Fact) {
        if Volume::KEYS.contains(&key) {
            self.facts.insert(key, fact);
        }
    }

    /// Adds a text with its place; the text is also what stood there.
    pub fn put(&mut self, key: Key, source: &str, place: &str, text: impl Into<String>) {
        self.insert(key, Fact::stood(source, place, text.into()));
    }

    /// All facts, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &Fact)> {
        self.facts.iter().map(|(key, fact)| (*key, fact))
    }
}

impl Facts {
    /// A machine of which nothing is said yet.
    pub fn new(name: impl Into<String>) -> Facts {
        Facts { name: name.into(), ..Facts::default() }
    }

    /// The fact of a key.
    pub fn get(&self, key: Key) -> Option<&Fact> {
        self.facts.get(&key)
    }

    /// All facts, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (Key, &Fact)> {
        self.facts.iter().map(|(key, fact)| (*key, fact))
    }

    /// Adds a text with its place; the text is also what stood there.
    pub fn put(&mut self, key: Key, source: &str, place: &str, text: impl Into<String>) {
        self.facts.insert(key, Fact::stood(source, place, text.into()));
    }

    /// Adds a text of which only a part stood there: the unit was in the heading, say.
    pub fn put_read_as(&mut self, key: Key, origin: Origin, text: String) {
        self.facts.insert(key, Fact { text: Ok(text), origin, note: None });
    }

    /// Notes that a value could not be had, and why.
    pub fn put_unclear(&mut self, key: Key, source: &str, place: &str, why: impl Into<String>) {
        let origin = Origin { source: source.into(), place: place.into(), raw: String::new() };
        self.facts.insert(key, Fact { text: Err(why.into()), origin, note: None });
    }

    /// Adds a fact as it is.
    pub fn insert(&mut self, key: Key, fact: Fact) {
        self.facts.insert(key, fact);
    }

    /// Replaces what is said of some items by texts of the user's, whatever their order.
    pub fn set(&mut self, stated: &[(Item, String)]) {
        for (item, _) in stated {
            let replaced = replaced(*item);
            self.facts.retain(|key, _| !replaced.contains(key));
            // What is stated of the disk is not to be judged beside what was read of its volumes.
            if item.share() == Share::Disk {
                self.volumes.clear();
            }
        }
        for (item, text) in stated {
            self.put(Key::of_item(*item), STATED, item.id(), text.clone());
        }
    }
}

/// What a source says that no longer holds where the user states an item: everything about the
/// processor where another one is named, and whatever the item was inferred from.
fn replaced(item: Item) -> &'static [Key] {
    match item {
        Item::Cpu => &[
            Key::Arch,
            Key::Isa,
            Key::Cores,
            Key::Threads,
            Key::Sockets,
            Key::Generation,
            Key::CpuVendor,
            Key::CpuFamily,
            Key::CpuModel,
            Key::CpuStepping,
            Key::CpuFlags,
            Key::CpuHypervisor,
            Key::CpuLimit,
            Key::ClockRated,
            Key::ClockBase,
            Key::ClockMax,
            Key::ClockSeen,
        ],
        Item::Clock => &[Key::ClockBase, Key::ClockMax, Key::ClockSeen],
        Item::Cores | Item::Threads => &[Key::CpuLimit],
        Item::Memory => &[Key::MemoryVisible, Key::MemoryLimit],
        Item::Disk => &[Key::DiskSize, Key::DiskFree, Key::DiskVolume, Key::FileSystem],
        Item::Hypervisor => &[Key::CpuHypervisor],
        _ => &[],
    }
}
