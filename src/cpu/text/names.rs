//! Names: the product lines, families and codenames that processor texts are made of.

use super::NAMES;
use super::clocks::bare_clock;
use super::pattern::{Match, match_at};
use super::words::Words;
use crate::cpu::Candidates;
use crate::cpu::class::set;
use crate::units::Hertz;

/// A number pattern and the classes of the parts with such a number.
pub(super) struct Rule {
    pattern: &'static str,
    classes: Candidates,
}

/// Classes, and the slowest and fastest clock in MHz at which they were sold under a name.
pub(super) struct Sold {
    classes: Candidates,
    low: u32,
    high: u32,
}

/// A name and what it says.
pub(super) struct Name {
    pattern: &'static str,
    classes: Candidates,
    scope: Candidates,
    sold: &'static [Sold],
    bare: Option<(u32, u32)>,
    rules: &'static [Rule],
    open: bool,
}

/// What a name in a text said.
pub(super) struct Said {
    /// The words that it takes.
    pub words: u64,
    /// What it can be; empty where the name alone says nothing.
    pub classes: Candidates,
    /// The classes that were ever sold under the name, or none where that is not recorded.
    pub scope: Candidates,
    /// The clock after the name, where its parts are called by their clocks.
    pub clock: Option<(Hertz, Hertz)>,
}

/// Parts with a number of this pattern are of these classes.
pub(super) const fn r(pattern: &'static str, classes: &str) -> Rule {
    Rule { pattern, classes: set(classes) }
}

/// Under a name, these classes were sold between these clocks, in MHz.
pub(super) const fn sold(classes: &str, low: u32, high: u32) -> Sold {
    Sold { classes: set(classes), low, high }
}

/// A name that, where nothing in the text says more, means any of these classes.
pub(super) const fn name(pattern: &'static str, classes: &str) -> Name {
    let classes = set(classes);
    Name { pattern, classes, scope: classes, sold: &[], bare: None, rules: &[], open: false }
}

#[cfg(test)]
impl Rule {
    pub fn pattern(&self) -> &'static str {
        self.pattern
    }

    pub fn classes(&self) -> Candidates {
        self.classes
    }
}

#[cfg(test)]
impl Name {
    pub fn pattern(&self) -> &'static str {
        self.pattern
    }

    pub fn rules_of(&self) -> &'static [Rule] {
        self.rules
    }
}

impl Name {
    /// With numbers.
    pub const fn rules(mut self, rules: &'static [Rule]) -> Name {
        self.rules = rules;
        self
    }

    /// With clocks that tell its classes apart.
    pub const fn sold(mut self, sold: &'static [Sold]) -> Name {
        self.sold = sold;
        self
    }

    /// Called by the clock: a number in this range after the name is one.
    pub const fn bare(mut self, low: u32, high: u32) -> Name {
        self.bare = Some((low, high));
        self
    }

    /// With numbers still being added, so that nothing follows from one that is not listed.
    pub const fn open(mut self) -> Name {
        self.open = true;
        self
    }

    /// A name that says nothing alone, but was only given to parts of these classes.
    pub const fn scope(mut self, classes: &str) -> Name {
        self.scope = set(classes);
        self
    }

    /// What the name, found at word `start`, says together with the words after it.
    pub fn said(&self, words: &Words, start: usize, found: Match, clock: Clock) -> Said {
        let mut said =
            Said { words: found.words, classes: self.classes, scope: self.scope, clock: None };
        if let Some((rule_words, classes)) = self.best_rule(words, start) {
            said.words |= rule_words;
            said.classes = classes;
            return said;
        }
        if let Some(range) = self.bare
            && let Some((low, high, used)) = bare_clock(words, found.end, range)
        {
            said.words |= used;
            said.clock = Some((low, high));
        } else if self.open && has_number(words, found.end) {
            said.classes = Candidates::EMPTY;
        }
        if let Some(clock) = said.clock.or(clock)
            && !self.sold.is_empty()
        {
            let at_clock = self
                .sold
                .iter()
                .filter(|sold| sold.fits(clock))
                .fold(Candidates::EMPTY, |all, sold| all.union(sold.classes));
            if !at_clock.is_empty() {
                said.classes = at_clock;
            }
        }
        said
    }

    /// The classes of the most specific rules that match from word `start` on: of all of them,
    /// should two be equally specific.
    fn best_rule(&self, words: &Words, start: usize) -> Option<(u64, Candidates)> {
        let mut best = 0;
        let mut found = None;
        for rule in self.rules {
            for n in start..words.len() {
                if words.is_used(n) {
                    continue;
                }
                let Some(matched) = match_at(rule.pattern, words, n) else { continue };
                if matched.score > best {
                    best = matched.score;
                    found = Some((matched.words, rule.classes));
                } else if matched.score == best {
                    found = found.map(|(words, classes)| {
                        (words | matched.words, classes.union(rule.classes))
                    });
                }
            }
        }
        found
    }
}

/// A clock span.
pub(super) type Clock = Option<(Hertz, Hertz)>;

impl Sold {
    /// Within 3 %, because rated clocks are rounded.
    fn fits(&self, (low, high): (Hertz, Hertz)) -> bool {
        let mhz = |mhz: u32| u64::from(mhz) * 1_000_000;
        high.0 * 103 >= mhz(self.low) * 100 && low.0 * 100 <= mhz(self.high) * 103
    }
}

/// Does a word that looks like a part number follow?
fn has_number(words: &Words, from: usize) -> bool {
    (from..words.len()).any(|n| {
        let word = words.word(n);
        !words.is_used(n) && word.len() >= 3 && word.bytes().any(|b| b.is_ascii_digit())
    })
}

/// The most specific name at a word.
pub(super) fn name_at(words: &Words, start: usize) -> Option<(&'static Name, Match)> {
    let first = usize::from(*words.word(start).as_bytes().first()?);
    let (from, to) = (INDEX.starts.get(first)?, INDEX.starts.get(first + 1)?);
    INDEX
        .order
        .get(usize::from(*from)..usize::from(*to))?
        .iter()
        .filter_map(|(table, row)| {
            let name = &NAMES[usize::from(*table)][usize::from(*row)];
            Some((name, match_at(name.pattern, words, start)?))
        })
        .max_by_key(|(_, found)| found.score)
}

/// The names by the first character of their patterns, worked out while compiling.
struct Index {
    /// Where the names with each first character start in `order`.
    starts: [u16; 129],
    /// Table and row of each name.
    order: [(u8, u16); TOTAL],
}

const TOTAL: usize = {
    let (mut total, mut table) = (0, 0);
    while table < NAMES.len() {
        total += NAMES[table].len();
        table += 1;
    }
    total
};

static INDEX: Index = {
    let mut index = Index { starts: [0; 129], order: [(0, 0); TOTAL] };
    let mut filled = 0;
    let mut first = 0;
    while first < 128 {
        index.starts[first] = filled as u16;
        let mut table = 0;
        while table < NAMES.len() {
            let mut row = 0;
            while row < NAMES[table].len() {
                if NAMES[table][row].pattern.as_bytes()[0] as usize == first {
                    index.order[filled] = (table as u8, row as u16);
                    filled += 1;
                }
                row += 1;
            }
            table += 1;
        }
        first += 1;
    }
    index.starts[128] = filled as u16;
    assert!(filled == TOTAL, "a name starts with a character that no text has");
    index
};
