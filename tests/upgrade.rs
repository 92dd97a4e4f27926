//! The search for upgrade ways: against brute force, over all shipped editions and over made-up
//! rules, and the answers that the notices give.

use crate::support::cases;
use minspec::library::{BUILT_IN, Library};
use minspec::upgrade::{Method, Plan, Upgrades, Way, check, read};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn ids() -> Vec<&'static str> {
    BUILT_IN.iter().map(|(id, _)| *id).collect()
}

fn shipped() -> Upgrades {
    Library::open(None).and_then(|library| library.upgrades()).unwrap_or_else(|why| panic!("{why}"))
}

/// The number of steps between all editions, over the steps that `takes` allows.
fn distances(upgrades: &Upgrades, takes: fn(Method) -> bool) -> BTreeMap<(String, String), usize> {
    let mut far: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut all: BTreeSet<String> = BTreeSet::new();
    for rule in upgrades.rules.iter().filter(|rule| rule.direct && takes(rule.method)) {
        for (from, to) in rule.from.iter().flat_map(|from| rule.to.iter().map(move |to| (from, to)))
        {
            if from != to {
                far.insert((from.clone(), to.clone()), 1);
                all.extend([from.clone(), to.clone()]);
            }
        }
    }
    for over in &all {
        for from in &all {
            for to in all.iter().filter(|to| *to != from) {
                let leg = |a: &String, b: &String| far.get(&(a.clone(), b.clone())).copied();
                let Some(detour) = leg(from, over).zip(leg(over, to)).map(|(a, b)| a + b) else {
                    continue;
                };
                let best = far.entry((from.clone(), to.clone())).or_insert(detour);
                *best = detour.min(*best);
            }
        }
    }
    far
}

/// Holds a plan against the distances: the way is a shortest one, and every way is one.
fn hold(upgrades: &Upgrades, plan: &Plan<'_>, in_place: Option<usize>, any: Option<usize>) {
    let (from, to) = (plan.from, plan.to);
    assert_eq!(plan.ways.first().map(Vec::len), in_place.or(any), "{from} to {to}");
    assert_eq!(plan.supported() == Some(true), any.is_some(), "{from} to {to}");
    let closed = upgrades.rules.iter().any(|rule| !rule.direct && rule.joins(from, to));
    assert_eq!(plan.closed.is_some(), closed, "{from} to {to}");
    assert_eq!(plan.supported(), if any.is_some() { Some(true) } else { closed.then_some(false) });
    let mut seen = BTreeSet::new();
    for way in &plan.ways {
        let stops: Vec<&str> =
            way.iter().map(|step| step.from).chain(way.last().map(|step| step.to)).collect();
        assert_eq!((stops.first(), stops.last()), (Some(&from), Some(&to)));
        assert_eq!(stops.iter().collect::<BTreeSet<_>>().len(), stops.len(), "{stops:?}");
        for (step, two) in way.iter().zip(stops.windows(2)) {
            assert!(step.rule.direct && step.rule.joins(two[0], two[1]), "{stops:?}");
        }
        let methods: Vec<&str> = way.iter().map(|step| step.rule.method.id()).collect();
        assert!(seen.insert((stops.clone(), methods)), "twice: {stops:?}");
    }
}

#[test]
fn every_way_is_a_shortest_one_over_all_pairs() {
    let upgrades = shipped();
    let (in_place, any) =
        (distances(&upgrades, |method| method == Method::InPlace), distances(&upgrades, |_| true));
    let mut led = 0;
    for from in ids() {
        for to in ids().into_iter().filter(|to| *to != from) {
            let pair = (from.to_owned(), to.to_owned());
            let plan = upgrades.plan(from, to);
            hold(&upgrades, &plan, in_place.get(&pair).copied(), any.get(&pair).copied());
            led += usize::from(!plan.ways.is_empty());
        }
        let reachable: BTreeSet<&str> =
            upgrades.reachable(from).iter().map(|(to, _)| *to).collect();
        let expected = any.keys().filter(|(start, _)| start == from).map(|(_, to)| to.as_str());
        assert_eq!(reachable, expected.collect(), "{from}");
    }
    assert!(led > 60, "only {led} pairs have a way");
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn made_up_rules_give_shortest_ways(
        rules in prop::collection::vec((0usize..8, 0usize..8, 0usize..5), 1..24),
    ) {
        let editions: Vec<String> = (0..8).map(|n| format!("p/{n}")).collect();
        let known: Vec<&str> = editions.iter().map(String::as_str).collect();
        let mut text = "[[source]]\nid = 's'\ntitle = 'T'\n".to_owned();
        let mut seen = BTreeSet::new();
        for (a, b, kind) in rules {
            // Upwards only, so that there is no circle; each pair once.
            let (from, to) = (a.min(b), a.max(b));
            if from == to || !seen.insert((from, to)) {
                continue;
            }
            let form = ["direct = true", "direct = true", "direct = false",
                "direct = true\nmethod = 'migration'", "direct = true\nmethod = 'removal'"][kind];
            text.push_str(&format!("[[path]]\nfrom = 'p/{from}'\nto = 'p/{to}'\n{form}\nsource = 's'\n"));
        }
        let (upgrades, faults) = read::rules(0, &text, &known);
        prop_assert!(faults.is_empty() && check(&upgrades).is_ok(), "{faults:?}\n{text}");
        let in_place = distances(&upgrades, |method| method == Method::InPlace);
        let any = distances(&upgrades, |_| true);
        for from in &editions {
            for to in editions.iter().filter(|to| *to != from) {
                let pair = (from.clone(), to.clone());
                let plan = upgrades.plan(from, to);
                hold(&upgrades, &plan, in_place.get(&pair).copied(), any.get(&pair).copied());
            }
        }
    }
}

/// The stops of the ways of a pair, best first: "a, b; c".
fn ways(upgrades: &Upgrades, from: &str, to: &str) -> String {
    let plan = upgrades.plan(from, to);
    let over = plan
        .ways
        .iter()
        .map(|way| way.iter().skip(1).map(|step| step.from).collect::<Vec<_>>().join(", "));
    over.collect::<Vec<_>>().join("; ")
}

/// Rules from lines of "from to more", over editions p/0 to p/99.
#[track_caller]
fn rules(file: usize, lines: &[(&str, &str, &str)]) -> Upgrades {
    let editions: Vec<String> = (0..100).map(|n| format!("p/{n}")).collect();
    let known: Vec<&str> = editions.iter().map(String::as_str).collect();
    let mut text = "[[source]]\nid = 's'\ntitle = 'T'\n".to_owned();
    for (from, to, more) in lines {
        text.push_str(&format!("[[path]]\nfrom = {from}\nto = {to}\n{more}\nsource = 's'\n"));
    }
    let (upgrades, faults) = read::rules(file, &text, &known);
    assert!(faults.is_empty(), "{faults:?}");
    upgrades
}

#[test]
fn a_way_is_found_where_there_are_too_many_to_try() {
    // Twelve layers of eight editions, each joined to all of the next: 8^10 ways.
    let layer = |n: usize| {
        let ids: Vec<String> = (n * 8..n * 8 + 8).map(|id| format!("'p/{id}'")).collect();
        format!("[{}]", ids.join(", "))
    };
    let layers: Vec<String> = (0..12).map(layer).collect();
    let joined: Vec<(&str, &str, &str)> =
        layers.windows(2).map(|two| (&two[0][..], &two[1][..], "direct = true")).collect();
    let upgrades = rules(0, &joined);
    assert_eq!(check(&upgrades), Ok(()));
    let plan = upgrades.plan("p/0", "p/95");
    assert_eq!(plan.ways[0].len(), 11);
    assert_eq!(upgrades.reachable("p/0").len(), 88);
    assert!(upgrades.plan("p/95", "p/0").ways.is_empty());
}

#[test]
fn the_way_that_a_rule_names_is_first_of_those_as_short() {
    let (yes, over) = ("direct = true", "direct = false\nvia = 'p/3'");
    let stops = |lines: &[(&str, &str, &str)]| ways(&rules(0, lines), "p/0", "p/9");
    let both = [("'p/0'", "['p/2', 'p/3', 'p/4']", yes), ("['p/2', 'p/3', 'p/4']", "'p/9'", yes)];
    assert_eq!(stops(&both), "p/2; p/3; p/4");
    assert_eq!(stops(&[both[0], both[1], ("'p/0'", "'p/9'", over)]), "p/3; p/2; p/4");
    // A longer one that is named stays behind, and the reason tells of it.
    let long = [
        ("'p/0'", "'p/2'", yes),
        ("'p/2'", "'p/9'", yes),
        ("'p/0'", "'p/3'", yes),
        ("'p/3'", "'p/5'", yes),
        ("'p/5'", "'p/9'", yes),
        ("'p/0'", "'p/9'", "direct = false\nvia = ['p/3', 'p/5']"),
    ];
    assert_eq!(stops(&long), "p/2; p/3, p/5");
    let upgrades = rules(0, &long);
    let why = upgrades.plan("p/0", "p/9").why();
    assert!(why.contains("the way over p/3 and p/5 is") && why.contains("over p/2 "), "{why}");
}

#[test]
fn other_ways_are_told_and_none_of_them_twice() {
    let ten: Vec<String> = (10..22).map(|n| format!("'p/{n}'")).collect();
    let ten = format!("[{}]", ten.join(", "));
    let yes = "direct = true";
    let by = "direct = true\nmethod = 'migration'";
    let upgrades = rules(
        0,
        &[
            ("'p/0'", &ten, yes),
            (&ten, "'p/9'", yes),
            ("'p/0'", "'p/9'", by),
            ("'p/0'", "'p/1'", by),
            ("'p/1'", "'p/9'", yes),
        ],
    );
    let plan = upgrades.plan("p/0", "p/9");
    assert!(plan.ways.len() > 4 && plan.ways.len() <= 8, "{}", plan.ways.len());
    // The migration is among them, and not the one that goes on from elsewhere.
    let by_another: Vec<usize> = plan
        .ways
        .iter()
        .filter(|way| way.iter().any(|step| step.rule.method == Method::Migration))
        .map(Vec::len)
        .collect();
    assert_eq!(by_another, [1]);
}

#[test]
#[rustfmt::skip] // a table
fn what_the_notices_say() {
    let upgrades = shipped();
    #[track_caller]
    fn check(upgrades: &Upgrades, from: &str, to: &str, supported: Option<bool>, direct: bool, over: &str) {
        let plan = upgrades.plan(from, to);
        assert_eq!((plan.supported(), plan.direct()), (supported, direct), "{}", plan.why());
        assert!(ways(upgrades, from, to).starts_with(over), "{}", ways(upgrades, from, to));
    }
    let check = |from, to, supported, direct, over| check(&upgrades, from, to, supported, direct, over);
    for to in ["windows-server/2003-standard", "windows-server/2003-enterprise", "windows-server/xp"] {
        check("backoffice/2.5", to, Some(true), false, "backoffice/4.5");
        check("backoffice/4.0", to, Some(true), false, "backoffice/4.5; ");
        check("backoffice/4.5", to, Some(true), true, "");
        check("small-business-server/4.5", to, Some(true), false, "backoffice/4.5");
        check("small-business-server/4.0", to, Some(true), false, "");
        for from in ["small-business-server/4.0", "small-business-server/4.5", "backoffice/2.5", "backoffice/4.0"] {
            assert!(upgrades.plan(from, to).closed.is_some(), "{from} to {to}");
        }
    }
    check("windows-nt-server/3.51", "windows-server/2003-standard", Some(true), false, "windows-nt-server/4.0");
    check("sna-server/2.0", "sna-server/2.11", Some(true), false, "sna-server/2.1");
    check("sna-server/2.1", "host-integration-server/2000", Some(false), false, "");
    check("small-business-server/2003", "small-business-server/2008", Some(true), false, "");
    check("small-business-server/2000", "windows-server/2003-web", Some(false), false, "");
    check("backoffice/4.5", "backoffice/2000", None, false, "");
    check("backoffice/2000", "windows-server/2003-standard", None, false, "");
    check("windows-server/2003-standard", "backoffice/1.0", None, false, "");
}

#[test]
fn a_caveat_is_certain_where_the_way_shows_it() {
    let upgrades = shipped();
    let last = |from: &str| {
        let plan = upgrades.plan(from, "windows-server/2003-standard");
        let over = |way: &&Way<'_>| way.last().is_some_and(|step| step.from == "backoffice/4.5");
        let way = plan.ways.iter().find(over).expect("a way over BackOffice Server 4.5");
        let been: Vec<&str> = way.iter().map(|step| step.from).collect();
        let caveats = &way.last().expect("a step").rule.caveats;
        assert_eq!(caveats.len(), 3, "Site Server, Web Administration, Fax Service");
        caveats[2].told(&been)
    };
    let text = "the Fax Service of Small Business Server loses support.";
    let unknown = format!("if this server began as Small Business Server 4.0 or 4.5: {text}");
    assert_eq!(last("backoffice/2.5"), unknown);
    assert_eq!(last("backoffice/4.5"), unknown);
    assert_eq!(last("small-business-server/4.5"), text);
    assert_eq!(last("small-business-server/4.0"), text);
    let caveat = &upgrades.rules.iter().find_map(|rule| rule.caveats.get(2)).expect("the third");
    assert_eq!(caveat.told(&["small-business-server/4.0a"]), text, "where it is the start itself");
}
