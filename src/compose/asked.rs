//! What editions ask of a machine on one platform, as far as it is known, and how that adds up.
//!
//! Sizes are known between two ends. Of the processor it is known what must be met, and what
//! suffices beside that. [`Asked::all`] is several editions on one machine, [`Asked::one_of`] a
//! choice between them, and [`Asked::close`] closes open ends by what neighbours ask.

use super::figures::{End, Figure, Group, Need, Size, dedup, join_needs, of_class};
use crate::item::Item;
use crate::profile::{Basis, Platform, Profile, Requirement, Strength, Tier};
use crate::quantity::Amount;

/// What is asked in one tier.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// The editions that this is about.
    pub about: Vec<String>,
    /// What must be met, whatever else is not known.
    pub needs: Vec<Need>,
    /// What suffices of the processor beside the needs; `None`: that is not known.
    pub enough: Option<Vec<Need>>,
    /// The editions that leave it unknown what suffices.
    pub open_by: Vec<String>,
    /// The sizes. One without ends says that its group is asked for and nothing is known of it.
    pub sizes: Vec<Size>,
    /// The free disk space that suffices for all forms of disk space that are asked for.
    pub(super) room: Option<End>,
}

impl Asked {
    /// Nothing.
    fn nothing() -> Asked {
        Asked { enough: Some(Vec::new()), ..Asked::default() }
    }

    /// What an edition publishes for a platform in a tier. What its list leaves out it does not ask.
    pub fn published(edition: &Profile, platform: &Platform, tier: Tier) -> Asked {
        let mut asked = Asked { about: vec![edition.id.clone()], ..Asked::nothing() };
        let mut figures = Vec::new();
        // What is only told asks for nothing.
        let meant = |r: &&Requirement| r.tier == tier && r.strength != Strength::Informational;
        for requirement in platform.requirements.iter().filter(meant) {
            let alone = || Need::of(edition, vec![Figure::of(edition, requirement)]);
            let span = match &requirement.amount {
                // For any machine between these ends, and of each what its own reading says.
                Amount::Formula(formula) => {
                    if formula.parameter().is_none() && requirement.volume.is_none() {
                        asked.needs.push(alone());
                    }
                    Some(formula.hull())
                }
                Amount::Span(span) => Some(*span),
                _ => None,
            };
            match (Group::of(requirement.item), span) {
                // What is asked of a volume of its own does not add up with anything.
                _ if requirement.volume.is_some() => asked.needs.push(alone()),
                (Group::Processor, _) if of_class(requirement.item) => {
                    figures.push(Figure::of(edition, requirement));
                }
                (Group::Processor, _) => asked.needs.push(alone()),
                (_, Some(span)) => {
                    let low = End::of(edition, requirement, span.low());
                    let high = span.high().map(|high| End::of(edition, requirement, high));
                    asked.sizes.push(Size::between(requirement.item, Some(low), high));
                }
                _ => {}
            }
        }
        if !figures.is_empty() {
            asked.needs.push(Need::of(edition, figures));
        }
        asked.room = asked.forms();
        asked
    }

    /// The most of the forms in which disk space is asked for: free space does for each.
    pub(super) fn forms(&self) -> Option<End> {
        let sizes = self.sizes_of(Group::Room).filter(|size| !size.elsewhere);
        let highs = sizes.map(|size| size.high.clone()).collect::<Option<Vec<End>>>()?;
        highs.into_iter().reduce(End::greater)
    }

    /// What an edition recommends for a platform; of sizes on which it is silent, its minimum.
    pub fn recommended(edition: &Profile, platform: &Platform) -> Asked {
        let mut asked = Asked::published(edition, platform, Tier::Recommended);
        let minimum = Asked::published(edition, platform, Tier::Minimum);
        let silent = |size: &Size| asked.sizes.iter().all(|other| other.item != size.item);
        let more: Vec<Size> = minimum.sizes.into_iter().filter(silent).collect();
        asked.sizes.extend(more);
        asked.room = asked.forms();
        asked
    }

    /// What an edition asks of which nothing is known.
    pub fn unknown(edition: &Profile) -> Asked {
        let open_by = vec![edition.id.clone()];
        let size = |item| Size { open_by: open_by.clone(), ..Size::between(item, None, None) };
        let sizes = [Item::Memory, Item::Disk, Item::PageFile].map(size).to_vec();
        let about = open_by.clone();
        Asked { about, open_by, sizes, ..Asked::default() }
    }

    /// Whether nothing at all is known.
    pub fn is_unknown(&self) -> bool {
        let suffices = self.enough.as_ref().is_some_and(|enough| !enough.is_empty());
        self.needs.is_empty() && !suffices && self.sizes.iter().all(Size::is_unknown)
    }

    /// Whether an end is not known, or only from neighbours, so that a nearer one may close it.
    pub fn is_open(&self) -> bool {
        let loose = |needs: &Vec<Need>| needs.iter().any(|need| need.basis == Basis::Inferred);
        self.enough.as_ref().is_none_or(loose) || self.sizes.iter().any(Size::is_loose)
    }

    /// Whether anything is asked of a group.
    pub fn states(&self, group: Group) -> bool {
        match group {
            Group::Processor => self.needs.iter().any(|need| need.is_of(group)),
            group => self.sizes_of(group).next().is_some(),
        }
    }

    /// The same without what it asks of a group, as though that were not asked for.
    pub fn without(mut self, group: Group) -> Asked {
        self.needs.retain(|need| !need.is_of(group));
        if group == Group::Processor {
            self.enough = Some(Vec::new());
            self.open_by.clear();
        }
        if group == Group::Room {
            self.room = None;
        }
        self.sizes.retain(|size| Group::of(size.item) != group);
        self
    }

    /// The same without needs of which another speaks itself.
    pub fn beyond(mut self, other: &Asked) -> Asked {
        self.needs.retain(|need| !other.needs.iter().any(|own| own.speaks_for(need)));
        self
    }

    /// Both; of each group only one of them asks for something.
    pub fn beside(mut self, other: Asked) -> Asked {
        join_needs(&mut self.needs, other.needs);
        self.enough = self.enough.zip(other.enough).map(|(mut enough, more)| {
            join_needs(&mut enough, more);
            enough
        });
        self.open_by.extend(other.open_by);
        self.sizes.extend(other.sizes);
        self.room = self.room.or(other.room);
        self
    }

    pub(super) fn sizes_of(&self, group: Group) -> impl Iterator<Item = &Size> {
        self.sizes.iter().filter(move |size| Group::of(size.item) == group)
    }

    /// The most that is asked of an item: of disks, an edition that states its space in another
    /// form counts with the free space that does for it. `None` where no end is known.
    pub(super) fn most(&self, item: Item) -> Option<End> {
        let own = self.sizes.iter().find(|size| size.item == item && !size.elsewhere);
        match (own, Group::of(item)) {
            (Some(own), _) => own.high.clone(),
            (None, Group::Room) => self.room.clone(),
            (None, _) => None,
        }
    }

    pub(super) fn least(&self, item: Item) -> Option<&End> {
        self.sizes.iter().find(|size| size.item == item)?.low.as_ref()
    }

    /// Several editions on one machine. One that is not `counted` is contained in another that
    /// is: what it asks must be met, and it adds nothing to a sum.
    pub fn all(parts: &[(Asked, bool)]) -> Asked {
        let mut all = Asked::nothing();
        for (part, _) in parts {
            join_needs(&mut all.needs, part.needs.iter().cloned());
            match (&mut all.enough, &part.enough) {
                (Some(enough), Some(more)) => join_needs(enough, more.iter().cloned()),
                _ => all.enough = None,
            }
            all.open_by.extend(part.open_by.iter().cloned());
        }
        dedup(&mut all.open_by);
        all.about = parts.iter().flat_map(|(part, _)| part.about.clone()).collect();
        for group in Group::SIZES {
            all.sizes.extend(stated(parts.iter().map(|(part, _)| part), group, |item| {
                let lows = parts.iter().filter_map(|(part, _)| part.least(item).cloned());
                let low = lows.reduce(End::greater);
                let asking: Vec<&(Asked, bool)> = parts
                    .iter()
                    .filter(|(part, _)| !group.may_be_silent() || part.states(group))
                    .collect();
                let counted = asking.iter().filter(|(_, counted)| *counted);
                let highs: Option<Vec<End>> = counted.map(|(part, _)| part.most(item)).collect();
                let within = asking.iter().filter(|(_, counted)| !counted);
                let within = within.filter_map(|(part, _)| part.most(item)).chain(low.clone());
                let high = highs.and_then(|highs| End::sum(highs, item));
                let open = asking.iter().filter(|(part, _)| part.most(item).is_none());
                let mut open_by: Vec<String> =
                    open.flat_map(|(part, _)| part.blamed(item)).collect();
                dedup(&mut open_by);
                let high = high.map(|high| within.fold(high, End::greater));
                Size { open_by, ..Size::between(item, low, high) }
            }));
        }
        let rooms = |wanted: bool| {
            parts.iter().filter(move |(_, counted)| *counted == wanted).map(|(part, _)| &part.room)
        };
        let sum = rooms(true).cloned().collect::<Option<Vec<End>>>();
        let sum = sum.and_then(|rooms| End::sum(rooms, Item::DiskFree));
        all.room = sum.map(|sum| rooms(false).flatten().cloned().fold(sum, End::greater));
        all
    }

    /// Who leaves the most of an item unknown.
    fn blamed(&self, item: Item) -> Vec<String> {
        let open = self.sizes_of(Group::of(item)).flat_map(|size| size.open_by.clone());
        let open: Vec<String> = open.collect();
        match open.is_empty() {
            true => self.about.clone(),
            false => open,
        }
    }

    /// Lowers the ends above to those of another reckoning of the same.
    pub fn at_most(&mut self, other: &Asked) {
        for size in &mut self.sizes {
            let lower = other
                .most(size.item)
                .filter(|end| size.high.as_ref().is_none_or(|high| end.number() < high.number()));
            if let Some(lower) = lower.filter(|_| !size.elsewhere) {
                size.high = Some(size.low.iter().cloned().fold(lower, End::greater));
            }
        }
        self.room = match (self.room.take(), other.room.clone()) {
            (Some(mine), Some(other)) => Some(mine.lesser(other)),
            (mine, other) => mine.or(other),
        };
    }

    /// One of several editions, and nobody knows which: between the least and the most of them.
    pub fn one_of(mut options: Vec<Asked>) -> Asked {
        if options.len() == 1 {
            return options.remove(0);
        }
        let mut asked = Asked::nothing();
        let Some((first, others)) = options.split_first() else { return asked };
        let common =
            |need: &&Need| others.iter().all(|other| other.needs.iter().any(|n| n.same(need)));
        let shared: Vec<Need> = first.needs.iter().filter(common).cloned().collect();
        for option in &options {
            let (same, own): (Vec<&Need>, Vec<&Need>) =
                option.needs.iter().partition(|need| shared.iter().any(|other| other.same(need)));
            join_needs(&mut asked.needs, same.into_iter().cloned());
            // The architecture is the platform's.
            let own = own.into_iter().filter(|need| !need.is_arch());
            match (&mut asked.enough, &option.enough) {
                (Some(enough), Some(more)) => join_needs(enough, own.chain(more).cloned()),
                _ => asked.enough = None,
            }
            asked.about.extend(option.about.iter().cloned());
            asked.open_by.extend(option.open_by.iter().cloned());
        }
        asked.needs.extend(Need::any_of(&options, &shared));
        for group in Group::SIZES {
            asked.sizes.extend(stated(options.iter(), group, |item| {
                let lows: Option<Vec<End>> =
                    options.iter().map(|option| option.least(item).cloned()).collect();
                let asking =
                    options.iter().filter(|option| !group.may_be_silent() || option.states(group));
                let open = asking.clone().filter(|option| option.most(item).is_none());
                let open_by = open.flat_map(|option| option.blamed(item)).collect();
                let highs: Option<Vec<End>> = asking.map(|option| option.most(item)).collect();
                let low = lows.and_then(|lows| lows.into_iter().reduce(End::lesser));
                let high = highs.and_then(|highs| highs.into_iter().reduce(End::greater));
                Size { open_by, ..Size::between(item, low, high) }
            }));
        }
        let rooms = options.iter().map(|option| option.room.clone());
        asked.room =
            rooms.collect::<Option<Vec<End>>>().and_then(|r| r.into_iter().reduce(End::greater));
        asked
    }
}

/// The sizes of a group that any of some editions states; where it is only known that the group is
/// asked for, that.
fn stated<'a>(
    of: impl Iterator<Item = &'a Asked>,
    group: Group,
    size: impl Fn(Item) -> Size,
) -> Vec<Size> {
    let all: Vec<&Size> = of.flat_map(|asked| asked.sizes_of(group)).collect();
    let known = |item: &&Item| all.iter().any(|size| size.item == **item && !size.is_unknown());
    let items: Vec<Item> = Item::ALL.iter().filter(known).copied().collect();
    match (items.is_empty(), all.first()) {
        (true, Some(unknown)) => vec![size(unknown.item)],
        _ => items.into_iter().map(size).collect(),
    }
}
