//! Open ends closed by what neighbours ask: an earlier edition asks no more than a later one.

use super::asked::Asked;
use super::figures::{End, Group, Need, Size};
use crate::item::Item;
use crate::profile::Basis;

impl Asked {
    /// Closes open ends: below by the first of the earlier editions that states the group, above
    /// by the first of the later or larger ones, each given with what it publishes.
    pub fn close(&mut self, earlier: &[Asked], later: &[Asked]) {
        self.close_processor(earlier, later);
        for group in Group::SIZES {
            let states =
                |asked: &&Asked| asked.states(group) && asked.sizes_of(group).all(Size::is_sound);
            let own: Vec<Size> = self.sizes_of(group).cloned().collect();
            let closed = if !own.is_empty() && own.iter().all(Size::is_unknown) {
                between(earlier.iter().find(states), later.iter().find(states), group)
            } else if own.iter().any(Size::is_loose) {
                // An end below what is asked for certain is none: the next neighbour is asked.
                let fits = |upper: &&Asked| {
                    own.iter().all(|size| {
                        let low = size.low.as_ref().map_or(0, End::number);
                        upper.most(size.item).is_some_and(|most| most.number() >= low)
                    })
                };
                let upper = later.iter().filter(states).find(fits);
                upper.into_iter().flat_map(|upper| below(&own, upper, group)).collect()
            } else {
                Vec::new()
            };
            if !closed.is_empty() {
                self.sizes.retain(|size| Group::of(size.item) != group);
                self.sizes.extend(closed);
                if group == Group::Room {
                    self.room = self.forms();
                }
            }
        }
    }

    fn close_processor(&mut self, earlier: &[Asked], later: &[Asked]) {
        let loose = |needs: &Vec<Need>| needs.iter().any(|need| need.basis == Basis::Inferred);
        if !self.enough.as_ref().is_none_or(loose) {
            return;
        }
        let states = |asked: &&Asked| {
            asked.states(Group::Processor) && asked.needs.iter().all(Need::is_sound)
        };
        let taken = |asked: &Asked| -> Vec<Need> {
            let own = asked.needs.iter().filter(|need| !need.is_arch());
            own.cloned().map(Need::inferred).collect()
        };
        let blank = self.enough.is_none() && !self.states(Group::Processor);
        // What a part has for certain does not go for less.
        let fits = |upper: &Vec<Need>| {
            let own = self.enough.iter().flatten();
            own.filter(|need| !need.is_arch()).all(|need| need.implied_by(upper))
        };
        if let Some(upper) = later.iter().filter(states).map(taken).find(fits) {
            self.enough = Some(upper);
        }
        for need in earlier.iter().find(states).filter(|_| blank).into_iter().flat_map(taken) {
            match &mut self.enough {
                // Where the later edition may ask for less, neither is certain, and both suffice.
                Some(enough) if !need.implied_by(enough) => enough.push(need),
                _ => self.needs.push(need),
            }
        }
    }
}

/// The sizes of a group of which nothing is known but two neighbours: the hull where they are
/// inverted.
fn between(lower: Option<&Asked>, upper: Option<&Asked>, group: Group) -> Vec<Size> {
    let items = Item::ALL.iter().copied().filter(|item| Group::of(*item) == group);
    let of = |item: Item| {
        let high = |upper: &Asked| upper.sizes.iter().find(|size| size.item == item)?.high.clone();
        let low = lower.and_then(|lower| lower.least(item)).cloned().map(End::inferred);
        let high = upper.and_then(high).map(End::inferred);
        if low.is_none() && high.is_none() {
            return None;
        }
        let most = upper.and_then(|upper| upper.most(item)).map(|most| most.number());
        Some(match (low, high) {
            (Some(low), Some(high)) if low.number() > high.number() => {
                Size::between(item, Some(high), Some(low))
            }
            // More than all that the later edition asks: not certain.
            (Some(low), None) if most.is_some_and(|most| low.number() > most) => {
                Size::between(item, None, Some(low))
            }
            (low, None) => Size { elsewhere: most.is_some(), ..Size::between(item, low, None) },
            (low, high) => Size::between(item, low, high),
        })
    };
    items.filter_map(of).collect()
}

/// Sizes of a group below what a later or larger edition asks, in its forms.
fn below(own: &[Size], upper: &Asked, group: Group) -> Vec<Size> {
    let high = |item: Item| {
        let size = upper.sizes_of(group).find(|size| size.item == item)?;
        size.high.clone().map(End::inferred)
    };
    let nearer = own.iter().any(|size| {
        let most = upper.most(size.item).map(|end| end.number());
        size.high.as_ref().is_none_or(|high| most.is_some_and(|most| most < high.number()))
    });
    if !nearer {
        return Vec::new();
    }
    let closed = own.iter().filter(|size| size.low.is_some() || high(size.item).is_some());
    let mut closed: Vec<Size> = closed
        .map(|size| {
            let high = high(size.item);
            let elsewhere = high.is_none();
            Size { elsewhere, ..Size::between(size.item, size.low.clone(), high) }
        })
        .collect();
    let more = upper.sizes_of(group).filter(|size| own.iter().all(|own| own.item != size.item));
    closed.extend(more.map(|size| Size::between(size.item, None, high(size.item))));
    closed
}
