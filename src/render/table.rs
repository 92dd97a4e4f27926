//! The table for people at a terminal.

use super::story::{Block, Cell, tell_check};
use super::{Format, Out, Style, printable};
use crate::check::Check;
use crate::verdict::Verdict;
use comfy_table::{Attribute, Cell as TableCell, Color, ContentArrangement, Table, presets};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// A table on the terminal.
pub const FORMAT: Format =
    Format { name: "table", extensions: &["txt"], doc: "a table for people", write };

fn write(check: &mut Check<'_>, style: &Style, out: Out<'_>) -> io::Result<()> {
    let story = tell_check(check, style);
    let Some(lines) = style.lines else { return blocks(&story, style, out) };
    let mut all = Vec::new();
    blocks(&story, style, &mut all)?;
    let text = String::from_utf8_lossy(&all);
    let rows = text.lines().map(|line| match style.width {
        Some(width) => {
            let shown = anstream::adapter::strip_str(line).to_string();
            UnicodeWidthStr::width(&shown[..]).div_ceil(usize::from(width).max(1)).max(1)
        }
        None => 1,
    });
    // One line says what was left out, and one is the prompt's.
    let room = lines.saturating_sub(2).max(1);
    let ends = rows.scan(0, |sum, rows| {
        *sum += rows;
        Some(*sum)
    });
    let ends: Vec<usize> = ends.collect();
    let fit = match ends.last() {
        Some(last) if *last > room + 1 => ends.partition_point(|end| *end <= room),
        _ => ends.len(),
    };
    text.lines().take(fit).try_for_each(|line| writeln!(out, "{line}"))?;
    match ends.len() - fit {
        0 => Ok(()),
        more => writeln!(out, "… {more} more lines; --all shows them"),
    }
}

/// Writes blocks with blank lines between them.
pub fn blocks(blocks: &[Block], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for block in blocks {
        match block {
            Block::Heading(text) | Block::Line(text) => writeln!(out, "{}", printable(text))?,
            Block::Table(header, rows) if rows.len() > FRAMED => unframed(header, rows, out)?,
            Block::Table(header, rows) => writeln!(out, "{}", table(header, rows, style))?,
            Block::List(_, lines) if lines.is_empty() => {}
            Block::List(title, lines) => {
                writeln!(out, "\n{title}:")?;
                for line in lines {
                    writeln!(out, "  {}", printable(line))?;
                }
            }
        }
    }
    Ok(())
}

/// Above so many rows a table has no frame: what draws it holds it several times over.
const FRAMED: usize = 5_000;

/// Rows as they come, in columns as wide as their widest cell.
fn unframed(header: &[String], rows: &[Vec<Cell>], out: &mut dyn Write) -> io::Result<()> {
    let mut widths: Vec<usize> = header.iter().map(|cell| cell.width()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(printable(&cell.text()).width());
        }
    }
    let mut line = |cells: &mut dyn Iterator<Item = String>| {
        for (cell, width) in cells.zip(&widths) {
            let cell = printable(&cell).into_owned();
            write!(out, "{cell}{:1$}", "", width - cell.width() + 2)?;
        }
        writeln!(out)
    };
    line(&mut header.iter().cloned())?;
    rows.iter().try_for_each(|row| line(&mut row.iter().map(Cell::text)))
}

fn table(header: &[String], rows: &[Vec<Cell>], style: &Style) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic);
    match style.color {
        true => table.enforce_styling(),
        false => table.force_no_tty(),
    };
    if let Some(width) = style.width {
        table.set_width(width);
    }
    table.set_header(header.iter().map(|text| printable(text)));
    for row in rows {
        table.add_row(row.iter().map(cell));
    }
    table
}

fn cell(cell: &Cell) -> TableCell {
    let shown = TableCell::new(printable(&cell.text()));
    match cell {
        Cell::Verdict(Verdict::Pass) => shown.fg(Color::Green),
        Cell::Verdict(Verdict::Fail) => shown.fg(Color::Red).add_attribute(Attribute::Bold),
        Cell::Verdict(Verdict::Unknown) => shown.fg(Color::Yellow),
        Cell::Text(_) => shown,
    }
}
