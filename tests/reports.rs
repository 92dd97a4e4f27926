//! Reports of tools: small ones of our own in `tests/reports/<format>/`, each with the readings
//! that it must give beside it (`.want`); and one machine that every format tells (`same.*`).

use minspec::item::Item;
use minspec::machine::Machine;
use minspec::quantity::{Known, Quantity};
use minspec::sources::facts::{Facts, Volume};
use minspec::sources::understand::{self, Scope};
use minspec::sources::{self, Ask, FORMATS, Read};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn folder(format: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports").join(format)
}

fn fixtures(format: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder(format)) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| !path.to_string_lossy().ends_with(".want")).collect();
    paths.sort();
    paths
}

fn machine(facts: &Facts) -> Machine {
    understand::machine(facts, Scope::Machine)
}

/// A machine as lines: its name, then each item with what is known of it.
fn lines(facts: &Facts) -> String {
    let machine = machine(facts);
    let readings = machine.readings().map(|(item, reading)| {
        let known = match &reading.known {
            Ok(Known::Processor(found)) => {
                let ids: Vec<&str> = found.likely.iter().map(|class| class.id()).collect();
                ids.join(" ")
            }
            Ok(known) => known.show(item.kind()),
            Err(why) => format!("unclear: {why}"),
        };
        format!("{}: {known}\n", item.id())
    });
    let readings: String = readings.collect();
    format!("{}\n{readings}{}", facts.name, volumes(facts))
}

/// What a source says of each volume, as it says it, each on a line.
fn volumes(facts: &Facts) -> String {
    let line = |volume: &Volume| {
        let told = volume.iter().map(|(key, fact)| {
            let text = fact.text.as_deref().unwrap_or_else(|why| why);
            format!(" {}={text}", key.path())
        });
        let system = match volume.system {
            Some(true) => " (system)",
            Some(false) => "",
            None => " (system?)",
        };
        format!("volume {}{system}:{}\n", volume.path, told.collect::<String>())
    };
    facts.volumes.iter().map(line).collect()
}

#[test]
fn each_fixture_gives_its_readings() {
    for format in FORMATS {
        let mut count = 0;
        for path in fixtures(format.id).iter().filter(|path| stem(path) != "same") {
            let shown = path.to_string_lossy();
            let input =
                sources::open(&shown, &Ask::default()).unwrap_or_else(|why| panic!("{why}"));
            let machines = input.all().machines;
            let found = machines.iter().map(lines).collect::<Vec<_>>().join("\n");
            let want = PathBuf::from(format!("{shown}.want"));
            if std::env::var_os("UPDATE_WANT").is_some() {
                fs::write(&want, &found).expect("written");
            }
            let expected = fs::read_to_string(&want).unwrap_or_default();
            assert_eq!(found, expected, "{shown}");
            count += 1;
        }
        let is_report = matches!(format.read, Read::Report(_));
        assert!(count > 0 || !is_report, "{}: no fixture", format.id);
    }
}

#[test]
fn each_fixture_is_recognised_by_its_format_alone() {
    for format in FORMATS.iter().filter(|format| matches!(format.read, Read::Report(_))) {
        for path in fixtures(format.id) {
            let Ok(mut text) = sources::file::text(&path.to_string_lossy()) else { continue };
            if stem(&path) == "same" {
                text = SAME[0].fill(&text);
            }
            let first = FORMATS.iter().find(|other| (other.detect)(&text)).map(|found| found.id);
            assert_eq!(first, Some(format.id), "{}", path.display());
            let others = FORMATS.iter().filter(|other| matches!(other.read, Read::Report(_)));
            let also = others.filter(|other| other.id != format.id && (other.detect)(&text));
            assert_eq!(also.map(|other| other.id).next(), None, "{}", path.display());
        }
    }
}

fn stem(path: &Path) -> String {
    let name = path.file_name().expect("a name").to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}

/// One machine, as the placeholders of the templates name it.
struct Same {
    brand: &'static str,
    vendor: &'static str,
    family: u32,
    model: u32,
    stepping: u32,
    megahertz: u64,
    cores: u64,
    threads: u64,
    /// In MiB.
    memory: u64,
    /// In MiB.
    disk: u64,
    /// In MiB.
    free: u64,
}

#[rustfmt::skip]
const SAME: &[Same] = &[
    Same { brand: "Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz", vendor: "GenuineIntel", family: 6, model: 158, stepping: 10, megahertz: 3000, cores: 6, threads: 6, memory: 16_384, disk: 476_837, free: 203_117 },
    Same { brand: "Intel(R) Core(TM)2 Duo CPU E8400 @ 3.00GHz", vendor: "GenuineIntel", family: 6, model: 23, stepping: 10, megahertz: 3000, cores: 2, threads: 2, memory: 4096, disk: 152_587, free: 1024 },
    Same { brand: "Intel(R) Xeon(R) Gold 6130 CPU @ 2.10GHz", vendor: "GenuineIntel", family: 6, model: 85, stepping: 4, megahertz: 2100, cores: 16, threads: 32, memory: 65_536, disk: 915_527, free: 880_000 },
    Same { brand: "AMD Ryzen 5 3600 6-Core Processor", vendor: "AuthenticAMD", family: 23, model: 113, stepping: 0, megahertz: 3600, cores: 6, threads: 12, memory: 8192, disk: 238_418, free: 99_000 },
];

impl Same {
    /// A template with the machine in its places. What stands between `@EACH_THREAD@` and `@END@`
    /// is repeated.
    fn fill(&self, template: &str) -> String {
        let mut text = String::new();
        let mut rest = template;
        while let Some((before, behind)) = rest.split_once("@EACH_THREAD@\n") {
            let (each, behind) = behind.split_once("@END@\n").expect("an @END@");
            text.push_str(before);
            for n in 0..self.threads {
                let core = (n % self.cores).to_string();
                text.push_str(&each.replace("@N@", &n.to_string()).replace("@CORE@", &core));
            }
            rest = behind;
        }
        text.push_str(rest);
        let decimal = |mib: u64| format!("{}.{:02}", mib / 1024, mib % 1024 * 100 / 1024);
        let decimal_gb = |mib: u64| format!("{:.2}", (mib << 20) as f64 / 1e9);
        let thousands = |mib: u64| format!("{}.{}", (mib + 50) / 1000, (mib + 50) % 1000 / 100);
        let places: BTreeMap<&str, String> = BTreeMap::from([
            ("NAME", "desk17".to_owned()),
            ("BRAND", self.brand.to_owned()),
            ("VENDOR", self.vendor.to_owned()),
            ("FAMILY", self.family.to_string()),
            ("MODEL", self.model.to_string()),
            ("STEPPING", self.stepping.to_string()),
            ("MHZ", self.megahertz.to_string()),
            ("GHZ", format!("{}.{:02}", self.megahertz / 1000, self.megahertz % 1000 / 10)),
            ("CORES", self.cores.to_string()),
            ("THREADS", self.threads.to_string()),
            ("THREADS_PER_CORE", (self.threads / self.cores).to_string()),
            ("MEMORY_GIB", (self.memory / 1024).to_string()),
            ("MEMORY_MIB", self.memory.to_string()),
            ("MEMORY_KIB", (self.memory << 10).to_string()),
            ("MEMORY_B", (self.memory << 20).to_string()),
            ("DISK_GIB", decimal(self.disk)),
            ("DISK_MIB", self.disk.to_string()),
            ("DISK_KIB", (self.disk << 10).to_string()),
            ("DISK_B", (self.disk << 20).to_string()),
            ("DISK_ROUND", ((self.disk + 512) / 1024).to_string()),
            ("DISK_KMIB", thousands(self.disk)),
            ("FREE_KMIB", thousands(self.free)),
            ("FREE_GIB", decimal(self.free)),
            ("FREE_MIB", self.free.to_string()),
            ("FREE_KIB", (self.free << 10).to_string()),
            ("FREE_B", (self.free << 20).to_string()),
            ("DISK_GB", decimal_gb(self.disk)),
            ("FREE_GB", decimal_gb(self.free)),
            ("USED_KIB", ((self.disk - self.free) << 10).to_string()),
        ]);
        for (place, value) in &places {
            text = text.replace(&format!("@{place}@"), value);
        }
        assert!(
            !text.contains('@')
                || text.matches('@').count()
                    == self.brand.matches('@').count() * text.matches(self.brand).count(),
            "{text}"
        );
        text
    }

    /// What every format must agree with; a spec file says it all.
    fn truth(&self) -> Machine {
        let Same { brand, vendor, family, model, stepping, cores, threads, .. } = self;
        let text = format!(
            "cpu = {{ text = \"{brand}\", vendor = \"{vendor}\", family = {family}, model = {model}, \
             stepping = {stepping} }}\nclock = \"{} MHz\"\ncores = {cores}\nthreads = {threads}\n\
             sockets = 1\nmemory = \"{} MB\"\ndisk = {{ size = \"{} B\", free = \"{} B\" }}",
            self.megahertz,
            self.memory,
            self.disk << 20,
            self.free << 20,
        );
        let all = sources::spec::TOML.all("truth", &text).expect("a spec file");
        machine(&all.machines[0])
    }
}

/// Whether a reading agrees with the truth: a span holds it and is not wide, a set of classes
/// holds it.
fn agrees(item: Item, found: &Known, truth: &Known) -> bool {
    let number = |quantity: Quantity| quantity.number();
    match (found, truth) {
        (Known::Span(found), Known::Span(truth)) => {
            let (Some(low), Some(least)) = (number(found.low()), number(truth.low())) else {
                return true;
            };
            let most = truth.high().and_then(number).unwrap_or(u64::MAX);
            // "465.66 GB" is a size to two decimals.
            let slack = if item == Item::Clock { 0 } else { most.min(least) / 1000 };
            // Some tools round memory to the next GB.
            let rounded = least.saturating_sub(1 << 29);
            let wide = item == Item::Memory && low < rounded.min(least / 20 * 19);
            let high = found.high().and_then(number);
            low <= most.saturating_add(slack)
                && high.is_none_or(|high| high.saturating_add(slack) >= least)
                && !wide
        }
        (Known::Processor(found), Known::Processor(truth)) => {
            truth.likely.iter().all(|class| found.likely.contains(class))
        }
        (Known::Arch(found), Known::Arch(truth)) => found == truth,
        _ => true,
    }
}

#[test]
fn one_machine_is_the_same_in_every_format() {
    for format in FORMATS {
        let templates: Vec<PathBuf> =
            fixtures(format.id).into_iter().filter(|path| stem(path) == "same").collect();
        let is_report = matches!(format.read, Read::Report(_));
        assert!(!templates.is_empty() || !is_report, "{}: no same.*", format.id);
        for path in templates {
            let template = fs::read_to_string(&path).expect("a template");
            for same in SAME {
                let text = same.fill(&template);
                let all = format.all("same", &text).unwrap_or_else(|why| panic!("{why}\n{text}"));
                assert_eq!(all.machines.len(), 1, "{}: {:?}", path.display(), all.notes);
                let (found, truth) = (machine(&all.machines[0]), same.truth());
                for (item, reading) in found.readings() {
                    let known = reading.known.as_ref().unwrap_or_else(|why| {
                        panic!("{}: {} {item}: {why}", path.display(), same.brand)
                    });
                    let Some(truth) = truth.known(item) else { continue };
                    assert!(
                        agrees(item, known, truth),
                        "{}: {} {item}: {known:?}, {truth:?}",
                        path.display(),
                        same.brand
                    );
                }
                for item in [Item::Cpu, Item::Memory, Item::DiskFree, Item::DiskSize] {
                    let lacking = found.step(item).is_some();
                    assert_ne!(lacking, found.get(item).is_some(), "{}: {item}", path.display());
                }
            }
        }
    }
}
