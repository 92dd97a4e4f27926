//! Which editions ask no more than another: the earlier ones of its product, and its parts.

use super::publishes;
use crate::profile::Profile;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Whether `a` is an earlier edition of the same product than `b`: by their dates of release where
/// both are known and tell them apart, else by their versions. Variants of one version, such as
/// 2003-web and 2003-standard, are neither earlier nor later.
pub fn earlier(a: &Profile, b: &Profile) -> bool {
    Place::of(a).zip(Place::of(b)).is_some_and(|(a, b)| a.before(&b))
}

/// Editions in the order that they were released in, as far as it is known: what stands together of
/// one product changes places, and what cannot be ranked stays where it is.
pub fn by_release(editions: Vec<Profile>) -> Vec<Profile> {
    let product = |edition: &Profile| Some(edition.id.split_once('/')?.0.to_owned());
    let places: Vec<Option<Place<'_>>> = editions.iter().map(Place::of).collect();
    let mut order: Vec<usize> = Vec::with_capacity(editions.len());
    for together in editions.chunk_by(|a, b| product(a) == product(b)) {
        let mut left: Vec<usize> = (order.len()..order.len() + together.len()).collect();
        while !left.is_empty() {
            let is_next = |n: &usize| {
                let mut others = left.iter().filter_map(|n| places[*n].as_ref());
                !places[*n].as_ref().is_some_and(|own| others.any(|other| other.before(own)))
            };
            let next = left.iter().position(is_next).unwrap_or(0);
            order.push(left.remove(next));
        }
    }
    let mut editions: Vec<Option<Profile>> = editions.into_iter().map(Some).collect();
    order.into_iter().filter_map(|n| editions[n].take()).collect()
}

/// The place of an edition among those of its product. "4.0-sp3" is 4.0, service pack 3;
/// "2003-web" is 2003, web.
struct Place<'t> {
    product: &'t str,
    /// The year, month and day of release, as far as they are known.
    released: Vec<u32>,
    numbers: Vec<u64>,
    words: Vec<&'t str>,
    service_pack: u64,
}

impl<'t> Place<'t> {
    fn of(edition: &'t Profile) -> Option<Place<'t>> {
        let (product, version) = edition.id.split_once('/')?;
        let end = version.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(version.len());
        let (numbers, rest) = version.split_at(end);
        let numbers = numbers.split('.').filter_map(|number| number.parse().ok()).collect();
        let released = edition.released.as_deref().and_then(date).unwrap_or_default();
        let mut place = Place { product, released, numbers, words: Vec::new(), service_pack: 0 };
        for word in rest.split('-').filter(|word| !word.is_empty()) {
            match word.strip_prefix("sp").and_then(|number| number.parse().ok()) {
                Some(number) => place.service_pack = number,
                None => place.words.push(word),
            }
        }
        Some(place)
    }

    fn before(&self, other: &Place<'_>) -> bool {
        if self.product != other.product {
            return false;
        }
        let shared = self.released.len().min(other.released.len());
        let (mine, others) = (&self.released[..shared], &other.released[..shared]);
        if mine != others {
            return mine < others;
        }
        if self.numbers.is_empty() || other.numbers.is_empty() {
            return false;
        }
        match self.numbers.cmp(&other.numbers) {
            Ordering::Equal => self.words == other.words && self.service_pack < other.service_pack,
            order => order.is_lt(),
        }
    }
}

/// The year, month and day that a date of release begins with, as far as they stand there.
fn date(text: &str) -> Option<Vec<u32>> {
    let word = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let parts = word?.split('-').map(|part| part.parse().ok()).collect::<Option<Vec<u32>>>()?;
    (parts[0] >= 1000).then_some(parts)
}

/// The editions of the same product that publish something. Of a whole library that is few, and
/// they are found by what their ids begin with, before anything else is looked at.
fn line<'a>(edition: &Profile, known: &'a [Profile]) -> impl Iterator<Item = &'a Profile> {
    let product = edition.id.split_inclusive('/').next().unwrap_or(&edition.id).to_owned();
    known.iter().filter(move |other| other.id.starts_with(&product) && publishes(other))
}

/// The earlier editions of the same product that publish something, nearest first. One that
/// cannot be ranked against another of them is left out: nobody can say which is nearer.
pub(super) fn earlier_ones<'a>(edition: &Profile, known: &'a [Profile]) -> Vec<&'a Profile> {
    let mut found = ranked(line(edition, known).filter(|other| earlier(other, edition)));
    found.reverse();
    found
}

/// The later editions of the same product that publish something, nearest first.
pub(super) fn later_ones<'a>(edition: &Profile, known: &'a [Profile]) -> Vec<&'a Profile> {
    ranked(line(edition, known).filter(|other| earlier(edition, other)))
}

/// Editions in their order, without those that cannot be ranked against another.
fn ranked<'a>(editions: impl Iterator<Item = &'a Profile>) -> Vec<&'a Profile> {
    let all: Vec<(&Profile, Place<'_>)> =
        editions.filter_map(|edition| Some((edition, Place::of(edition)?))).collect();
    let mut found: Vec<(usize, &Profile)> = Vec::new();
    for (edition, place) in &all {
        let before = all.iter().filter(|(_, other)| other.before(place)).count();
        let after = all.iter().filter(|(_, other)| place.before(other)).count();
        if before + after + 1 == all.len() {
            found.push((before, edition));
        }
    }
    found.sort_by_key(|(before, _)| *before);
    found.into_iter().map(|(_, edition)| edition).collect()
}

/// An edition with everything that it surely contains, however deep: a choice is none of these.
pub(super) fn contents(edition: &Profile, by_id: &BTreeMap<&str, &Profile>) -> BTreeSet<String> {
    let mut found = BTreeSet::from([edition.id.clone()]);
    let mut open = vec![edition];
    while let Some(next) = open.pop() {
        for part in &next.includes {
            if let [id] = part.as_slice()
                && found.insert(id.clone())
            {
                open.extend(by_id.get(id.as_str()).copied());
            }
        }
    }
    found
}

/// Editions of which each includes the next, and the last the first; `None` where no edition
/// contains itself.
pub fn circle(known: &[Profile]) -> Option<Vec<&str>> {
    let parts = |id: &str| {
        let of = known.iter().find(|profile| profile.id == id);
        of.into_iter().flat_map(|profile| profile.includes.iter().flatten())
    };
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in known {
        let mut way: Vec<(&str, Vec<&str>)> =
            vec![(&start.id, parts(&start.id).map(String::as_str).collect())];
        while let Some((at, open)) = way.last_mut() {
            let at = *at;
            let Some(next) = open.pop() else {
                done.insert(at);
                way.pop();
                continue;
            };
            if let Some(first) = way.iter().position(|(id, _)| *id == next) {
                return Some(way[first..].iter().map(|(id, _)| *id).collect());
            }
            if !done.contains(next) {
                way.push((next, parts(next).map(String::as_str).collect()));
            }
        }
    }
    None
}
