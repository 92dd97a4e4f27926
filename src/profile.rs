//! A profile: what one edition of a product requires, by platform, with its sources.

mod amount;
pub mod format;
mod formula_text;
pub mod id;
pub mod laws;
pub mod read;
pub(crate) mod tree;

use crate::cpu::Arch;
use crate::item::Item;
use crate::machine::SYSTEM;
use crate::quantity::Amount;
use crate::quantity::parameter::{Parameter, Parameters};
use std::borrow::Cow;

/// One edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// `product/version` for the library's editions, the path as given for a user's file.
    pub id: String,
    /// The full name, for people.
    pub name: String,
    /// Who makes it.
    pub vendor: Option<String>,
    /// When it was released, as far as is known: "1999-01-12", "1996-12", "late 1994".
    pub released: Option<String>,
    /// The editions it consists of.
    pub includes: Vec<Part>,
    /// Editions that come with it but are not on the server.
    pub optional: Vec<Part>,
    /// Facts worth knowing that are no requirement.
    pub remarks: Vec<String>,
    /// Where the figures come from.
    pub sources: Vec<Source>,
    /// Alternatives: a machine meets the requirements of one of them.
    pub platforms: Vec<Platform>,
    /// Whether it may run on further architectures: nothing that is published names its platforms.
    pub open: bool,
}

impl Profile {
    /// Where its minimum comes from: published, where it is on any platform, else as the least
    /// certain figure. `None` where nothing is known to be required.
    pub fn basis(&self) -> Option<Basis> {
        let platforms = || self.platforms.iter().filter_map(Platform::basis);
        platforms().find(|basis| *basis == Basis::Published).or(platforms().max())
    }

    /// The requirements of all platforms.
    pub fn requirements(&self) -> impl Iterator<Item = &Requirement> {
        self.platforms.iter().flat_map(|platform| &platform.requirements)
    }

    /// The parameters by which it is sized.
    pub fn sized_by(&self) -> impl Iterator<Item = Parameter> {
        self.requirements().filter_map(|requirement| match &requirement.amount {
            Amount::Formula(formula) => formula.parameter(),
            _ => None,
        })
    }

    /// States the numbers by which it is sized.
    pub fn size(&mut self, sizes: &Parameters) {
        let requirements = self.platforms.iter_mut().flat_map(|own| &mut own.requirements);
        for requirement in requirements {
            if let Amount::Formula(formula) = &mut requirement.amount {
                formula.given = formula.parameter().and_then(|by| sizes.get(&by).copied());
            }
        }
    }
}

/// A part of an edition: one edition id, or several of which one is chosen.
pub type Part = Vec<String>;

/// A publication.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name by which requirements cite it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Option<String>,
    /// How much it is worth.
    pub kind: SourceKind,
    /// The published figures, units as published.
    pub figures: Option<String>,
}

impl Source {
    /// The source in one line: its id, title, kind and address.
    pub fn told(&self) -> String {
        let url = self.url.as_ref().map(|url| format!(" <{url}>")).unwrap_or_default();
        format!("{}: {} ({}){url}", self.id, self.title, self.kind.id())
    }
}

/// How much a source is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    /// The vendor's own text.
    Vendor,
    /// Somebody who states the vendor's figure.
    ThirdParty,
    /// Undated, pre-release, misfiled, or contradicted.
    Weak,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [SourceKind; 3] = [SourceKind::Vendor, SourceKind::ThirdParty, SourceKind::Weak];

    /// The word used in profiles.
    pub fn id(self) -> &'static str {
        match self {
            SourceKind::Vendor => "vendor",
            SourceKind::ThirdParty => "third-party",
            SourceKind::Weak => "weak",
        }
    }
}

/// One way to meet an edition's requirements.
#[derive(Clone, Debug, PartialEq)]
pub struct Platform {
    /// "Intel", "Alpha", …
    pub name: String,
    /// The architecture; `None` where the profile does not say.
    pub arch: Option<Arch>,
    /// What is required, tier by tier in the order of the file.
    pub requirements: Vec<Requirement>,
    /// What is required besides, in words, that no source of a machine tells.
    pub unchecked: Vec<String>,
    /// Whether it is known only that the edition, or a part of it, runs there, and no figure: then
    /// it answers for machines that are known to be of its architecture, and for no others.
    pub bare: bool,
}

impl Platform {
    /// Where its minimum comes from, the least certain figure deciding; `None` where it has none.
    pub fn basis(&self) -> Option<Basis> {
        let minimum = self.requirements.iter().filter(|r| r.tier == Tier::Minimum);
        minimum.map(Requirement::basis).max()
    }
}

/// What a requirement is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Without it the edition is not supported; decides the verdict.
    Minimum,
    /// What the vendor recommends.
    Recommended,
    /// The most that the edition uses or supports.
    Maximum,
    /// A setting rather than hardware: shown, never judged.
    Advice,
}

impl Tier {
    /// Every tier, in the order of a profile.
    pub const ALL: [Tier; 4] = [Tier::Minimum, Tier::Recommended, Tier::Maximum, Tier::Advice];

    /// The key in profiles and the name in machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Tier::Minimum => "minimum",
            Tier::Recommended => "recommended",
            Tier::Maximum => "maximum",
            Tier::Advice => "advice",
        }
    }

    /// How strictly its figures are meant where a profile does not say.
    pub fn strength(self) -> Strength {
        match self {
            Tier::Minimum | Tier::Maximum => Strength::Documented,
            Tier::Recommended => Strength::Recommended,
            Tier::Advice => Strength::Informational,
        }
    }
}

/// How strictly a figure is meant, the strictest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Setup, or the vendor's own checker, refuses.
    Enforced,
    /// The vendor says so.
    Documented,
    /// The vendor advises so.
    Recommended,
    /// For information: shown, and never decides.
    Informational,
}

impl Strength {
    /// Every strength.
    pub const ALL: [Strength; 4] =
        [Strength::Enforced, Strength::Documented, Strength::Recommended, Strength::Informational];

    /// The word used in profiles and in machine-readable output.
    pub fn id(self) -> &'static str {
        match self {
            Strength::Enforced => "enforced",
            Strength::Documented => "documented",
            Strength::Recommended => "recommended",
            Strength::Informational => "informational",
        }
    }
}

/// One figure that an edition asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Requirement {
    /// What it is for.
    pub tier: Tier,
    /// What it is about.
    pub item: Item,
    /// The bound.
    pub amount: Amount,
    /// The bound for people, as published.
    pub text: String,
    /// The ids of the sources, where the profile names any.
    pub citations: Vec<String>,
    /// Whether every source of it is weak.
    pub weak: bool,
    /// How strictly it is meant.
    pub strength: Strength,
    /// The volume that it is about, where that is not the target: a path, a drive, or `system`.
    pub volume: Option<String>,
    /// Which case of a formula was judged, in words.
    pub case: Option<String>,
    /// What its formula depends on, where nothing is known of that.
    pub awaits: Option<Item>,
    /// How it follows from what other editions ask; `None`: it is published for this edition.
    pub derived: Option<Derived>,
}

/// Where a figure comes from, the most certain first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Published for the edition itself.
    Published,
    /// Made of what its parts ask.
    Composed,
    /// Drawn from an earlier or later edition, or one that contains it.
    Inferred,
}

impl Basis {
    /// The word used in every output.
    pub fn id(self) -> &'static str {
        match self {
            Basis::Published => "published",
            Basis::Composed => "composed",
            Basis::Inferred => "inferred",
        }
    }
}

/// How a requirement follows from what other editions ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// [`Basis::Composed`] or [`Basis::Inferred`].
    pub basis: Basis,
    /// The editions whose figures it is made of.
    pub of: Vec<String>,
    /// Whether it is only known that no more is asked: enough to pass, never to fail.
    pub at_most: bool,
    /// The number that it shares with what belongs to it, as a class and a clock do.
    pub set: usize,
    /// The same in words.
    pub how: String,
}

impl Requirement {
    /// A requirement as it is published for an edition, without a source.
    pub fn new(tier: Tier, item: Item, amount: Amount) -> Requirement {
        Requirement {
            tier,
            item,
            text: amount.show(item.kind()),
            amount,
            citations: Vec::new(),
            weak: false,
            strength: tier.strength(),
            volume: None,
            case: None,
            awaits: None,
            derived: None,
        }
    }

    /// What it is about, for people: "free disk space on /var".
    pub fn subject(&self) -> Cow<'static, str> {
        match self.volume.as_deref() {
            None => self.item.label().into(),
            Some(SYSTEM) => format!("{} on the system volume", self.item).into(),
            Some(volume) => format!("{} on {volume}", self.item).into(),
        }
    }

    /// Where its figure comes from.
    pub fn basis(&self) -> Basis {
        self.derived.as_ref().map_or(Basis::Published, |derived| derived.basis)
    }

    /// What is asked, for people: the item, with the tier where that is not the minimum.
    pub fn asked(&self) -> String {
        match self.tier {
            Tier::Minimum => self.subject().into_owned(),
            tier => format!("{} ({})", self.subject(), tier.id()),
        }
    }

    /// Whether it makes the verdict where a tier does.
    pub fn decides(&self, tier: Tier) -> bool {
        match self.tier {
            Tier::Maximum => self.strength == Strength::Enforced,
            own => own <= tier && self.strength != Strength::Informational,
        }
    }

    /// Whether it is only known that no more than this is asked.
    pub fn at_most(&self) -> bool {
        self.derived.as_ref().is_some_and(|derived| derived.at_most)
    }

    /// The ids of its sources, joined; `None` where it has none.
    pub fn citation(&self) -> Option<String> {
        (!self.citations.is_empty()).then(|| self.citations.join(", "))
    }
}
