//! What the tests of the core share: the shortest ways to a profile, a machine and a value.

pub mod program;

use minspec::cpu::{Candidates, CpuClass};
use minspec::evaluate::evaluate;
use minspec::fault::Fault;
use minspec::item::Item;
use minspec::machine::Machine;
use minspec::profile::{Profile, Tier, read};
use minspec::quantity::{Known, Processor, Quantity, Span};
use minspec::reading::{Origin, Reading};
use minspec::sources::facts::{Facts, Key, Shape};
use minspec::sources::inventory::{Columns, Told};
use minspec::sources::understand::{self, Scope};
use minspec::sources::{All, spec};
use minspec::units::{Bytes, Hertz};
use minspec::verdict::Verdict;
use proptest::prelude::*;

/// A mebibyte.
pub const MIB: u64 = 1 << 20;
/// A gibibyte.
pub const GIB: u64 = 1 << 30;

/// The machines of a spec file in TOML.
#[track_caller]
pub fn input(text: &str) -> All {
    spec::TOML.all("test.toml", text).unwrap_or_else(|why| panic!("{why}\n{text}"))
}

/// The machines of a spec file in JSON.
#[track_caller]
pub fn json(text: &str) -> All {
    spec::JSON.all("test.json", text).unwrap_or_else(|why| panic!("{why}"))
}

/// The only machine of a spec file in TOML, understood.
#[track_caller]
pub fn machine(text: &str) -> Machine {
    let input = input(text);
    assert_eq!(input.notes, [""; 0], "{text}");
    assert_eq!(input.machines.len(), 1, "{text}");
    understand::machine(&input.machines[0], Scope::Machine)
}

/// A profile from its whole text.
#[track_caller]
pub fn profile(text: &str) -> Profile {
    read::profile("test.toml", text).unwrap_or_else(|faults| panic!("{faults}"))
}

/// A profile of one platform without an architecture, from the lines of its tiers.
#[track_caller]
pub fn asking(tiers: &str) -> Profile {
    profile(&format!("name = \"Test\"\n[[platform]]\nname = \"PC\"\n{tiers}\n"))
}

/// A value that stood somewhere.
pub fn reading(known: Known) -> Reading {
    let origin = Origin { source: "test".into(), place: "here".into(), raw: "value".into() };
    Reading { known: Ok(known), origin, note: None }
}

/// The possibilities of an item; panics where there is none.
#[track_caller]
pub fn span(machine: &Machine, item: Item) -> Span {
    match machine.known(item) {
        Some(Known::Span(span)) => *span,
        other => panic!("{item}: {other:?} of {:?}", machine.get(item)),
    }
}

/// Why the reading of an item says nothing; panics where it says something.
#[track_caller]
pub fn unclear(machine: &Machine, item: Item) -> String {
    match machine.get(item).map(|reading| &reading.known) {
        Some(Err(why)) => why.clone(),
        other => panic!("{item}: {other:?}"),
    }
}

/// A class by its id.
#[track_caller]
pub fn class(id: &str) -> CpuClass {
    CpuClass::from_id(id).unwrap_or_else(|| panic!("no class {id}"))
}

/// Classes by their ids, with blanks between.
#[track_caller]
pub fn classes(ids: &str) -> Candidates {
    ids.split_whitespace().map(class).collect()
}

/// A processor that is surely one of some classes.
#[track_caller]
pub fn processor(ids: &str) -> Processor {
    classes(ids).into()
}

/// From one rate in megahertz to another.
pub fn mhz(low: u64, high: u64) -> Span {
    let [low, high] = [low, high].map(|mhz| Quantity::Speed(Hertz::mhz(mhz)));
    Span::new(low, high).expect("ordered")
}

/// From one size in bytes to another.
pub fn bytes(low: u64, high: u64) -> Span {
    let [low, high] = [low, high].map(|bytes| Quantity::Size(Bytes(bytes)));
    Span::new(low, high).expect("ordered")
}

/// So many cases of a property, without a file of those that failed.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// What is known of each item, with everything of its origin but the file.
pub fn readings(machine: &Machine) -> Vec<String> {
    let one = |(item, reading): (Item, &Reading)| {
        let Reading { known, origin, note } = reading;
        format!("{item}: {known:?} at {} {:?} {note:?}", origin.place, origin.raw)
    };
    machine.readings().map(one).collect()
}

prop_compose! {
    /// A few classes of x86, of which some are likely, and some required ones.
    pub fn processors()(
        certain in prop::collection::vec(0usize..90, 0..6),
        likely in prop::collection::vec(any::<bool>(), 6),
        bounds in prop::collection::vec(0usize..90, 1..4),
    ) -> (Processor, Vec<CpuClass>) {
        let all: Vec<CpuClass> = CpuClass::all().collect();
        let likely = certain.iter().zip(likely).filter(|(_, likely)| *likely);
        let processor = Processor {
            likely: likely.map(|(row, _)| all[*row]).collect(),
            certain: certain.iter().map(|row| all[*row]).collect(),
        };
        (processor, bounds.into_iter().map(|row| all[row]).collect())
    }
}

/// A rate in megahertz, or two ends of one.
pub fn rates() -> impl Strategy<Value = (u64, u64)> {
    (50u64..4000, prop_oneof![Just(0), 0u64..500]).prop_map(|(low, more)| (low, low + more))
}

/// Facts of every key, some likely, some odd, some nonsense.
pub fn facts() -> impl Strategy<Value = Facts> {
    let text = |key: Key| {
        let likely: &[&str] = match key {
            Key::Arch => &["x86", "x86_64", "alpha", "vax"],
            Key::Isa => &["i686", "x86-64-v2", "i387"],
            Key::CpuText => &["Dual Pentium Pro 200", "AMD EPYC 7763", "Intel(R) Xeon(R) CPU"],
            Key::CpuVendor => &["GenuineIntel", "AuthenticAMD", "Genuine\tIntel"],
            Key::CpuFlags => &["fpu tsc cx8 cmov mmx", "hypervisor fpu", "sse3"],
            Key::CpuHypervisor => &["true", "false"],
            Key::ClockRated | Key::ClockMax | Key::ClockSeen => {
                &["200 MHz", "2.4 GHz", "132.9 MHz"]
            }
            key if key.shape() == Shape::Number => {
                &["6", "8", "0", "007", "+5", "99999999999999999999"]
            }
            _ => &["64 MB", "4095 MiB", "8 GB", "64 Mb", "1,5 GB", "0 B", "C:\\"],
        };
        let odd = prop::sample::select(vec![
            "N/A",
            "",
            " ",
            "'\"'",
            "\"\"\"",
            "'''",
            "a\r\nb\u{7f}",
            "é\u{feff}",
        ]);
        prop_oneof![
            4 => prop::sample::select(likely).prop_map(str::to_owned),
            1 => odd.prop_map(str::to_owned),
            1 => ".{0,8}|[0-9.,]{0,25} ?[a-zA-Zµ]{0,5}",
        ]
    };
    let one = |key: Key| prop::option::of(text(key)).prop_map(move |text| (key, text));
    let all: Vec<_> = Key::ALL.iter().map(|key| one(*key)).collect();
    ("[a-z#\"'\\\\ é]{1,8}[a-z]", all).prop_map(|(name, all)| {
        let mut facts = Facts::new(name);
        for (key, text) in all {
            if let Some(text) = text {
                facts.put(key, "made up", key.path(), text);
            }
        }
        facts
    })
}

/// A fault in one line: "error 2:5 text there: message; help".
pub fn told(text: &str, fault: &Fault) -> String {
    let before = &text[..fault.span.start];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    let gravity = format!("{:?}", fault.gravity).to_lowercase();
    let help = fault.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    format!("{gravity} {line}:{column} {}: {}{help}", &text[fault.span.clone()], fault.message)
}

/// One tier with some figures in some order, in one of the forms that TOML has for tables.
pub fn tier() -> impl Strategy<Value = String> {
    let pairs = prop::sample::subsequence(
        vec![
            "cpu=['486', \"k5\"]",
            "clock = \"25 MHz\"",
            "cores=2",
            "features = \"fpu\"",
            "memory = {to='2 GB',from=\"16 MB\"}",
            "disk=\"1.5 GB\"",
            "source = [ 's','t' ]",
        ],
        1..6,
    );
    let tier = prop::sample::select(vec!["minimum", "recommended", "maximum", "advice"]);
    (tier, pairs.prop_shuffle(), 0..4).prop_map(|(tier, pairs, form)| match form {
        0 => format!("{tier}={{{}}}\n", pairs.join(",")),
        1 => format!("[platform.{tier}]\n{}\n", pairs.join("\n")),
        2 => pairs.iter().map(|pair| format!("{tier}.{pair}\n")).collect(),
        _ => pairs.iter().map(|pair| format!("[[platform.{tier}]]\n{pair}\n")).collect(),
    })
}

/// What every possibility says: pass or fail where they agree, else unknown. Not how the program
/// does it.
pub fn agreed(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
    let mut verdicts = verdicts.into_iter();
    let first = verdicts.next().unwrap_or(Verdict::Unknown);
    if verdicts.all(|verdict| verdict == first) { first } else { Verdict::Unknown }
}

/// A profile of an id, from its whole text.
#[track_caller]
pub fn made(id: &str, text: &str) -> Profile {
    read::profile(id, text).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The verdict of the minimum.
pub fn judge(profile: &Profile, machine: &Machine) -> Verdict {
    evaluate(profile, machine, Tier::Minimum).verdict()
}

/// A machine with so many megahertz (0: not stated), and megabytes of memory, free space and disk.
pub fn machine_of(cpu: &str, megahertz: u64, memory: u64, free: u64, size: u64) -> Machine {
    let clock = if megahertz == 0 { String::new() } else { format!("clock = '{megahertz} MHz'\n") };
    let cpu = if cpu.is_empty() { String::new() } else { format!("cpu = '{cpu}'\n") };
    let size = free.max(size);
    let arch = if cpu.contains("Alpha") { "alpha" } else { "x86" };
    machine(&format!(
        "arch = '{arch}'\n{cpu}{clock}memory = '{memory} MB'\ndisk = {{ size = '{size} MB', free = '{free} MB' }}"
    ))
}

/// A field of `lscpu` output.
pub fn field(report: &str, name: &str) -> Option<String> {
    report.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        (key.trim() == name).then(|| value.trim().to_string())
    })
}

/// The verdict on a spec file by what tiers ask, and why its first finding is what it is.
#[track_caller]
pub fn judged(tiers: &str, spec: &str) -> (Verdict, String) {
    let (profile, machine) = (asking(tiers), machine(spec));
    let report = evaluate(&profile, &machine, Tier::Minimum);
    (report.verdict(), report.findings[0].why())
}

/// The columns of a table.
#[track_caller]
pub fn columns(headings: &[&str], rows: &[&[&str]]) -> Columns {
    let headings: Vec<String> = headings.iter().map(|heading| (*heading).to_owned()).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.to_vec()).collect();
    Columns::understand("t", &headings, &rows, &[]).unwrap_or_else(|why| panic!("{why}"))
}

/// What the first row of a table says.
#[track_caller]
pub fn row(headings: &[&str], cells: &[&str]) -> Vec<String> {
    columns(headings, &[cells]).row(|n| cells[n]).iter().map(shown).collect()
}

/// What a cell says, as `key text`; an unclear one as `key? why`.
pub fn shown(told: &Told) -> String {
    match &told.text {
        Ok(text) => format!("{} {text}", told.key.path()),
        Err(why) => format!("{}? {why}", told.key.path()),
    }
}
