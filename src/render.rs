//! Renderers: reports as bytes to a writer. One file a format, one row in [`FORMATS`].

pub mod csv;
pub mod json;
pub mod markdown;
pub mod route;
pub mod story;
pub mod table;

use crate::report::Report;
use std::io::{self, Write};

/// How reports are to be shown.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Colour verdicts (formats for people).
    pub color: bool,
    /// The width to keep to, in columns; `None`: as wide as the text (formats for people).
    pub width: Option<u16>,
    /// What a row stands for (CSV).
    pub rows: Rows,
}

/// What a row of CSV stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rows {
    /// A machine and an edition.
    #[default]
    Report,
    /// A finding.
    Finding,
    /// A machine, with a column for each edition.
    Machine,
}

/// An output format.
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// The endings of file names that mean it.
    pub extensions: &'static [&'static str],
    /// What it is, in a few words.
    pub doc: &'static str,
    /// Writes reports, in their order.
    pub write: fn(&[Report<'_>], &Style, &mut dyn Write) -> io::Result<()>,
}

/// Every output format, the default first.
pub const FORMATS: &[Format] =
    &[table::FORMAT, markdown::FORMAT, json::FORMAT, json::LINES, csv::FORMAT];

/// Text that a terminal only prints: a name from a file must not be able to steer it, nor to turn
/// the direction of writing around.
pub fn printable(text: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if steers(c) { '\u{FFFD}' } else { c }).collect()
}
