//! The rows of a table in CSV, for files that people have had their hands on.
//!
//! The `csv` crate takes everything, and a quotation mark that is never closed swallows all rows up
//! to the next one. Here a cell that goes over several lines must be closed where it ends; one that
//! is not costs its line, and the lines that it had swallowed are read again. Whatever the text,
//! the time is in proportion to its length.

use csv::{Position, Reader, ReaderBuilder, StringRecord};
use std::io::Cursor;

/// The rows of a text, one after the other.
pub struct Rows {
    reader: Reader<Cursor<String>>,
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
        let reader = reader(Cursor::new(text), delimiter, BUFFER);
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
        let line = rest.as_bytes().get(..length).unwrap_or_default();
        // A line of nothing is passed over by the reader, as it is between other rows.
        if !reader(line, self.delimiter, line.len().min(BUFFER)).read_record(row)? {
            row.clear();
        }
        row.set_position(Some(here.clone()));
        self.reader.seek(further(&here, length, 1))?;
        Ok(length > 0)
    }

    fn text(&self) -> &str {
        self.reader.get_ref().get_ref()
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

/// So many bytes are taken at once, and again after each line that is read alone.
const BUFFER: usize = 4 << 10;

fn reader<R: std::io::Read>(text: R, delimiter: u8, buffer: usize) -> Reader<R> {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true).buffer_capacity(buffer);
    builder.from_reader(text)
}

/// The first row of a text, unless a quoted cell of it has no end.
pub fn first(text: &str, delimiter: u8) -> Option<StringRecord> {
    let mut rows = reader(text.as_bytes(), delimiter, BUFFER).into_records().flatten();
    rows.find(|row| !blank(row))
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
