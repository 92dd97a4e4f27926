//! CSV (RFC 4180): one row a report, a finding, or a machine.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, the wide forms of these, a tab
//! or an end of line for a formula. Such a text gets an apostrophe before it; every other text is as
//! it was. The columns of the input that go along stand behind all others.

use super::story::stops;
use super::{Format, Out, Rows, Style};
use crate::check::Check;
use crate::item::Item;
use crate::machine::Machine;
use crate::reading::Origin;
use crate::report::{Finding, Report};
use crate::verdict::Verdict;
use std::borrow::Cow;
use std::io;

/// Comma-separated values.
pub const FORMAT: Format = Format { name: "csv", extensions: &["csv"], doc: "CSV", write };

/// The items that always have a column; further items get one behind these where they occur.
const COLUMNS: &[Item] = &[
    Item::Cpu,
    Item::Clock,
    Item::Cores,
    Item::Memory,
    Item::Disk,
    Item::DiskFree,
    Item::DiskSize,
];

fn write(check: &mut Check<'_>, style: &Style, out: Out<'_>) -> io::Result<()> {
    if style.mark {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    match style.rows {
        Rows::Report => by_report(check, out),
        Rows::Finding => by_finding(check, out),
        Rows::Machine => by_machine(check, out),
    }
}

/// The names of the columns that go along, told apart from our own.
fn input_names<'c>(columns: &'c [String], own: &[&str]) -> Vec<Cow<'c, str>> {
    let apart = |name: &'c String| match own.contains(&name.as_str()) {
        true => Cow::Owned(format!("{name} (input)")),
        false => Cow::from(name.as_str()),
    };
    columns.iter().map(apart).collect()
}

/// Adds a row.
fn row<'c>(bytes: &mut Vec<u8>, cells: impl IntoIterator<Item = Cow<'c, str>>) {
    let mut between = false;
    for cell in cells {
        add(bytes, &cell, &mut between);
    }
    bytes.extend_from_slice(b"\r\n");
}

/// Adds a cell, with a comma if it stands between two.
fn add(bytes: &mut Vec<u8>, cell: &str, between: &mut bool) {
    if std::mem::replace(between, true) {
        bytes.push(b',');
    }
    let cell = neutral(cell);
    let special = |byte: &u8| matches!(byte, b',' | b'"' | b'\r' | b'\n');
    match cell.as_bytes().iter().any(special) {
        true => {
            bytes.push(b'"');
            cell.split_inclusive('"').for_each(|piece| {
                bytes.extend_from_slice(piece.as_bytes());
                if piece.ends_with('"') {
                    bytes.push(b'"');
                }
            });
            bytes.push(b'"');
        }
        false => bytes.extend_from_slice(cell.as_bytes()),
    }
}

fn heading<'c>(out: Out<'_>, cells: impl IntoIterator<Item = Cow<'c, str>>) -> io::Result<()> {
    let mut bytes = Vec::new();
    row(&mut bytes, cells);
    out.write_all(&bytes)
}

/// The cells of the columns of the input that go along.
fn kept<'c>(machine: &'c Machine, columns: &[String]) -> impl Iterator<Item = Cow<'c, str>> {
    (0..columns.len()).map(|n| machine.kept(n).into())
}

/// A text that no spreadsheet takes for a formula.
fn neutral(text: &str) -> Cow<'_, str> {
    const FORMULAS: &[char] =
        &['=', '+', '-', '@', '\t', '\r', '\n', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}'];
    match text.starts_with(FORMULAS) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

fn by_report(check: &mut Check<'_>, out: Out<'_>) -> io::Result<()> {
    let decides = check.decides;
    let asked = |item: &Item| {
        let all = check.profiles.iter().flat_map(|profile| &profile.platforms);
        let mut all = all.flat_map(|platform| &platform.requirements);
        all.any(|requirement| requirement.item == *item && requirement.decides(decides))
    };
    let further = Item::ALL.iter().filter(|item| !COLUMNS.contains(item) && asked(item));
    let items: Vec<Item> = COLUMNS.iter().chain(further).copied().collect();
    let names = ["machine", "edition", "platform", "verdict", "recommended"];
    let ids = items.iter().map(|item| item.id());
    let columns = check.columns;
    let own: Vec<&str> = names.into_iter().chain(ids).chain(["short", "why"]).collect();
    heading(out, own.iter().map(|name| Cow::from(*name)).chain(input_names(columns, &own)))?;
    check.write(out, |reports, bytes| {
        reports.iter().for_each(|report| row_of_report(report, &items, columns, bytes));
        Ok(())
    })
}

fn row_of_report(report: &Report<'_>, items: &[Item], columns: &[String], bytes: &mut Vec<u8>) {
    let judged = |item: &Item| {
        let of = report.deciding().filter(|finding| finding.requirement.item == *item);
        of.map(|finding| finding.verdict).min().map_or("", Verdict::id)
    };
    let shorts = report.deciding().filter_map(|finding| {
        Some(format!("{}: {}", finding.requirement.subject(), finding.show(finding.short()?)))
    });
    let why = match report.verdict() {
        Verdict::Pass => String::new(),
        _ => stops(report, Finding::why),
    };
    let head: [Cow<'_, str>; 5] = [
        report.machine.name().into(),
        report.profile.id.as_str().into(),
        report.platform.map_or("", |platform| platform.name.as_str()).into(),
        report.verdict().id().into(),
        report.recommended().map_or("", Verdict::id).into(),
    ];
    let verdicts = items.iter().map(|item| Cow::from(judged(item)));
    let tail = [Cow::from(shorts.collect::<Vec<_>>().join("; ")), why.into()];
    row(bytes, head.into_iter().chain(verdicts).chain(tail).chain(kept(report.machine, columns)));
}

/// The columns of a finding.
const OF_FINDING: [&str; 18] = [
    "machine",
    "edition",
    "platform",
    "item",
    "tier",
    "verdict",
    "required",
    "found",
    "short",
    "why",
    "next_step",
    "source",
    "place",
    "raw",
    "citation",
    "basis",
    "strength",
    "volume",
];

fn by_finding(check: &mut Check<'_>, out: Out<'_>) -> io::Result<()> {
    let columns = check.columns;
    heading(out, OF_FINDING.map(Cow::from).into_iter().chain(input_names(columns, &OF_FINDING)))?;
    check.write(out, |reports, bytes| {
        for report in reports {
            for finding in &report.findings {
                let cells = finding_cells(report, finding).into_iter();
                row(bytes, cells.chain(kept(report.machine, columns)));
            }
        }
        Ok(())
    })
}

fn finding_cells<'c>(report: &'c Report<'_>, finding: &'c Finding<'_>) -> [Cow<'c, str>; 18] {
    let requirement = &*finding.requirement;
    let [source, place, raw] = finding.origin().map_or_else(Default::default, |origin| {
        let Origin { source, place, raw } = origin.into_owned();
        [source, place, raw].map(Cow::from)
    });
    let shown = |short| finding.show(short);
    [
        report.machine.name().into(),
        report.profile.id.as_str().into(),
        report.platform.map_or("", |platform| platform.name.as_str()).into(),
        requirement.item.id().into(),
        requirement.tier.id().into(),
        finding.verdict.id().into(),
        requirement.text.as_str().into(),
        finding.found().unwrap_or_default().into(),
        finding.short().map(shown).unwrap_or_default().into(),
        finding.why().into(),
        finding.next_step().unwrap_or_default().into(),
        source,
        place,
        raw,
        requirement.citation().unwrap_or_default().into(),
        requirement.basis().id().into(),
        requirement.strength.id().into(),
        requirement.volume.as_deref().unwrap_or_default().into(),
    ]
}

fn by_machine(check: &mut Check<'_>, out: Out<'_>) -> io::Result<()> {
    let (profiles, columns) = (check.profiles, check.columns);
    let editions = profiles.iter().map(|profile| profile.id.as_str());
    let own: Vec<&str> = std::iter::once("machine").chain(editions).collect();
    heading(out, own.iter().map(|name| Cow::from(*name)).chain(input_names(columns, &own)))?;
    check.write_verdicts(out, |machine, bytes| {
        let mut between = false;
        add(bytes, machine.name, &mut between);
        add_words(bytes, machine.verdicts);
        let kept = (0..columns.len()).map(|n| machine.kept.get(n).map_or("", |cell| cell));
        kept.for_each(|cell| add(bytes, cell, &mut between));
        bytes.extend_from_slice(b"\r\n");
        Ok(())
    })
}

/// Adds a cell for each verdict. Of a million machines there are tens of millions: each word is
/// written in one piece, and what is too much of it is written over by the next.
fn add_words(bytes: &mut Vec<u8>, verdicts: &[Verdict]) {
    const WIDTH: usize = 8;
    let word = |verdict: &Verdict| -> (&[u8; WIDTH], usize) {
        match verdict {
            Verdict::Fail => (b",fail   ", 5),
            Verdict::Unknown => (b",unknown", 8),
            Verdict::Pass => (b",pass   ", 5),
        }
    };
    let mut at = bytes.len();
    bytes.resize(at + verdicts.len() * WIDTH, 0);
    for verdict in verdicts {
        let (word, length) = word(verdict);
        bytes[at..at + WIDTH].copy_from_slice(word);
        at += length;
    }
    bytes.truncate(at);
}
