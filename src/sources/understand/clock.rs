//! What the facts say of the rated clock.
//!
//! Best first: stated beside the processor's name, in the name, the base clock that the system
//! reports, what was seen at the moment of reading, and the span in which processors of its class
//! were sold.

use super::{good, noted, said, value};
use crate::cpu::{Candidates, Described, Identified};
use crate::quantity::{Known, Quantity, Span};
use crate::reading::{Origin, Reading};
use crate::sources::facts::{Fact, Facts, Key, STATED};
use crate::units::{Hertz, Round};

/// The rated clock that a source states beside the name, where it can be understood. What the user
/// states instead of a reading says nothing of the processor.
pub(super) fn rated(facts: &Facts) -> Option<Hertz> {
    let stated = facts.get(Key::ClockRated).filter(|fact| !by_user(fact));
    stated.and_then(|_| of(facts, Key::ClockRated))
}

fn by_user(fact: &Fact) -> bool {
    fact.origin.source == STATED
}

fn of(facts: &Facts, key: Key) -> Option<Hertz> {
    super::clock(good(facts, key)?).ok()
}

/// The reading of the rated clock.
pub(super) fn reading(
    facts: &Facts,
    described: Option<&Described>,
    identified: &Identified,
    origin: Option<&Origin>,
) -> Option<Reading> {
    let in_name = described.and_then(|described| described.clock);
    if let Some(fact) = said(facts, Key::ClockRated) {
        let rate = value(fact).and_then(super::clock);
        let fits = |rate: Hertz, (low, high): (Hertz, Hertz)| {
            by_user(fact) || rate.about_reaches(low) && high.about_reaches(rate)
        };
        let known = match (rate, in_name) {
            (Ok(rate), Some(named)) if !fits(rate, named) => {
                let (here, there) = (rate.show(Round::Down), named.0.show(Round::Down));
                Err(format!("{here} here, but the processor's name says {there}"))
            }
            (rate, _) => rate.map(|rate| Known::Span(Span::exact(Quantity::Speed(rate)))),
        };
        return Some(super::told(fact, known, None));
    }
    let in_name = in_name.zip(facts.get(Key::CpuText));
    let base = of(facts, Key::ClockBase).map(|base| (base, base));
    let told = in_name.or(base.zip(facts.get(Key::ClockBase)));
    match told {
        Some(((low, _), fact)) if identified.virtual_machine || identified.conflict.is_some() => {
            // What a guest is told of its processor can pass, never fail, and so can a name that
            // something else contradicts.
            let note = match identified.virtual_machine {
                true => "as the virtual machine is told".to_owned(),
                false => "by a name that another reading contradicts".to_owned(),
            };
            let span = Span::at_least(Quantity::Speed(low));
            Some(super::told(fact, Ok(Known::Span(span)), Some(note)))
        }
        Some(((low, high), fact)) => {
            let span = Span::new(Quantity::Speed(low), Quantity::Speed(high))?;
            Some(super::told(fact, Ok(Known::Span(span)), None))
        }
        None => observed(facts, identified, origin),
    }
}

/// The rated clock by what was seen of it. The clock of a moment is only a lower end, a reported
/// maximum only an upper one, and the class bounds both.
fn observed(facts: &Facts, identified: &Identified, origin: Option<&Origin>) -> Option<Reading> {
    let (seen, most) = (of(facts, Key::ClockSeen), of(facts, Key::ClockMax));
    let classes = identified.classes;
    // That it may be any of its architecture is no knowledge, and the table need not hold them all.
    let one = classes.iter().next();
    let any = one.is_some_and(|class| classes == Candidates::of_arch(class.arch()));
    let sold = sold(classes).filter(|_| !any);
    // A virtual machine may run on a later class than it shows, so the shown one ends nothing.
    let virtual_machine = identified.virtual_machine;
    let fastest = sold.filter(|_| !virtual_machine).map(|(_, high)| high);
    let slowest = sold.map(|(low, _)| low);
    // Laptops of the same classes step down.
    let text = good(facts, Key::CpuText).unwrap_or("").to_ascii_lowercase();
    let steps_down = text.contains("mobile")
        || seen.zip(most).is_some_and(|(seen, most)| !seen.about_reaches(most));
    let one_clock = !classes.is_empty() && classes.iter().all(|class| class.fixed_clock());
    let fixed = one_clock && !steps_down && !virtual_machine;
    let (low, note) = match (seen, slowest) {
        // Below the slowest part sold it is throttled: laptops did that in 1998 already.
        (Some(seen), slowest) if fixed && slowest.is_none_or(|slow| seen.about_reaches(slow)) => {
            let span = Span::exact(Quantity::Speed(seen));
            let note = "as seen: processors of its class had one fixed clock".to_owned();
            let origin = &facts.get(Key::ClockSeen)?.origin;
            return Some(noted(Ok(Known::Span(span)), origin, Some(note)));
        }
        (Some(seen), slowest) if slowest.is_none_or(|slowest| seen >= slowest) => {
            (seen, "the clock at the moment of reading")
        }
        (_, Some(slowest)) => (slowest, "as processors of its class were sold"),
        (_, None) => (Hertz(0), "by the highest clock that is reported"),
    };
    let most = most.filter(|_| !virtual_machine);
    let high = [most, fastest].into_iter().flatten().min().filter(|high| *high >= low);
    if low == Hertz(0) && high.is_none() {
        // Nothing that could be understood: say so where something was written.
        let keys = [Key::ClockRated, Key::ClockSeen, Key::ClockMax];
        let fact = keys.iter().find_map(|key| facts.get(*key))?;
        let why = value(fact).and_then(super::clock).err()?;
        return Some(noted(Err(why), &fact.origin, None));
    }
    let span = match high {
        Some(high) => Span::new(Quantity::Speed(low), Quantity::Speed(high))?,
        None => Span::at_least(Quantity::Speed(low)),
    };
    let place = said(facts, Key::ClockSeen).or(said(facts, Key::ClockMax)).map(|fact| &fact.origin);
    Some(noted(Ok(Known::Span(span)), place.or(origin)?, Some(note.to_owned())))
}

/// From the slowest to the fastest part sold of some classes, where that is known of all of them.
fn sold(classes: Candidates) -> Option<(Hertz, Hertz)> {
    let mut hull: Option<(Hertz, Hertz)> = None;
    for class in classes.iter() {
        let (low, high) = class.clocks()?;
        hull = Some(hull.map_or((low, high), |(l, h)| (l.min(low), h.max(high))));
    }
    hull
}
