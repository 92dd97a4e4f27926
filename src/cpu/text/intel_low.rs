//! The numbers of Intel's Pentiums, Celerons and Atoms since 2006.

use super::names::{Rule, r};

#[rustfmt::skip]
pub(super) const PENTIUM: &[Rule] = &[
    r("e2###*", "core2"), r("e2210", "penryn"), r("840 extreme", "pentium-d"),
    r("9[56]5 extreme", "pentium-d"), r("21[468]0", "core2"), r("22[02]0", "core2"),
    r("t20##", "core-duo"), r("t2130", "core-duo"), r("t23##", "core2"), r("t24##", "core2"),
    r("t3[24]##", "core2"), r("t4###", "penryn"), r("e5###*", "penryn"), r("e6###*", "penryn"),
    r("su[24]###", "penryn"), r("u2###", "penryn"),
    r("g69##*", "westmere"), r("p6###", "westmere"), r("u5###", "westmere"),
    r("g6##*", "sandybridge"), r("g8##*", "sandybridge"), r("b9##*", "sandybridge"),
    r("b925c", "ivybridge"), r("9[5-9]7", "sandybridge"), r("350", "sandybridge"),
    r("140#", "sandybridge"), r("140# v2", "ivybridge"),
    r("g2###*", "ivybridge"), r("2[01]##[muy]", "ivybridge"), r("a1018", "ivybridge"), r("a1020", "silvermont"),
    r("g3###*", "haswell"), r("35##[muy]", "haswell"),
    r("38##u", "broadwell"), r("d15##", "broadwell"),
    r("g44##*", "skylake"), r("g4500*", "skylake"), r("g4520", "skylake"),
    r("4405[uy]", "skylake"),
    r("g456#*", "kabylake"), r("g46##*", "kabylake"), r("441#[uy]", "kabylake"),
    r("4425y", "kabylake"), r("6500y", "kabylake cometlake"),
    r("g5[4-6]##*", "coffeelake"), r("5405u", "coffeelake"),
    r("g6[456]##*", "cometlake"), r("6405u", "cometlake"),
    r("6805", "icelake"), r("7505", "tigerlake"),
    r("g7400*", "alderlake"), r("850[05]", "alderlake"),
    r("j2[89]##", "silvermont"), r("n35##", "silvermont"), r("n37##", "silvermont"),
    r("j37##", "silvermont"),
    r("n42##", "goldmont"), r("j42##", "goldmont"), r("n50##", "goldmont"),
    r("j50##", "goldmont"), r("n60##", "tremont"), r("j64##", "tremont"),
    r("n64##", "tremont"),
];

#[rustfmt::skip]
pub(super) const CELERON: &[Rule] = &[
    r("220", "core2"), r("215", "core-duo"), r("4[234]0", "core2"), r("450", "core2 pentium3"),
    r("5[2-8][05]", "core2"), r("550", "core2 pentium3"), r("573", "core2"),
    r("723", "penryn"), r("7[46]3", "penryn"), r("900", "penryn pentium3"), r("925", "penryn"),
    r("e1###", "core2"), r("e3###", "penryn"), r("t1[4-7]##", "core2"), r("t3###", "penryn"),
    r("su2###", "penryn"), r("u2300", "penryn"), r("m 7##", "penryn"),
    r("p1053", "nehalem"), r("g1101", "westmere"), r("p4###", "westmere"),
    r("u3###", "westmere"),
    r("g4##", "sandybridge"), r("g5##*", "sandybridge"), r("b7##", "sandybridge"),
    r("b8##*", "sandybridge"), r("787", "sandybridge"), r("797", "sandybridge"),
    r("8#7*", "sandybridge"), r("827e", "sandybridge"), r("725c", "sandybridge"),
    r("g16##*", "ivybridge"), r("10##[muey]*", "ivybridge"), r("927ue", "ivybridge"),
    r("g18##*", "haswell"), r("29##[muy]", "haswell"), r("200#e", "haswell"),
    r("32##u", "broadwell"), r("37##u", "broadwell"),
    r("g390#*", "skylake"), r("g392#*", "skylake"), r("3855u", "skylake"),
    r("3955u", "skylake"),
    r("g393#*", "kabylake"), r("g39[45]#*", "kabylake"), r("386[57]u", "kabylake"),
    r("3965[uy]", "kabylake"),
    r("g49##*", "coffeelake"), r("4[23]05u*", "coffeelake"),
    r("g59##*", "cometlake"), r("5[23]05u", "cometlake"),
    r("6305*", "tigerlake"), r("6600he", "tigerlake"),
    r("g69##*", "alderlake"), r("730[05]*", "alderlake"),
    r("j1[789]##", "silvermont"), r("n28##", "silvermont"), r("n29##", "silvermont"),
    r("j3[01]##", "silvermont"), r("n3[01]##", "silvermont"),
    r("j3[34]##*", "goldmont"), r("n3[34]##*", "goldmont"), r("j4###*", "goldmont"),
    r("n40##*", "goldmont"), r("n41##", "goldmont"),
    r("n45##", "tremont"), r("n5###", "tremont"), r("n62##", "tremont"),
    r("j6412", "tremont"), r("j64##", "tremont"), r("n64##", "tremont"),
];

#[rustfmt::skip]
pub(super) const ATOM: &[Rule] = &[
    r("n2[78]#", "bonnell"), r("n4##", "bonnell"), r("n5##", "bonnell"),
    r("n2[168]00", "bonnell"), r("d4##", "bonnell"), r("d5##", "bonnell"),
    r("d2[57]##*", "bonnell"), r("z5##*", "bonnell"), r("z6##*", "bonnell"),
    r("z2###*", "bonnell"), r("230", "bonnell"), r("330", "bonnell"), r("e6##*", "bonnell"),
    r("s12##*", "bonnell"), r("ce####*", "bonnell"),
    r("z3###*", "silvermont"), r("c2###", "silvermont"), r("e38##*", "silvermont"),
    r("x[57] z8###*", "silvermont"), r("z8###*", "silvermont"), r("x3 c3###*", "silvermont"),
    r("x5 e8000", "silvermont"), r("e8000", "silvermont"),
    r("x[57] e39##*", "goldmont"), r("e39##*", "goldmont"), r("x[57] a39##*", "goldmont"),
    r("a39##*", "goldmont"), r("c3###*", "goldmont"),
    r("x6###*", "tremont"), r("p5###*", "tremont"), r("c5###*", "tremont"),
    r("x7###*", "gracemont"),
];
