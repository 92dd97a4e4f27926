//! CSV (RFC 4180): one row a report, a finding, or a machine.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for
//! a formula. Such a text gets an apostrophe before it; every other text is as it was.

use super::story::{distinct, distinct_machines, stops};
use super::{Format, Rows, Style};
use crate::item::Item;
use crate::report::{Finding, Report};
use crate::verdict::Verdict;
use csv::Writer;
use std::borrow::Cow;
use std::io::{self, Write};

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

fn write(reports: &[Report<'_>], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(out);
    match style.rows {
        Rows::Report => by_report(reports, &mut csv)?,
        Rows::Finding => by_finding(reports, &mut csv)?,
        Rows::Machine => by_machine(reports, &mut csv)?,
    }
    csv.flush()
}

type Out<'o> = Writer<&'o mut dyn Write>;

fn row<'c>(csv: &mut Out<'_>, cells: impl IntoIterator<Item = Cow<'c, str>>) -> io::Result<()> {
    for cell in cells {
        csv.write_field(neutral(&cell).as_bytes())?;
    }
    csv.write_record(None::<&[u8]>)?;
    Ok(())
}

/// A text that no spreadsheet takes for a formula.
fn neutral(text: &str) -> Cow<'_, str> {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

fn by_report(reports: &[Report<'_>], csv: &mut Out<'_>) -> io::Result<()> {
    let further = Item::ALL.iter().filter(|item| {
        let judged = |report: &Report<'_>| report.deciding().any(|f| f.requirement.item == **item);
        !COLUMNS.contains(item) && reports.iter().any(judged)
    });
    let items: Vec<Item> = COLUMNS.iter().chain(further).copied().collect();
    let names = ["machine", "edition", "platform", "verdict", "recommended"];
    let columns = items.iter().map(|item| item.id());
    row(csv, names.into_iter().chain(columns).chain(["short", "why"]).map(Cow::from))?;
    for report in reports {
        let judged = |item: &Item| {
            let of = report.deciding().filter(|finding| finding.requirement.item == *item);
            of.map(|finding| finding.verdict).min().map_or("", Verdict::id)
        };
        let shorts = report.deciding().filter_map(|finding| {
            Some(format!("{}: {}", finding.requirement.item, finding.show(finding.short()?)))
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
        row(csv, head.into_iter().chain(verdicts).chain(tail))?;
    }
    Ok(())
}

fn by_finding(reports: &[Report<'_>], csv: &mut Out<'_>) -> io::Result<()> {
    row(
        csv,
        [
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
        ]
        .map(Cow::from),
    )?;
    for report in reports {
        for finding in &report.findings {
            row(csv, finding_cells(report, finding))?;
        }
    }
    Ok(())
}

fn finding_cells<'c>(report: &'c Report<'_>, finding: &'c Finding<'_>) -> [Cow<'c, str>; 16] {
    let requirement = finding.requirement;
    let origin = finding.reading.map(|reading| &reading.origin);
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
        origin.map_or("", |origin| origin.source.as_str()).into(),
        origin.map_or("", |origin| origin.place.as_str()).into(),
        origin.map_or("", |origin| origin.raw.as_str()).into(),
        requirement.citation().unwrap_or_default().into(),
        requirement.basis().id().into(),
    ]
}

fn by_machine(reports: &[Report<'_>], csv: &mut Out<'_>) -> io::Result<()> {
    let editions = distinct(reports.iter().map(|report| report.profile.id.as_str()));
    row(csv, std::iter::once("machine").chain(editions).map(Cow::from))?;
    for of in distinct_machines(reports) {
        let name = Cow::from(of[0].machine.name());
        let verdicts = of.iter().map(|report| Cow::from(report.verdict().id()));
        row(csv, std::iter::once(name).chain(verdicts))?;
    }
    Ok(())
}
