//! Folders that stand for machines.

use super::*;
use tempfile::TempDir;

const PHYSICAL: &str = "fpu vme tsc msr pae lm";

/// A folder with files; a path that ends in a slash is a folder.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, content) in files {
        let at = root.path().join(path);
        if path.ends_with('/') {
            fs::create_dir_all(at).unwrap();
        } else {
            fs::create_dir_all(at.parent().unwrap()).unwrap();
            fs::write(at, content).unwrap();
        }
    }
    root
}

/// What is said of a key, with the flags of an x86 processor.
fn said(files: &[(&str, &[u8])], flags: &str, key: Key) -> Option<String> {
    let mut facts = Facts::new("x");
    facts.put(Key::Arch, "t", "t", "x86");
    facts.put(Key::CpuFlags, "t", "t", flags);
    if flags.contains("hypervisor") {
        facts.put(Key::CpuHypervisor, "t", "t", "true");
    }
    read(folder(files).path(), &mut facts);
    facts.get(key).map(|fact| fact.text.clone().unwrap())
}

#[track_caller]
fn is(files: &[(&str, &[u8])], key: Key, expected: Option<&str>) {
    assert_eq!(said(files, PHYSICAL, key).as_deref(), expected);
}

const BIOS: &[(&str, &[u8])] = &[("sys/firmware/dmi/tables/", b"")];
const VARIABLE: &str = "sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c";
const OTHER: &str = "sys/firmware/efi/efivars/Boot0000-8be4df61-93ca-11d2-aa0d-00e098032b8c";

#[test]
fn firmware_is_bios_only_where_its_tables_are_shown() {
    is(&[("sys/firmware/efi/fw_platform_size", b"64\n")], Key::Firmware, Some("uefi"));
    is(BIOS, Key::Firmware, Some("bios"));
    let acpi = ("sys/firmware/acpi/tables/", &b""[..]);
    is(&[acpi, ("sys/class/dmi/id/", b"")], Key::Firmware, Some("bios"));
    // A small hypervisor, a container, nothing at all.
    is(&[acpi], Key::Firmware, None);
    is(&[("sys/firmware/", b""), ("sys/class/dmi/id/", b"")], Key::Firmware, None);
    is(&[], Key::Firmware, None);
    let mut facts = Facts::new("x");
    facts.put(Key::Arch, "t", "t", "mips");
    read(folder(BIOS).path(), &mut facts);
    assert_eq!(facts.get(Key::Firmware), None, "only a PC has one or the other");
}

#[test]
fn secure_boot_is_what_the_variable_says() {
    is(&[(VARIABLE, &[6, 0, 0, 0, 1])], Key::SecureBoot, Some("enabled"));
    is(&[(VARIABLE, &[6, 0, 0, 0, 0])], Key::SecureBoot, Some("capable"));
    is(&[(OTHER, &[7, 0, 0, 0, 0])], Key::SecureBoot, Some("no"));
    let open = Some("no or capable or enabled");
    is(&[("sys/firmware/efi/", b"")], Key::SecureBoot, open);
    is(&[("sys/firmware/efi/efivars/", b"")], Key::SecureBoot, open);
    // Cut off, or of no known value.
    for value in [&[][..], &[6, 0, 0], &[6, 0, 0, 0, 2], &[6, 0, 0, 0, 1, 1]] {
        is(&[(VARIABLE, value)], Key::SecureBoot, Some("capable or enabled"));
    }
    is(BIOS, Key::SecureBoot, Some("no"));
    is(&[], Key::SecureBoot, None);
}

#[test]
fn the_module_is_the_one_that_the_kernel_drives() {
    let major = "sys/class/tpm/tpm0/tpm_version_major";
    is(&[(major, b"2\n")], Key::Tpm, Some("2.0"));
    is(&[(major, b"1\n")], Key::Tpm, Some("1.2"));
    is(&[(major, b"1\n"), ("sys/class/tpm/tpm1/tpm_version_major", b"2\n")], Key::Tpm, Some("2.0"));
    let caps = b"Manufacturer: 0x49465800\nTCG version: 1.2\nFirmware version: 3.17\n";
    is(&[("sys/class/tpm/tpm0/device/caps", caps)], Key::Tpm, Some("1.2"));
    let old = ("sys/class/tpm/tpm0/", &b""[..]);
    is(&[old, ("sys/class/tpmrm/tpmrm0/", b"")], Key::Tpm, Some("2.0"));
    is(&[old], Key::Tpm, Some("1.2 or 2.0"));
    is(&[(major, b"x\n")], Key::Tpm, Some("1.2 or 2.0"));
}

#[test]
fn no_module_is_none_only_where_the_kernel_would_drive_one() {
    let none = ("sys/class/tpm/", &b""[..]);
    let tables = ("sys/firmware/acpi/tables/", &b""[..]);
    is(&[none, tables, ("sys/class/tpm/tpmx/", b"")], Key::Tpm, Some("none"));
    // Where the tables are hidden, as in a container, nobody knows what they announce.
    is(&[none], Key::Tpm, None);
    is(&[none, ("sys/firmware/acpi/tables/TPM2", b"")], Key::Tpm, Some("none or 2.0"));
    is(&[("sys/firmware/acpi/tables/TCPA", b"")], Key::Tpm, Some("none or 1.2"));
    is(&[("sys/firmware/acpi/tables/FACP", b"")], Key::Tpm, None);
    is(&[], Key::Tpm, None);
}

#[test]
fn virtualization_is_enabled_where_the_kernel_uses_or_has_checked_it() {
    let kvm = ("sys/class/misc/kvm/", &b""[..]);
    let of = |files: &[(&str, &[u8])], flags: &str| {
        said(files, &format!("{PHYSICAL} {flags}"), Key::Virtualization)
    };
    let enabled = Some("enabled".to_owned());
    assert_eq!(of(&[kvm, ("sys/module/kvm_intel/", b"")], "vmx"), enabled);
    assert_eq!(of(&[kvm, ("sys/module/kvm_amd/", b"")], "svm"), enabled);
    // The device without the driver, the driver without the device, both without the flag.
    assert_eq!(of(&[kvm, ("sys/module/kvm_pvm/", b"")], "svm"), None);
    assert_eq!(of(&[("sys/module/kvm_amd/", b"")], "svm"), None);
    assert_eq!(of(&[kvm, ("sys/module/kvm_amd/", b"")], ""), None);
    for (release, flags, expected) in [
        ("5.5.19\n", "vmx", None),
        ("5.6.0-rc1\n", "vmx", Some("enabled")),
        ("4.18.0-553.el8_10.x86_64\n", "vmx", None),
        ("6.6.9\n", "svm", None),
        ("6.7\n", "svm", Some("enabled")),
        ("6.18.44-generic\n", "svm", Some("enabled")),
        ("6.18.44\n", "", None),
        ("later\n", "vmx", None),
    ] {
        let found = of(&[("proc/sys/kernel/osrelease", release.as_bytes())], flags);
        assert_eq!(found.as_deref(), expected, "{release} {flags}");
    }
}

#[test]
fn a_machine_is_physical_only_if_its_board_has_a_name_of_its_own() {
    let named = |vendor: &'static [u8]| [("sys/class/dmi/id/sys_vendor", vendor)];
    let key = Key::CpuHypervisor;
    is(&named(b"Dell Inc.\n"), key, Some("false"));
    is(&named(b"QEMU\n"), key, None);
    is(&named(b"\n"), key, None);
    is(&[("sys/class/dmi/id/bios_vendor", b"SeaBIOS\n")], key, None);
    is(&[], key, None);
    assert_eq!(said(&named(b"Dell Inc.\n"), "fpu sse2", key), None, "not all flags");
    let guest = format!("{PHYSICAL} hypervisor");
    assert_eq!(said(&named(b"Dell Inc.\n"), &guest, key).as_deref(), Some("true"));
    is(&[("proc/device-tree/hypervisor/compatible", b"linux,kvm\0")], key, Some("true"));
}

#[test]
fn the_domain_that_controls_xen_is_no_guest_without_a_doubt() {
    let xen = ("sys/hypervisor/type", &b"xen\n"[..]);
    let features = "sys/hypervisor/properties/features";
    let key = Key::CpuHypervisor;
    is(&[xen, (features, b"00000704\n")], key, Some("true"));
    is(&[xen, (features, b"00000f05\n")], key, Some(POSSIBLE));
    is(&[xen, (features, b"?\n")], key, Some(POSSIBLE));
    is(&[xen], key, Some(POSSIBLE));
}
