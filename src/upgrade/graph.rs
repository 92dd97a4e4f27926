//! The supported steps as a graph, and the ways through it.

use super::{Method, Rule, Upgrades};
use std::collections::{BTreeMap, HashSet, VecDeque};

/// The most ways that are told of one pair.
const MOST_WAYS: usize = 8;
/// Of these, the room that ways in place leave to others.
const MOST_BY_ANOTHER: usize = 3;
/// The most steps that are tried to find other ways than the shortest.
const MOST_TRIED: usize = 5_000;

/// One step of a way.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    /// The edition before it.
    pub from: &'a str,
    /// The edition after it.
    pub to: &'a str,
    /// What is published about it.
    pub rule: &'a Rule,
}

/// Steps that follow each other.
pub type Way<'a> = Vec<Step<'a>>;

/// Whether a way is one upgrade in place.
pub fn direct(way: &Way<'_>) -> bool {
    matches!(way.as_slice(), [step] if step.rule.method == Method::InPlace)
}

/// All steps that are supported.
pub(super) struct Graph<'a> {
    steps: BTreeMap<&'a str, Vec<Step<'a>>>,
    /// The pairs that a step joins, with its method.
    pairs: HashSet<(&'a str, &'a str, Method)>,
}

impl<'a> Graph<'a> {
    pub fn of(upgrades: &'a Upgrades) -> Graph<'a> {
        let mut graph = Graph { steps: BTreeMap::new(), pairs: HashSet::new() };
        // Of two rules for one step the later stands above.
        for rule in upgrades.rules.iter().rev().filter(|rule| rule.direct) {
            for from in &rule.from {
                for to in rule.to.iter().rev().filter(|to| *to != from) {
                    if graph.pairs.insert((from, to, rule.method)) {
                        graph.steps.entry(from).or_default().push(Step { from, to, rule });
                    }
                }
            }
        }
        graph.steps.values_mut().for_each(|steps| steps.reverse());
        graph
    }

    /// Whether a step by one of these methods joins a pair.
    fn joins(&self, from: &str, to: &str, mut methods: impl Iterator<Item = Method>) -> bool {
        methods.any(|method| self.pairs.contains(&(from, to, method)))
    }

    fn from(&self, at: &str) -> &[Step<'a>] {
        self.steps.get(at).map_or(&[], Vec::as_slice)
    }

    /// A shortest way to every edition that can be reached, by upgrades in place or by any steps.
    fn shortest(&self, from: &'a str, in_place: bool) -> BTreeMap<&'a str, Way<'a>> {
        let mut found: BTreeMap<&str, Way<'a>> = BTreeMap::new();
        let mut next = VecDeque::from([from]);
        while let Some(at) = next.pop_front() {
            let so_far = found.get(at).cloned().unwrap_or_default();
            for step in self.from(at) {
                let takes = !in_place || step.rule.method == Method::InPlace;
                if takes && step.to != from && !found.contains_key(step.to) {
                    found.insert(step.to, [&so_far[..], &[*step]].concat());
                    next.push_back(step.to);
                }
            }
        }
        found
    }

    /// The best way to every edition that can be reached: the shortest by upgrades in place, or
    /// else by any steps.
    pub fn best(&self, from: &'a str) -> BTreeMap<&'a str, Way<'a>> {
        let mut all = self.shortest(from, false);
        all.extend(self.shortest(from, true));
        all
    }

    /// The ways of a pair, best first. Of ways in place that are as short, the one over `via` is
    /// first.
    pub fn ways(&self, from: &'a str, to: &'a str, via: &[String]) -> Vec<Way<'a>> {
        let Some(best) = self.best(from).remove(to) else { return Vec::new() };
        let in_place = best.iter().all(|step| step.rule.method == Method::InPlace);
        let over = |way: &Way<'_>| way.iter().skip(1).map(|step| step.from).eq(via);
        let mut ways = self.others(from, to, !in_place);
        ways.sort_by_key(|way| (way.len(), !over(way)));
        // The search for others may have ended before it came to the shortest.
        if ways.first().is_none_or(|first| first.len() > best.len()) {
            ways.insert(0, best);
        }
        if in_place {
            ways.truncate(MOST_WAYS - MOST_BY_ANOTHER);
            ways.extend(self.others(from, to, true));
        }
        ways.truncate(MOST_WAYS);
        ways
    }

    /// The ways of which no stop could be left out, shortest first, as far as they are found soon:
    /// those in place, or those that take another method on the way.
    fn others(&self, from: &'a str, to: &'a str, by_another: bool) -> Vec<Way<'a>> {
        let mut found: Vec<Way<'a>> = Vec::new();
        let mut begun: VecDeque<Way<'a>> = VecDeque::from([Vec::new()]);
        let mut tried = 0;
        while let Some(way) = begun.pop_front() {
            let at = way.last().map_or(from, |step| step.to);
            for step in self.from(at) {
                tried += 1;
                if tried > MOST_TRIED || found.len() == MOST_WAYS {
                    return found;
                }
                let plain = step.rule.method == Method::InPlace;
                // A stop could be left out by an upgrade in place, or by a method that is used.
                let used = || way.iter().map(|step| step.rule.method).chain([step.rule.method]);
                let shortcut = way.iter().any(|before| {
                    let methods = used().chain([Method::InPlace]);
                    before.from == step.to || self.joins(before.from, step.to, methods)
                });
                // Another method is told where it is the whole way, or the only one.
                let whole = way.is_empty() && step.to == to;
                let twin =
                    !plain && !whole && self.joins(at, step.to, [Method::InPlace].into_iter());
                if shortcut || twin || !plain && !by_another {
                    continue;
                }
                let longer = [&way[..], &[*step]].concat();
                let another = longer.iter().any(|step| step.rule.method != Method::InPlace);
                match step.to == to {
                    true if another == by_another => found.push(longer),
                    true => {}
                    false => begun.push_back(longer),
                }
            }
        }
        found
    }
}
