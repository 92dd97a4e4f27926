//! A folder of reports: each file in it is a machine or a table of them, and a folder in it that
//! holds what one Linux system said of itself, file by file, is one machine.
//!
//! A file that cannot be read or is not understood costs only itself. Nothing deeper is looked at,
//! so a link that leads back up leads nowhere.

use super::{Ask, Batch, Entry, Input, Keep, file, open_file, open_text};
use std::fs;
use std::path::{Path, PathBuf};

/// What a Linux system says of itself, by the names that people give the files. Those of the first
/// three make a folder one machine.
const PARTS: [&str; 6] = ["cpuinfo", "meminfo", "lscpu", "df", "free", "uname"];
/// So many of them say what no other system says.
const TELLING: usize = 3;

/// What a folder holds.
struct Found {
    /// Its files, by their names.
    files: Vec<PathBuf>,
    /// Its folders, by their names.
    folders: Vec<PathBuf>,
}

/// Opens a folder: its files and machines in the order of their names.
///
/// # Errors
/// One sentence with the folder's name: it cannot be read, or nothing is in it.
pub fn open(path: &str, ask: &Ask) -> Result<Input, String> {
    let found = list(Path::new(path)).map_err(|why| format!("{path}: {why}"))?;
    let parts = parts(&found);
    let both = ["cpuinfo", "meminfo"].iter().all(|wanted| parts.iter().any(|(n, _)| n == wanted));
    if both && is_one(&parts) {
        return one(path, &parts, ask);
    }
    let mut all: Vec<(PathBuf, bool)> = Vec::new();
    all.extend(found.files.into_iter().map(|file| (file, false)));
    all.extend(found.folders.into_iter().map(|folder| (folder, true)));
    all.sort();
    if all.is_empty() {
        return Err(format!("{path} is an empty folder; expected a file for each machine"));
    }
    let ask = Ask { hush: true, ..ask.clone() };
    let keeps = ask.keep != Keep::Nothing;
    let inputs = all.into_iter().map(move |(path, is_folder)| opened(&path, is_folder, &ask));
    Ok(match keeps {
        true => Input::together(inputs.collect()),
        // Each file is opened when its turn comes.
        false => {
            let batches = Box::new(inputs.flat_map(|input| input.batches));
            Input { batches, ..Input::of(Vec::new()) }
        }
    })
}

/// One file of a folder, or a folder in it. What is wrong with it is an entry of its own.
fn opened(path: &Path, is_folder: bool, ask: &Ask) -> Input {
    let name = path.to_string_lossy();
    // Something else could be waited for without an end.
    let is_file = fs::metadata(path).map_or(true, |about| about.is_file());
    let input = match is_folder {
        true => machine(&name, path, ask),
        false if is_file => open_file(&name, None, ask),
        false => Err(format!("{name} is no file of text")),
    };
    input.unwrap_or_else(|why| Input::of(vec![Entry::Bad(why)]))
}

/// The machine that a folder within a folder is; a note, where it is none.
fn machine(name: &str, path: &Path, ask: &Ask) -> Result<Input, String> {
    let found = list(path).map_err(|why| format!("{name}: {why}"))?;
    let parts = parts(&found);
    match is_one(&parts) {
        true => one(name, &parts, ask),
        false => Ok(Input::of(vec![Entry::Note(format!(
            "{name} is a folder without the files of one machine, such as cpuinfo and meminfo; it \
             is not used: name it by itself"
        ))])),
    }
}

/// The visible files and folders of a folder; links to folders lead anywhere, and are none.
fn list(path: &Path) -> Result<Found, String> {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(path).map_err(|error| file::plain(&error))? {
        let entry = entry.map_err(|error| file::plain(&error))?;
        let path = entry.path();
        let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        match path.is_dir() {
            _ if is_hidden => {}
            true if is_link => {}
            true => folders.push(path),
            false => files.push(path),
        }
    }
    files.sort();
    folders.sort();
    Ok(Found { files, folders })
}

/// The files that say what a Linux system is, with what they are, in the order of [`PARTS`]. Those
/// of `/proc` may stand in a folder of that name.
fn parts(found: &Found) -> Vec<(&'static str, PathBuf)> {
    let proc = found.folders.iter().find(|folder| folder.ends_with("proc"));
    let below = proc.and_then(|folder| list(folder).ok()).map(|found| found.files);
    let files: Vec<&PathBuf> = found.files.iter().chain(below.iter().flatten()).collect();
    let of = |part: &'static str| {
        let files = files.iter().filter(move |path| is_part(path, part) && path.is_file());
        files.map(move |path| (part, (*path).clone()))
    };
    PARTS.into_iter().flat_map(of).collect()
}

/// Whether a file is called after a part: `cpuinfo`, `cpuinfo.txt`, `proc_cpuinfo`, `df-h.txt`.
fn is_part(path: &Path, part: &str) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = name
        .strip_prefix("proc")
        .map_or(&name[..], |rest| rest.trim_start_matches(['_', '-', '.']));
    let rest = name.strip_prefix(part);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
}

/// Whether parts are those of one machine: some tell it, and none of those stands twice.
fn is_one(parts: &[(&str, PathBuf)]) -> bool {
    let times = |part: &&str| parts.iter().filter(|(name, _)| name == part).count();
    let telling: Vec<usize> = PARTS[..TELLING].iter().map(times).collect();
    telling.contains(&1) && telling.iter().all(|times| *times < 2)
}

/// The machine that some parts are, one after another as one text.
fn one(name: &str, parts: &[(&str, PathBuf)], ask: &Ask) -> Result<Input, String> {
    let (mut text, mut notes) = (String::new(), Vec::new());
    for (_, path) in parts {
        match file::text(&path.to_string_lossy()) {
            Ok(part) => {
                text.push_str(&part);
                text.push('\n');
            }
            Err(why) => notes.push(Entry::Note(why)),
        }
    }
    let input = open_text(name, text.into(), ask)?;
    // The folder's name is whole where a file's would be cut at a dot.
    let full = fs::canonicalize(name).unwrap_or_else(|_| name.into());
    let own = full.file_name().map(|name| name.to_string_lossy().into_owned());
    let mut entries = notes;
    entries.extend(input.batches.flat_map(Batch::facts));
    for entry in &mut entries {
        if let (Entry::Machine(facts), Some(own)) = (entry, &own) {
            facts.name.clone_from(own);
        }
    }
    Ok(Input::of(entries))
}
