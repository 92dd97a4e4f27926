//! The items: what can be required of a machine and read from one. The table is the file.

use crate::units::Dialect;
use crate::word::{self, Vocabulary};
use std::fmt;

/// What kind of value an item has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An architecture, such as x86.
    Arch,
    /// An instruction-set level of x86, such as i686.
    Level,
    /// A processor class, or several that would do.
    Class,
    /// A marketing generation, or several that would do.
    Generation,
    /// A clock rate.
    Speed,
    /// A whole number.
    Count,
    /// A signature of CPUID, or several that would do.
    Signature,
    /// A set of instruction-set flags.
    Features,
    /// A size in bytes.
    Size(Dialect),
    /// A word, or several of which any would do.
    Word(&'static Vocabulary),
}

macro_rules! items {
    ($($name:ident $id:literal $label:literal $kind:expr, $doc:literal;)*) => {
        /// One thing that can be required and read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Item { $(#[doc = $doc] $name,)* }

        impl Item {
            /// Every item, in the order of reports and columns.
            pub const ALL: &[Item] = &[$(Item::$name,)*];

            /// The key in profiles and the name in machine-readable output.
            pub fn id(self) -> &'static str {
                match self { $(Item::$name => $id,)* }
            }

            /// The name for people.
            pub fn label(self) -> &'static str {
                match self { $(Item::$name => $label,)* }
            }

            /// What kind of value it has.
            pub fn kind(self) -> Kind {
                match self { $(Item::$name => $kind,)* }
            }

            /// What it is, in one sentence.
            pub fn doc(self) -> &'static str {
                match self { $(Item::$name => $doc,)* }
            }
        }
    };
}

items! {
    Arch     "arch"      "architecture"      Kind::Arch, "The processor architecture.";
    Isa      "isa"       "instruction set"   Kind::Level, "The instruction-set level of an x86 processor.";
    Cpu      "cpu"       "processor"         Kind::Class, "The processor class: this one or a later one.";
    Clock    "clock"     "clock"             Kind::Speed, "The rated clock of the processor.";
    Cores    "cores"     "cores"             Kind::Count, "Physical processor cores, all sockets together.";
    Threads  "threads"   "threads"           Kind::Count, "Logical processors, all sockets together.";
    Sockets  "sockets"   "processors"        Kind::Count, "Physical processors (populated sockets).";
    Features "features"  "processor features" Kind::Features, "Instruction-set flags, by their Linux names.";
    Memory   "memory"    "memory"            Kind::Size(Dialect::Memory), "Installed memory.";
    Disk     "disk"      "disk space"        Kind::Size(Dialect::Disk), "Disk space, where the source does not say whether free or in all.";
    DiskFree "disk_free" "free disk space"   Kind::Size(Dialect::Disk), "Free space on the target volume.";
    DiskSize "disk_size" "disk size"         Kind::Size(Dialect::Disk), "Size of the target volume or disk.";
    PageFile "page_file" "paging file"       Kind::Size(Dialect::Memory), "The paging file or swap space.";
    Generation "generation" "generation" Kind::Generation, "The marketing generation of the processor: this one or a later one of its line.";
    MemoryVisible "memory_visible" "visible memory" Kind::Size(Dialect::Memory), "The memory that the operating system sees.";
    Firmware "firmware" "firmware" Kind::Word(&word::FIRMWARE), "The firmware's interface to the operating system: UEFI or BIOS.";
    SecureBoot "secure_boot" "Secure Boot" Kind::Word(&word::SECURE_BOOT), "Whether the firmware can verify what it starts, and whether it does.";
    Tpm "tpm" "TPM" Kind::Word(&word::TPM), "The version of the trusted platform module.";
    Virtualization "virtualization" "virtualization" Kind::Word(&word::VIRTUALIZATION), "Hardware virtualization: present in the processor, and enabled in the firmware.";
    Hypervisor "hypervisor" "kind of machine" Kind::Word(&word::HYPERVISOR), "Whether the machine is a physical or a virtual one.";
    FileSystem "file_system" "file system" Kind::Word(&word::FILE_SYSTEM), "The file system of the target volume.";
    Signature "signature" "signature" Kind::Signature, "The processor's vendor, family, model and stepping, in which vendors write their rules.";
}

/// What an item is about. What a source says of the one leaves the others alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// The processor, and the board and firmware around it.
    Processor,
    /// Memory.
    Memory,
    /// Disks.
    Disk,
}

impl Share {
    /// Every share.
    pub const ALL: [Share; 3] = [Share::Processor, Share::Memory, Share::Disk];
}

impl Item {
    /// What it is about.
    pub fn share(self) -> Share {
        match (self, self.kind()) {
            (_, Kind::Size(Dialect::Memory)) => Share::Memory,
            (Item::FileSystem, _) | (_, Kind::Size(Dialect::Disk)) => Share::Disk,
            _ => Share::Processor,
        }
    }

    /// Is it about the processor, and neither memory nor disk, nor what stands around it?
    pub fn is_of_processor(self) -> bool {
        self.share() == Share::Processor && !matches!(self.kind(), Kind::Word(_))
    }

    /// The item of an id.
    pub fn from_id(id: &str) -> Option<Item> {
        Item::ALL.iter().copied().find(|item| item.id() == id)
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.label())
    }
}
