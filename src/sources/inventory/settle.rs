//! Where more than one column is about the same: which is used, and what several together say.

use super::super::facts::Key;
use super::aliases::{Means, Rank};
use super::columns::{Column, Columns, Told};
use super::decide::Measure;
use crate::units::{self, Dialect, Writer};
use std::collections::BTreeMap;

/// So many disks of one machine are taken together.
const DISKS: usize = 32;

/// Chooses among the columns of one fact the one that says it best. Several that say it equally
/// well all stay: each row shows whether they agree.
///
/// # Errors
/// Two columns that a spec file, or the user, calls the same.
pub fn rivals(source: &str, columns: &mut [Column], cells: &[Vec<&str>]) -> Result<(), String> {
    let mut met: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    let mut names = 0;
    for (n, column) in columns.iter().enumerate() {
        let Column { means, rank, used, .. } = *column;
        if rank == Rank::Exact && matches!(means, Means::Name(_)) {
            names += 1;
            if names > 1 {
                return Err(twice(source, &column.heading));
            }
        }
        match means {
            Means::Fact(key) | Means::Word(key, ..) if used => met.entry(key).or_default().push(n),
            // Cores of all processors are said better than those of each.
            Means::Each(key) if used => met.entry(key).or_default().push(n),
            _ => {}
        }
    }
    for (key, rivals) in met {
        let each = |n: usize| matches!(columns[n].means, Means::Each(_));
        let nothing = rivals.iter().all(|n| cells[*n].is_empty());
        let total = rivals.iter().any(|n| !each(*n) && (nothing || !cells[*n].is_empty()));
        // A column in which nothing stands says nothing.
        let says = |n: usize| {
            let told = columns[n].rank <= Rank::Exact || nothing || !cells[n].is_empty();
            told && !(total && each(n))
        };
        let Some(best) = rivals.iter().copied().min_by_key(|n| (!says(*n), columns[*n].rank, *n))
        else {
            continue;
        };
        let rank = columns[best].rank;
        let clash = rivals.iter().find(|n| **n != best && columns[**n].rank == rank);
        if let Some(clash) = clash
            && rank <= Rank::Exact
        {
            return Err(twice(source, &columns[*clash].heading));
        }
        let better = columns[best].heading.clone();
        let say: Vec<bool> = rivals.iter().map(|n| says(*n)).collect();
        for (n, says) in rivals.into_iter().zip(say) {
            // Of a product's own columns the first in its table is the best.
            if n != best && (columns[n].rank > rank || rank == Rank::Product || !says) {
                columns[n].used = false;
                columns[n].why = format!("\"{better}\" says {} better", key.path());
            }
        }
    }
    Ok(())
}

fn twice(source: &str, heading: &str) -> String {
    format!("{source}: two columns \"{heading}\"; expected one")
}

/// What the cells of a row say together.
pub fn row(columns: &Columns, mut all: Vec<Told>) -> Vec<Told> {
    if all.iter().any(|told| told.each) {
        each(&mut all);
    }
    if all.iter().any(|told| told.by_the_way) {
        by_the_way(columns, &mut all);
    }
    // Each with whether it is contradicted: nothing that follows makes that good.
    let mut settled: Vec<(Told, bool)> = Vec::with_capacity(all.len());
    for told in all {
        match settled.iter_mut().find(|(other, _)| other.key == told.key) {
            Some((other, contradicted)) => {
                *contradicted = *contradicted || together(columns, other, told);
            }
            None => settled.push((told, false)),
        }
    }
    settled.into_iter().map(|(told, _)| told).collect()
}

/// Cores of each processor are so many times as many as there are processors.
fn each(all: &mut [Told]) {
    let sockets = all.iter().find(|told| told.key == Key::Sockets);
    let sockets = sockets.and_then(|told| told.text.as_ref().ok()?.trim().parse::<u32>().ok());
    for told in all.iter_mut().filter(|told| told.each) {
        let Ok(text) = &told.text else { continue };
        let Ok(one) = text.trim().parse::<u32>() else { continue };
        match sockets {
            Some(sockets) if sockets > 0 => {
                told.text = Ok((u64::from(one) * u64::from(sockets)).to_string());
                told.note = Some(format!("{one} of each of {sockets} processors"));
            }
            _ => {
                told.text = Ok(format!("at least {one}"));
                told.note = Some("of each processor".to_owned());
            }
        }
    }
}

/// What is inferred gives way to what is said.
fn by_the_way(columns: &Columns, all: &mut Vec<Told>) {
    let said: Vec<Key> = all.iter().filter(|told| !told.by_the_way).map(|told| told.key).collect();
    all.retain(|told| !told.by_the_way || !said.contains(&told.key));
    // An export of GLPI adds up the clocks of several processors.
    let several = all.iter().any(|told| told.by_the_way && told.key == Key::Sockets);
    let grouped = |told: &Told| columns.columns[told.column].heading.contains(" - ");
    if several {
        all.retain(|told| told.key != Key::ClockRated || !grouped(told));
    }
}

/// Whether two columns say the same, if in other words.
fn same(one: &Told, other: &Told) -> bool {
    let (Ok(a), Ok(b)) = (&one.text, &other.text) else { return one.text == other.text };
    let size = |text: &str, dialect| units::size(text, dialect, Writer::Anyone).ok();
    let equal = |dialect| size(a, dialect).is_some() && size(a, dialect) == size(b, dialect);
    let clock = |text: &str| units::clock(text, Writer::Anyone).ok();
    a.eq_ignore_ascii_case(b)
        || match Measure::of(one.key) {
            Some(Measure::Memory) => equal(Dialect::Memory),
            Some(Measure::Disk | Measure::Free) => equal(Dialect::Disk),
            Some(Measure::Clock) => clock(a).is_some() && clock(a) == clock(b),
            Some(Measure::Count) | None => false,
        }
}

/// Two columns of one fact; whether they contradict each other.
fn together(columns: &Columns, one: &mut Told, other: Told) -> bool {
    let disks = one.key == Key::DiskOffered;
    if !disks && same(one, &other) {
        return false;
    }
    let heading = |told: &Told| columns.columns[told.column].heading.as_str();
    let settled = match (&one.text, &other.text) {
        // A disk of each kind.
        (Ok(a), Ok(b)) if disks => {
            let sizes = |text: &str| text.split(" + ").count();
            match sizes(a) + sizes(b) > DISKS {
                true => Err("too many disks".to_owned()),
                false => Ok(format!("{a} + {b}")),
            }
        }
        // A virtual machine is one by any sign.
        (Ok(_), Ok(_)) if one.key == Key::CpuHypervisor => Ok("true".to_owned()),
        (Ok(a), Ok(b)) => {
            let (here, there, path) = (heading(one), heading(&other), one.key.path());
            Err(format!(
                "\"{a}\" in column \"{here}\", but \"{b}\" in column \"{there}\"; say which is \
                 meant: --map {path}=\"{here}\""
            ))
        }
        (Ok(text), Err(_)) | (Err(_), Ok(text)) => Ok(text.clone()),
        (Err(why), Err(_)) => Err(why.clone()),
    };
    let contradicted = one.text.is_ok() && settled.is_err();
    one.text = settled;
    contradicted
}
