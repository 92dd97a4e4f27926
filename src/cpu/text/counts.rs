//! Numbers of processors and of cores in a text.

use super::words::Words;

/// What a text counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Processors: "2x", "Dual", "(2 CPUs)".
    pub sockets: Option<u32>,
    /// "(2 CPUs)": processors of a kind that has one core, else logical ones.
    pub logical: Option<u32>,
    /// "Dual" before a name, and not a figure: of some lines it means cores.
    pub in_words: bool,
    /// "Quad" before a name: processors on an old family, cores on a new one.
    pub quad: bool,
    /// Cores of each: "8-Core".
    pub cores: Option<u32>,
}

const NUMBERS: &[(&str, u32)] = &[
    ("single", 1),
    ("dual", 2),
    ("twin", 2),
    ("bi", 2),
    ("doppel", 2),
    ("zwei", 2),
    ("deux", 2),
    ("doble", 2),
    ("two", 2),
    ("triple", 3),
    ("quad", 4),
    ("four", 4),
    ("vier", 4),
    ("quatre", 4),
    ("cuatro", 4),
    ("six", 6),
    ("hexa", 6),
    ("eight", 8),
    ("octa", 8),
    ("octal", 8),
    ("ten", 10),
    ("deca", 10),
    ("twelve", 12),
    ("sixteen", 16),
];

/// Reads the counts of a text and marks their words used.
pub(super) fn counts(words: &mut Words) -> Counts {
    let mut counts = Counts::default();
    let mut stated = None;
    for n in 0..words.len() {
        let word = words.word(n);
        let next = words.word(n + 1);
        if let Some(cores) = word.strip_suffix("core").and_then(number)
            && !word.starts_with("core")
        {
            counts.cores = counts.cores.or(Some(cores));
            words.mark_used(1 << n);
            continue;
        }
        let Some(count) = number(word).or_else(|| times(word)) else { continue };
        let glued_x = times(word).is_some();
        let mut take = 1u64 << n;
        match next {
            // Twin Lake is a codename.
            "lake" => continue,
            "core" | "cores" | "kern" | "kerne" | "coeurs" | "nucleos" | "nuclei" if !glued_x => {
                // "6x86 2x Core/Bus Clock" and "10 Compute Cores" count something else, and so
                // does the line of a name: "Dual Core i5" has two cores, "Core i5 4 Core" four.
                counts.cores = counts.cores.or(Some(count));
                take |= 1 << (n + 1).min(63);
            }
            "way" | "socket" | "sockets" if !glued_x && count <= 64 => {
                stated = stated.or(Some(count));
            }
            "cpu" | "cpus" if !glued_x && stands_apart(words, n) => {
                counts.logical = counts.logical.or(Some(count));
            }
            "processor" | "processors" | "prozessoren" | "processeurs" | "procesadores"
            | "processadores" | "processori"
                if !glued_x && count <= 64 && stands_apart(words, n) =>
            {
                counts.sockets = counts.sockets.or(Some(count));
            }
            "x" if count <= 64 && stands_apart(words, n) && is_named(words, n + 2) => {
                counts.sockets = counts.sockets.or(Some(count));
                take |= 1 << (n + 1).min(63);
            }
            _ if glued_x && count <= 64 && next != "core" && is_named(words, n + 1) => {
                counts.sockets = counts.sockets.or(Some(count));
            }
            _ if matches!(
                word,
                "single"
                    | "dual"
                    | "twin"
                    | "two"
                    | "four"
                    | "quad"
                    | "bi"
                    | "doppel"
                    | "zwei"
                    | "deux"
                    | "doble"
                    | "vier"
                    | "quatre"
                    | "cuatro"
            ) && names_follow(words, n) =>
            {
                if word == "quad" {
                    counts.quad = true;
                } else {
                    counts.in_words |= counts.sockets.is_none();
                    counts.sockets = counts.sockets.or(Some(count));
                }
            }
            // "(2) Pentium Pro".
            _ if n == 0 && words.before(n) == b'(' && count <= 64 => {
                counts.sockets = counts.sockets.or(Some(count));
            }
            _ => continue,
        }
        words.mark_used(take);
    }
    counts.sockets = stated.or(counts.sockets).or_else(|| times_after(words));
    counts.in_words &= stated.is_none();
    counts
}

/// "Dual" at the start counts processors; inside a name it belongs to the name ("Pentium Dual").
fn names_follow(words: &Words, n: usize) -> bool {
    !words.word(n + 1).is_empty()
        && (0..n).all(|before| words.is_filler(before) || words.is_used(before))
}

/// A count stands at the start, in brackets or after a comma; "Pentium 4 CPU" has none.
fn stands_apart(words: &Words, n: usize) -> bool {
    n == 0 || matches!(words.before(n), b'(' | b',') || words.is_used(n - 1)
}

fn number(word: &str) -> Option<u32> {
    match NUMBERS.iter().find(|(name, _)| *name == word) {
        Some((_, count)) => Some(*count),
        None if word.len() <= 3 => word.parse().ok().filter(|count| (1..=512).contains(count)),
        None => None,
    }
}

/// Is there a word that is no bare number, or one that was understood already?
fn is_named(words: &Words, n: usize) -> bool {
    let word = words.word(n);
    words.is_used(n) || word.bytes().any(|b| !b.is_ascii_digit() && b != b'.')
}

/// "Pentium Pro 200 x2" at the end; AMD's "Athlon X2" is a name.
fn times_after(words: &mut Words) -> Option<u32> {
    let last = words.len().checked_sub(1)?;
    let names = ["amd", "athlon", "opteron", "phenom", "sempron", "turion"];
    if last < 2 || (0..last).any(|n| names.contains(&words.word(n))) {
        return None;
    }
    // "Xeon CPU X56" is cut off, and counts nothing.
    if !words.word(last - 1).bytes().any(|b| b.is_ascii_digit()) && words.word(last - 1) != "x" {
        return None;
    }
    let (count, from) = match words.word(last).strip_prefix('x') {
        Some(count) => (count, last),
        None if words.word(last - 1) == "x" => (words.word(last), last - 1),
        None => return None,
    };
    let count =
        count.parse().ok().filter(|count| (1..=64).contains(count) && !words.is_used(last))?;
    words.mark_used(1 << from | 1 << last);
    Some(count)
}

/// "2x".
fn times(word: &str) -> Option<u32> {
    let count = word.strip_suffix('x')?;
    (count.len() <= 2).then(|| count.parse().ok()).flatten().filter(|count| *count > 0)
}
