//! The README: every file in it is used, every command in it runs and prints what is shown.
//!
//! `UPDATE_README=1 cargo test readme` writes what the commands print now.

use assert_cmd::cargo::cargo_bin;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn readme() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// A fenced block: what stands behind the fence, and its lines.
struct Block<'t> {
    info: &'t str,
    body: &'t str,
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("```") {
        let fence = &rest[at + 3..];
        let (info, body) = fence.split_once('\n').expect("a fence ends its line");
        let end = body.find("```").expect("a fence is closed");
        found.push(Block { info, body: &body[..end] });
        rest = &body[end + 3..];
    }
    found
}

/// What a command prints, run in a folder where `minspec` is the program under test.
fn run(folder: &Path, command: &str) -> String {
    let bin = cargo_bin("minspec");
    let path = format!("{}:{}", bin.parent().expect("a folder").display(), env!("PATH"));
    let shell = Command::new("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .current_dir(folder)
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .output()
        .expect("sh runs");
    String::from_utf8(shell.stdout).expect("text")
}

#[test]
#[cfg(unix)]
fn every_command_prints_what_is_shown() {
    let text = fs::read_to_string(readme()).expect("the README");
    let folder = tempfile::tempdir().expect("a folder");
    let mut updated = text.clone();
    let mut commands = 0;
    for block in blocks(&text) {
        let file = ["toml ", "csv ", "json "].iter().find_map(|kind| block.info.strip_prefix(kind));
        if let Some(name) = file {
            fs::write(folder.path().join(name), block.body).expect("a file");
            continue;
        }
        assert_eq!(block.info, "console", "a block that no test reads");
        let (line, shown) = block.body.split_once('\n').expect("a command");
        let command = line.strip_prefix("$ ").expect("a command begins with $");
        commands += 1;
        if command == "cargo test" {
            continue; // this is it
        }
        if let Some(live) = command.strip_prefix("cargo run --release -- ") {
            // The answer is the reader's machine's own; it must be one.
            let printed = run(folder.path(), &format!("minspec {live}"));
            assert!(printed.starts_with("Microsoft BackOffice Server 4.5"), "{printed}");
            continue;
        }
        let printed = run(folder.path(), command);
        if std::env::var_os("UPDATE_README").is_some() {
            let new = format!("{line}\n{printed}");
            updated = updated.replace(block.body, &new);
        } else {
            assert_eq!(printed, shown, "{command}");
        }
    }
    assert!(commands >= 6, "the README lost its commands");
    if updated != text {
        fs::write(readme(), updated).expect("the README");
    }
}

#[test]
fn every_picture_and_file_that_is_linked_is_there() {
    let text = fs::read_to_string(readme()).expect("the README");
    let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let own: Vec<&str> = links.filter(|link| !link.starts_with("http")).collect();
    assert!(own.contains(&"tests/browser/report.png"), "{own:?}");
    for link in own {
        assert!(readme().with_file_name(link).exists(), "{link}");
    }
}
