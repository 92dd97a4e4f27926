//! SMBIOS: the firmware's list of memory modules.

use crate::units::Bytes;
use dmidecode::structures::memory_device::Type;
use dmidecode::{EntryPoint, Structure};

/// The sum of the memory devices of an SMBIOS table; `None` where it lists none, or one whose
/// size it does not know.
pub fn installed_memory(entry: &[u8], table: &[u8]) -> Option<Bytes> {
    let entry = EntryPoint::search(entry).ok()?;
    let mut sum: u64 = 0;
    for structure in entry.structures(table) {
        // A structure that cannot be read may have been a module: then the sum is not known.
        let device = match structure.ok()? {
            Structure::MemoryDevice(device) => device,
            _ => continue,
        };
        if matches!(device.memory_type, Type::Rom | Type::Flash | Type::Eprom) {
            continue;
        }
        let bytes = match device.size {
            Some(0) => 0,
            None | Some(0xFFFF) => return None,
            // Too large for the field: the extended size, in MiB.
            Some(0x7FFF) => u64::from(device.extended_size) << 20,
            Some(size) if size & 0x8000 != 0 => u64::from(size & 0x7FFF) << 10,
            Some(size) => u64::from(size) << 20,
        };
        sum = sum.checked_add(bytes)?;
    }
    (sum > 0).then_some(Bytes(sum))
}
