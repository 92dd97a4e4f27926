//! Intel's names since 2006 and their numbers: Core and the parts that Intel gives no name.

use super::generations as sold_as;
use super::names::{Name, Rule, name, r};

#[rustfmt::skip]
pub(super) const NAMES: &[Name] = &[
    name("core 2", "core2 penryn").rules(CORE2),
    name("core 2 duo", "core2 penryn").rules(CORE2),
    name("core 2 quad", "core2 penryn").rules(CORE2),
    name("core 2 extreme", "core2 penryn").rules(CORE2),
    name("core 2 solo", "core2 penryn").rules(CORE2),
    name("c2d", "core2 penryn").rules(CORE2), name("c2q", "core2 penryn").rules(CORE2),
    name("i[3579]", "").scope(CORE_I).rules(CORE).generations(sold_as::CORE_I),
    name("core m", "").rules(CORE_M).generations(sold_as::CORE_M),
    name("core m[357]", "").rules(CORE_M).generations(sold_as::CORE_M),
    name("m[357]", "").rules(CORE_M).generations(sold_as::CORE_M),
    name("ultra [3579]", "").scope("meteorlake arrowlake lunarlake pantherlake").rules(ULTRA).generations(sold_as::CORE_ULTRA),
    name("ultra[3579]", "").scope("meteorlake arrowlake lunarlake pantherlake").rules(ULTRA).generations(sold_as::CORE_ULTRA),
    name("ultra x[79]", "").scope("pantherlake").rules(ULTRA).generations(sold_as::CORE_ULTRA),
    name("core [3579]", "").rules(CORE_SERIES).generations(sold_as::CORE_SERIES),
    // Without the family: the number is enough.
    name("intel e4###", "core2"), name("intel e5###", "penryn"), name("intel e6###", "core2 penryn"),
    name("intel e[78]###", "penryn"), name("intel q6###", "core2"), name("intel q[89]###*", "penryn"),
    name("n95", "gracemont"), name("n97", "gracemont"), name("n100", "gracemont"),
    name("n200", "gracemont"), name("n305", "gracemont"), name("intel n50", "gracemont"),
    name("intel n9[57]", "gracemont"), name("intel n[123][05]#", "gracemont"),
    name("u300*", "alderlake raptorlake"), name("u30#l", "alderlake raptorlake"),
    name("processor 300*", "alderlake raptorlake"), name("processor 310*", "alderlake raptorlake"), name("5y##*", "broadwell").generations(sold_as::CORE_M),
];

const CORE_I: &str = "nehalem westmere sandybridge ivybridge haswell broadwell skylake kabylake \
coffeelake cometlake cannonlake icelake tigerlake rocketlake alderlake raptorlake skylake-sp \
cascadelake tremont gracemont";

#[rustfmt::skip]
const CORE2: &[Rule] = &[
    // DMI tables cut names off: "E74" was an E7400.
    r("[46]##", "core2"), r("e[46]", "core2"), r("e[46]#*", "core2"), r("e[46]##", "core2"),
    r("q6", "core2"), r("q6#*", "core2"), r("q6##", "core2"), r("t[57]", "core2"),
    r("t[57]#*", "core2"), r("t[57]##", "core2"), r("e[78]#*", "penryn"), r("e[78]##", "penryn"),
    r("[pqt][89]#*", "penryn"), r("[pqt][89]##", "penryn"), r("u3###*", "penryn"),
    r("e4###*", "core2"), r("e6###*", "core2"), r("x6800", "core2"), r("q6###*", "core2"),
    r("qx6###*", "core2"), r("t5###*", "core2"), r("t7###*", "core2"), r("l7###*", "core2"),
    r("u7###*", "core2"), r("u2###*", "core2"), r("x7###*", "core2"), r("4[3456]00", "core2"),
    r("6[34567][02]0", "core2"), r("p7500", "core2"), r("p7700", "core2"),
    r("t6###*", "penryn"), r("t8###*", "penryn"), r("t9###*", "penryn"), r("p7###", "penryn"),
    r("p8###*", "penryn"), r("p9###*", "penryn"), r("e7###*", "penryn"), r("e8###*", "penryn"),
    r("q8###*", "penryn"), r("q9###*", "penryn"), r("qx9###*", "penryn"), r("x9###*", "penryn"),
    r("l9###*", "penryn"), r("s[lpu]####*", "penryn"), r("s[lp]7###*", "core2"), r("u9###*", "penryn"),
];

#[rustfmt::skip]
pub(super) const GENUINE: &[Rule] = &[
    r("t1[034]##", "core-duo"), r("t1[567]00", "core2"), r("t2[0-7]##", "core-duo"), r("u1[345]00", "core-duo"),
    r("u2[45]00", "core-duo"), r("l2[345]00", "core-duo"), r("n270", "bonnell"),
    r("u7300", "penryn"), r("u2300", "penryn"), r("21[468]0", "core2"), r("575", "core2"),
];

#[rustfmt::skip]
const CORE: &[Rule] = &[
    // First generation: three digits, at times after a letter.
    r("3[3579]0*", "westmere"), r("38#*", "westmere"), r("4[35678]0*", "westmere"),
    r("5[2-68]0*", "westmere"), r("6[1-8][015]*", "westmere"), r("7[2-6]0*", "nehalem"),
    r("8[2468]0*", "nehalem"), r("87[05]*", "nehalem"), r("9[2-7][05]*", "nehalem"),
    r("900", "nehalem westmere"), r("970*", "westmere"),
    r("980*", "westmere"), r("990*", "westmere"), r("995*", "westmere"),
    r("m|u|l|e|k|s [3456]##*", "westmere"), r("[mule][3456]##*", "westmere"),
    r("q|x|s|k [789]##*", "nehalem"), r("[qx][789]##*", "nehalem"),
    r("x 9[789]0", "westmere"), r("x9[789]0", "westmere"),
    r("2###*", "sandybridge"),
    // Without the letter that they were sold with.
    r("3930|3960|3970", "sandybridge"), r("4820|4930|4960", "ivybridge haswell"),
    r("5820|5930|5960", "haswell"), r("6800|6850|6900|6950", "broadwell"),
    r("7800|7820|7900|7920|7940|7960|7980", "kabylake skylake-sp"),
    r("8130|8200|8210|8250|8550|8650", "kabylake"), r("8350", "kabylake coffeelake"),
    r("8305|8705|8706|8709|8809", "kabylake"), r("8121", "cannonlake"),
    r("9820|9920|9940|9960", "skylake-sp"), r("9980", "coffeelake skylake-sp"),
    r("10920|10940", "cascadelake"), r("10980", "cometlake cascadelake"),
    r("11260|11300|11320|11370|11375|11390|11800|11850|11950|11980", "tigerlake"),
    // Series.
    r("3000", "ivybridge sandybridge"), r("7000", "kabylake skylake-sp"),
    r("8000", "kabylake coffeelake"), r("9000", "coffeelake skylake-sp"),
    r("10000", "cometlake icelake cascadelake"), r("11000", "tigerlake rocketlake"),
    r("3###*", "ivybridge"), r("3820", "sandybridge"), r("3930k", "sandybridge"),
    r("3960x", "sandybridge"), r("3970x", "sandybridge"),
    r("4###*", "haswell"), r("4820k", "ivybridge"), r("4930k", "ivybridge"),
    r("4960x", "ivybridge"),
    r("5###*", "broadwell"), r("5820k", "haswell"), r("5930k", "haswell"),
    r("5960x", "haswell"), r("5y##*", "broadwell"),
    r("6###*", "skylake"), r("68[05]0k", "broadwell"), r("6900k", "broadwell"),
    r("6950x", "broadwell"), r("6y##*", "skylake"),
    r("7###*", "kabylake"), r("7y##*", "kabylake"), r("78##x", "skylake-sp"),
    r("79##x*", "skylake-sp"),
    r("8###*", "coffeelake"), r("8[123456][35]0u*", "kabylake"),
    r("8140u", "kabylake coffeelake"), r("8260u", "kabylake coffeelake"),
    r("8###y", "kabylake"), r("10100y", "kabylake"), r("8###g", "kabylake"), r("8121u", "cannonlake"),
    r("9###*", "coffeelake"), r("98##x", "skylake-sp"), r("99##x*", "skylake-sp"),
    r("10###*", "cometlake"), r("10###x*", "cascadelake"), r("10###y", "kabylake cometlake"),
    r("10##g#*", "icelake"), r("10##ng#*", "icelake"),
    r("11###*", "rocketlake"), r("11###h*", "tigerlake"), r("11###b", "tigerlake"),
    r("11###kb", "tigerlake"), r("11##g#*", "tigerlake"), r("11##gre*", "tigerlake"),
    r("12###*", "alderlake"), r("12##*", "alderlake"),
    r("13###*", "alderlake raptorlake"), r("13##*", "raptorlake"), r("137##*", "raptorlake"),
    r("138##*", "raptorlake"), r("139##*", "raptorlake"), r("13650hx", "raptorlake"), r("13600k*", "raptorlake"), r("13###h", "raptorlake"),
    r("14###*", "alderlake raptorlake"), r("147##*", "raptorlake"), r("149##*", "raptorlake"),
    r("14600k*", "raptorlake"), r("146##hx", "raptorlake"),
    r("l1#g#", "tremont"), r("n3##*", "gracemont"),
];

#[rustfmt::skip]
const CORE_M: &[Rule] = &[
    r("5y##*", "broadwell"), r("6y##*", "skylake"), r("7y##*", "kabylake"),
    r("8100y", "kabylake"), r("8114y", "cannonlake"),
];

#[rustfmt::skip]
const ULTRA: &[Rule] = &[
    r("1##*", "meteorlake"), r("2##*", "arrowlake"), r("2##v", "lunarlake"), r("2[2568]8", "lunarlake"), r("2[2356]6", "lunarlake"),
    r("200", "arrowlake lunarlake"),
    r("3##*", "pantherlake"),
];

#[rustfmt::skip]
const CORE_SERIES: &[Rule] = &[
    r("1##u*", "raptorlake"), r("1##*", "alderlake raptorlake"),
    r("2##h*", "raptorlake"), r("2##e", "raptorlake"), r("2##te", "raptorlake"),
    r("2##pe", "raptorlake"), r("2##ef", "raptorlake"), r("2##pqe", "raptorlake"), r("2##u", "alderlake raptorlake"),
    r("3##*", "pantherlake"), r("n3##", "gracemont"),
];
