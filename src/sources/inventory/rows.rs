//! The rows of a table in CSV, for files that people have had their hands on, in blocks of whole
//! rows as they are read.
//!
//! A quotation mark that is never closed would swallow all rows up to the next one. Here a cell
//! that goes over several lines must be closed where it ends, and its row must have as many cells
//! as the heading; a line where that is not so costs itself only, and the lines behind it are rows
//! of their own. Whatever the text, the time is in proportion to its length.

use memchr::{memchr, memchr2};
use std::io::{self, Read};

/// A row that is longer is none; its line is passed over.
const LONGEST: usize = 1 << 20;

/// So many bytes are handed on at once, or a few more.
const BLOCK: usize = 128 << 10;

/// So many times the length of a text may be read in vain, looking for the end of a cell.
const PATIENCE: usize = 8;

/// Rows of a text, and where each begins and ends.
#[derive(Debug, Default)]
pub struct Block {
    /// The bytes, which need not be UTF-8.
    pub bytes: Vec<u8>,
    /// The rows in them, blank ones left out.
    pub rows: Vec<Row>,
    /// How many rows that are not blank come before.
    pub before: u64,
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its first byte.
    pub from: usize,
    /// The byte behind its last.
    pub to: usize,
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Whether there is a quotation mark in it.
    pub marked: bool,
    /// What is wrong with it.
    pub fault: Option<Fault>,
}

/// Why something that stands there is no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A quoted cell of it has no end.
    Open,
    /// It goes over so many lines, and has so many cells, which are not as many as they should be.
    Torn {
        /// Lines.
        lines: u64,
        /// Cells.
        cells: usize,
    },
    /// It is longer than any row.
    Long,
}

/// The blocks of a text.
pub struct Blocks {
    text: Box<dyn Read + Send>,
    delimiter: u8,
    /// How many cells a row has, once that is known.
    cells: Option<usize>,
    /// What was read and not yet handed on.
    rest: Vec<u8>,
    ended: bool,
    line: u64,
    before: u64,
    patience: usize,
    /// Why the text could not be read to its end.
    broken: Option<io::Error>,
}

impl Blocks {
    /// The rows of a text.
    pub fn new(text: Box<dyn Read + Send>, delimiter: u8) -> Blocks {
        Blocks {
            text,
            delimiter,
            cells: None,
            rest: Vec::new(),
            ended: false,
            line: 1,
            before: 0,
            patience: LONGEST,
            broken: None,
        }
    }

    /// Why the text could not be read to its end, after the last block.
    pub fn broken(&mut self) -> Option<io::Error> {
        self.broken.take()
    }

    /// Counts rows from here, of so many cells each.
    pub fn begin(&mut self, cells: usize) {
        (self.before, self.cells) = (0, Some(cells));
    }

    /// The next rows, at most so many; `None` behind the last one.
    pub fn next(&mut self, most: usize) -> Option<Block> {
        let mut block = Block { before: self.before, ..Block::default() };
        let mut at = 0;
        loop {
            let enough = block.rows.len() >= most || at >= BLOCK;
            if enough && !block.rows.is_empty() {
                break;
            }
            match self.row(at) {
                Some((row, next, lines)) => {
                    at = next;
                    self.line += lines;
                    block.rows.extend(row);
                }
                None if self.ended => break,
                None => self.fill(&mut block, &mut at),
            }
        }
        // A text that does not end in a line break is used up with its last row.
        let left = self.rest.split_off(at.min(self.rest.len()));
        block.bytes = std::mem::replace(&mut self.rest, left);
        self.before += block.rows.len() as u64;
        (!block.rows.is_empty()).then_some(block)
    }

    /// Reads on. What is done with goes, so that blank lines without end take no room.
    fn fill(&mut self, block: &mut Block, at: &mut usize) {
        if block.rows.is_empty() {
            self.rest.drain(..*at);
            *at = 0;
        }
        let before = self.rest.len();
        self.rest.reserve(BLOCK + BLOCK / 2);
        let more = self.text.by_ref().take(BLOCK as u64).read_to_end(&mut self.rest);
        let read = self.rest.len() - before;
        self.patience = self.patience.saturating_add(read.saturating_mul(PATIENCE));
        if let Err(error) = more {
            self.broken = Some(error);
            self.ended = true;
        }
        self.ended |= read == 0;
    }

    /// The row at a byte, unless it is blank, where the next one begins, and how many lines on;
    /// `None`: more has to be read to see it.
    fn row(&mut self, from: usize) -> Option<(Option<Row>, usize, u64)> {
        let rest = &self.rest[from..];
        if rest.is_empty() {
            return None;
        }
        let Some((end, next)) = line(rest, self.ended) else {
            return match rest.len() > LONGEST {
                true => self.pass_over(from),
                false => None,
            };
        };
        let text = &rest[..end];
        let row = |end, fault| Row { from, to: from + end, line: self.line, marked: true, fault };
        if end > LONGEST {
            return Some((Some(row(0, Some(Fault::Long))), from + next, 1));
        }
        if memchr(b'"', text).is_none() {
            let plain = Row { marked: false, ..row(end, None) };
            return Some(((!is_blank(text, self.delimiter)).then_some(plain), from + next, 1));
        }
        let alone = |fault| Some((Some(row(end, fault)), from + next, 1));
        let mut quotes = Quotes::new(self.delimiter);
        // Within a line marks are taken in any way that can be.
        if quotes.go(text, false) && !quotes.inside {
            return Some((quotes.content.then(|| row(end, None)), from + next, 1));
        }
        if self.patience == 0 {
            return alone(Some(Fault::Open));
        }
        // Over several lines they must be where they belong.
        let mut quotes = Quotes::new(self.delimiter);
        let (mut at, mut lines) = (0, 0);
        let seen = rest.len().min(LONGEST);
        loop {
            let Some((end, next)) = line(&rest[at..seen], self.ended && seen == rest.len()) else {
                // No end in sight.
                if seen < rest.len() || self.ended {
                    self.patience = self.patience.saturating_sub(seen);
                    return alone(Some(Fault::Open));
                }
                return None;
            };
            lines += 1;
            let (begin, stop) = (at, at + end);
            at += next;
            // The line break belongs to the cell that goes on.
            let closed = quotes.go(&rest[begin..stop], true);
            if !closed || at >= rest.len() && quotes.inside && self.ended {
                self.patience = self.patience.saturating_sub(at);
                return alone(Some(Fault::Open));
            }
            if !quotes.inside {
                let cells = quotes.cells;
                if self.cells.is_some_and(|expected| expected != cells) && lines > 1 {
                    self.patience = self.patience.saturating_sub(at);
                    return alone(Some(Fault::Torn { lines, cells }));
                }
                return Some((quotes.content.then(|| row(stop, None)), from + at, lines));
            }
        }
    }

    /// A line without an end: what follows of it is read and forgotten.
    fn pass_over(&mut self, from: usize) -> Option<(Option<Row>, usize, u64)> {
        let fault = Some(Fault::Long);
        let row = Row { from, to: from, line: self.line, marked: false, fault };
        let mut buffer = vec![0; BLOCK];
        self.rest.truncate(from);
        while !self.ended {
            match self.text.read(&mut buffer) {
                Ok(0) => self.ended = true,
                Ok(read) => {
                    if let Some(end) = memchr2(b'\n', b'\r', &buffer[..read]) {
                        self.rest.extend_from_slice(&buffer[end..read]);
                        let (_, next) = line(&self.rest[from..], true)?;
                        return Some((Some(row), from + next, 1));
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.broken = Some(error);
                    self.ended = true;
                }
            }
        }
        Some((Some(row), from, 1))
    }
}

/// Where a line ends, and where the next one begins: behind `\n`, `\r\n` or `\r`.
fn line(bytes: &[u8], ended: bool) -> Option<(usize, usize)> {
    match memchr2(b'\n', b'\r', bytes) {
        None => (ended && !bytes.is_empty()).then_some((bytes.len(), bytes.len())),
        Some(end) if bytes[end] == b'\n' => Some((end, end + 1)),
        Some(end) => match bytes.get(end + 1) {
            Some(b'\n') => Some((end, end + 2)),
            None if !ended => None,
            _ => Some((end, end + 1)),
        },
    }
}

/// Whether nothing stands in a row without quotation marks.
fn is_blank(row: &[u8], delimiter: u8) -> bool {
    row.iter().all(|byte| byte.is_ascii_whitespace() || *byte == delimiter)
}

/// What the quotation marks of a row say, as the `csv` crate takes them.
struct Quotes {
    delimiter: u8,
    inside: bool,
    /// Whether a cell begins here.
    begins: bool,
    cells: usize,
    /// Whether there is anything but blanks in a cell.
    content: bool,
}

impl Quotes {
    fn new(delimiter: u8) -> Quotes {
        Quotes { delimiter, inside: false, begins: true, cells: 1, content: false }
    }

    /// Goes on over a line; whether every mark in it is where it belongs, if that is asked.
    fn go(&mut self, line: &[u8], strict: bool) -> bool {
        let mut at = 0;
        while let Some(byte) = line.get(at) {
            let next = line.get(at + 1);
            match (byte, self.inside) {
                (b'"', true) if next == Some(&b'"') => {
                    self.content = true;
                    at += 1;
                }
                (b'"', true) => {
                    self.inside = false;
                    if strict && next.is_some_and(|next| *next != self.delimiter) {
                        return false;
                    }
                }
                (b'"', false) if self.begins => self.inside = true,
                (byte, false) if *byte == self.delimiter => self.cells += 1,
                _ => self.content |= !byte.is_ascii_whitespace(),
            }
            self.begins = !self.inside && *byte == self.delimiter;
            at += 1;
        }
        true
    }
}
