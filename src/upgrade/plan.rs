//! The answer about a pair of editions, and everything that one leads to.

use super::graph::{Graph, Way, direct};
use super::{Method, Rule, Upgrades};
use crate::profile::id::listed;
use std::collections::BTreeSet;

/// A step that is known not to be supported.
#[derive(Clone, Copy, Debug)]
pub struct Closed<'a> {
    /// The edition that it would lead to.
    pub to: &'a str,
    /// What is published about it.
    pub rule: &'a Rule,
}

/// The answer about a pair of editions.
#[derive(Clone, Debug)]
pub struct Plan<'a> {
    /// The edition that is there.
    pub from: &'a str,
    /// The edition that is wanted.
    pub to: &'a str,
    /// The ways, best first: by upgrades in place where there is such a way, and of those the
    /// shortest; no stop of a way could be left out.
    pub ways: Vec<Way<'a>>,
    /// The rule that says that a single step is not supported.
    pub closed: Option<&'a Rule>,
    /// What comes nearest to what was asked, where there is no way.
    pub nearest: Vec<String>,
}

impl Plan<'_> {
    /// Whether it can be done; `None` where nothing is published about it.
    pub fn supported(&self) -> Option<bool> {
        match (self.ways.is_empty(), self.closed) {
            (false, _) => Some(true),
            (true, Some(_)) => Some(false),
            (true, None) => None,
        }
    }

    /// Whether it is one upgrade in place.
    pub fn direct(&self) -> bool {
        self.ways.first().is_some_and(direct)
    }

    /// The reason, in a sentence or two.
    pub fn why(&self) -> String {
        let Plan { from, to, .. } = self;
        let via = self.closed.map_or(&[][..], |rule| &rule.via);
        let step = match self.closed {
            None => format!("nothing is published about a direct upgrade from {from} to {to}"),
            Some(rule) => {
                let instead = match via {
                    [] => String::new(),
                    via => format!(", but the way over {} is", listed(via)),
                };
                let source = rule.citation();
                format!("a direct upgrade from {from} to {to} is not supported{instead} ({source})")
            }
        };
        let Some(way) = self.ways.first() else {
            let mut parts = vec![step, "no published way leads there".to_owned()];
            parts.extend(self.nearest.iter().cloned());
            return parts.join("; ");
        };
        let stops: Vec<&str> = way.iter().skip(1).map(|step| step.from).collect();
        let other = way.iter().map(|step| step.rule.method).find(|m| *m != Method::InPlace);
        match (stops.as_slice(), other) {
            ([], None) => format!("an upgrade from {from} to {to} is supported"),
            ([], Some(method)) => format!("{step}; it is possible by {}", method.id()),
            (stops, _) if stops.iter().eq(via) => step,
            (stops, _) => format!(
                "{step}; the way over {} is made of published steps, and as a whole not published",
                listed(stops)
            ),
        }
    }
}

impl Upgrades {
    /// The ways from one edition to another.
    pub fn plan<'a>(&'a self, from: &'a str, to: &'a str) -> Plan<'a> {
        let graph = Graph::of(self);
        let mut rules = self.rules.iter().rev();
        let closed = rules.find(|rule| !rule.direct && rule.joins(from, to));
        let via = closed.map_or(&[][..], |rule| &rule.via);
        let ways = graph.ways(from, to, via);
        let nearest = if ways.is_empty() { self.nearest(&graph, from, to) } else { Vec::new() };
        Plan { from, to, ways, closed, nearest }
    }

    /// Every edition that can be reached from one, with the best way there, in the order of the
    /// number of steps.
    pub fn reachable<'a>(&'a self, from: &'a str) -> Vec<(&'a str, Way<'a>)> {
        let mut found: Vec<(&str, Way<'a>)> = Graph::of(self).best(from).into_iter().collect();
        found.sort_by_key(|(_, way)| way.len());
        found
    }

    /// Every edition to which a step from one is known not to be supported.
    pub fn closed<'a>(&'a self, from: &'a str) -> Vec<Closed<'a>> {
        let rules = self.rules.iter().filter(|rule| !rule.direct);
        let all = rules.flat_map(|rule| rule.to.iter().map(move |to| Closed { to, rule }));
        all.filter(|closed| closed.rule.joins(from, closed.to)).collect()
    }

    /// What comes nearest to a pair without a way: where one can get to, and from where one can
    /// get there; of each, editions of the product that was asked for, where there are any.
    fn nearest(&self, graph: &Graph<'_>, from: &str, to: &str) -> Vec<String> {
        let ends = of_product(graph.best(from).into_keys().collect(), to);
        let leads = |rule: &&Rule| rule.direct && rule.to.iter().any(|id| id == to);
        let starts = self.rules.iter().filter(leads).flat_map(|rule| &rule.from);
        let starts = of_product(starts.map(String::as_str).collect(), from);
        let mut told = Vec::new();
        if !ends.is_empty() {
            told.push(format!("from {from} one can get to {}", ends.join(", ")));
        }
        if !starts.is_empty() {
            told.push(format!("{to} can be reached from {}", starts.join(", ")));
        }
        told
    }
}

/// Those of some editions that are of the same product as another, or all if none is.
fn of_product<'a>(editions: BTreeSet<&'a str>, other: &str) -> Vec<&'a str> {
    let product = |id: &str| id.split('/').next().map(str::to_owned);
    let near = |id: &&str| product(id) == product(other);
    let same: Vec<&str> = editions.iter().copied().filter(near).collect();
    if same.is_empty() { editions.into_iter().collect() } else { same }
}
