//! What a vendor's rule asks of a signature.

use super::{Generations, Ranges};
use std::fmt;

/// Signatures that would do: all of what it says must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureRule {
    /// The vendor as CPUID spells it; `None`: any.
    pub vendor: Option<String>,
    /// The effective family.
    pub family: Ranges,
    /// The effective model.
    pub model: Ranges,
    /// The stepping.
    pub stepping: Ranges,
    /// Where not empty: sold as one of these generations too, or as a later one.
    pub generation: Generations,
}

/// A rule that every signature meets.
impl Default for SignatureRule {
    fn default() -> SignatureRule {
        SignatureRule {
            vendor: None,
            family: Ranges::any(),
            model: Ranges::any(),
            stepping: Ranges::any(),
            generation: Generations::NONE,
        }
    }
}

/// "GenuineIntel family 6 model 142, 158 stepping 9 (Intel Core, 8th generation)".
impl fmt::Display for SignatureRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SignatureRule { vendor, family, model, stepping, generation } = self;
        f.write_str(vendor.as_deref().unwrap_or("any vendor"))?;
        for (what, ranges) in [("family", family), ("model", model), ("stepping", stepping)] {
            if !ranges.is_any() {
                write!(f, " {what} {ranges}")?;
            }
        }
        match generation.is_empty() {
            true => Ok(()),
            false => write!(f, " ({generation} or later)"),
        }
    }
}
