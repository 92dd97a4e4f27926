//! The machines that a command is about: those of files, or this one.

use super::{Global, say};
use minspec::sources;
use minspec::sources::facts::Facts;
use minspec::sources::live::{Target, this_machine};

/// The machines of files, and how many could not be read.
///
/// # Errors
/// A file cannot be read at all or, where that was asked for, not in every part.
pub fn read(
    files: &[String],
    strict: bool,
    global: &Global,
) -> Result<(Vec<Facts>, usize), String> {
    if files.iter().filter(|file| *file == "-").count() > 1 {
        return Err("standard input can be read once only: `-m -` stands twice".to_owned());
    }
    let (mut all, mut bad, mut noted) = (Vec::new(), 0, false);
    for file in files {
        let input = sources::read(file)?;
        noted |= !input.notes.is_empty();
        if !global.quiet || strict {
            input.notes.iter().for_each(|note| say::warning(note));
        }
        bad += input.bad;
        all.extend(input.machines);
    }
    match strict && noted {
        true => Err("not all of the input is a machine, and --strict was asked for".to_owned()),
        false => Ok((all, bad)),
    }
}

/// This machine, with the volume or the disk that is meant.
pub fn live(volume: Option<&str>, disk: Option<&str>) -> Result<Facts, String> {
    this_machine(&Target::of(volume, disk))
}
