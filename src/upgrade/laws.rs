//! What rules must keep between them: none contradicts another, none leads in a circle, and what
//! stands under `via` is a way.

use super::{Method, Place, Rule, Upgrades};
use std::collections::{BTreeMap, BTreeSet};

/// Rules that cannot all hold, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// What is wrong.
    pub message: String,
    /// Where each of the rules stands, and what it says.
    pub places: Vec<(Place, String)>,
}

/// The first thing that is wrong between rules, if anything is.
///
/// # Errors
/// What it is, with the places of all rules that make it.
pub fn check(upgrades: &Upgrades) -> Result<(), Clash> {
    twice(upgrades)?;
    dangling(upgrades)?;
    circle(upgrades)
}

fn told(rule: &Rule, what: impl Into<String>) -> (Place, String) {
    (rule.place.clone(), what.into())
}

fn supported(rule: &Rule) -> &'static str {
    if rule.direct { "supported here" } else { "not supported here" }
}

/// No two rules of one text speak of the same step, and none of several texts contradict.
fn twice(upgrades: &Upgrades) -> Result<(), Clash> {
    let mut seen: BTreeMap<(&str, &str, &str), &Rule> = BTreeMap::new();
    for rule in &upgrades.rules {
        for from in &rule.from {
            for to in rule.to.iter().filter(|to| *to != from) {
                let Some(other) = seen.insert((from, to, rule.method.id()), rule) else { continue };
                if other.direct == rule.direct && other.place.file != rule.place.file {
                    continue; // the same in other words; the later text stands above
                }
                let message = match other.direct == rule.direct {
                    true => format!("two rules for the path from `{from}` to `{to}`"),
                    false => format!("the path from `{from}` to `{to}` is supported and is not"),
                };
                let places = [other, rule].map(|rule| told(rule, supported(rule))).to_vec();
                return Err(Clash { message, places });
            }
        }
    }
    Ok(())
}

/// Each leg of a `via` is a step that is supported.
fn dangling(upgrades: &Upgrades) -> Result<(), Clash> {
    let direct = upgrades.rules.iter().filter(|rule| rule.direct);
    let steps: BTreeSet<(&String, &String)> = direct
        .flat_map(|rule| rule.from.iter().flat_map(|from| rule.to.iter().map(move |to| (from, to))))
        .collect();
    for rule in upgrades.rules.iter().filter(|rule| !rule.via.is_empty()) {
        for from in &rule.from {
            for to in rule.to.iter().filter(|to| *to != from) {
                let stops: Vec<&String> = [from].into_iter().chain(&rule.via).chain([to]).collect();
                let missing = stops.windows(2).find(|leg| !steps.contains(&(leg[0], leg[1])));
                if let Some(leg) = missing {
                    let message =
                        format!("no path supports the step from `{}` to `{}`", leg[0], leg[1]);
                    let way = format!("the way from `{from}` to `{to}` takes it");
                    return Err(Clash { message, places: vec![told(rule, way)] });
                }
            }
        }
    }
    Ok(())
}

/// No edition is upgraded in place to one that leads back to it. Migrations and transitions may:
/// Windows Server 2003 and Small Business Server 2003 each become the other.
fn circle(upgrades: &Upgrades) -> Result<(), Clash> {
    let mut steps: BTreeMap<&str, Vec<(&str, &Rule)>> = BTreeMap::new();
    for rule in &upgrades.rules {
        if rule.direct && rule.method == Method::InPlace {
            for from in &rule.from {
                let to = rule.to.iter().filter(|to| *to != from);
                steps.entry(from).or_default().extend(to.map(|to| (to.as_str(), rule)));
            }
        }
    }
    let starts: Vec<&str> = steps.keys().copied().collect();
    let mut done: BTreeSet<&str> = BTreeSet::new();
    for start in starts {
        // The way to where the search stands, each with what is still to be tried from there.
        let mut way: Vec<(&str, Option<&Rule>, usize)> = vec![(start, None, 0)];
        while let Some((at, _, next)) = way.last_mut() {
            let at = *at;
            let Some((to, rule)) = steps.get(at).and_then(|all| all.get(*next)).copied() else {
                done.insert(at);
                way.pop();
                continue;
            };
            *next += 1;
            if let Some(first) = way.iter().position(|(stop, ..)| *stop == to) {
                let mut places: Vec<(Place, String)> = way[first..]
                    .windows(2)
                    .filter_map(|two| {
                        Some(told(two[1].1?, format!("{} to {}", two[0].0, two[1].0)))
                    })
                    .collect();
                places.push(told(rule, format!("{at} to {to}")));
                return Err(Clash {
                    message: format!("upgrades lead from `{to}` back to itself"),
                    places,
                });
            }
            if !done.contains(to) {
                way.push((to, Some(rule), 0));
            }
        }
    }
    Ok(())
}
