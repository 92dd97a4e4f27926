//! The figures that requirements are composed of, each with the editions it comes from.

use crate::item::Item;
use crate::profile::{Basis, Profile, Requirement, Strength};
use crate::quantity::{Amount, Quantity, Span};
use crate::units::{Bytes, Round};
use crate::verdict::Verdict;
use std::cmp::Ordering;

/// Items that say the same kind of thing, so that one of them speaks for the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// What the processor must be or have: every part's is asked beside the others', none merged.
    Processor,
    /// Memory, which adds up.
    Memory,
    /// Disk space in its forms, which adds up.
    Room,
    /// The paging file, which adds up.
    Paging,
}

impl Group {
    /// The groups of sizes.
    pub const SIZES: [Group; 3] = [Group::Memory, Group::Room, Group::Paging];

    /// The group of an item.
    pub fn of(item: Item) -> Group {
        match item {
            Item::Memory => Group::Memory,
            Item::Disk | Item::DiskFree | Item::DiskSize => Group::Room,
            Item::PageFile => Group::Paging,
            _ => Group::Processor,
        }
    }

    /// Whether a published list that leaves the group out asks for none of it. Every program takes
    /// memory and disk space, so that there silence says nothing.
    pub fn may_be_silent(self) -> bool {
        matches!(self, Group::Processor | Group::Paging)
    }
}

/// Whether an item belongs to the class of the processor, as its clock and its flags do.
pub(super) fn of_class(item: Item) -> bool {
    item.is_of_processor() && item != Item::Arch
}

/// A source that is cited: the edition whose profile has it, and its id there.
pub(super) type Cite = (String, String);

/// One end of a size.
#[derive(Clone, Debug)]
pub(super) struct End {
    pub value: Quantity,
    pub text: String,
    /// The editions that ask for it, or together for so much.
    pub of: Vec<String>,
    pub cited: Vec<Cite>,
    pub weak: bool,
    pub basis: Basis,
    /// Whether it is what the editions ask together, and not what each of them asks.
    pub together: bool,
    /// How strictly it is meant, where one edition asks it.
    pub strength: Strength,
    /// Which cases of formulas it is of, in words.
    pub cases: Vec<String>,
}

impl End {
    /// An end of a published requirement.
    pub fn of(edition: &Profile, requirement: &Requirement, value: Quantity) -> End {
        let exact =
            matches!(&requirement.amount, Amount::Span(span) if span.high() == Some(span.low()));
        let text = match exact {
            true => requirement.text.clone(),
            false => value.show(requirement.item.kind(), Round::Up),
        };
        let of = vec![edition.id.clone()];
        let cited = cites(edition, requirement);
        let (weak, basis) = (requirement.weak, Basis::Composed);
        let case = match &requirement.amount {
            Amount::Formula(formula) if formula.parameter().is_some() => formula.case(None),
            _ => None,
        };
        let cases = case.into_iter().map(|case| case.of).collect();
        let strength = requirement.strength;
        End { value, text, of, cited, weak, basis, together: false, strength, cases }
    }

    /// Its number of bytes.
    pub fn number(&self) -> u64 {
        self.value.number().unwrap_or(0)
    }

    /// The sum of some ends; `None` of none, or where it leaves 64 bits.
    pub fn sum(ends: Vec<End>, item: Item) -> Option<End> {
        let mut ends = ends.into_iter();
        let mut all = ends.next()?;
        for end in ends {
            let bytes = all.number().checked_add(end.number())?;
            all.together = true;
            all.value = Quantity::Size(Bytes(bytes));
            all.text = all.value.show(item.kind(), Round::Up);
            all.of.extend(end.of);
            all.cited.extend(end.cited);
            all.weak |= end.weak;
            all.basis = all.basis.max(end.basis);
            all.strength = all.strength.max(end.strength);
            all.cases.extend(end.cases);
        }
        dedup(&mut all.of);
        dedup(&mut all.cited);
        dedup(&mut all.cases);
        Some(all)
    }

    /// The greater of two ends, of both where they are equal.
    pub fn greater(self, other: End) -> End {
        match self.number().cmp(&other.number()) {
            Ordering::Less => other,
            Ordering::Greater => self,
            Ordering::Equal => self.alike(other),
        }
    }

    /// The lesser of two ends, of both where they are equal.
    pub fn lesser(self, other: End) -> End {
        match self.number().cmp(&other.number()) {
            Ordering::Less => self,
            Ordering::Greater => other,
            Ordering::Equal => self.alike(other),
        }
    }

    fn alike(mut self, other: End) -> End {
        // A sum is of all its parts together; it does not mix with one that asks as much alone.
        if self.together != other.together {
            return if self.together { other } else { self };
        }
        if !self.together {
            self.of.extend(other.of);
            dedup(&mut self.of);
            self.cited.extend(other.cited);
            dedup(&mut self.cited);
            self.cases.extend(other.cases);
            dedup(&mut self.cases);
            self.strength = self.strength.min(other.strength);
            self.weak &= other.weak;
            self.basis = self.basis.min(other.basis);
        }
        self
    }

    /// The same as a neighbour's.
    pub fn inferred(self) -> End {
        End { basis: Basis::Inferred, ..self }
    }
}

/// A size between two ends.
#[derive(Clone, Debug)]
pub(super) struct Size {
    pub item: Item,
    pub low: Option<End>,
    pub high: Option<End>,
    /// Whether what suffices is said by other items of the group, so that this needs no upper end.
    pub elsewhere: bool,
    /// The editions that leave the upper end open.
    pub open_by: Vec<String>,
}

impl Size {
    /// A size between two ends, as far as they are known.
    pub fn between(item: Item, low: Option<End>, high: Option<End>) -> Size {
        Size { item, low, high, elsewhere: false, open_by: Vec::new() }
    }

    /// Whether neither end is known.
    pub fn is_unknown(&self) -> bool {
        self.low.is_none() && self.high.is_none()
    }

    /// Whether its upper end is not known, or only from neighbours.
    pub fn is_loose(&self) -> bool {
        let inferred = |end: &End| end.basis == Basis::Inferred;
        !self.elsewhere && self.high.as_ref().is_none_or(inferred)
    }

    /// Whether a need says all of it: the formula of the only edition that asks for it.
    pub fn is_said_by(&self, need: &Need) -> bool {
        let [only] = need.of.as_slice() else { return false };
        let formula = |figure: &Figure| {
            let here = figure.item == self.item && figure.volume.is_none();
            here && matches!(figure.amount, Amount::Formula(_))
        };
        let mut others = [&self.low, &self.high].into_iter().flatten().flat_map(|end| &end.of);
        need.figures.iter().any(formula)
            && others.all(|id| id == only)
            && self.open_by.iter().all(|id| id == only)
    }

    /// Whether its figure is good enough to say something of other editions.
    pub fn is_sound(&self) -> bool {
        [&self.low, &self.high].into_iter().flatten().all(|end| !end.weak)
    }
}

/// One figure that is no size.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub item: Item,
    /// The volume that it is about, where that is not the target.
    pub volume: Option<String>,
    pub amount: Amount,
    pub text: String,
    pub cited: Vec<Cite>,
    pub weak: bool,
    pub strength: Strength,
}

impl Figure {
    /// A published figure.
    pub fn of(edition: &Profile, requirement: &Requirement) -> Figure {
        let Requirement { item, volume, amount, text, weak, strength, .. } = requirement.clone();
        Figure { item, volume, amount, text, cited: cites(edition, requirement), weak, strength }
    }

    fn same(&self, other: &Figure) -> bool {
        (self.item, &self.volume, &self.amount) == (other.item, &other.volume, &other.amount)
    }
}

/// What an edition, or several alike, ask of the processor: the class and the clock belong together.
#[derive(Clone, Debug)]
pub(super) struct Need {
    pub figures: Vec<Figure>,
    /// The editions that ask for it.
    pub of: Vec<String>,
    pub basis: Basis,
}

impl Need {
    /// What one edition asks.
    pub fn of(edition: &Profile, figures: Vec<Figure>) -> Need {
        Need { figures, of: vec![edition.id.clone()], basis: Basis::Composed }
    }

    /// Whether it is about the architecture alone.
    pub fn is_arch(&self) -> bool {
        self.figures.iter().all(|figure| figure.item == Item::Arch)
    }

    /// Whether it is about a group: of the processor what belongs to its class, and neither its
    /// architecture nor what stands around it.
    pub fn is_of(&self, group: Group) -> bool {
        let of = |figure: &Figure| {
            let own = group != Group::Processor || of_class(figure.item);
            figure.volume.is_none() && own && Group::of(figure.item) == group
        };
        self.figures.iter().any(of)
    }

    /// Whether it is about the same as another, so that a published figure stands for both.
    pub fn speaks_for(&self, other: &Need) -> bool {
        let about = |figure: &Figure| (figure.item, figure.volume.clone());
        let own = self.figures.iter().any(|a| other.figures.iter().any(|b| about(a) == about(b)));
        own && !self.is_arch()
    }

    /// Whether it names classes, which imply an architecture.
    pub fn implies_arch(&self) -> bool {
        self.figures.iter().any(|figure| matches!(figure.item, Item::Arch | Item::Cpu))
    }

    /// Whether it asks for the same.
    pub fn same(&self, other: &Need) -> bool {
        let within =
            |a: &Need, b: &Need| a.figures.iter().all(|x| b.figures.iter().any(|y| x.same(y)));
        within(self, other) && within(other, self)
    }

    /// Whether its figures are good enough to say something of other editions.
    pub fn is_sound(&self) -> bool {
        self.figures.iter().all(|figure| !figure.weak)
    }

    /// The same as a neighbour's.
    pub fn inferred(self) -> Need {
        Need { basis: Basis::Inferred, ..self }
    }

    fn amount(&self, item: Item) -> Option<&Amount> {
        let mut own = self.figures.iter().filter(|figure| figure.volume.is_none());
        own.find(|figure| figure.item == item).map(|figure| &figure.amount)
    }

    /// Whether every processor that meets the others meets this, figure by figure.
    pub fn implied_by(&self, others: &[Need]) -> bool {
        self.figures.iter().all(|figure| {
            let here = figure.volume.is_none();
            let mut amounts = others.iter().filter_map(|other| other.amount(figure.item));
            here && amounts.any(|other| match (&figure.amount, other) {
                (Amount::Span(mine), Amount::Span(theirs)) => {
                    mine.high().is_some_and(|high| theirs.low() >= high)
                }
                (Amount::AnyOf(mine), Amount::AnyOf(theirs)) => {
                    theirs.iter().all(|their| mine.iter().any(|my| their >= my))
                }
                (Amount::SoldAs(mine), Amount::SoldAs(theirs)) => {
                    theirs.iter().all(|their| mine.iter().any(|my| their.reaches(my)))
                }
                (Amount::Words(mine), Amount::Words(theirs)) => {
                    theirs.among(*mine) == Verdict::Pass
                }
                (Amount::Features(mine), Amount::Features(theirs)) => {
                    mine.iter().all(|flag| theirs.contains(flag))
                }
                (mine, theirs) => mine == theirs,
            })
        })
    }

    /// What the easiest of some options asks, where each asks for a class of its own.
    pub fn any_of(options: &[super::asked::Asked], shared: &[Need]) -> Option<Need> {
        let own = options.iter().map(|option| {
            let mut own = option.needs.iter().filter(|need| !shared.iter().any(|s| s.same(need)));
            own.find(|need| need.amount(Item::Cpu).is_some())
        });
        let own: Vec<&Need> = own.collect::<Option<_>>()?;
        let mut classes = Vec::new();
        let mut clocks = Vec::new();
        for need in &own {
            if let Some(Amount::AnyOf(more)) = need.amount(Item::Cpu) {
                classes.extend(
                    more.iter()
                        .filter(|class| !classes.contains(*class))
                        .copied()
                        .collect::<Vec<_>>(),
                );
            }
            if let Some(Amount::Span(clock)) = need.amount(Item::Clock) {
                clocks.push(clock.low());
            }
        }
        let figure = |item: Item, amount: Amount| {
            let of = own.iter().flat_map(|need| &need.figures).filter(|f| f.item == item);
            let mut cited: Vec<Cite> = of.clone().flat_map(|f| f.cited.clone()).collect();
            dedup(&mut cited);
            Figure {
                item,
                volume: None,
                text: amount.show(item.kind()),
                amount,
                cited,
                weak: of.clone().any(|f| f.weak),
                // One of a choice: nobody knows whose setup it is.
                strength: of.map(|f| f.strength).max().unwrap_or(Strength::Documented),
            }
        };
        let mut figures = vec![figure(Item::Cpu, Amount::AnyOf(classes))];
        let least = clocks.iter().copied().reduce(|a, b| if b < a { b } else { a });
        if let Some(least) = least.filter(|_| clocks.len() == own.len()) {
            figures.push(figure(Item::Clock, Amount::Span(Span::exact(least))));
        }
        let of = own.iter().flat_map(|need| need.of.clone()).collect();
        Some(Need { figures, of, basis: own.iter().map(|need| need.basis).max()? })
    }
}

/// Adds needs; what is asked already is asked by both.
pub(super) fn join_needs(all: &mut Vec<Need>, more: impl IntoIterator<Item = Need>) {
    for need in more {
        let Some(known) = all.iter_mut().find(|known| known.same(&need)) else {
            all.push(need);
            continue;
        };
        known.of.extend(need.of);
        dedup(&mut known.of);
        known.basis = known.basis.min(need.basis);
        for figure in &mut known.figures {
            if let Some(twin) = need.figures.iter().find(|twin| twin.same(figure)) {
                figure.cited.extend(twin.cited.iter().cloned());
                figure.weak &= twin.weak;
                figure.strength = figure.strength.min(twin.strength);
            }
            dedup(&mut figure.cited);
        }
    }
}

fn cites(edition: &Profile, requirement: &Requirement) -> Vec<Cite> {
    requirement.citations.iter().map(|source| (edition.id.clone(), source.clone())).collect()
}

/// Sorts, and drops what stands twice.
pub(super) fn dedup<T: Ord>(list: &mut Vec<T>) {
    list.sort();
    list.dedup();
}
