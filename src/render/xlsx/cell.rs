//! What a cell holds: a text that fits, a number in the unit of its item, a date.

use crate::item::{Item, Kind};
use crate::quantity::{Amount, Known, Quantity, Span};
use crate::render::printable_in_xml;
use crate::units::Dialect;
use rust_xlsxwriter::ExcelDateTime;
use std::borrow::Cow;

/// The value of a cell.
#[derive(Clone)]
pub(super) enum Cell<'t> {
    Blank,
    Text(Cow<'t, str>),
    Number(f64),
    Date(ExcelDateTime),
}

impl<'t> Cell<'t> {
    pub(super) fn text(text: impl Into<Cow<'t, str>>) -> Cell<'t> {
        Cell::Text(text.into())
    }

    pub(super) fn some(text: Option<String>) -> Cell<'t> {
        text.map_or(Cell::Blank, Cell::text)
    }

    #[allow(clippy::cast_precision_loss)] // counts of rows and machines
    pub(super) fn count(n: usize) -> Cell<'t> {
        Cell::Number(n as f64)
    }

    /// A day where the text is one ("1999-01-12"), else the text ("late 1994").
    pub(super) fn date(text: &'t str) -> Cell<'t> {
        let day = text.len() == 10 && text.bytes().filter(|byte| *byte == b'-').count() == 2;
        let date = day.then(|| ExcelDateTime::parse_from_str(text));
        match date {
            Some(Ok(date)) => Cell::Date(date),
            _ => Cell::text(text),
        }
    }

    /// The text of a cell of the input: a number where it is written as a number is, so that what
    /// begins with a zero, such as an inventory number, stays a text.
    pub(super) fn input(text: &'t str) -> Cell<'t> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let whole = digits.split('.').next().unwrap_or(digits);
        let plain = !digits.is_empty()
            && digits.len() <= 15
            && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            && (whole == "0" || !whole.starts_with('0') && !whole.is_empty())
            && !digits.ends_with('.');
        match text.parse() {
            Ok(number) if plain => Cell::Number(number),
            _ if text.is_empty() => Cell::Blank,
            _ => Cell::text(text),
        }
    }

    /// What is known, as a number where it is exactly one.
    pub(super) fn known(item: Item, known: &Known) -> Cell<'t> {
        match known {
            Known::Span(span) => Cell::span(item, span),
            known => Cell::text(known.show(item.kind())),
        }
    }

    /// What is required, as a number where it is exactly one.
    pub(super) fn amount(item: Item, amount: &Amount, text: &'t str) -> Cell<'t> {
        match amount {
            Amount::Span(span) if exact(span) && unit(item).is_some() => Cell::span(item, span),
            _ => Cell::text(text),
        }
    }

    fn span(item: Item, span: &Span) -> Cell<'t> {
        let number = exact(span).then(|| number(item, span.low())).flatten();
        number.map_or_else(|| Cell::text(span.show(item.kind())), Cell::Number)
    }

    /// A quantity in the unit of its item.
    pub(super) fn quantity(item: Item, quantity: Option<Quantity>) -> Cell<'t> {
        quantity.and_then(|quantity| number(item, quantity)).map_or(Cell::Blank, Cell::Number)
    }
}

fn exact(span: &Span) -> bool {
    span.high() == Some(span.low())
}

/// The unit in which numbers of an item are written: its name, and how much one is in base units.
pub(super) fn unit(item: Item) -> Option<(&'static str, f64)> {
    match item.kind() {
        Kind::Size(Dialect::Memory) => Some(("MB", 1_048_576.0)),
        Kind::Size(Dialect::Disk) => Some(("GB", 1e9)),
        Kind::Speed => Some(("MHz", 1e6)),
        Kind::Count => Some(("", 1.0)),
        Kind::Arch | Kind::Level | Kind::Class | Kind::Generation | Kind::Features => None,
        Kind::Word(_) | Kind::Signature => None,
    }
}

/// The name of an item with the unit of its numbers: "memory (MB)".
pub(super) fn heading(item: Item) -> String {
    match unit(item) {
        Some((unit, _)) if !unit.is_empty() => format!("{} ({unit})", item.label()),
        _ => item.label().to_owned(),
    }
}

#[allow(clippy::cast_precision_loss)] // far beyond what a machine has
pub(super) fn number(item: Item, quantity: Quantity) -> Option<f64> {
    let (_, one) = unit(item)?;
    Some(quantity.number()? as f64 / one)
}

/// A text as a cell can hold it: without what XML forbids, and not longer than Excel reads.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    /// In UTF-16 units; Excel reads 32,767.
    const MOST: usize = 32_600;
    let text = printable_in_xml(text);
    if text.len() <= MOST || text.encode_utf16().count() <= MOST {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > MOST
    });
    let (end, _) = end.unwrap_or((text.len(), ' '));
    let all = text.chars().count();
    Cow::Owned(format!("{}… (cut: {all} characters; -f json holds them all)", &text[..end]))
}
