//! The numbers that tell the marketing generation of a processor.

use super::names::{Rule, says};
use super::words::Words;
use crate::cpu::generation::{Generation, Generations, Line};
use Generation::*;

type Number = Rule<Generations>;

const fn g(pattern: &'static str, generation: Generation) -> Number {
    says(pattern, Generations::NONE.with(generation))
}

/// Numbers that run a generation ahead of the silicon: sources count them as the one or the other.
const fn either(pattern: &'static str, one: Generation, other: Generation) -> Number {
    says(pattern, Generations::NONE.with(one).with(other))
}

/// Numbers under which parts of no generation were sold.
const fn none(pattern: &'static str) -> Number {
    says(pattern, Generations::NONE)
}

#[rustfmt::skip]
pub(super) const CORE_I: &[Number] = &[
    g("[3-9]#[015]*", IntelCore1), g("[mulekqxs][3-9]##*", IntelCore1),
    g("2###*", IntelCore2), g("3###*", IntelCore3), g("4###*", IntelCore4),
    g("5###*", IntelCore5), g("6###*", IntelCore6), g("7###*", IntelCore7),
    g("8###*", IntelCore8), g("9###*", IntelCore9),
    either("3820", IntelCore2, IntelCore3), either("3930k", IntelCore2, IntelCore3),
    either("39[67]0x", IntelCore2, IntelCore3), either("4[89][236]0[kx]", IntelCore3, IntelCore4),
    either("5[89][236]0[kx]", IntelCore4, IntelCore5),
    either("68[05]0k", IntelCore5, IntelCore6), either("69[05]0[kx]", IntelCore5, IntelCore6),
    g("5y##*", IntelCore5), g("6y##*", IntelCore6), g("7y##*", IntelCore7),
    g("10##*", IntelCore10), g("11##*", IntelCore11), g("12##*", IntelCore12),
    g("13##*", IntelCore13), g("14##*", IntelCore14),
    g("10###*", IntelCore10), g("11###*", IntelCore11), g("12###*", IntelCore12),
    g("13###*", IntelCore13), g("14###*", IntelCore14),
    none("n3##*"), none("l1#g#"),
];

pub(super) const CORE_M: &[Number] = &[
    g("5y##*", IntelCore5),
    g("6y##*", IntelCore6),
    g("7y##*", IntelCore7),
    g("81##y", IntelCore8),
];

pub(super) const CORE_ULTRA: &[Number] =
    &[g("1##*", IntelUltra1), g("2##*", IntelUltra2), g("3##*", IntelUltra3)];

pub(super) const CORE_SERIES: &[Number] =
    &[g("1##*", IntelPlain1), g("2##*", IntelPlain2), g("3##*", IntelPlain3), none("n3##*")];

#[rustfmt::skip]
pub(super) const XEON: &[Number] = &[
    g("e3|e5|e7 ####*", XeonV1), g("e3|e5|e7 ####* v2", XeonV2),
    g("e3|e5|e7 ####* v3", XeonV3), g("e3|e5|e7 ####* v4", XeonV4),
    g("e3 ####* v5", XeonV5), g("e3 ####* v6", XeonV6),
    either("e5|e7 ####* v3 v4", XeonV3, XeonV4), either("e5|e7 ####* v2 v3", XeonV2, XeonV3),
    either("e3 ####* v5 v6", XeonV5, XeonV6),
    none("e3|e5|e7 ####* v#"), none("e3|e5|e7 ####* v"),
    g("platinum|gold|silver|bronze|p|g|s|b [3-8]1##*", XeonScalable1),
    g("platinum|gold|silver|bronze|p|g|s|b [3-9]2##*", XeonScalable2),
    g("platinum|gold|silver|bronze|p|g|s|b [3-8]3##*", XeonScalable3),
    g("platinum|gold|silver|bronze|p|g|b [3-8]4##*", XeonScalable4), g("s 44##*", XeonScalable4), g("max 94##*", XeonScalable4),
    g("platinum|gold|silver|bronze|p|g|b [3-8]5##*", XeonScalable5), g("s 45##*", XeonScalable5),
    g("63##p", Xeon6), g("6[5-9]##[pe]*", Xeon6),
];

/// After "Ryzen", and after "Ryzen 5" and its like.
#[rustfmt::skip]
pub(super) const RYZEN: &[Number] = &[
    g("1###*", Ryzen1000), g("2###*", Ryzen2000), g("3###*", Ryzen3000), g("4###*", Ryzen4000),
    g("5###*", Ryzen5000), g("6###*", Ryzen6000), g("7###*", Ryzen7000), g("8###*", Ryzen8000),
    g("9###*", Ryzen9000),
];

pub(super) const RYZEN_AI: &[Number] = &[g("3##*", RyzenAi300), g("4##*", RyzenAi400)];

pub(super) const THREADRIPPER: &[Number] = &[
    g("19##*", Ryzen1000),
    g("29##*", Ryzen2000),
    g("39##*", Ryzen3000),
    g("59##*", Ryzen5000),
    g("79##*", Ryzen7000),
    g("99##*", Ryzen9000),
];

#[rustfmt::skip]
pub(super) const EPYC: &[Number] = &[
    g("7##1*", Epyc7001), g("7##2*", Epyc7002), g("7@#2*", Epyc7002), g("7##3*", Epyc7003),
    g("7@#3*", Epyc7003), g("7#@3*", Epyc7003), g("[489]##4*", Epyc9004), g("9@#4*", Epyc9004),
    g("[49]##5*", Epyc9005), g("9@#5*", Epyc9005),
];

pub(super) const APPLE: &[Number] = &[
    g("apple m1", AppleM1),
    g("apple m2", AppleM2),
    g("apple m3", AppleM3),
    g("apple m4", AppleM4),
    g("apple m5", AppleM5),
    g("m1 pro|max|ultra", AppleM1),
    g("m2 pro|max|ultra", AppleM2),
    g("m3 pro|max|ultra", AppleM3),
    g("m4 pro|max|ultra", AppleM4),
    g("m5 pro|max|ultra", AppleM5),
];

/// What a word that names no number says of the generation.
const BRANDS: &[(&str, Option<Line>)] = &[
    ("i3", Some(Line::IntelCore)),
    ("i5", Some(Line::IntelCore)),
    ("i7", Some(Line::IntelCore)),
    ("i9", Some(Line::IntelCore)),
    ("pentium", None),
    ("celeron", None),
    ("atom", None),
    ("xeon", None),
    ("athlon", None),
    ("sempron", None),
    ("turion", None),
    ("phenom", None),
    ("opteron", None),
    ("ryzen", Some(Line::Ryzen)),
    ("epyc", Some(Line::Epyc)),
];

/// The generations of a text of which no number says one: those of its line, or none where it
/// names a line that has none. `None` where it names no line.
pub(super) fn by_brand(words: &Words) -> Option<Generations> {
    let brand = |n: usize| BRANDS.iter().find(|(brand, _)| words.word(n) == *brand);
    let (_, line) = (0..words.len()).find_map(brand)?;
    Some(line.map_or(Generations::NONE, Generations::of_line))
}

/// Words before "8th gen" that make it the processor's.
const INTRODUCES: &[&str] = &[
    "intel",
    "core",
    "vpro",
    "i3",
    "i5",
    "i7",
    "i9",
    "processor",
    "cpu",
    "der",
    "de",
    "di",
    "da",
    "la",
    "of",
    "the",
];

/// "8th gen" and its like, where the text is about Intel Core.
pub(super) fn by_ordinal(words: &Words) -> Option<Generations> {
    let core = ["intel", "core", "i3", "i5", "i7", "i9"];
    let all = || (0..words.len()).map(|n| words.word(n));
    let other = |word| BRANDS.iter().any(|(brand, line)| *brand == word && line.is_none());
    if !all().any(|word| core.contains(&word)) || all().any(other) {
        return None;
    }
    let number = (0..words.len()).find_map(|n| {
        let (word, next) = (words.word(n), words.word(n + 1));
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        let (number, ending) = word.split_at(digits);
        let ordinal = matches!(ending, "" | "st" | "nd" | "rd" | "th" | "e" | "eme" | "a");
        let named = next.starts_with("gen");
        // "X1 Carbon 7th Gen i7" and "Yoga 9 Gen 7" are the laptops' own generations.
        let own = n == 0 || INTRODUCES.contains(&words.word(n - 1)) || words.before(n) == b',';
        let counted = words.word(n + 2).bytes().all(|byte| byte.is_ascii_digit());
        (ordinal && named && own && (!counted || words.word(n + 2).is_empty()))
            .then(|| number.parse::<usize>().ok())
            .flatten()
    })?;
    let line = Generations::of_line(Line::IntelCore);
    let found = line.iter().nth(number.checked_sub(1)?).filter(|_| number <= 14)?;
    Some(Generations::NONE.with(found))
}
