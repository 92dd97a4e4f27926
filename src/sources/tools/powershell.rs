//! What PowerShell prints of a machine: `Get-ComputerInfo` and the CIM classes of the hardware,
//! such as `Get-CimInstance Win32_Processor`, as JSON or as lists, those of `wmic` among them; one
//! after the other, in arrays, in an object of one's own, of one machine or of several.

mod board;
mod documents;
mod facts;
mod objects;

use super::steps::{HYPERVISOR, WINDOWS_VIRTUALIZATION};
use crate::item::Item;
use crate::machine::Gap;
use crate::sources::{Entry, Format, Read, head, stem};
use objects::{Found, Object};
use std::collections::HashMap;

/// Objects as JSON, or as lists.
pub const FORMAT: Format = Format {
    id: "powershell",
    name: "PowerShell output (Get-ComputerInfo, Get-CimInstance), or wmic's with /value",
    gaps: &[
        Gap {
            items: &[Item::Features],
            step: "run `minspec scan` there, which reads the processor's flags, or state them: \
                   --set features=\"sse2 nx\"",
        },
        Gap {
            items: &[Item::Tpm],
            step: "run `Get-CimInstance -Namespace root/cimv2/security/microsofttpm Win32_Tpm | \
                   ConvertTo-Json` there as administrator and add it, or state it: --set tpm=2.0",
        },
        Gap {
            items: &[Item::Firmware],
            step: "run `Get-ComputerInfo | ConvertTo-Json` there and add it, or state it: \
                   --set firmware=uefi",
        },
        Gap {
            items: &[Item::SecureBoot],
            step: "run `Confirm-SecureBootUEFI` there as administrator and state it: True is \
                   --set secure_boot=enabled, False is --set secure_boot=capable",
        },
        Gap {
            items: &[Item::FileSystem],
            step: "run `Get-CimInstance Win32_LogicalDisk | ConvertTo-Json` there and add it, or \
                   state it: --set file_system=ntfs",
        },
        WINDOWS_VIRTUALIZATION,
        HYPERVISOR,
    ],
    detect,
    read: Read::Report(read),
};

/// Properties that nothing else calls like that.
const PROPERTIES: &[&str] = &[
    "CimClass",
    "CimClassName",
    "CreationClassName",
    "PSComputerName",
    "CsName",
    "CsModel",
    "CsProcessors",
    "CsTotalPhysicalMemory",
    "CsPhyicallyInstalledMemory",
    "CsNumberOfProcessors",
    "CsNumberOfLogicalProcessors",
    "OsTotalVisibleMemorySize",
    "TotalPhysicalMemory",
    "TotalVisibleMemorySize",
    "HypervisorPresent",
    "NumberOfLogicalProcessors",
    "NumberOfCores",
    "MaxClockSpeed",
    "CurrentClockSpeed",
    "DeviceLocator",
    "BankLabel",
    "FormFactor",
    "DriveType",
    "SizeRemaining",
    "PartitionStyle",
    "BiosFirmwareType",
    "VirtualizationFirmwareEnabled",
    "TpmPresent",
    "SpecVersion",
];

/// Properties that tell a list as well, where another one is beside them.
const IN_LISTS: &[&str] =
    &["DeviceID", "SocketDesignation", "ProviderName", "PrimaryOwnerName", "FreeSpace", "Capacity"];

fn detect(text: &str) -> bool {
    let text = head(text);
    if text.lines().any(documents::opens) {
        let mut quoted = text.split('"').skip(1).step_by(2);
        // Others write `numberOfCores`; PowerShell writes as its classes do, or as the user typed.
        let mixed = |name: &str| {
            name.starts_with(|c: char| c.is_ascii_lowercase())
                && name.contains(|c: char| c.is_ascii_uppercase())
        };
        return quoted
            .any(|name| is_among(PROPERTIES, name) && !mixed(name) && name != "PSComputerName");
    }
    let names = text.lines().filter_map(documents::entry).map(|(name, _)| name);
    let names = names.filter(|name| is_among(PROPERTIES, name) || is_among(IN_LISTS, name));
    names.take(2).count() == 2
}

fn is_among(known: &[&str], name: &str) -> bool {
    name.len() < 40 && known.iter().any(|known| known.eq_ignore_ascii_case(name))
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    let (documents, damage) = documents::split(text);
    let mut found = Found::default();
    for (n, document) in documents.iter().enumerate() {
        let place =
            if documents.len() == 1 { String::new() } else { format!("object {}, ", n + 1) };
        found.search(document, &place);
    }
    let objects = found.named();
    // The machines in the order in which they are first met.
    let mut index: HashMap<&str, usize> = HashMap::new();
    for name in objects.iter().filter_map(|(name, _)| name.as_deref()) {
        let next = index.len();
        index.entry(name).or_insert(next);
    }
    let mut machines: Vec<(&str, Vec<&Object<'_>>)> = vec![(stem(source), Vec::new())];
    machines.resize(index.len().max(1), (stem(source), Vec::new()));
    let mut nameless = 0;
    for (name, object) in &objects {
        let at = match name.as_deref() {
            Some(name) => index[name],
            None if index.len() > 1 => {
                nameless += 1;
                continue;
            }
            None => 0,
        };
        machines[at].1.push(object);
    }
    for (name, at) in index {
        machines[at].0 = name;
    }
    let machines = machines.iter().map(|(name, objects)| facts::of(source, name, objects));
    let mut entries: Vec<Entry> =
        machines.filter(|facts| facts.iter().next().is_some()).map(Entry::Machine).collect();
    if nameless > 0 {
        entries.push(Entry::Note(format!(
            "{source}: {nameless} objects do not say of which machine they are, not used"
        )));
    }
    match (damage, entries.is_empty()) {
        (None, true) => Err(format!(
            "{source}: PowerShell output without an object that is needed; expected \
             Get-ComputerInfo or Win32_Processor"
        )),
        (Some(why), true) => Err(format!("{source}: {why}")),
        (Some(why), false) => {
            entries.push(Entry::Note(format!("{source}: {why}; not used from there")));
            Ok(entries)
        }
        (None, false) => Ok(entries),
    }
}
