//! Upgrade rules: the laws of the shipped ones, what is wrong with bad ones, told at its place, and
//! rules of several texts together.

use crate::support::told;
use minspec::library::{BUILT_IN, BUILT_IN_UPGRADES};
use minspec::profile::id::glob;
use minspec::upgrade::{check, format, read};

fn ids() -> Vec<&'static str> {
    BUILT_IN.iter().map(|(id, _)| *id).collect()
}

#[test]
fn the_shipped_rules_keep_their_laws_in_canonical_form() {
    let (upgrades, faults) = read::rules(0, BUILT_IN_UPGRADES, &ids());
    let faults: Vec<String> = faults.iter().map(|fault| told(BUILT_IN_UPGRADES, fault)).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    assert_eq!(check(&upgrades), Ok(()));
    assert!(format::canonical(BUILT_IN_UPGRADES) == BUILT_IN_UPGRADES, "not in canonical form");
    for source in &upgrades.sources {
        let cited = upgrades.rules.iter().any(|rule| rule.citations.contains(&source.id));
        assert!(cited, "{} is cited by nothing", source.id);
        let disc = source.title.contains("setup disc");
        assert!(
            disc || source.url.as_ref().is_some_and(|url| url.starts_with("http")),
            "{source:?}"
        );
    }
}

const HEAD: &str = "[[source]]\nid = \"s\"\ntitle = \"T\"\n[[path]]\n";

#[test]
#[rustfmt::skip] // a table
fn what_is_wrong_is_told_at_its_place() {
    #[track_caller]
    fn check(lines: &str, expected: &[&str]) {
        let text = format!("{HEAD}{lines}\n");
        let (_, faults) = read::rules(0, &text, &["a/1", "a/2", "b/1"]);
        let found: Vec<String> = faults.iter().map(|fault| told(&text, fault)).collect();
        assert_eq!(found.len(), expected.len(), "{lines}\n{found:#?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(&format!("error {expected}")), "\n{found}\n{expected}");
        }
    }
    let rest = "direct = true\nsource = \"s\"";
    check(&format!("from = \"a/1\"\nto = \"b/1\"\n{rest}"), &[]);
    check(&format!("from = \"a/*\"\nto = [\"b/1\", \"a/2\"]\n{rest}"), &[]);
    check(&format!("from = \"a/1\"\nto = \"c/1\"\n{rest}"), &["6:6 \"c/1\": no edition `c/1`; did you mean `a/1`?"]);
    check(&format!("from = \"x*\"\nto = \"b/1\"\n{rest}"), &["5:8 \"x*\": no edition `x*`"]);
    check(&format!("from = \"a/1\"\nto = \"a/1\"\n{rest}"), &["4:1 [[path]]: a path from `a/1` to itself"]);
    check(&format!("to = \"b/1\"\n{rest}"), &["4:1 [[path]]: the key `from` is missing here"]);
    check("from = \"a/1\"\nto = \"b/1\"\nsource = \"s\"", &["4:1 [[path]]: the key `direct` is missing here"]);
    check("from = \"a/1\"\nto = \"b/1\"\ndirect = true", &["4:1 [[path]]: the key `source` is missing here"]);
    check("from = \"a/1\"\nto = \"b/1\"\ndirect = true\nsource = \"t\"", &["8:10 \"t\": no [[source]] has the id `t`"]);
    check("from = \"a/1\"\nto = \"b/1\"\ndirect = \"yes\"\nsource = \"s\"", &["7:10 \"yes\": expected true or false"]);
    check(&format!("from = 1\nto = []\n{rest}"), &["5:8 1: expected an edition", "6:6 []: expected an edition"]);
    check(&format!("from = \"a/1\"\nto = \"b/1\"\nvia = \"a/2\"\n{rest}"), &["7:7 \"a/2\": `via` says where to go instead"]);
    check(&format!("from = \"a/1\"\nto = \"b/1\"\nmethod = \"magic\"\n{rest}"), &["7:10 \"magic\": expected one of in-place, removal, migration, transition"]);
    check("from = \"a/1\"\nto = \"b/1\"\ndirect = false\nmethod = \"removal\"\nsource = \"s\"", &["8:10 \"removal\": a step that is not supported has no `method`"]);
    check(&format!("from = \"a/1\"\nto = \"b/1\"\ncaveats = [1]\n{rest}"), &["7:12 1: expected a text, or a table"]);
    check(&format!("from = \"a/1\"\nto = \"b/1\"\ncaveats = [{{ text = \"t\" }}]\n{rest}"), &["7:12 { text = \"t\" }: the key `only_if`", "7:12 { text = \"t\" }: the key `began`"]);
    check("from = \"a/1\"\nto = \"b/1\"\ndirect = false\ncaveats = [\"c\"]\nsource = \"s\"", &["8:11 [\"c\"]: a step that is not supported has no `caveats`"]);
    check(&format!("from = \"a/1\"\nto = \"b/1\"\nconditions = [\" \"]\n{rest}"), &["7:15 \" \": expected a text, found nothing"]);
    check("from = \"a/1\"\nto = \"b/1\"\ndirect = false\nvia = \"a/*\"\nsource = \"s\"", &["8:7 \"a/*\": no edition `a/*`"]);
    check(&format!("from = \"a/1\"\nto = \"b/1\"\ncondition = \"c\"\n{rest}"), &["7:1 condition: unknown key `condition`; did you mean `conditions`?"]);
    check("from = ", &["5:8"]);
}

#[test]
#[rustfmt::skip] // a table
fn rules_that_cannot_all_hold_are_told_with_both_places() {
    #[track_caller]
    fn clash(rules: &[(&str, &str, &str)], message: &str, labels: &[&str]) {
        let mut text = "[[source]]\nid = 's'\ntitle = 'T'\n".to_owned();
        for (from, to, more) in rules {
            text.push_str(&format!("[[path]]\nfrom = '{from}'\nto = '{to}'\n{more}\nsource = 's'\n"));
        }
        let (upgrades, faults) = read::rules(0, &text, &["a/1", "a/2", "b/1"]);
        assert!(faults.is_empty(), "{faults:?}");
        let clash = check(&upgrades).expect_err(message);
        assert_eq!(clash.message, message);
        let found: Vec<&str> = clash.places.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(found, labels);
    }
    let (yes, no) = ("direct = true", "direct = false");
    clash(&[("a/1", "b/1", yes), ("a/*", "b/1", no)], "the path from `a/1` to `b/1` is supported and is not", &["supported here", "not supported here"]);
    clash(&[("a/1", "b/1", no), ("a/1", "b/1", no)], "two rules for the path from `a/1` to `b/1`", &["not supported here", "not supported here"]);
    clash(&[("a/1", "a/2", yes), ("a/2", "b/1", yes), ("b/1", "a/1", yes)], "upgrades lead from `a/1` back to itself", &["a/1 to a/2", "a/2 to b/1", "b/1 to a/1"]);
    clash(&[("a/*", "a/*", yes)], "upgrades lead from `a/1` back to itself", &["a/1 to a/2", "a/2 to a/1"]);
    clash(&[("a/1", "b/1", "direct = false\nvia = 'a/2'"), ("a/1", "a/2", yes)], "no path supports the step from `a/2` to `b/1`", &["the way from `a/1` to `b/1` takes it"]);
    // Another method is another step.
    let (upgrades, _) = read::rules(0, &format!("{HEAD}from = 'a/1'\nto = 'b/1'\ndirect = false\nsource = 's'\n[[path]]\nfrom = 'a/1'\nto = 'b/1'\ndirect = true\nmethod = 'removal'\nsource = 's'\n"), &["a/1", "b/1"]);
    assert_eq!(check(&upgrades), Ok(()));
    let plan = upgrades.plan("a/1", "b/1");
    assert_eq!((plan.supported(), plan.direct()), (Some(true), false));
}

#[test]
fn rules_of_two_texts_stand_together() {
    let of = |id: &str, title: &str, to: &str| {
        format!(
            "[[source]]\nid = '{id}'\ntitle = '{title}'\n[[path]]\nfrom = 'a/1'\nto = '{to}'\ndirect = true\nsource = '{id}'\n"
        )
    };
    let known = ["a/1", "b/1", "b/2", "b/3"];
    let mut all = read::rules(0, &of("s", "First", "b/1"), &known).0;
    let text = [of("s", "Second", "b/2"), of("s-2", "Third", "b/3")].concat();
    all.join(read::rules(1, &text, &known).0);
    let title = |to: &str| {
        let plan = all.plan("a/1", to);
        let id = &plan.ways[0][0].rule.citations[0];
        let found: Vec<&str> =
            all.sources.iter().filter(|s| s.id == *id).map(|s| s.title.as_str()).collect();
        found.join("|")
    };
    assert_eq!(["b/1", "b/2", "b/3"].map(title), ["First", "Second", "Third"]);
    // The same source once; the same step again is no contradiction, and the later stands above.
    let before = all.sources.len();
    all.join(read::rules(2, &of("s", "First", "b/1"), &known).0);
    assert_eq!((all.sources.len(), check(&all)), (before, Ok(())));
    let plan = all.plan("a/1", "b/1");
    assert_eq!((plan.ways.len(), plan.ways[0][0].rule.place.file), (1, 2));
}

#[test]
#[rustfmt::skip] // a table
fn a_star_stands_for_anything() {
    #[track_caller]
    fn check(pattern: &str, yes: &[&str], no: &[&str]) {
        assert!(yes.iter().all(|text| glob(pattern, text)), "{pattern}");
        assert!(!no.iter().any(|text| glob(pattern, text)), "{pattern}");
    }
    check("a/1", &["a/1"], &["a/10", "a/", ""]);
    check("a/*", &["a/1", "a/"], &["b/1", "a"]);
    check("*1*", &["1", "a/1", "10", "a1b1"], &["a/2"]);
    check("a*b*c", &["abc", "axbxc", "abcbc"], &["ab", "acb", "abcd"]);
    check("*é", &["é", "aé"], &["e"]);
    check("", &[""], &["a"]);
    check(&"*".repeat(40), &["", "anything"], &[]);
    check(&format!("{}x", "*a".repeat(30)), &[], &[&"a".repeat(2000)]);
}
