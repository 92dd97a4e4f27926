//! `lshw`: the tree of the hardware, as text in the language of its system, as JSON, or short.

mod json;
mod node;
mod text;

use super::steps::with_board;
use super::volumes::{Volumes, file_system};
use super::{guest, lines};
use crate::item::Item;
use crate::machine::Gap;
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key, Volume};
use crate::sources::number;
use crate::sources::{Entry, Format, Read};
use crate::units::{self, Dialect, Writer};
use node::{Node, SYSTEM_MEMORY, Value};

/// The format.
pub const FORMAT: Format = Format {
    id: "lshw",
    name: "what lshw prints, as text or JSON",
    gaps: &[],
    detect,
    read: Read::Report(read),
};

const MEMORY: Gap = Gap {
    items: &[Item::Memory, Item::MemoryVisible],
    step: "run `lshw -json` there as root, with all classes, or state it: --set memory=\"4 GB\"",
};

const DISK: Gap = Gap {
    items: &[Item::Disk, Item::DiskFree, Item::DiskSize],
    step: "run `df -k /` there and state it: --set disk_free=\"20 GB\"",
};

fn detect(text: &str) -> bool {
    let head = crate::sources::head(text);
    json::is_in(head) || text::is_tree(head) || text::is_short(head)
}

fn read(source: &str, text: &str) -> Result<Vec<Entry>, String> {
    let head = crate::sources::head(text);
    let nodes = if json::is_in(head) {
        json::read(text).map_err(|why| format!("{source}, {why}"))?
    } else if text::is_tree(head) {
        match text::second(text) {
            Some(n) => return Err(super::second_machine(source, n)),
            None => text::tree(lines::whole_or_one(text)),
        }
    } else {
        super::one_machine(source, text, text::is_rule)?;
        text::short(lines::whole_or_one(text))
    };
    let mut facts = Facts::new(crate::sources::stem(source));
    if let Some(host) = nodes.first().filter(|root| root.is_root && !root.id.is_empty()) {
        facts.name = host.id.clone();
    }
    machine(&nodes, source, &mut facts);
    processors(&nodes, source, &mut facts);
    memory(&nodes, source, &mut facts);
    disks(&nodes, source, &mut facts);
    volumes(&nodes, source, &mut facts);
    let (memory, disk) = (
        facts.get(Key::MemoryInstalled).or(facts.get(Key::MemoryVisible)),
        facts.get(Key::DiskSize),
    );
    facts.gaps = match (memory, disk) {
        (Some(_), Some(_)) => with_board![],
        (Some(_), None) => with_board![DISK],
        (None, Some(_)) => with_board![MEMORY],
        (None, None) => with_board![MEMORY, DISK],
    };
    if facts.iter().next().is_none() {
        return Err(format!(
            "{source} holds no processor, memory or disk; expected all of lshw's classes"
        ));
    }
    Ok(vec![Entry::Machine(facts)])
}

fn origin(source: &str, value: &Value) -> Origin {
    Origin { source: source.into(), place: value.place.clone(), raw: value.text.clone() }
}

/// Whether the machine is a virtual one, by its makers' names.
fn machine(nodes: &[Node], source: &str, facts: &mut Facts) {
    let of_machine = nodes.iter().filter(|node| node.is_root || node.base() == "core");
    let mut names = of_machine.flat_map(|node| [&node.vendor, &node.product, &node.version]);
    let named = names.find_map(|name| name.as_ref().filter(|v| guest::is_guest([v.text.as_str()])));
    if let Some(value) = named {
        facts.put_read_as(Key::CpuHypervisor, origin(source, value), "true".to_owned());
    }
}

fn processors(nodes: &[Node], source: &str, facts: &mut Facts) {
    let all: Vec<&Node> = nodes.iter().filter(|node| node.is_processor()).collect();
    let enabled: Vec<&Node> = all.iter().copied().filter(|node| !node.disabled).collect();
    let used = if enabled.is_empty() { all } else { enabled };
    let Some(first) = used.first() else { return };

    let mut names: Vec<&Value> = Vec::new();
    for product in used.iter().filter_map(|node| node.name()) {
        // Device trees call them so.
        let plain = product.text.starts_with("cpu") || product.text.contains("-cache");
        if !plain && names.len() < 8 && !names.iter().any(|met| met.text == product.text) {
            names.push(product);
        }
    }
    if let Some(product) = names.first() {
        let all: Vec<&str> = names.iter().map(|name| name.text.as_str()).collect();
        facts.put_read_as(Key::CpuText, origin(source, product), all.join(" or "));
    }
    let signature =
        first.version.as_ref().and_then(|version| Some((version, dotted(&version.text)?)));
    if let Some((version, numbers)) = signature
        && used.iter().all(|node| node.version.as_ref().is_none_or(|v| v.text == version.text))
    {
        let keys = [Key::CpuFamily, Key::CpuModel, Key::CpuStepping];
        for (key, number) in keys.into_iter().zip(numbers) {
            facts.put_read_as(key, origin(source, version), number.to_string());
        }
        if let Some(vendor) = &first.vendor {
            facts.put(Key::CpuVendor, source, &vendor.place, vendor.text.clone());
        }
    }
    // Only what the kernel lists has this word, and then the list is whole.
    let listed = first.capabilities.as_ref();
    if let Some(list) = listed.filter(|list| list.text.split(' ').any(|w| w == "fpu_exception")) {
        let words = list.text.split(' ').map(|word| if word == "x86-64" { "lm" } else { word });
        let words: Vec<&str> = words.collect();
        facts.put_read_as(Key::CpuFlags, origin(source, list), words.join(" "));
    }
    let of = |pick: fn(&Node) -> Option<&Value>| {
        let rates = used.iter().filter_map(|node| {
            let value = pick(node)?;
            let rate = units::clock(&value.text, Writer::Anyone).ok()?;
            (rate.0 > 0).then_some((rate, value))
        });
        rates.max_by_key(|(rate, _)| *rate).map(|(_, value)| value)
    };
    for (key, value) in [
        (Key::ClockSeen, of(|node| node.size.as_ref())),
        (Key::ClockMax, of(|node| node.capacity.as_ref())),
    ] {
        if let Some(value) = value {
            facts.put(key, source, &value.place, value.text.clone());
        }
    }
    counts(&used, source, facts);
}

/// "6.158.10".
fn dotted(version: &str) -> Option<[u32; 3]> {
    let mut parts = version.split('.').map(|part| part.parse::<u32>());
    let numbers = [parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?];
    parts.next().is_none().then_some(numbers)
}

/// The counts that the firmware tells; what it contradicts itself in is not known.
fn counts(used: &[&Node], source: &str, facts: &mut Facts) {
    let Some(place) = used[0].configuration.as_ref().filter(|_| used[0].set("cores").is_some())
    else {
        return;
    };
    let sum = |name| number::sum(used.iter().map(|node| node.set(name)?.parse::<u64>().ok()));
    let mut put = |key, count: u64| {
        facts.put_read_as(key, origin(source, place), count.to_string());
    };
    // A kernel's account that fits none of the firmware's stands beside it as one more.
    if used.iter().all(|node| node.set("cores").is_some()) {
        put(Key::Sockets, used.len() as u64);
    }
    let (cores, enabled, threads) = (sum("cores"), sum("enabledcores"), sum("threads"));
    match (cores, enabled) {
        (Some(cores), Some(enabled)) if cores != enabled => {
            let why = format!("{cores} cores, of which {enabled} enabled, by the firmware");
            facts.put_unclear(Key::Cores, source, &place.place, why);
        }
        (Some(cores), _) if threads.is_none_or(|threads| threads >= cores) => {
            put(Key::Cores, cores);
            if let Some(threads) = threads {
                put(Key::Threads, threads);
            }
        }
        _ => {}
    }
}

/// What the firmware lists is fitted; what the system tells instead is what it sees.
fn memory(nodes: &[Node], source: &str, facts: &mut Facts) {
    const FITTED: &[&str] = &["System Memory", "Mémoire Système"];
    let is_called = |node: &Node, names: &[&str]| {
        node.description.as_ref().is_some_and(|text| names.contains(&text.text.as_str()))
    };
    let mut sized: Vec<(&Node, &Value)> = nodes
        .iter()
        .filter(|node| node.base() == "memory" && !node.on_pci())
        .filter_map(|node| Some((node, node.size.as_ref()?)))
        .collect();
    let named = sized.iter().any(|(node, _)| is_called(node, SYSTEM_MEMORY));
    // Beside the memory of the system, that of the video card or the firmware counts for nothing.
    sized.retain(|(node, _)| !named || is_called(node, SYSTEM_MEMORY));
    let modules = || nodes.iter().filter(|node| node.is_module());
    if sized.is_empty() {
        // Some firmware gives no size but those of the modules.
        sized.extend(modules().filter_map(|node| Some((node, node.size.as_ref()?))));
    }
    let Some((_, value)) = sized.first() else { return };
    let fitted = sized.iter().any(|(node, _)| is_called(node, FITTED));
    if modules().next().is_none() && !fitted {
        facts.put_read_as(Key::MemoryVisible, origin(source, value), truncated(value));
        return;
    }
    let all = sized.iter().map(|(_, value)| {
        let (low, high) = units::size(&value.text, Dialect::Memory, Writer::Anyone).ok()?;
        (low == high).then_some(low.0)
    });
    match number::sum(all) {
        Some(sum) => {
            let text = crate::units::Bytes(sum).to_string();
            facts.put_read_as(Key::MemoryInstalled, origin(source, value), text);
        }
        None => facts.put(Key::MemoryInstalled, source, &value.place, value.text.clone()),
    }
}

/// Sizes in text are cut to whole units; those of JSON are in bytes.
fn truncated(value: &Value) -> String {
    let text = value.text.split('(').next().unwrap_or_default().trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let unit = unit.trim();
    match number.parse::<u64>().ok().and_then(|number| number.checked_add(1)) {
        Some(next) if unit.len() == 3 => format!("{number} {unit} to {next} {unit}"),
        _ => text.to_owned(),
    }
}

/// The file system of a volume, with its place.
fn kind(node: &Node) -> Option<(&str, &str)> {
    let name = ["mount.fstype", "filesystem"].iter().find_map(|key| node.set(key))?;
    Some((node.configuration.as_ref()?.place.as_str(), name))
}

/// Every volume that is mounted.
fn volumes(nodes: &[Node], source: &str, facts: &mut Facts) {
    let mut volumes = Volumes::default();
    for node in nodes {
        let mounted =
            node.logical.iter().filter(|name| name.starts_with('/') && !name.starts_with("/dev/"));
        for path in mounted {
            let mut volume = Volume::new(path.clone());
            volume.system = Some(path == "/");
            if let Some(value) = node.size.as_ref().or(node.capacity.as_ref()) {
                volume.put(Key::DiskSize, source, &value.place, truncated(value));
            }
            if let Some((place, name)) = kind(node) {
                volume.put(Key::FileSystem, source, place, file_system(name));
            }
            volumes.add(volume);
        }
    }
    volumes.put(facts);
}

/// The volume at `/`, else the disks: from the largest to all of them.
fn disks(nodes: &[Node], source: &str, facts: &mut Facts) {
    let root = nodes.iter().find(|node| node.logical.iter().any(|name| name == "/"));
    let size = root.and_then(|node| node.size.as_ref().or(node.capacity.as_ref()));
    if let Some(value) = size {
        facts.put(Key::DiskVolume, source, &value.place, "/");
        facts.put_read_as(Key::DiskSize, origin(source, value), truncated(value));
        if let Some((place, name)) = root.and_then(kind) {
            facts.put(Key::FileSystem, source, place, file_system(name));
        }
        return;
    }
    let disks: Vec<&Value> =
        nodes.iter().filter(|node| node.is_fixed_disk()).filter_map(|n| n.size.as_ref()).collect();
    let span = |value: &Value| {
        let text = truncated(value);
        let (low, high) = text.split_once(" to ").unwrap_or((&text, &text));
        let bytes = |text| units::size(text, Dialect::Disk, Writer::Anyone).ok();
        Some((bytes(low)?.0.0, bytes(high)?.1.0))
    };
    let Some(first) = disks.first() else { return };
    let spans: Option<Vec<(u64, u64)>> = disks.iter().map(|value| span(value)).collect();
    let largest = spans.iter().flatten().map(|(low, _)| *low).max();
    let sum = spans.iter().flatten().try_fold(0u64, |sum, (_, high)| sum.checked_add(*high));
    if let (Some(largest), Some(sum)) = (largest.filter(|bytes| *bytes > 0), sum) {
        let shown: Vec<&str> = disks.iter().take(8).map(|value| value.text.as_str()).collect();
        let raw = shown.join(" + ");
        let origin = Origin { source: source.into(), place: first.place.clone(), raw };
        facts.put_read_as(Key::DiskSize, origin, format!("{largest} B to {sum} B"));
    }
}
