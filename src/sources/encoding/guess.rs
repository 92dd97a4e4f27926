//! Which code page a text is in: the one in which the bytes beyond ASCII are letters inside words.
//!
//! Every code page gives every byte a meaning, so nothing is ever impossible; but in the wrong one
//! letters stand between digits, quotation marks inside words, capitals behind small letters and
//! boxes everywhere. Where two code pages make equally good sense, they differ in few letters of
//! names, and it does not matter. A blank between the thousands of a number does: it is 0xA0 in
//! Windows and 0xFF on the console.

use super::Encoding;
use encoding_rs::{GB18030, IBM866, WINDOWS_1251, WINDOWS_1252};
use oem_cp::code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850};

/// The code page of a text that is not UTF-8.
pub fn code_page(bytes: &[u8]) -> Encoding {
    let windows = |encoding: &'static encoding_rs::Encoding| {
        let upper: Vec<u8> = (0x80..=0xFF).collect();
        let mut table = ['\u{FFFD}'; 128];
        let decoded = encoding.decode_without_bom_handling(&upper).0;
        table.iter_mut().zip(decoded.chars()).for_each(|(place, c)| *place = c);
        table
    };
    // Of those that make equal sense the first one counts: 850 has all that 437 has and more.
    let mut best = (chinese(bytes), Encoding::Gb18030);
    for (encoding, table) in [
        (Encoding::Windows1252, windows(WINDOWS_1252)),
        (Encoding::Ibm850, DECODING_TABLE_CP850),
        (Encoding::Ibm437, DECODING_TABLE_CP437),
        (Encoding::Ibm866, windows(IBM866)),
        (Encoding::Windows1251, windows(WINDOWS_1251)),
    ] {
        let sense = sense(bytes, &table);
        if sense > best.0 || best.1 == Encoding::Gb18030 && sense == best.0 {
            best = (sense, encoding);
        }
    }
    best.1
}

/// What a character is, as far as its neighbours matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The end of a line, or of the text.
    Edge,
    Blank,
    Digit,
    /// Another character of ASCII.
    Sign,
    /// A letter of ASCII; whether it is a capital.
    Plain(bool),
    /// A letter of a western language beyond ASCII; whether it is a capital.
    Western(bool),
    /// A letter that no western language writes often.
    Rare(bool),
    /// A letter of Russian; whether it is a capital.
    Russian(bool),
    /// A no-break space.
    Joint,
    /// A quotation mark, a dash, a mark of a product, of a degree.
    Mark,
    /// A piece of a box, or a shade.
    Box,
    /// What no report holds.
    Strange,
}

impl Kind {
    #[rustfmt::skip] // a table
    fn of(c: char) -> Kind {
        match c {
            '\r' | '\n' => Kind::Edge,
            ' ' | '\t' => Kind::Blank,
            '0'..='9' => Kind::Digit,
            'a'..='z' => Kind::Plain(false),
            'A'..='Z' => Kind::Plain(true),
            '\0'..='\x7F' => Kind::Sign,
            '\u{A0}' => Kind::Joint,
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'æ' | 'ç' | 'è' | 'é' | 'ê' | 'ë' | 'ì' | 'í' | 'î'
            | 'ï' | 'ñ' | 'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ù' | 'ú' | 'û' | 'ü' | 'ß' | 'œ'
                => Kind::Western(false),
            'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'Æ' | 'Ç' | 'È' | 'É' | 'Ê' | 'Ë' | 'Ì' | 'Í' | 'Î'
            | 'Ï' | 'Ñ' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' | 'Ù' | 'Ú' | 'Û' | 'Ü' | 'Œ'
                => Kind::Western(true),
            'а'..='я' | 'ё' => Kind::Russian(false),
            'А'..='Я' | 'Ё' => Kind::Russian(true),
            '«' | '»' | '“' | '”' | '„' | '‘' | '’' | '‚' | '–' | '—' | '…' | '•' | '®' | '©' | '™'
            | '°' | '²' | '³' | 'µ' | '€' | '£' | '§' | '·' | '¿' | '¡' | 'º' | 'ª' | '½' | '¼'
            | '№' | '±' | '×' => Kind::Mark,
            '\u{2500}'..='\u{25FF}' => Kind::Box,
            c if c.is_alphabetic() => Kind::Rare(c.is_uppercase()),
            _ => Kind::Strange,
        }
    }

    /// Whether a letter is a capital; `None`: it is no letter.
    fn capital(self) -> Option<bool> {
        match self {
            Kind::Plain(c) | Kind::Western(c) | Kind::Rare(c) | Kind::Russian(c) => Some(c),
            _ => None,
        }
    }

    fn is_russian(self) -> bool {
        matches!(self, Kind::Russian(_))
    }
}

/// How much sense a text makes in a code page.
fn sense(bytes: &[u8], table: &[char; 128]) -> i64 {
    let kinds = table.map(Kind::of);
    let kind = |at: Option<&u8>| match at {
        None => Kind::Edge,
        Some(byte @ ..0x80) => Kind::of(char::from(*byte)),
        Some(byte) => kinds[usize::from(byte - 0x80)],
    };
    let mut sense = 0;
    for (at, byte) in bytes.iter().enumerate().filter(|(_, byte)| !byte.is_ascii()) {
        let before = kind(at.checked_sub(1).and_then(|before| bytes.get(before)));
        let here = kind(Some(byte));
        let after = kind(bytes.get(at + 1));
        sense += i64::from(between(before, here, after));
        // The same letter beyond ASCII three times: a line that was drawn.
        let drawn = bytes.get(at + 1) == Some(byte) && bytes.get(at + 2) == Some(byte);
        sense -= if drawn && here.capital().is_some() { 6 } else { 0 };
    }
    sense
}

/// How much sense a character beyond ASCII makes between two others.
fn between(before: Kind, here: Kind, after: Kind) -> i32 {
    let digits = [before, after].iter().filter(|kind| **kind == Kind::Digit).count() as i32;
    let Some(capital) = here.capital() else {
        return match here {
            Kind::Joint if digits == 2 => 4,
            Kind::Joint => 1,
            Kind::Box if before == Kind::Box || after == Kind::Box => 1,
            // Inside a word there is an apostrophe at most.
            Kind::Mark if before.capital().is_some() && after.capital().is_some() => -3,
            Kind::Mark => 1,
            _ => -3,
        };
    };
    // "aÜb", and "Kräfte" as it looks in Russian.
    let after_small = capital && before.capital() == Some(false);
    let foreign = |kind: Kind| kind.capital().is_some() && kind.is_russian() != here.is_russian();
    let mut sense = match here {
        Kind::Rare(_) => -1,
        Kind::Western(_) => {
            let plain = |kind: Kind| matches!(kind, Kind::Plain(_));
            let beyond = |kind: Kind| matches!(kind, Kind::Western(_) | Kind::Rare(_));
            match (plain(before), plain(after)) {
                (true, true) => 3,
                (true, false) if beyond(after) => 1,
                (false, true) if beyond(before) => 1,
                (true, false) | (false, true) => 2,
                (false, false) if beyond(before) || beyond(after) => -3,
                // "à", "É".
                (false, false) => i32::from(!capital),
            }
        }
        // A word of one letter says little: in Russian, too, there are few of them.
        _ if !before.is_russian() && !after.is_russian() => 0,
        _ => 2,
    };
    sense -= 4 * i32::from(after_small) + 2 * digits;
    sense -= 4 * i32::from(foreign(before)) + 4 * i32::from(foreign(after));
    sense
}

/// How much sense a text makes in Chinese: by whether two bytes each are common characters.
fn chinese(bytes: &[u8]) -> i64 {
    let letter = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphabetic);
    let (mut sense, mut at, mut last_wide) = (0, 0, false);
    while let Some(&lead) = bytes.get(at) {
        if lead.is_ascii() {
            (at, last_wide) = (at + 1, false);
            continue;
        }
        let (trail, third) = (bytes.get(at + 1).copied(), bytes.get(at + 2).copied());
        let (length, value) = match (lead, trail) {
            // The end of the text, which may be cut.
            (0x81..=0xFE, None) => (1, 0),
            // Punctuation and full-width letters, then the common characters by their sounds.
            (0xA1 | 0xA3, Some(0xA1..=0xFE)) => (2, 3),
            (0xB0..=0xD7, Some(0xA1..=0xFE)) => (2, 4),
            (0xD8..=0xF7, Some(0xA1..=0xFE)) => (2, -1),
            (0x81..=0xFE, Some(0x40..=0x7E | 0x80..=0xFE)) => (2, -3),
            (0x81..=0xFE, Some(b'0'..=b'9')) if third.is_some_and(|byte| byte > 0x80) => (4, -3),
            _ => (1, -12),
        };
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        // One character alone between letters: "Größe".
        let alone = !last_wide && letter(before) && letter(bytes.get(at + length));
        sense += value - if alone { 8 } else { 0 };
        (at, last_wide) = (at + length, true);
    }
    // Bytes that are no text of this encoding at all are no reason to take it.
    let readable = GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    sense - if readable { 0 } else { 4 }
}
