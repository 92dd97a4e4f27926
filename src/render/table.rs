//! The table for people at a terminal.

use super::story::{Block, Cell, tell};
use super::{Format, Style, printable};
use crate::report::Report;
use crate::verdict::Verdict;
use comfy_table::{Attribute, Cell as TableCell, Color, ContentArrangement, Table, presets};
use std::io::{self, Write};

/// A table on the terminal.
pub const FORMAT: Format =
    Format { name: "table", extensions: &["txt"], doc: "a table for people", write };

fn write(reports: &[Report<'_>], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    blocks(&tell(reports), style, out)
}

/// Writes blocks with blank lines between them.
pub fn blocks(blocks: &[Block], style: &Style, out: &mut dyn Write) -> io::Result<()> {
    for block in blocks {
        match block {
            Block::Heading(text) | Block::Line(text) => writeln!(out, "{}", printable(text))?,
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
