//! Workbooks: the sheet with the inventory, row by row, as the texts that a person sees.
//!
//! They are read by `calamine`, which believes what a file says of itself: a kilobyte can say that
//! it has seventeen thousand million cells. So a file is looked through before. Of `.xlsx` and
//! `.xlsb` no more is held than the texts that cells refer to and a few rows; the sheets of other
//! formats are held whole, and must not have too many cells.

mod cell;
mod guard;
mod reader;
mod tables;
mod xls;

pub use reader::THREAD;
use reader::{Book, Cells};

/// The columns of a sheet at most.
const COLUMNS: u32 = 16_384;
/// The rows of a sheet at most.
const ROWS: u32 = 1_048_576;
/// The bytes of the texts of a row at most.
const ROW: usize = 16 << 20;
/// A heading is looked for in so many rows that are not blank: titles stand above it.
const TITLES: usize = 20;
/// An inventory is looked for on so many sheets: each can be long, or all can be the same one.
const SHEETS: usize = 64;
/// The bytes of all texts of a sheet at most: a long text can stand in every cell by its number.
const SHEET: u64 = 4 << 30;

/// The cells of a workbook at most that is held whole.
const CELLS: u64 = 4 << 20;
/// The bytes of its texts.
const TEXTS: u64 = 256 << 20;
const ENCRYPTED: &str = "it is encrypted; save it without a password";

/// How a zip archive begins, and one that is empty.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// How a compound file begins: the older workbooks, and all that are encrypted.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Whether a file that begins like this is a workbook, or an archive that may be one. No text
/// begins so.
pub fn detect(head: &[u8]) -> bool {
    ZIP.iter().any(|magic| head.starts_with(magic)) || head.starts_with(COMPOUND)
}

/// A sheet with a heading, and the rows below it.
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The names of further sheets with the same heading, which are not read.
    pub others: Vec<String>,
    /// The heading; the last cell of it is not blank.
    pub heading: Row,
    /// The rows below; `None` once there is no way on.
    cells: Option<Cells>,
    /// So many bytes of texts may follow.
    left: u64,
}

/// A row of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number, as a spreadsheet shows it.
    pub number: u32,
    /// Its cells; below a heading as many as the heading has.
    pub cells: Vec<String>,
}

impl Iterator for Sheet {
    type Item = Result<Row, String>;

    /// The next row that is not blank under the heading.
    fn next(&mut self) -> Option<Self::Item> {
        let width = self.heading.cells.len();
        loop {
            match self.cells.as_mut()?.next() {
                Some(Ok(row)) => {
                    let Some(left) = self.left.checked_sub(row.bytes as u64) else {
                        self.cells = None;
                        return Some(Err("its texts have no end".to_owned()));
                    };
                    self.left = left;
                    if !row.is_blank(width) {
                        return Some(Ok(row.wide(width)));
                    }
                }
                end => {
                    self.cells = None;
                    return end.map(|why| Err(why.err().unwrap_or_default()));
                }
            }
        }
    }
}

/// Opens a workbook and finds the inventory: the sheet that is asked for, or the first one that is
/// not hidden and has a heading among its first rows.
///
/// # Errors
/// One sentence with the name: it cannot be read, it has no such sheet, or none with a heading.
pub fn open(
    name: &str,
    bytes: Vec<u8>,
    wanted: Option<&str>,
    is_heading: impl Fn(&[String]) -> bool,
) -> Result<Sheet, String> {
    let unread = |why: String| format!("{name} cannot be read as a workbook: {why}");
    let book = Book::open(bytes).map_err(unread)?;
    let listed = &book.sheets;
    let names = || {
        let names = listed.iter().take(SHEETS).map(|sheet| match sheet.hidden {
            true => format!("{} (hidden)", sheet.name),
            false => sheet.name.clone(),
        });
        names.collect::<Vec<_>>().join(", ") + if listed.len() > SHEETS { ", …" } else { "" }
    };
    let looked_at: Vec<usize> = match wanted {
        Some(wanted) => listed.iter().position(|sheet| sheet.name == wanted).into_iter().collect(),
        None => {
            let visible = (0..listed.len()).filter(|n| !listed[*n].hidden);
            visible.take(SHEETS.min(book.swift.max(1))).collect()
        }
    };
    if let Some(wanted) = wanted.filter(|_| looked_at.is_empty()) {
        return Err(format!("{name} has no sheet \"{wanted}\"; its sheets are: {}", names()));
    }
    let mut damage = None;
    for (at, n) in looked_at.iter().copied().enumerate() {
        match heading(book.cells(&listed[n].name), &is_heading) {
            Ok(Some((heading, cells))) => {
                let same = |n: &&usize| {
                    let other = heading_of(&book, &listed[**n].name, &is_heading);
                    other.is_some_and(|other| other.cells == heading.cells)
                };
                let others = looked_at[at + 1..].iter().filter(same);
                return Ok(Sheet {
                    name: listed[n].name.clone(),
                    others: others.map(|n| listed[*n].name.clone()).collect(),
                    heading,
                    cells: Some(cells),
                    left: SHEET,
                });
            }
            Ok(None) => {}
            Err(why) => damage = damage.or(Some(why)),
        }
    }
    let expected = "a heading such as name, cpu, memory (MB) in the first rows";
    Err(match (damage, wanted) {
        (Some(why), _) => unread(why),
        (None, Some(wanted)) => format!("{name}: sheet \"{wanted}\" has not {expected}"),
        (None, None) => format!(
            "{name} has no visible sheet with {expected}; its sheets are: {}; one can be named, as \
             in {name}#{}",
            names(),
            listed.first().map_or("Sheet1", |sheet| &sheet.name)
        ),
    })
}

/// The heading of a sheet, where it has one.
fn heading_of(book: &Book, name: &str, is_heading: &impl Fn(&[String]) -> bool) -> Option<Row> {
    heading(book.cells(name), is_heading).ok()?.map(|(heading, _)| heading)
}

/// The heading of a sheet, and the cells below it.
fn heading(
    mut cells: Cells,
    is_heading: &impl Fn(&[String]) -> bool,
) -> Result<Option<(Row, Cells)>, String> {
    let mut titles = 0;
    while titles < TITLES
        && let Some(row) = cells.next().transpose()?
    {
        if row.is_blank(COLUMNS as usize) {
            continue;
        }
        let last = row.cells.iter().filter(|(_, text)| !text.trim().is_empty());
        let last = last.map(|(column, _)| *column as usize).max().unwrap_or(0);
        let row = row.wide(last + 1);
        if is_heading(&row.cells) {
            return Ok(Some((row, cells)));
        }
        titles += 1;
    }
    Ok(None)
}

/// A sheet in the list of a workbook.
struct Listed {
    name: String,
    hidden: bool,
}

/// The cells of a row that are there, with their columns from 0.
struct RowCells {
    number: u32,
    cells: Vec<(u32, String)>,
    /// The bytes of its texts.
    bytes: usize,
}

impl RowCells {
    fn is_blank(&self, width: usize) -> bool {
        let mut inside = self.cells.iter().filter(|(column, _)| (*column as usize) < width);
        inside.all(|(_, text)| text.trim().is_empty())
    }

    /// The row with every cell of so many columns.
    fn wide(self, width: usize) -> Row {
        let mut cells = vec![String::new(); width];
        for (column, text) in self.cells {
            if let Some(cell) = cells.get_mut(column as usize) {
                *cell = text;
            }
        }
        Row { number: self.number, cells }
    }
}

/// Whether a workbook is small enough to be held whole.
fn fits(cells: u64, texts: u64) -> Result<(), String> {
    match cells > CELLS || texts > TEXTS {
        true => Err(format!(
            "it has more than {CELLS} cells or {} MiB of text, the most that is read of this \
             format; save it as .xlsx",
            TEXTS >> 20
        )),
        false => Ok(()),
    }
}
