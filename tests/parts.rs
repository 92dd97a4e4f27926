//! What a suite, or `a+b`, keeps of what its parts say: nothing is lost and nothing is made up.

use crate::support::program::{minspec, text};
use crate::support::{asking, cases, machine, made};
use minspec::compose::{complete, together};
use minspec::evaluate::evaluate;
use minspec::item::Item;
use minspec::profile::{Profile, Requirement, Strength, Tier};
use minspec::verdict::Verdict::{Fail, Pass, Unknown};
use proptest::prelude::*;
use serde_json::Value;

const PC: &str = "[[platform]]\nname = 'PC'\narch = 'x86'\n";

fn part(id: &str, lines: &str) -> Profile {
    made(id, &format!("name = 'P'\n{PC}{lines}\n"))
}

/// Two editions on one machine.
#[track_caller]
fn both(a: &str, b: &str) -> Profile {
    together(&[part("a/1", a), part("b/1", b)], &[]).expect("a whole")
}

fn of(whole: &Profile, item: Item) -> Vec<&Requirement> {
    whole.requirements().filter(|requirement| requirement.item == item).collect()
}

#[test]
fn what_is_required_in_words_only_is_kept() {
    let (a, b) = ("minimum = { memory = '8 MB' }", "minimum = { memory = '16 MB' }");
    let whole = both(
        &format!("{a}\nunchecked = ['A printer', 'A mouse']"),
        &format!("{b}\nunchecked = ['A mouse']"),
    );
    let expected = ["A printer, by a/1", "A mouse, by a/1", "A mouse, by b/1"];
    assert_eq!(whole.platforms[0].unchecked, expected);
    // Of a choice it may be asked for.
    let options = [part("a/1", &format!("{a}\nunchecked = ['A printer']")), part("b/1", b)];
    let suite = made("w/1", "name = 'W'\nincludes = [['a/1', 'b/1']]");
    let all = [&options[..], &[suite]].concat();
    let whole = complete(&all[2], &all).expect("a whole");
    assert_eq!(whole.platforms[0].unchecked, ["A printer, by a/1, one of a choice"]);
}

#[test]
fn what_a_part_only_tells_never_decides() {
    let told = "minimum = [{ memory = '8 MB', cpu = '486' }, { memory_visible = '64 GB', \
                clock = '9 GHz', disk = '9 TB', strength = 'informational' }]";
    let whole = both(told, "minimum = { memory = '8 MB' }");
    for item in [Item::MemoryVisible, Item::Clock, Item::Disk] {
        assert!(of(&whole, item).is_empty(), "{item}");
    }
    let profile = asking("recommended = { cores = 64, strength = 'informational' }");
    let small = machine("cores = 2");
    assert_eq!(evaluate(&profile, &small, Tier::Minimum).recommended(), None);
    // Beside a verdict that it does not make, it is no fail.
    let profile =
        asking("minimum = [{ cores = 2 }, { clock = '1 GHz', strength = 'informational' }]");
    let slow = machine("cores = 2\nclock = '350 MHz'");
    let report = evaluate(&profile, &slow, Tier::Minimum);
    let (decides, told) = (&report.findings[0], &report.findings[1]);
    let (decides, told) = if decides.is_remark() { (told, decides) } else { (decides, told) };
    assert!(told.is_remark() && !decides.is_remark());
    assert_eq!((report.verdict().id(), told.verdict.id()), ("pass", "fail"));
}

#[test]
fn how_strictly_a_part_means_a_figure_is_kept() {
    let strict = "minimum = { tpm = '2.0', memory = '64 MB', strength = 'enforced' }";
    let whole = both(strict, "minimum = { memory = '16 MB' }");
    for item in [Item::Tpm, Item::Memory] {
        assert_eq!(of(&whole, item)[0].strength, Strength::Enforced, "{item}");
    }
    let whole = both(strict, "minimum = { memory = '128 MB' }");
    assert_eq!(of(&whole, Item::Memory)[0].strength, Strength::Documented);
}

#[test]
fn a_list_that_speaks_of_a_module_or_a_volume_is_silent_on_the_processor() {
    let asks = part("a/1", "minimum = { cpu = 'pentium', memory = '8 MB', disk = '1 GB' }");
    for own in ["tpm = '2.0'", "disk_free = '1 GB', volume = '/var'"] {
        let lines = format!("name = 'W'\nincludes = ['a/1']\n{PC}minimum = {{ {own} }}");
        let all = [asks.clone(), made("w/1", &lines)];
        let whole = complete(&all[1], &all).expect("a whole");
        assert_eq!(of(&whole, Item::Cpu).len(), 1, "{own}");
        let own = whole.requirements().filter(|of| of.item == Item::Tpm || of.volume.is_some());
        assert_eq!(own.count(), 1, "the published one, once");
    }
}

#[test]
fn the_smallest_case_is_told_of_a_part_too() {
    let sized = "minimum = { memory = { by = 'users', steps = [[25, '64 MB'], [50, '96 MB']] } }";
    let whole = both(sized, "minimum = { memory = '16 MB' }");
    let big = machine("cpu = 'i5-6500'\nmemory = '1 GB'");
    let report = evaluate(&whole, &big, Tier::Minimum);
    let memory = report.findings.iter().find(|f| f.requirement.item == Item::Memory);
    let why = memory.expect("memory").why();
    assert!(why.contains("the smallest published case, up to 25 users; state --users"), "{why}");
}

#[test]
fn what_follows_another_item_is_judged_beside_other_parts_as_alone() {
    let swap = "minimum = { page_file = { by = 'memory', each = '2 times' }, memory = '8 MB' }";
    let whole = both(swap, "minimum = { memory = '8 MB' }");
    let of = |swap: &str| {
        let spec = format!("cpu = 'i5-6500'\nmemory = '1 GB'\npage_file = '{swap}'");
        let machine = machine(&spec);
        let report = evaluate(&whole, &machine, Tier::Minimum);
        let own = report.findings.iter().filter(|f| f.requirement.item == Item::PageFile);
        own.map(|finding| finding.verdict).min().expect("asked for")
    };
    assert_eq!((of("1 GB"), of("2 GB")), (Fail, Pass));
}

#[test]
fn a_figure_that_may_not_be_asked_fails_nobody() {
    let options = [
        part("a/1", "minimum = { cores = { by = 'users', steps = [[25, 4]] }, memory = '8 MB' }"),
        part("b/1", "minimum = { memory = '8 MB' }"),
        made("w/1", "name = 'W'\nincludes = [['a/1', 'b/1']]"),
    ];
    let whole = complete(&options[2], &options).expect("a whole");
    for (cores, expected) in [(1, Unknown), (4, Pass)] {
        let machine = machine(&format!("cpu = 'i5-6500'\ncores = {cores}"));
        let report = evaluate(&whole, &machine, Tier::Minimum);
        let own = report.findings.iter().find(|f| f.requirement.item == Item::Cores);
        let own = own.expect("cores");
        assert_eq!(own.verdict, expected, "{}", own.why());
        assert!(own.requirement.text.starts_with("no more than 4"), "{}", own.requirement.text);
    }
}

#[test]
fn a_file_is_sized_beside_another_edition() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("ours.toml");
    let sized = "minimum = { memory = { by = 'users', steps = [[25, '1 GB'], [50, '64 GB']] } }";
    std::fs::write(&path, format!("name = 'Ours'\n{PC}{sized}")).expect("a file");
    let both = format!("{}+rhel/9", path.display());
    let arguments = ["check", &both, "-m", "-", "-f", "json", "--users", "40"];
    let spec = "cpu = 'i5-6500'\nmemory = '16 GB'\ndisk = '100 GB'";
    let done = minspec(&arguments).write_stdin(spec).assert().code(1);
    let json: Value = serde_json::from_str(&text(&done)).expect("JSON");
    let findings = json["reports"][0]["findings"].as_array().expect("findings");
    let memory = findings.iter().find(|finding| finding["item"] == "memory").expect("memory");
    assert_eq!(memory["verdict"], "fail", "{memory}");
}

proptest! {
    #![proptest_config(cases(64))]

    /// Whatever fails one of two editions fails both on one machine, and what passes both passes
    /// each.
    #[test]
    fn a_whole_passes_nothing_that_a_part_fails(
        words in prop::collection::vec((0usize..6, 0usize..2), 1..6),
        tpm in prop::sample::select(vec!["none", "1.2", "2.0"]),
        firmware in prop::sample::select(vec!["bios", "uefi"]),
        swap in 1u64..5, memory in 1u64..4,
    ) {
        let lines = |of: usize| {
            let all = ["tpm = '1.2'", "firmware = 'uefi'", "cpu = 'pentium'", "memory = '2 GB'",
                "page_file = { by = 'memory', each = '1.5 times' }", "features = 'avx'"];
            let mut own: Vec<&str> = words.iter().filter(|(_, to)| *to == of).map(|(n, _)| all[*n]).collect();
            own.sort_unstable();
            own.dedup();
            format!("minimum = {{ {} }}", [&own[..], &["disk = '1 MB'"]].concat().join(", "))
        };
        let (a, b) = (lines(0), lines(1));
        let spec = format!("cpu = 'i5-6500'\ntpm = '{tpm}'\nfirmware = '{firmware}'\n\
                            memory = '{memory} GB'\npage_file = '{swap} GB'\ndisk = '1 GB'");
        let machine = machine(&spec);
        let verdict = |profile: &Profile| evaluate(profile, &machine, Tier::Minimum).verdict();
        let parts = [part("a/1", &a), part("b/1", &b)].map(|part| verdict(&part));
        let whole = verdict(&both(&a, &b));
        let least = parts.into_iter().min().expect("two");
        prop_assert!(whole <= least, "{whole:?} of {parts:?}\n{a}\n{b}\n{spec}");
        prop_assert!(least != Fail || whole == Fail, "{whole:?} of {parts:?}\n{a}\n{b}\n{spec}");
    }
}
