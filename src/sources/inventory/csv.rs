//! Inventories in CSV, with a comma, a semicolon, a TAB or a bar between the cells.

use super::rows::{Block, Blocks, Fault, Row};
use super::{Begun, SAMPLE, Table, TableRows, Taken, headings};
use crate::check;
use crate::sources::encoding;
use crate::sources::file::plain;
use crate::sources::{Ask, Batch, Entry, Format, Input, Read, Text};
use csv_core::ReadRecordResult;
use std::borrow::Cow;
use std::sync::Arc;

/// An inventory in CSV.
pub const CSV: Format =
    Format { id: "csv", name: "inventory (CSV)", gaps: &[], detect, read: Read::Table(read) };

/// A heading is looked for in so many rows that are not blank, as in a workbook.
const TITLES: usize = 20;

/// What can stand between the cells of a table.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The delimiter of a heading that names at least two facts, or a name and a fact; the one that
/// shows the most.
fn delimiter(head: &str, map: &[(String, String)]) -> Option<u8> {
    let known = |delimiter: u8| {
        let rows = first(head, delimiter, TITLES);
        heading_among(&rows, map).map_or(0, |at| headings::telling(&rows[at], map))
    };
    let counted = DELIMITERS.into_iter().map(|delimiter| (known(delimiter), delimiter));
    // Of equals the first.
    let best = counted.reduce(|best, other| if other.0 > best.0 { other } else { best });
    best.filter(|(known, _)| *known > 0).map(|(_, delimiter)| delimiter)
}

/// Which of the first rows is the heading: titles may stand above it.
fn heading_among(rows: &[Vec<String>], map: &[(String, String)]) -> Option<usize> {
    rows.iter().take(TITLES).position(|row| headings::telling(row, map) > 0)
}

/// The delimiter of a text that looks like a table: its first rows have as many cells each.
fn looks_like_a_table(head: &str) -> Option<u8> {
    DELIMITERS.into_iter().find(|delimiter| {
        let rows: Vec<usize> = first(head, *delimiter, 5).iter().map(Vec::len).collect();
        rows.len() > 1 && rows[0] > 2 && rows.iter().all(|cells| *cells == rows[0])
    })
}

/// The first rows of a table, its heading the first of them, of a text that may be cut off.
fn first(head: &str, delimiter: u8, most: usize) -> Vec<Vec<String>> {
    let text = std::io::Cursor::new(head.as_bytes().to_vec());
    let mut blocks = Blocks::new(Box::new(text), delimiter);
    let (mut all, mut splitter) = (Vec::new(), Splitter::new(delimiter));
    while let Some(block) = blocks.next(most) {
        for row in block.rows.iter().filter(|row| row.fault.is_none()) {
            let text = String::from_utf8_lossy(&block.bytes[row.from..row.to]);
            splitter.split(&text);
            if all.is_empty() && is_above(splitter.cells()) {
                continue;
            }
            all.push(splitter.cells().map(|cell| cell.trim().to_owned()).collect());
            if all.len() == most {
                return all;
            }
        }
    }
    all
}

/// Whether a row stands above a table and is none of it. Excel knows the delimiter by `sep=;`, and
/// PowerShell names the type of what it exports.
fn is_above<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let mut cells = cells.map(str::trim).filter(|cell| !cell.is_empty());
    match (cells.next(), cells.next()) {
        (None, _) => true,
        (Some(note), None) => is_delimiter(note) || note.starts_with("#TYPE "),
        _ => false,
    }
}

/// Whether a text says which delimiter a table has.
fn is_delimiter(text: &str) -> bool {
    matches!(text.trim_end().to_ascii_lowercase().as_str(), "sep=" | "sep=," | "sep=;" | "sep=|")
}

fn detect(text: &str) -> bool {
    !begins_as_toml(text) && (delimiter(text, &[]).is_some() || looks_like_a_table(text).is_some())
}

/// A comment or a text in a spec file can look like a heading. There, the first line that is no
/// comment begins with the name of a table or a key.
fn begins_as_toml(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_start);
    let line = lines.find(|line| !line.is_empty() && !line.starts_with('#')).unwrap_or("");
    let in_key = |c: char| c.is_alphanumeric() || "-_.\"' \t".contains(c);
    let key = line.split_once('=').map(|(key, _)| key);
    line.starts_with('[') || !is_delimiter(line) && key.is_some_and(|key| key.chars().all(in_key))
}

fn read(source: &str, text: Text, ask: &Ask) -> Result<Input, String> {
    let known = delimiter(text.head(), &ask.map).or_else(|| looks_like_a_table(text.head()));
    let delimiter = known.ok_or_else(|| {
        format!("{source}: not an inventory: expected a heading such as name,cpu,memory (MB)")
    })?;
    if text.is_cut() && !text.head().contains(['\n', '\r']) {
        return Err(format!("{source}: the heading is longer than 64 KiB, and none"));
    }
    let mut sample = first(text.head(), delimiter, SAMPLE);
    let titles = heading_among(&sample, &ask.map).unwrap_or(0);
    let headings = sample.drain(..sample.len().min(titles + 1)).next_back().unwrap_or_default();
    // A last row that is cut off has fewer cells, or says nothing wrong.
    sample.retain(|row| row.len() == headings.len());
    let cells: Vec<Vec<&str>> =
        sample.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let Begun { table, names, told } = Table::begin(source, "line", &headings, &cells, ask)?;
    let mut blocks = Blocks::new(text.bytes(), delimiter);
    pass_heading(&mut blocks, delimiter, titles);
    blocks.begin(headings.len());
    let columns = table.columns.clone();
    let told: Box<dyn Batch> = Box::new(told);
    let rest = std::iter::from_fn(move || {
        if let Some(block) = blocks.next(usize::MAX) {
            let lines = Lines { table: table.clone(), delimiter, block };
            return Some(Box::new(lines) as Box<dyn Batch>);
        }
        let broken = blocks.broken()?;
        let why = format!("{}: {}; what follows is not read", table.rows.source, plain(&broken));
        Some(Box::new(vec![Entry::Bad(why)]) as Box<dyn Batch>)
    });
    let batches = Box::new(std::iter::once(told).chain(rest));
    Ok(Input { table: Some(columns), headings, columns: names, batches, ..Input::of(Vec::new()) })
}

/// Reads over the heading, and what stands above it: so many titles.
fn pass_heading(blocks: &mut Blocks, delimiter: u8, mut titles: usize) {
    let (mut splitter, mut begun) = (Splitter::new(delimiter), false);
    while let Some(block) = blocks.next(1) {
        let Some(row) = block.rows.first() else { return };
        let text = String::from_utf8_lossy(&block.bytes[row.from..row.to]);
        splitter.split(&text);
        if row.fault.is_some() || !begun && is_above(splitter.cells()) {
            continue;
        }
        begun = true;
        if titles == 0 {
            return;
        }
        titles -= 1;
    }
}

/// Some rows of a table in CSV.
struct Lines {
    table: Arc<Table>,
    delimiter: u8,
    block: Block,
}

impl TableRows for Lines {
    fn table(&self) -> &Arc<Table> {
        &self.table
    }

    fn each(&self, tell: &mut dyn FnMut(Taken<'_>)) {
        let Block { bytes, rows, before } = &self.block;
        let all = std::str::from_utf8(bytes).ok();
        let decoded = if all.is_none() { self.decoded() } else { Vec::new() };
        let mut splitter = Splitter::new(self.delimiter);
        let mut cells: Vec<&str> = Vec::new();
        for (at, (row, n)) in rows.iter().zip(before + 1..).enumerate() {
            let text = match all {
                Some(all) => all.get(row.from..row.to),
                None => decoded.get(at).and_then(|text| text.as_deref()),
            };
            let mut take = |cells: &[&str]| {
                tell(match self.table.fit(cells) {
                    Some(cells) => check::Entry::Machine((cells, (row.line, n))),
                    None => self.table.bad(row.line, &self.table.torn(cells.len(), 1)),
                });
            };
            match self.fault(row, text) {
                // Most rows have no mark, and their cells stand in them as they are.
                Ok(text) if !row.marked => {
                    cells.clear();
                    plain_cells(text, self.delimiter, &mut cells);
                    take(&cells);
                }
                Ok(text) => {
                    splitter.split(text);
                    take(&splitter.cells().map(trimmed).collect::<Vec<_>>());
                }
                Err(why) => tell(self.table.bad(row.line, &why)),
            }
        }
    }
}

impl Lines {
    /// The rows of a text that goes on in a code page, after a beginning in ASCII.
    fn decoded(&self) -> Vec<Option<Cow<'_, str>>> {
        let Block { bytes, rows, .. } = &self.block;
        let encoding = encoding::among_ascii(bytes);
        rows.iter().map(|row| encoding.decode(&bytes[row.from..row.to]).ok()).collect()
    }

    fn fault<'t>(&self, row: &Row, text: Option<&'t str>) -> Result<&'t str, String> {
        match (row.fault, text) {
            (None, Some(text)) => Ok(text),
            (None, None) => {
                Err("holds bytes of another encoding; save the file as UTF-8".to_owned())
            }
            (Some(Fault::Open), _) => Err("a quotation mark is opened and not closed before the \
                                           end of the line; write \"\" for one inside a cell"
                .to_owned()),
            (Some(Fault::Torn { lines, cells }), _) => Err(self.table.torn(cells, lines)),
            (Some(Fault::Long), _) => Err("is longer than 1 MiB, and no row".to_owned()),
        }
    }
}

/// The cells of a row without quotation marks.
fn plain_cells<'t>(row: &'t str, delimiter: u8, cells: &mut Vec<&'t str>) {
    let mut from = 0;
    for at in memchr::memchr_iter(delimiter, row.as_bytes()) {
        cells.push(trimmed(&row[from..at]));
        from = at + 1;
    }
    cells.push(trimmed(&row[from..]));
}

/// A cell without the blanks around it.
fn trimmed(cell: &str) -> &str {
    let visible = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    match visible(cell.as_bytes().first()) && visible(cell.as_bytes().last()) {
        true => cell,
        false => cell.trim(),
    }
}

/// Takes rows apart as the `csv` crate does. It is made anew and not cloned: a reader of `csv-core`
/// 0.1.13 that is cloned has lost which bytes are delimiters.
struct Splitter {
    /// Made for the first row that has a quotation mark: most tables have none.
    reader: Option<csv_core::Reader>,
    delimiter: u8,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Splitter {
    fn new(delimiter: u8) -> Splitter {
        Splitter { reader: None, delimiter, text: Vec::new(), ends: Vec::new() }
    }

    fn split(&mut self, row: &str) {
        if !row.contains('"') {
            (self.text, self.ends) = Default::default();
            for cell in row.as_bytes().split(|byte| *byte == self.delimiter) {
                self.text.extend_from_slice(cell);
                self.ends.push(self.text.len());
            }
            return;
        }
        let made = || csv_core::ReaderBuilder::new().delimiter(self.delimiter).build();
        let reader = self.reader.get_or_insert_with(made);
        reader.reset();
        self.text.resize(row.len() + 1, 0);
        self.ends.resize(memchr::memchr_iter(self.delimiter, row.as_bytes()).count() + 2, 0);
        let (mut read, mut written, mut ended) = (0, 0, 0);
        loop {
            let (result, r, w, e) = reader.read_record(
                &row.as_bytes()[read..],
                &mut self.text[written..],
                &mut self.ends[ended..],
            );
            (read, written, ended) = (read + r, written + w, ended + e);
            // An empty input ends the last row.
            if result != ReadRecordResult::InputEmpty {
                break;
            }
        }
        self.ends.truncate(ended);
    }

    /// The cells of the last row. It was a text, and quotation marks are characters of their own.
    fn cells(&self) -> impl Iterator<Item = &str> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        let cell = |(from, to): (usize, &usize)| std::str::from_utf8(&self.text[from..*to]);
        begins.zip(&self.ends).map(move |ends| cell(ends).unwrap_or_default())
    }
}
