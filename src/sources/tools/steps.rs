//! What no report of a kind of system holds, and the step that would supply it.

use crate::item::Item;
use crate::machine::Gap;

/// Reports of Windows do not tell the version of the TPM.
pub(super) const WINDOWS_TPM: Gap = Gap {
    items: &[Item::Tpm],
    step: "run tpm.msc there, which shows the version of the specification, and state it: \
           --set tpm=2.0",
};

/// What Windows does not tell where a hypervisor runs, or by a report of another kind.
pub(super) const WINDOWS_VIRTUALIZATION: Gap = Gap {
    items: &[Item::Virtualization],
    step: "look at Performance, CPU in the Task Manager there, which says whether it is enabled, \
           and state it: --set virtualization=enabled",
};

/// Where neither maker nor model is that of a virtual machine: that proves nothing.
pub(super) const HYPERVISOR: Gap = Gap {
    items: &[Item::Hypervisor],
    step: "state whether it is a virtual machine: --set hypervisor=physical",
};

/// Where the tool does not ask how the system was started.
pub(super) const FIRMWARE: Gap = Gap {
    items: &[Item::Firmware],
    step: "look for the folder /sys/firmware/efi there, which only UEFI makes, and state it: \
           --set firmware=uefi",
};

/// The same of what the firmware verifies.
pub(super) const SECURE_BOOT: Gap = Gap {
    items: &[Item::SecureBoot],
    step: "run `mokutil --sb-state` there and state it: enabled is --set secure_boot=enabled, \
           disabled is --set secure_boot=capable",
};

/// The kernel tells the version of a TPM in a file of its own.
pub(super) const TPM: Gap = Gap {
    items: &[Item::Tpm],
    step: "run `cat /sys/class/tpm/tpm0/tpm_version_major` there, which prints 2 for a TPM 2.0, \
           and state it: --set tpm=2.0",
};

/// Flags show it, where there are any.
pub(super) const VIRTUALIZATION: Gap = Gap {
    items: &[Item::Virtualization],
    step: "run `lscpu` there, which lists vmx or svm where there is any; only the firmware's setup \
           shows whether it is enabled",
};

/// `df` without -T.
pub(super) const FILE_SYSTEM: Gap = Gap {
    items: &[Item::FileSystem],
    step: "run `df -T /` there and state it: --set file_system=ext4",
};

/// Some gaps, and those that reports of Linux have beside them.
macro_rules! with_board {
    ($($gap:expr),* $(,)?) => {{
        use $crate::sources::tools::steps::*;
        &[$($gap,)* FIRMWARE, SECURE_BOOT, TPM, FILE_SYSTEM, VIRTUALIZATION, HYPERVISOR]
    }};
}
pub(super) use with_board;
