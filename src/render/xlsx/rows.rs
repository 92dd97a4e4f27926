//! A sheet that grows row by row and is not held in memory; what does not fit goes to a further
//! sheet with the same heading.

use super::cell::{Cell, fitting};
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Format, FormatAlign,
    FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

/// So many rows a sheet has; the first is the heading.
const MOST_ROWS: u32 = 1_048_576;
/// So many columns a sheet has.
pub(super) const MOST_COLUMNS: usize = 16_384;
/// The least and the greatest width of a column, in characters.
const WIDTHS: (usize, usize) = (6, 48);

/// Programs that do not fit a row to its text are told its height, on so many rows of a sheet: each
/// is held in memory.
const MOST_TALL: u32 = 50_000;
/// The height of a line, in points.
const LINE: f64 = 15.0;

/// A column: its heading, and what is done with its cells.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) heading: String,
    pub(super) kind: Of,
}

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Texts and numbers as they come.
    Values,
    /// Short ones, in the middle.
    Centred,
    /// Long texts, wrapped at so many characters.
    Sentences(u16),
    /// Days.
    Dates,
    /// Words that are coloured: pass, fail, unknown, yes, no.
    Verdicts,
    /// Empty, for an evaluator who answers one of these.
    Answer(&'static [&'static str]),
    /// Empty, for an evaluator who writes.
    Remarks,
}

impl Column {
    pub(super) fn new(heading: impl Into<String>, kind: Of) -> Column {
        Column { heading: heading.into(), kind }
    }
}

/// A sheet that grows.
pub(super) struct Rows {
    name: &'static str,
    columns: Vec<Column>,
    /// Columns that stay in sight.
    frozen: u16,
    sheet: Worksheet,
    full: Vec<Worksheet>,
    row: u32,
    /// The last row that filters and colours apply to.
    last: Option<u32>,
    widths: Vec<usize>,
    /// How many rows of the sheet were told their height.
    tall: u32,
    /// So many rows a sheet holds.
    most: u32,
}

impl Rows {
    pub(super) fn new(
        book: &mut Workbook,
        name: &'static str,
        frozen: u16,
        columns: Vec<Column>,
    ) -> Result<Rows, XlsxError> {
        let sheet = book.new_worksheet_with_constant_memory()?;
        let widths = columns.iter().map(|column| column.heading.width()).collect();
        let (full, row, last, tall) = (Vec::new(), 0, None, 0);
        let mut rows =
            Rows { name, columns, frozen, sheet, full, row, last, widths, tall, most: MOST_ROWS };
        rows.heading()?;
        Ok(rows)
    }

    fn heading(&mut self) -> Result<(), XlsxError> {
        for (n, column) in (0..).zip(&self.columns) {
            // Where a cell has no format of its own, that of its column holds.
            match column.kind {
                Of::Sentences(_) => drop(self.sheet.set_column_format(n, &sentences())?),
                Of::Dates => drop(self.sheet.set_column_format(n, &date())?),
                Of::Centred | Of::Verdicts | Of::Answer(_) => {
                    self.sheet.set_column_format(n, &top().set_align(FormatAlign::Center))?;
                }
                Of::Values | Of::Remarks => drop(self.sheet.set_column_format(n, &top())?),
            }
            self.sheet.write_string_with_format(0, n, fitting(&column.heading), &heading())?;
        }
        (self.row, self.tall) = (1, 0);
        Ok(())
    }

    /// Adds a row.
    pub(super) fn push<'t>(
        &mut self,
        book: &mut Workbook,
        cells: impl IntoIterator<Item = Cell<'t>>,
    ) -> Result<(), XlsxError> {
        if self.row == self.most {
            let next = book.new_worksheet_with_constant_memory()?;
            let done = std::mem::replace(&mut self.sheet, next);
            let done = self.finished(done)?;
            self.full.push(done);
            // The sums may begin on one sheet and go on on another.
            self.last = self.last.map(|_| 0);
            self.heading()?;
        }
        let mut lines = 1;
        for (n, cell) in cells.into_iter().enumerate() {
            let column = u16::try_from(n).map_err(|_| XlsxError::RowColumnLimitError)?;
            let width = put(&mut self.sheet, self.row, column, &cell)?;
            if let Some(widest) = self.widths.get_mut(n) {
                *widest = width.max(*widest);
            }
            if let Some(Column { kind: Of::Sentences(wrapped), .. }) = self.columns.get(n) {
                lines = lines.max(width.div_ceil(usize::from(*wrapped)));
            }
        }
        if lines > 1 && self.tall < MOST_TALL {
            self.tall += 1;
            #[allow(clippy::cast_precision_loss)] // a few lines
            self.sheet.set_row_height(self.row, LINE * lines.min(12) as f64)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Rows that follow are no entries but sums: neither filters nor colours apply to them.
    pub(super) fn end_entries(&mut self) {
        self.last = Some(self.row - 1);
    }

    /// The sheets, one or more.
    pub(super) fn finish(mut self) -> Result<Vec<Worksheet>, XlsxError> {
        let last = std::mem::take(&mut self.sheet);
        let last = self.finished(last)?;
        self.full.push(last);
        Ok(self.full)
    }

    /// Everything around the cells, which a sheet gets when its last row is known.
    fn finished(&self, mut sheet: Worksheet) -> Result<Worksheet, XlsxError> {
        let name = match self.full.len() {
            0 => self.name.to_owned(),
            n => format!("{} ({})", self.name, n + 1),
        };
        let columns = u16::try_from(self.columns.len()).unwrap_or(u16::MAX);
        let (bottom, right) = (self.row - 1, columns.saturating_sub(1));
        let entries = self.last.unwrap_or(bottom);
        sheet.set_name(name)?;
        let widths =
            self.columns.iter().zip(&self.widths).map(|(column, width)| match column.kind {
                Of::Sentences(width) => width,
                Of::Remarks => 40,
                // The heading has the button of the filter.
                _ => {
                    let width = (*width).max(column.heading.width() + 2).clamp(WIDTHS.0, WIDTHS.1);
                    u16::try_from(width + 1).unwrap_or(u16::MAX)
                }
            });
        let widths: Vec<u16> = widths.collect();
        frame(&mut sheet, bottom, right, widths.iter().copied().map(u32::from).sum())?;
        sheet.set_freeze_panes(1, self.frozen)?;
        sheet.autofilter(0, 0, entries, right)?;
        // An inventory number such as 0042 is a text, and no slip.
        sheet.ignore_error_range(0, 0, bottom, right, IgnoreError::NumberStoredAsText)?;
        for ((n, column), width) in (0..).zip(&self.columns).zip(widths) {
            sheet.set_column_width(n, width)?;
            if entries == 0 {
                continue;
            }
            match column.kind {
                Of::Verdicts => coloured(&mut sheet, (1, n, entries, n))?,
                Of::Answer(answers) => {
                    let answers = DataValidation::new().allow_list_strings(answers)?;
                    sheet.add_data_validation(1, n, entries, n, &answers)?;
                }
                _ => {}
            }
        }
        Ok(sheet)
    }
}

/// How a sheet of so many characters' width is printed: as wide as a page, with its heading on
/// each.
pub(super) fn frame(
    sheet: &mut Worksheet,
    bottom: u32,
    right: u16,
    width: u32,
) -> Result<(), XlsxError> {
    const A3: u8 = 8;
    const A4: u8 = 9;
    sheet.set_print_area(0, 0, bottom, right)?;
    sheet.set_repeat_rows(0, 0)?;
    let paper = if width > 200 { A3 } else { A4 };
    sheet.set_landscape().set_paper_size(paper).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&F: &A&RPage &P of &N");
    Ok(())
}

/// Writes a cell, and says how wide it is. A blank one is left out.
pub(super) fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell<'_>,
) -> Result<usize, XlsxError> {
    match cell {
        Cell::Blank => Ok(0),
        Cell::Text(text) if text.is_empty() => Ok(0),
        Cell::Text(text) => {
            let text = fitting(text);
            let width = if text.is_ascii() { text.len() } else { text.width() };
            sheet.write_string(row, column, text)?;
            Ok(width)
        }
        Cell::Number(number) => {
            sheet.write_number(row, column, *number)?;
            Ok(8)
        }
        Cell::Date(date) => {
            sheet.write_datetime_with_format(row, column, date, &self::date())?;
            Ok(10)
        }
    }
}

/// Colours words by what they say; whoever changes an answer changes the colour.
pub(super) fn coloured(
    sheet: &mut Worksheet,
    (top, left, bottom, right): (u32, u16, u32, u16),
) -> Result<(), XlsxError> {
    for (word, ink, paper) in [
        ("PASS", 0x0B_5D_1E, 0xD9_F2_DD),
        ("Yes", 0x0B_5D_1E, 0xD9_F2_DD),
        ("FAIL", 0x8B_10_10, 0xF9_D9_D6),
        ("No", 0x8B_10_10, 0xF9_D9_D6),
        ("UNKNOWN", 0x6B_4E_00, 0xFD_F1_C7),
        ("Not shown", 0x6B_4E_00, 0xFD_F1_C7),
    ] {
        let format =
            Format::new().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(paper));
        let rule = ConditionalFormatCellRule::EqualTo(word.to_owned());
        let rule = ConditionalFormatCell::new().set_rule(rule).set_format(format);
        sheet.add_conditional_format(top, left, bottom, right, &rule)?;
    }
    Ok(())
}

/// The format of headings.
pub(super) fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x2F_4B_6E))
        .set_border_bottom(FormatBorder::Thin)
        .set_align(FormatAlign::Top)
        .set_text_wrap()
}

fn top() -> Format {
    Format::new().set_align(FormatAlign::Top)
}

fn sentences() -> Format {
    top().set_text_wrap().set_indent(1)
}

fn date() -> Format {
    top().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    /// A sheet's worth of rows takes minutes in a test, so the sheets here are small.
    #[test]
    fn rows_that_do_not_fit_go_to_further_sheets() {
        let mut book = Workbook::new();
        let columns = vec![Column::new("n", Of::Values), Column::new("text", Of::Sentences(20))];
        let mut rows = Rows::new(&mut book, "List", 1, columns).expect("a sheet");
        rows.most = 4;
        for n in 0..10 {
            let text = format!("row {n} {}", "long ".repeat(n));
            rows.push(&mut book, [Cell::count(n), Cell::text(text)]).expect("a row");
        }
        rows.finish().expect("sheets").into_iter().for_each(|sheet| book.push_worksheet(sheet));
        let bytes = book.save_to_buffer().expect("a workbook");
        let mut read: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("read");
        assert_eq!(read.sheet_names(), ["List", "List (2)", "List (3)", "List (4)"]);
        let mut numbers = Vec::new();
        for name in read.sheet_names() {
            let sheet = read.worksheet_range(&name).expect("a sheet");
            let mut rows = sheet.rows();
            assert_eq!(rows.next().expect("a heading")[0], Data::String("n".to_owned()));
            numbers.extend(rows.map(|row| row[0].clone()));
        }
        assert_eq!(numbers, (0..10).map(|n| Data::Float(f64::from(n))).collect::<Vec<_>>());
    }
}
