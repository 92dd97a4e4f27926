//! What is asked, as the requirements of a profile, with words that say how each came about.

use super::Composer;
use super::asked::Asked;
use super::figures::{Cite, End, Figure, Need, Size, dedup};
use crate::cpu::Arch;
use crate::item::Item;
use crate::profile::id::listed;
use crate::profile::{Basis, Derived, Platform, Profile, Requirement, Source, Strength, Tier};
use crate::quantity::{Amount, Quantity, Span};
use crate::units::{Bytes, Round};
use std::collections::BTreeSet;

/// A requirement, and what it cites.
pub(super) type Cited = (Requirement, Vec<Cite>);

/// The requirements of a tier. `open` is the basis of those of which nothing is known.
pub(super) fn spelled(asked: &Asked, tier: Tier, open: Basis) -> Vec<Cited> {
    let mut all = Vec::new();
    for (set, need) in asked.needs.iter().enumerate() {
        all.extend(need.requirements(tier, false, set));
    }
    match &asked.enough {
        None => all.push(not_known(tier, &asked.open_by, open)),
        Some(enough) => {
            let more = enough.iter().filter(|e| !asked.needs.iter().any(|need| need.same(e)));
            for (set, need) in more.enumerate() {
                all.extend(need.requirements(tier, true, asked.needs.len() + set));
            }
        }
    }
    // That a paging file may be asked for, nobody asks to be told.
    let sizes = asked.sizes.iter().filter(|s| !s.is_unknown() || s.item != Item::PageFile);
    let sizes = sizes.filter(|size| !asked.needs.iter().any(|need| size.is_said_by(need)));
    all.extend(sizes.map(|size| size.requirement(tier, open)));
    all
}

/// A requirement without citations.
fn requirement(
    tier: Tier,
    item: Item,
    amount: Amount,
    text: String,
    derived: Derived,
) -> Requirement {
    Requirement { text, derived: Some(derived), ..Requirement::new(tier, item, amount) }
}

impl Size {
    fn requirement(&self, tier: Tier, open: Basis) -> Cited {
        let Size { item, low, high, elsewhere, open_by } = self;
        // What suffices is said by another item: this is asked for, and so is no more of it.
        let high = if *elsewhere { low } else { high };
        let ends = || [low, high].into_iter().flatten();
        let exact =
            low.as_ref().zip(high.as_ref()).is_some_and(|(low, high)| low.value == high.value);
        let text = match (low, high) {
            (Some(low), Some(_)) if exact => low.text.clone(),
            (Some(low), Some(high)) => format!("{} to {}", low.text, high.text),
            (Some(low), None) => format!("at least {}", low.text),
            (None, Some(high)) => format!("no more than {}", high.text),
            (None, None) => "not known".to_owned(),
        };
        let mut of: Vec<String> = ends().flat_map(|end| end.of.clone()).collect();
        dedup(&mut of);
        let nothing = match open_by.as_slice() {
            [] => "nobody publishes an upper end".to_owned(),
            open_by => format!("no figure of {} is published", listed(open_by)),
        };
        let how = match (low, high) {
            (Some(low), Some(high)) if exact && !high.together && !low.together => {
                format!("by {}", listed(&of))
            }
            (Some(low), Some(high)) => format!("at least {}, at most {}", low.told(), high.told()),
            (Some(low), None) => format!("at least {}; {nothing}", low.told()),
            (None, Some(high)) => format!("no more than {}", high.told()),
            (None, None) => nothing,
        };
        let basis = ends().map(|end| end.basis).max().unwrap_or(open);
        let derived = Derived { basis, of, at_most: low.is_none(), set: 0, how };
        let from = low.as_ref().map_or(Quantity::Size(Bytes(0)), |end| end.value);
        let span = high.as_ref().and_then(|high| Span::new(from, high.value));
        let amount = Amount::Span(span.unwrap_or(Span::at_least(from)));
        let mut requirement = requirement(tier, *item, amount, text, derived);
        requirement.weak = ends().any(|end| end.weak);
        // What is below the lower end fails, by whoever asks for that.
        let own = |low: &&End| tier == Tier::Minimum && low.basis != Basis::Inferred;
        if let Some(low) = low.as_ref().filter(own) {
            requirement.strength = low.strength;
        }
        let mut cases: Vec<String> = ends().flat_map(|end| end.cases.clone()).collect();
        dedup(&mut cases);
        requirement.case = (!cases.is_empty()).then(|| cases.join("; "));
        let mut cited: Vec<Cite> = ends().flat_map(|end| end.cited.clone()).collect();
        dedup(&mut cited);
        (requirement, cited)
    }
}

impl End {
    fn told(&self) -> String {
        let together = if self.together { " together" } else { "" };
        format!("{} by {}{together}", self.text, listed(&self.of))
    }
}

impl Need {
    /// The requirements, which belong together as one `set`. `at_most`: this suffices, and less
    /// may do.
    fn requirements(&self, tier: Tier, at_most: bool, set: usize) -> Vec<Cited> {
        let how = match (self.basis, at_most) {
            (Basis::Inferred, true) => format!("no more than {} asks", listed(&self.of)),
            (Basis::Inferred, false) => format!("no less than {} asks", listed(&self.of)),
            (_, true) => format!("by {}, one of a choice", listed(&self.of)),
            (_, false) => format!("by {}", listed(&self.of)),
        };
        let derived = Derived { basis: self.basis, of: self.of.clone(), at_most, set, how };
        let one = |figure: &Figure| {
            let (amount, text) = match at_most {
                true => (figure.amount.or_less(), format!("no more than {}", figure.text)),
                false => (figure.amount.clone(), figure.text.clone()),
            };
            let mut requirement = requirement(tier, figure.item, amount, text, derived.clone());
            requirement.weak = figure.weak;
            if self.basis != Basis::Inferred {
                requirement.strength = figure.strength;
            }
            requirement.volume.clone_from(&figure.volume);
            (requirement, figure.cited.clone())
        };
        self.figures.iter().map(one).collect()
    }
}

/// What a processor must be where nothing says what suffices: it is never known to.
fn not_known(tier: Tier, open_by: &[String], basis: Basis) -> Cited {
    let how = format!("no figure of {} is published", listed(open_by));
    let derived = Derived { basis, of: open_by.to_vec(), at_most: true, set: usize::MAX, how };
    let none = Amount::AnyOf(Vec::new());
    (requirement(tier, Item::Cpu, none, "not known".to_owned(), derived), Vec::new())
}

/// The architecture of a platform, where no class implies it.
pub(super) fn of_platform(arch: Arch, basis: Basis) -> Cited {
    let how = "the platform that this is about".to_owned();
    let derived = Derived { basis, of: Vec::new(), at_most: false, set: usize::MAX, how };
    let amount = Amount::Arch(arch);
    (requirement(Tier::Minimum, Item::Arch, amount, arch.to_string(), derived), Vec::new())
}

/// The maximums and the advice of an edition on a platform, each as it is.
pub(super) fn limits(edition: &Profile, platform: &Platform) -> Vec<Cited> {
    let limits = platform.requirements.iter();
    let limits = limits.filter(|r| matches!(r.tier, Tier::Maximum | Tier::Advice));
    let copy = |requirement: &Requirement| {
        let (of, how) = (vec![edition.id.clone()], format!("by {}", edition.id));
        let derived = Derived { basis: Basis::Composed, of, at_most: false, set: usize::MAX, how };
        let cites = requirement.citations.iter().map(|id| (edition.id.clone(), id.clone()));
        let cites = cites.collect();
        (Requirement { derived: Some(derived), ..requirement.clone() }, cites)
    };
    limits.map(copy).collect()
}

/// The maximums of a choice: nobody knows which option's holds, nor that of an option without one.
pub(super) fn limits_of_one(options: &[Vec<Cited>]) -> Vec<Cited> {
    let mut found: Vec<Cited> = Vec::new();
    let keys: BTreeSet<(Item, Strength)> = options
        .iter()
        .flatten()
        .filter(|(limit, _)| limit.tier == Tier::Maximum)
        .map(|(limit, _)| (limit.item, limit.strength))
        .collect();
    for (item, strength) in keys {
        let fits = |(limit, _): &&Cited| {
            (limit.tier, limit.item, limit.strength) == (Tier::Maximum, item, strength)
        };
        let of: Vec<Option<&Cited>> = options.iter().map(|all| all.iter().find(fits)).collect();
        let spans: Vec<&Span> = of
            .iter()
            .flatten()
            .filter_map(|(limit, _)| match &limit.amount {
                Amount::Span(span) => Some(span),
                _ => None,
            })
            .collect();
        let least = spans.iter().map(|span| span.low()).reduce(|a, b| if b < a { b } else { a });
        let most =
            spans.iter().filter_map(|span| span.high()).reduce(|a, b| if b > a { b } else { a });
        let everyone = of.iter().all(Option::is_some);
        // What only some options advise to stay below is no remark on the choice.
        let counts = strength == Strength::Enforced || everyone;
        let (Some(least), Some(most), true) = (least, most, counts) else { continue };
        let (amount, text) = match everyone {
            true if least == most => (Span::new(least, most), shown(item, least)),
            true => {
                (Span::new(least, most), format!("{} to {}", shown(item, least), shown(item, most)))
            }
            false => (Some(Span::at_least(least)), format!("{} for some", shown(item, least))),
        };
        let known = || of.iter().flatten();
        let editions: Vec<String> = known()
            .flat_map(|(limit, _)| limit.derived.iter().flat_map(|derived| derived.of.clone()))
            .collect();
        let how = format!("by {}, one of a choice", listed(&editions));
        let (basis, set) = (Basis::Composed, usize::MAX);
        let derived = Derived { basis, of: editions, at_most: false, set, how };
        let Some(amount) = amount.map(Amount::Span) else { continue };
        let mut limit = requirement(Tier::Maximum, item, amount, text, derived);
        limit.strength = strength;
        limit.weak = known().any(|(limit, _)| limit.weak);
        found.push((limit, known().flat_map(|(_, cites)| cites.clone()).collect()));
    }
    found
}

fn shown(item: Item, quantity: Quantity) -> String {
    quantity.show(item.kind(), Round::Up)
}

/// The ids of cited sources, which are added to others. The same id of another publication gets
/// the edition's before it.
pub(super) fn cite(
    cites: &[Cite],
    composer: &Composer<'_>,
    sources: &mut Vec<Source>,
) -> Vec<String> {
    let mut ids = Vec::new();
    for (edition, id) in cites {
        let of = composer.get(edition).ok();
        let Some(source) = of.and_then(|of| of.sources.iter().find(|source| source.id == *id))
        else {
            continue;
        };
        let id = add(source, edition, sources);
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// Adds a source to others, or its figures to the same one; the id under which it is there.
fn add(source: &Source, edition: &str, sources: &mut Vec<Source>) -> String {
    let same = |other: &Source| (&other.title, &other.url) == (&source.title, &source.url);
    let id = match sources.iter().find(|other| other.id == source.id) {
        Some(other) if !same(other) => format!("{edition}: {}", source.id),
        _ => source.id.clone(),
    };
    let Some(known) = sources.iter_mut().find(|other| other.id == id) else {
        sources.push(Source { id: id.clone(), ..source.clone() });
        return id;
    };
    // The figures of one publication differ from edition to edition.
    if let Some(more) = &source.figures {
        match &mut known.figures {
            Some(figures) if figures.contains(more) => {}
            Some(figures) => figures.push_str(&format!("; {more}")),
            None => known.figures = Some(more.clone()),
        }
    }
    id
}
