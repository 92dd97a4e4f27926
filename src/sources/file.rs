//! Files: opened, and read as text whatever their encoding. A table is read as it flows by;
//! anything else is held, and bounded.

use super::encoding::{self, Encoding, UTF8_MARK};
use super::meter::Meter;
use std::fs::File;
use std::io::{self, Cursor, Read};
use std::sync::Arc;

/// A file that is held while it is read is no longer than this.
const MOST: u64 = 64 << 20;

/// By so much of its beginning a file is recognised.
const HEAD: usize = encoding::ENOUGH;

/// A file of which only the beginning was read.
pub struct Opened {
    name: String,
    head: Vec<u8>,
    rest: Box<dyn Read + Send>,
}

impl Opened {
    /// Opens a file; `-` is standard input.
    ///
    /// # Errors
    /// One sentence with the file's name.
    pub fn open(path: &str) -> Result<Opened, String> {
        Opened::metered(path, &Arc::default())
    }

    /// The same, with what is read of it counted.
    ///
    /// # Errors
    /// One sentence with the file's name.
    pub fn metered(path: &str, meter: &Arc<Meter>) -> Result<Opened, String> {
        let name = if path == "-" { "standard input" } else { path };
        let fault = |error: io::Error| format!("{name}: {}", plain(&error));
        let mut rest: Box<dyn Read + Send> = match path {
            "-" => meter.count(io::stdin(), None),
            path => {
                let file = open(path).map_err(fault)?;
                let about = file.metadata().map_err(fault)?;
                meter.count(file, about.is_file().then_some(about.len()))
            }
        };
        let mut head = Vec::new();
        rest.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(fault)?;
        Ok(Opened { name: name.to_owned(), head, rest })
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its beginning.
    pub fn head(&self) -> &[u8] {
        &self.head
    }

    /// All of it at once.
    ///
    /// # Errors
    /// One sentence with the file's name.
    pub fn bytes(self) -> Result<Vec<u8>, String> {
        let Opened { name, head: mut bytes, rest } = self;
        let most = MOST + 1 - bytes.len() as u64;
        let read = rest.take(most).read_to_end(&mut bytes);
        read.map_err(|error| format!("{name}: {}", plain(&error)))?;
        match bytes.len() as u64 > MOST {
            true => {
                let most = MOST >> 20;
                Err(format!("{name} is longer than {most} MiB, the most that is read; split it"))
            }
            false => Ok(bytes),
        }
    }

    /// All of it at once as text, and the name of its encoding.
    fn decoded(self) -> Result<(String, &'static str), String> {
        let name = self.name.clone();
        encoding::decode(self.bytes()?).map_err(|why| format!("{name} {why}"))
    }

    /// It as a text.
    ///
    /// # Errors
    /// One sentence with the file's name.
    pub fn text(mut self) -> Result<Text, String> {
        let encoding = encoding::of(&self.head);
        let cut = match encoding {
            // What is held is decoded at once.
            Encoding::Utf16Le | Encoding::Utf16Be => {
                let name = self.name.clone();
                let (text, encoding) = self.decoded()?;
                return Ok(Text { name, encoding, ..Text::from(text) });
            }
            Encoding::Ascii | Encoding::Utf8 => match std::str::from_utf8(&self.head) {
                Err(error) if error.error_len().is_none() => error.valid_up_to(),
                _ => self.head.len(),
            },
            _ => last_line(&self.head).unwrap_or(self.head.len()),
        };
        let head = encoding.decode(&self.head[..cut]);
        let head = head.map_err(|why| format!("{} {why}", self.name))?.into_owned();
        let bytes: Box<dyn Read + Send> = match encoding {
            Encoding::Ascii | Encoding::Utf8 => {
                let mark = if self.head.starts_with(UTF8_MARK) { UTF8_MARK.len() } else { 0 };
                Box::new(Cursor::new(self.head.split_off(mark)).chain(self.rest))
            }
            _ => {
                let raw = Cursor::new(self.head).chain(self.rest);
                Box::new(Decoded {
                    raw: Box::new(raw),
                    encoding,
                    held: Vec::new(),
                    text: Cursor::default(),
                })
            }
        };
        Ok(Text { name: self.name, head, bytes, encoding: encoding.name() })
    }
}

/// A text of which only the beginning was read.
pub struct Text {
    name: String,
    head: String,
    /// All of it, beginning with the head: UTF-8, as far as it was looked at.
    bytes: Box<dyn Read + Send>,
    encoding: &'static str,
}

impl Text {
    /// The encoding of its beginning.
    pub fn encoding(&self) -> &'static str {
        self.encoding
    }

    /// Its beginning, by which its format is recognised.
    pub fn head(&self) -> &str {
        &self.head
    }

    /// Whether there may be more of it than its beginning.
    pub fn is_cut(&self) -> bool {
        self.head.len() + 4 > HEAD
    }

    /// All of it, as it flows by. What is not UTF-8 is left to the reader.
    pub fn bytes(self) -> Box<dyn Read + Send> {
        self.bytes
    }

    /// All of it at once.
    ///
    /// # Errors
    /// One sentence with the file's name.
    pub fn whole(self) -> Result<String, String> {
        let opened = Opened { name: self.name, head: Vec::new(), rest: self.bytes };
        opened.decoded().map(|(text, _)| text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Text {
        let head = super::head(&text).to_owned();
        let bytes = Box::new(Cursor::new(text));
        Text { name: String::new(), head, bytes, encoding: Encoding::Utf8.name() }
    }
}

/// A text in a code page, as UTF-8.
struct Decoded {
    raw: Box<dyn Read + Send>,
    encoding: Encoding,
    /// What was read behind the last end of a line.
    held: Vec<u8>,
    text: Cursor<Vec<u8>>,
}

impl Read for Decoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.text.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            let more = self.raw.by_ref().take(HEAD as u64).read_to_end(&mut self.held)?;
            if more == 0 && self.held.is_empty() {
                return Ok(0);
            }
            // A character of two bytes is not cut, and a line is not held for ever.
            let end = last_line(&self.held).filter(|_| more > 0);
            let piece = match end {
                Some(end) => self.held.drain(..end).collect(),
                None if more > 0 && self.held.len() < 16 * HEAD => continue,
                None => std::mem::take(&mut self.held),
            };
            let text = self.encoding.decode(&piece).map_err(io::Error::other)?;
            self.text = Cursor::new(text.into_owned().into_bytes());
        }
    }
}

/// The byte behind the last end of a line.
fn last_line(bytes: &[u8]) -> Option<usize> {
    memchr::memrchr2(b'\n', b'\r', bytes).map(|end| end + 1)
}

/// The text of a file; `-` is standard input.
///
/// # Errors
/// One sentence with the file's name.
pub fn text(path: &str) -> Result<String, String> {
    Opened::open(path)?.decoded().map(|(text, _)| text)
}

/// A path, and the sheet of a workbook that is named behind it: `fleet.xlsx#Sheet2`. A file whose
/// own name holds a `#` is that file.
pub fn with_sheet(path: &str) -> (&str, Option<&str>) {
    if path == "-" || std::fs::exists(path).unwrap_or(false) {
        return (path, None);
    }
    let mut marks = path.match_indices('#').map(|(at, _)| (&path[..at], &path[at + 1..]));
    let found = marks.find(|(file, _)| std::path::Path::new(file).is_file());
    found.map_or((path, None), |(file, sheet)| (file, Some(sheet)))
}

/// The lines of standard input, each a text of its own: one that is no text costs only itself, and
/// is read with a mark in place of what cannot be.
///
/// # Errors
/// One sentence, if it cannot be read at all.
pub fn lines_of_input() -> Result<Vec<String>, String> {
    let bytes = Opened::open("-")?.bytes()?;
    let text = encoding::decode(bytes.clone()).map(|(text, _)| text);
    let text = text.unwrap_or_else(|_| String::from_utf8_lossy(&bytes).into_owned());
    Ok(text.lines().map(str::to_owned).collect())
}

fn open(path: &str) -> io::Result<File> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "is a directory"));
    }
    Ok(file)
}

/// An input or output error in plain words, without the number that the system gives it.
pub fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::IsADirectory => "is a directory; expected a file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        // What another part of the program says is already plain.
        _ if error.raw_os_error().is_none() && error.get_ref().is_some() => error.to_string(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}
