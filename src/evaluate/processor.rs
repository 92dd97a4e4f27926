//! Judging a processor: its class against required classes, and its clock given its class.
//!
//! Each is a quantifier over the candidates. What may pass is said by all evidence, what fails
//! only by evidence that may exclude (see [`Processor`]).

use crate::cpu::{Candidates, CpuClass};
use crate::quantity::{Processor, Quantity, Span};
use crate::units::Hertz;
use crate::verdict::Verdict;

/// The rated clock, or what is required of it: low and high end in hertz.
type Rate = (u64, Option<u64>);

/// Whether a processor's class is one of `bounds`, or later.
///
/// `clock` is its rated clock and `required` the one that is required beside the class: cousins
/// that the order cannot rank are compared by measured work, and can then only fail.
pub fn class(
    processor: &Processor,
    clock: Option<&Span>,
    bounds: &[CpuClass],
    required: Option<&Span>,
) -> Verdict {
    let (clock, required) = (clock.and_then(rate), required.and_then(rate));
    over(processor, |class| {
        Verdict::any(bounds.iter().map(|bound| class_of_one(class, clock, *bound, required)))
    })
}

fn class_of_one(
    class: CpuClass,
    clock: Option<Rate>,
    bound: CpuClass,
    required: Option<Rate>,
) -> Verdict {
    if class >= bound {
        Verdict::Pass
    } else if class < bound || class.arch() != bound.arch() {
        Verdict::Fail
    } else {
        // The best that the cousin can do against the least that was meant.
        let most = clock.map_or_else(|| class.clocks().map(|(_, high)| high.0), |(_, high)| high);
        let least = required.map(|(low, _)| low).or(bound.clocks().map(|(low, _)| low.0));
        match (most, least) {
            (Some(most), Some(least)) if hopeless(class, most, bound, least) => Verdict::Fail,
            _ => Verdict::Unknown,
        }
    }
}

/// Whether a rated clock suffices, given the classes that the processor can have and those that
/// are required beside the clock (none: the clock alone is compared).
pub fn clock(
    processor: Option<&Processor>,
    clock: &Span,
    bounds: &[CpuClass],
    required: &Span,
) -> Verdict {
    let (Some(clock), Some(required)) = (rate(clock), rate(required)) else {
        return Verdict::Unknown;
    };
    let fast = required.1.is_some_and(|most| Hertz(clock.0).about_reaches(Hertz(most)));
    let slow = clock.1.is_some_and(|high| !Hertz(high).about_reaches(Hertz(required.0)));
    match (fast, slow, processor) {
        (true, _, _) => Verdict::Pass,
        (_, true, _) if bounds.is_empty() => Verdict::Fail,
        (_, _, Some(processor)) => over(processor, |class| {
            if bounds.iter().any(|bound| outworks(class, clock.0, *bound, required.1)) {
                Verdict::Pass
            } else if slow
                && bounds.iter().all(|bound| falls_behind(class, clock, *bound, required))
            {
                Verdict::Fail
            } else {
                Verdict::Unknown
            }
        }),
        (_, _, None) => Verdict::Unknown,
    }
}

/// A later class that does at least the required work in spite of its lower clock.
fn outworks(class: CpuClass, clock: u64, bound: CpuClass, required: Option<u64>) -> bool {
    match (class.work(), bound.work(), required) {
        (Some((low, _)), Some((_, high)), Some(required)) if class > bound => {
            work(clock, low) >= work(required, high)
        }
        _ => false,
    }
}

/// Given that the clock is too low: a processor that its class does not save.
fn falls_behind(class: CpuClass, clock: Rate, bound: CpuClass, required: Rate) -> bool {
    class <= bound
        || class > bound && clock.1.is_some_and(|most| hopeless(class, most, bound, required.0))
}

/// Whether a class at its best stays a tenth behind another at its least. Only for classes of
/// which the work per clock was measured.
fn hopeless(class: CpuClass, most: u64, bound: CpuClass, least: u64) -> bool {
    match (class.work(), bound.work()) {
        (Some((_, high)), Some((low, _))) => work(most, high) * 11 < work(least, low) * 10,
        _ => false,
    }
}

fn work(clock: u64, per_clock: u32) -> u128 {
    u128::from(clock) * u128::from(per_clock)
}

/// What every candidate says: pass by the likely ones, fail by the certain ones.
fn over(processor: &Processor, judge: impl Fn(CpuClass) -> Verdict) -> Verdict {
    let every = |set: Candidates, verdict| {
        !set.is_empty() && set.iter().all(|class| judge(class) == verdict)
    };
    if every(processor.likely, Verdict::Pass) {
        Verdict::Pass
    } else if every(processor.certain, Verdict::Fail) {
        Verdict::Fail
    } else {
        Verdict::Unknown
    }
}

fn rate(span: &Span) -> Option<Rate> {
    let hertz = |quantity| match quantity {
        Quantity::Speed(Hertz(hertz)) => Some(hertz),
        _ => None,
    };
    Some((hertz(span.low())?, span.high().and_then(hertz)))
}
