//! Workbooks of Excel 5 to 2003, made harmless for a reader that believes them.
//!
//! The reader holds every sheet as a rectangle, from the first cell to the last; and it makes room
//! for what a sheet says of itself. So the records are looked through, what is not needed is struck
//! out, and the rest goes into a new file, whose directory is sound.

use super::reader::one_line;
use super::{ENCRYPTED, fits};
use std::collections::HashSet;
use std::io::{Cursor, Read, Write};
use std::ops::Range;

/// The texts that cells refer to lie in so many records at most: the reader moves them all for each.
const PIECES: usize = 20_000;

/// A workbook with the same cells that can be read without harm.
///
/// # Errors
/// It is damaged, encrypted, or has more cells than are read.
pub fn harmless(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let length = bytes.len() as u64;
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes))
        .map_err(|error| format!("its directory is damaged ({})", one_line(error)))?;
    if file.exists("/EncryptedPackage") {
        return Err(ENCRYPTED.to_owned());
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| file.is_stream(name));
    let name = name.ok_or("it is a compound file without a sheet")?;
    let mut stream = Vec::new();
    // A stream is not longer than its file, whatever it says.
    let read = file.open_stream(name).and_then(|part| part.take(length).read_to_end(&mut stream));
    read.map_err(one_line)?;
    look_through(&mut stream)?;
    let saved = || {
        let empty = Cursor::new(Vec::new());
        let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, empty)?;
        file.create_stream("/Workbook")?.write_all(&stream)?;
        file.flush()?;
        Ok(file.into_inner().into_inner())
    };
    saved().map_err(|error: std::io::Error| one_line(error))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 2] = bytes.get(at..)?.first_chunk().copied()?;
    Some(u16::from_le_bytes(bytes).into())
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u16_at(bytes, at)? | u16_at(bytes, at + 2)? << 16)
}

/// The number of a record, and where its fields are.
fn record(stream: &[u8], at: usize) -> Option<(usize, Range<usize>)> {
    let fields = at + 4..at + 4 + u16_at(stream, at + 2)?;
    stream.get(fields.clone()).and(Some((u16_at(stream, at)?, fields)))
}

/// Looks through records, which have their numbers from \[MS-XLS\] 2.3.
fn look_through(stream: &mut [u8]) -> Result<(), String> {
    let (mut at, mut depth, mut is_head, mut is_formula) = (0, 0_usize, true, false);
    // Where streams begin, and where sheets are said to.
    let (mut begins, mut listed) = (HashSet::new(), HashSet::new());
    let (mut lengths, mut area) = (Vec::new(), Area::default());
    let (mut held, mut cells, mut texts) = (0, 0, 0);
    while let Some((kind, fields)) = record(stream, at) {
        let data = &stream[fields.clone()];
        let (row, column) = u16_at(data, 0).zip(u16_at(data, 2)).unwrap_or_default();
        match kind {
            // A stream begins or ends; one within another is none of a sheet.
            0x0809 => {
                if depth == 0 {
                    begins.insert(at);
                }
                depth += 1;
            }
            0x000A => {
                (is_head, depth) = (false, depth.saturating_sub(1));
                if depth == 0 {
                    held += std::mem::take(&mut area).cells();
                    is_formula = false;
                }
            }
            0x002F => return Err(ENCRYPTED.to_owned()),
            0x0085 if is_head && !listed.insert(u32_at(data, 0).unwrap_or(usize::MAX)) => {
                return Err("two of its sheets are the same one".to_owned());
            }
            0x00FC if is_head => lengths = self::lengths(stream, at)?,
            // What is not needed becomes a blank cell, which is passed over: other books, names,
            // merged cells and the extent that a sheet says.
            0x0017 | 0x0018 | 0x00E5 | 0x0200 => stream[at..at + 2].copy_from_slice(&[1, 2]),
            // The text of the formula before; without one, of the first cell.
            0x0207 if is_formula => cells += 1,
            0x0207 => cells += area.add(0, 0, 1),
            // Several numbers in a row.
            0x00BD => cells += area.add(row, column, data.len().saturating_sub(6) / 6),
            // A text that is shared.
            0x00FD => {
                cells += area.add(row, column, 1);
                texts += u32_at(data, 6).and_then(|n| lengths.get(n)).unwrap_or(&0);
            }
            0x0006 => {
                cells += area.add(row, column, 1);
                is_formula = true;
                // The length of the formula: its result is enough.
                if data.len() >= 22 {
                    stream[fields.start + 20..fields.start + 22].fill(0);
                }
            }
            // Texts, rich or not, numbers, truths and errors.
            0x00D6 | 0x0203 | 0x0204 | 0x0205 | 0x027E => cells += area.add(row, column, 1),
            _ => {}
        }
        fits(cells.max(held + area.cells()), texts)?;
        at = fields.end;
    }
    let sound = listed.is_subset(&begins);
    sound.then_some(()).ok_or_else(|| "its list of sheets is damaged".to_owned())
}

/// The smallest rectangle with some cells: its first and last rows and columns.
#[derive(Default)]
struct Area(Option<[usize; 4]>);

impl Area {
    /// Puts so many cells into it.
    fn add(&mut self, row: usize, column: usize, count: usize) -> u64 {
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, column, column]);
        let right = right.max(column + count.saturating_sub(1));
        self.0 = Some([top.min(row), bottom.max(row), left.min(column), right]);
        count as u64
    }

    fn cells(&self) -> u64 {
        self.0.map_or(0, |[top, bottom, left, right]| (bottom - top + 1) * (right - left + 1))
            as u64
    }
}

/// How many bytes each of the texts at most takes that cells refer to; they run over records.
fn lengths(stream: &[u8], mut at: usize) -> Result<Vec<u64>, String> {
    let mut pieces = Vec::new();
    while let Some((kind, fields)) = record(stream, at)
        && (pieces.is_empty() || kind == 0x003C)
    {
        at = fields.end;
        pieces.push(&stream[fields]);
        if pieces.len() > PIECES {
            return Err("its texts are in too many pieces".to_owned());
        }
    }
    let mut pieces = pieces.into_iter();
    let mut piece = pieces.next().and_then(|first| first.get(8..)).unwrap_or_default();
    // Where a text is damaged the reader gives up, too.
    Ok(std::iter::from_fn(|| length(&mut piece, &mut pieces)).collect())
}

fn length<'s>(piece: &mut &'s [u8], pieces: &mut impl Iterator<Item = &'s [u8]>) -> Option<u64> {
    if piece.is_empty() {
        *piece = pieces.next()?;
    }
    if piece.is_empty() {
        return Some(0);
    }
    let (units, mut flags) = (u16_at(piece, 0)?, *piece.get(2)?);
    *piece = &piece[3..];
    // Behind the text it says how it looks and how it is spoken.
    let mut skip = 0;
    if flags & 8 != 0 {
        skip += 4 * u16_at(piece, 0)?;
        *piece = &piece[2..];
    }
    if flags & 4 != 0 {
        skip = u32_at(piece, 0)?.saturating_add(skip);
        *piece = &piece[4..];
    }
    let mut left = units;
    loop {
        let wide = 1 + usize::from(flags & 1);
        let here = left.min(piece.len() / wide);
        *piece = &piece[here * wide..];
        left -= here;
        if left == 0 {
            break;
        }
        // Each piece says anew how wide its characters are.
        *piece = pieces.next()?;
        flags = *piece.first()?;
        *piece = &piece[1..];
    }
    while skip > 0 {
        if piece.is_empty() {
            *piece = pieces.next()?;
        }
        let here = skip.min(piece.len());
        *piece = &piece[here..];
        skip -= here;
    }
    Some(units as u64 * 6)
}
