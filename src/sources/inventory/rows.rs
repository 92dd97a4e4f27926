//! The rows of a table in CSV, for files that people have had their hands on.
//!
//! The `csv` crate takes everything, and a quotation mark that is never closed swallows all rows up
//! to the next one. Here a cell that goes over several lines must be closed where it ends; one that
//! is not costs its line, and the lines that it had swallowed are read again. Whatever the text,
//! the time is in proportion to its length.

use csv::{Position, Reader, ReaderBuilder, StringRecord};
use std::io::{Cursor, Read, Seek, SeekFrom};

/// The rows of a text, one after the other.
pub struct Rows {
    reader: Reader<Text>,
    delimiter: u8,
    /// Where the last row began, behind empty lines.
    last: Position,
    /// So many bytes more may be read in vain; after that each line is a row of its own.
    patience: usize,
}

/// So many times the length of a text may be read in vain.
const PATIENCE: usize = 8;

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// On how many lines it stands; `None`: a quoted cell of it has no end, and it is no row.
    pub lines: Option<u64>,
}

impl Rows {
    /// The rows of a text.
    pub fn new(text: String, delimiter: u8) -> Rows {
        let patience = text.len().saturating_mul(PATIENCE);
        let reader = reader(Text { end: text.len(), text: Cursor::new(text) }, delimiter);
        Rows { reader, delimiter, last: Position::new(), patience }
    }

    /// Reads the next row into `row`; `None` behind the last one.
    pub fn read(&mut self, row: &mut StringRecord) -> Option<Place> {
        let read = match self.patience {
            0 => self.read_line(row),
            _ => self.reader.read_record(row),
        };
        // A text in memory is always read, and is UTF-8.
        if !read.is_ok_and(|more| more) {
            return None;
        }
        self.last = self.begin(row);
        let line = self.last.line();
        let raw = self.raw();
        let lines = ends(raw.trim_end_matches(['\r', '\n'])).count() as u64 + 1;
        // Within a line the reader's own way of taking marks holds.
        if raw.contains('"') && !quoted(raw, self.delimiter, lines > 1) {
            self.split_last();
            return Some(Place { line, lines: None });
        }
        Some(Place { line, lines: Some(lines) })
    }

    /// The lines of the last row behind its first one are rows of their own after all.
    pub fn split_last(&mut self) {
        let raw = self.raw();
        let Some(first) = ends(raw).next() else { return };
        let next = further(&self.last, first, 1);
        self.patience = self.patience.saturating_sub(raw.len());
        // A place inside a text in memory can be gone to; where not, nothing is read again.
        let _ = self.reader.seek(next);
    }

    /// Reads one line as a row.
    fn read_line(&mut self, row: &mut StringRecord) -> csv::Result<bool> {
        let here = self.reader.position().clone();
        let rest = self.text().get(at(&here)..).unwrap_or("");
        let length = ends(rest).next().unwrap_or(rest.len());
        self.end_at(at(&here) + length, &here)?;
        // A line of nothing is passed over by the reader, as it is between other rows.
        if !self.reader.read_record(row)? {
            row.clear();
        }
        row.set_position(Some(here.clone()));
        self.end_at(self.text().len(), &further(&here, length, 1))?;
        Ok(length > 0)
    }

    /// Lets the text end there, and goes on here.
    fn end_at(&mut self, end: usize, here: &Position) -> csv::Result<()> {
        self.reader.get_mut().end = end;
        self.reader.seek_raw(SeekFrom::Start(here.byte()), here.clone())
    }

    fn text(&self) -> &str {
        self.reader.get_ref().text.get_ref()
    }

    /// The text of the last row.
    fn raw(&self) -> &str {
        self.text().get(at(&self.last)..at(self.reader.position())).unwrap_or("")
    }

    /// Where a row begins: behind the empty lines that the reader passes over.
    fn begin(&self, row: &StringRecord) -> Position {
        let begin = row.position().cloned().unwrap_or_else(Position::new);
        let rest = self.text().get(at(&begin)..at(self.reader.position())).unwrap_or("");
        let empty = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        further(&begin, empty, ends(&rest[..empty]).count())
    }
}

/// The place so many bytes and lines further on.
fn further(from: &Position, bytes: usize, lines: usize) -> Position {
    let mut place = Position::new();
    place.set_byte(from.byte() + bytes as u64).set_line(from.line() + lines as u64);
    place
}

fn at(position: &Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// A text that can be read as if it ended earlier.
struct Text {
    text: Cursor<String>,
    end: usize,
}

impl Read for Text {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let left = (self.end as u64).saturating_sub(self.text.position());
        self.text.by_ref().take(left).read(buffer)
    }
}

impl Seek for Text {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.text.seek(to)
    }
}

/// So many bytes are taken at once, and again after each place that is gone to.
const BUFFER: usize = 4 << 10;

fn reader<R: Read>(text: R, delimiter: u8) -> Reader<R> {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true).buffer_capacity(BUFFER);
    builder.from_reader(text)
}

/// The first row of a text, unless a quoted cell of it has no end.
pub fn first(text: &str, delimiter: u8) -> Option<StringRecord> {
    let mut rows = reader(text.as_bytes(), delimiter).into_records().flatten();
    rows.find(|row| !above(row))
}

/// So many rows show how a column is written.
const HEAD: usize = 1000;

/// The heading of a table and its first rows, as they are.
pub fn head(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let rows = reader(text.as_bytes(), delimiter).into_records().flatten();
    let rows = rows.skip_while(above).filter(|row| !blank(row)).take(HEAD + 1);
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// Whether a row stands above a table and is none of it: nothing, or what programs note there.
/// Excel knows the delimiter by `sep=;`, and PowerShell names the type of what it exports.
pub fn above(row: &StringRecord) -> bool {
    let mut cells = row.iter().map(str::trim).filter(|cell| !cell.is_empty());
    match (cells.next(), cells.next()) {
        (None, _) => true,
        (Some(note), None) => is_delimiter(note) || note.starts_with("#TYPE "),
        _ => false,
    }
}

/// Whether a text says which delimiter a table has.
pub fn is_delimiter(text: &str) -> bool {
    matches!(text.trim_end().to_ascii_lowercase().as_str(), "sep=" | "sep=," | "sep=;")
}

/// Whether nothing stands in a row.
pub fn blank(row: &StringRecord) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

/// The ends of the lines of a text: the bytes behind `\n`, `\r\n` or `\r`.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).filter_map(move |at| match (bytes[at], bytes.get(at + 1)) {
        (b'\n', _) => Some(at + 1),
        (b'\r', next) if next != Some(&b'\n') => Some(at + 1),
        _ => None,
    })
}

/// Whether every quoted cell of a row is closed and, to be strict, where it ends.
fn quoted(row: &str, delimiter: u8, strict: bool) -> bool {
    let mut bytes = row.bytes().peekable();
    let (mut begins, mut inside) = (true, false);
    while let Some(byte) = bytes.next() {
        match (byte, inside) {
            (b'"', true) if bytes.peek() == Some(&b'"') => drop(bytes.next()),
            (b'"', true) => {
                inside = false;
                let ends = |next: &u8| *next == delimiter || b"\r\n".contains(next);
                if strict && !bytes.peek().is_none_or(ends) {
                    return false;
                }
            }
            (b'"', false) if begins => inside = true,
            _ => {}
        }
        begins = !inside && byte == delimiter;
    }
    !inside
}
