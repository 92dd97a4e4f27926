//! Names: the product lines, families and codenames that processor texts are made of.

use super::NAMES;
use super::clocks::bare_clock;
use super::codenames::is_ordinary;
use super::pattern::{Beginning, Match, match_at};
use super::words::Words;
use crate::cpu::Candidates;
use crate::cpu::class::set;
use crate::cpu::generation::Generations;
use crate::units::Hertz;

/// A number pattern and what the parts with such a number are.
pub(super) struct Rule<T: 'static = Candidates> {
    pattern: &'static str,
    beginning: Beginning,
    says: T,
}

/// Classes, and the clocks in MHz at which they were sold under a name.
pub(super) struct Sold {
    classes: Candidates,
    clocks: Sales,
}

#[derive(Clone, Copy)]
enum Sales {
    From(u32, u32),
    At(&'static [u32]),
}

/// A name and what it says.
pub(super) struct Name {
    pattern: &'static str,
    beginning: Beginning,
    classes: Candidates,
    scope: Candidates,
    sold: &'static [Sold],
    bare: Option<(u32, u32)>,
    rules: &'static [Rule],
    generations: &'static [Rule<Generations>],
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
    /// The marketing generations that the number after the name tells; `None` where it tells none.
    pub generations: Option<Generations>,
}

/// Parts with a number of this pattern are of these classes.
pub(super) const fn r(pattern: &'static str, classes: &str) -> Rule {
    says(pattern, set(classes))
}

/// Parts with a number of this pattern are this.
pub(super) const fn says<T: Copy>(pattern: &'static str, says: T) -> Rule<T> {
    Rule { pattern, beginning: Beginning::of_pattern(pattern), says }
}

/// Under a name, these classes were sold between these clocks, in MHz.
pub(super) const fn sold(classes: &str, low: u32, high: u32) -> Sold {
    Sold { classes: set(classes), clocks: Sales::From(low, high) }
}

/// Under a name, these classes were sold at these clocks alone, in MHz.
pub(super) const fn at(classes: &str, clocks: &'static [u32]) -> Sold {
    Sold { classes: set(classes), clocks: Sales::At(clocks) }
}

/// A name that, where nothing in the text says more, means any of these classes.
pub(super) const fn name(pattern: &'static str, classes: &str) -> Name {
    let classes = set(classes);
    Name {
        pattern,
        beginning: Beginning::of_pattern(pattern),
        classes,
        scope: classes,
        sold: &[],
        bare: None,
        rules: &[],
        generations: &[],
        open: false,
    }
}

#[cfg(test)]
impl<T: Copy> Rule<T> {
    pub fn says(&self) -> T {
        self.says
    }
}

#[cfg(test)]
impl Rule {
    pub fn pattern(&self) -> &'static str {
        self.pattern
    }

    pub fn classes(&self) -> Candidates {
        self.says
    }
}

#[cfg(test)]
impl Name {
    pub fn pattern(&self) -> &'static str {
        self.pattern
    }

    /// Every class that the name or one of its numbers says alone, and those it says together
    /// with others only through clocks.
    pub fn says(&self) -> Candidates {
        let rules = self.rules.iter().map(|rule| rule.says);
        let sold = self.sold.iter().map(|sold| sold.classes);
        let single = rules.chain(sold).chain([self.classes]).filter(|classes| classes.len() == 1);
        single.fold(Candidates::EMPTY, Candidates::union)
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

    /// With numbers that tell the marketing generation.
    pub const fn generations(mut self, generations: &'static [Rule<Generations>]) -> Name {
        self.generations = generations;
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

    /// Is it a word that means other things too?
    pub fn is_ordinary(&self) -> bool {
        is_ordinary(self.pattern)
    }

    /// Is it a line that says nothing by itself?
    pub const fn is_line(&self) -> bool {
        self.classes.is_empty()
    }

    /// What the name, found at word `start`, says together with the words after it.
    pub fn said(&self, words: &Words, start: usize, found: Match, clock: Clock) -> Said {
        let mut said = Said {
            words: found.words,
            classes: self.classes,
            scope: self.scope,
            clock: None,
            generations: first_rule(self.generations, words, start, Generations::union)
                .map(|(_, generations)| generations),
        };
        if let Some((rule_words, classes)) = first_rule(self.rules, words, start, Candidates::union)
        {
            said.words |= rule_words;
            said.classes = classes;
            return said;
        }
        if let Some(range) = self.bare
            && let Some((low, high, used)) = bare_clock(words, found.end, range)
            && (self.sold.is_empty() || self.sold.iter().any(|sold| sold.fits((low, high))))
        {
            said.words |= used;
            said.clock = Some((low, high));
        } else if self.open && has_number(words, found.end)
            || !self.rules.is_empty() && has_model(words, found.end)
        {
            // A number that is not listed: nothing follows, not even from the clock.
            said.classes = Candidates::EMPTY;
            return said;
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
}

/// What the rule says that matches first after word `start`, and the words it takes: later numbers
/// are those of sockets and graphics. Of several at one word the most specific one, or all of
/// them, should two be equally specific.
pub(super) fn first_rule<T: Copy>(
    rules: &'static [Rule<T>],
    words: &Words,
    start: usize,
    union: fn(T, T) -> T,
) -> Option<(u64, T)> {
    let (mut best, mut first) = (0, words.len());
    let mut found = None;
    // Most rules fit no word of the text even by how it begins.
    let unread = |n: &usize| !words.is_used(*n);
    let any = (start..words.len())
        .filter(unread)
        .fold(Beginning::NONE, |any, n| any.union(words.beginning(n)));
    for &Rule { pattern, beginning, says } in rules {
        if !beginning.meets(any) {
            continue;
        }
        for n in (start..words.len().min(first + 1)).filter(unread) {
            if !beginning.meets(words.beginning(n)) {
                continue;
            }
            let Some(matched) = match_at(pattern, words, n) else { continue };
            if n < first || matched.score > best {
                (best, first) = (matched.score, n);
                found = Some((matched.words, says));
            } else if matched.score == best {
                found = found.map(|(words, all)| (words | matched.words, union(all, says)));
            }
            break;
        }
    }
    found
}

/// A clock span.
pub(super) type Clock = Option<(Hertz, Hertz)>;

impl Sold {
    /// Rated clocks are rounded: within 3 % of a span, and within 1 % where they are listed, because
    /// the next one can be as near as 2.5 and 2.53 GHz.
    fn fits(&self, clock: (Hertz, Hertz)) -> bool {
        match self.clocks {
            Sales::From(low, high) => near(clock, low, high, 3),
            Sales::At(list) => list.iter().any(|mhz| near(clock, *mhz, *mhz, 1)),
        }
    }
}

fn near((low, high): (Hertz, Hertz), from: u32, to: u32, percent: u64) -> bool {
    let mhz = |mhz: u32| u64::from(mhz) * 1_000_000;
    high.0 * (100 + percent) >= mhz(from) * 100 && low.0 * 100 <= mhz(to) * (100 + percent)
}

/// Does a word that looks like a part number follow?
fn has_number(words: &Words, from: usize) -> bool {
    (from..words.len()).any(|n| {
        let word = words.word(n);
        !words.is_used(n) && word.len() >= 3 && word.bytes().any(|b| b.is_ascii_digit())
    })
}

/// Does a word follow that only a part number can be: "U1800"? Memory is "PC2700".
fn has_model(words: &Words, from: usize) -> bool {
    (from..words.len()).any(|n| {
        let word = words.word(n);
        let letters = word.bytes().take_while(u8::is_ascii_lowercase).count();
        let (letters, digits) = word.split_at(letters);
        matches!(letters.len(), 1 | 2)
            && letters != "pc"
            && digits.len() == 4
            && digits.bytes().all(|b| b.is_ascii_digit())
            && !words.is_used(n)
    })
}

/// The most specific name at a word.
pub(super) fn name_at(words: &Words, start: usize) -> Option<(&'static Name, Match)> {
    let beginning = words.beginning(start);
    let first = usize::from(*words.word(start).as_bytes().first()?);
    let (from, to) = (INDEX.starts.get(first)?, INDEX.starts.get(first + 1)?);
    let filed = INDEX.order.get(usize::from(*from)..usize::from(*to))?;
    filed
        .iter()
        .filter(|(begins, ..)| begins.meets(beginning))
        .filter_map(|(_, table, row)| {
            let name = &NAMES[usize::from(*table)][usize::from(*row)];
            Some((name, match_at(name.pattern, words, start)?))
        })
        .max_by_key(|(_, found)| found.score)
}

/// The names by the first characters of their patterns, worked out while compiling.
struct Index {
    /// Where the names with each first character start in `order`.
    starts: [u16; 129],
    /// How each name begins, its table and its row.
    order: [(Beginning, u8, u16); FILED],
}

/// The number of names, each counted for every character with which it can begin.
const FILED: usize = {
    let (mut filed, mut table) = (0, 0);
    while table < NAMES.len() {
        let mut row = 0;
        while row < NAMES[table].len() {
            filed += NAMES[table][row].beginning.characters();
            row += 1;
        }
        table += 1;
    }
    filed
};

static INDEX: Index = {
    let mut index = Index { starts: [0; 129], order: [(Beginning::NONE, 0, 0); FILED] };
    let (mut filled, mut first) = (0, 0);
    while first < 128 {
        index.starts[first] = filled as u16;
        let mut table = 0;
        while table < NAMES.len() {
            let mut row = 0;
            while row < NAMES[table].len() {
                let begins = NAMES[table][row].beginning;
                if begins.has(first) {
                    index.order[filled] = (begins, table as u8, row as u16);
                    filled += 1;
                }
                row += 1;
            }
            table += 1;
        }
        first += 1;
    }
    index.starts[128] = filled as u16;
    assert!(filled == FILED, "a name begins with a character that no text has");
    index
};
