//! Ids of editions: their order, patterns that stand for several, and several in a sentence.

use std::cmp::Ordering;

/// An edition's id, ordered as people count: 2.5 before 2.11 before 2000.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Id(pub String);

impl Ord for Id {
    fn cmp(&self, other: &Id) -> Ordering {
        chunks(&self.0).cmp(chunks(&other.0)).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Id) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The words and numbers of an id; a number is before a word, as in "2003" before "xp".
fn chunks(id: &str) -> impl Iterator<Item = (bool, u64, &str)> {
    let mut rest = id;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digit).unwrap_or(rest.len());
        let (chunk, after) = rest.split_at(end);
        rest = after;
        Some(match chunk.parse() {
            Ok(number) => (false, number, ""),
            Err(_) => (true, 0, chunk),
        })
    })
}

/// Whether a pattern in which `*` stands for anything matches all of a text.
pub fn glob(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut p, mut t) = (0, 0);
    // Where the last star stands, and how far into the text it reaches.
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        if pattern.get(p) == Some(&b'*') {
            star = Some((p, t));
            p += 1;
        } else if pattern.get(p) == Some(&text[t]) {
            (p, t) = (p + 1, t + 1);
        } else if let Some((at, reached)) = star {
            star = Some((at, reached + 1));
            (p, t) = (at + 1, reached + 1);
        } else {
            return false;
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

/// Names in a sentence: "a", "a and b", "a, b and c".
pub fn listed<T: AsRef<str>>(names: &[T]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [many @ .., last] => format!("{} and {last}", many.join(", ")),
    }
}
