//! The next step of a finding: what would mend a fail, or settle an unknown.

use super::Finding;
use crate::item::{Item, Share};
use crate::machine::SYSTEM;
use crate::profile::{Requirement, Tier};
use crate::quantity::Known;
use crate::verdict::Verdict;

impl Finding<'_> {
    /// What would mend a fail or settle an unknown.
    pub fn next_step(&self) -> Option<String> {
        let Requirement { item, text, tier, .. } = &*self.requirement;
        if self.verdict == Verdict::Pass {
            return None;
        }
        if let (Verdict::Unknown, Some(awaited)) = (self.verdict, self.requirement.awaits) {
            let (key, id) = (spec_key(awaited), awaited.id());
            return Some(format!(
                "state the {awaited}, on which this depends: {key} = … in the spec file, or \
                 --set {id}=…"
            ));
        }
        if let Some(step) = self.beyond_what_is_known() {
            return Some(step);
        }
        if let Some(step) = self.step() {
            return Some(step.to_owned());
        }
        let missing = self.missing().map(|missing| self.show(missing));
        let step = match (self.verdict, item, missing) {
            (Verdict::Fail, Item::PageFile, _) if *tier == Tier::Maximum => {
                format!("reduce the paging file or swap space to {text}")
            }
            (Verdict::Fail, _, _) if *tier == Tier::Maximum => {
                format!("at most {text} is supported")
            }
            (Verdict::Fail, Item::PageFile, _) => {
                format!("set the paging file or swap space to {text} or more")
            }
            (Verdict::Fail, Item::MemoryVisible, Some(missing)) => {
                format!("{missing} more of memory that the operating system can use")
            }
            (Verdict::Fail, Item::Memory, Some(missing)) => format!("add {missing} of memory"),
            (Verdict::Fail, Item::DiskFree, Some(missing)) => {
                format!("free {missing} of disk space{}", self.room())
            }
            (Verdict::Fail, Item::Disk | Item::DiskSize, Some(missing)) => {
                format!("a disk that is {missing} larger{}", self.room())
            }
            (
                Verdict::Fail,
                Item::Isa
                | Item::Features
                | Item::Virtualization
                | Item::Firmware
                | Item::SecureBoot
                | Item::Tpm,
                _,
            ) if self.is_guest() => self.on_host(),
            (Verdict::Fail, Item::Signature, _) => "another processor".to_owned(),
            (Verdict::Fail, Item::Cpu | Item::Generation, _) => {
                format!("another processor: {text} or later")
            }
            (Verdict::Fail, Item::Arch, _) => format!("a machine of the {text} architecture"),
            (Verdict::Fail, Item::Firmware | Item::SecureBoot, _) => {
                format!("turn on {} in the firmware setup, if the machine has it", self.switch())
            }
            (Verdict::Fail, Item::Tpm, _) => format!(
                "turn on the trusted platform module (TPM, fTPM or PTT) in the firmware setup, \
                 if the machine has one of version {text}"
            ),
            (Verdict::Fail, Item::Virtualization, _) => {
                "turn on hardware virtualization (VT-x or AMD-V) in the firmware setup, \
                 if the processor has it"
                    .to_owned()
            }
            (Verdict::Fail, Item::Hypervisor, _) => format!("a {text} machine"),
            (Verdict::Fail, Item::FileSystem, _) => {
                format!("another file system{}: {text}", self.place())
            }
            (Verdict::Fail, Item::Features, _) => format!("another processor, with {text}"),
            (Verdict::Fail, _, _) => format!("{item}: {text} or more"),
            (_, Item::Disk, Some(missing)) if self.known().is_some() => {
                format!("free {missing} more, or confirm that the size of the disk is meant")
            }
            (_, Item::Disk | Item::DiskFree | Item::DiskSize | Item::FileSystem, _)
                if self.requirement.volume.is_some() =>
            {
                let volume = self.requirement.volume.as_deref().unwrap_or_default();
                format!(
                    "say what the volume is: [[volume]] with path = \"{volume}\", size, free and \
                     file_system in a spec file"
                )
            }
            (_, Item::Firmware | Item::SecureBoot | Item::Tpm | Item::Virtualization, _) => {
                format!(
                    "{}, or state it: --set {}={}",
                    self.shown_by(),
                    item.id(),
                    text.split(' ').next().unwrap_or_default(),
                )
            }
            (_, Item::Memory, _) if self.known().is_some() => {
                "say how much memory is fitted: memory = { installed = \"…\" }".to_owned()
            }
            (_, Item::Cpu, _) => {
                "name the exact processor (model number, or vendor, family and model), \
                 or ask the vendor of the software"
                    .to_owned()
            }
            (_, Item::Generation | Item::Signature, _) => {
                "name the model number of the processor, or ask the vendor of the software"
                    .to_owned()
            }
            (_, Item::Clock, _) => "state the rated clock: clock = \"…\"".to_owned(),
            (_, Item::DiskFree, _) => {
                "state the free space: disk = { size = \"…\", free = \"…\" }".to_owned()
            }
            _ => format!(
                "state it ({key} = … in the spec file, or --set {id}=…), or ask the vendor",
                key = spec_key(*item),
                id = item.id()
            ),
        };
        let Some((found, bound)) = self.spans().filter(|_| self.requirement.derived.is_some())
        else {
            return Some(step);
        };
        let sure = bound.high().filter(|high| self.verdict == Verdict::Fail && *high > bound.low());
        let sure = sure.and_then(|high| found.low().short_of(high));
        Some(match sure {
            Some(sure) => format!("{step} at least, {} to be sure", self.show(sure)),
            None => step,
        })
    }

    /// What would be done where a virtual machine runs.
    fn on_host(&self) -> String {
        let text = &self.requirement.text;
        let nested = ["slat", "ept", "npt", "vmx", "svm"];
        match self.requirement.item {
            Item::Virtualization => "enable nested virtualization for this machine on its host, \
                                     if the processor of the host has it"
                .to_owned(),
            Item::Features if self.missing_flags().iter().all(|flag| nested.contains(flag)) => {
                "the hypervisor shows the processor without it: enable nested virtualization for \
                 this machine on its host, if the processor of the host has it"
                    .to_owned()
            }
            Item::Features => format!(
                "the hypervisor shows the processor without {}: let it pass the processor of the \
                 host through, if that has it",
                self.missing_flags().join(" ")
            ),
            Item::Isa => format!(
                "let the hypervisor pass the processor of the host through, if that is {text} or \
                 later"
            ),
            Item::Tpm => {
                format!("give the virtual machine a TPM of version {text} in its settings")
            }
            _ => format!("turn on {} in the settings of the virtual machine", self.switch()),
        }
    }

    /// " on /var", where the requirement is about a volume of its own.
    pub(super) fn place(&self) -> String {
        match self.requirement.volume.as_deref() {
            None => String::new(),
            Some(SYSTEM) => " on the system volume".to_owned(),
            Some(volume) => format!(" on {volume}"),
        }
    }

    /// The same of room, which is had on the whole volume, whatever path leads to it.
    fn room(&self) -> String {
        let disk = &self.machine.parts()[Share::Disk as usize];
        let path = self.requirement.volume.as_deref().filter(|volume| *volume != SYSTEM);
        match path.and_then(|path| disk.mount(path)).map(|mount| &mount.path) {
            Some(Some(path)) => format!(" on {path}"),
            // An empty disk is not divided yet.
            Some(None) => String::new(),
            None => self.place(),
        }
    }

    /// What is to be turned on in the firmware setup.
    fn switch(&self) -> &'static str {
        match (self.requirement.item, self.known()) {
            // Secure Boot comes with UEFI; a machine that has it needs no other firmware.
            (Item::SecureBoot, Some(Known::Words(found))) if !found.iter().any(|w| w == "no") => {
                "Secure Boot"
            }
            _ => "UEFI mode",
        }
    }

    /// Where a person can see what no source of the machine tells.
    fn shown_by(&self) -> &'static str {
        match self.requirement.item {
            Item::Tpm => "tpm.msc, Get-Tpm or /sys/class/tpm shows it",
            Item::Virtualization => "Task Manager, systeminfo or lscpu shows it",
            _ => "msinfo32 or the firmware setup shows it",
        }
    }
}

/// The key in a spec file that states an item, where it is not the item's own id.
fn spec_key(item: Item) -> &'static str {
    match item {
        Item::Features => "cpu.flags",
        Item::Hypervisor => "cpu.hypervisor",
        Item::MemoryVisible => "memory.visible",
        Item::DiskFree => "disk.free",
        Item::DiskSize => "disk.size",
        Item::FileSystem => "disk.file_system",
        item => item.id(),
    }
}
