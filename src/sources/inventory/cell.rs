//! What a cell says: one value or several, with the unit that stands in it or in the heading.

use super::super::facts::Key;
use super::super::number;
use super::aliases::{Means, Rank};
use super::columns::{Column, Told};
use super::decide::{Measure, Numbers, Signs, nominal};
use super::products::Written;
use crate::units::{self, Dialect, Writer};
use crate::word::{self, Vocabulary};

/// By these a virtual machine is known among makers and models.
const VIRTUAL: &[&str] = &[
    "vmware",
    "virtualbox",
    "virtual machine",
    "virtual platform",
    "qemu",
    "kvm",
    "hvm domu",
    "xen",
    "bochs",
    "parallels virtual",
    "openstack",
    "amazon ec2",
    "google compute engine",
    "virtual (",
];

/// What stands between several values in one cell.
const BETWEEN: &[&str] = &["\r\n", "\n", "\r", ";", "|", "<br>", "<br/>", ", "];

/// So many values are looked at; a longer list is one text that is not understood.
const MOST: usize = 64;

/// The values of a cell.
pub fn values(cell: &str) -> Vec<&str> {
    let between = BETWEEN.iter().find(|between| cell.contains(**between));
    let Some(between) = between else { return vec![cell] };
    let parts = cell.split(between).map(str::trim).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.take(MOST + 1).collect();
    if parts.len() > MOST || parts.is_empty() { vec![cell] } else { parts }
}

/// Whether a value has no unit of its own: `2 x 64` has none.
pub fn is_bare(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
        && !text.contains(|c: char| c.is_alphabetic() && !"xX".contains(c) || "×/".contains(c))
}

/// Whether a text is a number that no processor is called.
pub fn is_no_processor(text: &str) -> bool {
    // Most say at once that they are no number, for there are many.
    text.starts_with(|c: char| !c.is_alphabetic())
        && text.parse::<f64>().is_ok_and(|number| number.fract() != 0.0 || number <= 256.0)
}

/// Whether cells are shares of a hundred: with a sign, or with decimals where a clock in GHz has none.
pub fn are_percentages(cells: &[&str]) -> bool {
    let number = |cell: &str| cell.trim_end_matches('%').trim_end().parse::<f64>().ok();
    let share = |cell: &&str| number(cell).is_some_and(|number| (0.0..=100.0).contains(&number));
    let sure = |cell: &&str| {
        let decimals = |number: f64| number > 10.0 && number.fract() != 0.0;
        cell.ends_with('%') || number(cell).is_some_and(decimals)
    };
    cells.iter().all(share) && cells.iter().any(sure)
}

/// Whether a cell is a version or its like: one word, with a digit.
pub fn is_version(cell: &str) -> bool {
    cell.contains(|c: char| c.is_ascii_digit()) && !cell.contains(char::is_whitespace)
}

/// The words of an item that has some.
fn vocabulary(key: Key) -> Option<&'static Vocabulary> {
    Some(match key {
        Key::Firmware => &word::FIRMWARE,
        Key::SecureBoot => &word::SECURE_BOOT,
        Key::Tpm => &word::TPM,
        Key::Virtualization => &word::VIRTUALIZATION,
        _ => return None,
    })
}

/// A cell below a heading that is the path of a fact: what a spec file would say, and else what
/// people write.
fn stated(key: Key, cell: &str) -> String {
    let (yes, no) = match key {
        Key::SecureBoot => ("capable or enabled", "no or capable"),
        Key::Tpm => ("1.2 or 2.0", "none"),
        Key::Virtualization => ("present or enabled", "no or present"),
        _ => return cell.to_owned(),
    };
    match vocabulary(key).is_some_and(|words| words.parse(cell).is_ok()) {
        true => cell.to_owned(),
        false => word(key, yes, no, cell).unwrap_or_else(|| cell.to_owned()),
    }
}

/// A word, where a cell is one or says yes or no. Columns of firmware and virtualization may hold
/// something else altogether, and then say nothing.
fn word(key: Key, yes: &str, no: &str, cell: &str) -> Option<String> {
    const YES: &[&str] = &["true", "yes", "y", "1", "ja", "oui", "si", "sí", "sim", "да", "tak"];
    const NO: &[&str] = &["false", "no", "n", "0", "nein", "non", "não", "нет", "nie", "nee"];
    let lower = cell.to_lowercase();
    let among = |words: &[&str]| words.contains(&lower.as_str());
    if among(YES) || among(NO) {
        return Some(if among(YES) { yes } else { no }.to_owned());
    }
    let vocabulary = vocabulary(key)?;
    if lower.split(" or ").all(|text| vocabulary.parse(text).is_ok()) {
        return Some(lower);
    }
    match key {
        // "2.0, 0, 1.38", "TPM 2.0", "v1.2": what Windows says, and what people write.
        Key::Tpm => {
            let first = lower.split(',').next().unwrap_or("");
            let number = first.trim().trim_start_matches("tpm").trim();
            let number = number.trim_start_matches("version").trim_start_matches('v').trim();
            let known = vocabulary.parse(number).is_ok();
            // "600.18" is the version of its firmware, and says nothing.
            let other = number.starts_with(|c: char| c.is_ascii_digit());
            match known {
                true => Some(number.to_owned()),
                false => (!other).then(|| cell.to_owned()),
            }
        }
        Key::Virtualization if ["vt-x", "amd-v"].contains(&lower.as_str()) => Some(yes.to_owned()),
        Key::SecureBoot => Some(cell.to_owned()),
        _ => None,
    }
}

impl Column {
    /// What a cell says; nothing where nothing stands in it. One that cannot be read says why.
    pub fn read(&self, cell: &str) -> Vec<Told> {
        let cell = cell.trim();
        if cell.is_empty() || !self.used {
            return Vec::new();
        }
        let told = |key: Key, text: Result<String, String>, note: Option<String>| Told {
            column: self.index,
            key,
            text,
            note,
            each: false,
            by_the_way: false,
        };
        match self.means {
            Means::Fact(Key::CpuText) => self.processors(cell),
            Means::Fact(Key::CpuHypervisor) if self.rank > Rank::Exact => {
                let truth = ["true", "yes", "1", "ja", "oui", "si", "sí", "да"];
                let is = truth.contains(&cell.to_lowercase().as_str());
                let told = told(Key::CpuHypervisor, Ok("true".to_owned()), None);
                if is { vec![told] } else { Vec::new() }
            }
            Means::Maker => {
                let cell = cell.to_lowercase();
                let is = VIRTUAL.iter().any(|word| cell.contains(word));
                let told = told(Key::CpuHypervisor, Ok("true".to_owned()), None);
                if is { vec![told] } else { Vec::new() }
            }
            Means::Fact(key) => match &self.numbers {
                None => vec![told(key, Ok(stated(key, cell)), None)],
                Some(numbers) => self.measured(numbers, cell),
            },
            Means::Word(key, yes, no) => {
                let text = word(key, yes, no, cell);
                text.map(|text| told(key, Ok(text), None)).into_iter().collect()
            }
            Means::Each(key) => {
                let told = |told| Told { key, each: true, ..told };
                let numbers = self.numbers.as_ref();
                let all = numbers.map(|numbers| self.measured(numbers, cell)).unwrap_or_default();
                all.into_iter().map(told).collect()
            }
            _ => Vec::new(),
        }
    }

    /// A processor, or the same one several times.
    fn processors(&self, cell: &str) -> Vec<Told> {
        let values = values(cell);
        let one = |key, text: &str, by_the_way| Told {
            column: self.index,
            key,
            text: Ok(text.to_owned()),
            note: None,
            each: false,
            by_the_way,
        };
        match values.as_slice() {
            [first, .., _] if values.iter().all(|other| other == first) => {
                let sockets = values.len().to_string();
                vec![one(Key::CpuText, first, false), one(Key::Sockets, &sockets, true)]
            }
            _ => vec![one(Key::CpuText, cell, false)],
        }
    }

    fn measured(&self, numbers: &Numbers, cell: &str) -> Vec<Told> {
        let told = |key: Key, text: Result<String, String>| Told {
            column: self.index,
            key,
            text,
            note: numbers.note.clone(),
            each: false,
            by_the_way: false,
        };
        if numbers.measure == Measure::Count {
            return vec![told(numbers.key, counts(numbers, cell))];
        }
        let says_something = cell.contains(|c: char| c.is_ascii_digit()) && !cell.starts_with('-');
        if !says_something {
            let told = told(numbers.key, Ok(cell.to_owned()));
            return if self.rank == Rank::Exact { vec![told] } else { Vec::new() };
        }
        let values = values(cell);
        let each = values.iter().map(|value| self.one(numbers, value));
        let each = match each.collect::<Result<Vec<String>, String>>() {
            Ok(each) => each,
            Err(why) => return vec![told(numbers.key, Err(why))],
        };
        let text = match (each.as_slice(), numbers.measure) {
            ([one], _) => one.clone(),
            // The volume that is meant is one of them.
            (several, Measure::Free) => between(several, numbers.key),
            (several, Measure::Clock) if several.windows(2).all(|two| two[0] == two[1]) => {
                several[0].clone()
            }
            (several, _) => several.join(" + "),
        };
        let summed = matches!(numbers.written, Written::Sum | Written::WholeSum);
        let text = match summed && !text.contains(" to ") {
            true => format!("up to {text}"),
            false => text,
        };
        let (key, seen) = self.kind_of_memory(numbers, &text);
        let mut told = told(key, Ok(text));
        // A column that is of nothing else knows better.
        told.by_the_way = seen.is_some();
        told.note = told
            .note
            .or(seen)
            .or_else(|| numbers.own_unit(values.iter().filter(|value| !is_bare(value))));
        vec![told]
    }

    /// One size or clock rate, with its unit and a plain number.
    fn one(&self, numbers: &Numbers, value: &str) -> Result<String, String> {
        let exact = self.rank == Rank::Exact && numbers.signs == Signs::Silent;
        let bare = is_bare(value);
        let plain = if exact { value.to_owned() } else { numbers.plain(value)? };
        if !bare {
            // "60 Hz" is a frequency, and no processor's.
            let known = self.rank <= Rank::Exact
                || numbers.amount(&plain).is_none_or(|amount| numbers.measure.can_be(amount));
            return if known { Ok(plain) } else { Err(format!("{value} cannot be")) };
        }
        if let Some(doubt) = &numbers.doubt {
            return Err(format!("{doubt}; say it: {}", self.hint(numbers, "…")));
        }
        if numbers.unit.is_empty() {
            return match value.trim_matches(['0', '.', ',']).is_empty() {
                true => Ok(plain),
                false => Err(self.unitless(numbers, value)),
            };
        }
        let number = numbers.value(value);
        if let Some(number) = number
            && !numbers.measure.can_be(number)
        {
            return Err(format!("{value} {} cannot be", numbers.unit));
        }
        if matches!(numbers.written, Written::Rounded | Written::RoundedSum)
            && let Ok(whole) = plain.parse::<u32>()
        {
            let (unit, written) = (&numbers.unit, numbers.written);
            // Cut or rounded: which of the two differs from one report to the next.
            return match (whole, written) {
                (0, _) => Err(format!("0 {unit} is anything below one")),
                (whole, Written::RoundedSum) => {
                    Ok(format!("up to {} {unit}", u64::from(whole) + 1))
                }
                (whole, _) => {
                    Ok(format!("{}.5 {unit} to {} {unit}", whole - 1, u64::from(whole) + 1))
                }
            };
        }
        Ok(format!("{plain} {}", numbers.unit))
    }

    fn unitless(&self, numbers: &Numbers, value: &str) -> String {
        let units = if numbers.measure == Measure::Clock { ["GHz", "MHz"] } else { ["GB", "MB"] };
        format!(
            "{value} has no unit: it may be {} or {}; say it: {}",
            units[0],
            units[1],
            self.hint(numbers, units[0])
        )
    }

    /// How a user says what the column means.
    fn hint(&self, numbers: &Numbers, unit: &str) -> String {
        let table = match numbers.key {
            Key::MemoryInstalled => "memory",
            Key::DiskOffered => "disk",
            Key::ClockRated => "clock",
            key => key.path(),
        };
        format!("--map \"{table} ({unit})={}\"", self.heading)
    }

    /// Whether the user says that it is the memory that is fitted, or the heading by the path of a
    /// spec file. People call any memory `memory`.
    pub(super) fn states_memory(&self) -> bool {
        let path = || self.heading.to_lowercase().contains("memory.installed");
        self.rank == Rank::Stated || self.rank == Rank::Exact && path()
    }

    /// Memory that is no sum of modules is what a system sees, whatever the heading says.
    fn kind_of_memory(&self, numbers: &Numbers, text: &str) -> (Key, Option<String>) {
        let stated = self.states_memory() || numbers.written == Written::Whole;
        if numbers.key != Key::MemoryInstalled || stated {
            return (numbers.key, None);
        }
        let size = units::size(text, Dialect::Memory, Writer::Anyone);
        let odd = size.is_ok_and(|(low, high)| low == high && !nominal(low.0 as f64));
        match odd || self.seen {
            true => (Key::MemoryVisible, Some("by its size what the system sees".to_owned())),
            false => (Key::MemoryInstalled, None),
        }
    }
}

/// From the least to the most of several sizes.
fn between(several: &[String], key: Key) -> String {
    let dialect = if key == Key::PageFile { Dialect::Memory } else { Dialect::Disk };
    let size = |text: &&String| units::size(text, dialect, Writer::Anyone).ok();
    let known = several.iter().all(|text| size(&text).is_some());
    let least = several.iter().min_by_key(size);
    let most = several.iter().max_by_key(size);
    match (known, least, most) {
        (true, Some(least), Some(most)) => format!("{least} to {most}"),
        // What cannot be understood is told with all that stood there.
        _ => several.join("; "),
    }
}

/// A count, or those of several processors: together.
fn counts(numbers: &Numbers, cell: &str) -> Result<String, String> {
    let values = values(cell);
    let each = || number::sum(values.iter().map(|value| value.parse().ok()));
    match matches!(numbers.key, Key::Cores | Key::Threads) && values.len() > 1 {
        true => each().map_or_else(|| count(numbers, cell), |sum| Ok(sum.to_string())),
        false => count(numbers, cell),
    }
}

/// A whole number, as spreadsheets (`4.0`) and people (`4 cores`) write it.
fn count(numbers: &Numbers, cell: &str) -> Result<String, String> {
    const WORDS: &[&str] = &["cores", "core", "threads", "cpus", "cpu", "vcpus", "vcpu"];
    let digits = cell.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
    let word = cell[digits.len()..].trim();
    if digits.is_empty() || !word.is_empty() && !WORDS.contains(&word.to_lowercase().as_str()) {
        return Ok(cell.to_owned());
    }
    let plain = numbers.plain(digits)?;
    let whole = plain.split_once('.').filter(|(_, rest)| rest.bytes().all(|b| b == b'0'));
    Ok(whole.map_or(plain.as_str(), |(whole, _)| whole).to_owned())
}
