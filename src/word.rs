//! Words: the values of an item that has neither a number nor a class, such as "uefi".
//!
//! As with numbers, what is known is a set of possibilities; so is what is required.

use crate::fault::nearest;
use crate::verdict::Verdict;
use std::fmt;

/// Names joined by "or"; a long list is cut and says so.
pub(crate) fn either(names: &[impl AsRef<str>]) -> String {
    const MOST: usize = 4;
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.len() {
        n if n > MOST => format!("{} or {} others", names[..MOST - 1].join(", "), n - MOST + 1),
        _ => names.join(" or "),
    }
}

/// The words that an item can have.
#[derive(Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// Whether a later word does for an earlier one, as TPM 2.0 does for 1.2.
    pub ordered: bool,
    /// The words, each with other spellings of it.
    pub words: &'static [(&'static str, &'static [&'static str])],
}

/// The firmware's interface to the operating system.
pub static FIRMWARE: Vocabulary =
    Vocabulary { ordered: false, words: &[("bios", &["legacy", "pcat"]), ("uefi", &["efi"])] };

/// How far the firmware verifies what it starts.
pub static SECURE_BOOT: Vocabulary = Vocabulary {
    ordered: true,
    words: &[("no", &["unsupported"]), ("capable", &["off", "disabled"]), ("enabled", &["on"])],
};

/// The version of the trusted platform module.
pub static TPM: Vocabulary =
    Vocabulary { ordered: true, words: &[("none", &["no"]), ("1.2", &[]), ("2.0", &["2"])] };

/// Hardware virtualization: in the processor, and turned on in the firmware.
pub static VIRTUALIZATION: Vocabulary = Vocabulary {
    ordered: true,
    words: &[("no", &[]), ("present", &["disabled", "off"]), ("enabled", &["on"])],
};

/// Whether the machine is a virtual one.
pub static HYPERVISOR: Vocabulary = Vocabulary {
    ordered: false,
    words: &[("physical", &["false", "no", "0"]), ("virtual", &["true", "yes", "1"])],
};

/// The type of a file system.
pub static FILE_SYSTEM: Vocabulary = Vocabulary {
    ordered: false,
    words: &[
        ("ntfs", &["ntfs3", "fuseblk"]),
        ("refs", &[]),
        ("fat", &["fat12", "fat16", "msdos"]),
        ("fat32", &["vfat"]),
        ("exfat", &[]),
        ("ext2", &[]),
        ("ext3", &[]),
        ("ext4", &[]),
        ("xfs", &[]),
        ("btrfs", &[]),
        ("zfs", &[]),
        ("apfs", &[]),
        ("hfs+", &["hfs", "hfsplus"]),
        ("other", &[]),
    ],
};

impl Vocabulary {
    /// The set of the one word that a text is.
    ///
    /// # Errors
    /// The words that there are, and the nearest.
    pub fn parse(&'static self, text: &str) -> Result<Words, String> {
        let text = text.trim();
        let is = |known: &str| known.eq_ignore_ascii_case(text);
        let at = self
            .words
            .iter()
            .position(|(id, others)| is(id) || others.iter().any(|other| is(other)));
        at.map(|at| Words { of: self, bits: 1 << at }).ok_or_else(|| {
            let ids: Vec<&str> = self.ids().collect();
            let near = nearest(text, ids.iter().copied());
            let near = near.map(|near| format!("; did you mean \"{near}\"?")).unwrap_or_default();
            format!("expected one of {}, found \"{text}\"{near}", ids.join(", "))
        })
    }

    /// The words, in their order.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().map(|(id, _)| *id)
    }

    /// Every word.
    pub fn any(&'static self) -> Words {
        Words { of: self, bits: (1 << self.words.len()) - 1 }
    }
}

/// Some words of a vocabulary: the values that an item may have, or those that will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    of: &'static Vocabulary,
    bits: u32,
}

impl Words {
    /// The vocabulary.
    pub fn vocabulary(self) -> &'static Vocabulary {
        self.of
    }

    /// The words in either set.
    pub fn or(self, other: Words) -> Words {
        Words { of: self.of, bits: self.bits | other.bits }
    }

    /// These words and, where there is an order, all after the first of them.
    pub fn or_later(self) -> Words {
        if !self.of.ordered || self.bits == 0 {
            return self;
        }
        let below = (1 << self.bits.trailing_zeros()) - 1;
        Words { of: self.of, bits: self.of.any().bits & !below }
    }

    /// The words, in their order.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        self.of.ids().enumerate().filter(move |(n, _)| self.bits >> n & 1 == 1).map(|(_, id)| id)
    }

    /// Whether a thing that is one of these words is one of `wanted`.
    pub fn among(self, wanted: Words) -> Verdict {
        if self.of != wanted.of || self.bits == 0 {
            Verdict::Unknown
        } else if self.bits & !wanted.bits == 0 {
            Verdict::Pass
        } else if self.bits & wanted.bits == 0 {
            Verdict::Fail
        } else {
            Verdict::Unknown
        }
    }
}

/// The words, joined by "or".
impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iter().collect::<Vec<_>>().join(" or "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &[&Vocabulary] =
        &[&FIRMWARE, &SECURE_BOOT, &TPM, &VIRTUALIZATION, &HYPERVISOR, &FILE_SYSTEM];

    #[test]
    fn every_spelling_is_one_word_and_a_word_is_among_those_it_reaches() {
        for vocabulary in ALL {
            for (n, (id, others)) in vocabulary.words.iter().enumerate() {
                let word = vocabulary.parse(id).unwrap();
                assert_eq!(word.to_string(), *id);
                for other in *others {
                    assert_eq!(vocabulary.parse(&other.to_uppercase()), Ok(word));
                }
                for (m, (wanted, _)) in vocabulary.words.iter().enumerate() {
                    let wanted = vocabulary.parse(wanted).unwrap().or_later();
                    let met = if vocabulary.ordered { n >= m } else { n == m };
                    let verdict = if met { Verdict::Pass } else { Verdict::Fail };
                    assert_eq!(word.among(wanted), verdict, "{id} for {wanted}");
                }
                assert_eq!(vocabulary.any().among(word), Verdict::Unknown);
            }
        }
    }

    #[test]
    fn what_is_no_word_is_told_with_those_that_there_are() {
        let why = TPM.parse("3.x").unwrap_err();
        assert_eq!(why, "expected one of none, 1.2, 2.0, found \"3.x\"");
        assert!(FILE_SYSTEM.parse("nfts").unwrap_err().ends_with("did you mean \"ntfs\"?"));
    }
}
