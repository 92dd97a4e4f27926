//! A thread that reads a workbook and gives its rows away.
//!
//! The reader of cells borrows its workbook, so both live here. A file that brings the reader down
//! ends this thread and nothing else: who waits for it is told that the file is damaged.

use super::cell::Show;
use super::guard::{self, Kind};
use super::{COLUMNS, Listed, ROW, RowCells, xls};
use calamine::{Data, DataRef, Ods, Reader, SheetType, SheetVisible, Sheets, Xls, Xlsb, Xlsx};
use std::fmt::Display;
use std::io::Cursor;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

/// The name of the thread: that it ends in a panic is not to be told.
pub const THREAD: &str = "workbook";
/// So many rows are given at once,
const ROWS: usize = 256;
/// or so many bytes.
const BYTES: usize = 64 << 10;
const DAMAGED: &str = "its cells are damaged";

type Open = Sheets<Cursor<Vec<u8>>>;
/// Rows, or what is wrong; none: the end.
type Given = Result<Vec<RowCells>, String>;

/// An open workbook.
pub(super) struct Book {
    /// Its sheets, in the order of their tabs.
    pub sheets: Vec<Listed>,
    /// So many of them can be looked at without haste.
    pub swift: usize,
    asked: Sender<(String, SyncSender<Given>)>,
}

impl Book {
    /// Opens a workbook.
    ///
    /// # Errors
    /// What is damaged, or more than is read.
    pub fn open(bytes: Vec<u8>) -> Result<Book, String> {
        let (asked, asks) = channel::<(String, SyncSender<Given>)>();
        let (tell, told) = sync_channel(1);
        let thread = std::thread::Builder::new().name(THREAD.to_owned());
        let work = move || match book(bytes) {
            Err(why) => drop(tell.send(Err(why))),
            Ok((mut book, swift)) => {
                drop(tell.send(Ok((sheets(&book), swift))));
                for (sheet, give) in asks {
                    let mut out = Out { give, rows: Vec::new(), bytes: 0 };
                    // One who does not listen any more needs no end.
                    match cells(&mut book, &sheet, &mut out).and_then(|()| out.flush()) {
                        Ok(()) => drop(out.give.send(Ok(Vec::new()))),
                        Err(Stop::Wrong(why)) => drop(out.give.send(Err(why))),
                        Err(Stop::Unheard) => {}
                    }
                }
            }
        };
        thread.spawn(work).map_err(|error| error.to_string())?;
        let (sheets, swift) = told.recv().map_err(|_| DAMAGED.to_owned())??;
        Ok(Book { sheets, swift, asked })
    }

    /// The rows of a sheet that have cells that are not empty, in the order of the sheet.
    pub fn cells(&self, sheet: &str) -> Cells {
        let (give, given) = sync_channel(1);
        // Where the thread has ended, nothing will be given.
        let _ = self.asked.send((sheet.to_owned(), give));
        Cells { given: Some(given), rows: Vec::new().into_iter() }
    }
}

/// The rows of a sheet.
pub(super) struct Cells {
    given: Option<Receiver<Given>>,
    rows: std::vec::IntoIter<RowCells>,
}

impl Iterator for Cells {
    type Item = Result<RowCells, String>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(row) = self.rows.next() {
            return Some(Ok(row));
        }
        let given = self.given.take()?;
        match given.recv().unwrap_or_else(|_| Err(DAMAGED.to_owned())) {
            Err(why) => Some(Err(why)),
            Ok(rows) => {
                self.rows = rows.into_iter();
                let row = self.rows.next()?;
                self.given = Some(given);
                Some(Ok(row))
            }
        }
    }
}

/// Why the thread does not read on.
enum Stop {
    Wrong(String),
    Unheard,
}

fn wrong(error: impl Display) -> Stop {
    Stop::Wrong(one_line(error))
}

/// What a library says, on one line: it can hold any text of the file.
pub fn one_line(error: impl Display) -> String {
    let text = error.to_string();
    text.chars().take(200).map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The rows that are to be given.
struct Out {
    give: SyncSender<Given>,
    rows: Vec<RowCells>,
    bytes: usize,
}

impl Out {
    fn flush(&mut self) -> Result<(), Stop> {
        self.bytes = 0;
        match std::mem::take(&mut self.rows) {
            rows if rows.is_empty() => Ok(()),
            rows => self.give.send(Ok(rows)).map_err(|_| Stop::Unheard),
        }
    }

    /// Puts a cell into its row: the last one, or a new one.
    fn put(&mut self, (row, column): (u32, u32), text: String) -> Result<(), Stop> {
        if text.is_empty() || column >= COLUMNS {
            return Ok(());
        }
        let number = row.saturating_add(1);
        if self.rows.last().is_none_or(|last| last.number != number) {
            if self.rows.len() >= ROWS || self.bytes >= BYTES {
                self.flush()?;
            }
            self.rows.push(RowCells { number, cells: Vec::new(), bytes: 0 });
        }
        let Some(last) = self.rows.last_mut() else { return Ok(()) };
        self.bytes += text.len();
        last.bytes += text.len();
        last.cells.push((column, text));
        match last.bytes > ROW || last.cells.len() > COLUMNS as usize {
            true => Err(Stop::Wrong(format!("row {number} has no end"))),
            false => Ok(()),
        }
    }
}

/// What kind of workbook some bytes are is said by what is in them, never by the name.
fn book(bytes: Vec<u8>) -> Result<(Open, usize), String> {
    if bytes.starts_with(super::COMPOUND) {
        let book = Xls::new(Cursor::new(xls::harmless(bytes)?));
        return book.map(|book| (Sheets::Xls(book), usize::MAX)).map_err(one_line);
    }
    let (kind, swift) = guard::archive(&bytes)?;
    let bytes = Cursor::new(bytes);
    let book = match kind {
        Kind::Xlsb => Xlsb::new(bytes).map(Sheets::Xlsb).map_err(one_line),
        Kind::Ods => Ods::new(bytes).map(Sheets::Ods).map_err(one_line),
        Kind::Xlsx => Xlsx::new(bytes).map(Sheets::Xlsx).map_err(one_line),
    };
    Ok((book?, if matches!(kind, Kind::Ods) { usize::MAX } else { swift }))
}

/// The sheets of cells; what else there is are charts and macros.
fn sheets(book: &Open) -> Vec<Listed> {
    let all = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let listed = |sheet: &calamine::Sheet| Listed {
        name: sheet.name.clone(),
        hidden: sheet.visible != SheetVisible::Visible,
    };
    all.map(listed).collect()
}

/// Gives the cells of a sheet.
fn cells(book: &mut Open, sheet: &str, out: &mut Out) -> Result<(), Stop> {
    match book {
        Sheets::Xlsx(book) => {
            let mut cells = book.worksheet_cells_reader(sheet).map_err(wrong)?;
            let shows: Vec<Show> = cells.styles().iter().map(Show::of).collect();
            while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(wrong)? {
                let show = shows.get(style).unwrap_or(&Show::Plain);
                out.put(cell.get_position(), show.text(owned(cell.get_value())))?;
            }
        }
        Sheets::Xlsb(book) => {
            let mut cells = book.worksheet_cells_reader(sheet).map_err(wrong)?;
            while let Some(cell) = cells.next_cell().map_err(wrong)? {
                out.put(cell.get_position(), Show::Plain.text(owned(cell.get_value())))?;
            }
        }
        Sheets::Xls(_) | Sheets::Ods(_) => {
            let range = book.worksheet_range(sheet).map_err(wrong)?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, cells) in (top..).zip(range.rows()) {
                for (column, cell) in (left..).zip(cells) {
                    out.put((row, column), Show::Plain.text(cell.clone()))?;
                }
            }
        }
    }
    Ok(())
}

fn owned(cell: &DataRef<'_>) -> Data {
    cell.clone().into()
}
