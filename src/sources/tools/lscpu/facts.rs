//! What the lines of `lscpu` say of the machine.

use super::super::lines;
use super::Line;
use super::label::Label;
use crate::cpu::Arch;
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};
use crate::sources::number;
use serde_json::Value;
use std::collections::BTreeSet;

/// The vendor strings of x86, which stand in no other line.
const VENDORS: &[&str] = &[
    "GenuineIntel",
    "AuthenticAMD",
    "HygonGenuine",
    "CentaurHauls",
    "Shanghai",
    "CyrixInstead",
    "GenuineTMx86",
    "TransmetaCPU",
    "Geode by NSC",
    "Vortex86 SoC",
    "UMC UMC UMC",
    "NexGenDriven",
    "RiseRiseRise",
];

/// No processor has more kinds of cores.
const MOST_KINDS: usize = 8;

/// The lines by what they are about.
struct Lines<'l> {
    lines: &'l [Line],
    labels: Vec<Option<Label>>,
}

impl<'l> Lines<'l> {
    fn all(&self, label: Label) -> impl Iterator<Item = &'l Line> {
        let lines = self.lines.iter().zip(self.labels.iter());
        lines.filter(move |(line, its)| **its == Some(label) && says(&line.value)).map(|(l, _)| l)
    }

    fn first(&self, label: Label) -> Option<&'l Line> {
        self.all(label).next()
    }
}

fn says(value: &str) -> bool {
    !value.is_empty() && value != "-"
}

/// Adds what some lines say.
pub(super) fn put(lines: &[Line], source: &str, facts: &mut Facts) {
    let labels = lines.iter().map(|line| Label::of(&line.label)).collect();
    let mut lines = Lines { lines, labels };
    by_evidence(&mut lines);
    let mut put = |key, line: Option<&Line>| {
        if let Some(line) = line {
            facts.put(key, source, &line.place, line.value.clone());
        }
    };
    let arch = lines.first(Label::Architecture);
    let arch = arch.and_then(|line| Some((line, Arch::from_machine(&line.value)?.0)));
    put(Key::Arch, arch.map(|(line, _)| line));
    let is_x86 = arch.is_some_and(|(_, arch)| arch == Arch::X86);
    if is_x86 {
        let numeric = |label| lines.first(label).filter(|l| l.value.parse::<u32>().is_ok());
        put(Key::CpuVendor, lines.first(Label::Vendor));
        put(Key::CpuFamily, numeric(Label::Family));
        put(Key::CpuModel, numeric(Label::Model));
        put(Key::CpuStepping, numeric(Label::Stepping));
        put(Key::CpuFlags, lines.first(Label::Flags));
    }
    name(&lines, source, facts);
    let guest = lines.first(Label::Hypervisor).or(lines.first(Label::Virtualization));
    if let Some(line) = guest {
        let origin = origin(source, line);
        facts.put_read_as(Key::CpuHypervisor, origin, "true".to_owned());
    }
    // The names stand there alike in every language.
    let by_name = lines.lines.iter().find(|line| matches!(&*line.value, "VT-x" | "AMD-V"));
    if let Some(line) = by_name.filter(|_| is_x86) {
        facts.put_read_as(Key::Virtualization, origin(source, line), "present or enabled".into());
    }
    clocks(&lines, source, facts);
    counts(&lines, source, facts);
}

fn origin(source: &str, line: &Line) -> Origin {
    Origin { source: source.into(), place: line.place.clone(), raw: line.value.clone() }
}

/// Labels that no table has are known by what stands behind them: the vendor's string, after it
/// family and model as the first numbers, and the flags.
fn by_evidence(lines: &mut Lines) {
    let mut known: Vec<Label> = Vec::new();
    for label in lines.labels.iter().flatten() {
        if !known.contains(label) {
            known.push(*label);
        }
    }
    for n in 0..lines.lines.len() {
        let value = lines.lines[n].value.as_str();
        let free = lines.labels[n].is_none();
        let label = match value {
            _ if Arch::from_machine(value).is_some() => Label::Architecture,
            _ if VENDORS.contains(&value) => Label::Vendor,
            _ if value.starts_with("fpu ") => Label::Flags,
            _ => continue,
        };
        if free && !known.contains(&label) {
            lines.labels[n] = Some(label);
            known.push(label);
        }
    }
    let vendor = lines.labels.iter().position(|label| *label == Some(Label::Vendor));
    let Some(vendor) = vendor else { return };
    // Not the firmware's own account, which stands between.
    let behind: Vec<usize> = (vendor.saturating_add(1)..lines.lines.len())
        .take(7)
        .filter(|n| !lines.lines[*n].label.contains("BIOS"))
        .collect();
    let is_number = |n: usize| lines.lines[n].value.parse::<u32>().is_ok();
    let mut numbers = behind.iter().copied().filter(|n| is_number(*n));
    let mut found = vec![(Label::Family, numbers.next()), (Label::Model, numbers.next())];
    // A name has letters; BogoMIPS and shares of a clock have none.
    let has_letters = |n: usize| lines.lines[n].value.contains(char::is_alphabetic);
    let mut texts = behind.iter().copied().filter(|n| has_letters(*n));
    found.push((Label::Name, texts.next()));
    for (label, at) in found {
        if let Some(at) = at.filter(|at| lines.labels[*at].is_none() && !known.contains(&label)) {
            lines.labels[at] = Some(label);
        }
    }
}

/// The name; of a processor with several kinds of cores, each kind's.
fn name(lines: &Lines, source: &str, facts: &mut Facts) {
    let mut names: Vec<&Line> = Vec::new();
    for line in lines.all(Label::Name) {
        if names.len() < MOST_KINDS && !names.iter().any(|met| met.value == line.value) {
            names.push(line);
        }
    }
    if names.is_empty() {
        names.extend(lines.first(Label::FirmwareName));
    }
    let machine = lines.first(Label::Machine);
    let vendor = lines.first(Label::Vendor);
    match (names.first(), vendor, machine) {
        (Some(first), _, _) => {
            let all: Vec<&str> = names.iter().map(|line| line.value.as_str()).collect();
            facts.put(Key::CpuText, source, &first.place, all.join(" or "));
        }
        (None, Some(vendor), Some(machine)) => {
            let text = format!("{} {}", vendor.value, machine.value);
            facts.put_read_as(Key::CpuText, origin(source, machine), text);
        }
        _ => {}
    }
}

/// Clocks in MHz. They are never written with a sign between thousands, whatever the decimal
/// sign is.
fn clocks(lines: &Lines, source: &str, facts: &mut Facts) {
    for (key, label) in [
        (Key::ClockRated, Label::StaticMegahertz),
        (Key::ClockSeen, Label::SeenMegahertz),
        (Key::ClockMax, Label::MaxMegahertz),
    ] {
        let plain = |line: &Line| line.value.replace(',', ".");
        let number = |line: &&Line| plain(line).parse::<f64>().ok().filter(|n| *n > 0.0);
        let all = lines.all(label).filter_map(|line| Some((number(&line)?, line)));
        // The best cores count, where there are several kinds.
        if let Some((_, line)) = all.max_by(|(a, _), (b, _)| a.total_cmp(b)) {
            facts.put_read_as(key, origin(source, line), format!("{} MHz", plain(line)));
        }
    }
}

fn counts(lines: &Lines, source: &str, facts: &mut Facts) {
    let online = lines.first(Label::Online).and_then(|line| Some((line, listed(&line.value)?)));
    let all = lines.first(Label::Processors);
    let all = all.and_then(|line| Some((line, line.value.parse::<u64>().ok()?)));
    let threads = online.or(all);
    if let Some((line, count)) = threads {
        facts.put_read_as(Key::Threads, origin(source, line), count.to_string());
    }
    // Mainframes count sockets per book, and books per drawer.
    if lines.first(Label::SocketsPerBook).is_some() {
        return;
    }
    let kinds = lines.all(Label::Name).count().max(1);
    if kinds == 1
        && let Some(line) = lines.first(Label::Sockets)
    {
        facts.put(Key::Sockets, source, &line.place, line.value.clone());
    }
    let each = |label| lines.all(label).map(|line| line.value.parse::<u64>().ok());
    let clusters = each(Label::CoresPerCluster).zip(each(Label::Clusters));
    let sockets = each(Label::CoresPerSocket).zip(each(Label::Sockets));
    let pairs: Vec<_> = clusters.chain(sockets).collect();
    // A count for each kind of core, and all of them, or none is known.
    let products = pairs.iter().map(|(cores, many)| (*cores)?.checked_mul((*many)?));
    let sum = number::sum(products).filter(|_| pairs.len() == kinds);
    let place = lines.first(Label::CoresPerSocket).or(lines.first(Label::CoresPerCluster));
    let most = threads.map_or(u64::MAX, |(_, count)| count);
    if let (Some(sum), Some(line)) = (sum.filter(|sum| (1..=most).contains(sum)), place) {
        facts.put_read_as(Key::Cores, origin(source, line), sum.to_string());
    }
}

/// How many a list such as `0-3,8` names.
fn listed(list: &str) -> Option<u64> {
    let mut sum = 0u64;
    for part in list.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last): (u64, u64) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        sum = sum.checked_add(last.checked_sub(first)?.checked_add(1)?)?;
    }
    Some(sum)
}

/// Where the processor, the core and the socket stand, by the heading of `lscpu -p` or `lscpu -e`.
pub(super) fn columns(line: &str) -> Option<[Option<usize>; 3]> {
    let lower = line.trim().to_ascii_lowercase();
    let heads: Vec<&str> = match lower.strip_prefix("# ") {
        Some(heads) => heads.split(',').collect(),
        // A heading of an inventory has no such column.
        None if lower.contains(" l1d:l1i") => lower.split_whitespace().collect(),
        None => return None,
    };
    let places = ["cpu", "core", "socket"].map(|name| heads.iter().position(|head| *head == name));
    (places[0] == Some(0) && places[1].or(places[2]).is_some()).then_some(places)
}

/// The counts of `lscpu -p` or `lscpu -e`, which have a row for each logical processor.
#[derive(Default)]
struct Counts {
    of: [BTreeSet<u64>; 3],
}

impl Counts {
    /// Adds a row: the numbers of the processor, of its core and of its socket.
    fn add(&mut self, row: [Option<u64>; 3]) {
        if row[0].is_some() {
            self.of.iter_mut().zip(row).for_each(|(met, number)| met.extend(number));
        }
    }

    fn put(self, source: &str, facts: &mut Facts) {
        let all = [(Key::Threads, "CPU"), (Key::Cores, "Core"), (Key::Sockets, "Socket")];
        for ((key, name), met) in all.into_iter().zip(self.of) {
            if !met.is_empty() {
                facts.put(key, source, &format!("column {name}"), met.len().to_string());
            }
        }
    }
}

/// Adds the counts of `lscpu -p` or `lscpu -e`.
pub(super) fn put_table(text: &str, source: &str, facts: &mut Facts) {
    let (mut places, mut counts) = ([None; 3], Counts::default());
    for line in lines::whole(text).lines().map(str::trim) {
        if let Some(found) = columns(line) {
            places = found;
            continue;
        }
        let cells: Vec<&str> = match line.contains(',') {
            true => line.split(',').collect(),
            false => line.split_whitespace().collect(),
        };
        counts.add(places.map(|at| cells.get(at?)?.parse().ok()));
    }
    counts.put(source, facts);
}

/// The same of `lscpu -J -e`.
pub(super) fn put_objects(objects: &[Value], source: &str, facts: &mut Facts) {
    let mut counts = Counts::default();
    let rows = objects.iter().filter_map(|object| object.get("cpus")?.as_array()).flatten();
    for row in rows {
        // Older versions write numbers as texts.
        let number = |name| match row.get(name)? {
            Value::String(text) => text.parse().ok(),
            value => value.as_u64(),
        };
        counts.add(["cpu", "core", "socket"].map(number));
    }
    counts.put(source, facts);
}
