//! A processor class and the order of classes.
//!
//! A class is a kind of silicon. An edge of the table, child to parent, means *counts as at
//! least*; one class is at or above another if a path of edges leads to it. Everything is worked
//! out while compiling, so that nothing is built when the program starts.

use super::table::{ROWS, Row};
use super::{Arch, Candidates, IsaLevel};
use crate::units::Hertz;
use std::cmp::Ordering;
use std::fmt;

/// A row of the class table.
///
/// Classes are only partly ordered: `a >= b` means that `b` is `a` or an ancestor of `a`, and two
/// cousins are neither `>=` nor `<=`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct CpuClass(u16);

const N: usize = ROWS.len();
const ANCESTORS: [Candidates; N] = ancestors();
const PARENTS: [([CpuClass; 2], usize); N] = parents();

impl CpuClass {
    pub(super) const COUNT: usize = N;

    /// Every class, in the order of the table: ancestors first within an architecture.
    pub fn all() -> impl Iterator<Item = CpuClass> {
        (0..N as u16).map(CpuClass)
    }

    /// The class with this exact identifier.
    pub fn from_id(id: &str) -> Option<CpuClass> {
        ROWS.iter().position(|row| row.id == id).map(|n| CpuClass(n as u16))
    }

    /// The identifier used in profiles and output: `pentium-pro`.
    pub fn id(self) -> &'static str {
        self.data().id
    }

    /// The name for people: "Pentium Pro".
    pub fn name(self) -> &'static str {
        self.data().name
    }

    /// The architecture.
    pub fn arch(self) -> Arch {
        self.data().arch
    }

    /// The year in which the first parts were sold.
    pub fn year(self) -> u16 {
        self.data().year
    }

    /// The x86 instruction-set level of most parts; `None` off x86. A guess about any one part.
    pub fn isa(self) -> Option<IsaLevel> {
        self.data().isa
    }

    /// The slowest and the fastest rated clock in which parts of the class were sold.
    pub fn clocks(self) -> Option<(Hertz, Hertz)> {
        let (low, high) = self.data().clock_mhz?;
        Some((Hertz::mhz(low as u64), Hertz::mhz(high as u64)))
    }

    /// Did its parts run at their rated clock always, so that a clock seen is the rated one?
    /// Mobile parts of `pentium2` and `pentium3` are the exception that the class does not show.
    pub fn fixed_clock(self) -> bool {
        self.data().fixed_clock
    }

    /// Integer work per megahertz, lowest and highest, where a Pentium (P54C) does 1000.
    /// Only where it was measured.
    pub fn work(self) -> Option<(u32, u32)> {
        self.data().work
    }

    /// The classes it directly counts as.
    pub fn parents(self) -> &'static [CpuClass] {
        let (list, count) = &PARENTS[self.row()];
        &list[..*count]
    }

    /// Every class it counts as, itself included.
    pub fn ancestors(self) -> Candidates {
        ANCESTORS[self.row()]
    }

    /// Every class that counts as it, itself included.
    pub fn descendants(self) -> Candidates {
        CpuClass::all().filter(|class| class.ancestors().contains(self)).collect()
    }

    pub(super) fn from_row(row: usize) -> Option<CpuClass> {
        u16::try_from(row).ok().filter(|_| row < N).map(CpuClass)
    }

    pub(super) const fn row(self) -> usize {
        self.0 as usize
    }

    fn data(self) -> &'static Row {
        &ROWS[self.row()]
    }
}

impl PartialOrd for CpuClass {
    fn partial_cmp(&self, other: &CpuClass) -> Option<Ordering> {
        if self == other {
            Some(Ordering::Equal)
        } else if self.ancestors().contains(*other) {
            Some(Ordering::Greater)
        } else if other.ancestors().contains(*self) {
            Some(Ordering::Less)
        } else {
            None
        }
    }
}

impl fmt::Display for CpuClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

impl fmt::Debug for CpuClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// The set of the classes named in a list of identifiers with spaces between; an unknown
/// identifier does not compile.
pub(super) const fn set(ids: &str) -> Candidates {
    let bytes = ids.as_bytes();
    let mut found = Candidates::EMPTY;
    let mut start = 0;
    while start < bytes.len() {
        let end = word_end(bytes, start);
        found = found.with_row(find(bytes, start, end));
        start = end + 1;
    }
    found
}

const fn parents() -> [([CpuClass; 2], usize); N] {
    let mut all = [([CpuClass(0), CpuClass(0)], 0); N];
    let mut n = 0;
    while n < N {
        let ids = ROWS[n].parents.as_bytes();
        let mut start = 0;
        while start < ids.len() {
            let end = word_end(ids, start);
            let parent = find(ids, start, end);
            assert!(parent < n, "a parent stands below its child in the class table");
            all[n].0[all[n].1] = CpuClass(parent as u16);
            all[n].1 += 1;
            start = end + 1;
        }
        n += 1;
    }
    all
}

const fn ancestors() -> [Candidates; N] {
    let mut all = [Candidates::EMPTY; N];
    let mut n = 0;
    while n < N {
        all[n] = all[n].with_row(n);
        let mut p = 0;
        while p < PARENTS[n].1 {
            all[n] = all[n].union(all[PARENTS[n].0[p].row()]);
            p += 1;
        }
        n += 1;
    }
    all
}

const fn word_end(bytes: &[u8], mut at: usize) -> usize {
    while at < bytes.len() && bytes[at] != b' ' {
        at += 1;
    }
    at
}

const fn find(bytes: &[u8], start: usize, end: usize) -> usize {
    let mut n = 0;
    while n < N {
        let id = ROWS[n].id.as_bytes();
        if id.len() == end - start {
            let mut i = 0;
            while i < id.len() && id[i] == bytes[start + i] {
                i += 1;
            }
            if i == id.len() {
                return n;
            }
        }
        n += 1;
    }
    panic!("no such class")
}
