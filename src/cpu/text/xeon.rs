//! Intel's Xeons and their numbers.

use super::generations as sold_as;
use super::names::{Name, Rule, Sold, at, name, r, sold};

#[rustfmt::skip]
pub(super) const NAMES: &[Name] = &[
    name("xeon", "").rules(XEON).generations(sold_as::XEON).bare(400, 1000).sold(&[
        at("pentium2", &[400, 450]),
        at("pentium3", &[500, 550, 600, 667, 700, 733, 800, 866, 900, 933, 1000]),
    ]),
    // Boards say so of any Xeon; with a clock beside it, it is a processor's own name.
    name("xeon tm", "pentium4 prescott pentium-d core2 penryn").rules(XEON).sold(NETBURST_SOLD),
    name("64 bit xeon", "pentium-d").rules(XEON), name("xeon em64t", "pentium-d").rules(XEON), name("xeon ulv", "core-duo").rules(XEON),
    name("xeon lv", "pentium4 pentium-d core-duo").rules(XEON).sold(&[
        at("pentium4", &[1600, 2000, 2400]), at("core-duo", &[1660, 2000, 2160]),
        at("pentium-d", &[2800, 3000]),
    ]),
    name("xeon mv", "pentium-d"), name("xeon tm mv", "pentium-d"),
    name("xeon phi", "").scope("knl").rules(&[r("72##*", "knl")]),
    name("e[357] ####*", "").rules(XEON).generations(sold_as::XEON),
    // Known without the family: no other line has such numbers.
    name("x53##", "core2"), name("l53##", "core2"), name("x54##", "penryn"), name("l54##", "penryn"),
    name("x55##", "nehalem"), name("l55##", "nehalem"), name("w55##", "nehalem"),
    name("x56##", "westmere"), name("l56##", "westmere"),
    name("e312xx", "sandybridge"), name("westmere e56xx", "westmere"),
    name("nehalem c", "westmere"),
];

const NETBURST_SOLD: &[Sold] = &[
    sold("pentium4", 1400, 2000),
    at("pentium4", &[2200, 2400, 2500, 2600, 2660, 2700, 2800, 3000, 3060, 3200]),
    at("prescott pentium-d", &[2660, 2800, 2830, 3000, 3160, 3200, 3330, 3400, 3500, 3600, 3660]),
    at("prescott pentium-d", &[3800]),
];

#[rustfmt::skip]
const XEON: &[Rule] = &[
    r("[elx]c[35]5##", "nehalem"), r("c[35]5##", "nehalem"),
    // Four digits, with or without a letter: the first two decide.
    r("30##", "core2"), r("[elwx]30##", "core2"), r("l3014", "penryn"),
    r("31##", "penryn"), r("[elwx]31##", "penryn"), r("32##", "core2"),
    r("[elwx]32##", "core2"), r("33##", "penryn"), r("[elwx]33##", "penryn"),
    r("34##", "nehalem"), r("[elwx]34##", "nehalem"), r("l340[36]", "westmere"),
    r("35##", "nehalem"), r("[elwx]35##", "nehalem"), r("36##", "westmere"),
    r("[elwx]36##", "westmere"),
    r("50##", "pentium-d"), r("[elwx]50##", "pentium-d"), r("51##", "core2"),
    r("[elwx]51##", "core2"), r("52##", "penryn"), r("[elwx]52##", "penryn"),
    r("53##", "core2"), r("[elwx]53##", "core2"), r("54##", "penryn"),
    r("[elwx]54##", "penryn"), r("55##", "nehalem"), r("[elwx]55##", "nehalem"),
    r("56##", "westmere"), r("[elwx]56##", "westmere"), r("[elwx]65##", "nehalem"),
    r("70##*", "pentium-d"), r("71##*", "pentium-d"), r("72##", "core2"),
    r("[elwx]72##", "core2"), r("73##", "core2"), r("[elwx]73##", "core2"),
    r("74##", "penryn"), r("[elwx]74##", "penryn"), r("75##", "nehalem"),
    r("[elwx]75##", "nehalem"),
    // E3, E5, E7: the version decides, and without one the text may be cut off.
    r("e3 1###*", "sandybridge"), r("e5 ####*", "sandybridge"), r("e7 #8##*", "westmere"),
    r("e31###*", "sandybridge"), r("e7 l8###", "westmere"),
    r("e[357] ####* v#", ""), r("e3 1###* v2", "ivybridge"), r("e5 ####* v2", "ivybridge"),
    r("e7 ####* v2", "ivybridge"), r("e[357] ####* v3", "haswell"),
    r("e[357] ####* v4", "broadwell"), r("e3 ####* v5", "skylake"),
    r("e3 ####* v6", "kabylake"), r("e[57] ####* v3 v4", "haswell broadwell"),
    r("e[57] ####* v2 v3", "ivybridge haswell"), r("e3 ####* v5 v6", "skylake kabylake"),
    r("e7 ####* v", "ivybridge haswell broadwell"),
    r("e5 ####* v", "ivybridge haswell broadwell"),
    r("e3 ####* v", "ivybridge haswell broadwell skylake kabylake"),
    // Scalable: the second digit is the generation. HPE writes "Xeon-G 6226R";
    // "Xeon S 3420" is a slip of another line.
    r("platinum|gold|silver|bronze|p|g|s|b [3-8]1##*", "skylake-sp"),
    r("platinum|gold|silver|bronze|p|g|s|b [3-9]2##*", "cascadelake"),
    r("platinum|gold|silver|bronze|p|g|s|b [3-8]3##*", "icelake-sp"),
    r("platinum|gold [568]3##h*", "cooperlake"),
    r("platinum|gold|silver|bronze|p|g|b [3-8]4##*", "sapphirerapids"), r("s 44##*", "sapphirerapids"),
    r("platinum|gold|silver|bronze|p|g|b [3-8]5##*", "emeraldrapids"), r("s 45##*", "emeraldrapids"),
    r("bronze 3508u", "sapphirerapids"), r("silver 4509y", "sapphirerapids"),
    r("silver 4510*", "sapphirerapids"), r("max 94##*", "sapphirerapids"),
    r("d 15##*", "broadwell"), r("d 16##*", "broadwell"), r("d15##*", "broadwell"),
    r("d 21##*", "skylake-sp"), r("d 17##*", "icelake-sp"), r("d 18##*", "icelake-sp"),
    r("d 27##*", "icelake-sp"), r("d 28##*", "icelake-sp"),
    r("e 2[12]##*", "coffeelake"), r("e 23##*", "rocketlake"), r("e 24##*", "raptorlake"),
    r("63##p", "raptorlake"),
    r("w 21##*", "skylake-sp"), r("w 31##*", "skylake-sp"), r("w 22##*", "cascadelake"),
    r("w 32##*", "cascadelake"), r("w 33##*", "icelake-sp"), r("w 12##*", "cometlake"),
    r("w 13##*", "rocketlake"), r("w 10###*", "cometlake"), r("w 11###*", "tigerlake"),
    r("w[3579] [23]4##*", "sapphirerapids"),
    r("w[3579] [23]5##*", "sapphirerapids"),
    r("6 67##e", "sierraforest"), r("67##e", "sierraforest"),
    // By the notes of Intel's microcode of November 2026, 06-dd is the Xeon 6900E+.
    r("69##e+", "clearwaterforest"), r("6[5-9]##p*", "graniterapids"),
];
