//! The machines that a command is about: those of files, or this one.

use super::{Global, say};
use minspec::check::{self, Batches};
use minspec::machine::Machine;
use minspec::sources::facts::Facts;
use minspec::sources::live::{Target, this_machine};
use minspec::sources::{self, Ask, Batch, Entry, How, Input, Keep, inventory};

/// How files of machines are read.
#[derive(clap::Args)]
pub struct Reading {
    /// What a column or a key of an inventory means, such as cpu=Prozessor or "memory (GB)=RAM"
    #[arg(long, value_name = "MEANING=HEADING", requires = "machines", value_parser = map)]
    map: Vec<(String, String)>,
    /// The format of the files; `minspec formats` lists them [default: recognised]
    #[arg(long, value_name = "ID", requires = "machines", value_parser = clap::builder::PossibleValuesParser::new(sources::FORMATS.iter().map(|format| format.id)))]
    input_format: Option<String>,
}

impl Reading {
    /// What is asked of the files.
    pub fn ask(&self, keep: Keep) -> Ask {
        Ask { keep, map: self.map.clone(), format: self.input_format.clone(), ..Ask::default() }
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
    pub batches: Batches,
}

/// Opens files of machines. What is not used of them is told as it is met or, where it is refused,
/// before the first machine.
///
/// # Errors
/// A file cannot be read at all or, where that was asked for, not in every part.
pub fn open(files: &[String], ask: &Ask, how: &How, strict: bool) -> Result<Machines, String> {
    if files.iter().filter(|file| *file == "-").count() > 1 {
        return Err("standard input can be read once only: `-m -` stands twice".to_owned());
    }
    let inputs = files.iter().map(|file| sources::open(file, ask));
    let inputs = inputs.collect::<Result<Vec<Input>, String>>()?;
    let inputs = match strict {
        true => inputs.into_iter().map(unblemished).collect::<Result<Vec<Input>, String>>()?,
        false => inputs,
    };
    let input = Input::together(inputs);
    ask.keep.found_in(&input.columns, &input.headings)?;
    ask.mapped_in(&input.headings)?;
    let columns = input.columns.clone();
    Ok(Machines { columns, batches: input.understood(how.clone(), ask.meter.clone()) })
}

/// An input of which every entry is a machine.
fn unblemished(mut input: Input) -> Result<Input, String> {
    let entries: Vec<Entry> = input.batches.flat_map(Batch::facts).collect();
    let mut blemishes = entries.iter().filter_map(|entry| match entry {
        Entry::Machine(_) | Entry::Told(_) => None,
        Entry::Note(why) | Entry::Bad(why) => Some(why),
    });
    if blemishes.clone().next().is_some() {
        blemishes.by_ref().for_each(|why| say::warning(why));
        return Err("not all of the input is a machine, and --strict was asked for".to_owned());
    }
    let entries: Box<dyn Batch> = Box::new(entries);
    input.batches = Box::new(std::iter::once(entries));
    Ok(input)
}

/// Says what is to be told beside the reports.
pub fn tell(entry: &check::Entry<()>, global: &Global) {
    match entry {
        check::Entry::Bad(text) | check::Entry::Note(text) if !global.quiet => say::warning(text),
        check::Entry::Told(text) if !global.quiet => say::line(text),
        _ => {}
    }
}

/// The machines of files at once, and how many could not be read.
///
/// # Errors
/// As of [`open`].
pub fn read(files: &[String], ask: &Ask, global: &Global) -> Result<(Vec<Machine>, usize), String> {
    let (mut all, mut bad) = (Vec::new(), 0);
    for batch in open(files, ask, &How::default(), false)?.batches {
        batch.machines(&mut |entry| {
            bad += usize::from(matches!(entry, check::Entry::Bad(_)));
            match entry {
                check::Entry::Machine(machine) => all.push(machine.machine()),
                other => tell(&other.map(drop), global),
            }
        });
    }
    Ok((all, bad))
}

/// This machine, with the volume or the disk that is meant.
pub fn live(volume: Option<&str>, disk: Option<&str>) -> Result<Facts, String> {
    this_machine(&Target::of(volume, disk))
}
