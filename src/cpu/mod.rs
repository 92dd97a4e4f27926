//! Processors: the order of their classes, and what names, signatures and flags say of them.
//!
//! A class ([`CpuClass`]) is a kind of silicon, a row of one table that is only partly ordered.
//! What a processor may be is a set of classes ([`Candidates`]), because names and signatures are
//! often shared. [`describe`] reads a text, [`identify`] weighs all the evidence of a machine; both
//! answer with what is known and never with the nearest match.

mod arch;
mod candidates;
mod class;
mod features;
mod flags;
mod generation;
mod identify;
mod isa;
#[cfg(test)]
mod laws;
mod midr;
mod parts;
mod parts_apple;
mod possible;
mod ranges;
mod signature;
mod signature_rule;
mod signature_text;
mod signatures;
mod table;
mod text;
mod vendor;

pub use arch::Arch;
pub use candidates::Candidates;
pub use class::CpuClass;
pub use features::features;
pub(crate) use features::known_flags;
pub use flags::Flags;
pub use generation::{Generation, Generations, Line};
pub use identify::{Evidence, Identified, identify};
pub use isa::IsaLevel;
pub use midr::core_name as arm_core_name;
pub use possible::{SignatureRange, Signatures};
pub use ranges::Ranges;
pub use signature::Signature;
pub use signature_rule::SignatureRule;
pub use text::{Described, describe};
pub(crate) use vendor::VENDORS;
