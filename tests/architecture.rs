//! The floors of the design: who may import whom. Reads the `use` lines and paths of `src`.

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms by floor; a room may import from floors below, and from its own where `SIDEWAYS` says so.
const FLOORS: &[(u8, &[&str])] = &[
    (4, &["main", "cli"]),
    (3, &["sources", "render", "library", "schema"]),
    (2, &["check", "fleet", "remedy", "evaluate", "compose", "upgrade"]),
    (
        1,
        &[
            "report", "profile", "machine", "reading", "quantity", "item", "cpu", "word", "fault",
            "verdict", "units",
        ],
    ),
];

/// What a room may import from its own floor besides itself. On floor 1 the order of the rooms
/// above is the order: each may import those to its right.
const SIDEWAYS: &[(&str, &str)] = &[
    ("library", "sources"), // reads a file as text
    ("schema", "sources"),  // the table of facts
    ("main", "cli"),
    ("check", "evaluate"),
    ("remedy", "evaluate"),
    ("fleet", "remedy"),
];

fn floor(room: &str) -> Option<u8> {
    FLOORS.iter().find(|(_, rooms)| rooms.contains(&room)).map(|(floor, _)| *floor)
}

fn allowed(from: &str, to: &str) -> bool {
    let (Some(above), Some(below)) = (floor(from), floor(to)) else { return false };
    let place = |room| FLOORS.iter().flat_map(|(_, rooms)| *rooms).position(|r| *r == room);
    from == to
        || above > below
        || SIDEWAYS.contains(&(from, to))
        || above == 1 && below == 1 && place(from) < place(to)
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src can be read") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => files(&path, found),
            false => found.push(path),
        }
    }
}

/// The rooms that a text of Rust names: after `crate::`, `minspec::` or `super::` of a top file.
fn imports(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = code.collect::<Vec<_>>().join("\n");
    let mut rooms = Vec::new();
    for marker in ["crate::", "minspec::"] {
        for (at, _) in code.match_indices(marker) {
            let rest = &code[at + marker.len()..];
            let names: Vec<&str> = match rest.strip_prefix('{') {
                // `use crate::{cpu::Arch, item::Item};`
                Some(group) => top_names(group),
                None => vec![word(rest)],
            };
            rooms.extend(names.into_iter().filter(|name| !name.is_empty()).map(str::to_owned));
        }
    }
    rooms
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    &text[..end]
}

/// The first word of each element of a group of imports, up to its closing brace.
fn top_names(group: &str) -> Vec<&str> {
    let (mut depth, mut names, mut fresh) = (0, Vec::new(), true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && depth == 0 && !c.is_whitespace() => {
                names.push(word(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

fn violations(room: &str, text: &str) -> Vec<String> {
    let own = imports(text).into_iter();
    // `crate::cli` is the binary's; macros and constants of the library's root are no rooms.
    own.filter(|to| floor(to).is_some() && !allowed(room, to)).collect()
}

#[test]
fn no_file_imports_from_above_or_beside() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&src, &mut all);
    let mut wrong = Vec::new();
    for path in all {
        let inside = path.strip_prefix(&src).expect("below src").with_extension("");
        let room = inside.iter().next().expect("a name").to_string_lossy().into_owned();
        if room == "lib" {
            continue; // declares the rooms
        }
        assert!(floor(&room).is_some(), "{}: a room without a floor", path.display());
        let text = fs::read_to_string(&path).expect("a source file");
        let found = violations(&room, &text);
        wrong.extend(found.into_iter().map(|to| format!("{}: imports {to}", inside.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_planted_violation_is_found() {
    for (room, text) in [
        ("render", "use crate::sources::facts::Facts;"),
        ("sources", "use crate::{item::Item, render::Style};"),
        ("evaluate", "fn f() { crate::sources::read(\"x\"); }"),
        ("cpu", "use crate::{units::{Hertz, Bytes}, machine::Machine};"),
        ("library", "use minspec::cli::run;"),
        ("units", "use crate::item::Item;"),
    ] {
        assert!(!violations(room, text).is_empty(), "{room}: {text}");
    }
    assert!(violations("render", "// use crate::sources;\nuse crate::report::Report;").is_empty());
}

#[test]
fn every_file_opens_by_saying_what_it_is_and_fits_in_the_head() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for folder in ["src", "tests", "benches"] {
        files(&root.join(folder), &mut all);
    }
    for path in all.iter().filter(|path| path.extension().is_some_and(|end| end == "rs")) {
        let text = fs::read_to_string(path).expect("a source file");
        assert!(text.starts_with("//!"), "{} does not open with //!", path.display());
        let lines = text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines", path.display());
    }
}

/// With `autotests = false` a file that `all.rs` does not name would never run.
#[test]
fn every_file_of_tests_is_in_the_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let program = fs::read_to_string(root.join("all.rs")).expect("all.rs");
    let mut all = Vec::new();
    files(&root, &mut all);
    let is_test = |path: &&PathBuf| {
        path.parent() == Some(&root) && path.extension().is_some_and(|end| end == "rs")
    };
    for path in all.iter().filter(is_test) {
        let name = path.file_stem().expect("a name").to_string_lossy();
        let line = format!("mod {name};");
        assert!(name == "all" || program.lines().any(|l| l == line), "all.rs lacks `{line}`");
    }
}
