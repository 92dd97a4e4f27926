//! Markdown: the same story as the table, for a page or a pull request.

use super::story::{Block, tell_check};
use super::{Format, Out, Style};
use crate::check::Check;
use std::io::{self, Write};

/// Markdown.
pub const FORMAT: Format =
    Format { name: "markdown", extensions: &["md", "markdown"], doc: "Markdown", write };

fn write(check: &mut Check<'_>, style: &Style, out: Out<'_>) -> io::Result<()> {
    blocks(&tell_check(check, style), out)
}

/// Writes blocks with blank lines between them.
pub fn blocks(blocks: &[Block], out: &mut dyn Write) -> io::Result<()> {
    for (index, block) in blocks.iter().enumerate() {
        match block {
            Block::List(_, lines) if lines.is_empty() => continue,
            _ if index > 0 => writeln!(out)?,
            _ => {}
        }
        match block {
            Block::Heading(text) => writeln!(out, "## {}", plain(text))?,
            Block::Line(text) => writeln!(out, "{}", plain(text))?,
            Block::List(title, lines) => {
                writeln!(out, "**{title}**\n")?;
                for line in lines {
                    writeln!(out, "- {}", plain(line))?;
                }
            }
            Block::Table(header, rows) => {
                line(out, header.iter().map(|text| plain(text)))?;
                line(out, header.iter().map(|_| "---".to_owned()))?;
                for row in rows {
                    line(out, row.iter().map(|cell| plain(&cell.text())))?;
                }
            }
        }
    }
    Ok(())
}

fn line(out: &mut dyn Write, cells: impl Iterator<Item = String>) -> io::Result<()> {
    for cell in cells {
        write!(out, "| {cell} ")?;
    }
    writeln!(out, "|")
}

/// Text that stays text: no markup, no table cell, no HTML can begin in it.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => out.extend(['\\', c]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
