//! Which objects of the output speak of hardware, and of which machine.

use super::super::json::whole;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// What an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `Get-ComputerInfo`.
    ComputerInfo,
    /// `Win32_ComputerSystem`.
    System,
    /// `Win32_OperatingSystem`.
    Windows,
    /// `Win32_Processor`, one a socket.
    Processor,
    /// `Win32_PhysicalMemory`, one a module.
    Module,
    /// `Win32_LogicalDisk`, `Win32_Volume`, `Get-Volume`.
    Volume,
    /// `Win32_DiskDrive`, `Get-PhysicalDisk`, `Get-Disk`.
    Disk,
    /// `Win32_PageFileUsage`.
    Paging,
    /// `Win32_Tpm`, `Get-Tpm`.
    Tpm,
    /// An object of another class.
    Other,
}

/// An object and where it stood.
#[derive(Debug)]
pub struct Object<'v> {
    /// What it is.
    pub kind: Kind,
    /// Its properties.
    pub map: &'v Map<String, Value>,
    /// Its path from the document's top.
    pub path: String,
    /// The machine's name, where it or what holds it says so.
    name: Option<String>,
}

impl Object<'_> {
    /// A property, whatever its case.
    pub fn get(&self, name: &str) -> Option<&Value> {
        get(self.map, name)
    }

    /// A property as a text that says something.
    pub fn text(&self, name: &str) -> Option<String> {
        text(self.get(name)?)
    }

    /// A property as a whole number.
    pub fn number(&self, name: &str) -> Option<u64> {
        whole(self.get(name)?)
    }

    /// Where a property stands.
    pub fn place(&self, name: &str) -> String {
        below(&self.path, name)
    }
}

/// The place of a property of what stands at a place.
fn below(path: &str, name: &str) -> String {
    match path.is_empty() || path.ends_with(", ") {
        true => format!("{path}{name}"),
        false => format!("{path}.{name}"),
    }
}

fn get<'v>(map: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    let any_case = || map.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
    map.get(name).or_else(|| any_case().map(|(_, value)| value))
}

/// A plain value as a text; an empty one says nothing.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// A processor: an object by itself, one inside `CsProcessors`, or only a name there.
#[derive(Debug)]
pub enum Part<'o, 'v> {
    /// By itself.
    Own(&'o Object<'v>),
    /// Inside.
    Inner(Object<'v>),
    /// Its name and where it stood.
    Name(String, String),
}

impl<'o, 'v> Part<'o, 'v> {
    /// The n-th processor in `CsProcessors`. A list has only names, in braces: "{Intel(R) …}".
    pub fn of(info: &Object<'v>, n: usize, value: &'v Value) -> Option<Part<'o, 'v>> {
        let path = info.place(&format!("CsProcessors[{n}]"));
        match value {
            Value::Object(map) => {
                Some(Part::Inner(Object { kind: Kind::Processor, map, path, name: None }))
            }
            Value::String(name) => {
                let name = name.trim().trim_start_matches('{').trim_end_matches('}');
                let name = name.split_once(", ").map_or(name, |(first, _)| first).trim();
                // Too deep to be printed, it is the name of a type.
                let typed = name.is_empty() || name.starts_with("Microsoft.");
                (!typed).then(|| Part::Name(name.to_owned(), path))
            }
            _ => None,
        }
    }

    /// A property as a text.
    pub fn text(&self, name: &str) -> Option<String> {
        match self {
            Part::Own(object) => object.text(name),
            Part::Inner(object) => object.text(name),
            Part::Name(text, _) => (name == "Name").then(|| text.clone()),
        }
    }

    /// A property as a whole number.
    pub fn number(&self, name: &str) -> Option<u64> {
        match self {
            Part::Own(object) => object.number(name),
            Part::Inner(object) => object.number(name),
            Part::Name(..) => None,
        }
    }

    /// Where a property stands.
    pub fn place(&self, name: &str) -> String {
        match self {
            Part::Own(object) => object.place(name),
            Part::Inner(object) => object.place(name),
            Part::Name(_, path) => path.clone(),
        }
    }
}

/// A path with more bytes leads to no object that a person put there. Each object below has a copy
/// of it.
const LONGEST: usize = 1024;

/// The objects of a file.
#[derive(Debug, Default)]
pub struct Found<'v> {
    objects: Vec<Object<'v>>,
    /// A machine's full names, and the short ones that it has for itself.
    same: HashMap<String, String>,
}

impl<'v> Found<'v> {
    /// Looks for objects in a document.
    pub fn search(&mut self, value: &'v Value, path: &str) {
        match value {
            Value::Array(list) => {
                for (n, value) in list.iter().enumerate() {
                    self.search(value, &format!("{path}[{n}]"));
                }
            }
            Value::Object(map) => match kind(map) {
                Some(kind) => self.take(kind, map, path),
                None => {
                    let from = self.objects.len();
                    for (key, value) in map {
                        if path.len() + key.len() > LONGEST {
                            continue;
                        }
                        self.search(value, &below(path, key));
                    }
                    self.share(map, path, from);
                }
            },
            _ => {}
        }
    }

    fn take(&mut self, kind: Kind, map: &'v Map<String, Value>, path: &str) {
        let said = |names: &[&str]| names.iter().find_map(|name| get(map, name).and_then(text));
        let of_kind = match kind {
            Kind::System => said(&["Name", "DNSHostName"]),
            Kind::ComputerInfo => said(&["CsName", "CsDNSHostName"]),
            _ => None,
        };
        let own = of_kind.or_else(|| said(&["SystemName", "CSName", "__SERVER"])).map(short);
        let asked = said(&["PSComputerName", "ComputerName"]).map(short);
        if let (Some(own), Some(asked)) = (&own, &asked) {
            self.same.insert(asked.clone(), own.clone());
        }
        let object = Object { kind, map, path: path.to_owned(), name: own.or(asked) };
        self.objects.push(object);
    }

    /// What an object of one's own says of its machine's name goes for all that it holds, and so
    /// does the only name among these. Where it is one of several, it is a machine by itself.
    fn share(&mut self, map: &Map<String, Value>, path: &str, from: usize) {
        let names = ["ComputerName", "PSComputerName", "HostName", "CsName", "SystemName", "Name"];
        let given = names.iter().find_map(|name| match get(map, name)? {
            Value::String(name) if !name.trim().is_empty() => Some(short(name.trim().to_owned())),
            _ => None,
        });
        let inner = &mut self.objects[from..];
        let mut known = inner.iter().filter_map(|object| object.name.as_ref());
        let first = known.next().cloned();
        let one = first.filter(|first| known.all(|name| name == first));
        let alone = inner.iter().all(|object| object.name.is_none());
        let listed = path.ends_with(']').then(|| path.to_owned());
        let shared = given.filter(|_| alone).or(one).or(listed.filter(|_| alone));
        if let Some(shared) = shared {
            for object in inner.iter_mut().filter(|object| object.name.is_none()) {
                object.name = Some(shared.clone());
            }
        }
    }

    /// The objects with the names of their machines.
    pub fn named(&self) -> Vec<(Option<String>, &Object<'v>)> {
        let of = |object: &Object<'v>| {
            object.name.as_ref().map(|name| self.same.get(name).unwrap_or(name).clone())
        };
        self.objects.iter().map(|object| (of(object), object)).collect()
    }
}

/// A name without its domain, in capitals as Windows has it.
fn short(name: String) -> String {
    match name.split_once('.') {
        Some((host, _)) if host.contains(|c: char| c.is_ascii_alphabetic()) => host.to_uppercase(),
        _ => name.to_uppercase(),
    }
}

/// What an object is, by its class where it says so, else by properties that no other one has.
fn kind(map: &Map<String, Value>) -> Option<Kind> {
    if let Some(class) = class(map) {
        return Some(match class.to_ascii_lowercase().as_str() {
            "win32_computersystem" => Kind::System,
            "win32_operatingsystem" => Kind::Windows,
            "win32_processor" => Kind::Processor,
            "win32_physicalmemory" => Kind::Module,
            "win32_logicaldisk" | "win32_volume" | "msft_volume" => Kind::Volume,
            "win32_diskdrive" | "msft_physicaldisk" | "msft_disk" => Kind::Disk,
            "win32_pagefileusage" => Kind::Paging,
            "win32_tpm" => Kind::Tpm,
            _ => Kind::Other,
        });
    }
    let has = |names: &[&str]| names.iter().any(|name| get(map, name).is_some());
    let drive =
        || has(&["DeviceID", "DriveLetter"]) && has(&["FreeSpace", "SizeRemaining", "DriveType"]);
    let tests: [(Kind, &dyn Fn() -> bool); 9] = [
        (Kind::ComputerInfo, &|| {
            // Another class has a property `CSName`.
            map.contains_key("CsName")
                || has(&[
                    "CsProcessors",
                    "CsTotalPhysicalMemory",
                    "CsPhyicallyInstalledMemory",
                    "CsNumberOfProcessors",
                    "CsNumberOfLogicalProcessors",
                    "CsModel",
                    "OsTotalVisibleMemorySize",
                    "BiosFirmwareType",
                ])
        }),
        (Kind::System, &|| {
            has(&["TotalPhysicalMemory", "HypervisorPresent"])
                || has(&["NumberOfProcessors"]) && has(&["NumberOfLogicalProcessors"])
        }),
        (Kind::Windows, &|| has(&["TotalVisibleMemorySize"])),
        (Kind::Processor, &|| {
            let counted = has(&["NumberOfCores", "NumberOfLogicalProcessors"]);
            let clocked = has(&["MaxClockSpeed", "CurrentClockSpeed"]);
            clocked || counted && has(&["Name", "Caption", "Description"])
        }),
        (Kind::Volume, &drive),
        (Kind::Module, &|| {
            // A volume has a capacity too.
            let of_volume = ["FreeSpace", "SizeRemaining", "FileSystem", "Label", "DriveLetter"];
            get(map, "Capacity").and_then(whole) >= Some(1 << 20) && !has(&of_volume)
        }),
        (Kind::Disk, &|| {
            let kinds = ["InterfaceType", "MediaType", "FriendlyName", "PartitionStyle", "BusType"];
            has(&["Size"]) && (has(&kinds) || has(&["Model"]))
        }),
        (Kind::Paging, &|| has(&["AllocatedBaseSize"])),
        (Kind::Tpm, &|| has(&["TpmPresent"]) || has(&["SpecVersion"]) && has(&["ManufacturerId"])),
    ];
    tests.iter().find(|(_, test)| test()).map(|(kind, _)| *kind)
}

/// The CIM class of an object: "Win32_Processor".
fn class(map: &Map<String, Value>) -> Option<&str> {
    let name = match get(map, "CimClass") {
        Some(Value::Object(class)) => get(class, "CimClassName"),
        other => other,
    };
    let names = ["CimClassName", "__CLASS", "CreationClassName"];
    let name = name.or_else(|| names.iter().find_map(|name| get(map, name)));
    // "root/cimv2:Win32_Processor" where the class itself was too deep to be printed.
    name?.as_str()?.rsplit([':', '/']).next().filter(|name| name.contains('_'))
}
