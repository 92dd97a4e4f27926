//! The machines that a command is about: those of files, or this one.

use super::{Global, say};
use minspec::sources::facts::Facts;
use minspec::sources::live::{Target, this_machine};
use minspec::sources::{self, Ask, Entry, Input, Keep, folded, inventory};
use std::collections::{HashMap, HashSet};

/// How files of machines are read.
#[derive(clap::Args)]
pub struct Reading {
    /// What a column of a table means, such as cpu=Prozessor or "memory (GB)=RAM"
    #[arg(long, value_name = "MEANING=HEADING", requires = "machines", value_parser = map)]
    map: Vec<(String, String)>,
    /// The format of the files; `minspec formats` lists them [default: recognised]
    #[arg(long, value_name = "ID", requires = "machines", value_parser = clap::builder::PossibleValuesParser::new(sources::FORMATS.iter().map(|format| format.id)))]
    input_format: Option<String>,
}

impl Reading {
    /// What is asked of the files.
    pub fn ask(&self, keep: Keep) -> Ask {
        Ask { keep, map: self.map.clone(), format: self.input_format.clone() }
    }
}

/// Reads `MEANING=HEADING`.
pub fn map(argument: &str) -> Result<(String, String), String> {
    let (meaning, heading) = argument
        .split_once('=')
        .ok_or("expected MEANING=HEADING, such as cpu=Prozessor or \"memory (GB)=RAM\"")?;
    let (meaning, heading) = (meaning.trim(), heading.trim().trim_matches('"'));
    if heading.is_empty() {
        return Err("expected the heading of a column behind the =".to_owned());
    }
    inventory::meaning(meaning)?;
    Ok((meaning.to_owned(), heading.to_owned()))
}

/// The machines of files, one after the other.
pub struct Machines {
    /// The names of the columns that go along; each machine has a cell for each.
    pub columns: Vec<String>,
    /// The machines, or why an entry is none.
    pub entries: Box<dyn Iterator<Item = Result<Facts, String>>>,
}

/// Opens files of machines. What is not used of them is told as it is met or, where it is refused,
/// before the first machine.
///
/// # Errors
/// A file cannot be read at all or, where that was asked for, not in every part.
pub fn open(
    files: &[String],
    ask: &Ask,
    strict: bool,
    global: &Global,
) -> Result<Machines, String> {
    if files.iter().filter(|file| *file == "-").count() > 1 {
        return Err("standard input can be read once only: `-m -` stands twice".to_owned());
    }
    let inputs = files.iter().map(|file| sources::open(file, ask));
    let inputs = inputs.collect::<Result<Vec<Input>, String>>()?;
    let columns = union(inputs.iter().flat_map(|input| &input.columns));
    let headings = union(inputs.iter().flat_map(|input| &input.headings));
    ask.keep.found_in(&columns, &headings)?;
    ask.mapped_in(&headings)?;
    let all = columns.clone();
    let told = !global.quiet;
    let inputs = match strict {
        true => inputs.into_iter().map(unblemished).collect::<Result<Vec<Input>, String>>()?,
        false => inputs,
    };
    let entries = inputs.into_iter().flat_map(move |input| {
        // A machine of one file has no cell for a column of another.
        let own = input.columns.iter().enumerate();
        let own: HashMap<String, usize> = own.map(|(n, name)| (folded(name), n)).collect();
        let places: Vec<Option<usize>> =
            all.iter().map(|column| own.get(&folded(column)).copied()).collect();
        input.entries.filter_map(move |entry| match entry {
            Entry::Machine(mut facts) => {
                let mut cell = |place: &Option<usize>| match *place {
                    Some(place) => std::mem::take(&mut facts.kept[place]),
                    None => String::new(),
                };
                facts.kept = places.iter().map(&mut cell).collect();
                Some(Ok(facts))
            }
            Entry::Note(note) => {
                if told {
                    say::warning(&note);
                }
                None
            }
            Entry::Bad(why) => {
                if told {
                    say::warning(&why);
                }
                Some(Err(why))
            }
        })
    });
    Ok(Machines { columns, entries: Box::new(entries) })
}

/// An input of which every entry is a machine.
fn unblemished(mut input: Input) -> Result<Input, String> {
    let entries: Vec<Entry> = input.entries.collect();
    let mut blemishes = entries.iter().filter_map(|entry| match entry {
        Entry::Machine(_) => None,
        Entry::Note(why) | Entry::Bad(why) => Some(why),
    });
    if blemishes.clone().next().is_some() {
        blemishes.by_ref().for_each(|why| say::warning(why));
        return Err("not all of the input is a machine, and --strict was asked for".to_owned());
    }
    input.entries = Box::new(entries.into_iter());
    Ok(input)
}

/// Every name once, in the spelling that comes first.
fn union<'n>(names: impl Iterator<Item = &'n String>) -> Vec<String> {
    let mut met = HashSet::new();
    names.filter(|name| met.insert(folded(name))).cloned().collect()
}

/// The machines of files at once, and how many could not be read.
///
/// # Errors
/// As of [`open`].
pub fn read(files: &[String], ask: &Ask, global: &Global) -> Result<(Vec<Facts>, usize), String> {
    let (mut all, mut bad) = (Vec::new(), 0);
    for entry in open(files, ask, false, global)?.entries {
        match entry {
            Ok(facts) => all.push(facts),
            Err(_) => bad += 1,
        }
    }
    Ok((all, bad))
}

/// This machine, with the volume or the disk that is meant.
pub fn live(volume: Option<&str>, disk: Option<&str>) -> Result<Facts, String> {
    this_machine(&Target::of(volume, disk))
}
