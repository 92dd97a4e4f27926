//! The law of the name tables: no two patterns that fit the same word are equally specific and
//! say different things.

use super::NAMES;
use super::names::Rule;
use crate::cpu::{Candidates, CpuClass};

/// What may stand at one place of a word, and how specific that is.
#[derive(Clone, Copy)]
struct Place {
    fits: [bool; 128],
    score: u32,
}

/// The places of a pattern word, and whether any rest may follow.
fn places(pattern: &str) -> (Vec<Place>, bool) {
    let mut places = Vec::new();
    let mut bytes = pattern.bytes().peekable();
    while let Some(byte) = bytes.next() {
        let mut fits = [false; 128];
        let score = match byte {
            b'*' if bytes.peek().is_none() => return (places, true),
            b'#' => {
                fits[usize::from(b'0')..=usize::from(b'9')].fill(true);
                2
            }
            b'@' => {
                fits[usize::from(b'a')..=usize::from(b'z')].fill(true);
                2
            }
            b'[' => {
                let set: Vec<u8> = bytes.by_ref().take_while(|b| *b != b']').collect();
                let mut i = 0;
                while i < set.len() {
                    let range = set.get(i + 1) == Some(&b'-') && i + 2 < set.len();
                    let last = if range { set[i + 2] } else { set[i] };
                    fits[usize::from(set[i])..=usize::from(last)].fill(true);
                    i += if range { 3 } else { 1 };
                }
                3
            }
            other => {
                fits[usize::from(other)] = true;
                4
            }
        };
        places.push(Place { fits, score });
    }
    (places, false)
}

fn score(pattern: &str) -> u32 {
    places(pattern).0.iter().map(|place| place.score).sum()
}

/// Is there a word that both pattern words fit?
fn overlap(one: &str, other: &str) -> bool {
    let ((a, a_open), (b, b_open)) = (places(one), places(other));
    let shared = a.len().min(b.len());
    let meet = |x: &Place, y: &Place| (0..128).any(|c| x.fits[c] && y.fits[c]);
    if !a.iter().zip(&b).all(|(x, y)| meet(x, y)) {
        return false;
    }
    let (rest, open) =
        if a.len() > b.len() { (&a[shared..], b_open) } else { (&b[shared..], a_open) };
    match rest.first() {
        None => true,
        Some(next) => open && (0..128u8).any(|c| next.fits[usize::from(c)] && !c.is_ascii_digit()),
    }
}

/// Every way to write a pattern without alternatives.
fn spelled_out(pattern: &str) -> Vec<Vec<&str>> {
    pattern.split(' ').fold(vec![vec![]], |all, word| {
        all.iter()
            .flat_map(|start| {
                word.split('|').map(|one| {
                    let mut longer = start.clone();
                    longer.push(one);
                    longer
                })
            })
            .collect()
    })
}

fn tie(one: &str, other: &str) -> bool {
    spelled_out(one).iter().any(|a| {
        spelled_out(other).iter().any(|b| {
            a.len() == b.len()
                && a.iter().map(|w| score(w)).sum::<u32>()
                    == b.iter().map(|w| score(w)).sum::<u32>()
                && a.iter().zip(b).all(|(x, y)| overlap(x, y))
        })
    })
}

fn ties_in(rules: &[Rule]) -> Vec<String> {
    let mut ties = Vec::new();
    for (n, a) in rules.iter().enumerate() {
        for b in &rules[n + 1..] {
            if a.classes() != b.classes() && tie(a.pattern(), b.pattern()) {
                ties.push(format!("{} and {}", a.pattern(), b.pattern()));
            }
        }
    }
    ties
}

#[test]
fn the_comparison_finds_ties() {
    assert!(tie("8##0", "80##") && tie("i[35]", "i[57]") && tie("7#*", "7#"));
    assert!(!tie("8###", "8##0") && !tie("2###*", "3###*") && !tie("7#*", "7##"));
    assert!(tie("gold|silver 4###", "silver 4###"));
}

#[test]
fn every_class_is_reached_by_a_name() {
    let tables = NAMES.iter().flat_map(|table| table.iter());
    let reached = tables.fold(Candidates::EMPTY, |reached, name| reached.union(name.says()));
    for class in CpuClass::all() {
        assert!(reached.contains(class), "{class}");
    }
}

#[test]
fn no_two_rules_tie() {
    let tables = NAMES.iter().flat_map(|table| table.iter());
    let ties: Vec<String> = tables.flat_map(|name| ties_in(name.rules_of())).collect();
    assert!(ties.is_empty(), "{ties:#?}");
}

#[test]
fn no_two_names_tie() {
    let names: Vec<_> = NAMES.iter().flat_map(|table| table.iter()).collect();
    for (n, a) in names.iter().enumerate() {
        for b in &names[n + 1..] {
            let (a, b) = (a.pattern(), b.pattern());
            assert!(!tie(a, b), "{a} and {b}");
        }
    }
}
