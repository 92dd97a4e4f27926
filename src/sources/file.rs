//! Files as text: bounded, decoded, and refused with a reason when they are not text.

use std::fs::File;
use std::io::Read;

/// A file is held while it is read; what is longer is split, or is something else.
const MOST: u64 = 64 << 20;

/// The text of a file; `-` is standard input. UTF-8, or UTF-16 with or without a byte-order mark.
///
/// # Errors
/// One sentence with the file's name.
pub fn text(path: &str) -> Result<String, String> {
    let (name, bytes) = bytes(path)?;
    decode(bytes).map_err(|why| format!("{name} {why}"))
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
    let text = decode(bytes.clone());
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

fn decode(bytes: Vec<u8>) -> Result<String, String> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        match String::from_utf16(&units) {
            Ok(text) if bytes.len().is_multiple_of(2) => Ok(text),
            _ => Err("is damaged UTF-16 text".to_owned()),
        }
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        // Without a mark: ASCII characters with a zero byte after, or before, each.
        [a, 0, b, 0, ..] if *a != 0 && *b != 0 => wide(&bytes, u16::from_le_bytes),
        [0, a, 0, b, ..] if *a != 0 && *b != 0 => wide(&bytes, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest.to_vec()),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: Vec<u8>) -> Result<String, String> {
    if bytes.contains(&0) {
        return Err("is a binary file; expected text".to_owned());
    }
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        format!("is not UTF-8 text: line {line}, column {column} holds another encoding; save it as UTF-8")
    })
}
