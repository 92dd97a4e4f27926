//! Encodings: bytes as text, by what they hold and not by what somebody says of them.
//!
//! In this order: a byte-order mark; zero bytes in every second place; valid UTF-8; then the code
//! page that makes the most of the bytes beyond ASCII. Tools print in the OEM code page of their
//! console (437, 850, 866), spreadsheets save in the Windows one (1252, 1251), Chinese systems use
//! GBK for both.

mod guess;

use encoding_rs::{GB18030, IBM866, WINDOWS_1251, WINDOWS_1252};
use oem_cp::code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850};
use std::borrow::Cow;

/// How a text is written in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// So far ASCII only: what follows may be UTF-8 or a code page.
    Ascii,
    /// UTF-8, with or without a mark.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Windows, western languages.
    Windows1252,
    /// Windows, Cyrillic.
    Windows1251,
    /// The console of an English-language PC.
    Ibm437,
    /// The console in western languages.
    Ibm850,
    /// The console in Russian.
    Ibm866,
    /// GBK and what extends it: simplified Chinese.
    Gb18030,
}

/// So many bytes at the beginning of a text, or so many that matter of a whole one, decide.
pub const ENOUGH: usize = 64 << 10;

/// The encoding of a text that begins like this; at most [`ENOUGH`] bytes are looked at.
///
/// The end may be cut anywhere.
pub fn of(head: &[u8]) -> Encoding {
    let head = &head[..head.len().min(ENOUGH)];
    match head {
        [0xFF, 0xFE, ..] => return Encoding::Utf16Le,
        [0xFE, 0xFF, ..] => return Encoding::Utf16Be,
        [0xEF, 0xBB, 0xBF, ..] => return Encoding::Utf8,
        _ => {}
    }
    if let Some(wide) = wide(head) {
        return wide;
    }
    narrow(head, true)
}

/// The encoding of a text that has no wide characters; `cut`: it may end within a character.
fn narrow(head: &[u8], cut: bool) -> Encoding {
    match std::str::from_utf8(head) {
        _ if head.is_ascii() => Encoding::Ascii,
        Ok(_) => Encoding::Utf8,
        Err(error) if cut && error.error_len().is_none() => {
            match head[..error.valid_up_to()].is_ascii() {
                true => Encoding::Ascii,
                false => Encoding::Utf8,
            }
        }
        Err(_) if mostly_utf8(head) => Encoding::Utf8,
        Err(_) => guess::code_page(head),
    }
}

/// A text from its bytes, and the name of the encoding.
///
/// # Errors
/// What is wrong, as the end of a sentence that begins with the file's name.
pub fn decode(bytes: Vec<u8>) -> Result<(String, &'static str), String> {
    let encoding = match of(&bytes) {
        Encoding::Ascii if !bytes.is_ascii() => among_ascii(&bytes),
        encoding => encoding,
    };
    if encoding.is_utf8() && !bytes.starts_with(UTF8_MARK) && !bytes.contains(&0) {
        // The common case: no copy.
        let text = String::from_utf8(bytes);
        let text = text.map_err(|error| damaged_utf8(error.as_bytes()))?;
        return refused(&text).map_or(Ok((text, encoding.name())), Err);
    }
    let text = encoding.decode(&bytes)?.into_owned();
    Ok((text, encoding.name()))
}

/// What some programs write before UTF-8.
pub(super) const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

impl Encoding {
    /// Its name, as registered.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Ascii => "US-ASCII",
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Windows1251 => "windows-1251",
            Encoding::Ibm437 => "IBM437",
            Encoding::Ibm850 => "IBM850",
            Encoding::Ibm866 => "IBM866",
            Encoding::Gb18030 => "GB18030",
        }
    }

    /// Whether its text is UTF-8 as it stands.
    fn is_utf8(self) -> bool {
        matches!(self, Encoding::Ascii | Encoding::Utf8)
    }

    /// The text of some bytes, without a mark at the beginning. A piece of a longer text must be
    /// cut at the end of a line.
    ///
    /// # Errors
    /// What is wrong, as the end of a sentence that begins with the file's name.
    pub fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, String> {
        let wide = |unit: fn([u8; 2]) -> u16| {
            let (pairs, rest) = bytes.as_chunks::<2>();
            let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
            let units = units.strip_prefix(&[0xFEFF]).unwrap_or(&units);
            let text = String::from_utf16(units).ok().filter(|_| rest.is_empty());
            text.map(Cow::Owned).ok_or_else(|| "is damaged UTF-16 text".to_owned())
        };
        let text = match self {
            Encoding::Utf16Le => wide(u16::from_le_bytes)?,
            Encoding::Utf16Be => wide(u16::from_be_bytes)?,
            // Before anything is made of the bytes: no other encoding has zero bytes in a text.
            _ if bytes.contains(&0) => return Err(BINARY.to_owned()),
            Encoding::Ascii if std::str::from_utf8(bytes).is_err() => {
                return among_ascii(bytes).decode(bytes);
            }
            Encoding::Ascii | Encoding::Utf8 => {
                let bytes = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
                Cow::Borrowed(std::str::from_utf8(bytes).map_err(|_| damaged_utf8(bytes))?)
            }
            Encoding::Windows1252 => WINDOWS_1252.decode_without_bom_handling(bytes).0,
            Encoding::Windows1251 => WINDOWS_1251.decode_without_bom_handling(bytes).0,
            Encoding::Ibm866 => IBM866.decode_without_bom_handling(bytes).0,
            // A character that is damaged is shown as such, and costs nothing else.
            Encoding::Gb18030 => GB18030.decode_without_bom_handling(bytes).0,
            Encoding::Ibm437 => single(bytes, &DECODING_TABLE_CP437),
            Encoding::Ibm850 => single(bytes, &DECODING_TABLE_CP850),
        };
        refused(&text).map_or(Ok(text), Err)
    }
}

fn single<'b>(bytes: &[u8], table: &[char; 128]) -> Cow<'b, str> {
    let char = |byte: &u8| match *byte {
        byte @ ..0x80 => char::from(byte),
        byte => table[usize::from(byte - 0x80)],
    };
    Cow::Owned(bytes.iter().map(char).collect())
}

/// The encoding of a piece of a text whose beginning is ASCII, by its lines that are not.
pub fn among_ascii(bytes: &[u8]) -> Encoding {
    let mut lines = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n').filter(|line| !line.is_ascii()) {
        lines.extend_from_slice(&line[..line.len().min(ENOUGH)]);
        if lines.len() >= ENOUGH {
            break;
        }
    }
    narrow(&lines, false)
}

/// UTF-16 without a mark: every second byte of ASCII characters, blanks and ends of lines is zero,
/// whatever the language between them; and what comes out is text.
fn wide(head: &[u8]) -> Option<Encoding> {
    let (pairs, _) = head.as_chunks::<2>();
    let zeros = |n: usize| pairs.iter().filter(|pair| pair[n] == 0).count();
    let (encoding, unit): (_, fn([u8; 2]) -> u16) = match (zeros(0), zeros(1)) {
        (0, 1..) => (Encoding::Utf16Le, u16::from_le_bytes),
        (1.., 0) => (Encoding::Utf16Be, u16::from_be_bytes),
        _ => return None,
    };
    let narrow = pairs.iter().filter(|pair| pair.iter().all(u8::is_ascii_graphic)).count();
    let ascii = zeros(0).max(zeros(1));
    // Two letters of ASCII are a Chinese character: a text with a zero byte in it is none of those.
    if ascii * 2 < pairs.len() && narrow * 2 > pairs.len() - ascii {
        return None;
    }
    // The last character may be cut in two.
    let text = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
    let text = text.map(|c| c.unwrap_or('\u{FFFD}'));
    let plausible = text.filter(|c| c.is_alphanumeric() || c.is_whitespace() || is_sign(*c));
    (plausible.count() * 10 >= pairs.len() * 9).then_some(encoding)
}

/// A printable character of ASCII or of general punctuation.
fn is_sign(c: char) -> bool {
    c.is_ascii_graphic()
        || matches!(c, '\u{A1}'..='\u{BF}' | '\u{2010}'..='\u{2044}' | '\u{3000}'..='\u{3020}' | '\u{FF00}'..='\u{FF1F}')
}

/// UTF-8 with some damage: of the characters beyond ASCII most are good, and made of two or three
/// bytes, which no code page gives by chance more than once or twice.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 2 && good > bad.saturating_mul(4)
}

const BINARY: &str = "is a binary file; expected text";

/// Why something is no text, whatever its encoding: it is full of control characters.
fn refused(text: &str) -> Option<String> {
    let head = text.as_bytes();
    let head = &head[..head.len().min(ENOUGH)];
    // Bells, form feeds, escapes and the end-of-file mark of DOS occur in what printers were sent.
    let strange = |byte: &&u8| matches!(byte, 0..=6 | 14..=25 | 28..=31 | 0x7F);
    let strange = head.iter().filter(strange).count();
    (head.contains(&0) || strange * 50 > head.len()).then(|| BINARY.to_owned())
}

fn damaged_utf8(bytes: &[u8]) -> String {
    let valid = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    let before = &bytes[..valid];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    format!(
        "is damaged UTF-8 text: line {line}, column {column} holds another encoding; save it as \
         UTF-8"
    )
}
