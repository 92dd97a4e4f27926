//! Renderers: reports as bytes to a writer. One file a format, one row in [`FORMATS`].
//!
//! A renderer asks a [`Check`] for the reports of one machine after the other, so that a fleet
//! flows through; what it has to know of all of them it counts, as in a [`Fleet`](crate::fleet).

pub mod csv;
pub mod html;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod route;
pub mod story;
pub mod table;
pub mod xlsx;

use crate::check::Check;
use std::borrow::Cow;
use std::io::{self, Write};

/// How reports are to be shown.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Colour verdicts (formats for people).
    pub color: bool,
    /// The width to keep to, in columns; `None`: as wide as the text (formats for people).
    pub width: Option<u16>,
    /// So many lines can be shown; `None`: all there are (formats for people).
    pub lines: Option<usize>,
    /// Begin with a byte-order mark, by which Excel knows UTF-8 (CSV).
    pub mark: bool,
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
    /// Writes the reports of a check, in their order.
    pub write: fn(&mut Check<'_>, &Style, Out<'_>) -> io::Result<()>,
}

/// Where a renderer writes to.
pub type Out<'o> = &'o mut (dyn Write + Send);

/// Every output format, the default first.
pub const FORMATS: &[Format] = &[
    table::FORMAT,
    markdown::FORMAT,
    json::FORMAT,
    json::LINES,
    csv::FORMAT,
    xlsx::FORMAT,
    html::FORMAT,
    junit::FORMAT,
];

/// "1 machine", "2 machines".
fn many(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

/// Text that a terminal only prints: a name from a file must not be able to steer it, nor to turn
/// the direction of writing around.
pub fn printable(text: &str) -> Cow<'_, str> {
    let turns = |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let steers = |c: char| c.is_control() || turns(c) || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    pictured(text, steers)
}

/// Text that XML 1.0 can hold; a character that it forbids is shown as its picture, not lost.
pub fn printable_in_xml(text: &str) -> Cow<'_, str> {
    // Most texts are plain, and a workbook has millions.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.into();
    }
    let forbidden = |c: char| {
        c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{7F}'..)
            || matches!(c, '\u{FFFE}' | '\u{FFFF}')
    };
    pictured(text, forbidden)
}

/// A text with pictures in the place of some characters.
fn pictured(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    match text.contains(&hidden) {
        true => text.chars().map(|c| if hidden(c) { visible(c) } else { c }).collect(),
        false => text.into(),
    }
}

/// The picture of a character that has no shape, such as U+2407 for a bell.
fn visible(c: char) -> char {
    let picture = match c {
        '\0'..='\u{1F}' => char::from_u32(0x2400 + c as u32),
        '\u{7F}' => Some('\u{2421}'),
        _ => None,
    };
    picture.unwrap_or(char::REPLACEMENT_CHARACTER)
}
