//! The table of processor classes: one row each, ancestors first.
//!
//! The columns: identifier; architecture; year of the first parts; usual instruction-set level
//! (x86 only); parents, the classes it directly counts as; slowest and fastest rated clock sold,
//! in MHz; whether the clock is fixed; integer work per MHz, lowest and highest (P54C = 1000);
//! name for people.
//!
//! *Clock spans*: the slowest and fastest rated clock (on hybrid parts, that of the best cores)
//! that a record names, low-voltage and embedded parts included; where sources differ the wider
//! figure stands. An end that lies beyond its record is wide on purpose, because no list is
//! complete: it can make an answer unknown, never wrong. The records, with the number of parts that
//! state a clock and their span in MHz:
//! - `386` to `pentium3`: published tables of Intel's parts (Pentium 60 to 200, MMX to 300, Pro 150
//!   to 200, II 233 to 450, Celeron from 266), widened by the mobile parts;
//! - Alpha: Windows NT Magazine's table of the designs (EV4 100 to 200, EV45 225 to 300, EV5 250 to
//!   366) and DEC's later announcements; `alpha-ev45` starts with the 21066 and 21068;
//! - `ppc-601` and `ppc-603`: the published ranges of the 601, 603, 604, 604e and 604ev;
//! - other x86 classes to 2021: recorded brand strings that state a clock, of which all but freaks
//!   lie within (a test counts them), widened to the vendors' slowest and fastest parts; the
//!   i5-8257U (1400) and the Pentium G6605 (4300) come from the next list;
//! - Intel since 2020: its product pages as collected to May 2025 (GitHub
//!   toUpperCase78/intel-processors, versions 1.8 and 1.9): `cooperlake` 15 parts (2000 to 3900),
//!   `rocketlake` 36 (1300 to 4000), `icelake-sp`, Xeon D and W among them, 98 (1600 to 3600),
//!   `sapphirerapids` 79 (1700 to 3700), `emeraldrapids` 28 (1900 to 3900), `meteorlake` 20 (700 to
//!   2300), `arrowlake` 32 (1400 to 4200), `lunarlake` 9 (2100 to 3300), `alderlake` 53 (1000 to
//!   3700), `raptorlake` 91 (1000 to 3500). Of the last two, 91 more state no clock, and room is
//!   left for them;
//! - `sierraforest` 7 (1800 to 2400) and `graniterapids` 5 (2000 to 2700): GitHub
//!   quattor/template-library-standard, February 2025; 22 more Granite Rapids, the Xeon 6500P and
//!   6700P (2000 to 4000), by their titles on Intel's pages (GitHub niuroumiantt/fetchspec);
//! - `gracemont`: Intel's pages state no base clock. Notebookcheck gives the N100 1000, a leak the
//!   N250 3200 (Punto Informatico); the low end is that of the same cores in the Celeron 7300, 700
//!   (Notebookcheck);
//! - `zen2` 92 (1700 to 4000), `zen3` 110 (1900 to 4100), `zen4` 54 (2200 to 4700): AMD's product
//!   list of July 2023 (GitHub felixsteinke/cpu-spec-dataset); EPYC of Zen 4, 44 (2000 to 4500),
//!   and of Zen 5, 27 (2100 to 4200): quattor, as above; Ryzen of Zen 5, 29 (2000 to 4700): AMD's
//!   list of 2025 (GitHub vExcess/TuxTaskManager);
//! - Cyrix, with the parts of IBM, ST and National: GitHub zymos/cpu-db, May 2023: `cx5x86` 10 (80
//!   to 120; a part number of IBM's says 75), `6x86` 22 (80 to 150), `6x86mx` 41 (133 to 285;
//!   Wikipedia has the line end at 333), `mediagxm` 66 (120 to 333). The first MediaGX, to 180,
//!   counts as `cx5x86`;
//! - `nx586`: announced at 60 and 66 (Microprocessor Report, 1994), sold from 70 by another account
//!   (memim.com); 133 is the rating of the P133, above any clock on record;
//! - MIPS: cpushack.com's table (R2000 from 8, R3000 20 to 40, R4000 and R4400 50 to 250, R4200
//!   from 40, R5000 150 to 266, R8000 from 75, R10000 to 360, R12000 270 to 400), zymos/cpu-db
//!   (R3000 cores to 75), the data sheet of the RM5271 (200 to 350), an R7000 at 600 (upgrades of
//!   the SGI O2), and for R14000 and R16000 (500 to 1000) Wikipedia's page of the SGI Fuel;
//! - `ppc-g3`: zymos/cpu-db by part number (740 at 166, 750 from 200) and IBM's announcement of the
//!   750GX (1100); `ppc-g4`: Low End Mac (7400 from 350) and upgrades with the 7448 (2000);
//!   `ppc-g5`: Apple's machines (1600 to 2700);
//! - Itanium: zymos/cpu-db, of which engineering samples are left out: `ia64-merced` 11 (733 to
//!   800), `ia64-mckinley`, Madison among them, 29 (900 to 1667), `ia64-montecito` 22 (1400 to 1667)
//!   and `ia64-tukwila` 6 (1467 to 1600). CRN's encyclopedia rounds the fastest of the middle two to
//!   1700; of Tukwila, quattor, as above, has 5 (1330 to 1730). `ia64-poulson`: the 9500 by a
//!   document of Intel's of 2012 (1730 to 2530; ComputerBase), the 9700 from 1730 to 2660
//!   (Hardware.Info).
//!
//! A class without a figure has none.
//!
//! *Work* comes from published SPECint results: integer 92 for the 486, integer 95 for the classes
//! to the Pentium III and for the RISC machines, integer 2000 and 2006 after that. Vendors' own
//! performance ratings are not measurements and are left out, and so are estimates. The low end of
//! `pentium2` is that of the Celeron without second-level cache.

use super::{Arch, IsaLevel};
use Arch::*;
use IsaLevel::{
    I386, I486, I586, I686, I8086, I80286, X86_64V1 as V1, X86_64V2 as V2, X86_64V3 as V3,
    X86_64V4 as V4,
};

pub(super) struct Row {
    pub id: &'static str,
    pub arch: Arch,
    pub year: u16,
    pub isa: Option<IsaLevel>,
    pub parents: &'static str,
    pub clock_mhz: Option<(u32, u32)>,
    pub fixed_clock: bool,
    pub work: Option<(u32, u32)>,
    pub name: &'static str,
}

#[allow(clippy::too_many_arguments)]
const fn row(
    id: &'static str,
    arch: Arch,
    year: u16,
    isa: Option<IsaLevel>,
    parents: &'static str,
    clock_mhz: Option<(u32, u32)>,
    fixed_clock: bool,
    work: Option<(u32, u32)>,
    name: &'static str,
) -> Row {
    Row { id, arch, year, isa, parents, clock_mhz, fixed_clock, work, name }
}

#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    row("8086",            X86,   1978, Some(I8086), "",                            Some((4, 20)),       true,  None,                "8086"),
    row("286",             X86,   1982, Some(I80286), "8086",                        Some((4, 25)),       true,  None,                "80286"),
    row("386",             X86,   1985, Some(I386), "286",                         Some((12, 40)),      true,  None,                "386"),
    row("486",             X86,   1989, Some(I486), "386",                         Some((16, 160)),     true,  Some((400, 500)),    "486"),
    row("pentium",         X86,   1993, Some(I586), "486",                         Some((60, 200)),     true,  Some((910, 1060)),   "Pentium"),
    row("pentium-mmx",     X86,   1997, Some(I586), "pentium",                     Some((120, 300)),    true,  None,                "Pentium MMX"),
    row("pentium-pro",     X86,   1995, Some(I686), "pentium",                     Some((150, 200)),    true,  Some((1270, 1380)),  "Pentium Pro"),
    row("pentium2",        X86,   1997, Some(I686), "pentium-pro pentium-mmx",     Some((233, 533)),    true,  Some((910, 1370)),   "Pentium II"),
    row("pentium3",        X86,   1999, Some(I686), "pentium2",                    Some((400, 1400)),   true,  Some((1300, 1550)),  "Pentium III"),
    row("pentium4",        X86,   2000, Some(I686), "pentium3",                    Some((1200, 3460)),  false, Some((1100, 1590)),  "Pentium 4"),
    row("pentium-m",       X86,   2003, Some(I686), "pentium4",                    Some((600, 2260)),   false, Some((2400, 2650)),  "Pentium M"),
    row("core-duo",        X86,   2006, Some(I686), "pentium-m",                   Some((1060, 2330)),  false, Some((2600, 2800)),  "Core Duo"),
    row("prescott",        X86,   2004, Some(I686), "pentium4",                    Some((2130, 3800)),  false, Some((1420, 1630)),  "Pentium 4 (Prescott)"),
    row("pentium-d",       X86,   2004, Some(V1),   "prescott",                    Some((2500, 3800)),  false, Some((1330, 1660)),  "Pentium D (64-bit NetBurst)"),
    row("core2",           X86,   2006, Some(V1),   "core-duo pentium-d",          Some((930, 3000)),   false, Some((3200, 3500)),  "Core 2"),
    row("penryn",          X86,   2007, Some(V1),   "core2",                       Some((1200, 3500)),  false, Some((3500, 4500)),  "Core 2 (Penryn)"),
    row("nehalem",         X86,   2008, Some(V2),   "penryn",                      Some((1330, 3330)),  false, Some((4400, 5200)),  "Nehalem"),
    row("westmere",        X86,   2010, Some(V2),   "nehalem",                     Some((1060, 4400)),  false, Some((4100, 5400)),  "Westmere"),
    row("sandybridge",     X86,   2011, Some(V2),   "westmere",                    Some((1000, 3600)),  false, None,                "Sandy Bridge"),
    row("ivybridge",       X86,   2012, Some(V2),   "sandybridge",                 Some((1000, 3700)),  false, None,                "Ivy Bridge"),
    row("haswell",         X86,   2013, Some(V3),   "ivybridge",                   Some((1100, 4000)),  false, None,                "Haswell"),
    row("broadwell",       X86,   2014, Some(V3),   "haswell",                     Some((800, 3700)),   false, None,                "Broadwell"),
    row("skylake",         X86,   2015, Some(V3),   "broadwell",                   Some((900, 4000)),   false, None,                "Skylake"),
    row("kabylake",        X86,   2016, Some(V3),   "skylake",                     Some((1000, 4300)),  false, None,                "Kaby Lake"),
    row("coffeelake",      X86,   2017, Some(V3),   "kabylake",                    Some((1400, 4000)),  false, None,                "Coffee Lake"),
    row("cometlake",       X86,   2019, Some(V3),   "coffeelake",                  Some((1000, 4300)),  false, None,                "Comet Lake"),
    row("cannonlake",      X86,   2018, Some(V4),   "kabylake",                    Some((1500, 2200)),  false, None,                "Cannon Lake"),
    row("icelake",         X86,   2019, Some(V4),   "cannonlake",                  Some((700, 2300)),   false, None,                "Ice Lake"),
    row("tigerlake",       X86,   2020, Some(V4),   "icelake",                     Some((800, 3600)),   false, None,                "Tiger Lake"),
    row("rocketlake",      X86,   2021, Some(V4),   "icelake cometlake",           Some((1300, 4000)),  false, None,                "Rocket Lake"),
    row("alderlake",       X86,   2021, Some(V3),   "tigerlake rocketlake",        Some((800, 3700)),   false, None,                "Alder Lake"),
    row("raptorlake",      X86,   2022, Some(V3),   "alderlake",                   Some((800, 4000)),   false, None,                "Raptor Lake"),
    row("meteorlake",      X86,   2023, Some(V3),   "alderlake",                   Some((700, 2300)),   false, None,                "Meteor Lake"),
    row("arrowlake",       X86,   2024, Some(V3),   "meteorlake raptorlake",       Some((1000, 4200)),  false, None,                "Arrow Lake"),
    row("lunarlake",       X86,   2024, Some(V3),   "meteorlake",                  Some((1800, 3300)),  false, None,                "Lunar Lake"),
    row("pantherlake",     X86,   2026, Some(V3),   "lunarlake arrowlake",         None,                false, None,                "Panther Lake"),
    row("skylake-sp",      X86,   2017, Some(V4),   "skylake",                     Some((1500, 4000)),  false, None,                "Skylake-SP"),
    row("cascadelake",     X86,   2019, Some(V4),   "skylake-sp",                  Some((1700, 4100)),  false, None,                "Cascade Lake"),
    row("cooperlake",      X86,   2020, Some(V4),   "cascadelake",                 Some((1800, 3900)),  false, None,                "Cooper Lake"),
    row("icelake-sp",      X86,   2021, Some(V4),   "cascadelake icelake",         Some((1500, 3700)),  false, None,                "Ice Lake-SP"),
    row("sapphirerapids",  X86,   2023, Some(V4),   "icelake-sp cooperlake",       Some((1500, 3700)),  false, None,                "Sapphire Rapids"),
    row("emeraldrapids",   X86,   2023, Some(V4),   "sapphirerapids",              Some((1500, 3900)),  false, None,                "Emerald Rapids"),
    row("graniterapids",   X86,   2024, Some(V4),   "emeraldrapids",               Some((1500, 4300)),  false, None,                "Granite Rapids"),
    row("knl",             X86,   2016, Some(V3),   "haswell",                     Some((1300, 1500)),  false, None,                "Xeon Phi (Knights Landing)"),
    row("quark",           X86,   2013, Some(I586), "486",                         Some((32, 400)),     false, None,                "Quark"),
    row("bonnell",         X86,   2008, Some(I686), "pentium3",                    Some((600, 2130)),   false, Some((1200, 1400)),  "Atom (Bonnell)"),
    row("silvermont",      X86,   2013, Some(V2),   "bonnell",                     Some((500, 2410)),   false, None,                "Silvermont"),
    row("goldmont",        X86,   2016, Some(V2),   "silvermont",                  Some((1000, 2400)),  false, None,                "Goldmont"),
    row("tremont",         X86,   2020, Some(V2),   "goldmont",                    Some((800, 2800)),   false, None,                "Tremont"),
    row("gracemont",       X86,   2023, Some(V3),   "tremont",                     Some((700, 3200)),   false, None,                "Gracemont"),
    row("sierraforest",    X86,   2024, Some(V3),   "gracemont",                   Some((1500, 3200)),  false, None,                "Sierra Forest"),
    row("clearwaterforest", X86,  2026, Some(V3),   "sierraforest",                None,                false, None,                "Clearwater Forest"),
    row("k5",              X86,   1996, Some(I586), "pentium",                     Some((75, 133)),     true,  None,                "AMD K5"),
    row("k6",              X86,   1997, Some(I586), "k5 pentium-mmx",              Some((166, 300)),    true,  None,                "AMD K6"),
    row("k6-2",            X86,   1998, Some(I586), "k6",                          Some((200, 600)),    false, None,                "AMD K6-2"),
    row("k7",              X86,   1999, Some(I686), "k6-2 pentium2",               Some((500, 1400)),   false, Some((1320, 1430)),  "Athlon"),
    row("k7-xp",           X86,   2001, Some(I686), "k7 pentium3",                 Some((660, 2333)),   false, Some((1140, 1540)),  "Athlon XP"),
    row("k8",              X86,   2003, Some(V1),   "k7-xp pentium4",              Some((1000, 3200)),  false, Some((1580, 2260)),  "Athlon 64"),
    row("k10",             X86,   2007, Some(V1),   "k8",                          Some((1200, 3700)),  false, Some((2600, 3600)),  "Phenom"),
    row("bobcat",          X86,   2011, Some(V1),   "k8",                          Some((600, 1750)),   false, None,                "Bobcat"),
    row("jaguar",          X86,   2013, Some(V2),   "bobcat",                      Some((800, 2500)),   false, None,                "Jaguar"),
    row("bulldozer",       X86,   2011, Some(V2),   "k10",                         Some((1600, 4200)),  false, None,                "Bulldozer"),
    row("piledriver",      X86,   2012, Some(V2),   "bulldozer",                   Some((1600, 4700)),  false, None,                "Piledriver"),
    row("steamroller",     X86,   2014, Some(V2),   "piledriver",                  Some((1800, 4100)),  false, None,                "Steamroller"),
    row("excavator",       X86,   2015, Some(V3),   "steamroller",                 Some((1200, 4000)),  false, None,                "Excavator"),
    row("zen",             X86,   2017, Some(V3),   "excavator jaguar",            Some((1200, 3800)),  false, None,                "Zen"),
    row("zen+",            X86,   2018, Some(V3),   "zen",                         Some((2000, 3800)),  false, None,                "Zen+"),
    row("zen2",            X86,   2019, Some(V3),   "zen+",                        Some((1600, 4000)),  false, None,                "Zen 2"),
    row("zen3",            X86,   2020, Some(V3),   "zen2",                        Some((1800, 4100)),  false, None,                "Zen 3"),
    row("zen4",            X86,   2022, Some(V4),   "zen3",                        Some((2000, 4700)),  false, None,                "Zen 4"),
    row("zen5",            X86,   2024, Some(V4),   "zen4",                        Some((1600, 4700)),  false, None,                "Zen 5"),
    row("cx5x86",          X86,   1995, Some(I486), "486",                         Some((75, 180)),     true,  None,                "Cyrix 5x86"),
    row("6x86",            X86,   1996, Some(I486), "cx5x86",                      Some((80, 150)),     true,  None,                "Cyrix 6x86"),
    row("6x86mx",          X86,   1997, Some(I686), "6x86 pentium-mmx",            Some((100, 333)),    true,  None,                "Cyrix 6x86MX"),
    row("mediagxm",        X86,   1997, Some(I586), "cx5x86",                      Some((120, 400)),    false, None,                "MediaGXm"),
    row("nx586",           X86,   1994, Some(I386), "386",                         Some((60, 133)),     true,  None,                "Nx586"),
    row("winchip",         X86,   1997, Some(I586), "pentium-mmx",                 Some((150, 266)),    true,  None,                "WinChip"),
    row("mp6",             X86,   1998, Some(I586), "pentium-mmx",                 Some((150, 250)),    true,  None,                "Rise mP6"),
    row("via-c3",          X86,   2000, Some(I586), "winchip",                     Some((300, 1000)),   false, None,                "VIA C3"),
    row("via-c3-2",        X86,   2003, Some(I686), "via-c3 pentium3",             Some((500, 1400)),   false, None,                "VIA C3 (Nehemiah)"),
    row("via-c7",          X86,   2005, Some(I686), "via-c3-2",                    Some((400, 2000)),   false, None,                "VIA C7"),
    row("via-nano",        X86,   2008, Some(V1),   "via-c7",                      Some((800, 2000)),   false, None,                "VIA Nano"),
    row("zhaoxin",         X86,   2017, Some(V2),   "via-nano",                    None,                false, None,                "Zhaoxin KaiXian"),
    row("crusoe",          X86,   2000, Some(I686), "pentium2",                    Some((300, 1000)),   false, None,                "Crusoe"),
    row("efficeon",        X86,   2004, Some(I686), "crusoe pentium4",             Some((800, 1700)),   false, None,                "Efficeon"),
    row("vortex86",        X86,   2007, Some(I586), "486",                         None,                false, None,                "Vortex86"),

    row("alpha-ev4",       Alpha, 1992, None,       "",                            Some((100, 200)),    true,  Some((450, 490)),    "Alpha 21064"),
    row("alpha-ev45",      Alpha, 1994, None,       "alpha-ev4",                   Some((66, 300)),     true,  Some((450, 510)),    "Alpha 21064A"),
    row("alpha-ev5",       Alpha, 1995, None,       "alpha-ev45",                  Some((250, 366)),    true,  Some((750, 790)),    "Alpha 21164"),
    row("alpha-ev56",      Alpha, 1996, None,       "alpha-ev5",                   Some((300, 667)),    true,  Some((800, 1000)),   "Alpha 21164A"),
    row("alpha-pca56",     Alpha, 1997, None,       "alpha-ev56",                  Some((300, 600)),    true,  None,                "Alpha 21164PC"),
    row("alpha-ev6",       Alpha, 1998, None,       "alpha-pca56",                 Some((450, 700)),    true,  Some((1420, 1480)),  "Alpha 21264"),
    row("alpha-ev67",      Alpha, 1999, None,       "alpha-ev6",                   Some((600, 833)),    true,  Some((1550, 1680)),  "Alpha 21264A"),
    row("alpha-ev68",      Alpha, 2001, None,       "alpha-ev67",                  Some((600, 1333)),   false, None,                "Alpha 21264B"),
    row("alpha-ev7",       Alpha, 2003, None,       "alpha-ev68",                  Some((800, 1300)),   false, None,                "Alpha 21364"),

    row("mips-r3000",      Mips,  1986, None,       "",                            Some((8, 75)),       true,  None,                "MIPS R3000"),
    row("mips-r4000",      Mips,  1991, None,       "mips-r3000",                  Some((40, 250)),     true,  Some((600, 660)),    "MIPS R4000"),
    row("mips-r5000",      Mips,  1996, None,       "mips-r4000",                  Some((100, 600)),    false, Some((770, 900)),    "MIPS R5000"),
    row("mips-r10000",     Mips,  1995, None,       "mips-r5000",                  Some((75, 360)),     true,  Some((1550, 1890)),  "MIPS R10000"),
    row("mips-r12000",     Mips,  1998, None,       "mips-r10000",                 Some((270, 400)),    false, None,                "MIPS R12000"),
    row("mips-r14000",     Mips,  2001, None,       "mips-r12000",                 Some((500, 1000)),   false, None,                "MIPS R14000"),

    row("ppc-601",         Ppc,   1993, None,       "",                            Some((50, 120)),     true,  Some((800, 930)),    "PowerPC 601"),
    row("ppc-603",         Ppc,   1994, None,       "ppc-601",                     Some((50, 400)),     true,  Some((600, 750)),    "PowerPC 603/604"),
    row("ppc-g3",          Ppc,   1997, None,       "ppc-603",                     Some((166, 1100)),   false, None,                "PowerPC G3"),
    row("ppc-g4",          Ppc,   1999, None,       "ppc-g3",                      Some((333, 2000)),   false, None,                "PowerPC G4"),
    row("ppc-g5",          Ppc,   2003, None,       "ppc-g4",                      Some((1000, 2700)),  false, None,                "PowerPC G5"),

    row("power-power3",    Power, 1998, None,       "",                            None,                false, None,                "POWER3"),
    row("power-power4",    Power, 2001, None,       "power-power3",                None,                false, None,                "POWER4"),
    row("power-power5",    Power, 2004, None,       "power-power4",                None,                false, None,                "POWER5"),
    row("power-power6",    Power, 2007, None,       "power-power5",                None,                false, None,                "POWER6"),
    row("power-power7",    Power, 2010, None,       "power-power6",                None,                false, None,                "POWER7"),
    row("power-power8",    Power, 2014, None,       "power-power7",                None,                false, None,                "POWER8"),
    row("power-power9",    Power, 2017, None,       "power-power8",                None,                false, None,                "POWER9"),
    row("power-power10",   Power, 2021, None,       "power-power9",                None,                false, None,                "POWER10"),
    row("power-power11",   Power, 2025, None,       "power-power10",               None,                false, None,                "POWER11"),

    row("sparc-v7",        Sparc, 1987, None,       "",                            None,                false, None,                "SPARC v7"),
    row("sparc-v8",        Sparc, 1992, None,       "sparc-v7",                    None,                false, None,                "SPARC v8"),
    row("sparc-ultra1",    Sparc, 1995, None,       "sparc-v8",                    None,                false, Some((1060, 1170)),  "UltraSPARC I/II"),
    row("sparc-ultra3",    Sparc, 2001, None,       "sparc-ultra1",                None,                false, None,                "UltraSPARC III/IV"),
    row("sparc-t1",        Sparc, 2005, None,       "sparc-ultra3",                None,                false, None,                "UltraSPARC T1"),
    row("sparc-t2",        Sparc, 2007, None,       "sparc-t1",                    None,                false, None,                "UltraSPARC T2"),
    row("sparc-t3",        Sparc, 2010, None,       "sparc-t2",                    None,                false, None,                "SPARC T3"),
    row("sparc-t4",        Sparc, 2011, None,       "sparc-t3",                    None,                false, None,                "SPARC T4/T5"),
    row("sparc-m7",        Sparc, 2015, None,       "sparc-t4",                    None,                false, None,                "SPARC M7/M8"),

    row("ia64-merced",     Ia64,  2001, None,       "",                            Some((733, 800)),    false, None,                "Itanium"),
    row("ia64-mckinley",   Ia64,  2002, None,       "ia64-merced",                 Some((900, 1700)),   false, None,                "Itanium 2"),
    row("ia64-montecito",  Ia64,  2006, None,       "ia64-mckinley",               Some((1400, 1700)),  false, None,                "Itanium 9000/9100"),
    row("ia64-tukwila",    Ia64,  2010, None,       "ia64-montecito",              Some((1330, 1730)),  false, None,                "Itanium 9300"),
    row("ia64-poulson",    Ia64,  2012, None,       "ia64-tukwila",                Some((1730, 2660)),  false, None,                "Itanium 9500/9700"),

    row("m68k-68000",      M68k,  1979, None,       "",                            None,                false, None,                "Motorola 68000"),
    row("m68k-68020",      M68k,  1984, None,       "m68k-68000",                  None,                false, None,                "Motorola 68020"),
    row("m68k-68030",      M68k,  1987, None,       "m68k-68020",                  None,                false, None,                "Motorola 68030"),
    row("m68k-68040",      M68k,  1990, None,       "m68k-68030",                  None,                false, None,                "Motorola 68040"),
    row("m68k-68060",      M68k,  1994, None,       "m68k-68040",                  None,                false, None,                "Motorola 68060"),

    row("hppa-7000",       Hppa,  1989, None,       "",                            None,                false, None,                "PA-7000"),
    row("hppa-8000",       Hppa,  1996, None,       "hppa-7000",                   None,                false, None,                "PA-8000"),
    row("hppa-8500",       Hppa,  1998, None,       "hppa-8000",                   None,                false, None,                "PA-8500"),
    row("hppa-8700",       Hppa,  2001, None,       "hppa-8500",                   None,                false, None,                "PA-8700"),

    row("s390-z900",       S390,  2000, None,       "",                            None,                false, None,                "IBM z900"),
    row("s390-z990",       S390,  2003, None,       "s390-z900",                   None,                false, None,                "IBM z990"),
    row("s390-z10",        S390,  2008, None,       "s390-z990",                   None,                false, None,                "IBM z10"),
    row("s390-z196",       S390,  2010, None,       "s390-z10",                    None,                false, None,                "IBM z196"),
    row("s390-zec12",      S390,  2012, None,       "s390-z196",                   None,                false, None,                "IBM zEC12"),
    row("s390-z13",        S390,  2015, None,       "s390-zec12",                  None,                false, None,                "IBM z13"),
    row("s390-z14",        S390,  2017, None,       "s390-z13",                    None,                false, None,                "IBM z14"),
    row("s390-z15",        S390,  2019, None,       "s390-z14",                    None,                false, None,                "IBM z15"),
    row("s390-z16",        S390,  2022, None,       "s390-z15",                    None,                false, None,                "IBM z16"),
    row("s390-z17",        S390,  2025, None,       "s390-z16",                    None,                false, None,                "IBM z17"),

    row("arm-v4t",         Arm,   1994, None,       "",                            None,                false, None,                "ARMv4T"),
    row("arm-v5te",        Arm,   2000, None,       "arm-v4t",                     None,                false, None,                "ARMv5TE"),
    row("arm-v6",          Arm,   2002, None,       "arm-v5te",                    None,                false, None,                "ARMv6"),
    row("arm-v7a",         Arm,   2005, None,       "arm-v6",                      None,                false, None,                "ARMv7-A"),
    row("arm-v8.0a",       Arm,   2013, None,       "arm-v7a",                     None,                false, None,                "ARMv8.0-A"),
    row("arm-v8.1a",       Arm,   2018, None,       "arm-v8.0a",                   None,                false, None,                "ARMv8.1-A"),
    row("arm-v8.2a",       Arm,   2017, None,       "arm-v8.1a",                   None,                false, None,                "ARMv8.2-A"),
    row("arm-v8.4a",       Arm,   2019, None,       "arm-v8.2a",                   None,                false, None,                "ARMv8.4-A"),
    row("arm-v8.5a",       Arm,   2021, None,       "arm-v8.4a",                   None,                false, None,                "ARMv8.5-A"),
    row("arm-v9.0a",       Arm,   2021, None,       "arm-v8.5a",                   None,                false, None,                "ARMv9.0-A"),
    row("arm-v9.2a",       Arm,   2023, None,       "arm-v9.0a",                   None,                false, None,                "ARMv9.2-A"),

    row("riscv-rv64gc",    Riscv, 2018, None,       "",                            None,                false, None,                "RV64GC"),
    row("riscv-rva22",     Riscv, 2023, None,       "riscv-rv64gc",                None,                false, None,                "RVA22"),
    row("riscv-rva23",     Riscv, 2025, None,       "riscv-rva22",                 None,                false, None,                "RVA23"),

    row("loong-la464",     Loong, 2021, None,       "",                            None,                false, None,                "LoongArch LA464"),
    row("loong-la664",     Loong, 2023, None,       "loong-la464",                 None,                false, None,                "LoongArch LA664"),

    row("apple-m1",        Arm,   2020, None,       "arm-v8.4a",                   None,                false, None,                "Apple M1"),
    row("apple-m2",        Arm,   2022, None,       "apple-m1 arm-v8.5a",          None,                false, None,                "Apple M2"),
    row("apple-m3",        Arm,   2023, None,       "apple-m2",                    None,                false, None,                "Apple M3"),
    row("apple-m4",        Arm,   2024, None,       "apple-m3",                    None,                false, None,                "Apple M4"),
    row("apple-m5",        Arm,   2025, None,       "apple-m4",                    None,                false, None,                "Apple M5"),
];
