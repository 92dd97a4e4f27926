//! How the numbers of one column are written, decided by its first rows as a whole: the sign before
//! the decimals, and whether the unit that the heading names can be theirs.
//!
//! No cell is ever taken for another unit by its magnitude. A column is, where its heading's unit
//! cannot be, and the readings say so; where it only may not be, nothing is read from it.

use super::super::facts::Key;
use super::super::number::Marks;
use super::products::Written;
use crate::item::{Item, Kind};
use crate::units::{self, Dialect, Writer};

/// What the cells of a column measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Memory.
    Memory,
    /// The size of a disk.
    Disk,
    /// Room on a disk: there may be none.
    Free,
    /// A clock rate.
    Clock,
    /// Things: a whole number.
    Count,
}

impl Measure {
    /// What a fact measures; `None`: it is no number.
    pub fn of(key: Key) -> Option<Measure> {
        match key {
            Key::MemoryInstalled | Key::MemoryVisible | Key::MemoryLimit => Some(Measure::Memory),
            // A system may have none.
            Key::PageFile | Key::DiskFree => Some(Measure::Free),
            Key::DiskOffered | Key::DiskSize => Some(Measure::Disk),
            Key::ClockRated | Key::ClockBase | Key::ClockMax | Key::ClockSeen => {
                Some(Measure::Clock)
            }
            Key::Cores | Key::Threads | Key::Sockets => Some(Measure::Count),
            _ => None,
        }
    }

    /// What units mean here.
    fn dialect(key: Key) -> Dialect {
        let path = key.path().split('.').next().unwrap_or_default();
        match Item::from_id(path).map(Item::kind) {
            Some(Kind::Size(dialect)) => dialect,
            _ => Dialect::Disk,
        }
    }

    /// So many bytes or hertz are one of a unit; `None`: it is no unit of these.
    pub fn factor(self, key: Key, unit: &str) -> Option<f64> {
        let one = format!("1 {unit}");
        match self {
            Measure::Count => None,
            Measure::Clock => Some(units::clock(&one, Writer::Anyone).ok()?.0 as f64),
            _ => {
                let size = units::size(&one, Measure::dialect(key), Writer::Anyone).ok()?;
                Some(size.1.0 as f64)
            }
        }
    }

    /// The least and the most that there can be of one machine, and the most that there is of the
    /// most machines. Below the least no processor of the table ran, no PC had memory or a disk.
    /// Ten gigahertz are more than any processor was ever sold with; 64 TB of memory and 2 PB of
    /// disks more than one machine holds.
    fn bounds(self) -> (f64, f64, f64) {
        const TB: f64 = (1u64 << 40) as f64;
        match self {
            Measure::Memory => (65_536.0, 64.0 * TB, TB),
            Measure::Disk => (100_000.0, 2e15, 5e13),
            Measure::Free => (0.0, 2e15, 5e13),
            Measure::Clock => (4e6, 1e10, 1e10),
            Measure::Count => (1.0, 1e6, 1e6),
        }
    }

    /// Whether there can be so much.
    pub fn can_be(self, value: f64) -> bool {
        let (least, most, _) = self.bounds();
        // Nothing is what is written where nothing is known.
        value == 0.0 || (least..=most).contains(&value)
    }

    fn is_usual(self, value: f64) -> bool {
        let (least, _, usual) = self.bounds();
        (least..=usual).contains(&value)
    }

    fn units(self) -> &'static [&'static str] {
        match self {
            Measure::Clock => &["Hz", "kHz", "MHz", "GHz"],
            Measure::Count => &[],
            _ => &["B", "KB", "MB", "GB", "TB"],
        }
    }
}

/// The decimal signs of some numbers together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signs {
    /// One sign.
    Are(Marks),
    /// Some have the one and some the other.
    Mixed,
    /// None of them tells.
    Silent,
}

impl Signs {
    /// Those of a column.
    pub fn of<'t>(cells: impl IntoIterator<Item = &'t str>) -> Signs {
        let each = cells.into_iter().map(|cell| Marks::of([cell]));
        each.fold(Signs::Silent, |all, one| match (all, one) {
            (all, Marks::Unclear) => all,
            (Signs::Silent, one) => Signs::Are(one),
            (Signs::Are(all), one) if all == one => Signs::Are(all),
            _ => Signs::Mixed,
        })
    }

    /// Those of a table: what its columns show, where they do not differ.
    pub fn of_table(columns: impl Iterator<Item = Signs>) -> Signs {
        columns.fold(Signs::Silent, |all, one| match (all, one) {
            (all, Signs::Silent) => all,
            (Signs::Silent, one) => one,
            (all, one) if all == one => all,
            _ => Signs::Mixed,
        })
    }
}

/// How the numbers of a column are read.
#[derive(Clone, Debug)]
pub struct Numbers {
    /// The fact.
    pub key: Key,
    /// What they measure.
    pub measure: Measure,
    /// Their decimal signs.
    pub signs: Signs,
    /// How the product writes them.
    pub written: Written,
    /// The unit of those without one; empty: not known.
    pub unit: String,
    /// What is to be said of the unit with each reading.
    pub note: Option<String>,
    /// Why those without a unit are not read.
    pub doubt: Option<String>,
}

impl Numbers {
    /// A number with its sign written plainly, and what follows it.
    ///
    /// # Errors
    /// Why it may be two numbers, or contradicts the column.
    pub fn plain(&self, text: &str) -> Result<String, String> {
        let signed = |c: char| matches!(c, '.' | ',' | '\'' | '\u{2019}') || c.is_whitespace();
        if !text.trim().contains(signed) {
            return Ok(text.trim().to_owned());
        }
        let whole = matches!(self.written, Written::Whole | Written::WholeSum);
        match self.signs {
            Signs::Are(marks) if marks.contradicts(text) => {
                let sign = if marks == Marks::Point { "point" } else { "comma" };
                Err(format!("\"{text}\": the column writes its decimals with a {sign}"))
            }
            Signs::Are(marks) => Ok(marks.plain(text).unwrap_or_else(|| text.to_owned())),
            Signs::Silent if whole => {
                // Whatever sign stands between thousands, the other one would be before decimals.
                let comma = text.contains(',') && !text.contains('.');
                let marks = if comma { Marks::Point } else { Marks::Comma };
                Ok(marks.plain(text).unwrap_or_else(|| text.to_owned()))
            }
            // What may be either is left to what the sizes of memory and disks make of it.
            Signs::Silent => Ok(Marks::Unclear.plain(text).unwrap_or_else(|| text.to_owned())),
            Signs::Mixed => Marks::Unclear.plain(text).ok_or_else(|| {
                format!("\"{text}\" may have decimals or thousands, and the column does not tell")
            }),
        }
    }

    /// What a text with its own unit amounts to, at the most.
    pub fn amount(&self, text: &str) -> Option<f64> {
        match self.measure {
            Measure::Count => None,
            Measure::Clock => Some(units::clock(text, Writer::Anyone).ok()?.0 as f64),
            _ => {
                let dialect = Measure::dialect(self.key);
                Some(units::size(text, dialect, Writer::Anyone).ok()?.1.0 as f64)
            }
        }
    }

    /// That some of the values that have a unit of their own have not the column's.
    pub fn own_unit<'t>(&self, values: impl Iterator<Item = &'t &'t str>) -> Option<String> {
        let factor = |unit| self.measure.factor(self.key, unit);
        let mut own = values
            .filter_map(|value| factor(value.trim_start_matches(|c: char| !c.is_alphabetic())));
        let other = own.any(|own| factor(&self.unit).is_some_and(|column| own != column));
        other.then(|| format!("in the unit of the cell; the column is in {}", self.unit))
    }

    /// The value of a number in bytes, hertz or things; `None`: it is none, or may be two.
    pub fn value(&self, text: &str) -> Option<f64> {
        let factor = match self.measure {
            Measure::Count => 1.0,
            measure => measure.factor(self.key, &self.unit)?,
        };
        Some(self.number(text)? * factor)
    }

    fn number(&self, text: &str) -> Option<f64> {
        let whole = matches!(self.written, Written::Whole | Written::WholeSum);
        let open = self.signs == Signs::Silent && !whole;
        if open && Marks::Unclear.plain(text).is_none() {
            return None;
        }
        self.plain(text).ok()?.parse().ok()
    }

    /// Decides what the signs of a column mean that do not tell by themselves: what cannot be, the
    /// other columns of the table, or nothing.
    pub fn decide_signs(&mut self, cells: &[&str], table: Signs, own: bool) {
        if self.signs != Signs::Silent {
            return;
        }
        let open = |cell: &&str| Marks::Unclear.plain(cell).is_none();
        let open: Vec<&str> = cells.iter().copied().filter(open).collect();
        if matches!(self.written, Written::Whole | Written::WholeSum) {
            return;
        }
        let can_be = |marks: Marks| {
            let read = Numbers { signs: Signs::Are(marks), ..self.clone() };
            let can = |cell: &&str| read.value(cell).is_none_or(|n| self.measure.can_be(n));
            open.iter().all(can)
        };
        let (point, comma) = (can_be(Marks::Point), can_be(Marks::Comma));
        let known = !self.unit.is_empty() && own;
        self.signs = match (open.is_empty(), table) {
            (true, table) => table,
            (false, _) if known && point != comma => {
                Signs::Are(if point { Marks::Point } else { Marks::Comma })
            }
            (false, Signs::Are(marks)) => {
                let decimal = if marks == Marks::Point { '.' } else { ',' };
                // Three decimals everywhere, or thousands against the other columns.
                let against = open.iter().any(|cell| cell.contains(decimal));
                if against { Signs::Mixed } else { Signs::Are(marks) }
            }
            (false, _) => Signs::Silent,
        };
        if self.signs == Signs::Mixed && open.is_empty() {
            self.signs = Signs::Silent;
        }
    }

    /// Decides whether the numbers without a unit can be in the heading's.
    pub fn decide_unit(&mut self, cells: &[&str], mislabelled: bool) {
        let (key, measure) = (self.key, self.measure);
        let Some(factor) = measure.factor(key, &self.unit) else { return };
        let numbers = cells.iter().filter_map(|cell| self.number(cell));
        let numbers: Vec<f64> = numbers.filter(|number| *number > 0.0).collect();
        let strange: Vec<f64> =
            numbers.iter().copied().filter(|n| !measure.is_usual(n * factor)).collect();
        if strange.is_empty() || strange.len() * 2 <= numbers.len() {
            return;
        }
        let worst = numbers.iter().copied().find(|n| !measure.can_be(n * factor));
        let (_, _, usual) = measure.bounds();
        let large = strange.iter().all(|n| n * factor > usual);
        let fits = |unit: &str| {
            let other = measure.factor(key, unit);
            other.is_some_and(|other| {
                (other < factor) == large
                    && other != factor
                    && numbers.iter().all(|n| measure.is_usual(n * other))
            })
        };
        let binary = self.unit.to_ascii_lowercase().contains('i');
        let units = measure.units().iter().map(|unit| match binary && unit.len() == 2 {
            true => format!("{}iB", &unit[..1]),
            false => (*unit).to_owned(),
        });
        let mut fitting: Vec<String> = units.filter(|unit| fits(unit)).collect();
        // The nearest below: one step is the usual slip. Above, any would do.
        let other = if large || fitting.len() == 1 { fitting.pop() } else { None };
        let first = strange.first().copied().unwrap_or_default();
        match (other, worst) {
            (Some(other), Some(worst)) => {
                let unit = std::mem::replace(&mut self.unit, other);
                self.note = Some(format!("read as {}: {worst} {unit} cannot be", self.unit));
            }
            (Some(other), None) if mislabelled => {
                let unit = std::mem::replace(&mut self.unit, other);
                let other = "as another column is not in its unit either";
                self.note = Some(format!("read as {}, {other}: {first} {unit}", self.unit));
            }
            _ => {
                self.doubt = Some(format!(
                    "most of the column is as strange as {first} {}: its unit may be another",
                    self.unit
                ));
            }
        }
    }
}

/// Whether an amount of memory is one that modules add up to; anything else is what a system sees.
pub fn nominal(bytes: f64) -> bool {
    const MIB: f64 = (1u64 << 20) as f64;
    let steps = [(64.0, 1.0), (1024.0, 16.0), (f64::INFINITY, 256.0)];
    let mib = bytes / MIB;
    let step = steps.iter().find(|(below, _)| mib < *below).map_or(256.0, |(_, step)| *step);
    mib >= 1.0 && (mib / step).fract() == 0.0 || mib < 1.0
}
