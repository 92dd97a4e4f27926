//! What the objects of one machine say.

use super::super::guest;
use super::super::volumes::{Volumes, file_system};
use super::board::truth;
use super::objects::{Kind, Object, Part};
use crate::cpu::Signature;
use crate::reading::Origin;
use crate::sources::facts::{Fact, Facts, Key, Volume};
use crate::sources::number;
use crate::sources::understand::POSSIBLE;
use std::collections::HashSet;

/// The facts that the objects of a machine tell.
pub fn of(source: &str, name: &str, objects: &[&Object<'_>]) -> Facts {
    let mut report = Report { source, facts: Facts::new(name), objects };
    report.processors();
    report.memory();
    report.volumes();
    report.system();
    report.facts
}

/// A number with the object and the property that it stood in.
struct Said<'o, 'v> {
    number: u64,
    object: &'o Object<'v>,
    property: &'static str,
}

/// A machine as it is being read.
pub(super) struct Report<'o, 'v> {
    pub(super) source: &'o str,
    pub(super) facts: Facts,
    pub(super) objects: &'o [&'o Object<'v>],
}

impl<'o, 'v> Report<'o, 'v> {
    /// The objects of a kind; what was printed twice counts once.
    pub(super) fn kind(&self, kind: Kind) -> impl Iterator<Item = &'o Object<'v>> + use<'o, 'v> {
        let identity = match kind {
            Kind::Processor => "DeviceID",
            Kind::Module => "Tag",
            _ => "",
        };
        let mut met = HashSet::new();
        let objects = self.objects.iter().copied().filter(move |object| object.kind == kind);
        objects.filter(move |object| object.text(identity).is_none_or(|id| met.insert(id)))
    }

    pub(super) fn put_as(&mut self, key: Key, object: &Object<'_>, property: &str, text: String) {
        let raw = object.text(property).unwrap_or_else(|| text.clone());
        let (source, place) = (self.source.to_owned(), object.place(property));
        self.facts.put_read_as(key, Origin { source, place, raw }, text);
    }

    /// The numbers above nothing that some properties of some kinds of objects hold.
    fn numbers(&self, wanted: &[(Kind, &'static str)]) -> Vec<Said<'o, 'v>> {
        let of = |&(kind, property): &(Kind, &'static str)| {
            self.kind(kind).filter_map(move |object| {
                let number = object.number(property).filter(|number| *number > 0)?;
                Some(Said { number, object, property })
            })
        };
        wanted.iter().flat_map(of).collect()
    }

    fn processors(&mut self) {
        let inside = self.kind(Kind::ComputerInfo).filter_map(|info| {
            let list = info.get("CsProcessors")?;
            let list = list.as_array().map_or(std::slice::from_ref(list), Vec::as_slice);
            Some(list.iter().enumerate().map(move |(n, value)| (info, n, value)))
        });
        let mut parts: Vec<Part<'_, '_>> = self.kind(Kind::Processor).map(Part::Own).collect();
        if parts.is_empty() {
            parts =
                inside.flatten().filter_map(|(info, n, value)| Part::of(info, n, value)).collect();
        }
        let system =
            [(Kind::System, "NumberOfProcessors"), (Kind::ComputerInfo, "CsNumberOfProcessors")];
        let sockets = self.numbers(&system).into_iter().next();
        let logical = [
            (Kind::System, "NumberOfLogicalProcessors"),
            (Kind::ComputerInfo, "CsNumberOfLogicalProcessors"),
        ];
        let logical = self.numbers(&logical).into_iter().next();
        for (key, said) in [(Key::Sockets, &sockets), (Key::Threads, &logical)] {
            if let Some(Said { number, object, property }) = said {
                self.put_as(key, object, property, number.to_string());
            }
        }
        let Some(first) = parts.first() else { return };
        self.one(first);
        // Some of the processors may not have been asked for.
        let all = sockets.is_none_or(|said| said.number == parts.len() as u64);
        let own = parts.iter().filter(|part| matches!(part, Part::Own(_) | Part::Inner(..)));
        if !all || own.count() < parts.len() {
            return;
        }
        let (source, place) = (self.source, first.place("NumberOfCores"));
        let sum = |property| number::sum(parts.iter().map(|part| part.number(property)));
        let counts = [
            (Key::Cores, sum("NumberOfCores")),
            (Key::Threads, sum("NumberOfLogicalProcessors")),
            (Key::Sockets, Some(parts.len() as u64)),
        ];
        for (key, count) in counts {
            if let Some(count) = count.filter(|count| *count > 0)
                && self.facts.get(key).is_none()
            {
                self.facts.put(key, source, &place, count.to_string());
            }
        }
    }

    /// What one processor is; the others of a machine are the same.
    fn one(&mut self, part: &Part<'_, '_>) {
        let source = self.source;
        let mut put = |key: Key, property: &str, text: String| {
            let raw = part.text(property).unwrap_or_else(|| text.clone());
            let place = part.place(property);
            self.facts.put_read_as(key, Origin { source: source.to_owned(), place, raw }, text);
        };
        if let Some(name) = part.text("Name") {
            put(Key::CpuText, "Name", name);
        }
        let signed = ["Caption", "Description", "ProcessorId", "ProcessorID"];
        let signed = signed
            .into_iter()
            .find_map(|property| Some((property, Signature::parse(&part.text(property)?)?)));
        if let Some((property, signature)) = &signed {
            put(Key::CpuFamily, property, signature.family.to_string());
            put(Key::CpuModel, property, signature.model.to_string());
            if let Some(stepping) = signature.stepping {
                put(Key::CpuStepping, property, stepping.to_string());
            }
        }
        let maker = part.text("Manufacturer");
        if let Some(vendor) = maker.or_else(|| signed.map(|(_, signature)| signature.vendor)) {
            put(Key::CpuVendor, "Manufacturer", vendor);
        }
        for (key, property) in
            [(Key::ClockBase, "MaxClockSpeed"), (Key::ClockSeen, "CurrentClockSpeed")]
        {
            if let Some(megahertz) = part.number(property).filter(|number| *number > 0) {
                put(key, property, format!("{megahertz} MHz"));
            }
        }
        let arch = part.text("Architecture").and_then(|word| {
            Some(match word.to_ascii_lowercase().as_str() {
                "0" | "x86" => "x86",
                "1" | "mips" => "mips",
                "2" | "alpha" => "alpha",
                "3" | "powerpc" => "ppc",
                "5" | "arm" => "arm",
                "6" | "ia64" => "ia64",
                "9" | "x64" => "x86_64",
                "12" | "arm64" => "arm64",
                _ => return None,
            })
        });
        if let Some(arch) = arch {
            put(Key::Arch, "Architecture", arch.to_owned());
        }
    }

    fn memory(&mut self) {
        let in_bytes =
            [(Kind::ComputerInfo, "CsTotalPhysicalMemory"), (Kind::System, "TotalPhysicalMemory")];
        let in_kilobytes = [
            (Kind::ComputerInfo, "OsTotalVisibleMemorySize"),
            (Kind::Windows, "TotalVisibleMemorySize"),
        ];
        let visible = self.sized(&in_bytes, &in_kilobytes);
        self.agreed(Key::MemoryVisible, &visible);
        let mut installed = self.sized(&[], &[(Kind::ComputerInfo, "CsPhyicallyInstalledMemory")]);
        let modules = self.numbers(&[(Kind::Module, "Capacity")]);
        let sum = modules.iter().try_fold(0u64, |sum, said| sum.checked_add(said.number));
        if let (Some(first), Some(sum)) = (modules.first(), sum) {
            let Said { object, property, .. } = *first;
            installed.push((sum, Said { number: sum, object, property }));
        }
        self.agreed(Key::MemoryInstalled, &installed);
        let paging = [
            (Kind::Windows, "SizeStoredInPagingFiles"),
            (Kind::ComputerInfo, "OsSizeStoredInPagingFiles"),
        ];
        if let Some((size, said)) = self.sized(&[], &paging).first() {
            self.put_as(Key::PageFile, said.object, said.property, format!("{size} B"));
        }
        let files = self.numbers(&[(Kind::Paging, "AllocatedBaseSize")]);
        let sum = files.iter().try_fold(0u64, |sum, said| sum.checked_add(said.number));
        if let (Some(first), Some(sum)) = (files.first(), sum)
            && self.facts.get(Key::PageFile).is_none()
        {
            self.put_as(Key::PageFile, first.object, first.property, format!("{sum} MiB"));
        }
    }

    /// Sizes in bytes, of properties in bytes and of others in KB.
    fn sized(
        &self,
        bytes: &[(Kind, &'static str)],
        kilobytes: &[(Kind, &'static str)],
    ) -> Vec<(u64, Said<'o, 'v>)> {
        let bytes = self.numbers(bytes).into_iter().map(|said| (said.number, said));
        let kilobytes = self.numbers(kilobytes).into_iter();
        let kilobytes = kilobytes.map(|said| (said.number.saturating_mul(1024), said));
        bytes.chain(kilobytes).collect()
    }

    /// The first of some statements of the same, where the others are no more than 1 % off.
    fn agreed(&mut self, key: Key, said: &[(u64, Said<'_, '_>)]) {
        let Some((size, first)) = said.first() else { return };
        let off = |other: u64| other.abs_diff(*size) > size / 100;
        match said.iter().find(|(other, _)| off(*other)) {
            None => self.put_as(key, first.object, first.property, format!("{size} B")),
            Some((other, second)) => {
                let (one, two) =
                    (first.object.place(first.property), second.object.place(second.property));
                let why = format!("{size} B by {one}, but {other} B by {two}");
                self.facts.put_unclear(key, self.source, &one, why);
            }
        }
    }

    /// The volume of Windows; else what disks there are.
    fn volumes(&mut self) {
        let system = ["SystemDrive", "OsSystemDrive", "WindowsDirectory", "OsWindowsDirectory"];
        let windows = self
            .objects
            .iter()
            .find_map(|object| system.iter().find_map(|property| object.text(property)));
        let letter = windows.as_deref().and_then(letter_of).unwrap_or('C');
        let volumes: Vec<(char, &Object<'_>)> = self
            .kind(Kind::Volume)
            .filter_map(|object| {
                let names = ["DeviceID", "DriveLetter", "Name"];
                let name = names.iter().find_map(|name| letter_of(&object.text(name)?))?;
                Some((name, object))
            })
            .collect();
        if volumes.is_empty() {
            self.disks();
        }
        let mut all = Volumes::default();
        for (name, object) in &volumes {
            let mut volume = Volume::new(format!("{name}:"));
            volume.system = windows.as_ref().map(|_| *name == letter);
            let facts = self.volume(object);
            facts.into_iter().for_each(|(key, fact)| volume.insert(key, fact));
            all.add(volume);
        }
        all.put(&mut self.facts);
        let Some((_, volume)) = volumes.iter().find(|(name, _)| *name == letter) else { return };
        self.facts.put(Key::DiskVolume, self.source, &volume.path, format!("{letter}:"));
        for (key, fact) in self.volume(volume) {
            self.facts.insert(key, fact);
        }
    }

    /// The size, the free space and the file system of a volume.
    fn volume(&self, volume: &Object<'_>) -> Vec<(Key, Fact)> {
        let fact = |property: &str, text: String| {
            let raw = volume.text(property).unwrap_or_else(|| text.clone());
            let (source, place) = (self.source.to_owned(), volume.place(property));
            Fact { text: Ok(text), origin: Origin { source, place, raw }, note: None }
        };
        let sizes = [
            (Key::DiskSize, ["Size", "Capacity"]),
            (Key::DiskFree, ["FreeSpace", "SizeRemaining"]),
        ];
        let sizes = sizes.into_iter().filter_map(|(key, properties)| {
            let said = properties.iter().find_map(|name| Some((*name, volume.number(name)?)));
            said.map(|(property, bytes)| (key, fact(property, format!("{bytes} B"))))
        });
        let mut facts: Vec<(Key, Fact)> = sizes.collect();
        let named = ["FileSystem", "FileSystemType"].iter().find_map(|name| {
            let text = volume.text(name).filter(|text| text.parse::<u64>().is_err())?;
            Some((*name, text))
        });
        if let Some((property, text)) = named {
            facts.push((Key::FileSystem, fact(property, file_system(&text).to_owned())));
        }
        facts
    }

    /// Fixed disks, as they were bought.
    fn disks(&mut self) {
        let fixed = |object: &&Object<'_>| {
            let words = ["MediaType", "InterfaceType", "BusType"];
            let word = |name: &&str| object.text(name).map(|word| word.to_ascii_lowercase());
            let loose =
                |word: String| ["usb", "removable", "external"].iter().any(|w| word.contains(w));
            // 7 is USB among the buses.
            let usb = object.text("BusType").is_some_and(|bus| bus == "7");
            !usb && !words.iter().filter_map(word).any(loose)
        };
        let disks: Vec<&Object<'_>> = self.kind(Kind::Disk).filter(fixed).collect();
        let sizes: Vec<String> = disks
            .iter()
            .filter_map(|disk| disk.number("Size").filter(|size| *size > 0))
            .map(|size| format!("{size} B"))
            .collect();
        if let (Some(first), false) = (disks.first(), sizes.is_empty()) {
            self.put_as(Key::DiskSize, first, "Size", sizes.join(" + "));
        }
    }

    fn system(&mut self) {
        let models = ["Model", "Manufacturer", "CsModel", "CsManufacturer"];
        let systems = || {
            self.objects
                .iter()
                .copied()
                .filter(|object| matches!(object.kind, Kind::System | Kind::ComputerInfo))
        };
        let guest = systems().find_map(|object| {
            let is_one =
                |name: &&&str| object.text(name).is_some_and(|name| guest::is_guest([&name[..]]));
            models.iter().find(is_one).map(|name| (object, *name))
        });
        let property = "HypervisorPresent";
        let told =
            systems().filter_map(|object| Some((object, object.get(property).and_then(truth)?)));
        // Of several statements one that there is a hypervisor counts.
        let told = told.max_by_key(|(_, present)| *present);
        if let Some((object, property)) = guest {
            self.put_as(Key::CpuHypervisor, object, property, "true".to_owned());
        } else if let Some((object, present)) = told {
            let text = if present { POSSIBLE } else { "false" };
            self.put_as(Key::CpuHypervisor, object, property, text.to_owned());
        }
        self.board(guest.is_none() && told.is_some_and(|(_, present)| !present));
    }
}

/// The letter of "C:\\Windows", "C:" or "C".
fn letter_of(text: &str) -> Option<char> {
    let mut chars = text.trim().chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?;
    matches!(chars.next(), None | Some(':')).then(|| letter.to_ascii_uppercase())
}
