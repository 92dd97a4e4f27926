//! A workbook for buyers: a summary, the matrix, the compliance form of a tender, a buy list, and
//! what all of it rests on. Rows flow to the sheets as machines are judged; what is shown of all of
//! them stands on the small sheets. The same input gives the same bytes.

mod buy;
mod cell;
mod compliance;
mod matrix;
mod rest;
mod rows;
mod summary;

use super::{Format, Out, Style};
use crate::check::Check;
use crate::fleet::Fleet;
use buy::BuyList;
use compliance::Compliance;
use matrix::Matrix;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// An Excel workbook.
pub const FORMAT: Format =
    Format { name: "xlsx", extensions: &["xlsx"], doc: "an Excel workbook", write };

fn write(check: &mut Check<'_>, _: &Style, out: Out<'_>) -> io::Result<()> {
    // The library keeps the rows in temporary files and knows no other answer to a full disk there
    // than a panic with these words. None of what it leaves behind is used afterwards.
    let written = catch_unwind(AssertUnwindSafe(|| workbook(check, out)));
    match written {
        Ok(written) => written.map_err(|error| match error {
            XlsxError::IoError(error) => error,
            XlsxError::TempFileError(folder, error) => io::Error::other(format!(
                "the rows cannot be kept in {}: {error}; TMPDIR names another folder",
                folder.display()
            )),
            error => io::Error::other(error.to_string()),
        }),
        Err(panic)
            if !panic.downcast_ref::<String>().is_some_and(|why| why.starts_with(NO_ROOM)) =>
        {
            resume_unwind(panic)
        }
        Err(_) => {
            let folder = std::env::temp_dir();
            let why = format!(
                "the rows could not be kept in {}: is the disk full? TMPDIR names another folder",
                folder.display()
            );
            Err(io::Error::other(why))
        }
    }
}

/// How the library begins to say that it could not keep a row; a program whose hook tells of panics
/// can leave this one out.
pub const NO_ROOM: &str = "Couldn't write to xml file";

fn workbook(check: &mut Check<'_>, out: Out<'_>) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    // A fixed time, so that the same input gives the same file.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new().set_title("minspec").set_creation_datetime(&created);
    book.set_properties(&properties);
    let mut fleet = Fleet::default();
    let mut matrix = Matrix::new(&mut book, check)?;
    let mut compliance = Compliance::new(&mut book)?;
    let mut buy = BuyList::new(&mut book)?;
    check.each(|reports| {
        let remedy = fleet.add(reports);
        matrix.add(&mut book, reports)?;
        compliance.add(&mut book, reports)?;
        buy.add(&mut book, reports, &remedy)
    })?;
    buy.total(&mut book, &fleet)?;
    book.push_worksheet(summary::sheet(check, &fleet)?);
    let rest = [
        rest::requirements(&mut book, check)?,
        rest::not_checked(&mut book, check)?,
        rest::about(&mut book, check, &fleet)?,
    ];
    let fleets = [matrix.finish()?, compliance.finish()?, buy.finish()?];
    fleets.into_iter().chain(rest).flatten().for_each(|sheet| book.push_worksheet(sheet));
    book.set_zip_compression_level(LEVEL);
    let mut failed = None;
    let saved = book.save_to_writer(Watched { out, failed: &mut failed });
    // The container wraps an error of the disk into one of its own.
    match failed {
        Some(error) => Err(XlsxError::IoError(error)),
        None => saved,
    }
}

/// How hard to compress, 1 to 9: of a large fleet, 6 takes a third longer than 3 and saves a tenth.
const LEVEL: u8 = 3;

/// A writer that remembers why it failed.
struct Watched<'o, 'f> {
    out: Out<'o>,
    failed: &'f mut Option<io::Error>,
}

impl Watched<'_, '_> {
    /// After a failure everything else is taken and dropped: the container, which is finished
    /// whatever happened, has nothing more to complain of.
    fn unless_failed<T>(
        &mut self,
        dropped: T,
        write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.failed.is_some() {
            return Ok(dropped);
        }
        write(self.out).or_else(|error| {
            *self.failed = Some(error);
            Ok(dropped)
        })
    }
}

impl Write for Watched<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_failed(bytes.len(), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_failed((), |out| out.flush())
    }
}
