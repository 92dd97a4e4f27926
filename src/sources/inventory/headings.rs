//! What a heading means by itself and beside the others.

use super::super::facts::Key;
use super::aliases::{Alias, Means, Rank, find};
use super::columns::Column;
use super::decide::{Measure, Numbers, Signs};
use super::heading::{Form, fold, forms};
use super::products::{Product, Written};
use crate::fault::nearest;
use crate::units::{self, Dialect, Writer};

/// What the headings of a table mean, before a row is seen.
pub struct Understood {
    /// The product that wrote it.
    pub product: Option<&'static Product>,
    /// A column for each heading.
    pub columns: Vec<Column>,
}

/// A meaning, its rank, the unit of numbers without one, and how they are written.
type Meaning = (Means, Rank, String, Written);

/// Why a heading has no meaning, and whether to tell.
type Nothing = (String, bool);

/// Understands headings; `map` is what the user says of some.
///
/// # Errors
/// One sentence: what the user says is no meaning.
pub fn understand(headings: &[String], map: &[(String, String)]) -> Result<Understood, String> {
    let mut stated = Vec::with_capacity(map.len());
    for (meaning, heading) in map {
        stated.push((fold(heading), self::meaning(meaning)?));
    }
    let folded: Vec<String> = headings.iter().map(|heading| fold(heading)).collect();
    let product = Product::of(&folded).or_else(|| grouped(headings));
    let mut columns: Vec<Column> = Vec::with_capacity(headings.len());
    for (index, heading) in headings.iter().enumerate() {
        let by_user = stated.iter().rev().find(|(name, _)| *name == folded[index]);
        let meaning = match by_user {
            Some((_, (means, unit))) => Ok((*means, Rank::Stated, unit.clone(), Written::Freely)),
            None => means(heading, product),
        };
        columns.push(column(index, heading, meaning));
    }
    // "Speed" or "Free" alone may be of anything.
    let beside = columns.iter().any(|column| column.rank < Rank::Weak && column.is_of_hardware());
    for column in columns.iter_mut().filter(|column| column.rank == Rank::Weak && !beside) {
        column.used = false;
        column.why = "nothing beside it says of what it is".to_owned();
    }
    Ok(Understood { product, columns })
}

/// How much some cells say as the heading of an inventory; 0: they are none. It has at least two
/// facts, or a name and a fact, unless the user says what a column means.
pub fn telling(headings: &[String], map: &[(String, String)]) -> usize {
    let (names, facts) = recognised(headings, map);
    let said = names.min(1) + facts;
    let enough = facts > 0 && (said > 1 || !map.is_empty());
    if enough { said } else { 0 }
}

/// How many of some headings name a machine, and how many say something of its hardware.
fn recognised(headings: &[String], map: &[(String, String)]) -> (usize, usize) {
    let Ok(Understood { columns, .. }) = understand(headings, map) else { return (0, 0) };
    let name = |column: &&Column| matches!(column.means, Means::Name(_));
    let names = columns.iter().filter(name).count();
    let of_hardware = |column: &&Column| {
        column.is_of_hardware()
            || column.used && matches!(column.means, Means::Processors | Means::NameOrProcessor)
    };
    (names, columns.iter().filter(of_hardware).count())
}

fn column(index: usize, heading: &str, meaning: Result<Meaning, Nothing>) -> Column {
    let mut column = Column {
        index,
        heading: heading.to_owned(),
        means: Means::Nothing,
        rank: Rank::Weak,
        numbers: None,
        used: false,
        why: String::new(),
        told: false,
        example: None,
        seen: false,
    };
    let (means, rank, unit, written) = match meaning {
        Ok(meaning) => meaning,
        Err((why, told)) => return Column { why, told, ..column },
    };
    column.means = means;
    column.rank = rank;
    match means {
        Means::Nothing => column.why = "nothing is read from it".to_owned(),
        Means::Either(why) => {
            column.why = either(why, heading);
            column.told = true;
        }
        _ => column.used = true,
    }
    let key = match means {
        Means::Fact(key) | Means::Each(key) => Some(key),
        Means::Processors => Some(Key::Sockets),
        _ => None,
    };
    if let Some(key) = key
        && let Some(measure) = Measure::of(key)
    {
        let signs = Signs::Silent;
        let (note, doubt) = (None, None);
        column.numbers = Some(Numbers { key, measure, signs, written, unit, note, doubt });
    }
    column
}

/// A sentence of the table with the heading in it.
fn either(why: &str, heading: &str) -> String {
    why.replace("=…\"", &format!("={heading}\""))
}

/// What a heading means, with nothing said of it.
fn means(heading: &str, product: Option<&'static Product>) -> Result<Meaning, Nothing> {
    let forms = forms(heading);
    if let Some(product) = product {
        for form in &forms {
            let Some(field) = product.field(&form.name) else { continue };
            let unit = if field.unit.is_empty() { unit_of(form) } else { field.unit.to_owned() };
            return Ok((field.means, Rank::Product, unit, field.written));
        }
    }
    let strange = match exact(heading) {
        Exact::Name => return Ok((Means::Name(11), Rank::Exact, String::new(), Written::Freely)),
        Exact::Fact(key, unit) => {
            return Ok((Means::Fact(key), Rank::Exact, unit, Written::Freely));
        }
        Exact::Strange(why) => Some(why),
        Exact::Other => None,
    };
    for form in &forms {
        let Some(alias) = find(&form.name, form.grouped).or_else(|| one_of_disks(&form.name))
        else {
            continue;
        };
        let Alias { means, rank, unit, .. } = *alias;
        let written = unit_of(form);
        let unit = if written.is_empty() { unit.to_owned() } else { written };
        if let Means::Fact(key) = means
            && !unit.is_empty()
            && !measures(key, &unit)
        {
            let why = format!("{} is not written in \"{unit}\"", key.path());
            return Err((why, true));
        }
        // GLPI speaks of machines in use: of a disk that has something on it, and the volumes are
        // told beside it.
        let (means, rank) = match (form.grouped, means) {
            (true, Means::Fact(Key::DiskOffered)) => (Means::Fact(Key::DiskSize), Rank::Weak),
            (_, means) => (means, rank),
        };
        return Ok((means, rank, unit, Written::Freely));
    }
    let told = strange.is_some();
    Err((strange.unwrap_or_default(), told))
}

/// Whether only a process has what a heading names.
pub fn is_of_process(heading: &str) -> bool {
    ["pid", "processid", "sessionnum"].contains(&fold(heading).as_str())
}

/// What `HDD 1` or `disk2size` means: one disk of several, which add up.
fn one_of_disks(name: &str) -> Option<&'static Alias> {
    let mut digits = name.char_indices().filter(|(_, c)| c.is_ascii_digit());
    let (Some((at, _)), None) = (digits.next(), digits.next()) else { return None };
    let of_disk = |alias: &Alias| matches!(alias.means, Means::Fact(Key::DiskOffered));
    let name = format!("{}{}", &name[..at], &name[at + 1..]);
    let sized = name.strip_suffix("size").unwrap_or(&name);
    find(sized, false).filter(|alias| of_disk(alias))
}

/// What a heading without a meaning may be a slip of the finger for.
pub fn near(heading: &str) -> Option<String> {
    let facts = Key::ALL.iter().map(|key| key.path()).chain(["memory", "clock", "disk"]);
    let heading = heading.to_lowercase();
    let near = nearest(&heading, facts)?;
    // "Notes" is not "cores": a slip of the hand leaves the first letter, and nobody measures in %.
    if heading.contains('%') || heading.chars().next() != near.chars().next() {
        return None;
    }
    // And "type" is not "tpm": in so short a word it hits one letter.
    if near.len() < 4 && strsim::damerau_levenshtein(&heading, near) > 1 {
        return None;
    }
    Some(format!("did you mean \"{near}\"?"))
}

/// The unit of a form: the one apart from its name, or the clock rate that the name itself is.
fn unit_of(form: &Form) -> String {
    if !form.unit.is_empty() {
        return form.unit.clone();
    }
    let rate = ["mhz", "ghz"].iter().find(|rate| form.name.ends_with(**rate));
    rate.map(|rate| (*rate).to_owned()).unwrap_or_default()
}

/// A heading as a spec file would have it.
enum Exact {
    Name,
    Fact(Key, String),
    /// A fact in a unit that it does not have.
    Strange(String),
    Other,
}

/// A heading such as `memory (MB)`.
fn exact(heading: &str) -> Exact {
    let (name, unit) = match heading.split_once(['(', '[']) {
        Some((name, unit)) => (name, unit.trim_end().trim_end_matches([')', ']']).trim()),
        None => (heading, ""),
    };
    let name = name.trim().to_lowercase();
    match (Key::of_bare(&name), unit) {
        // People call a processor's name so far more often than CPUID's number.
        (Some(Key::CpuModel), _) if !name.contains('.') => Exact::Other,
        (None, "") if ["name", "machine"].contains(&name.as_str()) => Exact::Name,
        (Some(key), "") => Exact::Fact(key, String::new()),
        (Some(key), unit) if measures(key, unit) => Exact::Fact(key, unit.to_owned()),
        (Some(key), unit) => Exact::Strange(format!("{} is not written in \"{unit}\"", key.path())),
        (None, _) => Exact::Other,
    }
}

/// What a user calls a column's meaning: `memory (GB)`, `cpu`, `name`.
///
/// # Errors
/// One sentence with the nearest.
pub fn meaning(text: &str) -> Result<(Means, String), String> {
    match exact(text) {
        Exact::Name => Ok((Means::Name(0), String::new())),
        Exact::Fact(key, unit) => Ok((Means::Fact(key), unit)),
        Exact::Strange(why) => Err(format!("--map {text}=…: {why}")),
        Exact::Other => {
            let name = text.split(['(', '[']).next().unwrap_or_default().trim().to_lowercase();
            let bare = ["name", "cpu", "clock", "memory", "disk"];
            let near = nearest(&name, Key::ALL.iter().map(|key| key.path()).chain(bare));
            let near = near.map(|near| format!("; did you mean `{near}`?"));
            let near = near.unwrap_or_else(|| {
                "; expected what a spec file has, such as name, cpu, clock (MHz), cores, \
                 memory (GB), disk.size (GB) or disk.free (GB)"
                    .to_owned()
            });
            Err(format!("--map {text}=…: no such meaning{near}"))
        }
    }
}

/// Whether a unit is one of those that a fact is written in: a size, or a clock rate.
fn measures(key: Key, unit: &str) -> bool {
    match Measure::of(key) {
        Some(Measure::Count) | None => false,
        Some(measure) => measure.factor(key, unit).is_some(),
    }
}

/// Whether a text is an amount of what a fact measures.
pub fn is_measured(key: Key, measure: Measure, text: &str) -> bool {
    let dialect = match key {
        Key::MemoryInstalled | Key::MemoryVisible | Key::PageFile => Dialect::Memory,
        _ => Dialect::Disk,
    };
    match measure {
        Measure::Clock => units::clock(text, Writer::Anyone).is_ok(),
        Measure::Count => units::count(text).is_ok(),
        _ => units::size(text, dialect, Writer::Anyone).is_ok(),
    }
}

/// What the cells of a fact are, for people.
pub fn what(key: Key) -> &'static str {
    match Measure::of(key) {
        Some(Measure::Clock) => "clock rates",
        Some(Measure::Count) => "counts",
        Some(_) => "sizes",
        None if key == Key::Arch => "architectures",
        None => "names of processors",
    }
}

/// Whether a heading itself names this unit.
pub fn forms_unit(heading: &str, unit: &str) -> bool {
    forms(heading).iter().any(|form| form.unit.eq_ignore_ascii_case(unit))
}

/// GLPI is known by the groups in its headings.
fn grouped(headings: &[String]) -> Option<&'static Product> {
    const GLPI: &Product =
        &Product { name: "GLPI", needs: &[], fields: &[], always: &[], note: "" };
    let any = headings.iter().any(|heading| forms(heading).iter().any(|form| form.grouped));
    any.then_some(GLPI)
}
