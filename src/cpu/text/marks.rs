//! Names whose signature neither class nor marketing generation tells: one class was made with
//! several, or its parts are of a line that has no generations.
//!
//! The facts are those of recorded CPUID values; of the Celeron 3867U, Microsoft's list of what its
//! rule admits.

use super::names::{Rule, first_rule, says};
use super::words::Words;
use crate::cpu::class::set;
use crate::cpu::generation::Generation::{self, IntelCore7, IntelCore8};
use crate::cpu::possible::SignatureRange;
use crate::cpu::vendor::{AMD, HYGON, INTEL};
use crate::cpu::{Candidates, CpuClass};

/// What such a name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The signatures that its parts have, as far as they are of the classes in question.
    pub(in crate::cpu) range: SignatureRange,
    /// The generation whose silicon it is a part of.
    pub(in crate::cpu) like: Option<Generation>,
}

const fn m(
    pattern: &'static str,
    vendor: &'static str,
    family: u32,
    model: (u32, u32),
    stepping: (u32, u32),
    like: Option<Generation>,
) -> Rule<Mark> {
    let range = SignatureRange { vendor, family: (family, family), model, stepping };
    says(pattern, Mark { range, like })
}

const fn kabylake(
    pattern: &'static str,
    model: (u32, u32),
    stepping: (u32, u32),
    like: Generation,
) -> Rule<Mark> {
    m(pattern, INTEL, 6, model, stepping, Some(like))
}

const fn intel(pattern: &'static str, low: u32, high: u32) -> Rule<Mark> {
    m(pattern, INTEL, 6, (low, high), ANY, None)
}

const fn zen(pattern: &'static str, low: u32, high: u32) -> Rule<Mark> {
    m(pattern, AMD, 23, (low, high), ANY, None)
}

const fn hygon(pattern: &'static str) -> Rule<Mark> {
    m(pattern, HYGON, 24, (0, 255), ANY, None)
}

const ANY: (u32, u32) = (0, 15);
const MOBILE: (u32, u32) = (0x8e, 0x8e);
const DESKTOP: (u32, u32) = (0x9e, 0x9e);

#[rustfmt::skip]
const MARKS: &[Rule<Mark>] = &[
    kabylake("386[59]u", MOBILE, (9, 9), IntelCore7), kabylake("3965[uy]", MOBILE, (9, 9), IntelCore7),
    kabylake("441#[uy]", MOBILE, (9, 9), IntelCore7),
    // Made of what the eighth generation is made of.
    kabylake("7020u", MOBILE, (10, 10), IntelCore7),
    kabylake("3867u", MOBILE, (10, 10), IntelCore8), kabylake("4417u", MOBILE, (10, 10), IntelCore8),
    kabylake("4425y", MOBILE, (9, 9), IntelCore8), kabylake("6500y", MOBILE, (9, 9), IntelCore8),
    kabylake("amber lake", MOBILE, (9, 15), IntelCore8),
    kabylake("g39[345]#*", DESKTOP, (9, 9), IntelCore7), kabylake("g456#*", DESKTOP, (9, 9), IntelCore7),
    kabylake("g46##*", DESKTOP, (9, 9), IntelCore7), kabylake("e3 ####* v6", DESKTOP, (9, 9), IntelCore7),
    kabylake("kaby lake", (0x8e, 0x9e), ANY, IntelCore7), kabylake("kabylake", (0x8e, 0x9e), ANY, IntelCore7),
    kabylake("kaby lake g", DESKTOP, (9, 9), IntelCore8), kabylake("kaby lake r", MOBILE, (10, 10), IntelCore8),

    intel("[jn]33##*", 0x5c, 0x5f), intel("[jn]34##*", 0x5c, 0x5f), intel("[jn]42##*", 0x5c, 0x5f),
    intel("e39##*", 0x5c, 0x5f), intel("a39##*", 0x5c, 0x5f), intel("c3###*", 0x5c, 0x5f),
    intel("apollo lake", 0x5c, 0x5f), intel("denverton", 0x5c, 0x5f),
    intel("[jn]40##*", 0x7a, 0x7a), intel("[jn]41##*", 0x7a, 0x7a), intel("[jn]50##*", 0x7a, 0x7a),
    intel("gemini lake", 0x7a, 0x7a),
    intel("sc9853i*", 0x75, 0x75),
    intel("72[1359]0*", 0x57, 0x57), intel("72[1359]5*", 0x85, 0x85), intel("knights landing", 0x57, 0x57),
    intel("knights mill", 0x85, 0x85),

    zen("200ge", 0x11, 0x11), zen("220ge", 0x11, 0x11), zen("240ge", 0x11, 0x11),
    zen("3[02]0ge", 0x18, 0x20), zen("300u", 0x18, 0x20), zen("3000g", 0x18, 0x20),
    zen("3045b", 0x18, 0x20), zen("3050[uceg]*", 0x18, 0x20), zen("3145b", 0x18, 0x20), zen("3125ge", 0x18, 0x20), zen("3150[ucg]*", 0x18, 0x20),
    zen("3015*", 0x20, 0x20), zen("3020e", 0x20, 0x20),
    zen("v1###*", 0x11, 0x11), zen("r1###*", 0x18, 0x20),
    zen("3[1-4]#1*", 0x01, 0x01), zen("3255", 0x01, 0x01), zen("7##1*", 0x01, 0x01),
    zen("summit ridge", 0x01, 0x01), zen("naples", 0x01, 0x01), zen("whitehaven", 0x01, 0x01),
    zen("snowy owl", 0x01, 0x01), zen("raven ridge", 0x11, 0x11), zen("dali", 0x20, 0x20),
    hygon("hygon"), hygon("dhyana"), hygon("c86*"),
];

/// The classes that a mark tells apart.
const TOLD_APART: Candidates = set("kabylake goldmont silvermont knl zen zen2");

/// What the text tells of the signature beside the classes.
pub(super) fn mark(words: &Words, classes: Candidates) -> Option<Mark> {
    let told = |class: CpuClass| TOLD_APART.contains(class);
    classes.iter().any(told).then_some(())?;
    first_rule(MARKS, words, 0, |mark, _| mark).map(|(_, mark)| mark)
}
