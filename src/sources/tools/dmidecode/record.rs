//! The records of a dump: each with its type and its fields. Several layouts are in use: versions
//! before 2 write the type on a line of its own, `-q` leaves the handles away, and what is pasted
//! has lost its tabs.

/// A field of a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'t> {
    pub(super) line: usize,
    pub(super) name: &'t str,
    pub(super) value: &'t str,
}

/// A record.
#[derive(Debug, Default)]
pub(super) struct Record<'t> {
    pub(super) handle: &'t str,
    pub(super) kind: Option<u32>,
    pub(super) line: usize,
    fields: Vec<Field<'t>>,
}

impl<'t> Record<'t> {
    /// The first field with one of these names.
    pub(super) fn field(&self, names: &[&str]) -> Option<Field<'t>> {
        self.fields.iter().find(|field| names.contains(&field.name)).copied()
    }

    /// The value of the first field with one of these names.
    pub(super) fn value(&self, names: &[&str]) -> Option<&'t str> {
        self.field(names).map(|field| field.value)
    }

    /// A line of this text, which is no field.
    pub(super) fn line_with(&self, text: &str) -> Option<Field<'t>> {
        self.fields.iter().find(|field| field.name.is_empty() && field.value == text).copied()
    }
}

/// A dump.
#[derive(Debug, Default)]
pub(super) struct Dump<'t> {
    pub(super) records: Vec<Record<'t>>,
    /// How many records the table has, where that is told.
    declared: Option<usize>,
    /// Whether the tool says that it came to the end of the table, one record at most missing.
    ended: bool,
    /// Whether all types were asked for.
    all_types: bool,
}

/// The titles of records, and their types.
const TITLES: &[(&str, u32)] = &[
    ("BIOS Information", 0),
    ("System Information", 1),
    ("Base Board Information", 2),
    ("Chassis Information", 3),
    ("Processor Information", 4),
    ("Memory Controller Information", 5),
    ("Memory Module Information", 6),
    ("Cache Information", 7),
    ("Physical Memory Array", 16),
    ("Memory Device", 17),
    ("TPM Device", 43),
    ("End Of Table", 127),
];

fn titled(line: &str) -> Option<u32> {
    TITLES.iter().find(|(title, _)| *title == line).map(|(_, kind)| *kind)
}

/// Whether a text is a dump without handles: titles of records alone on their lines, and behind
/// one of them a field.
pub(super) fn is_quiet(text: &str) -> bool {
    const AFTER: &[&str] = &["Vendor", "Manufacturer", "Socket Designation", "Array Handle"];
    const ALSO: &[&str] = &["Total Width", "Location", "Use"];
    let (mut title, mut found) = (false, 0);
    for line in text.lines().map(str::trim) {
        let name = line.split_once(':').map(|(name, _)| name);
        if title && name.is_some_and(|name| AFTER.contains(&name) || ALSO.contains(&name)) {
            found += 1;
        }
        title = titled(line).is_some();
    }
    found >= 2
}

impl<'t> Dump<'t> {
    /// Reads the records of a text.
    pub(super) fn read(text: &'t str) -> Dump<'t> {
        let mut dump = Dump::default();
        let quiet = !text.lines().any(|line| line.trim_start().starts_with("Handle 0x"));
        let mut record: Option<Record> = None;
        for (n, line) in text.lines().enumerate() {
            let line_number = n.saturating_add(1);
            let inner = line.trim();
            let starts = match quiet {
                true => titled(inner).map(|kind| ("", Some(kind))),
                false => inner.starts_with("Handle 0x").then(|| (inner, kind(inner))),
            };
            if let Some((handle, kind)) = starts {
                let handle = handle.split([',', ' ']).nth(1).unwrap_or_default();
                dump.records.extend(record.take());
                record = Some(Record { handle, kind, line: line_number, fields: Vec::new() });
                continue;
            }
            let Some(record) = &mut record else {
                dump.preface(inner);
                continue;
            };
            if record.kind.is_none() && record.fields.is_empty() {
                record.kind = kind(inner);
            }
            // In a dump without handles a record ends where the next begins, of whatever type.
            let (name, value) = match inner.split_once(':') {
                Some((name, value)) => (name.trim(), value.trim()),
                None => ("", inner),
            };
            if name == "Wrong DMI structures count" {
                dump.ended |= near_end(value);
            }
            if quiet && inner.is_empty() {
                dump.records.extend(record_end(record));
                continue;
            }
            record.fields.push(Field { line: line_number, name, value });
        }
        dump.records.extend(record);
        dump
    }

    fn preface(&mut self, line: &str) {
        if let Some((count, _)) = line.split_once(" structures occupying ") {
            self.declared = count.trim().parse().ok();
        }
        // "Table at", "DMI table at", "SMBIOS ... present" stand above any dump, the first two
        // only where no types were chosen.
        self.all_types |= line.starts_with("Table at ") || line.starts_with("DMI table at ");
    }

    /// Whether the dump ends before the table does, as far as that can be told.
    pub(super) fn is_cut_off(&self) -> bool {
        let ends = self.ended || self.records.iter().any(|record| record.kind == Some(127));
        let all = self.declared.is_some_and(|count| self.records.len() >= count);
        self.all_types && !ends && !all
    }

    /// The records of a type.
    pub(super) fn of(&self, kind: u32) -> impl Iterator<Item = &Record<'t>> {
        self.records.iter().filter(move |record| record.kind == Some(kind))
    }
}

/// In a dump without handles a blank line ends a record; what follows is none that is used, until
/// the next title.
fn record_end<'t>(record: &mut Record<'t>) -> Option<Record<'t>> {
    let ended = std::mem::take(record);
    ended.kind.is_some().then_some(ended)
}

/// "41 announced, only 40 decoded.": many tables count one record that is not there.
fn near_end(counts: &str) -> bool {
    let mut numbers = counts.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty());
    let mut next = || numbers.next().and_then(|number| number.parse::<u64>().ok());
    next().zip(next()).is_some_and(|(announced, decoded)| decoded.saturating_add(1) >= announced)
}

fn kind(line: &str) -> Option<u32> {
    let (_, rest) = line.split_once("DMI type ")?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}
