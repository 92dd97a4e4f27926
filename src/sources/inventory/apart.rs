//! Rows of a table that are no machine: its totals, and its heading once more, where exports were
//! put one behind the other.

use super::aliases::Means;
use super::cell::is_no_processor;
use super::columns::Columns;
use super::heading::fold;
use crate::sources::facts::Key;

/// What a row of totals is called, folded.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "totales",
    "totaux",
    "totalen",
    "grandtotal",
    "subtotal",
    "overall",
    "sum",
    "sums",
    "summe",
    "summen",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "zwischensumme",
    "count",
    "anzahl",
    "количество",
    "average",
    "durchschnitt",
    "mittelwert",
    "somme",
    "soustotal",
    "moyenne",
    "suma",
    "promedio",
    "soma",
    "somma",
    "totale",
    "totali",
    "totaal",
    "razem",
    "srednia",
    "итого",
    "всего",
    "сумма",
    "общо",
    "celkem",
    "spolu",
    "osszesen",
    "toplam",
    "totalt",
    "yhteensa",
    "合计",
    "总计",
    "小计",
    "合計",
    "総計",
    "小計",
    "합계",
];

/// Nothing that a row of totals is called is longer, with its count: `Summe: 12`.
const LONGEST: usize = 32;

/// What tells such rows.
pub struct Apart {
    /// The columns that name a processor.
    processors: Vec<usize>,
}

impl Apart {
    /// For rows of some columns.
    pub fn new(columns: &Columns) -> Apart {
        let of_processor = |key| matches!(key, Key::CpuText | Key::Arch);
        let used = columns.columns.iter().filter(|column| column.used);
        let named =
            used.filter(|column| matches!(column.means, Means::Fact(key) if of_processor(key)));
        Apart { processors: named.map(|column| column.index).collect() }
    }

    /// What a row is that is no machine; `None`: it is one.
    pub fn what(&self, columns: &Columns, cells: &[&str]) -> Option<&'static str> {
        if is_heading(columns, cells) {
            return Some("the heading once more");
        }
        self.is_total(columns, cells).then_some("a row of totals")
    }

    /// Whether the row is called a total, and names neither a machine nor a processor: a machine
    /// may be called `sum`.
    fn is_total(&self, columns: &Columns, cells: &[&str]) -> bool {
        let cell = |n: usize| cells.get(n).map_or("", |cell| cell);
        let processor = |cell: &str| !cell.is_empty() && !is_no_processor(cell);
        if self.processors.iter().any(|n| processor(cell(*n))) {
            return false;
        }
        let first = || cells.iter().copied().find(|cell| !cell.is_empty());
        let text = columns.name(cell).or_else(first).unwrap_or_default();
        text.len() <= LONGEST
            && TOTALS.contains(&fold(text).trim_end_matches(|c: char| c.is_ascii_digit()))
    }
}

fn is_heading(columns: &Columns, cells: &[&str]) -> bool {
    let mut both = cells.iter().zip(&columns.columns);
    // Each export may have begun with a mark of its encoding.
    both.all(|(cell, column)| cell.trim_start_matches('\u{FEFF}') == column.heading)
}
