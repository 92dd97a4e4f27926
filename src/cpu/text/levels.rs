//! Names that tell the instruction-set level where the class leaves it open: of K8, NetBurst and
//! the Atoms some parts are 32-bit, and of Zen some are Hygon's.

use super::names::{Rule, first_rule, says};
use super::words::Words;
use crate::cpu::class::set;
use crate::cpu::isa::IsaLevel::{self, I686, X86_64V1, X86_64V2, X86_64V3};
use crate::cpu::{Candidates, CpuClass};

/// The level of what was sold under a name, as far as it is of these classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    classes: Candidates,
    level: IsaLevel,
}

impl Told {
    /// The level of a part of this class, where the name tells it.
    pub(in crate::cpu) fn of(self, class: CpuClass) -> Option<IsaLevel> {
        self.classes.contains(class).then_some(self.level)
    }
}

const fn l(pattern: &'static str, level: IsaLevel) -> Rule<Option<IsaLevel>> {
    says(pattern, Some(level))
}

/// A name of parts of both kinds.
const fn open(pattern: &'static str) -> Rule<Option<IsaLevel>> {
    says(pattern, None)
}

type Levels = (Candidates, &'static [Rule<Option<IsaLevel>>]);

#[rustfmt::skip]
const LEVELS: &[Levels] = &[
    // AMD64 is what these lines were made for. Only Semprons, and the Athlon XP-M of the same
    // silicon, came without: "Sempron 64" is a name that AMD did not use.
    (set("k8"), &[
        l("opteron", X86_64V1), l("turion*", X86_64V1), l("turionx2*", X86_64V1),
        l("turion neox2*", X86_64V1), l("fx [567]#", X86_64V1), l("athlon", X86_64V1),
        open("athlon xp*"), open("athlon xp####*"), open("athlon 2[89]00+"),
        open("athlon 3[0-2]00+"), open("sempron"),
        // Of the sockets AM2 and S1, by their numbers.
        l("sempron le 1###", X86_64V1), l("sempron si 4#", X86_64V1),
        l("sempron dual core", X86_64V1), l("sempron x2", X86_64V1),
    ]),
    // Every Xeon from Nocona on ("64-bit Intel Xeon"). Of the Celeron D those that Intel announced
    // with the 351 of 2005 (silicon.fr), and the 355 after them (pctechguide.com); the 316 is not
    // sure. Of the Pentium 4 the class tells it.
    (set("prescott"), &[
        l("xeon", X86_64V1), l("celeron d 326|331|336|341|346|351|355*", X86_64V1),
    ]),
    // By recorded flags, and Wikipedia ("x86-64, not for the N2xx and Z5xx series"). On the D2xxx
    // and N2xxx the firmware decides.
    (set("bonnell"), &[
        l("n2[78]0", I686), l("z5##*", I686), l("atom 230|330", X86_64V1),
        l("genuine 230|330", X86_64V1), l("n4##", X86_64V1), l("n5##", X86_64V1),
        l("d4##", X86_64V1), l("d5##", X86_64V1), l("s12##", X86_64V1),
    ]),
    // Bay Trail and Braswell for desktops and laptops, Avoton, and the embedded ones.
    (set("silvermont"), &[
        l("[jn][123]###*", X86_64V2), l("c2###", X86_64V2), l("e38##*", X86_64V2),
    ]),
    // Those of Hygon's that lack features have none of these names.
    (set("zen"), &[
        l("ryzen", X86_64V3), l("epyc", X86_64V3), l("threadripper", X86_64V3),
        l("athlon", X86_64V3), l("3015*", X86_64V3), l("3020e", X86_64V3),
    ]),
];

/// What the text tells of the level beside the classes.
pub(super) fn level(words: &Words, classes: Candidates) -> Option<Told> {
    LEVELS.iter().filter(|(of, _)| !of.intersection(classes).is_empty()).find_map(|(of, rules)| {
        let (_, level) = first_rule(rules, words, 0, |told, _| told)?;
        Some(Told { classes: *of, level: level? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpu::{Evidence, Signature, identify};

    fn span(evidence: &Evidence) -> (IsaLevel, IsaLevel) {
        let (low, high) = identify(evidence).isa.expect("a level");
        (low, high.expect("a highest level"))
    }

    #[test]
    fn what_is_told_is_a_level_of_the_class() {
        for (classes, rules) in LEVELS {
            for class in classes.iter() {
                let (low, high) = class.isa_span(false).expect("an x86");
                for level in rules.iter().filter_map(|rule| rule.says()) {
                    assert!((low..=high).contains(&level), "{class} {level}");
                }
            }
        }
    }

    #[test]
    fn a_name_tells_the_level_or_leaves_it_open() {
        let table = [
            ("Opteron 270", X86_64V1, X86_64V1),
            ("Athlon 64 X2 4200+", X86_64V1, X86_64V1),
            ("AMD Athlon64 3000+", X86_64V1, X86_64V1),
            ("Athlon FX-60", X86_64V1, X86_64V1),
            ("Turion 64 ML-37", X86_64V1, X86_64V1),
            ("TurionX2 RM-70", X86_64V1, X86_64V1),
            ("Sempron LE-1250", X86_64V1, X86_64V1),
            ("Mobile AMD Sempron(tm) Processor 3400+", I686, X86_64V1),
            ("Sempron 64 3000+", I686, X86_64V1),
            ("k8", I686, X86_64V1),
            ("Sempron 3400+ (Athlon 64)", I686, X86_64V1),
            ("Athlon 64 3000+ or Sempron 3400+", I686, X86_64V1),
            ("Pentium 4 541", X86_64V1, X86_64V1),
            ("Pentium 4 540", I686, X86_64V1),
            ("Pentium 4 650", X86_64V1, X86_64V1),
            ("Celeron D 326", X86_64V1, X86_64V1),
            ("Celeron D 341J", I686, X86_64V1),
            ("Celeron D 325", I686, X86_64V1),
            ("Intel(R) Xeon(TM) CPU 3.40GHz", X86_64V1, X86_64V1),
            ("Intel(R) Xeon(TM) CPU 2.80GHz", I686, X86_64V1),
            ("Atom N270", I686, I686),
            ("Intel(R) Atom(TM) CPU Z530 @ 1.60GHz", I686, I686),
            ("Atom 330", X86_64V1, X86_64V1),
            ("Intel(R) Atom(TM) CPU D510 @ 1.66GHz", X86_64V1, X86_64V1),
            ("Atom N2600", I686, X86_64V1),
            ("Atom D2550", I686, X86_64V1),
            ("Celeron J1900", X86_64V2, X86_64V2),
            ("Atom Z3735F", I686, X86_64V2),
            ("Core Duo T2400", I686, I686),
            ("Core 2 Duo E6300", X86_64V1, X86_64V1),
            ("Athlon Silver 3050U", X86_64V3, X86_64V3),
            ("Ryzen Embedded V1605B", X86_64V3, X86_64V3),
            ("Ryzen 5 1400", X86_64V3, X86_64V3),
            ("Hygon C86 7185", X86_64V2, X86_64V3),
        ];
        for (text, low, high) in table {
            let found = span(&Evidence { text: Some(text), ..Evidence::default() });
            assert_eq!(found, (low, high), "{text}");
        }
    }

    #[test]
    fn a_name_that_the_signature_contradicts_tells_nothing() {
        let signature =
            Signature { vendor: "AuthenticAMD".into(), family: 15, model: 28, stepping: Some(0) };
        let of = |text| {
            let evidence =
                Evidence { text: Some(text), signature: Some(&signature), ..Evidence::default() };
            span(&evidence)
        };
        assert_eq!(of("Mobile AMD Athlon(tm) 64 Processor 3400+"), (X86_64V1, X86_64V1));
        assert_eq!(of("mobile AMD Athlon(tm) XP-M Processor 3000+"), (I686, X86_64V1));
    }
}
