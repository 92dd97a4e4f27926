//! How machines flow through a check: in batches, by several workers, by parts that are judged
//! once. None of it may be seen from outside.

use crate::support::{cases, profile};
use minspec::check::{Batch as Shown, Check, Entry, Show};
use minspec::evaluate::evaluate;
use minspec::evaluate::learned::Learned;
use minspec::evaluate::parts::Judge;
use minspec::item::Share;
use minspec::library::Library;
use minspec::machine::{Machine, Part};
use minspec::profile::{Profile, Tier};
use minspec::render::{Rows, Style, csv, json};
use minspec::report::Report;
use minspec::sources::inventory::CSV;
use minspec::sources::{Ask, Batch, How, Keep};
use minspec::verdict::Verdict;
use proptest::prelude::*;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// Cells of every kind: of one machine in many forms, of none, of what cannot be.
const CPUS: [&str; 8] = [
    "Pentium Pro 200",
    "Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz",
    "Dual PII-350",
    "AMD EPYC 7763",
    "Alpha 21164 400",
    "QEMU Virtual CPU version 2.5+",
    "\"AMD A10-9700 RADEON R7, 10 COMPUTE CORES 4C+6G\"",
    "",
];
const CLOCKS: [&str; 4] = ["200", "3000", "", "fast"];
const GUESTS: [&str; 3] = ["true", "false", ""];
const MEMORIES: [&str; 7] = ["128", "7749", "64", "0", "\"4,096\"", "n/a", "2 x 32"];
const DISKS: [&str; 5] = ["512", "4.3", "0", "", "40 GB + 80 GB"];
const FREE: [&str; 4] = ["1", "600", "", "0"];

const HEADING: &str =
    "name,cpu,clock (MHz),cpu.hypervisor,memory.visible (MB),disk.size (GB),disk.free (GB),price\n";

/// A row by numbers.
fn row(n: usize, pick: u64) -> String {
    let mut rest = pick as usize;
    let mut one = |of: &[&'static str]| {
        let cell = of[rest % of.len()];
        rest /= of.len();
        cell
    };
    let cells = [&CPUS[..], &CLOCKS, &GUESTS, &MEMORIES, &DISKS, &FREE].map(&mut one);
    format!("m{n},{},{n}\n", cells.join(","))
}

fn fleet(picks: &[u64]) -> String {
    let rows = picks.iter().enumerate().map(|(n, pick)| row(n, *pick));
    HEADING.chars().chain(rows.collect::<String>().chars()).collect()
}

fn inventory(text: &str) -> impl Iterator<Item = Box<dyn Batch>> {
    let ask: Ask = Keep::Everything.into();
    CSV.read("fleet.csv", text.to_owned().into(), &ask).expect("an inventory").batches
}

/// The machines of a table by the short way, and by the long one.
fn both_ways(text: &str) -> (Vec<Machine>, Vec<Machine>) {
    let how = How::default();
    let mut short = Vec::new();
    for batch in inventory(text) {
        batch.machines(&how, &mut |entry| {
            if let Entry::Machine(machine) = entry {
                short.push(machine.machine());
            }
        });
    }
    let facts = inventory(text).flat_map(Batch::facts);
    let machines = facts.filter_map(|entry| match entry {
        Entry::Machine(facts) => Some(how.understand(facts)),
        _ => None,
    });
    (short, machines.collect())
}

/// A machine, with the place of each reading in full.
fn told(machine: &Machine) -> Vec<String> {
    let kept = (0..2).map(|n| machine.kept(n).to_owned());
    let readings = machine.readings().map(|(item, reading)| {
        format!("{item}: {:?} {:?} {:?}", reading.known, machine.origin(reading), reading.note)
    });
    [machine.name().to_owned()].into_iter().chain(kept).chain(readings).collect()
}

/// Editions of every kind.
static PROFILES: LazyLock<Vec<Profile>> = LazyLock::new(profiles);

fn profiles() -> Vec<Profile> {
    let own = "name = 'Own'\n\
               [[platform]]\nname = 'PC'\narch = 'x86'\n\
               minimum = { cpu = 'pentium', memory = '64 MB', disk_free = '1 GB' }\n\
               recommended = { memory = '4 GB', disk = '40 GB' }\n\
               [[platform]]\nname = 'Alpha'\narch = 'alpha'\nminimum = { memory = '128 MB' }\n";
    let silent = "name = 'Silent'\n";
    let library = Library::open(None).expect("the library");
    ["backoffice/4.5", "backoffice/2.0", "windows-nt-server/3.51", "sql-server/7.0"]
        .map(|id| library.edition(id).expect(id))
        .into_iter()
        .chain([profile(own), profile(silent)])
        .collect()
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn the_short_way_is_the_long_one(picks in prop::collection::vec(any::<u64>(), 1..40)) {
        let (short, long) = both_ways(&fleet(&picks));
        prop_assert_eq!(short.len(), picks.len());
        for (short, long) in short.iter().zip(&long) {
            prop_assert_eq!(told(short), told(long));
        }
    }

    #[test]
    fn a_verdict_by_parts_is_that_of_the_whole(
        picks in prop::collection::vec(any::<u64>(), 1..40),
        recommended in any::<bool>(),
    ) {
        let decides = if recommended { Tier::Recommended } else { Tier::Minimum };
        let profiles = &*PROFILES;
        let machines = both_ways(&fleet(&picks)).0;
        let whole = |machine: &Machine| -> Vec<Verdict> {
            profiles.iter().map(|p| evaluate(p, machine, decides).verdict()).collect()
        };
        let learned = Learned::default();
        let mut judge = Judge::new(profiles, decides, &learned);
        let mut by_text = Vec::new();
        for batch in inventory(&fleet(&picks)) {
            batch.verdicts(&How::default(), &mut judge, &mut |entry| {
                if let Entry::Machine(judged) = entry {
                    by_text.push((judged.name.to_owned(), judged.verdicts.to_vec()));
                }
            });
        }
        prop_assert_eq!(by_text.len(), machines.len());
        let mut by_parts = Vec::new();
        for (machine, (name, by_text)) in machines.iter().zip(by_text) {
            machine.pass(|passing| judge.verdicts(&passing.parts, &mut by_parts));
            prop_assert_eq!(&by_parts, &whole(machine), "{:?}", told(machine));
            prop_assert_eq!(by_text, whole(machine), "{:?}", told(machine));
            prop_assert_eq!(name, machine.name());
        }
    }
}

#[test]
fn what_one_judge_has_learned_another_knows() {
    let machines = both_ways(&fleet(&(0..40).collect::<Vec<u64>>())).0;
    // Of these none looks at two shares at once.
    let profiles = &PROFILES[..4];
    let learned = Learned::default();
    let [mut first, mut second] = [(); 2].map(|()| Judge::new(profiles, Tier::Minimum, &learned));
    let (mut room, mut verdicts) = (Vec::new(), Vec::new());
    for (n, machine) in machines.iter().enumerate() {
        let table = 2 * n as u64 + 1;
        let text = |share: Share, room: &mut Vec<u8>| room.extend(format!("{n} {share:?}").bytes());
        let part = |share: Share| Part::clone(&machine.parts()[share as usize]);
        first.verdicts_by_text(table, text, part, &mut room, &mut verdicts);
        let expected = verdicts.clone();
        let known = |share| panic!("{share:?} is learned again");
        second.verdicts_by_text(table, text, known, &mut room, &mut verdicts);
        assert_eq!(verdicts, expected);
        // Of another table the same text may mean another thing.
        let mut asked = 0;
        let counted = |share| {
            asked += 1;
            part(share)
        };
        Judge::new(profiles, Tier::Minimum, &learned).verdicts_by_text(
            table + 1,
            text,
            counted,
            &mut room,
            &mut verdicts,
        );
        assert_eq!((asked, &verdicts), (3, &expected));
    }
}

#[test]
fn what_is_long_is_understood_and_not_remembered() {
    let machines = both_ways(&fleet(&[1])).0;
    let profiles = &PROFILES[..2];
    let learned = Learned::default();
    let mut judge = Judge::new(profiles, Tier::Minimum, &learned);
    let (mut room, mut verdicts, mut asked) = (Vec::new(), Vec::new(), 0);
    for _ in 0..3 {
        let text = |_, room: &mut Vec<u8>| room.extend([b'x'; 2000]);
        let part = |share: Share| {
            asked += 1;
            Part::clone(&machines[0].parts()[share as usize])
        };
        judge.verdicts_by_text(1, text, part, &mut room, &mut verdicts);
        let whole = profiles.iter().map(|p| evaluate(p, &machines[0], Tier::Minimum).verdict());
        assert!(verdicts.iter().copied().eq(whole));
    }
    assert_eq!(asked, 9);
}

/// Some entries at once.
struct Chunk(Vec<Entry<Machine>>);

impl Shown for Chunk {
    fn machines(self: Box<Self>, show: Show<'_>) {
        self.0.into_iter().for_each(|entry| entry.pass(show));
    }
}

/// Batches of some machines each, of which one in seven could not be read.
fn batches(machines: &[Machine], many: usize) -> Vec<Box<dyn Shown>> {
    let entries = machines.iter().enumerate().map(|(n, machine)| match n % 7 {
        3 => Entry::Bad(format!("line {n}: bad")),
        _ => Entry::Machine(machine.clone()),
    });
    let entries: Vec<Entry<Machine>> = entries.collect();
    entries.chunks(many).map(|chunk| Box::new(Chunk(chunk.to_vec())) as Box<dyn Shown>).collect()
}

#[test]
fn what_several_workers_write_is_in_the_order_of_the_input() {
    let picks: Vec<u64> = (0..3_000u64).map(|n| n.wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect();
    let (machines, _) = both_ways(&fleet(&picks));
    let profiles = &*PROFILES;
    let columns = ["price".to_owned()];
    let style = |rows| Style { rows, ..Style::default() };
    for (format, rows) in [
        (&csv::FORMAT, Rows::Machine),
        (&csv::FORMAT, Rows::Report),
        (&csv::FORMAT, Rows::Finding),
        (&json::LINES, Rows::Report),
    ] {
        let written = |many: usize| {
            let all = batches(&machines, many);
            let heard = std::cell::RefCell::new(Vec::new());
            let mut out = Vec::new();
            let mut check = Check::in_batches(profiles, Tier::Minimum, Box::new(all.into_iter()));
            check.columns = &columns;
            check.tell = Box::new(|entry| heard.borrow_mut().push(format!("{entry:?}")));
            (format.write)(&mut check, &style(rows), &mut out).expect("written");
            let unread = check.unread().count;
            let verdict = check.verdict();
            drop(check);
            (out, heard.into_inner(), unread, verdict)
        };
        let (whole, heard, unread, verdict) = written(machines.len());
        assert_eq!(unread, (0..machines.len()).filter(|n| n % 7 == 3).count());
        assert_eq!(heard.len(), unread);
        for many in [1, 2, 5, 400] {
            assert!(written(many) == (whole.clone(), heard.clone(), unread, verdict), "{many}");
        }
    }
}

#[test]
fn rows_of_machines_and_rows_of_reports_tell_the_same() {
    let picks: Vec<u64> = (0..500u64).map(|n| n.wrapping_mul(0x9E37_79B9_7F4A_7C15)).collect();
    let (machines, _) = both_ways(&fleet(&picks));
    let profiles = &*PROFILES;
    let mut expected = String::new();
    for machine in &machines {
        let reports = profiles.iter().map(|p| evaluate(p, machine, Tier::Minimum));
        let verdicts: Vec<&str> = reports.map(|r: Report<'_>| r.verdict().id()).collect();
        writeln!(expected, "{},{}\r", machine.name(), verdicts.join(",")).expect("a text");
    }
    let mut check = Check::new(profiles, Tier::Minimum, machines.clone().into_iter().map(Ok));
    let mut out = Vec::new();
    let style = Style { rows: Rows::Machine, ..Style::default() };
    (csv::FORMAT.write)(&mut check, &style, &mut out).expect("written");
    let text = String::from_utf8(out).expect("text");
    for (found, expected) in text.lines().skip(1).zip(expected.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(text.lines().count(), 501);
}

/// Rows that go over the ends of blocks: long ones, such that go over lines, and faulty ones.
#[test]
fn where_a_block_ends_does_not_matter() {
    let mut text = String::from("name,cpu,memory (MB),note\n");
    let (mut names, mut bad) = (Vec::new(), 0);
    for n in 0..6_000 {
        let note = match n % 11 {
            0 => format!("\"two\nlines, {}\"", "é".repeat(n % 400)),
            1 => "a \"mark\"".to_owned(),
            2 => format!("\"{}\"", "x\r\n".repeat(n % 60)),
            3 => {
                // A mark that is opened and never closed, and a row that is too short.
                writeln!(text, "bad{n},486,64,\"open").expect("a text");
                writeln!(text, "short{n}").expect("a text");
                bad += 2;
                String::new()
            }
            _ => "x".repeat(n % 300),
        };
        names.push(format!("m{n}"));
        writeln!(text, "m{n},486,{},{note}", 16 + n % 50).expect("a text");
    }
    let all = CSV.all("fleet.csv", &text).expect("an inventory");
    let read: Vec<&str> = all.machines.iter().map(|facts| &facts.name[..]).collect();
    assert_eq!(read, names);
    assert_eq!(all.bad, bad);
}
