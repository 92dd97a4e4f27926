//! Marketing generations: "Intel Core, 8th generation or later".
//!
//! A generation is what the vendor prints on the box. It cuts across the classes of silicon (the
//! eighth of Intel Core is four kinds of it, Ryzen 3000 three), so it is an order of its own, one
//! for each product line, and nothing follows from it for the class.

use super::Candidates;
use super::class::set;
use crate::word::either;
use std::fmt;
use std::str::FromStr;

/// A product line with numbered generations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Line {
    IntelCore,
    IntelXeon,
    Ryzen,
    Epyc,
    AppleM,
}

/// Where a generation stands in its line: before a line forks, and on which side after.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Trunk,
    /// "Core 5", without "Ultra".
    Plain,
    /// "Core Ultra 5".
    Ultra,
}

macro_rules! generations {
    ($($variant:ident $id:literal $line:ident $rank:literal $side:ident $classes:literal $name:literal;)*) => {
        /// A generation of a product line.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Generation { $(#[doc = $name] $variant,)* }

        impl Generation {
            /// Every generation, line by line, older ones first.
            pub const ALL: &[Generation] = &[$(Generation::$variant,)*];

            const fn data(self) -> &'static Data {
                const DATA: &[Data] = &[$(Data {
                    id: $id, line: Line::$line, rank: $rank, side: Side::$side,
                    classes: set($classes), name: $name,
                },)*];
                &DATA[self as usize]
            }
        }
    };
}

/// A set of generations is 64 bits.
const _: () = assert!(Generation::ALL.len() <= 64);

struct Data {
    id: &'static str,
    line: Line,
    rank: u8,
    side: Side,
    classes: Candidates,
    name: &'static str,
}

// Identifier; line; rank and side in it; the classes of silicon that were sold under it; name. The
// numbers of the extreme editions run a generation ahead of their silicon.
generations! {
    IntelCore1  "intel-core-1"  IntelCore 1  Trunk "nehalem westmere" "Intel Core, 1st generation";
    IntelCore2  "intel-core-2"  IntelCore 2  Trunk "sandybridge" "Intel Core, 2nd generation";
    IntelCore3  "intel-core-3"  IntelCore 3  Trunk "ivybridge sandybridge" "Intel Core, 3rd generation";
    IntelCore4  "intel-core-4"  IntelCore 4  Trunk "haswell ivybridge" "Intel Core, 4th generation";
    IntelCore5  "intel-core-5"  IntelCore 5  Trunk "broadwell haswell" "Intel Core, 5th generation";
    IntelCore6  "intel-core-6"  IntelCore 6  Trunk "skylake broadwell" "Intel Core, 6th generation";
    IntelCore7  "intel-core-7"  IntelCore 7  Trunk "kabylake skylake-sp" "Intel Core, 7th generation";
    IntelCore8  "intel-core-8"  IntelCore 8  Trunk "kabylake coffeelake cannonlake" "Intel Core, 8th generation";
    IntelCore9  "intel-core-9"  IntelCore 9  Trunk "coffeelake skylake-sp" "Intel Core, 9th generation";
    IntelCore10 "intel-core-10" IntelCore 10 Trunk "kabylake cometlake icelake cascadelake" "Intel Core, 10th generation";
    IntelCore11 "intel-core-11" IntelCore 11 Trunk "tigerlake rocketlake" "Intel Core, 11th generation";
    IntelCore12 "intel-core-12" IntelCore 12 Trunk "alderlake" "Intel Core, 12th generation";
    IntelCore13 "intel-core-13" IntelCore 13 Trunk "alderlake raptorlake" "Intel Core, 13th generation";
    IntelCore14 "intel-core-14" IntelCore 14 Trunk "alderlake raptorlake" "Intel Core, 14th generation";
    IntelPlain1 "intel-core-series-1" IntelCore 15 Plain "alderlake raptorlake" "Intel Core, series 1";
    IntelPlain2 "intel-core-series-2" IntelCore 16 Plain "alderlake raptorlake" "Intel Core, series 2";
    IntelPlain3 "intel-core-series-3" IntelCore 17 Plain "pantherlake" "Intel Core, series 3";
    IntelUltra1 "intel-core-ultra-1" IntelCore 15 Ultra "meteorlake" "Intel Core Ultra, series 1";
    IntelUltra2 "intel-core-ultra-2" IntelCore 16 Ultra "arrowlake lunarlake" "Intel Core Ultra, series 2";
    IntelUltra3 "intel-core-ultra-3" IntelCore 17 Ultra "pantherlake" "Intel Core Ultra, series 3";

    XeonV1 "xeon-v1" IntelXeon 1 Trunk "sandybridge westmere" "Intel Xeon E3, E5, E7";
    XeonV2 "xeon-v2" IntelXeon 2 Trunk "ivybridge" "Intel Xeon E3, E5, E7 v2";
    XeonV3 "xeon-v3" IntelXeon 3 Trunk "haswell" "Intel Xeon E3, E5, E7 v3";
    XeonV4 "xeon-v4" IntelXeon 4 Trunk "broadwell" "Intel Xeon E3, E5, E7 v4";
    XeonV5 "xeon-v5" IntelXeon 5 Trunk "skylake" "Intel Xeon E3 v5";
    XeonV6 "xeon-v6" IntelXeon 6 Trunk "kabylake" "Intel Xeon E3 v6";
    XeonScalable1 "xeon-scalable-1" IntelXeon 7 Trunk "skylake-sp" "Intel Xeon Scalable, 1st generation";
    XeonScalable2 "xeon-scalable-2" IntelXeon 8 Trunk "cascadelake" "Intel Xeon Scalable, 2nd generation";
    XeonScalable3 "xeon-scalable-3" IntelXeon 9 Trunk "icelake-sp cooperlake" "Intel Xeon Scalable, 3rd generation";
    XeonScalable4 "xeon-scalable-4" IntelXeon 10 Trunk "sapphirerapids" "Intel Xeon Scalable, 4th generation";
    XeonScalable5 "xeon-scalable-5" IntelXeon 11 Trunk "sapphirerapids emeraldrapids" "Intel Xeon Scalable, 5th generation";
    Xeon6  "xeon-6" IntelXeon 12 Trunk "graniterapids sierraforest clearwaterforest raptorlake" "Intel Xeon 6";

    Ryzen1000 "ryzen-1000" Ryzen 1 Trunk "zen zen+" "AMD Ryzen 1000";
    Ryzen2000 "ryzen-2000" Ryzen 2 Trunk "zen zen+" "AMD Ryzen 2000";
    Ryzen3000 "ryzen-3000" Ryzen 3 Trunk "zen zen+ zen2" "AMD Ryzen 3000";
    Ryzen4000 "ryzen-4000" Ryzen 4 Trunk "zen2" "AMD Ryzen 4000";
    Ryzen5000 "ryzen-5000" Ryzen 5 Trunk "zen2 zen3" "AMD Ryzen 5000";
    Ryzen6000 "ryzen-6000" Ryzen 6 Trunk "zen3" "AMD Ryzen 6000";
    Ryzen7000 "ryzen-7000" Ryzen 7 Trunk "zen2 zen3 zen4" "AMD Ryzen 7000";
    Ryzen8000 "ryzen-8000" Ryzen 8 Trunk "zen4" "AMD Ryzen 8000";
    Ryzen9000 "ryzen-9000" Ryzen 9 Trunk "zen5" "AMD Ryzen 9000";
    RyzenAi300 "ryzen-ai-300" Ryzen 10 Trunk "zen5" "AMD Ryzen AI 300";
    RyzenAi400 "ryzen-ai-400" Ryzen 11 Trunk "zen5" "AMD Ryzen AI 400";

    Epyc7001 "epyc-7001" Epyc 1 Trunk "zen" "AMD EPYC 7001";
    Epyc7002 "epyc-7002" Epyc 2 Trunk "zen2" "AMD EPYC 7002";
    Epyc7003 "epyc-7003" Epyc 3 Trunk "zen3" "AMD EPYC 7003";
    Epyc9004 "epyc-9004" Epyc 4 Trunk "zen4" "AMD EPYC 4004, 8004, 9004";
    Epyc9005 "epyc-9005" Epyc 5 Trunk "zen5" "AMD EPYC 4005, 9005";

    AppleM1 "apple-m1" AppleM 1 Trunk "apple-m1" "Apple M1";
    AppleM2 "apple-m2" AppleM 2 Trunk "apple-m2" "Apple M2";
    AppleM3 "apple-m3" AppleM 3 Trunk "apple-m3" "Apple M3";
    AppleM4 "apple-m4" AppleM 4 Trunk "apple-m4" "Apple M4";
    AppleM5 "apple-m5" AppleM 5 Trunk "apple-m5" "Apple M5";
}

impl Generation {
    /// The identifier used in profiles and output: `intel-core-8`, `ryzen-2000`, …
    pub fn id(self) -> &'static str {
        self.data().id
    }

    /// The name for people: "Intel Core, 8th generation".
    pub fn name(self) -> &'static str {
        self.data().name
    }

    /// The product line.
    pub fn line(self) -> Line {
        self.data().line
    }

    /// The classes of silicon that were sold under it.
    pub fn classes(self) -> Candidates {
        self.data().classes
    }

    /// Is it this generation of the line or a later one? Generations of two lines, and those on
    /// both sides of a fork, are not at or after each other.
    pub fn reaches(self, other: Generation) -> bool {
        let (own, their) = (self.data(), other.data());
        let follows = matches!(their.side, Side::Trunk) || their.side == own.side;
        self == other || (own.line == their.line && own.rank > their.rank && follows)
    }

    /// Every generation that is this one or later.
    pub fn and_later(self) -> Generations {
        Generation::ALL.iter().copied().filter(|other| other.reaches(self)).collect()
    }
}

/// The generation with this exact identifier; the error names those that there are.
impl FromStr for Generation {
    type Err = String;

    fn from_str(id: &str) -> Result<Generation, String> {
        let all = Generation::ALL;
        all.iter().copied().find(|generation| generation.id() == id).ok_or_else(|| {
            let ids: Vec<&str> = all.iter().map(|generation| generation.id()).collect();
            format!("expected one of {}, found \"{id}\"", ids.join(", "))
        })
    }
}

/// A set of generations: what a processor may be sold as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Generations(u64);

impl Generations {
    /// The empty set.
    pub const NONE: Generations = Generations(0);

    /// All generations of a line.
    pub fn of_line(line: Line) -> Generations {
        Generation::ALL.iter().copied().filter(|generation| generation.line() == line).collect()
    }

    /// Every generation under which one of these classes was sold.
    pub fn of_classes(classes: Candidates) -> Generations {
        let sold = |generation: &Generation| !generation.classes().intersection(classes).is_empty();
        Generation::ALL.iter().copied().filter(sold).collect()
    }

    /// The set with one more.
    pub const fn with(self, generation: Generation) -> Generations {
        Generations(self.0 | 1 << generation as u64)
    }

    /// Is this generation in the set?
    pub const fn contains(self, generation: Generation) -> bool {
        self.0 >> generation as u64 & 1 == 1
    }

    /// The generations, line by line, older ones first.
    pub fn iter(self) -> impl Iterator<Item = Generation> {
        Generation::ALL.iter().copied().filter(move |generation| self.contains(*generation))
    }

    /// The classes of silicon that were sold under any of them.
    pub fn classes(self) -> Candidates {
        self.iter().fold(Candidates::EMPTY, |all, one| all.union(one.classes()))
    }

    /// Is there none?
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What is in either set.
    pub const fn union(self, other: Generations) -> Generations {
        Generations(self.0 | other.0)
    }

    /// What is in both sets.
    pub const fn intersection(self, other: Generations) -> Generations {
        Generations(self.0 & other.0)
    }
}

impl FromIterator<Generation> for Generations {
    fn from_iter<I: IntoIterator<Item = Generation>>(all: I) -> Generations {
        all.into_iter().fold(Generations::NONE, Generations::with)
    }
}

/// The names, joined by "or"; a long list is cut and says so.
impl fmt::Display for Generations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&either(&self.iter().map(Generation::name).collect::<Vec<_>>()))
    }
}
