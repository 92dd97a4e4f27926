//! AMD's names and their numbers since 2011: the APUs, FX, Ryzen and EPYC.

use super::generations as sold_as;
use super::names::{Name, Rule, name, r};

#[rustfmt::skip]
pub(super) const NAMES: &[Name] = &[
    name("fx", "").rules(FX),
    name("a4", "").rules(A_SERIES), name("a6", "").rules(A_SERIES), name("a8", "").rules(A_SERIES),
    name("a9", "").rules(A_SERIES), name("a10", "").rules(A_SERIES),
    name("a12", "").rules(A_SERIES),
    name("e1", "").rules(E_SERIES), name("e2", "").rules(E_SERIES),
    name("amd e", "").rules(&[r("e [234]##*", "bobcat")]),
    name("amd e[234]##*", "bobcat"),
    name("amd c", "").rules(&[r("c ##*", "bobcat")]),
    name("c [3567]0", "bobcat"), name("e [2-4][0-9]0", "bobcat"), name("firepro a3[02]0", "piledriver"),
    name("amd z", "").rules(&[r("z ##*", "bobcat")]),
    name("amd g", "").rules(&[r("g t##*", "bobcat")]), name("g t##*", "bobcat"),
    name("amd v1##", "k10"), name("v1[0-9]0", "k10"),
    name("qc 4000", "jaguar"),
    name("gx", "").rules(&[
        r("gx ###*", "jaguar"), r("gx ###gi", "excavator"), r("gx ###jj", "excavator"), r("gx 2##ij", "excavator"),
    ]),
    name("rx", "").rules(&[
        r("rx 4##*", "excavator"), r("rx 4##bb", "steamroller"), r("rx 2##*", "steamroller"), r("rx 216*", "excavator"), r("rx 4##nb", "steamroller"), r("rx 8120", "jaguar"),
    ]),
    name("amd r", "").rules(&[r("r [24]##[a-z]", "piledriver")]),
    name("r [24]##[flhdb]", "piledriver"),
    name("3015*", "").rules(&[r("3015e", "zen"), r("3015ce", "zen")]), name("3020e", "zen"),
    name("custom apu", "").rules(&[r("0405", "zen2"), r("0932", "zen2")]),

    name("ryzen", ZENS).open().rules(RYZEN).generations(sold_as::RYZEN),
    // Graphics have three digits ("R5 340"), and memory beside them is slower ("R7 2133").
    name("r[3579] [3-9]###*", "").rules(RYZEN).generations(sold_as::RYZEN),
    name("ryzen [3579]", ZENS).open().rules(RYZEN).generations(sold_as::RYZEN),
    name("ryzen ai", "").rules(&[r("3##*", "zen5"), r("4##*", "zen5"), r("max+ 3##*", "zen5")])
        .generations(sold_as::RYZEN_AI),
    name("ryzen z1*", "zen4"), name("ryzen z2", ""), name("ryzen z2 extreme", "zen5"),
    name("ryzen z2 go", "zen3"),
    name("ryzen embedded", "").rules(EMBEDDED),
    name("threadripper", ZENS).open().rules(THREADRIPPER).generations(sold_as::THREADRIPPER),
    name("ryzen threadripper", ZENS).open().rules(THREADRIPPER)
        .generations(sold_as::THREADRIPPER),
    name("epyc", "zen zen2 zen3 zen4 zen5").open().rules(EPYC).generations(sold_as::EPYC),
    name("epyc embedded", "zen zen2 zen3 zen4 zen5").open().rules(EPYC),
    name("hygon", "zen"), name("c86*", "zen"), name("amd 4[78]00s", "zen2"), name("dhyana", "zen"),
    name("zen+", "zen+"), name("zen2", "zen2"), name("zen 2", "zen2"), name("zen3*", "zen3"),
    name("zen3+", "zen3"), name("zen 3", "zen3"), name("zen4*", "zen4"), name("zen 4", "zen4"),
    name("zen5*", "zen5"), name("zen 5", "zen5"),
];

const ZENS: &str = "zen zen+ zen2 zen3 zen4 zen5";

#[rustfmt::skip]
const FX: &[Rule] = &[
    r("fx [567]#", "k8"), r("[468]1##*", "bulldozer"), r("4200", "bulldozer"),
    r("6200", "bulldozer"), r("[4689]3##*", "piledriver"), r("95##*", "piledriver"),
    r("670k", "piledriver"), r("[78]70k", "steamroller"), r("7500", "steamroller"), r("7600p", "steamroller"),
    r("88##p", "excavator"), r("98##p", "excavator"),
];

#[rustfmt::skip]
const A_SERIES: &[Rule] = &[
    r("3###*", "k10"), r("33[45]0b", "jaguar"), r("1###*", "jaguar"),
    r("4###*", "piledriver"), r("4350b", "excavator"), r("5350b", "excavator"), r("8350b", "excavator"),
    r("50##", "jaguar"), r("5[12]00", "jaguar"), r("5[1-8]##m", "piledriver"),
    r("5[3-8]##*", "piledriver"),
    r("6###*", "piledriver"), r("6[234]10", "jaguar"), r("6250j", "jaguar"),
    r("micro 6###t", "jaguar"),
    r("6###t", "jaguar"), r("6500t", "piledriver"), r("6700t", "piledriver jaguar"),
    r("7###*", "steamroller"), r("7[234]10", "jaguar"), r("a4 7300*", "piledriver"),
    r("a4 pro 7300*", "piledriver"), r("7480", "excavator"), r("7680", "excavator"),
    r("a6 7350b", "excavator"),
    r("8###*", "excavator"), r("8[3568]50*", "steamroller"), r("8750*", "steamroller"),
    r("9###*", "excavator"), r("9820", "jaguar"),
];

#[rustfmt::skip]
const E_SERIES: &[Rule] = &[
    r("e1 1###", "bobcat"), r("e2 1800", "bobcat"), r("e2 2000", "bobcat"),
    r("e2 3###m", "k10"), r("e2 3200", "k10"), r("e2 3000", "jaguar"), r("e2 3800", "jaguar"),
    r("e1 2###", "jaguar"), r("e[12] [67]###*", "jaguar"), r("micro 6###t", "jaguar"),
    r("e2 9###*", "excavator"),
];

#[rustfmt::skip]
const RYZEN: &[Rule] = &[
    // The series by its name has what all of its parts have.
    r("2000", "zen zen+"), r("3000", "zen zen+ zen2"), r("5000", "zen2 zen3"),
    r("7000", "zen2 zen3 zen4"),
    // A 1200 or 1600 may be either: later ones ("AF") have the newer core under the old name.
    r("1###*", "zen"), r("1200", "zen zen+"), r("1600", "zen zen+"), r("1### af", "zen+"),
    r("pro 1###*", "zen"), r("1###af", "zen+"),
    // Without the letter that they were sold with.
    r("2[248]00", "zen"), r("2300|2500", "zen zen+"), r("3200", "zen zen+"), r("3250", "zen"),
    r("3300|3700", "zen+ zen2"), r("pro 3700", "zen2"), r("3350|3400|3450|3550|3580|3750|3780", "zen+"),
    r("5300", "zen2 zen3"), r("7[35]20", "zen2"), r("7[3457]30", "zen3"), r("7[2-57]35", "zen3"), r("1[1-9]0", "zen3"),
    r("2###*", "zen+"), r("2###[ugh]*", "zen"), r("2[1-7][05]", "zen4"),
    r("3###*", "zen2"), r("3##0[uhgc]*", "zen+"), r("32[05]0[uc]", "zen"),
    r("4###*", "zen2"), r("5###*", "zen3"), r("5[357]00u", "zen2"),
    r("6###*", "zen3"),
    r("7##0*", "zen4"), r("7#2#[uc]*", "zen2"), r("7#3#[uhc]*", "zen3"), r("7#4#[uh]*", "zen4"),
    r("7###x*", "zen4"), r("7##5", "zen4"),
    r("8###*", "zen4"), r("9###*", "zen5"), r("89##hx", "zen4"),
];

#[rustfmt::skip]
const EMBEDDED: &[Rule] = &[
    r("r1###*", "zen"), r("v1###*", "zen"), r("v2###*", "zen2"), r("r2###*", "zen+"),
    r("v3###*", "zen3"), r("v3c##*", "zen3"), r("59##*", "zen3"), r("58##*", "zen3"), r("5600e", "zen3"),
    r("v2@##*", "zen2"), r("7[67]##*", "zen4"), r("79##*", "zen4"), r("8[68]##*", "zen4"),
];

#[rustfmt::skip]
const THREADRIPPER: &[Rule] = &[
    r("19##*", "zen"), r("29##*", "zen+"), r("39##*", "zen2"), r("59##*", "zen3"),
    r("79##*", "zen4"), r("99##*", "zen5"),
];

#[rustfmt::skip]
const EPYC: &[Rule] = &[
    r("7##1*", "zen"), r("3##1*", "zen"), r("3255", "zen"), r("7##2*", "zen2"), r("7@#2*", "zen2"),
    r("7##3*", "zen3"), r("7@#3*", "zen3"), r("7#@3*", "zen3"),
    r("9##4*", "zen4"), r("9@#4*", "zen4"), r("8##4*", "zen4"), r("4##4*", "zen4"),
    r("9##5*", "zen5"), r("9@#5*", "zen5"), r("4##5*", "zen5"),
];
