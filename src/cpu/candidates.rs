//! A small set of processor classes: what a processor may be.

use super::{Arch, CpuClass};
use std::fmt;

/// A set of classes. Empty means that nothing is known, not that nothing is possible.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Candidates([u64; 4]);

impl Candidates {
    /// The empty set: nothing known.
    pub const EMPTY: Candidates = Candidates([0; 4]);

    /// Every class of the table.
    pub const fn all() -> Candidates {
        const ALL: Candidates = {
            let (mut all, mut row) = (Candidates::EMPTY, 0);
            while row < CpuClass::COUNT {
                all = all.with_row(row);
                row += 1;
            }
            all
        };
        ALL
    }

    /// Every class of one architecture.
    pub fn of_arch(arch: Arch) -> Candidates {
        CpuClass::all().filter(|class| class.arch() == arch).collect()
    }

    /// Is this class in the set?
    pub const fn contains(self, class: CpuClass) -> bool {
        self.has_row(class.row())
    }

    /// The classes in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = CpuClass> {
        let rows = self.0.into_iter().enumerate().flat_map(|(n, word)| bits(word, n * 64));
        rows.filter_map(CpuClass::from_row)
    }

    /// The number of classes.
    pub fn len(self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Is nothing known?
    pub const fn is_empty(self) -> bool {
        let [a, b, c, d] = self.0;
        a | b | c | d == 0
    }

    /// What is in either set.
    pub const fn union(self, other: Candidates) -> Candidates {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        Candidates([a | e, b | f, c | g, d | h])
    }

    /// What is in both sets.
    pub const fn intersection(self, other: Candidates) -> Candidates {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        Candidates([a & e, b & f, c & g, d & h])
    }

    pub(super) const fn with_row(mut self, row: usize) -> Candidates {
        self.0[row / 64] |= 1 << (row % 64);
        self
    }

    pub(super) const fn has_row(self, row: usize) -> bool {
        self.0[row / 64] >> (row % 64) & 1 == 1
    }
}

/// The places of the bits that are set, counted from `base`.
fn bits(mut word: u64, base: usize) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = word.trailing_zeros();
        word &= word.wrapping_sub(1);
        (bit < 64).then_some(base + bit as usize)
    })
}

impl From<CpuClass> for Candidates {
    fn from(class: CpuClass) -> Candidates {
        Candidates::EMPTY.with_row(class.row())
    }
}

impl FromIterator<CpuClass> for Candidates {
    fn from_iter<I: IntoIterator<Item = CpuClass>>(classes: I) -> Candidates {
        classes.into_iter().fold(Candidates::EMPTY, |set, class| set.with_row(class.row()))
    }
}

/// The identifiers, in the order of the table, with commas between.
impl fmt::Display for Candidates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, class) in self.iter().enumerate() {
            if n > 0 {
                f.write_str(", ")?;
            }
            f.write_str(class.id())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Candidates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{self}}}")
    }
}
