//! JUnit, read back with a reader that is not ours: what the suites say is what the reports say,
//! and no case is lost by a server that tells cases apart by suite, class and name.

use crate::support::{asking, cases, machine, machine_of};
use minspec::check::Check;
use minspec::evaluate::evaluate;
use minspec::library::Library;
use minspec::machine::Machine;
use minspec::profile::{Profile, Tier};
use minspec::render::{Style, junit, printable};
use minspec::verdict::Verdict::{self, Fail, Pass, Unknown};
use proptest::prelude::*;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// An element and its attributes.
type Element = (String, BTreeMap<String, String>);

struct Case {
    class: String,
    name: String,
    /// What stands in it: `failure`, `skipped` or `system-out`.
    inside: Option<Element>,
    text: String,
}

struct Suite {
    attributes: BTreeMap<String, String>,
    cases: Vec<Case>,
}

impl Suite {
    fn name(&self) -> &str {
        &self.attributes["name"]
    }

    /// So many cases with this inside.
    fn with(&self, element: &str) -> usize {
        let inside = self.cases.iter().filter_map(|case| case.inside.as_ref());
        inside.filter(|(name, _)| name == element).count()
    }

    /// What a build server makes of the cases of an edition.
    fn verdict(&self, edition: &str) -> Option<Verdict> {
        let class = format!("{}: {edition}", self.name());
        let of = self.cases.iter().filter(|case| case.class == class);
        of.map(|case| match case.inside.as_ref().map(|(name, _)| &name[..]) {
            Some("failure") => Fail,
            Some("skipped") => Unknown,
            None | Some("system-out") => Pass,
            other => panic!("{other:?}"),
        })
        .min()
    }
}

fn attributes(element: &BytesStart<'_>) -> BTreeMap<String, String> {
    let all = element.attributes().map(|attribute| {
        let attribute = attribute.expect("an attribute");
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).expect("a value");
        (attribute.key.as_ref().to_owned(), value.into_owned())
    });
    all.collect()
}

/// The suites of a document of which nothing is passed over.
fn read(document: &str) -> Vec<Suite> {
    // Of XML 1.0, production 2.
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..);
    assert!(document.chars().all(allowed), "{document:?}");
    let mut reader = Reader::from_str(document);
    reader.config_mut().expand_empty_elements = true;
    let mut suites: Vec<Suite> = Vec::new();
    // Whether the place is inside of what stands in a case.
    let mut inside = false;
    loop {
        let event = reader.read_event().unwrap_or_else(|why| panic!("{why}\n{document}"));
        match event {
            Event::Eof => return suites,
            Event::Start(element) => {
                let (name, mut attributes) = (element.name(), attributes(&element));
                match (name.as_ref(), suites.last_mut()) {
                    ("testsuites", None) => {}
                    ("testsuite", _) => suites.push(Suite { attributes, cases: Vec::new() }),
                    ("testcase", Some(suite)) => {
                        let mut take = |name| attributes.remove(name).expect(name);
                        let (class, name) = (take("classname"), take("name"));
                        assert_eq!(take("time"), "0");
                        let text = String::new();
                        suite.cases.push(Case { class, name, inside: None, text });
                    }
                    (other, Some(suite)) => {
                        let case = suite.cases.last_mut().expect("a case");
                        assert!(case.inside.is_none(), "one outcome a case");
                        case.inside = Some((other.to_owned(), attributes));
                        inside = true;
                    }
                    (other, None) => panic!("{other} outside of a suite"),
                }
            }
            Event::Text(text) => told(&mut suites, inside, &text),
            Event::GeneralRef(entity) => {
                let entity = format!("&{};", &*entity);
                told(
                    &mut suites,
                    inside,
                    &quick_xml::escape::unescape(&entity).expect("an entity"),
                );
            }
            Event::End(_) => inside = false,
            Event::Decl(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

fn told(suites: &mut [Suite], inside: bool, text: &str) {
    let case = suites.last_mut().and_then(|suite| suite.cases.last_mut());
    match case.filter(|_| inside) {
        Some(case) => case.text.push_str(text),
        None => assert_eq!(text.trim(), ""),
    }
}

type Entry = Result<Machine, String>;

/// The document of a check, and the verdict on all of it.
fn written(
    profiles: &[Profile],
    decides: Tier,
    unknown_fails: bool,
    entries: Vec<Entry>,
) -> (Vec<Suite>, Verdict) {
    let mut check = Check::new(profiles, decides, entries.into_iter());
    check.unknown_fails = unknown_fails;
    let mut out = Vec::new();
    (junit::FORMAT.write)(&mut check, &Style::default(), &mut out).expect("it writes");
    let document = String::from_utf8(out).expect("text");
    (read(&document), check.verdict())
}

/// The same machine by another name.
fn named(name: &str, machine: &Machine) -> Machine {
    let mut other = Machine::new(name);
    machine.readings().for_each(|(item, reading)| other.put(item, reading.clone()));
    other
}

fn editions() -> Vec<Profile> {
    let library = Library::open(None).expect("the library");
    // Published for one architecture and for several, inferred, and without any figure.
    let ids = ["backoffice/4.5", "windows-nt-server/3.51", "backoffice/1.0", "visual-interdev/1.0"];
    let mut all: Vec<Profile> =
        ids.iter().map(|id| library.edition(id).expect("an edition")).collect();
    all.push(asking(
        "minimum = { memory = '64 MB' }\nrecommended = { memory = '1 GB', cores = 2 }\n\
         maximum = { memory = '4 GB' }",
    ));
    all
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let hostile = prop::sample::select(vec![
        "web01",
        "web01 #2",
        "",
        "input",
        "]]>",
        "<b>&amp;\"'",
        "a\u{1}b",
        "\u{202E}x",
        "\u{202D}x",
        "two\r\nlines\t.",
        "\u{FFFE}\u{FFFF}",
        "a: backoffice/4.5",
        "é 東京 🎈",
    ]);
    let name = prop_oneof![3 => hostile.prop_map(str::to_owned), 1 => any::<String>()];
    let cpu = prop::sample::select(vec!["", "486DX2/66", "Pentium II 350", "Alpha 21164 400"]);
    let one = (name, cpu, prop::sample::select(vec![8u64, 64, 512]), 0u64..9000, 0..6);
    let entry = one.prop_map(|(name, cpu, memory, disk, bad)| match bad {
        0 => Err(format!("{name}, line 3: expected \"2\" cells")),
        1 => Ok(named(&name, &machine("cores = 1"))),
        _ => Ok(named(&name, &machine_of(cpu, 0, memory, disk, disk))),
    });
    prop::collection::vec(entry, 0..9)
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn suites_say_what_the_reports_say(
        entries in entries(), recommended in any::<bool>(), unknown_fails in any::<bool>(),
    ) {
        let decides = if recommended { Tier::Recommended } else { Tier::Minimum };
        let profiles = editions();
        let (suites, whole) = written(&profiles, decides, unknown_fails, entries.clone());
        let as_told = |verdict| match verdict {
            Unknown if unknown_fails => Fail,
            verdict => verdict,
        };
        let machines: Vec<&Machine> = entries.iter().flatten().collect();
        let unread = entries.len() - machines.len();
        prop_assert_eq!(suites.len(), machines.len() + usize::from(unread > 0));
        for (suite, machine) in suites.iter().zip(&machines) {
            prop_assert!(suite.name().starts_with(&*printable(machine.name())));
            for profile in &profiles {
                let report = evaluate(profile, machine, decides);
                prop_assert_eq!(suite.verdict(&profile.id), Some(as_told(report.verdict())));
            }
        }
        if unread > 0 {
            let last = suites.last().expect("a suite");
            prop_assert_eq!(last.verdict("not read"), Some(as_told(Unknown)));
            prop_assert_eq!(last.cases.len(), unread);
        }
        let mut keys = BTreeSet::new();
        let mut worst = None;
        for suite in &suites {
            let count = |name: &str| suite.attributes[name].parse::<usize>().expect("a number");
            prop_assert_eq!(count("tests"), suite.cases.len());
            prop_assert_eq!(count("failures"), suite.with("failure"));
            prop_assert_eq!(count("skipped"), suite.with("skipped"));
            prop_assert_eq!((count("errors"), count("time")), (0, 0));
            for case in &suite.cases {
                // By these GitLab tells one from another.
                prop_assert!(keys.insert((suite.name(), &case.class, &case.name)), "{}", case.name);
                let Some((element, attributes)) = &case.inside else { continue };
                if element == "system-out" {
                    continue;
                }
                // Jenkins shows the message, GitLab the text.
                let message = &attributes["message"];
                prop_assert!(!message.is_empty() && case.text.starts_with(&message[..]));
                let kind = attributes.get("type").map(|kind| &kind[..]);
                match &element[..] {
                    "failure" => prop_assert!(kind == Some("fail") || unknown_fails && kind == Some("unknown")),
                    _ => prop_assert!(kind.is_none() && !unknown_fails),
                }
            }
            let classes: BTreeSet<&str> = suite.cases.iter().map(|case| &case.class[..]).collect();
            let edition = |class: &&str| class[suite.name().len() + 2..].to_owned();
            let of_suite = classes.iter().filter_map(|class| suite.verdict(&edition(class))).min();
            worst = worst.into_iter().chain(of_suite).min();
        }
        prop_assert_eq!(worst.unwrap_or(as_told(Unknown)), as_told(whole));
    }
}

#[test]
fn a_failure_says_why_what_to_do_and_where_it_was_read() {
    let profiles = &editions()[..1];
    let spec = "name = 'x'\ncpu = 'Pentium II 350'\nmemory = '64 MB'\ndisk = '9 GB'";
    let (suites, _) = written(profiles, Tier::Minimum, false, vec![Ok(machine(spec))]);
    let failed = |case: &&Case| case.inside.as_ref().is_some_and(|(name, _)| name == "failure");
    let failed: Vec<&Case> = suites[0].cases.iter().filter(failed).collect();
    let [case] = failed[..] else { panic!("{} fail", failed.len()) };
    assert_eq!((&case.class[..], &case.name[..]), ("x: backoffice/4.5", "memory"));
    let expected = "64 MB found, 128 MB required\nrequired: 128 MB (";
    assert!(case.text.starts_with(expected), "{}", case.text);
    let ends =
        "\nfound: 64 MB\nread from: test.toml, memory: \"64 MB\"\nnext step: add 64 MB of memory";
    assert!(case.text.ends_with(ends), "{}", case.text);
}

#[test]
fn machines_of_one_name_are_numbered() {
    let names = ["web01", "web01", "web01 #2", "web01", "web01 #2"];
    let profiles = &editions()[..1];
    let machines = names.map(|name| Ok(named(name, &machine("memory = '64 MB'"))));
    let (suites, _) = written(profiles, Tier::Minimum, false, machines.to_vec());
    let told: Vec<&str> = suites.iter().map(Suite::name).collect();
    assert_eq!(told, ["web01", "web01 #2", "web01 #2 #2", "web01 #3", "web01 #2 #3"]);
}

#[test]
fn of_entries_that_could_not_be_read_the_first_thousand_are_told_and_the_others_counted() {
    let entries = (1..=1200).map(|n| Err(format!("line {n}"))).collect();
    let (suites, whole) = written(&editions()[..1], Tier::Minimum, false, entries);
    assert_eq!(whole, Unknown);
    let [suite] = &suites[..] else { panic!("{} suites", suites.len()) };
    assert_eq!((suite.cases.len(), suite.with("skipped")), (1001, 1001));
    assert_eq!(suite.cases[999].text, "line 1000");
    assert_eq!(suite.cases[1000].text, "200 more could not be read");
}

/// Counts what is written.
struct Counting(Arc<AtomicUsize>);

impl Write for Counting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.fetch_add(bytes.len(), Ordering::Relaxed);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_fleet_flows_through() {
    let written = Arc::new(AtomicUsize::new(0));
    let (seen, mut before) = (Arc::clone(&written), 0);
    // When the next machine is asked for, the one before it has been written.
    let machines = (0..50).map(move |n| {
        let so_far = seen.load(Ordering::Relaxed);
        assert!(n == 0 || so_far > before, "machine {n}");
        before = so_far;
        Ok(machine("memory = '64 MB'"))
    });
    let profiles = editions();
    let mut check = Check::new(&profiles, Tier::Minimum, machines);
    let mut out = Counting(Arc::clone(&written));
    (junit::FORMAT.write)(&mut check, &Style::default(), &mut out).expect("it writes");
    assert!(written.load(Ordering::Relaxed) > 50 * 100);
}
