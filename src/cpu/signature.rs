//! A processor's signature: vendor, family, model, stepping.

use super::signatures::SIGNATURES;
use super::vendor::{self, Vendor};
use super::{Candidates, Generation, Generations, SignatureRange, class};

/// What CPUID calls a processor, with the extended family and model added in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Signature {
    /// The vendor string of CPUID (`GenuineIntel`) or a maker's name (`Intel Corporation`); empty
    /// where it is not known. A misspelt one is as if it were not known.
    pub vendor: String,
    /// The effective family.
    pub family: u32,
    /// The effective model.
    pub model: u32,
    /// The stepping, if it is known.
    pub stepping: Option<u32>,
}

impl Signature {
    /// The classes that carry this signature; none if it is not listed.
    ///
    /// A vendor that is not known allows all of them: family 6 model 8 is a Pentium III, an Athlon
    /// XP or a C3. An emulator's signature is that of no silicon.
    pub fn candidates(&self) -> Candidates {
        let maker = match vendor::of(&self.vendor) {
            Vendor::Maker(maker) => Some(maker),
            Vendor::NotKnown => None,
            Vendor::Emulator | Vendor::Foreign => return Candidates::EMPTY,
        };
        SIGNATURES
            .iter()
            .filter(|row| {
                maker.is_none_or(|maker| row.vendor == maker)
                    && row.family == self.family
                    && fits(row.models, self.model)
                    && self.stepping.is_none_or(|stepping| fits(row.steppings, stepping))
            })
            .fold(Candidates::EMPTY, |set, row| set.union(row.classes))
    }

    /// Is it an emulator's or a translator's, who shows whatever programs want to see?
    pub fn is_emulated(&self) -> bool {
        vendor::of(&self.vendor) == Vendor::Emulator
    }

    /// The classes that carry it if its extended model was cut off on the way, as
    /// `0000067A` was once `0001067A`. To be believed only where something else says the same.
    pub fn if_cut_off(&self) -> Candidates {
        let longer = |family: u32, model: u32| Signature { family, model, ..self.clone() };
        let cut = self.family == 6 && self.model < 16;
        let whole = (1..16).filter(|_| cut).map(|high| longer(6, high << 4 | self.model));
        whole.fold(Candidates::EMPTY, |all, whole| all.union(whole.candidates()))
    }

    /// The marketing generations under which silicon with this signature was sold. Other lines,
    /// which have no generations, were made of the same silicon.
    pub fn generations(&self) -> Generations {
        let maker = vendor::of(&self.vendor);
        let narrow = SOLD_AS.iter().filter(|row| {
            maker == Vendor::Maker(row.vendor)
                && (row.family, row.model) == (self.family, self.model)
                && self.stepping.is_none_or(|stepping| fits(row.steppings, stepping))
        });
        let narrow = narrow.flat_map(|row| row.generations).copied().collect::<Generations>();
        match narrow.is_empty() {
            true => Generations::of_classes(self.candidates()),
            false => narrow,
        }
    }
}

fn fits((low, high): (u32, u32), value: u32) -> bool {
    low <= value && value <= high
}

/// A signature that was sold under fewer generations than its class.
pub(super) struct SoldAs {
    pub vendor: &'static str,
    pub family: u32,
    pub model: u32,
    pub steppings: (u32, u32),
    pub generations: &'static [Generation],
}

impl SoldAs {
    pub fn range(&self) -> SignatureRange {
        let &SoldAs { vendor, family, model, steppings: stepping, .. } = self;
        SignatureRange { vendor, family: (family, family), model: (model, model), stepping }
    }
}

const fn intel(model: u32, steppings: (u32, u32), generations: &'static [Generation]) -> SoldAs {
    SoldAs { vendor: vendor::INTEL, family: 6, model, steppings, generations }
}

const fn zen(model: u32, generations: &'static [Generation]) -> SoldAs {
    SoldAs { vendor: vendor::AMD, family: 23, model, steppings: (0, 15), generations }
}

/// Every signature that was sold of the classes of [`WHOLE`], and the generations under which.
pub(super) const SOLD_AS: &[SoldAs] = {
    use Generation::*;
    &[
        // Amber Lake has the stepping of Kaby Lake and the numbers of what came later.
        intel(0x8e, (9, 9), &[IntelCore7, IntelCore8, IntelCore10]),
        intel(0x8e, (10, 11), &[IntelCore8]),
        intel(0x8e, (12, 15), &[IntelCore8, IntelCore10]),
        intel(0x9e, (9, 9), &[IntelCore7, IntelCore8, XeonV6]),
        intel(0x9e, (10, 15), &[IntelCore8, IntelCore9]),
        zen(0x01, &[Ryzen1000, Epyc7001]),
        zen(0x08, &[Ryzen1000, Ryzen2000]),
        zen(0x11, &[Ryzen2000]),
        zen(0x18, &[Ryzen3000]),
        zen(0x20, &[Ryzen3000]),
    ]
};

/// Classes of which every signature that was sold stands in [`SOLD_AS`]. Their other rows are of
/// samples and of what never came.
pub(super) const WHOLE: Candidates = class::set("kabylake zen zen+");

/// A row of the table of signatures: every value from `.0` to `.1` of a range belongs to it.
pub(super) struct SignatureRow {
    pub vendor: &'static str,
    pub family: u32,
    pub models: (u32, u32),
    pub steppings: (u32, u32),
    pub classes: Candidates,
}

/// A row for every stepping.
pub(super) const fn models(
    vendor: &'static str,
    family: u32,
    models: (u32, u32),
    classes: &str,
) -> SignatureRow {
    SignatureRow { vendor, family, models, steppings: (0, 15), classes: class::set(classes) }
}

/// A row for some steppings of one model.
pub(super) const fn steppings(
    vendor: &'static str,
    family: u32,
    model: u32,
    steppings: (u32, u32),
    classes: &str,
) -> SignatureRow {
    SignatureRow { vendor, family, models: (model, model), steppings, classes: class::set(classes) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpu::CpuClass;

    fn set(ids: &str) -> Candidates {
        ids.split_whitespace().filter_map(CpuClass::from_id).collect()
    }

    fn signature(vendor: &str, family: u32, model: u32, stepping: Option<u32>) -> Signature {
        Signature { vendor: vendor.to_string(), family, model, stepping }
    }

    #[test]
    fn signatures_name_classes() {
        let table = [
            ("GenuineIntel", 6, 8, Some(3), "pentium3"),
            ("AuthenticAMD", 6, 8, Some(1), "k7-xp"),
            ("CentaurHauls", 6, 8, Some(9), "via-c3"),
            ("GenuineIntel", 6, 1, None, "pentium-pro"),
            ("GenuineIntel", 5, 2, None, "pentium"),
            ("GenuineIntel", 5, 4, None, "pentium-mmx"),
            ("GenuineIntel", 15, 4, None, "prescott pentium-d"),
            ("GenuineIntel", 6, 0x8e, Some(9), "kabylake"),
            ("GenuineIntel", 6, 0x8e, Some(10), "kabylake coffeelake"),
            ("GenuineIntel", 6, 0x55, Some(4), "skylake-sp"),
            ("GenuineIntel", 6, 0x55, Some(7), "cascadelake"),
            ("AuthenticAMD", 26, 2, Some(1), "zen5"),
            ("AuthenticAMD", 23, 8, Some(2), "zen+"),
            ("AuthenticAMD", 23, 0x18, Some(1), "zen zen+"),
            ("GenuineIntel", 6, 0xfff, None, ""),
            ("GenuineIotel", 6, 8, Some(3), "pentium3 via-c3"),
            ("Intel(R) Corporation", 6, 8, Some(3), "pentium3"),
            ("", 6, 8, Some(1), "pentium3 k7-xp via-c3"),
            ("Virtual CPU ", 15, 4, Some(10), ""),
            ("VirtualApple", 6, 44, None, ""),
            ("E2K MACHINE", 6, 8, None, ""),
        ];
        for (vendor, family, model, stepping, classes) in table {
            let signature = signature(vendor, family, model, stepping);
            assert_eq!(signature.candidates(), set(classes), "{signature:?}");
        }
    }
}
