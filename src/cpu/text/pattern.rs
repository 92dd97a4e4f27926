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
    for part in pattern.split(' ') {
        loop {
            let word = words.get(at)?;
            if let Some(score) = match_word(part, word) {
                found.score += score + 1;
                found.words |= 1 << at;
                at += 1;
                break;
            }
            if found.words == 0 || !words.is_filler(at) {
                return None;
            }
            at += 1;
        }
    }
    found.end = at;
    Some(found)
}

fn match_word(part: &str, word: &str) -> Option<u32> {
    if part.contains('|') {
        return part.split('|').find_map(|one| match_word(one, word));
    }
    let (pattern, word) = (part.as_bytes(), word.as_bytes());
    let (mut p, mut w, mut score) = (0, 0, 0);
    while p < pattern.len() {
        if pattern[p] == b'*' && p + 1 == pattern.len() {
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
            assert_eq!(match_word(pattern, word).is_some(), matches, "{pattern} {word}");
        }
    }

    #[test]
    fn what_stands_for_itself_is_more_specific() {
        let score = |pattern: &str, word: &str| match_word(pattern, word).unwrap();
        assert!(score("3820", "3820") > score("382#", "3820"));
        assert!(score("38[1-3]0", "3820") > score("38#0", "3820"));
        assert!(score("8###u", "8250u") > score("8###*", "8250u"));
    }
}
