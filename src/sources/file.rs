//! Files as text: bounded, decoded, and refused with a reason when they are not text.

use super::encoding;
use std::fs::File;
use std::io::Read;

/// A file is held while it is read; what is longer is split, or is something else.
const MOST: u64 = 64 << 20;

/// The text of a file; `-` is standard input. The encoding is known by what it holds.
///
/// # Errors
/// One sentence with the file's name.
pub fn text(path: &str) -> Result<String, String> {
    let (name, bytes) = bytes(path)?;
    encoding::decode(bytes).map(|(text, _)| text).map_err(|why| format!("{name} {why}"))
}

/// What the file is called, and its bytes.
fn bytes(path: &str) -> Result<(&str, Vec<u8>), String> {
    let name = if path == "-" { "standard input" } else { path };
    let bytes =
        if path == "-" { bounded(std::io::stdin().lock()) } else { open(path).and_then(bounded) };
    let bytes = bytes.map_err(|error| format!("{name}: {}", plain(&error)))?;
    match bytes.len() as u64 > MOST {
        true => Err(format!(
            "{name} is longer than {} MiB, the most that is read; split it",
            MOST >> 20
        )),
        false => Ok((name, bytes)),
    }
}

/// The lines of standard input, each a text of its own: one that is no text costs only itself, and
/// is read with a mark in place of what cannot be.
///
/// # Errors
/// One sentence, if it cannot be read at all.
pub fn lines_of_input() -> Result<Vec<String>, String> {
    let (_, bytes) = bytes("-")?;
    let text = encoding::decode(bytes.clone()).map(|(text, _)| text);
    let text = text.unwrap_or_else(|_| String::from_utf8_lossy(&bytes).into_owned());
    Ok(text.lines().map(str::to_owned).collect())
}

fn open(path: &str) -> std::io::Result<File> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(std::io::Error::new(std::io::ErrorKind::IsADirectory, "is a directory"));
    }
    Ok(file)
}

fn bounded(reader: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MOST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// An input or output error in plain words, without the number that the system gives it.
pub fn plain(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file".to_owned(),
        std::io::ErrorKind::IsADirectory => "is a directory; expected a file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        // What another part of the program says is already plain.
        _ if error.raw_os_error().is_none() && error.get_ref().is_some() => error.to_string(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}
