//! What the columns of a table mean: by their headings, by the product that wrote them, by what the
//! user says of them, and by what stands in the first rows.
//!
//! All of it is decided before the first machine, for whole columns, and can be told. After that a
//! cell is read by its column alone.

use super::super::Ask;
use super::super::facts::Key;
use super::super::number::Marks;
use super::aliases::{Means, Rank};
use super::cell;
use super::decide::{Measure, Numbers, Signs, nominal};
use super::headings::{self, Understood};
use super::products::{Product, Written};
use super::settle;
use crate::cpu;

/// The columns of a table.
#[derive(Clone, Debug)]
pub struct Columns {
    /// One for each heading, in their order.
    pub columns: Vec<Column>,
    /// The product that wrote the table.
    pub product: Option<&'static Product>,
    /// The columns that name the machine, the best first.
    pub names: Vec<usize>,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its place among the columns.
    pub index: usize,
    /// Its heading.
    pub heading: String,
    /// What it means.
    pub means: Means,
    /// How well the heading says so.
    pub rank: Rank,
    /// How its numbers are read; `None`: it holds none.
    pub numbers: Option<Numbers>,
    /// Whether anything is read from it.
    pub used: bool,
    /// Why it is used, or is not: for people, without a full stop.
    pub why: String,
    /// Whether the user should hear that it is not used.
    pub told: bool,
    /// The first cell that says something.
    pub example: Option<String>,
    /// Whether its memory is what systems see, though its heading does not say so.
    pub(super) seen: bool,
}

/// What a cell says of one fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The column.
    pub column: usize,
    /// The fact.
    pub key: Key,
    /// Its text, or why it cannot be understood.
    pub text: Result<String, String>,
    /// How it was taken, where that is more than reading it.
    pub note: Option<String>,
    /// Whether it is said of each processor.
    pub each: bool,
    /// Whether it is inferred, and gives way to a column of its own.
    pub by_the_way: bool,
}

impl Columns {
    /// Understands the columns of a table by its headings and its first rows. `map` is what the
    /// user says of some: what a spec file calls it, and the heading.
    ///
    /// # Errors
    /// One sentence with the name: no inventory, or two columns for what there is only one of.
    pub fn understand(
        source: &str,
        headings: &[String],
        sample: &[Vec<&str>],
        map: &[(String, String)],
    ) -> Result<Columns, String> {
        let Understood { product, mut columns } = headings::understand(headings, map)?;
        let cells: Vec<Vec<&str>> = (0..columns.len())
            .map(|n| {
                let cells = sample.iter().filter_map(|row| row.get(n).map(|cell| cell.trim()));
                cells.filter(|cell| !cell.is_empty()).collect()
            })
            .collect();
        for column in &mut columns {
            let mut said = cells[column.index].iter().filter(|cell| !says_nothing(cell));
            column.example = said.next().map(|cell| (*cell).to_owned());
            column.see(&cells[column.index]);
        }
        settle::rivals(source, &mut columns, &cells)?;
        numbers(&mut columns, &cells);
        for column in &mut columns {
            column.explain(product);
            // Many columns of a product are near to something.
            if !column.used
                && column.why.is_empty()
                && product.is_none()
                && let Some(near) = headings::near(&column.heading)
            {
                (column.why, column.told) = (near, true);
            }
        }
        let mut names: Vec<(u8, usize)> = columns
            .iter()
            .filter_map(|column| match column.means {
                Means::Name(rank) if column.used => Some((rank, column.index)),
                _ => None,
            })
            .collect();
        names.sort_unstable();
        let names = names.into_iter().map(|(_, n)| n).collect();
        let columns = Columns { columns, product, names };
        if let Some(other) = headings.iter().find(|heading| headings::is_of_process(heading)) {
            return Err(format!(
                "{source}: a table of processes, by its column \"{other}\"; expected an inventory, \
                 with a machine a row"
            ));
        }
        if let Some(busy) = columns.how_busy(&cells) {
            return Err(format!(
                "{source}: a table of how busy machines are, by its column \"{busy}\", and no \
                 inventory; expected names of processors, and sizes such as 16 GB"
            ));
        }
        if columns.columns.iter().any(Column::is_of_hardware) {
            return Ok(columns);
        }
        // What was said of a column that there is not may be why.
        Ask { map: map.to_vec(), ..Ask::default() }.mapped_in(headings)?;
        let all: Vec<&str> = headings.iter().map(String::as_str).take(12).collect();
        Err(format!(
            "{source}: a table, but no inventory: none of its columns is understood as processor, \
             memory, cores, clock or disk; if one is, say so, such as --map memory=\"{}\"; the \
             columns are: {}",
            all.last().unwrap_or(&"RAM"),
            all.join(", ")
        ))
    }

    /// The column of processors that only says how busy they are, in a table of which nothing can
    /// be read.
    fn how_busy(&self, cells: &[Vec<&str>]) -> Option<&str> {
        let mut used = self.columns.iter().filter(|column| column.used);
        let named = used.clone().find(|column| column.means == Means::Fact(Key::CpuText))?;
        let is_busy = cell::are_percentages(&cells[named.index]) && named.rank != Rank::Stated;
        let says = |column: &Column| {
            let mut told = cells[column.index].iter().flat_map(|cell| column.read(cell));
            column.is_of_hardware() && told.any(|told| told.text.is_ok())
        };
        (is_busy && !used.any(|column| column.index != named.index && says(column)))
            .then_some(&named.heading)
    }

    /// The name of the machine of a row.
    pub fn name<'r>(&self, cell: impl Fn(usize) -> &'r str) -> Option<&'r str> {
        self.names.iter().map(|n| cell(*n).trim()).find(|name| !name.is_empty())
    }

    /// What a row says, where what its cells say is about the same: cores of each of several
    /// processors, several disks, two columns for one fact.
    pub fn settle(&self, all: Vec<Told>) -> Vec<Told> {
        settle::row(self, all)
    }

    /// What is true of every machine of the product.
    pub fn always(&self) -> impl Iterator<Item = Told> {
        let column = self.names.first().copied().unwrap_or_default();
        let all = self.product.map_or(&[][..], |product| product.always);
        all.iter().map(move |(key, text)| Told {
            column,
            key: *key,
            text: Ok((*text).to_owned()),
            note: None,
            each: false,
            by_the_way: true,
        })
    }

    /// What a row says: of all its cells, settled.
    pub fn row<'r>(&self, cell: impl Fn(usize) -> &'r str) -> Vec<Told> {
        let used = self.columns.iter().filter(|column| column.used);
        let all = used.flat_map(|column| column.read(cell(column.index)));
        self.settle(all.chain(self.always()).collect())
    }

    /// That the table is read as one of a product's, and how.
    pub fn read_as(&self) -> Option<String> {
        let product = self.product?;
        let units = self.columns.iter().filter(|column| column.used).filter_map(|column| {
            let numbers = column.numbers.as_ref().filter(|numbers| !numbers.unit.is_empty())?;
            let named = headings::forms_unit(&column.heading, &numbers.unit);
            (!named).then(|| format!("{} in {}", column.heading, numbers.unit))
        });
        let mut parts: Vec<String> = units.collect();
        if !product.note.is_empty() {
            parts.push(product.note.to_owned());
        }
        let how = if parts.is_empty() { String::new() } else { format!(", {}", parts.join(", ")) };
        Some(format!("read as {}{how}", product.name))
    }
}

impl Column {
    /// Whether a reading is taken from it, or the name. A maker only says that a machine is virtual,
    /// and may be kept as well.
    pub fn is_used(&self) -> bool {
        self.used && self.means != Means::Maker
    }

    /// What it means, as a spec file would say it.
    pub fn meaning(&self, is_name: bool) -> Option<String> {
        Some(match self.means {
            Means::Name(_) if is_name => "name".to_owned(),
            Means::Name(_) => "name, where the other is empty".to_owned(),
            Means::Fact(Key::MemoryInstalled) if self.seen => Key::MemoryVisible.path().to_owned(),
            Means::Fact(key) | Means::Word(key, ..) => key.path().to_owned(),
            Means::Each(key) => format!("{}, of each processor", key.path()),
            Means::Maker => format!("{}, where it says so", Key::CpuHypervisor.path()),
            _ => return None,
        })
    }

    /// The unit of its numbers that have none.
    pub fn unit(&self) -> Option<&str> {
        let numbers = self.numbers.as_ref().filter(|_| self.used)?;
        (!numbers.unit.is_empty()).then_some(numbers.unit.as_str())
    }

    /// How its numbers are written, in a few words.
    pub fn numbers_are(&self) -> Option<&'static str> {
        let numbers = self.numbers.as_ref().filter(|_| self.used)?;
        Some(match (numbers.signs, numbers.written) {
            (Signs::Are(Marks::Comma), _) => "1.024,5",
            (Signs::Are(_), _) => "1,024.5",
            (Signs::Mixed, _) => "both 1,024.5 and 1.024,5",
            (Signs::Silent, Written::Whole | Written::WholeSum) => "whole",
            (Signs::Silent, Written::Rounded | Written::RoundedSum) => "rounded to whole",
            (Signs::Silent, _) => "plain",
        })
    }

    /// Whether it says anything that makes a table one of machines.
    pub fn is_of_hardware(&self) -> bool {
        let other = [Key::CpuHypervisor, Key::DiskVolume, Key::PageFile];
        let fact = |key| self.rank <= Rank::Exact || !other.contains(&key);
        self.used
            && match self.means {
                Means::Fact(key) | Means::Each(key) => fact(key),
                _ => false,
            }
    }

    /// What the cells show of a meaning that the heading leaves open, and whether they have it.
    fn see(&mut self, cells: &[&str]) {
        let whole =
            |cell: &&&str| cell.parse::<f64>().is_ok_and(|n| n.fract() == 0.0 && n <= 256.0);
        let all_whole = !cells.is_empty() && cells.iter().filter(whole).count() == cells.len();
        match self.means {
            Means::Processors => {
                self.means = Means::Fact(if all_whole { Key::Sockets } else { Key::CpuText });
            }
            Means::NameOrProcessor => {
                let known = |cell: &&&str| !cpu::describe(cell).classes.is_empty();
                let known = cells.iter().take(50).filter(known).count();
                self.means = match known * 2 > cells.len().min(50) {
                    true => Means::Fact(Key::CpuText),
                    false => Means::Name(2),
                };
            }
            _ => {}
        }
        // A disk has firmware too, of which its version is told.
        if (self.means, self.rank) == (Means::Fact(Key::Firmware), Rank::Exact)
            && !cells.is_empty()
            && cells.iter().all(|cell| cell::is_version(cell))
        {
            (self.used, self.told) = (false, true);
            self.why = format!("its cells are versions, such as \"{}\"", cells[0]);
        }
        if self.rank <= Rank::Exact || cells.is_empty() || !self.used {
            return;
        }
        let key = match self.means {
            Means::Fact(key) | Means::Each(key) => key,
            _ => return,
        };
        let plausible = |cell: &&&str| {
            let digits = cell.contains(|c: char| c.is_ascii_digit());
            match Measure::of(key) {
                Some(Measure::Count) => cell.starts_with(|c: char| c.is_ascii_digit()),
                Some(measure) => {
                    let bare = |value: &&str| cell::is_bare(value);
                    let known = |value: &&str| headings::is_measured(key, measure, value);
                    digits && cell::values(cell).iter().all(|value| bare(value) || known(value))
                }
                None if key == Key::Arch => cpu::Arch::from_machine(cell).is_some(),
                None if key == Key::DiskVolume => true,
                // "4" is how many there are, and "12.5" how busy they are, but "486" is one.
                None if key == Key::CpuText => !cell::is_no_processor(cell),
                None => true,
            }
        };
        let said: Vec<&&str> = cells.iter().filter(|cell| !says_nothing(cell)).collect();
        let good = said.iter().filter(|cell| plausible(cell)).count();
        if !said.is_empty() && good * 10 < said.len() {
            let (used, what) = (false, headings::what(key));
            self.used = used;
            self.told = true;
            self.why = format!("its cells are no {what}, such as \"{}\"", said[0]);
        }
    }

    fn explain(&mut self, product: Option<&Product>) {
        if !self.used || !self.why.is_empty() {
            return;
        }
        self.why = match self.rank {
            Rank::Stated => "as the user says".to_owned(),
            Rank::Exact => "as in a spec file".to_owned(),
            Rank::Product => {
                format!("as {} calls it", product.map_or("its product", |product| product.name))
            }
            Rank::Plain => "by its heading".to_owned(),
            Rank::Weak => "by its heading, beside the others".to_owned(),
        };
    }
}

/// Whether a cell is filled only so that something stands there.
fn says_nothing(cell: &str) -> bool {
    let cell = cell.to_ascii_lowercase();
    matches!(
        cell.as_str(),
        "0" | "-" | "--" | "?" | "-1" | "n/a" | "na" | "none" | "null" | "unknown"
    )
}

/// Decides how the numbers of the columns are written, of the whole table and then of each.
fn numbers(columns: &mut [Column], cells: &[Vec<&str>]) {
    let of_columns: Vec<Option<Signs>> = columns
        .iter()
        .map(|column| {
            let measured = column.used && column.numbers.is_some();
            let values = || cells[column.index].iter().flat_map(|cell| cell::values(cell));
            measured.then(|| Signs::of(values()))
        })
        .collect();
    let table = Signs::of_table(of_columns.iter().flatten().copied());
    let mut bare: Vec<Vec<&str>> = Vec::new();
    for (column, signs) in columns.iter_mut().zip(of_columns) {
        let values: Vec<&str> =
            cells[column.index].iter().flat_map(|cell| cell::values(cell)).collect();
        if let (Some(numbers), Some(signs)) = (&mut column.numbers, signs) {
            numbers.signs = signs;
            numbers.decide_signs(&values, table, column.rank > Rank::Exact);
        }
        bare.push(values.into_iter().filter(|value| cell::is_bare(value)).collect());
    }
    // A table with one wrong unit may have others.
    for mislabelled in [false, true] {
        let any = columns
            .iter()
            .any(|column| column.numbers.as_ref().is_some_and(|numbers| numbers.note.is_some()));
        if mislabelled && !any {
            break;
        }
        for (column, cells) in columns.iter_mut().zip(&bare) {
            let stated = column.rank == Rank::Stated;
            if let Some(numbers) = column.numbers.as_mut().filter(|_| column.used && !stated)
                && numbers.note.is_none()
            {
                numbers.doubt = None;
                numbers.decide_unit(cells, mislabelled);
            }
        }
    }
    for column in columns.iter_mut() {
        let Some(numbers) = &column.numbers else { continue };
        let open = numbers.key == Key::MemoryInstalled && numbers.written != Written::Whole;
        if !open || column.states_memory() {
            continue;
        }
        let values = bare[column.index].iter().filter_map(|cell| numbers.value(cell));
        column.seen = values.filter(|bytes| *bytes > 0.0).any(|bytes| !nominal(bytes));
    }
}
