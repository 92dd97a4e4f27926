//! Understanding processor texts: words, clocks and counts, and tables of names.
//!
//! A text becomes words. Clocks and counts are taken out first, so that a clock is never read as a
//! part number. What is left is searched for names; a name is a product line with rules for its
//! numbers, a family, or a codename. The most specific name and rule wins, and every name found
//! must agree with the others.

mod amd;
mod amd_new;
mod arm;
mod arm_chips;
mod board;
mod clocks;
mod codenames;
mod counts;
mod describe;
mod generations;
mod intel;
mod intel_low;
mod intel_new;
mod languages;
mod levels;
mod marks;
mod names;
mod others;
mod pattern;
#[cfg(test)]
mod ties;
mod words;
mod xeon;

pub use describe::{Described, describe};
pub use levels::Told;
pub use marks::Mark;

/// The tables of names; their order does not matter.
const NAMES: [&[names::Name]; 9] = [
    intel::NAMES,
    intel_new::NAMES,
    xeon::NAMES,
    amd::NAMES,
    amd_new::NAMES,
    arm::NAMES,
    arm_chips::NAMES,
    others::NAMES,
    codenames::NAMES,
];
