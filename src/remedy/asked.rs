//! What a new part must be, in as few words as say all of it.

use crate::item::Item;
use crate::profile::{Requirement, Tier};
use crate::quantity::{Amount, Span};
use crate::verdict::Verdict;
use std::fmt;

/// A figure that an edition asks of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What it is about.
    pub item: Item,
    /// The figure.
    pub amount: Amount,
    /// Whether it is the most that is taken.
    pub at_most: bool,
    /// The figure as published.
    pub text: String,
}

impl Asked {
    /// What a requirement asks.
    pub fn of(requirement: &Requirement) -> Asked {
        let Requirement { item, tier, amount, text, .. } = requirement;
        let at_most = *tier == Tier::Maximum;
        Asked { item: *item, amount: amount.clone(), at_most, text: text.clone() }
    }

    /// Whether a part that is this is the other too, whatever it is.
    pub fn implies(&self, other: &Asked) -> bool {
        if (self.item, self.at_most) != (other.item, other.at_most) {
            return false;
        }
        match (&self.amount, &other.amount) {
            (Amount::Span(a), Amount::Span(b)) if self.at_most => beyond(b, a),
            (Amount::Span(a), Amount::Span(b)) => beyond(a, b),
            (Amount::AnyOf(a), Amount::AnyOf(b)) => {
                a.iter().all(|class| b.iter().any(|bound| class >= bound))
            }
            (Amount::Features(a), Amount::Features(b)) => b.iter().all(|flag| a.contains(flag)),
            (Amount::Words(a), Amount::Words(b)) => a.among(*b) == Verdict::Pass,
            (a, b) => a == b,
        }
    }
}

/// Whether no end of one span is below that of another.
fn beyond(a: &Span, b: &Span) -> bool {
    a.low() >= b.low() && (a.high() == b.high() || a.high() >= b.high() && b.high().is_some())
}

/// Adds what is asked to what is asked already: only what nothing else implies is told.
pub fn push(known: &mut Vec<Asked>, more: impl IntoIterator<Item = Asked>) {
    for asked in more {
        if !known.iter().any(|other| other.implies(&asked)) {
            known.retain(|other| !asked.implies(other));
            known.push(asked);
        }
    }
    known.sort_by_key(|asked| asked.item);
}

impl fmt::Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Asked { item, at_most, text, .. } = self;
        let text = match at_most {
            true => format!("at most {text}"),
            false => text.clone(),
        };
        match item {
            Item::Cores | Item::Threads | Item::Features => {
                let one = self.text == "1";
                write!(f, "{text} {}", super::label(*item, one))
            }
            _ if *at_most => f.write_str(&text),
            Item::Clock => write!(f, "{text} or more"),
            Item::Cpu | Item::Generation | Item::Isa => write!(f, "{text} or later"),
            _ => f.write_str(&text),
        }
    }
}
