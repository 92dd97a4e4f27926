//! A figure that depends on something: on another item of the machine, or on a number that the user
//! states. Steps and straight lines, and nothing else: what vendors publish has no other shape.

use super::parameter::Parameter;
use crate::item::{Item, Kind};
use crate::quantity::{Quantity, Span};
use crate::units::Round;

/// What a figure depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    /// Another item of the same machine: its number of bytes or hertz, or its count.
    Item(Item),
    /// A number that the user states.
    Parameter(Parameter),
}

impl Driver {
    /// The name in profiles.
    pub fn id(self) -> &'static str {
        match self {
            Driver::Item(item) => item.id(),
            Driver::Parameter(parameter) => parameter.id(),
        }
    }

    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            Driver::Item(item) => item.label(),
            Driver::Parameter(parameter) => parameter.id(),
        }
    }

    /// The item, where it is one.
    pub fn item(self) -> Option<Item> {
        match self {
            Driver::Item(item) => Some(item),
            Driver::Parameter(_) => None,
        }
    }

    /// Whether there are several of it.
    pub fn is_plural(self) -> bool {
        self.name().ends_with('s')
    }

    /// The name of one of several: "user", "mailbox".
    pub fn singular(self) -> &'static str {
        let name = self.name();
        let end = if name.ends_with("xes") { 2 } else { usize::from(self.is_plural()) };
        &name[..name.len() - end]
    }

    /// "4 GB of memory", "30 users", "1 user": so much of it, in words.
    pub fn so_much(self, amount: &str) -> String {
        match self {
            Driver::Item(item) if item.kind() != Kind::Count => format!("{amount} of {item}"),
            _ if amount == "1" => format!("{amount} {}", self.singular()),
            _ => format!("{amount} {}", self.name()),
        }
    }

    fn shown(self, value: u64) -> String {
        match self {
            Driver::Item(item) => Quantity::of(item.kind(), value).show(item.kind(), Round::Down),
            Driver::Parameter(_) => value.to_string(),
        }
    }
}

/// A straight line: `base`, and for all of the driver beyond `above` so much more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is asked in any case, in the item's unit.
    pub base: u64,
    /// How much of the driver is covered by the base.
    pub above: u64,
    /// How much more is asked, in the item's unit, …
    pub each: u64,
    /// … for so much of the driver.
    pub per: u64,
}

impl Line {
    /// The same figure always.
    pub fn flat(base: u64) -> Line {
        Line { base, above: 0, each: 0, per: 1 }
    }

    /// A part of a unit is a whole one.
    fn at(&self, driver: u64) -> u64 {
        let over = u128::from(driver.saturating_sub(self.above));
        let more = (over * u128::from(self.each)).div_ceil(u128::from(self.per.max(1)));
        u64::try_from(u128::from(self.base) + more).unwrap_or(u64::MAX)
    }
}

/// A line for all of the driver up to an end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The last value of the driver for which it holds; `None`: any.
    pub upto: Option<u64>,
    /// What is asked there.
    pub line: Line,
    /// The same as published: "16 GB", "1.5 times".
    pub text: String,
}

/// A figure that depends on a driver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// What is asked for.
    pub of: Item,
    /// What it depends on.
    pub by: Driver,
    /// Steps in the order of their ends; beyond the last nothing is published, unless it has none.
    pub steps: Vec<Step>,
    /// No less is asked.
    pub least: Option<u64>,
    /// No more is asked.
    pub most: Option<u64>,
    /// The value of a parameter, where the user states it.
    pub given: Option<u64>,
}

/// What a formula asks in a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The figure.
    pub asked: Span,
    /// Which case it is, in words.
    pub of: String,
}

impl Formula {
    /// The parameter that it depends on, where it does on one.
    pub fn parameter(&self) -> Option<Parameter> {
        match self.by {
            Driver::Parameter(parameter) => Some(parameter),
            Driver::Item(_) => None,
        }
    }

    /// What is asked where the driver has one of the values of `found`; that is not used where the
    /// driver is a parameter. `None`: nothing is known of the driver.
    pub fn case(&self, found: Option<&Span>) -> Option<Case> {
        let (low, high, of) = match self.by {
            Driver::Item(item) => {
                let found = found?;
                let low = found.low().number()?;
                let high = found.high().and_then(Quantity::number);
                (low, high, format!("for {}", self.by.so_much(&found.show(item.kind()))))
            }
            Driver::Parameter(parameter) => {
                let id = parameter.id();
                let value = self.given.unwrap_or(self.smallest());
                let so_many = |value: u64| self.by.so_much(&value.to_string());
                let of = match (self.given, self.steps.first().and_then(|step| step.upto)) {
                    (Some(value), _) => format!("for {}", so_many(value)),
                    (None, Some(upto)) => {
                        format!(
                            "the smallest published case, up to {}; state --{id}",
                            so_many(upto)
                        )
                    }
                    (None, None) => {
                        format!("the smallest published case, {}; state --{id}", so_many(value))
                    }
                };
                (value, Some(value), of)
            }
        };
        let (least, most) = self.between(low, high);
        let of = match most {
            Some(_) => of,
            None => format!("{of}, for which no figure is published"),
        };
        let kind = self.of.kind();
        let least = Quantity::of(kind, least);
        let asked = match most {
            Some(most) => Span::new(least, Quantity::of(kind, most))?,
            None => Span::at_least(least),
        };
        Some(Case { asked, of })
    }

    /// The value of the driver in the smallest case: one, or as many as a line counts by.
    fn smallest(&self) -> u64 {
        self.steps.first().map_or(1, |step| step.line.per.max(step.line.above).max(1))
    }

    /// The least and the most that is asked for a driver between two ends.
    fn between(&self, low: u64, high: Option<u64>) -> (u64, Option<u64>) {
        let (mut least, mut most): (Option<u64>, Option<u64>) = (None, Some(0));
        let mut from = 0;
        for step in &self.steps {
            let first = low.max(from);
            let last = [high, step.upto].into_iter().flatten().min();
            if last.is_none_or(|last| first <= last) {
                let at = step.line.at(first);
                least = Some(least.map_or(at, |least| least.min(at)));
                most = match last {
                    Some(last) => most.map(|most| most.max(step.line.at(last))),
                    None if step.line.each == 0 => most.map(|most| most.max(step.line.base)),
                    None => None,
                };
            }
            match step.upto {
                Some(upto) => from = upto.saturating_add(1),
                None => {
                    return (
                        self.capped(least.unwrap_or(0)),
                        most.map(|m| self.capped(m)).or(self.most),
                    );
                }
            }
        }
        // Beyond the last step at least what that asks is asked, and nobody says how much.
        let beyond = high.is_none_or(|high| high >= from);
        let last = self.steps.last().map(|step| step.line.at(from.saturating_sub(1)));
        let least = least.or(last).unwrap_or(0);
        (self.capped(least), most.filter(|_| !beyond).map(|most| self.capped(most)))
    }

    fn capped(&self, value: u64) -> u64 {
        let value = self.least.map_or(value, |least| value.max(least));
        self.most.map_or(value, |most| value.min(most))
    }

    /// What is asked, whatever the machine: of a parameter, in its case.
    pub fn hull(&self) -> Span {
        let any = Span::at_least(Quantity::of(self.of.kind(), 0));
        let of = match self.by {
            Driver::Item(item) => Some(Span::at_least(Quantity::of(item.kind(), 0))),
            Driver::Parameter(_) => None,
        };
        self.case(of.as_ref()).map_or(any, |case| case.asked)
    }

    /// The whole of it for people: "64 MB up to 25 users, 96 MB up to 50 users".
    pub fn told(&self) -> String {
        let kind = self.of.kind();
        let mut told: Vec<String> = Vec::new();
        for step in &self.steps {
            told.push(match (step.upto, self.steps.len()) {
                (Some(upto), _) => {
                    format!("{} up to {}", step.text, self.by.so_much(&self.by.shown(upto)))
                }
                (None, 1) => step.text.clone(),
                (None, _) => format!("{} above that", step.text),
            });
        }
        let end = |value| Quantity::of(kind, value).show(kind, Round::Down);
        told.extend(self.least.map(|least| format!("at least {}", end(least))));
        told.extend(self.most.map(|most| format!("at most {}", end(most))));
        told.join(", ")
    }
}
