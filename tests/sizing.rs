//! Figures that depend on something else: formulas, and the numbers that a user states.

use crate::support::program::minspec;
use crate::support::{GIB, MIB, asking, judged, machine};
use minspec::evaluate::evaluate;
use minspec::item::Item;
use minspec::profile::{Profile, Tier, read};
use minspec::quantity::formula::{Driver, Formula, Line, Step};
use minspec::quantity::parameter::Parameter;
use minspec::quantity::{Quantity, Span};
use minspec::units::Bytes;
use minspec::verdict::Verdict::{self, Fail, Pass, Unknown};
use proptest::prelude::*;

const ORACLE: &str = "minimum = { page_file = { by = \"memory\", steps = [[\"2 GB\", \"1.5 times\"], \
                      [\"16 GB\", \"1 time\"], [\"more\", \"16 GB\"]] } }";

#[test]
fn what_is_asked_follows_another_item() {
    let of = |memory: &str, swap: &str| {
        judged(ORACLE, &format!("memory = \"{memory}\"\npage_file = \"{swap}\"")).0
    };
    let table = [
        ("2 GB", "3 GB", Pass),
        ("2 GB", "2.9 GB", Fail),
        ("4 GB", "4 GB", Pass),
        ("4 GB", "3.9 GB", Fail),
        ("16 GB", "16 GB", Pass),
        ("64 GB", "16 GB", Pass),
        ("64 GB", "15 GB", Fail),
    ];
    for (memory, swap, verdict) in table {
        assert_eq!(of(memory, swap), verdict, "{memory}, {swap}");
    }
    // What is asked of a machine with 7.7 GB visible lies between two figures, and so does the verdict.
    let visible = "memory = { visible = \"7.7 GB\" }\n";
    assert_eq!(judged(ORACLE, &format!("{visible}page_file = \"16 GB\"")).0, Pass);
    assert_eq!(judged(ORACLE, &format!("{visible}page_file = \"9 GB\"")).0, Unknown);
    assert_eq!(judged(ORACLE, &format!("{visible}page_file = \"7 GB\"")).0, Fail);
}

#[test]
fn a_formula_over_what_is_not_known_is_unknown_and_not_zero() {
    let (verdict, why) = judged(ORACLE, "page_file = \"2 GB\"");
    assert_eq!(verdict, Unknown);
    assert!(why.contains("memory is not known"), "{why}");
    // Whatever the memory is, no more than 16 GB are asked.
    assert_eq!(judged(ORACLE, "page_file = \"16 GB\"").0, Pass);
    let cap = "minimum = { page_file = { base = \"10 MB\", by = \"memory\", each = \"1 time\", most = \"32778 MB\" } }";
    // More than the cap is never asked; less may be too little.
    assert_eq!(judged(cap, "page_file = \"900 GB\"").0, Pass);
    assert_eq!(judged(cap, "page_file = \"20 GB\"").0, Unknown);
    assert_eq!(judged(cap, "memory = \"64 GB\"\npage_file = \"32778 MB\"").0, Pass);
    assert_eq!(judged(cap, "memory = \"1 GB\"\npage_file = \"1033 MB\"").0, Fail);
    assert_eq!(judged(cap, "memory = \"1 GB\"\npage_file = \"1034 MB\"").0, Pass);
}

#[test]
fn the_step_to_a_formula_over_what_is_not_known_is_to_say_that() {
    let tiers = "minimum = { memory = { by = \"threads\", each = \"1 GB\" } }";
    let (profile, machine) = (asking(tiers), machine("memory = \"1 GB\""));
    let report = evaluate(&profile, &machine, Tier::Minimum);
    assert!(report.findings[0].why().ends_with("threads are not known"));
    let step = report.findings[0].next_step().expect("a step");
    assert!(step.starts_with("state the threads, on which this depends: threads = …"), "{step}");
}

#[test]
fn a_formula_is_told_in_words() {
    let told = |figure: &str| {
        let profile = asking(&format!("minimum = {{ memory = {figure} }}"));
        profile.requirements().next().expect("a requirement").text.clone()
    };
    for (figure, text) in [
        ("{ base = \"1 GB\", by = \"users\", each = \"2 MB\" }", "1 GB + 2 MB for each user"),
        ("{ by = \"mailboxes\", each = \"2 MB\" }", "2 MB for each mailbox"),
        ("{ by = \"sockets\", each = \"2 GB\" }", "2 GB for each processor"),
        ("{ by = \"users\", each = \"2 MB\", per = 10 }", "2 MB for 10 users"),
        ("{ by = \"page_file\", each = \"1 time\" }", "the paging file"),
        ("{ by = \"page_file\", each = \"1.5 times\" }", "1.5 times the paging file"),
        ("{ by = \"page_file\", each = \"25 %\" }", "25 % of the paging file"),
        (
            "{ by = \"page_file\", steps = [[\"2 GB\", \"2 times\"], [\"more\", \"1 time\"]] }",
            "2 times up to 2 GB of paging file, as much above that",
        ),
        ("{ by = \"users\", steps = [[1, \"2 GB\"]] }", "2 GB up to 1 user"),
    ] {
        assert_eq!(told(figure), text);
    }
    let by_users = asking("minimum = { memory = { by = \"users\", each = \"2 MB\" } }");
    for (users, case) in [(1, "; for 1 user"), (2, "; for 2 users")] {
        let mut profile = by_users.clone();
        profile.size(&[(Parameter::Users, users)].into());
        let machine = machine("memory = \"1 GB\"");
        let report = evaluate(&profile, &machine, Tier::Minimum);
        let why = report.findings[0].why();
        assert!(why.ends_with(case), "{why}");
    }
}

#[test]
fn without_a_number_the_smallest_case_is_judged_and_told() {
    let tiers =
        "minimum = { memory = { by = \"users\", steps = [[25, \"64 MB\"], [50, \"96 MB\"]] } }";
    let sized = |users: Option<u64>, spec: &str| -> (Verdict, String) {
        let mut profile: Profile = asking(tiers);
        profile.size(&users.map(|users| (Parameter::Users, users)).into_iter().collect());
        let machine = machine(spec);
        let report = evaluate(&profile, &machine, Tier::Minimum);
        (report.verdict(), report.findings[0].why())
    };
    let (verdict, why) = sized(None, "memory = \"64 MB\"");
    assert!(verdict == Pass && why.contains("up to 25 users; state --users"), "{why}");
    assert_eq!(sized(Some(25), "memory = \"64 MB\"").0, Pass);
    assert_eq!(sized(Some(26), "memory = \"64 MB\"").0, Fail);
    assert_eq!(sized(Some(50), "memory = \"96 MB\"").0, Pass);
    // Beyond the last figure more may be asked, and nobody says how much.
    assert_eq!(sized(Some(51), "memory = \"900 GB\"").0, Unknown);
    assert_eq!(sized(Some(51), "memory = \"64 MB\"").0, Fail);
}

#[test]
fn what_is_wrong_in_a_formula_is_told_at_its_place() {
    let told = |entry: &str| {
        let text = format!("name = \"N\"\n[[platform]]\nname = \"PC\"\nminimum = {{ {entry} }}\n");
        read::profile("ours.toml", &text).expect_err(entry).to_string()
    };
    let table = [
        ("memory = { by = \"usres\", each = \"1 MB\" }", "did you mean `users`?"),
        ("memory = { by = \"memory\", each = \"1 MB\" }", "no parameter or other item"),
        ("memory = { by = \"users\" }", "either `steps` or `each`"),
        ("memory = { by = \"users\", each = \"2 times\" }", "no figure of the same kind"),
        ("memory = { by = \"users\", steps = [] }", "expected steps such as"),
        ("memory = { by = \"users\", steps = [[2, \"1 MB\"], [1, \"2 MB\"]] }", "in the order"),
        (
            "memory = { by = \"users\", steps = [[\"more\", \"1 MB\"], [1, \"2 MB\"]] }",
            "in the order",
        ),
        (
            "memory = { by = \"users\", each = \"1 MB\", least = \"2 MB\", most = \"1 MB\" }",
            "above `most`",
        ),
        ("memory = { by = \"users\", each = \"1 MB\", per = 0 }", "requires nothing"),
        ("tpm = \"2.x\"", "expected one of none, 1.2, 2.0, found \"2.x\""),
        ("tpm = \"none\"", "this requires nothing"),
        ("memory = \"1 GB\", volume = \"/var\"", "no disk space or file system"),
        ("disk_free = \"1 GB\", volume = \"var\"", "expected a path such as \"/var\""),
        ("signature = {}", "this requires nothing"),
        ("signature = { vendor = \"Intel\" }", "expected one of GenuineIntel, AuthenticAMD"),
        ("signature = { model = \"9-8\" }", "expected numbers and ranges"),
        ("memory = \"1 GB\", strength = \"strict\"", "expected one of enforced, documented"),
    ];
    for (entry, message) in table {
        assert!(told(entry).contains(message), "{entry}: {}", told(entry));
    }
}

#[test]
fn the_command_line_takes_numbers_that_an_edition_is_sized_by_and_no_others() {
    let run = |arguments: &[&str]| {
        let output = minspec(arguments).output().expect("it runs");
        let text = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&text).into_owned())
    };
    let (code, text) = run(&["check", "backoffice/4.5", "--mailboxes", "5"]);
    assert!(
        code == Some(2) && text.contains("--mailboxes: no edition that was asked for"),
        "{text}"
    );
    let (code, text) = run(&["upgrade", "gitlab/12", "gitlab/17", "--users", "5"]);
    assert!(code == Some(3) && !text.contains("--users"), "{text}");
    let (code, text) = run(&["check", "gitlab/12", "--users", "0"]);
    assert!(code == Some(2) && text.contains("0 is not in 1.."), "{text}");
    let of = |users: &str| {
        run(&["check", "gitlab/12", "--users", users, "--set", "memory=16GB", "-f", "ndjson"]).1
    };
    assert!(of("90").contains("for 90 users") && of("90000").contains("no figure is published"));
    let (code, text) = run(&["check", "backoffice/4.5", "--set", "tpm=3.x"]);
    assert!(code == Some(2) && text.contains("found \"3.x\""), "{text}");
}

fn line() -> impl Strategy<Value = Line> {
    (0u64..1000, 0u64..50, 0u64..9, 1u64..7).prop_map(|(base, above, each, per)| Line {
        base,
        above,
        each,
        per,
    })
}

proptest! {
    /// What is asked between two ends of the driver is what is asked at any value between them.
    #[test]
    fn a_span_asks_what_its_values_ask(
        lines in prop::collection::vec((1u64..40, line()), 1..5),
        open in any::<bool>(),
        caps in prop::option::of((0u64..500, 500u64..2000)),
        low in 0u64..150,
        more in 0u64..60,
    ) {
        let mut end = 0;
        let count = lines.len();
        let steps = lines.into_iter().enumerate().map(|(n, (width, line))| {
            end += width;
            let upto = (!open || n + 1 < count).then_some(end);
            Step { upto, line, text: String::new() }
        });
        let formula = Formula {
            of: Item::Memory,
            by: Driver::Item(Item::Cores),
            steps: steps.collect(),
            least: caps.map(|(least, _)| least),
            most: caps.map(|(_, most)| most),
            given: None,
        };
        let count = |n| Quantity::Count(n);
        let asked = |span: Span| formula.case(Some(&span)).expect("a case").asked;
        let whole = asked(Span::new(count(low), count(low + more)).expect("in order"));
        let each = (low..=low + more).map(|n| asked(Span::exact(count(n))));
        let each: Vec<Span> = each.collect();
        for one in &each {
            prop_assert!(whole.low() <= one.low(), "{whole:?} {one:?}");
            prop_assert!(whole.high().is_none_or(|high| one.high().is_some_and(|own| own <= high)));
        }
        // An end is open only where a figure is not published, and the low end is reached.
        prop_assert_eq!(whole.high().is_none(), each.iter().any(|one| one.high().is_none()));
        let least = each.iter().map(Span::low).reduce(|a, b| if b < a { b } else { a });
        prop_assert_eq!(Some(whole.low()), least);
        prop_assert!(formula.hull().low() <= whole.low());
    }
}

#[test]
fn a_part_of_a_unit_is_a_whole_one() {
    let size = |n| Some(Quantity::Size(Bytes(n)));
    let tiers = "minimum = { memory = { base = \"1 GB\", by = \"sockets\", above = 2, each = \"512 MB\" } }";
    for (sockets, asked) in [(1, GIB), (2, GIB), (3, GIB + 512 * MIB), (4, 2 * GIB)] {
        let (profile, machine) =
            (asking(tiers), machine(&format!("sockets = {sockets}\nmemory = \"1 MB\"")));
        let report = evaluate(&profile, &machine, Tier::Minimum);
        assert_eq!(report.findings[0].short(), size(asked - MIB), "{sockets}");
    }
}
