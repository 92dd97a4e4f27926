//! Patterns over words: the small language in which the name tables are written.
//!
//! A pattern is words with blanks between. In a word `#` is a digit, `@` a letter, `[3-8]` or
//! `[ku]` one of a set, and `*` at the end any rest that does not begin with a digit; `|`
//! separates alternatives; everything else stands for itself. `8###u` is four digits and a `u`.

use super::words::Words;

/// Where a pattern matched, and how specific it was: characters that stand for themselves count
/// most, digits and letters of any kind less, the rest nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    /// The words matched, as bits.
    pub words: u64,
    /// The first word after the match.
    pub end: usize,
    /// How specific the match was.
    pub score: u32,
}

/// Matches the words of a text from the word `start` on. Between the words of a pattern, words
/// that carry no meaning ("CPU", "Processor") are passed over.
pub(super) fn match_at(pattern: &str, words: &Words, start: usize) -> Option<Match> {
    let mut at = start;
    let mut found = Match { words: 0, end: start, score: 0 };
    let bytes = pattern.as_bytes();
    let mut part = 0;
    while part < bytes.len() {
        let score = loop {
            let word = words.get(at)?;
            if let Some(score) = match_word(&bytes[part..], word.as_bytes()) {
                break score;
            }
            if found.words == 0 || !words.is_filler(at) {
                return None;
            }
            at += 1;
        };
        found.score += score + 1;
        found.words |= 1 << at;
        at += 1;
        while part < bytes.len() && bytes[part] != b' ' {
            part += 1;
        }
        part += 1;
    }
    found.end = at;
    Some(found)
}

/// How the words begin that a pattern can match: the sets of their first and second characters, as
/// bits. Bit 0 of the second says that a word of one character matches.
#[derive(Clone, Copy)]
pub(super) struct Beginning(u128, u128);

impl Beginning {
    pub const NONE: Beginning = Beginning(0, 0);

    /// Of the words that a pattern matches first.
    pub const fn of_pattern(pattern: &str) -> Beginning {
        let bytes = pattern.as_bytes();
        let mut all = Beginning::NONE;
        let mut at = 0;
        while at < bytes.len() && bytes[at] != b' ' {
            let (first, next) = one_of(bytes, at);
            let (second, _) = one_of(bytes, next);
            all = Beginning(all.0 | first, all.1 | second);
            while at < bytes.len() && bytes[at] != b' ' && bytes[at] != b'|' {
                at += 1;
            }
            if at < bytes.len() && bytes[at] == b'|' {
                at += 1;
            }
        }
        all
    }

    /// Of one word.
    pub fn of_word(word: &str) -> Beginning {
        let bit = |n: usize| word.as_bytes().get(n).map_or(1, |byte| 1 << (byte & 127));
        Beginning(bit(0), bit(1))
    }

    /// The number of first characters.
    pub const fn characters(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Is this one of the first characters?
    pub const fn has(self, character: usize) -> bool {
        self.0 >> character & 1 == 1
    }

    pub fn union(self, other: Beginning) -> Beginning {
        Beginning(self.0 | other.0, self.1 | other.1)
    }

    /// Can they be the beginnings of the same word?
    pub fn meets(self, other: Beginning) -> bool {
        self.0 & other.0 != 0 && self.1 & other.1 != 0
    }
}

/// The characters that a pattern word allows at a place, as bits, and the next place. At its end
/// that is bit 0; after a star it is everything.
const fn one_of(bytes: &[u8], at: usize) -> (u128, usize) {
    if at >= bytes.len() || bytes[at] == b' ' || bytes[at] == b'|' {
        return (1, at);
    }
    match bytes[at] {
        b'*' => (u128::MAX, at),
        b'#' => (range(b'0', b'9'), at + 1),
        b'@' => (range(b'a', b'z'), at + 1),
        b'[' => {
            let (mut set, mut i) = (0, at + 1);
            while bytes[i] != b']' {
                if bytes[i + 1] == b'-' && bytes[i + 2] != b']' {
                    set |= range(bytes[i], bytes[i + 2]);
                    i += 3;
                } else {
                    set |= 1 << bytes[i];
                    i += 1;
                }
            }
            (set, i + 1)
        }
        other => (1 << other, at + 1),
    }
}

const fn range(low: u8, high: u8) -> u128 {
    let mut set = 0;
    let mut byte = low;
    while byte <= high {
        set |= 1 << byte;
        byte += 1;
    }
    set
}

/// Matches a word with the first word of a pattern, and scores it.
fn match_word(pattern: &[u8], word: &[u8]) -> Option<u32> {
    let mut at = 0;
    loop {
        if let Some(score) = match_one(&pattern[at..], word) {
            return Some(score);
        }
        while !ends(pattern, at) {
            at += 1;
        }
        if pattern.get(at) != Some(&b'|') {
            return None;
        }
        at += 1;
    }
}

/// Does an alternative of a pattern word end here?
fn ends(pattern: &[u8], at: usize) -> bool {
    matches!(pattern.get(at), None | Some(b' ' | b'|'))
}

fn match_one(pattern: &[u8], word: &[u8]) -> Option<u32> {
    let (mut p, mut w, mut score) = (0, 0, 0);
    while !ends(pattern, p) {
        if pattern[p] == b'*' && ends(pattern, p + 1) {
            return (!word.get(w).is_some_and(u8::is_ascii_digit)).then_some(score);
        }
        let byte = *word.get(w)?;
        match pattern[p] {
            b'#' if byte.is_ascii_digit() => score += 2,
            b'@' if byte.is_ascii_lowercase() => score += 2,
            b'[' => {
                let length = pattern[p..].iter().position(|b| *b == b']')?;
                if !in_set(&pattern[p + 1..p + length], byte) {
                    return None;
                }
                p += length;
                score += 3;
            }
            other if other == byte => score += 4,
            _ => return None,
        }
        p += 1;
        w += 1;
    }
    (w == word.len()).then_some(score)
}

fn in_set(set: &[u8], byte: u8) -> bool {
    let mut i = 0;
    while i < set.len() {
        if set.get(i + 1) == Some(&b'-') && i + 2 < set.len() {
            if set[i] <= byte && byte <= set[i + 2] {
                return true;
            }
            i += 3;
        } else {
            if set[i] == byte {
                return true;
            }
            i += 1;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_match_as_described() {
        let table = [
            ("8###u", "8250u", true),
            ("8###u", "8250", false),
            ("2###*", "2600k", true),
            ("2###*", "2600", true),
            ("2###*", "25000", false),
            ("[3-8]1##*", "6130t", true),
            ("[3-8]1##*", "9130", false),
            ("[ku]6", "k6", true),
            ("[ku]6", "6", false),
            ("gold|silver", "silver", true),
            ("gold|silver", "bronze", false),
            ("7@#3", "7r13", true),
            ("7@#3", "7713", false),
            ("k6", "k62", false),
        ];
        for (pattern, word, matches) in table {
            let matched = match_word(pattern.as_bytes(), word.as_bytes());
            assert_eq!(matched.is_some(), matches, "{pattern} {word}");
        }
    }

    #[test]
    fn what_stands_for_itself_is_more_specific() {
        let score =
            |pattern: &str, word: &str| match_word(pattern.as_bytes(), word.as_bytes()).unwrap();
        assert!(score("3820", "3820") > score("382#", "3820"));
        assert!(score("38[1-3]0", "3820") > score("38#0", "3820"));
        assert!(score("8###u", "8250u") > score("8###*", "8250u"));
    }
}
