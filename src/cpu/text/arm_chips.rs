//! The names of chips with ARM cores, and of the boards that have but one chip.
//!
//! A chip with cores of several kinds is what all of them implement. A number that is not listed
//! says nothing: makers reuse a series for other cores.

use super::generations::APPLE;
use super::names::{Name, name};

#[rustfmt::skip]
pub(super) const NAMES: &[Name] = &[
    name("apple a[789]*", "arm-v8.0a"), name("apple a10*", "arm-v8.0a"),
    name("apple a1[12]*", "arm-v8.2a"), name("apple a1[34]*", "arm-v8.4a"),
    name("apple a1[5678]*", "arm-v8.5a"),
    name("apple m1", "apple-m1").generations(APPLE), name("apple m2", "apple-m2").generations(APPLE), name("apple m3", "apple-m3").generations(APPLE),
    name("apple m4", "apple-m4").generations(APPLE), name("apple m5", "apple-m5").generations(APPLE),
    // Without the maker; "M1" alone may be anything.
    name("m1 pro|max|ultra", "apple-m1").generations(APPLE), name("m2 pro|max|ultra", "apple-m2").generations(APPLE),
    name("m3 pro|max|ultra", "apple-m3").generations(APPLE), name("m4 pro|max|ultra", "apple-m4").generations(APPLE),
    name("m5 pro|max|ultra", "apple-m5").generations(APPLE),

    name("snapdragon x", "arm-v8.5a"), name("snapdragon x elite|plus", "arm-v8.5a"),
    name("x1[ep]#####", "arm-v8.5a"), name("x1[ep] ## ###", "arm-v8.5a"), name("x1 ## ###", "arm-v8.5a"),
    name("snapdragon 8cx", "arm-v8.2a"), name("snapdragon 8c", "arm-v8.2a"),
    name("snapdragon 7c*", "arm-v8.2a"), name("microsoft sq[123]", "arm-v8.2a"),
    name("snapdragon 80[015]", "arm-v7a"),
    name("snapdragon 808|810|820|821|835", "arm-v8.0a"),
    name("snapdragon 845|850|855*|860|865*|870|888*", "arm-v8.2a"),
    name("snapdragon 8|8+ gen 1", "arm-v9.0a"), name("snapdragon 8 gen 2", "arm-v9.0a"),
    name("snapdragon 8|8s gen 3", "arm-v9.2a"),
    name("snapdragon 8 elite", "arm-v8.5a"), name("snapdragon 8 elite gen #", ""),
    name("apq8064*", "arm-v7a"), name("msm8960*|msm8974*", "arm-v7a"),
    name("msm8916*|msm8953*|msm8992|msm8994|msm8996*|msm8998", "arm-v8.0a"),
    name("sdm845", "arm-v8.2a"), name("sm8[123]50*", "arm-v8.2a"),
    name("qc[ms]6490|qc[ms]5430", "arm-v8.2a"),
    name("sc7[12]80*", "arm-v8.2a"), name("sc8[12]80*", "arm-v8.2a"),
    name("sm8[45]50*", "arm-v9.0a"), name("sm8650*", "arm-v9.2a"), name("sm8750*", "arm-v8.5a"),
    name("centriq", "arm-v8.0a"),

    // Alone it is the first one, or any of them.
    name("graviton", "arm-v8.0a arm-v8.2a arm-v8.4a arm-v9.0a arm-v9.2a"),
    name("graviton 1", "arm-v8.0a"), name("graviton1", "arm-v8.0a"),
    name("graviton 2", "arm-v8.2a"), name("graviton2", "arm-v8.2a"),
    name("graviton 3*", "arm-v8.4a"), name("graviton3*", "arm-v8.4a"),
    name("graviton 4", "arm-v9.0a"), name("graviton4", "arm-v9.0a"),
    name("ampere altra", "arm-v8.2a"), name("altra", "arm-v8.2a"), name("altra max", "arm-v8.2a"),
    name("ampereone*", "arm-v8.5a"), name("emag", "arm-v8.0a"), name("x gene", "arm-v8.0a"),
    name("thunderx*", "arm-v8.0a"), name("thunderx2*", "arm-v8.1a"), name("octeontx2*", "arm-v8.2a"),
    name("kunpeng 916", "arm-v8.0a"), name("kunpeng 920", "arm-v8.2a"),
    // The second generation of the 920, of another core.
    name("kunpeng 920 ####z", ""),
    name("kirin 960|970", "arm-v8.0a"), name("kirin 980|990|9000", "arm-v8.2a"),
    name("a64fx", "arm-v8.2a"), name("azure|microsoft cobalt 100", "arm-v9.0a"), name("yitian 710", "arm-v9.0a"),
    // Of the C4A and of the N4A.
    name("nvidia grace", "arm-v9.0a"), name("google axion", "arm-v9.0a arm-v9.2a"),
    name("ft 2000*", "arm-v8.0a"), name("ft 1500a*", "arm-v8.0a"), name("phytium ft2000*", "arm-v8.0a"),
    name("phytium d2000*|s2500*|e2000*", "arm-v8.0a"),

    // Kernels from 2016 on name the BCM2835 on every Raspberry Pi up to the 4.
    name("bcm2835", "arm-v6 arm-v7a arm-v8.0a"), name("bcm2708", "arm-v6"),
    name("bcm2709", "arm-v7a arm-v8.0a"), name("bcm2836", "arm-v7a"),
    name("bcm2710*|bcm2711*|bcm2837*", "arm-v8.0a"), name("bcm2712*", "arm-v8.2a"),
    name("raspberry pi 1", "arm-v6"), name("raspberry pi model a|b", "arm-v6"),
    name("raspberry pi zero", "arm-v6"), name("raspberry pi zero 2*", "arm-v8.0a"),
    // Its later boards have the chip of the 3.
    name("raspberry pi 2", "arm-v7a arm-v8.0a"), name("raspberry pi 3", "arm-v8.0a"),
    name("raspberry pi 4|400", "arm-v8.0a"), name("raspberry pi 5|500*", "arm-v8.2a"),
    name("raspberry pi compute module [34]*", "arm-v8.0a"),
    name("raspberry pi compute module 5", "arm-v8.2a"),

    name("exynos 3110|4210|4212|4412|5250|5410|5420|5422", "arm-v7a"),
    name("exynos4###|exynos5250|exynos54[12]#", "arm-v7a"),
    name("exynos 5433|7420|7580|7870|7880|7885|8890|8895|9610|9611|9810", "arm-v8.0a"),
    name("exynos 850|9820|9825|990|1080|1380|2100", "arm-v8.2a"),
    name("exynos 2200", "arm-v9.0a"), name("exynos 2400|2500", "arm-v9.2a"),

    name("mt8173*|mt8183*", "arm-v8.0a"), name("mt8186*|mt8188*|mt8192*|mt8195*", "arm-v8.2a"),
    name("kompanio 500", "arm-v8.0a"), name("kompanio 520|820|828|838|1200|1380", "arm-v8.2a"),
    name("dimensity 7300", "arm-v8.2a"),
    name("dimensity 9000*|9200*", "arm-v9.0a"), name("dimensity 9300*|9400*|9500*", "arm-v9.2a"),

    name("rk30##*|rk31##*|rk322#*|rk3288*", "arm-v7a"),
    name("rk3308*|rk3326*|rk3328*|rk3368*|rk3399*|rk3528*|rk3562*|rk3576*", "arm-v8.0a"),
    name("rk3566*|rk3568*|rk3588*", "arm-v8.2a"),
    name("allwinner a10*|a13|a20|a23|a31*|a33|a80|a83t|h2*|h3|r40", "arm-v7a"),
    name("allwinner a64|a133|h5|h6|h616|h618", "arm-v8.0a"), name("allwinner a523|t527", "arm-v8.2a"),
    name("sun[4-9]i*", "arm-v7a"), name("sun50i*", "arm-v8.0a"), name("sun55i*", "arm-v8.2a"),

    name("tegra 2|3|4", "arm-v7a"), name("tegra20|tegra30|tegra114|tegra124", "arm-v7a"),
    // One of its two chips has 64-bit cores.
    name("tegra k1", "arm-v7a arm-v8.0a"),
    name("tegra x[12]", "arm-v8.0a"), name("tegra132|tegra186|tegra210", "arm-v8.0a"),
    name("tegra194|tegra234", "arm-v8.2a"), name("tegra xavier|orin", "arm-v8.2a"),
    name("jetson nano", "arm-v8.0a"), name("jetson tx[12]", "arm-v8.0a"),
    name("jetson xavier|orin", "arm-v8.2a"), name("jetson agx xavier|orin", "arm-v8.2a"),
];

#[cfg(test)]
mod tests {
    use crate::cpu::class::set;
    use crate::cpu::describe;

    #[test]
    fn chips_are_understood() {
        let table = [
            ("Apple M1", "apple-m1"),
            ("Apple M2 Ultra", "apple-m2"),
            ("Apple M4 Pro", "apple-m4"),
            ("Apple A7", "arm-v8.0a"),
            ("Apple A10X Fusion", "arm-v8.0a"),
            ("Apple A12Z Bionic", "arm-v8.2a"),
            ("Apple A14 Bionic", "arm-v8.4a"),
            ("Apple A18 Pro", "arm-v8.5a"),
            ("Apple A99", ""),
            ("Snapdragon(R) X Elite - X1E80100 - Qualcomm(R) Oryon(TM) CPU", "arm-v8.5a"),
            ("Snapdragon(R) X 10-core X1P64100 @ 3.40 GHz", "arm-v8.5a"),
            ("Snapdragon(R) X - X126100 - Qualcomm(R) Oryon(TM) CPU", "arm-v8.5a"),
            (
                "Snapdragon(R) X2 Elite - X2E88100 - Qualcomm(R) Oryon(TM) CPU",
                "arm-v8.5a arm-v9.0a arm-v9.2a",
            ),
            ("Snapdragon (TM) 8cx Gen 3 @ 3.0 GHz", "arm-v8.2a"),
            ("Qualcomm Snapdragon 7c+ Gen 3", "arm-v8.2a"),
            ("Snapdragon (TM) 850 @ 2.96 GHz", "arm-v8.2a"),
            ("Snapdragon (TM) 835 @ 2.21 GHz", "arm-v8.0a"),
            ("Qualcomm Snapdragon 8 Gen 1", "arm-v9.0a"),
            ("Qualcomm Snapdragon 8+ Gen 1", "arm-v9.0a"),
            ("Qualcomm Snapdragon 8s Gen 3", "arm-v9.2a"),
            ("Qualcomm Snapdragon 8 Elite", "arm-v8.5a"),
            ("Qualcomm Snapdragon 8 Elite Gen 5", ""),
            ("Qualcomm Snapdragon 999", ""),
            ("Microsoft SQ1 @ 3.0 GHz", "arm-v8.2a"),
            ("Microsoft SQ3 @ 3.0 GHz", "arm-v8.2a"),
            ("AWS Graviton", "arm-v8.0a arm-v8.2a arm-v8.4a arm-v9.0a arm-v9.2a"),
            ("AWS Graviton2", "arm-v8.2a"),
            ("AWS Graviton3E", "arm-v8.4a"),
            ("AWS Graviton 4", "arm-v9.0a"),
            ("Ampere(R) Altra(R) Processor Q80-30 CPU @ 3.0GHz", "arm-v8.2a"),
            ("Ampere Altra Max M128-30", "arm-v8.2a"),
            ("AmpereOne A192-32X", "arm-v8.5a"),
            ("Cavium ThunderX2(R) CPU CN9980 v2.2 @ 2.50GHz", "arm-v8.1a"),
            ("ThunderX-88XX", "arm-v8.0a"),
            ("HUAWEI Kunpeng 920 5250", "arm-v8.2a"),
            ("HUAWEI Kunpeng 920 7270Z", ""),
            ("Kunpeng 916", "arm-v8.0a"),
            ("Phytium,FT-2000/4", "arm-v8.0a"),
            ("FT-2000+/64", "arm-v8.0a"),
            ("Phytium,D2000/8", "arm-v8.0a"),
            ("BCM2708", "arm-v6"),
            ("BCM2835", "arm-v6 arm-v7a arm-v8.0a"),
            ("ARMv6-compatible processor rev 7 (v6l) BCM2835", "arm-v6"),
            ("Broadcom BCM2712", "arm-v8.2a"),
            ("Raspberry Pi Model B Rev 2", "arm-v6"),
            ("Raspberry Pi Zero W Rev 1.1", "arm-v6"),
            ("Raspberry Pi Zero 2 W Rev 1.0", "arm-v8.0a"),
            ("Raspberry Pi 2 Model B Rev 1.1", "arm-v7a arm-v8.0a"),
            ("Raspberry Pi 4 Model B Rev 1.4", "arm-v8.0a"),
            ("Raspberry Pi Compute Module 4 Rev 1.0", "arm-v8.0a"),
            ("Raspberry Pi 5 Model B Rev 1.0", "arm-v8.2a"),
            ("Raspberry Pi", ""),
            ("Samsung Exynos 9810", "arm-v8.0a"),
            ("Samsung Exynos 2100", "arm-v8.2a"),
            ("Samsung Exynos 9999", ""),
            ("MediaTek MT8183", "arm-v8.0a"),
            ("MediaTek Kompanio 1380", "arm-v8.2a"),
            ("Rockchip RK3399Pro", "arm-v8.0a"),
            ("Rockchip RK3588S", "arm-v8.2a"),
            ("Allwinner sun7i (A20) Family", "arm-v7a"),
            ("Allwinner H616", "arm-v8.0a"),
            ("NVIDIA Tegra X1", "arm-v8.0a"),
            ("NVIDIA Jetson AGX Orin", "arm-v8.2a"),
            ("NVIDIA Tegra K1", "arm-v7a arm-v8.0a"),
            ("Fujitsu A64FX", "arm-v8.2a"),
        ];
        for (text, classes) in table {
            let described = describe(text);
            assert_eq!(described.classes, set(classes), "{text}: {}", described.why);
            assert!(!described.conflict, "{text}: {}", described.why);
        }
    }
}
