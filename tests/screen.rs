//! The table for people: it keeps to the screen unless all is asked for, and says what it left out.

use crate::support::{cases, machine};
use minspec::check::Check;
use minspec::library::Library;
use minspec::machine::Machine;
use minspec::profile::{Profile, Tier};
use minspec::render::{Style, markdown, table};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn editions(names: &[&str]) -> Vec<Profile> {
    let library = Library::open(None).expect("the library");
    names.iter().flat_map(|name| library.find(name).expect("editions")).collect()
}

fn fleet(many: usize) -> Vec<Machine> {
    let one = |n: usize| {
        let memory = [8, 64, 128, 256][n % 4];
        let disk = if n.is_multiple_of(3) { "" } else { "disk = '9 GB'" };
        let name = if n.is_multiple_of(5) { "東京 サーバー" } else { "web" };
        machine(&format!(
            "name = '{name} {n}'\ncpu = 'Pentium II 350'\nmemory = '{memory} MB'\n{disk}"
        ))
    };
    (0..many).map(one).collect()
}

/// What is written of some machines, and of as many entries that are none.
fn shown(
    machines: &[Machine],
    profiles: &[Profile],
    open: bool,
    bad: usize,
    style: &Style,
) -> String {
    let bad = (0..bad).map(|n| Err(format!("fleet.csv, line {n}: expected 2 cells, found 1")));
    let machines = machines.to_vec();
    let all = machines.into_iter().map(Ok).chain(bad);
    let mut check = Check::new(profiles, Tier::Minimum, all);
    check.open = open;
    let mut out = Vec::new();
    (table::FORMAT.write)(&mut check, style, &mut out).expect("written");
    String::from_utf8(out).expect("text")
}

fn screen(width: u16, lines: usize, color: bool) -> Style {
    Style { color, width: Some(width), lines: Some(lines), ..Style::default() }
}

/// How many lines of a screen a text takes.
fn height(text: &str, width: u16) -> usize {
    let line = |line: &str| {
        let plain = anstream::adapter::strip_str(line).to_string();
        UnicodeWidthStr::width(&plain[..]).div_ceil(width.into()).max(1)
    };
    text.lines().map(line).sum()
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn no_screen_is_overrun(
        (machines, lines, width) in (0usize..60, 12usize..60, 60u16..200),
        (few, open, color) in any::<(bool, bool, bool)>(),
        bad in 0usize..30,
    ) {
        let profiles = editions(if few { &["backoffice/4.5"] } else { &["backoffice/4.5", "windows-server"] });
        let text = shown(&fleet(machines), &profiles, open && !few, bad, &screen(width, lines, color));
        prop_assert!(height(&text, width) < lines, "{} lines of {lines}:\n{text}", height(&text, width));
        prop_assert!(!text.is_empty());
    }
}

#[test]
fn what_is_left_out_is_said_and_all_is_shown_when_asked() {
    let (machines, profiles) = (fleet(40), editions(&["backoffice/4.5", "backoffice/2000"]));
    let cut = shown(&machines, &profiles, false, 0, &screen(100, 30, false));
    let rows =
        cut.lines().filter(|line| line.starts_with("│ ") && !line.contains("machine")).count();
    assert!(cut.contains(&format!("… and {} more machines: --all shows them", 40 - rows)), "{cut}");
    assert!(
        cut.contains("What stops each:") && cut.contains("To buy:") && cut.contains("in all: "),
        "{cut}"
    );
    // The counts are over all, whatever is shown.
    let counted = "backoffice/4.5: 13 pass, 7 unknown, 20 fail";
    assert!(cut.contains(counted), "{cut}");
    let all =
        shown(&machines, &profiles, false, 3, &Style { width: Some(100), ..Style::default() });
    assert!(
        all.contains(counted) && !all.contains("more machines") && !all.contains("… and"),
        "{all}"
    );
    for machine in &machines {
        assert!(all.lines().any(|line| line.contains(machine.name())), "{}", machine.name());
    }
    assert_eq!(all.matches("fleet.csv, line").count(), 3);
}

#[test]
fn one_machine_has_a_bar_for_each_finding_and_on_a_narrow_screen_reasons_below() {
    let machines = [machine("name = 'a'\ncpu = 'Pentium II 350'\nmemory = '96 MB'\ndisk = '9 GB'")];
    let profiles = editions(&["backoffice/4.5"]);
    let wide = shown(&machines, &profiles, false, 0, &screen(200, 60, false));
    let memory = wide.lines().find(|line| line.starts_with("│ memory")).expect("a row");
    assert!(memory.contains(" ██████░░ ") && memory.contains("short by 32 MB"), "{memory}");
    assert_eq!(wide.matches("████████").count(), 3, "{wide}");
    let narrow = shown(&machines, &profiles, false, 0, &screen(80, 60, false));
    assert!(
        narrow.contains("Why:\n  memory: short by 32 MB; 96 MB found, 128 MB required\n"),
        "{narrow}"
    );
    assert!(narrow.lines().filter(|line| line.starts_with('│')).all(|line| line.width() <= 80));
    // Nothing is known: no bar, which would look like a measure.
    let unknown = shown(&[machine("name = 'b'")], &profiles, false, 0, &screen(200, 60, false));
    assert!(!unknown.contains('█') && !unknown.contains('░'), "{unknown}");
}

#[test]
fn colour_is_there_when_asked_and_only_then() {
    let (machines, profiles) = (fleet(3), editions(&["backoffice/4.5"]));
    let plain = shown(&machines, &profiles, false, 0, &screen(100, 40, false));
    assert!(!plain.contains('\u{1b}'));
    let coloured = shown(&machines, &profiles, false, 0, &screen(100, 40, true));
    assert!(coloured.contains("\u{1b}["));
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

#[test]
fn a_large_table_has_no_frame_and_every_row() {
    let machines = fleet(5_001);
    let profiles = editions(&["backoffice/4.5"]);
    let all = shown(&machines, &profiles, false, 0, &Style::default());
    assert!(!all.contains('│'));
    let rows = all.lines().skip(2).take(5_001);
    let columns: Vec<usize> = rows
        .map(|line| {
            let verdict = ["PASS", "FAIL", "UNKNOWN"].iter().find_map(|word| line.find(word));
            UnicodeWidthStr::width(&line[..verdict.expect("a verdict")])
        })
        .collect();
    assert_eq!(columns.len(), 5_001);
    assert!(columns.iter().all(|column| *column == columns[0]), "columns stand in line");
}

#[test]
fn what_a_machine_can_run_is_told_product_by_product() {
    let profiles = editions(&["backoffice", "windows-server", "sql-server"]);
    let strong =
        machine("name = 'strong'\ncpu = 'Xeon Silver 4310'\nmemory = '16 GB'\ndisk = '500 GB'");
    let weak = machine("name = 'weak'\ncpu = 'Pentium Pro 200'\nmemory = '128 MB'\ndisk = '4 GB'");
    let row = |text: &str, name: &str| -> Vec<String> {
        let line =
            text.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{text}"));
        line.trim_matches('│').split('┆').map(|cell| cell.trim().to_owned()).collect()
    };
    let one = shown(std::slice::from_ref(&weak), &profiles, true, 0, &Style::default());
    assert!(
        one.starts_with(&format!("What weak can run, of {} editions\n", profiles.len())),
        "{one}"
    );
    assert_eq!(row(&one, "│ backoffice"), ["backoffice", "1.0 to 4.5", "2000", "FAIL"]);
    assert!(one.contains("backoffice/2000 (fail): "), "{one}");
    let both = shown(&[strong, weak], &profiles, true, 0, &Style::default());
    assert_eq!(row(&both, "strong "), ["strong", "backoffice", "1.0 to 2000", "", ""]);
    assert!(both.contains("weak, backoffice/2000 (fail): "), "{both}");
    // The same story in Markdown.
    let mut check = Check::new(&profiles, Tier::Minimum, fleet(1).into_iter().map(Ok));
    check.open = true;
    let mut out = Vec::new();
    (markdown::FORMAT.write)(&mut check, &Style::default(), &mut out).expect("written");
    assert!(String::from_utf8_lossy(&out).contains("| product | runs | next | verdict |"));
}
