//! The board and its firmware as Linux shows them below `/sys`, to anyone.
//!
//! Everything is read below a root, so that a folder can stand for a machine.

use crate::cpu::Flags;
use crate::sources::facts::{Fact, Facts, Key};
use crate::sources::tools::guest::is_guest;
use crate::sources::understand::POSSIBLE;
use std::fs;
use std::path::Path;

/// Adds what the folder of a system says of its board to a machine's facts, of which the
/// architecture and the flags are read before.
pub fn read(root: &Path, facts: &mut Facts) {
    let system = System { root };
    firmware(&system, facts);
    tpm(&system, facts);
    virtualization(&system, facts);
    hypervisor(&system, facts);
}

/// The folder of a system. Its files are named as the system itself names them.
struct System<'r> {
    root: &'r Path,
}

impl System<'_> {
    fn has(&self, path: &str) -> bool {
        self.root.join(path.trim_start_matches('/')).exists()
    }

    fn bytes(&self, path: &str) -> std::io::Result<Vec<u8>> {
        fs::read(self.root.join(path.trim_start_matches('/')))
    }

    fn text(&self, path: &str) -> Option<String> {
        let bytes = self.bytes(path).ok()?;
        Some(String::from_utf8_lossy(&bytes).trim().to_owned())
    }

    /// The names in a folder, in their order; `None` where it cannot be listed.
    fn names(&self, path: &str) -> Option<Vec<String>> {
        let entries = fs::read_dir(self.root.join(path.trim_start_matches('/'))).ok()?;
        let names = entries.flatten().map(|entry| entry.file_name());
        let mut names: Vec<String> = names.filter_map(|name| name.into_string().ok()).collect();
        names.sort();
        Some(names)
    }
}

fn put(facts: &mut Facts, key: Key, source: &str, place: &str, text: &str, note: Option<&str>) {
    let fact = Fact::stood(source, place, text.to_owned());
    facts.insert(key, Fact { note: note.map(str::to_owned), ..fact });
}

fn is_x86(facts: &Facts) -> bool {
    let arch = facts.get(Key::Arch).and_then(|fact| fact.text.as_deref().ok());
    arch.is_some_and(|arch| ["x86", "x86_64", "i386", "i686"].contains(&arch))
}

fn flags(facts: &Facts) -> Option<Flags> {
    facts.get(Key::CpuFlags)?.text.as_deref().ok().map(Flags::parse)
}

/// The firmware's interface, and Secure Boot, which only one of the two has.
///
/// A kernel that UEFI started has a folder of it. Where there is none, a PC's BIOS is certain only
/// if the firmware's own tables are there: a container hides them all, and a small hypervisor
/// starts a kernel with no firmware.
fn firmware(system: &System, facts: &mut Facts) {
    let folder = "/sys/firmware";
    if system.has("/sys/firmware/efi") {
        put(facts, Key::Firmware, folder, "efi", "uefi", None);
        return secure_boot(system, facts);
    }
    let is_open = system.has("/sys/firmware/dmi")
        || system.has("/sys/firmware/acpi") && system.has("/sys/class/dmi/id");
    if is_x86(facts) && is_open {
        put(facts, Key::Firmware, folder, "no efi", "bios", None);
        let note = "started in BIOS mode; a firmware that also has UEFI mode may be capable";
        put(facts, Key::SecureBoot, folder, "no efi", "no", Some(note));
    }
}

fn secure_boot(system: &System, facts: &mut Facts) {
    let folder = "/sys/firmware/efi/efivars";
    let name = "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";
    let variables = system.names(folder).unwrap_or_default();
    let (text, note) = match system.bytes(&format!("{folder}/{name}")).as_deref() {
        // Four bytes of attributes, one of value.
        Ok([_, _, _, _, 1]) => ("enabled", None),
        Ok([_, _, _, _, 0]) => ("capable", None),
        _ if variables.is_empty() => {
            let note = "the firmware's variables are not shown: efivarfs is not mounted";
            ("no or capable or enabled", Some(note))
        }
        // Firmware that cannot verify what it starts has no such variable.
        _ if !variables.iter().any(|variable| variable == name) => ("no", None),
        _ => ("capable or enabled", Some("the variable cannot be read")),
    };
    put(facts, Key::SecureBoot, folder, name, text, note);
}

/// The trusted platform modules that the kernel drives, the best of them; else what the tables of
/// the firmware announce. A module that is turned off in the firmware is none.
fn tpm(system: &System, facts: &mut Facts) {
    let class = "/sys/class/tpm";
    let is_module = |name: &String| {
        let number = name.strip_prefix("tpm").unwrap_or("");
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    };
    let listed = system.names(class);
    let modules = listed.iter().flatten().filter(|name| is_module(name));
    let version = modules.map(|name| tpm_version(system, &format!("{class}/{name}"), name));
    if let Some((place, version)) = version.max_by_key(|(_, version)| *version) {
        return put(facts, Key::Tpm, class, &place, version, None);
    }
    let tables = "/sys/firmware/acpi/tables";
    // A container does not show them: what they announce is not known then.
    let Some(announced) = system.names(tables) else { return };
    let note = Some("the firmware announces one that the kernel does not drive");
    let is_there = |table: &str| announced.iter().any(|name| name == table);
    if is_there("TPM2") {
        put(facts, Key::Tpm, tables, "TPM2", "none or 2.0", note);
    } else if is_there("TCPA") {
        put(facts, Key::Tpm, tables, "TCPA", "none or 1.2", note);
    } else if listed.is_some() {
        put(facts, Key::Tpm, class, "no tpm0", "none", None);
    }
}

/// The version of a module, and where it stands. Kernels before 5.6 do not tell it outright.
fn tpm_version(system: &System, folder: &str, name: &str) -> (String, &'static str) {
    let of = |file: &str| (format!("{name}/{file}"), system.text(&format!("{folder}/{file}")));
    let (place, major) = of("tpm_version_major");
    match major.as_deref() {
        Some("1") => return (place, "1.2"),
        Some("2") => return (place, "2.0"),
        _ => {}
    }
    // Only the older kind has this file.
    let (place, abilities) = of("device/caps");
    if abilities.is_some_and(|text| text.contains("TCG version: 1.2")) {
        return (place, "1.2");
    }
    // Only the newer kind has a resource manager in the kernel.
    let manager = format!("/sys/class/tpmrm/{}", name.replace("tpm", "tpmrm"));
    let version = if system.has(&manager) { "2.0" } else { "1.2 or 2.0" };
    (name.to_owned(), version)
}

/// Virtualization, where the firmware has surely not turned it off.
///
/// The device of KVM alone proves nothing: its node is made at every start, and KVM has another
/// part that needs no such processor. Newer kernels take the flag away where the firmware has
/// turned the thing off, Linux 5.6 for Intel and 6.7 for AMD.
fn virtualization(system: &System, facts: &mut Facts) {
    let Some(flags) = flags(facts) else { return };
    let release = "/proc/sys/kernel/osrelease";
    let kernel = system.text(release).and_then(|text| version(&text));
    for (flag, module, since) in [("vmx", "kvm_intel", (5, 6)), ("svm", "kvm_amd", (6, 7))] {
        let driver = format!("/sys/module/{module}");
        if !flags.contains(flag) {
            continue;
        }
        if system.has("/sys/class/misc/kvm") && system.has(&driver) {
            return put(facts, Key::Virtualization, &driver, "the driver runs", "enabled", None);
        }
        if kernel.is_some_and(|kernel| kernel >= since) {
            let note =
                Some("this kernel shows the flag only where the firmware has not turned it off");
            return put(facts, Key::Virtualization, "/proc/cpuinfo", flag, "enabled", note);
        }
    }
}

/// "6.18" of "6.18.44-generic".
fn version(release: &str) -> Option<(u32, u32)> {
    let mut numbers = release.split(|c: char| !c.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// Whether the machine is a virtual one, where more than the flag tells it.
///
/// That there is no flag makes a machine physical only if its board has a name, and not one that
/// virtual machines have: a hypervisor can hide its flag, and a small one gives the board no name.
fn hypervisor(system: &System, facts: &mut Facts) {
    let folder = "/sys/hypervisor";
    if system.text("/sys/hypervisor/type").as_deref() == Some("xen") {
        let text = system.text("/sys/hypervisor/properties/features");
        let features =
            text.and_then(|text| u64::from_str_radix(text.trim_start_matches("0x"), 16).ok());
        // The bit of the domain that controls the others, which runs on Xen too but has the board.
        let (text, note) = match features.map(|features| features >> 11 & 1) {
            Some(0) => ("true", None),
            Some(_) => (POSSIBLE, Some("the domain that controls Xen")),
            None => (POSSIBLE, Some("which domain of Xen this is cannot be read")),
        };
        return put(facts, Key::CpuHypervisor, folder, "type", text, note);
    }
    if facts.get(Key::CpuHypervisor).is_some() {
        return;
    }
    let tree = "/proc/device-tree/hypervisor";
    if system.has(tree) {
        return put(facts, Key::CpuHypervisor, tree, "compatible", "true", None);
    }
    let board = "/sys/class/dmi/id";
    let names = ["sys_vendor", "product_name", "board_vendor", "bios_vendor"];
    let names = names.map(|name| system.text(&format!("{board}/{name}")).unwrap_or_default());
    let named = names[..2].iter().any(|name| !name.is_empty());
    let complete = flags(facts).is_some_and(|f| f.complete() && !f.contains("hypervisor"));
    if is_x86(facts) && complete && named && !is_guest(names.iter().map(String::as_str)) {
        put(facts, Key::CpuHypervisor, "/proc/cpuinfo", "flags", "false", None);
    }
}

#[cfg(test)]
mod tests;
