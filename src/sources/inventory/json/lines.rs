//! The lines of a text that flows by. One without an end takes no room.

use crate::sources::encoding;
use crate::sources::file::plain;
use memchr::memchr;
use std::io::{self, BufRead, BufReader, Read};

/// A line that is longer is none.
const LONGEST: usize = 1 << 20;

/// So many bytes are read at once.
const ROOM: usize = 128 << 10;

/// Lines that are not blank, with their numbers from 1; or why one is none.
pub struct Lines {
    text: BufReader<Box<dyn Read + Send>>,
    line: u64,
    bytes: Vec<u8>,
    ended: bool,
}

impl Lines {
    /// The lines of a text.
    pub fn of(text: Box<dyn Read + Send>) -> Lines {
        let text = BufReader::with_capacity(ROOM, text);
        Lines { text, line: 0, bytes: Vec::new(), ended: false }
    }

    /// Reads a line into the bytes; `false` behind the last.
    fn fill(&mut self) -> io::Result<bool> {
        self.bytes.clear();
        let mut any = false;
        loop {
            let read = match self.text.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read?,
            };
            if read.is_empty() {
                return Ok(any);
            }
            any = true;
            let end = memchr(b'\n', read);
            // What is longer is not needed any more than this.
            let room = (LONGEST + 1).saturating_sub(self.bytes.len());
            let line = &read[..end.unwrap_or(read.len())];
            self.bytes.extend_from_slice(&line[..line.len().min(room)]);
            let done = end.map_or(read.len(), |end| end + 1);
            self.text.consume(done);
            if end.is_some() {
                return Ok(true);
            }
        }
    }

    /// The line as a text.
    fn said(&self) -> Result<String, String> {
        if self.bytes.len() > LONGEST {
            return Err("is longer than 1 MiB, and no machine".to_owned());
        }
        let bytes = self.bytes.trim_ascii_end();
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => {
                let text = encoding::among_ascii(bytes).decode(bytes);
                let why = "holds bytes of another encoding; save the file as UTF-8";
                text.map(|text| text.into_owned()).map_err(|_| why.to_owned())
            }
        }
    }
}

impl Iterator for Lines {
    type Item = (u64, Result<String, String>);

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let read = self.fill();
            self.line += 1;
            match read {
                Ok(true) if self.bytes.trim_ascii().is_empty() => {}
                Ok(true) => return Some((self.line, self.said())),
                Ok(false) => self.ended = true,
                Err(broken) => {
                    self.ended = true;
                    let why = format!("{}; what follows is not read", plain(&broken));
                    return Some((self.line, Err(why)));
                }
            }
        }
        None
    }
}
