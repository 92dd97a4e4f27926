//! Sizes and clock rates: whole numbers of bytes and hertz, with exact text in and out.
//!
//! What "MB" means is not decided here but by whoever reads the text: see [`Dialect`].

mod loose;

use std::fmt;

/// A number of bytes. [`Display`](fmt::Display) is exact: the largest IEC unit that divides it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(pub u64);

/// A clock rate in hertz. [`Display`](fmt::Display) is exact: the largest unit that divides it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hertz(pub u64);

impl Hertz {
    /// So many megahertz.
    pub const fn mhz(mhz: u64) -> Hertz {
        Hertz(mhz * 1_000_000)
    }

    /// Whether this clock reaches a required one within 3 %: parts sold as 133 MHz run at 132.9.
    pub fn about_reaches(self, required: Hertz) -> bool {
        u128::from(self.0) * 100 >= u128::from(required.0) * 97
    }
}

/// What `MB` and `GB` mean. `MiB` and `GiB` are binary in both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Memory is sold in powers of two: 1 MB = 2²⁰ bytes.
    Memory,
    /// Disks are sold in powers of ten: 1 MB = 10⁶ bytes.
    Disk,
}

/// Who wrote a text, and so how much may be read into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// The author of a profile or of `--set`: one canonical spelling, nothing ambiguous.
    Author,
    /// A machine, a vendor's sheet, a person in a hurry.
    Anyone,
}

const SIZE_HINT: &str = "expected a size such as \"64 MB\" or \"2 GB\"";
const CLOCK_HINT: &str = "expected a clock rate such as \"200 MHz\" or \"2.4 GHz\"";

/// Reads a size: its least and greatest meaning in bytes.
///
/// The two differ only for [`Writer::Anyone`]: `Mb` may be bits or bytes, `1,024 MB` of disk may be
/// one or a thousand, and of `2 x 9.1 GB` of disk, or `4 GB + 9 GB`, one or both may count. Modules
/// of memory add up. `7 GB to 8 GB` and `up to 8 GB` say so themselves.
///
/// # Errors
/// One sentence that says what was expected and found, without the place.
pub fn size(text: &str, dialect: Dialect, writer: Writer) -> Result<(Bytes, Bytes), String> {
    match writer {
        Writer::Author => one(text, dialect, writer),
        Writer::Anyone => loose::size(text, dialect),
    }
}

/// One size.
fn one(text: &str, dialect: Dialect, writer: Writer) -> Result<(Bytes, Bytes), String> {
    let fault = |why: &str| format!("{SIZE_HINT}, found \"{}\"{why}", text.trim());
    let (number, unit) = split(text, writer).map_err(|why| fault(&why))?;
    let (unit, fittings) = unit.split_once(' ').unwrap_or((unit, ""));
    let unit = if writer == Writer::Anyone { loose::unit(unit) } else { unit };
    if unit.is_empty() {
        return Err(fault(": a number without a unit"));
    }
    let mut letters = unit.chars();
    let prefix = letters.next().unwrap_or(' ');
    let rest = letters.as_str();
    let power = match prefix.to_ascii_uppercase() {
        'B' => 0,
        'K' => 1,
        'M' => 2,
        'G' => 3,
        'T' => 4,
        _ => return Err(fault(&format!(": no unit \"{unit}\""))),
    };
    let mut binary = dialect == Dialect::Memory;
    let mut maybe_bits = false;
    match (power, writer, rest) {
        (0, Writer::Author, "") if prefix == 'B' => {}
        (0, Writer::Anyone, _)
            if ["", "yte", "ytes"].iter().any(|end| end.eq_ignore_ascii_case(rest)) => {}
        (1.., _, "B") if writer == Writer::Anyone || prefix.is_ascii_uppercase() => {}
        (1.., Writer::Author, "iB") if prefix.is_ascii_uppercase() => binary = true,
        (1.., Writer::Author, "b") => {
            let meant = format!("{} {}B", number, prefix.to_ascii_uppercase());
            return Err(fault(&format!(": {unit} may be bits; write \"{meant}\"")));
        }
        (1.., Writer::Anyone, "b") => maybe_bits = prefix.is_ascii_uppercase(),
        (1.., Writer::Anyone, _) => match rest.to_ascii_lowercase().as_str() {
            "" | "byte" | "bytes" | "egabyte" | "egabytes" | "igabyte" | "igabytes" | "ilobyte"
            | "ilobytes" | "erabyte" | "erabytes" => {}
            "ib" => binary = true,
            _ => return Err(fault(&format!(": no unit \"{unit}\""))),
        },
        _ => return Err(fault(&format!(": no unit \"{unit}\""))),
    }
    let fits = |word: &str| loose::says_nothing(word, dialect);
    if writer == Writer::Author && !fittings.is_empty() || !fittings.split_whitespace().all(fits) {
        return Err(fault(&format!(": not understood behind the unit: \"{fittings}\"")));
    }
    let base: u128 = if binary { 1024 } else { 1000 };
    let factor = base.pow(power);
    let times = |number: &Decimal| number.times(factor).ok_or_else(|| fault(": too large"));
    let (low, high) = match (number.grouped, dialect) {
        // Nobody counts memory in thousandths of a megabyte: "4,095 MB" is what systems print.
        (Some(','), Dialect::Memory) if power <= 2 => {
            let thousands = times(&number.ungrouped())?;
            (thousands, thousands)
        }
        // Large units are not written in thousands, but with a point they are with decimals.
        (Some('.'), _) if power > 2 => (times(&number)?, times(&number)?),
        (Some(_), _) => (times(&number)?, times(&number.ungrouped())?),
        (None, _) => (times(&number)?, times(&number)?),
    };
    Ok((Bytes(if maybe_bits { low / 8 } else { low }), Bytes(high)))
}

/// Reads a clock rate.
///
/// # Errors
/// One sentence that says what was expected and found, without the place.
pub fn clock(text: &str, writer: Writer) -> Result<Hertz, String> {
    let fault = |why: &str| format!("{CLOCK_HINT}, found \"{}\"{why}", text.trim());
    let (number, unit) = split(text, writer).map_err(|why| fault(&why))?;
    if unit.is_empty() {
        return Err(fault(": a number without a unit"));
    }
    let unit = if writer == Writer::Anyone { loose::unit(unit) } else { unit };
    if number.grouped == Some(',') {
        let (one, thousand) = (&number, number.ungrouped());
        return Err(fault(&format!(": may be {one} or {thousand}")));
    }
    let power = ["Hz", "kHz", "MHz", "GHz"].iter().position(|known| match writer {
        Writer::Author => *known == unit,
        Writer::Anyone => known.eq_ignore_ascii_case(unit),
    });
    let power = power.ok_or_else(|| fault(&format!(": no unit \"{unit}\"")))?;
    let hertz = number.times(1000u128.pow(power as u32)).ok_or_else(|| fault(": too large"))?;
    Ok(Hertz(hertz))
}

/// Reads a count: a whole number without a unit.
///
/// # Errors
/// One sentence that says what was expected and found, without the place.
pub fn count(text: &str) -> Result<u64, String> {
    let text = text.trim();
    text.parse().map_err(|_| format!("expected a whole number, found \"{text}\""))
}

/// A decimal number as it was written: `digits` / 10^`places`.
struct Decimal {
    digits: u64,
    places: u32,
    /// The sign, where it may as well stand between thousands: "1,024".
    grouped: Option<char>,
}

impl Decimal {
    /// The number, if its sign stands between thousands.
    fn ungrouped(&self) -> Decimal {
        Decimal { digits: self.digits, places: 0, grouped: None }
    }

    /// This number times a factor, rounded down; `None` when it leaves 64 bits.
    fn times(&self, factor: u128) -> Option<u64> {
        let whole = u128::from(self.digits).checked_mul(factor)? / 10u128.pow(self.places);
        u64::try_from(whole).ok()
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = 10u64.pow(self.places);
        write!(f, "{}", self.digits / one)?;
        match self.places {
            0 => Ok(()),
            places => write!(f, ".{:0width$}", self.digits % one, width = places as usize),
        }
    }
}

/// Splits "4.3 GB" into its number and its unit.
fn split(text: &str, writer: Writer) -> Result<(Decimal, &str), String> {
    let text = text.trim();
    let end = text.find(|c: char| !matches!(c, '0'..='9' | '.' | ',')).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    if writer == Writer::Anyone && number.matches(',').count() > 1 {
        // "1,048,576": more than one can only stand between thousands.
        let mut groups = number.split(',');
        let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
        return match first && groups.all(|group| group.len() == 3 && !group.contains('.')) {
            true => {
                let digits =
                    number.replace(',', "").parse().map_err(|_| ": too large".to_owned())?;
                Ok((Decimal { digits, places: 0, grouped: None }, unit.trim_start()))
            }
            false => Err(": more than one decimal sign".to_owned()),
        };
    }
    let (whole, fraction) = match number.split_once(['.', ',']) {
        Some((_, fraction)) if fraction.contains(['.', ',']) => {
            return Err(": more than one decimal sign".to_owned());
        }
        Some(_) if number.contains(',') && writer == Writer::Author => {
            return Err(": write the decimal sign as a point".to_owned());
        }
        Some((whole, fraction)) => (whole, fraction),
        None => (number, ""),
    };
    let digits: String = [whole, fraction].concat();
    if whole.is_empty() || (number.len() != digits.len() && fraction.is_empty()) {
        return Err(String::new());
    }
    // Ten places are more than any unit here can use, and keep the arithmetic in range.
    if fraction.len() > 10 {
        return Err(": too many decimals".to_owned());
    }
    let thousands = writer == Writer::Anyone
        && fraction.len() == 3
        && whole.len() <= 3
        && !whole.starts_with('0');
    let grouped = number.chars().find(|c| thousands && !c.is_ascii_digit());
    let digits = digits.parse().map_err(|_| ": too large".to_owned())?;
    Ok((Decimal { digits, places: fraction.len() as u32, grouped }, unit.trim_start()))
}

/// Which way a number for people is rounded when it is not short as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// What was found: never shown as more than it is.
    Down,
    /// What is missing: never shown as less than it is.
    Up,
}

impl Dialect {
    /// A size for people, in this dialect's units, with at most two decimals.
    pub fn show(self, size: Bytes, round: Round) -> String {
        let base = match self {
            Dialect::Memory => 1024,
            Dialect::Disk => 1000,
        };
        short(size.0, base, &["B", "KB", "MB", "GB", "TB"], round)
    }
}

impl Hertz {
    /// A clock rate for people, with at most two decimals.
    pub fn show(self, round: Round) -> String {
        short(self.0, 1000, &["Hz", "kHz", "MHz", "GHz"], round)
    }
}

/// The largest unit in which the value is exact to two decimals, the one below if it is whole
/// there and not long, else rounded to two decimals.
fn short(value: u64, base: u64, units: &[&str], round: Round) -> String {
    let mut power = 0;
    while power + 1 < units.len() && value >= base.pow(power as u32 + 1) {
        power += 1;
    }
    let one = u128::from(base.pow(power as u32));
    let hundredths = u128::from(value) * 100;
    let below = one / u128::from(base);
    if hundredths % one != 0 && power > 0 && u128::from(value) % below == 0 {
        let whole = u128::from(value) / below;
        if whole < 100_000 {
            return format!("{whole} {}", units[power - 1]);
        }
    }
    let hundredths = match round {
        Round::Down => hundredths / one,
        Round::Up => hundredths.div_ceil(one),
    };
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    let unit = units[power];
    match rest {
        0 => format!("{whole} {unit}"),
        _ if rest % 10 == 0 => format!("{whole}.{} {unit}", rest / 10),
        _ => format!("{whole}.{rest:02} {unit}"),
    }
}

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        exact(self.0, 1024, &["B", "KiB", "MiB", "GiB", "TiB"], f)
    }
}

impl fmt::Display for Hertz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        exact(self.0, 1000, &["Hz", "kHz", "MHz", "GHz"], f)
    }
}

fn exact(mut value: u64, base: u64, units: &[&str], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut power = 0;
    while power + 1 < units.len() && value != 0 && value.is_multiple_of(base) {
        value /= base;
        power += 1;
    }
    write!(f, "{value} {}", units[power])
}
