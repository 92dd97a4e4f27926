//! What editions ask of which nothing, or not everything, is published: composed of what their
//! parts ask, and inferred from what earlier, later and larger editions ask.
//!
//! A published figure stands. On what the list of an edition with parts is silent, its parts are
//! asked; the list of an edition without parts is complete, and what it leaves out it does not ask.
//! An end that stays open is closed by a neighbour: an earlier edition of the product asks no more
//! than a later one, and a part no more than the whole. Only sound figures are used for that, never
//! weak ones.

mod archs;
mod asked;
mod figures;
mod neighbours;
mod order;
mod platform;
mod requirements;

pub use order::{by_release, circle, earlier};

use crate::cpu::Arch;
use crate::item::Item;
use crate::profile::{Basis, Platform, Profile, Requirement, Tier};
use archs::Archs;
use asked::Asked;
use figures::{Group, Need};
use platform::{Offer, fitting};
use requirements::{Cited, of_platform, spelled};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Whether every platform of an edition has all figures of its own, so that there is nothing to add.
pub fn is_complete(edition: &Profile) -> bool {
    let covers = |platform: &Platform| {
        let list = Asked::published(edition, platform, Tier::Minimum);
        let groups = [Group::Processor, Group::Memory, Group::Room];
        edition.includes.is_empty() || groups.iter().all(|group| list.states(*group))
    };
    let all = |platform: &Platform| has_minimum(platform) && covers(platform);
    !edition.platforms.is_empty() && edition.platforms.iter().all(all)
}

/// An edition with its requirements completed by what other editions ask.
///
/// `library` holds the editions that it may name. Only they have neighbours: an edition that is
/// not among them, such as a file of a user's, is no version of any product.
///
/// # Errors
/// One sentence: an edition that is named is not known, or they contain each other too deep.
pub fn complete(edition: &Profile, library: &[Profile]) -> Result<Profile, String> {
    Composer::of(edition, &[], library).complete()
}

/// Several editions on one machine, as an edition of its own. The order does not matter, and what
/// two of them share counts once. Parts may come from elsewhere than the library.
///
/// # Errors
/// As [`complete`], and where the parts have no platform in common.
pub fn together(parts: &[Profile], library: &[Profile]) -> Result<Profile, String> {
    let mut unique: Vec<&Profile> = Vec::new();
    for part in parts {
        if unique.iter().all(|other| other.id != part.id) {
            unique.push(part);
        }
    }
    if let [only] = unique.as_slice() {
        return complete(only, library);
    }
    let join = |of: fn(&Profile) -> &str, by: &str| {
        unique.iter().map(|part| of(part)).collect::<Vec<_>>().join(by)
    };
    let whole = Profile {
        id: join(|part| &part.id, "+"),
        name: join(|part| &part.name, " + "),
        vendor: None,
        released: None,
        includes: unique.iter().map(|part| vec![part.id.clone()]).collect(),
        optional: Vec::new(),
        remarks: Vec::new(),
        sources: Vec::new(),
        platforms: Vec::new(),
        open: true,
    };
    let done = Composer::of(&whole, &unique, library).complete()?;
    match done.platforms.is_empty() && !done.open {
        true => Err(format!("{}: the parts have no platform in common", whole.id)),
        false => Ok(done),
    }
}

/// Whether an edition has figures of its own on any platform.
fn publishes(edition: &Profile) -> bool {
    edition.platforms.iter().any(has_minimum)
}

fn has_minimum(platform: &Platform) -> bool {
    platform.requirements.iter().any(|requirement| requirement.tier == Tier::Minimum)
}

/// What an edition offers on each architecture, once it was worked out.
type Known<'a> = RefCell<BTreeMap<(&'a str, Option<Arch>), Rc<Vec<Offer>>>>;

/// One edition that is being completed.
struct Composer<'a> {
    library: &'a [Profile],
    whole: &'a Profile,
    /// Whether the whole is nothing but its parts, so that any edition that has them all asks no
    /// less.
    together: bool,
    by_id: BTreeMap<&'a str, &'a Profile>,
    offers: Known<'a>,
    archs: RefCell<BTreeMap<&'a str, Archs>>,
    contents: RefCell<BTreeMap<String, Rc<BTreeSet<String>>>>,
}

impl<'a> Composer<'a> {
    fn of(whole: &'a Profile, others: &[&'a Profile], library: &'a [Profile]) -> Composer<'a> {
        let all = others.iter().copied().chain(library);
        let by_id = all.map(|edition| (edition.id.as_str(), edition)).collect();
        Composer {
            library,
            whole,
            together: !others.is_empty(),
            by_id,
            offers: RefCell::default(),
            archs: RefCell::default(),
            contents: RefCell::default(),
        }
    }

    fn complete(&self) -> Result<Profile, String> {
        let whole = self.whole;
        if is_complete(whole) {
            return Ok(whole.clone());
        }
        let mut done = Profile { platforms: Vec::new(), ..whole.clone() };
        let mut all: Vec<(Platform, Vec<Cited>)> = Vec::new();
        for own in &whole.platforms {
            let archs = match own.arch {
                None => self.candidates()?,
                arch => vec![arch],
            };
            for arch in archs {
                let found = self.on(whole, Some(own), arch, 0)?;
                all.extend(found.into_iter().map(|offer| self.added(offer, Some(own), arch)));
            }
        }
        if whole.platforms.is_empty() {
            done.open = self.archs_of_parts(whole, 0)? == Archs::Open;
            for arch in self.candidates()? {
                let found = self.on(whole, None, arch, 0)?;
                let said = found.into_iter().filter(|offer| {
                    !whole.includes.is_empty() && !done.open || !offer.minimum.is_unknown()
                });
                all.extend(said.map(|offer| self.added(offer, None, arch)));
            }
        }
        for (mut platform, more) in all {
            for (mut requirement, cites) in more {
                requirement.citations = requirements::cite(&cites, self, &mut done.sources);
                platform.requirements.push(requirement);
            }
            platform.requirements.sort_by_key(|of| (of.tier, of.item));
            done.platforms.push(platform);
        }
        let named: Vec<_> = done.platforms.iter().map(|p| (p.name.clone(), p.arch)).collect();
        for platform in &mut done.platforms {
            // One that names no architecture, and differs from one to the other by its parts.
            let other =
                |(name, arch): &(String, _)| *name == platform.name && *arch != platform.arch;
            if let Some(arch) = platform.arch.filter(|_| named.iter().any(other)) {
                platform.name = format!("{} on {arch}", platform.name);
            }
        }
        Ok(done)
    }

    /// A platform of the whole with the requirements that it publishes, and those that are added.
    fn added(
        &self,
        offer: Offer,
        own: Option<&Platform>,
        arch: Option<Arch>,
    ) -> (Platform, Vec<Cited>) {
        let Offer { name, bare, mut minimum, mut recommended, recommends, mut limits, unchecked } =
            offer;
        let whole = self.whole;
        let open = if whole.includes.is_empty() { Basis::Inferred } else { Basis::Composed };
        if let Some(own) = own {
            let tiers = [Tier::Minimum, Tier::Recommended];
            let [minimal, more] = tiers.map(|tier| Asked::published(whole, own, tier));
            for group in [Group::Processor].into_iter().chain(Group::SIZES) {
                if minimal.states(group) {
                    minimum = minimum.without(group);
                }
                if minimal.states(group) || more.states(group) {
                    recommended = recommended.without(group);
                }
            }
            minimum = minimum.beyond(&minimal);
            recommended = recommended.beyond(&minimal).beyond(&more);
            let stands = |(limit, _): &Cited| {
                limit.derived.as_ref().is_some_and(|derived| derived.of != [whole.id.as_str()])
            };
            limits.retain(stands);
        }
        recommended.sizes.retain(|size| !size.is_unknown() && recommends.contains(&size.item));
        recommended.enough.get_or_insert_default();
        let mut requirements: Vec<Requirement> =
            own.into_iter().flat_map(|own| own.requirements.clone()).collect();
        let mut all = Vec::new();
        let nothing = own.is_some() && whole.includes.is_empty() && minimum.is_unknown();
        if !nothing {
            all.extend(spelled(&minimum, Tier::Minimum, open));
        }
        all.extend(spelled(&recommended, Tier::Recommended, open));
        let own_arch = |tier| {
            let mut own = requirements.iter().filter(|of| of.tier == tier);
            own.any(|of| matches!(of.item, Item::Arch | Item::Cpu))
        };
        // The architecture is the platform's, and stands once.
        all.retain(|(of, _)| of.item != Item::Arch || !own_arch(of.tier));
        let mut asks = all.iter().map(|(of, _)| of).chain(&requirements);
        let asks = asks.any(|of| of.tier == Tier::Minimum);
        let implied = own_arch(Tier::Minimum) || minimum.needs.iter().any(Need::implies_arch);
        if let Some(arch) = arch.filter(|_| asks && !implied) {
            all.push(of_platform(arch, open));
        }
        all.extend(limits);
        requirements.sort_by_key(|of| of.tier);
        let bare = match own {
            Some(own) => own.bare,
            None => bare,
        };
        let name = match (own, name.is_empty()) {
            (Some(own), _) => own.name.clone(),
            (None, false) => name,
            (None, true) => self.called(arch),
        };
        let of_parts = unchecked.into_iter().filter(|(id, _)| *id != whole.id);
        let of_parts = of_parts.map(|(id, words)| format!("{words}, by {id}"));
        let own = own.map(|own| own.unchecked.clone()).unwrap_or_default();
        let unchecked = own.into_iter().chain(of_parts).collect();
        (Platform { name, arch, requirements, unchecked, bare }, all)
    }

    /// What neighbours call the platform of an architecture.
    fn called(&self, arch: Option<Arch>) -> String {
        let mut near = self.neighbours(self.whole).into_iter();
        let name = near.find_map(|edition| fitting(edition, arch).first().map(|p| p.name.clone()));
        name.unwrap_or_else(|| arch.map_or("any", Arch::id).to_owned())
    }

    /// An edition of an id.
    fn get(&self, id: &str) -> Result<&'a Profile, String> {
        let found = self.by_id.get(id).copied().or((self.whole.id == id).then_some(self.whole));
        found.ok_or_else(|| format!("{}: no edition \"{id}\"", self.whole.id))
    }

    /// Whether an edition is a version of a product of the library.
    fn has_line(&self, edition: &Profile) -> bool {
        self.library.iter().any(|other| other.id == edition.id)
    }

    /// The earlier editions of its product that publish something, nearest first.
    fn earlier(&self, edition: &Profile) -> Vec<&'a Profile> {
        match self.has_line(edition) {
            true => order::earlier_ones(edition, self.library),
            false => Vec::new(),
        }
    }

    /// The editions that ask no less: later ones of its product, nearest first, then those that
    /// contain it, the earliest first, each with its later ones.
    fn larger(&self, edition: &Profile) -> Vec<&'a Profile> {
        let mut found = match self.has_line(edition) {
            true => order::later_ones(edition, self.library),
            false => Vec::new(),
        };
        let is_sum = self.together && std::ptr::eq(edition, self.whole);
        if !is_sum && !self.has_line(edition) {
            return found;
        }
        let contains = |whole: &&Profile| {
            let contents = self.contents(whole);
            let has = |part: &Vec<String>| part.len() == 1 && contents.contains(&part[0]);
            whole.id != edition.id
                && (contents.contains(&edition.id) || is_sum && edition.includes.iter().all(has))
        };
        let wholes = self.library.iter().filter(|whole| !whole.includes.is_empty());
        let mut wholes: Vec<&Profile> = wholes.filter(contains).collect();
        let all = wholes.clone();
        wholes.sort_by_cached_key(|whole| all.iter().filter(|other| earlier(other, whole)).count());
        for whole in wholes {
            found.push(whole);
            found.extend(order::later_ones(whole, self.library));
        }
        found
    }

    /// The editions from which anything may be inferred.
    fn neighbours(&self, edition: &Profile) -> Vec<&'a Profile> {
        [self.earlier(edition), self.larger(edition)].concat()
    }

    /// An edition with everything that it surely contains, however deep.
    fn contents(&self, edition: &Profile) -> Rc<BTreeSet<String>> {
        let mut known = self.contents.borrow_mut();
        let found = known.entry(edition.id.clone());
        found.or_insert_with(|| Rc::new(order::contents(edition, &self.by_id))).clone()
    }
}
