//! AMD's names and their numbers to the Phenom and the Opterons.

use super::names::{Name, Rule, at, name, r, sold};

#[rustfmt::skip]
pub(super) const NAMES: &[Name] = &[
    name("k5", "k5"), name("5k86", "k5"), name("ssa 5", "k5"),
    name("k6", "k6").bare(166, 300), name("k6tm", "k6"), name("k6 2*", "k6-2").bare(200, 570),
    name("k6 2+", "k6-2").bare(200, 570),
    name("k62", "k6-2").bare(200, 570), name("k6 ii", "k6-2").bare(200, 570),
    name("k6 3*", "k6-2").bare(333, 600), name("k6 3d*", "k6-2").bare(200, 570),
    name("k6 iii*", "k6-2").bare(333, 600), name("k6 iii+", "k6-2").bare(333, 600),
    name("geode", "").scope("k6-2 k7-xp mediagxm"), name("geode lx*", "k6-2"),
    name("geode nx*", "k7-xp"), name("geode gx*", "mediagxm"), name("geode gx3", "k6-2"),
    name("geode integrated processor by amd", "k6-2"),
    name("geode integrated processor by national", "mediagxm"),

    name("k7", "k7 k7-xp").bare(500, 1000), name("k8", "k8"), name("k10", "k10"),
    name("athlon", "").scope(ATHLONS).rules(ATHLON).bare(500, 1400).sold(&[
        at("k7", &[
            500, 550, 600, 650, 700, 750, 800, 850, 900, 950, 1000, 1100, 1133, 1200, 1266, 1300, 1333,
            1400,
        ]),
        at("k7-xp", &[850, 900, 950, 1000, 1100, 1200, 1300, 1333, 1400]),
    ]),
    name("athlon xp*", "k7-xp"), name("athlon xp####*", "k7-xp"), name("athlon mp*", "k7-xp"),
    name("athlon mp####*", "k7-xp"), name("athlon 4", "k7-xp"),
    name("athlon 64", "k8"), name("athlon 64 x2", "k8"), name("athlon fx", "k8"),
    name("athlon ii", "k10"), name("athlon ii neo", "k10"),
    name("athlon neo", "k8"), name("athlon neo x2", "k8"),
    name("duron", "k7 k7-xp").bare(600, 1800).sold(&[
        sold("k7", 600, 950), sold("k7-xp", 800, 1800),
    ]),
    name("sempron", "").scope("k7-xp k8 k10 jaguar").rules(SEMPRON),
    name("sempron 64", "k8"), name("sempron dual core", "k8 k10"),
    name("turion", "k8 k10"), name("turion 64", "k8"), name("turion 64 x2", "k8"),
    name("turion x2", "k8"), name("turionx2*", "k8"), name("turion neo*", "k8"), name("turion neox2*", "k8"), name("turion ii", "k10"),
    name("turion dual core", "k8"),
    name("phenom", "k10"), name("phenom ii", "k10"),
    name("opteron", "k8 k10 bulldozer piledriver jaguar excavator").rules(OPTERON),
];

const ATHLONS: &str = "k7 k7-xp k8 k10 jaguar piledriver steamroller excavator zen zen+ zen2";

#[rustfmt::skip]
const ATHLON: &[Rule] = &[
    r("be 2###", "k8"), r("le 1###", "k8"), r("ql 6#*", "k8"), r("tf ##", "k8"), r("tk ##", "k8"),
    r("mv ##", "k8"), r("l110", "k8"), r("l3[123]#", "k8"), r("l510", "k8"),
    r("x2 dual core 4###*", "k8"),
    r("4050e*", "k8"), r("4450[eb]*", "k8"), r("4850[eb]*", "k8"), r("5050e*", "k8"),
    r("5[024]00b*", "k8"), r("5600b", "k8"), r("4[0-9]00b", "k8"), r("3250e", "k8"),
    r("1640b", "k8"), r("1660", "k8"), r("2[68]50e", "k8"), r("3[58]00u", "zen"),
    r("5[02]00 dual core", "k10"), r("x2 2##*", "k10"), r("x3 4##*", "k10"),
    r("x4 6##*", "k10"), r("x4 850", "steamroller"),
    // Ratings without "XP" or "64".
    r("1[3-9]00+", "k7-xp"), r("2[0-7]00+", "k7-xp"), r("2[89]00+", "k7-xp k8"),
    r("3[0-2]00+", "k7-xp k8"), r("3[3-9]00+", "k8"), r("[4-6]#00+", "k8"),
    r("4[2-6][05]*", "k10"), r("2[1-7][05]*", "k10"), r("7[3-6]0k", "piledriver"),
    r("8[3-8]0k", "steamroller"),
    r("6[45]##", "k10"), r("7[4578]50*", "k10"), r("6500b", "k10"), r("7[4578]50b", "k10"),
    r("3[47]0k", "piledriver"), r("340*", "piledriver"), r("350*", "piledriver"),
    r("370k*", "piledriver"),
    r("x4 7[3-6]0*", "piledriver"), r("x4 8[346]0*", "steamroller"), r("x4 8#0k", "steamroller"),
    r("x4 845", "excavator"), r("x4 9[4-7]0*", "excavator"), r("x2 450", "steamroller"),
    r("5[13][57]0", "jaguar"),
    r("200ge", "zen"), r("2[24]0ge", "zen"), r("300ge", "zen zen+"), r("320ge", "zen zen+"),
    r("300u", "zen"), r("3000g", "zen"), r("30[45][05]*", "zen"), r("3050[uceg]*", "zen"),
    r("3145b", "zen"), r("3045b", "zen"), r("3150u", "zen"), r("3150c", "zen"),
    r("3125ge", "zen"), r("4150ge", "zen2"), r("3150g*", "zen+ zen"), r("7[12]20[uce]", "zen2"),
];

#[rustfmt::skip]
const SEMPRON: &[Rule] = &[
    r("2[234]00+", "k7-xp"), r("2[568]00+", "k7-xp k8"), r("3[03]00+", "k7-xp k8"),
    r("3[1245678]00+", "k8"), r("2100+", "k8"), r("si 4#", "k8"), r("le 1###", "k8"),
    r("2[01]0u", "k8"), r("m1##", "k10"), r("1[3-9]#*", "k10"), r("x2 1[89]#", "k10"), r("x2 2[1-3]00", "k8"), r("x2 240", "piledriver"),
    r("2650", "jaguar"), r("3850", "jaguar"), r("dual core 2[1-3]00", "k8"),
];

#[rustfmt::skip]
const OPTERON: &[Rule] = &[
    r("[128]##*", "k8"), r("[128]2##*", "k8"), r("[128]3##*", "k10"), r("[28]4##*", "k10"),
    r("41##*", "k10"), r("61##*", "k10"), r("[346]2##*", "bulldozer"),
    r("[346]3##*", "piledriver"), r("x1###", "jaguar"), r("x2###", "jaguar"),
    r("x3###*", "excavator"), r("2[23]xx", "k8 k10"), r("22xx", "k8"), r("23xx", "k10"),
    r("a11##", "arm-v8.0a"), r("62xx", "bulldozer"), r("63xx", "piledriver"),
    // The embedded ones: "41KX HE".
    r("[46]1@@", "k10"), r("[346]2@@", "bulldozer"), r("[346]3@@", "piledriver"),
    r("rev [b-g]*", "k8"),
];
