//! What every target asks of what was read, whatever it was read from: that it makes sense, that it
//! is understood in one way only, and that the ends of lines do not matter.

use minspec::check::Entry;
use minspec::item::Item;
use minspec::machine::Machine;
use minspec::quantity::{Known, Quantity};
use minspec::sources::facts::Facts;
use minspec::sources::understand::Scope;
use minspec::sources::{Ask, FORMATS, Format, How, Input, Read, encoding};

/// More than any memory or disk, and any clock: a number that was misread.
const NONSENSE: u64 = 1 << 60;

/// What is known of a machine: its name, and of each item what it can be; `None`: unclear.
pub type Said = (String, Vec<(Item, Option<Known>)>);

/// Some bytes as a text; what is in no encoding is one with marks in place of what cannot be read.
pub fn text(bytes: &[u8]) -> String {
    let decoded = encoding::decode(bytes.to_vec()).map(|(text, _)| text);
    decoded.unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned())
}

/// A format by the first byte of an input, and what is behind that: 0 is the one that recognises
/// the text.
pub fn chosen<'i>(of: &[&'static Format], input: &'i [u8]) -> (Option<&'static Format>, &'i [u8]) {
    match input.split_first() {
        None => (None, input),
        Some((0, rest)) => (None, rest),
        Some((n, rest)) => (of.get((usize::from(*n) - 1) % of.len()).copied(), rest),
    }
}

/// The formats of reports.
pub fn reports() -> Vec<&'static Format> {
    FORMATS.iter().filter(|format| matches!(format.read, Read::Report(_))).collect()
}

/// The formats of some names.
pub fn formats(ids: &[&str]) -> Vec<&'static Format> {
    let of = |id: &&str| FORMATS.iter().find(|format| format.id == *id);
    ids.iter().map(|id| of(id).unwrap_or_else(|| panic!("no format {id}"))).collect()
}

/// Gives a text to a format, and to the first that recognises it; whether lines end in one way or
/// the other, the same is read.
pub fn give(format: Option<&'static Format>, text: &str) {
    let unix = text.replace('\r', "");
    let windows = unix.replace('\n', "\r\n");
    let first = |text: &str| FORMATS.iter().find(|format| (format.detect)(text));
    let found = first(&unix);
    assert_eq!(found.map(|found| found.id), first(&windows).map(|found| found.id), "line ends");
    first(text);
    let found = found.filter(|found| format.is_none_or(|format| format.id != found.id));
    // What is full of control characters is no text, and there a line end more or less may decide.
    let plain = |text: &str| encoding::decode(text.into()).is_ok();
    let plain = plain(&unix) && plain(&windows);
    for format in format.into_iter().chain(found) {
        read(format, text);
        if !plain {
            continue;
        }
        assert_eq!(read(format, &unix), read(format, &windows), "{}: line ends", format.id);
    }
}

/// The machines that a format finds in a text.
pub fn read(format: &Format, text: &str) -> Vec<Said> {
    match format.read("m.txt", text.to_owned().into(), &Ask::default()) {
        Ok(input) => input.all().machines.iter().map(understood).collect(),
        Err(_) => Vec::new(),
    }
}

/// What facts mean: it makes sense, and twice the same.
fn understood(facts: &Facts) -> Said {
    for scope in [Scope::Effective, Scope::Machine] {
        let how = How { scope, stated: Vec::new() };
        let machine = how.understand(facts.clone());
        check(&machine);
        assert_eq!(machine, how.understand(facts.clone()), "understood twice");
    }
    said(&How::default().understand(facts.clone()))
}

/// No reading is beyond sense.
pub fn check(machine: &Machine) {
    for (item, reading) in machine.readings() {
        let Ok(Known::Span(span)) = &reading.known else { continue };
        let low = match span.low() {
            Quantity::Level(_) => None,
            low => low.number(),
        };
        assert!(low.is_none_or(|low| low < NONSENSE), "{item}: {reading:?}");
    }
}

/// What is known of a machine. A line break within its name stays as it stood in the file.
pub fn said(machine: &Machine) -> Said {
    let known = machine.readings();
    let known = known.map(|(item, reading)| (item, reading.known.clone().ok()));
    (machine.name().replace('\r', ""), known.collect())
}

/// The first entries of an input read as facts which are then understood, and of another input of
/// the same text read as machines at once: they are the same.
pub fn both_ways(first: Input, second: Input, how: &How) {
    const BATCHES: usize = 64;
    let facts = first.batches.take(BATCHES).flat_map(|batch| batch.facts());
    let facts = facts.map(|entry| entry.map(|facts| how.understand(facts)));
    let mut machines = Vec::new();
    for batch in second.batches.take(BATCHES) {
        batch.machines(how, &mut |entry| machines.push(entry.map(|machine| machine.machine())));
    }
    let mut machines = machines.into_iter();
    for entry in facts {
        match (entry, machines.next()) {
            (Entry::Machine(one), Some(Entry::Machine(other))) => {
                check(&one);
                assert_eq!(said(&one), said(&other));
                assert!((0..first.columns.len()).all(|n| one.kept(n) == other.kept(n)));
                for ((_, a), (_, b)) in one.readings().zip(other.readings()) {
                    assert_eq!((&a.known, &a.note), (&b.known, &b.note));
                    assert_eq!(one.origin(a), other.origin(b));
                }
            }
            (Entry::Bad(one), Some(Entry::Bad(other)))
            | (Entry::Note(one), Some(Entry::Note(other)))
            | (Entry::Told(one), Some(Entry::Told(other))) => assert_eq!(one, other),
            (one, other) => panic!("{one:?}\n{other:?}"),
        }
    }
    assert!(machines.next().is_none(), "more machines than facts");
}
