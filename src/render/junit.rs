//! JUnit's XML, for build servers: a suite for each machine, in it a case for each requirement,
//! classed by its edition.
//!
//! No standard holds the format; what Jenkins and GitLab read in common is kept to. GitLab takes
//! cases of one suite, class and name for one and drops the others: so each has a `classname`,
//! names are told apart by their tier, and machines of one name are numbered. Jenkins shows the
//! message of a failure, GitLab only its text: so the reason stands in both. Characters that XML
//! forbids, on which readers stop, are shown as pictures. A verdict that is unknown is `skipped`,
//! which no server counts as a fault. Suites are written as machines are judged, so the counts
//! stand at each suite, and not above all of them.

use super::{Format, Out, Style, printable, printable_in_xml};
use crate::check::{Check, Unread};
use crate::report::{Finding, Report};
use crate::verdict::Verdict;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::collections::HashMap;
use std::io;

/// JUnit.
pub const FORMAT: Format =
    Format { name: "junit", extensions: &["xml"], doc: "JUnit for build servers", write };

type Xml<'o> = Writer<Out<'o>>;

fn write(check: &mut Check<'_>, _: &Style, out: Out<'_>) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let suites = BytesStart::new("testsuites").with_attributes([("name", "minspec")]);
    xml.write_event(Event::Start(suites))?;
    let unknown_fails = check.unknown_fails;
    let mut names = Names::default();
    check.each(|reports| {
        let Some(machine) = reports.first().map(|report| report.machine) else { return Ok(()) };
        let cases: Vec<Case> = reports.iter().flat_map(cases).collect();
        suite(&mut xml, &names.apart(machine.name()), &cases, unknown_fails)
    })?;
    let unread = unread(check.unread());
    if !unread.is_empty() {
        suite(&mut xml, &names.apart("input"), &unread, unknown_fails)?;
    }
    xml.write_event(Event::End(BytesEnd::new("testsuites")))?;
    xml.into_inner().write_all(b"\n")
}

/// The names of the suites so far, and how often each was met.
#[derive(Default)]
struct Names(HashMap<String, usize>);

impl Names {
    /// A name that no suite has yet, as it can be shown: the second "web01" is "web01 #2".
    fn apart(&mut self, name: &str) -> String {
        let name = printable(name).into_owned();
        let mut times = self.0.get(&name).copied().unwrap_or(0);
        loop {
            times += 1;
            let given = if times == 1 { name.clone() } else { format!("{name} #{times}") };
            if times == 1 || !self.0.contains_key(&given) {
                self.0.insert(given.clone(), 1);
                self.0.insert(name, times);
                return given;
            }
        }
    }
}

/// A case of a suite.
struct Case {
    class: String,
    name: String,
    verdict: Verdict,
    /// The reason in one sentence.
    why: String,
    /// More about it, a line each.
    more: String,
}

/// The cases of a report: what decides its verdict, and beside it, as passed or skipped, the rest.
fn cases(report: &Report<'_>) -> Vec<Case> {
    let class = &report.profile.id;
    let decides = |finding: &Finding<'_>| finding.requirement.decides(report.decides());
    let mut cases: Vec<Case> = Vec::new();
    for finding in &report.findings {
        let requirement = &*finding.requirement;
        let name = requirement.asked();
        // What decides nothing can fail nothing: a suite says what the verdict says.
        let (verdict, why) = match (finding.verdict, decides(finding)) {
            (Verdict::Pass, _) => (Verdict::Pass, String::new()),
            (verdict, true) => (verdict, finding.why()),
            (verdict, false) => {
                (Verdict::Pass, format!("{verdict}, and does not decide: {}", finding.why()))
            }
        };
        let same = cases.iter().filter(|case| case.name == name).count();
        let name = if same == 0 { name } else { format!("{name} #{}", same + 1) };
        cases.push(Case { class: class.clone(), name, verdict, why, more: more(finding) });
    }
    if let Some(why) = report.nothing_to_judge() {
        let (name, more) = ("requirements".to_owned(), String::new());
        cases.push(Case { class: class.clone(), name, verdict: Verdict::Unknown, why, more });
    }
    cases
}

/// What is required and found, where that stood, and what is to be done.
fn more(finding: &Finding<'_>) -> String {
    let requirement = &*finding.requirement;
    let cited = requirement.citation().map(|id| format!(" ({id})")).unwrap_or_default();
    let mut lines = vec![format!("required: {}{cited}", requirement.text)];
    if let Some(found) = finding.found() {
        lines.push(format!("found: {found}"));
    }
    let read = finding.origin().map(|origin| format!("read from: {origin}: \"{}\"", origin.raw));
    lines.extend(read);
    lines.extend(finding.next_step().map(|step| format!("next step: {step}")));
    lines.join("\n")
}

/// Entries that are no machine count as unknown.
fn unread(unread: &Unread) -> Vec<Case> {
    let case = |name: String, why: String| {
        let (class, more) = ("not read".to_owned(), String::new());
        Case { class, name, verdict: Verdict::Unknown, why, more }
    };
    let told = unread.why.iter().enumerate();
    let mut cases: Vec<Case> =
        told.map(|(n, why)| case(format!("entry {}", n + 1), why.clone())).collect();
    let rest = unread.count - cases.len();
    if rest > 0 {
        cases.push(case("further entries".to_owned(), format!("{rest} more could not be read")));
    }
    cases
}

fn suite(xml: &mut Xml<'_>, name: &str, cases: &[Case], unknown_fails: bool) -> io::Result<()> {
    let count = |wanted: Verdict| cases.iter().filter(|case| case.verdict == wanted).count();
    let (fails, unknown) = (count(Verdict::Fail), count(Verdict::Unknown));
    let (fails, skipped) = if unknown_fails { (fails + unknown, 0) } else { (fails, unknown) };
    let start = BytesStart::new("testsuite").with_attributes([
        ("name", name),
        ("tests", &*cases.len().to_string()),
        ("failures", &*fails.to_string()),
        ("errors", "0"),
        ("skipped", &*skipped.to_string()),
        ("time", "0"),
    ]);
    xml.write_event(Event::Start(start))?;
    for case in cases {
        write_case(xml, name, case, unknown_fails)?;
    }
    xml.write_event(Event::End(BytesEnd::new("testsuite")))
}

fn write_case(
    xml: &mut Xml<'_>,
    machine: &str,
    case: &Case,
    unknown_fails: bool,
) -> io::Result<()> {
    // Servers show a case by its class and name alone, so the class names the machine too.
    let class = format!("{machine}: {}", case.class);
    let start = BytesStart::new("testcase").with_attributes([
        ("classname", &*printable(&class)),
        ("name", &*printable(&case.name)),
        ("time", "0"),
    ]);
    let outcome = match case.verdict {
        Verdict::Pass if case.why.is_empty() => return xml.write_event(Event::Empty(start)),
        Verdict::Pass => "system-out",
        Verdict::Unknown if !unknown_fails => "skipped",
        Verdict::Unknown | Verdict::Fail => "failure",
    };
    xml.write_event(Event::Start(start))?;
    let why = printable(&case.why);
    let mut element = BytesStart::new(outcome);
    if outcome != "system-out" {
        element.push_attribute(("message", &*why));
    }
    if outcome == "failure" {
        element.push_attribute(("type", case.verdict.id()));
    }
    let text = format!("{why}\n{}", printable_in_xml(&case.more));
    let text = text.trim_end();
    xml.write_event(Event::Start(element.borrow()))?;
    xml.write_event(Event::Text(BytesText::new(text)))?;
    xml.write_event(Event::End(element.to_end()))?;
    xml.write_event(Event::End(BytesEnd::new("testcase")))
}
