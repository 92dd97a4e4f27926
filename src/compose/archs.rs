//! The architectures on which an edition runs, as far as it or its parts say.

use super::Composer;
use super::platform::DEEPEST;
use crate::cpu::Arch;
use crate::profile::{Platform, Profile};
use std::collections::BTreeSet;

/// What is known of the architectures that an edition runs on.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Archs {
    /// Nothing that is published names any.
    Open,
    /// Every one: a platform names none.
    Any,
    /// These.
    These(BTreeSet<Arch>),
}

impl Archs {
    /// What two editions on one machine run on.
    fn both(self, other: Archs) -> Archs {
        match (self, other) {
            (Archs::Open, other) | (other, Archs::Open) => other,
            (Archs::Any, other) | (other, Archs::Any) => other,
            (Archs::These(a), Archs::These(b)) => Archs::These(&a & &b),
        }
    }

    /// What one of two editions runs on.
    fn either(self, other: Archs) -> Archs {
        match (self, other) {
            (Archs::Open, _) | (_, Archs::Open) => Archs::Open,
            (Archs::Any, _) | (_, Archs::Any) => Archs::Any,
            (Archs::These(a), Archs::These(b)) => Archs::These(&a | &b),
        }
    }
}

impl<'a> Composer<'a> {
    fn archs(&self, edition: &'a Profile, depth: usize) -> Result<Archs, String> {
        if let Some(known) = self.archs.borrow().get(edition.id.as_str()) {
            return Ok(known.clone());
        }
        let named: Option<BTreeSet<Arch>> = edition.platforms.iter().map(|p| p.arch).collect();
        let archs = match edition.platforms.is_empty() {
            true => self.archs_of_parts(edition, depth)?,
            false => named.map_or(Archs::Any, Archs::These),
        };
        self.archs.borrow_mut().insert(&edition.id, archs.clone());
        Ok(archs)
    }

    /// What the parts of an edition run on together.
    pub fn archs_of_parts(&self, edition: &'a Profile, depth: usize) -> Result<Archs, String> {
        if depth > DEEPEST {
            return Err(self.too_deep());
        }
        let mut all = Archs::Open;
        for part in &edition.includes {
            let options: Vec<Archs> = part
                .iter()
                .map(|id| self.archs(self.get(id)?, depth + 1))
                .collect::<Result<_, _>>()?;
            all = all.both(options.into_iter().reduce(Archs::either).unwrap_or(Archs::Open));
        }
        Ok(all)
    }

    /// The architectures of which something may be said of the whole: `None` is all of them alike.
    pub fn candidates(&self) -> Result<Vec<Option<Arch>>, String> {
        let archs: BTreeSet<Arch> = match self.archs_of_parts(self.whole, 0)? {
            Archs::These(archs) => archs,
            // What neighbours run on is no reason to keep an edition's own platform to that.
            Archs::Open if self.whole.platforms.is_empty() => {
                let near: Vec<Option<Arch>> = self.near()?.iter().map(|p| p.arch).collect();
                match near.contains(&None) {
                    true if near.iter().all(Option::is_none) => return Ok(vec![None]),
                    true => Arch::ALL.iter().copied().collect(),
                    false => near.into_iter().flatten().collect(),
                }
            }
            _ if self.alike()? => return Ok(vec![None]),
            _ => Arch::ALL.iter().copied().collect(),
        };
        let ordered = Arch::ALL.iter().filter(|arch| archs.contains(arch));
        Ok(ordered.map(|arch| Some(*arch)).collect())
    }

    /// Whether no part tells one architecture from another, nor anything that it is inferred from.
    fn alike(&self) -> Result<bool, String> {
        let parts = self.within()?.into_iter().skip(1).flat_map(|part| &part.platforms);
        let names = parts.chain(self.near()?).any(|platform| platform.arch.is_some());
        Ok(!names)
    }

    /// The platforms from which something may be inferred of the whole and of its parts.
    fn near(&self) -> Result<Vec<&'a Platform>, String> {
        let near = self.within()?.into_iter().flat_map(|part| self.neighbours(part));
        Ok(near.flat_map(|edition| &edition.platforms).collect())
    }

    /// The whole and every edition that it may contain.
    fn within(&self) -> Result<Vec<&'a Profile>, String> {
        let (mut found, mut seen) = (vec![self.whole], BTreeSet::new());
        let mut next = 0;
        while let Some(edition) = found.get(next).copied() {
            for id in edition.includes.iter().flatten().filter(|id| seen.insert(id.as_str())) {
                found.push(self.get(id)?);
            }
            next += 1;
        }
        Ok(found)
    }
}
