//! What an edition asks on an architecture: as published, else of its parts, else by its neighbours.
//!
//! An edition that is a part is judged as it would be alone, so that a whole never passes what one
//! of its parts fails.

use super::asked::Asked;
use super::figures::Group;
use super::requirements::{Cited, limits, limits_of_one};
use super::{Composer, has_minimum};
use crate::cpu::Arch;
use crate::item::Item;
use crate::profile::{Platform, Profile, Tier};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The most combinations of alternative platforms that are told apart; beyond, they are a choice.
const MOST: usize = 64;
/// How deep editions may contain each other.
pub(super) const DEEPEST: usize = 100;

/// One way in which an edition runs on an architecture.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    /// What the platform is called.
    pub name: String,
    /// Whether it is only known that it runs there, of the edition or of a part.
    pub bare: bool,
    pub minimum: Asked,
    pub recommended: Asked,
    /// The items on which anything is recommended.
    pub recommends: BTreeSet<Item>,
    /// Maximums and advice.
    pub limits: Vec<Cited>,
    /// What is required in words only, and by which edition.
    pub unchecked: Vec<(String, String)>,
}

/// Platforms of an architecture; one that names none fits every one.
pub(super) fn fitting(edition: &Profile, arch: Option<Arch>) -> Vec<&Platform> {
    let fits = |platform: &&Platform| platform.arch.is_none() || platform.arch == arch;
    edition.platforms.iter().filter(fits).collect()
}

/// What each of some editions publishes for an architecture, of those that have one platform of it
/// and a list for that.
fn lists(editions: &[&Profile], arch: Option<Arch>) -> Vec<Asked> {
    let list = |edition: &&Profile| match fitting(edition, arch).as_slice() {
        [only] if has_minimum(only) => Some(Asked::published(edition, only, Tier::Minimum)),
        _ => None,
    };
    editions.iter().filter_map(list).collect()
}

impl<'a> Composer<'a> {
    /// The error for editions that contain each other without end.
    pub fn too_deep(&self) -> String {
        format!("{}: editions contain each other more than {DEEPEST} deep", self.whole.id)
    }

    /// The ways in which an edition runs on an architecture; none where it is known not to.
    fn offers(
        &self,
        edition: &'a Profile,
        arch: Option<Arch>,
        depth: usize,
    ) -> Result<Rc<Vec<Offer>>, String> {
        let key = (edition.id.as_str(), arch);
        if let Some(known) = self.offers.borrow().get(&key) {
            return Ok(known.clone());
        }
        let platforms = fitting(edition, arch);
        let mut offers = Vec::new();
        if platforms.is_empty() && edition.open {
            offers.extend(self.on(edition, None, arch, depth)?);
        }
        for platform in platforms {
            offers.extend(self.on(edition, Some(platform), arch, depth)?);
        }
        let offers = Rc::new(offers);
        self.offers.borrow_mut().insert(key, offers.clone());
        Ok(offers)
    }

    /// The ways in which an edition runs on one of its platforms, or on none that it names.
    pub fn on(
        &self,
        edition: &'a Profile,
        platform: Option<&'a Platform>,
        arch: Option<Arch>,
        depth: usize,
    ) -> Result<Vec<Offer>, String> {
        if depth > DEEPEST {
            return Err(self.too_deep());
        }
        let stated = platform.filter(|platform| has_minimum(platform));
        let published = stated.map(|platform| Asked::published(edition, platform, Tier::Minimum));
        let composed = match edition.includes.is_empty() {
            true => vec![Offer {
                name: String::new(),
                bare: false,
                minimum: Asked::unknown(edition),
                recommended: Asked::unknown(edition),
                recommends: BTreeSet::new(),
                limits: Vec::new(),
                unchecked: Vec::new(),
            }],
            false => self.combinations(edition, arch, depth)?,
        };
        let close = |minimum: &mut Asked| {
            if minimum.is_open() {
                let (earlier, larger) = (self.earlier(edition), self.larger(edition));
                minimum.close(&lists(&earlier, arch), &lists(&larger, arch));
            }
        };
        let finish = |mut offer: Offer| {
            if let Some(published) = &published {
                offer.minimum = over(published, offer.minimum, edition.includes.is_empty());
            }
            close(&mut offer.minimum);
            for asked in [&mut offer.minimum, &mut offer.recommended] {
                asked.about = vec![edition.id.clone()];
            }
            if let Some(platform) = platform {
                let own = platform.requirements.iter();
                let own = own.filter(|r| r.tier == Tier::Recommended).map(|r| r.item);
                offer.recommends.extend(own);
                let alone = edition.includes.is_empty()
                    && (stated.is_some() || !offer.recommends.is_empty());
                let recommended = Asked::recommended(edition, platform);
                offer.recommended = over(&recommended, offer.recommended, alone);
                offer.limits.extend(limits(edition, platform));
                let words = platform.unchecked.iter();
                offer.unchecked.extend(words.map(|words| (edition.id.clone(), words.clone())));
                offer.name.clone_from(&platform.name);
                offer.bare |= stated.is_none();
            }
            offer
        };
        Ok(composed.into_iter().map(finish).collect())
    }

    /// What all parts of an edition ask together, one for each combination of their platforms.
    fn combinations(
        &self,
        edition: &'a Profile,
        arch: Option<Arch>,
        depth: usize,
    ) -> Result<Vec<Offer>, String> {
        let mut parts: Vec<(BTreeSet<&str>, Rc<Vec<Offer>>)> = Vec::new();
        let mut seen = BTreeSet::new();
        for part in &edition.includes {
            let ids: BTreeSet<&str> = part.iter().map(String::as_str).collect();
            if seen.insert(ids.clone()) {
                let options: Vec<Rc<Vec<Offer>>> = part
                    .iter()
                    .map(|id| self.offers(self.get(id)?, arch, depth + 1))
                    .collect::<Result<_, _>>()?;
                parts.push((ids, choice(&options)));
            }
        }
        let contents: Vec<Option<Rc<BTreeSet<String>>>> = parts
            .iter()
            .map(|(ids, _)| match ids.iter().collect::<Vec<_>>().as_slice() {
                [id] => self.get(id).ok().map(|part| self.contents(part)),
                _ => None,
            })
            .collect();
        let counted = |n: usize| {
            let within = |(m, contents): (usize, &Option<Rc<BTreeSet<String>>>)| {
                let has = |contents: &Rc<BTreeSet<String>>| {
                    parts[n].0.iter().all(|id| contents.contains(*id))
                };
                m != n && contents.as_ref().is_some_and(has)
            };
            !contents.iter().enumerate().any(within)
        };
        let mut ways: Vec<Vec<&Offer>> = vec![Vec::new()];
        let narrow: Vec<Rc<Vec<Offer>>> = parts
            .iter()
            .map(|(_, offers)| offers.clone())
            .scan(1usize, |all, offers| {
                *all = all.saturating_mul(offers.len().max(1));
                // Too many to tell apart: nobody knows which.
                Some(if *all > MOST { one(&offers) } else { offers })
            })
            .collect();
        for offers in &narrow {
            ways = ways
                .iter()
                .flat_map(|way| offers.iter().map(|offer| [&way[..], &[offer]].concat()))
                .collect();
        }
        let leaves = self.shared_leaves(edition, arch, depth)?;
        let join = |way: Vec<&Offer>| {
            let all = |of: fn(&Offer) -> &Asked| -> Vec<(Asked, bool)> {
                way.iter().enumerate().map(|(n, offer)| (of(offer).clone(), counted(n))).collect()
            };
            let mut minimum = Asked::all(&all(|offer| &offer.minimum));
            let mut recommended = Asked::all(&all(|offer| &offer.recommended));
            if let Some((least, more)) = &leaves {
                minimum.at_most(least);
                recommended.at_most(more);
            }
            let mut names: Vec<&str> = Vec::new();
            for offer in way.iter().filter(|offer| !offer.name.is_empty()) {
                if !names.contains(&offer.name.as_str()) {
                    names.push(&offer.name);
                }
            }
            let limits = distinct(way.iter().flat_map(|offer| &offer.limits));
            let unchecked = distinct(way.iter().flat_map(|offer| &offer.unchecked));
            Offer {
                name: names.join(" + "),
                bare: way.iter().any(|offer| offer.bare),
                minimum,
                recommended,
                recommends: way.iter().flat_map(|offer| offer.recommends.clone()).collect(),
                limits,
                unchecked,
            }
        };
        Ok(ways.into_iter().map(join).collect())
    }

    /// What the parts of an edition ask together, at the least and as recommended, when wholes are
    /// taken apart, so that what two of them share counts once; `None` where they share nothing.
    fn shared_leaves(
        &self,
        edition: &'a Profile,
        arch: Option<Arch>,
        depth: usize,
    ) -> Result<Option<(Asked, Asked)>, String> {
        let (mut leaves, mut shared): (BTreeMap<Vec<&str>, &'a Vec<String>>, bool) =
            (BTreeMap::new(), false);
        let mut open: Vec<&'a Profile> = vec![edition];
        let mut opened = BTreeSet::new();
        while let Some(next) = open.pop() {
            for part in &next.includes {
                let whole = match part.as_slice() {
                    [id] => Some(self.get(id)?).filter(|whole| {
                        let publishes = fitting(whole, arch).iter().any(|p| has_minimum(p));
                        !whole.includes.is_empty() && !publishes
                    }),
                    _ => None,
                };
                match whole {
                    Some(whole) if opened.insert(&whole.id) => open.push(whole),
                    Some(_) => shared = true,
                    None => {
                        let key = part.iter().map(String::as_str).collect();
                        shared |= leaves.insert(key, part).is_some();
                    }
                }
            }
        }
        if !shared {
            return Ok(None);
        }
        let mut all = Vec::new();
        for part in leaves.values() {
            let options: Vec<Rc<Vec<Offer>>> = part
                .iter()
                .map(|id| self.offers(self.get(id)?, arch, depth + 1))
                .collect::<Result<_, _>>()?;
            let offers = choice(&[one(&choice(&options))]);
            all.extend(offers.iter().cloned());
        }
        let sum = |of: fn(&Offer) -> &Asked| {
            Asked::all(&all.iter().map(|offer| (of(offer).clone(), true)).collect::<Vec<_>>())
        };
        Ok(Some((sum(|offer| &offer.minimum), sum(|offer| &offer.recommended))))
    }
}

/// The offers of a part: its own, or one that nobody knows which option makes.
fn choice(options: &[Rc<Vec<Offer>>]) -> Rc<Vec<Offer>> {
    match options {
        [own] => own.clone(),
        options => {
            one(&Rc::new(options.iter().flat_map(|offers| offers.iter().cloned()).collect()))
        }
    }
}

/// Several offers as one of which nobody knows which it is; none stays none.
fn one(offers: &Rc<Vec<Offer>>) -> Rc<Vec<Offer>> {
    let Some(first) = offers.first().filter(|_| offers.len() > 1) else { return offers.clone() };
    let all = |of: fn(&Offer) -> &Asked| offers.iter().map(|offer| of(offer).clone()).collect();
    let limits: Vec<Vec<Cited>> = offers.iter().map(|offer| offer.limits.clone()).collect();
    let mut unchecked = distinct(offers.iter().flat_map(|offer| &offer.unchecked));
    for words in &mut unchecked {
        if !offers.iter().all(|offer| offer.unchecked.contains(words)) {
            words.0.push_str(", one of a choice");
        }
    }
    Rc::new(vec![Offer {
        name: first.name.clone(),
        bare: offers.iter().any(|offer| offer.bare),
        minimum: Asked::one_of(all(|offer| &offer.minimum)),
        recommended: Asked::one_of(all(|offer| &offer.recommended)),
        recommends: offers.iter().flat_map(|offer| offer.recommends.clone()).collect(),
        limits: limits_of_one(&limits),
        unchecked,
    }])
}

/// What stands in a list, once.
fn distinct<'a, T: PartialEq + Clone + 'a>(all: impl Iterator<Item = &'a T>) -> Vec<T> {
    let mut found: Vec<T> = Vec::new();
    for one in all {
        if !found.contains(one) {
            found.push(one.clone());
        }
    }
    found
}

/// A published list over what was composed: of each group that it states, the list is all. Of an
/// edition without parts (`alone`) it is all of everything.
fn over(published: &Asked, mut composed: Asked, alone: bool) -> Asked {
    for group in [Group::Processor].into_iter().chain(Group::SIZES) {
        if alone || published.states(group) {
            composed = composed.without(group);
        }
    }
    published.clone().beside(composed.beyond(published))
}
