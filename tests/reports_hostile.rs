//! Reports as nobody would write them: cut off anywhere, doubled, endless, nested without end.
//! Whatever comes, a format answers with machines or with a sentence, and never fails otherwise.

use minspec::machine::Machine;
use minspec::quantity::{Known, Quantity};
use minspec::sources::understand::{self, Scope};
use minspec::sources::{self, Ask, FORMATS, Format, Read};
use std::fs;
use std::path::{Path, PathBuf};

/// How many places a report is cut at. Which ones depends on its length, so all reports of a format
/// together are cut in every kind of place.
const CUTS: usize = 16;

/// More than any memory or disk, and any clock: a number that was misread.
const NONSENSE: u64 = 1 << 60;

fn fixtures(format: &Format) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reports").join(format.id);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let reports = paths.filter(|path| !path.to_string_lossy().ends_with(".want"));
    let mut texts: Vec<(PathBuf, String)> = reports
        .filter_map(|path| sources::file::text(&path.to_string_lossy()).ok().map(|t| (path, t)))
        .collect();
    texts.sort();
    texts
}

/// What a format makes of a text, if anything.
fn machines(format: &Format, text: &str) -> Vec<Machine> {
    let Ok(input) = format.read("hostile.txt", text.to_owned().into(), &Ask::default()) else {
        return Vec::new();
    };
    let all = input.all().machines;
    all.iter().map(|facts| understand::machine(facts, Scope::Machine)).collect()
}

/// Gives a text to a format, whether it knows it or not, and to every one that recognises it.
fn give(own: &Format, text: &str, what: &str) {
    for format in FORMATS {
        if !(format.detect)(text) && format.id != own.id {
            continue;
        }
        for machine in machines(format, text) {
            for (item, reading) in machine.readings() {
                let Ok(Known::Span(span)) = &reading.known else { continue };
                let nonsense = match span.low() {
                    Quantity::Level(_) => false,
                    low => low.number().is_some_and(|low| low >= NONSENSE),
                };
                assert!(!nonsense, "{what}, {}: {item}: {:?}", format.id, reading);
            }
        }
    }
}

fn reports() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|format| matches!(format.read, Read::Report(_)))
}

/// The beginning of a text up to about a byte.
fn until(text: &str, byte: usize) -> &str {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[test]
fn a_report_may_be_cut_off_anywhere() {
    for format in reports() {
        for (path, text) in fixtures(format) {
            let step = text.len().div_ceil(CUTS).max(1);
            for cut in (0..text.len()).step_by(step) {
                let what = format!("{} cut at {cut}", path.display());
                give(format, until(&text, cut), &what);
            }
            let half = until(&text, text.len() / 2);
            let tail = &text[half.len()..];
            give(format, tail, &format!("the second half of {}", path.display()));
        }
    }
}

#[test]
fn a_report_may_be_garbled() {
    let nines = "9".repeat(40);
    for format in reports() {
        for (path, text) in fixtures(format) {
            let lines = |many: usize| -> String {
                let lines = text.split_inclusive('\n');
                lines.map(|line| line.repeat(many)).collect()
            };
            let digits = |by: &str| -> String {
                let digit = |c: char| if c.is_ascii_digit() { by.to_owned() } else { c.into() };
                text.chars().map(digit).collect()
            };
            // Of the numbers that can be read the greatest.
            let runs = |by: &str| -> String {
                let inner = |c: char| c.is_ascii_digit();
                let runs = text.split_inclusive(inner).flat_map(|part| {
                    let digit = part.ends_with(inner);
                    let plain = part.trim_end_matches(inner);
                    [plain, if digit { by } else { "" }]
                });
                let mut all: Vec<&str> = runs.filter(|part| !part.is_empty()).collect();
                all.dedup_by(|next, before| *next == by && *before == by);
                all.concat()
            };
            let backwards: String = {
                let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
                lines.reverse();
                lines.concat()
            };
            for (what, garbled) in [
                ("lines doubled", lines(2)),
                ("lines many times", lines(8)),
                ("nines", digits("9")),
                ("endless nines", digits(&nines)),
                ("greatest numbers", runs(&u64::MAX.to_string())),
                ("no digits", digits("")),
                ("zeros", digits("0")),
                ("lines in reverse", backwards),
                ("NUL for blanks", text.replace(' ', "\0")),
                ("NUL between", text.chars().flat_map(|c| [c, '\0']).collect()),
                ("no line ends", text.replace(['\r', '\n'], "")),
                ("no colons", text.replace(':', "")),
                ("colons doubled", text.replace(':', "::")),
                ("quotes lost", text.replace('"', "")),
                ("wide", text.replace(' ', "\u{3000}")),
                ("twice", format!("{text}{text}")),
            ] {
                give(format, &garbled, &format!("{}, {what}", path.display()));
            }
        }
    }
}

#[test]
fn a_report_of_another_tool_is_refused_or_read() {
    for format in reports() {
        for (_, text) in fixtures(format) {
            for other in reports() {
                // No sense is asked for, only an end.
                machines(other, &text);
            }
        }
    }
}

#[test]
fn line_ends_do_not_matter() {
    for format in reports() {
        for (path, text) in fixtures(format) {
            let plain = text.replace("\r\n", "\n");
            let (unix, windows) = (&plain, plain.replace('\n', "\r\n"));
            let known = |text: &str| -> Vec<Vec<String>> {
                let of = |machine: &Machine| -> Vec<String> {
                    let readings = machine.readings();
                    readings.map(|(item, reading)| format!("{item} {:?}", reading.known)).collect()
                };
                machines(format, text).iter().map(of).collect()
            };
            assert_eq!(known(unix), known(&windows), "{}", path.display());
            assert_eq!((format.detect)(unix), (format.detect)(&windows), "{}", path.display());
        }
    }
}

#[test]
fn what_goes_on_and_on_is_answered() {
    for format in reports() {
        endless(format);
    }
}

fn endless(format: &Format) {
    let filled = |with: &str| with.repeat((4 << 10) / with.len().max(1));
    // The longest shows the most.
    let all = fixtures(format);
    let Some((_, text)) = all.iter().max_by_key(|(_, text)| text.len()) else { return };
    let line = text.lines().map(str::trim).max_by_key(|line| line.len()).unwrap_or("");
    let flat = text.replace(['\r', '\n'], " ");
    for (what, endless) in [
        // Deeper than any stack, were each of them a call.
        ("opening brackets", "[".repeat(20_000)),
        ("opening braces", "{\"a\":".repeat(20_000)),
        ("tags", "<a>".repeat(20_000)),
        ("lines that open", "[{\"a\":\n".repeat(500)),
        ("lines of brackets", "[1,\n".repeat(1_000)),
        ("one number", filled("9")),
        ("one blank line", filled(" ")),
        ("blank lines", filled("\n")),
        ("empty values", filled("{}")),
        ("empty values on lines", filled("{}\n")),
        ("colons", filled(": ")),
        ("quotes", filled("\"")),
        ("commas", filled(",")),
        ("the report in one line", filled(&format!("{flat} "))),
        ("its longest line", filled(&format!("{line}\n"))),
        ("its longest line in one", filled(&format!("{line} "))),
    ] {
        for (place, whole) in
            [("before", format!("{endless}\n{text}")), ("behind", format!("{text}\n{endless}"))]
        {
            give(format, &whole, &format!("{}: {what}, {place}", format.id));
        }
    }
}
