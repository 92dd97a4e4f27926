//! What the tools of operating systems print of one machine, one file a tool.

pub mod ansible;
mod caption;
pub mod dmidecode;
pub mod dxdiag;
pub mod facter;
pub(super) mod guest;
pub mod hardware_readiness;
mod hyperv;
mod json;
mod lines;
pub mod linux;
pub mod lscpu;
pub mod lshw;
mod msinfo;
pub mod msinfo32;
pub mod nfo;
mod objects;
pub mod osquery;
pub mod powershell;
mod steps;
pub mod system_profiler;
pub mod systeminfo;
mod volumes;
mod whole;
pub mod winmsd;
mod xml;

/// Refuses a text in which a line that begins a report stands twice: reports of two machines.
fn one_machine(source: &str, text: &str, begins: impl Fn(&str) -> bool) -> Result<(), String> {
    let mut lines = text.lines().zip(1..).filter(|(line, _)| begins(line.trim()));
    match (lines.next(), lines.next()) {
        (Some(_), Some((_, n))) => Err(second_machine(source, n)),
        _ => Ok(()),
    }
}

/// That reports of two machines stand in one text.
fn second_machine(source: &str, line: usize) -> String {
    format!(
        "{source}, line {line}: the report of a second machine begins; expected a file for each"
    )
}
