//! What is known of an item, and what is required of it: sets of possibilities and bounds.

pub mod formula;
pub mod parameter;

use crate::cpu::{
    Arch, Candidates, CpuClass, Flags, Generations, IsaLevel, SignatureRule, Signatures,
};
use crate::item::Kind;
use crate::units::{Bytes, Dialect, Hertz, Round};
use crate::verdict::Verdict;
use crate::word::{Words, either};
use formula::Formula;
use std::cmp::Ordering;

/// A value that has an order. Quantities of different kinds are not comparable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Bytes.
    Size(Bytes),
    /// Hertz.
    Speed(Hertz),
    /// A whole number.
    Count(u64),
    /// An instruction-set level.
    Level(IsaLevel),
}

impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Quantity) -> Option<Ordering> {
        match (self, other) {
            (Quantity::Size(a), Quantity::Size(b)) => a.partial_cmp(b),
            (Quantity::Speed(a), Quantity::Speed(b)) => a.partial_cmp(b),
            (Quantity::Count(a), Quantity::Count(b)) => a.partial_cmp(b),
            (Quantity::Level(a), Quantity::Level(b)) => a.partial_cmp(b),
            _ => None,
        }
    }
}

impl Quantity {
    /// So many bytes or hertz, or a count, as a kind has them.
    pub fn of(kind: Kind, number: u64) -> Quantity {
        match kind {
            Kind::Size(_) => Quantity::Size(Bytes(number)),
            Kind::Speed => Quantity::Speed(Hertz(number)),
            _ => Quantity::Count(number),
        }
    }

    /// The text for people. `kind` says what MB and GB mean.
    pub fn show(self, kind: Kind, round: Round) -> String {
        let dialect = match kind {
            Kind::Size(dialect) => dialect,
            _ => Dialect::Memory,
        };
        match self {
            Quantity::Size(size) => dialect.show(size, round),
            Quantity::Speed(rate) => rate.show(round),
            Quantity::Count(count) => count.to_string(),
            Quantity::Level(level) => level.to_string(),
        }
    }

    /// The number of bytes or hertz, or the count; a level has none.
    pub fn number(self) -> Option<u64> {
        match self {
            Quantity::Size(Bytes(n)) | Quantity::Speed(Hertz(n)) | Quantity::Count(n) => Some(n),
            Quantity::Level(_) => None,
        }
    }

    /// How much is missing from `self` to `bound`; `None` where nothing is, or for levels.
    pub fn short_of(self, bound: Quantity) -> Option<Quantity> {
        let missing = bound.number()?.checked_sub(self.number()?).filter(|&n| n > 0)?;
        match bound {
            Quantity::Size(_) => Some(Quantity::Size(Bytes(missing))),
            Quantity::Speed(_) => Some(Quantity::Speed(Hertz(missing))),
            Quantity::Count(_) => Some(Quantity::Count(missing)),
            Quantity::Level(_) => None,
        }
    }

    /// This and so much more of the same kind; `None` for levels, and beyond 64 bits.
    pub fn plus(self, more: Quantity) -> Option<Quantity> {
        match (self, more) {
            (Quantity::Size(a), Quantity::Size(b)) => {
                Some(Quantity::Size(Bytes(a.0.checked_add(b.0)?)))
            }
            (Quantity::Speed(a), Quantity::Speed(b)) => {
                Some(Quantity::Speed(Hertz(a.0.checked_add(b.0)?)))
            }
            (Quantity::Count(a), Quantity::Count(b)) => a.checked_add(b).map(Quantity::Count),
            _ => None,
        }
    }

    /// The least quantity of this kind: what asks for nothing.
    pub fn least(self) -> Quantity {
        match self {
            Quantity::Size(_) => Quantity::Size(Bytes(0)),
            Quantity::Speed(_) => Quantity::Speed(Hertz(0)),
            Quantity::Count(_) => Quantity::Count(0),
            Quantity::Level(_) => Quantity::Level(IsaLevel::ALL[0]),
        }
    }

    /// Whether this is a quantity of the kind.
    pub fn is(self, kind: Kind) -> bool {
        match self {
            Quantity::Size(_) => matches!(kind, Kind::Size(_)),
            Quantity::Speed(_) => kind == Kind::Speed,
            Quantity::Count(_) => kind == Kind::Count,
            Quantity::Level(_) => kind == Kind::Level,
        }
    }
}

/// All values from `low` to `high`; without `high`, no upper end is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    low: Quantity,
    high: Option<Quantity>,
}

impl Span {
    /// The one value.
    pub fn exact(value: Quantity) -> Span {
        Span { low: value, high: Some(value) }
    }

    /// This value or more, no upper end known.
    pub fn at_least(low: Quantity) -> Span {
        Span { low, high: None }
    }

    /// From one value to another of the same kind, not below it; `None` otherwise.
    pub fn new(low: Quantity, high: Quantity) -> Option<Span> {
        (high >= low).then_some(Span { low, high: Some(high) })
    }

    /// This value or less.
    pub fn at_most(high: Quantity) -> Span {
        Span { low: high.least(), high: Some(high) }
    }

    /// Any value of this kind.
    pub fn nothing_known(&self) -> Span {
        Span::at_least(self.low.least())
    }

    /// The lower end.
    pub fn low(&self) -> Quantity {
        self.low
    }

    /// The upper end, where one is known.
    pub fn high(&self) -> Option<Quantity> {
        self.high
    }

    /// The same with so much added; `None` where that cannot be.
    pub fn plus(&self, more: Quantity) -> Option<Span> {
        let high = self.high.and_then(|high| high.plus(more));
        Some(Span { low: self.low.plus(more)?, high })
    }

    /// Whether the value reaches a required one, itself a span where sources differ: pass needs
    /// the requirement's upper end, fail its lower.
    pub fn reaches(&self, bound: &Span) -> Verdict {
        if bound.high.is_some_and(|most| self.low >= most) {
            Verdict::Pass
        } else if self.high.is_some_and(|high| high < bound.low) {
            Verdict::Fail
        } else {
            Verdict::Unknown
        }
    }

    /// Whether the value stays within an upper bound.
    pub fn within(&self, bound: &Span) -> Verdict {
        if self.high.is_some_and(|high| high <= bound.low) {
            Verdict::Pass
        } else if bound.high.is_some_and(|most| self.low > most) {
            Verdict::Fail
        } else {
            Verdict::Unknown
        }
    }

    /// The text for people: "64 MB", "64 MB to 96 MB", "at least 64 MB".
    pub fn show(&self, kind: Kind) -> String {
        let low = self.low.show(kind, Round::Down);
        match self.high {
            Some(high) if high == self.low => low,
            Some(high) => format!("{low} to {}", high.show(kind, Round::Down)),
            None => format!("at least {low}"),
        }
    }
}

/// The classes a processor can have.
///
/// `certain` holds what it can be by evidence that may exclude; `likely`, a part of it, what it
/// can be by all evidence. They differ under a hypervisor, whose guest is promised the features
/// of a named processor but not told what it runs on: such evidence can pass, never fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Processor {
    /// By all evidence; what every one of these meets is met.
    pub likely: Candidates,
    /// By evidence that may exclude; what none of these meets is not met.
    pub certain: Candidates,
}

impl From<Candidates> for Processor {
    fn from(set: Candidates) -> Processor {
        Processor { likely: set, certain: set }
    }
}

/// What a processor can have been sold as.
///
/// As with [`Processor`], what may pass and what may fail are kept apart: a signature is that of
/// silicon which other lines share, so that by it alone no generation is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marketed {
    /// By its name; empty where that tells no generation.
    pub likely: Generations,
    /// By evidence that may exclude; empty where there is none.
    pub certain: Generations,
    /// The classes that it can have, by evidence that may exclude: silicon from before the first
    /// of a generation was not sold as one.
    pub silicon: Candidates,
}

/// What is known of an item: the possibilities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// A number between two ends.
    Span(Span),
    /// A processor of one of several classes.
    Processor(Processor),
    /// A processor sold under one of several generations.
    Marketed(Marketed),
    /// An architecture.
    Arch(Arch),
    /// Instruction-set flags.
    Features(Flags),
    /// One of some words.
    Words(Words),
    /// A processor with one of several signatures.
    Signatures(Signatures),
}

/// What is required of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Amount {
    /// A number; a span where sources differ.
    Span(Span),
    /// One of these classes, or a later one.
    AnyOf(Vec<CpuClass>),
    /// One of these generations, or a later one of its line.
    SoldAs(Generations),
    /// An architecture.
    Arch(Arch),
    /// All of these flags.
    Features(Flags),
    /// One of these words.
    Words(Words),
    /// A signature that one of these rules admits.
    Signatures(Vec<SignatureRule>),
    /// A number that depends on something else: judging puts the number in its place.
    Formula(Box<Formula>),
}

impl Known {
    /// Whether this is a value of the kind.
    pub fn is(&self, kind: Kind) -> bool {
        match self {
            Known::Span(span) => span.low.is(kind),
            Known::Processor(_) => kind == Kind::Class,
            Known::Marketed(_) => kind == Kind::Generation,
            Known::Arch(_) => kind == Kind::Arch,
            Known::Features(_) => kind == Kind::Features,
            Known::Signatures(_) => kind == Kind::Signature,
            Known::Words(words) => kind == Kind::Word(words.vocabulary()),
        }
    }

    /// The text for people.
    pub fn show(&self, kind: Kind) -> String {
        match self {
            Known::Span(span) => span.show(kind),
            Known::Processor(Processor { likely, .. }) => class_names(likely.iter()),
            Known::Marketed(Marketed { likely, certain, .. }) => {
                match (likely.is_empty(), certain.is_empty()) {
                    (false, _) => likely.to_string(),
                    (true, false) => format!("perhaps {certain}"),
                    (true, true) => "no generation".to_owned(),
                }
            }
            Known::Arch(arch) => arch.to_string(),
            Known::Features(flags) => flags.to_string(),
            Known::Words(words) => words.to_string(),
            Known::Signatures(signatures) => signatures.to_string(),
        }
    }
}

impl Amount {
    /// Anything up to this, where there are numbers.
    pub fn or_less(&self) -> Amount {
        match self {
            Amount::Span(span) => Amount::Span(span.high.map_or(*span, Span::at_most)),
            other => other.clone(),
        }
    }

    /// The text for people.
    pub fn show(&self, kind: Kind) -> String {
        match self {
            Amount::Span(span) => span.show(kind),
            Amount::AnyOf(classes) => class_names(classes.iter().copied()),
            Amount::SoldAs(generations) => generations.to_string(),
            Amount::Arch(arch) => arch.to_string(),
            Amount::Features(flags) => flags.to_string(),
            Amount::Words(words) => match words.vocabulary().ordered {
                // Of those that are later too, the first says all.
                true => words.iter().next().unwrap_or_default().to_owned(),
                false => words.to_string(),
            },
            Amount::Signatures(rules) => match rules.as_slice() {
                [rule] => rule.to_string(),
                rules => format!("one of {} signatures", rules.len()),
            },
            Amount::Formula(formula) => formula.told(),
        }
    }
}

/// The names of classes, joined by "or"; a long list is cut and says so.
pub fn class_names(classes: impl Iterator<Item = CpuClass>) -> String {
    let names: Vec<&str> = classes.map(CpuClass::name).collect();
    if names.is_empty() { "unknown".to_owned() } else { either(&names) }
}
