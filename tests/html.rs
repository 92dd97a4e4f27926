//! The HTML report, read back by a parser that is not ours: it tells what ndjson tells, every text
//! stays text, and it stands on its own. What a browser makes of it is in `tests/browser/html.py`.

use crate::support::program::{minspec, text};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const EVIL: &str = "<img src=x onerror=alert(1)><script>document.title='owned'</script>";

const FLEET: &str = r#"name,cpu,clock (MHz),memory (MB),disk (GB),price
"<img src=x onerror=alert(1)><script>document.title='owned'</script>",Pentium II 350,350,256,4.3,"$1,299"
"rack ""A"" & 'B' &amp;",Pentium III 733,733,512,20,<b>450</b>
old,486DX2/66,66,16,0.5,35
k6,K6-2 300,300,128,4,
silent,,,,,900
"#;

const EDITIONS: [&str; 3] = ["backoffice/4.5", "windows-server/2003-standard", "backoffice/1.0"];

fn check(editions: &[&str], fleet: &str, more: &[&str]) -> String {
    let arguments = [&["check"], editions, &["-m", "-"], more].concat();
    text(&minspec(&arguments).write_stdin(fleet).assert())
}

fn page(editions: &[&str], fleet: &str, more: &[&str]) -> Page {
    Page::read(&check(editions, fleet, &[&["-f", "html"], more].concat()))
}

/// An element of a page.
#[derive(Default)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    /// All text inside.
    text: String,
    parent: Option<usize>,
    /// The ids of the elements around it.
    inside: Vec<String>,
}

impl Element {
    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    fn is_inside(&self, id: &str) -> bool {
        self.inside.iter().any(|outer| outer == id)
    }
}

/// The elements of a page, in their order.
struct Page(Vec<Element>);

impl Page {
    /// Reads a page, which is well-formed XML but for its style and script.
    fn read(html: &str) -> Page {
        let body = html.strip_prefix("<!DOCTYPE html>\n").expect("a doctype");
        let (body, style) = without(body, "style");
        let (body, script) = without(&body, "script");
        assert!(!style.contains("url(") && !style.contains("@import"), "{style}");
        assert!(!["http", "fetch", "eval", "innerHTML"].iter().any(|word| script.contains(word)));
        let mut reader = Reader::from_str(&body);
        let (mut page, mut open) = (Page(Vec::new()), Vec::new());
        loop {
            let at = reader.buffer_position();
            match reader.read_event().unwrap_or_else(|error| panic!("{error} at {at}")) {
                Event::Start(start) => {
                    page.begin(&start, &open);
                    open.push(page.0.len() - 1);
                }
                Event::Empty(start) => page.begin(&start, &open),
                Event::Text(text) => page.add(&open, &text),
                Event::GeneralRef(name) => {
                    let character = name.resolve_char_ref().expect("a number");
                    page.add(&open, &character.expect("a character by its number").to_string());
                }
                Event::End(_) => drop(open.pop()),
                Event::Eof => return page,
                other => panic!("{other:?}"),
            }
        }
    }

    fn begin(&mut self, start: &BytesStart<'_>, open: &[usize]) {
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.expect("an attribute");
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).expect("a value");
            (attribute.key.as_ref().to_owned(), value.into_owned())
        });
        let ids = open.iter().map(|at| self.0[*at].attribute("id").to_owned());
        let element = Element {
            name: start.name().as_ref().to_owned(),
            attributes: attributes.collect(),
            text: String::new(),
            parent: open.last().copied(),
            inside: ids.filter(|id| !id.is_empty()).collect(),
        };
        self.0.push(element);
    }

    fn add(&mut self, open: &[usize], text: &str) {
        open.iter().for_each(|at| self.0[*at].text.push_str(text));
    }

    fn all<'p>(&'p self, name: &'p str) -> impl Iterator<Item = &'p Element> {
        self.0.iter().filter(move |element| element.name == name)
    }

    fn texts<'p>(&'p self, name: &'p str) -> Vec<&'p str> {
        self.all(name).map(|element| element.text.as_str()).collect()
    }

    /// The rows of the matrix with the texts of their cells, the heading first.
    fn matrix(&self) -> Vec<Vec<&str>> {
        let own = |(_, row): &(usize, &Element)| row.name == "tr" && row.is_inside("matrix");
        let rows = self.0.iter().enumerate().filter(own);
        let cells = |at| {
            let cells = self.0[at..].iter().filter(move |element| element.parent == Some(at));
            cells.map(|cell| cell.text.as_str()).collect()
        };
        rows.map(|(at, _)| cells(at)).collect()
    }
}

/// A page without the text of its only element of a name, and that text.
fn without(html: &str, name: &str) -> (String, String) {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    assert_eq!((html.matches(&open).count(), html.matches(&close).count()), (1, 1), "{name}");
    let (before, rest) = html.split_once(&open).expect("it begins");
    let (inside, after) = rest.split_once(&close).expect("it ends");
    (format!("{before}{after}"), inside.to_owned())
}

#[test]
fn a_reading_is_told_with_its_row() {
    let page = page(&["backoffice/4.5"], "name,cpu\na,Pentium II 350\nb,486DX2/66\n", &[]);
    for line in [2, 3] {
        let place = format!("standard input, line {line}, column \"cpu\"");
        assert!(page.texts("td").contains(&&place[..]), "{place}");
    }
}

#[test]
fn the_matrix_tells_what_ndjson_tells() {
    let told = check(&EDITIONS, FLEET, &["-f", "ndjson"]);
    let told = told.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let told: Vec<Value> = told.collect();
    let page = page(&EDITIONS, FLEET, &["--keep", "price"]);
    let matrix = page.matrix();
    assert_eq!(matrix[0], [&["machine", "price"][..], &EDITIONS].concat());
    assert_eq!(matrix.len(), 1 + told.len() / EDITIONS.len());
    for (row, reports) in matrix[1..].iter().zip(told.chunks(EDITIONS.len())) {
        for (verdict, report) in row[2..].iter().zip(reports) {
            assert_eq!(
                (row[0], *verdict),
                (text_of(report, "machine"), text_of(report, "verdict"))
            );
        }
    }
    // So do the sums, and the words of the findings.
    for (n, edition) in EDITIONS.iter().enumerate() {
        let count = |verdict| matrix[1..].iter().filter(|row| row[2 + n] == verdict).count();
        let [pass, unknown, fail] = ["pass", "unknown", "fail"].map(count);
        let words = format!("{pass} pass, {unknown} unknown, {fail} fail");
        let bar = page.all("svg").find(|bar| bar.text == format!("{edition}{words}"));
        assert!(bar.is_some(), "{edition}: {words}");
    }
    let cells: BTreeSet<&str> = page.texts("td").into_iter().collect();
    for report in &told {
        for finding in report["findings"].as_array().expect("findings") {
            let why = text_of(finding, "why");
            assert!(cells.contains(why), "{why}");
        }
    }
}

fn text_of<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().expect("a text")
}

#[test]
fn every_text_stays_text() {
    let page = page(&EDITIONS, FLEET, &["--keep", "price"]);
    let matrix = page.matrix();
    assert_eq!((matrix[1][0], matrix[1][1]), (EVIL, "$1,299"));
    assert_eq!((matrix[2][0], matrix[2][1]), ("rack \"A\" & 'B' &amp;", "<b>450</b>"));
    assert!(page.texts("h3").contains(&EVIL));
    let known = "a b body br caption code desc div footer form h1 h2 h3 h4 head header html input label \
                 li main meta option output p path q rect section select small svg table tbody td text \
                 th thead title tr ul";
    for element in &page.0 {
        assert!(known.split(' ').any(|name| name == element.name), "<{}>", element.name);
        for name in element.attributes.keys() {
            assert!(!name.starts_with("on") && name != "style" && name != "src", "{name}");
        }
    }
    // What steers a terminal or turns the direction of writing is shown.
    let odd = "[[machine]]\nname = \"a\\u001B[31mb\\u202Ec\"\n[[machine]]\nname = \"\\uFFFE\"";
    let page = self::page(&["backoffice/4.5"], odd, &[]);
    let names: Vec<&str> = page.matrix()[1..].iter().map(|row| row[0]).collect();
    assert_eq!(names, ["a␛[31mb\u{FFFD}c", "\u{FFFD}"]);
}

#[test]
fn every_machine_and_edition_has_its_section_and_every_link_its_end() {
    let page = page(&EDITIONS, FLEET, &[]);
    let ids: Vec<&str> =
        page.0.iter().map(|e| e.attribute("id")).filter(|id| !id.is_empty()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id twice: {ids:?}");
    let (inner, outer): (Vec<_>, Vec<_>) =
        page.all("a").partition(|link| link.attribute("href").starts_with('#'));
    for link in &inner {
        assert!(ids.contains(&&link.attribute("href")[1..]), "{}", link.attribute("href"));
    }
    for (n, row) in page.matrix()[1..].iter().enumerate() {
        let section = format!("m{}", n + 1);
        let heading = page.all("h3").find(|heading| heading.is_inside(&section));
        assert_eq!(heading.expect("a section").text, row[0]);
        let link = inner.iter().find(|link| link.is_inside("matrix") && link.text == row[0]);
        assert_eq!(link.expect("a link").attribute("href"), format!("#{section}"));
        let judged = page.all("b").filter(|word| word.is_inside(&section));
        assert_eq!(judged.map(|word| &word.text[..]).collect::<Vec<_>>(), row[1..]);
    }
    for link in outer {
        let scheme = link.attribute("href").split_once("://").map(|(scheme, _)| scheme);
        assert!(matches!(scheme, Some("http" | "https")), "{}", link.attribute("href"));
        assert_eq!(link.attribute("rel"), "noreferrer");
        assert!(link.inside.iter().any(|id| id.starts_with('s')), "a link outside of the sources");
    }
}

#[test]
fn a_page_needs_nothing_else_and_sends_nobody_to_a_script() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("own.toml");
    let profile = "name = 'Own <1>'\nremarks = ['R & D']\n\
        [[source]]\nid = 'a'\ntitle = 'A'\nurl = 'javascript:alert(1)'\nkind = 'vendor'\n\
        [[source]]\nid = 'b'\ntitle = 'B'\nurl = 'https://example.org/?a=1&b=\"2\"'\nkind = 'weak'\n\
        [[platform]]\nname = 'PC'\narch = 'x86'\nminimum = { memory = '64 MB', source = ['a', 'b'] }\n\
        advice = { page_file = '1 GB', source = 'a' }\n";
    std::fs::write(&own, profile).expect("a file");
    let own = own.to_str().expect("a path");
    let page = page(&[own, "backoffice/4.5"], FLEET, &[]);
    let away = page.0.iter().filter(|element| {
        let mut values = element.attributes.iter().filter(|(name, _)| *name != "content");
        values.any(|(_, value)| value.contains("://") || value.contains("script:"))
    });
    let away: Vec<_> = away.map(|element| (&element.name[..], element.attribute("href"))).collect();
    assert!(away.iter().all(|(name, _)| *name == "a"), "{away:?}");
    assert!(away.contains(&("a", "https://example.org/?a=1&b=\"2\"")), "{away:?}");
    assert!(away.iter().all(|(_, url)| url.starts_with("http")), "{away:?}");
    let lines = page.texts("li");
    for line in ["a: A, javascript:alert(1) vendor", "page_file: 1 GB (a)", "R & D"] {
        assert!(lines.contains(&line), "{line}: {lines:#?}");
    }
    let policy =
        page.all("meta").find(|meta| meta.attributes.contains_key("http-equiv")).expect("a policy");
    let policy = policy.attribute("content");
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe")
    );
}

#[test]
fn the_same_input_gives_the_same_page() {
    let html = |to: &[&str]| check(&EDITIONS, FLEET, to);
    assert_eq!(html(&["-f", "html"]), html(&["-f", "html"]));
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["report.html", "REPORT.HTM"] {
        let to = folder.path().join(name);
        html(&["-o", to.to_str().expect("a path")]);
        assert_eq!(std::fs::read_to_string(to).expect("the page"), html(&["-f", "html"]));
    }
}

#[test]
fn a_large_fleet_is_cut_and_says_so_unless_all_is_asked_for() {
    let rows = (1..=2001).map(|n| format!("host-{n},Pentium II 350,{}\n", 64 * (n % 3)));
    let fleet = "name,cpu,memory (MB)\n".to_owned() + &rows.collect::<String>();
    let cut = page(&["sql-server/7.0"], &fleet, &[]);
    let whole = page(&["sql-server/7.0"], &fleet, &["--all"]);
    for (page, shown) in [(&cut, 2000), (&whole, 2001)] {
        assert_eq!(page.matrix().len() - 1, shown);
        let sections = page.all("section").filter(|s| s.attribute("id").starts_with('m'));
        assert_eq!(sections.count(), shown);
        // Sums are of all, whatever is shown.
        assert_eq!(page.texts("h1"), ["2001 machines, Microsoft SQL Server 7.0 (sql-server/7.0)"]);
        let told = page.texts("p").concat();
        assert!(told.contains("Of 2001 machines, "), "{told}");
        assert_eq!(told.contains("Only the first 2000 of 2001 machines"), shown == 2000, "{told}");
        assert_eq!(told.contains("; 1 is not. --all shows every one"), shown == 2000, "{told}");
    }
    // With many editions a machine takes more room.
    let some: String = fleet.lines().take(301).map(|line| format!("{line}\n")).collect();
    let open = check(&[], &some, &["-f", "html"]);
    assert!(open.contains("<h1>What 300 machines can run, of "));
    let shown = open.matches("<tr data-verdict=").count();
    assert!((50..300).contains(&shown), "{shown}");
}

#[test]
fn one_machine_or_none_makes_no_matrix() {
    let one = "name = 'web01'\nmemory = '64 MB'\ncpu = 'Pentium II 350'\ndisk = '4 GB'";
    let page = page(&["backoffice/4.5"], one, &[]);
    assert_eq!(
        page.texts("h1"),
        ["Microsoft BackOffice Server 4.5 (backoffice/4.5) on web01: fail"]
    );
    assert!(page.texts("p").contains(&"Why: 64 MB found, 128 MB required."));
    assert!(page.texts("li").iter().any(|line| line.starts_with("+64 MB memory")));
    assert!(page.matrix().is_empty() && page.all("form").next().is_none());

    let page = self::page(&EDITIONS, one, &[]);
    let verdicts = page
        .all("td")
        .filter(|cell| cell.inside.is_empty() && cell.attributes.contains_key("class"));
    assert_eq!(
        verdicts.map(|cell| &cell.text[..]).collect::<Vec<_>>(),
        ["fail", "fail", "unknown"]
    );
    assert!(page.matrix().is_empty());

    let page = self::page(&["backoffice/4.5"], "name,memory (MB)\na,b,c\nd\n", &[]);
    assert!(page.texts("h1")[0].ends_with(": no machine could be read"), "{:?}", page.texts("h1"));
    let lines = page.texts("li").concat();
    assert!(lines.contains("line 2: expected 2 cells, found 3"), "{lines}");
    assert!(page.matrix().is_empty() && page.all("section").count() == 1);
}
