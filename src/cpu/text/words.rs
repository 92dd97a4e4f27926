//! A processor text as words: lower case, without trademark signs, with glued names taken apart.

/// The words of a text; more than 64 are not looked at.
pub(super) struct Words {
    text: String,
    /// Start and end of each word in `text`, and what stood before it.
    spans: Vec<(u32, u32, u8)>,
    filler: u64,
    used: u64,
}

/// Words that carry no meaning of their own, and may stand between the words of a name.
const FILLERS: &[&str] = &[
    "amd",
    "cpu",
    "cpus",
    "desktop",
    "edition",
    "intel",
    "mobile",
    "pro",
    "processor",
    "processors",
    "series",
    "server",
    "technology",
    "tm",
    "with",
    "w",
    "gen",
];

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
            filler: 0,
            used: 0,
        };
        words.split(text);
        words.move_mmx();
        for n in 0..words.len() {
            if FILLERS.contains(&words.word(n)) {
                words.filler |= 1 << n;
            }
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
        let mut before = b' ';
        let mut start = 0;
        while let Some(c) = chars.next() {
            let c = if c == '×' { 'x' } else { c.to_ascii_lowercase() };
            let next = chars.peek().map_or(' ', |c| c.to_ascii_lowercase());
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
            if c == '(' && skip_mark(&mut chars) {
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
        if start == end || self.spans.len() >= 64 {
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
            if self.spans.len() < 64 {
                self.spans.push((parts[n].0 as u32, until as u32, parts[n].1));
            }
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

/// Reads over the rest of "(R)", "(TM)" or "(C)", and says whether it was one.
fn skip_mark(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let mut ahead = chars.clone();
    let mark = match ahead.next().map(|c| c.to_ascii_lowercase()) {
        Some('r' | 'c') => ahead.next() == Some(')'),
        Some('t') => {
            ahead.next().is_some_and(|c| c.eq_ignore_ascii_case(&'m')) && ahead.next() == Some(')')
        }
        _ => false,
    };
    if mark {
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
    let v = rest.find('v')?;
    let version = rest.as_bytes().get(v + 1..)?;
    (digits >= 4 && v <= 2 && version.len() == 1 && version[0].is_ascii_digit())
        .then_some(digits + v)
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
