//! JSON, version 1 of the contract: one object a machine and edition.

use super::{Format, Out, Style};
use crate::check::Check;
use crate::cpu::{Candidates, Generations};
use crate::quantity::{Amount, Known, Quantity, Span};
use crate::reading;
use crate::report::{Finding, Report};
use crate::verdict::Verdict;
use serde::ser::{SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap as Map;
use std::io;

/// The version of the contract. A change of meaning is a new version.
pub const SCHEMA: u32 = 1;

/// One document with all reports.
pub const FORMAT: Format =
    Format { name: "json", extensions: &["json"], doc: "one JSON document", write: document };

/// One line a report.
pub const LINES: Format = Format {
    name: "ndjson",
    extensions: &["ndjson", "jsonl"],
    doc: "one JSON object a line",
    write: lines,
};

fn document(check: &mut Check<'_>, _: &Style, out: Out<'_>) -> io::Result<()> {
    #[derive(Serialize)]
    struct Document<'r, 'c> {
        schema: u32,
        minspec: &'static str,
        reports: Reports<'r, 'c>,
    }
    let reports = Reports(RefCell::new(check));
    let document = Document { schema: SCHEMA, minspec: env!("CARGO_PKG_VERSION"), reports };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

/// The reports of a check, which are judged while they are written.
struct Reports<'r, 'c>(RefCell<&'r mut Check<'c>>);

impl Serialize for Reports<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(None)?;
        let mut check = self.0.borrow_mut();
        let columns = check.columns;
        check.each(|reports| {
            let mut wires = reports.iter().map(|report| Wire::of(report, columns));
            wires.try_for_each(|wire| sequence.serialize_element(&wire))
        })?;
        sequence.end()
    }
}

fn lines(check: &mut Check<'_>, _: &Style, out: Out<'_>) -> io::Result<()> {
    let columns = check.columns;
    check.write(out, |reports, bytes| {
        for report in reports {
            serde_json::to_writer(&mut *bytes, &Wire::of(report, columns))?;
            bytes.push(b'\n');
        }
        Ok(())
    })
}

/// A report on the wire, for documents that hold reports beside other things.
pub(super) fn wire<'a>(report: &'a Report<'_>) -> impl Serialize + 'a {
    Wire::of(report, &[])
}

/// A report on the wire.
#[derive(Serialize)]
struct Wire<'a> {
    schema: u32,
    machine: &'a str,
    edition: &'a str,
    platform: Option<&'a str>,
    #[serde(serialize_with = "verdict")]
    verdict: Verdict,
    #[serde(serialize_with = "some_verdict")]
    recommended: Option<Verdict>,
    findings: Vec<WireFinding<'a>>,
    not_checked: Vec<String>,
    /// The columns of the input that go along, where any does.
    #[serde(skip_serializing_if = "Map::is_empty")]
    kept: Map<&'a str, &'a str>,
}

#[derive(Serialize)]
struct WireFinding<'a> {
    item: &'static str,
    tier: &'static str,
    strength: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    volume: Option<&'a str>,
    #[serde(serialize_with = "verdict")]
    verdict: Verdict,
    basis: &'static str,
    required: Amounts<'a>,
    found: Option<Amounts<'a>>,
    short: Option<Short>,
    why: String,
    next_step: Option<String>,
    origin: Option<Origin<'a>>,
    citation: Option<String>,
}

/// What is required or found: the text, and the values by their kind.
#[derive(Serialize)]
struct Amounts<'a> {
    text: String,
    #[serde(flatten)]
    values: Values<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Values<'a> {
    Ends { low: End, high: Option<End> },
    Classes { classes: Vec<&'static str> },
    Generations { generations: Vec<&'static str> },
    All { all: Vec<&'a str> },
    Any { any: Vec<&'static str> },
    Signatures { signatures: Vec<String> },
    Value { value: &'static str },
}

#[derive(Serialize)]
#[serde(untagged)]
enum End {
    Number(u64),
    Level(&'static str),
}

#[derive(Serialize)]
struct Short {
    text: String,
    value: Option<u64>,
}

struct Origin<'a>(Cow<'a, reading::Origin>);

impl Serialize for Origin<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let reading::Origin { source, place, raw } = &*self.0;
        let mut wire = serializer.serialize_struct("Origin", 3)?;
        wire.serialize_field("source", source)?;
        wire.serialize_field("place", place)?;
        wire.serialize_field("raw", raw)?;
        wire.end()
    }
}

impl<'a> Wire<'a> {
    fn of(report: &'a Report<'_>, columns: &'a [String]) -> Wire<'a> {
        let cell = |(n, name): (usize, &'a String)| (name.as_str(), report.machine.kept(n));
        Wire {
            schema: SCHEMA,
            machine: report.machine.name(),
            edition: &report.profile.id,
            platform: report.platform.map(|platform| platform.name.as_str()),
            verdict: report.verdict(),
            recommended: report.recommended(),
            findings: report.findings.iter().map(WireFinding::from).collect(),
            not_checked: report.not_checked(),
            kept: columns.iter().enumerate().map(cell).collect(),
        }
    }
}

impl<'a> From<&'a Finding<'_>> for WireFinding<'a> {
    fn from(finding: &'a Finding<'_>) -> WireFinding<'a> {
        let requirement = &*finding.requirement;
        WireFinding {
            item: requirement.item.id(),
            tier: requirement.tier.id(),
            strength: requirement.strength.id(),
            volume: requirement.volume.as_deref(),
            verdict: finding.verdict,
            basis: requirement.basis().id(),
            required: Amounts {
                text: requirement.text.clone(),
                values: required(&requirement.amount),
            },
            found: finding.known().map(|known| Amounts {
                text: finding.found().unwrap_or_default(),
                values: found(known),
            }),
            short: finding
                .short()
                .map(|short| Short { text: finding.show(short), value: short.number() }),
            why: finding.why(),
            next_step: finding.next_step(),
            origin: finding.origin().map(Origin),
            citation: requirement.citation(),
        }
    }
}

fn required(amount: &Amount) -> Values<'_> {
    match amount {
        Amount::Span(span) => ends(span),
        Amount::AnyOf(classes) => {
            Values::Classes { classes: classes.iter().map(|class| class.id()).collect() }
        }
        Amount::SoldAs(generations) => sold_as(*generations),
        Amount::Arch(arch) => Values::Value { value: arch.id() },
        Amount::Features(flags) => Values::All { all: flags.iter().collect() },
        Amount::Signatures(rules) => {
            Values::Signatures { signatures: rules.iter().map(ToString::to_string).collect() }
        }
        Amount::Words(words) => Values::Any { any: words.iter().collect() },
        // Judging puts a number in its place; this is what is asked of any machine.
        Amount::Formula(formula) => ends(&formula.hull()),
    }
}

fn found(known: &Known) -> Values<'_> {
    match known {
        Known::Span(span) => ends(span),
        Known::Processor(processor) => Values::Classes { classes: class_ids(processor.likely) },
        // What it can only perhaps have been sold as is said in `why`.
        Known::Marketed(marketed) => sold_as(marketed.likely),
        Known::Arch(arch) => Values::Value { value: arch.id() },
        Known::Features(flags) => Values::All { all: flags.iter().collect() },
        Known::Signatures(found) => Values::Signatures {
            signatures: found.likely().iter().map(ToString::to_string).collect(),
        },
        Known::Words(words) => Values::Any { any: words.iter().collect() },
    }
}

fn sold_as(generations: Generations) -> Values<'static> {
    Values::Generations { generations: generation_ids(generations) }
}

/// The ids of a set of generations, line by line.
pub fn generation_ids(generations: Generations) -> Vec<&'static str> {
    generations.iter().map(|generation| generation.id()).collect()
}

/// The ids of a set of classes, in the order of the table.
pub fn class_ids(classes: Candidates) -> Vec<&'static str> {
    classes.iter().map(|class| class.id()).collect()
}

fn ends(span: &Span) -> Values<'static> {
    let end = |quantity| match quantity {
        Quantity::Level(level) => End::Level(level.id()),
        quantity => End::Number(quantity.number().unwrap_or_default()),
    };
    Values::Ends { low: end(span.low()), high: span.high().map(end) }
}

fn verdict<S: Serializer>(verdict: &Verdict, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(verdict.id())
}

pub(super) fn some_verdict<S: Serializer>(
    some: &Option<Verdict>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    some.map(Verdict::id).serialize(serializer)
}
