//! Upgrade paths: which edition can become which, and the ways over several steps.
//!
//! A rule says of pairs of editions that a step is supported, or that it is known not to be. Where
//! no rule speaks of a pair, nothing is known, which is not the same as unsupported.

pub mod format;
mod graph;
mod laws;
mod plan;
pub mod read;

pub use graph::{Step, Way, direct};
pub use laws::{Clash, check};
pub use plan::{Closed, Plan};

use crate::profile::Source;
use std::collections::BTreeMap;
use std::ops::Range;

/// Everything that is known of upgrades.
#[derive(Clone, Debug, Default)]
pub struct Upgrades {
    /// The rules, in the order of the files.
    pub rules: Vec<Rule>,
    /// What they cite.
    pub sources: Vec<Source>,
}

impl Upgrades {
    /// Adds the rules of another text, which stand above those that are there. A source whose id
    /// another publication has gets a number behind it.
    pub fn join(&mut self, mut more: Upgrades) {
        let mut renamed: BTreeMap<String, String> = BTreeMap::new();
        for source in &more.sources {
            let taken = |id: &String| {
                let other = |known: &Source| {
                    known.id == *id && Source { id: id.clone(), ..source.clone() } != *known
                };
                let own = *id != source.id && more.sources.iter().any(|own| own.id == *id);
                own || self.sources.iter().any(other)
            };
            let numbered = (2..).map(|n| format!("{}-{n}", source.id));
            let id = [source.id.clone()].into_iter().chain(numbered).find(|id| !taken(id));
            renamed.extend(id.map(|id| (source.id.clone(), id)));
        }
        let new = |id: &mut String| {
            if let Some(renamed) = renamed.get(id) {
                id.clone_from(renamed);
            }
        };
        more.sources.iter_mut().for_each(|source| new(&mut source.id));
        more.rules.iter_mut().flat_map(|rule| &mut rule.citations).for_each(new);
        self.sources.extend(
            more.sources
                .into_iter()
                .filter(|source| !self.sources.contains(source))
                .collect::<Vec<_>>(),
        );
        self.rules.append(&mut more.rules);
    }
}

/// How a server gets from one edition to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Setup of the new edition upgrades the old one where it stands.
    InPlace,
    /// The old edition is removed first; what it installed stays.
    Removal,
    /// Another computer takes over what the old one holds.
    Migration,
    /// The licence turns one edition into the other.
    Transition,
}

impl Method {
    /// Every method, the plainest first.
    pub const ALL: [Method; 4] =
        [Method::InPlace, Method::Removal, Method::Migration, Method::Transition];

    /// The word used in files.
    pub fn id(self) -> &'static str {
        match self {
            Method::InPlace => "in-place",
            Method::Removal => "removal",
            Method::Migration => "migration",
            Method::Transition => "transition",
        }
    }

    /// What it means for who does it; `None` for an ordinary upgrade.
    pub fn told(self) -> Option<&'static str> {
        match self {
            Method::InPlace => None,
            Method::Removal => Some("The old suite is removed first, and not upgraded."),
            Method::Migration => Some("By migration to another computer, not in place."),
            Method::Transition => Some("By a transition of the licence, not by an upgrade."),
        }
    }
}

/// What is published about the step between some editions.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The editions it starts from.
    pub from: Vec<String>,
    /// The editions it leads to.
    pub to: Vec<String>,
    /// Whether the step is supported; if not, it is known not to be.
    pub direct: bool,
    /// How it is done.
    pub method: Method,
    /// Where it is not supported: the stops over which it goes instead.
    pub via: Vec<String>,
    /// What must be so before the step.
    pub conditions: Vec<String>,
    /// What is lost or must be known, in the order of the source.
    pub caveats: Vec<Caveat>,
    /// The ids of its sources.
    pub citations: Vec<String>,
    /// Where it stands.
    pub place: Place,
}

impl Rule {
    /// Whether it speaks of this pair.
    pub fn joins(&self, from: &str, to: &str) -> bool {
        from != to && self.from.iter().any(|id| id == from) && self.to.iter().any(|id| id == to)
    }

    /// The ids of its sources, joined.
    pub fn citation(&self) -> String {
        self.citations.join(", ")
    }
}

/// Where a rule stands: the number of the file, and the place in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which of the files that were read.
    pub file: usize,
    /// The place in its text.
    pub span: Range<usize>,
}

/// Something that is lost or must be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caveat {
    /// What.
    pub text: String,
    /// Only where this holds, in words: "this server began as …".
    pub only_if: Option<String>,
    /// The editions of which one must be on the way, or before it, for that to hold.
    pub began: Vec<String>,
}

impl Caveat {
    /// The caveat for a server that is known to have been these editions.
    pub fn told(&self, been: &[&str]) -> String {
        match &self.only_if {
            Some(when) if !self.began.iter().any(|id| been.contains(&id.as_str())) => {
                format!("if {when}: {}", self.text)
            }
            _ => self.text.clone(),
        }
    }
}
