//! The names of everybody else, and of the architectures beside x86 and ARM.

use super::names::{Name, name, r, sold};

#[rustfmt::skip]
pub(super) const NAMES: &[Name] = &[
    name("cyrix 5x86*", "cx5x86"), name("cx5x86*", "cx5x86"), name("mediagx", "cx5x86 mediagxm"),
    name("media gx", "cx5x86 mediagxm"), name("mediagxm*", "mediagxm"), name("mediagxi*", "mediagxm"),
    name("mediagxtm mmxtm", "mediagxm"), name("mediagx mmx", "mediagxm"),
    name("gxm", "mediagxm"), name("gx1", "mediagxm"),
    name("6x86", "6x86"), name("6x86l", "6x86"), name("cx6x86*", "6x86"), name("cx6x86mx*", "6x86mx"), name("6x86mx*", "6x86mx"),
    name("6x86 mx", "6x86mx"), name("cyrix 6x86*", "6x86"), name("cyrix 6x86mx*", "6x86mx"),
    name("mii", "6x86mx"), name("m ii", "6x86mx"), name("cyrix iii", "via-c3"),
    name("nx586*", "nx586"), name("winchip*", "winchip"), name("winchip 5[abc]", "via-c3"), name("idt c6", "winchip"),
    name("mp6", "mp6"), name("crusoe", "crusoe"), name("tm3###*", "crusoe"),
    name("tm5###*", "crusoe"), name("efficeon", "efficeon"), name("tm8###*", "efficeon"),
    name("vortex86*", "vortex86"),
    name("c3", "via-c3 via-c3-2").bare(400, 1400), name("samuel*", "via-c3"), name("ezra*", "via-c3"),
    name("nehemiah*", "via-c3-2"), name("c7*", "via-c7"), name("esther", "via-c7"),
    name("via eden", "via-c3 via-c3-2 via-c7 via-nano"), name("eden x[24]", "via-nano"), name("via eden x[24]", "via-nano"),
    name("via nano", "via-nano"), name("nano [lux]####*", "via-nano"), name("zhangjiang", "via-nano"), name("wudaokou", "zhaoxin"), name("lujiazui", "zhaoxin"),
    name("yongfeng", "zhaoxin"), name("cna", "via-nano"), name("isaiah", "via-nano"), name("via quadcore", "via-nano"), name("zx c*", "via-nano"),
    name("kaixian", "via-nano zhaoxin").rules(&[
        r("zx c*", "via-nano"), r("kx [5-9]###*", "zhaoxin"), r("kx u[5-9]###*", "zhaoxin"),
    ]), name("kaisheng", "zhaoxin"),

    name("alpha", ALPHAS).bare(66, 1333),
    name("21064", "alpha-ev4").bare(100, 300).sold(&[
        sold("alpha-ev4", 100, 200), sold("alpha-ev45", 201, 300),
    ]),
    name("21064a", "alpha-ev45").bare(200, 300), name("21066", "alpha-ev4 alpha-ev45").bare(66, 233), name("21066a", "alpha-ev45").bare(66, 300),
    name("21068*", "alpha-ev4 alpha-ev45").bare(66, 100),
    name("21164", "alpha-ev5 alpha-ev56").bare(250, 667).sold(&[
        sold("alpha-ev5", 250, 350), sold("alpha-ev5 alpha-ev56", 350, 667),
    ]),
    name("21164a", "alpha-ev56").bare(300, 667), name("21164pc", "alpha-pca56").bare(300, 600),
    name("21264", "alpha-ev6 alpha-ev67 alpha-ev68").bare(450, 1333).sold(&[
        sold("alpha-ev6", 450, 600), sold("alpha-ev6 alpha-ev67", 600, 700),
        sold("alpha-ev67 alpha-ev68", 700, 833), sold("alpha-ev68", 833, 1333),
    ]),
    name("21264a", "alpha-ev67").bare(600, 833), name("21264[bcd]", "alpha-ev68").bare(600, 1333),
    name("21364", "alpha-ev7").bare(800, 1300),
    name("ev4", "alpha-ev4").bare(100, 200), name("ev45", "alpha-ev45").bare(200, 300), name("ev5", "alpha-ev5").bare(250, 366),
    name("ev56", "alpha-ev56").bare(300, 667), name("ev5.6", "alpha-ev56"), name("pca56", "alpha-pca56"),
    name("ev6", "alpha-ev6").bare(450, 700), name("ev67", "alpha-ev67").bare(600, 833), name("ev6.7", "alpha-ev67"),
    name("ev68*", "alpha-ev68"), name("ev7", "alpha-ev7"), name("ev79", "alpha-ev7"),

    name("mips", MIPS).open(),
    name("r2000*", "mips-r3000").bare(8, 20), name("r3000*", "mips-r3000").bare(12, 50),
    name("r4000*", "mips-r4000").bare(50, 150), name("r4[2-7]00*", "mips-r4000").bare(80, 250),
    name("r5000*", "mips-r5000").bare(150, 350), name("r7000*", "mips-r5000").bare(250, 600),
    name("rm[57]###*", "mips-r5000"), name("r8000*", "mips-r10000").bare(75, 90),
    name("r10000*", "mips-r10000").bare(150, 250), name("r10k", "mips-r10000").bare(150, 250),
    name("r12000*", "mips-r12000").bare(270, 400), name("r12k", "mips-r12000").bare(270, 400),
    name("r14000*", "mips-r14000"), name("r16000*", "mips-r14000"),

    name("powerpc", PPC).open(), name("ppc", PPC).open(),
    name("powerpc power5*", "power-power5"), name("powerpc power6*", "power-power6"),
    name("powerpc power7*", "power-power7"), name("powerpc power8*", "power-power8"),
    name("powerpc power9*", "power-power9"), name("powerpc power10*", "power-power10"),
    name("powerpc 601*", "ppc-601").bare(50, 120), name("ppc 601*", "ppc-601").bare(50, 120),
    name("ppc601*", "ppc-601").bare(50, 120), name("mpc601*", "ppc-601").bare(50, 120),
    name("powerpc 60[34]*", "ppc-603").bare(50, 400), name("ppc 60[34]*", "ppc-603").bare(50, 400),
    name("ppc60[34]*", "ppc-603").bare(50, 400), name("mpc60[34]*", "ppc-603").bare(50, 400),
    name("powerpc 7[45]0*", "ppc-g3"), name("ppc 7[45]0*", "ppc-g3"),
    name("powerpc g3", "ppc-g3"), name("ppc g3", "ppc-g3"),
    name("powerpc 74##*", "ppc-g4"), name("powerpc g4", "ppc-g4"), name("ppc g4", "ppc-g4"),
    name("powerpc 970*", "ppc-g5"), name("ppc970*", "ppc-g5"), name("74##* altivec", "ppc-g4"), name("powerpc g5", "ppc-g5"),
    name("ppc g5", "ppc-g5"),
    name("power3*", "power-power3"), name("power4*", "power-power4"),
    name("power5*", "power-power5"), name("power6*", "power-power6"),
    name("power7*", "power-power7"), name("power8*", "power-power8"),
    name("power9*", "power-power9"), name("power10", "power-power10"),
    name("power11", "power-power11"),

    name("sparc v7", "sparc-v7"), name("cy7c601", "sparc-v7"), name("mb8690[01]", "sparc-v7"),
    name("supersparc*", "sparc-v8"), name("microsparc*", "sparc-v8"),
    name("hypersparc*", "sparc-v8"), name("turbosparc*", "sparc-v8"),
    name("ultrasparc", "").scope("sparc-ultra1 sparc-ultra3 sparc-t1 sparc-t2").sold(&[
        sold("sparc-ultra1", 143, 480),
    ]),
    name("ultrasparc i", "sparc-ultra1"), name("ultrasparc ii*", "sparc-ultra1"),
    name("ultrasparc iiii*", "sparc-ultra3"),
    // In small letters "IIi" cannot be told from "III".
    name("ultrasparc iii*", "sparc-ultra1 sparc-ultra3").sold(&[
        sold("sparc-ultra1", 270, 590), sold("sparc-ultra1 sparc-ultra3", 600, 650),
        sold("sparc-ultra3", 750, 1600),
    ]), name("ultrasparc iv*", "sparc-ultra3"),
    name("ultrasparc t1", "sparc-t1"), name("ultrasparc t2*", "sparc-t2"),
    name("ultrasparc t3*", "sparc-t3"), name("ultrasparc t[45]*", "sparc-t4"),
    name("sparc t3", "sparc-t3"), name("sparc t4", "sparc-t4"), name("sparc t5", "sparc-t4"),
    name("sparc m[56]", "sparc-t4"), name("sparc m7", "sparc-m7"), name("sparc m8", "sparc-m7"),
    name("sparc s7", "sparc-m7"),

    name("pa 7000", "hppa-7000"), name("pa 71[05]0*", "hppa-7000"), name("pa 7[23]00*", "hppa-7000"),
    name("pa7[0-3][05]0*", "hppa-7000"), name("pa 8[02]00*", "hppa-8000"),
    name("pa8[02]00*", "hppa-8000"), name("pa 8[56]00*", "hppa-8500"), name("pa8[56]00*", "hppa-8500"),
    name("pa 8[789]00*", "hppa-8700"), name("pa8[789]00*", "hppa-8700"),

    // IBM's machines by name and, as Linux has them, by type.
    name("ibm z900", "s390-z900"), name("ibm z800", "s390-z900"), name("s390 206[46]", "s390-z900"),
    name("ibm z990", "s390-z990"), name("ibm z890", "s390-z990"), name("ibm z9", "s390-z990"),
    name("s390 208[46]", "s390-z990"), name("s390 209[46]", "s390-z990"),
    name("ibm z10", "s390-z10"), name("s390 209[78]", "s390-z10"),
    name("ibm z196", "s390-z196"), name("ibm z114", "s390-z196"), name("s390 281[78]", "s390-z196"),
    name("ibm zec12", "s390-zec12"), name("ibm zbc12", "s390-zec12"), name("s390 282[78]", "s390-zec12"),
    name("ibm z13*", "s390-z13"), name("s390 296[45]", "s390-z13"),
    name("ibm z14*", "s390-z14"), name("s390 390[67]", "s390-z14"),
    name("ibm z15*", "s390-z15"), name("s390 856[12]", "s390-z15"),
    name("ibm z16*", "s390-z16"), name("s390 393[12]", "s390-z16"),
    name("ibm z17*", "s390-z17"), name("s390 917[56]", "s390-z17"),

    name("rv64gc*", "riscv-rv64gc"), name("rv64imafdc*", "riscv-rv64gc riscv-rva22 riscv-rva23"),
    name("rva22*", "riscv-rva22"), name("rva23*", "riscv-rva23"), name("sifive u[57]4*", "riscv-rv64gc"),
    name("thead c9[012][06]*", "riscv-rv64gc"), name("spacemit x60", "riscv-rva22"),

    name("itanium", ITANIUMS).rules(&[
        r("9[01]##*", "ia64-montecito"), r("93##*", "ia64-tukwila"), r("95##*", "ia64-poulson"),
        r("97##*", "ia64-poulson"),
    ]),
    name("itanium 2", "ia64-mckinley ia64-montecito").rules(&[r("9[01]##*", "ia64-montecito")]),

    name("loongson 3a5000*", "loong-la464"), name("loongson 3a6000*", "loong-la664"),
    name("68020", "m68k-68020"), name("68030", "m68k-68030"), name("68040", "m68k-68040"),
    name("68060", "m68k-68060"), name("68000", "m68k-68000"),
];

const ALPHAS: &str = "alpha-ev4 alpha-ev45 alpha-ev5 alpha-ev56 alpha-pca56 alpha-ev6 alpha-ev67 \
alpha-ev68 alpha-ev7";
const MIPS: &str = "mips-r3000 mips-r4000 mips-r5000 mips-r10000 mips-r12000 mips-r14000";
const PPC: &str = "ppc-601 ppc-603 ppc-g3 ppc-g4 ppc-g5";
const ITANIUMS: &str = "ia64-merced ia64-mckinley ia64-montecito ia64-tukwila ia64-poulson";
