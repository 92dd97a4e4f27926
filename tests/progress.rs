//! The line on a screen that says how far a long check is.

use crate::support::program::{errors, minspec};
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::process::{Command, Stdio};

/// Runs the program on a terminal, reading from a pipe that has no end until the line is there; hands
/// back everything that came to the screen. `None`: there is no program `script` that makes terminals.
fn on_a_screen(arguments: &str) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().is_ok_and(|done| done.success());
    let script = Command::new("script").arg("--version").output().ok()?;
    let of_linux = String::from_utf8_lossy(&script.stdout).contains("util-linux");
    if !made || !of_linux {
        return None;
    }
    let program = assert_cmd::cargo::cargo_bin("minspec");
    let line = format!("{} check backoffice/4.5 -m pipe {arguments}", program.display());
    let mut script = Command::new("script")
        .args(["-q", "-e", "-c", &line, "/dev/null"])
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("script runs");
    let mut pipe = OpenOptions::new().write(true).open(&pipe).expect("the pipe");
    let line = b"{\"hostname\":\"pc\",\"ram\":\"64 MB\"}\n";
    pipe.write_all(&line.repeat(3_000)).expect("some machines");
    let mut screen = script.stdout.take().expect("a screen");
    let (mut shown, mut bytes) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&shown).contains("machines so far") {
        let read = screen.read(&mut bytes).expect("the screen");
        assert_ne!(read, 0, "{}", String::from_utf8_lossy(&shown));
        shown.extend_from_slice(&bytes[..read]);
    }
    drop(pipe);
    screen.read_to_end(&mut shown).expect("the screen");
    script.wait().expect("script ends");
    Some(String::from_utf8_lossy(&shown).into_owned())
}

/// What is left on a screen: a line is written over from its beginning.
fn left(shown: &str) -> String {
    let lines = shown.replace("\r\n", "\n");
    let lines = lines.split('\n').map(|line| {
        let mut cells: Vec<char> = Vec::new();
        for part in line.split('\r') {
            let part: Vec<char> = part.chars().collect();
            cells.splice(..part.len().min(cells.len()), part);
        }
        cells.into_iter().collect::<String>().trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn the_line_is_gone_at_the_end() {
    let Some(shown) = on_a_screen("-f csv -o out.csv") else { return };
    assert!(shown.contains("MB read"), "{shown:?}");
    assert_eq!(left(&shown).trim(), "", "{shown:?}");
    let shown = on_a_screen("").expect("a screen");
    let left = left(&shown);
    assert!(left.contains("3000 machines") || left.contains("3,000 machines"), "{left}");
    assert!(!left.contains("so far"), "{left}");
}

#[test]
fn there_is_none_where_nobody_looks() {
    let fleet = "{\"hostname\":\"pc\",\"ram\":\"64 MB\"}\n".repeat(20_000);
    let arguments = ["check", "backoffice/4.5", "-m", "-", "-f", "csv"];
    let done = minspec(&arguments).write_stdin(fleet).assert();
    assert_eq!(errors(&done), "");
}
