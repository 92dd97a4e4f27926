//! Intel's names to 2006: the 8086 to the Core Duo, and the names that outlived them.

use super::intel_low::{ATOM, CELERON, PENTIUM};
use super::intel_new::GENUINE;
use super::names::{Name, Rule, Sold, at, name, r, sold};

#[rustfmt::skip]
pub(super) const NAMES: &[Name] = &[
    name("8086", "8086"), name("8088", "8086"), name("80186", "8086"), name("80188", "8086"),
    name("nec v[23]0", "8086"),
    name("286", "286"), name("80286*", "286"), name("i286", "286"),
    name("386", "386").bare(12, 40), name("386[sdce]*", "386").bare(12, 40),
    name("80386*", "386").bare(12, 40), name("a80386*", "386").bare(12, 40), name("i386[sdce]*", "386").bare(12, 40),
    name("am386*", "386").bare(12, 40), name("rapidcad", "386 486"),
    name("486", "486").bare(16, 160), name("486[sd]*", "486").bare(16, 160),
    name("486 sx*", "486").bare(16, 160), name("486 dx*", "486").bare(16, 160),
    name("80486*", "486").bare(16, 160), name("a80486*", "486").bare(16, 160),
    name("tx486*", "486").bare(16, 160), name("i486[sdc]*", "486").bare(16, 160),
    name("am486*", "486").bare(16, 160), name("cx486*", "486").bare(16, 160),
    name("i486", "").scope("486").bare(16, 160).sold(&[sold("486", 16, 160)]),
    name("ti486*", "486").bare(16, 160), name("ibm486*", "486").bare(16, 160),
    name("am5x86*", "486"), name("amd x5 133*", "486"), name("s80486*", "486").bare(16, 160), name("amd 5x86*", "486"), name("5x86*", "486 cx5x86"),
    name("idx[24]*", "486").bare(16, 160), name("dx2*", "486").bare(16, 160),
    name("dx4*", "486").bare(16, 160), name("umc u5*", "486"),

    name("pentium", "").scope(PENTIUMS).rules(PENTIUM).bare(60, 233)
        .sold(&[sold("pentium", 60, 200), sold("pentium-mmx", 233, 233)]),
    name("pentium mmx", "pentium-mmx").bare(120, 300),
    name("pentium s", "").scope("pentium").bare(75, 200).sold(&[sold("pentium", 75, 200)]),
    name("pentium overdrive", "pentium pentium-mmx"),
    name("pentium pro", "pentium-pro").bare(150, 200),
    name("pentium ii", "pentium2").bare(233, 450), name("pentium 2", "pentium2").bare(233, 450),
    name("pentium iii", "pentium3").bare(400, 1400),
    name("pentium 3", "pentium3").bare(400, 1400),
    name("pentium m", "pentium-m").rules(&[r("m 000", "")]).bare(900, 2260),
    name("pentium ii iii", "pentium2 pentium3").bare(233, 1400),
    name("pentium ii or iii", "pentium2 pentium3").bare(233, 1400),
    name("pentium iii m", "pentium3"), name("pentium ii xeon", "pentium2").bare(400, 450),
    name("pentium iii xeon", "pentium3").bare(500, 1000),
    name("pentium 4", NETBURST).rules(PENTIUM4).bare(1300, 3800).sold(PENTIUM4_SOLD),
    name("pentium 4 m", "pentium4"),
    name("mobile pentium 4", "pentium4 prescott").rules(PENTIUM4).sold(&[
        sold("pentium4", 1400, 2400), at("pentium4", &[2500, 2600, 2660, 2800, 3060, 3200]),
        at("prescott", &[2800, 3060, 3200, 3330, 3460]),
    ]),
    name("mobile pentium 4 m", "pentium4"),
    name("pentium iv", NETBURST).rules(PENTIUM4).bare(1300, 3800).sold(PENTIUM4_SOLD),
    name("pentium d", "pentium-d"), name("pentium extreme", "pentium-d"),
    name("pentium ee", "pentium-d"),
    name("pentium dual", "core-duo core2 penryn").rules(PENTIUM),
    name("pentium dual core", "core-duo core2 penryn").rules(PENTIUM),
    name("podp5v##", "pentium"), name("p5", "pentium").bare(60, 200), name("p54c*", "pentium").bare(75, 200), name("p24t*", "pentium"),
    name("p55c*", "pentium-mmx").bare(120, 300), name("tillamook", "pentium-mmx"),
    name("ppro", "pentium-pro").bare(150, 200),
    name("pii", "pentium2").bare(233, 450), name("p2", "pentium2").bare(233, 450),
    name("p ii", "pentium2").bare(233, 450),
    name("piii", "pentium3").bare(400, 1400), name("p3", "pentium3").bare(400, 1400),
    name("p iii", "pentium3").bare(400, 1400),
    name("p4", NETBURST).rules(PENTIUM4).bare(1300, 3800).sold(PENTIUM4_SOLD),
    name("p 4", NETBURST).rules(PENTIUM4).bare(1300, 3800).sold(PENTIUM4_SOLD),

    name("celeron", "").scope(CELERONS).rules(CELERON).bare(266, 1100).sold(CELERON_SOLD),
    name("celeron a", "pentium2").bare(300, 533),
    name("celeron dual core", "core2 penryn").rules(CELERON),
    name("celeron m", "pentium-m core-duo core2 penryn").rules(CELERON_M).sold(&[
        at("pentium-m", &[600, 800, 900, 1000, 1200, 1300, 1400, 1500, 1600, 1700]),
        at("core-duo", &[1060, 1200, 1460, 1600, 1660, 1730, 1830, 1860, 2000]),
        at("core2", &[930, 1000, 1600, 1660, 1730, 1860, 2000, 2130, 2160, 2260]),
        at("penryn", &[1200, 1300]),
    ]),
    name("celeron d", "prescott pentium-d").rules(CELERON_D).sold(CELERON_D_SOLD),

    name("atom", "").scope("bonnell silvermont goldmont tremont gracemont").rules(ATOM),

    name("core duo", "core-duo"), name("core solo", "core-duo"),
    name("genuine", "").rules(GENUINE),
    name("quark", "quark"),
];

const NETBURST: &str = "pentium4 prescott pentium-d";
const PENTIUMS: &str = "pentium pentium-mmx pentium-pro pentium2 pentium3 pentium4 pentium-m \
prescott pentium-d core-duo core2 penryn nehalem westmere sandybridge \
ivybridge haswell broadwell skylake kabylake coffeelake cometlake icelake tigerlake alderlake \
silvermont goldmont tremont";
const CELERONS: &str = "pentium2 pentium3 pentium-m core-duo pentium4 prescott pentium-d core2 \
penryn nehalem westmere sandybridge ivybridge haswell broadwell skylake kabylake coffeelake \
cometlake tigerlake alderlake silvermont goldmont tremont";

// Of each core the clocks that Intel lists.
const PENTIUM4_SOLD: &[Sold] = &[
    sold("pentium4", 1300, 2200),
    at("pentium4", &[2260, 2400, 2500, 2530, 2600, 2660, 2800, 3000, 3060, 3200, 3400, 3460]),
    at("prescott", &[2400, 2660, 2800, 2930, 3000, 3060, 3200, 3400, 3600, 3800]),
    at("pentium-d", &[2660, 2800, 2930, 3000, 3060, 3200, 3400, 3600, 3730, 3800]),
];

const CELERON_D_SOLD: &[Sold] = &[
    at("prescott", &[2130, 2260, 2400, 2530, 2660, 2800, 2930, 3060, 3200, 3330]),
    at("pentium-d", &[2530, 2660, 2800, 2930, 3060, 3200, 3330, 3460, 3600]),
];

const CELERON_SOLD: &[Sold] = &[
    at("pentium2", &[266, 300, 333, 366, 400, 433, 466, 500, 533]),
    at(
        "pentium3",
        &[
            450, 500, 533, 550, 566, 600, 633, 650, 667, 700, 733, 750, 766, 800, 850, 866, 900,
            933, 950, 1000, 1060, 1100, 1133, 1200, 1266, 1300, 1333, 1400,
        ],
    ),
    sold("pentium4", 1200, 2000),
    at("pentium4", &[2100, 2200, 2300, 2400, 2500, 2600, 2700, 2800]),
    at("pentium-m", &[600, 800, 900, 1000, 1200, 1300, 1400, 1500]),
    at("core-duo", &[1660, 1830]),
    at("prescott", &[2130, 2260, 2400, 2530, 2660, 2800, 2930, 3060, 3200, 3330]),
    at("pentium-d", &[2530, 2660, 2800, 2930, 3060, 3200, 3330, 3460, 3600]),
];

#[rustfmt::skip]
const PENTIUM4: &[Rule] = &[
    r("5##*", "prescott pentium-d"), r("5#1*", "pentium-d"), r("506*", "pentium-d"),
    r("516*", "pentium-d"), r("6##*", "pentium-d"),
    r("256k cache", "pentium4"), r("512k cache", "pentium4"),
    r("1m cache", "prescott pentium-d"), r("2m cache", "pentium4 prescott pentium-d"),
];

#[rustfmt::skip]
const CELERON_M: &[Rule] = &[
    r("3##*", "pentium-m"), r("4##*", "core-duo"), r("5##*", "core2"), r("7##*", "penryn"),
    r("9##*", "penryn"), r("000*", ""), r("0000*", ""),
    r("512k cache", "pentium-m"),
];

#[rustfmt::skip]
const CELERON_D: &[Rule] = &[
    r("3##*", "prescott pentium-d"), r("347*", "pentium-d"), r("35#*", "pentium-d"),
    r("36#*", "pentium-d"), r("350", "prescott"), r("2##*", "core2"), r("4##*", "core2"),
];
