//! A processor text as words: lower case, without trademark signs, with glued names taken apart.

use super::languages::known_word;
use super::pattern::Beginning;

/// The words of a text; more than 64 are not looked at.
pub(super) struct Words {
    text: String,
    /// Start and end of each word in `text`, and what stood before it.
    spans: Vec<(u32, u32, u8)>,
    /// How each word begins.
    beginnings: Vec<Beginning>,
    filler: u64,
    used: u64,
}

/// The first character of the alphabets that `languages` knows: none of them is Latin.
const FIRST_OF_OTHERS: char = '\u{400}';

/// The words of a text that are looked at.
const MOST: usize = 64;

/// Does the word carry no meaning of its own, so that it may stand between the words of a name?
fn is_filler(word: &str) -> bool {
    matches!(
        word,
        "amd"
            | "cpu"
            | "cpus"
            | "desktop"
            | "edition"
            | "gen"
            | "ht"
            | "intel"
            | "mobile"
            | "pro"
            | "procesador"
            | "processador"
            | "processeur"
            | "processor"
            | "processors"
            | "prozessor"
            | "series"
            | "server"
            | "technology"
            | "tm"
            | "w"
            | "with"
    )
}

/// Names that are found glued to what follows them ("Pentium4", "CPUT3100", "Corei7").
const GLUED: &[&str] = &[
    "athlon",
    "atom",
    "celeron",
    "core",
    "cpu",
    "epyc",
    "opteron",
    "pentium",
    "phenom",
    "processor",
    "ryzen",
    "sempron",
    "xeon",
];

impl Words {
    pub fn new(text: &str) -> Words {
        let mut words = Words {
            text: String::with_capacity(text.len()),
            spans: Vec::with_capacity(16),
            beginnings: Vec::with_capacity(16),
            filler: 0,
            used: 0,
        };
        words.split(text);
        words.join_suffixes();
        words.move_mmx();
        for n in 0..words.len() {
            if is_filler(words.word(n)) {
                words.filler |= 1 << n;
            }
            words.beginnings.push(Beginning::of_word(words.word(n)));
        }
        words
    }

    pub fn len(&self) -> usize {
        self.spans.len()
    }

    pub fn get(&self, n: usize) -> Option<&str> {
        let &(start, end, _) = self.spans.get(n)?;
        self.text.get(start as usize..end as usize)
    }

    pub fn word(&self, n: usize) -> &str {
        self.get(n).unwrap_or("")
    }

    /// How the word begins.
    pub fn beginning(&self, n: usize) -> Beginning {
        self.beginnings.get(n).copied().unwrap_or(Beginning::NONE)
    }

    /// The character before the word: a blank, one of `-/@(,`, or 0 where it was glued on.
    pub fn before(&self, n: usize) -> u8 {
        self.spans.get(n).map_or(b' ', |span| span.2)
    }

    /// May the word be passed over, because it carries no meaning or was understood already?
    pub fn is_filler(&self, n: usize) -> bool {
        holds(self.filler | self.used, n)
    }

    pub fn is_used(&self, n: usize) -> bool {
        holds(self.used, n)
    }

    /// Takes words out of further reading.
    pub fn mark_used(&mut self, words: u64) {
        self.used |= words;
    }

    fn split(&mut self, text: &str) {
        let mut chars = text.chars().peekable();
        let mut rest = text;
        let mut before = b' ';
        let mut start = 0;
        while let Some(c) = chars.next() {
            if self.spans.len() >= MOST {
                return;
            }
            if c >= FIRST_OF_OTHERS
                && let Some((word, length)) = known_word(rest)
            {
                self.end_word(start, before);
                start = self.text.len();
                self.text.push_str(word);
                self.end_word(start, b' ');
                start = self.text.len();
                before = b' ';
                rest = &rest[length..];
                chars = rest.chars().peekable();
                continue;
            }
            rest = &rest[c.len_utf8()..];
            let c = plain(c);
            let next = chars.peek().map_or(' ', |c| plain(*c));
            let last = if self.text.len() > start {
                self.text.as_bytes()[self.text.len() - 1]
            } else {
                b' '
            };
            let inside = c.is_ascii_alphanumeric()
                || (matches!(c, '.' | ',') && last.is_ascii_digit() && next.is_ascii_digit())
                || (c == '+' && last.is_ascii_alphanumeric() && !next.is_ascii_alphanumeric());
            if inside {
                self.text.push(if c == ',' { '.' } else { c });
                continue;
            }
            self.end_word(start, before);
            if self.text.len() > start {
                before = b' ';
            }
            start = self.text.len();
            if c == '(' && skip_mark(&mut chars, &mut rest) {
                // The old Xeons are "Xeon(TM)", the newer "Xeon(R)".
                if next == 't' && self.spans.last().is_some_and(|_| self.text.ends_with("xeon")) {
                    self.text.push_str("tm");
                    self.end_word(start, b' ');
                    start = self.text.len();
                }
            } else if matches!(c, '-' | '/' | '@' | '(' | ',') {
                before = c as u8;
            }
        }
        self.end_word(start, before);
    }

    fn end_word(&mut self, start: usize, before: u8) {
        let end = self.text.len();
        if start == end || self.spans.len() >= MOST {
            return;
        }
        let mut parts = [(start, before), (0, 0), (0, 0), (0, 0)];
        let mut count = 1;
        while count < parts.len() {
            let (from, _) = parts[count - 1];
            let Some(length) = glued(&self.text[from..end]) else { break };
            parts[count] = (from + length, 0);
            count += 1;
        }
        for n in 0..count {
            let until = if n + 1 < count { parts[n + 1].0 } else { end };
            if self.spans.len() < MOST {
                self.spans.push((parts[n].0 as u32, until as u32, parts[n].1));
            }
        }
    }

    /// "8250 U" is "8250U". The words stand in the text without anything between.
    fn join_suffixes(&mut self) {
        let suffix = |word: &str| {
            matches!(
                word,
                "u" | "h" | "hk" | "hq" | "hx" | "hs" | "k" | "kf" | "xe" | "g" | "y" | "gi" | "af"
            )
        };
        let mut n = 0;
        while n + 1 < self.len() {
            let number = matches!(self.word(n).len(), 3..=5)
                && self.word(n).bytes().all(|b| b.is_ascii_digit());
            if number && suffix(self.word(n + 1)) {
                self.spans[n].1 = self.spans[n + 1].1;
                self.spans.remove(n + 1);
            }
            n += 1;
        }
    }

    /// "Pentium 200 MMX" is "Pentium MMX 200".
    fn move_mmx(&mut self) {
        let Some(mmx) = (0..self.len()).find(|n| self.word(*n) == "mmx") else { return };
        let Some(name) = (0..mmx).rev().take(4).find(|n| self.word(*n) == "pentium") else {
            return;
        };
        let moved = self.spans.remove(mmx);
        self.spans.insert(name + 1, moved);
    }
}

/// The small letter without its accent.
fn plain(c: char) -> char {
    match c {
        '×' => 'x',
        'à'..='å' | 'À'..='Å' => 'a',
        'ç' | 'Ç' => 'c',
        'è'..='ë' | 'È'..='Ë' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        _ => c.to_ascii_lowercase(),
    }
}

/// Reads over the rest of "(R)", "(TM)" or "(C)", and says whether it was one.
fn skip_mark(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, rest: &mut &str) -> bool {
    let mut ahead = chars.clone();
    let mark = match ahead.next().map(|c| c.to_ascii_lowercase()) {
        Some('r' | 'c') => ahead.next() == Some(')'),
        Some('t') => {
            ahead.next().is_some_and(|c| c.eq_ignore_ascii_case(&'m')) && ahead.next() == Some(')')
        }
        _ => false,
    };
    if mark {
        // The mark is of ASCII characters alone, up to its bracket.
        let length = rest.find(')').map_or(0, |bracket| bracket + 1);
        *rest = &rest[length..];
        *chars = ahead;
    }
    mark
}

/// The length of the name at the start of a word to which more is glued.
fn glued(word: &str) -> Option<usize> {
    if let Some(name) = GLUED.iter().find(|name| word.starts_with(**name)) {
        let rest = &word[name.len()..];
        return (!rest.is_empty() && rest != "s" && rest != "tm").then_some(name.len());
    }
    // "2duo" of "Core2Duo", and "2680v4".
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &word[digits..];
    if digits == 1 && matches!(rest, "duo" | "quad" | "solo" | "extreme") {
        return Some(1);
    }
    // "2xXeon".
    if let Some(name) = rest.strip_prefix('x')
        && (1..=2).contains(&digits)
        && GLUED.iter().any(|known| name.starts_with(known))
    {
        return Some(digits + 1);
    }
    let v = rest.find('v')?;
    let version = rest.as_bytes().get(v + 1..)?;
    let is_version = version.first().is_some_and(u8::is_ascii_digit)
        && (version.len() == 1 || version[1] == b'x');
    if digits == 0 && v == 0 && is_version && version.len() > 1 {
        return Some(2); // "v4x2"
    }
    (digits >= 4 && v <= 2 && is_version).then_some(digits + v)
}

/// Is the word in the set? One behind the last is in none.
fn holds(set: u64, n: usize) -> bool {
    n < 64 && set >> n & 1 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_words() {
        let table = [
            ("Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz", "intel core i5 8250u cpu 1.60ghz"),
            ("Intel(R) Core(TM)2 Duo CPU", "intel core 2 duo cpu"),
            ("Core2Duo E8400", "core 2 duo e8400"),
            ("E7-8890V2", "e7 8890 v2"),
            ("486DX2/66", "486dx2 66"),
            ("PII-350", "pii 350"),
            ("Athlon XP 1800+", "athlon xp 1800+"),
            ("Intel Core i7+8700", "intel core i7 8700"),
            ("1,7 GHz", "1.7 ghz"),
            ("Pentium 200 MMX", "pentium mmx 200"),
            ("Celeron(R)Dual-CoreCPUT3100@1.90GH", "celeron dual core cpu t3100 1.90gh"),
            ("Intel(R) Xeon(TM) CPU", "intel xeon tm cpu"),
            ("", ""),
            ("®™", ""),
        ];
        for (text, expected) in table {
            let words = Words::new(text);
            let list: Vec<&str> = (0..words.len()).map(|n| words.word(n)).collect();
            assert_eq!(list.join(" "), expected, "{text}");
        }
    }
}
