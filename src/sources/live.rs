//! This machine, as its operating system shows it. No administrator's rights are needed; what
//! they would add is used where they are there.
//!
//! Only what is needed is asked for, and of the volumes with a time limit: a network mount that is
//! dead never answers, so that only the target may be one.

mod board;
#[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
pub mod cpuid;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;
pub mod smbios;
mod volume;
mod volumes;

use super::facts::{Facts, Key};
use crate::units::Bytes;
use sysinfo::{
    CpuRefreshKind, MemoryRefreshKind, ProcessRefreshKind, ProcessesToUpdate, RefreshKind, System,
};

/// The disk that is judged.
#[derive(Clone, Debug, Default)]
pub enum Target {
    /// The system volume.
    #[default]
    System,
    /// The volume that holds a path.
    Volume(String),
    /// A whole device, for a machine that has no system yet.
    Device(String),
}

impl Target {
    /// The volume of a path, or a device, or the system volume where neither is named.
    pub fn of(volume: Option<&str>, device: Option<&str>) -> Target {
        match (volume, device) {
            (Some(path), _) => Target::Volume(path.to_owned()),
            (None, Some(device)) => Target::Device(device.to_owned()),
            (None, None) => Target::System,
        }
    }
}

/// The facts of this machine.
///
/// # Errors
/// The target that was named does not exist or is not what it should be.
pub fn this_machine(target: &Target) -> Result<Facts, String> {
    let name = System::host_name().unwrap_or_else(|_| "this machine".to_owned());
    let mut facts = Facts::new(name);
    // The target first: a mistake of the user's is told before anything is read.
    volume::read(target, &mut facts)?;
    memory(&mut facts);
    #[cfg(target_os = "linux")]
    linux::read(&mut facts);
    #[cfg(not(target_os = "linux"))]
    other::read(&mut facts);
    if facts.get(Key::CpuText).is_none() {
        brand(&mut facts);
    }
    // Quotas and affinity, as far as the standard library knows them.
    if let Ok(limit) = std::thread::available_parallelism() {
        facts.put(Key::CpuLimit, "this process", "available parallelism", limit.to_string());
    }
    // A 64-bit program proves a 64-bit processor, even where its name and flags are hidden.
    let build = std::env::consts::ARCH;
    if facts
        .get(Key::Arch)
        .is_none_or(|fact| build == "x86_64" && fact.text.as_deref() == Ok("x86"))
    {
        facts.put(Key::Arch, "this program", "the architecture it runs on", build);
    }
    Ok(facts)
}

fn memory(facts: &mut Facts) {
    let kind =
        RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram().with_swap());
    let Ok(mut system) = System::new_with_specifics(kind) else { return };
    if system.total_memory() > 0 {
        let visible = Bytes(system.total_memory()).to_string();
        facts.put(Key::MemoryVisible, "sysinfo", "total memory", visible);
    }
    facts.put(Key::PageFile, "sysinfo", "total swap", Bytes(system.total_swap()).to_string());
    let Ok(own) = sysinfo::get_current_pid() else { return };
    let own_only = ProcessesToUpdate::Some(&[own]);
    system.refresh_processes_specifics(
        own_only,
        false,
        ProcessRefreshKind::nothing().without_tasks(),
    );
    let limits = system.process(own).and_then(|process| process.cgroup_limits());
    if let Some(limits) = limits.filter(|limits| limits.total_memory < system.total_memory()) {
        let limit = Bytes(limits.total_memory).to_string();
        facts.put(Key::MemoryLimit, "sysinfo", "control group limit", limit);
    }
}

/// The processor's name, where nothing better was read.
fn brand(facts: &mut Facts) {
    let Ok(mut system) = System::new() else { return };
    system.refresh_cpu_list(CpuRefreshKind::nothing());
    let mut brands = system.cpus().iter().map(|cpu| cpu.brand().trim());
    if let Some(brand) = brands.find(|brand| !brand.is_empty()) {
        facts.put(Key::CpuText, "sysinfo", "processor brand", brand);
    }
    let threads = system.cpus().len();
    if facts.get(Key::Threads).is_none() && threads > 0 {
        facts.put(Key::Threads, "sysinfo", "processors", threads.to_string());
    }
}
