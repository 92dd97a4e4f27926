//! The five sizes of memory: in all, available, and of virtual memory at most, available and in
//! use, all in whole megabytes.

use super::lines::Line;
use crate::reading::Origin;
use crate::sources::facts::{Facts, Key};
use crate::sources::tools::whole::{Whole, at_end};

/// What megabytes are called, in small letters.
const MEGABYTES: &[&str] = &["mb", "mo", "мб", "mt", "mib", "мбайт", "兆字节"];

/// How many sizes there are.
pub(super) const SIZES: usize = 5;

/// The first of five sizes in a row that add up.
pub(super) fn block(lines: &[Line]) -> Option<usize> {
    let sizes: Vec<Option<Whole>> = lines.iter().map(|line| at_end(line.value)).collect();
    sizes.windows(SIZES).position(adds_up)
}

/// Whether five sizes are those of memory: what is in use is what is not available.
fn adds_up(sizes: &[Option<Whole>]) -> bool {
    let mut numbers = Vec::with_capacity(SIZES);
    let mut units = Vec::with_capacity(SIZES);
    for size in sizes.iter().flatten() {
        numbers.extend(size.number);
        units.push(size.unit);
    }
    let [total, available, most, left, used] = numbers[..] else { return false };
    let one_unit = units.iter().all(|unit| *unit == units[0]) && !is_other_unit(units[0]);
    one_unit
        && total >= available
        && total > 0
        // Each of the three is rounded by itself.
        && most.checked_sub(left).is_some_and(|rest| rest.abs_diff(used) <= 1)
}

/// Units that this tool never prints.
fn is_other_unit(unit: &str) -> bool {
    let unit = unit.to_lowercase();
    unit.starts_with(['k', 'g', 't', 'к', 'г']) || unit.ends_with("hz") || unit.ends_with("гц")
}

/// Puts the memory that the system sees. Of a report that was cut off there may be less than the
/// five sizes; the first size behind the processors is still the memory in all.
pub(super) fn put(facts: &mut Facts, source: &str, lines: &[Line], behind: Option<usize>) {
    if let Some(line) = block(lines).and_then(|at| lines.get(at)) {
        return put_size(facts, source, line);
    }
    let Some(behind) = behind else { return };
    let rest = lines.get(behind..).unwrap_or_default();
    let is_size = |line: &Line| at_end(line.value).is_some_and(|size| is_megabytes(size.unit));
    let Some(at) = rest.iter().position(is_size) else { return };
    let run = rest[at..].iter().take_while(|line| is_size(line)).count();
    // "Virtual Memory: Max Size: 2,047 MB" has a second label in every language.
    let is_total = |line: &Line| !line.value.contains(':') && !line.label.contains(':');
    let cut =
        at + run == rest.len() || rest[at].label.eq_ignore_ascii_case("Total Physical Memory");
    let number = |n: usize| rest.get(at + n).and_then(|line| at_end(line.value)?.number);
    let mut unclear =
        |why: &str| facts.put_unclear(Key::MemoryVisible, source, &rest[at].place(), why);
    match run {
        SIZES.. => unclear("the five sizes of memory do not add up"),
        // Without its first line the available memory would be taken for all.
        2..=4 if is_total(&rest[at]) && is_total(&rest[at + 1]) => {
            match number(0).is_none_or(|total| Some(total) >= number(1)) {
                true => put_size(facts, source, &rest[at]),
                false => unclear("less memory in all than is available"),
            }
        }
        1 if is_total(&rest[at]) && cut => put_size(facts, source, &rest[at]),
        _ => {}
    }
}

fn is_megabytes(unit: &str) -> bool {
    MEGABYTES.contains(&unit.to_lowercase().as_str())
}

fn put_size(facts: &mut Facts, source: &str, line: &Line) {
    let Some(size) = at_end(line.value) else { return };
    let Some(number) = size.number else {
        let why = format!("\"{}\" is no whole number", size.raw);
        return facts.put_unclear(Key::MemoryVisible, source, &line.place(), why);
    };
    let origin =
        Origin { source: source.to_owned(), place: line.place(), raw: size.raw.to_owned() };
    facts.put_read_as(Key::MemoryVisible, origin, format!("{number} MB"));
}
